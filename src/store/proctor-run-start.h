/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-run-request.h"
#include "proctor-session.h"

G_BEGIN_DECLS

void proctor_run_start_list_agents_async (ProctorSession *session,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
GListModel *proctor_run_start_list_agents_finish (ProctorSession *session,
                                                  GAsyncResult *result,
                                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_run_start_list_branches_async (ProctorSession *session,
                                            const char *agent_id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GListModel *proctor_run_start_list_branches_finish (ProctorSession *session,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_run_start_async (ProctorSession *session,
                              const char *agent_id,
                              ProctorRunRequest *run,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
char *proctor_run_start_finish (ProctorSession *session,
                                GAsyncResult *result,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
