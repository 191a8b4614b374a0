/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-editor.h"
#include "journey-workspace.h"
#include "proctor-testing.h"

#include <string.h>

/* An agent with a tool is made, talked to, and tested with what was said. */

#define AGENT "Bicycle Shop"
#define TOOL "find_price"
#define GREETING "Welcome to the bicycle shop."
#define QUESTION "How much is a service."
#define PRICE "{\"price\": 60}"
#define REPLY "A service is 60 euros."
#define WIDTH 1300
#define HEIGHT 1400
#define TOOLS "/v1/convai/tools"

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

/* Into what has the focus, once it has it. */
static void
type_into (ProctorTestingApp *app,
           AtspiRole role,
           const char *name,
           const char *text)
{
  proctor_testing_app_wait_for_state (app, role, name, ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_type (app, text);
  journey_editor_wait_for_text (app, role, name, text);
}

static void
make_agent (ProctorTestingApp *app)
{
  proctor_testing_app_press (app, "<Control>3");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "New Agent");
  type_into (app, ATSPI_ROLE_TEXT, "Name", AGENT);
  proctor_testing_app_press (app, "Return");
  see (app, ATSPI_ROLE_LIST_ITEM, AGENT "*");
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "First Message", GREETING);
}

static gboolean
has_mock (gpointer user_data)
{
  g_autoptr (JsonNode) answer = journey_workspace_ask (user_data, "GET", TOOLS, NULL, NULL);
  g_autofree char *text = json_to_string (answer, FALSE);

  return strstr (text, TOOL) != NULL && strstr (text, "60}") != NULL;
}

/* The price that the tool answers stands for the real one. */
static void
make_tool (ProctorTestingApp *app)
{
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "New Tool…");
  type_into (app, ATSPI_ROLE_TEXT, "Name, in letters, digits, _ and -", TOOL);
  proctor_testing_app_press (app, "Return");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Add Answer");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_TEXT, "Answer", ATSPI_STATE_FOCUSED, TRUE);
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "Answer", PRICE);
  proctor_testing_app_press (app, "<Control>s");
  proctor_testing_wait_for ("the tool's answer on the server", has_mock, app);
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, NULL);
  see (app, ATSPI_ROLE_LIST_ITEM, TOOL "*");
}

/* Where there is no model, the agent does what its rules say. */
static void
make_rule (ProctorTestingApp *app)
{
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Add Rule");
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "The user says (a pattern)", "service");
  proctor_testing_app_point (app, ATSPI_ROLE_CHECK_BOX, "It calls a tool");
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "Tool", TOOL);
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "If no rule fits, it says one of these, a line for each", REPLY);
  proctor_testing_app_press (app, "<Control>s");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Save");
}

static void
talk (ProctorTestingApp *app)
{
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Talk");
  see (app, ATSPI_ROLE_LABEL, GREETING);
  type_into (app, ATSPI_ROLE_TEXT, "Message to the agent", QUESTION);
  proctor_testing_app_press (app, "Return");
  see (app, ATSPI_ROLE_LABEL, "Answered by a mock.");
  see (app, ATSPI_ROLE_LABEL, REPLY);
}

static void
make_test (ProctorTestingApp *app)
{
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Make a Test From This");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Simulation");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, "Create", ATSPI_STATE_SENSITIVE, TRUE);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Create");
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, QUESTION);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Add Condition");
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "Condition 1", "The agent says \"60 euros\".");
  proctor_testing_app_press (app, "<Control>s");
  see (app, ATSPI_ROLE_LIST_ITEM, QUESTION);
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_HEADING, "Not Saved Yet");
}

static void
run_test (ProctorTestingApp *app)
{
  proctor_testing_app_press (app, "<Control>r");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, "Run", ATSPI_STATE_SENSITIVE, TRUE);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Run");
  see (app, ATSPI_ROLE_LABEL, "passed");
}

static void
test_talk (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  /* All that is needed of a page is in view. */
  proctor_testing_app_resize (app, WIDTH, HEIGHT);
  journey_workspace_open_sample (app);
  make_agent (app);
  make_tool (app);
  make_rule (app);
  talk (app);
  make_test (app);
  run_test (app);
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  g_test_add_func ("/journey/talk", test_talk);

  return g_test_run ();
}
