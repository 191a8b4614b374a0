/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-markdown-private.h"

#include <string.h>

/* Nobody reads a longer name. */
#define MOST_NAME_BYTES 300

/* A text is read in two steps: what is Markdown is found in the source, as places in it; then the source is
 * copied, without what only says how it looks and with a name for each character that can't be seen. So
 * whatever is found, nothing but the source's own text can come out. */

static void
clear_span (gpointer data)
{
  g_free (((ProctorMarkdownSpan *) data)->url);
}

static GArray *
make_spans (void)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (ProctorMarkdownSpan));

  g_array_set_clear_func (spans, clear_span);

  return spans;
}

static void
add_span (GArray *spans,
          ProctorMarkdownStyle style,
          gsize start,
          gsize end,
          char *url)
{
  ProctorMarkdownSpan span = { style, (guint) start, (guint) end, url };

  if (start < end)
    g_array_append_val (spans, span);
  else
    g_free (url);
}

void
proctor_markdown_reading_edit (ProctorMarkdownReading *self,
                               gsize start,
                               gsize end,
                               const char *replacement)
{
  ProctorMarkdownEdit edit = { start, end, replacement };

  g_array_append_val (self->edits, edit);
}

/* Takes @url. */
void
proctor_markdown_reading_style (ProctorMarkdownReading *self,
                                ProctorMarkdownStyle style,
                                gsize start,
                                gsize end,
                                char *url)
{
  add_span (self->spans, style, start, end, url);
}

/**
 * proctor_markdown_new:
 *
 * Returns: (transfer full): an empty text
 */
ProctorMarkdown *
proctor_markdown_new (void)
{
  ProctorMarkdown *self = g_new0 (ProctorMarkdown, 1);

  self->text = g_string_new (NULL);
  self->spans = make_spans ();

  return self;
}

/**
 * proctor_markdown_free:
 * @self: (transfer full): a text
 */
void
proctor_markdown_free (ProctorMarkdown *self)
{
  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_array_unref (self->spans);
  g_free (self);
}

/**
 * proctor_markdown_is_odd:
 * @c: a character
 *
 * Returns: whether it can't be seen, or makes others stand where they don't belong
 */
gboolean
proctor_markdown_is_odd (gunichar c)
{
  if (c == '\n' || c == '\t')
    return FALSE;

  return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200b || c == 0x2028 || c == 0x2029 || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || (c >= 0xe0000 && c <= 0xe0fff);
}

static void
copy_character (ProctorMarkdown *self,
                const char **p)
{
  gunichar c = g_utf8_get_char (*p);
  gsize before = self->text->len;

  if (!proctor_markdown_is_odd (c))
    {
      const char *next = g_utf8_next_char (*p);

      g_string_append_len (self->text, *p, next - *p);
      *p = next;
      return;
    }

  /* A line may end as on Windows. */
  *p = g_utf8_next_char (*p);
  if (c == '\r' && **p == '\n')
    return;

  g_string_append_printf (self->text, "[U+%04X]", c);
  add_span (self->spans, PROCTOR_MARKDOWN_ODD, before, self->text->len, NULL);
}

static void
copy (ProctorMarkdown *self,
      const char *source,
      gsize length)
{
  const char *end = source + length;

  for (const char *p = source; p < end;)
    {
      const char *run = p;

      /* Most of it is plain. */
      while (p < end && (guchar) *p >= 0x20 && (guchar) *p < 0x7f)
        p++;
      g_string_append_len (self->text, run, p - run);
      if (p < end)
        copy_character (self, &p);
    }
}

static int
compare_edits (gconstpointer a,
               gconstpointer b)
{
  const ProctorMarkdownEdit *one = a, *other = b;

  return one->start < other->start ? -1 : one->start > other->start;
}

/* Copies a part of the source, and notes where each marked place of it is then. */
static void
copy_mapped (ProctorMarkdown *self,
             const char *source,
             gsize start,
             gsize end,
             guint *map)
{
  for (gsize i = start; i < end; i++)
    {
      if (map[i] == 0)
        continue;
      copy (self, source + start, i - start);
      start = i;
      map[i] = (guint) self->text->len + 1;
    }
  copy (self, source + start, end - start);
}

/* Copies the source with its edits. In @map the places that the spans name are marked; it gets where these
 * are then, counted from 1. */
static void
copy_edited (ProctorMarkdown *self,
             ProctorMarkdownReading *reading,
             gsize length,
             guint *map)
{
  gsize at = 0;

  for (guint i = 0; i < reading->edits->len; i++)
    {
      const ProctorMarkdownEdit *edit = &g_array_index (reading->edits, ProctorMarkdownEdit, i);

      if (edit->start < at)
        continue;
      copy_mapped (self, reading->source, at, edit->start, map);
      for (gsize j = edit->start; j < edit->end; j++)
        if (map[j] != 0)
          map[j] = (guint) self->text->len + 1;
      g_string_append (self->text, edit->replacement);
      at = edit->end;
    }
  copy_mapped (self, reading->source, at, length, map);
  map[length] = (guint) self->text->len + 1;
}

/**
 * proctor_markdown_read:
 * @self: a text
 * @source: Markdown
 * @length: its length in bytes, or -1
 *
 * Adds what @source says. Emphasis, code, headings, lists, quotations and links to https addresses are
 * understood; everything else, such as HTML, is shown as it was written.
 */
void
proctor_markdown_read (ProctorMarkdown *self,
                       const char *source,
                       gssize length)
{
  g_autofree char *valid = NULL;
  g_autofree guint *map = NULL;
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (ProctorMarkdownEdit));
  g_autoptr (GArray) spans = make_spans ();
  ProctorMarkdownReading reading;
  gsize n;

  g_return_if_fail (self != NULL && source != NULL);

  valid = g_utf8_make_valid (source, length);
  n = strlen (valid);
  reading = (ProctorMarkdownReading) { valid, edits, spans };
  proctor_markdown_read_blocks (&reading, n);
  if (edits->len == 0 && spans->len == 0)
    {
      copy (self, valid, n);
      return;
    }

  g_array_sort (edits, compare_edits);
  map = g_new0 (guint, n + 1);
  for (guint i = 0; i < spans->len; i++)
    {
      map[g_array_index (spans, ProctorMarkdownSpan, i).start] = 1;
      map[g_array_index (spans, ProctorMarkdownSpan, i).end] = 1;
    }
  copy_edited (self, &reading, n, map);
  for (guint i = 0; i < spans->len; i++)
    {
      ProctorMarkdownSpan *span = &g_array_index (spans, ProctorMarkdownSpan, i);

      add_span (self->spans, span->style, map[span->start] - 1, map[span->end] - 1, g_steal_pointer (&span->url));
    }
}

/**
 * proctor_markdown_add:
 * @self: a text
 * @source: a plain text
 * @length: its length in bytes, or -1
 * @style: how it is to look
 *
 * Adds @source, in which nothing is understood.
 */
void
proctor_markdown_add (ProctorMarkdown *self,
                      const char *source,
                      gssize length,
                      ProctorMarkdownStyle style)
{
  g_autofree char *valid = NULL;
  gsize before;

  g_return_if_fail (self != NULL && source != NULL);

  valid = g_utf8_make_valid (source, length);
  before = self->text->len;
  copy (self, valid, strlen (valid));
  if (style != PROCTOR_MARKDOWN_PLAIN)
    add_span (self->spans, style, before, self->text->len, NULL);
}

/**
 * proctor_markdown_dup_visible:
 * @text: a plain text
 *
 * Returns: (transfer full): @text with a name for each character that can't be seen
 */
char *
proctor_markdown_dup_visible (const char *text)
{
  g_autoptr (ProctorMarkdown) self = proctor_markdown_new ();

  proctor_markdown_add (self, text, -1, PROCTOR_MARKDOWN_PLAIN);

  return g_strdup (self->text->str);
}

/**
 * proctor_markdown_is_long:
 * @text: (nullable): a plain text
 *
 * Returns: whether proctor_markdown_dup_beginning() leaves something out
 */
gboolean
proctor_markdown_is_long (const char *text)
{
  return text != NULL && strnlen (text, MOST_NAME_BYTES + 1) > MOST_NAME_BYTES;
}

/**
 * proctor_markdown_dup_beginning:
 * @text: a plain text, which may be a megabyte where a name is meant to be
 *
 * Returns: (transfer full): as much of it as anybody reads in a label, with a name for each character that can't be seen
 */
char *
proctor_markdown_dup_beginning (const char *text)
{
  g_autoptr (ProctorMarkdown) self = proctor_markdown_new ();
  gsize length = strnlen (text, MOST_NAME_BYTES + 1);

  if (length > MOST_NAME_BYTES)
    {
      length = MOST_NAME_BYTES;
      while (length > 0 && (text[length] & 0xc0) == 0x80)
        length--;
    }
  proctor_markdown_add (self, text, (gssize) length, PROCTOR_MARKDOWN_PLAIN);
  if (text[length] != '\0')
    proctor_markdown_add (self, "…", -1, PROCTOR_MARKDOWN_PLAIN);

  return g_strdup (self->text->str);
}

typedef struct
{
  guint place;
  gboolean begins;
  const ProctorMarkdownSpan *span;
} Event;

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  const Event *one = a, *other = b;

  return one->place < other->place ? -1 : one->place > other->place;
}

static const char *const attributes[PROCTOR_MARKDOWN_N_STYLES] = {
  [PROCTOR_MARKDOWN_PLAIN] = "",
  [PROCTOR_MARKDOWN_BOLD] = " weight=\"bold\"",
  [PROCTOR_MARKDOWN_ITALIC] = " style=\"italic\"",
  [PROCTOR_MARKDOWN_STRIKE] = " strikethrough=\"true\"",
  [PROCTOR_MARKDOWN_CODE] = " face=\"monospace\" size=\"92%\"",
  [PROCTOR_MARKDOWN_HEADING] = " weight=\"bold\"",
  [PROCTOR_MARKDOWN_QUOTE] = " alpha=\"70%\"",
  [PROCTOR_MARKDOWN_LINK] = "",
  [PROCTOR_MARKDOWN_ODD] = " face=\"monospace\" size=\"80%\" underline=\"single\" alpha=\"70%\"",
};

/* What is marked twice is named once: an attribute can't be there twice. */
static gboolean
is_said (const guint *depth,
         ProctorMarkdownStyle style)
{
  if (depth[style] == 0)
    return FALSE;

  switch (style)
    {
    case PROCTOR_MARKDOWN_HEADING:
      return depth[PROCTOR_MARKDOWN_BOLD] == 0;
    case PROCTOR_MARKDOWN_CODE:
      return depth[PROCTOR_MARKDOWN_ODD] == 0;
    case PROCTOR_MARKDOWN_QUOTE:
      return depth[PROCTOR_MARKDOWN_ODD] == 0;
    case PROCTOR_MARKDOWN_PLAIN:
    case PROCTOR_MARKDOWN_BOLD:
    case PROCTOR_MARKDOWN_ITALIC:
    case PROCTOR_MARKDOWN_STRIKE:
    case PROCTOR_MARKDOWN_LINK:
    case PROCTOR_MARKDOWN_ODD:
    case PROCTOR_MARKDOWN_N_STYLES:
      break;
    }

  return TRUE;
}

static void
add_segment (GString *markup,
             const char *text,
             gsize length,
             const guint *depth,
             const char *url)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);
  gboolean is_styled = FALSE;

  if (length == 0)
    return;

  if (url != NULL)
    {
      g_autofree char *address = g_markup_escape_text (url, -1);

      /* The address is said before it is gone to: the text may claim another. */
      g_string_append_printf (markup, "<a href=\"%s\" title=\"%s\">", address, address);
    }
  for (guint i = 0; i < PROCTOR_MARKDOWN_N_STYLES; i++)
    {
      if (!is_said (depth, i) || *attributes[i] == '\0')
        continue;
      g_string_append_printf (markup, "%s%s", is_styled ? "" : "<span", attributes[i]);
      is_styled = TRUE;
    }
  g_string_append_printf (markup, "%s%s%s%s", is_styled ? ">" : "", escaped, is_styled ? "</span>" : "", url != NULL ? "</a>" : "");
}

/**
 * proctor_markdown_dup_markup:
 * @self: a text
 *
 * Returns: (transfer full): Pango markup, with the links that a #GtkLabel knows. Its text is that of @self
 */
char *
proctor_markdown_dup_markup (ProctorMarkdown *self)
{
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (Event));
  g_autoptr (GString) markup = g_string_new (NULL);
  guint depth[PROCTOR_MARKDOWN_N_STYLES] = { 0 };
  const char *url = NULL;
  guint at = 0;

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->spans->len; i++)
    {
      const ProctorMarkdownSpan *span = &g_array_index (self->spans, ProctorMarkdownSpan, i);
      Event begin = { span->start, TRUE, span };
      Event end = { span->end, FALSE, span };

      g_array_append_val (events, begin);
      g_array_append_val (events, end);
    }
  g_array_sort (events, compare_events);
  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = &g_array_index (events, Event, i);

      add_segment (markup, self->text->str + at, event->place - at, depth, url);
      at = event->place;
      if (event->begins)
        depth[event->span->style]++;
      else
        depth[event->span->style]--;
      if (event->span->style == PROCTOR_MARKDOWN_LINK)
        url = event->begins ? event->span->url : url == event->span->url ? NULL
                                                                         : url;
    }
  add_segment (markup, self->text->str + at, self->text->len - at, depth, NULL);
  /* A hyphen that nobody has written would be read as a part of an address or a key. */
  g_string_prepend (markup, "<span insert_hyphens=\"false\">");
  g_string_append (markup, "</span>");

  return g_string_free_and_steal (g_steal_pointer (&markup));
}
