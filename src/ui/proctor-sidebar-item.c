/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-sidebar-item.h"
#include "proctor-ui-enums.h"

/**
 * ProctorSidebarItem:
 *
 * A row of the sidebar: a place to go to, what it is called, its picture, and how many things are
 * there, or -1 where nobody counts.
 */
struct _ProctorSidebarItem
{
  GObject parent_instance;

  /* Owned */
  char *title;
  char *icon_name;
  GListModel *children;

  ProctorPlace place;
  int count;
};

G_DEFINE_FINAL_TYPE (ProctorSidebarItem, proctor_sidebar_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_PLACE = 1,
  PROP_TITLE,
  PROP_ICON_NAME,
  PROP_COUNT,
} ProctorSidebarItemProperty;

static GParamSpec *properties[PROP_COUNT + 1];

static void
proctor_sidebar_item_finalize (GObject *object)
{
  ProctorSidebarItem *self = PROCTOR_SIDEBAR_ITEM (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->icon_name, g_free);
  g_clear_object (&self->children);

  G_OBJECT_CLASS (proctor_sidebar_item_parent_class)->finalize (object);
}

static void
proctor_sidebar_item_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  ProctorSidebarItem *self = PROCTOR_SIDEBAR_ITEM (object);

  switch ((ProctorSidebarItemProperty) property_id)
    {
    case PROP_PLACE:
      g_value_set_enum (value, self->place);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_ICON_NAME:
      g_value_set_string (value, self->icon_name);
      break;
    case PROP_COUNT:
      g_value_set_int (value, self->count);
      break;
    }
}

static void
proctor_sidebar_item_set_property (GObject *object,
                                   guint property_id,
                                   const GValue *value,
                                   GParamSpec *pspec)
{
  ProctorSidebarItem *self = PROCTOR_SIDEBAR_ITEM (object);

  switch ((ProctorSidebarItemProperty) property_id)
    {
    case PROP_PLACE:
      self->place = (ProctorPlace) g_value_get_enum (value);
      break;
    case PROP_TITLE:
      g_set_str (&self->title, g_value_get_string (value));
      break;
    case PROP_ICON_NAME:
      g_set_str (&self->icon_name, g_value_get_string (value));
      break;
    case PROP_COUNT:
      if (self->count != g_value_get_int (value))
        {
          self->count = g_value_get_int (value);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    }
}

static void
proctor_sidebar_item_class_init (ProctorSidebarItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = proctor_sidebar_item_finalize;
  object_class->get_property = proctor_sidebar_item_get_property;
  object_class->set_property = proctor_sidebar_item_set_property;

  properties[PROP_PLACE] = g_param_spec_enum ("place", NULL, NULL, PROCTOR_TYPE_PLACE, PROCTOR_PLACE_TESTS, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_ICON_NAME] = g_param_spec_string ("icon-name", NULL, NULL, NULL, flags);
  properties[PROP_COUNT] = g_param_spec_int ("count", NULL, NULL, -1, G_MAXINT, -1, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_sidebar_item_init (ProctorSidebarItem *self)
{
  self->count = -1;
}

ProctorPlace
proctor_sidebar_item_get_place (ProctorSidebarItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_SIDEBAR_ITEM (self), PROCTOR_PLACE_TESTS);

  return self->place;
}

const char *
proctor_sidebar_item_get_title (ProctorSidebarItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_SIDEBAR_ITEM (self), NULL);

  return self->title;
}

const char *
proctor_sidebar_item_get_icon_name (ProctorSidebarItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_SIDEBAR_ITEM (self), NULL);

  return self->icon_name;
}

int
proctor_sidebar_item_get_count (ProctorSidebarItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_SIDEBAR_ITEM (self), -1);

  return self->count;
}

/**
 * proctor_sidebar_item_get_children:
 * @self: an item
 *
 * Returns: (nullable) (transfer none): what is below it in the tree
 */
GListModel *
proctor_sidebar_item_get_children (ProctorSidebarItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_SIDEBAR_ITEM (self), NULL);

  return self->children;
}

void
proctor_sidebar_item_set_children (ProctorSidebarItem *self,
                                   GListModel *children)
{
  g_return_if_fail (PROCTOR_IS_SIDEBAR_ITEM (self));

  g_set_object (&self->children, children);
}
