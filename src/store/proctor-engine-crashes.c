/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine-crashes.h"

#define FIRST_PAUSE_MSECS 500
#define LAST_PAUSE_MSECS (30 * 1000)

/* So many crashes in so short a time without having served, and nothing is tried any more. */
#define MOST_FAILURES 5
#define FAILURES_USECS (60 * G_USEC_PER_SEC)

/**
 * proctor_engine_crashes_note:
 * @self: what is known of the engine's crashes
 * @has_served: whether it had served before it has crashed
 *
 * Takes note of another one, and decides how long to wait before it is started again.
 *
 * Returns: whether it makes sense to start it again
 */
gboolean
proctor_engine_crashes_note (ProctorEngineCrashes *self,
                             gboolean has_served)
{
  gint64 now = g_get_monotonic_time ();

  self->n++;
  self->untold = TRUE;
  self->pause_msecs = CLAMP (self->pause_msecs * 2, FIRST_PAUSE_MSECS, LAST_PAUSE_MSECS);
  if (has_served || self->n_failures == 0 || now - self->failing_since > FAILURES_USECS)
    {
      self->n_failures = 0;
      self->failing_since = now;
    }
  if (!has_served)
    self->n_failures++;

  return self->n_failures < MOST_FAILURES;
}

/**
 * proctor_engine_crashes_note_served:
 * @self: what is known of the engine's crashes
 *
 * Takes note that it serves.
 *
 * Returns: whether somebody is to be told that it was started again
 */
gboolean
proctor_engine_crashes_note_served (ProctorEngineCrashes *self)
{
  gboolean tell = self->untold && !self->told;

  self->n_failures = 0;
  self->untold = FALSE;
  self->told = self->told || tell;

  return tell;
}

/**
 * proctor_engine_crashes_note_stable:
 * @self: what is known of the engine's crashes
 *
 * Takes note that it has served for long, so that a crash is a new story.
 */
void
proctor_engine_crashes_note_stable (ProctorEngineCrashes *self)
{
  self->pause_msecs = 0;
  self->told = FALSE;
}

/**
 * proctor_engine_crashes_forget_failures:
 * @self: what is known of the engine's crashes
 *
 * Somebody says to try again.
 */
void
proctor_engine_crashes_forget_failures (ProctorEngineCrashes *self)
{
  self->n_failures = 0;
  self->untold = FALSE;
}
