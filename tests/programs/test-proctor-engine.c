/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "engine-place.h"
#include "proctor-database.h"
#include "proctor-engine-exit.h"
#include "proctor-testing.h"

/* The engine as whoever starts it sees it: its files, its socket, its key, how it begins and ends. */

static void
make_agent (const char *path)
{
  g_assert_cmpuint (engine_place_ask (path, 0, NULL, "POST", "/v1/convai/agents/create", "{\"conversation_config\":{}}"), ==, 200);
}

static guint
get_mode (const char *path)
{
  GStatBuf status;

  g_assert_cmpint (g_lstat (path, &status), ==, 0);

  return status.st_mode & 0777;
}

static char *
in_data (EnginePlace *place,
         const char *name)
{
  return g_build_filename (place->data, name, NULL);
}

static gint64
count_agents (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) database = proctor_database_open (path, &error);

  g_assert_no_error (error);
  proctor_database_check (database, &error);
  g_assert_no_error (error);

  return proctor_database_get_int (database, "SELECT count (*) FROM agents", "");
}

static void
test_serve (EnginePlace *place,
            gconstpointer user_data)
{
  g_autoptr (GSubprocess) process = engine_place_start (place, "");
  g_autofree char *socket = engine_place_find_socket (place);
  g_autofree char *real = realpath (place->data, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  g_autofree char *expected = g_strdup_printf ("%s/proctor/%.16s.sock", place->runtime, hash);
  g_autofree char *folder = g_path_get_dirname (socket);
  g_autofree char *database = in_data (place, "engine.db");
  g_autofree char *lock = in_data (place, "engine.lock");
  g_autofree char *held = NULL;
  g_autofree char *left = NULL;

  g_assert_cmpstr (socket, ==, expected);
  g_assert_cmphex (get_mode (socket), ==, 0600);
  g_assert_cmphex (get_mode (folder), ==, 0700);
  g_assert_cmphex (get_mode (place->data), ==, 0700);
  g_assert_cmphex (get_mode (database), ==, 0600);
  g_assert_cmpuint (engine_place_ask (socket, 0, NULL, "GET", "/v1/user", NULL), ==, 200);
  held = engine_place_read (lock);
  g_assert_true (g_str_has_prefix (held, g_subprocess_get_identifier (process)));
  engine_place_stop (place, process);
  g_assert_false (g_file_test (socket, G_FILE_TEST_EXISTS));
  left = engine_place_read (lock);
  g_assert_cmpstr (left, ==, "");
}

static void
test_interrupt (EnginePlace *place,
                gconstpointer user_data)
{
  g_autoptr (GSubprocess) process = engine_place_start (place, "--socket %s/own");

  g_subprocess_send_signal (process, SIGINT);
  engine_place_expect_end (place, process, EXIT_SUCCESS);
}

static void
test_lock (EnginePlace *place,
           gconstpointer user_data)
{
  g_autoptr (GSubprocess) process = engine_place_start (place, "");
  g_autofree char *socket = engine_place_find_socket (place);
  g_autofree char *who = g_strconcat ("process ", g_subprocess_get_identifier (process), ", since 2", NULL);

  engine_place_expect_failure (place, "", PROCTOR_ENGINE_EXIT_TAKEN, who);
  g_assert_cmpuint (engine_place_ask (socket, 0, NULL, "GET", "/v1/user", NULL), ==, 200);
  engine_place_stop (place, process);
}

static void
test_killed (EnginePlace *place,
             gconstpointer user_data)
{
  g_autoptr (GSubprocess) first = engine_place_start (place, "");
  g_autoptr (GSubprocess) second = NULL;
  g_autofree char *socket = engine_place_find_socket (place);
  g_autofree char *database = in_data (place, "engine.db");
  g_autofree char *again = NULL;

  make_agent (socket);
  g_subprocess_send_signal (first, SIGKILL);
  engine_place_expect_end (place, first, -1);
  g_assert_true (g_file_test (socket, G_FILE_TEST_EXISTS));
  second = engine_place_start (place, "");
  again = engine_place_find_socket (place);
  g_assert_cmpstr (again, ==, socket);
  g_assert_cmpuint (engine_place_ask (socket, 0, NULL, "GET", "/v1/user", NULL), ==, 200);
  engine_place_stop (place, second);
  g_assert_cmpint (count_agents (database), ==, 1);
}

static void
test_sockets (EnginePlace *place,
              gconstpointer user_data)
{
  g_autofree char *file = g_build_filename (place->folder, "precious", NULL);
  g_autofree char *text = NULL;
  g_autofree char *name = g_strnfill (120, 'n');
  g_autofree char *too_long = g_strconcat ("--socket %s/", name, NULL);
  g_autofree char *flatpak = g_build_filename (place->runtime, "app", "org.example.App", NULL);
  g_autofree char *nowhere = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *socket = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_assert_true (g_file_set_contents (file, "text", -1, NULL));
  engine_place_expect_failure (place, "--socket %s/precious", EXIT_FAILURE, "something else than a socket");
  text = engine_place_read (file);
  g_assert_cmpstr (text, ==, "text");
  engine_place_expect_failure (place, too_long, EXIT_FAILURE, "too long");

  process = engine_place_launch (place, "FLATPAK_ID", "org.example.App", "");
  proctor_testing_wait_for ("the engine to serve", engine_place_serves, place);
  socket = engine_place_find_socket (place);
  g_assert_true (g_str_has_prefix (socket, flatpak));
  engine_place_stop (place, process);

  g_clear_object (&process);
  process = engine_place_launch (place, "XDG_RUNTIME_DIR", NULL, "");
  proctor_testing_wait_for ("the engine to serve", engine_place_serves, place);
  nowhere = engine_place_find_socket (place);
  folder = g_path_get_dirname (nowhere);
  g_assert_cmphex (get_mode (folder), ==, 0700);
  engine_place_stop (place, process);
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static char *
serve_with_key (EnginePlace *place,
                const char *arguments,
                const char *good,
                const char *bad)
{
  g_autoptr (GSubprocess) process = engine_place_start (place, arguments);
  guint port = engine_place_find_port (place);
  char *output = engine_place_read (place->output);

  g_strchomp (output);
  g_assert_cmpuint (engine_place_ask (NULL, port, NULL, "GET", "/v1/user", NULL), ==, 401);
  g_assert_cmpuint (engine_place_ask (NULL, port, good != NULL ? good : output, "GET", "/v1/user", NULL), ==, 200);
  if (bad != NULL)
    g_assert_cmpuint (engine_place_ask (NULL, port, bad, "GET", "/v1/user", NULL), ==, 400);
  engine_place_stop (place, process);

  return output;
}

static void
test_key (EnginePlace *place,
          gconstpointer user_data)
{
  g_autofree char *key = serve_with_key (place, "--listen 127.0.0.1:0", NULL, "proctor_");
  g_autofree char *path = in_data (place, "engine.key");
  g_autofree char *kept = engine_place_read (path);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, key, -1);
  g_autofree char *nothing = serve_with_key (place, "--listen 127.0.0.1:0", key, NULL);
  g_autofree char *fresh = serve_with_key (place, "--listen 127.0.0.1:0 --new-key", NULL, key);
  g_autofree char *file = g_build_filename (place->folder, "key", NULL);
  g_autofree char *given = NULL;

  g_assert_true (g_str_has_prefix (key, "proctor_"));
  g_strchomp (kept);
  g_assert_cmpstr (kept, ==, hash);
  g_assert_cmphex (get_mode (path), ==, 0600);
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (fresh, !=, key);
  g_assert_true (g_file_set_contents (file, "my own\n", -1, NULL));
  given = serve_with_key (place, "--listen 127.0.0.1:0 --api-key-file %s/key", "my own", fresh);
  g_assert_cmpstr (given, ==, "");
  engine_place_expect_failure (place, "--listen 0.0.0.0:0", EXIT_FAILURE, "not an address of this computer alone");
  engine_place_expect_failure (place, "--listen 127.0.0.1:0 --api-key-file %s/none", EXIT_FAILURE, "none");
}

static void
test_usage (EnginePlace *place,
            gconstpointer user_data)
{
  engine_place_expect_failure (place, "--listen 127.0.0.1:0 --socket %s/s", 2, "either --socket or --listen");
  engine_place_expect_failure (place, "--new-key", 2, "for --listen only");
  engine_place_expect_failure (place, "--listen 127.0.0.1:0 --new-key --api-key-file f", 2, "either --new-key or --api-key-file");
  engine_place_expect_failure (place, "--linger -1", 2, "number of seconds");
  engine_place_expect_failure (place, "backup", 2, "name of one file");
  engine_place_expect_failure (place, "frobnicate", 2, "frobnicate");
}

static void
test_backup (EnginePlace *place,
             gconstpointer user_data)
{
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GSubprocess) backup = NULL;
  g_autofree char *copy = g_build_filename (place->folder, "copy", NULL);
  g_autofree char *partial = g_strconcat (copy, ".partial", NULL);
  g_autofree char *socket = NULL;

  engine_place_expect_failure (place, "backup %s/copy", EXIT_FAILURE, "no workspace");
  process = engine_place_start (place, "");
  socket = engine_place_find_socket (place);
  make_agent (socket);
  backup = engine_place_launch (place, NULL, NULL, "backup %s/copy");
  engine_place_expect_end (place, backup, EXIT_SUCCESS);
  make_agent (socket);
  g_assert_cmphex (get_mode (copy), ==, 0600);
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  engine_place_expect_failure (place, "backup %s/copy", EXIT_FAILURE, "already");
  g_assert_cmpint (count_agents (copy), ==, 1);
  engine_place_stop (place, process);
}

/* Returns the name of what was set aside. */
static char *
find_damaged (EnginePlace *place,
              const char *suffix)
{
  g_autoptr (GDir) folder = g_dir_open (place->data, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    if (g_str_has_prefix (name, "engine.db.damaged-") && g_str_has_suffix (name, suffix))
      return in_data (place, name);

  return NULL;
}

static void
test_damaged (EnginePlace *place,
              gconstpointer user_data)
{
  g_autofree char *path = in_data (place, "engine.db");
  g_autofree char *wal = in_data (place, "engine.db-wal");
  g_autofree char *rubbish = g_strnfill (8192, 'x');
  g_autofree char *aside = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *socket = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_assert_cmpint (g_mkdir (place->data, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, rubbish, -1, NULL));
  process = engine_place_start (place, "");
  errors = engine_place_read (place->errors);
  aside = find_damaged (place, "");
  g_assert_nonnull (aside);
  g_assert_nonnull (strstr (errors, aside));
  kept = engine_place_read (aside);
  g_assert_cmpstr (kept, ==, rubbish);
  socket = engine_place_find_socket (place);
  make_agent (socket);

  /* After a power cut, what is broken in the middle is found, too. */
  g_subprocess_send_signal (process, SIGKILL);
  engine_place_expect_end (place, process, -1);
  g_unlink (aside);
  g_assert_cmpint (count_agents (path), ==, 1);
  {
    g_autofree char *bytes = NULL;
    gsize length;

    g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
    memset (bytes + 4096, 'x', length - 4096);
    g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  }
  g_unlink (wal);
  g_clear_object (&process);
  process = engine_place_start (place, "");
  g_free (aside);
  aside = find_damaged (place, "");
  g_assert_nonnull (aside);
  engine_place_stop (place, process);
  g_assert_cmpint (count_agents (path), ==, 0);
}

static void
test_newer (EnginePlace *place,
            gconstpointer user_data)
{
  g_autofree char *path = in_data (place, "engine.db");
  g_autofree char *damaged = NULL;
  g_autoptr (GSubprocess) process = engine_place_start (place, "");

  engine_place_stop (place, process);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (ProctorDatabase) database = proctor_database_open (path, &error);

    g_assert_no_error (error);
    proctor_database_run (database, "PRAGMA user_version = 999", "");
  }
  engine_place_expect_failure (place, "", PROCTOR_ENGINE_EXIT_NEWER, "newer version of Proctor");
  damaged = find_damaged (place, "");
  g_assert_null (damaged);
  g_assert_cmpint (count_agents (path), ==, 0);
}

/* A connection that asks for a lease, and has it once the first byte is there. */
static GSocketConnection *
take_lease (const char *path)
{
  const char request[] = "GET /v1/proctor/lease HTTP/1.1\r\nHost: localhost\r\n\r\n";
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;
  char byte;

  g_socket_client_set_enable_proxy (client, FALSE);
  connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request, strlen (request), NULL, NULL, &error);
  g_assert_no_error (error);
  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &byte, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (byte, ==, 'H');

  return connection;
}

static void
test_linger (EnginePlace *place,
             gconstpointer user_data)
{
  g_autoptr (GSubprocess) alone = engine_place_start (place, "--linger 0");
  g_autoptr (GSubprocess) leased = NULL;
  g_autofree char *socket = NULL;
  g_autoptr (GSocketConnection) one = NULL;
  g_autoptr (GSocketConnection) other = NULL;

  engine_place_expect_end (place, alone, EXIT_SUCCESS);

  /* Not so short that it ends before anybody can ask it to stay. */
  leased = engine_place_start (place, "--linger 5");
  socket = engine_place_find_socket (place);
  one = take_lease (socket);
  other = take_lease (socket);
  g_io_stream_close (G_IO_STREAM (one), NULL, NULL);
  g_usleep (7 * G_USEC_PER_SEC);
  g_assert_cmpuint (engine_place_ask (socket, 0, NULL, "GET", "/v1/user", NULL), ==, 200);
  g_io_stream_close (G_IO_STREAM (other), NULL, NULL);
  engine_place_expect_end (place, leased, EXIT_SUCCESS);
  g_assert_false (g_file_test (socket, G_FILE_TEST_EXISTS));
}

/* A lease asks the engine to stay, but does not make it. */
static void
test_stopped (EnginePlace *place,
              gconstpointer user_data)
{
  g_autoptr (GSubprocess) process = engine_place_start (place, "");
  g_autofree char *socket = engine_place_find_socket (place);
  g_autoptr (GSocketConnection) lease = take_lease (socket);

  engine_place_stop (place, process);
}

#define ADD(name, function) g_test_add (name, EnginePlace, NULL, engine_place_set_up, function, engine_place_tear_down)

/* The sample is for a folder with nothing in it, and what refuses it leaves the folder as it was. */
static void
test_sample (EnginePlace *place,
             gconstpointer user_data)
{
  g_autoptr (GSubprocess) first = engine_place_start (place, "--sample");
  g_autoptr (GSubprocess) second = NULL;
  g_autofree char *database = in_data (place, "engine.db");

  engine_place_stop (place, first);
  g_assert_cmpint (count_agents (database), ==, 1);
  engine_place_expect_failure (place, "--sample", EXIT_FAILURE, "empty workspace");
  second = engine_place_start (place, "");
  engine_place_stop (place, second);
  g_assert_cmpint (count_agents (database), ==, 1);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  ADD ("/proctor-engine/serve", test_serve);
  ADD ("/proctor-engine/interrupt", test_interrupt);
  ADD ("/proctor-engine/lock", test_lock);
  ADD ("/proctor-engine/killed", test_killed);
  ADD ("/proctor-engine/sockets", test_sockets);
  ADD ("/proctor-engine/key", test_key);
  ADD ("/proctor-engine/usage", test_usage);
  ADD ("/proctor-engine/backup", test_backup);
  ADD ("/proctor-engine/damaged", test_damaged);
  ADD ("/proctor-engine/newer", test_newer);
  ADD ("/proctor-engine/linger", test_linger);
  ADD ("/proctor-engine/stopped", test_stopped);
  ADD ("/proctor-engine/sample", test_sample);

  return g_test_run ();
}
