/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-provider-retry.h"

#include <libsoup/soup.h>
#include <math.h>

#define MOST_ATTEMPTS 4
#define FIRST_DELAY_MSECS 500
#define LONGEST_DELAY_MSECS 60000
#define LONGEST_TOTAL_MSECS 120000
/* What a server that speaks of itself as overloaded says beside what HTTP has. */
#define STATUS_OVERLOADED 529
#define STATUS_TOO_MANY_REQUESTS 429

/**
 * proctor_provider_retry_decide:
 * @question: what there is to know
 *
 * Decides whether a model is asked once more. A failure within the server (500) is not one that
 * passes: llama-server says so of a question that it will never be able to read.
 *
 * Returns: how many milliseconds to wait before, or %PROCTOR_PROVIDER_GIVE_UP
 */
gint64
proctor_provider_retry_decide (const ProctorProviderRetry *question)
{
  gboolean passing = question->status == STATUS_TOO_MANY_REQUESTS || question->status == SOUP_STATUS_SERVICE_UNAVAILABLE || question->status == SOUP_STATUS_BAD_GATEWAY || question->status == STATUS_OVERLOADED;
  double delay;

  if ((!question->broken && !passing) || question->attempts >= MOST_ATTEMPTS)
    return PROCTOR_PROVIDER_GIVE_UP;
  /* Asking sooner than the server wishes does no good, and nobody waits for longer. */
  if (question->delay_msecs > LONGEST_DELAY_MSECS)
    return PROCTOR_PROVIDER_GIVE_UP;

  if (question->delay_msecs >= 0)
    delay = (double) question->delay_msecs * (1 + 0.1 * question->chance);
  else
    delay = FIRST_DELAY_MSECS * pow (2, (double) question->attempts - 1) * (0.75 + 0.5 * question->chance);
  delay = MIN (delay, LONGEST_DELAY_MSECS);

  return (double) question->elapsed_msecs + delay <= LONGEST_TOTAL_MSECS ? (gint64) round (delay) : PROCTOR_PROVIDER_GIVE_UP;
}
