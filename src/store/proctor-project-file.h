/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *proctor_project_file_read (GFile *root,
                                   const char *path,
                                   char **etag,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_project_file_write (GFile *root,
                                     const char *path,
                                     GBytes *text,
                                     gboolean is_ours,
                                     GError **error);
gboolean proctor_project_file_delete (GFile *root,
                                      const char *path,
                                      GError **error);

G_END_DECLS
