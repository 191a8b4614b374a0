/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-worker.h"

/**
 * ProctorWorker:
 *
 * The thread that owns the database. What it is given is done in the order it came, each as one
 * transaction: all of it is on the disk when its callback is called, or none.
 */
struct _ProctorWorker
{
  GObject parent_instance;

  /* Owned */
  GThread *thread;
  GAsyncQueue *queue;
};

typedef struct
{
  ProctorWork work;
  gpointer data;
  GDestroyNotify data_free;
  GDestroyNotify result_free;
  gboolean only_reads;
} Job;

/* What the thread begins with, and what it says of that. */
typedef struct
{
  const char *path;
  const char *const *migrations;
  guint n_migrations;
  gboolean check;
  GAsyncQueue *queue;
  GAsyncQueue *answer;
  GError *error;
} Start;

/* Tells the thread to end. */
static int end_marker;

G_DEFINE_FINAL_TYPE (ProctorWorker, proctor_worker, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  if (job->data_free != NULL)
    job->data_free (job->data);
  g_free (job);
}

static void
do_job (ProctorDatabase *database,
        GTask *task)
{
  Job *job = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gpointer result;

  if (job->only_reads)
    proctor_database_begin_reading (database);
  else
    proctor_database_begin (database);
  result = job->work (database, job->data, &error);
  if (error == NULL)
    proctor_database_commit (database);
  else
    proctor_database_roll_back (database);

  /* What the database has to complain of goes before what was made of it. */
  if (proctor_database_take_error (database, error == NULL ? &error : NULL))
    proctor_database_roll_back (database);

  if (error == NULL)
    {
      g_task_return_pointer (task, result, job->result_free);
      return;
    }
  if (result != NULL && job->result_free != NULL)
    job->result_free (result);
  g_task_return_error (task, g_steal_pointer (&error));
}

static ProctorDatabase *
open_database (Start *start)
{
  g_autoptr (ProctorDatabase) database = proctor_database_open (start->path, &start->error);

  if (database == NULL || (start->check && !proctor_database_check (database, &start->error)) || !proctor_database_migrate (database, start->migrations, start->n_migrations, &start->error))
    return NULL;

  return g_steal_pointer (&database);
}

static gpointer
work_thread (gpointer data)
{
  Start *start = data;
  g_autoptr (GAsyncQueue) queue = g_async_queue_ref (start->queue);
  g_autoptr (ProctorDatabase) database = open_database (start);
  gpointer next;

  /* From here on @start is gone. */
  g_async_queue_push (start->answer, start);
  if (database == NULL)
    return NULL;

  while ((next = g_async_queue_pop (queue)) != &end_marker)
    {
      g_autoptr (GTask) task = next;

      do_job (database, task);
    }

  return NULL;
}

static void
proctor_worker_finalize (GObject *object)
{
  ProctorWorker *self = PROCTOR_WORKER (object);

  proctor_worker_stop (self);
  g_clear_pointer (&self->queue, g_async_queue_unref);

  G_OBJECT_CLASS (proctor_worker_parent_class)->finalize (object);
}

static void
proctor_worker_class_init (ProctorWorkerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_worker_finalize;
}

static void
proctor_worker_init (ProctorWorker *self)
{
  self->queue = g_async_queue_new ();
}

/**
 * proctor_worker_new:
 * @path: the database's file
 * @migrations: (array length=n_migrations): what makes each version of the one before
 * @n_migrations: the version that this program knows
 * @check: whether to look through all of it first
 * @error: return location for why it can't be used
 *
 * Opens a database in a thread of its own, and waits until it is open.
 *
 * Returns: (transfer full) (nullable): its owner
 */
ProctorWorker *
proctor_worker_new (const char *path,
                    const char *const *migrations,
                    guint n_migrations,
                    gboolean check,
                    GError **error)
{
  g_autoptr (ProctorWorker) self = g_object_new (PROCTOR_TYPE_WORKER, NULL);
  g_autoptr (GAsyncQueue) answer = g_async_queue_new ();
  Start start = { path, migrations, n_migrations, check, self->queue, answer, NULL };

  self->thread = g_thread_new ("proctor-database", work_thread, &start);
  g_async_queue_pop (answer);
  if (start.error != NULL)
    {
      g_clear_pointer (&self->thread, g_thread_join);
      g_propagate_error (error, start.error);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static void
queue_job (ProctorWorker *self,
           GTask *task,
           Job *job)
{
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  if (self->thread != NULL)
    {
      g_async_queue_push (self->queue, task);
      return;
    }
  /* Whoever comes now finds nobody. */
  g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The database is closed");
  g_object_unref (task);
}

static Job *
job_new (ProctorWork work,
         gpointer data,
         GDestroyNotify data_free,
         GDestroyNotify result_free)
{
  Job *job = g_new0 (Job, 1);

  job->work = work;
  job->data = data;
  job->data_free = data_free;
  job->result_free = result_free;

  return job;
}

/**
 * proctor_worker_run_async:
 * @self: a worker
 * @work: what to do
 * @data: (transfer full): what it needs
 * @data_free: (nullable): how to free @data, in either thread
 * @result_free: (nullable): how to free what comes of it, should nobody want it
 * @callback: (nullable): called here when it is done and on the disk
 * @user_data: passed to @callback
 */
void
proctor_worker_run_async (ProctorWorker *self,
                          ProctorWork work,
                          gpointer data,
                          GDestroyNotify data_free,
                          GDestroyNotify result_free,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, proctor_worker_run_async);
  queue_job (self, task, job_new (work, data, data_free, result_free));
}

/**
 * proctor_worker_read_async:
 * @self: a worker
 * @work: what to find out; it changes nothing
 * @data: (transfer full): what it needs
 * @data_free: (nullable): how to free @data, in either thread
 * @result_free: (nullable): how to free what comes of it, should nobody want it
 * @callback: (nullable): called here when it is done
 * @user_data: passed to @callback
 *
 * The same for what only looks, which need not wait until another program has written. It ends with
 * proctor_worker_run_finish().
 */
void
proctor_worker_read_async (ProctorWorker *self,
                           ProctorWork work,
                           gpointer data,
                           GDestroyNotify data_free,
                           GDestroyNotify result_free,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);
  Job *job = job_new (work, data, data_free, result_free);

  job->only_reads = TRUE;
  g_task_set_source_tag (task, proctor_worker_read_async);
  queue_job (self, task, job);
}

/**
 * proctor_worker_run_finish:
 * @self: a worker
 * @result: what the callback was given
 * @error: return location for what went wrong; then nothing was done
 *
 * Returns: what came of it
 */
gpointer
proctor_worker_run_finish (ProctorWorker *self,
                           GAsyncResult *result,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_worker_stop:
 * @self: a worker
 *
 * Does what is left to do and ends the thread.
 */
void
proctor_worker_stop (ProctorWorker *self)
{
  if (self->thread == NULL)
    return;

  g_async_queue_push (self->queue, &end_marker);
  g_clear_pointer (&self->thread, g_thread_join);
}
