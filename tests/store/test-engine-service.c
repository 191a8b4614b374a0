/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-service.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "proctor-database.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"
#include "testing-place.h"

/* The engine that was built, started and watched. */

typedef struct
{
  ProctorEngineService *service;
  ProctorEngineState state;
} Wanted;

static gboolean
has_state (gpointer user_data)
{
  Wanted *wanted = user_data;

  return proctor_engine_service_get_state (wanted->service) == wanted->state;
}

static void
wait_for_state (ProctorEngineService *service,
                ProctorEngineState state)
{
  Wanted wanted = { service, state };

  if (!proctor_testing_wait (has_state, &wanted))
    g_error ("The engine is %u instead of %u: %s", proctor_engine_service_get_state (service), state, proctor_engine_service_get_message (service));
}

static void
count_cb (ProctorEngineService *service,
          const char *message,
          guint *n)
{
  g_assert_nonnull (message);
  (*n)++;
}

static void
assert_failed (ProctorEngineService *service,
               const char *words)
{
  wait_for_state (service, PROCTOR_ENGINE_FAILED);
  g_test_message ("%s: %s %s", proctor_engine_service_get_title (service), proctor_engine_service_get_message (service), proctor_engine_service_get_advice (service));
  g_assert_nonnull (proctor_engine_service_get_title (service));
  g_assert_nonnull (proctor_engine_service_get_advice (service));
  if (strstr (proctor_engine_service_get_message (service), words) == NULL)
    g_error ("“%s” doesn't say “%s”", proctor_engine_service_get_message (service), words);
}

static void
test_start (TestingPlace *place,
            gconstpointer data)
{
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);
  int pid;

  g_assert_cmpuint (proctor_engine_service_get_state (service), ==, PROCTOR_ENGINE_STOPPED);
  proctor_engine_service_start (service);
  g_assert_cmpuint (proctor_engine_service_get_state (service), ==, PROCTOR_ENGINE_STARTING);
  wait_for_state (service, PROCTOR_ENGINE_READY);
  g_assert_null (proctor_engine_service_get_title (service));
  g_assert_null (proctor_engine_service_get_notice (service));
  g_assert_cmpuint (proctor_engine_service_get_n_crashes (service), ==, 0);
  g_assert_true (g_file_test (proctor_engine_service_get_socket_path (service), G_FILE_TEST_EXISTS));
  pid = testing_place_get_engine (place);
  g_assert_cmpint (pid, >, 0);
  /* Ctrl+C in a terminal is not for it. */
  g_assert_cmpint (getpgid (pid), ==, pid);

  /* Who comes back soon finds it as it was. */
  proctor_engine_service_stop (service);
  g_assert_cmpuint (proctor_engine_service_get_state (service), ==, PROCTOR_ENGINE_STOPPED);
  g_assert_cmpint (testing_place_get_engine (place), ==, pid);
  proctor_engine_service_start (service);
  wait_for_state (service, PROCTOR_ENGINE_READY);
  g_assert_cmpint (testing_place_get_engine (place), ==, pid);
  proctor_testing_assert_finalized (g_steal_pointer (&service));
  g_assert_cmpint (testing_place_get_engine (place), ==, pid);
}

/* However far it has come. */
static void
test_dropped (TestingPlace *place,
              gconstpointer data)
{
  ProctorEngineService *service = proctor_engine_service_new (place->data);

  proctor_engine_service_start (service);
  proctor_testing_assert_finalized (service);

  service = proctor_engine_service_new (place->data);
  proctor_engine_service_start (service);
  while (testing_place_get_engine (place) == 0)
    g_main_context_iteration (NULL, TRUE);
  proctor_testing_assert_finalized (service);
}

static void
test_killed (TestingPlace *place,
             gconstpointer data)
{
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);
  guint n_restarted = 0;
  int pid;

  g_signal_connect (service, "restarted", G_CALLBACK (count_cb), &n_restarted);
  proctor_engine_service_start (service);
  wait_for_state (service, PROCTOR_ENGINE_READY);
  for (guint i = 1; i <= 2; i++)
    {
      pid = testing_place_get_engine (place);
      testing_place_kill_engine (place);
      wait_for_state (service, PROCTOR_ENGINE_WAITING);
      g_assert_nonnull (proctor_engine_service_get_title (service));
      g_assert_nonnull (proctor_engine_service_get_message (service));
      wait_for_state (service, PROCTOR_ENGINE_READY);
      g_assert_cmpint (testing_place_get_engine (place), !=, pid);
      g_assert_cmpuint (proctor_engine_service_get_n_crashes (service), ==, i);
      /* It is told once, however often it happens in a row. */
      g_assert_cmpuint (n_restarted, ==, 1);
      g_assert_null (proctor_engine_service_get_message (service));
    }
}

static void
test_missing (TestingPlace *place,
              gconstpointer data)
{
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);
  g_autofree char *nowhere = g_build_filename (place->folder, "nowhere", NULL);

  g_setenv ("PROCTOR_ENGINE", nowhere, TRUE);
  proctor_engine_service_start (service);
  assert_failed (service, "can't be found");

  /* Installed meanwhile. */
  g_setenv ("PROCTOR_ENGINE", g_getenv ("PROCTOR_TEST_ENGINE"), TRUE);
  proctor_engine_service_start (service);
  wait_for_state (service, PROCTOR_ENGINE_READY);
  g_assert_null (proctor_engine_service_get_title (service));
}

static void
test_unwritable (TestingPlace *place,
                 gconstpointer data)
{
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);

  g_assert_true (g_file_set_contents (place->data, "a file", -1, NULL));
  proctor_engine_service_start (service);
  assert_failed (service, place->data);
  g_assert_cmpuint (proctor_engine_service_get_n_crashes (service), ==, 0);

  g_assert_cmpint (g_unlink (place->data), ==, 0);
  g_assert_cmpint (g_mkdir (place->data, 0500), ==, 0);
  /* Who may do anything is not kept out. */
  if (g_access (place->data, W_OK) != 0)
    {
      proctor_engine_service_start (service);
      assert_failed (service, "engine.lock");
    }
  g_assert_cmpint (g_chmod (place->data, 0700), ==, 0);
  proctor_engine_service_start (service);
  wait_for_state (service, PROCTOR_ENGINE_READY);
}

static void
test_newer (TestingPlace *place,
            gconstpointer data)
{
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);
  g_autofree char *path = g_build_filename (place->data, "engine.db", NULL);

  g_assert_cmpint (g_mkdir (place->data, 0700), ==, 0);
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (ProctorDatabase) database = proctor_database_open (path, &error);

    g_assert_no_error (error);
    proctor_database_run (database, "CREATE TABLE t (a)", "");
    proctor_database_run (database, "PRAGMA user_version = 999", "");
  }
  proctor_engine_service_start (service);
  assert_failed (service, "newer version of Proctor");
  g_assert_cmpuint (proctor_engine_service_get_n_crashes (service), ==, 0);
}

static gboolean
has_notice (gpointer user_data)
{
  return proctor_engine_service_get_notice (user_data) != NULL;
}

static void
test_damaged (TestingPlace *place,
              gconstpointer data)
{
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);
  g_autofree char *path = g_build_filename (place->data, "engine.db", NULL);
  g_autofree char *earlier = g_build_filename (place->data, "engine.db.damaged-19990101-000000", NULL);
  g_autofree char *rubbish = g_strnfill (8192, 'x');

  g_assert_cmpint (g_mkdir (place->data, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, rubbish, -1, NULL));
  g_assert_true (g_file_set_contents (earlier, rubbish, -1, NULL));
  proctor_engine_service_start (service);
  wait_for_state (service, PROCTOR_ENGINE_READY);
  proctor_testing_wait_for ("a notice", has_notice, service);
  g_assert_nonnull (strstr (proctor_engine_service_get_notice (service), "engine.db.damaged-2"));
}

/* Another window's, or proctorctl's. */
static void
test_second (TestingPlace *place,
             gconstpointer data)
{
  g_autoptr (ProctorEngineService) first = proctor_engine_service_new (place->data);
  g_autoptr (ProctorEngineService) second = proctor_engine_service_new (place->data);
  int pid;

  proctor_engine_service_start (first);
  proctor_engine_service_start (second);
  wait_for_state (first, PROCTOR_ENGINE_READY);
  wait_for_state (second, PROCTOR_ENGINE_READY);
  pid = testing_place_get_engine (place);
  proctor_engine_service_stop (first);
  g_assert_cmpuint (proctor_engine_service_get_state (second), ==, PROCTOR_ENGINE_READY);
  g_assert_cmpint (testing_place_get_engine (place), ==, pid);
  g_assert_cmpuint (proctor_engine_service_get_n_crashes (first) + proctor_engine_service_get_n_crashes (second), ==, 0);
}

static gboolean
serves (gpointer user_data)
{
  return testing_place_get_engine (user_data) != 0;
}

/* One that is at no socket can't be used, and must not be fought with. */
static void
test_taken (TestingPlace *place,
            gconstpointer data)
{
  const char *const words[] = { g_getenv ("PROCTOR_TEST_ENGINE"), "--data", place->data, "--listen", "127.0.0.1:0", NULL };
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) other = g_subprocess_newv (words, G_SUBPROCESS_FLAGS_STDERR_SILENCE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);
  g_autofree char *process = NULL;

  g_assert_no_error (error);
  proctor_testing_wait_for ("the other engine", serves, place);
  process = g_strdup_printf ("process %s,", g_subprocess_get_identifier (other));
  proctor_engine_service_start (service);
  assert_failed (service, process);
  g_assert_cmpuint (proctor_engine_service_get_n_crashes (service), ==, 0);

  testing_place_end_engine (place, SIGTERM);
  proctor_engine_service_start (service);
  wait_for_state (service, PROCTOR_ENGINE_READY);
}

static gboolean
has_message (gpointer user_data)
{
  return proctor_engine_service_get_message (user_data) != NULL;
}

static void
test_slow (TestingPlace *place,
           gconstpointer data)
{
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);

  testing_place_use_script (place, "until [ -e \"$(dirname \"$0\")/go\" ]; do sleep 0.1; done; exec \"$ENGINE\" \"$@\"");
  proctor_engine_service_start (service);
  proctor_testing_wait_for ("some patience to be asked for", has_message, service);
  g_assert_cmpuint (proctor_engine_service_get_state (service), ==, PROCTOR_ENGINE_STARTING);
  {
    g_autofree char *go = g_build_filename (place->folder, "go", NULL);

    g_assert_true (g_file_set_contents (go, "", -1, NULL));
  }
  wait_for_state (service, PROCTOR_ENGINE_READY);
  g_assert_null (proctor_engine_service_get_message (service));
}

static void
test_hopeless (TestingPlace *place,
               gconstpointer data)
{
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);
  guint n_restarted = 0;

  g_signal_connect (service, "restarted", G_CALLBACK (count_cb), &n_restarted);
  testing_place_use_script (place, "echo 'proctor-engine: The moon is in the way.' >&2; echo 'a library says more' >&2; exit 1");
  proctor_engine_service_start (service);
  wait_for_state (service, PROCTOR_ENGINE_WAITING);
  assert_failed (service, "The moon is in the way.");
  g_assert_cmpuint (proctor_engine_service_get_n_crashes (service), ==, 5);
  g_assert_cmpuint (n_restarted, ==, 0);
}

/* It is asked to stop while it waits to begin again. */
static void
test_stopped (TestingPlace *place,
              gconstpointer data)
{
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);

  testing_place_use_script (place, "exit 1");
  proctor_engine_service_start (service);
  wait_for_state (service, PROCTOR_ENGINE_WAITING);
  proctor_engine_service_stop (service);
  g_assert_cmpuint (proctor_engine_service_get_state (service), ==, PROCTOR_ENGINE_STOPPED);
  g_assert_null (proctor_engine_service_get_message (service));
  proctor_testing_assert_finalized (g_steal_pointer (&service));
}

/* Without a place to meet it is told where to be. */
static void
test_no_place (TestingPlace *place,
               gconstpointer data)
{
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);
  g_autofree char *folder = NULL;

  g_unsetenv ("XDG_RUNTIME_DIR");
  proctor_engine_service_start (service);
  wait_for_state (service, PROCTOR_ENGINE_READY);
  folder = g_path_get_dirname (proctor_engine_service_get_socket_path (service));
  g_assert_true (g_str_has_prefix (folder, g_get_tmp_dir ()));
  testing_place_end_engine (place, SIGKILL);
  proctor_testing_remove_folder (folder);
}

static void
prepared_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_assert_true (proctor_engine_service_prepare_finish (PROCTOR_ENGINE_SERVICE (object), result, NULL));
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/* What answers there is no engine. */
static void
test_stranger (TestingPlace *place,
               gconstpointer data)
{
  g_autoptr (ProctorEngineService) service = proctor_engine_service_new (place->data);
  const ProctorTestingAnswer answer = { .status = 404, .body = "{}" };
  g_autoptr (ProctorTestingServer) server = NULL;
  g_autofree char *folder = NULL;
  gboolean prepared = FALSE;

  proctor_engine_service_prepare_async (service, NULL, prepared_cb, &prepared);
  proctor_testing_wait_for ("the place", is_true, &prepared);
  g_assert_cmpuint (proctor_engine_service_get_state (service), ==, PROCTOR_ENGINE_STOPPED);
  folder = g_path_get_dirname (proctor_engine_service_get_socket_path (service));
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  server = proctor_testing_server_new_unix (proctor_engine_service_get_socket_path (service));
  proctor_testing_server_answer (server, "*", "*", &answer);
  proctor_engine_service_start (service);
  assert_failed (service, "not an engine");
  g_assert_cmpint (testing_place_get_engine (place), ==, 0);
}

#define ADD(name, function) g_test_add (name, TestingPlace, NULL, testing_place_set_up, function, testing_place_tear_down)

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  ADD ("/engine-service/start", test_start);
  ADD ("/engine-service/dropped", test_dropped);
  ADD ("/engine-service/killed", test_killed);
  ADD ("/engine-service/missing", test_missing);
  ADD ("/engine-service/unwritable", test_unwritable);
  ADD ("/engine-service/newer", test_newer);
  ADD ("/engine-service/damaged", test_damaged);
  ADD ("/engine-service/second", test_second);
  ADD ("/engine-service/taken", test_taken);
  ADD ("/engine-service/slow", test_slow);
  ADD ("/engine-service/hopeless", test_hopeless);
  ADD ("/engine-service/stopped", test_stopped);
  ADD ("/engine-service/no-place", test_no_place);
  ADD ("/engine-service/stranger", test_stranger);

  return g_test_run ();
}
