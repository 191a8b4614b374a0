/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-invocation.h"
#include "proctor-matrix.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_RUN_GROUP (proctor_run_group_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunGroup, proctor_run_group, PROCTOR, RUN_GROUP, GObject)

const char *proctor_run_group_get_test_name (ProctorRunGroup *self);
const char *proctor_run_group_get_title (ProctorRunGroup *self);
const char *proctor_run_group_get_reason (ProctorRunGroup *self);
ProctorOutcome proctor_run_group_get_outcome (ProctorRunGroup *self);
const char *const *proctor_run_group_get_run_ids (ProctorRunGroup *self);
guint proctor_run_group_get_n_runs (ProctorRunGroup *self);

GListModel *proctor_run_groups_make (ProctorInvocation *head,
                                     ProctorMatrix *matrix,
                                     gboolean *is_own) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
