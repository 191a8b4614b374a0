/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-attention.h"

/* Coming back to the window again and again is no reason to ask again and again. */
#define REFRESH_INTERVAL (5 * G_TIME_SPAN_SECOND)

/* On a session: how many windows show it where somebody can see them. */
#define N_LOOKING "proctor-n-looking"

/**
 * ProctorAttention:
 *
 * Tells a session whether it is looked at: as long as any of the windows that show it can be seen,
 * it keeps itself up to date. When somebody turns to a window, what is in it is read again.
 */
struct _ProctorAttention
{
  GObject parent_instance;

  /* Owned */
  ProctorSession *session;

  /* Borrowed: it owns this */
  GtkWindow *window;

  gint64 refreshed_at;
  gboolean looking;
};

G_DEFINE_FINAL_TYPE (ProctorAttention, proctor_attention, G_TYPE_OBJECT)

static void
set_looking (ProctorAttention *self,
             gboolean looking)
{
  guint n_looking;

  if (self->session == NULL || looking == self->looking)
    return;

  self->looking = looking;
  n_looking = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (self->session), N_LOOKING));
  n_looking = looking ? n_looking + 1 : n_looking - 1;
  g_object_set_data (G_OBJECT (self->session), N_LOOKING, GUINT_TO_POINTER (n_looking));
  proctor_session_set_visible (self->session, n_looking > 0);
}

static void
update (ProctorAttention *self)
{
  set_looking (self, gtk_widget_get_mapped (GTK_WIDGET (self->window)) && !gtk_window_is_suspended (self->window));
}

static void
is_active_cb (ProctorAttention *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->session == NULL || !gtk_window_is_active (self->window) || now - self->refreshed_at < REFRESH_INTERVAL)
    return;

  self->refreshed_at = now;
  proctor_session_refresh (self->session, FALSE);
}

static void
proctor_attention_dispose (GObject *object)
{
  ProctorAttention *self = PROCTOR_ATTENTION (object);

  set_looking (self, FALSE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_attention_parent_class)->dispose (object);
}

static void
proctor_attention_class_init (ProctorAttentionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_attention_dispose;
}

static void
proctor_attention_init (ProctorAttention *self)
{
}

/**
 * proctor_attention_new:
 * @window: a window, which outlives this
 *
 * Returns: (transfer full): the attention that @window gets
 */
ProctorAttention *
proctor_attention_new (GtkWindow *window)
{
  ProctorAttention *self;

  g_return_val_if_fail (GTK_IS_WINDOW (window), NULL);

  self = g_object_new (PROCTOR_TYPE_ATTENTION, NULL);
  self->window = window;
  g_signal_connect_object (window, "map", G_CALLBACK (update), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (window, "unmap", G_CALLBACK (update), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (window, "notify::suspended", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (is_active_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * proctor_attention_set_session:
 * @self: a window's attention
 * @session: (nullable): what the window shows
 */
void
proctor_attention_set_session (ProctorAttention *self,
                               ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_ATTENTION (self));

  if (self->session == session)
    return;

  set_looking (self, FALSE);
  g_set_object (&self->session, session);
  /* A session that has just been opened reads everything by itself. */
  self->refreshed_at = g_get_monotonic_time ();
  update (self);
}
