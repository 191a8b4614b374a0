/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-dialog.h"
#include "proctor-pane-handle.h"
#include "proctor-sidebar.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-window.h"
#include "proctor-workspace-switcher.h"
#include "testing-desk.h"

#include <string.h>

typedef struct
{
  TestingDesk base;
  GSettings *settings;
  ProctorTestingServer *server;
  ProctorSession *session;
  ProctorWindow *window;
} Fixture;

static void
present (Fixture *fixture,
         ProctorDesk *desk)
{
  fixture->window = g_object_ref (proctor_window_new (GTK_APPLICATION (fixture->base.application), fixture->settings, desk));
  gtk_window_present (GTK_WINDOW (fixture->window));
  proctor_testing_wait_for ("the window", testing_desk_is_mapped, fixture->window);
}

static void
open_window (Fixture *fixture)
{
  present (fixture, NULL);
  proctor_window_set_session (fixture->window, fixture->session);
}

static void
close_window (Fixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->window));
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  testing_desk_set_up (&fixture->base, data);
  fixture->settings = fixture->base.settings;
  g_settings_reset (fixture->settings, "place");
  g_settings_reset (fixture->settings, "restore-place");
  fixture->server = proctor_testing_server_new ();
  fixture->session = proctor_testing_session_new (fixture->server, NULL, NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->window != NULL)
    close_window (fixture);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->session));
  testing_desk_tear_down (&fixture->base, data);
  g_clear_object (&fixture->server);
}

static GObject *
get_child (Fixture *fixture,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (GTK_WIDGET (fixture->window), PROCTOR_TYPE_WINDOW, name);

  g_assert_nonnull (child);

  return child;
}

static void
test_places (Fixture *fixture,
             gconstpointer data)
{
  const char *nicks[] = { "runs", "agents", "tests" };

  open_window (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (nicks); i++)
    {
      g_autofree char *remembered = NULL;

      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-place", "s", nicks[i]));

      g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (get_child (fixture, "list_stack"))), ==, nicks[i]);
      g_assert_cmpstr (gtk_stack_get_visible_child_name (GTK_STACK (get_child (fixture, "detail_stack"))), ==, nicks[i]);
      remembered = g_settings_get_string (fixture->settings, "place");
      g_assert_cmpstr (remembered, ==, nicks[i]);
    }
  close_window (fixture);
}

static void
test_restore_place (Fixture *fixture,
                    gconstpointer data)
{
  g_settings_set_string (fixture->settings, "place", "agents");
  open_window (fixture);
  g_assert_cmpint (proctor_sidebar_get_place (PROCTOR_SIDEBAR (get_child (fixture, "sidebar"))), ==, PROCTOR_PLACE_AGENTS);
  close_window (fixture);

  g_settings_set_boolean (fixture->settings, "restore-place", FALSE);
  open_window (fixture);
  g_assert_cmpint (proctor_sidebar_get_place (PROCTOR_SIDEBAR (get_child (fixture, "sidebar"))), ==, PROCTOR_PLACE_TESTS);
  close_window (fixture);
}

typedef struct
{
  Fixture *fixture;
  gboolean outer;
  gboolean inner;
} Folded;

static gboolean
is_folded (gpointer user_data)
{
  const Folded *folded = user_data;

  return adw_navigation_split_view_get_collapsed (ADW_NAVIGATION_SPLIT_VIEW (get_child (folded->fixture, "outer_view"))) == folded->outer && adw_navigation_split_view_get_collapsed (ADW_NAVIGATION_SPLIT_VIEW (get_child (folded->fixture, "inner_view"))) == folded->inner;
}

/* The panes fold away as there is less room for them. */
static void
test_folds (Fixture *fixture,
            gconstpointer data)
{
  const struct
  {
    int width;
    gboolean outer;
    gboolean inner;
  } cases[] = { { 1180, FALSE, FALSE }, { 800, TRUE, FALSE }, { 360, TRUE, TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Folded folded = { fixture, cases[i].outer, cases[i].inner };

      g_settings_set_int (fixture->settings, "window-width", cases[i].width);
      open_window (fixture);
      proctor_testing_wait_for ("the panes to fold", is_folded, &folded);
      close_window (fixture);
    }
  g_settings_reset (fixture->settings, "window-width");
}

static gboolean
has_focus_in_sight (gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (user_data));

  return focus != NULL && gtk_widget_get_mapped (focus);
}

/* The window's keys get through only where the focus can be seen, and some only where it is. */
static void
go_to_width (Fixture *fixture,
             int width)
{
  Folded folded = { fixture, width <= 900, width <= 600 };

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), width, 640);
  proctor_testing_wait_for ("the panes to fold", is_folded, &folded);
  proctor_testing_wait_for ("the focus", has_focus_in_sight, fixture->window);
}

static gboolean
has_the_focus (gpointer user_data)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (user_data));

  return focus != NULL && gtk_widget_is_ancestor (focus, user_data);
}

/* A pane that folds away doesn't keep the focus, and nothing keeps the pane. */
static void
test_focus_follows (Fixture *fixture,
                    gconstpointer data)
{
  const struct
  {
    const char *from;
    gboolean shows_detail;
    int width;
    const char *to;
  } cases[] = {
    { "sidebar", FALSE, 800, "list_stack" },
    { "sidebar", FALSE, 360, "list_stack" },
    { "sidebar", TRUE, 360, "detail_toolbar" },
    { "list_stack", FALSE, 360, "list_stack" },
    { "list_stack", TRUE, 360, "detail_toolbar" },
    { "detail_toolbar", FALSE, 360, "list_stack" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_settings_set_int (fixture->settings, "window-width", 1180);
      open_window (fixture);
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-place", "s", "runs"));
      adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (get_child (fixture, "inner_view")), cases[i].shows_detail);
      gtk_widget_child_focus (GTK_WIDGET (get_child (fixture, cases[i].from)), GTK_DIR_TAB_FORWARD);

      go_to_width (fixture, cases[i].width);
      proctor_testing_wait_for (cases[i].to, has_the_focus, get_child (fixture, cases[i].to));
      go_to_width (fixture, 1180);
      close_window (fixture);
    }
  g_settings_reset (fixture->settings, "window-width");
}

/* Who types while the window gets another layout goes on typing where they were. */
static void
test_typing (Fixture *fixture,
             gconstpointer data)
{
  GtkWidget *list, *entry;

  g_settings_set_int (fixture->settings, "window-width", 1180);
  open_window (fixture);
  list = gtk_stack_get_visible_child (GTK_STACK (get_child (fixture, "list_stack")));
  g_assert_true (gtk_widget_activate_action (list, "tests.search", NULL));
  entry = testing_desk_find (list, GTK_TYPE_SEARCH_ENTRY, 0);
  proctor_testing_wait_for ("the entry", testing_desk_is_mapped, entry);
  g_assert_true (gtk_widget_grab_focus (entry));
  gtk_editable_set_text (GTK_EDITABLE (entry), "boo");
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);

  go_to_width (fixture, 800);
  proctor_testing_wait_for ("the entry to have the focus again", has_the_focus, entry);
  g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), NULL, NULL));
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (entry)), ==, 3);
  g_settings_reset (fixture->settings, "window-width");
}

typedef struct
{
  GtkWidget *pane;
  int width;
} Width;

static gboolean
has_width (gpointer user_data)
{
  const Width *width = user_data;

  return gtk_widget_get_width (width->pane) == width->width;
}

/* A pane is as wide as its handle says, and the next window remembers. */
static void
test_pane_widths (Fixture *fixture,
                  gconstpointer data)
{
  const struct
  {
    const char *handle;
    const char *pane;
    const char *key;
    int wide;
  } cases[] = { { "sidebar_handle", "sidebar", "sidebar-width", 300 }, { "list_handle", "list_page", "list-width", 420 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Width width;

      open_window (fixture);
      width = (Width) { GTK_WIDGET (get_child (fixture, cases[i].pane)), cases[i].wide };
      proctor_pane_handle_set_width (PROCTOR_PANE_HANDLE (get_child (fixture, cases[i].handle)), cases[i].wide);
      proctor_testing_wait_for ("the pane to be wider", has_width, &width);
      g_assert_cmpfloat (g_settings_get_double (fixture->settings, cases[i].key), ==, cases[i].wide);
      close_window (fixture);

      open_window (fixture);
      width.pane = GTK_WIDGET (get_child (fixture, cases[i].pane));
      proctor_testing_wait_for ("the pane to be as wide again", has_width, &width);

      /* Reset in the preferences, it follows at once. */
      g_settings_reset (fixture->settings, cases[i].key);
      width.width = (int) g_settings_get_double (fixture->settings, cases[i].key);
      proctor_testing_wait_for ("the pane to have its own width again", has_width, &width);
      close_window (fixture);
    }
}

/* No width that was dragged to, or typed into the settings, leaves the window without a pane. */
static void
test_pane_limits (Fixture *fixture,
                  gconstpointer data)
{
  ProctorPaneHandle *handle;

  open_window (fixture);
  handle = PROCTOR_PANE_HANDLE (get_child (fixture, "sidebar_handle"));

  proctor_pane_handle_set_width (handle, 5);
  g_assert_cmpfloat (proctor_pane_handle_get_width (handle), ==, 180);
  proctor_pane_handle_set_width (handle, 5000);
  g_assert_cmpfloat (proctor_pane_handle_get_width (handle), ==, 420);

  g_settings_reset (fixture->settings, "sidebar-width");
  close_window (fixture);
}

/* Any part of the window can have a conversation shown. */
static void
test_show_conversation (Fixture *fixture,
                        gconstpointer data)
{
  open_window (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-conversation", "s", ""));
  g_assert_null (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window)));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-conversation", "s", "conv_1"));
  g_assert_true (PROCTOR_IS_CONVERSATION_DIALOG (adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window))));
  close_window (fixture);
}

/* Two windows remember their size in the same place and still have one each. */
static void
test_own_size (Fixture *fixture,
               gconstpointer data)
{
  int width, height;

  open_window (fixture);
  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);

  g_settings_set_int (fixture->settings, "window-width", width - 200);
  g_settings_set_boolean (fixture->settings, "window-maximized", TRUE);

  gtk_window_get_default_size (GTK_WINDOW (fixture->window), &width, &height);
  g_assert_cmpint (width, ==, 1180);
  g_assert_false (gtk_window_is_maximized (GTK_WINDOW (fixture->window)));

  g_settings_reset (fixture->settings, "window-width");
  g_settings_reset (fixture->settings, "window-maximized");
  close_window (fixture);
}

typedef struct
{
  GtkWidget *window;
  GtkWidget *pane;
} Side;

static gboolean
is_on_the_right (gpointer user_data)
{
  const Side *side = user_data;
  graphene_rect_t bounds;

  return gtk_widget_compute_bounds (side->pane, side->window, &bounds) && bounds.origin.x > (float) gtk_widget_get_width (side->window) / 2;
}

/* In a language that is written from right to left, everything is the other way round. */
static void
test_right_to_left (Fixture *fixture,
                    gconstpointer data)
{
  Side side;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  open_window (fixture);
  side = (Side) { GTK_WIDGET (fixture->window), GTK_WIDGET (get_child (fixture, "sidebar")) };
  proctor_testing_wait_for ("the sidebar to be on the right", is_on_the_right, &side);
  close_window (fixture);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static const char *
get_state (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (GTK_STACK (get_child (fixture, "stack")));
}

/* With nothing to show, there are the ways to something; and afterwards the title says what it is. */
static void
test_welcome (Fixture *fixture,
              gconstpointer data)
{
  present (fixture, fixture->base.desk);
  g_assert_cmpstr (get_state (fixture), ==, "welcome");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Proctor");

  proctor_window_set_session (fixture->window, fixture->session);
  g_assert_cmpstr (get_state (fixture), ==, "workspace");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Work");

  /* From the page to add another one there is a way back. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add-workspace", NULL));
  g_assert_cmpstr (get_state (fixture), ==, "welcome");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back-to-workspace", NULL));
  g_assert_cmpstr (get_state (fixture), ==, "workspace");
}

static const char *
get_shown (Fixture *fixture)
{
  ProctorSession *session = proctor_window_get_session (fixture->window);

  return session != NULL ? proctor_workspace_get_name (proctor_session_get_workspace (session)) : NULL;
}

/* The last workspace is there again; each keeps its place; one that is removed makes room. */
static void
test_workspaces (Fixture *fixture,
                 gconstpointer data)
{
  ProctorSidebar *sidebar;
  ProctorWorkspace *first = testing_desk_add (&fixture->base, "First", proctor_testing_server_get_url (fixture->server));
  ProctorWorkspace *second = testing_desk_add (&fixture->base, "Second", proctor_testing_server_get_url (fixture->server));

  present (fixture, fixture->base.desk);
  sidebar = PROCTOR_SIDEBAR (get_child (fixture, "sidebar"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.open-workspace", "s", proctor_workspace_get_id (second)));
  g_assert_cmpstr (get_shown (fixture), ==, "Second");
  proctor_window_show_place (fixture->window, PROCTOR_PLACE_AGENTS);
  proctor_window_open_workspace (fixture->window, first);
  proctor_window_show_place (fixture->window, PROCTOR_PLACE_TESTS);
  proctor_window_open_workspace (fixture->window, second);
  g_assert_cmpint (proctor_sidebar_get_place (sidebar), ==, PROCTOR_PLACE_AGENTS);
  close_window (fixture);

  present (fixture, fixture->base.desk);
  g_assert_cmpstr (get_shown (fixture), ==, "Second");
  testing_desk_remove (&fixture->base, second);
  g_assert_cmpstr (get_shown (fixture), ==, "First");
  testing_desk_remove (&fixture->base, first);
  g_assert_null (get_shown (fixture));
  g_assert_cmpstr (get_state (fixture), ==, "welcome");
}

/* A key leads to the other workspaces, also where the sidebar has been folded away. */
static void
test_show_workspaces (Fixture *fixture,
                      gconstpointer data)
{
  GtkWidget *switcher;

  testing_desk_add (&fixture->base, "First", proctor_testing_server_get_url (fixture->server));
  present (fixture, fixture->base.desk);
  adw_navigation_split_view_set_show_content (ADW_NAVIGATION_SPLIT_VIEW (get_child (fixture, "outer_view")), TRUE);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-workspaces", NULL));
  switcher = testing_desk_find (GTK_WIDGET (fixture->window), PROCTOR_TYPE_WORKSPACE_SWITCHER, 0);
  proctor_testing_wait_for ("the workspaces", testing_desk_is_mapped, testing_desk_find (switcher, GTK_TYPE_LIST_BOX, 0));
  g_assert_false (adw_navigation_split_view_get_show_content (ADW_NAVIGATION_SPLIT_VIEW (get_child (fixture, "outer_view"))));

  /* Where nothing is shown but the page to add one, there is nothing to open. */
  proctor_window_show_welcome (fixture->window);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.show-workspaces", NULL));
}

static gboolean
is_visible (ProctorSession *session)
{
  gboolean visible;

  g_object_get (session, "visible", &visible, NULL);

  return visible;
}

/* As long as one of two windows shows it, a session knows that it is looked at. */
static void
test_visible (Fixture *fixture,
              gconstpointer data)
{
  ProctorWindow *other;

  g_assert_false (is_visible (fixture->session));
  open_window (fixture);
  g_assert_true (is_visible (fixture->session));

  other = g_steal_pointer (&fixture->window);
  open_window (fixture);
  close_window (fixture);
  g_assert_true (is_visible (fixture->session));

  fixture->window = other;
  proctor_window_set_session (fixture->window, NULL);
  g_assert_false (is_visible (fixture->session));
}

/* A workspace that can't be had, and of which nothing is known, says why in the list's place. */
static void
test_problem (Fixture *fixture,
              gconstpointer data)
{
  GtkStack *stack;

  open_window (fixture);
  stack = GTK_STACK (get_child (fixture, "list_stack"));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "tests");

  proctor_health_set (proctor_session_get_health (fixture->session), PROCTOR_HEALTH_BROKEN, "No <Room>", "The disk is full.", "Make room.");
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "problem");
  g_assert_nonnull (strstr (adw_status_page_get_description (ADW_STATUS_PAGE (testing_desk_find (gtk_stack_get_visible_child (stack), ADW_TYPE_STATUS_PAGE, 0))), "Make room."));
  proctor_window_show_place (fixture->window, PROCTOR_PLACE_RUNS);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "problem");

  proctor_health_set (proctor_session_get_health (fixture->session), PROCTOR_HEALTH_CONNECTED, NULL, NULL, NULL);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, "runs");
}

static void
add_tests (void)
{
#define ADD(name, function) g_test_add ("/window/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("places", test_places);
  ADD ("restore-place", test_restore_place);
  ADD ("folds", test_folds);
  ADD ("focus-follows", test_focus_follows);
  ADD ("typing", test_typing);
  ADD ("pane-widths", test_pane_widths);
  ADD ("pane-limits", test_pane_limits);
  ADD ("show-conversation", test_show_conversation);
  ADD ("own-size", test_own_size);
  ADD ("right-to-left", test_right_to_left);
  ADD ("welcome", test_welcome);
  ADD ("workspaces", test_workspaces);
  ADD ("show-workspaces", test_show_workspaces);
  ADD ("visible", test_visible);
  ADD ("problem", test_problem);
#undef ADD
}

int
main (int argc,
      char **argv)
{
  return testing_desk_run (&argc, &argv, add_tests);
}
