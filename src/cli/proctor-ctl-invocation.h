/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl.h"
#include "proctor-invocation-skim.h"

G_BEGIN_DECLS

ProctorInvocationSkim *proctor_ctl_load_invocation (ProctorCtl *self,
                                                    const char *id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
