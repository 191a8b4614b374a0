/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PROCTOR_PACE_N_NOTES 24

/**
 * ProctorPace:
 *
 * How fast runs end, so far as it was noted; zeroed at first.
 */
typedef struct
{
  /*< private >*/
  gint64 at_usecs[PROCTOR_PACE_N_NOTES];
  guint n_ended[PROCTOR_PACE_N_NOTES];
  guint n_notes;
} ProctorPace;

void proctor_pace_note (ProctorPace *self,
                        gint64 at_usecs,
                        guint n_ended);
double proctor_pace_get_per_minute (const ProctorPace *self,
                                    gint64 now_usecs);
gint64 proctor_pace_get_remaining_secs (const ProctorPace *self,
                                        gint64 now_usecs,
                                        guint n_pending);

G_END_DECLS
