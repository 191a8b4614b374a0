/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-contract-private.h"

/* From here on a document is brought to its end: null, absent and empty, wherever that will do. Each
 * object and each array is a level, so that ten are about five things within each other. */
#define MAX_DEPTH 10
#define MAX_VALUES 1000

/* How high the least that fits a schema may be. */
#define MAX_HEIGHT 12
#define MAX_ITEMS 3
#define MAX_ATTEMPTS 200

/* A document that is being made up. */
typedef struct
{
  ProctorTestingContract *contract;
  GRand *rand;
  guint n_values;
} Generator;

static JsonNode *generate_schema (Generator *generator,
                                  JsonNode *schema,
                                  guint depth);

static guint
pick (Generator *generator,
      guint n)
{
  return g_rand_int_range (generator->rand, 0, (gint32) n);
}

static gboolean
is_ending (Generator *generator,
           guint depth)
{
  return depth >= MAX_DEPTH || generator->n_values >= MAX_VALUES;
}

static JsonNode *
new_null (void)
{
  return json_node_init_null (json_node_alloc ());
}

/* Whether there is a document for the schema that is no higher than this. */
static gboolean
can_end_within (Generator *generator,
                JsonNode *node,
                guint height)
{
  const char *keywords[] = { "anyOf", "oneOf" };
  JsonObject *schema;
  JsonObject *properties;
  JsonArray *required;
  JsonArray *all;
  const char *reference;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_boolean (node);
  if (height == 0)
    return FALSE;

  schema = json_node_get_object (node);
  reference = json_object_get_string_member_with_default (schema, "$ref", NULL);
  if (reference != NULL && !can_end_within (generator, proctor_testing_contract_follow (generator->contract, reference), height))
    return FALSE;

  all = proctor_testing_json_get_array (schema, "allOf");
  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++)
    {
      if (!can_end_within (generator, json_array_get_element (all, i), height))
        return FALSE;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      JsonArray *branches = proctor_testing_json_get_array (schema, keywords[i]);
      gboolean can_end = branches == NULL;

      for (guint j = 0; !can_end && j < json_array_get_length (branches); j++)
        can_end = can_end_within (generator, json_array_get_element (branches, j), height);
      if (!can_end)
        return FALSE;
    }

  required = proctor_testing_json_get_array (schema, "required");
  properties = proctor_testing_json_get_object (schema, "properties");
  for (guint i = 0; properties != NULL && required != NULL && i < json_array_get_length (required); i++)
    {
      JsonNode *property = json_object_get_member (properties, json_array_get_string_element (required, i));

      if (property != NULL && !can_end_within (generator, property, height - 1))
        return FALSE;
    }

  return json_object_get_int_member_with_default (schema, "minItems", 0) == 0 || !json_object_has_member (schema, "items") || can_end_within (generator, json_object_get_member (schema, "items"), height - 1);
}

/* What a schema that says nothing allows. */
static JsonNode *
generate_anything (Generator *generator,
                   guint depth)
{
  g_autoptr (JsonObject) nothing = json_object_new ();
  const guint n = pick (generator, MAX_ITEMS + 1);
  JsonNode *node = json_node_alloc ();

  generator->n_values++;

  switch (pick (generator, is_ending (generator, depth) ? 5 : 7))
    {
    case 0:
      return json_node_init_null (node);
    case 1:
      return json_node_init_boolean (node, pick (generator, 2) == 0);
    case 5:
      {
        g_autoptr (JsonArray) array = json_array_new ();

        for (guint i = 0; i < n; i++)
          json_array_add_element (array, generate_anything (generator, depth + 1));
        return json_node_init_array (node, array);
      }
    case 6:
      {
        g_autoptr (JsonObject) object = json_object_new ();

        for (guint i = 0; i < n; i++)
          {
            g_autofree char *name = proctor_testing_contract_generate_text (generator->rand, 0, G_MAXINT64);

            json_object_set_member (object, name, generate_anything (generator, depth + 1));
          }
        return json_node_init_object (node, object);
      }
    case 2:
      json_node_unref (node);
      return proctor_testing_contract_generate_string (generator->rand, nothing);
    case 3:
      json_node_unref (node);
      return proctor_testing_contract_generate_integer (generator->rand, nothing);
    default:
      json_node_unref (node);
      return proctor_testing_contract_generate_number (generator->rand, nothing);
    }
}

static gboolean
contains (JsonArray *array,
          JsonNode *node)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (proctor_testing_json_equal (json_array_get_element (array, i), node))
        return TRUE;
    }

  return FALSE;
}

static JsonNode *
generate_array (Generator *generator,
                JsonObject *schema,
                guint depth)
{
  g_autoptr (JsonArray) array = json_array_new ();
  JsonNode *items = json_object_get_member (schema, "items");
  gboolean unique = json_object_get_boolean_member_with_default (schema, "uniqueItems", FALSE);
  guint least = (guint) json_object_get_int_member_with_default (schema, "minItems", 0);
  guint most = (guint) json_object_get_int_member_with_default (schema, "maxItems", G_MAXUINT);
  guint n = is_ending (generator, depth) ? 0 : pick (generator, MAX_ITEMS + 1);

  n = CLAMP (n, least, most);
  for (guint attempts = 0; json_array_get_length (array) < n && attempts < MAX_ATTEMPTS; attempts++)
    {
      g_autoptr (JsonNode) item = items != NULL ? generate_schema (generator, items, depth + 1) : generate_anything (generator, depth + 1);

      if (!unique || !contains (array, item))
        json_array_add_element (array, g_steal_pointer (&item));
    }

  return json_node_init_array (json_node_alloc (), array);
}

static gboolean
is_required (JsonObject *schema,
             const char *name)
{
  JsonArray *required = proctor_testing_json_get_array (schema, "required");

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    {
      if (g_strcmp0 (json_array_get_string_element (required, i), name) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Members that have no name in the schema, where it asks for them. */
static void
add_members (Generator *generator,
             JsonObject *schema,
             JsonObject *object,
             guint depth)
{
  JsonObject *properties = proctor_testing_json_get_object (schema, "properties");
  JsonNode *names = json_object_get_member (schema, "propertyNames");
  JsonNode *additional = json_object_get_member (schema, "additionalProperties");
  guint least = (guint) json_object_get_int_member_with_default (schema, "minProperties", 0);
  guint most = (guint) json_object_get_int_member_with_default (schema, "maxProperties", G_MAXUINT);
  gboolean open = additional != NULL && (JSON_NODE_HOLDS_OBJECT (additional) || json_node_get_boolean (additional));
  guint n = json_object_get_size (object) + (open && !is_ending (generator, depth) ? pick (generator, MAX_ITEMS + 1) : 0);

  n = CLAMP (n, least, most);
  for (guint attempts = 0; json_object_get_size (object) < n && attempts < MAX_ATTEMPTS; attempts++)
    {
      g_autoptr (JsonNode) key = names != NULL ? generate_schema (generator, names, depth + 1) : NULL;
      g_autofree char *name = key != NULL ? json_node_dup_string (key) : proctor_testing_contract_generate_text (generator->rand, 0, G_MAXINT64);

      if (json_object_has_member (object, name) || (properties != NULL && json_object_has_member (properties, name)))
        continue;

      json_object_set_member (object, name, open ? generate_schema (generator, additional, depth + 1) : generate_anything (generator, depth + 1));
    }
}

static JsonNode *
generate_object (Generator *generator,
                 JsonObject *schema,
                 guint depth)
{
  g_autoptr (JsonObject) object = json_object_new ();
  JsonObject *properties = proctor_testing_json_get_object (schema, "properties");
  JsonArray *required = proctor_testing_json_get_array (schema, "required");
  JsonObjectIter iter;
  const char *name;
  JsonNode *property;

  if (properties != NULL)
    {
      json_object_iter_init_ordered (&iter, properties);
      while (json_object_iter_next_ordered (&iter, &name, &property))
        {
          if (is_required (schema, name) || (!is_ending (generator, depth) && pick (generator, 2) == 0))
            json_object_set_member (object, name, generate_schema (generator, property, depth + 1));
        }
    }

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    {
      name = json_array_get_string_element (required, i);
      if (!json_object_has_member (object, name))
        json_object_set_member (object, name, generate_anything (generator, depth + 1));
    }
  add_members (generator, schema, object, depth);

  return json_node_init_object (json_node_alloc (), object);
}

/* The type to make, one of those that are allowed; NULL where a schema leaves it open. */
static const char *
pick_type (Generator *generator,
           JsonObject *schema,
           guint depth)
{
  JsonNode *type = json_object_get_member (schema, "type");
  JsonArray *types;

  if (type == NULL)
    {
      if (json_object_has_member (schema, "properties") || json_object_has_member (schema, "required") || json_object_has_member (schema, "additionalProperties"))
        return "object";
      return json_object_has_member (schema, "items") ? "array" : NULL;
    }
  if (!JSON_NODE_HOLDS_ARRAY (type))
    return json_node_get_string (type);

  types = json_node_get_array (type);
  for (guint i = 0; is_ending (generator, depth) && i < json_array_get_length (types); i++)
    {
      if (g_strcmp0 (json_array_get_string_element (types, i), "null") == 0)
        return "null";
    }

  return json_array_get_string_element (types, pick (generator, json_array_get_length (types)));
}

/* What a schema's own keywords ask for, or NULL if they ask for nothing. */
static JsonNode *
generate_own (Generator *generator,
              JsonObject *schema,
              guint depth)
{
  JsonArray *values = proctor_testing_json_get_array (schema, "enum");
  const char *type = pick_type (generator, schema, depth);

  if (json_object_has_member (schema, "const"))
    return json_node_copy (json_object_get_member (schema, "const"));
  if (values != NULL)
    return json_node_copy (json_array_get_element (values, pick (generator, json_array_get_length (values))));

  if (g_strcmp0 (type, "object") == 0)
    return generate_object (generator, schema, depth);
  if (g_strcmp0 (type, "array") == 0)
    return generate_array (generator, schema, depth);
  if (g_strcmp0 (type, "string") == 0)
    return proctor_testing_contract_generate_string (generator->rand, schema);
  if (g_strcmp0 (type, "integer") == 0)
    return proctor_testing_contract_generate_integer (generator->rand, schema);
  if (g_strcmp0 (type, "number") == 0)
    return proctor_testing_contract_generate_number (generator->rand, schema);
  if (g_strcmp0 (type, "boolean") == 0)
    return json_node_init_boolean (json_node_alloc (), pick (generator, 2) == 0);
  if (g_strcmp0 (type, "null") == 0)
    return new_null ();

  return NULL;
}

static gboolean
is_null_schema (JsonNode *schema)
{
  return JSON_NODE_HOLDS_OBJECT (schema) && g_strcmp0 (json_object_get_string_member_with_default (json_node_get_object (schema), "type", NULL), "null") == 0;
}

/* One of the alternatives: any, or the lowest where the document has to end. */
static JsonNode *
pick_branch (Generator *generator,
             JsonArray *branches,
             gboolean lowest)
{
  const guint n = json_array_get_length (branches);
  guint first = pick (generator, n);

  /* Half of the optional members are absent already, so null is taken less often than its turn. */
  if (!lowest && is_null_schema (json_array_get_element (branches, first)))
    first = pick (generator, n);

  for (guint i = 0; lowest && i < n; i++)
    {
      if (is_null_schema (json_array_get_element (branches, i)))
        return json_array_get_element (branches, i);
    }

  for (guint height = 1; lowest && height <= MAX_HEIGHT; height++)
    {
      for (guint i = 0; i < n; i++)
        {
          JsonNode *branch = json_array_get_element (branches, (first + i) % n);

          if (can_end_within (generator, branch, height))
            return branch;
        }
    }

  return json_array_get_element (branches, first);
}

/* Where a discriminator tells the alternatives apart, the document says which one it is. */
static void
set_tag (Generator *generator,
         JsonObject *schema,
         JsonNode *branch,
         JsonNode *node)
{
  JsonObject *discriminator = proctor_testing_json_get_object (schema, "discriminator");
  JsonObject *mapping = discriminator != NULL ? proctor_testing_json_get_object (discriminator, "mapping") : NULL;
  JsonNode *target = proctor_testing_contract_resolve (generator->contract, branch);
  const char *property;
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();
  JsonObjectIter iter;
  const char *tag;
  JsonNode *value;

  if (mapping == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return;

  property = json_object_get_string_member (discriminator, "propertyName");
  if (json_object_has_member (json_node_get_object (node), property))
    return;

  json_object_iter_init_ordered (&iter, mapping);
  while (json_object_iter_next_ordered (&iter, &tag, &value))
    {
      JsonNode *mapped = proctor_testing_contract_get_mapped (generator->contract, schema, tag);

      if (proctor_testing_contract_resolve (generator->contract, mapped) == target)
        g_ptr_array_add (fitting, (gpointer) tag);
    }
  if (fitting->len > 0)
    json_object_set_string_member (json_node_get_object (node), property, fitting->pdata[pick (generator, fitting->len)]);
}

/* Puts together what several schemas ask for at once. */
static void
merge (JsonNode **node,
       JsonNode *part)
{
  g_autoptr (JsonNode) owned = part;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (part == NULL)
    return;
  if (*node == NULL || !JSON_NODE_HOLDS_OBJECT (*node) || !JSON_NODE_HOLDS_OBJECT (part))
    {
      g_clear_pointer (node, json_node_unref);
      *node = g_steal_pointer (&owned);
      return;
    }

  json_object_iter_init_ordered (&iter, json_node_get_object (part));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    json_object_set_member (json_node_get_object (*node), name, json_node_copy (value));
}

static JsonNode *
generate_once (Generator *generator,
               JsonObject *schema,
               guint depth,
               gboolean lowest)
{
  const char *keywords[] = { "anyOf", "oneOf" };
  const char *reference = json_object_get_string_member_with_default (schema, "$ref", NULL);
  JsonArray *all = proctor_testing_json_get_array (schema, "allOf");
  JsonNode *node = generate_own (generator, schema, depth);

  if (reference != NULL)
    merge (&node, generate_schema (generator, proctor_testing_contract_follow (generator->contract, reference), depth));
  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++)
    merge (&node, generate_schema (generator, json_array_get_element (all, i), depth));

  for (gsize i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      JsonArray *branches = proctor_testing_json_get_array (schema, keywords[i]);
      JsonNode *branch = branches != NULL ? pick_branch (generator, branches, lowest) : NULL;
      JsonNode *part = branch != NULL ? generate_schema (generator, branch, depth) : NULL;

      if (part == NULL)
        continue;

      set_tag (generator, schema, branch, part);
      merge (&node, part);
    }

  return node != NULL ? node : generate_anything (generator, depth);
}

/* Keywords that ask for several things at once, or for one thing only, are met by trying. */
static gboolean
needs_trying (JsonObject *schema)
{
  guint n_sources = json_object_has_member (schema, "type") + json_object_has_member (schema, "$ref") + json_object_has_member (schema, "anyOf") + json_object_has_member (schema, "oneOf");

  return n_sources > 1 || json_object_has_member (schema, "allOf") || json_object_has_member (schema, "oneOf");
}

static JsonNode *
generate_schema (Generator *generator,
                 JsonNode *schema,
                 guint depth)
{
  g_autoptr (GError) error = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (schema))
    return generate_anything (generator, depth);

  generator->n_values++;
  for (guint attempts = 0; attempts < MAX_ATTEMPTS; attempts++)
    {
      /* The lowest document may fit two alternatives of which only one is allowed: after a few
       * attempts any will do. */
      gboolean lowest = is_ending (generator, depth) && attempts < 4;
      g_autoptr (JsonNode) node = generate_once (generator, json_node_get_object (schema), depth, lowest);

      g_clear_error (&error);
      if (!needs_trying (json_node_get_object (schema)) || proctor_testing_contract_check_node (generator->contract, schema, node, &error))
        return g_steal_pointer (&node);
    }

  g_error ("No document could be made up for one of the contract's schemas: %s", error->message);
}

/**
 * proctor_testing_contract_generate:
 * @self: a contract
 * @schema_name: a name of the contract's components
 * @rand: where chance comes from; the same seed makes the same document
 *
 * Makes up a document that is as the schema says, and as unpleasant as it may be: texts with
 * escapes and astral characters, numbers at their edges, members that come and go.
 *
 * Returns: (transfer full): the document
 */
JsonNode *
proctor_testing_contract_generate (ProctorTestingContract *self,
                                   const char *schema_name,
                                   GRand *rand)
{
  Generator generator = { .contract = self, .rand = rand };
  JsonNode *schema = proctor_testing_contract_get_schema (self, schema_name);

  if (schema == NULL)
    g_error ("The contract has no schema %s", schema_name);

  return generate_schema (&generator, schema, 0);
}
