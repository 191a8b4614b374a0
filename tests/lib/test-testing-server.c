/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-server.h"
#include "proctor-testing.h"

#include <libsoup/soup.h>

/* The server itself is what many other tests lean on. */

static GBytes *
ask (ProctorTestingServer *server,
     const char *method,
     const char *path,
     guint *status,
     GError **error)
{
  g_autoptr (SoupSession) session = soup_session_new ();
  g_autofree char *url = g_strconcat (proctor_testing_server_get_url (server), path, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, url);
  GBytes *body;

  soup_session_set_proxy_resolver (session, NULL);
  soup_session_set_timeout (session, 1);
  soup_message_headers_append (soup_message_get_request_headers (message), "X-Proof", "here");
  body = soup_session_send_and_read (session, message, NULL, error);
  *status = soup_message_get_status (message);

  return body;
}

static void
test_order (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  const ProctorTestingAnswer first = { .status = 503, .body = "{}" };
  const ProctorTestingAnswer then = { .body = "{\"a\":1}", .delay_msecs = 20 };
  const guint expected[] = { 503, 200, 200 };

  proctor_testing_server_answer (server, "GET", "/v1/thing", &first);
  proctor_testing_server_answer (server, "GET", "/v1/thing", &then);

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (GError) error = NULL;
      guint status;
      g_autoptr (GBytes) body = ask (server, "GET", "/v1/thing", &status, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (status, ==, expected[i]);
    }

  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 3);
}

static void
test_log (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (GPtrArray) requests = NULL;
  g_autoptr (GBytes) body = NULL;
  const ProctorTestingRequest *request;
  guint status;

  body = ask (server, "DELETE", "/nowhere?a=1&a=2", &status, NULL);

  g_assert_cmpuint (status, ==, 404);
  requests = proctor_testing_server_dup_requests (server);
  g_assert_cmpuint (requests->len, ==, 1);
  request = requests->pdata[0];
  g_assert_cmpstr (request->method, ==, "DELETE");
  g_assert_cmpstr (request->path, ==, "/nowhere");
  g_assert_cmpstr (request->query, ==, "a=1&a=2");
  g_assert_cmpstr (proctor_testing_request_get_header (request, "x-proof"), ==, "here");
}

static void
test_faults (void)
{
  const ProctorTestingFault faults[] = { PROCTOR_TESTING_FAULT_DROP, PROCTOR_TESTING_FAULT_CUT, PROCTOR_TESTING_FAULT_STALL };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
      const ProctorTestingAnswer answer = { .body = "{\"whole\":true}", .fault = faults[i] };
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = NULL;
      guint status;

      proctor_testing_server_answer (server, "POST", "/", &answer);
      body = ask (server, "POST", "/", &status, &error);

      g_assert_nonnull (error);
      g_assert_null (body);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/testing-server/order", test_order);
  g_test_add_func ("/testing-server/log", test_log);
  g_test_add_func ("/testing-server/faults", test_faults);

  return g_test_run ();
}
