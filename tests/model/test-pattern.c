/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-pattern.h"
#include "proctor-testing.h"

#include <string.h>

static void
test_try (void)
{
  const struct
  {
    const char *pattern;
    const char *sample;
    ProctorPatternTrial trial;
  } trials[] = {
    { "14 March|03-14", "on 14 March", PROCTOR_PATTERN_MATCHES },
    { "^14", "on 14 March", PROCTOR_PATTERN_DIFFERS },
    { "", "", PROCTOR_PATTERN_MATCHES },
    { "^.$", "ü", PROCTOR_PATTERN_MATCHES },
    { "(?i)MARCH", "march", PROCTOR_PATTERN_MATCHES },
    { "(14", "14", PROCTOR_PATTERN_INVALID },
    { "*", "14", PROCTOR_PATTERN_INVALID },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (trials); i++)
    {
      g_autofree char *sentence = NULL;

      g_assert_cmpint ((int) proctor_pattern_try (trials[i].pattern, trials[i].sample, &sentence), ==, (int) trials[i].trial);
      g_assert_cmpstr (sentence, !=, "");
    }
}

/* Each would take years if it were let. */
static void
test_slow (void)
{
  const char *const patterns[] = { "^(a+)+$", "^(a|aa)+$", "(a+)+$|(a+)+c", "(a*)*[bc]", "(a?){40}a{60}" };
  g_autofree char *text = g_strnfill (5000, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      g_autofree char *sentence = NULL;
      g_autofree char *sample = g_strconcat (text + (i % 2 == 0 ? 4950 : 0), "?", NULL);
      gint64 begin = g_get_monotonic_time ();

      g_assert_cmpint ((int) proctor_pattern_try (patterns[i], sample, &sentence), !=, (int) PROCTOR_PATTERN_INVALID);
      g_test_message ("%s: %s, %.1f ms", patterns[i], sentence, (double) (g_get_monotonic_time () - begin) / 1000);
    }
}

/* Where it is wrong is counted in the pattern as it was written. */
static void
test_position (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (proctor_pattern_check ("a(b)c", &error));
  g_assert_no_error (error);
  g_assert_false (proctor_pattern_check ("a[b", &error));
  g_assert_error (error, G_REGEX_ERROR, G_REGEX_ERROR_UNTERMINATED_CHARACTER_CLASS);
  g_assert_nonnull (strstr (error->message, "char 3"));
}

/* A pattern can't allow itself more than it is given. */
static void
test_own_limit (void)
{
  g_autofree char *sentence = NULL;
  const char *sample = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?";

  g_assert_cmpint ((int) proctor_pattern_try ("(*UTF)(*LIMIT_MATCH=4000000000)^(a+)+$", sample, &sentence), ==, (int) PROCTOR_PATTERN_TOO_SLOW);
  g_clear_pointer (&sentence, g_free);
  g_assert_cmpint ((int) proctor_pattern_try ("(*ANYCRLF)(*LIMIT_MATCH=1)a.*a", sample, &sentence), ==, (int) PROCTOR_PATTERN_MATCHES);
  g_clear_pointer (&sentence, g_free);
  g_assert_cmpint ((int) proctor_pattern_try ("(*FAIL)", sample, &sentence), ==, (int) PROCTOR_PATTERN_DIFFERS);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/pattern/try", test_try);
  g_test_add_func ("/pattern/slow", test_slow);
  g_test_add_func ("/pattern/position", test_position);
  g_test_add_func ("/pattern/own-limit", test_own_limit);

  return g_test_run ();
}
