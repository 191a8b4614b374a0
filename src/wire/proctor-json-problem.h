/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-check-context.h"

G_BEGIN_DECLS

ProctorCheckJson proctor_json_problem_check (const char *text,
                                             char **problem);

G_END_DECLS
