/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-estimate.h"

#include "proctor-history-private.h"
#include "proctor-history-schema.h"

#include <stdlib.h>

/* How long tests may take and what they may cost, as far as the history tells. */

/* What was longer ago than this says less than nothing: models and prices change. */
#define MOST_RUNS_A_TEST 20
#define MOST_INVOCATIONS 20
/* An invocation of which some runs were run again a day later didn't take a day. */
#define LONGEST_SECONDS (6 * 60 * 60)

static int
compare_doubles (gconstpointer one,
                 gconstpointer other)
{
  double a = *(const double *) one;
  double b = *(const double *) other;

  return (a > b) - (a < b);
}

/* The middle one is not led astray by one that was interrupted. */
static void
estimate_time (ProctorDatabase *database,
               gint64 workspace,
               const char *agent_id,
               guint n_runs,
               ProctorHistoryEstimate *estimate)
{
  g_autoptr (GArray) seconds = g_array_new (FALSE, FALSE, sizeof (double));
  ProctorStatement *statement = proctor_database_prepare (database,
                                                          "SELECT n_runs, (SELECT max (at) FROM runs WHERE invocation = invocations.number) - created_at"
                                                          " FROM invocations WHERE workspace = ? AND agent_id = ? AND n_pending = 0 AND n_cancelled = 0 AND n_runs > 0"
                                                          " ORDER BY created_at DESC LIMIT ?",
                                                          "isi", workspace, agent_id, (gint64) MOST_INVOCATIONS);

  while (proctor_statement_next (statement))
    {
      double past_runs = (double) proctor_statement_get_int (statement, 0);
      double took = (double) proctor_statement_get_int (statement, 1);

      if (took < 0 || took > LONGEST_SECONDS)
        continue;
      /* Many are run at a time, so fewer runs don't take less time in the same measure; more take more. */
      took *= n_runs > past_runs ? n_runs / past_runs : 1;
      g_array_append_val (seconds, took);
    }

  estimate->n_past_invocations = seconds->len;
  if (seconds->len == 0)
    return;

  g_array_sort (seconds, compare_doubles);
  estimate->seconds = g_array_index (seconds, double, seconds->len / 2);
}

/* Tests of which nothing is known cost what the others cost on average. */
static void
estimate_price (ProctorDatabase *database,
                gint64 workspace,
                ProctorHistoryQuery *query,
                GCancellable *cancellable,
                ProctorHistoryEstimate *estimate)
{
  double total = 0;
  guint n_priced = 0;
  guint n_tests = 0;

  for (char **id = query->ids; *id != NULL && !g_cancellable_is_cancelled (cancellable); id++, n_tests++)
    {
      double price = 0;
      guint n_runs = 0;
      guint n_with_price = 0;
      ProctorStatement *statement = proctor_database_prepare (database,
                                                              "SELECT runs.price FROM runs JOIN invocations ON invocations.number = runs.invocation"
                                                              " WHERE runs.workspace = ? AND runs.ended = 1 AND runs.test_id = ? AND invocations.agent_id = ?"
                                                              " AND runs.outcome IN (?, ?, ?) ORDER BY runs.at DESC, runs.number DESC LIMIT ?",
                                                              "issiiii", workspace, *id, query->text, (gint64) PROCTOR_OUTCOME_PASSED, (gint64) PROCTOR_OUTCOME_FAILED, (gint64) PROCTOR_OUTCOME_INCONCLUSIVE, (gint64) MOST_RUNS_A_TEST);

      while (proctor_statement_next (statement))
        {
          double one = proctor_statement_get_double (statement, 0);

          n_runs++;
          if (one > 0)
            {
              n_with_price++;
              price += one;
            }
        }
      estimate->n_past_runs += n_runs;
      estimate->n_known_tests += n_runs > 0 ? 1 : 0;
      if (n_with_price > 0)
        {
          n_priced++;
          total += price / n_with_price;
        }
    }

  if (n_priced > 0)
    estimate->price = total / n_priced * n_tests * query->most;
}

static gpointer
query_estimate (ProctorDatabase *database,
                gpointer data,
                GCancellable *cancellable,
                GError **error)
{
  ProctorHistoryQuery *query = data;
  ProctorHistoryEstimate *estimate = g_new0 (ProctorHistoryEstimate, 1);
  gint64 workspace = proctor_history_schema_find_workspace (database, query->workspace_id);

  estimate->seconds = -1;
  estimate->price = -1;
  estimate_time (database, workspace, query->text, g_strv_length (query->ids) * query->most, estimate);
  estimate_price (database, workspace, query, cancellable, estimate);

  return estimate;
}

/**
 * proctor_history_estimate_async:
 * @self: a history
 * @workspace_id: the workspace
 * @agent_id: an agent of it
 * @test_ids: (array zero-terminated=1): tests that are to be run on it
 * @repeat_count: how often each
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks how long that may take and what it may cost.
 */
void
proctor_history_estimate_async (ProctorHistory *self,
                                const char *workspace_id,
                                const char *agent_id,
                                const char *const *test_ids,
                                guint repeat_count,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ProctorHistoryQuery *query;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (agent_id != NULL && test_ids != NULL);

  query = proctor_history_query_new (workspace_id);
  query->text = g_strdup (agent_id);
  query->ids = g_strdupv ((char **) test_ids);
  query->most = repeat_count;
  proctor_history_ask (self, query_estimate, query, g_free, proctor_history_estimate_async, cancellable, callback, user_data);
}

/**
 * proctor_history_estimate_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): what past runs tell, to be freed with g_free()
 */
ProctorHistoryEstimate *
proctor_history_estimate_finish (ProctorHistory *self,
                                 GAsyncResult *result,
                                 GError **error)
{
  return proctor_history_finish (self, result, error);
}
