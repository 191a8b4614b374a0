/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-source.h"

#include <adwaita.h>
#include <gtksourceview/gtksource.h>

/* What all places have in common in which somebody writes JSON. */

static void
style_cb (GtkSourceBuffer *buffer)
{
  gboolean is_dark = adw_style_manager_get_dark (adw_style_manager_get_default ());

  gtk_source_buffer_set_style_scheme (buffer, gtk_source_style_scheme_manager_get_scheme (gtk_source_style_scheme_manager_get_default (), is_dark ? "Adwaita-dark" : "Adwaita"));
}

/**
 * proctor_json_source_create_view:
 *
 * Returns: (transfer floating): a #GtkTextView for JSON, in the colours of the window
 */
GtkWidget *
proctor_json_source_create_view (void)
{
  GtkWidget *view = gtk_source_view_new ();
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)));

  gtk_source_buffer_set_language (buffer, gtk_source_language_manager_get_language (gtk_source_language_manager_get_default (), "json"));
  gtk_text_view_set_monospace (GTK_TEXT_VIEW (view), TRUE);
  gtk_source_view_set_auto_indent (GTK_SOURCE_VIEW (view), TRUE);
  gtk_source_view_set_indent_width (GTK_SOURCE_VIEW (view), 2);
  gtk_source_view_set_insert_spaces_instead_of_tabs (GTK_SOURCE_VIEW (view), TRUE);
  /* JSON is written from left to right in every language. */
  gtk_widget_set_direction (view, GTK_TEXT_DIR_LTR);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (style_cb), buffer, G_CONNECT_SWAPPED);
  style_cb (buffer);

  return view;
}

/**
 * proctor_json_source_create_fault_tag:
 * @buffer: what such a view shows
 *
 * Returns: (transfer full): a tag for what is wrong
 */
GtkTextTag *
proctor_json_source_create_fault_tag (GtkTextBuffer *buffer)
{
  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), NULL);

  return g_object_ref (gtk_text_buffer_create_tag (buffer, NULL, "underline", PANGO_UNDERLINE_ERROR, NULL));
}

/**
 * proctor_json_source_mark:
 * @buffer: what such a view shows
 * @tag: a tag
 * @offset: which character is wrong
 *
 * Marks one character. At the end there is nothing to mark but what stands before it.
 */
void
proctor_json_source_mark (GtkTextBuffer *buffer,
                          GtkTextTag *tag,
                          guint offset)
{
  GtkTextIter start, end;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) offset);
  end = start;
  if (!gtk_text_iter_forward_char (&end))
    gtk_text_iter_backward_char (&start);
  gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
}

/**
 * proctor_json_source_replace:
 * @buffer: what such a view shows
 * @text: all that is to stand there
 *
 * Replaces everything, as one step.
 */
void
proctor_json_source_replace (GtkTextBuffer *buffer,
                             const char *text)
{
  GtkTextIter start, end;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text, -1);
  gtk_text_buffer_end_user_action (buffer);
}
