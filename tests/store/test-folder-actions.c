/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-folder-actions.h"
#include "testing-job.h"

#include <string.h>

#define LIST(rows) "{'tests': [" rows "], 'has_more': false, 'next_cursor': null}"
#define ROW(id, name, parent) "{'id': '" id "', 'name': '" name "', 'type': 'folder', 'entity_type': 'folder', " parent "'created_at_unix_secs': 4000000000, 'last_updated_at_unix_secs': 1}"

static char *
create (TestingJob *self,
        const char *name,
        const char *parent_id,
        GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_folder_create_async (self->session, name, parent_id, NULL, testing_job_cb, self);
  result = testing_job_wait (self);

  return proctor_folder_create_finish (self->session, result, error);
}

static gboolean
rename_folder (TestingJob *self,
               const char *id,
               const char *name,
               GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_folder_rename_async (self->session, id, name, NULL, testing_job_cb, self);
  result = testing_job_wait (self);

  return proctor_folder_rename_finish (self->session, result, error);
}

static ProctorFolderItem *
find (TestingJob *self,
      const char *id)
{
  return proctor_library_find_folder (proctor_session_get_library (self->session), id);
}

static void
test_names (TestingJob *self,
            gconstpointer data)
{
  const char *const good[] = { "a", " a ", "Bücher", "日本語", "a/b", "…" };
  const char *const bad[] = { "", "  ", "\t\n", "a\nb", "a\x01", "\xff" };
  g_autofree char *longest = g_strnfill (200, 'a');
  g_autofree char *too_long = g_strnfill (201, 'a');
  g_autofree char *problem = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_null (proctor_folder_check_name (good[i]));
  g_assert_null (proctor_folder_check_name (longest));
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autofree char *sentence = proctor_folder_check_name (bad[i]);
      g_autoptr (GError) error = NULL;

      g_assert_nonnull (sentence);
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_null (create (self, bad[i], NULL, &error));
      g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, sentence);
      g_clear_error (&error);
      g_assert_false (rename_folder (self, "folder_1", bad[i], &error));
      g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
    }
  problem = proctor_folder_check_name (too_long);
  g_assert_cmpstr (problem, ==, "The name must not be longer than 200 characters.");
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 0);
}

static void
test_moves (TestingJob *self,
            gconstpointer data)
{
  const char *const one[] = { "folder_1", NULL };
  const char *const two[] = { "test_1", "folder_2", NULL };
  const char *const three[] = { "folder_3", NULL };
  ProctorLibrary *library = proctor_session_get_library (self->session);
  g_autofree char *itself = NULL;
  g_autofree char *below = NULL;

  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_add_folder (self, "folder_2", "Two", "folder_1");
  testing_job_add_folder (self, "folder_3", "Three", "folder_2");
  testing_job_add_test (self, "test_1", "First", NULL);

  itself = proctor_folder_check_move (library, one, "folder_1");
  g_assert_cmpstr (itself, ==, "The folder “One” can't be moved into itself.");
  below = proctor_folder_check_move (library, two, "folder_3");
  g_assert_cmpstr (below, ==, "The folder “Two” can't be moved into “Three”, which lies in it.");
  g_assert_null (proctor_folder_check_move (library, three, "folder_1"));
  g_assert_null (proctor_folder_check_move (library, one, NULL));
  g_assert_null (proctor_folder_check_move (library, one, "folder_9"));
}

static void
test_create (TestingJob *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autofree char *body = NULL;

  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_answer (self, "POST", FOLDERS, 200, "{'id': 'folder_2', 'name': 'Two'}");
  id = create (self, "  Two ", "folder_1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "folder_2");
  body = testing_job_dup_body (self, "POST", FOLDERS, 0);
  g_assert_cmpstr (body, ==, "{'name':'Two','parent_folder_id':'folder_1'}");
  testing_job_settle ();
  g_assert_cmpstr (proctor_folder_item_get_name (find (self, "folder_2")), ==, "Two");
  g_assert_true (proctor_folder_item_get_parent (find (self, "folder_2")) == find (self, "folder_1"));
}

static void
test_refused (TestingJob *self,
              gconstpointer data)
{
  const struct
  {
    guint status;
    const char *body;
    int code;
    const char *said;
  } refusals[] = {
    { 404, "{'detail': {'status': 'not_found', 'message': 'Folder tfld_1 not found.'}}", PROCTOR_API_ERROR_NOT_FOUND, "The folder that it was to be made in isn't there any more." },
    { 409, "{'detail': {'status': 'conflict', 'message': 'A folder of this name exists.'}}", PROCTOR_API_ERROR_CONFLICT, "A folder of this name exists." },
    { 422, "{'detail': [{'loc': ['body', 'name'], 'msg': 'too long', 'type': 'value_error'}]}", PROCTOR_API_ERROR_INVALID, "too long" },
    { 401, "{'detail': {'status': 'invalid_api_key', 'message': 'No.'}}", PROCTOR_API_ERROR_KEY, "key" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GError) error = NULL;

      proctor_testing_server_reset (self->server);
      testing_job_answer (self, "POST", FOLDERS, refusals[i].status, refusals[i].body);
      g_assert_null (create (self, "Two", "folder_1", &error));
      g_assert_error (error, PROCTOR_API_ERROR, refusals[i].code);
      g_assert_nonnull (strstr (error->message, refusals[i].said));
      g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 1);
    }
}

/* The answer got lost, and a look finds what was made. */
static void
test_lost_and_found (TestingJob *self,
                     gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  /* One of that name was there before. */
  testing_job_add_folder (self, "folder_1", "Two", NULL);
  testing_job_answer_fault (self, "POST", FOLDERS, PROCTOR_TESTING_FAULT_DROP);
  testing_job_answer (self, "GET", TESTS, 200, LIST (ROW ("folder_1", "Two", "") "," ROW ("folder_2", "Two", "")));
  id = create (self, "Two", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "folder_2");
  g_assert_nonnull (find (self, "folder_2"));
  requests = proctor_testing_server_dup_requests (self->server);
  g_assert_cmpuint (requests->len, ==, 2);
  g_assert_cmpstr (((const ProctorTestingRequest *) g_ptr_array_index (requests, 1))->query, ==, "page_size=100&parent_folder_id=root&types=folder");
}

/* It isn't there yet; when the person tries again it is, and none is made twice. */
static void
test_lost_and_late (TestingJob *self,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  testing_job_answer_fault (self, "POST", FOLDERS, PROCTOR_TESTING_FAULT_DROP);
  testing_job_answer (self, "GET", TESTS, 200, LIST (""));
  testing_job_answer (self, "GET", TESTS, 200, LIST (ROW ("folder_2", "Two", "")));
  g_assert_null (create (self, "Two", NULL, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST);

  g_clear_error (&error);
  id = create (self, "Two", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "folder_2");
  g_assert_cmpuint (testing_job_count (self, "POST", FOLDERS), ==, 1);
}

/* It never was made, so it is made now. */
static void
test_lost_for_good (TestingJob *self,
                    gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *other_id = NULL;
  g_autofree char *id = NULL;

  testing_job_answer_fault (self, "POST", FOLDERS, PROCTOR_TESTING_FAULT_DROP);
  testing_job_answer (self, "POST", FOLDERS, 200, "{'id': 'folder_3', 'name': 'Three'}");
  testing_job_answer (self, "POST", FOLDERS, 200, "{'id': 'folder_2', 'name': 'Two'}");
  testing_job_answer (self, "GET", TESTS, 200, LIST (""));
  g_assert_null (create (self, "Two", NULL, &error));
  g_clear_error (&error);

  /* Another has nothing to do with it. */
  other_id = create (self, "Three", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (testing_job_count (self, "GET", TESTS), ==, 1);

  id = create (self, "Two", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "folder_2");
  g_assert_cmpuint (testing_job_count (self, "GET", TESTS), ==, 2);
  g_assert_cmpuint (testing_job_count (self, "POST", FOLDERS), ==, 3);
}

static void
test_cancelled (TestingJob *self,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  testing_job_answer_fault (self, "POST", FOLDERS, PROCTOR_TESTING_FAULT_STALL);
  testing_job_answer (self, "GET", TESTS, 200, LIST (ROW ("folder_2", "Two", "")));
  proctor_folder_create_async (self->session, "Two", NULL, cancellable, testing_job_cb, self);
  proctor_testing_server_wait_requests (self->server, 1);
  g_cancellable_cancel (cancellable);
  result = testing_job_wait (self);
  g_assert_null (proctor_folder_create_finish (self->session, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  /* The server had it by then. */
  g_clear_error (&error);
  id = create (self, "Two", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, "folder_2");
  g_assert_cmpuint (testing_job_count (self, "POST", FOLDERS), ==, 1);
}

static void
test_rename (TestingJob *self,
             gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_add_folder (self, "folder_2", "Two", "folder_1");
  testing_job_answer (self, "PATCH", FOLDERS "/folder_2", 200, "{'id': 'folder_2', 'name': 'Zwei', 'folder_path': [], 'children_count': 0}");
  testing_job_answer (self, "PATCH", FOLDERS "/folder_2", 404, "{'detail': {'status': 'not_found', 'message': 'No.'}}");
  g_assert_true (rename_folder (self, "folder_2", " Zwei ", &error));
  g_assert_no_error (error);
  body = testing_job_dup_body (self, "PATCH", FOLDERS "/folder_2", 0);
  g_assert_cmpstr (body, ==, "{'name':'Zwei'}");
  testing_job_settle ();
  g_assert_cmpstr (proctor_folder_item_get_name (find (self, "folder_2")), ==, "Zwei");
  g_assert_true (proctor_folder_item_get_parent (find (self, "folder_2")) == find (self, "folder_1"));

  g_assert_false (rename_folder (self, "folder_2", "Drei", &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "The folder isn't there any more.");
  g_assert_cmpstr (proctor_folder_item_get_name (find (self, "folder_2")), ==, "Zwei");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/folder-actions/names", test_names);
  testing_job_add ("/folder-actions/moves", test_moves);
  testing_job_add ("/folder-actions/create", test_create);
  testing_job_add ("/folder-actions/refused", test_refused);
  testing_job_add ("/folder-actions/lost-and-found", test_lost_and_found);
  testing_job_add ("/folder-actions/lost-and-late", test_lost_and_late);
  testing_job_add ("/folder-actions/lost-for-good", test_lost_for_good);
  testing_job_add ("/folder-actions/cancelled", test_cancelled);
  testing_job_add ("/folder-actions/rename", test_rename);

  return g_test_run ();
}
