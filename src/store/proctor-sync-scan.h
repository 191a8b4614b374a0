/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-sync-item.h"
#include "proctor-test-registry.h"

G_BEGIN_DECLS

void proctor_sync_scan (GFile *root,
                        ProctorTestRegistry *registry,
                        const char *bases,
                        gboolean is_elsewhere,
                        GPtrArray *items);

G_END_DECLS
