/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-editor.h"
#include "journey-workspace.h"
#include "proctor-testing.h"

#include <signal.h>
#include <string.h>
#include <sys/types.h>

/* Tests are written through the window, and what the engine has then is what was written. */

#define REFUND "Promises no refund"
#define TESTS "/v1/convai/agent-testing/"

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

static void
begin (ProctorTestingApp *app)
{
  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
}

/* As somebody does who has never done it: what the dialog asks, in its order. */
static void
create (ProctorTestingApp *app,
        const char *name,
        const char *kind)
{
  proctor_testing_app_press (app, "<Control>n");
  see (app, ATSPI_ROLE_DIALOG, "New Test");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_TEXT, "Name", ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_type (app, name);
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, kind);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Create");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "New Test");
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, name);
}

/* Goes to a field with the pointer and types. */
static void
write_in (ProctorTestingApp *app,
          const char *field,
          const char *text)
{
  proctor_testing_app_point (app, ATSPI_ROLE_TEXT, field);
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_TEXT, field, ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_press (app, "<Control>a");
  proctor_testing_app_type (app, text);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, field, text);
}

static void
save (ProctorTestingApp *app)
{
  proctor_testing_app_press (app, "<Control>s");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Save");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_HEADING, "Not Saved Yet");
}

static JsonNode *
fetch (ProctorTestingApp *app,
       const char *name)
{
  g_autofree char *id = journey_workspace_find (app, name);
  g_autofree char *path = g_strconcat (TESTS, id, NULL);

  g_assert_nonnull (id);

  return journey_workspace_ask (app, "GET", path, NULL, NULL);
}

/* Whether what the engine has of a test is all that is expected, and it may have more. */
static void
assert_has (JsonNode *node,
            const char *expected)
{
  g_autoptr (JsonNode) wanted = json_from_string (expected, NULL);
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  g_assert_nonnull (wanted);
  json_object_iter_init (&iter, json_node_get_object (wanted));
  while (json_object_iter_next (&iter, &member, &value))
    {
      JsonNode *found = json_object_get_member (json_node_get_object (node), member);

      if (found == NULL || !json_node_equal (found, value))
        {
          g_autofree char *text = json_to_string (node, TRUE);

          g_error ("“%s” is not as expected in %s", member, text);
        }
    }
}

static void
test_next_reply (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (JsonNode) saved = NULL;

  begin (app);
  create (app, "Says when breakfast is", "Next Reply");
  write_in (app, "Message of turn 1, User", "When is breakfast");
  write_in (app, "Success Condition", "It says from 7 to 10.");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Add Example");
  write_in (app, "Passing Example 1", "From 7 to 10.");
  proctor_testing_app_save_picture (app, "next-reply");
  save (app);
  saved = fetch (app, "Says when breakfast is");
  assert_has (saved, "{\"type\": \"llm\", \"name\": \"Says when breakfast is\", \"success_condition\": \"It says from 7 to 10.\","
                     " \"success_examples\": [{\"response\": \"From 7 to 10.\", \"type\": \"success\"}], \"failure_examples\": [],"
                     " \"chat_history\": [{\"role\": \"user\", \"message\": \"When is breakfast\", \"time_in_call_secs\": 0}]}");
  proctor_testing_app_quit (app);
}

/* That the call is checked as it was asked for. */
static void
assert_check (JsonNode *node)
{
  JsonObject *expectation = json_object_get_object_member (json_node_get_object (node), "tool_call_parameters");
  JsonArray *parameters = json_object_get_array_member (expectation, "parameters");
  g_autofree char *tool = json_to_string (json_object_get_member (expectation, "referenced_tool"), FALSE);

  g_test_message ("%s", tool);
  g_assert_nonnull (strstr (tool, "webhook"));
  g_assert_cmpuint (json_array_get_length (parameters), ==, 1);
  assert_has (json_array_get_element (parameters, 0), "{\"path\": \"body.date\", \"eval\": {\"type\": \"exact\", \"expected_value\": \"14 March\"}}");
}

static void
test_tool (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (JsonNode) saved = NULL;

  begin (app);
  /* The wheel can't be turned over what is not seen at all. */
  proctor_testing_app_resize (app, 1180, 1200);
  create (app, "Books for March", "Tool Call");
  write_in (app, "Message of turn 1, User", "Book a double room for 14 March");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Tool");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_ENTRY, NULL, ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_type (app, "book");
  see (app, ATSPI_ROLE_LIST_ITEM, "book_room*");
  proctor_testing_app_press (app, "Return");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Add Check");
  write_in (app, "Parameter 1: Where it is", "body.date");
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_point (app, ATSPI_ROLE_RADIO_BUTTON, "Exactly");
  write_in (app, "Parameter 1: Expected Value", "14 March");
  proctor_testing_app_save_picture (app, "tool");
  save (app);
  saved = fetch (app, "Books for March");
  assert_has (saved, "{\"type\": \"tool\", \"chat_history\": [{\"role\": \"user\", \"message\": \"Book a double room for 14 March\", \"time_in_call_secs\": 0}]}");
  assert_check (saved);
  proctor_testing_app_quit (app);
}

static void
test_simulation (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (JsonNode) saved = NULL;

  begin (app);
  create (app, "Books two nights", "Simulation");
  write_in (app, "Scenario", "You are Sam and want a room.");
  write_in (app, "Condition 1", "It says what it costs.");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Add Condition");
  write_in (app, "Condition 2", "It says goodbye.");
  proctor_testing_app_save_picture (app, "simulation");
  save (app);
  saved = fetch (app, "Books two nights");
  assert_has (saved, "{\"type\": \"simulation\", \"simulation_scenario\": \"You are Sam and want a room.\", \"simulation_max_turns\": 8,"
                     " \"success_conditions\": [\"It says what it costs.\", \"It says goodbye.\"]}");
  proctor_testing_app_quit (app);
}

/* Changes a test as another client does. */
static void
change_elsewhere (ProctorTestingApp *app,
                  const char *name,
                  const char *member,
                  const char *value)
{
  g_autofree char *id = journey_workspace_find (app, name);
  g_autofree char *path = g_strconcat (TESTS, id, NULL);
  g_autoptr (JsonNode) test = journey_workspace_ask (app, "GET", path, NULL, NULL);
  g_autofree char *body = NULL;

  json_object_set_string_member (json_node_get_object (test), member, value);
  body = json_to_string (test, FALSE);
  json_node_unref (journey_workspace_ask (app, "PUT", path, body, NULL));
}

/* Two have changed a test: of each field somebody says whose it is to be. */
static void
test_conflict (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (JsonNode) saved = NULL;

  begin (app);
  journey_editor_open (app, REFUND);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, REFUND);
  write_in (app, JOURNEY_EDITOR_NAME, "Mine");
  write_in (app, "Success Condition", "Mine is polite.");
  change_elsewhere (app, REFUND, "success_condition", "Theirs is short.");
  proctor_testing_app_press (app, "<Control>s");
  see (app, ATSPI_ROLE_LABEL, "Somebody else has changed this test. *");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Compare…");
  see (app, ATSPI_ROLE_DIALOG, "Two Versions");
  proctor_testing_app_save_picture (app, "conflict");
  proctor_testing_app_point (app, ATSPI_ROLE_RADIO_BUTTON, "Success condition: Take Theirs");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Merge");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Two Versions");
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, "Success Condition", "Theirs is short.");
  save (app);
  saved = fetch (app, "Mine");
  assert_has (saved, "{\"success_condition\": \"Theirs is short.\"}");
  proctor_testing_app_quit (app);
}

static gboolean
is_listed_again (gpointer user_data)
{
  return journey_workspace_count (user_data, REFUND) == 1;
}

/* What was written of a test that somebody deletes becomes another test, whether the list knows of it already or not. */
static void
save_deleted (gboolean listed)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (JsonNode) saved = NULL;
  g_autofree char *id = NULL;
  g_autofree char *path = NULL;
  g_autofree char *new_id = NULL;
  guint status;

  begin (app);
  journey_editor_open (app, REFUND);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, REFUND);
  write_in (app, "Success Condition", "It stays polite.");
  id = journey_workspace_find (app, REFUND);
  path = g_strconcat (TESTS, id, NULL);
  saved = journey_workspace_ask (app, "DELETE", path, NULL, &status);
  g_assert_cmpuint (status / 100, ==, 2);
  g_clear_pointer (&saved, json_node_unref);
  if (!listed)
    {
      proctor_testing_app_press (app, "F5");
      see (app, ATSPI_ROLE_HEADING, "Not Saved Yet");
    }
  proctor_testing_app_press (app, "<Control>s");
  see (app, ATSPI_ROLE_LABEL, "This test was deleted on the server. *");
  proctor_testing_app_save_picture (app, "deleted");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Save as New Test");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "This test was deleted on the server. *");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Save");
  proctor_testing_wait_for ("the new test", is_listed_again, app);
  new_id = journey_workspace_find (app, REFUND);
  g_assert_cmpstr (new_id, !=, id);
  saved = fetch (app, REFUND);
  assert_has (saved, "{\"success_condition\": \"It stays polite.\"}");
  proctor_testing_app_quit (app);
}

static void
test_deleted (void)
{
  save_deleted (TRUE);
}

static void
test_deleted_unlisted (void)
{
  save_deleted (FALSE);
}

static gboolean
is_saved (gpointer user_data)
{
  /* It is started again at once, and nobody can say whether before the save or after. What says that
   * it failed slides away while it is saved, and may be found and gone. */
  proctor_testing_app_click_if_there (user_data, ATSPI_ROLE_BUTTON, "Save Again");

  return !proctor_testing_app_has (user_data, ATSPI_ROLE_BUTTON, "Save");
}

/* Where the engine dies, what was written is kept, and can be saved as soon as it is back. */
static void
test_engine_killed (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (JsonNode) saved = NULL;
  int engine;

  begin (app);
  journey_editor_open (app, REFUND);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, REFUND);
  write_in (app, "Success Condition", "It stays polite.");
  engine = journey_workspace_find_engine (app);
  g_assert_cmpint (engine, >, 0);
  g_assert_cmpint (kill ((pid_t) engine, SIGKILL), ==, 0);
  proctor_testing_app_press (app, "<Control>s");
  proctor_testing_wait_for ("the save", is_saved, app);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, "Success Condition", "It stays polite.");
  saved = fetch (app, REFUND);
  assert_has (saved, "{\"success_condition\": \"It stays polite.\"}");
  proctor_testing_app_quit (app);
}

/* What is saved at the last moment is no draft at the next start. */
static void
test_saved_and_quit (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  begin (app);
  create (app, "Says when breakfast is", "Next Reply");
  write_in (app, "Message of turn 1, User", "When is breakfast");
  write_in (app, "Success Condition", "It says from 7 to 10.");
  proctor_testing_app_press (app, "<Control>s");
  proctor_testing_app_quit (app);

  proctor_testing_app_start (app, NULL);
  see (app, ATSPI_ROLE_LIST_ITEM, "Says when breakfast is");
  see (app, ATSPI_ROLE_LABEL, "Connected");
  g_assert_false (proctor_testing_app_has (app, ATSPI_ROLE_HEADING, "Not Saved Yet"));
  g_assert_cmpuint (journey_workspace_count (app, "Says when breakfast is"), ==, 1);
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/edit/next-reply", test_next_reply);
  g_test_add_func ("/journey/edit/tool", test_tool);
  g_test_add_func ("/journey/edit/simulation", test_simulation);
  g_test_add_func ("/journey/edit/conflict", test_conflict);
  g_test_add_func ("/journey/edit/deleted", test_deleted);
  g_test_add_func ("/journey/edit/deleted-unlisted", test_deleted_unlisted);
  g_test_add_func ("/journey/edit/engine-killed", test_engine_killed);
  g_test_add_func ("/journey/edit/saved-and-quit", test_saved_and_quit);

  return g_test_run ();
}
