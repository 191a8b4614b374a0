/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-masking-private.h"

#include <string.h>

/* JSON in a string of JSON in a string: deeper than this it is taken for text. */
#define MOST_DEPTH 6
#define MOST_KEY 64

/* How far one has come with JSON. */
typedef struct
{
  /* Owned */
  GString *masked; /* (nullable): what was replaced so far */

  /* Borrowed */
  ProctorMasking *masking;
  const ProctorMaskingPlace *place;
  const char *end;
  const char *copied; /* up to here it is in what is masked */

  ProctorMaskingDeed deed;
  char key[MOST_KEY]; /* what the values that come now are called */
} Scan;

/* Returns the quotation mark that closes a string, or NULL. */
static const char *
find_quote (const char *text,
            const char *end)
{
  const char *position = text;

  while (position < end && *position != '"')
    position += *position == '\\' ? 2 : 1;

  return position < end ? position : NULL;
}

static const char *
skip_blanks (const char *text,
             const char *end)
{
  while (text < end && (*text == ' ' || *text == '\t' || *text == '\n' || *text == '\r'))
    text++;

  return text;
}

/* Whether something looks enough like JSON for its strings to be found: there are brackets round all of
 * it, and as many that close as that open. */
static gboolean
is_json (const char *text,
         gsize length)
{
  const char *end = text + length;
  const char *position = skip_blanks (text, end);
  gsize depth = 0;

  if (position == end || (*position != '{' && *position != '['))
    return FALSE;

  for (; position < end; position++)
    {
      if (*position == '"' && (position = find_quote (position + 1, end)) == NULL)
        return FALSE;
      if (*position == '{' || *position == '[')
        depth++;
      if ((*position == '}' || *position == ']') && --depth == 0)
        return skip_blanks (position + 1, end) == end;
    }

  return FALSE;
}

static gboolean
read_hex (const char *text,
          const char *end,
          gunichar *value)
{
  *value = 0;
  if (end - text < 4)
    return FALSE;
  for (gsize i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (text[i]))
        return FALSE;
      *value = *value * 16 + (gunichar) g_ascii_xdigit_value (text[i]);
    }

  return TRUE;
}

/* Reads what comes after "\u", which may be half of a character that is written in two. */
static const char *
unescape_unicode (const char *text,
                  const char *end,
                  GString *plain)
{
  gunichar value, low;

  if (!read_hex (text, end, &value) || value == 0)
    return NULL;
  text += 4;
  if (value >= 0xd800 && value < 0xdc00)
    {
      if (end - text < 6 || text[0] != '\\' || text[1] != 'u' || !read_hex (text + 2, end, &low) || low < 0xdc00 || low > 0xdfff)
        return NULL;
      value = 0x10000 + ((value - 0xd800) << 10) + (low - 0xdc00);
      text += 6;
    }
  else if (value >= 0xdc00 && value <= 0xdfff)
    return NULL;
  g_string_append_unichar (plain, value);

  return text;
}

/* Returns what a string says, or NULL if it says what can't be said in UTF-8. */
static char *
unescape (const char *text,
          const char *end)
{
  static const char escapes[] = "\"\\/bfnrt";
  static const char characters[] = "\"\\/\b\f\n\r\t";
  g_autoptr (GString) plain = g_string_sized_new ((gsize) (end - text));

  while (text != NULL && text < end)
    {
      const char *backslash = memchr (text, '\\', (gsize) (end - text));
      const char *escape;

      if (backslash == NULL)
        {
          g_string_append_len (plain, text, end - text);
          break;
        }
      g_string_append_len (plain, text, backslash - text);
      if (end - backslash < 2)
        return NULL;
      if (backslash[1] == 'u')
        {
          text = unescape_unicode (backslash + 2, end, plain);
          continue;
        }
      escape = strchr (escapes, backslash[1]);
      if (escape == NULL || *escape == '\0')
        return NULL;
      g_string_append_c (plain, characters[escape - escapes]);
      text = backslash + 2;
    }

  return text != NULL ? g_string_free (g_steal_pointer (&plain), FALSE) : NULL;
}

void
proctor_masking_append_escaped (GString *json,
                                const char *text)
{
  static const char short_ones[] = "\b\t\n\f\r\"\\";
  static const char escapes[] = "btnfr\"\\";

  for (; *text != '\0'; text++)
    {
      const char *found = strchr (short_ones, *text);

      if (found != NULL)
        {
          g_string_append_c (json, '\\');
          g_string_append_c (json, escapes[found - short_ones]);
        }
      else if ((guchar) *text < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) (guchar) *text);
      else
        g_string_append_c (json, *text);
    }
}

static GString *
begin_replacing (Scan *scan,
                 const char *start,
                 const char *end)
{
  if (scan->masked == NULL)
    scan->masked = g_string_new (NULL);
  g_string_append_len (scan->masked, scan->copied, start - scan->copied);
  scan->copied = end;

  return scan->masked;
}

/* What can't be unescaped is looked at as it stands there, and only what is put into it is escaped. */
static void
take_value (Scan *scan,
            const char *start,
            const char *end)
{
  gboolean is_escaped = memchr (start, '\\', (gsize) (end - start)) != NULL;
  g_autofree char *plain = is_escaped ? unescape (start, end) : NULL;
  const ProctorMaskingPlace place = {
    .key = scan->key[0] != '\0' ? scan->key : scan->place->key,
    .is_variable = scan->place->is_variable,
    .is_escaped = is_escaped && plain == NULL,
    .depth = scan->place->depth + 1,
  };
  g_autofree char *masked = NULL;

  if (plain != NULL)
    masked = proctor_masking_scan (scan->masking, scan->deed, plain, strlen (plain), &place);
  else if (is_escaped)
    masked = proctor_masking_scan_text (scan->masking, scan->deed, start, (gsize) (end - start), &place);
  else
    masked = proctor_masking_scan (scan->masking, scan->deed, start, (gsize) (end - start), &place);

  if (masked == NULL)
    return;
  if (is_escaped && plain == NULL)
    g_string_append (begin_replacing (scan, start, end), masked);
  else
    proctor_masking_append_escaped (begin_replacing (scan, start, end), masked);
}

static void
take_key (Scan *scan,
          const char *start,
          const char *end)
{
  gsize length = MIN ((gsize) (end - start), MOST_KEY - 1);

  memcpy (scan->key, start, length);
  scan->key[length] = '\0';
}

static char *
scan_json (ProctorMasking *self,
           ProctorMaskingDeed deed,
           const char *text,
           gsize length,
           const ProctorMaskingPlace *place)
{
  Scan scan = { .masking = self, .place = place, .end = text + length, .copied = text, .deed = deed };
  const char *position = text;

  while (position < scan.end && (position = memchr (position, '"', (gsize) (scan.end - position))) != NULL)
    {
      const char *quote = find_quote (position + 1, scan.end);
      const char *next = skip_blanks (quote + 1, scan.end);

      if (next < scan.end && *next == ':')
        take_key (&scan, position + 1, quote);
      else
        take_value (&scan, position + 1, quote);
      position = quote + 1;
    }

  if (scan.masked == NULL)
    return NULL;
  g_string_append_len (scan.masked, scan.copied, scan.end - scan.copied);

  return g_string_free (scan.masked, FALSE);
}

/* Does something with a text, which may be JSON. Returns it, if something was replaced in it. */
char *
proctor_masking_scan (ProctorMasking *self,
                      ProctorMaskingDeed deed,
                      const char *text,
                      gsize length,
                      const ProctorMaskingPlace *place)
{
  g_autofree char *valid = NULL;

  if (place->depth == 0 && !g_utf8_validate (text, (gssize) length, NULL))
    {
      valid = g_utf8_make_valid (text, (gssize) length);
      text = valid;
      length = strlen (valid);
    }

  if (place->depth < MOST_DEPTH && is_json (text, length))
    return scan_json (self, deed, text, length, place);

  return proctor_masking_scan_text (self, deed, text, length, place);
}
