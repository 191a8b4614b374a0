/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-desk.h"

G_BEGIN_DECLS

AdwDialog *proctor_workspace_removal_new (ProctorDesk *desk,
                                          ProctorWorkspace *workspace);

G_END_DECLS
