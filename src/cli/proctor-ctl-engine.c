/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <gio/gunixsocketaddress.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "proctor-ctl-output.h"
#include "proctor-engine-program.h"
#include "proctor-folders.h"
#include "proctor-socket-place.h"

/* The engine behind the workspace on this computer, as a program that goes on by itself. */

/* For so long nobody has to need it before it ends: a day. */
#define LINGER_SECS "86400"
#define PAUSE_MSECS 50
#define MOST_PAUSES 400

static gboolean
serves (const char *path)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (path);
  g_autoptr (GSocketConnection) connection = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, NULL);

  return connection != NULL;
}

/* Where the engine of this data is met. */
static char *
find_socket (const char *data)
{
  char *path = proctor_socket_place_find (data);

  if (path == NULL)
    proctor_ctl_complain (_ ("There is no folder in which programs meet (XDG_RUNTIME_DIR), so that an engine could not be found again."));

  return path;
}

static void
print_socket (ProctorCtl *self,
              const char *path)
{
  g_autofree char *line = g_strconcat (self->json ? "{\"socket\":\"" : "unix:", path, self->json ? "\"}" : "\n", NULL);

  if (self->json)
    proctor_ctl_print_json (line, -1);
  else
    proctor_ctl_print (line);
}

static void
leave_terminal (gpointer user_data)
{
  setsid ();
}

static GSubprocess *
spawn (const char *data,
       GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *program = proctor_engine_program_find ();

  if (program == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("proctor-engine is not installed."));
      return NULL;
    }

  g_subprocess_launcher_set_child_setup (launcher, leave_terminal, NULL, NULL);

  return g_subprocess_launcher_spawn (launcher, error, program, "--data", data, "--linger", LINGER_SECS, NULL);
}

static ProctorCtlStatus
start_engine (ProctorCtl *self,
              int argc,
              char **argv)
{
  g_autofree char *data = proctor_folders_dup_data ();
  g_autofree char *path = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  if (!proctor_ctl_parse (self, NULL, argc, argv, NULL))
    return PROCTOR_CTL_USAGE;
  path = find_socket (data);
  if (path == NULL)
    return PROCTOR_CTL_BROKEN;

  if (!serves (path))
    {
      process = spawn (data, &error);
      if (process == NULL)
        {
          proctor_ctl_complain ("%s", error->message);
          return PROCTOR_CTL_BROKEN;
        }
      for (guint i = 0; i < MOST_PAUSES && !serves (path); i++)
        proctor_ctl_sleep (self, PAUSE_MSECS);
    }
  if (!serves (path))
    {
      proctor_ctl_complain (_ ("The engine doesn't serve. “proctor-engine” in a terminal says why."));
      return PROCTOR_CTL_BROKEN;
    }
  print_socket (self, path);

  return PROCTOR_CTL_OK;
}

static ProctorCtlStatus
show_engine (ProctorCtl *self,
             int argc,
             char **argv)
{
  g_autofree char *data = proctor_folders_dup_data ();
  g_autofree char *path = NULL;

  if (!proctor_ctl_parse (self, NULL, argc, argv, NULL))
    return PROCTOR_CTL_USAGE;
  path = find_socket (data);
  if (path != NULL && serves (path))
    {
      print_socket (self, path);
      return PROCTOR_CTL_OK;
    }
  if (path != NULL)
    proctor_ctl_say (_ ("The engine doesn't run."));

  return PROCTOR_CTL_BROKEN;
}

/* Who serves the data, as its lock says: the process and since when. */
static pid_t
find_process (const char *data)
{
  g_autofree char *path = g_build_filename (data, "engine.lock", NULL);
  g_autofree char *text = NULL;
  guint64 pid;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return 0;
  pid = g_ascii_strtoull (text, NULL, 10);

  return pid > 1 && pid <= G_MAXINT32 ? (pid_t) pid : 0;
}

static ProctorCtlStatus
stop_engine (ProctorCtl *self,
             int argc,
             char **argv)
{
  g_autofree char *data = proctor_folders_dup_data ();
  g_autofree char *path = NULL;
  pid_t pid;

  if (!proctor_ctl_parse (self, NULL, argc, argv, NULL))
    return PROCTOR_CTL_USAGE;
  path = find_socket (data);
  if (path == NULL)
    return PROCTOR_CTL_BROKEN;
  if (!serves (path))
    {
      proctor_ctl_say (_ ("The engine doesn't run."));
      return PROCTOR_CTL_OK;
    }

  pid = find_process (data);
  if (pid == 0 || kill (pid, SIGTERM) != 0)
    {
      proctor_ctl_complain (_ ("The engine runs, but can't be stopped from here."));
      return PROCTOR_CTL_BROKEN;
    }
  for (guint i = 0; i < MOST_PAUSES && serves (path); i++)
    proctor_ctl_sleep (self, PAUSE_MSECS);
  if (serves (path))
    {
      proctor_ctl_complain (_ ("The engine still serves."));
      return PROCTOR_CTL_BROKEN;
    }
  proctor_ctl_say (_ ("The engine has ended. What was pending goes on when it serves again."));

  return PROCTOR_CTL_OK;
}

const ProctorCtlCommand proctor_ctl_engine_commands[] = {
  { "start", NULL, N_ ("Start the engine on this computer, and say where it is"), "  export PROCTOR_BASE_URL=$(proctorctl engine start)", start_engine },
  { "status", NULL, N_ ("Say where the engine is, if it runs"), "  proctorctl engine status", show_engine },
  { "stop", NULL, N_ ("Stop the engine"), "  proctorctl engine stop", stop_engine },
  { NULL }
};
