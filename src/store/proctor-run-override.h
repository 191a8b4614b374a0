/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent.h"
#include "proctor-session.h"

G_BEGIN_DECLS

char *proctor_run_override_dup_problem (const char *text);
char *proctor_run_override_make (ProctorAgent *agent,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_run_override_check_async (const char *text,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean proctor_run_override_check_finish (GAsyncResult *result,
                                            char **problem,
                                            GError **error);

void proctor_run_override_fetch_async (ProctorSession *session,
                                       const char *agent_id,
                                       const char *branch_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
char *proctor_run_override_fetch_finish (ProctorSession *session,
                                         GAsyncResult *result,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
