/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-document.h"

#include "proctor-wire-text.h"

/**
 * proctor_document_parse:
 * @text: (nullable): a document as it is kept in the database
 *
 * Returns: (transfer full): the document; an empty one for what is none
 */
JsonObject *
proctor_document_parse (const char *text)
{
  g_autoptr (JsonNode) node = text != NULL ? proctor_wire_parse_text (text, -1, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : json_object_new ();
}

/**
 * proctor_document_to_text:
 * @object: a document
 *
 * Returns: (transfer full): it as it is kept in the database
 */
char *
proctor_document_to_text (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return proctor_wire_node_to_text (node);
}

/**
 * proctor_document_copy:
 * @object: a document
 *
 * Returns: (transfer full): another one with the same members, of which what lies deeper is shared
 */
JsonObject *
proctor_document_copy (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    json_object_set_member (copy, member, json_node_copy (node));

  return copy;
}

/**
 * proctor_document_merge:
 * @base: a document
 * @patch: what is to be different
 *
 * Objects are merged however deep they lie; everything else, lists among it, is replaced, and a
 * null is a value like any other. Neither is changed.
 *
 * Returns: (transfer full): what comes of it
 */
JsonObject *
proctor_document_merge (JsonObject *base,
                        JsonObject *patch)
{
  JsonObject *merged = proctor_document_copy (base);
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, patch);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      JsonNode *old = json_object_get_member (base, member);

      if (old != NULL && JSON_NODE_HOLDS_OBJECT (old) && JSON_NODE_HOLDS_OBJECT (node))
        json_object_set_object_member (merged, member, proctor_document_merge (json_node_get_object (old), json_node_get_object (node)));
      else
        json_object_set_member (merged, member, json_node_copy (node));
    }

  return merged;
}

/**
 * proctor_document_set_text:
 * @object: a document
 * @member: a member
 * @text: (nullable): its text, %NULL for null
 */
void
proctor_document_set_text (JsonObject *object,
                           const char *member,
                           const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

/**
 * proctor_document_lacks:
 * @object: a document
 * @member: a member
 *
 * Returns: whether it isn't there, or null
 */
gboolean
proctor_document_lacks (JsonObject *object,
                        const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node == NULL || JSON_NODE_HOLDS_NULL (node);
}

/**
 * proctor_document_make_access_info:
 *
 * Returns: (transfer full): what the API says about who may do what; here there is only one person,
 *   who may do everything
 */
JsonObject *
proctor_document_make_access_info (void)
{
  JsonObject *info = json_object_new ();

  json_object_set_boolean_member (info, "is_creator", TRUE);
  json_object_set_string_member (info, "creator_name", "Local");
  json_object_set_string_member (info, "creator_email", "local@localhost");
  json_object_set_string_member (info, "role", "admin");
  json_object_set_null_member (info, "anonymous_access_level_override");
  json_object_set_string_member (info, "access_source", "creator");

  return info;
}
