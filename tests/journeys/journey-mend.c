/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-editor.h"
#include "journey-scripted.h"
#include "proctor-testing.h"

#include <json-glib/json-glib.h>

/* From a failure to a run that passes: what the agent said wrongly becomes an example of its test, which is run again. */

#define REPLY "We never refund."
#define EXAMPLE ", {\"response\": \"" REPLY "\", \"type\": \"failure\"}"
#define TEST JOURNEY_SCRIPTED_TESTS "/t1"
#define START JOURNEY_SCRIPTED_AGENTS "/agent_1/run-tests"

#define RUN_OF(number) \
  "\"test_run_id\": \"run_" number "\", \"test_invocation_id\": \"suite_" number "\", \"agent_id\": \"agent_1\", \"test_id\": \"t1\", \"test_name\": \"" JOURNEY_SCRIPTED_TEST "\", \"last_updated_at_unix\": 176000010" number
#define RUN(number, status, result, example, said)                                                                                                                             \
  "{" RUN_OF (number) ", \"status\": \"" status "\", \"condition_result\": {\"result\": \"" result "\", \"rationale\": {\"messages\": [\"That is so.\"], \"summary\": \"\"}}," \
                      " \"test_info\": " JOURNEY_SCRIPTED_BODY (example) ", \"agent_responses\": [{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"" said "\"}]}"
#define INVOCATION(number, run) "{\"id\": \"suite_" number "\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"created_at\": 176000000" number ", \"repeat_count\": 1, \"test_runs\": [" run "]}"

#define SUMMARY(number, title, n_passed, n_failed)                                                                                                             \
  "{\"id\": \"suite_" number "\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"title\": \"" title "\", \"created_at_unix_secs\": 176000000" number "," \
  " \"test_run_count\": 1, \"passed_count\": " n_passed ", \"failed_count\": " n_failed ", \"pending_count\": 0}"
#define NIGHTLY SUMMARY ("1", "Nightly", "0", "1")
#define MENDED SUMMARY ("2", "Mended", "1", "0")
#define LIST(rows) "{\"results\": [" rows "], \"has_more\": false, \"next_cursor\": null}"

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

/* A test that failed, and what becomes of it when it is saved. */
static void
answer_failure (ProctorTestingServer *server)
{
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS, LIST (NIGHTLY));
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS "/suite_1", INVOCATION ("1", RUN ("1", "failed", "failure", "", REPLY)));
  proctor_testing_server_answer (server, "POST", JOURNEY_SCRIPTED_TESTS "/summaries",
                                 &(ProctorTestingAnswer) { .body = "{\"tests\": {\"t1\": {\"id\": \"t1\", \"name\": \"" JOURNEY_SCRIPTED_TEST "\", \"type\": \"llm\", \"created_at_unix_secs\": 400,"
                                                                   " \"last_updated_at_unix_secs\": 400}}}" });
  proctor_testing_server_answer (server, "PUT", TEST, &(ProctorTestingAnswer) { .body = JOURNEY_SCRIPTED_BODY (EXAMPLE) });
}

/* Only what was saved passes. */
static void
answer_success (ProctorTestingServer *server)
{
  journey_scripted_answer (server, TEST, JOURNEY_SCRIPTED_BODY (EXAMPLE));
  proctor_testing_server_answer (server, "POST", START, &(ProctorTestingAnswer) { .body = INVOCATION ("2", "{" RUN_OF ("2") ", \"status\": \"pending\"}") });
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS "/suite_2", INVOCATION ("2", RUN ("2", "passed", "success", EXAMPLE, "We refund it.")));
  /* What is told for a part of the query comes before what was told for none. */
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS "?page_size=", LIST (MENDED ", " NIGHTLY));
}

/* What was sent there, which was sent once. */
static JsonNode *
parse_sent (ProctorTestingServer *server,
            const char *method,
            const char *path)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (server);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  guint n_sent = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);
      g_autoptr (GError) error = NULL;
      gsize length;
      const char *body = g_bytes_get_data (request->body, &length);

      if (!g_str_equal (request->method, method) || !g_str_equal (request->path, path))
        continue;

      json_parser_load_from_data (parser, body, (gssize) length, &error);
      g_assert_no_error (error);
      n_sent++;
    }
  g_assert_cmpuint (n_sent, ==, 1);

  return json_parser_steal_root (parser);
}

/* The example came to what was there, and nothing else is another. */
static void
assert_saved (ProctorTestingServer *server)
{
  g_autoptr (JsonNode) sent = parse_sent (server, "PUT", TEST);
  g_autoptr (JsonNode) expected = json_from_string (JOURNEY_SCRIPTED_BODY (EXAMPLE), NULL);
  g_autofree char *text = json_to_string (sent, TRUE);
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  g_test_message ("%s", text);
  json_object_iter_init (&iter, json_node_get_object (expected));
  while (json_object_iter_next (&iter, &member, &value))
    {
      JsonNode *found = json_object_get_member (json_node_get_object (sent), member);

      /* Its address says which test it is. */
      if (g_str_equal (member, "id"))
        continue;
      if (found == NULL || !json_node_equal (found, value))
        g_error ("“%s” is not as expected in %s", member, text);
    }
}

static void
assert_started (ProctorTestingServer *server)
{
  g_autoptr (JsonNode) sent = parse_sent (server, "POST", START);
  JsonArray *tests = json_object_get_array_member (json_node_get_object (sent), "tests");

  g_assert_cmpuint (json_array_get_length (tests), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (tests, 0), "test_id"), ==, "t1");
}

static void
test_passes (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  answer_failure (server);
  journey_scripted_connect (app, server);
  proctor_testing_app_resize (app, 1700, 900);
  proctor_testing_app_press (app, "<Control>2");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Nightly*");
  proctor_testing_app_point (app, ATSPI_ROLE_TABLE_CELL, JOURNEY_SCRIPTED_TEST ", repeat 1, failed");
  proctor_testing_app_point (app, ATSPI_ROLE_BUTTON, "Reply as Failing Example");

  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, "Failing Example 2", REPLY);
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, "Failing Example 1", "No.");
  see (app, ATSPI_ROLE_BUTTON, "Save");
  proctor_testing_app_save_picture (app, "mend-draft");
  proctor_testing_app_press (app, "<Control>s");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Save");
  assert_saved (server);

  answer_success (server);
  proctor_testing_app_press (app, "<Control>r");
  see (app, ATSPI_ROLE_LABEL, "1 test, 1 run");
  proctor_testing_app_press (app, "Return");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "1 test, 1 run");
  proctor_testing_app_press (app, "<Control>2 F5");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Mended*");
  see (app, ATSPI_ROLE_LABEL, "100 % passed (*");
  proctor_testing_app_point (app, ATSPI_ROLE_TABLE_CELL, JOURNEY_SCRIPTED_TEST ", repeat 1, passed");
  see (app, ATSPI_ROLE_LABEL, "We refund it.");
  see (app, ATSPI_ROLE_LABEL, "Passed");
  proctor_testing_app_save_picture (app, "mend-passed");
  proctor_testing_app_quit (app);
  assert_saved (server);
  assert_started (server);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/mend/passes", test_passes);

  return g_test_run ();
}
