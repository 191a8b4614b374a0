/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-workspace.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_WORKSPACES (proctor_workspaces_get_type ())

G_DECLARE_FINAL_TYPE (ProctorWorkspaces, proctor_workspaces, PROCTOR, WORKSPACES, GObject)

ProctorWorkspaces *proctor_workspaces_new (const char *folder);

void proctor_workspaces_load_async (ProctorWorkspaces *self,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
gboolean proctor_workspaces_load_finish (ProctorWorkspaces *self,
                                         GAsyncResult *result,
                                         GError **error);

ProctorWorkspace *proctor_workspaces_find (ProctorWorkspaces *self,
                                           const char *id);
ProctorWorkspace *proctor_workspaces_get_last (ProctorWorkspaces *self);
const char *proctor_workspaces_get_notice (ProctorWorkspaces *self);

void proctor_workspaces_add (ProctorWorkspaces *self,
                             ProctorWorkspace *workspace);
void proctor_workspaces_rename (ProctorWorkspaces *self,
                                ProctorWorkspace *workspace,
                                const char *name);
void proctor_workspaces_remove (ProctorWorkspaces *self,
                                ProctorWorkspace *workspace);
void proctor_workspaces_set_last (ProctorWorkspaces *self,
                                  ProctorWorkspace *workspace);

void proctor_workspaces_flush_async (ProctorWorkspaces *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean proctor_workspaces_flush_finish (ProctorWorkspaces *self,
                                          GAsyncResult *result,
                                          GError **error);

G_END_DECLS
