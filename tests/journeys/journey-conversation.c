/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-editor.h"
#include "journey-workspace.h"
#include "proctor-testing.h"

#include <string.h>

/* What went on in a simulation becomes another test, with nobody's name in it. */

#define SHOWER "Sees to a broken shower"
#define CONDITION "Success Condition"
#define AGENTS "/v1/convai/agents"
#define CONVERSATIONS "/v1/convai/conversations"

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

static gboolean
has_conversation (gpointer user_data)
{
  g_autoptr (JsonNode) answer = journey_workspace_ask (user_data, "GET", CONVERSATIONS, NULL, NULL);

  return json_array_get_length (json_object_get_array_member (json_node_get_object (answer), "conversations")) > 0;
}

static void
simulate (ProctorTestingApp *app)
{
  g_autoptr (JsonNode) agents = journey_workspace_ask (app, "GET", AGENTS, NULL, NULL);
  JsonObject *agent = json_array_get_object_element (json_object_get_array_member (json_node_get_object (agents), "agents"), 0);
  g_autofree char *test_id = journey_workspace_find (app, SHOWER);
  g_autofree char *path = g_strdup_printf (AGENTS "/%s/run-tests", json_object_get_string_member (agent, "agent_id"));
  g_autofree char *body = g_strdup_printf ("{\"tests\": [{\"test_id\": \"%s\"}]}", test_id);

  json_node_unref (journey_workspace_ask (app, "POST", path, body, NULL));
  proctor_testing_wait_for ("the simulation", has_conversation, app);
}

/* By the keys alone. */
static void
choose_conversation (ProctorTestingApp *app)
{
  proctor_testing_app_press (app, "<Control><Alt>c");
  see (app, ATSPI_ROLE_LABEL, "No Conversations");
  see (app, ATSPI_ROLE_LABEL, "In this workspace, conversations come from simulations: *");
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "No Conversations");

  simulate (app);
  proctor_testing_app_press (app, "<Control><Alt>c");
  see (app, ATSPI_ROLE_LABEL, "Harbour Hotel · * messages · Successful");
  proctor_testing_app_type (app, "no such thing");
  see (app, ATSPI_ROLE_LABEL, "No Conversations Match");
  proctor_testing_app_press (app, "<Control>a");
  proctor_testing_app_type (app, "shower");
  see (app, ATSPI_ROLE_LABEL, "Harbour Hotel · * messages · Successful");
  proctor_testing_app_press (app, "Return");
}

static void
make_test (ProctorTestingApp *app)
{
  see (app, ATSPI_ROLE_LABEL, "The test begins with 5 turns and is about the agent's reply to them.");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_TOGGLE_BUTTON, "The Agent's Turn", ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_drag (app, ATSPI_ROLE_TOGGLE_BUTTON, "The Agent's Turn", 0, -300);
  see (app, ATSPI_ROLE_LABEL, "The test begins with 2 turns and is about the agent's reply to them.");
  proctor_testing_app_press (app, "Down");
  see (app, ATSPI_ROLE_LABEL, "The test begins with 5 turns and is about the agent's reply to them.");
  proctor_testing_app_press (app, "Up");
  see (app, ATSPI_ROLE_LABEL, "The test begins with 2 turns and is about the agent's reply to them.");
  proctor_testing_app_save_picture (app, "conversation-journey-cut");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Next");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_TEXT, "Okafor, 3 times", ATSPI_STATE_SHOWING, TRUE);
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "Okafor, 3 times", "Quill");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Create");
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, SHOWER);
}

static gboolean
has_two (gpointer user_data)
{
  return journey_workspace_count (user_data, SHOWER) == 2;
}

/* What the server has of the test with a condition. */
static JsonNode *
fetch_new (ProctorTestingApp *app)
{
  g_autoptr (JsonNode) answer = journey_workspace_ask (app, "GET", "/v1/convai/agent-testing?search=shower", NULL, NULL);
  JsonArray *tests = json_object_get_array_member (json_node_get_object (answer), "tests");

  for (guint i = 0; i < json_array_get_length (tests); i++)
    {
      JsonObject *test = json_array_get_object_element (tests, i);
      g_autofree char *path = g_strconcat ("/v1/convai/agent-testing/", json_object_get_string_member (test, "id"), NULL);

      if (strcmp (json_object_get_string_member (test, "type"), "llm") == 0)
        return journey_workspace_ask (app, "GET", path, NULL, NULL);
    }

  g_assert_not_reached ();
}

static void
test_made (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (JsonNode) made = NULL;
  g_autofree char *text = NULL;
  JsonObject *test;

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  choose_conversation (app);
  make_test (app);

  /* What is to be judged only a person can say. */
  proctor_testing_app_point (app, ATSPI_ROLE_TEXT, CONDITION);
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_TEXT, CONDITION, ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_type (app, "It opens a ticket.");
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, CONDITION, "It opens a ticket.");
  proctor_testing_app_press (app, "<Control>s");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_HEADING, "Not Saved Yet");
  proctor_testing_wait_for ("the test on the server", has_two, app);
  made = fetch_new (app);
  test = json_node_get_object (made);
  text = json_to_string (made, FALSE);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (test, "chat_history")), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (test, "failure_examples")), ==, 1);
  g_assert_true (g_str_has_prefix (json_object_get_string_member (json_object_get_object_member (test, "from_conversation_metadata"), "conversation_id"), "conv_"));
  g_assert_null (strstr (text, "Okafor"));
  g_assert_nonnull (strstr (text, "Quill"));
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/conversation/made", test_made);

  return g_test_run ();
}
