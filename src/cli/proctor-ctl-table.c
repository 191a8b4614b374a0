/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-ctl-table.h"

#include <string.h>

/* Between two columns. */
#define GAP 2

/**
 * ProctorCtlTable:
 *
 * Rows of cells below each other. The last cell of a row is as long as it is, so that whatever is
 * of no certain length goes there.
 */
struct _ProctorCtlTable
{
  /* Owned */
  GPtrArray *rows;
  GArray *row;
  char **titles;

  gboolean is_cut;
};

typedef struct
{
  char *text;
  guint width;
  ProctorCtlPaint paint;
  gboolean is_note;
} Cell;

static void
cell_clear (Cell *cell)
{
  g_clear_pointer (&cell->text, g_free);
}

static GArray *
row_new (void)
{
  GArray *row = g_array_new (FALSE, FALSE, sizeof (Cell));

  g_array_set_clear_func (row, (GDestroyNotify) cell_clear);

  return row;
}

static guint
measure_character (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;

  return g_unichar_iswide (c) ? 2 : 1;
}

static guint
measure (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += measure_character (g_utf8_get_char (p));

  return width;
}

/* The beginning of a text that is too wide, with a sign that there is more. */
static char *
cut (const char *text,
     guint most)
{
  const char *p = text;
  guint width = 1;

  while (*p != '\0' && width + measure_character (g_utf8_get_char (p)) <= most)
    {
      width += measure_character (g_utf8_get_char (p));
      p = g_utf8_next_char (p);
    }

  return g_strdup_printf ("%.*s…", (int) (p - text), text);
}

static GArray *
measure_columns (ProctorCtlTable *self)
{
  GArray *widths = g_array_new (FALSE, TRUE, sizeof (guint));

  for (guint i = 0; i < self->rows->len; i++)
    {
      const GArray *row = g_ptr_array_index (self->rows, i);

      for (guint j = 0; j + 1 < row->len; j++)
        {
          if (widths->len <= j)
            g_array_set_size (widths, j + 1);
          g_array_index (widths, guint, j) = MAX (g_array_index (widths, guint, j), g_array_index (row, Cell, j).width);
        }
    }

  return widths;
}

static void
append_row (GString *output,
            const GArray *row,
            const GArray *widths,
            guint most)
{
  guint column = 0;

  for (guint i = 0; i < row->len; i++)
    {
      const Cell *cell = &g_array_index (row, Cell, i);
      g_autofree char *shorter = NULL;
      guint width = i + 1 < row->len ? g_array_index (widths, guint, i) : 0;

      if (most > 0 && column >= most)
        break;
      if (most > 0 && !cell->is_note && column + cell->width > most)
        shorter = cut (cell->text, most - column);
      proctor_ctl_append_painted (output, cell->paint, shorter != NULL ? shorter : cell->text);
      if (shorter != NULL || i + 1 == row->len)
        break;

      for (guint j = cell->width; j < width + GAP; j++)
        g_string_append_c (output, ' ');
      column += width + GAP;
    }

  while (output->len > 0 && output->str[output->len - 1] == ' ')
    g_string_truncate (output, output->len - 1);
  g_string_append_c (output, '\n');
}

static void
insert_titles (ProctorCtlTable *self)
{
  for (gsize i = 0; self->titles[i] != NULL; i++)
    proctor_ctl_table_add (self, PROCTOR_CTL_PAINT_TITLE, self->titles[i]);
  g_ptr_array_insert (self->rows, 0, g_steal_pointer (&self->row));
  g_clear_pointer (&self->titles, g_strfreev);
}

/**
 * proctor_ctl_table_new:
 * @titles: what the columns are called
 *
 * Returns: (transfer full): a table for a list. A person sees the titles, and rows that are cut to
 *   the terminal's width
 */
ProctorCtlTable *
proctor_ctl_table_new (const char *const *titles)
{
  ProctorCtlTable *self = proctor_ctl_table_new_fields ();

  self->titles = g_strdupv ((char **) titles);
  self->is_cut = TRUE;

  return self;
}

/**
 * proctor_ctl_table_new_fields:
 *
 * Returns: (transfer full): a table for names and values, which are not cut
 */
ProctorCtlTable *
proctor_ctl_table_new_fields (void)
{
  ProctorCtlTable *self = g_new0 (ProctorCtlTable, 1);

  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);

  return self;
}

void
proctor_ctl_table_free (ProctorCtlTable *self)
{
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->row, g_array_unref);
  g_clear_pointer (&self->titles, g_strfreev);
  g_free (self);
}

/**
 * proctor_ctl_table_add:
 * @self: a table
 * @paint: how the cell is shown
 * @text: (nullable): what it says; nothing is shown as a dash, so that there is something in every
 *   column
 *
 * Adds a cell to the row.
 */
void
proctor_ctl_table_add (ProctorCtlTable *self,
                       ProctorCtlPaint paint,
                       const char *text)
{
  Cell cell = { proctor_ctl_make_harmless (text), 0, paint, FALSE };

  /* What is below each other begins below each other. */
  if (self->is_cut)
    g_strstrip (cell.text);
  if (*cell.text == '\0')
    g_set_str (&cell.text, "-");
  cell.width = measure (cell.text);
  if (self->row == NULL)
    self->row = row_new ();
  g_array_append_val (self->row, cell);
}

/**
 * proctor_ctl_table_add_time:
 * @self: a table
 * @time: seconds since 1970, 0 if it is not known
 */
void
proctor_ctl_table_add_time (ProctorCtlTable *self,
                            gint64 time)
{
  g_autofree char *text = proctor_ctl_format_time (time);

  proctor_ctl_table_add (self, PROCTOR_CTL_PAINT_NONE, text);
}

void
proctor_ctl_table_end_row (ProctorCtlTable *self)
{
  if (self->row != NULL)
    g_ptr_array_add (self->rows, g_steal_pointer (&self->row));
}

/**
 * proctor_ctl_table_add_note:
 * @self: a table
 * @text: what there is to say of the row that was ended last
 *
 * Adds a line of its own, which a terminal may wrap but nothing cuts.
 */
void
proctor_ctl_table_add_note (ProctorCtlTable *self,
                            const char *text)
{
  g_autofree char *harmless = proctor_ctl_make_harmless (text);
  Cell cell = { g_strconcat ("  ", harmless, NULL), 0, PROCTOR_CTL_PAINT_NONE, TRUE };

  proctor_ctl_table_end_row (self);
  self->row = row_new ();
  g_array_append_val (self->row, cell);
  proctor_ctl_table_end_row (self);
}

/**
 * proctor_ctl_table_add_field:
 * @self: a table
 * @name: what it is
 * @value: (nullable): what is known of it; of nothing, nothing is shown
 *
 * Adds a row with a name and a value, which may have several lines.
 */
void
proctor_ctl_table_add_field (ProctorCtlTable *self,
                             const char *name,
                             const char *value)
{
  g_autofree char *trimmed = g_strchomp (g_strdup (value != NULL ? value : ""));
  g_auto (GStrv) lines = g_strsplit (trimmed, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      proctor_ctl_table_add (self, PROCTOR_CTL_PAINT_TITLE, i == 0 ? name : " ");
      proctor_ctl_table_add (self, PROCTOR_CTL_PAINT_NONE, *lines[i] != '\0' ? lines[i] : " ");
      proctor_ctl_table_end_row (self);
    }
}

/**
 * proctor_ctl_table_print:
 * @self: a table
 *
 * Prints all rows.
 */
void
proctor_ctl_table_print (ProctorCtlTable *self)
{
  guint most = self->is_cut ? proctor_ctl_get_width () : 0;
  g_autoptr (GString) output = g_string_new (NULL);
  g_autoptr (GArray) widths = NULL;

  if (self->titles != NULL && proctor_ctl_is_terminal ())
    insert_titles (self);

  widths = measure_columns (self);
  for (guint i = 0; i < self->rows->len; i++)
    append_row (output, g_ptr_array_index (self->rows, i), widths, most);
  proctor_ctl_print (output->str);
}
