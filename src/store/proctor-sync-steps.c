/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-sync-private.h"
#include "proctor-test-summary.h"
#include "proctor-test-text.h"
#include "proctor-tests.h"
#include "proctor-wire-arrange.h"

/* One test after the other, a few at a time: it is read, compared, and what has to be written is, on one side or the other. */

#define MOST_AT_ONCE 6

/* A test on its way. */
typedef struct
{
  /* Owned */
  GTask *task;
  GBytes *answer;

  /* Borrowed */
  ProctorSync *sync;
  ProctorSyncItem *item;
} Step;

static void
step_free (Step *step)
{
  g_clear_object (&step->task);
  g_clear_pointer (&step->answer, g_bytes_unref);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static void start_steps (GTask *task);

static GCancellable *
get_cancellable (Step *step)
{
  return g_task_get_cancellable (step->task);
}

/* What will be no better with the next test. */
static gboolean
concerns_all (const GError *error)
{
  const ProctorApiErrorCode codes[] = {
    PROCTOR_API_ERROR_NETWORK,
    PROCTOR_API_ERROR_TIMEOUT,
    PROCTOR_API_ERROR_TLS,
    PROCTOR_API_ERROR_KEY,
    PROCTOR_API_ERROR_QUOTA,
    PROCTOR_API_ERROR_RATE_LIMITED,
    PROCTOR_API_ERROR_CONCURRENCY_LIMITED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_error_matches (error, PROCTOR_API_ERROR, (int) codes[i]))
        return TRUE;
    }

  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_READ_ONLY);
}

/* Takes the step. */
static void
end_step (Step *step)
{
  g_autoptr (Step) ended = step;
  ProctorSync *self = step->sync;
  ProctorSyncItem *item = step->item;

  /* It has kept its place. */
  if (item->old_path != NULL)
    {
      g_free (item->path);
      item->path = g_steal_pointer (&item->old_path);
    }
  if (item->local == NULL && item->deed == PROCTOR_SYNC_DEED_NONE)
    g_set_str (&item->path, item->base_path);
  /* One that was deleted since the lists were read, and nobody knew of it. */
  item->is_seen = !item->is_cancelled && (item->local != NULL || item->is_there || item->base != NULL);
  self->n_active--;
  self->n_done++;
  g_object_notify (G_OBJECT (self), "n-done");
  start_steps (g_object_ref (step->task));
}

/* Takes the step and the error. */
static void
fail_step (Step *step,
           GError *error)
{
  ProctorSync *self = step->sync;
  ProctorSyncItem *item = step->item;

  /* It was not begun, and will be the next time. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      item->deed = PROCTOR_SYNC_DEED_NONE;
      item->is_cancelled = TRUE;
      end_step (step);
      return;
    }
  if (self->fatal == NULL && concerns_all (error))
    self->fatal = g_error_copy (error);
  item->deed = PROCTOR_SYNC_DEED_NONE;
  item->state = PROCTOR_SYNC_FAILED;
  g_clear_error (&item->error);
  item->error = error;
  end_step (step);
}

/* What is to be in a file of a test that the server has. */
static GBytes *
make_text (Step *step,
           GBytes *source,
           GError **error)
{
  if (step->sync->target != NULL)
    return proctor_test_text_map_tools (source, step->sync->map_back, error);

  return proctor_wire_arrange (source, error);
}

static gboolean
write_pulled (Step *step,
              GError **error)
{
  ProctorSync *self = step->sync;
  ProctorSyncItem *item = step->item;
  g_autoptr (GBytes) merged = NULL;
  g_autoptr (GBytes) text = NULL;

  if (item->deed == PROCTOR_SYNC_DEED_MERGED)
    merged = proctor_test_text_merge (item->remote, item->local, (const char *const *) item->changed_here, error);
  else
    merged = g_bytes_ref (item->remote);
  text = merged != NULL ? make_text (step, merged, error) : NULL;

  return text != NULL && proctor_sync_folder_write_test (self->folder, item, text, error) && proctor_sync_folder_write_base (self->folder, item, item->remote, error);
}

/* File and server say the same, but it may not have been noted. */
static gboolean
note_same (Step *step,
           GError **error)
{
  ProctorSyncItem *item = step->item;
  gboolean is_known = item->base != NULL && item->changed_here != NULL && item->changed_here[0] == NULL && item->changed_there != NULL && item->changed_there[0] == NULL;

  if (item->remote == NULL)
    {
      item->is_gone = item->id != NULL && item->local == NULL && !item->is_there;
      return !item->is_gone || proctor_sync_folder_remove_base (step->sync->folder, item, error);
    }
  item->is_named |= !item->is_listed;
  if (is_known && g_strcmp0 (item->base_path, item->path) == 0)
    return TRUE;

  return proctor_sync_folder_write_base (step->sync->folder, item, item->remote, error);
}

/* What is done here, in a worker. */
static gboolean
act_here (Step *step,
          GError **error)
{
  ProctorSync *self = step->sync;
  ProctorSyncItem *item = step->item;

  if (self->dry_run || self->mode == PROCTOR_SYNC_DIFF || item->state == PROCTOR_SYNC_FAILED)
    return TRUE;

  switch (item->deed)
    {
    case PROCTOR_SYNC_DEED_WRITTEN:
    case PROCTOR_SYNC_DEED_MERGED:
      return write_pulled (step, error);
    case PROCTOR_SYNC_DEED_REMOVED:
      return proctor_sync_folder_remove_test (self->folder, item, error) && proctor_sync_folder_remove_base (self->folder, item, error);
    case PROCTOR_SYNC_DEED_NONE:
      return item->state != PROCTOR_SYNC_SAME || note_same (step, error);
    case PROCTOR_SYNC_DEED_MADE:
    case PROCTOR_SYNC_DEED_SENT:
    case PROCTOR_SYNC_DEED_DELETED:
    default:
      return TRUE;
    }
}

/* A test with the same name is another one if it says something else. */
static void
drop_guess (ProctorSyncItem *item)
{
  g_clear_pointer (&item->id, g_free);
  g_clear_pointer (&item->remote, g_bytes_unref);
  g_clear_pointer (&item->changed_here, g_strfreev);
  g_clear_pointer (&item->changed_there, g_strfreev);
  item->is_there = FALSE;
  item->is_guess = FALSE;
  item->state = PROCTOR_SYNC_ONLY_HERE;
}

static void
compare_thread (GTask *task,
                gpointer source,
                gpointer data,
                GCancellable *cancellable)
{
  Step *step = data;
  ProctorSync *self = step->sync;
  ProctorSyncItem *item = step->item;
  GError *error = NULL;

  proctor_sync_item_compare (item);
  if (item->is_guess && item->state == PROCTOR_SYNC_CONFLICT)
    drop_guess (item);
  item->deed = proctor_sync_item_decide (item, self->mode, self->force, self->prune);
  if (act_here (step, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
recorded_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  Step *step = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    end_step (step);
  else
    fail_step (step, error);
}

/* What was done there is noted here. */
static void
record_thread (GTask *task,
               gpointer source,
               gpointer data,
               GCancellable *cancellable)
{
  Step *step = data;
  ProctorSyncItem *item = step->item;
  g_autofree char *id = step->answer != NULL ? proctor_test_text_dup_member (step->answer, "id") : NULL;
  GError *error = NULL;
  gboolean done;

  if (item->deed == PROCTOR_SYNC_DEED_DELETED)
    {
      item->is_gone = TRUE;
      done = proctor_sync_folder_remove_base (step->sync->folder, item, &error);
    }
  else
    {
      item->is_named |= item->deed == PROCTOR_SYNC_DEED_MADE || !item->is_listed;
      done = proctor_sync_folder_write_base (step->sync->folder, item, id != NULL ? step->answer : item->local, &error);
    }

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Takes the step. */
static void
run_in_thread (Step *step,
               GTaskThreadFunc function,
               GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (step->sync, NULL, callback, step);

  g_task_set_source_tag (task, run_in_thread);
  g_task_set_task_data (task, step, NULL);
  g_task_run_in_thread (task, function);
}

static void
created_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  Step *step = user_data;
  GError *error = NULL;
  char *id = proctor_tests_create_source_finish (PROCTOR_CLIENT (object), result, &error);

  if (id == NULL)
    {
      fail_step (step, error);
      return;
    }

  g_free (step->item->old_id);
  step->item->old_id = step->item->id;
  step->item->id = id;
  g_clear_pointer (&step->item->remote_folders, g_strfreev);
  step->item->remote_folders = g_strdupv (step->item->local_folders);
  run_in_thread (step, record_thread, recorded_cb);
}

static void
replaced_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  Step *step = user_data;
  ProctorSyncItem *item = step->item;
  GError *error = NULL;

  step->answer = proctor_tests_replace_source_finish (PROCTOR_CLIENT (object), result, &error);
  if (step->answer == NULL)
    {
      fail_step (step, error);
      return;
    }

  if (proctor_sync_item_has_moved_here (item))
    {
      g_clear_pointer (&item->remote_folders, g_strfreev);
      item->remote_folders = g_strdupv (item->local_folders);
    }
  run_in_thread (step, record_thread, recorded_cb);
}

static void
deleted_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  Step *step = user_data;
  g_autoptr (GError) error = NULL;

  if (proctor_tests_delete_finish (PROCTOR_CLIENT (object), result, &error) || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    run_in_thread (step, record_thread, recorded_cb);
  else
    fail_step (step, g_steal_pointer (&error));
}

static const char *
get_local_folder_id (Step *step)
{
  g_autofree char *key = proctor_sync_make_folder_key (step->item->local_folders, G_MAXSIZE);

  return g_hash_table_lookup (step->sync->folder_ids, key);
}

/* A test that is not told its folder may leave it, and it may have been moved since the lists were read. */
static void
placed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  Step *step = user_data;
  ProctorSyncItem *item = step->item;
  GError *error = NULL;
  g_autoptr (ProctorPage) page = proctor_tests_summarize_finish (PROCTOR_CLIENT (object), result, &error);
  g_autoptr (ProctorRecord) row = page != NULL ? g_list_model_get_item (proctor_page_get_items (page), 0) : NULL;
  const char *folder_id;

  if (page != NULL && !PROCTOR_IS_TEST_SUMMARY (row))
    error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND, _ ("The test isn't on the server any more."));
  if (error != NULL)
    {
      fail_step (step, error);
      return;
    }

  folder_id = proctor_sync_item_has_moved_here (item) ? get_local_folder_id (step) : proctor_test_summary_get_folder_parent_id (PROCTOR_TEST_SUMMARY (row));
  proctor_tests_replace_source_async (step->sync->client, item->id, item->local, folder_id, get_cancellable (step), replaced_cb, step);
}

/* What is done there. Takes the step. */
static void
act_there (Step *step)
{
  ProctorSync *self = step->sync;
  ProctorSyncItem *item = step->item;

  switch (item->deed)
    {
    case PROCTOR_SYNC_DEED_MADE:
      proctor_tests_create_source_async (self->client, item->local, get_local_folder_id (step), get_cancellable (step), created_cb, step);
      break;
    case PROCTOR_SYNC_DEED_SENT:
      proctor_tests_summarize_async (self->client, (const char *const[]) { item->id, NULL }, get_cancellable (step), placed_cb, step);
      break;
    case PROCTOR_SYNC_DEED_DELETED:
      proctor_tests_delete_async (self->client, item->id, get_cancellable (step), deleted_cb, step);
      break;
    case PROCTOR_SYNC_DEED_NONE:
    case PROCTOR_SYNC_DEED_WRITTEN:
    case PROCTOR_SYNC_DEED_MERGED:
    case PROCTOR_SYNC_DEED_REMOVED:
    default:
      end_step (step);
      break;
    }
}

static void
compared_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  Step *step = user_data;
  ProctorSync *self = step->sync;
  GError *error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    fail_step (step, error);
  else if (self->dry_run || self->mode != PROCTOR_SYNC_PUSH)
    end_step (step);
  else
    act_there (step);
}

static void
got_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  Step *step = user_data;
  ProctorSyncItem *item = step->item;
  g_autoptr (GError) error = NULL;

  item->remote = proctor_tests_get_document_finish (PROCTOR_CLIENT (object), result, &error);
  if (item->remote == NULL && !g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    {
      fail_step (step, g_steal_pointer (&error));
      return;
    }

  /* It was deleted since the lists were read. */
  item->is_there = item->remote != NULL;
  run_in_thread (step, compare_thread, compared_cb);
}

/* Whether what the server has of a test matters. Of what nobody would write or compare, its name is enough. */
static gboolean
needs_remote (ProctorSync *self,
              ProctorSyncItem *item)
{
  if (!item->is_there || item->state == PROCTOR_SYNC_FAILED)
    return FALSE;

  switch (self->mode)
    {
    case PROCTOR_SYNC_PULL:
      return item->local != NULL || (!self->dry_run && (item->base == NULL || item->is_listed || self->force));
    case PROCTOR_SYNC_PUSH:
      if (item->local == NULL)
        return self->prune && item->base != NULL;
      return item->changed_here == NULL || item->changed_here[0] != NULL;
    case PROCTOR_SYNC_DIFF:
    default:
      return item->local != NULL;
    }
}

/* A push has nothing to do with what was not changed here. */
static gboolean
is_settled (ProctorSync *self,
            ProctorSyncItem *item)
{
  return self->mode == PROCTOR_SYNC_PUSH && item->local != NULL && item->is_there && item->changed_here != NULL && item->changed_here[0] == NULL;
}

static void
start_step (GTask *task,
            ProctorSyncItem *item)
{
  ProctorSync *self = g_task_get_source_object (task);
  Step *step;

  if (!item->is_wanted || item->state == PROCTOR_SYNC_FAILED || is_settled (self, item))
    {
      item->is_seen = item->is_wanted;
      self->n_done++;
      return;
    }

  step = g_new0 (Step, 1);
  step->task = g_object_ref (task);
  step->sync = self;
  step->item = item;
  self->n_active++;
  if (needs_remote (self, item))
    proctor_tests_get_document_async (self->client, item->id, get_cancellable (step), got_cb, step);
  else
    run_in_thread (step, compare_thread, compared_cb);
}

/* Takes the task. */
static void
start_steps (GTask *task)
{
  g_autoptr (GTask) owned = task;
  ProctorSync *self = g_task_get_source_object (task);

  while (self->n_active < MOST_AT_ONCE && self->next < self->items->len && self->fatal == NULL && !g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    start_step (task, self->items->pdata[self->next++]);
  if (self->n_active == 0)
    g_task_return_boolean (task, TRUE);
}

void
proctor_sync_steps_async (ProctorSync *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, proctor_sync_steps_async);
  g_task_set_check_cancellable (task, FALSE);
  start_steps (task);
}

gboolean
proctor_sync_steps_finish (ProctorSync *self,
                           GAsyncResult *result,
                           GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
