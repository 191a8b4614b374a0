/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agreement-table.h"

#include "proctor-format.h"
#include "proctor-outcome-mark.h"
#include "proctor-review-words.h"

#include <glib/gi18n.h>

/**
 * ProctorAgreementTable:
 *
 * What the judge said against what a person thinks of that: a row for each outcome, and in it how many verdicts somebody agrees
 * with and how many not. Each number leads to the runs.
 */
struct _ProctorAgreementTable
{
  AdwBin parent_instance;

  /* Borrowed: the child */
  GtkGrid *grid;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorAgreementTable, proctor_agreement_table, ADW_TYPE_BIN)

/* The judge says one of the first three; the others are there only where somebody has decided on such a run. */
static const ProctorOutcome order[] = {
  PROCTOR_OUTCOME_PASSED,
  PROCTOR_OUTCOME_FAILED,
  PROCTOR_OUTCOME_INCONCLUSIVE,
  PROCTOR_OUTCOME_ERROR,
  PROCTOR_OUTCOME_CANCELLED,
};
#define N_ALWAYS 3

static const ProctorOpinion opinions[] = { PROCTOR_OPINION_AGREE, PROCTOR_OPINION_DISAGREE };

static void
clicked_cb (GtkWidget *button,
            ProctorAgreementTable *self)
{
  guint outcome = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "outcome"));
  guint opinion = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "opinion"));

  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, outcome, opinion);
}

static void
attach_label (ProctorAgreementTable *self,
              const char *text,
              int column,
              const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_set_hexpand (label, column > 0);
  gtk_label_set_xalign (GTK_LABEL (label), column > 0 ? 0.5f : 0);
  gtk_widget_add_css_class (label, css_class);
  gtk_grid_attach (self->grid, label, column, 0, 1, 1);
}

static void
attach_outcome (ProctorAgreementTable *self,
                ProctorOutcome outcome,
                int row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (proctor_review_words_get_verdict (outcome));
  GtkWidget *mark = proctor_outcome_mark_new (outcome);

  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), label);
  gtk_grid_attach (self->grid, box, 0, row, 1, 1);
}

static void
attach_count (ProctorAgreementTable *self,
              ProctorOutcome outcome,
              ProctorOpinion opinion,
              guint count,
              int column,
              int row)
{
  g_autofree char *number = g_strdup_printf ("%u", count);
  GtkWidget *button = gtk_button_new ();
  g_autofree char *words = NULL;

  if (opinion == PROCTOR_OPINION_AGREE)
    /* Translators: how many runs, and what the judge said of them, as in “3 runs: failed, and you agree”. */
    words = g_strdup_printf (ngettext ("%u run: %s, and you agree", "%u runs: %s, and you agree", count), count, proctor_format_outcome (outcome));
  else
    words = g_strdup_printf (ngettext ("%u run: %s, and you disagree", "%u runs: %s, and you disagree", count), count, proctor_format_outcome (outcome));
  /* A label of the button's own would be what it is called. */
  gtk_button_set_child (GTK_BUTTON (button), gtk_label_new (number));
  g_object_set_data (G_OBJECT (button), "outcome", GUINT_TO_POINTER (outcome));
  g_object_set_data (G_OBJECT (button), "opinion", GUINT_TO_POINTER (opinion));
  gtk_widget_set_sensitive (button, count > 0);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_add_css_class (button, "text-button");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "numeric");
  gtk_widget_add_css_class (button, "title-3");
  g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_grid_attach (self->grid, button, column, row, 1, 1);
}

static void
proctor_agreement_table_class_init (ProctorAgreementTableClass *klass)
{
  /**
   * ProctorAgreementTable::activated:
   * @self: a table
   * @outcome: what the judge said, a #ProctorOutcome
   * @opinion: what a person thinks of it, a #ProctorOpinion
   *
   * Somebody wants to see the runs.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
proctor_agreement_table_init (ProctorAgreementTable *self)
{
  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 6);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->grid));
}

/**
 * proctor_agreement_table_show:
 * @self: a table
 * @tally: how often the judge and a person agree
 */
void
proctor_agreement_table_show (ProctorAgreementTable *self,
                              const ProctorReviewTally *tally)
{
  GtkWidget *child;
  int row = 1;

  g_return_if_fail (PROCTOR_IS_AGREEMENT_TABLE (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
  attach_label (self, _ ("The Judge Said"), 0, "dimmed");
  attach_label (self, _ ("You Agree"), 1, "heading");
  attach_label (self, _ ("You Disagree"), 2, "heading");
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      const guint *counts = tally->counts[order[i]];

      if (i >= N_ALWAYS && counts[PROCTOR_OPINION_AGREE] + counts[PROCTOR_OPINION_DISAGREE] == 0)
        continue;
      attach_outcome (self, order[i], row);
      for (gsize j = 0; j < G_N_ELEMENTS (opinions); j++)
        attach_count (self, order[i], opinions[j], counts[opinions[j]], (int) j + 1, row);
      row++;
    }
}
