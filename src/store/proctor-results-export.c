/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-results-export.h"

#include <glib/gi18n.h>

#include "proctor-file-name.h"
#include "proctor-history-reviews.h"
#include "proctor-report.h"
#include "proctor-watcher-private.h"

/* The results that somebody looks at, as a file. */

/**
 * proctor_results_export_dup_name:
 * @watcher: an invocation
 * @format: as what it is written
 *
 * Returns: (transfer full): what the file may be called
 */
char *
proctor_results_export_dup_name (ProctorWatcher *watcher,
                                 ProctorReportFormat format)
{
  const char *title = proctor_watcher_get_title (watcher);
  g_autoptr (GDateTime) begun = g_date_time_new_from_unix_local (proctor_watcher_get_created_at (watcher));
  g_autofree char *day = begun != NULL && proctor_watcher_get_created_at (watcher) > 0 ? g_date_time_format (begun, " %Y-%m-%d") : g_strdup ("");
  g_autofree char *name = g_strconcat (title != NULL && *title != '\0' ? title : _ ("Test results"), day, NULL);

  return proctor_file_name_make (name, 0, proctor_report_format_get_suffix (format), "report");
}

static void
add_folder (ProctorReport *report,
            ProctorLibrary *library,
            const char *test_id)
{
  ProctorTestItem *item = test_id != NULL ? proctor_library_find (library, test_id) : NULL;
  const char *folder_id = item != NULL ? proctor_test_item_get_folder_id (item) : NULL;
  ProctorFolderItem *folder = folder_id != NULL ? proctor_library_find_folder (library, folder_id) : NULL;
  g_autofree char *path = folder != NULL ? proctor_folder_item_dup_path (folder) : NULL;

  if (path != NULL)
    proctor_report_set_folder (report, test_id, path);
}

/* What is written, until what was decided is known. */
typedef struct
{
  ProctorReport *report;
  ProctorReportFormat format;
  GFile *file;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *wanted = data;

  g_object_unref (wanted->report);
  g_object_unref (wanted->file);
  g_free (wanted);
}

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (proctor_report_save_finish (PROCTOR_REPORT (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
save (GTask *task)
{
  const Wanted *wanted = g_task_get_task_data (task);

  proctor_report_save_async (wanted->report, wanted->format, wanted->file, g_task_get_cancellable (task), saved_cb, task);
}

static const char *
find_agent_name (ProctorSession *session,
                 ProctorInvocation *head)
{
  const char *id = proctor_invocation_get_agent_id (head);

  return id != NULL ? proctor_agent_names_get_agent (proctor_session_get_agent_names (session), id) : NULL;
}

/* A report without them is better than none. */
static void
reviewed_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  GTask *task = user_data;
  const Wanted *wanted = g_task_get_task_data (task);
  g_autoptr (GPtrArray) reviews = proctor_history_list_reviews_finish (PROCTOR_HISTORY (source), result, NULL);

  if (reviews != NULL)
    proctor_report_add_reviews (wanted->report, reviews);
  save (task);
}

/**
 * proctor_results_export_async:
 * @session: the workspace
 * @watcher: an invocation of it
 * @format: as what it is written
 * @case_per_test: whether JUnit gets a case for a test, and not for each of its repeats
 * @file: where to
 * @cancellable: (nullable): to give up
 * @callback: called when it is written
 * @user_data: passed to @callback
 *
 * Writes what is known of the invocation now; what comes later is not in it.
 */
void
proctor_results_export_async (ProctorSession *session,
                              ProctorWatcher *watcher,
                              ProctorReportFormat format,
                              gboolean case_per_test,
                              GFile *file,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  ProctorInvocationSkim *skim;
  ProctorMatrix *matrix;
  ProctorHistory *history;
  g_autoptr (ProctorReport) report = NULL;
  Wanted *wanted;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (PROCTOR_IS_WATCHER (watcher));

  skim = proctor_watcher_get_skim (watcher);
  matrix = proctor_watcher_get_matrix (watcher);
  task = g_task_new (watcher, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_results_export_async);
  if (skim == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED, "%s", _ ("There are no results yet to write a report of."));
      g_object_unref (task);
      return;
    }

  report = proctor_report_new (proctor_invocation_skim_get_body (skim));
  proctor_report_set_title (report, proctor_watcher_get_title (watcher));
  proctor_report_set_agent_name (report, find_agent_name (session, proctor_invocation_skim_get_head (skim)));
  proctor_report_set_case_per_test (report, case_per_test);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);

      add_folder (report, proctor_session_get_library (session), proctor_matrix_row_get_test_id (row));
    }
  wanted = g_new0 (Wanted, 1);
  wanted->report = g_steal_pointer (&report);
  wanted->format = format;
  wanted->file = g_object_ref (file);
  g_task_set_task_data (task, wanted, wanted_free);
  history = proctor_session_get_history (session);
  if (history != NULL)
    proctor_history_list_reviews_async (history, proctor_workspace_get_id (proctor_session_get_workspace (session)), proctor_watcher_get_id (watcher), cancellable, reviewed_cb, task);
  else
    save (task);
}

/**
 * proctor_results_export_finish:
 * @watcher: an invocation
 * @result: what the callback got
 * @error: return location for why it could not be written
 *
 * Returns: whether it was written
 */
gboolean
proctor_results_export_finish (ProctorWatcher *watcher,
                               GAsyncResult *result,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, watcher), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
