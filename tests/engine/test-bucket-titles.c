/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-testing.h"
#include "testing-runner.h"

#define VERDICT(result) "{\"reasoning\": \"It does not greet.\", \"evidence\": [], \"verdict\": \"" result "\"}"
#define TEST "{\"name\": \"Greets\", \"type\": \"llm\", \"success_condition\": \"It greets.\", " \
             "\"chat_history\": [{\"role\": \"user\", \"message\": \"Hello\", \"time_in_call_secs\": 0}]}"
#define OURS "Failed: It does not greet."
#define EIGHTY "12345678901234567890123456789012345678901234567890123456789012345678901234567890"

/* What the model does, until the next test says otherwise. */
static struct
{
  const char *title;
  gboolean passes;
  gboolean never;
  guint n_judged;
  guint n_titles;
  char *question;
} script;

static ProctorChatAnswer *
answer_title (const ProctorChat *chat,
              gboolean *never,
              GError **error)
{
  const ProctorChatMessage *question = g_ptr_array_index (chat->messages, chat->messages->len - 1);

  script.n_titles++;
  g_set_str (&script.question, question->text);
  g_assert_nonnull (chat->schema);
  g_assert_cmpstr (chat->schema_name, ==, "title");
  *never = script.never;
  if (script.never)
    return NULL;
  if (script.title == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the model is on holiday");
      return NULL;
    }

  return proctor_chat_answer_new (script.title);
}

/* Of what it judges every second passes, or everything. */
static ProctorChatAnswer *
answer (const ProctorChat *chat,
        guint n_asked,
        gboolean *never,
        GError **error)
{
  if (chat->purpose == PROCTOR_CHAT_TITLE)
    return answer_title (chat, never, error);
  if (chat->purpose == PROCTOR_CHAT_JUDGE)
    return proctor_chat_answer_new (script.n_judged++ % 2 == 0 || script.passes ? VERDICT ("success") : VERDICT ("failure"));

  return proctor_chat_answer_new ("Good day");
}

static TestingEngine *
begin (char **invocation_id,
       char **agent_id,
       guint msecs)
{
  TestingEngine *engine = testing_engine_new (answer, 1);
  g_autofree char *test = NULL;

  if (msecs > 0)
    proctor_runner_set_limits (engine->runner, &(ProctorExecutionLimits) { msecs, 20000 });
  *agent_id = testing_engine_make_agent (engine, "{\"prompt\": \"You are kind.\"}");
  test = testing_engine_make_test (engine, TEST);
  *invocation_id = testing_engine_run (engine, *agent_id, test, 4);

  return engine;
}

static void
set_up (const char *title)
{
  g_free (script.question);
  memset (&script, 0, sizeof script);
  script.title = title;
}

static gboolean
is_asked (gpointer user_data)
{
  return script.n_titles > 0;
}

/* Returns what the bucket of the failed runs is called in the end. */
static char *
run_all (void)
{
  g_autofree char *id = NULL;
  g_autofree char *agent = NULL;
  g_autoptr (TestingEngine) engine = begin (&id, &agent, 0);
  g_autoptr (JsonNode) invocation = testing_engine_wait (engine, id);

  g_assert_cmpstr (testing_get (invocation, "bucketing_status"), ==, "completed");
  g_assert_cmpstr (testing_get (invocation, "result_groups.0.buckets.0.title"), ==, "Passed");
  g_assert_cmpstr (testing_get (invocation, "result_groups.0.buckets.1.status"), ==, "failed");
  g_assert_cmpstr (testing_get (invocation, "result_groups.0.buckets.1.reason"), ==, "It does not greet.");
  g_assert_cmpuint (script.n_titles, ==, 1);

  return g_strdup (testing_get (invocation, "result_groups.0.buckets.1.title"));
}

static void
test_title (void)
{
  const char *const titles[] = { "No greeting", EIGHTY, "Begrüßt nicht — «nie»" };

  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      g_autofree char *said = g_strdup_printf ("{\"title\": \" %s\\n\"}", titles[i]);
      g_autofree char *title = NULL;

      set_up (said);
      title = run_all ();
      g_assert_cmpstr (title, ==, titles[i]);
      g_assert_nonnull (strstr (script.question, "Greets"));
      g_assert_nonnull (strstr (script.question, "It does not greet."));
    }
}

/* A model that can't say it, or says what is no title, changes nothing. */
static void
test_junk (void)
{
  const char *const said[] = {
    NULL,
    "",
    "No greeting",
    "[]",
    "{}",
    "{\"title\": 5}",
    "{\"title\": null}",
    "{\"title\": \"  \"}",
    "{\"title\": \"" EIGHTY "1\"}",
    "{\"title\": \"One\\nTwo\"}",
    "{\"title\": \"\\u001b[31mRed\"}",
    "{\"title\": \"Passed\"}",
    "{\"title\": \"cut",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    {
      g_autofree char *title = NULL;

      set_up (said[i]);
      title = run_all ();
      g_assert_cmpstr (title, ==, OURS);
    }
}

static void
test_nothing_to_say (void)
{
  g_autofree char *id = NULL;
  g_autofree char *agent = NULL;
  g_autoptr (TestingEngine) engine = NULL;
  g_autoptr (JsonNode) invocation = NULL;

  set_up ("{\"title\": \"All is well\"}");
  script.passes = TRUE;
  engine = begin (&id, &agent, 0);
  invocation = testing_engine_wait (engine, id);
  g_assert_cmpstr (testing_get (invocation, "result_groups.0.buckets.0.title"), ==, "Passed");
  g_assert_cmpuint (script.n_titles, ==, 0);
}

static void
assert_pending (TestingEngine *engine,
                const char *invocation_id)
{
  g_autofree char *path = g_strconcat ("test-invocations/", invocation_id, NULL);
  g_autoptr (JsonNode) invocation = testing_engine_ask (engine, "GET", path, NULL, 200);

  g_assert_cmpstr (testing_get (invocation, "bucketing_status"), ==, "pending");
  g_assert_cmpstr (testing_get (invocation, "test_runs.3.status"), !=, "pending");
  g_assert_false (proctor_runner_is_idle (engine->runner));
}

/* Whoever starts again does not ask again. */
static void
test_restart (void)
{
  g_autofree char *id = NULL;
  g_autofree char *agent = NULL;
  g_autoptr (TestingEngine) engine = NULL;
  g_autoptr (JsonNode) invocation = NULL;

  set_up (NULL);
  script.never = TRUE;
  engine = begin (&id, &agent, 0);
  proctor_testing_wait_for ("a title to be asked for", is_asked, NULL);
  assert_pending (engine, id);
  testing_engine_restart (engine);
  invocation = testing_engine_wait (engine, id);
  g_assert_cmpstr (testing_get (invocation, "result_groups.0.buckets.1.title"), ==, OURS);
  g_assert_cmpuint (script.n_titles, ==, 1);
}

/* Nobody waits for a model that has nothing to say. */
static void
test_time (void)
{
  g_autofree char *id = NULL;
  g_autofree char *agent = NULL;
  g_autoptr (TestingEngine) engine = NULL;
  g_autoptr (JsonNode) invocation = NULL;

  set_up (NULL);
  script.never = TRUE;
  engine = begin (&id, &agent, 1000);
  invocation = testing_engine_wait (engine, id);
  g_assert_cmpstr (testing_get (invocation, "result_groups.0.buckets.1.title"), ==, OURS);
}

/* Titles of runs that were run again meanwhile speak of what is no more. */
static void
test_resubmit (void)
{
  g_autofree char *id = NULL;
  g_autofree char *agent = NULL;
  g_autofree char *path = NULL;
  g_autofree char *body = NULL;
  g_autoptr (TestingEngine) engine = NULL;
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) invocation = NULL;

  set_up (NULL);
  script.never = TRUE;
  engine = begin (&id, &agent, 2000);
  proctor_testing_wait_for ("a title to be asked for", is_asked, NULL);
  script.passes = TRUE;
  path = g_strconcat ("test-invocations/", id, NULL);
  before = testing_engine_ask (engine, "GET", path, NULL, 200);
  g_free (path);
  path = g_strconcat ("test-invocations/", id, "/resubmit", NULL);
  body = g_strdup_printf ("{\"agent_id\": \"%s\", \"test_run_ids\": [\"%s\", \"%s\"]}", agent, testing_get (before, "test_runs.1.test_run_id"),
                          testing_get (before, "test_runs.3.test_run_id"));
  json_node_unref (testing_engine_ask (engine, "POST", path, body, 200));
  invocation = testing_engine_wait (engine, id);
  g_assert_cmpstr (testing_get (invocation, "result_groups.0.buckets.0.title"), ==, "Passed");
  g_assert_cmpstr (testing_get (invocation, "result_groups.0.buckets.0.test_run_ids.3"), ==, testing_get (before, "test_runs.3.test_run_id"));
  g_assert_cmpuint (script.n_titles, ==, 1);
}

int
main (int argc,
      char **argv)
{
  int result;

  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/bucket-titles/title", test_title);
  g_test_add_func ("/bucket-titles/junk", test_junk);
  g_test_add_func ("/bucket-titles/nothing-to-say", test_nothing_to_say);
  g_test_add_func ("/bucket-titles/restart", test_restart);
  g_test_add_func ("/bucket-titles/time", test_time);
  g_test_add_func ("/bucket-titles/resubmit", test_resubmit);

  result = g_test_run ();
  g_free (script.question);

  return result;
}
