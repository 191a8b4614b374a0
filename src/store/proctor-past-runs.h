/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-outcome.h"
#include "proctor-session.h"

G_BEGIN_DECLS

/* Views see this header and not that layer's. */
typedef struct _ProctorInvocationSummary ProctorInvocationSummary;

/**
 * ProctorPastRunsFilter:
 * @PROCTOR_PAST_RUNS_ALL: all
 * @PROCTOR_PAST_RUNS_FAILED: those with a run that failed
 * @PROCTOR_PAST_RUNS_ERRORS: those with a run that could not be carried out
 * @PROCTOR_PAST_RUNS_RUNNING: those with a run that has not ended
 *
 * Which invocations are wanted.
 */
typedef enum
{
  PROCTOR_PAST_RUNS_ALL,
  PROCTOR_PAST_RUNS_FAILED,
  PROCTOR_PAST_RUNS_ERRORS,
  PROCTOR_PAST_RUNS_RUNNING,
} ProctorPastRunsFilter;

#define PROCTOR_TYPE_PAST_RUNS (proctor_past_runs_get_type ())

G_DECLARE_FINAL_TYPE (ProctorPastRuns, proctor_past_runs, PROCTOR, PAST_RUNS, GObject)

ProctorPastRuns *proctor_past_runs_new (void);

void proctor_past_runs_set_session (ProctorPastRuns *self,
                                    ProctorSession *session);
void proctor_past_runs_search (ProctorPastRuns *self,
                               const char *text);
void proctor_past_runs_filter (ProctorPastRuns *self,
                               ProctorPastRunsFilter filter);
GListModel *proctor_past_runs_get_rows (ProctorPastRuns *self);
gboolean proctor_past_runs_has_any (ProctorPastRuns *self);
gboolean proctor_past_runs_has (ProctorPastRuns *self,
                                const char *invocation_id);
gboolean proctor_past_runs_get_counts (ProctorPastRuns *self,
                                       ProctorInvocationSummary *summary,
                                       guint *counts);
char *proctor_past_runs_dup_place (ProctorPastRuns *self,
                                   ProctorInvocationSummary *summary) G_GNUC_WARN_UNUSED_RESULT;
void proctor_past_runs_remove (ProctorPastRuns *self,
                               const char *invocation_id);

G_END_DECLS
