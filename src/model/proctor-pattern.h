/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorPatternTrial:
 * @PROCTOR_PATTERN_MATCHES: the pattern is found in the text
 * @PROCTOR_PATTERN_DIFFERS: it is not
 * @PROCTOR_PATTERN_TOO_SLOW: finding out would take too long
 * @PROCTOR_PATTERN_INVALID: it is no pattern
 *
 * What became of trying a pattern.
 */
typedef enum
{
  PROCTOR_PATTERN_MATCHES,
  PROCTOR_PATTERN_DIFFERS,
  PROCTOR_PATTERN_TOO_SLOW,
  PROCTOR_PATTERN_INVALID,
} ProctorPatternTrial;

gboolean proctor_pattern_check (const char *pattern,
                                GError **error);
gboolean proctor_pattern_matches (const char *pattern,
                                  GRegexCompileFlags flags,
                                  const char *text,
                                  gboolean *matches,
                                  GMatchInfo **match,
                                  GError **error);
ProctorPatternTrial proctor_pattern_try (const char *pattern,
                                         const char *sample,
                                         char **sentence);

G_END_DECLS
