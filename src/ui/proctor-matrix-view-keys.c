/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-view-private.h"

/* Where the keyboard is among tests and repeats. Up and down are the list's own. */

/* Where a test has fewer repeats, its last. */
int
proctor_matrix_view_get_column (ProctorMatrixView *self,
                                ProctorMatrixRow *row)
{
  guint n_cells = row != NULL ? proctor_matrix_row_get_n_cells (row) : 0;

  return MIN (self->column, (int) n_cells - 1);
}

/* Shows where the keyboard is and what is selected. */
void
proctor_matrix_view_update_cells (ProctorMatrixView *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    proctor_matrix_view_show_in_cells (self, g_ptr_array_index (self->cells, i));
}

static ProctorMatrixCells *
find_focused (ProctorMatrixView *self)
{
  for (guint i = 0; i < self->cells->len; i++)
    {
      ProctorMatrixCells *cells = g_ptr_array_index (self->cells, i);

      if (proctor_matrix_cells_get_row (cells) != NULL && proctor_matrix_view_has_focus (cells))
        return cells;
    }

  return NULL;
}

/* Left and right, as seen. */
static void
move_cursor (ProctorMatrixView *self,
             ProctorMatrixRow *row,
             int column,
             gboolean extend)
{
  int before = proctor_matrix_view_get_column (self, row);

  if (proctor_matrix_row_get_n_cells (row) == 0)
    return;
  if (extend && proctor_matrix_selection_is_empty (self->selection))
    proctor_matrix_selection_anchor (self->selection, row, before);
  self->column = CLAMP (column, 0, (int) proctor_matrix_row_get_n_cells (row) - 1);
  if (extend)
    proctor_matrix_selection_extend (self->selection, proctor_matrix_view_get_rows (self), row, self->column);
  proctor_matrix_view_update_cells (self);
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

  column = proctor_matrix_view_get_column (self, row);
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
      move_cursor (self, row, keyval == GDK_KEY_Home ? 0 : G_MAXINT, shift);
      return GDK_EVENT_STOP;
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      proctor_matrix_selection_toggle (self->selection, row, column);
      return GDK_EVENT_STOP;
    case GDK_KEY_a:
      if (!control)
        return GDK_EVENT_PROPAGATE;
      proctor_matrix_selection_select_all (self->selection, proctor_matrix_view_get_rows (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      if (proctor_matrix_selection_is_empty (self->selection))
        return GDK_EVENT_PROPAGATE;
      proctor_matrix_selection_clear (self->selection);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/* Keys that walk through the repeats and select them. */
void
proctor_matrix_view_set_up_keys (ProctorMatrixView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  /* Before the list, which would go to its first and last row. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (proctor_matrix_view_update_cells), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list_view), focus);
}
