/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-chip.h"

#include "proctor-turn-words.h"

/* The few words beside a turn or a tool that one should see at once. */

/**
 * proctor_chip_fill:
 * @box: where they go
 * @chips: (element-type ProctorTurnChip): what to show
 *
 * Shows @chips in the place of those that were there. Without any, the box is away.
 */
void
proctor_chip_fill (AdwWrapBox *box,
                   GPtrArray *chips)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box));

  g_return_if_fail (ADW_IS_WRAP_BOX (box) && chips != NULL);

  /* A row is filled often: its labels are used again. */
  for (guint i = 0; i < chips->len; i++)
    {
      const ProctorTurnChip *chip = g_ptr_array_index (chips, i);
      const char *css_classes[] = { "chip", "caption", chip->css_class, NULL };

      if (child == NULL)
        {
          child = gtk_label_new (NULL);
          gtk_label_set_ellipsize (GTK_LABEL (child), PANGO_ELLIPSIZE_END);
          adw_wrap_box_append (box, child);
        }
      gtk_label_set_label (GTK_LABEL (child), chip->text);
      gtk_widget_set_tooltip_text (child, chip->text);
      gtk_widget_set_css_classes (child, css_classes);
      child = gtk_widget_get_next_sibling (child);
    }
  while (child != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (child);

      adw_wrap_box_remove (box, child);
      child = next;
    }
  gtk_widget_set_visible (GTK_WIDGET (box), chips->len > 0);
}
