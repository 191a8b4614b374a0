/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-history-feed.h"
#include "proctor-history-watch.h"

G_BEGIN_DECLS

struct _ProctorHistoryFeed
{
  GObject parent_instance;

  /* Owned */
  ProctorClient *client;
  ProctorHistory *history;
  ProctorHealth *health;
  GCancellable *cancellable;
  char *workspace_id;
  char *cursor;
  GHashTable *known;             /* what the list said of what is settled */
  GHashTable *watches;           /* of ProctorHistoryWatch: what is not */
  GHashTable *hopeless;          /* what the list said of what can't be had */
  ProctorHistoryWatch *fetching; /* in watches */

  /* Borrowed */
  GHashTable *watchers; /* what somebody looks at, by its id; each is followed until it goes */

  guint source;
  guint pause_msecs;
  guint error_pause_msecs;
  gint64 failed_usecs;
  guint n_listed;
  guint most;
  guint n_failed;
  gint64 next_position;
  gboolean is_visiting;
  gboolean is_thorough; /* this visit reads on, and doesn't only look after what is pending */
  gboolean wants_again;
  gboolean something_changed;
  gboolean has_resumed;
};

gboolean proctor_history_feed_may_pass (const GError *error);
void proctor_history_feed_report (ProctorHistoryFeed *self,
                                  const GError *error);
void proctor_history_feed_follow_health (ProctorHistoryFeed *self);
ProctorWatcher *proctor_history_feed_find_watcher (ProctorHistoryFeed *self,
                                                   const char *id);
ProctorHistoryWatch *proctor_history_feed_ensure_watch (ProctorHistoryFeed *self,
                                                        const char *id);
void proctor_history_feed_give_up (ProctorHistoryFeed *self,
                                   const GError *error);
void proctor_history_feed_tell_ended (ProctorHistoryFeed *self,
                                      ProctorHistoryWatch *watch,
                                      guint n_passed,
                                      guint n_runs);
void proctor_history_feed_look_at (ProctorHistoryFeed *self,
                                   const char *invocation_id);
void proctor_history_feed_leave (ProctorHistoryFeed *self);
void proctor_history_feed_fetch_next (ProctorHistoryFeed *self);

G_END_DECLS
