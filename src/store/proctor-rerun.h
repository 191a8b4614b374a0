/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-watcher.h"

G_BEGIN_DECLS

char **proctor_rerun_dup_runs (ProctorMatrix *matrix,
                               ProctorOutcome outcome) G_GNUC_WARN_UNUSED_RESULT;
char **proctor_rerun_dup_ended (ProctorMatrix *matrix) G_GNUC_WARN_UNUSED_RESULT;
char **proctor_rerun_dup_tests (ProctorMatrix *matrix) G_GNUC_WARN_UNUSED_RESULT;

void proctor_rerun_async (ProctorWatcher *watcher,
                          const char *const *run_ids,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean proctor_rerun_finish (ProctorWatcher *watcher,
                               GAsyncResult *result,
                               GError **error);

G_END_DECLS
