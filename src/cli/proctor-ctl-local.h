/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl.h"

G_BEGIN_DECLS

gboolean proctor_ctl_connect_local (ProctorCtl *self);
char *proctor_ctl_load_sample (ProctorCtl *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
