/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "proctor-welcome-page.h"
#include "testing-desk.h"

/* The engine is the real one, as far as there is one. */

typedef struct
{
  TestingDesk base;
  GtkWidget *window;
  GtkWidget *page;
  ProctorWorkspace *opened;
} Fixture;

static void
opened_cb (GtkWidget *page,
           ProctorWorkspace *workspace,
           Fixture *fixture)
{
  g_set_object (&fixture->opened, workspace);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  const char *engine = data;

  g_setenv ("PROCTOR_ENGINE", engine != NULL ? engine : g_getenv ("PROCTOR_TEST_ENGINE"), TRUE);
  testing_desk_set_up (&fixture->base, NULL);
  fixture->window = adw_window_new ();
  fixture->page = g_object_ref_sink (g_object_new (PROCTOR_TYPE_WELCOME_PAGE, "desk", fixture->base.desk, NULL));
  g_signal_connect (fixture->page, "opened", G_CALLBACK (opened_cb), fixture);
  adw_window_set_content (ADW_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  proctor_testing_wait_for ("the page", testing_desk_is_mapped, fixture->page);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->opened);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->page));
  testing_desk_tear_down (&fixture->base, NULL);
  g_unsetenv ("PROCTOR_ENGINE");
}

static gpointer
get_child (Fixture *fixture,
           const char *name)
{
  GObject *child = gtk_widget_get_template_child (fixture->page, PROCTOR_TYPE_WELCOME_PAGE, name);

  g_assert_nonnull (child);

  return child;
}

static void
click (Fixture *fixture,
       const char *name)
{
  g_signal_emit_by_name (get_child (fixture, name), "clicked");
}

static const char *
get_state (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture, "stack"));
}

static gboolean
is_opened (gpointer user_data)
{
  return ((Fixture *) user_data)->opened != NULL;
}

static gboolean
has_problem (gpointer user_data)
{
  return g_str_equal (get_state (user_data), "problem");
}

/* One click, and there is a workspace with something in it. */
static void
test_sample (Fixture *fixture,
             gconstpointer data)
{
  g_assert_cmpstr (get_state (fixture), ==, "choice");
  click (fixture, "sample_button");
  g_assert_cmpstr (get_state (fixture), ==, "working");
  g_assert_nonnull (adw_status_page_get_description (get_child (fixture, "working_page")));

  proctor_testing_wait_for ("the sample workspace", is_opened, fixture);
  g_assert_true (proctor_workspace_is_local (fixture->opened));
  g_assert_true (proctor_workspaces_find (proctor_desk_get_workspaces (fixture->base.desk), proctor_workspace_get_id (fixture->opened)) == fixture->opened);
  /* When somebody comes back to the page, the choice is there again. */
  g_assert_cmpstr (get_state (fixture), ==, "choice");
}

/* What is wrong stands on the page, with two ways to go on. */
static void
test_no_engine (Fixture *fixture,
                gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      click (fixture, i == 0 ? "sample_button" : "try_again_button");
      proctor_testing_wait_for ("the problem", has_problem, fixture);
      g_assert_nonnull (adw_status_page_get_description (get_child (fixture, "problem_page")));
      g_assert_null (fixture->opened);
    }
}

static void
test_cancel (Fixture *fixture,
             gconstpointer data)
{
  click (fixture, "sample_button");
  click (fixture, "cancel_button");
  g_assert_cmpstr (get_state (fixture), ==, "choice");
  g_assert_null (fixture->opened);

  /* And once more, to the end. */
  click (fixture, "sample_button");
  proctor_testing_wait_for ("the sample workspace", is_opened, fixture);
}

/* The cards are drawn of parts; a screen reader has them as two buttons. */
static void
test_names (Fixture *fixture,
            gconstpointer data)
{
  GtkAccessible *button = GTK_ACCESSIBLE (get_child (fixture, "sample_button"));

  gtk_test_accessible_assert_role (button, GTK_ACCESSIBLE_ROLE_BUTTON);
  g_assert_true (gtk_test_accessible_has_relation (button, GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_true (gtk_test_accessible_has_relation (button, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY));
}

static void
add_tests (void)
{
#define ADD(name, engine, function) g_test_add ("/welcome/" name, Fixture, engine, set_up, function, tear_down)
  ADD ("sample", NULL, test_sample);
  ADD ("no-engine", "/nowhere/proctor-engine", test_no_engine);
  ADD ("cancel", NULL, test_cancel);
  ADD ("names", NULL, test_names);
#undef ADD
}

int
main (int argc,
      char **argv)
{
  return testing_desk_run (&argc, &argv, add_tests);
}
