/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-client.h"
#include "proctor-history-feed.h"
#include "proctor-testing-server.h"

G_BEGIN_DECLS

/* Where a server lists invocations, and where each of them is below. */
#define TESTING_FEED_LIST "/v1/convai/test-invocations"

/**
 * TestingFeed:
 * @folder: where the history's file is
 * @server: a server
 * @client: asks it
 * @history: a history
 * @health: how the server answers
 * @feed: (nullable): what feeds the history
 *
 * What it takes to feed a history.
 */
typedef struct
{
  char *folder;
  ProctorTestingServer *server;
  ProctorClient *client;
  ProctorHistory *history;
  ProctorHealth *health;
  ProctorHistoryFeed *feed;
} TestingFeed;

void testing_feed_set_up (TestingFeed *self);
void testing_feed_tear_down (TestingFeed *self);

void testing_feed_open (TestingFeed *self);
void testing_feed_close (TestingFeed *self);

void testing_feed_answer (TestingFeed *self,
                          const char *method,
                          const char *path,
                          guint status,
                          const char *body);
void testing_feed_settle (guint msecs);

G_END_DECLS
