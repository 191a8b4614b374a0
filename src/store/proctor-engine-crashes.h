/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorEngineCrashes:
 * @n: how often the engine has crashed
 * @n_failures: how often in a row without having served
 * @failing_since: when the first of these was
 * @pause_msecs: how long it was last waited before starting it again
 * @untold: whether it has crashed since it last served
 * @told: whether somebody was told of this series of crashes
 *
 * What is known of the engine's crashes: when to start it again, and what to say.
 */
typedef struct
{
  guint n;
  guint n_failures;
  gint64 failing_since;
  guint pause_msecs;
  gboolean untold;
  gboolean told;
} ProctorEngineCrashes;

gboolean proctor_engine_crashes_note (ProctorEngineCrashes *self,
                                      gboolean has_served);
gboolean proctor_engine_crashes_note_served (ProctorEngineCrashes *self);
void proctor_engine_crashes_note_stable (ProctorEngineCrashes *self);
void proctor_engine_crashes_forget_failures (ProctorEngineCrashes *self);

G_END_DECLS
