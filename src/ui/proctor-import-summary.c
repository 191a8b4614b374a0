/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-summary.h"

#include <glib/gi18n.h>

#include "proctor-failure-row.h"
#include "proctor-import-job.h"

/**
 * ProctorImportSummary:
 *
 * What became of an import: how many tests are new and changed now, and what could not be done, and why.
 */
struct _ProctorImportSummary
{
  AdwBin parent_instance;

  /* Template children */
  AdwStatusPage *page;
  GtkWidget *try_again_button;
  GtkWidget *close_button;
  GtkWidget *failures_window;
  GtkListView *failures_view;
};

G_DEFINE_FINAL_TYPE (ProctorImportSummary, proctor_import_summary, ADW_TYPE_BIN)

enum
{
  SIGNAL_TRY_AGAIN,
  SIGNAL_CLOSE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
try_again_cb (ProctorImportSummary *self)
{
  g_signal_emit (self, signals[SIGNAL_TRY_AGAIN], 0);
}

static void
close_cb (ProctorImportSummary *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSE], 0);
}

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
}

static void
proctor_import_summary_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PROCTOR_TYPE_IMPORT_SUMMARY);

  G_OBJECT_CLASS (proctor_import_summary_parent_class)->dispose (object);
}

static void
proctor_import_summary_class_init (ProctorImportSummaryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_import_summary_dispose;

  /**
   * ProctorImportSummary::try-again:
   *
   * What could not be done is to be tried once more.
   */
  signals[SIGNAL_TRY_AGAIN] = g_signal_new ("try-again", PROCTOR_TYPE_IMPORT_SUMMARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * ProctorImportSummary::close:
   *
   * It has been seen.
   */
  signals[SIGNAL_CLOSE] = g_signal_new ("close", PROCTOR_TYPE_IMPORT_SUMMARY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-import-summary.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorImportSummary, page);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportSummary, try_again_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportSummary, close_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportSummary, failures_window);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportSummary, failures_view);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
}

static void
proctor_import_summary_init (ProctorImportSummary *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  gtk_list_view_set_factory (self->failures_view, factory);
}

static char *
describe (guint n_made,
          guint n_changed)
{
  g_autofree char *made = g_strdup_printf (ngettext ("%u new test", "%u new tests", n_made), n_made);
  g_autofree char *changed = g_strdup_printf (ngettext ("%u test changed", "%u tests changed", n_changed), n_changed);

  if (n_changed == 0)
    return g_steal_pointer (&made);
  if (n_made == 0)
    return g_steal_pointer (&changed);

  /* Translators: "3 new tests, 2 tests changed". */
  return g_strdup_printf (_ ("%s, %s"), made, changed);
}

/**
 * proctor_import_summary_set_job:
 * @self: a summary
 * @job: an import's job that has ended, or was cancelled
 */
void
proctor_import_summary_set_job (ProctorImportSummary *self,
                                ProctorJob *job)
{
  guint n_failed = proctor_job_get_n_failed (job);
  gboolean is_over = proctor_job_get_n_done (job) + n_failed == proctor_job_get_total (job);
  g_autofree char *done = describe (proctor_import_job_count (PROCTOR_IMPORT_JOB (job), TRUE), proctor_import_job_count (PROCTOR_IMPORT_JOB (job), FALSE));
  g_autofree char *failed = n_failed > 0 ? proctor_job_dup_failure_text (job) : NULL;
  g_autofree char *text = failed != NULL ? g_strdup_printf ("%s\n%s", done, failed) : g_strdup (done);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (proctor_job_get_failures (job)));

  if (!is_over)
    adw_status_page_set_title (self->page, _ ("Import Cancelled"));
  else
    adw_status_page_set_title (self->page, n_failed == 0 ? _ ("Tests Imported") : _ ("Not Everything Was Imported"));
  adw_status_page_set_icon_name (self->page, is_over && n_failed == 0 ? "object-select-symbolic" : "dialog-warning-symbolic");
  adw_status_page_set_description (self->page, text);
  gtk_list_view_set_model (self->failures_view, GTK_SELECTION_MODEL (selection));
  gtk_widget_set_visible (self->failures_window, n_failed > 0);
  gtk_widget_set_visible (self->try_again_button, n_failed > 0 || !is_over);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
