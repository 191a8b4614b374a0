/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-provider-error.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"
#include "proctor-trial.h"

#define CHAT "/v1/chat/completions"
#define MOST_ANSWERS 6

#define WORDS "{\"model\":\"tiny\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"Hello\"}}]}"
#define SILENCE "{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":\"<think>I wonder\"}}]}"
#define CALL "{\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"content\":\"\",\"tool_calls\":[{\"type\":\"function\",\"id\":\"a\",\"function\":{\"name\":\"get_weather\",\"arguments\":\"{\\\"city\\\":\\\"Paris\\\"}\"}}]}}]}"
#define CALL_WITHOUT_CITY "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"tool_calls\":[{\"function\":{\"name\":\"get_weather\",\"arguments\":\"{}\"}}]}}]}"
#define CALL_OF_ANOTHER "{\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"content\":null,\"tool_calls\":[{\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Paris\\\"}\"}}]}}]}"
#define NO_CALLS "{\"choices\":[{\"finish_reason\":\"tool_calls\",\"message\":{\"content\":\"It is sunny.\",\"tool_calls\":[]}}]}"
#define VERDICT "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"reasoning\\\":\\\"It does.\\\",\\\"verdict\\\":\\\"success\\\"}\"}}]}"
#define NO_VERDICT "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"I'd say success.\"}}]}"
#define CUT_VERDICT "{\"choices\":[{\"finish_reason\":\"length\",\"message\":{\"content\":\"```js\"}}]}"
#define NO_TOOLS "{\"error\":{\"message\":\"registry.ollama.ai/library/gemma:2b does not support tools\",\"type\":\"api_error\",\"param\":null,\"code\":null}}"
#define NO_TOOL_PARSER "{\"error\":{\"message\":\"\\\"auto\\\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set\",\"type\":\"BadRequestError\",\"code\":400}}"
#define NO_FORMAT "{\"error\":{\"message\":\"response_format type must be one of text\",\"type\":\"invalid_request_error\",\"code\":400}}"
#define SMALL "{\"error\":{\"code\":400,\"message\":\"request (180 tokens) exceeds the available context size (128 tokens), try increasing it\",\"type\":\"exceed_context_size_error\",\"n_ctx\":128}}"

typedef struct
{
  ProctorTestingServer *server;
  ProctorOpenaiProvider *provider;
  GCancellable *cancellable;
  JsonObject *answer;
} Fixture;

static void
make_provider (Fixture *fixture,
               const char *key)
{
  g_autofree char *address = g_strconcat (proctor_testing_server_get_url (fixture->server), "/v1", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->provider);
  fixture->provider = proctor_openai_provider_new (address, key, "tiny", 1, &error);
  g_assert_no_error (error);
  proctor_openai_provider_set_hasty (fixture->provider, TRUE);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->server = proctor_testing_server_new ();
  fixture->cancellable = g_cancellable_new ();
  make_provider (fixture, NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_pointer (&fixture->answer, json_object_unref);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->provider));
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->server);
}

static void
tried_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  ((Fixture *) user_data)->answer = proctor_trial_run_finish (result);
}

static gboolean
has_answer (gpointer user_data)
{
  return ((Fixture *) user_data)->answer != NULL;
}

static void
try (Fixture *fixture,
     const char *judge_model,
     const char *user_model)
{
  g_autoptr (ProctorModelSettings) settings = proctor_model_settings_new ("http://localhost/v1", "tiny");

  g_clear_pointer (&fixture->answer, json_object_unref);
  settings->judge_model = g_strdup (judge_model);
  settings->user_model = g_strdup (user_model);
  proctor_openai_provider_set_roles (fixture->provider, judge_model, user_model);
  proctor_trial_run_async (fixture->provider, settings, fixture->cancellable, tried_cb, fixture);
}

static void
try_and_wait (Fixture *fixture)
{
  try (fixture, NULL, NULL);
  proctor_testing_wait_for ("the trial", has_answer, fixture);
}

static void
answer (Fixture *fixture,
        ProctorTestingAnswer reply)
{
  proctor_testing_server_answer (fixture->server, "POST", CHAT, &reply);
}

/* "works", or "fails key", say. */
static void
assert_step (Fixture *fixture,
             const char *step,
             const char *expected)
{
  JsonObject *object = json_object_get_object_member (fixture->answer, step);
  const char *code = json_object_get_string_member_with_default (object, "code", NULL);
  const char *message = json_object_get_string_member_with_default (object, "message", NULL);
  g_autofree char *found = g_strjoin (" ", json_object_get_string_member (object, "status"), code, NULL);

  g_test_message ("%s: %s %s", step, found, message);
  g_assert_cmpstr (found, ==, expected);
  if (code != NULL)
    g_assert_nonnull (message);
}

typedef struct
{
  const char *name;
  ProctorTestingAnswer answers[MOST_ANSWERS];
  const char *chat;
  const char *tools;
  const char *schema;
} Case;

/* What servers do, well or badly, from the first question to the last. */
static const Case cases[] = {
  { "all works", { { .body = WORDS }, { .body = CALL }, { .body = WORDS }, { .body = VERDICT } }, "works", "works", "works" },
  { "slowly", { { .body = WORDS, .delay_msecs = 50 }, { .body = CALL, .fault = PROCTOR_TESTING_FAULT_DRIP }, { .body = WORDS }, { .body = VERDICT } }, "works", "works", "works" },
  { "says nothing", { { .body = SILENCE }, { .body = CALL }, { .body = WORDS }, { .body = VERDICT } }, "fails silent", "works", "works" },
  { "the model can't", { { .body = WORDS }, { .status = 400, .body = NO_TOOLS }, { .body = VERDICT } }, "works", "fails tools", "works" },
  { "the server wasn't started for it", { { .body = WORDS }, { .status = 400, .body = NO_TOOL_PARSER }, { .body = VERDICT } }, "works", "fails tools", "works" },
  { "answers in words", { { .body = WORDS }, { .body = WORDS }, { .body = NO_CALLS }, { .body = VERDICT } }, "works", "fails no_call", "works" },
  { "calls the second time", { { .body = WORDS }, { .body = WORDS }, { .body = CALL }, { .body = WORDS }, { .body = VERDICT } }, "works", "works", "works" },
  { "another tool", { { .body = WORDS }, { .body = CALL_OF_ANOTHER }, { .body = CALL_OF_ANOTHER }, { .body = VERDICT } }, "works", "fails bad_call", "works" },
  { "without the city", { { .body = WORDS }, { .body = CALL_WITHOUT_CITY }, { .body = CALL_WITHOUT_CITY }, { .body = VERDICT } }, "works", "fails bad_call", "works" },
  { "can't read the result", { { .body = WORDS }, { .body = CALL }, { .status = 500, .body = "{\"error\":\"template\"}" }, { .body = VERDICT } }, "works", "partly no_follow_up", "works" },
  { "by words only", { { .body = WORDS }, { .body = CALL }, { .body = WORDS }, { .status = 400, .body = NO_FORMAT }, { .status = 400, .body = NO_FORMAT }, { .body = VERDICT } }, "works", "works", "partly not_enforced" },
  { "promises and doesn't", { { .body = WORDS }, { .body = CALL }, { .body = WORDS }, { .body = NO_VERDICT }, { .body = NO_VERDICT }, { .body = NO_VERDICT } }, "works", "works", "fails unusable" },
  { "cut off", { { .body = WORDS }, { .body = CALL }, { .body = WORDS }, { .body = CUT_VERDICT } }, "works", "works", "fails cut_off" },
  /* Room is asked for, and then not, before it is given up. */
  { "too small", { { .body = WORDS }, { .body = CALL }, { .body = WORDS }, { .status = 400, .body = SMALL }, { .status = 400, .body = SMALL } }, "works", "works", "fails context" },
  { "too small at once", { { .status = 400, .body = SMALL }, { .status = 400, .body = SMALL }, { .status = 400, .body = SMALL }, { .status = 400, .body = SMALL }, { .status = 400, .body = SMALL }, { .status = 400, .body = SMALL } }, "fails context", "fails context", "fails context" },
  { "wrong key", { { .status = 401, .body = "{\"error\":{\"message\":\"Invalid API Key\",\"type\":\"authentication_error\",\"code\":401}}" } }, "fails key", "skipped", "skipped" },
  { "key with success", { { .body = "{\"error\":{\"message\":\"Invalid API Key\",\"code\":401}}" } }, "fails key", "skipped", "skipped" },
  { "no such model", { { .status = 404, .body = "{\"error\":{\"message\":\"model \\\"tiny\\\" not found, try pulling it first\",\"type\":\"not_found_error\"}}" } }, "fails model", "skipped", "skipped" },
  { "no such model, router", { { .status = 400, .body = "{\"error\":{\"code\":400,\"message\":\"model 'tiny' not found\",\"type\":\"invalid_request_error\"}}" } }, "fails model", "skipped", "skipped" },
  { "another address", { { .status = 404, .body = "{\"error\":{\"message\":\"File Not Found\",\"type\":\"not_found_error\",\"code\":404}}" } }, "fails address", "skipped", "skipped" },
  { "web page", { { .body = "<html>", .content_type = "text/html" } }, "fails address", "skipped", "skipped" },
  { "elsewhere", { { .status = 307 } }, "fails address", "skipped", "skipped" },
  { "gone", { { .fault = PROCTOR_TESTING_FAULT_DROP } }, "fails network", "skipped", "skipped" },
  { "no HTTP", { { .fault = PROCTOR_TESTING_FAULT_GARBAGE } }, "fails network", "skipped", "skipped" },
  { "breaks off", { { .body = WORDS }, { .fault = PROCTOR_TESTING_FAULT_CUT, .body = CALL }, { .body = VERDICT } }, "works", "fails network", "works" },
  { "used up", { { .status = 429, .body = "{\"error\":{\"message\":\"You exceeded your current quota\",\"code\":\"insufficient_quota\"}}" }, { .status = 402 }, { .status = 402 } }, "fails refused", "fails refused", "fails refused" },
};

static void
test_case (Fixture *fixture,
           gconstpointer data)
{
  const Case *what = data;
  guint n_answers = 0;

  while (n_answers < MOST_ANSWERS && (what->answers[n_answers].body != NULL || what->answers[n_answers].status != 0 || what->answers[n_answers].fault != PROCTOR_TESTING_FAULT_NONE))
    answer (fixture, what->answers[n_answers++]);
  try_and_wait (fixture);
  assert_step (fixture, "chat", what->chat);
  assert_step (fixture, "tools", what->tools);
  assert_step (fixture, "schema", what->schema);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, n_answers);
}

static char *
dup_model (GPtrArray *requests,
           guint position)
{
  const ProctorTestingRequest *request = g_ptr_array_index (requests, position);
  g_autofree char *text = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
  g_autoptr (JsonNode) node = json_from_string (text, NULL);

  return g_strdup (json_object_get_string_member (json_node_get_object (node), "model"));
}

/* Each model is asked for what it is there for. */
static void
test_roles (Fixture *fixture,
            gconstpointer data)
{
  const char *const replies[] = { WORDS, WORDS, CALL, WORDS, VERDICT };
  const char *const models[] = { "tiny", "user", "tiny", "tiny", "judge" };
  g_autoptr (GPtrArray) requests = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (replies); i++)
    answer (fixture, (ProctorTestingAnswer) { .body = replies[i] });
  try (fixture, "judge", "user");
  proctor_testing_wait_for ("the trial", has_answer, fixture);
  assert_step (fixture, "chat", "works");
  assert_step (fixture, "schema", "works");

  requests = proctor_testing_server_dup_requests (fixture->server);
  g_assert_cmpuint (requests->len, ==, G_N_ELEMENTS (models));
  for (guint i = 0; i < requests->len; i++)
    {
      g_autofree char *model = dup_model (requests, i);

      g_assert_cmpstr (model, ==, models[i]);
    }
}

/* The agent's model is there, and the others are not. */
static void
test_missing_roles (Fixture *fixture,
                    gconstpointer data)
{
  const ProctorTestingAnswer missing = { .status = 404, .body = "{\"error\":{\"message\":\"model not found\"}}" };

  answer (fixture, (ProctorTestingAnswer) { .body = WORDS });
  answer (fixture, missing);
  answer (fixture, (ProctorTestingAnswer) { .body = CALL });
  answer (fixture, (ProctorTestingAnswer) { .body = WORDS });
  answer (fixture, missing);
  try (fixture, "judge", "user");
  proctor_testing_wait_for ("the trial", has_answer, fixture);
  assert_step (fixture, "chat", "partly model");
  assert_step (fixture, "tools", "works");
  assert_step (fixture, "schema", "fails model");
}

/* A server that never answers is given up, and so is one that nobody waits for any longer. */
static void
test_stall (Fixture *fixture,
            gconstpointer data)
{
  answer (fixture, (ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_openai_provider_set_timeout (fixture->provider, 1);
  try_and_wait (fixture);
  assert_step (fixture, "chat", "fails timeout");
  assert_step (fixture, "schema", "skipped");

  proctor_testing_server_reset (fixture->server);
  answer (fixture, (ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  proctor_openai_provider_set_timeout (fixture->provider, 600);
  try (fixture, NULL, NULL);
  proctor_testing_server_wait_requests (fixture->server, 1);
  g_cancellable_cancel (fixture->cancellable);
  proctor_testing_wait_for ("the trial", has_answer, fixture);
  assert_step (fixture, "chat", "fails cancelled");
}

static void
test_certificate (Fixture *fixture,
                  gconstpointer data)
{
  g_clear_object (&fixture->server);
  fixture->server = proctor_testing_server_new_tls (PROCTOR_TESTING_CERTIFICATE_EXPIRED);
  make_provider (fixture, "secret");
  answer (fixture, (ProctorTestingAnswer) { .body = WORDS });
  try_and_wait (fixture);
  assert_step (fixture, "chat", "fails tls");
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 0);
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  static const char words[] = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";

  g_output_stream_write (g_io_stream_get_output_stream (G_IO_STREAM (connection)), words, strlen (words), NULL, NULL);

  return TRUE;
}

/* Plain http where https was meant. */
static void
test_no_tls (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GError) error = NULL;
  guint port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, &error);
  g_autofree char *address = g_strdup_printf ("https://127.0.0.1:%u/v1", port);

  g_assert_no_error (error);
  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), NULL);
  g_clear_object (&fixture->provider);
  fixture->provider = proctor_openai_provider_new (address, NULL, "tiny", 1, &error);
  g_assert_no_error (error);
  proctor_openai_provider_set_hasty (fixture->provider, TRUE);
  try_and_wait (fixture);
  assert_step (fixture, "chat", "fails tls");
  g_socket_service_stop (service);
  proctor_testing_assert_finalized (g_steal_pointer (&service));
}

static void
test_nobody (Fixture *fixture,
             gconstpointer data)
{
  g_clear_object (&fixture->server);
  try_and_wait (fixture);
  assert_step (fixture, "chat", "fails network");
}

static void
test_builtin (void)
{
  g_autoptr (JsonObject) builtin = proctor_trial_describe_builtin ();

  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (builtin, "schema"), "status"), ==, "works");
}

/* A real server, where there is one: PROCTOR_TEST_MODEL_URL says where, and PROCTOR_TEST_MODEL_KEY
 * its key. */
static void
test_real (Fixture *fixture,
           gconstpointer data)
{
  const char *address = g_getenv ("PROCTOR_TEST_MODEL_URL");
  g_autoptr (GError) error = NULL;

  if (address == NULL)
    {
      g_test_skip ("PROCTOR_TEST_MODEL_URL names no model server.");
      return;
    }

  g_clear_object (&fixture->provider);
  fixture->provider = proctor_openai_provider_new (address, g_getenv ("PROCTOR_TEST_MODEL_KEY"), NULL, 1, &error);
  g_assert_no_error (error);
  try_and_wait (fixture);
  assert_step (fixture, "chat", "works");
  assert_step (fixture, "tools", "works");
  assert_step (fixture, "schema", "works");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/trial/cases/", cases[i].name, NULL);

      g_strdelimit (path, " ", '-');
      g_test_add (path, Fixture, &cases[i], set_up, test_case, tear_down);
    }
#define add(name, test) g_test_add ("/trial/" name, Fixture, NULL, set_up, test, tear_down)
  add ("roles", test_roles);
  add ("missing-roles", test_missing_roles);
  add ("stall", test_stall);
  add ("certificate", test_certificate);
  add ("no-tls", test_no_tls);
  add ("nobody", test_nobody);
  add ("real", test_real);
#undef add
  g_test_add_func ("/trial/builtin", test_builtin);

  return g_test_run ();
}
