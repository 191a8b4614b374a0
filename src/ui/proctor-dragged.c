/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-dragged.h"

G_DEFINE_BOXED_TYPE (ProctorDragged, proctor_dragged, proctor_dragged_ref, proctor_dragged_unref)

static void
clear (gpointer data)
{
  ProctorDragged *dragged = data;

  g_free (dragged->workspace_id);
  g_strfreev (dragged->ids);
}

/**
 * proctor_dragged_new:
 * @workspace_id: whose they are
 * @ids: the ids of tests and folders
 *
 * Returns: (transfer full): what a drag carries
 */
ProctorDragged *
proctor_dragged_new (const char *workspace_id,
                     const char *const *ids)
{
  ProctorDragged *dragged;

  g_return_val_if_fail (workspace_id != NULL, NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  dragged = g_atomic_rc_box_new0 (ProctorDragged);
  dragged->workspace_id = g_strdup (workspace_id);
  dragged->ids = g_strdupv ((char **) ids);

  return dragged;
}

ProctorDragged *
proctor_dragged_ref (ProctorDragged *dragged)
{
  g_return_val_if_fail (dragged != NULL, NULL);

  return g_atomic_rc_box_acquire (dragged);
}

void
proctor_dragged_unref (ProctorDragged *dragged)
{
  g_return_if_fail (dragged != NULL);

  g_atomic_rc_box_release_full (dragged, clear);
}

/**
 * proctor_dragged_show:
 * @drag: a drag that begins
 * @text: what is dragged
 *
 * Shows beside the pointer what is in the hand.
 */
void
proctor_dragged_show (GdkDrag *drag,
                      const char *text)
{
  GtkWidget *label;

  g_return_if_fail (GDK_IS_DRAG (drag));
  g_return_if_fail (text != NULL);

  label = gtk_label_new (text);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_add_css_class (label, "dragged-tests");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), label);
  gdk_drag_set_hotspot (drag, -12, -12);
}
