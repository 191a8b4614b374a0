/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-export-job.h"

#define PROCTOR_TYPE_EXPORT_JOB (proctor_export_job_get_type ())

G_DECLARE_FINAL_TYPE (ProctorExportJob, proctor_export_job, PROCTOR, EXPORT_JOB, ProctorJob)

struct _ProctorExportJob
{
  ProctorJob parent_instance;

  /* Owned */
  ProctorSession *session;
  char **test_ids;
  GFile *folder;
};

G_DEFINE_FINAL_TYPE (ProctorExportJob, proctor_export_job, PROCTOR_TYPE_JOB)

static void
proctor_export_job_start_step (ProctorJob *job,
                               guint position,
                               GCancellable *cancellable)
{
  ProctorExportJob *self = PROCTOR_EXPORT_JOB (job);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "?");

  proctor_job_step_done (job, position, self->test_ids[position], NULL, error);
}

static void
proctor_export_job_finalize (GObject *object)
{
  ProctorExportJob *self = PROCTOR_EXPORT_JOB (object);

  g_clear_object (&self->session);
  g_clear_object (&self->folder);
  g_strfreev (self->test_ids);

  G_OBJECT_CLASS (proctor_export_job_parent_class)->finalize (object);
}

static void
proctor_export_job_class_init (ProctorExportJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ProctorJobClass *job_class = PROCTOR_JOB_CLASS (klass);

  object_class->finalize = proctor_export_job_finalize;

  job_class->start_step = proctor_export_job_start_step;
}

static void
proctor_export_job_init (ProctorExportJob *self)
{
}

ProctorJob *
proctor_export_job_new (ProctorSession *session,
                        const char *const *test_ids,
                        GFile *folder)
{
  ProctorExportJob *self = g_object_new (PROCTOR_TYPE_EXPORT_JOB, NULL);

  self->session = g_object_ref (session);
  self->test_ids = g_strdupv ((char **) test_ids);
  self->folder = g_object_ref (folder);
  proctor_job_set_steps (PROCTOR_JOB (self), g_strv_length (self->test_ids), 4);

  return PROCTOR_JOB (self);
}
