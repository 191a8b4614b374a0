/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-row.h"

#include "proctor-format.h"
#include "proctor-test-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * ProctorTestRow:
 *
 * A test in the list: its kind, name, folder, when it was updated and how its last runs ended. It draws
 * all of that itself: a list that is scrolled fast makes a hundred rows new in a frame, and a tree of
 * labels in each would take longer than there is time for. What is drawn has words as well: "label" and
 * "description" are for screen readers, and there are tooltips.
 */
struct _ProctorTestRow
{
  GtkWidget parent_instance;

  /* Owned */
  ProctorTestItem *item;
  ProctorLibrary *library;
  char *folder_id;
  char *description;
  PangoLayout *name;
  PangoLayout *second_line;
  GdkPaintable *icon;
  const char *icon_name;
  gulong changed_handler;

  /* Borrowed: the list's, which outlives its rows. */
  ProctorOutcomePalette *palette;

  gboolean checkable;
  gboolean checked;
  gboolean draft;

  /* Measures, as long as the fonts are what they were. */
  guint fonts_serial;
  int name_ascent;
  int name_height;
  int second_ascent;
  int second_height;
};

G_DEFINE_FINAL_TYPE (ProctorTestRow, proctor_test_row, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LABEL = 1,
  PROP_DESCRIPTION,
} ProctorTestRowProperty;

static GParamSpec *properties[PROP_DESCRIPTION + 1];

/* In sp, so that all of it grows with the text. */
#define PADDING 8
#define SPACING 10
#define LINE_SPACING 2
#define ICON_SIZE 16
#define MARK_SIZE 9
#define MARK_SPACING 3
#define LOCK_SIZE 12
#define CHECK_SIZE 18
#define LEAST_TEXT 96
#define MOST_TEXT 260

#define SECOND_LINE_SCALE 0.85

static double
to_px (ProctorTestRow *self,
       double sp)
{
  return adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, sp, gtk_widget_get_settings (GTK_WIDGET (self)));
}

/* The rows of a list are all of one height, whatever scripts are in them: it scrolls evenly. */
static void
ensure_measures (ProctorTestRow *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  guint serial = pango_context_get_serial (context);
  PangoFontMetrics *metrics;

  if (self->fonts_serial == serial)
    return;

  metrics = pango_context_get_metrics (context, NULL, NULL);
  self->name_ascent = PANGO_PIXELS_CEIL (pango_font_metrics_get_ascent (metrics));
  self->name_height = self->name_ascent + PANGO_PIXELS_CEIL (pango_font_metrics_get_descent (metrics));
  self->second_ascent = (int) (self->name_ascent * SECOND_LINE_SCALE + 1);
  self->second_height = (int) (self->name_height * SECOND_LINE_SCALE + 1);
  self->fonts_serial = serial;
  pango_font_metrics_unref (metrics);
}

static void
ensure_icon (ProctorTestRow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const char *name = proctor_format_kind_icon (proctor_test_item_get_kind (self->item));

  if (self->icon != NULL && self->icon_name == name)
    return;

  g_clear_object (&self->icon);
  self->icon_name = name;
  self->icon = GDK_PAINTABLE (gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
                                                          name,
                                                          NULL,
                                                          (int) to_px (self, ICON_SIZE),
                                                          gtk_widget_get_scale_factor (widget),
                                                          gtk_widget_get_direction (widget),
                                                          0));
}

static PangoLayout *
create_layout (ProctorTestRow *self,
               double scale)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);

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

static double
get_dim (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.9 : 0.55;
}

static double
get_marks_width (ProctorTestRow *self)
{
  guint n = self->item != NULL ? proctor_test_item_get_n_results (self->item) : 0;

  return n > 0 ? to_px (self, n * MARK_SIZE + (n - 1) * MARK_SPACING) : 0;
}

/* Where something of @width goes that starts @start from the side where the line begins. */
static float
get_x (ProctorTestRow *self,
       double start,
       double width)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (float) (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (widget) - start - width : start);
}

/* A text that fits is laid out in its own width: one that is written from right to left would
 * otherwise go to the other end of the room that it has. Returns how wide it is. */
static double
draw_text (ProctorTestRow *self,
           GtkSnapshot *snapshot,
           PangoLayout *layout,
           const GdkRGBA *color,
           double start,
           double room,
           double baseline)
{
  int width;

  if (pango_layout_get_width (layout) != -1)
    pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > room)
    {
      pango_layout_set_width (layout, (int) room * PANGO_SCALE);
      width = (int) room;
    }

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (get_x (self, start, width), (float) (baseline - PANGO_PIXELS (pango_layout_get_baseline (layout)))));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);

  return width;
}

static void
draw_symbol (ProctorTestRow *self,
             GtkSnapshot *snapshot,
             GdkPaintable *paintable,
             const GdkRGBA *color,
             double start,
             double y,
             double size)
{
  const GdkRGBA colors[] = { *color, *color, *color, *color };

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (get_x (self, start, size), (float) y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (paintable), snapshot, size, size, colors, G_N_ELEMENTS (colors));
  gtk_snapshot_restore (snapshot);
}

/* As libadwaita draws a check button. */
static void
draw_check (ProctorTestRow *self,
            GtkSnapshot *snapshot,
            const GdkRGBA *color,
            double start,
            double y)
{
  static GskPath *tick;
  double size = to_px (self, CHECK_SIZE);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (get_x (self, start, size), (float) y, (float) size, (float) size);
  GskRoundedRect outline;
  GdkRGBA line = *color;
  const float width = self->checked ? 0 : 2;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, (float) size / 3);
  if (!self->checked)
    {
      line.alpha *= (float) get_dim () / 2;
      gtk_snapshot_append_border (snapshot, &outline, (const float[]) { width, width, width, width }, (const GdkRGBA[]) { line, line, line, line });
      return;
    }

  {
    g_autoptr (GskStroke) stroke = gsk_stroke_new (2);
    g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());

    if (tick == NULL)
      tick = gsk_path_parse ("M4.500 9.500L7.750 12.750L13.500 6");
    gtk_snapshot_push_rounded_clip (snapshot, &outline);
    gtk_snapshot_append_color (snapshot, accent, &bounds);
    gtk_snapshot_pop (snapshot);
    gtk_snapshot_save (snapshot);
    gtk_snapshot_translate (snapshot, &bounds.origin);
    gtk_snapshot_scale (snapshot, (float) size / 18, (float) size / 18);
    gsk_stroke_set_line_cap (stroke, GSK_LINE_CAP_ROUND);
    gsk_stroke_set_line_join (stroke, GSK_LINE_JOIN_ROUND);
    gtk_snapshot_append_stroke (snapshot, tick, stroke, &(const GdkRGBA) { 1, 1, 1, 1 });
    gtk_snapshot_restore (snapshot);
  }
}

static void
draw_marks (ProctorTestRow *self,
            GtkSnapshot *snapshot,
            double middle)
{
  guint n = proctor_test_item_get_n_results (self->item);
  double size = to_px (self, MARK_SIZE);
  double step = size + to_px (self, MARK_SPACING);
  double start = gtk_widget_get_width (GTK_WIDGET (self)) - get_marks_width (self);

  /* The oldest first, as one reads. */
  for (guint i = 0; i < n; i++)
    proctor_outcome_palette_snapshot_mark (self->palette, snapshot, proctor_test_item_get_result (self->item, n - 1 - i), get_x (self, start + i * step, size), middle - size / 2, size);
}

/* What stands before the text: room for a check mark, and the kind. Returns where the text begins. */
static double
draw_lead (ProctorTestRow *self,
           GtkSnapshot *snapshot,
           const GdkRGBA *color,
           const GdkRGBA *dimmed)
{
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double icon = to_px (self, ICON_SIZE);
  double start = 0;

  if (self->checkable)
    {
      draw_check (self, snapshot, color, 0, (height - to_px (self, CHECK_SIZE)) / 2);
      start = to_px (self, CHECK_SIZE + SPACING);
    }

  ensure_icon (self);
  draw_symbol (self, snapshot, self->icon, dimmed, start, (height - icon) / 2, icon);

  return start + icon + to_px (self, SPACING);
}

static void
draw_name (ProctorTestRow *self,
           GtkSnapshot *snapshot,
           const GdkRGBA *color,
           const GdkRGBA *dimmed,
           double start,
           double top)
{
  double room = gtk_widget_get_width (GTK_WIDGET (self)) - start;
  double lock = to_px (self, LOCK_SIZE);
  gboolean read_only = proctor_test_item_is_read_only (self->item);
  double width;

  if (self->draft)
    {
      g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
      double size = to_px (self, MARK_SIZE - 2);
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (get_x (self, start, size), (float) (top + (self->name_height - size) / 2), (float) size, (float) size);
      GskRoundedRect dot;

      gsk_rounded_rect_init_from_rect (&dot, &bounds, (float) size / 2);
      gtk_snapshot_push_rounded_clip (snapshot, &dot);
      gtk_snapshot_append_color (snapshot, accent, &bounds);
      gtk_snapshot_pop (snapshot);
      start += size + to_px (self, MARK_SPACING * 2);
      room -= size + to_px (self, MARK_SPACING * 2);
    }

  if (read_only)
    room -= lock + to_px (self, MARK_SPACING * 2);
  width = draw_text (self, snapshot, self->name, color, start, room, top + self->name_ascent);
  if (read_only)
    {
      GtkWidget *widget = GTK_WIDGET (self);
      g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), "changes-prevent-symbolic", NULL, (int) lock, gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);

      draw_symbol (self, snapshot, GDK_PAINTABLE (icon), dimmed, start + width + to_px (self, MARK_SPACING * 2), top + (self->name_height - lock) / 2, lock);
    }
}

static void
proctor_test_row_snapshot (GtkWidget *widget,
                           GtkSnapshot *snapshot)
{
  ProctorTestRow *self = PROCTOR_TEST_ROW (widget);
  double marks = get_marks_width (self);
  double top, start, second, room;
  GdkRGBA color, dimmed;

  if (self->item == NULL)
    return;

  ensure_measures (self);
  gtk_widget_get_color (widget, &color);
  dimmed = color;
  dimmed.alpha *= (float) get_dim ();

  start = draw_lead (self, snapshot, &color, &dimmed);
  top = (gtk_widget_get_height (widget) - self->name_height - self->second_height - to_px (self, LINE_SPACING)) / 2;
  draw_name (self, snapshot, &color, &dimmed, start, top);

  second = top + self->name_height + to_px (self, LINE_SPACING);
  room = gtk_widget_get_width (widget) - start - (marks > 0 ? marks + to_px (self, SPACING) : 0);
  draw_text (self, snapshot, self->second_line, &dimmed, start, room, second + self->second_ascent);
  if (marks > 0)
    draw_marks (self, snapshot, second + self->second_height / 2.0);
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
      ensure_measures (self);
      *minimum = *natural = (int) (self->name_height + self->second_height + to_px (self, LINE_SPACING + 2 * PADDING));
      return;
    }

  lead = to_px (self, ICON_SIZE + SPACING + (self->checkable ? CHECK_SIZE + SPACING : 0));
  *minimum = (int) (lead + to_px (self, LEAST_TEXT));
  *natural = (int) (lead + to_px (self, MOST_TEXT));
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
  double marks = get_marks_width (self);
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
  if (keyboard || pango_layout_is_ellipsized (self->name) || pango_layout_is_ellipsized (self->second_line) || proctor_test_item_is_read_only (self->item))
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
  self->name = create_layout (self, 1);
  self->second_line = create_layout (self, SECOND_LINE_SCALE);
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
  self->description = proctor_test_words_dup_description (self->item, self->library);

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
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
