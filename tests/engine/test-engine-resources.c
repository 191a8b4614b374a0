/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-calls.h"
#include "proctor-conversation-store.h"
#include "proctor-database.h"
#include "proctor-testing.h"

/* Tools, environment variables, conversations, models, the user. */

#define TOOLS "/v1/convai/tools"
#define VARIABLES "/v1/convai/environment-variables"
#define CONVERSATIONS "/v1/convai/conversations"

#define CLIENT_TOOL "'tool_config':{'type':'client','name':'%s','description':'d'}"

static char *
make_tool (EngineCalls *calls,
           const char *name)
{
  g_autofree char *body = g_strdup_printf ("{" CLIENT_TOOL "}", name);

  return engine_calls_make (calls, TOOLS, body, "id");
}

static void
check_names (EngineCalls *calls,
             const char *path,
             const char *array,
             const char *member,
             const char *expected)
{
  g_autoptr (JsonNode) page = engine_calls_ask (calls, 200, "GET", path, NULL);
  g_autofree char *names = engine_node_join (page, array, member);

  g_test_message ("%s", path);
  g_assert_cmpstr (names, ==, expected);
}

static void
test_tools (EngineCalls *calls,
            gconstpointer user_data)
{
  g_autofree char *first = make_tool (calls, "book_room");
  g_autofree char *second = make_tool (calls, "Book_Table");
  g_autofree char *third = engine_calls_make (calls, TOOLS,
                                              "{'tool_config':{'type':'webhook','name':'a_hook','description':'d','api_schema':{'url':'https://x.test','x_new':1}},"
                                              "'response_mocks':[{'mock_result':'{}','parameter_conditions':[{'path':'body.a','eval':{'type':'exact','expected_value':'1'}}]}]}",
                                              "id");
  g_autofree char *path = g_strconcat (TOOLS "/", third, NULL);
  g_autoptr (JsonNode) tool = engine_calls_ask (calls, 200, "GET", path, NULL);
  g_autoptr (JsonNode) patched = NULL;
  g_autoptr (JsonNode) page = NULL;

  g_assert_cmpint (engine_node_int (tool, "tool_config.api_schema.x_new"), ==, 1);
  g_assert_cmpstr (engine_node_text (tool, "response_mocks.0.mock_result"), ==, "{}");
  check_names (calls, TOOLS, "tools", "tool_config.name", "a_hook Book_Table book_room");
  check_names (calls, TOOLS "?search=BOOK", "tools", "tool_config.name", "Book_Table book_room");
  check_names (calls, TOOLS "?search=room", "tools", "tool_config.name", "");
  check_names (calls, TOOLS "?types=webhook", "tools", "tool_config.name", "a_hook");
  check_names (calls, TOOLS "?types=webhook&types=client&sort_by=name&sort_direction=asc", "tools", "tool_config.name", "a_hook book_room Book_Table");
  check_names (calls, TOOLS "?sort_by=created_at&sort_direction=asc", "tools", "tool_config.name", "book_room Book_Table a_hook");
  check_names (calls, TOOLS "?created_by_user_id=somebody", "tools", "tool_config.name", "");
  page = engine_calls_ask (calls, 200, "GET", TOOLS "?page_size=2", NULL);
  g_assert_nonnull (engine_node_text (page, "next_cursor"));

  /* A tool is replaced as a whole; its mocks stay where the body does not speak of them. */
  patched = engine_calls_ask (calls, 200, "PATCH", path, "{'tool_config':{'type':'webhook','name':'hook','description':'d','api_schema':{'url':'https://y.test'}}}");
  g_assert_null (engine_node_find (patched, "tool_config.api_schema.x_new"));
  g_assert_cmpstr (engine_node_text (patched, "response_mocks.0.mock_result"), ==, "{}");
}

static void
test_tools_refused (EngineCalls *calls,
                    gconstpointer user_data)
{
  const EngineCase cases[] = {
    { "POST", TOOLS, NULL, 422, "'loc':['body']" },
    { "POST", TOOLS, "{}", 422, "'loc':['body','tool_config']" },
    { "POST", TOOLS, "{'tool_config':{}}", 422, "'loc':['body','tool_config','type']" },
    { "POST", TOOLS, "{'tool_config':{'type':'hammer','name':'n','description':''}}", 422, "'enum'" },
    { "POST", TOOLS, "{'tool_config':{'type':'client','name':'a b','description':''}}", 422, "'string_pattern_mismatch'" },
    { "POST", TOOLS, "{'tool_config':{'type':'client','name':'n'}}", 422, "'loc':['body','tool_config','description']" },
    { "POST", TOOLS, "{'tool_config':{'type':'webhook','name':'n','description':''}}", 422, "'api_schema'" },
    { "POST", TOOLS, "{'tool_config':{'type':'webhook','name':'n','description':'','api_schema':{}}}", 422, "'api_schema','url'" },
    { "POST", TOOLS, "{'tool_config':{'type':'client','name':'n','description':'','response_timeout_secs':121}}", 422, "'less_than_equal'" },
    { "POST", TOOLS, "{'tool_config':{'type':'webhook','name':'n','description':'','api_schema':{'url':'u'},'response_timeout_secs':4}}", 422, "'greater_than_equal'" },
    { "PATCH", TOOLS "/%s", "{'tool_config':{'type':'client','name':'n','description':'d'},'response_mocks':[1]}", 422, "'response_mocks',0" },
    { "PATCH", TOOLS "/%s", "{'tool_config':{'type':'client','name':'n','description':'d'},'response_mocks':[{}]}", 422, "'response_mocks',0,'mock_result'" },
    { "PATCH", TOOLS "/%s", "{'tool_config':{'type':'client','name':'n','description':'d'},'response_mocks':[{'mock_result':'','parameter_conditions':[{'path':'a','eval':{'type':'x'}}]}]}", 422, "'eval','type'" },
    { "PATCH", TOOLS "/%s", "{'tool_config':{'type':'client','name':'n','description':'d'},'response_mocks':[{'mock_result':'','parameter_conditions':[{'path':'a','eval':{'type':'regex'}}]}]}", 422, "'eval','pattern'" },
    { "GET", TOOLS "/tool_none", NULL, 404, "'tool_not_found'" },
    { "DELETE", TOOLS "/tool_none", NULL, 404, "'tool_not_found'" },
    { "PATCH", TOOLS "/tool_none", "{'tool_config':{'type':'client','name':'n','description':''}}", 404, "'tool_not_found'" },
    { "GET", TOOLS "?types=mcp", NULL, 422, "'loc':['query','types',0]" },
    { "GET", TOOLS "?page_size=101", NULL, 422, "'less_than_equal'" },
  };
  g_autofree char *id = make_tool (calls, "n");

  engine_calls_check_table (calls, cases, G_N_ELEMENTS (cases), id);
}

static void
test_tool_in_use (EngineCalls *calls,
                  gconstpointer user_data)
{
  g_autofree char *id = make_tool (calls, "n");
  g_autofree char *path = g_strconcat (TOOLS "/", id, NULL);
  g_autofree char *forced = g_strconcat (path, "?force=true", NULL);
  g_autofree char *body = g_strdup_printf ("{'conversation_config':{'agent':{'prompt':{'prompt':'p','tool_ids':['other','%s']}}}}", id);
  g_autofree char *agent_id = engine_calls_make (calls, "/v1/convai/agents/create", body, "agent_id");
  g_autofree char *agent_path = g_strconcat ("/v1/convai/agents/", agent_id, NULL);
  g_autoptr (JsonNode) agent = NULL;

  engine_calls_do (calls, 409, "DELETE", path, NULL);
  engine_calls_do (calls, 200, "GET", path, NULL);
  engine_calls_do (calls, 200, "DELETE", forced, NULL);
  engine_calls_do (calls, 404, "GET", path, NULL);
  agent = engine_calls_ask (calls, 200, "GET", agent_path, NULL);
  g_assert_cmpstr (json_node_get_string (engine_node_find (agent, "conversation_config.agent.prompt.tool_ids.0")), ==, "other");
  g_assert_null (engine_node_find (agent, "conversation_config.agent.prompt.tool_ids.1"));
}

static void
test_variables (EngineCalls *calls,
                gconstpointer user_data)
{
  g_autofree char *id = engine_calls_make (calls, VARIABLES, "{'type':'string','label':'host','values':{'production':'a','staging':'b'}}", "id");
  g_autofree char *other = engine_calls_make (calls, VARIABLES, "{'type':'secret','label':'key','values':{'production':{'secret_id':'s'}}}", "id");
  g_autofree char *path = g_strconcat (VARIABLES "/", id, NULL);
  g_autoptr (JsonNode) patched = engine_calls_ask (calls, 200, "PATCH", path, "{'values':{'staging':null,'test':'c'}}");
  g_autoptr (JsonNode) filtered = engine_calls_ask (calls, 200, "GET", VARIABLES "?environment=test", NULL);
  g_autoptr (JsonNode) page = engine_calls_ask (calls, 200, "GET", VARIABLES "?page_size=1", NULL);
  g_autofree char *next = g_strconcat (VARIABLES "?page_size=1&cursor=", engine_node_text (page, "next_cursor"), NULL);

  g_assert_cmpstr (engine_node_text (patched, "values.production"), ==, "a");
  g_assert_cmpstr (engine_node_text (patched, "values.test"), ==, "c");
  g_assert_null (engine_node_find (patched, "values.staging"));
  g_assert_cmpstr (engine_node_text (filtered, "environment_variables.0.values.test"), ==, "c");
  g_assert_null (engine_node_find (filtered, "environment_variables.0.values.production"));
  check_names (calls, VARIABLES, "environment_variables", "label", "host key");
  check_names (calls, VARIABLES "?label=key", "environment_variables", "label", "key");
  check_names (calls, VARIABLES "?type=string", "environment_variables", "label", "host");
  check_names (calls, next, "environment_variables", "label", "key");
}

static void
test_variables_refused (EngineCalls *calls,
                        gconstpointer user_data)
{
  const EngineCase cases[] = {
    { "POST", VARIABLES, "{}", 422, "'loc':['body','type']" },
    { "POST", VARIABLES, "{'type':'number','label':'a','values':{'production':'1'}}", 422, "'enum'" },
    { "POST", VARIABLES, "{'type':'string','label':'a b','values':{'production':'1'}}", 422, "'string_pattern_mismatch'" },
    { "POST", VARIABLES, "{'type':'string','label':'','values':{'production':'1'}}", 422, "'string_pattern_mismatch'" },
    { "POST", VARIABLES, "{'type':'string','label':'a','values':{'staging':'1'}}", 422, "'loc':['body','values']" },
    { "POST", VARIABLES, "{'type':'string','label':'a','values':{'production':''}}", 422, "'string_too_short'" },
    { "POST", VARIABLES, "{'type':'string','label':'a','values':{'production':null}}", 422, "'string_type'" },
    { "POST", VARIABLES, "{'type':'secret','label':'a','values':{'production':'s'}}", 422, "'model_attributes_type'" },
    { "POST", VARIABLES, "{'type':'auth_connection','label':'a','values':{'production':{}}}", 422, "'auth_connection_id'" },
    { "POST", VARIABLES, "{'type':'string','label':'taken','values':{'production':'1'}}", 409, "'conflict'" },
    { "PATCH", VARIABLES "/%s", "{}", 422, "'loc':['body','values']" },
    { "PATCH", VARIABLES "/%s", "{'values':{'production':null}}", 422, "'loc':['body','values','production']" },
    { "PATCH", VARIABLES "/%s", "{'values':{'staging':{'secret_id':'x'}}}", 422, "'string_type'" },
    { "PATCH", VARIABLES "/none", "{'values':{}}", 404, "'environment_variable_not_found'" },
    { "GET", VARIABLES "/none", NULL, 404, "'environment_variable_not_found'" },
    { "GET", VARIABLES "?type=x", NULL, 422, "'loc':['query','type']" },
    { "DELETE", VARIABLES "/%s", NULL, 405, NULL },
  };
  g_autofree char *id = engine_calls_make (calls, VARIABLES, "{'type':'string','label':'taken','values':{'production':'a'}}", "id");

  engine_calls_check_table (calls, cases, G_N_ELEMENTS (cases), id);
}

/* In the database's thread. */
static gpointer
store_conversations (ProctorDatabase *database,
                     gpointer data,
                     GError **error)
{
  const char *const documents[] = {
    "{\"conversation_id\":\"one\",\"agent_id\":\"a\",\"branch_id\":\"b\",\"version_id\":\"v\",\"metadata\":{\"start_time_unix_secs\":100,\"call_duration_secs\":7},"
    "\"analysis\":{\"call_successful\":\"success\",\"transcript_summary\":\"Booked\",\"call_summary_title\":\"Room\"},\"x_unknown\":[null],"
    "\"transcript\":[{\"role\":\"user\",\"message\":\"Äpfel please\",\"time_in_call_secs\":0},{\"role\":\"agent\",\"time_in_call_secs\":1,"
    "\"tool_calls\":[{\"request_id\":\"r\",\"tool_name\":\"book\",\"params_as_json\":\"{}\",\"tool_has_been_called\":true}]}]}",
    "{\"conversation_id\":\"two\",\"agent_id\":\"a\",\"metadata\":{\"start_time_unix_secs\":200},\"status\":\"failed\"}",
    "{\"conversation_id\":\"three\",\"agent_id\":\"c\",\"metadata\":{\"start_time_unix_secs\":200},\"analysis\":{\"call_successful\":\"failure\",\"transcript_summary\":\"\"}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (documents[i], NULL);

      proctor_conversations_store (database, json_node_get_object (node));
      /* A run that is stored once more is still one conversation. */
      proctor_conversations_store (database, json_node_get_object (node));
    }
  proctor_database_take_error (database, error);

  return NULL;
}

static void
test_conversations (EngineCalls *calls,
                    gconstpointer user_data)
{
  const struct
  {
    const char *query;
    const char *ids;
  } cases[] = {
    { "", "three two one" },
    { "?sort_direction=asc", "one two three" },
    { "?agent_id=a", "two one" },
    { "?branch_id=b", "one" },
    { "?version_id=none", "" },
    { "?call_successful=success", "one" },
    { "?call_successful=unknown", "two" },
    { "?call_successful=error", "two" },
    { "?call_start_after_unix=150", "three two" },
    { "?call_start_before_unix=150", "one" },
    { "?search=%C3%84PFEL", "one" },
    { "?search=nothing", "" },
    { "?tool_names=none&tool_names=book", "one" },
    { "?exclude_statuses=failed", "three one" },
  };
  g_autoptr (JsonNode) page = NULL;
  g_autoptr (JsonNode) with_summaries = NULL;
  g_autoptr (JsonNode) one = NULL;
  g_autofree char *next = NULL;

  engine_calls_work (calls, store_conversations, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat (CONVERSATIONS, cases[i].query, NULL);

      check_names (calls, path, "conversations", "conversation_id", cases[i].ids);
    }

  page = engine_calls_ask (calls, 200, "GET", CONVERSATIONS "?page_size=1", NULL);
  next = g_strconcat (CONVERSATIONS "?page_size=2&cursor=", engine_node_text (page, "next_cursor"), NULL);
  check_names (calls, next, "conversations", "conversation_id", "two one");
  with_summaries = engine_calls_ask (calls, 200, "GET", CONVERSATIONS "?branch_id=b&summary_mode=include", NULL);
  g_assert_cmpstr (engine_node_text (with_summaries, "conversations.0.transcript_summary"), ==, "Booked");
  g_assert_cmpint (engine_node_int (with_summaries, "conversations.0.message_count"), ==, 2);
  one = engine_calls_ask (calls, 200, "GET", CONVERSATIONS "/one", NULL);
  g_assert_true (JSON_NODE_HOLDS_NULL (engine_node_find (one, "x_unknown.0")));

  engine_calls_do (calls, 200, "DELETE", CONVERSATIONS "/two", NULL);
  engine_calls_do (calls, 404, "GET", CONVERSATIONS "/two", NULL);
  check_names (calls, CONVERSATIONS, "conversations", "conversation_id", "three one");
}

static void
test_conversations_refused (EngineCalls *calls,
                            gconstpointer user_data)
{
  const EngineCase cases[] = {
    { "GET", CONVERSATIONS "/none", NULL, 404, "'conversation_not_found'" },
    { "DELETE", CONVERSATIONS "/none", NULL, 404, "'conversation_not_found'" },
    { "GET", CONVERSATIONS "/none?format=opentelemetry", NULL, 400, "'unsupported_format'" },
    { "GET", CONVERSATIONS "/none?format=xml", NULL, 422, "'enum'" },
    { "GET", CONVERSATIONS "?call_successful=perhaps", NULL, 422, "'enum'" },
    { "GET", CONVERSATIONS "?call_start_after_unix=now", NULL, 422, "'int_parsing'" },
    { "GET", CONVERSATIONS "?exclude_statuses=gone", NULL, 422, "'loc':['query','exclude_statuses',0]" },
    { "GET", CONVERSATIONS "?summary_mode=short", NULL, 422, "'enum'" },
    { "GET", CONVERSATIONS "?page_size=x", NULL, 422, "'int_parsing'" },
  };

  engine_calls_check_table (calls, cases, G_N_ELEMENTS (cases), NULL);
}

/* In the database's thread. */
static gpointer
store_models (ProctorDatabase *database,
              gpointer data,
              GError **error)
{
  proctor_database_run (database, "INSERT INTO settings (name, value) VALUES ('models', ?)", "s", data);

  return NULL;
}

static void
test_models (EngineCalls *calls,
             gconstpointer user_data)
{
  EngineCalls unchecked = *calls;
  g_autoptr (JsonNode) builtin = NULL;
  g_autoptr (JsonNode) more = NULL;

  /* The contract lists the models that its own service has. */
  unchecked.contract = NULL;
  builtin = engine_calls_ask (&unchecked, 200, "GET", "/v1/convai/llm/list", NULL);
  g_assert_cmpstr (engine_node_text (builtin, "llms.0.llm"), ==, "builtin");
  engine_calls_work (calls, store_models, (gpointer) "[\"gpt-4o\",\"gpt-4o-mini\"]");
  more = engine_calls_ask (calls, 200, "GET", "/v1/convai/llm/list", NULL);
  g_assert_cmpstr (engine_node_text (more, "llms.1.llm"), ==, "gpt-4o-mini");
}

static void
test_user (EngineCalls *calls,
           gconstpointer user_data)
{
  g_autoptr (JsonNode) user = engine_calls_ask (calls, 200, "GET", "/v1/user", NULL);
  g_autoptr (JsonNode) subscription = engine_calls_ask (calls, 200, "GET", "/v1/user/subscription", NULL);

  g_assert_cmpstr (engine_node_text (user, "user_id"), ==, "local");
  g_assert_cmpstr (engine_node_text (user, "workspace_id"), ==, "local");
  g_assert_cmpstr (engine_node_text (user, "subscription.tier"), ==, "local");
  g_assert_cmpstr (engine_node_text (subscription, "tier"), ==, "local");
}

/* Whoever only looks waits for nobody who writes, be it another program that has the file open. */
static void
test_beside_writer (EngineCalls *calls,
                    gconstpointer user_data)
{
  static const char *const lists[] = { "/v1/convai/agent-testing", "/v1/convai/agents", "/v1/convai/tools", "/v1/convai/environment-variables" };
  g_autofree char *path = g_build_filename (calls->folder, "engine.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) writer = proctor_database_open (path, &error);

  g_assert_no_error (error);
  proctor_database_begin (writer);
  g_assert_false (proctor_database_take_error (writer, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    engine_calls_do (calls, 200, "GET", lists[i], NULL);
  proctor_database_roll_back (writer);
  g_assert_false (proctor_database_take_error (writer, &error));

  /* What writes afterwards is not kept from it by those who have looked. */
  engine_calls_do (calls, 200, "POST", "/v1/convai/agent-testing/folders", "{'name': 'Later'}");
}

#define ADD(name, function) g_test_add (name, EngineCalls, NULL, engine_calls_set_up, function, engine_calls_tear_down)

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  ADD ("/engine-resources/tools", test_tools);
  ADD ("/engine-resources/tools-refused", test_tools_refused);
  ADD ("/engine-resources/tool-in-use", test_tool_in_use);
  ADD ("/engine-resources/variables", test_variables);
  ADD ("/engine-resources/variables-refused", test_variables_refused);
  ADD ("/engine-resources/conversations", test_conversations);
  ADD ("/engine-resources/conversations-refused", test_conversations_refused);
  ADD ("/engine-resources/models", test_models);
  ADD ("/engine-resources/user", test_user);
  ADD ("/engine-resources/beside-writer", test_beside_writer);

  return g_test_run ();
}
