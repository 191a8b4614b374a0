/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-chat.h"

ProctorChatCall *
proctor_chat_call_new (const char *id,
                       const char *name,
                       const char *arguments)
{
  ProctorChatCall *call = g_new0 (ProctorChatCall, 1);

  call->id = g_strdup (id);
  call->name = g_strdup (name);
  call->arguments = g_strdup (arguments);

  return call;
}

void
proctor_chat_call_free (ProctorChatCall *call)
{
  g_free (call->id);
  g_free (call->name);
  g_free (call->arguments);
  g_free (call);
}

static void
message_free (gpointer data)
{
  ProctorChatMessage *message = data;

  g_free (message->text);
  g_ptr_array_unref (message->calls);
  g_free (message->call_id);
  g_free (message->call_name);
  g_free (message);
}

ProctorChat *
proctor_chat_new (ProctorChatPurpose purpose)
{
  ProctorChat *chat = g_new0 (ProctorChat, 1);

  chat->purpose = purpose;
  chat->temperature = -1;
  chat->messages = g_ptr_array_new_with_free_func (message_free);

  return chat;
}

void
proctor_chat_free (ProctorChat *chat)
{
  g_free (chat->model);
  g_ptr_array_unref (chat->messages);
  g_clear_pointer (&chat->tools, json_array_unref);
  g_free (chat->schema_name);
  g_clear_pointer (&chat->schema, json_node_unref);
  g_clear_pointer (&chat->agent, json_object_unref);
  g_clear_object (&chat->test);
  g_free (chat->condition);
  g_clear_pointer (&chat->turns, json_array_unref);
  g_free (chat->value);
  g_free (chat);
}

/**
 * proctor_chat_add:
 * @chat: a question
 * @role: who speaks
 * @text: what is said
 *
 * Returns: (transfer none): the message, to which calls may be added
 */
ProctorChatMessage *
proctor_chat_add (ProctorChat *chat,
                  ProctorChatRole role,
                  const char *text)
{
  ProctorChatMessage *message = g_new0 (ProctorChatMessage, 1);

  message->role = role;
  message->text = g_strdup (text != NULL ? text : "");
  message->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_chat_call_free);
  g_ptr_array_add (chat->messages, message);

  return message;
}

ProctorChatAnswer *
proctor_chat_answer_new (const char *text)
{
  ProctorChatAnswer *answer = g_new0 (ProctorChatAnswer, 1);

  answer->text = g_strdup (text != NULL ? text : "");
  answer->calls = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_chat_call_free);

  return answer;
}

void
proctor_chat_answer_free (ProctorChatAnswer *answer)
{
  g_free (answer->text);
  g_ptr_array_unref (answer->calls);
  g_free (answer->model);
  g_free (answer);
}
