/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-file.h"

#include <glib/gi18n.h>

/* Until all of it is there, what was there before stays; where nothing was, nothing is left of half a report. */
static gboolean
replace (GFile *file,
         ProctorReportFunc func,
         gpointer data,
         GCancellable *cancellable,
         GError **error)
{
  gboolean existed = g_file_query_exists (file, cancellable);
  g_autoptr (GFileOutputStream) stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, cancellable, error);
  g_autoptr (GCancellable) nothing = g_cancellable_new ();

  if (stream == NULL)
    return FALSE;
  if (func (G_OUTPUT_STREAM (stream), data, cancellable, error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);

  /* Closed so, the stream leaves the file as it was. */
  g_cancellable_cancel (nothing);
  g_output_stream_close (G_OUTPUT_STREAM (stream), nothing, NULL);
  if (!existed)
    g_file_delete (file, NULL, NULL);

  return FALSE;
}

/**
 * proctor_report_file_write:
 * @file: where to; what is there already is replaced when all is written
 * @func: writes it
 * @data: passed to @func
 * @cancellable: (nullable): to give up
 * @error: return location for what went wrong, in a sentence
 *
 * Writes a file, in the thread that this is called in.
 *
 * Returns: whether all of it is there
 */
gboolean
proctor_report_file_write (GFile *file,
                           ProctorReportFunc func,
                           gpointer data,
                           GCancellable *cancellable,
                           GError **error)
{
  GError *problem = NULL;

  if (replace (file, func, data, cancellable, &problem))
    return TRUE;

  if (!g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    /* Translators: what goes before what the system says. */
    g_prefix_error (&problem, "%s", _ ("The report can't be written: "));
  g_propagate_error (error, problem);

  return FALSE;
}
