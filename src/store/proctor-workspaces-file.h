/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorWorkspaceEntry:
 * @id: the workspace's id
 * @name: what it is called
 * @base_url: (nullable): where its server is, %NULL for the engine on this computer
 *
 * A workspace as the file has it.
 */
typedef struct
{
  char *id;
  char *name;
  char *base_url;
} ProctorWorkspaceEntry;

ProctorWorkspaceEntry *proctor_workspace_entry_new (const char *id,
                                                    const char *name,
                                                    const char *base_url);
void proctor_workspace_entry_free (ProctorWorkspaceEntry *entry);

/**
 * ProctorWorkspacesFile:
 * @entries: (element-type ProctorWorkspaceEntry): the workspaces, in their order
 * @gone: ids of workspaces that were removed
 * @last: (nullable): the id of the one that was open last
 * @notice: (nullable): what happened to a damaged file
 *
 * What the file says, or is to say.
 */
typedef struct
{
  GPtrArray *entries;
  GPtrArray *gone;
  char *last;
  char *notice;
} ProctorWorkspacesFile;

ProctorWorkspacesFile *proctor_workspaces_file_new (void);
void proctor_workspaces_file_free (ProctorWorkspacesFile *file);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorWorkspacesFile, proctor_workspaces_file_free)

ProctorWorkspacesFile *proctor_workspaces_file_read (const char *path,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_workspaces_file_write (ProctorWorkspacesFile *file,
                                        const char *path,
                                        GError **error);

G_END_DECLS
