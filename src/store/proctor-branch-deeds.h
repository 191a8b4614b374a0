/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-draft.h"
#include "proctor-session.h"

G_BEGIN_DECLS

void proctor_branch_deeds_create_async (ProctorSession *session,
                                        const char *agent_id,
                                        const char *from_branch_id,
                                        const char *name,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void proctor_branch_deeds_rename_async (ProctorSession *session,
                                        const char *agent_id,
                                        const char *branch_id,
                                        const char *name,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
void proctor_branch_deeds_archive_async (ProctorSession *session,
                                         const char *agent_id,
                                         const char *branch_id,
                                         gboolean archived,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
char *proctor_branch_deeds_finish (ProctorSession *session,
                                   GAsyncResult *result,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_branch_deeds_compare_async (ProctorSession *session,
                                         const char *agent_id,
                                         const char *branch_id,
                                         const char *other_branch_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *proctor_branch_deeds_compare_finish (ProctorSession *session,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
