/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-edit-list.h"
#include "proctor-json-field.h"
#include "proctor-multivoice-message.h"
#include "proctor-record-storage.h"
#include "proctor-tool-call.h"
#include "proctor-tool-edit.h"
#include "proctor-tool-name-row.h"
#include "proctor-tool-result.h"
#include "proctor-turn.h"
#include "proctor-turns-section.h"
#include "proctor-unreadable.h"
#include "proctor-voice-part.h"
#include "testing-form.h"
#include "testing-picture.h"

typedef struct
{
  TestingForm form;
  ProctorTurnsSection *section;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  testing_form_set_up (&fixture->form, NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  if (fixture->form.window != NULL)
    testing_form_close (&fixture->form);
  testing_form_tear_down (&fixture->form, NULL);
}

static GListModel *
get_turns (Fixture *fixture)
{
  return proctor_test_get_chat_history (fixture->form.test);
}

static ProctorTurn *
add_turn (Fixture *fixture,
          const char *role,
          const char *message)
{
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();

  proctor_turn_set_role (turn, role);
  proctor_turn_set_message (turn, message);
  proctor_turn_set_time_in_call_secs (turn, 3);
  g_list_store_append (G_LIST_STORE (get_turns (fixture)), turn);

  return turn;
}

static ProctorTurn *
get_turn (Fixture *fixture,
          guint position)
{
  g_autoptr (ProctorTurn) turn = g_list_model_get_item (get_turns (fixture), position);

  return turn;
}

static void
open_section (Fixture *fixture,
              int width)
{
  fixture->section = PROCTOR_TURNS_SECTION (proctor_turns_section_new ());
  proctor_turns_section_set_editing (fixture->section, fixture->form.editing);
  testing_form_open (&fixture->form, GTK_WIDGET (fixture->section), width);
}

/* Three turns, of which the second has something that nobody knows. */
static void
open_three (Fixture *fixture)
{
  ProctorTurn *second;

  add_turn (fixture, "user", "Hello");
  second = add_turn (fixture, "agent", "Good morning. How can I help?");
  proctor_record_keep_extras (PROCTOR_RECORD (second), g_strdup ("{\"mood\":\"fine\"}"));
  add_turn (fixture, "user", "A room, please");
  open_section (fixture, 600);
}

static GtkTextView *
get_view (Fixture *fixture,
          guint position)
{
  return proctor_text_field_get_view (proctor_turn_card_get_message (proctor_turns_section_get_card (fixture->section, position)));
}

static gboolean
act (Fixture *fixture,
     guint position,
     const char *action)
{
  gboolean done = gtk_widget_activate_action (GTK_WIDGET (proctor_turns_section_get_card (fixture->section, position)), action, NULL);

  testing_form_settle (&fixture->form);

  return done;
}

static void
assert_turns (Fixture *fixture,
              const char *expected)
{
  g_autoptr (GString) turns = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (get_turns (fixture)); i++)
    {
      ProctorTurn *turn = get_turn (fixture, i);

      g_string_append_printf (turns, "%s%c:%s", i > 0 ? "|" : "", proctor_turn_get_role (turn)[0], proctor_turn_get_message (turn));
      /* The cards show the same, in the same order. */
      g_assert_true (proctor_turn_card_get_turn (proctor_turns_section_get_card (fixture->section, i)) == (gpointer) turn);
    }
  g_assert_cmpstr (turns->str, ==, expected);
}

static void
assert_focus (Fixture *fixture,
              guint position)
{
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->form.window)) == GTK_WIDGET (get_view (fixture, position)));
}

static void
test_typing (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *before = NULL;

  open_three (fixture);
  before = testing_form_dup_state (&fixture->form);
  gtk_widget_grab_focus (GTK_WIDGET (get_view (fixture, 0)));
  testing_form_type (get_view (fixture, 0), "سلام 👋");
  testing_form_assert_step (&fixture->form, "Typing in Message", before);
  testing_picture_save (fixture->form.window, "turns-section");
}

static void
test_role (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *before = NULL;
  AdwToggleGroup *roles;

  add_turn (fixture, "user", "Hello");
  add_turn (fixture, "narrator", "Meanwhile");
  open_section (fixture, 600);
  before = testing_form_dup_state (&fixture->form);
  roles = testing_form_find (proctor_turns_section_get_card (fixture->section, 0), ADW_TYPE_TOGGLE_GROUP, 0);
  adw_toggle_group_set_active_name (roles, "agent");
  testing_form_assert_step (&fixture->form, "Change Role", before);
  assert_turns (fixture, "a:Hello|n:Meanwhile");
  g_assert_cmpstr (adw_toggle_group_get_active_name (roles), ==, "agent");

  /* One that nobody knows is shown as it is, and there is a way back to it. */
  roles = testing_form_find (proctor_turns_section_get_card (fixture->section, 1), ADW_TYPE_TOGGLE_GROUP, 0);
  g_assert_cmpstr (adw_toggle_group_get_active_name (roles), ==, "narrator");
  act (fixture, 1, "turn.switch-role");
  g_assert_cmpstr (proctor_turn_get_role (get_turn (fixture, 1)), ==, "user");
  proctor_undo_undo (fixture->form.undo);
  g_assert_cmpstr (adw_toggle_group_get_active_name (roles), ==, "narrator");
}

static void
test_add (Fixture *fixture,
          gconstpointer data)
{
  g_autofree char *before = NULL;

  open_three (fixture);
  before = testing_form_dup_state (&fixture->form);
  gtk_widget_grab_focus (GTK_WIDGET (get_view (fixture, 0)));
  g_assert_true (testing_form_press (GTK_WIDGET (get_view (fixture, 0)), "<Control>Return"));
  testing_form_settle (&fixture->form);
  assert_turns (fixture, "u:Hello|a:|a:Good morning. How can I help?|u:A room, please");
  assert_focus (fixture, 1);
  g_assert_cmpint (proctor_turn_get_time_in_call_secs (get_turn (fixture, 1)), ==, 3);
  testing_form_assert_step (&fixture->form, "Add Turn", before);
  act (fixture, 0, "turn.add-above");
  assert_turns (fixture, "u:|u:Hello|a:|a:Good morning. How can I help?|u:A room, please");
  assert_focus (fixture, 0);
}

static void
test_move (Fixture *fixture,
           gconstpointer data)
{
  g_autofree char *before = NULL;
  ProctorTurnCard *card;

  open_three (fixture);
  before = testing_form_dup_state (&fixture->form);
  card = proctor_turns_section_get_card (fixture->section, 2);
  gtk_widget_grab_focus (GTK_WIDGET (get_view (fixture, 2)));
  g_assert_true (testing_form_press (GTK_WIDGET (get_view (fixture, 2)), "<Alt>Up"));
  testing_form_settle (&fixture->form);
  assert_turns (fixture, "u:Hello|u:A room, please|a:Good morning. How can I help?");
  /* It is the same card, and the focus is still in it. */
  g_assert_true (proctor_turns_section_get_card (fixture->section, 1) == card);
  assert_focus (fixture, 1);
  testing_form_assert_step (&fixture->form, "Move Turn", before);
  g_assert_true (testing_form_press (GTK_WIDGET (get_view (fixture, 1)), "<Alt>Down"));
  testing_form_settle (&fixture->form);
  assert_turns (fixture, "u:Hello|a:Good morning. How can I help?|u:A room, please");
  act (fixture, 2, "turn.move-down");
  assert_turns (fixture, "u:Hello|a:Good morning. How can I help?|u:A room, please");
}

static GtkDropTarget *
find_target (ProctorTurnCard *card)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (card));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }

  return NULL;
}

/* Nothing is moved by what isn't a turn that is being dragged. */
static void
test_drop (Fixture *fixture,
           gconstpointer data)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean taken = TRUE;

  open_three (fixture);
  g_value_init (&value, PROCTOR_TYPE_TURN_CARD);
  g_signal_emit_by_name (find_target (proctor_turns_section_get_card (fixture->section, 0)), "drop", &value, 1.0, 1.0, &taken);
  g_assert_false (taken);
  assert_turns (fixture, "u:Hello|a:Good morning. How can I help?|u:A room, please");
}

static void
test_delete (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *before = NULL;

  open_three (fixture);
  before = testing_form_dup_state (&fixture->form);
  gtk_widget_grab_focus (GTK_WIDGET (get_view (fixture, 1)));
  g_assert_true (testing_form_press (GTK_WIDGET (get_view (fixture, 1)), "<Alt>Delete"));
  testing_form_settle (&fixture->form);
  assert_turns (fixture, "u:Hello|u:A room, please");
  assert_focus (fixture, 1);
  testing_form_assert_step (&fixture->form, "Delete Turn", before);
  /* What nobody knows comes back with it. */
  proctor_undo_undo (fixture->form.undo);
  testing_form_settle (&fixture->form);
  g_assert_cmpstr (proctor_record_get_extras (PROCTOR_RECORD (get_turn (fixture, 1))), ==, "{\"mood\":\"fine\"}");
  assert_focus (fixture, 1);

  for (guint i = 0; i < 3; i++)
    act (fixture, 0, "turn.delete");
  testing_picture_save (fixture->form.window, "turns-section-empty");
  assert_turns (fixture, "");
  g_signal_emit_by_name (testing_form_find (fixture->section, GTK_TYPE_BUTTON, 0), "clicked");
  testing_form_settle (&fixture->form);
  assert_turns (fixture, "u:");
  assert_focus (fixture, 0);
}

static void
test_duplicate (Fixture *fixture,
                gconstpointer data)
{
  g_autofree char *before = NULL;

  open_three (fixture);
  proctor_turn_set_id (get_turn (fixture, 1), "turn-7");
  before = testing_form_dup_state (&fixture->form);
  act (fixture, 1, "turn.duplicate");
  assert_turns (fixture, "u:Hello|a:Good morning. How can I help?|a:Good morning. How can I help?|u:A room, please");
  g_assert_cmpstr (proctor_record_get_extras (PROCTOR_RECORD (get_turn (fixture, 2))), ==, "{\"mood\":\"fine\"}");
  g_assert_null (proctor_turn_get_id (get_turn (fixture, 2)));
  testing_form_assert_step (&fixture->form, "Duplicate Turn", before);
}

static void
test_split (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *before = NULL;
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  open_three (fixture);
  before = testing_form_dup_state (&fixture->form);
  buffer = gtk_text_view_get_buffer (get_view (fixture, 1));
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, 13);
  gtk_text_buffer_place_cursor (buffer, &iter);
  g_assert_true (testing_form_press (GTK_WIDGET (get_view (fixture, 1)), "<Control><Shift>Return"));
  testing_form_settle (&fixture->form);
  assert_turns (fixture, "u:Hello|a:Good morning.|a:How can I help?|u:A room, please");
  testing_form_assert_step (&fixture->form, "Split Turn", before);
}

static gboolean
has_five (gpointer user_data)
{
  return g_list_model_get_n_items (get_turns (user_data)) == 5;
}

static void
test_paste (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *before = NULL;
  GdkClipboard *clipboard;

  open_three (fixture);
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->section));
  before = testing_form_dup_state (&fixture->form);
  gdk_clipboard_set_text (clipboard, "User: Is there breakfast?\nAgent: From 7 to 10.\nEvery day.\n");
  act (fixture, 0, "turn.paste");
  proctor_testing_wait_for ("the turns", has_five, fixture);
  testing_form_settle (&fixture->form);
  assert_turns (fixture, "u:Hello|u:Is there breakfast?|a:From 7 to 10.\nEvery day.|a:Good morning. How can I help?|u:A room, please");
  testing_form_assert_step (&fixture->form, "Paste Transcript", before);
}

static gboolean
has_two (gpointer user_data)
{
  return g_list_model_get_n_items (get_turns (user_data)) == 2;
}

/* The turn that a new test begins with makes room for what is pasted, and comes back when that is undone. */
static void
test_paste_new (Fixture *fixture,
                gconstpointer data)
{
  add_turn (fixture, "user", "");
  open_section (fixture, 600);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (fixture->section)), "User: Is there breakfast?\nAgent: From 7 to 10.");
  g_signal_emit_by_name (gtk_widget_get_template_child (GTK_WIDGET (fixture->section), PROCTOR_TYPE_TURNS_SECTION, "paste_button"), "clicked");
  proctor_testing_wait_for ("the turns", has_two, fixture);
  testing_form_settle (&fixture->form);
  assert_turns (fixture, "u:Is there breakfast?|a:From 7 to 10.");
  proctor_undo_undo (fixture->form.undo);
  assert_turns (fixture, "u:");
}

static gboolean
has_pasted (gpointer user_data)
{
  return !g_str_equal (proctor_turn_get_message (get_turn (user_data, 3)), "");
}

/* Into a message that is empty, a conversation is pasted as turns and everything else as it is. */
static void
test_paste_into (Fixture *fixture,
                 gconstpointer data)
{
  GdkClipboard *clipboard;

  open_three (fixture);
  clipboard = gtk_widget_get_clipboard (GTK_WIDGET (fixture->section));
  act (fixture, 2, "turn.add-below");
  gdk_clipboard_set_text (clipboard, "Just a sentence.");
  g_signal_emit_by_name (get_view (fixture, 3), "paste-clipboard");
  proctor_testing_wait_for ("the text", has_pasted, fixture);
  assert_turns (fixture, "u:Hello|a:Good morning. How can I help?|u:A room, please|a:Just a sentence.");

  proctor_undo_undo (fixture->form.undo);
  gdk_clipboard_set_text (clipboard, "[{\"role\": \"user\", \"message\": \"One\"}, {\"role\": \"agent\", \"message\": \"Two\"}]");
  g_signal_emit_by_name (get_view (fixture, 3), "paste-clipboard");
  proctor_testing_wait_for ("the turns", has_five, fixture);
  testing_form_settle (&fixture->form);
  assert_turns (fixture, "u:Hello|a:Good morning. How can I help?|u:A room, please|u:One|a:Two");
}

static void
test_voices (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *before = NULL;
  ProctorMultivoiceMessage *voices;
  g_autoptr (ProctorVoicePart) part = NULL;

  open_three (fixture);
  before = testing_form_dup_state (&fixture->form);
  act (fixture, 1, "turn.add-voice");
  voices = proctor_turn_get_multivoice_message (get_turn (fixture, 1));
  g_assert_cmpuint (g_list_model_get_n_items (proctor_multivoice_message_get_parts (voices)), ==, 1);
  part = g_list_model_get_item (proctor_multivoice_message_get_parts (voices), 0);
  g_assert_cmpstr (proctor_voice_part_get_text (part), ==, "Good morning. How can I help?");
  testing_form_assert_step (&fixture->form, "Add Voice", before);
  act (fixture, 1, "turn.add-voice");
  testing_picture_save (fixture->form.window, "turns-section-voices");
  gtk_test_accessible_assert_property (testing_form_find (proctor_turns_section_get_card (fixture->section, 1), GTK_TYPE_ENTRY, 1), GTK_ACCESSIBLE_PROPERTY_LABEL, "Voice 2: Name");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_multivoice_message_get_parts (proctor_turn_get_multivoice_message (get_turn (fixture, 1)))), ==, 2);
  proctor_undo_undo (fixture->form.undo);
  proctor_undo_undo (fixture->form.undo);
  testing_form_settle (&fixture->form);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (get_view (fixture, 1))));
}

static void
test_tools (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *first_state = NULL;
  g_autoptr (ProctorToolCall) call = NULL;
  g_autoptr (ProctorToolResult) result = NULL;
  ProctorTurnCard *card;
  ProctorJsonField *json;

  open_three (fixture);
  before = testing_form_dup_state (&fixture->form);
  card = proctor_turns_section_get_card (fixture->section, 1);
  act (fixture, 1, "turn.add-call");
  g_assert_nonnull (gtk_widget_get_focus_child (testing_form_find (card, PROCTOR_TYPE_TOOL_NAME_ROW, 0)));
  testing_form_assert_step (&fixture->form, "Add Tool Call", before);
  call = g_list_model_get_item (proctor_turn_get_tool_calls (get_turn (fixture, 1)), 0);
  g_assert_cmpstr (proctor_tool_call_get_request_id (call), ==, "call_1");
  g_assert_cmpstr (proctor_tool_call_get_params_as_json (call), ==, "{}");
  proctor_tool_call_set_tool_name (call, "find_room");

  /* The result knows which call it belongs to. */
  first_state = testing_form_dup_state (&fixture->form);
  act (fixture, 1, "turn.add-result");
  testing_form_assert_step (&fixture->form, "Add Tool Result", first_state);
  result = g_list_model_get_item (proctor_turn_get_tool_results (get_turn (fixture, 1)), 0);
  g_assert_cmpstr (proctor_tool_result_get_request_id (result), ==, "call_1");
  g_assert_cmpstr (proctor_tool_result_get_tool_name (result), ==, "find_room");

  g_assert_true (proctor_editing_focus (fixture->form.editing, call, PROCTOR_TOOL_CALL_FIELD_PARAMS_AS_JSON));
  testing_form_settle (&fixture->form);
  json = testing_form_find (card, PROCTOR_TYPE_JSON_FIELD, 0);
  g_assert_true (gtk_root_get_focus (GTK_ROOT (fixture->form.window)) == GTK_WIDGET (proctor_json_field_get_view (json)));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (proctor_json_field_get_view (json)), "{\"nights\": 2,}", -1);
  g_assert_cmpstr (proctor_tool_call_get_params_as_json (call), ==, "{\"nights\": 2,}");
  g_assert_false (proctor_json_field_is_valid (json));
  testing_picture_save (fixture->form.window, "turns-section-tools");
}

static GtkWidget *
find_form (Fixture *fixture,
           guint number)
{
  return testing_form_find (proctor_turns_section_get_card (fixture->section, 1), g_type_from_name ("ProctorMemberForm"), number);
}

/* Every other member of a call can be added, written and taken away. */
static void
test_details (Fixture *fixture,
              gconstpointer data)
{
  g_autoptr (ProctorToolCall) call = NULL;
  g_autofree char *before = NULL;
  ProctorToolCallDetails *details;

  open_three (fixture);
  act (fixture, 1, "turn.add-call");
  call = g_list_model_get_item (proctor_turn_get_tool_calls (get_turn (fixture, 1)), 0);
  before = testing_form_dup_state (&fixture->form);
  gtk_widget_activate_action (find_form (fixture, 0), "member.add", "u", (guint) PROCTOR_TOOL_CALL_FIELD_TOOL_DETAILS);
  testing_form_settle (&fixture->form);
  testing_form_assert_step (&fixture->form, "Add Details", before);
  details = proctor_tool_call_get_tool_details (call);
  g_assert_nonnull (details);

  for (guint i = 0; i < PROCTOR_RECORD_GET_CLASS (details)->n_fields; i++)
    {
      gtk_widget_activate_action (find_form (fixture, 1), "member.add", "u", i);
      testing_form_settle (&fixture->form);
      g_assert_cmpint (proctor_record_get_presence (PROCTOR_RECORD (details), i), ==, PROCTOR_PRESENCE_VALUE);
      g_assert_nonnull (proctor_editing_find (fixture->form.editing, details, i));
    }
  testing_picture_save (fixture->form.window, "turns-section-details");

  for (guint i = 0; i < PROCTOR_RECORD_GET_CLASS (details)->n_fields; i++)
    {
      proctor_undo_undo (fixture->form.undo);
      testing_form_settle (&fixture->form);
    }
  for (guint i = 0; i < PROCTOR_RECORD_GET_CLASS (details)->n_fields; i++)
    g_assert_null (proctor_editing_find (fixture->form.editing, details, i));
}

/* What hardly anybody looks at is there when it is wanted. */
static void
test_marks (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *problem = NULL;

  open_three (fixture);
  proctor_turn_set_llm_override (get_turn (fixture, 1), "gpt-9");
  proctor_editing_mark (fixture->form.editing, get_turn (fixture, 0), PROCTOR_TURN_FIELD_MESSAGE, "Too short.");
  g_object_get (proctor_turn_card_get_message (proctor_turns_section_get_card (fixture->section, 0)), "problem", &problem, NULL);
  g_assert_cmpstr (problem, ==, "Too short.");
  proctor_editing_mark (fixture->form.editing, get_turn (fixture, 1), PROCTOR_TURN_FIELD_LLM_OVERRIDE, "No such model.");
  g_assert_true (gtk_widget_has_css_class (proctor_editing_find (fixture->form.editing, get_turn (fixture, 1), PROCTOR_TURN_FIELD_LLM_OVERRIDE), "error"));
  proctor_editing_clear_marks (fixture->form.editing);
  g_assert_false (gtk_widget_has_css_class (proctor_editing_find (fixture->form.editing, get_turn (fixture, 1), PROCTOR_TURN_FIELD_LLM_OVERRIDE), "error"));
}

static void
test_unreadable (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (ProctorUnreadable) unreadable = proctor_unreadable_new ();

  add_turn (fixture, "user", "Hello");
  g_list_store_append (G_LIST_STORE (get_turns (fixture)), unreadable);
  open_section (fixture, 600);
  act (fixture, 1, "turn.duplicate");
  act (fixture, 1, "turn.switch-role");
  g_assert_cmpuint (g_list_model_get_n_items (get_turns (fixture)), ==, 2);
  act (fixture, 1, "turn.move-up");
  g_assert_true (proctor_turn_card_get_turn (proctor_turns_section_get_card (fixture->section, 0)) == (gpointer) unreadable);
  act (fixture, 0, "turn.delete");
  assert_turns (fixture, "u:Hello");
}

static void
test_read_only (Fixture *fixture,
                gconstpointer data)
{
  g_autofree char *before = NULL;
  static const char *const actions[] = { "turn.delete", "turn.duplicate", "turn.add-below", "turn.switch-role", "turn.split", "turn.move-down", "turn.add-voice" };

  g_object_unref (fixture->form.editing);
  fixture->form.editing = proctor_editing_new (fixture->form.test, fixture->form.undo, FALSE);
  open_three (fixture);
  before = testing_form_dup_state (&fixture->form);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *after = NULL;

      act (fixture, 1, actions[i]);
      after = testing_form_dup_state (&fixture->form);
      g_assert_cmpstr (after, ==, before);
    }
  g_assert_false (gtk_text_view_get_editable (get_view (fixture, 0)));
  g_assert_null (testing_form_find_labelled (fixture->section, GTK_TYPE_LABEL, "Add Turn"));
  testing_picture_save (fixture->form.window, "turns-section-read-only");
}

static void
test_names (Fixture *fixture,
            gconstpointer data)
{
  open_three (fixture);
  gtk_test_accessible_assert_property (get_view (fixture, 2), GTK_ACCESSIBLE_PROPERTY_LABEL, "Message of turn 3, User");
  act (fixture, 0, "turn.delete");
  gtk_test_accessible_assert_property (get_view (fixture, 1), GTK_ACCESSIBLE_PROPERTY_LABEL, "Message of turn 2, User");
  gtk_test_accessible_assert_property (proctor_turns_section_get_card (fixture->section, 0), GTK_ACCESSIBLE_PROPERTY_LABEL, "Turn 1, Agent");
}

static void
test_narrow (Fixture *fixture,
             gconstpointer data)
{
  ProctorTurn *turn;
  int minimum;

  add_turn (fixture, "user", "مرحبا، أريد غرفة لليلتين 🏨");
  turn = add_turn (fixture, "agent", "Gerne. Einen Augenblick, ich sehe nach, welches Zimmer frei ist.");
  open_section (fixture, 360);
  g_assert_nonnull (turn);
  act (fixture, 1, "turn.add-call");
  act (fixture, 1, "turn.details");
  gtk_widget_measure (GTK_WIDGET (fixture->section), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 336);
  testing_picture_save (fixture->form.window, "turns-section-narrow");
}

int
main (int argc,
      char **argv)
{
  testing_form_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/turns-section/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("typing", test_typing);
  ADD ("role", test_role);
  ADD ("add", test_add);
  ADD ("move", test_move);
  ADD ("drop", test_drop);
  ADD ("delete", test_delete);
  ADD ("duplicate", test_duplicate);
  ADD ("split", test_split);
  ADD ("paste", test_paste);
  ADD ("paste-new", test_paste_new);
  ADD ("paste-into", test_paste_into);
  ADD ("voices", test_voices);
  ADD ("tools", test_tools);
  ADD ("details", test_details);
  ADD ("marks", test_marks);
  ADD ("unreadable", test_unreadable);
  ADD ("read-only", test_read_only);
  ADD ("names", test_names);
  ADD ("narrow", test_narrow);

  return g_test_run ();
}
