/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-drafts.h"
#include "proctor-duplicate-job.h"
#include "testing-job.h"

#include <string.h>

#define CREATE TESTS "/create"
#define SMALL(name) "{'id': 'test_1', 'name': '" name "', 'type': 'llm', 'chat_history': [], 'success_condition': 'Fine.'}"

/* At every depth there is something that nobody knows. */
#define ODD "{'id': 'test_1', 'name': 'Odd', 'type': 'simulation', 'x_top': {'a': [1, null]}, "                                              \
            "'access_info': {'is_creator': true}, 'simulation_scenario': 'Hi.', 'success_conditions': ['One.'], "                            \
            "'chat_history': [{'role': 'user', 'message': 'Hi', 'time_in_call_secs': 0, 'x_turn': true, "                                    \
            "'tool_calls': [{'request_id': 'r', 'tool_name': 't', 'params_as_json': '{}', 'tool_has_been_called': true, 'x_call': 1.5}]}], " \
            "'tool_mock_config': {'mocking_strategy': 'none', 'x_config': 'y'}, "                                                            \
            "'tool_mock_overrides': {'tool_1': [{'mock_result': 'r', 'x_mock': 2, 'parameter_conditions': "                                  \
            "[{'path': 'a', 'eval': {'type': 'newer', 'x_eval': 3}, 'x_condition': 4}]}]}}"

#define LIST(rows) "{'tests': [" rows "], 'has_more': false, 'next_cursor': null}"
#define ROW(id, name, created) "{'id': '" id "', 'name': '" name "', 'type': 'llm', 'created_at_unix_secs': " created ", 'last_updated_at_unix_secs': 1700000000}"

static const GError *
get_error (ProctorJob *job)
{
  g_autoptr (ProctorJobFailure) failure = g_list_model_get_item (proctor_job_get_failures (job), 0);

  g_assert_nonnull (failure);

  return proctor_job_failure_get_error (failure);
}

static ProctorJob *
make_job (TestingJob *self)
{
  const char *const ids[] = { "test_1", NULL };

  return proctor_duplicate_job_new (self->session, ids);
}

static void
test_unknown_members (TestingJob *self,
                      gconstpointer data)
{
  const char *const odd[] = { "'x_top':{'a':[1,null]}", "'x_turn':true", "'x_call':1.5", "'x_config':'y'", "'x_mock':2", "'x_eval':3", "'type':'newer'", "'x_condition':4" };
  g_autoptr (ProctorJob) job = NULL;
  g_autofree char *body = NULL;

  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_add_test (self, "test_1", "Odd", "folder_1");
  testing_job_answer (self, "GET", TESTS "/test_1", 200, ODD);
  testing_job_answer (self, "POST", CREATE, 200, "{'id': 'test_2'}");
  job = make_job (self);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 1);

  body = testing_job_dup_body (self, "POST", CREATE, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      if (strstr (body, odd[i]) == NULL)
        g_error ("%s is not in %s", odd[i], body);
    }
  g_assert_nonnull (strstr (body, "'name':'Odd (copy)'"));
  g_assert_nonnull (strstr (body, "'parent_folder_id':'folder_1'"));
  g_assert_null (strstr (body, "'id':'test_1'"));
  g_assert_null (strstr (body, "access_info"));

  /* It is there before the server is asked. */
  g_assert_cmpstr (proctor_duplicate_job_get_last_id (PROCTOR_DUPLICATE_JOB (job)), ==, "test_2");
  g_assert_cmpstr (proctor_test_item_get_name (proctor_library_find (proctor_session_get_library (self->session), "test_2")), ==, "Odd (copy)");
  g_assert_cmpstr (proctor_test_item_get_folder_id (proctor_library_find (proctor_session_get_library (self->session), "test_2")), ==, "folder_1");
}

/* A name that is taken in that folder, and only there, isn't given again; nor twice by the same job. */
static void
test_names (TestingJob *self,
            gconstpointer data)
{
  const char *const ids[] = { "test_1", "test_1", NULL };
  g_autoptr (ProctorJob) job = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *both = NULL;

  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_add_test (self, "test_1", "Late", NULL);
  testing_job_add_test (self, "test_2", "Late (copy)", NULL);
  testing_job_add_test (self, "test_3", "Late (copy 2)", "folder_1");
  testing_job_answer (self, "GET", TESTS "/test_1", 200, SMALL ("Late"));
  testing_job_answer (self, "POST", CREATE, 200, "{'id': 'test_4'}");
  testing_job_answer (self, "POST", CREATE, 200, "{'id': 'test_5'}");
  job = proctor_duplicate_job_new (self->session, ids);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 2);

  first = testing_job_dup_body (self, "POST", CREATE, 0);
  second = testing_job_dup_body (self, "POST", CREATE, 1);
  both = g_strconcat (first, second, NULL);
  g_assert_nonnull (strstr (both, "'name':'Late (copy 2)'"));
  g_assert_nonnull (strstr (both, "'name':'Late (copy 3)'"));
}

/* The test itself doesn't say where it is. */
static void
test_unknown_place (TestingJob *self,
                    gconstpointer data)
{
  g_autoptr (ProctorJob) job = make_job (self);
  g_autofree char *body = NULL;

  testing_job_answer (self, "GET", TESTS "/test_1", 200, SMALL ("Late"));
  testing_job_answer (self, "POST", TESTS "/summaries", 200, "{'tests': {'test_1': {'id': 'test_1', 'name': 'Late', 'type': 'llm', 'folder_parent_id': 'folder_7', "
                                                             "'created_at_unix_secs': 1, 'last_updated_at_unix_secs': 1}}}");
  testing_job_answer (self, "POST", CREATE, 200, "{'id': 'test_2'}");
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 1);
  body = testing_job_dup_body (self, "POST", CREATE, 0);
  g_assert_nonnull (strstr (body, "'parent_folder_id':'folder_7'"));
}

static ProctorDrafts *
get_drafts (TestingJob *self)
{
  return proctor_session_get_drafts (self->session);
}

static ProctorDraft *
open_draft (TestingJob *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorDraft *draft;

  proctor_drafts_open_async (get_drafts (self), "test_1", NULL, testing_job_cb, self);
  result = testing_job_wait (self);
  draft = proctor_drafts_open_finish (get_drafts (self), result, &error);
  g_assert_no_error (error);

  return draft;
}

static gboolean
is_known (gpointer user_data)
{
  return proctor_drafts_has (user_data, "test_1");
}

static ProctorDraftFile *
use_file (TestingJob *self)
{
  ProctorDraftFile *file = proctor_draft_file_new (self->folder);

  proctor_session_use_draft_file (self->session, file);

  return file;
}

static void
close_file (TestingJob *self,
            ProctorDraftFile *file)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_drafts_stop (get_drafts (self));
  proctor_draft_file_close_async (file, testing_job_cb, self);
  result = testing_job_wait (self);
  proctor_draft_file_close_finish (file, result);
}

/* The copy is what was written, with what nobody knows of it. Returns: (transfer full): what was sent */
static char *
duplicate_written (TestingJob *self,
                   guint nth)
{
  const char *const odd[] = { "'x_top':{'a':[1,null]}", "'x_turn':true", "'x_eval':3", "'type':'newer'", "'parent_folder_id':'folder_1'", "'simulation_scenario':'Written.'" };
  g_autoptr (ProctorJob) job = make_job (self);
  g_autofree char *body = NULL;

  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 1);
  body = testing_job_dup_body (self, "POST", CREATE, nth);
  for (gsize i = 0; i < G_N_ELEMENTS (odd); i++)
    {
      if (strstr (body, odd[i]) == NULL)
        g_error ("%s is not in %s", odd[i], body);
    }
  g_assert_null (strstr (body, "'id':'test_1'"));
  g_assert_null (strstr (body, "access_info"));

  return g_steal_pointer (&body);
}

static void
write_scenario (ProctorDraft *draft)
{
  proctor_undo_type (proctor_draft_get_undo (draft), proctor_draft_get_test (draft), PROCTOR_TEST_FIELD_SIMULATION_SCENARIO, "Written.", "Edit");
}

/* What was written and not saved is what a person sees, so that is what is copied, and it stays unsaved. */
static void
test_draft (TestingJob *self,
            gconstpointer data)
{
  g_autoptr (ProctorDraftFile) file = use_file (self);
  g_autoptr (ProctorDraftFile) again = NULL;
  g_autoptr (ProctorDraft) draft = NULL;
  g_autofree char *open = NULL;
  g_autofree char *left = NULL;
  g_autofree char *restored = NULL;

  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_add_test (self, "test_1", "Odd", "folder_1");
  testing_job_answer (self, "GET", TESTS "/test_1", 200, ODD);
  testing_job_answer (self, "POST", CREATE, 200, "{'id': 'test_2'}");
  testing_job_answer (self, "POST", CREATE, 200, "{'id': 'test_3'}");
  draft = open_draft (self);
  write_scenario (draft);
  open = duplicate_written (self, 0);
  g_assert_nonnull (strstr (open, "'name':'Odd (copy)'"));
  g_assert_true (proctor_draft_is_modified (draft));
  g_assert_cmpstr (proctor_test_get_name (proctor_draft_get_test (draft)), ==, "Odd");

  g_clear_object (&draft);
  proctor_testing_wait_for ("the draft to be kept", is_known, get_drafts (self));
  left = duplicate_written (self, 1);
  g_assert_nonnull (strstr (left, "'name':'Odd (copy 2)'"));
  g_assert_cmpuint (testing_job_count (self, "PUT", TESTS "/test_1"), ==, 0);
  close_file (self, file);

  /* Of one that nobody has looked at since the start it is still said afterwards that it was brought back. */
  testing_job_reopen (self);
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", TESTS "/test_1", 200, ODD);
  testing_job_answer (self, "POST", CREATE, 200, "{'id': 'test_4'}");
  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_add_test (self, "test_1", "Odd", "folder_1");
  again = use_file (self);
  proctor_drafts_load (get_drafts (self));
  proctor_testing_wait_for ("the draft to be known", is_known, get_drafts (self));
  restored = duplicate_written (self, 0);
  g_assert_cmpuint (testing_job_count (self, "GET", TESTS "/test_1"), ==, 0);
  draft = open_draft (self);
  g_assert_true (proctor_draft_is_restored (draft));
  g_assert_true (proctor_draft_is_modified (draft));
  g_clear_object (&draft);
  close_file (self, again);
}

/* Where nothing was written, the copy is of what the server has now, not of what was read a while ago. */
static void
test_draft_unchanged (TestingJob *self,
                      gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;
  g_autoptr (ProctorJob) job = make_job (self);
  g_autofree char *body = NULL;

  testing_job_add_test (self, "test_1", "Late", NULL);
  testing_job_answer (self, "GET", TESTS "/test_1", 200, SMALL ("Late"));
  draft = open_draft (self);
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", TESTS "/test_1", 200, SMALL ("Later"));
  testing_job_answer (self, "POST", CREATE, 200, "{'id': 'test_2'}");
  testing_job_run (self, job);
  body = testing_job_dup_body (self, "POST", CREATE, 0);
  g_assert_nonnull (strstr (body, "'name':'Later (copy)'"));
  proctor_drafts_stop (get_drafts (self));
}

static void
test_refusals (TestingJob *self,
               gconstpointer data)
{
  g_autoptr (ProctorJob) job = NULL;

  testing_job_add_test (self, "test_1", "Late", NULL);
  job = make_job (self);
  testing_job_answer (self, "GET", TESTS "/test_1", 404, "{'detail': {'status': 'not_found', 'message': 'Gone.'}}");
  testing_job_run (self, job);
  g_assert_error (get_error (job), PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);
  g_assert_cmpuint (testing_job_count (self, "POST", NULL), ==, 0);

  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", TESTS "/test_1", 200, SMALL ("Late"));
  testing_job_answer (self, "POST", CREATE, 422, "{'detail': [{'loc': ['body', 'chat_history'], 'msg': 'Chat history is required for llm tests', 'type': 'value_error'}]}");
  testing_job_answer (self, "POST", CREATE, 200, "{'id': 'test_2'}");
  testing_job_run (self, job);
  g_assert_error (get_error (job), PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);

  /* It was refused, so it can be asked for again. */
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 1);
  g_assert_cmpuint (testing_job_count (self, "GET", TESTS), ==, 0);
}

/* What can only be read in part is not copied in part. */
static void
test_unreadable (TestingJob *self,
                 gconstpointer data)
{
  g_autoptr (ProctorJob) job = NULL;

  testing_job_add_test (self, "test_1", "Late", NULL);
  testing_job_answer (self, "GET", TESTS "/test_1", 200, "{'id': 'test_1', 'name': 'Late', 'type': 'llm', 'success_condition': 1e400}");
  job = make_job (self);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 1);
  g_assert_cmpuint (testing_job_count (self, "POST", NULL), ==, 0);
}

static void
lose (TestingJob *self,
      ProctorJob *job)
{
  testing_job_answer (self, "GET", TESTS "/test_1", 200, SMALL ("Late"));
  testing_job_answer_fault (self, "POST", CREATE, PROCTOR_TESTING_FAULT_DROP);
  testing_job_answer (self, "POST", CREATE, 200, "{'id': 'test_3'}");
  testing_job_run (self, job);
  g_assert_error (get_error (job), PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST);
  g_assert_nonnull (strstr (get_error (job)->message, "not known"));
  g_assert_cmpuint (testing_job_count (self, "POST", CREATE), ==, 1);
}

/* It was made, though nobody heard of it. */
static void
test_lost_and_there (TestingJob *self,
                     gconstpointer data)
{
  g_autoptr (ProctorJob) job = NULL;

  testing_job_add_test (self, "test_1", "Late", NULL);
  job = make_job (self);
  lose (self, job);

  testing_job_answer (self, "GET", TESTS, 200, LIST (ROW ("test_0", "Late (copy)", "1700000000") "," ROW ("test_2", "Late (copy)", "4000000000")));
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 1);
  g_assert_cmpuint (testing_job_count (self, "POST", CREATE), ==, 1);
  g_assert_cmpuint (testing_job_count (self, "GET", TESTS), ==, 1);
  g_assert_cmpstr (proctor_duplicate_job_get_last_id (PROCTOR_DUPLICATE_JOB (job)), ==, "test_2");
}

/* It was not; what has that name was there before. */
static void
test_lost_and_not_there (TestingJob *self,
                         gconstpointer data)
{
  g_autoptr (ProctorJob) job = NULL;

  testing_job_add_test (self, "test_1", "Late", NULL);
  job = make_job (self);
  lose (self, job);

  testing_job_answer (self, "GET", TESTS, 200, LIST (ROW ("test_0", "Late (copy)", "1700000000") "," ROW ("test_9", "Late", "4000000000")));
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 1);
  g_assert_cmpuint (testing_job_count (self, "POST", CREATE), ==, 2);
  g_assert_cmpstr (proctor_duplicate_job_get_last_id (PROCTOR_DUPLICATE_JOB (job)), ==, "test_3");
}

/* Where it can't be found out, it is not sent again. */
static void
test_lost_and_no_answer (TestingJob *self,
                         gconstpointer data)
{
  g_autoptr (ProctorJob) job = NULL;

  testing_job_add_test (self, "test_1", "Late", NULL);
  job = make_job (self);
  lose (self, job);

  testing_job_answer (self, "GET", TESTS, 401, "{'detail': {'status': 'invalid_api_key', 'message': 'No.'}}");
  testing_job_run (self, job);
  g_assert_error (get_error (job), PROCTOR_API_ERROR, PROCTOR_API_ERROR_KEY);
  g_assert_cmpuint (testing_job_count (self, "POST", CREATE), ==, 1);
  g_assert_cmpint (proctor_health_get_state (proctor_session_get_health (self->session)), ==, PROCTOR_HEALTH_KEY_REFUSED);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/duplicate-job/unknown-members", test_unknown_members);
  testing_job_add ("/duplicate-job/names", test_names);
  testing_job_add ("/duplicate-job/unknown-place", test_unknown_place);
  testing_job_add ("/duplicate-job/draft", test_draft);
  testing_job_add ("/duplicate-job/draft-unchanged", test_draft_unchanged);
  testing_job_add ("/duplicate-job/refusals", test_refusals);
  testing_job_add ("/duplicate-job/unreadable", test_unreadable);
  testing_job_add ("/duplicate-job/lost-and-there", test_lost_and_there);
  testing_job_add ("/duplicate-job/lost-and-not-there", test_lost_and_not_there);
  testing_job_add ("/duplicate-job/lost-and-no-answer", test_lost_and_no_answer);

  return g_test_run ();
}
