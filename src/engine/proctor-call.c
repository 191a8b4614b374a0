/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-call.h"

#include <string.h>

#include "proctor-wire-text.h"

/* The words here are the API's, which its clients match against; they are not translated. */

static void
add_value (GHashTable *query,
           const char *name,
           const char *value)
{
  GPtrArray *values = g_hash_table_lookup (query, name);

  if (values == NULL)
    {
      values = g_ptr_array_new_null_terminated (1, g_free, TRUE);
      g_hash_table_insert (query, g_strdup (name), values);
    }
  g_ptr_array_add (values, g_strdup (value));
}

/* Unlike a hash table of form data, this keeps what is there several times. */
static GHashTable *
parse_query (const char *text)
{
  g_autoptr (GHashTable) query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  GUriParamsIter iter;
  char *name, *value;

  g_uri_params_iter_init (&iter, text != NULL ? text : "", -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&iter, &name, &value, NULL))
    {
      add_value (query, name, value);
      g_free (name);
      g_free (value);
    }

  return g_steal_pointer (&query);
}

/**
 * proctor_call_new:
 * @ids: (transfer full): the ids in the path
 * @query: (nullable): the query
 * @body: (transfer full) (nullable): the body
 *
 * Returns: (transfer full): a call
 */
ProctorCall *
proctor_call_new (char **ids,
                  const char *query,
                  JsonNode *body)
{
  ProctorCall *call = g_new0 (ProctorCall, 1);

  call->ids = ids;
  call->query = parse_query (query);
  call->body = body;
  call->problems = json_array_new ();
  call->now = g_get_real_time () / G_USEC_PER_SEC;

  return call;
}

void
proctor_call_free (ProctorCall *call)
{
  g_strfreev (call->ids);
  g_hash_table_unref (call->query);
  json_array_unref (call->problems);
  g_clear_pointer (&call->body, json_node_unref);
  g_clear_pointer (&call->answer, json_node_unref);
  g_clear_pointer (&call->answer_bytes, g_bytes_unref);
  g_free (call);
}

/**
 * proctor_call_parse_body:
 * @call: a call
 * @bytes: what was sent
 *
 * Takes the body. One that is no JSON, or that could not be given back as it came, is a problem.
 */
void
proctor_call_parse_body (ProctorCall *call,
                         GBytes *bytes)
{
  g_autofree char *reason = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (g_bytes_get_size (bytes) == 0)
    return;

  node = proctor_wire_parse (bytes, &reason, NULL);
  if (node == NULL)
    proctor_call_add_problem (call, "json_invalid", "JSON decode error", "body");
  else if (reason != NULL)
    proctor_call_add_problem (call, "value_error", "The body can't be stored without loss", "body");
  else
    call->body = g_steal_pointer (&node);
}

const char *
proctor_call_get_id (ProctorCall *call,
                     guint position)
{
  g_assert (position < g_strv_length (call->ids));

  return call->ids[position];
}

const char *
proctor_call_get_query (ProctorCall *call,
                        const char *name)
{
  GPtrArray *values = g_hash_table_lookup (call->query, name);

  /* Of several, the last one counts. */
  return values != NULL ? g_ptr_array_index (values, values->len - 1) : NULL;
}

/**
 * proctor_call_get_query_list:
 * @call: a call
 * @name: a name
 *
 * Returns: (nullable) (array zero-terminated=1): its values, %NULL if it isn't there
 */
const char *const *
proctor_call_get_query_list (ProctorCall *call,
                             const char *name)
{
  GPtrArray *values = g_hash_table_lookup (call->query, name);

  return values != NULL ? (const char *const *) values->pdata : NULL;
}

static void
add_query_problem (ProctorCall *call,
                   const char *name,
                   const char *kind,
                   const char *message)
{
  g_autofree char *path = g_strconcat ("query.", name, NULL);

  proctor_call_add_problem (call, kind, message, path);
}

/**
 * proctor_call_get_query_int:
 * @call: a call
 * @name: a name
 * @fallback: what it is if it isn't there
 * @least: the least it may be
 * @most: the most it may be
 *
 * Returns: its value; one that is none is answered with what is wrong with it
 */
gint64
proctor_call_get_query_int (ProctorCall *call,
                            const char *name,
                            gint64 fallback,
                            gint64 least,
                            gint64 most)
{
  const char *text = proctor_call_get_query (call, name);
  g_autofree char *message = NULL;
  gint64 value;

  if (text == NULL)
    return fallback;

  if (!g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &value, NULL))
    {
      add_query_problem (call, name, "int_parsing", "Input should be a valid integer, unable to parse string as an integer");
      return fallback;
    }
  if (value < least)
    {
      message = g_strdup_printf ("Input should be greater than or equal to %" G_GINT64_FORMAT, least);
      add_query_problem (call, name, "greater_than_equal", message);
    }
  else if (value > most)
    {
      message = g_strdup_printf ("Input should be less than or equal to %" G_GINT64_FORMAT, most);
      add_query_problem (call, name, "less_than_equal", message);
    }

  return value;
}

gboolean
proctor_call_get_query_bool (ProctorCall *call,
                             const char *name,
                             gboolean fallback)
{
  const char *const yes[] = { "true", "1", "yes", "on", "t", "y", NULL };
  const char *const no[] = { "false", "0", "no", "off", "f", "n", NULL };
  const char *text = proctor_call_get_query (call, name);
  g_autofree char *lower = text != NULL ? g_ascii_strdown (text, -1) : NULL;

  if (lower == NULL)
    return fallback;
  if (g_strv_contains (yes, lower))
    return TRUE;
  if (!g_strv_contains (no, lower))
    add_query_problem (call, name, "bool_parsing", "Input should be a valid boolean, unable to interpret input");

  return FALSE;
}

/**
 * proctor_call_get_object:
 * @call: a call
 *
 * Returns: (nullable): the body; one that is none is answered with what is wrong with it
 */
JsonObject *
proctor_call_get_object (ProctorCall *call)
{
  if (call->body == NULL)
    proctor_call_add_problem (call, "missing", "Field required", "body");
  else if (!JSON_NODE_HOLDS_OBJECT (call->body))
    proctor_call_add_problem (call, "model_attributes_type", "Input should be a valid dictionary or object to extract fields from", "body");
  else
    return json_node_get_object (call->body);

  return NULL;
}

/**
 * proctor_call_add_problem:
 * @call: a call
 * @kind: what the API calls it, such as "missing"
 * @message: what it says of it
 * @path: where, as in "body.tests.0.test_id"
 *
 * Notes something that is wrong with the request, which is then answered with 422. The first of a
 * path counts.
 */
void
proctor_call_add_problem (ProctorCall *call,
                          const char *kind,
                          const char *message,
                          const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  JsonObject *problem = json_object_new ();
  JsonArray *place = json_array_new ();

  for (gsize i = 0; steps[i] != NULL; i++)
    {
      guint64 index;

      if (g_ascii_string_to_unsigned (steps[i], 10, 0, G_MAXINT64, &index, NULL))
        json_array_add_int_element (place, (gint64) index);
      else
        json_array_add_string_element (place, steps[i]);
    }
  json_object_set_string_member (problem, "type", kind);
  json_object_set_array_member (problem, "loc", place);
  json_object_set_string_member (problem, "msg", message);
  json_array_add_object_element (call->problems, problem);
}

gboolean
proctor_call_has_problems (ProctorCall *call)
{
  return json_array_get_length (call->problems) > 0;
}

/**
 * proctor_call_answer:
 * @call: a call
 * @answer: (transfer full): the answer
 */
void
proctor_call_answer (ProctorCall *call,
                     JsonNode *answer)
{
  g_assert (call->status == 0);

  call->status = 200;
  call->answer = answer;
}

/**
 * proctor_call_answer_object:
 * @call: a call
 * @answer: (transfer full): the answer
 */
void
proctor_call_answer_object (ProctorCall *call,
                            JsonObject *answer)
{
  proctor_call_answer (call, json_node_init_object (json_node_alloc (), answer));
  json_object_unref (answer);
}

/**
 * proctor_call_answer_bytes:
 * @call: a call
 * @answer: (transfer full): the answer, as JSON
 */
void
proctor_call_answer_bytes (ProctorCall *call,
                           GBytes *answer)
{
  g_assert (call->status == 0);

  call->status = 200;
  call->answer_bytes = answer;
}

void
proctor_call_answer_nothing (ProctorCall *call,
                             guint status)
{
  g_assert (call->status == 0);

  call->status = status;
  if (status == 200)
    call->answer = json_node_new (JSON_NODE_NULL);
}

static const char *
get_kind (guint status)
{
  switch (status)
    {
    case 401:
      return "authentication_error";
    case 403:
      return "authorization_error";
    case 404:
      return "not_found";
    case 409:
      return "conflict";
    case 429:
      return "rate_limit_error";
    default:
      return status < 500 ? "validation_error" : "internal_error";
    }
}

/**
 * proctor_call_refuse:
 * @call: a call
 * @status: the HTTP status
 * @code: what the API calls it
 * @message: what is wrong
 */
void
proctor_call_refuse (ProctorCall *call,
                     guint status,
                     const char *code,
                     const char *message)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonObject *detail = json_object_new ();

  json_object_set_string_member (detail, "type", get_kind (status));
  json_object_set_string_member (detail, "code", code);
  json_object_set_string_member (detail, "message", message);
  json_object_set_string_member (detail, "status", code);
  json_object_set_object_member (answer, "detail", detail);

  g_clear_pointer (&call->answer, json_node_unref);
  g_clear_pointer (&call->answer_bytes, g_bytes_unref);
  call->answer = json_node_init_object (json_node_alloc (), answer);
  call->status = status;
}

/**
 * proctor_call_refuse_unknown:
 * @call: a call
 * @what: what was asked for, such as "test"
 * @id: its id
 */
void
proctor_call_refuse_unknown (ProctorCall *call,
                             const char *what,
                             const char *id)
{
  g_autofree char *code = g_strconcat (what, "_not_found", NULL);
  g_autofree char *message = g_strdup_printf ("There is no %s with the id '%s'.", what, id);

  proctor_call_refuse (call, 404, code, message);
}

/**
 * proctor_call_dup_answer:
 * @call: a call that has been handled
 * @status: (out): the HTTP status
 *
 * Returns: (transfer full) (nullable): what is answered
 */
GBytes *
proctor_call_dup_answer (ProctorCall *call,
                         guint *status)
{
  if (proctor_call_has_problems (call) && (call->status == 0 || call->status < 400))
    {
      g_autoptr (JsonObject) answer = json_object_new ();

      json_object_set_array_member (answer, "detail", json_array_ref (call->problems));
      g_clear_pointer (&call->answer, json_node_unref);
      g_clear_pointer (&call->answer_bytes, g_bytes_unref);
      call->answer = json_node_init_object (json_node_alloc (), answer);
      call->status = 422;
    }
  g_assert (call->status != 0);

  *status = call->status;
  if (call->answer_bytes != NULL)
    return g_bytes_ref (call->answer_bytes);

  return call->answer != NULL ? proctor_wire_node_to_bytes (call->answer) : NULL;
}
