/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-text-find.h"

#include <string.h>

/* Finds words in a text, whatever is written large. Nothing is copied, so that megabytes are looked through
 * while somebody types. */

/**
 * proctor_text_find_prepare:
 * @words: what is looked for
 *
 * Returns: (transfer full) (element-type gunichar): the same for proctor_text_find_next()
 */
GArray *
proctor_text_find_prepare (const char *words)
{
  GArray *needle = g_array_new (FALSE, FALSE, sizeof (gunichar));

  g_return_val_if_fail (words != NULL && g_utf8_validate (words, -1, NULL), needle);

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      g_array_append_val (needle, c);
    }

  return needle;
}

/* A character that any other could only be in one way is looked for by its bytes. */
static const char *
find_first (const char *p,
            gunichar first)
{
  char set[3];

  /* K and S have large letters outside of ASCII. */
  if (first >= 0x80 || first == 'k' || first == 's')
    {
      while (*p != '\0' && g_unichar_tolower (g_utf8_get_char (p)) != first)
        p = g_utf8_next_char (p);
      return *p != '\0' ? p : NULL;
    }

  set[0] = (char) first;
  set[1] = g_ascii_toupper ((char) first);
  set[2] = '\0';

  return strpbrk (p, set);
}

/**
 * proctor_text_find_next:
 * @text: a text
 * @from: at which byte to begin
 * @needle: what is looked for
 * @found: (out): where it is
 *
 * Returns: whether it is there
 */
gboolean
proctor_text_find_next (const char *text,
                        gsize from,
                        GArray *needle,
                        ProctorTextRange *found)
{
  const gunichar *wanted;

  g_return_val_if_fail (text != NULL && needle != NULL && found != NULL, FALSE);

  wanted = (const gunichar *) (gpointer) needle->data;
  if (needle->len == 0)
    return FALSE;

  for (const char *p = find_first (text + from, wanted[0]); p != NULL; p = find_first (g_utf8_next_char (p), wanted[0]))
    {
      const char *q = g_utf8_next_char (p);
      guint i = 1;

      while (i < needle->len && *q != '\0' && g_unichar_tolower (g_utf8_get_char (q)) == wanted[i])
        {
          q = g_utf8_next_char (q);
          i++;
        }
      if (i == needle->len)
        {
          found->start = (guint) (p - text);
          found->end = (guint) (q - text);
          return TRUE;
        }
    }

  return FALSE;
}
