/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-branches.h"
#include "testing-endpoint.h"

#define VERSION "{'id': 'agtvrsn_1', 'agent_id': 'agent_1', 'branch_id': 'agtbrch_1', 'version_description': 'Erste', 'seq_no_in_branch': 7, " \
                "'time_committed_secs': 1782000100, 'access_info': " ACCESS ", 'parents': {'in_branch_parent_id': 'agtvrsn_0'}}"
#define COMMON "'id': 'agtbrch_1', 'name': 'Über', 'agent_id': 'agent_1', 'description': 'Versuch', 'created_at': 1782000000, "             \
               "'last_committed_at': 1782000100, 'is_archived': false, 'protection_status': 'writer_perms_required', 'access_info': null, " \
               "'current_live_percentage': 12.5, 'novelty': {'a': null}"
#define ROW "{" COMMON ", 'parent_branch_id': 'agtbrch_0', 'draft_exists': true, 'draft_created_at': 1782000050, 'draft_is_behind_tip': false, " \
            "'calls_7d': 3, 'commits_ahead': 1, 'commits_behind': 2}"
#define BRANCH "{" COMMON ", 'parent_branch': {'id': 'agtbrch_0', 'name': 'main'}, 'most_recent_versions': [" VERSION "]}"

#define BRANCH_PATH "/v1/convai/agents/" ODD_ID_SENT "/branches/" OTHER_ID_SENT

static void
assert_branch (ProctorBranch *branch)
{
  g_autoptr (ProctorAgentVersion) version = NULL;

  testing_assert_record (branch, PROCTOR_TYPE_BRANCH, BRANCH);
  g_assert_cmpstr (proctor_branch_get_id (branch), ==, "agtbrch_1");
  g_assert_cmpstr (proctor_path_segment_get_name (proctor_branch_get_parent_branch (branch)), ==, "main");
  version = g_list_model_get_item (proctor_branch_get_most_recent_versions (branch), 0);
  g_assert_cmpint (proctor_agent_version_get_seq_no_in_branch (version), ==, 7);
}

static void
list (TestingEndpoint *self,
      gboolean with_archived,
      guint limit,
      const char *query)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/agents/" ODD_ID_SENT "/branches",
    .query = query,
    .answer = "{'results': [" ROW "], 'meta': {'total': 1, 'page': null, 'page_size': null}}",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = NULL;
  g_autoptr (ProctorBranch) row = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_branches_list_async (self->client, ODD_ID, with_archived, limit, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  page = proctor_branches_list_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_rows (page, 1, NULL);
  row = testing_page_dup_row (page, 0, PROCTOR_TYPE_BRANCH);
  testing_assert_record (row, PROCTOR_TYPE_BRANCH, ROW);
  g_assert_cmpstr (proctor_branch_get_name (row), ==, "Über");
  g_assert_cmpstr (proctor_branch_get_parent_branch_id (row), ==, "agtbrch_0");
  g_assert_cmpfloat (proctor_branch_get_current_live_percentage (row), ==, 12.5);
  g_assert_cmpint (proctor_branch_get_commits_behind (row), ==, 2);
  g_assert_true (proctor_branch_get_draft_exists (row));
}

static void
test_list (TestingEndpoint *self,
           gconstpointer data)
{
  list (self, FALSE, 0, NULL);
  list (self, TRUE, 100, "include_archived=true&limit=100");
}

static void
test_get (TestingEndpoint *self,
          gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = BRANCH_PATH,
    .answer = BRANCH,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorBranch) branch = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_branches_get_async (self->client, ODD_ID, OTHER_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  branch = proctor_branches_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_branch (branch);
}

static void
create (TestingEndpoint *self,
        ProctorBranchRequest *request,
        const char *body)
{
  const TestingExpectation expected = {
    .method = "POST",
    .path = "/v1/convai/agents/" ODD_ID_SENT "/branches",
    .body = body,
    .answer = "{'created_branch_id': 'agtbrch_9', 'created_version_id': 'agtvrsn_9', 'novelty': 1}",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_branches_create_async (self->client, ODD_ID, request, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  id = proctor_branches_create_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "agtbrch_9");
}

static void
test_create (TestingEndpoint *self,
             gconstpointer data)
{
  g_autoptr (ProctorBranchRequest) request = proctor_branch_request_new ();

  proctor_branch_request_set_parent_version_id (request, "agtvrsn_1");
  proctor_branch_request_set_name (request, "Über");
  proctor_branch_request_set_description (request, "");
  create (self, request, "{'parent_version_id': 'agtvrsn_1', 'name': 'Über', 'description': ''}");

  proctor_branch_request_set_conversation_config (request, "{\"agent\": {\"language\": \"de\"}}");
  proctor_branch_request_set_platform_settings (request, "{\"testing\": {}}");
  proctor_branch_request_set_include_draft (request, TRUE);
  create (self, request,
          "{'parent_version_id': 'agtvrsn_1', 'name': 'Über', 'description': '', 'conversation_config': {'agent': {'language': 'de'}}, "
          "'platform_settings': {'testing': {}}, 'include_draft': true}");
}

static void
test_rename (TestingEndpoint *self,
             gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "PATCH",
    .path = BRANCH_PATH,
    .body = "{'name': 'Über'}",
    .answer = BRANCH,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorBranch) branch = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_branches_rename_async (self->client, ODD_ID, OTHER_ID, "Über", NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  branch = proctor_branches_rename_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_branch (branch);
}

static void
archive (TestingEndpoint *self,
         gboolean archived,
         const char *body)
{
  const TestingExpectation expected = {
    .method = "PATCH",
    .path = BRANCH_PATH,
    .body = body,
    .answer = BRANCH,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorBranch) branch = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_branches_archive_async (self->client, ODD_ID, OTHER_ID, archived, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  branch = proctor_branches_archive_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_branch (branch);
}

static void
test_archive (TestingEndpoint *self,
              gconstpointer data)
{
  archive (self, TRUE, "{'is_archived': true}");
  archive (self, FALSE, "{'is_archived': false}");
}

static void
test_get_version (TestingEndpoint *self,
                  gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/agents/" ODD_ID_SENT "/versions/" OTHER_ID_SENT,
    .answer = VERSION,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgentVersion) version = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_branches_get_version_async (self->client, ODD_ID, OTHER_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  version = proctor_branches_get_version_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_record (version, PROCTOR_TYPE_AGENT_VERSION, VERSION);
  g_assert_cmpstr (proctor_agent_version_get_version_description (version), ==, "Erste");
  g_assert_cmpint (proctor_agent_version_get_time_committed_secs (version), ==, 1782000100);
}

/* Neither of two ids may be missing. */
static void
test_no_id (TestingEndpoint *self,
            gconstpointer data)
{
  proctor_branches_get_async (self->client, "..", "agtbrch_1", NULL, testing_endpoint_cb, self);
  testing_endpoint_finish_unsent (self);
  proctor_branches_get_async (self->client, "agent_1", "..", NULL, testing_endpoint_cb, self);
  testing_endpoint_finish_unsent (self);
  proctor_branches_rename_async (self->client, "agent_1", "", "Über", NULL, testing_endpoint_cb, self);
  testing_endpoint_finish_unsent (self);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_endpoint_add_contract ("/endpoints/branches/contract");
  testing_endpoint_add ("/endpoints/branches/list", test_list);
  testing_endpoint_add ("/endpoints/branches/get", test_get);
  testing_endpoint_add ("/endpoints/branches/create", test_create);
  testing_endpoint_add ("/endpoints/branches/rename", test_rename);
  testing_endpoint_add ("/endpoints/branches/archive", test_archive);
  testing_endpoint_add ("/endpoints/branches/get-version", test_get_version);
  testing_endpoint_add ("/endpoints/branches/no-id", test_no_id);

  return g_test_run ();
}
