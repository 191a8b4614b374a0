/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-selection.h"

/**
 * ProctorTestSelection:
 *
 * Which of a list's tests are selected. It knows them by what they are and not by where they are:
 * a list that is read again, sorted another way or changed elsewhere keeps its selection, also where
 * the model says so with a removal here and an addition there, after which GtkMultiSelection would
 * have forgotten them. A test that is for the moment not in the list, because of a search, stays
 * selected until it is pruned.
 */
struct _ProctorTestSelection
{
  GObject parent_instance;

  /* Owned */
  GListModel *model;
  GHashTable *selected;

  gboolean sticky;
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ProctorTestSelection, proctor_test_selection, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init) G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What has changed, as positions from the first to the last. */
typedef struct
{
  guint first;
  guint last;
} Extent;

static const Extent nothing = { G_MAXUINT, 0 };

static guint
get_n_items (ProctorTestSelection *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static void
tell (ProctorTestSelection *self,
      const Extent *extent)
{
  if (extent->first > extent->last)
    return;

  gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), extent->first, extent->last - extent->first + 1);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
tell_all (ProctorTestSelection *self)
{
  guint n_items = get_n_items (self);

  if (n_items > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n_items);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_one (ProctorTestSelection *self,
         guint position,
         gboolean selected,
         Extent *extent)
{
  g_autoptr (ProctorTestItem) item = g_list_model_get_item (self->model, position);
  gboolean changed = FALSE;

  if (item == NULL)
    return;

  if (selected)
    changed = g_hash_table_add (self->selected, g_object_ref (item));
  else
    changed = g_hash_table_remove (self->selected, item);

  if (changed)
    *extent = (Extent) { MIN (extent->first, position), MAX (extent->last, position) };
}

static void
set_range (ProctorTestSelection *self,
           guint position,
           guint n_items,
           gboolean selected,
           Extent *extent)
{
  guint end = MIN (get_n_items (self), position + n_items);

  for (guint i = position; i < end; i++)
    set_one (self, i, selected, extent);
}

static void
items_changed_cb (GListModel *model,
                  guint position,
                  guint removed,
                  guint added,
                  ProctorTestSelection *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static GType
get_item_type (GListModel *list)
{
  return PROCTOR_TYPE_TEST_ITEM;
}

static guint
get_n_items_of_list (GListModel *list)
{
  return get_n_items (PROCTOR_TEST_SELECTION (list));
}

static gpointer
get_item (GListModel *list,
          guint position)
{
  ProctorTestSelection *self = PROCTOR_TEST_SELECTION (list);

  return self->model != NULL ? g_list_model_get_item (self->model, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items_of_list;
  iface->get_item = get_item;
}

static gboolean
is_selected (GtkSelectionModel *model,
             guint position)
{
  ProctorTestSelection *self = PROCTOR_TEST_SELECTION (model);
  g_autoptr (ProctorTestItem) item = get_item (G_LIST_MODEL (self), position);

  return item != NULL && g_hash_table_contains (self->selected, item);
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model,
                        guint position,
                        guint n_items)
{
  ProctorTestSelection *self = PROCTOR_TEST_SELECTION (model);
  GtkBitset *set = gtk_bitset_new_empty ();
  guint end = MIN (get_n_items (self), position + n_items);

  for (guint i = position; g_hash_table_size (self->selected) > 0 && i < end; i++)
    if (is_selected (model, i))
      gtk_bitset_add (set, i);

  return set;
}

static gboolean
select_range (GtkSelectionModel *model,
              guint position,
              guint n_items,
              gboolean unselect_rest)
{
  ProctorTestSelection *self = PROCTOR_TEST_SELECTION (model);
  Extent extent = nothing;

  /* What a plain click or an arrow key asks for does nothing; a range is added. */
  if (self->sticky && unselect_rest && n_items == 1)
    return TRUE;
  unselect_rest = unselect_rest && !self->sticky;

  if (unselect_rest)
    g_hash_table_remove_all (self->selected);
  set_range (self, position, n_items, TRUE, &extent);

  if (unselect_rest)
    tell_all (self);
  else
    tell (self, &extent);

  return TRUE;
}

static gboolean
select_item (GtkSelectionModel *model,
             guint position,
             gboolean unselect_rest)
{
  return select_range (model, position, 1, unselect_rest);
}

static gboolean
unselect_range (GtkSelectionModel *model,
                guint position,
                guint n_items)
{
  Extent extent = nothing;

  set_range (PROCTOR_TEST_SELECTION (model), position, n_items, FALSE, &extent);
  tell (PROCTOR_TEST_SELECTION (model), &extent);

  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model,
               guint position)
{
  return unselect_range (model, position, 1);
}

static gboolean
select_all (GtkSelectionModel *model)
{
  return select_range (model, 0, G_MAXUINT, FALSE);
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  ProctorTestSelection *self = PROCTOR_TEST_SELECTION (model);

  if (g_hash_table_size (self->selected) > 0)
    {
      g_hash_table_remove_all (self->selected);
      tell_all (self);
    }

  return TRUE;
}

static gboolean
set_selection (GtkSelectionModel *model,
               GtkBitset *selected,
               GtkBitset *mask)
{
  ProctorTestSelection *self = PROCTOR_TEST_SELECTION (model);
  Extent extent = nothing;
  GtkBitsetIter iter;
  guint position;

  for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    set_one (self, position, gtk_bitset_contains (selected, position), &extent);
  tell (self, &extent);

  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
  iface->select_range = select_range;
  iface->unselect_range = unselect_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

static void
proctor_test_selection_dispose (GObject *object)
{
  ProctorTestSelection *self = PROCTOR_TEST_SELECTION (object);

  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_clear_object (&self->model);
  g_hash_table_remove_all (self->selected);

  G_OBJECT_CLASS (proctor_test_selection_parent_class)->dispose (object);
}

static void
proctor_test_selection_finalize (GObject *object)
{
  g_hash_table_unref (PROCTOR_TEST_SELECTION (object)->selected);

  G_OBJECT_CLASS (proctor_test_selection_parent_class)->finalize (object);
}

static void
proctor_test_selection_class_init (ProctorTestSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_test_selection_dispose;
  object_class->finalize = proctor_test_selection_finalize;

  /**
   * ProctorTestSelection::changed:
   *
   * Something else is selected; also where it is nothing, in a list that has become empty, for which
   * #GtkSelectionModel::selection-changed has no words.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_TEST_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_test_selection_init (ProctorTestSelection *self)
{
  self->selected = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * proctor_test_selection_new:
 * @model: (nullable): a list of #ProctorTestItem
 *
 * Returns: (transfer full): a selection of it, with nothing selected
 */
ProctorTestSelection *
proctor_test_selection_new (GListModel *model)
{
  ProctorTestSelection *self = g_object_new (PROCTOR_TYPE_TEST_SELECTION, NULL);

  proctor_test_selection_set_model (self, model);

  return self;
}

GListModel *
proctor_test_selection_get_model (ProctorTestSelection *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_SELECTION (self), NULL);

  return self->model;
}

/**
 * proctor_test_selection_set_model:
 * @self: a selection
 * @model: (nullable): a list of #ProctorTestItem
 *
 * Is a selection of @model from now on; nothing in it is selected.
 */
void
proctor_test_selection_set_model (ProctorTestSelection *self,
                                  GListModel *model)
{
  guint n_before, n_after;

  g_return_if_fail (PROCTOR_IS_TEST_SELECTION (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;

  n_before = get_n_items (self);
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_set_object (&self->model, model);
  if (model != NULL)
    g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_DEFAULT);

  g_hash_table_remove_all (self->selected);
  n_after = get_n_items (self);
  if (n_before > 0 || n_after > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, n_after);
  tell_all (self);
}

/**
 * proctor_test_selection_set_sticky:
 * @self: a selection
 * @sticky: whether what is selected stays so
 *
 * In a sticky selection, selecting one does not unselect the others.
 */
void
proctor_test_selection_set_sticky (ProctorTestSelection *self,
                                   gboolean sticky)
{
  g_return_if_fail (PROCTOR_IS_TEST_SELECTION (self));

  self->sticky = sticky;
}

guint
proctor_test_selection_get_n_selected (ProctorTestSelection *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_SELECTION (self), 0);

  return g_hash_table_size (self->selected);
}

gboolean
proctor_test_selection_contains (ProctorTestSelection *self,
                                 ProctorTestItem *item)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_SELECTION (self), FALSE);

  return item != NULL && g_hash_table_contains (self->selected, item);
}

/**
 * proctor_test_selection_get_only:
 * @self: a selection
 *
 * Returns: (transfer none) (nullable): what is selected, if it is exactly one
 */
ProctorTestItem *
proctor_test_selection_get_only (ProctorTestSelection *self)
{
  GHashTableIter iter;
  gpointer item = NULL;

  g_return_val_if_fail (PROCTOR_IS_TEST_SELECTION (self), NULL);

  if (g_hash_table_size (self->selected) != 1)
    return NULL;

  g_hash_table_iter_init (&iter, self->selected);
  g_hash_table_iter_next (&iter, &item, NULL);

  return item;
}

/**
 * proctor_test_selection_dup_items:
 * @self: a selection
 *
 * Returns: (transfer full) (element-type ProctorTestItem): what is selected, in the list's order
 */
GPtrArray *
proctor_test_selection_dup_items (ProctorTestSelection *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_items, n_selected;

  g_return_val_if_fail (PROCTOR_IS_TEST_SELECTION (self), NULL);

  n_items = get_n_items (self);
  n_selected = g_hash_table_size (self->selected);
  for (guint i = 0; i < n_items && items->len < n_selected; i++)
    {
      g_autoptr (ProctorTestItem) item = g_list_model_get_item (self->model, i);

      if (g_hash_table_contains (self->selected, item))
        g_ptr_array_add (items, g_steal_pointer (&item));
    }

  return g_steal_pointer (&items);
}

/**
 * proctor_test_selection_find:
 * @self: a selection
 * @item: an item
 *
 * Returns: where @item is in the list, %GTK_INVALID_LIST_POSITION if it isn't
 */
guint
proctor_test_selection_find (ProctorTestSelection *self,
                             ProctorTestItem *item)
{
  guint n_items;

  g_return_val_if_fail (PROCTOR_IS_TEST_SELECTION (self), GTK_INVALID_LIST_POSITION);

  n_items = get_n_items (self);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (ProctorTestItem) other = g_list_model_get_item (self->model, i);

      if (other == item)
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/**
 * proctor_test_selection_toggle:
 * @self: a selection
 * @position: where
 *
 * Selects what is not selected, and the other way round.
 */
void
proctor_test_selection_toggle (ProctorTestSelection *self,
                               guint position)
{
  GtkSelectionModel *model;

  g_return_if_fail (PROCTOR_IS_TEST_SELECTION (self));

  model = GTK_SELECTION_MODEL (self);
  if (gtk_selection_model_is_selected (model, position))
    gtk_selection_model_unselect_item (model, position);
  else
    gtk_selection_model_select_item (model, position, FALSE);
}

/**
 * proctor_test_selection_set_items:
 * @self: a selection
 * @items: (element-type ProctorTestItem): items of the list
 *
 * Selects @items and nothing else.
 */
void
proctor_test_selection_set_items (ProctorTestSelection *self,
                                  GPtrArray *items)
{
  g_return_if_fail (PROCTOR_IS_TEST_SELECTION (self));
  g_return_if_fail (items != NULL);

  g_hash_table_remove_all (self->selected);
  for (guint i = 0; i < items->len; i++)
    g_hash_table_add (self->selected, g_object_ref (g_ptr_array_index (items, i)));
  tell_all (self);
}

/**
 * proctor_test_selection_prune:
 * @self: a selection
 *
 * Forgets what is not in the list: nobody wants to delete what can't be seen.
 */
void
proctor_test_selection_prune (ProctorTestSelection *self)
{
  g_autoptr (GPtrArray) listed = NULL;

  g_return_if_fail (PROCTOR_IS_TEST_SELECTION (self));

  if (g_hash_table_size (self->selected) == 0)
    return;

  listed = proctor_test_selection_dup_items (self);
  if (listed->len < g_hash_table_size (self->selected))
    proctor_test_selection_set_items (self, listed);
}
