/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-provider.h"

G_DEFINE_INTERFACE (ProctorProvider, proctor_provider, G_TYPE_OBJECT)

static void
proctor_provider_default_init (ProctorProviderInterface *iface)
{
}

/**
 * proctor_provider_chat_async:
 * @self: a provider
 * @chat: the question, which is only needed until this returns
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 */
void
proctor_provider_chat_async (ProctorProvider *self,
                             const ProctorChat *chat,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_return_if_fail (PROCTOR_IS_PROVIDER (self));

  PROCTOR_PROVIDER_GET_IFACE (self)->chat_async (self, chat, cancellable, callback, user_data);
}

/**
 * proctor_provider_chat_finish:
 * @self: a provider
 * @result: what the callback was given
 * @error: return location for why there is no answer, with a sentence for a person
 *
 * Returns: (transfer full) (nullable): the answer
 */
ProctorChatAnswer *
proctor_provider_chat_finish (ProctorProvider *self,
                              GAsyncResult *result,
                              GError **error)
{
  g_return_val_if_fail (PROCTOR_IS_PROVIDER (self), NULL);

  return PROCTOR_PROVIDER_GET_IFACE (self)->chat_finish (self, result, error);
}

gboolean
proctor_provider_is_builtin (ProctorProvider *self)
{
  g_return_val_if_fail (PROCTOR_IS_PROVIDER (self), FALSE);

  return PROCTOR_PROVIDER_GET_IFACE (self)->is_builtin (self);
}
