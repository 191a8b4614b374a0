/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *proctor_file_name_make (const char *name,
                              guint number,
                              const char *suffix,
                              const char *otherwise);
char *proctor_file_name_fold (const char *name);

G_END_DECLS
