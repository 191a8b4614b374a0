/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-testing.h"

#include <string.h>

/* proctorctl as a shell sees it: what looks at things. */

#define TESTS "/v1/convai/agent-testing"
#define RUNS "/v1/convai/test-invocations"
#define AGENTS "/v1/convai/agents"

static char *
make_page (guint first,
           guint n,
           const char *next_cursor)
{
  GString *page = g_string_new ("{\"tests\":[");

  for (guint i = first; i < first + n; i++)
    g_string_append_printf (page, "%s" TESTING_CTL_ROW ("test_%u", "llm", "Number %u"), i > first ? "," : "", i, i);
  g_string_append_printf (page, "],\"has_more\":%s", next_cursor != NULL ? "true" : "false");
  if (next_cursor != NULL)
    g_string_append_printf (page, ",\"next_cursor\":\"%s\"", next_cursor);
  g_string_append_c (page, '}');

  return g_string_free (page, FALSE);
}

static void
test_list (TestingCtl *ctl,
           gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_autoptr (GPtrArray) requests = NULL;

  testing_ctl_answer (ctl, "GET", TESTS, 0,
                      "{\"tests\":[" TESTING_CTL_ROW ("test_1", "llm", "Greets") "," TESTING_CTL_ROW ("test_22", "simulation", "日本語 größer") "," TESTING_CTL_ROW ("tfld_3", "folder", "F") "," TESTING_CTL_ROW ("t4", "brand_new", "") "],\"has_more\":false}");
  result = testing_ctl_run (ctl, "tests list --search 'a b' --folder tfld_1");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.errors, ==, "");
  g_assert_cmpstr (result.output, ==,
                   "test_1   next reply  2025-10-09 08:53  Greets\n"
                   "test_22  simulation  2025-10-09 08:53  日本語 größer\n"
                   "tfld_3   folder      2025-10-09 08:53  F\n"
                   "t4       brand_new   2025-10-09 08:53  -\n");

  requests = proctor_testing_server_dup_requests (ctl->server);
  g_assert_cmpuint (requests->len, ==, 1);
  g_assert_cmpstr (proctor_testing_request_get_header (testing_ctl_get_request (requests, 0), "xi-api-key"), ==, TESTING_CTL_KEY);
  testing_ctl_assert_contains (testing_ctl_get_request (requests, 0)->query, "search=a%20b");
  testing_ctl_assert_contains (testing_ctl_get_request (requests, 0)->query, "parent_folder_id=tfld_1");
  testing_ctl_assert_contains (testing_ctl_get_request (requests, 0)->query, "page_size=100");
}

static void
test_list_wide (TestingCtl *ctl,
                gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  testing_ctl_answer (ctl, "GET", TESTS, 0, "{\"tests\":[" TESTING_CTL_ROW ("日本", "llm", "A") "," TESTING_CTL_ROW ("e\xcc\x81", "llm", "B") "," TESTING_CTL_ROW ("abcde", "llm", "C") "],\"has_more\":false}");
  result = testing_ctl_run (ctl, "tests list");
  g_assert_cmpstr (result.output, ==,
                   "日本   next reply  2025-10-09 08:53  A\n"
                   "e\xcc\x81      next reply  2025-10-09 08:53  B\n"
                   "abcde  next reply  2025-10-09 08:53  C\n");
}

/* A terminal that doesn't say that it knows UTF-8 mostly does, and a file always. */
static void
test_list_encoding (TestingCtl *ctl,
                    gconstpointer user_data)
{
  g_auto (TestingCtlResult) list = { 0 };
  g_auto (TestingCtlResult) help = { 0 };

  testing_ctl_set (ctl, "LC_ALL", "C");
  testing_ctl_answer (ctl, "GET", TESTS, 0, "{\"tests\":[" TESTING_CTL_ROW ("test_1", "llm", "größer") "],\"has_more\":false}");
  list = testing_ctl_run (ctl, "tests list");
  g_assert_cmpstr (list.output, ==, "test_1  next reply  2025-10-09 08:53  größer\n");
  help = testing_ctl_run (ctl, "--help");
  testing_ctl_assert_contains (help.output, "“run”");
}

/* What follows is no option, whatever it looks like. */
static void
test_separator (TestingCtl *ctl,
                gconstpointer user_data)
{
  const char *const commands[] = { "tests show -- -x", "-- tests show -- -x", "tests -- show --json -- -x" };

  testing_ctl_answer (ctl, "GET", TESTS "/-x", 0, "{\"id\":\"-x\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (TestingCtlResult) result = testing_ctl_run (ctl, commands[i]);

      g_assert_cmpint (result.status, ==, 0);
    }
}

static void
test_list_json (TestingCtl *ctl,
                gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_autoptr (JsonNode) found = NULL;
  g_autoptr (JsonNode) row = json_from_string (TESTING_CTL_ROW ("test_1", "llm", "\\u001b[31m \\u009b31m \\\" 日本"), NULL);
  g_autoptr (JsonNode) unreadable = json_from_string ("{\"id\":7}", NULL);

  testing_ctl_answer (ctl, "GET", TESTS, 0, "{\"tests\":[" TESTING_CTL_ROW ("test_1", "llm", "\\u001b[31m \\u009b31m \\\" 日本") ",{\"id\":7}],\"has_more\":false}");
  result = testing_ctl_run (ctl, "tests list --json");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.errors, ==, "");
  found = testing_ctl_parse (&result);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (found)), ==, 2);
  g_assert_true (json_node_equal (json_array_get_element (json_node_get_array (found), 0), row));
  g_assert_true (json_node_equal (json_array_get_element (json_node_get_array (found), 1), unreadable));
  testing_ctl_assert_contains (result.output, "\\u009b");
}

static void
test_list_empty (TestingCtl *ctl,
                 gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) json = { 0 };

  testing_ctl_answer (ctl, "GET", TESTS, 0, "{\"tests\":[],\"has_more\":false}");
  result = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==, "");
  json = testing_ctl_run (ctl, "tests list --json");
  g_assert_cmpint (json.status, ==, 0);
  g_assert_cmpstr (json.output, ==, "[]\n");
}

static void
test_list_pages (TestingCtl *ctl,
                 gconstpointer user_data)
{
  g_autofree char *one = make_page (0, 100, "c+2");
  g_autofree char *two = make_page (100, 100, "c+3");
  g_autofree char *three = make_page (200, 7, NULL);
  const char *pages[] = { one, two, three, one, two };
  g_auto (TestingCtlResult) all = { 0 };
  g_auto (TestingCtlResult) some = { 0 };
  g_auto (TestingCtlResult) few = { 0 };
  g_autoptr (JsonNode) found = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    testing_ctl_answer (ctl, "GET", TESTS, 0, pages[i]);

  all = testing_ctl_run (ctl, "tests list --json");
  g_assert_cmpint (all.status, ==, 0);
  found = testing_ctl_parse (&all);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (found)), ==, 207);

  some = testing_ctl_run (ctl, "tests list --limit=101");
  g_assert_cmpint (some.status, ==, 0);
  testing_ctl_assert_contains (some.output, "test_100 ");
  g_assert_null (strstr (some.output, "test_101"));

  few = testing_ctl_run (ctl, "tests list --limit=3");
  g_assert_cmpint (few.status, ==, 0);

  requests = proctor_testing_server_dup_requests (ctl->server);
  g_assert_cmpuint (requests->len, ==, 6);
  g_assert_null (strstr (testing_ctl_get_request (requests, 0)->query, "cursor"));
  testing_ctl_assert_contains (testing_ctl_get_request (requests, 1)->query, "cursor=c%2B2");
  testing_ctl_assert_contains (testing_ctl_get_request (requests, 2)->query, "cursor=c%2B3");
  testing_ctl_assert_contains (testing_ctl_get_request (requests, 5)->query, "page_size=3");
}

/* Half of a list is no list. */
static void
test_list_broken (TestingCtl *ctl,
                  gconstpointer user_data)
{
  g_autofree char *page = make_page (0, 2, "next");
  g_auto (TestingCtlResult) result = { 0 };

  testing_ctl_answer (ctl, "GET", TESTS, 0, page);
  testing_ctl_answer (ctl, "GET", TESTS, 422, "{\"detail\":[{\"loc\":[\"query\",\"cursor\"],\"msg\":\"bad cursor\",\"type\":\"value_error\"}]}");
  result = testing_ctl_run (ctl, "tests list --json");
  g_assert_cmpint (result.status, ==, 4);
  g_assert_cmpstr (result.output, ==, "");
  testing_ctl_assert_contains (result.errors, "bad cursor");
}

static void
test_unreadable (TestingCtl *ctl,
                 gconstpointer user_data)
{
  g_auto (TestingCtlResult) result = { 0 };

  testing_ctl_answer (ctl, "GET", TESTS, 0, "{\"tests\":[{\"id\":{\"a\":1}}," TESTING_CTL_ROW ("test_2", "tool", "Fine") "],\"has_more\":false}");
  result = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (result.status, ==, 0);
  testing_ctl_assert_contains (result.output, "-       This row can't be read. ");
  testing_ctl_assert_contains (result.output, "\ntest_2  tool call  ");
}

/* What a terminal would obey is shown instead; testing_ctl_finish() looks for the worst of it. */
static void
test_escapes (TestingCtl *ctl,
              gconstpointer user_data)
{
  g_auto (TestingCtlResult) list = { 0 };
  g_auto (TestingCtlResult) error = { 0 };

  testing_ctl_answer (ctl, "GET", TESTS, 0,
                      "{\"tests\":[" TESTING_CTL_ROW ("test_1\\u001b[2J", "\\u001b]0;x\\u0007", "a\\nb\\tc\\u001b[31m\\u009b31m\\u007f\\u202e\\r") "],\"has_more\":false}");
  list = testing_ctl_run (ctl, "tests list");
  g_assert_cmpint (list.status, ==, 0);
  g_assert_cmpstr (list.output, ==, "test_1␛[2J  ␛]0;x␇  2025-10-09 08:53  a b c␛[31m�31m␡�\n");

  testing_ctl_answer (ctl, "GET", TESTS "/x", 409, "{\"detail\":{\"message\":\"no \\u001b[31m\\nproctorctl: all is well\"}}");
  error = testing_ctl_run (ctl, "tests show x");
  g_assert_cmpint (error.status, ==, 4);
  testing_ctl_assert_contains (error.errors, "no ␛[31m proctorctl: all is well.\n");
}

static void
test_show (TestingCtl *ctl,
           gconstpointer user_data)
{
  const char *document = "{\"id\":\"test_1\",\"name\":\"Greets\",\"type\":\"llm\",\"chat_history\":[{\"role\":\"user\",\"message\":\"Hi\\nthere\",\"time_in_call_secs\":0}],"
                         "\"success_condition\":\"It greets.\",\"success_examples\":[{\"response\":\"Hello!\",\"type\":\"success\"}],\"failure_examples\":[],\"later\":{\"x\":null}}";
  g_autoptr (JsonNode) expected = json_from_string (document, NULL);
  g_auto (TestingCtlResult) result = { 0 };
  g_auto (TestingCtlResult) json = { 0 };
  g_autoptr (JsonNode) found = NULL;

  testing_ctl_answer (ctl, "GET", TESTS "/test_1", 0, document);
  result = testing_ctl_run (ctl, "tests show test_1");
  g_assert_cmpint (result.status, ==, 0);
  g_assert_cmpstr (result.output, ==,
                   "ID            test_1\n"
                   "Name          Greets\n"
                   "Kind          next reply\n"
                   "Conversation  user: Hi\n"
                   "              there\n"
                   "Passes if     It greets.\n"
                   "Good reply    Hello!\n");
  json = testing_ctl_run (ctl, "tests show --json test_1");
  g_assert_cmpint (json.status, ==, 0);
  found = testing_ctl_parse (&json);
  g_assert_true (json_node_equal (found, expected));
}

static void
test_show_tool (TestingCtl *ctl,
                gconstpointer user_data)
{
  const char *document = "{\"id\":\"test_2\",\"name\":\"Orders\",\"type\":\"tool\",\"chat_history\":[],\"check_any_tool_matches\":true,"
                         "\"dynamic_variables\":{\"n\":3},\"tool_call_parameters\":{\"referenced_tool\":{\"id\":\"tool_1\",\"type\":\"webhook\"},\"verify_absence\":false,\"parameters\":["
                         "{\"path\":\"body.a\",\"eval\":{\"type\":\"exact\",\"expected_value\":\"7\"}},{\"path\":\"body.b\",\"eval\":{\"type\":\"regex\",\"pattern\":\"^x\"}},"
                         "{\"path\":\"body.c\",\"eval\":{\"type\":\"llm\",\"description\":\"A city.\"}},{\"path\":\"body.d\",\"eval\":{\"type\":\"anything\"}},"
                         "{\"path\":\"body.e\",\"eval\":{\"type\":\"newer\"}}]}}";
  const char *absent = "{\"id\":\"test_3\",\"type\":\"tool\",\"tool_call_parameters\":{\"referenced_tool\":{\"id\":\"tool_1\"},\"verify_absence\":true,\"parameters\":[]}}";
  g_auto (TestingCtlResult) present = { 0 };
  g_auto (TestingCtlResult) missing = { 0 };

  testing_ctl_answer (ctl, "GET", TESTS "/test_2", 0, document);
  present = testing_ctl_run (ctl, "tests show test_2");
  g_assert_cmpint (present.status, ==, 0);
  g_assert_cmpstr (present.output, ==,
                   "ID         test_2\n"
                   "Name       Orders\n"
                   "Kind       tool call\n"
                   "Variable   n = 3\n"
                   "Tool       tool_1 (webhook)\n"
                   "Parameter  body.a: exactly “7”\n"
                   "Parameter  body.b: matches the pattern “^x”\n"
                   "Parameter  body.c: a model judges: A city.\n"
                   "Parameter  body.d: anything\n"
                   "Parameter  body.e: newer\n"
                   "Any match  Of several calls, one has to match.\n");

  testing_ctl_answer (ctl, "GET", TESTS "/test_3", 0, absent);
  missing = testing_ctl_run (ctl, "tests show test_3");
  testing_ctl_assert_contains (missing.output, "Tool       tool_1\nPasses if  The tool is not called.\n");
}

static void
test_show_simulation (TestingCtl *ctl,
                      gconstpointer user_data)
{
  const char *document = "{\"id\":\"test_4\",\"type\":\"simulation\",\"simulation_scenario\":\"You are late.\",\"simulation_max_turns\":7,\"success_conditions\":[\"It helps.\",\"It is kind.\"],"
                         "\"tool_mock_config\":{\"mocking_strategy\":\"selected\",\"fallback_strategy\":\"call_real_tool\",\"mocked_tool_ids\":[\"tool_1\",\"tool_2\"]},"
                         "\"tool_mock_overrides\":{\"tool_1\":[{\"mock_result\":\"full\",\"is_error\":true,\"parameter_conditions\":[{\"path\":\"day\",\"eval\":{\"type\":\"exact\",\"expected_value\":\"Monday\"}}]},"
                         "{\"mock_result\":\"free\"}]}}";
  g_auto (TestingCtlResult) result = { 0 };

  testing_ctl_answer (ctl, "GET", TESTS "/test_4", 0, document);
  result = testing_ctl_run (ctl, "tests show test_4");
  g_assert_cmpint (result.status, ==, 0);
  testing_ctl_assert_contains (result.output,
                               "Scenario        You are late.\n"
                               "Passes if       It helps.\n"
                               "Passes if       It is kind.\n"
                               "Most turns      7\n"
                               "Mocked          these tools: tool_1, tool_2\n"
                               "Without a mock  the real tool is called\n"
                               "Mock            tool_1 | day: exactly “Monday” → error: full\n"
                               "Mock            tool_1 → free\n");
}

static void
test_agents (TestingCtl *ctl,
             gconstpointer user_data)
{
  const char *document = "{\"agent_id\":\"agent_1\",\"name\":\"Ada\",\"conversation_config\":{\"agent\":{\"language\":\"de\",\"first_message\":\"Hallo\",\"prompt\":{\"llm\":\"m1\",\"prompt\":\"Be kind.\"}}},"
                         "\"platform_settings\":{\"testing\":{\"attached_tests\":[{\"test_id\":\"test_1\"}]}}}";
  g_auto (TestingCtlResult) list = { 0 };
  g_auto (TestingCtlResult) show = { 0 };
  g_auto (TestingCtlResult) json = { 0 };
  g_autoptr (JsonNode) expected = json_from_string (document, NULL);
  g_autoptr (JsonNode) found = NULL;

  testing_ctl_answer (ctl, "GET", AGENTS, 0, "{\"agents\":[{\"agent_id\":\"agent_1\",\"name\":\"Ada\",\"created_at_unix_secs\":1760000000}],\"has_more\":false}");
  testing_ctl_answer (ctl, "GET", AGENTS "/agent_1", 0, document);
  list = testing_ctl_run (ctl, "agents list --search Ada --limit 5");
  g_assert_cmpint (list.status, ==, 0);
  g_assert_cmpstr (list.output, ==, "agent_1  2025-10-09 08:53  Ada\n");

  show = testing_ctl_run (ctl, "agents show agent_1");
  g_assert_cmpint (show.status, ==, 0);
  g_assert_cmpstr (show.output, ==,
                   "ID             agent_1\n"
                   "Name           Ada\n"
                   "Test           test_1\n"
                   "Language       de\n"
                   "Model          m1\n"
                   "First message  Hallo\n"
                   "Prompt         Be kind.\n");

  json = testing_ctl_run (ctl, "agents show agent_1 --json");
  found = testing_ctl_parse (&json);
  g_assert_true (json_node_equal (found, expected));
}

static void
test_runs (TestingCtl *ctl,
           gconstpointer user_data)
{
  const char *document = " {\"id\":\"inv_1\",\"agent_id\":\"agent_1\",\"test_runs\":[{\"test_run_id\":\"run_1\",\"test_id\":\"test_1\",\"test_name\":\"Greets\",\"status\":\"passed\"},"
                         "{\"test_run_id\":\"run_2\",\"test_id\":\"test_1\",\"test_name\":\"Greets\",\"status\":\"pending\"},{\"status\":1}],\"n\":1.50}";
  g_autofree char *body = g_strconcat (document, "\n\n", NULL);
  g_auto (TestingCtlResult) list = { 0 };
  g_auto (TestingCtlResult) show = { 0 };
  g_auto (TestingCtlResult) json = { 0 };
  g_auto (TestingCtlResult) cancel = { 0 };
  g_auto (TestingCtlResult) late = { 0 };
  g_autoptr (GPtrArray) requests = NULL;

  testing_ctl_answer (ctl, "GET", RUNS, 0,
                      "{\"results\":[{\"id\":\"inv_1\",\"title\":\"Suite\",\"created_at_unix_secs\":1760000000,\"test_run_count\":3,\"passed_count\":2,\"failed_count\":1,\"pending_count\":0}],\"has_more\":false}");
  testing_ctl_answer (ctl, "GET", RUNS "/inv_1", 0, body);
  testing_ctl_answer (ctl, "POST", RUNS "/inv_1/cancel", 0, "{}");
  list = testing_ctl_run (ctl, "runs list --agent agent_1");
  g_assert_cmpint (list.status, ==, 0);
  g_assert_cmpstr (list.output, ==, "inv_1  2025-10-09 08:53  2 passed, 1 failed  Suite\n");

  show = testing_ctl_run (ctl, "runs show inv_1");
  g_assert_cmpint (show.status, ==, 0);
  testing_ctl_assert_contains (show.output,
                               "ID     inv_1\n"
                               "Agent  agent_1\n"
                               "\n"
                               "passed   run_1  Greets (1 of 2)\n"
                               "pending  run_2  Greets (2 of 2)\n"
                               "error    -      -\n"
                               "  This run can't be read");
  testing_ctl_assert_contains (show.output, "\n\n1 passed, 1 error, 1 pending\n");

  json = testing_ctl_run (ctl, "runs show inv_1 --json");
  g_assert_cmpint (json.status, ==, 0);
  g_assert_cmpstr (g_strchomp (json.output), ==, document);

  cancel = testing_ctl_run (ctl, "runs cancel inv_1");
  g_assert_cmpint (cancel.status, ==, 0);
  g_assert_cmpstr (cancel.output, ==, "");
  g_assert_cmpstr (cancel.errors, ==, "What had not ended was cancelled.\n");
  testing_ctl_answer (ctl, "GET", RUNS "/inv_2", 0, "{\"id\":\"inv_2\",\"test_runs\":[{\"test_run_id\":\"run_1\",\"test_id\":\"test_1\",\"status\":\"passed\"}]}");
  testing_ctl_answer (ctl, "POST", RUNS "/inv_2/cancel", 0, "{}");
  late = testing_ctl_run (ctl, "runs cancel inv_2");
  g_assert_cmpint (late.status, ==, 0);
  g_assert_cmpstr (late.errors, ==, "All had ended already; there was nothing to cancel.\n");
  g_assert_cmpuint (testing_ctl_count (ctl, "POST", RUNS "/inv_1/cancel"), ==, 1);

  requests = proctor_testing_server_dup_requests (ctl->server);
  testing_ctl_assert_contains (testing_ctl_get_request (requests, 0)->query, "agent_id=agent_1");
}

static void
test_reasons (TestingCtl *ctl,
              gconstpointer user_data)
{
  const char *document = "{\"id\":\"inv_1\",\"agent_id\":\"agent_1\",\"test_runs\":["
                         "{\"test_run_id\":\"run_1\",\"test_id\":\"test_1\",\"test_name\":\" Greets\",\"status\":\"failed\",\"condition_result\":{\"result\":\"failure\","
                         "\"rationale\":{\"summary\":\"\",\"messages\":[\"Criterion 1 passed: fine\",\"Criterion 2 failed:\\nrude\"]}}},"
                         "{\"test_run_id\":\"run_2\",\"test_id\":\"test_2\",\"test_name\":\"Helps\",\"status\":\"failed\"},"
                         "{\"test_run_id\":\"run_3\",\"test_id\":\"test_3\",\"test_name\":\"Waits\",\"status\":\"thinking\"},"
                         "{\"test_run_id\":\"run_4\",\"test_id\":\"test_4\",\"test_name\":\"Ends\",\"status\":\"failed\",\"condition_result\":{\"result\":\"unknown\","
                         "\"rationale\":{\"summary\":\"Odd.\",\"messages\":[\"Odd.\",\"Error: \\u001b[31mbroke\"]}}}]}";
  g_auto (TestingCtlResult) result = { 0 };

  testing_ctl_answer (ctl, "GET", RUNS "/inv_1", 0, document);
  result = testing_ctl_run (ctl, "runs show inv_1");
  g_assert_cmpint (result.status, ==, 0);
  testing_ctl_assert_contains (result.output,
                               "failed  run_1  Greets\n"
                               "  Criterion 1 passed: fine\n"
                               "  Criterion 2 failed: rude\n"
                               "error   run_2  Helps\n"
                               "  no verdict\n"
                               "error   run_3  Waits\n"
                               "  has the status “thinking”, which this version doesn't know\n"
                               "error   run_4  Ends\n"
                               "  Odd.\n"
                               "  Error: ␛[31mbroke\n"
                               "\n");
}

static void
add (const char *path,
     void (*test) (TestingCtl *, gconstpointer))
{
  g_test_add (path, TestingCtl, NULL, testing_ctl_set_up, test, testing_ctl_tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  add ("/proctorctl/list", test_list);
  add ("/proctorctl/list/wide", test_list_wide);
  add ("/proctorctl/list/encoding", test_list_encoding);
  add ("/proctorctl/separator", test_separator);
  add ("/proctorctl/list/json", test_list_json);
  add ("/proctorctl/list/empty", test_list_empty);
  add ("/proctorctl/list/pages", test_list_pages);
  add ("/proctorctl/list/broken", test_list_broken);
  add ("/proctorctl/list/unreadable", test_unreadable);
  add ("/proctorctl/list/escapes", test_escapes);
  add ("/proctorctl/show", test_show);
  add ("/proctorctl/show/tool", test_show_tool);
  add ("/proctorctl/show/simulation", test_show_simulation);
  add ("/proctorctl/agents", test_agents);
  add ("/proctorctl/runs", test_runs);
  add ("/proctorctl/runs/reasons", test_reasons);

  return g_test_run ();
}
