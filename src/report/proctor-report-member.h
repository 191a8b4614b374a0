/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void proctor_report_append_name (GString *text,
                                 const char *name);
void proctor_report_append_string (GString *text,
                                   const char *name,
                                   const char *value);
void proctor_report_append_int (GString *text,
                                const char *name,
                                gint64 value);
void proctor_report_append_bool (GString *text,
                                 const char *name,
                                 gboolean value);
void proctor_report_append_time (GString *text,
                                 const char *name,
                                 gint64 time);

G_END_DECLS
