/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-trash.h"

#include "proctor-delete-job.h"

/**
 * ProctorTrash:
 *
 * Deletions that can still be undone. What is put into it is not shown any more, but nothing is sent
 * until it is emptied; a program that is killed before has deleted nothing. What can't be deleted is
 * shown again.
 *
 * It also knows what an earlier program sent and never had an answer to, and does with it what a
 * person decides.
 */
struct _ProctorTrash
{
  GObject parent_instance;

  /* Borrowed; it owns the trash */
  ProctorSession *session;

  /* Owned */
  GPtrArray *lots;
  GPtrArray *jobs;
  GPtrArray *noted;
  GPtrArray *unanswered;
  GCancellable *cancellable;
  GPtrArray *shut_downs;

  guint last_ticket;
  guint limit_id;
};

/* What was put in at once. */
typedef struct
{
  /* Owned */
  GPtrArray *things;

  guint ticket;
} Lot;

/* What is being deleted. */
typedef struct
{
  /* Owned */
  ProctorTrash *trash;
  GPtrArray *things;
} Emptying;

G_DEFINE_FINAL_TYPE (ProctorTrash, proctor_trash, G_TYPE_OBJECT)

typedef enum
{
  SIGNAL_CHANGED,
  SIGNAL_FAILED,
  SIGNAL_UNANSWERED,
  SIGNAL_UNDONE,
  N_SIGNALS,
} ProctorTrashSignal;

static guint signals[N_SIGNALS];

static void
lot_free (Lot *lot)
{
  g_ptr_array_unref (lot->things);
  g_free (lot);
}

static void
emptying_free (Emptying *emptying)
{
  g_clear_object (&emptying->trash);
  g_clear_pointer (&emptying->things, g_ptr_array_unref);
  g_free (emptying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Emptying, emptying_free)

static char **
dup_ids (GPtrArray *things)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < things->len; i++)
    g_strv_builder_add (builder, ((const ProctorUnanswered *) g_ptr_array_index (things, i))->id);

  return g_strv_builder_end (builder);
}

static ProctorLibrary *
get_library (ProctorTrash *self)
{
  return proctor_session_get_library (self->session);
}

static void
hide (ProctorTrash *self,
      GPtrArray *things)
{
  g_auto (GStrv) ids = dup_ids (things);

  proctor_library_hide (get_library (self), (const char *const *) ids);
}

static void
unhide (ProctorTrash *self,
        GPtrArray *things)
{
  g_auto (GStrv) ids = dup_ids (things);

  proctor_library_unhide (get_library (self), (const char *const *) ids);
}

/* All has been answered, or nobody waits any longer. */
static void
end_shut_down (ProctorTrash *self)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->shut_downs);

  self->shut_downs = g_ptr_array_new_with_free_func (g_object_unref);
  g_clear_handle_id (&self->limit_id, g_source_remove);
  for (guint i = 0; i < tasks->len; i++)
    g_task_return_boolean (tasks->pdata[i], TRUE);
}

static void
emptied_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (Emptying) emptying = user_data;
  ProctorTrash *self = emptying->trash;
  ProctorJob *job = PROCTOR_JOB (object);
  g_autoptr (GError) error = NULL;

  /* That it was cancelled means that the program ends: what is not known yet is found at the next
   * start. */
  proctor_job_run_finish (job, result, &error);
  if (self->session != NULL && error == NULL)
    unhide (self, emptying->things);
  g_ptr_array_remove_fast (self->jobs, job);

  if (error == NULL && proctor_job_get_n_failed (job) > 0)
    g_signal_emit (self, signals[SIGNAL_FAILED], 0, job);
  if (self->jobs->len == 0)
    end_shut_down (self);
}

static void
delete_things (ProctorTrash *self,
               GPtrArray *things)
{
  g_autoptr (ProctorJob) job = proctor_delete_job_new_for_things (self->session, things);
  Emptying *emptying = g_new0 (Emptying, 1);

  emptying->trash = g_object_ref (self);
  emptying->things = g_ptr_array_ref (things);
  g_ptr_array_add (self->jobs, g_object_ref (job));
  proctor_job_run_async (job, self->cancellable, emptied_cb, emptying);
}

/* Returns: (transfer full) (nullable): what was put in and got that ticket */
static Lot *
steal_lot (ProctorTrash *self,
           guint ticket)
{
  for (guint i = 0; i < self->lots->len; i++)
    {
      if (((const Lot *) g_ptr_array_index (self->lots, i))->ticket == ticket)
        return g_ptr_array_steal_index (self->lots, i);
    }

  return NULL;
}

static void
clear_notes (ProctorTrash *self,
             GPtrArray *things)
{
  g_auto (GStrv) ids = dup_ids (things);

  if (*ids != NULL && proctor_session_get_history (self->session) != NULL)
    proctor_history_clear_unanswered_async (proctor_session_get_history (self->session),
                                            proctor_workspace_get_id (proctor_session_get_workspace (self->session)),
                                            (const char *const *) ids, NULL, NULL);
}

/* When all is known that there is, it is known what of that has been deleted after all. */
static void
sort_notes (ProctorTrash *self)
{
  g_autoptr (GPtrArray) gone = NULL;
  ProctorLibrary *library;

  if (self->noted->len == 0 || self->session == NULL || !proctor_library_is_complete (get_library (self)))
    return;

  library = get_library (self);
  gone = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_unanswered_free);
  while (self->noted->len > 0)
    {
      ProctorUnanswered *thing = g_ptr_array_steal_index (self->noted, 0);
      gboolean is_there = proctor_library_find (library, thing->id) != NULL || proctor_library_find_folder (library, thing->id) != NULL;

      g_ptr_array_add (is_there ? self->unanswered : gone, thing);
    }

  clear_notes (self, gone);
  if (self->unanswered->len > 0)
    g_signal_emit (self, signals[SIGNAL_UNANSWERED], 0);
}

static void
library_complete_cb (ProctorTrash *self)
{
  sort_notes (self);
}

static void
listed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ProctorTrash) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) noted = proctor_history_list_unanswered_finish (PROCTOR_HISTORY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session == NULL)
    return;
  if (noted == NULL)
    {
      g_debug ("What was never answered could not be read: %s", error->message);
      return;
    }

  g_ptr_array_set_size (self->noted, 0);
  g_ptr_array_extend_and_steal (self->noted, g_steal_pointer (&noted));
  if (self->noted->len > 0)
    proctor_library_want_all (get_library (self));
  sort_notes (self);
}

static gboolean
limit_cb (gpointer user_data)
{
  ProctorTrash *self = user_data;

  self->limit_id = 0;
  /* What is on its way ends at once, and what was answered until now is told to the history. */
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

static void
proctor_trash_dispose (GObject *object)
{
  ProctorTrash *self = PROCTOR_TRASH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->limit_id, g_source_remove);
  g_clear_weak_pointer (&self->session);

  G_OBJECT_CLASS (proctor_trash_parent_class)->dispose (object);
}

static void
proctor_trash_finalize (GObject *object)
{
  ProctorTrash *self = PROCTOR_TRASH (object);

  g_ptr_array_unref (self->lots);
  g_ptr_array_unref (self->jobs);
  g_ptr_array_unref (self->noted);
  g_ptr_array_unref (self->unanswered);
  g_ptr_array_unref (self->shut_downs);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (proctor_trash_parent_class)->finalize (object);
}

static void
proctor_trash_class_init (ProctorTrashClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_trash_dispose;
  object_class->finalize = proctor_trash_finalize;

  /**
   * ProctorTrash::changed:
   * @self: the trash
   *
   * Something was put in or is no longer there.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_TRASH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * ProctorTrash::failed:
   * @self: the trash
   * @job: the job; proctor_job_run_async() tries again what failed
   *
   * Some of what was emptied could not be deleted. It is shown again.
   */
  signals[SIGNAL_FAILED] = g_signal_new ("failed", PROCTOR_TYPE_TRASH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, PROCTOR_TYPE_JOB);

  /**
   * ProctorTrash::unanswered:
   * @self: the trash
   *
   * proctor_trash_get_unanswered() has something to decide, or has it no longer.
   */
  signals[SIGNAL_UNANSWERED] = g_signal_new ("unanswered", PROCTOR_TYPE_TRASH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * ProctorTrash::undone:
   * @self: the trash
   * @ids: what is shown again, tests and folders
   *
   * Something was taken out again.
   */
  signals[SIGNAL_UNDONE] = g_signal_new ("undone", PROCTOR_TYPE_TRASH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRV);
}

static void
proctor_trash_init (ProctorTrash *self)
{
  self->lots = g_ptr_array_new_with_free_func ((GDestroyNotify) lot_free);
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->noted = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_unanswered_free);
  self->unanswered = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_unanswered_free);
  self->shut_downs = g_ptr_array_new_with_free_func (g_object_unref);
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_trash_new:
 * @session: the session that it belongs to, which has its library and its history already
 *
 * Returns: (transfer full): an empty trash
 */
ProctorTrash *
proctor_trash_new (ProctorSession *session)
{
  ProctorTrash *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_TRASH, NULL);
  g_set_weak_pointer (&self->session, session);
  g_signal_connect_object (get_library (self), "notify::complete", G_CALLBACK (library_complete_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * proctor_trash_load:
 * @self: a trash
 *
 * Looks for what an earlier program sent and never had an answer to. What of it is still there is
 * known when the library is complete; #ProctorTrash::unanswered says so.
 */
void
proctor_trash_load (ProctorTrash *self)
{
  g_return_if_fail (PROCTOR_IS_TRASH (self));

  if (proctor_session_get_history (self->session) == NULL)
    return;

  proctor_history_list_unanswered_async (proctor_session_get_history (self->session),
                                         proctor_workspace_get_id (proctor_session_get_workspace (self->session)),
                                         self->cancellable, listed_cb, g_object_ref (self));
}

/**
 * proctor_trash_put:
 * @self: a trash
 * @ids: (array zero-terminated=1): tests and folders
 *
 * Puts something in. It is not shown any more.
 *
 * Returns: a ticket for it, never 0
 */
guint
proctor_trash_put (ProctorTrash *self,
                   const char *const *ids)
{
  Lot *lot;
  guint ticket;

  g_return_val_if_fail (PROCTOR_IS_TRASH (self), 0);
  g_return_val_if_fail (ids != NULL, 0);

  lot = g_new0 (Lot, 1);
  lot->things = proctor_delete_job_make_things (get_library (self), ids);
  lot->ticket = ticket = ++self->last_ticket;
  g_ptr_array_add (self->lots, lot);
  hide (self, lot->things);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);

  return ticket;
}

/**
 * proctor_trash_undo:
 * @self: a trash
 * @ticket: what proctor_trash_put() gave
 *
 * Takes something out again. When it has been emptied, that is too late.
 */
void
proctor_trash_undo (ProctorTrash *self,
                    guint ticket)
{
  g_auto (GStrv) ids = NULL;
  Lot *lot;

  g_return_if_fail (PROCTOR_IS_TRASH (self));

  lot = steal_lot (self, ticket);
  if (lot == NULL)
    return;

  ids = dup_ids (lot->things);
  if (self->session != NULL)
    unhide (self, lot->things);
  lot_free (lot);
  g_signal_emit (self, signals[SIGNAL_UNDONE], 0, ids);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * proctor_trash_empty:
 * @self: a trash
 * @ticket: what proctor_trash_put() gave, 0 for all that is in it
 *
 * Deletes what cannot be undone any longer. Nothing was sent before.
 */
void
proctor_trash_empty (ProctorTrash *self,
                     guint ticket)
{
  g_return_if_fail (PROCTOR_IS_TRASH (self));

  if (ticket == 0)
    {
      while (self->lots->len > 0)
        proctor_trash_empty (self, ((const Lot *) g_ptr_array_index (self->lots, 0))->ticket);
    }
  else
    {
      Lot *lot = steal_lot (self, ticket);

      if (lot == NULL)
        return;
      if (self->session != NULL)
        delete_things (self, lot->things);
      lot_free (lot);
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
    }
}

/**
 * proctor_trash_has:
 * @self: a trash
 * @ticket: what proctor_trash_put() gave
 *
 * Returns: whether that can still be undone
 */
gboolean
proctor_trash_has (ProctorTrash *self,
                   guint ticket)
{
  g_return_val_if_fail (PROCTOR_IS_TRASH (self), FALSE);

  for (guint i = 0; i < self->lots->len; i++)
    if (((const Lot *) g_ptr_array_index (self->lots, i))->ticket == ticket)
      return TRUE;

  return FALSE;
}

/**
 * proctor_trash_has_thing:
 * @self: a trash
 * @id: a test or a folder
 *
 * Returns: whether it was put in, and can still be brought back
 */
gboolean
proctor_trash_has_thing (ProctorTrash *self,
                         const char *id)
{
  g_return_val_if_fail (PROCTOR_IS_TRASH (self), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; i < self->lots->len; i++)
    {
      const Lot *lot = g_ptr_array_index (self->lots, i);

      for (guint k = 0; k < lot->things->len; k++)
        if (g_str_equal (((const ProctorUnanswered *) g_ptr_array_index (lot->things, k))->id, id))
          return TRUE;
    }

  return FALSE;
}

/**
 * proctor_trash_get_last_ticket:
 * @self: a trash
 *
 * Returns: the ticket of what was put in last and can still be undone, 0 if there is nothing
 */
guint
proctor_trash_get_last_ticket (ProctorTrash *self)
{
  g_return_val_if_fail (PROCTOR_IS_TRASH (self), 0);

  if (self->lots->len == 0)
    return 0;

  return ((const Lot *) g_ptr_array_index (self->lots, self->lots->len - 1))->ticket;
}

/**
 * proctor_trash_is_busy:
 * @self: a trash
 *
 * Returns: whether there is something in it, or something is being deleted
 */
gboolean
proctor_trash_is_busy (ProctorTrash *self)
{
  g_return_val_if_fail (PROCTOR_IS_TRASH (self), FALSE);

  return self->lots->len > 0 || self->jobs->len > 0;
}

/**
 * proctor_trash_shut_down_async:
 * @self: a trash
 * @most_secs: how long to wait
 * @callback: called when all that was sent has been answered, or when that took too long
 * @user_data: passed to @callback
 *
 * Empties it before the program or the session ends, which may be both. What was not answered in time is offered at the next start.
 */
void
proctor_trash_shut_down_async (ProctorTrash *self,
                               guint most_secs,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_TRASH (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, proctor_trash_shut_down_async);
  g_ptr_array_add (self->shut_downs, task);
  proctor_trash_empty (self, 0);
  if (self->jobs->len == 0)
    end_shut_down (self);
  else if (self->limit_id == 0)
    self->limit_id = g_timeout_add_seconds (most_secs, limit_cb, self);
}

void
proctor_trash_shut_down_finish (ProctorTrash *self,
                                GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}

/**
 * proctor_trash_get_unanswered:
 * @self: a trash
 *
 * Returns: (transfer none) (element-type ProctorUnanswered): what an earlier program asked to have
 *   deleted, never heard of, and is still there
 */
GPtrArray *
proctor_trash_get_unanswered (ProctorTrash *self)
{
  g_return_val_if_fail (PROCTOR_IS_TRASH (self), NULL);

  return self->unanswered;
}

/**
 * proctor_trash_resolve_unanswered:
 * @self: a trash
 * @delete: whether they are to be deleted; otherwise they are kept
 *
 * Decides about proctor_trash_get_unanswered().
 */
void
proctor_trash_resolve_unanswered (ProctorTrash *self,
                                  gboolean delete)
{
  g_autoptr (GPtrArray) things = NULL;

  g_return_if_fail (PROCTOR_IS_TRASH (self));

  if (self->unanswered->len == 0)
    return;

  things = g_steal_pointer (&self->unanswered);
  self->unanswered = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_unanswered_free);
  if (delete)
    {
      hide (self, things);
      delete_things (self, things);
    }
  else
    {
      clear_notes (self, things);
    }
  g_signal_emit (self, signals[SIGNAL_UNANSWERED], 0);
}
