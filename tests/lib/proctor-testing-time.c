/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-time.h"

/* Makes minutes go by faster for Proctor, which waits less and believes that it has waited as long. */

static double speed = 1;
static gint64 origin;

/**
 * proctor_testing_time_set_speed:
 * @new_speed: how many seconds go by in one
 *
 * From now on timeouts are over sooner, and the clock runs as fast. What waits for something to come about,
 * as proctor_testing_wait_for(), has less patience.
 */
void
proctor_testing_time_set_speed (double new_speed)
{
  origin = __real_g_get_monotonic_time ();
  speed = new_speed;
}

gint64
__wrap_g_get_monotonic_time (void)
{
  return origin + (gint64) ((double) (__real_g_get_monotonic_time () - origin) * speed);
}

guint
__wrap_g_timeout_add_once (guint msecs,
                           GSourceOnceFunc function,
                           gpointer data)
{
  return __real_g_timeout_add_once ((guint) (msecs / speed), function, data);
}
