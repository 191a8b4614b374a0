/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-outcome.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_HISTORY (proctor_history_get_type ())

G_DECLARE_FINAL_TYPE (ProctorHistory, proctor_history, PROCTOR, HISTORY, GObject)

/**
 * ProctorTestResults:
 * @test_id: a test
 * @n_results: how many results are known, five at most
 * @results: how its last runs ended, newest first
 * @last_at: when the newest did, in seconds since 1970
 *
 * How a test has been doing.
 */
typedef struct
{
  char *test_id;
  guint n_results;
  ProctorOutcome results[5];
  gint64 last_at;
} ProctorTestResults;

void proctor_test_results_free (ProctorTestResults *results);

/**
 * ProctorTestRun:
 * @invocation_id: the invocation
 * @title: (nullable): what that is called
 * @run_id: (nullable): the run
 * @outcome: how it ended
 * @at: when it did, in seconds since 1970
 * @summary: (nullable): why, in short
 * @text: (nullable): what was said, and why it got its verdict, a line for each
 *
 * One of the runs of a test.
 */
typedef struct
{
  char *invocation_id;
  char *title;
  char *run_id;
  ProctorOutcome outcome;
  gint64 at;
  char *summary;
  char *text;
} ProctorTestRun;

void proctor_test_run_free (ProctorTestRun *run);

/**
 * ProctorUnanswered:
 * @id: a test or a folder
 * @name: (nullable): its name
 * @folder: whether it is a folder
 * @at: when its deletion was asked for, in seconds since 1970
 *
 * A deletion that was sent and whose answer never came.
 */
typedef struct
{
  char *id;
  char *name;
  gboolean folder;
  gint64 at;
} ProctorUnanswered;

void proctor_unanswered_free (ProctorUnanswered *unanswered);

ProctorHistory *proctor_history_new (const char *folder);
ProctorHistory *proctor_history_find (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
const char *proctor_history_get_notice (ProctorHistory *self);

void proctor_history_add_async (ProctorHistory *self,
                                const char *workspace_id,
                                GBytes *body,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean proctor_history_add_finish (ProctorHistory *self,
                                     GAsyncResult *result,
                                     GError **error);
void proctor_history_list_results_async (ProctorHistory *self,
                                         const char *workspace_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *proctor_history_list_results_finish (ProctorHistory *self,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_history_list_runs_async (ProctorHistory *self,
                                      const char *workspace_id,
                                      const char *test_id,
                                      guint most,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *proctor_history_list_runs_finish (ProctorHistory *self,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_history_list_settled_async (ProctorHistory *self,
                                         const char *workspace_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
char **proctor_history_list_settled_finish (ProctorHistory *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_history_forget_async (ProctorHistory *self,
                                   const char *workspace_id,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean proctor_history_forget_finish (ProctorHistory *self,
                                        GAsyncResult *result,
                                        GError **error);

void proctor_history_note_unanswered_async (ProctorHistory *self,
                                            const char *workspace_id,
                                            GPtrArray *unanswered,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
gboolean proctor_history_note_unanswered_finish (ProctorHistory *self,
                                                 GAsyncResult *result,
                                                 GError **error);
void proctor_history_clear_unanswered_async (ProctorHistory *self,
                                             const char *workspace_id,
                                             const char *const *ids,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean proctor_history_clear_unanswered_finish (ProctorHistory *self,
                                                  GAsyncResult *result,
                                                  GError **error);
void proctor_history_list_unanswered_async (ProctorHistory *self,
                                            const char *workspace_id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GPtrArray *proctor_history_list_unanswered_finish (ProctorHistory *self,
                                                   GAsyncResult *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_history_close_async (ProctorHistory *self,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void proctor_history_close_finish (ProctorHistory *self,
                                   GAsyncResult *result);

G_END_DECLS
