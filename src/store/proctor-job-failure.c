/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-job-failure.h"

/**
 * ProctorJobFailure:
 *
 * One thing that a job could not do, and why. It never changes.
 */
struct _ProctorJobFailure
{
  GObject parent_instance;

  /* Owned */
  char *id;
  char *name;
  GError *error;
};

G_DEFINE_FINAL_TYPE (ProctorJobFailure, proctor_job_failure, G_TYPE_OBJECT)

static void
proctor_job_failure_finalize (GObject *object)
{
  ProctorJobFailure *self = PROCTOR_JOB_FAILURE (object);

  g_free (self->id);
  g_free (self->name);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (proctor_job_failure_parent_class)->finalize (object);
}

static void
proctor_job_failure_class_init (ProctorJobFailureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_job_failure_finalize;
}

static void
proctor_job_failure_init (ProctorJobFailure *self)
{
}

/**
 * proctor_job_failure_new:
 * @id: what it is known by
 * @name: (nullable): what it is called, %NULL if nobody knows
 * @error: why it could not be done
 *
 * Returns: (transfer full): a failure
 */
ProctorJobFailure *
proctor_job_failure_new (const char *id,
                         const char *name,
                         const GError *error)
{
  ProctorJobFailure *self;

  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (error != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_JOB_FAILURE, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name != NULL ? name : id);
  self->error = g_error_copy (error);

  return self;
}

const char *
proctor_job_failure_get_id (ProctorJobFailure *self)
{
  g_return_val_if_fail (PROCTOR_IS_JOB_FAILURE (self), NULL);

  return self->id;
}

/**
 * proctor_job_failure_get_name:
 * @self: a failure
 *
 * Returns: (transfer none): what it is called; the id where it has no name
 */
const char *
proctor_job_failure_get_name (ProctorJobFailure *self)
{
  g_return_val_if_fail (PROCTOR_IS_JOB_FAILURE (self), NULL);

  return self->name;
}

const GError *
proctor_job_failure_get_error (ProctorJobFailure *self)
{
  g_return_val_if_fail (PROCTOR_IS_JOB_FAILURE (self), NULL);

  return self->error;
}
