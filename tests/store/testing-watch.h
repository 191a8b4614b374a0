/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-watcher.h"
#include "testing-feed.h"

G_BEGIN_DECLS

/* Where the invocation is that is watched. */
#define TESTING_WATCH_PATH TESTING_FEED_LIST "/a"

/**
 * TestingWatch:
 * @feed: what it is watched with
 * @watcher: (nullable): watches the invocation
 * @n_settled: how often it has come to its end while it was watched
 * @ended: (nullable): what the feed told of its end
 *
 * An invocation that somebody looks at, on a server that says of it what it is told to.
 */
typedef struct
{
  TestingFeed feed;
  ProctorWatcher *watcher;
  guint n_settled;
  char *ended;
} TestingWatch;

void testing_watch_set_up (TestingWatch *self,
                           gconstpointer data);
void testing_watch_tear_down (TestingWatch *self,
                              gconstpointer data);
void testing_watch_open (TestingWatch *self);
void testing_watch_close (TestingWatch *self);
void testing_watch_begin (TestingWatch *self);

void testing_watch_answer_list (TestingWatch *self,
                                guint n_passed,
                                guint n_pending);
void testing_watch_answer_runs (TestingWatch *self,
                                const char *statuses,
                                const char *bucketing);

void testing_watch_wait_state (TestingWatch *self,
                               ProctorWatcherState state);
void testing_watch_wait_ended (TestingWatch *self,
                               guint n);
void testing_watch_wait_error (TestingWatch *self);

guint testing_watch_count_bodies (TestingWatch *self);
guint testing_watch_get_count (TestingWatch *self,
                               ProctorOutcome outcome);

G_END_DECLS
