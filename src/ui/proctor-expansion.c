/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-expansion.h"

#define KEY "expanded-folders"

/* Ids of folders that are gone are forgotten, the oldest first, when there are this many. */
#define MOST_IDS 1000

/**
 * ProctorExpansion:
 *
 * Which rows of a workspace's tree are expanded. A tree forgets that when rows go and come back, as
 * they do when a folder is moved or the library is read anew; this one remembers, also over a
 * restart.
 */
struct _ProctorExpansion
{
  GObject parent_instance;

  /* Owned */
  GSettings *settings;
  char *workspace_id;
  GPtrArray *ids; /* in the order they were expanded in */

  ProctorExpansionIdFunc get_id;
};

G_DEFINE_FINAL_TYPE (ProctorExpansion, proctor_expansion, G_TYPE_OBJECT)

static gboolean
find (ProctorExpansion *self,
      const char *id,
      guint *position)
{
  return g_ptr_array_find_with_equal_func (self->ids, id, g_str_equal, position);
}

static void
load (ProctorExpansion *self)
{
  g_autoptr (GVariant) value = self->settings != NULL ? g_settings_get_value (self->settings, KEY) : NULL;
  g_autofree const char **ids = NULL;

  if (value == NULL || !g_variant_lookup (value, self->workspace_id, "^a&s", &ids))
    {
      /* Whoever has not been here before sees the folders. */
      g_ptr_array_add (self->ids, g_strdup (""));
      return;
    }

  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (self->ids, g_strdup (ids[i]));
}

static void
save (ProctorExpansion *self)
{
  g_autoptr (GVariant) value = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *workspace_id;
  GVariant *ids;

  if (self->settings == NULL)
    return;

  value = g_settings_get_value (self->settings, KEY);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{sas}"));
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&s@as}", &workspace_id, &ids))
    {
      if (!g_str_equal (workspace_id, self->workspace_id))
        g_variant_builder_add (&builder, "{s@as}", workspace_id, ids);
      g_variant_unref (ids);
    }
  g_variant_builder_add (&builder, "{s@as}", self->workspace_id, g_variant_new_strv ((const char *const *) self->ids->pdata, self->ids->len));
  g_settings_set_value (self->settings, KEY, g_variant_builder_end (&builder));
}

static void
proctor_expansion_finalize (GObject *object)
{
  ProctorExpansion *self = PROCTOR_EXPANSION (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->workspace_id, g_free);
  g_clear_pointer (&self->ids, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_expansion_parent_class)->finalize (object);
}

static void
proctor_expansion_class_init (ProctorExpansionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_expansion_finalize;
}

static void
proctor_expansion_init (ProctorExpansion *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
}

/**
 * proctor_expansion_new:
 * @settings: (nullable): where it is remembered; %NULL remembers until the end
 * @workspace_id: whose tree it is
 * @get_id: tells rows apart
 *
 * Returns: (transfer full): what was expanded the last time
 */
ProctorExpansion *
proctor_expansion_new (GSettings *settings,
                       const char *workspace_id,
                       ProctorExpansionIdFunc get_id)
{
  ProctorExpansion *self;

  g_return_val_if_fail (workspace_id != NULL, NULL);
  g_return_val_if_fail (get_id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_EXPANSION, NULL);
  g_set_object (&self->settings, settings);
  self->workspace_id = g_strdup (workspace_id);
  self->get_id = get_id;
  load (self);

  return self;
}

gboolean
proctor_expansion_contains (ProctorExpansion *self,
                            const char *id)
{
  g_return_val_if_fail (PROCTOR_IS_EXPANSION (self), FALSE);

  return find (self, id, NULL);
}

/**
 * proctor_expansion_set:
 * @self: an expansion
 * @id: a row's id
 * @expanded: whether somebody has expanded it, or collapsed it
 *
 * Remembers it.
 */
void
proctor_expansion_set (ProctorExpansion *self,
                       const char *id,
                       gboolean expanded)
{
  guint position = 0;
  gboolean was_expanded;

  g_return_if_fail (PROCTOR_IS_EXPANSION (self));
  g_return_if_fail (id != NULL);

  was_expanded = find (self, id, &position);
  if (was_expanded == expanded)
    return;

  if (expanded)
    g_ptr_array_add (self->ids, g_strdup (id));
  else
    g_ptr_array_remove_index (self->ids, position);
  if (self->ids->len > MOST_IDS)
    g_ptr_array_remove_index (self->ids, 0);

  save (self);
}

/**
 * proctor_expansion_apply:
 * @self: an expansion
 * @tree: the tree
 *
 * Expands what is to be expanded and is not, because it has just come.
 */
void
proctor_expansion_apply (ProctorExpansion *self,
                         GtkTreeListModel *tree)
{
  g_return_if_fail (PROCTOR_IS_EXPANSION (self));
  g_return_if_fail (GTK_IS_TREE_LIST_MODEL (tree));

  /* What a row holds comes right behind it, so the end moves away while this goes on. */
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (tree)); i++)
    {
      g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (tree, i);
      g_autoptr (GObject) item = gtk_tree_list_row_get_item (row);
      const char *id = self->get_id (item);

      if (id != NULL && !gtk_tree_list_row_get_expanded (row) && find (self, id, NULL))
        gtk_tree_list_row_set_expanded (row, TRUE);
    }
}
