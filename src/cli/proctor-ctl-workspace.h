/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-ctl.h"
#include "proctor-workspaces.h"

G_BEGIN_DECLS

ProctorWorkspaces *proctor_ctl_load_workspaces (ProctorCtl *self) G_GNUC_WARN_UNUSED_RESULT;
ProctorWorkspace *proctor_ctl_find_workspace (ProctorWorkspaces *workspaces,
                                              const char *name);
gboolean proctor_ctl_connect_workspace (ProctorCtl *self);
char *proctor_ctl_dup_call (ProctorCtl *self,
                            const char *command,
                            const char *argument);

G_END_DECLS
