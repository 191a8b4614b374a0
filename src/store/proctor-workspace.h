/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The id of the workspace on this computer, of which there is one. */
#define PROCTOR_WORKSPACE_LOCAL_ID "local"

#define PROCTOR_TYPE_WORKSPACE (proctor_workspace_get_type ())

G_DECLARE_FINAL_TYPE (ProctorWorkspace, proctor_workspace, PROCTOR, WORKSPACE, GObject)

ProctorWorkspace *proctor_workspace_new (const char *id,
                                         const char *name,
                                         const char *base_url);

const char *proctor_workspace_get_id (ProctorWorkspace *self);
const char *proctor_workspace_get_name (ProctorWorkspace *self);
void proctor_workspace_set_name (ProctorWorkspace *self,
                                 const char *name);
gboolean proctor_workspace_is_local (ProctorWorkspace *self);
const char *proctor_workspace_get_base_url (ProctorWorkspace *self);
const char *proctor_workspace_get_where (ProctorWorkspace *self);

G_END_DECLS
