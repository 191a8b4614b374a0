/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-past-runs.h"

#include "proctor-history-invocations.h"
#include "proctor-invocation-summary.h"
#include "proctor-record.h"

/**
 * ProctorPastRuns:
 *
 * What the history has of a workspace's invocations: how their runs really ended, where a server's list
 * says less, and which of them are what somebody looks for, also while the server is away.
 */
struct _ProctorPastRuns
{
  GObject parent_instance;

  /* Owned */
  ProctorSession *session;
  GSignalGroup *history_signals;
  GSignalGroup *names_signals;
  GCancellable *cancellable;
  GPtrArray *runs;   /* of ProctorPastRun, newest first */
  GHashTable *by_id; /* of the same; borrowed */
  GListStore *rows;
  char *text;

  ProctorPastRunsFilter filter;
  gboolean is_asking;
  gboolean wants_again;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorPastRuns, proctor_past_runs, G_TYPE_OBJECT)

/* As a server's list would have it, which counts what it could not carry out among what failed. */
static ProctorInvocationSummary *
make_summary (const ProctorPastRun *run)
{
  ProctorInvocationSummary *summary = proctor_invocation_summary_new ();

  proctor_invocation_summary_set_id (summary, run->id);
  proctor_invocation_summary_set_title (summary, run->title);
  proctor_invocation_summary_set_agent_id (summary, run->agent_id);
  proctor_invocation_summary_set_branch_id (summary, run->branch_id);
  if (run->price > 0)
    proctor_invocation_summary_set_total_price (summary, run->price);
  proctor_invocation_summary_set_created_at (summary, run->created_at);
  proctor_invocation_summary_set_repeat_count (summary, run->repeat_count);
  proctor_invocation_summary_set_test_run_count (summary, run->n_runs);
  proctor_invocation_summary_set_pending_count (summary, run->counts[PROCTOR_OUTCOME_PENDING]);
  proctor_invocation_summary_set_passed_count (summary, run->counts[PROCTOR_OUTCOME_PASSED]);
  proctor_invocation_summary_set_failed_count (summary, run->counts[PROCTOR_OUTCOME_FAILED] + run->counts[PROCTOR_OUTCOME_ERROR]);
  proctor_invocation_summary_set_cancelled_count (summary, run->counts[PROCTOR_OUTCOME_CANCELLED]);

  return summary;
}

static gboolean
is_wanted (ProctorPastRuns *self,
           const ProctorPastRun *run)
{
  if (!run->found)
    return FALSE;

  switch (self->filter)
    {
    case PROCTOR_PAST_RUNS_ALL:
      return TRUE;
    case PROCTOR_PAST_RUNS_FAILED:
      return run->counts[PROCTOR_OUTCOME_FAILED] > 0;
    case PROCTOR_PAST_RUNS_ERRORS:
      return run->counts[PROCTOR_OUTCOME_ERROR] > 0;
    case PROCTOR_PAST_RUNS_RUNNING:
      return run->counts[PROCTOR_OUTCOME_PENDING] > 0;
    }

  return FALSE;
}

/* Rows that stay are the objects that they are. */
static void
update (ProctorPastRuns *self)
{
  g_autoptr (GListStore) rows = g_list_store_new (PROCTOR_TYPE_RECORD);

  for (guint i = 0; self->runs != NULL && i < self->runs->len; i++)
    {
      if (is_wanted (self, g_ptr_array_index (self->runs, i)))
        {
          g_autoptr (ProctorInvocationSummary) summary = make_summary (g_ptr_array_index (self->runs, i));

          g_list_store_append (rows, summary);
        }
    }
  proctor_record_list_assign (self->rows, G_LIST_MODEL (rows));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
take (ProctorPastRuns *self,
      GPtrArray *runs)
{
  g_hash_table_remove_all (self->by_id);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  if (runs != NULL)
    self->runs = g_ptr_array_ref (runs);
  for (guint i = 0; runs != NULL && i < runs->len; i++)
    {
      ProctorPastRun *run = g_ptr_array_index (runs, i);

      g_hash_table_insert (self->by_id, run->id, run);
    }
  update (self);
}

static void ask (ProctorPastRuns *self);

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorPastRuns *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) runs = proctor_history_list_invocations_finish (PROCTOR_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_PAST_RUNS (user_data);
  self->is_asking = FALSE;
  if (error != NULL)
    g_debug ("The history doesn't say what was run: %s", error->message);
  else if (!self->wants_again)
    take (self, runs);
  if (self->wants_again)
    ask (self);
}

/* One question at a time: what comes meanwhile is asked afterwards, once. */
static void
ask (ProctorPastRuns *self)
{
  ProctorHistory *history = self->session != NULL ? proctor_session_get_history (self->session) : NULL;
  const char *workspace_id;

  if (history == NULL)
    return;

  self->wants_again = self->is_asking;
  if (self->is_asking)
    return;

  self->is_asking = TRUE;
  workspace_id = proctor_workspace_get_id (proctor_session_get_workspace (self->session));
  proctor_history_list_invocations_async (history, workspace_id, self->text != NULL ? self->text : "", self->cancellable, listed_cb, self);
}

static void
added_cb (ProctorPastRuns *self,
          const char *workspace_id)
{
  if (g_strcmp0 (workspace_id, proctor_workspace_get_id (proctor_session_get_workspace (self->session))) == 0)
    ask (self);
}

/* Rows say what agents are called, and who looks for a name finds more. */
static void
names_changed_cb (ProctorPastRuns *self)
{
  if (self->text != NULL && *self->text != '\0')
    ask (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
stop (ProctorPastRuns *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_asking = FALSE;
  self->wants_again = FALSE;
}

static void
proctor_past_runs_dispose (GObject *object)
{
  ProctorPastRuns *self = PROCTOR_PAST_RUNS (object);

  stop (self);
  g_clear_object (&self->history_signals);
  g_clear_object (&self->names_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_past_runs_parent_class)->dispose (object);
}

static void
proctor_past_runs_finalize (GObject *object)
{
  ProctorPastRuns *self = PROCTOR_PAST_RUNS (object);

  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_object (&self->rows);
  g_free (self->text);

  G_OBJECT_CLASS (proctor_past_runs_parent_class)->finalize (object);
}

static void
proctor_past_runs_class_init (ProctorPastRunsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_past_runs_dispose;
  object_class->finalize = proctor_past_runs_finalize;

  /**
   * ProctorPastRuns::changed:
   * @self: what the history has
   *
   * It has something else, or something else is wanted of it.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_PAST_RUNS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_past_runs_init (ProctorPastRuns *self)
{
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->rows = g_list_store_new (PROCTOR_TYPE_RECORD);
  self->history_signals = g_signal_group_new (PROCTOR_TYPE_HISTORY);
  g_signal_group_connect_swapped (self->history_signals, "added", G_CALLBACK (added_cb), self);
  self->names_signals = g_signal_group_new (PROCTOR_TYPE_AGENT_NAMES);
  g_signal_group_connect_swapped (self->names_signals, "changed", G_CALLBACK (names_changed_cb), self);
}

/**
 * proctor_past_runs_new:
 *
 * Returns: (transfer full): what the history has of no workspace yet
 */
ProctorPastRuns *
proctor_past_runs_new (void)
{
  return g_object_new (PROCTOR_TYPE_PAST_RUNS, NULL);
}

/**
 * proctor_past_runs_set_session:
 * @self: what the history has
 * @session: (nullable): the workspace
 */
void
proctor_past_runs_set_session (ProctorPastRuns *self,
                               ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_PAST_RUNS (self));
  g_return_if_fail (session == NULL || PROCTOR_IS_SESSION (session));

  if (!g_set_object (&self->session, session))
    return;

  stop (self);
  self->cancellable = g_cancellable_new ();
  g_signal_group_set_target (self->history_signals, session != NULL ? proctor_session_get_history (session) : NULL);
  g_signal_group_set_target (self->names_signals, session != NULL ? proctor_session_get_agent_names (session) : NULL);
  take (self, NULL);
  ask (self);
}

/**
 * proctor_past_runs_search:
 * @self: what the history has
 * @text: what is looked for; empty for all
 *
 * Has the rows be those that are found.
 */
void
proctor_past_runs_search (ProctorPastRuns *self,
                          const char *text)
{
  g_return_if_fail (PROCTOR_IS_PAST_RUNS (self));

  if (g_set_str (&self->text, text))
    ask (self);
}

/**
 * proctor_past_runs_filter:
 * @self: what the history has
 * @filter: which are wanted
 */
void
proctor_past_runs_filter (ProctorPastRuns *self,
                          ProctorPastRunsFilter filter)
{
  g_return_if_fail (PROCTOR_IS_PAST_RUNS (self));

  if (self->filter == filter)
    return;

  self->filter = filter;
  update (self);
}

/**
 * proctor_past_runs_get_rows:
 * @self: what the history has
 *
 * Returns: (transfer none): what is wanted of it, of #ProctorInvocationSummary, newest first
 */
GListModel *
proctor_past_runs_get_rows (ProctorPastRuns *self)
{
  g_return_val_if_fail (PROCTOR_IS_PAST_RUNS (self), NULL);

  return G_LIST_MODEL (self->rows);
}

/**
 * proctor_past_runs_has_any:
 * @self: what the history has
 *
 * Returns: whether there is any, wanted or not
 */
gboolean
proctor_past_runs_has_any (ProctorPastRuns *self)
{
  g_return_val_if_fail (PROCTOR_IS_PAST_RUNS (self), FALSE);

  return self->runs != NULL && self->runs->len > 0;
}

gboolean
proctor_past_runs_has (ProctorPastRuns *self,
                       const char *invocation_id)
{
  g_return_val_if_fail (PROCTOR_IS_PAST_RUNS (self), FALSE);

  return invocation_id != NULL && g_hash_table_contains (self->by_id, invocation_id);
}

/**
 * proctor_past_runs_get_counts:
 * @self: what the history has
 * @summary: an invocation, as a list has it
 * @counts: (out): how many of its runs ended so, by #ProctorOutcome
 *
 * Says how the runs ended where a list says it less exactly. What the list has heard since is more
 * recent than the history.
 *
 * Returns: whether the history speaks of the same
 */
gboolean
proctor_past_runs_get_counts (ProctorPastRuns *self,
                              ProctorInvocationSummary *summary,
                              guint *counts)
{
  const char *id = proctor_invocation_summary_get_id (summary);
  const ProctorPastRun *run;

  g_return_val_if_fail (PROCTOR_IS_PAST_RUNS (self), FALSE);

  run = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
  if (run == NULL || run->n_runs != proctor_invocation_summary_get_test_run_count (summary) || run->counts[PROCTOR_OUTCOME_PENDING] != proctor_invocation_summary_get_pending_count (summary) || run->counts[PROCTOR_OUTCOME_PASSED] != proctor_invocation_summary_get_passed_count (summary))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (run->counts); i++)
    counts[i] = run->counts[i];

  return TRUE;
}

/**
 * proctor_past_runs_dup_place:
 * @self: what the history has
 * @summary: an invocation, as a list has it
 *
 * Returns: (transfer full) (nullable): what its agent and branch are called, as far as that is known
 */
char *
proctor_past_runs_dup_place (ProctorPastRuns *self,
                             ProctorInvocationSummary *summary)
{
  g_return_val_if_fail (PROCTOR_IS_PAST_RUNS (self), NULL);

  if (self->session == NULL)
    return NULL;

  return proctor_agent_names_dup_place (proctor_session_get_agent_names (self->session), proctor_invocation_summary_get_agent_id (summary), proctor_invocation_summary_get_branch_id (summary));
}

static void
removed_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ProctorPastRuns) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!proctor_history_remove_finish (PROCTOR_HISTORY (source), result, &error))
    g_warning ("What was run can't be removed from the history: %s", error->message);
  ask (self);
}

/**
 * proctor_past_runs_remove:
 * @self: what the history has
 * @invocation_id: one of it
 *
 * Removes it from the history, and from nothing else.
 */
void
proctor_past_runs_remove (ProctorPastRuns *self,
                          const char *invocation_id)
{
  ProctorHistory *history;

  g_return_if_fail (PROCTOR_IS_PAST_RUNS (self));
  g_return_if_fail (invocation_id != NULL);

  history = self->session != NULL ? proctor_session_get_history (self->session) : NULL;
  if (history != NULL)
    proctor_history_remove_async (history, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), invocation_id, NULL, removed_cb, g_object_ref (self));
}
