/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-cache-rows.h"

#include "proctor-cache-order.h"

/* The tables of cache.db. All that is done here is done in the database's thread. */

/* The columns as they are read, and where each is. */
#define COLUMNS "id, name, kind, folder_id, creator, role, created_at, updated_at, flags, place"

typedef enum
{
  COLUMN_ID,
  COLUMN_NAME,
  COLUMN_KIND,
  COLUMN_FOLDER_ID,
  COLUMN_CREATOR,
  COLUMN_ROLE,
  COLUMN_CREATED_AT,
  COLUMN_UPDATED_AT,
  COLUMN_FLAGS,
  COLUMN_PLACE,
} Column;

typedef enum
{
  FLAG_MINE = 1 << 0,
  FLAG_SHARED = 1 << 1,
} Flags;

/* A row lies in the order of the list, and its place has room beside it: one that is added between
 * two others moves neither. */
static const char *const migrations[] = {
  "CREATE TABLE workspaces (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE);"
  "CREATE TABLE rows ("
  "  workspace INTEGER NOT NULL REFERENCES workspaces (number), place INTEGER NOT NULL, id TEXT NOT NULL, name TEXT, kind TEXT, folder_id TEXT,"
  "  creator TEXT, role TEXT, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, flags INTEGER NOT NULL,"
  "  PRIMARY KEY (workspace, place)) WITHOUT ROWID;",
  /* In seconds since 1970; 0 where nobody has noted it. */
  "ALTER TABLE workspaces ADD COLUMN refreshed_at INTEGER NOT NULL DEFAULT 0;",
};

/**
 * proctor_cache_rows_get_migrations:
 * @n_migrations: (out): the version that this program knows
 *
 * Returns: (transfer none): what makes each version of the one before
 */
const char *const *
proctor_cache_rows_get_migrations (guint *n_migrations)
{
  *n_migrations = G_N_ELEMENTS (migrations);

  return migrations;
}

static gint64
find_workspace (ProctorDatabase *database,
                const char *workspace_id)
{
  return proctor_database_get_int (database, "SELECT number FROM workspaces WHERE id = ?", "s", workspace_id);
}

static gint64
ensure_workspace (ProctorDatabase *database,
                  const char *workspace_id)
{
  proctor_database_run (database, "INSERT OR IGNORE INTO workspaces (id) VALUES (?)", "s", workspace_id);

  return find_workspace (database, workspace_id);
}

static char *
borrow_text (ProctorStatement *statement,
             Column column)
{
  return (char *) proctor_statement_get_text (statement, (int) column);
}

/* The strings are the statement's, until its next row. */
static void
read_row (ProctorStatement *statement,
          ProctorCacheRow *row)
{
  gint64 flags = proctor_statement_get_int (statement, COLUMN_FLAGS);

  *row = (ProctorCacheRow) {
    .id = borrow_text (statement, COLUMN_ID),
    .name = borrow_text (statement, COLUMN_NAME),
    .kind = borrow_text (statement, COLUMN_KIND),
    .folder_id = borrow_text (statement, COLUMN_FOLDER_ID),
    .creator = borrow_text (statement, COLUMN_CREATOR),
    .role = borrow_text (statement, COLUMN_ROLE),
    .created_at = proctor_statement_get_int (statement, COLUMN_CREATED_AT),
    .updated_at = proctor_statement_get_int (statement, COLUMN_UPDATED_AT),
    .mine = (flags & FLAG_MINE) != 0,
    .shared = (flags & FLAG_SHARED) != 0,
  };
}

static gint64
get_flags (const ProctorCacheRow *row)
{
  return (row->mine ? FLAG_MINE : 0) | (row->shared ? FLAG_SHARED : 0);
}

static gboolean
is_text (ProctorStatement *statement,
         Column column,
         const char *text)
{
  return g_strcmp0 (proctor_statement_get_text (statement, (int) column), text) == 0;
}

/* What is there is compared where it lies: most of it is the same. */
static gboolean
is_same (const ProctorCacheRow *row,
         ProctorStatement *statement)
{
  if (!is_text (statement, COLUMN_NAME, row->name) || !is_text (statement, COLUMN_KIND, row->kind) || !is_text (statement, COLUMN_FOLDER_ID, row->folder_id))
    return FALSE;
  if (!is_text (statement, COLUMN_CREATOR, row->creator) || !is_text (statement, COLUMN_ROLE, row->role))
    return FALSE;
  if (row->created_at != proctor_statement_get_int (statement, COLUMN_CREATED_AT) || row->updated_at != proctor_statement_get_int (statement, COLUMN_UPDATED_AT))
    return FALSE;

  return get_flags (row) == proctor_statement_get_int (statement, COLUMN_FLAGS);
}

static void
insert (ProctorDatabase *database,
        gint64 workspace,
        gint64 place,
        const ProctorCacheRow *row)
{
  proctor_database_run (database,
                        "INSERT INTO rows (workspace, place, id, name, kind, folder_id, creator, role, created_at, updated_at, flags)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        "iissssssiii", workspace, place, row->id, row->name, row->kind, row->folder_id, row->creator, row->role, row->created_at, row->updated_at, get_flags (row));
}

static void
update (ProctorDatabase *database,
        gint64 workspace,
        gint64 place,
        const ProctorCacheRow *row)
{
  proctor_database_run (database,
                        "UPDATE rows SET name = ?, kind = ?, folder_id = ?, creator = ?, role = ?, created_at = ?, updated_at = ?, flags = ?"
                        " WHERE workspace = ? AND place = ?",
                        "sssssiiiii", row->name, row->kind, row->folder_id, row->creator, row->role, row->created_at, row->updated_at, get_flags (row), workspace, place);
}

/* An id that comes twice counts once. */
static GHashTable *
index_rows (GPtrArray *rows)
{
  GHashTable *positions = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < rows->len; i++)
    {
      const ProctorCacheRow *row = g_ptr_array_index (rows, i);

      if (row->id != NULL && !g_hash_table_contains (positions, row->id))
        g_hash_table_insert (positions, row->id, GUINT_TO_POINTER (i));
    }

  return positions;
}

/* What is there now: where the rows are, which of them are as they should be, and what has to go. */
static void
compare (ProctorDatabase *database,
         gint64 workspace,
         GPtrArray *rows,
         GHashTable *positions,
         gint64 *places,
         gboolean *same,
         GArray *gone)
{
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT " COLUMNS " FROM rows WHERE workspace = ? ORDER BY place", "i", workspace);

  while (proctor_statement_next (statement))
    {
      gint64 place = proctor_statement_get_int (statement, COLUMN_PLACE);
      gpointer position;

      if (!g_hash_table_lookup_extended (positions, proctor_statement_get_text (statement, COLUMN_ID), NULL, &position) || places[GPOINTER_TO_UINT (position)] != PROCTOR_CACHE_NO_PLACE)
        {
          g_array_append_val (gone, place);
          continue;
        }
      places[GPOINTER_TO_UINT (position)] = place;
      same[GPOINTER_TO_UINT (position)] = is_same (g_ptr_array_index (rows, GPOINTER_TO_UINT (position)), statement);
    }
}

/**
 * proctor_cache_rows_load:
 * @database: the cache
 * @workspace_id: a workspace
 * @first: how many of its rows to leave out
 * @most: how many to read, at most
 * @func: (scope call): who takes them, in their order
 * @into: passed to @func
 */
void
proctor_cache_rows_load (ProctorDatabase *database,
                         const char *workspace_id,
                         guint first,
                         guint most,
                         ProctorCacheRowFunc func,
                         gpointer into)
{
  gint64 workspace = find_workspace (database, workspace_id);
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT " COLUMNS " FROM rows WHERE workspace = ? ORDER BY place LIMIT ? OFFSET ?", "iii", workspace, (gint64) most, (gint64) first);
  ProctorCacheRow row;

  while (proctor_statement_next (statement))
    {
      read_row (statement, &row);
      func (&row, into);
    }
}

/**
 * proctor_cache_rows_save:
 * @database: the cache
 * @workspace_id: a workspace
 * @rows: (element-type ProctorCacheRow): its rows, in their order
 *
 * Makes the cache say what @rows say. What it says already is not touched.
 *
 * Returns: how many rows were written or removed
 */
guint
proctor_cache_rows_save (ProctorDatabase *database,
                         const char *workspace_id,
                         GPtrArray *rows)
{
  gint64 workspace = ensure_workspace (database, workspace_id);
  g_autoptr (GHashTable) positions = index_rows (rows);
  g_autofree gint64 *places = g_new (gint64, MAX (rows->len, 1));
  g_autofree gint64 *places_before = NULL;
  g_autofree gboolean *same = g_new0 (gboolean, MAX (rows->len, 1));
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint n_written = 0;

  for (guint i = 0; i < rows->len; i++)
    places[i] = PROCTOR_CACHE_NO_PLACE;
  compare (database, workspace, rows, positions, places, same, gone);
  places_before = g_memdup2 (places, rows->len * sizeof (gint64));
  proctor_cache_order_assign (places, rows->len);

  /* First out, then in, for one may come to where another was. */
  for (guint i = 0; i < rows->len; i++)
    if (places_before[i] != PROCTOR_CACHE_NO_PLACE && places[i] != places_before[i])
      g_array_append_val (gone, places_before[i]);
  for (guint i = 0; i < gone->len; i++)
    proctor_database_run (database, "DELETE FROM rows WHERE workspace = ? AND place = ?", "ii", workspace, g_array_index (gone, gint64, i));
  n_written = gone->len;

  for (guint i = 0; i < rows->len; i++)
    {
      const ProctorCacheRow *row = g_ptr_array_index (rows, i);

      if (row->id == NULL || GPOINTER_TO_UINT (g_hash_table_lookup (positions, row->id)) != i || (same[i] && places[i] == places_before[i]))
        continue;
      if (places[i] == places_before[i])
        update (database, workspace, places[i], row);
      else
        insert (database, workspace, places[i], row);
      n_written++;
    }

  return n_written;
}

/**
 * proctor_cache_rows_note_refresh:
 * @database: the cache
 * @workspace_id: a workspace
 * @refreshed_at: when its server answered the last time, in seconds since 1970
 */
void
proctor_cache_rows_note_refresh (ProctorDatabase *database,
                                 const char *workspace_id,
                                 gint64 refreshed_at)
{
  proctor_database_run (database, "UPDATE workspaces SET refreshed_at = ? WHERE number = ?", "ii", refreshed_at, ensure_workspace (database, workspace_id));
}

/**
 * proctor_cache_rows_get_refresh:
 * @database: the cache
 * @workspace_id: a workspace
 *
 * Returns: when its server answered the last time, 0 if nobody knows
 */
gint64
proctor_cache_rows_get_refresh (ProctorDatabase *database,
                                const char *workspace_id)
{
  return proctor_database_get_int (database, "SELECT refreshed_at FROM workspaces WHERE id = ?", "s", workspace_id);
}

/**
 * proctor_cache_rows_forget:
 * @database: the cache
 * @workspace_id: a workspace
 *
 * Removes all there is of a workspace.
 */
void
proctor_cache_rows_forget (ProctorDatabase *database,
                           const char *workspace_id)
{
  gint64 workspace = find_workspace (database, workspace_id);

  proctor_database_run (database, "DELETE FROM rows WHERE workspace = ?", "i", workspace);
  proctor_database_run (database, "DELETE FROM workspaces WHERE number = ?", "i", workspace);
}
