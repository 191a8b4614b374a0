/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-library.h"
#include "proctor-test-list.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

G_BEGIN_DECLS

#define TESTING_TESTS "/v1/convai/agent-testing"
#define TESTING_PAGE "page_size=100&types=llm&types=tool&types=simulation"
#define TESTING_FOLDERS "types=folder"
#define TESTING_SUMMARIES "/v1/convai/agent-testing/summaries"

/**
 * TestingLibrary:
 * @server: what the library reads from
 * @client: who asks it
 * @folder: for a cache and a history
 * @cache: (nullable): its cache
 * @history: (nullable): its history
 * @library: the library
 * @list: (nullable): a list of it
 * @mirror: the list's rows, as one knows them who only follows its changes
 * @gone: rows that one change has removed, until the next news
 * @n_emissions: how often the list has told of changes
 * @n_touched: how many rows these were
 *
 * A library, the scripted server that it reads from, and somebody who watches a list of it.
 */
typedef struct
{
  /* Owned */
  ProctorTestingServer *server;
  ProctorClient *client;
  char *folder;
  ProctorCache *cache;
  ProctorHistory *history;
  ProctorHealth *health;
  ProctorLibrary *library;
  ProctorTestList *list;
  GPtrArray *mirror;
  GHashTable *gone;

  guint n_emissions;
  guint n_touched;
} TestingLibrary;

void testing_library_add (const char *path,
                          void (*test) (TestingLibrary *self,
                                        gconstpointer data));

void testing_library_keep (TestingLibrary *self);
void testing_library_make (TestingLibrary *self);
void testing_library_make_list (TestingLibrary *self);
void testing_library_drop (TestingLibrary *self);
void testing_library_load (TestingLibrary *self);
void testing_library_start (TestingLibrary *self);
void testing_library_settle (TestingLibrary *self);

void testing_library_answer (TestingLibrary *self,
                             const char *query,
                             const char *rows,
                             const char *next_cursor);
void testing_library_fail (TestingLibrary *self,
                           const char *query,
                           guint status);
void testing_library_answer_no_folders (TestingLibrary *self);
void testing_library_answer_three_pages (TestingLibrary *self);
void testing_library_answer_summaries (TestingLibrary *self,
                                       const char *rows);
void testing_library_stall (TestingLibrary *self);

char *testing_rows (guint from,
                    guint to) G_GNUC_WARN_UNUSED_RESULT;
char *testing_row (const char *id,
                   const char *name,
                   const char *members) G_GNUC_WARN_UNUSED_RESULT;
char *testing_folder_row (const char *id,
                          const char *name,
                          const char *parent_id) G_GNUC_WARN_UNUSED_RESULT;
ProctorTestSummary *testing_summary (const char *id,
                                     const char *name,
                                     const char *kind,
                                     const char *folder_id) G_GNUC_WARN_UNUSED_RESULT;

guint testing_library_count_requests (TestingLibrary *self,
                                      const char *query);
void testing_library_wait_requests (TestingLibrary *self,
                                    const char *query,
                                    guint n);
char *testing_library_join (TestingLibrary *self) G_GNUC_WARN_UNUSED_RESULT;
void testing_library_assert_known (TestingLibrary *self,
                                   guint n_tests,
                                   gboolean complete);
void testing_library_assert_ok (TestingLibrary *self);
void testing_library_assert_failed (TestingLibrary *self,
                                    ProctorApiErrorCode code);
const char *testing_library_get_name (TestingLibrary *self,
                                      const char *id);
void testing_library_assert_list (TestingLibrary *self,
                                  const char *ids);
void testing_library_assert_edits (TestingLibrary *self,
                                   guint n_emissions,
                                   guint n_touched);

G_END_DECLS
