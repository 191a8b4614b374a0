/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "client-engine.h"

#include <libsoup/soup.h>
#include <string.h>

#include "proctor-agents.h"
#include "proctor-folder.h"
#include "proctor-schema.h"
#include "proctor-test-folders.h"
#include "proctor-tests.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"

static JsonNode *
parse (SoupMessageBody *body)
{
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  if (g_bytes_get_size (bytes) == 0)
    return NULL;

  node = proctor_wire_parse (bytes, NULL, &error);
  g_assert_no_error (error);

  return node;
}

static void
fail (SoupServerMessage *message,
      JsonNode *document,
      const GError *error)
{
  g_autofree char *target = g_uri_to_string (soup_server_message_get_uri (message));
  g_autofree char *text = document != NULL ? proctor_wire_node_to_text (document) : NULL;

  g_error ("%s %s: %s\n%s", soup_server_message_get_method (message), target, error->message, text);
}

/* The contract lists the models that the service has; the engine has others, has to say so where they
 * are chosen, and lets a test have any. */
static void
replace_models (SoupServerMessage *message,
                JsonNode *body)
{
  static const char *const members[] = { "evaluation_model", "simulated_user_model" };
  JsonArray *models;

  if (body == NULL || !JSON_NODE_HOLDS_OBJECT (body))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_get_string_member_with_default (json_node_get_object (body), members[i], NULL) != NULL)
      json_object_set_string_member (json_node_get_object (body), members[i], "custom-llm");

  if (!g_str_equal (g_uri_get_path (soup_server_message_get_uri (message)), "/v1/convai/llm/list"))
    return;

  models = json_object_get_array_member (json_node_get_object (body), "llms");
  for (guint i = 0; i < json_array_get_length (models); i++)
    json_object_set_string_member (json_array_get_object_element (models, i), "llm", "custom-llm");
}

static void
check_request (ClientEngine *self,
               SoupServerMessage *message)
{
  const char *method = soup_server_message_get_method (message);
  GUri *uri = soup_server_message_get_uri (message);
  g_autoptr (JsonNode) body = parse (soup_server_message_get_request_body (message));
  g_autoptr (GError) error = NULL;

  replace_models (message, body);
  if (!proctor_testing_contract_check_query (self->contract, method, g_uri_get_path (uri), g_uri_get_query (uri), &error) || !proctor_testing_contract_check_request (self->contract, method, g_uri_get_path (uri), body, &error))
    fail (message, body, error);
}

/* What is accepted is answered as the contract says; what is refused has the shape that refusals
 * have. */
static void
check_answer (ClientEngine *self,
              SoupServerMessage *message)
{
  guint status = soup_server_message_get_status (message);
  g_autoptr (JsonNode) body = parse (soup_server_message_get_response_body (message));
  g_autoptr (GError) error = NULL;

  if (status >= 400 && status != 422)
    {
      g_assert_true (body != NULL && JSON_NODE_HOLDS_OBJECT (body));
      g_assert_true (json_object_has_member (json_node_get_object (body), "detail"));
      return;
    }
  replace_models (message, body);
  if (!proctor_testing_contract_check_response (self->contract, soup_server_message_get_method (message),
                                                g_uri_get_path (soup_server_message_get_uri (message)), status, body, &error))
    fail (message, body, error);
}

static gboolean
tap_cb (GSignalInvocationHint *hint,
        guint n_values,
        const GValue *values,
        gpointer user_data)
{
  ClientEngine *self = user_data;
  SoupServerMessage *message = g_value_get_object (&values[1]);
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  self->n_answers++;
  self->last_status = soup_server_message_get_status (message);
  if (self->contract == NULL || !proctor_testing_contract_covers (path))
    return TRUE;

  if (self->last_status < 300)
    check_request (self, message);
  check_answer (self, message);

  return TRUE;
}

static void
set_up (ClientEngine *self,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConnection) connection = NULL;
  g_autoptr (GTypeClass) server_class = g_type_class_ref (SOUP_TYPE_SERVER);
  guint n_migrations;
  const char *const *migrations = proctor_schema_get_migrations (&n_migrations);
  g_autofree char *database = NULL;
  g_autofree char *socket = NULL;

  self->folder = proctor_testing_make_folder ();
  database = g_build_filename (self->folder, "engine.db", NULL);
  socket = g_build_filename (self->folder, "socket", NULL);
  self->worker = proctor_worker_new (database, migrations, n_migrations, FALSE, &error);
  g_assert_no_error (error);
  self->server = proctor_server_new (self->worker);
  proctor_server_listen_unix (self->server, socket, &error);
  g_assert_no_error (error);
  if (data != NULL)
    {
      self->engine = proctor_engine_new (self->worker, self->server, 4);
      proctor_engine_start (self->engine);
    }

  self->contract = proctor_testing_contract_load ();
  self->tap = g_signal_add_emission_hook (g_signal_lookup ("request-finished", SOUP_TYPE_SERVER), 0, tap_cb, self, NULL);
  connection = proctor_connection_new_local ("local", "Local", socket, &error);
  g_assert_no_error (error);
  self->client = proctor_client_new (connection, NULL);
}

static void
tear_down (ClientEngine *self,
           gconstpointer data)
{
  g_clear_object (&self->result);
  proctor_testing_assert_finalized (g_steal_pointer (&self->client));
  if (self->engine != NULL)
    proctor_engine_stop (self->engine);
  proctor_server_stop (self->server);
  proctor_worker_stop (self->worker);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_remove_emission_hook (g_signal_lookup ("request-finished", SOUP_TYPE_SERVER), self->tap);
  g_clear_object (&self->engine);
  g_clear_object (&self->server);
  g_clear_object (&self->worker);
  g_clear_object (&self->contract);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
}

void
client_engine_add (const char *path,
                   void (*test) (ClientEngine *self,
                                 gconstpointer data))
{
  g_test_add (path, ClientEngine, "runs", set_up, test, tear_down);
}

void
client_engine_add_resting (const char *path,
                           void (*test) (ClientEngine *self,
                                         gconstpointer data))
{
  g_test_add (path, ClientEngine, NULL, set_up, test, tear_down);
}

static void
test_contract (void)
{
  g_autoptr (ProctorTestingContract) contract = proctor_testing_contract_load ();

  if (contract == NULL)
    g_test_skip (PROCTOR_TESTING_NO_CONTRACT);
}

/**
 * client_engine_add_contract:
 * @path: a test's path
 *
 * The one test of a program that says so when nothing is held against the contract.
 */
void
client_engine_add_contract (const char *path)
{
  g_test_add_func (path, test_contract);
}

/* Where every call ends. */
void
client_engine_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  ClientEngine *self = user_data;

  g_assert_null (self->result);
  self->result = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return ((ClientEngine *) user_data)->result != NULL;
}

/**
 * client_engine_wait:
 * @self: a client and its engine
 *
 * Waits for a call to end.
 *
 * Returns: (transfer full): its result
 */
GAsyncResult *
client_engine_wait (ClientEngine *self)
{
  proctor_testing_wait_for ("the end of a call", has_result, self);

  return g_steal_pointer (&self->result);
}

/**
 * client_engine_draft:
 * @type: a type of record
 * @text: JSON with apostrophes in place of quotation marks
 *
 * Returns: (transfer full): the record, which may lack what only the server can give it
 */
gpointer
client_engine_draft (GType type,
                     const char *text)
{
  char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GBytes) bytes = g_bytes_new_take (json, strlen (json));
  g_autoptr (GError) error = NULL;
  gpointer record = proctor_wire_read_bytes (type, bytes, &error);

  g_assert_no_error (error);

  return record;
}

gpointer
client_engine_record (GType type,
                      const char *text)
{
  gpointer record = client_engine_draft (type, text);

  g_assert_cmpstr (proctor_record_get_problem (record), ==, NULL);

  return record;
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
client_engine_run_sql (ClientEngine *self,
                       const char *sql)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_worker_run_async (self->worker, run_sql, (gpointer) sql, NULL, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  proctor_worker_run_finish (self->worker, result, &error);
  g_assert_no_error (error);
}

ProctorPage *
client_engine_next_page (ClientEngine *self,
                         ProctorPager *pager)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorPage *page;

  proctor_pager_next_async (pager, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  page = proctor_pager_next_finish (pager, result, &error);
  g_assert_no_error (error);

  return page;
}

/**
 * client_engine_dup_row:
 * @page: a page
 * @position: a row's place
 *
 * Returns: (transfer full): the row, of which everything was understood
 */
gpointer
client_engine_dup_row (ProctorPage *page,
                       guint position)
{
  gpointer row = g_list_model_get_item (proctor_page_get_items (page), position);

  g_assert_nonnull (row);
  g_assert_cmpstr (proctor_record_get_problem (row), ==, NULL);

  return row;
}

/**
 * client_engine_join:
 * @page: (transfer full): a page
 *
 * Returns: (transfer full): the ids of its rows, with blanks between
 */
char *
client_engine_join (ProctorPage *page)
{
  g_autoptr (ProctorPage) owned = page;
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (proctor_page_get_items (page)); i++)
    {
      g_autoptr (ProctorRecord) row = client_engine_dup_row (page, i);

      g_string_append_printf (joined, i > 0 ? " %s" : "%s", proctor_record_get_identity (row));
    }

  return g_string_free_and_steal (g_steal_pointer (&joined));
}

/**
 * client_engine_make_agent:
 * @self: a client and its engine
 * @name: its name
 *
 * Returns: (transfer full): the id of an agent that says “Good day.” to whoever greets it, and
 *   “Pardon?” to anybody else
 */
char *
client_engine_make_agent (ClientEngine *self,
                          const char *name)
{
  g_autofree char *text = g_strdup_printf ("{'name': '%s', 'tags': ['hotel'], 'conversation_config': {'agent': {'first_message': 'Welcome.', 'language': 'en', "
                                           "'prompt': {'prompt': 'Be kind.', 'builtin_rules': [{'when': {'user_matches': 'hello'}, 'say': ['Good day.']}], "
                                           "'builtin_fallback': ['Pardon?']}}}}",
                                           name);
  g_autoptr (ProctorAgent) agent = client_engine_record (PROCTOR_TYPE_AGENT, text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  proctor_agents_create_async (self->client, agent, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  id = proctor_agents_create_finish (self->client, result, &error);
  g_assert_no_error (error);

  return id;
}

/**
 * client_engine_make_test:
 * @self: a client and its engine
 * @text: the test, with apostrophes in place of quotation marks
 * @folder_id: (nullable): where it goes
 *
 * Returns: (transfer full): its id
 */
char *
client_engine_make_test (ClientEngine *self,
                         const char *text,
                         const char *folder_id)
{
  g_autoptr (ProctorTest) test = client_engine_record (PROCTOR_TYPE_TEST, text);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  proctor_tests_create_async (self->client, test, folder_id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  id = proctor_tests_create_finish (self->client, result, &error);
  g_assert_no_error (error);

  return id;
}

char *
client_engine_make_folder (ClientEngine *self,
                           const char *name,
                           const char *parent_id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorFolder) folder = NULL;

  proctor_test_folders_create_async (self->client, name, parent_id, NULL, client_engine_cb, self);
  result = client_engine_wait (self);
  folder = proctor_test_folders_create_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_folder_get_name (folder), ==, name);

  return g_strdup (proctor_folder_get_id (folder));
}
