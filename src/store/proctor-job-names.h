/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-library.h"

G_BEGIN_DECLS

char *proctor_job_dup_name (ProctorLibrary *library,
                            const char *id);

G_END_DECLS
