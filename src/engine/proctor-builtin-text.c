/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-builtin-text.h"

#include <string.h>

/* What the built-in agent, user and judge know about language. */

/* What ends a quotation that begins with a sign, %NULL if none does. */
static const char *
get_closing_signs (gunichar opening)
{
  switch (opening)
    {
    case '"':
      return "\"";
    case 0x201c: /* “ */
      return "”";
    case 0x201e: /* „ */
      return "“”";
    case 0xab: /* « */
      return "»";
    default:
      return NULL;
    }
}

static const char *
find_end (const char *text,
          const char *signs)
{
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      if (g_utf8_strchr (signs, -1, g_utf8_get_char (c)) != NULL)
        return c;
    }

  return NULL;
}

/**
 * proctor_builtin_text_find_quotes:
 * @text: a text
 * @rest: (out) (optional): what is left of it without them
 *
 * Returns: (transfer full): what stands between quotation marks, in order
 */
char **
proctor_builtin_text_find_quotes (const char *text,
                                  char **rest)
{
  g_autoptr (GStrvBuilder) quotes = g_strv_builder_new ();
  GString *outside = g_string_new (NULL);
  const char *c = text;

  while (*c != '\0')
    {
      const char *signs = get_closing_signs (g_utf8_get_char (c));
      const char *next = g_utf8_next_char (c);
      const char *end = signs != NULL ? find_end (next, signs) : NULL;
      g_autofree char *quote = end != NULL ? g_strstrip (g_strndup (next, (gsize) (end - next))) : NULL;

      if (quote == NULL)
        g_string_append_len (outside, c, next - c);
      else
        g_string_append_c (outside, ' ');
      if (quote != NULL && *quote != '\0')
        g_strv_builder_add (quotes, quote);
      c = end != NULL ? g_utf8_next_char (end) : next;
    }

  if (rest != NULL)
    *rest = g_string_free (outside, FALSE);
  else
    g_string_free (outside, TRUE);

  return g_strv_builder_end (quotes);
}

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

/**
 * proctor_builtin_text_fold:
 * @text: a text
 *
 * Returns: (transfer full): its words, without regard to case, accents, signs and blanks
 */
char **
proctor_builtin_text_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (normal != NULL ? normal : "", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *c = folded;; c = g_utf8_next_char (c))
    {
      gunichar character = g_utf8_get_char (c);

      if (character != 0 && (g_unichar_ismark (character) || is_apostrophe (character)))
        continue;
      if (g_unichar_isalnum (character))
        g_string_append_unichar (word, character);
      else if (word->len > 0)
        {
          g_strv_builder_add (words, word->str);
          g_string_truncate (word, 0);
        }
      if (character == 0)
        break;
    }

  return g_strv_builder_end (words);
}

/**
 * proctor_builtin_text_has:
 * @words: a text's words
 * @phrase: other words
 *
 * Returns: whether @phrase is somewhere in @words, in one piece
 */
gboolean
proctor_builtin_text_has (char **words,
                          char **phrase)
{
  gsize n_words = g_strv_length (words);
  gsize n_phrase = g_strv_length (phrase);

  for (gsize i = 0; n_phrase > 0 && i + n_phrase <= n_words; i++)
    {
      gsize same = 0;

      while (same < n_phrase && g_str_equal (words[i + same], phrase[same]))
        same++;
      if (same == n_phrase)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_digit (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    {
      if (g_unichar_isdigit (g_utf8_get_char (word)))
        return TRUE;
    }

  return FALSE;
}

/* Another number is another statement, however alike the rest is. */
static gboolean
has_other_numbers (char **one,
                   char **other)
{
  for (gsize i = 0; one[i] != NULL; i++)
    {
      if (has_digit (one[i]) && !g_strv_contains ((const char *const *) other, one[i]))
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_builtin_text_compare:
 * @one: a text's words
 * @other: another's
 *
 * How many of the words they share, in any order, by Dice's measure. Texts of which one has a
 * negation or a number and the other hasn't are not alike.
 *
 * Returns: from 0 to 1
 */
double
proctor_builtin_text_compare (char **one,
                              char **other)
{
  gsize n_one = g_strv_length (one);
  gsize n_other = g_strv_length (other);
  g_autofree gboolean *used = g_new0 (gboolean, n_other + 1);
  gsize shared = 0;

  if (n_one == 0 || n_other == 0 || proctor_builtin_text_is_negated (one) != proctor_builtin_text_is_negated (other))
    return 0;
  if (has_other_numbers (one, other) || has_other_numbers (other, one))
    return 0;

  for (gsize i = 0; i < n_one; i++)
    for (gsize j = 0; j < n_other; j++)
      if (!used[j] && g_str_equal (one[i], other[j]))
        {
          used[j] = TRUE;
          shared++;
          break;
        }

  return 2.0 * (double) shared / (double) (n_one + n_other);
}

/**
 * proctor_builtin_text_is_negated:
 * @words: a text's words
 *
 * Returns: whether one of them says no, in English or German
 */
gboolean
proctor_builtin_text_is_negated (char **words)
{
  const char *const negations[] = {
    "no", "not", "never", "none", "nobody", "nothing", "neither", "nor", "without", "cannot", "cant", "dont", "doesnt",
    "didnt", "wont", "isnt", "arent", "wasnt", "werent", "shouldnt", "mustnt", "wouldnt", "couldnt", "hasnt", "havent",
    "hadnt", "avoid", "avoids", "avoiding", "refrain", "refrains", "unless", "except", "nein", "nicht", "nichts", "nie",
    "niemals", "niemand", "kein", "keine", "keinen", "keinem", "keiner", "keines", "keinerlei", "ohne", "weder",
    "vermeidet", "vermeiden", "unterlasst", "unterlassen", NULL
  };

  for (gsize i = 0; words[i] != NULL; i++)
    {
      if (g_strv_contains (negations, words[i]))
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_builtin_text_first_sentence:
 * @text: a text
 *
 * Returns: (transfer full): what it says first
 */
char *
proctor_builtin_text_first_sentence (const char *text)
{
  while (g_ascii_isspace (*text))
    text++;

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '\n')
        return g_strchomp (g_strndup (text, (gsize) (c - text)));
      if (strchr (".!?", *c) != NULL && (c[1] == '\0' || g_ascii_isspace (c[1])))
        return g_strndup (text, (gsize) (c + 1 - text));
    }

  return g_strchomp (g_strdup (text));
}

/**
 * proctor_builtin_text_draw:
 * @seed: what chance depends on
 * @number: which number is drawn
 *
 * Returns: a number that looks like chance, the same each time
 */
guint64
proctor_builtin_text_draw (guint64 seed,
                           guint64 number)
{
  /* SplitMix64. Multiplication is meant to wrap around. */
  guint64 z = seed + (number + 1) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);

  return z ^ (z >> 31);
}
