/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-running.h"

#include "journey-workspace.h"
#include "proctor-testing.h"

/* What is run in the workspace on this computer, with a model that can be held back, so that halfway
 * is always at the same place. */

#define INVOCATIONS "/v1/convai/test-invocations"

/* One run after the other. */
#define PROVIDER "{\"kind\": \"openai\", \"base_url\": \"%s\", \"model\": \"stub\", \"judge_model\": null, \"simulated_user_model\": null, \"runs_at_a_time\": 1}"

/**
 * journey_running_use_model:
 * @app: the program, which shows the sample workspace
 * @stub: a model server
 *
 * Lets the engine ask @stub and not answer by itself.
 */
void
journey_running_use_model (ProctorTestingApp *app,
                           EngineStub *stub)
{
  g_autofree char *body = g_strdup_printf (PROVIDER, engine_stub_get_url (stub));
  g_autoptr (JsonNode) answer = journey_workspace_ask (app, "PUT", "/v1/proctor/provider", body, NULL);
}

/**
 * journey_running_choose_two:
 * @app: the program, which shows the list of tests
 *
 * Selects two tests.
 */
void
journey_running_choose_two (ProctorTestingApp *app)
{
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, JOURNEY_RUNNING_REFUND);
  proctor_testing_app_point_with (app, ATSPI_ROLE_LIST_ITEM, JOURNEY_RUNNING_HOURS, 1, "<Control>");
}

/**
 * journey_running_start:
 * @app: the program, in which two tests are selected
 * @times: how often, as the dialog's button has it
 * @total: what the dialog says then
 *
 * Starts the tests and goes where one can watch them. The toast that leads there doesn't wait for a slow
 * machine.
 */
void
journey_running_start (ProctorTestingApp *app,
                       const char *times,
                       const char *total)
{
  proctor_testing_app_press (app, "<Control>r");
  proctor_testing_app_point (app, ATSPI_ROLE_RADIO_BUTTON, times);
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, total));
  proctor_testing_app_press (app, "<Alt>r");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_RADIO_BUTTON, times);
  proctor_testing_app_press (app, "<Control>2 F5");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "2 tests*");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_BUTTON, "Stop Watching"));
}

/**
 * journey_running_count:
 * @app: the program
 * @n_runs: (out): how many runs these have
 * @n_pending: (out): how many of them have not ended
 *
 * Returns: how many invocations the engine has
 */
guint
journey_running_count (ProctorTestingApp *app,
                       guint *n_runs,
                       guint *n_pending)
{
  g_autoptr (JsonNode) answer = journey_workspace_ask (app, "GET", INVOCATIONS "?page_size=100", NULL, NULL);
  JsonArray *results = json_object_get_array_member (json_node_get_object (answer), "results");

  *n_runs = 0;
  *n_pending = 0;
  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *summary = json_array_get_object_element (results, i);

      *n_runs += (guint) json_object_get_int_member (summary, "test_run_count");
      *n_pending += (guint) json_object_get_int_member (summary, "pending_count");
    }

  return json_array_get_length (results);
}

/**
 * journey_running_get_newest:
 * @app: the program
 *
 * Returns: (transfer full): the newest invocation, with its runs
 */
JsonNode *
journey_running_get_newest (ProctorTestingApp *app)
{
  g_autoptr (JsonNode) answer = journey_workspace_ask (app, "GET", INVOCATIONS "?page_size=1", NULL, NULL);
  JsonArray *results = json_object_get_array_member (json_node_get_object (answer), "results");
  g_autofree char *path = g_strconcat (INVOCATIONS "/", json_object_get_string_member (json_array_get_object_element (results, 0), "id"), NULL);

  return journey_workspace_ask (app, "GET", path, NULL, NULL);
}

typedef struct
{
  EngineStub *stub;
  guint n_questions;
} Held;

static gboolean
was_asked (gpointer user_data)
{
  const Held *held = user_data;

  return engine_stub_count (held->stub) >= held->n_questions;
}

/**
 * journey_running_wait_until_held:
 * @stub: a model server
 * @n_questions: how many questions it is asked before nobody gets on
 *
 * Waits for the middle of what is run.
 */
void
journey_running_wait_until_held (EngineStub *stub,
                                 guint n_questions)
{
  Held held = { stub, n_questions };

  proctor_testing_wait_for ("the model to be asked", was_asked, &held);
}

static gboolean
have_ended (gpointer user_data)
{
  guint n_runs, n_pending;

  return journey_running_count (user_data, &n_runs, &n_pending) > 0 && n_pending == 0;
}

/**
 * journey_running_wait_until_ended:
 * @app: the program
 *
 * Waits until the engine has a result of every run.
 */
void
journey_running_wait_until_ended (ProctorTestingApp *app)
{
  proctor_testing_wait_for ("all runs to end", have_ended, app);
}
