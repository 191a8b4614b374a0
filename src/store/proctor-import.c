/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import.h"

#include "proctor-client.h"
#include "proctor-import-compare.h"
#include "proctor-import-job.h"
#include "proctor-import-scan.h"

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
  GPtrArray *found;
  ProctorImportIndex *index;

  guint n_compared;
  guint n_to_compare;
};

G_DEFINE_FINAL_TYPE (ProctorImport, proctor_import, G_TYPE_OBJECT)

typedef enum
{
  PROP_N_COMPARED = 1,
  PROP_N_TO_COMPARE,
} ProctorImportProperty;

static GParamSpec *properties[PROP_N_TO_COMPARE + 1];

static void
compared_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorImport *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!proctor_import_compare_finish (PROCTOR_CLIENT (object), result, &error))
    {
      proctor_health_report (proctor_session_get_health (self->session), error);
      g_task_return_error (task, error);
      return;
    }

  /* All at once: nobody wants to see verdicts change. */
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), self->found->pdata, self->found->len);
  g_task_return_boolean (task, TRUE);
}

static void
progress_cb (guint n_compared,
             guint n_rows,
             gpointer user_data)
{
  ProctorImport *self = user_data;

  g_object_freeze_notify (G_OBJECT (self));
  if (self->n_to_compare != n_rows)
    {
      self->n_to_compare = n_rows;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_TO_COMPARE]);
    }
  self->n_compared = n_compared;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_COMPARED]);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorImport *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  gboolean loaded = proctor_import_index_load_finish (PROCTOR_IMPORT_INDEX (object), result, &error);

  proctor_health_report (proctor_session_get_health (self->session), error);
  if (!loaded)
    {
      g_task_return_error (task, error);
      return;
    }

  proctor_import_compare_async (proctor_session_get_client (self->session), self->index, self->found, self->folder_id, progress_cb, self, cancellable, compared_cb, g_steal_pointer (&task));
}

static gboolean
has_tests (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      if (proctor_import_row_get_test (rows->pdata[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

static void
scanned_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorImport *self = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  GPtrArray *found = proctor_import_scan_files_finish (result, &error);

  if (found == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = found;
  g_set_object (&self->index, NULL);
  self->index = proctor_import_index_new (proctor_session_get_client (self->session));
  if (has_tests (found))
    {
      proctor_import_index_load_async (self->index, cancellable, loaded_cb, g_steal_pointer (&task));
      return;
    }

  /* Why none of it can be imported can be said without a server. */
  g_list_store_splice (self->rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->rows)), found->pdata, found->len);
  g_task_return_boolean (task, TRUE);
}

static void
proctor_import_get_property (GObject *object,
                             guint id,
                             GValue *value,
                             GParamSpec *pspec)
{
  ProctorImport *self = PROCTOR_IMPORT (object);

  switch ((ProctorImportProperty) id)
    {
    case PROP_N_COMPARED:
      g_value_set_uint (value, self->n_compared);
      return;
    case PROP_N_TO_COMPARE:
      g_value_set_uint (value, self->n_to_compare);
      return;
    }

  G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
proctor_import_finalize (GObject *object)
{
  ProctorImport *self = PROCTOR_IMPORT (object);

  g_clear_object (&self->session);
  g_clear_object (&self->files);
  g_clear_object (&self->rows);
  g_clear_object (&self->index);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_free (self->folder_id);

  G_OBJECT_CLASS (proctor_import_parent_class)->finalize (object);
}

static void
proctor_import_class_init (ProctorImportClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = proctor_import_get_property;
  object_class->finalize = proctor_import_finalize;

  /**
   * ProctorImport:n-compared:
   *
   * How many tests have been compared with what the workspace has.
   */
  properties[PROP_N_COMPARED] = g_param_spec_uint ("n-compared", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * ProctorImport:n-to-compare:
   *
   * How many tests there are to compare; 0 while that is not known.
   */
  properties[PROP_N_TO_COMPARE] = g_param_spec_uint ("n-to-compare", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
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

/**
 * proctor_import_scan_async:
 * @self: an import
 * @cancellable: (nullable): to give up
 * @callback: called when everything has been looked at
 * @user_data: passed to @callback
 *
 * Looks the files through, and compares what is found with what the workspace has. Whatever is wrong with a file is its row's
 * verdict; only that the workspace can't be asked is an error.
 */
void
proctor_import_scan_async (ProctorImport *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_IMPORT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_import_scan_async);
  proctor_import_scan_files_async (self->files, cancellable, scanned_cb, task);
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

  g_return_val_if_fail (PROCTOR_IS_IMPORT (self) && self->index != NULL, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->rows)); i++)
    {
      g_autoptr (ProctorImportRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), i);

      if (proctor_import_row_get_included (row))
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }

  return proctor_import_job_new (self->session, self->index, rows, self->folder_id);
}
