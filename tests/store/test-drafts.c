/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-api-error.h"
#include "proctor-draft-json.h"
#include "proctor-drafts.h"
#include "proctor-testing-draft.h"
#include "proctor-trash.h"
#include "proctor-turn.h"
#include "testing-job.h"

#define TEST TESTS "/test_1"
#define SUMMARIES TESTS "/summaries"
#define DOCUMENT "{'id': 'test_1', 'type': 'llm', 'name': 'First', 'success_condition': 'It is polite.', 'novelty': {'a': [1, 2.50]}, " \
                 "'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'message': 'Hello', 'oddity': 7}]}"
#define CHANGED "{'id': 'test_1', 'type': 'llm', 'name': 'Theirs', 'success_condition': 'It is polite.', 'novelty': {'a': [1, 2.50]}, " \
                "'chat_history': [{'role': 'user', 'time_in_call_secs': 0, 'message': 'Hello', 'oddity': 7}]}"
#define SUMMARY "{'tests': {'test_1': {'id': 'test_1', 'name': 'First', 'type': 'llm', 'created_at_unix_secs': 1, 'last_updated_at_unix_secs': 2, 'folder_parent_id': 'folder_1'}}}"
#define NO_SUMMARY "{'tests': {}}"

static ProctorDrafts *
get_drafts (TestingJob *self)
{
  return proctor_session_get_drafts (self->session);
}

/* Drafts are kept where the history is. */
static ProctorDraftFile *
use_file (TestingJob *self)
{
  ProctorDraftFile *file = proctor_draft_file_new (self->folder);

  proctor_session_use_draft_file (self->session, file);

  return file;
}

static void
close_file (TestingJob *self,
            ProctorDraftFile *file)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_drafts_stop (get_drafts (self));
  proctor_draft_file_close_async (file, testing_job_cb, self);
  result = testing_job_wait (self);
  proctor_draft_file_close_finish (file, result);
}

static ProctorDraft *
try_open (TestingJob *self,
          const char *id,
          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_drafts_open_async (get_drafts (self), id, NULL, testing_job_cb, self);
  result = testing_job_wait (self);

  return proctor_drafts_open_finish (get_drafts (self), result, error);
}

static ProctorDraft *
open_draft (TestingJob *self)
{
  g_autoptr (GError) error = NULL;
  ProctorDraft *draft;

  testing_job_answer (self, "GET", TEST, 200, DOCUMENT);
  draft = try_open (self, "test_1", &error);
  g_assert_no_error (error);

  return draft;
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

static void
type_name (ProctorDraft *draft,
           const char *name)
{
  proctor_undo_type (proctor_draft_get_undo (draft), proctor_draft_get_test (draft), PROCTOR_TEST_FIELD_NAME, name, "Rename");
}

static void
answer_save (TestingJob *self,
             const char *document,
             guint status,
             const char *answer)
{
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "POST", SUMMARIES, 200, SUMMARY);
  testing_job_answer (self, "GET", TEST, 200, document);
  testing_job_answer (self, "PUT", TEST, status, answer);
}

/* What we don't know of is sent back as it came, in its folder. */
static void
test_save (TestingJob *self,
           gconstpointer data)
{
  g_autoptr (ProctorDraftFile) file = use_file (self);
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  g_assert_false (proctor_draft_is_modified (draft));
  type_name (draft, "Second");
  g_assert_true (proctor_draft_is_modified (draft));
  answer_save (self, DOCUMENT, 200, CHANGED);
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  g_assert_false (proctor_draft_is_modified (draft));
  g_assert_false (proctor_drafts_has (get_drafts (self), "test_1"));

  body = testing_job_dup_body (self, "PUT", TEST, 0);
  g_assert_nonnull (strstr (body, "'name':'Second'"));
  g_assert_nonnull (strstr (body, "'novelty':{'a':[1,2.5"));
  g_assert_nonnull (strstr (body, "'oddity':7"));
  g_assert_nonnull (strstr (body, "'parent_folder_id':'folder_1'"));

  /* What is undone after that is to be saved again. */
  proctor_undo_undo (proctor_draft_get_undo (draft));
  g_assert_true (proctor_draft_is_modified (draft));
  close_file (self, file);
}

/* What is typed while it is sent belongs to the next time. */
static void
test_typing_while_saving (TestingJob *self,
                          gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  type_name (draft, "Second");
  answer_save (self, DOCUMENT, 200, CHANGED);
  proctor_draft_save_async (draft, NULL, testing_job_cb, self);
  g_assert_true (proctor_draft_is_saving (draft));
  type_name (draft, "Third");
  result = testing_job_wait (self);
  g_assert_true (proctor_draft_save_finish (draft, result, &error));
  g_assert_no_error (error);
  g_assert_true (proctor_draft_is_modified (draft));
  g_assert_cmpstr (proctor_test_get_name (proctor_draft_get_test (draft)), ==, "Third");
  body = testing_job_dup_body (self, "PUT", TEST, 0);
  g_assert_nonnull (strstr (body, "Second"));
  proctor_drafts_stop (get_drafts (self));
}

static gboolean
is_known (gpointer user_data)
{
  return proctor_drafts_has (user_data, "test_1");
}

/* A program that ends at once has it all the next time, and the server is not asked for it. It says so once: not to
 * somebody who went to another test and comes back. */
static gboolean
is_unknown (gpointer user_data)
{
  return !proctor_drafts_has (user_data, "test_1");
}

static void
test_restored (TestingJob *self,
               gconstpointer data)
{
  g_autoptr (ProctorDraftFile) file = use_file (self);
  g_autoptr (ProctorDraftFile) again = NULL;
  g_autoptr (ProctorDraft) restored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  ProctorDraft *draft = open_draft (self);

  type_name (draft, "Typed");
  g_object_unref (draft);
  proctor_testing_wait_for ("the draft to be known", is_known, get_drafts (self));
  restored = try_open (self, "test_1", &error);
  g_assert_no_error (error);
  g_assert_true (proctor_draft_is_modified (restored));
  g_assert_false (proctor_draft_is_restored (restored));
  g_clear_object (&restored);
  close_file (self, file);

  testing_job_reopen (self);
  again = use_file (self);
  proctor_drafts_load (get_drafts (self));
  proctor_testing_wait_for ("the drafts to be known", is_known, get_drafts (self));
  restored = try_open (self, "test_1", &error);
  g_assert_no_error (error);
  text = proctor_testing_draft_dup_text (restored);
  g_assert_nonnull (strstr (text, "Typed"));
  g_assert_true (proctor_draft_is_restored (restored));
  close_file (self, again);
}

/* JSON that is no test yet is an edit as well, though nothing else has changed. */
static void
test_unfinished (TestingJob *self,
                 gconstpointer data)
{
  g_autoptr (ProctorDraftFile) file = use_file (self);
  g_autoptr (ProctorDraftFile) again = NULL;
  g_autoptr (ProctorDraft) restored = NULL;
  g_autoptr (GError) error = NULL;
  ProctorDraft *draft = open_draft (self);

  proctor_draft_keep_json (draft, "{\"name\": ");
  g_object_unref (draft);
  proctor_testing_wait_for ("the draft to be known", is_known, get_drafts (self));
  close_file (self, file);

  testing_job_reopen (self);
  again = use_file (self);
  proctor_drafts_load (get_drafts (self));
  proctor_testing_wait_for ("the drafts to be known", is_known, get_drafts (self));
  restored = try_open (self, "test_1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_draft_get_kept_json (restored), ==, "{\"name\": ");

  proctor_draft_keep_json (restored, NULL);
  proctor_draft_discard (restored);
  proctor_testing_wait_for ("the draft to go", is_unknown, get_drafts (self));
  close_file (self, again);
}

/* Somebody else was faster: nothing is sent, and both are there. */
static void
test_conflict (TestingJob *self,
               gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  const ProctorDifference *difference;
  guint field;

  proctor_undo_type (proctor_draft_get_undo (draft), proctor_draft_get_test (draft), PROCTOR_TEST_FIELD_SUCCESS_CONDITION, "It is kind.", "Type");
  answer_save (self, CHANGED, 200, CHANGED);
  g_assert_false (save (self, draft, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_CONFLICT);
  g_assert_error (proctor_draft_get_error (draft), PROCTOR_API_ERROR, PROCTOR_API_ERROR_CONFLICT);
  g_assert_cmpuint (testing_job_count (self, "PUT", TEST), ==, 0);
  g_assert_nonnull (proctor_draft_get_theirs (draft));

  differences = proctor_draft_list_differences (draft);
  g_assert_cmpuint (differences->len, ==, 2);
  difference = g_ptr_array_index (differences, 0);
  g_assert_cmpstr (difference->words, ==, "Name");
  g_assert_cmpstr (difference->theirs, ==, "Theirs");
  g_assert_false (difference->mine_changed);
  g_assert_true (difference->theirs_changed);
  field = difference->field;
  difference = g_ptr_array_index (differences, 1);
  g_assert_cmpstr (difference->mine, ==, "It is kind.");
  g_assert_true (difference->mine_changed);

  proctor_draft_resolve (draft, &field, 1);
  g_assert_null (proctor_draft_get_theirs (draft));
  g_assert_true (proctor_draft_is_modified (draft));
  g_clear_error (&error);
  answer_save (self, CHANGED, 200, CHANGED);
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  body = testing_job_dup_body (self, "PUT", TEST, 0);
  g_assert_nonnull (strstr (body, "Theirs"));
  g_assert_nonnull (strstr (body, "It is kind."));
  proctor_drafts_stop (get_drafts (self));
}

/* A request that was carried out although its answer was lost is no conflict. */
static void
test_answer_lost (TestingJob *self,
                  gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GError) error = NULL;

  type_name (draft, "Theirs");
  answer_save (self, CHANGED, 500, NULL);
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (testing_job_count (self, "PUT", TEST), ==, 0);
  g_assert_false (proctor_draft_is_modified (draft));
}

static void
test_refused (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GError) error = NULL;
  ProctorErrorDetails *details;
  ProctorFieldProblem *problem;
  ProctorRecord *record;
  guint field;

  type_name (draft, "Second");
  answer_save (self, DOCUMENT, 422, "{'detail': [{'loc': ['body', 'llm', 'chat_history', 0, 'message'], 'msg': 'Too rude', 'type': 'value_error'}]}");
  g_assert_false (save (self, draft, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
  g_assert_true (proctor_draft_is_modified (draft));

  details = proctor_api_error_get_details (proctor_draft_get_error (draft));
  problem = g_ptr_array_index (details->fields, 0);
  g_assert_true (proctor_draft_find_place (draft, problem->path, &record, &field, NULL));
  g_assert_true (PROCTOR_IS_TURN (record));
  g_assert_cmpuint (field, ==, PROCTOR_TURN_FIELD_MESSAGE);
  g_assert_true (proctor_draft_find_place (draft, "body.chat_history.17.role", &record, &field, NULL));
  g_assert_cmpuint (field, ==, PROCTOR_TEST_FIELD_CHAT_HISTORY);
  g_assert_false (proctor_draft_find_place (draft, "body.whatever", &record, &field, NULL));
  proctor_drafts_stop (get_drafts (self));
}

/* A test that somebody has deleted can be saved as another. */
static void
test_gone (TestingJob *self,
           gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autoptr (GError) error = NULL;

  type_name (draft, "Second");
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "POST", SUMMARIES, 200, NO_SUMMARY);
  g_assert_false (save (self, draft, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);
  g_assert_true (proctor_draft_is_gone (draft));
  g_clear_error (&error);

  proctor_draft_save_as_new (draft);
  g_assert_false (proctor_draft_is_gone (draft));
  g_assert_null (proctor_draft_get_test_id (draft));
  g_assert_cmpuint (g_list_model_get_n_items (proctor_drafts_get_unplaced (get_drafts (self))), ==, 1);
  testing_job_answer (self, "POST", TESTS "/create", 200, "{'id': 'test_9'}");
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_draft_get_test_id (draft), ==, "test_9");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_drafts_get_unplaced (get_drafts (self))), ==, 0);
  g_assert_nonnull (proctor_library_find (proctor_session_get_library (self->session), "test_9"));
}

/* What is made again goes where it was, also where the list has lost it since; unless there is no such place any more. */
static void
test_gone_folder (TestingJob *self,
                  gconstpointer data)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);
  g_autoptr (ProctorDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  testing_job_add_folder (self, "folder_1", "Refunds", NULL);
  testing_job_add_test (self, "test_1", "First", "folder_1");
  draft = open_draft (self);
  type_name (draft, "Second");
  proctor_library_forget (library, (const char *const[]) { "test_1", NULL });
  testing_job_settle ();
  g_assert_null (proctor_library_find (library, "test_1"));

  proctor_draft_save_as_new (draft);
  g_assert_cmpstr (proctor_draft_get_folder_id (draft), ==, "folder_1");
  testing_job_answer (self, "POST", TESTS "/create", 200, "{'id': 'test_9'}");
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  body = testing_job_dup_body (self, "POST", TESTS "/create", 0);
  g_assert_nonnull (strstr (body, "'parent_folder_id':'folder_1'"));

  proctor_library_forget (library, (const char *const[]) { "folder_1", NULL });
  testing_job_settle ();
  proctor_draft_save_as_new (draft);
  g_assert_null (proctor_draft_get_folder_id (draft));
}

static gboolean
is_forgotten (gpointer user_data)
{
  return !proctor_drafts_has (get_drafts (user_data), "test_1");
}

/* While a deletion can be undone the draft is out of sight, and afterwards it is of no use. */
static void
test_deleted (TestingJob *self,
              gconstpointer data)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);
  ProctorTrash *trash = proctor_session_get_trash (self->session);
  GListModel *unplaced = proctor_drafts_get_unplaced (get_drafts (self));
  g_autoptr (ProctorDraft) draft = open_draft (self);
  guint ticket;
  gboolean discarded;

  type_name (draft, "Second");
  proctor_drafts_flush (get_drafts (self));
  ticket = proctor_trash_put (trash, (const char *const[]) { "test_1", NULL });
  g_assert_true (proctor_library_hides (library, "test_1"));
  g_assert_true (proctor_drafts_has (get_drafts (self), "test_1"));
  g_assert_cmpuint (g_list_model_get_n_items (unplaced), ==, 0);
  proctor_trash_undo (trash, ticket);
  g_assert_true (proctor_drafts_has (get_drafts (self), "test_1"));

  testing_job_answer (self, "DELETE", TEST, 200, "{}");
  ticket = proctor_trash_put (trash, (const char *const[]) { "test_1", NULL });
  proctor_trash_empty (trash, ticket);
  proctor_testing_wait_for ("the deletion", is_forgotten, self);
  g_object_get (draft, "discarded", &discarded, NULL);
  g_assert_true (discarded);
  g_assert_cmpuint (g_list_model_get_n_items (unplaced), ==, 0);
}

static void
test_discard (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorDraftFile) file = use_file (self);
  g_autoptr (ProctorDraft) draft = open_draft (self);

  type_name (draft, "Second and last");
  g_assert_cmpuint (proctor_draft_count_changes (draft), ==, 3);
  proctor_draft_discard (draft);
  g_assert_false (proctor_draft_is_modified (draft));
  g_assert_cmpstr (proctor_test_get_name (proctor_draft_get_test (draft)), ==, "First");
  proctor_undo_undo (proctor_draft_get_undo (draft));
  g_assert_cmpstr (proctor_test_get_name (proctor_draft_get_test (draft)), ==, "Second and last");
  g_assert_true (proctor_draft_is_modified (draft));
  close_file (self, file);
}

static gboolean
take_text (ProctorDraft *draft,
           const char *text)
{
  g_autoptr (ProctorDraftJson) json = proctor_draft_json_read (text);

  return proctor_draft_take_json (draft, json);
}

/* Text that is no test changes nothing; text that is one changes what it says, and can be undone. */
static void
test_text (TestingJob *self,
           gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  g_autofree char *text = proctor_testing_draft_dup_text (draft);
  g_autofree char *after = NULL;

  g_assert_false (take_text (draft, "{\"type\": \"llm\""));
  g_assert_false (take_text (draft, "[1]"));
  g_assert_false (take_text (draft, "{\"type\": \"tool\", \"name\": \"x\"}"));
  g_assert_false (proctor_draft_is_modified (draft));
  g_assert_true (take_text (draft, "{\"type\": \"llm\", \"name\": \"x\", \"unheard\": 1.0}"));
  g_assert_cmpstr (proctor_test_get_name (proctor_draft_get_test (draft)), ==, "x");
  proctor_undo_undo (proctor_draft_get_undo (draft));
  after = proctor_testing_draft_dup_text (draft);
  g_assert_cmpstr (after, ==, text);
  proctor_drafts_stop (get_drafts (self));
}

static gboolean
is_theirs (gpointer user_data)
{
  return g_strcmp0 (proctor_test_get_name (proctor_draft_get_test (user_data)), "Theirs") == 0;
}

/* Changes of others come in by themselves where nobody has changed anything. */
static void
test_refresh (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);

  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", TEST, 200, CHANGED);
  proctor_draft_refresh (draft);
  proctor_testing_server_wait_requests (self->server, 1);
  proctor_testing_wait_for ("the change of others", is_theirs, draft);
  g_assert_cmpstr (proctor_test_get_name (proctor_draft_get_test (draft)), ==, "Theirs");
  g_assert_false (proctor_draft_is_modified (draft));
  g_assert_null (proctor_undo_get_undo_label (proctor_draft_get_undo (draft)));
  proctor_drafts_stop (get_drafts (self));
}

typedef struct
{
  GObject *object;
  guint n_before;
} References;

static gboolean
is_let_go (gpointer user_data)
{
  References *references = user_data;

  return references->object->ref_count <= references->n_before;
}

/* What was asked of the test that it was says nothing of the one that it is now. */
static void
test_refresh_late (TestingJob *self,
                   gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = open_draft (self);
  References references;

  type_name (draft, "Second");
  references = (References) { .object = G_OBJECT (draft), .n_before = G_OBJECT (draft)->ref_count };
  proctor_testing_server_reset (self->server);
  proctor_testing_server_answer (self->server, "GET", TEST, &(ProctorTestingAnswer) { .status = 404, .body = "{\"detail\": \"Gone\"}", .delay_msecs = 50 });
  proctor_draft_refresh (draft);
  g_assert_false (is_let_go (&references));
  proctor_draft_save_as_new (draft);
  proctor_testing_wait_for ("the answer", is_let_go, &references);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 1);
  g_assert_false (proctor_draft_is_gone (draft));
  proctor_drafts_stop (get_drafts (self));
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init (&argc, &argv);
  testing_job_add ("/drafts/save", test_save);
  testing_job_add ("/drafts/typing-while-saving", test_typing_while_saving);
  testing_job_add ("/drafts/restored", test_restored);
  testing_job_add ("/drafts/unfinished", test_unfinished);
  testing_job_add ("/drafts/conflict", test_conflict);
  testing_job_add ("/drafts/answer-lost", test_answer_lost);
  testing_job_add ("/drafts/refused", test_refused);
  testing_job_add ("/drafts/gone", test_gone);
  testing_job_add ("/drafts/gone-folder", test_gone_folder);
  testing_job_add ("/drafts/deleted", test_deleted);
  testing_job_add ("/drafts/discard", test_discard);
  testing_job_add ("/drafts/text", test_text);
  testing_job_add ("/drafts/refresh", test_refresh);
  testing_job_add ("/drafts/refresh-late", test_refresh_late);

  return g_test_run ();
}
