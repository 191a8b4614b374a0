/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-checks.h"
#include "proctor-finding-row.h"
#include "proctor-findings-view.h"
#include "proctor-testing.h"
#include "proctor-turn.h"
#include "proctor-ui.h"
#include "testing-picture.h"

typedef struct
{
  /* Owned */
  GtkWidget *window;
  ProctorTest *test;
  ProctorFinding *jumped;

  /* Borrowed from the window */
  GtkWidget *view;
} Fixture;

static void
jump_cb (Fixture *fixture,
         ProctorFinding *finding)
{
  g_set_object (&fixture->jumped, finding);
}

static gboolean
is_mapped (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static gboolean
is_unfolded (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data) && gtk_widget_get_height (user_data) > 0;
}

static void
unfold (Fixture *fixture)
{
  proctor_findings_view_set_expanded (PROCTOR_FINDINGS_VIEW (fixture->view), TRUE);
}

static void
check (Fixture *fixture)
{
  g_autoptr (GListModel) findings = proctor_checks_run (fixture->test, NULL);

  proctor_findings_view_set_findings (PROCTOR_FINDINGS_VIEW (fixture->view), findings);
}

static void
add_turn (Fixture *fixture,
          const char *role,
          const char *message)
{
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();

  proctor_turn_set_role (turn, role);
  proctor_turn_set_message (turn, message);
  g_list_store_append (G_LIST_STORE (proctor_test_get_chat_history (fixture->test)), turn);
}

/* No name, two turns in which nothing happens, and a placeholder that only an agent can fill. */
static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->test = proctor_test_new ();
  proctor_test_set_kind (fixture->test, "llm");
  proctor_test_set_success_condition (fixture->test, "It greets {{guest_name}}.");
  add_turn (fixture, "user", "Hello");
  add_turn (fixture, "agent", "");
  add_turn (fixture, "user", "");

  fixture->window = g_object_ref_sink (adw_window_new ());
  fixture->view = proctor_findings_view_new ();
  g_signal_connect_swapped (fixture->view, "jump", G_CALLBACK (jump_cb), fixture);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 420);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), fixture->view);
  adw_window_set_content (ADW_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  proctor_testing_wait_for ("the window", is_mapped, fixture->window);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->window));
  g_clear_object (&fixture->jumped);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->test));
}

static gpointer
get_child (Fixture *fixture,
           const char *name)
{
  return gtk_widget_get_template_child (fixture->view, PROCTOR_TYPE_FINDINGS_VIEW, name);
}

static GtkListBoxRow *
get_row (Fixture *fixture,
         int position)
{
  return gtk_list_box_get_row_at_index (get_child (fixture, "list_box"), position);
}

static const char *
get_rule (Fixture *fixture,
          int position)
{
  GtkListBoxRow *row = get_row (fixture, position);

  return row != NULL ? proctor_finding_get_rule (proctor_finding_row_get_finding (PROCTOR_FINDING_ROW (gtk_list_box_row_get_child (row)))) : NULL;
}

static void
test_shown (Fixture *fixture,
            gconstpointer data)
{
  g_assert_false (gtk_widget_get_visible (fixture->view));
  check (fixture);
  g_assert_true (gtk_widget_get_visible (fixture->view));
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "summary_label")), ==, "1 problem, 2 warnings, 1 hint");
  g_assert_null (get_row (fixture, 0));
  testing_picture_save (fixture->window, "findings-folded");

  gtk_toggle_button_set_active (get_child (fixture, "summary_button"), TRUE);
  g_assert_false (gtk_widget_get_visible (get_child (fixture, "more_label")));
  g_assert_cmpstr (get_rule (fixture, 0), ==, "name-blank");
  g_assert_cmpstr (get_rule (fixture, 1), ==, "turn-empty");
  g_assert_cmpstr (get_rule (fixture, 2), ==, "turn-empty");
  g_assert_cmpstr (get_rule (fixture, 3), ==, "placeholder-of-agent");
  g_assert_null (get_row (fixture, 4));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_row (fixture, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL, "Problem: The test has no name.");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_row (fixture, 1)), GTK_ACCESSIBLE_PROPERTY_LABEL, "Warning: Turn 2: In this turn nothing is said and no tool is called.");
  proctor_testing_wait_for ("the list", is_unfolded, get_child (fixture, "list_box"));
  testing_picture_save (fixture->window, "findings");
  g_assert_cmpint (gtk_widget_get_width (fixture->window), <=, 360);
}

/* A row that is there again is the same, with the focus that it has. */
static void
test_in_place (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (ProctorTurn) turn = g_list_model_get_item (proctor_test_get_chat_history (fixture->test), 1);
  GtkListBoxRow *last, *first;

  unfold (fixture);
  check (fixture);
  first = get_row (fixture, 0);
  last = get_row (fixture, 2);
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (last)));

  proctor_turn_set_message (turn, "Good day.");
  check (fixture);
  g_assert_true (get_row (fixture, 0) == first);
  g_assert_true (get_row (fixture, 1) == last);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (last)));
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "summary_label")), ==, "1 problem, 1 warning, 1 hint");

  proctor_turn_set_message (turn, " ");
  check (fixture);
  g_assert_true (get_row (fixture, 2) == last);
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (last)));

  /* What is moved moves here as well. */
  g_list_store_remove (G_LIST_STORE (proctor_test_get_chat_history (fixture->test)), 1);
  g_list_store_append (G_LIST_STORE (proctor_test_get_chat_history (fixture->test)), turn);
  check (fixture);
  g_assert_cmpstr (get_rule (fixture, 0), ==, "name-blank");
  g_assert_cmpstr (get_rule (fixture, 1), ==, "history-end");
  g_assert_cmpstr (get_rule (fixture, 3), ==, "turn-empty");
  g_assert_null (get_row (fixture, 5));
}

static void
test_gone (Fixture *fixture,
           gconstpointer data)
{
  unfold (fixture);
  check (fixture);
  proctor_test_set_name (fixture->test, "Greets");
  proctor_test_set_success_condition (fixture->test, "It greets.");
  g_list_store_splice (G_LIST_STORE (proctor_test_get_chat_history (fixture->test)), 1, 2, NULL, 0);
  check (fixture);
  g_assert_false (gtk_widget_get_visible (fixture->view));
  g_assert_null (get_row (fixture, 0));

  proctor_findings_view_set_findings (PROCTOR_FINDINGS_VIEW (fixture->view), NULL);
  g_assert_false (gtk_widget_get_visible (fixture->view));
}

/* With the keyboard: Tab comes to the rows, and Enter leads to what one is about. */
static void
test_jump (Fixture *fixture,
           gconstpointer data)
{
  check (fixture);
  unfold (fixture);
  proctor_testing_wait_for ("the list", is_unfolded, get_child (fixture, "list_box"));
  g_assert_true (gtk_widget_child_focus (fixture->view, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_focus (get_child (fixture, "summary_button")));
  g_assert_true (gtk_widget_child_focus (fixture->view, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (get_row (fixture, 0))));
  g_assert_null (fixture->jumped);
  g_signal_emit_by_name (get_row (fixture, 1), "activate");
  g_assert_cmpstr (proctor_finding_get_rule (fixture->jumped), ==, "turn-empty");
  g_assert_cmpuint (proctor_finding_get_field (fixture->jumped), ==, PROCTOR_TURN_FIELD_MESSAGE);
}

/* Nobody makes a thousand rows while somebody types. */
static void
test_many (Fixture *fixture,
           gconstpointer data)
{
  for (guint i = 0; i < 150; i++)
    add_turn (fixture, i % 2 == 0 ? "agent" : "user", "");
  check (fixture);
  unfold (fixture);
  g_assert_nonnull (get_row (fixture, 99));
  g_assert_null (get_row (fixture, 100));
  g_assert_true (gtk_widget_get_visible (get_child (fixture, "more_label")));
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "more_label")), ==, "and 54 more");
  testing_picture_save (fixture->window, "findings-many");
}

static gboolean
has_popover (gpointer user_data)
{
  GtkPopover *popover = gtk_menu_button_get_popover (user_data);

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover));
}

static void
test_help (Fixture *fixture,
           gconstpointer data)
{
  GtkWidget *content;
  GtkMenuButton *button;
  GtkWidget *label;

  check (fixture);
  unfold (fixture);
  proctor_testing_wait_for ("the list", is_unfolded, get_child (fixture, "list_box"));
  content = gtk_list_box_row_get_child (get_row (fixture, 0));
  button = GTK_MENU_BUTTON (gtk_widget_get_template_child (content, PROCTOR_TYPE_FINDING_ROW, "help_button"));
  g_assert_true (gtk_widget_grab_focus (GTK_WIDGET (button)));
  gtk_menu_button_popup (button);
  proctor_testing_wait_for ("the help", has_popover, button);
  label = gtk_popover_get_child (gtk_menu_button_get_popover (button));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, proctor_checks_get_help ("name-blank"));
  testing_picture_save (fixture->window, "findings-help");

  /* Somebody reads it while the test is typed on. */
  check (fixture);
  g_assert_true (has_popover (button));
  gtk_menu_button_popdown (button);
}

/* In a test that has only just been begun nothing is red. */
static void
test_calm (Fixture *fixture,
           gconstpointer data)
{
  GtkListBoxRow *row;

  check (fixture);
  unfold (fixture);
  proctor_testing_wait_for ("the rows", is_unfolded, get_child (fixture, "list_box"));
  g_object_set (fixture->view, "blanks", proctor_findings_view_get_findings (PROCTOR_FINDINGS_VIEW (fixture->view)), NULL);
  row = get_row (fixture, 0);
  g_assert_cmpstr (gtk_label_get_label (get_child (fixture, "summary_label")), ==, "3 things to fill in, 1 hint");
  g_assert_false (gtk_widget_has_css_class (get_child (fixture, "icon"), "error"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (gtk_widget_get_template_child (gtk_list_box_row_get_child (row), PROCTOR_TYPE_FINDING_ROW, "icon")), "error"));
  testing_picture_save (fixture->window, "findings-calm");

  g_object_set (fixture->view, "blanks", NULL, NULL);
  g_assert_true (row == get_row (fixture, 0));
  g_assert_true (gtk_widget_has_css_class (get_child (fixture, "icon"), "error"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (gtk_widget_get_template_child (gtk_list_box_row_get_child (row), PROCTOR_TYPE_FINDING_ROW, "icon")), "error"));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();
  /* Nobody waits for what slides. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);

  g_test_add ("/findings-view/shown", Fixture, NULL, set_up, test_shown, tear_down);
  g_test_add ("/findings-view/in-place", Fixture, NULL, set_up, test_in_place, tear_down);
  g_test_add ("/findings-view/gone", Fixture, NULL, set_up, test_gone, tear_down);
  g_test_add ("/findings-view/jump", Fixture, NULL, set_up, test_jump, tear_down);
  g_test_add ("/findings-view/calm", Fixture, NULL, set_up, test_calm, tear_down);
  g_test_add ("/findings-view/many", Fixture, NULL, set_up, test_many, tear_down);
  g_test_add ("/findings-view/help", Fixture, NULL, set_up, test_help, tear_down);

  return g_test_run ();
}
