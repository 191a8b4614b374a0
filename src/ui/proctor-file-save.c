/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-file-save.h"

#include <glib/gi18n.h>

#include "proctor-toasts.h"

/* Somebody chooses a file, it is written, and it is said where it is or why it isn't there. */

/* What takes longer than this is said to be going on, and can be cancelled. */
#define PATIENCE_MSECS 700

typedef struct
{
  /* Owned */
  GtkWidget *widget;
  GCancellable *cancellable;
  AdwToast *toast;
  GFile *file;
  gpointer what;

  const ProctorFileSaveKind *kind;
  guint timeout;
} Save;

static void
save_free (Save *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_clear_object (&self->toast);
  g_clear_object (&self->file);
  g_object_unref (self->cancellable);
  g_object_unref (self->widget);
  self->kind->what_free (self->what);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static Save *
save_new (GtkWidget *widget,
          const ProctorFileSaveKind *kind,
          gpointer what)
{
  Save *self = g_new0 (Save, 1);

  self->widget = g_object_ref (widget);
  self->cancellable = g_cancellable_new ();
  self->kind = kind;
  self->what = what;

  return self;
}

static GtkWindow *
find_window (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
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

  gtk_file_launcher_open_containing_folder (launcher, find_window (widget), NULL, launched_cb, g_object_ref (widget));
}

static void
say_saved (Save *self)
{
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = self->kind->dup_saved (shown);
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
  g_autoptr (Save) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->kind->finish (source, result, &error))
    say_saved (self);
  else
    proctor_toasts_say_error (self->widget, error);
}

static gboolean
impatient_cb (gpointer user_data)
{
  Save *self = user_data;

  self->timeout = 0;
  self->toast = adw_toast_new (self->kind->get_saving ());
  adw_toast_set_timeout (self->toast, 0);
  adw_toast_set_button_label (self->toast, _ ("_Cancel"));
  g_signal_connect_object (self->toast, "button-clicked", G_CALLBACK (g_cancellable_cancel), self->cancellable, G_CONNECT_SWAPPED);
  proctor_toasts_add (self->widget, g_object_ref (self->toast));

  return G_SOURCE_REMOVE;
}

static void
save (Save *self)
{
  self->timeout = g_timeout_add (PATIENCE_MSECS, impatient_cb, self);
  self->kind->begin (self->what, self->file, self->cancellable, saved_cb, self);
}

static void
chosen_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (Save) self = user_data;
  g_autoptr (GError) error = NULL;

  self->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (self->file != NULL)
    save (g_steal_pointer (&self));
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    proctor_toasts_say_error (self->widget, error);
}

/**
 * proctor_file_save_ask:
 * @widget: a widget of the window that asks
 * @dialog: asks where to, through the portal in a sandbox
 * @kind: what is written
 * @what: (transfer full): the same, for @kind
 *
 * Asks where to, and writes there.
 */
void
proctor_file_save_ask (GtkWidget *widget,
                       GtkFileDialog *dialog,
                       const ProctorFileSaveKind *kind,
                       gpointer what)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (GTK_IS_FILE_DIALOG (dialog));

  gtk_file_dialog_save (dialog, find_window (widget), NULL, chosen_cb, save_new (widget, kind, what));
}

/**
 * proctor_file_save_to:
 * @widget: a widget of the window that asks
 * @file: where to
 * @kind: what is written
 * @what: (transfer full): the same, for @kind
 *
 * Writes it, and says when it is done or why it can't be.
 */
void
proctor_file_save_to (GtkWidget *widget,
                      GFile *file,
                      const ProctorFileSaveKind *kind,
                      gpointer what)
{
  Save *self;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (G_IS_FILE (file));

  self = save_new (widget, kind, what);
  self->file = g_object_ref (file);
  save (self);
}
