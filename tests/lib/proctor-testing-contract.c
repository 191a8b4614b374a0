/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-contract-private.h"

#include <string.h>

/**
 * ProctorTestingContract:
 *
 * An OpenAPI 3.1 description of the API, for tests that hold what the program says, and what is
 * said to it, against what was agreed. This file finds the operation that is meant; the schemas
 * are checked in proctor-testing-contract-schema.c, queries in proctor-testing-contract-query.c, and
 * documents that fit are made up in proctor-testing-contract-generator.c.
 *
 * A contract that is broken itself, or that says something the checker does not know, ends the
 * test: a check that quietly looks at less than it claims is worse than none.
 */
struct _ProctorTestingContract
{
  GObject parent_instance;

  /* Owned */
  char *path;
  JsonNode *root;
};

G_DEFINE_FINAL_TYPE (ProctorTestingContract, proctor_testing_contract, G_TYPE_OBJECT)

G_DEFINE_QUARK (proctor - testing - contract - error - quark, proctor_testing_contract_error)

/* The contract is large, and every test of a program asks for it. */
static ProctorTestingContract *loaded;

static gboolean
is_parameter (const char *segment)
{
  return segment[0] == '{' && g_str_has_suffix (segment, "}");
}

static gboolean
match_template (char **template,
                char **path)
{
  gsize i;

  for (i = 0; template[i] != NULL && path[i] != NULL; i++)
    {
      if (is_parameter (template[i]) ? path[i][0] == '\0' : strcmp (template[i], path[i]) != 0)
        return FALSE;
    }

  return template[i] == NULL && path[i] == NULL;
}

/* Of two templates that match, the one that is literal where they first differ. */
static gboolean
is_more_literal (char **template,
                 char **than)
{
  for (gsize i = 0; template[i] != NULL && than[i] != NULL; i++)
    {
      if (is_parameter (template[i]) != is_parameter (than[i]))
        return is_parameter (than[i]);
    }

  return FALSE;
}

static JsonObject *
find_path_item (ProctorTestingContract *self,
                const char *path)
{
  JsonObject *paths = proctor_testing_json_get_object (proctor_testing_contract_get_root (self), "paths");
  g_auto (GStrv) segments = g_strsplit (path, "/", -1);
  g_auto (GStrv) best = NULL;
  JsonObject *found = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *item;

  if (paths == NULL)
    return NULL;

  json_object_iter_init_ordered (&iter, paths);
  while (json_object_iter_next_ordered (&iter, &name, &item))
    {
      g_auto (GStrv) template = g_strsplit (name, "/", -1);

      if (!match_template (template, segments) || (best != NULL && !is_more_literal (template, best)))
        continue;

      g_strfreev (best);
      best = g_steal_pointer (&template);
      found = json_node_get_object (proctor_testing_contract_resolve (self, item));
    }

  return found;
}

/* The schema of what is sent as JSON, of a request body or a response. */
static JsonNode *
find_json_schema (JsonObject *message)
{
  JsonObject *content = message != NULL ? proctor_testing_json_get_object (message, "content") : NULL;
  JsonObject *type = content != NULL ? proctor_testing_json_get_object (content, "application/json") : NULL;

  return type != NULL ? json_object_get_member (type, "schema") : NULL;
}

/* The response for a status, as exactly as the contract has it. */
static JsonObject *
find_response (ProctorTestingContract *self,
               JsonObject *operation,
               guint status)
{
  JsonObject *responses = proctor_testing_json_get_object (operation, "responses");
  g_autofree char *exact = g_strdup_printf ("%u", status);
  g_autofree char *range = g_strdup_printf ("%uXX", status / 100);
  const char *keys[] = { exact, range, "default" };

  for (gsize i = 0; responses != NULL && i < G_N_ELEMENTS (keys); i++)
    {
      JsonNode *response = json_object_get_member (responses, keys[i]);

      if (response != NULL)
        return json_node_get_object (proctor_testing_contract_resolve (self, response));
    }

  return NULL;
}

static void
proctor_testing_contract_finalize (GObject *object)
{
  ProctorTestingContract *self = PROCTOR_TESTING_CONTRACT (object);

  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->root, json_node_unref);

  G_OBJECT_CLASS (proctor_testing_contract_parent_class)->finalize (object);
}

static void
proctor_testing_contract_class_init (ProctorTestingContractClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_testing_contract_finalize;
}

static void
proctor_testing_contract_init (ProctorTestingContract *self)
{
}

/**
 * proctor_testing_contract_load:
 *
 * Reads the contract that the environment variable PROCTOR_TEST_CONTRACT names, once in a program.
 *
 * Returns: (transfer full) (nullable): the contract, or %NULL if the variable is not set; the test
 *   is then skipped with %PROCTOR_TESTING_NO_CONTRACT
 */
ProctorTestingContract *
proctor_testing_contract_load (void)
{
  const char *path = g_getenv ("PROCTOR_TEST_CONTRACT");

  if (path == NULL || path[0] == '\0')
    return NULL;

  if (loaded == NULL || strcmp (loaded->path, path) != 0)
    {
      g_clear_object (&loaded);
      loaded = proctor_testing_contract_new (path);
    }

  return g_object_ref (loaded);
}

/**
 * proctor_testing_contract_new:
 * @path: an OpenAPI description in JSON
 *
 * Reads a contract. The test has failed if it can't be read.
 *
 * Returns: (transfer full): the contract
 */
ProctorTestingContract *
proctor_testing_contract_new (const char *path)
{
  ProctorTestingContract *self = g_object_new (PROCTOR_TYPE_TESTING_CONTRACT, NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  if (!json_parser_load_from_file (parser, path, &error))
    g_error ("The contract can't be read: %s", error->message);

  self->path = g_strdup (path);
  self->root = json_parser_steal_root (parser);
  if (self->root == NULL || !JSON_NODE_HOLDS_OBJECT (self->root))
    g_error ("The contract %s is no JSON object", path);

  return self;
}

/**
 * proctor_testing_contract_covers:
 * @path: a path, without a query
 *
 * The contract is the public one. It knows neither the paths that only our engine has, nor those of a
 * server of models that a test may run beside it.
 *
 * Returns: whether the contract has to know @path
 */
gboolean
proctor_testing_contract_covers (const char *path)
{
  return !g_str_has_prefix (path, "/v1/proctor/") && !g_str_equal (path, "/v1/models") && !g_str_has_prefix (path, "/v1/chat/");
}

/**
 * proctor_testing_contract_check_request:
 * @self: a contract
 * @method: the method, like `POST`
 * @path: the path, without a query
 * @body: (nullable): what is sent
 * @error: says where in @body what was expected and what was found
 *
 * Returns: whether the contract has this operation and it takes this body
 */
gboolean
proctor_testing_contract_check_request (ProctorTestingContract *self,
                                        const char *method,
                                        const char *path,
                                        JsonNode *body,
                                        GError **error)
{
  JsonObject *path_item;
  JsonObject *operation = proctor_testing_contract_find_operation (self, method, path, &path_item, error);
  JsonNode *node;
  JsonObject *request;
  JsonNode *schema;

  if (operation == NULL)
    return FALSE;

  node = json_object_get_member (operation, "requestBody");
  request = node != NULL ? json_node_get_object (proctor_testing_contract_resolve (self, node)) : NULL;
  schema = find_json_schema (request);

  if (body == NULL)
    {
      if (request == NULL || !json_object_get_boolean_member_with_default (request, "required", FALSE))
        return TRUE;

      g_set_error_literal (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_DOCUMENT, "$: expected a body, found nothing");
      return FALSE;
    }

  if (schema == NULL)
    {
      g_set_error_literal (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_DOCUMENT, "$: expected no body of JSON, found one");
      return FALSE;
    }

  return proctor_testing_contract_check_node (self, schema, body, error);
}

/**
 * proctor_testing_contract_check_response:
 * @self: a contract
 * @method: the method, like `GET`
 * @path: the path, without a query
 * @status: the HTTP status
 * @body: (nullable): what is answered
 * @error: says where in @body what was expected and what was found
 *
 * Where the contract says nothing about the body, any will do.
 *
 * Returns: whether the contract has this operation and it can answer this
 */
gboolean
proctor_testing_contract_check_response (ProctorTestingContract *self,
                                         const char *method,
                                         const char *path,
                                         guint status,
                                         JsonNode *body,
                                         GError **error)
{
  JsonObject *path_item;
  JsonObject *operation = proctor_testing_contract_find_operation (self, method, path, &path_item, error);
  JsonObject *response;
  JsonNode *schema;

  if (operation == NULL)
    return FALSE;

  response = find_response (self, operation, status);
  if (response == NULL)
    {
      g_set_error (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_OPERATION, "The contract has no status %u for %s %s", status, method, path);
      return FALSE;
    }

  schema = find_json_schema (response);
  if (schema == NULL)
    return TRUE;

  if (body == NULL)
    {
      g_set_error_literal (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_DOCUMENT, "$: expected a body, found nothing");
      return FALSE;
    }

  return proctor_testing_contract_check_node (self, schema, body, error);
}

/**
 * proctor_testing_contract_check_schema:
 * @self: a contract
 * @schema_name: a name of the contract's components
 * @node: a document
 * @error: says where in @node what was expected and what was found
 *
 * Returns: whether @node is what the schema says
 */
gboolean
proctor_testing_contract_check_schema (ProctorTestingContract *self,
                                       const char *schema_name,
                                       JsonNode *node,
                                       GError **error)
{
  JsonNode *schema = proctor_testing_contract_get_schema (self, schema_name);

  if (schema == NULL)
    {
      g_set_error (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_OPERATION, "The contract has no schema %s", schema_name);
      return FALSE;
    }

  return proctor_testing_contract_check_node (self, schema, node, error);
}

/* The whole of it. */
JsonObject *
proctor_testing_contract_get_root (ProctorTestingContract *self)
{
  return json_node_get_object (self->root);
}

/* The operation that a method and a path mean, and the item of the contract that has it. */
JsonObject *
proctor_testing_contract_find_operation (ProctorTestingContract *self,
                                         const char *method,
                                         const char *path,
                                         JsonObject **path_item,
                                         GError **error)
{
  g_autofree char *name = g_ascii_strdown (method, -1);
  JsonObject *operation;

  *path_item = find_path_item (self, path);
  if (*path_item == NULL)
    {
      g_set_error (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_OPERATION, "The contract has no path %s", path);
      return NULL;
    }

  operation = proctor_testing_json_get_object (*path_item, name);
  if (operation == NULL)
    g_set_error (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_OPERATION, "The contract has no %s for %s", method, path);

  return operation;
}
