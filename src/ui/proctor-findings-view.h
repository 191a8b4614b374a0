/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-finding.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_FINDINGS_VIEW (proctor_findings_view_get_type ())

G_DECLARE_FINAL_TYPE (ProctorFindingsView, proctor_findings_view, PROCTOR, FINDINGS_VIEW, AdwBin)

GtkWidget *proctor_findings_view_new (void);

GListModel *proctor_findings_view_get_findings (ProctorFindingsView *self);
void proctor_findings_view_set_findings (ProctorFindingsView *self,
                                         GListModel *findings);
gboolean proctor_findings_view_get_expanded (ProctorFindingsView *self);
void proctor_findings_view_set_expanded (ProctorFindingsView *self,
                                         gboolean expanded);
void proctor_findings_view_set_blanks (ProctorFindingsView *self,
                                       GListModel *blanks);

char *proctor_findings_view_dup_numbers (guint n_errors,
                                         guint n_warnings,
                                         guint n_hints);

G_END_DECLS
