/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-edit-list.h"
#include "proctor-edit-row.h"
#include "proctor-example.h"
#include "proctor-reply-section.h"
#include "proctor-text-field.h"
#include "proctor-unreadable.h"
#include "testing-form.h"
#include "testing-picture.h"

static GtkWidget *
open_section (TestingForm *form,
              int width)
{
  GtkWidget *section = proctor_reply_section_new ();

  testing_form_open (form, section, width);
  proctor_reply_section_set_editing (PROCTOR_REPLY_SECTION (section), form->editing);
  testing_form_settle (form);

  return section;
}

static ProctorEditList *
get_list (GtkWidget *section,
          guint number)
{
  return testing_form_find (section, PROCTOR_TYPE_EDIT_LIST, number);
}

static ProctorTextField *
get_example (GtkWidget *section,
             guint list,
             guint position)
{
  return PROCTOR_TEXT_FIELD (proctor_edit_list_get_content (get_list (section, list), position));
}

static void
assert_example (GListModel *list,
                guint position,
                const char *kind,
                const char *response)
{
  g_autoptr (ProctorExample) example = g_list_model_get_item (list, position);

  g_assert_cmpstr (proctor_example_get_kind (example), ==, kind);
  g_assert_cmpstr (proctor_example_get_response (example), ==, response);
}

static char *
dup_problem (ProctorTextField *field)
{
  char *problem;

  g_object_get (field, "problem", &problem, NULL);

  return problem;
}

static void
add_example (GListModel *list,
             const char *kind,
             const char *response)
{
  g_autoptr (ProctorExample) example = proctor_example_new ();

  proctor_example_set_kind (example, kind);
  proctor_example_set_response (example, response);
  g_list_store_append (G_LIST_STORE (list), example);
}

static void
test_condition (TestingForm *form,
                gconstpointer data)
{
  GtkWidget *section = open_section (form, 600);
  ProctorTextField *field = testing_form_find (section, PROCTOR_TYPE_TEXT_FIELD, 0);
  g_autofree char *before = testing_form_dup_state (form);

  testing_form_type (proctor_text_field_get_view (field), "Is polite");
  g_assert_cmpstr (proctor_test_get_success_condition (form->test), ==, "Is polite");
  testing_form_assert_step (form, "Typing in Success Condition", before);
}

/* Each has the type that the server wants, and what was added can be written at once. */
static void
test_add (TestingForm *form,
          gconstpointer data)
{
  GtkWidget *section = open_section (form, 600);
  GListModel *successes = proctor_test_get_success_examples (form->test);
  g_autofree char *before = testing_form_dup_state (form);
  g_autofree char *problem = NULL;
  GtkTextView *view;

  proctor_edit_list_add (get_list (section, 0));
  testing_form_settle (form);
  testing_form_assert_step (form, "Add Example", before);
  view = proctor_text_field_get_view (get_example (section, 0, 0));
  gtk_widget_grab_focus (GTK_WIDGET (view));
  testing_form_type (view, "Until 11.");
  assert_example (successes, 0, "success", "Until 11.");

  proctor_edit_list_add (get_list (section, 1));
  testing_form_settle (form);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (proctor_text_field_get_view (get_example (section, 1, 0)))));
  problem = dup_problem (get_example (section, 1, 0));
  g_assert_null (problem);
  assert_example (proctor_test_get_failure_examples (form->test), 0, "failure", "");

  /* Who goes on without having written it is told. */
  gtk_widget_grab_focus (GTK_WIDGET (view));
  testing_form_settle (form);
  problem = dup_problem (get_example (section, 1, 0));
  g_assert_nonnull (problem);
}

static void
test_limit (TestingForm *form,
            gconstpointer data)
{
  GListModel *list = proctor_test_get_success_examples (form->test);
  GtkWidget *section;
  ProctorEditList *edit_list;
  g_autofree char *before = NULL;

  for (guint i = 0; i < 4; i++)
    add_example (list, "success", "Hello");
  section = open_section (form, 600);
  edit_list = get_list (section, 0);
  g_assert_nonnull (testing_form_find_labelled (edit_list, GTK_TYPE_LABEL, "4 of 5"));
  proctor_edit_list_add (edit_list);
  testing_form_settle (form);
  g_assert_nonnull (testing_form_find_labelled (edit_list, GTK_TYPE_LABEL, "5 of 5, there can be no more"));

  before = testing_form_dup_state (form);
  proctor_edit_list_add (edit_list);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 5);
  g_assert_true (proctor_undo_undo (form->undo));
  testing_form_settle (form);
  g_assert_nonnull (testing_form_find_labelled (edit_list, GTK_TYPE_LABEL, "4 of 5"));
}

static void
test_order (TestingForm *form,
            gconstpointer data)
{
  GListModel *list = proctor_test_get_success_examples (form->test);
  GtkWidget *section;
  GtkWidget *first;
  g_autofree char *before = NULL;

  add_example (list, "success", "One");
  add_example (list, "success", "Two");
  add_example (list, "success", "Three");
  section = open_section (form, 600);
  first = GTK_WIDGET (get_example (section, 0, 0));
  gtk_widget_grab_focus (first);
  before = testing_form_dup_state (form);

  g_assert_true (testing_form_press (first, "<Alt>Down"));
  assert_example (list, 0, "success", "Two");
  assert_example (list, 1, "success", "One");
  /* It is the same row, and the cursor is still in it. */
  g_assert_true (GTK_WIDGET (get_example (section, 0, 1)) == first);
  g_assert_true (gtk_widget_has_focus (GTK_WIDGET (proctor_text_field_get_view (PROCTOR_TEXT_FIELD (first)))));
  testing_form_assert_step (form, "Move", before);

  g_assert_true (testing_form_press (GTK_WIDGET (get_example (section, 0, 2)), "<Alt>Up"));
  assert_example (list, 1, "success", "Three");
  g_assert_false (testing_form_press (GTK_WIDGET (get_example (section, 0, 0)), "<Alt>Up"));
}

static void
test_remove (TestingForm *form,
             gconstpointer data)
{
  GListModel *list = proctor_test_get_failure_examples (form->test);
  GtkWidget *section;
  g_autofree char *before = NULL;

  add_example (list, "failure", "One");
  add_example (list, "failure", "Two");
  section = open_section (form, 600);
  before = testing_form_dup_state (form);
  gtk_widget_activate_action (GTK_WIDGET (get_example (section, 1, 0)), "row.remove", NULL);
  testing_form_settle (form);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  assert_example (list, 0, "failure", "Two");
  testing_form_assert_step (form, "Remove", before);
}

/* What came as nobody expected is shown as such, and stays. */
static void
test_unreadable (TestingForm *form,
                 gconstpointer data)
{
  g_autoptr (ProctorUnreadable) unreadable = g_object_new (PROCTOR_TYPE_UNREADABLE, NULL);
  GtkWidget *section;

  g_list_store_append (G_LIST_STORE (proctor_test_get_success_examples (form->test)), unreadable);
  add_example (proctor_test_get_success_examples (form->test), "excellent", "Hi");
  section = open_section (form, 600);
  g_assert_true (GTK_IS_LABEL (proctor_edit_list_get_content (get_list (section, 0), 0)));
  testing_form_type (proctor_text_field_get_view (get_example (section, 0, 1)), "!");
  assert_example (proctor_test_get_success_examples (form->test), 1, "excellent", "Hi!");
}

static void
test_read_only (TestingForm *form,
                gconstpointer data)
{
  GtkWidget *section;

  g_object_unref (form->editing);
  form->editing = proctor_editing_new (form->test, form->undo, FALSE);
  proctor_test_set_success_condition (form->test, "The agent tells when the reception closes.");
  add_example (proctor_test_get_success_examples (form->test), "success", "We close at 11.");
  section = open_section (form, 360);
  g_assert_false (gtk_text_view_get_editable (proctor_text_field_get_view (get_example (section, 0, 0))));
  g_assert_null (testing_form_find_labelled (section, GTK_TYPE_LABEL, "1 of 5"));
  g_assert_false (testing_form_press (GTK_WIDGET (get_example (section, 0, 0)), "<Alt>Down"));
  testing_picture_save (form->window, "reply-section-read-only");
}

/* What is let go of can change without anybody noticing. */
static void
test_let_go (TestingForm *form,
             gconstpointer data)
{
  GtkWidget *section;

  add_example (proctor_test_get_success_examples (form->test), "success", "Hello");
  section = open_section (form, 600);
  proctor_reply_section_set_editing (PROCTOR_REPLY_SECTION (section), NULL);
  testing_form_settle (form);
  g_assert_cmpuint (proctor_edit_list_get_n_rows (get_list (section, 0)), ==, 0);
  add_example (proctor_test_get_success_examples (form->test), "success", "Hello");
  g_assert_cmpuint (proctor_edit_list_get_n_rows (get_list (section, 0)), ==, 0);
}

static void
test_pictures (TestingForm *form,
               gconstpointer data)
{
  GtkWidget *section = open_section (form, 360);

  testing_picture_save (form->window, "reply-section-empty-360");
  testing_form_close (form);

  proctor_test_set_success_condition (form->test, "The agent tells when the reception closes, in a friendly tone, and makes nothing up.");
  add_example (proctor_test_get_success_examples (form->test), "success", "The reception is open until 11 at night. Can I help you with anything else?");
  add_example (proctor_test_get_success_examples (form->test), "success", "");
  for (guint i = 0; i < 5; i++)
    add_example (proctor_test_get_failure_examples (form->test), "failure", "I don't know.");
  section = open_section (form, 360);
  testing_picture_save (form->window, "reply-section-360");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  testing_form_close (form);
  section = open_section (form, 1100);
  testing_picture_save (form->window, "reply-section-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  g_assert_nonnull (section);
}

#define ADD(name, func) g_test_add ("/reply-section/" name, TestingForm, NULL, testing_form_set_up, func, testing_form_tear_down)

/* Whoever doesn't see where a field stands is told which it is, also after it has moved. */
static void
test_names (TestingForm *form,
            gconstpointer data)
{
  GListModel *successes = proctor_test_get_success_examples (form->test);
  GtkWidget *section, *second;

  add_example (successes, "success", "One");
  add_example (successes, "success", "Two");
  add_example (proctor_test_get_failure_examples (form->test), "failure", "Three");
  section = open_section (form, 600);
  second = GTK_WIDGET (proctor_text_field_get_view (get_example (section, 0, 1)));
  gtk_test_accessible_assert_property (proctor_text_field_get_view (get_example (section, 0, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL, "Passing Example 1");
  gtk_test_accessible_assert_property (second, GTK_ACCESSIBLE_PROPERTY_LABEL, "Passing Example 2");
  gtk_test_accessible_assert_property (proctor_text_field_get_view (get_example (section, 1, 0)), GTK_ACCESSIBLE_PROPERTY_LABEL, "Failing Example 1");

  proctor_undo_begin (form->undo, "Move");
  proctor_undo_move (form->undo, form->test, PROCTOR_TEST_FIELD_SUCCESS_EXAMPLES, 1, 0);
  proctor_undo_end (form->undo);
  testing_form_settle (form);
  gtk_test_accessible_assert_property (second, GTK_ACCESSIBLE_PROPERTY_LABEL, "Passing Example 1");
}

int
main (int argc,
      char **argv)
{
  testing_form_init (&argc, &argv);

  ADD ("condition", test_condition);
  ADD ("add", test_add);
  ADD ("limit", test_limit);
  ADD ("order", test_order);
  ADD ("remove", test_remove);
  ADD ("unreadable", test_unreadable);
  ADD ("read-only", test_read_only);
  ADD ("let-go", test_let_go);
  ADD ("names", test_names);
  ADD ("pictures", test_pictures);

  return g_test_run ();
}
