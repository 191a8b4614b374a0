/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-account.h"
#include "proctor-conversation-summary.h"
#include "proctor-conversations.h"
#include "proctor-llm.h"
#include "proctor-turn.h"
#include "proctor-variable.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"
#include "testing-endpoint.h"

#include <string.h>

#define LLM "{'llm': 'gpt-4o', 'is_checkpoint': false, 'max_tokens_limit': 16384, 'max_context_limit': 128000, 'supports_image_input': true, " \
            "'supports_document_input': false, 'supports_parallel_tool_calls': true, 'available_reasoning_efforts': null, "                    \
            "'deprecation_info': {'llm': 'gpt-4o', 'is_deprecated': true, 'fallback_percentage': 25, 'replacement_model': 'gpt-5'}, 'novelty': 1}"
#define SUBSCRIPTION "'tier': 'creator', 'character_count': 17231, 'character_limit': 100000, 'max_character_limit_extension': null, "                 \
                     "'max_credit_limit_extension': 0, 'can_extend_character_limit': true, 'allowed_to_extend_character_limit': false, "               \
                     "'voice_slots_used': 1, 'professional_voice_slots_used': 0, 'professional_voice_slots_used_in_workspace': 0, 'voice_limit': 30, " \
                     "'voice_add_edit_counter': 0, 'professional_voice_limit': 1, 'can_extend_voice_limit': false, "                                   \
                     "'can_use_instant_voice_cloning': true, 'can_use_professional_voice_cloning': true, "                                             \
                     "'current_overage': {'amount': '0', 'currency': 'eur'}, 'status': 'active', 'currency': 'eur', 'next_character_count_reset_unix': 1783000000"
#define USER "'user_id': 'user_1', 'first_name': 'Ada', 'subscription': {" SUBSCRIPTION "}, 'xi_api_key_preview': 'sk_…cdef', 'seat_type': 'workspace_admin'"

#define CONVERSATION_ROW "{'conversation_id': 'conv_1', 'agent_id': 'agent_1', 'agent_name': 'Empfang', 'branch_id': 'agtbrch_1', 'version_id': null, "       \
                         "'start_time_unix_secs': 1782000000, 'call_duration_secs': 31, 'message_count': 4, 'status': 'done', 'call_successful': 'success', " \
                         "'transcript_summary': 'Es ging um Zimmer.', 'tool_names': ['book_room'], 'novelty': [{}]}"
#define CONVERSATION "{'conversation_id': 'conv_1', 'agent_id': 'agent_1', 'status': 'done', 'has_audio': true, 'has_user_audio': true, "                          \
                     "'has_response_audio': true, 'has_auxiliary_audio': false, 'environment': 'production', "                                                     \
                     "'metadata': {'start_time_unix_secs': 1782000000, 'call_duration_secs': 31, 'cost': 12, 'cost_fiat': 0.5, 'termination_reason': 'hung up'}, " \
                     "'transcript': [{'role': 'user', 'time_in_call_secs': 1, 'message': 'Grüß Gott!'}, "                                                          \
                     "{'role': 'agent', 'time_in_call_secs': 3, 'message': null, 'novelty': true}], "                                                              \
                     "'conversation_initiation_client_data': {'dynamic_variables': {'name': 'Ada'}}, 'novelty': {}}"

static void
test_llms (TestingEndpoint *self,
           gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/llm/list",
    .answer = "{'llms': [" LLM "], 'default_deprecation_config': {'warning_start_days': 30, 'fallback_start_days': 14, 'fallback_complete_days': 7, "
              "'fallback_start_percentage': 25, 'fallback_complete_percentage': 100}}",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (ProctorLlm) row = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_account_list_llms_async (self->client, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_account_list_llms_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 1, NULL);
  row = testing_page_dup_row (page, 0, PROCTOR_TYPE_LLM);
  testing_assert_record (row, PROCTOR_TYPE_LLM, LLM);
  g_assert_cmpstr (proctor_llm_get_llm (row), ==, "gpt-4o");
  g_assert_cmpint (proctor_llm_get_max_context_limit (row), ==, 128000);
  g_assert_true (proctor_llm_get_supports_image_input (row));
  g_assert_cmpstr (proctor_llm_deprecation_get_replacement_model (proctor_llm_get_deprecation_info (row)), ==, "gpt-5");
}

/* Older servers send the key along; whoever holds the answer must not find it. */
static void
test_user (TestingEndpoint *self,
           gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/user",
    .answer = "{" USER ", 'is_new_user': false, 'xi_api_key': 'sk_secret_4711', 'can_use_delayed_payment_methods': false, "
              "'is_onboarding_completed': true, 'is_onboarding_checklist_completed': true, 'created_at': 1782000000}",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorUser) user = NULL;
  g_autoptr (JsonNode) written = NULL;
  g_autofree char *text = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_account_get_user_async (self->client, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  user = proctor_account_get_user_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_record (user, PROCTOR_TYPE_USER, "{" USER "}");
  g_assert_cmpstr (proctor_user_get_user_id (user), ==, "user_1");
  g_assert_cmpstr (proctor_user_get_first_name (user), ==, "Ada");
  g_assert_cmpstr (proctor_user_get_xi_api_key_preview (user), ==, "sk_…cdef");
  g_assert_cmpstr (proctor_subscription_get_tier (proctor_user_get_subscription (user)), ==, "creator");

  written = proctor_wire_write (PROCTOR_RECORD (user), &error);
  g_assert_no_error (error);
  text = proctor_wire_node_to_text (written);
  g_assert_null (strstr (text, "sk_secret"));
}

static void
test_subscription (TestingEndpoint *self,
                   gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/user/subscription",
    .answer = "{" SUBSCRIPTION ", 'open_invoices': [], 'has_open_invoices': false, 'novelty': 'x'}",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorSubscription) subscription = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_account_get_subscription_async (self->client, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  subscription = proctor_account_get_subscription_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_record (subscription, PROCTOR_TYPE_SUBSCRIPTION, expected.answer);
  g_assert_cmpstr (proctor_subscription_get_status (subscription), ==, "active");
  g_assert_cmpint (proctor_subscription_get_character_count (subscription), ==, 17231);
  g_assert_cmpint (proctor_subscription_get_next_character_count_reset_unix (subscription), ==, 1783000000);
}

static void
test_conversations (TestingEndpoint *self,
                    gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/conversations",
    .query = "cursor=c1&page_size=20&agent_id=" ODD_ID_SENT "&branch_id=" OTHER_ID_SENT "&version_id=agtvrsn_1&call_successful=failure"
             "&call_start_after_unix=1782000000&call_start_before_unix=1782000100&search=Gr%C3%BC%C3%9Fe&tool_names=book_room&tool_names=a%26b"
             "&exclude_statuses=failed&exclude_statuses=processing&summary_mode=include&sort_direction=asc",
    .answer = "{'conversations': [" CONVERSATION_ROW "], 'next_cursor': 'c2', 'has_more': true}",
  };
  const char *const tool_names[] = { "book_room", "a&b", NULL };
  const char *const exclude_statuses[] = { "failed", "processing", NULL };
  const ProctorConversationsQuery query = {
    .agent_id = ODD_ID,
    .branch_id = OTHER_ID,
    .version_id = "agtvrsn_1",
    .call_successful = "failure",
    .after = 1782000000,
    .before = 1782000100,
    .search = "Grüße",
    .tool_names = tool_names,
    .exclude_statuses = exclude_statuses,
    .with_summary = TRUE,
    .ascending = TRUE,
    .cursor = "c1",
    .page_size = 20,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (ProctorConversationSummary) row = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_conversations_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_conversations_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 1, "c2");
  row = testing_page_dup_row (page, 0, PROCTOR_TYPE_CONVERSATION_SUMMARY);
  testing_assert_record (row, PROCTOR_TYPE_CONVERSATION_SUMMARY, CONVERSATION_ROW);
  g_assert_cmpstr (proctor_conversation_summary_get_conversation_id (row), ==, "conv_1");
  g_assert_cmpint (proctor_conversation_summary_get_start_time (row), ==, 1782000000);
  g_assert_cmpint (proctor_conversation_summary_get_call_duration_secs (row), ==, 31);
  g_assert_cmpstr (proctor_conversation_summary_get_status (row), ==, "done");
  g_assert_cmpstr (proctor_conversation_summary_get_tool_names (row)[0], ==, "book_room");
}

static void
test_conversations_plain (TestingEndpoint *self,
                          gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/conversations",
    .answer = "{'conversations': [], 'next_cursor': null, 'has_more': false}",
  };
  const ProctorConversationsQuery query = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_conversations_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_conversations_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 0, NULL);
}

static void
test_conversation (TestingEndpoint *self,
                   gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/conversations/" ODD_ID_SENT,
    .answer = CONVERSATION,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConversation) conversation = NULL;
  g_autoptr (ProctorTurn) turn = NULL;
  g_autoptr (ProctorVariable) variable = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_conversations_get_async (self->client, ODD_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  conversation = proctor_conversations_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_record (conversation, PROCTOR_TYPE_CONVERSATION, CONVERSATION);
  g_assert_cmpstr (proctor_conversation_get_conversation_id (conversation), ==, "conv_1");
  g_assert_cmpint (proctor_conversation_metadata_get_call_duration_secs (proctor_conversation_get_metadata (conversation)), ==, 31);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_conversation_get_transcript (conversation)), ==, 2);
  turn = g_list_model_get_item (proctor_conversation_get_transcript (conversation), 0);
  g_assert_cmpstr (proctor_turn_get_message (turn), ==, "Grüß Gott!");
  variable = g_list_model_get_item (proctor_initiation_data_get_dynamic_variables (proctor_conversation_get_conversation_initiation_client_data (conversation)), 0);
  g_assert_cmpstr (proctor_variable_get_key (variable), ==, "name");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_endpoint_add_contract ("/endpoints/account/contract");
  testing_endpoint_add ("/endpoints/account/llms", test_llms);
  testing_endpoint_add ("/endpoints/account/user", test_user);
  testing_endpoint_add ("/endpoints/account/subscription", test_subscription);
  testing_endpoint_add ("/endpoints/conversations/list", test_conversations);
  testing_endpoint_add ("/endpoints/conversations/list-plain", test_conversations_plain);
  testing_endpoint_add ("/endpoints/conversations/get", test_conversation);

  return g_test_run ();
}
