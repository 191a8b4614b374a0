/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PROCTOR_TYPE_JOB_FAILURE (proctor_job_failure_get_type ())

/* One thing that a job could not do. */
G_DECLARE_FINAL_TYPE (ProctorJobFailure, proctor_job_failure, PROCTOR, JOB_FAILURE, GObject)

const char *proctor_job_failure_get_id (ProctorJobFailure *self);
const char *proctor_job_failure_get_name (ProctorJobFailure *self);
const GError *proctor_job_failure_get_error (ProctorJobFailure *self);

#define PROCTOR_TYPE_JOB (proctor_job_get_type ())

/* Something that is done to many things, one after the other or a few at a time: it can be watched, cancelled, and
 * what failed can be tried again. A derivable class; the kinds of job are subclasses in files of their own.
 *
 * Properties (notify): "total", "n-done" (well), "n-failed", "running", "title" ("Moving 300 tests").
 * Between emissions of notify at least 50 ms pass (a thousand steps are not a thousand redraws). */
G_DECLARE_DERIVABLE_TYPE (ProctorJob, proctor_job, PROCTOR, JOB, GObject)

struct _ProctorJobClass
{
  GObjectClass parent_class;

  /* Begins step @position; calls proctor_job_step_done() exactly once when it has ended. */
  void (*start_step) (ProctorJob *self,
                      guint position,
                      GCancellable *cancellable);
  /* All steps have ended, or it was cancelled; before run_async's callback. May be NULL. */
  void (*finished) (ProctorJob *self);
};

/* For subclasses. */
void proctor_job_set_steps (ProctorJob *self,
                            guint total,
                            guint most_at_once);
void proctor_job_step_done (ProctorJob *self,
                            guint position,
                            const char *id,
                            const char *name,
                            const GError *error);

const char *proctor_job_get_title (ProctorJob *self);
guint proctor_job_get_total (ProctorJob *self);
guint proctor_job_get_n_done (ProctorJob *self);
GListModel *proctor_job_get_failures (ProctorJob *self); /* of ProctorJobFailure */
gboolean proctor_job_is_running (ProctorJob *self);

/* Ends when every step has; what failed is in the failures, and is no error of this call. Only %G_IO_ERROR_CANCELLED is.
 * Called again after it has ended, it tries what failed (and what was not begun) once more. */
void proctor_job_run_async (ProctorJob *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean proctor_job_run_finish (ProctorJob *self,
                                 GAsyncResult *result,
                                 GError **error);

G_END_DECLS
