/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocation-page-private.h"

#include "proctor-agreement-dialog.h"
#include "proctor-repeats-dialog.h"
#include "proctor-report-export.h"
#include "proctor-rerun-ask.h"
#include "proctor-rerun.h"
#include "proctor-run-dialog.h"
#include "proctor-toasts.h"
#include "proctor-until-failure-dialog.h"

#include <glib/gi18n.h>

/* What can be done with an invocation. */

static guint
count (ProctorInvocationPage *self,
       ProctorOutcome outcome)
{
  return proctor_matrix_get_sums (proctor_watcher_get_matrix (self->watcher))->counts[outcome];
}

/* Until then nothing is known of the runs but their id. */
static gboolean
has_head (ProctorInvocationPage *self)
{
  return self->watcher != NULL && proctor_watcher_get_head (self->watcher) != NULL;
}

/* Two runs of one test have something in common. */
static gboolean
can_compare (ProctorInvocationPage *self)
{
  g_auto (GStrv) ids = self->watcher != NULL && proctor_matrix_view_get_n_selected (self->matrix_view) == 2 ? proctor_matrix_view_dup_selected (self->matrix_view) : NULL;
  ProctorMatrix *matrix = self->watcher != NULL ? proctor_watcher_get_matrix (self->watcher) : NULL;
  ProctorMatrixRow *one, *other;
  guint column;

  return ids != NULL && g_strv_length (ids) == 2 && proctor_matrix_find (matrix, ids[0], &one, &column) && proctor_matrix_find (matrix, ids[1], &other, &column) && one == other;
}

/**
 * proctor_invocation_page_update_actions:
 * @self: a page
 *
 * Says what can be done: only what has ended can be run again.
 */
void
proctor_invocation_page_update_actions (ProctorInvocationPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_runs = has_head (self) && proctor_watcher_get_state (self->watcher) != PROCTOR_WATCHER_GONE;
  guint n_ended = has_runs ? proctor_matrix_get_n_runs (proctor_watcher_get_matrix (self->watcher)) - count (self, PROCTOR_OUTCOME_PENDING) : 0;

  gtk_widget_set_visible (self->export_button, has_head (self));
  gtk_widget_set_visible (self->rerun_button, has_head (self));
  gtk_widget_action_set_enabled (widget, "invocation.rerun-failed", has_runs && count (self, PROCTOR_OUTCOME_FAILED) > 0);
  gtk_widget_action_set_enabled (widget, "invocation.rerun-errors", has_runs && count (self, PROCTOR_OUTCOME_ERROR) > 0);
  gtk_widget_action_set_enabled (widget, "invocation.rerun-selected", has_runs && proctor_matrix_view_get_n_selected (self->matrix_view) > 0);
  gtk_widget_action_set_enabled (widget, "invocation.compare", can_compare (self));
  gtk_widget_action_set_enabled (widget, "invocation.review", self->watcher != NULL && count (self, PROCTOR_OUTCOME_FAILED) > 0 && proctor_session_get_history (self->session) != NULL);
  gtk_widget_action_set_enabled (widget, "invocation.rerun-all", n_ended > 0);
  gtk_widget_action_set_enabled (widget, "invocation.run-anew", has_head (self));
  gtk_widget_action_set_enabled (widget, "invocation.run-until-failure", has_runs && !proctor_until_failure_is_going (proctor_session_get_until_failure (self->session)));
}

static void
compare_action (GtkWidget *widget,
                const char *action_name,
                GVariant *parameter)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (widget);
  g_auto (GStrv) ids = can_compare (self) ? proctor_matrix_view_dup_selected (self->matrix_view) : NULL;

  if (ids != NULL)
    adw_dialog_present (proctor_repeats_dialog_new (self->session, self->watcher, ids[0], ids[1]), widget);
}

static void
review_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (widget);

  if (self->watcher != NULL)
    proctor_invocation_page_review (self, proctor_watcher_get_id (self->watcher));
}

static void
agreement_action (GtkWidget *widget,
                  const char *action_name,
                  GVariant *parameter)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (widget);
  AdwDialog *dialog;

  if (self->watcher == NULL)
    return;

  dialog = proctor_agreement_dialog_new (self->session, proctor_watcher_get_id (self->watcher));
  g_signal_connect_object (dialog, "review", G_CALLBACK (proctor_invocation_page_review), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
retry_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (widget);

  if (self->watcher == NULL)
    return;

  proctor_session_retry (self->session);
  proctor_watcher_retry (self->watcher);
}

static void
pause_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (widget);

  if (self->watcher != NULL)
    proctor_watcher_set_paused (self->watcher, !proctor_watcher_is_paused (self->watcher));
}

static void
cancelled_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (proctor_watcher_cancel_finish (PROCTOR_WATCHER (source), result, &error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  proctor_toasts_say_error (GTK_WIDGET (user_data), error);
}

static void
cancel_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (widget);

  if (self->watcher != NULL && proctor_watcher_can_cancel (self->watcher))
    proctor_watcher_cancel_async (self->watcher, self->cancellable, cancelled_cb, self);
}

static void
rerun_action (GtkWidget *widget,
              const char *action_name,
              GVariant *parameter)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (widget);
  ProctorMatrix *matrix;

  if (self->watcher == NULL)
    return;

  matrix = proctor_watcher_get_matrix (self->watcher);
  if (g_str_equal (action_name, "invocation.rerun-failed"))
    proctor_rerun_ask (widget, self->watcher, self->matrix_view, proctor_rerun_dup_runs (matrix, PROCTOR_OUTCOME_FAILED));
  else if (g_str_equal (action_name, "invocation.rerun-errors"))
    proctor_rerun_ask (widget, self->watcher, self->matrix_view, proctor_rerun_dup_runs (matrix, PROCTOR_OUTCOME_ERROR));
  else if (g_str_equal (action_name, "invocation.rerun-selected"))
    proctor_rerun_ask (widget, self->watcher, self->matrix_view, proctor_matrix_view_dup_selected (self->matrix_view));
  else
    proctor_rerun_ask (widget, self->watcher, self->matrix_view, proctor_rerun_dup_ended (matrix));
}

static void
started_cb (ProctorInvocationPage *self,
            const char *invocation_id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.show-invocation", "s", invocation_id);
}

/* The tests, on whatever agent and branch, with whatever configuration: that can only be another
 * invocation, as the dialog says. Where runs are selected, their tests are meant. */
static void
run_anew_action (GtkWidget *widget,
                 const char *action_name,
                 GVariant *parameter)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (widget);
  g_autoptr (ProctorRunSetup) plan = NULL;
  ProctorInvocation *head = self->watcher != NULL ? proctor_watcher_get_head (self->watcher) : NULL;
  GListModel *rows;
  AdwDialog *dialog;

  if (head == NULL)
    return;

  plan = proctor_run_setup_new (self->session);
  rows = G_LIST_MODEL (proctor_watcher_get_matrix (self->watcher));
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (rows, i);

      if (proctor_matrix_row_get_test_id (row) != NULL && proctor_matrix_view_means (self->matrix_view, row))
        proctor_run_setup_add_test (plan, proctor_matrix_row_get_test_id (row), proctor_matrix_row_get_name (row), proctor_matrix_row_get_node_id (row));
    }
  if (g_list_model_get_n_items (proctor_run_setup_get_tests (plan)) == 0)
    return;

  proctor_run_setup_prefer (plan, proctor_invocation_get_agent_id (head), proctor_invocation_get_branch_id (head));
  if (proctor_invocation_get_repeat_count (head) > 0)
    proctor_run_setup_set_repeat_count (plan, (guint) MIN (proctor_invocation_get_repeat_count (head), PROCTOR_RUN_SETUP_MOST_REPEATS));
  dialog = proctor_run_dialog_new (plan);
  g_signal_connect_object (dialog, "started", G_CALLBACK (started_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
export_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (widget);

  if (has_head (self))
    proctor_report_export_ask (widget, self->session, self->watcher, g_variant_get_string (parameter, NULL));
}

static void
run_until_failure_action (GtkWidget *widget,
                          const char *action_name,
                          GVariant *parameter)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (widget);

  if (has_head (self))
    adw_dialog_present (proctor_until_failure_dialog_new (self->session, self->watcher, self->matrix_view), widget);
}

/**
 * proctor_invocation_page_install_actions:
 * @widget_class: the class of the page
 */
void
proctor_invocation_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "invocation.retry", NULL, retry_action);
  gtk_widget_class_install_action (widget_class, "invocation.pause", NULL, pause_action);
  gtk_widget_class_install_action (widget_class, "invocation.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "invocation.compare", NULL, compare_action);
  gtk_widget_class_install_action (widget_class, "invocation.review", NULL, review_action);
  gtk_widget_class_install_action (widget_class, "invocation.show-agreement", NULL, agreement_action);
  gtk_widget_class_install_action (widget_class, "invocation.rerun-failed", NULL, rerun_action);
  gtk_widget_class_install_action (widget_class, "invocation.rerun-errors", NULL, rerun_action);
  gtk_widget_class_install_action (widget_class, "invocation.rerun-selected", NULL, rerun_action);
  gtk_widget_class_install_action (widget_class, "invocation.rerun-all", NULL, rerun_action);
  gtk_widget_class_install_action (widget_class, "invocation.run-anew", NULL, run_anew_action);
  gtk_widget_class_install_action (widget_class, "invocation.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "invocation.run-until-failure", NULL, run_until_failure_action);
}
