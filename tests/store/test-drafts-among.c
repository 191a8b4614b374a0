/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-api-error.h"
#include "proctor-drafts.h"
#include "proctor-run-setup.h"
#include "testing-job.h"

/* Which of the tests that somebody is about to run say something else here than on the server. */

#define SUMMARIES TESTS "/summaries"

static const char *const ids[] = { "test_1", "test_2", "test_3", NULL };

static ProctorDrafts *
get_drafts (TestingJob *self)
{
  return proctor_session_get_drafts (self->session);
}

static char *
dup_document (const char *id,
              const char *name)
{
  return g_strdup_printf ("{'id': '%s', 'type': 'llm', 'name': '%s', 'success_condition': 'It is polite.', "
                          "'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'message': 'Hello'}]}",
                          id, name);
}

static void
answer_test (TestingJob *self,
             const char *id,
             guint status)
{
  g_autofree char *path = g_strconcat (TESTS "/", id, NULL);
  g_autofree char *document = dup_document (id, id);

  testing_job_answer (self, "GET", path, 200, document);
  testing_job_answer (self, "PUT", path, status, status == 200 ? document : "{'detail': 'Out of order'}");
}

static void
answer_all (TestingJob *self,
            guint status)
{
  proctor_testing_server_reset (self->server);
  answer_test (self, "test_1", status);
  answer_test (self, "test_2", 200);
  answer_test (self, "test_3", 200);
  testing_job_answer (self, "POST", SUMMARIES, 200, "{'tests': {'test_1': {'id': 'test_1', 'name': 'test_1', 'type': 'llm', 'created_at_unix_secs': 1, 'last_updated_at_unix_secs': 2}}}");
}

static ProctorDraft *
open_draft (TestingJob *self,
            const char *id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorDraft *draft;

  proctor_drafts_open_async (get_drafts (self), id, NULL, testing_job_cb, self);
  result = testing_job_wait (self);
  draft = proctor_drafts_open_finish (get_drafts (self), result, &error);
  g_assert_no_error (error);

  return draft;
}

static void
type_name (ProctorDraft *draft,
           const char *name)
{
  proctor_undo_type (proctor_draft_get_undo (draft), proctor_draft_get_test (draft), PROCTOR_TEST_FIELD_NAME, name, "Rename");
}

static gboolean
save_all (TestingJob *self,
          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_drafts_save_among_async (get_drafts (self), ids, NULL, testing_job_cb, self);
  result = testing_job_wait (self);

  return proctor_drafts_save_among_finish (get_drafts (self), result, error);
}

static guint
count_puts (TestingJob *self)
{
  return testing_job_count (self, "PUT", TESTS "/test_1") + testing_job_count (self, "PUT", TESTS "/test_2") + testing_job_count (self, "PUT", TESTS "/test_3");
}

static gboolean
is_kept (gpointer user_data)
{
  return proctor_drafts_has (user_data, "test_1");
}

/* One that was typed a moment ago counts, and one that nobody looks at any more. */
static void
test_count (TestingJob *self,
            gconstpointer data)
{
  g_autoptr (ProctorDraft) first = NULL;
  g_autoptr (ProctorDraft) second = NULL;

  answer_all (self, 200);
  g_assert_cmpuint (proctor_drafts_count_among (get_drafts (self), ids), ==, 0);
  first = open_draft (self, "test_1");
  second = open_draft (self, "test_2");
  g_assert_cmpuint (proctor_drafts_count_among (get_drafts (self), ids), ==, 0);
  type_name (first, "Other");
  g_assert_cmpuint (proctor_drafts_count_among (get_drafts (self), ids), ==, 1);
  type_name (second, "Another");
  g_assert_cmpuint (proctor_drafts_count_among (get_drafts (self), ids), ==, 2);
  g_assert_cmpuint (proctor_drafts_count_among (get_drafts (self), ids + 1), ==, 1);
  proctor_undo_undo (proctor_draft_get_undo (second));
  g_assert_cmpuint (proctor_drafts_count_among (get_drafts (self), ids), ==, 1);
  g_clear_object (&first);
  proctor_testing_wait_for ("the draft to be kept", is_kept, get_drafts (self));
  g_assert_cmpuint (proctor_drafts_count_among (get_drafts (self), ids), ==, 1);
  proctor_drafts_stop (get_drafts (self));
}

static void
test_save (TestingJob *self,
           gconstpointer data)
{
  g_autoptr (ProctorDraft) first = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  answer_all (self, 200);
  g_assert_true (save_all (self, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_puts (self), ==, 0);

  first = open_draft (self, "test_1");
  type_name (first, "Other");
  g_assert_true (save_all (self, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_puts (self), ==, 1);
  body = testing_job_dup_body (self, "PUT", TESTS "/test_1", 0);
  g_assert_nonnull (strstr (body, "'name':'Other'"));
  g_assert_cmpuint (proctor_drafts_count_among (get_drafts (self), ids), ==, 0);
}

/* Whoever can't save one is told which, and has it all still. */
static void
test_refused (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorDraft) first = NULL;
  g_autoptr (GError) error = NULL;

  answer_all (self, 200);
  first = open_draft (self, "test_1");
  type_name (first, "Other");
  answer_all (self, 422);
  g_assert_false (save_all (self, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "“Other” was not saved."));
  g_assert_nonnull (strstr (error->message, "Out of order"));
  g_assert_nonnull (proctor_api_error_get_details (error)->advice);
  g_assert_cmpuint (proctor_drafts_count_among (get_drafts (self), ids), ==, 1);
  proctor_drafts_stop (get_drafts (self));
}

/* What can't be right isn't sent. */
static void
test_wrong (TestingJob *self,
            gconstpointer data)
{
  g_autoptr (ProctorDraft) first = NULL;
  g_autoptr (GError) error = NULL;

  answer_all (self, 200);
  first = open_draft (self, "test_1");
  proctor_undo_type (proctor_draft_get_undo (first), proctor_draft_get_test (first), PROCTOR_TEST_FIELD_SUCCESS_CONDITION, "", "Empty");
  g_assert_false (save_all (self, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (g_str_has_prefix (error->message, "“test_1” was not saved."));
  g_assert_cmpuint (count_puts (self), ==, 0);
  proctor_drafts_stop (get_drafts (self));
}

/* One that is on its way already is waited for, and not sent twice. */
static void
test_busy (TestingJob *self,
           gconstpointer data)
{
  g_autoptr (ProctorDraft) first = NULL;
  g_autoptr (GError) error = NULL;

  answer_all (self, 200);
  first = open_draft (self, "test_1");
  type_name (first, "Other");
  proctor_draft_save_async (first, NULL, NULL, NULL);
  g_assert_true (save_all (self, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_puts (self), ==, 1);
  g_assert_false (proctor_draft_is_modified (first));
}

static gboolean
is_idle (gpointer user_data)
{
  return !proctor_run_setup_is_saving (user_data);
}

/* Before tests are run, what isn't saved of them can be: what was saved is what is run. */
static void
test_run_setup (TestingJob *self,
                gconstpointer data)
{
  g_autoptr (ProctorDraft) first = NULL;
  g_autoptr (ProctorRunSetup) setup = NULL;

  answer_all (self, 200);
  first = open_draft (self, "test_1");
  type_name (first, "Other");
  answer_all (self, 422);
  setup = proctor_run_setup_new (self->session);
  proctor_run_setup_add_test (setup, "test_1", "test_1", NULL);
  proctor_run_setup_add_test (setup, "test_1", "test_1", "node_1");
  g_assert_cmpuint (proctor_run_setup_count_unsaved (setup), ==, 1);
  proctor_run_setup_save (setup);
  g_assert_true (proctor_run_setup_is_saving (setup));
  proctor_testing_wait_for ("it to be refused", is_idle, setup);
  g_assert_error (proctor_run_setup_get_error (setup), PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
  g_assert_cmpuint (proctor_run_setup_count_unsaved (setup), ==, 1);

  /* Trying again is saving again. */
  answer_all (self, 200);
  proctor_run_setup_retry (setup);
  g_assert_true (proctor_run_setup_is_saving (setup));
  proctor_testing_wait_for ("it to be saved", is_idle, setup);
  g_assert_cmpuint (proctor_run_setup_count_unsaved (setup), ==, 0);
  g_assert_cmpuint (count_puts (self), ==, 1);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init (&argc, &argv);
  testing_job_add ("/drafts-among/count", test_count);
  testing_job_add ("/drafts-among/save", test_save);
  testing_job_add ("/drafts-among/refused", test_refused);
  testing_job_add ("/drafts-among/wrong", test_wrong);
  testing_job_add ("/drafts-among/busy", test_busy);
  testing_job_add ("/drafts-among/run-setup", test_run_setup);

  return g_test_run ();
}
