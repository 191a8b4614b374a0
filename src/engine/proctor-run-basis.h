/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

/**
 * ProctorRunBasis:
 * @agent_id: an agent
 * @branch_id: a branch of it
 * @version_id: what that branch is now
 * @override: (nullable): the configuration that is used in place of it, as JSON
 *
 * What runs run against.
 */
typedef struct
{
  char *agent_id;
  char *branch_id;
  char *version_id;
  char *override;
} ProctorRunBasis;

void proctor_run_basis_clear (ProctorRunBasis *basis);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProctorRunBasis, proctor_run_basis_clear)

void proctor_run_basis_check (ProctorCall *call,
                              JsonObject *body);
gboolean proctor_run_basis_find (ProctorCall *call,
                                 const char *agent_id,
                                 JsonObject *body,
                                 ProctorRunBasis *basis);
void proctor_run_basis_describe (const ProctorRunBasis *basis,
                                 JsonObject *object);
gint64 proctor_run_basis_store_override (const ProctorRunBasis *basis,
                                         ProctorDatabase *database,
                                         const char *invocation_id);

G_END_DECLS
