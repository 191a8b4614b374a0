/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-until-failure-dialog.h"

#include "proctor-history-estimate.h"
#include "proctor-matrix-words.h"
#include "proctor-run-test.h"

#include <glib/gi18n.h>

/* Which of an invocation's tests can be chosen, in their order. */
enum
{
  CHOICE_SELECTED,
  CHOICE_TROUBLED,
  CHOICE_ALL,
  N_CHOICES,
};

/**
 * ProctorUntilFailureDialog:
 *
 * Says what is started when tests of an invocation are run again and again until one fails, and asks which and how
 * often at most.
 */
struct _ProctorUntilFailureDialog
{
  AdwAlertDialog parent_instance;

  /* Template children */
  AdwComboRow *tests_row;
  AdwSpinRow *most_row;
  GtkLabel *total_label;
  GtkLabel *estimate_label;

  /* Owned */
  ProctorSession *session;
  GListStore *choices[N_CHOICES]; /* of ProctorRunTest */
  GCancellable *cancellable;
  char *agent_id;
  char *branch_id;

  guint shown[N_CHOICES]; /* which choice each row of the list is */
  double price;           /* of an attempt, -1 if that is not known */
  guint n_past_runs;
};

G_DEFINE_FINAL_TYPE (ProctorUntilFailureDialog, proctor_until_failure_dialog, ADW_TYPE_ALERT_DIALOG)

static GListModel *
get_tests (ProctorUntilFailureDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->tests_row);

  return G_LIST_MODEL (self->choices[selected < N_CHOICES ? self->shown[selected] : CHOICE_ALL]);
}

static guint
get_most (ProctorUntilFailureDialog *self)
{
  return (guint) adw_spin_row_get_value (self->most_row);
}

static void
show_estimate (ProctorUntilFailureDialog *self)
{
  g_autofree char *text = NULL;

  if (self->price > 0)
    {
      g_autofree char *price = proctor_matrix_words_dup_price (self->price * get_most (self));

      /* Translators: a price, then how many earlier runs there are. */
      text = g_strdup_printf (ngettext ("They cost about %s at most, judging by %u earlier run.", "They cost about %s at most, judging by %u earlier runs.", self->n_past_runs), price, self->n_past_runs);
    }
  else if (!proctor_workspace_is_local (proctor_session_get_workspace (self->session)))
    {
      text = g_strdup (_ ("What they cost isn’t known."));
    }
  gtk_label_set_label (self->estimate_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->estimate_label), text != NULL);
}

static void
estimated_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  ProctorUntilFailureDialog *self;
  g_autoptr (GError) error = NULL;
  g_autofree ProctorHistoryEstimate *estimate = proctor_history_estimate_finish (PROCTOR_HISTORY (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_UNTIL_FAILURE_DIALOG (user_data);
  self->price = estimate != NULL ? estimate->price : -1;
  self->n_past_runs = estimate != NULL ? estimate->n_past_runs : 0;
  show_estimate (self);
}

static void
ask_estimate (ProctorUntilFailureDialog *self)
{
  ProctorHistory *history = proctor_session_get_history (self->session);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  GListModel *tests = get_tests (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->price = -1;
  if (history == NULL)
    return;

  for (guint i = 0; i < g_list_model_get_n_items (tests); i++)
    {
      g_autoptr (ProctorRunTest) test = g_list_model_get_item (tests, i);

      g_strv_builder_add (builder, proctor_run_test_get_id (test));
    }
  ids = g_strv_builder_end (builder);
  self->cancellable = g_cancellable_new ();
  proctor_history_estimate_async (history, proctor_workspace_get_id (proctor_session_get_workspace (self->session)), self->agent_id, (const char *const *) ids, 1, self->cancellable, estimated_cb, self);
}

static void
show_body (ProctorUntilFailureDialog *self)
{
  g_autofree char *place = proctor_agent_names_dup_place (proctor_session_get_agent_names (self->session), self->agent_id, self->branch_id);
  /* Translators: an agent and its branch. */
  g_autofree char *body = g_strdup_printf (_ ("Each attempt is a new run on %s, as it is then. The results that are here stay. No further attempt is started once a test has failed."), place != NULL ? place : self->agent_id);

  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (self), body);
}

static void
update (ProctorUntilFailureDialog *self)
{
  guint n_tests;
  guint most;
  g_autofree char *tests = NULL;
  g_autofree char *runs = NULL;
  g_autofree char *total = NULL;

  if (self->session == NULL)
    return;

  n_tests = g_list_model_get_n_items (get_tests (self));
  most = get_most (self);
  tests = g_strdup_printf (ngettext ("%u test", "%u tests", n_tests), n_tests);
  runs = g_strdup_printf (ngettext ("%u run at most", "%u runs at most", n_tests * most), n_tests * most);
  /* Translators: how many tests, then how many runs, as in “3 tests, 30 runs at most”. */
  total = g_strdup_printf (_ ("%s, %s"), tests, runs);
  gtk_label_set_label (self->total_label, total);
  show_body (self);
  show_estimate (self);
}

static void
tests_changed_cb (ProctorUntilFailureDialog *self)
{
  ask_estimate (self);
}

static void
proctor_until_failure_dialog_response (AdwAlertDialog *dialog,
                                       const char *response)
{
  ProctorUntilFailureDialog *self = PROCTOR_UNTIL_FAILURE_DIALOG (dialog);

  if (g_str_equal (response, "run"))
    proctor_until_failure_start (proctor_session_get_until_failure (self->session), self->agent_id, self->branch_id, get_tests (self), get_most (self));
}

static void
proctor_until_failure_dialog_dispose (GObject *object)
{
  ProctorUntilFailureDialog *self = PROCTOR_UNTIL_FAILURE_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  for (guint i = 0; i < N_CHOICES; i++)
    g_clear_object (&self->choices[i]);

  G_OBJECT_CLASS (proctor_until_failure_dialog_parent_class)->dispose (object);
}

static void
proctor_until_failure_dialog_finalize (GObject *object)
{
  ProctorUntilFailureDialog *self = PROCTOR_UNTIL_FAILURE_DIALOG (object);

  g_free (self->agent_id);
  g_free (self->branch_id);

  G_OBJECT_CLASS (proctor_until_failure_dialog_parent_class)->finalize (object);
}

static void
proctor_until_failure_dialog_class_init (ProctorUntilFailureDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_until_failure_dialog_dispose;
  object_class->finalize = proctor_until_failure_dialog_finalize;
  ADW_ALERT_DIALOG_CLASS (klass)->response = proctor_until_failure_dialog_response;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-until-failure-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorUntilFailureDialog, tests_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorUntilFailureDialog, most_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorUntilFailureDialog, total_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorUntilFailureDialog, estimate_label);
  gtk_widget_class_bind_template_callback (widget_class, update);
}

static void
proctor_until_failure_dialog_init (ProctorUntilFailureDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->price = -1;
  for (guint i = 0; i < N_CHOICES; i++)
    self->choices[i] = g_list_store_new (PROCTOR_TYPE_RUN_TEST);
}

static void
add (ProctorUntilFailureDialog *self,
     guint choice,
     ProctorMatrixRow *row)
{
  g_autoptr (ProctorRunTest) test = proctor_run_test_new (proctor_matrix_row_get_test_id (row), proctor_matrix_row_get_name (row), proctor_matrix_row_get_node_id (row));

  g_list_store_append (self->choices[choice], test);
}

static void
collect (ProctorUntilFailureDialog *self,
         GListModel *rows,
         ProctorMatrixView *view)
{
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (rows, i);

      if (proctor_matrix_row_get_test_id (row) == NULL)
        continue;
      add (self, CHOICE_ALL, row);
      if (proctor_matrix_row_is_flaky (row) || proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_FAILED) > 0)
        add (self, CHOICE_TROUBLED, row);
      if (proctor_matrix_view_get_n_selected (view) > 0 && proctor_matrix_view_means (view, row))
        add (self, CHOICE_SELECTED, row);
    }
}

/* Only what there is can be chosen, and what somebody most likely means comes first. */
static void
fill_choices (ProctorUntilFailureDialog *self)
{
  const char *const names[] = { N_ ("Selected"), N_ ("Failed or flaky"), N_ ("All") };
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint n_shown = 0;

  for (guint i = 0; i < N_CHOICES; i++)
    {
      if (g_list_model_get_n_items (G_LIST_MODEL (self->choices[i])) == 0)
        continue;
      gtk_string_list_append (list, _ (names[i]));
      self->shown[n_shown++] = i;
    }
  adw_combo_row_set_model (self->tests_row, G_LIST_MODEL (list));
  adw_combo_row_set_selected (self->tests_row, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->tests_row), n_shown > 1);
}

/**
 * proctor_until_failure_dialog_new:
 * @session: the workspace
 * @watcher: an invocation of which something is known
 * @view: its tests
 *
 * Returns: (transfer floating): a dialog that runs some of them until one fails
 */
AdwDialog *
proctor_until_failure_dialog_new (ProctorSession *session,
                                  ProctorWatcher *watcher,
                                  ProctorMatrixView *view)
{
  ProctorInvocation *head = proctor_watcher_get_head (watcher);
  ProctorUntilFailureDialog *self = g_object_new (PROCTOR_TYPE_UNTIL_FAILURE_DIALOG, NULL);

  self->session = g_object_ref (session);
  self->agent_id = g_strdup (proctor_invocation_get_agent_id (head) != NULL ? proctor_invocation_get_agent_id (head) : "");
  self->branch_id = g_strdup (proctor_invocation_get_branch_id (head));
  collect (self, G_LIST_MODEL (proctor_watcher_get_matrix (watcher)), view);
  fill_choices (self);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (self), "run", *self->agent_id != '\0' && g_list_model_get_n_items (G_LIST_MODEL (self->choices[CHOICE_ALL])) > 0);
  g_signal_connect_object (self->tests_row, "notify::selected", G_CALLBACK (tests_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proctor_session_get_agent_names (session), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  ask_estimate (self);

  return ADW_DIALOG (self);
}
