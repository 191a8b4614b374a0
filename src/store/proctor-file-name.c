/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-file-name.h"

#include <string.h>

/* Most file systems take 255 bytes, some of which others need for themselves. */
#define MOST_BYTES 200

static const char *const reserved[] = {
  "con", "prn", "aux", "nul",
  "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
  "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
  "conin$", "conout$", NULL
};

static gboolean
is_unsafe (gunichar c)
{
  /* Joiners are invisible too, but some scripts and emoji need them. */
  if (c == 0x200c || c == 0x200d)
    return FALSE;
  if (c < 0x80 && strchr ("<>:\"/\\|?*", (int) c) != NULL)
    return TRUE;
  if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
    return TRUE;

  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_FORMAT:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
      return TRUE;
    default:
      return FALSE;
    }
}

/* As the official command line does it: what no file name should have becomes a dash, many in a row one. */
static GString *
replace_unsafe (const char *name)
{
  g_autofree char *composed = g_utf8_normalize (name, -1, G_NORMALIZE_NFC);
  GString *text = g_string_new (NULL);

  for (const char *p = composed != NULL ? composed : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!is_unsafe (c) && c != '-')
        g_string_append_unichar (text, c);
      else if (text->len > 0 && text->str[text->len - 1] != '-')
        g_string_append_c (text, '-');
    }

  return text;
}

/* A dot at the start hides a file, and Windows takes one away at the end. */
static void
trim (GString *text)
{
  gsize n = strspn (text->str, ".-");

  g_string_erase (text, 0, (gssize) n);
  while (text->len > 0 && strchr (".-", text->str[text->len - 1]) != NULL)
    g_string_truncate (text, text->len - 1);
}

static void
avoid_reserved (GString *text)
{
  gsize n = strcspn (text->str, ".");
  g_autofree char *first = g_ascii_strdown (text->str, (gssize) n);

  if (g_strv_contains (reserved, first))
    g_string_insert_c (text, (gssize) n, '_');
}

static void
shorten (GString *text,
         gsize most)
{
  const char *end = text->str;

  if (text->len <= most)
    return;

  while ((gsize) (g_utf8_next_char (end) - text->str) <= most)
    end = g_utf8_next_char (end);
  g_string_truncate (text, (gsize) (end - text->str));
  trim (text);
}

/**
 * proctor_file_name_make:
 * @name: what something is called
 * @number: tells it from others of the same name, from 1
 * @suffix: what comes at the end, as in ".json"
 * @otherwise: what it is called if nothing of @name can be kept
 *
 * Returns: (transfer full): a name that every file system takes, and that never leads to another folder
 */
char *
proctor_file_name_make (const char *name,
                        guint number,
                        const char *suffix,
                        const char *otherwise)
{
  GString *text = replace_unsafe (name);
  g_autofree char *end = number > 1 ? g_strdup_printf ("-%u%s", number, suffix) : g_strdup (suffix);

  trim (text);
  shorten (text, MOST_BYTES - strlen (end) - 1);
  if (text->len == 0)
    g_string_append (text, otherwise);
  avoid_reserved (text);
  g_string_append (text, end);

  return g_string_free (text, FALSE);
}

/**
 * proctor_file_name_fold:
 * @name: a file's name
 *
 * Returns: (transfer full): what two names have in common that some file system takes for one
 */
char *
proctor_file_name_fold (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL);
}
