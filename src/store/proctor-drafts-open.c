/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-private.h"

/* How a draft is come by: there is one open already, or one on the disk, or the server is asked. */

static void
object_free (gpointer object)
{
  g_object_unref (object);
}

/* Takes the task. Somebody else may have opened it while we asked. */
static void
return_draft (GTask *task,
              ProctorDraft *draft)
{
  g_task_return_pointer (task, draft, object_free);
  g_object_unref (task);
}

/* Returns: (nullable): where the test is, should it have to be made again */
static const char *
find_folder (ProctorSession *session,
             const char *test_id)
{
  ProctorTestItem *item = proctor_library_find (proctor_session_get_library (session), test_id);

  return item != NULL ? proctor_test_item_get_folder_id (item) : NULL;
}

static void
fetched_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GTask *task = user_data;
  ProctorDrafts *self = g_task_get_source_object (task);
  const char *id = g_task_get_task_data (task);
  ProctorDraft *draft = g_hash_table_lookup (self->open, id);
  g_autoptr (ProctorTest) test = NULL;
  g_autoptr (ProctorTest) base = NULL;
  GError *error = NULL;

  if (!proctor_draft_fetch_finish (PROCTOR_SESSION (object), result, &test, &base, &error))
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  return_draft (task, draft != NULL ? g_object_ref (draft) : proctor_drafts_take_up (self, id, id, find_folder (PROCTOR_SESSION (object), id), test, base));
}

/* Takes the task. */
static void
fetch (GTask *task)
{
  ProctorDrafts *self = g_task_get_source_object (task);
  g_autoptr (ProctorSession) session = proctor_drafts_dup_session (self);

  if (session != NULL)
    proctor_draft_fetch_async (session, g_task_get_task_data (task), g_task_get_cancellable (task), fetched_cb, task);
  else
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The workspace was closed.");
      g_object_unref (task);
    }
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  GTask *task = user_data;
  ProctorDrafts *self = g_task_get_source_object (task);
  const char *id = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorDraftRow) row = proctor_draft_file_load_finish (PROCTOR_DRAFT_FILE (object), result, &error);
  ProctorDraft *draft = g_hash_table_lookup (self->open, id);

  if (draft != NULL)
    {
      g_clear_error (&error);
      return_draft (task, g_object_ref (draft));
    }
  else if (error != NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
    }
  else if (row == NULL)
    fetch (task);
  else
    {
      gboolean was_seen = g_hash_table_contains (self->seen, id);

      draft = proctor_drafts_take_up (self, id, row->test_id, row->folder_id, PROCTOR_TEST (row->record), (ProctorTest *) row->base);
      draft->unfinished = g_steal_pointer (&row->unfinished);
      /* Whoever comes back to it while the program runs knows what it is. */
      if (!was_seen)
        proctor_draft_set_restored (draft);
      draft->crashed = g_strcmp0 (id, self->crashed_id) == 0;
      proctor_draft_refresh (draft);
      return_draft (task, draft);
    }
}

/**
 * proctor_drafts_set_crashed:
 * @self: the drafts
 * @id: the draft that was shown when the program was last seen
 *
 * Tells which draft was being written when the program died, before it is opened.
 *
 * Returns: whether that can be: one that was opened since the start was left by another window
 */
gboolean
proctor_drafts_set_crashed (ProctorDrafts *self,
                            const char *id)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFTS (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  if (g_hash_table_contains (self->seen, id))
    return FALSE;

  g_set_str (&self->crashed_id, id);

  return TRUE;
}

/**
 * proctor_drafts_open_async:
 * @self: the drafts
 * @id: a test's id, or a draft's own
 * @cancellable: (nullable): to give up
 * @callback: called when it is here
 * @user_data: passed to @callback
 *
 * Opens what was not saved of a test, or the test as the server has it.
 */
void
proctor_drafts_open_async (ProctorDrafts *self,
                           const char *id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ProctorDraft *draft;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DRAFTS (self));
  g_return_if_fail (id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_drafts_open_async);
  g_task_set_task_data (task, g_strdup (id), g_free);
  draft = g_hash_table_lookup (self->open, id);
  if (draft != NULL)
    return_draft (task, g_object_ref (draft));
  else if (self->file != NULL && g_hash_table_contains (self->known, id))
    proctor_draft_file_load_async (self->file, self->workspace_id, id, cancellable, loaded_cb, task);
  else
    fetch (task);
}

/**
 * proctor_drafts_open_finish:
 * @self: the drafts
 * @result: what the callback was given
 * @error: return location for why it can't be opened
 *
 * Returns: (transfer full) (nullable): the draft
 */
ProctorDraft *
proctor_drafts_open_finish (ProctorDrafts *self,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_drafts_create:
 * @self: the drafts
 * @test: what it says
 * @folder_id: (nullable): the folder it goes into
 *
 * Begins a test. It isn't on the server until it is saved, and is kept all the same.
 *
 * Returns: (transfer full): its draft
 */
ProctorDraft *
proctor_drafts_create (ProctorDrafts *self,
                       ProctorTest *test,
                       const char *folder_id)
{
  g_autofree char *random = g_uuid_string_random ();
  g_autofree char *id = g_strconcat (PROCTOR_DRAFT_NEW_PREFIX, random, NULL);
  ProctorDraft *draft;

  g_return_val_if_fail (PROCTOR_IS_DRAFTS (self), NULL);
  g_return_val_if_fail (PROCTOR_IS_TEST (test), NULL);

  draft = proctor_drafts_take_up (self, id, NULL, folder_id, test, NULL);
  proctor_draft_touch (draft);
  proctor_draft_flush (draft);

  return draft;
}
