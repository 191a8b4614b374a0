/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-runs.h"

#include "proctor-error-text.h"
#include "proctor-invocation-row.h"
#include "proctor-invocation-summary.h"
#include "proctor-rate-chart.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentRuns:
 *
 * What was run on an agent last, and how many runs passed over time on the branch that is shown.
 */
struct _ProctorAgentRuns
{
  AdwBin parent_instance;

  /* Template children */
  GtkWidget *rate_group;
  ProctorRateChart *chart;
  GtkLabel *rate_label;
  GtkLabel *problem_label;
  GtkListBox *list;

  /* Owned */
  ProctorAgentPage *page;
  GSignalGroup *page_signals;
  GSignalGroup *results_signals;
};

G_DEFINE_FINAL_TYPE (ProctorAgentRuns, proctor_agent_runs, ADW_TYPE_BIN)

static GtkWidget *
create_row (gpointer record,
            gpointer user_data)
{
  GtkWidget *content = proctor_invocation_row_new ();
  GtkWidget *row = gtk_list_box_row_new ();

  proctor_invocation_row_set_record (PROCTOR_INVOCATION_ROW (content), record);
  gtk_widget_set_margin_top (content, 9);
  gtk_widget_set_margin_bottom (content, 9);
  gtk_widget_set_margin_start (content, 12);
  gtk_widget_set_margin_end (content, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), content);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), PROCTOR_IS_INVOCATION_SUMMARY (record));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY, content, NULL, -1);

  return row;
}

/* To the run itself where it can be shown, and to the list it is in otherwise. */
static void
row_activated_cb (ProctorAgentRuns *self,
                  GtkListBoxRow *row)
{
  GListModel *recent = proctor_agent_results_get_recent (proctor_agent_page_get_results (self->page));
  g_autoptr (ProctorRecord) record = g_list_model_get_item (recent, (guint) gtk_list_box_row_get_index (row));
  const char *id = record != NULL ? proctor_record_get_identity (record) : NULL;

  if (id == NULL || !gtk_widget_activate_action (GTK_WIDGET (self), "win.show-invocation", "s", id))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-place", "s", "runs");
}

/* Where there is no history, nothing can be said of it. */
static void
show_rates (ProctorAgentRuns *self)
{
  const char *branch_id = proctor_agent_page_get_branch_id (self->page);
  g_autoptr (GArray) rates = proctor_agent_results_dup_rates (proctor_agent_page_get_results (self->page), branch_id, proctor_agent_page_is_main (self->page, branch_id));
  g_autofree char *words = proctor_rate_chart_dup_words (rates);

  proctor_rate_chart_set_rates (self->chart, rates);
  gtk_widget_set_visible (GTK_WIDGET (self->chart), rates->len > 1);
  gtk_label_set_label (self->rate_label, words);
}

static void
show_recent (ProctorAgentRuns *self)
{
  ProctorAgentResults *results = proctor_agent_page_get_results (self->page);
  gboolean has_rows = g_list_model_get_n_items (proctor_agent_results_get_recent (results)) > 0;
  const GError *error = proctor_agent_results_get_error (results);
  gboolean is_said = error != NULL && proctor_agent_page_says (self->page, error);
  g_autofree char *text = NULL;

  if (is_said)
    {
      /* It stands above, and once is enough. */
    }
  else if (error != NULL)
    {
      g_autofree char *reason = proctor_error_text_dup (error);

      text = has_rows ? g_strdup_printf (_ ("This is what was known last. %s"), reason) : g_steal_pointer (&reason);
    }
  else if (!has_rows)
    {
      text = g_strdup (proctor_agent_results_is_loading (results) ? _ ("Being asked for…") : _ ("Nothing was run on this agent yet."));
    }

  gtk_label_set_label (self->problem_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), has_rows);
  gtk_widget_set_visible (GTK_WIDGET (self), has_rows || text != NULL || gtk_widget_get_visible (GTK_WIDGET (self->chart)));
}

static void
update (ProctorAgentRuns *self)
{
  show_rates (self);
  show_recent (self);
}

static void
proctor_agent_runs_dispose (GObject *object)
{
  ProctorAgentRuns *self = PROCTOR_AGENT_RUNS (object);

  g_clear_object (&self->results_signals);
  g_clear_object (&self->page_signals);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENT_RUNS);

  G_OBJECT_CLASS (proctor_agent_runs_parent_class)->dispose (object);
}

static void
proctor_agent_runs_class_init (ProctorAgentRunsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_agent_runs_dispose;

  g_type_ensure (PROCTOR_TYPE_RATE_CHART);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agent-runs.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentRuns, rate_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentRuns, chart);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentRuns, rate_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentRuns, problem_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentRuns, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
proctor_agent_runs_init (ProctorAgentRuns *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->page_signals = g_signal_group_new (PROCTOR_TYPE_AGENT_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "notify::agent", G_CALLBACK (show_rates), self);
  g_signal_group_connect_swapped (self->page_signals, "changed", G_CALLBACK (show_recent), self);
  self->results_signals = g_signal_group_new (PROCTOR_TYPE_AGENT_RESULTS);
  g_signal_group_connect_swapped (self->results_signals, "changed", G_CALLBACK (update), self);
}

/**
 * proctor_agent_runs_set_page:
 * @self: a section
 * @page: (nullable): the agent to show
 */
void
proctor_agent_runs_set_page (ProctorAgentRuns *self,
                             ProctorAgentPage *page)
{
  ProctorAgentResults *results;

  g_return_if_fail (PROCTOR_IS_AGENT_RUNS (self));

  results = page != NULL ? proctor_agent_page_get_results (page) : NULL;
  g_set_object (&self->page, page);
  g_signal_group_set_target (self->page_signals, page);
  g_signal_group_set_target (self->results_signals, results);
  gtk_list_box_bind_model (self->list, results != NULL ? proctor_agent_results_get_recent (results) : NULL, create_row, NULL, NULL);
  if (page == NULL)
    return;

  gtk_widget_set_visible (self->rate_group, proctor_session_get_history (proctor_agent_page_get_session (page)) != NULL);
  update (self);
}
