/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "proctor-request-gate.h"
#include "proctor-schema.h"
#include "proctor-server.h"
#include "proctor-testing.h"

/* Who is let in, and with what; asked byte by byte, as no well-behaved client would. */

#define KEY "a key"
#define LARGEST_BODY (64 * 1024 * 1024)
#define PIECE (1024 * 1024)

typedef struct
{
  char *folder;
  ProctorWorker *worker;
  ProctorServer *server;
} Gate;

static void
set_up (Gate *gate,
        gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *hash = proctor_request_gate_hash (KEY);
  guint n_migrations;
  const char *const *migrations = proctor_schema_get_migrations (&n_migrations);

  gate->folder = proctor_testing_make_folder ();
  path = g_build_filename (gate->folder, "engine.db", NULL);
  gate->worker = proctor_worker_new (path, migrations, n_migrations, FALSE, &error);
  g_assert_no_error (error);
  gate->server = proctor_server_new (gate->worker);
  proctor_server_listen_tcp (gate->server, "127.0.0.1:0", hash, &error);
  g_assert_no_error (error);
}

static void
tear_down (Gate *gate,
           gconstpointer user_data)
{
  proctor_server_stop (gate->server);
  proctor_worker_stop (gate->worker);
  proctor_testing_assert_finalized (gate->server);
  proctor_testing_assert_finalized (gate->worker);
  proctor_testing_remove_folder (gate->folder);
  g_free (gate->folder);
}

/* What is sent: text, then a body of zeros in pieces. */
typedef struct
{
  guint port;
  const char *text;
  gsize zeros;
  gboolean chunked;
  char *answer;
} Sending;

static void
write_all (GOutputStream *output,
           const void *data,
           gsize length)
{
  g_output_stream_write_all (output, data, length, NULL, NULL, NULL);
}

static void
write_zeros (GOutputStream *output,
             const Sending *sending)
{
  g_autofree char *piece = g_malloc0 (PIECE);

  memset (piece, '0', PIECE);
  for (gsize left = sending->zeros; left > 0;)
    {
      gsize length = MIN (left, PIECE);
      g_autofree char *head = g_strdup_printf ("%" G_GSIZE_MODIFIER "x\r\n", length);

      if (sending->chunked)
        write_all (output, head, strlen (head));
      write_all (output, piece, length);
      if (sending->chunked)
        write_all (output, "\r\n", 2);
      left -= length;
    }
  if (sending->chunked)
    write_all (output, "0\r\n\r\n", 5);
}

static gpointer
send_thread (gpointer data)
{
  Sending *sending = data;
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GString) answer = g_string_new (NULL);
  char buffer[4096];
  gssize length;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) sending->port, NULL, &error);
  g_assert_no_error (error);
  g_socket_set_timeout (g_socket_connection_get_socket (connection), 20);
  write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), sending->text, strlen (sending->text));
  write_zeros (g_io_stream_get_output_stream (G_IO_STREAM (connection)), sending);
  while ((length = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), buffer, sizeof buffer, NULL, NULL)) > 0)
    g_string_append_len (answer, buffer, length);
  g_atomic_pointer_set (&sending->answer, g_string_free (g_steal_pointer (&answer), FALSE));

  return NULL;
}

static gboolean
is_answered (gpointer user_data)
{
  Sending *sending = user_data;

  return g_atomic_pointer_get (&sending->answer) != NULL;
}

static void
check (Gate *gate,
       const char *text,
       gsize zeros,
       gboolean chunked,
       const char *status,
       const char *said)
{
  Sending sending = { proctor_server_get_port (gate->server), text, zeros, chunked, NULL };
  GThread *thread = g_thread_new ("client", send_thread, &sending);
  g_autofree char *expected = g_strdup_printf ("HTTP/1.1 %s", status);

  proctor_testing_wait_for ("an answer", is_answered, &sending);
  g_thread_join (thread);
  if (!g_str_has_prefix (sending.answer, expected) || strstr (sending.answer, said) == NULL)
    g_error ("Instead of %s and %s:\n%s", expected, said, sending.answer);
  g_free (sending.answer);
}

#define GET(headers) "GET /v1/user HTTP/1.1\r\nConnection: close\r\n" headers "\r\n"
#define HOST "Host: 127.0.0.1\r\n"
#define WITH_KEY "xi-api-key: " KEY "\r\n"

static void
test_who (Gate *gate,
          gconstpointer user_data)
{
  const struct
  {
    const char *request;
    const char *status;
    const char *said;
  } cases[] = {
    { GET (HOST WITH_KEY), "200", "\"user_id\":\"local\"" },
    { GET (HOST "Authorization: Bearer " KEY "\r\n"), "200", "\"local\"" },
    { GET ("Host: localhost:1234\r\n" WITH_KEY), "200", "\"local\"" },
    { GET ("Host: [::1]:1234\r\n" WITH_KEY), "200", "\"local\"" },
    { GET (HOST), "401", "needs_authorization" },
    { GET (HOST "xi-api-key: another\r\n"), "400", "invalid_api_key" },
    { GET (HOST "xi-api-key: \r\n"), "401", "needs_authorization" },
    { GET (HOST "Authorization: Basic " KEY "\r\n"), "401", "needs_authorization" },
    { GET ("Host: example.com\r\n" WITH_KEY), "403", "foreign_host" },
    { GET ("Host: localhost.example.com\r\n" WITH_KEY), "403", "foreign_host" },
    { GET ("Host: 192.168.1.1\r\n" WITH_KEY), "403", "foreign_host" },
    { GET (HOST WITH_KEY "Origin: http://localhost:3000\r\n"), "200", "\"local\"" },
    { GET (HOST WITH_KEY "Origin: https://example.com\r\n"), "403", "foreign_origin" },
    { GET (HOST WITH_KEY "Origin: null\r\n"), "403", "foreign_origin" },
    { "GET /v1/nothing HTTP/1.1\r\nConnection: close\r\n" HOST WITH_KEY "\r\n", "404", "{\"detail\":\"Not Found\"}" },
    { "PUT /v1/user HTTP/1.1\r\nConnection: close\r\nContent-Length: 0\r\n" HOST WITH_KEY "\r\n", "405", "{\"detail\":\"Method Not Allowed\"}" },
    { "GET /v1/nothing HTTP/1.1\r\nConnection: close\r\n" HOST "\r\n", "401", "needs_authorization" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].request);
      check (gate, cases[i].request, 0, FALSE, cases[i].status, cases[i].said);
    }
}

#define POST "POST /v1/convai/agents/create HTTP/1.1\r\nConnection: close\r\nContent-Type: application/json\r\n" HOST WITH_KEY

static void
test_body (Gate *gate,
           gconstpointer user_data)
{
  g_autofree char *just = g_strdup_printf (POST "Content-Length: %d\r\n\r\n", LARGEST_BODY);
  g_autofree char *more = g_strdup_printf (POST "Content-Length: %d\r\n\r\n", LARGEST_BODY + 1);

  check (gate, POST "Content-Length: 5\r\n\r\n{\"a\":", 0, FALSE, "422", "json_invalid");
  check (gate, POST "Content-Length: 2\r\n\r\n\xff\xfe", 0, FALSE, "422", "\"body\"");
  check (gate, just, LARGEST_BODY, FALSE, "422", "json_invalid");
  check (gate, more, LARGEST_BODY + 1, FALSE, "413", "Request Entity Too Large");
  check (gate, POST "Transfer-Encoding: chunked\r\n\r\n", LARGEST_BODY + 1, TRUE, "413", "Request Entity Too Large");
}

/* Whoever is not let in can't make the engine keep what he sends. */
static void
test_stranger (Gate *gate,
               gconstpointer user_data)
{
  check (gate, "POST /v1/convai/agents/create HTTP/1.1\r\nConnection: close\r\nContent-Length: 2\r\n" HOST "\r\n{}", 0, FALSE, "401", "needs_authorization");
}

static void
test_addresses (Gate *gate,
                gconstpointer user_data)
{
  const char *const refused[] = { "0.0.0.0:0", "192.168.1.1:80", "example.com:80", "[::]:0", "localhost.example.com:1" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (ProctorServer) server = proctor_server_new (gate->worker);
      g_autoptr (GError) error = NULL;

      g_assert_false (proctor_server_listen_tcp (server, refused[i], "hash", &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
    }
}

#define ADD(name, function) g_test_add (name, Gate, NULL, set_up, function, tear_down)

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  ADD ("/engine-gate/who", test_who);
  ADD ("/engine-gate/body", test_body);
  ADD ("/engine-gate/stranger", test_stranger);
  ADD ("/engine-gate/addresses", test_addresses);

  return g_test_run ();
}
