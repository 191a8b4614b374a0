/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-json-sorted.h"

#include <string.h>

/* Writes JSON so that what says the same is the same text: the members of an object in the order of their names, no blanks,
 * and characters as they are. A parser would lose what makes a difference, as numbers that are too large for it, so that
 * numbers stay the text that they are: 1 and 1.0 are two things. */

/* What is nested deeper is no JSON to json-glib either. */
#define MOST_DEPTH 1024

/* A member that was written already. */
typedef struct
{
  gsize begin;
  gsize name_length;
  gsize length;
} Member;

static gboolean append_value (GString *out,
                              const char **position,
                              guint depth);

static const char *
skip_blanks (const char *text)
{
  return text + strspn (text, " \t\r\n");
}

static void
append_character (GString *out,
                  gunichar character)
{
  const char *shorts = "btn?fr";

  if (character == '"' || character == '\\')
    g_string_append_printf (out, "\\%c", (char) character);
  else if (character >= '\b' && character <= '\r' && character != '\v')
    g_string_append_printf (out, "\\%c", shorts[character - '\b']);
  /* Half a pair of surrogates is no character. */
  else if (character < ' ' || (character >= 0xd800 && character < 0xe000))
    g_string_append_printf (out, "\\u%04x", character);
  else
    g_string_append_unichar (out, character);
}

/* The four digits after "\u". */
static gboolean
read_unit (const char *text,
           gunichar *unit)
{
  if (text[0] != '\\' || text[1] != 'u')
    return FALSE;

  *unit = 0;
  for (guint i = 2; i < 6; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
      *unit = *unit * 16 + (gunichar) g_ascii_xdigit_value (text[i]);
    }

  return TRUE;
}

static gboolean
append_escape (GString *out,
               const char **position)
{
  const char *escapes = "\"\\/bfnrt";
  const char *characters = "\"\\/\b\f\n\r\t";
  const char *escape = (*position)[1] != '\0' ? strchr (escapes, (*position)[1]) : NULL;
  gunichar unit, next;

  if (escape != NULL)
    {
      append_character (out, (gunichar) characters[escape - escapes]);
      *position += 2;
      return TRUE;
    }
  if (!read_unit (*position, &unit))
    return FALSE;

  *position += 6;
  if (unit >= 0xd800 && unit < 0xdc00 && read_unit (*position, &next) && next >= 0xdc00 && next < 0xe000)
    {
      unit = 0x10000 + ((unit - 0xd800) << 10) + (next - 0xdc00);
      *position += 6;
    }
  append_character (out, unit);

  return TRUE;
}

static gboolean
append_string (GString *out,
               const char **position)
{
  if (**position != '"')
    return FALSE;

  (*position)++;
  g_string_append_c (out, '"');
  while (**position != '"')
    {
      gsize n_plain = strcspn (*position, "\"\\");

      g_string_append_len (out, *position, (gssize) n_plain);
      *position += n_plain;
      if (**position == '\0' || (**position == '\\' && !append_escape (out, position)))
        return FALSE;
    }
  (*position)++;
  g_string_append_c (out, '"');

  return TRUE;
}

/* A number, or one of the three words. */
static gboolean
append_scalar (GString *out,
               const char **position)
{
  gsize length = strcspn (*position, " \t\r\n,:\"[]{}");
  g_autofree char *scalar = g_strndup (*position, length);

  if (!g_ascii_isdigit (*scalar) && *scalar != '-' && strcmp (scalar, "true") != 0 && strcmp (scalar, "false") != 0 && strcmp (scalar, "null") != 0)
    return FALSE;

  g_string_append_len (out, *position, (gssize) length);
  *position += length;

  return TRUE;
}

static int
compare_members (gconstpointer one,
                 gconstpointer other,
                 gpointer user_data)
{
  const GString *out = user_data;
  const Member *a = one;
  const Member *b = other;
  int order = memcmp (out->str + a->begin, out->str + b->begin, MIN (a->name_length, b->name_length));

  return order != 0 ? order : (a->name_length > b->name_length) - (a->name_length < b->name_length);
}

static gboolean
are_sorted (const GString *out,
            const GArray *members)
{
  for (guint i = 1; i < members->len; i++)
    if (compare_members (&g_array_index (members, Member, i - 1), &g_array_index (members, Member, i), (gpointer) out) > 0)
      return FALSE;

  return TRUE;
}

/* Of two of the same name the last counts, so that their order is kept. */
static void
sort_members (GString *out,
              gsize begin,
              GArray *members)
{
  g_autoptr (GString) sorted = NULL;

  if (are_sorted (out, members))
    return;

  sorted = g_string_sized_new (out->len - begin + 1);
  g_array_sort_with_data (members, compare_members, out);
  for (guint i = 0; i < members->len; i++)
    {
      const Member *member = &g_array_index (members, Member, i);

      if (i > 0)
        g_string_append_c (sorted, ',');
      g_string_append_len (sorted, out->str + member->begin, (gssize) member->length);
    }
  g_string_truncate (out, begin);
  g_string_append_len (out, sorted->str, (gssize) sorted->len);
}

static gboolean
append_member (GString *out,
               const char **position,
               guint depth,
               GArray *members)
{
  Member member = { .begin = out->len };

  if (!append_string (out, position))
    return FALSE;

  member.name_length = out->len - member.begin;
  *position = skip_blanks (*position);
  if (**position != ':')
    return FALSE;

  (*position)++;
  g_string_append_c (out, ':');
  if (!append_value (out, position, depth))
    return FALSE;

  member.length = out->len - member.begin;
  g_array_append_val (members, member);

  return TRUE;
}

/* What is between brackets; of an object its members are noted. */
static gboolean
append_elements (GString *out,
                 const char **position,
                 guint depth,
                 GArray *members)
{
  const char closing = members != NULL ? '}' : ']';

  *position = skip_blanks (*position + 1);
  if (**position == closing)
    {
      (*position)++;
      return TRUE;
    }

  for (;; *position = skip_blanks (*position + 1))
    {
      if (members != NULL ? !append_member (out, position, depth, members) : !append_value (out, position, depth))
        return FALSE;

      *position = skip_blanks (*position);
      if (**position == closing)
        {
          (*position)++;
          return TRUE;
        }
      if (**position != ',')
        return FALSE;
      g_string_append_c (out, ',');
    }
}

static gboolean
append_object (GString *out,
               const char **position,
               guint depth)
{
  g_autoptr (GArray) members = g_array_new (FALSE, FALSE, sizeof (Member));
  gsize begin;

  g_string_append_c (out, '{');
  begin = out->len;
  if (!append_elements (out, position, depth + 1, members))
    return FALSE;

  sort_members (out, begin, members);
  g_string_append_c (out, '}');

  return TRUE;
}

static gboolean
append_value (GString *out,
              const char **position,
              guint depth)
{
  if (depth > MOST_DEPTH)
    return FALSE;

  *position = skip_blanks (*position);
  switch (**position)
    {
    case '{':
      return append_object (out, position, depth);
    case '[':
      g_string_append_c (out, '[');
      if (!append_elements (out, position, depth + 1, NULL))
        return FALSE;
      g_string_append_c (out, ']');
      return TRUE;
    case '"':
      return append_string (out, position);
    default:
      return append_scalar (out, position);
    }
}

/**
 * proctor_json_sorted_dup:
 * @text: JSON, perhaps
 *
 * Two texts of which this gives the same say the same, whatever order members are in and however they are laid out. It
 * may take a while where they are long, so it is for a thread.
 *
 * Returns: (transfer full) (nullable): @text with the members of each object sorted; %NULL if it is no object and no
 *   array
 */
char *
proctor_json_sorted_dup (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *position;

  g_return_val_if_fail (text != NULL, NULL);

  position = skip_blanks (text);
  if ((*position != '{' && *position != '[') || !append_value (out, &position, 0) || *skip_blanks (position) != '\0')
    return NULL;

  return g_string_free_and_steal (g_steal_pointer (&out));
}
