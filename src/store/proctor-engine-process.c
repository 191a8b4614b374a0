/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-process.h"

#include <string.h>
#include <unistd.h>

#define PREFIX "proctor-engine: "

/**
 * ProctorEngineProcess:
 *
 * An engine that was started, until it ends. It is never told to end, because it does so by itself
 * when nobody needs it; whoever is done with it forgets it.
 */
struct _ProctorEngineProcess
{
  GObject parent_instance;

  /* Owned */
  GSubprocess *process;
  GDataInputStream *errors;
  GCancellable *cancellable;
  char *words;

  int status;
  gboolean closed;
  gboolean ended;
};

G_DEFINE_FINAL_TYPE (ProctorEngineProcess, proctor_engine_process, G_TYPE_OBJECT)

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* Only when it has said all there is to say. */
static void
tell_if_over (ProctorEngineProcess *self)
{
  if (self->closed && self->ended)
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void read_line (ProctorEngineProcess *self);

static void
line_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (ProctorEngineProcess) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (object), result, NULL, &error);

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  if (line == NULL)
    {
      self->closed = TRUE;
      tell_if_over (self);
      return;
    }

  g_debug ("engine: %s", line);
  /* What the engine says to people begins with its name; libraries may say something after it. */
  if (g_str_has_prefix (line, PREFIX))
    {
      g_free (self->words);
      self->words = g_utf8_make_valid (line + strlen (PREFIX), -1);
    }
  read_line (self);
}

static void
read_line (ProctorEngineProcess *self)
{
  g_data_input_stream_read_line_async (self->errors, G_PRIORITY_DEFAULT, self->cancellable, line_cb, g_object_ref (self));
}

static void
ended_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ProctorEngineProcess) self = user_data;
  GSubprocess *process = G_SUBPROCESS (object);

  if (!g_subprocess_wait_finish (process, result, NULL))
    return;

  self->status = g_subprocess_get_if_exited (process) ? g_subprocess_get_exit_status (process) : PROCTOR_ENGINE_PROCESS_KILLED;
  self->ended = TRUE;
  tell_if_over (self);
}

static void
proctor_engine_process_finalize (GObject *object)
{
  ProctorEngineProcess *self = PROCTOR_ENGINE_PROCESS (object);

  g_clear_object (&self->process);
  g_clear_object (&self->errors);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->words, g_free);

  G_OBJECT_CLASS (proctor_engine_process_parent_class)->finalize (object);
}

static void
proctor_engine_process_class_init (ProctorEngineProcessClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_engine_process_finalize;

  /**
   * ProctorEngineProcess::ended:
   *
   * It has ended, and its last words are known.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", PROCTOR_TYPE_ENGINE_PROCESS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_engine_process_init (ProctorEngineProcess *self)
{
  self->cancellable = g_cancellable_new ();
}

/* In the child. What ends the window by the terminal, Ctrl+C or hanging up, doesn't end runs that
 * others may wait for. */
static void
leave_terminal (gpointer user_data)
{
  setsid ();
}

/**
 * proctor_engine_process_start:
 * @program: the engine's program
 * @data_folder: what it is to serve
 * @socket_path: (nullable): where, if not where it is looked for
 * @error: return location for why it can't be started
 *
 * Returns: (transfer full) (nullable): the engine, on its way
 */
ProctorEngineProcess *
proctor_engine_process_start (const char *program,
                              const char *data_folder,
                              const char *socket_path,
                              GError **error)
{
  const char *const words[] = { program, "--data", data_folder, socket_path != NULL ? "--socket" : NULL, socket_path, NULL };
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  ProctorEngineProcess *self;

  g_subprocess_launcher_set_child_setup (launcher, leave_terminal, NULL, NULL);
  process = g_subprocess_launcher_spawnv (launcher, words, error);
  if (process == NULL)
    return NULL;

  self = g_object_new (PROCTOR_TYPE_ENGINE_PROCESS, NULL);
  self->process = g_steal_pointer (&process);
  self->errors = g_data_input_stream_new (g_subprocess_get_stderr_pipe (self->process));
  g_subprocess_wait_async (self->process, self->cancellable, ended_cb, g_object_ref (self));
  read_line (self);

  return self;
}

/**
 * proctor_engine_process_get_status:
 * @self: an engine that has ended
 *
 * Returns: what it has exited with, a #ProctorEngineExit among others, or
 *   %PROCTOR_ENGINE_PROCESS_KILLED
 */
int
proctor_engine_process_get_status (ProctorEngineProcess *self)
{
  g_return_val_if_fail (PROCTOR_IS_ENGINE_PROCESS (self), PROCTOR_ENGINE_PROCESS_KILLED);

  return self->status;
}

/**
 * proctor_engine_process_get_words:
 * @self: an engine
 *
 * Returns: (nullable): the last sentence that it has said
 */
const char *
proctor_engine_process_get_words (ProctorEngineProcess *self)
{
  g_return_val_if_fail (PROCTOR_IS_ENGINE_PROCESS (self), NULL);

  return self->words;
}

/**
 * proctor_engine_process_forget:
 * @self: an engine
 *
 * Lets go of it without ending it. Nothing is heard of it any more.
 */
void
proctor_engine_process_forget (ProctorEngineProcess *self)
{
  g_return_if_fail (PROCTOR_IS_ENGINE_PROCESS (self));

  g_cancellable_cancel (self->cancellable);
}
