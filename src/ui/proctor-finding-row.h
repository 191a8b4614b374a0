/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-finding.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_FINDING_ROW (proctor_finding_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorFindingRow, proctor_finding_row, PROCTOR, FINDING_ROW, AdwBin)

GtkWidget *proctor_finding_row_new (void);

ProctorFinding *proctor_finding_row_get_finding (ProctorFindingRow *self);
void proctor_finding_row_set_finding (ProctorFindingRow *self,
                                      ProctorFinding *finding);
void proctor_finding_row_set_calm (ProctorFindingRow *self,
                                   gboolean calm);

void proctor_finding_row_show_severity (GtkImage *icon,
                                        ProctorSeverity severity,
                                        gboolean calm);
char *proctor_finding_row_dup_label (ProctorFinding *finding,
                                     gboolean calm);

G_END_DECLS
