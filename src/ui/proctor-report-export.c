/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-export.h"

#include <glib/gi18n.h>

#include "proctor-format-dialog.h"
#include "proctor-results-export.h"
#include "proctor-toasts.h"

/* Results that somebody looks at, written to a file that they choose. */

/* What takes longer than this is said to be going on, and can be cancelled. */
#define PATIENCE_MSECS 700

/* JUnit's results with a case for a test, and not for each of its repeats. */
#define JUNIT_TESTS "junit-tests"

typedef struct
{
  /* Owned */
  GtkWidget *widget;
  ProctorSession *session;
  ProctorWatcher *watcher;
  GCancellable *cancellable;
  AdwToast *toast;
  GFile *file;
  char *kind;

  guint timeout;
} Export;

static void
export_free (Export *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
  g_clear_object (&self->file);
  g_object_unref (self->cancellable);
  g_object_unref (self->watcher);
  g_object_unref (self->session);
  g_object_unref (self->widget);
  g_free (self->kind);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static Export *
export_new (GtkWidget *widget,
            ProctorSession *session,
            ProctorWatcher *watcher,
            const char *kind)
{
  Export *self = g_new0 (Export, 1);

  self->widget = g_object_ref (widget);
  self->session = g_object_ref (session);
  self->watcher = g_object_ref (watcher);
  self->cancellable = g_cancellable_new ();
  self->kind = g_strdup (kind);

  return self;
}

static ProctorReportFormat
find_format (const char *kind)
{
  ProctorReportFormat format = PROCTOR_REPORT_JUNIT;

  if (!g_str_equal (kind, JUNIT_TESTS))
    proctor_report_format_find (kind, &format);

  return format;
}

static void
launched_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GtkWidget) widget = user_data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_open_containing_folder_finish (GTK_FILE_LAUNCHER (source), result, &error) && !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    proctor_toasts_say_error (widget, error);
}

static void
show_folder_cb (AdwToast *toast,
                GtkWidget *widget)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (g_object_get_data (G_OBJECT (toast), "proctor-file"));
  GtkRoot *root = gtk_widget_get_root (widget);

  gtk_file_launcher_open_containing_folder (launcher, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, launched_cb, g_object_ref (widget));
}

static void
say_saved (Export *self)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = g_strdup_printf (_ ("Report saved as “%s”"), shown);
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  adw_toast_set_button_label (toast, _ ("Show in _Folder"));
  g_object_set_data_full (G_OBJECT (toast), "proctor-file", g_object_ref (self->file), g_object_unref);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_folder_cb), self->widget, G_CONNECT_DEFAULT);
  proctor_toasts_add (self->widget, toast);
}

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;

  if (proctor_results_export_finish (PROCTOR_WATCHER (source), result, &error))
    say_saved (self);
  else
    proctor_toasts_say_error (self->widget, error);
}

static gboolean
impatient_cb (gpointer user_data)
{
  Export *self = user_data;

  self->timeout = 0;
  self->toast = adw_toast_new (_ ("Writing the report…"));
  adw_toast_set_timeout (self->toast, 0);
  adw_toast_set_button_label (self->toast, _ ("_Cancel"));
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (g_cancellable_cancel), self->cancellable, G_CONNECT_SWAPPED);
  proctor_toasts_add (self->widget, g_object_ref (self->toast));

  return G_SOURCE_REMOVE;
}

static void
save (Export *self)
{
  self->timeout = g_timeout_add (PATIENCE_MSECS, impatient_cb, self);
  proctor_results_export_async (self->session, self->watcher, find_format (self->kind), g_str_equal (self->kind, JUNIT_TESTS), self->file, self->cancellable, saved_cb, self);
}

static void
chosen_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (Export) self = user_data;
  g_autoptr (GError) error = NULL;

  self->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (self->file != NULL)
    save (g_steal_pointer (&self));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    proctor_toasts_say_error (self->widget, error);
}

/**
 * proctor_report_export_ask:
 * @widget: a widget of the window that asks
 * @session: the workspace
 * @watcher: an invocation of it
 * @kind: a format's word, or “junit-tests”
 *
 * Asks where to, through the portal in a sandbox, and writes the report there.
 */
void
proctor_report_export_ask (GtkWidget *widget,
                           ProctorSession *session,
                           ProctorWatcher *watcher,
                           const char *kind)
{
  g_autofree char *name = proctor_results_export_dup_name (watcher, find_format (kind));
  g_autoptr (GtkFileDialog) dialog = proctor_format_dialog_new (_ ("Export Report"), name, find_format (kind));
  GtkRoot *root = gtk_widget_get_root (widget);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, export_new (widget, session, watcher, kind));
}

/**
 * proctor_report_export_save:
 * @widget: a widget of the window that asks
 * @session: the workspace
 * @watcher: an invocation of it
 * @kind: a format's word, or “junit-tests”
 * @file: where to
 *
 * Writes the report, and says when it is done or why it can't be.
 */
void
proctor_report_export_save (GtkWidget *widget,
                            ProctorSession *session,
                            ProctorWatcher *watcher,
                            const char *kind,
                            GFile *file)
{
  Export *self;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (G_IS_FILE (file));

  self = export_new (widget, session, watcher, kind);
  self->file = g_object_ref (file);
  save (self);
}
