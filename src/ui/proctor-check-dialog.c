/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-dialog.h"

#include "proctor-check-job.h"
#include "proctor-check-knowledge.h"
#include "proctor-error-text.h"
#include "proctor-finding-row.h"

#include <glib/gi18n.h>

/**
 * ProctorCheckDialog:
 *
 * Checks many tests while one watches, and lists what was found, test by test. A row that is activated leads to the
 * test, and to the place in it, by the window's action "win.show-test".
 */
struct _ProctorCheckDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwWindowTitle *title;
  GtkProgressBar *progress;
  GtkLabel *problem_label;
  GtkStack *stack;
  GtkListView *list_view;
  AdwToggleGroup *severities;
  GtkWidget *filter_bar;
  GtkWidget *buttons;
  GtkWidget *stop_button;
  GtkWidget *again_button;

  /* Owned */
  ProctorSession *session;
  char **test_ids;
  ProctorJob *job;
  GCancellable *cancellable;
  GtkFilter *filter;
};

G_DEFINE_FINAL_TYPE (ProctorCheckDialog, proctor_check_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_LEAVING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* What the toggles are called, a severity each. */
static const char *const toggle_names[] = {
  [PROCTOR_SEVERITY_ERROR] = "error",
  [PROCTOR_SEVERITY_WARNING] = "warning",
  [PROCTOR_SEVERITY_HINT] = "hint",
};

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem *item)
{
  gtk_list_item_set_child (item, proctor_finding_row_new ());
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem *item)
{
  ProctorFinding *finding = proctor_check_result_get_finding (gtk_list_item_get_item (item));
  g_autofree char *label = proctor_finding_row_dup_label (finding, FALSE);

  proctor_finding_row_set_finding (PROCTOR_FINDING_ROW (gtk_list_item_get_child (item)), finding);
  gtk_list_item_set_accessible_label (item, label);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader *header)
{
  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), proctor_check_result_get_test_name (gtk_list_header_get_item (header)));
}

/* By name, as people look for them; two tests of one name are two. */
static int
compare_tests (gconstpointer one,
               gconstpointer other,
               gpointer user_data)
{
  ProctorCheckResult *a = (ProctorCheckResult *) one;
  ProctorCheckResult *b = (ProctorCheckResult *) other;
  int order = 0;

  if (!g_str_equal (proctor_check_result_get_test_id (a), proctor_check_result_get_test_id (b)))
    {
      order = g_utf8_collate (proctor_check_result_get_test_name (a), proctor_check_result_get_test_name (b));
      if (order == 0)
        order = g_strcmp0 (proctor_check_result_get_test_id (a), proctor_check_result_get_test_id (b));
    }

  return order;
}

static void
activate_cb (ProctorCheckDialog *self,
             guint position)
{
  g_autoptr (ProctorCheckResult) result = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list_view)), position);
  const char *place = proctor_check_result_get_place (result);
  g_autoptr (GtkWidget) root = g_object_ref (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  g_autoptr (GVariant) target = g_variant_ref_sink (g_variant_new ("(ss)", proctor_check_result_get_test_id (result), place != NULL ? place : ""));

  /* Closed first, so that the focus stays where it is led to. */
  adw_dialog_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_LEAVING], 0);
  gtk_widget_activate_action_variant (root, "win.show-test", target);
}

static gboolean
is_wanted (gpointer item,
           gpointer user_data)
{
  ProctorCheckDialog *self = user_data;
  const char *wanted = adw_toggle_group_get_active_name (self->severities);

  return g_strcmp0 (wanted, "all") == 0 || g_strcmp0 (wanted, toggle_names[proctor_finding_get_severity (proctor_check_result_get_finding (item))]) == 0;
}

static void
severity_cb (ProctorCheckDialog *self)
{
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
show_severities (ProctorCheckDialog *self)
{
  guint n_sorts = 0;

  for (guint i = 0; i < G_N_ELEMENTS (toggle_names); i++)
    {
      guint n = proctor_check_job_count (PROCTOR_CHECK_JOB (self->job), i);
      AdwToggle *toggle = adw_toggle_group_get_toggle_by_name (self->severities, toggle_names[i]);
      g_autofree char *number = g_strdup_printf ("%u", n);

      n_sorts += n > 0 ? 1 : 0;
      adw_toggle_set_label (toggle, number);
      adw_toggle_set_enabled (toggle, n > 0);
    }
  gtk_widget_set_visible (self->filter_bar, n_sorts > 1);
}

static void
show_counts (ProctorCheckDialog *self)
{
  guint n_done = proctor_job_get_n_done (self->job) + proctor_job_get_n_failed (self->job);
  guint total = proctor_job_get_total (self->job);
  guint n_tests = proctor_check_job_count_tests (PROCTOR_CHECK_JOB (self->job));
  g_autofree char *text = NULL;

  if (proctor_job_is_running (self->job))
    text = g_strdup_printf (_ ("%u of %u"), n_done, total);
  else if (n_done < total)
    /* Translators: the first is how many were checked, the second how many there are. */
    text = g_strdup_printf (_ ("Stopped after %u of %u"), n_done, total);
  else if (n_tests == 0)
    text = g_strdup_printf (ngettext ("%u test checked", "%u tests checked", total), total);
  else
    /* Translators: the first is how many tests something was found in, the second how many were checked. */
    text = g_strdup_printf (ngettext ("Something found in %u of %u test", "Something found in %u of %u tests", total), n_tests, total);
  adw_window_title_set_subtitle (self->title, text);
  gtk_progress_bar_set_fraction (self->progress, total > 0 ? (double) n_done / total : 1);
}

static void
show_failures (ProctorCheckDialog *self)
{
  g_autofree char *failures = proctor_job_dup_failure_text (self->job);
  g_autoptr (ProctorJobFailure) first = g_list_model_get_item (proctor_job_get_failures (self->job), 0);
  g_autofree char *reason = first != NULL ? proctor_error_text_dup (proctor_job_failure_get_error (first)) : NULL;
  g_autofree char *text = failures != NULL ? g_strdup_printf ("%s: %s", failures, reason != NULL ? reason : "") : NULL;

  gtk_label_set_label (self->problem_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), text != NULL);
}

/* The list comes with the first row that there is. */
static void
update (ProctorCheckDialog *self)
{
  gboolean running = proctor_job_is_running (self->job);
  gboolean found = g_list_model_get_n_items (proctor_check_job_get_results (PROCTOR_CHECK_JOB (self->job))) > 0;
  gboolean complete = proctor_job_get_n_done (self->job) == proctor_job_get_total (self->job);

  show_counts (self);
  show_severities (self);
  show_failures (self);
  if (found)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (running)
    gtk_stack_set_visible_child_name (self->stack, "checking");
  else
    gtk_stack_set_visible_child_name (self->stack, complete ? "good" : "failed");
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_visible (self->again_button, !running && !complete);
  gtk_widget_set_visible (self->buttons, running || !complete);
}

static void
take_job (ProctorCheckDialog *self,
          ProctorJob *job)
{
  GListModel *results = g_object_ref (proctor_check_job_get_results (PROCTOR_CHECK_JOB (job)));
  GtkSortListModel *sorted;
  g_autoptr (GtkSorter) by_test = GTK_SORTER (gtk_custom_sorter_new (compare_tests, NULL, NULL));
  g_autoptr (GtkNoSelection) selection = NULL;

  self->job = g_object_ref (job);
  self->filter = GTK_FILTER (gtk_custom_filter_new (is_wanted, self, NULL));
  sorted = gtk_sort_list_model_new (G_LIST_MODEL (gtk_filter_list_model_new (results, g_object_ref (self->filter))), NULL);
  gtk_sort_list_model_set_section_sorter (sorted, by_test);
  selection = gtk_no_selection_new (G_LIST_MODEL (sorted));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));

  g_signal_connect_object (self->job, "notify::n-done", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "notify::n-failed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "notify::running", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

static void
known_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ProctorCheckDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorCheckContext) context = proctor_check_knowledge_load_finish (PROCTOR_SESSION (object), result, &error);

  g_autoptr (ProctorJob) job = NULL;

  if (context == NULL)
    return;

  job = proctor_check_job_new (self->session, (const char *const *) self->test_ids, context);
  take_job (self, job);
  proctor_job_run_async (job, self->cancellable, NULL, NULL);
}

/* While it has not begun there is nothing yet to try again. */
static void
stop_cb (ProctorCheckDialog *self)
{
  if (self->job != NULL)
    proctor_job_cancel (self->job);
  else
    adw_dialog_close (ADW_DIALOG (self));
}

static void
again_cb (ProctorCheckDialog *self)
{
  proctor_job_run_async (self->job, self->cancellable, NULL, NULL);
}

static void
proctor_check_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (PROCTOR_CHECK_DIALOG (dialog)->cancellable);
}

static void
proctor_check_dialog_dispose (GObject *object)
{
  ProctorCheckDialog *self = PROCTOR_CHECK_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->job);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  /* What has the focus would stay behind, and all that is around it. */
  adw_dialog_set_child (ADW_DIALOG (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CHECK_DIALOG);

  G_OBJECT_CLASS (proctor_check_dialog_parent_class)->dispose (object);
}

static void
proctor_check_dialog_finalize (GObject *object)
{
  ProctorCheckDialog *self = PROCTOR_CHECK_DIALOG (object);

  g_strfreev (self->test_ids);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (proctor_check_dialog_parent_class)->finalize (object);
}

static void
proctor_check_dialog_class_init (ProctorCheckDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_check_dialog_dispose;
  object_class->finalize = proctor_check_dialog_finalize;
  ADW_DIALOG_CLASS (klass)->closed = proctor_check_dialog_closed;

  /**
   * ProctorCheckDialog::leaving:
   * @self: a dialog
   *
   * Somebody is led to a test, so what stands before it should go.
   */
  signals[SIGNAL_LEAVING] = g_signal_new ("leaving", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-check-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorCheckDialog, title);
  gtk_widget_class_bind_template_child (widget_class, ProctorCheckDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, ProctorCheckDialog, problem_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorCheckDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorCheckDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorCheckDialog, severities);
  gtk_widget_class_bind_template_child (widget_class, ProctorCheckDialog, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorCheckDialog, buttons);
  gtk_widget_class_bind_template_child (widget_class, ProctorCheckDialog, stop_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorCheckDialog, again_button);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, severity_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
}

static void
proctor_check_dialog_init (ProctorCheckDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_check_dialog_new:
 * @session: where
 * @test_ids: (array zero-terminated=1): which tests
 *
 * Returns: (transfer floating): a dialog that checks them, which begins at once
 */
AdwDialog *
proctor_check_dialog_new (ProctorSession *session,
                          const char *const *test_ids)
{
  ProctorCheckDialog *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (test_ids != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_CHECK_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->test_ids = g_strdupv ((char **) test_ids);
  proctor_check_knowledge_load_async (session, self->cancellable, known_cb, g_object_ref (self));

  return ADW_DIALOG (self);
}

/**
 * proctor_check_dialog_new_for_job:
 * @job: a #ProctorCheckJob, which may be under way
 *
 * Returns: (transfer floating): a dialog that shows what it finds
 */
AdwDialog *
proctor_check_dialog_new_for_job (ProctorJob *job)
{
  ProctorCheckDialog *self;

  g_return_val_if_fail (PROCTOR_IS_CHECK_JOB (job), NULL);

  self = g_object_new (PROCTOR_TYPE_CHECK_DIALOG, NULL);
  take_job (self, job);

  return ADW_DIALOG (self);
}
