/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocation-page.h"

#include "proctor-agreement-button.h"
#include "proctor-agreement-dialog.h"
#include "proctor-error-text.h"
#include "proctor-groups-view.h"
#include "proctor-invocation-header.h"
#include "proctor-matrix-view.h"
#include "proctor-matrix-words.h"
#include "proctor-repeats-dialog.h"
#include "proctor-report-export.h"
#include "proctor-rerun-ask.h"
#include "proctor-rerun.h"
#include "proctor-reviews.h"
#include "proctor-run-dialog.h"
#include "proctor-run-page.h"
#include "proctor-toasts.h"
#include "proctor-until-failure-bar.h"
#include "proctor-until-failure-dialog.h"

#include <glib/gi18n.h>

/**
 * ProctorInvocationPage:
 *
 * An invocation: what it comes to, its tests and their repeats, those that ended alike, and each of its
 * runs on a page of its own. It goes on by itself while runs are pending.
 */
struct _ProctorInvocationPage
{
  AdwBin parent_instance;

  /* Template children */
  AdwNavigationView *nav;
  GtkWidget *header;
  AdwWindowTitle *title;
  GtkWidget *export_button;
  GtkWidget *rerun_button;
  GtkStack *stack;
  AdwStatusPage *error_page;
  ProctorInvocationHeader *head;
  ProctorAgreementButton *agreement_button;
  AdwViewStack *views;
  ProctorMatrixView *matrix_view;
  ProctorGroupsView *groups_view;

  /* Owned */
  ProctorSession *session;
  ProctorWatcher *watcher;
  ProctorReviews *reviews; /* nullable: there is a history */
  GSignalGroup *watcher_signals;
  GSignalGroup *until_failure_signals;
  GCancellable *cancellable;
  char *wanted_run;   /* nullable: to be opened when it is known */
  char *wanted_words; /* nullable: to be looked for in it */

  gboolean alone;
};

G_DEFINE_FINAL_TYPE (ProctorInvocationPage, proctor_invocation_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_SESSION = 1,
  PROP_ALONE,
} ProctorInvocationPageProperty;

static GParamSpec *properties[PROP_ALONE + 1];

static guint
count (ProctorInvocationPage *self,
       ProctorOutcome outcome)
{
  return proctor_matrix_get_sums (proctor_watcher_get_matrix (self->watcher))->counts[outcome];
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

/* What can be run again: only what has ended. */
static void
update_actions (ProctorInvocationPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_runs = self->watcher != NULL && proctor_watcher_get_head (self->watcher) != NULL && proctor_watcher_get_state (self->watcher) != PROCTOR_WATCHER_GONE;
  guint n_ended = has_runs ? proctor_matrix_get_n_runs (proctor_watcher_get_matrix (self->watcher)) - count (self, PROCTOR_OUTCOME_PENDING) : 0;

  gtk_widget_set_visible (self->export_button, self->watcher != NULL && proctor_watcher_get_head (self->watcher) != NULL);
  gtk_widget_set_visible (self->rerun_button, self->watcher != NULL && proctor_watcher_get_head (self->watcher) != NULL);
  gtk_widget_action_set_enabled (widget, "invocation.rerun-failed", has_runs && count (self, PROCTOR_OUTCOME_FAILED) > 0);
  gtk_widget_action_set_enabled (widget, "invocation.rerun-errors", has_runs && count (self, PROCTOR_OUTCOME_ERROR) > 0);
  gtk_widget_action_set_enabled (widget, "invocation.rerun-selected", has_runs && proctor_matrix_view_get_n_selected (self->matrix_view) > 0);
  gtk_widget_action_set_enabled (widget, "invocation.compare", can_compare (self));
  gtk_widget_action_set_enabled (widget, "invocation.review", self->watcher != NULL && count (self, PROCTOR_OUTCOME_FAILED) > 0 && proctor_session_get_history (self->session) != NULL);
  gtk_widget_action_set_enabled (widget, "invocation.rerun-all", n_ended > 0);
  gtk_widget_action_set_enabled (widget, "invocation.run-anew", self->watcher != NULL && proctor_watcher_get_head (self->watcher) != NULL);
  gtk_widget_action_set_enabled (widget, "invocation.run-until-failure", has_runs && !proctor_until_failure_is_going (proctor_session_get_until_failure (self->session)));
}

static void
show_error (ProctorInvocationPage *self,
            const char *title,
            const char *text)
{
  g_autofree char *markup = g_markup_escape_text (text, -1);

  adw_status_page_set_title (self->error_page, title);
  adw_status_page_set_description (self->error_page, markup);
  gtk_stack_set_visible_child_name (self->stack, "error");
}

static void
update_stack (ProctorInvocationPage *self)
{
  const GError *error = self->watcher != NULL ? proctor_watcher_get_error (self->watcher) : NULL;
  gboolean is_gone = self->watcher != NULL && proctor_watcher_get_state (self->watcher) == PROCTOR_WATCHER_GONE;

  if (self->watcher == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  else if (proctor_watcher_get_head (self->watcher) != NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "content");
    }
  else if (is_gone)
    {
      show_error (self, _ ("These Runs Are Gone"), _ ("The server doesn’t know them, and they were never seen here."));
    }
  else if (error != NULL)
    {
      g_autofree char *text = proctor_error_text_dup (error);

      show_error (self, _ ("These Runs Can’t Be Shown"), text);
    }
  else
    {
      gtk_stack_set_visible_child_name (self->stack, "loading");
    }
}

/* As the server's list has it; until that is known, as the tests are called. */
static char *
dup_title (ProctorInvocationPage *self)
{
  const char *title = proctor_watcher_get_title (self->watcher);
  GListModel *rows = G_LIST_MODEL (proctor_watcher_get_matrix (self->watcher));
  guint n_rows = g_list_model_get_n_items (rows);

  if (title != NULL && *title != '\0')
    return g_strdup (title);
  if (n_rows == 1)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (rows, 0);

      return g_strdup (proctor_matrix_words_get_name (row));
    }
  if (n_rows > 1)
    return g_strdup_printf (ngettext ("%u test", "%u tests", n_rows), n_rows);

  return g_strdup (_ ("Runs"));
}

static void
push_run (ProctorInvocationPage *self,
          AdwNavigationPage *page)
{
  AdwNavigationPage *pages[] = { adw_navigation_view_find_page (self->nav, "matrix"), page };

  /* From one run to another there is nothing in between to be seen. */
  if (adw_navigation_view_get_visible_page (self->nav) == pages[0])
    adw_navigation_view_push (self->nav, page);
  else
    adw_navigation_view_replace (self->nav, pages, G_N_ELEMENTS (pages));
}

static void
run_activated_cb (ProctorInvocationPage *self,
                  ProctorMatrixRow *row,
                  guint column)
{
  g_autoptr (ProctorRunQueue) queue = proctor_run_queue_new (proctor_watcher_get_id (self->watcher), proctor_watcher_get_matrix (self->watcher));

  if (self->reviews != NULL)
    proctor_run_queue_note_reviews (queue, self->reviews);
  push_run (self, proctor_run_page_new (self->session, queue, proctor_run_queue_find_run (queue, proctor_matrix_row_get_cell (row, column)->run)));
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
open_wanted (ProctorInvocationPage *self)
{
  ProctorMatrixRow *row;
  guint column;

  if (self->wanted_run == NULL || self->watcher == NULL || !proctor_matrix_find (proctor_watcher_get_matrix (self->watcher), self->wanted_run, &row, &column))
    return;

  g_clear_pointer (&self->wanted_run, g_free);
  run_activated_cb (self, row, column);
  if (self->wanted_words != NULL && *self->wanted_words != '\0')
    proctor_run_page_search (PROCTOR_RUN_PAGE (adw_navigation_view_get_visible_page (self->nav)), self->wanted_words);
}

static void
update (ProctorInvocationPage *self)
{
  g_autofree char *title = self->watcher != NULL ? dup_title (self) : g_strdup ("");

  adw_window_title_set_title (self->title, title);
  adw_navigation_page_set_title (adw_navigation_view_find_page (self->nav, "matrix"), *title != '\0' ? title : _ ("Runs"));
  update_stack (self);
  update_actions (self);
  open_wanted (self);
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
selection_changed_cb (ProctorInvocationPage *self)
{
  update_actions (self);
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

  if (self->watcher != NULL && proctor_watcher_get_head (self->watcher) != NULL)
    proctor_report_export_ask (widget, self->session, self->watcher, g_variant_get_string (parameter, NULL));
}

static void
run_until_failure_action (GtkWidget *widget,
                          const char *action_name,
                          GVariant *parameter)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (widget);

  if (self->watcher != NULL && proctor_watcher_get_head (self->watcher) != NULL)
    adw_dialog_present (proctor_until_failure_dialog_new (self->session, self->watcher, self->matrix_view), widget);
}

static void
proctor_invocation_page_dispose (GObject *object)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->watcher_signals);
  g_clear_object (&self->reviews);
  g_clear_object (&self->until_failure_signals);
  g_clear_object (&self->watcher);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_INVOCATION_PAGE);

  G_OBJECT_CLASS (proctor_invocation_page_parent_class)->dispose (object);
}

static void
proctor_invocation_page_finalize (GObject *object)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->wanted_run);
  g_free (self->wanted_words);

  G_OBJECT_CLASS (proctor_invocation_page_parent_class)->finalize (object);
}

static void
set_alone (ProctorInvocationPage *self,
           gboolean alone)
{
  if (self->alone == alone)
    return;

  self->alone = alone;
  /* Beside the list, the list's own button leads back. */
  adw_header_bar_set_show_back_button (ADW_HEADER_BAR (self->header), alone);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ALONE]);
}

static void
proctor_invocation_page_get_property (GObject *object,
                                      guint property_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (object);

  switch ((ProctorInvocationPageProperty) property_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_ALONE:
      g_value_set_boolean (value, self->alone);
      break;
    }
}

static void
proctor_invocation_page_set_property (GObject *object,
                                      guint property_id,
                                      const GValue *value,
                                      GParamSpec *pspec)
{
  ProctorInvocationPage *self = PROCTOR_INVOCATION_PAGE (object);

  switch ((ProctorInvocationPageProperty) property_id)
    {
    case PROP_SESSION:
      proctor_invocation_page_set_session (self, g_value_get_object (value));
      break;
    case PROP_ALONE:
      set_alone (self, g_value_get_boolean (value));
      break;
    }
}

static void
proctor_invocation_page_class_init (ProctorInvocationPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_invocation_page_dispose;
  object_class->finalize = proctor_invocation_page_finalize;
  object_class->get_property = proctor_invocation_page_get_property;
  object_class->set_property = proctor_invocation_page_set_property;

  /**
   * ProctorInvocationPage:session:
   *
   * The workspace.
   */
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, PROCTOR_TYPE_SESSION, flags);

  /**
   * ProctorInvocationPage:alone:
   *
   * Whether the list is not beside it.
   */
  properties[PROP_ALONE] = g_param_spec_boolean ("alone", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (PROCTOR_TYPE_AGREEMENT_BUTTON);
  g_type_ensure (PROCTOR_TYPE_GROUPS_VIEW);
  g_type_ensure (PROCTOR_TYPE_INVOCATION_HEADER);
  g_type_ensure (PROCTOR_TYPE_MATRIX_VIEW);
  g_type_ensure (PROCTOR_TYPE_UNTIL_FAILURE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-invocation-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, nav);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, header);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, title);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, export_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, rerun_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, head);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, agreement_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, views);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, matrix_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorInvocationPage, groups_view);
  gtk_widget_class_bind_template_callback (widget_class, run_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
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

static void
proctor_invocation_page_init (ProctorInvocationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  adw_header_bar_set_show_back_button (ADW_HEADER_BAR (self->header), FALSE);
  self->watcher_signals = g_signal_group_new (PROCTOR_TYPE_WATCHER);
  g_signal_group_connect_swapped (self->watcher_signals, "changed", G_CALLBACK (update), self);
  self->until_failure_signals = g_signal_group_new (PROCTOR_TYPE_UNTIL_FAILURE);
  g_signal_group_connect_swapped (self->until_failure_signals, "changed", G_CALLBACK (update_actions), self);
  update (self);
}

/**
 * proctor_invocation_page_new:
 *
 * Returns: (transfer floating): a page on which nothing is shown
 */
GtkWidget *
proctor_invocation_page_new (void)
{
  return g_object_new (PROCTOR_TYPE_INVOCATION_PAGE, NULL);
}

/**
 * proctor_invocation_page_set_session:
 * @self: a page
 * @session: (nullable): the workspace
 */
void
proctor_invocation_page_set_session (ProctorInvocationPage *self,
                                     ProctorSession *session)
{
  g_return_if_fail (PROCTOR_IS_INVOCATION_PAGE (self));

  if (!g_set_object (&self->session, session))
    return;

  proctor_invocation_page_show (self, NULL);
  g_signal_group_set_target (self->until_failure_signals, session != NULL ? proctor_session_get_until_failure (session) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
follow_reviews (ProctorInvocationPage *self)
{
  ProctorHistory *history = self->session != NULL ? proctor_session_get_history (self->session) : NULL;

  g_clear_object (&self->reviews);
  if (history != NULL && self->watcher != NULL)
    self->reviews = proctor_reviews_new (history, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), proctor_watcher_get_id (self->watcher));
  proctor_matrix_view_set_reviews (self->matrix_view, self->reviews);
  proctor_groups_view_set_reviews (self->groups_view, self->reviews);
  proctor_agreement_button_set_reviews (self->agreement_button, self->reviews);
}

/**
 * proctor_invocation_page_show:
 * @self: a page
 * @invocation_id: (nullable): what to show
 *
 * Shows an invocation, and what becomes of it.
 */
void
proctor_invocation_page_show (ProctorInvocationPage *self,
                              const char *invocation_id)
{
  ProctorHistoryFeed *feed;
  g_autoptr (ProctorWatcher) watcher = NULL;

  g_return_if_fail (PROCTOR_IS_INVOCATION_PAGE (self));

  feed = self->session != NULL ? proctor_session_get_history_feed (self->session) : NULL;
  watcher = feed != NULL && invocation_id != NULL ? proctor_history_feed_watch (feed, invocation_id) : NULL;
  if (!g_set_object (&self->watcher, watcher))
    return;

  g_clear_pointer (&self->wanted_run, g_free);
  adw_navigation_view_pop_to_tag (self->nav, "matrix");
  adw_view_stack_set_visible_child_name (self->views, "tests");
  g_signal_group_set_target (self->watcher_signals, watcher);
  proctor_invocation_header_set_watcher (self->head, watcher, self->session != NULL ? proctor_session_get_agent_names (self->session) : NULL);
  proctor_matrix_view_set_matrix (self->matrix_view, watcher != NULL ? proctor_watcher_get_matrix (watcher) : NULL, self->session != NULL ? proctor_session_get_library (self->session) : NULL);
  proctor_groups_view_set_watcher (self->groups_view, watcher);
  follow_reviews (self);
  update (self);
}

/**
 * proctor_invocation_page_show_run:
 * @self: a page that shows an invocation
 * @run_id: one of its runs
 * @words: (nullable): what to look for in it
 *
 * Opens the run, as soon as it is known.
 */
void
proctor_invocation_page_show_run (ProctorInvocationPage *self,
                                  const char *run_id,
                                  const char *words)
{
  g_return_if_fail (PROCTOR_IS_INVOCATION_PAGE (self));
  g_return_if_fail (run_id != NULL);

  g_set_str (&self->wanted_run, run_id);
  g_set_str (&self->wanted_words, words);
  open_wanted (self);
}

/**
 * proctor_invocation_page_get_watcher:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): what is shown
 */
ProctorWatcher *
proctor_invocation_page_get_watcher (ProctorInvocationPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_INVOCATION_PAGE (self), NULL);

  return self->watcher;
}

/**
 * proctor_invocation_page_review:
 * @self: a page with a session
 * @invocation_id: (nullable): an invocation, or %NULL for all
 *
 * Goes through the failures that nobody has decided on.
 */
void
proctor_invocation_page_review (ProctorInvocationPage *self,
                                const char *invocation_id)
{
  g_return_if_fail (PROCTOR_IS_INVOCATION_PAGE (self));

  if (self->session != NULL && proctor_session_get_history (self->session) != NULL)
    push_run (self, proctor_run_page_new_for_failures (self->session, invocation_id));
}
