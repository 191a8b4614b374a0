/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-move-job.h"
#include "testing-job.h"

#include <string.h>

#define MOVE TESTS "/bulk-move"
#define GONE "{'detail': {'status': 'not_found', 'message': 'Entity not found.'}}"

static const GError *
get_error (ProctorJob *job,
           guint position)
{
  g_autoptr (ProctorJobFailure) failure = g_list_model_get_item (proctor_job_get_failures (job), position);

  g_assert_nonnull (failure);

  /* The list keeps it. */
  return proctor_job_failure_get_error (failure);
}

static char **
make_ids (guint n_ids)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < n_ids; i++)
    g_strv_builder_take (builder, g_strdup_printf ("test_%u", i));

  return g_strv_builder_end (builder);
}

static void
test_few (TestingJob *self,
          gconstpointer data)
{
  const char *const ids[] = { "test_1", "folder_1", NULL };
  g_autoptr (ProctorJob) job = NULL;
  g_autofree char *body = NULL;

  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_add_folder (self, "folder_2", "Two", NULL);
  testing_job_add_test (self, "test_1", "First", NULL);
  testing_job_answer (self, "POST", MOVE, 200, "");
  job = proctor_move_job_new (self->session, ids, "folder_2");
  g_assert_cmpstr (proctor_job_get_title (job), ==, "Moving 2 items");
  testing_job_run (self, job);

  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 2);
  g_assert_cmpuint (testing_job_count (self, "POST", NULL), ==, 1);
  body = testing_job_dup_body (self, "POST", MOVE, 0);
  g_assert_cmpstr (body, ==, "{'move_to':'folder_2','entity_ids':['test_1','folder_1']}");
  g_assert_cmpstr (proctor_test_item_get_folder_id (proctor_library_find (proctor_session_get_library (self->session), "test_1")), ==, "folder_2");
}

/* A hundred go at a time, and only what the server refuses is asked for again, in halves. */
static void
test_chunks (TestingJob *self,
             gconstpointer data)
{
  g_auto (GStrv) ids = make_ids (250);
  g_autoptr (ProctorJob) job = proctor_move_job_new (self->session, (const char *const *) ids, NULL);
  g_autofree char *last = NULL;

  g_assert_cmpstr (proctor_job_get_title (job), ==, "Moving 250 tests");
  testing_job_answer (self, "POST", MOVE, 200, "");
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 250);
  g_assert_cmpuint (testing_job_count (self, "POST", MOVE), ==, 3);
  last = testing_job_dup_body (self, "POST", MOVE, 2);
  g_assert_true (g_str_has_prefix (last, "{'entity_ids':['test_200',"));
  g_assert_true (g_str_has_suffix (last, ",'test_249']}"));
}

static void
test_halves (TestingJob *self,
             gconstpointer data)
{
  g_auto (GStrv) ids = make_ids (4);
  g_autoptr (ProctorJob) job = proctor_move_job_new (self->session, (const char *const *) ids, NULL);
  g_autofree char *failures = NULL;
  g_autofree char *text = NULL;
  g_autofree char *again = NULL;

  /* All four, the first two, the last two, the third, the fourth. */
  testing_job_answer (self, "POST", MOVE, 404, GONE);
  testing_job_answer (self, "POST", MOVE, 200, "");
  testing_job_answer (self, "POST", MOVE, 404, GONE);
  testing_job_answer (self, "POST", MOVE, 404, GONE);
  testing_job_answer (self, "POST", MOVE, 200, "");
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 3);
  failures = testing_job_dup_failures (job);
  g_assert_cmpstr (failures, ==, "test_2");
  g_assert_error (get_error (job, 0), PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);
  text = proctor_job_dup_failure_text (job);
  g_assert_cmpstr (text, ==, "1 of 4 tests could not be moved");
  g_assert_cmpuint (testing_job_count (self, "POST", MOVE), ==, 5);

  /* Again: only the one. */
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 4);
  again = testing_job_dup_body (self, "POST", MOVE, 5);
  g_assert_cmpstr (again, ==, "{'entity_ids':['test_2']}");
}

/* Where it is the folder that isn't there, nobody tries them all. */
static void
test_no_target (TestingJob *self,
                gconstpointer data)
{
  g_auto (GStrv) ids = make_ids (250);
  g_autoptr (ProctorJob) job = proctor_move_job_new (self->session, (const char *const *) ids, "folder_9");

  testing_job_answer (self, "POST", MOVE, 404, GONE);
  testing_job_answer (self, "GET", FOLDERS "/folder_9", 404, GONE);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 250);
  g_assert_error (get_error (job, 249), PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (get_error (job, 249)->message, "folder"));
  g_assert_cmpuint (testing_job_count (self, "POST", MOVE), ==, 1);
}

/* What has nothing to do with any one of them isn't tried with each. */
static void
test_all_refused (TestingJob *self,
                  gconstpointer data)
{
  const struct
  {
    guint status;
    const char *body;
    int code;
  } refusals[] = {
    { 401, "{'detail': {'status': 'invalid_api_key', 'message': 'Invalid.'}}", PROCTOR_API_ERROR_KEY },
    { 401, "{'detail': {'status': 'missing_permissions', 'message': 'The key is missing the permission convai_write.'}}", PROCTOR_API_ERROR_PERMISSION },
    { 402, "{'detail': {'status': 'payment_required', 'message': 'Pay.'}}", PROCTOR_API_ERROR_QUOTA },
    { 429, "{'detail': {'status': 'rate_limited', 'message': 'Slower.'}}", PROCTOR_API_ERROR_RATE_LIMITED },
    { 500, "{'detail': 'It broke.'}", PROCTOR_API_ERROR_ANSWER_LOST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_auto (GStrv) ids = make_ids (30);
      g_autoptr (ProctorJob) job = proctor_move_job_new (self->session, (const char *const *) ids, NULL);

      proctor_testing_server_reset (self->server);
      testing_job_answer (self, "POST", MOVE, refusals[i].status, refusals[i].body);
      testing_job_run (self, job);
      g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 30);
      g_assert_error (get_error (job, 29), PROCTOR_API_ERROR, refusals[i].code);
      g_assert_cmpuint (testing_job_count (self, "POST", MOVE), ==, 1);
    }
}

static void
test_dropped (TestingJob *self,
              gconstpointer data)
{
  g_auto (GStrv) ids = make_ids (3);
  g_autoptr (ProctorJob) job = proctor_move_job_new (self->session, (const char *const *) ids, NULL);

  testing_job_answer_fault (self, "POST", MOVE, PROCTOR_TESTING_FAULT_DROP);
  testing_job_answer (self, "POST", MOVE, 200, "");
  testing_job_run (self, job);
  g_assert_error (get_error (job, 0), PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 3);

  /* Moving it there twice is moving it there. */
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 3);
}

static void
test_cycle (TestingJob *self,
            gconstpointer data)
{
  const char *const ids[] = { "folder_1", "test_1", "folder_3", NULL };
  g_autoptr (ProctorJob) job = NULL;
  g_autofree char *failures = NULL;
  g_autofree char *body = NULL;

  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_add_folder (self, "folder_2", "Two", "folder_1");
  testing_job_add_folder (self, "folder_3", "Three", "folder_2");
  testing_job_add_test (self, "test_1", "First", NULL);
  testing_job_answer (self, "POST", MOVE, 200, "");
  job = proctor_move_job_new (self->session, ids, "folder_3");
  testing_job_run (self, job);

  failures = testing_job_dup_failures (job);
  g_assert_cmpstr (failures, ==, "One Three");
  g_assert_cmpstr (get_error (job, 0)->message, ==, "The folder “One” can't be moved into “Three”, which lies in it.");
  g_assert_cmpstr (get_error (job, 1)->message, ==, "The folder “Three” can't be moved into itself.");
  body = testing_job_dup_body (self, "POST", MOVE, 0);
  g_assert_cmpstr (body, ==, "{'move_to':'folder_3','entity_ids':['test_1']}");
  g_assert_cmpuint (testing_job_count (self, "POST", NULL), ==, 1);
}

static void
test_cancel (TestingJob *self,
             gconstpointer data)
{
  g_auto (GStrv) ids = make_ids (250);
  g_autoptr (ProctorJob) job = proctor_move_job_new (self->session, (const char *const *) ids, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_job_answer (self, "POST", MOVE, 200, "");
  testing_job_answer_fault (self, "POST", MOVE, PROCTOR_TESTING_FAULT_STALL);
  proctor_job_run_async (job, NULL, testing_job_cb, self);
  proctor_testing_server_wait_requests (self->server, 2);
  proctor_job_cancel (job);
  result = testing_job_wait (self);
  g_assert_false (proctor_job_run_finish (job, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 100);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 0);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/move-job/few", test_few);
  testing_job_add ("/move-job/chunks", test_chunks);
  testing_job_add ("/move-job/halves", test_halves);
  testing_job_add ("/move-job/no-target", test_no_target);
  testing_job_add ("/move-job/all-refused", test_all_refused);
  testing_job_add ("/move-job/dropped", test_dropped);
  testing_job_add ("/move-job/cycle", test_cycle);
  testing_job_add ("/move-job/cancel", test_cancel);

  return g_test_run ();
}
