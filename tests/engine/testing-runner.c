/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-runner.h"

#include <gio/gunixsocketaddress.h>
#include <libsoup/soup.h>
#include <string.h>

#include "proctor-schema.h"
#include "proctor-testing.h"

struct _TestingProvider
{
  GObject parent_instance;

  TestingAnswer answer;
  guint n_asked;
  guint n_active;
  guint peak;
};

static void provider_iface_init (ProctorProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestingProvider, testing_provider, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (PROCTOR_TYPE_PROVIDER, provider_iface_init))

static gboolean
answer_cb (gpointer user_data)
{
  GTask *task = user_data;
  TestingProvider *self = g_task_get_source_object (task);
  ProctorChatAnswer *answer = g_task_get_task_data (task);

  self->n_active--;
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_pointer (task, answer, NULL);
  else
    proctor_chat_answer_free (answer);
  g_object_unref (task);

  return G_SOURCE_REMOVE;
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer user_data)
{
  GTask *task = user_data;
  TestingProvider *self = g_task_get_source_object (task);

  self->n_active--;
  g_task_return_error_if_cancelled (task);
  g_object_unref (task);

  return G_SOURCE_REMOVE;
}

static void
chat_async (ProctorProvider *provider,
            const ProctorChat *chat,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  TestingProvider *self = TESTING_PROVIDER (provider);
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  gboolean never = FALSE;
  ProctorChatAnswer *answer = self->answer (chat, self->n_asked++, &never, &error);

  self->n_active++;
  self->peak = MAX (self->peak, self->n_active);
  if (never)
    {
      g_autoptr (GSource) source = g_cancellable_source_new (cancellable);

      g_source_set_callback (source, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (source, NULL);
      return;
    }
  if (answer == NULL)
    {
      self->n_active--;
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  g_task_set_task_data (task, answer, NULL);
  g_timeout_add (1, answer_cb, task);
}

static ProctorChatAnswer *
chat_finish (ProctorProvider *provider,
             GAsyncResult *result,
             GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static gboolean
is_builtin (ProctorProvider *provider)
{
  return FALSE;
}

static void
provider_iface_init (ProctorProviderInterface *iface)
{
  iface->chat_async = chat_async;
  iface->chat_finish = chat_finish;
  iface->is_builtin = is_builtin;
}

static void
testing_provider_class_init (TestingProviderClass *klass)
{
}

static void
testing_provider_init (TestingProvider *self)
{
}

TestingProvider *
testing_provider_new (TestingAnswer answer)
{
  TestingProvider *self = g_object_new (TESTING_TYPE_PROVIDER, NULL);

  self->answer = answer;

  return self;
}

guint
testing_provider_count (TestingProvider *self)
{
  return self->n_asked;
}

guint
testing_provider_get_peak (TestingProvider *self)
{
  return self->peak;
}

static void
open_engine (TestingEngine *engine,
             guint most_at_once)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (engine->folder, "engine.db", NULL);
  g_autofree char *socket_path = g_build_filename (engine->folder, "s", NULL);
  guint n_migrations;
  const char *const *migrations = proctor_schema_get_migrations (&n_migrations);

  engine->worker = proctor_worker_new (path, migrations, n_migrations, TRUE, &error);
  g_assert_no_error (error);
  engine->server = proctor_server_new (engine->worker);
  proctor_server_listen_unix (engine->server, socket_path, &error);
  g_assert_no_error (error);
  engine->runner = proctor_runner_new (engine->worker, PROCTOR_PROVIDER (engine->provider), most_at_once);
  g_signal_connect_object (engine->server, "changed", G_CALLBACK (proctor_runner_wake), engine->runner, G_CONNECT_SWAPPED);
}

static gboolean
is_idle (gpointer user_data)
{
  return proctor_runner_is_idle (user_data);
}

static void
close_engine (TestingEngine *engine)
{
  proctor_server_stop (engine->server);
  proctor_runner_stop (engine->runner);
  proctor_testing_wait_for ("the runner's end", is_idle, engine->runner);
  proctor_worker_stop (engine->worker);
  proctor_testing_assert_finalized (engine->runner);
  g_clear_object (&engine->server);
  g_clear_object (&engine->worker);
}

/**
 * testing_engine_new:
 * @answer: what the model answers
 * @most_at_once: how many runs there may be at a time
 *
 * Returns: (transfer full): an engine
 */
TestingEngine *
testing_engine_new (TestingAnswer answer,
                    guint most_at_once)
{
  TestingEngine *engine = g_new0 (TestingEngine, 1);

  engine->folder = proctor_testing_make_folder ();
  engine->provider = testing_provider_new (answer);
  open_engine (engine, most_at_once);

  return engine;
}

void
testing_engine_free (TestingEngine *engine)
{
  close_engine (engine);
  proctor_testing_assert_finalized (engine->provider);
  proctor_testing_remove_folder (engine->folder);
  g_free (engine->folder);
  g_free (engine);
}

/**
 * testing_engine_restart:
 * @engine: an engine
 *
 * Ends the engine in the middle of what it does and starts it again on the same data.
 */
void
testing_engine_restart (TestingEngine *engine)
{
  close_engine (engine);
  open_engine (engine, 8);
  proctor_runner_wake (engine->runner);
}

static void
sent_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  GBytes **bytes = user_data;

  *bytes = soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);
  g_assert_no_error (error);
}

static gboolean
has_bytes (gpointer user_data)
{
  GBytes **bytes = user_data;

  return *bytes != NULL;
}

/**
 * testing_engine_ask:
 * @engine: an engine
 * @method: an HTTP method
 * @path: a path below /v1/convai/
 * @body: (nullable): what to send
 * @expected_status: how it has to end
 *
 * Returns: (transfer full) (nullable): the answer
 */
JsonNode *
testing_engine_ask (TestingEngine *engine,
                    const char *method,
                    const char *path,
                    const char *body,
                    guint expected_status)
{
  g_autofree char *socket_path = g_build_filename (engine->folder, "s", NULL);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (socket_path);
  g_autoptr (SoupSession) session = soup_session_new_with_options ("remote-connectable", address, NULL);
  g_autofree char *url = g_strconcat ("http://localhost/v1/convai/", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) sent = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;

  if (sent != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", sent);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, &bytes);
  proctor_testing_wait_for ("an answer", has_bytes, &bytes);

  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (soup_message_get_status (message) != expected_status)
    g_error ("%s %s: %u %s", method, path, soup_message_get_status (message), text);

  return *text != '\0' ? json_from_string (text, NULL) : NULL;
}

/**
 * testing_get:
 * @node: JSON
 * @path: dotted, with numbers for places in lists
 *
 * Returns: (transfer none): the text that stands there
 */
const char *
testing_get (JsonNode *node,
             const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);

  for (gsize i = 0; steps[i] != NULL; i++)
    {
      if (JSON_NODE_HOLDS_ARRAY (node))
        node = json_array_get_element (json_node_get_array (node), (guint) g_ascii_strtoull (steps[i], NULL, 10));
      else if (JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (json_node_get_object (node), steps[i]))
        node = json_object_get_member (json_node_get_object (node), steps[i]);
      else
        g_error ("there is no %s", path);
    }

  return json_node_get_string (node);
}

char *
testing_engine_make_agent (TestingEngine *engine,
                           const char *prompt)
{
  g_autofree char *body = g_strdup_printf ("{\"name\": \"Agent\", \"conversation_config\": {\"agent\": {\"first_message\": \"Welcome.\", \"prompt\": %s}}}", prompt);
  g_autoptr (JsonNode) answer = testing_engine_ask (engine, "POST", "agents/create", body, 200);

  return g_strdup (testing_get (answer, "agent_id"));
}

char *
testing_engine_make_test (TestingEngine *engine,
                          const char *body)
{
  g_autoptr (JsonNode) answer = testing_engine_ask (engine, "POST", "agent-testing/create", body, 200);

  return g_strdup (testing_get (answer, "id"));
}

char *
testing_engine_run (TestingEngine *engine,
                    const char *agent_id,
                    const char *test_id,
                    guint repeat_count)
{
  g_autofree char *path = g_strdup_printf ("agents/%s/run-tests", agent_id);
  g_autofree char *body = g_strdup_printf ("{\"tests\": [{\"test_id\": \"%s\"}], \"repeat_count\": %u}", test_id, repeat_count);
  g_autoptr (JsonNode) answer = testing_engine_ask (engine, "POST", path, body, 200);

  return g_strdup (testing_get (answer, "id"));
}

static gboolean
is_settled (JsonNode *invocation)
{
  JsonArray *runs = json_object_get_array_member (json_node_get_object (invocation), "test_runs");

  for (guint i = 0; i < json_array_get_length (runs); i++)
    {
      if (g_str_equal (json_object_get_string_member (json_array_get_object_element (runs, i), "status"), "pending"))
        return FALSE;
    }

  return g_strcmp0 (json_object_get_string_member_with_default (json_node_get_object (invocation), "bucketing_status", ""), "pending") != 0;
}

/**
 * testing_engine_wait:
 * @engine: an engine
 * @invocation_id: an invocation
 *
 * Returns: (transfer full): the invocation, once nothing of it is pending
 */
JsonNode *
testing_engine_wait (TestingEngine *engine,
                     const char *invocation_id)
{
  g_autofree char *path = g_strconcat ("test-invocations/", invocation_id, NULL);
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < deadline)
    {
      g_autoptr (JsonNode) invocation = testing_engine_ask (engine, "GET", path, NULL, 200);

      if (is_settled (invocation))
        return g_steal_pointer (&invocation);
    }

  g_error ("the invocation %s does not end", invocation_id);
}
