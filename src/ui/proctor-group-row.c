/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-group-row.h"

#include "proctor-format.h"
#include "proctor-outcome-mark.h"
#include "proctor-review-words.h"

#include <glib/gi18n.h>

/**
 * ProctorGroupRow:
 *
 * Runs that ended alike: what they have in common, why they ended so, and what people have decided of them, also
 * while somebody goes on deciding.
 */
struct _ProctorGroupRow
{
  GtkBox parent_instance;

  /* Template children */
  GtkBox *title_box;
  GtkLabel *title;
  GtkLabel *count;
  GtkLabel *test;
  GtkLabel *reason;
  GtkLabel *review;

  /* Borrowed: a child */
  GtkWidget *mark;

  /* Owned */
  ProctorRunGroup *group;
  ProctorMatrix *matrix;
  ProctorReviews *reviews; /* nullable: there is a history */
  GSignalGroup *reviews_signals;
};

G_DEFINE_FINAL_TYPE (ProctorGroupRow, proctor_group_row, GTK_TYPE_BOX)

typedef enum
{
  PROP_LABEL = 1,
  PROP_DESCRIPTION,
} ProctorGroupRowProperty;

static GParamSpec *properties[PROP_DESCRIPTION + 1];

static char *
dup_decided (ProctorGroupRow *self)
{
  g_autoptr (GPtrArray) decided = g_ptr_array_new ();
  const char *const *run_ids = proctor_run_group_get_run_ids (self->group);
  guint n_runs = proctor_run_group_get_n_runs (self->group);

  for (guint i = 0; i < n_runs; i++)
    {
      ProctorMatrixRow *row;
      guint column;
      const ProctorReview *review = proctor_matrix_find (self->matrix, run_ids[i], &row, &column) ? proctor_reviews_find (self->reviews, proctor_matrix_row_get_cell (row, column)->run) : NULL;

      if (review != NULL)
        g_ptr_array_add (decided, (gpointer) review);
    }

  return proctor_review_words_dup_several ((const ProctorReview *const *) decided->pdata, decided->len, n_runs);
}

static void
show_text (GtkLabel *label,
           const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_decided (ProctorGroupRow *self)
{
  g_autofree char *decided = self->group != NULL ? dup_decided (self) : NULL;

  show_text (self->review, decided);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DESCRIPTION]);
}

/* Whatever else there is to be read in the row. */
static char *
dup_description (ProctorGroupRow *self)
{
  GtkLabel *labels[] = { self->count, self->reason, self->review };
  GString *words = g_string_new (NULL);

  if (self->group == NULL)
    return g_string_free (words, FALSE);

  if (gtk_widget_get_visible (GTK_WIDGET (self->test)))
    g_string_append_printf (words, "%s%s", gtk_label_get_label (self->test), C_ ("list", ", "));
  g_string_append (words, proctor_format_outcome (proctor_run_group_get_outcome (self->group)));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (gtk_widget_get_visible (GTK_WIDGET (labels[i])))
        g_string_append_printf (words, "%s%s", C_ ("list", ", "), gtk_label_get_label (labels[i]));
    }

  return g_string_free (words, FALSE);
}

static void
proctor_group_row_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  ProctorGroupRow *self = PROCTOR_GROUP_ROW (object);

  switch ((ProctorGroupRowProperty) property_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_label_get_label (self->title));
      return;
    case PROP_DESCRIPTION:
      g_value_take_string (value, dup_description (self));
      return;
    }

  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
proctor_group_row_dispose (GObject *object)
{
  ProctorGroupRow *self = PROCTOR_GROUP_ROW (object);

  g_clear_object (&self->reviews_signals);
  g_clear_object (&self->reviews);
  g_clear_object (&self->matrix);
  g_clear_object (&self->group);
  self->mark = NULL;
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_GROUP_ROW);

  G_OBJECT_CLASS (proctor_group_row_parent_class)->dispose (object);
}

static void
proctor_group_row_class_init (ProctorGroupRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = proctor_group_row_get_property;
  object_class->dispose = proctor_group_row_dispose;

  /**
   * ProctorGroupRow:label:
   *
   * What a screen reader calls it.
   */
  properties[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /**
   * ProctorGroupRow:description:
   *
   * What a screen reader says of it.
   */
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-group-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorGroupRow, title_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorGroupRow, title);
  gtk_widget_class_bind_template_child (widget_class, ProctorGroupRow, count);
  gtk_widget_class_bind_template_child (widget_class, ProctorGroupRow, test);
  gtk_widget_class_bind_template_child (widget_class, ProctorGroupRow, reason);
  gtk_widget_class_bind_template_child (widget_class, ProctorGroupRow, review);
}

static void
proctor_group_row_init (ProctorGroupRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->reviews_signals = g_signal_group_new (PROCTOR_TYPE_REVIEWS);
  g_signal_group_connect_swapped (self->reviews_signals, "changed", G_CALLBACK (show_decided), self);
}

GtkWidget *
proctor_group_row_new (void)
{
  return g_object_new (PROCTOR_TYPE_GROUP_ROW, NULL);
}

/**
 * proctor_group_row_set_group:
 * @self: a row
 * @group: (nullable): what it shows
 * @matrix: (nullable): where the group's runs are
 * @reviews: (nullable): what people have decided of them
 */
void
proctor_group_row_set_group (ProctorGroupRow *self,
                             ProctorRunGroup *group,
                             ProctorMatrix *matrix,
                             ProctorReviews *reviews)
{
  guint n_runs = group != NULL ? proctor_run_group_get_n_runs (group) : 0;
  const char *title = group != NULL ? proctor_run_group_get_title (group) : NULL;
  g_autofree char *count = g_strdup_printf (ngettext ("%u run", "%u runs", n_runs), n_runs);

  g_return_if_fail (PROCTOR_IS_GROUP_ROW (self));
  g_return_if_fail (group == NULL || matrix != NULL);

  g_set_object (&self->group, group);
  g_set_object (&self->matrix, matrix);
  g_set_object (&self->reviews, reviews);
  g_signal_group_set_target (self->reviews_signals, reviews);
  if (self->mark != NULL)
    gtk_box_remove (self->title_box, g_steal_pointer (&self->mark));
  if (group != NULL)
    {
      self->mark = proctor_outcome_mark_new (proctor_run_group_get_outcome (group));
      gtk_box_prepend (self->title_box, self->mark);
      if (title == NULL || *title == '\0')
        title = proctor_format_outcome (proctor_run_group_get_outcome (group));
    }
  gtk_label_set_label (self->title, title != NULL ? title : "");
  gtk_label_set_label (self->count, count);
  show_text (self->test, group != NULL ? proctor_run_group_get_test_name (group) : NULL);
  show_text (self->reason, group != NULL ? proctor_run_group_get_reason (group) : NULL);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), group != NULL ? proctor_run_group_get_reason (group) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LABEL]);
  show_decided (self);
}
