/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-search-filters.h"

#include "proctor-agent-names.h"
#include "proctor-history-search.h"

#include <glib/gi18n.h>

#define SECONDS_A_DAY (24 * 60 * 60)

/**
 * ProctorSearchFilters:
 *
 * What is wanted of runs besides words: how and when they ended, whose they were, and which tool they called.
 * Only what there are runs of can be chosen.
 */
struct _ProctorSearchFilters
{
  AdwBin parent_instance;

  /* Template children */
  GtkDropDown *outcomes;
  GtkDropDown *opinions;
  GtkDropDown *days;
  GtkDropDown *agents;
  GtkDropDown *branches;
  GtkDropDown *tools;

  /* Owned */
  ProctorSession *session;
  GCancellable *cancellable;
  char **agent_ids;
  char **branch_ids;
  char **tool_names;

  gboolean is_filling;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorSearchFilters, proctor_search_filters, ADW_TYPE_BIN)

static void
changed_cb (ProctorSearchFilters *self)
{
  if (!self->is_filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The first choice is none of them. */
static const char *
get_chosen (GtkDropDown *drop_down,
            char **values)
{
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (values == NULL || selected == 0 || selected > g_strv_length (values))
    return NULL;

  return values[selected - 1];
}

static char *
dup_agent_name (ProctorSearchFilters *self,
                const char *id)
{
  const char *name = proctor_agent_names_get_agent (proctor_session_get_agent_names (self->session), id);

  return g_strdup (name != NULL ? name : id);
}

static char *
dup_branch_name (ProctorSearchFilters *self,
                 const char *id)
{
  const char *name = proctor_agent_names_get_branch (proctor_session_get_agent_names (self->session), get_chosen (self->agents, self->agent_ids), id);

  return g_strdup (name != NULL ? name : id);
}

static char *
dup_tool_name (ProctorSearchFilters *self,
               const char *name)
{
  return g_strdup (name);
}

/* What was chosen stays chosen, if it is still there. A drop-down that has nothing to choose from isn't shown. */
static void
fill (ProctorSearchFilters *self,
      GtkDropDown *drop_down,
      const char *any,
      char ***kept,
      char ***values,
      char *(*dup_name) (ProctorSearchFilters *self,
                         const char *value))
{
  g_autofree char *chosen = g_strdup (get_chosen (drop_down, *kept));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  g_strfreev (*kept);
  *kept = g_steal_pointer (values);
  gtk_string_list_append (names, any);
  for (guint i = 0; (*kept)[i] != NULL; i++)
    {
      gtk_string_list_take (names, dup_name (self, (*kept)[i]));
      if (g_strcmp0 ((*kept)[i], chosen) == 0)
        selected = i + 1;
    }

  self->is_filling = TRUE;
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (drop_down, selected);
  self->is_filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (drop_down), **kept != NULL);
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorSearchChoices) choices = proctor_history_list_search_choices_finish (PROCTOR_HISTORY (source), result, &error);
  ProctorSearchFilters *self;

  /* Whoever can't choose can still search, and is told there what is wrong. */
  if (choices == NULL)
    return;

  self = PROCTOR_SEARCH_FILTERS (user_data);
  fill (self, self->agents, _ ("Any Agent"), &self->agent_ids, &choices->agent_ids, dup_agent_name);
  fill (self, self->branches, _ ("Any Branch"), &self->branch_ids, &choices->branch_ids, dup_branch_name);
  fill (self, self->tools, _ ("Any Tool"), &self->tool_names, &choices->tools, dup_tool_name);
}

static void
list (ProctorSearchFilters *self)
{
  ProctorHistory *history = proctor_session_get_history (self->session);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (history == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  proctor_history_list_search_choices_async (history, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), get_chosen (self->agents, self->agent_ids),
                                             self->cancellable, listed_cb, self);
}

/* Another agent has other branches. */
static void
agent_changed_cb (ProctorSearchFilters *self)
{
  if (self->is_filling)
    return;

  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->branches, 0);
  self->is_filling = FALSE;
  list (self);
  changed_cb (self);
}

static void
proctor_search_filters_dispose (GObject *object)
{
  ProctorSearchFilters *self = PROCTOR_SEARCH_FILTERS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_SEARCH_FILTERS);

  G_OBJECT_CLASS (proctor_search_filters_parent_class)->dispose (object);
}

static void
proctor_search_filters_finalize (GObject *object)
{
  ProctorSearchFilters *self = PROCTOR_SEARCH_FILTERS (object);

  g_strfreev (self->agent_ids);
  g_strfreev (self->branch_ids);
  g_strfreev (self->tool_names);

  G_OBJECT_CLASS (proctor_search_filters_parent_class)->finalize (object);
}

static void
proctor_search_filters_class_init (ProctorSearchFiltersClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_search_filters_dispose;
  object_class->finalize = proctor_search_filters_finalize;

  /**
   * ProctorSearchFilters::changed:
   *
   * Something else is wanted.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_SEARCH_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-search-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchFilters, outcomes);
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchFilters, opinions);
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchFilters, days);
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchFilters, agents);
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchFilters, branches);
  gtk_widget_class_bind_template_child (widget_class, ProctorSearchFilters, tools);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, agent_changed_cb);
}

static void
proctor_search_filters_init (ProctorSearchFilters *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_search_filters_set_up:
 * @self: filters
 * @session: the workspace whose runs are looked through
 *
 * Has to be called once.
 */
void
proctor_search_filters_set_up (ProctorSearchFilters *self,
                               ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_SEARCH_FILTERS (self));
  g_return_if_fail (PROCTOR_IS_SESSION (session));

  g_set_object (&self->session, session);
  list (self);
}

/**
 * proctor_search_filters_fill:
 * @self: filters
 * @terms: what is looked for
 *
 * Puts into @terms what was chosen.
 */
void
proctor_search_filters_fill (ProctorSearchFilters *self,
                             ProctorSearchTerms *terms)
{
  static const ProctorOutcome outcomes[] = { PROCTOR_OUTCOME_PASSED, PROCTOR_OUTCOME_FAILED, PROCTOR_OUTCOME_ERROR, PROCTOR_OUTCOME_INCONCLUSIVE, PROCTOR_OUTCOME_CANCELLED };
  static const int days[] = { 1, 7, 30, 365 };
  static const ProctorOpinion opinions[] = { PROCTOR_OPINION_NONE, PROCTOR_OPINION_AGREE, PROCTOR_OPINION_DISAGREE };
  guint outcome, opinion, since;

  g_return_if_fail (PROCTOR_IS_SEARCH_FILTERS (self));

  outcome = gtk_drop_down_get_selected (self->outcomes);
  opinion = gtk_drop_down_get_selected (self->opinions);
  since = gtk_drop_down_get_selected (self->days);
  terms->outcome = outcome > 0 && outcome <= G_N_ELEMENTS (outcomes) ? (int) outcomes[outcome - 1] : PROCTOR_SEARCH_ANY_OUTCOME;
  terms->opinion = opinion > 0 && opinion <= G_N_ELEMENTS (opinions) ? (int) opinions[opinion - 1] : PROCTOR_SEARCH_ANY_OPINION;
  terms->since = since > 0 && since <= G_N_ELEMENTS (days) ? g_get_real_time () / G_USEC_PER_SEC - (gint64) days[since - 1] * SECONDS_A_DAY : 0;
  g_set_str (&terms->agent_id, get_chosen (self->agents, self->agent_ids));
  g_set_str (&terms->branch_id, get_chosen (self->branches, self->branch_ids));
  g_set_str (&terms->tool, get_chosen (self->tools, self->tool_names));
}

/**
 * proctor_search_filters_clear:
 * @self: filters
 *
 * Wants nothing in particular any more.
 */
void
proctor_search_filters_clear (ProctorSearchFilters *self)
{
  g_return_if_fail (PROCTOR_IS_SEARCH_FILTERS (self));

  self->is_filling = TRUE;
  gtk_drop_down_set_selected (self->outcomes, 0);
  gtk_drop_down_set_selected (self->opinions, 0);
  gtk_drop_down_set_selected (self->days, 0);
  gtk_drop_down_set_selected (self->agents, 0);
  gtk_drop_down_set_selected (self->branches, 0);
  gtk_drop_down_set_selected (self->tools, 0);
  self->is_filling = FALSE;
  list (self);
  changed_cb (self);
}
