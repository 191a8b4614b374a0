/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-service-private.h"

#include <glib/gi18n.h>

#include "proctor-engine-exit.h"
#include "proctor-engine-words.h"

/* How often it is looked whether the engine serves yet, and whether another one has gone. */
#define FIRST_POLL_MSECS 20
#define LAST_POLL_MSECS 500
#define MOST_TAKEN 10

/* When it is said that it takes long. */
#define SLOW_SECS 5

/* After so long a crash is a new story. */
#define STABLE_SECS 60

/* How the engine is found, started, watched and started again. */

static void take_lease (ProctorEngineService *self);

/* Nothing is under way any more; an engine that runs goes on running. */
void
proctor_engine_service_let_go (ProctorEngineService *self)
{
  g_clear_handle_id (&self->poll_timeout, g_source_remove);
  g_clear_handle_id (&self->slow_timeout, g_source_remove);
  g_clear_handle_id (&self->restart_timeout, g_source_remove);
  g_clear_handle_id (&self->stable_timeout, g_source_remove);
  if (self->attempt != NULL)
    g_cancellable_cancel (self->attempt);
  g_clear_object (&self->attempt);
  if (self->lease != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->lease, self);
      proctor_lease_give_back (self->lease);
    }
  g_clear_object (&self->lease);
  if (self->process != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->process, self);
      proctor_engine_process_forget (self->process);
    }
  g_clear_object (&self->process);
}

static void
fail (ProctorEngineService *self,
      const char *title,
      const char *message,
      const char *advice)
{
  g_autofree char *kept = g_strdup (message);

  proctor_engine_service_let_go (self);
  proctor_engine_service_set_state (self, PROCTOR_ENGINE_FAILED, title, kept, advice);
}

static void
restart_cb (gpointer user_data)
{
  ProctorEngineService *self = user_data;

  self->restart_timeout = 0;
  proctor_engine_service_begin (self);
}

/* It has ended, and nobody has told it to. */
static void
crash (ProctorEngineService *self,
       const char *own_words)
{
  gboolean hopeful = proctor_engine_crashes_note (&self->crashes, self->lease != NULL);
  ProctorEngineWords words;

  g_object_notify (G_OBJECT (self), "n-crashes");
  if (!hopeful)
    {
      proctor_engine_words_find (PROCTOR_ENGINE_PROCESS_KILLED, &words);
      fail (self, words.title, own_words != NULL ? own_words : words.message, words.advice);
      return;
    }

  proctor_engine_service_let_go (self);
  self->restart_timeout = g_timeout_add_once (self->crashes.pause_msecs, restart_cb, self);
  proctor_engine_service_set_state (self, PROCTOR_ENGINE_WAITING, _ ("The Engine Has Stopped"), _ ("It is started again in a moment. Nothing that was saved is lost."), NULL);
}

static void
lease_ended_cb (ProctorEngineService *self)
{
  crash (self, NULL);
}

static void
stable_cb (gpointer user_data)
{
  ProctorEngineService *self = user_data;

  self->stable_timeout = 0;
  proctor_engine_crashes_note_stable (&self->crashes);
}

static void
looked_for_damage_cb (GObject *object,
                      GAsyncResult *result,
                      gpointer user_data)
{
  g_autoptr (ProctorEngineService) self = user_data;
  g_autofree char *name = proctor_engine_place_look_for_damage_finish (result);
  g_autofree char *notice = NULL;

  if (name == NULL)
    return;

  notice = g_strdup_printf (_ ("The data of the workspace on this computer was damaged. It was set aside as “%s”, and a new workspace was begun."), name);
  if (g_set_str (&self->notice, notice))
    g_object_notify (G_OBJECT (self), "notice");
}

static void
serve (ProctorEngineService *self,
       ProctorLease *lease)
{
  gboolean tell;

  g_clear_handle_id (&self->slow_timeout, g_source_remove);
  self->lease = lease;
  g_signal_connect_object (lease, "ended", G_CALLBACK (lease_ended_cb), self, G_CONNECT_SWAPPED);
  self->n_taken = 0;
  self->stable_timeout = g_timeout_add_seconds_once (STABLE_SECS, stable_cb, self);
  proctor_engine_place_look_for_damage_async (g_steal_pointer (&self->place), looked_for_damage_cb, g_object_ref (self));

  tell = proctor_engine_crashes_note_served (&self->crashes);
  proctor_engine_service_set_state (self, PROCTOR_ENGINE_READY, NULL, NULL, NULL);
  if (tell)
    g_signal_emit_by_name (self, "restarted", _ ("The engine had stopped and was started again"));
}

static void
poll_cb (gpointer user_data)
{
  ProctorEngineService *self = user_data;

  self->poll_timeout = 0;
  take_lease (self);
}

static void
poll_later (ProctorEngineService *self)
{
  self->poll_msecs = CLAMP (self->poll_msecs * 2, FIRST_POLL_MSECS, LAST_POLL_MSECS);
  g_clear_handle_id (&self->poll_timeout, g_source_remove);
  self->poll_timeout = g_timeout_add_once (self->poll_msecs, poll_cb, self);
}

static void
process_ended_cb (ProctorEngineService *self)
{
  g_autoptr (ProctorEngineProcess) process = g_steal_pointer (&self->process);
  int status = proctor_engine_process_get_status (process);
  const char *own_words = proctor_engine_process_get_words (process);
  ProctorEngineWords words;

  g_signal_handlers_disconnect_by_data (process, self);
  /* The lease is what counts. Another engine may hold it. */
  if (self->state != PROCTOR_ENGINE_STARTING)
    return;

  if (!proctor_engine_words_find (status, &words))
    crash (self, status != PROCTOR_ENGINE_PROCESS_KILLED ? own_words : NULL);
  else if (status == PROCTOR_ENGINE_EXIT_TAKEN && ++self->n_taken < MOST_TAKEN)
    /* It is about to serve, or to end. */
    poll_later (self);
  else
    fail (self, words.title, own_words != NULL ? own_words : words.message, words.advice);
}

static void
launch (ProctorEngineService *self)
{
  g_autoptr (GError) error = NULL;
  const char *socket_path = self->place->own_socket ? self->place->socket_path : NULL;

  if (self->place->program != NULL)
    self->process = proctor_engine_process_start (self->place->program, self->data_folder, socket_path, &error);
  if (self->process != NULL)
    {
      g_signal_connect_object (self->process, "ended", G_CALLBACK (process_ended_cb), self, G_CONNECT_SWAPPED);
      poll_later (self);
    }
  else if (error == NULL || g_error_matches (error, G_SPAWN_ERROR, G_SPAWN_ERROR_NOENT))
    fail (self, _ ("The Engine Is Missing"), _ ("The program “proctor-engine”, which serves the workspace on this computer, can't be found."), _ ("Install Proctor again. Other workspaces can be used all the same."));
  else
    fail (self, _ ("The Engine Can't Be Started"), error->message, _ ("Install Proctor again. Other workspaces can be used all the same."));
}

static void
lease_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  ProctorLease *lease = proctor_lease_take_finish (PROCTOR_CONNECTION (object), result, &error);
  ProctorEngineService *self;

  if (lease == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_ENGINE_SERVICE (user_data);
  if (lease != NULL)
    serve (self, lease);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    fail (self, _ ("Another Engine Has the Workspace"), error->message, _ ("Stop the other engine and try again."));
  else if (self->process != NULL)
    poll_later (self);
  else
    launch (self);
}

static void
take_lease (ProctorEngineService *self)
{
  proctor_lease_take_async (self->connection, self->attempt, lease_cb, self);
}

static void
slow_cb (gpointer user_data)
{
  ProctorEngineService *self = user_data;

  self->slow_timeout = 0;
  proctor_engine_service_set_state (self, PROCTOR_ENGINE_STARTING, _ ("The Engine Is Starting"), _ ("It takes longer than usual. After it was ended by force it looks through all of its data first."), NULL);
}

static void
place_found_cb (GObject *object,
                GAsyncResult *result,
                gpointer user_data)
{
  ProctorEngineService *self = PROCTOR_ENGINE_SERVICE (object);

  if (proctor_engine_service_prepare_finish (self, result, NULL))
    take_lease (self);
}

void
proctor_engine_service_begin (ProctorEngineService *self)
{
  proctor_engine_service_let_go (self);
  self->attempt = g_cancellable_new ();
  self->poll_msecs = 0;
  self->slow_timeout = g_timeout_add_seconds_once (SLOW_SECS, slow_cb, self);
  proctor_engine_service_set_state (self, PROCTOR_ENGINE_STARTING, NULL, NULL, NULL);
  proctor_engine_service_prepare_async (self, self->attempt, place_found_cb, NULL);
}
