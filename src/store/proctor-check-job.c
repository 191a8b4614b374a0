/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-job.h"

#include <glib/gi18n.h>

#include "proctor-checks.h"
#include "proctor-client.h"
#include "proctor-job-names.h"
#include "proctor-tests.h"

#define MOST_AT_ONCE 6
/* So long does a result wait for others: a list that is sorted again for each would take its time. */
#define SHORTEST_USECS (100 * 1000)

/**
 * ProctorCheckJob:
 *
 * Checks tests as the server has them. A test that can't be read is a failure; one with something to say of is
 * none. Each is looked over in a worker, and nothing is kept of it but what was found.
 */
struct _ProctorCheckJob
{
  ProctorJob parent_instance;

  /* Owned */
  ProctorSession *session;
  ProctorCheckContext *context;
  char **test_ids;
  GListStore *results;
  GPtrArray *new_results;

  guint n_tests;
  guint n_found[PROCTOR_SEVERITY_HINT + 1];
  gint64 flushed_usecs;
};

/* A test on its way. */
typedef struct
{
  /* Owned */
  ProctorCheckJob *job;
  GCancellable *cancellable;

  guint position;
} Check;

G_DEFINE_FINAL_TYPE (ProctorCheckJob, proctor_check_job, PROCTOR_TYPE_JOB)

static void
check_free (Check *check)
{
  g_clear_object (&check->job);
  g_clear_object (&check->cancellable);
  g_free (check);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Check, check_free)

static void
flush (ProctorCheckJob *self)
{
  self->flushed_usecs = g_get_monotonic_time ();
  if (self->new_results->len == 0)
    return;

  g_list_store_splice (self->results, g_list_model_get_n_items (G_LIST_MODEL (self->results)), 0, self->new_results->pdata, self->new_results->len);
  g_ptr_array_set_size (self->new_results, 0);
}

static void
end_check (Check *check,
           const GError *error)
{
  ProctorCheckJob *self = check->job;
  const char *id = self->test_ids[check->position];
  g_autofree char *name = error != NULL ? proctor_job_dup_name (proctor_session_get_library (self->session), id) : NULL;

  if (g_get_monotonic_time () - self->flushed_usecs >= SHORTEST_USECS)
    flush (self);
  proctor_job_step_done (PROCTOR_JOB (self), check->position, id, name, error);
}

/* What is kept of a finding doesn't keep the test. */
static ProctorFinding *
forget_record (ProctorFinding *finding)
{
  const ProctorFindingFacts facts = {
    .rule = proctor_finding_get_rule (finding),
    .severity = proctor_finding_get_severity (finding),
    .field = proctor_finding_get_field (finding),
    .index = proctor_finding_get_index (finding),
    .subject = proctor_finding_get_subject (finding),
    .where = proctor_finding_get_where (finding),
    .message = proctor_finding_get_message (finding),
  };

  return proctor_finding_new (&facts);
}

/* In the worker, which has the test to itself. */
static void
check_thread (GTask *task,
              gpointer source_object,
              gpointer task_data,
              GCancellable *cancellable)
{
  ProctorCheckJob *self = source_object;
  ProctorTest *test = task_data;
  const char *id = g_object_get_data (G_OBJECT (task), "test-id");
  g_autoptr (GListModel) findings = proctor_checks_run (test, self->context);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (findings) && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (ProctorFinding) finding = g_list_model_get_item (findings, i);
      g_autoptr (ProctorFinding) kept = forget_record (finding);
      g_autofree char *place = proctor_finding_dup_place (finding, test);

      g_ptr_array_add (results, proctor_check_result_new (id, proctor_test_get_name (test), kept, place));
    }

  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, g_steal_pointer (&results), (GDestroyNotify) g_ptr_array_unref);
}

static void
checked_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  ProctorCheckJob *self = check->job;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = g_task_propagate_pointer (G_TASK (result), &error);

  if (results != NULL)
    {
      self->n_tests += results->len > 0 ? 1 : 0;
      for (guint i = 0; i < results->len; i++)
        self->n_found[proctor_finding_get_severity (proctor_check_result_get_finding (g_ptr_array_index (results, i)))]++;
      g_ptr_array_extend_and_steal (self->new_results, g_steal_pointer (&results));
    }
  end_check (check, error);
}

static void
got_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  ProctorCheckJob *self = check->job;
  GCancellable *cancellable = check->cancellable;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) test = proctor_tests_get_finish (PROCTOR_CLIENT (object), result, &error);
  g_autoptr (GTask) task = NULL;
  guint position = check->position;

  proctor_health_report (proctor_session_get_health (self->session), error);
  if (test == NULL)
    {
      end_check (check, error);
      return;
    }

  task = g_task_new (self, cancellable, checked_cb, g_steal_pointer (&check));
  g_task_set_source_tag (task, got_cb);
  g_object_set_data_full (G_OBJECT (task), "test-id", g_strdup (self->test_ids[position]), g_free);
  g_task_set_task_data (task, g_steal_pointer (&test), g_object_unref);
  g_task_run_in_thread (task, check_thread);
}

static void
proctor_check_job_start_step (ProctorJob *job,
                              guint position,
                              GCancellable *cancellable)
{
  ProctorCheckJob *self = PROCTOR_CHECK_JOB (job);
  Check *check = g_new0 (Check, 1);

  check->job = g_object_ref (self);
  check->cancellable = g_object_ref (cancellable);
  check->position = position;
  proctor_tests_get_async (proctor_session_get_client (self->session), self->test_ids[position], cancellable, got_cb, check);
}

static void
proctor_check_job_finished (ProctorJob *job)
{
  flush (PROCTOR_CHECK_JOB (job));
}

static char *
proctor_check_job_describe_failures (ProctorJob *job,
                                     guint n_failed,
                                     guint total)
{
  /* Translators: the first is how many failed, the second how many there are. */
  return g_strdup_printf (ngettext ("%u of %u test could not be checked", "%u of %u tests could not be checked", total), n_failed, total);
}

static void
proctor_check_job_finalize (GObject *object)
{
  ProctorCheckJob *self = PROCTOR_CHECK_JOB (object);

  g_clear_object (&self->session);
  g_clear_object (&self->context);
  g_strfreev (self->test_ids);
  g_clear_object (&self->results);
  g_clear_pointer (&self->new_results, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_check_job_parent_class)->finalize (object);
}

static void
proctor_check_job_class_init (ProctorCheckJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ProctorJobClass *job_class = PROCTOR_JOB_CLASS (klass);

  object_class->finalize = proctor_check_job_finalize;
  job_class->start_step = proctor_check_job_start_step;
  job_class->finished = proctor_check_job_finished;
  job_class->describe_failures = proctor_check_job_describe_failures;
}

static void
proctor_check_job_init (ProctorCheckJob *self)
{
  self->results = g_list_store_new (PROCTOR_TYPE_CHECK_RESULT);
  self->new_results = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * proctor_check_job_new:
 * @session: where
 * @test_ids: (array zero-terminated=1): which tests
 * @context: (nullable): what is known beside them, which nobody changes while the job runs
 *
 * Returns: (transfer full): what checks them, when it is run
 */
ProctorJob *
proctor_check_job_new (ProctorSession *session,
                       const char *const *test_ids,
                       ProctorCheckContext *context)
{
  ProctorCheckJob *self;
  g_autofree char *title = NULL;
  guint n_tests;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (test_ids != NULL, NULL);
  g_return_val_if_fail (context == NULL || PROCTOR_IS_CHECK_CONTEXT (context), NULL);

  self = g_object_new (PROCTOR_TYPE_CHECK_JOB, NULL);
  self->session = g_object_ref (session);
  g_set_object (&self->context, context);
  self->test_ids = g_strdupv ((char **) test_ids);
  n_tests = g_strv_length (self->test_ids);
  title = g_strdup_printf (ngettext ("Checking %u test", "Checking %u tests", n_tests), n_tests);
  proctor_job_set_title (PROCTOR_JOB (self), title);
  proctor_job_set_steps (PROCTOR_JOB (self), n_tests, MOST_AT_ONCE);

  return PROCTOR_JOB (self);
}

/**
 * proctor_check_job_get_results:
 * @self: a job
 *
 * Returns: (transfer none): a list of #ProctorCheckResult, which grows while it runs; those of one test are together
 */
GListModel *
proctor_check_job_get_results (ProctorCheckJob *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_JOB (self), NULL);

  return G_LIST_MODEL (self->results);
}

/**
 * proctor_check_job_count_tests:
 * @self: a job
 *
 * Returns: of how many tests there was something to say
 */
guint
proctor_check_job_count_tests (ProctorCheckJob *self)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_JOB (self), 0);

  return self->n_tests;
}

/**
 * proctor_check_job_count:
 * @self: a job
 * @severity: how bad
 *
 * Returns: how many findings are just so bad, until now
 */
guint
proctor_check_job_count (ProctorCheckJob *self,
                         ProctorSeverity severity)
{
  g_return_val_if_fail (PROCTOR_IS_CHECK_JOB (self), 0);
  g_return_val_if_fail (severity < G_N_ELEMENTS (self->n_found), 0);

  return self->n_found[severity];
}
