/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl.h"

G_BEGIN_DECLS

/**
 * ProctorCtlSignals:
 *
 * That somebody wants an end of it, while runs are waited for.
 */
typedef struct
{
  /*< private >*/
  guint hung_up;
  guint interrupted;
  guint terminated;
} ProctorCtlSignals;

void proctor_ctl_signals_begin (ProctorCtlSignals *signals,
                                ProctorCtl *self);
void proctor_ctl_signals_end (ProctorCtlSignals *signals);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ProctorCtlSignals, proctor_ctl_signals_end)

G_END_DECLS
