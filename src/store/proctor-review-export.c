/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-review-export.h"

#include "proctor-history-reviews.h"
#include "proctor-report-reviews.h"

#include <glib/gi18n.h>

/* What people have decided of verdicts, as a file: all of it, also what was decided otherwise later. */

typedef struct
{
  ProctorReportFormat format;
  GFile *file;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->file);
  g_free (wanted);
}

/**
 * proctor_review_export_dup_name:
 * @format: as what it is written
 *
 * Returns: (transfer full): what the file may be called
 */
char *
proctor_review_export_dup_name (ProctorReportFormat format)
{
  /* Translators: the beginning of a file’s name. */
  return g_strconcat (_ ("judge-and-you"), proctor_report_format_get_suffix (format), NULL);
}

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (proctor_report_reviews_save_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
listed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Wanted *wanted = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) reviews = proctor_history_list_all_reviews_finish (PROCTOR_HISTORY (source), result, &error);

  if (reviews != NULL)
    proctor_report_reviews_save_async (reviews, wanted->format, wanted->file, cancellable, saved_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * proctor_review_export_async:
 * @session: the workspace
 * @invocation_id: (nullable): one of its invocations, or %NULL for all
 * @format: %PROCTOR_REPORT_CSV or %PROCTOR_REPORT_JSON
 * @file: where to
 * @cancellable: (nullable): to give up
 * @callback: called when it is written
 * @user_data: passed to @callback
 *
 * Writes what was decided.
 */
void
proctor_review_export_async (ProctorSession *session,
                             const char *invocation_id,
                             ProctorReportFormat format,
                             GFile *file,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ProctorHistory *history;
  Wanted *wanted;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (G_IS_FILE (file));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_review_export_async);
  history = proctor_session_get_history (session);
  if (history == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s", _ ("There is no history on this computer."));
      g_object_unref (task);
      return;
    }

  wanted = g_new0 (Wanted, 1);
  wanted->format = format;
  wanted->file = g_object_ref (file);
  g_task_set_task_data (task, wanted, wanted_free);
  proctor_history_list_all_reviews_async (history, proctor_workspace_get_id (proctor_session_get_workspace (session)), invocation_id, cancellable, listed_cb, task);
}

/**
 * proctor_review_export_finish:
 * @session: the workspace
 * @result: what the callback got
 * @error: return location for why it could not be written
 *
 * Returns: whether it was written
 */
gboolean
proctor_review_export_finish (ProctorSession *session,
                              GAsyncResult *result,
                              GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
