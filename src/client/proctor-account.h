/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-page.h"
#include "proctor-subscription.h"
#include "proctor-user.h"

G_BEGIN_DECLS

void proctor_account_list_llms_async (ProctorClient *client,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
ProctorPage *proctor_account_list_llms_finish (ProctorClient *client,
                                               GAsyncResult *result,
                                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_account_get_user_async (ProctorClient *client,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorUser *proctor_account_get_user_finish (ProctorClient *client,
                                              GAsyncResult *result,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_account_get_subscription_async (ProctorClient *client,
                                             GCancellable *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
ProctorSubscription *proctor_account_get_subscription_finish (ProctorClient *client,
                                                              GAsyncResult *result,
                                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
