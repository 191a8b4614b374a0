/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-testing-engine.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

#define PROVIDER "/v1/proctor/provider"
#define KEY PROVIDER "/key"
#define MODELS PROVIDER "/models"
#define CHAT "/v1/chat/completions"
#define LIST "{\"object\":\"list\",\"data\":[{\"id\":\"b\"},{\"id\":\"a\"}]}"
#define SECRET "sk-very-secret-1234"

typedef struct
{
  ProctorTestingEngine *engine;
  ProctorTestingServer *server;
  char *address;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  const ProctorTestingAnswer list = { .body = LIST };

  fixture->engine = proctor_testing_engine_new ();
  fixture->server = proctor_testing_server_new ();
  fixture->address = g_strconcat (proctor_testing_server_get_url (fixture->server), "/v1", NULL);
  /* It is asked in the background whenever models are chosen. */
  for (guint i = 0; i < 8; i++)
    proctor_testing_server_answer (fixture->server, "GET", "/v1/models", &list);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  proctor_testing_engine_free (fixture->engine);
  g_clear_object (&fixture->server);
  g_free (fixture->address);
}

static JsonObject *
put (Fixture *fixture,
     const char *body)
{
  guint status;
  g_autoptr (JsonNode) answer = proctor_testing_engine_ask (fixture->engine, &status, "PUT", PROVIDER, "%s", body);

  g_assert_cmpuint (status, ==, 200);

  return json_object_ref (json_node_get_object (answer));
}

static void
assert_says (JsonObject *answer,
             const char *expected)
{
  g_autofree char *text = g_strdelimit (g_strdup (expected), "'", '"');
  g_autoptr (JsonNode) wanted = json_from_string (text, NULL);
  g_autoptr (JsonNode) found = json_node_init_object (json_node_alloc (), answer);
  g_autofree char *shown = json_to_string (found, FALSE);

  g_test_message ("%s", shown);
  g_assert_true (json_node_equal (wanted, found));
}

/* What there is before anybody has said anything. */
static void
test_defaults (Fixture *fixture,
               gconstpointer data)
{
  g_autoptr (JsonObject) answer = NULL;

  proctor_testing_engine_start (fixture->engine, 0);
  answer = proctor_testing_engine_get (fixture->engine, PROVIDER);
  assert_says (answer, "{'kind': 'builtin', 'base_url': null, 'model': null, 'judge_model': null, 'simulated_user_model': null, "
                       "'runs_at_a_time': 8, 'answer_secs': 60, 'run_secs': 1800, 'has_key': false, 'fixed': []}");
  proctor_testing_engine_assert_status (fixture->engine, 405, "GET", KEY, NULL);
  proctor_testing_engine_assert_status (fixture->engine, 405, "GET", MODELS, NULL);
}

/* What was said stays, and what isn't spoken of stays as it was; null is the default. */
static void
test_saved (Fixture *fixture,
            gconstpointer data)
{
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autoptr (JsonObject) third = NULL;

  proctor_testing_engine_start (fixture->engine, 0);
  first = put (fixture, "{'kind': 'openai', 'base_url': 'http://127.0.0.1:9/v1', 'model': 'm', 'judge_model': 'j', 'simulated_user_model': 'u', 'runs_at_a_time': 2, 'answer_secs': 300, 'run_secs': 600}");
  assert_says (first, "{'kind': 'openai', 'base_url': 'http://127.0.0.1:9/v1', 'model': 'm', 'judge_model': 'j', 'simulated_user_model': 'u', "
                      "'runs_at_a_time': 2, 'answer_secs': 300, 'run_secs': 600, 'has_key': false, 'fixed': []}");
  /* As whoever knows no more than the first version says it. */
  second = put (fixture, "{'kind': 'openai', 'base_url': 'http://127.0.0.1:9/v1'}");
  assert_says (second, "{'kind': 'openai', 'base_url': 'http://127.0.0.1:9/v1', 'model': null, 'judge_model': 'j', 'simulated_user_model': 'u', "
                       "'runs_at_a_time': 2, 'answer_secs': 300, 'run_secs': 600, 'has_key': false, 'fixed': []}");
  third = put (fixture, "{'kind': 'builtin', 'judge_model': null, 'runs_at_a_time': null, 'answer_secs': null}");
  assert_says (third, "{'kind': 'builtin', 'base_url': null, 'model': null, 'judge_model': null, 'simulated_user_model': 'u', "
                      "'runs_at_a_time': 8, 'answer_secs': 60, 'run_secs': 600, 'has_key': false, 'fixed': []}");
}

static void
test_refused (Fixture *fixture,
              gconstpointer data)
{
  const struct
  {
    const char *body;
    const char *place;
  } cases[] = {
    { "{'kind': 'openai'}", "body.base_url" },
    { "{'kind': 'other'}", "body.kind" },
    { "{}", "body.kind" },
    { "[]", "body" },
    { "nonsense", "body" },
    { "{'kind': 'openai', 'base_url': 5}", "body.base_url" },
    { "{'kind': 'openai', 'base_url': 'ftp://example.com'}", "body.base_url" },
    { "{'kind': 'openai', 'base_url': 'https://me@example.com/v1'}", "body.base_url" },
    { "{'kind': 'builtin', 'runs_at_a_time': 0}", "body.runs_at_a_time" },
    { "{'kind': 'builtin', 'runs_at_a_time': 'many'}", "body.runs_at_a_time" },
    { "{'kind': 'builtin', 'answer_secs': 1}", "body.answer_secs" },
    { "{'kind': 'builtin', 'run_secs': 1e9}", "body.run_secs" },
    { "{'kind': 'builtin', 'judge_model': []}", "body.judge_model" },
  };

  proctor_testing_engine_start (fixture->engine, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].body);
      proctor_testing_engine_assert_refused (fixture->engine, cases[i].place, "PUT", PROVIDER, "%s", cases[i].body);
    }
  proctor_testing_engine_assert_refused (fixture->engine, "body.key", "PUT", KEY, "{}");
  proctor_testing_engine_assert_refused (fixture->engine, "body.key", "PUT", KEY, "{'key': 5}");
  proctor_testing_engine_assert_refused (fixture->engine, "body.base_url", "POST", MODELS, "{'kind': 'openai'}");
  proctor_testing_engine_assert_refused (fixture->engine, "body.kind", "POST", PROVIDER "/test", "{}");
}

/* What the engine was started with is in force, whatever is saved. */
static void
test_fixed (Fixture *fixture,
            gconstpointer data)
{
  ProctorEngine *engine = proctor_testing_engine_start (fixture->engine, 3);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = NULL;
  guint status;
  g_autoptr (JsonNode) nothing = NULL;

  proctor_models_set_key (proctor_engine_get_models (engine), SECRET, NULL);
  proctor_models_fix (proctor_engine_get_models (engine), fixture->address, "mine", &error);
  g_assert_no_error (error);
  answer = put (fixture, "{'kind': 'builtin', 'runs_at_a_time': 50, 'answer_secs': 90}");
  g_assert_cmpstr (json_object_get_string_member (answer, "kind"), ==, "openai");
  g_assert_cmpstr (json_object_get_string_member (answer, "base_url"), ==, fixture->address);
  g_assert_cmpstr (json_object_get_string_member (answer, "model"), ==, "mine");
  g_assert_cmpint (json_object_get_int_member (answer, "runs_at_a_time"), ==, 3);
  g_assert_cmpint (json_object_get_int_member (answer, "answer_secs"), ==, 90);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "fixed")), ==, 4);

  /* A key for somebody else doesn't take the place of the one that it was started with. */
  nothing = proctor_testing_engine_ask (fixture->engine, &status, "PUT", KEY, "{'key': 'other', 'base_url': 'https://elsewhere.example/v1'}");
  g_assert_cmpuint (status, ==, 204);
  g_assert_null (nothing);
  g_assert_cmpstr (proctor_models_get_key (proctor_engine_get_models (engine), fixture->address), ==, SECRET);
}

static void
put_key (Fixture *fixture,
         const char *key,
         const char *address)
{
  guint status;
  g_autoptr (JsonNode) nothing = proctor_testing_engine_ask (fixture->engine, &status, "PUT", KEY, address != NULL ? "{'key': '%s', 'base_url': '%s'}" : "{'key': '%s'}", key, address);

  g_assert_cmpuint (status, ==, 204);
  g_assert_null (nothing);
}

static JsonObject *
list (Fixture *fixture,
      const char *more)
{
  guint status;
  g_autoptr (JsonNode) answer = proctor_testing_engine_ask (fixture->engine, &status, "POST", MODELS, "{'kind': 'openai', 'base_url': '%s'%s}", fixture->address, more);

  g_assert_cmpuint (status, ==, 200);

  return json_object_ref (json_node_get_object (answer));
}

/* The header of the last request. */
static char *
dup_authorization (Fixture *fixture)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);

  g_assert_cmpuint (requests->len, >, 0);

  return g_strdup (proctor_testing_request_get_header (requests->pdata[requests->len - 1], "authorization"));
}

/* A key goes to whom it is for and to nobody else, and is never told. */
static void
test_key (Fixture *fixture,
          gconstpointer data)
{
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  g_autoptr (JsonObject) third = NULL;
  g_autoptr (JsonObject) state = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *before = NULL;
  g_autofree char *with = NULL;
  g_autofree char *given = NULL;
  g_autofree char *text = NULL;

  proctor_testing_engine_start (fixture->engine, 0);
  put_key (fixture, SECRET, "https://elsewhere.example/v1");
  first = list (fixture, "");
  before = dup_authorization (fixture);
  g_assert_null (before);

  put_key (fixture, SECRET, fixture->address);
  second = list (fixture, "");
  with = dup_authorization (fixture);
  g_assert_cmpstr (with, ==, "Bearer " SECRET);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (second, "models")), ==, 2);
  g_assert_true (json_object_get_null_member (second, "problem"));

  third = list (fixture, ", 'key': 'typed'");
  given = dup_authorization (fixture);
  g_assert_cmpstr (given, ==, "Bearer typed");

  text = g_strdup_printf ("{'kind': 'openai', 'base_url': '%s'}", fixture->address);
  state = put (fixture, text);
  g_assert_true (json_object_get_boolean_member (state, "has_key"));
  node = json_node_init_object (json_node_alloc (), state);
  g_free (text);
  text = json_to_string (node, FALSE);
  g_assert_null (strstr (text, SECRET));
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  proctor_models_load_finish (PROCTOR_MODELS (object), result);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
assert_waits (Fixture *fixture,
              gboolean expected)
{
  g_autoptr (ProctorModels) models = proctor_models_new (proctor_testing_engine_get_worker (fixture->engine), 0);
  gboolean loaded = FALSE;

  proctor_models_load_async (models, loaded_cb, &loaded);
  proctor_testing_wait_for ("the settings", is_true, &loaded);
  g_assert_cmpint (proctor_models_waits_for_key (models), ==, expected);
  proctor_models_set_key (models, SECRET, fixture->address);
  g_assert_false (proctor_models_waits_for_key (models));
  proctor_models_stop (models);
}

/* Where there was a key, the next start waits for it, so that nothing is asked without. */
static void
test_wanted_key (Fixture *fixture,
                 gconstpointer data)
{
  g_autofree char *text = g_strdup_printf ("{'kind': 'openai', 'base_url': '%s'}", fixture->address);
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;
  guint status;
  g_autoptr (JsonNode) nothing = NULL;

  proctor_testing_engine_start (fixture->engine, 0);
  put_key (fixture, SECRET, fixture->address);
  first = put (fixture, text);
  assert_waits (fixture, TRUE);
  /* A key for somebody else changes nothing. */
  put_key (fixture, SECRET, "https://elsewhere.example/v1");
  assert_waits (fixture, TRUE);

  nothing = proctor_testing_engine_ask (fixture->engine, &status, "PUT", KEY, "{'key': null, 'base_url': '%s'}", fixture->address);
  g_assert_cmpuint (status, ==, 204);
  second = proctor_testing_engine_get (fixture->engine, PROVIDER);
  g_assert_false (json_object_get_boolean_member (second, "has_key"));
}

/* Why the models can't be listed. */
static void
test_list_problems (Fixture *fixture,
                    gconstpointer data)
{
  const struct
  {
    ProctorTestingAnswer reply;
    const char *code;
  } cases[] = {
    { { .status = 401, .body = "{\"error\":\"Unauthorized\"}" }, "key" },
    { { .status = 404, .body = "404 page not found" }, "address" },
    { { .body = "<html>", .content_type = "text/html" }, "address" },
    { { .status = 301 }, "address" },
    { { .body = "{}" }, "unusable" },
    { { .fault = PROCTOR_TESTING_FAULT_DROP }, "network" },
    { { .fault = PROCTOR_TESTING_FAULT_GARBAGE }, "network" },
  };

  proctor_testing_engine_start (fixture->engine, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) answer = NULL;
      JsonObject *problem;

      proctor_testing_server_reset (fixture->server);
      /* The connection is made once more where it had been kept open. */
      proctor_testing_server_answer (fixture->server, "GET", "/v1/models", &cases[i].reply);
      proctor_testing_server_answer (fixture->server, "GET", "/v1/models", &cases[i].reply);
      answer = list (fixture, "");
      problem = json_object_get_object_member (answer, "problem");
      g_test_message ("%s", json_object_get_string_member (problem, "message"));
      g_assert_cmpstr (json_object_get_string_member (problem, "code"), ==, cases[i].code);
      g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer, "models")), ==, 0);
    }
}

/* Nothing is sent where a key could be read on its way, or where there is no address. */
static void
test_impossible (Fixture *fixture,
                 gconstpointer data)
{
  const struct
  {
    const char *address;
    const char *code;
  } cases[] = {
    { "http://192.0.2.1/v1", "key" },
    { "nonsense", "address" },
  };

  proctor_testing_engine_start (fixture->engine, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint status;
      g_autoptr (JsonNode) names = proctor_testing_engine_ask (fixture->engine, &status, "POST", MODELS, "{'kind': 'openai', 'base_url': '%s', 'key': 'k'}", cases[i].address);
      g_autoptr (JsonNode) trial = proctor_testing_engine_ask (fixture->engine, &status, "POST", PROVIDER "/test", "{'kind': 'openai', 'base_url': '%s', 'key': 'k'}", cases[i].address);
      JsonObject *chat = json_object_get_object_member (json_node_get_object (trial), "chat");

      g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (json_node_get_object (names), "problem"), "code"), ==, cases[i].code);
      g_assert_cmpstr (json_object_get_string_member (chat, "code"), ==, cases[i].code);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

#define add(name, test) g_test_add ("/serve-provider/" name, Fixture, NULL, set_up, test, tear_down)
  add ("defaults", test_defaults);
  add ("saved", test_saved);
  add ("refused", test_refused);
  add ("fixed", test_fixed);
  add ("key", test_key);
  add ("wanted-key", test_wanted_key);
  add ("list-problems", test_list_problems);
  add ("impossible", test_impossible);
#undef add

  return g_test_run ();
}
