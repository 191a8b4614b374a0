/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-until-failure-bar.h"

/**
 * ProctorUntilFailureBar:
 *
 * How far tests are that are run until one fails: which attempt it is, a way to stop, and what has become of it. It is
 * not there while there is nothing to tell.
 */
struct _ProctorUntilFailureBar
{
  AdwBin parent_instance;

  /* Template children */
  GtkRevealer *revealer;
  GtkLabel *words_label;
  GtkProgressBar *progress;
  GtkWidget *show_button;
  GtkWidget *stop_button;
  GtkWidget *continue_button;
  GtkWidget *close_button;

  /* Owned */
  ProctorSession *session;
  GSignalGroup *signals;
};

G_DEFINE_FINAL_TYPE (ProctorUntilFailureBar, proctor_until_failure_bar, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
} ProctorUntilFailureBarProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static ProctorUntilFailure *
get_until_failure (ProctorUntilFailureBar *self)
{
  return proctor_session_get_until_failure (self->session);
}

static void
update (ProctorUntilFailureBar *self)
{
  ProctorUntilFailure *until_failure = self->session != NULL ? get_until_failure (self) : NULL;
  ProctorUntilFailureState state = until_failure != NULL ? proctor_until_failure_get_state (until_failure) : PROCTOR_UNTIL_FAILURE_NONE;
  g_autofree char *words = NULL;
  gboolean going;

  gtk_revealer_set_reveal_child (self->revealer, state != PROCTOR_UNTIL_FAILURE_NONE);
  if (state == PROCTOR_UNTIL_FAILURE_NONE)
    return;

  words = proctor_until_failure_dup_words (until_failure);
  going = proctor_until_failure_is_going (until_failure);
  gtk_label_set_label (self->words_label, words);
  gtk_progress_bar_set_fraction (self->progress, (proctor_until_failure_get_attempt (until_failure) - 1.0) / proctor_until_failure_get_most (until_failure));
  gtk_widget_set_visible (GTK_WIDGET (self->progress), going);
  gtk_widget_set_visible (self->show_button, proctor_until_failure_get_invocation_id (until_failure) != NULL);
  gtk_widget_set_visible (self->stop_button, going);
  gtk_widget_set_sensitive (self->stop_button, !proctor_until_failure_is_stopping (until_failure));
  gtk_widget_set_visible (self->continue_button, proctor_until_failure_can_go_on (until_failure));
  gtk_widget_set_visible (self->close_button, !going);
}

static void
show_cb (ProctorUntilFailureBar *self)
{
  const char *invocation_id = proctor_until_failure_get_invocation_id (get_until_failure (self));

  if (invocation_id != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.show-invocation", "s", invocation_id);
}

static void
stop_cb (ProctorUntilFailureBar *self)
{
  proctor_until_failure_stop (get_until_failure (self));
}

static void
continue_cb (ProctorUntilFailureBar *self)
{
  proctor_until_failure_go_on (get_until_failure (self));
}

static void
close_cb (ProctorUntilFailureBar *self)
{
  proctor_until_failure_dismiss (get_until_failure (self));
}

static void
proctor_until_failure_bar_get_property (GObject *object,
                                        guint property_id,
                                        GValue *value,
                                        GParamSpec *pspec)
{
  switch ((ProctorUntilFailureBarProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, PROCTOR_UNTIL_FAILURE_BAR (object)->session);
      break;
    }
}

static void
proctor_until_failure_bar_set_property (GObject *object,
                                        guint property_id,
                                        const GValue *value,
                                        GParamSpec *pspec)
{
  switch ((ProctorUntilFailureBarProperty) property_id)
    {
    case PROP_SESSION:
      proctor_until_failure_bar_set_session (PROCTOR_UNTIL_FAILURE_BAR (object), g_value_get_object (value));
      break;
    }
}

static void
proctor_until_failure_bar_dispose (GObject *object)
{
  ProctorUntilFailureBar *self = PROCTOR_UNTIL_FAILURE_BAR (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->session);
  /* A bin would unparent once more what the template has unparented. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_UNTIL_FAILURE_BAR);

  G_OBJECT_CLASS (proctor_until_failure_bar_parent_class)->dispose (object);
}

static void
proctor_until_failure_bar_class_init (ProctorUntilFailureBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = proctor_until_failure_bar_get_property;
  object_class->set_property = proctor_until_failure_bar_set_property;
  object_class->dispose = proctor_until_failure_bar_dispose;

  /**
   * ProctorUntilFailureBar:session:
   *
   * The workspace.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-until-failure-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorUntilFailureBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, ProctorUntilFailureBar, words_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorUntilFailureBar, progress);
  gtk_widget_class_bind_template_child (widget_class, ProctorUntilFailureBar, show_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorUntilFailureBar, stop_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorUntilFailureBar, continue_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorUntilFailureBar, close_button);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, continue_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
proctor_until_failure_bar_init (ProctorUntilFailureBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->signals = g_signal_group_new (PROCTOR_TYPE_UNTIL_FAILURE);
  g_signal_group_connect_swapped (self->signals, "changed", G_CALLBACK (update), self);
}

/**
 * proctor_until_failure_bar_set_session:
 * @self: a bar
 * @session: (nullable): the workspace
 */
void
proctor_until_failure_bar_set_session (ProctorUntilFailureBar *self,
                                       ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_UNTIL_FAILURE_BAR (self));

  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->signals, session != NULL ? get_until_failure (self) : NULL);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}
