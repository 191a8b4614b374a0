/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-health-banner.h"

#include "proctor-session.h"

#include <glib/gi18n.h>

/* What starts in this time needs no words. */
#define PATIENCE_MSECS 3000

/**
 * ProctorHealthBanner:
 *
 * Above a list, while its workspace is not well: what is the matter and what can be done about it.
 * What is in the list stays usable meanwhile.
 */
struct _ProctorHealthBanner
{
  AdwBin parent_instance;

  /* Owned */
  ProctorSession *session;
  GSignalGroup *health_signals;
  GSignalGroup *library_signals;

  /* Borrowed: it is the child, once there was something to say */
  AdwBanner *banner;

  guint patience_id;
  gboolean is_slow;
};

G_DEFINE_FINAL_TYPE (ProctorHealthBanner, proctor_health_banner, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} ProctorHealthBannerProperty;

static GParamSpec *properties[PROP_SESSION + 1];

/* When what is shown was read: the time of day, with the date if that was not today. */
static char *
dup_read_at (ProctorSession *session)
{
  gint64 seconds = 0;
  g_autoptr (GDateTime) then = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  g_object_get (proctor_session_get_library (session), "known-at", &seconds, NULL);
  if (seconds == 0)
    return NULL;

  then = g_date_time_new_from_unix_local (seconds);
  if (g_date_time_get_year (then) == g_date_time_get_year (now) && g_date_time_get_day_of_year (then) == g_date_time_get_day_of_year (now))
    /* Translators: a time of day as in “14:02”; see the manual of strftime. */
    return g_date_time_format (then, _ ("%H:%M"));

  /* Translators: a date and a time as in “3 May, 14:02”; see the manual of strftime. */
  return g_date_time_format (then, _ ("%-d %B, %H:%M"));
}

static char *
dup_offline_title (ProctorSession *session,
                   ProctorHealth *health)
{
  g_autofree char *read_at = dup_read_at (session);
  const char *message = proctor_health_get_message (health);
  guint n_tests = proctor_library_get_n_tests (proctor_session_get_library (session));
  g_autofree char *showing = NULL;

  if (read_at == NULL && n_tests > 0)
    /* Since it was opened, nothing has been read. */
    showing = g_strdup (_ ("Offline. Showing what was read the last time."));
  else if (read_at != NULL)
    /* Translators: %s is a time of day as in “14:02”, or a date and a time. */
    showing = g_strdup_printf (_ ("Offline. Showing what was read at %s."), read_at);
  else
    showing = g_strdup (_ ("Offline."));

  return message != NULL ? g_strdup_printf ("%s %s", showing, message) : g_steal_pointer (&showing);
}

static char *
dup_title (ProctorHealth *health,
           const char *otherwise)
{
  const char *title = proctor_health_get_title (health);
  const char *message = proctor_health_get_message (health);

  if (message != NULL)
    return g_strdup (message);

  return g_strdup (title != NULL ? title : otherwise);
}

static void
create_banner (ProctorHealthBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (""));
  /* Servers' words are no markup. */
  adw_banner_set_use_markup (self->banner, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
}

static void
hide (ProctorHealthBanner *self)
{
  if (self->banner != NULL)
    adw_banner_set_revealed (self->banner, FALSE);
}

static void
show (ProctorHealthBanner *self,
      const char *title,
      const char *button_label,
      const char *action_name)
{
  if (self->banner == NULL)
    create_banner (self);
  adw_banner_set_title (self->banner, title);
  adw_banner_set_button_label (self->banner, button_label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->banner), action_name);
  adw_banner_set_revealed (self->banner, TRUE);
}

static void
update (ProctorHealthBanner *self)
{
  ProctorHealth *health = self->session != NULL ? proctor_session_get_health (self->session) : NULL;
  ProctorLibrary *library = self->session != NULL ? proctor_session_get_library (self->session) : NULL;
  g_autofree char *title = NULL;

  if (health == NULL)
    {
      hide (self);
      return;
    }

  switch (proctor_health_get_state (health))
    {
    case PROCTOR_HEALTH_CONNECTED:
      hide (self);
      break;
    case PROCTOR_HEALTH_CONNECTING:
      if (self->is_slow)
        show (self, _ ("Connecting takes longer than usual."), NULL, NULL);
      else
        hide (self);
      break;
    case PROCTOR_HEALTH_STARTING:
      title = dup_title (health, _ ("The engine on this computer is starting."));
      /* That it starts goes without saying, but why it has to start again doesn't. */
      if (self->is_slow || proctor_health_get_message (health) != NULL)
        show (self, title, NULL, NULL);
      else
        hide (self);
      break;
    case PROCTOR_HEALTH_OFFLINE:
      title = dup_offline_title (self->session, health);
      /* Where there is nothing to be seen, the reason stands in the list's place. */
      if (proctor_library_get_n_tests (library) > 0 || proctor_library_get_error (library) == NULL)
        show (self, title, _ ("_Try Again"), "win.try-again");
      else
        hide (self);
      break;
    case PROCTOR_HEALTH_KEY_REFUSED:
      title = dup_title (health, _ ("The key was refused."));
      show (self, title, _ ("_Change Key…"), "win.change-key");
      break;
    case PROCTOR_HEALTH_LIMITED:
      title = dup_title (health, _ ("The server asks for patience."));
      show (self, title, _ ("_Try Again"), "win.try-again");
      break;
    case PROCTOR_HEALTH_BROKEN:
      show (self, proctor_health_get_title (health) != NULL ? proctor_health_get_title (health) : _ ("The engine on this computer does not work."), _ ("_Details…"), "win.show-problem");
      break;
    }
}

static void
patience_cb (gpointer user_data)
{
  ProctorHealthBanner *self = PROCTOR_HEALTH_BANNER (user_data);

  self->patience_id = 0;
  self->is_slow = TRUE;
  update (self);
}

/* What takes a moment only is not worth a banner that comes and goes. */
static void
state_cb (ProctorHealthBanner *self)
{
  ProctorHealthState state = self->session != NULL ? proctor_health_get_state (proctor_session_get_health (self->session)) : PROCTOR_HEALTH_CONNECTED;

  g_clear_handle_id (&self->patience_id, g_source_remove);
  self->is_slow = FALSE;
  if (state == PROCTOR_HEALTH_CONNECTING || state == PROCTOR_HEALTH_STARTING)
    self->patience_id = g_timeout_add_once (PATIENCE_MSECS, patience_cb, self);
  update (self);
}

static void
proctor_health_banner_dispose (GObject *object)
{
  ProctorHealthBanner *self = PROCTOR_HEALTH_BANNER (object);

  g_clear_handle_id (&self->patience_id, g_source_remove);
  g_clear_object (&self->health_signals);
  g_clear_object (&self->library_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_health_banner_parent_class)->dispose (object);
}

static void
proctor_health_banner_get_property (GObject *object,
                                    guint property_id,
                                    GValue *value,
                                    GParamSpec *pspec)
{
  ProctorHealthBanner *self = PROCTOR_HEALTH_BANNER (object);

  switch ((ProctorHealthBannerProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    }
}

static void
proctor_health_banner_set_property (GObject *object,
                                    guint property_id,
                                    const GValue *value,
                                    GParamSpec *pspec)
{
  ProctorHealthBanner *self = PROCTOR_HEALTH_BANNER (object);

  switch ((ProctorHealthBannerProperty) property_id)
    {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        {
          g_signal_group_set_target (self->health_signals, self->session != NULL ? proctor_session_get_health (self->session) : NULL);
          g_signal_group_set_target (self->library_signals, self->session != NULL ? proctor_session_get_library (self->session) : NULL);
          state_cb (self);
        }
      break;
    }
}

static void
proctor_health_banner_class_init (ProctorHealthBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_health_banner_dispose;
  object_class->get_property = proctor_health_banner_get_property;
  object_class->set_property = proctor_health_banner_set_property;

  /**
   * ProctorHealthBanner:session:
   *
   * The workspace whose health it tells.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_health_banner_init (ProctorHealthBanner *self)
{
  self->health_signals = g_signal_group_new (PROCTOR_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "notify::state", G_CALLBACK (state_cb), self);
  g_signal_group_connect_swapped (self->health_signals, "notify", G_CALLBACK (update), self);
  self->library_signals = g_signal_group_new (PROCTOR_TYPE_LIBRARY);
  g_signal_group_connect_swapped (self->library_signals, "notify", G_CALLBACK (update), self);
}

/**
 * proctor_health_banner_new:
 *
 * Returns: (transfer floating): a banner that says nothing until it has a session
 */
GtkWidget *
proctor_health_banner_new (void)
{
  return g_object_new (PROCTOR_TYPE_HEALTH_BANNER, NULL);
}
