/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-facts-view.h"

#include "proctor-facts.h"
#include "proctor-json-text.h"
#include "proctor-markdown.h"

#include <string.h>

/* Lines with facts, each a label: what it is, and what it says. */

/* Who would read more of one thing reads its JSON. */
#define MOST_BYTES 2000
#define INDENT 12

static void
add_text (ProctorMarkdown *line,
          const ProctorFact *fact)
{
  g_autofree char *indented = fact->is_code ? proctor_json_text_indent (fact->text) : NULL;
  const char *text = indented != NULL ? indented : fact->text;
  gsize length = strlen (text);

  proctor_markdown_add (line, indented != NULL ? "\n" : "  ", -1, PROCTOR_MARKDOWN_PLAIN);
  if (length > MOST_BYTES)
    {
      length = MOST_BYTES;
      while (length > 0 && (text[length] & 0xc0) == 0x80)
        length--;
    }
  proctor_markdown_add (line, text, (gssize) length, fact->is_code ? PROCTOR_MARKDOWN_CODE : PROCTOR_MARKDOWN_PLAIN);
  if (text[length] != '\0')
    proctor_markdown_add (line, "…", -1, PROCTOR_MARKDOWN_PLAIN);
}

/**
 * proctor_facts_view_fill:
 * @box: where they go
 * @facts: (element-type ProctorFact): what there is to say
 * @depth: how far they are to be indented
 *
 * Adds a line for each fact.
 */
void
proctor_facts_view_fill (GtkBox *box,
                         GPtrArray *facts,
                         guint depth)
{
  g_return_if_fail (GTK_IS_BOX (box) && facts != NULL);

  for (guint i = 0; i < facts->len; i++)
    {
      const ProctorFact *fact = g_ptr_array_index (facts, i);
      g_autoptr (ProctorMarkdown) line = proctor_markdown_new ();
      /* It may be a key that a server made up. */
      g_autofree char *title = proctor_markdown_is_long (fact->title) ? proctor_markdown_dup_beginning (fact->title) : NULL;
      g_autofree char *markup = NULL;
      GtkWidget *label = gtk_label_new (NULL);

      proctor_markdown_add (line, title != NULL ? title : fact->title, -1, PROCTOR_MARKDOWN_BOLD);
      if (fact->text != NULL)
        add_text (line, fact);
      markup = proctor_markdown_dup_markup (line);
      gtk_label_set_markup (GTK_LABEL (label), markup);
      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_selectable (GTK_LABEL (label), TRUE);
      gtk_widget_set_margin_start (label, (int) (MIN (fact->depth + depth, 8) * INDENT));
      gtk_widget_add_css_class (label, "caption");
      gtk_box_append (box, label);
    }
}
