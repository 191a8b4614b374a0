/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * WatchFigures:
 * @n_bodies: how often all of the invocation was fetched
 * @n_bytes: how much that was
 * @cpu_msecs: what it took of the CPU, in all threads
 * @first_msecs: how long until there was something to see
 * @settled_msecs: how long until the end was known
 * @loop_wall_msecs: how long the main loop was away at most
 * @loop_cpu_msecs: how much of the CPU the main thread took meanwhile at most
 * @peak_mebibytes: how much memory it took at most
 * @kept_mebibytes: how much it has at the end
 * @paint_p50_msecs: from a change of the matrix to its being painted
 * @paint_p95_msecs: the same
 *
 * What it takes to watch an invocation.
 */
typedef struct
{
  guint n_bodies;
  guint64 n_bytes;
  double cpu_msecs;
  double first_msecs;
  double settled_msecs;
  double loop_wall_msecs;
  double loop_cpu_msecs;
  double peak_mebibytes;
  double kept_mebibytes;
  double paint_p50_msecs;
  double paint_p95_msecs;
} WatchFigures;

typedef enum
{
  WATCH_ALONE,
  WATCH_IN_WINDOW,
} WatchKind;

WatchFigures watch_client_run (const char *url,
                               double speed,
                               WatchKind kind);

G_END_DECLS
