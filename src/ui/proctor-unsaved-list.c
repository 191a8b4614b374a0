/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-unsaved-list.h"

#include "proctor-unsaved-row.h"

#include <glib/gi18n.h>

/* So many are shown until somebody wants to see all. */
#define FEW 3

/**
 * ProctorUnsavedList:
 *
 * The tests that the server doesn't have: new ones that were never saved, and those that somebody
 * has deleted there while they were being edited. It stands above the list of those that it has,
 * and takes little room; while there are none, it isn't there.
 */
struct _ProctorUnsavedList
{
  AdwBin parent_instance;

  /* Template children */
  GtkListBox *list_box;
  GtkButton *more_button;

  /* Owned */
  GtkSliceListModel *shown;
  char *chosen;

  gboolean all;
};

G_DEFINE_FINAL_TYPE (ProctorUnsavedList, proctor_unsaved_list, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHOSEN,
  SIGNAL_DISCARDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static const char *
get_row_id (GtkListBoxRow *row)
{
  return proctor_draft_item_get_id (proctor_unsaved_row_get_item (PROCTOR_UNSAVED_ROW (row)));
}

static void
select_chosen (ProctorUnsavedList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list_box, i)) != NULL; i++)
    {
      if (g_strcmp0 (get_row_id (row), self->chosen) == 0)
        {
          gtk_list_box_select_row (self->list_box, row);
          return;
        }
    }

  gtk_list_box_unselect_all (self->list_box);
}

static void
items_changed_cb (ProctorUnsavedList *self)
{
  GListModel *items = gtk_slice_list_model_get_model (self->shown);
  guint n = items != NULL ? g_list_model_get_n_items (items) : 0;
  g_autofree char *more = NULL;

  gtk_slice_list_model_set_size (self->shown, self->all ? G_MAXUINT : FEW);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more_button), n > FEW);
  if (self->all)
    more = g_strdup (_ ("Show Fewer"));
  else if (n > FEW)
    /* Translators: a button that shows so many tests more that were not saved yet. */
    more = g_strdup_printf (ngettext ("%u More", "%u More", n - FEW), n - FEW);
  gtk_button_set_label (self->more_button, more != NULL ? more : "");
  select_chosen (self);
}

static void
more_cb (ProctorUnsavedList *self)
{
  self->all = !self->all;
  items_changed_cb (self);
}

static void
row_activated_cb (ProctorUnsavedList *self,
                  GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (get_row_id (row));

  g_signal_emit (self, signals[SIGNAL_CHOSEN], 0, id);
}

/* The row goes with what it shows. */
static void
row_discarded_cb (ProctorUnsavedList *self,
                  ProctorUnsavedRow *row)
{
  g_autofree char *id = g_strdup (get_row_id (GTK_LIST_BOX_ROW (row)));

  g_signal_emit (self, signals[SIGNAL_DISCARDED], 0, id);
}

static GtkWidget *
create_row (gpointer item,
            gpointer user_data)
{
  GtkWidget *row = proctor_unsaved_row_new (item);

  g_signal_connect_object (row, "discarded", G_CALLBACK (row_discarded_cb), user_data, G_CONNECT_SWAPPED);

  return row;
}

static void
proctor_unsaved_list_dispose (GObject *object)
{
  ProctorUnsavedList *self = PROCTOR_UNSAVED_LIST (object);

  if (self->list_box != NULL)
    gtk_list_box_bind_model (self->list_box, NULL, NULL, NULL, NULL);
  g_clear_object (&self->shown);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_UNSAVED_LIST);

  G_OBJECT_CLASS (proctor_unsaved_list_parent_class)->dispose (object);
}

static void
proctor_unsaved_list_finalize (GObject *object)
{
  g_free (PROCTOR_UNSAVED_LIST (object)->chosen);

  G_OBJECT_CLASS (proctor_unsaved_list_parent_class)->finalize (object);
}

static void
proctor_unsaved_list_class_init (ProctorUnsavedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_unsaved_list_dispose;
  object_class->finalize = proctor_unsaved_list_finalize;

  /**
   * ProctorUnsavedList::chosen:
   * @id: a draft
   *
   * Somebody wants to go on with it.
   */
  signals[SIGNAL_CHOSEN] = g_signal_new ("chosen", PROCTOR_TYPE_UNSAVED_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * ProctorUnsavedList::discarded:
   * @id: a draft
   *
   * Somebody wants to be rid of it.
   */
  signals[SIGNAL_DISCARDED] = g_signal_new ("discarded", PROCTOR_TYPE_UNSAVED_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-unsaved-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorUnsavedList, list_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorUnsavedList, more_button);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
proctor_unsaved_list_init (ProctorUnsavedList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shown = gtk_slice_list_model_new (NULL, 0, FEW);
  gtk_list_box_bind_model (self->list_box, G_LIST_MODEL (self->shown), create_row, self, NULL);
}

/**
 * proctor_unsaved_list_set_model:
 * @self: a list
 * @items: (nullable): the drafts to show, as #ProctorDraftItem
 */
void
proctor_unsaved_list_set_model (ProctorUnsavedList *self,
                                GListModel *items)
{
  GListModel *before;

  g_return_if_fail (PROCTOR_IS_UNSAVED_LIST (self));

  before = gtk_slice_list_model_get_model (self->shown);
  if (before == items)
    return;

  if (before != NULL)
    g_signal_handlers_disconnect_by_func (before, items_changed_cb, self);
  gtk_slice_list_model_set_model (self->shown, items);
  if (items != NULL)
    g_signal_connect_object (items, "items-changed", G_CALLBACK (items_changed_cb), self, G_CONNECT_SWAPPED);
  self->all = FALSE;
  items_changed_cb (self);
}

/**
 * proctor_unsaved_list_set_chosen:
 * @self: a list
 * @id: (nullable): the draft that is shown elsewhere
 *
 * Selects its row.
 */
void
proctor_unsaved_list_set_chosen (ProctorUnsavedList *self,
                                 const char *id)
{
  g_return_if_fail (PROCTOR_IS_UNSAVED_LIST (self));

  g_set_str (&self->chosen, id);
  select_chosen (self);
}
