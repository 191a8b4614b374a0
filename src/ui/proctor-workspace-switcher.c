/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-workspace-switcher.h"

#include "proctor-desk.h"
#include "proctor-health-words.h"

#include <glib/gi18n.h>

/**
 * ProctorWorkspaceSwitcher:
 *
 * Says which workspace the window shows and how it is doing, and leads to the others. It opens
 * none itself: the window has actions for that.
 */
struct _ProctorWorkspaceSwitcher
{
  AdwBin parent_instance;

  /* Template children */
  GtkMenuButton *button;
  GtkImage *kind_icon;
  GtkLabel *name_label;
  GtkImage *health_icon;
  GtkLabel *health_label;
  GtkPopover *popover;
  GtkListBox *list;

  /* Owned */
  ProctorDesk *desk;
  ProctorSession *session;
  GSignalGroup *workspace_signals;
  GSignalGroup *health_signals;
};

G_DEFINE_FINAL_TYPE (ProctorWorkspaceSwitcher, proctor_workspace_switcher, ADW_TYPE_BIN)

typedef enum
{
  PROP_DESK = 1,
  PROP_SESSION,
} ProctorWorkspaceSwitcherProperty;

static GParamSpec *properties[PROP_SESSION + 1];

static const char *
get_kind_icon_name (ProctorWorkspace *workspace)
{
  return proctor_workspace_is_local (workspace) ? "computer-symbolic" : "proctor-cloud-symbolic";
}

/* Health in full: what is the matter, what has happened, what to do. */
static char *
describe (ProctorWorkspace *workspace,
          ProctorHealth *health)
{
  const char *title = proctor_health_get_title (health);
  const char *parts[] = {
    proctor_workspace_get_where (workspace),
    title != NULL ? title : proctor_health_words_get_text (proctor_health_get_state (health)),
    proctor_health_get_message (health),
    proctor_health_get_advice (health),
  };
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", parts[i]);

  return g_string_free_and_steal (text);
}

static void
update (ProctorWorkspaceSwitcher *self)
{
  ProctorWorkspace *workspace;
  ProctorHealth *health;
  g_autofree char *description = NULL;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), self->session != NULL);
  if (self->session == NULL)
    return;

  workspace = proctor_session_get_workspace (self->session);
  health = proctor_session_get_health (self->session);
  description = describe (workspace, health);
  /* Translators: %s is a workspace's name. */
  label = g_strdup_printf (_ ("Workspace: %s"), proctor_workspace_get_name (workspace));

  gtk_image_set_from_icon_name (self->kind_icon, get_kind_icon_name (workspace));
  gtk_label_set_label (self->name_label, proctor_workspace_get_name (workspace));
  gtk_image_set_from_icon_name (self->health_icon, proctor_health_words_get_icon_name (proctor_health_get_state (health)));
  gtk_label_set_label (self->health_label, proctor_health_words_get_text (proctor_health_get_state (health)));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), description);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description,
                                  -1);
}

static GtkWidget *
create_label (const char *text,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "dimmed");
    }

  return label;
}

static GtkWidget *
create_row (const char *label,
            GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);

  return row;
}

static GtkWidget *
create_workspace_row (ProctorWorkspace *workspace,
                      gboolean current)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *mark = gtk_image_new_from_icon_name ("object-select-symbolic");
  GtkWidget *row;

  gtk_box_append (GTK_BOX (texts), create_label (proctor_workspace_get_name (workspace), NULL));
  gtk_box_append (GTK_BOX (texts), create_label (proctor_workspace_get_where (workspace), "caption"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_set_opacity (mark, current ? 1 : 0);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (get_kind_icon_name (workspace)));
  gtk_box_append (GTK_BOX (box), texts);
  gtk_box_append (GTK_BOX (box), mark);

  row = create_row (proctor_workspace_get_name (workspace), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  current ? _ ("The workspace that is shown") : proctor_workspace_get_where (workspace), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-workspace");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", proctor_workspace_get_id (workspace));

  return row;
}

static GtkWidget *
create_action_row (const char *label,
                   const char *action_name)
{
  GtkWidget *row = create_row (label, create_label (label, NULL));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action_name);

  return row;
}

/* Made when it is opened: what it says is then as it is now. */
static void
fill (ProctorWorkspaceSwitcher *self)
{
  GListModel *workspaces = G_LIST_MODEL (proctor_desk_get_workspaces (self->desk));
  ProctorWorkspace *current = self->session != NULL ? proctor_session_get_workspace (self->session) : NULL;

  gtk_list_box_remove_all (self->list);
  for (guint i = 0; i < g_list_model_get_n_items (workspaces); i++)
    {
      g_autoptr (ProctorWorkspace) workspace = g_list_model_get_item (workspaces, i);

      gtk_list_box_append (self->list, create_workspace_row (workspace, workspace == current));
    }
  gtk_list_box_append (self->list, create_action_row (_ ("Add Workspace…"), "win.add-workspace"));
  gtk_list_box_append (self->list, create_action_row (_ ("Manage Workspaces…"), "app.preferences"));
}

/* A line between the workspaces and what can be done with them. */
static void
update_header (GtkListBoxRow *row,
               GtkListBoxRow *before,
               gpointer user_data)
{
  gboolean ends = before != NULL && gtk_actionable_get_action_target_value (GTK_ACTIONABLE (before)) != NULL && gtk_actionable_get_action_target_value (GTK_ACTIONABLE (row)) == NULL;

  gtk_list_box_row_set_header (row, ends ? gtk_separator_new (GTK_ORIENTATION_HORIZONTAL) : NULL);
}

static void
create_popup_cb (GtkMenuButton *button,
                 gpointer user_data)
{
  ProctorWorkspaceSwitcher *self = user_data;

  if (self->desk != NULL)
    fill (self);
}

/* From the workspace that is shown, the arrow keys lead to the others. */
static void
show_cb (ProctorWorkspaceSwitcher *self)
{
  ProctorWorkspace *current = self->session != NULL ? proctor_session_get_workspace (self->session) : NULL;
  GListModel *workspaces = self->desk != NULL ? G_LIST_MODEL (proctor_desk_get_workspaces (self->desk)) : NULL;

  for (guint i = 0; workspaces != NULL && i < g_list_model_get_n_items (workspaces); i++)
    {
      g_autoptr (ProctorWorkspace) workspace = g_list_model_get_item (workspaces, i);

      if (workspace == current)
        gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) i)));
    }
}

static void
row_activated_cb (ProctorWorkspaceSwitcher *self)
{
  gtk_menu_button_popdown (self->button);
}

static void
proctor_workspace_switcher_dispose (GObject *object)
{
  ProctorWorkspaceSwitcher *self = PROCTOR_WORKSPACE_SWITCHER (object);

  g_clear_object (&self->workspace_signals);
  g_clear_object (&self->health_signals);
  g_clear_object (&self->session);
  g_clear_object (&self->desk);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_WORKSPACE_SWITCHER);

  G_OBJECT_CLASS (proctor_workspace_switcher_parent_class)->dispose (object);
}

static void
proctor_workspace_switcher_get_property (GObject *object,
                                         guint property_id,
                                         GValue *value,
                                         GParamSpec *pspec)
{
  ProctorWorkspaceSwitcher *self = PROCTOR_WORKSPACE_SWITCHER (object);

  switch ((ProctorWorkspaceSwitcherProperty) property_id)
    {
    case PROP_DESK:
      g_value_set_object (value, self->desk);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    }
}

static void
set_session (ProctorWorkspaceSwitcher *self,
             ProctorSession *session)
{
  if (!g_set_object (&self->session, session))
    return;

  g_signal_group_set_target (self->workspace_signals, session != NULL ? proctor_session_get_workspace (session) : NULL);
  g_signal_group_set_target (self->health_signals, session != NULL ? proctor_session_get_health (session) : NULL);
  update (self);
}

static void
proctor_workspace_switcher_set_property (GObject *object,
                                         guint property_id,
                                         const GValue *value,
                                         GParamSpec *pspec)
{
  ProctorWorkspaceSwitcher *self = PROCTOR_WORKSPACE_SWITCHER (object);

  switch ((ProctorWorkspaceSwitcherProperty) property_id)
    {
    case PROP_DESK:
      g_set_object (&self->desk, g_value_get_object (value));
      break;
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    }
}

static void
proctor_workspace_switcher_class_init (ProctorWorkspaceSwitcherClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_workspace_switcher_dispose;
  object_class->get_property = proctor_workspace_switcher_get_property;
  object_class->set_property = proctor_workspace_switcher_set_property;

  /**
   * ProctorWorkspaceSwitcher:desk:
   *
   * What there is to choose from.
   */
  properties[PROP_DESK] = g_param_spec_object ("desk", NULL, NULL, PROCTOR_TYPE_DESK, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * ProctorWorkspaceSwitcher:session:
   *
   * The workspace that the window shows.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-workspace-switcher.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorWorkspaceSwitcher, button);
  gtk_widget_class_bind_template_child (widget_class, ProctorWorkspaceSwitcher, kind_icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorWorkspaceSwitcher, name_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorWorkspaceSwitcher, health_icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorWorkspaceSwitcher, health_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorWorkspaceSwitcher, popover);
  gtk_widget_class_bind_template_child (widget_class, ProctorWorkspaceSwitcher, list);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
proctor_workspace_switcher_init (ProctorWorkspaceSwitcher *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, update_header, NULL, NULL);
  gtk_menu_button_set_create_popup_func (self->button, create_popup_cb, self, NULL);

  self->workspace_signals = g_signal_group_new (PROCTOR_TYPE_WORKSPACE);
  g_signal_group_connect_swapped (self->workspace_signals, "notify", G_CALLBACK (update), self);
  self->health_signals = g_signal_group_new (PROCTOR_TYPE_HEALTH);
  g_signal_group_connect_swapped (self->health_signals, "notify", G_CALLBACK (update), self);
  update (self);
}

/**
 * proctor_workspace_switcher_popup:
 * @self: a switcher
 *
 * Opens the list of workspaces.
 */
void
proctor_workspace_switcher_popup (ProctorWorkspaceSwitcher *self)
{
  g_return_if_fail (PROCTOR_IS_WORKSPACE_SWITCHER (self));

  gtk_menu_button_popup (self->button);
}
