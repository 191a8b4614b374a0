/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-problem-page.h"

#include <glib/gi18n.h>

/**
 * ProctorProblemPage:
 *
 * In a list's stead, when its workspace can't be had and there is nothing in the list either: what
 * is the matter, what can be done, and a button to try again. Where there is something to show,
 * the same words come in a dialog.
 */
struct _ProctorProblemPage
{
  AdwBin parent_instance;

  /* Template children */
  AdwStatusPage *page;

  /* Owned */
  ProctorHealth *health;
  GSignalGroup *health_signals;
};

G_DEFINE_FINAL_TYPE (ProctorProblemPage, proctor_problem_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_HEALTH = 1,
} ProctorProblemPageProperty;

static GParamSpec *properties[PROP_HEALTH + 1];

static const char *
get_title (ProctorHealth *health)
{
  const char *title = proctor_health_get_title (health);

  return title != NULL ? title : _ ("The Engine Does Not Work");
}

static char *
dup_text (ProctorHealth *health)
{
  const char *message = proctor_health_get_message (health);
  const char *advice = proctor_health_get_advice (health);

  if (message == NULL || advice == NULL)
    return g_strdup (message != NULL ? message : advice);

  return g_strjoin ("\n\n", message, advice, NULL);
}

static void
update (ProctorProblemPage *self)
{
  g_autofree char *text = dup_text (self->health);
  g_autofree char *title = g_markup_escape_text (get_title (self->health), -1);
  g_autofree char *description = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, description);
}

static void
proctor_problem_page_dispose (GObject *object)
{
  ProctorProblemPage *self = PROCTOR_PROBLEM_PAGE (object);

  g_clear_object (&self->health_signals);
  g_clear_object (&self->health);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_PROBLEM_PAGE);

  G_OBJECT_CLASS (proctor_problem_page_parent_class)->dispose (object);
}

static void
proctor_problem_page_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  ProctorProblemPage *self = PROCTOR_PROBLEM_PAGE (object);

  switch ((ProctorProblemPageProperty) property_id)
    {
    case PROP_HEALTH:
      g_value_set_object (value, self->health);
      break;
    }
}

static void
proctor_problem_page_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  ProctorProblemPage *self = PROCTOR_PROBLEM_PAGE (object);

  switch ((ProctorProblemPageProperty) property_id)
    {
    case PROP_HEALTH:
      g_set_object (&self->health, g_value_get_object (value));
      g_signal_group_set_target (self->health_signals, self->health);
      if (self->health != NULL)
        update (self);
      break;
    }
}

static void
proctor_problem_page_class_init (ProctorProblemPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_problem_page_dispose;
  object_class->get_property = proctor_problem_page_get_property;
  object_class->set_property = proctor_problem_page_set_property;

  /**
   * ProctorProblemPage:health:
   *
   * What is not well.
   */
  properties[PROP_HEALTH] = g_param_spec_object ("health", NULL, NULL, PROCTOR_TYPE_HEALTH, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorProblemPage, page);
}

static void
proctor_problem_page_init (ProctorProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->health_signals = g_signal_group_new (PROCTOR_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "notify", G_CALLBACK (update), self);
}

/**
 * proctor_problem_page_new:
 *
 * Returns: (transfer floating): a page that is empty until it has a #ProctorProblemPage:health
 */
GtkWidget *
proctor_problem_page_new (void)
{
  return g_object_new (PROCTOR_TYPE_PROBLEM_PAGE, NULL);
}

static void
response_cb (AdwAlertDialog *dialog,
             const char *response,
             gpointer user_data)
{
  gtk_widget_activate_action (user_data, "win.try-again", NULL);
}

/**
 * proctor_problem_dialog_new:
 * @health: what is not well
 * @window: the window that it is told in
 *
 * Returns: (transfer floating): the page's words, for where there is something else to be seen
 */
AdwDialog *
proctor_problem_dialog_new (ProctorHealth *health,
                            GtkWidget *window)
{
  AdwDialog *dialog;
  g_autofree char *text = NULL;

  g_return_val_if_fail (PROCTOR_IS_HEALTH (health), NULL);

  text = dup_text (health);
  dialog = adw_alert_dialog_new (get_title (health), text);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"), "try-again", _ ("_Try Again"), NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "try-again");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response::try-again", G_CALLBACK (response_cb), window, 0);

  return dialog;
}
