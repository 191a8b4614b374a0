/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report.h"

#include <glib/gi18n.h>

#include "proctor-report-file.h"
#include "proctor-report-sheet.h"

/**
 * ProctorReport:
 *
 * The results of an invocation, for who has no Proctor. Whatever it is written as, it is written run by run while
 * the invocation's own bytes are read, so that thousands of runs need little more memory than those.
 */
struct _ProctorReport
{
  GObject parent_instance;

  /* Owned */
  GBytes *body;
  char *title;
  char *agent_name;
  GHashTable *folders;
  GHashTable *reviews;

  gboolean case_per_test;
  gboolean is_reviewed;
};

/* What a thread is asked for. */
typedef struct
{
  ProctorReport *report; /* the task's */
  GFile *file;
  ProctorReportFormat format;
} Save;

G_DEFINE_FINAL_TYPE (ProctorReport, proctor_report, G_TYPE_OBJECT)

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->file);
  g_free (save);
}

static void
proctor_report_finalize (GObject *object)
{
  ProctorReport *self = PROCTOR_REPORT (object);

  g_bytes_unref (self->body);
  g_free (self->title);
  g_free (self->agent_name);
  g_hash_table_unref (self->folders);
  g_hash_table_unref (self->reviews);

  G_OBJECT_CLASS (proctor_report_parent_class)->finalize (object);
}

static void
proctor_report_class_init (ProctorReportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_report_finalize;
}

static void
proctor_report_init (ProctorReport *self)
{
  self->folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->reviews = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) proctor_review_free);
}

/**
 * proctor_report_new:
 * @body: an invocation, as a server answers it
 *
 * Returns: (transfer full): a report of it
 */
ProctorReport *
proctor_report_new (GBytes *body)
{
  ProctorReport *self = g_object_new (PROCTOR_TYPE_REPORT, NULL);

  self->body = g_bytes_ref (body);

  return self;
}

/**
 * proctor_report_set_title:
 * @self: a report that is not being written
 * @title: (nullable): what the invocation is called
 */
void
proctor_report_set_title (ProctorReport *self,
                          const char *title)
{
  g_return_if_fail (PROCTOR_IS_REPORT (self));

  g_set_str (&self->title, title);
}

/**
 * proctor_report_set_agent_name:
 * @self: a report that is not being written
 * @name: (nullable): what the agent is called
 */
void
proctor_report_set_agent_name (ProctorReport *self,
                               const char *name)
{
  g_return_if_fail (PROCTOR_IS_REPORT (self));

  g_set_str (&self->agent_name, name);
}

/**
 * proctor_report_set_folder:
 * @self: a report that is not being written
 * @test_id: a test
 * @folder: the folder that it is in, with those that this is in before it
 *
 * Says where a test is; an invocation itself knows it only of tests that were run as part of a folder.
 */
void
proctor_report_set_folder (ProctorReport *self,
                           const char *test_id,
                           const char *folder)
{
  g_return_if_fail (PROCTOR_IS_REPORT (self));

  g_hash_table_replace (self->folders, g_strdup (test_id), g_strdup (folder));
}

/**
 * proctor_report_add_reviews:
 * @self: a report that is not being written
 * @reviews: (element-type ProctorReview): what people have decided of its runs, newest first
 *
 * Says what was decided, or that nothing was. Where this is never called nobody knows, and a table has no columns for it.
 */
void
proctor_report_add_reviews (ProctorReport *self,
                            GPtrArray *reviews)
{
  g_return_if_fail (PROCTOR_IS_REPORT (self));
  g_return_if_fail (reviews != NULL);

  self->is_reviewed = TRUE;
  for (guint i = 0; i < reviews->len; i++)
    {
      const ProctorReview *review = reviews->pdata[i];
      ProctorReview *copy;

      if (!proctor_review_says_something (review) || g_hash_table_contains (self->reviews, review->run_id))
        continue;
      copy = proctor_review_copy (review);
      g_hash_table_insert (self->reviews, copy->run_id, copy);
    }
}

/**
 * proctor_report_set_case_per_test:
 * @self: a report that is not being written
 * @case_per_test: whether JUnit gets a case for a test, and not for each of its repeats
 */
void
proctor_report_set_case_per_test (ProctorReport *self,
                                  gboolean case_per_test)
{
  g_return_if_fail (PROCTOR_IS_REPORT (self));

  self->case_per_test = case_per_test;
}

static gint64
find_end (ProctorInvocationSkim *skim)
{
  gint64 end = 0;

  for (guint i = 0; i < proctor_invocation_skim_get_n_runs (skim); i++)
    end = MAX (end, proctor_run_row_get_last_updated_at (proctor_invocation_skim_get_row (skim, i)));

  return end;
}

static void
write_format (ProctorReportSheet *sheet,
              ProctorReportFormat format)
{
  switch (format)
    {
    case PROCTOR_REPORT_HTML:
      proctor_report_write_html (sheet);
      break;
    case PROCTOR_REPORT_JUNIT:
      proctor_report_write_junit (sheet);
      break;
    case PROCTOR_REPORT_MARKDOWN:
      proctor_report_write_markdown (sheet);
      break;
    case PROCTOR_REPORT_CSV:
      proctor_report_write_csv (sheet);
      break;
    case PROCTOR_REPORT_JSON:
      proctor_report_write_json (sheet);
      break;
    }
}

/**
 * proctor_report_write:
 * @self: a report
 * @format: as what
 * @stream: where to
 * @cancellable: (nullable): to give up
 * @error: return location for what went wrong
 *
 * Writes the report, in the thread that this is called in.
 *
 * Returns: whether all of it was written
 */
gboolean
proctor_report_write (ProctorReport *self,
                      ProctorReportFormat format,
                      GOutputStream *stream,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autoptr (ProctorInvocationSkim) skim = NULL;
  g_autoptr (ProctorMatrix) matrix = NULL;
  g_auto (ProctorReportSink) sink = { 0 };
  ProctorReportSheet sheet = { 0 };

  g_return_val_if_fail (PROCTOR_IS_REPORT (self), FALSE);

  skim = proctor_invocation_skim_new (self->body, NULL, error);
  if (skim == NULL)
    return FALSE;

  matrix = proctor_matrix_new ();
  proctor_matrix_take (matrix, proctor_invocation_skim_get_rows (skim), proctor_invocation_skim_get_n_runs (skim));
  proctor_report_sink_init (&sink, stream, cancellable);
  sheet.sink = &sink;
  sheet.skim = skim;
  sheet.matrix = matrix;
  sheet.title = self->title != NULL && *self->title != '\0' ? self->title : (char *) _ ("Test results");
  sheet.agent_name = self->agent_name;
  sheet.folders = self->folders;
  sheet.reviews = self->is_reviewed ? self->reviews : NULL;
  sheet.ended_at = find_end (skim);
  sheet.case_per_test = self->case_per_test;
  write_format (&sheet, format);

  return proctor_report_sink_finish (&sink, error);
}

static gboolean
write_wanted (GOutputStream *stream,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  const Save *wanted = data;

  return proctor_report_write (wanted->report, wanted->format, stream, cancellable, error);
}

static void
save_thread (GTask *task,
             gpointer source,
             gpointer data,
             GCancellable *cancellable)
{
  const Save *wanted = data;
  GError *error = NULL;

  if (proctor_report_file_write (wanted->file, write_wanted, data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_report_save_async:
 * @self: a report, which is left alone until it is written
 * @format: as what
 * @file: where to; what is there already is replaced when all is written
 * @cancellable: (nullable): to give up
 * @callback: called when it is written
 * @user_data: passed to @callback
 *
 * Writes the report in a thread.
 */
void
proctor_report_save_async (ProctorReport *self,
                           ProctorReportFormat format,
                           GFile *file,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Save *wanted = g_new0 (Save, 1);

  g_return_if_fail (PROCTOR_IS_REPORT (self));

  wanted->report = self;
  wanted->file = g_object_ref (file);
  wanted->format = format;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_report_save_async);
  g_task_set_task_data (task, wanted, save_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * proctor_report_save_finish:
 * @self: a report
 * @result: what the callback got
 * @error: return location for why it could not be written
 *
 * Returns: whether it was written
 */
gboolean
proctor_report_save_finish (ProctorReport *self,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
