/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-sync-folder.h"
#include "proctor-sync.h"

G_BEGIN_DECLS

struct _ProctorSync
{
  GObject parent_instance;

  /* Owned */
  ProctorClient *client;
  ProctorSyncFolder *folder;
  char *target;
  char **wanted_folders;
  GPatternSpec *pattern;
  GPtrArray *items;
  GPtrArray *rows;
  /* A folder's names, a line each → its id. */
  GHashTable *folder_ids;
  /* What tools are called, by their ids: in the project, and on the server. */
  GHashTable *tools_here;
  GHashTable *tools_there;
  /* From the project's ids to the server's, and back. */
  GHashTable *map;
  GHashTable *map_back;
  GError *fatal;

  ProctorSyncMode mode;
  gboolean dry_run;
  gboolean force;
  gboolean prune;
  guint next;
  guint n_active;
  guint n_done;
};

/* Reads all that the server says in lists. */
void proctor_sync_list_async (ProctorSync *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean proctor_sync_list_finish (ProctorSync *self,
                                   GAsyncResult *result,
                                   GError **error);
void proctor_sync_join (ProctorSync *self);

/* Makes the folders that are needed there. */
void proctor_sync_make_folders_async (ProctorSync *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean proctor_sync_make_folders_finish (ProctorSync *self,
                                           GAsyncResult *result,
                                           GError **error);
char *proctor_sync_make_folder_key (char **names,
                                    gsize n);

/* Does what is to be done about each test. */
void proctor_sync_steps_async (ProctorSync *self,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean proctor_sync_steps_finish (ProctorSync *self,
                                    GAsyncResult *result,
                                    GError **error);

G_END_DECLS
