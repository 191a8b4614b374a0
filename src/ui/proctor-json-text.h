/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *proctor_json_text_indent (const char *text);
char *proctor_json_text_indent_long (const char *text);
char *proctor_json_text_dup_plain (const char *text);

G_END_DECLS
