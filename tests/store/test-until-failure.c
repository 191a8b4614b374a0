/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-test.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"

#include <string.h>

/* Tests that are run again and again until one fails: what is started, and above all what is not. */

#define RUN "/v1/convai/agents/agent_1/run-tests"
#define RUNS "/v1/convai/test-invocations"

typedef struct
{
  ProctorTestingServer *server;
  ProctorHistory *history;
  ProctorSession *session;
  char *folder;
  guint n_ended;
} Fixture;

static ProctorUntilFailure *
get (Fixture *self)
{
  return proctor_session_get_until_failure (self->session);
}

static void
ended_cb (Fixture *self)
{
  self->n_ended++;
}

static void
open_session (Fixture *self)
{
  self->history = proctor_history_new (self->folder);
  self->session = proctor_testing_session_new (self->server, NULL, self->history);
  g_signal_connect_swapped (get (self), "ended", G_CALLBACK (ended_cb), self);
}

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  proctor_history_close_finish (PROCTOR_HISTORY (source), result);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
close_session (Fixture *self)
{
  gboolean closed = FALSE;

  proctor_session_close (self->session);
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  proctor_history_close_async (self->history, closed_cb, &closed);
  proctor_testing_wait_for ("the history to close", is_true, &closed);
  g_clear_object (&self->history);
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  self->server = proctor_testing_server_new ();
  self->folder = proctor_testing_make_folder ();
  open_session (self);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  close_session (self);
  g_clear_object (&self->server);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

static void
answer (Fixture *self,
        const char *method,
        const char *path,
        const ProctorTestingAnswer *how)
{
  proctor_testing_server_answer (self->server, method, path, how);
}

/* A letter a test: how it ends. */
static char *
make_invocation (guint number,
                 const char *letters)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\"id\": \"suite_%u\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"created_at\": %" G_GINT64_FORMAT ", \"repeat_count\": 1, \"test_runs\": [", number, g_get_real_time () / G_USEC_PER_SEC);
  for (guint i = 0; letters[i] != '\0'; i++)
    {
      const char *status = letters[i] == '-' ? "pending" : letters[i] == 'P' ? "passed"
                                                       : letters[i] == 'C'   ? "cancelled"
                                                                             : "failed";
      const char *result = letters[i] == 'P' ? "success" : letters[i] == 'F' ? "failure"
                                                       : letters[i] == 'I'   ? "unknown"
                                                                             : NULL;

      g_string_append_printf (json, "%s{\"test_run_id\": \"run_%u_%u\", \"test_invocation_id\": \"suite_%u\", \"agent_id\": \"agent_1\", \"test_id\": \"test_%u\", \"test_name\": \"Test\", \"status\": \"%s\"",
                              i > 0 ? ", " : "", number, i, number, i + 1, status);
      if (result != NULL)
        g_string_append_printf (json, ", \"condition_result\": {\"result\": \"%s\", \"rationale\": {\"messages\": [\"Because.\"], \"summary\": \"\"}}", result);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "]}");

  return g_string_free_and_steal (json);
}

static void
answer_invocation (Fixture *self,
                   guint number,
                   const char *letters)
{
  g_autofree char *body = make_invocation (number, letters);
  g_autofree char *path = g_strdup_printf (RUNS "/suite_%u", number);

  answer (self, "GET", path, &(ProctorTestingAnswer) { .body = body });
}

/* Starts give one invocation after the other, and each ends as its word says. */
static void
play (Fixture *self,
      guint first,
      const char *words)
{
  g_auto (GStrv) attempts = g_strsplit (words, " ", -1);

  answer (self, "GET", RUNS, &(ProctorTestingAnswer) { .body = "{\"results\": [], \"has_more\": false}" });
  for (guint i = 0; attempts[i] != NULL; i++)
    {
      g_autofree char *pending = g_strnfill (strlen (attempts[i]), '-');
      g_autofree char *started = make_invocation (first + i, pending);

      answer (self, "POST", RUN, &(ProctorTestingAnswer) { .body = started });
      answer_invocation (self, first + i, attempts[i]);
    }
}

static gboolean
start (Fixture *self,
       guint most)
{
  g_autoptr (GListStore) tests = g_list_store_new (PROCTOR_TYPE_RUN_TEST);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("test_%u", i + 1);
      g_autoptr (ProctorRunTest) test = proctor_run_test_new (id, "Test", i == 1 ? "node_1" : NULL);

      g_list_store_append (tests, test);
    }

  return proctor_until_failure_start (get (self), "agent_1", "b_1", G_LIST_MODEL (tests), most);
}

static guint
count_starts (Fixture *self)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += g_str_equal (((const ProctorTestingRequest *) g_ptr_array_index (requests, i))->path, RUN) ? 1 : 0;

  return n;
}

typedef struct
{
  Fixture *fixture;
  ProctorUntilFailureState state;
} Wanted;

static gboolean
is_at (gpointer user_data)
{
  Wanted *wanted = user_data;

  return proctor_until_failure_get_state (get (wanted->fixture)) == wanted->state;
}

static void
wait_for (Fixture *self,
          ProctorUntilFailureState state)
{
  g_autofree char *what = g_strdup_printf ("state %d", (int) state);

  proctor_testing_wait_for (what, is_at, &(Wanted) { self, state });
}

static void
assert_words (Fixture *self,
              const char *expected)
{
  g_autofree char *words = proctor_until_failure_dup_words (get (self));

  g_assert_cmpstr (words, ==, expected);
}

/* It goes on after an error, and stops as soon as a test has failed. */
static void
test_failed (Fixture *self,
             gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;

  play (self, 1, "PP PE F-");
  assert_words (self, "");
  g_assert_true (start (self, 10));
  assert_words (self, "Attempt 1 of 10, no failure yet");
  g_assert_false (start (self, 10));
  wait_for (self, PROCTOR_UNTIL_FAILURE_FAILED);
  assert_words (self, "A test failed in attempt 3 of 10 · 1 error");
  g_assert_cmpstr (proctor_until_failure_get_invocation_id (get (self)), ==, "suite_3");
  g_assert_true (proctor_until_failure_has (get (self), "suite_1"));
  g_assert_false (proctor_until_failure_can_go_on (get (self)));
  g_assert_cmpuint (count_starts (self), ==, 3);
  g_assert_cmpuint (self->n_ended, ==, 1);

  requests = proctor_testing_server_dup_requests (self->server);
  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));

      if (!g_str_equal (request->path, RUN))
        continue;
      g_assert_nonnull (strstr (body, "\"branch_id\":\"b_1\""));
      g_assert_nonnull (strstr (body, "{\"test_id\":\"test_2\",\"workflow_node_id\":\"node_1\"}"));
      g_assert_null (strstr (body, "repeat_count"));
    }

  proctor_until_failure_dismiss (get (self));
  assert_words (self, "");
}

static void
test_none (Fixture *self,
           gconstpointer data)
{
  play (self, 1, "PP PI");
  start (self, 2);
  wait_for (self, PROCTOR_UNTIL_FAILURE_ENDED);
  assert_words (self, "No test failed in 2 attempts");
  g_assert_cmpuint (count_starts (self), ==, 2);
  g_assert_cmpuint (self->n_ended, ==, 1);
}

/* The next would have nothing but errors, too, until somebody says that they are mended. */
static void
test_errors (Fixture *self,
             gconstpointer data)
{
  play (self, 1, "EE EE PP");
  start (self, 3);
  wait_for (self, PROCTOR_UNTIL_FAILURE_ERRORS);
  assert_words (self, "Stopped at attempt 2 of 3: there were nothing but errors, which are no failures");
  g_assert_cmpuint (count_starts (self), ==, 2);
  g_assert_true (proctor_until_failure_can_go_on (get (self)));
  proctor_until_failure_go_on (get (self));
  wait_for (self, PROCTOR_UNTIL_FAILURE_ENDED);
  assert_words (self, "No test failed in 3 attempts · 4 errors");
  g_assert_cmpuint (count_starts (self), ==, 3);
}

/* Who cancels the runs doesn't want more of them. */
static void
test_cancelled (Fixture *self,
                gconstpointer data)
{
  play (self, 1, "PC PP");
  start (self, 3);
  wait_for (self, PROCTOR_UNTIL_FAILURE_STOPPED);
  g_assert_cmpuint (count_starts (self), ==, 1);
}

/* What runs is left alone, and what was stopped is gone on with where it was. */
static void
test_stopped (Fixture *self,
              gconstpointer data)
{
  play (self, 1, "-- PP");
  start (self, 2);
  wait_for (self, PROCTOR_UNTIL_FAILURE_RUNNING);
  proctor_until_failure_stop (get (self));
  assert_words (self, "Stopped at attempt 1 of 2, no failure until then");
  g_assert_cmpuint (self->n_ended, ==, 0);
  answer_invocation (self, 1, "PP");
  proctor_until_failure_go_on (get (self));
  g_assert_cmpint (proctor_until_failure_get_state (get (self)), ==, PROCTOR_UNTIL_FAILURE_RUNNING);
  wait_for (self, PROCTOR_UNTIL_FAILURE_ENDED);
  g_assert_cmpuint (count_starts (self), ==, 2);
}

/* It was stopped before it was sent, or before there was an answer: nothing comes after that. */
static void
test_stopped_early (Fixture *self,
                    gconstpointer data)
{
  g_autofree char *started = make_invocation (1, "--");

  answer (self, "GET", RUNS, &(ProctorTestingAnswer) { .body = "{\"results\": [], \"has_more\": false}" });
  answer (self, "POST", RUN, &(ProctorTestingAnswer) { .body = started, .delay_msecs = 300 });
  start (self, 5);
  proctor_until_failure_stop (get (self));
  assert_words (self, "Stopping after attempt 1 of 5");
  wait_for (self, PROCTOR_UNTIL_FAILURE_STOPPED);
  g_assert_cmpuint (count_starts (self), ==, 0);

  start (self, 5);
  proctor_testing_server_wait_requests (self->server, 1);
  proctor_until_failure_stop (get (self));
  wait_for (self, PROCTOR_UNTIL_FAILURE_STOPPED);
  g_assert_cmpuint (count_starts (self), ==, 1);
  g_assert_cmpstr (proctor_until_failure_get_invocation_id (get (self)), ==, "suite_1");
}

/* What the server refuses is no attempt. */
static void
test_refused (Fixture *self,
              gconstpointer data)
{
  answer (self, "POST", RUN, &(ProctorTestingAnswer) { .status = 422, .body = "{\"detail\": \"No such branch.\"}" });
  play (self, 1, "FP");
  start (self, 5);
  wait_for (self, PROCTOR_UNTIL_FAILURE_TROUBLE);
  g_assert_cmpuint (proctor_until_failure_get_attempt (get (self)), ==, 0);
  g_assert_cmpuint (self->n_ended, ==, 1);
  g_assert_cmpuint (count_starts (self), ==, 1);
  proctor_until_failure_go_on (get (self));
  wait_for (self, PROCTOR_UNTIL_FAILURE_FAILED);
  assert_words (self, "A test failed in attempt 1 of 5");
}

/* The answer got lost: what was begun is found, and the attempt before is not taken for it. */
static void
test_lost (Fixture *self,
           gconstpointer data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *list = g_strdup_printf ("{\"results\": ["
                                           "{\"id\": \"suite_2\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"title\": \"2 tests\", \"created_at_unix_secs\": %" G_GINT64_FORMAT ", \"test_run_count\": 2, \"passed_count\": 0, \"failed_count\": 0, \"pending_count\": 2},"
                                           "{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"title\": \"2 tests\", \"created_at_unix_secs\": %" G_GINT64_FORMAT ", \"test_run_count\": 2, \"passed_count\": 2, \"failed_count\": 0, \"pending_count\": 0}"
                                           "], \"has_more\": false}",
                                           now, now);
  g_autofree char *started = make_invocation (1, "--");

  answer (self, "GET", RUNS, &(ProctorTestingAnswer) { .body = list });
  answer (self, "POST", RUN, &(ProctorTestingAnswer) { .body = started });
  answer (self, "POST", RUN, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP });
  answer_invocation (self, 1, "PP");
  /* It is the one that was asked for by its tests and their nodes, too. */
  answer (self, "GET", RUNS "/suite_2", &(ProctorTestingAnswer) { .body = "{\"id\": \"suite_2\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"created_at\": 1, \"test_runs\": ["
                                                                          "{\"test_run_id\": \"a\", \"test_id\": \"test_1\", \"status\": \"failed\", \"condition_result\": {\"result\": \"failure\"}},"
                                                                          "{\"test_run_id\": \"b\", \"test_id\": \"test_2\", \"workflow_node_id\": \"node_1\", \"status\": \"passed\", \"condition_result\": {\"result\": \"success\"}}]}" });
  start (self, 5);
  wait_for (self, PROCTOR_UNTIL_FAILURE_FAILED);
  g_assert_cmpstr (proctor_until_failure_get_invocation_id (get (self)), ==, "suite_2");
  g_assert_cmpuint (count_starts (self), ==, 2);
}

/* Where nothing is found, starting it again is for a person to decide. */
static void
test_lost_for_good (Fixture *self,
                    gconstpointer data)
{
  answer (self, "POST", RUN, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP });
  play (self, 1, "FP");
  start (self, 5);
  wait_for (self, PROCTOR_UNTIL_FAILURE_TROUBLE);
  g_assert_cmpuint (count_starts (self), ==, 1);
  assert_words (self, "Stopped at attempt 1 of 5. The server’s answer got lost, and nothing that was begun is found. It may be running all the same.");
  proctor_until_failure_go_on (get (self));
  wait_for (self, PROCTOR_UNTIL_FAILURE_FAILED);
  assert_words (self, "A test failed in attempt 1 of 5");
  g_assert_cmpuint (count_starts (self), ==, 2);
}

static gboolean
is_second (gpointer user_data)
{
  ProctorUntilFailure *until_failure = get (user_data);

  return proctor_until_failure_get_attempt (until_failure) == 2 && proctor_until_failure_get_state (until_failure) == PROCTOR_UNTIL_FAILURE_RUNNING;
}

/* After the program was ended it is told of, and nothing goes on by itself. Who wants it to gets what was begun
 * looked after first. */
static void
test_interrupted (Fixture *self,
                  gconstpointer data)
{
  play (self, 1, "PP --");
  start (self, 3);
  proctor_testing_wait_for ("the second attempt", is_second, self);
  close_session (self);

  proctor_testing_server_reset (self->server);
  play (self, 3, "PP");
  answer_invocation (self, 2, "PP");
  open_session (self);
  wait_for (self, PROCTOR_UNTIL_FAILURE_INTERRUPTED);
  assert_words (self, "Proctor was closed during attempt 2 of 3, and has started none since");
  g_assert_cmpuint (count_starts (self), ==, 0);
  close_session (self);

  /* It is told of until somebody has seen it. */
  open_session (self);
  wait_for (self, PROCTOR_UNTIL_FAILURE_INTERRUPTED);
  proctor_until_failure_go_on (get (self));
  g_assert_cmpstr (proctor_until_failure_get_invocation_id (get (self)), ==, "suite_2");
  g_assert_cmpuint (count_starts (self), ==, 0);
  wait_for (self, PROCTOR_UNTIL_FAILURE_ENDED);
  g_assert_cmpuint (count_starts (self), ==, 1);
}

/* It was ended while an attempt was being started: that is looked for, and not started once more. */
static void
test_interrupted_early (Fixture *self,
                        gconstpointer data)
{
  answer (self, "GET", RUNS, &(ProctorTestingAnswer) { .body = "{\"results\": [], \"has_more\": false}" });
  answer (self, "POST", RUN, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_DROP, .delay_msecs = 400 });
  start (self, 3);
  proctor_testing_server_wait_requests (self->server, 1);
  close_session (self);

  proctor_testing_server_reset (self->server);
  play (self, 1, "PP");
  open_session (self);
  wait_for (self, PROCTOR_UNTIL_FAILURE_INTERRUPTED);
  proctor_until_failure_go_on (get (self));
  wait_for (self, PROCTOR_UNTIL_FAILURE_TROUBLE);
  g_assert_cmpuint (count_starts (self), ==, 0);
}

/* What was run is gone: that says nothing of the tests. */
static void
test_gone (Fixture *self,
           gconstpointer data)
{
  g_autofree char *started = make_invocation (1, "--");

  answer (self, "GET", RUNS, &(ProctorTestingAnswer) { .body = "{\"results\": [], \"has_more\": false}" });
  answer (self, "POST", RUN, &(ProctorTestingAnswer) { .body = started });
  answer (self, "GET", RUNS "/suite_1", &(ProctorTestingAnswer) { .status = 404, .body = "{\"detail\": \"Not Found\"}" });
  start (self, 3);
  wait_for (self, PROCTOR_UNTIL_FAILURE_TROUBLE);
  assert_words (self, "Stopped at attempt 1 of 3. The server doesn’t know its runs any more.");
  g_assert_cmpuint (count_starts (self), ==, 1);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/until-failure/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("failed", test_failed);
  ADD ("none", test_none);
  ADD ("errors", test_errors);
  ADD ("cancelled", test_cancelled);
  ADD ("stopped", test_stopped);
  ADD ("stopped-early", test_stopped_early);
  ADD ("refused", test_refused);
  ADD ("lost", test_lost);
  ADD ("lost-for-good", test_lost_for_good);
  ADD ("interrupted", test_interrupted);
  ADD ("interrupted-early", test_interrupted_early);
  ADD ("gone", test_gone);
#undef ADD

  return g_test_run ();
}
