/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-blank-mark.h"

#include <string.h>

/* Says of a text that must not be blank that it is. One that nobody has written in yet is left alone until they
 * turn to something else. */

typedef struct
{
  char *problem;
  gboolean is_new;
} Mark;

static void
mark_free (gpointer data,
           GClosure *closure)
{
  Mark *mark = data;

  g_free (mark->problem);
  g_free (mark);
}

static gboolean
is_blank (ProctorTextField *field)
{
  g_autofree char *text = proctor_text_field_dup_text (field);

  return text[strspn (text, " \t\r\n")] == '\0';
}

static void
show (ProctorTextField *field,
      Mark *mark)
{
  proctor_text_field_set_problem (field, is_blank (field) && !mark->is_new ? mark->problem : NULL);
}

static void
changed_cb (GtkTextBuffer *buffer,
            Mark *mark)
{
  GtkWidget *field = g_object_get_data (G_OBJECT (buffer), "proctor-blank-mark");

  if (!is_blank (PROCTOR_TEXT_FIELD (field)))
    mark->is_new = FALSE;
  show (PROCTOR_TEXT_FIELD (field), mark);
}

static void
leave_cb (GtkEventController *controller,
          Mark *mark)
{
  GtkWidget *view = gtk_event_controller_get_widget (controller);
  GtkWidget *field = gtk_widget_get_ancestor (view, PROCTOR_TYPE_TEXT_FIELD);

  mark->is_new = FALSE;
  if (field != NULL)
    show (PROCTOR_TEXT_FIELD (field), mark);
}

/**
 * proctor_blank_mark_watch:
 * @field: a field
 * @problem: what to say where it is blank
 *
 * Says so while it is blank.
 */
void
proctor_blank_mark_watch (ProctorTextField *field,
                          const char *problem)
{
  GtkTextView *view = proctor_text_field_get_view (field);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  Mark *mark = g_new0 (Mark, 1);

  mark->problem = g_strdup (problem);
  mark->is_new = TRUE;
  g_object_set_data (G_OBJECT (buffer), "proctor-blank-mark", field);
  g_signal_connect_data (buffer, "changed", G_CALLBACK (changed_cb), mark, mark_free, G_CONNECT_DEFAULT);
  g_signal_connect (focus, "leave", G_CALLBACK (leave_cb), mark);
  gtk_widget_add_controller (GTK_WIDGET (view), focus);
  show (field, mark);
}
