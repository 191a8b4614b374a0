/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl-want.h"

G_BEGIN_DECLS

ProctorCtlStatus proctor_ctl_follow (ProctorCtl *self,
                                     const char *id,
                                     GBytes *first,
                                     const ProctorCtlWant *want);

G_END_DECLS
