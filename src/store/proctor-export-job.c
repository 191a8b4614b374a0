/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-export-job.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-export-writer.h"
#include "proctor-path-segment.h"
#include "proctor-summaries.h"
#include "proctor-test-summary.h"
#include "proctor-tests.h"
#include "proctor-unreadable.h"

#define MOST_AT_ONCE 4

#define PROCTOR_TYPE_EXPORT_JOB (proctor_export_job_get_type ())

G_DECLARE_FINAL_TYPE (ProctorExportJob, proctor_export_job, PROCTOR, EXPORT_JOB, ProctorJob)

/* Nothing can be written before it is known where all of it goes. */
typedef enum
{
  STATE_NEW,
  STATE_PREPARING,
  STATE_READY,
  STATE_FAILED,
} State;

/**
 * ProctorExportJob:
 *
 * Writes tests into a folder. The server is asked in which folders they are, places are found for all, and then each is
 * fetched and written just as it came. The list of tests is written when the last one has been, whether it went well or was
 * cancelled: a file that the list doesn't name would be a stranger the next time.
 */
struct _ProctorExportJob
{
  ProctorJob parent_instance;

  /* Owned */
  ProctorSession *session;
  char **test_ids;
  GFile *folder;
  ProctorExportWriter *writer;
  /* A test's id → its name, for those that the server knows. */
  GHashTable *names;
  GPtrArray *waiting;
  GError *error;

  State state;
  guint n_active;
};

/* A test on its way. */
typedef struct
{
  /* Owned */
  ProctorExportJob *job;
  GCancellable *cancellable;
  GError *error;

  /* Borrowed */
  const char *id;

  guint position;
} Step;

G_DEFINE_FINAL_TYPE (ProctorExportJob, proctor_export_job, PROCTOR_TYPE_JOB)

static void
step_free (Step *step)
{
  g_clear_object (&step->job);
  g_clear_object (&step->cancellable);
  g_clear_error (&step->error);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

/* Takes the step. */
static void
end_step (Step *step,
          const char *name)
{
  g_autoptr (Step) ended = step;
  ProctorExportJob *self = step->job;

  self->n_active--;
  proctor_job_step_done (PROCTOR_JOB (self), step->position, step->id, name, step->error);
}

static void
committed_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  Step *step = user_data;
  ProctorExportJob *self = step->job;
  g_autoptr (GError) error = NULL;

  if (proctor_export_writer_commit_finish (PROCTOR_EXPORT_WRITER (object), result, &error))
    {
      end_step (step, g_hash_table_lookup (self->names, step->id));
      return;
    }

  /* What keeps the list from being written concerns all tests, and is told in place of what this one had. */
  g_clear_error (&step->error);
  step->error = g_steal_pointer (&error);
  end_step (step, "tests.json");
}

/* Ends a step, unless it is the last and the list has to be written first. Takes the step. */
static void
finish_step (Step *step)
{
  ProctorExportJob *self = step->job;
  ProctorJob *job = PROCTOR_JOB (self);
  gboolean is_last = g_cancellable_is_cancelled (step->cancellable) || proctor_job_get_n_done (job) + proctor_job_get_n_failed (job) + 1 == proctor_job_get_total (job);

  if (self->n_active == 1 && is_last && self->state == STATE_READY && proctor_export_writer_is_dirty (self->writer))
    proctor_export_writer_commit_async (self->writer, committed_cb, step);
  else
    end_step (step, g_hash_table_lookup (self->names, step->id));
}

static void
written_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  Step *step = user_data;

  proctor_export_writer_write_finish (PROCTOR_EXPORT_WRITER (object), result, &step->error);
  finish_step (step);
}

static void
got_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  Step *step = user_data;
  ProctorExportJob *self = step->job;
  g_autoptr (GBytes) document = proctor_tests_get_document_finish (PROCTOR_CLIENT (object), result, &step->error);

  proctor_health_report (proctor_session_get_health (self->session), step->error);
  if (document != NULL)
    proctor_export_writer_write_async (self->writer, step->id, document, written_cb, step);
  else
    finish_step (step);
}

/* Takes the step. */
static void
go_on (Step *step)
{
  ProctorExportJob *self = step->job;

  if (self->state == STATE_FAILED)
    step->error = g_error_copy (self->error);
  else if (!g_hash_table_contains (self->names, step->id))
    g_set_error_literal (&step->error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND, _ ("The test isn't on the server any more."));
  else
    {
      proctor_tests_get_document_async (proctor_session_get_client (self->session), step->id, step->cancellable, got_cb, step);
      return;
    }
  finish_step (step);
}

/* Takes the error. */
static void
set_ready (ProctorExportJob *self,
           GError *error)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new ();
  self->state = error == NULL ? STATE_READY : STATE_FAILED;
  g_clear_error (&self->error);
  self->error = error;
  for (guint i = 0; i < waiting->len; i++)
    go_on (waiting->pdata[i]);
}

static void
prepared_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (ProctorExportJob) self = user_data;
  GError *error = NULL;

  proctor_export_writer_prepare_finish (PROCTOR_EXPORT_WRITER (object), result, &error);
  set_ready (self, error);
}

static void
add_place (ProctorExportJob *self,
           ProctorTestSummary *summary)
{
  GListModel *path = proctor_test_summary_get_folder_path (summary);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) folders = NULL;
  const char *name = proctor_test_summary_get_name (summary);

  for (guint i = 0; path != NULL && i < g_list_model_get_n_items (path); i++)
    {
      g_autoptr (ProctorRecord) segment = g_list_model_get_item (path, i);
      const char *folder = PROCTOR_IS_PATH_SEGMENT (segment) ? proctor_path_segment_get_name (PROCTOR_PATH_SEGMENT (segment)) : NULL;

      /* Nobody says whether a test's path ends with the test, as a folder's does with the folder. */
      if (PROCTOR_IS_PATH_SEGMENT (segment) && g_strcmp0 (proctor_path_segment_get_id (PROCTOR_PATH_SEGMENT (segment)), proctor_test_summary_get_id (summary)) == 0)
        continue;
      g_strv_builder_add (builder, folder != NULL ? folder : "");
    }
  folders = g_strv_builder_end (builder);
  g_hash_table_insert (self->names, g_strdup (proctor_test_summary_get_id (summary)), g_strdup (name != NULL ? name : ""));
  proctor_export_writer_add (self->writer, proctor_test_summary_get_id (summary), proctor_test_summary_get_kind (summary), name != NULL ? name : "", (const char *const *) folders);
}

static void
summarized_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (ProctorExportJob) self = user_data;
  GError *error = NULL;
  g_autoptr (GListModel) rows = proctor_summaries_load_finish (PROCTOR_CLIENT (object), result, &error);
  g_autoptr (GHashTable) by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  proctor_health_report (proctor_session_get_health (self->session), error);
  if (rows == NULL)
    {
      set_ready (self, error);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      ProctorRecord *row = g_list_model_get_item (rows, i);

      if (PROCTOR_IS_TEST_SUMMARY (row))
        g_hash_table_insert (by_id, (gpointer) proctor_test_summary_get_id (PROCTOR_TEST_SUMMARY (row)), row);
      else
        g_object_unref (row);
    }

  /* In the order that was asked for, so that names come out the same every time. */
  for (gsize i = 0; self->test_ids[i] != NULL; i++)
    {
      ProctorTestSummary *summary = g_hash_table_lookup (by_id, self->test_ids[i]);

      if (summary != NULL)
        add_place (self, summary);
    }
  proctor_export_writer_prepare_async (self->writer, NULL, prepared_cb, g_object_ref (self));
}

static void
proctor_export_job_start_step (ProctorJob *job,
                               guint position,
                               GCancellable *cancellable)
{
  ProctorExportJob *self = PROCTOR_EXPORT_JOB (job);
  Step *step = g_new0 (Step, 1);

  step->job = g_object_ref (self);
  step->cancellable = g_object_ref (cancellable);
  step->id = self->test_ids[position];
  step->position = position;
  self->n_active++;

  if (self->state == STATE_READY || self->state == STATE_FAILED)
    {
      go_on (step);
      return;
    }

  g_ptr_array_add (self->waiting, step);
  if (self->state == STATE_NEW)
    {
      self->state = STATE_PREPARING;
      proctor_summaries_load_async (proctor_session_get_client (self->session), (const char *const *) self->test_ids, cancellable, summarized_cb, g_object_ref (self));
    }
}

static void
proctor_export_job_finished (ProctorJob *job)
{
  ProctorExportJob *self = PROCTOR_EXPORT_JOB (job);

  /* Whoever tries again gets another try at this, too. */
  if (self->state == STATE_FAILED)
    self->state = STATE_NEW;

  /* It was cancelled just between one step and the next. */
  if (self->state == STATE_READY && proctor_export_writer_is_dirty (self->writer) && proctor_job_get_n_done (job) + proctor_job_get_n_failed (job) < proctor_job_get_total (job))
    proctor_export_writer_commit_async (self->writer, NULL, NULL);
}

static char *
proctor_export_job_describe_failures (ProctorJob *job,
                                      guint n_failed,
                                      guint total)
{
  /* Translators: the first is how many failed, the second how many there are. */
  return g_strdup_printf (ngettext ("%u of %u test could not be exported", "%u of %u tests could not be exported", total), n_failed, total);
}

static void
proctor_export_job_finalize (GObject *object)
{
  ProctorExportJob *self = PROCTOR_EXPORT_JOB (object);

  g_clear_object (&self->session);
  g_clear_object (&self->folder);
  g_clear_object (&self->writer);
  g_clear_error (&self->error);
  g_strfreev (self->test_ids);
  g_hash_table_unref (self->names);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (proctor_export_job_parent_class)->finalize (object);
}

static void
proctor_export_job_class_init (ProctorExportJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ProctorJobClass *job_class = PROCTOR_JOB_CLASS (klass);

  object_class->finalize = proctor_export_job_finalize;

  job_class->start_step = proctor_export_job_start_step;
  job_class->finished = proctor_export_job_finished;
  job_class->describe_failures = proctor_export_job_describe_failures;
}

static void
proctor_export_job_init (ProctorExportJob *self)
{
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->waiting = g_ptr_array_new ();
}

/**
 * proctor_export_job_new:
 * @session: a workspace that is open
 * @test_ids: (array zero-terminated=1): which tests
 * @folder: where to
 *
 * Returns: (transfer full): what exports them, when it is run
 */
ProctorJob *
proctor_export_job_new (ProctorSession *session,
                        const char *const *test_ids,
                        GFile *folder)
{
  ProctorExportJob *self = g_object_new (PROCTOR_TYPE_EXPORT_JOB, NULL);
  g_autofree char *title = NULL;
  guint n_tests;

  self->session = g_object_ref (session);
  self->test_ids = g_strdupv ((char **) test_ids);
  self->folder = g_object_ref (folder);
  self->writer = proctor_export_writer_new (folder);
  n_tests = g_strv_length (self->test_ids);
  title = g_strdup_printf (ngettext ("Exporting %u test", "Exporting %u tests", n_tests), n_tests);
  proctor_job_set_title (PROCTOR_JOB (self), title);
  proctor_job_set_steps (PROCTOR_JOB (self), n_tests, MOST_AT_ONCE);

  return PROCTOR_JOB (self);
}
