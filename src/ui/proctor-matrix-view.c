/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-view.h"

#include "proctor-folder-item.h"
#include "proctor-matrix-cells.h"
#include "proctor-matrix-words.h"
#include "proctor-test-item.h"

#include <glib/gi18n.h>

/**
 * ProctorMatrixView:
 *
 * Tests and their repeats as a grid, which one can walk through with the keyboard in all directions. Up
 * and down are the list's own, left and right go from one repeat to the next. Enter opens a run, and
 * repeats can be selected with Space, Ctrl and Shift.
 */
struct _ProctorMatrixView
{
  AdwBin parent_instance;

  /* Template children */
  GtkDropDown *filter_dropdown;
  GtkToggleButton *folders_button;
  GtkLabel *selection_label;
  GtkStack *stack;
  GtkListView *list_view;
  AdwStatusPage *none_page;

  /* Owned */
  ProctorMatrix *matrix;
  ProctorLibrary *library;
  GSignalGroup *matrix_signals;
  GtkCustomFilter *filter;
  GtkFilterListModel *filtered;
  GHashTable *selected; /* masks of columns, by their rows */
  GPtrArray *cells;     /* borrowed: the widgets of rows */

  /* Borrowed: a child */
  GtkWidget *palette;

  ProctorMatrixFilter wanted;
  int column;
  ProctorMatrixRow *anchor_row; /* borrowed, only to be compared */
  int anchor_column;
};

enum
{
  SIGNAL_RUN_ACTIVATED,
  SIGNAL_SELECTION_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorMatrixView, proctor_matrix_view, ADW_TYPE_BIN)

/* More than that have no place in a mask; servers take fifty at most. */
#define MOST_COLUMNS 64

static const char *const filter_names[] = {
  [PROCTOR_MATRIX_ALL] = N_ ("All Tests"),
  [PROCTOR_MATRIX_FAILED] = N_ ("Failed"),
  [PROCTOR_MATRIX_ERRORS] = N_ ("Errors"),
  [PROCTOR_MATRIX_FLAKY] = N_ ("Flaky"),
  [PROCTOR_MATRIX_INCONCLUSIVE] = N_ ("Inconclusive"),
  [PROCTOR_MATRIX_PENDING] = N_ ("Pending"),
};

static guint64
get_mask (ProctorMatrixView *self,
          ProctorMatrixRow *row)
{
  guint64 *mask = g_hash_table_lookup (self->selected, row);

  return mask != NULL ? *mask : 0;
}

static void
set_mask (ProctorMatrixView *self,
          ProctorMatrixRow *row,
          guint64 mask)
{
  if (mask == 0)
    {
      g_hash_table_remove (self->selected, row);
      return;
    }

  g_hash_table_replace (self->selected, g_object_ref (row), g_memdup2 (&mask, sizeof mask));
}

static guint64
get_bit (int column)
{
  return column >= 0 && column < MOST_COLUMNS ? G_GUINT64_CONSTANT (1) << column : 0;
}

static gboolean
has_focus (ProctorMatrixCells *cells)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (cells));

  return item != NULL && gtk_widget_has_focus (item);
}

static int
get_column (ProctorMatrixView *self,
            ProctorMatrixRow *row)
{
  guint n_cells = row != NULL ? proctor_matrix_row_get_n_cells (row) : 0;

  return MIN (self->column, (int) n_cells - 1);
}

/* Shows where the keyboard is and what is selected. */
static void
update_cells (ProctorMatrixView *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      ProctorMatrixCells *cells = g_ptr_array_index (self->cells, i);
      ProctorMatrixRow *row = proctor_matrix_cells_get_row (cells);

      if (row == NULL)
        continue;
      proctor_matrix_cells_set_cursor (cells, has_focus (cells) ? get_column (self, row) : -1);
      proctor_matrix_cells_set_selected (cells, get_mask (self, row));
    }
}

static void
update_selection (ProctorMatrixView *self)
{
  guint n = proctor_matrix_view_get_n_selected (self);
  g_autofree char *text = n > 0 ? g_strdup_printf (ngettext ("%u run selected", "%u runs selected", n), n) : NULL;

  gtk_label_set_label (self->selection_label, text != NULL ? text : "");
  update_cells (self);
  g_signal_emit (self, signals[SIGNAL_SELECTION_CHANGED], 0);
}

static void
update_stack (ProctorMatrixView *self)
{
  gboolean has_rows = self->filtered == NULL || g_list_model_get_n_items (G_LIST_MODEL (self->filtered)) > 0;

  if (!has_rows && self->wanted != PROCTOR_MATRIX_ALL)
    {
      static const char *const titles[] = {
        [PROCTOR_MATRIX_ALL] = N_ ("No Tests"),
        [PROCTOR_MATRIX_FAILED] = N_ ("No Test Failed"),
        [PROCTOR_MATRIX_ERRORS] = N_ ("No Errors"),
        [PROCTOR_MATRIX_FLAKY] = N_ ("No Test Is Flaky"),
        [PROCTOR_MATRIX_INCONCLUSIVE] = N_ ("No Test Is Inconclusive"),
        [PROCTOR_MATRIX_PENDING] = N_ ("No Test Is Pending"),
      };

      adw_status_page_set_title (self->none_page, _ (titles[self->wanted]));
      gtk_stack_set_visible_child_name (self->stack, "none");
    }
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "tests");
    }
}

/* Runs may have been replaced, and tests may have gone: what isn't there any more isn't selected. */
static void
prune_selection (ProctorMatrixView *self)
{
  GHashTableIter iter;
  gpointer row, value;
  gboolean changed = FALSE;

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &row, &value))
    {
      guint n_cells = proctor_matrix_row_get_n_cells (row);
      guint64 *mask = value;
      guint64 there = n_cells >= MOST_COLUMNS ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << n_cells) - 1;

      changed |= (*mask & ~there) != 0;
      *mask &= there;
      if (*mask == 0)
        g_hash_table_iter_remove (&iter);
    }
  if (changed)
    update_selection (self);
}

static void
updated_cb (ProctorMatrixView *self)
{
  guint n_columns = proctor_matrix_get_n_columns (self->matrix);

  for (guint i = 0; i < self->cells->len; i++)
    proctor_matrix_cells_set_n_columns (g_ptr_array_index (self->cells, i), n_columns);
  if (self->wanted != PROCTOR_MATRIX_ALL)
    gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  prune_selection (self);
  update_stack (self);
}

static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  ProctorMatrixView *self = user_data;

  return proctor_matrix_row_matches (item, self->wanted);
}

static char *
dup_folder_path (ProctorFolderItem *folder)
{
  ProctorFolderItem *parent = proctor_folder_item_get_parent (folder);
  g_autofree char *above = parent != NULL ? dup_folder_path (parent) : NULL;

  /* Translators: what stands between a folder and the one that is in it. */
  return above != NULL ? g_strconcat (above, C_ ("folder path", " / "), proctor_folder_item_get_name (folder), NULL) : g_strdup (proctor_folder_item_get_name (folder));
}

/* Where the test is now; if that isn't known, which folder was run. */
static char *
dup_folder (ProctorMatrixView *self,
            ProctorMatrixRow *row)
{
  const char *test_id = proctor_matrix_row_get_test_id (row);
  ProctorTestItem *item = self->library != NULL && test_id != NULL ? proctor_library_find (self->library, test_id) : NULL;
  const char *folder_id = item != NULL ? proctor_test_item_get_folder_id (item) : NULL;
  ProctorFolderItem *folder = folder_id != NULL ? proctor_library_find_folder (self->library, folder_id) : NULL;
  const char *name = NULL;

  if (folder != NULL)
    return dup_folder_path (folder);
  if (item == NULL && proctor_matrix_row_get_n_cells (row) > 0)
    name = proctor_run_row_get_root_folder_name (proctor_matrix_row_get_cell (row, 0)->run);

  return g_strdup (name != NULL ? name : "");
}

static int
compare_folders (gconstpointer one,
                 gconstpointer other,
                 gpointer user_data)
{
  g_autofree char *a = dup_folder (user_data, (gpointer) one);
  g_autofree char *b = dup_folder (user_data, (gpointer) other);

  return g_utf8_collate (a, b);
}

static void
show_model (ProctorMatrixView *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  if (self->filtered == NULL)
    {
      gtk_list_view_set_model (self->list_view, NULL);
      return;
    }
  if (gtk_toggle_button_get_active (self->folders_button))
    {
      GtkSortListModel *sorted = gtk_sort_list_model_new (G_LIST_MODEL (g_object_ref (self->filtered)), NULL);
      g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (compare_folders, self, NULL));

      gtk_sort_list_model_set_section_sorter (sorted, sorter);
      selection = gtk_no_selection_new (G_LIST_MODEL (sorted));
    }
  else
    {
      selection = gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->filtered)));
    }
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
}

static void
activate_cell (ProctorMatrixView *self,
               ProctorMatrixRow *row,
               int column)
{
  if (column >= 0 && column < (int) proctor_matrix_row_get_n_cells (row))
    g_signal_emit (self, signals[SIGNAL_RUN_ACTIVATED], 0, row, (guint) column);
}

static void
activate_cb (ProctorMatrixView *self,
             guint position)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list_view));
  g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (model, position);

  if (row != NULL)
    activate_cell (self, row, get_column (self, row));
}

/* All repeats between where it was begun and here. */
static void
select_range (ProctorMatrixView *self,
              ProctorMatrixRow *row,
              int column)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list_view));
  guint from = GTK_INVALID_LIST_POSITION, to = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ProctorMatrixRow) item = g_list_model_get_item (model, i);

      if (item == self->anchor_row)
        from = i;
      if (item == row)
        to = i;
    }
  if (from == GTK_INVALID_LIST_POSITION)
    {
      self->anchor_row = row;
      self->anchor_column = column;
      from = to;
    }

  g_hash_table_remove_all (self->selected);
  for (guint i = MIN (from, to); i <= MAX (from, to); i++)
    {
      g_autoptr (ProctorMatrixRow) item = g_list_model_get_item (model, i);
      guint64 mask = 0;

      for (int j = MIN (self->anchor_column, column); j <= MAX (self->anchor_column, column); j++)
        mask |= j < (int) proctor_matrix_row_get_n_cells (item) ? get_bit (j) : 0;
      set_mask (self, item, mask);
    }
  update_selection (self);
}

static void
toggle (ProctorMatrixView *self,
        ProctorMatrixRow *row,
        int column)
{
  self->anchor_row = row;
  self->anchor_column = column;
  set_mask (self, row, get_mask (self, row) ^ get_bit (column));
  update_selection (self);
}

static void
select_all (ProctorMatrixView *self)
{
  GListModel *model = G_LIST_MODEL (gtk_list_view_get_model (self->list_view));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (model, i);
      guint n_cells = proctor_matrix_row_get_n_cells (row);

      set_mask (self, row, n_cells >= MOST_COLUMNS ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << n_cells) - 1);
    }
  update_selection (self);
}

static ProctorMatrixCells *
find_focused (ProctorMatrixView *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      ProctorMatrixCells *cells = g_ptr_array_index (self->cells, i);

      if (proctor_matrix_cells_get_row (cells) != NULL && has_focus (cells))
        return cells;
    }

  return NULL;
}

/* Left and right, as seen; who doesn't see it is told where that is. */
static void
move_cursor (ProctorMatrixView *self,
             ProctorMatrixRow *row,
             int column,
             gboolean extend)
{
  int before = get_column (self, row);
  g_autofree char *words = NULL;

  if (proctor_matrix_row_get_n_cells (row) == 0)
    return;
  if (extend && g_hash_table_size (self->selected) == 0)
    {
      self->anchor_row = row;
      self->anchor_column = before;
    }
  self->column = CLAMP (column, 0, (int) proctor_matrix_row_get_n_cells (row) - 1);
  if (extend)
    select_range (self, row, self->column);
  update_cells (self);
  words = proctor_matrix_words_dup_cell (row, (guint) self->column);
  gtk_accessible_announce (GTK_ACCESSIBLE (self->list_view), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
key_pressed_cb (ProctorMatrixView *self,
                guint keyval,
                guint keycode,
                GdkModifierType state)
{
  ProctorMatrixCells *cells = find_focused (self);
  ProctorMatrixRow *row = cells != NULL ? proctor_matrix_cells_get_row (cells) : NULL;
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  int column;

  if (row == NULL)
    return GDK_EVENT_PROPAGATE;

  column = get_column (self, row);
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      if ((state & GDK_ALT_MASK) != 0)
        return GDK_EVENT_PROPAGATE;
      move_cursor (self, row, column + ((keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left) != rtl ? -1 : 1), shift);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
    case GDK_KEY_End:
      if (control)
        return GDK_EVENT_PROPAGATE;
      move_cursor (self, row, keyval == GDK_KEY_Home ? 0 : MOST_COLUMNS, shift);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      toggle (self, row, column);
      return GDK_EVENT_STOP;
    case GDK_KEY_a:
      if (!control)
        return GDK_EVENT_PROPAGATE;
      select_all (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (g_hash_table_size (self->selected) == 0)
        return GDK_EVENT_PROPAGATE;
      proctor_matrix_view_unselect (self);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
clicked_cb (GtkGestureClick *gesture,
            int n_press,
            double x,
            double y,
            gpointer user_data)
{
  ProctorMatrixCells *cells = PROCTOR_MATRIX_CELLS (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)));
  ProctorMatrixView *self = PROCTOR_MATRIX_VIEW (user_data);
  ProctorMatrixRow *row = proctor_matrix_cells_get_row (cells);
  GdkModifierType state = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  int column = proctor_matrix_cells_find (cells, x, y);

  if (row == NULL)
    return;

  gtk_widget_grab_focus (gtk_widget_get_parent (GTK_WIDGET (cells)));
  if (column < 0)
    return;

  self->column = column;
  if ((state & GDK_SHIFT_MASK) != 0)
    select_range (self, row, column);
  else if ((state & GDK_CONTROL_MASK) != 0)
    toggle (self, row, column);
  else
    activate_cell (self, row, column);
  update_cells (self);
}

static void
setup_cb (ProctorMatrixView *self,
          GtkListItem *list_item)
{
  GtkWidget *cells = proctor_matrix_cells_new (PROCTOR_OUTCOME_PALETTE (self->palette));
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_list_item_set_child (list_item, cells);
  g_object_bind_property (cells, "label", list_item, "accessible-label", G_BINDING_DEFAULT);
  g_object_bind_property (cells, "description", list_item, "accessible-description", G_BINDING_DEFAULT);
  g_signal_connect_object (gesture, "released", G_CALLBACK (clicked_cb), self, 0);
  gtk_widget_add_controller (cells, GTK_EVENT_CONTROLLER (gesture));
  g_ptr_array_add (self->cells, cells);
}

static void
teardown_cb (ProctorMatrixView *self,
             GtkListItem *list_item)
{
  g_ptr_array_remove (self->cells, gtk_list_item_get_child (list_item));
}

static void
bind_cb (ProctorMatrixView *self,
         GtkListItem *list_item)
{
  ProctorMatrixCells *cells = PROCTOR_MATRIX_CELLS (gtk_list_item_get_child (list_item));
  ProctorMatrixRow *row = gtk_list_item_get_item (list_item);

  proctor_matrix_cells_set_n_columns (cells, self->matrix != NULL ? proctor_matrix_get_n_columns (self->matrix) : 0);
  proctor_matrix_cells_set_row (cells, row);
  proctor_matrix_cells_set_cursor (cells, has_focus (cells) ? get_column (self, row) : -1);
  proctor_matrix_cells_set_selected (cells, get_mask (self, row));
}

static void
unbind_cb (ProctorMatrixView *self,
           GtkListItem *list_item)
{
  proctor_matrix_cells_set_row (PROCTOR_MATRIX_CELLS (gtk_list_item_get_child (list_item)), NULL);
}

static void
header_setup_cb (ProctorMatrixView *self,
                 GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
header_bind_cb (ProctorMatrixView *self,
                GtkListHeader *header)
{
  g_autofree char *folder = dup_folder (self, gtk_list_header_get_item (header));

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), *folder != '\0' ? folder : _ ("In No Folder"));
}

static void
filter_changed_cb (ProctorMatrixView *self)
{
  guint selected = gtk_drop_down_get_selected (self->filter_dropdown);

  if (selected >= G_N_ELEMENTS (filter_names) || self->wanted == (ProctorMatrixFilter) selected || self->filter == NULL)
    return;

  self->wanted = (ProctorMatrixFilter) selected;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  update_stack (self);
}

static void
grouping_changed_cb (ProctorMatrixView *self)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  if (gtk_toggle_button_get_active (self->folders_button))
    {
      factory = gtk_signal_list_item_factory_new ();
      g_signal_connect_object (factory, "setup", G_CALLBACK (header_setup_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (factory, "bind", G_CALLBACK (header_bind_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_list_view_set_header_factory (self->list_view, factory);
  show_model (self);
}

static void
show_all_cb (ProctorMatrixView *self)
{
  proctor_matrix_view_set_filter (self, PROCTOR_MATRIX_ALL);
}

static void
proctor_matrix_view_dispose (GObject *object)
{
  ProctorMatrixView *self = PROCTOR_MATRIX_VIEW (object);

  if (self->list_view != NULL)
    gtk_list_view_set_model (self->list_view, NULL);
  g_clear_object (&self->matrix_signals);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->matrix);
  g_clear_object (&self->library);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_MATRIX_VIEW);

  G_OBJECT_CLASS (proctor_matrix_view_parent_class)->dispose (object);
}

static void
proctor_matrix_view_finalize (GObject *object)
{
  ProctorMatrixView *self = PROCTOR_MATRIX_VIEW (object);

  g_clear_pointer (&self->selected, g_hash_table_unref);
  g_clear_pointer (&self->cells, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_matrix_view_parent_class)->finalize (object);
}

static void
proctor_matrix_view_class_init (ProctorMatrixViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_matrix_view_dispose;
  object_class->finalize = proctor_matrix_view_finalize;

  /**
   * ProctorMatrixView::run-activated:
   * @self: a view
   * @row: a test
   * @column: which of its repeats
   *
   * Somebody wants to see the run.
   */
  signals[SIGNAL_RUN_ACTIVATED] = g_signal_new ("run-activated", PROCTOR_TYPE_MATRIX_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, PROCTOR_TYPE_MATRIX_ROW, G_TYPE_UINT);

  /**
   * ProctorMatrixView::selection-changed:
   * @self: a view
   *
   * Other runs are selected.
   */
  signals[SIGNAL_SELECTION_CHANGED] = g_signal_new ("selection-changed", PROCTOR_TYPE_MATRIX_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-matrix-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, filter_dropdown);
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, folders_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, selection_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, list_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorMatrixView, none_page);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, grouping_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
}

static void
set_up_keys (ProctorMatrixView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  /* Before the list, which would go to its first and last row. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (update_cells), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), focus);
}

/* The row that has the focus is another. */
static void
root_changed_cb (ProctorMatrixView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    g_signal_connect_object (root, "notify::focus-widget", G_CALLBACK (update_cells), self, G_CONNECT_SWAPPED);
}

static void
proctor_matrix_view_init (ProctorMatrixView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->selected = g_hash_table_new_full (NULL, NULL, g_object_unref, g_free);
  self->cells = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->palette = proctor_outcome_palette_new ();
  gtk_box_append (GTK_BOX (adw_bin_get_child (ADW_BIN (self))), self->palette);

  for (gsize i = 0; i < G_N_ELEMENTS (filter_names); i++)
    gtk_string_list_append (names, _ (filter_names[i]));
  gtk_drop_down_set_model (self->filter_dropdown, G_LIST_MODEL (names));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "teardown", G_CALLBACK (teardown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
  self->matrix_signals = g_signal_group_new (PROCTOR_TYPE_MATRIX);
  g_signal_group_connect_swapped (self->matrix_signals, "updated", G_CALLBACK (updated_cb), self);
  g_signal_connect (self, "notify::root", G_CALLBACK (root_changed_cb), NULL);
  set_up_keys (self);
}

GtkWidget *
proctor_matrix_view_new (void)
{
  return g_object_new (PROCTOR_TYPE_MATRIX_VIEW, NULL);
}

/**
 * proctor_matrix_view_set_matrix:
 * @self: a view
 * @matrix: (nullable): what it shows
 * @library: (nullable): where the tests are
 */
void
proctor_matrix_view_set_matrix (ProctorMatrixView *self,
                                ProctorMatrix *matrix,
                                ProctorLibrary *library)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_VIEW (self));

  g_set_object (&self->library, library);
  if (!g_set_object (&self->matrix, matrix))
    return;

  self->column = 0;
  self->anchor_row = NULL;
  g_hash_table_remove_all (self->selected);
  g_signal_group_set_target (self->matrix_signals, matrix);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  if (matrix != NULL)
    {
      self->filter = gtk_custom_filter_new (is_wanted, self, NULL);
      self->filtered = gtk_filter_list_model_new (G_LIST_MODEL (g_object_ref (matrix)), GTK_FILTER (g_object_ref (self->filter)));
    }
  proctor_matrix_view_set_filter (self, PROCTOR_MATRIX_ALL);
  show_model (self);
  update_stack (self);
  update_selection (self);
}

/**
 * proctor_matrix_view_set_filter:
 * @self: a view
 * @filter: which tests are shown
 */
void
proctor_matrix_view_set_filter (ProctorMatrixView *self,
                                ProctorMatrixFilter filter)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_VIEW (self));

  gtk_drop_down_set_selected (self->filter_dropdown, filter);
}

/**
 * proctor_matrix_view_get_n_selected:
 * @self: a view
 *
 * Returns: how many runs are selected
 */
guint
proctor_matrix_view_get_n_selected (ProctorMatrixView *self)
{
  GHashTableIter iter;
  gpointer mask;
  guint n = 0;

  g_return_val_if_fail (PROCTOR_IS_MATRIX_VIEW (self), 0);

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, NULL, &mask))
    n += (guint) __builtin_popcountll (*(guint64 *) mask);

  return n;
}

/**
 * proctor_matrix_view_dup_selected:
 * @self: a view
 *
 * Returns: (transfer full): the ids of the runs that are selected
 */
char **
proctor_matrix_view_dup_selected (ProctorMatrixView *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer row, mask;

  g_return_val_if_fail (PROCTOR_IS_MATRIX_VIEW (self), NULL);

  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &row, &mask))
    {
      for (guint i = 0; i < proctor_matrix_row_get_n_cells (row); i++)
        {
          const char *id = proctor_run_row_get_test_run_id (proctor_matrix_row_get_cell (row, i)->run);

          if (id != NULL && (*(guint64 *) mask & get_bit ((int) i)) != 0)
            g_strv_builder_add (ids, id);
        }
    }

  return g_strv_builder_end (ids);
}

/**
 * proctor_matrix_view_means:
 * @self: a view
 * @row: one of its tests
 *
 * Returns: whether the test is meant when one speaks of those that are selected; without a selection
 *   all are
 */
gboolean
proctor_matrix_view_means (ProctorMatrixView *self,
                           ProctorMatrixRow *row)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_VIEW (self), FALSE);

  return g_hash_table_size (self->selected) == 0 || get_mask (self, row) != 0;
}

/**
 * proctor_matrix_view_unselect:
 * @self: a view
 *
 * Selects nothing.
 */
void
proctor_matrix_view_unselect (ProctorMatrixView *self)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_VIEW (self));

  if (g_hash_table_size (self->selected) == 0)
    return;

  g_hash_table_remove_all (self->selected);
  update_selection (self);
}
