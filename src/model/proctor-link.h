/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_LINK_SCHEME "proctor"

/**
 * ProctorLinkKind:
 * @PROCTOR_LINK_TEST: to a test
 * @PROCTOR_LINK_RUN: to what was run, or to one run of it
 *
 * Where a link leads.
 */
typedef enum
{
  PROCTOR_LINK_TEST,
  PROCTOR_LINK_RUN,
} ProctorLinkKind;

typedef struct _ProctorLink ProctorLink;

ProctorLink *proctor_link_parse (const char *text,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_link_free (ProctorLink *self);

ProctorLinkKind proctor_link_get_kind (ProctorLink *self);
const char *proctor_link_get_workspace_id (ProctorLink *self);
const char *proctor_link_get_id (ProctorLink *self);
const char *proctor_link_get_run_id (ProctorLink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorLink, proctor_link_free)

G_END_DECLS
