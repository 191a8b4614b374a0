/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-sidebar.h"

#include "proctor-sidebar-item.h"
#include "proctor-ui-enums.h"
#include "proctor-workspace-switcher.h"

/**
 * ProctorSidebar:
 *
 * The first of the window's panes: where one can go. The place that is selected is a property;
 * a row that is activated, by a click or with Enter, also says so, because in a narrow window the
 * sidebar then makes room for what was chosen.
 */
struct _ProctorSidebar
{
  AdwNavigationPage parent_instance;

  /* Template children */
  GtkListView *list;
  GtkSingleSelection *selection;
};

G_DEFINE_FINAL_TYPE (ProctorSidebar, proctor_sidebar, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  PROP_PLACE = 1,
} ProctorSidebarProperty;

static GParamSpec *properties[PROP_PLACE + 1];

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
selected_cb (ProctorSidebar *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLACE]);
}

static void
activate_cb (ProctorSidebar *self)
{
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

/* A click on the row that is selected already is one, too: in a narrow window it leads on. */
static void
released_cb (ProctorSidebar *self,
             int n_press,
             double x,
             double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self->list), x, y, GTK_PICK_DEFAULT);

  if (picked != NULL && picked != GTK_WIDGET (self->list))
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static gboolean
proctor_sidebar_grab_focus (GtkWidget *widget)
{
  ProctorSidebar *self = PROCTOR_SIDEBAR (widget);

  gtk_list_view_scroll_to (self->list, gtk_single_selection_get_selected (self->selection), GTK_LIST_SCROLL_FOCUS, NULL);

  return gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
proctor_sidebar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_SIDEBAR);

  G_OBJECT_CLASS (proctor_sidebar_parent_class)->dispose (object);
}

static void
proctor_sidebar_get_property (GObject *object,
                              guint property_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  switch ((ProctorSidebarProperty) property_id)
    {
    case PROP_PLACE:
      g_value_set_enum (value, proctor_sidebar_get_place (PROCTOR_SIDEBAR (object)));
      break;
    }
}

static void
proctor_sidebar_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((ProctorSidebarProperty) property_id)
    {
    case PROP_PLACE:
      proctor_sidebar_set_place (PROCTOR_SIDEBAR (object), (ProctorPlace) g_value_get_enum (value));
      break;
    }
}

static void
proctor_sidebar_class_init (ProctorSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_sidebar_dispose;
  object_class->get_property = proctor_sidebar_get_property;
  object_class->set_property = proctor_sidebar_set_property;
  widget_class->grab_focus = proctor_sidebar_grab_focus;

  properties[PROP_PLACE] = g_param_spec_enum ("place", NULL, NULL, PROCTOR_TYPE_PLACE, PROCTOR_PLACE_TESTS, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorSidebar::activated:
   *
   * Somebody wants to see the place that is selected.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", PROCTOR_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (PROCTOR_TYPE_SIDEBAR_ITEM);
  g_type_ensure (PROCTOR_TYPE_WORKSPACE_SWITCHER);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorSidebar, list);
  gtk_widget_class_bind_template_child (widget_class, ProctorSidebar, selection);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, released_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
proctor_sidebar_init (ProctorSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

ProctorPlace
proctor_sidebar_get_place (ProctorSidebar *self)
{
  ProctorSidebarItem *item;

  g_return_val_if_fail (PROCTOR_IS_SIDEBAR (self), PROCTOR_PLACE_TESTS);

  item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? proctor_sidebar_item_get_place (item) : PROCTOR_PLACE_TESTS;
}

/**
 * proctor_sidebar_get_place_title:
 * @self: a sidebar
 *
 * Returns: (nullable): what the selected place is called
 */
const char *
proctor_sidebar_get_place_title (ProctorSidebar *self)
{
  ProctorSidebarItem *item;

  g_return_val_if_fail (PROCTOR_IS_SIDEBAR (self), NULL);

  item = gtk_single_selection_get_selected_item (self->selection);

  return item != NULL ? proctor_sidebar_item_get_title (item) : NULL;
}

void
proctor_sidebar_set_place (ProctorSidebar *self,
                           ProctorPlace place)
{
  GListModel *items;

  g_return_if_fail (PROCTOR_IS_SIDEBAR (self));

  items = G_LIST_MODEL (self->selection);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ProctorSidebarItem) item = g_list_model_get_item (items, i);

      if (proctor_sidebar_item_get_place (item) != place)
        continue;

      gtk_single_selection_set_selected (self->selection, i);
      /* The focus, where the list has it, goes along. */
      if (gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL)
        gtk_list_view_scroll_to (self->list, i, GTK_LIST_SCROLL_FOCUS, NULL);
    }
}
