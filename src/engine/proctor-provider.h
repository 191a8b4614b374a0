/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-chat.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_PROVIDER (proctor_provider_get_type ())

G_DECLARE_INTERFACE (ProctorProvider, proctor_provider, PROCTOR, PROVIDER, GObject)

/**
 * ProctorProviderInterface:
 * @chat_async: asks a model
 * @chat_finish: returns what it answered
 * @is_builtin: whether nobody thinks here, so that verdicts have to say so
 *
 * Somebody who has models.
 */
struct _ProctorProviderInterface
{
  GTypeInterface parent_interface;

  void (*chat_async) (ProctorProvider *self,
                      const ProctorChat *chat,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  ProctorChatAnswer *(*chat_finish) (ProctorProvider *self,
                                     GAsyncResult *result,
                                     GError **error);
  gboolean (*is_builtin) (ProctorProvider *self);
};

void proctor_provider_chat_async (ProctorProvider *self,
                                  const ProctorChat *chat,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ProctorChatAnswer *proctor_provider_chat_finish (ProctorProvider *self,
                                                 GAsyncResult *result,
                                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_provider_is_builtin (ProctorProvider *self);

G_END_DECLS
