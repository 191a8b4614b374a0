/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-checks-row.h"

#include <glib/gi18n.h>

#include "proctor-check-dialog.h"
#include "proctor-check-job.h"
#include "proctor-finding-row.h"
#include "proctor-findings-view.h"

/**
 * ProctorChecksRow:
 *
 * What checking tests that are about to be run has brought: it says what there is to mend, and leads to where one can
 * read it. Where nothing was found it says so, and where not all could be checked, too.
 */
struct _ProctorChecksRow
{
  AdwActionRow parent_instance;

  /* Template children */
  GtkImage *icon;
  GtkWidget *spinner;
  GtkWidget *show_button;

  /* Owned */
  ProctorRunChecks *checks;
};

G_DEFINE_FINAL_TYPE (ProctorChecksRow, proctor_checks_row, ADW_TYPE_ACTION_ROW)

enum
{
  SIGNAL_LEAVING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
leaving_cb (ProctorChecksRow *self)
{
  g_signal_emit (self, signals[SIGNAL_LEAVING], 0);
}

static ProctorJob *
get_job (ProctorChecksRow *self)
{
  return proctor_run_checks_get_job (self->checks);
}

static void
show_cb (ProctorChecksRow *self)
{
  AdwDialog *dialog = proctor_check_dialog_new_for_job (get_job (self));

  g_signal_connect_object (dialog, "leaving", G_CALLBACK (leaving_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The worst there is decides the icon. */
static void
show_found (ProctorChecksRow *self)
{
  ProctorCheckJob *job = PROCTOR_CHECK_JOB (get_job (self));
  guint n[PROCTOR_SEVERITY_HINT + 1];
  g_autofree char *words = NULL;

  for (ProctorSeverity severity = PROCTOR_SEVERITY_ERROR; severity <= PROCTOR_SEVERITY_HINT; severity++)
    n[severity] = proctor_check_job_count (job, severity);
  words = proctor_findings_view_dup_numbers (n[PROCTOR_SEVERITY_ERROR], n[PROCTOR_SEVERITY_WARNING], n[PROCTOR_SEVERITY_HINT]);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), words);
  for (ProctorSeverity severity = PROCTOR_SEVERITY_ERROR; severity <= PROCTOR_SEVERITY_HINT; severity++)
    {
      if (n[severity] == 0)
        continue;
      proctor_finding_row_show_severity (self->icon, severity, FALSE);
      return;
    }
}

static void
update (ProctorChecksRow *self)
{
  ProctorJob *job = get_job (self);
  gboolean running = proctor_run_checks_is_running (self->checks);
  gboolean found = job != NULL && proctor_check_job_count_tests (PROCTOR_CHECK_JOB (job)) > 0;
  gboolean complete = job != NULL && !running && proctor_job_get_n_done (job) == proctor_job_get_total (job);
  gboolean begun = running || job != NULL || proctor_run_checks_is_skipped (self->checks);

  gtk_widget_set_visible (GTK_WIDGET (self), begun);
  if (found)
    show_found (self);
  else if (running)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self), _ ("Checking…"));
  else
    {
      gtk_image_set_from_icon_name (self->icon, complete ? "object-select-symbolic" : "dialog-question-symbolic");
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self), complete ? _ ("No problems found") : _ ("Not all could be checked"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->icon), found || !running);
  gtk_widget_set_visible (self->spinner, running && !found);
  gtk_widget_set_visible (self->show_button, job != NULL && (found || (!running && !complete)));
}

static void
proctor_checks_row_dispose (GObject *object)
{
  ProctorChecksRow *self = PROCTOR_CHECKS_ROW (object);

  g_clear_object (&self->checks);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CHECKS_ROW);

  G_OBJECT_CLASS (proctor_checks_row_parent_class)->dispose (object);
}

static void
proctor_checks_row_class_init (ProctorChecksRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_checks_row_dispose;

  /**
   * ProctorChecksRow::leaving:
   * @self: a row
   *
   * Somebody is led to a test, so what stands before it should go.
   */
  signals[SIGNAL_LEAVING] = g_signal_new ("leaving", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-checks-row.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorChecksRow, icon);
  gtk_widget_class_bind_template_child (widget_class, ProctorChecksRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, ProctorChecksRow, show_button);
  gtk_widget_class_bind_template_callback (widget_class, show_cb);
}

static void
proctor_checks_row_init (ProctorChecksRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_checks_row_set_checks:
 * @self: a row
 * @checks: what checks the tests
 */
void
proctor_checks_row_set_checks (ProctorChecksRow *self,
                               ProctorRunChecks *checks)
{
  g_return_if_fail (PROCTOR_IS_CHECKS_ROW (self));
  g_return_if_fail (PROCTOR_IS_RUN_CHECKS (checks));
  g_return_if_fail (self->checks == NULL);

  self->checks = g_object_ref (checks);
  g_signal_connect_object (checks, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
