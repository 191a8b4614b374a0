/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

guint proctor_region_names_count (void);
const char *proctor_region_names_get (guint position,
                                      const char **base_url);
const char *proctor_region_names_find (const char *base_url);

G_END_DECLS
