/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-rejudge.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_REJUDGES (proctor_rejudges_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRejudges, proctor_rejudges, PROCTOR, REJUDGES, GObject)

ProctorRejudges *proctor_rejudges_new (ProctorModelSetup *models,
                                       ProctorHistory *history,
                                       const char *workspace_id) G_GNUC_WARN_UNUSED_RESULT;

ProctorModelSetup *proctor_rejudges_get_models (ProctorRejudges *self);
ProctorRejudge *proctor_rejudges_find (ProctorRejudges *self,
                                       const char *run_id);
ProctorRejudge *proctor_rejudges_start (ProctorRejudges *self,
                                        ProctorRun *run,
                                        ProctorOutcome outcome,
                                        guint n_votes);

G_END_DECLS
