/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-library.h"

G_BEGIN_DECLS

/* PROCTOR_TEST_SORT_CREATED is the default, and newest first. */
typedef enum
{
  PROCTOR_TEST_SORT_NAME,
  PROCTOR_TEST_SORT_UPDATED,
  PROCTOR_TEST_SORT_CREATED,
  PROCTOR_TEST_SORT_LAST_RESULT,
} ProctorTestSort;

typedef enum
{
  PROCTOR_TEST_KINDS_NEXT_REPLY = 1 << 0,
  PROCTOR_TEST_KINDS_TOOL = 1 << 1,
  PROCTOR_TEST_KINDS_SIMULATION = 1 << 2,
  PROCTOR_TEST_KINDS_UNKNOWN = 1 << 3,
} ProctorTestKinds;

/* What a view shows in place of, or beside, the rows. */
typedef enum
{
  PROCTOR_TEST_LIST_LOADING, /* nothing here yet, something is on its way */
  PROCTOR_TEST_LIST_EMPTY,   /* the workspace has no tests at all */
  PROCTOR_TEST_LIST_FOLDER_EMPTY,
  PROCTOR_TEST_LIST_NO_MATCH, /* there are tests, but none that match search and filters */
  PROCTOR_TEST_LIST_ERROR,    /* nothing here, and the library's error says why */
  PROCTOR_TEST_LIST_CONTENT,
} ProctorTestListState;

#define PROCTOR_TYPE_TEST_LIST (proctor_test_list_get_type ())

/* A GListModel of ProctorTestItem: what is in a folder (and below it), matches the search and the filters, in order.
 * Writable properties (notify): "folder-id" (NULL: all tests), "search" (string), "kinds" (uint, ProctorTestKinds, 0: all),
 * "shared-with-me" (bool), "mine" (bool), "creator" (string, NULL: anybody), "sort" (uint), "descending" (bool).
 * Readable: "state" (uint ProctorTestListState), "n-items". */
G_DECLARE_FINAL_TYPE (ProctorTestList, proctor_test_list, PROCTOR, TEST_LIST, GObject)

ProctorTestList *proctor_test_list_new (ProctorLibrary *library);

ProctorLibrary *proctor_test_list_get_library (ProctorTestList *self);
ProctorTestListState proctor_test_list_get_state (ProctorTestList *self);
const char *proctor_test_list_get_folder_id (ProctorTestList *self);
const char *proctor_test_list_get_search (ProctorTestList *self);
gboolean proctor_test_list_is_filtered (ProctorTestList *self); /* by kind, sharing or creator */

/* Everything that matches, also what has not been read: reads it first. Result: GPtrArray of ProctorTestItem. */
void proctor_test_list_collect_async (ProctorTestList *self,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
GPtrArray *proctor_test_list_collect_finish (ProctorTestList *self,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Search, filters, sort and folder as one string ("a{sv}" text) and back, for settings: survives a restart. */
char *proctor_test_list_dup_state_text (ProctorTestList *self);
void proctor_test_list_restore (ProctorTestList *self,
                                const char *text);

G_END_DECLS
