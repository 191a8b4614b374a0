/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-contract-private.h"

#include <string.h>

/* The parameter of that name in the query, or NULL; an operation's own go before its path's. */
static JsonObject *
find_query_parameter (ProctorTestingContract *self,
                      JsonObject *const *owners,
                      const char *name)
{
  for (gsize i = 0; owners[i] != NULL; i++)
    {
      JsonArray *parameters = proctor_testing_json_get_array (owners[i], "parameters");
      guint n_parameters = parameters != NULL ? json_array_get_length (parameters) : 0;

      for (guint j = 0; j < n_parameters; j++)
        {
          JsonNode *node = proctor_testing_contract_resolve (self, json_array_get_element (parameters, j));
          JsonObject *parameter = json_node_get_object (node);

          if (g_strcmp0 (json_object_get_string_member_with_default (parameter, "in", NULL), "query") == 0 && g_strcmp0 (json_object_get_string_member_with_default (parameter, "name", NULL), name) == 0)
            return parameter;
        }
    }

  return NULL;
}

/* Whether the schema is one of arrays, or has arrays among its alternatives. */
static gboolean
is_array_schema (ProctorTestingContract *self,
                 JsonNode *schema)
{
  const char *keywords[] = { "anyOf", "oneOf" };
  JsonObject *object;

  schema = proctor_testing_contract_resolve (self, schema);
  if (schema == NULL || !JSON_NODE_HOLDS_OBJECT (schema))
    return FALSE;

  object = json_node_get_object (schema);
  if (g_strcmp0 (json_object_get_string_member_with_default (object, "type", NULL), "array") == 0)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      JsonArray *branches = proctor_testing_json_get_array (object, keywords[i]);

      for (guint j = 0; branches != NULL && j < json_array_get_length (branches); j++)
        {
          if (is_array_schema (self, json_array_get_element (branches, j)))
            return TRUE;
        }
    }

  return FALSE;
}

/* What the text of a query can stand for besides itself: a number or a truth. */
static JsonNode *
read_plain_value (const char *text)
{
  JsonNode *node = json_node_alloc ();
  char *end = NULL;
  gint64 integer;
  double number;

  if (strcmp (text, "true") == 0 || strcmp (text, "false") == 0)
    return json_node_init_boolean (node, text[0] == 't');

  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &integer, NULL))
    return json_node_init_int (node, integer);

  number = g_ascii_strtod (text, &end);
  if (end != text && *end == '\0')
    return json_node_init_double (node, number);

  return json_node_init_string (node, text);
}

/* A query has no types: it is as agreed if what it says can be read as what was agreed. */
static gboolean
check_query_values (ProctorTestingContract *self,
                    JsonObject *parameter,
                    GPtrArray *values,
                    GError **error)
{
  JsonNode *schema = json_object_get_member (parameter, "schema");
  g_autoptr (JsonNode) text = NULL;
  g_autoptr (JsonNode) plain = NULL;

  if (schema == NULL)
    return TRUE;

  if (is_array_schema (self, schema))
    {
      JsonArray *texts = json_array_new ();
      JsonArray *plains = json_array_new ();

      for (guint i = 0; i < values->len; i++)
        {
          json_array_add_string_element (texts, values->pdata[i]);
          json_array_add_element (plains, read_plain_value (values->pdata[i]));
        }
      text = json_node_init_array (json_node_alloc (), texts);
      plain = json_node_init_array (json_node_alloc (), plains);
      json_array_unref (texts);
      json_array_unref (plains);
    }
  else
    {
      text = json_node_init_string (json_node_alloc (), values->pdata[0]);
      plain = read_plain_value (values->pdata[0]);
    }

  return proctor_testing_contract_check_node (self, schema, text, NULL) || proctor_testing_contract_check_node (self, schema, plain, error);
}

static gboolean
check_query_key (ProctorTestingContract *self,
                 JsonObject *const *owners,
                 const char *key,
                 GPtrArray *values,
                 GError **error)
{
  JsonObject *parameter = find_query_parameter (self, owners, key);

  if (parameter == NULL)
    {
      g_set_error (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_QUERY, "Query: expected a parameter of the operation, found “%s”", key);
      return FALSE;
    }

  if (values->len > 1 && !is_array_schema (self, json_object_get_member (parameter, "schema")))
    {
      g_set_error (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_QUERY, "Query: expected “%s” once, found it %u times", key, values->len);
      return FALSE;
    }

  if (!check_query_values (self, parameter, values, error))
    {
      if (error != NULL)
        (*error)->code = PROCTOR_TESTING_CONTRACT_ERROR_QUERY;
      g_prefix_error (error, "Query, “%s”: ", key);
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_required_keys (ProctorTestingContract *self,
                     JsonObject *const *owners,
                     GHashTable *found,
                     GError **error)
{
  for (gsize i = 0; owners[i] != NULL; i++)
    {
      JsonArray *parameters = proctor_testing_json_get_array (owners[i], "parameters");

      for (guint j = 0; parameters != NULL && j < json_array_get_length (parameters); j++)
        {
          JsonNode *node = proctor_testing_contract_resolve (self, json_array_get_element (parameters, j));
          JsonObject *parameter = json_node_get_object (node);
          const char *name = json_object_get_string_member_with_default (parameter, "name", "");

          if (json_object_get_boolean_member_with_default (parameter, "required", FALSE) && find_query_parameter (self, owners, name) == parameter && !g_hash_table_contains (found, name))
            {
              g_set_error (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_QUERY, "Query: expected “%s”, which is required, found nothing", name);
              return FALSE;
            }
        }
    }

  return TRUE;
}

/**
 * proctor_testing_contract_check_query:
 * @self: a contract
 * @method: the method, like `GET`
 * @path: the path, without a query
 * @query: (nullable): the query, encoded and without the question mark
 * @error: says what was expected and what was found
 *
 * Checks that each parameter is one of the operation's, that only lists are repeated, that the
 * required ones are there, and that the values can be read as what the contract says.
 *
 * Returns: whether the contract has this operation and it takes this query
 */
gboolean
proctor_testing_contract_check_query (ProctorTestingContract *self,
                                      const char *method,
                                      const char *path,
                                      const char *query,
                                      GError **error)
{
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  JsonObject *path_item;
  JsonObject *operation = proctor_testing_contract_find_operation (self, method, path, &path_item, error);
  JsonObject *const owners[] = { operation, path_item, NULL };
  GUriParamsIter params;
  char *key;
  char *value;
  GHashTableIter iter;
  gpointer found_key, found_values;
  g_autoptr (GError) local_error = NULL;

  if (operation == NULL)
    return FALSE;

  g_uri_params_iter_init (&params, query != NULL ? query : "", -1, "&", G_URI_PARAMS_WWW_FORM);
  while (g_uri_params_iter_next (&params, &key, &value, &local_error))
    {
      GPtrArray *values = g_hash_table_lookup (found, key);

      if (values == NULL)
        {
          values = g_ptr_array_new_with_free_func (g_free);
          g_hash_table_insert (found, g_strdup (key), values);
        }
      g_ptr_array_add (values, value);
      g_free (key);
    }
  if (local_error != NULL)
    {
      g_set_error (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_QUERY, "Query: expected names and values, found “%s”: %s", query, local_error->message);
      return FALSE;
    }

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &found_key, &found_values))
    {
      if (!check_query_key (self, owners, found_key, found_values, error))
        return FALSE;
    }

  return check_required_keys (self, owners, found, error);
}
