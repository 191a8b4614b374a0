/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-calls.h"

#include <gio/gunixsocketaddress.h>
#include <string.h>

#include "proctor-schema.h"
#include "proctor-testing.h"

void
engine_calls_set_up (EngineCalls *calls,
                     gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autofree char *database = NULL;
  g_autofree char *socket = NULL;
  guint n_migrations;
  const char *const *migrations = proctor_schema_get_migrations (&n_migrations);

  calls->folder = g_dir_make_tmp ("engine-XXXXXX", &error);
  g_assert_no_error (error);
  database = g_build_filename (calls->folder, "engine.db", NULL);
  socket = g_build_filename (calls->folder, "socket", NULL);
  calls->worker = proctor_worker_new (database, migrations, n_migrations, FALSE, &error);
  g_assert_no_error (error);
  calls->server = proctor_server_new (calls->worker);
  proctor_server_listen_unix (calls->server, socket, &error);
  g_assert_no_error (error);
  address = g_unix_socket_address_new (socket);
  calls->session = soup_session_new_with_options ("remote-connectable", address, "proxy-resolver", NULL, NULL);
  calls->contract = proctor_testing_contract_load ();
}

void
engine_calls_tear_down (EngineCalls *calls,
                        gconstpointer user_data)
{
  soup_session_abort (calls->session);
  g_clear_object (&calls->session);
  proctor_server_stop (calls->server);
  proctor_worker_stop (calls->worker);
  proctor_testing_assert_finalized (calls->server);
  proctor_testing_assert_finalized (calls->worker);
  proctor_testing_remove_folder (calls->folder);
  g_free (calls->folder);
}

static void
done_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static char *
make_json (const char *text)
{
  char *json;

  if (text == NULL)
    return NULL;
  json = g_strdup (text);

  return g_strdelimit (json, "'", '"');
}

static GBytes *
send (EngineCalls *calls,
      SoupMessage *message)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *answer;

  soup_session_send_and_read_async (calls->session, message, G_PRIORITY_DEFAULT, NULL, done_cb, &result);
  proctor_testing_wait_for ("an answer", is_set, &result);
  answer = soup_session_send_and_read_finish (calls->session, result, &error);
  g_assert_no_error (error);

  return answer;
}

static void
check_contract (EngineCalls *calls,
                const char *method,
                const char *path,
                guint status,
                JsonNode *answer)
{
  g_auto (GStrv) parts = g_strsplit (path, "?", 2);
  g_autoptr (GError) error = NULL;

  if (calls->contract == NULL || (status != 200 && status != 422) || !proctor_testing_contract_covers (parts[0]))
    return;
  if (!proctor_testing_contract_check_response (calls->contract, method, parts[0], status, answer, &error))
    {
      g_autofree char *text = answer != NULL ? json_to_string (answer, TRUE) : NULL;

      g_error ("%s %s: %s\n%s", method, path, error->message, text);
    }
}

/**
 * engine_calls_ask:
 * @calls: an engine
 * @status: what it is to answer with
 * @method: the method
 * @path: the path with the query
 * @body: (nullable): the body, with ' for each "
 *
 * Returns: (transfer full) (nullable): the answer, which is as the contract says
 */
JsonNode *
engine_calls_ask (EngineCalls *calls,
                  guint status,
                  const char *method,
                  const char *path,
                  const char *body)
{
  g_autofree char *uri = g_strconcat ("http://localhost", path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node = NULL;

  if (body != NULL)
    {
      char *json = make_json (body);

      bytes = g_bytes_new_take (json, strlen (json));
      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = send (calls, message);
  if (soup_message_get_status (message) != status)
    g_error ("%s %s %s: %u instead of %u: %.*s", method, path, body != NULL ? body : "", soup_message_get_status (message), status,
             (int) g_bytes_get_size (answer), (const char *) g_bytes_get_data (answer, NULL));
  g_assert_nonnull (soup_message_headers_get_one (soup_message_get_response_headers (message), "x-request-id"));
  if (g_bytes_get_size (answer) > 0)
    {
      g_autofree char *text = g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer));

      node = json_from_string (text, &error);
      g_assert_no_error (error);
    }
  check_contract (calls, method, path, status, node);

  return node;
}

void
engine_calls_do (EngineCalls *calls,
                 guint status,
                 const char *method,
                 const char *path,
                 const char *body)
{
  g_autoptr (JsonNode) answer = engine_calls_ask (calls, status, method, path, body);
}

/**
 * engine_calls_make:
 * @calls: an engine
 * @path: where to make something
 * @body: what, with ' for each "
 * @member: what its id is called
 *
 * Returns: (transfer full): the id
 */
char *
engine_calls_make (EngineCalls *calls,
                   const char *path,
                   const char *body,
                   const char *member)
{
  g_autoptr (JsonNode) answer = engine_calls_ask (calls, 200, "POST", path, body);

  return g_strdup (engine_node_text (answer, member));
}

void
engine_calls_check_table (EngineCalls *calls,
                          const EngineCase *cases,
                          gsize n_cases,
                          const char *id)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_auto (GStrv) parts = g_strsplit (cases[i].path, "%s", -1);
      g_autofree char *path = g_strjoinv (id != NULL ? id : "", parts);
      g_autofree char *said = make_json (cases[i].said);
      g_autoptr (JsonNode) answer = engine_calls_ask (calls, cases[i].status, cases[i].method, path, cases[i].body);
      g_autofree char *text = answer != NULL ? json_to_string (answer, FALSE) : g_strdup ("");

      if (said != NULL && strstr (text, said) == NULL)
        g_error ("%s %s %s says nothing of %s: %s", cases[i].method, path, cases[i].body, said, text);
    }
}

/**
 * engine_calls_work:
 * @calls: an engine
 * @work: what to do in the database's thread
 * @data: for @work
 */
void
engine_calls_work (EngineCalls *calls,
                   ProctorWork work,
                   gpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_worker_run_async (calls->worker, work, data, NULL, NULL, done_cb, &result);
  proctor_testing_wait_for ("the database", is_set, &result);
  proctor_worker_run_finish (calls->worker, result, &error);
  g_assert_no_error (error);
}

/**
 * engine_node_find:
 * @node: an answer
 * @path: a path in it, as in "agents.0.name"
 *
 * Returns: (transfer none) (nullable): what is there
 */
JsonNode *
engine_node_find (JsonNode *node,
                  const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);

  for (gsize i = 0; steps[i] != NULL && node != NULL; i++)
    {
      if (JSON_NODE_HOLDS_OBJECT (node))
        node = json_object_get_member (json_node_get_object (node), steps[i]);
      else if (JSON_NODE_HOLDS_ARRAY (node) && g_ascii_strtoull (steps[i], NULL, 10) < json_array_get_length (json_node_get_array (node)))
        node = json_array_get_element (json_node_get_array (node), (guint) g_ascii_strtoull (steps[i], NULL, 10));
      else
        node = NULL;
    }

  return node;
}

const char *
engine_node_text (JsonNode *node,
                  const char *path)
{
  JsonNode *found = engine_node_find (node, path);

  return found != NULL && JSON_NODE_HOLDS_VALUE (found) ? json_node_get_string (found) : NULL;
}

gint64
engine_node_int (JsonNode *node,
                 const char *path)
{
  JsonNode *found = engine_node_find (node, path);

  g_assert_nonnull (found);

  return json_node_get_int (found);
}

/**
 * engine_node_join:
 * @node: an answer
 * @array: the path of a list in it
 * @member: a member of each row
 *
 * Returns: (transfer full): what the rows have there, with spaces between
 */
char *
engine_node_join (JsonNode *node,
                  const char *array,
                  const char *member)
{
  JsonNode *found = engine_node_find (node, array);
  g_autoptr (GString) joined = g_string_new (NULL);

  g_assert_true (found != NULL && JSON_NODE_HOLDS_ARRAY (found));
  for (guint i = 0; i < json_array_get_length (json_node_get_array (found)); i++)
    {
      if (i > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, engine_node_text (json_array_get_element (json_node_get_array (found), i), member));
    }

  return g_string_free (g_steal_pointer (&joined), FALSE);
}
