/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-answer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-openai-refusal.h"
#include "proctor-openai-schema.h"
#include "proctor-openai-text.h"
#include "proctor-provider-error.h"
#include "proctor-validation.h"
#include "proctor-wire-text.h"

/* How whoever plays the user hangs up, if it is given that tool. */
#define END_CALL "end_call"

static JsonObject *
get_element (JsonArray *array,
             guint position)
{
  JsonNode *node = array != NULL && position < json_array_get_length (array) ? json_array_get_element (array, position) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gint64
get_number (JsonObject *object,
            const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? MAX (0, json_node_get_int (node)) : 0;
}

static void
append_part (GString *text,
             JsonNode *part)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (part) ? json_node_get_object (part) : NULL;
  const char *type = proctor_validate_get_string (object, "type");
  const char *words = proctor_validate_get_string (object, "text");

  if (object == NULL && JSON_NODE_HOLDS_VALUE (part))
    words = json_node_get_string (part);
  /* Thoughts and pictures are parts as well. */
  if (words != NULL && (type == NULL || g_str_equal (type, "text") || g_str_equal (type, "output_text")))
    g_string_append (text, words);
}

/* The content may be a text, a list of parts, null, or not there at all. */
static char *
read_content (JsonObject *message)
{
  GString *text = g_string_new (proctor_validate_get_string (message, "content"));
  JsonArray *parts = proctor_validate_get_array (message, "content");

  for (guint i = 0; parts != NULL && i < json_array_get_length (parts); i++)
    append_part (text, json_array_get_element (parts, i));

  return g_string_free (text, FALSE);
}

static gboolean
has_id (GPtrArray *calls,
        const char *id)
{
  for (guint i = 0; i < calls->len; i++)
    {
      const ProctorChatCall *call = calls->pdata[i];

      if (g_strcmp0 (call->id, id) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_call (JsonObject *object,
          GPtrArray *calls)
{
  JsonObject *function = proctor_validate_get_object (object, "function");
  const char *id = proctor_validate_get_string (object, "id");
  ProctorChatCall *call = NULL;

  if (object != NULL)
    call = proctor_openai_text_read_call (has_id (calls, id) ? NULL : id, function != NULL ? function : object);
  if (call != NULL)
    g_ptr_array_add (calls, call);
}

static void
read_calls (JsonObject *message,
            GPtrArray *calls)
{
  JsonArray *array = proctor_validate_get_array (message, "tool_calls");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    add_call (get_element (array, i), calls);
  if (calls->len == 0)
    add_call (proctor_validate_get_object (message, "function_call"), calls);
}

/* Half a call must not be made, nor read to the model again. */
static void
drop_cut_calls (GPtrArray *calls)
{
  for (guint i = calls->len; i > 0; i--)
    {
      const ProctorChatCall *call = calls->pdata[i - 1];
      g_autoptr (JsonNode) node = proctor_wire_parse_text (call->arguments, -1, NULL);

      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        g_ptr_array_remove_index (calls, i - 1);
    }
}

static void
drop_cut_text (char *text)
{
  char *begin = strstr (text, "<tool_call>");

  if (begin != NULL)
    *begin = '\0';
}

static void
read_usage (ProctorChatAnswer *answer,
            JsonObject *root)
{
  JsonObject *usage = proctor_validate_get_object (root, "usage");
  JsonObject *details = proctor_validate_get_object (usage, "prompt_tokens_details");

  answer->prompt_tokens = get_number (usage, "prompt_tokens");
  if (answer->prompt_tokens == 0)
    answer->prompt_tokens = get_number (usage, "input_tokens");
  answer->answer_tokens = get_number (usage, "completion_tokens");
  if (answer->answer_tokens == 0)
    answer->answer_tokens = get_number (usage, "output_tokens");
  answer->cached_tokens = get_number (details, "cached_tokens");
  if (answer->cached_tokens == 0)
    answer->cached_tokens = get_number (usage, "prompt_cache_hit_tokens");
  /* What was known already is part of what was asked. */
  answer->cached_tokens = MIN (answer->cached_tokens, answer->prompt_tokens);
}

static gboolean
is_cut_off (JsonObject *choice)
{
  const char *const words[] = { "length", "max_tokens", "MAX_TOKENS", "model_length", NULL };
  const char *reason = proctor_validate_get_string (choice, "finish_reason");

  return reason != NULL && g_strv_contains (words, reason);
}

/* The answer's text becomes the JSON that was wanted and nothing else. */
static gboolean
keep_json (const ProctorOpenaiRequest *request,
           ProctorChatAnswer *answer,
           GError **error)
{
  g_autoptr (JsonNode) node = proctor_openai_text_find_json (answer->text);

  if (node == NULL || !proctor_openai_schema_allows (request->schema, node))
    {
      g_set_error_literal (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE, _ ("The model was asked for JSON of a certain form, and answered something else."));
      return FALSE;
    }

  g_free (answer->text);
  answer->text = proctor_wire_node_to_text (node);

  return TRUE;
}

static gboolean
check_refusal (const ProctorOpenaiRequest *request,
               ProctorChatAnswer *answer,
               JsonObject *choice,
               JsonObject *message,
               GError **error)
{
  const char *refusal = proctor_validate_get_string (message, "refusal");
  gboolean filtered = g_strcmp0 (proctor_validate_get_string (choice, "finish_reason"), "content_filter") == 0;

  if (*answer->text != '\0' || answer->calls->len > 0)
    return TRUE;

  if (filtered || (refusal != NULL && request->schema != NULL))
    {
      g_set_error (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_REFUSED, _ ("The model doesn't want to answer this. %s"), refusal != NULL ? refusal : "");
      return FALSE;
    }

  /* An agent that refuses has said something. */
  if (refusal != NULL)
    {
      g_free (answer->text);
      answer->text = g_strdup (refusal);
    }

  return TRUE;
}

static void
read_text (const ProctorOpenaiRequest *request,
           ProctorChatAnswer *answer,
           JsonObject *choice,
           JsonObject *message)
{
  const char *plain = proctor_validate_get_string (choice, "text");
  g_autofree char *content = message != NULL ? read_content (message) : g_strdup (plain != NULL ? plain : "");

  g_free (answer->text);
  answer->text = proctor_openai_text_strip_thinking (content);
  if (message != NULL)
    read_calls (message, answer->calls);
  if (answer->cut_off)
    {
      drop_cut_calls (answer->calls);
      drop_cut_text (answer->text);
    }
  else if (answer->calls->len == 0)
    proctor_openai_text_take_calls (request, &answer->text, answer->calls);

  if (request->purpose == PROCTOR_CHAT_SIMULATED_USER)
    for (guint i = 0; i < answer->calls->len; i++)
      {
        const ProctorChatCall *call = answer->calls->pdata[i];

        answer->ends_call = answer->ends_call || g_str_equal (call->name, END_CALL);
      }
}

static JsonNode *
parse (GBytes *body,
       GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (JsonNode) root = proctor_wire_parse (body, NULL, &cause);
  ProctorProviderErrorCode code;
  const char *text;
  gsize length;

  if (root != NULL)
    return g_steal_pointer (&root);

  /* A web page, or nothing, is somebody else's answer; data that breaks off may be a model's. */
  text = g_bytes_get_data (body, &length);
  code = length == 0 || *text == '<' ? PROCTOR_PROVIDER_ERROR_ADDRESS : PROCTOR_PROVIDER_ERROR_UNUSABLE;
  g_set_error_literal (error, PROCTOR_PROVIDER_ERROR, (int) code, _ ("What answers at this address doesn't answer like a model server. Check the address: most end in /v1."));

  return NULL;
}

/**
 * proctor_openai_answer_read:
 * @request: the question
 * @body: what was answered with success
 * @error: return location for why that is no answer
 *
 * Reads an answer of any of the many servers that speak more or less like OpenAI's. Where JSON was
 * wanted, the text is just that, unless it was cut off.
 *
 * Returns: (transfer full) (nullable): the answer
 */
ProctorChatAnswer *
proctor_openai_answer_read (const ProctorOpenaiRequest *request,
                            GBytes *body,
                            GError **error)
{
  g_autoptr (ProctorChatAnswer) answer = proctor_chat_answer_new (NULL);
  g_autoptr (JsonNode) root = parse (body, error);
  JsonObject *object, *choice, *message;

  if (root == NULL)
    return NULL;

  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  choice = get_element (proctor_validate_get_array (object, "choices"), 0);
  message = proctor_validate_get_object (choice, "message");
  if (choice == NULL || (message == NULL && proctor_validate_get_string (choice, "text") == NULL))
    {
      /* Some servers fail with success. */
      g_propagate_error (error, proctor_openai_refusal_to_error (200, body, request->model));
      return NULL;
    }

  answer->model = g_strdup (proctor_validate_get_string (object, "model"));
  answer->cut_off = is_cut_off (choice);
  read_usage (answer, object);
  read_text (request, answer, choice, message);
  if (!check_refusal (request, answer, choice, message, error))
    return NULL;
  if (request->schema != NULL && !answer->cut_off && !keep_json (request, answer, error))
    return NULL;

  return g_steal_pointer (&answer);
}

static int
compare_names (gconstpointer one,
               gconstpointer other)
{
  return g_strcmp0 (*(const char *const *) one, *(const char *const *) other);
}

/**
 * proctor_openai_answer_read_models:
 * @body: what was answered when it was asked which models there are
 * @error: return location for why that is no answer
 *
 * Returns: (transfer full) (nullable): their names, in order
 */
char **
proctor_openai_answer_read_models (GBytes *body,
                                   GError **error)
{
  g_autoptr (JsonNode) root = parse (body, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  JsonObject *object;
  JsonArray *array;

  if (root == NULL)
    return NULL;

  object = JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;
  array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : proctor_validate_get_array (object, "data");
  if (array == NULL)
    array = proctor_validate_get_array (object, "models");
  if (array == NULL)
    {
      g_propagate_error (error, proctor_openai_refusal_to_error (200, body, NULL));
      return NULL;
    }

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *model = get_element (array, i);
      const char *name = proctor_validate_get_string (model, "id");

      if (name == NULL)
        name = proctor_validate_get_string (model, "name");
      if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_strdup (name));
    }
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&names), FALSE);
}
