/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-report-format.h"

G_BEGIN_DECLS

GtkFileDialog *proctor_format_dialog_new (const char *title,
                                          const char *name,
                                          ProctorReportFormat format) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
