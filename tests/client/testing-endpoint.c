/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-endpoint.h"

#include <string.h>

#include "proctor-api-error.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/**
 * testing_endpoint_set_up:
 * @self: a fixture
 * @data: nothing
 *
 * Starts a server and makes a client for it.
 */
void
testing_endpoint_set_up (TestingEndpoint *self,
                         gconstpointer data)
{
  g_autoptr (ProctorConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  self->server = proctor_testing_server_new ();
  connection = proctor_connection_new ("testing", "Testing", proctor_testing_server_get_url (self->server), &error);
  g_assert_no_error (error);
  self->client = proctor_client_new (connection, TESTING_KEY);
  self->contract = proctor_testing_contract_load ();
}

/**
 * testing_endpoint_tear_down:
 * @self: a fixture
 * @data: nothing
 *
 * Nothing that was asked may keep the client.
 */
void
testing_endpoint_tear_down (TestingEndpoint *self,
                            gconstpointer data)
{
  g_clear_object (&self->result);
  proctor_testing_assert_finalized (g_steal_pointer (&self->client));
  g_clear_object (&self->contract);
  g_clear_object (&self->server);
}

void
testing_endpoint_add (const char *path,
                      void (*test) (TestingEndpoint *self,
                                    gconstpointer data))
{
  g_test_add (path, TestingEndpoint, NULL, testing_endpoint_set_up, test, testing_endpoint_tear_down);
}

static void
test_contract (void)
{
  g_autoptr (ProctorTestingContract) contract = proctor_testing_contract_load ();

  if (contract == NULL)
    g_test_skip (PROCTOR_TESTING_NO_CONTRACT);
}

/**
 * testing_endpoint_add_contract:
 * @path: a test's path
 *
 * The one test of a program that says so when nothing is held against the contract.
 */
void
testing_endpoint_add_contract (const char *path)
{
  g_test_add_func (path, test_contract);
}

/**
 * testing_json:
 * @text: (nullable): JSON with apostrophes in place of quotation marks
 *
 * Returns: (transfer full) (nullable): the JSON
 */
char *
testing_json (const char *text)
{
  return text != NULL ? g_strdelimit (g_strdup (text), "'", '"') : NULL;
}

GBytes *
testing_json_bytes (const char *text)
{
  char *json = testing_json (text);

  return g_bytes_new_take (json, strlen (json));
}

static JsonNode *
parse (const char *text)
{
  g_autofree char *json = testing_json (text);
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  if (json == NULL)
    return NULL;

  node = proctor_wire_parse_text (json, -1, &error);
  if (node == NULL)
    g_error ("%s in %s", error->message, json);

  return node;
}

static void
assert_json (const char *what,
             JsonNode *found,
             const char *text)
{
  g_autoptr (JsonNode) expected = parse (text);
  g_autofree char *found_text = proctor_wire_node_to_text (found);
  g_autofree char *expected_text = proctor_wire_node_to_text (expected);

  if (!proctor_wire_equal (found, expected))
    g_error ("%s is\n%s\nand should be\n%s", what, found_text, expected_text);
}

/**
 * testing_record:
 * @type: a type of record
 * @text: JSON with apostrophes in place of quotation marks
 *
 * Returns: (transfer full): the record, as if a server had sent it
 */
gpointer
testing_record (GType type,
                const char *text)
{
  g_autoptr (GBytes) bytes = testing_json_bytes (text);
  g_autoptr (GError) error = NULL;
  gpointer record = proctor_wire_read_bytes (type, bytes, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (proctor_record_get_problem (record), ==, NULL);

  return record;
}

void
testing_assert_body (const ProctorTestingRequest *request,
                     const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = NULL;

  if (expected == NULL)
    {
      g_assert_cmpuint (g_bytes_get_size (request->body), ==, 0);
      return;
    }

  body = proctor_wire_parse (request->body, NULL, &error);
  g_assert_no_error (error);
  assert_json ("The body", body, expected);
}

/**
 * testing_assert_record:
 * @record: a record that was read
 * @type: what it has to be
 * @expected: the document it was read from, all of it
 *
 * Asserts that nothing was lost, whether there is a property for it or not, and that nothing was
 * odd.
 */
void
testing_assert_record (gpointer record,
                       GType type,
                       const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) written = NULL;

  g_assert_nonnull (record);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (record), ==, g_type_name (type));
  g_assert_cmpstr (proctor_record_get_problem (record), ==, NULL);
  g_assert_cmpstr (proctor_record_get_read_only (record), ==, NULL);
  written = proctor_wire_write (record, &error);
  g_assert_no_error (error);
  assert_json (g_type_name (type), written, expected);
}

gpointer
testing_page_dup_row (ProctorPage *page,
                      guint position,
                      GType type)
{
  gpointer row = g_list_model_get_item (proctor_page_get_items (page), position);

  g_assert_nonnull (row);
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (row), ==, g_type_name (type));

  return row;
}

/**
 * testing_assert_rows:
 * @page: (nullable): a page
 * @n_rows: how many rows it has
 * @next_cursor: (nullable): what the next is asked for with; %NULL for the last page
 */
void
testing_assert_rows (ProctorPage *page,
                     guint n_rows,
                     const char *next_cursor)
{
  g_assert_nonnull (page);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_page_get_items (page)), ==, n_rows);
  g_assert_cmpstr (proctor_page_get_next_cursor (page), ==, next_cursor);
  g_assert_true (proctor_page_get_has_more (page) == (next_cursor != NULL));
}

/**
 * testing_endpoint_answer:
 * @self: a fixture
 * @method: an HTTP method
 * @path: a path
 * @status: the status, 200 if it is 0
 * @answer: (nullable): JSON with apostrophes in place of quotation marks
 *
 * Tells the server what to answer next to that.
 */
void
testing_endpoint_answer (TestingEndpoint *self,
                         const char *method,
                         const char *path,
                         guint status,
                         const char *answer)
{
  g_autofree char *json = testing_json (answer);

  proctor_testing_server_answer (self->server, method, path, &(ProctorTestingAnswer) { .status = status, .body = json });
}

/* Neither what is asked nor what is answered may be more than the contract knows. */
static void
check_contract (TestingEndpoint *self,
                const TestingExpectation *expected)
{
  guint status = expected->status != 0 ? expected->status : 200;
  g_autoptr (JsonNode) body = parse (expected->body);
  g_autoptr (JsonNode) answer = parse (expected->answer);
  g_autoptr (GError) error = NULL;

  if (self->contract == NULL)
    return;

  proctor_testing_contract_check_query (self->contract, expected->method, expected->path, expected->query, &error);
  g_assert_no_error (error);
  proctor_testing_contract_check_request (self->contract, expected->method, expected->path, body, &error);
  g_assert_no_error (error);
  proctor_testing_contract_check_response (self->contract, expected->method, expected->path, status, answer, &error);
  g_assert_no_error (error);
}

/**
 * testing_endpoint_expect:
 * @self: a fixture
 * @expected: what the next call will ask for and get
 *
 * Tells the server, and holds all of it against the contract.
 */
void
testing_endpoint_expect (TestingEndpoint *self,
                         const TestingExpectation *expected)
{
  check_contract (self, expected);
  self->expected = expected;
  proctor_testing_server_reset (self->server);
  testing_endpoint_answer (self, expected->method, expected->path, expected->status, expected->answer);
}

/* Where every call of the tests ends. */
void
testing_endpoint_cb (GObject *source,
                     GAsyncResult *result,
                     gpointer user_data)
{
  TestingEndpoint *self = user_data;

  g_assert_null (self->result);
  self->result = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return ((TestingEndpoint *) user_data)->result != NULL;
}

/**
 * testing_endpoint_wait:
 * @self: a fixture
 *
 * Waits for a call to end.
 *
 * Returns: (transfer full): its result
 */
GAsyncResult *
testing_endpoint_wait (TestingEndpoint *self)
{
  proctor_testing_wait_for ("the end of a call", has_result, self);

  return g_steal_pointer (&self->result);
}

static void
check_headers (const ProctorTestingRequest *request)
{
  const char *agent = proctor_testing_request_get_header (request, "user-agent");
  const char *encodings = proctor_testing_request_get_header (request, "accept-encoding");

  g_assert_cmpstr (proctor_testing_request_get_header (request, "xi-api-key"), ==, TESTING_KEY);
  g_assert_cmpstr (proctor_testing_request_get_header (request, "accept"), ==, "application/json");
  g_assert_cmpstr (proctor_testing_request_get_header (request, "content-type"), ==, g_bytes_get_size (request->body) > 0 ? "application/json" : NULL);
  g_assert_nonnull (agent);
  g_assert_true (g_str_has_prefix (agent, "Proctor/"));
  g_assert_nonnull (encodings);
  g_assert_nonnull (strstr (encodings, "gzip"));
  g_assert_null (proctor_testing_request_get_header (request, "authorization"));
  g_assert_null (proctor_testing_request_get_header (request, "cookie"));
}

/**
 * testing_endpoint_get_request:
 * @requests: what was asked
 * @position: which one
 * @method: its method
 * @path: its path
 *
 * Returns: (transfer none): the request, whose headers are as they have to be
 */
const ProctorTestingRequest *
testing_endpoint_get_request (GPtrArray *requests,
                              guint position,
                              const char *method,
                              const char *path)
{
  const ProctorTestingRequest *request;

  g_assert_cmpuint (position, <, requests->len);
  request = requests->pdata[position];
  g_assert_cmpstr (request->method, ==, method);
  g_assert_cmpstr (request->path, ==, path);
  check_headers (request);

  return request;
}

/**
 * testing_endpoint_finish:
 * @self: a fixture
 *
 * Waits for a call to end and looks at what it asked for.
 *
 * Returns: (transfer full): its result
 */
GAsyncResult *
testing_endpoint_finish (TestingEndpoint *self)
{
  g_autoptr (GAsyncResult) result = testing_endpoint_wait (self);
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);
  const TestingExpectation *expected = self->expected;
  const ProctorTestingRequest *request;

  g_assert_cmpuint (requests->len, ==, 1);
  request = testing_endpoint_get_request (requests, 0, expected->method, expected->path);
  g_assert_cmpstr (request->query, ==, expected->query);
  testing_assert_body (request, expected->body);

  return g_steal_pointer (&result);
}

/**
 * testing_endpoint_finish_unsent:
 * @self: a fixture
 *
 * Waits for a call to end that was refused before anything was sent.
 */
void
testing_endpoint_finish_unsent (TestingEndpoint *self)
{
  g_autoptr (GAsyncResult) result = testing_endpoint_wait (self);
  g_autoptr (GError) error = NULL;

  g_assert_null (proctor_client_send_finish (self->client, result, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 0);
}
