/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-quotes.h"

#include <string.h>

/* What is longer is no quotation, but a mark that was never closed. */
#define LONGEST_QUOTE 4000
/* What has fewer letters is in every other sentence. */
#define FEWEST_LETTERS 2
/* Nobody follows more links. */
#define MOST_LOOKED_UP 500

/* Something that was said, folded. */
typedef struct
{
  char *text;
  guint position;
  guint rank;
} Said;

struct _ProctorQuotes
{
  GArray *said; /* of Said, the highest rank first, otherwise as they were added */
  gboolean is_sorted;
};

/* Which mark closes what another has opened; languages don't agree. */
static const struct
{
  gunichar opening;
  gunichar closing[3];
} marks[] = {
  { '"', { '"', 0x201D } },
  { 0x201C, { 0x201D, '"' } },         /* “ ” */
  { 0x201E, { 0x201C, 0x201D, '"' } }, /* „ “ */
  { 0x00AB, { 0x00BB } },              /* « » */
  { 0x00BB, { 0x00AB } },              /* » « */
  { '\'', { '\'', 0x2019 } },
  { 0x2018, { 0x2019, '\'' } },   /* ‘ ’ */
  { 0x201A, { 0x2018, 0x2019 } }, /* ‚ ‘ */
  { 0x2039, { 0x203A } },         /* ‹ › */
  { 0x203A, { 0x2039 } },         /* › ‹ */
  { 0x300C, { 0x300D } },         /* 「 」 */
  { 0x300E, { 0x300F } },         /* 『 』 */
};

static void
clear_said (gpointer data)
{
  g_free (((Said *) data)->text);
}

/**
 * proctor_quotes_new:
 *
 * Returns: (transfer full): nothing, so far
 */
ProctorQuotes *
proctor_quotes_new (void)
{
  ProctorQuotes *self = g_new0 (ProctorQuotes, 1);

  self->said = g_array_new (FALSE, FALSE, sizeof (Said));
  g_array_set_clear_func (self->said, clear_said);

  return self;
}

void
proctor_quotes_free (ProctorQuotes *self)
{
  g_array_unref (self->said);
  g_free (self);
}

/* Who quotes writes marks, dashes and blanks in their own way. */
static void
append_folded (GString *folded,
               gunichar c)
{
  switch (c)
    {
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x2039:
    case 0x203A:
      g_string_append_c (folded, '\'');
      break;
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x00AB:
    case 0x00BB:
      g_string_append_c (folded, '"');
      break;
    case 0x2026:
      g_string_append (folded, "...");
      break;
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2212:
      g_string_append_c (folded, '-');
      break;
    case '*':
    case '`':
    case 0x00AD:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0xFEFF:
      /* What marks a word in Markdown, or is not to be seen, is left out by those who quote. */
      break;
    default:
      if (!g_unichar_isspace (c))
        g_string_append_unichar (folded, c);
      else if (folded->len > 0 && folded->str[folded->len - 1] != ' ')
        g_string_append_c (folded, ' ');
      break;
    }
}

static char *
fold (const char *text,
      gssize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, length);
  g_autofree char *lower = g_utf8_casefold (valid, -1);
  g_autofree char *composed = g_utf8_normalize (lower, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_autoptr (GString) folded = g_string_sized_new (strlen (composed));

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    append_folded (folded, g_utf8_get_char (p));

  return g_string_free_and_steal (g_steal_pointer (&folded));
}

/**
 * proctor_quotes_add:
 * @self: what was said
 * @said: (nullable): something that was said
 * @position: where
 * @rank: of what was said alike, the one with the highest rank is meant
 *
 * Adds something in which quotations are to be found.
 */
void
proctor_quotes_add (ProctorQuotes *self,
                    const char *said,
                    guint position,
                    guint rank)
{
  Said entry = { .position = position, .rank = rank };

  g_return_if_fail (self != NULL);

  if (said == NULL || *said == '\0')
    return;

  entry.text = fold (said, -1);
  g_array_append_val (self->said, entry);
  self->is_sorted = FALSE;
}

static int
compare_said (gconstpointer a,
              gconstpointer b)
{
  guint one = ((const Said *) a)->rank;
  guint other = ((const Said *) b)->rank;

  return one == other ? 0 : (one > other ? -1 : 1);
}

/* Where words aren't set apart by blanks, a quotation may begin anywhere. */
static gboolean
belongs_to_word (gunichar c)
{
  return g_unichar_isalnum (c) && c < 0x2E80 && !(c >= 0x0E00 && c < 0x1100) && !(c >= 0x1780 && c < 0x1800);
}

static gboolean
is_word_edge (const char *text,
              const char *start,
              const char *end)
{
  gunichar first = g_utf8_get_char (start);
  gunichar last = g_utf8_get_char (g_utf8_prev_char (end));

  if (start > text && belongs_to_word (first) && belongs_to_word (g_utf8_get_char (g_utf8_prev_char (start))))
    return FALSE;

  return *end == '\0' || !belongs_to_word (last) || !belongs_to_word (g_utf8_get_char (end));
}

/* The end of a part of a quotation, as whole words; NULL if it isn't there. */
static const char *
find_part (const char *text,
           const char *from,
           const char *part)
{
  const char *found = from;
  gsize length = strlen (part);

  while ((found = strstr (found, part)) != NULL)
    {
      if (is_word_edge (text, found, found + length))
        return found + length;
      found = g_utf8_next_char (found);
    }

  return NULL;
}

/* All parts have to be there, one after the other. */
static gboolean
has_parts (const char *text,
           char **parts)
{
  const char *at = text;

  for (gsize i = 0; at != NULL && parts[i] != NULL; i++)
    at = find_part (text, at, parts[i]);

  return at != NULL;
}

static gboolean
is_trimmed (gunichar c)
{
  return c == ' ' || c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?' || c == '[' || c == ']' || c == '(' || c == ')' || c == '-';
}

/* A quotation ends with whatever the sentence around it needs. */
static char *
trim (const char *text)
{
  const char *start = text;
  const char *end = text + strlen (text);

  while (start < end && is_trimmed (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  while (end > start && is_trimmed (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);

  return g_strndup (start, (gsize) (end - start));
}

static guint
count_letters (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    n += g_unichar_isalnum (g_utf8_get_char (p)) ? 1 : 0;

  return n;
}

/* What was left out of a quotation is marked by an ellipsis. */
static char **
split_parts (const char *text,
             gsize length)
{
  g_autofree char *folded = fold (text, (gssize) length);
  g_auto (GStrv) raw = g_strsplit (folded, "...", -1);
  g_autoptr (GStrvBuilder) parts = g_strv_builder_new ();
  guint n_letters = 0;

  for (gsize i = 0; raw[i] != NULL; i++)
    {
      g_autofree char *part = trim (raw[i]);

      if (*part == '\0')
        continue;
      n_letters += count_letters (part);
      g_strv_builder_add (parts, part);
    }

  return n_letters >= FEWEST_LETTERS ? g_strv_builder_end (parts) : NULL;
}

static gboolean
look_up (ProctorQuotes *self,
         const char *text,
         gsize length,
         guint *position)
{
  g_auto (GStrv) parts = split_parts (text, length);

  for (guint i = 0; parts != NULL && i < self->said->len; i++)
    {
      const Said *said = &g_array_index (self->said, Said, i);

      if (!has_parts (said->text, parts))
        continue;
      *position = said->position;
      return TRUE;
    }

  return FALSE;
}

static gboolean
closes (gsize mark,
        gunichar c)
{
  for (gsize i = 0; i < G_N_ELEMENTS (marks[mark].closing); i++)
    {
      if (marks[mark].closing[i] != 0 && marks[mark].closing[i] == c)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

/* Which mark begins a quotation here: one that looks the same on both sides, only before a word. */
static int
find_opening (const char *text,
              const char *at)
{
  gunichar c = g_utf8_get_char (at);
  gunichar before = at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : ' ';

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      if (marks[i].opening != c)
        continue;

      return belongs_to_word (before) || g_unichar_isspace (g_utf8_get_char (g_utf8_next_char (at))) ? -1 : (int) i;
    }

  return -1;
}

/* Where what was opened is closed; an apostrophe in a word doesn't. */
static const char *
find_closing (const char *start,
              gsize mark)
{
  for (const char *p = start; *p != '\0' && p - start < LONGEST_QUOTE; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!closes (mark, c))
        continue;
      if (is_apostrophe (c) && belongs_to_word (g_utf8_get_char (g_utf8_next_char (p))))
        continue;

      return p;
    }

  return NULL;
}

/**
 * proctor_quotes_find:
 * @self: what was said
 * @text: (nullable): what somebody has written about it
 *
 * What stands between quotation marks is looked up, whatever marks, case, blanks and ellipses are
 * written in the one and in the other. What was never said is left out: it is a quotation of something else.
 *
 * Returns: (transfer full) (element-type ProctorQuote): the quotations, as they follow each other
 */
GArray *
proctor_quotes_find (ProctorQuotes *self,
                     const char *text)
{
  GArray *quotes = g_array_new (FALSE, FALSE, sizeof (ProctorQuote));
  const char *p = text;
  guint n_looked_up = 0;

  g_return_val_if_fail (self != NULL, quotes);

  if (!self->is_sorted)
    g_array_sort (self->said, compare_said);
  self->is_sorted = TRUE;
  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return quotes;

  while (*p != '\0' && n_looked_up < MOST_LOOKED_UP)
    {
      int mark = find_opening (text, p);
      const char *start = g_utf8_next_char (p);
      const char *end = mark >= 0 ? find_closing (start, (gsize) mark) : NULL;
      ProctorQuote quote = { .start = (guint) (p - text) };

      n_looked_up += end != NULL ? 1 : 0;
      if (end == NULL || !look_up (self, start, (gsize) (end - start), &quote.position))
        {
          p = start;
          continue;
        }
      p = g_utf8_next_char (end);
      quote.end = (guint) (p - text);
      g_array_append_val (quotes, quote);
    }

  return quotes;
}
