/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-export.h"
#include "proctor-import-dialog.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/* From files and to files. */

/**
 * proctor_tests_pane_import:
 * @self: a pane
 * @files: (nullable): files and folders; %NULL to ask for them
 *
 * Looks through @files and asks which of the tests in them are wanted.
 */
void
proctor_tests_pane_import (ProctorTestsPane *self,
                           GListModel *files)
{
  adw_dialog_present (proctor_import_dialog_new (self->session, files, self->folder_id), GTK_WIDGET (self));
}

static void
folder_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (ProctorTestsPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorJob) job = proctor_export_tests_finish (result, &error);

  if (job != NULL)
    {
      proctor_export_tell (GTK_WIDGET (self), job);
      proctor_tests_pane_run_job (self, job);
    }
  else if (error != NULL)
    proctor_toasts_say_error (GTK_WIDGET (self), error);
}

/**
 * proctor_tests_pane_export_selected:
 * @self: a pane
 *
 * Asks for a folder and writes what is selected into it.
 */
void
proctor_tests_pane_export_selected (ProctorTestsPane *self)
{
  g_auto (GStrv) ids = proctor_tests_pane_dup_selected_ids (self, FALSE);

  proctor_export_tests_async (GTK_WIDGET (self), self->session, (const char *const *) ids, self->cancellable, folder_chosen_cb, g_object_ref (self));
}

/**
 * proctor_tests_pane_export_all:
 * @self: a pane
 *
 * The same for every test of the workspace, whatever is shown, also for those that have not been read.
 */
void
proctor_tests_pane_export_all (ProctorTestsPane *self)
{
  proctor_export_folder_async (GTK_WIDGET (self), self->session, NULL, self->cancellable, folder_chosen_cb, g_object_ref (self));
}
