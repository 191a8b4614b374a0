/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-lost-run.h"

#include "proctor-run-target.h"

/* How far the server's clock and ours may be apart, in seconds, when nothing is known of it; and
 * how exact it is when the server has said what time it is. */
#define TOLERANCE 120
#define PRECISION 3

/**
 * ProctorLostRun:
 *
 * What is known of tests that were to be run when the answer got lost: enough to recognise them
 * among all that were run.
 */
struct _ProctorLostRun
{
  GObject parent_instance;

  /* Owned */
  char *agent_id;
  char *branch_id;
  GHashTable *targets;

  gint64 repeat_count;
  gint64 began_at;
  guint n_runs;
};

G_DEFINE_FINAL_TYPE (ProctorLostRun, proctor_lost_run, G_TYPE_OBJECT)

static char *
make_key (const char *test_id,
          const char *node_id)
{
  return g_strdup_printf ("%s\n%s", test_id != NULL ? test_id : "", node_id != NULL ? node_id : "");
}

static void
count (GHashTable *counts,
       const char *test_id,
       const char *node_id,
       gint64 amount)
{
  g_autofree char *key = make_key (test_id, node_id);
  gsize before = GPOINTER_TO_SIZE (g_hash_table_lookup (counts, key));

  g_hash_table_replace (counts, g_steal_pointer (&key), GSIZE_TO_POINTER (before + (gsize) amount));
}

static void
proctor_lost_run_finalize (GObject *object)
{
  ProctorLostRun *self = PROCTOR_LOST_RUN (object);

  g_clear_pointer (&self->agent_id, g_free);
  g_clear_pointer (&self->branch_id, g_free);
  g_clear_pointer (&self->targets, g_hash_table_unref);

  G_OBJECT_CLASS (proctor_lost_run_parent_class)->finalize (object);
}

static void
proctor_lost_run_class_init (ProctorLostRunClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_lost_run_finalize;
}

static void
proctor_lost_run_init (ProctorLostRun *self)
{
  self->targets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * proctor_lost_run_new:
 * @agent_id: the agent to be tested
 * @run: what was asked for
 * @began_at: when, by our clock
 *
 * Returns: (transfer full): what is needed to look for it
 */
ProctorLostRun *
proctor_lost_run_new (const char *agent_id,
                      ProctorRunRequest *run,
                      gint64 began_at)
{
  ProctorLostRun *self = g_object_new (PROCTOR_TYPE_LOST_RUN, NULL);
  GListModel *tests = proctor_run_request_get_tests (run);

  self->agent_id = g_strdup (agent_id);
  self->branch_id = g_strdup (proctor_run_request_get_branch_id (run));
  self->repeat_count = MAX (1, proctor_run_request_get_repeat_count (run));
  self->began_at = began_at;
  for (guint i = 0; i < g_list_model_get_n_items (tests); i++)
    {
      g_autoptr (ProctorRunTarget) target = g_list_model_get_item (tests, i);

      count (self->targets, proctor_run_target_get_test_id (target), proctor_run_target_get_workflow_node_id (target), self->repeat_count);
      self->n_runs += (guint) self->repeat_count;
    }

  return self;
}

const char *
proctor_lost_run_get_agent_id (ProctorLostRun *self)
{
  g_return_val_if_fail (PROCTOR_IS_LOST_RUN (self), NULL);

  return self->agent_id;
}

/**
 * proctor_lost_run_get_began_at:
 * @self: a lost run
 * @offset: (nullable): how much later it is at the server, %NULL if nobody knows
 *
 * Returns: the earliest it can have begun, by the server's clock
 */
gint64
proctor_lost_run_get_began_at (ProctorLostRun *self,
                               const gint64 *offset)
{
  g_return_val_if_fail (PROCTOR_IS_LOST_RUN (self), 0);

  return offset != NULL ? self->began_at + *offset - PRECISION : self->began_at - TOLERANCE;
}

guint
proctor_lost_run_get_n_runs (ProctorLostRun *self)
{
  g_return_val_if_fail (PROCTOR_IS_LOST_RUN (self), 0);

  return self->n_runs;
}

/* Servers may keep either to themselves. What was asked of no branch in particular comes back with
 * the name of the main one. */
static gboolean
is_of (ProctorLostRun *self,
       const char *agent_id,
       const char *branch_id)
{
  if (agent_id != NULL && !g_str_equal (agent_id, self->agent_id))
    return FALSE;

  return branch_id == NULL || self->branch_id == NULL || g_str_equal (branch_id, self->branch_id);
}

/**
 * proctor_lost_run_may_be:
 * @self: a lost run
 * @summary: what a list says of an invocation
 * @offset: (nullable): how much later it is at the server, %NULL if nobody knows
 *
 * The same tests may well have been run a minute before, by the same person. What was there before
 * they were asked for again is not what was asked for.
 *
 * Returns: whether it is worth a closer look
 */
gboolean
proctor_lost_run_may_be (ProctorLostRun *self,
                         ProctorInvocationSummary *summary,
                         const gint64 *offset)
{
  const char *agent_id = proctor_invocation_summary_get_agent_id (summary);
  const char *branch_id = proctor_invocation_summary_get_branch_id (summary);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC + (offset != NULL ? *offset + PRECISION : TOLERANCE);
  gint64 created_at = proctor_invocation_summary_get_created_at (summary);

  if (!is_of (self, agent_id, branch_id) || created_at < proctor_lost_run_get_began_at (self, offset) || created_at > now)
    return FALSE;

  return proctor_invocation_summary_get_test_run_count (summary) == self->n_runs && MAX (1, proctor_invocation_summary_get_repeat_count (summary)) == self->repeat_count;
}

/**
 * proctor_lost_run_is:
 * @self: a lost run
 * @invocation: an invocation
 *
 * Returns: whether it runs the very same tests as often, on the same agent and branch
 */
gboolean
proctor_lost_run_is (ProctorLostRun *self,
                     ProctorInvocationSkim *invocation)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  ProctorInvocation *head = proctor_invocation_skim_get_head (invocation);
  GHashTableIter iter;
  gpointer key, amount;

  if (!is_of (self, proctor_invocation_get_agent_id (head), proctor_invocation_get_branch_id (head)))
    return FALSE;

  for (guint i = 0; i < proctor_invocation_skim_get_n_runs (invocation); i++)
    {
      ProctorRunRow *row = proctor_invocation_skim_get_row (invocation, i);

      count (found, proctor_run_row_get_test_id (row), proctor_run_row_get_workflow_node_id (row), 1);
    }
  if (g_hash_table_size (found) != g_hash_table_size (self->targets))
    return FALSE;

  g_hash_table_iter_init (&iter, self->targets);
  while (g_hash_table_iter_next (&iter, &key, &amount))
    {
      if (g_hash_table_lookup (found, key) != amount)
        return FALSE;
    }

  return TRUE;
}
