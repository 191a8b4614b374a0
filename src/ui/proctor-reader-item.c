/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-item.h"

#include <glib/gi18n.h>

/* More calls in one turn wait until somebody wants them. */
#define FIRST_TOOLS 12

/**
 * ProctorReaderItem:
 *
 * A row of a transcript: a turn or the heading above several. The row that shows it is reused for others, so
 * that what was unfolded is remembered here.
 */
struct _ProctorReaderItem
{
  GObject parent_instance;

  /* Owned */
  ProctorRecord *record; /* %NULL for a heading */
  GPtrArray *pairs;
  GHashTable *open_tools; /* %NULL if none ever was */
  GArray *message_marks;  /* %NULL if it isn't compared with another */
  GPtrArray *tool_lines;  /* the same */
  char *excerpt;          /* what is shown of a message that is too long, %NULL for its beginning */

  ProctorReaderSection section;
  guint number;
  guint n_tools_shown;
  gboolean shows_all;
  gboolean shows_details;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorReaderItem, proctor_reader_item, G_TYPE_OBJECT)

static void
tell (ProctorReaderItem *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
free_pair (gpointer data)
{
  ProctorReaderPair *pair = data;

  g_clear_object (&pair->call);
  g_clear_object (&pair->result);
  g_free (pair);
}

static void
proctor_reader_item_finalize (GObject *object)
{
  ProctorReaderItem *self = PROCTOR_READER_ITEM (object);

  g_clear_object (&self->record);
  g_clear_pointer (&self->pairs, g_ptr_array_unref);
  g_clear_pointer (&self->open_tools, g_hash_table_unref);
  g_clear_pointer (&self->message_marks, g_array_unref);
  g_clear_pointer (&self->tool_lines, g_ptr_array_unref);
  g_free (self->excerpt);

  G_OBJECT_CLASS (proctor_reader_item_parent_class)->finalize (object);
}

static void
proctor_reader_item_class_init (ProctorReaderItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_reader_item_finalize;

  /**
   * ProctorReaderItem::changed:
   * @self: an item
   *
   * More or less of it is to be shown.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_READER_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_reader_item_init (ProctorReaderItem *self)
{
  self->n_tools_shown = FIRST_TOOLS;
}

ProctorReaderItem *
proctor_reader_item_new_heading (ProctorReaderSection section)
{
  ProctorReaderItem *self = g_object_new (PROCTOR_TYPE_READER_ITEM, NULL);

  self->section = section;

  return self;
}

/**
 * proctor_reader_item_new_turn:
 * @section: where it comes from
 * @number: the how-manieth turn of the section it is, from 1
 * @record: a #ProctorTurn, or what could not be read as one
 * @pairs: (transfer full) (nullable): the tools that were called in it
 *
 * Returns: (transfer full): a row for it
 */
ProctorReaderItem *
proctor_reader_item_new_turn (ProctorReaderSection section,
                              guint number,
                              ProctorRecord *record,
                              GPtrArray *pairs)
{
  ProctorReaderItem *self = g_object_new (PROCTOR_TYPE_READER_ITEM, NULL);

  self->section = section;
  self->number = number;
  self->record = g_object_ref (record);
  self->pairs = pairs;

  return self;
}

GPtrArray *
proctor_reader_item_new_pairs (void)
{
  return g_ptr_array_new_with_free_func (free_pair);
}

void
proctor_reader_item_add_pair (GPtrArray *pairs,
                              ProctorToolCall *call,
                              ProctorToolResult *result,
                              gboolean is_mocked)
{
  ProctorReaderPair *pair = g_new0 (ProctorReaderPair, 1);

  g_set_object (&pair->call, call);
  g_set_object (&pair->result, result);
  pair->is_mocked = is_mocked;
  g_ptr_array_add (pairs, pair);
}

gboolean
proctor_reader_item_is_heading (ProctorReaderItem *self)
{
  return self->record == NULL;
}

ProctorReaderSection
proctor_reader_item_get_section (ProctorReaderItem *self)
{
  return self->section;
}

/* What stands above the turns of its section. */
const char *
proctor_reader_item_get_title (ProctorReaderItem *self)
{
  switch (self->section)
    {
    case PROCTOR_READER_REPLAYED:
      return _ ("Replayed");
    case PROCTOR_READER_PRODUCED:
      return _ ("What This Run Produced");
    case PROCTOR_READER_ORIGINAL:
      return _ ("What Was Said in the Original Conversation");
    }

  return "";
}

guint
proctor_reader_item_get_number (ProctorReaderItem *self)
{
  return self->number;
}

/* The turn, also where it could not be read as one; %NULL for a heading. */
ProctorRecord *
proctor_reader_item_get_record (ProctorReaderItem *self)
{
  return self->record;
}

ProctorTurn *
proctor_reader_item_get_turn (ProctorReaderItem *self)
{
  return PROCTOR_IS_TURN (self->record) ? PROCTOR_TURN (self->record) : NULL;
}

/* The tools that were called in it, %NULL for none. */
const GPtrArray *
proctor_reader_item_get_pairs (ProctorReaderItem *self)
{
  return self->pairs;
}

gboolean
proctor_reader_item_get_shows_all (ProctorReaderItem *self)
{
  return self->shows_all;
}

void
proctor_reader_item_set_shows_all (ProctorReaderItem *self,
                                   gboolean shows_all)
{
  if (self->shows_all == shows_all)
    return;

  self->shows_all = shows_all;
  tell (self);
}

gboolean
proctor_reader_item_get_shows_details (ProctorReaderItem *self)
{
  return self->shows_details;
}

void
proctor_reader_item_set_shows_details (ProctorReaderItem *self,
                                       gboolean shows_details)
{
  if (self->shows_details == shows_details)
    return;

  self->shows_details = shows_details;
  tell (self);
}

gboolean
proctor_reader_item_get_tool_is_open (ProctorReaderItem *self,
                                      guint which)
{
  return self->open_tools != NULL && g_hash_table_contains (self->open_tools, GUINT_TO_POINTER (which));
}

void
proctor_reader_item_set_tool_is_open (ProctorReaderItem *self,
                                      guint which,
                                      gboolean is_open)
{
  if (proctor_reader_item_get_tool_is_open (self, which) == is_open)
    return;

  if (self->open_tools == NULL)
    self->open_tools = g_hash_table_new (NULL, NULL);
  if (is_open)
    g_hash_table_add (self->open_tools, GUINT_TO_POINTER (which));
  else
    g_hash_table_remove (self->open_tools, GUINT_TO_POINTER (which));
  if (is_open && which >= self->n_tools_shown)
    self->n_tools_shown = which + 1;
  tell (self);
}

guint
proctor_reader_item_get_n_tools_shown (ProctorReaderItem *self)
{
  return self->n_tools_shown;
}

void
proctor_reader_item_show_more_tools (ProctorReaderItem *self,
                                     guint n)
{
  self->n_tools_shown += n;
  tell (self);
}

const char *
proctor_reader_item_get_excerpt (ProctorReaderItem *self)
{
  return self->excerpt;
}

void
proctor_reader_item_set_excerpt (ProctorReaderItem *self,
                                 const char *excerpt)
{
  if (g_set_str (&self->excerpt, excerpt))
    tell (self);
}

/**
 * proctor_reader_item_set_marks:
 * @self: a turn that is compared with another
 * @message_marks: (nullable) (element-type ProctorTextRange): what of its message the other hasn't
 * @tool_lines: (nullable) (element-type GHashTable): for each tool %NULL if the other has the same, or the lines that the other has in its place
 */
void
proctor_reader_item_set_marks (ProctorReaderItem *self,
                               GArray *message_marks,
                               GPtrArray *tool_lines)
{
  g_clear_pointer (&self->message_marks, g_array_unref);
  g_clear_pointer (&self->tool_lines, g_ptr_array_unref);
  self->message_marks = message_marks != NULL ? g_array_ref (message_marks) : NULL;
  self->tool_lines = tool_lines != NULL ? g_ptr_array_ref (tool_lines) : NULL;
  tell (self);
}

const GArray *
proctor_reader_item_get_message_marks (ProctorReaderItem *self)
{
  return self->message_marks;
}

/* The lines that a tool has in the turn that this one is compared with; %NULL if nothing differs. */
GHashTable *
proctor_reader_item_get_tool_lines (ProctorReaderItem *self,
                                    guint which)
{
  return self->tool_lines != NULL && which < self->tool_lines->len ? self->tool_lines->pdata[which] : NULL;
}
