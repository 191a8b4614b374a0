/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history-watch.h"

/* When to fetch an invocation. The list is short and says how many runs have ended; the invocation
 * itself may be tens of megabytes, so it is asked for when that is worth it. */

/* An invocation of so few runs may be fetched whenever one of them has ended. */
#define FEW_RUNS 50
/* A larger one is fetched so often while it is on its way. */
#define LARGE_PAUSE_USECS (60 * G_USEC_PER_SEC)
/* All runs have ended, or the list doesn't know it yet: it is asked for again after so long, then
 * twice as long and so on. */
#define SHORTEST_PAUSE_USECS (1 * G_USEC_PER_SEC)
#define LONGEST_PAUSE_USECS (600 * G_USEC_PER_SEC)
/* What somebody looks at is asked for at least so often. */
#define FOLLOWED_PAUSE_USECS (60 * G_USEC_PER_SEC)
/* And no more often than that: a large one is fetched more seldom. Who asks for 2,000 runs each second
 * gets twenty times as much. */
#define BYTES_PER_SECOND (700 * 1000)
#define FAILED_PAUSE_USECS (30 * G_USEC_PER_SEC)

ProctorHistoryWatch *
proctor_history_watch_new (const char *id)
{
  ProctorHistoryWatch *watch = g_new0 (ProctorHistoryWatch, 1);

  watch->id = g_strdup (id);

  return watch;
}

void
proctor_history_watch_free (ProctorHistoryWatch *watch)
{
  g_free (watch->id);
  g_free (watch->title);
  g_free (watch->listing);
  g_free (watch->fetched_listing);
  g_free (watch);
}

/**
 * proctor_history_watch_make_listing:
 * @summary: an invocation, as a list has it
 *
 * Returns: (transfer full): what changes in it when a run ends or is run again
 */
char *
proctor_history_watch_make_listing (ProctorInvocationSummary *summary)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%" G_GINT64_FORMAT "/%d",
                          proctor_invocation_summary_get_test_run_count (summary), proctor_invocation_summary_get_passed_count (summary),
                          proctor_invocation_summary_get_failed_count (summary), proctor_invocation_summary_get_pending_count (summary),
                          proctor_invocation_summary_get_cancelled (summary));
}

/**
 * proctor_history_watch_hear:
 * @watch: an invocation
 * @summary: what the list says of it now
 * @listing: the same, as proctor_history_watch_make_listing() says it
 *
 * Returns: whether it is another than before
 */
gboolean
proctor_history_watch_hear (ProctorHistoryWatch *watch,
                            ProctorInvocationSummary *summary,
                            const char *listing)
{
  g_set_str (&watch->title, proctor_invocation_summary_get_title (summary));
  watch->n_runs = proctor_invocation_summary_get_test_run_count (summary);
  watch->n_pending = proctor_invocation_summary_get_pending_count (summary);

  return g_set_str (&watch->listing, listing);
}

/* How long it is left alone because it is large. */
static gint64
get_toll (const ProctorHistoryWatch *watch)
{
  return MAX ((gint64) (watch->n_bytes * (guint64) G_USEC_PER_SEC / BYTES_PER_SECOND), SHORTEST_PAUSE_USECS / 2);
}

/**
 * proctor_history_watch_is_due:
 * @watch: an invocation
 * @now_usecs: the time, by g_get_monotonic_time()
 *
 * Returns: whether it is worth fetching
 */
gboolean
proctor_history_watch_is_due (const ProctorHistoryWatch *watch,
                              gint64 now_usecs)
{
  gint64 since = now_usecs - watch->fetched_usecs;

  if (watch->wanted || watch->fetched_usecs == 0 || since >= watch->pause_usecs)
    return TRUE;
  if (g_strcmp0 (watch->listing, watch->fetched_listing) == 0)
    return FALSE;
  if (watch->n_pending == 0)
    return TRUE;
  if (watch->followed)
    return since >= get_toll (watch);

  return watch->n_runs <= FEW_RUNS || since >= LARGE_PAUSE_USECS;
}

/**
 * proctor_history_watch_note_fetched:
 * @watch: an invocation that will not stay as it is
 * @changed: whether it is another than the last time, as far as that is known
 * @now_usecs: the time
 */
void
proctor_history_watch_note_fetched (ProctorHistoryWatch *watch,
                                    gboolean changed,
                                    gint64 now_usecs)
{
  gboolean same = g_strcmp0 (watch->listing, watch->fetched_listing) == 0 && !(watch->followed && changed);
  gint64 shortest = watch->n_pending > 0 ? LARGE_PAUSE_USECS : SHORTEST_PAUSE_USECS;
  gint64 longest = watch->followed ? FOLLOWED_PAUSE_USECS : LONGEST_PAUSE_USECS;

  /* When all runs have ended, little is missing, which somebody waits for. */
  if (watch->followed)
    shortest = MAX (shortest, watch->n_pending > 0 ? get_toll (watch) : get_toll (watch) / 4);
  watch->pause_usecs = same ? CLAMP (watch->pause_usecs * 2, shortest, MAX (shortest, longest)) : shortest;
  watch->fetched_usecs = now_usecs;
  g_set_str (&watch->fetched_listing, watch->listing);
}

/**
 * proctor_history_watch_note_failed:
 * @watch: an invocation that the server could not give
 * @now_usecs: the time
 */
void
proctor_history_watch_note_failed (ProctorHistoryWatch *watch,
                                   gint64 now_usecs)
{
  watch->pause_usecs = CLAMP (watch->pause_usecs * 2, FAILED_PAUSE_USECS, LONGEST_PAUSE_USECS);
  watch->fetched_usecs = now_usecs;
  g_set_str (&watch->fetched_listing, watch->listing);
}
