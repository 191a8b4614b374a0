/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-openai-text.h"

#include <string.h>

#include "proctor-validation.h"
#include "proctor-wire-text.h"

/* What models write where something else was wanted. */

static const char *
skip_blanks (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  return text;
}

/* Where the text goes on after a block of thoughts at its beginning, %NULL if there is none. */
static const char *
skip_thoughts (const char *text,
               const char *word)
{
  g_autofree char *opening = g_strdup_printf ("<%s>", word);
  g_autofree char *closing = g_strdup_printf ("</%s>", word);
  const char *end;

  if (g_str_has_prefix (text, opening))
    {
      end = strstr (text, closing);
      /* It never came to an answer. */
      return end != NULL ? end + strlen (closing) : text + strlen (text);
    }

  /* Some templates begin the thoughts, so that the answer only ends them. */
  end = strstr (text, closing);
  if (end != NULL && g_strstr_len (text, end - text, opening) == NULL)
    return end + strlen (closing);

  return NULL;
}

/**
 * proctor_openai_text_strip_thinking:
 * @text: what a model wrote
 *
 * Returns: (transfer full): it without the thoughts that came before the answer
 */
char *
proctor_openai_text_strip_thinking (const char *text)
{
  const char *const words[] = { "think", "thinking", "thought", "reasoning" };
  const char *const final = "<|channel|>final<|message|>";
  const char *rest = text;
  const char *begin = strstr (text, final);
  char *answer, *end;
  gboolean found;

  /* gpt-oss, where nobody took its channels apart. */
  if (begin != NULL)
    {
      answer = g_strdup (begin + strlen (final));
      end = strstr (answer, "<|");
      if (end != NULL)
        *end = '\0';
      return answer;
    }

  do
    {
      found = FALSE;
      for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
        {
          const char *next = skip_thoughts (skip_blanks (rest), words[i]);

          found = found || next != NULL;
          rest = next != NULL ? skip_blanks (next) : rest;
        }
    }
  while (found);

  return g_strdup (rest);
}

/* The length of the JSON object that a text begins with, 0 if it doesn't end. */
static gsize
measure_object (const char *text)
{
  guint depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; text[i] != '\0'; i++)
    {
      if (quoted && text[i] == '\\' && text[i + 1] != '\0')
        i++;
      else if (text[i] == '"')
        quoted = !quoted;
      else if (!quoted && text[i] == '{')
        depth++;
      else if (!quoted && text[i] == '}' && --depth == 0)
        return i + 1;
    }

  return 0;
}

static JsonNode *
parse_object (const char *text,
              gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, length);
  g_autoptr (JsonNode) node = length > 0 ? proctor_wire_parse (bytes, NULL, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? g_steal_pointer (&node) : NULL;
}

/**
 * proctor_openai_text_find_json:
 * @text: what a model wrote
 *
 * Looks for a JSON object: alone, in a code fence, or in the middle of words.
 *
 * Returns: (transfer full) (nullable): the first one, %NULL if there is none
 */
JsonNode *
proctor_openai_text_find_json (const char *text)
{
  JsonNode *node = NULL;
  guint n_tries = 0;

  /* A brace may be part of the words, too. */
  for (const char *begin = strchr (text, '{'); begin != NULL && node == NULL && n_tries < 10; begin = strchr (begin + 1, '{'))
    {
      node = parse_object (begin, measure_object (begin));
      n_tries++;
    }

  return node;
}

/* Arguments are kept as they were written. Where they came as JSON, or as text within text, they
 * are written again. */
static char *
read_arguments (JsonNode *node)
{
  g_autoptr (JsonNode) inner = NULL;
  const char *text;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("{}");
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return proctor_wire_node_to_text (node);

  text = skip_blanks (json_node_get_string (node));
  if (*text == '\0')
    return g_strdup ("{}");
  if (*text == '"')
    inner = proctor_wire_parse_text (text, -1, NULL);

  return g_strdup (inner != NULL && JSON_NODE_HOLDS_VALUE (inner) ? json_node_get_string (inner) : json_node_get_string (node));
}

static char *
make_id (void)
{
  return g_strdup_printf ("call_%08x%08x", g_random_int (), g_random_int ());
}

/**
 * proctor_openai_text_read_call:
 * @id: (nullable): how a result refers to the call, %NULL to make that up
 * @object: what there is of a call: its name, and its arguments by one of the names these have
 *
 * Returns: (transfer full) (nullable): the call, %NULL if it is none
 */
ProctorChatCall *
proctor_openai_text_read_call (const char *id,
                               JsonObject *object)
{
  const char *name = proctor_validate_get_string (object, "name");
  const char *const members[] = { "arguments", "parameters", "args", "input" };
  JsonNode *node = NULL;
  g_autofree char *arguments = NULL;
  g_autofree char *own_id = id != NULL && *id != '\0' ? NULL : make_id ();

  if (name == NULL || *name == '\0')
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (members) && node == NULL; i++)
    node = json_object_get_member (object, members[i]);
  arguments = read_arguments (node);

  return proctor_chat_call_new (own_id != NULL ? own_id : id, name, arguments);
}

/* {"name": …}, perhaps with {"function": {"name": …}} around it. */
static gboolean
add_call (const ProctorOpenaiRequest *request,
          JsonNode *node,
          GPtrArray *calls)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *function = proctor_validate_get_object (object, "function");
  const char *name = proctor_validate_get_string (function != NULL ? function : object, "name");

  if (name == NULL || !proctor_openai_request_has_tool (request, name))
    return FALSE;

  g_ptr_array_add (calls, proctor_openai_text_read_call (proctor_validate_get_string (object, "id"), function != NULL ? function : object));

  return TRUE;
}

/* <tool_call>{…}</tool_call>, as often as there are calls. What stands around them is said. */
static void
take_tagged (const ProctorOpenaiRequest *request,
             char **text,
             const char *opening,
             const char *closing,
             GPtrArray *calls)
{
  char *begin;

  while ((begin = strstr (*text, opening)) != NULL)
    {
      const char *inside = skip_blanks (begin + strlen (opening));
      const char *end = strstr (inside, closing);
      g_autoptr (JsonNode) node = *inside == '{' ? parse_object (inside, measure_object (inside)) : NULL;
      g_autofree char *whole = NULL;

      if (node == NULL || !add_call (request, node, calls))
        return;

      *begin = '\0';
      whole = g_steal_pointer (text);
      *text = g_strconcat (g_strchomp (whole), end != NULL ? end + strlen (closing) : "", NULL);
    }
}

/* [TOOL_CALLS] [{…}, {…}] */
static void
take_list (const ProctorOpenaiRequest *request,
           char **text,
           GPtrArray *calls)
{
  const char *const mark = "[TOOL_CALLS]";
  g_autoptr (JsonNode) node = NULL;
  char *begin = strstr (*text, mark);
  guint before = calls->len;

  if (begin == NULL)
    return;

  node = proctor_wire_parse_text (begin + strlen (mark), -1, NULL);
  for (guint i = 0; node != NULL && JSON_NODE_HOLDS_ARRAY (node) && i < json_array_get_length (json_node_get_array (node)); i++)
    add_call (request, json_array_get_element (json_node_get_array (node), i), calls);
  if (calls->len > before)
    *begin = '\0';
}

/* Nothing but a call, perhaps in a code fence. */
static void
take_bare (const ProctorOpenaiRequest *request,
           char **text,
           GPtrArray *calls)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (*text));
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;

  if (*trimmed == '{')
    node = parse_object (trimmed, measure_object (trimmed));
  else if (g_str_has_prefix (trimmed, "```"))
    node = proctor_openai_text_find_json (trimmed);
  object = node != NULL ? json_node_get_object (node) : NULL;

  /* An agent may be talking about JSON. */
  if (object == NULL || (!json_object_has_member (object, "arguments") && !json_object_has_member (object, "parameters") && !json_object_has_member (object, "function")))
    return;
  if (add_call (request, node, calls))
    **text = '\0';
}

/**
 * proctor_openai_text_take_calls:
 * @request: the question, which says what tools there are
 * @text: (inout): what a model wrote
 * @calls: (element-type ProctorChatCall): where calls are added
 *
 * Finds the calls that a server has left in the text, because it does not know how its model
 * writes them. Only tools that there are can be called.
 */
void
proctor_openai_text_take_calls (const ProctorOpenaiRequest *request,
                                char **text,
                                GPtrArray *calls)
{
  if (request->tools == NULL)
    return;

  take_tagged (request, text, "<tool_call>", "</tool_call>", calls);
  take_tagged (request, text, "<function_call>", "</function_call>", calls);
  take_tagged (request, text, "<|python_tag|>", "<|eom_id|>", calls);
  take_list (request, text, calls);
  if (calls->len == 0)
    take_bare (request, text, calls);
}
