/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorProbeVerdict:
 * @PROCTOR_PROBE_WORKS: tests can be read
 * @PROCTOR_PROBE_WRONG_KEY: the server doesn't know the key
 * @PROCTOR_PROBE_NO_PERMISSION: the key is good but may not read tests
 * @PROCTOR_PROBE_NO_NETWORK: nobody answers
 * @PROCTOR_PROBE_CERTIFICATE: whoever answers can't prove who it is
 * @PROCTOR_PROBE_NOT_THIS_API: whoever answers is something else
 * @PROCTOR_PROBE_OTHER: the server says something that is about neither
 *
 * How trying a key went.
 */
typedef enum
{
  PROCTOR_PROBE_WORKS,
  PROCTOR_PROBE_WRONG_KEY,
  PROCTOR_PROBE_NO_PERMISSION,
  PROCTOR_PROBE_NO_NETWORK,
  PROCTOR_PROBE_CERTIFICATE,
  PROCTOR_PROBE_NOT_THIS_API,
  PROCTOR_PROBE_OTHER,
} ProctorProbeVerdict;

/**
 * ProctorProbe:
 * @verdict: how it went
 * @title: that in a few words
 * @message: what it means and what can be done
 * @scope: (nullable): the permission that the key lacks
 * @account: (nullable): what can be said of the account
 *
 * What trying a key has shown.
 */
typedef struct
{
  ProctorProbeVerdict verdict;
  char *title;
  char *message;
  char *scope;
  char *account;
} ProctorProbe;

void proctor_probe_free (ProctorProbe *probe);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorProbe, proctor_probe_free)

void proctor_probe_run_async (const char *base_url,
                              const char *key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
ProctorProbe *proctor_probe_run_finish (GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
