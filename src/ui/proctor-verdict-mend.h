/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_VERDICT_MEND (proctor_verdict_mend_get_type ())

G_DECLARE_FINAL_TYPE (ProctorVerdictMend, proctor_verdict_mend, PROCTOR, VERDICT_MEND, AdwBin)

void proctor_verdict_mend_show (ProctorVerdictMend *self,
                                ProctorSession *session,
                                ProctorRun *run);
void proctor_verdict_mend_miss_test (ProctorVerdictMend *self);
gboolean proctor_verdict_mend_takes_examples (ProctorVerdictMend *self);
gboolean proctor_verdict_mend_takes_mocks (ProctorVerdictMend *self);
gboolean proctor_verdict_mend_takes_turns (ProctorVerdictMend *self);
void proctor_verdict_mend_add_example (ProctorVerdictMend *self,
                                       guint position,
                                       gboolean is_success);
void proctor_verdict_mend_add_mocks (ProctorVerdictMend *self,
                                     GPtrArray *results);
void proctor_verdict_mend_copy_turn (ProctorVerdictMend *self,
                                     guint position);

G_END_DECLS
