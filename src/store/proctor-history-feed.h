/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-health.h"
#include "proctor-history.h"
#include "proctor-watcher.h"

G_BEGIN_DECLS

/* Views see this header and not that layer's. */
typedef struct _ProctorClient ProctorClient;

#define PROCTOR_TYPE_HISTORY_FEED (proctor_history_feed_get_type ())

G_DECLARE_FINAL_TYPE (ProctorHistoryFeed, proctor_history_feed, PROCTOR, HISTORY_FEED, GObject)

ProctorHistoryFeed *proctor_history_feed_new (ProctorClient *client,
                                              const char *workspace_id,
                                              ProctorHistory *history,
                                              ProctorHealth *health);

void proctor_history_feed_refresh (ProctorHistoryFeed *self);
void proctor_history_feed_expect (ProctorHistoryFeed *self,
                                  const char *invocation_id);
ProctorWatcher *proctor_history_feed_watch (ProctorHistoryFeed *self,
                                            const char *invocation_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
