/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import.h"

#include "proctor-import-job.h"

/**
 * ProctorImport:
 *
 * Files and folders that were chosen, looked through and compared with what the workspace has; then what is wanted of it is
 * made or changed by a job.
 */
struct _ProctorImport
{
  GObject parent_instance;

  /* Owned */
  ProctorSession *session;
  GListModel *files;
  char *folder_id;
  GListStore *rows;
};

G_DEFINE_FINAL_TYPE (ProctorImport, proctor_import, G_TYPE_OBJECT)

static void
proctor_import_finalize (GObject *object)
{
  ProctorImport *self = PROCTOR_IMPORT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->files);
  g_clear_object (&self->rows);
  g_free (self->folder_id);

  G_OBJECT_CLASS (proctor_import_parent_class)->finalize (object);
}

static void
proctor_import_class_init (ProctorImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_import_finalize;
}

static void
proctor_import_init (ProctorImport *self)
{
  self->rows = g_list_store_new (PROCTOR_TYPE_IMPORT_ROW);
}

/**
 * proctor_import_new:
 * @session: a workspace that is open
 * @files: (element-type GFile): files and folders
 * @folder_id: (nullable): where tests of no folder go, %NULL for none
 *
 * Returns: (transfer full): an import that has looked at nothing yet
 */
ProctorImport *
proctor_import_new (ProctorSession *session,
                    GListModel *files,
                    const char *folder_id)
{
  ProctorImport *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (files), NULL);

  self = g_object_new (PROCTOR_TYPE_IMPORT, NULL);
  self->session = g_object_ref (session);
  self->files = g_object_ref (files);
  self->folder_id = g_strdup (folder_id);

  return self;
}

void
proctor_import_scan_async (ProctorImport *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, proctor_import_scan_async);
  g_task_return_boolean (task, TRUE);
}

/**
 * proctor_import_scan_finish:
 * @self: an import
 * @result: what the callback was given
 * @error: return location for why it came to nothing
 *
 * Returns: whether everything was looked at
 */
gboolean
proctor_import_scan_finish (ProctorImport *self,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * proctor_import_get_rows:
 * @self: an import
 *
 * Returns: #ProctorImportRow, what was found
 */
GListModel *
proctor_import_get_rows (ProctorImport *self)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT (self), NULL);

  return G_LIST_MODEL (self->rows);
}

/**
 * proctor_import_count:
 * @self: an import
 * @verdict: a verdict
 *
 * Returns: how many rows have it
 */
guint
proctor_import_count (ProctorImport *self,
                      ProctorImportVerdict verdict)
{
  guint n = 0;

  g_return_val_if_fail (PROCTOR_IS_IMPORT (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (ProctorImportRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (proctor_import_row_get_verdict (row) == verdict)
        n++;
    }

  return n;
}

/**
 * proctor_import_make_job:
 * @self: an import
 *
 * Returns: (transfer full): what imports the rows that are included
 */
ProctorJob *
proctor_import_make_job (ProctorImport *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_val_if_fail (PROCTOR_IS_IMPORT (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (ProctorImportRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (proctor_import_row_get_included (row))
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }

  return proctor_import_job_new (self->session, rows, self->folder_id);
}
