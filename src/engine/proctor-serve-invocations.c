/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-invocations.h"

#include "proctor-document.h"
#include "proctor-invocation-head.h"
#include "proctor-invocation-start.h"
#include "proctor-listing.h"
#include "proctor-run-basis.h"
#include "proctor-runs.h"
#include "proctor-validation.h"

#define MOST_RUNS 5000

static const ProctorRule resubmit_rules[] = {
  { "test_run_ids", PROCTOR_RULE_STRINGS, PROCTOR_RULE_REQUIRED, 1, MOST_RUNS, NULL },
  { "agent_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
};

void
proctor_serve_invocations_run (ProctorCall *call)
{
  JsonObject *body = proctor_call_get_object (call);

  if (body != NULL)
    proctor_invocation_start (call, proctor_call_get_id (call, 0), body);
}

/* What a list is asked for. */
typedef struct
{
  const char *agent_id;
  const char *branch_id;
  const char *version_id;
  const char *test_id;
  char *search;
  gint64 start_time;
  gint64 end_time;
  gint64 cursor;
  gboolean has_cursor;
  gint64 page_size;
} Wanted;

static void
wanted_clear (Wanted *wanted)
{
  g_free (wanted->search);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static const char *
get_filter (ProctorCall *call,
            const char *name)
{
  const char *value = proctor_call_get_query (call, name);

  return value != NULL && *value != '\0' ? value : NULL;
}

static void
read_wanted (ProctorCall *call,
             Wanted *wanted)
{
  const char *search = proctor_call_get_query (call, "search");
  g_autofree char *key = NULL;

  wanted->agent_id = get_filter (call, "agent_id");
  wanted->branch_id = get_filter (call, "branch_id");
  wanted->version_id = get_filter (call, "version_id");
  wanted->test_id = get_filter (call, "test_id");
  wanted->search = proctor_listing_fold (search != NULL ? search : "");
  wanted->start_time = proctor_call_get_query_int (call, "start_time", G_MININT64, G_MININT64, G_MAXINT64);
  wanted->end_time = proctor_call_get_query_int (call, "end_time", G_MAXINT64, G_MININT64, G_MAXINT64);
  wanted->page_size = proctor_listing_get_page_size (call, 30);
  wanted->has_cursor = proctor_listing_get_cursor (call, &key, &wanted->cursor);
}

/* Looks for what is wanted behind the cursor, or, where @columns count, for all of it. */
static ProctorStatement *
find_wanted (ProctorCall *call,
             const Wanted *wanted,
             const char *columns,
             gboolean from_cursor)
{
  g_autofree char *sql = g_strconcat ("SELECT ", columns, " FROM invocations WHERE ", wanted->agent_id != NULL ? "agent_id = ?1" : "?1 IS NULL",
                                      " AND (?2 IS NULL OR branch_id = ?2) AND (?3 IS NULL OR version_id = ?3)"
                                      " AND (?4 IS NULL OR EXISTS (SELECT 1 FROM runs WHERE test_id = ?4 AND invocation_id = invocations.id))"
                                      " AND (?5 = '' OR instr (folded, ?5) > 0) AND created_at BETWEEN ?6 AND ?7 AND sequence < ?8"
                                      " ORDER BY sequence DESC LIMIT ?9",
                                      NULL);

  return proctor_database_prepare (call->database, sql, "sssssiiii", wanted->agent_id, wanted->branch_id, wanted->version_id, wanted->test_id,
                                   wanted->search, wanted->start_time, wanted->end_time,
                                   from_cursor && wanted->has_cursor ? wanted->cursor : G_MAXINT64, from_cursor ? wanted->page_size + 1 : 1);
}

static void
add_counts (ProctorCall *call,
            JsonObject *summary,
            const char *id)
{
  const char *const members[] = { "test_run_count", "passed_count", "failed_count", "pending_count", "cancelled_count" };
  ProctorStatement *row = proctor_database_prepare (call->database,
                                                    "SELECT COUNT (*), TOTAL (status = 'passed'), TOTAL (status = 'failed'), TOTAL (status = 'pending'),"
                                                    " TOTAL (status = 'cancelled'), COUNT (DISTINCT version_id) FROM runs WHERE invocation_id = ?",
                                                    "s", id);

  while (proctor_statement_next (row))
    {
      for (int i = 0; i < (int) G_N_ELEMENTS (members); i++)
        json_object_set_int_member (summary, members[i], proctor_statement_get_int (row, i));
      json_object_set_boolean_member (summary, "runs_diverged_from_version", proctor_statement_get_int (row, (int) G_N_ELEMENTS (members)) > 1);
    }
}

static JsonObject *
make_summary (ProctorCall *call,
              ProctorStatement *row)
{
  JsonObject *summary = json_object_new ();
  const char *id = proctor_statement_get_text (row, 1);

  json_object_set_string_member (summary, "id", id);
  json_object_set_string_member (summary, "agent_id", proctor_statement_get_text (row, 2));
  proctor_document_set_text (summary, "branch_id", proctor_statement_get_text (row, 3));
  proctor_document_set_text (summary, "version_id", proctor_statement_get_text (row, 4));
  json_object_set_int_member (summary, "created_at_unix_secs", proctor_statement_get_int (row, 5));
  json_object_set_string_member (summary, "title", proctor_statement_get_text (row, 6));
  json_object_set_int_member (summary, "repeat_count", proctor_statement_get_int (row, 7));
  json_object_set_boolean_member (summary, "cancelled", proctor_statement_get_int (row, 8) != 0);
  json_object_set_boolean_member (summary, "ran_against_draft", proctor_statement_get_int (row, 9) != 0);
  json_object_set_object_member (summary, "access_info", proctor_document_make_access_info ());
  add_counts (call, summary, id);

  return summary;
}

static void
answer_list (ProctorCall *call,
             const Wanted *wanted,
             JsonArray *rows,
             gboolean has_more,
             gint64 last)
{
  ProctorStatement *row = find_wanted (call, wanted, "COUNT (*)", FALSE);
  JsonObject *meta = json_object_new ();

  while (proctor_statement_next (row))
    json_object_set_int_member (meta, "total", proctor_statement_get_int (row, 0));
  json_object_set_null_member (meta, "page");
  json_object_set_int_member (meta, "page_size", wanted->page_size);
  proctor_listing_answer (call, "results", rows, has_more, NULL, last);
  json_object_set_object_member (json_node_get_object (call->answer), "meta", meta);
}

void
proctor_serve_invocations_list (ProctorCall *call)
{
  g_auto (Wanted) wanted = { 0 };
  gboolean has_more = FALSE;
  ProctorStatement *row;
  gint64 last = 0;
  JsonArray *rows;

  read_wanted (call, &wanted);
  if (proctor_call_has_problems (call))
    return;

  rows = json_array_new ();
  row = find_wanted (call, &wanted, "sequence, id, agent_id, branch_id, version_id, created_at, title, repeat_count, cancelled, draft", TRUE);
  while (proctor_statement_next (row))
    {
      has_more = json_array_get_length (rows) == wanted.page_size;
      if (has_more)
        continue;
      last = proctor_statement_get_int (row, 0);
      json_array_add_object_element (rows, make_summary (call, row));
    }
  answer_list (call, &wanted, rows, has_more, last);
}

void
proctor_serve_invocations_get (ProctorCall *call)
{
  const char *id = proctor_call_get_id (call, 0);
  GBytes *invocation = proctor_runs_compose (call->database, id);

  if (invocation != NULL)
    proctor_call_answer_bytes (call, invocation);
  else
    proctor_call_refuse_unknown (call, "test_invocation", id);
}

static gboolean
check_resubmit (ProctorCall *call,
                JsonObject *head,
                JsonObject *body)
{
  JsonArray *ids = proctor_validate_get_array (body, "test_run_ids");
  const char *agent_id = proctor_validate_get_string (body, "agent_id");

  proctor_validate (call, body, "body", resubmit_rules, G_N_ELEMENTS (resubmit_rules));
  proctor_run_basis_check (call, body);
  if (ids != NULL)
    proctor_validate_unique (call, ids, "body.test_run_ids");
  if (agent_id != NULL && !g_str_equal (agent_id, proctor_validate_get_string (head, "agent_id")))
    proctor_call_add_problem (call, "value_error", "Value error, the test invocation is of another agent", "body.agent_id");

  return !proctor_call_has_problems (call);
}

/* Returns whether all of them belong to it; if not, the call is answered with that. */
static gboolean
resubmit_runs (ProctorCall *call,
               const char *invocation_id,
               JsonArray *ids,
               const ProctorRunBasis *basis)
{
  gint64 override_id = proctor_run_basis_store_override (basis, call->database, invocation_id);
  gint64 ticket = proctor_runs_get_last_ticket (call->database);

  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      const char *id = json_array_get_string_element (ids, i);
      g_autoptr (JsonObject) run = proctor_runs_load (call->database, id, NULL);

      if (run == NULL || g_strcmp0 (proctor_validate_get_string (run, "test_invocation_id"), invocation_id) != 0)
        {
          proctor_call_refuse_unknown (call, "test_run", id);
          return FALSE;
        }
      proctor_run_basis_describe (basis, run);
      proctor_runs_submit_again (call->database, id, run, ++ticket, override_id, call->now);
    }

  return TRUE;
}

void
proctor_serve_invocations_resubmit (ProctorCall *call)
{
  const char *id = proctor_call_get_id (call, 0);
  g_autoptr (JsonObject) head = proctor_invocation_head_load (call->database, id);
  JsonObject *body = head != NULL ? proctor_call_get_object (call) : NULL;
  g_auto (ProctorRunBasis) basis = { 0 };

  if (head == NULL)
    proctor_call_refuse_unknown (call, "test_invocation", id);
  if (body == NULL || !check_resubmit (call, head, body) || !proctor_run_basis_find (call, proctor_validate_get_string (body, "agent_id"), body, &basis) || !resubmit_runs (call, id, proctor_validate_get_array (body, "test_run_ids"), &basis))
    return;

  /* The API has the invocation speak of what was resubmitted last. */
  proctor_run_basis_describe (&basis, head);
  json_object_set_boolean_member (head, "cancelled", FALSE);
  json_object_set_array_member (head, "result_groups", json_array_new ());
  if (json_object_get_int_member (head, "repeat_count") > 1)
    json_object_set_string_member (head, "bucketing_status", "pending");
  proctor_invocation_head_save (call->database, id, head);
  proctor_call_answer_nothing (call, 200);
}

void
proctor_serve_invocations_cancel (ProctorCall *call)
{
  const char *id = proctor_call_get_id (call, 0);
  g_autoptr (JsonObject) head = proctor_invocation_head_load (call->database, id);

  if (head == NULL)
    {
      proctor_call_refuse_unknown (call, "test_invocation", id);
      return;
    }

  /* One that has ended was not cancelled, however late somebody tries to. */
  if (proctor_runs_cancel (call->database, id, call->now) > 0)
    {
      json_object_set_boolean_member (head, "cancelled", TRUE);
      proctor_invocation_head_save (call->database, id, head);
    }
  proctor_call_answer_nothing (call, 200);
}
