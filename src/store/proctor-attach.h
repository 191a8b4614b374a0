/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent.h"
#include "proctor-session.h"

G_BEGIN_DECLS

/**
 * ProctorAttachChange:
 * @agent_id: whose tests
 * @branch_id: (nullable): on which branch, %NULL for the main one
 * @add: (nullable) (array zero-terminated=1): tests and folders that are to belong to it
 * @remove_id: (nullable): a test or a folder that is not to belong to it any more
 * @remove_node_id: (nullable): the node of the workflow that it is attached for
 * @description: (nullable): what the version is called that this makes
 *
 * What is to be another in the list of an agent's tests.
 */
typedef struct
{
  const char *agent_id;
  const char *branch_id;
  const char *const *add;
  const char *remove_id;
  const char *remove_node_id;
  const char *description;
} ProctorAttachChange;

void proctor_attach_async (ProctorSession *session,
                           const ProctorAttachChange *change,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
ProctorAgent *proctor_attach_finish (ProctorSession *session,
                                     GAsyncResult *result,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
