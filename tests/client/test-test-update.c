/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-test-update.h"
#include "proctor-tests.h"
#include "testing-endpoint.h"

#include <string.h>

#define SUMMARIES "/v1/convai/agent-testing/summaries"
#define TEST "/v1/convai/agent-testing/" ODD_ID_SENT
#define CHANGED_AT 1782000100
#define SUMMARY(folder) "{'tests': {'" ODD_ID "': {'id': '" ODD_ID "', 'name': 'Old', 'type': 'llm', 'created_at_unix_secs': 1782000000, " \
                        "'last_updated_at_unix_secs': 1782000100" folder "}}}"
#define IN_FOLDER ", 'folder_parent_id': 'tfld_1'"

/* What must come back as it went, after the name. */
#define REST ", 'type': 'llm', 'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'message': 'Hi', 'novelty': {'b': [], 'a': null}}], "        \
             "'dynamic_variables': {'empty': {}, 'null': null, 'big': 9007199254740993, 'point': 1.0, 'small': 1e-7, 'minus': -0.0}, "                \
             "'environment': null, 'from_conversation_metadata': null, 'conversation_initiation_source': 'carrier_pigeon', 'success_condition': '', " \
             "'novelty': {'list': [1, 1.0, null, {}, []], 'text': '\\u00fc \\u2028 \\\\ \\/'}, 'nothing': null"

static ProctorTest *
read_test (TestingEndpoint *self,
           const char *answer)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorTest *test;

  proctor_testing_server_reset (self->server);
  testing_endpoint_answer (self, "GET", TEST, 0, answer);
  proctor_tests_get_async (self->client, ODD_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_wait (self);
  test = proctor_tests_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  proctor_testing_server_reset (self->server);

  return test;
}

static ProctorTest *
update (TestingEndpoint *self,
        ProctorTest *test,
        gint64 last_updated_at,
        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_test_update_async (self->client, ODD_ID, test, last_updated_at, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_wait (self);

  return proctor_test_update_finish (self->client, result, error);
}

static void
assert_updated (TestingEndpoint *self,
                gint64 last_updated_at,
                const char *summary,
                const char *body)
{
  g_autoptr (ProctorTest) test = read_test (self, "{'id': '" ODD_ID "', 'access_info': " ACCESS ", 'name': 'Old'" REST "}");
  g_autoptr (ProctorTest) updated = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  proctor_test_set_name (test, "New");
  testing_endpoint_answer (self, "POST", SUMMARIES, 0, summary);
  testing_endpoint_answer (self, "PUT", TEST, 0, "{'id': '" ODD_ID "', 'name': 'Newest'" REST "}");
  updated = update (self, test, last_updated_at, &error);
  g_assert_no_error (error);
  testing_assert_record (updated, PROCTOR_TYPE_TEST, "{'id': '" ODD_ID "', 'name': 'Newest'" REST "}");

  requests = proctor_testing_server_dup_requests (self->server);
  g_assert_cmpuint (requests->len, ==, 2);
  testing_assert_body (testing_endpoint_get_request (requests, 0, "POST", SUMMARIES), "{'test_ids': ['" ODD_ID "']}");
  testing_assert_body (testing_endpoint_get_request (requests, 1, "PUT", TEST), body);
}

static void
test_folder (TestingEndpoint *self,
             gconstpointer data)
{
  assert_updated (self, CHANGED_AT, SUMMARY (IN_FOLDER), "{'name': 'New'" REST ", 'parent_folder_id': 'tfld_1'}");
}

static void
test_root (TestingEndpoint *self,
           gconstpointer data)
{
  assert_updated (self, CHANGED_AT, SUMMARY (""), "{'name': 'New'" REST "}");
  assert_updated (self, CHANGED_AT, SUMMARY (", 'folder_parent_id': null"), "{'name': 'New'" REST "}");
}

/* Whoever says nothing of when wants it done in any case. */
static void
test_whenever (TestingEndpoint *self,
               gconstpointer data)
{
  assert_updated (self, 0, SUMMARY (IN_FOLDER), "{'name': 'New'" REST ", 'parent_folder_id': 'tfld_1'}");
}

static void
assert_refused (TestingEndpoint *self,
                ProctorTest *test,
                gint64 last_updated_at,
                const char *summary,
                ProctorApiErrorCode code,
                const char *words)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  proctor_testing_server_reset (self->server);
  testing_endpoint_answer (self, "POST", SUMMARIES, 0, summary);
  testing_endpoint_answer (self, "PUT", TEST, 0, "{'id': 'test_1', 'name': 'Newest'" REST "}");
  g_assert_null (update (self, test, last_updated_at, &error));
  g_assert_error (error, PROCTOR_API_ERROR, (int) code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” does not say “%s”", error->message, words);

  requests = proctor_testing_server_dup_requests (self->server);
  for (guint i = 0; i < requests->len; i++)
    testing_endpoint_get_request (requests, i, "POST", SUMMARIES);
}

static void
test_refused (TestingEndpoint *self,
              gconstpointer data)
{
  g_autoptr (ProctorTest) test = read_test (self, "{'id': '" ODD_ID "', 'name': 'Old'" REST "}");

  assert_refused (self, test, CHANGED_AT - 1, SUMMARY (IN_FOLDER), PROCTOR_API_ERROR_CONFLICT, "changed");
  assert_refused (self, test, CHANGED_AT + 1, SUMMARY (IN_FOLDER), PROCTOR_API_ERROR_CONFLICT, "changed");
  assert_refused (self, test, CHANGED_AT, "{'tests': {}}", PROCTOR_API_ERROR_NOT_FOUND, "any more");
  assert_refused (self, test, 0, "{'tests': {'other': {'id': 'other', 'name': 'Other', 'type': 'llm'}}}", PROCTOR_API_ERROR_NOT_FOUND, "any more");
}

/* A test that is there must not be said to be gone, nor go where nobody knows. */
static void
test_unreadable (TestingEndpoint *self,
                 gconstpointer data)
{
  g_autoptr (ProctorTest) test = read_test (self, "{'id': '" ODD_ID "', 'name': 'Old'" REST "}");

  assert_refused (self, test, 0, "{'tests': {'" ODD_ID "': {'id': '" ODD_ID "', 'name': 7}}}", PROCTOR_API_ERROR_PROTOCOL, "expected a string, found a number");
  assert_refused (self, test, CHANGED_AT, SUMMARY (", 'folder_parent_id': 7"), PROCTOR_API_ERROR_PROTOCOL, "folder_parent_id: expected a string, found a number");
}

/* What we can't hold to the last digit is not written back. */
static void
test_read_only (TestingEndpoint *self,
                gconstpointer data)
{
  const struct
  {
    const char *answer;
    const char *words;
  } cases[] = {
    { "{'id': 'test_1', 'name': 'Old', 'type': 'llm', 'name': 'Older'}", "twice" },
    { "{'id': 'test_1', 'name': 'Old', 'type': 'llm', 'novelty': [{'a': 1, 'a': 1}]}", "twice" },
    { "{'id': 'test_1', 'name': 'Old', 'type': 'llm', 'dynamic_variables': {'n': 18446744073709551615}}", "too large" },
    { "{'id': 'test_1', 'name': 'Old', 'type': 'llm', 'novelty': 1e999}", "too large" },
    { "{'id': 'test_1', 'name': 'Old', 'type': 'llm', 'success_condition': 'a\\u0000b'}", "U+0000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorTest) test = read_test (self, cases[i].answer);

      proctor_test_set_name (test, "New");
      g_assert_nonnull (proctor_record_get_read_only (PROCTOR_RECORD (test)));
      assert_refused (self, test, CHANGED_AT, SUMMARY (IN_FOLDER), PROCTOR_API_ERROR_READ_ONLY, cases[i].words);
    }
}

/* A folder that can't be asked for is none that could be sent back. */
static void
test_failure (TestingEndpoint *self,
              gconstpointer data)
{
  g_autoptr (ProctorTest) test = read_test (self, "{'id': '" ODD_ID "', 'name': 'Old'" REST "}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) later = NULL;

  testing_endpoint_answer (self, "POST", SUMMARIES, 403, "{'detail': {'message': 'No.'}}");
  g_assert_null (update (self, test, CHANGED_AT, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PERMISSION);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 1);

  proctor_testing_server_reset (self->server);
  testing_endpoint_answer (self, "POST", SUMMARIES, 0, SUMMARY (IN_FOLDER));
  testing_endpoint_answer (self, "PUT", TEST, 422, "{'detail': [{'loc': ['body', 'name'], 'msg': 'Too long', 'type': 'string'}]}");
  g_assert_null (update (self, test, CHANGED_AT, &later));
  g_assert_error (later, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
  g_assert_cmpuint (proctor_api_error_get_details (later)->fields->len, ==, 1);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_endpoint_add ("/test-update/folder", test_folder);
  testing_endpoint_add ("/test-update/root", test_root);
  testing_endpoint_add ("/test-update/whenever", test_whenever);
  testing_endpoint_add ("/test-update/refused", test_refused);
  testing_endpoint_add ("/test-update/unreadable", test_unreadable);
  testing_endpoint_add ("/test-update/read-only", test_read_only);
  testing_endpoint_add ("/test-update/failure", test_failure);

  return g_test_run ();
}
