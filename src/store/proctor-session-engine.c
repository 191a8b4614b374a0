/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-session-private.h"

#include <glib/gi18n.h>

#include "proctor-client.h"

/* A workspace on this computer follows the engine that serves it. */

static void
show_engine (ProctorSession *self,
             ProctorHealthState state,
             const char *title)
{
  const char *own = proctor_engine_service_get_title (self->engine);

  proctor_health_set (self->health, state, own != NULL ? own : title, proctor_engine_service_get_message (self->engine), proctor_engine_service_get_advice (self->engine));
}

/* While the engine is on its way, what is asked of it waits; when it can't be had, it fails. */
static void
engine_changed_cb (ProctorSession *self)
{
  switch (proctor_engine_service_get_state (self->engine))
    {
    case PROCTOR_ENGINE_STARTING:
    case PROCTOR_ENGINE_WAITING:
      proctor_client_set_held (self->client, TRUE);
      show_engine (self, PROCTOR_HEALTH_STARTING, _ ("The Engine Is Starting"));
      break;
    case PROCTOR_ENGINE_READY:
      proctor_health_begin_anew (self->health);
      proctor_client_set_held (self->client, FALSE);
      if (self->started && self->asks_again)
        proctor_session_refresh (self, FALSE);
      self->asks_again = TRUE;
      break;
    case PROCTOR_ENGINE_FAILED:
      show_engine (self, PROCTOR_HEALTH_BROKEN, NULL);
      /* What failed now has to be asked again once it serves. */
      self->asks_again = TRUE;
      proctor_client_set_held (self->client, FALSE);
      break;
    case PROCTOR_ENGINE_STOPPED:
      proctor_client_set_held (self->client, FALSE);
      break;
    }
}

/* It takes longer than one would think. */
static void
engine_words_changed_cb (ProctorSession *self)
{
  if (proctor_engine_service_get_state (self->engine) == PROCTOR_ENGINE_STARTING)
    show_engine (self, PROCTOR_HEALTH_STARTING, _ ("The Engine Is Starting"));
}

/**
 * proctor_session_use_engine:
 * @self: a workspace on this computer, not started yet
 * @engine: who serves it
 *
 * What is asked of it waits until the engine serves.
 */
void
proctor_session_use_engine (ProctorSession *self,
                            ProctorEngineService *engine)
{
  g_return_if_fail (PROCTOR_IS_SESSION (self));
  g_return_if_fail (PROCTOR_IS_ENGINE_SERVICE (engine));
  g_return_if_fail (self->engine == NULL);

  self->engine = g_object_ref (engine);
  g_signal_connect_object (engine, "notify::state", G_CALLBACK (engine_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (engine, "notify::message", G_CALLBACK (engine_words_changed_cb), self, G_CONNECT_SWAPPED);
  engine_changed_cb (self);
}
