/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-test-actions.h"
#include "testing-job.h"

#include <string.h>

#define SUMMARY(updated) "{'tests': {'test_1': {'id': 'test_1', 'name': 'Late', 'type': 'llm', 'folder_parent_id': 'folder_1', " \
                         "'created_at_unix_secs': 1, 'last_updated_at_unix_secs': " updated "}}}"
#define TEST(name) "{'id': 'test_1', 'name': '" name "', 'type': 'llm', 'chat_history': [], 'success_condition': 'Fine.', 'x_odd': {'y': [1]}}"

static gboolean
rename_test (TestingJob *self,
             const char *name,
             GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_test_rename_async (self->session, "test_1", name, NULL, testing_job_cb, self);
  result = testing_job_wait (self);

  return proctor_test_rename_finish (self->session, result, error);
}

static void
test_refused (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (rename_test (self, " ", &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (rename_test (self, "a\nb", &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 0);
}

static void
test_rename (TestingJob *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  ProctorTestItem *item;

  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_add_test (self, "test_1", "Late", "folder_1");
  testing_job_answer (self, "POST", TESTS "/summaries", 200, SUMMARY ("1700000000"));
  testing_job_answer (self, "GET", TESTS "/test_1", 200, TEST ("Late"));
  testing_job_answer (self, "PUT", TESTS "/test_1", 200, TEST ("Early"));
  g_assert_true (rename_test (self, " Early ", &error));
  g_assert_no_error (error);
  body = testing_job_dup_body (self, "PUT", TESTS "/test_1", 0);
  g_assert_nonnull (strstr (body, "'name':'Early'"));
  g_assert_nonnull (strstr (body, "'x_odd':{'y':[1]}"));
  g_assert_nonnull (strstr (body, "'parent_folder_id':'folder_1'"));
  item = proctor_library_find (proctor_session_get_library (self->session), "test_1");
  g_assert_cmpstr (proctor_test_item_get_name (item), ==, "Early");
  g_assert_cmpstr (proctor_test_item_get_folder_id (item), ==, "folder_1");
}

static void
test_rename_conflict (TestingJob *self,
                      gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  testing_job_add_test (self, "test_1", "Late", NULL);
  testing_job_answer (self, "POST", TESTS "/summaries", 200, SUMMARY ("1700000000"));
  testing_job_answer (self, "POST", TESTS "/summaries", 200, SUMMARY ("1700000009"));
  testing_job_answer (self, "GET", TESTS "/test_1", 200, TEST ("Late"));
  g_assert_false (rename_test (self, "Early", &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_CONFLICT);
  g_assert_cmpstr (error->message, ==, "The test was changed on the server meanwhile.");
  g_assert_cmpuint (testing_job_count (self, "PUT", NULL), ==, 0);

  /* It isn't there at all. */
  g_clear_error (&error);
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "POST", TESTS "/summaries", 200, "{'tests': {}}");
  g_assert_false (rename_test (self, "Early", &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);

  /* What the server says of it is nothing that we know. */
  g_clear_error (&error);
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "POST", TESTS "/summaries", 200, "{'tests': {'test_1': {'id': 'test_1', 'name': 5}}}");
  g_assert_false (rename_test (self, "Early", &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL);
}

static void
test_load (TestingJob *self,
           gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) test = NULL;

  testing_job_answer (self, "GET", TESTS "/test_1", 200, TEST ("Late"));
  testing_job_answer (self, "GET", TESTS "/test_1", 401, "{'detail': {'status': 'invalid_api_key', 'message': 'No.'}}");
  proctor_test_load_async (self->session, "test_1", NULL, testing_job_cb, self);
  result = testing_job_wait (self);
  test = proctor_test_load_finish (self->session, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_test_get_name (test), ==, "Late");

  g_clear_object (&result);
  proctor_test_load_async (self->session, "test_1", NULL, testing_job_cb, self);
  result = testing_job_wait (self);
  g_assert_null (proctor_test_load_finish (self->session, result, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_KEY);
  g_assert_cmpint (proctor_health_get_state (proctor_session_get_health (self->session)), ==, PROCTOR_HEALTH_KEY_REFUSED);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/test-actions/refused", test_refused);
  testing_job_add ("/test-actions/rename", test_rename);
  testing_job_add ("/test-actions/rename-conflict", test_rename_conflict);
  testing_job_add ("/test-actions/load", test_load);

  return g_test_run ();
}
