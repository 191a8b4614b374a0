/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-text.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <yyjson.h>

#include "proctor-api-error.h"
#include "proctor-request-body.h"
#include "proctor-test-compare.h"
#include "proctor-wire-arrange.h"
#include "proctor-wire-check.h"
#include "proctor-wire-names.h"
#include "proctor-wire-text.h"

/* What only a server says of a test. */
static const char *const said_by_server[] = { "id", "access_info", "created_at_unix_secs", "last_updated_at_unix_secs" };

typedef yyjson_doc Document;
typedef yyjson_mut_doc Draft;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Document, yyjson_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Draft, yyjson_mut_doc_free)

/* Numbers stay the characters that they are. */
static Document *
read_document (GBytes *source,
               GError **error)
{
  yyjson_read_err problem = { 0 };
  gsize length;
  const char *text = g_bytes_get_data (source, &length);
  g_autoptr (Document) document = length > 0 ? yyjson_read_opts ((char *) text, length, YYJSON_READ_NUMBER_AS_RAW, NULL, &problem) : NULL;

  if (document != NULL && yyjson_is_obj (yyjson_doc_get_root (document)))
    return g_steal_pointer (&document);

  if (document != NULL || problem.msg == NULL)
    g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("This is no test."));
  else
    /* Translators: the last is what the library that reads JSON says, in English. */
    g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("It is no valid JSON. Byte %lu: %s."), (gulong) problem.pos, problem.msg);

  return NULL;
}

static Draft *
read_draft (GBytes *source,
            GError **error)
{
  g_autoptr (Document) document = read_document (source, error);
  Draft *draft = document != NULL ? yyjson_doc_mut_copy (document, NULL) : NULL;

  if (document != NULL && draft == NULL)
    g_error ("Out of memory");

  return draft;
}

static GBytes *
write_draft (Draft *draft)
{
  gsize length;
  char *text = yyjson_mut_write (draft, 0, &length);

  if (text == NULL)
    g_error ("Out of memory");

  return g_bytes_new_with_free_func (text, length, free, text);
}

/* Writes it for people, too. */
static GBytes *
arrange_draft (Draft *draft,
               GError **error)
{
  g_autoptr (GBytes) text = write_draft (draft);

  return proctor_wire_arrange (text, error);
}

/**
 * proctor_test_text_dup_member:
 * @source: a test
 * @member: one of its members
 *
 * Returns: (transfer full) (nullable): its text, %NULL if there is none or it is empty
 */
char *
proctor_test_text_dup_member (GBytes *source,
                              const char *member)
{
  g_autoptr (Document) document = read_document (source, NULL);
  const char *text = document != NULL ? yyjson_get_str (yyjson_obj_get (yyjson_doc_get_root (document), member)) : NULL;

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/* The API insists on a time for every turn, even of none. */
static void
complete_turns (Draft *draft,
                yyjson_mut_val *turns)
{
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (turns);
  yyjson_mut_val *turn;

  while ((turn = yyjson_mut_arr_iter_next (&iter)) != NULL)
    {
      if (yyjson_mut_is_obj (turn) && yyjson_mut_obj_get (turn, "time_in_call_secs") == NULL)
        yyjson_mut_obj_add_int (draft, turn, "time_in_call_secs", 0);
    }
}

/* The list may be absent but not empty. */
static void
complete_examples (Draft *draft,
                   yyjson_mut_val *body,
                   const char *member,
                   const char *type)
{
  yyjson_mut_val *examples = yyjson_mut_obj_get (body, member);
  yyjson_mut_arr_iter iter = yyjson_mut_arr_iter_with (examples);
  yyjson_mut_val *example;

  if (yyjson_mut_is_arr (examples) && yyjson_mut_arr_size (examples) == 0)
    yyjson_mut_obj_remove_key (body, member);
  while ((example = yyjson_mut_arr_iter_next (&iter)) != NULL)
    {
      if (yyjson_mut_is_obj (example) && yyjson_mut_obj_get (example, "type") == NULL)
        yyjson_mut_obj_add_str (draft, example, "type", type);
    }
}

static void
remove_members (yyjson_mut_val *body,
                const char *kind)
{
  yyjson_mut_obj_iter iter = yyjson_mut_obj_iter_with (body);
  yyjson_mut_val *key;

  while ((key = yyjson_mut_obj_iter_next (&iter)) != NULL)
    {
      gboolean is_null = yyjson_mut_is_null (yyjson_mut_obj_iter_get_val (key));
      const char *member = yyjson_mut_get_str (key);

      if (!proctor_request_body_has_test_member (kind, member, is_null))
        yyjson_mut_obj_iter_remove (&iter);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (said_by_server); i++)
    yyjson_mut_obj_remove_key (body, said_by_server[i]);
}

/**
 * proctor_test_text_make_body:
 * @source: a test
 * @parent_folder_id: (nullable): the folder it is in, %NULL for none
 * @error: return location for why it can't be sent
 *
 * As proctor_request_body_for_test(), but of what is in @source nothing changes on the way.
 *
 * Returns: (transfer full) (nullable): what creates the test or replaces it
 */
GBytes *
proctor_test_text_make_body (GBytes *source,
                             const char *parent_folder_id,
                             GError **error)
{
  g_autoptr (Draft) draft = read_draft (source, error);
  yyjson_mut_val *body = draft != NULL ? yyjson_mut_doc_get_root (draft) : NULL;
  const char *kind = yyjson_mut_get_str (yyjson_mut_obj_get (body, "type"));

  if (draft == NULL)
    return NULL;
  if (kind == NULL)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("The test doesn't say what kind of test it is."));
      return NULL;
    }
  if (yyjson_mut_get_len (yyjson_mut_obj_get (body, "name")) == 0)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT, _ ("The test has no name."));
      return NULL;
    }

  remove_members (body, kind);
  complete_turns (draft, yyjson_mut_obj_get (body, "chat_history"));
  complete_turns (draft, yyjson_mut_obj_get (yyjson_mut_obj_get (body, "from_conversation_metadata"), "original_agent_reply"));
  complete_examples (draft, body, "success_examples", "success");
  complete_examples (draft, body, "failure_examples", "failure");
  yyjson_mut_obj_remove_key (body, "parent_folder_id");
  if (parent_folder_id != NULL)
    yyjson_mut_obj_add_strcpy (draft, body, "parent_folder_id", parent_folder_id);

  return write_draft (draft);
}

/* As objects, if they can hold all that is in it. */
static JsonNode *
parse_whole (GBytes *body)
{
  g_autofree char *place = NULL;
  const char *reason;
  gsize problem_at;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  if (proctor_wire_find_loss (body, &place, &reason, &problem_at) != NULL || reason != NULL)
    return NULL;

  return proctor_wire_parse_text (text, (gssize) length, NULL);
}

/* Members of one that are not the very same in the other. */
static void
add_different (GHashTable *members,
               yyjson_val *one,
               yyjson_val *other)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (one);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      const char *member = yyjson_get_str (key);
      yyjson_val *value = yyjson_obj_get (other, member);

      if (value == NULL || !yyjson_equals (yyjson_obj_iter_get_val (key), value))
        g_hash_table_add (members, g_strdup (member));
    }
}

static int
compare_members (gconstpointer one,
                 gconstpointer other)
{
  return strcmp (*(const char *const *) one, *(const char *const *) other);
}

/**
 * proctor_test_text_list_changes:
 * @before: a test
 * @after: the same, changed
 * @error: return location for why they can't be compared
 *
 * Compares what would be sent, as proctor_test_compare() does: what servers write down where nothing was said is no change.
 *
 * Returns: (transfer full) (nullable): the members that are another, in the order of their names
 */
char **
proctor_test_text_list_changes (GBytes *before,
                                GBytes *after,
                                GError **error)
{
  g_autoptr (GBytes) one = proctor_test_text_make_body (before, NULL, error);
  g_autoptr (GBytes) other = one != NULL ? proctor_test_text_make_body (after, NULL, error) : NULL;
  g_autoptr (Document) old = other != NULL ? read_document (one, error) : NULL;
  g_autoptr (Document) new = old != NULL ? read_document (other, error) : NULL;
  g_autoptr (GHashTable) members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (JsonNode) old_node = NULL;
  g_autoptr (JsonNode) new_node = NULL;
  GHashTableIter iter;
  const char *member;

  if (new == NULL)
    return NULL;

  add_different (members, yyjson_doc_get_root (old), yyjson_doc_get_root (new));
  add_different (members, yyjson_doc_get_root (new), yyjson_doc_get_root (old));
  if (g_hash_table_size (members) > 0)
    {
      old_node = parse_whole (one);
      new_node = parse_whole (other);
    }
  g_hash_table_iter_init (&iter, members);
  while (g_hash_table_iter_next (&iter, (gpointer *) &member, NULL))
    {
      if (old_node == NULL || new_node == NULL || !proctor_test_is_member_alike (member, json_node_get_object (old_node), json_node_get_object (new_node)))
        g_ptr_array_add (changed, g_strdup (member));
    }
  g_ptr_array_sort (changed, compare_members);
  g_ptr_array_add (changed, NULL);

  return (char **) g_ptr_array_free (g_steal_pointer (&changed), FALSE);
}

/**
 * proctor_test_text_merge:
 * @theirs: a test
 * @mine: the same, with other members changed
 * @members: (array zero-terminated=1): which ones
 * @error: return location for why that can't be
 *
 * Returns: (transfer full) (nullable): @theirs with those members of @mine, written for people
 */
GBytes *
proctor_test_text_merge (GBytes *theirs,
                         GBytes *mine,
                         const char *const *members,
                         GError **error)
{
  g_autoptr (Draft) merged = read_draft (theirs, error);
  g_autoptr (Document) changed = merged != NULL ? read_document (mine, error) : NULL;

  if (changed == NULL)
    return NULL;

  for (gsize i = 0; members[i] != NULL; i++)
    {
      yyjson_val *value = yyjson_obj_get (yyjson_doc_get_root (changed), members[i]);

      yyjson_mut_obj_remove_key (yyjson_mut_doc_get_root (merged), members[i]);
      if (value != NULL)
        yyjson_mut_obj_add (yyjson_mut_doc_get_root (merged), yyjson_mut_strcpy (merged, members[i]), yyjson_val_mut_copy (merged, value));
    }

  return arrange_draft (merged, error);
}

static void
add_tool (GHashTable *ids,
          const char *id)
{
  if (id != NULL && *id != '\0' && !g_hash_table_contains (ids, id))
    g_hash_table_add (ids, g_strdup (id));
}

/**
 * proctor_test_text_list_tools:
 * @source: a test
 * @ids: (element-type utf8): where the ids of the tools are added that it names
 */
void
proctor_test_text_list_tools (GBytes *source,
                              GHashTable *ids)
{
  g_autoptr (Document) document = read_document (source, NULL);
  yyjson_val *root = document != NULL ? yyjson_doc_get_root (document) : NULL;
  yyjson_val *expected = yyjson_obj_get (yyjson_obj_get (root, "tool_call_parameters"), "referenced_tool");
  yyjson_arr_iter mocked = yyjson_arr_iter_with (yyjson_obj_get (yyjson_obj_get (root, "tool_mock_config"), "mocked_tool_ids"));
  yyjson_obj_iter overrides = yyjson_obj_iter_with (yyjson_obj_get (root, "tool_mock_overrides"));
  yyjson_val *value;

  /* A system tool has its name as its id, everywhere. */
  if (g_strcmp0 (yyjson_get_str (yyjson_obj_get (expected, "type")), "system") != 0)
    add_tool (ids, yyjson_get_str (yyjson_obj_get (expected, "id")));
  while ((value = yyjson_arr_iter_next (&mocked)) != NULL)
    add_tool (ids, yyjson_get_str (value));
  while ((value = yyjson_obj_iter_next (&overrides)) != NULL)
    add_tool (ids, yyjson_get_str (value));
}

/* Changes a text in its place. */
static void
map_text (GHashTable *map,
          yyjson_mut_val *value)
{
  const char *id = yyjson_mut_get_str (value);
  const char *other = id != NULL ? g_hash_table_lookup (map, id) : NULL;

  if (other != NULL)
    yyjson_mut_set_str (value, other);
}

/**
 * proctor_test_text_map_tools:
 * @source: a test
 * @map: (element-type utf8 utf8): a tool's id → what it is elsewhere
 * @error: return location for why that can't be
 *
 * Returns: (transfer full) (nullable): the test as it is there
 */
GBytes *
proctor_test_text_map_tools (GBytes *source,
                             GHashTable *map,
                             GError **error)
{
  g_autoptr (Draft) draft = read_draft (source, error);
  yyjson_mut_val *root = draft != NULL ? yyjson_mut_doc_get_root (draft) : NULL;
  yyjson_mut_arr_iter mocked = yyjson_mut_arr_iter_with (yyjson_mut_obj_get (yyjson_mut_obj_get (root, "tool_mock_config"), "mocked_tool_ids"));
  yyjson_mut_obj_iter overrides = yyjson_mut_obj_iter_with (yyjson_mut_obj_get (root, "tool_mock_overrides"));
  yyjson_mut_val *value;

  if (draft == NULL)
    return NULL;

  map_text (map, yyjson_mut_obj_get (yyjson_mut_obj_get (yyjson_mut_obj_get (root, "tool_call_parameters"), "referenced_tool"), "id"));
  while ((value = yyjson_mut_arr_iter_next (&mocked)) != NULL)
    map_text (map, value);
  while ((value = yyjson_mut_obj_iter_next (&overrides)) != NULL)
    map_text (map, value);

  return arrange_draft (draft, error);
}
