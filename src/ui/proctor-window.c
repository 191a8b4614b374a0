/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-window.h"

#include "proctor-pane-handle.h"
#include "proctor-sidebar.h"

#include <glib/gi18n.h>

/**
 * ProctorWindow:
 *
 * Three panes that fold away: the sidebar, the list of what is at the place chosen there, and the
 * detail of what is chosen in the list. It knows the panes and how one gets from one to the next;
 * what is in them is each pane's own affair. They show one workspace, the session's; while there
 * is none, a page to choose one is in their stead.
 */
struct _ProctorWindow
{
  AdwApplicationWindow parent_instance;

  /* Template children */
  GtkStack *stack;
  AdwNavigationSplitView *outer_view;
  AdwNavigationSplitView *inner_view;
  ProctorSidebar *sidebar;
  AdwNavigationPage *list_page;
  GtkStack *list_stack;
  GtkStack *detail_stack;
  ProctorPaneHandle *sidebar_handle;
  ProctorPaneHandle *list_handle;

  /* Owned */
  GSettings *settings;
  GObject *desk;
  GObject *session;
};

G_DEFINE_FINAL_TYPE (ProctorWindow, proctor_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_SETTINGS = 1,
  PROP_DESK,
  PROP_SESSION,
} ProctorWindowProperty;

static GParamSpec *properties[PROP_SESSION + 1];

/* What a pane says where there is nothing to show in it. */
typedef struct
{
  const char *icon_name;
  const char *title;
  const char *list;
  const char *detail;
} PlaceTexts;

static const PlaceTexts texts[] = {
  [PROCTOR_PLACE_TESTS] = {
      "proctor-tests-symbolic",
      N_ ("No Tests"),
      N_ ("The workspace's tests are listed here."),
      N_ ("A test that is chosen in the list opens here."),
  },
  [PROCTOR_PLACE_RUNS] = {
      "proctor-runs-symbolic",
      N_ ("No Runs"),
      N_ ("What was run in this workspace is listed here."),
      N_ ("Results and transcripts of a run open here."),
  },
  [PROCTOR_PLACE_AGENTS] = {
      "proctor-agents-symbolic",
      N_ ("No Agents"),
      N_ ("The workspace's agents are listed here."),
      N_ ("An agent that is chosen in the list opens here."),
  },
};

static GtkWidget *
create_list (ProctorPlace place)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), texts[place].icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ (texts[place].title));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _ (texts[place].list));
  gtk_widget_add_css_class (page, "compact");
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);

  return view;
}

static GtkWidget *
create_detail (ProctorPlace place)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_description (ADW_STATUS_PAGE (page), _ (texts[place].detail));
  gtk_widget_add_css_class (page, "dimmed");

  return page;
}

/* A place's panes are made when it is first shown: the window opens sooner without the others. */
static void
show_in_stack (GtkStack *stack,
               ProctorPlace place,
               GtkWidget *(*create) (ProctorPlace place))
{
  const char *nick = proctor_place_get_nick (place);

  if (gtk_stack_get_child_by_name (stack, nick) == NULL)
    gtk_stack_add_named (stack, create (place), nick);
  gtk_stack_set_visible_child_name (stack, nick);
}

static double
get_default_width (GSettings *settings,
                   const char *key)
{
  g_autoptr (GVariant) value = g_settings_get_default_value (settings, key);

  return g_variant_get_double (value);
}

static void
bind_settings (ProctorWindow *self)
{
  /* Where there are two windows, the size of one is no business of the other's. */
  const GSettingsBindFlags size_flags = G_SETTINGS_BIND_DEFAULT | G_SETTINGS_BIND_GET_NO_CHANGES;

  g_object_set (self->sidebar_handle, "default-width", get_default_width (self->settings, "sidebar-width"), NULL);
  g_object_set (self->list_handle, "default-width", get_default_width (self->settings, "list-width"), NULL);

  g_settings_bind (self->settings, "window-width", self, "default-width", size_flags);
  g_settings_bind (self->settings, "window-height", self, "default-height", size_flags);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", size_flags);
  g_settings_bind (self->settings, "sidebar-width", self->sidebar_handle, "width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "list-width", self->list_handle, "width", G_SETTINGS_BIND_DEFAULT);
}

static void
place_changed_cb (ProctorWindow *self)
{
  ProctorPlace place = proctor_sidebar_get_place (self->sidebar);

  show_in_stack (self->list_stack, place, create_list);
  show_in_stack (self->detail_stack, place, create_detail);
  adw_navigation_page_set_title (self->list_page, proctor_sidebar_get_place_title (self->sidebar));
  adw_navigation_split_view_set_show_content (self->inner_view, FALSE);

  g_settings_set_string (self->settings, "place", proctor_place_get_nick (place));
}

static void
sidebar_activated_cb (ProctorWindow *self)
{
  adw_navigation_split_view_set_show_content (self->outer_view, TRUE);
}

static void
show_place_action (GtkWidget *widget,
                   const char *action_name,
                   GVariant *parameter)
{
  proctor_window_show_place (PROCTOR_WINDOW (widget), proctor_place_from_nick (g_variant_get_string (parameter, NULL)));
}

static void
proctor_window_constructed (GObject *object)
{
  ProctorWindow *self = PROCTOR_WINDOW (object);
  ProctorPlace place = PROCTOR_PLACE_TESTS;

  G_OBJECT_CLASS (proctor_window_parent_class)->constructed (object);

  bind_settings (self);

  if (g_settings_get_boolean (self->settings, "restore-place"))
    {
      g_autofree char *nick = g_settings_get_string (self->settings, "place");

      place = proctor_place_from_nick (nick);
    }
  gtk_stack_set_visible_child_name (self->stack, "workspace");
  proctor_sidebar_set_place (self->sidebar, place);
  place_changed_cb (self);
  g_signal_connect_object (self->sidebar, "notify::place", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_split_view_set_show_content (self->outer_view, TRUE);
}

static void
proctor_window_dispose (GObject *object)
{
  ProctorWindow *self = PROCTOR_WINDOW (object);

  g_clear_object (&self->session);
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_WINDOW);

  G_OBJECT_CLASS (proctor_window_parent_class)->dispose (object);
}

static void
proctor_window_get_property (GObject *object,
                             guint property_id,
                             GValue *value,
                             GParamSpec *pspec)
{
  ProctorWindow *self = PROCTOR_WINDOW (object);

  switch ((ProctorWindowProperty) property_id)
    {
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_DESK:
      g_value_set_object (value, self->desk);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    }
}

static void
proctor_window_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  ProctorWindow *self = PROCTOR_WINDOW (object);

  switch ((ProctorWindowProperty) property_id)
    {
    case PROP_SETTINGS:
      g_set_object (&self->settings, g_value_get_object (value));
      break;
    case PROP_DESK:
      g_set_object (&self->desk, g_value_get_object (value));
      break;
    case PROP_SESSION:
      proctor_window_set_session (self, g_value_get_object (value));
      break;
    }
}

static void
proctor_window_class_init (ProctorWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = proctor_window_constructed;
  object_class->dispose = proctor_window_dispose;
  object_class->get_property = proctor_window_get_property;
  object_class->set_property = proctor_window_set_property;

  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, G_TYPE_OBJECT, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, G_TYPE_OBJECT, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PROCTOR_TYPE_PANE_HANDLE);
  g_type_ensure (PROCTOR_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, outer_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, inner_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, list_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, list_stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, sidebar_handle);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, list_handle);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);

  gtk_widget_class_install_action (widget_class, "win.show-place", "s", show_place_action);
}

static void
proctor_window_init (ProctorWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  if (DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

/**
 * proctor_window_new:
 * @application: the application
 * @settings: where the window's size, its panes' widths and its place are remembered
 * @desk: (nullable): what the program has open
 *
 * Returns: (transfer none): a new window
 */
ProctorWindow *
proctor_window_new (GtkApplication *application,
                    GSettings *settings,
                    ProctorDesk *desk)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (G_IS_SETTINGS (settings), NULL);

  return g_object_new (PROCTOR_TYPE_WINDOW, "application", application, "settings", settings, "desk", desk, NULL);
}

/**
 * proctor_window_get_session:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): the workspace that it shows
 */
ProctorSession *
proctor_window_get_session (ProctorWindow *self)
{
  g_return_val_if_fail (PROCTOR_IS_WINDOW (self), NULL);

  return (ProctorSession *) self->session;
}

/**
 * proctor_window_set_session:
 * @self: a window
 * @session: (nullable): the workspace to show
 *
 * Shows a workspace, or for %NULL the page to choose one.
 */
void
proctor_window_set_session (ProctorWindow *self,
                            ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_WINDOW (self));

  if (!g_set_object (&self->session, (GObject *) session))
    return;

  gtk_stack_set_visible_child_name (self->stack, "workspace");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * proctor_window_show_place:
 * @self: a window
 * @place: where to go
 *
 * Selects @place in the sidebar and brings its list into view.
 */
void
proctor_window_show_place (ProctorWindow *self,
                           ProctorPlace place)
{
  g_return_if_fail (PROCTOR_IS_WINDOW (self));

  proctor_sidebar_set_place (self->sidebar, place);
  adw_navigation_split_view_set_show_content (self->outer_view, TRUE);
  adw_navigation_split_view_set_show_content (self->inner_view, FALSE);
}
