/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/**
 * WatchServer:
 * @process: where it runs
 * @url: where it serves
 * @shared: what it counts, in memory that both have
 *
 * A server in a process of its own, which plays one invocation.
 */
typedef struct
{
  pid_t process;
  char *url;
  struct
  {
    guint port;
    guint n_requests;
    guint64 n_bytes;
  } *shared;
} WatchServer;

gsize watch_server_measure_body (guint n_runs,
                                 guint n_ended);
GBytes *watch_server_make_body (guint n_runs,
                                guint n_ended);
GBytes *watch_server_make_small_body (guint n_tests,
                                      guint n_repeats);

WatchServer *watch_server_new (guint n_runs,
                               guint secs,
                               double speed,
                               gboolean small);
void watch_server_free (WatchServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (WatchServer, watch_server_free)

G_END_DECLS
