/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history-search.h"
#include "testing-invocation.h"

G_BEGIN_DECLS

/* What a test's history begins as. */
#define TESTING_HISTORY_PLAIN GINT_TO_POINTER (FALSE)
#define TESTING_HISTORY_INDEXED GINT_TO_POINTER (TRUE)

/**
 * TestingHistory:
 * @folder: where its file is
 * @history: (nullable): the history; %NULL while it is closed
 *
 * A history in a folder of its own, and what one asks it for in turn.
 */
typedef struct
{
  /* Owned */
  char *folder;
  ProctorHistory *history;
} TestingHistory;

void testing_history_add (const char *name,
                          gpointer data,
                          void (*test) (TestingHistory *self,
                                        gconstpointer data));

void testing_history_open (TestingHistory *self,
                           gboolean indexed);
void testing_history_close (TestingHistory *self);
void testing_history_reopen (TestingHistory *self,
                             gboolean indexed);

gboolean testing_history_try_add (TestingHistory *self,
                                  const char *workspace_id,
                                  GBytes *body,
                                  GError **error);
void testing_history_add_runs (TestingHistory *self,
                               const char *workspace_id,
                               const char *id,
                               const TestingRun *runs,
                               guint n_runs);
void testing_history_add_run (TestingHistory *self,
                              const char *workspace_id,
                              const char *id,
                              TestingRun run);
void testing_history_forget (TestingHistory *self,
                             const char *workspace_id);

GPtrArray *testing_history_list_results (TestingHistory *self,
                                         const char *workspace_id) G_GNUC_WARN_UNUSED_RESULT;
void testing_history_assert_results (TestingHistory *self,
                                     const char *workspace_id,
                                     const char *expected);
char *testing_history_list_settled (TestingHistory *self,
                                    const char *workspace_id) G_GNUC_WARN_UNUSED_RESULT;
void testing_history_assert_settled (TestingHistory *self,
                                     const char *workspace_id,
                                     const char *expected);
GPtrArray *testing_history_search (TestingHistory *self,
                                   const char *workspace_id,
                                   const char *text,
                                   guint most) G_GNUC_WARN_UNUSED_RESULT;
void testing_history_assert_finds (TestingHistory *self,
                                   const char *workspace_id,
                                   const char *text,
                                   const char *expected);

char *testing_history_dup_path (TestingHistory *self) G_GNUC_WARN_UNUSED_RESULT;
char *testing_history_ask_file (TestingHistory *self,
                                const char *sql) G_GNUC_WARN_UNUSED_RESULT;
void testing_history_assert_file (TestingHistory *self,
                                  const char *sql,
                                  const char *expected);

G_END_DECLS
