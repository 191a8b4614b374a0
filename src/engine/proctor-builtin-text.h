/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **proctor_builtin_text_find_quotes (const char *text,
                                         char **rest);
char **proctor_builtin_text_fold (const char *text);
gboolean proctor_builtin_text_has (char **words,
                                   char **phrase);
double proctor_builtin_text_compare (char **one,
                                     char **other);
gboolean proctor_builtin_text_is_negated (char **words);
char *proctor_builtin_text_first_sentence (const char *text);
guint64 proctor_builtin_text_draw (guint64 seed,
                                   guint64 number);

G_END_DECLS
