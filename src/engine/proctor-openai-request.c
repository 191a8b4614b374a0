/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-request.h"

#include "proctor-openai-schema.h"
#include "proctor-validation.h"
#include "proctor-wire-text.h"

/* A model that can't stop would otherwise go on for as long as there is room. It is a lot, because
 * some models think aloud first. */
#define MOST_TOKENS 4096
/* What every server can read. */
#define MOST_SEED G_MAXINT32

static const char *
get_role (ProctorChatRole role)
{
  switch (role)
    {
    case PROCTOR_CHAT_SYSTEM:
      return "system";
    case PROCTOR_CHAT_USER:
      return "user";
    case PROCTOR_CHAT_ASSISTANT:
      return "assistant";
    case PROCTOR_CHAT_TOOL:
      return "tool";
    }

  g_assert_not_reached ();
}

/* Servers fail over arguments in the history that are no JSON, as those of an answer that was cut
 * off, and so does whoever wrote them when it reads them again. */
static const char *
clean_arguments (const char *arguments)
{
  g_autoptr (JsonNode) node = arguments != NULL ? proctor_wire_parse_text (arguments, -1, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? arguments : "{}";
}

static JsonArray *
write_calls (GPtrArray *calls)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < calls->len; i++)
    {
      const ProctorChatCall *call = calls->pdata[i];
      JsonObject *object = json_object_new ();
      JsonObject *function = json_object_new ();

      json_object_set_string_member (function, "name", call->name);
      json_object_set_string_member (function, "arguments", clean_arguments (call->arguments));
      json_object_set_string_member (object, "id", call->id);
      json_object_set_string_member (object, "type", "function");
      json_object_set_object_member (object, "function", function);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonObject *
write_message (ProctorChatRole role,
               const char *text)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "role", get_role (role));
  json_object_set_string_member (object, "content", text);

  return object;
}

static JsonArray *
write_messages (GPtrArray *messages)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < messages->len; i++)
    {
      const ProctorChatMessage *message = messages->pdata[i];
      JsonObject *object = write_message (message->role, message->text);

      if (message->calls->len > 0)
        {
          /* Beside calls some servers want null and others refuse the empty text. */
          if (*message->text == '\0')
            json_object_set_null_member (object, "content");
          json_object_set_array_member (object, "tool_calls", write_calls (message->calls));
        }
      if (message->role == PROCTOR_CHAT_TOOL && message->call_id != NULL)
        json_object_set_string_member (object, "tool_call_id", message->call_id);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonObject *
make_empty_parameters (void)
{
  JsonObject *parameters = json_object_new ();

  json_object_set_string_member (parameters, "type", "object");
  json_object_set_object_member (parameters, "properties", json_object_new ());

  return parameters;
}

static JsonArray *
write_tools (JsonArray *tools)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < json_array_get_length (tools); i++)
    {
      JsonNode *node = json_array_get_element (tools, i);
      JsonObject *tool = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
      const char *name = proctor_validate_get_string (tool, "name");
      const char *description = proctor_validate_get_string (tool, "description");
      JsonObject *parameters = proctor_validate_get_object (tool, "parameters");
      JsonObject *object, *function;

      if (name == NULL)
        continue;

      function = json_object_new ();
      json_object_set_string_member (function, "name", name);
      if (description != NULL)
        json_object_set_string_member (function, "description", description);
      json_object_set_object_member (function, "parameters", parameters != NULL ? json_object_ref (parameters) : make_empty_parameters ());
      object = json_object_new ();
      json_object_set_string_member (object, "type", "function");
      json_object_set_object_member (object, "function", function);
      json_array_add_object_element (array, object);
    }

  return array;
}

/**
 * proctor_openai_request_new:
 * @chat: a question
 * @model: (nullable): which model is asked if the question doesn't say
 *
 * Returns: (transfer full): the question, to be written
 */
ProctorOpenaiRequest *
proctor_openai_request_new (const ProctorChat *chat,
                            const char *model)
{
  ProctorOpenaiRequest *request = g_new0 (ProctorOpenaiRequest, 1);

  request->model = g_strdup (chat->model != NULL && *chat->model != '\0' ? chat->model : model);
  request->purpose = chat->purpose;
  request->temperature = chat->temperature;
  request->max_tokens = chat->max_tokens;
  request->seed = chat->seed;
  request->messages = write_messages (chat->messages);
  if (chat->tools != NULL && json_array_get_length (chat->tools) > 0)
    request->tools = write_tools (chat->tools);
  request->schema_name = g_strdup (chat->schema_name != NULL ? chat->schema_name : "answer");
  request->schema = chat->schema != NULL ? json_node_ref (chat->schema) : NULL;

  return request;
}

void
proctor_openai_request_free (ProctorOpenaiRequest *request)
{
  g_free (request->model);
  json_array_unref (request->messages);
  g_clear_pointer (&request->tools, json_array_unref);
  g_free (request->schema_name);
  g_clear_pointer (&request->schema, json_node_unref);
  g_free (request);
}

/**
 * proctor_openai_request_has_tool:
 * @request: a question
 * @name: a tool's name
 *
 * Returns: whether the model was told of it
 */
gboolean
proctor_openai_request_has_tool (const ProctorOpenaiRequest *request,
                                 const char *name)
{
  for (guint i = 0; request->tools != NULL && i < json_array_get_length (request->tools); i++)
    {
      JsonObject *tool = json_array_get_object_element (request->tools, i);

      if (g_str_equal (json_object_get_string_member (json_object_get_object_member (tool, "function"), "name"), name))
        return TRUE;
    }

  return FALSE;
}

/* The first message with the schema at its end. A server that is asked for JSON may insist on
 * reading the word, too. */
static JsonArray *
add_schema_words (const ProctorOpenaiRequest *request)
{
  JsonArray *array = json_array_new ();
  g_autofree char *schema = proctor_wire_node_to_text (request->schema);
  g_autofree char *words = g_strdup_printf ("Answer with one JSON object and nothing else: no words around it, no code fence. It has to follow this JSON schema:\n%s", schema);
  guint length = json_array_get_length (request->messages);
  JsonObject *first = length > 0 ? json_array_get_object_element (request->messages, 0) : NULL;
  gboolean has_system = first != NULL && g_str_equal (json_object_get_string_member (first, "role"), "system");
  g_autofree char *text = has_system ? g_strdup_printf ("%s\n\n%s", json_object_get_string_member (first, "content"), words) : g_strdup (words);

  json_array_add_object_element (array, write_message (PROCTOR_CHAT_SYSTEM, text));
  for (guint i = has_system ? 1 : 0; i < length; i++)
    json_array_add_element (array, json_array_dup_element (request->messages, i));

  return array;
}

static JsonObject *
write_format (const ProctorOpenaiRequest *request,
              ProctorOpenaiShape shape)
{
  JsonObject *format = json_object_new ();
  JsonObject *schema;

  json_object_set_string_member (format, "type", shape == PROCTOR_OPENAI_SHAPE_SCHEMA ? "json_schema" : "json_object");
  if (shape == PROCTOR_OPENAI_SHAPE_SCHEMA)
    {
      schema = json_object_new ();
      json_object_set_string_member (schema, "name", request->schema_name);
      if (proctor_openai_schema_is_strict (request->schema))
        json_object_set_boolean_member (schema, "strict", TRUE);
      json_object_set_member (schema, "schema", json_node_copy (request->schema));
      json_object_set_object_member (format, "json_schema", schema);
    }

  return format;
}

/**
 * proctor_openai_request_write:
 * @request: a question
 * @dialect: what the model understands
 *
 * Returns: (transfer full): the body
 */
GBytes *
proctor_openai_request_write (const ProctorOpenaiRequest *request,
                              const ProctorOpenaiDialect *dialect)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *body = json_object_new ();
  gboolean by_words = request->schema != NULL && dialect->shape != PROCTOR_OPENAI_SHAPE_SCHEMA;
  guint most = request->max_tokens > 0 ? request->max_tokens : MOST_TOKENS;

  json_node_take_object (root, body);
  if (request->model != NULL)
    json_object_set_string_member (body, "model", request->model);
  json_object_set_array_member (body, "messages", by_words ? add_schema_words (request) : json_array_ref (request->messages));
  if (request->tools != NULL)
    json_object_set_array_member (body, "tools", json_array_ref (request->tools));
  if (request->schema != NULL && dialect->shape != PROCTOR_OPENAI_SHAPE_WORDS)
    json_object_set_object_member (body, "response_format", write_format (request, dialect->shape));
  if (dialect->limit == PROCTOR_OPENAI_LIMIT_TOKENS)
    json_object_set_int_member (body, "max_tokens", most);
  else if (dialect->limit == PROCTOR_OPENAI_LIMIT_COMPLETION)
    json_object_set_int_member (body, "max_completion_tokens", most);
  if (request->temperature >= 0 && !dialect->no_temperature)
    json_object_set_double_member (body, "temperature", request->temperature);
  if (request->seed != 0 && !dialect->no_seed)
    json_object_set_int_member (body, "seed", (gint64) (request->seed % MOST_SEED));
  json_object_set_boolean_member (body, "stream", FALSE);

  return proctor_wire_node_to_bytes (root);
}
