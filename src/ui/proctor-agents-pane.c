/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agents-pane.h"

#include "proctor-agent-list.h"
#include "proctor-agent-row.h"
#include "proctor-config-new-dialog.h"
#include "proctor-health-banner.h"
#include "proctor-paged-view.h"
#include "proctor-store-enums.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentsPane:
 *
 * The agents of a workspace, searched and sorted by its server. One of them is shown beside the list; it stays
 * when the list is another.
 */
struct _ProctorAgentsPane
{
  AdwBin parent_instance;

  /* Template children */
  ProctorPagedView *view;
  GtkSearchBar *search_bar;
  GtkSearchEntry *search_entry;
  GtkWidget *filter_button;

  /* Owned */
  ProctorSession *session;
  GSignalGroup *session_signals;
  ProctorAgentSummary *agent;
  char *search;

  ProctorAgentOrder order;
  gboolean archived;
};

G_DEFINE_FINAL_TYPE (ProctorAgentsPane, proctor_agents_pane, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_AGENT,
  PROP_ORDER,
  PROP_ARCHIVED,
  PROP_SUBTITLE,
} ProctorAgentsPaneProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

enum
{
  SIGNAL_ITEM_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const ProctorPagedViewWords words = {
  "proctor-agents-symbolic",
  N_ ("Agents"),
  N_ ("Loading Agents"),
  N_ ("No Agents"),
  N_ ("An agent that is made on the workspace's server is listed here."),
  N_ ("Agents Can't Be Shown"),
  N_ ("Some agents can't be shown."),
};

static const ProctorPagedViewWords archived_words = {
  "proctor-agents-symbolic",
  N_ ("Archived Agents"),
  N_ ("Loading Agents"),
  N_ ("No Archived Agents"),
  N_ ("Agents that were put away are listed here."),
  N_ ("Agents Can't Be Shown"),
  N_ ("Some agents can't be shown."),
};

static const ProctorPagedViewWords search_words = {
  "edit-find-symbolic",
  N_ ("Agents"),
  N_ ("Searching"),
  N_ ("No Agents Found"),
  N_ ("Try a part of the name, or look among the archived agents."),
  N_ ("Agents Can't Be Shown"),
  N_ ("Some agents can't be shown."),
};

static void
show_record (GtkWidget *row,
             gpointer record)
{
  proctor_agent_row_set_record (PROCTOR_AGENT_ROW (row), record);
}

/* What the list says where it is empty is another thing in each case. */
static void
update_list (ProctorAgentsPane *self)
{
  g_autoptr (ProctorPagedList) list = NULL;
  gboolean searched = self->search != NULL && *self->search != '\0';

  if (self->session != NULL)
    list = proctor_agent_list_new (self->session, self->search, self->order, self->archived);
  proctor_paged_view_set_words (self->view, searched ? &search_words : self->archived ? &archived_words
                                                                                      : &words);
  proctor_paged_view_set_list (self->view, list);
}

static void
set_agent (ProctorAgentsPane *self,
           ProctorAgentSummary *agent)
{
  if (g_set_object (&self->agent, agent))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AGENT]);
}

static void
record_selected_cb (ProctorAgentsPane *self,
                    ProctorRecord *record)
{
  if (PROCTOR_IS_AGENT_SUMMARY (record))
    set_agent (self, PROCTOR_AGENT_SUMMARY (record));
}

static void
record_activated_cb (ProctorAgentsPane *self,
                     ProctorRecord *record)
{
  if (!PROCTOR_IS_AGENT_SUMMARY (record))
    return;

  proctor_paged_view_select (self->view, proctor_record_get_identity (record));
  set_agent (self, PROCTOR_AGENT_SUMMARY (record));
  g_signal_emit (self, signals[SIGNAL_ITEM_ACTIVATED], 0);
}

static void
search_changed_cb (ProctorAgentsPane *self)
{
  if (g_set_str (&self->search, gtk_editable_get_text (GTK_EDITABLE (self->search_entry))))
    update_list (self);
}

/* Wherever in the window one is, as long as the list is there, and no question above it. */
static gboolean
search_key_cb (GtkWidget *widget,
               GVariant *arguments,
               gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (!gtk_widget_get_mapped (widget) || (ADW_IS_APPLICATION_WINDOW (root) && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root)) != NULL))
    return GDK_EVENT_PROPAGATE;

  proctor_agents_pane_search (PROCTOR_AGENTS_PANE (widget));

  return GDK_EVENT_STOP;
}

static void
add_keys (ProctorAgentsPane *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_f, GDK_CONTROL_MASK), gtk_callback_action_new (search_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
set_order (ProctorAgentsPane *self,
           ProctorAgentOrder order)
{
  if (self->order == order)
    return;

  self->order = order;
  update_list (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ORDER]);
}

static void
set_archived (ProctorAgentsPane *self,
              gboolean archived)
{
  if (self->archived == archived)
    return;

  self->archived = archived;
  if (archived)
    gtk_widget_add_css_class (self->filter_button, "filtered");
  else
    gtk_widget_remove_css_class (self->filter_button, "filtered");
  update_list (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ARCHIVED]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SUBTITLE]);
}

static void
made_cb (ProctorAgentsPane *self,
         const char *agent_id)
{
  g_autoptr (ProctorAgentSummary) agent = proctor_agent_summary_new ();

  /* The list has it a little later. */
  proctor_agent_summary_set_agent_id (agent, agent_id);
  proctor_paged_view_refresh (self->view);
  proctor_paged_view_select (self->view, agent_id);
  set_agent (self, agent);
  g_signal_emit (self, signals[SIGNAL_ITEM_ACTIVATED], 0);
}

static void
new_action (GtkWidget *widget,
            const char *action_name,
            GVariant *parameter)
{
  ProctorAgentsPane *self = PROCTOR_AGENTS_PANE (widget);
  AdwDialog *dialog = proctor_config_new_dialog_new (self->session, PROCTOR_CONFIG_AGENT);

  g_signal_connect_object (dialog, "made", G_CALLBACK (made_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

/* Agents of the cloud are made in its dashboard. */
static void
update_new (ProctorAgentsPane *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "agents.new", self->session != NULL && proctor_workspace_is_local (proctor_session_get_workspace (self->session)));
}

static void
proctor_agents_pane_dispose (GObject *object)
{
  ProctorAgentsPane *self = PROCTOR_AGENTS_PANE (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->agent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENTS_PANE);

  G_OBJECT_CLASS (proctor_agents_pane_parent_class)->dispose (object);
}

static void
proctor_agents_pane_finalize (GObject *object)
{
  g_free (PROCTOR_AGENTS_PANE (object)->search);

  G_OBJECT_CLASS (proctor_agents_pane_parent_class)->finalize (object);
}

static void
proctor_agents_pane_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  ProctorAgentsPane *self = PROCTOR_AGENTS_PANE (object);

  switch ((ProctorAgentsPaneProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_AGENT:
      g_value_set_object (value, self->agent);
      break;
    case PROP_ORDER:
      g_value_set_enum (value, self->order);
      break;
    case PROP_ARCHIVED:
      g_value_set_boolean (value, self->archived);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, self->archived ? _ ("Archived") : "");
      break;
    }
}

static void
proctor_agents_pane_set_property (GObject *object,
                                  guint property_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  ProctorAgentsPane *self = PROCTOR_AGENTS_PANE (object);

  switch ((ProctorAgentsPaneProperty) property_id)
    {
    case PROP_SESSION:
      proctor_agents_pane_set_session (self, g_value_get_object (value));
      break;
    case PROP_ORDER:
      set_order (self, (ProctorAgentOrder) g_value_get_enum (value));
      break;
    case PROP_ARCHIVED:
      set_archived (self, g_value_get_boolean (value));
      break;
    case PROP_AGENT:
    case PROP_SUBTITLE:
      break;
    }
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags writable = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  /**
   * ProctorAgentsPane:session:
   *
   * The workspace that is shown.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, writable);

  /**
   * ProctorAgentsPane:agent:
   *
   * The agent that was chosen last.
   */
  properties[PROP_AGENT] = g_param_spec_object ("agent", NULL, NULL, PROCTOR_TYPE_AGENT_SUMMARY, readable);

  /**
   * ProctorAgentsPane:order:
   *
   * What the list is sorted by.
   */
  properties[PROP_ORDER] = g_param_spec_enum ("order", NULL, NULL, PROCTOR_TYPE_AGENT_ORDER, PROCTOR_AGENT_ORDER_NEWEST, writable);

  /**
   * ProctorAgentsPane:archived:
   *
   * Whether agents that were put away are listed, in place of the others.
   */
  properties[PROP_ARCHIVED] = g_param_spec_boolean ("archived", NULL, NULL, FALSE, writable);

  /**
   * ProctorAgentsPane:subtitle:
   *
   * What is special about the list.
   */
  properties[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, "", readable);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_agents_pane_class_init (ProctorAgentsPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_agents_pane_dispose;
  object_class->finalize = proctor_agents_pane_finalize;
  object_class->get_property = proctor_agents_pane_get_property;
  object_class->set_property = proctor_agents_pane_set_property;
  install_properties (object_class);

  /**
   * ProctorAgentsPane::item-activated:
   * @self: a pane
   *
   * The agent that is chosen is to be brought into view.
   */
  signals[SIGNAL_ITEM_ACTIVATED] = g_signal_new ("item-activated", PROCTOR_TYPE_AGENTS_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PROCTOR_TYPE_HEALTH_BANNER);
  g_type_ensure (PROCTOR_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agents-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentsPane, view);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentsPane, search_bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentsPane, search_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentsPane, filter_button);
  gtk_widget_class_bind_template_callback (widget_class, record_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, record_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_install_action (widget_class, "agents.new", NULL, new_action);
  gtk_widget_class_install_property_action (widget_class, "agents.order", "order");
  gtk_widget_class_install_property_action (widget_class, "agents.archived", "archived");
}

static void
proctor_agents_pane_init (ProctorAgentsPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update_new (self);
  proctor_paged_view_set_up (self->view, &words, proctor_agent_row_new, show_record);
  proctor_paged_view_set_selectable (self->view, TRUE);
  add_keys (self);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
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
  g_return_if_fail (PROCTOR_IS_AGENTS_PANE (self));

  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->session_signals, session);
  update_new (self);
  set_agent (self, NULL);
  proctor_paged_view_select (self->view, NULL);
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  g_clear_pointer (&self->search, g_free);
  update_list (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * proctor_agents_pane_get_agent:
 * @self: a pane
 *
 * Returns: (transfer none) (nullable): the agent that was chosen last
 */
ProctorAgentSummary *
proctor_agents_pane_get_agent (ProctorAgentsPane *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENTS_PANE (self), NULL);

  return self->agent;
}

/**
 * proctor_agents_pane_search:
 * @self: a pane
 *
 * Lets somebody type what to look for.
 */
void
proctor_agents_pane_search (ProctorAgentsPane *self)
{
  g_return_if_fail (PROCTOR_IS_AGENTS_PANE (self));

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}
