/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-statistics.h"

#include <math.h>

/* What a few runs say of many. */

/* How far to go to both sides so that it is right in 95 cases of a hundred. */
#define Z 1.959963984540054

/**
 * proctor_statistics_wilson:
 * @n_passed: how many runs passed
 * @n: how many there were
 * @low: (out): the rate of passes is hardly lower
 * @high: (out): and hardly higher
 *
 * Says between what the true rate lies, by Wilson's score interval, which keeps its promise also
 * for few runs and where all of them passed. Of nothing, anything may be true.
 */
void
proctor_statistics_wilson (guint n_passed,
                           guint n,
                           double *low,
                           double *high)
{
  double rate, center, half, scale;

  g_return_if_fail (n_passed <= n);

  if (n == 0)
    {
      *low = 0;
      *high = 1;
      return;
    }

  rate = (double) n_passed / n;
  scale = 1 + Z * Z / n;
  center = (rate + Z * Z / (2.0 * n)) / scale;
  half = Z * sqrt (rate * (1 - rate) / n + Z * Z / (4.0 * n * n)) / scale;
  /* Where all or none passed, the end is exact and rounding is not to say otherwise. */
  *low = n_passed == 0 ? 0 : MAX (center - half, 0);
  *high = n_passed == n ? 1 : MIN (center + half, 1);
}

/**
 * proctor_statistics_pass_power:
 * @n_passed: how many runs passed
 * @n: how many there were
 * @k: how many in a row
 *
 * What is called pass^k: how likely all of @k runs pass, without bias for what was seen.
 *
 * Returns: a probability, NaN where there were fewer than @k runs
 */
double
proctor_statistics_pass_power (guint n_passed,
                               guint n,
                               guint k)
{
  double product = 1;

  g_return_val_if_fail (n_passed <= n, NAN);

  if (n < k || k == 0)
    return NAN;
  if (n_passed < k)
    return 0;

  for (guint i = 0; i < k; i++)
    product *= (double) (n_passed - i) / (n - i);

  return product;
}
