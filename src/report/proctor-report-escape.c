/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-report-escape.h"

#include <string.h>

/* What stands in a report was written by agents, by callers that were played and by tools: none of it may be
 * taken for part of the report itself. */

#define REPLACEMENT 0xfffd

static gboolean
is_allowed_in_xml (gunichar c)
{
  if (c < 0x20)
    return c == '\t' || c == '\n' || c == '\r';

  return (c <= 0xd7ff || c >= 0xe000) && c != 0xfffe && c != 0xffff && c <= 0x10ffff;
}

/* Those that turn the text around could make it say something else. */
static gboolean
turns_text_around (gunichar c)
{
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
append_xml_char (GString *text,
                 gunichar c,
                 gboolean is_value)
{
  switch (c)
    {
    case '<':
      g_string_append (text, "&lt;");
      break;
    case '>':
      g_string_append (text, "&gt;");
      break;
    case '&':
      g_string_append (text, "&amp;");
      break;
    case '"':
      g_string_append (text, "&quot;");
      break;
    case '\r':
      /* A reader would make a line's end of it. */
      g_string_append (text, "&#13;");
      break;
    case '\n':
    case '\t':
      if (is_value)
        g_string_append_printf (text, "&#%u;", c);
      else
        g_string_append_unichar (text, c);
      break;
    default:
      g_string_append_unichar (text, is_allowed_in_xml (c) ? c : REPLACEMENT);
    }
}

static void
append_xml (GString *text,
            const char *words,
            gboolean is_value)
{
  g_autofree char *valid = words != NULL && !g_utf8_validate (words, -1, NULL) ? g_utf8_make_valid (words, -1) : NULL;

  for (const char *p = valid != NULL ? valid : words; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    append_xml_char (text, g_utf8_get_char (p), is_value);
}

/**
 * proctor_report_append_xml:
 * @text: XML or HTML that is being written
 * @words: (nullable): what is to be read in it
 *
 * Writes text between tags. What XML 1.0 forbids even escaped is replaced.
 */
void
proctor_report_append_xml (GString *text,
                           const char *words)
{
  append_xml (text, words, FALSE);
}

/**
 * proctor_report_append_xml_value:
 * @text: XML or HTML that is being written
 * @words: (nullable): what is to be read in it
 *
 * Writes what stands between an attribute's quotes.
 */
void
proctor_report_append_xml_value (GString *text,
                                 const char *words)
{
  append_xml (text, words, TRUE);
}

/**
 * proctor_report_append_attribute:
 * @text: XML or HTML that is being written
 * @name: the attribute's name
 * @value: (nullable): its value; without one there is no attribute
 *
 * Writes an attribute, with a space before it.
 */
void
proctor_report_append_attribute (GString *text,
                                 const char *name,
                                 const char *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (text, " %s=\"", name);
  append_xml (text, value, TRUE);
  g_string_append_c (text, '"');
}

/**
 * proctor_report_append_element:
 * @text: XML or HTML that is being written
 * @start: what opens the element, as it is
 * @words: (nullable): what is to be read in it
 * @end: what closes the element, as it is
 */
void
proctor_report_append_element (GString *text,
                               const char *start,
                               const char *words,
                               const char *end)
{
  g_string_append (text, start);
  proctor_report_append_xml (text, words);
  g_string_append (text, end);
}

/**
 * proctor_report_append_markdown:
 * @text: Markdown that is being written
 * @words: (nullable): what is to be read in it
 *
 * Writes text that is neither a table's end, nor markup, nor HTML; on a line, because a table has no other cells.
 * Nobody is called by an “@”, and nothing becomes a link to an issue.
 */
void
proctor_report_append_markdown (GString *text,
                                const char *words)
{
  g_autofree char *valid = words != NULL ? g_utf8_make_valid (words, -1) : NULL;

  for (const char *p = valid; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\r' && p[1] == '\n')
        continue;
      if (c == '\n' || c == '\r')
        g_string_append (text, "<br>");
      else if (c == '<')
        g_string_append (text, "&lt;");
      else if (c == '>')
        g_string_append (text, "&gt;");
      else if (c == '&')
        g_string_append (text, "&amp;");
      else if (c == '@')
        g_string_append (text, "@\u2060");
      else if (c == '#')
        g_string_append (text, "\\#\u2060");
      else if (c < 0x80 && strchr ("\\`*_{}[]()!|~$", (int) c) != NULL)
        g_string_append_printf (text, "\\%c", (char) c);
      else if (c == '\t')
        g_string_append_c (text, ' ');
      else
        g_string_append_unichar (text, is_allowed_in_xml (c) && c != 0x7f && !turns_text_around (c) ? c : REPLACEMENT);
    }
}

/**
 * proctor_report_append_summary:
 * @text: Markdown that is being written
 * @words: what is to be read in it
 *
 * Writes text into HTML that stands in Markdown: on a line, because an empty one would end it, and nobody is called.
 */
void
proctor_report_append_summary (GString *text,
                               const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_ascii_isspace (c < 0x80 ? (char) c : 'x'))
        g_string_append_c (text, ' ');
      else
        append_xml_char (text, turns_text_around (c) ? REPLACEMENT : c, FALSE);
      if (c == '@' || c == '#')
        g_string_append (text, "\u2060");
    }
}

static gsize
find_longest_run (const char *words,
                  char sign)
{
  gsize longest = 0;
  gsize n = 0;

  for (const char *p = words; *p != '\0'; p++)
    {
      n = *p == sign ? n + 1 : 0;
      longest = MAX (longest, n);
    }

  return longest;
}

/**
 * proctor_report_append_fence:
 * @text: Markdown that is being written
 * @words: what is to be shown as it is, of any number of lines
 *
 * Writes a block of code that nothing in it ends.
 */
void
proctor_report_append_fence (GString *text,
                             const char *words)
{
  g_autofree char *valid = g_utf8_make_valid (words, -1);
  gsize n = MAX (3, find_longest_run (valid, '`') + 1);
  g_autofree char *fence = g_strnfill (n, '`');

  g_string_append_printf (text, "%stext\n", fence);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (text, is_allowed_in_xml (c) && c != '\r' && c != 0x7f && !turns_text_around (c) ? c : REPLACEMENT);
    }
  if (text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  g_string_append_printf (text, "%s\n", fence);
}

/**
 * proctor_report_append_cell:
 * @text: CSV that is being written
 * @words: (nullable): what is to be read in it
 *
 * Writes a field, without what separates it. A spreadsheet would calculate what begins as a formula does; with an
 * apostrophe before it, it is text.
 */
void
proctor_report_append_cell (GString *text,
                            const char *words)
{
  g_autofree char *valid = words != NULL ? g_utf8_make_valid (words, -1) : g_strdup ("");
  gboolean is_formula = *valid != '\0' && strchr ("=+-@\t\r", *valid) != NULL;

  if (!is_formula && strpbrk (valid, "\",;\r\n\t ") == NULL)
    {
      g_string_append (text, valid);
      return;
    }

  g_string_append (text, is_formula ? "\"'" : "\"");
  for (const char *p = valid; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (text, '"');
      g_string_append_c (text, *p);
    }
  g_string_append_c (text, '"');
}
