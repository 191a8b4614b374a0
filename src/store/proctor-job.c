/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-job.h"

#include <glib/gi18n.h>

/* A thousand steps are not a thousand redraws. */
#define SHORTEST_USECS (50 * 1000)

/* What has become of a step. */
typedef enum
{
  STEP_WAITING,
  STEP_RUNNING,
  STEP_DONE,
  STEP_FAILED,
} Step;

/**
 * ProctorJob:
 *
 * Something that is done to many things, one after the other or a few at a time. It can be watched
 * and cancelled, it says what failed and why, and when it is run again it tries that once more, and
 * what was not begun. The kinds of job are subclasses in files of their own.
 *
 * While it runs, at least 50 ms pass between two notifications; when a run ends, all is up to date.
 */
typedef struct
{
  /* Owned */
  char *title;
  guint8 *steps;
  GListStore *failures;
  GPtrArray *new_failures;
  GTask *task;
  GCancellable *cancellable;
  GSource *cancelled;

  guint total;
  guint most_at_once;
  guint next;
  guint n_active;
  guint n_done;
  guint n_failed;
  guint flush_id;
  gint64 flushed_usecs;
  gboolean filling;
} ProctorJobPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (ProctorJob, proctor_job, G_TYPE_OBJECT)

typedef enum
{
  PROP_TITLE = 1,
  PROP_TOTAL,
  PROP_N_DONE,
  PROP_N_FAILED,
  PROP_RUNNING,
} ProctorJobProperty;

static GParamSpec *properties[PROP_RUNNING + 1];

static ProctorJobPrivate *
get_private (ProctorJob *self)
{
  return proctor_job_get_instance_private (self);
}

/* Tells everybody how far it is. */
static void
flush (ProctorJob *self)
{
  ProctorJobPrivate *priv = get_private (self);

  g_clear_handle_id (&priv->flush_id, g_source_remove);
  priv->flushed_usecs = g_get_monotonic_time ();

  if (priv->new_failures->len > 0)
    {
      g_list_store_splice (priv->failures, g_list_model_get_n_items (G_LIST_MODEL (priv->failures)), 0, priv->new_failures->pdata, priv->new_failures->len);
      g_ptr_array_set_size (priv->new_failures, 0);
    }

  g_object_freeze_notify (G_OBJECT (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_DONE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_FAILED]);
  g_object_thaw_notify (G_OBJECT (self));
}

static gboolean
flush_cb (gpointer user_data)
{
  ProctorJob *self = user_data;

  get_private (self)->flush_id = 0;
  flush (self);

  return G_SOURCE_REMOVE;
}

static void
flush_soon (ProctorJob *self)
{
  ProctorJobPrivate *priv = get_private (self);
  gint64 since_usecs = g_get_monotonic_time () - priv->flushed_usecs;

  if (priv->flush_id != 0)
    return;

  if (since_usecs >= SHORTEST_USECS)
    flush (self);
  else
    priv->flush_id = g_timeout_add ((guint) ((SHORTEST_USECS - since_usecs) / 1000 + 1), flush_cb, self);
}

static void
clear_cancelled_source (ProctorJobPrivate *priv)
{
  if (priv->cancelled != NULL)
    g_source_destroy (priv->cancelled);
  g_clear_pointer (&priv->cancelled, g_source_unref);
}

/* The run is over. Whoever asked for it may let go of the job. */
static void
end (ProctorJob *self)
{
  ProctorJobPrivate *priv = get_private (self);
  ProctorJobClass *klass = PROCTOR_JOB_GET_CLASS (self);
  gboolean cancelled = g_cancellable_is_cancelled (priv->cancellable) && priv->n_done + priv->n_failed < priv->total;
  g_autoptr (GTask) task = g_steal_pointer (&priv->task);

  clear_cancelled_source (priv);
  g_clear_object (&priv->cancellable);
  if (klass->finished != NULL)
    klass->finished (self);
  flush (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);

  if (cancelled)
    g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was cancelled."));
  else
    g_task_return_boolean (task, TRUE);
}

/* Begins as many steps as there may be at once. A step that ends at once comes back here before it
 * has begun to wait, and must not go any deeper. */
static void
fill (ProctorJob *self)
{
  ProctorJobPrivate *priv = get_private (self);

  if (priv->filling)
    return;

  priv->filling = TRUE;
  while (priv->next < priv->total && priv->n_active < priv->most_at_once && !g_cancellable_is_cancelled (priv->cancellable))
    {
      guint position = priv->next++;

      if (priv->steps[position] != STEP_WAITING)
        continue;
      priv->steps[position] = STEP_RUNNING;
      priv->n_active++;
      PROCTOR_JOB_GET_CLASS (self)->start_step (self, position, priv->cancellable);
    }
  priv->filling = FALSE;

  if (priv->n_active == 0)
    end (self);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer user_data)
{
  proctor_job_cancel (user_data);

  return G_SOURCE_REMOVE;
}

/* What failed is tried again. */
static void
forget_failures (ProctorJob *self)
{
  ProctorJobPrivate *priv = get_private (self);

  for (guint i = 0; i < priv->total; i++)
    {
      if (priv->steps[i] == STEP_FAILED)
        priv->steps[i] = STEP_WAITING;
    }
  priv->n_failed = 0;
  g_ptr_array_set_size (priv->new_failures, 0);
  g_list_store_remove_all (priv->failures);
}

static char *
proctor_job_real_describe_failures (ProctorJob *self,
                                    guint n_failed,
                                    guint total)
{
  return g_strdup_printf (ngettext ("%u of %u could not be done", "%u of %u could not be done", total), n_failed, total);
}

static void
proctor_job_get_property (GObject *object,
                          guint property_id,
                          GValue *value,
                          GParamSpec *pspec)
{
  ProctorJob *self = PROCTOR_JOB (object);

  switch ((ProctorJobProperty) property_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, proctor_job_get_title (self));
      break;
    case PROP_TOTAL:
      g_value_set_uint (value, proctor_job_get_total (self));
      break;
    case PROP_N_DONE:
      g_value_set_uint (value, proctor_job_get_n_done (self));
      break;
    case PROP_N_FAILED:
      g_value_set_uint (value, proctor_job_get_n_failed (self));
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, proctor_job_is_running (self));
      break;
    }
}

static void
proctor_job_dispose (GObject *object)
{
  ProctorJobPrivate *priv = get_private (PROCTOR_JOB (object));

  g_clear_handle_id (&priv->flush_id, g_source_remove);

  G_OBJECT_CLASS (proctor_job_parent_class)->dispose (object);
}

static void
proctor_job_finalize (GObject *object)
{
  ProctorJobPrivate *priv = get_private (PROCTOR_JOB (object));

  /* A run keeps its job until it has ended. */
  g_assert (priv->task == NULL);

  g_free (priv->title);
  g_free (priv->steps);
  g_clear_object (&priv->failures);
  g_clear_pointer (&priv->new_failures, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_job_parent_class)->finalize (object);
}

static void
proctor_job_class_init (ProctorJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = proctor_job_get_property;
  object_class->dispose = proctor_job_dispose;
  object_class->finalize = proctor_job_finalize;
  klass->describe_failures = proctor_job_real_describe_failures;

  /**
   * ProctorJob:title:
   *
   * What it does, as in "Moving 300 tests".
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * ProctorJob:total:
   *
   * How many things there are.
   */
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * ProctorJob:n-done:
   *
   * How many of them went well.
   */
  properties[PROP_N_DONE] = g_param_spec_uint ("n-done", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * ProctorJob:n-failed:
   *
   * How many of them failed.
   */
  properties[PROP_N_FAILED] = g_param_spec_uint ("n-failed", NULL, NULL, 0, G_MAXUINT, 0, flags);

  /**
   * ProctorJob:running:
   *
   * Whether it is under way.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_job_init (ProctorJob *self)
{
  ProctorJobPrivate *priv = get_private (self);

  priv->failures = g_list_store_new (PROCTOR_TYPE_JOB_FAILURE);
  priv->new_failures = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * proctor_job_set_steps:
 * @self: a job
 * @total: how many things there are to do
 * @most_at_once: how many of them may be under way at the same time
 *
 * A subclass says so once, before the first run.
 */
void
proctor_job_set_steps (ProctorJob *self,
                       guint total,
                       guint most_at_once)
{
  ProctorJobPrivate *priv = get_private (self);

  g_return_if_fail (PROCTOR_IS_JOB (self));
  g_return_if_fail (priv->steps == NULL);
  g_return_if_fail (most_at_once > 0);

  priv->steps = g_new0 (guint8, MAX (total, 1));
  priv->total = total;
  priv->most_at_once = most_at_once;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
}

void
proctor_job_set_title (ProctorJob *self,
                       const char *title)
{
  g_return_if_fail (PROCTOR_IS_JOB (self));

  if (g_set_str (&get_private (self)->title, title))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

/**
 * proctor_job_step_done:
 * @self: a job that runs
 * @position: which step
 * @id: what the thing is known by
 * @name: (nullable): what it is called
 * @error: (nullable): why it failed, %NULL if it went well
 *
 * A subclass says so once for every step that it was told to start. A step that ended because the
 * run was cancelled has not failed: it is as if it had not been begun.
 */
void
proctor_job_step_done (ProctorJob *self,
                       guint position,
                       const char *id,
                       const char *name,
                       const GError *error)
{
  ProctorJobPrivate *priv = get_private (self);

  g_return_if_fail (PROCTOR_IS_JOB (self));
  g_return_if_fail (position < priv->total);
  g_return_if_fail (priv->steps[position] == STEP_RUNNING);

  priv->n_active--;
  if (error == NULL)
    {
      priv->steps[position] = STEP_DONE;
      priv->n_done++;
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && g_cancellable_is_cancelled (priv->cancellable))
    {
      priv->steps[position] = STEP_WAITING;
    }
  else
    {
      priv->steps[position] = STEP_FAILED;
      priv->n_failed++;
      g_ptr_array_add (priv->new_failures, proctor_job_failure_new (id, name, error));
    }

  flush_soon (self);
  fill (self);
}

/**
 * proctor_job_is_step_done:
 * @self: a job
 * @position: which step
 *
 * Returns: whether that went well
 */
gboolean
proctor_job_is_step_done (ProctorJob *self,
                          guint position)
{
  ProctorJobPrivate *priv = get_private (self);

  g_return_val_if_fail (PROCTOR_IS_JOB (self), FALSE);
  g_return_val_if_fail (position < priv->total, FALSE);

  return priv->steps[position] == STEP_DONE;
}

const char *
proctor_job_get_title (ProctorJob *self)
{
  g_return_val_if_fail (PROCTOR_IS_JOB (self), NULL);

  return get_private (self)->title;
}

guint
proctor_job_get_total (ProctorJob *self)
{
  g_return_val_if_fail (PROCTOR_IS_JOB (self), 0);

  return get_private (self)->total;
}

guint
proctor_job_get_n_done (ProctorJob *self)
{
  g_return_val_if_fail (PROCTOR_IS_JOB (self), 0);

  return get_private (self)->n_done;
}

guint
proctor_job_get_n_failed (ProctorJob *self)
{
  g_return_val_if_fail (PROCTOR_IS_JOB (self), 0);

  return get_private (self)->n_failed;
}

/**
 * proctor_job_get_failures:
 * @self: a job
 *
 * Returns: (transfer none): a list of #ProctorJobFailure, which grows while it runs
 */
GListModel *
proctor_job_get_failures (ProctorJob *self)
{
  g_return_val_if_fail (PROCTOR_IS_JOB (self), NULL);

  return G_LIST_MODEL (get_private (self)->failures);
}

gboolean
proctor_job_is_running (ProctorJob *self)
{
  g_return_val_if_fail (PROCTOR_IS_JOB (self), FALSE);

  return get_private (self)->task != NULL;
}

/**
 * proctor_job_dup_failure_text:
 * @self: a job
 *
 * Returns: (transfer full) (nullable): how many of how many things could not be done, for a person;
 *   %NULL if nothing failed
 */
char *
proctor_job_dup_failure_text (ProctorJob *self)
{
  ProctorJobPrivate *priv = get_private (self);

  g_return_val_if_fail (PROCTOR_IS_JOB (self), NULL);

  return priv->n_failed > 0 ? PROCTOR_JOB_GET_CLASS (self)->describe_failures (self, priv->n_failed, priv->total) : NULL;
}

/**
 * proctor_job_run_async:
 * @self: a job
 * @cancellable: (nullable): to give up
 * @callback: (nullable): called when all has ended
 * @user_data: passed to @callback
 *
 * Does what has not been done. What failed the last time is tried once more, what went well is left
 * alone.
 */
void
proctor_job_run_async (ProctorJob *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  ProctorJobPrivate *priv = get_private (self);
  g_autoptr (ProctorJob) kept = NULL;

  g_return_if_fail (PROCTOR_IS_JOB (self));
  g_return_if_fail (priv->steps != NULL);

  if (priv->task != NULL)
    {
      g_task_report_new_error (self, callback, user_data, proctor_job_run_async, G_IO_ERROR, G_IO_ERROR_PENDING, _ ("It is being done already."));
      return;
    }

  kept = g_object_ref (self);
  /* What was done in spite of being cancelled is no error. */
  priv->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (priv->task, proctor_job_run_async);
  priv->cancellable = g_cancellable_new ();
  priv->next = 0;
  forget_failures (self);
  if (g_cancellable_is_cancelled (cancellable))
    {
      g_cancellable_cancel (priv->cancellable);
    }
  else if (cancellable != NULL)
    {
      priv->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (priv->cancelled, G_SOURCE_FUNC (cancelled_cb), self, NULL);
      g_source_attach (priv->cancelled, g_task_get_context (priv->task));
    }

  flush (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  fill (self);
}

/**
 * proctor_job_run_finish:
 * @self: a job
 * @result: what the callback was given
 * @error: return location for an error
 *
 * What failed is in proctor_job_get_failures() and is no error of this; that it was cancelled before
 * all was done (%G_IO_ERROR_CANCELLED), or that it was running already, is.
 *
 * Returns: whether every step has ended, well or not
 */
gboolean
proctor_job_run_finish (ProctorJob *self,
                        GAsyncResult *result,
                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * proctor_job_cancel:
 * @self: a job
 *
 * Gives up. What is under way is cancelled, nothing more is begun, and what was done stays done.
 */
void
proctor_job_cancel (ProctorJob *self)
{
  ProctorJobPrivate *priv = get_private (self);

  g_return_if_fail (PROCTOR_IS_JOB (self));

  if (priv->cancellable != NULL)
    {
      g_autoptr (GCancellable) cancellable = g_object_ref (priv->cancellable);

      g_cancellable_cancel (cancellable);
    }
}
