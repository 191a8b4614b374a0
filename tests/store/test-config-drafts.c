/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-api-error.h"
#include "proctor-config-drafts.h"
#include "testing-job.h"

#define AGENT "/v1/convai/agents/agent_1"
#define TOOL "/v1/convai/tools/tool_1"
#define AGENT_WITH(name, prompt, version)                                                                                                                                \
  "{'agent_id': 'agent_1', 'name': '" name "', 'branch_id': 'branch_1', 'version_id': '" version "', 'novelty': [1], 'conversation_config': {'tts': {'voice_id': 'v'}, " \
  "'agent': {'first_message': 'Hello', 'oddity': 7, 'prompt': {'prompt': '" prompt "', 'llm': 'builtin', 'knowledge': {'a': 1}}}}}"
#define DOCUMENT AGENT_WITH ("First", "Be kind.", "1")
#define TOOL_WITH(description) \
  "{'id': 'tool_1', 'novelty': 1, 'tool_config': {'type': 'client', 'name': 'look', 'description': '" description "', 'oddity': [2], 'parameters': {'type': 'object'}}, 'response_mocks': null}"

static ProctorConfigDrafts *
get_drafts (TestingJob *self)
{
  return proctor_session_get_config_drafts (self->session);
}

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

  proctor_config_drafts_stop (get_drafts (self));
  proctor_draft_file_close_async (file, testing_job_cb, self);
  result = testing_job_wait (self);
  proctor_draft_file_close_finish (file, result);
}

static ProctorConfigDraft *
try_open (TestingJob *self,
          ProctorConfigKind kind,
          const char *id,
          const char *branch_id,
          GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_config_drafts_open_async (get_drafts (self), kind, id, branch_id, NULL, testing_job_cb, self);
  result = testing_job_wait (self);

  return proctor_config_drafts_open_finish (get_drafts (self), result, error);
}

static ProctorConfigDraft *
open_agent (TestingJob *self)
{
  g_autoptr (GError) error = NULL;
  ProctorConfigDraft *draft;

  testing_job_answer (self, "GET", AGENT, 200, DOCUMENT);
  draft = try_open (self, PROCTOR_CONFIG_AGENT, "agent_1", NULL, &error);
  g_assert_no_error (error);

  return draft;
}

static ProctorConfigDraft *
open_tool (TestingJob *self)
{
  g_autoptr (GError) error = NULL;
  ProctorConfigDraft *draft;

  testing_job_answer (self, "GET", TOOL, 200, TOOL_WITH ("Looks"));
  draft = try_open (self, PROCTOR_CONFIG_TOOL, "tool_1", NULL, &error);
  g_assert_no_error (error);

  return draft;
}

static gboolean
save (TestingJob *self,
      ProctorConfigDraft *draft,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_config_draft_save_async (draft, NULL, testing_job_cb, self);
  result = testing_job_wait (self);

  return proctor_config_draft_save_finish (draft, result, error);
}

static ProctorAgentPrompt *
get_prompt (ProctorConfigDraft *draft)
{
  return proctor_agent_behaviour_get_prompt (proctor_agent_config_get_agent (proctor_agent_get_conversation_config (proctor_config_draft_get_agent (draft))));
}

static void
type_prompt (ProctorConfigDraft *draft,
             const char *text)
{
  proctor_undo_type (proctor_config_draft_get_undo (draft), get_prompt (draft), PROCTOR_AGENT_PROMPT_FIELD_PROMPT, text, "Type");
}

static void
answer_save (TestingJob *self,
             const char *document,
             guint status,
             const char *answer)
{
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", AGENT, 200, document);
  testing_job_answer (self, "PATCH", AGENT, status, answer);
}

/* Only what was changed is sent, to the branch that was opened. */
static void
test_save (TestingJob *self,
           gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_agent (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *body = NULL;
  const ProctorTestingRequest *request;

  g_assert_cmpstr (proctor_config_draft_get_branch_id (draft), ==, "branch_1");
  g_assert_false (proctor_config_draft_is_modified (draft));
  type_prompt (draft, "Be short.");
  g_assert_true (proctor_config_draft_is_modified (draft));
  answer_save (self, DOCUMENT, 200, AGENT_WITH ("First", "Be short.", "2"));
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  body = testing_job_dup_body (self, "PATCH", AGENT, 0);
  g_assert_cmpstr (body, ==, "{'conversation_config':{'agent':{'prompt':{'prompt':'Be short.'}}}}");
  requests = proctor_testing_server_dup_requests (self->server);
  request = g_ptr_array_index (requests, requests->len - 1);
  g_assert_cmpstr (request->query, ==, "branch_id=branch_1");
  g_assert_false (proctor_config_draft_is_modified (draft));

  /* There is nothing left to be saved, and what was done can still be undone. */
  g_assert_true (proctor_undo_undo (proctor_config_draft_get_undo (draft)));
  g_assert_cmpstr (proctor_agent_prompt_get_prompt (get_prompt (draft)), ==, "Be kind.");
  g_assert_true (proctor_config_draft_is_modified (draft));
}

/* A tool is replaced as a whole, so all of it is sent, with what we don't know of. */
static void
test_save_tool (TestingJob *self,
                gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_tool (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  ProctorToolConfig *config = proctor_tool_get_tool_config (proctor_config_draft_get_tool (draft));

  proctor_undo_type (proctor_config_draft_get_undo (draft), config, PROCTOR_TOOL_CONFIG_FIELD_DESCRIPTION, "Looks well", "Type");
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", TOOL, 200, TOOL_WITH ("Looks"));
  testing_job_answer (self, "PATCH", TOOL, 200, TOOL_WITH ("Looks well"));
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  body = testing_job_dup_body (self, "PATCH", TOOL, 0);
  g_assert_nonnull (strstr (body, "'novelty':1"));
  g_assert_nonnull (strstr (body, "'oddity':[2]"));
  g_assert_nonnull (strstr (body, "'description':'Looks well'"));
  g_assert_false (proctor_config_draft_is_modified (draft));
}

static gboolean
is_known (gpointer drafts)
{
  return proctor_config_drafts_has (drafts, "agent_1");
}

/* What was typed is there when the program comes back, also where the branch isn't said. */
static void
test_restored (TestingJob *self,
               gconstpointer data)
{
  g_autoptr (ProctorDraftFile) file = use_file (self);
  g_autoptr (ProctorDraftFile) again = NULL;
  g_autoptr (ProctorConfigDraft) restored = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  ProctorConfigDraft *draft = open_agent (self);

  type_prompt (draft, "Typed");
  g_object_unref (draft);
  close_file (self, file);

  testing_job_reopen (self);
  again = use_file (self);
  proctor_config_drafts_load (get_drafts (self));
  proctor_testing_wait_for ("the drafts to be known", is_known, get_drafts (self));
  restored = try_open (self, PROCTOR_CONFIG_AGENT, "agent_1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_agent_prompt_get_prompt (get_prompt (restored)), ==, "Typed");
  g_assert_true (proctor_config_draft_is_restored (restored));
  g_assert_true (proctor_config_draft_is_modified (restored));

  /* It is saved as if nothing had happened, and is gone from the disk then. */
  answer_save (self, DOCUMENT, 200, AGENT_WITH ("First", "Typed", "2"));
  g_assert_true (save (self, restored, &error));
  g_assert_no_error (error);
  body = testing_job_dup_body (self, "PATCH", AGENT, 0);
  g_assert_cmpstr (body, ==, "{'conversation_config':{'agent':{'prompt':{'prompt':'Typed'}}}}");
  g_assert_false (proctor_config_drafts_has (get_drafts (self), "agent_1"));
  close_file (self, again);
}

/* What others have changed stays, and is shown afterwards. */
static void
test_merge (TestingJob *self,
            gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_agent (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  type_prompt (draft, "Be short.");
  answer_save (self, AGENT_WITH ("Theirs", "Be kind.", "2"), 200, AGENT_WITH ("Theirs", "Be short.", "3"));
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  body = testing_job_dup_body (self, "PATCH", AGENT, 0);
  g_assert_cmpstr (body, ==, "{'conversation_config':{'agent':{'prompt':{'prompt':'Be short.'}}}}");
  g_assert_cmpstr (proctor_agent_get_name (proctor_config_draft_get_agent (draft)), ==, "Theirs");
  g_assert_false (proctor_config_draft_is_modified (draft));
}

static void
begin_conflict (TestingJob *self,
                ProctorConfigDraft *draft)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = NULL;

  type_prompt (draft, "Mine");
  answer_save (self, AGENT_WITH ("Theirs", "Theirs too", "2"), 200, DOCUMENT);
  g_assert_false (save (self, draft, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_CONFLICT);
  g_assert_cmpuint (testing_job_count (self, "PATCH", AGENT), ==, 0);
  g_assert_true (proctor_config_draft_has_conflict (draft));
  words = proctor_config_draft_dup_conflicts (draft);
  g_assert_cmpuint (g_strv_length (words), ==, 1);
  g_assert_cmpstr (words[0], ==, "System Prompt");
}

/* Both have changed the same: nothing is sent before somebody has chosen. */
static void
test_keep_mine (TestingJob *self,
                gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_agent (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  begin_conflict (self, draft);
  proctor_config_draft_resolve (draft, TRUE);
  g_assert_false (proctor_config_draft_has_conflict (draft));
  g_assert_cmpstr (proctor_agent_prompt_get_prompt (get_prompt (draft)), ==, "Mine");
  g_assert_cmpstr (proctor_agent_get_name (proctor_config_draft_get_agent (draft)), ==, "Theirs");
  answer_save (self, AGENT_WITH ("Theirs", "Theirs too", "2"), 200, AGENT_WITH ("Theirs", "Mine", "3"));
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  body = testing_job_dup_body (self, "PATCH", AGENT, 0);
  g_assert_cmpstr (body, ==, "{'conversation_config':{'agent':{'prompt':{'prompt':'Mine'}}}}");
}

static void
test_take_theirs (TestingJob *self,
                  gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_agent (self);

  begin_conflict (self, draft);
  proctor_config_draft_resolve (draft, FALSE);
  g_assert_cmpstr (proctor_agent_prompt_get_prompt (get_prompt (draft)), ==, "Theirs too");
  g_assert_false (proctor_config_draft_is_modified (draft));

  /* What was mine can still be had. */
  g_assert_true (proctor_undo_undo (proctor_config_draft_get_undo (draft)));
  g_assert_cmpstr (proctor_agent_prompt_get_prompt (get_prompt (draft)), ==, "Mine");
}

/* A server that refuses says where, and the place is found. */
static void
test_refused (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_agent (self);
  g_autoptr (GError) error = NULL;
  ProctorErrorDetails *details;
  const ProctorFieldProblem *problem;
  ProctorRecord *record;
  guint field;

  type_prompt (draft, "Be short.");
  answer_save (self, DOCUMENT, 422, "{'detail': [{'type': 'x', 'loc': ['body', 'conversation_config', 'agent', 'prompt', 'llm'], 'msg': 'There is no such model'}]}");
  g_assert_false (save (self, draft, &error));
  details = proctor_api_error_get_details (error);
  g_assert_nonnull (details);
  problem = g_ptr_array_index (details->fields, 0);
  g_assert_true (proctor_config_draft_find_place (draft, problem->path, &record, &field));
  g_assert_true (record == PROCTOR_RECORD (get_prompt (draft)));
  g_assert_cmpuint (field, ==, PROCTOR_AGENT_PROMPT_FIELD_LLM);
  g_assert_true (proctor_config_draft_is_modified (draft));
  g_assert_nonnull (proctor_config_draft_get_error (draft));
}

/* An answer that is lost is no reason to say it twice: it is there when it is asked for again. */
static void
test_cut (TestingJob *self,
          gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_agent (self);
  g_autoptr (GError) error = NULL;

  type_prompt (draft, "Be short.");
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", AGENT, 200, DOCUMENT);
  testing_job_answer_fault (self, "PATCH", AGENT, PROCTOR_TESTING_FAULT_CUT);
  g_assert_false (save (self, draft, &error));
  g_assert_nonnull (error);
  g_assert_true (proctor_config_draft_is_modified (draft));
  g_clear_error (&error);

  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH ("First", "Be short.", "2"));
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (testing_job_count (self, "PATCH", AGENT), ==, 0);
  g_assert_false (proctor_config_draft_is_modified (draft));
}

static void
test_broken (TestingJob *self,
             gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_agent (self);
  g_autoptr (GError) error = NULL;

  type_prompt (draft, "Be short.");
  answer_save (self, DOCUMENT, 500, "oh");
  g_assert_false (save (self, draft, &error));
  g_assert_nonnull (proctor_config_draft_get_error (draft));
  g_assert_false (proctor_config_draft_is_gone (draft));
  g_assert_true (proctor_config_draft_is_modified (draft));
  g_clear_error (&error);

  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", AGENT, 404, "{'detail': {'status': 'not_found', 'message': 'Gone'}}");
  g_assert_false (save (self, draft, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND);
  g_assert_true (proctor_config_draft_is_gone (draft));
}

/* What nobody has touched follows, what was typed meanwhile stays. */
static void
test_refresh (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_agent (self);

  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH ("Theirs", "Be kind.", "2"));
  type_prompt (draft, "Mine");
  proctor_config_draft_refresh (draft);
  while (g_strcmp0 (proctor_agent_get_name (proctor_config_draft_get_agent (draft)), "Theirs") != 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (proctor_agent_prompt_get_prompt (get_prompt (draft)), ==, "Mine");
  g_assert_true (proctor_config_draft_is_modified (draft));
  g_assert_false (proctor_config_draft_has_conflict (draft));
}

/* When the program ended before the answer came, there is nothing left to be saved. */
static void
test_saved_after_all (TestingJob *self,
                      gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_agent (self);

  type_prompt (draft, "Be short.");
  proctor_testing_server_reset (self->server);
  testing_job_answer (self, "GET", AGENT, 200, AGENT_WITH ("First", "Be short.", "2"));
  proctor_config_draft_refresh (draft);
  while (proctor_config_draft_is_modified (draft))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (proctor_config_draft_has_conflict (draft));
}

static void
test_discard (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_agent (self);

  type_prompt (draft, "Mine");
  proctor_config_draft_discard (draft);
  g_assert_false (proctor_config_draft_is_modified (draft));
  g_assert_cmpstr (proctor_agent_prompt_get_prompt (get_prompt (draft)), ==, "Be kind.");
  g_assert_true (proctor_undo_undo (proctor_config_draft_get_undo (draft)));
  g_assert_true (proctor_config_draft_is_modified (draft));
}

/* Whoever opens it twice edits the same. */
static void
test_shared (TestingJob *self,
             gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = open_agent (self);
  g_autoptr (ProctorConfigDraft) other = NULL;
  g_autoptr (GError) error = NULL;

  other = try_open (self, PROCTOR_CONFIG_AGENT, "agent_1", "branch_1", &error);
  g_assert_no_error (error);
  g_assert_true (draft == other);
}

/* What is of another type than we know is neither lost nor a reason to stop. */
static void
test_odd_types (TestingJob *self,
                gconstpointer data)
{
  g_autoptr (ProctorConfigDraft) draft = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;
  const char *odd = "{'agent_id': 'agent_1', 'name': 'First', 'branch_id': 'branch_1', 'conversation_config': {'agent': 'none'}}";

  testing_job_answer (self, "GET", AGENT, 200, odd);
  draft = try_open (self, PROCTOR_CONFIG_AGENT, "agent_1", NULL, &error);
  g_assert_no_error (error);
  proctor_undo_type (proctor_config_draft_get_undo (draft), proctor_config_draft_get_agent (draft), PROCTOR_AGENT_FIELD_NAME, "Other", "Rename");
  answer_save (self, odd, 200, odd);
  g_assert_true (save (self, draft, &error));
  g_assert_no_error (error);
  body = testing_job_dup_body (self, "PATCH", AGENT, 0);
  g_assert_cmpstr (body, ==, "{'name':'Other'}");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/config-drafts/save", test_save);
  testing_job_add ("/config-drafts/save-tool", test_save_tool);
  testing_job_add ("/config-drafts/restored", test_restored);
  testing_job_add ("/config-drafts/merge", test_merge);
  testing_job_add ("/config-drafts/keep-mine", test_keep_mine);
  testing_job_add ("/config-drafts/take-theirs", test_take_theirs);
  testing_job_add ("/config-drafts/refused", test_refused);
  testing_job_add ("/config-drafts/cut", test_cut);
  testing_job_add ("/config-drafts/broken", test_broken);
  testing_job_add ("/config-drafts/refresh", test_refresh);
  testing_job_add ("/config-drafts/saved-after-all", test_saved_after_all);
  testing_job_add ("/config-drafts/discard", test_discard);
  testing_job_add ("/config-drafts/shared", test_shared);
  testing_job_add ("/config-drafts/odd-types", test_odd_types);

  return g_test_run ();
}
