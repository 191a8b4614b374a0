/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-tests.h"

#include <string.h>

#include "proctor-document.h"
#include "proctor-entries.h"
#include "proctor-listing.h"
#include "proctor-query.h"
#include "proctor-test-document.h"
#include "proctor-test-rules.h"
#include "proctor-validation.h"
#include "proctor-wire-text.h"

/* About what a row of a list takes. */
#define ROW_LENGTH 512

static const char *const kinds[] = { "llm", "tool", "simulation", "folder", NULL };
static const char *const sort_modes[] = { "default", "folders_first", NULL };
static const char *const sharing_modes[] = { "all", "shared_with_me", NULL };

static const ProctorRule summaries_rules[] = {
  { "test_ids", PROCTOR_RULE_STRINGS, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
};

static const ProctorRule move_rules[] = {
  { "entity_ids", PROCTOR_RULE_STRINGS, PROCTOR_RULE_REQUIRED, 1, G_MAXINT64, NULL },
  { "move_to", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

/* What a list is asked for. */
typedef struct
{
  const char *folder_id;
  gboolean everywhere;
  gboolean folders_first;
  gboolean of_others;
  char *kinds;
  char *search;
  char *cursor_key;
  gint64 cursor;
  gboolean has_cursor;
  gint64 page_size;
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  g_free (wanted->kinds);
  g_free (wanted->search);
  g_free (wanted->cursor_key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

/* Where nothing is said about folders, there are none: whoever knows of them asks for them. */
static void
read_wanted (ProctorCall *call,
             Wanted *wanted)
{
  const char *folder_id = proctor_call_get_query (call, "parent_folder_id");
  const char *search = proctor_call_get_query (call, "search");
  gboolean with_folders = proctor_call_get_query_bool (call, "include_folders", FALSE);

  wanted->everywhere = folder_id == NULL || *folder_id == '\0';
  wanted->folder_id = g_strcmp0 (folder_id, "root") != 0 ? folder_id : NULL;
  wanted->kinds = proctor_query_dup_list (call, "types", kinds);
  if (wanted->kinds == NULL)
    wanted->kinds = g_strdup (with_folders ? "[\"llm\",\"tool\",\"simulation\",\"folder\"]" : "[\"llm\",\"tool\",\"simulation\"]");
  wanted->search = proctor_listing_fold (search != NULL ? search : "");
  wanted->folders_first = g_str_equal (proctor_query_get_choice (call, "sort_mode", sort_modes, "default"), "folders_first");
  wanted->of_others = g_str_equal (proctor_query_get_choice (call, "sharing_mode", sharing_modes, "all"), "shared_with_me") || proctor_query_is_somebody_elses (call);
  wanted->page_size = proctor_listing_get_page_size (call, 30);
  wanted->has_cursor = proctor_listing_get_cursor (call, &wanted->cursor_key, &wanted->cursor);
}

static const char *
get_place (const Wanted *wanted)
{
  if (wanted->everywhere)
    return "?1 IS NULL";

  return wanted->folder_id != NULL ? "folder_id = ?1" : "folder_id IS ?1";
}

static const char *
get_start (const Wanted *wanted)
{
  if (!wanted->has_cursor)
    return "?4 IS NOT NULL AND ?5 IS NOT NULL";

  return wanted->folders_first ? "(is_folder, sequence) < (?5, ?4)" : "sequence < ?4 AND ?5 IS NOT NULL";
}

/* By the index of kinds SQLite would look up all rows of each and sort them, for one page. Where
 * several are wanted it does better to go through all in order; the plus keeps it from the index. */
static const char *
get_kind_column (const Wanted *wanted)
{
  return strchr (wanted->kinds, ',') != NULL ? "+kind" : "kind";
}

static ProctorStatement *
find_wanted (ProctorCall *call,
             const Wanted *wanted)
{
  g_autofree char *sql = g_strconcat ("SELECT " PROCTOR_ENTRY_COLUMNS " FROM entries WHERE ", get_place (wanted),
                                      " AND ", get_kind_column (wanted), " IN (SELECT value FROM json_each (?2)) AND (?3 = '' OR instr (folded, ?3) > 0) AND ", get_start (wanted),
                                      wanted->folders_first ? " ORDER BY is_folder DESC, sequence DESC LIMIT ?6" : " ORDER BY sequence DESC LIMIT ?6", NULL);

  return proctor_database_prepare (call->database, sql, "sssiii", wanted->everywhere ? NULL : wanted->folder_id, wanted->kinds, wanted->search,
                                   wanted->cursor, (gint64) (g_strcmp0 (wanted->cursor_key, "folder") == 0), wanted->page_size + 1);
}

void
proctor_serve_tests_list (ProctorCall *call)
{
  g_auto (Wanted) wanted = { 0 };
  g_autoptr (GHashTable) paths = proctor_entries_make_paths ();
  GString *rows;
  ProctorStatement *row;
  gboolean has_more = FALSE, last_is_folder = FALSE;
  gint64 last = 0, n_rows = 0;

  read_wanted (call, &wanted);
  if (proctor_call_has_problems (call))
    return;
  if (!wanted.everywhere && wanted.folder_id != NULL && proctor_entries_find (call->database, wanted.folder_id) != PROCTOR_ENTRY_FOLDER)
    {
      proctor_call_refuse_unknown (call, "folder", wanted.folder_id);
      return;
    }

  rows = g_string_sized_new (ROW_LENGTH * (gsize) wanted.page_size);
  row = find_wanted (call, &wanted);
  while (!wanted.of_others && proctor_statement_next (row))
    {
      has_more = n_rows == wanted.page_size;
      if (has_more)
        continue;
      if (n_rows++ > 0)
        g_string_append_c (rows, ',');
      last = proctor_statement_get_int (row, 0);
      last_is_folder = proctor_statement_get_int (row, 2) != 0;
      proctor_entries_append_summary (rows, call->database, row, paths);
    }
  proctor_listing_answer_text (call, "tests", rows, has_more, last_is_folder ? "folder" : "test", last);
}

void
proctor_serve_tests_create (ProctorCall *call)
{
  JsonObject *body = proctor_call_get_object (call);
  const char *kind = body != NULL ? proctor_test_rules_check (call, body, NULL) : NULL;
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *id = NULL;
  g_autofree char *text = NULL;
  JsonObject *answer;

  if (proctor_call_has_problems (call))
    return;

  id = proctor_listing_make_id ("test_");
  document = proctor_test_document_make (body, kind);
  text = proctor_document_to_text (document);
  proctor_entries_add (call, id, kind, proctor_validate_get_string (body, "name"), proctor_validate_get_string (body, "parent_folder_id"),
                       proctor_validate_get_string (body, "conversation_initiation_source"), text);

  answer = json_object_new ();
  json_object_set_string_member (answer, "id", id);
  proctor_call_answer_object (call, answer);
}

static void
answer_test (ProctorCall *call,
             const char *id,
             const char *text)
{
  g_autoptr (JsonObject) document = proctor_document_parse (text);

  json_object_set_string_member (document, "id", id);
  json_object_set_object_member (document, "access_info", proctor_document_make_access_info ());
  proctor_call_answer_object (call, g_steal_pointer (&document));
}

void
proctor_serve_tests_get (ProctorCall *call)
{
  const char *id = proctor_call_get_id (call, 0);
  g_autofree char *text = proctor_database_dup_text (call->database, "SELECT document FROM entries WHERE id = ? AND NOT is_folder", "s", id);

  if (text == NULL)
    proctor_call_refuse_unknown (call, "test", id);
  else
    answer_test (call, id, text);
}

void
proctor_serve_tests_replace (ProctorCall *call)
{
  const char *id = proctor_call_get_id (call, 0);
  g_autofree char *kind = proctor_database_dup_text (call->database, "SELECT kind FROM entries WHERE id = ? AND NOT is_folder", "s", id);
  JsonObject *body = kind != NULL ? proctor_call_get_object (call) : NULL;
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *folded = NULL;
  g_autofree char *text = NULL;
  const char *name;

  if (kind == NULL)
    proctor_call_refuse_unknown (call, "test", id);
  if (body != NULL)
    proctor_test_rules_check (call, body, kind);
  if (kind == NULL || proctor_call_has_problems (call))
    return;

  name = proctor_validate_get_string (body, "name");
  folded = proctor_listing_fold (name);
  document = proctor_test_document_make (body, kind);
  text = proctor_document_to_text (document);
  /* Whoever looks whether it has changed goes by the time, so that always moves. */
  proctor_database_run (call->database,
                        "UPDATE entries SET name = ?, folded = ?, folder_id = ?, source = ?, document = ?, updated_at = MAX (?, updated_at + 1) WHERE id = ?",
                        "sssssis", name, folded, proctor_validate_get_string (body, "parent_folder_id"),
                        proctor_validate_get_string (body, "conversation_initiation_source"), text, call->now, id);
  answer_test (call, id, text);
}

void
proctor_serve_tests_delete (ProctorCall *call)
{
  const char *id = proctor_call_get_id (call, 0);

  if (proctor_entries_find (call->database, id) != PROCTOR_ENTRY_TEST)
    {
      proctor_call_refuse_unknown (call, "test", id);
      return;
    }

  proctor_database_run (call->database, "DELETE FROM entries WHERE id = ?", "s", id);
  proctor_call_answer_nothing (call, 200);
}

static void
append_summary (ProctorCall *call,
                GString *text,
                const char *id,
                GHashTable *paths)
{
  ProctorStatement *row = proctor_database_prepare (call->database, "SELECT " PROCTOR_ENTRY_COLUMNS " FROM entries WHERE id = ?", "s", id);

  while (proctor_statement_next (row))
    {
      if (!g_str_has_suffix (text->str, "{"))
        g_string_append_c (text, ',');
      proctor_wire_append_string (text, id);
      g_string_append_c (text, ':');
      proctor_entries_append_summary (text, call->database, row, paths);
    }
}

void
proctor_serve_tests_summaries (ProctorCall *call)
{
  JsonObject *body = proctor_call_get_object (call);
  JsonArray *ids = proctor_validate_get_array (body, "test_ids");
  g_autoptr (GHashTable) paths = proctor_entries_make_paths ();
  GString *text;

  if (body != NULL)
    proctor_validate (call, body, "body", summaries_rules, G_N_ELEMENTS (summaries_rules));
  if (ids != NULL)
    proctor_validate_unique (call, ids, "body.test_ids");
  if (proctor_call_has_problems (call))
    return;

  text = g_string_new ("{\"tests\":{");
  for (guint i = 0; i < json_array_get_length (ids); i++)
    append_summary (call, text, json_array_get_string_element (ids, i), paths);
  g_string_append (text, "}}");
  proctor_call_answer_bytes (call, g_string_free_to_bytes (text));
}

/* Returns whether it may go there. */
static gboolean
check_move (ProctorCall *call,
            const char *id,
            const char *folder_id)
{
  ProctorEntryKind kind = proctor_entries_find (call->database, id);

  if (kind == PROCTOR_ENTRY_NONE)
    {
      proctor_call_refuse_unknown (call, "entity", id);
      return FALSE;
    }
  if (kind == PROCTOR_ENTRY_FOLDER && folder_id != NULL && proctor_entries_lies_in (call->database, folder_id, id))
    {
      proctor_call_add_problem (call, "value_error", "Value error, a folder can't be moved into itself or into what lies in it", "body.move_to");
      return FALSE;
    }

  return TRUE;
}

/* When something is moved it does not become another, so its time stays. */
void
proctor_serve_tests_move (ProctorCall *call)
{
  JsonObject *body = proctor_call_get_object (call);
  JsonArray *ids = proctor_validate_get_array (body, "entity_ids");
  const char *folder_id = proctor_validate_get_string (body, "move_to");

  if (body != NULL)
    proctor_validate (call, body, "body", move_rules, G_N_ELEMENTS (move_rules));
  if (ids != NULL)
    proctor_validate_unique (call, ids, "body.entity_ids");
  if (proctor_call_has_problems (call))
    return;
  if (folder_id != NULL && proctor_entries_find (call->database, folder_id) != PROCTOR_ENTRY_FOLDER)
    {
      proctor_call_refuse_unknown (call, "folder", folder_id);
      return;
    }

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      const char *id = json_array_get_string_element (ids, i);

      if (!check_move (call, id, folder_id))
        return;
      proctor_database_run (call->database, "UPDATE entries SET folder_id = ? WHERE id = ?", "ss", folder_id, id);
    }
  proctor_call_answer_nothing (call, 200);
}
