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
exported_cb (ProctorTestsPane *self,
             GParamSpec *pspec,
             ProctorJob *job)
{
  guint n = proctor_job_get_n_done (job);
  g_autofree char *text = NULL;

  if (proctor_job_is_running (job))
    return;

  g_signal_handlers_disconnect_by_func (job, exported_cb, self);
  if (proctor_job_get_n_failed (job) > 0 || n < proctor_job_get_total (job))
    return;

  text = g_strdup_printf (ngettext ("%u test exported", "%u tests exported", n), n);
  proctor_toasts_say (GTK_WIDGET (self), text);
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
      g_signal_connect_object (job, "notify::running", G_CALLBACK (exported_cb), self, G_CONNECT_SWAPPED);
      proctor_tests_pane_run_job (self, job);
    }
  else if (error != NULL)
    proctor_toasts_say_error (GTK_WIDGET (self), error);
}

static void
export_tests (ProctorTestsPane *self,
              const char *const *ids)
{
  proctor_export_tests_async (GTK_WIDGET (self), self->session, ids, self->cancellable, folder_chosen_cb, g_object_ref (self));
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

  export_tests (self, (const char *const *) ids);
}

static void
collected_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (ProctorTestsPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = proctor_test_list_collect_finish (PROCTOR_TEST_LIST (source), result, &error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  if (items == NULL)
    {
      proctor_toasts_say_error (GTK_WIDGET (self), error);
      return;
    }

  for (guint i = 0; i < items->len; i++)
    g_strv_builder_add (builder, proctor_test_item_get_id (g_ptr_array_index (items, i)));
  ids = g_strv_builder_end (builder);
  if (ids[0] != NULL)
    export_tests (self, (const char *const *) ids);
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
  g_autoptr (ProctorTestList) all = proctor_test_list_new (proctor_session_get_library (self->session));

  proctor_test_list_collect_async (all, self->cancellable, collected_cb, g_object_ref (self));
}
