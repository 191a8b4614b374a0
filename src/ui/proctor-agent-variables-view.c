/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-variables-view.h"

#include "proctor-agent-behaviour.h"
#include "proctor-agent-config.h"
#include "proctor-agent-variables.h"
#include "proctor-value-text.h"
#include "proctor-variable.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentVariablesView:
 *
 * The dynamic variables that an agent has a value for.
 */
struct _ProctorAgentVariablesView
{
  AdwBin parent_instance;

  /* Template children */
  GtkListBox *list;

  /* Owned */
  ProctorAgentPage *page;
  GSignalGroup *page_signals;
};

G_DEFINE_FINAL_TYPE (ProctorAgentVariablesView, proctor_agent_variables_view, ADW_TYPE_BIN)

static GListModel *
get_variables (ProctorAgent *agent)
{
  ProctorAgentConfig *config = agent != NULL ? proctor_agent_get_conversation_config (agent) : NULL;
  ProctorAgentBehaviour *behaviour = config != NULL ? proctor_agent_config_get_agent (config) : NULL;
  ProctorAgentVariables *variables = behaviour != NULL ? proctor_agent_behaviour_get_dynamic_variables (behaviour) : NULL;

  return variables != NULL ? proctor_agent_variables_get_dynamic_variable_placeholders (variables) : NULL;
}

static GtkWidget *
create_row (ProctorVariable *variable)
{
  GtkWidget *row = adw_action_row_new ();
  const char *json = proctor_variable_get_value (variable);
  g_autofree char *value = json != NULL ? proctor_value_text_dup_plain (json) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), proctor_variable_get_key (variable));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value != NULL && *value != '\0' ? value : _ ("No value"));
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "property");

  return row;
}

static void
update (ProctorAgentVariablesView *self)
{
  GListModel *variables = get_variables (proctor_agent_page_get_agent (self->page));
  guint n_rows = 0;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; variables != NULL && i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (GObject) variable = g_list_model_get_item (variables, i);

      if (!PROCTOR_IS_VARIABLE (variable) || proctor_variable_get_key (PROCTOR_VARIABLE (variable)) == NULL)
        continue;
      gtk_list_box_append (self->list, create_row (PROCTOR_VARIABLE (variable)));
      n_rows++;
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n_rows > 0);
}

static void
proctor_agent_variables_view_dispose (GObject *object)
{
  ProctorAgentVariablesView *self = PROCTOR_AGENT_VARIABLES_VIEW (object);

  g_clear_object (&self->page_signals);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENT_VARIABLES_VIEW);

  G_OBJECT_CLASS (proctor_agent_variables_view_parent_class)->dispose (object);
}

static void
proctor_agent_variables_view_class_init (ProctorAgentVariablesViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_agent_variables_view_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agent-variables-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentVariablesView, list);
}

static void
proctor_agent_variables_view_init (ProctorAgentVariablesView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->page_signals = g_signal_group_new (PROCTOR_TYPE_AGENT_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "notify::agent", G_CALLBACK (update), self);
}

/**
 * proctor_agent_variables_view_set_page:
 * @self: a section
 * @page: (nullable): the agent to show
 */
void
proctor_agent_variables_view_set_page (ProctorAgentVariablesView *self,
                                       ProctorAgentPage *page)
{
  g_return_if_fail (PROCTOR_IS_AGENT_VARIABLES_VIEW (self));

  g_set_object (&self->page, page);
  g_signal_group_set_target (self->page_signals, page);
  if (page == NULL)
    return;

  update (self);
}
