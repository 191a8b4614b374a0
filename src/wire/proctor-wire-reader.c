/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-wire-reader.h"

#include <glib/gi18n.h>
#include <math.h>

#include "proctor-api-error.h"
#include "proctor-record-storage.h"
#include "proctor-unreadable.h"
#include "proctor-wire-check.h"
#include "proctor-wire-schema.h"
#include "proctor-wire-text.h"

/* Where the reader is: each level knows its own step, and the whole is only written out when there
 * is something to say about it. */
typedef struct _Place
{
  const struct _Place *parent;
  const char *member;
  guint index;
} Place;

static ProctorRecord *read_record (GType type,
                                   JsonNode *node,
                                   const char *key,
                                   const Place *place,
                                   GString *problems,
                                   gboolean *unreadable);

static void
write_place (GString *text,
             const Place *place)
{
  if (place == NULL)
    return;

  write_place (text, place->parent);
  if (place->member != NULL && text->len > 0)
    g_string_append_c (text, '.');
  if (place->member != NULL)
    g_string_append (text, place->member);
  else
    g_string_append_printf (text, "[%u]", place->index);
}

static const char *
describe_kind (ProctorFieldKind kind)
{
  switch (kind)
    {
    case PROCTOR_FIELD_STRING:
    case PROCTOR_FIELD_KEY:
      return _ ("a string");
    case PROCTOR_FIELD_INT:
      return _ ("a whole number");
    case PROCTOR_FIELD_DOUBLE:
      return _ ("a number");
    case PROCTOR_FIELD_BOOL:
      return _ ("true or false");
    case PROCTOR_FIELD_STRINGS:
      return _ ("a list of strings");
    case PROCTOR_FIELD_LIST:
      return _ ("a list");
    case PROCTOR_FIELD_RECORD:
    case PROCTOR_FIELD_MAP:
      return _ ("an object");
    case PROCTOR_FIELD_JSON:
      return _ ("a value");
    }

  g_assert_not_reached ();
}

static const char *
describe_node (JsonNode *node)
{
  if (node == NULL)
    return _ ("nothing");

  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      return _ ("an object");
    case JSON_NODE_ARRAY:
      return _ ("a list");
    case JSON_NODE_NULL:
      return _ ("null");
    case JSON_NODE_VALUE:
      break;
    }

  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return _ ("a string");
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return _ ("true or false");

  return _ ("a number");
}

static gboolean
is_value (JsonNode *node,
          GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

static char *
format_mismatch (const char *path,
                 const char *expected,
                 const char *found)
{
  /* Translators: where in an answer something is, as in "tests[3].name: expected a string, found a
   * number". */
  return g_strdup_printf (_ ("%s: expected %s, found %s"), path, expected, found);
}

/**
 * proctor_wire_describe_mismatch:
 * @path: where something is
 * @expected: what should be there
 * @found: (nullable): what is there
 *
 * Returns: (transfer full): a line for a person
 */
char *
proctor_wire_describe_mismatch (const char *path,
                                const char *expected,
                                JsonNode *found)
{
  return format_mismatch (path, expected, describe_node (found));
}

static void
report (GString *problems,
        const Place *place,
        const char *member,
        ProctorFieldKind expected,
        JsonNode *found)
{
  Place here = { place, member, 0 };
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *line = NULL;

  write_place (path, member != NULL ? &here : place);
  if (expected == PROCTOR_FIELD_INT && found != NULL && is_value (found, G_TYPE_DOUBLE))
    line = format_mismatch (path->str, describe_kind (expected), _ ("a number with a fraction or too large"));
  else
    line = proctor_wire_describe_mismatch (path->len > 0 ? path->str : "$", describe_kind (expected), found);
  if (problems->len > 0)
    g_string_append_c (problems, '\n');
  g_string_append (problems, line);
}

/* A row that doesn't say what it should is shown as what it is, and takes none of the others with it. */
static ProctorRecord *
make_unreadable (JsonNode *node,
                 const char *key,
                 const char *problem)
{
  g_autoptr (ProctorUnreadable) row = proctor_unreadable_new ();
  g_autofree char *text = proctor_wire_node_to_text (node);

  proctor_record_fill_string (PROCTOR_RECORD (row), PROCTOR_UNREADABLE_FIELD_TEXT, text);
  proctor_record_fill_string (PROCTOR_RECORD (row), PROCTOR_UNREADABLE_FIELD_PROBLEM, problem);
  if (key != NULL)
    proctor_record_fill_string (PROCTOR_RECORD (row), PROCTOR_UNREADABLE_FIELD_KEY, key);

  return PROCTOR_RECORD (g_steal_pointer (&row));
}

static ProctorRecord *
read_row (GType type,
          JsonNode *node,
          const char *key,
          const Place *place)
{
  g_autoptr (GString) problems = g_string_new (NULL);
  g_autoptr (ProctorRecord) row = NULL;
  gboolean unreadable = FALSE;

  row = read_record (type, node, key, place, problems, &unreadable);
  if (row == NULL || unreadable)
    return make_unreadable (node, key, problems->str);

  return g_steal_pointer (&row);
}

static GPtrArray *
read_list (GType type,
           JsonArray *array,
           const Place *place)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      Place here = { place, NULL, i };

      g_ptr_array_add (rows, read_row (type, json_array_get_element (array, i), NULL, &here));
    }

  return rows;
}

static GPtrArray *
read_map (GType type,
          JsonObject *object,
          const Place *place)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      Place here = { place, member, 0 };

      g_ptr_array_add (rows, read_row (type, node, member, &here));
    }

  return rows;
}

static char **
dup_strings (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      if (!is_value (json_array_get_element (array, i), G_TYPE_STRING))
        return NULL;
      g_strv_builder_add (builder, json_array_get_string_element (array, i));
    }

  return g_strv_builder_end (builder);
}

static gboolean
fill_int (ProctorRecord *record,
          guint field,
          JsonNode *node)
{
  double number;

  if (is_value (node, G_TYPE_INT64))
    {
      proctor_record_fill_int (record, field, json_node_get_int (node));
      return TRUE;
    }
  if (!is_value (node, G_TYPE_DOUBLE))
    return FALSE;

  /* A whole number that was written with a point is one, and keeps its point. */
  number = json_node_get_double (node);
  if (number != trunc (number) || fabs (number) > 9007199254740992.0)
    return FALSE;

  proctor_record_fill_int (record, field, (gint64) number);
  proctor_record_keep (record, field, proctor_wire_node_to_text (node));

  return TRUE;
}

static gboolean
fill_double (ProctorRecord *record,
             guint field,
             JsonNode *node)
{
  if (is_value (node, G_TYPE_DOUBLE))
    {
      proctor_record_fill_double (record, field, json_node_get_double (node), FALSE);
      return TRUE;
    }
  if (!is_value (node, G_TYPE_INT64))
    return FALSE;

  proctor_record_fill_double (record, field, (double) json_node_get_int (node), TRUE);
  /* Beyond this a double can't hold every whole number. */
  if (ABS (json_node_get_double (node)) >= 9007199254740992.0)
    proctor_record_keep (record, field, proctor_wire_node_to_text (node));

  return TRUE;
}

static gboolean
fill_strings (ProctorRecord *record,
              guint field,
              JsonNode *node)
{
  g_auto (GStrv) strings = NULL;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return FALSE;

  strings = dup_strings (json_node_get_array (node));
  if (strings == NULL)
    return FALSE;

  proctor_record_fill_strings (record, field, g_steal_pointer (&strings));

  return TRUE;
}

static gboolean
fill_record (ProctorRecord *record,
             guint field,
             GType type,
             JsonNode *node,
             const Place *place,
             GString *problems)
{
  gboolean unreadable = FALSE;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;

  proctor_record_fill_record (record, field, read_record (type, node, NULL, place, problems, &unreadable));

  return TRUE;
}

static void
fill_rows (ProctorRecord *record,
           guint field,
           GPtrArray *rows)
{
  proctor_record_fill_list (record, field, rows);
  g_ptr_array_unref (rows);
}

/* Returns whether the member is of the kind that was expected. */
static gboolean
fill_field (ProctorRecord *record,
            guint field,
            const ProctorField *description,
            JsonNode *node,
            const Place *place,
            GString *problems)
{
  switch (description->kind)
    {
    case PROCTOR_FIELD_STRING:
      if (!is_value (node, G_TYPE_STRING))
        return FALSE;
      proctor_record_fill_string (record, field, json_node_get_string (node));
      return TRUE;
    case PROCTOR_FIELD_JSON:
      {
        g_autofree char *text = proctor_wire_node_to_text (node);

        proctor_record_fill_string (record, field, text);
        return TRUE;
      }
    case PROCTOR_FIELD_INT:
      return fill_int (record, field, node);
    case PROCTOR_FIELD_DOUBLE:
      return fill_double (record, field, node);
    case PROCTOR_FIELD_BOOL:
      if (!is_value (node, G_TYPE_BOOLEAN))
        return FALSE;
      proctor_record_fill_bool (record, field, json_node_get_boolean (node));
      return TRUE;
    case PROCTOR_FIELD_STRINGS:
      return fill_strings (record, field, node);
    case PROCTOR_FIELD_RECORD:
      return fill_record (record, field, description->get_type (), node, place, problems);
    case PROCTOR_FIELD_LIST:
      if (!JSON_NODE_HOLDS_ARRAY (node))
        return FALSE;
      fill_rows (record, field, read_list (description->get_type (), json_node_get_array (node), place));
      return TRUE;
    case PROCTOR_FIELD_MAP:
      if (!JSON_NODE_HOLDS_OBJECT (node))
        return FALSE;
      fill_rows (record, field, read_map (description->get_type (), json_node_get_object (node), place));
      return TRUE;
    case PROCTOR_FIELD_KEY:
      break;
    }

  g_assert_not_reached ();
}

static void
read_field (ProctorRecord *record,
            const ProctorWireSchema *schema,
            guint field,
            JsonNode *node,
            const Place *place,
            GString *problems,
            gboolean *unreadable)
{
  const ProctorField *description = &schema->fields[field];

  /* A variable's value may well be null; whatever else is null is as good as absent. */
  if (JSON_NODE_HOLDS_NULL (node) && !(description->kind == PROCTOR_FIELD_JSON && schema->value == (int) field))
    {
      proctor_record_fill_null (record, field);
      if ((description->flags & PROCTOR_FIELD_IDENTITY) == 0)
        return;
    }
  else if (fill_field (record, field, description, node, place, problems))
    return;
  else
    proctor_record_keep (record, field, proctor_wire_node_to_text (node));

  report (problems, place, NULL, description->kind, node);
  if ((description->flags & PROCTOR_FIELD_TYPED) != 0)
    *unreadable = TRUE;
}

static void
read_members (ProctorRecord *record,
              const ProctorWireSchema *schema,
              JsonObject *object,
              const Place *place,
              GString *problems,
              gboolean *unreadable)
{
  g_autoptr (JsonObject) extras = NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      Place here = { place, member, 0 };
      int field = proctor_wire_schema_find (schema, member);

      if (field >= 0)
        {
          read_field (record, schema, (guint) field, node, &here, problems, unreadable);
          continue;
        }
      if (extras == NULL)
        extras = json_object_new ();
      json_object_set_member (extras, member, json_node_ref (node));
    }

  if (extras != NULL)
    {
      g_autoptr (JsonNode) kept = json_node_init_object (json_node_alloc (), extras);

      proctor_record_keep_extras (record, proctor_wire_node_to_text (kept));
    }
}

static void
check_identity (ProctorRecord *record,
                const ProctorWireSchema *schema,
                const Place *place,
                GString *problems,
                gboolean *unreadable)
{
  int field = proctor_record_class_find (PROCTOR_RECORD_GET_CLASS (record), PROCTOR_FIELD_IDENTITY);

  if (field < 0 || proctor_record_get_presence (record, (guint) field) != PROCTOR_PRESENCE_ABSENT || proctor_record_get_kept (record, (guint) field) != NULL)
    return;

  report (problems, place, schema->members[field], schema->fields[field].kind, NULL);
  *unreadable = TRUE;
}

/* Returns NULL if the node can't be that record at all. */
static ProctorRecord *
read_record (GType type,
             JsonNode *node,
             const char *key,
             const Place *place,
             GString *problems,
             gboolean *unreadable)
{
  g_autoptr (ProctorRecord) record = g_object_new (type, NULL);
  const ProctorWireSchema *schema = proctor_wire_schema_get (record);
  g_autoptr (GString) own = g_string_new (NULL);

  if (key != NULL)
    proctor_record_fill_string (record, 0, key);

  if (key != NULL && schema->value >= 0)
    read_field (record, schema, (guint) schema->value, node, place, own, unreadable);
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      read_members (record, schema, json_node_get_object (node), place, own, unreadable);
      check_identity (record, schema, place, own, unreadable);
    }
  else
    {
      report (problems, place, NULL, PROCTOR_FIELD_RECORD, node);
      return NULL;
    }

  if (own->len > 0)
    {
      proctor_record_set_problem (record, own->str);
      if (problems->len > 0)
        g_string_append_c (problems, '\n');
      g_string_append (problems, own->str);
    }

  return g_steal_pointer (&record);
}

/**
 * proctor_wire_read:
 * @type: a type of record
 * @node: what a server sent
 * @error: return location for why it can't be one at all
 *
 * Makes a record of JSON. What is not as it should be is kept and told of, see
 * proctor_record_get_problem(); only something that is no object is an error.
 *
 * Returns: (transfer full) (nullable): the record
 */
gpointer
proctor_wire_read (GType type,
                   JsonNode *node,
                   GError **error)
{
  g_autoptr (GString) problems = g_string_new (NULL);
  gboolean unreadable = FALSE;
  ProctorRecord *record;

  g_return_val_if_fail (g_type_is_a (type, PROCTOR_TYPE_RECORD), NULL);
  g_return_val_if_fail (node != NULL, NULL);

  record = read_record (type, node, NULL, NULL, problems, &unreadable);
  if (record == NULL)
    g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is not what it should be. %s"), problems->str);

  return record;
}

/**
 * proctor_wire_read_bytes:
 * @type: a type of record
 * @bytes: what a server sent
 * @error: return location for why it can't be one at all
 *
 * Makes a record of a body. A document that can't be written back without loss becomes a record
 * that says so, see proctor_record_get_read_only().
 *
 * Returns: (transfer full) (nullable): the record
 */
gpointer
proctor_wire_read_bytes (GType type,
                         GBytes *bytes,
                         GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *reason = NULL;
  ProctorRecord *record;

  node = proctor_wire_parse (bytes, &reason, error);
  if (node == NULL)
    return NULL;

  record = proctor_wire_read (type, node, error);
  if (record != NULL)
    proctor_record_set_read_only (record, reason);

  return record;
}

/**
 * proctor_wire_read_list:
 * @type: a type of record
 * @array: what a server sent
 * @path: where it is
 *
 * Returns: (transfer container) (element-type ProctorRecord): the rows; what can't be read is a
 *   #ProctorUnreadable among them
 */
GPtrArray *
proctor_wire_read_list (GType type,
                        JsonArray *array,
                        const char *path)
{
  Place place = { NULL, path, 0 };

  return read_list (type, array, &place);
}

/**
 * proctor_wire_read_map:
 * @type: a type of record
 * @object: what a server sent
 * @path: (nullable): where it is, %NULL if there is nothing around it
 *
 * Returns: (transfer container) (element-type ProctorRecord): its members
 */
GPtrArray *
proctor_wire_read_map (GType type,
                       JsonObject *object,
                       const char *path)
{
  Place place = { NULL, path, 0 };

  return read_map (type, object, path != NULL ? &place : NULL);
}
