/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-private.h"

#include "proctor-markdown.h"
#include "proctor-raw-json.h"
#include "proctor-reader-row.h"
#include "proctor-text-dialog.h"
#include "proctor-toasts.h"
#include "proctor-transcript-markdown.h"
#include "proctor-turn-words.h"

#include <glib/gi18n.h>

/* What can be done with a transcript, and with one of its turns. */

static void
copy (ProctorReader *self,
      const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  proctor_toasts_say (GTK_WIDGET (self), _ ("Copied"));
}

static void
copy_bytes (ProctorReader *self,
            GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autofree char *text = g_utf8_make_valid (data, (gssize) length);

  copy (self, text);
}

static void
show_json (ProctorReader *self,
           const char *title,
           GBytes *bytes)
{
  if (bytes != NULL)
    adw_dialog_present (proctor_text_dialog_new (title, bytes, TRUE), GTK_WIDGET (self));
}

static GBytes *
dup_run_json (ProctorReader *self)
{
  return self->watcher != NULL ? proctor_raw_json_dup_run (self->watcher, self->position) : self->run != NULL ? proctor_raw_json_dup_record (PROCTOR_RECORD (self->run))
                                                                                                              : NULL;
}

/**
 * proctor_reader_get_current:
 * @self: a reader
 *
 * Returns: (transfer none) (nullable): the turn of which the menu was opened, or in which the focus is
 */
ProctorReaderItem *
proctor_reader_get_current (ProctorReader *self)
{
  GtkRoot *root;
  GtkWidget *focus;
  GtkWidget *row = NULL;

  g_return_val_if_fail (PROCTOR_IS_READER (self), NULL);

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (self->popover != NULL && self->menu_item != NULL)
    return self->menu_item;
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    {
      row = gtk_widget_get_ancestor (focus, PROCTOR_TYPE_READER_ROW);
      if (row == NULL && PROCTOR_IS_READER_ROW (gtk_widget_get_first_child (focus)))
        row = gtk_widget_get_first_child (focus);
    }
  if (row != NULL)
    return proctor_reader_row_get_item (PROCTOR_READER_ROW (row));

  return self->menu_item;
}

static void
turn_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorReader *self = PROCTOR_READER (widget);
  ProctorReaderItem *item = proctor_reader_get_current (self);
  ProctorTurn *turn = item != NULL ? proctor_reader_item_get_turn (item) : NULL;
  g_autoptr (GBytes) json = NULL;

  if (item == NULL || proctor_reader_item_is_heading (item))
    return;

  if (g_str_equal (action_name, "reader.copy-turn"))
    {
      g_autofree char *text = proctor_transcript_markdown_dup_turn (item);

      copy (self, text);
      return;
    }
  if (g_str_equal (action_name, "reader.copy-message"))
    {
      g_autoptr (ProctorMarkdown) markdown = proctor_markdown_new ();

      if (turn != NULL)
        proctor_turn_words_read_message (turn, G_MAXUINT32, markdown);
      copy (self, markdown->text->str);
      return;
    }

  json = proctor_raw_json_dup_record (proctor_reader_item_get_record (item));
  if (json == NULL)
    return;
  if (g_str_equal (action_name, "reader.copy-turn-json"))
    copy_bytes (self, json);
  else
    show_json (self, _ ("JSON of the Turn"), json);
}

static void
run_action (GtkWidget *widget,
            const char *action_name,
            GVariant *parameter)
{
  ProctorReader *self = PROCTOR_READER (widget);
  g_autoptr (GBytes) json = NULL;

  if (self->items == NULL)
    return;

  if (g_str_equal (action_name, "reader.copy-all"))
    {
      g_autofree char *text = proctor_transcript_markdown_dup_all (self->items);

      copy (self, text);
      return;
    }
  if (g_str_equal (action_name, "reader.show-invocation-json"))
    {
      json = self->watcher != NULL ? proctor_raw_json_dup_invocation (self->watcher) : NULL;
      show_json (self, _ ("JSON of the Invocation"), json);
      return;
    }

  json = dup_run_json (self);
  if (json != NULL && g_str_equal (action_name, "reader.copy-run-json"))
    copy_bytes (self, json);
  else
    show_json (self, _ ("JSON of the Run"), json);
}

static gboolean
unparent_cb (gpointer user_data)
{
  gtk_widget_unparent (user_data);

  return G_SOURCE_REMOVE;
}

/* What was chosen in it is done after it was closed. */
static void
closed_cb (ProctorReader *self)
{
  GtkWidget *popover = g_steal_pointer (&self->popover);

  if (popover != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, unparent_cb, g_object_ref (popover), g_object_unref);
}

/* Opens the menu of a turn at the button that asked for it. */
void
proctor_reader_pop_up (ProctorReader *self,
                       ProctorReaderItem *item,
                       GtkWidget *where)
{
  graphene_rect_t bounds;

  g_set_object (&self->menu_item, item);
  g_signal_emit_by_name (self, "turn-menu", item);
  if (self->popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->popover));
  self->popover = gtk_popover_menu_new_from_model (self->turn_menu);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  if (gtk_widget_compute_bounds (where, GTK_WIDGET (self), &bounds))
    {
      GdkRectangle place = { (int) bounds.origin.x, (int) bounds.origin.y, (int) bounds.size.width, (int) bounds.size.height };

      gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
    }
  g_signal_connect_object (self->popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
menu_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorReader *self = PROCTOR_READER (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  ProctorReaderItem *item;

  g_clear_object (&self->menu_item);
  item = proctor_reader_get_current (self);
  if (item != NULL && focus != NULL && proctor_reader_item_get_record (item) != NULL)
    proctor_reader_pop_up (self, item, focus);
}

void
proctor_reader_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "reader.copy-message", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "reader.copy-turn", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "reader.copy-turn-json", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "reader.show-turn-json", NULL, turn_action);
  gtk_widget_class_install_action (widget_class, "reader.copy-all", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "reader.copy-run-json", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "reader.show-run-json", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "reader.show-invocation-json", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "reader.menu", NULL, menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "reader.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "reader.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "reader.copy-turn", NULL);
}

void
proctor_reader_update_actions (ProctorReader *self)
{
  gboolean has_items = self->items != NULL && g_list_model_get_n_items (self->items) > 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.copy-all", has_items);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "reader.show-invocation-json", self->watcher != NULL);
}
