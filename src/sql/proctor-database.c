/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-database.h"

#include <glib/gi18n.h>
#include <sqlite3.h>

/* So often is looked whether somebody still wants the answer, in SQLite's steps, of which there are some millions a second. */
#define STEPS_BETWEEN_LOOKS 1000

G_DEFINE_QUARK (proctor - database - error - quark, proctor_database_error)

/**
 * ProctorDatabase:
 *
 * A SQLite database, to be used by one thread. The first thing that goes wrong is remembered, and
 * nothing is done after it; so whoever does several things in a row asks once at the end, with
 * proctor_database_take_error().
 */
struct _ProctorDatabase
{
  /* Owned */
  sqlite3 *handle;
  GHashTable *statements;
  GError *error;

  GThread *thread;
  gboolean in_transaction;
};

/**
 * ProctorStatement:
 *
 * A question to a database. It belongs to the database and is good until it is asked again.
 */
struct _ProctorStatement
{
  /* Owned */
  sqlite3_stmt *handle;
  /* Borrowed */
  ProctorDatabase *database;
};

static void
statement_free (gpointer data)
{
  ProctorStatement *statement = data;

  sqlite3_finalize (statement->handle);
  g_free (statement);
}

static GError *
make_error (sqlite3 *handle,
            int result)
{
  ProctorDatabaseError code = PROCTOR_DATABASE_ERROR_FAILED;

  switch (result & 0xff)
    {
    case SQLITE_INTERRUPT:
      return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, sqlite3_errstr (result));
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      code = PROCTOR_DATABASE_ERROR_DAMAGED;
      break;
    case SQLITE_FULL:
      code = PROCTOR_DATABASE_ERROR_FULL;
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      code = PROCTOR_DATABASE_ERROR_BUSY;
      break;
    default:
      break;
    }

  return g_error_new (PROCTOR_DATABASE_ERROR, code, _ ("The database can't be used: %s."), handle != NULL ? sqlite3_errmsg (handle) : sqlite3_errstr (result));
}

/* Returns whether all is well. */
static gboolean
note (ProctorDatabase *database,
      int result)
{
  if (result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE)
    return TRUE;

  if (database->error == NULL)
    database->error = make_error (database->handle, result);

  return FALSE;
}

static void
execute (ProctorDatabase *database,
         const char *sql)
{
  g_assert (database->thread == g_thread_self ());

  if (database->error == NULL)
    note (database, sqlite3_exec (database->handle, sql, NULL, NULL, NULL));
}

static ProctorDatabase *
open_with (const char *path,
           int flags,
           const char *sql,
           GError **error)
{
  g_autoptr (ProctorDatabase) database = g_new0 (ProctorDatabase, 1);
  int result;

  database->thread = g_thread_self ();
  database->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statement_free);
  result = sqlite3_open_v2 (path, &database->handle, flags | SQLITE_OPEN_NOMUTEX, NULL);
  if (!note (database, result))
    {
      proctor_database_take_error (database, error);
      return NULL;
    }

  sqlite3_extended_result_codes (database->handle, 1);
  sqlite3_busy_timeout (database->handle, 5000);
  execute (database, sql);
  if (proctor_database_take_error (database, error))
    return NULL;

  return g_steal_pointer (&database);
}

/**
 * proctor_database_open:
 * @path: a file, which is made if there is none
 * @error: return location for why it can't be opened
 *
 * Opens a database. What has been committed is on the disk: an answer may promise it.
 *
 * Returns: (transfer full) (nullable): the database
 */
ProctorDatabase *
proctor_database_open (const char *path,
                       GError **error)
{
  return open_with (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;", error);
}

/**
 * proctor_database_open_for_reading:
 * @path: a file, of which nothing is changed
 * @version: the version that this program knows
 * @error: return location for why it can't be opened
 *
 * Opens a database that belongs to another program, which may be using it.
 *
 * Returns: (transfer full) (nullable): the database
 */
ProctorDatabase *
proctor_database_open_for_reading (const char *path,
                                   guint version,
                                   GError **error)
{
  g_autoptr (ProctorDatabase) database = open_with (path, SQLITE_OPEN_READONLY, "PRAGMA query_only = ON;", error);
  gint64 found = database != NULL ? proctor_database_get_int (database, "PRAGMA user_version", "") : 0;

  if (database == NULL || proctor_database_take_error (database, error))
    return NULL;
  if (found == version)
    return g_steal_pointer (&database);

  if (found > version)
    g_set_error_literal (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_NEWER, _ ("A newer version of Proctor has written this data. It was left as it is."));
  else
    g_set_error_literal (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_FAILED, _ ("An older version of Proctor has written this data. It can be read once the window has been opened."));

  return NULL;
}

void
proctor_database_close (ProctorDatabase *database)
{
  g_hash_table_unref (database->statements);
  g_clear_error (&database->error);
  sqlite3_close (database->handle);
  g_free (database);
}

/**
 * proctor_database_migrate:
 * @database: a database
 * @migrations: (array length=n_migrations): what makes each version of the one before
 * @n_migrations: the version that this program knows
 * @error: return location for why it can't be used
 *
 * Brings a database to the version that this program knows. One that is newer is left alone.
 *
 * Returns: whether it is of that version now
 */
gboolean
proctor_database_migrate (ProctorDatabase *database,
                          const char *const *migrations,
                          guint n_migrations,
                          GError **error)
{
  gint64 version = proctor_database_get_int (database, "PRAGMA user_version", "");

  if (version > n_migrations)
    {
      g_set_error_literal (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_NEWER, _ ("A newer version of Proctor has written this data. It was left as it is."));
      return FALSE;
    }

  for (; version < n_migrations; version++)
    {
      g_autofree char *pragma = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, version + 1);

      proctor_database_begin (database);
      execute (database, migrations[version]);
      execute (database, pragma);
      proctor_database_commit (database);
    }

  return !proctor_database_take_error (database, error);
}

/**
 * proctor_database_check:
 * @database: a database
 * @error: return location for what is wrong with it
 *
 * Looks through all of it, which takes a while.
 *
 * Returns: whether it is sound
 */
gboolean
proctor_database_check (ProctorDatabase *database,
                        GError **error)
{
  g_autofree char *verdict = proctor_database_dup_text (database, "PRAGMA quick_check (1)", "");

  if (proctor_database_take_error (database, error))
    return FALSE;
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;

  g_set_error (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_DAMAGED, _ ("The database is damaged: %s."), verdict);

  return FALSE;
}

static void
begin (ProctorDatabase *database,
       const char *sql)
{
  g_assert (!database->in_transaction);

  execute (database, sql);
  database->in_transaction = database->error == NULL;
}

void
proctor_database_begin (ProctorDatabase *database)
{
  begin (database, "BEGIN IMMEDIATE");
}

/**
 * proctor_database_begin_reading:
 * @database: a database without a transaction
 *
 * Begins what only reads: all of it sees the same, and it waits for nobody who writes.
 */
void
proctor_database_begin_reading (ProctorDatabase *database)
{
  begin (database, "BEGIN");
}

/**
 * proctor_database_commit:
 * @database: a database with a transaction
 *
 * Commits what was done, or undoes it if anything went wrong.
 */
void
proctor_database_commit (ProctorDatabase *database)
{
  if (!database->in_transaction)
    return;

  execute (database, "COMMIT");
  if (database->error != NULL)
    {
      proctor_database_roll_back (database);
      return;
    }
  database->in_transaction = FALSE;
}

void
proctor_database_roll_back (ProctorDatabase *database)
{
  if (!database->in_transaction)
    return;

  /* It may have been undone already, and it must be tried even though something went wrong. */
  sqlite3_exec (database->handle, "ROLLBACK", NULL, NULL, NULL);
  database->in_transaction = FALSE;
}

static int
progress_cb (void *data)
{
  return g_cancellable_is_cancelled (data);
}

/**
 * proctor_database_set_cancellable:
 * @database: a database
 * @cancellable: (nullable): to give up, until another is set
 *
 * What is asked from here on ends with %G_IO_ERROR_CANCELLED soon after @cancellable was cancelled.
 */
void
proctor_database_set_cancellable (ProctorDatabase *database,
                                  GCancellable *cancellable)
{
  sqlite3_progress_handler (database->handle, STEPS_BETWEEN_LOOKS, cancellable != NULL ? progress_cb : NULL, cancellable);
}

/**
 * proctor_database_take_error:
 * @database: a database
 * @error: return location for what went wrong first
 *
 * Returns: whether anything went wrong since this was last asked
 */
gboolean
proctor_database_take_error (ProctorDatabase *database,
                             GError **error)
{
  if (database->error == NULL)
    return FALSE;

  g_propagate_error (error, g_steal_pointer (&database->error));

  return TRUE;
}

static int
bind_bytes (ProctorStatement *statement,
            int position,
            GBytes *bytes)
{
  gsize length;
  const void *data;

  if (bytes == NULL)
    return sqlite3_bind_null (statement->handle, position);

  data = g_bytes_get_data (bytes, &length);

  /* Where there is nothing, there must be a place for it all the same. */
  return sqlite3_bind_blob64 (statement->handle, position, data != NULL ? data : "", length, SQLITE_TRANSIENT);
}

static void
bind (ProctorStatement *statement,
      const char *types,
      va_list arguments)
{
  ProctorDatabase *database = statement->database;

  for (int i = 0; types[i] != '\0'; i++)
    {
      const char *text;

      switch (types[i])
        {
        case 's':
          text = va_arg (arguments, const char *);
          note (database, text != NULL ? sqlite3_bind_text (statement->handle, i + 1, text, -1, SQLITE_TRANSIENT) : sqlite3_bind_null (statement->handle, i + 1));
          break;
        case 'i':
          note (database, sqlite3_bind_int64 (statement->handle, i + 1, va_arg (arguments, gint64)));
          break;
        case 'b':
          note (database, sqlite3_bind_int64 (statement->handle, i + 1, va_arg (arguments, gboolean)));
          break;
        case 'd':
          note (database, sqlite3_bind_double (statement->handle, i + 1, va_arg (arguments, double)));
          break;
        case 'y':
          note (database, bind_bytes (statement, i + 1, va_arg (arguments, GBytes *)));
          break;
        default:
          g_assert_not_reached ();
        }
    }
}

static ProctorStatement *
prepare (ProctorDatabase *database,
         const char *sql)
{
  ProctorStatement *statement = g_hash_table_lookup (database->statements, sql);

  g_assert (database->thread == g_thread_self ());

  if (statement == NULL)
    {
      statement = g_new0 (ProctorStatement, 1);
      statement->database = database;
      if (database->error == NULL)
        note (database, sqlite3_prepare_v3 (database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle, NULL));
      g_hash_table_insert (database->statements, g_strdup (sql), statement);
    }
  else if (statement->handle == NULL && database->error == NULL)
    note (database, sqlite3_prepare_v3 (database->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle, NULL));
  /* A statement that could not be made has no rows, and the database remembers why. */
  if (statement->handle != NULL)
    {
      sqlite3_reset (statement->handle);
      sqlite3_clear_bindings (statement->handle);
    }

  return statement;
}

static ProctorStatement *
prepare_with (ProctorDatabase *database,
              const char *sql,
              const char *types,
              va_list arguments)
{
  ProctorStatement *statement = prepare (database, sql);

  if (statement->handle != NULL)
    bind (statement, types, arguments);

  return statement;
}

/**
 * proctor_database_prepare:
 * @database: a database
 * @sql: a question, with a "?" for each argument
 * @types: the arguments' types: "s" for text, which may be %NULL, "i" for #gint64, "b" for
 *   #gboolean, "d" for double, "y" for #GBytes, which may be %NULL
 * @...: the arguments
 *
 * Returns: (transfer none): the question, to be asked with proctor_statement_next(). The same @sql
 *   is the same statement, so it can't be asked within itself
 */
ProctorStatement *
proctor_database_prepare (ProctorDatabase *database,
                          const char *sql,
                          const char *types,
                          ...)
{
  ProctorStatement *statement;
  va_list arguments;

  va_start (arguments, types);
  statement = prepare_with (database, sql, types, arguments);
  va_end (arguments);

  return statement;
}

/**
 * proctor_database_run:
 * @database: a database
 * @sql: something to do
 * @types: the arguments' types
 * @...: the arguments
 */
void
proctor_database_run (ProctorDatabase *database,
                      const char *sql,
                      const char *types,
                      ...)
{
  ProctorStatement *statement;
  va_list arguments;

  va_start (arguments, types);
  statement = prepare_with (database, sql, types, arguments);
  va_end (arguments);

  while (proctor_statement_next (statement))
    ;
}

/**
 * proctor_database_get_int:
 * @database: a database
 * @sql: a question with one number for an answer
 * @types: the arguments' types
 * @...: the arguments
 *
 * Returns: the number, 0 if there is none
 */
gint64
proctor_database_get_int (ProctorDatabase *database,
                          const char *sql,
                          const char *types,
                          ...)
{
  ProctorStatement *statement;
  va_list arguments;
  gint64 number;

  va_start (arguments, types);
  statement = prepare_with (database, sql, types, arguments);
  va_end (arguments);

  number = proctor_statement_next (statement) ? proctor_statement_get_int (statement, 0) : 0;
  sqlite3_reset (statement->handle);

  return number;
}

/**
 * proctor_database_dup_text:
 * @database: a database
 * @sql: a question with one text for an answer
 * @types: the arguments' types
 * @...: the arguments
 *
 * Returns: (transfer full) (nullable): the text, %NULL if there is none
 */
char *
proctor_database_dup_text (ProctorDatabase *database,
                           const char *sql,
                           const char *types,
                           ...)
{
  ProctorStatement *statement;
  va_list arguments;
  char *text;

  va_start (arguments, types);
  statement = prepare_with (database, sql, types, arguments);
  va_end (arguments);

  text = proctor_statement_next (statement) ? g_strdup (proctor_statement_get_text (statement, 0)) : NULL;
  sqlite3_reset (statement->handle);

  return text;
}

/**
 * proctor_database_count_changes:
 * @database: a database
 *
 * Returns: how many rows the last change touched
 */
gint64
proctor_database_count_changes (ProctorDatabase *database)
{
  return sqlite3_changes64 (database->handle);
}

/**
 * proctor_statement_next:
 * @statement: a question
 *
 * Returns: whether there is another row; there is none once anything went wrong
 */
gboolean
proctor_statement_next (ProctorStatement *statement)
{
  int result;

  if (statement->database->error != NULL || statement->handle == NULL)
    return FALSE;

  result = sqlite3_step (statement->handle);
  if (result == SQLITE_ROW)
    return TRUE;

  note (statement->database, result);
  sqlite3_reset (statement->handle);

  return FALSE;
}

const char *
proctor_statement_get_text (ProctorStatement *statement,
                            int column)
{
  return (const char *) sqlite3_column_text (statement->handle, column);
}

gint64
proctor_statement_get_int (ProctorStatement *statement,
                           int column)
{
  return sqlite3_column_int64 (statement->handle, column);
}

double
proctor_statement_get_double (ProctorStatement *statement,
                              int column)
{
  return sqlite3_column_double (statement->handle, column);
}

/**
 * proctor_statement_dup_bytes:
 * @statement: a question that has a row
 * @column: which of its columns
 *
 * Returns: (transfer full) (nullable): the bytes, %NULL if there are none
 */
GBytes *
proctor_statement_dup_bytes (ProctorStatement *statement,
                             int column)
{
  const void *data = sqlite3_column_blob (statement->handle, column);

  if (proctor_statement_is_null (statement, column))
    return NULL;

  return g_bytes_new (data, (gsize) sqlite3_column_bytes (statement->handle, column));
}

gboolean
proctor_statement_is_null (ProctorStatement *statement,
                           int column)
{
  return sqlite3_column_type (statement->handle, column) == SQLITE_NULL;
}
