/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-failures-dialog.h"

#include "proctor-failure-row.h"

/**
 * ProctorFailuresDialog:
 *
 * What a job could not do, and why, a row each; there may be thousands. From here it is tried again.
 */
struct _ProctorFailuresDialog
{
  AdwDialog parent_instance;

  /* Template children */
  GtkLabel *summary_label;
  GtkNoSelection *selection;
  GtkWidget *list_view;
  GtkWidget *again_button;

  /* Owned */
  ProctorJob *job;
};

G_DEFINE_FINAL_TYPE (ProctorFailuresDialog, proctor_failures_dialog, ADW_TYPE_DIALOG)

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, proctor_failure_row_new ());
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *item)
{
  ProctorJobFailure *failure = gtk_list_item_get_item (item);

  proctor_failure_row_show (PROCTOR_FAILURE_ROW (gtk_list_item_get_child (item)), failure);
  gtk_list_item_set_accessible_label (item, proctor_job_failure_get_name (failure));
  gtk_list_item_set_accessible_description (item, proctor_job_failure_get_error (failure)->message);
}

static void
again_cb (ProctorFailuresDialog *self)
{
  proctor_job_run_async (self->job, NULL, NULL, NULL);
}

/* When it is tried again, here or elsewhere, there is nothing more to say. */
static void
running_changed_cb (ProctorFailuresDialog *self)
{
  if (proctor_job_is_running (self->job))
    adw_dialog_close (ADW_DIALOG (self));
}

static void
proctor_failures_dialog_dispose (GObject *object)
{
  ProctorFailuresDialog *self = PROCTOR_FAILURES_DIALOG (object);

  g_clear_object (&self->job);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_FAILURES_DIALOG);

  G_OBJECT_CLASS (proctor_failures_dialog_parent_class)->dispose (object);
}

static void
proctor_failures_dialog_class_init (ProctorFailuresDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_failures_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-failures-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorFailuresDialog, summary_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorFailuresDialog, selection);
  gtk_widget_class_bind_template_child (widget_class, ProctorFailuresDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorFailuresDialog, again_button);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
proctor_failures_dialog_init (ProctorFailuresDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_failures_dialog_new:
 * @job: a job that has ended and of which something failed
 *
 * Returns: (transfer floating): a dialog that tells what
 */
AdwDialog *
proctor_failures_dialog_new (ProctorJob *job)
{
  ProctorFailuresDialog *self;
  g_autofree char *summary = NULL;

  g_return_val_if_fail (PROCTOR_IS_JOB (job), NULL);

  self = g_object_new (PROCTOR_TYPE_FAILURES_DIALOG, NULL);
  self->job = g_object_ref (job);
  summary = proctor_job_dup_failure_text (job);
  gtk_label_set_label (self->summary_label, summary != NULL ? summary : "");
  gtk_no_selection_set_model (self->selection, proctor_job_get_failures (job));
  g_signal_connect_object (job, "notify::running", G_CALLBACK (running_changed_cb), self, G_CONNECT_SWAPPED);

  return ADW_DIALOG (self);
}
