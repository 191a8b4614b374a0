/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-text-difference.h"

#include <string.h>

/* Beyond that it is not looked for what two texts share in their middle. */
#define MOST_PAIRS 4000000

/* A word, or a character that belongs to none. */
typedef struct
{
  const char *start;
  gsize length;
} Token;

static GArray *
split (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (Token));

  while (*text != '\0')
    {
      const char *end = text;
      Token token;

      while (*end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end == text)
        end = g_utf8_next_char (text);
      token = (Token) { text, (gsize) (end - text) };
      g_array_append_val (tokens, token);
      text = end;
    }

  return tokens;
}

static gboolean
is_same (GArray *one,
         guint i,
         GArray *other,
         guint j)
{
  const Token *a = &g_array_index (one, Token, i);
  const Token *b = &g_array_index (other, Token, j);

  return a->length == b->length && memcmp (a->start, b->start, a->length) == 0;
}

static void
mark (GArray *ranges,
      const char *text,
      GArray *tokens,
      guint position)
{
  const Token *token = &g_array_index (tokens, Token, position);
  ProctorTextRange range = { (guint) (token->start - text), (guint) (token->start - text + token->length) };
  ProctorTextRange *last = ranges->len > 0 ? &g_array_index (ranges, ProctorTextRange, ranges->len - 1) : NULL;

  if (last != NULL && last->end == range.start)
    last->end = range.end;
  else
    g_array_append_val (ranges, range);
}

/* How long the longest common part of what follows each pair is. */
static guint16 *
measure (GArray *one,
         GArray *other,
         guint from,
         guint n,
         guint m)
{
  guint16 *lengths = g_new0 (guint16, (gsize) (n + 1) * (m + 1));

  for (guint i = n; i > 0; i--)
    {
      for (guint j = m; j > 0; j--)
        {
          gsize here = (gsize) (i - 1) * (m + 1) + j - 1;

          if (is_same (one, from + i - 1, other, from + j - 1))
            lengths[here] = (guint16) (lengths[here + m + 2] + 1);
          else
            lengths[here] = MAX (lengths[here + 1], lengths[here + m + 1]);
        }
    }

  return lengths;
}

/**
 * proctor_text_difference:
 * @one: a text
 * @other: another text
 * @only_one: (out) (transfer full) (element-type ProctorTextRange): what of @one isn't in @other
 * @only_other: (out) (transfer full) (element-type ProctorTextRange): what of @other isn't in @one
 *
 * Finds out in which words two texts differ.
 */
void
proctor_text_difference (const char *one,
                         const char *other,
                         GArray **only_one,
                         GArray **only_other)
{
  guint64 budget = MOST_PAIRS;

  proctor_text_difference_within (&budget, one, other, only_one, only_other);
}

/**
 * proctor_text_difference_within:
 * @budget: (inout): how many pairs of words may be looked at, in this text and in those to come
 * @one: a text
 * @other: another text
 * @only_one: (out) (transfer full) (element-type ProctorTextRange): what of @one isn't in @other
 * @only_other: (out) (transfer full) (element-type ProctorTextRange): what of @other isn't in @one
 *
 * The same for many texts, which together shall not take for ever: when the budget is used up, what two texts share
 * in their middle isn't looked for any more.
 */
void
proctor_text_difference_within (guint64 *budget,
                                const char *one,
                                const char *other,
                                GArray **only_one,
                                GArray **only_other)
{
  g_autoptr (GArray) a = split (one);
  g_autoptr (GArray) b = split (other);
  g_autofree guint16 *lengths = NULL;
  guint from = 0, n = a->len, m = b->len, i = 0, j = 0;

  *only_one = g_array_new (FALSE, FALSE, sizeof (ProctorTextRange));
  *only_other = g_array_new (FALSE, FALSE, sizeof (ProctorTextRange));
  while (from < n && from < m && is_same (a, from, b, from))
    from++;
  while (n > from && m > from && is_same (a, n - 1, b, m - 1))
    {
      n--;
      m--;
    }
  n -= from;
  m -= from;

  if ((guint64) n * m <= MIN (*budget, MOST_PAIRS) && MIN (n, m) < G_MAXUINT16)
    {
      lengths = measure (a, b, from, n, m);
      *budget -= (guint64) n * m;
    }
  while (i < n || j < m)
    {
      if (lengths != NULL && i < n && j < m && is_same (a, from + i, b, from + j))
        {
          i++;
          j++;
        }
      else if (j == m || (i < n && (lengths == NULL || lengths[(gsize) (i + 1) * (m + 1) + j] >= lengths[(gsize) i * (m + 1) + j + 1])))
        mark (*only_one, one, a, from + i++);
      else
        mark (*only_other, other, b, from + j++);
    }
}
