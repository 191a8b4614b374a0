/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-page.h"
#include "proctor-pager.h"
#include "proctor-resubmit-request.h"
#include "proctor-run-request.h"

G_BEGIN_DECLS

/**
 * ProctorInvocationsQuery:
 * @agent_id: (nullable): the agent that was tested
 * @branch_id: (nullable): the branch
 * @version_id: (nullable): the version
 * @test_id: (nullable): a test that was among them
 * @search: (nullable): what their titles are to contain
 * @start_time: the earliest they may be of, in seconds since 1970; 0 for any
 * @end_time: the latest
 * @cursor: (nullable): what the page before said
 * @page_size: how many at a time, up to 100; 0 leaves it to the server
 *
 * Which invocations are wanted. A server that is older than some of these takes no notice of them.
 */
typedef struct
{
  const char *agent_id;
  const char *branch_id;
  const char *version_id;
  const char *test_id;
  const char *search;
  gint64 start_time;
  gint64 end_time;
  const char *cursor;
  guint page_size;
} ProctorInvocationsQuery;

void proctor_invocations_run_async (ProctorClient *client,
                                    const char *agent_id,
                                    ProctorRunRequest *run,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GBytes *proctor_invocations_run_finish (ProctorClient *client,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_invocations_list_async (ProctorClient *client,
                                     const ProctorInvocationsQuery *query,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorPage *proctor_invocations_list_finish (ProctorClient *client,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
ProctorPager *proctor_invocations_list_all (ProctorClient *client,
                                            const ProctorInvocationsQuery *query) G_GNUC_WARN_UNUSED_RESULT;

void proctor_invocations_get_async (ProctorClient *client,
                                    const char *invocation_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GBytes *proctor_invocations_get_finish (ProctorClient *client,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_invocations_resubmit_async (ProctorClient *client,
                                         const char *invocation_id,
                                         ProctorResubmitRequest *resubmit,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean proctor_invocations_resubmit_finish (ProctorClient *client,
                                              GAsyncResult *result,
                                              GError **error);

void proctor_invocations_cancel_async (ProctorClient *client,
                                       const char *invocation_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean proctor_invocations_cancel_finish (ProctorClient *client,
                                            GAsyncResult *result,
                                            GError **error);

G_END_DECLS
