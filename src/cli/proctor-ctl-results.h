/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl-want.h"

G_BEGIN_DECLS

void proctor_ctl_print_results (ProctorInvocationSkim *skim);
gboolean proctor_ctl_write_reports (ProctorCtl *self,
                                    const ProctorCtlWant *want,
                                    GBytes *body);

G_END_DECLS
