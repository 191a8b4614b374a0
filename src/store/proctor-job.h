/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-job-failure.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_JOB (proctor_job_get_type ())

G_DECLARE_DERIVABLE_TYPE (ProctorJob, proctor_job, PROCTOR, JOB, GObject)

/**
 * ProctorJobClass:
 * @start_step: begins a step; proctor_job_step_done() is called exactly once when it has ended,
 *   which may be at once
 * @finished: (nullable): all steps have ended, or it was cancelled; before the callback of
 *   proctor_job_run_async()
 * @describe_failures: (nullable): a sentence for how many of how many things could not be done
 */
struct _ProctorJobClass
{
  GObjectClass parent_class;

  void (*start_step) (ProctorJob *self,
                      guint position,
                      GCancellable *cancellable);
  void (*finished) (ProctorJob *self);
  char *(*describe_failures) (ProctorJob *self,
                              guint n_failed,
                              guint total);
};

/* For subclasses. */
void proctor_job_set_steps (ProctorJob *self,
                            guint total,
                            guint most_at_once);
void proctor_job_set_title (ProctorJob *self,
                            const char *title);
void proctor_job_step_done (ProctorJob *self,
                            guint position,
                            const char *id,
                            const char *name,
                            const GError *error);
gboolean proctor_job_is_step_done (ProctorJob *self,
                                   guint position);

const char *proctor_job_get_title (ProctorJob *self);
guint proctor_job_get_total (ProctorJob *self);
guint proctor_job_get_n_done (ProctorJob *self);
guint proctor_job_get_n_failed (ProctorJob *self);
GListModel *proctor_job_get_failures (ProctorJob *self);
gboolean proctor_job_is_running (ProctorJob *self);
char *proctor_job_dup_failure_text (ProctorJob *self);

void proctor_job_run_async (ProctorJob *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean proctor_job_run_finish (ProctorJob *self,
                                 GAsyncResult *result,
                                 GError **error);
void proctor_job_cancel (ProctorJob *self);

G_END_DECLS
