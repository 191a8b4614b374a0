/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-wire-writer.h"

#include <glib/gi18n.h>
#include <math.h>

#include "proctor-api-error.h"
#include "proctor-record-storage.h"
#include "proctor-unreadable.h"
#include "proctor-wire-schema.h"
#include "proctor-wire-text.h"

static JsonNode *
fail (GError **error,
      const char *member,
      const char *reason)
{
  g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, "%s: %s", member, reason);

  return NULL;
}

static JsonNode *
write_text (const char *text,
            const char *member,
            GError **error)
{
  if (!g_utf8_validate (text, -1, NULL))
    return fail (error, member, _ ("this is not text."));

  return json_node_init_string (json_node_alloc (), text);
}

static JsonNode *
write_json (const char *text,
            const char *member,
            GError **error)
{
  g_autoptr (GError) local_error = NULL;
  JsonNode *node = proctor_wire_parse_text (text, -1, &local_error);

  if (node == NULL)
    return fail (error, member, _ ("this is not valid JSON."));

  return node;
}

static JsonNode *
write_double (ProctorRecord *record,
              guint field,
              const char *member,
              GError **error)
{
  double value = proctor_record_get_double (record, field);

  if (!isfinite (value))
    return fail (error, member, _ ("this is not a number."));
  if (proctor_record_is_whole (record, field))
    return json_node_init_int (json_node_alloc (), (gint64) value);

  return json_node_init_double (json_node_alloc (), value);
}

static JsonNode *
write_strings (const char *const *strings,
               const char *member,
               GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (gsize i = 0; strings != NULL && strings[i] != NULL; i++)
    {
      JsonNode *node = write_text (strings[i], member, error);

      if (node == NULL)
        return NULL;
      json_array_add_element (array, node);
    }

  return json_node_init_array (json_node_alloc (), array);
}

static JsonNode *
write_list (GListModel *list,
            GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (list, i);
      JsonNode *node = proctor_wire_write (row, error);

      if (node == NULL)
        {
          g_prefix_error (error, "[%u].", i);
          return NULL;
        }
      json_array_add_element (array, node);
    }

  return json_node_init_array (json_node_alloc (), array);
}

/* The key is the first property of whatever can be a member. */
static JsonNode *
write_map (GListModel *list,
           GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (list, i);
      const char *key = proctor_record_get_string (row, 0);
      JsonNode *node;

      if (key == NULL)
        return fail (error, "?", _ ("this has a value but no name."));
      if (json_object_has_member (object, key))
        return fail (error, key, _ ("this name is there twice."));

      node = proctor_wire_write (row, error);
      if (node == NULL)
        {
          g_prefix_error (error, "%s.", key);
          return NULL;
        }
      json_object_set_member (object, key, node);
    }

  return json_node_init_object (json_node_alloc (), object);
}

static JsonNode *
write_value (ProctorRecord *record,
             const ProctorWireSchema *schema,
             guint field,
             GError **error)
{
  const char *member = schema->members[field];
  const char *kept = proctor_record_get_kept (record, field);
  JsonNode *node = NULL;

  if (kept != NULL)
    return write_json (kept, member, error);

  switch (schema->fields[field].kind)
    {
    case PROCTOR_FIELD_STRING:
      return write_text (proctor_record_get_string (record, field), member, error);
    case PROCTOR_FIELD_JSON:
      return write_json (proctor_record_get_string (record, field), member, error);
    case PROCTOR_FIELD_INT:
      return json_node_init_int (json_node_alloc (), proctor_record_get_int (record, field));
    case PROCTOR_FIELD_DOUBLE:
      return write_double (record, field, member, error);
    case PROCTOR_FIELD_BOOL:
      return json_node_init_boolean (json_node_alloc (), proctor_record_get_bool (record, field));
    case PROCTOR_FIELD_STRINGS:
      return write_strings (proctor_record_get_strings (record, field), member, error);
    case PROCTOR_FIELD_RECORD:
      node = proctor_wire_write (proctor_record_get_record (record, field), error);
      break;
    case PROCTOR_FIELD_LIST:
      node = write_list (proctor_record_get_list (record, field), error);
      break;
    case PROCTOR_FIELD_MAP:
      node = write_map (proctor_record_get_list (record, field), error);
      break;
    case PROCTOR_FIELD_KEY:
      g_assert_not_reached ();
    }

  if (node == NULL)
    g_prefix_error (error, "%s.", member);

  return node;
}

static gboolean
add_extras (JsonObject *object,
            ProctorRecord *record,
            GError **error)
{
  const char *extras = proctor_record_get_extras (record);
  g_autoptr (JsonNode) node = NULL;
  JsonObjectIter iter;
  const char *member;
  JsonNode *value;

  if (extras == NULL)
    return TRUE;

  node = write_json (extras, "?", error);
  if (node == NULL)
    return FALSE;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &member, &value))
    json_object_set_member (object, member, json_node_ref (value));

  return TRUE;
}

static JsonNode *
write_members (ProctorRecord *record,
               const ProctorWireSchema *schema,
               GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (guint i = 0; i < schema->n_fields; i++)
    {
      ProctorPresence presence = proctor_record_get_presence (record, i);
      JsonNode *node;

      if (schema->fields[i].kind == PROCTOR_FIELD_KEY)
        continue;
      if (presence == PROCTOR_PRESENCE_ABSENT && proctor_record_get_kept (record, i) == NULL)
        continue;

      node = presence == PROCTOR_PRESENCE_NULL ? json_node_new (JSON_NODE_NULL) : write_value (record, schema, i, error);
      if (node == NULL)
        return NULL;
      json_object_set_member (object, schema->members[i], node);
    }
  if (!add_extras (object, record, error))
    return NULL;

  return json_node_init_object (json_node_alloc (), object);
}

/**
 * proctor_wire_write:
 * @record: a record
 * @error: return location for why it can't be written: the error %PROCTOR_API_ERROR_DOCUMENT with
 *   the path of what is no value
 *
 * Makes JSON of a record: what was read and not set since as it came, and what was set as it is now.
 *
 * Returns: (transfer full) (nullable): the JSON
 */
JsonNode *
proctor_wire_write (ProctorRecord *record,
                    GError **error)
{
  const ProctorWireSchema *schema;

  g_return_val_if_fail (PROCTOR_IS_RECORD (record), NULL);

  if (PROCTOR_IS_UNREADABLE (record))
    return write_json (proctor_unreadable_get_text (PROCTOR_UNREADABLE (record)), "?", error);

  schema = proctor_wire_schema_get (record);
  if (schema->value < 0)
    return write_members (record, schema, error);

  if (proctor_record_get_presence (record, (guint) schema->value) == PROCTOR_PRESENCE_VALUE || proctor_record_get_kept (record, (guint) schema->value) != NULL)
    return write_value (record, schema, (guint) schema->value, error);

  return json_node_new (JSON_NODE_NULL);
}
