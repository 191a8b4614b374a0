/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-outline.h"

#include "proctor-markdown.h"
#include "proctor-reader-item.h"
#include "proctor-tool-words.h"
#include "proctor-turn-gauge.h"
#include "proctor-turn-words.h"

#include <glib/gi18n.h>

/* Who waits longer notices it. */
#define LONG_WAIT_SECS 3.0

/**
 * ProctorReaderOutline:
 *
 * Where in a transcript something happened: tools, what went wrong, and where somebody had to wait.
 */
struct _ProctorReaderOutline
{
  GtkPopover parent_instance;

  /* Template children */
  GtkStack *stack;
  GtkListView *view;

  /* Owned */
  GListModel *items;

  gboolean is_filled;
};

enum
{
  SIGNAL_CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorReaderOutline, proctor_reader_outline, GTK_TYPE_POPOVER)

/* An entry is a string: the row's position, the icon, and what it says. */
static void
add_entry (GtkStringList *entries,
           guint position,
           const char *icon_name,
           const char *words)
{
  g_autofree char *visible = proctor_markdown_dup_beginning (words);
  g_autofree char *entry = g_strdup_printf ("%u\t%s\t%s", position, icon_name, visible);

  gtk_string_list_append (entries, entry);
}

static void
add_tools (GtkStringList *entries,
           guint position,
           const GPtrArray *pairs)
{
  for (guint i = 0; i < pairs->len; i++)
    {
      const ProctorReaderPair *pair = g_ptr_array_index (pairs, i);
      const char *name = proctor_tool_words_get_name (pair->call, pair->result);
      double seconds = pair->result != NULL ? proctor_tool_result_get_tool_latency_secs (pair->result) : 0;
      gboolean is_bad = proctor_tool_words_is_error (pair->result) || (pair->result != NULL && proctor_tool_result_get_is_blocked (pair->result));

      add_entry (entries, position, is_bad ? "dialog-warning-symbolic" : "proctor-kind-tool-symbolic", name);
      if (seconds >= LONG_WAIT_SECS)
        {
          g_autofree char *took = proctor_turn_words_dup_seconds (seconds);
          /* Translators: a tool, and how long it took. */
          g_autofree char *words = g_strdup_printf (_ ("%s took %s"), name, took);

          add_entry (entries, position, "proctor-wait-symbolic", words);
        }
    }
}

static void
add_turn (GtkStringList *entries,
          guint position,
          ProctorReaderItem *item)
{
  ProctorTurn *turn = proctor_reader_item_get_turn (item);
  const GPtrArray *pairs = proctor_reader_item_get_pairs (item);
  double seconds = proctor_turn_gauge_find_longest (turn);

  if (proctor_reader_item_is_heading (item))
    {
      add_entry (entries, position, "view-list-symbolic", proctor_reader_item_get_title (item));
      return;
    }
  if (turn == NULL)
    {
      add_entry (entries, position, "dialog-warning-symbolic", _ ("A turn that this version of Proctor can't read"));
      return;
    }

  if (proctor_turn_get_interrupted (turn))
    add_entry (entries, position, "dialog-warning-symbolic", _ ("Interrupted"));
  if (g_list_model_get_n_items (proctor_turn_get_triggered_guardrails (turn)) > 0)
    add_entry (entries, position, "dialog-warning-symbolic", _ ("Guardrail"));
  if (seconds >= LONG_WAIT_SECS)
    {
      g_autofree char *took = proctor_turn_words_dup_seconds (seconds);
      /* Translators: how long somebody waited. */
      g_autofree char *words = g_strdup_printf (_ ("Waited %s"), took);

      add_entry (entries, position, "proctor-wait-symbolic", words);
    }
  if (pairs != NULL)
    add_tools (entries, position, pairs);
}

static void
fill (ProctorReaderOutline *self)
{
  GtkStringList *entries;

  if (self->is_filled)
    return;

  self->is_filled = TRUE;
  entries = gtk_string_list_new (NULL);
  for (guint i = 0; self->items != NULL && i < g_list_model_get_n_items (self->items); i++)
    {
      g_autoptr (ProctorReaderItem) item = g_list_model_get_item (self->items, i);

      add_turn (entries, i, item);
    }
  gtk_stack_set_visible_child_name (self->stack, g_list_model_get_n_items (G_LIST_MODEL (entries)) > 0 ? "list" : "empty");
  {
    g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (G_LIST_MODEL (entries));

    gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  }
}

static void
activate_cb (ProctorReaderOutline *self,
             guint position)
{
  g_autoptr (GtkStringObject) entry = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->view)), position);

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, (guint) g_ascii_strtoull (gtk_string_object_get_string (entry), NULL, 10));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *list_item)
{
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *label = gtk_widget_get_next_sibling (icon);
  g_auto (GStrv) entry = g_strsplit (gtk_string_object_get_string (gtk_list_item_get_item (list_item)), "\t", 3);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), entry[1]);
  gtk_label_set_label (GTK_LABEL (label), entry[2]);
  gtk_list_item_set_accessible_label (list_item, entry[2]);
}

static void
proctor_reader_outline_dispose (GObject *object)
{
  ProctorReaderOutline *self = PROCTOR_READER_OUTLINE (object);

  g_clear_object (&self->items);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_READER_OUTLINE);

  G_OBJECT_CLASS (proctor_reader_outline_parent_class)->dispose (object);
}

static void
proctor_reader_outline_class_init (ProctorReaderOutlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_reader_outline_dispose;

  /**
   * ProctorReaderOutline::chosen:
   * @self: an outline
   * @position: a row
   *
   * Somebody wants to see the row.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PROCTOR_TYPE_READER_OUTLINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-reader-outline.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderOutline, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorReaderOutline, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
proctor_reader_outline_init (ProctorReaderOutline *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->view, factory);
  /* Until somebody looks at it, it isn't made. */
  g_signal_connect (self, "map", G_CALLBACK (fill), NULL);
}

/**
 * proctor_reader_outline_set_items:
 * @self: an outline
 * @items: (nullable): the rows, of #ProctorReaderItem
 */
void
proctor_reader_outline_set_items (ProctorReaderOutline *self,
                                  GListModel *items)
{
  g_return_if_fail (PROCTOR_IS_READER_OUTLINE (self));

  g_set_object (&self->items, items);
  self->is_filled = FALSE;
  gtk_list_view_set_model (self->view, NULL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    fill (self);
}
