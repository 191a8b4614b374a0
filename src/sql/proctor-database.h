/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorDatabaseError:
 * @PROCTOR_DATABASE_ERROR_FAILED: something went wrong
 * @PROCTOR_DATABASE_ERROR_DAMAGED: the file is no database, or a broken one
 * @PROCTOR_DATABASE_ERROR_NEWER: a newer version of Proctor has written it
 * @PROCTOR_DATABASE_ERROR_FULL: there is no space left
 * @PROCTOR_DATABASE_ERROR_BUSY: somebody else has it
 *
 * What goes wrong with a database.
 */
typedef enum
{
  PROCTOR_DATABASE_ERROR_FAILED,
  PROCTOR_DATABASE_ERROR_DAMAGED,
  PROCTOR_DATABASE_ERROR_NEWER,
  PROCTOR_DATABASE_ERROR_FULL,
  PROCTOR_DATABASE_ERROR_BUSY,
} ProctorDatabaseError;

#define PROCTOR_DATABASE_ERROR (proctor_database_error_quark ())
GQuark proctor_database_error_quark (void);

typedef struct _ProctorDatabase ProctorDatabase;
typedef struct _ProctorStatement ProctorStatement;

ProctorDatabase *proctor_database_open (const char *path,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
ProctorDatabase *proctor_database_open_for_reading (const char *path,
                                                    guint version,
                                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_database_close (ProctorDatabase *database);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorDatabase, proctor_database_close)

gboolean proctor_database_migrate (ProctorDatabase *database,
                                   const char *const *migrations,
                                   guint n_migrations,
                                   GError **error);
gboolean proctor_database_check (ProctorDatabase *database,
                                 GError **error);

void proctor_database_begin (ProctorDatabase *database);
void proctor_database_begin_reading (ProctorDatabase *database);
void proctor_database_commit (ProctorDatabase *database);
void proctor_database_roll_back (ProctorDatabase *database);
void proctor_database_set_cancellable (ProctorDatabase *database,
                                       GCancellable *cancellable);
gboolean proctor_database_take_error (ProctorDatabase *database,
                                      GError **error);

ProctorStatement *proctor_database_prepare (ProctorDatabase *database,
                                            const char *sql,
                                            const char *types,
                                            ...) G_GNUC_WARN_UNUSED_RESULT;
void proctor_database_run (ProctorDatabase *database,
                           const char *sql,
                           const char *types,
                           ...);
gint64 proctor_database_get_int (ProctorDatabase *database,
                                 const char *sql,
                                 const char *types,
                                 ...);
char *proctor_database_dup_text (ProctorDatabase *database,
                                 const char *sql,
                                 const char *types,
                                 ...) G_GNUC_WARN_UNUSED_RESULT;
gint64 proctor_database_count_changes (ProctorDatabase *database);

gboolean proctor_statement_next (ProctorStatement *statement);
const char *proctor_statement_get_text (ProctorStatement *statement,
                                        int column);
gint64 proctor_statement_get_int (ProctorStatement *statement,
                                  int column);
double proctor_statement_get_double (ProctorStatement *statement,
                                     int column);
GBytes *proctor_statement_dup_bytes (ProctorStatement *statement,
                                     int column) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_statement_is_null (ProctorStatement *statement,
                                    int column);

G_END_DECLS
