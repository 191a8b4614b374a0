/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-report-sheet.h"

G_BEGIN_DECLS

void proctor_report_html_append_run (ProctorReportSheet *sheet,
                                     ProctorMatrixRow *row,
                                     guint column);

G_END_DECLS
