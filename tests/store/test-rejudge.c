/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-desk.h"
#include "proctor-history-rejudgements.h"
#include "proctor-rejudges.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"
#include "proctor-wire-reader.h"
#include "testing-place.h"
#include "testing-result.h"

/* What was said in a run of any workspace is judged again, with the engine that was built and a server of models that
 * says what it is told to. */

#define CHAT "/v1/chat/completions"
#define VERDICT(verdict) "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"reasoning\\\":\\\"It is " verdict ".\\\",\\\"evidence\\\":[],\\\"verdict\\\":\\\"" verdict "\\\"}\"}}]}"
#define CUT_OFF "{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":\"{\\\"reasoning\\\":\\\"It is and it is\"}}]}"
#define RUN "{\"test_run_id\":\"run_1\",\"test_invocation_id\":\"r1\",\"status\":\"passed\",\"last_updated_at_unix\":77,"                                                    \
            "\"test_info\":{\"type\":\"llm\",\"success_condition\":\"It greets.\",\"chat_history\":[{\"role\":\"user\",\"message\":\"Anybody?\",\"time_in_call_secs\":0}]}," \
            "\"agent_responses\":[{\"role\":\"agent\",\"message\":\"Good day!\",\"time_in_call_secs\":1,\"is_new\":true}]}"

typedef struct
{
  TestingPlace place;
  ProctorDesk *desk;
  ProctorHistory *history;
  ProctorTestingServer *server;
  ProctorRun *run;
} Fixture;

static gpointer
read_run (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  gpointer run = proctor_wire_read_bytes (PROCTOR_TYPE_RUN, bytes, &error);

  g_assert_no_error (error);

  return run;
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  const ProctorTestingAnswer list = { .body = "{\"data\":[{\"id\":\"tiny\"}]}" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  testing_place_set_up (&fixture->place, NULL);
  fixture->server = proctor_testing_server_new ();
  for (guint i = 0; i < 16; i++)
    proctor_testing_server_answer (fixture->server, "GET", "/v1/models", &list);
  fixture->desk = proctor_desk_new (fixture->place.data, fixture->place.cache);
  proctor_desk_load_async (fixture->desk, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_desk_load_finish (fixture->desk, result, &error));
  g_assert_no_error (error);
  fixture->history = proctor_history_new (fixture->place.cache);
  fixture->run = read_run (RUN);
}

static void
closed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  proctor_history_close_finish (PROCTOR_HISTORY (object), result);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  gboolean closed = FALSE;

  proctor_history_close_async (fixture->history, closed_cb, &closed);
  proctor_testing_wait_for ("the history to close", is_true, &closed);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->history));
  proctor_desk_shut_down_async (fixture->desk, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  proctor_desk_shut_down_finish (fixture->desk, result);
  g_clear_object (&result);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->desk));
  g_clear_object (&fixture->server);
  g_clear_object (&fixture->run);
  testing_place_tear_down (&fixture->place, NULL);
}

static gboolean
is_ready (gpointer user_data)
{
  return proctor_model_setup_get_state (user_data) == PROCTOR_MODEL_SETUP_READY;
}

/* The engine is told where the models are. */
static void
use_server (Fixture *fixture)
{
  ProctorModelSetup *setup = proctor_desk_get_model_setup (fixture->desk);
  g_autofree char *address = g_strconcat (proctor_testing_server_get_url (fixture->server), "/v1", NULL);
  g_autoptr (ProctorModelSource) source = proctor_model_source_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  proctor_model_setup_open (setup);
  proctor_testing_wait_for ("the engine", is_ready, setup);
  proctor_model_source_set_base_url (source, address);
  proctor_model_source_set_model (source, "tiny");
  proctor_model_setup_save_async (setup, source, "sk-models-0123456789", NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  proctor_model_setup_save_finish (setup, result, &error);
  g_assert_no_error (error);
}

static void
answer (Fixture *fixture,
        ProctorTestingAnswer reply)
{
  proctor_testing_server_answer (fixture->server, "POST", CHAT, &reply);
}

static guint
count_questions (Fixture *fixture)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += strstr (((const ProctorTestingRequest *) requests->pdata[i])->path, "chat") != NULL ? 1 : 0;

  return n;
}

static gboolean
has_ended (gpointer user_data)
{
  return proctor_rejudge_get_state (user_data) == PROCTOR_REJUDGE_ENDED;
}

static ProctorRejudge *
make (Fixture *fixture,
      guint n_votes)
{
  return proctor_rejudge_new (proctor_desk_get_model_setup (fixture->desk), fixture->history, "cloud", fixture->run, PROCTOR_OUTCOME_PASSED, n_votes);
}

static ProctorRejudge *
judge (Fixture *fixture,
       guint n_votes)
{
  ProctorRejudge *rejudge = make (fixture, n_votes);

  proctor_rejudge_start (rejudge);
  proctor_testing_wait_for ("the votes", has_ended, rejudge);

  return rejudge;
}

static GPtrArray *
list_kept (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *rejudgements;

  proctor_history_list_rejudgements_async (fixture->history, "cloud", "run_1", NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  rejudgements = proctor_history_list_rejudgements_finish (fixture->history, result, &error);
  g_assert_no_error (error);

  return rejudgements;
}

static void
forget (Fixture *fixture)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_forget_async (fixture->history, "cloud", testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  proctor_history_forget_finish (fixture->history, result, &error);
  g_assert_no_error (error);
}

/* Each vote is asked for once, and all of it is there again later. */
static void
test_votes (Fixture *fixture,
            gconstpointer data)
{
  ProctorRejudge *rejudge;
  g_autoptr (GPtrArray) before = list_kept (fixture);
  g_autoptr (GPtrArray) kept = NULL;
  const ProctorRejudgement *judgement;

  g_assert_cmpuint (before->len, ==, 0);
  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  rejudge = judge (fixture, 3);
  g_assert_no_error (proctor_rejudge_get_error (rejudge));
  g_assert_cmpuint (count_questions (fixture), ==, 3);
  proctor_testing_assert_finalized (rejudge);

  kept = list_kept (fixture);
  g_assert_cmpuint (kept->len, ==, 1);
  judgement = kept->pdata[0];
  g_assert_cmpuint (judgement->votes->len, ==, 3);
  g_assert_cmpuint (judgement->n_wanted, ==, 3);
  g_assert_cmpint (judgement->outcome, ==, PROCTOR_OUTCOME_PASSED);
  g_assert_cmpint (judgement->run_at, ==, 77);
  g_assert_cmpstr (judgement->invocation_id, ==, "r1");
  g_assert_cmpstr (judgement->model, ==, "tiny");
  g_assert_false (proctor_rejudgement_is_builtin (judgement));
  g_assert_true (proctor_rejudgement_is_comparable (judgement));
  g_assert_cmpint (proctor_rejudgement_get_outcome (judgement), ==, PROCTOR_OUTCOME_PASSED);
  g_assert_cmpuint (proctor_rejudgement_count (judgement, judgement->outcome), ==, 2);
  g_assert_cmpstr (((const ProctorRejudgeVote *) judgement->votes->pdata[1])->text, ==, "It is failure.");
  g_assert_cmpint (((const ProctorRejudgeVote *) judgement->votes->pdata[1])->outcome, ==, PROCTOR_OUTCOME_FAILED);

  /* It goes with its workspace. */
  forget (fixture);
  {
    g_autoptr (GPtrArray) after = list_kept (fixture);

    g_assert_cmpuint (after->len, ==, 0);
  }
}

/* The words of a person go no further than where somebody has put a model. */
static void
test_no_model (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (ProctorRejudge) rejudge = judge (fixture, 3);
  g_autoptr (ProctorRejudge) builtin = make (fixture, 1);
  g_autoptr (GPtrArray) kept = list_kept (fixture);

  g_assert_nonnull (proctor_rejudge_get_error (rejudge));
  g_assert_true (proctor_rejudge_lacks_model (rejudge));
  g_assert_cmpuint (kept->len, ==, 0);

  proctor_rejudge_set_content_with_builtin (builtin);
  proctor_rejudge_start (builtin);
  proctor_testing_wait_for ("the built-in judge", has_ended, builtin);
  g_assert_no_error (proctor_rejudge_get_error (builtin));
  g_assert_true (proctor_rejudgement_is_builtin (proctor_rejudge_get_judgement (builtin)));
}

/* What was voted before the model went away is kept. */
static void
test_cut_short (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (ProctorRejudge) rejudge = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("unknown") });
  answer (fixture, (ProctorTestingAnswer) { .status = 401, .body = "{}" });
  rejudge = judge (fixture, 3);
  g_assert_nonnull (proctor_rejudge_get_error (rejudge));
  g_test_message ("%s", proctor_rejudge_get_error (rejudge)->message);
  g_assert_cmpuint (count_questions (fixture), ==, 2);
  kept = list_kept (fixture);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpuint (((const ProctorRejudgement *) kept->pdata[0])->votes->len, ==, 1);
  g_assert_cmpuint (((const ProctorRejudgement *) kept->pdata[0])->n_wanted, ==, 3);
}

/* What a model answers instead of a verdict is no vote: nothing of it is kept, the others are, and it is said. */
static void
test_no_verdict (Fixture *fixture,
                 gconstpointer data)
{
  g_autoptr (ProctorRejudge) rejudge = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  for (guint i = 0; i < 2; i++)
    answer (fixture, (ProctorTestingAnswer) { .body = CUT_OFF });
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  rejudge = judge (fixture, 3);
  g_assert_cmpstr (proctor_rejudge_get_error (rejudge)->message, ==, "The model was asked for a verdict, and what it answered is none.");
  kept = list_kept (fixture);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpuint (((const ProctorRejudgement *) kept->pdata[0])->votes->len, ==, 2);
  g_assert_cmpuint (((const ProctorRejudgement *) kept->pdata[0])->n_wanted, ==, 3);
}

/* A model that never gives one is not asked 15 times, each of them twice. */
static void
test_never_a_verdict (Fixture *fixture,
                      gconstpointer data)
{
  g_autoptr (ProctorRejudge) rejudge = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = CUT_OFF });
  rejudge = judge (fixture, 15);
  g_assert_nonnull (proctor_rejudge_get_error (rejudge));
  g_assert_cmpuint (proctor_rejudge_get_judgement (rejudge)->votes->len, ==, 0);
  g_assert_cmpuint (count_questions (fixture), ==, 4);
  kept = list_kept (fixture);
  g_assert_cmpuint (kept->len, ==, 0);
}

static gboolean
is_waiting_for_second (gpointer user_data)
{
  return count_questions (user_data) == 2;
}

static void
test_cancelled (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (ProctorRejudge) rejudge = make (fixture, 5);
  g_autoptr (ProctorRejudge) early = make (fixture, 5);
  g_autoptr (GPtrArray) meanwhile = NULL;
  g_autoptr (GPtrArray) kept = NULL;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("failure") });
  answer (fixture, (ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_rejudge_start (rejudge);
  proctor_testing_wait_for ("the second question", is_waiting_for_second, fixture);
  /* Whatever happens to the program now, the first vote is not lost. */
  meanwhile = list_kept (fixture);
  g_assert_cmpuint (meanwhile->len, ==, 1);
  g_assert_cmpuint (((const ProctorRejudgement *) meanwhile->pdata[0])->votes->len, ==, 1);
  g_assert_cmpint (((const ProctorRejudgement *) meanwhile->pdata[0])->number, ==, proctor_rejudge_get_judgement (rejudge)->number);
  proctor_rejudge_cancel (rejudge);
  proctor_testing_wait_for ("the end", has_ended, rejudge);
  g_assert_no_error (proctor_rejudge_get_error (rejudge));
  kept = list_kept (fixture);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpuint (((const ProctorRejudgement *) kept->pdata[0])->votes->len, ==, 1);

  proctor_rejudge_start (early);
  proctor_rejudge_cancel (early);
  proctor_testing_wait_for ("the end", has_ended, early);
  g_assert_no_error (proctor_rejudge_get_error (early));
  g_assert_cmpuint (count_questions (fixture), ==, 2);
}

/* An engine that can't be started says why. */
static void
test_engine_away (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *engine = g_strdup (g_getenv ("PROCTOR_ENGINE"));
  g_autoptr (ProctorRejudge) rejudge = NULL;

  g_setenv ("PROCTOR_ENGINE", "/there/is/nothing", TRUE);
  rejudge = judge (fixture, 3);
  g_setenv ("PROCTOR_ENGINE", engine, TRUE);
  g_assert_nonnull (proctor_rejudge_get_error (rejudge));
  g_assert_false (proctor_rejudge_lacks_model (rejudge));
  g_assert_cmpuint (proctor_rejudge_get_judgement (rejudge)->votes->len, ==, 0);
}

/* Somebody who is impatient doesn't start it twice. */
static void
test_once (Fixture *fixture,
           gconstpointer data)
{
  ProctorRejudges *rejudges = proctor_rejudges_new (proctor_desk_get_model_setup (fixture->desk), fixture->history, "cloud");
  g_autoptr (ProctorRejudge) first = NULL;
  g_autoptr (ProctorRejudge) second = NULL;

  use_server (fixture);
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT ("success") });
  first = proctor_rejudges_start (rejudges, fixture->run, PROCTOR_OUTCOME_PASSED, 1);
  second = proctor_rejudges_start (rejudges, fixture->run, PROCTOR_OUTCOME_PASSED, 1);
  g_assert_true (first == second);
  g_assert_true (proctor_rejudges_find (rejudges, "run_1") == first);
  proctor_testing_wait_for ("the vote", has_ended, first);
  g_assert_null (proctor_rejudges_find (rejudges, "run_1"));
  g_assert_cmpuint (count_questions (fixture), ==, 1);
  proctor_testing_assert_finalized (rejudges);
}

#define ONE_REPLY(turns) "{\"test_run_id\":\"r\",\"test_id\":\"t\",\"status\":\"passed\",\"test_info\":{\"type\":\"llm\",\"success_condition\":\"x\"},\"agent_responses\":[" turns "]}"

static void
test_check (void)
{
  const struct
  {
    const char *run;
    gboolean possible;
  } cases[] = {
    { RUN, TRUE },
    { "{\"test_run_id\":\"r\",\"test_id\":\"t\",\"status\":\"passed\"}", FALSE },
    { "{\"test_run_id\":\"r\",\"test_id\":\"t\",\"status\":\"passed\",\"test_info\":{\"type\":\"tool\"},\"agent_responses\":[{\"role\":\"agent\"}]}", FALSE },
    { "{\"test_run_id\":\"r\",\"test_id\":\"t\",\"status\":\"passed\",\"test_info\":{\"type\":\"llm\",\"success_condition\":\" \"},\"agent_responses\":[{\"role\":\"agent\"}]}", FALSE },
    { "{\"test_run_id\":\"r\",\"test_id\":\"t\",\"status\":\"passed\",\"test_info\":{\"type\":\"llm\",\"success_condition\":\"x\"},\"agent_responses\":[]}", FALSE },
    { ONE_REPLY ("{\"role\":\"agent\",\"message\":\"Yes.\"}"), TRUE },
    { ONE_REPLY ("{\"role\":\"agent\",\"multivoice_message\":{\"parts\":[{\"text\":\"Yes.\"}]}}"), TRUE },
    { ONE_REPLY ("{\"role\":\"agent\",\"message\":\"\",\"tool_calls\":[{\"tool_name\":\"book\"}]}"), FALSE },
    { ONE_REPLY ("{\"role\":\"agent\",\"message\":null},{\"role\":\"user\",\"message\":\"Hello?\"}"), FALSE },
    { "{\"test_run_id\":\"r\",\"test_id\":\"t\",\"status\":\"passed\",\"test_info\":{\"type\":\"simulation\",\"success_conditions\":[\"x\"]},\"agent_responses\":[{\"role\":\"agent\"}]}", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorRun) run = read_run (cases[i].run);
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (proctor_rejudge_check (run, &error), ==, cases[i].possible);
      g_assert_cmpint (error == NULL, ==, cases[i].possible);
    }
}

/* P, F and I stand for votes. */
static void
test_majority (void)
{
  const struct
  {
    const char *votes;
    ProctorOutcome outcome;
  } cases[] = {
    { "", PROCTOR_OUTCOME_PENDING },
    { "P", PROCTOR_OUTCOME_PASSED },
    { "PF", PROCTOR_OUTCOME_INCONCLUSIVE },
    { "PFF", PROCTOR_OUTCOME_FAILED },
    { "PFI", PROCTOR_OUTCOME_INCONCLUSIVE },
    { "PPFI", PROCTOR_OUTCOME_PASSED },
    { "PII", PROCTOR_OUTCOME_INCONCLUSIVE },
    { "PPII", PROCTOR_OUTCOME_INCONCLUSIVE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorRejudgement) rejudgement = proctor_rejudgement_new ("r1", "run_1");

      for (const char *vote = cases[i].votes; *vote != '\0'; vote++)
        proctor_rejudgement_add_vote (rejudgement, *vote == 'P' ? PROCTOR_OUTCOME_PASSED : *vote == 'F' ? PROCTOR_OUTCOME_FAILED
                                                                                                        : PROCTOR_OUTCOME_INCONCLUSIVE,
                                      NULL);
      g_assert_cmpint (proctor_rejudgement_get_outcome (rejudgement), ==, cases[i].outcome);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/rejudge/check", test_check);
  g_test_add_func ("/rejudge/majority", test_majority);
#define add(name, test) g_test_add ("/rejudge/" name, Fixture, NULL, set_up, test, tear_down)
  add ("votes", test_votes);
  add ("no-model", test_no_model);
  add ("cut-short", test_cut_short);
  add ("no-verdict", test_no_verdict);
  add ("never-a-verdict", test_never_a_verdict);
  add ("cancelled", test_cancelled);
  add ("engine-away", test_engine_away);
  add ("once", test_once);
#undef add

  return g_test_run ();
}
