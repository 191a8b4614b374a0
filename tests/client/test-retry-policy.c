/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-retry-after.h"
#include "proctor-retry-policy.h"
#include "proctor-testing.h"

#define GIVE_UP PROCTOR_RETRY_GIVE_UP
#define NOW 1700000000
/* As HTTP writes it. */
#define NOW_AS_DATE "Tue, 14 Nov 2023 22:13:20 GMT"

static void
test_decide (void)
{
  const struct
  {
    const char *what;
    ProctorRetryQuestion question;
    gint64 expected;
  } cases[] = {
    /* Repeatable, broken, status, attempts, elapsed, delay, chance. */
    { "broken", { TRUE, TRUE, 0, 1, 0, -1, 0 }, 375 },
    { "broken, not repeatable", { FALSE, TRUE, 0, 1, 0, -1, 0 }, GIVE_UP },
    { "neither broken nor answered", { TRUE, FALSE, 0, 1, 0, -1, 0 }, GIVE_UP },
    { "200", { TRUE, FALSE, 200, 1, 0, -1, 0 }, GIVE_UP },
    { "204", { TRUE, FALSE, 204, 1, 0, -1, 0 }, GIVE_UP },
    { "301", { TRUE, FALSE, 301, 1, 0, -1, 0 }, GIVE_UP },
    { "304", { TRUE, FALSE, 304, 1, 0, -1, 0 }, GIVE_UP },
    { "400", { TRUE, FALSE, 400, 1, 0, -1, 0 }, GIVE_UP },
    { "401", { TRUE, FALSE, 401, 1, 0, -1, 0 }, GIVE_UP },
    { "402", { TRUE, FALSE, 402, 1, 0, -1, 0 }, GIVE_UP },
    { "403", { TRUE, FALSE, 403, 1, 0, -1, 0 }, GIVE_UP },
    { "404", { TRUE, FALSE, 404, 1, 0, -1, 0 }, GIVE_UP },
    { "405", { TRUE, FALSE, 405, 1, 0, -1, 0 }, GIVE_UP },
    { "408", { TRUE, FALSE, 408, 1, 0, -1, 0 }, 375 },
    { "409", { TRUE, FALSE, 409, 1, 0, -1, 0 }, GIVE_UP },
    { "422", { TRUE, FALSE, 422, 1, 0, -1, 0 }, GIVE_UP },
    { "425", { TRUE, FALSE, 425, 1, 0, -1, 0 }, GIVE_UP },
    { "428", { TRUE, FALSE, 428, 1, 0, -1, 0 }, GIVE_UP },
    { "429", { TRUE, FALSE, 429, 1, 0, -1, 0 }, 375 },
    { "499", { TRUE, FALSE, 499, 1, 0, -1, 0 }, GIVE_UP },
    { "500", { TRUE, FALSE, 500, 1, 0, -1, 0 }, 375 },
    { "501", { TRUE, FALSE, 501, 1, 0, -1, 0 }, GIVE_UP },
    { "502", { TRUE, FALSE, 502, 1, 0, -1, 0 }, 375 },
    { "503", { TRUE, FALSE, 503, 1, 0, -1, 0 }, 375 },
    { "504", { TRUE, FALSE, 504, 1, 0, -1, 0 }, 375 },
    { "599", { TRUE, FALSE, 599, 1, 0, -1, 0 }, 375 },
    { "408, not repeatable", { FALSE, FALSE, 408, 1, 0, -1, 0 }, GIVE_UP },
    { "429, not repeatable", { FALSE, FALSE, 429, 1, 0, -1, 0 }, GIVE_UP },
    { "503, not repeatable", { FALSE, FALSE, 503, 1, 0, 0, 0 }, GIVE_UP },

    { "second attempt", { TRUE, FALSE, 503, 2, 0, -1, 0 }, 750 },
    { "third attempt", { TRUE, FALSE, 503, 3, 0, -1, 0 }, 1500 },
    { "fourth attempt", { TRUE, FALSE, 503, 4, 0, -1, 0 }, GIVE_UP },
    { "fifth attempt", { TRUE, TRUE, 0, 5, 0, -1, 0 }, GIVE_UP },
    { "fourth attempt, asked to", { TRUE, FALSE, 503, 4, 0, 0, 0 }, GIVE_UP },

    { "at once", { TRUE, FALSE, 503, 1, 0, 0, 0 }, 0 },
    { "in a second", { TRUE, FALSE, 429, 1, 0, 1000, 0 }, 1000 },
    { "in a second, or later", { TRUE, FALSE, 429, 1, 0, 1000, 1 }, 1100 },
    { "in a second, whatever the attempt", { TRUE, FALSE, 429, 3, 0, 1000, 0 }, 1000 },
    { "in a minute", { TRUE, FALSE, 503, 1, 0, 60000, 0 }, 60000 },
    { "in a minute, or later", { TRUE, FALSE, 503, 1, 0, 60000, 1 }, 66000 },
    { "in more than a minute", { TRUE, FALSE, 503, 1, 0, 60001, 0 }, GIVE_UP },
    { "in an age", { TRUE, FALSE, 503, 1, 0, G_MAXINT64, 0 }, GIVE_UP },

    { "just in time", { TRUE, FALSE, 503, 1, 120000 - 375, -1, 0 }, 375 },
    { "too late", { TRUE, FALSE, 503, 1, 120000 - 374, -1, 0 }, GIVE_UP },
    { "much too late", { TRUE, TRUE, 0, 1, 240000, -1, 0 }, GIVE_UP },
    { "the delay is just in time", { TRUE, FALSE, 503, 1, 60000, 60000, 0 }, 60000 },
    { "the delay is too late", { TRUE, FALSE, 503, 1, 60001, 60000, 0 }, GIVE_UP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 delay = proctor_retry_policy_decide (&cases[i].question);

      if (delay != cases[i].expected)
        g_error ("%s: %" G_GINT64_FORMAT " instead of %" G_GINT64_FORMAT, cases[i].what, delay, cases[i].expected);
    }
}

/* However the dice fall: never sooner than three quarters, never later than five quarters, and each
 * time later than the time before. */
static void
test_chance (void)
{
  const double base[] = { 500, 1000, 2000 };

  for (guint attempts = 1; attempts <= G_N_ELEMENTS (base); attempts++)
    {
      gint64 before = -1;

      for (guint step = 0; step <= 100; step++)
        {
          const ProctorRetryQuestion question = { TRUE, TRUE, 0, attempts, 0, -1, step / 100.0 };
          gint64 delay = proctor_retry_policy_decide (&question);

          g_assert_cmpint (delay, >=, (gint64) (base[attempts - 1] * 0.75));
          g_assert_cmpint (delay, <=, (gint64) (base[attempts - 1] * 1.25));
          g_assert_cmpint (delay, >, before);
          before = delay;
        }
      if (attempts < G_N_ELEMENTS (base))
        g_assert_cmpint (before, <, (gint64) (base[attempts] * 0.75));
    }
}

static void
test_delay (void)
{
  const struct
  {
    const char *msecs;
    const char *after;
    const char *reset;
    gint64 expected;
  } cases[] = {
    { NULL, NULL, NULL, -1 },
    { NULL, "2", NULL, 2000 },
    { NULL, "0", NULL, 0 },
    { NULL, "1.5", NULL, 1500 },
    { NULL, ".5", NULL, 500 },
    { NULL, "0.0001", NULL, 1 },
    { NULL, "120", NULL, 120000 },
    { NULL, "999999999999", NULL, 999999999999000 },
    { NULL, "1000000000000", NULL, -1 },
    { NULL, "1e400", NULL, -1 },
    { NULL, "nan", NULL, -1 },
    { NULL, "inf", NULL, -1 },
    { NULL, "-5", NULL, -1 },
    { NULL, "+5", NULL, -1 },
    { NULL, "0x10", NULL, -1 },
    { NULL, "5 seconds", NULL, -1 },
    { NULL, "5,5", NULL, -1 },
    { NULL, ".", NULL, -1 },
    { NULL, "", NULL, -1 },
    { NULL, "soon", NULL, -1 },
    { NULL, "Tue, 99 Nov 2023 22:13:20 GMT", NULL, -1 },

    { NULL, NOW_AS_DATE, NULL, 0 },
    { NULL, "Tue, 14 Nov 2023 22:13:50 GMT", NULL, 30000 },
    { NULL, "Tuesday, 14-Nov-23 22:13:50 GMT", NULL, 30000 },
    { NULL, "Tue Nov 14 22:13:50 2023", NULL, 30000 },
    { NULL, "Tue, 14 Nov 2023 22:12:50 GMT", NULL, 0 },
    { NULL, "Thu, 01 Jan 1970 00:00:00 GMT", NULL, 0 },
    { NULL, "Sun, 14 Nov 2123 22:13:20 GMT", NULL, (G_GINT64_CONSTANT (4855673600) - NOW) * 1000 },

    { "250", "2", "1700000030", 250 },
    { "0", "2", NULL, 0 },
    { "0.2", "2", NULL, 1 },
    { "250.5", "2", NULL, 251 },
    { "-1", "2", NULL, 2000 },
    { "soon", "2", NULL, 2000 },
    { "", "2", NULL, 2000 },
    { "250", NULL, NULL, 250 },

    { NULL, NULL, "1700000030", 30000 },
    { NULL, NULL, "1700000000.5", 1000 },
    { NULL, NULL, "1699999999", 0 },
    { NULL, NULL, "30", 0 },
    { NULL, NULL, "1700000000000", -1 },
    { NULL, NULL, "tomorrow", -1 },
    { NULL, NULL, NOW_AS_DATE, -1 },
    { NULL, "2", "1700000030", 2000 },
    { NULL, "soon", "1700000030", 30000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 delay = proctor_retry_after_parse (cases[i].msecs, cases[i].after, cases[i].reset, NOW);

      if (delay != cases[i].expected)
        g_error ("%s, %s, %s: %" G_GINT64_FORMAT " instead of %" G_GINT64_FORMAT, cases[i].msecs, cases[i].after, cases[i].reset, delay, cases[i].expected);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/retry-policy/decide", test_decide);
  g_test_add_func ("/retry-policy/chance", test_chance);
  g_test_add_func ("/retry-policy/delay", test_delay);

  return g_test_run ();
}
