/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-invocation.h"
#include "proctor-run-row.h"
#include "proctor-run.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_INVOCATION_SKIM (proctor_invocation_skim_get_type ())

G_DECLARE_FINAL_TYPE (ProctorInvocationSkim, proctor_invocation_skim, PROCTOR, INVOCATION_SKIM, GObject)

ProctorInvocationSkim *proctor_invocation_skim_new (GBytes *body,
                                                    ProctorInvocationSkim *previous,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_invocation_skim_new_async (GBytes *body,
                                        ProctorInvocationSkim *previous,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
ProctorInvocationSkim *proctor_invocation_skim_new_finish (GAsyncResult *result,
                                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_invocation_skim_release (ProctorInvocationSkim *self);

ProctorInvocation *proctor_invocation_skim_get_head (ProctorInvocationSkim *self);
GBytes *proctor_invocation_skim_get_body (ProctorInvocationSkim *self);
ProctorRunRow *const *proctor_invocation_skim_get_rows (ProctorInvocationSkim *self);
guint proctor_invocation_skim_get_n_runs (ProctorInvocationSkim *self);
ProctorRunRow *proctor_invocation_skim_get_row (ProctorInvocationSkim *self,
                                                guint position);
GBytes *proctor_invocation_skim_dup_bytes (ProctorInvocationSkim *self,
                                           guint position);
ProctorRun *proctor_invocation_skim_dup_run (ProctorInvocationSkim *self,
                                             guint position,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_invocation_skim_dup_run_async (ProctorInvocationSkim *self,
                                            guint position,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
ProctorRun *proctor_invocation_skim_dup_run_finish (ProctorInvocationSkim *self,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean proctor_invocation_skim_is_changed (ProctorInvocationSkim *self);
gboolean proctor_invocation_skim_is_head_changed (ProctorInvocationSkim *self);
const GArray *proctor_invocation_skim_get_changes (ProctorInvocationSkim *self);
gboolean proctor_invocation_skim_has_ended (ProctorInvocationSkim *self);
gboolean proctor_invocation_skim_is_settled (ProctorInvocationSkim *self);

G_END_DECLS
