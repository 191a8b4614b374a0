/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-refresh-clock.h"

#define REFRESH_SECS 60
#define SHORTEST_PAUSE_SECS 2
#define LONGEST_PAUSE_SECS 60

/**
 * ProctorRefreshClock:
 *
 * When a workspace's server is asked again: every minute while somebody looks, sooner where there was
 * no answer, when there is one again, and when the network has changed.
 */
struct _ProctorRefreshClock
{
  GObject parent_instance;

  /* Owned */
  ProctorHealth *health;
  ProctorLibrary *library;
  guint refresh_timeout;
  guint retry_timeout;

  guint pause_secs;
  gint64 refreshed_usecs;
  gboolean over_network;
  gboolean running;
  gboolean visible;
};

G_DEFINE_FINAL_TYPE (ProctorRefreshClock, proctor_refresh_clock, G_TYPE_OBJECT)

enum
{
  SIGNAL_DUE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void plan_retry (ProctorRefreshClock *self);

static void
tell (ProctorRefreshClock *self)
{
  if (self->running)
    g_signal_emit (self, signals[SIGNAL_DUE], 0);
}

static gboolean
refresh_cb (gpointer user_data)
{
  tell (user_data);

  return G_SOURCE_CONTINUE;
}

/* Nobody who doesn't look needs what is new. */
static void
wind (ProctorRefreshClock *self)
{
  g_clear_handle_id (&self->refresh_timeout, g_source_remove);
  if (self->running && self->visible)
    self->refresh_timeout = g_timeout_add_seconds (REFRESH_SECS, refresh_cb, self);
}

static void
retry_cb (gpointer user_data)
{
  ProctorRefreshClock *self = user_data;

  self->retry_timeout = 0;
  tell (self);
  /* Where that could not even be begun. */
  plan_retry (self);
}

/* While there is no answer it is asked again, at longer and longer intervals. What is being asked is
 * waited for first. */
static void
plan_retry (ProctorRefreshClock *self)
{
  gboolean is_waiting = self->retry_timeout != 0 || proctor_library_is_loading (self->library);

  if (!self->running || is_waiting || proctor_health_get_state (self->health) != PROCTOR_HEALTH_OFFLINE)
    return;

  self->pause_secs = CLAMP (self->pause_secs * 2, SHORTEST_PAUSE_SECS, LONGEST_PAUSE_SECS);
  self->retry_timeout = g_timeout_add_seconds_once (self->pause_secs, retry_cb, self);
}

static void
forget_retries (ProctorRefreshClock *self)
{
  g_clear_handle_id (&self->retry_timeout, g_source_remove);
  self->pause_secs = 0;
}

static void
health_changed_cb (ProctorRefreshClock *self)
{
  if (proctor_health_get_state (self->health) == PROCTOR_HEALTH_OFFLINE)
    plan_retry (self);
  else
    forget_retries (self);
}

/* What the network is thought to be is often wrong, so that it changed only means: ask. */
static void
network_changed_cb (ProctorRefreshClock *self)
{
  if (!self->over_network)
    return;

  forget_retries (self);
  tell (self);
}

static void
proctor_refresh_clock_dispose (GObject *object)
{
  ProctorRefreshClock *self = PROCTOR_REFRESH_CLOCK (object);

  proctor_refresh_clock_stop (self);
  g_clear_object (&self->library);
  g_clear_object (&self->health);

  G_OBJECT_CLASS (proctor_refresh_clock_parent_class)->dispose (object);
}

static void
proctor_refresh_clock_class_init (ProctorRefreshClockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_refresh_clock_dispose;

  /**
   * ProctorRefreshClock::due:
   *
   * It is time to ask what is new.
   */
  signals[SIGNAL_DUE] = g_signal_new ("due", PROCTOR_TYPE_REFRESH_CLOCK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_refresh_clock_init (ProctorRefreshClock *self)
{
}

/**
 * proctor_refresh_clock_new:
 * @health: how the workspace is doing
 * @library: what is asked for
 * @over_network: whether its server is reached over the network
 *
 * Returns: (transfer full): a clock that isn't started yet
 */
ProctorRefreshClock *
proctor_refresh_clock_new (ProctorHealth *health,
                           ProctorLibrary *library,
                           gboolean over_network)
{
  ProctorRefreshClock *self = g_object_new (PROCTOR_TYPE_REFRESH_CLOCK, NULL);

  self->health = g_object_ref (health);
  self->library = g_object_ref (library);
  self->over_network = over_network;
  g_signal_connect_object (health, "notify::state", G_CALLBACK (health_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (health, "recovered", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (library, "notify::loading", G_CALLBACK (plan_retry), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (network_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

void
proctor_refresh_clock_start (ProctorRefreshClock *self)
{
  g_return_if_fail (PROCTOR_IS_REFRESH_CLOCK (self));

  self->running = TRUE;
  proctor_refresh_clock_note_refresh (self);
}

void
proctor_refresh_clock_stop (ProctorRefreshClock *self)
{
  g_return_if_fail (PROCTOR_IS_REFRESH_CLOCK (self));

  self->running = FALSE;
  forget_retries (self);
  wind (self);
}

/**
 * proctor_refresh_clock_set_visible:
 * @self: a clock
 * @visible: whether somebody looks at the workspace
 *
 * Who comes back after a while sees what is new at once.
 */
void
proctor_refresh_clock_set_visible (ProctorRefreshClock *self,
                                   gboolean visible)
{
  g_return_if_fail (PROCTOR_IS_REFRESH_CLOCK (self));

  self->visible = visible;
  wind (self);
  if (visible && g_get_monotonic_time () - self->refreshed_usecs > REFRESH_SECS * G_USEC_PER_SEC)
    tell (self);
}

/**
 * proctor_refresh_clock_note_refresh:
 * @self: a clock
 *
 * It was asked what is new, for whatever reason.
 */
void
proctor_refresh_clock_note_refresh (ProctorRefreshClock *self)
{
  g_return_if_fail (PROCTOR_IS_REFRESH_CLOCK (self));

  self->refreshed_usecs = g_get_monotonic_time ();
  wind (self);
}
