/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-server.h"
#include "proctor-testing.h"

#include <gio/gunixsocketaddress.h>
#include <libsoup/soup.h>

/* The server itself is what many other tests lean on. */

/* What is expected to time out does so soon; nothing else does, however loaded the machine is. */
#define PATIENCE_SECS 20
#define IMPATIENCE_SECS 1

#define MEBIBYTE (1024 * 1024)

/* What came of a request: the error, and what was there before it. */
typedef struct
{
  guint status;
  GString *body;
  GError *error;
  GTlsCertificateFlags complaints;
} Reply;

static void
reply_free (Reply *reply)
{
  g_string_free (reply->body, TRUE);
  g_clear_error (&reply->error);
  g_free (reply);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

static SoupSession *
make_session (ProctorTestingServer *server)
{
  SoupSession *session = soup_session_new_with_options ("timeout", PATIENCE_SECS, "max-conns-per-host", 8, NULL);

  soup_session_set_proxy_resolver (session, NULL);
  if (proctor_testing_server_get_ca_file (server) != NULL)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GTlsDatabase) authorities = g_tls_file_database_new (proctor_testing_server_get_ca_file (server), &error);

      g_assert_no_error (error);
      soup_session_set_tls_database (session, authorities);
    }

  return session;
}

static SoupMessage *
make_message (ProctorTestingServer *server,
              const char *method,
              const char *path)
{
  g_autofree char *url = g_strconcat (proctor_testing_server_get_url (server), path, NULL);
  SoupMessage *message = soup_message_new (method, url);

  soup_message_headers_append (soup_message_get_request_headers (message), "X-Proof", "here");

  return message;
}

static Reply *
ask_in (SoupSession *session,
        ProctorTestingServer *server,
        const char *method,
        const char *path)
{
  g_autoptr (SoupMessage) message = make_message (server, method, path);
  g_autoptr (GInputStream) stream = NULL;
  Reply *reply = g_new0 (Reply, 1);
  char part[4096];
  gssize count = 0;

  reply->body = g_string_new (NULL);
  stream = soup_session_send (session, message, NULL, &reply->error);
  while (stream != NULL && (count = g_input_stream_read (stream, part, sizeof part, NULL, &reply->error)) > 0)
    g_string_append_len (reply->body, part, count);
  reply->status = soup_message_get_status (message);
  reply->complaints = soup_message_get_tls_peer_certificate_errors (message);

  return reply;
}

static Reply *
ask (ProctorTestingServer *server,
     const char *method,
     const char *path)
{
  g_autoptr (SoupSession) session = make_session (server);

  return ask_in (session, server, method, path);
}

static void
assert_answered (ProctorTestingServer *server,
                 const char *method,
                 const char *path,
                 guint status)
{
  g_autoptr (Reply) reply = ask (server, method, path);

  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, status);
}

static void
test_order (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  const ProctorTestingAnswer first = { .status = 503, .body = "{}" };
  const ProctorTestingAnswer then = { .body = "{\"a\":1}", .delay_msecs = 20 };

  proctor_testing_server_answer (server, "GET", "/v1/thing", &first);
  proctor_testing_server_answer (server, "GET", "/v1/thing", &then);

  assert_answered (server, "GET", "/v1/thing", 503);
  assert_answered (server, "GET", "/v1/thing", 200);
  assert_answered (server, "GET", "/v1/thing", 200);
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 3);

  proctor_testing_server_reset (server);
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 0);
  assert_answered (server, "GET", "/v1/thing", 404);
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 1);
}

static void
test_catch_all (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  const ProctorTestingAnswer exact = { .status = 201 };
  const ProctorTestingAnswer any_method = { .status = 202 };
  const ProctorTestingAnswer any_path = { .status = 203 };
  const ProctorTestingAnswer any = { .status = 418 };

  proctor_testing_server_answer (server, "GET", "/a", &exact);
  proctor_testing_server_answer (server, "*", "/a", &any_method);
  proctor_testing_server_answer (server, "GET", "*", &any_path);
  proctor_testing_server_answer (server, "*", "*", &any);

  assert_answered (server, "GET", "/a", 201);
  assert_answered (server, "PUT", "/a", 202);
  assert_answered (server, "GET", "/b", 203);
  assert_answered (server, "PUT", "/b", 418);
}

static void
test_log (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (GPtrArray) requests = NULL;
  const ProctorTestingAnswer answer = { .body = "{}" };
  const ProctorTestingRequest *request, *later;

  proctor_testing_server_answer (server, "GET", "/a%2Fb%20%C3%A4/", &answer);
  assert_answered (server, "DELETE", "/nowhere?a=1&a=2", 404);
  g_usleep (20 * 1000);
  assert_answered (server, "GET", "/a%2Fb%20%C3%A4/?q=%26%2B+&r", 200);
  assert_answered (server, "GET", "/a/b%20%C3%A4/", 404);

  requests = proctor_testing_server_dup_requests (server);
  g_assert_cmpuint (requests->len, ==, 3);
  request = requests->pdata[0];
  g_assert_cmpstr (request->method, ==, "DELETE");
  g_assert_cmpstr (request->path, ==, "/nowhere");
  g_assert_cmpstr (request->query, ==, "a=1&a=2");
  g_assert_cmpstr (proctor_testing_request_get_header (request, "x-proof"), ==, "here");
  later = requests->pdata[1];
  g_assert_cmpstr (later->path, ==, "/a%2Fb%20%C3%A4/");
  g_assert_cmpstr (later->query, ==, "q=%26%2B+&r");
  g_assert_cmpint (later->arrived_usecs - request->arrived_usecs, >=, 20 * 1000);
  g_assert_cmpint (later->arrived_usecs, <=, g_get_monotonic_time ());
}

static void
assert_breaks (ProctorTestingServer *server,
               ProctorTestingFault fault,
               guint expected_status,
               const char *expected_body,
               GQuark domain,
               int code)
{
  const ProctorTestingAnswer answer = { .body = "{\"whole\":true}", .fault = fault };
  g_autoptr (SoupSession) session = make_session (server);
  g_autoptr (Reply) reply = NULL;

  if (fault == PROCTOR_TESTING_FAULT_STALL || fault == PROCTOR_TESTING_FAULT_STALL_BODY)
    soup_session_set_timeout (session, IMPATIENCE_SECS);

  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "POST", "/", &answer);
  reply = ask_in (session, server, "POST", "/");

  if (domain != 0)
    g_assert_error (reply->error, domain, code);
  else
    g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->status, ==, expected_status);
  g_assert_cmpstr (reply->body->str, ==, expected_body);
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 1);
}

static void
test_faults (gconstpointer user_data)
{
  g_autoptr (ProctorTestingServer) server = user_data != NULL
                                                ? proctor_testing_server_new_tls (PROCTOR_TESTING_CERTIFICATE_GOOD)
                                                : proctor_testing_server_new ();

  assert_breaks (server, PROCTOR_TESTING_FAULT_DROP, 0, "", G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  assert_breaks (server, PROCTOR_TESTING_FAULT_RESET, 0, "", G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED);
  assert_breaks (server, PROCTOR_TESTING_FAULT_CUT_HEADERS, 0, "", SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING);
  assert_breaks (server, PROCTOR_TESTING_FAULT_CUT, 200, "{\"whole", G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  assert_breaks (server, PROCTOR_TESTING_FAULT_STALL, 0, "", G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  assert_breaks (server, PROCTOR_TESTING_FAULT_STALL_BODY, 200, "{\"whole", G_IO_ERROR, G_IO_ERROR_TIMED_OUT);
  assert_breaks (server, PROCTOR_TESTING_FAULT_LONG_LENGTH, 200, "{\"whole\":true}", G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  assert_breaks (server, PROCTOR_TESTING_FAULT_SHORT_LENGTH, 200, "{\"whole", 0, 0);
  assert_breaks (server, PROCTOR_TESTING_FAULT_GARBAGE, 0, "", SOUP_SESSION_ERROR, SOUP_SESSION_ERROR_PARSING);

  g_assert_cmpuint (proctor_testing_server_get_peak (server), ==, 1);
}

static void
test_drip (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  gint64 begin = g_get_monotonic_time ();

  /* Fourteen bytes are five drops with four pauses between them and one before. */
  assert_breaks (server, PROCTOR_TESTING_FAULT_DRIP, 200, "{\"whole\":true}", 0, 0);
  g_assert_cmpint (g_get_monotonic_time () - begin, >=, 5 * 20 * 1000);
}

static void
test_garbage (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  const ProctorTestingAnswer answer = { .body = "HTTP/1.1 299 By hand\r\nContent-Length: 2\r\n\r\n{}", .fault = PROCTOR_TESTING_FAULT_GARBAGE };

  proctor_testing_server_answer (server, "*", "*", &answer);
  assert_answered (server, "GET", "/", 299);
}

static void
test_certificates (void)
{
  const struct
  {
    ProctorTestingCertificate kind;
    GTlsCertificateFlags complaints;
  } cases[] = {
    { PROCTOR_TESTING_CERTIFICATE_GOOD, G_TLS_CERTIFICATE_NO_FLAGS },
    { PROCTOR_TESTING_CERTIFICATE_SELF_SIGNED, G_TLS_CERTIFICATE_UNKNOWN_CA },
    { PROCTOR_TESTING_CERTIFICATE_EXPIRED, G_TLS_CERTIFICATE_EXPIRED },
    { PROCTOR_TESTING_CERTIFICATE_WRONG_HOST, G_TLS_CERTIFICATE_BAD_IDENTITY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_tls (cases[i].kind);
      const ProctorTestingAnswer answer = { .body = "{}" };
      g_autoptr (Reply) reply = NULL;

      g_assert_true (g_str_has_prefix (proctor_testing_server_get_url (server), "https://127.0.0.1:"));
      proctor_testing_server_answer (server, "GET", "/", &answer);
      reply = ask (server, "GET", "/");

      g_assert_cmphex (reply->complaints, ==, cases[i].complaints);
      if (cases[i].complaints == G_TLS_CERTIFICATE_NO_FLAGS)
        g_assert_no_error (reply->error);
      else
        g_assert_error (reply->error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE);
      g_assert_cmpuint (proctor_testing_server_count_connections (server), ==, 1);
      g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, cases[i].complaints == 0 ? 1 : 0);
    }
}

static void
test_certificate_files (void)
{
  ProctorTestingServer *server = proctor_testing_server_new_tls (PROCTOR_TESTING_CERTIFICATE_GOOD);
  g_autofree char *file = g_strdup (proctor_testing_server_get_ca_file (server));
  g_autofree char *folder = g_path_get_dirname (file);

  g_assert_true (g_file_test (file, G_FILE_TEST_IS_REGULAR));
  g_assert_finalize_object (server);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_unix (void)
{
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autofree char *path = g_build_filename (folder, "socket", NULL);
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_unix (path);
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (SoupSession) session = soup_session_new_with_options ("remote-connectable", address, "timeout", PATIENCE_SECS, NULL);
  const ProctorTestingAnswer good = { .body = "{}" };
  const ProctorTestingAnswer bad = { .body = "{}", .fault = PROCTOR_TESTING_FAULT_RESET };
  g_autoptr (Reply) reply = NULL;
  g_autoptr (Reply) broken = NULL;

  g_assert_cmpstr (proctor_testing_server_get_url (server), ==, "http://localhost");
  proctor_testing_server_answer (server, "GET", "/v1", &good);
  proctor_testing_server_answer (server, "GET", "/v1", &bad);

  reply = ask_in (session, server, "GET", "/v1");
  g_assert_no_error (reply->error);
  g_assert_cmpstr (reply->body->str, ==, "{}");
  broken = ask_in (session, server, "GET", "/v1");
  g_assert_nonnull (broken->error);

  g_assert_finalize_object (g_steal_pointer (&server));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  proctor_testing_remove_folder (folder);
}

static void
test_gzip (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (SoupSession) session = make_session (server);
  const ProctorTestingAnswer small = { .body = "{\"a\":1}", .gzip = TRUE };
  const ProctorTestingAnswer bomb = { .body = "{}", .padding = G_GUINT64_CONSTANT (256) * MEBIBYTE, .gzip = TRUE };
  g_autoptr (Reply) decoded = NULL;
  g_autoptr (Reply) raw = NULL;
  g_autoptr (Reply) raw_bomb = NULL;

  proctor_testing_server_answer (server, "GET", "/small", &small);
  proctor_testing_server_answer (server, "GET", "/bomb", &bomb);

  decoded = ask_in (session, server, "GET", "/small");
  g_assert_no_error (decoded->error);
  g_assert_cmpstr (decoded->body->str, ==, "{\"a\":1}");

  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  raw = ask_in (session, server, "GET", "/small");
  g_assert_no_error (raw->error);
  g_assert_cmpmem (raw->body->str, 3, "\x1f\x8b\x08", 3);

  raw_bomb = ask_in (session, server, "GET", "/bomb");
  g_assert_no_error (raw_bomb->error);
  g_assert_cmpuint (raw_bomb->body->len, <, MEBIBYTE);
}

static void
test_bomb_goes_off (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  const ProctorTestingAnswer bomb = { .body = "{}", .padding = 8 * MEBIBYTE, .gzip = TRUE };
  g_autoptr (Reply) reply = NULL;

  proctor_testing_server_answer (server, "GET", "/", &bomb);
  reply = ask (server, "GET", "/");

  g_assert_no_error (reply->error);
  g_assert_cmpuint (reply->body->len, ==, 8 * MEBIBYTE + 2);
  g_assert_true (g_str_has_prefix (reply->body->str, "{}  "));
  g_assert_true (g_str_has_suffix (reply->body->str, "  "));
}

static void
test_large (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (MEBIBYTE), MEBIBYTE);
  const ProctorTestingAnswer zeroes = { .bytes = bytes };
  const ProctorTestingAnswer spaces = { .body = "{}", .padding = 5 * MEBIBYTE };
  g_autoptr (Reply) with_zeroes = NULL;
  g_autoptr (Reply) with_spaces = NULL;

  proctor_testing_server_answer (server, "GET", "/zeroes", &zeroes);
  proctor_testing_server_answer (server, "GET", "/spaces", &spaces);

  with_zeroes = ask (server, "GET", "/zeroes");
  g_assert_no_error (with_zeroes->error);
  g_assert_cmpmem (with_zeroes->body->str, with_zeroes->body->len, g_bytes_get_data (bytes, NULL), MEBIBYTE);
  with_spaces = ask (server, "GET", "/spaces");
  g_assert_no_error (with_spaces->error);
  g_assert_cmpuint (with_spaces->body->len, ==, 5 * MEBIBYTE + 2);
}

static void
test_connections (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (SoupSession) session = make_session (server);
  const ProctorTestingAnswer stays = { .body = "{}" };
  const ProctorTestingAnswer closes = { .body = "{}", .close = TRUE };
  const char *const paths[] = { "/stays", "/stays", "/closes", "/stays" };
  const guint expected[] = { 1, 1, 1, 2 };

  proctor_testing_server_answer (server, "GET", "/stays", &stays);
  proctor_testing_server_answer (server, "GET", "/closes", &closes);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (Reply) reply = ask_in (session, server, "GET", paths[i]);

      g_assert_no_error (reply->error);
      g_assert_cmpuint (proctor_testing_server_count_connections (server), ==, expected[i]);
    }
}

static void
answered_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  guint *left = user_data;
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  (*left)--;
}

static gboolean
none_is_left (gpointer user_data)
{
  return *(guint *) user_data == 0;
}

static void
ask_many (SoupSession *session,
          ProctorTestingServer *server,
          guint n,
          GCancellable *cancellable,
          guint *left)
{
  for (*left = 0; *left < n; (*left)++)
    {
      g_autoptr (SoupMessage) message = make_message (server, "GET", "/");

      soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, cancellable, answered_cb, left);
    }
}

static void
test_peak (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (SoupSession) session = make_session (server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  const ProctorTestingAnswer stalls = { .body = "{}", .fault = PROCTOR_TESTING_FAULT_STALL };
  const ProctorTestingAnswer thinks = { .body = "{}", .delay_msecs = 100 };
  guint left;

  g_assert_cmpuint (proctor_testing_server_get_peak (server), ==, 0);
  for (guint i = 0; i < 4; i++)
    assert_answered (server, "GET", "/", 404);
  g_assert_cmpuint (proctor_testing_server_get_peak (server), ==, 1);

  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "GET", "/", &thinks);
  ask_many (session, server, 3, NULL, &left);
  proctor_testing_server_wait_requests (server, 3);
  g_assert_cmpuint (proctor_testing_server_get_peak (server), ==, 3);
  proctor_testing_wait_for ("the answers", none_is_left, &left);

  proctor_testing_server_reset (server);
  proctor_testing_server_answer (server, "GET", "/", &stalls);
  ask_many (session, server, 5, cancellable, &left);
  proctor_testing_server_wait_requests (server, 5);
  g_assert_cmpuint (proctor_testing_server_get_peak (server), ==, 5);
  g_cancellable_cancel (cancellable);
  proctor_testing_wait_for ("the cancelled requests", none_is_left, &left);
}

/* A server that goes lets go of its clients, whatever it was doing to them. */
static void
test_end (void)
{
  const ProctorTestingAnswer answers[] = {
    { .body = "{}", .fault = PROCTOR_TESTING_FAULT_STALL },
    { .body = "{}", .fault = PROCTOR_TESTING_FAULT_STALL_BODY },
    { .padding = MEBIBYTE, .fault = PROCTOR_TESTING_FAULT_DRIP },
    { .padding = 64 * MEBIBYTE, .fault = PROCTOR_TESTING_FAULT_LONG_LENGTH },
    { .body = "{}", .delay_msecs = 60 * 1000 },
    { .body = "{}", .delay_msecs = 60 * 1000, .fault = PROCTOR_TESTING_FAULT_STALL },
  };
  ProctorTestingServer *server = proctor_testing_server_new ();
  g_autoptr (SoupSession) session = make_session (server);
  guint left;

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    proctor_testing_server_answer (server, "GET", "/", &answers[i]);
  soup_session_set_timeout (session, 0);
  ask_many (session, server, G_N_ELEMENTS (answers), NULL, &left);
  proctor_testing_server_wait_requests (server, G_N_ELEMENTS (answers));

  g_assert_finalize_object (server);
  proctor_testing_wait_for ("the clients to be let go of", none_is_left, &left);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/testing-server/order", test_order);
  g_test_add_func ("/testing-server/catch-all", test_catch_all);
  g_test_add_func ("/testing-server/log", test_log);
  g_test_add_data_func ("/testing-server/faults", NULL, test_faults);
  g_test_add_data_func ("/testing-server/faults/tls", "tls", test_faults);
  g_test_add_func ("/testing-server/drip", test_drip);
  g_test_add_func ("/testing-server/garbage", test_garbage);
  g_test_add_func ("/testing-server/certificates", test_certificates);
  g_test_add_func ("/testing-server/certificate-files", test_certificate_files);
  g_test_add_func ("/testing-server/unix", test_unix);
  g_test_add_func ("/testing-server/gzip", test_gzip);
  g_test_add_func ("/testing-server/bomb", test_bomb_goes_off);
  g_test_add_func ("/testing-server/large", test_large);
  g_test_add_func ("/testing-server/connections", test_connections);
  g_test_add_func ("/testing-server/peak", test_peak);
  g_test_add_func ("/testing-server/end", test_end);

  return g_test_run ();
}
