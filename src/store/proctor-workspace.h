/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_WORKSPACE (proctor_workspace_get_type ())

/* A workspace that was added. 
 * Properties (notify): "id", "name", "local" (bool: the engine on this computer), "base-url" (NULL if local), "where" (for people:
 * "On this computer", "ElevenLabs, EU", "https://…"). */
G_DECLARE_FINAL_TYPE (ProctorWorkspace, proctor_workspace, PROCTOR, WORKSPACE, GObject)

ProctorWorkspace *proctor_workspace_new (const char *id,
                                         const char *name,
                                         const char *base_url); /* NULL: the engine on this computer */

const char *proctor_workspace_get_id (ProctorWorkspace *self);
const char *proctor_workspace_get_name (ProctorWorkspace *self);
gboolean proctor_workspace_is_local (ProctorWorkspace *self);
const char *proctor_workspace_get_base_url (ProctorWorkspace *self);
const char *proctor_workspace_get_where (ProctorWorkspace *self);

G_END_DECLS
