/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-code-block.h"

#include "proctor-json-text.h"
#include "proctor-markdown.h"
#include "proctor-text-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

/* More is laid out in a thread. */
#define MOST_BYTES (64 * 1024)
/* As much of it is shown here; all of it has a dialog. */
#define MOST_SHOWN_BYTES 4000

/**
 * ProctorCodeBlock:
 *
 * What is meant for machines: JSON laid out, anything else as it is.
 */
struct _ProctorCodeBlock
{
  GtkBox parent_instance;

  /* Owned */
  char *title;
  GBytes *text;
  GCancellable *cancellable;

  /* Borrowed: children */
  GtkLabel *label;
  GtkWidget *all_button;
};

G_DEFINE_FINAL_TYPE (ProctorCodeBlock, proctor_code_block, GTK_TYPE_BOX)

static const char *
get_text (ProctorCodeBlock *self)
{
  return g_bytes_get_data (self->text, NULL);
}

static void
show (ProctorCodeBlock *self,
      const char *text)
{
  g_autoptr (ProctorMarkdown) markdown = proctor_markdown_new ();
  g_autofree char *markup = NULL;
  gsize length = strlen (text);
  gsize shown = MIN (length, MOST_SHOWN_BYTES);

  while (shown > 0 && shown < length && (text[shown] & 0xc0) == 0x80)
    shown--;
  proctor_markdown_add (markdown, text, (gssize) shown, PROCTOR_MARKDOWN_PLAIN);
  if (shown < length)
    proctor_markdown_add (markdown, "…", -1, PROCTOR_MARKDOWN_PLAIN);
  markup = proctor_markdown_dup_markup (markdown);
  gtk_label_set_markup (self->label, markup);
  gtk_widget_set_visible (self->all_button, shown < length);
}

static void
indent_thread (GTask *task,
               gpointer source_object,
               gpointer task_data,
               GCancellable *cancellable)
{
  char *indented = proctor_json_text_indent_long (g_bytes_get_data (task_data, NULL));

  /* Only its beginning is shown. */
  if (indented != NULL && strlen (indented) > MOST_BYTES)
    {
      gsize end = MOST_BYTES;

      while (end > 0 && (indented[end] & 0xc0) == 0x80)
        end--;
      indented[end] = '\0';
    }
  g_task_return_pointer (task, indented, g_free);
}

static void
indented_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *indented = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (indented != NULL)
    show (PROCTOR_CODE_BLOCK (user_data), indented);
}

static void
all_cb (ProctorCodeBlock *self)
{
  const char *text = get_text (self);
  g_autoptr (GBytes) bytes = g_bytes_new_from_bytes (self->text, 0, strlen (text));

  adw_dialog_present (proctor_text_dialog_new (self->title, bytes, text[strspn (text, " \t\r\n")] == '{' || text[strspn (text, " \t\r\n")] == '['), GTK_WIDGET (self));
}

static void
proctor_code_block_dispose (GObject *object)
{
  g_cancellable_cancel (PROCTOR_CODE_BLOCK (object)->cancellable);

  G_OBJECT_CLASS (proctor_code_block_parent_class)->dispose (object);
}

static void
proctor_code_block_finalize (GObject *object)
{
  ProctorCodeBlock *self = PROCTOR_CODE_BLOCK (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->text, g_bytes_unref);
  g_free (self->title);

  G_OBJECT_CLASS (proctor_code_block_parent_class)->finalize (object);
}

static void
proctor_code_block_class_init (ProctorCodeBlockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_code_block_dispose;
  object_class->finalize = proctor_code_block_finalize;
}

static void
proctor_code_block_init (ProctorCodeBlock *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->label, 0);
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (self->label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "monospace");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "code-block");
  /* JSON is written from left to right in every language. */
  gtk_widget_set_direction (GTK_WIDGET (self->label), GTK_TEXT_DIR_LTR);
  self->all_button = gtk_button_new_with_mnemonic (_ ("_Show All"));
  gtk_widget_set_halign (self->all_button, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->all_button, "flat");
  gtk_widget_add_css_class (self->all_button, "small");
  g_signal_connect_object (self->all_button, "clicked", G_CALLBACK (all_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_code_block_new:
 * @title: what it is
 * @text: what it says
 *
 * Returns: (transfer floating): a block with @text
 */
GtkWidget *
proctor_code_block_new (const char *title,
                        const char *text)
{
  ProctorCodeBlock *self;
  GtkWidget *heading;
  g_autofree char *indented = NULL;
  gsize length;

  g_return_val_if_fail (title != NULL && text != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_CODE_BLOCK, NULL);
  length = strlen (text);
  self->title = g_strdup (title);
  self->text = g_bytes_new (text, length + 1);
  heading = gtk_label_new (title);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (heading, "caption-heading");
  gtk_widget_add_css_class (heading, "dimmed");
  gtk_box_append (GTK_BOX (self), heading);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->label));
  gtk_box_append (GTK_BOX (self), self->all_button);
  indented = length <= MOST_BYTES ? proctor_json_text_indent (text) : NULL;
  show (self, indented != NULL ? indented : text);
  if (length > MOST_BYTES)
    {
      g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, indented_cb, self);

      g_task_set_source_tag (task, proctor_code_block_new);
      g_task_set_task_data (task, g_bytes_ref (self->text), (GDestroyNotify) g_bytes_unref);
      g_task_run_in_thread (task, indent_thread);
    }

  return GTK_WIDGET (self);
}
