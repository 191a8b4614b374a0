/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-schema.h"

/* The tables of history.db. All that is done here is done in the database's thread. */

/* What belongs to a workspace says so by its number, which is shorter than an id. "settled" is
 * whether an invocation will stay as it is, "listing" what the server's list said of it when it
 * was fetched. "body" is all of it, compressed as zlib does, and "length" what it was before.
 *
 * A run's outcome is a ProctorOutcome, whose numbers therefore never change; it counts once the run
 * has ended. The digest tells whether a run is as it was. A test's last results are read from one
 * index alone. */
static const char *const migrations[] = {
  "CREATE TABLE workspaces (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);"
  "CREATE TABLE invocations ("
  "  number INTEGER PRIMARY KEY, workspace INTEGER NOT NULL REFERENCES workspaces (number), id TEXT NOT NULL, agent_id TEXT, branch_id TEXT,"
  "  version_id TEXT, title TEXT, created_at INTEGER NOT NULL, settled INTEGER NOT NULL, cancelled INTEGER NOT NULL, repeat_count INTEGER NOT NULL,"
  "  n_runs INTEGER NOT NULL, n_pending INTEGER NOT NULL, n_passed INTEGER NOT NULL, n_failed INTEGER NOT NULL, n_errors INTEGER NOT NULL,"
  "  n_inconclusive INTEGER NOT NULL, n_cancelled INTEGER NOT NULL, credits_used REAL NOT NULL, price REAL NOT NULL, listing TEXT,"
  "  UNIQUE (workspace, id));"
  "CREATE INDEX invocations_age ON invocations (workspace, created_at);"
  "CREATE TABLE bodies (invocation INTEGER PRIMARY KEY REFERENCES invocations (number), length INTEGER NOT NULL, body BLOB NOT NULL);"
  "CREATE TABLE runs ("
  "  number INTEGER PRIMARY KEY, workspace INTEGER NOT NULL REFERENCES workspaces (number), invocation INTEGER NOT NULL REFERENCES invocations (number),"
  "  position INTEGER NOT NULL, digest INTEGER NOT NULL, id TEXT, test_id TEXT, test_name TEXT, kind TEXT, node_id TEXT, outcome INTEGER NOT NULL,"
  "  ended INTEGER NOT NULL, at INTEGER NOT NULL, repetition INTEGER NOT NULL, summary TEXT, credits_used REAL, price REAL,"
  "  UNIQUE (invocation, position));"
  "CREATE INDEX runs_results ON runs (workspace, ended, test_id, at DESC, number DESC, outcome);"
  "CREATE INDEX runs_age ON runs (workspace, at);"
  /* What was said, for searches. The index over it is made where SQLite has the means. */
  "CREATE TABLE transcripts (run INTEGER PRIMARY KEY REFERENCES runs (number), text TEXT NOT NULL);"
  "CREATE TABLE state (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;"
  "CREATE TABLE unanswered ("
  "  workspace INTEGER NOT NULL REFERENCES workspaces (number), id TEXT NOT NULL, name TEXT, folder INTEGER NOT NULL, at INTEGER NOT NULL,"
  "  PRIMARY KEY (workspace, id)) WITHOUT ROWID;",
  /* What somebody has chosen of a kind, and when, in microseconds: the newest come first. */
  "CREATE TABLE choices ("
  "  workspace INTEGER NOT NULL REFERENCES workspaces (number), kind TEXT NOT NULL, id TEXT NOT NULL, details TEXT, at INTEGER NOT NULL,"
  "  PRIMARY KEY (workspace, kind, id)) WITHOUT ROWID;",
  /* What people have decided of runs. The runs are named and not referred to: they are written anew whenever they
   * have changed. */
  "CREATE TABLE reviews ("
  "  number INTEGER PRIMARY KEY, workspace INTEGER NOT NULL REFERENCES workspaces (number), invocation_id TEXT NOT NULL, run_id TEXT NOT NULL,"
  "  test_id TEXT, test_name TEXT, outcome INTEGER NOT NULL, run_at INTEGER NOT NULL, opinion INTEGER NOT NULL, cause TEXT, note TEXT,"
  "  at INTEGER NOT NULL, newest INTEGER NOT NULL);"
  "CREATE INDEX reviews_run ON reviews (workspace, run_id, newest);"
  "CREATE INDEX reviews_invocation ON reviews (workspace, invocation_id, newest);",
  /* What agents and branches are called. */
  "CREATE TABLE names ("
  "  workspace INTEGER NOT NULL REFERENCES workspaces (number), id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (workspace, id)) WITHOUT ROWID;",
  /* The tools that were called in a run. */
  "CREATE TABLE calls (run INTEGER NOT NULL REFERENCES runs (number), tool TEXT NOT NULL, PRIMARY KEY (run, tool)) WITHOUT ROWID;",
  /* What a judge of one's own has said of runs, which are named and not referred to, too. */
  "CREATE TABLE rejudgements ("
  "  number INTEGER PRIMARY KEY, workspace INTEGER NOT NULL REFERENCES workspaces (number), invocation_id TEXT NOT NULL, run_id TEXT NOT NULL,"
  "  outcome INTEGER NOT NULL, run_at INTEGER NOT NULL, n_wanted INTEGER NOT NULL, judge TEXT, model TEXT, at INTEGER NOT NULL);"
  "CREATE INDEX rejudgements_run ON rejudgements (workspace, run_id);"
  "CREATE TABLE votes ("
  "  rejudgement INTEGER NOT NULL REFERENCES rejudgements (number), position INTEGER NOT NULL, outcome INTEGER NOT NULL, text TEXT NOT NULL,"
  "  PRIMARY KEY (rejudgement, position)) WITHOUT ROWID;",
};

/**
 * proctor_history_schema_get_migrations:
 * @n_migrations: (out): the version that this program knows
 *
 * Returns: (transfer none): what makes each version of the one before. What has been released is
 *   never edited; a change is another entry
 */
const char *const *
proctor_history_schema_get_migrations (guint *n_migrations)
{
  *n_migrations = G_N_ELEMENTS (migrations);

  return migrations;
}

/**
 * proctor_history_schema_find_workspace:
 * @database: the history
 * @workspace_id: a workspace
 *
 * Returns: its number, 0 if there is nothing of it
 */
gint64
proctor_history_schema_find_workspace (ProctorDatabase *database,
                                       const char *workspace_id)
{
  return proctor_database_get_int (database, "SELECT number FROM workspaces WHERE id = ?", "s", workspace_id);
}

/**
 * proctor_history_schema_ensure_workspace:
 * @database: the history
 * @workspace_id: a workspace
 *
 * Returns: its number
 */
gint64
proctor_history_schema_ensure_workspace (ProctorDatabase *database,
                                         const char *workspace_id)
{
  proctor_database_run (database, "INSERT OR IGNORE INTO workspaces (id) VALUES (?)", "s", workspace_id);

  return proctor_history_schema_find_workspace (database, workspace_id);
}

/**
 * proctor_history_schema_ensure_index:
 * @database: the history
 * @wanted: whether words may be indexed
 *
 * Sees to it that there is an index of the words that were said, and that nothing is missing in it
 * because it was written without. Not every SQLite can do that; the file must be of use to each.
 *
 * Returns: whether there is an index, to be kept up by whoever changes the transcripts
 */
gboolean
proctor_history_schema_ensure_index (ProctorDatabase *database,
                                     gboolean wanted)
{
  gboolean complete = proctor_database_get_int (database, "SELECT value FROM state WHERE name = 'indexed'", "") != 0;

  if (!wanted || proctor_database_get_int (database, "SELECT count(*) FROM pragma_module_list WHERE name = 'fts5'", "") == 0)
    {
      if (complete)
        proctor_database_run (database, "UPDATE state SET value = 0 WHERE name = 'indexed'", "");
      return FALSE;
    }
  if (complete)
    return TRUE;

  proctor_database_run (database, "CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (text, content = 'transcripts', content_rowid = 'run', tokenize = 'unicode61 remove_diacritics 2')", "");
  proctor_database_run (database, "INSERT INTO words (words) VALUES ('rebuild')", "");
  proctor_database_run (database, "INSERT OR REPLACE INTO state (name, value) VALUES ('indexed', 1)", "");

  return TRUE;
}
