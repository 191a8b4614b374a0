/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-outcome.h"
#include "proctor-session.h"

G_BEGIN_DECLS

/**
 * ProctorRepeat:
 * @invocation_id: where it is
 * @run_id: the run
 * @repetition: the how-manieth of its invocation it is, from 1; 0 where nobody knows, or there is only one
 * @is_here: whether it belongs to the invocation that was asked about
 * @outcome: how it ended
 * @at: when it did, in seconds since 1970; 0 if nobody knows
 *
 * A run of a test, among others of the same test.
 */
typedef struct
{
  char *invocation_id;
  char *run_id;
  guint repetition;
  gboolean is_here;
  ProctorOutcome outcome;
  gint64 at;
} ProctorRepeat;

void proctor_repeats_list_async (ProctorSession *session,
                                 ProctorWatcher *watcher,
                                 const char *run_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *proctor_repeats_list_finish (ProctorSession *session,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint proctor_repeats_find (GPtrArray *repeats,
                            const char *run_id);
guint proctor_repeats_choose (GPtrArray *repeats,
                              guint position);

G_END_DECLS
