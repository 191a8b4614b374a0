/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-runs.h"

#include <string.h>

#include "proctor-document.h"
#include "proctor-invocation-head.h"
#include "proctor-validation.h"

/* A run's document begins with its status and with when that changed, so that these can be changed
 * without reading the rest. They are what the columns say. */
#define BEGINNING "{\"status\":\"%s\",\"last_updated_at_unix\":%" G_GINT64_FORMAT

/**
 * proctor_runs_load:
 * @database: the database
 * @run_id: a run's id
 * @attempt: (out) (optional): how often it has been submitted
 *
 * Returns: (transfer full) (nullable): the run as the API has it, %NULL if there is none
 */
JsonObject *
proctor_runs_load (ProctorDatabase *database,
                   const char *run_id,
                   gint64 *attempt)
{
  g_autofree char *text = proctor_database_dup_text (database, "SELECT document FROM runs WHERE id = ?", "s", run_id);

  if (attempt != NULL)
    *attempt = proctor_database_get_int (database, "SELECT attempt FROM runs WHERE id = ?", "s", run_id);

  return text != NULL ? proctor_document_parse (text) : NULL;
}

/**
 * proctor_runs_dup_override:
 * @database: the database
 * @run_id: a run's id
 *
 * Returns: (transfer full) (nullable): the agent_config_override it runs with, as JSON
 */
char *
proctor_runs_dup_override (ProctorDatabase *database,
                           const char *run_id)
{
  return proctor_database_dup_text (database, "SELECT overrides.document FROM runs JOIN overrides ON overrides.id = runs.override_id WHERE runs.id = ?", "s", run_id);
}

static void
drop (JsonObject *object,
      const char *member)
{
  if (json_object_has_member (object, member))
    json_object_remove_member (object, member);
}

/**
 * proctor_runs_make_document:
 * @run: what else there is to say of a run
 * @status: its status
 * @now: what time it is
 * @test_info: (nullable): its test as JSON, if @run doesn't have it
 *
 * Returns: (transfer full): the run as it is kept
 */
char *
proctor_runs_make_document (JsonObject *run,
                            const char *status,
                            gint64 now,
                            const char *test_info)
{
  g_autoptr (JsonObject) rest = proctor_document_copy (run);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *rest_text = NULL;

  drop (rest, "status");
  drop (rest, "last_updated_at_unix");
  g_string_printf (text, BEGINNING, status, now);
  if (test_info != NULL)
    {
      drop (rest, "test_info");
      g_string_append (text, ",\"test_info\":");
      g_string_append (text, test_info);
    }
  rest_text = proctor_document_to_text (rest);
  if (json_object_get_size (rest) > 0)
    g_string_append_c (text, ',');
  g_string_append (text, rest_text + 1);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * proctor_runs_write_result:
 * @database: the database
 * @run_id: a run's id
 * @attempt: which time of running it this is the result of
 * @document: the whole run, with its new status
 *
 * Writes what came of a run. It is ignored if the run isn't pending any more, because it was
 * cancelled, or if it has been submitted again meanwhile.
 *
 * Returns: whether it was written
 */
gboolean
proctor_runs_write_result (ProctorDatabase *database,
                           const char *run_id,
                           gint64 attempt,
                           JsonObject *document)
{
  const char *status = proctor_validate_get_string (document, "status");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *text = NULL;

  g_return_val_if_fail (status != NULL, FALSE);

  text = proctor_runs_make_document (document, status, now, NULL);

  return proctor_database_get_int (database,
                                   "UPDATE runs SET status = ?, updated_at = ?, document = ?"
                                   " WHERE id = ? AND attempt = ? AND status = 'pending' RETURNING 1",
                                   "sissi", status, now, text, run_id, attempt)
         != 0;
}

/**
 * proctor_runs_list_to_group:
 * @database: the database
 *
 * Returns: (transfer full) (element-type utf8): the ids of the invocations of which all runs have
 *   ended, but not been grouped; cancelled ones among them, maybe nothing else
 */
GPtrArray *
proctor_runs_list_to_group (ProctorDatabase *database)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  ProctorStatement *row = proctor_database_prepare (database,
                                                    "SELECT id FROM invocations WHERE bucketing_status = 'pending' AND NOT EXISTS"
                                                    " (SELECT 1 FROM runs WHERE invocation_id = invocations.id AND status = 'pending') ORDER BY sequence",
                                                    "");

  while (proctor_statement_next (row))
    g_ptr_array_add (ids, g_strdup (proctor_statement_get_text (row, 0)));

  return ids;
}

/**
 * proctor_runs_write_groups:
 * @database: the database
 * @invocation_id: an invocation's id
 * @bucketing_status: "completed" or "failed"
 * @result_groups: (nullable): the groups
 *
 * Writes how the runs of an invocation are grouped. It is ignored if that isn't waited for any
 * more, or again, because some were submitted again meanwhile.
 *
 * Returns: whether it was written
 */
gboolean
proctor_runs_write_groups (ProctorDatabase *database,
                           const char *invocation_id,
                           const char *bucketing_status,
                           JsonArray *result_groups)
{
  g_autoptr (JsonObject) head = proctor_invocation_head_load (database, invocation_id);

  if (head == NULL || g_strcmp0 (proctor_validate_get_string (head, "bucketing_status"), "pending") != 0)
    return FALSE;
  if (proctor_database_get_int (database, "SELECT COUNT (*) FROM runs WHERE invocation_id = ? AND status = 'pending'", "s", invocation_id) > 0)
    return FALSE;

  json_object_set_string_member (head, "bucketing_status", bucketing_status);
  json_object_set_array_member (head, "result_groups", result_groups != NULL ? json_array_ref (result_groups) : json_array_new ());
  proctor_invocation_head_save (database, invocation_id, head);

  return TRUE;
}

/**
 * proctor_runs_compose:
 * @database: the database
 * @invocation_id: an invocation's id
 *
 * Nothing is parsed; the texts are put one behind the other.
 *
 * Returns: (transfer full) (nullable): the invocation with all of its runs, as JSON, %NULL if there
 *   is none
 */
GBytes *
proctor_runs_compose (ProctorDatabase *database,
                      const char *invocation_id)
{
  g_autofree char *head = proctor_database_dup_text (database, "SELECT document FROM invocations WHERE id = ?", "s", invocation_id);
  gboolean is_first = TRUE;
  ProctorStatement *row;
  GString *text;

  if (head == NULL)
    return NULL;

  text = g_string_new_len (head, (gssize) strlen (head) - 1);
  g_string_append (text, ",\"test_runs\":[");
  row = proctor_database_prepare (database, "SELECT document FROM runs WHERE invocation_id = ? ORDER BY position", "s", invocation_id);
  while (proctor_statement_next (row))
    {
      if (!is_first)
        g_string_append_c (text, ',');
      g_string_append (text, proctor_statement_get_text (row, 0));
      is_first = FALSE;
    }
  g_string_append (text, "]}");

  return g_string_free_to_bytes (text);
}

gint64
proctor_runs_get_last_ticket (ProctorDatabase *database)
{
  return proctor_database_get_int (database, "SELECT MAX (ticket) FROM runs", "");
}

/**
 * proctor_runs_cancel:
 * @database: the database
 * @invocation_id: an invocation's id
 * @now: what time it is
 *
 * Cancels the runs that have not ended.
 *
 * Returns: how many these are
 */
gint64
proctor_runs_cancel (ProctorDatabase *database,
                     const char *invocation_id,
                     gint64 now)
{
  g_autofree char *beginning = g_strdup_printf (BEGINNING, "cancelled", now);

  proctor_database_run (database,
                        "UPDATE runs SET status = 'cancelled', updated_at = ?2,"
                        " document = ?3 || substr (document, length ('{\"status\":\"' || status || '\",\"last_updated_at_unix\":' || updated_at) + 1)"
                        " WHERE invocation_id = ?1 AND status = 'pending'",
                        "sis", invocation_id, now, beginning);

  return proctor_database_count_changes (database);
}

/**
 * proctor_runs_submit_again:
 * @database: the database
 * @run_id: a run's id
 * @run: the run, with what it is to run against
 * @ticket: its new place in the queue
 * @override_id: the configuration it is to run with, 0 for none
 * @now: what time it is
 *
 * Has a run run again. What came of it before is forgotten, and so is what may still come.
 */
void
proctor_runs_submit_again (ProctorDatabase *database,
                           const char *run_id,
                           JsonObject *run,
                           gint64 ticket,
                           gint64 override_id,
                           gint64 now)
{
  g_autoptr (JsonObject) fresh = proctor_document_copy (run);
  g_autofree char *text = NULL;

  json_object_set_null_member (fresh, "condition_result");
  json_object_set_null_member (fresh, "agent_responses");
  drop (fresh, "credits_used");
  drop (fresh, "charging");
  text = proctor_runs_make_document (fresh, "pending", now, NULL);
  proctor_database_run (database,
                        "UPDATE runs SET status = 'pending', attempt = attempt + 1, ticket = ?, updated_at = ?, version_id = ?,"
                        " override_id = NULLIF (?, 0), document = ? WHERE id = ?",
                        "iisiss", ticket, now, proctor_validate_get_string (fresh, "version_id"), override_id, text, run_id);
}
