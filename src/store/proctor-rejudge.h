/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"
#include "proctor-model-setup.h"
#include "proctor-rejudgement.h"
#include "proctor-run.h"

G_BEGIN_DECLS

#define PROCTOR_REJUDGE_MOST_VOTES 15

/**
 * ProctorRejudgeState:
 * @PROCTOR_REJUDGE_STARTING: the engine is on its way, or is told where the models are
 * @PROCTOR_REJUDGE_JUDGING: votes are being given
 * @PROCTOR_REJUDGE_ENDED: there will be no more
 *
 * How far it has come.
 */
typedef enum
{
  PROCTOR_REJUDGE_STARTING,
  PROCTOR_REJUDGE_JUDGING,
  PROCTOR_REJUDGE_ENDED,
} ProctorRejudgeState;

#define PROCTOR_TYPE_REJUDGE (proctor_rejudge_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRejudge, proctor_rejudge, PROCTOR, REJUDGE, GObject)

gboolean proctor_rejudge_check (ProctorRun *run,
                                GError **error);

ProctorRejudge *proctor_rejudge_new (ProctorModelSetup *models,
                                     ProctorHistory *history,
                                     const char *workspace_id,
                                     ProctorRun *run,
                                     ProctorOutcome outcome,
                                     guint n_votes) G_GNUC_WARN_UNUSED_RESULT;
void proctor_rejudge_set_content_with_builtin (ProctorRejudge *self);
void proctor_rejudge_start (ProctorRejudge *self);
void proctor_rejudge_cancel (ProctorRejudge *self);

ProctorRejudgeState proctor_rejudge_get_state (ProctorRejudge *self);
const ProctorRejudgement *proctor_rejudge_get_judgement (ProctorRejudge *self);
const GError *proctor_rejudge_get_error (ProctorRejudge *self);
gboolean proctor_rejudge_lacks_model (ProctorRejudge *self);

G_END_DECLS
