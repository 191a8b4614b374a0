/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-aligned-row.h"

#include "proctor-reader-row.h"

#include <glib/gi18n.h>

/**
 * ProctorAlignedRow:
 *
 * Two turns side by side, or where there is no room, one above the other; what both say is then there once. The turns
 * themselves look as in a transcript.
 */
struct _ProctorAlignedRow
{
  GtkBox parent_instance;

  /* Template children */
  GtkLabel *caption;
  GtkBox *sides;
  GtkWidget *one_box;
  GtkWidget *one_mark;
  AdwBin *one_bin;
  GtkWidget *one_absent;
  GtkWidget *other_box;
  GtkWidget *other_mark;
  AdwBin *other_bin;
  GtkWidget *other_absent;

  /* Owned */
  ProctorAlignedItem *item;

  /* Borrowed: children */
  ProctorReaderRow *one;
  ProctorReaderRow *other;

  gboolean stacked;
};

G_DEFINE_FINAL_TYPE (ProctorAlignedRow, proctor_aligned_row, GTK_TYPE_BOX)

typedef enum
{
  PROP_STACKED = 1,
} ProctorAlignedRowProperty;

static GParamSpec *properties[PROP_STACKED + 1];

static void
set_class (ProctorAlignedRow *self,
           const char *name,
           gboolean wanted)
{
  if (wanted)
    gtk_widget_add_css_class (GTK_WIDGET (self), name);
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), name);
}

static void
show (ProctorAlignedRow *self)
{
  ProctorReaderItem *one = self->item != NULL ? proctor_aligned_item_get_one (self->item) : NULL;
  ProctorReaderItem *other = self->item != NULL ? proctor_aligned_item_get_other (self->item) : NULL;
  guint number = self->item != NULL ? proctor_aligned_item_get_number (self->item) : 0;
  g_autofree char *caption = self->item != NULL ? proctor_aligned_item_dup_caption (self->item) : NULL;
  gboolean is_heading = self->item != NULL && proctor_reader_item_is_heading (one != NULL ? one : other);
  gboolean is_once = self->stacked && number == 0;

  gtk_label_set_label (self->caption, caption != NULL ? caption : "");
  gtk_widget_set_visible (GTK_WIDGET (self->caption), caption != NULL);
  set_class (self, "different", number > 0);
  set_class (self, "first", number == 1);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sides), self->stacked ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->sides, !self->stacked);
  gtk_widget_set_visible (self->one_mark, self->stacked && number > 0 && one != NULL);
  gtk_widget_set_visible (self->other_mark, self->stacked && number > 0 && other != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->one_bin), one != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->other_bin), other != NULL);
  gtk_widget_set_visible (self->one_absent, one == NULL && !is_heading);
  gtk_widget_set_visible (self->other_absent, other == NULL && !is_heading);
  gtk_widget_set_visible (self->one_box, !is_once || one != NULL);
  gtk_widget_set_visible (self->other_box, !is_once || one == NULL);
}

static void
proctor_aligned_row_get_property (GObject *object,
                                  guint property_id,
                                  GValue *value,
                                  GParamSpec *pspec)
{
  switch ((ProctorAlignedRowProperty) property_id)
    {
    case PROP_STACKED:
      g_value_set_boolean (value, PROCTOR_ALIGNED_ROW (object)->stacked);
      break;
    }
}

static void
proctor_aligned_row_set_property (GObject *object,
                                  guint property_id,
                                  const GValue *value,
                                  GParamSpec *pspec)
{
  ProctorAlignedRow *self = PROCTOR_ALIGNED_ROW (object);

  switch ((ProctorAlignedRowProperty) property_id)
    {
    case PROP_STACKED:
      self->stacked = g_value_get_boolean (value);
      show (self);
      break;
    }
}

static void
proctor_aligned_row_dispose (GObject *object)
{
  ProctorAlignedRow *self = PROCTOR_ALIGNED_ROW (object);

  g_clear_object (&self->item);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_ALIGNED_ROW);

  G_OBJECT_CLASS (proctor_aligned_row_parent_class)->dispose (object);
}

static void
proctor_aligned_row_class_init (ProctorAlignedRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_aligned_row_dispose;
  object_class->get_property = proctor_aligned_row_get_property;
  object_class->set_property = proctor_aligned_row_set_property;

  /**
   * ProctorAlignedRow:stacked:
   *
   * Whether the turns stand one above the other.
   */
  properties[PROP_STACKED] = g_param_spec_boolean ("stacked", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-aligned-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAlignedRow, caption);
  gtk_widget_class_bind_template_child (widget_class, ProctorAlignedRow, sides);
  gtk_widget_class_bind_template_child (widget_class, ProctorAlignedRow, one_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorAlignedRow, one_mark);
  gtk_widget_class_bind_template_child (widget_class, ProctorAlignedRow, one_bin);
  gtk_widget_class_bind_template_child (widget_class, ProctorAlignedRow, one_absent);
  gtk_widget_class_bind_template_child (widget_class, ProctorAlignedRow, other_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorAlignedRow, other_mark);
  gtk_widget_class_bind_template_child (widget_class, ProctorAlignedRow, other_bin);
  gtk_widget_class_bind_template_child (widget_class, ProctorAlignedRow, other_absent);
}

static void
proctor_aligned_row_init (ProctorAlignedRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static ProctorReaderRow *
create_side (ProctorReaderState *state,
             AdwBin *bin)
{
  ProctorReaderRow *row = PROCTOR_READER_ROW (proctor_reader_row_new (state));

  proctor_reader_row_hide_menu (row);
  adw_bin_set_child (bin, GTK_WIDGET (row));

  return row;
}

/**
 * proctor_aligned_row_new:
 * @state: what the rows have in common
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
proctor_aligned_row_new (ProctorReaderState *state)
{
  ProctorAlignedRow *self = g_object_new (PROCTOR_TYPE_ALIGNED_ROW, NULL);

  self->one = create_side (state, self->one_bin);
  self->other = create_side (state, self->other_bin);

  return GTK_WIDGET (self);
}

/* What it shows, %NULL for nothing. */
ProctorAlignedItem *
proctor_aligned_row_get_item (ProctorAlignedRow *self)
{
  return self->item;
}

/**
 * proctor_aligned_row_set_item:
 * @self: a row
 * @item: (nullable): what to show
 */
void
proctor_aligned_row_set_item (ProctorAlignedRow *self,
                              ProctorAlignedItem *item)
{
  g_return_if_fail (PROCTOR_IS_ALIGNED_ROW (self));

  g_set_object (&self->item, item);
  proctor_reader_row_set_item (self->one, item != NULL ? proctor_aligned_item_get_one (item) : NULL);
  proctor_reader_row_set_item (self->other, item != NULL ? proctor_aligned_item_get_other (item) : NULL);
  if (item != NULL)
    show (self);
}

/**
 * proctor_aligned_row_dup_label:
 * @item: what a row shows
 *
 * Returns: (transfer full): what the row is called
 */
char *
proctor_aligned_row_dup_label (ProctorAlignedItem *item)
{
  ProctorReaderItem *one = proctor_aligned_item_get_one (item);
  g_autofree char *turn = proctor_reader_row_dup_label (one != NULL ? one : proctor_aligned_item_get_other (item));
  g_autofree char *caption = proctor_aligned_item_dup_caption (item);

  if (caption == NULL)
    return g_steal_pointer (&turn);

  /* Translators: in what a turn differs, and whose turn it is. */
  return g_strdup_printf (_ ("%s; %s"), caption, turn);
}
