/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-format-dialog.h"

/**
 * proctor_format_dialog_new:
 * @title: what is done
 * @name: what the file is called if nobody says otherwise
 * @format: as what it is written
 *
 * Returns: (transfer full): a dialog, the portal's in a sandbox, that asks where to write a file
 */
GtkFileDialog *
proctor_format_dialog_new (const char *title,
                           const char *name,
                           ProctorReportFormat format)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);

  gtk_file_filter_set_name (filter, proctor_report_format_get_title (format));
  gtk_file_filter_add_suffix (filter, proctor_report_format_get_suffix (format) + 1);
  g_list_store_append (filters, filter);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_set_modal (dialog, TRUE);

  return dialog;
}
