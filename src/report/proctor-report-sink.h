/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorReportSink:
 * @text: what was written and not yet passed on
 * @stream: (unowned): where it goes
 * @cancellable: (unowned) (nullable): to give up
 * @error: (nullable): the first thing that went wrong
 * @n_bytes: how many were passed on
 *
 * Where a report is written to, a piece after the other. What went wrong is remembered, so that it needn't be
 * asked after each piece.
 */
typedef struct
{
  GString *text;
  GOutputStream *stream;
  GCancellable *cancellable;
  GError *error;
  gsize n_bytes;
} ProctorReportSink;

void proctor_report_sink_init (ProctorReportSink *self,
                               GOutputStream *stream,
                               GCancellable *cancellable);
void proctor_report_sink_clear (ProctorReportSink *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProctorReportSink, proctor_report_sink_clear)

gboolean proctor_report_sink_pass_on (ProctorReportSink *self);
gboolean proctor_report_sink_finish (ProctorReportSink *self,
                                     GError **error);

G_END_DECLS
