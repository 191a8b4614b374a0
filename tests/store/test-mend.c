/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-call-comparison.h"
#include "proctor-drafts.h"
#include "proctor-example.h"
#include "proctor-mend.h"
#include "proctor-mock-behaviour.h"
#include "proctor-mock-override.h"
#include "proctor-run-verdict.h"
#include "proctor-surroundings.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-tool-mock.h"
#include "proctor-turn.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"
#include "proctor-wire-verdict.h"

#define TOOLS "/v1/convai/tools"

typedef struct
{
  ProctorTestingServer *server;
  ProctorSession *session;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer data)
{
  self->server = proctor_testing_server_new ();
  self->session = proctor_testing_session_new (self->server, NULL, NULL);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  proctor_session_close (self->session);
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  g_clear_object (&self->server);
}

static gpointer
read_record (GType type,
             const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = proctor_wire_parse_text (text, -1, &error);
  gpointer record;

  g_assert_no_error (error);
  record = proctor_wire_read (type, node, &error);
  g_assert_no_error (error);

  return record;
}

static ProctorDraft *
make_draft (Fixture *self,
            const char *test)
{
  g_autoptr (ProctorTest) record = read_record (PROCTOR_TYPE_TEST, test);

  return proctor_drafts_create (proctor_session_get_drafts (self->session), record, NULL);
}

static guint
count (GListModel *list)
{
  return g_list_model_get_n_items (list);
}

/* An example is there, in its place, and gone again in one step; what can't be isn't done by half. */
static void
test_example (Fixture *self,
              gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = make_draft (self, "{\"name\":\"A\",\"type\":\"llm\",\"chat_history\":[],\"success_condition\":\"x\",\"failure_examples\":[{\"response\":\"No\",\"type\":\"failure\"}]}");
  ProctorTest *test = proctor_draft_get_test (draft);
  g_autoptr (ProctorExample) example = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *place = proctor_mend_add_example (draft, "Never.", FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (place, ==, "failure_examples/1/response");
  example = g_list_model_get_item (proctor_test_get_failure_examples (test), 1);
  g_assert_cmpstr (proctor_example_get_response (example), ==, "Never.");
  g_assert_cmpstr (proctor_example_get_kind (example), ==, "failure");
  g_assert_cmpstr (proctor_undo_get_undo_label (proctor_draft_get_undo (draft)), ==, "Add Example");

  g_assert_null (proctor_mend_add_example (draft, "Never.", FALSE, &error));
  g_assert_error (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_KNOWN);
  g_clear_error (&error);
  g_assert_true (proctor_undo_undo (proctor_draft_get_undo (draft)));
  g_assert_cmpuint (count (proctor_test_get_failure_examples (test)), ==, 1);

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *reply = g_strdup_printf ("Yes %u", i);
      g_autofree char *success_place = proctor_mend_add_example (draft, reply, TRUE, &error);

      g_assert_no_error (error);
      g_assert_true (g_str_has_prefix (success_place, "success_examples/"));
    }
  g_assert_null (proctor_mend_add_example (draft, "Yes, yes", TRUE, &error));
  g_assert_error (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_FULL);
  g_assert_cmpuint (count (proctor_test_get_success_examples (test)), ==, 5);
}

#define CALL(id, name, kind, arguments, result)                                                                                                                                                                                    \
  "{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":null,\"tool_calls\":[{\"request_id\":\"" id "\",\"tool_name\":\"" name "\",\"type\":\"" kind "\",\"params_as_json\":\"" arguments "\",\"tool_has_been_called\":true}]," \
  "\"tool_results\":[{\"request_id\":\"" id "\",\"tool_name\":\"" name "\",\"type\":\"" kind "\",\"result_value\":\"" result "\",\"is_error\":false,\"tool_has_been_called\":true}]}"

#define RUN(test, said, verdict) "{\"test_run_id\":\"r\",\"test_invocation_id\":\"i\",\"agent_id\":\"a\",\"test_id\":\"t\",\"test_name\":\"Boots\",\"status\":\"failed\",\"test_info\":{" test "},\"agent_responses\":[" said "]" verdict "}"

static void
answer_tools (Fixture *self)
{
  proctor_testing_server_answer (self->server, "GET", TOOLS,
                                 &(ProctorTestingAnswer) { .body = "{\"tools\":[{\"id\":\"tool_1\",\"tool_config\":{\"type\":\"client\",\"name\":\"find\",\"description\":\"\"}},"
                                                                   "{\"id\":\"tool_2\",\"tool_config\":{\"type\":\"client\",\"name\":\"twice\",\"description\":\"\"}},"
                                                                   "{\"id\":\"tool_3\",\"tool_config\":{\"type\":\"client\",\"name\":\"twice\",\"description\":\"\"}}],\"has_more\":false,\"next_cursor\":null}" });
}

static gboolean
is_known (gpointer tools)
{
  return proctor_choice_list_get_state (tools) == PROCTOR_CHOICE_READY;
}

/* What tools answered is what they answer to the same from now on, and they are mocked; what can't be told by its name is left out. */
static void
test_mocks (Fixture *self,
            gconstpointer data)
{
  g_autoptr (ProctorRun) run = read_record (PROCTOR_TYPE_RUN, RUN ("\"type\":\"simulation\"", CALL ("1", "find", "client", "{\\\"what\\\":\\\"boots\\\"}", "red") "," CALL ("2", "find", "client", "{\\\"what\\\":\\\"boots\\\"}", "red") "," CALL ("3", "twice", "client", "{}", "x") "," CALL ("4", "end_call", "system", "{}", "y"), ""));
  g_autoptr (ProctorDraft) draft = make_draft (self, "{\"name\":\"A\",\"type\":\"simulation\",\"simulation_scenario\":\"x\"}");
  ProctorTest *test = proctor_draft_get_test (draft);
  ProctorChoiceList *tools = proctor_surroundings_get_tools (proctor_surroundings_of (self->session));
  g_autoptr (ProctorMockOverride) override = NULL;
  g_autoptr (ProctorToolMock) mock = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *place = NULL;

  answer_tools (self);
  proctor_choice_list_want (tools);
  proctor_testing_wait_for ("the tools", is_known, tools);
  g_assert_true (proctor_mend_has_results (run));
  place = proctor_mend_add_mocks (draft, run, NULL, tools, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (place, ==, "tool_mock_overrides/tool_1");
  g_assert_cmpuint (count (proctor_test_get_tool_mock_overrides (test)), ==, 1);
  override = g_list_model_get_item (proctor_test_get_tool_mock_overrides (test), 0);
  g_assert_cmpstr (proctor_mock_override_get_key (override), ==, "tool_1");
  g_assert_cmpuint (count (proctor_mock_override_get_value (override)), ==, 1);
  mock = g_list_model_get_item (proctor_mock_override_get_value (override), 0);
  g_assert_cmpstr (proctor_tool_mock_get_mock_result (mock), ==, "red");
  g_assert_cmpuint (count (proctor_tool_mock_get_parameter_conditions (mock)), ==, 1);
  g_assert_cmpstr (proctor_mock_behaviour_get_mocking_strategy (proctor_test_get_tool_mock_config (test)), ==, "selected");
  g_assert_cmpstr (proctor_mock_behaviour_get_mocked_tool_ids (proctor_test_get_tool_mock_config (test))[0], ==, "tool_1");

  g_assert_null (proctor_mend_add_mocks (draft, run, NULL, tools, &error));
  g_assert_error (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_KNOWN);
  g_clear_error (&error);
  g_assert_true (proctor_undo_undo (proctor_draft_get_undo (draft)));
  g_assert_cmpuint (count (proctor_test_get_tool_mock_overrides (test)), ==, 0);
  g_assert_null (proctor_test_get_tool_mock_config (test));
}

/* A test of another kind has no place for it. */
static void
test_other_kind (Fixture *self,
                 gconstpointer data)
{
  g_autoptr (ProctorRun) run = read_record (PROCTOR_TYPE_RUN, RUN ("\"type\":\"llm\"", "", ""));
  g_autoptr (ProctorDraft) draft = make_draft (self, "{\"name\":\"A\",\"type\":\"tool\",\"chat_history\":[]}");
  g_autoptr (GError) error = NULL;

  g_assert_null (proctor_mend_add_example (draft, "Yes", TRUE, &error));
  g_assert_error (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_KIND);
  g_clear_error (&error);
  g_assert_null (proctor_mend_add_mocks (draft, run, NULL, proctor_surroundings_get_tools (proctor_surroundings_of (self->session)), &error));
  g_assert_error (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_KIND);
  g_assert_false (proctor_mend_has_results (run));
  g_assert_null (proctor_mend_dup_reply (run, G_MAXUINT));
}

/* What was said before the reply is the conversation of the new test, and the reply its failing example. */
static void
test_copy_turn (void)
{
  g_autoptr (ProctorRun) run = read_record (PROCTOR_TYPE_RUN, RUN ("\"type\":\"llm\",\"dynamic_variables\":{\"name\":\"Anna\"},\"chat_history\":[{\"role\":\"user\",\"time_in_call_secs\":0,\"message\":\"Hello\"}]",
                                                                   "{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":\"Hi\"},{\"role\":\"user\",\"time_in_call_secs\":2,\"message\":\"Boots?\"},{\"role\":\"agent\",\"time_in_call_secs\":3,\"message\":\"No\"}", ""));
  g_autoptr (ProctorRun) silent = read_record (PROCTOR_TYPE_RUN, RUN ("\"type\":\"llm\"", "{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":\"Hi\"}", ""));
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) last = proctor_mend_copy_turn (run, G_MAXUINT, &error);
  g_autoptr (ProctorTest) first = NULL;
  g_autoptr (ProctorExample) example = NULL;
  g_autofree char *reply = proctor_mend_dup_reply (run, G_MAXUINT);
  g_autofree char *first_reply = proctor_mend_dup_reply (run, 0);
  g_autofree char *not_agent = proctor_mend_dup_reply (run, 1);

  g_assert_no_error (error);
  g_assert_cmpstr (reply, ==, "No");
  g_assert_cmpstr (first_reply, ==, "Hi");
  g_assert_null (not_agent);
  g_assert_cmpuint (count (proctor_test_get_chat_history (last)), ==, 3);
  g_assert_cmpstr (proctor_test_get_name (last), ==, "Boots: Reply");
  g_assert_cmpuint (count (proctor_test_get_dynamic_variables (last)), ==, 1);
  example = g_list_model_get_item (proctor_test_get_failure_examples (last), 0);
  g_assert_cmpstr (proctor_example_get_response (example), ==, "No");
  g_assert_null (proctor_test_get_from_conversation_metadata (last));

  first = proctor_mend_copy_turn (run, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (proctor_test_get_chat_history (first)), ==, 1);
  g_assert_false (proctor_mend_can_copy (silent));
  g_assert_null (proctor_mend_copy_turn (silent, G_MAXUINT, &error));
  g_assert_error (error, PROCTOR_MEND_ERROR, PROCTOR_MEND_ERROR_NOTHING);
}

static void
test_place (void)
{
  const char *const cases[][2] = {
    { RUN ("\"type\":\"llm\"", "", ""), "success_condition" },
    { RUN ("\"type\":\"tool\"", "", ""), "tool_call_parameters/referenced_tool" },
    { RUN ("\"type\":\"simulation\",\"success_condition\":\"x\"", "", ""), "success_condition" },
    { RUN ("\"type\":\"simulation\",\"success_conditions\":[\"x\",\"y\"]", "", ""), "success_conditions" },
    { RUN ("\"type\":\"simulation\",\"success_conditions\":[\"x\",\"y\"]", "", ",\"condition_result\":{\"result\":\"failure\",\"rationale\":{\"messages\":[\"Criterion 2 failed: a\",\"Criterion 1 passed: b\"],\"summary\":\"\"}}"), "success_conditions/1" },
    { RUN ("\"type\":\"simulation\",\"success_conditions\":[\"x\"]", "", ",\"condition_result\":{\"result\":\"failure\",\"rationale\":{\"messages\":[\"Criterion 99 failed: a\"],\"summary\":\"\"}}"), "success_conditions" },
    { RUN ("\"type\":\"riddle\"", "", ""), "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorRun) run = read_record (PROCTOR_TYPE_RUN, cases[i][0]);
      g_autofree char *place = proctor_mend_dup_failing_place (run);

      g_assert_cmpstr (place, ==, cases[i][1]);
    }
}

#define PARAMETERS "\"parameters\":[{\"path\":\"body.a\",\"eval\":{\"type\":\"exact\",\"expected_value\":\"1\"}},{\"path\":\"body.b.c\",\"eval\":{\"type\":\"regex\",\"pattern\":\"^x\"}}," \
                   "{\"path\":\"body.d\",\"eval\":{\"type\":\"llm\",\"description\":\"a day\"}},{\"path\":\"body.e\",\"eval\":{\"type\":\"riddle\"}},{\"path\":\"body.f\",\"eval\":{\"type\":\"anything\"}}]"
#define EXPECTED "\"type\":\"tool\",\"tool_call_parameters\":{\"referenced_tool\":{\"id\":\"tool_1\",\"type\":\"webhook\"}," PARAMETERS "}"
#define ABSENT "\"type\":\"tool\",\"tool_call_parameters\":{\"referenced_tool\":{\"id\":\"end_call\",\"type\":\"system\"},\"verify_absence\":true,\"parameters\":[]}"

static void
test_calls (void)
{
  g_autoptr (ProctorRun) run = read_record (PROCTOR_TYPE_RUN, RUN (EXPECTED, CALL ("1", "book", "webhook", "{\\\"a\\\":1,\\\"b\\\":{\\\"c\\\":\\\"y\\\"},\\\"d\\\":\\\"Monday\\\",\\\"e\\\":2,\\\"g\\\":true}", "x") "," CALL ("2", "other", "webhook", "{", "x"), ""));
  g_autoptr (ProctorRun) absent = read_record (PROCTOR_TYPE_RUN, RUN (ABSENT, CALL ("1", "end_call", "system", "{}", "x") "," CALL ("2", "book", "client", "{}", "x"), ""));
  g_autoptr (ProctorRun) bare = read_record (PROCTOR_TYPE_RUN, "{\"test_run_id\":\"r\",\"test_id\":\"t\",\"status\":\"failed\"}");
  g_autoptr (GPtrArray) calls = proctor_call_comparison_make (run, "book");
  g_autoptr (GPtrArray) unnamed = proctor_call_comparison_make (run, NULL);
  g_autoptr (GPtrArray) forbidden = proctor_call_comparison_make (absent, NULL);
  g_autoptr (GPtrArray) none = proctor_call_comparison_make (bare, NULL);
  const ProctorParameterState states[] = { PROCTOR_PARAMETER_STATE_SAME, PROCTOR_PARAMETER_STATE_DIFFERENT, PROCTOR_PARAMETER_STATE_JUDGED, PROCTOR_PARAMETER_STATE_UNKNOWN, PROCTOR_PARAMETER_STATE_MISSING, PROCTOR_PARAMETER_STATE_EXTRA };
  const ProctorComparedCall *call = calls->pdata[0];

  g_assert_cmpuint (calls->len, ==, 2);
  g_assert_cmpint (call->state, ==, PROCTOR_CALL_STATE_WANTED);
  g_assert_cmpuint (call->parameters->len, ==, G_N_ELEMENTS (states));
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_assert_cmpint (((const ProctorComparedParameter *) call->parameters->pdata[i])->state, ==, states[i]);
  g_assert_cmpstr (((const ProctorComparedParameter *) call->parameters->pdata[1])->called, ==, "y");
  g_assert_cmpstr (((const ProctorComparedParameter *) call->parameters->pdata[5])->path, ==, "body.g");
  g_assert_cmpint (((const ProctorComparedCall *) calls->pdata[1])->state, ==, PROCTOR_CALL_STATE_OTHER);
  g_assert_cmpuint (((const ProctorComparedCall *) calls->pdata[1])->position, ==, 1);
  g_assert_cmpint (((const ProctorComparedCall *) unnamed->pdata[0])->state, ==, PROCTOR_CALL_STATE_UNKNOWN);
  g_assert_cmpint (((const ProctorComparedCall *) forbidden->pdata[0])->state, ==, PROCTOR_CALL_STATE_FORBIDDEN);
  g_assert_cmpint (((const ProctorComparedCall *) forbidden->pdata[1])->state, ==, PROCTOR_CALL_STATE_OTHER);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
looked_up_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (proctor_run_verdict_look_up_finish (PROCTOR_RUN_VERDICT (source), result, &error));
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/* A verdict is taken apart, and what it quotes is found where it was said: in tools, too. */
static void
test_verdict (void)
{
  g_autoptr (ProctorRun) run = read_record (PROCTOR_TYPE_RUN, RUN ("\"type\":\"simulation\",\"success_conditions\":[\"x\",\"y\"],\"chat_history\":[{\"role\":\"user\",\"time_in_call_secs\":0,\"message\":\"sold out\"}]",
                                                                   "{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":\"Sorry, sold out\"}," CALL ("1", "find", "client", "{}", "red boots"),
                                                                   ",\"condition_result\":{\"result\":\"failure\",\"rationale\":{\"messages\":[\"Criterion 2 failed: ‘Sold out’ and ‘red boots’. The condition is met.\",\"Criterion 7 passed: z\",\"An end.\",\"\"],\"summary\":\"Sum\"}}"));
  g_autoptr (ProctorRunRow) row = proctor_wire_make_run_row (run);
  g_autoptr (ProctorRunVerdict) verdict = proctor_run_verdict_new (run, row);
  const ProctorVerdictPart *part;
  gboolean done = FALSE;

  g_assert_cmpuint (proctor_run_verdict_get_n_parts (verdict), ==, 5);
  part = proctor_run_verdict_get_part (verdict, 0);
  g_assert_cmpint (part->kind, ==, PROCTOR_VERDICT_PART_SUMMARY);
  part = proctor_run_verdict_get_part (verdict, 1);
  g_assert_cmpint (part->outcome, ==, PROCTOR_OUTCOME_PENDING);
  g_assert_cmpstr (part->condition, ==, "x");
  part = proctor_run_verdict_get_part (verdict, 2);
  g_assert_cmpint (part->outcome, ==, PROCTOR_OUTCOME_FAILED);
  g_assert_cmpstr (part->condition, ==, "y");
  part = proctor_run_verdict_get_part (verdict, 3);
  g_assert_cmpuint (part->number, ==, 7);
  g_assert_null (part->condition);
  part = proctor_run_verdict_get_part (verdict, 4);
  g_assert_cmpint (part->kind, ==, PROCTOR_VERDICT_PART_NOTE);
  g_assert_false (proctor_run_verdict_is_builtin (verdict));
  g_assert_true (proctor_run_verdict_contradicts (verdict));

  proctor_run_verdict_look_up_async (verdict, NULL, looked_up_cb, &done);
  proctor_testing_wait_for ("the quotations", is_true, &done);
  part = proctor_run_verdict_get_part (verdict, 2);
  g_assert_cmpuint (part->quotes->len, ==, 2);
  g_assert_cmpuint (g_array_index (part->quotes, ProctorQuote, 0).position, ==, 1);
  g_assert_cmpuint (g_array_index (part->quotes, ProctorQuote, 1).position, ==, 2);
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/mend/example", Fixture, NULL, set_up, test_example, tear_down);
  g_test_add ("/mend/mocks", Fixture, NULL, set_up, test_mocks, tear_down);
  g_test_add ("/mend/other-kind", Fixture, NULL, set_up, test_other_kind, tear_down);
  g_test_add_func ("/mend/copy-turn", test_copy_turn);
  g_test_add_func ("/mend/place", test_place);
  g_test_add_func ("/mend/calls", test_calls);
  g_test_add_func ("/mend/verdict", test_verdict);

  return g_test_run ();
}
