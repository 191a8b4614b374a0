/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "proctor-data-lock.h"
#include "proctor-engine-exit.h"
#include "proctor-engine-key.h"
#include "proctor-engine-options.h"
#include "proctor-engine-store.h"
#include "proctor-engine.h"
#include "proctor-lifetime.h"
#include "proctor-locale.h"
#include "proctor-sample.h"
#include "proctor-server.h"
#include "proctor-socket-path.h"

#define MOST_LAST_STEPS 1000

static gboolean
ensure_folder (const char *folder,
               GError **error)
{
  if (g_mkdir_with_parents (folder, S_IRWXU) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               /* Translators: first a folder, then the system's own words for what went wrong. */
               _ ("The folder %s can't be made: %s."), folder, g_strerror (errno));

  return FALSE;
}

static gboolean
listen_tcp (ProctorServer *server,
            const ProctorEngineOptions *options,
            GError **error)
{
  g_autofree char *fresh = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *host = NULL;

  if (options->api_key_file != NULL)
    hash = proctor_engine_key_read (options->api_key_file, error);
  else
    hash = proctor_engine_key_prepare (options->data, options->new_key, &fresh, error);
  /* It is said here and never again, even if the address turns out to be taken. */
  if (fresh != NULL)
    g_print ("%s\n", fresh);
  if (hash == NULL || !proctor_server_listen_tcp (server, options->listen, hash, error))
    return FALSE;

  g_printerr (_ ("%s: Serving “%s” on port %u.\n"), g_get_prgname (), options->data, proctor_server_get_port (server));

  return TRUE;
}

static gboolean
listen_unix (ProctorServer *server,
             const ProctorEngineOptions *options,
             char **path,
             GError **error)
{
  *path = options->socket != NULL ? g_strdup (options->socket) : proctor_socket_path_make (options->data, error);
  if (*path == NULL || !proctor_socket_path_is_free (*path, error) || !proctor_server_listen_unix (server, *path, error))
    return FALSE;

  g_printerr (_ ("%s: Serving “%s” at “%s”.\n"), g_get_prgname (), options->data, *path);

  return TRUE;
}

static gboolean
stop_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);

  return G_SOURCE_CONTINUE;
}

/* The key for the models, which goes from where it is to memory and nowhere else. */
static char *
read_model_key (const ProctorEngineOptions *options,
                GError **error)
{
  g_autofree char *text = NULL;

  if (options->model_key_file == NULL)
    return g_strdup (g_getenv ("PROCTOR_MODEL_KEY") != NULL ? g_getenv ("PROCTOR_MODEL_KEY") : "");
  if (!g_file_get_contents (options->model_key_file, &text, NULL, error))
    return NULL;

  return g_strdup (g_strstrip (text));
}

static gboolean
prepare_models (ProctorEngine *engine,
                const ProctorEngineOptions *options,
                GError **error)
{
  g_autofree char *key = NULL;

  if (options->model_url == NULL)
    return TRUE;

  key = read_model_key (options, error);
  if (key == NULL)
    return FALSE;
  proctor_models_set_key (proctor_engine_get_models (engine), key, NULL);
  explicit_bzero (key, strlen (key));

  return proctor_models_fix (proctor_engine_get_models (engine), options->model_url, options->model, error);
}

/* Serves until somebody says to stop or nobody needs it. */
static void
run (ProctorServer *server,
     ProctorWorker *worker,
     ProctorEngine *engine,
     const ProctorEngineOptions *options,
     GMainLoop *loop)
{
  g_autoptr (ProctorLifetime) lifetime = NULL;

  if (options->listen == NULL)
    {
      lifetime = proctor_lifetime_new (server, worker, (guint) options->linger);
      g_signal_connect_swapped (lifetime, "ended", G_CALLBACK (g_main_loop_quit), loop);
    }
  proctor_engine_start (engine);
  g_main_loop_run (loop);
}

/* Whoever has started it has to say what is the matter, and can't read. */
static int
find_status (const GError *error,
             int otherwise)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_BUSY))
    return PROCTOR_ENGINE_EXIT_TAKEN;
  if (g_error_matches (error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_NEWER))
    return PROCTOR_ENGINE_EXIT_NEWER;

  return otherwise;
}

/* Returns what to exit with. */
static int
serve (const ProctorEngineOptions *options,
       GError **error)
{
  g_autoptr (ProctorDataLock) lock = NULL;
  g_autoptr (ProctorWorker) worker = NULL;
  g_autoptr (ProctorServer) server = NULL;
  g_autoptr (ProctorEngine) engine = NULL;
  g_autoptr (GMainLoop) loop = NULL;
  g_autofree char *path = NULL;
  gboolean listening;

  if (!ensure_folder (options->data, error))
    return PROCTOR_ENGINE_EXIT_FOLDER;
  lock = proctor_data_lock_take (options->data, error);
  if (lock == NULL)
    return find_status (*error, PROCTOR_ENGINE_EXIT_FOLDER);
  worker = proctor_engine_store_open (options->data, proctor_data_lock_was_unclean (lock), error);
  if (worker == NULL)
    {
      if (!proctor_data_lock_was_unclean (lock))
        proctor_data_lock_set_clean (lock);
      return find_status (*error, PROCTOR_ENGINE_EXIT_FOLDER);
    }

  /* Who is told to stop while it begins stops once it has. */
  loop = g_main_loop_new (NULL, FALSE);
  g_unix_signal_add_full (G_PRIORITY_DEFAULT, SIGTERM, stop_cb, g_main_loop_ref (loop), (GDestroyNotify) g_main_loop_unref);
  g_unix_signal_add_full (G_PRIORITY_DEFAULT, SIGINT, stop_cb, g_main_loop_ref (loop), (GDestroyNotify) g_main_loop_unref);
  server = proctor_server_new (worker);
  engine = proctor_engine_new (worker, server, (guint) options->runs);
  listening = (!options->sample || proctor_sample_load_now (worker, error)) && prepare_models (engine, options, error) && (options->listen != NULL ? listen_tcp (server, options, error) : listen_unix (server, options, &path, error));
  if (listening)
    run (server, worker, engine, options, loop);

  proctor_engine_stop (engine);
  /* What has been asked is done and answered, as far as that goes without waiting. */
  proctor_worker_stop (worker);
  for (guint i = 0; i < MOST_LAST_STEPS && g_main_context_iteration (NULL, FALSE); i++)
    ;
  proctor_server_stop (server);
  if (path != NULL && options->socket == NULL)
    proctor_socket_path_clean_up (path);
  proctor_data_lock_set_clean (lock);

  return listening ? EXIT_SUCCESS : find_status (*error, EXIT_FAILURE);
}

int
main (int argc,
      char **argv)
{
  g_autoptr (ProctorEngineOptions) options = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  proctor_locale_init ();
  g_set_prgname ("proctor-engine");
  /* Standard output is for keys and copies; what is written is nobody else's to read. */
  g_log_writer_default_set_use_stderr (TRUE);
  umask (S_IRWXG | S_IRWXO);
  signal (SIGPIPE, SIG_IGN);

  options = proctor_engine_options_parse (argc, argv, &status);
  if (options == NULL)
    return status;

  if (options->backup != NULL)
    status = proctor_engine_store_back_up (options->data, options->backup, &error) ? EXIT_SUCCESS : EXIT_FAILURE;
  else
    status = serve (options, &error);
  if (status != EXIT_SUCCESS)
    g_printerr ("%s: %s\n", g_get_prgname (), error->message);

  return status;
}
