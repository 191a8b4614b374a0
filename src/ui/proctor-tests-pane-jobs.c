/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-job-bar.h"

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
remove_bar (ProctorTestsPane *self,
            ProctorJob *job)
{
  for (GtkWidget *bar = gtk_widget_get_first_child (GTK_WIDGET (self->jobs)); bar != NULL; bar = gtk_widget_get_next_sibling (bar))
    if (proctor_job_bar_get_job (PROCTOR_JOB_BAR (bar)) == job)
      {
        g_signal_handlers_disconnect_by_data (bar, self);
        gtk_box_remove (self->jobs, bar);
        return;
      }
}

static gboolean
went_well (ProctorJob *job)
{
  return proctor_job_get_n_failed (job) == 0 && proctor_job_get_n_done (job) == proctor_job_get_total (job);
}

/* Also after it was tried again. A bar that has nothing more to say makes room. */
static void
running_changed_cb (ProctorTestsPane *self,
                    GParamSpec *pspec,
                    ProctorJob *job)
{
  if (proctor_job_is_running (job))
    return;

  if (went_well (job))
    {
      g_signal_handlers_disconnect_by_func (job, running_changed_cb, self);
      remove_bar (self, job);
    }
  else
    select_failures (self, job);
}

/* Somebody has closed the bar, which is over by the time that it can go. */
static void
bar_job_changed_cb (ProctorTestsPane *self,
                    GParamSpec *pspec,
                    GtkWidget *bar)
{
  if (proctor_job_bar_get_job (PROCTOR_JOB_BAR (bar)) == NULL)
    remove_bar (self, NULL);
}

/**
 * proctor_tests_pane_show_job:
 * @self: a pane
 * @job: something that is being done, or could not be done
 *
 * Shows how it is getting on and what could not be done, until that has been seen.
 */
void
proctor_tests_pane_show_job (ProctorTestsPane *self,
                             ProctorJob *job)
{
  GtkWidget *bar = proctor_job_bar_new ();

  proctor_job_bar_set_job (PROCTOR_JOB_BAR (bar), job);
  gtk_box_append (self->jobs, bar);
  g_signal_connect_object (bar, "notify::job", G_CALLBACK (bar_job_changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (job, "notify::running", G_CALLBACK (running_changed_cb), self, G_CONNECT_SWAPPED);
  if (!proctor_job_is_running (job))
    select_failures (self, job);
}

/**
 * proctor_tests_pane_run_job:
 * @self: a pane
 * @job: something to do
 *
 * Does @job, and shows how it is getting on. It goes on when the pane is gone.
 */
void
proctor_tests_pane_run_job (ProctorTestsPane *self,
                            ProctorJob *job)
{
  proctor_tests_pane_show_job (self, job);
  proctor_job_run_async (job, NULL, NULL, NULL);
}

/**
 * proctor_tests_pane_forget_jobs:
 * @self: a pane that shows another workspace
 *
 * Shows nothing of what is being done, which goes on.
 */
void
proctor_tests_pane_forget_jobs (ProctorTestsPane *self)
{
  for (GtkWidget *bar; (bar = gtk_widget_get_first_child (GTK_WIDGET (self->jobs))) != NULL;)
    {
      ProctorJob *job = proctor_job_bar_get_job (PROCTOR_JOB_BAR (bar));

      if (job != NULL)
        g_signal_handlers_disconnect_by_func (job, running_changed_cb, self);
      g_signal_handlers_disconnect_by_data (bar, self);
      gtk_box_remove (self->jobs, bar);
    }
}
