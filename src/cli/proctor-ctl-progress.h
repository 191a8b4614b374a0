/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl.h"
#include "proctor-invocation-skim.h"
#include "proctor-pace.h"

G_BEGIN_DECLS

/**
 * ProctorCtlProgress:
 *
 * A line at the end of the terminal that says how far runs are; zeroed at first.
 */
typedef struct
{
  /*< private >*/
  ProctorPace pace;
  gboolean shown;
} ProctorCtlProgress;

void proctor_ctl_progress_show (ProctorCtlProgress *self,
                                ProctorInvocationSkim *skim);
void proctor_ctl_progress_hide (ProctorCtlProgress *self);

G_END_DECLS
