/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-claim.h"

#include "proctor-bucket-titles.h"
#include "proctor-buckets.h"
#include "proctor-runs.h"

/* One that is being carried out. */
typedef struct
{
  char *key;
  char *run_id;
  gint64 attempt;
} Execution;

static void
execution_free (gpointer data)
{
  Execution *execution = data;

  g_free (execution->key);
  g_free (execution->run_id);
  g_free (execution);
}

static void
plan_free (gpointer data)
{
  if (data != NULL)
    proctor_run_plan_free (data);
}

static ProctorRunClaim *
make_claim (void)
{
  ProctorRunClaim *claim = g_new0 (ProctorRunClaim, 1);

  claim->plans = g_ptr_array_new_with_free_func (plan_free);
  claim->outdated = g_ptr_array_new_with_free_func (g_free);
  claim->nameless = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_array_unref);
  claim->results = g_ptr_array_new ();
  claim->executions = g_ptr_array_new_with_free_func (execution_free);
  claim->active = g_hash_table_new (g_str_hash, g_str_equal);
  claim->per_invocation = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  return claim;
}

/**
 * proctor_run_claim_make_key:
 * @invocation_id: an invocation
 * @run_id: one of its runs
 * @attempt: which time it is run
 *
 * Returns: (transfer full): what tells one execution from another
 */
char *
proctor_run_claim_make_key (const char *invocation_id,
                            const char *run_id,
                            gint64 attempt)
{
  return g_strdup_printf ("%s/%s/%" G_GINT64_FORMAT, invocation_id, run_id, attempt);
}

static void
count_invocation (ProctorRunClaim *claim,
                  const char *invocation_id)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (claim->per_invocation, invocation_id));

  g_hash_table_replace (claim->per_invocation, g_strdup (invocation_id), GUINT_TO_POINTER (count + 1));
}

/**
 * proctor_run_claim_new:
 * @named: (nullable): the invocations whose groups are being given titles; %NULL if a model's are
 *   not wanted
 * @most_at_once: how many runs there may be at a time
 * @woken: whether anything else may have changed, so that runs may have been cancelled
 *
 * Returns: (transfer full): a question for proctor_run_claim_find()
 */
ProctorRunClaim *
proctor_run_claim_new (GHashTable *named,
                       guint most_at_once,
                       gboolean woken)
{
  ProctorRunClaim *claim = make_claim ();

  if (named != NULL)
    {
      GHashTableIter iter;
      gpointer id;

      claim->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_iter_init (&iter, named);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (claim->named, g_strdup (id));
    }
  claim->most_at_once = most_at_once;
  claim->woken = woken;

  return claim;
}

/**
 * proctor_run_claim_add_result:
 * @claim: a question
 * @result: what became of a run, which is written first; it has to last until there is an answer
 */
void
proctor_run_claim_add_result (ProctorRunClaim *claim,
                              ProctorRunResult *result)
{
  g_ptr_array_add (claim->results, result);
}

/**
 * proctor_run_claim_add_active:
 * @claim: a question
 * @key: what proctor_run_claim_make_key() makes of the rest
 * @invocation_id: an invocation
 * @run_id: one of its runs, which is being carried out
 * @attempt: which time that is
 */
void
proctor_run_claim_add_active (ProctorRunClaim *claim,
                              const char *key,
                              const char *invocation_id,
                              const char *run_id,
                              gint64 attempt)
{
  Execution *execution = g_new0 (Execution, 1);

  execution->key = g_strdup (key);
  execution->run_id = g_strdup (run_id);
  execution->attempt = attempt;
  g_ptr_array_add (claim->executions, execution);
  g_hash_table_add (claim->active, execution->key);
  count_invocation (claim, invocation_id);
}

void
proctor_run_claim_free (ProctorRunClaim *claim)
{
  if (claim == NULL)
    return;

  g_ptr_array_unref (claim->plans);
  g_ptr_array_unref (claim->outdated);
  g_hash_table_unref (claim->nameless);
  g_clear_pointer (&claim->named, g_hash_table_unref);
  g_hash_table_unref (claim->active);
  g_ptr_array_unref (claim->results);
  g_ptr_array_unref (claim->executions);
  g_hash_table_unref (claim->per_invocation);
  g_free (claim);
}

static void
find_outdated (ProctorRunClaim *claim,
               ProctorRunClaim *found,
               ProctorDatabase *database)
{
  for (guint i = 0; i < claim->executions->len; i++)
    {
      const Execution *execution = g_ptr_array_index (claim->executions, i);

      if (proctor_database_get_int (database, "SELECT count (*) FROM runs WHERE id = ? AND attempt = ? AND status = 'pending'", "si",
                                    execution->run_id, execution->attempt)
          == 0)
        g_ptr_array_add (found->outdated, g_strdup (execution->key));
    }
}

/* An invocation with runs that wait, and those of them that nobody is at yet, as far as there may
 * be room for them. */
typedef struct
{
  char *id;
  GPtrArray *run_ids;
  guint next;
  guint n_active;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_free (waiting->id);
  g_clear_pointer (&waiting->run_ids, g_ptr_array_unref);
  g_free (waiting);
}

/* Of the invocations that wait, the one of which least is being done; of several, the oldest. So
 * nobody waits for somebody else's thousands. */
static Waiting *
choose_invocation (GPtrArray *waiting)
{
  Waiting *chosen = NULL;

  for (guint i = 0; i < waiting->len; i++)
    {
      Waiting *next = g_ptr_array_index (waiting, i);

      if (chosen == NULL || next->n_active < chosen->n_active)
        chosen = next;
    }

  return chosen;
}

/* The invocations with runs that are pending, the oldest first. It hops from one to the next in the
 * index, so that it takes no longer for those with thousands. */
static GPtrArray *
list_waiting (ProctorRunClaim *claim,
              ProctorDatabase *database)
{
  const char *question = "WITH RECURSIVE waiting (id) AS ("
                         "  SELECT min (invocation_id) FROM runs WHERE status = 'pending'"
                         "  UNION ALL"
                         "  SELECT (SELECT min (invocation_id) FROM runs WHERE status = 'pending' AND invocation_id > waiting.id) FROM waiting WHERE waiting.id IS NOT NULL)"
                         "SELECT waiting.id FROM waiting JOIN invocations ON invocations.id = waiting.id ORDER BY invocations.sequence";
  GPtrArray *waiting = g_ptr_array_new_with_free_func (waiting_free);
  ProctorStatement *statement = proctor_database_prepare (database, question, "");

  while (proctor_statement_next (statement))
    {
      Waiting *next = g_new0 (Waiting, 1);

      next->id = g_strdup (proctor_statement_get_text (statement, 0));
      next->n_active = GPOINTER_TO_UINT (g_hash_table_lookup (claim->per_invocation, next->id));
      g_ptr_array_add (waiting, next);
    }

  return waiting;
}

static void
list_runs (ProctorRunClaim *claim,
           ProctorDatabase *database,
           Waiting *waiting,
           guint n_wanted)
{
  ProctorStatement *statement = proctor_database_prepare (database,
                                                          "SELECT id, attempt FROM runs WHERE invocation_id = ? AND status = 'pending' ORDER BY position LIMIT ?",
                                                          "si", waiting->id, (gint64) waiting->n_active + n_wanted);

  waiting->run_ids = g_ptr_array_new_with_free_func (g_free);
  while (proctor_statement_next (statement))
    {
      const char *run_id = proctor_statement_get_text (statement, 0);
      g_autofree char *key = proctor_run_claim_make_key (waiting->id, run_id, proctor_statement_get_int (statement, 1));

      if (!g_hash_table_contains (claim->active, key))
        g_ptr_array_add (waiting->run_ids, g_strdup (run_id));
    }
}

static void
find_runs (ProctorRunClaim *claim,
           ProctorRunClaim *found,
           ProctorDatabase *database,
           guint n_free)
{
  g_autoptr (GPtrArray) waiting = list_waiting (claim, database);
  Waiting *chosen;

  while (n_free > 0 && (chosen = choose_invocation (waiting)) != NULL)
    {
      ProctorRunPlan *plan;

      if (chosen->run_ids == NULL)
        list_runs (claim, database, chosen, n_free);
      if (chosen->next >= chosen->run_ids->len)
        {
          g_ptr_array_remove (waiting, chosen);
          continue;
        }
      plan = proctor_run_plan_load (database, g_ptr_array_index (chosen->run_ids, chosen->next++));
      if (plan == NULL)
        continue;
      g_ptr_array_add (found->plans, plan);
      chosen->n_active++;
      n_free--;
    }
}

/* Once all runs of an invocation have ended, those that ended alike are put together. Where a model
 * is to say what they have in common, that is for the runner to ask. */
static void
group_ended (ProctorRunClaim *claim,
             ProctorRunClaim *found,
             ProctorDatabase *database)
{
  g_autoptr (GPtrArray) ended = proctor_runs_list_to_group (database);

  for (guint i = 0; i < ended->len; i++)
    {
      const char *id = g_ptr_array_index (ended, i);
      g_autoptr (JsonArray) groups = NULL;

      if (claim->named != NULL && g_hash_table_contains (claim->named, id))
        continue;
      groups = proctor_buckets_make (database, id);
      if (claim->named != NULL && proctor_bucket_titles_are_wanted (groups))
        g_hash_table_insert (found->nameless, g_strdup (id), g_steal_pointer (&groups));
      else
        proctor_runs_write_groups (database, id, "completed", groups);
    }
}

/**
 * proctor_run_claim_find:
 * @database: the database
 * @data: a #ProctorRunClaim
 * @error: never set
 *
 * Writes the results and looks for what to do next.
 *
 * Returns: (transfer full): a #ProctorRunClaim with what to begin with and what to let go of
 */
gpointer
proctor_run_claim_find (ProctorDatabase *database,
                        gpointer data,
                        GError **error)
{
  ProctorRunClaim *claim = data;
  ProctorRunClaim *found = make_claim ();
  guint n_active = claim->executions->len;

  for (guint i = 0; i < claim->results->len; i++)
    proctor_run_result_write (database, g_ptr_array_index (claim->results, i));

  if (claim->woken || claim->results->len > 0)
    group_ended (claim, found, database);
  if (claim->woken)
    find_outdated (claim, found, database);
  /* Those that are outdated give their place up at once. */
  n_active -= found->outdated->len;
  if (claim->most_at_once > n_active)
    find_runs (claim, found, database, claim->most_at_once - n_active);

  return found;
}
