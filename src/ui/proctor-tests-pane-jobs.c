/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

/* What is done to many tests and takes a while. */

/* What could not be done stays selected, so that something else can be done to it. */
static void
select_failures (ProctorTestsPane *self,
                 ProctorJob *job)
{
  GListModel *failures = proctor_job_get_failures (job);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (failures); i++)
    {
      g_autoptr (ProctorJobFailure) failure = g_list_model_get_item (failures, i);

      g_strv_builder_add (builder, proctor_job_failure_get_id (failure));
    }
  ids = g_strv_builder_end (builder);
  if (ids[0] != NULL)
    proctor_tests_pane_select_ids (self, (const char *const *) ids);
}

static void
ran_cb (GObject *source,
        GAsyncResult *result,
        gpointer user_data)
{
  ProctorJob *job = PROCTOR_JOB (source);
  g_autoptr (ProctorTestsPane) self = user_data;

  if (proctor_job_run_finish (job, result, NULL) && self->list != NULL)
    select_failures (self, job);
}

/**
 * proctor_tests_pane_show_job:
 * @self: a pane
 * @job: something that somebody does, or has done
 *
 * Shows how it is getting on and what could not be done, until that is dismissed.
 */
void
proctor_tests_pane_show_job (ProctorTestsPane *self,
                             ProctorJob *job)
{
  if (!proctor_job_is_running (job))
    select_failures (self, job);
}

/**
 * proctor_tests_pane_run_job:
 * @self: a pane
 * @job: something to do
 *
 * Does @job, and shows how it is getting on.
 */
void
proctor_tests_pane_run_job (ProctorTestsPane *self,
                            ProctorJob *job)
{
  proctor_job_run_async (job, NULL, ran_cb, g_object_ref (self));
  proctor_tests_pane_show_job (self, job);
}
