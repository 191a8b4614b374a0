/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorTextRange:
 * @start: at which byte it begins
 * @end: at which byte it has ended
 *
 * A part of a text.
 */
typedef struct
{
  guint start;
  guint end;
} ProctorTextRange;

void proctor_text_difference (const char *one,
                              const char *other,
                              GArray **only_one,
                              GArray **only_other);
void proctor_text_difference_within (guint64 *budget,
                                     const char *one,
                                     const char *other,
                                     GArray **only_one,
                                     GArray **only_other);

G_END_DECLS
