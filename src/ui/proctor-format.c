/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-format.h"

#include <glib/gi18n.h>

/* How long ago, as far as a person's words for it differ. */
typedef enum
{
  AGE_TODAY,
  AGE_YESTERDAY,
  AGE_THIS_WEEK,
  AGE_THIS_YEAR,
  AGE_OLDER,
} Age;

static gint64
get_day (GDateTime *time)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) g_date_time_get_day_of_month (time), (GDateMonth) g_date_time_get_month (time), (GDateYear) g_date_time_get_year (time));

  return g_date_get_julian (&date);
}

/* What lies ahead, because a clock is wrong, is told with its date. */
static Age
get_age (GDateTime *at,
         GDateTime *now)
{
  gint64 days = get_day (now) - get_day (at);

  if (days == 0)
    return AGE_TODAY;
  if (days == 1)
    return AGE_YESTERDAY;
  if (days > 1 && days < 7)
    return AGE_THIS_WEEK;
  if (g_date_time_get_year (at) == g_date_time_get_year (now))
    return AGE_THIS_YEAR;

  return AGE_OLDER;
}

static char *
format_with (const char *const formats[],
             gint64 at,
             gint64 now)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);
  g_autoptr (GDateTime) today = g_date_time_new_from_unix_local (now);

  if (time == NULL || today == NULL)
    return g_strdup ("");

  return g_date_time_format (time, formats[get_age (time, today)]);
}

/**
 * proctor_format_when:
 * @at: seconds since 1970
 * @now: the present, in the same measure
 *
 * Says when something was in as few words as are needed, to stand by itself: "14:05", "Yesterday",
 * "Tuesday", "3 March", "3 March 2024".
 *
 * Returns: (transfer full): the words, empty if @at is no time
 */
char *
proctor_format_when (gint64 at,
                     gint64 now)
{
  const char *const formats[] = {
    /* Translators: the time of day of something that was today, in the notation of g_date_time_format(). */
    [AGE_TODAY] = C_ ("date", "%H:%M"),
    /* Translators: stands by itself, as in a list of files. */
    [AGE_YESTERDAY] = C_ ("date", "Yesterday"),
    /* Translators: a day of the last week, in the notation of g_date_time_format(). */
    [AGE_THIS_WEEK] = C_ ("date", "%A"),
    /* Translators: a day of this year. */
    [AGE_THIS_YEAR] = C_ ("date", "%-d %b"),
    /* Translators: a day of another year. */
    [AGE_OLDER] = C_ ("date", "%-d %b %Y"),
  };

  return format_with (formats, at, now);
}

/**
 * proctor_format_when_updated:
 * @at: seconds since 1970
 * @now: the present, in the same measure
 *
 * Says when something was updated, as a part of a sentence: "updated yesterday".
 *
 * Returns: (transfer full): the words, empty if @at is no time
 */
char *
proctor_format_when_updated (gint64 at,
                             gint64 now)
{
  const char *const formats[] = {
    /* Translators: a part of a sentence; the dates are in the notation of g_date_time_format(). */
    [AGE_TODAY] = _ ("updated today at %H:%M"),
    [AGE_YESTERDAY] = _ ("updated yesterday"),
    [AGE_THIS_WEEK] = _ ("updated on %A"),
    [AGE_THIS_YEAR] = _ ("updated on %-d %B"),
    [AGE_OLDER] = _ ("updated on %-d %B %Y"),
  };

  return format_with (formats, at, now);
}

/**
 * proctor_format_when_exactly:
 * @at: seconds since 1970
 *
 * Returns: (transfer full): day and time, as the locale writes them; empty if @at is no time
 */
char *
proctor_format_when_exactly (gint64 at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (at);

  /* Translators: a day and a time, in the notation of g_date_time_format(). */
  return time != NULL ? g_date_time_format (time, C_ ("date", "%A, %-d %B %Y, %H:%M")) : g_strdup ("");
}

/**
 * proctor_format_kind:
 * @kind: a kind of test
 *
 * Returns: what it is called where it stands by itself
 */
const char *
proctor_format_kind (ProctorTestKind kind)
{
  switch (kind)
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      return C_ ("kind of test", "Next Reply");
    case PROCTOR_TEST_KIND_TOOL:
      return C_ ("kind of test", "Tool Call");
    case PROCTOR_TEST_KIND_SIMULATION:
      return C_ ("kind of test", "Simulation");
    case PROCTOR_TEST_KIND_UNKNOWN:
      break;
    }

  return C_ ("kind of test", "Other Kind");
}

/**
 * proctor_format_kind_of_test:
 * @kind: a kind of test
 *
 * Returns: what a test of that kind is called in a sentence
 */
const char *
proctor_format_kind_of_test (ProctorTestKind kind)
{
  switch (kind)
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      return _ ("next reply test");
    case PROCTOR_TEST_KIND_TOOL:
      return _ ("tool call test");
    case PROCTOR_TEST_KIND_SIMULATION:
      return _ ("simulation test");
    case PROCTOR_TEST_KIND_UNKNOWN:
      break;
    }

  return _ ("test of another kind");
}

/**
 * proctor_format_kind_icon:
 * @kind: a kind of test
 *
 * Returns: the name of its icon
 */
const char *
proctor_format_kind_icon (ProctorTestKind kind)
{
  switch (kind)
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      return "proctor-kind-reply-symbolic";
    case PROCTOR_TEST_KIND_TOOL:
      return "proctor-kind-tool-symbolic";
    case PROCTOR_TEST_KIND_SIMULATION:
      return "proctor-kind-simulation-symbolic";
    case PROCTOR_TEST_KIND_UNKNOWN:
      break;
    }

  return "proctor-kind-other-symbolic";
}

/**
 * proctor_format_outcome:
 * @outcome: how a run ended
 *
 * Returns: the word for it, in a sentence
 */
const char *
proctor_format_outcome (ProctorOutcome outcome)
{
  switch (outcome)
    {
    case PROCTOR_OUTCOME_PENDING:
      return C_ ("outcome", "running");
    case PROCTOR_OUTCOME_PASSED:
      return C_ ("outcome", "passed");
    case PROCTOR_OUTCOME_FAILED:
      return C_ ("outcome", "failed");
    case PROCTOR_OUTCOME_ERROR:
      return C_ ("outcome", "error");
    case PROCTOR_OUTCOME_INCONCLUSIVE:
      return C_ ("outcome", "inconclusive");
    case PROCTOR_OUTCOME_CANCELLED:
      return C_ ("outcome", "cancelled");
    }

  return "";
}
