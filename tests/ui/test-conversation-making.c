/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-drafts.h"
#include "proctor-example.h"
#include "proctor-test-source.h"
#include "proctor-turn.h"
#include "proctor-ui.h"
#include "proctor-variable.h"
#include "testing-picker.h"
#include "testing-picture.h"

#include <string.h>

static void
drafted_cb (AdwDialog *dialog,
            const char *draft_id,
            char **id)
{
  g_set_str (id, draft_id);
}

static void
keep_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static ProctorDraft *
create (TestingListing *self)
{
  ProctorDrafts *drafts = proctor_session_get_drafts (self->session);
  g_autofree char *id = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorDraft *draft;

  g_signal_connect (self->pane, "drafted", G_CALLBACK (drafted_cb), &id);
  g_signal_emit_by_name (testing_picker_get_part (testing_picker_get_part (self->pane, "kind_page"), "create_button"), "clicked");
  proctor_testing_wait_for ("the draft", is_set, &id);
  proctor_drafts_open_async (drafts, id, NULL, keep_cb, &result);
  proctor_testing_wait_for ("the draft again", is_set, &result);
  draft = proctor_drafts_open_finish (drafts, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_draft_get_folder_id (draft), ==, "folder_1");

  return draft;
}

static GtkWidget *
find_titled (TestingListing *self,
             const char *title)
{
  GtkWidget *row;

  for (guint i = 0; (row = testing_listing_find (self, ADW_TYPE_PREFERENCES_ROW, i)) != NULL; i++)
    {
      if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) == 0)
        return row;
    }

  g_assert_not_reached ();
}

static GtkWidget *
find_check (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *check = GTK_IS_CHECK_BUTTON (child) ? child : find_check (child);

      if (check != NULL)
        return check;
    }

  return NULL;
}

static void
test_next_reply (TestingListing *self,
                 gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;
  g_autoptr (ProctorTurn) turn = NULL;
  g_autoptr (ProctorTurn) card = NULL;
  g_autoptr (ProctorExample) example = NULL;
  g_autoptr (ProctorVariable) variable = NULL;
  ProctorTest *test;

  testing_picker_choose_and_read (self, 800);
  testing_picker_go_on (self);
  testing_picture_save (self->window, "conversation-kind");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled (self, "Anna Schmidt, 3 times"))), ==, "Alex Example");
  draft = create (self);
  test = proctor_draft_get_test (draft);

  g_assert_cmpint (proctor_draft_get_kind (draft), ==, PROCTOR_TEST_KIND_NEXT_REPLY);
  g_assert_cmpstr (proctor_test_get_name (test), ==, "A room");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_chat_history (test)), ==, 4);
  turn = g_list_model_get_item (proctor_test_get_chat_history (test), 1);
  g_assert_cmpstr (proctor_turn_get_message (turn), ==, "I'm Alex Example, person1@example.com, and I'd like a room for two.");
  card = g_list_model_get_item (proctor_test_get_chat_history (test), 3);
  g_assert_null (strstr (proctor_turn_get_message (card), "4111"));
  example = g_list_model_get_item (proctor_test_get_failure_examples (test), 0);
  g_assert_cmpstr (proctor_example_get_response (example), ==, "Thank you, it is booked.");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_dynamic_variables (test)), ==, 1);
  variable = g_list_model_get_item (proctor_test_get_dynamic_variables (test), 0);
  g_assert_cmpstr (proctor_variable_get_value (variable), ==, "\"Alex Example\"");
  g_assert_cmpstr (proctor_test_source_get_conversation_id (proctor_test_get_from_conversation_metadata (test)), ==, "conv_1");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_source_get_original_agent_reply (proctor_test_get_from_conversation_metadata (test))), ==, 1);
}

/* One thing, and all of a kind, are left as they are. */
static void
test_masks (TestingListing *self,
            gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;
  g_autoptr (ProctorTurn) turn = NULL;
  g_autoptr (ProctorTurn) card = NULL;
  GtkWidget *name, *mail, *check;

  testing_picker_choose_and_read (self, 360);
  testing_picker_go_on (self);
  testing_picture_save (self->window, "conversation-kind-narrow");
  name = find_titled (self, "Anna Schmidt, 3 times");
  check = find_check (name);
  g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (name)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (name)));
  mail = find_titled (self, "Email Addresses");
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (mail), FALSE);
  adw_combo_row_set_selected (testing_picker_get_part (testing_picker_get_part (self->pane, "kind_page"), "reply_row"), 1);
  draft = create (self);

  card = g_list_model_get_item (proctor_test_get_chat_history (proctor_draft_get_test (draft)), 3);
  g_assert_null (strstr (proctor_turn_get_message (card), "4111"));
  turn = g_list_model_get_item (proctor_test_get_chat_history (proctor_draft_get_test (draft)), 1);
  g_assert_cmpstr (proctor_turn_get_message (turn), ==, "I'm Anna Schmidt, a@b.de, and I'd like a room for two.");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_failure_examples (proctor_draft_get_test (draft))), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_success_examples (proctor_draft_get_test (draft))), ==, 1);
}

/* What is put there can be somebody's own words, also in the reply that becomes an example. */
static void
test_wording (TestingListing *self,
              gconstpointer data)
{
  g_autofree char *conversation = g_strdup (TESTING_PICKER_CONVERSATION);
  g_autoptr (ProctorDraft) draft = NULL;
  g_autoptr (ProctorTurn) turn = NULL;
  g_autoptr (ProctorExample) example = NULL;
  char *reply = strstr (conversation, "it is booked");
  GtkWidget *name;

  memcpy (reply, "Anna Schmidt", strlen ("Anna Schmidt"));
  testing_picker_answer_agents (self);
  testing_picker_answer_rows (self, TESTING_PICKER_ROW ("conv_1", "A room", "", "failure"));
  testing_picker_answer (self, TESTING_PICKER_ONE, 200, conversation);
  testing_picker_open (self, 360);
  testing_picker_choose (self);
  testing_picker_wait_turns (self);
  testing_picker_go_on (self);
  name = find_titled (self, "Anna Schmidt, 5 times");
  gtk_editable_set_text (GTK_EDITABLE (name), "Ursula \"Uschi\" Meier");
  gtk_widget_grab_focus (find_titled (self, "a@b.de"));
  gtk_editable_set_text (GTK_EDITABLE (find_titled (self, "a@b.de")), "");
  gtk_widget_grab_focus (name);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled (self, "a@b.de"))), ==, "person1@example.com");
  testing_picture_save (self->window, "conversation-kind-worded");
  draft = create (self);

  turn = g_list_model_get_item (proctor_test_get_chat_history (proctor_draft_get_test (draft)), 1);
  g_assert_cmpstr (proctor_turn_get_message (turn), ==, "I'm Ursula \"Uschi\" Meier, person1@example.com, and I'd like a room for two.");
  example = g_list_model_get_item (proctor_test_get_failure_examples (proctor_draft_get_test (draft)), 0);
  g_assert_cmpstr (proctor_example_get_response (example), ==, "Thank you, Ursula \"Uschi\" Meier.");
}

static void
test_simulation (TestingListing *self,
                 gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;
  gpointer page;

  testing_picker_choose_and_read (self, 360);
  testing_picture_save (self->window, "conversation-cut-narrow");
  testing_picker_go_on (self);
  page = testing_picker_get_part (self->pane, "kind_page");
  gtk_check_button_set_active (testing_picker_get_part (page, "simulation_check"), TRUE);
  g_assert_false (gtk_widget_get_visible (testing_picker_get_part (page, "reply_group")));
  draft = create (self);

  g_assert_cmpint (proctor_draft_get_kind (draft), ==, PROCTOR_TEST_KIND_SIMULATION);
  g_assert_null (strstr (proctor_test_get_simulation_scenario (proctor_draft_get_test (draft)), "Anna"));
}

/* Of a long conversation the front goes, and that is said before. */
static void
test_long (TestingListing *self,
           gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"conversation_id\":\"conv_1\",\"agent_id\":\"agent_1\",\"transcript\":[");
  g_autoptr (ProctorDraft) draft = NULL;
  g_autoptr (ProctorTurn) first = NULL;

  for (guint i = 0; i < 221; i++)
    g_string_append_printf (text, "%s{\"role\":\"%s\",\"message\":\"Said %u\",\"time_in_call_secs\":%u}", i > 0 ? "," : "", i % 2 == 0 ? "agent" : "user", i, i);
  g_string_append (text, "]}");
  testing_picker_answer_agents (self);
  testing_picker_answer_rows (self, TESTING_PICKER_ROW ("conv_1", "A room", "", "failure"));
  testing_picker_answer (self, TESTING_PICKER_ONE, 200, text->str);
  testing_picker_open (self, 800);
  testing_picker_choose (self);
  testing_listing_wait_shown (self, "A test holds 200 turns: the first 20 turns are left out.");
  g_assert_cmpuint (testing_picker_get_cut (self), ==, 220);
  testing_picker_go_on (self);
  g_assert_true (testing_listing_shows (self, "Nothing was found"));
  draft = create (self);

  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_chat_history (proctor_draft_get_test (draft))), ==, 200);
  first = g_list_model_get_item (proctor_test_get_chat_history (proctor_draft_get_test (draft)), 0);
  g_assert_cmpstr (proctor_turn_get_message (first), ==, "Said 20");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, function) g_test_add ("/conversation-making/" name, TestingListing, NULL, testing_listing_set_up, function, testing_listing_tear_down)
  ADD ("next-reply", test_next_reply);
  ADD ("masks", test_masks);
  ADD ("wording", test_wording);
  ADD ("simulation", test_simulation);
  ADD ("long", test_long);
#undef ADD

  return g_test_run ();
}
