/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-difference-row.h"

#include "proctor-text-difference.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

/* What is shorter needs no scrolling, unless all of it is line breaks. */
#define SHORT_BYTES 200

/**
 * ProctorDifferenceRow:
 *
 * A part of a test that two have changed: what each of them has made of it, side by side or one below
 * the other, and which of it is to stay. Where nothing is to be chosen, it says only whose is whose.
 */
struct _ProctorDifferenceRow
{
  GtkBox parent_instance;

  /* Template children */
  GtkLabel *title;
  GtkLabel *changed_by;
  GtkBox *sides;
  GtkCheckButton *mine_check;
  GtkCheckButton *theirs_check;
  GtkLabel *mine_name;
  GtkLabel *theirs_name;
  GtkLabel *mine;
  GtkLabel *theirs;

  guint field;
};

G_DEFINE_FINAL_TYPE (ProctorDifferenceRow, proctor_difference_row, GTK_TYPE_BOX)

/* Where there is nothing to scroll, no room is kept for a bar. */
static void
fit_side (GtkLabel *label,
          const char *text)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_SCROLLED_WINDOW);

  if (strlen (text) < SHORT_BYTES)
    gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_NEVER);
}

/* Bold, so that it isn't the colour alone that tells. */
static void
show_side (GtkLabel *label,
           const char *text,
           GArray *ranges)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  fit_side (label, text);
  if (*text == '\0')
    {
      gtk_label_set_label (label, _ ("Nothing"));
      gtk_widget_add_css_class (GTK_WIDGET (label), "dimmed");
      return;
    }

  for (guint i = 0; i < ranges->len; i++)
    {
      const ProctorTextRange *range = &g_array_index (ranges, ProctorTextRange, i);
      PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
      PangoAttribute *line = pango_attr_underline_new (PANGO_UNDERLINE_SINGLE);

      weight->start_index = line->start_index = range->start;
      weight->end_index = line->end_index = range->end;
      pango_attr_list_insert (attributes, weight);
      pango_attr_list_insert (attributes, line);
    }
  gtk_label_set_label (label, text);
  gtk_label_set_attributes (label, attributes);
}

/* Each row has the same two, and whoever can't see the row has to hear which it is; GTK 4.18 would have
 * the underline of the mnemonic read out, too. */
static void
name_check (GtkCheckButton *check,
            const char *title)
{
  g_auto (GStrv) parts = g_strsplit (gtk_check_button_get_label (check), "_", 2);
  g_autofree char *words = g_strjoinv ("", parts);
  g_autofree char *name = g_strdup_printf ("%s: %s", title, words);

  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static const char *
get_changed_by (const ProctorDifference *difference)
{
  if (difference->mine_changed && difference->theirs_changed)
    return _ ("Changed by both");

  return difference->mine_changed ? _ ("Changed by you") : _ ("Changed by somebody else");
}

static void
show_sides (ProctorDifferenceRow *self,
            const ProctorDifference *difference)
{
  g_autoptr (GArray) only_mine = NULL;
  g_autoptr (GArray) only_theirs = NULL;

  gtk_label_set_label (self->title, difference->words);
  proctor_text_difference (difference->mine, difference->theirs, &only_mine, &only_theirs);
  show_side (self->mine, difference->mine, only_mine);
  show_side (self->theirs, difference->theirs, only_theirs);
}

static void
proctor_difference_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_DIFFERENCE_ROW);

  G_OBJECT_CLASS (proctor_difference_row_parent_class)->dispose (object);
}

static void
proctor_difference_row_class_init (ProctorDifferenceRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_difference_row_dispose;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-difference-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorDifferenceRow, title);
  gtk_widget_class_bind_template_child (widget_class, ProctorDifferenceRow, changed_by);
  gtk_widget_class_bind_template_child (widget_class, ProctorDifferenceRow, sides);
  gtk_widget_class_bind_template_child (widget_class, ProctorDifferenceRow, mine_check);
  gtk_widget_class_bind_template_child (widget_class, ProctorDifferenceRow, theirs_check);
  gtk_widget_class_bind_template_child (widget_class, ProctorDifferenceRow, mine_name);
  gtk_widget_class_bind_template_child (widget_class, ProctorDifferenceRow, theirs_name);
  gtk_widget_class_bind_template_child (widget_class, ProctorDifferenceRow, mine);
  gtk_widget_class_bind_template_child (widget_class, ProctorDifferenceRow, theirs);
}

static void
proctor_difference_row_init (ProctorDifferenceRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_difference_row_new:
 * @difference: where two differ
 *
 * Proposes what only one of them has changed; where both have, it is mine.
 *
 * Returns: (transfer floating): a row that shows it
 */
GtkWidget *
proctor_difference_row_new (const ProctorDifference *difference)
{
  ProctorDifferenceRow *self;

  g_return_val_if_fail (difference != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_DIFFERENCE_ROW, NULL);
  self->field = difference->field;
  gtk_label_set_label (self->changed_by, get_changed_by (difference));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, difference->words, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, get_changed_by (difference), -1);
  name_check (self->mine_check, difference->words);
  name_check (self->theirs_check, difference->words);
  show_sides (self, difference);
  proctor_difference_row_choose (self, !difference->mine_changed);

  return GTK_WIDGET (self);
}

/**
 * proctor_difference_row_new_compared:
 * @difference: where two differ
 * @mine: what the one is called
 * @theirs: what the other is called
 *
 * Returns: (transfer floating): a row that shows it, and in which there is nothing to choose
 */
GtkWidget *
proctor_difference_row_new_compared (const ProctorDifference *difference,
                                     const char *mine,
                                     const char *theirs)
{
  ProctorDifferenceRow *self;

  g_return_val_if_fail (difference != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_DIFFERENCE_ROW, NULL);
  gtk_label_set_label (self->mine_name, mine);
  gtk_label_set_label (self->theirs_name, theirs);
  gtk_widget_set_visible (GTK_WIDGET (self->mine_name), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->theirs_name), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->mine_check), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->theirs_check), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->changed_by), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, difference->words, -1);
  show_sides (self, difference);

  return GTK_WIDGET (self);
}

guint
proctor_difference_row_get_field (ProctorDifferenceRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_DIFFERENCE_ROW (self), G_MAXUINT);

  return self->field;
}

/**
 * proctor_difference_row_takes_theirs:
 * @self: a row
 *
 * Returns: whether what somebody else has made of it is to stay
 */
gboolean
proctor_difference_row_takes_theirs (ProctorDifferenceRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_DIFFERENCE_ROW (self), FALSE);

  return gtk_check_button_get_active (self->theirs_check);
}

/**
 * proctor_difference_row_choose:
 * @self: a row
 * @theirs: whether what somebody else has made of it is to stay
 */
void
proctor_difference_row_choose (ProctorDifferenceRow *self,
                               gboolean theirs)
{
  g_return_if_fail (PROCTOR_IS_DIFFERENCE_ROW (self));

  gtk_check_button_set_active (theirs ? self->theirs_check : self->mine_check, TRUE);
}

/**
 * proctor_difference_row_set_narrow:
 * @self: a row
 * @narrow: whether there is no room for both beside each other
 */
void
proctor_difference_row_set_narrow (ProctorDifferenceRow *self,
                                   gboolean narrow)
{
  g_return_if_fail (PROCTOR_IS_DIFFERENCE_ROW (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->sides), narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_homogeneous (self->sides, !narrow);
}
