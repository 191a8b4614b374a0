/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-path-segment.h"
#include "proctor-test-folders.h"
#include "testing-endpoint.h"

#define FOLDER "{'id': 'tfld_2', 'name': 'Ärger', 'folder_path': [{'id': 'tfld_1', 'name': 'Alles'}, {'id': 'tfld_2', 'name': 'Ärger', 'depth': 2}], " \
               "'children_count': 4, 'colour': '#fff'}"

static void
assert_folder (ProctorFolder *folder)
{
  g_autoptr (ProctorPathSegment) root = NULL;

  testing_assert_record (folder, PROCTOR_TYPE_FOLDER, FOLDER);
  g_assert_cmpstr (proctor_folder_get_id (folder), ==, "tfld_2");
  g_assert_cmpstr (proctor_folder_get_name (folder), ==, "Ärger");
  g_assert_cmpint (proctor_folder_get_children_count (folder), ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_folder_get_folder_path (folder)), ==, 2);
  root = g_list_model_get_item (proctor_folder_get_folder_path (folder), 0);
  g_assert_cmpstr (proctor_path_segment_get_name (root), ==, "Alles");
}

static void
create (TestingEndpoint *self,
        const char *parent_folder_id,
        const char *body)
{
  const TestingExpectation expected = {
    .method = "POST",
    .path = "/v1/convai/agent-testing/folders",
    .body = body,
    .answer = "{'id': 'tfld_3', 'name': 'Ärger “neu”', 'novelty': null}",
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorFolder) folder = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_test_folders_create_async (self->client, "Ärger “neu”", parent_folder_id, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  folder = proctor_test_folders_create_finish (self->client, result, &error);
  g_assert_no_error (error);
  testing_assert_record (folder, PROCTOR_TYPE_FOLDER, expected.answer);
  g_assert_cmpstr (proctor_folder_get_id (folder), ==, "tfld_3");
}

static void
test_create (TestingEndpoint *self,
             gconstpointer data)
{
  create (self, ODD_ID, "{'name': 'Ärger “neu”', 'parent_folder_id': '" ODD_ID "'}");
  create (self, NULL, "{'name': 'Ärger “neu”'}");
}

static void
test_get (TestingEndpoint *self,
          gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "GET",
    .path = "/v1/convai/agent-testing/folders/" ODD_ID_SENT,
    .answer = FOLDER,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorFolder) folder = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_test_folders_get_async (self->client, ODD_ID, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  folder = proctor_test_folders_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_folder (folder);
}

static void
test_rename (TestingEndpoint *self,
             gconstpointer data)
{
  const TestingExpectation expected = {
    .method = "PATCH",
    .path = "/v1/convai/agent-testing/folders/" ODD_ID_SENT,
    .body = "{'name': 'Ärger'}",
    .answer = FOLDER,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorFolder) folder = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_test_folders_rename_async (self->client, ODD_ID, "Ärger", NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  folder = proctor_test_folders_rename_finish (self->client, result, &error);
  g_assert_no_error (error);
  assert_folder (folder);
}

static void
delete_one (TestingEndpoint *self,
            gboolean with_contents,
            const char *query)
{
  const TestingExpectation expected = {
    .method = "DELETE",
    .path = "/v1/convai/agent-testing/folders/" ODD_ID_SENT,
    .query = query,
    .status = 204,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_endpoint_expect (self, &expected);
  proctor_test_folders_delete_async (self->client, ODD_ID, with_contents, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_finish (self);
  g_assert_true (proctor_test_folders_delete_finish (self->client, result, &error));
  g_assert_no_error (error);
}

static void
test_delete (TestingEndpoint *self,
             gconstpointer data)
{
  delete_one (self, FALSE, NULL);
  delete_one (self, TRUE, "force=true");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_endpoint_add_contract ("/endpoints/folders/contract");
  testing_endpoint_add ("/endpoints/folders/create", test_create);
  testing_endpoint_add ("/endpoints/folders/get", test_get);
  testing_endpoint_add ("/endpoints/folders/rename", test_rename);
  testing_endpoint_add ("/endpoints/folders/delete", test_delete);

  return g_test_run ();
}
