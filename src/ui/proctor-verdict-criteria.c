/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-verdict-criteria.h"

#include "proctor-format.h"
#include "proctor-outcome-mark.h"
#include "proctor-verdict-text.h"

#include <glib/gi18n.h>

/**
 * ProctorVerdictCriteria:
 *
 * The conditions of a test as they were when it was run, and what the judge says of each. Where there are several,
 * a chip for each says at a glance how it ended, and leads there.
 */
struct _ProctorVerdictCriteria
{
  AdwBin parent_instance;

  /* Template children */
  GtkLabel *title;
  AdwWrapBox *chips_box;
  GtkListBox *list;

  guint n_criteria;
};

G_DEFINE_FINAL_TYPE (ProctorVerdictCriteria, proctor_verdict_criteria, ADW_TYPE_BIN)

static const char *
get_words (ProctorOutcome outcome)
{
  return outcome == PROCTOR_OUTCOME_PENDING ? _ ("not judged") : proctor_format_outcome (outcome);
}

static void
chip_clicked_cb (GtkWidget *row)
{
  gtk_widget_grab_focus (row);
}

static void
add_chip (ProctorVerdictCriteria *self,
          const ProctorVerdictPart *part,
          GtkWidget *row)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: a criterion's number, and how it ended, as in “2: failed”. */
  g_autofree char *words = g_strdup_printf (C_ ("criterion", "%u: %s"), part->number, get_words (part->outcome));

  gtk_box_append (GTK_BOX (box), proctor_outcome_mark_new (part->outcome));
  gtk_box_append (GTK_BOX (box), gtk_label_new (words));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "verdict-chip");
  gtk_widget_set_tooltip_text (button, part->condition);
  g_signal_connect_object (button, "clicked", G_CALLBACK (chip_clicked_cb), row, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->chips_box, button);
}

static GtkWidget *
create_row (const ProctorVerdictPart *part,
            GtkWidget *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *mark = proctor_outcome_mark_new (part->outcome);
  g_autofree char *name = g_strdup_printf (_ ("Criterion %u"), MAX (part->number, 1));
  g_autofree char *words = g_strdup_printf (C_ ("criterion", "%s %s"), part->number > 0 ? name : _ ("Condition"), get_words (part->outcome));
  GtkWidget *head = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_widget_add_css_class (head, "caption-heading");
  gtk_widget_add_css_class (head, "dimmed");
  gtk_box_append (GTK_BOX (lines), head);
  if (part->condition != NULL)
    gtk_box_append (GTK_BOX (lines), proctor_verdict_text_new (part->condition, NULL, 0));
  if (text != NULL)
    {
      gtk_widget_add_css_class (text, "verdict-said");
      gtk_box_append (GTK_BOX (lines), text);
    }
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_margin_top (mark, 3);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_add_css_class (box, "verdict-criterion");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);

  return row;
}

static void
proctor_verdict_criteria_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_VERDICT_CRITERIA);

  G_OBJECT_CLASS (proctor_verdict_criteria_parent_class)->dispose (object);
}

static void
proctor_verdict_criteria_class_init (ProctorVerdictCriteriaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_verdict_criteria_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-verdict-criteria.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictCriteria, title);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictCriteria, chips_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorVerdictCriteria, list);
}

static void
proctor_verdict_criteria_init (ProctorVerdictCriteria *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_verdict_criteria_clear:
 * @self: a widget
 *
 * Shows no criterion, and is not seen.
 */
void
proctor_verdict_criteria_clear (ProctorVerdictCriteria *self)
{
  GtkWidget *child;

  g_return_if_fail (PROCTOR_IS_VERDICT_CRITERIA (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips_box))) != NULL)
    adw_wrap_box_remove (self->chips_box, child);
  gtk_list_box_remove_all (self->list);
  self->n_criteria = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * proctor_verdict_criteria_add:
 * @self: a widget
 * @part: what is said of a criterion
 * @text: (nullable): a label with what the judge says
 *
 * Shows one more.
 */
void
proctor_verdict_criteria_add (ProctorVerdictCriteria *self,
                              const ProctorVerdictPart *part,
                              GtkWidget *text)
{
  GtkWidget *row;

  g_return_if_fail (PROCTOR_IS_VERDICT_CRITERIA (self));
  g_return_if_fail (part != NULL);

  row = create_row (part, text);
  gtk_list_box_append (self->list, row);
  self->n_criteria++;
  if (part->number > 0)
    add_chip (self, part, row);
  gtk_label_set_label (self->title, self->n_criteria > 1 ? _ ("Criteria") : _ ("What Was Judged"));
  gtk_widget_set_visible (GTK_WIDGET (self->chips_box), self->n_criteria > 1);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
}
