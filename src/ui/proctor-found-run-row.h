/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "proctor-agent-names.h"
#include "proctor-found-run.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_FOUND_RUN_ROW (proctor_found_run_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorFoundRunRow, proctor_found_run_row, PROCTOR, FOUND_RUN_ROW, GtkBox)

GtkWidget *proctor_found_run_row_new (void);
void proctor_found_run_row_show (ProctorFoundRunRow *self,
                                 ProctorFoundRun *run,
                                 ProctorAgentNames *names);
char *proctor_found_run_row_dup_label (ProctorFoundRun *run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
