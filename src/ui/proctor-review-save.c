/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-review-save.h"

#include "proctor-format-dialog.h"
#include "proctor-review-export.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/* What was decided of verdicts, written to a file that somebody chooses. */

typedef struct
{
  /* Owned */
  GtkWidget *widget;
  ProctorSession *session;
  char *invocation_id;
  GFile *file;

  ProctorReportFormat format;
} Save;

static void
save_free (Save *self)
{
  g_clear_object (&self->file);
  g_object_unref (self->session);
  g_object_unref (self->widget);
  g_free (self->invocation_id);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Save, save_free)

static Save *
save_new (GtkWidget *widget,
          ProctorSession *session,
          const char *invocation_id,
          ProctorReportFormat format)
{
  Save *self = g_new0 (Save, 1);

  self->widget = g_object_ref (widget);
  self->session = g_object_ref (session);
  self->invocation_id = g_strdup (invocation_id);
  self->format = format;

  return self;
}

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (Save) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (self->file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *text = g_strdup_printf (_ ("Decisions saved as “%s”"), shown);

  if (proctor_review_export_finish (PROCTOR_SESSION (source), result, &error))
    proctor_toasts_say (self->widget, text);
  else
    proctor_toasts_say_error (self->widget, error);
}

static void
save (Save *self)
{
  proctor_review_export_async (self->session, self->invocation_id, self->format, self->file, NULL, saved_cb, self);
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
 * proctor_review_save_ask:
 * @widget: a widget of the window that asks
 * @session: the workspace
 * @invocation_id: (nullable): one of its invocations, or %NULL for all
 * @format: %PROCTOR_REPORT_CSV or %PROCTOR_REPORT_JSON
 *
 * Asks where to, through the portal in a sandbox, and writes there what was decided.
 */
void
proctor_review_save_ask (GtkWidget *widget,
                         ProctorSession *session,
                         const char *invocation_id,
                         ProctorReportFormat format)
{
  g_autofree char *name = proctor_review_export_dup_name (format);
  g_autoptr (GtkFileDialog) dialog = proctor_format_dialog_new (_ ("Export Decisions"), name, format);
  GtkRoot *root = gtk_widget_get_root (widget);

  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL, chosen_cb, save_new (widget, session, invocation_id, format));
}

/**
 * proctor_review_save_to:
 * @widget: a widget of the window that asks
 * @session: the workspace
 * @invocation_id: (nullable): one of its invocations, or %NULL for all
 * @format: %PROCTOR_REPORT_CSV or %PROCTOR_REPORT_JSON
 * @file: where to
 *
 * Writes what was decided, and says when it is done or why it can't be.
 */
void
proctor_review_save_to (GtkWidget *widget,
                        ProctorSession *session,
                        const char *invocation_id,
                        ProctorReportFormat format,
                        GFile *file)
{
  Save *self;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (G_IS_FILE (file));

  self = save_new (widget, session, invocation_id, format);
  self->file = g_object_ref (file);
  save (self);
}
