/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-window-private.h"

#include "proctor-agents-pane.h"
#include "proctor-invocation-page.h"
#include "proctor-problem-page.h"

#include <glib/gi18n.h>

/* The panes of a window: those of each place, how a list and what is beside it know of each other, and
 * what stands there when nothing can be listed. */

/* The page of the list pane that says why there is nothing in it. */
#define PROBLEM_PAGE "problem"

static gboolean
can_reach_server (ProctorWindow *self)
{
  return self->session != NULL && proctor_health_is_usable (proctor_session_get_health (self->session));
}

/* What is beside the list can be run if it is a test, which is there, and there is somebody to run it. */
void
proctor_window_update_run_button (ProctorWindow *self)
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
  g_signal_connect_object (self->tests_pane, "notify::item", G_CALLBACK (proctor_window_update_run_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tests_pane, "notify::n-selected", G_CALLBACK (proctor_window_update_run_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tests_pane, "item-activated", G_CALLBACK (item_activated_cb), self, G_CONNECT_SWAPPED);
  g_object_bind_property (self->inner_view, "collapsed", self->tests_pane, "alone", G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (self->list_stack, GTK_WIDGET (self->tests_pane), nick);
  g_object_bind_property (self->tests_pane, "session", detail, "session", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->tests_pane, "notify::item", G_CALLBACK (show_chosen), detail, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tests_pane, "notify::draft-id", G_CALLBACK (show_chosen), detail, G_CONNECT_SWAPPED);
  g_object_bind_property (self->tests_pane, "n-selected", detail, "n-chosen", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->tests_pane, "begun", G_CALLBACK (proctor_test_pane_begin), detail, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tests_pane, "notify::draft-id", G_CALLBACK (proctor_window_update_run_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (detail, "notify::shows-test", G_CALLBACK (proctor_window_update_run_button), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (detail, "run", G_CALLBACK (proctor_tests_pane_run_test), self->tests_pane, G_CONNECT_SWAPPED);
  g_signal_connect_object (detail, "saved", G_CALLBACK (saved_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "job-started", G_CALLBACK (proctor_tests_pane_show_job), self->tests_pane, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->detail_stack, detail, nick);
}

/* Which folder is chosen is the pane's to remember, for each workspace. Sidebar and list agree on it,
 * but not while they are on their way from one workspace to the next. */
void
proctor_window_show_session_in_panes (ProctorWindow *self)
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
void
proctor_window_create_panes (ProctorWindow *self,
                             ProctorPlace place)
{
  const char *nick = proctor_place_get_nick (place);

  if (gtk_stack_get_child_by_name (self->list_stack, nick) != NULL)
    return;

  switch (place)
    {
    case PROCTOR_PLACE_TESTS:
      create_test_panes (self);
      proctor_window_show_session_in_panes (self);
      break;
    case PROCTOR_PLACE_RUNS:
      create_run_panes (self);
      break;
    case PROCTOR_PLACE_AGENTS:
      create_agent_panes (self);
      break;
    }
}

/* Where nothing can be shown because the workspace can't be had, the reason stands there. */
void
proctor_window_show_list_or_problem (ProctorWindow *self)
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
let_focus_leave (ProctorWindow *self,
                 AdwNavigationPage *page,
                 AdwNavigationPage *other)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (page)) || gtk_widget_get_mapped (GTK_WIDGET (page)))
    return;

  if (!gtk_widget_child_focus (GTK_WIDGET (other), GTK_DIR_TAB_FORWARD))
    gtk_root_set_focus (GTK_ROOT (self), NULL);
}

/* GTK lets no key of the whole window pass while the focus is in a pane that was folded away, as nothing in there is
 * realized, and libadwaita may give it back to what had it before. So it goes where one looks. */
void
proctor_window_follow_focus (ProctorWindow *self)
{
  AdwNavigationSplitView *views[] = { self->outer_view, self->inner_view };

  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    {
      AdwNavigationPage *sidebar = adw_navigation_split_view_get_sidebar (views[i]);
      AdwNavigationPage *content = adw_navigation_split_view_get_content (views[i]);

      if (!adw_navigation_split_view_get_collapsed (views[i]) || !gtk_widget_get_mapped (GTK_WIDGET (views[i])))
        continue;

      let_focus_leave (self, sidebar, content);
      let_focus_leave (self, content, sidebar);
    }
}

/* When there is something to be seen again, what had the focus gets it back, and gives it to what is seen if it isn't
 * itself. */
static gboolean
take_up_focus_cb (GtkWidget *widget,
                  GdkFrameClock *clock,
                  gpointer user_data)
{
  ProctorWindow *self = PROCTOR_WINDOW (widget);
  g_autoptr (GtkWidget) focus = NULL;

  /* For a frame nothing is; but it may also be another page of the window that has come. */
  if (!gtk_widget_get_mapped (GTK_WIDGET (self->outer_view)) && gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->outer_view))
    return G_SOURCE_CONTINUE;

  self->focus_tick = 0;
  focus = g_weak_ref_get (&self->focus_put_down);
  g_weak_ref_set (&self->focus_put_down, NULL);

  /* Whatever has found it lying about meanwhile. An entry that grabs the focus selects its text, and the next letter
   * would take its place; one that is given it doesn't. */
  if (focus != NULL && gtk_widget_get_root (focus) == GTK_ROOT (self))
    gtk_root_set_focus (GTK_ROOT (self), focus);
  if (gtk_root_get_focus (GTK_ROOT (self)) == NULL)
    gtk_widget_child_focus (GTK_WIDGET (self->outer_view), GTK_DIR_TAB_FORWARD);

  return G_SOURCE_REMOVE;
}

static void
put_down_focus (ProctorWindow *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self));

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->outer_view)))
    return;

  gtk_root_set_focus (GTK_ROOT (self), NULL);
  if (self->focus_tick != 0)
    return;

  g_weak_ref_set (&self->focus_put_down, focus);
  self->focus_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), take_up_focus_cb, NULL, NULL);
}

/* The panes fold as there is less room. A pane that moves must not have the focus, for GTK 4.18 would keep it for good,
 * and all that it shows. */
void
proctor_window_fold_panes (ProctorWindow *self)
{
  AdwBreakpoint *breakpoint = adw_application_window_get_current_breakpoint (ADW_APPLICATION_WINDOW (self));

  put_down_focus (self);
  adw_navigation_split_view_set_collapsed (self->outer_view, breakpoint == self->two_panes || breakpoint == self->one_pane);
  adw_navigation_split_view_set_collapsed (self->inner_view, breakpoint == self->one_pane);
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
