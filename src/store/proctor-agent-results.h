/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-session.h"

G_BEGIN_DECLS

/**
 * ProctorAgentRate:
 * @at: when the runs were begun, in seconds since 1970
 * @n_passed: how many passed
 * @n_judged: how many passed or failed; what ended without a verdict says nothing of the agent
 *
 * How many runs of an invocation passed.
 */
typedef struct
{
  gint64 at;
  guint n_passed;
  guint n_judged;
} ProctorAgentRate;

#define PROCTOR_TYPE_AGENT_RESULTS (proctor_agent_results_get_type ())

G_DECLARE_FINAL_TYPE (ProctorAgentResults, proctor_agent_results, PROCTOR, AGENT_RESULTS, GObject)

ProctorAgentResults *proctor_agent_results_new (ProctorSession *session,
                                                const char *agent_id);

void proctor_agent_results_refresh (ProctorAgentResults *self);
GListModel *proctor_agent_results_get_recent (ProctorAgentResults *self);
gboolean proctor_agent_results_is_loading (ProctorAgentResults *self);
const GError *proctor_agent_results_get_error (ProctorAgentResults *self);
GArray *proctor_agent_results_dup_rates (ProctorAgentResults *self,
                                         const char *branch_id,
                                         gboolean is_main);

G_END_DECLS
