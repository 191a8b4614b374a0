/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-check-job.h"
#include "proctor-check-knowledge.h"
#include "testing-job.h"

#define TOOLS "/v1/convai/tools"
#define MODELS "/v1/convai/llm/list"
#define VARIABLES "/v1/convai/environment-variables"
#define NO_VARIABLES "{'environment_variables': [], 'has_more': false}"
#define GOOD "{'id': 'test_1', 'name': 'Greets', 'type': 'llm', 'success_condition': 'It greets.', 'chat_history': [{'role': 'user', 'message': 'Hello', 'time_in_call_secs': 0}]}"
#define BAD "{'id': 'test_2', 'name': 'Says nothing', 'type': 'llm', 'success_condition': '', 'chat_history': [{'role': 'user', 'message': 'Hello', 'time_in_call_secs': 0}, {'role': 'agent', 'message': 'Hello', 'time_in_call_secs': 1}]}"
#define TOOL "{'id': 'test_3', 'name': 'Books', 'type': 'tool', 'chat_history': [{'role': 'user', 'message': 'Book', 'time_in_call_secs': 0}], 'tool_call_parameters': {'referenced_tool': {'id': 'book_room', 'type': 'webhook'}, 'verify_absence': true}}"

/* Tests and rules, as a text. */
static char *
describe (ProctorJob *job)
{
  GListModel *results = proctor_check_job_get_results (PROCTOR_CHECK_JOB (job));
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (ProctorCheckResult) result = g_list_model_get_item (results, i);
      ProctorFinding *finding = proctor_check_result_get_finding (result);

      /* The test has gone. */
      g_assert_null (proctor_finding_get_record (finding));
      g_ptr_array_add (lines, g_strdup_printf ("%s %s %s %s\n", proctor_check_result_get_test_id (result), proctor_check_result_get_test_name (result),
                                               proctor_finding_get_rule (finding), proctor_check_result_get_place (result)));
    }
  g_ptr_array_sort_values (lines, (GCompareFunc) g_strcmp0);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, lines->pdata[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_found (TestingJob *self,
            gconstpointer data)
{
  const char *const ids[] = { "test_1", "test_2", NULL };
  g_autoptr (ProctorJob) job = proctor_check_job_new (self->session, ids, NULL);
  g_autofree char *found = NULL;

  testing_job_answer (self, "GET", TESTS "/test_1", 200, GOOD);
  testing_job_answer (self, "GET", TESTS "/test_2", 200, BAD);
  testing_job_run (self, job);
  found = describe (job);
  g_assert_cmpstr (found, ==, "test_2 Says nothing condition-blank success_condition\ntest_2 Says nothing history-end chat_history/1/role\n");
  g_assert_cmpuint (proctor_check_job_count_tests (PROCTOR_CHECK_JOB (job)), ==, 1);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 2);
}

static void
loaded_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  TestingJob *self = user_data;

  g_set_object (&self->result, result);
}

static ProctorCheckContext *
load (TestingJob *self,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_check_knowledge_load_async (self->session, NULL, loaded_cb, self);
  result = testing_job_wait (self);

  return proctor_check_knowledge_load_finish (self->session, result, error);
}

/* What the workspace has is known: an id that is a name is told of. */
static void
test_knowledge (TestingJob *self,
                gconstpointer data)
{
  const char *const ids[] = { "test_3", NULL };
  g_autoptr (ProctorCheckContext) context = NULL;
  g_autoptr (ProctorJob) job = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  testing_job_answer (self, "GET", MODELS, 200, "{'llms': [{'llm': 'gpt-5'}]}");
  testing_job_answer (self, "GET", VARIABLES, 200, NO_VARIABLES);
  testing_job_answer (self, "GET", TOOLS, 200, "{'tools': [{'id': 'tool_1', 'tool_config': {'type': 'webhook', 'name': 'find_room'}}], 'has_more': true, 'next_cursor': 'two'}");
  testing_job_answer (self, "GET", TOOLS, 200, "{'tools': [{'id': 'tool_2', 'tool_config': {'type': 'webhook', 'name': 'book_room'}}, {'id': 3}], 'has_more': false}");
  context = load (self, &error);
  g_assert_no_error (error);
  g_assert_true (proctor_check_context_knows_tools (context));
  g_assert_true (proctor_check_context_knows_json (context));
  g_assert_cmpstr (proctor_check_tool_get_name (proctor_check_context_find_tool (context, "tool_2")), ==, "book_room");
  g_assert_true (g_strv_contains (proctor_check_context_get_models (context), "gpt-5"));
  g_assert_true (g_strv_contains (proctor_check_context_get_environments (context), "production"));

  testing_job_answer (self, "GET", TESTS "/test_3", 200, TOOL);
  job = proctor_check_job_new (self->session, ids, context);
  testing_job_run (self, job);
  found = describe (job);
  g_assert_cmpstr (found, ==, "test_3 Books tool-unknown tool_call_parameters/referenced_tool/id\n");
}

/* What can't be had isn't known, and asked for again the next time. */
static void
test_no_knowledge (TestingJob *self,
                   gconstpointer data)
{
  g_autoptr (ProctorCheckContext) context = NULL;
  g_autoptr (ProctorCheckContext) better = NULL;
  g_autoptr (GError) error = NULL;

  testing_job_answer (self, "GET", TOOLS, 403, "{'detail': {'status': 'missing_permissions', 'message': 'No.'}}");
  testing_job_answer (self, "GET", MODELS, 200, "{'llms': []}");
  testing_job_answer (self, "GET", VARIABLES, 200, "[1, 2");
  context = load (self, &error);
  g_assert_no_error (error);
  g_assert_false (proctor_check_context_knows_tools (context));
  g_assert_true (proctor_check_context_knows_json (context));
  g_assert_null (proctor_check_context_get_environments (context));

  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", TOOLS, 200, "{'tools': [], 'has_more': false}");
  testing_job_answer (self, "GET", VARIABLES, 200, NO_VARIABLES);
  better = load (self, &error);
  g_assert_no_error (error);
  g_assert_true (proctor_check_context_knows_tools (better));
  g_assert_nonnull (proctor_check_context_get_environments (better));
  g_assert_cmpuint (testing_job_count (self, "GET", MODELS), ==, 0);
}

/* Who doesn't want to wait any longer doesn't. */
static void
test_knowledge_cancelled (TestingJob *self,
                          gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_job_answer_fault (self, "GET", TOOLS, PROCTOR_TESTING_FAULT_STALL);
  testing_job_answer_fault (self, "GET", MODELS, PROCTOR_TESTING_FAULT_STALL);
  testing_job_answer_fault (self, "GET", VARIABLES, PROCTOR_TESTING_FAULT_STALL);
  proctor_check_knowledge_load_async (self->session, cancellable, loaded_cb, self);
  proctor_testing_server_wait_requests (self->server, 3);
  g_cancellable_cancel (cancellable);
  result = testing_job_wait (self);
  g_assert_null (proctor_check_knowledge_load_finish (self->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* A test that can't be read is a failure, which is tried again; the others are checked once. */
static void
test_failures (TestingJob *self,
               gconstpointer data)
{
  const char *const ids[] = { "test_1", "test_2", NULL };
  g_autoptr (ProctorJob) job = proctor_check_job_new (self->session, ids, NULL);
  g_autofree char *text = NULL;
  g_autofree char *found = NULL;

  testing_job_add_test (self, "test_1", "Greets", NULL);
  testing_job_answer (self, "GET", TESTS "/test_1", 404, "{'detail': {'status': 'not_found', 'message': 'Gone.'}}");
  testing_job_answer (self, "GET", TESTS "/test_2", 200, BAD);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 1);
  text = proctor_job_dup_failure_text (job);
  g_assert_cmpstr (text, ==, "1 of 2 tests could not be checked");

  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", TESTS "/test_1", 200, GOOD);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 0);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 2);
  found = describe (job);
  g_assert_cmpstr (found, ==, "test_2 Says nothing condition-blank success_condition\ntest_2 Says nothing history-end chat_history/1/role\n");
}

static void
test_cancel (TestingJob *self,
             gconstpointer data)
{
  const char *const ids[] = { "test_1", "test_2", NULL };
  g_autoptr (ProctorJob) job = proctor_check_job_new (self->session, ids, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_job_answer_fault (self, "GET", TESTS "/test_1", PROCTOR_TESTING_FAULT_STALL);
  testing_job_answer_fault (self, "GET", TESTS "/test_2", PROCTOR_TESTING_FAULT_STALL);
  proctor_job_run_async (job, NULL, testing_job_cb, self);
  proctor_testing_server_wait_requests (self->server, 2);
  proctor_job_cancel (job);
  result = testing_job_wait (self);
  g_assert_false (proctor_job_run_finish (job, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_check_job_get_results (PROCTOR_CHECK_JOB (job))), ==, 0);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/check-job/found", test_found);
  testing_job_add ("/check-job/knowledge", test_knowledge);
  testing_job_add ("/check-job/no-knowledge", test_no_knowledge);
  testing_job_add ("/check-job/knowledge-cancelled", test_knowledge_cancelled);
  testing_job_add ("/check-job/failures", test_failures);
  testing_job_add ("/check-job/cancel", test_cancel);

  return g_test_run ();
}
