/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-transcript.h"

#include "proctor-validation.h"

/* The API counts by the models that it knows; this is its word for all others. Which one it was
 * stands in producing_llm. */
#define OWN_MODEL "custom-llm"

/* Turns are kept as the API has them, from the test's history to the answer that is sent. */

/**
 * proctor_transcript_make_turn:
 * @role: "user" or "agent"
 * @message: (nullable): what is said
 * @seconds: when, since the conversation began
 *
 * Returns: (transfer full): a turn
 */
JsonObject *
proctor_transcript_make_turn (const char *role,
                              const char *message,
                              gint64 seconds)
{
  JsonObject *turn = json_object_new ();

  json_object_set_string_member (turn, "role", role);
  if (message != NULL)
    json_object_set_string_member (turn, "message", message);
  else
    json_object_set_null_member (turn, "message");
  json_object_set_array_member (turn, "tool_calls", json_array_new ());
  json_object_set_array_member (turn, "tool_results", json_array_new ());
  json_object_set_int_member (turn, "time_in_call_secs", seconds);
  json_object_set_boolean_member (turn, "interrupted", FALSE);

  return turn;
}

static JsonObject *
make_tokens (gint64 tokens)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "tokens", tokens);
  json_object_set_double_member (object, "price", 0);

  return object;
}

/* What an answer took, as it was measured. What it costs is between a person and the model's owner. */
static void
add_usage (JsonObject *turn,
           const ProctorChatAnswer *answer)
{
  JsonObject *usage = json_object_new ();
  JsonObject *models = json_object_new ();
  JsonObject *model = json_object_new ();
  JsonObject *metrics = json_object_new ();
  JsonObject *all = json_object_new ();
  JsonObject *metric = json_object_new ();

  json_object_set_object_member (model, "input", make_tokens (answer->prompt_tokens - answer->cached_tokens));
  json_object_set_object_member (model, "input_cache_read", make_tokens (answer->cached_tokens));
  json_object_set_object_member (model, "input_cache_write", make_tokens (0));
  json_object_set_object_member (model, "output_total", make_tokens (answer->answer_tokens));
  json_object_set_object_member (models, OWN_MODEL, model);
  json_object_set_object_member (usage, "model_usage", models);
  json_object_set_object_member (turn, "llm_usage", usage);
  if (answer->model != NULL)
    json_object_set_string_member (turn, "producing_llm", answer->model);

  json_object_set_double_member (metric, "elapsed_time", answer->seconds);
  json_object_set_object_member (all, "convai_llm_service_tt_last_sentence", metric);
  json_object_set_object_member (metrics, "metrics", all);
  json_object_set_object_member (turn, "conversation_turn_metrics", metrics);
}

/**
 * proctor_transcript_make_agent_turn:
 * @answer: what the agent's model answered
 * @seconds: when, since the conversation began
 *
 * Returns: (transfer full): a turn, without the tools that the agent wants
 */
JsonObject *
proctor_transcript_make_agent_turn (const ProctorChatAnswer *answer,
                                    gint64 seconds)
{
  JsonObject *turn = proctor_transcript_make_turn ("agent", *answer->text != '\0' ? answer->text : NULL, seconds);

  add_usage (turn, answer);

  return turn;
}

/**
 * proctor_transcript_add_call:
 * @turn: a turn of the agent
 * @call: a tool that it wants
 * @kind: what kind of tool that is
 * @was_called: whether it was really called
 */
void
proctor_transcript_add_call (JsonObject *turn,
                             const ProctorChatCall *call,
                             const char *kind,
                             gboolean was_called)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "type", kind);
  json_object_set_string_member (object, "request_id", call->id);
  json_object_set_string_member (object, "tool_name", call->name);
  json_object_set_string_member (object, "params_as_json", call->arguments);
  json_object_set_boolean_member (object, "tool_has_been_called", was_called);
  json_array_add_object_element (json_object_get_array_member (turn, "tool_calls"), object);
}

/**
 * proctor_transcript_add_result:
 * @turn: a turn of the agent
 * @call: a tool that it wanted
 * @kind: what kind of tool that is
 * @value: what came of it
 * @is_error: whether that is an error
 * @was_called: whether it was really called
 * @seconds: how long it took
 */
void
proctor_transcript_add_result (JsonObject *turn,
                               const ProctorChatCall *call,
                               const char *kind,
                               const char *value,
                               gboolean is_error,
                               gboolean was_called,
                               double seconds)
{
  const char *const plain[] = { "client", "webhook", "mcp", "code", "system", "workflow", NULL };
  JsonObject *object = json_object_new ();

  if (g_strv_contains (plain, kind))
    json_object_set_string_member (object, "type", kind);
  json_object_set_string_member (object, "request_id", call->id);
  json_object_set_string_member (object, "tool_name", call->name);
  json_object_set_string_member (object, "result_value", value);
  json_object_set_boolean_member (object, "is_error", is_error);
  json_object_set_boolean_member (object, "tool_has_been_called", was_called);
  json_object_set_double_member (object, "tool_latency_secs", seconds);
  json_object_set_string_member (object, "error_type", is_error ? "tool_error" : "");
  json_object_set_string_member (object, "raw_error_message", is_error ? value : "");
  json_object_set_array_member (object, "dynamic_variable_updates", json_array_new ());
  json_array_add_object_element (json_object_get_array_member (turn, "tool_results"), object);
}

static void
add_agent_turn (ProctorChat *chat,
                JsonObject *turn,
                const char *text)
{
  ProctorChatMessage *message = proctor_chat_add (chat, PROCTOR_CHAT_ASSISTANT, text);
  JsonArray *calls = proctor_validate_get_array (turn, "tool_calls");
  JsonArray *results = proctor_validate_get_array (turn, "tool_results");

  for (guint i = 0; calls != NULL && i < json_array_get_length (calls); i++)
    {
      JsonNode *node = json_array_get_element (calls, i);
      JsonObject *call = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *id = proctor_validate_get_string (call, "request_id");
      const char *name = proctor_validate_get_string (call, "tool_name");
      const char *arguments = proctor_validate_get_string (call, "params_as_json");

      if (name != NULL)
        g_ptr_array_add (message->calls, proctor_chat_call_new (id != NULL ? id : name, name, arguments != NULL ? arguments : "{}"));
    }
  for (guint i = 0; results != NULL && i < json_array_get_length (results); i++)
    {
      JsonNode *node = json_array_get_element (results, i);
      JsonObject *result = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *name = proctor_validate_get_string (result, "tool_name");
      const char *id = proctor_validate_get_string (result, "request_id");

      if (name == NULL)
        continue;
      message = proctor_chat_add (chat, PROCTOR_CHAT_TOOL, proctor_validate_get_string (result, "result_value"));
      message->call_id = g_strdup (id != NULL ? id : name);
      message->call_name = g_strdup (name);
    }
}

/**
 * proctor_transcript_add_to_chat:
 * @turns: what was said
 * @chat: a question to a model
 * @from_user: whether the model plays the user, so that the agent's words are what is said to it
 *
 * Tells a model what was said so far.
 */
void
proctor_transcript_add_to_chat (JsonArray *turns,
                                ProctorChat *chat,
                                gboolean from_user)
{
  for (guint i = 0; i < json_array_get_length (turns); i++)
    {
      JsonObject *turn = json_array_get_object_element (turns, i);
      const char *text = proctor_validate_get_string (turn, "message");
      gboolean is_agent = g_strcmp0 (proctor_validate_get_string (turn, "role"), "agent") == 0;

      /* Whoever plays the user doesn't see the agent's tools. */
      if (from_user && (text == NULL || *text == '\0'))
        continue;
      if (from_user)
        proctor_chat_add (chat, is_agent ? PROCTOR_CHAT_USER : PROCTOR_CHAT_ASSISTANT, text);
      else if (is_agent)
        add_agent_turn (chat, turn, text);
      else
        proctor_chat_add (chat, PROCTOR_CHAT_USER, text);
    }
}

/**
 * proctor_transcript_to_text:
 * @turns: what was said
 *
 * Returns: (transfer full): it as a judge reads it, tools and all
 */
char *
proctor_transcript_to_text (JsonArray *turns)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (turns); i++)
    {
      JsonObject *turn = json_array_get_object_element (turns, i);
      const char *message = proctor_validate_get_string (turn, "message");
      const char *role = proctor_validate_get_string (turn, "role");
      JsonArray *calls = proctor_validate_get_array (turn, "tool_calls");
      JsonArray *results = proctor_validate_get_array (turn, "tool_results");

      if (message != NULL)
        g_string_append_printf (text, "%s: %s\n", g_strcmp0 (role, "agent") == 0 ? "Agent" : "User", message);
      for (guint j = 0; calls != NULL && j < json_array_get_length (calls); j++)
        {
          JsonObject *call = json_array_get_object_element (calls, j);

          g_string_append_printf (text, "[The agent calls %s with %s]\n", proctor_validate_get_string (call, "tool_name"), proctor_validate_get_string (call, "params_as_json"));
        }
      for (guint j = 0; results != NULL && j < json_array_get_length (results); j++)
        {
          JsonObject *result = json_array_get_object_element (results, j);

          g_string_append_printf (text, "[%s answers: %s]\n", proctor_validate_get_string (result, "tool_name"), proctor_validate_get_string (result, "result_value"));
        }
    }

  return g_string_free (text, FALSE);
}

/**
 * proctor_transcript_get_role:
 * @turns: what was said
 * @position: a turn, from the end: 0 is the last
 *
 * Returns: (nullable): who said it, %NULL if there is no such turn
 */
const char *
proctor_transcript_get_role (JsonArray *turns,
                             guint position)
{
  guint length = json_array_get_length (turns);

  return position < length ? proctor_validate_get_string (json_array_get_object_element (turns, length - position - 1), "role") : NULL;
}
