/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database.h"

G_BEGIN_DECLS

void proctor_buckets_update (ProctorDatabase *database,
                             const char *invocation_id);

G_END_DECLS
