/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database-thread.h"

G_BEGIN_DECLS

/* A thread with a database of notes. */
typedef struct
{
  char *folder;
  char *path;
  ProctorDatabaseThread *thread;
} TestingNotes;

typedef void (*TestingNotesFunc) (TestingNotes *self,
                                  gconstpointer data);

ProctorDatabaseThread *testing_notes_make_thread (TestingNotes *self,
                                                  ProctorDamage damage);
void testing_notes_close (TestingNotes *self);
void testing_notes_reopen (TestingNotes *self,
                           ProctorDamage damage);

gpointer testing_notes_add (ProctorDatabase *database,
                            gpointer data,
                            GCancellable *cancellable,
                            GError **error);
gpointer testing_notes_run (TestingNotes *self,
                            ProctorDatabaseFunc func,
                            const char *text,
                            GError **error);
void testing_notes_run_well (TestingNotes *self,
                             ProctorDatabaseFunc func,
                             const char *text);
void testing_notes_assert (TestingNotes *self,
                           const char *expected);

void testing_notes_test (const char *path,
                         ProctorDamage damage,
                         TestingNotesFunc test);

G_END_DECLS
