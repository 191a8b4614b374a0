/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-text-field.h"
#include "testing-form.h"
#include "testing-picture.h"

#include <string.h>

static ProctorTextField *
open_field (TestingForm *form,
            int width)
{
  ProctorTextField *field = PROCTOR_TEXT_FIELD (proctor_text_field_new ("Success Condition"));

  proctor_text_field_set_placeholder (field, "What has to be true of the reply");
  proctor_text_field_bind (field, form->editing, form->test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION);
  testing_form_open (form, GTK_WIDGET (field), width);

  return field;
}

static void
assert_text (TestingForm *form,
             ProctorTextField *field,
             const char *text)
{
  g_autofree char *shown = proctor_text_field_dup_text (field);

  g_assert_cmpstr (shown, ==, text);
  g_assert_cmpstr (proctor_test_get_success_condition (form->test), ==, text);
}

static int
get_cursor (ProctorTextField *field)
{
  int position;

  g_object_get (gtk_text_view_get_buffer (proctor_text_field_get_view (field)), "cursor-position", &position, NULL);

  return position;
}

static void
put_cursor (ProctorTextField *field,
            int from,
            int to)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (proctor_text_field_get_view (field));
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, from);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, to);
  gtk_text_buffer_select_range (buffer, &end, &start);
}

/* What is typed in one go is one step. */
static void
test_typing (TestingForm *form,
             gconstpointer data)
{
  ProctorTextField *field = open_field (form, 600);
  GtkTextView *view = proctor_text_field_get_view (field);
  g_autofree char *before = testing_form_dup_state (form);

  testing_form_type (view, "Says hello 👋 politely");
  assert_text (form, field, "Says hello 👋 politely");
  testing_form_assert_step (form, "Typing in Success Condition", before);
  assert_text (form, field, "Says hello 👋 politely");

  /* What was selected is replaced, in the same step. */
  put_cursor (field, 5, 10);
  testing_form_type (view, "good day");
  assert_text (form, field, "Says good day 👋 politely");
  proctor_undo_undo (form->undo);
  assert_text (form, field, "Says hello 👋 politely");
  g_assert_cmpint (get_cursor (field), ==, 10);
  proctor_undo_redo (form->undo);
  assert_text (form, field, "Says good day 👋 politely");
  g_assert_cmpint (get_cursor (field), ==, 13);
}

/* Characters that share a byte, and a text that comes from elsewhere. */
static void
test_in_place (TestingForm *form,
               gconstpointer data)
{
  ProctorTextField *field = open_field (form, 600);
  const char *texts[] = { "aé", "aè", "a", "😀😁", "😀😂", "ab\r\ncd", "ab\ncd", "x😀", "😁", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      proctor_undo_begin (form->undo, "Change");
      proctor_undo_set_string (form->undo, form->test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION, texts[i]);
      proctor_undo_end (form->undo);
      assert_text (form, field, texts[i]);
    }
  for (gsize i = G_N_ELEMENTS (texts) - 1; i > 0; i--)
    {
      proctor_undo_undo (form->undo);
      assert_text (form, field, texts[i - 1]);
    }

  /* What is the same leaves the cursor alone. */
  proctor_undo_redo (form->undo);
  put_cursor (field, 1, 1);
  g_object_notify (G_OBJECT (form->test), "success-condition");
  g_assert_cmpint (get_cursor (field), ==, 1);
}

/* Steps of the form, and the text's own none. */
static void
test_keys (TestingForm *form,
           gconstpointer data)
{
  ProctorTextField *field = open_field (form, 600);
  GtkWidget *view = GTK_WIDGET (proctor_text_field_get_view (field));

  testing_form_type (GTK_TEXT_VIEW (view), "one");
  proctor_undo_begin (form->undo, "Rename");
  proctor_undo_set_string (form->undo, form->test, PROCTOR_TEST_FIELD_NAME, "New");
  proctor_undo_end (form->undo);

  g_assert_false (gtk_text_buffer_get_can_undo (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view))));
  g_assert_true (testing_form_press (view, "<Control>z"));
  g_assert_cmpstr (proctor_test_get_name (form->test), ==, NULL);
  g_assert_true (testing_form_press (view, "<Control>z"));
  g_assert_cmpstr (proctor_test_get_success_condition (form->test), ==, NULL);
  g_assert_true (testing_form_press (view, "<Control><Shift>z"));
  assert_text (form, field, "one");
  g_assert_true (testing_form_press (view, "<Control><Shift>z"));
  g_assert_cmpstr (proctor_test_get_name (form->test), ==, "New");
}

static char *
make_long (void)
{
  GString *text = g_string_new (NULL);

  while (text->len < 50 * 1024)
    g_string_append_printf (text, "Line %u: the guest wants a room with a view, and breakfast, and quiet. 😀\n", (guint) text->len);

  return g_string_free_and_steal (text);
}

static gboolean
is_tall (gpointer user_data)
{
  return gtk_widget_get_height (user_data) > 2000;
}

/* A message of 50 KB: each key is a key, and all of them one step. */
static void
test_long (TestingForm *form,
           gconstpointer data)
{
  g_autofree char *text = make_long ();
  g_autofree char *expected = NULL;
  g_autofree char *before = NULL;
  ProctorTextField *field;

  proctor_test_set_success_condition (form->test, text);
  field = open_field (form, 600);
  proctor_testing_wait_for ("the text to be laid out", is_tall, field);
  assert_text (form, field, text);

  before = testing_form_dup_state (form);
  put_cursor (field, 1000, 1000);
  testing_form_type (proctor_text_field_get_view (field), "a hundred keys, one after the other");
  expected = g_utf8_substring (text, 0, 1000);
  g_assert_true (g_str_has_prefix (proctor_test_get_success_condition (form->test), expected));
  g_assert_cmpuint (strlen (proctor_test_get_success_condition (form->test)), ==, strlen (text) + 35);
  testing_form_assert_step (form, "Typing in Success Condition", before);
  proctor_undo_undo (form->undo);
  assert_text (form, field, text);
  g_assert_cmpint (get_cursor (field), ==, 1000);
}

/* It is as high as its text, however narrow the page. */
static void
test_grows (TestingForm *form,
            gconstpointer data)
{
  ProctorTextField *field = open_field (form, 360);
  GtkTextView *view = proctor_text_field_get_view (field);
  GtkWidget *inner = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (inner));
  int height = gtk_widget_get_height (GTK_WIDGET (field));

  testing_form_type (view, "One line\nand a second\nand a third that is as long as it has to be to need a fourth one");
  testing_form_settle (form);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (field)), >, height + 40);
  g_assert_cmpfloat (gtk_adjustment_get_upper (adjustment), <=, gtk_adjustment_get_page_size (adjustment));
  g_assert_cmpint (gtk_widget_get_width (form->window), <=, 360);

  proctor_undo_undo (form->undo);
  testing_form_settle (form);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (field)), ==, height);
}

static gboolean
is_focused (gpointer user_data)
{
  return gtk_widget_has_focus (user_data);
}

static gboolean
sees_end (gpointer user_data)
{
  GtkAdjustment *adjustment = user_data;

  return gtk_adjustment_get_value (adjustment) > 0 && gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) > gtk_adjustment_get_upper (adjustment) - 60;
}

/* The page goes along with what is written. */
static void
test_follows (TestingForm *form,
              gconstpointer data)
{
  ProctorTextField *field = open_field (form, 600);
  GtkTextView *view = proctor_text_field_get_view (field);

  gtk_widget_grab_focus (GTK_WIDGET (field));
  proctor_testing_wait_for ("the focus", is_focused, view);
  for (guint i = 0; i < 60; i++)
    testing_form_type (view, "a line\n");
  proctor_testing_wait_for ("the page to follow", sees_end, gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (form->page)));
}

static void
test_problem (TestingForm *form,
              gconstpointer data)
{
  ProctorTextField *field = open_field (form, 360);
  GtkWidget *view = GTK_WIDGET (proctor_text_field_get_view (field));
  GtkWidget *label = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (field), PROCTOR_TYPE_TEXT_FIELD, "problem_label"));

  g_assert_false (gtk_widget_get_visible (label));
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_LABEL, "Success Condition");

  proctor_editing_mark (form->editing, form->test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION, "A test needs a condition.");
  g_assert_true (gtk_widget_get_visible (label));
  g_assert_cmpstr (gtk_label_get_label (GTK_LABEL (label)), ==, "A test needs a condition.");
  gtk_test_accessible_assert_property (view, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "A test needs a condition.");
  gtk_test_accessible_assert_state (view, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);
  testing_picture_save (form->window, "text-field-problem");

  g_assert_true (proctor_editing_focus (form->editing, form->test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION));
  proctor_testing_wait_for ("the focus", is_focused, view);

  proctor_editing_clear_marks (form->editing);
  g_assert_false (gtk_widget_get_visible (label));
  gtk_test_accessible_assert_state (view, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_FALSE);
}

/* A test that one may only look at, and a field that has let go of its test. */
static void
test_bound (TestingForm *form,
            gconstpointer data)
{
  ProctorTextField *field = open_field (form, 600);
  g_autoptr (ProctorEditing) looking = proctor_editing_new (form->test, form->undo, FALSE);

  proctor_text_field_bind (field, looking, form->test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION);
  g_assert_false (gtk_text_view_get_editable (proctor_text_field_get_view (field)));
  proctor_text_field_bind (field, form->editing, form->test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION);
  g_assert_true (gtk_text_view_get_editable (proctor_text_field_get_view (field)));

  proctor_text_field_bind (field, NULL, NULL, 0);
  proctor_test_set_success_condition (form->test, "Elsewhere");
  proctor_text_field_set_text (field, "Here");
  testing_form_type (proctor_text_field_get_view (field), "!");
  g_assert_cmpstr (proctor_test_get_success_condition (form->test), ==, "Elsewhere");
  g_assert_null (proctor_undo_get_undo_label (form->undo));
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_free (TestingForm *form,
           gconstpointer data)
{
  GtkWidget *field = proctor_text_field_new ("Condition 1");
  guint n_typed = 0;

  g_signal_connect_swapped (field, "typed", G_CALLBACK (count_cb), &n_typed);
  testing_form_open (form, field, 600);
  proctor_text_field_set_text (PROCTOR_TEXT_FIELD (field), "Something");
  g_assert_cmpuint (n_typed, ==, 0);
  testing_form_type (proctor_text_field_get_view (PROCTOR_TEXT_FIELD (field)), "!");
  g_assert_cmpuint (n_typed, ==, 1);
}

/* It has its place with the first frame, so that nothing below it moves. */
static void
test_first_frame (TestingForm *form,
                  gconstpointer data)
{
  ProctorTextField *field = PROCTOR_TEXT_FIELD (proctor_text_field_new ("Success Condition"));
  int height;

  proctor_test_set_success_condition (form->test, "A line that is too long for a window as narrow as this one\nand\nanother\n日本語の行");
  proctor_text_field_bind (field, form->editing, form->test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION);
  form->window = g_object_ref_sink (adw_window_new ());
  gtk_window_set_default_size (GTK_WINDOW (form->window), 300, 500);
  gtk_widget_set_valign (GTK_WIDGET (field), GTK_ALIGN_START);
  adw_window_set_content (ADW_WINDOW (form->window), GTK_WIDGET (field));
  gtk_window_present (GTK_WINDOW (form->window));
  gtk_test_widget_wait_for_draw (form->window);
  height = gtk_widget_get_height (GTK_WIDGET (field));
  testing_form_settle (form);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (field)), ==, height);

  /* It was foreseen as one text, and the view makes whole pixels of each of the four paragraphs. */
  gtk_widget_measure (GTK_WIDGET (proctor_text_field_get_view (field)), GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (proctor_text_field_get_view (field))), >=, height);
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (proctor_text_field_get_view (field))), <=, height + 4);
}

static void
test_right_to_left (TestingForm *form,
                    gconstpointer data)
{
  proctor_test_set_success_condition (form->test, "مرحبا، أريد غرفة لليلتين\nand a line in English\n日本語の行");
  open_field (form, 360);
  testing_picture_save (form->window, "text-field-mixed");
}

int
main (int argc,
      char **argv)
{
  testing_form_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/text-field/" name, TestingForm, NULL, testing_form_set_up, function, testing_form_tear_down)
  ADD ("typing", test_typing);
  ADD ("in-place", test_in_place);
  ADD ("keys", test_keys);
  ADD ("long", test_long);
  ADD ("grows", test_grows);
  ADD ("follows", test_follows);
  ADD ("problem", test_problem);
  ADD ("bound", test_bound);
  ADD ("free", test_free);
  ADD ("first-frame", test_first_frame);
  ADD ("right-to-left", test_right_to_left);

  return g_test_run ();
}
