/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-row-private.h"

#include "proctor-test-words.h"

/**
 * ProctorTestRow:
 *
 * A test in the list: its kind, name, folder, when it was updated and how its last runs ended. It draws
 * all of that itself: a list that is scrolled fast makes a hundred rows new in a frame, and a tree of
 * labels in each would take longer than there is time for. What is drawn has words as well: "label" and
 * "description" are for screen readers, and there are tooltips.
 */
G_DEFINE_FINAL_TYPE (ProctorTestRow, proctor_test_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LABEL = 1,
  PROP_DESCRIPTION,
} ProctorTestRowProperty;

static GParamSpec *properties[PROP_DESCRIPTION + 1];

static PangoLayout *
create_layout (ProctorTestRow *self,
               double scale)
{
  PangoLayout *layout = proctor_outcome_palette_create_layout (self->palette);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, scale < 1 ? PANGO_ELLIPSIZE_MIDDLE : PANGO_ELLIPSIZE_END);
  if (scale < 1)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_scale_new (scale));
      pango_layout_set_attributes (layout, attributes);
    }

  return layout;
}

static void
proctor_test_row_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  ProctorTestRow *self = PROCTOR_TEST_ROW (widget);
  double lead;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      proctor_test_row_ensure_measures (self);
      *minimum = *natural = (int) (self->name_height + self->second_height + proctor_test_row_to_px (self, LINE_SPACING + 2 * PADDING));
      return;
    }

  lead = proctor_test_row_to_px (self, ICON_SIZE + SPACING + (self->checkable ? CHECK_SIZE + SPACING : 0));
  *minimum = (int) (lead + proctor_test_row_to_px (self, LEAST_TEXT));
  *natural = (int) (lead + proctor_test_row_to_px (self, MOST_TEXT));
}

/* Over the marks, what they mean; elsewhere, what there was no room for. */
static gboolean
proctor_test_row_query_tooltip (GtkWidget *widget,
                                int x,
                                int y,
                                gboolean keyboard,
                                GtkTooltip *tooltip)
{
  ProctorTestRow *self = PROCTOR_TEST_ROW (widget);
  double marks = proctor_test_row_get_marks_width (self);
  int width = gtk_widget_get_width (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (self->item == NULL)
    return FALSE;

  if (!keyboard && marks > 0 && y > gtk_widget_get_height (widget) / 2 && (rtl ? x < marks : x > width - marks))
    {
      g_autofree char *results = proctor_test_words_dup_results (self->item);

      gtk_tooltip_set_text (tooltip, results);
      return TRUE;
    }
  if (keyboard || self->draft || pango_layout_is_ellipsized (self->name) || pango_layout_is_ellipsized (self->second_line) || proctor_test_item_is_read_only (self->item))
    {
      g_autofree char *text = g_strdup_printf ("%s\n%s", proctor_test_item_get_name (self->item), self->description);

      gtk_tooltip_set_text (tooltip, text);
      return TRUE;
    }

  return FALSE;
}

/* Icons are made for a direction and a size. */
static void
proctor_test_row_direction_changed (GtkWidget *widget,
                                    GtkTextDirection previous)
{
  g_clear_object (&PROCTOR_TEST_ROW (widget)->icon);

  GTK_WIDGET_CLASS (proctor_test_row_parent_class)->direction_changed (widget, previous);
}

static void
proctor_test_row_system_setting_changed (GtkWidget *widget,
                                         GtkSystemSetting setting)
{
  g_clear_object (&PROCTOR_TEST_ROW (widget)->icon);
  gtk_widget_queue_resize (widget);

  GTK_WIDGET_CLASS (proctor_test_row_parent_class)->system_setting_changed (widget, setting);
}

static void
scale_factor_changed_cb (ProctorTestRow *self)
{
  g_clear_object (&self->icon);
}

static void
proctor_test_row_dispose (GObject *object)
{
  ProctorTestRow *self = PROCTOR_TEST_ROW (object);

  proctor_test_row_unbind (self);
  g_clear_object (&self->name);
  g_clear_object (&self->second_line);
  g_clear_object (&self->icon);

  G_OBJECT_CLASS (proctor_test_row_parent_class)->dispose (object);
}

static void
proctor_test_row_get_property (GObject *object,
                               guint property_id,
                               GValue *value,
                               GParamSpec *pspec)
{
  ProctorTestRow *self = PROCTOR_TEST_ROW (object);

  switch ((ProctorTestRowProperty) property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->item != NULL ? proctor_test_item_get_name (self->item) : NULL);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    }
}

static void
proctor_test_row_class_init (ProctorTestRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_test_row_dispose;
  object_class->get_property = proctor_test_row_get_property;
  widget_class->direction_changed = proctor_test_row_direction_changed;
  widget_class->measure = proctor_test_row_measure;
  widget_class->query_tooltip = proctor_test_row_query_tooltip;
  widget_class->snapshot = proctor_test_row_snapshot;
  widget_class->system_setting_changed = proctor_test_row_system_setting_changed;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "testrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NONE);
}

static void
proctor_test_row_init (ProctorTestRow *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "notify::scale-factor", G_CALLBACK (scale_factor_changed_cb), NULL);
}

/**
 * proctor_test_row_new:
 * @palette: what the marks are drawn with; it has to outlive the row
 *
 * Returns: (transfer floating): a row that shows no test yet
 */
GtkWidget *
proctor_test_row_new (ProctorOutcomePalette *palette)
{
  ProctorTestRow *self;

  g_return_val_if_fail (PROCTOR_IS_OUTCOME_PALETTE (palette), NULL);

  self = g_object_new (PROCTOR_TYPE_TEST_ROW, NULL);
  self->palette = palette;
  self->name = create_layout (self, 1);
  self->second_line = create_layout (self, SECOND_LINE_SCALE);

  return GTK_WIDGET (self);
}

/**
 * proctor_test_row_bind:
 * @self: a row
 * @item: the test to show
 * @library: where the test is
 * @folder_id: (nullable): the folder that the list shows, which need not be said
 *
 * Shows @item, and what becomes of it.
 */
void
proctor_test_row_bind (ProctorTestRow *self,
                       ProctorTestItem *item,
                       ProctorLibrary *library,
                       const char *folder_id)
{
  g_return_if_fail (PROCTOR_IS_TEST_ROW (self));
  g_return_if_fail (PROCTOR_IS_TEST_ITEM (item));
  g_return_if_fail (PROCTOR_IS_LIBRARY (library));

  g_clear_signal_handler (&self->changed_handler, self->item);
  g_set_object (&self->item, item);
  g_set_object (&self->library, library);
  g_set_str (&self->folder_id, folder_id);
  self->changed_handler = g_signal_connect_swapped (item, "changed", G_CALLBACK (proctor_test_row_update), self);
  proctor_test_row_update (self);
}

/**
 * proctor_test_row_unbind:
 * @self: a row
 *
 * Lets go of the test.
 */
void
proctor_test_row_unbind (ProctorTestRow *self)
{
  g_return_if_fail (PROCTOR_IS_TEST_ROW (self));

  g_clear_signal_handler (&self->changed_handler, self->item);
  g_clear_object (&self->item);
  g_clear_object (&self->library);
  g_clear_pointer (&self->folder_id, g_free);
  g_clear_pointer (&self->description, g_free);
}

/**
 * proctor_test_row_set_folder_id:
 * @self: a row
 * @folder_id: (nullable): the folder that the list shows
 *
 * Says what need not be said. It is seen with the next update.
 */
void
proctor_test_row_set_folder_id (ProctorTestRow *self,
                                const char *folder_id)
{
  g_return_if_fail (PROCTOR_IS_TEST_ROW (self));

  g_set_str (&self->folder_id, folder_id);
}

/**
 * proctor_test_row_update:
 * @self: a row
 *
 * Says it again: the test has changed, or its folder's name, or the day.
 */
void
proctor_test_row_update (ProctorTestRow *self)
{
  g_autofree char *second_line = NULL;

  g_return_if_fail (PROCTOR_IS_TEST_ROW (self));

  if (self->item == NULL)
    return;

  second_line = proctor_test_words_dup_second_line (self->item, self->library, self->folder_id);
  pango_layout_set_text (self->name, proctor_test_item_get_name (self->item), -1);
  pango_layout_set_text (self->second_line, second_line, -1);
  g_free (self->description);
  self->description = proctor_test_words_dup_description (self->item, self->library, self->draft);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

ProctorTestItem *
proctor_test_row_get_item (ProctorTestRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_TEST_ROW (self), NULL);

  return self->item;
}

/**
 * proctor_test_row_set_checkable:
 * @self: a row
 * @checkable: whether it has a box that can be checked
 *
 * Shows in selection mode whether the row is selected.
 */
void
proctor_test_row_set_checkable (ProctorTestRow *self,
                                gboolean checkable)
{
  g_return_if_fail (PROCTOR_IS_TEST_ROW (self));

  if (self->checkable == checkable)
    return;

  self->checkable = checkable;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
proctor_test_row_set_checked (ProctorTestRow *self,
                              gboolean checked)
{
  g_return_if_fail (PROCTOR_IS_TEST_ROW (self));

  if (self->checked == checked)
    return;

  self->checked = checked;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * proctor_test_row_set_draft:
 * @self: a row
 * @draft: whether there are changes to the test that have not been saved
 *
 * Marks the test as changed.
 */
void
proctor_test_row_set_draft (ProctorTestRow *self,
                            gboolean draft)
{
  g_return_if_fail (PROCTOR_IS_TEST_ROW (self));

  if (self->draft == draft)
    return;

  self->draft = draft;
  proctor_test_row_update (self);
}
