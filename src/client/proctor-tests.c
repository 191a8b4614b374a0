/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests.h"

#include "proctor-request-body.h"
#include "proctor-request.h"
#include "proctor-test-summary.h"
#include "proctor-test-text.h"

static ProctorRequest *
make_list_request (const ProctorTestsQuery *query)
{
  const char *const all[] = { "llm", "tool", "simulation", "folder", NULL };
  ProctorRequest *request = proctor_request_new ("GET", "convai/agent-testing", NULL);

  proctor_request_add_query (request, "cursor", query->cursor);
  proctor_request_add_query_int (request, "page_size", query->page_size);
  proctor_request_add_query (request, "search", query->search);
  proctor_request_add_query (request, "parent_folder_id", query->parent_folder_id);
  /* Nobody says whether folders come when no types are named. */
  proctor_request_add_query_list (request, "types", query->types != NULL ? query->types : all);
  proctor_request_add_query (request, "sort_mode", query->folders_first ? "folders_first" : NULL);
  proctor_request_add_query (request, "sharing_mode", query->shared_with_me ? "shared_with_me" : NULL);
  proctor_request_add_query (request, "created_by_user_id", query->created_by_user_id);
  proctor_request_expect_page (request, "tests", PROCTOR_TYPE_TEST_SUMMARY);

  return request;
}

/**
 * proctor_tests_list_async:
 * @client: a client
 * @query: which tests are wanted
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a page of tests and folders.
 */
void
proctor_tests_list_async (ProctorClient *client,
                          const ProctorTestsQuery *query,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ProctorRequest *request = make_list_request (query);

  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tests_list_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the page, of #ProctorTestSummary
 */
ProctorPage *
proctor_tests_list_finish (ProctorClient *client,
                           GAsyncResult *result,
                           GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tests_list_all:
 * @client: a client
 * @query: which tests are wanted
 *
 * For going through all of them, a page at a time.
 *
 * Returns: (transfer full): a pager
 */
ProctorPager *
proctor_tests_list_all (ProctorClient *client,
                        const ProctorTestsQuery *query)
{
  return proctor_pager_new (client, make_list_request (query));
}

/**
 * proctor_tests_get_async:
 * @client: a client
 * @test_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a test.
 */
void
proctor_tests_get_async (ProctorClient *client,
                         const char *test_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/agent-testing/%", test_id, NULL);

  proctor_request_expect_record (request, PROCTOR_TYPE_TEST);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tests_get_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the test
 */
ProctorTest *
proctor_tests_get_finish (ProctorClient *client,
                          GAsyncResult *result,
                          GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tests_get_document_async:
 * @client: a client
 * @test_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a test as the server wrote it, for whoever keeps it without looking into it.
 */
void
proctor_tests_get_document_async (ProctorClient *client,
                                  const char *test_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/agent-testing/%", test_id, NULL);

  proctor_request_expect_bytes (request);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tests_get_document_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the answer, whatever it is
 */
GBytes *
proctor_tests_get_document_finish (ProctorClient *client,
                                   GAsyncResult *result,
                                   GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tests_create_async:
 * @client: a client
 * @test: what it is to be
 * @parent_folder_id: (nullable): the folder it goes to
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Makes a test.
 */
void
proctor_tests_create_async (ProctorClient *client,
                            ProctorTest *test,
                            const char *parent_folder_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("POST", "convai/agent-testing/create", NULL);
  GError *error = NULL;
  JsonNode *body = proctor_request_body_for_test (test, parent_folder_id, &error);

  proctor_request_take_body (request, body, error);
  proctor_request_expect_string (request, "id");
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tests_create_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the new test's id
 */
char *
proctor_tests_create_finish (ProctorClient *client,
                             GAsyncResult *result,
                             GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tests_replace_async:
 * @client: a client
 * @test_id: which one
 * @test: what it is to be
 * @parent_folder_id: (nullable): the folder it is in
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Replaces a test by another, whatever it has become meanwhile. A test that is not given its folder
 * leaves it; proctor_test_update_async() sees to that.
 */
void
proctor_tests_replace_async (ProctorClient *client,
                             const char *test_id,
                             ProctorTest *test,
                             const char *parent_folder_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("PUT", "convai/agent-testing/%", test_id, NULL);
  GError *error = NULL;
  JsonNode *body = proctor_request_body_for_test (test, parent_folder_id, &error);

  proctor_request_take_body (request, body, error);
  proctor_request_expect_record (request, PROCTOR_TYPE_TEST);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tests_replace_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the test as the server has it now
 */
ProctorTest *
proctor_tests_replace_finish (ProctorClient *client,
                              GAsyncResult *result,
                              GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tests_create_source_async:
 * @client: a client
 * @source: what it is to be, as a file has it
 * @parent_folder_id: (nullable): the folder it goes to
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Makes a test that says exactly what @source does, also what this program doesn't know and numbers of any size.
 */
void
proctor_tests_create_source_async (ProctorClient *client,
                                   GBytes *source,
                                   const char *parent_folder_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("POST", "convai/agent-testing/create", NULL);
  GError *error = NULL;
  GBytes *body = proctor_test_text_make_body (source, parent_folder_id, &error);

  proctor_request_take_body_bytes (request, body, error);
  proctor_request_expect_string (request, "id");
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tests_create_source_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the new test's id
 */
char *
proctor_tests_create_source_finish (ProctorClient *client,
                                    GAsyncResult *result,
                                    GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tests_replace_source_async:
 * @client: a client
 * @test_id: which one
 * @source: what it is to be, as a file has it
 * @parent_folder_id: (nullable): the folder it is in
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Replaces a test by what @source says, whatever it has become meanwhile. A test that is not given its folder leaves it.
 */
void
proctor_tests_replace_source_async (ProctorClient *client,
                                    const char *test_id,
                                    GBytes *source,
                                    const char *parent_folder_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("PUT", "convai/agent-testing/%", test_id, NULL);
  GError *error = NULL;
  GBytes *body = proctor_test_text_make_body (source, parent_folder_id, &error);

  proctor_request_take_body_bytes (request, body, error);
  proctor_request_expect_bytes (request);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tests_replace_source_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the answer, which should be the test as the server has it now
 */
GBytes *
proctor_tests_replace_source_finish (ProctorClient *client,
                                     GAsyncResult *result,
                                     GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tests_delete_async:
 * @client: a client
 * @test_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Deletes a test.
 */
void
proctor_tests_delete_async (ProctorClient *client,
                            const char *test_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("DELETE", "convai/agent-testing/%", test_id, NULL);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tests_delete_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: whether it was done
 */
gboolean
proctor_tests_delete_finish (ProctorClient *client,
                             GAsyncResult *result,
                             GError **error)
{
  return proctor_client_send_finish_nothing (client, result, error);
}

/**
 * proctor_tests_summarize_async:
 * @client: a client
 * @test_ids: (array zero-terminated=1): which ones
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks what lists say of some tests, of no more than a thousand at a time;
 * proctor_summaries_load_async() asks for any number.
 */
void
proctor_tests_summarize_async (ProctorClient *client,
                               const char *const *test_ids,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("POST", "convai/agent-testing/summaries", NULL);

  proctor_request_take_body (request, proctor_request_body_for_strings ("test_ids", test_ids, NULL, NULL), NULL);
  /* It only asks. */
  proctor_request_set_repeatable (request, TRUE);
  proctor_request_expect_page (request, "tests", PROCTOR_TYPE_TEST_SUMMARY);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tests_summarize_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): a page of #ProctorTestSummary, without those that there
 *   are not
 */
ProctorPage *
proctor_tests_summarize_finish (ProctorClient *client,
                                GAsyncResult *result,
                                GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_tests_move_async:
 * @client: a client
 * @ids: (array zero-terminated=1): which ones
 * @folder_id: (nullable): where to, %NULL for out of all folders
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Moves tests and folders.
 */
void
proctor_tests_move_async (ProctorClient *client,
                          const char *const *ids,
                          const char *folder_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("POST", "convai/agent-testing/bulk-move", NULL);

  proctor_request_take_body (request, proctor_request_body_for_strings ("entity_ids", ids, "move_to", folder_id), NULL);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_tests_move_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: whether it was done
 */
gboolean
proctor_tests_move_finish (ProctorClient *client,
                           GAsyncResult *result,
                           GError **error)
{
  return proctor_client_send_finish_nothing (client, result, error);
}
