/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-health.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-store-enums.h"

/* What is between a server and us, as opposed to the server. */
#define STATUS_BAD_GATEWAY 502
#define STATUS_GATEWAY_TIMEOUT 504

/**
 * ProctorHealth:
 *
 * How a workspace is doing, as its answers tell. Whoever asks its server for something reports how
 * that went; whoever knows better, such as the one who starts the engine, says so.
 */
struct _ProctorHealth
{
  GObject parent_instance;

  /* Owned */
  char *title;
  char *message;
  char *advice;

  ProctorHealthState state;
  gint64 anew_usecs;
  /* Since the last good answer there was none, and what is shown may be old. */
  gboolean was_away;
};

G_DEFINE_FINAL_TYPE (ProctorHealth, proctor_health, G_TYPE_OBJECT)

typedef enum
{
  PROP_STATE = 1,
  PROP_TITLE,
  PROP_MESSAGE,
  PROP_ADVICE,
} ProctorHealthProperty;

static GParamSpec *properties[PROP_ADVICE + 1];

enum
{
  SIGNAL_RECOVERED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
proctor_health_finalize (GObject *object)
{
  ProctorHealth *self = PROCTOR_HEALTH (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->advice, g_free);

  G_OBJECT_CLASS (proctor_health_parent_class)->finalize (object);
}

static void
proctor_health_get_property (GObject *object,
                             guint property_id,
                             GValue *value,
                             GParamSpec *pspec)
{
  ProctorHealth *self = PROCTOR_HEALTH (object);

  switch ((ProctorHealthProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_MESSAGE:
      g_value_set_string (value, self->message);
      break;
    case PROP_ADVICE:
      g_value_set_string (value, self->advice);
      break;
    }
}

static void
proctor_health_class_init (ProctorHealthClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = proctor_health_finalize;
  object_class->get_property = proctor_health_get_property;

  /**
   * ProctorHealth:state:
   *
   * How it is doing.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PROCTOR_TYPE_HEALTH_STATE, PROCTOR_HEALTH_CONNECTING, flags);

  /**
   * ProctorHealth:title:
   *
   * In a few words what is the matter, %NULL while all is well.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * ProctorHealth:message:
   *
   * What has happened, in a sentence or two; %NULL if the title says it all.
   */
  properties[PROP_MESSAGE] = g_param_spec_string ("message", NULL, NULL, NULL, flags);

  /**
   * ProctorHealth:advice:
   *
   * What a person can do about it, or %NULL.
   */
  properties[PROP_ADVICE] = g_param_spec_string ("advice", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorHealth::recovered:
   *
   * There is an answer after there was none. Whoever shows something reads it again.
   */
  signals[SIGNAL_RECOVERED] = g_signal_new ("recovered", PROCTOR_TYPE_HEALTH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_health_init (ProctorHealth *self)
{
}

/**
 * proctor_health_new:
 *
 * Returns: (transfer full): the health of a workspace that nothing is known of yet
 */
ProctorHealth *
proctor_health_new (void)
{
  return g_object_new (PROCTOR_TYPE_HEALTH, NULL);
}

ProctorHealthState
proctor_health_get_state (ProctorHealth *self)
{
  g_return_val_if_fail (PROCTOR_IS_HEALTH (self), PROCTOR_HEALTH_CONNECTING);

  return self->state;
}

const char *
proctor_health_get_title (ProctorHealth *self)
{
  g_return_val_if_fail (PROCTOR_IS_HEALTH (self), NULL);

  return self->title;
}

const char *
proctor_health_get_message (ProctorHealth *self)
{
  g_return_val_if_fail (PROCTOR_IS_HEALTH (self), NULL);

  return self->message;
}

const char *
proctor_health_get_advice (ProctorHealth *self)
{
  g_return_val_if_fail (PROCTOR_IS_HEALTH (self), NULL);

  return self->advice;
}

/**
 * proctor_health_is_usable:
 * @self: how a workspace is doing
 *
 * Returns: whether changing something makes sense. While nothing is known it does: what comes of it
 *   will be told.
 */
gboolean
proctor_health_is_usable (ProctorHealth *self)
{
  g_return_val_if_fail (PROCTOR_IS_HEALTH (self), FALSE);

  return self->state == PROCTOR_HEALTH_CONNECTED || self->state == PROCTOR_HEALTH_CONNECTING || self->state == PROCTOR_HEALTH_LIMITED;
}

/**
 * proctor_health_set:
 * @self: how a workspace is doing
 * @state: how it is doing now
 * @title: (nullable): in a few words what is the matter
 * @message: (nullable): what has happened
 * @advice: (nullable): what a person can do
 *
 * For those who know it without having asked the server.
 */
void
proctor_health_set (ProctorHealth *self,
                    ProctorHealthState state,
                    const char *title,
                    const char *message,
                    const char *advice)
{
  gboolean recovered;

  g_return_if_fail (PROCTOR_IS_HEALTH (self));

  g_object_freeze_notify (G_OBJECT (self));
  recovered = state == PROCTOR_HEALTH_CONNECTED && self->was_away;
  /* Who is limited is answered all the same. */
  self->was_away = state != PROCTOR_HEALTH_CONNECTED && state != PROCTOR_HEALTH_LIMITED && (self->was_away || state != PROCTOR_HEALTH_CONNECTING);
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  if (g_set_str (&self->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  if (g_set_str (&self->message, message))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGE]);
  if (g_set_str (&self->advice, advice))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ADVICE]);
  g_object_thaw_notify (G_OBJECT (self));

  if (recovered)
    g_signal_emit (self, signals[SIGNAL_RECOVERED], 0);
}

/**
 * proctor_health_begin_anew:
 * @self: how a workspace is doing
 *
 * Its server is asked again from now on, because something may be better. What goes wrong with what it
 * was asked before says nothing of that, however late it is known.
 */
void
proctor_health_begin_anew (ProctorHealth *self)
{
  g_return_if_fail (PROCTOR_IS_HEALTH (self));

  self->anew_usecs = g_get_monotonic_time ();
  proctor_health_set (self, PROCTOR_HEALTH_CONNECTING, NULL, NULL, NULL);
}

/**
 * proctor_health_is_outdated:
 * @self: how a workspace is doing
 * @error: why something failed
 *
 * Returns: whether it is the answer to what was asked before proctor_health_begin_anew(), so that
 *   asking again may bring another
 */
gboolean
proctor_health_is_outdated (ProctorHealth *self,
                            const GError *error)
{
  gint64 asked_usecs;

  g_return_val_if_fail (PROCTOR_IS_HEALTH (self), FALSE);
  g_return_val_if_fail (error != NULL, FALSE);

  if (error->domain != PROCTOR_API_ERROR)
    return FALSE;
  asked_usecs = proctor_api_error_get_details (error)->asked_usecs;

  return asked_usecs != 0 && asked_usecs < self->anew_usecs;
}

/* What an answer says of the way to the server, whatever it says of what was asked. Returns whether
 * it says anything. */
static gboolean
judge (ProctorHealth *self,
       const GError *error,
       ProctorHealthState *state)
{
  const ProctorErrorDetails *details = proctor_api_error_get_details (error);
  guint status = details->status;
  /* One of many requests that fails says nothing of the rest; the first one is all that is known. */
  gboolean is_well = self->state == PROCTOR_HEALTH_CONNECTED || self->state == PROCTOR_HEALTH_LIMITED;

  switch ((ProctorApiErrorCode) error->code)
    {
    case PROCTOR_API_ERROR_NETWORK:
    case PROCTOR_API_ERROR_TIMEOUT:
    case PROCTOR_API_ERROR_TLS:
      *state = PROCTOR_HEALTH_OFFLINE;
      return TRUE;
    case PROCTOR_API_ERROR_KEY:
      *state = PROCTOR_HEALTH_KEY_REFUSED;
      return TRUE;
    case PROCTOR_API_ERROR_QUOTA:
    case PROCTOR_API_ERROR_RATE_LIMITED:
    case PROCTOR_API_ERROR_CONCURRENCY_LIMITED:
      *state = PROCTOR_HEALTH_LIMITED;
      return TRUE;
    case PROCTOR_API_ERROR_SERVER:
      *state = PROCTOR_HEALTH_OFFLINE;
      return !is_well || (status >= STATUS_BAD_GATEWAY && status <= STATUS_GATEWAY_TIMEOUT);
    case PROCTOR_API_ERROR_UNSUPPORTED:
    case PROCTOR_API_ERROR_PROTOCOL:
    case PROCTOR_API_ERROR_REDIRECT:
      *state = PROCTOR_HEALTH_OFFLINE;
      return !is_well;
    case PROCTOR_API_ERROR_PERMISSION:
    case PROCTOR_API_ERROR_NOT_FOUND:
    case PROCTOR_API_ERROR_CONFLICT:
    case PROCTOR_API_ERROR_INVALID:
    case PROCTOR_API_ERROR_TOO_LARGE:
      *state = PROCTOR_HEALTH_CONNECTED;
      return TRUE;
    case PROCTOR_API_ERROR_ANSWER_LOST:
    case PROCTOR_API_ERROR_READ_ONLY:
    case PROCTOR_API_ERROR_DOCUMENT:
      break;
    }

  return FALSE;
}

static const char *
get_state_title (ProctorHealthState state)
{
  switch (state)
    {
    case PROCTOR_HEALTH_OFFLINE:
      return _ ("Offline");
    case PROCTOR_HEALTH_KEY_REFUSED:
      return _ ("Key Refused");
    case PROCTOR_HEALTH_LIMITED:
      return _ ("Limited");
    case PROCTOR_HEALTH_CONNECTING:
    case PROCTOR_HEALTH_CONNECTED:
    case PROCTOR_HEALTH_STARTING:
    case PROCTOR_HEALTH_BROKEN:
      break;
    }

  return NULL;
}

/**
 * proctor_health_report:
 * @self: how a workspace is doing
 * @error: (nullable): what a request came to, %NULL if it was answered well
 *
 * Takes note of an answer of the workspace's server. One that was cancelled says nothing, nor does one
 * that failed to what was asked before proctor_health_begin_anew().
 */
void
proctor_health_report (ProctorHealth *self,
                       const GError *error)
{
  const ProctorErrorDetails *details;
  ProctorHealthState state = PROCTOR_HEALTH_CONNECTED;
  gboolean is_starting;

  g_return_if_fail (PROCTOR_IS_HEALTH (self));

  if (error != NULL && (error->domain != PROCTOR_API_ERROR || proctor_health_is_outdated (self, error) || !judge (self, error, &state)))
    return;
  /* That there is no engine, and why, is known better than by there being no answer, or by one that it
   * gave before it ended. */
  is_starting = self->state == PROCTOR_HEALTH_STARTING;
  if (state == PROCTOR_HEALTH_OFFLINE && (is_starting || self->state == PROCTOR_HEALTH_BROKEN))
    return;
  if (state == PROCTOR_HEALTH_CONNECTED && is_starting)
    return;
  /* That there is no key is not news to whoever has said so. */
  if (state == PROCTOR_HEALTH_KEY_REFUSED && self->state == state)
    return;
  if (state == PROCTOR_HEALTH_CONNECTED)
    {
      proctor_health_set (self, state, NULL, NULL, NULL);
      return;
    }

  details = proctor_api_error_get_details (error);
  proctor_health_set (self, state, get_state_title (state), error->message, details->advice);
}
