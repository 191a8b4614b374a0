/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database-thread.h"
#include "proctor-history-query.h"
#include "proctor-history.h"
#include "proctor-invocation-skim.h"

G_BEGIN_DECLS

/* What the history's parts share, and what the feed does with it beside what everybody may. */

void proctor_history_ask (ProctorHistory *self,
                          ProctorDatabaseFunc func,
                          ProctorHistoryQuery *query,
                          GDestroyNotify result_free,
                          gpointer source_tag,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gpointer proctor_history_finish (ProctorHistory *self,
                                 GAsyncResult *result,
                                 GError **error);
gboolean proctor_history_finish_nothing (ProctorHistory *self,
                                         GAsyncResult *result,
                                         GError **error);

void proctor_history_tell_reviewed (ProctorHistory *self,
                                    const char *workspace_id);

ProctorHistory *proctor_history_new_without_index (const char *folder);

void proctor_history_add_listed_async (ProctorHistory *self,
                                       const char *workspace_id,
                                       const char *title,
                                       const char *listing,
                                       ProctorInvocationSkim *skim,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean proctor_history_add_listed_finish (ProctorHistory *self,
                                            GAsyncResult *result,
                                            gboolean *settled,
                                            GError **error);

void proctor_history_list_known_async (ProctorHistory *self,
                                       const char *workspace_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GHashTable *proctor_history_list_known_finish (ProctorHistory *self,
                                               GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * ProctorStoredInvocation:
 * @skim: the invocation, looked over
 * @title: (nullable): what the server's list called it
 *
 * An invocation that is in the history.
 */
typedef struct
{
  ProctorInvocationSkim *skim;
  char *title;
} ProctorStoredInvocation;

void proctor_stored_invocation_free (ProctorStoredInvocation *stored);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorStoredInvocation, proctor_stored_invocation_free)

void proctor_history_read_async (ProctorHistory *self,
                                 const char *workspace_id,
                                 const char *invocation_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
ProctorStoredInvocation *proctor_history_read_finish (ProctorHistory *self,
                                                      GAsyncResult *result,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_history_list_unsettled_async (ProctorHistory *self,
                                           const char *workspace_id,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
char **proctor_history_list_unsettled_finish (ProctorHistory *self,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* How runs are looked for, for whoever wants to know how SQLite goes about it. */
extern const char proctor_history_search_words[];
extern const char proctor_history_search_runs[];
extern const char proctor_history_search_texts[];

G_END_DECLS
