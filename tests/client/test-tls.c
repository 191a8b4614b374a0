/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libsoup/soup.h>
#include <poll.h>
#include <string.h>

#include "proctor-testing.h"
#include "testing-errand.h"

/* Nothing is said to a server before it has proved who it is. */

static const TestingOperation operations[] = { TESTING_GET, TESTING_LIST, TESTING_REPLACE, TESTING_CREATE, TESTING_DELETE };

static GTlsDatabase *
make_database (ProctorTestingServer *server)
{
  g_autoptr (GError) error = NULL;
  GTlsDatabase *database = g_tls_file_database_new (proctor_testing_server_get_ca_file (server), &error);

  g_assert_no_error (error);

  return database;
}

static ProctorClient *
make_client (ProctorTestingServer *server)
{
  g_autoptr (GTlsDatabase) database = make_database (server);
  ProctorClient *client = testing_client_new (proctor_testing_server_get_url (server), NULL);

  proctor_client_set_tls_database (client, database);

  return client;
}

static void
answer_all (ProctorTestingServer *server,
            ProctorTestingFault fault)
{
  const ProctorTestingAnswer answer = { .body = TESTING_BODY, .fault = fault };

  proctor_testing_server_answer (server, "*", "*", &answer);
}

static void
assert_says (const GError *error,
             const char *words)
{
  g_test_message ("%s", error->message);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” doesn't say “%s”", error->message, words);
}

static void
test_bad_certificates (void)
{
  const struct
  {
    ProctorTestingCertificate kind;
    gboolean authority_is_known;
    const char *reason;
  } cases[] = {
    { PROCTOR_TESTING_CERTIFICATE_GOOD, FALSE, "Nobody that this computer trusts has signed it." },
    { PROCTOR_TESTING_CERTIFICATE_SELF_SIGNED, FALSE, "Nobody that this computer trusts has signed it." },
    { PROCTOR_TESTING_CERTIFICATE_SELF_SIGNED, TRUE, "Nobody that this computer trusts has signed it." },
    { PROCTOR_TESTING_CERTIFICATE_EXPIRED, TRUE, "It is out of date." },
    { PROCTOR_TESTING_CERTIFICATE_WRONG_HOST, TRUE, "It belongs to another server." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_tls (cases[i].kind);
      g_autoptr (ProctorClient) client = NULL;

      answer_all (server, PROCTOR_TESTING_FAULT_NONE);
      client = cases[i].authority_is_known ? make_client (server) : testing_client_new (proctor_testing_server_get_url (server), NULL);
      for (gsize j = 0; j < G_N_ELEMENTS (operations); j++)
        {
          g_autoptr (TestingErrand) errand = testing_errand_new (client, operations[j]);

          testing_errand_assert_error (errand, PROCTOR_API_ERROR_TLS);
          assert_says (errand->error, cases[i].reason);
          assert_says (errand->error, "“127.0.0.1”");
          testing_assert_sentence (proctor_api_error_get_details (errand->error)->advice);
          g_assert_cmpuint (errand->attempts, ==, 1);
        }
      g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 0);
      g_assert_cmpuint (proctor_testing_server_count_connections (server), ==, G_N_ELEMENTS (operations));
      proctor_testing_assert_finalized (g_steal_pointer (&client));
    }
}

static void
test_good_certificate (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_tls (PROCTOR_TESTING_CERTIFICATE_GOOD);
  g_autoptr (ProctorClient) client = make_client (server);

  answer_all (server, PROCTOR_TESTING_FAULT_NONE);
  for (gsize j = 0; j < G_N_ELEMENTS (operations); j++)
    {
      g_autoptr (TestingErrand) errand = testing_errand_new (client, operations[j]);

      testing_errand_assert_done (errand);
    }
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, G_N_ELEMENTS (operations));
  testing_assert_works (g_steal_pointer (&client), server, NULL);
}

/* Whatever is set first, both stay. */
static void
test_limits_keep_database (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_tls (PROCTOR_TESTING_CERTIFICATE_GOOD);
  g_autoptr (ProctorClient) client = make_client (server);
  g_autoptr (TestingErrand) errand = NULL;

  answer_all (server, PROCTOR_TESTING_FAULT_NONE);
  proctor_client_set_limits (client, 1, 1000, 10);
  errand = testing_errand_new (client, TESTING_GET);
  testing_errand_assert_done (errand);
}

/* Faults that TLS has a word for as well. */
static void
test_faults (void)
{
  const struct
  {
    ProctorTestingFault fault;
    ProctorApiErrorCode code;
  } cases[] = {
    { PROCTOR_TESTING_FAULT_DROP, PROCTOR_API_ERROR_NETWORK },
    { PROCTOR_TESTING_FAULT_RESET, PROCTOR_API_ERROR_NETWORK },
    { PROCTOR_TESTING_FAULT_CUT_HEADERS, PROCTOR_API_ERROR_PROTOCOL },
    { PROCTOR_TESTING_FAULT_CUT, PROCTOR_API_ERROR_NETWORK },
    { PROCTOR_TESTING_FAULT_LONG_LENGTH, PROCTOR_API_ERROR_NETWORK },
    { PROCTOR_TESTING_FAULT_GARBAGE, PROCTOR_API_ERROR_PROTOCOL },
  };
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_tls (PROCTOR_TESTING_CERTIFICATE_GOOD);
  g_autoptr (GTlsDatabase) database = make_database (server);
  TestingErrand *errands[G_N_ELEMENTS (cases)][2];

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const ProctorTestingAnswer answer = { .body = TESTING_BODY, .fault = cases[i].fault };
      g_autofree char *folder = g_strdup_printf ("/%" G_GSIZE_FORMAT, i);
      g_autofree char *get = g_strconcat (folder, TESTING_PATH_GET, NULL);
      g_autofree char *create = g_strconcat (folder, TESTING_PATH_CREATE, NULL);
      g_autoptr (ProctorClient) client = testing_client_new (proctor_testing_server_get_url (server), folder);

      proctor_testing_server_answer (server, "GET", get, &answer);
      proctor_testing_server_answer (server, "POST", create, &answer);
      proctor_client_set_tls_database (client, database);
      errands[i][0] = testing_errand_new (client, TESTING_GET);
      errands[i][1] = testing_errand_new (client, TESTING_CREATE);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *folder = g_strdup_printf ("/%" G_GSIZE_FORMAT, i);

      testing_errand_assert_error (errands[i][0], cases[i].code);
      testing_errand_assert_error (errands[i][1], PROCTOR_API_ERROR_ANSWER_LOST);
      g_assert_cmpuint (testing_count_requests (server, "GET", folder), ==, 4);
      g_assert_cmpuint (testing_count_requests (server, "POST", folder), ==, 1);
      testing_errand_free (errands[i][0]);
      testing_errand_free (errands[i][1]);
    }
}

static gboolean
plain_cb (GThreadedSocketService *service,
          GSocketConnection *connection,
          GObject *source,
          gpointer user_data)
{
  const char *answer = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  GSocket *socket = g_socket_connection_get_socket (connection);
  char bytes[1024];

  g_atomic_int_inc ((int *) user_data);
  if (g_socket_receive (socket, bytes, sizeof bytes, NULL, NULL) > 0)
    g_socket_send (socket, answer, strlen (answer), NULL, NULL);

  return TRUE;
}

/* A server that answers in plain HTTP what is no HTTP. */
static void
test_no_tls (void)
{
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (4);
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u", port);
  g_autoptr (ProctorClient) client = testing_client_new (url, NULL);
  g_autoptr (TestingErrand) get = NULL;
  g_autoptr (TestingErrand) create = NULL;
  int n_connections = 0;

  g_signal_connect (service, "run", G_CALLBACK (plain_cb), &n_connections);
  g_socket_service_start (service);

  get = testing_errand_new (client, TESTING_GET);
  create = testing_errand_new (client, TESTING_CREATE);
  testing_errand_assert_error (get, PROCTOR_API_ERROR_TLS);
  assert_says (get->error, "No safe connection");
  testing_errand_assert_error (create, PROCTOR_API_ERROR_TLS);
  g_assert_cmpint (g_atomic_int_get (&n_connections), ==, 2);

  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
}

/* The other way about, what goes out is no secret: the server is on this computer. */
static void
test_only_tls (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_tls (PROCTOR_TESTING_CERTIFICATE_GOOD);
  g_autofree char *url = g_strconcat ("http", strchr (proctor_testing_server_get_url (server), ':'), NULL);
  g_autoptr (ProctorClient) client = testing_client_new (url, NULL);
  g_autoptr (TestingErrand) create = testing_errand_new (client, TESTING_CREATE);

  testing_errand_assert_error (create, PROCTOR_API_ERROR_ANSWER_LOST);
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 0);
}

static void
test_redirect_to_http (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_tls (PROCTOR_TESTING_CERTIFICATE_GOOD);
  g_autoptr (ProctorTestingServer) other = proctor_testing_server_new ();
  g_autoptr (ProctorClient) client = make_client (server);
  g_autofree char *downgraded = g_strconcat ("http", strchr (proctor_testing_server_get_url (server), ':'), "/v1/a", NULL);
  g_autofree char *elsewhere = g_strconcat (proctor_testing_server_get_url (other), "/v1/a", NULL);
  const char *const locations[] = { downgraded, elsewhere };

  for (gsize i = 0; i < G_N_ELEMENTS (locations); i++)
    {
      const ProctorTestingAnswer answer = { .status = 301, .headers = (const char *const[]) { "Location", locations[i], NULL } };
      g_autoptr (TestingErrand) errand = NULL;

      proctor_testing_server_reset (server);
      proctor_testing_server_answer (server, "*", "*", &answer);
      errand = testing_errand_new (client, TESTING_GET);
      testing_errand_assert_error (errand, PROCTOR_API_ERROR_REDIRECT);
      g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 1);
    }
  g_assert_cmpuint (proctor_testing_server_count_connections (other), ==, 0);
}

/* A server that accepts connections and never says a word. */
static void
test_mute (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u", port);
  g_autoptr (ProctorClient) client = testing_client_new (url, NULL);
  g_autoptr (TestingErrand) create = NULL;

  proctor_client_set_limits (client, 6, 1000, 1);
  create = testing_errand_new (client, TESTING_CREATE);
  testing_errand_assert_error (create, PROCTOR_API_ERROR_TIMEOUT);
  g_assert_cmpuint (create->attempts, ==, 1);
}

/* Somebody on the way who changes what the server says from the first request on. */

static gboolean
pass_on (GSocket *from,
         GSocket *to,
         gboolean spoil)
{
  char bytes[16384];
  gssize length = g_socket_receive (from, bytes, sizeof bytes, NULL, NULL);

  for (gssize i = 0; spoil && i < length; i++)
    bytes[i] = (char) (bytes[i] ^ (i > 8 ? 0x55 : 0));

  return length > 0 && g_socket_send (to, bytes, (gsize) length, NULL, NULL) == length;
}

static gboolean
relay_cb (GThreadedSocketService *service,
          GSocketConnection *connection,
          GObject *source,
          gpointer user_data)
{
  ProctorTestingServer *server = user_data;
  const char *host = strstr (proctor_testing_server_get_url (server), "//") + 2;
  g_autoptr (GSocketClient) connector = g_socket_client_new ();
  g_autoptr (GSocketConnection) onward = NULL;
  GSocket *near_end, *far_end;
  struct pollfd ends[2];
  gboolean open = TRUE;

  g_socket_client_set_enable_proxy (connector, FALSE);
  onward = g_socket_client_connect_to_host (connector, host, 0, NULL, NULL);
  g_assert_nonnull (onward);
  near_end = g_socket_connection_get_socket (connection);
  far_end = g_socket_connection_get_socket (onward);
  ends[0] = (struct pollfd) { .fd = g_socket_get_fd (near_end), .events = POLLIN };
  ends[1] = (struct pollfd) { .fd = g_socket_get_fd (far_end), .events = POLLIN };

  while (open && poll (ends, G_N_ELEMENTS (ends), 20 * 1000) > 0)
    {
      if (ends[0].revents != 0)
        open = pass_on (near_end, far_end, FALSE);
      if (open && ends[1].revents != 0)
        open = pass_on (far_end, near_end, proctor_testing_server_count_requests (server) > 0);
    }

  return TRUE;
}

/* The request is there; only what came of it was spoilt. */
static void
test_spoilt_answer (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_tls (PROCTOR_TESTING_CERTIFICATE_GOOD);
  g_autoptr (GSocketService) relay = g_threaded_socket_service_new (4);
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (relay), NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u", port);
  g_autoptr (GTlsDatabase) database = make_database (server);
  g_autoptr (ProctorClient) client = testing_client_new (url, NULL);
  const ProctorTestingAnswer answer = { .body = TESTING_BODY, .delay_msecs = 100 };
  g_autoptr (TestingErrand) create = NULL;
  g_autoptr (TestingErrand) get = NULL;

  g_signal_connect (relay, "run", G_CALLBACK (relay_cb), server);
  g_socket_service_start (relay);
  proctor_testing_server_answer (server, "*", "*", &answer);
  proctor_client_set_tls_database (client, database);

  create = testing_errand_new (client, TESTING_CREATE);
  testing_errand_assert_error (create, PROCTOR_API_ERROR_ANSWER_LOST);
  assert_says (create->error, "The connection to “127.0.0.1” broke");
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 1);

  /* What may be asked again is, and fails because no hand can be shaken. */
  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "*", "*", &answer);
  get = testing_errand_new (client, TESTING_GET);
  testing_errand_assert_error (get, PROCTOR_API_ERROR_TLS);
  g_assert_cmpuint (get->attempts, ==, 2);
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 1);

  proctor_testing_assert_finalized (g_steal_pointer (&client));
  g_socket_service_stop (relay);
  g_socket_listener_close (G_SOCKET_LISTENER (relay));
}

static void
test_plain_http (void)
{
  const char *const addresses[] = { "http://api.example.com", "http://10.0.0.1", "http://192.0.2.1:8080", "http://[2001:db8::1]", "http://127.0.0.1.example.com" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorConnection) connection = proctor_connection_new ("tests", NULL, addresses[i], &error);

      g_assert_null (connection);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
      testing_assert_sentence (error->message);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/tls/bad-certificates", test_bad_certificates);
  g_test_add_func ("/tls/good-certificate", test_good_certificate);
  g_test_add_func ("/tls/limits-keep-database", test_limits_keep_database);
  g_test_add_func ("/tls/faults", test_faults);
  g_test_add_func ("/tls/no-tls", test_no_tls);
  g_test_add_func ("/tls/only-tls", test_only_tls);
  g_test_add_func ("/tls/redirect-to-http", test_redirect_to_http);
  g_test_add_func ("/tls/mute", test_mute);
  g_test_add_func ("/tls/spoilt-answer", test_spoilt_answer);
  g_test_add_func ("/tls/plain-http", test_plain_http);

  return g_test_run ();
}
