/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-edit-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "proctor-edit-row.h"
#include "proctor-unreadable.h"

/**
 * ProctorEditList:
 *
 * A list of things that are edited in place: they are moved by dragging and by keys, removed, and more are added
 * below. It either belongs to a list of a record, which it then changes, or tells by its signals what a
 * person wants.
 */
struct _ProctorEditList
{
  GtkWidget parent_instance;

  /* Template children */
  GtkBox *rows;
  GtkWidget *add_box;
  GtkWidget *add_button;
  AdwButtonContent *add_content;
  GtkLabel *limit_label;
  GtkLabel *problem_label;

  /* Owned */
  GHashTable *parked; /* an item to the row that was its own a moment ago */

  /* Borrowed */
  gpointer user_data;

  ProctorEditListMake make;
  ProctorEditListName name;
  guint limit;
  guint n_rows;
  guint changed_at; /* where the last change was */
  guint unpark_source;
  gboolean editable;
  gboolean stacked;
};

typedef enum
{
  PROP_PROBLEM = 1,
} ProctorEditListProperty;

enum
{
  SIGNAL_ADD,
  SIGNAL_MOVE,
  SIGNAL_REMOVE,
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorEditList, proctor_edit_list, GTK_TYPE_WIDGET)

static ProctorEditRow *
get_row (ProctorEditList *self,
         guint position)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows));

  for (guint i = 0; row != NULL && i < position; i++)
    row = gtk_widget_get_next_sibling (row);

  return row != NULL ? PROCTOR_EDIT_ROW (row) : NULL;
}

static guint
get_position (ProctorEditList *self,
              ProctorEditRow *row)
{
  guint position = 0;

  for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); other != NULL && other != GTK_WIDGET (row); other = gtk_widget_get_next_sibling (other))
    position++;

  return position;
}

static void
step (ProctorEditList *self,
      guint from,
      guint to)
{
  if (from == to || from >= self->n_rows || to >= self->n_rows)
    return;

  g_signal_emit (self, signals[SIGNAL_MOVE], 0, from, to);
  proctor_edit_list_focus (self, to);
}

static void
row_move_cb (ProctorEditList *self,
             int by,
             ProctorEditRow *row)
{
  guint from = get_position (self, row);

  if (by < 0 && from == 0)
    return;
  step (self, from, from + (guint) by);
}

static void
row_dropped_cb (ProctorEditList *self,
                ProctorEditRow *dropped,
                gboolean below,
                ProctorEditRow *row)
{
  guint from = get_position (self, dropped);
  guint to = get_position (self, row) + (below ? 1 : 0);

  step (self, from, to > from ? to - 1 : to);
}

/* The focus stays in the list, where the next one is. */
static void
row_remove_cb (ProctorEditList *self,
               ProctorEditRow *row)
{
  guint position = get_position (self, row);

  g_signal_emit (self, signals[SIGNAL_REMOVE], 0, position);
  if (self->n_rows > 0)
    proctor_edit_list_focus (self, MIN (position, self->n_rows - 1));
  else
    gtk_widget_grab_focus (self->add_button);
}

static void
add_cb (ProctorEditList *self)
{
  if (!self->editable || (self->limit > 0 && self->n_rows >= self->limit))
    return;

  g_signal_emit (self, signals[SIGNAL_ADD], 0);
}

static void
update (ProctorEditList *self)
{
  gboolean is_full = self->limit > 0 && self->n_rows >= self->limit;
  guint position = 0;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    {
      gboolean is_named = self->name != NULL && !PROCTOR_IS_UNREADABLE (proctor_edit_row_get_item (PROCTOR_EDIT_ROW (row)));
      g_autofree char *name = is_named ? self->name (proctor_edit_row_get_content (PROCTOR_EDIT_ROW (row)), position, self->user_data) : NULL;

      proctor_edit_row_set_editable (PROCTOR_EDIT_ROW (row), self->editable);
      proctor_edit_row_set_stacked (PROCTOR_EDIT_ROW (row), self->stacked);
      proctor_edit_row_set_place (PROCTOR_EDIT_ROW (row), position == 0, position + 1 == self->n_rows);
      if (name != NULL)
        proctor_edit_row_set_name (PROCTOR_EDIT_ROW (row), name);
      position++;
    }

  gtk_widget_set_visible (GTK_WIDGET (self->rows), self->n_rows > 0);
  gtk_widget_set_visible (self->add_box, self->editable || self->n_rows == 0);
  gtk_widget_set_visible (self->add_button, self->editable);
  gtk_widget_set_sensitive (self->add_button, !is_full);
  if (!self->editable)
    gtk_label_set_label (self->limit_label, C_ ("nothing is in a list", "None"));
  else if (self->limit == 0)
    gtk_label_set_label (self->limit_label, "");
  else
    {
      g_autofree char *limit = NULL;

      if (is_full)
        limit = g_strdup_printf (_ ("%u of %u, there can be no more"), self->n_rows, self->limit);
      else
        limit = g_strdup_printf (_ ("%u of %u"), self->n_rows, self->limit);
      gtk_label_set_label (self->limit_label, limit);
    }
}

static GtkWidget *
make_unreadable (void)
{
  GtkWidget *label = gtk_label_new (_ ("This can't be shown. It stays as it came."));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dimmed");

  return label;
}

static ProctorEditRow *
make_row (ProctorEditList *self,
          gpointer item)
{
  GtkWidget *content = PROCTOR_IS_UNREADABLE (item) ? make_unreadable () : self->make (item, self->user_data);
  GtkWidget *row = proctor_edit_row_new (item, content);

  g_signal_connect_object (row, "move", G_CALLBACK (row_move_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "dropped", G_CALLBACK (row_dropped_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "remove", G_CALLBACK (row_remove_cb), self, G_CONNECT_SWAPPED);

  return PROCTOR_EDIT_ROW (row);
}

static gboolean
unpark_cb (gpointer user_data)
{
  ProctorEditList *self = user_data;

  self->unpark_source = 0;
  g_hash_table_remove_all (self->parked);

  return G_SOURCE_REMOVE;
}

/* What is moved goes first and comes then: it is to be the same row. */
static void
park (ProctorEditList *self,
      GtkWidget *row)
{
  g_hash_table_insert (self->parked, proctor_edit_row_get_item (PROCTOR_EDIT_ROW (row)), g_object_ref (row));
  gtk_box_remove (self->rows, row);
  if (self->unpark_source == 0)
    self->unpark_source = g_idle_add (unpark_cb, self);
}

static GtkWidget *
take_row (ProctorEditList *self,
          gpointer item)
{
  g_autoptr (GtkWidget) parked = g_hash_table_lookup (self->parked, item);

  if (parked == NULL)
    return GTK_WIDGET (make_row (self, item));

  g_hash_table_steal (self->parked, item);
  g_object_force_floating (G_OBJECT (parked));

  return g_steal_pointer (&parked);
}

static GHashTable *
take_index (ProctorEditList *self)
{
  GHashTable *rows = g_hash_table_new (NULL, NULL);

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->rows)); row != NULL; row = gtk_widget_get_next_sibling (row))
    g_hash_table_insert (rows, proctor_edit_row_get_item (PROCTOR_EDIT_ROW (row)), row);

  return rows;
}

/**
 * proctor_edit_list_show:
 * @self: a list
 * @items: (element-type GObject): what it is to show
 *
 * Shows these. What is there already keeps its row, and with it the focus.
 */
void
proctor_edit_list_show (ProctorEditList *self,
                        GPtrArray *items)
{
  g_autoptr (GHashTable) rows = NULL;
  GHashTableIter iter;
  gpointer stale;
  GtkWidget *previous = NULL;

  g_return_if_fail (PROCTOR_IS_EDIT_LIST (self));
  g_return_if_fail (self->make != NULL);

  rows = take_index (self);
  for (guint i = 0; i < items->len; i++)
    {
      gpointer item = g_ptr_array_index (items, i);
      GtkWidget *row = g_hash_table_lookup (rows, item);

      if (row != NULL)
        g_hash_table_remove (rows, item);
      else
        {
          row = take_row (self, item);
          gtk_box_append (self->rows, row);
          self->changed_at = i;
        }
      if (gtk_widget_get_prev_sibling (row) != previous)
        gtk_box_reorder_child_after (self->rows, row, previous);
      previous = row;
    }

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, NULL, &stale))
    {
      self->changed_at = get_position (self, stale);
      park (self, stale);
    }

  self->n_rows = items->len;
  update (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static gboolean
proctor_edit_list_grab_focus (GtkWidget *widget)
{
  ProctorEditList *self = PROCTOR_EDIT_LIST (widget);
  ProctorEditRow *row = self->n_rows > 0 ? get_row (self, MIN (self->changed_at, self->n_rows - 1)) : NULL;

  return row != NULL ? gtk_widget_grab_focus (GTK_WIDGET (row)) : gtk_widget_grab_focus (self->add_button);
}

static void
proctor_edit_list_dispose (GObject *object)
{
  ProctorEditList *self = PROCTOR_EDIT_LIST (object);

  g_clear_handle_id (&self->unpark_source, g_source_remove);
  g_clear_pointer (&self->parked, g_hash_table_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_EDIT_LIST);

  G_OBJECT_CLASS (proctor_edit_list_parent_class)->dispose (object);
}

static void
install_signals (ProctorEditListClass *klass)
{
  /**
   * ProctorEditList::add:
   *
   * Another one is wanted at the end.
   */
  signals[SIGNAL_ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /**
   * ProctorEditList::move:
   * @from: where one is
   * @to: where it is to be
   */
  signals[SIGNAL_MOVE] = g_signal_new ("move", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  /**
   * ProctorEditList::remove:
   * @position: which isn't wanted any more
   */
  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  /**
   * ProctorEditList::changed:
   *
   * It shows others than before.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_edit_list_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  ProctorEditList *self = PROCTOR_EDIT_LIST (object);

  switch ((ProctorEditListProperty) property_id)
    {
    case PROP_PROBLEM:
      g_value_set_string (value, gtk_widget_get_visible (GTK_WIDGET (self->problem_label)) ? gtk_label_get_label (self->problem_label) : NULL);
      break;
    }
}

static void
proctor_edit_list_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  ProctorEditList *self = PROCTOR_EDIT_LIST (object);

  switch ((ProctorEditListProperty) property_id)
    {
    case PROP_PROBLEM:
      gtk_label_set_label (self->problem_label, g_value_get_string (value) != NULL ? g_value_get_string (value) : "");
      gtk_widget_set_visible (GTK_WIDGET (self->problem_label), g_value_get_string (value) != NULL);
      break;
    }
}

static void
proctor_edit_list_class_init (ProctorEditListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_edit_list_dispose;
  object_class->get_property = proctor_edit_list_get_property;
  object_class->set_property = proctor_edit_list_set_property;
  widget_class->grab_focus = proctor_edit_list_grab_focus;
  install_signals (klass);
  /**
   * ProctorEditList:problem:
   *
   * What is wrong with the list as a whole.
   */
  g_object_class_install_property (object_class, PROP_PROBLEM, g_param_spec_string ("problem", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS));

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-edit-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorEditList, rows);
  gtk_widget_class_bind_template_child (widget_class, ProctorEditList, add_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorEditList, add_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorEditList, add_content);
  gtk_widget_class_bind_template_child (widget_class, ProctorEditList, limit_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorEditList, problem_label);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
proctor_edit_list_init (ProctorEditList *self)
{
  self->editable = TRUE;
  self->parked = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_edit_list_new:
 *
 * Returns: (transfer floating): a list of nothing
 */
GtkWidget *
proctor_edit_list_new (void)
{
  return g_object_new (PROCTOR_TYPE_EDIT_LIST, NULL);
}

/**
 * proctor_edit_list_set_functions:
 * @self: a list
 * @make: makes what shows a thing
 * @name: (nullable): says what a person would call it
 * @user_data: passed to both; it outlives the list
 */
void
proctor_edit_list_set_functions (ProctorEditList *self,
                                 ProctorEditListMake make,
                                 ProctorEditListName name,
                                 gpointer user_data)
{
  g_return_if_fail (PROCTOR_IS_EDIT_LIST (self));

  self->make = make;
  self->name = name;
  self->user_data = user_data;
}

void
proctor_edit_list_set_add_label (ProctorEditList *self,
                                 const char *label)
{
  g_return_if_fail (PROCTOR_IS_EDIT_LIST (self));

  adw_button_content_set_label (self->add_content, label);
}

/**
 * proctor_edit_list_set_limit:
 * @self: a list
 * @limit: how many there can be, 0 for as many as one likes
 */
void
proctor_edit_list_set_limit (ProctorEditList *self,
                             guint limit)
{
  g_return_if_fail (PROCTOR_IS_EDIT_LIST (self));

  self->limit = limit;
  update (self);
}

void
proctor_edit_list_set_editable (ProctorEditList *self,
                                gboolean editable)
{
  g_return_if_fail (PROCTOR_IS_EDIT_LIST (self));

  self->editable = editable;
  update (self);
}

/**
 * proctor_edit_list_set_stacked:
 * @self: a list
 * @stacked: whether what a row shows is below its handle and its name, for what needs all the room
 */
void
proctor_edit_list_set_stacked (ProctorEditList *self,
                               gboolean stacked)
{
  g_return_if_fail (PROCTOR_IS_EDIT_LIST (self));

  self->stacked = stacked;
  update (self);
}

/**
 * proctor_edit_list_rename:
 * @self: a list
 *
 * Asks again what a person would call its rows.
 */
void
proctor_edit_list_rename (ProctorEditList *self)
{
  g_return_if_fail (PROCTOR_IS_EDIT_LIST (self));

  update (self);
}

/**
 * proctor_edit_list_forget:
 * @self: a list
 *
 * Lets go of what was removed a moment ago.
 */
void
proctor_edit_list_forget (ProctorEditList *self)
{
  g_return_if_fail (PROCTOR_IS_EDIT_LIST (self));

  g_hash_table_remove_all (self->parked);
}

guint
proctor_edit_list_get_n_rows (ProctorEditList *self)
{
  g_return_val_if_fail (PROCTOR_IS_EDIT_LIST (self), 0);

  return self->n_rows;
}

/**
 * proctor_edit_list_get_content:
 * @self: a list
 * @position: which one
 *
 * Returns: (transfer none) (nullable): what shows it
 */
GtkWidget *
proctor_edit_list_get_content (ProctorEditList *self,
                               guint position)
{
  ProctorEditRow *row;

  g_return_val_if_fail (PROCTOR_IS_EDIT_LIST (self), NULL);

  row = get_row (self, position);

  return row != NULL ? proctor_edit_row_get_content (row) : NULL;
}

/**
 * proctor_edit_list_find:
 * @self: a list
 * @item: a thing
 * @position: (out): where it is
 *
 * Returns: whether it is there
 */
gboolean
proctor_edit_list_find (ProctorEditList *self,
                        gpointer item,
                        guint *position)
{
  g_return_val_if_fail (PROCTOR_IS_EDIT_LIST (self), FALSE);

  for (*position = 0; *position < self->n_rows; *position += 1)
    {
      if (proctor_edit_row_get_item (get_row (self, *position)) == item)
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_edit_list_focus:
 * @self: a list
 * @position: which one
 *
 * Puts the focus there.
 */
void
proctor_edit_list_focus (ProctorEditList *self,
                         guint position)
{
  ProctorEditRow *row;

  g_return_if_fail (PROCTOR_IS_EDIT_LIST (self));

  row = get_row (self, position);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

/**
 * proctor_edit_list_add:
 * @self: a list
 *
 * Does what the button does, if it can be pressed.
 */
void
proctor_edit_list_add (ProctorEditList *self)
{
  g_return_if_fail (PROCTOR_IS_EDIT_LIST (self));

  add_cb (self);
}
