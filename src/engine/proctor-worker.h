/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_WORKER (proctor_worker_get_type ())

G_DECLARE_FINAL_TYPE (ProctorWorker, proctor_worker, PROCTOR, WORKER, GObject)

/**
 * ProctorWork:
 * @database: the database
 * @data: what was given with it
 * @error: return location for what went wrong
 *
 * Something to be done with the database, in its thread.
 *
 * Returns: (nullable): what came of it
 */
typedef gpointer (*ProctorWork) (ProctorDatabase *database,
                                 gpointer data,
                                 GError **error);

ProctorWorker *proctor_worker_new (const char *path,
                                   const char *const *migrations,
                                   guint n_migrations,
                                   gboolean check,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_worker_run_async (ProctorWorker *self,
                               ProctorWork work,
                               gpointer data,
                               GDestroyNotify data_free,
                               GDestroyNotify result_free,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
void proctor_worker_read_async (ProctorWorker *self,
                                ProctorWork work,
                                gpointer data,
                                GDestroyNotify data_free,
                                GDestroyNotify result_free,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gpointer proctor_worker_run_finish (ProctorWorker *self,
                                    GAsyncResult *result,
                                    GError **error);
void proctor_worker_stop (ProctorWorker *self);

G_END_DECLS
