/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-database.h"

G_BEGIN_DECLS

gboolean proctor_database_file_prepare (const char *path,
                                        guint newest,
                                        GError **error);
gboolean proctor_database_file_remove (const char *path,
                                       GError **error);
char *proctor_database_file_set_aside (const char *path,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_database_file_copy (ProctorDatabase *database,
                                     const char *path,
                                     GError **error);

G_END_DECLS
