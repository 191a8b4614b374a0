/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-view.h"

#include "proctor-draft-json.h"
#include "proctor-json-check.h"
#include "proctor-json-source.h"

#include <glib/gi18n.h>
#include <gtksourceview/gtksource.h>
#include <string.h>

/* Whoever types wants to end a word before it is looked at, and a draft is kept within a second. */
#define READ_DELAY_MSECS 400
/* More than this is read in a thread, and has no colours. */
#define MOST_BYTES (64 * 1024)
#define MOST_COLOURED_BYTES (1024 * 1024)
/* What is larger, or has such a line, would be laid out for seconds. */
#define MOST_SHOWN_BYTES (16 * 1024 * 1024)
#define MOST_LINE_BYTES (128 * 1024)
/* So many of them are named. */
#define MOST_NAMED 3

/**
 * ProctorJsonView:
 *
 * A draft as JSON. What is typed becomes the draft as soon as it is a test; until then the draft
 * stays as it is, and what is wrong is underlined and said. When the draft is changed elsewhere, the
 * text follows.
 */
struct _ProctorJsonView
{
  AdwBin parent_instance;

  /* Template children */
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkWidget *format_button;
  GtkWidget *verdict;
  GtkImage *verdict_icon;
  GtkLabel *verdict_label;
  GtkWidget *place_button;

  /* Owned */
  ProctorDraft *draft;
  GtkTextView *view;
  GtkTextBuffer *buffer;
  GtkTextTag *fault_tag;
  GtkTextTag *unknown_tag;
  GCancellable *cancellable;
  char *written; /* what is copied where the text can't be shown */
  guint read_source;
  guint fault_offset;

  gboolean pending; /* whether something was typed that the draft doesn't say */
  gboolean failed;  /* and can't, as it is */
  gboolean taking;
  gboolean filling;
  gboolean wants_focus; /* as soon as there is something to focus */
};

G_DEFINE_FINAL_TYPE (ProctorJsonView, proctor_json_view, ADW_TYPE_BIN)

static GCancellable *
renew_cancellable (ProctorJsonView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();

  return self->cancellable;
}

static char *
dup_text (ProctorJsonView *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
}

static void
remove_tags (ProctorJsonView *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->fault_tag, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->unknown_tag, &start, &end);
}

static void
show_verdict (ProctorJsonView *self,
              const char *icon,
              const char *text,
              gboolean placed)
{
  gtk_image_set_from_icon_name (self->verdict_icon, icon);
  gtk_label_set_label (self->verdict_label, text != NULL ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->verdict_label), text);
  gtk_widget_set_visible (self->place_button, placed);
  gtk_widget_set_visible (self->verdict, text != NULL);
  if (self->failed)
    gtk_widget_add_css_class (self->verdict, "error");
  else
    gtk_widget_remove_css_class (self->verdict, "error");
}

static void
show_problem (ProctorJsonView *self,
              ProctorDraftJson *json)
{
  g_autofree char *text = NULL;
  guint line, column;

  if (!proctor_draft_json_get_place (json, &line, &column, &self->fault_offset))
    {
      show_verdict (self, "dialog-error-symbolic", proctor_draft_json_get_problem (json), FALSE);
      return;
    }

  proctor_json_source_mark (self->buffer, self->fault_tag, self->fault_offset);
  text = g_strdup_printf (_ ("Line %u, column %u: %s. The test stays as it was before."), line, column, proctor_draft_json_get_problem (json));
  show_verdict (self, "dialog-error-symbolic", text, TRUE);
}

/* Returns: (transfer full): the names of some, and how many more there are */
static char *
dup_unknown (ProctorDraftJson *json)
{
  guint n = proctor_draft_json_get_n_unknown (json);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < MIN (n, MOST_NAMED); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? C_ ("list", ", ") : "", proctor_draft_json_get_unknown (json, i).path);
  if (n > MOST_NAMED)
    g_string_append (names, " …");

  /* Translators: %s are names of members, as in "chat_history[3].mood, priority". */
  return g_strdup_printf (ngettext ("Proctor doesn't know %u member and keeps it as it is: %s", "Proctor doesn't know %u members and keeps them as they are: %s", n), n, names->str);
}

static void
show_unknown (ProctorJsonView *self,
              ProctorDraftJson *json)
{
  const char *doubt = proctor_draft_json_get_doubt (json);
  g_autofree char *words = NULL;

  for (guint i = 0; i < proctor_draft_json_get_n_unknown (json); i++)
    {
      ProctorDraftJsonMember member = proctor_draft_json_get_unknown (json, i);
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_offset (self->buffer, &start, (int) member.offset);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end, (int) (member.offset + member.length));
      gtk_text_buffer_apply_tag (self->buffer, self->unknown_tag, &start, &end);
    }

  if (doubt != NULL)
    {
      words = g_strdup_printf (_ ("This can't be edited in the form, and is kept as it is. %s"), doubt);
      show_verdict (self, "dialog-warning-symbolic", words, FALSE);
      return;
    }
  if (proctor_draft_json_get_n_unknown (json) > 0)
    words = dup_unknown (json);
  show_verdict (self, "dialog-information-symbolic", words, FALSE);
}

/* What can't be taken is on the disk all the same. */
static void
keep (ProctorJsonView *self)
{
  g_autofree char *text = self->failed ? dup_text (self) : NULL;

  proctor_draft_keep_json (self->draft, text);
}

static void
take (ProctorJsonView *self,
      ProctorDraftJson *json)
{
  remove_tags (self);
  self->taking = TRUE;
  if (self->pending)
    self->failed = !proctor_draft_take_json (self->draft, json);
  self->taking = FALSE;
  self->pending = self->failed;
  keep (self);
  gtk_widget_set_sensitive (self->format_button, !self->failed);
  if (self->failed)
    show_problem (self, json);
  else
    show_unknown (self, json);
}

static void
read_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (ProctorDraftJson) json = proctor_draft_json_read_finish (result, NULL);

  /* Something was typed meanwhile, or nobody looks any more. */
  if (json != NULL)
    take (user_data, json);
}

static void
read_text (ProctorJsonView *self,
           gboolean now)
{
  g_autofree char *text = dup_text (self);
  GCancellable *cancellable = renew_cancellable (self);

  g_clear_handle_id (&self->read_source, g_source_remove);
  if (now || strlen (text) <= MOST_BYTES)
    {
      g_autoptr (ProctorDraftJson) json = proctor_draft_json_read (text);

      take (self, json);
    }
  else
    proctor_draft_json_read_async (text, cancellable, read_cb, self);
}

static void
delay_cb (gpointer user_data)
{
  ProctorJsonView *self = user_data;

  self->read_source = 0;
  read_text (self, FALSE);
}

static void
changed_cb (ProctorJsonView *self)
{
  if (self->filling)
    return;

  self->pending = TRUE;
  self->failed = FALSE;
  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->read_source, g_source_remove);
  self->read_source = g_timeout_add_once (READ_DELAY_MSECS, delay_cb, self);
}

static gboolean
is_too_large (const char *text)
{
  const char *end;

  if (strlen (text) > MOST_SHOWN_BYTES)
    return TRUE;

  for (const char *line = text; line != NULL; line = end != NULL ? end + 1 : NULL)
    {
      end = strchr (line, '\n');
      if ((end != NULL ? (gsize) (end - line) : strlen (line)) > MOST_LINE_BYTES)
        return TRUE;
    }

  return FALSE;
}

/* What somebody has typed and can't be taken is there again when it is undone. */
static void
fill (ProctorJsonView *self,
      const char *text)
{
  GtkTextIter start;
  gboolean was_pending = self->pending;
  int line;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &start, gtk_text_buffer_get_insert (self->buffer));
  line = gtk_text_iter_get_line (&start);
  gtk_source_buffer_set_highlight_syntax (GTK_SOURCE_BUFFER (self->buffer), strlen (text) <= MOST_COLOURED_BYTES);
  self->filling = TRUE;
  if (was_pending)
    proctor_json_source_replace (self->buffer, text);
  else
    gtk_text_buffer_set_text (self->buffer, text, -1);
  self->filling = FALSE;
  self->pending = FALSE;
  self->failed = FALSE;
  gtk_text_buffer_get_iter_at_line (self->buffer, &start, line);
  gtk_text_buffer_place_cursor (self->buffer, &start);
}

/* Somebody hadn't finished when the draft was last shown. */
static void
take_up (ProctorJsonView *self)
{
  g_autofree char *kept = g_strdup (proctor_draft_get_kept_json (self->draft));

  if (kept == NULL)
    return;

  fill (self, kept);
  self->pending = TRUE;
}

static void
written_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = proctor_draft_write_json_finish (PROCTOR_DRAFT (source), result, &error);
  ProctorJsonView *self;
  gboolean too_large;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_JSON_VIEW (user_data);
  too_large = text == NULL || is_too_large (text);
  gtk_widget_set_visible (self->format_button, !too_large && gtk_text_view_get_editable (self->view));
  gtk_stack_set_visible_child_name (self->stack, too_large ? "large" : "text");
  if (too_large)
    {
      g_set_str (&self->written, text);
      return;
    }

  g_clear_pointer (&self->written, g_free);
  fill (self, text);
  take_up (self);
  read_text (self, FALSE);
  if (self->wants_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
write_text (ProctorJsonView *self)
{
  g_clear_handle_id (&self->read_source, g_source_remove);
  proctor_draft_write_json_async (self->draft, renew_cancellable (self), written_cb, self);
}

/* The draft was changed elsewhere, or a step of it undone. */
static void
draft_changed_cb (ProctorJsonView *self)
{
  if (!self->taking)
    write_text (self);
}

static void
formatted_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autofree char *text = proctor_json_format_finish (result, NULL);
  ProctorJsonView *self;

  /* It was no JSON, which is said already, or it was changed meanwhile. */
  if (text == NULL)
    return;

  self = PROCTOR_JSON_VIEW (user_data);
  proctor_json_source_replace (self->buffer, text);
}

static void
format_cb (ProctorJsonView *self)
{
  g_autofree char *text = dup_text (self);

  proctor_json_format_async (text, renew_cancellable (self), formatted_cb, self);
}

static void
copy_cb (ProctorJsonView *self)
{
  g_autofree char *text = self->written != NULL ? g_strdup (self->written) : dup_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
place_cb (ProctorJsonView *self)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int) self->fault_offset);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  gtk_text_view_scroll_to_mark (self->view, gtk_text_buffer_get_insert (self->buffer), 0.1, FALSE, 0, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
create_view (ProctorJsonView *self)
{
  GtkWidget *view = proctor_json_source_create_view ();

  self->view = g_object_ref_sink (GTK_TEXT_VIEW (view));
  self->buffer = g_object_ref (gtk_text_view_get_buffer (self->view));
  gtk_source_view_set_show_line_numbers (GTK_SOURCE_VIEW (view), TRUE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (self->view, 6);
  gtk_text_view_set_bottom_margin (self->view, 12);
  gtk_text_view_set_left_margin (self->view, 6);
  gtk_text_view_set_right_margin (self->view, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("The Test as JSON"), -1);
  self->unknown_tag = g_object_ref (gtk_text_buffer_create_tag (self->buffer, NULL, "underline", PANGO_UNDERLINE_DOUBLE, "style", PANGO_STYLE_ITALIC, NULL));
  self->fault_tag = proctor_json_source_create_fault_tag (self->buffer);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (self->scroller, view);
}

static gboolean
proctor_json_view_grab_focus (GtkWidget *widget)
{
  ProctorJsonView *self = PROCTOR_JSON_VIEW (widget);

  self->wants_focus = proctor_json_view_is_loading (self);

  return self->wants_focus || gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
proctor_json_view_dispose (GObject *object)
{
  ProctorJsonView *self = PROCTOR_JSON_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->read_source, g_source_remove);
  g_clear_object (&self->draft);
  g_clear_object (&self->view);
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_JSON_VIEW);

  G_OBJECT_CLASS (proctor_json_view_parent_class)->dispose (object);
}

static void
proctor_json_view_finalize (GObject *object)
{
  ProctorJsonView *self = PROCTOR_JSON_VIEW (object);

  g_object_unref (self->fault_tag);
  g_object_unref (self->unknown_tag);
  g_object_unref (self->buffer);
  g_free (self->written);

  G_OBJECT_CLASS (proctor_json_view_parent_class)->finalize (object);
}

static void
proctor_json_view_class_init (ProctorJsonViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_json_view_dispose;
  object_class->finalize = proctor_json_view_finalize;
  widget_class->grab_focus = proctor_json_view_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-json-view.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorJsonView, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorJsonView, scroller);
  gtk_widget_class_bind_template_child (widget_class, ProctorJsonView, format_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorJsonView, verdict);
  gtk_widget_class_bind_template_child (widget_class, ProctorJsonView, verdict_icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorJsonView, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorJsonView, place_button);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
}

static void
proctor_json_view_init (ProctorJsonView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  create_view (self);
}

/**
 * proctor_json_view_new:
 * @draft: what to edit
 *
 * Returns: (transfer floating): a view that shows it
 */
GtkWidget *
proctor_json_view_new (ProctorDraft *draft)
{
  ProctorJsonView *self;

  g_return_val_if_fail (PROCTOR_IS_DRAFT (draft), NULL);

  self = g_object_new (PROCTOR_TYPE_JSON_VIEW, NULL);
  self->draft = g_object_ref (draft);
  proctor_draft_end_json (draft);
  gtk_text_view_set_editable (self->view, proctor_draft_get_read_only (draft) == NULL);
  g_signal_connect_object (proctor_draft_get_undo (draft), "changed", G_CALLBACK (draft_changed_cb), self, G_CONNECT_SWAPPED);
  write_text (self);

  return GTK_WIDGET (self);
}

/**
 * proctor_json_view_finish:
 * @self: a view
 *
 * The draft becomes what was typed last, however long that takes. If it can't, that is said.
 *
 * Returns: whether the draft says what is shown
 */
gboolean
proctor_json_view_finish (ProctorJsonView *self)
{
  g_return_val_if_fail (PROCTOR_IS_JSON_VIEW (self), TRUE);

  if (self->pending && !self->failed)
    read_text (self, TRUE);

  return !self->failed;
}

/**
 * proctor_json_view_leave:
 * @self: a view that goes
 *
 * What was typed last and is a test becomes the draft; anything else is there again when the draft is
 * next shown as JSON.
 */
void
proctor_json_view_leave (ProctorJsonView *self)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PROCTOR_IS_JSON_VIEW (self));

  if (!proctor_json_view_finish (self))
    text = dup_text (self);
  if (!proctor_json_view_is_loading (self))
    proctor_draft_keep_json (self->draft, text);
  proctor_draft_end_json (self->draft);
}

/**
 * proctor_json_view_is_loading:
 * @self: a view
 *
 * Returns: whether the text is still to come
 */
gboolean
proctor_json_view_is_loading (ProctorJsonView *self)
{
  g_return_val_if_fail (PROCTOR_IS_JSON_VIEW (self), FALSE);

  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "loading");
}

/**
 * proctor_json_view_get_view:
 * @self: a view
 *
 * Returns: (transfer none): where somebody types
 */
GtkTextView *
proctor_json_view_get_view (ProctorJsonView *self)
{
  g_return_val_if_fail (PROCTOR_IS_JSON_VIEW (self), NULL);

  return self->view;
}
