/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-state.h"

#include "proctor-text-find.h"

#include <string.h>

/* Long enough to be found by the eye. */
#define FLASH_MSECS 1200
/* More would only make one label yellow. */
#define MOST_MARKS 500

/**
 * ProctorReaderState:
 *
 * What all rows of a transcript have in common: the words that are looked for in it, which of the places that
 * have them is the one at which one is, and whether times are shown.
 */
struct _ProctorReaderState
{
  GObject parent_instance;

  /* Owned */
  GArray *needle;
  ProctorReaderItem *current;
  ProctorReaderItem *flashing;
  ProctorReaderItem *quoted;
  GPtrArray *quote; /* of needles: what somebody has said of @quoted word by word */
  guint flash_source;

  /* Borrowed: where what is meant stands, while a row shows it */
  GtkLabel *place;

  guint place_start;
  guint current_part;
  guint current_start;
  double longest;
  gboolean shows_times;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorReaderState, proctor_reader_state, G_TYPE_OBJECT)

static void
tell (ProctorReaderState *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
set_place (ProctorReaderState *self,
           GtkLabel *label,
           guint start)
{
  g_set_weak_pointer (&self->place, label);
  self->place_start = start;
}

static void
proctor_reader_state_dispose (GObject *object)
{
  ProctorReaderState *self = PROCTOR_READER_STATE (object);

  g_clear_handle_id (&self->flash_source, g_source_remove);
  g_clear_weak_pointer (&self->place);

  G_OBJECT_CLASS (proctor_reader_state_parent_class)->dispose (object);
}

static void
proctor_reader_state_finalize (GObject *object)
{
  ProctorReaderState *self = PROCTOR_READER_STATE (object);

  g_clear_pointer (&self->needle, g_array_unref);
  g_clear_object (&self->current);
  g_clear_object (&self->flashing);
  g_clear_object (&self->quoted);
  g_clear_pointer (&self->quote, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_reader_state_parent_class)->finalize (object);
}

static void
proctor_reader_state_class_init (ProctorReaderStateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_reader_state_dispose;
  G_OBJECT_CLASS (klass)->finalize = proctor_reader_state_finalize;

  /**
   * ProctorReaderState::changed:
   * @self: a state
   *
   * The rows look different.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_READER_STATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_reader_state_init (ProctorReaderState *self)
{
}

ProctorReaderState *
proctor_reader_state_new (void)
{
  return g_object_new (PROCTOR_TYPE_READER_STATE, NULL);
}

/**
 * proctor_reader_state_set_words:
 * @self: a state
 * @words: (nullable): what is looked for
 */
void
proctor_reader_state_set_words (ProctorReaderState *self,
                                const char *words)
{
  g_clear_pointer (&self->needle, g_array_unref);
  g_clear_object (&self->current);
  g_clear_object (&self->quoted);
  if (words != NULL && *words != '\0')
    self->needle = proctor_text_find_prepare (words);
  tell (self);
}

/**
 * proctor_reader_state_set_current:
 * @self: a state
 * @item: (nullable): a row
 * @part: which part of it
 * @start: where in the part
 *
 * Says at which of the places one is.
 */
void
proctor_reader_state_set_current (ProctorReaderState *self,
                                  ProctorReaderItem *item,
                                  guint part,
                                  guint start)
{
  g_set_object (&self->current, item);
  self->current_part = part;
  set_place (self, NULL, 0);
  self->current_start = start;
  tell (self);
}

gboolean
proctor_reader_state_is_current (ProctorReaderState *self,
                                 ProctorReaderItem *item,
                                 guint part)
{
  return self->current == item && item != NULL && self->current_part == part;
}

static void
flashed_cb (gpointer user_data)
{
  ProctorReaderState *self = user_data;

  self->flash_source = 0;
  g_clear_object (&self->flashing);
  tell (self);
}

/**
 * proctor_reader_state_flash:
 * @self: a state
 * @item: a row
 *
 * Shows for a moment where @item is.
 */
void
proctor_reader_state_flash (ProctorReaderState *self,
                            ProctorReaderItem *item)
{
  g_clear_handle_id (&self->flash_source, g_source_remove);
  g_set_object (&self->flashing, item);
  self->flash_source = g_timeout_add_once (FLASH_MSECS, flashed_cb, self);
  tell (self);
}

gboolean
proctor_reader_state_is_flashing (ProctorReaderState *self,
                                  ProctorReaderItem *item)
{
  return item != NULL && self->flashing == item;
}

/**
 * proctor_reader_state_set_quote:
 * @self: a state
 * @item: (nullable): a row
 * @quote: (nullable) (element-type GArray): what of it is meant, each as proctor_text_find_prepare() makes it
 *
 * Marks what somebody quotes, until something else is looked for.
 */
void
proctor_reader_state_set_quote (ProctorReaderState *self,
                                ProctorReaderItem *item,
                                GPtrArray *quote)
{
  g_set_object (&self->quoted, item);
  g_clear_pointer (&self->quote, g_ptr_array_unref);
  self->quote = quote != NULL ? g_ptr_array_ref (quote) : NULL;
  set_place (self, NULL, 0);
  tell (self);
}

static void
add_mark (PangoAttrList *marks,
          const ProctorTextRange *range,
          gboolean is_current)
{
  PangoAttribute *background = is_current ? pango_attr_background_new (0xffff, 0x7800, 0) : pango_attr_background_new (0xf6f6, 0xd3d3, 0x2d2d);
  PangoAttribute *alpha = pango_attr_background_alpha_new (is_current ? 0xb000 : 0x6000);

  background->start_index = alpha->start_index = range->start;
  background->end_index = alpha->end_index = range->end;
  pango_attr_list_insert (marks, background);
  pango_attr_list_insert (marks, alpha);
}

static void
mark_quote (ProctorReaderState *self,
            GtkLabel *label,
            PangoAttrList **marks)
{
  for (guint i = 0; self->quote != NULL && i < self->quote->len; i++)
    {
      ProctorTextRange range;

      if (!proctor_text_find_next (gtk_label_get_text (label), 0, self->quote->pdata[i], &range))
        continue;
      if (self->place == NULL)
        set_place (self, label, range.start);
      if (*marks == NULL)
        *marks = pango_attr_list_new ();
      add_mark (*marks, &range, FALSE);
    }
}

static void
add_difference (PangoAttrList **marks,
                guint start,
                guint end)
{
  PangoAttribute *attributes[] = { pango_attr_background_new (0x3535, 0x8484, 0xe4e4), pango_attr_background_alpha_new (0x5000), pango_attr_underline_new (PANGO_UNDERLINE_SINGLE) };

  if (*marks == NULL)
    *marks = pango_attr_list_new ();
  for (gsize i = 0; i < G_N_ELEMENTS (attributes); i++)
    {
      attributes[i]->start_index = start;
      attributes[i]->end_index = end;
      pango_attr_list_insert (*marks, attributes[i]);
    }
}

/* A longer message is cut, and then has fewer of them. */
static void
mark_message (ProctorReaderItem *item,
              const char *text,
              PangoAttrList **marks)
{
  const GArray *ranges = proctor_reader_item_get_message_marks (item);
  gsize length = ranges != NULL ? strlen (text) : 0;

  for (guint i = 0; ranges != NULL && i < MIN (ranges->len, MOST_MARKS); i++)
    {
      const ProctorTextRange *range = &g_array_index (ranges, ProctorTextRange, i);

      if (range->start < length)
        add_difference (marks, range->start, (guint) MIN (range->end, length));
    }
}

/* A member of an object is a line, wherever in it that stands. */
static void
mark_lines (GHashTable *lines,
            const char *text,
            PangoAttrList **marks)
{
  for (const char *start = text, *end; *start != '\0'; start = *end != '\0' ? end + 1 : end)
    {
      g_autofree char *line = NULL;

      end = start + strcspn (start, "\n");
      line = proctor_reader_state_dup_line (start, (gsize) (end - start));
      if (*line != '\0' && !g_hash_table_contains (lines, line))
        add_difference (marks, (guint) (start - text), (guint) (end - text));
    }
}

/**
 * proctor_reader_state_dup_line:
 * @start: where a line of JSON begins
 * @length: how long it is
 *
 * Returns: (transfer full): what can be compared with other lines
 */
char *
proctor_reader_state_dup_line (const char *start,
                               gsize length)
{
  char *line = g_strstrip (g_strndup (start, length));
  gsize end = strlen (line);

  /* The last member of an object has no comma. */
  if (end > 0 && line[end - 1] == ',')
    line[end - 1] = '\0';

  return line;
}

static void
mark_differences (ProctorReaderItem *item,
                  guint part,
                  GtkLabel *label,
                  PangoAttrList **marks)
{
  GHashTable *lines = part >= PROCTOR_READER_FIRST_TOOL ? proctor_reader_item_get_tool_lines (item, part - PROCTOR_READER_FIRST_TOOL) : NULL;

  if (part == PROCTOR_READER_MESSAGE)
    mark_message (item, gtk_label_get_text (label), marks);
  else if (lines != NULL && gtk_widget_has_css_class (GTK_WIDGET (label), "code-block"))
    mark_lines (lines, gtk_label_get_text (label), marks);
}

/**
 * proctor_reader_state_mark:
 * @self: a state
 * @label: what shows a part of @item, or some of it
 * @item: a row
 * @part: which part it is
 *
 * Marks what is looked for, what is quoted, and what another turn hasn't.
 */
void
proctor_reader_state_mark (ProctorReaderState *self,
                           GtkLabel *label,
                           ProctorReaderItem *item,
                           guint part)
{
  const char *text = gtk_label_get_text (label);
  PangoAttrList *marks = NULL;
  gboolean is_current = proctor_reader_state_is_current (self, item, part);
  ProctorTextRange range;
  gsize at = 0;

  if (self->place == label)
    set_place (self, NULL, 0);
  for (guint n = 0; self->needle != NULL && n < MOST_MARKS && proctor_text_find_next (text, at, self->needle, &range); n++)
    {
      gboolean is_here = is_current && range.start == self->current_start;

      /* What a tool says stands in several labels, and is counted through all of it. */
      if (is_here || (is_current && part != PROCTOR_READER_MESSAGE && self->place == NULL))
        set_place (self, label, range.start);
      if (marks == NULL)
        marks = pango_attr_list_new ();
      add_mark (marks, &range, is_here);
      at = range.end;
    }
  if (self->quoted == item)
    mark_quote (self, label, &marks);
  mark_differences (item, part, label, &marks);
  if (marks != NULL || gtk_label_get_attributes (label) != NULL)
    gtk_label_set_attributes (label, marks);
  g_clear_pointer (&marks, pango_attr_list_unref);
}

/**
 * proctor_reader_state_get_place:
 * @self: a state
 * @start: (out): at which byte of what the label says
 *
 * Returns: (transfer none) (nullable): the label that has what one is at, or what is quoted
 */
GtkLabel *
proctor_reader_state_get_place (ProctorReaderState *self,
                                guint *start)
{
  *start = self->place_start;

  return self->place;
}

gboolean
proctor_reader_state_get_shows_times (ProctorReaderState *self)
{
  return self->shows_times;
}

void
proctor_reader_state_set_shows_times (ProctorReaderState *self,
                                      gboolean shows_times)
{
  if (self->shows_times == shows_times)
    return;

  self->shows_times = shows_times;
  tell (self);
}

/* The longest that any part of a turn took: the scale of all gauges. */
double
proctor_reader_state_get_longest (ProctorReaderState *self)
{
  return self->longest;
}

void
proctor_reader_state_set_longest (ProctorReaderState *self,
                                  double seconds)
{
  self->longest = seconds;
}
