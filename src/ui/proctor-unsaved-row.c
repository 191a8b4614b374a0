/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-unsaved-row.h"

#include "proctor-format.h"

#include <glib/gi18n.h>

/**
 * ProctorUnsavedRow:
 *
 * A test that the server doesn't have: what it is called, and a button that throws it away.
 */
struct _ProctorUnsavedRow
{
  GtkListBoxRow parent_instance;

  /* Template children */
  GtkImage *icon;
  GtkLabel *name_label;
  GtkWidget *remark_label;

  /* Owned */
  ProctorDraftItem *item;
};

G_DEFINE_FINAL_TYPE (ProctorUnsavedRow, proctor_unsaved_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  SIGNAL_DISCARDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
update (ProctorUnsavedRow *self)
{
  const char *name = proctor_draft_item_get_name (self->item);
  gboolean gone = proctor_draft_item_is_gone (self->item);
  ProctorTestKind kind = proctor_draft_item_get_kind (self->item);
  g_autofree char *description = NULL;

  if (name == NULL || *name == '\0')
    name = _ ("Unnamed Test");
  gtk_label_set_label (self->name_label, name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->name_label), name);
  gtk_image_set_from_icon_name (self->icon, proctor_format_kind_icon (kind));
  gtk_widget_set_visible (self->remark_label, gone);

  description = g_strdup_printf ("%s%s%s", proctor_format_kind_of_test (kind), C_ ("list", ", "), gone ? _ ("deleted on the server") : _ ("never saved"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
discard_cb (ProctorUnsavedRow *self)
{
  g_signal_emit (self, signals[SIGNAL_DISCARDED], 0);
}

static gboolean
delete_key_cb (GtkWidget *widget,
               GVariant *arguments,
               gpointer user_data)
{
  discard_cb (PROCTOR_UNSAVED_ROW (widget));

  return GDK_EVENT_STOP;
}

static void
proctor_unsaved_row_dispose (GObject *object)
{
  ProctorUnsavedRow *self = PROCTOR_UNSAVED_ROW (object);

  g_clear_object (&self->item);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_UNSAVED_ROW);

  G_OBJECT_CLASS (proctor_unsaved_row_parent_class)->dispose (object);
}

static void
proctor_unsaved_row_class_init (ProctorUnsavedRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_unsaved_row_dispose;

  /**
   * ProctorUnsavedRow::discarded:
   *
   * Somebody doesn't want the test.
   */
  signals[SIGNAL_DISCARDED] = g_signal_new ("discarded", PROCTOR_TYPE_UNSAVED_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-unsaved-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorUnsavedRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorUnsavedRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorUnsavedRow, remark_label);
  gtk_widget_class_bind_template_callback (widget_class, discard_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, delete_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Delete, 0, delete_key_cb, NULL);
}

static void
proctor_unsaved_row_init (ProctorUnsavedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_unsaved_row_new:
 * @item: a draft of a test that the server doesn't have
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
proctor_unsaved_row_new (ProctorDraftItem *item)
{
  ProctorUnsavedRow *self;

  g_return_val_if_fail (PROCTOR_IS_DRAFT_ITEM (item), NULL);

  self = g_object_new (PROCTOR_TYPE_UNSAVED_ROW, NULL);
  self->item = g_object_ref (item);
  g_signal_connect_object (item, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

/**
 * proctor_unsaved_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none): the draft that it shows
 */
ProctorDraftItem *
proctor_unsaved_row_get_item (ProctorUnsavedRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_UNSAVED_ROW (self), NULL);

  return self->item;
}
