/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-sink.h"

/* So much is kept before it is passed on. */
#define MOST_KEPT (64 * 1024)

/**
 * proctor_report_sink_init:
 * @self: a sink
 * @stream: where it leads
 * @cancellable: (nullable): to give up
 *
 * Begins a report.
 */
void
proctor_report_sink_init (ProctorReportSink *self,
                          GOutputStream *stream,
                          GCancellable *cancellable)
{
  *self = (ProctorReportSink) { .text = g_string_sized_new (MOST_KEPT), .stream = stream, .cancellable = cancellable };
}

void
proctor_report_sink_clear (ProctorReportSink *self)
{
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
  g_clear_error (&self->error);
}

static void
write_all (ProctorReportSink *self)
{
  if (self->error == NULL && !g_cancellable_set_error_if_cancelled (self->cancellable, &self->error) && g_output_stream_write_all (self->stream, self->text->str, self->text->len, NULL, self->cancellable, &self->error))
    self->n_bytes += self->text->len;
  g_string_truncate (self->text, 0);
}

/**
 * proctor_report_sink_pass_on:
 * @self: a sink
 *
 * Says that a piece is done, so that no more than some are kept in memory.
 *
 * Returns: whether there is any point in going on
 */
gboolean
proctor_report_sink_pass_on (ProctorReportSink *self)
{
  if (self->text->len >= MOST_KEPT)
    write_all (self);

  return self->error == NULL;
}

/**
 * proctor_report_sink_finish:
 * @self: a sink
 * @error: return location for what went wrong
 *
 * Passes on what is left.
 *
 * Returns: whether all of it was written
 */
gboolean
proctor_report_sink_finish (ProctorReportSink *self,
                            GError **error)
{
  write_all (self);
  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));

  return FALSE;
}
