/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-openai-provider.h"
#include "proctor-provider-error.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

#define HELLO "{\"model\":\"tiny\",\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"Hello\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":1}}"
#define VERDICT "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"{\\\"v\\\":\\\"a\\\"}\"}}]}"
#define SCHEMA "{\"type\":\"object\",\"required\":[\"v\"],\"properties\":{\"v\":{\"type\":\"string\"}}}"
#define CHAT "/v1/chat/completions"
#define MOST_QUESTIONS 48

typedef struct
{
  ProctorTestingServer *server;
  ProctorOpenaiProvider *provider;
  GCancellable *cancellable;

  /* What came of the questions so far. */
  guint n_done;
  ProctorChatAnswer *answer;
  GError *error;
  char **models;
} Fixture;

static void
make_provider (Fixture *fixture,
               const char *key,
               guint most_at_once)
{
  g_autofree char *address = g_strconcat (proctor_testing_server_get_url (fixture->server), "/v1", NULL);
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->provider);
  fixture->provider = proctor_openai_provider_new (address, key, "tiny", most_at_once, &error);
  g_assert_no_error (error);
}

static void
forget (Fixture *fixture)
{
  fixture->n_done = 0;
  g_clear_pointer (&fixture->answer, proctor_chat_answer_free);
  g_clear_error (&fixture->error);
  g_clear_pointer (&fixture->models, g_strfreev);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->server = proctor_testing_server_new ();
  fixture->cancellable = g_cancellable_new ();
  make_provider (fixture, "secret", 0);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  forget (fixture);
  proctor_testing_assert_finalized (g_steal_pointer (&fixture->provider));
  g_clear_object (&fixture->cancellable);
  g_clear_object (&fixture->server);
}

static void
chat_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  Fixture *fixture = user_data;

  g_clear_pointer (&fixture->answer, proctor_chat_answer_free);
  g_clear_error (&fixture->error);
  fixture->answer = proctor_provider_chat_finish (PROCTOR_PROVIDER (object), result, &fixture->error);
  fixture->n_done++;
}

static void
ask (Fixture *fixture,
     const char *schema,
     GCancellable *cancellable)
{
  g_autoptr (ProctorChat) chat = proctor_chat_new (PROCTOR_CHAT_AGENT);

  proctor_chat_add (chat, PROCTOR_CHAT_USER, "Hello?");
  chat->schema = schema != NULL ? json_from_string (schema, NULL) : NULL;
  chat->max_tokens = 9;
  proctor_provider_chat_async (PROCTOR_PROVIDER (fixture->provider), chat, cancellable, chat_cb, fixture);
}

static gboolean
is_done (gpointer user_data)
{
  return ((Fixture *) user_data)->n_done > 0;
}

static void
ask_and_wait (Fixture *fixture,
              const char *schema)
{
  forget (fixture);
  ask (fixture, schema, fixture->cancellable);
  g_assert_cmpuint (fixture->n_done, ==, 0);
  proctor_testing_wait_for ("an answer", is_done, fixture);
}

static void
answer (Fixture *fixture,
        ProctorTestingAnswer reply)
{
  proctor_testing_server_answer (fixture->server, "POST", CHAT, &reply);
}

static char *
dup_body (Fixture *fixture,
          guint position)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (fixture->server);
  const ProctorTestingRequest *request = requests->pdata[position];

  return g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));
}

static void
test_answer (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *body = NULL;

  answer (fixture, (ProctorTestingAnswer) { .body = HELLO, .delay_msecs = 30 });
  ask_and_wait (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->answer->text, ==, "Hello");
  g_assert_cmpstr (fixture->answer->model, ==, "tiny");
  g_assert_cmpint (fixture->answer->prompt_tokens, ==, 3);
  g_assert_cmpfloat (fixture->answer->seconds, >=, 0.03);
  g_assert_false (proctor_provider_is_builtin (PROCTOR_PROVIDER (fixture->provider)));

  requests = proctor_testing_server_dup_requests (fixture->server);
  g_assert_cmpstr (proctor_testing_request_get_header (requests->pdata[0], "authorization"), ==, "Bearer secret");
  g_assert_cmpstr (proctor_testing_request_get_header (requests->pdata[0], "content-type"), ==, "application/json");
  body = dup_body (fixture, 0);
  g_assert_cmpstr (body, ==, "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello?\"}],\"max_tokens\":9,\"stream\":false}");
}

static void
test_no_key (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GError) error = NULL;

  make_provider (fixture, NULL, 0);
  answer (fixture, (ProctorTestingAnswer) { .status = 401 });
  ask_and_wait (fixture, NULL);
  g_assert_error (fixture->error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_KEY);
  g_assert_nonnull (strstr (fixture->error->message, "wants a key"));
  requests = proctor_testing_server_dup_requests (fixture->server);
  g_assert_null (proctor_testing_request_get_header (requests->pdata[0], "authorization"));

  g_assert_null (proctor_openai_provider_new ("https://example.com/v1", "two\nlines", NULL, 0, &error));
  g_assert_error (error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_KEY);
}

/* One answer, and how often it was asked for. */
static void
test_faults (Fixture *fixture,
             gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (50 * 1024, 'x');
  g_autofree char *long_answer = g_strdup_printf ("{\"choices\":[{\"message\":{\"content\":\"%s\"}}]}", long_text);
  const struct
  {
    ProctorTestingAnswer reply;
    int code;
  } cases[] = {
    { { .body = long_answer }, -1 },
    { { .body = HELLO, .gzip = TRUE }, -1 },
    { { .body = HELLO, .fault = PROCTOR_TESTING_FAULT_DRIP }, -1 },
    { { .status = 401, .body = "{\"error\":\"Unauthorized\"}" }, PROCTOR_PROVIDER_ERROR_KEY },
    { { .status = 404, .body = "{\"error\":{\"message\":\"model 'tiny' not found\"}}" }, PROCTOR_PROVIDER_ERROR_MODEL },
    { { .status = 500, .body = "{\"error\":\"no\"}" }, PROCTOR_PROVIDER_ERROR_REFUSED },
    { { .status = 400, .body = "{\"error\":{\"message\":\"context length exceeded\"}}" }, PROCTOR_PROVIDER_ERROR_CONTEXT },
    { { .status = 429, .body = "{\"error\":{\"message\":\"billing\",\"code\":\"insufficient_quota\"}}" }, PROCTOR_PROVIDER_ERROR_REFUSED },
    { { .status = 307 }, PROCTOR_PROVIDER_ERROR_ADDRESS },
    { { .body = "<html>", .content_type = "text/html" }, PROCTOR_PROVIDER_ERROR_ADDRESS },
    { { .body = "\xff\xfe\x00", .length = 3 }, PROCTOR_PROVIDER_ERROR_UNUSABLE },
    /* Larger than is read, whether it says so or not. */
    { { .body = HELLO, .padding = 17 * 1024 * 1024 }, PROCTOR_PROVIDER_ERROR_UNUSABLE },
    { { .body = HELLO, .padding = 64 * 1024 * 1024, .gzip = TRUE }, PROCTOR_PROVIDER_ERROR_UNUSABLE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      proctor_testing_server_reset (fixture->server);
      answer (fixture, cases[i].reply);
      ask_and_wait (fixture, NULL);
      if (cases[i].code < 0)
        g_assert_no_error (fixture->error);
      else
        g_assert_error (fixture->error, PROCTOR_PROVIDER_ERROR, cases[i].code);
      g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 1);
    }
}

/* A large answer is read elsewhere. */
static void
test_large (Fixture *fixture,
            gconstpointer data)
{
  answer (fixture, (ProctorTestingAnswer) { .body = HELLO, .padding = 1024 * 1024 });
  ask_and_wait (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->answer->text, ==, "Hello");
}

/* What passes is waited for. */
static void
test_retries (Fixture *fixture,
              gconstpointer data)
{
  const char *const at_once[] = { "Retry-After", "0", NULL };
  const ProctorTestingAnswer cases[] = {
    { .status = 429, .body = "{}", .headers = at_once },
    { .status = 503, .body = "{\"error\":{\"message\":\"Loading model\"}}", .headers = at_once },
    { .body = "{\"error\":{\"message\":\"slow down\",\"code\":429}}", .headers = at_once },
    { .body = HELLO, .fault = PROCTOR_TESTING_FAULT_DROP },
    { .body = HELLO, .fault = PROCTOR_TESTING_FAULT_RESET },
    { .body = HELLO, .fault = PROCTOR_TESTING_FAULT_CUT },
    { .body = HELLO, .fault = PROCTOR_TESTING_FAULT_CUT_HEADERS },
    { .fault = PROCTOR_TESTING_FAULT_GARBAGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      proctor_testing_server_reset (fixture->server);
      answer (fixture, cases[i]);
      answer (fixture, (ProctorTestingAnswer) { .body = HELLO });
      ask_and_wait (fixture, NULL);
      g_assert_no_error (fixture->error);
      g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 2);
    }

  proctor_testing_server_reset (fixture->server);
  answer (fixture, cases[0]);
  ask_and_wait (fixture, NULL);
  g_assert_error (fixture->error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_BUSY);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 4);
}

/* Nobody waits for longer than a minute, and what the server asks for is kept to. */
static void
test_retry_after (Fixture *fixture,
                  gconstpointer data)
{
  const char *const soon[] = { "Retry-After", "1", NULL };
  const char *const late[] = { "Retry-After", "61", NULL };
  gint64 began = g_get_monotonic_time ();

  answer (fixture, (ProctorTestingAnswer) { .status = 429, .body = "{}", .headers = soon });
  answer (fixture, (ProctorTestingAnswer) { .body = HELLO });
  ask_and_wait (fixture, NULL);
  g_assert_no_error (fixture->error);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC);

  proctor_testing_server_reset (fixture->server);
  answer (fixture, (ProctorTestingAnswer) { .status = 429, .body = "{}", .headers = late });
  ask_and_wait (fixture, NULL);
  g_assert_error (fixture->error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_BUSY);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 1);
}

static void
test_timeout (Fixture *fixture,
              gconstpointer data)
{
  const ProctorTestingFault faults[] = { PROCTOR_TESTING_FAULT_STALL, PROCTOR_TESTING_FAULT_STALL_BODY };

  proctor_openai_provider_set_timeout (fixture->provider, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      proctor_testing_server_reset (fixture->server);
      answer (fixture, (ProctorTestingAnswer) { .body = HELLO, .fault = faults[i] });
      ask_and_wait (fixture, NULL);
      g_assert_error (fixture->error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_TIMEOUT);
      g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 1);
    }
}

static void
assert_cancelled (Fixture *fixture)
{
  g_assert_cmpuint (fixture->n_done, ==, 0);
  g_cancellable_cancel (fixture->cancellable);
  proctor_testing_wait_for ("the end", is_done, fixture);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_cancellable_reset (fixture->cancellable);
  forget (fixture);
}

static gboolean
passed_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
wait_a_little (void)
{
  gboolean passed = FALSE;

  g_timeout_add (100, passed_cb, &passed);
  proctor_testing_wait_for ("time to pass", is_true, &passed);
}

/* Before it is sent, while the model thinks, in the middle of the body, and in a pause. */
static void
test_cancel (Fixture *fixture,
             gconstpointer data)
{
  const char *const later[] = { "Retry-After", "50", NULL };
  const ProctorTestingAnswer cases[] = {
    { .body = HELLO, .fault = PROCTOR_TESTING_FAULT_STALL },
    { .body = HELLO, .fault = PROCTOR_TESTING_FAULT_STALL_BODY },
    { .status = 429, .body = "{}", .headers = later },
  };

  g_cancellable_cancel (fixture->cancellable);
  ask_and_wait (fixture, NULL);
  g_assert_error (fixture->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 0);
  g_cancellable_reset (fixture->cancellable);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      forget (fixture);
      proctor_testing_server_reset (fixture->server);
      answer (fixture, cases[i]);
      ask (fixture, NULL, fixture->cancellable);
      proctor_testing_server_wait_requests (fixture->server, 1);
      wait_a_little ();
      assert_cancelled (fixture);
    }
}

/* What waits its turn ends at once, and the one that had it goes on. */
static void
test_cancel_waiting (Fixture *fixture,
                     gconstpointer data)
{
  make_provider (fixture, NULL, 1);
  answer (fixture, (ProctorTestingAnswer) { .body = HELLO, .delay_msecs = 300 });
  ask (fixture, NULL, NULL);
  ask (fixture, NULL, fixture->cancellable);
  proctor_testing_server_wait_requests (fixture->server, 1);
  assert_cancelled (fixture);
  proctor_testing_wait_for ("the first answer", is_done, fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 1);
}

static gboolean
are_all_done (gpointer user_data)
{
  return ((Fixture *) user_data)->n_done == MOST_QUESTIONS;
}

static void
test_at_once (Fixture *fixture,
              gconstpointer data)
{
  const struct
  {
    guint most;
    guint n_sessions;
  } cases[] = { { 1, 1 }, { 5, 1 }, { 40, 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      /* With as few at once as one, there need not be a long pause to see it. */
      const guint delay = cases[i].most > 1 ? 150 : 2;
      ProctorTestingServer *server = proctor_testing_server_new ();

      g_set_object (&fixture->server, server);
      g_object_unref (server);
      make_provider (fixture, NULL, cases[i].most);
      g_assert_cmpuint (proctor_openai_provider_count_sessions (fixture->provider), ==, cases[i].n_sessions);
      forget (fixture);
      answer (fixture, (ProctorTestingAnswer) { .body = HELLO, .delay_msecs = delay });
      for (guint j = 0; j < MOST_QUESTIONS; j++)
        ask (fixture, NULL, NULL);
      proctor_testing_wait_for ("all answers", are_all_done, fixture);
      g_assert_no_error (fixture->error);
      g_assert_cmpuint (proctor_testing_server_get_peak (fixture->server), <=, cases[i].most);
      /* And that many there are. */
      if (cases[i].most < 40)
        g_assert_cmpuint (proctor_testing_server_get_peak (fixture->server), ==, cases[i].most);
      else
        g_assert_cmpuint (proctor_testing_server_get_peak (fixture->server), >, 16);
    }
}

static void
assert_shapes (Fixture *fixture,
               const char *const *shapes)
{
  guint n_shapes = g_strv_length ((char **) shapes);

  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, n_shapes);
  for (guint i = 0; i < n_shapes; i++)
    {
      g_autofree char *body = dup_body (fixture, i);
      const char *shape = strstr (body, "json_schema\"") != NULL ? "schema" : strstr (body, "json_object\"") != NULL ? "object"
                                                                                                                     : "words";

      g_assert_cmpstr (shape, ==, shapes[i]);
    }
}

/* The best way that works is found out once. */
static void
test_shapes (Fixture *fixture,
             gconstpointer data)
{
  const char *const refused[] = { "schema", "object", "words", "words", NULL };
  const char *const unusable[] = { "schema", "object", "object", NULL };
  const char *const hopeless[] = { "schema", "object", "words", NULL };

  answer (fixture, (ProctorTestingAnswer) { .status = 400, .body = "{\"error\":{\"message\":\"response_format json_schema is not supported\"}}" });
  answer (fixture, (ProctorTestingAnswer) { .status = 422, .body = "{\"detail\":\"response_format\"}" });
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT });
  ask_and_wait (fixture, SCHEMA);
  g_assert_no_error (fixture->error);
  g_assert_cmpstr (fixture->answer->text, ==, "{\"v\":\"a\"}");
  ask_and_wait (fixture, SCHEMA);
  assert_shapes (fixture, refused);

  make_provider (fixture, NULL, 0);
  proctor_testing_server_reset (fixture->server);
  answer (fixture, (ProctorTestingAnswer) { .body = HELLO });
  answer (fixture, (ProctorTestingAnswer) { .body = VERDICT });
  ask_and_wait (fixture, SCHEMA);
  g_assert_no_error (fixture->error);
  ask_and_wait (fixture, SCHEMA);
  assert_shapes (fixture, unusable);

  make_provider (fixture, NULL, 0);
  proctor_testing_server_reset (fixture->server);
  answer (fixture, (ProctorTestingAnswer) { .body = HELLO });
  ask_and_wait (fixture, SCHEMA);
  g_assert_error (fixture->error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE);
  assert_shapes (fixture, hopeless);
}

static void
models_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  Fixture *fixture = user_data;

  fixture->models = proctor_openai_provider_list_models_finish (PROCTOR_OPENAI_PROVIDER (object), result, &fixture->error);
  fixture->n_done++;
}

static void
test_models (Fixture *fixture,
             gconstpointer data)
{
  const ProctorTestingAnswer good = { .body = "{\"data\":[{\"id\":\"b\"},{\"id\":\"a\"}]}" };
  const ProctorTestingAnswer bad = { .status = 401, .body = "{\"error\":{\"message\":\"Invalid API Key\"}}" };

  proctor_testing_server_answer (fixture->server, "GET", "/v1/models", &good);
  proctor_testing_server_answer (fixture->server, "GET", "/v1/models", &bad);
  proctor_openai_provider_list_models_async (fixture->provider, NULL, models_cb, fixture);
  proctor_testing_wait_for ("the models", is_done, fixture);
  g_assert_no_error (fixture->error);
  g_assert_cmpuint (g_strv_length (fixture->models), ==, 2);
  g_assert_cmpstr (fixture->models[0], ==, "a");

  forget (fixture);
  proctor_openai_provider_list_models_async (fixture->provider, NULL, models_cb, fixture);
  proctor_testing_wait_for ("the models", is_done, fixture);
  g_assert_error (fixture->error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_KEY);
}

/* Nobody is there. */
static void
test_nobody (Fixture *fixture,
             gconstpointer data)
{
  g_clear_object (&fixture->server);
  ask_and_wait (fixture, NULL);
  g_assert_error (fixture->error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_NETWORK);
}

static void
test_certificate (Fixture *fixture,
                  gconstpointer data)
{
  g_clear_object (&fixture->server);
  fixture->server = proctor_testing_server_new_tls (PROCTOR_TESTING_CERTIFICATE_SELF_SIGNED);
  make_provider (fixture, "secret", 0);
  answer (fixture, (ProctorTestingAnswer) { .body = HELLO });
  ask_and_wait (fixture, NULL);
  g_assert_error (fixture->error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_TLS);
  g_assert_cmpuint (proctor_testing_server_count_requests (fixture->server), ==, 0);
  g_assert_cmpuint (proctor_testing_server_count_connections (fixture->server), ==, 1);
}

static void
add (const char *path,
     void (*test) (Fixture *fixture, gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  add ("/openai-provider/answer", test_answer);
  add ("/openai-provider/no-key", test_no_key);
  add ("/openai-provider/faults", test_faults);
  add ("/openai-provider/large", test_large);
  add ("/openai-provider/retries", test_retries);
  add ("/openai-provider/retry-after", test_retry_after);
  add ("/openai-provider/timeout", test_timeout);
  add ("/openai-provider/cancel", test_cancel);
  add ("/openai-provider/cancel-waiting", test_cancel_waiting);
  add ("/openai-provider/at-once", test_at_once);
  add ("/openai-provider/shapes", test_shapes);
  add ("/openai-provider/models", test_models);
  add ("/openai-provider/nobody", test_nobody);
  add ("/openai-provider/certificate", test_certificate);

  return g_test_run ();
}
