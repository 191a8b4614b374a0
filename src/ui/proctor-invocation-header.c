/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocation-header.h"

#include "proctor-error-text.h"
#include "proctor-format.h"
#include "proctor-matrix-words.h"
#include "proctor-outcome-mark.h"
#include "proctor-run-bar.h"
#include "proctor-statistics.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Longer ids are shown by so many of their last letters. */
#define LONGEST_ID 14
#define ID_END 6

/**
 * ProctorInvocationHeader:
 *
 * What an invocation comes to, above its matrix: how far it is and how long it will take, or how it went
 * and what it cost; and what is to be known before one trusts that.
 */
struct _ProctorInvocationHeader
{
  AdwBin parent_instance;

  /* Template children */
  ProctorRunBar *bar;
  AdwWrapBox *counts_box;
  GtkLabel *facts_label;
  GtkLabel *origin_label;
  GtkLabel *mocks_label;
  GtkWidget *trouble_box;
  GtkLabel *trouble_label;
  GtkWidget *buttons_box;
  GtkButton *pause_button;
  GtkWidget *cancel_button;

  /* Owned */
  ProctorWatcher *watcher;
  ProctorAgentNames *names;
  GSignalGroup *watcher_signals;
  GSignalGroup *names_signals;
  guint tick;

  /* Borrowed: children, once they were needed. */
  GtkWidget *counts[PROCTOR_N_OUTCOMES];
};

G_DEFINE_FINAL_TYPE (ProctorInvocationHeader, proctor_invocation_header, ADW_TYPE_BIN)

static const ProctorOutcome order[] = {
  PROCTOR_OUTCOME_PASSED,
  PROCTOR_OUTCOME_FAILED,
  PROCTOR_OUTCOME_ERROR,
  PROCTOR_OUTCOME_INCONCLUSIVE,
  PROCTOR_OUTCOME_CANCELLED,
  PROCTOR_OUTCOME_PENDING,
};

static void
add_fact (GString *facts,
          const char *fact)
{
  if (facts->len > 0)
    /* Translators: what stands between facts that are on one line. */
    g_string_append (facts, C_ ("facts", " · "));
  g_string_append (facts, fact);
}

/* Takes the fact. */
static void
take_fact (GString *facts,
           char *fact)
{
  add_fact (facts, fact);
  g_free (fact);
}

static GtkWidget *
create_count (ProctorOutcome outcome)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *label = gtk_label_new (NULL);

  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (box), proctor_outcome_mark_new (outcome));
  gtk_box_append (GTK_BOX (box), label);

  return box;
}

static void
show_counts (ProctorInvocationHeader *self,
             const guint *counts)
{
  GtkWidget *before = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      ProctorOutcome outcome = order[i];
      GtkWidget *count = self->counts[outcome];

      if (counts[outcome] > 0)
        {
          g_autofree char *words = proctor_matrix_words_dup_count (outcome, counts[outcome]);

          if (count == NULL)
            {
              count = self->counts[outcome] = create_count (outcome);
              adw_wrap_box_insert_child_after (self->counts_box, count, before);
            }
          gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (count)), words);
        }
      if (count != NULL)
        {
          gtk_widget_set_visible (count, counts[outcome] > 0);
          before = count;
        }
    }
}

static void
add_progress (ProctorInvocationHeader *self,
              GString *facts)
{
  gint64 now = g_get_real_time ();
  guint n_runs = proctor_watcher_get_n_runs (self->watcher);
  guint n_ended = proctor_watcher_get_n_ended (self->watcher);
  const ProctorPace *pace = proctor_watcher_get_pace (self->watcher);
  double rate = proctor_pace_get_per_minute (pace, now);
  gint64 remaining = proctor_pace_get_remaining_secs (pace, now, n_runs - n_ended);
  gint64 created_at = proctor_watcher_get_created_at (self->watcher);

  take_fact (facts, g_strdup_printf (ngettext ("%u of %u run has ended", "%u of %u runs have ended", n_runs), n_ended, n_runs));
  if (rate >= 0.95)
    take_fact (facts, g_strdup_printf (_ ("%.0f a minute"), rate));
  if (remaining > 0)
    {
      g_autofree char *duration = proctor_matrix_words_dup_duration (remaining);

      /* Translators: %s is a duration, as in “about 3 min left”. */
      take_fact (facts, g_strdup_printf (_ ("about %s left"), duration));
    }
  if (created_at > 0 && now / G_USEC_PER_SEC >= created_at)
    {
      g_autofree char *duration = proctor_matrix_words_dup_duration (now / G_USEC_PER_SEC - created_at);

      /* Translators: %s is a duration, as in “3 min so far”. */
      take_fact (facts, g_strdup_printf (_ ("%s so far"), duration));
    }
}

/* Of so many repeats in a row something can be said for each test that there is something to be said of. */
static guint
get_least_decided (ProctorMatrix *matrix)
{
  guint least = G_MAXUINT;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);
      guint n = proctor_matrix_row_get_n_decided (row);

      if (n > 0)
        least = MIN (least, n);
    }

  return least != G_MAXUINT ? least : 0;
}

static void
add_rates (ProctorInvocationHeader *self,
           GString *facts)
{
  ProctorMatrix *matrix = proctor_watcher_get_matrix (self->watcher);
  const ProctorMatrixSums *sums = proctor_matrix_get_sums (matrix);
  guint n_passed = sums->counts[PROCTOR_OUTCOME_PASSED];
  guint n_decided = n_passed + sums->counts[PROCTOR_OUTCOME_FAILED];
  guint k = get_least_decided (matrix);
  guint n_flaky = proctor_matrix_get_n_flaky (matrix);
  double power;

  if (n_decided > 0)
    {
      g_autofree char *interval = proctor_matrix_words_dup_interval (n_passed, n_decided);

      /* Translators: the share of runs that passed, and between what the true one lies, as in “75 % passed (47–91 %)”. */
      take_fact (facts, g_strdup_printf (_ ("%u %% passed (%s)"), (guint) (n_passed * 100.0 / n_decided + 0.5), interval));
    }
  power = proctor_matrix_get_pass_power (matrix, k, NULL);
  if (k > 1 && !isnan (power))
    /* Translators: how likely all repeats of a test pass together, as in “pass^5 60 %”. */
    take_fact (facts, g_strdup_printf (_ ("pass^%u %u %%"), k, (guint) (power * 100 + 0.5)));
  if (n_flaky > 0)
    take_fact (facts, g_strdup_printf (ngettext ("%u flaky test", "%u flaky tests", n_flaky), n_flaky));
}

static void
add_cost (ProctorInvocationHeader *self,
          GString *facts)
{
  const ProctorMatrixSums *sums = proctor_matrix_get_sums (proctor_watcher_get_matrix (self->watcher));

  if (sums->has_price)
    take_fact (facts, proctor_matrix_words_dup_price (sums->price));
  if (sums->has_credits)
    take_fact (facts, g_strdup_printf (ngettext ("%.0f credit", "%.0f credits", (gulong) sums->credits_used), sums->credits_used));
}

static void
show_facts (ProctorInvocationHeader *self)
{
  g_autoptr (GString) facts = g_string_new (NULL);
  gint64 duration = proctor_watcher_get_ended_at (self->watcher) - proctor_watcher_get_created_at (self->watcher);

  switch (proctor_watcher_get_state (self->watcher))
    {
    case PROCTOR_WATCHER_LOADING:
      break;
    case PROCTOR_WATCHER_RUNNING:
      add_progress (self, facts);
      break;
    case PROCTOR_WATCHER_GROUPING:
      add_fact (facts, _ ("All runs have ended and are being grouped"));
      add_rates (self, facts);
      break;
    case PROCTOR_WATCHER_SETTLED:
    case PROCTOR_WATCHER_GONE:
      add_rates (self, facts);
      if (duration > 0)
        take_fact (facts, proctor_matrix_words_dup_duration (duration));
      break;
    }
  add_cost (self, facts);
  gtk_label_set_label (self->facts_label, facts->str);
  gtk_widget_set_visible (GTK_WIDGET (self->facts_label), facts->len > 0);
}

/* What all runs have in common of what @get says, if they have. */
static const char *
find_common (ProctorMatrix *matrix,
             const char *(*get) (ProctorRunRow *run))
{
  const char *common = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);
      ProctorRunRow *run = proctor_matrix_row_get_n_cells (row) > 0 ? proctor_matrix_row_get_cell (row, 0)->run : NULL;
      const char *text = run != NULL ? get (run) : NULL;

      if (text == NULL || (common != NULL && !g_str_equal (text, common)))
        return NULL;
      common = text;
    }

  return common;
}

/* What was run again later may have been run on another version of the agent. */
static gboolean
has_diverged (ProctorMatrix *matrix)
{
  const char *version = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);

      for (guint j = 0; j < proctor_matrix_row_get_n_cells (row); j++)
        {
          const char *other = proctor_run_row_get_version_id (proctor_matrix_row_get_cell (row, j)->run);

          if (other == NULL)
            continue;
          if (version != NULL && !g_str_equal (other, version))
            return TRUE;
          version = other;
        }
    }

  return FALSE;
}

/* An id of forty letters says no more than its end. */
static void
add_version (GString *facts,
             const char *version_id)
{
  gsize length = strlen (version_id);

  if (length > LONGEST_ID)
    take_fact (facts, g_strdup_printf (_ ("Version …%s"), version_id + length - ID_END));
  else
    take_fact (facts, g_strdup_printf (_ ("Version %s"), version_id));
}

/* What the API alone calls by their ids is shown so where nobody knows a name. */
static void
add_place (ProctorInvocationHeader *self,
           ProctorInvocation *head,
           GString *facts)
{
  const char *agent_id = proctor_invocation_get_agent_id (head);
  const char *branch_id = proctor_invocation_get_branch_id (head);
  const char *agent = self->names != NULL ? proctor_agent_names_get_agent (self->names, agent_id) : NULL;
  const char *branch = self->names != NULL ? proctor_agent_names_get_branch (self->names, agent_id, branch_id) : NULL;

  if (agent != NULL || agent_id != NULL)
    add_fact (facts, agent != NULL ? agent : agent_id);
  if (branch != NULL || branch_id != NULL)
    add_fact (facts, branch != NULL ? branch : branch_id);
}

static void
add_beginnings (ProctorInvocationHeader *self,
                GString *facts)
{
  ProctorMatrix *matrix = proctor_watcher_get_matrix (self->watcher);
  const char *folder = find_common (matrix, proctor_run_row_get_root_folder_name);
  const char *node = find_common (matrix, proctor_run_row_get_workflow_node_id);

  if (folder != NULL && *folder != '\0')
    /* Translators: the folder that was run. */
    take_fact (facts, g_strdup_printf (_ ("Folder “%s”"), folder));
  if (node != NULL && *node != '\0')
    /* Translators: the node of the agent’s workflow that all runs begin at. */
    take_fact (facts, g_strdup_printf (_ ("From %s"), node));
}

/* Where it was run, and on what. */
static void
show_origin (ProctorInvocationHeader *self)
{
  ProctorInvocation *head = proctor_watcher_get_head (self->watcher);
  g_autoptr (GString) facts = g_string_new (NULL);

  if (head != NULL)
    {
      gint64 n_repeats = proctor_invocation_get_repeat_count (head);

      add_place (self, head, facts);
      if (proctor_watcher_get_created_at (self->watcher) > 0)
        take_fact (facts, proctor_format_when_exactly (proctor_watcher_get_created_at (self->watcher)));
      if (n_repeats > 1)
        take_fact (facts, g_strdup_printf (ngettext ("Each test %u time", "Each test %u times", (gulong) n_repeats), (guint) CLAMP (n_repeats, 0, G_MAXINT32)));
      if (proctor_invocation_get_version_id (head) != NULL)
        add_version (facts, proctor_invocation_get_version_id (head));
      if (proctor_invocation_get_ran_against_draft (head))
        add_fact (facts, _ ("Ran against a draft"));
      if (has_diverged (proctor_watcher_get_matrix (self->watcher)))
        add_fact (facts, _ ("Versions diverged"));
      add_beginnings (self, facts);
    }
  gtk_label_set_label (self->origin_label, facts->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->origin_label), head != NULL ? proctor_invocation_get_version_id (head) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->origin_label), facts->len > 0);
}

/* A run can pass with every mock broken. */
static void
show_mocks (ProctorInvocationHeader *self)
{
  const ProctorMatrixSums *sums = proctor_matrix_get_sums (proctor_watcher_get_matrix (self->watcher));
  g_autoptr (GString) facts = g_string_new (NULL);

  if (sums->n_unmatched > 0)
    take_fact (facts, g_strdup_printf (ngettext ("%lu call of a tool had no mock", "%lu calls of tools had no mock", (gulong) sums->n_unmatched), (gulong) sums->n_unmatched));
  if (sums->n_unmatched_passed > 0)
    take_fact (facts, g_strdup_printf (ngettext ("%u run passed all the same", "%u runs passed all the same", sums->n_unmatched_passed), sums->n_unmatched_passed));
  if (sums->n_mocked > 0)
    take_fact (facts, g_strdup_printf (ngettext ("%lu call answered by a mock", "%lu calls answered by mocks", (gulong) sums->n_mocked), (gulong) sums->n_mocked));
  if (sums->n_unmocked > 0)
    take_fact (facts, g_strdup_printf (ngettext ("%lu call not mocked", "%lu calls not mocked", (gulong) sums->n_unmocked), (gulong) sums->n_unmocked));
  if (sums->n_unreadable > 0)
    take_fact (facts, g_strdup_printf (ngettext ("%u run can’t be read", "%u runs can’t be read", sums->n_unreadable), sums->n_unreadable));
  gtk_label_set_label (self->mocks_label, facts->str);
  gtk_widget_set_visible (GTK_WIDGET (self->mocks_label), facts->len > 0);
  if (sums->n_unmatched > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->mocks_label), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->mocks_label), "warning");
}

/* What is known may be old, and the reason for that is said. */
static void
show_trouble (ProctorInvocationHeader *self)
{
  const GError *error = proctor_watcher_get_error (self->watcher);
  gint64 answered_at = proctor_watcher_get_answered_at (self->watcher);
  g_autofree char *text = NULL;

  if (proctor_watcher_get_state (self->watcher) == PROCTOR_WATCHER_GONE)
    {
      text = g_strdup (_ ("The server doesn’t know these runs any more. This is what was known of them."));
    }
  else if (error != NULL)
    {
      g_autofree char *reason = proctor_error_text_dup (error);
      g_autofree char *when = answered_at > 0 ? proctor_format_when_exactly (answered_at) : NULL;

      text = when != NULL ? g_strdup_printf (_ ("Nothing new is known since %s. %s"), when, reason) : g_steal_pointer (&reason);
    }
  gtk_label_set_label (self->trouble_label, text != NULL ? text : "");
  gtk_widget_set_visible (self->trouble_box, text != NULL);
}

static void
show_buttons (ProctorInvocationHeader *self)
{
  ProctorWatcherState state = proctor_watcher_get_state (self->watcher);
  gboolean going = state == PROCTOR_WATCHER_RUNNING || state == PROCTOR_WATCHER_GROUPING;

  gtk_button_set_label (self->pause_button, proctor_watcher_is_paused (self->watcher) ? _ ("_Watch Again") : _ ("_Stop Watching"));
  gtk_widget_set_visible (GTK_WIDGET (self->pause_button), going);
  gtk_widget_set_visible (self->cancel_button, proctor_watcher_can_cancel (self->watcher));
  gtk_widget_set_visible (self->buttons_box, going);
}

static gboolean tick_cb (gpointer user_data);

/* While it goes on, so does the time. */
static void
wind (ProctorInvocationHeader *self)
{
  gboolean going = self->watcher != NULL && proctor_watcher_get_state (self->watcher) == PROCTOR_WATCHER_RUNNING && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (going && self->tick == 0)
    self->tick = g_timeout_add_seconds (1, tick_cb, self);
  else if (!going)
    g_clear_handle_id (&self->tick, g_source_remove);
}

static gboolean
tick_cb (gpointer user_data)
{
  show_facts (user_data);

  return G_SOURCE_CONTINUE;
}

static void
update (ProctorInvocationHeader *self)
{
  const ProctorMatrixSums *sums;

  if (self->watcher == NULL)
    return;

  sums = proctor_matrix_get_sums (proctor_watcher_get_matrix (self->watcher));
  proctor_run_bar_set_counts (self->bar, sums->counts);
  show_counts (self, sums->counts);
  show_facts (self);
  show_origin (self);
  show_mocks (self);
  show_trouble (self);
  show_buttons (self);
  wind (self);
}

static void
proctor_invocation_header_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (proctor_invocation_header_parent_class)->map (widget);

  update (PROCTOR_INVOCATION_HEADER (widget));
}

static void
proctor_invocation_header_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&PROCTOR_INVOCATION_HEADER (widget)->tick, g_source_remove);

  GTK_WIDGET_CLASS (proctor_invocation_header_parent_class)->unmap (widget);
}

static void
proctor_invocation_header_dispose (GObject *object)
{
  ProctorInvocationHeader *self = PROCTOR_INVOCATION_HEADER (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->watcher_signals);
  g_clear_object (&self->names_signals);
  g_clear_object (&self->names);
  g_clear_object (&self->watcher);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_INVOCATION_HEADER);

  G_OBJECT_CLASS (proctor_invocation_header_parent_class)->dispose (object);
}

static void
proctor_invocation_header_class_init (ProctorInvocationHeaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_invocation_header_dispose;
  widget_class->map = proctor_invocation_header_map;
  widget_class->unmap = proctor_invocation_header_unmap;

  g_type_ensure (PROCTOR_TYPE_RUN_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-invocation-header.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationHeader, bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationHeader, counts_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationHeader, facts_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationHeader, origin_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationHeader, mocks_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationHeader, trouble_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationHeader, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationHeader, buttons_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationHeader, pause_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationHeader, cancel_button);
}

static void
proctor_invocation_header_init (ProctorInvocationHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->watcher_signals = g_signal_group_new (PROCTOR_TYPE_WATCHER);
  g_signal_group_connect_swapped (self->watcher_signals, "changed", G_CALLBACK (update), self);
  self->names_signals = g_signal_group_new (PROCTOR_TYPE_AGENT_NAMES);
  g_signal_group_connect_swapped (self->names_signals, "changed", G_CALLBACK (update), self);
}

/**
 * proctor_invocation_header_set_watcher:
 * @self: a head
 * @watcher: (nullable): what it speaks of
 * @names: (nullable): what agents are called
 */
void
proctor_invocation_header_set_watcher (ProctorInvocationHeader *self,
                                       ProctorWatcher *watcher,
                                       ProctorAgentNames *names)
{
  g_return_if_fail (PROCTOR_IS_INVOCATION_HEADER (self));

  if (g_set_object (&self->names, names))
    g_signal_group_set_target (self->names_signals, names);
  if (!g_set_object (&self->watcher, watcher))
    return;

  g_signal_group_set_target (self->watcher_signals, watcher);
  update (self);
}
