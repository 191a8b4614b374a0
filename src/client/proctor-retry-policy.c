/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-retry-policy.h"

#include <math.h>

#define MOST_ATTEMPTS 4
#define FIRST_DELAY_MSECS 500
#define LONGEST_DELAY_MSECS 60000
#define LONGEST_TOTAL_MSECS 120000

/**
 * proctor_retry_policy_decide:
 * @question: what there is to know
 *
 * Decides whether a request is worth asking again. What starts or makes something is never asked
 * twice, because each time may be billed; that is for a person to decide.
 *
 * Returns: how long to wait before, or %PROCTOR_RETRY_GIVE_UP
 */
gint64
proctor_retry_policy_decide (const ProctorRetryQuestion *question)
{
  /* What a server has never learnt (501) it doesn't know a second later either. */
  gboolean passing = question->status == 408 || question->status == 429 || (question->status >= 500 && question->status != 501);
  double delay;

  if (!question->repeatable || (!question->broken && !passing) || question->attempts >= MOST_ATTEMPTS)
    return PROCTOR_RETRY_GIVE_UP;

  if (question->delay_msecs >= 0)
    {
      /* Asking sooner than the server wishes does no good, and nobody waits for longer. A little
       * more than it wishes, lest all come back at once. */
      if (question->delay_msecs > LONGEST_DELAY_MSECS)
        return PROCTOR_RETRY_GIVE_UP;
      delay = (double) question->delay_msecs * (1 + 0.1 * question->chance);
    }
  else
    delay = FIRST_DELAY_MSECS * pow (2, (double) question->attempts - 1) * (0.75 + 0.5 * question->chance);

  delay = MIN (delay, LONGEST_DELAY_MSECS * 1.1);
  if ((double) question->elapsed_msecs + delay > LONGEST_TOTAL_MSECS)
    return PROCTOR_RETRY_GIVE_UP;

  return (gint64) ceil (delay);
}
