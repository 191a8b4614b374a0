/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-local.h"

#include <glib/gi18n.h>

#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-ctl-output.h"
#include "proctor-engine-service.h"
#include "proctor-folders.h"
#include "proctor-local.h"

/* The workspace on this computer, whose engine is started if need be and kept as long as something is done with it. */

static gboolean
is_under_way (ProctorEngineService *engine)
{
  ProctorEngineState state = proctor_engine_service_get_state (engine);

  return state == PROCTOR_ENGINE_STARTING || state == PROCTOR_ENGINE_WAITING;
}

static void
woken_cb (GCancellable *cancellable,
          gpointer user_data)
{
  g_main_context_wakeup (NULL);
}

/**
 * proctor_ctl_connect_local:
 * @self: what all commands need
 *
 * Makes the client for the workspace on this computer. Why that can't be has been said when this returns.
 *
 * Returns: whether there is one
 */
gboolean
proctor_ctl_connect_local (ProctorCtl *self)
{
  g_autofree char *data = proctor_folders_dup_data ();
  g_autoptr (ProctorEngineService) engine = proctor_engine_service_new (data);
  g_autoptr (ProctorConnection) connection = NULL;
  g_autoptr (GError) error = NULL;
  gulong woken = g_cancellable_connect (self->cancellable, G_CALLBACK (woken_cb), NULL, NULL);

  proctor_engine_service_start (engine);
  while (is_under_way (engine) && !g_cancellable_is_cancelled (self->cancellable))
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_disconnect (self->cancellable, woken);
  if (proctor_engine_service_get_state (engine) != PROCTOR_ENGINE_READY)
    {
      const char *advice = proctor_engine_service_get_advice (engine);

      if (proctor_engine_service_get_message (engine) != NULL)
        proctor_ctl_complain ("%s", proctor_engine_service_get_message (engine));
      if (advice != NULL)
        proctor_ctl_say ("%s", advice);
      return FALSE;
    }

  connection = proctor_connection_new_local ("local", NULL, proctor_engine_service_get_socket_path (engine), &error);
  if (connection == NULL)
    {
      proctor_ctl_complain ("%s", error->message);
      return FALSE;
    }
  self->client = proctor_client_new (connection, NULL);
  self->engine = g_steal_pointer (&engine);

  return TRUE;
}

/* Where there was something already, the sample is perhaps among it. */
static char *
find_only_agent (ProctorCtl *self)
{
  const ProctorAgentsQuery query = { .page_size = 2 };
  g_autoptr (ProctorPager) pager = proctor_agents_list_all (self->client, &query);
  g_autoptr (GPtrArray) rows = proctor_ctl_load (self, pager, 2, NULL);

  if (rows != NULL && rows->len == 1)
    return g_strdup (proctor_record_get_identity (g_ptr_array_index (rows, 0)));

  proctor_ctl_complain (_ ("The workspace on this computer has not exactly one agent any more. Say which one with --agent."));

  return NULL;
}

/**
 * proctor_ctl_load_sample:
 * @self: what all commands need, with a client for the workspace on this computer
 *
 * Puts the sample into it where there is nothing yet. Why that can't be has been said when this returns.
 *
 * Returns: (transfer full) (nullable): the sample's agent
 */
char *
proctor_ctl_load_sample (ProctorCtl *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *agent_id = NULL;

  proctor_local_load_sample_async (self->client, self->cancellable, proctor_ctl_keep_cb, &result);
  agent_id = proctor_local_load_sample_finish (self->client, proctor_ctl_wait (&result), &error);
  if (agent_id != NULL)
    return g_steal_pointer (&agent_id);
  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_CONFLICT))
    return find_only_agent (self);

  proctor_ctl_report (self, error);

  return NULL;
}
