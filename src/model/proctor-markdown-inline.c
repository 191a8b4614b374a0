/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-markdown-private.h"

#include <string.h>

/* What is in a line: emphasis, code and links. Every character is looked at a few times at most, whoever
 * wrote them. */

/* As many may be open at once. */
#define MOST_OPEN 16
#define MOST_TICKS 8
#define MOST_ADDRESS 2048

typedef struct
{
  char c;
  gsize n;
  gsize place;
} Open;

typedef struct
{
  ProctorMarkdownReading *reading;
  gsize end;
  gboolean in_link; /* the text of a link has no other links */
  Open open[MOST_OPEN];
  guint n_open;
  /* Behind which place there is no run of so many backticks, and no bracket: it isn't looked for again. */
  gsize no_ticks[MOST_TICKS + 1];
  gboolean no_bracket;
  gsize bracket; /* the last that was found */
} Line;

static gboolean
is_word (const char *source,
         gsize at,
         gsize end)
{
  return at < end && ((source[at] & 0x80) != 0 || g_ascii_isalnum (source[at]));
}

static gboolean
is_blank (const char *source,
          gsize at,
          gsize end)
{
  return at >= end || g_ascii_isspace (source[at]);
}

/* Returns the address that begins at @at, as far as it is one: over https, to a host, without a name and a
 * password that would look like the host. */
static gsize
measure_address (const char *source,
                 gsize at,
                 gsize end)
{
  const char *scheme = "https://";
  gsize host = at + strlen (scheme);
  gsize p = host;
  gboolean in_host = TRUE;

  end = MIN (end, at + MOST_ADDRESS);
  if (host >= end || g_ascii_strncasecmp (source + at, scheme, strlen (scheme)) != 0 || !g_ascii_isalnum (source[host]))
    return 0;

  for (; p < end; p++)
    {
      if ((guchar) source[p] <= 0x20 || (guchar) source[p] >= 0x7f || strchr ("<>\"\\^`{|}", source[p]) != NULL)
        break;
      if (strchr ("/?#", source[p]) != NULL)
        in_host = FALSE;
      else if (in_host && source[p] == '@')
        return 0;
    }

  return p - at;
}

/* A sentence's end and a bracket that was opened before it are not part of an address. */
static gsize
trim_address (const char *source,
              gsize at,
              gsize length)
{
  int depth = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (source[at + i] == '(')
        depth++;
      else if (source[at + i] == ')' && --depth < 0)
        length = i;
    }
  while (length > 0 && strchr (".,;:!?*_~'", source[at + length - 1]) != NULL)
    length--;

  return length;
}

static gsize
read_bare_address (Line *line,
                   gsize at)
{
  const char *source = line->reading->source;
  gsize length;

  if (line->in_link || (at > 0 && is_word (source, at - 1, line->end)))
    return 0;

  length = measure_address (source, at, line->end);
  length = trim_address (source, at, length);
  if (length <= strlen ("https://"))
    return 0;

  proctor_markdown_reading_style (line->reading, PROCTOR_MARKDOWN_LINK, at, at + length, g_strndup (source + at, length));

  return length;
}

static void read_range (ProctorMarkdownReading *reading,
                        gsize start,
                        gsize end,
                        gboolean in_link);

/* [text](address): only what leads to where https does is a link, everything else stays as it is. */
static gsize
read_link (Line *line,
           gsize at)
{
  const char *source = line->reading->source;
  gsize text_end, address, length;

  if (line->bracket <= at && !line->no_bracket)
    {
      const char *close = memchr (source + at, ']', line->end - at);

      line->no_bracket = close == NULL;
      line->bracket = close != NULL ? (gsize) (close - source) : 0;
    }
  text_end = line->bracket;
  if (text_end <= at + 1 || text_end + 1 >= line->end || source[text_end + 1] != '(' || (at > 0 && source[at - 1] == '!'))
    return 0;
  /* A bracket within would only be the text of another link. */
  if (memchr (source + at + 1, '[', text_end - at - 1) != NULL)
    return 0;

  address = text_end + 2;
  length = measure_address (source, address, line->end);
  for (gsize i = 0; i < length; i++)
    if (source[address + i] == ')')
      length = i;
  if (length <= strlen ("https://") || address + length >= line->end || source[address + length] != ')')
    return 0;

  proctor_markdown_reading_edit (line->reading, at, at + 1, "");
  proctor_markdown_reading_style (line->reading, PROCTOR_MARKDOWN_LINK, at + 1, text_end, g_strndup (source + address, length));
  read_range (line->reading, at + 1, text_end, TRUE);
  proctor_markdown_reading_edit (line->reading, text_end, address + length + 1, "");

  return address + length + 1 - at;
}

static gsize
count_run (const char *source,
           gsize at,
           gsize end)
{
  gsize n = 1;

  while (at + n < end && source[at + n] == source[at])
    n++;

  return n;
}

static gsize
read_code (Line *line,
           gsize at)
{
  const char *source = line->reading->source;
  gsize n = count_run (source, at, line->end);

  if (n > MOST_TICKS || line->no_ticks[n])
    return n;

  for (gsize p = at + n; p < line->end;)
    {
      const char *tick = memchr (source + p, '`', line->end - p);
      gsize run;

      if (tick == NULL)
        break;
      p = (gsize) (tick - source);
      run = count_run (source, p, line->end);
      if (run == n)
        {
          proctor_markdown_reading_edit (line->reading, at, at + n, "");
          proctor_markdown_reading_style (line->reading, PROCTOR_MARKDOWN_CODE, at + n, p, NULL);
          proctor_markdown_reading_edit (line->reading, p, p + n, "");
          return p + n - at;
        }
      p += run;
    }
  line->no_ticks[n] = TRUE;

  return n;
}

static void
close_emphasis (Line *line,
                guint which,
                gsize at,
                gsize n)
{
  const Open *open = &line->open[which];
  gsize begin = open->place + open->n;

  proctor_markdown_reading_edit (line->reading, open->place, begin, "");
  if (open->c == '~')
    proctor_markdown_reading_style (line->reading, PROCTOR_MARKDOWN_STRIKE, begin, at, NULL);
  if (open->c != '~' && n >= 2)
    proctor_markdown_reading_style (line->reading, PROCTOR_MARKDOWN_BOLD, begin, at, NULL);
  if (open->c != '~' && n != 2)
    proctor_markdown_reading_style (line->reading, PROCTOR_MARKDOWN_ITALIC, begin, at, NULL);
  proctor_markdown_reading_edit (line->reading, at, at + n, "");
  /* What was opened since and is not closed stands as it is. */
  line->n_open = which;
}

static gsize
read_emphasis (Line *line,
               gsize at)
{
  const char *source = line->reading->source;
  char c = source[at];
  gsize n = count_run (source, at, line->end);
  gboolean can_open = !is_blank (source, at + n, line->end);
  gboolean can_close = at > 0 && !is_blank (source, at - 1, line->end);

  if (n > 3 || (c == '~' && n != 2))
    return n;
  /* As in snake_case. */
  if (c == '_' && is_word (source, at + n, line->end))
    can_close = FALSE;
  if (c == '_' && at > 0 && is_word (source, at - 1, line->end))
    can_open = FALSE;

  for (guint i = line->n_open; can_close && i > 0; i--)
    if (line->open[i - 1].c == c && line->open[i - 1].n == n && line->open[i - 1].place + n < at)
      {
        close_emphasis (line, i - 1, at, n);
        return n;
      }
  if (can_open && line->n_open < MOST_OPEN)
    line->open[line->n_open++] = (Open) { c, n, at };

  return n;
}

static void
read_range (ProctorMarkdownReading *reading,
            gsize start,
            gsize end,
            gboolean in_link)
{
  const char *source = reading->source;
  Line line = { .reading = reading, .end = end, .in_link = in_link };

  for (gsize at = start; at < end;)
    {
      gsize n = 0;

      switch (source[at])
        {
        case '\\':
          if (at + 1 < end && g_ascii_ispunct (source[at + 1]))
            {
              proctor_markdown_reading_edit (reading, at, at + 1, "");
              n = 2;
            }
          break;
        case '`':
          n = read_code (&line, at);
          break;
        case '[':
          n = read_link (&line, at);
          break;
        case '*':
        case '_':
        case '~':
          n = read_emphasis (&line, at);
          break;
        case 'h':
        case 'H':
          n = read_bare_address (&line, at);
          break;
        default:
          break;
        }
      at += MAX (n, 1);
    }
}

void
proctor_markdown_read_inline (ProctorMarkdownReading *self,
                              gsize start,
                              gsize end)
{
  read_range (self, start, end, FALSE);
}
