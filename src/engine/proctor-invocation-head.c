/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocation-head.h"

#include "proctor-document.h"
#include "proctor-validation.h"

/* An invocation without its runs: a document, and the columns that lists go by. */

/**
 * proctor_invocation_head_load:
 * @database: the database
 * @id: an invocation's id
 *
 * Returns: (transfer full) (nullable): the invocation, %NULL if there is none
 */
JsonObject *
proctor_invocation_head_load (ProctorDatabase *database,
                              const char *id)
{
  g_autofree char *text = proctor_database_dup_text (database, "SELECT document FROM invocations WHERE id = ?", "s", id);

  return text != NULL ? proctor_document_parse (text) : NULL;
}

/**
 * proctor_invocation_head_save:
 * @database: the database
 * @id: an invocation's id
 * @head: what it has become
 */
void
proctor_invocation_head_save (ProctorDatabase *database,
                              const char *id,
                              JsonObject *head)
{
  g_autofree char *text = proctor_document_to_text (head);

  proctor_database_run (database,
                        "UPDATE invocations SET branch_id = ?, version_id = ?, bucketing_status = ?, cancelled = ?, draft = ?, document = ? WHERE id = ?",
                        "sssbbss", proctor_validate_get_string (head, "branch_id"), proctor_validate_get_string (head, "version_id"),
                        proctor_validate_get_string (head, "bucketing_status"),
                        json_object_get_boolean_member_with_default (head, "cancelled", FALSE),
                        json_object_get_boolean_member_with_default (head, "ran_against_draft", FALSE), text, id);
}
