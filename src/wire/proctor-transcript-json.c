/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-transcript-json.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-api-error.h"
#include "proctor-tool-call.h"
#include "proctor-tool-result.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"

#define SECONDS_A_TURN 3
/* So much of a text is looked at to find out what it is. */
#define LOOK_AT 4096

/* What others call a list of turns, who speaks, and what is said. */
static const char *const list_names[] = { "chat_history", "transcript", "messages", "turns", "conversation", "history", NULL };
static const char *const role_names[] = { "role", "speaker", "from", "author", "sender", NULL };
static const char *const message_names[] = { "message", "content", "text", "value", "body", "utterance", NULL };
/* What a conversation's turn has and a test's may not have. */
static const char *const other_names[] = { "reasoned", "contextual_update_info", "file_input", "file_inputs", NULL };

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static const char *
find_string (JsonObject *object,
             const char *const *names)
{
  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char *string = get_string (object, names[i]);

      if (string != NULL)
        return string;
    }

  return NULL;
}

static JsonObject *
get_object (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* OpenAI's messages may come in parts, each with a text. */
static char *
dup_parts (JsonArray *parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (parts); i++)
    {
      JsonObject *part = get_object (json_array_get_element (parts, i));
      const char *said = part != NULL ? get_string (part, "text") : NULL;

      if (said != NULL && text->len > 0)
        g_string_append_c (text, '\n');
      if (said != NULL)
        g_string_append (text, said);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_message (JsonObject *object)
{
  const char *message = find_string (object, message_names);
  JsonArray *parts = get_array (object, "content");

  if (message != NULL)
    return g_strdup (message);

  return parts != NULL ? dup_parts (parts) : NULL;
}

static void
add_call (ProctorTurn *turn,
          JsonObject *object)
{
  g_autoptr (ProctorToolCall) call = proctor_tool_call_new ();
  JsonObject *function = get_object (json_object_get_member (object, "function"));
  const char *id = get_string (object, "id");
  const char *name = get_string (function != NULL ? function : object, "name");
  JsonNode *arguments = json_object_get_member (function != NULL ? function : object, "arguments");
  g_autofree char *text = NULL;

  if (arguments != NULL && json_node_get_value_type (arguments) == G_TYPE_STRING)
    text = json_node_dup_string (arguments);
  else if (arguments != NULL)
    text = proctor_wire_node_to_text (arguments);

  proctor_tool_call_set_request_id (call, id != NULL ? id : "");
  proctor_tool_call_set_tool_name (call, name != NULL ? name : "");
  proctor_tool_call_set_params_as_json (call, text != NULL ? text : "{}");
  proctor_tool_call_set_tool_has_been_called (call, TRUE);
  g_list_store_append (G_LIST_STORE (proctor_turn_get_tool_calls (turn)), call);
}

/* A turn in the API's own words, with all that it says. */
static ProctorTurn *
read_own (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return proctor_wire_read (PROCTOR_TYPE_TURN, node, NULL);
}

static ProctorTurn *
read_turn (JsonObject *object,
           guint nth)
{
  JsonArray *calls = get_array (object, "tool_calls");
  g_autofree char *message = NULL;
  ProctorTurn *turn;

  if (json_object_has_member (object, "time_in_call_secs") && get_string (object, "role") != NULL)
    {
      for (gsize i = 0; other_names[i] != NULL; i++)
        json_object_remove_member (object, other_names[i]);

      return read_own (object);
    }

  message = dup_message (object);
  if (message == NULL && calls == NULL)
    return NULL;
  turn = proctor_turn_new ();
  proctor_turn_set_time_in_call_secs (turn, (gint64) nth * SECONDS_A_TURN);
  if (message != NULL)
    proctor_turn_set_message (turn, message);
  for (guint i = 0; calls != NULL && i < json_array_get_length (calls); i++)
    {
      JsonObject *call = get_object (json_array_get_element (calls, i));

      if (call != NULL)
        add_call (turn, call);
    }

  return turn;
}

static const char *
find_tool_name (ProctorTurn *turn,
                const char *request_id)
{
  GListModel *calls = proctor_turn_get_tool_calls (turn);

  for (guint i = 0; i < g_list_model_get_n_items (calls); i++)
    {
      g_autoptr (ProctorToolCall) call = g_list_model_get_item (calls, i);

      if (g_strcmp0 (proctor_tool_call_get_request_id (call), request_id) == 0)
        return proctor_tool_call_get_tool_name (call);
    }

  return NULL;
}

/* What a tool answers belongs to the turn in which it was called. */
static void
add_result (ProctorWrittenTranscript *transcript,
            JsonObject *object)
{
  GListModel *turns = proctor_written_transcript_get_turns (transcript);
  guint n_turns = g_list_model_get_n_items (turns);
  g_autoptr (ProctorTurn) turn = n_turns > 0 ? g_list_model_get_item (turns, n_turns - 1) : NULL;
  g_autoptr (ProctorToolResult) result = NULL;
  g_autofree char *value = dup_message (object);
  const char *id = get_string (object, "tool_call_id");
  const char *name = get_string (object, "name");

  if (turn == NULL)
    return;
  if (name == NULL)
    name = find_tool_name (turn, id);

  result = proctor_tool_result_new ();
  proctor_tool_result_set_request_id (result, id != NULL ? id : "");
  proctor_tool_result_set_tool_name (result, name != NULL ? name : "");
  proctor_tool_result_set_result_value (result, value != NULL ? value : "");
  proctor_tool_result_set_is_error (result, FALSE);
  proctor_tool_result_set_tool_has_been_called (result, TRUE);
  g_list_store_append (G_LIST_STORE (proctor_turn_get_tool_results (turn)), result);
}

static void
take_item (ProctorWrittenTranscript *transcript,
           JsonObject *object)
{
  const char *role = find_string (object, role_names);
  g_autoptr (ProctorTurn) turn = NULL;

  if (role == NULL)
    return;

  switch (proctor_speaker_role_find (role))
    {
    case PROCTOR_SPEAKER_TOOL:
      add_result (transcript, object);
      break;
    case PROCTOR_SPEAKER_SYSTEM:
      break;
    case PROCTOR_SPEAKER_UNKNOWN:
    case PROCTOR_SPEAKER_USER:
    case PROCTOR_SPEAKER_AGENT:
      turn = read_turn (object, g_list_model_get_n_items (proctor_written_transcript_get_turns (transcript)));
      if (turn != NULL)
        proctor_written_transcript_add (transcript, role, turn);
      break;
    }
}

/* Returns the turns, which may be all there is, or a member of it. */
static JsonArray *
find_list (JsonNode *root)
{
  JsonObject *object = get_object (root);

  if (JSON_NODE_HOLDS_ARRAY (root))
    return json_node_get_array (root);

  for (gsize i = 0; object != NULL && list_names[i] != NULL; i++)
    {
      JsonArray *list = get_array (object, list_names[i]);

      if (list != NULL)
        return list;
    }

  return NULL;
}

/**
 * proctor_transcript_json_looks_like:
 * @text: something that was pasted
 *
 * Looks only at the beginning.
 *
 * Returns: whether @text is JSON that says who speaks
 */
gboolean
proctor_transcript_json_looks_like (const char *text)
{
  g_autofree char *beginning = NULL;

  g_return_val_if_fail (text != NULL, FALSE);

  text += strspn (text, " \t\r\n");
  if (*text != '[' && *text != '{')
    return FALSE;

  beginning = g_strndup (text, LOOK_AT);
  for (gsize i = 0; role_names[i] != NULL; i++)
    {
      g_autofree char *member = g_strconcat ("\"", role_names[i], "\"", NULL);

      if (strstr (beginning, member) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_transcript_json_read:
 * @text: JSON
 * @error: return location for why there are no turns
 *
 * Reads what the API calls a transcript or a history, OpenAI's messages, and what looks enough like
 * them: a list of objects that say who speaks and what.
 *
 * Returns: (transfer full) (nullable): the turns
 */
ProctorWrittenTranscript *
proctor_transcript_json_read (const char *text,
                              GError **error)
{
  g_autoptr (ProctorWrittenTranscript) self = proctor_written_transcript_new ();
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  JsonArray *list = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  json_parser_set_strict (parser, TRUE);
  if (!json_parser_load_from_data (parser, text, -1, &local_error))
    {
      g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID, _ ("This is not valid JSON. %s"), local_error->message);
      return NULL;
    }

  if (json_parser_get_root (parser) != NULL)
    list = find_list (json_parser_get_root (parser));
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *item = get_object (json_array_get_element (list, i));

      if (item != NULL)
        take_item (self, item);
    }
  if (g_list_model_get_n_items (proctor_written_transcript_get_turns (self)) == 0)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID, _ ("Nothing in this JSON says who speaks and what."));
      return NULL;
    }
  proctor_written_transcript_guess (self);

  return g_steal_pointer (&self);
}
