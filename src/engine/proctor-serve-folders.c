/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-folders.h"

#include "proctor-entries.h"
#include "proctor-listing.h"
#include "proctor-validation.h"

static const ProctorRule create_rules[] = {
  { "name", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "parent_folder_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule rename_rules[] = {
  { "name", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
};

/* Returns the folder's id, %NULL if there is no such folder. */
static const char *
find_folder (ProctorCall *call)
{
  const char *id = proctor_call_get_id (call, 0);

  if (proctor_entries_find (call->database, id) == PROCTOR_ENTRY_FOLDER)
    return id;

  proctor_call_refuse_unknown (call, "folder", id);

  return NULL;
}

static void
answer_folder (ProctorCall *call,
               const char *id)
{
  g_autofree char *name = proctor_database_dup_text (call->database, "SELECT name FROM entries WHERE id = ?", "s", id);
  JsonObject *folder = json_object_new ();

  json_object_set_string_member (folder, "id", id);
  json_object_set_string_member (folder, "name", name);
  json_object_set_array_member (folder, "folder_path", proctor_entries_make_path (call->database, id));
  json_object_set_int_member (folder, "children_count", proctor_entries_count_children (call->database, id));
  proctor_call_answer_object (call, folder);
}

void
proctor_serve_folders_create (ProctorCall *call)
{
  JsonObject *body = proctor_call_get_object (call);
  g_autofree char *id = NULL;
  JsonObject *answer;
  const char *name;

  if (body == NULL)
    return;
  proctor_validate (call, body, "body", create_rules, G_N_ELEMENTS (create_rules));
  proctor_entries_check_name (call, body);
  proctor_entries_check_folder (call, body);
  if (proctor_call_has_problems (call))
    return;

  id = proctor_listing_make_id ("tfld_");
  name = proctor_validate_get_string (body, "name");
  proctor_entries_add (call, id, "folder", name, proctor_validate_get_string (body, "parent_folder_id"), NULL, NULL);

  answer = json_object_new ();
  json_object_set_string_member (answer, "id", id);
  json_object_set_string_member (answer, "name", name);
  proctor_call_answer_object (call, answer);
}

void
proctor_serve_folders_get (ProctorCall *call)
{
  const char *id = find_folder (call);

  if (id != NULL)
    answer_folder (call, id);
}

void
proctor_serve_folders_rename (ProctorCall *call)
{
  const char *id = find_folder (call);
  JsonObject *body = id != NULL ? proctor_call_get_object (call) : NULL;
  g_autofree char *folded = NULL;
  const char *name;

  if (body == NULL)
    return;
  proctor_validate (call, body, "body", rename_rules, G_N_ELEMENTS (rename_rules));
  proctor_entries_check_name (call, body);
  if (proctor_call_has_problems (call))
    return;

  name = proctor_validate_get_string (body, "name");
  folded = proctor_listing_fold (name);
  proctor_database_run (call->database, "UPDATE entries SET name = ?, folded = ?, updated_at = MAX (?, updated_at + 1) WHERE id = ?",
                        "ssis", name, folded, call->now, id);
  answer_folder (call, id);
}

void
proctor_serve_folders_delete (ProctorCall *call)
{
  gboolean force = proctor_call_get_query_bool (call, "force", FALSE);
  const char *id = find_folder (call);

  if (id == NULL || proctor_call_has_problems (call))
    return;
  if (!force && proctor_entries_count_children (call->database, id) > 0)
    {
      proctor_call_refuse (call, 409, "folder_not_empty", "The folder is not empty. Use force=true to delete it with all that is in it.");
      return;
    }

  proctor_database_run (call->database,
                        "WITH RECURSIVE down (id) AS ("
                        "  SELECT ? UNION ALL SELECT entries.id FROM down JOIN entries ON entries.folder_id = down.id)"
                        "DELETE FROM entries WHERE id IN (SELECT id FROM down)",
                        "s", id);
  proctor_call_answer_nothing (call, 204);
}
