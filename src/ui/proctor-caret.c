/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-caret.h"

/* So much is seen above and below the line that somebody writes. */
#define MARGIN 24

/* What was typed may make the page longer, which is known when it has been laid out, some frames
 * later. */
#define FRAMES 10

#define FRAMES_LEFT "proctor-caret-frames-left"

static void
scroll_to (GtkTextView *view,
           const GdkRectangle *caret,
           GtkWidget *scrolled)
{
  GtkWidget *page = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) caret->x, (float) caret->y);

  if (GTK_IS_VIEWPORT (page))
    page = gtk_viewport_get_child (GTK_VIEWPORT (page));
  if (page == NULL || !gtk_widget_compute_point (GTK_WIDGET (view), page, &point, &point))
    return;

  gtk_adjustment_clamp_page (adjustment, (double) point.y - MARGIN, (double) point.y + caret->height + MARGIN);
}

static void
show_caret (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter iter;
  GdkRectangle caret;
  GtkWidget *own = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_SCROLLED_WINDOW);

  if (own == NULL || gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (own)) != GTK_WIDGET (view))
    own = GTK_WIDGET (view);

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &iter, &caret);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, caret.x, caret.y, &caret.x, &caret.y);
  for (GtkWidget *parent = gtk_widget_get_parent (own); parent != NULL; parent = gtk_widget_get_parent (parent))
    {
      if (GTK_IS_SCROLLED_WINDOW (parent))
        scroll_to (view, &caret, parent);
    }
}

static gboolean
tick_cb (GtkWidget *widget,
         GdkFrameClock *clock,
         gpointer user_data)
{
  guint left = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), FRAMES_LEFT));

  g_object_set_data (G_OBJECT (widget), FRAMES_LEFT, GUINT_TO_POINTER (left - 1));
  if (gtk_widget_has_focus (widget))
    show_caret (GTK_TEXT_VIEW (widget));

  return left > 1 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
cursor_moved_cb (GtkWidget *view)
{
  guint left = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (view), FRAMES_LEFT));

  if (!gtk_widget_has_focus (view))
    return;

  g_object_set_data (G_OBJECT (view), FRAMES_LEFT, GUINT_TO_POINTER (FRAMES));
  if (left == 0)
    gtk_widget_add_tick_callback (view, tick_cb, NULL, NULL);
}

/**
 * proctor_caret_follow:
 * @view: a text view that is as high as its text
 *
 * Scrolls the page on which @view is, so that the line that somebody writes stays in sight. A text
 * view does that only for itself.
 */
void
proctor_caret_follow (GtkTextView *view)
{
  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  g_signal_connect_object (gtk_text_view_get_buffer (view), "notify::cursor-position", G_CALLBACK (cursor_moved_cb), view, G_CONNECT_SWAPPED);
}
