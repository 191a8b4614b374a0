/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-validation.h"

/* The words and the kinds are those that the API's clients know. */

static void
complain (ProctorCall *call,
          const char *path,
          const char *member,
          const char *kind,
          const char *format,
          ...) G_GNUC_PRINTF (5, 6);

static void
complain (ProctorCall *call,
          const char *path,
          const char *member,
          const char *kind,
          const char *format,
          ...)
{
  g_autofree char *place = g_strconcat (path, ".", member, NULL);
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  proctor_call_add_problem (call, kind, message, place);
}

static gboolean
holds (JsonNode *node,
       GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static gboolean
is_of_kind (JsonNode *node,
            ProctorRuleKind kind)
{
  switch (kind)
    {
    case PROCTOR_RULE_ANY:
      return TRUE;
    case PROCTOR_RULE_STRING:
      return holds (node, G_TYPE_STRING);
    case PROCTOR_RULE_INT:
      return holds (node, G_TYPE_INT64);
    case PROCTOR_RULE_NUMBER:
      return holds (node, G_TYPE_INT64) || holds (node, G_TYPE_DOUBLE);
    case PROCTOR_RULE_BOOL:
      return holds (node, G_TYPE_BOOLEAN);
    case PROCTOR_RULE_ARRAY:
    case PROCTOR_RULE_STRINGS:
      return JSON_NODE_HOLDS_ARRAY (node);
    case PROCTOR_RULE_OBJECT:
      return JSON_NODE_HOLDS_OBJECT (node);
    }

  g_assert_not_reached ();
}

static void
complain_of_kind (ProctorCall *call,
                  const char *path,
                  const ProctorRule *rule)
{
  const struct
  {
    const char *kind;
    const char *message;
  } words[] = {
    [PROCTOR_RULE_ANY] = { "value_error", "Value error" },
    [PROCTOR_RULE_STRING] = { "string_type", "Input should be a valid string" },
    [PROCTOR_RULE_INT] = { "int_type", "Input should be a valid integer" },
    [PROCTOR_RULE_NUMBER] = { "float_type", "Input should be a valid number" },
    [PROCTOR_RULE_BOOL] = { "bool_type", "Input should be a valid boolean" },
    [PROCTOR_RULE_ARRAY] = { "list_type", "Input should be a valid list" },
    [PROCTOR_RULE_OBJECT] = { "dict_type", "Input should be a valid dictionary" },
    [PROCTOR_RULE_STRINGS] = { "list_type", "Input should be a valid list" },
  };

  complain (call, path, rule->member, words[rule->kind].kind, "%s", words[rule->kind].message);
}

static void
check_amount (ProctorCall *call,
              const char *path,
              const ProctorRule *rule,
              gint64 amount,
              const char *what,
              const char *thing)
{
  g_autofree char *too_short = g_strdup_printf ("%s_too_short", what);
  g_autofree char *too_long = g_strdup_printf ("%s_too_long", what);

  if (rule->most == 0)
    return;
  if (amount < rule->least)
    complain (call, path, rule->member, too_short, "%s should have at least %" G_GINT64_FORMAT " %s after validation, not %" G_GINT64_FORMAT,
              *what == 's' ? "String" : "List", rule->least, thing, amount);
  if (amount > rule->most)
    complain (call, path, rule->member, too_long, "%s should have at most %" G_GINT64_FORMAT " %s after validation, not %" G_GINT64_FORMAT,
              *what == 's' ? "String" : "List", rule->most, thing, amount);
}

static void
check_number (ProctorCall *call,
              const char *path,
              const ProctorRule *rule,
              gint64 number)
{
  if (rule->most == 0)
    return;
  if (number < rule->least)
    complain (call, path, rule->member, "greater_than_equal", "Input should be greater than or equal to %" G_GINT64_FORMAT, rule->least);
  if (number > rule->most)
    complain (call, path, rule->member, "less_than_equal", "Input should be less than or equal to %" G_GINT64_FORMAT, rule->most);
}

static void
check_text (ProctorCall *call,
            const char *path,
            const ProctorRule *rule,
            const char *text)
{
  g_autofree char *choices = NULL;

  check_amount (call, path, rule, g_utf8_strlen (text, -1), "string", "characters");
  if (rule->values == NULL || g_strv_contains (rule->values, text))
    return;

  choices = g_strjoinv ("', '", (char **) rule->values);
  complain (call, path, rule->member, "enum", "Input should be '%s'", choices);
}

static void
check_strings (ProctorCall *call,
               const char *path,
               const ProctorRule *rule,
               JsonArray *array)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%u", rule->member, i);

      if (!holds (json_array_get_element (array, i), G_TYPE_STRING))
        complain (call, path, place, "string_type", "Input should be a valid string");
    }
}

static void
check_member (ProctorCall *call,
              JsonNode *node,
              const char *path,
              const ProctorRule *rule)
{
  if (JSON_NODE_HOLDS_NULL (node) && (rule->kind == PROCTOR_RULE_ANY || (rule->flags & PROCTOR_RULE_NULLABLE) != 0))
    return;
  if (!is_of_kind (node, rule->kind))
    {
      complain_of_kind (call, path, rule);
      return;
    }

  if (rule->kind == PROCTOR_RULE_STRING)
    check_text (call, path, rule, json_node_get_string (node));
  else if (rule->kind == PROCTOR_RULE_INT)
    check_number (call, path, rule, json_node_get_int (node));
  else if (rule->kind == PROCTOR_RULE_ARRAY || rule->kind == PROCTOR_RULE_STRINGS)
    check_amount (call, path, rule, json_array_get_length (json_node_get_array (node)), "list", "items");
  if (rule->kind == PROCTOR_RULE_STRINGS)
    check_strings (call, path, rule, json_node_get_array (node));
}

/**
 * proctor_validate:
 * @call: a call
 * @object: an object of its body
 * @path: where that is, as in "body.tests.0"
 * @rules: (array length=n_rules): what it has to look like
 * @n_rules: how many there are
 *
 * Notes what is wrong with an object. Members that no rule speaks of are nobody's business.
 */
void
proctor_validate (ProctorCall *call,
                  JsonObject *object,
                  const char *path,
                  const ProctorRule *rules,
                  guint n_rules)
{
  for (guint i = 0; i < n_rules; i++)
    {
      JsonNode *node = json_object_get_member (object, rules[i].member);

      if (node != NULL)
        check_member (call, node, path, &rules[i]);
      else if ((rules[i].flags & PROCTOR_RULE_REQUIRED) != 0)
        complain (call, path, rules[i].member, "missing", "Field required");
    }
}

/**
 * proctor_validate_list:
 * @call: a call
 * @list: a list of its body
 * @path: where that is
 * @rules: (array length=n_rules): what each thing in it has to look like
 * @n_rules: how many rules there are
 *
 * Notes what is wrong with the objects in a list.
 */
void
proctor_validate_list (ProctorCall *call,
                       JsonArray *list,
                       const char *path,
                       const ProctorRule *rules,
                       guint n_rules)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%u", path, i);
      JsonNode *node = json_array_get_element (list, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        proctor_validate (call, json_node_get_object (node), place, rules, n_rules);
      else
        proctor_call_add_problem (call, "model_attributes_type", "Input should be a valid dictionary or object to extract fields from", place);
    }
}

/**
 * proctor_validate_is_blank:
 * @text: (nullable): a text
 *
 * Returns: whether there is nothing in it to be seen
 */
gboolean
proctor_validate_is_blank (const char *text)
{
  for (const char *next = text; next != NULL && *next != '\0'; next = g_utf8_next_char (next))
    {
      if (!g_unichar_isspace (g_utf8_get_char (next)))
        return FALSE;
    }

  return TRUE;
}

/**
 * proctor_validate_unique:
 * @call: a call
 * @strings: a list of its body
 * @path: where that is
 *
 * Notes what is in a list twice.
 */
void
proctor_validate_unique (ProctorCall *call,
                         JsonArray *strings,
                         const char *path)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (strings); i++)
    {
      g_autofree char *place = NULL;
      JsonNode *node = json_array_get_element (strings, i);

      if (!holds (node, G_TYPE_STRING) || g_hash_table_add (seen, (gpointer) json_node_get_string (node)))
        continue;
      place = g_strdup_printf ("%s.%u", path, i);
      proctor_call_add_problem (call, "value_error", "Value error, items must be unique", place);
    }
}

const char *
proctor_validate_get_string (JsonObject *object,
                             const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && holds (node, G_TYPE_STRING) ? json_node_get_string (node) : NULL;
}

JsonArray *
proctor_validate_get_array (JsonObject *object,
                            const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
proctor_validate_get_object (JsonObject *object,
                             const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
