/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-job.h"

#include <string.h>

#include "proctor-test-summary.h"
#include "proctor-testing-session.h"

/**
 * testing_job_set_up:
 * @self: a fixture
 * @data: nothing
 *
 * Starts a server, and a workspace at it.
 */
void
testing_job_set_up (TestingJob *self,
                    gconstpointer data)
{
  self->server = proctor_testing_server_new ();
  self->folder = proctor_testing_make_folder ();
  self->history = proctor_history_new (self->folder);
  self->session = proctor_testing_session_new (self->server, NULL, self->history);
}

static void
close_all (TestingJob *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_clear_object (&self->result);
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  proctor_history_close_async (self->history, testing_job_cb, self);
  result = testing_job_wait (self);
  proctor_history_close_finish (self->history, result);
  g_clear_object (&result);
  proctor_testing_assert_finalized (g_steal_pointer (&self->history));
}

/**
 * testing_job_tear_down:
 * @self: a fixture
 * @data: nothing
 *
 * Nothing that was done may keep the workspace.
 */
void
testing_job_tear_down (TestingJob *self,
                       gconstpointer data)
{
  close_all (self);
  g_clear_object (&self->server);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

void
testing_job_add (const char *path,
                 void (*test) (TestingJob *self,
                               gconstpointer data))
{
  g_test_add (path, TestingJob, NULL, testing_job_set_up, test, testing_job_tear_down);
}

/**
 * testing_job_reopen:
 * @self: a fixture
 *
 * The program ends and is started again: all is forgotten that is not on the disk.
 */
void
testing_job_reopen (TestingJob *self)
{
  close_all (self);
  self->history = proctor_history_new (self->folder);
  self->session = proctor_testing_session_new (self->server, NULL, self->history);
}

/**
 * testing_job_settle:
 *
 * Lets the library find out what lies in what; it does so when there is nothing else to do.
 */
void
testing_job_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
add (TestingJob *self,
     const char *kind,
     const char *id,
     const char *name,
     const char *folder_id)
{
  g_autoptr (ProctorTestSummary) summary = proctor_test_summary_new ();

  proctor_test_summary_set_id (summary, id);
  proctor_test_summary_set_name (summary, name);
  proctor_test_summary_set_kind (summary, kind);
  proctor_test_summary_set_entity_type (summary, g_str_equal (kind, "folder") ? "folder" : "test");
  proctor_test_summary_set_created_at (summary, 1700000000);
  proctor_test_summary_set_last_updated_at (summary, 1700000000);
  if (folder_id != NULL)
    proctor_test_summary_set_folder_parent_id (summary, folder_id);
  proctor_library_add (proctor_session_get_library (self->session), summary);
  testing_job_settle ();
}

/**
 * testing_job_add_test:
 * @self: a fixture
 * @id: its id
 * @name: its name
 * @folder_id: (nullable): where it is
 *
 * Lets the library know a test.
 */
void
testing_job_add_test (TestingJob *self,
                      const char *id,
                      const char *name,
                      const char *folder_id)
{
  add (self, "llm", id, name, folder_id);
}

void
testing_job_add_folder (TestingJob *self,
                        const char *id,
                        const char *name,
                        const char *folder_id)
{
  add (self, "folder", id, name, folder_id);
}

/**
 * testing_job_answer:
 * @self: a fixture
 * @method: an HTTP method
 * @path: a path
 * @status: the status, 200 if it is 0
 * @answer: (nullable): JSON with apostrophes in place of quotation marks
 *
 * Tells the server what to answer next to that.
 */
void
testing_job_answer (TestingJob *self,
                    const char *method,
                    const char *path,
                    guint status,
                    const char *answer)
{
  g_autofree char *json = answer != NULL ? g_strdelimit (g_strdup (answer), "'", '"') : NULL;

  proctor_testing_server_answer (self->server, method, path, &(ProctorTestingAnswer) { .status = status, .body = json });
}

void
testing_job_answer_fault (TestingJob *self,
                          const char *method,
                          const char *path,
                          ProctorTestingFault fault)
{
  proctor_testing_server_answer (self->server, method, path, &(ProctorTestingAnswer) { .body = "{}", .fault = fault });
}

static gboolean
is_one (const ProctorTestingRequest *request,
        const char *method,
        const char *path)
{
  return g_str_equal (request->method, method) && (path == NULL || g_str_equal (request->path, path));
}

/**
 * testing_job_count:
 * @self: a fixture
 * @method: an HTTP method
 * @path: (nullable): a path, %NULL for any
 *
 * Returns: how often that was asked
 */
guint
testing_job_count (TestingJob *self,
                   const char *method,
                   const char *path)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += is_one (g_ptr_array_index (requests, i), method, path) ? 1 : 0;

  return n;
}

/**
 * testing_job_dup_body:
 * @self: a fixture
 * @method: an HTTP method
 * @path: a path
 * @position: which of the requests
 *
 * Returns: (transfer full): what was sent, with apostrophes in place of quotation marks
 */
char *
testing_job_dup_body (TestingJob *self,
                      const char *method,
                      const char *path,
                      guint position)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);
      gsize length;
      const char *body;

      if (!is_one (request, method, path) || position-- > 0)
        continue;
      body = g_bytes_get_data (request->body, &length);

      return g_strdelimit (g_strndup (body, length), "\"", '\'');
    }

  g_error ("Nobody asked %s %s that often", method, path);
}

/* Where every call of the tests ends. */
void
testing_job_cb (GObject *source,
                GAsyncResult *result,
                gpointer user_data)
{
  TestingJob *self = user_data;

  g_assert_null (self->result);
  self->result = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return ((TestingJob *) user_data)->result != NULL;
}

/**
 * testing_job_wait:
 * @self: a fixture
 *
 * Waits for a call to end.
 *
 * Returns: (transfer full): its result
 */
GAsyncResult *
testing_job_wait (TestingJob *self)
{
  proctor_testing_wait_for ("the end of a call", has_result, self);

  return g_steal_pointer (&self->result);
}

/**
 * testing_job_run:
 * @self: a fixture
 * @job: a job
 *
 * Runs a job until it has ended.
 */
void
testing_job_run (TestingJob *self,
                 ProctorJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_job_run_async (job, NULL, testing_job_cb, self);
  result = testing_job_wait (self);
  g_assert_true (proctor_job_run_finish (job, result, &error));
  g_assert_no_error (error);
  g_assert_false (proctor_job_is_running (job));
  g_assert_cmpuint (proctor_job_get_n_done (job) + g_list_model_get_n_items (proctor_job_get_failures (job)), ==, proctor_job_get_total (job));
}

/**
 * testing_job_dup_failures:
 * @job: a job
 *
 * Returns: (transfer full): the names of what failed, with blanks between
 */
char *
testing_job_dup_failures (ProctorJob *job)
{
  GListModel *failures = proctor_job_get_failures (job);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (failures); i++)
    {
      g_autoptr (ProctorJobFailure) failure = g_list_model_get_item (failures, i);

      g_string_append_printf (names, i > 0 ? " %s" : "%s", proctor_job_failure_get_name (failure));
    }

  return g_string_free_and_steal (g_steal_pointer (&names));
}

static int
compare_noted (gconstpointer a,
               gconstpointer b)
{
  const ProctorUnanswered *const *one = a;
  const ProctorUnanswered *const *other = b;

  return strcmp ((*one)->id, (*other)->id);
}

/**
 * testing_job_dup_noted:
 * @self: a fixture
 *
 * Returns: (transfer full): the ids of what the history has noted as never answered, with blanks
 *   between
 */
char *
testing_job_dup_noted (TestingJob *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) noted = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);

  proctor_history_list_unanswered_async (self->history, "workspace-1", NULL, testing_job_cb, self);
  result = testing_job_wait (self);
  noted = proctor_history_list_unanswered_finish (self->history, result, &error);
  g_assert_no_error (error);

  g_ptr_array_sort (noted, compare_noted);
  for (guint i = 0; i < noted->len; i++)
    g_string_append_printf (ids, i > 0 ? " %s" : "%s", ((const ProctorUnanswered *) g_ptr_array_index (noted, i))->id);

  return g_string_free_and_steal (g_steal_pointer (&ids));
}
