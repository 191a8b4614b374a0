/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-export.h"

#include <glib/gi18n.h>

#include "proctor-export-job.h"

/* What is to be exported as soon as it is known where to. */
typedef struct
{
  /* Owned */
  ProctorSession *session;
  char **test_ids;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

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
  GtkRoot *root = gtk_widget_get_root (parent);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Export *export = g_new0 (Export, 1);
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  guint n_tests = g_strv_length ((char **) test_ids);
  g_autofree char *title = g_strdup_printf (ngettext ("Export %u Test", "Export %u Tests", n_tests), n_tests);

  export->session = g_object_ref (session);
  export->test_ids = g_strdupv ((char **) test_ids);
  g_task_set_source_tag (task, proctor_export_tests_async);
  g_task_set_task_data (task, export, export_free);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, _ ("_Export Here"));
  gtk_file_dialog_set_modal (dialog, TRUE);
  gtk_file_dialog_select_folder (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, cancellable, selected_cb, task);
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
