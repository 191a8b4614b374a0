/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-merge.h"

#include "proctor-request-body.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* An agent or a tool is changed member by member, so what two have changed comes together by itself
 * unless it is the same member. Changes are written as the server wants them: objects have what is
 * another in them, a member that is gone is null. */

/* What a server says of a document and nobody changes. */
static const char *const said_by_server[] = {
  "id",
  "agent_id",
  "access_info",
  "metadata",
  "usage_stats",
  "branch_id",
  "main_branch_id",
  "version_id",
  "version_description",
};

/**
 * proctor_config_merge_is_said_by_server:
 * @member: a member of an agent or a tool
 *
 * Returns: whether it is what a server says of it, and nobody changes
 */
gboolean
proctor_config_merge_is_said_by_server (const char *member)
{
  for (gsize i = 0; i < G_N_ELEMENTS (said_by_server); i++)
    {
      if (g_str_equal (said_by_server[i], member))
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_config_merge_diff:
 * @before: a record
 * @after: the same, changed
 * @error: return location for why it can't be said
 *
 * Returns: (transfer full) (nullable): what was changed
 */
JsonNode *
proctor_config_merge_diff (ProctorRecord *before,
                           ProctorRecord *after,
                           GError **error)
{
  JsonNode *changes = proctor_request_body_for_patch (before, after, error);

  for (gsize i = 0; changes != NULL && i < G_N_ELEMENTS (said_by_server); i++)
    json_object_remove_member (json_node_get_object (changes), said_by_server[i]);

  return changes;
}

/**
 * proctor_config_merge_is_empty:
 * @changes: what was changed
 *
 * Returns: whether nothing was
 */
gboolean
proctor_config_merge_is_empty (JsonNode *changes)
{
  return json_object_get_size (json_node_get_object (changes)) == 0;
}

/* Both have changed a member, each to something else. */
static void
visit_overlaps (JsonObject *mine,
                JsonObject *theirs,
                const char *prefix,
                GPtrArray *paths,
                gboolean drop)
{
  g_autoptr (GList) members = json_object_get_members (mine);

  for (GList *l = members; l != NULL; l = l->next)
    {
      JsonNode *one = json_object_get_member (mine, l->data);
      JsonNode *other = json_object_get_member (theirs, l->data);
      g_autofree char *path = NULL;

      if (other == NULL || proctor_wire_equal (one, other))
        continue;

      path = g_strconcat (prefix, prefix[0] != '\0' ? "." : "", l->data, NULL);
      if (JSON_NODE_HOLDS_OBJECT (one) && JSON_NODE_HOLDS_OBJECT (other))
        visit_overlaps (json_node_get_object (one), json_node_get_object (other), path, paths, drop);
      else if (drop)
        json_object_remove_member (mine, l->data);
      else
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
}

/**
 * proctor_config_merge_list_overlaps:
 * @mine: what one has changed
 * @theirs: what another has changed
 * @paths: (element-type utf8): gets the members that both have, each to something else
 */
void
proctor_config_merge_list_overlaps (JsonNode *mine,
                                    JsonNode *theirs,
                                    GPtrArray *paths)
{
  visit_overlaps (json_node_get_object (mine), json_node_get_object (theirs), "", paths, FALSE);
}

/**
 * proctor_config_merge_drop_overlaps:
 * @mine: what one has changed, of which only that is left which nobody else has
 * @theirs: what another has changed
 */
void
proctor_config_merge_drop_overlaps (JsonNode *mine,
                                    JsonNode *theirs)
{
  visit_overlaps (json_node_get_object (mine), json_node_get_object (theirs), "", NULL, TRUE);
}

static void
apply (JsonObject *object,
       JsonObject *changes)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, changes);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    {
      JsonNode *old = json_object_get_member (object, member);

      if (JSON_NODE_HOLDS_NULL (node))
        json_object_remove_member (object, member);
      else if (old != NULL && JSON_NODE_HOLDS_OBJECT (old) && JSON_NODE_HOLDS_OBJECT (node))
        apply (json_node_get_object (old), json_node_get_object (node));
      else
        json_object_set_member (object, member, json_node_copy (node));
    }
}

/**
 * proctor_config_merge_apply:
 * @record: a record
 * @changes: what is to be another
 * @error: return location for why it can't be done
 *
 * Returns: (transfer full) (nullable): what comes of it, a record of the same type
 */
gpointer
proctor_config_merge_apply (ProctorRecord *record,
                            JsonNode *changes,
                            GError **error)
{
  g_autoptr (JsonNode) node = proctor_wire_write (record, error);

  if (node == NULL)
    return NULL;

  apply (json_node_get_object (node), json_node_get_object (changes));

  return proctor_wire_read (G_OBJECT_TYPE (record), node, error);
}
