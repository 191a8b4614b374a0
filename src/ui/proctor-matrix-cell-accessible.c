/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-cell-accessible.h"

#include "proctor-matrix-cells-private.h"

#include <math.h>

/**
 * ProctorMatrixCellAccessible:
 *
 * What a screen reader finds of a repeat in the matrix: a cell in the row of its test, which has a name,
 * may be selected and may have the focus. Nothing but this stands for a cell, which is only drawn; it is
 * made when somebody asks for it or when the keyboard is there.
 */
struct _ProctorMatrixCellAccessible
{
  GObject parent_instance;

  /* Owned */
  GtkATContext *at_context;

  /* Borrowed: the widget that owns it, %NULL when that is gone. */
  ProctorMatrixCells *cells;

  guint column;
  gboolean focused;
};

typedef enum
{
  PROP_ACCESSIBLE_ROLE = 1,
} ProctorMatrixCellAccessibleProperty;

static void accessible_iface_init (GtkAccessibleInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ProctorMatrixCellAccessible, proctor_matrix_cell_accessible, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, accessible_iface_init))

/* There is none where accessibility is switched off. */
static GtkATContext *
proctor_matrix_cell_accessible_get_at_context (GtkAccessible *accessible)
{
  ProctorMatrixCellAccessible *self = PROCTOR_MATRIX_CELL_ACCESSIBLE (accessible);

  if (self->at_context == NULL && self->cells != NULL)
    self->at_context = gtk_at_context_create (GTK_ACCESSIBLE_ROLE_GRID_CELL, accessible, gtk_widget_get_display (GTK_WIDGET (self->cells)));

  return self->at_context != NULL ? g_object_ref (self->at_context) : NULL;
}

static gboolean
proctor_matrix_cell_accessible_get_platform_state (GtkAccessible *accessible,
                                                   GtkAccessiblePlatformState state)
{
  ProctorMatrixCellAccessible *self = PROCTOR_MATRIX_CELL_ACCESSIBLE (accessible);

  switch (state)
    {
    case GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSABLE:
      return TRUE;
    case GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED:
      return self->focused;
    case GTK_ACCESSIBLE_PLATFORM_STATE_ACTIVE:
    default:
      return FALSE;
    }
}

/* The row is the list's; the widget that draws the cells is no part of what a screen reader finds. */
static GtkAccessible *
proctor_matrix_cell_accessible_get_accessible_parent (GtkAccessible *accessible)
{
  ProctorMatrixCellAccessible *self = PROCTOR_MATRIX_CELL_ACCESSIBLE (accessible);
  GtkWidget *row = self->cells != NULL ? gtk_widget_get_parent (GTK_WIDGET (self->cells)) : NULL;

  return row != NULL ? GTK_ACCESSIBLE (g_object_ref (row)) : NULL;
}

static GtkAccessible *
proctor_matrix_cell_accessible_get_first_accessible_child (GtkAccessible *accessible)
{
  return NULL;
}

static GtkAccessible *
proctor_matrix_cell_accessible_get_next_accessible_sibling (GtkAccessible *accessible)
{
  ProctorMatrixCellAccessible *self = PROCTOR_MATRIX_CELL_ACCESSIBLE (accessible);

  return self->cells != NULL ? proctor_matrix_cells_dup_accessible (self->cells, self->column + 1) : NULL;
}

static gboolean
proctor_matrix_cell_accessible_get_bounds (GtkAccessible *accessible,
                                           int *x,
                                           int *y,
                                           int *width,
                                           int *height)
{
  ProctorMatrixCellAccessible *self = PROCTOR_MATRIX_CELL_ACCESSIBLE (accessible);
  GtkWidget *row = self->cells != NULL ? gtk_widget_get_parent (GTK_WIDGET (self->cells)) : NULL;
  graphene_point_t origin;
  graphene_rect_t area;

  if (row == NULL || !gtk_widget_get_realized (row) || !proctor_matrix_cells_get_area (self->cells, self->column, &area))
    return FALSE;
  if (!gtk_widget_compute_point (GTK_WIDGET (self->cells), row, &area.origin, &origin))
    return FALSE;

  *x = (int) floorf (origin.x);
  *y = (int) floorf (origin.y);
  *width = (int) ceilf (area.size.width);
  *height = (int) ceilf (area.size.height);

  return TRUE;
}

static void
accessible_iface_init (GtkAccessibleInterface *iface)
{
  iface->get_at_context = proctor_matrix_cell_accessible_get_at_context;
  iface->get_platform_state = proctor_matrix_cell_accessible_get_platform_state;
  iface->get_accessible_parent = proctor_matrix_cell_accessible_get_accessible_parent;
  iface->get_first_accessible_child = proctor_matrix_cell_accessible_get_first_accessible_child;
  iface->get_next_accessible_sibling = proctor_matrix_cell_accessible_get_next_accessible_sibling;
  iface->get_bounds = proctor_matrix_cell_accessible_get_bounds;
}

static void
proctor_matrix_cell_accessible_dispose (GObject *object)
{
  ProctorMatrixCellAccessible *self = PROCTOR_MATRIX_CELL_ACCESSIBLE (object);

  /* A context that goes asks for itself once more, and must not get another. */
  g_clear_weak_pointer (&self->cells);
  g_clear_object (&self->at_context);

  G_OBJECT_CLASS (proctor_matrix_cell_accessible_parent_class)->dispose (object);
}

static void
proctor_matrix_cell_accessible_get_property (GObject *object,
                                             guint property_id,
                                             GValue *value,
                                             GParamSpec *pspec)
{
  switch ((ProctorMatrixCellAccessibleProperty) property_id)
    {
    case PROP_ACCESSIBLE_ROLE:
      g_value_set_enum (value, GTK_ACCESSIBLE_ROLE_GRID_CELL);
      break;
    }
}

/* The interface wants it to be writable; what it is doesn't change. */
static void
proctor_matrix_cell_accessible_set_property (GObject *object,
                                             guint property_id,
                                             const GValue *value,
                                             GParamSpec *pspec)
{
}

static void
proctor_matrix_cell_accessible_class_init (ProctorMatrixCellAccessibleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_matrix_cell_accessible_dispose;
  object_class->get_property = proctor_matrix_cell_accessible_get_property;
  object_class->set_property = proctor_matrix_cell_accessible_set_property;

  g_object_class_override_property (object_class, PROP_ACCESSIBLE_ROLE, "accessible-role");
}

static void
proctor_matrix_cell_accessible_init (ProctorMatrixCellAccessible *self)
{
}

/**
 * proctor_matrix_cell_accessible_new:
 * @cells: the widget that draws it
 * @column: which of its repeats it is
 *
 * Returns: (transfer full): what a screen reader finds of the repeat
 */
ProctorMatrixCellAccessible *
proctor_matrix_cell_accessible_new (ProctorMatrixCells *cells,
                                    guint column)
{
  ProctorMatrixCellAccessible *self;

  g_return_val_if_fail (PROCTOR_IS_MATRIX_CELLS (cells), NULL);

  self = g_object_new (PROCTOR_TYPE_MATRIX_CELL_ACCESSIBLE, NULL);
  g_set_weak_pointer (&self->cells, cells);
  self->column = column;
  proctor_matrix_cell_accessible_update (self);

  return self;
}

/**
 * proctor_matrix_cell_accessible_update:
 * @self: a cell
 *
 * The repeat is another, has ended, or was selected.
 */
void
proctor_matrix_cell_accessible_update (ProctorMatrixCellAccessible *self)
{
  g_autofree char *words = NULL;

  g_return_if_fail (PROCTOR_IS_MATRIX_CELL_ACCESSIBLE (self));

  if (self->cells == NULL || self->column >= proctor_matrix_cells_get_n_cells (self->cells))
    return;

  words = proctor_matrix_cells_dup_words (self->cells, self->column);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_COL_INDEX, (int) self->column + 1, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, proctor_matrix_cells_is_selected (self->cells, self->column), -1);
}

/**
 * proctor_matrix_cell_accessible_set_focused:
 * @self: a cell
 * @focused: whether the keyboard is there
 *
 * Screen readers read out what gets the focus.
 */
void
proctor_matrix_cell_accessible_set_focused (ProctorMatrixCellAccessible *self,
                                            gboolean focused)
{
  g_autoptr (GtkAccessible) parent = NULL;

  g_return_if_fail (PROCTOR_IS_MATRIX_CELL_ACCESSIBLE (self));

  if (self->focused == focused)
    return;

  self->focused = focused;
  /* What nobody has looked at yet can't be told of. That it gets a parent makes it known to the bus; which
   * one and what is beside it, it says itself. */
  parent = proctor_matrix_cell_accessible_get_accessible_parent (GTK_ACCESSIBLE (self));
  if (parent != NULL && focused)
    {
      gtk_accessible_set_accessible_parent (GTK_ACCESSIBLE (self), parent, NULL);
      gtk_accessible_set_accessible_parent (GTK_ACCESSIBLE (self), NULL, NULL);
    }
  gtk_accessible_update_platform_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PLATFORM_STATE_FOCUSED);
}
