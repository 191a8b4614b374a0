/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-row.h"
#include "proctor-run.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_VERDICT_REJUDGE (proctor_verdict_rejudge_get_type ())

G_DECLARE_FINAL_TYPE (ProctorVerdictRejudge, proctor_verdict_rejudge, PROCTOR, VERDICT_REJUDGE, AdwBin)

void proctor_verdict_rejudge_show (ProctorVerdictRejudge *self,
                                   ProctorSession *session,
                                   ProctorRun *run,
                                   ProctorRunRow *row);

G_END_DECLS
