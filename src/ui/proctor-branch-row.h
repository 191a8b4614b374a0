/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_BRANCH_ROW (proctor_branch_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorBranchRow, proctor_branch_row, PROCTOR, BRANCH_ROW, AdwActionRow)

GtkWidget *proctor_branch_row_new (ProctorAgentPage *page,
                                   ProctorBranch *branch);

ProctorBranch *proctor_branch_row_get_branch (ProctorBranchRow *self);

G_END_DECLS
