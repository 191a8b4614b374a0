/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-trash.h"
#include "testing-job.h"

#include <string.h>

#define FORBIDDEN "{'detail': {'status': 'forbidden', 'message': 'It is not yours.'}}"
#define GONE "{'detail': {'status': 'not_found', 'message': 'Gone.'}}"

#define ONE ((const char *const[]) { "test_1", NULL })
#define TWO ((const char *const[]) { "test_1", "test_2", NULL })
#define FOLDER ((const char *const[]) { "folder_1", NULL })

static void
add_all (TestingJob *self)
{
  testing_job_add_folder (self, "folder_1", "One", NULL);
  testing_job_add_test (self, "test_1", "First", NULL);
  testing_job_add_test (self, "test_2", "Second", NULL);
  testing_job_add_test (self, "test_3", "Third", "folder_1");
}

static ProctorTrash *
get_trash (TestingJob *self)
{
  return proctor_session_get_trash (self->session);
}

/* Returns: (transfer full): the ids of the tests that are shown, with blanks between */
static char *
dup_shown (TestingJob *self)
{
  const char *const all[] = { "test_1", "test_2", "test_3" };
  GPtrArray *items = proctor_library_get_items (proctor_session_get_library (self->session));
  g_autoptr (GString) ids = g_string_new (NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (all); k++)
    {
      for (guint i = 0; i < items->len; i++)
        {
          if (g_str_equal (proctor_test_item_get_id (g_ptr_array_index (items, i)), all[k]))
            g_string_append_printf (ids, ids->len > 0 ? " %s" : "%s", all[k]);
        }
    }

  return g_string_free_and_steal (g_steal_pointer (&ids));
}

static void
assert_shown (TestingJob *self,
              const char *expected)
{
  g_autofree char *shown = dup_shown (self);

  g_assert_cmpstr (shown, ==, expected);
}

static void
assert_noted (TestingJob *self,
              const char *expected)
{
  g_autofree char *noted = testing_job_dup_noted (self);

  g_assert_cmpstr (noted, ==, expected);
}

static gboolean
is_idle (gpointer user_data)
{
  return !proctor_trash_is_busy (user_data);
}

static void
wait_idle (TestingJob *self)
{
  proctor_testing_wait_for ("the trash to be empty", is_idle, get_trash (self));
}

static void
shut_down (TestingJob *self,
           guint most_secs)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_trash_shut_down_async (get_trash (self), most_secs, testing_job_cb, self);
  result = testing_job_wait (self);
  proctor_trash_shut_down_finish (get_trash (self), result);
}

static void
keep_job_cb (ProctorTrash *trash,
             ProctorJob *job,
             ProctorJob **kept)
{
  g_set_object (kept, job);
}

static void
test_undo (TestingJob *self,
           gconstpointer data)
{
  guint ticket, other;

  add_all (self);
  g_assert_false (proctor_trash_is_busy (get_trash (self)));
  ticket = proctor_trash_put (get_trash (self), TWO);
  g_assert_cmpuint (ticket, !=, 0);
  g_assert_true (proctor_trash_is_busy (get_trash (self)));
  assert_shown (self, "test_3");
  other = proctor_trash_put (get_trash (self), FOLDER);
  g_assert_cmpuint (other, !=, ticket);
  assert_shown (self, "");

  proctor_trash_undo (get_trash (self), ticket);
  assert_shown (self, "test_1 test_2");
  proctor_trash_undo (get_trash (self), ticket);
  proctor_trash_undo (get_trash (self), other);
  assert_shown (self, "test_1 test_2 test_3");
  g_assert_false (proctor_trash_is_busy (get_trash (self)));

  /* What has been taken out is not sent, and neither is anything at the end. */
  proctor_trash_empty (get_trash (self), ticket);
  shut_down (self, 10);
  assert_noted (self, "");
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 0);
}

static void
count_cb (ProctorTrash *trash,
          guint *n)
{
  (*n)++;
}

static void
undone_cb (ProctorTrash *trash,
           const char *const *ids,
           char **kept)
{
  g_free (*kept);
  *kept = g_strjoinv (" ", (char **) ids);
}

/* Whoever offers to undo learns that it was done, or is too late, in another way. */
static void
test_told (TestingJob *self,
           gconstpointer data)
{
  ProctorTrash *trash = get_trash (self);
  g_autofree char *undone = NULL;
  guint first, second;
  guint n_changes = 0;

  add_all (self);
  g_signal_connect (trash, "changed", G_CALLBACK (count_cb), &n_changes);
  g_signal_connect (trash, "undone", G_CALLBACK (undone_cb), &undone);
  g_assert_cmpuint (proctor_trash_get_last_ticket (trash), ==, 0);
  first = proctor_trash_put (trash, TWO);
  second = proctor_trash_put (trash, FOLDER);
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_cmpuint (proctor_trash_get_last_ticket (trash), ==, second);

  proctor_trash_undo (trash, first);
  g_assert_cmpuint (n_changes, ==, 3);
  g_assert_cmpstr (undone, ==, "test_1 test_2");
  g_assert_false (proctor_trash_has (trash, first));
  g_assert_true (proctor_trash_has (trash, second));
  g_assert_false (proctor_trash_has_thing (trash, TWO[0]));
  g_assert_true (proctor_trash_has_thing (trash, FOLDER[0]));
  g_assert_cmpuint (proctor_trash_get_last_ticket (trash), ==, second);

  proctor_trash_undo (trash, second);
  g_assert_cmpuint (n_changes, ==, 4);
  g_assert_cmpuint (proctor_trash_get_last_ticket (trash), ==, 0);
  proctor_trash_undo (trash, second);
  g_assert_cmpuint (n_changes, ==, 4);
  g_signal_handlers_disconnect_by_data (trash, &n_changes);
  g_signal_handlers_disconnect_by_data (trash, &undone);
}

/* A test, and then the folder that it is in: each is taken out by itself. */
static void
test_nested (TestingJob *self,
             gconstpointer data)
{
  guint test, folder;

  add_all (self);
  test = proctor_trash_put (get_trash (self), (const char *const[]) { "test_3", NULL });
  folder = proctor_trash_put (get_trash (self), FOLDER);
  proctor_trash_undo (get_trash (self), test);
  assert_shown (self, "test_1 test_2");
  proctor_trash_undo (get_trash (self), folder);
  assert_shown (self, "test_1 test_2 test_3");

  test = proctor_trash_put (get_trash (self), (const char *const[]) { "test_3", NULL });
  folder = proctor_trash_put (get_trash (self), FOLDER);
  proctor_trash_undo (get_trash (self), folder);
  assert_shown (self, "test_1 test_2");
  proctor_trash_undo (get_trash (self), test);
  assert_shown (self, "test_1 test_2 test_3");
}

static void
test_empty (TestingJob *self,
            gconstpointer data)
{
  guint ticket, other;

  add_all (self);
  testing_job_answer (self, "DELETE", TESTS "/test_1", 200, "");
  testing_job_answer (self, "DELETE", FOLDERS "/folder_1", 204, NULL);
  ticket = proctor_trash_put (get_trash (self), ONE);
  other = proctor_trash_put (get_trash (self), FOLDER);
  proctor_trash_empty (get_trash (self), ticket);
  g_assert_true (proctor_trash_is_busy (get_trash (self)));
  /* Too late. */
  proctor_trash_undo (get_trash (self), ticket);
  proctor_testing_server_wait_requests (self->server, 1);
  proctor_trash_undo (get_trash (self), other);
  wait_idle (self);
  assert_shown (self, "test_2 test_3");
  assert_noted (self, "");
  g_assert_cmpuint (testing_job_count (self, "DELETE", NULL), ==, 1);
}

static void
test_refused (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorJob) job = NULL;
  g_autofree char *failures = NULL;

  add_all (self);
  g_signal_connect (get_trash (self), "failed", G_CALLBACK (keep_job_cb), &job);
  testing_job_answer (self, "DELETE", TESTS "/test_1", 403, FORBIDDEN);
  testing_job_answer (self, "DELETE", TESTS "/test_1", 200, "");
  testing_job_answer (self, "DELETE", TESTS "/test_2", 200, "");
  proctor_trash_empty (get_trash (self), proctor_trash_put (get_trash (self), TWO));
  wait_idle (self);
  g_assert_nonnull (job);
  failures = testing_job_dup_failures (job);
  g_assert_cmpstr (failures, ==, "First");
  assert_shown (self, "test_1 test_3");
  assert_noted (self, "");

  /* Again. */
  testing_job_run (self, job);
  assert_shown (self, "test_3");
}

/* The answer got lost: it is shown again, and the history knows. */
static void
test_lost (TestingJob *self,
           gconstpointer data)
{
  g_autoptr (ProctorJob) job = NULL;

  add_all (self);
  g_signal_connect (get_trash (self), "failed", G_CALLBACK (keep_job_cb), &job);
  testing_job_answer (self, "DELETE", TESTS "/test_1", 501, "{'detail': 'No.'}");
  testing_job_answer (self, "DELETE", TESTS "/test_1", 404, GONE);
  proctor_trash_empty (get_trash (self), proctor_trash_put (get_trash (self), ONE));
  wait_idle (self);
  g_assert_nonnull (job);
  assert_shown (self, "test_1 test_2 test_3");

  testing_job_run (self, job);
  assert_shown (self, "test_2 test_3");
  assert_noted (self, "");
}

/* Delete, undo, delete, quit. */
static void
test_quit (TestingJob *self,
           gconstpointer data)
{
  add_all (self);
  testing_job_answer (self, "DELETE", TESTS "/test_1", 200, "");
  proctor_trash_undo (get_trash (self), proctor_trash_put (get_trash (self), ONE));
  proctor_trash_put (get_trash (self), ONE);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 0);
  shut_down (self, 10);
  g_assert_cmpuint (testing_job_count (self, "DELETE", TESTS "/test_1"), ==, 1);
  g_assert_false (proctor_trash_is_busy (get_trash (self)));
  testing_job_reopen (self);
  assert_noted (self, "");
}

/* Killed before anything was sent: nothing is known of it. */
static void
test_killed (TestingJob *self,
             gconstpointer data)
{
  add_all (self);
  proctor_trash_put (get_trash (self), TWO);
  testing_job_reopen (self);
  assert_noted (self, "");
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 0);
}

static gboolean
has_unanswered (gpointer user_data)
{
  return proctor_trash_get_unanswered (user_data)->len > 0;
}

/* The program ends while the server says nothing; test_1 is answered, the others aren't. */
static void
hang (TestingJob *self)
{
  const char *const ids[] = { "test_1", "test_2", "folder_1", NULL };

  add_all (self);
  testing_job_answer (self, "DELETE", TESTS "/test_1", 200, "");
  testing_job_answer_fault (self, "DELETE", TESTS "/test_2", PROCTOR_TESTING_FAULT_STALL);
  testing_job_answer_fault (self, "DELETE", FOLDERS "/folder_1", PROCTOR_TESTING_FAULT_STALL);
  proctor_trash_put (get_trash (self), ids);
  shut_down (self, 1);
  proctor_testing_server_reset (self->server);
  testing_job_reopen (self);
  assert_noted (self, "folder_1 test_2");
}

/* At the next start test_2 is still there, and the folder isn't. */
static void
start_again (TestingJob *self)
{
  const ProctorUnanswered *unanswered;

  testing_job_answer (self, "GET", TESTS, 200, "{'tests': [{'id': 'test_2', 'name': 'Second', 'type': 'llm', 'created_at_unix_secs': 1700000000, "
                                               "'last_updated_at_unix_secs': 1700000000}], 'has_more': false, 'next_cursor': null}");
  proctor_session_start (self->session);
  proctor_testing_wait_for ("what was never answered", has_unanswered, get_trash (self));
  g_assert_cmpuint (proctor_trash_get_unanswered (get_trash (self))->len, ==, 1);
  unanswered = g_ptr_array_index (proctor_trash_get_unanswered (get_trash (self)), 0);
  g_assert_cmpstr (unanswered->id, ==, "test_2");
  g_assert_cmpstr (unanswered->name, ==, "Second");
  g_assert_false (unanswered->folder);
  g_assert_cmpint (unanswered->at, >, 1700000000);
  assert_shown (self, "test_2");
  assert_noted (self, "test_2");
}

static void
test_hanging_delete (TestingJob *self,
                     gconstpointer data)
{
  hang (self);
  start_again (self);

  testing_job_answer (self, "DELETE", TESTS "/test_2", 200, "");
  proctor_trash_resolve_unanswered (get_trash (self), TRUE);
  assert_shown (self, "");
  g_assert_cmpuint (proctor_trash_get_unanswered (get_trash (self))->len, ==, 0);
  wait_idle (self);
  g_assert_cmpuint (testing_job_count (self, "DELETE", NULL), ==, 1);
  assert_noted (self, "");
}

static void
test_hanging_keep (TestingJob *self,
                   gconstpointer data)
{
  hang (self);
  start_again (self);

  proctor_trash_resolve_unanswered (get_trash (self), FALSE);
  g_assert_cmpuint (proctor_trash_get_unanswered (get_trash (self))->len, ==, 0);
  g_assert_false (proctor_trash_is_busy (get_trash (self)));
  assert_shown (self, "test_2");
  assert_noted (self, "");
  g_assert_cmpuint (testing_job_count (self, "DELETE", NULL), ==, 0);
}

/* Nobody decides, so it is asked again the next time. */
static void
test_hanging_open (TestingJob *self,
                   gconstpointer data)
{
  hang (self);
  start_again (self);
  shut_down (self, 10);
  testing_job_reopen (self);
  start_again (self);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/trash/undo", test_undo);
  testing_job_add ("/trash/told", test_told);
  testing_job_add ("/trash/nested", test_nested);
  testing_job_add ("/trash/empty", test_empty);
  testing_job_add ("/trash/refused", test_refused);
  testing_job_add ("/trash/lost", test_lost);
  testing_job_add ("/trash/quit", test_quit);
  testing_job_add ("/trash/killed", test_killed);
  testing_job_add ("/trash/hanging/delete", test_hanging_delete);
  testing_job_add ("/trash/hanging/keep", test_hanging_keep);
  testing_job_add ("/trash/hanging/open", test_hanging_open);

  return g_test_run ();
}
