/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-page.h"
#include "proctor-pager.h"
#include "proctor-test.h"

G_BEGIN_DECLS

/**
 * ProctorTestsQuery:
 * @search: (nullable): what their names, or their folders' names, are to contain
 * @parent_folder_id: (nullable): the folder they are in; "root" for what is in none, %NULL for all
 * @types: (nullable): their kinds, "folder" among them; %NULL for all four
 * @folders_first: whether folders come first
 * @shared_with_me: whether only what others have shared is wanted
 * @created_by_user_id: (nullable): who made them, "@me" for the owner of the key
 * @cursor: (nullable): what the page before said
 * @page_size: how many at a time, up to 100; 0 leaves it to the server
 *
 * Which tests are wanted.
 */
typedef struct
{
  const char *search;
  const char *parent_folder_id;
  const char *const *types;
  gboolean folders_first;
  gboolean shared_with_me;
  const char *created_by_user_id;
  const char *cursor;
  guint page_size;
} ProctorTestsQuery;

void proctor_tests_list_async (ProctorClient *client,
                               const ProctorTestsQuery *query,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
ProctorPage *proctor_tests_list_finish (ProctorClient *client,
                                        GAsyncResult *result,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
ProctorPager *proctor_tests_list_all (ProctorClient *client,
                                      const ProctorTestsQuery *query) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tests_get_async (ProctorClient *client,
                              const char *test_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
ProctorTest *proctor_tests_get_finish (ProctorClient *client,
                                       GAsyncResult *result,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tests_get_document_async (ProctorClient *client,
                                       const char *test_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
GBytes *proctor_tests_get_document_finish (ProctorClient *client,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tests_create_async (ProctorClient *client,
                                 ProctorTest *test,
                                 const char *parent_folder_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
char *proctor_tests_create_finish (ProctorClient *client,
                                   GAsyncResult *result,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tests_replace_async (ProctorClient *client,
                                  const char *test_id,
                                  ProctorTest *test,
                                  const char *parent_folder_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
ProctorTest *proctor_tests_replace_finish (ProctorClient *client,
                                           GAsyncResult *result,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tests_create_source_async (ProctorClient *client,
                                        GBytes *source,
                                        const char *parent_folder_id,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
char *proctor_tests_create_source_finish (ProctorClient *client,
                                          GAsyncResult *result,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tests_replace_source_async (ProctorClient *client,
                                         const char *test_id,
                                         GBytes *source,
                                         const char *parent_folder_id,
                                         GCancellable *cancellable,
                                         GAsyncReadyCallback callback,
                                         gpointer user_data);
GBytes *proctor_tests_replace_source_finish (ProctorClient *client,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tests_delete_async (ProctorClient *client,
                                 const char *test_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean proctor_tests_delete_finish (ProctorClient *client,
                                      GAsyncResult *result,
                                      GError **error);

void proctor_tests_summarize_async (ProctorClient *client,
                                    const char *const *test_ids,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
ProctorPage *proctor_tests_summarize_finish (ProctorClient *client,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_tests_move_async (ProctorClient *client,
                               const char *const *ids,
                               const char *folder_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean proctor_tests_move_finish (ProctorClient *client,
                                    GAsyncResult *result,
                                    GError **error);

G_END_DECLS
