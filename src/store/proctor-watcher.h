/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-invocation.h"
#include "proctor-matrix.h"
#include "proctor-pace.h"
#include "proctor-run.h"

G_BEGIN_DECLS

/**
 * ProctorWatcherState:
 * @PROCTOR_WATCHER_LOADING: nothing is known yet
 * @PROCTOR_WATCHER_RUNNING: some runs have not ended
 * @PROCTOR_WATCHER_GROUPING: all runs have ended and are being put together
 * @PROCTOR_WATCHER_SETTLED: it will stay as it is
 * @PROCTOR_WATCHER_GONE: the server doesn't know it; what is shown was known before
 *
 * How far an invocation is.
 */
typedef enum
{
  PROCTOR_WATCHER_LOADING,
  PROCTOR_WATCHER_RUNNING,
  PROCTOR_WATCHER_GROUPING,
  PROCTOR_WATCHER_SETTLED,
  PROCTOR_WATCHER_GONE,
} ProctorWatcherState;

#define PROCTOR_TYPE_WATCHER (proctor_watcher_get_type ())

G_DECLARE_FINAL_TYPE (ProctorWatcher, proctor_watcher, PROCTOR, WATCHER, GObject)

const char *proctor_watcher_get_id (ProctorWatcher *self);
ProctorWatcherState proctor_watcher_get_state (ProctorWatcher *self);
const char *proctor_watcher_get_title (ProctorWatcher *self);
ProctorInvocation *proctor_watcher_get_head (ProctorWatcher *self);
ProctorMatrix *proctor_watcher_get_matrix (ProctorWatcher *self);
guint proctor_watcher_get_n_runs (ProctorWatcher *self);
guint proctor_watcher_get_n_ended (ProctorWatcher *self);
gint64 proctor_watcher_get_created_at (ProctorWatcher *self);
gint64 proctor_watcher_get_ended_at (ProctorWatcher *self);
const ProctorPace *proctor_watcher_get_pace (ProctorWatcher *self);
const GError *proctor_watcher_get_error (ProctorWatcher *self);
gint64 proctor_watcher_get_answered_at (ProctorWatcher *self);
guint proctor_watcher_get_n_requests (ProctorWatcher *self);
guint64 proctor_watcher_get_n_bytes (ProctorWatcher *self);

gboolean proctor_watcher_is_paused (ProctorWatcher *self);
void proctor_watcher_set_paused (ProctorWatcher *self,
                                 gboolean paused);
void proctor_watcher_retry (ProctorWatcher *self);

gboolean proctor_watcher_can_cancel (ProctorWatcher *self);
void proctor_watcher_cancel_async (ProctorWatcher *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean proctor_watcher_cancel_finish (ProctorWatcher *self,
                                        GAsyncResult *result,
                                        GError **error);

void proctor_watcher_read_run_async (ProctorWatcher *self,
                                     guint position,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
ProctorRun *proctor_watcher_read_run_finish (ProctorWatcher *self,
                                             GAsyncResult *result,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
