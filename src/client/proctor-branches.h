/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent-version.h"
#include "proctor-branch-request.h"
#include "proctor-branch.h"
#include "proctor-client.h"
#include "proctor-page.h"

G_BEGIN_DECLS

void proctor_branches_list_async (ProctorClient *client,
                                  const char *agent_id,
                                  gboolean with_archived,
                                  guint limit,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ProctorPage *proctor_branches_list_finish (ProctorClient *client,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_branches_get_async (ProctorClient *client,
                                 const char *agent_id,
                                 const char *branch_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
ProctorBranch *proctor_branches_get_finish (ProctorClient *client,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_branches_create_async (ProctorClient *client,
                                    const char *agent_id,
                                    ProctorBranchRequest *branch,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
char *proctor_branches_create_finish (ProctorClient *client,
                                      GAsyncResult *result,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_branches_rename_async (ProctorClient *client,
                                    const char *agent_id,
                                    const char *branch_id,
                                    const char *name,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ProctorBranch *proctor_branches_rename_finish (ProctorClient *client,
                                               GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_branches_archive_async (ProctorClient *client,
                                     const char *agent_id,
                                     const char *branch_id,
                                     gboolean archived,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorBranch *proctor_branches_archive_finish (ProctorClient *client,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_branches_get_version_async (ProctorClient *client,
                                         const char *agent_id,
                                         const char *version_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
ProctorAgentVersion *proctor_branches_get_version_finish (ProctorClient *client,
                                                          GAsyncResult *result,
                                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
