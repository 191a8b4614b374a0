/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean proctor_import_path_is_safe (const char *path);
gboolean proctor_import_path_is_inside (GFile *file,
                                        GFile *folder);
char **proctor_import_path_dup_folders (const char *path,
                                        const char *const *names,
                                        gboolean of_project) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
