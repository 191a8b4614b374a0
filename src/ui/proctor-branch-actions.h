/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-agent-page.h"

G_BEGIN_DECLS

void proctor_branch_actions_create (GtkWidget *widget,
                                    ProctorAgentPage *page);
void proctor_branch_actions_rename (GtkWidget *widget,
                                    ProctorAgentPage *page);
void proctor_branch_actions_archive (GtkWidget *widget,
                                     ProctorAgentPage *page);
void proctor_branch_actions_compare (GtkWidget *widget,
                                     ProctorAgentPage *page);

G_END_DECLS
