/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_DATABASE_THREAD (proctor_database_thread_get_type ())

G_DECLARE_FINAL_TYPE (ProctorDatabaseThread, proctor_database_thread, PROCTOR, DATABASE_THREAD, GObject)

/* What is done with a damaged file: a cache is made anew, anything else is set aside, never deleted. */
typedef enum
{
  PROCTOR_DAMAGE_REBUILD,
  PROCTOR_DAMAGE_SET_ASIDE,
} ProctorDamage;

/* Runs in the thread, inside a transaction that is rolled back if it returns with an error. */
typedef gpointer (*ProctorDatabaseFunc) (ProctorDatabase *database,
                                         gpointer data,
                                         GCancellable *cancellable,
                                         GError **error);

ProctorDatabaseThread *proctor_database_thread_new (const char *path,
                                                    const char *const *migrations,
                                                    guint n_migrations,
                                                    ProctorDamage damage);

/* NULL, or a sentence: "history.db was damaged. It was set aside as …" (notify::notice, main context). */
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

/* Waits for nothing: what was asked before is done, then the file is closed and the callback called. */
void proctor_database_thread_close_async (ProctorDatabaseThread *self,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
void proctor_database_thread_close_finish (ProctorDatabaseThread *self,
                                           GAsyncResult *result);

G_END_DECLS
