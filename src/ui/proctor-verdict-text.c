/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-verdict-text.h"

#include <string.h>

/* What a judge has written, with links to what it quotes. */

/* Nobody reads more in a panel; the raw JSON of the run has all of it. */
#define LONGEST_TEXT 16384

static const char *const digits[] = { "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

static void
append_escaped (GString *markup,
                const char *text,
                gsize length)
{
  g_autofree char *escaped = g_markup_escape_text (text, (gssize) length);

  g_string_append (markup, escaped);
}

/* A quotation that is one of the first nine has its digit, with which one gets there. */
static void
append_quote (GString *markup,
              const char *text,
              const ProctorQuote *quote,
              guint number)
{
  g_string_append_printf (markup, "<a href=\"%u\">", number);
  append_escaped (markup, text + quote->start, quote->end - quote->start);
  g_string_append (markup, "</a>");
  if (number < G_N_ELEMENTS (digits))
    g_string_append (markup, digits[number]);
}

static char *
make_markup (const char *text,
             const GArray *quotes,
             guint first)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  gsize length = strlen (text);
  gsize end = MIN (length, LONGEST_TEXT);
  gsize at = 0;

  while (end > 0 && end < length && (text[end] & 0xC0) == 0x80)
    end--;
  for (guint i = 0; quotes != NULL && i < quotes->len; i++)
    {
      const ProctorQuote *quote = &g_array_index (quotes, ProctorQuote, i);

      if (quote->end > end)
        break;
      append_escaped (markup, text + at, quote->start - at);
      append_quote (markup, text, quote, first + i);
      at = quote->end;
    }
  append_escaped (markup, text + at, end - at);
  if (end < length)
    g_string_append (markup, "…");

  return g_string_free_and_steal (g_steal_pointer (&markup));
}

/**
 * proctor_verdict_text_new:
 * @text: what the judge has written
 * @quotes: (nullable) (element-type ProctorQuote): what it quotes
 * @first: the number of the first of them, from 0; it is the address of the link
 *
 * Returns: (transfer floating): a label
 */
GtkWidget *
proctor_verdict_text_new (const char *text,
                          const GArray *quotes,
                          guint first)
{
  GtkWidget *label = gtk_label_new (NULL);
  g_autofree char *valid = NULL;
  g_autofree char *markup = NULL;

  g_return_val_if_fail (text != NULL, label);

  /* Places are only known in what is valid as it is. */
  valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  markup = make_markup (valid != NULL ? valid : text, valid != NULL ? NULL : quotes, first);
  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);

  return label;
}
