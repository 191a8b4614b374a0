/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "proctor-testing.h"
#include "testing-errand.h"

typedef struct
{
  char *folder;
  char *socket_path;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->folder = proctor_testing_make_folder ();
  fixture->socket_path = g_build_filename (fixture->folder, "socket", NULL);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  proctor_testing_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->socket_path);
}

static ProctorClient *
make_local_client (const char *socket_path,
                   const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConnection) connection = proctor_connection_new_local ("local", NULL, socket_path, &error);

  g_assert_no_error (error);

  return proctor_client_new (connection, key);
}

static void
test_socket (Fixture *fixture,
             gconstpointer data)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_unix (fixture->socket_path);
  ProctorClient *client = make_local_client (fixture->socket_path, NULL);
  const ProctorTestingAnswer answer = { .body = TESTING_BODY };
  g_autoptr (GPtrArray) requests = NULL;

  proctor_testing_server_answer (server, "*", "*", &answer);
  for (guint i = 0; i < TESTING_N_OPERATIONS; i++)
    {
      g_autoptr (TestingErrand) errand = testing_errand_new (client, i);

      testing_errand_assert_done (errand);
    }

  /* Nobody has a key for their own computer. */
  requests = proctor_testing_server_dup_requests (server);
  g_assert_cmpuint (requests->len, ==, TESTING_N_OPERATIONS);
  for (guint i = 0; i < requests->len; i++)
    g_assert_null (proctor_testing_request_get_header (g_ptr_array_index (requests, i), "xi-api-key"));
  testing_assert_works (client, server, NULL);
}

static void
test_socket_limits (Fixture *fixture,
                    gconstpointer data)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_unix (fixture->socket_path);
  ProctorClient *client = make_local_client (fixture->socket_path, TESTING_KEY);
  const ProctorTestingAnswer answer = { .body = TESTING_BODY, .padding = 1000 };
  g_autoptr (TestingErrand) errand = NULL;

  proctor_client_set_limits (client, 1, 500, 10);
  proctor_testing_server_answer (server, "GET", "*", &answer);
  errand = testing_errand_new (client, TESTING_GET);
  testing_errand_assert_error (errand, PROCTOR_API_ERROR_TOO_LARGE);
  testing_assert_works (client, server, NULL);
}

/* A redirection to TCP on this computer is one to somebody else, even by the same name. */
static void
test_socket_redirect (Fixture *fixture,
                      gconstpointer data)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_unix (fixture->socket_path);
  g_autoptr (ProctorTestingServer) other = proctor_testing_server_new ();
  g_autofree char *location = g_strdup_printf ("http://localhost%s/v1/x", strrchr (proctor_testing_server_get_url (other), ':'));
  const ProctorTestingAnswer answer = { .status = 302, .headers = (const char *const[]) { "Location", location, NULL } };
  ProctorClient *client = make_local_client (fixture->socket_path, NULL);
  g_autoptr (TestingErrand) errand = NULL;

  proctor_testing_server_answer (server, "GET", "*", &answer);
  errand = testing_errand_new (client, TESTING_GET);
  testing_errand_assert_error (errand, PROCTOR_API_ERROR_REDIRECT);
  g_assert_cmpuint (proctor_testing_server_count_requests (server), ==, 1);
  g_assert_cmpuint (proctor_testing_server_count_connections (other), ==, 0);
  testing_assert_works (client, server, NULL);
}

static void
test_socket_drop (Fixture *fixture,
                  gconstpointer data)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new_unix (fixture->socket_path);
  const ProctorTestingAnswer dropped = { .fault = PROCTOR_TESTING_FAULT_DROP };
  const ProctorTestingAnswer fine = { .body = TESTING_BODY };
  ProctorClient *client = make_local_client (fixture->socket_path, NULL);
  g_autoptr (TestingErrand) get = NULL;
  g_autoptr (TestingErrand) create = NULL;

  proctor_testing_server_answer (server, "GET", "*", &dropped);
  proctor_testing_server_answer (server, "GET", "*", &fine);
  proctor_testing_server_answer (server, "POST", "*", &dropped);
  get = testing_errand_new (client, TESTING_GET);
  create = testing_errand_new (client, TESTING_CREATE);
  testing_errand_assert_error (create, PROCTOR_API_ERROR_ANSWER_LOST);
  testing_errand_assert_done (get);
  g_assert_cmpuint (get->attempts, ==, 2);
  testing_assert_works (client, server, NULL);
}

static void
assert_nobody (const char *socket_path)
{
  ProctorClient *client = make_local_client (socket_path, NULL);
  TestingErrand *get = testing_errand_new (client, TESTING_GET);
  TestingErrand *create = testing_errand_new (client, TESTING_CREATE);

  testing_errand_assert_error (create, PROCTOR_API_ERROR_NETWORK);
  g_assert_cmpuint (create->attempts, ==, 1);
  g_test_message ("%s", create->error->message);
  g_cancellable_cancel (get->cancellable);
  testing_errand_assert_cancelled (get);
  testing_errand_free (get);
  testing_errand_free (create);
  proctor_testing_assert_finalized (client);
}

/* There is nothing, or something else, or one that nobody listens at any more. */
static void
test_no_socket (Fixture *fixture,
                gconstpointer data)
{
  ProctorTestingServer *server;
  g_autofree char *kept = g_build_filename (fixture->folder, "kept", NULL);

  assert_nobody (fixture->socket_path);
  assert_nobody (fixture->folder);
  g_assert_true (g_file_set_contents (fixture->socket_path, "", 0, NULL));
  assert_nobody (fixture->socket_path);
  g_unlink (fixture->socket_path);

  server = proctor_testing_server_new_unix (fixture->socket_path);
  g_assert_cmpint (g_rename (fixture->socket_path, kept), ==, 0);
  g_assert_finalize_object (server);
  g_assert_true (g_file_test (kept, G_FILE_TEST_EXISTS));
  assert_nobody (kept);
}

/* The engine may come while somebody waits for it. */
static void
test_late_socket (Fixture *fixture,
                  gconstpointer data)
{
  ProctorClient *client = make_local_client (fixture->socket_path, NULL);
  g_autoptr (ProctorTestingServer) server = NULL;
  const ProctorTestingAnswer answer = { .body = TESTING_BODY };
  g_autoptr (TestingErrand) errand = testing_errand_new (client, TESTING_GET);

  testing_settle (50);
  server = proctor_testing_server_new_unix (fixture->socket_path);
  proctor_testing_server_answer (server, "GET", "*", &answer);
  testing_errand_assert_done (errand);
  testing_assert_works (client, server, NULL);
}

/* To the byte: the kernel would cut it without a word. */
static void
test_socket_name (Fixture *fixture,
                  gconstpointer data)
{
  g_autofree char *fits = g_strnfill (107, 'x');
  g_autofree char *is_over = g_strnfill (108, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConnection) connection = NULL;

  fits[0] = is_over[0] = '/';
  connection = proctor_connection_new_local ("local", NULL, fits, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_connection_get_socket_path (connection), ==, fits);
  g_clear_object (&connection);

  connection = proctor_connection_new_local ("local", NULL, is_over, &error);
  g_assert_null (connection);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
  testing_assert_sentence (error->message);
  g_clear_error (&error);

  connection = proctor_connection_new_local ("local", NULL, "", &error);
  g_assert_null (connection);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME);
  testing_assert_sentence (error->message);
}

static void
test_local (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConnection) named = proctor_connection_new_local ("a", "Mine", "/run/proctor.sock", &error);
  g_autoptr (ProctorConnection) unnamed = proctor_connection_new_local ("b", NULL, "/run/proctor.sock", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (proctor_connection_get_id (named), ==, "a");
  g_assert_cmpstr (proctor_connection_get_name (named), ==, "Mine");
  g_assert_cmpstr (proctor_connection_get_name (unnamed), ==, "/run/proctor.sock");
  g_assert_cmpint (proctor_connection_get_kind (named), ==, PROCTOR_CONNECTION_LOCAL);
  g_assert_true (proctor_connection_is_on_this_computer (named));
}

static void
test_regions (void)
{
  guint n_regions;
  const ProctorRegion *regions = proctor_region_get_all (&n_regions);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (n_regions, ==, 5);
  g_assert_cmpstr (regions[0].base_url, ==, "https://api.elevenlabs.io");
  for (guint i = 0; i < n_regions; i++)
    {
      g_autofree char *with_slash = g_strconcat (regions[i].base_url, "/", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorConnection) connection = proctor_connection_new (regions[i].id, NULL, with_slash, &error);

      g_assert_no_error (error);
      g_assert_true (g_hash_table_add (seen, (gpointer) regions[i].id));
      g_assert_true (g_hash_table_add (seen, (gpointer) regions[i].base_url));
      g_assert_true (proctor_region_find (regions[i].base_url) == &regions[i]);
      g_assert_cmpint (proctor_connection_get_kind (connection), ==, PROCTOR_CONNECTION_CLOUD);
      g_assert_cmpstr (proctor_connection_get_base_url (connection), ==, regions[i].base_url);
      g_assert_null (proctor_connection_get_socket_path (connection));
      g_assert_false (proctor_connection_is_on_this_computer (connection));
    }
  g_assert_null (proctor_region_find ("https://api.elevenlabs.io.example.com"));
  g_assert_null (proctor_region_find (""));
  g_assert_null (proctor_region_find (NULL));
}

static void
test_remote (void)
{
  const struct
  {
    const char *address;
    const char *name;
    ProctorConnectionKind kind;
    gboolean on_this_computer;
    const char *shown;
  } cases[] = {
    { "https://api.elevenlabs.io", "Work", PROCTOR_CONNECTION_CLOUD, FALSE, "Work" },
    { "https://API.ElevenLabs.io/", NULL, PROCTOR_CONNECTION_CLOUD, FALSE, "https://api.elevenlabs.io" },
    { "https://api.elevenlabs.io:443", NULL, PROCTOR_CONNECTION_CLOUD, FALSE, "https://api.elevenlabs.io" },
    { "https://gateway.example.com/agents/", NULL, PROCTOR_CONNECTION_CUSTOM, FALSE, "https://gateway.example.com/agents" },
    { "https://api.elevenlabs.io/agents", NULL, PROCTOR_CONNECTION_CUSTOM, FALSE, "https://api.elevenlabs.io/agents" },
    { "http://localhost:8787", "", PROCTOR_CONNECTION_CUSTOM, TRUE, "http://localhost:8787" },
    { "https://127.0.0.1", NULL, PROCTOR_CONNECTION_CUSTOM, TRUE, "https://127.0.0.1" },
    { "http://[::1]:8787", NULL, PROCTOR_CONNECTION_CUSTOM, TRUE, "http://[::1]:8787" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorConnection) connection = proctor_connection_new ("id", cases[i].name, cases[i].address, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (proctor_connection_get_name (connection), ==, cases[i].shown);
      g_assert_cmpint (proctor_connection_get_kind (connection), ==, cases[i].kind);
      g_assert_true (proctor_connection_is_on_this_computer (connection) == cases[i].on_this_computer);
    }
}

#define ADD(name, test) g_test_add ("/connection/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  ADD ("socket", test_socket);
  ADD ("socket-limits", test_socket_limits);
  ADD ("socket-redirect", test_socket_redirect);
  ADD ("socket-drop", test_socket_drop);
  ADD ("no-socket", test_no_socket);
  ADD ("late-socket", test_late_socket);
  ADD ("socket-name", test_socket_name);
  g_test_add_func ("/connection/local", test_local);
  g_test_add_func ("/connection/regions", test_regions);
  g_test_add_func ("/connection/remote", test_remote);

  return g_test_run ();
}
