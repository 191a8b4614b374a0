/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-reviews.h"

#include "proctor-report-escape.h"
#include "proctor-report-file.h"
#include "proctor-report-member.h"
#include "proctor-report-sink.h"
#include "proctor-report-words.h"

#include <glib/gi18n.h>

/* What people have decided of verdicts, each decision for itself: a line in a spreadsheet, an object in JSON. The words are
 * the same in all languages. docs/reports.md says what is in it. */

#define FORMAT 1

static const char header[] = "invocation_id,run_id,test_id,test,judge,person,cause,note,decided_at,run_at,replaced\r\n";

/* What is to be written, as a thread has it. */
typedef struct
{
  GPtrArray *reviews;
  ProctorReportFormat format;
  GFile *file;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_ptr_array_unref (save->reviews);
  g_object_unref (save->file);
  g_free (save);
}

/**
 * proctor_report_get_opinion_id:
 * @opinion: what a person thinks of a verdict
 *
 * Returns: a word for it that is the same in all languages
 */
const char *
proctor_report_get_opinion_id (ProctorOpinion opinion)
{
  switch (opinion)
    {
    case PROCTOR_OPINION_AGREE:
      return "agree";
    case PROCTOR_OPINION_DISAGREE:
      return "disagree";
    case PROCTOR_OPINION_NONE:
      break;
    }

  return "none";
}

/**
 * proctor_report_get_opinion_word:
 * @opinion: what a person thinks of a verdict
 *
 * Returns: a word for it
 */
const char *
proctor_report_get_opinion_word (ProctorOpinion opinion)
{
  switch (opinion)
    {
    case PROCTOR_OPINION_AGREE:
      return _ ("Agreed with the judge");
    case PROCTOR_OPINION_DISAGREE:
      return _ ("Disagreed with the judge");
    case PROCTOR_OPINION_NONE:
      break;
    }

  return _ ("Note");
}

static void
append_cell (GString *text,
             const char *cell)
{
  g_string_append_c (text, ',');
  proctor_report_append_cell (text, cell);
}

static void
write_line (GString *text,
            const ProctorReview *review)
{
  g_autofree char *at = proctor_report_dup_stamp (review->at);
  g_autofree char *run_at = proctor_report_dup_stamp (review->run_at);

  proctor_report_append_cell (text, review->invocation_id);
  append_cell (text, review->run_id);
  append_cell (text, review->test_id);
  append_cell (text, review->test_name);
  append_cell (text, proctor_report_get_outcome_id (review->outcome));
  append_cell (text, proctor_report_get_opinion_id (review->opinion));
  append_cell (text, review->cause);
  append_cell (text, review->note);
  append_cell (text, at);
  append_cell (text, run_at);
  append_cell (text, review->is_past ? "true" : "false");
  g_string_append (text, "\r\n");
}

static void
write_object (GString *text,
              const ProctorReview *review)
{
  g_string_append_c (text, '{');
  proctor_report_append_string (text, "invocation_id", review->invocation_id);
  proctor_report_append_string (text, "run_id", review->run_id);
  proctor_report_append_string (text, "test_id", review->test_id);
  proctor_report_append_string (text, "test", review->test_name);
  proctor_report_append_string (text, "judge", proctor_report_get_outcome_id (review->outcome));
  proctor_report_append_string (text, "person", proctor_report_get_opinion_id (review->opinion));
  proctor_report_append_string (text, "cause", review->cause);
  proctor_report_append_string (text, "note", review->note);
  proctor_report_append_time (text, "decided_at", review->at);
  proctor_report_append_time (text, "run_at", review->run_at);
  proctor_report_append_bool (text, "replaced", review->is_past);
  g_string_append_c (text, '}');
}

static void
write_csv (ProctorReportSink *sink,
           GPtrArray *reviews)
{
  g_string_append (sink->text, header);
  for (guint i = 0; i < reviews->len && proctor_report_sink_pass_on (sink); i++)
    write_line (sink->text, reviews->pdata[i]);
}

static void
write_json (ProctorReportSink *sink,
            GPtrArray *reviews)
{
  g_string_append_c (sink->text, '{');
  proctor_report_append_int (sink->text, "proctor_reviews", FORMAT);
  proctor_report_append_name (sink->text, "reviews");
  g_string_append_c (sink->text, '[');
  for (guint i = 0; i < reviews->len && proctor_report_sink_pass_on (sink); i++)
    {
      g_string_append (sink->text, i > 0 ? ",\n" : "\n");
      write_object (sink->text, reviews->pdata[i]);
    }
  g_string_append (sink->text, "]}\n");
}

static gboolean
write_wanted (GOutputStream *stream,
              gpointer data,
              GCancellable *cancellable,
              GError **error)
{
  const Save *wanted = data;
  g_auto (ProctorReportSink) sink = { 0 };

  proctor_report_sink_init (&sink, stream, cancellable);
  if (wanted->format == PROCTOR_REPORT_JSON)
    write_json (&sink, wanted->reviews);
  else
    write_csv (&sink, wanted->reviews);

  return proctor_report_sink_finish (&sink, error);
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
 * proctor_report_reviews_save_async:
 * @reviews: (element-type ProctorReview): what was decided, which is left alone until it is written
 * @format: %PROCTOR_REPORT_JSON or %PROCTOR_REPORT_CSV
 * @file: where to; what is there already is replaced when all is written
 * @cancellable: (nullable): to give up
 * @callback: called when it is written
 * @user_data: passed to @callback
 *
 * Writes decisions in a thread.
 */
void
proctor_report_reviews_save_async (GPtrArray *reviews,
                                   ProctorReportFormat format,
                                   GFile *file,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Save *wanted;

  g_return_if_fail (format == PROCTOR_REPORT_JSON || format == PROCTOR_REPORT_CSV);
  g_return_if_fail (G_IS_FILE (file));

  wanted = g_new0 (Save, 1);
  wanted->reviews = g_ptr_array_ref (reviews);
  wanted->format = format;
  wanted->file = g_object_ref (file);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_report_reviews_save_async);
  g_task_set_task_data (task, wanted, save_free);
  g_task_run_in_thread (task, save_thread);
}

/**
 * proctor_report_reviews_save_finish:
 * @result: what the callback got
 * @error: return location for why they could not be written
 *
 * Returns: whether they were written
 */
gboolean
proctor_report_reviews_save_finish (GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
