/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-failure-row.h"

#include "proctor-api-error.h"

/**
 * ProctorFailureRow:
 *
 * One thing that could not be done: what it is called, why not, and what helps.
 */
struct _ProctorFailureRow
{
  AdwBin parent_instance;

  /* Template children */
  GtkLabel *name_label;
  GtkLabel *reason_label;
  GtkLabel *advice_label;
};

G_DEFINE_FINAL_TYPE (ProctorFailureRow, proctor_failure_row, ADW_TYPE_BIN)

static void
proctor_failure_row_dispose (GObject *object)
{
  /* A bin would unparent once more what the template has unparented. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_FAILURE_ROW);

  G_OBJECT_CLASS (proctor_failure_row_parent_class)->dispose (object);
}

static void
proctor_failure_row_class_init (ProctorFailureRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_failure_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-failure-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorFailureRow, name_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorFailureRow, reason_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorFailureRow, advice_label);
}

static void
proctor_failure_row_init (ProctorFailureRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
proctor_failure_row_new (void)
{
  return g_object_new (PROCTOR_TYPE_FAILURE_ROW, NULL);
}

void
proctor_failure_row_show (ProctorFailureRow *self,
                          ProctorJobFailure *failure)
{
  const GError *error;
  const char *advice;

  g_return_if_fail (PROCTOR_IS_FAILURE_ROW (self));
  g_return_if_fail (PROCTOR_IS_JOB_FAILURE (failure));

  error = proctor_job_failure_get_error (failure);
  advice = error->domain == PROCTOR_API_ERROR ? proctor_api_error_get_details (error)->advice : NULL;
  gtk_label_set_label (self->name_label, proctor_job_failure_get_name (failure));
  gtk_label_set_label (self->reason_label, error->message);
  gtk_label_set_label (self->advice_label, advice != NULL ? advice : "");
  gtk_widget_set_visible (GTK_WIDGET (self->advice_label), advice != NULL);
}
