/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-private.h"

/* A copy of what was written and not saved. The draft itself is not opened for it: nobody has looked at it, and
 * whoever does so later is still told that it was brought back. */

static void
object_free (gpointer object)
{
  g_object_unref (object);
}

/* Takes the task. */
static void
return_copy (GTask *task,
             ProctorTest *test)
{
  GError *error = NULL;
  ProctorTest *copy = proctor_draft_clone (test, &error);

  if (copy != NULL)
    g_task_return_pointer (task, copy, object_free);
  else
    g_task_return_error (task, error);
  g_object_unref (task);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  GTask *task = user_data;
  ProctorDrafts *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ProctorDraftRow) row = proctor_draft_file_load_finish (PROCTOR_DRAFT_FILE (object), result, &error);
  ProctorDraft *draft = g_hash_table_lookup (self->open, g_task_get_task_data (task));

  /* Somebody may have opened it meanwhile, and written more. */
  if (draft != NULL)
    {
      g_clear_error (&error);
      return_copy (task, proctor_draft_get_test (draft));
      return;
    }

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, row != NULL ? g_object_ref (row->record) : NULL, object_free);
  g_object_unref (task);
}

/**
 * proctor_drafts_copy_async:
 * @self: the drafts
 * @test_id: a test of the server's
 * @cancellable: (nullable): to give up
 * @callback: called when the copy is here
 * @user_data: passed to @callback
 *
 * Copies what was written of a test and not saved.
 */
void
proctor_drafts_copy_async (ProctorDrafts *self,
                           const char *test_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  const char *const ids[] = { test_id, NULL };
  ProctorDraft *draft;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DRAFTS (self));
  g_return_if_fail (test_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_drafts_copy_async);
  g_task_set_task_data (task, g_strdup (test_id), g_free);
  draft = g_hash_table_lookup (self->open, test_id);
  if (proctor_drafts_count_among (self, ids) == 0 || (draft == NULL && self->file == NULL))
    {
      g_task_return_pointer (task, NULL, NULL);
      g_object_unref (task);
    }
  else if (draft != NULL)
    return_copy (task, proctor_draft_get_test (draft));
  else
    proctor_draft_file_load_async (self->file, self->workspace_id, test_id, cancellable, loaded_cb, task);
}

/**
 * proctor_drafts_copy_finish:
 * @self: the drafts
 * @result: what the callback was given
 * @error: return location for why there is no copy
 *
 * Returns: (transfer full) (nullable): the copy, or %NULL without an error if the server has all of the test
 */
ProctorTest *
proctor_drafts_copy_finish (ProctorDrafts *self,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
