/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "proctor-run-checks.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_CHECKS_ROW (proctor_checks_row_get_type ())

G_DECLARE_FINAL_TYPE (ProctorChecksRow, proctor_checks_row, PROCTOR, CHECKS_ROW, AdwActionRow)

void proctor_checks_row_set_checks (ProctorChecksRow *self,
                                    ProctorRunChecks *checks);

G_END_DECLS
