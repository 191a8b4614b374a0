/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "client-engine.h"
#include "proctor-api-error.h"
#include "proctor-delete-job.h"
#include "proctor-drafts.h"
#include "proctor-duplicate-job.h"
#include "proctor-folder-actions.h"
#include "proctor-move-job.h"
#include "proctor-session.h"
#include "proctor-test-actions.h"
#include "proctor-test-folders.h"
#include "proctor-test-summary.h"
#include "proctor-test-template.h"
#include "proctor-tests.h"
#include "proctor-turn.h"

/* What is done to tests and folders, with the engine at the other end. */

#define SMALL "{'name': '%s', 'type': 'llm', 'chat_history': [{'role': 'user', 'message': 'Hello', 'time_in_call_secs': 0}], 'success_condition': 'It greets.'}"

static ProctorSession *
make_session (ClientEngine *self)
{
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new ("local", "Local", NULL);

  return proctor_session_new (workspace, self->client, NULL, NULL);
}

static char *
make_small (ClientEngine *self,
            const char *name,
            const char *folder_id)
{
  g_autofree char *text = g_strdup_printf (SMALL, name);

  return client_engine_make_test (self, text, folder_id);
}

static void
run (ClientEngine *self,
     ProctorJob *job)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_job_run_async (job, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_true (proctor_job_run_finish (job, result, &error));
  g_assert_no_error (error);
}

static guint
count (ClientEngine *self,
       const char *folder_id)
{
  g_autoptr (ProctorPager) pager = proctor_tests_list_all (self->client, &(ProctorTestsQuery) { .parent_folder_id = folder_id, .page_size = 100 });
  guint n = 0;

  while (proctor_pager_has_more (pager))
    {
      g_autoptr (ProctorPage) page = client_engine_next_page (self, pager);

      n += g_list_model_get_n_items (proctor_page_get_items (page));
    }

  return n;
}

static void
delete_test (ClientEngine *self,
             const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_tests_delete_async (self->client, id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_true (proctor_tests_delete_finish (self->client, result, &error));
  g_assert_no_error (error);
}

/* Three hundred, of which somebody has deleted one. */
static void
test_move (ClientEngine *self,
           gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *folder = client_engine_make_folder (self, "Folder", NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  g_autoptr (ProctorJob) job = NULL;
  g_autoptr (ProctorJobFailure) failure = NULL;

  for (guint i = 0; i < 300; i++)
    g_strv_builder_take (builder, make_small (self, "Test", NULL));
  ids = g_strv_builder_end (builder);
  delete_test (self, ids[177]);

  job = proctor_move_job_new (session, (const char *const *) ids, folder);
  self->n_answers = 0;
  run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 299);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_job_get_failures (job)), ==, 1);
  failure = g_list_model_get_item (proctor_job_get_failures (job), 0);
  g_assert_cmpstr (proctor_job_failure_get_id (failure), ==, ids[177]);
  g_assert_error (proctor_job_failure_get_error (failure), PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);
  /* That is not asked for one by one. */
  g_assert_cmpuint (self->n_answers, <, 30);
  g_assert_cmpuint (count (self, folder), ==, 299);

  g_clear_object (&job);
  proctor_testing_assert_finalized (g_steal_pointer (&session));
}

static void
test_move_nowhere (ClientEngine *self,
                   gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *one = make_small (self, "One", NULL);
  g_autofree char *two = make_small (self, "Two", NULL);
  const char *const ids[] = { one, two, NULL };
  g_autoptr (ProctorJob) job = proctor_move_job_new (session, ids, "tfld_none");
  g_autoptr (ProctorJobFailure) failure = NULL;

  run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 2);
  failure = g_list_model_get_item (proctor_job_get_failures (job), 0);
  g_assert_cmpstr (proctor_job_failure_get_error (failure)->message, ==, "The folder that it was to be moved to isn't there any more.");
}

static void
test_duplicate (ClientEngine *self,
                gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *folder = client_engine_make_folder (self, "Folder", NULL);
  g_autofree char *id = make_small (self, "Late", folder);
  const char *const ids[] = { id, NULL };
  g_autoptr (ProctorJob) job = proctor_duplicate_job_new (session, ids);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) copy = NULL;

  run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 1);
  g_assert_cmpuint (count (self, folder), ==, 2);
  proctor_tests_get_async (self->client, proctor_duplicate_job_get_last_id (PROCTOR_DUPLICATE_JOB (job)), NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  copy = proctor_tests_get_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_test_get_name (copy), ==, "Late (copy)");
  g_assert_cmpstr (proctor_test_get_success_condition (copy), ==, "It greets.");
}

static void
test_delete (ClientEngine *self,
             gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *one = make_small (self, "One", NULL);
  g_autofree char *two = make_small (self, "Two", NULL);
  g_autofree char *kept = make_small (self, "Three", NULL);
  const char *const ids[] = { one, two, NULL };
  g_autoptr (ProctorJob) job = proctor_delete_job_new (session, ids);

  delete_test (self, two);
  run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 2);
  g_assert_cmpuint (count (self, NULL), ==, 1);
}

/* What only a person can say. */
static void
fill_in (ProctorDraft *draft)
{
  ProctorTest *test = proctor_draft_get_test (draft);
  GListModel *turns = proctor_test_get_chat_history (test);
  g_autoptr (ProctorTurn) turn = g_list_model_get_item (turns, 0);

  if (turn != NULL)
    proctor_turn_set_message (turn, "Hello");
  if (proctor_test_get_success_condition (test) != NULL)
    proctor_test_set_success_condition (test, "It greets.");
  if (proctor_test_get_simulation_scenario (test) != NULL)
    {
      proctor_test_set_simulation_scenario (test, "You say hello.");
      proctor_test_set_success_conditions (test, (const char *const[]) { "It greets.", NULL });
    }
}

static void
create (ClientEngine *self,
        ProctorSession *session,
        ProctorTestKind kind,
        const char *folder_id)
{
  g_autoptr (ProctorTest) test = proctor_test_template_new (kind, "New");
  g_autoptr (ProctorDraft) draft = proctor_drafts_create (proctor_session_get_drafts (session), test, folder_id);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  fill_in (draft);
  proctor_draft_save_async (draft, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  proctor_draft_save_finish (draft, result, &error);
  g_assert_no_error (error);
}

/* Of each kind there is something to begin with that the engine takes when it is filled in. */
static void
test_create (ClientEngine *self,
             gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *folder = client_engine_make_folder (self, "Folder", NULL);

  create (self, session, PROCTOR_TEST_KIND_NEXT_REPLY, folder);
  create (self, session, PROCTOR_TEST_KIND_SIMULATION, NULL);
  create (self, session, PROCTOR_TEST_KIND_TOOL, folder);
  g_assert_cmpuint (count (self, folder), ==, 2);
  g_assert_cmpuint (count (self, NULL), ==, 4);
}

static void
test_rename (ClientEngine *self,
             gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autofree char *folder = client_engine_make_folder (self, "Folder", NULL);
  g_autofree char *id = make_small (self, "Late", folder);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) test = NULL;

  proctor_test_rename_async (session, id, "Early", NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_true (proctor_test_rename_finish (session, result, &error));
  g_assert_no_error (error);
  proctor_test_load_async (session, id, NULL, client_engine_cb, self);
  loaded = client_engine_wait (self);
  test = proctor_test_load_finish (session, loaded, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_test_get_name (test), ==, "Early");
  g_assert_cmpuint (count (self, folder), ==, 1);
}

static void
test_folders (ClientEngine *self,
              gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *outer = NULL;
  g_autofree char *inner = NULL;

  proctor_folder_create_async (session, " Outer ", NULL, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  outer = proctor_folder_create_finish (session, result, &error);
  g_assert_no_error (error);

  g_clear_object (&result);
  proctor_folder_create_async (session, "Inner", outer, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  inner = proctor_folder_create_finish (session, result, &error);
  g_assert_no_error (error);

  g_clear_object (&result);
  proctor_folder_rename_async (session, inner, "Core", NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_true (proctor_folder_rename_finish (session, result, &error));
  g_assert_no_error (error);

  g_clear_object (&result);
  proctor_folder_create_async (session, "Lost", "tfld_none", NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  g_assert_null (proctor_folder_create_finish (session, result, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
}

/* A folder, and what is in it. */
static void
test_delete_folder (ClientEngine *self,
                    gconstpointer data)
{
  g_autoptr (ProctorSession) session = make_session (self);
  g_autoptr (GPtrArray) things = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_unanswered_free);
  g_autofree char *folder = client_engine_make_folder (self, "Folder", NULL);
  g_autofree char *inner = client_engine_make_folder (self, "Inner", folder);
  g_autofree char *id = make_small (self, "Late", inner);
  ProctorUnanswered *thing = g_new0 (ProctorUnanswered, 1);
  g_autoptr (ProctorJob) job = NULL;

  thing->id = g_strdup (folder);
  thing->folder = TRUE;
  g_ptr_array_add (things, thing);
  job = proctor_delete_job_new_for_things (session, things);
  run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 1);
  g_assert_cmpuint (count (self, NULL), ==, 0);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  client_engine_add_resting ("/jobs-engine/move", test_move);
  client_engine_add_resting ("/jobs-engine/move-nowhere", test_move_nowhere);
  client_engine_add_resting ("/jobs-engine/duplicate", test_duplicate);
  client_engine_add_resting ("/jobs-engine/delete", test_delete);
  client_engine_add_resting ("/jobs-engine/delete-folder", test_delete_folder);
  client_engine_add_resting ("/jobs-engine/create", test_create);
  client_engine_add_resting ("/jobs-engine/rename", test_rename);
  client_engine_add_resting ("/jobs-engine/folders", test_folders);

  return g_test_run ();
}
