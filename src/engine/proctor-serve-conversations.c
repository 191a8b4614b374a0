/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-conversations.h"

#include <string.h>

#include "proctor-document.h"
#include "proctor-listing.h"
#include "proctor-query.h"

/* The two directions differ in more than the order, because the cursor's place is left behind. */
#define WANTED "SELECT sequence, started_at, summary FROM conversations c"                                                                               \
               " WHERE (?1 IS NULL OR agent_id = ?1) AND (?2 IS NULL OR branch_id = ?2) AND (?3 IS NULL OR version_id = ?3)"                             \
               " AND (?4 IS NULL OR CASE ?4 WHEN 'error' THEN json_extract (summary, '$.status') = 'failed' ELSE call_successful = ?4 END)"              \
               " AND started_at >= ?5 AND started_at <= ?6 AND (?7 IS NULL OR instr (folded, ?7) > 0)"                                                   \
               " AND (?8 IS NULL OR EXISTS (SELECT 1 FROM json_each (c.summary, '$.tool_names') t WHERE t.value IN (SELECT value FROM json_each (?8))))" \
               " AND (?9 IS NULL OR json_extract (summary, '$.status') NOT IN (SELECT value FROM json_each (?9)))"

static const char newest_first[] = WANTED " AND (?10 IS NULL OR (started_at, sequence) < (CAST (?10 AS INTEGER), ?11)) ORDER BY started_at DESC, sequence DESC LIMIT ?12";
static const char oldest_first[] = WANTED " AND (?10 IS NULL OR (started_at, sequence) > (CAST (?10 AS INTEGER), ?11)) ORDER BY started_at, sequence LIMIT ?12";

static JsonObject *
make_row (const char *text,
          gboolean with_summary)
{
  JsonObject *row = proctor_document_parse (text);

  if (!with_summary)
    json_object_set_null_member (row, "transcript_summary");

  return row;
}

static ProctorStatement *
ask_for_page (ProctorCall *call,
              const char *place,
              gint64 sequence,
              gint64 most)
{
  const char *const verdicts[] = { "success", "failure", "unknown", "error", NULL };
  const char *const statuses[] = { "initiated", "in-progress", "processing", "done", "failed", NULL };
  const char *search = proctor_call_get_query (call, "search");
  g_autofree char *folded = search != NULL ? proctor_listing_fold (search) : NULL;
  g_autofree char *tool_names = proctor_query_dup_list (call, "tool_names", NULL);
  g_autofree char *excluded = proctor_query_dup_list (call, "exclude_statuses", statuses);
  const char *verdict = proctor_query_get_choice (call, "call_successful", verdicts, NULL);
  gint64 after = proctor_call_get_query_int (call, "call_start_after_unix", G_MININT64, G_MININT64, G_MAXINT64);
  gint64 before = proctor_call_get_query_int (call, "call_start_before_unix", G_MAXINT64, G_MININT64, G_MAXINT64);

  return proctor_database_prepare (call->database, proctor_query_is_ascending (call) ? oldest_first : newest_first, "ssssiissssii",
                                   proctor_call_get_query (call, "agent_id"), proctor_call_get_query (call, "branch_id"),
                                   proctor_call_get_query (call, "version_id"), verdict, after, before, folded, tool_names, excluded, place, sequence, most);
}

void
proctor_serve_conversations_list (ProctorCall *call)
{
  const char *const modes[] = { "exclude", "include", NULL };
  gboolean with_summary = g_str_equal (proctor_query_get_choice (call, "summary_mode", modes, "exclude"), "include");
  gint64 page_size = proctor_listing_get_page_size (call, 30);
  g_autofree char *place = NULL;
  g_autofree char *last_place = NULL;
  gboolean has_more = FALSE;
  ProctorStatement *statement;
  gint64 sequence;
  JsonArray *rows;

  proctor_listing_get_cursor (call, &place, &sequence);
  statement = ask_for_page (call, place, sequence, page_size + 1);
  if (proctor_call_has_problems (call))
    return;

  rows = json_array_new ();
  while (proctor_statement_next (statement))
    {
      has_more = json_array_get_length (rows) == page_size;
      if (has_more)
        continue;
      sequence = proctor_statement_get_int (statement, 0);
      g_set_str (&last_place, proctor_statement_get_text (statement, 1));
      json_array_add_object_element (rows, make_row (proctor_statement_get_text (statement, 2), with_summary));
    }
  proctor_listing_answer (call, "conversations", rows, has_more, last_place, sequence);
}

void
proctor_serve_conversations_get (ProctorCall *call)
{
  const char *const formats[] = { "json", "opentelemetry", NULL };
  const char *id = proctor_call_get_id (call, 0);
  const char *format = proctor_query_get_choice (call, "format", formats, "json");
  g_autofree char *text = NULL;

  if (proctor_call_has_problems (call))
    return;
  if (!g_str_equal (format, "json"))
    {
      proctor_call_refuse (call, 400, "unsupported_format", "The engine gives conversations as JSON only.");
      return;
    }

  text = proctor_database_dup_text (call->database, "SELECT document FROM conversations WHERE id = ?", "s", id);
  if (text != NULL)
    proctor_call_answer_bytes (call, g_bytes_new (text, strlen (text)));
  else
    proctor_call_refuse_unknown (call, "conversation", id);
}

void
proctor_serve_conversations_delete (ProctorCall *call)
{
  const char *id = proctor_call_get_id (call, 0);

  proctor_database_run (call->database, "DELETE FROM conversations WHERE id = ?", "s", id);
  if (proctor_database_count_changes (call->database) > 0)
    proctor_call_answer_nothing (call, 200);
  else
    proctor_call_refuse_unknown (call, "conversation", id);
}
