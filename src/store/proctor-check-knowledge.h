/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-check-context.h"
#include "proctor-surroundings.h"

G_BEGIN_DECLS

ProctorCheckContext *proctor_check_knowledge_new_context (ProctorSurroundings *surroundings,
                                                          const char *agent_id);
ProctorCheckContext *proctor_check_knowledge_new_context_for (ProctorSurroundings *surroundings,
                                                              ProctorAgent *agent);

void proctor_check_knowledge_load_async (ProctorSession *session,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
ProctorCheckContext *proctor_check_knowledge_load_finish (ProctorSession *session,
                                                          GAsyncResult *result,
                                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
