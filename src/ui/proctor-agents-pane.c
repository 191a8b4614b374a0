/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agents-pane.h"

#include "proctor-agent-row.h"
#include "proctor-health-banner.h"
#include "proctor-paged-view.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentsPane:
 *
 * The agents of a workspace that were not put away.
 */
struct _ProctorAgentsPane
{
  AdwBin parent_instance;

  /* Template children */
  ProctorPagedView *view;

  /* Owned */
  ProctorSession *session;
  GSignalGroup *session_signals;
};

G_DEFINE_FINAL_TYPE (ProctorAgentsPane, proctor_agents_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} ProctorAgentsPaneProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static const ProctorPagedViewWords words = {
  "proctor-agents-symbolic",
  N_ ("Agents"),
  N_ ("Loading Agents"),
  N_ ("No Agents"),
  N_ ("An agent that is made on the workspace's server is listed here."),
  N_ ("Agents Can't Be Shown"),
  N_ ("Some agents can't be shown."),
};

static void
show_record (GtkWidget *row,
             gpointer record)
{
  proctor_agent_row_set_record (PROCTOR_AGENT_ROW (row), record);
}

static void
proctor_agents_pane_dispose (GObject *object)
{
  ProctorAgentsPane *self = PROCTOR_AGENTS_PANE (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENTS_PANE);

  G_OBJECT_CLASS (proctor_agents_pane_parent_class)->dispose (object);
}

static void
proctor_agents_pane_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  switch ((ProctorAgentsPaneProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, PROCTOR_AGENTS_PANE (object)->session);
      break;
    }
}

static void
proctor_agents_pane_set_property (GObject *object,
                                  guint property_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  switch ((ProctorAgentsPaneProperty) property_id)
    {
    case PROP_SESSION:
      proctor_agents_pane_set_session (PROCTOR_AGENTS_PANE (object), g_value_get_object (value));
      break;
    }
}

static void
proctor_agents_pane_class_init (ProctorAgentsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_agents_pane_dispose;
  object_class->get_property = proctor_agents_pane_get_property;
  object_class->set_property = proctor_agents_pane_set_property;

  /**
   * ProctorAgentsPane:session:
   *
   * The workspace that is shown.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PROCTOR_TYPE_HEALTH_BANNER);
  g_type_ensure (PROCTOR_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agents-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentsPane, view);
}

static void
proctor_agents_pane_init (ProctorAgentsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_paged_view_set_up (self->view, &words, proctor_agent_row_new, show_record);
  self->session_signals = g_signal_group_new (PROCTOR_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "refreshing", G_CALLBACK (proctor_paged_view_refresh), self->view);
}

/**
 * proctor_agents_pane_new:
 *
 * Returns: (transfer floating): a pane without a workspace
 */
GtkWidget *
proctor_agents_pane_new (void)
{
  return g_object_new (PROCTOR_TYPE_AGENTS_PANE, NULL);
}

/**
 * proctor_agents_pane_set_session:
 * @self: a pane
 * @session: (nullable): the workspace to show
 */
void
proctor_agents_pane_set_session (ProctorAgentsPane *self,
                                 ProctorSession *session)
{
  g_autoptr (ProctorPagedList) list = NULL;

  g_return_if_fail (PROCTOR_IS_AGENTS_PANE (self));

  if (!g_set_object (&self->session, session))
    return;

  if (session != NULL)
    list = proctor_paged_list_new_agents (session);
  g_signal_group_set_target (self->session_signals, session);
  proctor_paged_view_set_list (self->view, list);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
