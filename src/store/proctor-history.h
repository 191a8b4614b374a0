/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-outcome.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_HISTORY (proctor_history_get_type ())

/* history.db: every invocation that was ever seen, per workspace, with its runs and transcripts (FTS5).
 * Property "notice": NULL or what happened to a damaged file. Signal "added" (workspace_id): there are new results. */
G_DECLARE_FINAL_TYPE (ProctorHistory, proctor_history, PROCTOR, HISTORY, GObject)

typedef struct
{
  char *test_id;
  guint n_results;
  ProctorOutcome results[5]; /* newest first */
  gint64 last_at;            /* unix secs */
} ProctorTestResults;

void proctor_test_results_free (ProctorTestResults *results);

ProctorHistory *proctor_history_new (const char *folder); /* history.db in it */
const char *proctor_history_get_notice (ProctorHistory *self);

/* @body is what GET of an invocation answered; it is skimmed in the thread. */
void proctor_history_add_async (ProctorHistory *self,
                                const char *workspace_id,
                                GBytes *body,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean proctor_history_add_finish (ProctorHistory *self,
                                     GAsyncResult *result,
                                     GError **error);

/* GPtrArray of ProctorTestResults: of every test that has any. */
void proctor_history_list_results_async (ProctorHistory *self,
                                         const char *workspace_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *proctor_history_list_results_finish (ProctorHistory *self,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Ids of invocations that are in it and settled: they need not be fetched again. A strv. */
void proctor_history_list_settled_async (ProctorHistory *self,
                                         const char *workspace_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
char **proctor_history_list_settled_finish (ProctorHistory *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  char *invocation_id;
  char *run_id;
  char *test_id;
  char *test_name;
  char *snippet; /* the words found between U+0002 and U+0003 */
  ProctorOutcome outcome;
  gint64 at;
} ProctorHistoryHit;

void proctor_history_hit_free (ProctorHistoryHit *hit);

/* GPtrArray of ProctorHistoryHit. @text is what a person typed; it is never taken for FTS5's syntax. */
void proctor_history_search_async (ProctorHistory *self,
                                   const char *workspace_id,
                                   const char *text,
                                   guint most,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *proctor_history_search_finish (ProctorHistory *self,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_history_forget_async (ProctorHistory *self,
                                   const char *workspace_id,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean proctor_history_forget_finish (ProctorHistory *self,
                                        GAsyncResult *result,
                                        GError **error);

/* Deletions that were sent and whose answers never came. */
typedef struct
{
  char *id;
  char *name;
  gboolean folder;
  gint64 at;
} ProctorUnanswered;

void proctor_unanswered_free (ProctorUnanswered *unanswered);

void proctor_history_note_unanswered_async (ProctorHistory *self,
                                            const char *workspace_id,
                                            GPtrArray *unanswered, /* (transfer full) */
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
