/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-delete-job.h"
#include "testing-job.h"

#include <string.h>

#define GONE "{'detail': {'status': 'not_found', 'message': 'Gone.'}}"
#define FORBIDDEN "{'detail': {'status': 'forbidden', 'message': 'It is not yours.'}}"

static void
add_all (TestingJob *self)
{
  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_add_test (self, "test_1", "First", NULL);
  testing_job_add_test (self, "test_2", "Second", NULL);
  testing_job_add_test (self, "test_3", "Third", "folder_1");
}

static void
test_all_gone (TestingJob *self,
               gconstpointer data)
{
  const char *const ids[] = { "test_1", "folder_1", "test_2", NULL };
  ProctorLibrary *library = proctor_session_get_library (self->session);
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (ProctorJob) job = NULL;
  g_autofree char *noted = NULL;
  gboolean forced = FALSE;

  add_all (self);
  testing_job_answer (self, "DELETE", TESTS "/test_1", 200, "");
  /* Somebody else was faster. */
  testing_job_answer (self, "DELETE", TESTS "/test_2", 404, GONE);
  testing_job_answer (self, "DELETE", FOLDERS "/folder_1", 204, NULL);
  job = proctor_delete_job_new (self->session, ids);
  testing_job_run (self, job);

  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 3);
  requests = proctor_testing_server_dup_requests (self->server);
  g_assert_cmpuint (requests->len, ==, 3);
  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      forced = forced || (g_str_equal (request->path, FOLDERS "/folder_1") && g_strcmp0 (request->query, "force=true") == 0);
    }
  g_assert_true (forced);

  g_assert_null (proctor_library_find (library, "test_1"));
  g_assert_null (proctor_library_find (library, "test_2"));
  g_assert_null (proctor_library_find (library, "test_3"));
  g_assert_null (proctor_library_find_folder (library, "folder_1"));
  noted = testing_job_dup_noted (self);
  g_assert_cmpstr (noted, ==, "");
}

static void
test_some_refused (TestingJob *self,
                   gconstpointer data)
{
  const char *const ids[] = { "test_1", "test_2", NULL };
  g_autoptr (ProctorJob) job = NULL;
  g_autofree char *failures = NULL;
  g_autofree char *text = NULL;
  g_autofree char *noted = NULL;

  add_all (self);
  testing_job_answer (self, "DELETE", TESTS "/test_1", 200, "");
  testing_job_answer (self, "DELETE", TESTS "/test_2", 403, FORBIDDEN);
  testing_job_answer (self, "DELETE", TESTS "/test_2", 200, "");
  job = proctor_delete_job_new (self->session, ids);
  testing_job_run (self, job);
  failures = testing_job_dup_failures (job);
  g_assert_cmpstr (failures, ==, "Second");
  text = proctor_job_dup_failure_text (job);
  g_assert_cmpstr (text, ==, "1 of 2 items could not be deleted");
  /* No is an answer. */
  noted = testing_job_dup_noted (self);
  g_assert_cmpstr (noted, ==, "");
  g_assert_nonnull (proctor_library_find (proctor_session_get_library (self->session), "test_2"));

  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 2);
  g_assert_cmpuint (testing_job_count (self, "DELETE", TESTS "/test_1"), ==, 1);
}

static void
cancel (TestingJob *self,
        ProctorJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_job_cancel (job);
  result = testing_job_wait (self);
  g_assert_false (proctor_job_run_finish (job, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
is_noted (gpointer user_data)
{
  g_autofree char *noted = testing_job_dup_noted (user_data);

  return g_str_equal (noted, "test_2");
}

/* What was sent and not answered stays noted, on the disk and before it is sent. */
static void
test_no_answer (TestingJob *self,
                gconstpointer data)
{
  const char *const ids[] = { "test_1", "test_2", NULL };
  g_autoptr (ProctorJob) job = NULL;
  g_autofree char *noted = NULL;
  TestingJob other = { .history = self->history };

  add_all (self);
  testing_job_answer (self, "DELETE", TESTS "/test_1", 200, "");
  testing_job_answer_fault (self, "DELETE", TESTS "/test_2", PROCTOR_TESTING_FAULT_STALL);
  job = proctor_delete_job_new (self->session, ids);
  proctor_job_run_async (job, NULL, testing_job_cb, self);
  proctor_testing_server_wait_requests (self->server, 2);
  proctor_testing_wait_for ("the first answer to be known", is_noted, &other);
  cancel (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 1);
  g_clear_object (&job);

  testing_job_reopen (self);
  noted = testing_job_dup_noted (self);
  g_assert_cmpstr (noted, ==, "test_2");
}

/* Nothing is sent before it is noted. */
static void
test_noted_first (TestingJob *self,
                  gconstpointer data)
{
  const char *const ids[] = { "test_1", "test_2", NULL };
  g_autoptr (ProctorJob) job = NULL;
  g_autofree char *noted = NULL;
  TestingJob other = { .history = self->history };

  add_all (self);
  testing_job_answer_fault (self, "DELETE", "*", PROCTOR_TESTING_FAULT_STALL);
  job = proctor_delete_job_new (self->session, ids);
  proctor_job_run_async (job, NULL, testing_job_cb, self);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 0);
  noted = testing_job_dup_noted (&other);
  g_assert_cmpstr (noted, ==, "test_1 test_2");
  cancel (self, job);
}

static void
test_few_at_once (TestingJob *self,
                  gconstpointer data)
{
  const char *const ids[] = { "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", NULL };
  g_autoptr (ProctorJob) job = proctor_delete_job_new (self->session, ids);

  proctor_testing_server_answer (self->server, "DELETE", "*", &(ProctorTestingAnswer) { .body = "", .delay_msecs = 20 });
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 10);
  g_assert_cmpuint (proctor_testing_server_get_peak (self->server), <=, 4);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/delete-job/all-gone", test_all_gone);
  testing_job_add ("/delete-job/some-refused", test_some_refused);
  testing_job_add ("/delete-job/no-answer", test_no_answer);
  testing_job_add ("/delete-job/noted-first", test_noted_first);
  testing_job_add ("/delete-job/few-at-once", test_few_at_once);

  return g_test_run ();
}
