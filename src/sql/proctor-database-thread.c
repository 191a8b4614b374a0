/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-database-thread.h"

#include <glib/gi18n.h>

#include "proctor-database-file.h"

/**
 * ProctorDatabaseThread:
 *
 * A database file and the thread that has it to itself. The thread begins, and the file is opened,
 * when something is first asked; what is asked is done in that order, each as one transaction, and
 * the answer is given in the caller's main context. Nothing here ever waits in the caller's thread.
 */
struct _ProctorDatabaseThread
{
  GObject parent_instance;

  /* Owned */
  GAsyncQueue *queue; /* of Job; the thread has a reference of its own */
  char *path;
  char *notice;
  GMainContext *context;

  /* Borrowed */
  const char *const *migrations;
  guint n_migrations;
  ProctorDamage damage;
  ProctorDatabaseFolderFunc ensure_folder;

  gboolean is_running;
  gboolean is_closed;
};

/* What the thread has. It may live longer than the object, which it doesn't know but for telling of
 * a notice. */
typedef struct
{
  /* Owned */
  GAsyncQueue *queue;
  char *path;
  GMainContext *context;
  GWeakRef owner;
  ProctorDatabase *database;

  /* Borrowed */
  const char *const *migrations;
  guint n_migrations;
  ProctorDamage damage;
  ProctorDatabaseFolderFunc ensure_folder;
} Thread;

/* Something to be done, or, without a function, the end; that has a task only if somebody wants to
 * know of it. */
typedef struct
{
  /* Owned */
  GTask *task;
  gpointer data;
  GDestroyNotify data_free;
  gpointer result;
  GDestroyNotify result_free;
  GError *error;

  /* Borrowed */
  ProctorDatabaseFunc func;
} Job;

typedef struct
{
  /* Owned */
  ProctorDatabaseThread *owner;
  char *text;
} Notice;

typedef enum
{
  PROP_NOTICE = 1,
} ProctorDatabaseThreadProperty;

static GParamSpec *properties[PROP_NOTICE + 1];

G_DEFINE_FINAL_TYPE (ProctorDatabaseThread, proctor_database_thread, G_TYPE_OBJECT)

static void
clear_data (Job *job)
{
  if (job->data_free != NULL)
    job->data_free (job->data);
  job->data_free = NULL;
}

/* Called in the caller's context, so that the caller's objects are never freed in the thread. */
static void
job_free (gpointer data)
{
  Job *job = data;

  clear_data (job);
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  g_clear_error (&job->error);
  g_clear_object (&job->task);
  g_free (job);
}

static gboolean
answer_cb (gpointer data)
{
  Job *job = data;

  if (job->error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&job->error));
  else if (job->func == NULL)
    g_task_return_boolean (job->task, TRUE);
  else
    g_task_return_pointer (job->task, g_steal_pointer (&job->result), job->result_free);

  return G_SOURCE_REMOVE;
}

static void
answer (Job *job)
{
  g_autoptr (GSource) source = NULL;

  if (job->task == NULL)
    {
      job_free (job);
      return;
    }

  source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (job->task));
  g_source_set_callback (source, answer_cb, job, job_free);
  g_source_set_static_name (source, "[proctor] answer of a database");
  g_source_attach (source, g_task_get_context (job->task));
}

static void
notice_free (gpointer data)
{
  Notice *notice = data;

  g_clear_object (&notice->owner);
  g_free (notice->text);
  g_free (notice);
}

static gboolean
notice_cb (gpointer data)
{
  Notice *notice = data;

  g_set_str (&notice->owner->notice, notice->text);
  g_object_notify_by_pspec (G_OBJECT (notice->owner), properties[PROP_NOTICE]);

  return G_SOURCE_REMOVE;
}

static Notice *
notice_new (ProctorDatabaseThread *owner,
            const char *path,
            const char *aside)
{
  Notice *notice = g_new0 (Notice, 1);
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (base);
  g_autofree char *shown_aside = g_filename_display_name (aside);

  notice->owner = owner;
  /* Translators: two files. */
  notice->text = g_strdup_printf (_ ("“%s” was damaged. It was set aside as “%s”, and a new one was begun."), shown, shown_aside);

  return notice;
}

/* What is told of here comes before the answer to what was asked. */
static void
tell (Thread *self,
      const char *aside)
{
  ProctorDatabaseThread *owner = g_weak_ref_get (&self->owner);
  g_autoptr (GSource) source = NULL;

  if (owner == NULL)
    return;

  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, notice_cb, notice_new (owner, self->path, aside), notice_free);
  g_source_set_static_name (source, "[proctor] notice of a database");
  g_source_attach (source, self->context);
}

static ProctorDatabase *
open_once (Thread *self,
           GError **error)
{
  g_autoptr (ProctorDatabase) database = NULL;

  if (self->damage == PROCTOR_DAMAGE_LEAVE)
    return proctor_database_open_for_reading (self->path, self->n_migrations, error);

  if (!proctor_database_file_prepare (self->path, self->n_migrations, error))
    return NULL;

  database = proctor_database_open (self->path, error);
  if (database == NULL || !proctor_database_migrate (database, self->migrations, self->n_migrations, error))
    return NULL;

  return g_steal_pointer (&database);
}

/* Returns whether it makes sense to go on, with a new file. */
static gboolean
put_away (Thread *self,
          const GError *problem,
          GError **error)
{
  gboolean damaged = g_error_matches (problem, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_DAMAGED);
  gboolean newer = g_error_matches (problem, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_NEWER);
  g_autofree char *name = NULL;

  g_clear_pointer (&self->database, proctor_database_close);
  switch (self->damage)
    {
    case PROCTOR_DAMAGE_REBUILD:
      if (damaged || newer)
        return proctor_database_file_remove (self->path, error);
      break;

    case PROCTOR_DAMAGE_SET_ASIDE:
      if (!damaged)
        break;
      name = proctor_database_file_set_aside (self->path, error);
      if (name != NULL)
        tell (self, name);
      return name != NULL;

    case PROCTOR_DAMAGE_LEAVE:
      break;

    default:
      g_assert_not_reached ();
    }
  g_propagate_error (error, g_error_copy (problem));

  return FALSE;
}

/* What could not be opened is tried again the next time: its owner may have done something about
 * it. */
static gboolean
ensure_open (Thread *self,
             GError **error)
{
  g_autofree char *folder = NULL;
  g_autoptr (GError) problem = NULL;

  if (self->database != NULL)
    return TRUE;

  folder = g_path_get_dirname (self->path);
  if (self->damage != PROCTOR_DAMAGE_LEAVE && self->ensure_folder != NULL && !self->ensure_folder (folder, error))
    return FALSE;

  self->database = open_once (self, &problem);
  if (self->database != NULL)
    return TRUE;
  if (!put_away (self, problem, error))
    return FALSE;

  self->database = open_once (self, error);

  return self->database != NULL;
}

static void
clear_result (Job *job)
{
  if (job->result != NULL && job->result_free != NULL)
    job->result_free (job->result);
  job->result = NULL;
}

static void
do_once (Thread *self,
         Job *job)
{
  ProctorDatabase *database = self->database;

  if (self->damage == PROCTOR_DAMAGE_LEAVE)
    proctor_database_begin_reading (database);
  else
    proctor_database_begin (database);
  job->result = job->func (database, job->data, g_task_get_cancellable (job->task), &job->error);
  if (job->error == NULL)
    proctor_database_commit (database);
  else
    proctor_database_roll_back (database);

  /* What the database has to complain of goes before what was made of it. */
  if (proctor_database_take_error (database, job->error == NULL ? &job->error : NULL))
    proctor_database_roll_back (database);
  if (job->error != NULL)
    clear_result (job);
}

static void
do_job (Thread *self,
        Job *job)
{
  g_autoptr (GError) problem = NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (job->task), &job->error) || !ensure_open (self, &job->error))
    return;

  do_once (self, job);
  if (!g_error_matches (job->error, PROCTOR_DATABASE_ERROR, PROCTOR_DATABASE_ERROR_DAMAGED))
    return;

  /* It turned out only now. */
  problem = g_steal_pointer (&job->error);
  if (put_away (self, problem, &job->error) && ensure_open (self, &job->error))
    do_once (self, job);
}

static void
thread_free (Thread *self)
{
  g_clear_pointer (&self->database, proctor_database_close);
  g_clear_pointer (&self->queue, g_async_queue_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_weak_ref_clear (&self->owner);
  g_free (self->path);
  g_free (self);
}

static gpointer
thread_main (gpointer data)
{
  Thread *self = data;
  Job *job;

  while ((job = g_async_queue_pop (self->queue))->func != NULL)
    {
      do_job (self, job);
      /* It may be much, and here nobody waits for it. */
      clear_data (job);
      answer (job);
    }

  /* Whoever waits for the end may want to do something with the file. */
  thread_free (self);
  answer (job);

  return NULL;
}

static void
begin (ProctorDatabaseThread *self)
{
  Thread *thread = g_new0 (Thread, 1);
  g_autofree char *name = g_path_get_basename (self->path);

  thread->queue = g_async_queue_ref (self->queue);
  thread->path = g_strdup (self->path);
  thread->context = g_main_context_ref (self->context);
  g_weak_ref_init (&thread->owner, self);
  thread->migrations = self->migrations;
  thread->n_migrations = self->n_migrations;
  thread->damage = self->damage;
  thread->ensure_folder = self->ensure_folder;
  self->is_running = TRUE;
  g_thread_unref (g_thread_new (name, thread_main, g_steal_pointer (&thread)));
}

static void
end (ProctorDatabaseThread *self,
     GTask *task)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  self->is_closed = TRUE;
  if (self->is_running)
    g_async_queue_push (self->queue, job);
  else
    answer (job);
}

static void
proctor_database_thread_get_property (GObject *object,
                                      guint prop_id,
                                      GValue *value,
                                      GParamSpec *pspec)
{
  ProctorDatabaseThread *self = PROCTOR_DATABASE_THREAD (object);

  switch ((ProctorDatabaseThreadProperty) prop_id)
    {
    case PROP_NOTICE:
      g_value_set_string (value, self->notice);
      break;
    }
}

static void
proctor_database_thread_finalize (GObject *object)
{
  ProctorDatabaseThread *self = PROCTOR_DATABASE_THREAD (object);

  /* Nothing is left to do: whatever is asked has a reference. */
  if (!self->is_closed)
    end (self, NULL);
  g_clear_pointer (&self->queue, g_async_queue_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->notice, g_free);

  G_OBJECT_CLASS (proctor_database_thread_parent_class)->finalize (object);
}

static void
proctor_database_thread_class_init (ProctorDatabaseThreadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = proctor_database_thread_get_property;
  object_class->finalize = proctor_database_thread_finalize;

  /**
   * ProctorDatabaseThread:notice:
   *
   * What happened to a damaged file, in a sentence, or %NULL.
   */
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_database_thread_init (ProctorDatabaseThread *self)
{
  self->queue = g_async_queue_new ();
  self->context = g_main_context_ref_thread_default ();
}

/**
 * proctor_database_thread_new:
 * @path: the database's file
 * @migrations: (array length=n_migrations): what makes each version of the one before; it has to
 *   stay where it is
 * @n_migrations: the version that this program knows
 * @damage: what is done with a file that can't be read
 * @ensure_folder: (nullable): makes the file's folder
 *
 * Nothing happens until something is asked.
 *
 * Returns: (transfer full): the thread that has the file
 */
ProctorDatabaseThread *
proctor_database_thread_new (const char *path,
                             const char *const *migrations,
                             guint n_migrations,
                             ProctorDamage damage,
                             ProctorDatabaseFolderFunc ensure_folder)
{
  ProctorDatabaseThread *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_DATABASE_THREAD, NULL);
  self->path = g_strdup (path);
  self->migrations = migrations;
  self->n_migrations = n_migrations;
  self->damage = damage;
  self->ensure_folder = ensure_folder;

  return self;
}

/**
 * proctor_database_thread_get_notice:
 * @self: a database's thread
 *
 * Returns: (nullable): what happened to a damaged file, for people to read
 */
const char *
proctor_database_thread_get_notice (ProctorDatabaseThread *self)
{
  g_return_val_if_fail (PROCTOR_IS_DATABASE_THREAD (self), NULL);

  return self->notice;
}

/**
 * proctor_database_thread_run_async:
 * @self: a database's thread
 * @func: what to do
 * @data: (transfer full): what it needs
 * @data_free: (nullable): how to free @data, in either thread
 * @result_free: (nullable): how to free what comes of it, should nobody want it
 * @cancellable: (nullable): to give up; what has been begun is done all the same
 * @callback: (nullable): called here when it is done and on the disk
 * @user_data: passed to @callback
 */
void
proctor_database_thread_run_async (ProctorDatabaseThread *self,
                                   ProctorDatabaseFunc func,
                                   gpointer data,
                                   GDestroyNotify data_free,
                                   GDestroyNotify result_free,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  Job *job;

  g_return_if_fail (PROCTOR_IS_DATABASE_THREAD (self));
  g_return_if_fail (func != NULL);

  job = g_new0 (Job, 1);
  job->task = g_task_new (self, cancellable, callback, user_data);
  job->func = func;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;
  g_task_set_source_tag (job->task, proctor_database_thread_run_async);

  if (self->is_closed)
    {
      job->error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CLOSED, _ ("The database is closed."));
      answer (job);
      return;
    }
  if (!self->is_running)
    begin (self);
  g_async_queue_push (self->queue, job);
}

/**
 * proctor_database_thread_run_finish:
 * @self: a database's thread
 * @result: what the callback was given
 * @error: return location for what went wrong; then nothing was done, unless it was given up too late
 *
 * Returns: what came of it
 */
gpointer
proctor_database_thread_run_finish (ProctorDatabaseThread *self,
                                    GAsyncResult *result,
                                    GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_database_thread_close_async:
 * @self: a database's thread
 * @callback: (nullable): called when the file is closed
 * @user_data: passed to @callback
 *
 * Does what was asked before and closes the file. What is asked from here on fails. Without it, the
 * file is closed some time after the last reference went.
 */
void
proctor_database_thread_close_async (ProctorDatabaseThread *self,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DATABASE_THREAD (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, proctor_database_thread_close_async);
  if (self->is_closed)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  end (self, task);
}

/**
 * proctor_database_thread_close_finish:
 * @self: a database's thread
 * @result: what the callback was given
 */
void
proctor_database_thread_close_finish (ProctorDatabaseThread *self,
                                      GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
