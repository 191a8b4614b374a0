/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-branches.h"

#include "proctor-request-body.h"
#include "proctor-request.h"

/**
 * proctor_branches_list_async:
 * @client: a client
 * @agent_id: whose
 * @with_archived: whether those that were put away are wanted
 * @limit: how many at most, from 2 to 100; 0 leaves it to the server
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for the branches of an agent, all of which come at once.
 */
void
proctor_branches_list_async (ProctorClient *client,
                             const char *agent_id,
                             gboolean with_archived,
                             guint limit,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/agents/%/branches", agent_id, NULL);

  proctor_request_add_query_bool (request, "include_archived", with_archived);
  proctor_request_add_query_int (request, "limit", limit);
  proctor_request_expect_page (request, "results", PROCTOR_TYPE_BRANCH);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_branches_list_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): a page of #ProctorBranch
 */
ProctorPage *
proctor_branches_list_finish (ProctorClient *client,
                              GAsyncResult *result,
                              GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_branches_get_async:
 * @client: a client
 * @agent_id: whose
 * @branch_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for a branch with its latest versions.
 */
void
proctor_branches_get_async (ProctorClient *client,
                            const char *agent_id,
                            const char *branch_id,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/agents/%/branches/%", agent_id, branch_id, NULL);

  proctor_request_expect_record (request, PROCTOR_TYPE_BRANCH);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_branches_get_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the branch
 */
ProctorBranch *
proctor_branches_get_finish (ProctorClient *client,
                             GAsyncResult *result,
                             GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_branches_create_async:
 * @client: a client
 * @agent_id: whose
 * @branch: what it is to be
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Makes a branch.
 */
void
proctor_branches_create_async (ProctorClient *client,
                               const char *agent_id,
                               ProctorBranchRequest *branch,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("POST", "convai/agents/%/branches", agent_id, NULL);
  GError *error = NULL;
  JsonNode *body = proctor_request_body_for_record (PROCTOR_RECORD (branch), &error);

  proctor_request_take_body (request, body, error);
  proctor_request_expect_string (request, "created_branch_id");
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_branches_create_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the new branch's id
 */
char *
proctor_branches_create_finish (ProctorClient *client,
                                GAsyncResult *result,
                                GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_branches_rename_async:
 * @client: a client
 * @agent_id: whose
 * @branch_id: which one
 * @name: its new name
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Gives a branch another name.
 */
void
proctor_branches_rename_async (ProctorClient *client,
                               const char *agent_id,
                               const char *branch_id,
                               const char *name,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("PATCH", "convai/agents/%/branches/%", agent_id, branch_id, NULL);

  proctor_request_take_body (request, proctor_request_body_for_members ("name", name, NULL), NULL);
  proctor_request_expect_record (request, PROCTOR_TYPE_BRANCH);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_branches_rename_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the branch
 */
ProctorBranch *
proctor_branches_rename_finish (ProctorClient *client,
                                GAsyncResult *result,
                                GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_branches_archive_async:
 * @client: a client
 * @agent_id: whose
 * @branch_id: which one
 * @archived: whether it is to be put away
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Puts a branch away or brings it back.
 */
void
proctor_branches_archive_async (ProctorClient *client,
                                const char *agent_id,
                                const char *branch_id,
                                gboolean archived,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("PATCH", "convai/agents/%/branches/%", agent_id, branch_id, NULL);
  g_autoptr (JsonObject) body = json_object_new ();

  json_object_set_boolean_member (body, "is_archived", archived);
  proctor_request_take_body (request, json_node_init_object (json_node_alloc (), body), NULL);
  proctor_request_expect_record (request, PROCTOR_TYPE_BRANCH);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_branches_archive_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the branch
 */
ProctorBranch *
proctor_branches_archive_finish (ProctorClient *client,
                                 GAsyncResult *result,
                                 GError **error)
{
  return proctor_client_send_finish (client, result, error);
}

/**
 * proctor_branches_get_version_async:
 * @client: a client
 * @agent_id: whose
 * @version_id: which one
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks what is known of a version of an agent.
 */
void
proctor_branches_get_version_async (ProctorClient *client,
                                    const char *agent_id,
                                    const char *version_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  ProctorRequest *request = proctor_request_new ("GET", "convai/agents/%/versions/%", agent_id, version_id, NULL);

  proctor_request_expect_record (request, PROCTOR_TYPE_AGENT_VERSION);
  proctor_client_send_async (client, request, cancellable, callback, user_data);
}

/**
 * proctor_branches_get_version_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): the version
 */
ProctorAgentVersion *
proctor_branches_get_version_finish (ProctorClient *client,
                                     GAsyncResult *result,
                                     GError **error)
{
  return proctor_client_send_finish (client, result, error);
}
