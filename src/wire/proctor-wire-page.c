/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-wire-page.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-record-storage.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"

static GPtrArray *
fail (GError **error,
      const char *path,
      const char *expected,
      JsonNode *found)
{
  g_autofree char *line = proctor_wire_describe_mismatch (path, expected, found);

  g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is not what it should be. %s"), line);

  return NULL;
}

/* Rows are a list under a name of their own, or an object by their ids, or there is no name and the
 * answer is such an object itself. */
static GPtrArray *
read_rows (GType type,
           JsonNode *root,
           const char *member,
           GError **error)
{
  JsonNode *rows = root;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    return fail (error, "$", _ ("an object"), root);
  if (member != NULL)
    rows = json_object_get_member (json_node_get_object (root), member);

  if (rows != NULL && JSON_NODE_HOLDS_ARRAY (rows))
    return proctor_wire_read_list (type, json_node_get_array (rows), member);
  if (rows != NULL && JSON_NODE_HOLDS_OBJECT (rows))
    return proctor_wire_read_map (type, json_node_get_object (rows), member);

  return fail (error, member, _ ("a list"), rows);
}

static void
read_cursor (ProctorPage *page,
             JsonObject *root)
{
  JsonNode *cursor = json_object_get_member (root, "next_cursor");
  JsonNode *more = json_object_get_member (root, "has_more");

  if (cursor != NULL && JSON_NODE_HOLDS_VALUE (cursor) && json_node_get_value_type (cursor) == G_TYPE_STRING)
    proctor_page_set_next_cursor (page, json_node_get_string (cursor));
  if (more != NULL && JSON_NODE_HOLDS_VALUE (more) && json_node_get_value_type (more) == G_TYPE_BOOLEAN)
    proctor_page_set_has_more (page, json_node_get_boolean (more));
}

/**
 * proctor_wire_read_page:
 * @type: a type of record
 * @member: (nullable): what the rows are called, %NULL if they are all there is
 * @bytes: what a server sent
 * @error: return location for why it is no page
 *
 * Returns: (transfer full) (nullable): the rows, and how to ask for the next. A row that can't be
 *   read is a #ProctorUnreadable among the others
 */
ProctorPage *
proctor_wire_read_page (GType type,
                        const char *member,
                        GBytes *bytes,
                        GError **error)
{
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autofree char *reason = NULL;

  root = proctor_wire_parse (bytes, &reason, error);
  rows = root != NULL ? read_rows (type, root, member, error) : NULL;
  if (rows == NULL)
    return NULL;

  for (guint i = 0; reason != NULL && i < rows->len; i++)
    proctor_record_set_read_only (g_ptr_array_index (rows, i), reason);

  page = proctor_page_new ();
  proctor_record_fill_list (PROCTOR_RECORD (page), PROCTOR_PAGE_FIELD_ITEMS, rows);
  read_cursor (page, json_node_get_object (root));

  return g_steal_pointer (&page);
}
