/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-reviews.h"

#include "proctor-history-private.h"
#include "proctor-history-schema.h"

/* What people have decided of runs. Nothing is written over but a note that is still being written: who thinks otherwise
 * later adds a review, and the newest of a run counts, as long as the run is the one that it was about. */

/* Nobody goes through more in one sitting. */
#define MOST_WAITING 10000

#define COLUMNS "invocation_id, run_id, test_id, test_name, outcome, run_at, opinion, cause, note, at"
#define READ_COLUMNS COLUMNS ", newest"

/* Failures that nobody has decided on. A run that was run again has another time. */
#define WAITING                                                                                                                                                  \
  " FROM runs JOIN invocations ON invocations.number = runs.invocation WHERE runs.workspace = ? AND runs.ended = 1 AND runs.outcome = ? AND runs.id IS NOT NULL" \
  " AND (? IS NULL OR invocations.id = ?) AND NOT EXISTS (SELECT 1 FROM reviews WHERE reviews.workspace = runs.workspace AND reviews.run_id = runs.id"           \
  " AND reviews.newest = 1 AND reviews.opinion != 0 AND reviews.run_at = runs.at)"

static ProctorReview *
read_review (ProctorStatement *statement)
{
  ProctorReview *review = g_new0 (ProctorReview, 1);

  review->invocation_id = g_strdup (proctor_statement_get_text (statement, 0));
  review->run_id = g_strdup (proctor_statement_get_text (statement, 1));
  review->test_id = g_strdup (proctor_statement_get_text (statement, 2));
  review->test_name = g_strdup (proctor_statement_get_text (statement, 3));
  review->outcome = (ProctorOutcome) CLAMP (proctor_statement_get_int (statement, 4), 0, PROCTOR_OUTCOME_CANCELLED);
  review->run_at = proctor_statement_get_int (statement, 5);
  review->opinion = (ProctorOpinion) CLAMP (proctor_statement_get_int (statement, 6), 0, PROCTOR_OPINION_DISAGREE);
  review->cause = g_strdup (proctor_statement_get_text (statement, 7));
  review->note = g_strdup (proctor_statement_get_text (statement, 8));
  review->at = proctor_statement_get_int (statement, 9);
  review->is_past = proctor_statement_get_int (statement, 10) == 0;

  return review;
}

static GPtrArray *
read_reviews (ProctorStatement *statement)
{
  GPtrArray *reviews = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_review_free);

  while (proctor_statement_next (statement))
    g_ptr_array_add (reviews, read_review (statement));

  return reviews;
}

/* Whether the newest review of the run says just that already. */
static gboolean
is_said (ProctorDatabase *database,
         gint64 workspace,
         const ProctorReview *review)
{
  return proctor_database_get_int (database,
                                   "SELECT count(*) FROM reviews WHERE workspace = ? AND run_id = ? AND newest = 1 AND run_at = ? AND opinion = ? AND cause IS ? AND note IS ?",
                                   "isiiss", workspace, review->run_id, review->run_at, (gint64) review->opinion, review->cause, review->note)
         > 0;
}

/* Whether the newest review of the run is the one that is being written, which says more now. */
static gboolean
is_continued (ProctorDatabase *database,
              gint64 workspace,
              const ProctorReview *review)
{
  if (review->continues == NULL)
    return FALSE;

  proctor_database_run (database, "UPDATE reviews SET note = ?, at = ? WHERE workspace = ? AND run_id = ? AND newest = 1 AND run_at = ? AND opinion = ? AND cause IS ? AND note IS ?",
                        "siisiiss", review->note, review->at, workspace, review->run_id, review->run_at, (gint64) review->opinion, review->cause, review->continues);

  return proctor_database_get_int (database, "SELECT changes()", "") > 0;
}

static gpointer
keep_review (ProctorDatabase *database,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  ProctorHistoryQuery *query = data;
  const ProctorReview *review = query->review;
  gint64 workspace = proctor_history_schema_ensure_workspace (database, query->workspace_id);

  if (is_said (database, workspace, review) || is_continued (database, workspace, review))
    return NULL;

  proctor_database_run (database, "UPDATE reviews SET newest = 0 WHERE workspace = ? AND run_id = ? AND newest = 1", "is", workspace, review->run_id);
  proctor_database_run (database, "INSERT INTO reviews (workspace, " COLUMNS ", newest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)", "issssiiissi",
                        workspace, review->invocation_id, review->run_id, review->test_id, review->test_name, (gint64) review->outcome, review->run_at,
                        (gint64) review->opinion, review->cause, review->note, review->at);

  return NULL;
}

static void
ask (ProctorHistory *self,
     ProctorDatabaseFunc func,
     const char *workspace_id,
     const char *id,
     GDestroyNotify result_free,
     gpointer source_tag,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (workspace_id != NULL);

  query = proctor_history_query_new (workspace_id);
  query->text = g_strdup (id);
  proctor_history_ask (self, func, query, result_free, source_tag, cancellable, callback, user_data);
}

/* Nothing but spaces is nothing. */
static void
strip (char **text)
{
  if (*text != NULL && *g_strstrip (*text) == '\0')
    g_clear_pointer (text, g_free);
}

static void
kept_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (!proctor_history_finish_nothing (PROCTOR_HISTORY (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  proctor_history_tell_reviewed (PROCTOR_HISTORY (source), g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/**
 * proctor_history_review_async:
 * @self: a history
 * @workspace_id: the workspace
 * @review: what was decided; where it has no time, it is decided now
 * @cancellable: (nullable): to give up
 * @callback: called when it is kept
 * @user_data: passed to @callback
 *
 * Keeps what a person has decided of a run. What was decided before stays as the run's history.
 */
void
proctor_history_review_async (ProctorHistory *self,
                              const char *workspace_id,
                              const ProctorReview *review,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  ProctorHistoryQuery *query;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (workspace_id != NULL);
  g_return_if_fail (review->invocation_id != NULL && review->run_id != NULL);

  query = proctor_history_query_new (workspace_id);
  query->review = proctor_review_copy (review);
  strip (&query->review->cause);
  strip (&query->review->note);
  strip (&query->review->continues);
  if (query->review->at == 0)
    query->review->at = g_get_real_time () / G_USEC_PER_SEC;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_history_review_async);
  g_task_set_task_data (task, g_strdup (workspace_id), g_free);
  proctor_history_ask (self, keep_review, query, NULL, proctor_history_review_async, cancellable, kept_cb, task);
}

gboolean
proctor_history_review_finish (ProctorHistory *self,
                               GAsyncResult *result,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
query_reviews_of_run (ProctorDatabase *database,
                      gpointer data,
                      GCancellable *cancellable,
                      GError **error)
{
  ProctorHistoryQuery *query = data;

  return read_reviews (proctor_database_prepare (database, "SELECT " READ_COLUMNS " FROM reviews WHERE workspace = ? AND run_id = ? ORDER BY number DESC", "is",
                                                 proctor_history_schema_find_workspace (database, query->workspace_id), query->text));
}

/**
 * proctor_history_list_reviews_of_run_async:
 * @self: a history
 * @workspace_id: the workspace
 * @run_id: a run
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for all that was ever decided of a run, newest first.
 */
void
proctor_history_list_reviews_of_run_async (ProctorHistory *self,
                                           const char *workspace_id,
                                           const char *run_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data)
{
  g_return_if_fail (run_id != NULL);

  ask (self, query_reviews_of_run, workspace_id, run_id, (GDestroyNotify) g_ptr_array_unref, proctor_history_list_reviews_of_run_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_reviews_of_run_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable) (element-type ProctorReview): the reviews
 */
GPtrArray *
proctor_history_list_reviews_of_run_finish (ProctorHistory *self,
                                            GAsyncResult *result,
                                            GError **error)
{
  return proctor_history_finish (self, result, error);
}

static gpointer
query_reviews (ProctorDatabase *database,
               gpointer data,
               GCancellable *cancellable,
               GError **error)
{
  ProctorHistoryQuery *query = data;

  return read_reviews (proctor_database_prepare (database, "SELECT " READ_COLUMNS " FROM reviews WHERE workspace = ? AND newest = 1 AND (? IS NULL OR invocation_id = ?) ORDER BY number DESC", "iss",
                                                 proctor_history_schema_find_workspace (database, query->workspace_id), query->text, query->text));
}

/**
 * proctor_history_list_reviews_async:
 * @self: a history
 * @workspace_id: the workspace
 * @invocation_id: (nullable): one of its invocations, or %NULL for all
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks what counts of what was decided: the newest review of each run, newest first.
 */
void
proctor_history_list_reviews_async (ProctorHistory *self,
                                    const char *workspace_id,
                                    const char *invocation_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ask (self, query_reviews, workspace_id, invocation_id, (GDestroyNotify) g_ptr_array_unref, proctor_history_list_reviews_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_reviews_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable) (element-type ProctorReview): the reviews
 */
GPtrArray *
proctor_history_list_reviews_finish (ProctorHistory *self,
                                     GAsyncResult *result,
                                     GError **error)
{
  return proctor_history_finish (self, result, error);
}

static gpointer
query_reviews_anywhere (ProctorDatabase *database,
                        gpointer data,
                        GCancellable *cancellable,
                        GError **error)
{
  ProctorHistoryQuery *query = data;

  return read_reviews (proctor_database_prepare (database, "SELECT " READ_COLUMNS " FROM reviews WHERE newest = 1 AND invocation_id = ? ORDER BY at DESC, number DESC", "s", query->text));
}

/**
 * proctor_history_list_reviews_anywhere_async:
 * @self: a history
 * @invocation_id: an invocation
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks what counts of what was decided, newest first, of whichever workspace the invocation is: who has only a server
 * and a key doesn't know what the window calls that, nor whether it has it twice.
 */
void
proctor_history_list_reviews_anywhere_async (ProctorHistory *self,
                                             const char *invocation_id,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data)
{
  g_return_if_fail (invocation_id != NULL);

  ask (self, query_reviews_anywhere, "", invocation_id, (GDestroyNotify) g_ptr_array_unref, proctor_history_list_reviews_anywhere_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_reviews_anywhere_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable) (element-type ProctorReview): the reviews
 */
GPtrArray *
proctor_history_list_reviews_anywhere_finish (ProctorHistory *self,
                                              GAsyncResult *result,
                                              GError **error)
{
  return proctor_history_finish (self, result, error);
}

static gpointer
query_all_reviews (ProctorDatabase *database,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  ProctorHistoryQuery *query = data;

  return read_reviews (proctor_database_prepare (database, "SELECT " READ_COLUMNS " FROM reviews WHERE workspace = ? AND (? IS NULL OR invocation_id = ?) ORDER BY number", "iss",
                                                 proctor_history_schema_find_workspace (database, query->workspace_id), query->text, query->text));
}

/**
 * proctor_history_list_all_reviews_async:
 * @self: a history
 * @workspace_id: the workspace
 * @invocation_id: (nullable): one of its invocations, or %NULL for all
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for all that was ever decided, also what was decided otherwise later: in the order in which it was.
 */
void
proctor_history_list_all_reviews_async (ProctorHistory *self,
                                        const char *workspace_id,
                                        const char *invocation_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  ask (self, query_all_reviews, workspace_id, invocation_id, (GDestroyNotify) g_ptr_array_unref, proctor_history_list_all_reviews_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_all_reviews_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable) (element-type ProctorReview): the reviews
 */
GPtrArray *
proctor_history_list_all_reviews_finish (ProctorHistory *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  return proctor_history_finish (self, result, error);
}

static gpointer
query_unreviewed (ProctorDatabase *database,
                  gpointer data,
                  GCancellable *cancellable,
                  GError **error)
{
  ProctorHistoryQuery *query = data;
  ProctorStatement *statement = proctor_database_prepare (database,
                                                          "SELECT invocations.id, runs.id, runs.test_id, runs.test_name, runs.outcome, runs.at, 0, NULL, NULL, 0, 1" WAITING
                                                          " ORDER BY invocations.created_at DESC, invocations.number DESC, runs.position LIMIT ?",
                                                          "iissi", proctor_history_schema_find_workspace (database, query->workspace_id), (gint64) PROCTOR_OUTCOME_FAILED,
                                                          query->text, query->text, (gint64) MOST_WAITING);

  return read_reviews (statement);
}

/**
 * proctor_history_list_unreviewed_async:
 * @self: a history
 * @workspace_id: the workspace
 * @invocation_id: (nullable): one of its invocations, or %NULL for all
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks which failures nobody has decided on: the newest invocation's first, each invocation's in their order.
 */
void
proctor_history_list_unreviewed_async (ProctorHistory *self,
                                       const char *workspace_id,
                                       const char *invocation_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  ask (self, query_unreviewed, workspace_id, invocation_id, (GDestroyNotify) g_ptr_array_unref, proctor_history_list_unreviewed_async, cancellable, callback, user_data);
}

/**
 * proctor_history_list_unreviewed_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable) (element-type ProctorReview): the runs, each as a review without an opinion
 */
GPtrArray *
proctor_history_list_unreviewed_finish (ProctorHistory *self,
                                        GAsyncResult *result,
                                        GError **error)
{
  return proctor_history_finish (self, result, error);
}

static gpointer
query_tally (ProctorDatabase *database,
             gpointer data,
             GCancellable *cancellable,
             GError **error)
{
  ProctorHistoryQuery *query = data;
  gint64 workspace = proctor_history_schema_find_workspace (database, query->workspace_id);
  ProctorReviewTally *tally = g_new0 (ProctorReviewTally, 1);
  ProctorStatement *statement = proctor_database_prepare (database,
                                                          "SELECT outcome, opinion, count(*) FROM reviews WHERE workspace = ? AND newest = 1 AND opinion != 0"
                                                          " AND (? IS NULL OR invocation_id = ?) GROUP BY outcome, opinion",
                                                          "iss", workspace, query->text, query->text);

  while (proctor_statement_next (statement))
    {
      gint64 outcome = proctor_statement_get_int (statement, 0);
      gint64 opinion = proctor_statement_get_int (statement, 1);

      if (outcome >= 0 && outcome < (gint64) G_N_ELEMENTS (tally->counts) && opinion > 0 && opinion < (gint64) G_N_ELEMENTS (tally->counts[0]))
        tally->counts[outcome][opinion] = (guint) proctor_statement_get_int (statement, 2);
    }
  tally->n_waiting = (guint) proctor_database_get_int (database, "SELECT count(*)" WAITING, "iiss", workspace, (gint64) PROCTOR_OUTCOME_FAILED, query->text, query->text);

  return tally;
}

/**
 * proctor_history_tally_reviews_async:
 * @self: a history
 * @workspace_id: the workspace
 * @invocation_id: (nullable): one of its invocations, or %NULL for all
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks how well the judge and people agree, and how much is still to be looked at.
 */
void
proctor_history_tally_reviews_async (ProctorHistory *self,
                                     const char *workspace_id,
                                     const char *invocation_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  ask (self, query_tally, workspace_id, invocation_id, g_free, proctor_history_tally_reviews_async, cancellable, callback, user_data);
}

/**
 * proctor_history_tally_reviews_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the tally
 */
ProctorReviewTally *
proctor_history_tally_reviews_finish (ProctorHistory *self,
                                      GAsyncResult *result,
                                      GError **error)
{
  return proctor_history_finish (self, result, error);
}
