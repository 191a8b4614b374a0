/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-session-private.h"

#include <glib/gi18n.h>

#include "proctor-client.h"
#include "proctor-config-drafts.h"
#include "proctor-drafts.h"
#include "proctor-rejudges.h"
#include "proctor-trash.h"

/**
 * ProctorSession:
 *
 * A workspace that is open: one, however many windows show it. It keeps what is shown fresh while
 * somebody looks, and asks again where there was no answer.
 */
G_DEFINE_FINAL_TYPE (ProctorSession, proctor_session, G_TYPE_OBJECT)

typedef enum
{
  PROP_WORKSPACE = 1,
  PROP_HEALTH,
  PROP_LIBRARY,
  PROP_TRASH,
  PROP_VISIBLE,
} ProctorSessionProperty;

static GParamSpec *properties[PROP_VISIBLE + 1];

enum
{
  SIGNAL_REFRESHING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
due_cb (ProctorSession *self)
{
  proctor_session_refresh (self, FALSE);
}

/* Until it is asked again there would be no other news. */
static void
postponed_cb (ProctorSession *self,
              GError *error)
{
  proctor_health_report (self->health, error);
}

static void
key_loaded_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorKey) key = proctor_key_ring_load_finish (PROCTOR_KEY_RING (object), result, &error);
  ProctorSession *self;
  const char *problem;

  if (error != NULL)
    return;

  self = PROCTOR_SESSION (user_data);
  self->has_key = key != NULL;
  problem = proctor_key_ring_get_problem (self->key_ring);
  if (key != NULL)
    proctor_client_set_key (self->client, key);
  else
    proctor_health_set (self->health, PROCTOR_HEALTH_KEY_REFUSED, _ ("No Key"), problem != NULL ? problem : _ ("The key of this workspace isn't there any more."), _ ("Enter the key again."));
  /* Some servers want none, and the others say so. */
  proctor_client_set_held (self->client, FALSE);
}

static void
load_key (ProctorSession *self)
{
  proctor_client_set_held (self->client, TRUE);
  proctor_key_ring_load_async (self->key_ring, proctor_workspace_get_id (self->workspace), self->cancellable, key_loaded_cb, self);
}

static void
proctor_session_dispose (GObject *object)
{
  ProctorSession *self = PROCTOR_SESSION (object);

  if (self->client != NULL)
    proctor_session_close (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->trash);
  g_clear_object (&self->drafts);
  g_clear_object (&self->config_drafts);
  g_clear_object (&self->feed);
  g_clear_object (&self->agent_names);
  g_clear_object (&self->until_failure);
  g_clear_object (&self->rejudges);
  g_clear_object (&self->library);
  g_clear_object (&self->health);
  g_clear_object (&self->engine);
  g_clear_object (&self->key_ring);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->history);
  g_clear_object (&self->cache);
  g_clear_object (&self->client);
  g_clear_object (&self->workspace);

  G_OBJECT_CLASS (proctor_session_parent_class)->dispose (object);
}

static void
proctor_session_get_property (GObject *object,
                              guint property_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  ProctorSession *self = PROCTOR_SESSION (object);

  switch ((ProctorSessionProperty) property_id)
    {
    case PROP_WORKSPACE:
      g_value_set_object (value, self->workspace);
      break;
    case PROP_HEALTH:
      g_value_set_object (value, self->health);
      break;
    case PROP_LIBRARY:
      g_value_set_object (value, self->library);
      break;
    case PROP_TRASH:
      g_value_set_object (value, proctor_session_get_trash (self));
      break;
    case PROP_VISIBLE:
      g_value_set_boolean (value, self->visible);
      break;
    }
}

static void
proctor_session_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  ProctorSession *self = PROCTOR_SESSION (object);

  switch ((ProctorSessionProperty) property_id)
    {
    case PROP_VISIBLE:
      proctor_session_set_visible (self, g_value_get_boolean (value));
      break;
    case PROP_WORKSPACE:
    case PROP_HEALTH:
    case PROP_LIBRARY:
    case PROP_TRASH:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
      break;
    }
}

static void
proctor_session_class_init (ProctorSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_session_dispose;
  object_class->get_property = proctor_session_get_property;
  object_class->set_property = proctor_session_set_property;

  /**
   * ProctorSession:workspace:
   *
   * What is open.
   */
  properties[PROP_WORKSPACE] = g_param_spec_object ("workspace", NULL, NULL, PROCTOR_TYPE_WORKSPACE, flags);

  /**
   * ProctorSession:health:
   *
   * How it is doing.
   */
  properties[PROP_HEALTH] = g_param_spec_object ("health", NULL, NULL, PROCTOR_TYPE_HEALTH, flags);

  /**
   * ProctorSession:library:
   *
   * Its tests and folders.
   */
  properties[PROP_LIBRARY] = g_param_spec_object ("library", NULL, NULL, PROCTOR_TYPE_LIBRARY, flags);

  /**
   * ProctorSession:trash:
   *
   * What is being deleted.
   */
  properties[PROP_TRASH] = g_param_spec_object ("trash", NULL, NULL, PROCTOR_TYPE_TRASH, flags);

  /**
   * ProctorSession:visible:
   *
   * Whether some window shows it and is looked at.
   */
  properties[PROP_VISIBLE] = g_param_spec_boolean ("visible", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorSession::refreshing:
   *
   * It is asked what is new. Whoever shows more of the workspace than the library asks for that now.
   */
  signals[SIGNAL_REFRESHING] = g_signal_new ("refreshing", PROCTOR_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_session_init (ProctorSession *self)
{
  self->health = proctor_health_new ();
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_session_new:
 * @workspace: what to open
 * @client: the way to its server
 * @cache: what was known of it
 * @history: what was run in it
 *
 * Returns: (transfer full): the workspace, opened
 */
ProctorSession *
proctor_session_new (ProctorWorkspace *workspace,
                     ProctorClient *client,
                     ProctorCache *cache,
                     ProctorHistory *history)
{
  ProctorSession *self;

  g_return_val_if_fail (PROCTOR_IS_WORKSPACE (workspace), NULL);
  g_return_val_if_fail (PROCTOR_IS_CLIENT (client), NULL);

  self = g_object_new (PROCTOR_TYPE_SESSION, NULL);
  self->workspace = g_object_ref (workspace);
  self->client = g_object_ref (client);
  g_signal_connect_object (client, "postponed", G_CALLBACK (postponed_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->cache, cache);
  g_set_object (&self->history, history);
  self->library = proctor_library_new (client, proctor_workspace_get_id (workspace), cache, history, self->health);
  self->trash = proctor_trash_new (self);
  self->drafts = proctor_drafts_new (self);
  self->config_drafts = proctor_config_drafts_new (self);
  self->agent_names = proctor_agent_names_new (client, history, proctor_workspace_get_id (workspace));
  self->until_failure = proctor_until_failure_new (self, history, proctor_workspace_get_id (workspace));
  if (history != NULL)
    self->feed = proctor_history_feed_new (client, proctor_workspace_get_id (workspace), history, self->health);

  self->clock = proctor_refresh_clock_new (self->health, self->library, !proctor_workspace_is_local (workspace));
  g_signal_connect_object (self->clock, "due", G_CALLBACK (due_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * proctor_session_use_key_ring:
 * @self: a workspace, not started yet
 * @key_ring: who has its key
 *
 * What is asked of it waits until its key is known.
 */
void
proctor_session_use_key_ring (ProctorSession *self,
                              ProctorKeyRing *key_ring)
{
  g_return_if_fail (PROCTOR_IS_SESSION (self));
  g_return_if_fail (PROCTOR_IS_KEY_RING (key_ring));

  g_set_object (&self->key_ring, key_ring);
  if (self->started)
    load_key (self);
}

/**
 * proctor_session_use_draft_file:
 * @self: a workspace, not started yet
 * @file: where what is not saved is kept
 */
void
proctor_session_use_draft_file (ProctorSession *self,
                                ProctorDraftFile *file)
{
  g_return_if_fail (PROCTOR_IS_SESSION (self));
  g_return_if_fail (!self->started);

  proctor_drafts_use_file (self->drafts, file);
  proctor_config_drafts_use_file (self->config_drafts, file);
}

/**
 * proctor_session_use_models:
 * @self: a workspace, not started yet
 * @models: where the models of this computer are, which may judge what was said in any workspace
 */
void
proctor_session_use_models (ProctorSession *self,
                            ProctorModelSetup *models)
{
  g_return_if_fail (PROCTOR_IS_SESSION (self));
  g_return_if_fail (self->rejudges == NULL);

  self->rejudges = proctor_rejudges_new (models, self->history, proctor_workspace_get_id (self->workspace));
}

/**
 * proctor_session_start:
 * @self: a workspace that was opened
 *
 * Shows what was known of it, and asks its server.
 */
void
proctor_session_start (ProctorSession *self)
{
  g_return_if_fail (PROCTOR_IS_SESSION (self));

  if (self->started)
    return;

  self->started = TRUE;
  proctor_refresh_clock_start (self->clock);
  if (self->key_ring != NULL)
    load_key (self);
  proctor_library_start (self->library);
  proctor_trash_load (self->trash);
  proctor_drafts_load (self->drafts);
  proctor_config_drafts_load (self->config_drafts);
  if (self->feed != NULL)
    proctor_history_feed_refresh (self->feed);
}

/**
 * proctor_session_close:
 * @self: a workspace that was opened
 *
 * Asks for nothing any more by itself.
 */
void
proctor_session_close (ProctorSession *self)
{
  g_return_if_fail (PROCTOR_IS_SESSION (self));

  self->started = FALSE;
  g_cancellable_cancel (self->cancellable);
  if (self->clock != NULL)
    proctor_refresh_clock_stop (self->clock);
  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_data (self->engine, self);
  g_clear_object (&self->feed);
  proctor_agent_names_stop (self->agent_names);
  proctor_until_failure_close (self->until_failure);
  proctor_drafts_stop (self->drafts);
  proctor_config_drafts_stop (self->config_drafts);
  proctor_library_stop (self->library);
  /* What still waits comes to an end. */
  proctor_client_set_held (self->client, FALSE);
}

ProctorWorkspace *
proctor_session_get_workspace (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->workspace;
}

ProctorClient *
proctor_session_get_client (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->client;
}

ProctorHealth *
proctor_session_get_health (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->health;
}

ProctorLibrary *
proctor_session_get_library (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->library;
}

ProctorHistory *
proctor_session_get_history (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->history;
}

ProctorHistoryFeed *
proctor_session_get_history_feed (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->feed;
}

/**
 * proctor_session_get_agent_names:
 * @self: a workspace
 *
 * Returns: (transfer none): what its agents and their branches are called
 */
ProctorAgentNames *
proctor_session_get_agent_names (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->agent_names;
}

/**
 * proctor_session_get_until_failure:
 * @self: a workspace
 *
 * Returns: (transfer none): tests that are run again and again until one fails
 */
ProctorUntilFailure *
proctor_session_get_until_failure (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->until_failure;
}

/**
 * proctor_session_get_rejudges:
 * @self: a workspace
 *
 * Returns: (transfer none) (nullable): what is being judged again; %NULL where no models were given
 */
ProctorRejudges *
proctor_session_get_rejudges (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->rejudges;
}

ProctorTrash *
proctor_session_get_trash (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->trash;
}

/**
 * proctor_session_get_drafts:
 * @self: a workspace
 *
 * Returns: (transfer none): what is being edited in it, and what was not saved
 */
ProctorDrafts *
proctor_session_get_drafts (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->drafts;
}

/**
 * proctor_session_get_config_drafts:
 * @self: a session
 *
 * Returns: (transfer none): the agents and tools that are being edited
 */
ProctorConfigDrafts *
proctor_session_get_config_drafts (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->config_drafts;
}

/**
 * proctor_session_set_visible:
 * @self: a workspace that was opened
 * @visible: whether some window shows it and is looked at
 *
 * Who comes back after a while sees what is new at once.
 */
void
proctor_session_set_visible (ProctorSession *self,
                             gboolean visible)
{
  g_return_if_fail (PROCTOR_IS_SESSION (self));

  visible = !!visible;
  if (self->visible == visible)
    return;

  self->visible = visible;
  proctor_refresh_clock_set_visible (self->clock, visible);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIBLE]);
}

/**
 * proctor_session_set_key:
 * @self: a workspace that was opened
 * @key: another key
 *
 * From now on its server is asked with @key.
 */
void
proctor_session_set_key (ProctorSession *self,
                         const char *key)
{
  g_return_if_fail (PROCTOR_IS_SESSION (self));

  self->has_key = key != NULL;
  proctor_client_set_key (self->client, key);
  proctor_client_set_held (self->client, FALSE);
  proctor_session_retry (self);
}

/**
 * proctor_session_refresh:
 * @self: a workspace that was opened
 * @thorough: whether all that was read before is read again
 *
 * Asks for what is new in the library and in the history.
 */
void
proctor_session_refresh (ProctorSession *self,
                         gboolean thorough)
{
  g_return_if_fail (PROCTOR_IS_SESSION (self));

  proctor_refresh_clock_note_refresh (self->clock);
  proctor_library_refresh (self->library, thorough);
  if (self->feed != NULL)
    proctor_history_feed_refresh (self->feed);
  proctor_agent_names_refresh (self->agent_names, thorough);
  g_signal_emit (self, signals[SIGNAL_REFRESHING], 0);
}

/**
 * proctor_session_retry:
 * @self: a workspace that was opened
 *
 * Somebody says to try again.
 */
void
proctor_session_retry (ProctorSession *self)
{
  g_return_if_fail (PROCTOR_IS_SESSION (self));

  if (self->engine != NULL && proctor_engine_service_get_state (self->engine) != PROCTOR_ENGINE_READY)
    {
      /* What becomes of it is told by its state. */
      proctor_engine_service_start (self->engine);
      return;
    }

  proctor_health_begin_anew (self->health);
  if (self->key_ring != NULL && !self->has_key)
    load_key (self);
  proctor_session_refresh (self, FALSE);
}
