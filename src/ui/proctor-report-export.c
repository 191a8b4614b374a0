/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-export.h"

#include <glib/gi18n.h>

#include "proctor-file-save.h"
#include "proctor-format-dialog.h"
#include "proctor-results-export.h"

/* Results that somebody looks at, written to a file that they choose. */

/* JUnit's results with a case for a test, and not for each of its repeats. */
#define JUNIT_TESTS "junit-tests"

typedef struct
{
  /* Owned */
  ProctorSession *session;
  ProctorWatcher *watcher;
  char *kind;
} Export;

static Export *
export_new (ProctorSession *session,
            ProctorWatcher *watcher,
            const char *kind)
{
  Export *self = g_new0 (Export, 1);

  self->session = g_object_ref (session);
  self->watcher = g_object_ref (watcher);
  self->kind = g_strdup (kind);

  return self;
}

static void
export_free (gpointer data)
{
  Export *self = data;

  g_object_unref (self->watcher);
  g_object_unref (self->session);
  g_free (self->kind);
  g_free (self);
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
begin (gpointer what,
       GFile *file,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  Export *self = what;

  proctor_results_export_async (self->session, self->watcher, find_format (self->kind), g_str_equal (self->kind, JUNIT_TESTS), file, cancellable, callback, user_data);
}

static gboolean
finish (GObject *source,
        GAsyncResult *result,
        GError **error)
{
  return proctor_results_export_finish (PROCTOR_WATCHER (source), result, error);
}

static char *
dup_saved (const char *name)
{
  return g_strdup_printf (_ ("Report saved as “%s”"), name);
}

static const char *
get_saving (void)
{
  return _ ("Writing the report…");
}

static const ProctorFileSaveKind kind_of_reports = { begin, finish, dup_saved, get_saving, export_free };

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

  proctor_file_save_ask (widget, dialog, &kind_of_reports, export_new (session, watcher, kind));
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
  proctor_file_save_to (widget, file, &kind_of_reports, export_new (session, watcher, kind));
}
