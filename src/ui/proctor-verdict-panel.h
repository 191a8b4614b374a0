/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-row.h"
#include "proctor-run.h"
#include "proctor-session.h"
#include "proctor-verdict-mend.h"
#include "proctor-verdict-review.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_VERDICT_PANEL (proctor_verdict_panel_get_type ())

G_DECLARE_FINAL_TYPE (ProctorVerdictPanel, proctor_verdict_panel, PROCTOR, VERDICT_PANEL, AdwBin)

GtkWidget *proctor_verdict_panel_new (ProctorSession *session);

void proctor_verdict_panel_show_run (ProctorVerdictPanel *self,
                                     ProctorRun *run,
                                     ProctorRunRow *row);
gboolean proctor_verdict_panel_jump (ProctorVerdictPanel *self,
                                     guint number);
ProctorVerdictReview *proctor_verdict_panel_get_review (ProctorVerdictPanel *self);
ProctorVerdictMend *proctor_verdict_panel_get_mend (ProctorVerdictPanel *self);

G_END_DECLS
