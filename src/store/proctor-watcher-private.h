/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history-feed.h"
#include "proctor-invocation-skim.h"
#include "proctor-invocation-summary.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

/* What the feed does with its watchers: it alone asks the server. */

ProctorWatcher *proctor_watcher_new (ProctorHistoryFeed *feed,
                                     ProctorClient *client,
                                     ProctorHistory *history,
                                     const char *workspace_id,
                                     const char *invocation_id) G_GNUC_WARN_UNUSED_RESULT;

ProctorClient *proctor_watcher_get_client (ProctorWatcher *self);
ProctorInvocationSkim *proctor_watcher_get_skim (ProctorWatcher *self);
void proctor_watcher_begin_cancelling (ProctorWatcher *self);
void proctor_watcher_end_cancelling (ProctorWatcher *self,
                                     gboolean impossible);
void proctor_watcher_look (ProctorWatcher *self);
void proctor_watcher_expect (ProctorWatcher *self);
void proctor_watcher_take (ProctorWatcher *self,
                           ProctorInvocationSkim *skim);
void proctor_watcher_hear (ProctorWatcher *self,
                           ProctorInvocationSummary *summary);
void proctor_watcher_note_request (ProctorWatcher *self,
                                   gsize n_bytes);
void proctor_watcher_fail (ProctorWatcher *self,
                           const GError *error);
void proctor_watcher_lose (ProctorWatcher *self);

gint64 proctor_watcher_find_end (ProctorInvocationSkim *skim);
ProctorWatcherState proctor_watcher_find_state (ProctorInvocationSkim *skim,
                                                ProctorMatrix *matrix);

G_END_DECLS
