/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-folders.h"

#include "proctor-request-body.h"
#include "proctor-request.h"

/**
 * proctor_test_folders_create_async:
 * @client: a client
 * @name: its name
 * @parent_folder_id: (nullable): the folder it goes to
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Makes a folder.
 */
void
proctor_test_folders_create_async (ProctorClient *client,
                                   const char *name,
                                   const char *parent_folder_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("POST", "convai/agent-testing/folders", NULL);

  proctor_request_take_body (request, proctor_request_body_for_members ("name", name, "parent_folder_id", parent_folder_id, NULL), NULL);
  proctor_request_expect_record (request, PROCTOR_TYPE_FOLDER);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_test_folders_create_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the folder
 */
ProctorFolder *
proctor_test_folders_create_finish (ProctorClient *client,
                                    GAsyncResult *result,
                                    GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_test_folders_get_async:
 * @client: a client
 * @folder_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a folder.
 */
void
proctor_test_folders_get_async (ProctorClient *client,
                                const char *folder_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/agent-testing/folders/%", folder_id, NULL);

  proctor_request_expect_record (request, PROCTOR_TYPE_FOLDER);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_test_folders_get_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the folder
 */
ProctorFolder *
proctor_test_folders_get_finish (ProctorClient *client,
                                 GAsyncResult *result,
                                 GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_test_folders_rename_async:
 * @client: a client
 * @folder_id: which one
 * @name: its new name
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Gives a folder another name.
 */
void
proctor_test_folders_rename_async (ProctorClient *client,
                                   const char *folder_id,
                                   const char *name,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("PATCH", "convai/agent-testing/folders/%", folder_id, NULL);

  proctor_request_take_body (request, proctor_request_body_for_members ("name", name, NULL), NULL);
  proctor_request_expect_record (request, PROCTOR_TYPE_FOLDER);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_test_folders_rename_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the folder
 */
ProctorFolder *
proctor_test_folders_rename_finish (ProctorClient *client,
                                    GAsyncResult *result,
                                    GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_test_folders_delete_async:
 * @client: a client
 * @folder_id: which one
 * @with_contents: whether what is in it goes too; otherwise only an empty one goes
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Deletes a folder.
 */
void
proctor_test_folders_delete_async (ProctorClient *client,
                                   const char *folder_id,
                                   gboolean with_contents,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("DELETE", "convai/agent-testing/folders/%", folder_id, NULL);

  proctor_request_add_query_bool (request, "force", with_contents);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_test_folders_delete_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: whether it was done
 */
gboolean
proctor_test_folders_delete_finish (ProctorClient *client,
                                    GAsyncResult *result,
                                    GError **error)
{
  return proctor_client_send_finish_nothing (client, result, error);
}
