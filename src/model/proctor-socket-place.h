/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *proctor_socket_place_dup_folder (void);
char *proctor_socket_place_dup_name (const char *data_folder);
char *proctor_socket_place_find (const char *data_folder);

G_END_DECLS
