/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-news.h"

#include <glib/gi18n.h>

#include "proctor-window.h"

/**
 * ProctorRunNews:
 *
 * Tells that what was run has come to its end: the desktop where nobody looks at the window, and in the
 * window otherwise. Nothing is ever heard, unless by who doesn't see it.
 */
struct _ProctorRunNews
{
  GObject parent_instance;

  /* Owned */
  ProctorSession *session;
  GSignalGroup *feed_signals;
  GSignalGroup *until_failure_signals;

  /* Borrowed: it owns this */
  GtkWindow *window;
};

G_DEFINE_FINAL_TYPE (ProctorRunNews, proctor_run_news, G_TYPE_OBJECT)

static void
notify (ProctorRunNews *self,
        const char *invocation_id,
        const char *title,
        const char *words)
{
  GtkApplication *application = gtk_window_get_application (self->window);
  g_autoptr (GNotification) notification = NULL;
  const char *workspace_id = proctor_workspace_get_id (proctor_session_get_workspace (self->session));

  if (application == NULL)
    return;

  notification = g_notification_new (title);
  g_notification_set_body (notification, words);
  g_notification_set_default_action_and_target (notification, "app.show-invocation", "(ss)", workspace_id, invocation_id);
  /* Of two windows, the second says the same once more. */
  g_application_send_notification (G_APPLICATION (application), invocation_id, notification);
}

/* Somebody who looks at another window of the workspace is told there. */
static gboolean
is_looked_at_elsewhere (ProctorRunNews *self)
{
  GtkApplication *application = gtk_window_get_application (self->window);
  GtkWindow *active = application != NULL ? gtk_application_get_active_window (application) : NULL;

  return PROCTOR_IS_WINDOW (active) && active != self->window && gtk_window_is_active (active) && proctor_window_get_session (PROCTOR_WINDOW (active)) == self->session;
}

static void
tell (ProctorRunNews *self,
      const char *invocation_id,
      const char *title,
      const char *words)
{
  if (is_looked_at_elsewhere (self))
    return;

  if (title == NULL || *title == '\0')
    title = _ ("The tests have been run");
  if (!gtk_window_is_active (self->window))
    {
      notify (self, invocation_id, title, words);
    }
  else
    {
      /* Translators: what was run, and how it went, as in “Bookings: 9 of 12 passed”. */
      g_autofree char *text = g_strdup_printf (_ ("%s: %s"), title, words);

      gtk_accessible_announce (GTK_ACCESSIBLE (self->window), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
}

/* Of tests that are run until one fails it is told once, and not of each attempt. */
static void
ended_cb (ProctorRunNews *self,
          const char *invocation_id,
          const char *title,
          guint n_passed,
          guint n_runs)
{
  ProctorUntilFailure *until_failure = proctor_session_get_until_failure (self->session);
  g_autofree char *words = NULL;

  if (proctor_until_failure_has (until_failure, invocation_id) && proctor_until_failure_get_state (until_failure) != PROCTOR_UNTIL_FAILURE_STOPPED)
    return;

  words = proctor_run_news_dup_words (n_passed, n_runs);
  tell (self, invocation_id, title, words);
}

static void
until_failure_ended_cb (ProctorRunNews *self)
{
  ProctorUntilFailure *until_failure = proctor_session_get_until_failure (self->session);
  const char *invocation_id = proctor_until_failure_get_invocation_id (until_failure);
  g_autofree char *words = proctor_until_failure_dup_words (until_failure);

  if (invocation_id != NULL)
    tell (self, invocation_id, _ ("Run until a test fails"), words);
}

static void
proctor_run_news_dispose (GObject *object)
{
  ProctorRunNews *self = PROCTOR_RUN_NEWS (object);

  g_clear_object (&self->feed_signals);
  g_clear_object (&self->until_failure_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_run_news_parent_class)->dispose (object);
}

static void
proctor_run_news_class_init (ProctorRunNewsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_run_news_dispose;
}

static void
proctor_run_news_init (ProctorRunNews *self)
{
  self->feed_signals = g_signal_group_new (PROCTOR_TYPE_HISTORY_FEED);
  g_signal_group_connect_swapped (self->feed_signals, "ended", G_CALLBACK (ended_cb), self);
  self->until_failure_signals = g_signal_group_new (PROCTOR_TYPE_UNTIL_FAILURE);
  g_signal_group_connect_swapped (self->until_failure_signals, "ended", G_CALLBACK (until_failure_ended_cb), self);
}

/**
 * proctor_run_news_new:
 * @window: a window, which outlives this
 *
 * Returns: (transfer full): the news that @window has
 */
ProctorRunNews *
proctor_run_news_new (GtkWindow *window)
{
  ProctorRunNews *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_NEWS, NULL);
  self->window = window;

  return self;
}

/**
 * proctor_run_news_set_session:
 * @self: a window's news
 * @session: (nullable): the workspace that it shows
 */
void
proctor_run_news_set_session (ProctorRunNews *self,
                              ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_RUN_NEWS (self));

  g_set_object (&self->session, session);
  g_signal_group_set_target (self->feed_signals, session != NULL ? proctor_session_get_history_feed (session) : NULL);
  g_signal_group_set_target (self->until_failure_signals, session != NULL ? proctor_session_get_until_failure (session) : NULL);
}

/**
 * proctor_run_news_dup_words:
 * @n_passed: how many runs passed
 * @n_runs: how many there were
 *
 * Returns: (transfer full): how it went
 */
char *
proctor_run_news_dup_words (guint n_passed,
                            guint n_runs)
{
  return g_strdup_printf (ngettext ("%u of %u run passed", "%u of %u runs passed", n_runs), n_passed, n_runs);
}
