/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-api-error.h"
#include "proctor-drafts.h"
#include "testing-job.h"

/* A test is saved and the answer is none, or none that says anything: whether the server has it is found out, and not
 * claimed. */

#define TEST TESTS "/test_1"
#define SUMMARIES TESTS "/summaries"
#define SUMMARY "{'tests': {'test_1': {'id': 'test_1', 'name': 'First', 'type': 'llm', 'created_at_unix_secs': 1, 'last_updated_at_unix_secs': 2}}}"
#define DOCUMENT(name) "{'id': 'test_1', 'type': 'llm', 'name': '" name "', 'success_condition': 'It is polite.', 'novelty': {'a': [1, 2.50]}, " \
                       "'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'message': 'Hello', 'oddity': 7}]}"

static ProctorDrafts *
get_drafts (TestingJob *self)
{
  return proctor_session_get_drafts (self->session);
}

static ProctorDraft *
open_draft (TestingJob *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorDraft *draft;

  testing_job_answer (self, "GET", TEST, 200, DOCUMENT ("First"));
  proctor_drafts_open_async (get_drafts (self), "test_1", NULL, testing_job_cb, self);
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
save (TestingJob *self,
      ProctorDraft *draft,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_draft_save_async (draft, NULL, testing_job_cb, self);
  result = testing_job_wait (self);

  return proctor_draft_save_finish (draft, result, error);
}

/* What the server says before the test is sent. */
static void
answer_before (TestingJob *self,
               const char *document)
{
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "POST", SUMMARIES, 200, SUMMARY);
  testing_job_answer (self, "GET", TEST, 200, document);
}

/* The connection is closed in the middle of the answer, and the server has done it. */
static void
test_arrived (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GError) error = NULL;

  type_name (draft, "Second");
  answer_before (self, DOCUMENT ("First"));
  testing_job_answer_fault (self, "PUT", TEST, PROCTOR_TESTING_FAULT_CUT);
  testing_job_answer (self, "GET", TEST, 200, DOCUMENT ("Second"));
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  g_assert_false (proctor_draft_is_modified (draft));
  g_assert_false (proctor_draft_is_unsure (draft));
  g_assert_no_error (proctor_draft_get_error (draft));
  g_assert_null (proctor_draft_get_theirs (draft));
}

/* The same, and it has not. */
static void
test_not_arrived (TestingJob *self,
                  gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GError) error = NULL;

  type_name (draft, "Second");
  answer_before (self, DOCUMENT ("First"));
  testing_job_answer_fault (self, "PUT", TEST, PROCTOR_TESTING_FAULT_DROP);
  g_assert_false (save (self, draft, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NETWORK);
  g_assert_true (proctor_draft_is_modified (draft));
  g_assert_false (proctor_draft_is_unsure (draft));
  g_assert_null (proctor_draft_get_theirs (draft));
  proctor_drafts_stop (get_drafts (self));
}

/* Nor can the server be asked: nobody knows. What was sent is no change of somebody else's when it shows later. */
static void
test_unsure (TestingJob *self,
             gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  type_name (draft, "Second");
  answer_before (self, DOCUMENT ("First"));
  testing_job_answer_fault (self, "PUT", TEST, PROCTOR_TESTING_FAULT_CUT);
  testing_job_answer (self, "GET", TEST, 401, "{'detail': {'status': 'invalid_api_key', 'message': 'No'}}");
  g_assert_false (save (self, draft, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NETWORK);
  g_clear_error (&error);
  g_assert_true (proctor_draft_is_unsure (draft));
  g_assert_true (proctor_draft_is_modified (draft));

  type_name (draft, "Third");
  answer_before (self, DOCUMENT ("Second"));
  testing_job_answer (self, "PUT", TEST, 200, DOCUMENT ("Third"));
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  g_assert_false (proctor_draft_is_unsure (draft));
  g_assert_null (proctor_draft_get_theirs (draft));
  body = testing_job_dup_body (self, "PUT", TEST, 0);
  g_assert_nonnull (strstr (body, "'name':'Third'"));
}

static gboolean
is_settled (gpointer user_data)
{
  return !proctor_draft_is_unsure (user_data);
}

/* It is found out by itself as soon as the test is looked at again. */
static void
test_found_out (TestingJob *self,
                gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GError) error = NULL;

  type_name (draft, "Second");
  answer_before (self, DOCUMENT ("First"));
  testing_job_answer_fault (self, "PUT", TEST, PROCTOR_TESTING_FAULT_CUT);
  testing_job_answer (self, "GET", TEST, 401, "{'detail': {'status': 'invalid_api_key', 'message': 'No'}}");
  g_assert_false (save (self, draft, &error));
  g_assert_true (proctor_draft_is_unsure (draft));

  answer_before (self, DOCUMENT ("Second"));
  proctor_draft_refresh (draft);
  proctor_testing_wait_for ("what the server has", is_settled, draft);
  g_assert_no_error (proctor_draft_get_error (draft));
  g_assert_false (proctor_draft_is_modified (draft));
  g_assert_false (proctor_drafts_has (get_drafts (self), "test_1"));
  /* What was done can still be taken back, and is to be saved then. */
  proctor_undo_undo (proctor_draft_get_undo (draft));
  g_assert_true (proctor_draft_is_modified (draft));
  proctor_drafts_stop (get_drafts (self));
}

/* A server that fails may have done it before; then there is nothing to complain of. */
static void
test_failed (TestingJob *self,
             gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GError) error = NULL;

  type_name (draft, "Second");
  answer_before (self, DOCUMENT ("First"));
  testing_job_answer (self, "PUT", TEST, 501, "{'detail': 'Out of order'}");
  g_assert_false (save (self, draft, &error));
  g_assert_nonnull (error);
  g_assert_true (proctor_draft_is_modified (draft));
  g_clear_error (&error);

  /* And somebody else may have been faster. */
  answer_before (self, DOCUMENT ("First"));
  testing_job_answer (self, "PUT", TEST, 200, "[1]");
  testing_job_answer (self, "GET", TEST, 200, DOCUMENT ("Theirs"));
  g_assert_false (save (self, draft, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL);
  g_assert_nonnull (proctor_draft_get_theirs (draft));
  g_assert_false (proctor_draft_is_unsure (draft));
  proctor_drafts_stop (get_drafts (self));
}

/* Answers that can't be taken for what they should be. */
static void
test_strange (TestingJob *self,
              gconstpointer data)
{
  static const ProctorTestingAnswer answers[] = {
    { .body = "[]" },
    { .body = "{\"name\": 7, \"type\": [], \"chat_history\": \"none\"}" },
    { .body = "{\"name\": \"Sec" },
    { .body = "<html>", .content_type = "text/html" },
    { .body = "{}", .padding = (guint64) 50 << 20, .gzip = TRUE },
  };
  g_autoptr (ProctorDraft) draft = open_draft (self);

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      type_name (draft, "Second");
      answer_before (self, DOCUMENT ("First"));
      proctor_testing_server_answer (self->server, "PUT", TEST, &answers[i]);
      testing_job_answer (self, "GET", TEST, 200, DOCUMENT ("Second"));
      g_assert_true (save (self, draft, &error));
      g_assert_no_error (error);
      g_assert_false (proctor_draft_is_modified (draft));
      g_assert_cmpstr (proctor_test_get_name (proctor_draft_get_base (draft)), ==, "Second");

      /* As it was, for the next. */
      type_name (draft, "First");
      answer_before (self, DOCUMENT ("Second"));
      testing_job_answer (self, "PUT", TEST, 200, DOCUMENT ("First"));
      g_assert_true (save (self, draft, &error));
      g_assert_no_error (error);
    }
}

/* A server that wants to be left alone for an hour is, and says what it said. */
static void
test_busy (TestingJob *self,
           gconstpointer data)
{
  static const char *const headers[] = { "Retry-After", "3600", NULL };
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GError) error = NULL;

  type_name (draft, "Second");
  answer_before (self, DOCUMENT ("First"));
  proctor_testing_server_answer (self->server, "PUT", TEST, &(ProctorTestingAnswer) { .status = 429, .body = "{\"detail\": \"Too many\"}", .headers = headers });
  g_assert_false (save (self, draft, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_RATE_LIMITED);
  g_assert_cmpuint (testing_job_count (self, "PUT", TEST), ==, 1);
  g_assert_cmpuint (testing_job_count (self, "GET", TEST), ==, 1);
  g_assert_false (proctor_draft_is_unsure (draft));
  g_assert_true (proctor_draft_is_modified (draft));
  proctor_drafts_stop (get_drafts (self));
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init (&argc, &argv);
  testing_job_add ("/drafts-lost/arrived", test_arrived);
  testing_job_add ("/drafts-lost/not-arrived", test_not_arrived);
  testing_job_add ("/drafts-lost/unsure", test_unsure);
  testing_job_add ("/drafts-lost/found-out", test_found_out);
  testing_job_add ("/drafts-lost/failed", test_failed);
  testing_job_add ("/drafts-lost/strange", test_strange);
  testing_job_add ("/drafts-lost/busy", test_busy);

  return g_test_run ();
}
