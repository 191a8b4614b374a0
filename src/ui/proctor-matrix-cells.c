/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-cells.h"

#include "proctor-matrix-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* In sp, so that all of it grows with the text. */
#define PADDING 8
#define SPACING 12
#define LINE_SPACING 4
#define CELL_SIZE 22
#define MARK_SIZE 12
#define STAMP_SIZE 7
#define LEAST_NAME 150
#define LEAST_WIDTH 160

/**
 * ProctorMatrixCells:
 *
 * A test in the matrix: its name, a cell for each repeat, and what they come to. It draws all of that
 * itself, as a hundred thousand cells are not each a widget. Where there is room, all of it is on one
 * line and the cells of all tests are below each other; otherwise they are below the name. What is drawn
 * has words as well: "label" and "description" are for screen readers, and there are tooltips.
 */
struct _ProctorMatrixCells
{
  GtkWidget parent_instance;

  /* Owned */
  ProctorMatrixRow *row;
  PangoLayout *name;
  PangoLayout *rate;
  PangoLayout *flaky;
  char *label;
  char *description;
  gulong changed_handler;

  /* Borrowed: the list's, which outlives its rows. */
  ProctorOutcomePalette *palette;

  guint64 selected;
  guint n_columns;
  int cursor; /* the column where the keyboard is, -1 if it is elsewhere */

  /* Measures, as long as the fonts are what they were. */
  guint fonts_serial;
  int ascent;
  int height;
  int rate_width;
};

G_DEFINE_FINAL_TYPE (ProctorMatrixCells, proctor_matrix_cells, GTK_TYPE_WIDGET)

typedef enum
{
  PROP_LABEL = 1,
  PROP_DESCRIPTION,
} ProctorMatrixCellsProperty;

static GParamSpec *properties[PROP_DESCRIPTION + 1];

static double
to_px (ProctorMatrixCells *self,
       double sp)
{
  return adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, sp, gtk_widget_get_settings (GTK_WIDGET (self)));
}

static double
get_dim (void)
{
  return adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.9 : 0.55;
}

/* What the longest of them needs, so that the cells of all tests are below each other. */
static void
ensure_measures (ProctorMatrixCells *self)
{
  guint serial = proctor_outcome_palette_measure_line (self->palette, &self->ascent, &self->height);
  g_autoptr (PangoLayout) layout = NULL;
  g_autofree char *widest = NULL;
  g_autofree char *interval = NULL;

  if (self->fonts_serial == serial)
    return;

  layout = proctor_outcome_palette_create_layout (self->palette);
  interval = proctor_matrix_words_dup_interval (50, 50);
  widest = g_strdup_printf ("20/20  %s%s", interval, "0");
  pango_layout_set_text (layout, widest, -1);
  pango_layout_get_pixel_size (layout, &self->rate_width, NULL);
  self->fonts_serial = serial;
}

static double
get_pitch (ProctorMatrixCells *self)
{
  return to_px (self, CELL_SIZE);
}

/* Whether all of it has room on a line. */
static gboolean
is_wide (ProctorMatrixCells *self,
         double width)
{
  return to_px (self, LEAST_NAME + 2 * SPACING) + self->n_columns * get_pitch (self) + self->rate_width <= width;
}

static guint
get_n_cells (ProctorMatrixCells *self)
{
  return self->row != NULL ? proctor_matrix_row_get_n_cells (self->row) : 0;
}

static guint
get_cells_a_line (ProctorMatrixCells *self,
                  double width)
{
  return MAX ((guint) (width / get_pitch (self)), 1);
}

static GtkSizeRequestMode
proctor_matrix_cells_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
proctor_matrix_cells_measure (GtkWidget *widget,
                              GtkOrientation orientation,
                              int for_size,
                              int *minimum,
                              int *natural,
                              int *minimum_baseline,
                              int *natural_baseline)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (widget);
  double height;

  ensure_measures (self);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = (int) to_px (self, LEAST_WIDTH);
      *natural = (int) (to_px (self, 260 + 2 * SPACING) + self->n_columns * get_pitch (self) + self->rate_width);
      return;
    }

  height = MAX (self->height, get_pitch (self));
  /* All rows are of one height, also those with fewer repeats: it scrolls evenly. */
  if (for_size >= 0 && !is_wide (self, for_size))
    {
      guint a_line = get_cells_a_line (self, for_size);
      guint n_lines = (MAX (self->n_columns, 1) + a_line - 1) / a_line;

      height = self->height + to_px (self, LINE_SPACING) + n_lines * get_pitch (self);
    }
  *minimum = *natural = (int) (height + to_px (self, 2 * PADDING));
}

/* Where something of @width goes that starts @start from the side where the line begins. */
static float
get_x (ProctorMatrixCells *self,
       double start,
       double width)
{
  GtkWidget *widget = GTK_WIDGET (self);

  return (float) (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL ? gtk_widget_get_width (widget) - start - width : start);
}

/**
 * proctor_matrix_cells_get_area:
 * @self: a row
 * @column: which of its repeats
 * @area: (out): where it is
 *
 * Returns: whether there is such a repeat
 */
gboolean
proctor_matrix_cells_get_area (ProctorMatrixCells *self,
                               guint column,
                               graphene_rect_t *area)
{
  double width, height, pitch;

  g_return_val_if_fail (PROCTOR_IS_MATRIX_CELLS (self), FALSE);

  if (column >= get_n_cells (self))
    return FALSE;

  ensure_measures (self);
  width = gtk_widget_get_width (GTK_WIDGET (self));
  height = gtk_widget_get_height (GTK_WIDGET (self));
  pitch = get_pitch (self);
  if (is_wide (self, width))
    {
      double start = width - self->rate_width - to_px (self, SPACING) - self->n_columns * pitch + column * pitch;

      *area = GRAPHENE_RECT_INIT (get_x (self, start, pitch), (float) ((height - pitch) / 2), (float) pitch, (float) pitch);
    }
  else
    {
      guint a_line = get_cells_a_line (self, width);
      double top = to_px (self, PADDING + LINE_SPACING) + self->height;

      *area = GRAPHENE_RECT_INIT (get_x (self, column % a_line * pitch, pitch), (float) (top + column / a_line * pitch), (float) pitch, (float) pitch);
    }

  return TRUE;
}

/* Returns how wide it is. */
static double
draw_text (ProctorMatrixCells *self,
           GtkSnapshot *snapshot,
           PangoLayout *layout,
           const GdkRGBA *color,
           double start,
           double room,
           double baseline,
           gboolean at_end)
{
  int width;

  pango_layout_set_width (layout, -1);
  pango_layout_get_pixel_size (layout, &width, NULL);
  if (width > room)
    {
      pango_layout_set_width (layout, (int) MAX (room, 0) * PANGO_SCALE);
      width = (int) MAX (room, 0);
    }
  if (at_end)
    start += room - width;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (get_x (self, start, width), (float) (baseline - PANGO_PIXELS (pango_layout_get_baseline (layout)))));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);

  return width;
}

static void
draw_cell (ProctorMatrixCells *self,
           GtkSnapshot *snapshot,
           guint column)
{
  g_autoptr (GdkRGBA) accent = adw_style_manager_get_accent_color_rgba (adw_style_manager_get_default ());
  const ProctorMatrixCell *cell = proctor_matrix_row_get_cell (self->row, column);
  double size = to_px (self, MARK_SIZE);
  graphene_rect_t area;
  GskRoundedRect outline;

  proctor_matrix_cells_get_area (self, column, &area);
  graphene_rect_inset (&area, 1, 1);
  gsk_rounded_rect_init_from_rect (&outline, &area, 6);
  if (column < 64 && (self->selected & (G_GUINT64_CONSTANT (1) << column)) != 0)
    {
      GdkRGBA fill = *accent;

      fill.alpha *= 0.3f;
      gtk_snapshot_push_rounded_clip (snapshot, &outline);
      gtk_snapshot_append_color (snapshot, &fill, &area);
      gtk_snapshot_pop (snapshot);
    }
  if (self->cursor == (int) column)
    gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 }, (GdkRGBA[4]) { *accent, *accent, *accent, *accent });

  proctor_outcome_palette_snapshot_mark (self->palette, snapshot, proctor_matrix_row_get_outcome (self->row, column),
                                         area.origin.x + (area.size.width - size) / 2, area.origin.y + (area.size.height - size) / 2, size);
  /* What passed although a call had no mock is worth a look. */
  if (proctor_run_row_get_n_unmatched (cell->run) > 0 && proctor_matrix_row_get_outcome (self->row, column) != PROCTOR_OUTCOME_ERROR)
    {
      double stamp = to_px (self, STAMP_SIZE);

      proctor_outcome_palette_snapshot_mark (self->palette, snapshot, PROCTOR_OUTCOME_ERROR, area.origin.x + area.size.width - stamp, area.origin.y, stamp);
    }
}

static void
proctor_matrix_cells_snapshot (GtkWidget *widget,
                               GtkSnapshot *snapshot)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (widget);
  double width = gtk_widget_get_width (widget);
  double end, top, room;
  GdkRGBA color, dimmed;
  gboolean wide;

  if (self->row == NULL)
    return;

  ensure_measures (self);
  gtk_widget_get_color (widget, &color);
  dimmed = color;
  dimmed.alpha *= (float) get_dim ();

  wide = is_wide (self, width);
  top = wide ? (gtk_widget_get_height (widget) - self->height) / 2.0 : to_px (self, PADDING);
  end = draw_text (self, snapshot, self->rate, &dimmed, width - self->rate_width, self->rate_width, top + self->ascent, TRUE);
  room = wide ? width - self->rate_width - to_px (self, 2 * SPACING) - self->n_columns * get_pitch (self) : width - end - to_px (self, SPACING);
  if (proctor_matrix_row_is_flaky (self->row))
    {
      int flaky_width;

      pango_layout_get_pixel_size (self->flaky, &flaky_width, NULL);
      if (flaky_width + to_px (self, LEAST_NAME / 2) < room)
        {
          draw_text (self, snapshot, self->flaky, &dimmed, room - flaky_width, flaky_width, top + self->ascent, FALSE);
          room -= flaky_width + to_px (self, SPACING / 2);
        }
    }
  draw_text (self, snapshot, self->name, &color, 0, room, top + self->ascent, FALSE);
  for (guint i = 0; i < get_n_cells (self); i++)
    draw_cell (self, snapshot, i);
}

static gboolean
proctor_matrix_cells_query_tooltip (GtkWidget *widget,
                                    int x,
                                    int y,
                                    gboolean keyboard,
                                    GtkTooltip *tooltip)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (widget);
  g_autofree char *words = NULL;
  const char *summary = NULL;
  int column;

  if (self->row == NULL)
    return FALSE;

  column = keyboard ? self->cursor : proctor_matrix_cells_find (self, x, y);
  if (column >= 0 && column < (int) get_n_cells (self))
    {
      words = proctor_matrix_words_dup_cell (self->row, (guint) column);
      summary = proctor_run_row_get_summary (proctor_matrix_row_get_cell (self->row, (guint) column)->run);
    }
  else
    {
      words = g_strdup (proctor_matrix_words_get_name (self->row));
      summary = self->description;
    }
  if (summary != NULL && *summary != '\0')
    {
      g_autofree char *both = g_strdup_printf ("%s\n%s", words, summary);

      gtk_tooltip_set_text (tooltip, both);
    }
  else
    gtk_tooltip_set_text (tooltip, words);

  return TRUE;
}

/* Where the keyboard is, that cell is what is read out; otherwise the test. */
static void
update_words (ProctorMatrixCells *self)
{
  g_free (self->label);
  g_free (self->description);
  self->label = NULL;
  self->description = NULL;
  if (self->row != NULL)
    {
      gboolean has_cell = self->cursor >= 0 && self->cursor < (int) get_n_cells (self);

      self->label = has_cell ? proctor_matrix_words_dup_cell (self->row, (guint) self->cursor) : g_strdup (proctor_matrix_words_get_name (self->row));
      self->description = proctor_matrix_words_dup_row (self->row);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

static void
update (ProctorMatrixCells *self)
{
  g_autofree char *rate = NULL;
  g_autofree char *text = NULL;

  if (self->row == NULL)
    return;

  rate = proctor_matrix_words_dup_rate (self->row);
  if (proctor_matrix_row_get_n_decided (self->row) > 1)
    {
      g_autofree char *interval = proctor_matrix_words_dup_interval (proctor_matrix_row_get_count (self->row, PROCTOR_OUTCOME_PASSED), proctor_matrix_row_get_n_decided (self->row));

      text = g_strdup_printf ("%s  %s", rate, interval);
    }
  pango_layout_set_text (self->rate, text != NULL ? text : rate, -1);
  pango_layout_set_text (self->name, proctor_matrix_words_get_name (self->row), -1);
  update_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
proctor_matrix_cells_system_setting_changed (GtkWidget *widget,
                                             GtkSystemSetting setting)
{
  gtk_widget_queue_resize (widget);

  GTK_WIDGET_CLASS (proctor_matrix_cells_parent_class)->system_setting_changed (widget, setting);
}

static void
proctor_matrix_cells_dispose (GObject *object)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (object);

  g_clear_signal_handler (&self->changed_handler, self->row);
  g_clear_object (&self->row);
  g_clear_object (&self->name);
  g_clear_object (&self->rate);
  g_clear_object (&self->flaky);

  G_OBJECT_CLASS (proctor_matrix_cells_parent_class)->dispose (object);
}

static void
proctor_matrix_cells_finalize (GObject *object)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (object);

  g_free (self->label);
  g_free (self->description);

  G_OBJECT_CLASS (proctor_matrix_cells_parent_class)->finalize (object);
}

static void
proctor_matrix_cells_get_property (GObject *object,
                                   guint property_id,
                                   GValue *value,
                                   GParamSpec *pspec)
{
  ProctorMatrixCells *self = PROCTOR_MATRIX_CELLS (object);

  switch ((ProctorMatrixCellsProperty) property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    }
}

static void
proctor_matrix_cells_class_init (ProctorMatrixCellsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_matrix_cells_dispose;
  object_class->finalize = proctor_matrix_cells_finalize;
  object_class->get_property = proctor_matrix_cells_get_property;
  widget_class->get_request_mode = proctor_matrix_cells_get_request_mode;
  widget_class->measure = proctor_matrix_cells_measure;
  widget_class->query_tooltip = proctor_matrix_cells_query_tooltip;
  widget_class->snapshot = proctor_matrix_cells_snapshot;
  widget_class->system_setting_changed = proctor_matrix_cells_system_setting_changed;

  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "matrixcells");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_NONE);
}

static void
proctor_matrix_cells_init (ProctorMatrixCells *self)
{
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  self->cursor = -1;
}

static PangoLayout *
create_layout (ProctorMatrixCells *self)
{
  PangoLayout *layout = proctor_outcome_palette_create_layout (self->palette);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);

  return layout;
}

/**
 * proctor_matrix_cells_new:
 * @palette: what the marks are drawn with; it has to outlive the row
 *
 * Returns: (transfer floating): a row that shows no test yet
 */
GtkWidget *
proctor_matrix_cells_new (ProctorOutcomePalette *palette)
{
  ProctorMatrixCells *self;

  g_return_val_if_fail (PROCTOR_IS_OUTCOME_PALETTE (palette), NULL);

  self = g_object_new (PROCTOR_TYPE_MATRIX_CELLS, NULL);
  self->palette = palette;
  self->name = create_layout (self);
  self->rate = create_layout (self);
  self->flaky = create_layout (self);
  pango_layout_set_text (self->flaky, C_ ("test", "Flaky"), -1);

  return GTK_WIDGET (self);
}

/**
 * proctor_matrix_cells_set_row:
 * @self: a row
 * @row: (nullable): the test to show
 *
 * Shows a test, and what becomes of it.
 */
void
proctor_matrix_cells_set_row (ProctorMatrixCells *self,
                              ProctorMatrixRow *row)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_CELLS (self));

  g_clear_signal_handler (&self->changed_handler, self->row);
  g_set_object (&self->row, row);
  if (row == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (row, "changed", G_CALLBACK (update), self);
  update (self);
}

ProctorMatrixRow *
proctor_matrix_cells_get_row (ProctorMatrixCells *self)
{
  g_return_val_if_fail (PROCTOR_IS_MATRIX_CELLS (self), NULL);

  return self->row;
}

/**
 * proctor_matrix_cells_set_n_columns:
 * @self: a row
 * @n_columns: how many repeats the test with the most has
 */
void
proctor_matrix_cells_set_n_columns (ProctorMatrixCells *self,
                                    guint n_columns)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_CELLS (self));

  if (self->n_columns == n_columns)
    return;

  self->n_columns = n_columns;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * proctor_matrix_cells_set_cursor:
 * @self: a row
 * @column: the column where the keyboard is, -1 if it is elsewhere
 */
void
proctor_matrix_cells_set_cursor (ProctorMatrixCells *self,
                                 int column)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_CELLS (self));

  if (self->cursor == column)
    return;

  self->cursor = column;
  update_words (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * proctor_matrix_cells_set_selected:
 * @self: a row
 * @selected: which of its repeats are selected, a bit each
 */
void
proctor_matrix_cells_set_selected (ProctorMatrixCells *self,
                                   guint64 selected)
{
  g_return_if_fail (PROCTOR_IS_MATRIX_CELLS (self));

  if (self->selected == selected)
    return;

  self->selected = selected;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * proctor_matrix_cells_find:
 * @self: a row
 * @x: where somebody points
 * @y: the same
 *
 * Returns: the column there, -1 if there is none
 */
int
proctor_matrix_cells_find (ProctorMatrixCells *self,
                           double x,
                           double y)
{
  graphene_rect_t area;

  g_return_val_if_fail (PROCTOR_IS_MATRIX_CELLS (self), -1);

  for (guint i = 0; proctor_matrix_cells_get_area (self, i, &area); i++)
    {
      if (graphene_rect_contains_point (&area, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
        return (int) i;
    }

  return -1;
}
