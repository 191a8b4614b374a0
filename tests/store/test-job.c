/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-job.h"
#include "testing-job.h"

/* A job of the tests' own: what becomes of each step is said here. */

#define TESTING_TYPE_ODD_JOB (testing_odd_job_get_type ())

G_DECLARE_FINAL_TYPE (TestingOddJob, testing_odd_job, TESTING, ODD_JOB, ProctorJob)

struct _TestingOddJob
{
  ProctorJob parent_instance;

  /* Owned */
  GArray *begun;
  GCancellable *cancellable;

  /* How often each step was begun, and whether it ends at once. */
  guint n_begun[1000];
  gboolean at_once;
  guint n_finished;
  guint failing;
};

G_DEFINE_FINAL_TYPE (TestingOddJob, testing_odd_job, PROCTOR_TYPE_JOB)

static void
end_step (TestingOddJob *self,
          guint position)
{
  g_autofree char *id = g_strdup_printf ("id-%u", position);
  g_autofree char *name = g_strdup_printf ("Step %u", position);
  g_autoptr (GError) error = NULL;

  if (!g_cancellable_set_error_if_cancelled (self->cancellable, &error) && position == self->failing)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_BUSY, "It is busy.");
  proctor_job_step_done (PROCTOR_JOB (self), position, id, name, error);
}

static gboolean
end_cb (gpointer user_data)
{
  TestingOddJob *self = user_data;
  guint position;

  g_assert_cmpuint (self->begun->len, >, 0);
  position = g_array_index (self->begun, guint, 0);
  g_array_remove_index (self->begun, 0);
  end_step (self, position);

  return G_SOURCE_REMOVE;
}

static void
testing_odd_job_start_step (ProctorJob *job,
                            guint position,
                            GCancellable *cancellable)
{
  TestingOddJob *self = TESTING_ODD_JOB (job);

  g_set_object (&self->cancellable, cancellable);
  self->n_begun[position]++;
  if (self->at_once)
    {
      end_step (self, position);
      return;
    }

  g_array_append_val (self->begun, position);
  g_assert_cmpuint (self->begun->len, <=, 3);
  g_timeout_add_full (G_PRIORITY_DEFAULT, 1, end_cb, g_object_ref (self), g_object_unref);
}

static void
testing_odd_job_finished (ProctorJob *job)
{
  TestingOddJob *self = TESTING_ODD_JOB (job);

  g_assert_cmpuint (self->begun->len, ==, 0);
  self->n_finished++;
}

static void
testing_odd_job_finalize (GObject *object)
{
  TestingOddJob *self = TESTING_ODD_JOB (object);

  g_array_unref (self->begun);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (testing_odd_job_parent_class)->finalize (object);
}

static void
testing_odd_job_class_init (TestingOddJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = testing_odd_job_finalize;
  PROCTOR_JOB_CLASS (klass)->start_step = testing_odd_job_start_step;
  PROCTOR_JOB_CLASS (klass)->finished = testing_odd_job_finished;
}

static void
testing_odd_job_init (TestingOddJob *self)
{
  self->begun = g_array_new (FALSE, FALSE, sizeof (guint));
  self->failing = G_MAXUINT;
}

static TestingOddJob *
make_job (guint total)
{
  TestingOddJob *self = g_object_new (TESTING_TYPE_ODD_JOB, NULL);

  proctor_job_set_title (PROCTOR_JOB (self), "Doing odd things");
  proctor_job_set_steps (PROCTOR_JOB (self), total, 3);

  return self;
}

static void
test_all_well (TestingJob *self,
               gconstpointer data)
{
  g_autoptr (TestingOddJob) job = make_job (20);

  g_assert_false (proctor_job_is_running (PROCTOR_JOB (job)));
  testing_job_run (self, PROCTOR_JOB (job));

  g_assert_cmpuint (proctor_job_get_n_done (PROCTOR_JOB (job)), ==, 20);
  g_assert_cmpstr (proctor_job_get_title (PROCTOR_JOB (job)), ==, "Doing odd things");
  g_assert_null (proctor_job_dup_failure_text (PROCTOR_JOB (job)));
  g_assert_cmpuint (job->n_finished, ==, 1);
  for (guint i = 0; i < 20; i++)
    g_assert_cmpuint (job->n_begun[i], ==, 1);

  /* There is nothing left to do. */
  testing_job_run (self, PROCTOR_JOB (job));
  g_assert_cmpuint (job->n_begun[0], ==, 1);
}

static void
test_nothing (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (TestingOddJob) job = make_job (0);

  testing_job_run (self, PROCTOR_JOB (job));
  g_assert_cmpuint (job->n_finished, ==, 1);
}

/* A thousand steps that end where they begin don't go a thousand deep. */
static void
test_at_once (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (TestingOddJob) job = make_job (1000);

  job->at_once = TRUE;
  proctor_job_run_async (PROCTOR_JOB (job), NULL, testing_job_cb, self);
  g_object_unref (testing_job_wait (self));
  g_assert_cmpuint (proctor_job_get_n_done (PROCTOR_JOB (job)), ==, 1000);
  g_assert_cmpuint (job->n_finished, ==, 1);
}

static void
test_failure (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (TestingOddJob) job = make_job (10);
  g_autoptr (ProctorJobFailure) failure = NULL;
  g_autofree char *text = NULL;
  GListModel *failures = proctor_job_get_failures (PROCTOR_JOB (job));

  job->failing = 4;
  testing_job_run (self, PROCTOR_JOB (job));
  g_assert_cmpuint (proctor_job_get_n_done (PROCTOR_JOB (job)), ==, 9);
  g_assert_cmpuint (proctor_job_get_n_failed (PROCTOR_JOB (job)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (failures), ==, 1);
  failure = g_list_model_get_item (failures, 0);
  g_assert_cmpstr (proctor_job_failure_get_id (failure), ==, "id-4");
  g_assert_cmpstr (proctor_job_failure_get_name (failure), ==, "Step 4");
  g_assert_error (proctor_job_failure_get_error (failure), G_IO_ERROR, G_IO_ERROR_BUSY);
  text = proctor_job_dup_failure_text (PROCTOR_JOB (job));
  g_assert_cmpstr (text, ==, "1 of 10 could not be done");

  /* It is tried again, and nothing else. */
  job->failing = G_MAXUINT;
  testing_job_run (self, PROCTOR_JOB (job));
  g_assert_cmpuint (proctor_job_get_n_done (PROCTOR_JOB (job)), ==, 10);
  g_assert_cmpuint (g_list_model_get_n_items (failures), ==, 0);
  for (guint i = 0; i < 10; i++)
    g_assert_cmpuint (job->n_begun[i], ==, i == 4 ? 2 : 1);
}

static void
cancel_at_five_cb (ProctorJob *job,
                   GParamSpec *pspec,
                   GCancellable *cancellable)
{
  if (proctor_job_get_n_done (job) >= 5)
    g_cancellable_cancel (cancellable);
}

static void
test_cancel (TestingJob *self,
             gconstpointer data)
{
  g_autoptr (TestingOddJob) job = make_job (1000);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  guint n_done, n_begun = 0;

  g_signal_connect (job, "notify::n-done", G_CALLBACK (cancel_at_five_cb), cancellable);
  proctor_job_run_async (PROCTOR_JOB (job), cancellable, testing_job_cb, self);
  result = testing_job_wait (self);
  g_assert_false (proctor_job_run_finish (PROCTOR_JOB (job), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* What was done stays done, what was cancelled has not failed, and the rest was not begun. */
  n_done = proctor_job_get_n_done (PROCTOR_JOB (job));
  g_assert_cmpuint (n_done, >=, 5);
  g_assert_cmpuint (n_done, <, 1000);
  g_assert_cmpuint (proctor_job_get_n_failed (PROCTOR_JOB (job)), ==, 0);
  for (guint i = 0; i < 1000; i++)
    n_begun += job->n_begun[i];
  g_assert_cmpuint (n_begun, <=, n_done + 3);

  g_signal_handlers_disconnect_by_func (job, cancel_at_five_cb, cancellable);
  job->at_once = TRUE;
  testing_job_run (self, PROCTOR_JOB (job));
  g_assert_cmpuint (proctor_job_get_n_done (PROCTOR_JOB (job)), ==, 1000);
}

static void
test_cancelled_before (TestingJob *self,
                       gconstpointer data)
{
  g_autoptr (TestingOddJob) job = make_job (10);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  proctor_job_run_async (PROCTOR_JOB (job), cancellable, testing_job_cb, self);
  result = testing_job_wait (self);
  g_assert_false (proctor_job_run_finish (PROCTOR_JOB (job), result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (job->n_begun[0], ==, 0);
}

static void
test_twice_at_once (TestingJob *self,
                    gconstpointer data)
{
  g_autoptr (TestingOddJob) job = make_job (10);
  TestingJob other = { 0 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) other_result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_job_run_async (PROCTOR_JOB (job), NULL, testing_job_cb, self);
  proctor_job_run_async (PROCTOR_JOB (job), NULL, testing_job_cb, &other);
  other_result = testing_job_wait (&other);
  g_assert_false (proctor_job_run_finish (PROCTOR_JOB (job), other_result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);

  g_clear_error (&error);
  result = testing_job_wait (self);
  g_assert_true (proctor_job_run_finish (PROCTOR_JOB (job), result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (job->n_begun[0], ==, 1);
}

static gboolean
is_gone (gpointer user_data)
{
  return *(gpointer *) user_data == NULL;
}

/* Nobody else keeps it while it runs, and nobody keeps it afterwards. */
static void
test_kept (TestingJob *self,
           gconstpointer data)
{
  TestingOddJob *job = make_job (10);
  gpointer watched = job;

  g_object_add_weak_pointer (G_OBJECT (job), &watched);
  proctor_job_run_async (PROCTOR_JOB (job), NULL, testing_job_cb, self);
  g_object_unref (job);
  g_assert_nonnull (watched);
  g_object_unref (testing_job_wait (self));
  proctor_testing_wait_for ("the job to be gone", is_gone, &watched);
}

static void
count_cb (ProctorJob *job,
          GParamSpec *pspec,
          guint *n_times)
{
  (*n_times)++;
}

/* A thousand steps are not a thousand redraws: fifty milliseconds lie between two, however long it
 * takes. The first and the last are told at once. */
static void
test_notifications (TestingJob *self,
                    gconstpointer data)
{
  g_autoptr (TestingOddJob) job = make_job (1000);
  gint64 began_usecs = g_get_monotonic_time ();
  guint n_times = 0;

  g_signal_connect (job, "notify::n-done", G_CALLBACK (count_cb), &n_times);
  testing_job_run (self, PROCTOR_JOB (job));
  g_assert_cmpuint (n_times, >=, 2);
  g_assert_cmpint (n_times, <=, 3 + (g_get_monotonic_time () - began_usecs) / 50000);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/job/all-well", test_all_well);
  testing_job_add ("/job/nothing", test_nothing);
  testing_job_add ("/job/at-once", test_at_once);
  testing_job_add ("/job/failure", test_failure);
  testing_job_add ("/job/cancel", test_cancel);
  testing_job_add ("/job/cancelled-before", test_cancelled_before);
  testing_job_add ("/job/twice-at-once", test_twice_at_once);
  testing_job_add ("/job/kept", test_kept);
  testing_job_add ("/job/notifications", test_notifications);

  return g_test_run ();
}
