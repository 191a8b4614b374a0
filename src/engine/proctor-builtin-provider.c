/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-builtin-provider.h"

#include <glib/gi18n.h>

#include "proctor-builtin-agent.h"
#include "proctor-builtin-judge.h"
#include "proctor-builtin-user.h"
#include "proctor-provider-error.h"

#define MODEL "builtin"

/**
 * ProctorBuiltinProvider:
 *
 * No model at all: an agent, a user and a judge that follow rules, so that there is something to
 * see on a machine without one, and the same every time.
 */
struct _ProctorBuiltinProvider
{
  GObject parent_instance;
};

static void proctor_builtin_provider_iface_init (ProctorProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ProctorBuiltinProvider, proctor_builtin_provider, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (PROCTOR_TYPE_PROVIDER, proctor_builtin_provider_iface_init))

static ProctorChatAnswer *
answer (const ProctorChat *chat,
        GError **error)
{
  switch (chat->purpose)
    {
    case PROCTOR_CHAT_AGENT:
      return proctor_builtin_agent_answer (chat, error);
    case PROCTOR_CHAT_SIMULATED_USER:
      return proctor_builtin_user_answer (chat);
    case PROCTOR_CHAT_JUDGE:
      return proctor_builtin_judge_answer (chat);
    case PROCTOR_CHAT_PARAMETER:
      return proctor_builtin_judge_answer_parameter (chat);
    case PROCTOR_CHAT_TITLE:
      break;
    }

  g_set_error_literal (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE, _ ("Nothing built in can write a title."));

  return NULL;
}

/* The answer is there at once and given when the main loop has its turn, so that whoever asks
 * meets what it meets with a model: an answer that comes later, and that can be cancelled. */
static void
proctor_builtin_provider_chat_async (ProctorProvider *provider,
                                     const ProctorChat *chat,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, user_data);
  gint64 began = g_get_monotonic_time ();
  GError *error = NULL;
  ProctorChatAnswer *result = answer (chat, &error);

  g_task_set_source_tag (task, proctor_builtin_provider_chat_async);
  if (result == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  result->model = g_strdup (MODEL);
  result->seconds = (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
  g_task_return_pointer (task, result, (GDestroyNotify) proctor_chat_answer_free);
}

static ProctorChatAnswer *
proctor_builtin_provider_chat_finish (ProctorProvider *provider,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
proctor_builtin_provider_is_builtin (ProctorProvider *provider)
{
  return TRUE;
}

static void
proctor_builtin_provider_iface_init (ProctorProviderInterface *iface)
{
  iface->chat_async = proctor_builtin_provider_chat_async;
  iface->chat_finish = proctor_builtin_provider_chat_finish;
  iface->is_builtin = proctor_builtin_provider_is_builtin;
}

static void
proctor_builtin_provider_class_init (ProctorBuiltinProviderClass *klass)
{
}

static void
proctor_builtin_provider_init (ProctorBuiltinProvider *self)
{
}

ProctorProvider *
proctor_builtin_provider_new (void)
{
  return g_object_new (PROCTOR_TYPE_BUILTIN_PROVIDER, NULL);
}
