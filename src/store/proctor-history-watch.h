/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-invocation-summary.h"

G_BEGIN_DECLS

/**
 * ProctorHistoryWatch:
 * @id: the invocation
 * @title: (nullable): what the server's list calls it
 * @listing: (nullable): what else that says of it
 * @fetched_listing: (nullable): what it said when the invocation was last fetched
 * @n_runs: how many runs it has, as the list says
 * @n_pending: how many of them have not ended
 * @position: where it is among those that are to be fetched; what is expected comes first
 * @fetched_usecs: when it was last fetched, 0 if never
 * @pause_usecs: how long it is then left alone, unless the list says something else of it
 * @stored_usecs: when it was last written to the disk, 0 if never
 * @n_bytes: how large it was when it was last fetched
 * @was_going: whether it was seen before it had ended, or is known to have just begun
 * @wanted: whether it is to be fetched whatever the list says
 * @followed: whether somebody looks at it
 * @lacking: whether the list counts runs that it lacked when it was last fetched, and some of them go on
 * @changed: whether it was another when it was last fetched, as far as somebody looked at it
 *
 * An invocation that is not in the history yet, or not as it will stay.
 */
typedef struct
{
  char *id;
  char *title;
  char *listing;
  char *fetched_listing;
  gint64 n_runs;
  gint64 n_pending;
  gint64 position;
  gint64 fetched_usecs;
  gint64 pause_usecs;
  gint64 stored_usecs;
  gsize n_bytes;
  gboolean was_going;
  gboolean wanted;
  gboolean followed;
  gboolean lacking;
  gboolean changed;
} ProctorHistoryWatch;

ProctorHistoryWatch *proctor_history_watch_new (const char *id) G_GNUC_WARN_UNUSED_RESULT;
void proctor_history_watch_free (ProctorHistoryWatch *watch);

char *proctor_history_watch_make_listing (ProctorInvocationSummary *summary) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_history_watch_hear (ProctorHistoryWatch *watch,
                                     ProctorInvocationSummary *summary,
                                     const char *listing);
gboolean proctor_history_watch_is_due (const ProctorHistoryWatch *watch,
                                       gint64 now_usecs);
void proctor_history_watch_note_fetched (ProctorHistoryWatch *watch,
                                         gboolean changed,
                                         gint64 now_usecs);
void proctor_history_watch_note_failed (ProctorHistoryWatch *watch,
                                        gint64 now_usecs);

G_END_DECLS
