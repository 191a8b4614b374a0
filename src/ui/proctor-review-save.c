/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-review-save.h"

#include "proctor-file-save.h"
#include "proctor-format-dialog.h"
#include "proctor-review-export.h"

#include <glib/gi18n.h>

/* What was decided of verdicts, written to a file that somebody chooses. */

typedef struct
{
  /* Owned */
  ProctorSession *session;
  char *invocation_id;

  ProctorReportFormat format;
} Decisions;

static Decisions *
decisions_new (ProctorSession *session,
               const char *invocation_id,
               ProctorReportFormat format)
{
  Decisions *self = g_new0 (Decisions, 1);

  self->session = g_object_ref (session);
  self->invocation_id = g_strdup (invocation_id);
  self->format = format;

  return self;
}

static void
decisions_free (gpointer data)
{
  Decisions *self = data;

  g_object_unref (self->session);
  g_free (self->invocation_id);
  g_free (self);
}

static void
begin (gpointer what,
       GFile *file,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  Decisions *self = what;

  proctor_review_export_async (self->session, self->invocation_id, self->format, file, cancellable, callback, user_data);
}

static gboolean
finish (GObject *source,
        GAsyncResult *result,
        GError **error)
{
  return proctor_review_export_finish (PROCTOR_SESSION (source), result, error);
}

static char *
dup_saved (const char *name)
{
  return g_strdup_printf (_ ("Decisions saved as “%s”"), name);
}

static const char *
get_saving (void)
{
  return _ ("Writing the decisions…");
}

static const ProctorFileSaveKind kind_of_decisions = { begin, finish, dup_saved, get_saving, decisions_free };

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

  proctor_file_save_ask (widget, dialog, &kind_of_decisions, decisions_new (session, invocation_id, format));
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
  proctor_file_save_to (widget, file, &kind_of_decisions, decisions_new (session, invocation_id, format));
}
