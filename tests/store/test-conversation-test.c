/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-conversation-list.h"
#include "proctor-conversation-summary.h"
#include "proctor-conversation-test.h"
#include "proctor-evaluation.h"
#include "proctor-example.h"
#include "proctor-expected-parameter.h"
#include "proctor-record-storage.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-tool-expectation.h"
#include "proctor-tool-reference.h"
#include "proctor-turn.h"
#include "proctor-variable.h"

#include <string.h>

#define CONVERSATIONS "/v1/convai/conversations"
#define ONE CONVERSATIONS "/conv_1"
#define AGENT "/v1/convai/agents/agent_1"
#define TOOLS "/v1/convai/tools"

#define CONVERSATION                                                                                                                                     \
  "{\"conversation_id\":\"conv_1\",\"agent_id\":\"agent_1\",\"branch_id\":\"branch_1\",\"status\":\"done\",\"environment\":\"staging\",\"transcript\":[" \
  "{\"role\":\"agent\",\"message\":\"Hello\",\"time_in_call_secs\":0},"                                                                                  \
  "{\"role\":\"user\",\"message\":\"I'm Anna Schmidt, a@b.de. A room, please.\",\"time_in_call_secs\":4,\"reasoned\":\"x\",\"file_input\":{\"a\":1},"    \
  "\"user_identifier\":\"Anna\",\"feedback\":null,\"id\":\"t1\"},"                                                                                       \
  "{\"role\":\"agent\",\"message\":null,\"time_in_call_secs\":5,\"agent_metadata\":{\"agent_id\":\"agent_1\",\"workflow_node_id\":\"node_1\"},"          \
  "\"tool_calls\":[{\"request_id\":\"r1\",\"tool_name\":\"book\",\"type\":\"webhook\",\"params_as_json\":\"{\\\"guest\\\":\\\"Anna Schmidt\\\","         \
  "\\\"nights\\\":2,\\\"items\\\":[{\\\"sku\\\":\\\"a\\\"}],\\\"day\\\":null}\",\"tool_has_been_called\":true,\"newer\":1}]},"                           \
  "{\"role\":\"agent\",\"message\":\"Booked, Anna.\",\"time_in_call_secs\":7,\"tool_results\":[{\"request_id\":\"r1\",\"tool_name\":\"book\","           \
  "\"result_value\":\"{\\\"to\\\":\\\"a@b.de\\\"}\",\"is_error\":false,\"tool_has_been_called\":true}]},"                                                \
  "{\"role\":\"user\",\"message\":\"Thanks\",\"time_in_call_secs\":9}],"                                                                                 \
  "\"metadata\":{\"start_time_unix_secs\":1,\"call_duration_secs\":10},\"analysis\":{\"call_successful\":\"failure\",\"transcript_summary\":\"\","       \
  "\"call_summary_title\":\"Room for Anna Schmidt\"},"                                                                                                   \
  "\"conversation_initiation_client_data\":{\"dynamic_variables\":{\"user_name\":\"Anna Schmidt\",\"visits\":3,\"system__time\":\"now\"}}}"

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->server = proctor_testing_server_new ();
  fixture->session = proctor_testing_session_new (fixture->server, NULL, NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->result);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->session));
  g_clear_object (&fixture->server);
}

static void
answer (Fixture *fixture,
        const char *path,
        guint status,
        const char *body)
{
  proctor_testing_server_answer (fixture->server, "GET", path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

static void
keep_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  Fixture *fixture = user_data;

  g_set_object (&fixture->result, result);
}

static gboolean
has_result (gpointer user_data)
{
  Fixture *fixture = user_data;

  return fixture->result != NULL;
}

static GAsyncResult *
wait (Fixture *fixture)
{
  proctor_testing_wait_for ("an answer", has_result, fixture);

  return g_steal_pointer (&fixture->result);
}

static ProctorConversation *
load (Fixture *fixture,
      const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ProctorConversation *conversation;

  answer (fixture, ONE, 200, text);
  proctor_conversation_load_async (fixture->session, "conv_1", NULL, keep_cb, fixture);
  result = wait (fixture);
  conversation = proctor_conversation_load_finish (fixture->session, result, &error);
  g_assert_no_error (error);

  return conversation;
}

static ProctorTest *
make (Fixture *fixture,
      ProctorConversation *conversation,
      ProctorTestKind kind,
      guint cut,
      ProctorMasking *masking)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  ProctorTest *test;

  proctor_conversation_test_make_async (fixture->session, conversation, kind, cut, masking, NULL, keep_cb, fixture);
  result = wait (fixture);
  test = proctor_conversation_test_make_finish (fixture->session, result, &error);
  g_assert_no_error (error);

  return test;
}

static gboolean
is_settled (gpointer user_data)
{
  return proctor_paged_list_get_state (user_data) != PROCTOR_PAGED_LIST_LOADING;
}

/* What is wanted is asked of the server. */
static void
test_list (Fixture *fixture,
           gconstpointer data)
{
  const ProctorConversationFilter filter = { .agent_id = "agent_1", .branch_id = "b1", .outcome = "failure", .search = "room & bed", .after = 5, .before = 9 };
  g_autoptr (ProctorPagedList) list = proctor_conversation_list_new (fixture->session, &filter);
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (ProctorConversationSummary) row = NULL;
  const ProctorTestingRequest *request;

  answer (fixture, CONVERSATIONS, 200,
          "{\"conversations\":[{\"conversation_id\":\"conv_1\",\"agent_id\":\"agent_1\",\"start_time_unix_secs\":7,\"status\":\"done\",\"message_count\":2}],\"has_more\":false,\"next_cursor\":null}");
  proctor_paged_list_refresh (list);
  proctor_testing_wait_for ("the list", is_settled, list);
  g_assert_cmpint (proctor_paged_list_get_state (list), ==, PROCTOR_PAGED_LIST_CONTENT);
  row = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_cmpstr (proctor_conversation_summary_get_conversation_id (row), ==, "conv_1");

  requests = proctor_testing_server_dup_requests (fixture->server);
  request = g_ptr_array_index (requests, 0);
  g_assert_nonnull (strstr (request->query, "agent_id=agent_1"));
  g_assert_nonnull (strstr (request->query, "branch_id=b1"));
  g_assert_nonnull (strstr (request->query, "call_successful=failure"));
  g_assert_nonnull (strstr (request->query, "search=room%20%26%20bed"));
  g_assert_nonnull (strstr (request->query, "call_start_after_unix=5"));
  g_assert_nonnull (strstr (request->query, "call_start_before_unix=9"));
  g_assert_nonnull (strstr (request->query, "exclude_statuses=in-progress"));
}

static void
test_list_fails (Fixture *fixture,
                 gconstpointer data)
{
  const struct
  {
    guint status;
    const char *body;
  } answers[] = { { 401, "{\"detail\":\"No\"}" }, { 500, "" }, { 200, "{\"conversations\":7}" }, { 200, "no JSON" } };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (ProctorPagedList) list = proctor_conversation_list_new (fixture->session, &(ProctorConversationFilter) { .agent_id = NULL });

      proctor_testing_server_reset (fixture->server);
      for (guint j = 0; j < 3; j++)
        answer (fixture, CONVERSATIONS, answers[i].status, answers[i].body);
      proctor_paged_list_refresh (list);
      proctor_testing_wait_for ("an error", is_settled, list);
      g_assert_cmpint (proctor_paged_list_get_state (list), ==, PROCTOR_PAGED_LIST_ERROR);
    }
}

static void
test_load_fails (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  answer (fixture, ONE, 404, "{\"detail\":{\"code\":\"conversation_not_found\",\"message\":\"No\"}}");
  proctor_conversation_load_async (fixture->session, "conv_1", NULL, keep_cb, fixture);
  result = wait (fixture);
  g_assert_null (proctor_conversation_load_finish (fixture->session, result, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);
}

static void
test_cuts (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (ProctorConversation) conversation = load (fixture, CONVERSATION);
  const gboolean expected[] = { FALSE, FALSE, TRUE, FALSE, FALSE, TRUE, FALSE };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (proctor_conversation_test_can_cut (conversation, i), ==, expected[i]);
  g_assert_cmpuint (proctor_conversation_test_find_cut (conversation), ==, 2);
  g_assert_true (proctor_conversation_test_has_call (conversation, 2));
  g_assert_false (proctor_conversation_test_has_call (conversation, 5));
}

static void
test_next_reply (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (ProctorConversation) conversation = load (fixture, CONVERSATION);
  g_autoptr (ProctorTest) test = make (fixture, conversation, PROCTOR_TEST_KIND_NEXT_REPLY, 2, NULL);
  g_autoptr (ProctorTurn) turn = g_list_model_get_item (proctor_test_get_chat_history (test), 1);
  g_autoptr (ProctorExample) example = g_list_model_get_item (proctor_test_get_failure_examples (test), 0);
  g_autoptr (ProctorVariable) variable = g_list_model_get_item (proctor_test_get_dynamic_variables (test), 0);
  g_autoptr (ProctorTurn) said = g_list_model_get_item (proctor_conversation_get_transcript (conversation), 1);
  ProctorTestSource *source = proctor_test_get_from_conversation_metadata (test);

  g_assert_cmpstr (proctor_test_get_name (test), ==, "Room for Anna Schmidt");
  g_assert_cmpstr (proctor_test_get_kind (test), ==, "llm");
  g_assert_cmpstr (proctor_test_get_environment (test), ==, "staging");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_chat_history (test)), ==, 2);
  g_assert_cmpint (proctor_turn_get_time_in_call_secs (turn), ==, 4);
  g_assert_null (proctor_record_get_extras (PROCTOR_RECORD (turn)));
  g_assert_null (proctor_turn_get_user_identifier (turn));
  g_assert_cmpstr (proctor_example_get_response (example), ==, "Booked, Anna.");
  g_assert_cmpstr (proctor_example_get_kind (example), ==, "failure");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_dynamic_variables (test)), ==, 2);
  g_assert_cmpstr (proctor_variable_get_value (variable), ==, "\"Anna Schmidt\"");
  g_assert_cmpstr (proctor_test_source_get_conversation_id (source), ==, "conv_1");
  g_assert_cmpstr (proctor_test_source_get_branch_id (source), ==, "branch_1");
  g_assert_cmpstr (proctor_test_source_get_workflow_node_id (source), ==, "node_1");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_source_get_original_agent_reply (source)), ==, 2);

  /* The conversation is another's. */
  proctor_turn_set_message (turn, "else");
  g_assert_cmpstr (proctor_turn_get_message (said), !=, "else");
}

/* The reply may have been right, or be nobody's example. */
static void
test_use_of_reply (Fixture *fixture,
                   gconstpointer data)
{
  g_autoptr (ProctorConversation) conversation = load (fixture, CONVERSATION);
  g_autoptr (ProctorTest) failure = proctor_conversation_test_make (conversation, PROCTOR_TEST_KIND_NEXT_REPLY, 2);
  g_autoptr (ProctorTest) success = proctor_conversation_test_make (conversation, PROCTOR_TEST_KIND_NEXT_REPLY, 2);
  g_autoptr (ProctorTest) none = proctor_conversation_test_make (conversation, PROCTOR_TEST_KIND_NEXT_REPLY, 2);
  g_autoptr (ProctorTest) without = proctor_conversation_test_make (conversation, PROCTOR_TEST_KIND_NEXT_REPLY, 5);
  g_autoptr (ProctorExample) example = NULL;

  proctor_conversation_test_use_reply (failure, PROCTOR_REPLY_USE_FAILURE);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_failure_examples (failure)), ==, 1);

  proctor_conversation_test_use_reply (success, PROCTOR_REPLY_USE_SUCCESS);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_failure_examples (success)), ==, 0);
  example = g_list_model_get_item (proctor_test_get_success_examples (success), 0);
  g_assert_cmpstr (proctor_example_get_kind (example), ==, "success");
  g_assert_cmpstr (proctor_example_get_response (example), ==, "Booked, Anna.");

  proctor_conversation_test_use_reply (none, PROCTOR_REPLY_USE_NONE);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_failure_examples (none)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_success_examples (none)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_source_get_original_agent_reply (proctor_test_get_from_conversation_metadata (none))), ==, 2);

  /* Where there was no reply, none is used. */
  proctor_conversation_test_use_reply (without, PROCTOR_REPLY_USE_SUCCESS);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_success_examples (without)), ==, 0);
}

static char *
describe_parameters (ProctorTest *test)
{
  GListModel *parameters = proctor_tool_expectation_get_parameters (proctor_test_get_tool_call_parameters (test));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (parameters); i++)
    {
      g_autoptr (ProctorExpectedParameter) parameter = g_list_model_get_item (parameters, i);
      ProctorEvaluation *evaluation = proctor_expected_parameter_get_eval (parameter);

      g_string_append_printf (text, "%s=%s;", proctor_expected_parameter_get_path (parameter), proctor_evaluation_get_expected_value (evaluation));
    }

  return g_string_free (text, FALSE);
}

/* Of two tools of the same name the agent's own is meant; where nobody tells, it is left open. */
static void
test_tool (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (ProctorConversation) conversation = load (fixture, CONVERSATION);
  g_autoptr (ProctorTest) test = NULL;
  g_autoptr (ProctorTest) unknown = NULL;
  g_autofree char *parameters = NULL;
  ProctorToolReference *reference;

  answer (fixture, AGENT, 200, "{\"agent_id\":\"agent_1\",\"name\":\"A\",\"conversation_config\":{\"agent\":{\"prompt\":{\"tool_ids\":[\"tool_2\"]}}}}");
  answer (fixture, TOOLS, 200,
          "{\"tools\":[{\"id\":\"tool_1\",\"tool_config\":{\"type\":\"webhook\",\"name\":\"book\"}},{\"id\":\"tool_2\",\"tool_config\":{\"type\":\"webhook\",\"name\":\"book\"}},"
          "{\"id\":\"tool_3\",\"tool_config\":{\"type\":\"client\",\"name\":\"book_all\"}}],\"has_more\":false,\"next_cursor\":null}");
  test = make (fixture, conversation, PROCTOR_TEST_KIND_TOOL, 2, NULL);
  reference = proctor_tool_expectation_get_referenced_tool (proctor_test_get_tool_call_parameters (test));
  g_assert_cmpstr (proctor_tool_reference_get_id (reference), ==, "tool_2");
  parameters = describe_parameters (test);
  g_assert_cmpstr (parameters, ==, "body.guest=Anna Schmidt;body.nights=2;body.items.0.sku=a;");

  proctor_testing_server_reset (fixture->server);
  answer (fixture, AGENT, 403, "{\"detail\":\"No\"}");
  answer (fixture, TOOLS, 403, "{\"detail\":\"No\"}");
  unknown = make (fixture, conversation, PROCTOR_TEST_KIND_TOOL, 2, NULL);
  reference = proctor_tool_expectation_get_referenced_tool (proctor_test_get_tool_call_parameters (unknown));
  g_assert_cmpstr (proctor_tool_reference_get_id (reference), ==, "");
}

static void
test_simulation (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (ProctorConversation) conversation = load (fixture, CONVERSATION);
  g_autoptr (ProctorTest) whole = make (fixture, conversation, PROCTOR_TEST_KIND_SIMULATION, 0, NULL);
  g_autoptr (ProctorTest) rest = make (fixture, conversation, PROCTOR_TEST_KIND_SIMULATION, 2, NULL);
  g_autoptr (ProctorTest) end = make (fixture, conversation, PROCTOR_TEST_KIND_SIMULATION, 5, NULL);

  g_assert_true (g_str_has_suffix (proctor_test_get_simulation_scenario (whole), "\n“I'm Anna Schmidt, a@b.de. A room, please.”\n“Thanks”"));
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_chat_history (whole)), ==, 0);
  g_assert_null (strstr (proctor_test_get_simulation_scenario (rest), "Anna"));
  g_assert_nonnull (strstr (proctor_test_get_simulation_scenario (end), "Anna"));
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_failure_examples (whole)), ==, 0);
}

/* Nothing that the test says names anybody, and the conversation stays what it is. */
static void
test_masked (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (ProctorConversation) conversation = load (fixture, CONVERSATION);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ProctorMasking) masking = NULL;
  g_autoptr (ProctorTest) test = NULL;
  g_autoptr (ProctorTurn) turn = NULL;
  g_autoptr (ProctorTurn) said = NULL;
  g_autoptr (ProctorExample) example = NULL;
  g_autoptr (ProctorMask) mask = NULL;

  proctor_conversation_test_find_masks_async (conversation, 2, NULL, keep_cb, fixture);
  result = wait (fixture);
  masking = proctor_conversation_test_find_masks_finish (conversation, result, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_masking_get_masks (masking)), ==, 2);
  mask = g_list_model_get_item (proctor_masking_get_masks (masking), 0);
  g_assert_cmpuint (proctor_mask_get_count (mask), >, 0);

  test = make (fixture, conversation, PROCTOR_TEST_KIND_NEXT_REPLY, 2, masking);
  turn = g_list_model_get_item (proctor_test_get_chat_history (test), 1);
  example = g_list_model_get_item (proctor_test_get_failure_examples (test), 0);
  said = g_list_model_get_item (proctor_conversation_get_transcript (conversation), 1);
  g_assert_cmpstr (proctor_test_get_name (test), ==, "Room for Alex Example");
  g_assert_cmpstr (proctor_turn_get_message (turn), ==, "I'm Alex Example, person1@example.com. A room, please.");
  g_assert_cmpstr (proctor_example_get_response (example), ==, "Booked, Alex.");
  g_assert_cmpstr (proctor_turn_get_message (said), ==, "I'm Anna Schmidt, a@b.de. A room, please.");
}

/* No test has more than 200 turns; those at the front go. */
static void
test_many (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"conversation_id\":\"conv_1\",\"agent_id\":\"agent_1\",\"transcript\":[");
  g_autoptr (ProctorConversation) conversation = NULL;
  g_autoptr (ProctorTest) test = NULL;
  g_autoptr (ProctorTurn) first = NULL;

  for (guint i = 0; i < 501; i++)
    g_string_append_printf (text, "%s{\"role\":\"%s\",\"message\":\"%u\",\"time_in_call_secs\":%u}", i > 0 ? "," : "", i % 2 == 0 ? "agent" : "user", i, i);
  g_string_append (text, "]}");
  conversation = load (fixture, text->str);

  g_assert_cmpuint (proctor_conversation_test_find_cut (conversation), ==, 500);
  g_assert_cmpuint (proctor_conversation_test_count_dropped (conversation, 500), ==, 300);
  test = make (fixture, conversation, PROCTOR_TEST_KIND_NEXT_REPLY, 500, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_chat_history (test)), ==, 200);
  first = g_list_model_get_item (proctor_test_get_chat_history (test), 0);
  g_assert_cmpstr (proctor_turn_get_message (first), ==, "300");
  g_assert_cmpstr (proctor_test_get_name (test), ==, "1");
}

/* A conversation may say next to nothing, or what nobody expects. */
static void
test_odd (Fixture *fixture,
          gconstpointer data)
{
  const char *const texts[] = {
    "{\"conversation_id\":\"conv_1\"}",
    "{\"conversation_id\":\"conv_1\",\"agent_id\":\"agent_1\",\"transcript\":[7,{\"role\":5},{\"role\":\"user\"}]}",
    "{\"conversation_id\":\"conv_1\",\"transcript\":[{\"role\":\"user\",\"message\":\"x\",\"time_in_call_secs\":0},{\"role\":\"agent\",\"time_in_call_secs\":1,\"tool_calls\":[{\"params_as_json\":\"[1\"}]}]}",
    "{\"conversation_id\":\"conv_1\",\"conversation_initiation_client_data\":{\"dynamic_variables\":7},\"analysis\":null}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      proctor_testing_server_reset (fixture->server);
      for (ProctorTestKind kind = PROCTOR_TEST_KIND_NEXT_REPLY; kind <= PROCTOR_TEST_KIND_SIMULATION; kind++)
        {
          g_autoptr (ProctorConversation) conversation = load (fixture, texts[i]);
          g_autoptr (ProctorTest) test = make (fixture, conversation, kind, proctor_conversation_test_find_cut (conversation), NULL);

          g_assert_cmpstr (proctor_test_get_name (test), !=, "");
        }
    }
}

static void
add (const char *path,
     void (*test) (Fixture *fixture,
                   gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  add ("/conversation-test/list", test_list);
  add ("/conversation-test/list-fails", test_list_fails);
  add ("/conversation-test/load-fails", test_load_fails);
  add ("/conversation-test/cuts", test_cuts);
  add ("/conversation-test/next-reply", test_next_reply);
  add ("/conversation-test/use-of-reply", test_use_of_reply);
  add ("/conversation-test/tool", test_tool);
  add ("/conversation-test/simulation", test_simulation);
  add ("/conversation-test/masked", test_masked);
  add ("/conversation-test/many", test_many);
  add ("/conversation-test/odd", test_odd);

  return g_test_run ();
}
