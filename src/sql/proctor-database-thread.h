/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_DATABASE_THREAD (proctor_database_thread_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDatabaseThread, proctor_database_thread, PROCTOR, DATABASE_THREAD, GObject)

/**
 * ProctorDamage:
 * @PROCTOR_DAMAGE_REBUILD: the file is begun anew, also where a newer version has written it: what
 *   was in it can be had again
 * @PROCTOR_DAMAGE_SET_ASIDE: a damaged file gets another name, and a new one is begun; one that a
 *   newer version has written is never touched
 * @PROCTOR_DAMAGE_LEAVE: nothing is changed, made or moved, and nothing can be written: the file is
 *   another program's
 *
 * What is done with a file that can't be read.
 */
typedef enum
{
  PROCTOR_DAMAGE_REBUILD,
  PROCTOR_DAMAGE_SET_ASIDE,
  PROCTOR_DAMAGE_LEAVE,
} ProctorDamage;

/**
 * ProctorDatabaseFunc:
 * @database: the database, in a transaction that is undone if @error is set
 * @data: what was given with it
 * @cancellable: (nullable): to give up
 * @error: return location for what went wrong
 *
 * Something to be done with the database, in its thread. Where the file turns out to be damaged it
 * is done once more with the new one, so it must leave @data as it is.
 *
 * Returns: (nullable): what came of it
 */
typedef gpointer (*ProctorDatabaseFunc) (ProctorDatabase *database,
                                         gpointer data,
                                         GCancellable *cancellable,
                                         GError **error);

/**
 * ProctorDatabaseFolderFunc:
 * @folder: the folder that the file is in
 * @error: return location for why it can't be made
 *
 * Makes the folder where there is none. Called in the thread.
 *
 * Returns: whether it is there now
 */
typedef gboolean (*ProctorDatabaseFolderFunc) (const char *folder,
                                               GError **error);

ProctorDatabaseThread *proctor_database_thread_new (const char *path,
                                                    const char *const *migrations,
                                                    guint n_migrations,
                                                    ProctorDamage damage,
                                                    ProctorDatabaseFolderFunc ensure_folder);

const char *proctor_database_thread_get_notice (ProctorDatabaseThread *self);

void proctor_database_thread_run_async (ProctorDatabaseThread *self,
                                        ProctorDatabaseFunc func,
                                        gpointer data,
                                        GDestroyNotify data_free,
                                        GDestroyNotify result_free,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
gpointer proctor_database_thread_run_finish (ProctorDatabaseThread *self,
                                             GAsyncResult *result,
                                             GError **error);

void proctor_database_thread_close_async (ProctorDatabaseThread *self,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void proctor_database_thread_close_finish (ProctorDatabaseThread *self,
                                           GAsyncResult *result);

G_END_DECLS
