/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"
#include "proctor-rejudgement.h"

G_BEGIN_DECLS

void proctor_history_keep_rejudgement_async (ProctorHistory *self,
                                             const char *workspace_id,
                                             const ProctorRejudgement *rejudgement,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gint64 proctor_history_keep_rejudgement_finish (ProctorHistory *self,
                                                GAsyncResult *result,
                                                GError **error);
void proctor_history_list_rejudgements_async (ProctorHistory *self,
                                              const char *workspace_id,
                                              const char *run_id,
                                              GCancellable *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer user_data);
GPtrArray *proctor_history_list_rejudgements_finish (ProctorHistory *self,
                                                     GAsyncResult *result,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
