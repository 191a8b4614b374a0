/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-schema.h"

/* What is answered is kept as the JSON it is, in "document", beside the columns that lists look
 * for. "sequence" is the order in which things were made; cursors go by it, so that a page stays
 * what it is while others are added. "folded" is the name as searches compare it. */
static const char *const migrations[] = {
  /* Tests and folders are one table, because they are one list. "folder_id" is what it lies in;
   * nothing cascades along it, because SQLite would not follow it as deep as people may nest. */
  "CREATE TABLE entries ("
  "  sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, is_folder INTEGER NOT NULL, kind TEXT NOT NULL,"
  "  name TEXT NOT NULL, folded TEXT NOT NULL, folder_id TEXT REFERENCES entries (id) DEFERRABLE INITIALLY DEFERRED,"
  "  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, source TEXT, document TEXT);"
  "CREATE INDEX entries_folder ON entries (folder_id, sequence);"
  "CREATE INDEX entries_kind ON entries (kind, sequence);"

  "CREATE TABLE agents ("
  "  sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, folded TEXT NOT NULL,"
  "  archived INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, main_branch_id TEXT NOT NULL,"
  "  last_call_at INTEGER, document TEXT NOT NULL);"
  "CREATE TABLE branches ("
  "  sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, agent_id TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,"
  "  name TEXT NOT NULL, description TEXT NOT NULL DEFAULT '', archived INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL,"
  "  committed_at INTEGER NOT NULL, parent_branch_id TEXT, version_id TEXT NOT NULL, document TEXT NOT NULL DEFAULT '{}');"
  "CREATE INDEX branches_agent ON branches (agent_id, sequence);"
  /* A version holds what a branch is at one time: conversation_config, platform_settings, workflow
   * and whatever else an agent has that differs between branches. */
  "CREATE TABLE versions ("
  "  sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, agent_id TEXT NOT NULL REFERENCES agents (id) ON DELETE CASCADE,"
  "  branch_id TEXT NOT NULL, number INTEGER NOT NULL, description TEXT NOT NULL DEFAULT '', committed_at INTEGER NOT NULL,"
  "  parent_id TEXT, document TEXT NOT NULL);"
  "CREATE INDEX versions_branch ON versions (branch_id, number);"

  "CREATE TABLE tools ("
  "  sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, folded TEXT NOT NULL, kind TEXT NOT NULL,"
  "  created_at INTEGER NOT NULL, document TEXT NOT NULL);"
  "CREATE TABLE variables ("
  "  sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, label TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,"
  "  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, document TEXT NOT NULL);"

  /* "summary" is the row of a list, "document" the whole conversation, "folded" what was said in it. */
  "CREATE TABLE conversations ("
  "  sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, agent_id TEXT NOT NULL, branch_id TEXT, version_id TEXT,"
  "  started_at INTEGER NOT NULL, call_successful TEXT NOT NULL, folded TEXT NOT NULL DEFAULT '', summary TEXT NOT NULL,"
  "  document TEXT NOT NULL);"
  "CREATE INDEX conversations_agent ON conversations (agent_id, started_at);"

  /* "document" is the invocation without its runs. "folded" is its title and the names of what it
   * ran, which is what searches look in. */
  "CREATE TABLE invocations ("
  "  sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, agent_id TEXT NOT NULL, branch_id TEXT, version_id TEXT,"
  "  created_at INTEGER NOT NULL, title TEXT NOT NULL, folded TEXT NOT NULL, repeat_count INTEGER NOT NULL, bucketing_status TEXT,"
  "  cancelled INTEGER NOT NULL DEFAULT 0, draft INTEGER NOT NULL DEFAULT 0, document TEXT NOT NULL);"
  "CREATE INDEX invocations_agent ON invocations (agent_id, sequence);"
  "CREATE INDEX invocations_bucketing ON invocations (sequence) WHERE bucketing_status = 'pending';"
  /* An agent_config_override. Some runs of an invocation may have another than the rest, after they
   * were resubmitted. */
  "CREATE TABLE overrides ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT, invocation_id TEXT NOT NULL REFERENCES invocations (id) ON DELETE CASCADE, document TEXT NOT NULL);"
  "CREATE INDEX overrides_invocation ON overrides (invocation_id);"
  /* A run that is pending is the queue's; its ticket is its place, and it gets a new one with every
   * resubmit. "attempt" goes up with it, so that what a resubmitted run is made of differs, and what
   * comes in late from before is told apart. "document" is written by proctor-runs.c alone. */
  "CREATE TABLE runs ("
  "  sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, invocation_id TEXT NOT NULL REFERENCES invocations (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL, test_id TEXT NOT NULL, status TEXT NOT NULL, attempt INTEGER NOT NULL DEFAULT 1, ticket INTEGER NOT NULL,"
  "  updated_at INTEGER NOT NULL, version_id TEXT, override_id INTEGER REFERENCES overrides (id), document TEXT NOT NULL);"
  "CREATE UNIQUE INDEX runs_invocation ON runs (invocation_id, position);"
  "CREATE INDEX runs_counts ON runs (invocation_id, status, version_id);"
  "CREATE UNIQUE INDEX runs_ticket ON runs (ticket);"
  "CREATE INDEX runs_pending ON runs (invocation_id, position) WHERE status = 'pending';"
  "CREATE INDEX runs_queue ON runs (ticket) WHERE status = 'pending';"
  "CREATE INDEX runs_test ON runs (test_id, invocation_id);"

  "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);",
};

/**
 * proctor_schema_get_migrations:
 * @n_migrations: (out): the version that this program knows
 *
 * Returns: (transfer none): what makes each version of the engine's database of the one before.
 *   What has been released is never edited; a change is another entry
 */
const char *const *
proctor_schema_get_migrations (guint *n_migrations)
{
  *n_migrations = G_N_ELEMENTS (migrations);

  return migrations;
}
