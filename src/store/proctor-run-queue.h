/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-matrix.h"
#include "proctor-reviews.h"
#include "proctor-session.h"

G_BEGIN_DECLS

#define PROCTOR_RUN_QUEUE_NONE G_MAXUINT

/**
 * ProctorQueuedRun:
 * @invocation_id: where it is
 * @run: (nullable): what is known of it
 * @run_id: (nullable): the run
 * @test_name: (nullable): what its test is called
 * @repetition: the how-manieth repeat, from 1; 0 if there is only one or nobody knows
 * @has_failed: whether it failed
 * @is_decided: whether somebody has decided on it
 *
 * A run that is looked at after others.
 */
typedef struct
{
  char *invocation_id;
  ProctorRunRow *run;
  char *run_id;
  char *test_name;
  guint repetition;
  gboolean has_failed;
  gboolean is_decided;
} ProctorQueuedRun;

#define PROCTOR_TYPE_RUN_QUEUE (proctor_run_queue_get_type ())

G_DECLARE_FINAL_TYPE (ProctorRunQueue, proctor_run_queue, PROCTOR, RUN_QUEUE, GObject)

ProctorRunQueue *proctor_run_queue_new (const char *invocation_id,
                                        ProctorMatrix *matrix) G_GNUC_WARN_UNUSED_RESULT;
void proctor_run_queue_load_async (ProctorSession *session,
                                   const char *invocation_id,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
ProctorRunQueue *proctor_run_queue_load_finish (ProctorSession *session,
                                                GAsyncResult *result,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

void proctor_run_queue_note_reviews (ProctorRunQueue *self,
                                     ProctorReviews *reviews);

gboolean proctor_run_queue_is_triage (ProctorRunQueue *self);
guint proctor_run_queue_get_n_runs (ProctorRunQueue *self);
guint proctor_run_queue_get_n_decided (ProctorRunQueue *self);
const ProctorQueuedRun *proctor_run_queue_get_run (ProctorRunQueue *self,
                                                   guint position);
void proctor_run_queue_set_decided (ProctorRunQueue *self,
                                    guint position,
                                    gboolean is_decided);
guint proctor_run_queue_find_run (ProctorRunQueue *self,
                                  ProctorRunRow *run);
guint proctor_run_queue_find_next (ProctorRunQueue *self,
                                   guint position);

G_END_DECLS
