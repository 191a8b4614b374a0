/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"
#include "proctor-review.h"
#include "proctor-search-terms.h"

G_BEGIN_DECLS

/**
 * ProctorHistoryHit:
 * @invocation_id: the invocation
 * @run_id: (nullable): the run
 * @test_id: (nullable): its test
 * @test_name: (nullable): what that was called then
 * @agent_id: (nullable): the agent
 * @snippet: what was said around what was found, which is between U+0002 and U+0003
 * @outcome: how the run ended
 * @at: when it did, in seconds since 1970
 * @review: (nullable): what a person has decided of it
 *
 * A run in which something was said.
 */
typedef struct
{
  char *invocation_id;
  char *run_id;
  char *test_id;
  char *test_name;
  char *agent_id;
  char *snippet;
  ProctorOutcome outcome;
  gint64 at;
  ProctorReview *review;
} ProctorHistoryHit;

void proctor_history_hit_free (ProctorHistoryHit *hit);

/**
 * ProctorSearchChoices:
 * @agent_ids: the agents that there are runs of, newest first
 * @branch_ids: the branches of the agent that was asked about, likewise
 * @tools: the tools that were called, by name
 *
 * What can be looked for besides words.
 */
typedef struct
{
  char **agent_ids;
  char **branch_ids;
  char **tools;
} ProctorSearchChoices;

void proctor_search_choices_free (ProctorSearchChoices *choices);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorSearchChoices, proctor_search_choices_free)

void proctor_history_search_async (ProctorHistory *self,
                                   const char *workspace_id,
                                   const ProctorSearchTerms *terms,
                                   guint most,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GPtrArray *proctor_history_search_finish (ProctorHistory *self,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_history_list_search_choices_async (ProctorHistory *self,
                                                const char *workspace_id,
                                                const char *agent_id,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
ProctorSearchChoices *proctor_history_list_search_choices_finish (ProctorHistory *self,
                                                                  GAsyncResult *result,
                                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
