/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *proctor_socket_path_make (const char *data_folder,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_socket_path_is_free (const char *path,
                                      GError **error);
void proctor_socket_path_clean_up (const char *path);

G_END_DECLS
