/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-markdown-private.h"

#include <string.h>

/* Lines and what they begin with. */

static gsize
find_line_end (const char *source,
               gsize at,
               gsize length)
{
  const char *end = memchr (source + at, '\n', length - at);

  return end != NULL ? (gsize) (end - source) : length;
}

static gsize
skip_spaces (const char *source,
             gsize at,
             gsize end)
{
  while (at < end && source[at] == ' ')
    at++;

  return at;
}

static gsize
count_run (const char *source,
           gsize at,
           gsize end,
           char c)
{
  gsize n = 0;

  while (at + n < end && source[at + n] == c)
    n++;

  return n;
}

/* Returns how long the fence is that the line consists of; 0 if it is none. */
static gsize
count_fence (const char *source,
             gsize at,
             gsize end)
{
  gsize n;

  at = skip_spaces (source, at, end);
  n = at < end && (source[at] == '`' || source[at] == '~') ? count_run (source, at, end, source[at]) : 0;

  return n >= 3 && memchr (source + at + n, '`', end - at - n) == NULL ? n : 0;
}

/* Finds the end of what a fence at @at begins. Code that nobody has closed goes on to the end. */
static gsize
read_fenced (ProctorMarkdownReading *self,
             gsize at,
             gsize length,
             gsize n_fence)
{
  gsize line_end = find_line_end (self->source, at, length);
  gsize begin = MIN (line_end + 1, length);
  char c = self->source[skip_spaces (self->source, at, length)];

  proctor_markdown_reading_edit (self, at, begin, "");
  for (gsize line = begin; line < length;)
    {
      gsize end = find_line_end (self->source, line, length);
      gsize first = skip_spaces (self->source, line, end);

      if (first < end && self->source[first] == c && count_fence (self->source, line, end) >= n_fence)
        {
          gsize code_end = line > begin ? line - 1 : line;

          proctor_markdown_reading_style (self, PROCTOR_MARKDOWN_CODE, begin, code_end, NULL);
          proctor_markdown_reading_edit (self, code_end, end, "");
          return end;
        }
      line = end + 1;
    }
  proctor_markdown_reading_style (self, PROCTOR_MARKDOWN_CODE, begin, length, NULL);

  return length;
}

/* Returns where the text of a line begins, behind what says what kind of line it is. */
static gsize
read_prefix (ProctorMarkdownReading *self,
             gsize at,
             gsize end)
{
  const char *source = self->source;
  gsize first = skip_spaces (source, at, end);
  gsize n;

  if (first == end)
    return end;

  n = count_run (source, first, end, '#');
  if (n >= 1 && n <= 6 && first + n < end && source[first + n] == ' ')
    {
      gsize text = skip_spaces (source, first + n, end);

      proctor_markdown_reading_edit (self, at, text, "");
      proctor_markdown_reading_style (self, PROCTOR_MARKDOWN_HEADING, text, end, NULL);
      return text;
    }
  if (source[first] == '>')
    {
      gsize text = first + 1 < end && source[first + 1] == ' ' ? first + 2 : first + 1;

      proctor_markdown_reading_edit (self, first, text, "│ ");
      proctor_markdown_reading_style (self, PROCTOR_MARKDOWN_QUOTE, first, end, NULL);
      return text;
    }
  if (strchr ("-*+", source[first]) != NULL && first + 1 < end && source[first + 1] == ' ')
    {
      proctor_markdown_reading_edit (self, first, first + 2, "• ");
      return first + 2;
    }

  return first;
}

/* Whether a line belongs to what was said in the line before it. */
static gboolean
is_continued (const char *source,
              gsize at,
              gsize end)
{
  gsize first = skip_spaces (source, at, end);

  if (first == end || source[first] == '\r' || source[first] == '>' || source[first] == '#' || count_fence (source, at, end) > 0)
    return FALSE;

  return !(strchr ("-*+", source[first]) != NULL && first + 1 < end && source[first + 1] == ' ');
}

void
proctor_markdown_read_blocks (ProctorMarkdownReading *self,
                              gsize length)
{
  for (gsize at = 0; at < length;)
    {
      gsize end = find_line_end (self->source, at, length);
      gsize n_fence = count_fence (self->source, at, end);
      gboolean is_heading;
      gsize text;

      if (n_fence > 0)
        {
          at = read_fenced (self, at, length, n_fence) + 1;
          continue;
        }

      is_heading = self->source[skip_spaces (self->source, at, end)] == '#';
      text = read_prefix (self, at, end);
      /* What is emphasized may go on in the next line. */
      while (!is_heading && end < length)
        {
          gsize next_end = find_line_end (self->source, end + 1, length);

          if (!is_continued (self->source, end + 1, next_end))
            break;
          end = next_end;
        }
      proctor_markdown_read_inline (self, text, end);
      at = end + 1;
    }
}
