/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-kind-page.h"
#include "proctor-drafts.h"
#include "proctor-local.h"
#include "proctor-picker-row.h"
#include "proctor-talk-dialog.h"
#include "proctor-talk-settings.h"
#include "proctor-talk-turn.h"
#include "proctor-talk-view.h"
#include "proctor-testing-server.h"
#include "proctor-ui.h"
#include "testing-view.h"

/* Somebody talks to an agent in the window, with the engine at the other end. */

#define CHAT "/v1/chat/completions"
#define WORDS "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"Hello there\"}}]}"
#define ROOM "Have you got a double room from 14 March for 2 nights?"

typedef struct
{
  ProctorSession *session;
  GtkWidget *window;
  AdwDialog *dialog;
  ProctorTalk *talk;
  char *agent_id;
} Place;

static void
open_place (Place *place,
            ClientEngine *engine,
            int width)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_local_load_sample_async (engine->client, NULL, client_engine_cb, engine);
  result = client_engine_wait (engine);
  place->agent_id = proctor_local_load_sample_finish (engine->client, result, &error);
  g_assert_no_error (error);
  place->session = testing_view_make_session (engine);
  place->window = testing_view_open (adw_bin_new (), width, 760);
  place->dialog = proctor_talk_dialog_new (place->session, place->agent_id, NULL, "Harbour Hotel");
  place->talk = proctor_talk_of (place->session, place->agent_id, NULL);
  adw_dialog_present (place->dialog, place->window);
  testing_view_wait_shows (place->window, "Harbour Hotel, good day! How can I help you?");
}

static void
close_place (Place *place)
{
  if (place->dialog != NULL)
    adw_dialog_force_close (place->dialog);
  testing_view_close (place->window);
  proctor_session_close (place->session);
  proctor_testing_assert_finalized (place->session);
  g_free (place->agent_id);
}

static void
type (Place *place,
      const char *text)
{
  ProctorTalkView *view = testing_view_find (GTK_WIDGET (place->dialog), PROCTOR_TYPE_TALK_VIEW, 0);
  GtkTextView *entry = GTK_TEXT_VIEW (gtk_widget_get_template_child (GTK_WIDGET (view), PROCTOR_TYPE_TALK_VIEW, "entry"));

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (entry), text, -1);
}

static void
click (Place *place,
       const char *name)
{
  ProctorTalkView *view = testing_view_find (GTK_WIDGET (place->dialog), PROCTOR_TYPE_TALK_VIEW, 0);
  GtkWidget *button = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (view), PROCTOR_TYPE_TALK_VIEW, name));

  g_assert_true (gtk_widget_is_sensitive (button));
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
}

static GtkWidget *
get_turn_button (Place *place,
                 guint turn,
                 const char *name)
{
  GtkWidget *widget = testing_view_find (GTK_WIDGET (place->dialog), PROCTOR_TYPE_TALK_TURN, turn);

  g_assert_nonnull (widget);

  return GTK_WIDGET (gtk_widget_get_template_child (widget, PROCTOR_TYPE_TALK_TURN, name));
}

static gboolean
has_focus (gpointer user_data)
{
  Place *place = user_data;
  GtkWidget *view = testing_view_find (GTK_WIDGET (place->dialog), PROCTOR_TYPE_TALK_VIEW, 0);

  return gtk_widget_has_focus (GTK_WIDGET (gtk_widget_get_template_child (view, PROCTOR_TYPE_TALK_VIEW, "entry")));
}

static gboolean
may_speak (gpointer user_data)
{
  return proctor_talk_can_say (user_data);
}

static void
drafted_cb (AdwDialog *dialog,
            const char *id,
            char **drafted)
{
  *drafted = g_strdup (id);
}

static gboolean
is_there (gpointer user_data)
{
  return *(char **) user_data != NULL;
}

/* A talk with a tool and its mock, of which a test becomes a draft. */
static void
check_test (ClientEngine *engine,
            int width,
            const char *picture)
{
  Place place = { 0 };
  g_autofree char *drafted = NULL;
  g_autofree char *kind_picture = g_strconcat (picture, "-kind", NULL);
  GtkWidget *kind_page, *create;

  open_place (&place, engine, width);
  g_assert_false (gtk_widget_get_visible (get_turn_button (&place, 0, "test_button")));
  type (&place, ROOM);
  click (&place, "send_button");
  testing_view_wait_shows (place.window, "Answered by a mock.");
  proctor_testing_wait_for ("the agent", may_speak, place.talk);
  g_assert_false (gtk_widget_get_visible (get_turn_button (&place, 2, "test_button")));
  g_assert_true (gtk_widget_get_visible (get_turn_button (&place, 3, "test_button")));
  g_assert_true (gtk_widget_get_visible (get_turn_button (&place, 1, "edit_button")));
  testing_view_save (GTK_WIDGET (place.dialog), picture);

  g_signal_connect (place.dialog, "drafted", G_CALLBACK (drafted_cb), &drafted);
  g_signal_emit_by_name (get_turn_button (&place, 3, "test_button"), "clicked");
  kind_page = testing_view_find (GTK_WIDGET (place.dialog), PROCTOR_TYPE_CONVERSATION_KIND_PAGE, 0);
  g_assert_nonnull (kind_page);
  create = GTK_WIDGET (gtk_widget_get_template_child (kind_page, PROCTOR_TYPE_CONVERSATION_KIND_PAGE, "create_button"));
  testing_view_wait_sensitive (create);
  testing_view_save (GTK_WIDGET (place.dialog), kind_picture);
  place.dialog = NULL;
  g_signal_emit_by_name (create, "clicked");
  proctor_testing_wait_for ("the draft", is_there, &drafted);

  /* The talk is there again. */
  place.dialog = proctor_talk_dialog_new (place.session, place.agent_id, NULL, NULL);
  adw_dialog_present (place.dialog, place.window);
  testing_view_wait_shows (place.window, "Answered by a mock.");
  proctor_testing_wait_for ("the focus", has_focus, &place);
  close_place (&place);
}

static void
test_wide (ClientEngine *engine,
           gconstpointer data)
{
  check_test (engine, 1000, "talk-wide");
}

static void
test_narrow (ClientEngine *engine,
             gconstpointer data)
{
  check_test (engine, 360, "talk-narrow");
}

/* What is different for the talk is said, and can be put back. */
static void
test_settings (ClientEngine *engine,
               gconstpointer data)
{
  Place place = { 0 };
  GtkWidget *page;
  GtkTextView *prompt;
  GtkWidget *revert;
  ProctorPickerRow *branch;

  open_place (&place, engine, 360);
  click (&place, "settings_button");
  page = testing_view_find (GTK_WIDGET (place.dialog), PROCTOR_TYPE_TALK_SETTINGS, 0);
  g_assert_nonnull (page);
  prompt = GTK_TEXT_VIEW (gtk_widget_get_template_child (page, PROCTOR_TYPE_TALK_SETTINGS, "prompt_view"));
  revert = GTK_WIDGET (gtk_widget_get_template_child (page, PROCTOR_TYPE_TALK_SETTINGS, "revert_button"));
  testing_view_wait_shows (page, "Main");
  g_assert_false (gtk_widget_get_visible (revert));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (prompt), "Whisper.", -1);
  g_assert_cmpstr (proctor_talk_get_prompt (place.talk), ==, "Whisper.");
  g_assert_true (gtk_widget_get_visible (revert));
  testing_view_save (GTK_WIDGET (place.dialog), "talk-settings");
  g_signal_emit_by_name (revert, "clicked");
  g_assert_null (proctor_talk_get_prompt (place.talk));
  g_assert_false (gtk_widget_get_visible (revert));

  /* Any branch can be entered, also one that isn't listed. */
  branch = PROCTOR_PICKER_ROW (gtk_widget_get_template_child (page, PROCTOR_TYPE_TALK_SETTINGS, "branch_row"));
  g_assert_true (g_str_has_prefix (adw_action_row_get_subtitle (ADW_ACTION_ROW (branch)), "Main"));
  proctor_picker_row_choose (branch, "agtbrch_other");
  g_assert_cmpstr (proctor_talk_get_branch_id (place.talk), ==, "agtbrch_other");
  close_place (&place);
}

/* A model that fails, and one that takes too long. */
static void
test_trouble (ClientEngine *engine,
              gconstpointer data)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autofree char *address = g_strconcat (proctor_testing_server_get_url (server), "/v1", NULL);
  g_autoptr (GError) error = NULL;
  Place place = { 0 };

  proctor_testing_server_answer (server, "GET", "/v1/models", &(ProctorTestingAnswer) { .body = "{\"object\":\"list\",\"data\":[{\"id\":\"tiny\"}]}" });
  proctor_testing_server_answer (server, "POST", CHAT, &(ProctorTestingAnswer) { .status = 401, .body = "{\"error\":\"Unauthorized\"}" });
  proctor_testing_server_answer (server, "POST", CHAT, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_testing_server_answer (server, "POST", CHAT, &(ProctorTestingAnswer) { .body = WORDS });
  proctor_models_fix (proctor_engine_get_models (engine->engine), address, "tiny", &error);
  g_assert_no_error (error);

  open_place (&place, engine, 1000);
  type (&place, "Hello?");
  click (&place, "send_button");
  testing_view_wait_shows (place.window, "The model server wants a key.");
  g_assert_true (testing_view_shows (GTK_WIDGET (place.dialog), "Preferences"));
  testing_view_save (GTK_WIDGET (place.dialog), "talk-failed");
  click (&place, "retry_button");
  testing_view_wait_shows (place.window, "The agent is thinking…");
  testing_view_save (GTK_WIDGET (place.dialog), "talk-thinking");
  click (&place, "stop_button");
  testing_view_wait_shows (place.window, "The agent was stopped.");
  g_assert_false (testing_view_shows (GTK_WIDGET (place.dialog), "Preferences"));
  click (&place, "retry_button");
  testing_view_wait_shows (place.window, "Hello there");

  /* What was said can be said otherwise. */
  g_signal_emit_by_name (get_turn_button (&place, 1, "edit_button"), "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_talk_get_turns (place.talk)), ==, 1);
  click (&place, "send_button");
  testing_view_wait_shows (place.window, "Hello there");
  close_place (&place);
}

static gboolean
is_stopped (gpointer user_data)
{
  return proctor_talk_get_state (user_data) == PROCTOR_TALK_STOPPED;
}

/* Who closes the dialog while the agent thinks waits for nothing any more, and finds the talk there again. */
static void
test_closed (ClientEngine *engine,
             gconstpointer data)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autofree char *address = g_strconcat (proctor_testing_server_get_url (server), "/v1", NULL);
  g_autoptr (GError) error = NULL;
  Place place = { 0 };

  proctor_testing_server_answer (server, "POST", CHAT, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_models_fix (proctor_engine_get_models (engine->engine), address, "tiny", &error);
  g_assert_no_error (error);

  open_place (&place, engine, 1000);
  type (&place, "Hello?");
  click (&place, "send_button");
  testing_view_wait_shows (place.window, "The agent is thinking…");
  adw_dialog_force_close (place.dialog);
  proctor_testing_wait_for ("the agent to be stopped", is_stopped, place.talk);

  place.dialog = proctor_talk_dialog_new (place.session, place.agent_id, NULL, NULL);
  adw_dialog_present (place.dialog, place.window);
  testing_view_wait_shows (place.window, "The agent was stopped.");
  click (&place, "retry_button");
  testing_view_wait_shows (place.window, "The agent is thinking…");
  close_place (&place);
}

/* Elsewhere it is said why there is no talk. */
static void
test_cloud (ClientEngine *engine,
            gconstpointer data)
{
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("cloud", "Cloud", "https://example.com");
  ProctorSession *session = proctor_session_new (workspace, engine->client, NULL, NULL);
  GtkWidget *window = testing_view_open (adw_bin_new (), 360, 700);
  AdwDialog *dialog = proctor_talk_dialog_new (session, "agent", NULL, "Hotel");

  adw_dialog_present (dialog, window);
  testing_view_wait_shows (window, "Only in the Local Workspace");
  testing_view_save (GTK_WIDGET (dialog), "talk-cloud");
  adw_dialog_force_close (dialog);
  testing_view_close (window);
  proctor_testing_assert_finalized (session);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

  client_engine_add ("/talk-dialog/wide", test_wide);
  client_engine_add ("/talk-dialog/narrow", test_narrow);
  client_engine_add ("/talk-dialog/settings", test_settings);
  client_engine_add ("/talk-dialog/trouble", test_trouble);
  client_engine_add ("/talk-dialog/closed", test_closed);
  client_engine_add ("/talk-dialog/cloud", test_cloud);

  return g_test_run ();
}
