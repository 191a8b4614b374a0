/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-view-private.h"

#include "proctor-matrix-folders.h"

#include <glib/gi18n.h>

/* The widgets of tests and of the folders above them, which are made once and show one after the other. */

/* The list gives the focus to the row around them. */
gboolean
proctor_matrix_view_has_focus (ProctorMatrixCells *cells)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (cells));

  return item != NULL && gtk_widget_has_focus (item);
}

/* Shows whether the keyboard is there, and what is selected. */
void
proctor_matrix_view_show_in_cells (ProctorMatrixView *self,
                                   ProctorMatrixCells *cells)
{
  ProctorMatrixRow *row = proctor_matrix_cells_get_row (cells);

  if (row == NULL)
    return;
  proctor_matrix_cells_set_cursor (cells, proctor_matrix_view_has_focus (cells) ? proctor_matrix_view_get_column (self, row) : -1);
  proctor_matrix_cells_set_selected (cells, proctor_matrix_selection_get_mask (self->selection, row));
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
    proctor_matrix_selection_extend (self->selection, proctor_matrix_view_get_rows (self), row, column);
  else if ((state & GDK_CONTROL_MASK) != 0)
    proctor_matrix_selection_toggle (self->selection, row, column);
  else
    proctor_matrix_view_activate (self, row, column);
  proctor_matrix_view_update_cells (self);
}

/* What the list has made is an item of a list; here it is a row of a grid. */
static void
parent_changed_cb (GtkWidget *cells)
{
  GtkWidget *item = gtk_widget_get_parent (cells);

  if (item != NULL)
    g_object_set (item, "accessible-role", GTK_ACCESSIBLE_ROLE_ROW, NULL);
}

/* By the time a row is torn down it may have let go of them already. */
static void
cells_gone_cb (ProctorMatrixView *self,
               GtkWidget *cells)
{
  if (self->cells != NULL)
    g_ptr_array_remove (self->cells, cells);
}

static void
setup_cb (ProctorMatrixView *self,
          GtkListItem *list_item)
{
  GtkWidget *cells = proctor_matrix_cells_new (PROCTOR_OUTCOME_PALETTE (self->palette));
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_signal_connect (cells, "notify::parent", G_CALLBACK (parent_changed_cb), NULL);
  gtk_list_item_set_child (list_item, cells);
  g_object_bind_property (cells, "label", list_item, "accessible-label", G_BINDING_DEFAULT);
  g_object_bind_property (cells, "description", list_item, "accessible-description", G_BINDING_DEFAULT);
  g_signal_connect_object (gesture, "released", G_CALLBACK (clicked_cb), self, 0);
  gtk_widget_add_controller (cells, GTK_EVENT_CONTROLLER (gesture));
  g_signal_connect_object (cells, "destroy", G_CALLBACK (cells_gone_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->cells, cells);
}

static void
bind_cb (ProctorMatrixView *self,
         GtkListItem *list_item)
{
  ProctorMatrixCells *cells = PROCTOR_MATRIX_CELLS (gtk_list_item_get_child (list_item));

  proctor_matrix_cells_set_n_columns (cells, self->matrix != NULL ? proctor_matrix_get_n_columns (self->matrix) : 0);
  proctor_matrix_cells_set_row (cells, gtk_list_item_get_item (list_item));
  proctor_matrix_cells_set_reviews (cells, self->reviews);
  proctor_matrix_view_show_in_cells (self, cells);
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
  g_autofree char *folder = proctor_matrix_folders_dup (self->library, gtk_list_header_get_item (header));

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), *folder != '\0' ? folder : _ ("In No Folder"));
}

/* The rows of tests. */
void
proctor_matrix_view_set_up_rows (ProctorMatrixView *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list_view, factory);
}

/* The names of folders, where tests are grouped by them. */
void
proctor_matrix_view_set_up_headers (ProctorMatrixView *self,
                                    gboolean grouped)
{
  g_autoptr (GtkListItemFactory) factory = NULL;

  if (grouped)
    {
      factory = gtk_signal_list_item_factory_new ();
      g_signal_connect_object (factory, "setup", G_CALLBACK (header_setup_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (factory, "bind", G_CALLBACK (header_bind_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_list_view_set_header_factory (self->list_view, factory);
}
