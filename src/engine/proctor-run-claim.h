/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-run-plan.h"
#include "proctor-run-result.h"

G_BEGIN_DECLS

/**
 * ProctorRunClaim:
 * @plans: (element-type ProctorRunPlan): the runs to begin with
 * @outdated: (element-type utf8): the keys of those to let go of
 * @nameless: (element-type utf8 JsonArray): by the invocation's id, the groups that want titles
 *
 * What a runner tells the database and asks it for, and what it is answered.
 */
typedef struct
{
  GPtrArray *plans;
  GPtrArray *outdated;
  GHashTable *nameless;

  /*< private >*/
  GPtrArray *results;
  GPtrArray *executions;
  GHashTable *active;
  GHashTable *named;
  GHashTable *per_invocation;
  guint most_at_once;
  gboolean woken;
} ProctorRunClaim;

char *proctor_run_claim_make_key (const char *invocation_id,
                                  const char *run_id,
                                  gint64 attempt);
ProctorRunClaim *proctor_run_claim_new (GHashTable *named,
                                        guint most_at_once,
                                        gboolean woken);
void proctor_run_claim_free (ProctorRunClaim *claim);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorRunClaim, proctor_run_claim_free)

void proctor_run_claim_add_result (ProctorRunClaim *claim,
                                   ProctorRunResult *result);
void proctor_run_claim_add_active (ProctorRunClaim *claim,
                                   const char *key,
                                   const char *invocation_id,
                                   const char *run_id,
                                   gint64 attempt);
gpointer proctor_run_claim_find (ProctorDatabase *database,
                                 gpointer data,
                                 GError **error);

G_END_DECLS
