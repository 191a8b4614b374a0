/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-retry-after.h"

#include <libsoup/soup.h>
#include <math.h>
#include <string.h>

static gboolean
parse_number (const char *text,
              double *number)
{
  char *end;

  /* The function below knows of signs, powers and hexadecimal digits, and HTTP doesn't. */
  if (text == NULL || *text == '\0' || text[strspn (text, "0123456789.")] != '\0')
    return FALSE;

  *number = g_ascii_strtod (text, &end);

  return *end == '\0' && *number < 1e12;
}

/**
 * proctor_retry_after_parse:
 * @retry_after_msecs: (nullable): the header retry-after-ms
 * @retry_after: (nullable): the header Retry-After, in seconds or as a date
 * @rate_limit_reset: (nullable): the header X-RateLimit-Reset, a time in seconds since 1970
 * @now: what time it is, in seconds since 1970
 *
 * Returns: how long the server asks to wait, in milliseconds, -1 if it doesn't
 */
gint64
proctor_retry_after_parse (const char *retry_after_msecs,
                           const char *retry_after,
                           const char *rate_limit_reset,
                           gint64 now)
{
  g_autoptr (GDateTime) date = NULL;
  double number;

  if (parse_number (retry_after_msecs, &number))
    return (gint64) ceil (number);
  if (parse_number (retry_after, &number))
    return (gint64) ceil (number * 1000);

  date = retry_after != NULL ? soup_date_time_new_from_http_string (retry_after) : NULL;
  if (date != NULL)
    return MAX (0, g_date_time_to_unix (date) - now) * 1000;

  if (parse_number (rate_limit_reset, &number))
    return MAX (0, (gint64) ceil (number) - now) * 1000;

  return -1;
}
