/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-toolbox.h"

#include "proctor-agent-tool-row.h"
#include "proctor-agent-tool.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentToolbox:
 *
 * The tools that an agent uses, and the answers of theirs in simulations that all tests share.
 */
struct _ProctorAgentToolbox
{
  AdwBin parent_instance;

  /* Template children */
  GtkWidget *empty_label;
  GtkListBox *list;

  /* Owned */
  ProctorAgentPage *page;
  GSignalGroup *tools_signals;
};

G_DEFINE_FINAL_TYPE (ProctorAgentToolbox, proctor_agent_toolbox, ADW_TYPE_BIN)

static GtkWidget *
create_row (gpointer tool,
            gpointer user_data)
{
  return proctor_agent_tool_row_new (tool);
}

static void
update (ProctorAgentToolbox *self)
{
  gboolean has_tools = g_list_model_get_n_items (proctor_agent_page_get_tools (self->page)) > 0;

  gtk_widget_set_visible (self->empty_label, !has_tools);
  gtk_widget_set_visible (GTK_WIDGET (self->list), has_tools);
}

static void
proctor_agent_toolbox_dispose (GObject *object)
{
  ProctorAgentToolbox *self = PROCTOR_AGENT_TOOLBOX (object);

  g_clear_object (&self->tools_signals);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENT_TOOLBOX);

  G_OBJECT_CLASS (proctor_agent_toolbox_parent_class)->dispose (object);
}

static void
proctor_agent_toolbox_class_init (ProctorAgentToolboxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_agent_toolbox_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agent-toolbox.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentToolbox, empty_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentToolbox, list);
}

static void
proctor_agent_toolbox_init (ProctorAgentToolbox *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->tools_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->tools_signals, "items-changed", G_CALLBACK (update), self);
}

/**
 * proctor_agent_toolbox_set_page:
 * @self: a section
 * @page: (nullable): the agent to show
 */
void
proctor_agent_toolbox_set_page (ProctorAgentToolbox *self,
                                ProctorAgentPage *page)
{
  g_return_if_fail (PROCTOR_IS_AGENT_TOOLBOX (self));

  g_set_object (&self->page, page);
  g_signal_group_set_target (self->tools_signals, page != NULL ? proctor_agent_page_get_tools (page) : NULL);
  gtk_list_box_bind_model (self->list, page != NULL ? proctor_agent_page_get_tools (page) : NULL, create_row, NULL, NULL);
  if (page == NULL)
    return;

  update (self);
}
