/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-text-dialog.h"

#include "proctor-json-source.h"
#include "proctor-json-text.h"
#include "proctor-markdown.h"

#include <gtksourceview/gtksource.h>
#include <string.h>

/* What is larger has no colours, and what is much larger isn't shown. */
#define MOST_COLOURED_BYTES (1024 * 1024)
#define MOST_SHOWN_BYTES (64 * 1024 * 1024)
/* A longer line would be laid out for seconds: here, it goes on in the next. */
#define MOST_LINE_BYTES 2000
/* So much is put into the view at a time. */
#define CHUNK_BYTES (128 * 1024)

/**
 * ProctorTextDialog:
 *
 * All of something that is too long for its place, or the JSON that something came as. It can be read and
 * copied. However long it is, the window goes on.
 */
struct _ProctorTextDialog
{
  AdwDialog parent_instance;

  /* Template children */
  GtkWidget *copy_button;
  GtkStack *stack;
  GtkScrolledWindow *scroller;

  /* Owned */
  GCancellable *cancellable;
  char *text;  /* what is copied */
  char *lines; /* what is shown */
  guint idle_source;

  /* Borrowed: a child of the scroller */
  GtkTextView *view;

  gsize n_filled;
};

G_DEFINE_FINAL_TYPE (ProctorTextDialog, proctor_text_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  GBytes *bytes;
  gboolean is_json;
} Source;

typedef struct
{
  char *text;
  char *lines;
} Reading;

static void
free_source (gpointer data)
{
  Source *source = data;

  g_bytes_unref (source->bytes);
  g_free (source);
}

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_free (reading->text);
  g_free (reading->lines);
  g_free (reading);
}

/* The lines of a text, none too long, and with a name for what can't be seen. */
static char *
dup_lines (const char *text)
{
  g_autoptr (ProctorMarkdown) shown = proctor_markdown_new ();
  GString *lines;
  gsize in_line = 0;

  proctor_markdown_add (shown, text, -1, PROCTOR_MARKDOWN_PLAIN);
  lines = g_string_sized_new (shown->text->len + shown->text->len / 64);
  for (const char *p = shown->text->str; *p != '\0';)
    {
      const char *next = g_utf8_next_char (p);

      if (*p == '\n')
        in_line = 0;
      else if (in_line >= MOST_LINE_BYTES)
        {
          g_string_append_c (lines, '\n');
          in_line = 0;
        }
      g_string_append_len (lines, p, next - p);
      in_line += *p == '\n' ? 0 : (gsize) (next - p);
      p = next;
    }

  return g_string_free_and_steal (lines);
}

static void
read_thread (GTask *task,
             gpointer source_object,
             gpointer task_data,
             GCancellable *cancellable)
{
  Source *source = task_data;
  gsize length;
  const char *data = g_bytes_get_data (source->bytes, &length);
  g_autofree char *text = g_utf8_make_valid (data != NULL ? data : "", (gssize) length);
  Reading *reading = g_new0 (Reading, 1);

  if (source->is_json)
    reading->text = proctor_json_text_indent_long (text);
  if (reading->text == NULL)
    reading->text = g_steal_pointer (&text);
  if (length <= MOST_SHOWN_BYTES)
    reading->lines = dup_lines (reading->text);
  g_task_return_pointer (task, reading, free_reading);
}

static gboolean
fill_cb (gpointer user_data)
{
  ProctorTextDialog *self = user_data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  gsize length = strlen (self->lines);
  gsize end = MIN (self->n_filled + CHUNK_BYTES, length);
  GtkTextIter iter;

  while (end < length && (self->lines[end] & 0xc0) == 0x80)
    end++;
  gtk_text_buffer_get_end_iter (buffer, &iter);
  gtk_text_buffer_insert (buffer, &iter, self->lines + self->n_filled, (int) (end - self->n_filled));
  if (self->n_filled == 0)
    {
      gtk_text_buffer_get_start_iter (buffer, &iter);
      gtk_text_buffer_place_cursor (buffer, &iter);
    }
  self->n_filled = end;
  if (end < length)
    return G_SOURCE_CONTINUE;

  g_clear_pointer (&self->lines, g_free);
  self->idle_source = 0;

  return G_SOURCE_REMOVE;
}

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  ProctorTextDialog *self;
  g_autoptr (GError) error = NULL;
  Reading *reading = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_TEXT_DIALOG (user_data);
  self->text = g_steal_pointer (&reading->text);
  self->lines = g_steal_pointer (&reading->lines);
  free_reading (reading);
  gtk_widget_set_sensitive (self->copy_button, TRUE);
  if (self->lines == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "large");
      return;
    }

  if (strlen (self->lines) > MOST_COLOURED_BYTES)
    gtk_source_buffer_set_highlight_syntax (GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->view)), FALSE);
  gtk_stack_set_visible_child_name (self->stack, "text");
  if (fill_cb (self) == G_SOURCE_CONTINUE)
    self->idle_source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, fill_cb, self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
copy_cb (ProctorTextDialog *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->text);
}

static void
proctor_text_dialog_dispose (GObject *object)
{
  ProctorTextDialog *self = PROCTOR_TEXT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TEXT_DIALOG);

  G_OBJECT_CLASS (proctor_text_dialog_parent_class)->dispose (object);
}

static void
proctor_text_dialog_finalize (GObject *object)
{
  ProctorTextDialog *self = PROCTOR_TEXT_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_free (self->text);
  g_free (self->lines);

  G_OBJECT_CLASS (proctor_text_dialog_parent_class)->finalize (object);
}

static void
proctor_text_dialog_class_init (ProctorTextDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_text_dialog_dispose;
  object_class->finalize = proctor_text_dialog_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-text-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTextDialog, copy_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTextDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorTextDialog, scroller);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
}

static void
proctor_text_dialog_init (ProctorTextDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_text_dialog_new:
 * @title: what it is
 * @text: what it says
 * @is_json: whether that is to be laid out as JSON
 *
 * Returns: (transfer floating): a dialog with @text
 */
AdwDialog *
proctor_text_dialog_new (const char *title,
                         GBytes *text,
                         gboolean is_json)
{
  ProctorTextDialog *self;
  g_autoptr (GTask) task = NULL;
  Source *source;

  g_return_val_if_fail (title != NULL && text != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_TEXT_DIALOG, "title", title, NULL);
  self->view = GTK_TEXT_VIEW (proctor_json_source_create_view ());
  gtk_text_view_set_editable (self->view, FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "history-text");
  if (!is_json)
    {
      gtk_source_buffer_set_language (GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->view)), NULL);
      gtk_text_view_set_monospace (self->view, FALSE);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));

  source = g_new0 (Source, 1);
  source->bytes = g_bytes_ref (text);
  source->is_json = is_json;
  task = g_task_new (NULL, self->cancellable, read_cb, self);
  g_task_set_source_tag (task, proctor_text_dialog_new);
  g_task_set_task_data (task, source, free_source);
  g_task_run_in_thread (task, read_thread);

  return ADW_DIALOG (self);
}
