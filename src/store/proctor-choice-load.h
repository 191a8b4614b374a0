/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-choice-list.h"

G_BEGIN_DECLS

void proctor_choice_load_async (ProctorClient *client,
                                ProctorChoiceKind kind,
                                const char *agent_id,
                                const char *branch_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
GPtrArray *proctor_choice_load_finish (ProctorClient *client,
                                       GAsyncResult *result,
                                       ProctorAgent **agent,
                                       gboolean *has_more,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
