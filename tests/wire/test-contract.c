/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-summary.h"
#include "proctor-agent.h"
#include "proctor-branch.h"
#include "proctor-conversation.h"
#include "proctor-environment-variable.h"
#include "proctor-folder.h"
#include "proctor-invocation-skim.h"
#include "proctor-invocation-summary.h"
#include "proctor-llm.h"
#include "proctor-record.h"
#include "proctor-request-body.h"
#include "proctor-subscription.h"
#include "proctor-test-summary.h"
#include "proctor-test.h"
#include "proctor-testing-contract.h"
#include "proctor-testing.h"
#include "proctor-tool.h"
#include "proctor-user.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"
#include "proctor-wire-verdict.h"
#include "proctor-wire-writer.h"

#define DOCUMENTS 120

static ProctorTestingContract *
load_contract (void)
{
  ProctorTestingContract *contract = proctor_testing_contract_load ();

  if (contract == NULL)
    g_test_skip (PROCTOR_TESTING_NO_CONTRACT);

  return contract;
}

static GRand *
make_chance (void)
{
  guint32 seed = (guint32) g_test_rand_int ();

  g_test_message ("the documents are made of seed %u", seed);

  return g_rand_new_with_seed (seed);
}

static void
assert_same (JsonNode *expected,
             JsonNode *found)
{
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  if (proctor_wire_equal (expected, found))
    return;

  one = proctor_wire_node_to_text (expected);
  other = proctor_wire_node_to_text (found);
  g_error ("expected: %s\nfound:    %s", one, other);
}

/* Every row of a list is a record that could be read, all the way down. */
static void
assert_readable (ProctorRecord *record)
{
  ProctorRecordClass *klass = PROCTOR_RECORD_GET_CLASS (record);

  g_assert_cmpstr (proctor_record_get_problem (record), ==, NULL);
  for (guint i = 0; i < klass->n_fields; i++)
    {
      if (klass->fields[i].kind == PROCTOR_FIELD_RECORD && proctor_record_get_record (record, i) != NULL)
        assert_readable (proctor_record_get_record (record, i));
      if (klass->fields[i].kind != PROCTOR_FIELD_LIST && klass->fields[i].kind != PROCTOR_FIELD_MAP)
        continue;
      for (guint j = 0; j < g_list_model_get_n_items (proctor_record_get_list (record, i)); j++)
        {
          g_autoptr (ProctorRecord) row = g_list_model_get_item (proctor_record_get_list (record, i), j);

          if (G_OBJECT_TYPE (row) != klass->fields[i].get_type ())
            g_error ("a %s is a %s", klass->fields[i].name, G_OBJECT_TYPE_NAME (row));
          assert_readable (row);
        }
    }
}

/* Whatever the contract allows can be read without a complaint and is written as it came. */
static void
test_answers (void)
{
  const struct
  {
    const char *schema;
    GType type;
  } cases[] = {
    { "GetResponseUnitTestResponseModel", PROCTOR_TYPE_TEST },
    { "GetToolCallUnitTestResponseModel", PROCTOR_TYPE_TEST },
    { "GetSimulationTestResponseModel", PROCTOR_TYPE_TEST },
    { "UnitTestSummaryResponseModel", PROCTOR_TYPE_TEST_SUMMARY },
    { "GetAgentTestFolderResponseModel", PROCTOR_TYPE_FOLDER },
    { "GetTestSuiteInvocationResponseModel", PROCTOR_TYPE_INVOCATION },
    { "TestInvocationSummaryResponseModel", PROCTOR_TYPE_INVOCATION_SUMMARY },
    { "GetConversationResponseModel", PROCTOR_TYPE_CONVERSATION },
    { "GetAgentResponseModel", PROCTOR_TYPE_AGENT },
    { "AgentSummaryResponseModel", PROCTOR_TYPE_AGENT_SUMMARY },
    { "AgentBranchSummary", PROCTOR_TYPE_BRANCH },
    { "AgentBranchResponse", PROCTOR_TYPE_BRANCH },
    { "ToolResponseModel", PROCTOR_TYPE_TOOL },
    { "LLMInfoModel", PROCTOR_TYPE_LLM },
    { "EnvironmentVariableResponse", PROCTOR_TYPE_ENVIRONMENT_VARIABLE },
    { "UserResponseModel", PROCTOR_TYPE_USER },
    { "ExtendedSubscriptionResponseModel", PROCTOR_TYPE_SUBSCRIPTION },
  };
  ProctorTestingContract *contract = load_contract ();
  g_autoptr (GRand) rand = make_chance ();

  if (contract == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (cases) * DOCUMENTS; i++)
    {
      g_autoptr (GError) error = NULL;
      gsize which = i % G_N_ELEMENTS (cases);
      g_autoptr (JsonNode) document = proctor_testing_contract_generate (contract, cases[which].schema, rand);
      g_autoptr (GBytes) bytes = proctor_wire_node_to_bytes (document);
      g_autoptr (ProctorRecord) record = proctor_wire_read_bytes (cases[which].type, bytes, &error);
      g_autoptr (JsonNode) written = NULL;

      g_assert_no_error (error);
      g_assert_null (proctor_record_get_read_only (record));
      assert_readable (record);
      written = proctor_wire_write (record, &error);
      g_assert_no_error (error);
      assert_same (document, written);
    }
  g_object_unref (contract);
}

/* A test that the server sent can be sent back, as itself and as a new one. */
static void
test_requests (void)
{
  const char *schemas[] = { "GetResponseUnitTestResponseModel", "GetToolCallUnitTestResponseModel", "GetSimulationTestResponseModel" };
  ProctorTestingContract *contract = load_contract ();
  g_autoptr (GRand) rand = make_chance ();

  if (contract == NULL)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (schemas) * DOCUMENTS; i++)
    {
      g_autoptr (GError) error = NULL;
      const char *kinds[] = { "llm", "tool", "simulation" };
      g_autoptr (JsonNode) document = proctor_testing_contract_generate (contract, schemas[i % G_N_ELEMENTS (schemas)], rand);
      g_autoptr (ProctorTest) test = NULL;
      g_autoptr (JsonNode) body = NULL;

      json_object_set_string_member (json_node_get_object (document), "type", kinds[i % G_N_ELEMENTS (kinds)]);
      test = proctor_wire_read (PROCTOR_TYPE_TEST, document, &error);
      g_assert_no_error (error);
      body = proctor_request_body_for_test (test, i % 2 == 0 ? "tfld_1" : NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (json_object_get_string_member (json_node_get_object (body), "type"), ==, kinds[i % G_N_ELEMENTS (kinds)]);

      proctor_testing_contract_check_request (contract, "POST", "/v1/convai/agent-testing/create", body, &error);
      g_assert_no_error (error);
      proctor_testing_contract_check_request (contract, "PUT", "/v1/convai/agent-testing/test_1", body, &error);
      g_assert_no_error (error);
    }
  g_object_unref (contract);
}

/* The skim says of the contract's invocations what the codec says. */
static void
test_skim (void)
{
  ProctorTestingContract *contract = load_contract ();
  g_autoptr (GRand) rand = make_chance ();

  if (contract == NULL)
    return;

  for (guint i = 0; i < DOCUMENTS * 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) document = proctor_testing_contract_generate (contract, "GetTestSuiteInvocationResponseModel", rand);
      g_autoptr (GBytes) body = proctor_wire_node_to_bytes (document);
      g_autoptr (ProctorInvocationSkim) skim = proctor_invocation_skim_new (body, NULL, &error);
      g_autoptr (ProctorInvocation) invocation = proctor_wire_read (PROCTOR_TYPE_INVOCATION, document, NULL);
      GListModel *runs = proctor_invocation_get_test_runs (invocation);

      g_assert_no_error (error);
      g_assert_cmpuint (proctor_invocation_skim_get_n_runs (skim), ==, g_list_model_get_n_items (runs));
      for (guint j = 0; j < g_list_model_get_n_items (runs); j++)
        {
          g_autoptr (ProctorRun) run = g_list_model_get_item (runs, j);
          g_autoptr (ProctorRunRow) row = proctor_wire_make_run_row (run);
          ProctorRunRow *skimmed = proctor_invocation_skim_get_row (skim, j);

          g_assert_cmpstr (proctor_run_row_get_test_run_id (skimmed), ==, proctor_run_row_get_test_run_id (row));
          g_assert_cmpstr (proctor_run_row_get_status (skimmed), ==, proctor_run_row_get_status (row));
          g_assert_cmpint (proctor_run_row_get_outcome (skimmed), ==, proctor_run_row_get_outcome (row));
          g_assert_cmpint (proctor_run_row_get_last_updated_at (skimmed), ==, proctor_run_row_get_last_updated_at (row));
          g_assert_cmpstr (proctor_run_row_get_summary (skimmed), ==, proctor_run_row_get_summary (row));
          g_assert_cmpfloat (proctor_run_row_get_price (skimmed), ==, proctor_run_row_get_price (row));
        }
    }
  g_object_unref (contract);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/contract/answers", test_answers);
  g_test_add_func ("/contract/requests", test_requests);
  g_test_add_func ("/contract/skim", test_skim);

  return g_test_run ();
}
