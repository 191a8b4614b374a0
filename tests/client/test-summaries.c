/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-summaries.h"
#include "proctor-test-summary.h"
#include "proctor-wire-text.h"
#include "testing-endpoint.h"

#define SUMMARIES "/v1/convai/agent-testing/summaries"
#define ROW(id) "'" id "': {'id': '" id "', 'name': 'A test', 'type': 'llm', 'created_at_unix_secs': 1, 'last_updated_at_unix_secs': 2}"

/* Ids, each of them unless it is a multiple of seven a second time. */
static char **
make_ids (guint n_ids)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < n_ids; i++)
    {
      g_autofree char *id = g_strdup_printf ("test_%u", i);

      g_strv_builder_add (builder, id);
      if (i % 7 != 0)
        g_strv_builder_add (builder, id);
    }
  g_strv_builder_add (builder, "test_0");

  return g_strv_builder_end (builder);
}

static GListModel *
load (TestingEndpoint *self,
      const char *const *ids,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_summaries_load_async (self->client, ids, NULL, testing_endpoint_cb, self);
  result = testing_endpoint_wait (self);

  return proctor_summaries_load_finish (self->client, result, error);
}

/* Returns how many ids a request asks for; they go on where those before have ended. */
static guint
check_ids (const ProctorTestingRequest *request,
           guint first)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = proctor_wire_parse (request->body, NULL, &error);
  JsonArray *ids;

  g_assert_no_error (error);
  g_assert_cmpuint (json_object_get_size (json_node_get_object (body)), ==, 1);
  ids = json_object_get_array_member (json_node_get_object (body), "test_ids");
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      g_autofree char *id = g_strdup_printf ("test_%u", first + i);

      g_assert_cmpstr (json_array_get_string_element (ids, i), ==, id);
    }

  return json_array_get_length (ids);
}

static void
test_many (TestingEndpoint *self,
           gconstpointer data)
{
  const char *const known[] = { "test_5", "test_999", "test_1000", "test_2499" };
  const guint counts[] = { 1000, 1000, 500 };
  g_auto (GStrv) ids = make_ids (2500);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) found = NULL;
  g_autoptr (GPtrArray) requests = NULL;
  guint asked = 0;

  testing_endpoint_answer (self, "POST", SUMMARIES, 0, "{'tests': {" ROW ("test_5") ", " ROW ("test_999") "}}");
  testing_endpoint_answer (self, "POST", SUMMARIES, 0, "{'tests': {" ROW ("test_1000") "}}");
  testing_endpoint_answer (self, "POST", SUMMARIES, 0, "{'tests': {" ROW ("test_2499") "}}");
  found = load (self, (const char *const *) ids, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (g_list_model_get_n_items (found), ==, G_N_ELEMENTS (known));
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (found, i);

      g_assert_true (PROCTOR_IS_TEST_SUMMARY (row));
      g_assert_cmpstr (proctor_record_get_identity (row), ==, known[i]);
    }

  requests = proctor_testing_server_dup_requests (self->server);
  g_assert_cmpuint (requests->len, ==, G_N_ELEMENTS (counts));
  for (guint i = 0; i < requests->len; i++)
    {
      guint count = check_ids (testing_endpoint_get_request (requests, i, "POST", SUMMARIES), asked);

      g_assert_cmpuint (count, ==, counts[i]);
      asked += count;
    }
  g_assert_cmpuint (asked, ==, 2500);
}

/* Exactly as many as fit is one request, and none is none. */
static void
test_few (TestingEndpoint *self,
          gconstpointer data)
{
  const char *const none[] = { NULL };
  g_auto (GStrv) ids = make_ids (1000);
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) nothing = load (self, none, &error);
  g_autoptr (GListModel) unknown = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (nothing), ==, 0);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 0);

  testing_endpoint_answer (self, "POST", SUMMARIES, 0, "{'tests': {}}");
  unknown = load (self, (const char *const *) ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (unknown), ==, 0);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 1);
}

/* Half of an answer would pass for the whole. */
static void
test_failure (TestingEndpoint *self,
              gconstpointer data)
{
  g_auto (GStrv) ids = make_ids (2500);
  g_autoptr (GError) error = NULL;

  testing_endpoint_answer (self, "POST", SUMMARIES, 0, "{'tests': {" ROW ("test_5") "}}");
  testing_endpoint_answer (self, "POST", SUMMARIES, 422, "{'detail': []}");
  g_assert_null (load (self, (const char *const *) ids, &error));
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
  g_assert_cmpuint (proctor_testing_server_count_requests (self->server), ==, 2);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_endpoint_add ("/summaries/many", test_many);
  testing_endpoint_add ("/summaries/few", test_few);
  testing_endpoint_add ("/summaries/failure", test_failure);

  return g_test_run ();
}
