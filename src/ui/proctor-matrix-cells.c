/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-cells-private.h"

#include "proctor-matrix-cell-accessible.h"
#include "proctor-matrix-words.h"
#include "proctor-review-words.h"

#include <glib/gi18n.h>

/**
 * ProctorMatrixCells:
 *
 * A test in the matrix: its name, a cell for each repeat, and what they come to. It draws all of that
 * itself, as a hundred thousand cells are not each a widget. Where there is room, all of it is on one
 * line and the cells of all tests are below each other; otherwise they are below the name. What is drawn
 * has words as well: "label" and "description" are the row's for screen readers, each cell has a
 * #ProctorMatrixCellAccessible, and there are tooltips.
 */
static void accessible_iface_init (GtkAccessibleInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ProctorMatrixCells, proctor_matrix_cells, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, accessible_iface_init))

typedef enum
{
  PROP_LABEL = 1,
  PROP_DESCRIPTION,
} ProctorMatrixCellsProperty;

static GParamSpec *properties[PROP_DESCRIPTION + 1];

guint
proctor_matrix_cells_get_n_cells (ProctorMatrixCells *self)
{
  return self->row != NULL ? proctor_matrix_row_get_n_cells (self->row) : 0;
}

/* What a person has decided of a repeat, if anything. */
const ProctorReview *
proctor_matrix_cells_get_review (ProctorMatrixCells *self,
                                 guint column)
{
  return proctor_reviews_find (self->reviews, proctor_matrix_row_get_cell (self->row, column)->run);
}

/* What a repeat is called, and what was decided of it. */
char *
proctor_matrix_cells_dup_words (ProctorMatrixCells *self,
                                guint column)
{
  const ProctorReview *review = proctor_matrix_cells_get_review (self, column);
  g_autofree char *words = proctor_matrix_words_dup_cell (self->row, column);
  g_autofree char *decided = review != NULL ? proctor_review_words_dup (review) : NULL;

  return decided != NULL ? g_strconcat (words, C_ ("list", ", "), decided, NULL) : g_steal_pointer (&words);
}

static GtkSizeRequestMode
proctor_matrix_cells_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static gboolean
proctor_matrix_cells_query_tooltip (GtkWidget *widget,
                                    int x,
                                    int y,
                                    gboolean keyboard,
                                    GtkTooltip *tooltip)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (widget);
  g_autofree char *words = NULL;
  const char *summary = NULL;
  int column;

  if (self->row == NULL)
    return FALSE;

  column = keyboard ? self->cursor : proctor_matrix_cells_find (self, x, y);
  if (column >= 0 && column < (int) proctor_matrix_cells_get_n_cells (self))
    {
      words = proctor_matrix_cells_dup_words (self, (guint) column);
      summary = proctor_run_row_get_summary (proctor_matrix_row_get_cell (self->row, (guint) column)->run);
    }
  else
    {
      words = g_strdup (proctor_matrix_words_get_name (self->row));
      summary = self->description;
    }
  if (summary != NULL && *summary != '\0')
    {
      g_autofree char *both = g_strdup_printf ("%s\n%s", words, summary);

      gtk_tooltip_set_text (tooltip, both);
    }
  else
    gtk_tooltip_set_text (tooltip, words);

  return TRUE;
}

static void
update_accessibles (ProctorMatrixCells *self)
{
  for (guint i = 0; i < self->accessibles->len; i++)
    proctor_matrix_cell_accessible_update (g_ptr_array_index (self->accessibles, i));
}

static void
update_words (ProctorMatrixCells *self)
{
  g_autofree char *description = proctor_matrix_words_dup_row (self->row);

  if (g_set_str (&self->label, proctor_matrix_words_get_name (self->row)))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
  if (g_set_str (&self->description, description))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
  update_accessibles (self);
}

static void
update (ProctorMatrixCells *self)
{
  g_autofree char *rate = NULL;
  g_autofree char *text = NULL;

  if (self->row == NULL)
    return;

  rate = proctor_matrix_words_dup_rate (self->row);
  if (proctor_matrix_row_get_n_decided (self->row) > 1)
    {
      g_autofree char *interval = proctor_matrix_words_dup_interval (proctor_matrix_row_get_count (self->row, PROCTOR_OUTCOME_PASSED), proctor_matrix_row_get_n_decided (self->row));

      text = g_strdup_printf ("%s  %s", rate, interval);
    }
  pango_layout_set_text (self->rate, text != NULL ? text : rate, -1);
  pango_layout_set_text (self->name, proctor_matrix_words_get_name (self->row), -1);
  update_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
proctor_matrix_cells_system_setting_changed (GtkWidget *widget,
                                             GtkSystemSetting setting)
{
  gtk_widget_queue_resize (widget);

  GTK_WIDGET_CLASS (proctor_matrix_cells_parent_class)->system_setting_changed (widget, setting);
}

gboolean
proctor_matrix_cells_is_selected (ProctorMatrixCells *self,
                                  guint column)
{
  return column < 64 && (self->selected & (G_GUINT64_CONSTANT (1) << column)) != 0;
}

/* What a screen reader finds of a repeat, if there is such a one. */
GtkAccessible *
proctor_matrix_cells_dup_accessible (ProctorMatrixCells *self,
                                     guint column)
{
  if (column >= proctor_matrix_cells_get_n_cells (self))
    return NULL;

  while (self->accessibles->len <= column)
    g_ptr_array_add (self->accessibles, proctor_matrix_cell_accessible_new (self, self->accessibles->len));

  return GTK_ACCESSIBLE (g_object_ref (g_ptr_array_index (self->accessibles, column)));
}

/* The row around it has this as its only child, which isn't shown to screen readers; what comes after it
 * are the cells. So these are the row's, as in any grid. */
static GtkAccessible *
proctor_matrix_cells_get_next_accessible_sibling (GtkAccessible *accessible)
{
  return proctor_matrix_cells_dup_accessible (PROCTOR_MATRIX_CELLS (accessible), 0);
}

static void
accessible_iface_init (GtkAccessibleInterface *iface)
{
  iface->get_next_accessible_sibling = proctor_matrix_cells_get_next_accessible_sibling;
}

static void
proctor_matrix_cells_dispose (GObject *object)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (object);

  g_clear_signal_handler (&self->changed_handler, self->row);
  g_ptr_array_set_size (self->accessibles, 0);
  g_clear_object (&self->row);
  g_clear_object (&self->name);
  g_clear_object (&self->rate);
  g_clear_object (&self->flaky);
  g_clear_object (&self->reviews);

  G_OBJECT_CLASS (proctor_matrix_cells_parent_class)->dispose (object);
}

static void
proctor_matrix_cells_finalize (GObject *object)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (object);

  g_clear_pointer (&self->accessibles, g_ptr_array_unref);
  g_free (self->label);
  g_free (self->description);

  G_OBJECT_CLASS (proctor_matrix_cells_parent_class)->finalize (object);
}

static void
proctor_matrix_cells_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (object);

  switch ((ProctorMatrixCellsProperty) property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    }
}

static void
proctor_matrix_cells_class_init (ProctorMatrixCellsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_matrix_cells_dispose;
  object_class->finalize = proctor_matrix_cells_finalize;
  object_class->get_property = proctor_matrix_cells_get_property;
  widget_class->get_request_mode = proctor_matrix_cells_get_request_mode;
  widget_class->measure = proctor_matrix_cells_measure;
  widget_class->query_tooltip = proctor_matrix_cells_query_tooltip;
  widget_class->snapshot = proctor_matrix_cells_snapshot;
  widget_class->system_setting_changed = proctor_matrix_cells_system_setting_changed;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "matrixcells");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NONE);
}

static void
proctor_matrix_cells_init (ProctorMatrixCells *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  self->accessibles = g_ptr_array_new_with_free_func (g_object_unref);
  self->cursor = -1;
}

static PangoLayout *
create_layout (ProctorMatrixCells *self)
{
  PangoLayout *layout = proctor_outcome_palette_create_layout (self->palette);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);

  return layout;
}

/**
 * proctor_matrix_cells_new:
 * @palette: what the marks are drawn with; it has to outlive the row
 *
 * Returns: (transfer floating): a row that shows no test yet
 */
GtkWidget *
proctor_matrix_cells_new (ProctorOutcomePalette *palette)
{
  ProctorMatrixCells *self;

  g_return_val_if_fail (PROCTOR_IS_OUTCOME_PALETTE (palette), NULL);

  self = g_object_new (PROCTOR_TYPE_MATRIX_CELLS, NULL);
  self->palette = palette;
  self->name = create_layout (self);
  self->rate = create_layout (self);
  self->flaky = create_layout (self);
  pango_layout_set_text (self->flaky, C_ ("test", "Flaky"), -1);

  return GTK_WIDGET (self);
}

/**
 * proctor_matrix_cells_set_row:
 * @self: a row
 * @row: (nullable): the test to show
 *
 * Shows a test, and what becomes of it.
 */
void
proctor_matrix_cells_set_row (ProctorMatrixCells *self,
                              ProctorMatrixRow *row)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_CELLS (self));

  g_clear_signal_handler (&self->changed_handler, self->row);
  g_set_object (&self->row, row);
  if (row == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (row, "changed", G_CALLBACK (update), self);
  update (self);
}

ProctorMatrixRow *
proctor_matrix_cells_get_row (ProctorMatrixCells *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_CELLS (self), NULL);

  return self->row;
}

/**
 * proctor_matrix_cells_set_reviews:
 * @self: a row
 * @reviews: (nullable): what people have decided
 *
 * Shows what was decided, or what has become of that.
 */
void
proctor_matrix_cells_set_reviews (ProctorMatrixCells *self,
                                  ProctorReviews *reviews)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_CELLS (self));

  g_set_object (&self->reviews, reviews);
  update_accessibles (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * proctor_matrix_cells_set_n_columns:
 * @self: a row
 * @n_columns: how many repeats the test with the most has
 */
void
proctor_matrix_cells_set_n_columns (ProctorMatrixCells *self,
                                    guint n_columns)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_CELLS (self));

  if (self->n_columns == n_columns)
    return;

  self->n_columns = n_columns;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/* Where there is such a repeat. */
static void
set_focused (ProctorMatrixCells *self,
             int column,
             gboolean focused)
{
  g_autoptr (GtkAccessible) accessible = column >= 0 ? proctor_matrix_cells_dup_accessible (self, (guint) column) : NULL;

  if (accessible != NULL)
    proctor_matrix_cell_accessible_set_focused (PROCTOR_MATRIX_CELL_ACCESSIBLE (accessible), focused);
}

/**
 * proctor_matrix_cells_set_cursor:
 * @self: a row
 * @column: the column where the keyboard is, -1 if it is elsewhere
 */
void
proctor_matrix_cells_set_cursor (ProctorMatrixCells *self,
                                 int column)
{
  int before;

  g_return_if_fail (PROCTOR_IS_MATRIX_CELLS (self));

  if (self->cursor == column)
    return;

  before = self->cursor;
  self->cursor = column;
  set_focused (self, before, FALSE);
  set_focused (self, column, TRUE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * proctor_matrix_cells_set_selected:
 * @self: a row
 * @selected: which of its repeats are selected, a bit each
 */
void
proctor_matrix_cells_set_selected (ProctorMatrixCells *self,
                                   guint64 selected)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_CELLS (self));

  if (self->selected == selected)
    return;

  self->selected = selected;
  update_accessibles (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
