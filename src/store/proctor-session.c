/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-session.h"

#include "proctor-client.h"
#include "proctor-trash.h"

#define REFRESH_SECS 60
#define SHORTEST_PAUSE_SECS 2
#define LONGEST_PAUSE_SECS 60

/**
 * ProctorSession:
 *
 * A workspace that is open: one, however many windows show it. It keeps what is shown fresh while
 * somebody looks, and asks again where there was no answer.
 */
struct _ProctorSession
{
  GObject parent_instance;

  /* Owned */
  ProctorWorkspace *workspace;
  ProctorClient *client;
  ProctorCache *cache;
  ProctorHistory *history;
  ProctorHealth *health;
  ProctorLibrary *library;
  ProctorTrash *trash;
  guint refresh_timeout;
  guint retry_timeout;

  guint pause_secs;
  gint64 refreshed_usecs;
  gboolean started;
  gboolean visible;
};

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

static gboolean
refresh_cb (gpointer user_data)
{
  proctor_session_refresh (user_data, FALSE);

  return G_SOURCE_CONTINUE;
}

/* Nobody who doesn't look needs what is new. */
static void
watch_clock (ProctorSession *self)
{
  g_clear_handle_id (&self->refresh_timeout, g_source_remove);
  if (self->started && self->visible)
    self->refresh_timeout = g_timeout_add_seconds (REFRESH_SECS, refresh_cb, self);
}

static void
retry_cb (gpointer user_data)
{
  ProctorSession *self = user_data;

  self->retry_timeout = 0;
  proctor_session_refresh (self, FALSE);
}

/* While there is no answer it is asked again, at longer and longer intervals. */
static void
plan_retry (ProctorSession *self)
{
  if (self->retry_timeout != 0)
    return;

  self->pause_secs = CLAMP (self->pause_secs * 2, SHORTEST_PAUSE_SECS, LONGEST_PAUSE_SECS);
  self->retry_timeout = g_timeout_add_seconds_once (self->pause_secs, retry_cb, self);
}

static void
stop_retrying (ProctorSession *self)
{
  g_clear_handle_id (&self->retry_timeout, g_source_remove);
  self->pause_secs = 0;
}

static void
loading_changed_cb (ProctorSession *self)
{
  if (self->started && !proctor_library_is_loading (self->library) && proctor_health_get_state (self->health) == PROCTOR_HEALTH_OFFLINE)
    plan_retry (self);
}

static void
health_changed_cb (ProctorSession *self)
{
  if (proctor_health_get_state (self->health) == PROCTOR_HEALTH_OFFLINE)
    loading_changed_cb (self);
  else
    stop_retrying (self);
}

static void
recovered_cb (ProctorSession *self)
{
  if (self->started)
    proctor_session_refresh (self, FALSE);
}

/* What the network is thought to be is often wrong, so that it changed only means: ask. */
static void
network_changed_cb (ProctorSession *self)
{
  if (!self->started || proctor_workspace_is_local (self->workspace))
    return;

  stop_retrying (self);
  proctor_session_refresh (self, FALSE);
}

static void
proctor_session_dispose (GObject *object)
{
  ProctorSession *self = PROCTOR_SESSION (object);

  self->started = FALSE;
  g_clear_handle_id (&self->refresh_timeout, g_source_remove);
  g_clear_handle_id (&self->retry_timeout, g_source_remove);
  g_clear_object (&self->trash);
  g_clear_object (&self->library);
  g_clear_object (&self->health);
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
}

static void
proctor_session_init (ProctorSession *self)
{
  self->health = proctor_health_new ();
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
  g_set_object (&self->cache, cache);
  g_set_object (&self->history, history);
  self->library = proctor_library_new (client, proctor_workspace_get_id (workspace), cache, history, self->health);
  self->trash = proctor_trash_new (self);

  g_signal_connect_object (self->health, "notify::state", G_CALLBACK (health_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->health, "recovered", G_CALLBACK (recovered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->library, "notify::loading", G_CALLBACK (loading_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
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
  self->refreshed_usecs = g_get_monotonic_time ();
  watch_clock (self);
  proctor_library_start (self->library);
  proctor_trash_load (self->trash);
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

ProctorTrash *
proctor_session_get_trash (ProctorSession *self)
{
  g_return_val_if_fail (PROCTOR_IS_SESSION (self), NULL);

  return self->trash;
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
  watch_clock (self);
  if (self->started && visible && g_get_monotonic_time () - self->refreshed_usecs > REFRESH_SECS * G_USEC_PER_SEC)
    proctor_session_refresh (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIBLE]);
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

  self->refreshed_usecs = g_get_monotonic_time ();
  watch_clock (self);
  proctor_library_refresh (self->library, thorough);
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

  stop_retrying (self);
  proctor_health_set (self->health, PROCTOR_HEALTH_CONNECTING, NULL, NULL, NULL);
  proctor_session_refresh (self, FALSE);
}
