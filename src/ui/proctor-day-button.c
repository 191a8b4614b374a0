/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-day-button.h"

#include <glib/gi18n.h>

/**
 * ProctorDayButton:
 *
 * A day, which can be chosen from a calendar.
 */
struct _ProctorDayButton
{
  GtkBox parent_instance;

  /* Template children */
  GtkLabel *heading_label;
  GtkMenuButton *button;
  GtkCalendar *calendar;

  /* Owned */
  GDateTime *day;
};

G_DEFINE_FINAL_TYPE (ProctorDayButton, proctor_day_button, GTK_TYPE_BOX)

typedef enum
{
  PROP_HEADING = 1,
  PROP_DAY,
} ProctorDayButtonProperty;

static GParamSpec *properties[PROP_DAY + 1];

static void
show_day (ProctorDayButton *self)
{
  g_autofree char *text = proctor_day_button_dup_words (self);

  gtk_menu_button_set_label (self->button, text);
}

static void
day_selected_cb (ProctorDayButton *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);

  if (self->day == NULL || g_date_time_equal (day, self->day))
    return;

  proctor_day_button_set_day (self, day);
  gtk_menu_button_popdown (self->button);
}

static void
proctor_day_button_dispose (GObject *object)
{
  ProctorDayButton *self = PROCTOR_DAY_BUTTON (object);

  g_clear_pointer (&self->day, g_date_time_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_DAY_BUTTON);

  G_OBJECT_CLASS (proctor_day_button_parent_class)->dispose (object);
}

static void
proctor_day_button_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorDayButton *self = PROCTOR_DAY_BUTTON (object);

  switch ((ProctorDayButtonProperty) property_id)
    {
    case PROP_HEADING:
      g_value_set_string (value, gtk_label_get_label (self->heading_label));
      break;
    case PROP_DAY:
      g_value_set_boxed (value, self->day);
      break;
    }
}

static void
proctor_day_button_set_property (GObject *object,
                                 guint property_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  ProctorDayButton *self = PROCTOR_DAY_BUTTON (object);

  switch ((ProctorDayButtonProperty) property_id)
    {
    case PROP_HEADING:
      gtk_label_set_label (self->heading_label, g_value_get_string (value));
      break;
    case PROP_DAY:
      proctor_day_button_set_day (self, g_value_get_boxed (value));
      break;
    }
}

static void
proctor_day_button_class_init (ProctorDayButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_day_button_dispose;
  object_class->get_property = proctor_day_button_get_property;
  object_class->set_property = proctor_day_button_set_property;

  /**
   * ProctorDayButton:heading:
   *
   * What the day is for.
   */
  properties[PROP_HEADING] = g_param_spec_string ("heading", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * ProctorDayButton:day:
   *
   * The day that is chosen, at some time of it.
   */
  properties[PROP_DAY] = g_param_spec_boxed ("day", NULL, NULL, G_TYPE_DATE_TIME, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-day-button.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorDayButton, heading_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorDayButton, button);
  gtk_widget_class_bind_template_child (widget_class, ProctorDayButton, calendar);
  gtk_widget_class_bind_template_callback (widget_class, day_selected_cb);
}

static void
proctor_day_button_init (ProctorDayButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->day = gtk_calendar_get_date (self->calendar);
  show_day (self);
}

/**
 * proctor_day_button_get_day:
 * @self: a button
 *
 * Returns: (transfer none): the day that is chosen, at some time of it
 */
GDateTime *
proctor_day_button_get_day (ProctorDayButton *self)
{
  g_return_val_if_fail (PROCTOR_IS_DAY_BUTTON (self), NULL);

  return self->day;
}

/**
 * proctor_day_button_set_day:
 * @self: a button
 * @day: a day
 */
void
proctor_day_button_set_day (ProctorDayButton *self,
                            GDateTime *day)
{
  g_return_if_fail (PROCTOR_IS_DAY_BUTTON (self));
  g_return_if_fail (day != NULL);

  if (g_date_time_equal (self->day, day))
    return;

  g_date_time_ref (day);
  g_date_time_unref (self->day);
  self->day = day;
  gtk_calendar_select_day (self->calendar, day);
  show_day (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
}

/**
 * proctor_day_button_dup_words:
 * @self: a button
 *
 * Returns: (transfer full): the day that is chosen, for people
 */
char *
proctor_day_button_dup_words (ProctorDayButton *self)
{
  g_return_val_if_fail (PROCTOR_IS_DAY_BUTTON (self), NULL);

  /* Translators: a day, as in "3 Feb 2026". */
  return g_date_time_format (self->day, _ ("%-d %b %Y"));
}
