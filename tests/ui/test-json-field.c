/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-field.h"
#include "proctor-tool-call.h"
#include "proctor-variable.h"
#include "testing-form.h"
#include "testing-picture.h"

typedef struct
{
  TestingForm form;
  ProctorToolCall *call;
  ProctorJsonField *field;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  testing_form_set_up (&fixture->form, NULL);
  fixture->call = proctor_tool_call_new ();
  fixture->field = PROCTOR_JSON_FIELD (proctor_json_field_new ("Parameters"));
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  testing_form_close (&fixture->form);
  testing_form_tear_down (&fixture->form, NULL);
  g_assert_finalize_object (fixture->call);
}

static void
open_bound (Fixture *fixture,
            int width)
{
  proctor_json_field_bind (fixture->field, fixture->form.editing, fixture->call, PROCTOR_TOOL_CALL_FIELD_PARAMS_AS_JSON);
  testing_form_open (&fixture->form, GTK_WIDGET (fixture->field), width);
}

static gboolean
find_text (GtkWidget *widget,
           const char *text)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) && g_strrstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      if (find_text (child, text))
        return TRUE;
    }

  return FALSE;
}

static gboolean
says_nothing (gpointer user_data)
{
  return !find_text (user_data, "Line ");
}

/* A text that has JSON in it follows each key, right or wrong. */
static void
test_typing (Fixture *fixture,
             gconstpointer data)
{
  GtkTextView *view = proctor_json_field_get_view (fixture->field);
  GtkTextIter iter;

  open_bound (fixture, 600);
  testing_form_type (view, "{\"room\": 1,}");
  g_assert_cmpstr (proctor_tool_call_get_params_as_json (fixture->call), ==, "{\"room\": 1,}");
  g_assert_false (proctor_json_field_is_valid (fixture->field));
  testing_form_settle (&fixture->form);
  g_assert_true (find_text (GTK_WIDGET (fixture->field), "Line 1, column 11"));
  gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter, 10);
  g_assert_true (gtk_text_iter_starts_tag (&iter, NULL));
  testing_picture_save (fixture->form.window, "json-field-wrong");

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "{\"room\": 1}", -1);
  g_assert_true (proctor_json_field_is_valid (fixture->field));
  proctor_testing_wait_for ("the line to go", says_nothing, fixture->field);
  g_assert_true (proctor_undo_undo (fixture->form.undo));
  g_assert_cmpstr (proctor_tool_call_get_params_as_json (fixture->call), ==, NULL);
  g_assert_true (proctor_undo_redo (fixture->form.undo));
  g_assert_cmpstr (proctor_tool_call_get_params_as_json (fixture->call), ==, "{\"room\": 1}");
}

static gboolean
is_formatted (gpointer user_data)
{
  return g_strcmp0 (proctor_tool_call_get_params_as_json (user_data), "{\n  \"room\": 1.0,\n  \"guests\": [\n    \"Ada\"\n  ]\n}") == 0;
}

static void
test_format (Fixture *fixture,
             gconstpointer data)
{
  GtkWidget *button;

  proctor_tool_call_set_params_as_json (fixture->call, "{\"room\":1.0,\"guests\":[\"Ada\"]}");
  open_bound (fixture, 360);
  button = testing_form_find_labelled (fixture->field, GTK_TYPE_BUTTON, "Format");
  g_signal_emit_by_name (button, "clicked");
  proctor_testing_wait_for ("the text", is_formatted, fixture->call);
  testing_picture_save (fixture->form.window, "json-field");
  g_assert_true (proctor_undo_undo (fixture->form.undo));
  g_assert_cmpstr (proctor_tool_call_get_params_as_json (fixture->call), ==, "{\"room\":1.0,\"guests\":[\"Ada\"]}");
}

static gboolean
is_wrong (gpointer user_data)
{
  return !proctor_json_field_is_valid (user_data);
}

static gboolean
is_right (gpointer user_data)
{
  return proctor_json_field_is_valid (user_data);
}

/* A large text is looked at elsewhere, and the answer is for what is there by then. */
static void
test_large (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("[");

  while (text->len < 100 * 1024)
    g_string_append (text, "{\"item\": \"a thing\"},\n");
  g_string_append (text, "{}]");
  proctor_tool_call_set_params_as_json (fixture->call, text->str);
  open_bound (fixture, 600);
  proctor_testing_wait_for ("it to be right", is_right, fixture->field);
  testing_form_type (proctor_json_field_get_view (fixture->field), "x");
  proctor_testing_wait_for ("it to be wrong", is_wrong, fixture->field);
  proctor_undo_undo (fixture->form.undo);
  proctor_testing_wait_for ("it to be right again", is_right, fixture->field);
}

/* What can hold nothing but JSON has what could be read last. */
static void
test_waits (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (ProctorVariable) variable = proctor_variable_new ();
  GtkTextView *view = proctor_json_field_get_view (fixture->field);

  proctor_record_set_string (PROCTOR_RECORD (variable), PROCTOR_VARIABLE_FIELD_VALUE, "1");
  proctor_json_field_bind (fixture->field, fixture->form.editing, variable, PROCTOR_VARIABLE_FIELD_VALUE);
  testing_form_open (&fixture->form, GTK_WIDGET (fixture->field), 600);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (view), "", -1);
  testing_form_type (view, "[true");
  g_assert_cmpstr (proctor_variable_get_value (variable), ==, "1");
  testing_form_type (view, "]");
  g_assert_cmpstr (proctor_variable_get_value (variable), ==, "[true]");
  proctor_undo_undo (fixture->form.undo);
  g_assert_cmpstr (proctor_variable_get_value (variable), ==, "1");
  g_assert_true (proctor_json_field_is_valid (fixture->field));
  proctor_json_field_bind (fixture->field, NULL, NULL, 0);
}

/* What a tool answers may be a sentence. */
static void
test_text (Fixture *fixture,
           gconstpointer data)
{
  proctor_json_field_set_allows_text (fixture->field, TRUE);
  open_bound (fixture, 600);
  testing_form_type (proctor_json_field_get_view (fixture->field), "No room is free.");
  g_assert_true (proctor_json_field_is_valid (fixture->field));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (proctor_json_field_get_view (fixture->field)), "{\"free\": ", -1);
  g_assert_false (proctor_json_field_is_valid (fixture->field));
}

static void
test_problem (Fixture *fixture,
              gconstpointer data)
{
  open_bound (fixture, 360);
  testing_form_type (proctor_json_field_get_view (fixture->field), "{}");
  proctor_editing_mark (fixture->form.editing, fixture->call, PROCTOR_TOOL_CALL_FIELD_PARAMS_AS_JSON, "It lacks a room.");
  testing_form_settle (&fixture->form);
  g_assert_true (find_text (GTK_WIDGET (fixture->field), "It lacks a room."));
  proctor_editing_clear_marks (fixture->form.editing);
  testing_form_settle (&fixture->form);
  g_assert_false (find_text (GTK_WIDGET (fixture->field), "It lacks a room."));
}

int
main (int argc,
      char **argv)
{
  testing_form_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/json-field/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("typing", test_typing);
  ADD ("format", test_format);
  ADD ("large", test_large);
  ADD ("waits", test_waits);
  ADD ("text", test_text);
  ADD ("problem", test_problem);

  return g_test_run ();
}
