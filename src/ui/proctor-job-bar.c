/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-job-bar.h"

#include <glib/gi18n.h>

#include "proctor-failures-dialog.h"

/* What is done sooner than this is not worth a bar that comes and goes. */
#define PATIENCE_MSECS 400

/**
 * ProctorJobBar:
 *
 * What is being done to many things: how far it is, and a way to stop it. It is not there until it
 * takes a moment, and goes when all went well. When something failed it stays and says how much,
 * with a way to see which and why, and to try that again.
 */
struct _ProctorJobBar
{
  AdwBin parent_instance;

  /* Template children */
  GtkRevealer *revealer;
  GtkWidget *warning;
  GtkLabel *title_label;
  GtkLabel *count_label;
  GtkWidget *cancel_button;
  GtkWidget *close_button;
  GtkProgressBar *progress;
  GtkWidget *end_box;
  GtkWidget *details_button;
  GtkButton *again_button;

  /* Owned */
  ProctorJob *job;
  GSignalGroup *signals;

  guint reveal_id;
};

G_DEFINE_FINAL_TYPE (ProctorJobBar, proctor_job_bar, ADW_TYPE_BIN)

typedef enum
{
  PROP_JOB = 1,
} ProctorJobBarProperty;

static GParamSpec *properties[PROP_JOB + 1];

/* How much was neither done nor failed: it was stopped before. */
static guint
count_left (ProctorJob *job)
{
  return proctor_job_get_total (job) - proctor_job_get_n_done (job) - proctor_job_get_n_failed (job);
}

static void
show_count (ProctorJobBar *self)
{
  guint total = proctor_job_get_total (self->job);
  guint n_ended = proctor_job_get_n_done (self->job) + proctor_job_get_n_failed (self->job);
  /* Translators: how many of how many things are done, as in "120 of 300". */
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), n_ended, total);

  gtk_label_set_label (self->count_label, text);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) n_ended / total : 1);
}

static char *
dup_result (ProctorJob *job)
{
  char *failures = proctor_job_dup_failure_text (job);

  if (failures != NULL)
    return failures;

  /* Translators: something was stopped when that many of that many things were done. */
  return g_strdup_printf (_ ("Stopped after %u of %u"), proctor_job_get_n_done (job), proctor_job_get_total (job));
}

static gboolean
reveal_cb (gpointer user_data)
{
  ProctorJobBar *self = user_data;

  self->reveal_id = 0;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);

  return G_SOURCE_REMOVE;
}

static void
set_revealed (ProctorJobBar *self,
              gboolean revealed)
{
  g_clear_handle_id (&self->reveal_id, g_source_remove);
  gtk_revealer_set_reveal_child (self->revealer, revealed);
}

static void
show_running (ProctorJobBar *self)
{
  gtk_label_set_label (self->title_label, proctor_job_get_title (self->job));
  show_count (self);
  if (!gtk_revealer_get_reveal_child (self->revealer) && self->reveal_id == 0)
    self->reveal_id = g_timeout_add (PATIENCE_MSECS, reveal_cb, self);
}

static void
show_ended (ProctorJobBar *self)
{
  guint n_failed = proctor_job_get_n_failed (self->job);
  g_autofree char *result = NULL;

  if (n_failed == 0 && count_left (self->job) == 0)
    {
      set_revealed (self, FALSE);
      return;
    }

  result = dup_result (self->job);
  gtk_label_set_label (self->title_label, result);
  gtk_widget_set_visible (self->details_button, n_failed > 0);
  gtk_button_set_label (self->again_button, n_failed > 0 ? _ ("Try _Again") : _ ("C_ontinue"));
  set_revealed (self, TRUE);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), result, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
update (ProctorJobBar *self)
{
  gboolean running = self->job != NULL && proctor_job_is_running (self->job);

  if (self->job == NULL)
    {
      set_revealed (self, FALSE);
      return;
    }

  gtk_widget_set_visible (self->warning, !running && proctor_job_get_n_failed (self->job) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->count_label), running);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_widget_set_visible (self->cancel_button, running);
  gtk_widget_set_visible (self->close_button, !running);
  gtk_widget_set_visible (self->end_box, !running);
  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  if (running)
    show_running (self);
  else
    show_ended (self);
}

static void
running_changed_cb (ProctorJobBar *self)
{
  /* What has not been run yet has nothing to show. */
  update (self);
}

static void
count_changed_cb (ProctorJobBar *self)
{
  if (proctor_job_is_running (self->job))
    show_count (self);
}

static void
cancel_cb (ProctorJobBar *self)
{
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  proctor_job_cancel (self->job);
}

static void
close_cb (ProctorJobBar *self)
{
  proctor_job_bar_set_job (self, NULL);
}

static void
details_cb (ProctorJobBar *self)
{
  adw_dialog_present (proctor_failures_dialog_new (self->job), GTK_WIDGET (self));
}

static void
again_cb (ProctorJobBar *self)
{
  proctor_job_run_async (self->job, NULL, NULL, NULL);
}

static void
proctor_job_bar_get_property (GObject *object,
                              guint property_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  switch ((ProctorJobBarProperty) property_id)
    {
    case PROP_JOB:
      g_value_set_object (value, proctor_job_bar_get_job (PROCTOR_JOB_BAR (object)));
      break;
    }
}

static void
proctor_job_bar_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((ProctorJobBarProperty) property_id)
    {
    case PROP_JOB:
      proctor_job_bar_set_job (PROCTOR_JOB_BAR (object), g_value_get_object (value));
      break;
    }
}

static void
proctor_job_bar_dispose (GObject *object)
{
  ProctorJobBar *self = PROCTOR_JOB_BAR (object);

  g_clear_handle_id (&self->reveal_id, g_source_remove);
  g_clear_object (&self->signals);
  g_clear_object (&self->job);
  /* A bin would unparent once more what the template has unparented. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_JOB_BAR);

  G_OBJECT_CLASS (proctor_job_bar_parent_class)->dispose (object);
}

static void
proctor_job_bar_class_init (ProctorJobBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = proctor_job_bar_get_property;
  object_class->set_property = proctor_job_bar_set_property;
  object_class->dispose = proctor_job_bar_dispose;

  /**
   * ProctorJobBar:job:
   *
   * What it shows, if anything. A person who closes the bar sets it to %NULL.
   */
  properties[PROP_JOB] = g_param_spec_object ("job", NULL, NULL, PROCTOR_TYPE_JOB, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-job-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorJobBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, ProctorJobBar, warning);
  gtk_widget_class_bind_template_child (widget_class, ProctorJobBar, title_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorJobBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorJobBar, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorJobBar, close_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorJobBar, progress);
  gtk_widget_class_bind_template_child (widget_class, ProctorJobBar, end_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorJobBar, details_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorJobBar, again_button);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
proctor_job_bar_init (ProctorJobBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->signals = g_signal_group_new (PROCTOR_TYPE_JOB);
  g_signal_group_connect_swapped (self->signals, "notify::running", G_CALLBACK (running_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::n-done", G_CALLBACK (count_changed_cb), self);
  g_signal_group_connect_swapped (self->signals, "notify::n-failed", G_CALLBACK (count_changed_cb), self);
}

GtkWidget *
proctor_job_bar_new (void)
{
  return g_object_new (PROCTOR_TYPE_JOB_BAR, NULL);
}

ProctorJob *
proctor_job_bar_get_job (ProctorJobBar *self)
{
  g_return_val_if_fail (PROCTOR_IS_JOB_BAR (self), NULL);

  return self->job;
}

/**
 * proctor_job_bar_set_job:
 * @self: a bar
 * @job: (nullable): what it is to show: a job that runs, or one that has ended and left something
 *   undone; one that was not begun is shown as soon as it is
 */
void
proctor_job_bar_set_job (ProctorJobBar *self,
                         ProctorJob *job)
{
  g_return_if_fail (PROCTOR_IS_JOB_BAR (self));
  g_return_if_fail (job == NULL || PROCTOR_IS_JOB (job));

  if (!g_set_object (&self->job, job))
    return;

  g_signal_group_set_target (self->signals, job);
  if (job == NULL || proctor_job_is_running (job) || proctor_job_get_n_failed (job) > 0)
    update (self);
  else
    set_revealed (self, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_JOB]);
}
