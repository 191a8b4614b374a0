/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-contract-private.h"

#include <math.h>
#include <string.h>

/* As deep as no document is; a schema that refers to itself in a circle gets there. */
#define MAX_NESTING 512

/* Keywords that narrow a schema and that nobody has needed yet. `pattern` and `format` are not
 * among them: they are left unchecked on purpose. */
static const char *const unknown_keywords[] = {
  "$dynamicRef", "contains", "dependentRequired", "dependentSchemas", "else", "if", "multipleOf", "not",
  "patternProperties", "prefixItems", "then", "unevaluatedItems", "unevaluatedProperties"
};

/* A check that is under way: where in the document it is, and how the last failure came about,
 * from which alternatives tell which of them was meant. */
typedef struct
{
  ProctorTestingContract *contract;
  GString *path;
  guint depth;
  guint nesting;
  guint failed_depth;
  gboolean failed_kind;
} Check;

static gboolean check_schema (Check *check,
                              JsonNode *schema,
                              JsonNode *node,
                              GError **error);

static gsize
enter_member (Check *check,
              const char *name)
{
  gsize length = check->path->len;
  gboolean plain = g_ascii_isalpha (name[0]) || name[0] == '_';

  for (const char *c = name; *c != '\0' && plain; c++)
    plain = g_ascii_isalnum (*c) || *c == '_';

  if (plain)
    {
      g_string_append_c (check->path, '.');
      g_string_append (check->path, name);
    }
  else
    {
      g_autoptr (JsonNode) key = json_node_init_string (json_node_alloc (), name);
      g_autofree char *quoted = json_to_string (key, FALSE);

      g_string_append_printf (check->path, "[%s]", quoted);
    }
  check->depth++;

  return length;
}

static gsize
enter_element (Check *check,
               guint i)
{
  gsize length = check->path->len;
  char text[16];

  g_snprintf (text, sizeof text, "[%u]", i);
  g_string_append (check->path, text);
  check->depth++;

  return length;
}

static void
leave_to (Check *check,
          gsize length,
          guint depth)
{
  g_string_truncate (check->path, length);
  check->depth = depth;
}

static void
leave (Check *check,
       gsize length)
{
  leave_to (check, length, check->depth - 1);
}

/* Alternatives are tried in large numbers, so words are only made where somebody reads them. */
G_GNUC_PRINTF (4, 5)
static gboolean
fail (Check *check,
      JsonNode *node,
      GError **error,
      const char *format,
      ...)
{
  check->failed_depth = check->depth;
  check->failed_kind = FALSE;

  if (error != NULL)
    {
      g_autofree char *found = proctor_testing_contract_describe_value (node);
      g_autofree char *expected = NULL;
      va_list arguments;

      va_start (arguments, format);
      expected = g_strdup_vprintf (format, arguments);
      va_end (arguments);
      g_set_error (error, PROCTOR_TESTING_CONTRACT_ERROR, PROCTOR_TESTING_CONTRACT_ERROR_DOCUMENT, "%s: expected %s, found %s", check->path->str, expected, found);
    }

  return FALSE;
}

/* The same, and it is not even of the right kind. */
static gboolean
fail_kind (Check *check,
           JsonNode *node,
           GError **error,
           const char *expected)
{
  fail (check, node, error, "%s", expected);
  check->failed_kind = TRUE;

  return FALSE;
}

/* The same, with values or types that would have done. */
static gboolean
fail_list (Check *check,
           JsonNode *node,
           GError **error,
           JsonArray *values,
           gboolean types)
{
  g_autofree char *expected = error != NULL ? proctor_testing_contract_describe_values (values, types) : NULL;

  fail (check, node, error, "%s", expected);
  check->failed_kind = types;

  return FALSE;
}

static gboolean
is_of_type (JsonNode *node,
            const char *type)
{
  GType value_type = json_node_get_value_type (node);

  if (strcmp (type, "object") == 0)
    return JSON_NODE_HOLDS_OBJECT (node);
  if (strcmp (type, "array") == 0)
    return JSON_NODE_HOLDS_ARRAY (node);
  if (strcmp (type, "null") == 0)
    return JSON_NODE_HOLDS_NULL (node);
  if (!JSON_NODE_HOLDS_VALUE (node))
    return FALSE;
  if (strcmp (type, "string") == 0)
    return value_type == G_TYPE_STRING;
  if (strcmp (type, "boolean") == 0)
    return value_type == G_TYPE_BOOLEAN;
  if (strcmp (type, "integer") == 0)
    return value_type == G_TYPE_INT64;
  if (strcmp (type, "number") == 0)
    return value_type == G_TYPE_INT64 || value_type == G_TYPE_DOUBLE;

  g_error ("The contract has a type “%s”", type);
}

static gboolean
check_type (Check *check,
            JsonObject *schema,
            JsonNode *node,
            GError **error)
{
  JsonNode *type = json_object_get_member (schema, "type");
  JsonArray *types;

  if (type == NULL)
    return TRUE;

  if (!JSON_NODE_HOLDS_ARRAY (type))
    {
      const char *name = json_node_get_string (type);

      return is_of_type (node, name) || fail_kind (check, node, error, proctor_testing_contract_describe_type (name));
    }

  types = json_node_get_array (type);
  for (guint i = 0; i < json_array_get_length (types); i++)
    {
      if (is_of_type (node, json_array_get_string_element (types, i)))
        return TRUE;
    }

  return fail_list (check, node, error, types, TRUE);
}

static gboolean
check_values (Check *check,
              JsonObject *schema,
              JsonNode *node,
              GError **error)
{
  JsonNode *value = json_object_get_member (schema, "const");
  JsonArray *values = proctor_testing_json_get_array (schema, "enum");

  if (value != NULL && !proctor_testing_json_equal (value, node))
    {
      g_autofree char *expected = error != NULL ? json_to_string (value, FALSE) : NULL;

      return fail (check, node, error, "%s", expected);
    }

  if (values == NULL)
    return TRUE;

  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      if (proctor_testing_json_equal (json_array_get_element (values, i), node))
        return TRUE;
    }

  return fail_list (check, node, error, values, FALSE);
}

static gboolean
check_string (Check *check,
              JsonObject *schema,
              JsonNode *node,
              GError **error)
{
  gint64 length = g_utf8_strlen (json_node_get_string (node), -1);
  gint64 least = json_object_get_int_member_with_default (schema, "minLength", 0);
  gint64 most = json_object_get_int_member_with_default (schema, "maxLength", G_MAXINT64);

  if (length < least)
    return fail (check, node, error, "at least %" G_GINT64_FORMAT " characters", least);
  if (length > most)
    return fail (check, node, error, "at most %" G_GINT64_FORMAT " characters", most);

  return TRUE;
}

static gboolean
check_number (Check *check,
              JsonObject *schema,
              JsonNode *node,
              GError **error)
{
  double number = json_node_get_double (node);
  double least = json_object_get_double_member_with_default (schema, "minimum", -INFINITY);
  double most = json_object_get_double_member_with_default (schema, "maximum", INFINITY);
  double above = json_object_get_double_member_with_default (schema, "exclusiveMinimum", -INFINITY);
  double below = json_object_get_double_member_with_default (schema, "exclusiveMaximum", INFINITY);

  if (number < least)
    return fail (check, node, error, "at least %g", least);
  if (number > most)
    return fail (check, node, error, "at most %g", most);
  if (number <= above)
    return fail (check, node, error, "more than %g", above);
  if (number >= below)
    return fail (check, node, error, "less than %g", below);

  return TRUE;
}

static gboolean
check_array (Check *check,
             JsonObject *schema,
             JsonNode *node,
             GError **error)
{
  JsonArray *array = json_node_get_array (node);
  JsonNode *items = json_object_get_member (schema, "items");
  gboolean unique = json_object_get_boolean_member_with_default (schema, "uniqueItems", FALSE);
  gint64 length = json_array_get_length (array);
  gint64 least = json_object_get_int_member_with_default (schema, "minItems", 0);
  gint64 most = json_object_get_int_member_with_default (schema, "maxItems", G_MAXINT64);

  if (length < least)
    return fail (check, node, error, "at least %" G_GINT64_FORMAT " items", least);
  if (length > most)
    return fail (check, node, error, "at most %" G_GINT64_FORMAT " items", most);

  for (guint i = 0; i < length; i++)
    {
      JsonNode *item = json_array_get_element (array, i);
      gsize before = enter_element (check, i);

      if (items != NULL && !check_schema (check, items, item, error))
        return FALSE;

      for (guint j = 0; unique && j < i; j++)
        {
          if (proctor_testing_json_equal (json_array_get_element (array, j), item))
            return fail (check, item, error, "an item that is not the same as item %u", j);
        }
      leave (check, before);
    }

  return TRUE;
}

static gboolean
check_required (Check *check,
                JsonObject *schema,
                JsonObject *object,
                GError **error)
{
  JsonArray *required = proctor_testing_json_get_array (schema, "required");

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    {
      const char *name = json_array_get_string_element (required, i);

      if (!json_object_has_member (object, name))
        {
          enter_member (check, name);
          return fail (check, NULL, error, "a value, because it is required");
        }
    }

  return TRUE;
}

static gboolean
check_object (Check *check,
              JsonObject *schema,
              JsonNode *node,
              GError **error)
{
  JsonObject *object = json_node_get_object (node);
  JsonObject *properties = proctor_testing_json_get_object (schema, "properties");
  JsonNode *additional = json_object_get_member (schema, "additionalProperties");
  JsonNode *names = json_object_get_member (schema, "propertyNames");
  gint64 least = json_object_get_int_member_with_default (schema, "minProperties", 0);
  gint64 most = json_object_get_int_member_with_default (schema, "maxProperties", G_MAXINT64);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!check_required (check, schema, object, error))
    return FALSE;
  if (json_object_get_size (object) < least)
    return fail (check, node, error, "at least %" G_GINT64_FORMAT " members", least);
  if (json_object_get_size (object) > most)
    return fail (check, node, error, "at most %" G_GINT64_FORMAT " members", most);

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      gsize before = enter_member (check, name);
      JsonNode *property = properties != NULL ? json_object_get_member (properties, name) : NULL;
      g_autoptr (JsonNode) key = names != NULL ? json_node_init_string (json_node_alloc (), name) : NULL;

      if (key != NULL && !check_schema (check, names, key, error))
        {
          g_prefix_error (error, "The member's name: ");
          return FALSE;
        }

      if (property == NULL && additional != NULL && !JSON_NODE_HOLDS_OBJECT (additional) && !json_node_get_boolean (additional))
        return fail (check, value, error, "no member of this name");
      if (property == NULL)
        property = additional;
      if (property != NULL && !check_schema (check, property, value, error))
        return FALSE;
      leave (check, before);
    }

  return TRUE;
}

/* Checks against the one alternative that the document itself names. Returns FALSE in *decided
 * where it names none because there is nothing to name it by. */
static gboolean
check_tagged (Check *check,
              JsonObject *schema,
              JsonNode *node,
              gboolean *decided,
              GError **error)
{
  JsonObject *discriminator = proctor_testing_json_get_object (schema, "discriminator");
  JsonObject *mapping = discriminator != NULL ? proctor_testing_json_get_object (discriminator, "mapping") : NULL;
  g_autoptr (GList) tags = NULL;
  g_autoptr (GString) expected = NULL;
  const char *property;
  JsonNode *value;
  JsonNode *alternative = NULL;

  *decided = mapping != NULL && JSON_NODE_HOLDS_OBJECT (node);
  if (!*decided)
    return FALSE;

  property = json_object_get_string_member (discriminator, "propertyName");
  value = json_object_get_member (json_node_get_object (node), property);
  if (value != NULL && json_node_get_value_type (value) == G_TYPE_STRING)
    alternative = proctor_testing_contract_get_mapped (check->contract, schema, json_node_get_string (value));
  if (alternative != NULL)
    return check_schema (check, alternative, node, error);

  tags = json_object_get_members (mapping);
  expected = g_string_new (NULL);
  for (GList *tag = tags; tag != NULL; tag = tag->next)
    g_string_append_printf (expected, "%s\"%s\"", tag->prev != NULL ? " or " : "", (const char *) tag->data);
  enter_member (check, property);

  return fail (check, value, error, "%s", expected->str);
}

/* Says that none of the alternatives was met, and how it was with the one that came nearest. */
static gboolean
fail_alternatives (Check *check,
                   JsonArray *branches,
                   JsonNode *node,
                   const char *nearest,
                   GError **error)
{
  g_autoptr (GString) expected = g_string_new (NULL);

  for (guint i = 0; error != NULL && i < json_array_get_length (branches); i++)
    {
      g_autofree char *word = proctor_testing_contract_describe_schema (json_array_get_element (branches, i));

      g_string_append_printf (expected, "%s%s", i > 0 ? " or " : "", word);
    }
  if (nearest != NULL)
    g_string_append_printf (expected, " (of one of them, %s)", nearest);

  return fail_kind (check, node, error, expected->str);
}

/* Of several alternatives that all failed, the one that failed deepest was meant, or the one that
 * was at least of the right kind. */
static gboolean
check_alternatives (Check *check,
                    JsonArray *branches,
                    gboolean exclusive,
                    JsonNode *node,
                    GError **error)
{
  const gsize before = check->path->len;
  const guint depth = check->depth;
  g_autoptr (GError) best_error = NULL;
  JsonNode *best = NULL;
  guint best_score = 0;
  guint n_best = 0;
  guint n_matches = 0;

  for (guint i = 0; i < json_array_get_length (branches); i++)
    {
      JsonNode *branch = json_array_get_element (branches, i);

      if (check_schema (check, branch, node, NULL))
        {
          n_matches++;
          if (!exclusive)
            return TRUE;
        }
      else
        {
          const guint score = 2 * check->failed_depth + !check->failed_kind;

          n_best = best == NULL || score > best_score ? 1 : n_best + (score == best_score);
          if (best == NULL || score > best_score)
            best = branch;
          best_score = MAX (score, best_score);
        }
      leave_to (check, before, depth);
    }

  if (n_matches == 1)
    return TRUE;
  if (n_matches > 1)
    return fail (check, node, error, "exactly one of %u alternatives to match", json_array_get_length (branches));
  if (best == NULL || best_score == 2 * depth)
    return fail_alternatives (check, branches, node, NULL, error);

  if (error != NULL)
    {
      check_schema (check, best, node, &best_error);
      leave_to (check, before, depth);
    }
  if (n_best > 1)
    fail_alternatives (check, branches, node, best_error != NULL ? best_error->message : NULL, error);
  else if (error != NULL)
    g_propagate_error (error, g_steal_pointer (&best_error));
  check->failed_depth = best_score / 2;
  check->failed_kind = best_score % 2 == 0;

  return FALSE;
}

static gboolean
check_combinations (Check *check,
                    JsonObject *schema,
                    JsonNode *node,
                    GError **error)
{
  JsonArray *all = proctor_testing_json_get_array (schema, "allOf");
  JsonArray *any = proctor_testing_json_get_array (schema, "anyOf");
  JsonArray *one = proctor_testing_json_get_array (schema, "oneOf");
  gboolean decided = FALSE;

  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++)
    {
      if (!check_schema (check, json_array_get_element (all, i), node, error))
        return FALSE;
    }

  /* A discriminator beside a single reference has nothing to choose from. */
  if (any != NULL || one != NULL)
    {
      gboolean fits = check_tagged (check, schema, node, &decided, error);

      if (decided)
        return fits;
    }

  return (any == NULL || check_alternatives (check, any, FALSE, node, error)) && (one == NULL || check_alternatives (check, one, TRUE, node, error));
}

static gboolean
check_keywords (Check *check,
                JsonObject *schema,
                JsonNode *node,
                GError **error)
{
  const char *reference = json_object_get_string_member_with_default (schema, "$ref", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (unknown_keywords); i++)
    {
      if (json_object_has_member (schema, unknown_keywords[i]))
        g_error ("The contract says “%s”, of which the checker knows nothing", unknown_keywords[i]);
    }

  if (reference != NULL && !check_schema (check, proctor_testing_contract_follow (check->contract, reference), node, error))
    return FALSE;
  if (!check_type (check, schema, node, error) || !check_values (check, schema, node, error))
    return FALSE;
  if (is_of_type (node, "string") && !check_string (check, schema, node, error))
    return FALSE;
  if (is_of_type (node, "number") && !check_number (check, schema, node, error))
    return FALSE;
  if (is_of_type (node, "array") && !check_array (check, schema, node, error))
    return FALSE;
  if (is_of_type (node, "object") && !check_object (check, schema, node, error))
    return FALSE;

  return check_combinations (check, schema, node, error);
}

/* After a failure the path is left where the failure is. */
static gboolean
check_schema (Check *check,
              JsonNode *schema,
              JsonNode *node,
              GError **error)
{
  gboolean fits;

  if (!JSON_NODE_HOLDS_OBJECT (schema))
    return json_node_get_boolean (schema) || fail (check, node, error, "nothing");

  if (++check->nesting > MAX_NESTING)
    g_error ("The contract's schemas go round in a circle at %s", check->path->str);
  fits = check_keywords (check, json_node_get_object (schema), node, error);
  check->nesting--;

  return fits;
}

/* Holds a document against a schema of the contract. */
gboolean
proctor_testing_contract_check_node (ProctorTestingContract *self,
                                     JsonNode *schema,
                                     JsonNode *node,
                                     GError **error)
{
  g_autoptr (GString) path = g_string_sized_new (256);
  Check check = { .contract = self, .path = path };

  g_string_append_c (path, '$');

  return check_schema (&check, schema, node, error);
}
