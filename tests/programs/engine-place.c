/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine-place.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "proctor-testing.h"

void
engine_place_set_up (EnginePlace *place,
                     gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* A socket's path has to be short. */
  place->folder = g_dir_make_tmp ("e-XXXXXX", &error);
  g_assert_no_error (error);
  place->data = g_build_filename (place->folder, "data", NULL);
  place->runtime = g_build_filename (place->folder, "run", NULL);
  place->output = g_build_filename (place->folder, "output", NULL);
  place->errors = g_build_filename (place->folder, "errors", NULL);
  g_assert_cmpint (g_mkdir (place->runtime, 0700), ==, 0);
}

void
engine_place_tear_down (EnginePlace *place,
                        gconstpointer user_data)
{
  proctor_testing_remove_folder (place->folder);
  g_free (place->folder);
  g_free (place->data);
  g_free (place->runtime);
  g_free (place->output);
  g_free (place->errors);
}

/* Starts the engine with the words of @arguments; "%s" is the folder. */
GSubprocess *
engine_place_launch (EnginePlace *place,
                     const char *variable,
                     const char *value,
                     const char *arguments)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_auto (GStrv) parts = g_strsplit (arguments, "%s", -1);
  g_autofree char *joined = g_strjoinv (place->folder, parts);
  g_autofree char *line = g_strdup_printf ("%s --data %s %s", g_getenv ("PROCTOR_TEST_ENGINE"), place->data, joined);
  g_auto (GStrv) words = NULL;
  g_autoptr (GError) error = NULL;
  GSubprocess *process;

  g_shell_parse_argv (line, NULL, &words, &error);
  g_assert_no_error (error);
  g_unlink (place->output);
  g_unlink (place->errors);
  g_subprocess_launcher_set_stdout_file_path (launcher, place->output);
  g_subprocess_launcher_set_stderr_file_path (launcher, place->errors);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_RUNTIME_DIR", place->runtime, TRUE);
  g_subprocess_launcher_unsetenv (launcher, "FLATPAK_ID");
  if (value != NULL)
    g_subprocess_launcher_setenv (launcher, variable, value, TRUE);
  else if (variable != NULL)
    g_subprocess_launcher_unsetenv (launcher, variable);
  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);

  return process;
}

char *
engine_place_read (const char *path)
{
  char *text = NULL;

  return g_file_get_contents (path, &text, NULL, NULL) ? text : g_strdup ("");
}

gboolean
engine_place_serves (gpointer user_data)
{
  EnginePlace *place = user_data;
  g_autofree char *errors = engine_place_read (place->errors);

  return strstr (errors, "Serving") != NULL && g_str_has_suffix (errors, ".\n");
}

GSubprocess *
engine_place_start (EnginePlace *place,
                    const char *arguments)
{
  GSubprocess *process = engine_place_launch (place, NULL, NULL, arguments);

  if (!proctor_testing_wait (engine_place_serves, place))
    {
      g_autofree char *errors = engine_place_read (place->errors);

      g_error ("The engine does not serve: %s", errors);
    }

  return process;
}

static void
waited_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_subprocess_wait_finish (G_SUBPROCESS (object), result, NULL);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

/* Waits until the engine has ended with @status, or by a signal if that is -1. */
void
engine_place_expect_end (EnginePlace *place,
                         GSubprocess *process,
                         int status)
{
  g_autofree char *errors = NULL;
  gboolean ended = FALSE;

  g_subprocess_wait_async (process, NULL, waited_cb, &ended);
  proctor_testing_wait_for ("the engine to end", is_true, &ended);
  errors = engine_place_read (place->errors);
  if ((g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : -1) != status)
    g_error ("The engine ended with something else than %d: %s", status, errors);
}

void
engine_place_stop (EnginePlace *place,
                   GSubprocess *process)
{
  g_subprocess_send_signal (process, SIGTERM);
  engine_place_expect_end (place, process, EXIT_SUCCESS);
}

void
engine_place_expect_failure (EnginePlace *place,
                             const char *arguments,
                             int status,
                             const char *said)
{
  g_autoptr (GSubprocess) process = engine_place_launch (place, NULL, NULL, arguments);
  g_autofree char *errors = NULL;

  engine_place_expect_end (place, process, status);
  errors = engine_place_read (place->errors);
  if (strstr (errors, said) == NULL)
    g_error ("Nothing of “%s”: %s", said, errors);
}

/* Returns the socket's path, as the engine says it. */
char *
engine_place_find_socket (EnginePlace *place)
{
  g_autofree char *errors = engine_place_read (place->errors);
  const char *begin = strstr (errors, "at “");
  char *path;

  g_assert_nonnull (begin);
  path = g_strdup (begin + strlen ("at “"));
  *strstr (path, "”") = '\0';

  return path;
}

guint
engine_place_find_port (EnginePlace *place)
{
  g_autofree char *errors = engine_place_read (place->errors);
  const char *begin = strstr (errors, "on port ");

  g_assert_nonnull (begin);

  return (guint) g_ascii_strtoull (begin + strlen ("on port "), NULL, 10);
}

static void
done_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

/* Asks the engine at a socket, or at a port with a key. */
guint
engine_place_ask (const char *path,
                  guint port,
                  const char *key,
                  const char *method,
                  const char *what,
                  const char *body)
{
  g_autoptr (GSocketAddress) address = path != NULL ? g_unix_socket_address_new (path) : g_inet_socket_address_new_from_string ("127.0.0.1", port);
  g_autoptr (SoupSession) session = soup_session_new_with_options ("remote-connectable", address, "proxy-resolver", NULL, NULL);
  g_autofree char *uri = g_strconcat ("http://localhost", what, NULL);
  g_autoptr (SoupMessage) message = soup_message_new (method, uri);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) bytes = body != NULL ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GBytes) answer = NULL;
  g_autoptr (GError) error = NULL;

  if (key != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "xi-api-key", key);
  if (bytes != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", bytes);
  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, done_cb, &result);
  proctor_testing_wait_for ("an answer", is_set, &result);
  answer = soup_session_send_and_read_finish (session, result, &error);
  g_assert_no_error (error);

  return soup_message_get_status (message);
}
