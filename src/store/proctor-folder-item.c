/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-folder-item-private.h"

/**
 * ProctorFolderItem:
 *
 * A folder of tests, with those in it. It is the same object as long as the folder is there,
 * wherever it is moved to.
 */

G_DEFINE_FINAL_TYPE (ProctorFolderItem, proctor_folder_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_N_TESTS,
} ProctorFolderItemProperty;

static GParamSpec *properties[PROP_N_TESTS + 1];

static void
proctor_folder_item_finalize (GObject *object)
{
  ProctorFolderItem *self = PROCTOR_FOLDER_ITEM (object);

  g_clear_pointer (&self->id, g_ref_string_release);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->sort_key, g_free);
  g_clear_pointer (&self->parent_id, g_ref_string_release);
  g_clear_pointer (&self->creator, g_free);
  g_clear_pointer (&self->role, g_free);
  g_clear_object (&self->children);

  G_OBJECT_CLASS (proctor_folder_item_parent_class)->finalize (object);
}

static void
proctor_folder_item_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  ProctorFolderItem *self = PROCTOR_FOLDER_ITEM (object);

  switch ((ProctorFolderItemProperty) property_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_N_TESTS:
      g_value_set_uint (value, self->n_tests);
      break;
    }
}

static void
proctor_folder_item_class_init (ProctorFolderItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = proctor_folder_item_finalize;
  object_class->get_property = proctor_folder_item_get_property;

  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_N_TESTS] = g_param_spec_uint ("n-tests", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_folder_item_init (ProctorFolderItem *self)
{
  self->children = g_list_store_new (PROCTOR_TYPE_FOLDER_ITEM);
}

/**
 * proctor_folder_item_new:
 * @id: the folder's id
 *
 * Returns: (transfer full): a folder at the top, without a name
 */
ProctorFolderItem *
proctor_folder_item_new (const char *id)
{
  ProctorFolderItem *self = g_object_new (PROCTOR_TYPE_FOLDER_ITEM, NULL);

  /* The tests in it have the very same string. */
  self->id = g_ref_string_new_intern (id);
  proctor_folder_item_set_name (self, "");

  return self;
}

/**
 * proctor_folder_item_set_name:
 * @self: a folder
 * @name: what it is called now
 *
 * Returns: whether that is another name than before
 */
gboolean
proctor_folder_item_set_name (ProctorFolderItem *self,
                              const char *name)
{
  g_autofree char *folded = NULL;

  if (!g_set_str (&self->name, name))
    return FALSE;

  folded = g_utf8_casefold (name, -1);
  g_free (self->sort_key);
  self->sort_key = g_utf8_collate_key_for_filename (folded, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);

  return TRUE;
}

/**
 * proctor_folder_item_set_parent_id:
 * @self: a folder
 * @parent_id: (nullable): the folder it is in
 *
 * Returns: whether that is another one than before
 */
gboolean
proctor_folder_item_set_parent_id (ProctorFolderItem *self,
                                   const char *parent_id)
{
  if (g_strcmp0 (self->parent_id, parent_id) == 0)
    return FALSE;

  g_clear_pointer (&self->parent_id, g_ref_string_release);
  if (parent_id != NULL)
    self->parent_id = g_ref_string_new_intern (parent_id);

  return TRUE;
}

void
proctor_folder_item_set_n_tests (ProctorFolderItem *self,
                                 guint n_tests)
{
  if (self->n_tests == n_tests)
    return;

  self->n_tests = n_tests;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TESTS]);
}

/* Folders of the same name stay in one order, too. */
int
proctor_folder_item_compare (ProctorFolderItem *a,
                             ProctorFolderItem *b)
{
  int order = g_strcmp0 (a->sort_key, b->sort_key);

  return order != 0 ? order : g_strcmp0 (a->id, b->id);
}

/**
 * proctor_folder_item_get_id:
 * @self: a folder
 *
 * Returns: its id
 */
const char *
proctor_folder_item_get_id (ProctorFolderItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOLDER_ITEM (self), NULL);

  return self->id;
}

/**
 * proctor_folder_item_get_name:
 * @self: a folder
 *
 * Returns: its name
 */
const char *
proctor_folder_item_get_name (ProctorFolderItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOLDER_ITEM (self), NULL);

  return self->name;
}

/**
 * proctor_folder_item_get_parent:
 * @self: a folder
 *
 * Returns: (transfer none) (nullable): the folder it is in, %NULL at the top
 */
ProctorFolderItem *
proctor_folder_item_get_parent (ProctorFolderItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOLDER_ITEM (self), NULL);

  return self->parent;
}

/**
 * proctor_folder_item_get_children:
 * @self: a folder
 *
 * Returns: (transfer none): the folders in it, by name; the list stays true
 */
GListModel *
proctor_folder_item_get_children (ProctorFolderItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOLDER_ITEM (self), NULL);

  return G_LIST_MODEL (self->children);
}

/**
 * proctor_folder_item_get_n_tests:
 * @self: a folder
 *
 * Returns: how many tests are in it and below, of those that are known
 */
guint
proctor_folder_item_get_n_tests (ProctorFolderItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOLDER_ITEM (self), 0);

  return self->n_tests;
}

/**
 * proctor_folder_item_get_depth:
 * @self: a folder
 *
 * Returns: how many folders it is in, one in the other
 */
guint
proctor_folder_item_get_depth (ProctorFolderItem *self)
{
  guint depth = 0;

  g_return_val_if_fail (PROCTOR_IS_FOLDER_ITEM (self), 0);

  for (ProctorFolderItem *above = self->parent; above != NULL; above = above->parent)
    depth++;

  return depth;
}

/**
 * proctor_folder_item_dup_path:
 * @self: a folder
 *
 * Returns: (transfer full): its name after those of the folders it is in, for people
 */
char *
proctor_folder_item_dup_path (ProctorFolderItem *self)
{
  GString *path;

  g_return_val_if_fail (PROCTOR_IS_FOLDER_ITEM (self), NULL);

  path = g_string_new (self->name);
  for (ProctorFolderItem *above = self->parent; above != NULL; above = above->parent)
    {
      g_string_prepend (path, " / ");
      g_string_prepend (path, above->name);
    }

  return g_string_free_and_steal (path);
}

/**
 * proctor_folder_item_contains:
 * @self: a folder
 * @other: a folder
 *
 * Returns: whether @other is @self, or somewhere below it
 */
gboolean
proctor_folder_item_contains (ProctorFolderItem *self,
                              ProctorFolderItem *other)
{
  g_return_val_if_fail (PROCTOR_IS_FOLDER_ITEM (self), FALSE);
  g_return_val_if_fail (PROCTOR_IS_FOLDER_ITEM (other), FALSE);

  while (other != NULL && other != self)
    other = other->parent;

  return other == self;
}

/**
 * proctor_folder_item_is_read_only:
 * @self: a folder
 *
 * Returns: whether one may look into it, but not change it
 */
gboolean
proctor_folder_item_is_read_only (ProctorFolderItem *self)
{
  g_return_val_if_fail (PROCTOR_IS_FOLDER_ITEM (self), FALSE);

  return g_strcmp0 (self->role, "viewer") == 0 || g_strcmp0 (self->role, "commenter") == 0;
}
