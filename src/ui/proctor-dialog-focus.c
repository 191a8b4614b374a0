/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-dialog-focus.h"

static gboolean
focus_cb (gpointer user_data)
{
  GtkWidget *widget = user_data;
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean has_it = focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));

  /* The dialog may have been closed meanwhile. An entry that got the focus once more would select what has been typed
   * into it, and the next letter would take its place. */
  if (gtk_widget_get_mapped (widget) && !has_it)
    gtk_widget_grab_focus (widget);

  return G_SOURCE_REMOVE;
}

static void
mapped_cb (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (widget, mapped_cb, NULL);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, focus_cb, g_object_ref (widget), g_object_unref);
}

/**
 * proctor_dialog_focus:
 * @widget: the focus widget of a dialog that has not been presented yet
 *
 * Gives @widget the focus when it is first seen. In a sheet at the window's end a dialog's widgets are not there
 * yet when it looks for its focus widget, and the focus would go to the button that closes it.
 */
void
proctor_dialog_focus (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  g_signal_connect (widget, "map", G_CALLBACK (mapped_cb), NULL);
}
