/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-pane-handle.h"

/**
 * ProctorPaneHandle:
 *
 * The edge between two panes of an AdwNavigationSplitView, which has none of its own that could
 * be moved. It lies over the start of the content; it is dragged with the pointer or, when it has
 * the focus, moved with the arrow keys, and a double click gives back the default width. Widths
 * are in sp, so that they grow with the user's text.
 *
 * The split view's fraction has to be 1, so that its greatest width is the width it gets.
 */
struct _ProctorPaneHandle
{
  GtkWidget parent_instance;

  /* Borrowed: the split view holds the handle. */
  AdwNavigationSplitView *split_view;

  double width;
  double default_width;
  double minimum;
  double maximum;

  /* While it is dragged: what the pointer's distance lacks to the width. */
  double grip;
};

G_DEFINE_FINAL_TYPE (ProctorPaneHandle, proctor_pane_handle, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_SPLIT_VIEW = 1,
  PROP_WIDTH,
  PROP_DEFAULT_WIDTH,
  PROP_MINIMUM,
  PROP_MAXIMUM,
} ProctorPaneHandleProperty;

static GParamSpec *properties[PROP_MAXIMUM + 1];

/* How far an arrow key moves the edge. */
#define KEY_STEP 16

static void
apply (ProctorPaneHandle *self)
{
  if (self->split_view != NULL)
    adw_navigation_split_view_set_max_sidebar_width (self->split_view, CLAMP (self->width, self->minimum, self->maximum));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, self->width,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, self->minimum,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, self->maximum,
                                  -1);
}

/* How far a point of the handle is from the side on which the sidebar is, in sp. The split view
 * keeps still while the handle moves under the pointer. */
static double
get_distance (ProctorPaneHandle *self,
              double x)
{
  GtkWidget *view = GTK_WIDGET (self->split_view);
  graphene_point_t point;

  if (!gtk_widget_compute_point (GTK_WIDGET (self), view, &GRAPHENE_POINT_INIT ((float) x, 0), &point))
    return 0;

  if (gtk_widget_get_direction (view) == GTK_TEXT_DIR_RTL)
    point.x = (float) gtk_widget_get_width (view) - point.x;

  return adw_length_unit_from_px (ADW_LENGTH_UNIT_SP, point.x, gtk_widget_get_settings (view));
}

static void
drag_begin_cb (GtkGestureDrag *gesture,
               double start_x,
               double start_y,
               ProctorPaneHandle *self)
{
  self->grip = self->width - get_distance (self, start_x);
}

static void
drag_update_cb (GtkGestureDrag *gesture,
                double offset_x,
                double offset_y,
                ProctorPaneHandle *self)
{
  double start_x, start_y;

  gtk_gesture_drag_get_start_point (gesture, &start_x, &start_y);
  proctor_pane_handle_set_width (self, get_distance (self, start_x + offset_x) + self->grip);
}

static void
pressed_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            ProctorPaneHandle *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n_press == 2)
    proctor_pane_handle_set_width (self, self->default_width);
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant *arguments,
         gpointer user_data)
{
  ProctorPaneHandle *self = PROCTOR_PANE_HANDLE (widget);
  int direction;
  double step;

  g_variant_get (arguments, "(i)", &direction);
  step = direction * KEY_STEP;
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    step = -step;

  proctor_pane_handle_set_width (self, self->width + step);

  return GDK_EVENT_STOP;
}

static void
proctor_pane_handle_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  ProctorPaneHandle *self = PROCTOR_PANE_HANDLE (object);

  switch ((ProctorPaneHandleProperty) property_id)
    {
    case PROP_SPLIT_VIEW:
      g_value_set_object (value, self->split_view);
      break;
    case PROP_WIDTH:
      g_value_set_double (value, self->width);
      break;
    case PROP_DEFAULT_WIDTH:
      g_value_set_double (value, self->default_width);
      break;
    case PROP_MINIMUM:
      g_value_set_double (value, self->minimum);
      break;
    case PROP_MAXIMUM:
      g_value_set_double (value, self->maximum);
      break;
    }
}

static void
proctor_pane_handle_set_property (GObject *object,
                                  guint property_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  ProctorPaneHandle *self = PROCTOR_PANE_HANDLE (object);

  switch ((ProctorPaneHandleProperty) property_id)
    {
    case PROP_SPLIT_VIEW:
      g_set_weak_pointer (&self->split_view, g_value_get_object (value));
      apply (self);
      break;
    case PROP_WIDTH:
      proctor_pane_handle_set_width (self, g_value_get_double (value));
      break;
    case PROP_DEFAULT_WIDTH:
      self->default_width = g_value_get_double (value);
      break;
    case PROP_MINIMUM:
      self->minimum = g_value_get_double (value);
      apply (self);
      break;
    case PROP_MAXIMUM:
      self->maximum = g_value_get_double (value);
      apply (self);
      break;
    }
}

static void
proctor_pane_handle_dispose (GObject *object)
{
  ProctorPaneHandle *self = PROCTOR_PANE_HANDLE (object);

  g_clear_weak_pointer (&self->split_view);

  G_OBJECT_CLASS (proctor_pane_handle_parent_class)->dispose (object);
}

static void
proctor_pane_handle_class_init (ProctorPaneHandleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_pane_handle_dispose;
  object_class->get_property = proctor_pane_handle_get_property;
  object_class->set_property = proctor_pane_handle_set_property;

  properties[PROP_SPLIT_VIEW] = g_param_spec_object ("split-view", NULL, NULL, ADW_TYPE_NAVIGATION_SPLIT_VIEW, flags);
  properties[PROP_WIDTH] = g_param_spec_double ("width", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_DEFAULT_WIDTH] = g_param_spec_double ("default-width", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_MINIMUM] = g_param_spec_double ("minimum", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  properties[PROP_MAXIMUM] = g_param_spec_double ("maximum", NULL, NULL, 0, G_MAXDOUBLE, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "panehandle");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEPARATOR);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, move_cb, "(i)", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, move_cb, "(i)", 1);
}

static void
proctor_pane_handle_init (ProctorPaneHandle *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  self->maximum = G_MAXDOUBLE;

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_ORIENTATION, GTK_ORIENTATION_VERTICAL, -1);

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));

  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

double
proctor_pane_handle_get_width (ProctorPaneHandle *self)
{
  g_return_val_if_fail (PROCTOR_IS_PANE_HANDLE (self), 0);

  return self->width;
}

void
proctor_pane_handle_set_width (ProctorPaneHandle *self,
                               double width)
{
  g_return_if_fail (PROCTOR_IS_PANE_HANDLE (self));

  width = CLAMP (width, self->minimum, self->maximum);
  if (G_APPROX_VALUE (width, self->width, 0.01))
    return;

  self->width = width;
  apply (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDTH]);
}
