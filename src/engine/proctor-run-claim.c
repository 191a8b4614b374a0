/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-claim.h"

#include "proctor-bucket-titles.h"
#include "proctor-buckets.h"
#include "proctor-runs.h"

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
  claim->active = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
 * @active: the keys of the runs that are being carried out
 * @named: (nullable): the invocations whose groups are being given titles; %NULL if a model's are
 *   not wanted
 * @most_at_once: how many runs there may be at a time
 *
 * Returns: (transfer full): a question for proctor_run_claim_find()
 */
ProctorRunClaim *
proctor_run_claim_new (GHashTable *active,
                       GHashTable *named,
                       guint most_at_once)
{
  ProctorRunClaim *claim = make_claim ();
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, active);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_auto (GStrv) parts = g_strsplit (key, "/", 3);

      g_hash_table_add (claim->active, g_strdup (key));
      count_invocation (claim, parts[0]);
    }
  if (named != NULL)
    {
      claim->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      g_hash_table_iter_init (&iter, named);
      while (g_hash_table_iter_next (&iter, &key, NULL))
        g_hash_table_add (claim->named, g_strdup (key));
    }
  claim->n_free = most_at_once > g_hash_table_size (active) ? most_at_once - g_hash_table_size (active) : 0;

  return claim;
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
  g_hash_table_unref (claim->per_invocation);
  g_free (claim);
}

static void
find_outdated (ProctorRunClaim *claim,
               ProctorRunClaim *found,
               ProctorDatabase *database)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, claim->active);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_auto (GStrv) parts = g_strsplit (key, "/", 3);
      gint64 attempt = g_ascii_strtoll (parts[2], NULL, 10);

      if (proctor_database_get_int (database, "SELECT count (*) FROM runs WHERE id = ? AND attempt = ? AND status = 'pending'", "si", parts[1], attempt) == 0)
        g_ptr_array_add (found->outdated, g_strdup (key));
    }
}

/* Of the invocations that wait, the one of which least is being done; of several, the oldest. So
 * nobody waits for somebody else's thousands. */
static char *
choose_invocation (ProctorRunClaim *claim,
                   GPtrArray *waiting)
{
  const char *chosen = NULL;
  guint least = G_MAXUINT;

  for (guint i = 0; i < waiting->len; i++)
    {
      const char *id = g_ptr_array_index (waiting, i);
      guint count = GPOINTER_TO_UINT (g_hash_table_lookup (claim->per_invocation, id));

      if (count < least)
        {
          least = count;
          chosen = id;
        }
    }

  return g_strdup (chosen);
}

/* The invocations with runs that are pending, the oldest first. It hops from one to the next in the
 * index, so that it takes no longer for those with thousands. */
static GPtrArray *
list_waiting (ProctorDatabase *database)
{
  const char *question = "WITH RECURSIVE waiting (id) AS ("
                         "  SELECT min (invocation_id) FROM runs WHERE status = 'pending'"
                         "  UNION ALL"
                         "  SELECT (SELECT min (invocation_id) FROM runs WHERE status = 'pending' AND invocation_id > waiting.id) FROM waiting WHERE waiting.id IS NOT NULL)"
                         "SELECT waiting.id FROM waiting JOIN invocations ON invocations.id = waiting.id ORDER BY invocations.sequence";
  GPtrArray *waiting = g_ptr_array_new_with_free_func (g_free);
  ProctorStatement *statement = proctor_database_prepare (database, question, "");

  while (proctor_statement_next (statement))
    g_ptr_array_add (waiting, g_strdup (proctor_statement_get_text (statement, 0)));

  return waiting;
}

/* The first run of an invocation that nobody is at yet. */
static char *
find_run (ProctorRunClaim *claim,
          ProctorDatabase *database,
          const char *invocation_id)
{
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT id, attempt FROM runs WHERE invocation_id = ? AND status = 'pending' ORDER BY position", "s", invocation_id);

  while (proctor_statement_next (statement))
    {
      g_autofree char *key = proctor_run_claim_make_key (invocation_id, proctor_statement_get_text (statement, 0), proctor_statement_get_int (statement, 1));

      if (g_hash_table_add (claim->active, g_strdup (key)))
        return g_strdup (proctor_statement_get_text (statement, 0));
    }

  return NULL;
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
 * Returns: (transfer full): a #ProctorRunClaim with what to begin with and what to let go of
 */
gpointer
proctor_run_claim_find (ProctorDatabase *database,
                        gpointer data,
                        GError **error)
{
  ProctorRunClaim *claim = data;
  ProctorRunClaim *found = make_claim ();
  g_autoptr (GPtrArray) waiting = NULL;

  group_ended (claim, found, database);
  find_outdated (claim, found, database);
  /* Those give their place up at once. */
  claim->n_free += found->outdated->len;

  waiting = claim->n_free > 0 ? list_waiting (database) : g_ptr_array_new ();
  while (claim->n_free > 0 && waiting->len > 0)
    {
      g_autofree char *invocation_id = choose_invocation (claim, waiting);
      g_autofree char *run_id = find_run (claim, database, invocation_id);
      ProctorRunPlan *plan = run_id != NULL ? proctor_run_plan_load (database, run_id) : NULL;
      guint position;

      if (run_id == NULL && g_ptr_array_find_with_equal_func (waiting, invocation_id, g_str_equal, &position))
        g_ptr_array_remove_index (waiting, position);
      if (plan == NULL)
        continue;
      g_ptr_array_add (found->plans, plan);
      count_invocation (claim, invocation_id);
      claim->n_free--;
    }

  return found;
}
