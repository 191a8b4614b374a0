/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-window.h"

#include "proctor-agent-pane.h"
#include "proctor-agents-pane.h"
#include "proctor-attention.h"
#include "proctor-invocation-page.h"
#include "proctor-notices.h"
#include "proctor-pane-handle.h"
#include "proctor-problem-page.h"
#include "proctor-run-news.h"
#include "proctor-runs-pane.h"
#include "proctor-sidebar.h"
#include "proctor-test-pane.h"
#include "proctor-tests-pane.h"
#include "proctor-welcome-page.h"
#include "proctor-window-actions.h"

#include <glib/gi18n.h>

/* The page of the list pane that says why there is nothing in it. */
#define PROBLEM_PAGE "problem"

/**
 * ProctorWindow:
 *
 * Three panes that fold away: the sidebar, the list of what is at the place chosen there, and the
 * detail of what is chosen in the list. It knows the panes and how one gets from one to the next;
 * what is in them is each pane's own affair. They show one workspace, the session's; while there
 * is none, a page to choose one is in their stead.
 */
struct _ProctorWindow
{
  AdwApplicationWindow parent_instance;

  /* Template children */
  GtkStack *stack;
  AdwNavigationSplitView *outer_view;
  AdwNavigationSplitView *inner_view;
  ProctorSidebar *sidebar;
  AdwNavigationPage *list_page;
  GtkStack *list_stack;
  AdwToolbarView *detail_toolbar;
  GtkStack *detail_stack;
  GtkWidget *run_button;
  ProctorPaneHandle *sidebar_handle;
  ProctorPaneHandle *list_handle;

  /* Owned */
  GSettings *settings;
  ProctorDesk *desk;
  ProctorSession *session;
  GSignalGroup *workspace_signals;
  GSignalGroup *health_signals;
  GSignalGroup *library_signals;
  ProctorAttention *attention;
  ProctorRunNews *news;
  GHashTable *places; /* of workspaces by their ids, ProctorPlace */

  /* Borrowed */
  GtkWidget *welcome_page;      /* a child of the stack, once it has been shown */
  ProctorTestsPane *tests_pane; /* a child of the list's stack, once it has been shown */
  ProctorTestPane *test_pane;   /* a child of the detail's stack, from then on */
  ProctorAgentPane *agent_pane; /* another */
  ProctorRunsPane *runs_pane;   /* a child of the list's stack, once it has been shown */
  GBinding *folder_binding;     /* lives as long as both of its ends */
};

G_DEFINE_FINAL_TYPE (ProctorWindow, proctor_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_SETTINGS = 1,
  PROP_DESK,
  PROP_SESSION,
} ProctorWindowProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static gboolean
can_reach_server (ProctorWindow *self)
{
  return self->session != NULL && proctor_health_is_usable (proctor_session_get_health (self->session));
}

/* What is beside the list can be run if it is a test, which is there, and there is somebody to run it. */
static void
update_run_button (ProctorWindow *self)
{
  gboolean tests = proctor_sidebar_get_place (self->sidebar) == PROCTOR_PLACE_TESTS && self->tests_pane != NULL;
  gboolean chosen = tests && (proctor_tests_pane_get_item (self->tests_pane) != NULL || proctor_tests_pane_get_draft_id (self->tests_pane) != NULL);
  gboolean reachable = can_reach_server (self);

  gtk_widget_set_visible (self->run_button, chosen && proctor_tests_pane_get_n_selected (self->tests_pane) <= 1);
  gtk_widget_set_sensitive (self->run_button, chosen && reachable && proctor_test_pane_shows_test (self->test_pane));
  gtk_widget_set_tooltip_text (self->run_button, reachable ? _ ("Run This Test") : _ ("Not while the workspace can't be reached"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->run_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Run This Test"), -1);
}

static void
run_cb (ProctorWindow *self)
{
  ProctorTestEditor *editor = proctor_test_pane_get_editor (self->test_pane);

  if (editor != NULL)
    proctor_test_editor_run (editor);
}

/**
 * proctor_window_edit:
 * @self: a window
 * @action: an action of the editor, as "editor.save"
 *
 * Does something with the test or the agent that is shown, if one is, wherever the focus is.
 */
void
proctor_window_edit (ProctorWindow *self,
                     const char *action)
{
  g_return_if_fail (PROCTOR_IS_WINDOW (self));
  g_return_if_fail (action != NULL);

  /* A key does no more than the button. */
  if (g_str_equal (action, "editor.run") && !can_reach_server (self))
    return;

  if (self->test_pane != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->test_pane)) && proctor_test_pane_get_editor (self->test_pane) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (proctor_test_pane_get_editor (self->test_pane)), action, NULL);
  else if (self->agent_pane != NULL && gtk_widget_get_mapped (GTK_WIDGET (self->agent_pane)))
    proctor_agent_pane_edit (self->agent_pane, action);
}

static void
item_activated_cb (ProctorWindow *self)
{
  adw_navigation_split_view_set_show_content (self->inner_view, TRUE);
}

/* A test that was new is in the list from now on. */
static void
saved_cb (ProctorWindow *self,
          const char *test_id)
{
  if (proctor_tests_pane_get_item (self->tests_pane) == NULL)
    proctor_tests_pane_show_test (self->tests_pane, test_id);
}

/* What is chosen in the list is a test, or a draft that the server has no test of. */
static void
show_chosen (ProctorTestPane *detail,
             GParamSpec *pspec,
             ProctorTestsPane *list)
{
  const char *draft_id = proctor_tests_pane_get_draft_id (list);

  if (draft_id != NULL)
    {
      proctor_test_pane_set_draft_id (detail, draft_id);
      return;
    }

  proctor_test_pane_set_item (detail, proctor_tests_pane_get_item (list));
  proctor_test_pane_set_draft_id (detail, NULL);
}

/* The list of tests, and beside it the one that is chosen there. */
static void
create_test_panes (ProctorWindow *self)
{
  const char *nick = proctor_place_get_nick (PROCTOR_PLACE_TESTS);
  GtkWidget *detail = proctor_test_pane_new ();

  self->test_pane = PROCTOR_TEST_PANE (detail);
  self->tests_pane = PROCTOR_TESTS_PANE (proctor_tests_pane_new (self->settings));
  g_signal_connect_object (self->sidebar, "test-begun", G_CALLBACK (proctor_tests_pane_begin), self->tests_pane, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tests_pane, "notify::item", G_CALLBACK (update_run_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tests_pane, "notify::n-selected", G_CALLBACK (update_run_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tests_pane, "item-activated", G_CALLBACK (item_activated_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self->inner_view, "collapsed", self->tests_pane, "alone", G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (self->list_stack, GTK_WIDGET (self->tests_pane), nick);
  g_object_bind_property (self->tests_pane, "session", detail, "session", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->tests_pane, "notify::item", G_CALLBACK (show_chosen), detail, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tests_pane, "notify::draft-id", G_CALLBACK (show_chosen), detail, G_CONNECT_SWAPPED);
  g_object_bind_property (self->tests_pane, "n-selected", detail, "n-chosen", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->tests_pane, "begun", G_CALLBACK (proctor_test_pane_begin), detail, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tests_pane, "notify::draft-id", G_CALLBACK (update_run_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (detail, "notify::shows-test", G_CALLBACK (update_run_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (detail, "run", G_CALLBACK (proctor_tests_pane_run_test), self->tests_pane, G_CONNECT_SWAPPED);
  g_signal_connect_object (detail, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "job-started", G_CALLBACK (proctor_tests_pane_show_job), self->tests_pane, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->detail_stack, detail, nick);
}

/* Which folder is chosen is the pane's to remember, for each workspace. Sidebar and list agree on it,
 * but not while they are on their way from one workspace to the next. */
static void
show_session (ProctorWindow *self)
{
  g_clear_pointer (&self->folder_binding, g_binding_unbind);
  proctor_sidebar_set_session (self->sidebar, self->session);
  if (self->tests_pane == NULL)
    return;

  proctor_tests_pane_set_session (self->tests_pane, self->session);
  self->folder_binding = g_object_bind_property (self->tests_pane, "folder-id", self->sidebar, "folder-id", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
}

/* The list of agents, and beside it the one that is chosen there. */
static void
create_agent_panes (ProctorWindow *self)
{
  const char *nick = proctor_place_get_nick (PROCTOR_PLACE_AGENTS);
  GtkWidget *list = proctor_agents_pane_new ();
  GtkWidget *detail = proctor_agent_pane_new ();

  self->agent_pane = PROCTOR_AGENT_PANE (detail);
  g_object_bind_property (list, "session", detail, "session", G_BINDING_SYNC_CREATE);
  g_object_bind_property (list, "agent", detail, "agent", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self, "session", list, "session", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (list, "item-activated", G_CALLBACK (item_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->list_stack, list, nick);
  gtk_stack_add_named (self->detail_stack, detail, nick);
}

static void
show_invocation (ProctorInvocationPage *page,
                 GParamSpec *pspec,
                 ProctorRunsPane *list)
{
  proctor_invocation_page_show (page, proctor_runs_pane_get_invocation_id (list));
}

/* The list of what was run, and beside it the one that is chosen there. */
static void
create_run_panes (ProctorWindow *self)
{
  const char *nick = proctor_place_get_nick (PROCTOR_PLACE_RUNS);
  GtkWidget *list = proctor_runs_pane_new ();
  GtkWidget *detail = proctor_invocation_page_new ();

  self->runs_pane = PROCTOR_RUNS_PANE (list);
  g_object_bind_property (list, "session", detail, "session", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->inner_view, "collapsed", detail, "alone", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (list, "notify::invocation-id", G_CALLBACK (show_invocation), detail, G_CONNECT_SWAPPED);
  g_object_bind_property (self, "session", list, "session", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (list, "item-activated", G_CALLBACK (item_activated_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->list_stack, list, nick);
  gtk_stack_add_named (self->detail_stack, detail, nick);
}

/* A place's panes are made when it is first shown: the window opens sooner without the others. */
static void
create_panes (ProctorWindow *self,
              ProctorPlace place)
{
  const char *nick = proctor_place_get_nick (place);

  if (gtk_stack_get_child_by_name (self->list_stack, nick) != NULL)
    return;

  switch (place)
    {
    case PROCTOR_PLACE_TESTS:
      create_test_panes (self);
      show_session (self);
      break;
    case PROCTOR_PLACE_RUNS:
      create_run_panes (self);
      break;
    case PROCTOR_PLACE_AGENTS:
      create_agent_panes (self);
      break;
    }
}

static double
get_default_width (GSettings *settings,
                   const char *key)
{
  g_autoptr (GVariant) value = g_settings_get_default_value (settings, key);

  return g_variant_get_double (value);
}

static void
bind_settings (ProctorWindow *self)
{
  /* Where there are two windows, the size of one is no business of the other's. */
  const GSettingsBindFlags size_flags = G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES;

  g_object_set (self->sidebar_handle, "default-width", get_default_width (self->settings, "sidebar-width"), NULL);
  g_object_set (self->list_handle, "default-width", get_default_width (self->settings, "list-width"), NULL);

  g_settings_bind (self->settings, "window-width", self, "default-width", size_flags);
  g_settings_bind (self->settings, "window-height", self, "default-height", size_flags);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", size_flags);
  g_object_set (self->sidebar, "settings", self->settings, NULL);
  g_settings_bind (self->settings, "sidebar-width", self->sidebar_handle, "width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "list-width", self->list_handle, "width", G_SETTINGS_BIND_DEFAULT);
}

/* Where nothing can be shown because the workspace can't be had, the reason stands there. */
static void
show_list_or_problem (ProctorWindow *self)
{
  ProctorHealth *health = self->session != NULL ? proctor_session_get_health (self->session) : NULL;
  const char *name = proctor_place_get_nick (proctor_sidebar_get_place (self->sidebar));

  if (health != NULL && proctor_health_get_state (health) == PROCTOR_HEALTH_BROKEN && proctor_library_get_n_tests (proctor_session_get_library (self->session)) == 0)
    {
      GtkWidget *page = gtk_stack_get_child_by_name (self->list_stack, PROBLEM_PAGE);

      if (page == NULL)
        {
          page = proctor_problem_page_new ();
          gtk_stack_add_named (self->list_stack, page, PROBLEM_PAGE);
        }
      g_object_set (page, "health", health, NULL);
      name = PROBLEM_PAGE;
    }
  gtk_stack_set_visible_child_name (self->list_stack, name);
}

static void
place_changed_cb (ProctorWindow *self)
{
  ProctorPlace place = proctor_sidebar_get_place (self->sidebar);

  create_panes (self, place);
  gtk_stack_set_visible_child_name (self->detail_stack, proctor_place_get_nick (place));
  /* What was run brings a header bar of its own, as each run in it has one. */
  adw_toolbar_view_set_reveal_top_bars (self->detail_toolbar, place != PROCTOR_PLACE_RUNS);
  update_run_button (self);
  show_list_or_problem (self);
  adw_navigation_page_set_title (self->list_page, proctor_sidebar_get_place_title (self->sidebar));
  adw_navigation_split_view_set_show_content (self->inner_view, FALSE);

  g_settings_set_string (self->settings, "place", proctor_place_get_nick (place));
}

static void
sidebar_activated_cb (ProctorWindow *self)
{
  adw_navigation_split_view_set_show_content (self->outer_view, TRUE);
}

static void
update_title (ProctorWindow *self)
{
  gtk_window_set_title (GTK_WINDOW (self), self->session != NULL ? proctor_workspace_get_name (proctor_session_get_workspace (self->session)) : _ ("Proctor"));
}

static void
remember_place (ProctorWindow *self)
{
  if (self->session != NULL)
    g_hash_table_insert (self->places, g_strdup (proctor_workspace_get_id (proctor_session_get_workspace (self->session))), GINT_TO_POINTER (proctor_sidebar_get_place (self->sidebar)));
}

static void
return_to_place (ProctorWindow *self)
{
  gpointer place;

  if (self->session != NULL && g_hash_table_lookup_extended (self->places, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), NULL, &place))
    proctor_sidebar_set_place (self->sidebar, (ProctorPlace) GPOINTER_TO_INT (place));
}

static void
switch_session (ProctorWindow *self,
                ProctorSession *session)
{
  remember_place (self);
  g_set_object (&self->session, session);
  show_session (self);
  proctor_attention_set_session (self->attention, session);
  proctor_run_news_set_session (self->news, session);

  g_signal_group_set_target (self->workspace_signals, session != NULL ? proctor_session_get_workspace (session) : NULL);
  g_signal_group_set_target (self->health_signals, session != NULL ? proctor_session_get_health (session) : NULL);
  g_signal_group_set_target (self->library_signals, session != NULL ? proctor_session_get_library (session) : NULL);
  update_title (self);
  return_to_place (self);
  show_list_or_problem (self);
  update_run_button (self);
}

static void
workspace_opened_cb (ProctorWindow *self,
                     ProctorWorkspace *workspace)
{
  proctor_window_open_workspace (self, workspace);
}

/* Most people see it once. */
static void
create_welcome_page (ProctorWindow *self)
{
  self->welcome_page = proctor_welcome_page_new (self->desk);
  g_signal_connect_object (self->welcome_page, "opened", G_CALLBACK (workspace_opened_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->stack, self->welcome_page, "welcome");
}

/* The one that was shown last, or else any; and if there is none, the page to choose one. */
static void
open_some_workspace (ProctorWindow *self)
{
  ProctorWorkspaces *workspaces = proctor_desk_get_workspaces (self->desk);
  g_autoptr (ProctorWorkspace) first = g_list_model_get_item (G_LIST_MODEL (workspaces), 0);
  ProctorWorkspace *last = proctor_workspaces_get_last (workspaces);

  if (last != NULL || first != NULL)
    proctor_window_open_workspace (self, last != NULL ? last : first);
  else
    proctor_window_set_session (self, NULL);
}

/* The workspace that is shown may have been removed. */
static void
workspaces_changed_cb (ProctorWindow *self)
{
  ProctorWorkspaces *workspaces = proctor_desk_get_workspaces (self->desk);

  if (self->session != NULL && proctor_workspaces_find (workspaces, proctor_workspace_get_id (proctor_session_get_workspace (self->session))) == NULL)
    open_some_workspace (self);
}

static void
follow_desk (ProctorWindow *self)
{
  if (self->desk == NULL)
    {
      proctor_window_show_welcome (self);
      return;
    }

  g_signal_connect_object (proctor_desk_get_workspaces (self->desk), "items-changed", G_CALLBACK (workspaces_changed_cb), self, G_CONNECT_SWAPPED);
  proctor_notices_follow (GTK_WIDGET (self), self->desk);
  open_some_workspace (self);
}

static void
proctor_window_constructed (GObject *object)
{
  ProctorWindow *self = PROCTOR_WINDOW (object);
  ProctorPlace place = PROCTOR_PLACE_TESTS;

  G_OBJECT_CLASS (proctor_window_parent_class)->constructed (object);

  bind_settings (self);

  if (g_settings_get_boolean (self->settings, "restore-place"))
    {
      g_autofree char *nick = g_settings_get_string (self->settings, "place");

      place = proctor_place_from_nick (nick);
    }
  proctor_sidebar_set_place (self->sidebar, place);
  place_changed_cb (self);
  g_signal_connect_object (self->sidebar, "notify::place", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_split_view_set_show_content (self->outer_view, TRUE);
  follow_desk (self);
}

static void
proctor_window_dispose (GObject *object)
{
  ProctorWindow *self = PROCTOR_WINDOW (object);

  g_clear_pointer (&self->folder_binding, g_binding_unbind);
  self->welcome_page = NULL;
  self->tests_pane = NULL;
  self->runs_pane = NULL;
  g_clear_object (&self->attention);
  g_clear_object (&self->news);
  g_clear_object (&self->session);
  g_clear_object (&self->workspace_signals);
  g_clear_object (&self->health_signals);
  g_clear_object (&self->library_signals);
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_WINDOW);

  G_OBJECT_CLASS (proctor_window_parent_class)->dispose (object);
}

static void
proctor_window_finalize (GObject *object)
{
  ProctorWindow *self = PROCTOR_WINDOW (object);

  g_clear_pointer (&self->places, g_hash_table_unref);

  G_OBJECT_CLASS (proctor_window_parent_class)->finalize (object);
}

static void
proctor_window_get_property (GObject *object,
                             guint property_id,
                             GValue *value,
                             GParamSpec *pspec)
{
  ProctorWindow *self = PROCTOR_WINDOW (object);

  switch ((ProctorWindowProperty) property_id)
    {
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_DESK:
      g_value_set_object (value, self->desk);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    }
}

static void
proctor_window_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  ProctorWindow *self = PROCTOR_WINDOW (object);

  switch ((ProctorWindowProperty) property_id)
    {
    case PROP_SETTINGS:
      g_set_object (&self->settings, g_value_get_object (value));
      break;
    case PROP_DESK:
      g_set_object (&self->desk, g_value_get_object (value));
      break;
    case PROP_SESSION:
      proctor_window_set_session (self, g_value_get_object (value));
      break;
    }
}

static void
proctor_window_class_init (ProctorWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = proctor_window_constructed;
  object_class->dispose = proctor_window_dispose;
  object_class->finalize = proctor_window_finalize;
  object_class->get_property = proctor_window_get_property;
  object_class->set_property = proctor_window_set_property;

  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, PROCTOR_TYPE_DESK, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PROCTOR_TYPE_PANE_HANDLE);
  g_type_ensure (PROCTOR_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, outer_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, inner_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, list_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, list_stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, detail_toolbar);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, run_button);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, sidebar_handle);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, list_handle);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);

  proctor_window_install_actions (widget_class);
}

static void
proctor_window_init (ProctorWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  if (DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  proctor_window_attach_keys (self);
  self->attention = proctor_attention_new (GTK_WINDOW (self));
  self->news = proctor_run_news_new (GTK_WINDOW (self));
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->workspace_signals = g_signal_group_new (PROCTOR_TYPE_WORKSPACE);
  g_signal_group_connect_swapped (self->workspace_signals, "notify::name", G_CALLBACK (update_title), self);
  self->health_signals = g_signal_group_new (PROCTOR_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "notify::state", G_CALLBACK (show_list_or_problem), self);
  g_signal_group_connect_swapped (self->health_signals, "notify::state", G_CALLBACK (update_run_button), self);
  self->library_signals = g_signal_group_new (PROCTOR_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "notify::n-tests", G_CALLBACK (show_list_or_problem), self);
}

/**
 * proctor_window_new:
 * @application: the application
 * @settings: where the window's size, its panes' widths and its place are remembered
 * @desk: (nullable): what the program has open
 *
 * Returns: (transfer none): a new window
 */
ProctorWindow *
proctor_window_new (GtkApplication *application,
                    GSettings *settings,
                    ProctorDesk *desk)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  return g_object_new (PROCTOR_TYPE_WINDOW, "application", application, "settings", settings, "desk", desk, NULL);
}

/**
 * proctor_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the workspace that it shows
 */
ProctorSession *
proctor_window_get_session (ProctorWindow *self)
{
  g_return_val_if_fail (PROCTOR_IS_WINDOW (self), NULL);

  return self->session;
}

/**
 * proctor_window_set_session:
 * @self: a window
 * @session: (nullable): the workspace to show
 *
 * Shows a workspace, or for %NULL the page to choose one.
 */
void
proctor_window_set_session (ProctorWindow *self,
                            ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_WINDOW (self));

  if (session != self->session)
    switch_session (self, session);
  if (session != NULL)
    gtk_stack_set_visible_child_name (self->stack, "workspace");
  else
    proctor_window_show_welcome (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * proctor_window_get_desk:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what the program has open
 */
ProctorDesk *
proctor_window_get_desk (ProctorWindow *self)
{
  g_return_val_if_fail (PROCTOR_IS_WINDOW (self), NULL);

  return self->desk;
}

/**
 * proctor_window_open_workspace:
 * @self: a window with a desk
 * @workspace: one of the desk's workspaces
 *
 * Shows @workspace, which another window may show as well.
 */
void
proctor_window_open_workspace (ProctorWindow *self,
                               ProctorWorkspace *workspace)
{
  g_autoptr (ProctorSession) session = NULL;

  g_return_if_fail (PROCTOR_IS_WINDOW (self));
  g_return_if_fail (PROCTOR_IS_WORKSPACE (workspace));
  g_return_if_fail (self->desk != NULL);

  session = proctor_desk_open (self->desk, workspace);
  proctor_window_set_session (self, session);
}

/**
 * proctor_window_show_welcome:
 * @self: a window
 *
 * Shows the page to add a workspace; if there is one that is shown, there is a way back to it.
 */
void
proctor_window_show_welcome (ProctorWindow *self)
{
  g_return_if_fail (PROCTOR_IS_WINDOW (self));

  if (self->welcome_page == NULL)
    create_welcome_page (self);
  g_object_set (self->welcome_page, "can-go-back", self->session != NULL, NULL);
  gtk_stack_set_visible_child_name (self->stack, "welcome");
  gtk_widget_grab_focus (self->welcome_page);
}

/**
 * proctor_window_show_place:
 * @self: a window
 * @place: where to go
 *
 * Selects @place in the sidebar and brings its list into view.
 */
void
proctor_window_show_place (ProctorWindow *self,
                           ProctorPlace place)
{
  g_return_if_fail (PROCTOR_IS_WINDOW (self));

  proctor_sidebar_set_place (self->sidebar, place);
  adw_navigation_split_view_set_show_content (self->outer_view, TRUE);
  adw_navigation_split_view_set_show_content (self->inner_view, FALSE);
}

/**
 * proctor_window_show_invocation:
 * @self: a window
 * @invocation_id: something that was run in its workspace
 *
 * Shows how it went, or goes.
 */
void
proctor_window_show_invocation (ProctorWindow *self,
                                const char *invocation_id)
{
  g_return_if_fail (PROCTOR_IS_WINDOW (self));
  g_return_if_fail (invocation_id != NULL);

  if (self->session == NULL)
    return;

  proctor_window_show_place (self, PROCTOR_PLACE_RUNS);
  proctor_runs_pane_show_invocation (self->runs_pane, invocation_id);
  adw_navigation_split_view_set_show_content (self->inner_view, TRUE);
}
