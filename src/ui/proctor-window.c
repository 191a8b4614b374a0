/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-window-private.h"

#include "proctor-window-actions.h"

/**
 * ProctorWindow:
 *
 * Three panes that fold away: the sidebar, the list of what is at the place chosen there, and the
 * detail of what is chosen in the list. It knows the panes and how one gets from one to the next;
 * what is in them is each pane's own affair. They show one workspace, the session's; while there
 * is none, a page to choose one is in their stead.
 *
 * It is in several files: -panes makes the panes and puts them together, -workspace knows the session and the
 * page in its stead, -actions has what is done with keys and from menus.
 */
G_DEFINE_FINAL_TYPE (ProctorWindow, proctor_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_SETTINGS = 1,
  PROP_DESK,
  PROP_SESSION,
} ProctorWindowProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static void
run_cb (ProctorWindow *self)
{
  ProctorTestEditor *editor = proctor_test_pane_get_editor (self->test_pane);

  if (editor != NULL)
    proctor_test_editor_run (editor);
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
  g_object_set (self->sidebar, "settings", self->settings, NULL);
  g_settings_bind (self->settings, "sidebar-width", self->sidebar_handle, "width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "list-width", self->list_handle, "width", G_SETTINGS_BIND_DEFAULT);
}

static void
place_changed_cb (ProctorWindow *self)
{
  ProctorPlace place = proctor_sidebar_get_place (self->sidebar);

  proctor_window_create_panes (self, place);
  gtk_stack_set_visible_child_name (self->detail_stack, proctor_place_get_nick (place));
  /* What was run brings a header bar of its own, as each run in it has one. */
  adw_toolbar_view_set_reveal_top_bars (self->detail_toolbar, place != PROCTOR_PLACE_RUNS);
  proctor_window_update_run_button (self);
  proctor_window_show_list_or_problem (self);
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
  proctor_sidebar_set_place (self->sidebar, place);
  place_changed_cb (self);
  g_signal_connect_object (self->sidebar, "notify::place", G_CALLBACK (place_changed_cb), self, G_CONNECT_SWAPPED);
  adw_navigation_split_view_set_show_content (self->outer_view, TRUE);
  proctor_window_follow_desk (self);
}

static void
proctor_window_dispose (GObject *object)
{
  ProctorWindow *self = PROCTOR_WINDOW (object);

  g_clear_pointer (&self->folder_binding, g_binding_unbind);
  self->welcome_page = NULL;
  self->tests_pane = NULL;
  self->runs_pane = NULL;
  g_clear_object (&self->attention);
  g_clear_object (&self->news);
  g_clear_object (&self->session);
  g_clear_object (&self->workspace_signals);
  g_clear_object (&self->health_signals);
  g_clear_object (&self->library_signals);
  g_clear_object (&self->desk);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_WINDOW);

  G_OBJECT_CLASS (proctor_window_parent_class)->dispose (object);
}

static void
proctor_window_finalize (GObject *object)
{
  ProctorWindow *self = PROCTOR_WINDOW (object);

  g_clear_pointer (&self->places, g_hash_table_unref);
  g_weak_ref_clear (&self->focus_put_down);

  G_OBJECT_CLASS (proctor_window_parent_class)->finalize (object);
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
  object_class->finalize = proctor_window_finalize;
  object_class->get_property = proctor_window_get_property;
  object_class->set_property = proctor_window_set_property;

  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, PROCTOR_TYPE_DESK, G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PROCTOR_TYPE_PANE_HANDLE);
  g_type_ensure (PROCTOR_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-window.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, two_panes);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, one_pane);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, outer_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, inner_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, list_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, list_stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, detail_toolbar);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, run_button);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, sidebar_handle);
  gtk_widget_class_bind_template_child (widget_class, ProctorWindow, list_handle);
  gtk_widget_class_bind_template_callback (widget_class, sidebar_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, proctor_window_fold_panes);
  gtk_widget_class_bind_template_callback (widget_class, proctor_window_follow_focus);

  proctor_window_install_actions (widget_class);
}

static void
proctor_window_init (ProctorWindow *self)
{
  g_weak_ref_init (&self->focus_put_down, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  if (DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  proctor_window_attach_keys (self);
  self->attention = proctor_attention_new (GTK_WINDOW (self));
  self->news = proctor_run_news_new (GTK_WINDOW (self));
  proctor_window_prepare_workspace (self);
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

  return self->session;
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

  if (session != self->session)
    proctor_window_switch_session (self, session);
  if (session != NULL)
    gtk_stack_set_visible_child_name (self->stack, "workspace");
  else
    proctor_window_show_welcome (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * proctor_window_get_desk:
 * @self: a window
 *
 * Returns: (transfer none) (nullable): what the program has open
 */
ProctorDesk *
proctor_window_get_desk (ProctorWindow *self)
{
  g_return_val_if_fail (PROCTOR_IS_WINDOW (self), NULL);

  return self->desk;
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

/**
 * proctor_window_show_invocation:
 * @self: a window
 * @invocation_id: something that was run in its workspace
 *
 * Shows how it went, or goes.
 */
void
proctor_window_show_invocation (ProctorWindow *self,
                                const char *invocation_id)
{
  g_return_if_fail (PROCTOR_IS_WINDOW (self));
  g_return_if_fail (invocation_id != NULL);

  if (self->session == NULL)
    return;

  proctor_window_show_place (self, PROCTOR_PLACE_RUNS);
  proctor_runs_pane_show_invocation (self->runs_pane, invocation_id);
  adw_navigation_split_view_set_show_content (self->inner_view, TRUE);
}
