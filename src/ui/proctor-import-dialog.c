/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-dialog.h"

#include <glib/gi18n.h>

#include "proctor-error-text.h"
#include "proctor-import-header.h"
#include "proctor-import-row-view.h"
#include "proctor-import-summary.h"
#include "proctor-import.h"

/**
 * ProctorImportDialog:
 *
 * Imports tests from files: what is in them is shown first, with what importing it would do; what is wanted of it is then
 * imported while one watches; and at the end it says what became of it.
 */
struct _ProctorImportDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwToolbarView *toolbar_view;
  GtkStack *stack;
  GtkButton *import_button;
  AdwStatusPage *reading_page;
  AdwStatusPage *error_page;
  AdwStatusPage *progress_page;
  GtkProgressBar *progress_bar;
  GtkListView *list_view;
  GtkWidget *cancel_button;
  ProctorImportSummary *summary;

  /* Owned */
  ProctorSession *session;
  ProctorImport *import;
  ProctorJob *job;
  GListModel *files;
  GCancellable *cancellable;
  char *folder_id;

  /* Borrowed: the headers that are to be seen */
  GPtrArray *headers;

  guint n_included[PROCTOR_IMPORT_UNREADABLE + 1];
  guint count_id;
};

G_DEFINE_FINAL_TYPE (ProctorImportDialog, proctor_import_dialog, ADW_TYPE_DIALOG)

static void
show_page (ProctorImportDialog *self,
           const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  adw_toolbar_view_set_reveal_bottom_bars (self->toolbar_view, g_str_equal (name, "preview"));
  /* While it imports, closing the dialog asks it to stop. */
  adw_dialog_set_can_close (ADW_DIALOG (self), g_strcmp0 (name, "progress") != 0);
}

static void
update_header (ProctorImportDialog *self,
               ProctorImportHeader *header)
{
  proctor_import_header_set_n_included (header, self->n_included[proctor_import_header_get_verdict (header)]);
}

/* How much of everything is wanted, which headers show and the button says. */
static void
count (ProctorImportDialog *self)
{
  GListModel *rows = proctor_import_get_rows (self->import);
  g_autofree char *label = NULL;
  guint n = 0;

  memset (self->n_included, 0, sizeof self->n_included);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorImportRow) row = g_list_model_get_item (rows, i);

      if (!proctor_import_row_get_included (row))
        continue;
      self->n_included[proctor_import_row_get_verdict (row)]++;
      n++;
    }

  for (guint i = 0; i < self->headers->len; i++)
    update_header (self, self->headers->pdata[i]);
  label = n > 0 ? g_strdup_printf (ngettext ("_Import %u Test", "_Import %u Tests", n), n) : g_strdup (_ ("Nothing to Import"));
  gtk_button_set_label (self->import_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), n > 0);
}

static gboolean
count_idle_cb (gpointer user_data)
{
  ProctorImportDialog *self = user_data;

  self->count_id = 0;
  count (self);

  return G_SOURCE_REMOVE;
}

/* Ten thousand check boxes that change at once are counted once. */
static void
count_action (GtkWidget *widget,
              const char *name,
              GVariant *parameter)
{
  ProctorImportDialog *self = PROCTOR_IMPORT_DIALOG (widget);

  if (self->count_id == 0 && self->import != NULL)
    self->count_id = g_idle_add (count_idle_cb, self);
}

/* All of a group, or none of it. */
static void
include_action (GtkWidget *widget,
                const char *name,
                GVariant *parameter)
{
  ProctorImportDialog *self = PROCTOR_IMPORT_DIALOG (widget);
  GListModel *rows = proctor_import_get_rows (self->import);
  guint verdict;
  gboolean included;

  g_variant_get (parameter, "(ub)", &verdict, &included);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorImportRow) row = g_list_model_get_item (rows, i);

      if (proctor_import_row_get_verdict (row) == verdict)
        proctor_import_row_set_included (row, included);
    }
  count (self);
}

static int
compare_rows (gconstpointer one,
              gconstpointer other,
              gpointer user_data)
{
  ProctorImportVerdict a = proctor_import_row_get_verdict ((ProctorImportRow *) one);
  ProctorImportVerdict b = proctor_import_row_get_verdict ((ProctorImportRow *) other);
  /* What there is to decide or to know comes before what there is not. */
  static const int places[] = { 0, 1, 3, 2 };

  return places[a] - places[b];
}

static void
show_rows (ProctorImportDialog *self)
{
  GListModel *rows = proctor_import_get_rows (self->import);
  g_autoptr (GtkSortListModel) sorted = NULL;
  g_autoptr (GtkNoSelection) selection = NULL;

  sorted = gtk_sort_list_model_new (g_object_ref (rows), NULL);
  gtk_sort_list_model_set_section_sorter (sorted, GTK_SORTER (gtk_custom_sorter_new (compare_rows, NULL, NULL)));
  selection = gtk_no_selection_new (G_LIST_MODEL (g_steal_pointer (&sorted)));
  gtk_list_view_set_model (self->list_view, GTK_SELECTION_MODEL (selection));
  count (self);
  show_page (self, g_list_model_get_n_items (rows) > 0 ? "preview" : "empty");
}

static void
scanned_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ProctorImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean scanned = proctor_import_scan_finish (PROCTOR_IMPORT (object), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (scanned)
    {
      show_rows (self);
      return;
    }

  text = proctor_error_text_dup (error);
  adw_status_page_set_description (self->error_page, text);
  show_page (self, "error");
}

static void
progressed_cb (ProctorImportDialog *self)
{
  g_autofree char *text = NULL;
  guint n_compared;
  guint n_to_compare;

  g_object_get (self->import, "n-compared", &n_compared, "n-to-compare", &n_to_compare, NULL);
  text = g_strdup_printf (ngettext ("Compared %u of %u test", "Compared %u of %u tests", n_to_compare), n_compared, n_to_compare);
  adw_status_page_set_description (self->reading_page, text);
}

static void
scan (ProctorImportDialog *self)
{
  g_clear_object (&self->import);
  self->import = proctor_import_new (self->session, self->files, self->folder_id);
  g_signal_connect_object (self->import, "notify::n-compared", G_CALLBACK (progressed_cb), self, G_CONNECT_SWAPPED);
  adw_status_page_set_description (self->reading_page, NULL);
  show_page (self, "reading");
  proctor_import_scan_async (self->import, self->cancellable, scanned_cb, g_object_ref (self));
}

static void
try_again_cb (ProctorImportDialog *self)
{
  scan (self);
}

static void
take_files (ProctorImportDialog *self,
            GListModel *files)
{
  g_set_object (&self->files, files);
  scan (self);
}

static void
files_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ProctorImportDialog) self = user_data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (object), result, NULL);

  /* Without files nothing was chosen, and one can choose again. */
  if (files != NULL && !g_cancellable_is_cancelled (self->cancellable))
    take_files (self, files);
}

static void
folders_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ProctorImportDialog) self = user_data;
  g_autoptr (GListModel) folders = gtk_file_dialog_select_multiple_folders_finish (GTK_FILE_DIALOG (object), result, NULL);

  if (folders != NULL && !g_cancellable_is_cancelled (self->cancellable))
    take_files (self, folders);
}

static GtkWindow *
get_window (ProctorImportDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
choose_files_cb (ProctorImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("JSON Files"));
  gtk_file_filter_add_suffix (filter, "json");
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_title (dialog, _ ("Import Tests"));
  gtk_file_dialog_open_multiple (dialog, get_window (self), self->cancellable, files_cb, g_object_ref (self));
}

static void
choose_folder_cb (ProctorImportDialog *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _ ("Import Tests"));
  gtk_file_dialog_select_multiple_folders (dialog, get_window (self), self->cancellable, folders_cb, g_object_ref (self));
}

static void
activate_cb (ProctorImportDialog *self,
             guint position)
{
  g_autoptr (ProctorImportRow) row = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->list_view)), position);

  proctor_import_row_set_included (row, !proctor_import_row_get_included (row));
  count (self);
}

static void
job_changed_cb (ProctorImportDialog *self)
{
  guint total = proctor_job_get_total (self->job);
  guint n = proctor_job_get_n_done (self->job) + proctor_job_get_n_failed (self->job);
  /* Translators: how many have been imported, and how many there are to import. */
  g_autofree char *text = g_strdup_printf (_ ("%u of %u"), n, total);

  gtk_progress_bar_set_fraction (self->progress_bar, total > 0 ? (double) n / total : 1);
  adw_status_page_set_description (self->progress_page, text);
}

static void
ran_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (ProctorImportDialog) self = user_data;
  g_autoptr (GError) error = NULL;

  /* Cancelled or not, what has been done is told. */
  proctor_job_run_finish (PROCTOR_JOB (object), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;

  proctor_import_summary_set_job (self->summary, self->job);
  show_page (self, "summary");
}

static void
run (ProctorImportDialog *self)
{
  adw_status_page_set_title (self->progress_page, proctor_job_get_title (self->job));
  gtk_widget_set_sensitive (self->cancel_button, TRUE);
  job_changed_cb (self);
  show_page (self, "progress");
  gtk_widget_grab_focus (self->cancel_button);
  proctor_job_run_async (self->job, NULL, ran_cb, g_object_ref (self));
}

static void
import_cb (ProctorImportDialog *self)
{
  g_clear_object (&self->job);
  self->job = proctor_import_make_job (self->import);
  g_signal_connect_object (self->job, "notify::n-done", G_CALLBACK (job_changed_cb), self, G_CONNECT_SWAPPED);
  run (self);
}

static void
run_again_cb (ProctorImportDialog *self)
{
  run (self);
}

static void
cancel_cb (ProctorImportDialog *self)
{
  gtk_widget_set_sensitive (self->cancel_button, FALSE);
  proctor_job_cancel (self->job);
}

static void
close_attempt_cb (ProctorImportDialog *self)
{
  cancel_cb (self);
}

static void
done_cb (ProctorImportDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem *item)
{
  gtk_list_item_set_child (item, proctor_import_row_view_new ());
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem *item)
{
  ProctorImportRow *row = gtk_list_item_get_item (item);

  proctor_import_row_view_set_row (PROCTOR_IMPORT_ROW_VIEW (gtk_list_item_get_child (item)), row);
  gtk_list_item_set_activatable (item, proctor_import_row_can_include (row));
  gtk_list_item_set_accessible_label (item, proctor_import_row_get_name (row) != NULL ? proctor_import_row_get_name (row) : proctor_import_row_get_file (row));
}

static void
unbind_row_cb (GtkSignalListItemFactory *factory,
               GtkListItem *item)
{
  proctor_import_row_view_set_row (PROCTOR_IMPORT_ROW_VIEW (gtk_list_item_get_child (item)), NULL);
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader *header)
{
  gtk_list_header_set_child (header, proctor_import_header_new ());
}

static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader *header,
                ProctorImportDialog *self)
{
  ProctorImportRow *row = gtk_list_header_get_item (header);
  ProctorImportHeader *view = PROCTOR_IMPORT_HEADER (gtk_list_header_get_child (header));

  proctor_import_header_show (view, proctor_import_row_get_verdict (row), gtk_list_header_get_n_items (header));
  g_ptr_array_add (self->headers, view);
  update_header (self, view);
}

static void
unbind_header_cb (GtkSignalListItemFactory *factory,
                  GtkListHeader *header,
                  ProctorImportDialog *self)
{
  g_ptr_array_remove (self->headers, gtk_list_header_get_child (header));
}

static void
make_factories (ProctorImportDialog *self)
{
  g_autoptr (GtkListItemFactory) rows = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkListItemFactory) headers = gtk_signal_list_item_factory_new ();

  g_signal_connect (rows, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (rows, "bind", G_CALLBACK (bind_row_cb), NULL);
  g_signal_connect (rows, "unbind", G_CALLBACK (unbind_row_cb), NULL);
  gtk_list_view_set_factory (self->list_view, rows);

  g_signal_connect (headers, "setup", G_CALLBACK (setup_header_cb), NULL);
  g_signal_connect_object (headers, "bind", G_CALLBACK (bind_header_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (headers, "unbind", G_CALLBACK (unbind_header_cb), self, G_CONNECT_DEFAULT);
  gtk_list_view_set_header_factory (self->list_view, headers);
}

static void
proctor_import_dialog_dispose (GObject *object)
{
  ProctorImportDialog *self = PROCTOR_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->count_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->job);
  g_clear_object (&self->import);
  g_clear_object (&self->files);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->folder_id, g_free);

  G_OBJECT_CLASS (proctor_import_dialog_parent_class)->dispose (object);
}

static void
proctor_import_dialog_finalize (GObject *object)
{
  ProctorImportDialog *self = PROCTOR_IMPORT_DIALOG (object);

  g_ptr_array_unref (self->headers);

  G_OBJECT_CLASS (proctor_import_dialog_parent_class)->finalize (object);
}

/* Whoever closes it while files are looked through wants no more of that. */
static void
proctor_import_dialog_closed (AdwDialog *dialog)
{
  g_cancellable_cancel (PROCTOR_IMPORT_DIALOG (dialog)->cancellable);
}

static void
proctor_import_dialog_class_init (ProctorImportDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  AdwDialogClass *dialog_class = ADW_DIALOG_CLASS (klass);

  object_class->dispose = proctor_import_dialog_dispose;
  object_class->finalize = proctor_import_dialog_finalize;

  dialog_class->closed = proctor_import_dialog_closed;

  g_type_ensure (PROCTOR_TYPE_IMPORT_SUMMARY);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorImportDialog, toolbar_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportDialog, reading_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportDialog, error_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportDialog, progress_page);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportDialog, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportDialog, list_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorImportDialog, summary);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_files_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_attempt_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_bind_template_callback (widget_class, import_cb);
  gtk_widget_class_bind_template_callback (widget_class, run_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_again_cb);
  gtk_widget_class_install_action (widget_class, "import.count", NULL, count_action);
  gtk_widget_class_install_action (widget_class, "import.include", "(ub)", include_action);
}

static void
proctor_import_dialog_init (ProctorImportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  self->headers = g_ptr_array_new ();
  make_factories (self);
}

/**
 * proctor_import_dialog_new:
 * @session: a workspace that is open
 * @files: (nullable) (element-type GFile): files and folders, %NULL to ask for them first
 * @folder_id: (nullable): where tests of no folder go
 *
 * Returns: (transfer floating): a dialog that imports them
 */
AdwDialog *
proctor_import_dialog_new (ProctorSession *session,
                           GListModel *files,
                           const char *folder_id)
{
  ProctorImportDialog *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_IMPORT_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->folder_id = g_strdup (folder_id);
  if (files != NULL)
    take_files (self, files);
  else
    show_page (self, "choose");

  return ADW_DIALOG (self);
}
