/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-engine.h"

#include <gio/gunixsocketaddress.h>
#include <libsoup/soup.h>
#include <string.h>

#include "proctor-schema.h"
#include "proctor-server.h"
#include "proctor-testing-contract.h"
#include "proctor-testing.h"

struct _ProctorTestingEngine
{
  char *folder;
  ProctorWorker *worker;
  ProctorServer *server;
  ProctorEngine *models;
  SoupSession *session;
  ProctorTestingContract *contract;
};

/* What is waited for. */
typedef struct
{
  gboolean done;
  GBytes *bytes;
  gpointer result;
} Reply;

/**
 * proctor_testing_engine_new:
 *
 * Returns: (transfer full): an engine with nothing in it
 */
ProctorTestingEngine *
proctor_testing_engine_new (void)
{
  ProctorTestingEngine *engine = g_new0 (ProctorTestingEngine, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autofree char *database = NULL;
  g_autofree char *path = NULL;
  const char *const *migrations;
  guint n_migrations;

  engine->folder = proctor_testing_make_folder ();
  engine->contract = proctor_testing_contract_load ();
  database = g_build_filename (engine->folder, "engine.db", NULL);
  path = g_build_filename (engine->folder, "socket", NULL);
  migrations = proctor_schema_get_migrations (&n_migrations);
  engine->worker = proctor_worker_new (database, migrations, n_migrations, FALSE, &error);
  g_assert_no_error (error);
  engine->server = proctor_server_new (engine->worker);
  proctor_server_listen_unix (engine->server, path, &error);
  g_assert_no_error (error);
  address = g_unix_socket_address_new (path);
  engine->session = soup_session_new_with_options ("remote-connectable", address, NULL);

  return engine;
}

/**
 * proctor_testing_engine_start:
 * @engine: an engine
 * @most_at_once: how many runs there may be at a time, 0 for as many as the settings say
 *
 * Has it carry out runs and know where the models are, which it doesn't by itself.
 *
 * Returns: (transfer none): what does so
 */
ProctorEngine *
proctor_testing_engine_start (ProctorTestingEngine *engine,
                              guint most_at_once)
{
  engine->models = proctor_engine_new (engine->worker, engine->server, most_at_once);
  proctor_engine_start (engine->models);

  return engine->models;
}

ProctorWorker *
proctor_testing_engine_get_worker (ProctorTestingEngine *engine)
{
  return engine->worker;
}

void
proctor_testing_engine_free (ProctorTestingEngine *engine)
{
  soup_session_abort (engine->session);
  g_clear_object (&engine->session);
  if (engine->models != NULL)
    proctor_engine_stop (engine->models);
  proctor_server_stop (engine->server);
  proctor_worker_stop (engine->worker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&engine->models);
  g_clear_object (&engine->server);
  g_clear_object (&engine->worker);
  g_clear_object (&engine->contract);
  proctor_testing_remove_folder (engine->folder);
  g_free (engine->folder);
  g_free (engine);
}

static gboolean
is_done (gpointer user_data)
{
  Reply *reply = user_data;

  return reply->done;
}

static void
sent_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Reply *reply = user_data;

  reply->bytes = soup_session_send_and_read_finish (SOUP_SESSION (object), result, &error);
  g_assert_no_error (error);
  reply->done = TRUE;
}

static void
check_answer (ProctorTestingEngine *engine,
              const char *method,
              const char *path,
              guint status,
              JsonNode *answer)
{
  g_auto (GStrv) parts = g_strsplit (path, "?", 2);
  g_autoptr (GError) error = NULL;

  if (engine->contract == NULL || (status >= 300 && status != 422) || !proctor_testing_contract_covers (parts[0]))
    return;

  proctor_testing_contract_check_response (engine->contract, method, parts[0], status, answer, &error);
  g_assert_no_error (error);
}

static JsonNode *
ask (ProctorTestingEngine *engine,
     guint *status,
     const char *method,
     const char *path,
     const char *body)
{
  g_autofree char *url = g_strconcat ("http://localhost", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *answer = NULL;
  Reply reply = { 0 };

  g_assert_nonnull (message);
  if (body != NULL)
    {
      g_autofree char *copy = g_strdelimit (g_strdup (body), "'", '"');
      g_autoptr (GBytes) sent = g_bytes_new (copy, strlen (copy));

      soup_message_set_request_body_from_bytes (message, "application/json", sent);
    }
  soup_session_send_and_read_async (engine->session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, &reply);
  proctor_testing_wait_for ("an answer", is_done, &reply);
  bytes = reply.bytes;
  *status = soup_message_get_status (message);
  if (g_bytes_get_size (bytes) > 0)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));

      answer = json_from_string (text, &error);
      g_assert_no_error (error);
    }
  check_answer (engine, method, path, *status, answer);

  return answer;
}

static char *
make_body (const char *format,
           va_list arguments) G_GNUC_PRINTF (1, 0);

static char *
make_body (const char *format,
           va_list arguments)
{
  return format != NULL ? g_strdup_vprintf (format, arguments) : NULL;
}

/**
 * proctor_testing_engine_ask:
 * @engine: an engine
 * @status: (out): the HTTP status
 * @method: an HTTP method
 * @path: a path with a query
 * @format: (nullable): the body, with ' for ", as printf() has it
 * @...: what goes into it
 *
 * Returns: (transfer full) (nullable): the answer
 */
JsonNode *
proctor_testing_engine_ask (ProctorTestingEngine *engine,
                            guint *status,
                            const char *method,
                            const char *path,
                            const char *format,
                            ...)
{
  g_autofree char *body = NULL;
  va_list arguments;

  va_start (arguments, format);
  body = make_body (format, arguments);
  va_end (arguments);

  return ask (engine, status, method, path, body);
}

/* What is refused says why, and what the API's clients call that. */
static void
check_refusal (guint status,
               JsonNode *answer)
{
  JsonObject *detail;

  if (status != 404 && status != 409)
    return;
  g_assert_true (answer != NULL && JSON_NODE_HOLDS_OBJECT (answer));
  detail = json_object_get_object_member (json_node_get_object (answer), "detail");
  g_assert_nonnull (json_object_get_string_member (detail, "message"));
  g_assert_true (g_str_has_suffix (json_object_get_string_member (detail, "code"), status == 404 ? "_not_found" : "_not_empty"));
  g_assert_cmpstr (json_object_get_string_member (detail, "type"), ==, status == 404 ? "not_found" : "conflict");
}

static JsonObject *
expect (ProctorTestingEngine *engine,
        guint wanted,
        const char *method,
        const char *path,
        const char *body)
{
  guint status;
  g_autoptr (JsonNode) answer = ask (engine, &status, method, path, body);

  if (status != wanted)
    {
      g_autofree char *text = answer != NULL ? json_to_string (answer, FALSE) : NULL;

      g_error ("%s %s %s: %u is not %u: %s", method, path, body, status, wanted, text);
    }

  check_refusal (status, answer);

  return answer != NULL && JSON_NODE_HOLDS_OBJECT (answer) ? json_node_dup_object (answer) : NULL;
}

/**
 * proctor_testing_engine_get:
 * @engine: an engine
 * @path: a path with a query
 *
 * Returns: (transfer full): what is there, which has to be an object
 */
JsonObject *
proctor_testing_engine_get (ProctorTestingEngine *engine,
                            const char *path)
{
  JsonObject *answer = expect (engine, 200, "GET", path, NULL);

  g_assert_nonnull (answer);

  return answer;
}

/**
 * proctor_testing_engine_post:
 * @engine: an engine
 * @path: a path
 * @format: the body, with ' for ", as printf() has it
 * @...: what goes into it
 *
 * Returns: (transfer full) (nullable): the answer, if it is an object; it has to be a success
 */
JsonObject *
proctor_testing_engine_post (ProctorTestingEngine *engine,
                             const char *path,
                             const char *format,
                             ...)
{
  g_autofree char *body = NULL;
  va_list arguments;

  va_start (arguments, format);
  body = make_body (format, arguments);
  va_end (arguments);

  return expect (engine, 200, "POST", path, body);
}

/**
 * proctor_testing_engine_make:
 * @engine: an engine
 * @path: where things are made
 * @format: the body, with ' for ", as printf() has it
 * @...: what goes into it
 *
 * Returns: (transfer full): the id of what was made
 */
char *
proctor_testing_engine_make (ProctorTestingEngine *engine,
                             const char *path,
                             const char *format,
                             ...)
{
  g_autoptr (JsonObject) answer = NULL;
  g_autofree char *body = NULL;
  va_list arguments;

  va_start (arguments, format);
  body = make_body (format, arguments);
  va_end (arguments);
  answer = expect (engine, 200, "POST", path, body);
  g_assert_nonnull (answer);

  return g_strdup (json_object_get_string_member (answer, "id"));
}

/**
 * proctor_testing_engine_assert_status:
 * @engine: an engine
 * @status: what is to be answered
 * @method: an HTTP method
 * @path: a path with a query
 * @format: (nullable): the body, with ' for ", as printf() has it
 * @...: what goes into it
 */
void
proctor_testing_engine_assert_status (ProctorTestingEngine *engine,
                                      guint status,
                                      const char *method,
                                      const char *path,
                                      const char *format,
                                      ...)
{
  g_autofree char *body = NULL;
  va_list arguments;

  va_start (arguments, format);
  body = make_body (format, arguments);
  va_end (arguments);
  g_clear_pointer (&(JsonObject *) { expect (engine, status, method, path, body) }, json_object_unref);
}

static char *
dup_place (JsonObject *problem)
{
  JsonArray *place = json_object_get_array_member (problem, "loc");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (place); i++)
    {
      JsonNode *step = json_array_get_element (place, i);

      if (i > 0)
        g_string_append_c (text, '.');
      if (json_node_get_value_type (step) == G_TYPE_INT64)
        g_string_append_printf (text, "%" G_GINT64_FORMAT, json_node_get_int (step));
      else
        g_string_append (text, json_node_get_string (step));
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * proctor_testing_engine_assert_refused:
 * @engine: an engine
 * @place: where something has to be wrong with it, as in "body.name"
 * @method: an HTTP method
 * @path: a path with a query
 * @format: (nullable): the body, with ' for ", as printf() has it
 * @...: what goes into it
 */
void
proctor_testing_engine_assert_refused (ProctorTestingEngine *engine,
                                       const char *place,
                                       const char *method,
                                       const char *path,
                                       const char *format,
                                       ...)
{
  g_autoptr (JsonObject) answer = NULL;
  g_autoptr (GString) places = g_string_new (NULL);
  g_autofree char *body = NULL;
  va_list arguments;
  JsonArray *detail;

  va_start (arguments, format);
  body = make_body (format, arguments);
  va_end (arguments);
  answer = expect (engine, 422, method, path, body);
  detail = json_object_get_array_member (answer, "detail");
  for (guint i = 0; i < json_array_get_length (detail); i++)
    {
      g_autofree char *found = dup_place (json_array_get_object_element (detail, i));

      if (g_str_equal (found, place))
        return;
      g_string_append_printf (places, " %s", found);
    }

  g_error ("%s: what is wrong is not at %s, but at%s", path, place, places->str);
}

static void
worked_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  Reply *reply = user_data;

  reply->result = proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error);
  g_assert_no_error (error);
  reply->done = TRUE;
}

/**
 * proctor_testing_engine_work:
 * @engine: an engine
 * @work: what to do in the database's thread
 * @data: what it needs
 *
 * Returns: what came of it
 */
gpointer
proctor_testing_engine_work (ProctorTestingEngine *engine,
                             ProctorWork work,
                             gpointer data)
{
  Reply reply = { 0 };

  proctor_worker_run_async (engine->worker, work, data, NULL, NULL, worked_cb, &reply);
  proctor_testing_wait_for ("the database", is_done, &reply);

  return reply.result;
}

static gpointer
run_sql (ProctorDatabase *database,
         gpointer data,
         GError **error)
{
  proctor_database_run (database, data, "");

  return NULL;
}

void
proctor_testing_engine_run_sql (ProctorTestingEngine *engine,
                                const char *sql)
{
  proctor_testing_engine_work (engine, run_sql, (gpointer) sql);
}

/**
 * proctor_testing_engine_add_agent:
 * @engine: an engine
 *
 * Adds "agent_1" with the branches "main" and "side", and the tool "tool_1", a webhook.
 */
void
proctor_testing_engine_add_agent (ProctorTestingEngine *engine)
{
  proctor_testing_engine_run_sql (engine, "INSERT INTO agents (id, name, folded, created_at, updated_at, main_branch_id, document)"
                                          " VALUES ('agent_1', 'Agent', 'agent', 1, 1, 'main', '{}'), ('agent_2', 'Other', 'other', 1, 1, 'other', '{}')");
  proctor_testing_engine_run_sql (engine, "INSERT INTO branches (id, agent_id, name, created_at, committed_at, version_id)"
                                          " VALUES ('main', 'agent_1', 'Main', 1, 1, 'version_1'), ('side', 'agent_1', 'Side', 1, 1, 'version_2'),"
                                          " ('other', 'agent_2', 'Main', 1, 1, 'version_3')");
  proctor_testing_engine_run_sql (engine, "INSERT INTO tools (id, name, folded, kind, created_at, document)"
                                          " VALUES ('tool_1', 'Tool', 'tool', 'webhook', 1, '{}')");
}
