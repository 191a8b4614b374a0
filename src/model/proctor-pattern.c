/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-pattern.h"

#include <glib/gi18n.h>
#include <string.h>

/* Patterns that somebody wrote, as the engine judges with them and as the editor tries them: there is one
 * way to read them, so that what is tried here is what happens there. */

/* How much work a pattern may be. It is counted anew for every place where a match could begin, so
 * that a long text leaves less for each. */
#define MOST_STEPS 20000000
#define MOST_STEPS_AT_ONCE 200000
#define FEWEST_STEPS_AT_ONCE 1000
/* The same while somebody types: it must not be felt. */
#define MOST_STEPS_TYPING 4000000
#define MOST_STEPS_AT_ONCE_TYPING 200000
#define FEWEST_STEPS_AT_ONCE_TYPING 100

/* Goes over an option at the beginning of a pattern, as in (*UTF) or (*LIMIT_MATCH=3). */
static const char *
skip_option (const char *pattern)
{
  const char *p = pattern;

  if (!g_str_has_prefix (p, "(*"))
    return NULL;
  for (p += 2; g_ascii_isupper (*p) || *p == '_'; p++)
    ;
  for (p += *p == '=' ? 1 : 0; g_ascii_isdigit (*p); p++)
    ;

  return *p == ')' ? p + 1 : NULL;
}

/* A pattern can set its limit itself, and the last word counts. So what it says of it is left out. */
static GRegex *
compile (const char *pattern,
         GRegexCompileFlags flags,
         gsize steps,
         GError **error)
{
  g_autoptr (GString) limited = g_string_new (NULL);
  const char *after;

  g_string_printf (limited, "(*LIMIT_MATCH=%" G_GSIZE_FORMAT ")", steps);
  for (; (after = skip_option (pattern)) != NULL; pattern = after)
    {
      if (!g_str_has_prefix (pattern, "(*LIMIT_"))
        g_string_append_len (limited, pattern, after - pattern);
    }
  g_string_append (limited, pattern);

  return g_regex_new (limited->str, flags, 0, error);
}

static gsize
count_steps (const char *text)
{
  return CLAMP (MOST_STEPS / (strlen (text) + 1), FEWEST_STEPS_AT_ONCE, MOST_STEPS_AT_ONCE);
}

/**
 * proctor_pattern_check:
 * @pattern: a regular expression that somebody wrote
 * @error: return location for what is wrong with it and at which character
 *
 * Returns: whether it is one
 */
gboolean
proctor_pattern_check (const char *pattern,
                       GError **error)
{
  g_autoptr (GRegex) regex = NULL;

  g_return_val_if_fail (pattern != NULL, FALSE);

  regex = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, error);

  return regex != NULL;
}

/**
 * proctor_pattern_matches:
 * @pattern: a regular expression that somebody wrote
 * @flags: how it is read
 * @text: a text
 * @matches: (out): whether it is found anywhere in @text
 * @match: (out) (optional) (nullable): where, only as long as @text lasts
 * @error: return location for why nobody can tell: it is no pattern, or too much work
 *
 * A pattern may be such that finding out takes longer than the universe has been there. It is
 * given up early.
 *
 * Returns: whether @matches is known
 */
gboolean
proctor_pattern_matches (const char *pattern,
                         GRegexCompileFlags flags,
                         const char *text,
                         gboolean *matches,
                         GMatchInfo **match,
                         GError **error)
{
  g_autoptr (GRegex) regex = compile (pattern, flags, count_steps (text), error);
  g_autoptr (GMatchInfo) own_match = NULL;
  GError *problem = NULL;

  *matches = FALSE;
  if (regex == NULL)
    return FALSE;

  *matches = g_regex_match_full (regex, text, -1, 0, 0, &own_match, &problem);
  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return FALSE;
    }
  if (match != NULL)
    *match = *matches ? g_steal_pointer (&own_match) : NULL;

  return TRUE;
}

/* Compiling with the limit in front would move the position in the sentence. */
static ProctorPatternTrial
try_valid (const char *pattern,
           const char *sample)
{
  gsize steps = CLAMP (MOST_STEPS_TYPING / (strlen (sample) + 1), FEWEST_STEPS_AT_ONCE_TYPING, MOST_STEPS_AT_ONCE_TYPING);
  g_autoptr (GRegex) regex = compile (pattern, G_REGEX_DEFAULT, steps, NULL);
  g_autoptr (GError) problem = NULL;
  gboolean matches;

  if (regex == NULL)
    return PROCTOR_PATTERN_INVALID;

  matches = g_regex_match_full (regex, sample, -1, 0, 0, NULL, &problem);
  if (problem != NULL)
    return PROCTOR_PATTERN_TOO_SLOW;

  return matches ? PROCTOR_PATTERN_MATCHES : PROCTOR_PATTERN_DIFFERS;
}

/**
 * proctor_pattern_try:
 * @pattern: a regular expression that somebody types
 * @sample: a text to try it on
 * @sentence: (out) (transfer full): what came of it, for a person
 *
 * Tries a pattern as the engine would, with less patience.
 *
 * Returns: what came of it
 */
ProctorPatternTrial
proctor_pattern_try (const char *pattern,
                     const char *sample,
                     char **sentence)
{
  g_autoptr (GError) error = NULL;
  ProctorPatternTrial trial;

  g_return_val_if_fail (pattern != NULL && sample != NULL && sentence != NULL, PROCTOR_PATTERN_INVALID);

  if (!proctor_pattern_check (pattern, &error))
    {
      *sentence = g_strdup (error->message);
      return PROCTOR_PATTERN_INVALID;
    }

  trial = try_valid (pattern, sample);
  if (trial == PROCTOR_PATTERN_MATCHES)
    *sentence = g_strdup (_ ("The pattern matches."));
  else if (trial == PROCTOR_PATTERN_DIFFERS)
    *sentence = g_strdup (_ ("The pattern doesn’t match."));
  else
    *sentence = g_strdup (_ ("The pattern takes too long to try."));

  return trial;
}
