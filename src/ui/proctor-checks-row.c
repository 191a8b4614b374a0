/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-checks-row.h"

#include <glib/gi18n.h>

#include "proctor-check-dialog.h"
#include "proctor-check-job.h"
#include "proctor-check-knowledge.h"
#include "proctor-finding-row.h"
#include "proctor-findings-view.h"

/**
 * ProctorChecksRow:
 *
 * Checks tests that are about to be run, without holding anybody up: it says what there is to mend, and where one can
 * read it. Where nothing was found it says so; where it can't be found out, it is not there.
 */
struct _ProctorChecksRow
{
  AdwActionRow parent_instance;

  /* Template children */
  GtkImage *icon;
  GtkWidget *spinner;
  GtkWidget *show_button;

  /* Owned */
  ProctorSession *session;
  char **test_ids;
  ProctorJob *job;
  GCancellable *cancellable;
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

static void
show_cb (ProctorChecksRow *self)
{
  AdwDialog *dialog = proctor_check_dialog_new_for_job (self->job);

  g_signal_connect_object (dialog, "leaving", G_CALLBACK (leaving_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* The worst there is decides the icon. */
static void
show_found (ProctorChecksRow *self)
{
  ProctorCheckJob *job = PROCTOR_CHECK_JOB (self->job);
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
      proctor_finding_row_show_severity (self->icon, severity);
      return;
    }
}

static void
update (ProctorChecksRow *self)
{
  gboolean running = self->job == NULL || proctor_job_is_running (self->job);
  gboolean found = self->job != NULL && proctor_check_job_count_tests (PROCTOR_CHECK_JOB (self->job)) > 0;
  gboolean complete = self->job != NULL && proctor_job_get_n_done (self->job) == proctor_job_get_total (self->job);

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
  gtk_widget_set_visible (self->show_button, found || (!running && !complete));
}

static void
known_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ProctorChecksRow) self = user_data;
  g_autoptr (ProctorCheckContext) context = proctor_check_knowledge_load_finish (PROCTOR_SESSION (object), result, NULL);

  if (context == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  self->job = proctor_check_job_new (self->session, (const char *const *) self->test_ids, context);
  g_signal_connect_object (self->job, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  proctor_job_run_async (self->job, self->cancellable, NULL, NULL);
}

static void
proctor_checks_row_dispose (GObject *object)
{
  ProctorChecksRow *self = PROCTOR_CHECKS_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CHECKS_ROW);

  G_OBJECT_CLASS (proctor_checks_row_parent_class)->dispose (object);
}

static void
proctor_checks_row_finalize (GObject *object)
{
  ProctorChecksRow *self = PROCTOR_CHECKS_ROW (object);

  g_strfreev (self->test_ids);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (proctor_checks_row_parent_class)->finalize (object);
}

static void
proctor_checks_row_class_init (ProctorChecksRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_checks_row_dispose;
  object_class->finalize = proctor_checks_row_finalize;

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
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_checks_row_start:
 * @self: a row
 * @session: where
 * @test_ids: (array zero-terminated=1): which tests
 *
 * Checks them, once.
 */
void
proctor_checks_row_start (ProctorChecksRow *self,
                          ProctorSession *session,
                          const char *const *test_ids)
{
  g_return_if_fail (PROCTOR_IS_CHECKS_ROW (self));
  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->test_ids = g_strdupv ((char **) test_ids);
  update (self);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  proctor_check_knowledge_load_async (session, self->cancellable, known_cb, g_object_ref (self));
}

/**
 * proctor_checks_row_stop:
 * @self: a row
 *
 * There is something more important to ask the server. What was found stays; a check that had not ended isn't spoken
 * of any more.
 */
void
proctor_checks_row_stop (ProctorChecksRow *self)
{
  gboolean ended;

  g_return_if_fail (PROCTOR_IS_CHECKS_ROW (self));

  ended = self->job != NULL && !proctor_job_is_running (self->job);
  g_cancellable_cancel (self->cancellable);
  if (!ended)
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
