/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-trial.h"

#include <glib/gi18n.h>

#include "proctor-provider-error.h"
#include "proctor-provider-words.h"
#include "proctor-validation.h"
#include "proctor-wire-text.h"

/* What tests need of a model, tried: an answer, a tool call with what comes after it, and an answer
 * that is JSON of a certain form. One after the other, because a small server has room for one. */

#define TOOL "get_weather"
#define ANSWER "{\"temperature\": 21, \"sky\": \"clear\"}"
/* A model that is not sure may well do it the second time. */
#define MOST_CALLS 2

static const char tool_text[] = "{\"name\": \"" TOOL "\", \"description\": \"Tells the weather in a city.\", \"parameters\": {\"type\": \"object\", \"required\": [\"city\"], "
                                "\"properties\": {\"city\": {\"type\": \"string\", \"description\": \"The city's name\"}}}}";

/* As small as a verdict gets. */
static const char schema_text[] = "{\"type\": \"object\", \"additionalProperties\": false, \"required\": [\"reasoning\", \"verdict\"], \"properties\": {"
                                  "\"reasoning\": {\"type\": \"string\", \"maxLength\": 300},"
                                  "\"verdict\": {\"type\": \"string\", \"enum\": [\"success\", \"failure\", \"unknown\"]}}}";

typedef struct
{
  /* Owned */
  JsonObject *answer;
  char *user_model;
  char *judge_model;
  /* The conversation about the weather, as far as it has come. */
  ProctorChat *chat;

  guint n_calls;
} Trial;

static void
trial_free (Trial *trial)
{
  json_object_unref (trial->answer);
  g_free (trial->user_model);
  g_free (trial->judge_model);
  g_clear_pointer (&trial->chat, proctor_chat_free);
  g_free (trial);
}

/* Notes how one of the three went. */
static JsonObject *
note (JsonObject *answer,
      const char *step,
      const char *status,
      const char *code,
      const char *message)
{
  JsonObject *result = json_object_new ();

  json_object_set_string_member (result, "status", status);
  if (code != NULL)
    json_object_set_string_member (result, "code", code);
  else
    json_object_set_null_member (result, "code");
  if (message != NULL)
    json_object_set_string_member (result, "message", message);
  else
    json_object_set_null_member (result, "message");
  json_object_set_object_member (answer, step, result);

  return result;
}

static void
note_error (Trial *trial,
            const char *step,
            const GError *error)
{
  note (trial->answer, step, "fails", proctor_provider_words_get_code (error), error->message);
}

/* Who has answered and how long it took, which is how long a test will wait for each turn. */
static void
note_answer (Trial *trial,
             const char *step,
             const char *status,
             const char *code,
             const char *message,
             const ProctorChatAnswer *answer)
{
  JsonObject *result = note (trial->answer, step, status, code, message);

  json_object_set_double_member (result, "seconds", answer->seconds);
  if (answer->model != NULL)
    json_object_set_string_member (result, "model", answer->model);
}

static void
skip (JsonObject *answer,
      const char *step)
{
  note (answer, step, "skipped", NULL, NULL);
}

static void
end (GTask *task)
{
  Trial *trial = g_task_get_task_data (task);

  g_task_return_pointer (task, json_object_ref (trial->answer), (GDestroyNotify) json_object_unref);
}

/* Of a server that can't be reached, or a model that isn't there, nothing else need be asked. */
static gboolean
is_hopeless (const GError *error)
{
  if (error->domain != PROCTOR_PROVIDER_ERROR)
    return TRUE;

  switch ((ProctorProviderErrorCode) error->code)
    {
    case PROCTOR_PROVIDER_ERROR_NETWORK:
    case PROCTOR_PROVIDER_ERROR_KEY:
    case PROCTOR_PROVIDER_ERROR_MODEL:
    case PROCTOR_PROVIDER_ERROR_BUSY:
    case PROCTOR_PROVIDER_ERROR_TIMEOUT:
    case PROCTOR_PROVIDER_ERROR_TLS:
    case PROCTOR_PROVIDER_ERROR_ADDRESS:
      return TRUE;
    case PROCTOR_PROVIDER_ERROR_CONTEXT:
    case PROCTOR_PROVIDER_ERROR_REFUSED:
    case PROCTOR_PROVIDER_ERROR_UNUSABLE:
    case PROCTOR_PROVIDER_ERROR_TOOLS:
      break;
    }

  return FALSE;
}

static void
ask (GTask *task,
     const ProctorChat *chat,
     GAsyncReadyCallback callback)
{
  ProctorProvider *provider = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);

  proctor_provider_chat_async (provider, chat, cancellable, callback, task);
}

static void
judged_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorChatAnswer) answer = proctor_provider_chat_finish (PROCTOR_PROVIDER (object), result, &error);

  if (answer == NULL)
    note_error (trial, "schema", error);
  else if (answer->cut_off)
    note_answer (trial, "schema", "fails", "cut_off", _ ("The answer ended in the middle."), answer);
  else if (proctor_openai_provider_get_shape (PROCTOR_OPENAI_PROVIDER (object), trial->judge_model) != PROCTOR_OPENAI_SHAPE_SCHEMA)
    note_answer (trial, "schema", "partly", "not_enforced", _ ("The model answered in the form that it was told, but the server doesn't see to it."), answer);
  else
    note_answer (trial, "schema", "works", NULL, NULL, answer);
  end (task);
}

/* Takes the task, as all that go on do. */
static void
ask_judge (GTask *task)
{
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_JUDGE);

  chat->temperature = 0;
  chat->schema_name = g_strdup ("verdict");
  chat->schema = json_from_string (schema_text, NULL);
  proctor_chat_add (chat, PROCTOR_CHAT_SYSTEM, "You judge a conversation. You are given one condition and the transcript. First reason in one sentence, then give the verdict. Answer with JSON only.");
  proctor_chat_add (chat, PROCTOR_CHAT_USER, "Condition:\nThe agent greets the user.\n\nTranscript:\n<transcript>\nuser: Hello!\nagent: Hello, how can I help you?\n</transcript>\n");
  ask (task, chat, judged_cb);
}

static void
told_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  GTask *task = user_data;
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorChatAnswer) answer = proctor_provider_chat_finish (PROCTOR_PROVIDER (object), result, &error);

  if (answer == NULL)
    note (trial->answer, "tools", "partly", "no_follow_up", error->message);
  else
    note_answer (trial, "tools", "works", NULL, NULL, answer);
  ask_judge (task);
}

/* A conversation goes on after a tool has answered, and some servers can't read that. */
static void
tell_weather (GTask *task,
              const ProctorChatAnswer *answer)
{
  Trial *trial = g_task_get_task_data (task);
  const ProctorChatCall *call = g_ptr_array_index (answer->calls, 0);
  ProctorChatMessage *message = proctor_chat_add (trial->chat, PROCTOR_CHAT_ASSISTANT, answer->text);

  g_ptr_array_add (message->calls, proctor_chat_call_new (call->id, call->name, call->arguments));
  message = proctor_chat_add (trial->chat, PROCTOR_CHAT_TOOL, ANSWER);
  message->call_id = g_strdup (call->id);
  message->call_name = g_strdup (call->name);
  ask (task, trial->chat, told_cb);
}

/* What is wrong with a call, or %NULL. */
static const char *
find_fault (const ProctorChatCall *call)
{
  g_autoptr (JsonNode) arguments = proctor_wire_parse_text (call->arguments, -1, NULL);

  if (g_strcmp0 (call->name, TOOL) != 0)
    return _ ("The model called a tool that there isn't.");
  if (arguments == NULL || !JSON_NODE_HOLDS_OBJECT (arguments) || proctor_validate_get_string (json_node_get_object (arguments), "city") == NULL)
    return _ ("The model called the tool, but left out what the tool has to know.");

  return NULL;
}

static void
called_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  GTask *task = user_data;
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorChatAnswer) answer = proctor_provider_chat_finish (PROCTOR_PROVIDER (object), result, &error);
  const char *fault = answer != NULL && answer->calls->len > 0 ? find_fault (g_ptr_array_index (answer->calls, 0)) : NULL;

  trial->n_calls++;
  if (answer != NULL && answer->calls->len > 0 && fault == NULL)
    {
      tell_weather (task, answer);
      return;
    }
  if (answer != NULL && trial->n_calls < MOST_CALLS)
    {
      ask (task, trial->chat, called_cb);
      return;
    }

  if (answer == NULL)
    note_error (trial, "tools", error);
  else if (fault != NULL)
    note_answer (trial, "tools", "fails", "bad_call", fault, answer);
  else
    note_answer (trial, "tools", "fails", "no_call", _ ("The model answered in words, and called no tool."), answer);
  ask_judge (task);
}

static void
ask_weather (GTask *task)
{
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (JsonNode) tool = json_from_string (tool_text, NULL);

  trial->chat = proctor_chat_new (PROCTOR_CHAT_AGENT);
  trial->chat->temperature = 0;
  trial->chat->tools = json_array_new ();
  json_array_add_element (trial->chat->tools, g_steal_pointer (&tool));
  proctor_chat_add (trial->chat, PROCTOR_CHAT_SYSTEM, "You tell people about the weather. You don't know it yourself: call the tool " TOOL " to find out.");
  proctor_chat_add (trial->chat, PROCTOR_CHAT_USER, "What is the weather like in Paris?");
  ask (task, trial->chat, called_cb);
}

static void
skip_rest (GTask *task)
{
  Trial *trial = g_task_get_task_data (task);

  skip (trial->answer, "tools");
  skip (trial->answer, "schema");
  end (task);
  g_object_unref (task);
}

static void
played_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  GTask *task = user_data;
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorChatAnswer) answer = proctor_provider_chat_finish (PROCTOR_PROVIDER (object), result, &error);

  if (answer == NULL)
    note (trial->answer, "chat", "partly", proctor_provider_words_get_code (error), error->message);
  ask_weather (task);
}

static void
play_user (GTask *task)
{
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_SIMULATED_USER);

  chat->temperature = 0;
  proctor_chat_add (chat, PROCTOR_CHAT_SYSTEM, "You play somebody who talks to an agent. Say one short sentence.");
  proctor_chat_add (chat, PROCTOR_CHAT_USER, "Hello, how can I help you?");
  ask (task, chat, played_cb);
}

static void
greeted_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GTask *task = user_data;
  Trial *trial = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorChatAnswer) answer = proctor_provider_chat_finish (PROCTOR_PROVIDER (object), result, &error);

  if (answer == NULL)
    note_error (trial, "chat", error);
  else if (proctor_validate_is_blank (answer->text) && answer->calls->len == 0)
    note_answer (trial, "chat", "fails", "silent", answer->cut_off ? _ ("The model used up what it may say before it said anything.") : _ ("The model said nothing."), answer);
  else
    note_answer (trial, "chat", "works", NULL, NULL, answer);

  if (error != NULL && is_hopeless (error))
    skip_rest (task);
  else if (trial->user_model != NULL && error == NULL)
    play_user (task);
  else
    ask_weather (task);
}

/**
 * proctor_trial_run_async:
 * @provider: who has the models
 * @settings: which models do what
 * @cancellable: (nullable): to give up
 * @callback: called when all has been tried
 * @user_data: passed to @callback
 *
 * Tries what tests need. Whatever goes wrong is a result.
 */
void
proctor_trial_run_async (ProctorOpenaiProvider *provider,
                         const ProctorModelSettings *settings,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task = g_task_new (provider, cancellable, callback, user_data);
  Trial *trial = g_new0 (Trial, 1);
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_AGENT);

  trial->answer = json_object_new ();
  trial->judge_model = g_strdup (settings->judge_model != NULL ? settings->judge_model : settings->model);
  trial->user_model = g_strcmp0 (settings->user_model, settings->model) != 0 ? g_strdup (settings->user_model) : NULL;
  g_task_set_source_tag (task, proctor_trial_run_async);
  g_task_set_task_data (task, trial, (GDestroyNotify) trial_free);
  /* How far it came is of no use to somebody who has gone. */
  g_task_set_check_cancellable (task, FALSE);

  chat->temperature = 0;
  proctor_chat_add (chat, PROCTOR_CHAT_SYSTEM, "You are a friendly agent. Answer in one short sentence.");
  proctor_chat_add (chat, PROCTOR_CHAT_USER, "Hello!");
  ask (task, chat, greeted_cb);
}

/**
 * proctor_trial_run_finish:
 * @result: what the callback was given
 *
 * Returns: (transfer full): how each of the three went
 */
JsonObject *
proctor_trial_run_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * proctor_trial_describe_builtin:
 *
 * Returns: (transfer full): what the built-in models can do, which need no trial
 */
JsonObject *
proctor_trial_describe_builtin (void)
{
  JsonObject *answer = json_object_new ();

  note (answer, "chat", "works", NULL, NULL);
  note (answer, "tools", "works", NULL, NULL);
  note (answer, "schema", "works", NULL, NULL);

  return answer;
}

/**
 * proctor_trial_describe_impossible:
 * @error: why nobody can be asked
 *
 * Returns: (transfer full): the same as the result of a trial
 */
JsonObject *
proctor_trial_describe_impossible (const GError *error)
{
  JsonObject *answer = json_object_new ();

  note (answer, "chat", "fails", proctor_provider_words_get_code (error), error->message);
  skip (answer, "tools");
  skip (answer, "schema");

  return answer;
}
