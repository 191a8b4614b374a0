/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-export.h"

#include <glib/gi18n.h>

#include "proctor-export-job.h"
#include "proctor-test-list.h"
#include "proctor-toasts.h"

/* What is to be exported as soon as it is known where to. */
typedef struct
{
  /* Owned */
  GtkWidget *parent;
  ProctorSession *session;
  char **test_ids;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_clear_object (&export->parent);
  g_clear_object (&export->session);
  g_strfreev (export->test_ids);
  g_free (export);
}

static void
selected_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (object), result, &error);

  if (folder != NULL)
    g_task_return_pointer (task, proctor_export_job_new (export->session, (const char *const *) export->test_ids, folder), g_object_unref);
  else if (g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    {
      /* Whoever thought better of it isn't told so. */
      g_error_free (error);
      g_task_return_pointer (task, NULL, NULL);
    }
  else
    g_task_return_error (task, error);
}

static GTask *
create_task (gpointer tag,
             GtkWidget *parent,
             ProctorSession *session,
             GCancellable *cancellable,
             GAsyncReadyCallback callback,
             gpointer user_data)
{
  Export *export = g_new0 (Export, 1);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);

  export->parent = g_object_ref (parent);
  export->session = g_object_ref (session);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, export, export_free);

  return task;
}

/* Takes the task. */
static void
ask (GTask *task)
{
  Export *export = g_task_get_task_data (task);
  GtkRoot *root = gtk_widget_get_root (export->parent);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  guint n_tests = g_strv_length (export->test_ids);
  g_autofree char *title = g_strdup_printf (ngettext ("Export %u Test", "Export %u Tests", n_tests), n_tests);

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, _ ("_Export Here"));
  gtk_file_dialog_set_modal (dialog, TRUE);
  gtk_file_dialog_select_folder (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, g_task_get_cancellable (task), selected_cb, task);
}

static void
collected_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Export *export = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items = proctor_test_list_collect_finish (PROCTOR_TEST_LIST (source), result, &error);
  g_autoptr (GStrvBuilder) builder = NULL;

  if (items == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (items->len == 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There are no tests to export"));
      return;
    }

  builder = g_strv_builder_new ();
  for (guint i = 0; i < items->len; i++)
    g_strv_builder_add (builder, proctor_test_item_get_id (g_ptr_array_index (items, i)));
  export->test_ids = g_strv_builder_end (builder);
  ask (g_steal_pointer (&task));
}

/**
 * proctor_export_tests_async:
 * @parent: a widget of the window that asks
 * @session: a workspace that is open
 * @test_ids: (array zero-terminated=1): which tests
 * @cancellable: (nullable): to give up
 * @callback: called when a folder has been chosen, or none
 * @user_data: passed to @callback
 *
 * Asks for a folder, through the portal in a sandbox.
 */
void
proctor_export_tests_async (GtkWidget *parent,
                            ProctorSession *session,
                            const char *const *test_ids,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (test_ids != NULL);

  task = create_task (proctor_export_tests_async, parent, session, cancellable, callback, user_data);
  ((Export *) g_task_get_task_data (task))->test_ids = g_strdupv ((char **) test_ids);
  ask (task);
}

/**
 * proctor_export_folder_async:
 * @parent: a widget of the window that asks
 * @session: a workspace that is open
 * @folder_id: (nullable): one of its folders; %NULL for all tests
 * @cancellable: (nullable): to give up
 * @callback: called when a folder to write to has been chosen, or none
 * @user_data: passed to @callback
 *
 * The same for all tests in a folder and in those below it, whatever is shown, also for those that have not been read.
 * proctor_export_tests_finish() goes with it, too.
 */
void
proctor_export_folder_async (GtkWidget *parent,
                             ProctorSession *session,
                             const char *folder_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (ProctorTestList) tests = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent));
  g_return_if_fail (PROCTOR_IS_SESSION (session));

  tests = proctor_test_list_new (proctor_session_get_library (session));
  g_object_set (tests, "folder-id", folder_id, NULL);
  proctor_test_list_collect_async (tests, cancellable, collected_cb, create_task (proctor_export_folder_async, parent, session, cancellable, callback, user_data));
}

/**
 * proctor_export_tests_finish:
 * @result: what the callback was given
 * @error: return location for why nobody could be asked
 *
 * Returns: (transfer full) (nullable): what exports them, for the caller to show and to run; %NULL without an error if nobody
 *   wants it any more
 */
ProctorJob *
proctor_export_tests_finish (GAsyncResult *result,
                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
running_changed_cb (GtkWidget *widget,
                    GParamSpec *pspec,
                    ProctorJob *job)
{
  guint n = proctor_job_get_n_done (job);
  g_autofree char *text = NULL;

  if (proctor_job_is_running (job))
    return;

  g_signal_handlers_disconnect_by_func (job, running_changed_cb, widget);
  if (proctor_job_get_n_failed (job) > 0 || n < proctor_job_get_total (job))
    return;

  text = g_strdup_printf (ngettext ("%u test exported", "%u tests exported", n), n);
  proctor_toasts_say (widget, text);
}

/**
 * proctor_export_tell:
 * @widget: a widget of the window that asked
 * @job: what exports tests
 *
 * When @job has gone well, says so. What went wrong is shown with the job.
 */
void
proctor_export_tell (GtkWidget *widget,
                     ProctorJob *job)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PROCTOR_IS_JOB (job));

  g_signal_connect_object (job, "notify::running", G_CALLBACK (running_changed_cb), widget, G_CONNECT_SWAPPED);
}
