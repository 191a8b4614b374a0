/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-environment.h"
#include "proctor-tool-mock.h"
#include "proctor-tools.h"
#include "proctor-variable.h"
#include "testing-endpoint.h"

#define CONFIG "'tool_config': {'type': 'client', 'name': 'book_room', 'description': 'Bucht ein Zimmer', 'response_timeout_secs': 20, " \
               "'expects_response': true, 'parameters': {'type': 'object', 'properties': {}, 'required': []}}, "                         \
               "'response_mocks': [{'mock_result': 'ok', 'is_error': false, 'parameter_conditions': []}]"
#define TOOL "{'id': 'tool_1', " CONFIG ", 'access_info': " ACCESS ", 'usage_stats': {'total_calls': 4, 'avg_latency_secs': 0.25}, 'novelty': [null]}"

#define VARIABLE "{'id': 'envvar_1', 'label': 'host', 'type': 'string', 'values': {'production': 'a.example.com', 'staging': 'b.example.com'}, " \
                 "'created_at_unix_secs': 1782000000, 'updated_at_unix_secs': 1782000100, 'created_by_user_id': null, 'workspace_id': 'ws_1', 'novelty': {}}"

static void
assert_tool (gpointer tool)
{
  g_autoptr (ProctorToolMock) mock = NULL;

  testing_assert_record (tool, PROCTOR_TYPE_TOOL, TOOL);
  g_assert_cmpstr (proctor_tool_get_id (tool), ==, "tool_1");
  g_assert_cmpstr (proctor_tool_config_get_name (proctor_tool_get_tool_config (tool)), ==, "book_room");
  g_assert_cmpstr (proctor_tool_config_get_kind (proctor_tool_get_tool_config (tool)), ==, "client");
  g_assert_cmpint (proctor_tool_usage_get_total_calls (proctor_tool_get_usage_stats (tool)), ==, 4);
  mock = g_list_model_get_item (proctor_tool_get_response_mocks (tool), 0);
  g_assert_cmpstr (proctor_tool_mock_get_mock_result (mock), ==, "ok");
}

static void
test_list (TestingEndpoint *self,
           gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/tools",
    .query = "cursor=c1&page_size=100&search=b%C3%BC&types=webhook&types=client&created_by_user_id=user%2F1&sort_by=created_at&sort_direction=asc",
    .answer = "{'tools': [" TOOL "], 'next_cursor': 'c2', 'has_more': true}",
  };
  const char *const types[] = { "webhook", "client", NULL };
  const ProctorToolsQuery query = {
    .search = "bü",
    .types = types,
    .created_by_user_id = "user/1",
    .sort_by = "created_at",
    .ascending = TRUE,
    .cursor = "c1",
    .page_size = 100,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (ProctorTool) row = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tools_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_tools_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 1, "c2");
  row = testing_page_dup_row (page, 0, PROCTOR_TYPE_TOOL);
  assert_tool (row);
}

static void
test_list_plain (TestingEndpoint *self,
                 gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/tools",
    .answer = "{'tools': [], 'next_cursor': null, 'has_more': false}",
  };
  const ProctorToolsQuery query = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tools_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_tools_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 0, NULL);
}

static void
test_get (TestingEndpoint *self,
          gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/tools/" ODD_ID_SENT,
    .answer = TOOL,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTool) tool = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tools_get_async (self->client, ODD_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  tool = proctor_tools_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_tool (tool);
}

/* What only an answer says is not sent. */
static void
test_create (TestingEndpoint *self,
             gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "POST",
    .path = "/v1/convai/tools",
    .body = "{" CONFIG ", 'novelty': [null]}",
    .answer = TOOL,
  };
  g_autoptr (ProctorTool) tool = testing_record (PROCTOR_TYPE_TOOL, TOOL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTool) created = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tools_create_async (self->client, tool, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  created = proctor_tools_create_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_tool (created);
}

static void
test_update (TestingEndpoint *self,
             gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "PATCH",
    .path = "/v1/convai/tools/" ODD_ID_SENT,
    .body = "{" CONFIG ", 'novelty': [null]}",
    .answer = TOOL,
  };
  g_autoptr (ProctorTool) tool = testing_record (PROCTOR_TYPE_TOOL, TOOL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTool) updated = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tools_update_async (self->client, ODD_ID, tool, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  updated = proctor_tools_update_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_tool (updated);
}

static void
delete_one (TestingEndpoint *self,
            gboolean even_if_used,
            const char *query)
{
  const TestingExpectation expected = {
    .method = "DELETE",
    .path = "/v1/convai/tools/" ODD_ID_SENT,
    .query = query,
    .answer = "null",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_tools_delete_async (self->client, ODD_ID, even_if_used, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  g_assert_true (proctor_tools_delete_finish (self->client, result, &error));
  g_assert_no_error (error);
}

static void
test_delete (TestingEndpoint *self,
             gconstpointer data)
{
  delete_one (self, FALSE, NULL);
  delete_one (self, TRUE, "force=true");
}

static void
assert_variable (gpointer variable)
{
  g_autoptr (ProctorVariable) staging = NULL;

  testing_assert_record (variable, PROCTOR_TYPE_ENVIRONMENT_VARIABLE, VARIABLE);
  g_assert_cmpstr (proctor_environment_variable_get_id (variable), ==, "envvar_1");
  g_assert_cmpstr (proctor_environment_variable_get_label (variable), ==, "host");
  g_assert_cmpstr (proctor_environment_variable_get_kind (variable), ==, "string");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_environment_variable_get_values (variable)), ==, 2);
  staging = g_list_model_get_item (proctor_environment_variable_get_values (variable), 1);
  g_assert_cmpstr (proctor_variable_get_key (staging), ==, "staging");
  g_assert_cmpstr (proctor_variable_get_value (staging), ==, "\"b.example.com\"");
}

static void
test_list_variables (TestingEndpoint *self,
                     gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/environment-variables",
    .query = "cursor=c1&page_size=100&label=h%2F1&environment=%C3%BC&type=secret",
    .answer = "{'environment_variables': [" VARIABLE "], 'next_cursor': 'c2', 'has_more': true}",
  };
  const ProctorEnvironmentQuery query = {
    .label = "h/1",
    .environment = "ü",
    .kind = "secret",
    .cursor = "c1",
    .page_size = 100,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (ProctorEnvironmentVariable) row = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_environment_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_environment_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 1, "c2");
  row = testing_page_dup_row (page, 0, PROCTOR_TYPE_ENVIRONMENT_VARIABLE);
  assert_variable (row);
}

static void
test_list_variables_plain (TestingEndpoint *self,
                           gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/environment-variables",
    .answer = "{'environment_variables': [], 'next_cursor': null, 'has_more': false}",
  };
  const ProctorEnvironmentQuery query = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_environment_list_async (self->client, &query, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_environment_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 0, NULL);
}

static void
test_get_variable (TestingEndpoint *self,
                   gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/environment-variables/" ODD_ID_SENT,
    .answer = VARIABLE,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorEnvironmentVariable) variable = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_environment_get_async (self->client, ODD_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  variable = proctor_environment_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_variable (variable);
}

static void
create_variable (TestingEndpoint *self,
                 ProctorEnvironmentVariable *variable,
                 const char *body)
{
  const TestingExpectation expected = {
    .method = "POST",
    .path = "/v1/convai/environment-variables",
    .body = body,
    .answer = VARIABLE,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorEnvironmentVariable) created = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_environment_create_async (self->client, variable, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  created = proctor_environment_create_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_variable (created);
}

static void
test_create_variable (TestingEndpoint *self,
                      gconstpointer data)
{
  g_autoptr (ProctorEnvironmentVariable) text = testing_record (PROCTOR_TYPE_ENVIRONMENT_VARIABLE, VARIABLE);
  g_autoptr (ProctorEnvironmentVariable) secret = testing_record (PROCTOR_TYPE_ENVIRONMENT_VARIABLE, "{'id': 'envvar_2', 'label': 'pass', 'type': 'secret', 'values': {'production': {'secret_id': 's1'}}}");

  create_variable (self, text, "{'type': 'string', 'label': 'host', 'values': {'production': 'a.example.com', 'staging': 'b.example.com'}}");
  create_variable (self, secret, "{'type': 'secret', 'label': 'pass', 'values': {'production': {'secret_id': 's1'}}}");
}

/* Only the values of one that is there change; null takes a value away. */
static void
test_update_variable (TestingEndpoint *self,
                      gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "PATCH",
    .path = "/v1/convai/environment-variables/" ODD_ID_SENT,
    .body = "{'values': {'production': 'c.example.com', 'staging': null}}",
    .answer = VARIABLE,
  };
  g_autoptr (ProctorEnvironmentVariable) variable = testing_record (PROCTOR_TYPE_ENVIRONMENT_VARIABLE, VARIABLE);
  g_autoptr (ProctorVariable) production = g_list_model_get_item (proctor_environment_variable_get_values (variable), 0);
  g_autoptr (ProctorVariable) staging = g_list_model_get_item (proctor_environment_variable_get_values (variable), 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorEnvironmentVariable) updated = NULL;

  proctor_variable_set_value (production, "\"c.example.com\"");
  proctor_variable_set_value (staging, "null");
  testing_endpoint_expect (self, &expected);
  proctor_environment_update_async (self->client, ODD_ID, variable, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  updated = proctor_environment_update_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_variable (updated);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_endpoint_add_contract ("/endpoints/tools/contract");
  testing_endpoint_add ("/endpoints/tools/list", test_list);
  testing_endpoint_add ("/endpoints/tools/list-plain", test_list_plain);
  testing_endpoint_add ("/endpoints/tools/get", test_get);
  testing_endpoint_add ("/endpoints/tools/create", test_create);
  testing_endpoint_add ("/endpoints/tools/update", test_update);
  testing_endpoint_add ("/endpoints/tools/delete", test_delete);
  testing_endpoint_add ("/endpoints/environment/list", test_list_variables);
  testing_endpoint_add ("/endpoints/environment/list-plain", test_list_variables_plain);
  testing_endpoint_add ("/endpoints/environment/get", test_get_variable);
  testing_endpoint_add ("/endpoints/environment/create", test_create_variable);
  testing_endpoint_add ("/endpoints/environment/update", test_update_variable);

  return g_test_run ();
}
