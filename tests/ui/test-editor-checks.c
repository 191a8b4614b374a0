/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-checks.h"
#include "proctor-editor-checks.h"
#include "proctor-turn.h"
#include "testing-form.h"

typedef struct
{
  TestingForm form;
  ProctorEditorChecks *checks;
  GtkWidget *view;
  GtkWidget *name;
  GtkWidget *other;
  guint n_checks;
} Fixture;

static void
changed_cb (Fixture *fixture)
{
  fixture->n_checks++;
}

static gboolean
has_checked (gpointer user_data)
{
  return ((Fixture *) user_data)->n_checks > 0;
}

static void
add_turn (Fixture *fixture,
          const char *role,
          const char *message)
{
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();

  proctor_turn_set_role (turn, role);
  proctor_turn_set_message (turn, message);
  g_list_store_append (G_LIST_STORE (proctor_test_get_chat_history (fixture->form.test)), turn);
}

/* A test that has no name and says nothing in one turn; its name can be edited. */
static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  testing_form_set_up (&fixture->form, NULL);
  proctor_test_set_kind (fixture->form.test, "llm");
  proctor_test_set_name (fixture->form.test, "");
  proctor_test_set_success_condition (fixture->form.test, "It greets.");
  add_turn (fixture, "agent", "");
  add_turn (fixture, "user", "Hello");

  fixture->name = gtk_entry_new ();
  fixture->other = gtk_entry_new ();
  fixture->view = proctor_findings_view_new ();
  gtk_box_append (GTK_BOX (box), fixture->name);
  gtk_box_append (GTK_BOX (box), fixture->other);
  gtk_box_append (GTK_BOX (box), fixture->view);
  testing_form_open (&fixture->form, box, 400);
  proctor_editing_register (fixture->form.editing, fixture->form.test, PROCTOR_TEST_FIELD_NAME, fixture->name);

  fixture->checks = proctor_editor_checks_new (PROCTOR_FINDINGS_VIEW (fixture->view));
  g_signal_connect_swapped (fixture->checks, "changed", G_CALLBACK (changed_cb), fixture);
  proctor_editor_checks_set_editing (fixture->checks, fixture->form.editing, data != NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->checks));
  testing_form_tear_down (&fixture->form, NULL);
}

static void
wait_for_check (Fixture *fixture)
{
  fixture->n_checks = 0;
  proctor_testing_wait_for ("a check", has_checked, fixture);
}

static void
name_test (Fixture *fixture,
           const char *name)
{
  proctor_undo_type (fixture->form.undo, fixture->form.test, PROCTOR_TEST_FIELD_NAME, name, "Rename");
}

static guint
count (Fixture *fixture,
       ProctorSeverity severity)
{
  return proctor_checks_count (proctor_findings_view_get_findings (PROCTOR_FINDINGS_VIEW (fixture->view)), severity);
}

static gboolean
is_marked (Fixture *fixture)
{
  return gtk_widget_has_css_class (fixture->name, "error");
}

/* It is told of without anything being marked, and what is mended is told of no more. */
static void
test_typed (Fixture *fixture,
            gconstpointer data)
{
  wait_for_check (fixture);
  g_assert_cmpuint (count (fixture, PROCTOR_SEVERITY_ERROR), ==, 1);
  g_assert_cmpuint (count (fixture, PROCTOR_SEVERITY_WARNING), ==, 1);
  g_assert_false (is_marked (fixture));
  g_assert_cmpuint (proctor_editor_checks_get_n_blocking (fixture->checks), ==, 0);

  name_test (fixture, "Greets");
  wait_for_check (fixture);
  g_assert_cmpuint (count (fixture, PROCTOR_SEVERITY_ERROR), ==, 0);
  g_assert_cmpuint (count (fixture, PROCTOR_SEVERITY_WARNING), ==, 1);
}

/* A problem keeps from saving, and is gone to; typing afterwards moves nothing. A warning keeps from nothing. */
static void
test_blocked (Fixture *fixture,
              gconstpointer data)
{
  gtk_widget_grab_focus (fixture->other);
  g_assert_false (proctor_editor_checks_pass (fixture->checks));
  g_assert_cmpuint (proctor_editor_checks_get_n_blocking (fixture->checks), ==, 1);
  g_assert_true (is_marked (fixture));
  g_assert_nonnull (gtk_widget_get_focus_child (fixture->name));

  gtk_widget_grab_focus (fixture->other);
  name_test (fixture, " ");
  wait_for_check (fixture);
  g_assert_true (is_marked (fixture));
  g_assert_nonnull (gtk_widget_get_focus_child (fixture->other));

  name_test (fixture, "Greets");
  wait_for_check (fixture);
  g_assert_false (is_marked (fixture));
  g_assert_cmpuint (proctor_editor_checks_get_n_blocking (fixture->checks), ==, 0);
  g_assert_true (proctor_editor_checks_pass (fixture->checks));
  g_assert_nonnull (gtk_widget_get_focus_child (fixture->other));
}

static void
test_jump (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (ProctorFinding) finding = NULL;

  wait_for_check (fixture);
  gtk_widget_grab_focus (fixture->other);
  finding = g_list_model_get_item (proctor_findings_view_get_findings (PROCTOR_FINDINGS_VIEW (fixture->view)), 0);
  g_signal_emit_by_name (fixture->view, "jump", finding);
  g_assert_true (is_marked (fixture));
  g_assert_nonnull (gtk_widget_get_focus_child (fixture->name));
  g_assert_cmpuint (proctor_editor_checks_get_n_blocking (fixture->checks), ==, 0);

  /* It is mended, and made again later: then it is told of as if for the first time. */
  name_test (fixture, "Greets");
  wait_for_check (fixture);
  g_assert_false (is_marked (fixture));
  name_test (fixture, "");
  wait_for_check (fixture);
  g_assert_false (is_marked (fixture));
}

static const char *
get_summary (Fixture *fixture)
{
  return gtk_label_get_label (GTK_LABEL (gtk_widget_get_template_child (fixture->view, PROCTOR_TYPE_FINDINGS_VIEW, "summary_label")));
}

static gboolean
is_alarming (Fixture *fixture)
{
  return gtk_widget_has_css_class (GTK_WIDGET (gtk_widget_get_template_child (fixture->view, PROCTOR_TYPE_FINDINGS_VIEW, "icon")), "error");
}

/* What a new test lacks is to be filled in, and a problem only to those who try to save it so. */
static void
test_fresh (Fixture *fixture,
            gconstpointer data)
{
  wait_for_check (fixture);
  g_assert_cmpstr (get_summary (fixture), ==, "2 things to fill in");
  g_assert_false (is_alarming (fixture));

  /* It stays so while something else is written, also where the same is lacking again. */
  name_test (fixture, "Greets");
  wait_for_check (fixture);
  g_assert_cmpstr (get_summary (fixture), ==, "1 thing to fill in");
  name_test (fixture, "");
  wait_for_check (fixture);
  g_assert_cmpstr (get_summary (fixture), ==, "2 things to fill in");

  /* What was there and is no more is a problem. */
  proctor_undo_type (fixture->form.undo, fixture->form.test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION, "", "Edit");
  wait_for_check (fixture);
  g_assert_cmpstr (get_summary (fixture), ==, "2 things to fill in, 1 problem");
  g_assert_true (is_alarming (fixture));
  proctor_undo_undo (fixture->form.undo);
  wait_for_check (fixture);
  g_assert_cmpstr (get_summary (fixture), ==, "2 things to fill in");
  g_assert_false (is_alarming (fixture));

  g_assert_false (proctor_editor_checks_pass (fixture->checks));
  g_assert_cmpstr (get_summary (fixture), ==, "1 problem, 1 warning");
  g_assert_true (is_alarming (fixture));
}

/* Another test, or none. */
static void
test_gone (Fixture *fixture,
           gconstpointer data)
{
  wait_for_check (fixture);
  proctor_editor_checks_set_editing (fixture->checks, NULL, FALSE);
  g_assert_false (gtk_widget_get_visible (fixture->view));
  g_assert_true (proctor_editor_checks_pass (fixture->checks));
}

int
main (int argc,
      char **argv)
{
  testing_form_init (&argc, &argv);

  g_test_add ("/editor-checks/typed", Fixture, NULL, set_up, test_typed, tear_down);
  g_test_add ("/editor-checks/blocked", Fixture, NULL, set_up, test_blocked, tear_down);
  g_test_add ("/editor-checks/jump", Fixture, NULL, set_up, test_jump, tear_down);
  g_test_add ("/editor-checks/fresh", Fixture, GINT_TO_POINTER (TRUE), set_up, test_fresh, tear_down);
  g_test_add ("/editor-checks/gone", Fixture, NULL, set_up, test_gone, tear_down);

  return g_test_run ();
}
