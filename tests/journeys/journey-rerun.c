/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-workspace.h"
#include "proctor-testing-app.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

/* What can be done with runs that are there, or on their way: with the real engine, and a model that says what it is
 * told to. */

#define TEST "Is polite on the phone"
#define INVOCATIONS "/v1/convai/test-invocations"
#define CHAT "/v1/chat/completions"
#define SAYS(content) "{\"model\": \"stub\", \"choices\": [{\"index\": 0, \"finish_reason\": \"stop\", \"message\": {\"role\": \"assistant\", \"content\": \"" content "\"}}]}"
#define VERDICT(verdict) SAYS ("{\\\"reasoning\\\": \\\"It was looked at closely.\\\", \\\"evidence\\\": [], \\\"verdict\\\": \\\"" verdict "\\\"}")

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

static void
answer (ProctorTestingServer *model,
        const char *body)
{
  proctor_testing_server_answer (model, "POST", CHAT, &(ProctorTestingAnswer) { .body = body });
}

/* The sample workspace with one more test, and one run at a time. */
static void
open_workspace (ProctorTestingApp *app,
                ProctorTestingServer *model)
{
  g_autofree char *id = NULL;
  g_autofree char *body = g_strdup_printf ("{\"kind\": \"openai\", \"base_url\": \"%s/v1\", \"model\": \"stub\", \"runs_at_a_time\": 1}", proctor_testing_server_get_url (model));
  g_autoptr (JsonNode) settings = NULL;

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  settings = journey_workspace_ask (app, "PUT", "/v1/proctor/provider", body, NULL);
  id = journey_workspace_make_test (app, TEST, NULL);
  proctor_testing_app_press (app, "F5");
  see (app, ATSPI_ROLE_LIST_ITEM, TEST);
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, TEST);
  see (app, ATSPI_ROLE_HEADING, "Expectation");
  proctor_testing_app_press (app, "<Control>r");
}

/* The toast that leads to the runs doesn't wait for a slow machine. */
static void
watch (ProctorTestingApp *app,
       const char *total)
{
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, total);
  proctor_testing_app_press (app, "<Control>2 F5");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, TEST "*");
}

/* Those of the newest invocation that ended so. */
static guint
count_runs (ProctorTestingApp *app,
            const char *status)
{
  g_autoptr (JsonNode) list = journey_workspace_ask (app, "GET", INVOCATIONS, NULL, NULL);
  JsonArray *invocations = json_object_get_array_member (json_node_get_object (list), "results");
  g_autofree char *path = NULL;
  g_autoptr (JsonNode) invocation = NULL;
  JsonArray *runs;
  guint n = 0;

  /* What is run again stays where it is. */
  g_assert_cmpuint (json_array_get_length (invocations), ==, 1);
  path = g_strconcat (INVOCATIONS "/", json_object_get_string_member (json_array_get_object_element (invocations, 0), "id"), NULL);
  invocation = journey_workspace_ask (app, "GET", path, NULL, NULL);
  runs = json_object_get_array_member (json_node_get_object (invocation), "test_runs");
  for (guint i = 0; i < json_array_get_length (runs); i++)
    n += g_str_equal (json_object_get_string_member (json_array_get_object_element (runs, i), "status"), status) ? 1 : 0;

  return n;
}

/* A test fails the first time. Run again, it passes, and that takes the place of the failure. */
static void
test_failed (void)
{
  g_autoptr (ProctorTestingServer) model = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  answer (model, SAYS ("No."));
  answer (model, VERDICT ("failure"));
  answer (model, SAYS ("Good evening, how can I help you?"));
  answer (model, VERDICT ("success"));
  open_workspace (app, model);
  see (app, ATSPI_ROLE_LABEL, "1 test, 1 run");
  proctor_testing_app_press (app, "Return");
  watch (app, "1 test, 1 run");
  see (app, ATSPI_ROLE_LABEL, "0 % passed (*");
  g_assert_cmpuint (count_runs (app, "failed"), ==, 1);

  proctor_testing_app_click (app, ATSPI_ROLE_TOGGLE_BUTTON, "Run Again");
  /* The items of a menu have no names at this version of GTK; the first is for those that failed. */
  see (app, ATSPI_ROLE_MENU_ITEM, NULL);
  proctor_testing_app_press (app, "Return");
  see (app, ATSPI_ROLE_LABEL, "Run 1 Run Again?");
  proctor_testing_app_press (app, "Return");
  see (app, ATSPI_ROLE_LABEL, "100 % passed (*");
  proctor_testing_app_save_picture (app, "rerun-passed");
  g_assert_cmpuint (count_runs (app, "passed"), ==, 1);
  proctor_testing_app_quit (app);
}

/* One repeat has passed when the rest is cancelled: it stays passed, and the others are neither. */
static void
test_cancel (void)
{
  g_autoptr (ProctorTestingServer) model = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  answer (model, SAYS ("Good evening, how can I help you?"));
  answer (model, VERDICT ("success"));
  proctor_testing_server_answer (model, "POST", CHAT, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  open_workspace (app, model);
  see (app, ATSPI_ROLE_LABEL, "1 test, 1 run");
  proctor_testing_app_click (app, ATSPI_ROLE_RADIO_BUTTON, "3×");
  see (app, ATSPI_ROLE_LABEL, "1 test, 3 runs");
  proctor_testing_app_press (app, "<Alt>r");
  watch (app, "1 test, 3 runs");
  see (app, ATSPI_ROLE_LABEL, "1 of 3 runs have ended*");
  proctor_testing_app_save_picture (app, "rerun-half-way");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Cancel Runs");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Cancel Runs");
  see (app, ATSPI_ROLE_LABEL, "100 % passed (*");
  g_assert_cmpuint (count_runs (app, "passed"), ==, 1);
  g_assert_cmpuint (count_runs (app, "cancelled"), ==, 2);
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/rerun/failed", test_failed);
  g_test_add_func ("/journey/rerun/cancel", test_cancel);

  return g_test_run ();
}
