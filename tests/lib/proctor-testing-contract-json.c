/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-contract-private.h"

#include <string.h>

/* What the reader, the checker and the generator have in common: ways through the contract that
 * are a quiet NULL where there is nothing. */

/* The member that is an object, or NULL. */
JsonObject *
proctor_testing_json_get_object (JsonObject *object,
                                 const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/* The member that is an array, or NULL. */
JsonArray *
proctor_testing_json_get_array (JsonObject *object,
                                const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* Whether two values are the same. Numbers are, however they are written. */
gboolean
proctor_testing_json_equal (JsonNode *a,
                            JsonNode *b)
{
  GType type_a = json_node_get_value_type (a);
  GType type_b = json_node_get_value_type (b);

  if (type_a != type_b && (type_a == G_TYPE_INT64 || type_a == G_TYPE_DOUBLE) && (type_b == G_TYPE_INT64 || type_b == G_TYPE_DOUBLE))
    {
      double number = json_node_get_double (a);

      return number <= json_node_get_double (b) && number >= json_node_get_double (b);
    }

  return json_node_equal (a, b);
}

/* One of the contract's named schemas, or NULL. */
JsonNode *
proctor_testing_contract_get_schema (ProctorTestingContract *self,
                                     const char *schema_name)
{
  JsonObject *components = proctor_testing_json_get_object (proctor_testing_contract_get_root (self), "components");
  JsonObject *schemas = components != NULL ? proctor_testing_json_get_object (components, "schemas") : NULL;

  return schemas != NULL ? json_object_get_member (schemas, schema_name) : NULL;
}

static JsonNode *
follow_pointer (ProctorTestingContract *self,
                const char *reference)
{
  g_auto (GStrv) names = g_strsplit (reference, "/", -1);
  JsonObject *object = proctor_testing_contract_get_root (self);
  JsonNode *node = NULL;

  for (gsize i = 1; names[0] != NULL && names[i] != NULL; i++)
    {
      g_autoptr (GString) name = g_string_new (names[i]);

      g_string_replace (name, "~1", "/", 0);
      g_string_replace (name, "~0", "~", 0);
      node = object != NULL ? json_object_get_member (object, name->str) : NULL;
      object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    }

  if (node == NULL || reference[0] != '#')
    g_error ("The contract's reference %s leads nowhere", reference);

  return node;
}

/* What a `$ref` refers to: a JSON pointer into the contract itself. */
JsonNode *
proctor_testing_contract_follow (ProctorTestingContract *self,
                                 const char *reference)
{
  const char prefix[] = "#/components/schemas/";
  JsonNode *schema = g_str_has_prefix (reference, prefix) ? proctor_testing_contract_get_schema (self, reference + strlen (prefix)) : NULL;

  /* Nearly all are of this kind, and this costs next to nothing. */
  return schema != NULL ? schema : follow_pointer (self, reference);
}

/* Follows references until there is none. What stands beside them is the caller's to look at. */
JsonNode *
proctor_testing_contract_resolve (ProctorTestingContract *self,
                                  JsonNode *node)
{
  while (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      const char *reference = json_object_get_string_member_with_default (json_node_get_object (node), "$ref", NULL);

      if (reference == NULL)
        return node;

      node = proctor_testing_contract_follow (self, reference);
    }

  return node;
}

/* The alternative that the schema's discriminator has for a tag, or NULL. */
JsonNode *
proctor_testing_contract_get_mapped (ProctorTestingContract *self,
                                     JsonObject *schema,
                                     const char *tag)
{
  JsonObject *discriminator = proctor_testing_json_get_object (schema, "discriminator");
  JsonObject *mapping = discriminator != NULL ? proctor_testing_json_get_object (discriminator, "mapping") : NULL;
  const char *target = mapping != NULL ? json_object_get_string_member_with_default (mapping, tag, NULL) : NULL;

  if (target == NULL)
    return NULL;

  return target[0] == '#' ? proctor_testing_contract_follow (self, target) : proctor_testing_contract_get_schema (self, target);
}
