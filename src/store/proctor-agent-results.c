/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-results.h"

#include "proctor-history-agent.h"
#include "proctor-invocation-summary.h"
#include "proctor-paged-list.h"

/* How many invocations are listed, and how far back the pass rate goes. */
#define N_RECENT 8
#define MOST_KNOWN 200
#define MOST_RATES 40

/**
 * ProctorAgentResults:
 *
 * How an agent has been doing: what was run on it last, as the server lists it or, where that can't be had, as
 * the history knows it; and how many runs passed over time, which only the history knows.
 */
struct _ProctorAgentResults
{
  GObject parent_instance;

  /* Owned */
  ProctorSession *session;
  char *agent_id;
  ProctorPagedList *listed;
  GPtrArray *known; /* (nullable): of ProctorHistoryInvocation, newest first */
  GListStore *recent;
  GCancellable *cancellable;

  gboolean is_asking;
  gboolean wants_again;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorAgentResults, proctor_agent_results, G_TYPE_OBJECT)

static ProctorInvocationSummary *
make_summary (const ProctorHistoryInvocation *invocation)
{
  ProctorInvocationSummary *summary = proctor_invocation_summary_new ();

  proctor_invocation_summary_set_id (summary, invocation->id);
  proctor_invocation_summary_set_title (summary, invocation->title);
  proctor_invocation_summary_set_branch_id (summary, invocation->branch_id);
  proctor_invocation_summary_set_created_at (summary, invocation->created_at);
  proctor_invocation_summary_set_repeat_count (summary, invocation->repeat_count);
  proctor_invocation_summary_set_test_run_count (summary, invocation->n_runs);
  proctor_invocation_summary_set_pending_count (summary, invocation->n_pending);
  proctor_invocation_summary_set_passed_count (summary, invocation->n_passed);
  proctor_invocation_summary_set_failed_count (summary, invocation->n_failed);
  proctor_invocation_summary_set_cancelled_count (summary, invocation->n_cancelled);

  return summary;
}

/* Rows that stay are the objects that they are, and say themselves what has become of them. */
static void
update (ProctorAgentResults *self)
{
  gboolean is_listed = proctor_paged_list_get_state (self->listed) == PROCTOR_PAGED_LIST_CONTENT || proctor_paged_list_get_state (self->listed) == PROCTOR_PAGED_LIST_EMPTY;
  guint n = is_listed ? g_list_model_get_n_items (G_LIST_MODEL (self->listed)) : (self->known != NULL ? self->known->len : 0);
  g_autoptr (GListStore) recent = g_list_store_new (PROCTOR_TYPE_RECORD);

  for (guint i = 0; i < MIN (n, N_RECENT); i++)
    {
      g_autoptr (ProctorRecord) row = NULL;

      if (is_listed)
        row = g_list_model_get_item (G_LIST_MODEL (self->listed), i);
      else
        row = PROCTOR_RECORD (make_summary (g_ptr_array_index (self->known, i)));
      g_list_store_append (recent, row);
    }
  proctor_record_list_assign (self->recent, G_LIST_MODEL (recent));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void ask_history (ProctorAgentResults *self);

static void
known_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  ProctorAgentResults *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) known = proctor_history_list_of_agent_finish (PROCTOR_HISTORY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_AGENT_RESULTS (user_data);
  self->is_asking = FALSE;
  if (known != NULL)
    {
      g_clear_pointer (&self->known, g_ptr_array_unref);
      self->known = g_steal_pointer (&known);
    }
  else
    {
      g_info ("What an agent did can't be read: %s", error->message);
    }
  update (self);
  if (self->wants_again)
    ask_history (self);
}

static void
ask_history (ProctorAgentResults *self)
{
  ProctorHistory *history = proctor_session_get_history (self->session);

  self->wants_again = self->is_asking;
  if (history == NULL || self->is_asking)
    return;

  self->is_asking = TRUE;
  proctor_history_list_of_agent_async (history, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), self->agent_id, MOST_KNOWN, self->cancellable, known_cb, self);
}

/* What is new in the history was new on the server. */
static void
added_cb (ProctorAgentResults *self,
          const char *workspace_id)
{
  if (g_strcmp0 (workspace_id, proctor_workspace_get_id (proctor_session_get_workspace (self->session))) == 0)
    ask_history (self);
}

/* Whether any of it is this agent's. */
static void
heard_cb (ProctorAgentResults *self,
          GListModel *newest)
{
  for (guint i = 0; i < g_list_model_get_n_items (newest); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (newest, i);

      if (!PROCTOR_IS_INVOCATION_SUMMARY (row) || g_strcmp0 (proctor_invocation_summary_get_agent_id (PROCTOR_INVOCATION_SUMMARY (row)), self->agent_id) != 0)
        continue;
      proctor_paged_list_refresh (self->listed);
      return;
    }
}

static void
proctor_agent_results_dispose (GObject *object)
{
  ProctorAgentResults *self = PROCTOR_AGENT_RESULTS (object);

  g_cancellable_cancel (self->cancellable);
  if (self->listed != NULL)
    g_signal_handlers_disconnect_by_data (self->listed, self);
  g_clear_object (&self->listed);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_agent_results_parent_class)->dispose (object);
}

static void
proctor_agent_results_finalize (GObject *object)
{
  ProctorAgentResults *self = PROCTOR_AGENT_RESULTS (object);

  g_free (self->agent_id);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_object (&self->recent);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (proctor_agent_results_parent_class)->finalize (object);
}

static void
proctor_agent_results_class_init (ProctorAgentResultsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_agent_results_dispose;
  object_class->finalize = proctor_agent_results_finalize;

  /**
   * ProctorAgentResults::changed:
   * @self: results
   *
   * There may be others.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_AGENT_RESULTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_agent_results_init (ProctorAgentResults *self)
{
  self->recent = g_list_store_new (PROCTOR_TYPE_RECORD);
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_agent_results_new:
 * @session: a workspace
 * @agent_id: an agent of it
 *
 * Returns: (transfer full): how it has been doing, once that is asked for
 */
ProctorAgentResults *
proctor_agent_results_new (ProctorSession *session,
                           const char *agent_id)
{
  ProctorAgentResults *self;
  ProctorHistory *history;
  ProctorHistoryFeed *feed;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (agent_id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_AGENT_RESULTS, NULL);
  self->session = g_object_ref (session);
  self->agent_id = g_strdup (agent_id);
  self->listed = proctor_paged_list_new_invocations_of (session, agent_id);
  g_signal_connect_object (self->listed, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->listed, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);

  history = proctor_session_get_history (session);
  feed = proctor_session_get_history_feed (session);
  if (history != NULL)
    g_signal_connect_object (history, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  if (feed != NULL)
    g_signal_connect_object (feed, "listed", G_CALLBACK (heard_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * proctor_agent_results_refresh:
 * @self: results
 *
 * Asks what is new.
 */
void
proctor_agent_results_refresh (ProctorAgentResults *self)
{
  g_return_if_fail (PROCTOR_IS_AGENT_RESULTS (self));

  ask_history (self);
  proctor_paged_list_refresh (self->listed);
}

/**
 * proctor_agent_results_get_recent:
 * @self: results
 *
 * Returns: (transfer none): of #ProctorInvocationSummary, or #ProctorUnreadable: what was run last
 */
GListModel *
proctor_agent_results_get_recent (ProctorAgentResults *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_RESULTS (self), NULL);

  return G_LIST_MODEL (self->recent);
}

/**
 * proctor_agent_results_is_loading:
 * @self: results
 *
 * Returns: whether nothing is known yet
 */
gboolean
proctor_agent_results_is_loading (ProctorAgentResults *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_RESULTS (self), FALSE);

  return proctor_paged_list_get_state (self->listed) == PROCTOR_PAGED_LIST_LOADING;
}

/**
 * proctor_agent_results_get_error:
 * @self: results
 *
 * Returns: (nullable): why the server could not be asked; what is listed is what the history knows then
 */
const GError *
proctor_agent_results_get_error (ProctorAgentResults *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_RESULTS (self), NULL);

  return proctor_paged_list_get_error (self->listed);
}

/**
 * proctor_agent_results_dup_rates:
 * @self: results
 * @branch_id: (nullable): a branch, %NULL for all of them
 * @is_main: whether it is the main one, on which runs are of which nothing else is known
 *
 * Returns: (transfer full) (element-type ProctorAgentRate): how many runs passed, oldest first; of what has
 *   ended, and has been judged
 */
GArray *
proctor_agent_results_dup_rates (ProctorAgentResults *self,
                                 const char *branch_id,
                                 gboolean is_main)
{
  g_autoptr (GArray) rates = g_array_new (FALSE, FALSE, sizeof (ProctorAgentRate));

  g_return_val_if_fail (PROCTOR_IS_AGENT_RESULTS (self), NULL);

  for (guint i = 0; self->known != NULL && i < self->known->len && rates->len < MOST_RATES; i++)
    {
      const ProctorHistoryInvocation *known = g_ptr_array_index (self->known, i);
      const ProctorAgentRate rate = { known->created_at, known->n_passed, known->n_passed + known->n_failed };
      gboolean is_wanted = branch_id == NULL || g_strcmp0 (known->branch_id, branch_id) == 0 || (known->branch_id == NULL && is_main);

      if (is_wanted && known->n_pending == 0 && rate.n_judged > 0)
        g_array_prepend_val (rates, rate);
    }

  return g_steal_pointer (&rates);
}
