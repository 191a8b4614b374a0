/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-verdict.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_VERDICT_CRITERIA (proctor_verdict_criteria_get_type ())

G_DECLARE_FINAL_TYPE (ProctorVerdictCriteria, proctor_verdict_criteria, PROCTOR, VERDICT_CRITERIA, AdwBin)

void proctor_verdict_criteria_clear (ProctorVerdictCriteria *self);
void proctor_verdict_criteria_add (ProctorVerdictCriteria *self,
                                   const ProctorVerdictPart *part,
                                   GtkWidget *text);

G_END_DECLS
