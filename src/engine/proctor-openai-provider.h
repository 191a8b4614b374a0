/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-openai-request.h"
#include "proctor-provider.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_OPENAI_PROVIDER (proctor_openai_provider_get_type ())

G_DECLARE_FINAL_TYPE (ProctorOpenaiProvider, proctor_openai_provider, PROCTOR, OPENAI_PROVIDER, GObject)

ProctorOpenaiProvider *proctor_openai_provider_new (const char *address,
                                                    const char *key,
                                                    const char *model,
                                                    guint most_at_once,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint proctor_openai_provider_count_sessions (ProctorOpenaiProvider *self);

void proctor_openai_provider_set_timeout (ProctorOpenaiProvider *self,
                                          guint timeout_secs);
void proctor_openai_provider_set_roles (ProctorOpenaiProvider *self,
                                        const char *judge_model,
                                        const char *user_model);
void proctor_openai_provider_set_hasty (ProctorOpenaiProvider *self,
                                        gboolean hasty);
ProctorOpenaiShape proctor_openai_provider_get_shape (ProctorOpenaiProvider *self,
                                                      const char *model);

void proctor_openai_provider_list_models_async (ProctorOpenaiProvider *self,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer user_data);
char **proctor_openai_provider_list_models_finish (ProctorOpenaiProvider *self,
                                                   GAsyncResult *result,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
