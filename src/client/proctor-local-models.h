/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-model-names.h"
#include "proctor-model-source.h"
#include "proctor-model-trial.h"

G_BEGIN_DECLS

char *proctor_local_models_dup_origin (const char *base_url);
gboolean proctor_local_models_is_unsafe (const char *base_url);

void proctor_local_models_get_async (ProctorClient *client,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorModelSource *proctor_local_models_get_finish (ProctorClient *client,
                                                     GAsyncResult *result,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_local_models_set_async (ProctorClient *client,
                                     ProctorModelSource *source,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorModelSource *proctor_local_models_set_finish (ProctorClient *client,
                                                     GAsyncResult *result,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_local_models_set_key_async (ProctorClient *client,
                                         const char *key,
                                         const char *base_url,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
gboolean proctor_local_models_set_key_finish (ProctorClient *client,
                                              GAsyncResult *result,
                                              GError **error);

void proctor_local_models_list_async (ProctorClient *client,
                                      ProctorModelSource *source,
                                      const char *key,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
ProctorModelNames *proctor_local_models_list_finish (ProctorClient *client,
                                                     GAsyncResult *result,
                                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_local_models_try_async (ProctorClient *client,
                                     ProctorModelSource *source,
                                     const char *key,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorModelTrial *proctor_local_models_try_finish (ProctorClient *client,
                                                    GAsyncResult *result,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
