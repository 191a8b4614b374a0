/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-pace.h"

#include <math.h>
#include <string.h>

/* How fast runs end. Only the last few notes count: a service begins slowly and ends slowly. */

/* Notes that follow each other faster are one. */
#define LEAST_INTERVAL_USECS (2 * G_USEC_PER_SEC)
/* Nobody plans for longer than a month. */
#define MOST_SECS (30 * 24 * 3600.0)

/**
 * proctor_pace_note:
 * @self: a pace
 * @at_usecs: the time
 * @n_ended: how many runs had ended by then
 *
 * Notes how far it has come. Where there are fewer than before, some are being run again and it
 * begins anew.
 */
void
proctor_pace_note (ProctorPace *self,
                   gint64 at_usecs,
                   guint n_ended)
{
  guint last;

  g_return_if_fail (self != NULL);

  if (self->n_notes > 0 && n_ended < self->n_ended[self->n_notes - 1])
    self->n_notes = 0;
  if (self->n_notes > 1 && at_usecs - self->at_usecs[self->n_notes - 2] < LEAST_INTERVAL_USECS)
    self->n_notes--;
  else if (self->n_notes == PROCTOR_PACE_N_NOTES)
    {
      memmove (self->at_usecs, self->at_usecs + 1, sizeof self->at_usecs - sizeof *self->at_usecs);
      memmove (self->n_ended, self->n_ended + 1, sizeof self->n_ended - sizeof *self->n_ended);
      self->n_notes--;
    }

  last = self->n_notes++;
  self->at_usecs[last] = at_usecs;
  self->n_ended[last] = n_ended;
}

/**
 * proctor_pace_get_per_minute:
 * @self: a pace
 * @now_usecs: the time
 *
 * Returns: how many runs end in a minute, 0 where nobody can tell
 */
double
proctor_pace_get_per_minute (const ProctorPace *self,
                             gint64 now_usecs)
{
  guint n_ended;
  gint64 since;

  g_return_val_if_fail (self != NULL, 0);

  if (self->n_notes < 2)
    return 0;

  n_ended = self->n_ended[self->n_notes - 1] - self->n_ended[0];
  since = MAX (now_usecs, self->at_usecs[self->n_notes - 1]) - self->at_usecs[0];

  return since > 0 ? n_ended * 60.0 * G_USEC_PER_SEC / (double) since : 0;
}

/**
 * proctor_pace_get_remaining_secs:
 * @self: a pace
 * @now_usecs: the time
 * @n_pending: how many runs have not ended
 *
 * Returns: in how many seconds they will have, -1 where nobody can tell
 */
gint64
proctor_pace_get_remaining_secs (const ProctorPace *self,
                                 gint64 now_usecs,
                                 guint n_pending)
{
  double rate = proctor_pace_get_per_minute (self, now_usecs);
  double secs;

  if (n_pending == 0)
    return 0;
  if (rate <= 0)
    return -1;

  secs = n_pending * 60.0 / rate;

  return secs <= MOST_SECS ? (gint64) ceil (secs) : -1;
}
