/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-filters.h"

#include "proctor-agent-summary.h"
#include "proctor-branch.h"
#include "proctor-day-button.h"
#include "proctor-error-text.h"
#include "proctor-run-start.h"

#include <glib/gi18n.h>

/**
 * ProctorConversationFilters:
 *
 * Which conversations are wanted: of which agent and branch, how they ended and when they were. What
 * is chosen is in force at once.
 */
struct _ProctorConversationFilters
{
  GtkPopover parent_instance;

  /* Template children */
  GtkDropDown *agents;
  GtkStringList *agent_names;
  GtkLabel *agents_problem;
  GtkWidget *branch_label;
  GtkDropDown *branches;
  GtkStringList *branch_names;
  GtkDropDown *outcomes;
  GtkDropDown *times;
  ProctorDayButton *first_day;
  ProctorDayButton *last_day;
  GtkWidget *clear_button;

  /* Owned */
  ProctorSession *session;
  GCancellable *cancellable;
  GCancellable *branches_cancellable;
  GListModel *agents_found;
  GListModel *branches_found;

  /* While several things change at once. */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (ProctorConversationFilters, proctor_conversation_filters, GTK_TYPE_POPOVER)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

enum
{
  TIME_ANY,
  TIME_DAY,
  TIME_WEEK,
  TIME_MONTH,
  TIME_CERTAIN_DAYS,
};

static const char *const outcomes[] = { NULL, "success", "failure", "unknown", "error" };

static void
changed_cb (ProctorConversationFilters *self)
{
  if (self->is_filling)
    return;

  gtk_widget_set_sensitive (self->clear_button, proctor_conversation_filters_is_filtered (self));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The first row is for any. */
static gpointer
get_chosen (GtkDropDown *drop_down,
            GListModel *found)
{
  guint selected = gtk_drop_down_get_selected (drop_down);
  g_autoptr (GObject) item = found != NULL && selected > 0 && selected != GTK_INVALID_LIST_POSITION ? g_list_model_get_item (found, selected - 1) : NULL;

  return item;
}

static void
show_branches (ProctorConversationFilters *self,
               GListModel *branches)
{
  guint n = branches != NULL ? g_list_model_get_n_items (branches) : 0;
  gboolean was_filling = self->is_filling;

  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->branches, 0);
  gtk_string_list_splice (self->branch_names, 1, g_list_model_get_n_items (G_LIST_MODEL (self->branch_names)) - 1, NULL);
  g_set_object (&self->branches_found, branches);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ProctorBranch) branch = g_list_model_get_item (branches, i);
      const char *name = proctor_branch_get_name (branch);

      gtk_string_list_append (self->branch_names, name != NULL && name[0] != '\0' ? name : proctor_branch_get_id (branch));
    }
  gtk_widget_set_visible (self->branch_label, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->branches), n > 0);
  self->is_filling = was_filling;
}

/* Where they can't be had, one does without. */
static void
branches_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) branches = proctor_run_start_list_branches_finish (PROCTOR_SESSION (object), result, &error);

  if (branches != NULL)
    show_branches (user_data, branches);
}

static void
agent_changed_cb (ProctorConversationFilters *self)
{
  ProctorAgentSummary *agent = get_chosen (self->agents, self->agents_found);

  g_cancellable_cancel (self->branches_cancellable);
  g_clear_object (&self->branches_cancellable);
  show_branches (self, NULL);
  if (agent != NULL)
    {
      self->branches_cancellable = g_cancellable_new ();
      proctor_run_start_list_branches_async (self->session, proctor_agent_summary_get_agent_id (agent), self->branches_cancellable, branches_cb, self);
    }
  changed_cb (self);
}

static void
time_changed_cb (ProctorConversationFilters *self)
{
  gboolean certain = gtk_drop_down_get_selected (self->times) == TIME_CERTAIN_DAYS;

  gtk_widget_set_visible (GTK_WIDGET (self->first_day), certain);
  gtk_widget_set_visible (GTK_WIDGET (self->last_day), certain);
  changed_cb (self);
}

static void
clear_cb (ProctorConversationFilters *self)
{
  proctor_conversation_filters_clear (self);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
agents_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  ProctorConversationFilters *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) agents = proctor_run_start_list_agents_finish (PROCTOR_SESSION (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (agents == NULL)
    {
      g_autofree char *text = proctor_error_text_dup (error);

      gtk_label_set_label (self->agents_problem, text);
      gtk_widget_set_visible (GTK_WIDGET (self->agents_problem), TRUE);
      gtk_widget_set_sensitive (GTK_WIDGET (self->agents), FALSE);
      return;
    }

  g_set_object (&self->agents_found, agents);
  for (guint i = 0; i < g_list_model_get_n_items (agents); i++)
    {
      g_autoptr (ProctorAgentSummary) agent = g_list_model_get_item (agents, i);
      const char *name = proctor_agent_summary_get_name (agent);

      gtk_string_list_append (self->agent_names, name != NULL && name[0] != '\0' ? name : proctor_agent_summary_get_agent_id (agent));
    }
}

static void
proctor_conversation_filters_dispose (GObject *object)
{
  ProctorConversationFilters *self = PROCTOR_CONVERSATION_FILTERS (object);

  self->is_filling = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->branches_cancellable);
  g_clear_object (&self->branches_cancellable);
  g_clear_object (&self->agents_found);
  g_clear_object (&self->branches_found);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CONVERSATION_FILTERS);

  G_OBJECT_CLASS (proctor_conversation_filters_parent_class)->dispose (object);
}

static void
proctor_conversation_filters_finalize (GObject *object)
{
  g_clear_object (&PROCTOR_CONVERSATION_FILTERS (object)->cancellable);

  G_OBJECT_CLASS (proctor_conversation_filters_parent_class)->finalize (object);
}

static void
proctor_conversation_filters_class_init (ProctorConversationFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_conversation_filters_dispose;
  object_class->finalize = proctor_conversation_filters_finalize;

  /**
   * ProctorConversationFilters::changed:
   *
   * Others are wanted.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_CONVERSATION_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PROCTOR_TYPE_DAY_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-conversation-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationFilters, agents);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationFilters, agent_names);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationFilters, agents_problem);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationFilters, branch_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationFilters, branches);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationFilters, branch_names);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationFilters, outcomes);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationFilters, times);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationFilters, first_day);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationFilters, last_day);
  gtk_widget_class_bind_template_child (widget_class, ProctorConversationFilters, clear_button);
  gtk_widget_class_bind_template_callback (widget_class, agent_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
  gtk_widget_class_bind_template_callback (widget_class, time_changed_cb);
}

static void
proctor_conversation_filters_init (ProctorConversationFilters *self)
{
  self->is_filling = TRUE;
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  show_branches (self, NULL);
  gtk_widget_set_sensitive (self->clear_button, FALSE);
  self->is_filling = FALSE;
}

/**
 * proctor_conversation_filters_new:
 * @session: whose conversations are filtered
 *
 * Returns: (transfer floating): filters that let all of them pass
 */
GtkWidget *
proctor_conversation_filters_new (ProctorSession *session)
{
  ProctorConversationFilters *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_CONVERSATION_FILTERS, NULL);
  self->session = g_object_ref (session);
  proctor_run_start_list_agents_async (session, self->cancellable, agents_cb, self);

  return GTK_WIDGET (self);
}

/* The beginning of a day, some days later. */
static gint64
get_midnight (GDateTime *day,
              int days_later)
{
  g_autoptr (GDateTime) midnight = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day), 0, 0, 0);
  g_autoptr (GDateTime) then = g_date_time_add_days (midnight, days_later);

  return g_date_time_to_unix (then);
}

/* Whoever takes the later one for the first day means the days between them, too. */
static void
fill_certain_days (ProctorConversationFilters *self,
                   ProctorConversationFilter *filter)
{
  GDateTime *first = proctor_day_button_get_day (self->first_day);
  GDateTime *last = proctor_day_button_get_day (self->last_day);

  if (g_date_time_compare (first, last) > 0)
    {
      GDateTime *other = first;

      first = last;
      last = other;
    }
  filter->after = get_midnight (first, 0);
  filter->before = get_midnight (last, 1) - 1;
}

static void
fill_time (ProctorConversationFilters *self,
           ProctorConversationFilter *filter)
{
  const gint64 day = 24 * 60 * 60;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  filter->after = 0;
  filter->before = 0;
  switch (gtk_drop_down_get_selected (self->times))
    {
    case TIME_DAY:
      filter->after = now - day;
      break;
    case TIME_WEEK:
      filter->after = now - 7 * day;
      break;
    case TIME_MONTH:
      filter->after = now - 30 * day;
      break;
    case TIME_CERTAIN_DAYS:
      fill_certain_days (self, filter);
      break;
    default:
      break;
    }
}

/**
 * proctor_conversation_filters_fill:
 * @self: filters
 * @filter: where it is written what is wanted, in strings that remain theirs; what it says of the
 *   search stays
 */
void
proctor_conversation_filters_fill (ProctorConversationFilters *self,
                                   ProctorConversationFilter *filter)
{
  ProctorAgentSummary *agent;
  ProctorBranch *branch;

  g_return_if_fail (PROCTOR_IS_CONVERSATION_FILTERS (self));
  g_return_if_fail (filter != NULL);

  agent = get_chosen (self->agents, self->agents_found);
  branch = get_chosen (self->branches, self->branches_found);
  filter->agent_id = agent != NULL ? proctor_agent_summary_get_agent_id (agent) : NULL;
  filter->branch_id = branch != NULL ? proctor_branch_get_id (branch) : NULL;
  filter->outcome = outcomes[MIN (gtk_drop_down_get_selected (self->outcomes), G_N_ELEMENTS (outcomes) - 1)];
  fill_time (self, filter);
}

/**
 * proctor_conversation_filters_is_filtered:
 * @self: filters
 *
 * Returns: whether something is chosen
 */
gboolean
proctor_conversation_filters_is_filtered (ProctorConversationFilters *self)
{
  g_return_val_if_fail (PROCTOR_IS_CONVERSATION_FILTERS (self), FALSE);

  return gtk_drop_down_get_selected (self->agents) != 0 || gtk_drop_down_get_selected (self->outcomes) != 0 || gtk_drop_down_get_selected (self->times) != TIME_ANY;
}

static void
add_words (GStrvBuilder *builder,
           GtkDropDown *drop_down)
{
  GtkStringObject *item = gtk_drop_down_get_selected_item (drop_down);

  if (item != NULL && gtk_drop_down_get_selected (drop_down) != 0)
    g_strv_builder_add (builder, gtk_string_object_get_string (item));
}

static void
add_time (ProctorConversationFilters *self,
          GStrvBuilder *builder)
{
  gboolean reversed = g_date_time_compare (proctor_day_button_get_day (self->first_day), proctor_day_button_get_day (self->last_day)) > 0;
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (gtk_drop_down_get_selected (self->times) != TIME_CERTAIN_DAYS)
    {
      add_words (builder, self->times);
      return;
    }

  first = proctor_day_button_dup_words (reversed ? self->last_day : self->first_day);
  last = proctor_day_button_dup_words (reversed ? self->first_day : self->last_day);
  if (g_str_equal (first, last))
    g_strv_builder_add (builder, first);
  else
    g_strv_builder_take (builder, g_strdup_printf ("%s – %s", first, last));
}

/**
 * proctor_conversation_filters_dup_words:
 * @self: filters
 *
 * Returns: (transfer full): what is chosen, in a line
 */
char *
proctor_conversation_filters_dup_words (ProctorConversationFilters *self)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (PROCTOR_IS_CONVERSATION_FILTERS (self), NULL);

  builder = g_strv_builder_new ();
  add_words (builder, self->agents);
  add_words (builder, self->branches);
  add_words (builder, self->outcomes);
  add_time (self, builder);
  words = g_strv_builder_end (builder);

  return g_strjoinv (" · ", words);
}

/**
 * proctor_conversation_filters_clear:
 * @self: filters
 *
 * Lets all conversations pass.
 */
void
proctor_conversation_filters_clear (ProctorConversationFilters *self)
{
  g_return_if_fail (PROCTOR_IS_CONVERSATION_FILTERS (self));

  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->agents, 0);
  gtk_drop_down_set_selected (self->outcomes, 0);
  gtk_drop_down_set_selected (self->times, TIME_ANY);
  self->is_filling = FALSE;
  changed_cb (self);
}
