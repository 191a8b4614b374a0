/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-feed.h"

/**
 * ProctorHistoryFeed:
 *
 * Sees to it that a workspace's invocations get into the history.
 */
struct _ProctorHistoryFeed
{
  GObject parent_instance;
};

G_DEFINE_FINAL_TYPE (ProctorHistoryFeed, proctor_history_feed, G_TYPE_OBJECT)

static void
proctor_history_feed_class_init (ProctorHistoryFeedClass *klass)
{
}

static void
proctor_history_feed_init (ProctorHistoryFeed *self)
{
}

ProctorHistoryFeed *
proctor_history_feed_new (ProctorClient *client,
                          const char *workspace_id,
                          ProctorHistory *history,
                          ProctorHealth *health)
{
  return g_object_new (PROCTOR_TYPE_HISTORY_FEED, NULL);
}

void
proctor_history_feed_refresh (ProctorHistoryFeed *self)
{
}

void
proctor_history_feed_expect (ProctorHistoryFeed *self,
                             const char *invocation_id)
{
}
