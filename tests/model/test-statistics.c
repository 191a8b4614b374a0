/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-pace.h"
#include "proctor-statistics.h"
#include "proctor-testing.h"

#include <math.h>

static void
assert_near (double value,
             double expected)
{
  g_assert_cmpfloat_with_epsilon (value, expected, 0.0005);
}

static void
test_wilson (void)
{
  static const struct
  {
    guint n_passed, n;
    double low, high;
  } known[] = {
    { 0, 0, 0, 1 },
    { 0, 1, 0, 0.7935 },
    { 1, 1, 0.2065, 1 },
    { 3, 5, 0.2307, 0.8824 },
    { 5, 5, 0.5655, 1 },
    { 0, 5, 0, 0.4345 },
    { 9, 12, 0.4677, 0.9111 },
    { 500, 1000, 0.4691, 0.5309 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      double low, high;

      proctor_statistics_wilson (known[i].n_passed, known[i].n, &low, &high);
      assert_near (low, known[i].low);
      assert_near (high, known[i].high);
    }
}

/* Whatever was seen, what was seen is possible, and more runs say more. */
static void
test_wilson_sense (void)
{
  double width = 2;

  for (guint n = 1; n <= 200; n++)
    {
      for (guint n_passed = 0; n_passed <= n; n_passed++)
        {
          double low, high;

          proctor_statistics_wilson (n_passed, n, &low, &high);
          g_assert_cmpfloat (low, >=, 0);
          g_assert_cmpfloat (high, <=, 1);
          g_assert_cmpfloat (low, <=, (double) n_passed / n);
          g_assert_cmpfloat (high, >=, (double) n_passed / n);
          if (n_passed != 0)
            continue;
          g_assert_cmpfloat (high - low, <, width);
          width = high - low;
        }
    }
}

static void
test_pass_power (void)
{
  assert_near (proctor_statistics_pass_power (3, 5, 1), 0.6);
  assert_near (proctor_statistics_pass_power (3, 5, 2), 0.3);
  assert_near (proctor_statistics_pass_power (3, 5, 3), 0.1);
  assert_near (proctor_statistics_pass_power (3, 5, 4), 0);
  assert_near (proctor_statistics_pass_power (5, 5, 5), 1);
  assert_near (proctor_statistics_pass_power (4, 5, 5), 0);
  assert_near (proctor_statistics_pass_power (0, 5, 1), 0);
  g_assert_true (isnan (proctor_statistics_pass_power (3, 5, 6)));
  g_assert_true (isnan (proctor_statistics_pass_power (0, 0, 1)));
  g_assert_true (isnan (proctor_statistics_pass_power (3, 5, 0)));
}

#define SECONDS(n) ((gint64) (n) * G_USEC_PER_SEC)

static void
test_pace (void)
{
  ProctorPace pace = { 0 };

  g_assert_cmpint (proctor_pace_get_remaining_secs (&pace, 0, 10), ==, -1);
  proctor_pace_note (&pace, SECONDS (0), 0);
  g_assert_cmpint (proctor_pace_get_remaining_secs (&pace, SECONDS (1), 10), ==, -1);
  proctor_pace_note (&pace, SECONDS (10), 5);
  assert_near (proctor_pace_get_per_minute (&pace, SECONDS (10)), 30);
  g_assert_cmpint (proctor_pace_get_remaining_secs (&pace, SECONDS (10), 10), ==, 20);
  g_assert_cmpint (proctor_pace_get_remaining_secs (&pace, SECONDS (10), 0), ==, 0);
  /* While nothing happens it gets slower. */
  assert_near (proctor_pace_get_per_minute (&pace, SECONDS (20)), 15);

  /* Fewer than before: it begins anew. */
  proctor_pace_note (&pace, SECONDS (30), 2);
  g_assert_cmpint (proctor_pace_get_remaining_secs (&pace, SECONDS (30), 10), ==, -1);
  /* A clock that goes back has nobody divide by nothing. */
  proctor_pace_note (&pace, SECONDS (30), 3);
  g_assert_cmpint (proctor_pace_get_remaining_secs (&pace, SECONDS (20), 10), ==, -1);
}

/* The last notes count, however many there were. */
static void
test_pace_forgets (void)
{
  ProctorPace pace = { 0 };

  for (gint64 i = 0; i < 100; i++)
    proctor_pace_note (&pace, SECONDS (i * 10), (guint) i);
  for (gint64 i = 1; i <= 2 * PROCTOR_PACE_N_NOTES; i++)
    proctor_pace_note (&pace, SECONDS (990 + i * 10), (guint) (99 + i * 10));
  assert_near (proctor_pace_get_per_minute (&pace, SECONDS (990 + 20 * PROCTOR_PACE_N_NOTES)), 60);

  /* Many in a second are one. */
  pace = (ProctorPace) { 0 };
  proctor_pace_note (&pace, 0, 0);
  for (gint64 i = 1; i <= 1000; i++)
    proctor_pace_note (&pace, i * G_USEC_PER_SEC / 20, (guint) i);
  assert_near (proctor_pace_get_per_minute (&pace, SECONDS (50)), 1200);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/statistics/wilson", test_wilson);
  g_test_add_func ("/statistics/wilson-sense", test_wilson_sense);
  g_test_add_func ("/statistics/pass-power", test_pass_power);
  g_test_add_func ("/statistics/pace", test_pace);
  g_test_add_func ("/statistics/pace-forgets", test_pace_forgets);

  return g_test_run ();
}
