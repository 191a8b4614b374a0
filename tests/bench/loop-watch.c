/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "loop-watch.h"

#include <time.h>

/* How long the main loop was away from waiting: so long nothing else could happen. The clock of the wall
 * has in it whatever else the machine did; the CPU's has what the program did. */

static double since_wall, since_cpu;
static double most_wall, most_cpu;

static double
read_clock (clockid_t id)
{
  struct timespec now;

  clock_gettime (id, &now);

  return (double) now.tv_sec * 1000 + (double) now.tv_nsec / 1000000;
}

static int
poll_cb (GPollFD *fds,
         guint n_fds,
         int timeout)
{
  int result;

  if (since_wall > 0)
    {
      most_wall = MAX (most_wall, read_clock (CLOCK_MONOTONIC) - since_wall);
      most_cpu = MAX (most_cpu, read_clock (CLOCK_THREAD_CPUTIME_ID) - since_cpu);
    }
  result = g_poll (fds, n_fds, timeout);
  since_wall = read_clock (CLOCK_MONOTONIC);
  since_cpu = read_clock (CLOCK_THREAD_CPUTIME_ID);

  return result;
}

/* From here on; what was before is forgotten. To be called in the main thread. */
void
loop_watch_begin (void)
{
  g_main_context_set_poll_func (NULL, poll_cb);
  since_wall = 0;
  most_wall = most_cpu = 0;
}

double
loop_watch_get_wall_msecs (void)
{
  return most_wall;
}

double
loop_watch_get_cpu_msecs (void)
{
  return most_cpu;
}
