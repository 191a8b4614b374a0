/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-job.h"

#include "proctor-import-row.h"

#define PROCTOR_TYPE_IMPORT_JOB (proctor_import_job_get_type ())

G_DECLARE_FINAL_TYPE (ProctorImportJob, proctor_import_job, PROCTOR, IMPORT_JOB, ProctorJob)

struct _ProctorImportJob
{
  ProctorJob parent_instance;

  /* Owned */
  ProctorSession *session;
  GPtrArray *rows;
  char *folder_id;
};

G_DEFINE_FINAL_TYPE (ProctorImportJob, proctor_import_job, PROCTOR_TYPE_JOB)

static void
proctor_import_job_start_step (ProctorJob *job,
                               guint position,
                               GCancellable *cancellable)
{
  ProctorImportJob *self = PROCTOR_IMPORT_JOB (job);
  ProctorImportRow *row = g_ptr_array_index (self->rows, position);
  g_autoptr (GError) error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "?");

  proctor_job_step_done (job, position, proctor_import_row_get_target_id (row), proctor_import_row_get_name (row), error);
}

static void
proctor_import_job_finalize (GObject *object)
{
  ProctorImportJob *self = PROCTOR_IMPORT_JOB (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->folder_id);

  G_OBJECT_CLASS (proctor_import_job_parent_class)->finalize (object);
}

static void
proctor_import_job_class_init (ProctorImportJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ProctorJobClass *job_class = PROCTOR_JOB_CLASS (klass);

  object_class->finalize = proctor_import_job_finalize;

  job_class->start_step = proctor_import_job_start_step;
}

static void
proctor_import_job_init (ProctorImportJob *self)
{
}

ProctorJob *
proctor_import_job_new (ProctorSession *session,
                        GPtrArray *rows,
                        const char *folder_id)
{
  ProctorImportJob *self = g_object_new (PROCTOR_TYPE_IMPORT_JOB, NULL);

  self->session = g_object_ref (session);
  self->rows = g_ptr_array_ref (rows);
  self->folder_id = g_strdup (folder_id);
  proctor_job_set_steps (PROCTOR_JOB (self), rows->len, 4);

  return PROCTOR_JOB (self);
}
