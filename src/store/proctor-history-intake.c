/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-intake.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-history-schema.h"
#include "proctor-invocation-skim.h"
#include "proctor-outcome.h"
#include "proctor-run-text.h"
#include "proctor-wire-verdict.h"

/* How an invocation gets into history.db. All that is done here is done in the database's thread. */

/* Speed goes before size: an invocation may be tens of megabytes. */
#define COMPRESSION_LEVEL 1

/* What there is of a run, to be compared with what came. */
typedef struct
{
  gint64 number;
  gint64 digest;
} Known;

typedef struct
{
  gint64 outcomes[PROCTOR_OUTCOME_CANCELLED + 1];
  double credits_used;
  double price;
} Counts;

void
proctor_history_intake_free (ProctorHistoryIntake *intake)
{
  g_free (intake->workspace_id);
  g_free (intake->title);
  g_free (intake->listing);
  g_clear_pointer (&intake->body, g_bytes_unref);
  proctor_invocation_skim_release (g_steal_pointer (&intake->skim));
  g_free (intake);
}

/* FNV-1a, eight bytes at a time: it only has to tell whether a run is what it was. */
static gint64
make_digest (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  guint64 hash = 14695981039346656037u ^ length;

  for (; length > 0; length -= MIN (length, 8), data += 8)
    {
      guint64 part = 0;

      memcpy (&part, data, MIN (length, sizeof part));
      hash = (hash ^ part) * 1099511628211u;
      hash ^= hash >> 32;
    }

  return (gint64) hash;
}

static GBytes *
compress (GBytes *body,
          GError **error)
{
  g_autoptr (GConverter) compressor = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, COMPRESSION_LEVEL));

  return g_converter_convert_bytes (compressor, body, error);
}

static Counts
count (ProctorInvocationSkim *skim)
{
  Counts counts = { 0 };

  for (guint i = 0; i < proctor_invocation_skim_get_n_runs (skim); i++)
    {
      ProctorRunRow *row = proctor_invocation_skim_get_row (skim, i);
      gint64 outcome = proctor_run_row_get_outcome (row);

      if (outcome >= 0 && outcome <= (gint64) PROCTOR_OUTCOME_CANCELLED)
        counts.outcomes[outcome]++;
      counts.credits_used += proctor_run_row_get_credits_used (row);
      counts.price += proctor_run_row_get_price (row);
    }

  return counts;
}

static gint64
put_invocation (ProctorDatabase *database,
                gint64 workspace,
                ProctorHistoryIntake *intake,
                ProctorInvocationSkim *skim)
{
  ProctorInvocation *head = proctor_invocation_skim_get_head (skim);
  Counts counts = count (skim);

  /* Who doesn't know its title leaves it as it was. */
  proctor_database_run (database,
                        "INSERT INTO invocations (workspace, id, agent_id, branch_id, version_id, title, created_at, settled, cancelled, repeat_count, n_runs,"
                        "  n_pending, n_passed, n_failed, n_errors, n_inconclusive, n_cancelled, credits_used, price, listing)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        " ON CONFLICT (workspace, id) DO UPDATE SET agent_id = excluded.agent_id, branch_id = excluded.branch_id, version_id = excluded.version_id,"
                        "  title = coalesce (excluded.title, title), created_at = excluded.created_at, settled = excluded.settled, cancelled = excluded.cancelled,"
                        "  repeat_count = excluded.repeat_count, n_runs = excluded.n_runs, n_pending = excluded.n_pending, n_passed = excluded.n_passed,"
                        "  n_failed = excluded.n_failed, n_errors = excluded.n_errors, n_inconclusive = excluded.n_inconclusive,"
                        "  n_cancelled = excluded.n_cancelled, credits_used = excluded.credits_used, price = excluded.price, listing = excluded.listing",
                        "isssssibbiiiiiiiidds",
                        workspace, proctor_invocation_get_id (head), proctor_invocation_get_agent_id (head), proctor_invocation_get_branch_id (head),
                        proctor_invocation_get_version_id (head), intake->title, proctor_invocation_get_created_at (head), proctor_invocation_skim_is_settled (skim),
                        proctor_invocation_get_cancelled (head), proctor_invocation_get_repeat_count (head), (gint64) proctor_invocation_skim_get_n_runs (skim),
                        counts.outcomes[PROCTOR_OUTCOME_PENDING], counts.outcomes[PROCTOR_OUTCOME_PASSED], counts.outcomes[PROCTOR_OUTCOME_FAILED],
                        counts.outcomes[PROCTOR_OUTCOME_ERROR], counts.outcomes[PROCTOR_OUTCOME_INCONCLUSIVE], counts.outcomes[PROCTOR_OUTCOME_CANCELLED],
                        counts.credits_used, counts.price, intake->listing);

  return proctor_database_get_int (database, "SELECT number FROM invocations WHERE workspace = ? AND id = ?", "is", workspace, proctor_invocation_get_id (head));
}

static gboolean
put_body (ProctorDatabase *database,
          gint64 invocation,
          GBytes *body,
          GError **error)
{
  g_autoptr (GBytes) compressed = compress (body, error);

  if (compressed == NULL)
    return FALSE;
  proctor_database_run (database, "INSERT OR REPLACE INTO bodies (invocation, length, body) VALUES (?, ?, ?)", "iiy", invocation, (gint64) g_bytes_get_size (body), compressed);

  return TRUE;
}

static GArray *
list_known (ProctorDatabase *database,
            gint64 invocation)
{
  GArray *known = g_array_new (FALSE, TRUE, sizeof (Known));
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT position, number, digest FROM runs WHERE invocation = ? ORDER BY position", "i", invocation);

  while (proctor_statement_next (statement))
    {
      Known run = { proctor_statement_get_int (statement, 1), proctor_statement_get_int (statement, 2) };

      /* Positions are without gaps, because that is how they were written. */
      g_array_append_val (known, run);
    }

  return known;
}

static void
drop_run (ProctorDatabase *database,
          gint64 run,
          gboolean has_index)
{
  if (has_index)
    proctor_database_run (database, "INSERT INTO words (words, rowid, text) SELECT 'delete', run, text FROM transcripts WHERE run = ?", "i", run);
  proctor_database_run (database, "DELETE FROM calls WHERE run = ?", "i", run);
  proctor_database_run (database, "DELETE FROM transcripts WHERE run = ?", "i", run);
  proctor_database_run (database, "DELETE FROM runs WHERE number = ?", "i", run);
}

static void
put_transcript (ProctorDatabase *database,
                GBytes *bytes,
                gboolean has_index)
{
  g_auto (GStrv) tools = NULL;
  g_autofree char *text = proctor_run_text_dup (bytes, &tools);
  gint64 run = proctor_database_get_int (database, "SELECT last_insert_rowid ()", "");

  for (char **tool = tools; *tool != NULL; tool++)
    proctor_database_run (database, "INSERT INTO calls (run, tool) VALUES (?, ?)", "is", run, *tool);
  if (*text == '\0')
    return;

  proctor_database_run (database, "INSERT INTO transcripts (run, text) VALUES (?, ?)", "is", run, text);
  if (has_index)
    proctor_database_run (database, "INSERT INTO words (rowid, text) VALUES (?, ?)", "is", run, text);
}

/* One that can't be read will not become readable by waiting. */
static gboolean
has_ended (ProctorRunRow *row)
{
  return proctor_run_row_get_problem (row) != NULL || proctor_wire_is_settled (proctor_run_row_get_status (row));
}

static void
put_run (ProctorDatabase *database,
         gint64 workspace,
         gint64 invocation,
         ProctorInvocationSkim *skim,
         guint position,
         gint64 digest)
{
  ProctorRunRow *row = proctor_invocation_skim_get_row (skim, position);
  gint64 at = proctor_run_row_get_last_updated_at (row);

  if (at == 0)
    at = proctor_invocation_get_created_at (proctor_invocation_skim_get_head (skim));
  proctor_database_run (database,
                        "INSERT INTO runs (workspace, invocation, position, digest, id, test_id, test_name, kind, node_id, outcome, ended, at, repetition, summary,"
                        "  credits_used, price) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        "iiiisssssibiisdd",
                        workspace, invocation, (gint64) position, digest, proctor_run_row_get_test_run_id (row), proctor_run_row_get_test_id (row),
                        proctor_run_row_get_test_name (row), proctor_run_row_get_test_type (row), proctor_run_row_get_workflow_node_id (row),
                        proctor_run_row_get_outcome (row), has_ended (row), at, proctor_run_row_get_repetition (row), proctor_run_row_get_summary (row),
                        proctor_run_row_get_credits_used (row), proctor_run_row_get_price (row));
}

/* While an invocation is on its way it comes again and again, and most of it is as it was. */
static void
put_runs (ProctorDatabase *database,
          gint64 workspace,
          gint64 invocation,
          ProctorInvocationSkim *skim,
          gboolean has_index)
{
  g_autoptr (GArray) known = list_known (database, invocation);
  guint n_runs = proctor_invocation_skim_get_n_runs (skim);

  for (guint i = n_runs; i < known->len; i++)
    drop_run (database, g_array_index (known, Known, i).number, has_index);

  for (guint i = 0; i < n_runs; i++)
    {
      g_autoptr (GBytes) bytes = proctor_invocation_skim_dup_bytes (skim, i);
      gint64 digest = make_digest (bytes);

      if (i < known->len)
        {
          if (g_array_index (known, Known, i).digest == digest)
            continue;
          drop_run (database, g_array_index (known, Known, i).number, has_index);
        }
      put_run (database, workspace, invocation, skim, i, digest);
      put_transcript (database, bytes, has_index);
    }
}

/**
 * proctor_history_intake_take:
 * @database: the history
 * @data: a #ProctorHistoryIntake
 * @cancellable: (nullable): to give up
 * @error: return location for why it can't be taken
 *
 * Takes an invocation in. If it is there already, what came now takes its place.
 *
 * Returns: something if it will stay as it is, %NULL if not
 */
gpointer
proctor_history_intake_take (ProctorDatabase *database,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error)
{
  ProctorHistoryIntake *intake = data;
  g_autoptr (ProctorInvocationSkim) skim = intake->skim != NULL ? g_object_ref (intake->skim) : proctor_invocation_skim_new (intake->body, NULL, error);
  gint64 workspace, invocation;

  if (skim == NULL)
    return NULL;
  if (proctor_invocation_get_id (proctor_invocation_skim_get_head (skim)) == NULL)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is no invocation: it has no id."));
      return NULL;
    }

  workspace = proctor_history_schema_ensure_workspace (database, intake->workspace_id);
  invocation = put_invocation (database, workspace, intake, skim);
  if (!put_body (database, invocation, proctor_invocation_skim_get_body (skim), error))
    return NULL;
  put_runs (database, workspace, invocation, skim, proctor_history_schema_ensure_index (database, intake->full_text));

  return proctor_invocation_skim_is_settled (skim) ? GINT_TO_POINTER (TRUE) : NULL;
}

/**
 * proctor_history_intake_remove:
 * @database: the history
 * @invocation: an invocation's number
 * @has_index: whether there is an index of the words
 *
 * Removes what was in an invocation. That it was there stays, or it would be fetched again at once.
 */
void
proctor_history_intake_remove (ProctorDatabase *database,
                               gint64 invocation,
                               gboolean has_index)
{
  g_autoptr (GArray) known = list_known (database, invocation);

  proctor_database_run (database, "PRAGMA secure_delete = ON", "");
  for (guint i = 0; i < known->len; i++)
    drop_run (database, g_array_index (known, Known, i).number, has_index);
  proctor_database_run (database, "DELETE FROM bodies WHERE invocation = ?", "i", invocation);
  proctor_database_run (database,
                        "DELETE FROM reviews WHERE (workspace, invocation_id) IN (SELECT workspace, id FROM invocations WHERE number = ?)", "i", invocation);
  proctor_database_run (database,
                        "DELETE FROM votes WHERE rejudgement IN (SELECT rejudgements.number FROM rejudgements JOIN invocations ON invocations.workspace = rejudgements.workspace"
                        " AND invocations.id = rejudgements.invocation_id WHERE invocations.number = ?)",
                        "i", invocation);
  proctor_database_run (database,
                        "DELETE FROM rejudgements WHERE (workspace, invocation_id) IN (SELECT workspace, id FROM invocations WHERE number = ?)", "i", invocation);
  proctor_database_run (database,
                        "UPDATE invocations SET title = NULL, settled = 1, n_runs = 0, n_pending = 0, n_passed = 0, n_failed = 0, n_errors = 0, n_inconclusive = 0,"
                        " n_cancelled = 0, credits_used = 0, price = 0 WHERE number = ?",
                        "i", invocation);
  proctor_database_run (database, "PRAGMA secure_delete = OFF", "");
}

/**
 * proctor_history_intake_drop:
 * @database: the history
 * @workspace: a workspace's number
 * @has_index: whether there is an index of the words
 *
 * Removes all there is of a workspace, so that nothing can be read from the file any more.
 */
void
proctor_history_intake_drop (ProctorDatabase *database,
                             gint64 workspace,
                             gboolean has_index)
{
  proctor_database_run (database, "PRAGMA secure_delete = ON", "");
  proctor_database_run (database, "DELETE FROM transcripts WHERE run IN (SELECT number FROM runs WHERE workspace = ?)", "i", workspace);
  proctor_database_run (database, "DELETE FROM calls WHERE run IN (SELECT number FROM runs WHERE workspace = ?)", "i", workspace);
  proctor_database_run (database, "DELETE FROM runs WHERE workspace = ?", "i", workspace);
  proctor_database_run (database, "DELETE FROM bodies WHERE invocation IN (SELECT number FROM invocations WHERE workspace = ?)", "i", workspace);
  proctor_database_run (database, "DELETE FROM invocations WHERE workspace = ?", "i", workspace);
  proctor_database_run (database, "DELETE FROM unanswered WHERE workspace = ?", "i", workspace);
  proctor_database_run (database, "DELETE FROM choices WHERE workspace = ?", "i", workspace);
  proctor_database_run (database, "DELETE FROM reviews WHERE workspace = ?", "i", workspace);
  proctor_database_run (database, "DELETE FROM votes WHERE rejudgement IN (SELECT number FROM rejudgements WHERE workspace = ?)", "i", workspace);
  proctor_database_run (database, "DELETE FROM rejudgements WHERE workspace = ?", "i", workspace);
  proctor_database_run (database, "DELETE FROM names WHERE workspace = ?", "i", workspace);
  proctor_database_run (database, "DELETE FROM workspaces WHERE number = ?", "i", workspace);

  /* An index only notes what was removed; made anew, it doesn't have it. */
  if (has_index)
    proctor_database_run (database, "INSERT INTO words (words) VALUES ('rebuild')", "");
  proctor_database_run (database, "PRAGMA secure_delete = OFF", "");
}
