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

static gboolean
parse_number (const char *text,
              double *number)
{
  char *end;

  if (text == NULL || !g_ascii_isdigit (*text))
    return FALSE;

  *number = g_ascii_strtod (text, &end);

  return *end == '\0' && isfinite (*number) && *number < 1e12;
}

/**
 * proctor_provider_retry_parse_delay:
 * @retry_after_msecs: (nullable): the header retry-after-ms
 * @retry_after: (nullable): the header Retry-After, in seconds or as a date
 * @now: what time it is, in seconds since 1970
 *
 * Returns: how long the server asks to wait, in milliseconds, -1 if it doesn't
 */
gint64
proctor_provider_retry_parse_delay (const char *retry_after_msecs,
                                    const char *retry_after,
                                    gint64 now)
{
  g_autoptr (GDateTime) date = NULL;
  double number;

  if (parse_number (retry_after_msecs, &number))
    return (gint64) ceil (number);
  if (parse_number (retry_after, &number))
    return (gint64) ceil (number * 1000);

  date = retry_after != NULL ? soup_date_time_new_from_http_string (retry_after) : NULL;

  return date != NULL ? MAX (0, g_date_time_to_unix (date) - now) * 1000 : -1;
}
