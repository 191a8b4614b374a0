/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-entries.h"

#include "proctor-document.h"
#include "proctor-listing.h"
#include "proctor-validation.h"
#include "proctor-wire-text.h"

/* Tests and folders, which are one table and one list. */

/**
 * proctor_entries_find:
 * @database: the database
 * @id: an id
 *
 * Returns: what it stands for
 */
ProctorEntryKind
proctor_entries_find (ProctorDatabase *database,
                      const char *id)
{
  return (ProctorEntryKind) proctor_database_get_int (database, "SELECT is_folder + 1 FROM entries WHERE id = ?", "s", id);
}

/**
 * proctor_entries_lies_in:
 * @database: the database
 * @id: a folder's id
 * @folder_id: another folder's id, or the same
 *
 * Returns: whether the first is the second, or lies in it, however deep
 */
gboolean
proctor_entries_lies_in (ProctorDatabase *database,
                         const char *id,
                         const char *folder_id)
{
  return proctor_database_get_int (database,
                                   "WITH RECURSIVE up (id, folder_id) AS ("
                                   "  SELECT id, folder_id FROM entries WHERE id = ?"
                                   "  UNION ALL SELECT entries.id, entries.folder_id FROM up JOIN entries ON entries.id = up.folder_id)"
                                   "SELECT COUNT (*) FROM up WHERE id = ?",
                                   "ss", id, folder_id)
         > 0;
}

/**
 * proctor_entries_make_path:
 * @database: the database
 * @folder_id: (nullable): a folder's id, %NULL for none
 *
 * Returns: (transfer full): the folders on the way to it, and itself
 */
JsonArray *
proctor_entries_make_path (ProctorDatabase *database,
                           const char *folder_id)
{
  JsonArray *path = json_array_new ();
  ProctorStatement *row;

  if (folder_id == NULL)
    return path;

  row = proctor_database_prepare (database,
                                  "WITH RECURSIVE up (height, id, name, folder_id) AS ("
                                  "  SELECT 0, id, name, folder_id FROM entries WHERE id = ?"
                                  "  UNION ALL SELECT height + 1, entries.id, entries.name, entries.folder_id"
                                  "  FROM up JOIN entries ON entries.id = up.folder_id)"
                                  "SELECT id, name FROM up ORDER BY height DESC",
                                  "s", folder_id);
  while (proctor_statement_next (row))
    {
      JsonObject *segment = json_object_new ();

      json_object_set_string_member (segment, "id", proctor_statement_get_text (row, 0));
      json_object_set_string_member (segment, "name", proctor_statement_get_text (row, 1));
      json_array_add_object_element (path, segment);
    }

  return path;
}

gint64
proctor_entries_count_children (ProctorDatabase *database,
                                const char *folder_id)
{
  return proctor_database_get_int (database, "SELECT COUNT (*) FROM entries WHERE folder_id = ?", "s", folder_id);
}

static const char *
get_access_info (void)
{
  static char *text;

  if (g_once_init_enter_pointer (&text))
    {
      g_autoptr (JsonObject) info = proctor_document_make_access_info ();

      g_once_init_leave_pointer (&text, proctor_document_to_text (info));
    }

  return text;
}

/* Most rows of a list lie in the same folder. */
static const char *
get_path_text (ProctorDatabase *database,
               GHashTable *paths,
               const char *folder_id)
{
  const char *known = folder_id != NULL ? g_hash_table_lookup (paths, folder_id) : "[]";
  g_autoptr (JsonNode) node = NULL;
  char *text;

  if (known != NULL)
    return known;

  node = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (node, proctor_entries_make_path (database, folder_id));
  text = proctor_wire_node_to_text (node);
  g_hash_table_insert (paths, g_strdup (folder_id), text);

  return text;
}

static void
append_member (GString *text,
               const char *name,
               const char *value)
{
  g_string_append (text, name);
  proctor_wire_append_string (text, value);
}

/**
 * proctor_entries_make_paths:
 *
 * Returns: (transfer full): what proctor_entries_append_summary() remembers from row to row
 */
GHashTable *
proctor_entries_make_paths (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/**
 * proctor_entries_append_summary:
 * @text: JSON that is being written
 * @database: the database
 * @row: a row of #PROCTOR_ENTRY_COLUMNS
 * @paths: what proctor_entries_make_paths() returns
 *
 * Writes what lists say of a test or a folder. A folder's path ends with itself, a test's with the
 * folder it lies in. A page is a hundred of them, so that they are written without making nodes.
 */
void
proctor_entries_append_summary (GString *text,
                                ProctorDatabase *database,
                                ProctorStatement *row,
                                GHashTable *paths)
{
  const char *id = proctor_statement_get_text (row, 1);
  gboolean is_folder = proctor_statement_get_int (row, 2) != 0;
  const char *folder_id = proctor_statement_get_text (row, 5);

  append_member (text, "{\"id\":", id);
  append_member (text, ",\"name\":", proctor_statement_get_text (row, 4));
  append_member (text, ",\"type\":", proctor_statement_get_text (row, 3));
  append_member (text, ",\"entity_type\":", is_folder ? "folder" : "test");
  g_string_append (text, ",\"access_info\":");
  g_string_append (text, get_access_info ());
  g_string_append_printf (text, ",\"created_at_unix_secs\":%" G_GINT64_FORMAT ",\"last_updated_at_unix_secs\":%" G_GINT64_FORMAT,
                          proctor_statement_get_int (row, 6), proctor_statement_get_int (row, 7));
  append_member (text, ",\"folder_parent_id\":", folder_id);
  g_string_append (text, ",\"folder_path\":");
  g_string_append (text, get_path_text (database, paths, is_folder ? id : folder_id));
  if (is_folder)
    g_string_append_printf (text, ",\"children_count\":%" G_GINT64_FORMAT, proctor_entries_count_children (database, id));
  else
    g_string_append (text, ",\"children_count\":null");
  append_member (text, ",\"conversation_initiation_source\":", proctor_statement_get_text (row, 8));
  g_string_append_c (text, '}');
}

/**
 * proctor_entries_add:
 * @call: a call
 * @id: an id
 * @kind: "llm", "tool", "simulation" or "folder"
 * @name: a name
 * @folder_id: (nullable): the folder it lies in
 * @source: (nullable): the channel a test simulates
 * @document: (nullable): a test's document
 *
 * Makes a test or a folder.
 */
void
proctor_entries_add (ProctorCall *call,
                     const char *id,
                     const char *kind,
                     const char *name,
                     const char *folder_id,
                     const char *source,
                     const char *document)
{
  g_autofree char *folded = proctor_listing_fold (name);

  proctor_database_run (call->database,
                        "INSERT INTO entries (id, is_folder, kind, name, folded, folder_id, created_at, updated_at, source, document)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7, ?8, ?9)",
                        "sbssssiss", id, g_str_equal (kind, "folder"), kind, name, folded, folder_id, call->now, source, document);
}

/**
 * proctor_entries_check_name:
 * @call: a call
 * @body: its body
 *
 * Returns: whether there is something to be seen in the name, if it is a text at all; one in which
 *   there is not is answered with that
 */
gboolean
proctor_entries_check_name (ProctorCall *call,
                            JsonObject *body)
{
  const char *name = proctor_validate_get_string (body, "name");

  if (name == NULL || !proctor_validate_is_blank (name))
    return TRUE;

  proctor_call_add_problem (call, "value_error", "Value error, name must not be blank", "body.name");

  return FALSE;
}

/**
 * proctor_entries_check_folder:
 * @call: a call
 * @body: its body
 *
 * Returns: whether its parent_folder_id, if it has one, is a folder's; one that is not is answered
 *   with that
 */
gboolean
proctor_entries_check_folder (ProctorCall *call,
                              JsonObject *body)
{
  const char *folder_id = proctor_validate_get_string (body, "parent_folder_id");

  if (folder_id == NULL || proctor_entries_find (call->database, folder_id) == PROCTOR_ENTRY_FOLDER)
    return TRUE;

  proctor_call_add_problem (call, "value_error", "Value error, there is no folder with this id", "body.parent_folder_id");

  return FALSE;
}
