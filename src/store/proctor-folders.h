/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *proctor_folders_dup_data (void);
char *proctor_folders_dup_cache (void);

gboolean proctor_folders_ensure (const char *folder,
                                 GError **error);

G_END_DECLS
