/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-workspace.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_WORKSPACES (proctor_workspaces_get_type ())

/* A GListModel of ProctorWorkspace, kept in workspaces.ini in the data folder (no keys in it). Property "current". */
G_DECLARE_FINAL_TYPE (ProctorWorkspaces, proctor_workspaces, PROCTOR, WORKSPACES, GObject)

ProctorWorkspace *proctor_workspaces_find (ProctorWorkspaces *self,
                                           const char *id);
ProctorWorkspace *proctor_workspaces_get_last (ProctorWorkspaces *self); /* the one that was open last, or NULL */

G_END_DECLS
