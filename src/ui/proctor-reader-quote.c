/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-reader-private.h"

#include "proctor-markdown.h"
#include "proctor-text-find.h"
#include "proctor-turn-words.h"

#include <string.h>

/* Showing the very words that somebody quotes, and not only the turn that they are in. */

/* As much of a long message is shown around them. */
#define EXCERPT_BYTES 2500
/* Fewer characters stand anywhere. */
#define LEAST_CHARACTERS 3

static void
free_needle (gpointer needle)
{
  g_array_unref (needle);
}

/* Full stops and the like are often the judge's own. */
static gboolean
is_edge (gunichar c)
{
  return g_unichar_isspace (c) || g_unichar_ispunct (c);
}

static void
add_piece (GPtrArray *quote,
           const char *start,
           const char *end)
{
  g_autofree char *piece = NULL;

  while (start < end && is_edge (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && is_edge (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  if (g_utf8_strlen (start, end - start) < LEAST_CHARACTERS)
    return;

  piece = g_strndup (start, (gsize) (end - start));
  g_ptr_array_add (quote, proctor_text_find_prepare (piece));
}

/* What was left out of a quotation stands between two pieces of it. What looks like formatting is not in a row either. */
static GPtrArray *
split (const char *words)
{
  GPtrArray *quote = g_ptr_array_new_with_free_func (free_needle);
  g_autoptr (ProctorMarkdown) markdown = proctor_markdown_new ();
  const char *start, *end;

  proctor_markdown_read (markdown, words, -1);
  start = end = markdown->text->str;
  while (*end != '\0')
    {
      gsize gap = g_str_has_prefix (end, "…") ? strlen ("…") : g_str_has_prefix (end, "...") ? 3
                                                           : *end == '\n'                    ? 1
                                                                                             : 0;

      if (gap == 0)
        {
          end = g_utf8_next_char (end);
          continue;
        }
      add_piece (quote, start, end);
      start = end = end + gap;
    }
  add_piece (quote, start, end);

  return quote;
}

static gboolean
find (GPtrArray *quote,
      const char *text,
      ProctorTextRange *range)
{
  for (guint i = 0; text != NULL && i < quote->len; i++)
    if (proctor_text_find_next (text, 0, quote->pdata[i], range))
      return TRUE;

  return FALSE;
}

/* Whatever hides the words is opened. */
static gboolean
reveal_in_message (ProctorReaderItem *item,
                   GPtrArray *quote)
{
  ProctorTurn *turn = proctor_reader_item_get_turn (item);
  g_autoptr (ProctorMarkdown) markdown = proctor_markdown_new ();
  g_autofree char *excerpt = NULL;
  ProctorTextRange range;

  if (turn == NULL || !proctor_turn_words_has_message (turn))
    return FALSE;
  proctor_turn_words_read_message (turn, G_MAXUINT32, markdown);
  if (!find (quote, markdown->text->str, &range))
    return FALSE;

  excerpt = proctor_reader_search_cut (markdown->text->str, range.start, EXCERPT_BYTES);
  if (excerpt != NULL)
    proctor_reader_item_set_shows_all (item, TRUE);
  proctor_reader_item_set_excerpt (item, excerpt);

  return TRUE;
}

static gboolean
reveal_in_tools (ProctorReaderItem *item,
                 GPtrArray *quote)
{
  const GPtrArray *pairs = proctor_reader_item_get_pairs (item);

  for (guint i = 0; pairs != NULL && i < pairs->len; i++)
    {
      const ProctorReaderPair *pair = pairs->pdata[i];
      ProctorTextRange range;

      if (!(pair->call != NULL && find (quote, proctor_tool_call_get_params_as_json (pair->call), &range)) && !(pair->result != NULL && find (quote, proctor_tool_result_get_result_value (pair->result), &range)))
        continue;
      proctor_reader_item_set_tool_is_open (item, i, TRUE);
      return TRUE;
    }

  return FALSE;
}

/**
 * proctor_reader_show_quote:
 * @self: a reader
 * @item: one of its rows
 * @words: (nullable): what somebody quotes of it
 *
 * Marks @words in the row, and opens what hides them.
 *
 * Returns: whether they are there
 */
gboolean
proctor_reader_show_quote (ProctorReader *self,
                           ProctorReaderItem *item,
                           const char *words)
{
  g_autoptr (GPtrArray) quote = words != NULL ? split (words) : NULL;
  gboolean is_there = quote != NULL && (reveal_in_message (item, quote) || reveal_in_tools (item, quote));

  proctor_reader_state_set_quote (self->state, is_there ? item : NULL, is_there ? quote : NULL);

  return is_there;
}
