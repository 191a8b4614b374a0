/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl.h"

G_BEGIN_DECLS

GPtrArray *proctor_ctl_read_tests (char **paths) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_ctl_make_tests (ProctorCtl *self,
                                 GPtrArray *tests,
                                 GPtrArray *ids);
void proctor_ctl_drop_tests (ProctorCtl *self,
                             GPtrArray *ids);

G_END_DECLS
