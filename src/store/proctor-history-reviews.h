/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history.h"
#include "proctor-review.h"

G_BEGIN_DECLS

void proctor_history_review_async (ProctorHistory *self,
                                   const char *workspace_id,
                                   const ProctorReview *review,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean proctor_history_review_finish (ProctorHistory *self,
                                        GAsyncResult *result,
                                        GError **error);
void proctor_history_list_reviews_of_run_async (ProctorHistory *self,
                                                const char *workspace_id,
                                                const char *run_id,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
GPtrArray *proctor_history_list_reviews_of_run_finish (ProctorHistory *self,
                                                       GAsyncResult *result,
                                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_history_list_reviews_async (ProctorHistory *self,
                                         const char *workspace_id,
                                         const char *invocation_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GPtrArray *proctor_history_list_reviews_finish (ProctorHistory *self,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_history_list_reviews_anywhere_async (ProctorHistory *self,
                                                  const char *invocation_id,
                                                  GCancellable *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer user_data);
GPtrArray *proctor_history_list_reviews_anywhere_finish (ProctorHistory *self,
                                                         GAsyncResult *result,
                                                         GError **error);
void proctor_history_list_all_reviews_async (ProctorHistory *self,
                                             const char *workspace_id,
                                             const char *invocation_id,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
GPtrArray *proctor_history_list_all_reviews_finish (ProctorHistory *self,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_history_list_unreviewed_async (ProctorHistory *self,
                                            const char *workspace_id,
                                            const char *invocation_id,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data);
GPtrArray *proctor_history_list_unreviewed_finish (ProctorHistory *self,
                                                   GAsyncResult *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_history_tally_reviews_async (ProctorHistory *self,
                                          const char *workspace_id,
                                          const char *invocation_id,
                                          GCancellable *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer user_data);
ProctorReviewTally *proctor_history_tally_reviews_finish (ProctorHistory *self,
                                                          GAsyncResult *result,
                                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
