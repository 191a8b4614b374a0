/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-watch.h"

#include "proctor-testing.h"
#include "testing-invocation.h"

#include <string.h>

void
testing_watch_open (TestingWatch *self)
{
  testing_feed_open (&self->feed);
}

void
testing_watch_close (TestingWatch *self)
{
  if (self->watcher != NULL)
    proctor_testing_assert_finalized (g_steal_pointer (&self->watcher));
  testing_feed_close (&self->feed);
}

void
testing_watch_set_up (TestingWatch *self,
                      gconstpointer data)
{
  testing_feed_set_up (&self->feed);
}

void
testing_watch_tear_down (TestingWatch *self,
                         gconstpointer data)
{
  if (self->watcher != NULL)
    proctor_testing_assert_finalized (g_steal_pointer (&self->watcher));
  testing_feed_tear_down (&self->feed);
  g_free (self->ended);
}

static void
settled_cb (TestingWatch *self)
{
  self->n_settled++;
}

static void
ended_cb (TestingWatch *self,
          const char *id,
          const char *title,
          guint n_passed,
          guint n_runs)
{
  g_assert_null (self->ended);
  self->ended = g_strdup_printf ("%s: %u of %u (%s)", title, n_passed, n_runs, id);
}

void
testing_watch_begin (TestingWatch *self)
{
  g_signal_connect_swapped (self->feed.feed, "ended", G_CALLBACK (ended_cb), self);
  self->watcher = proctor_history_feed_watch (self->feed.feed, "a");
  g_signal_connect_swapped (self->watcher, "settled", G_CALLBACK (settled_cb), self);
}

/* What the list says of it: how many have passed, and how many have not ended. */
void
testing_watch_answer_list (TestingWatch *self,
                           guint n_passed,
                           guint n_pending)
{
  g_autofree char *body = g_strdup_printf ("{\"results\": [{\"id\": \"a\", \"title\": \"Bookings\", \"created_at_unix_secs\": 1782000000, \"test_run_count\": %u,"
                                           " \"passed_count\": %u, \"failed_count\": 0, \"pending_count\": %u}], \"has_more\": false, \"next_cursor\": null}",
                                           n_passed + n_pending, n_passed, n_pending);

  testing_feed_answer (&self->feed, "GET", TESTING_FEED_LIST, 0, body);
}

/* Statuses with spaces between them: a run each, of the tests t0, t1, t0, t1 and so on. */
void
testing_watch_answer_runs (TestingWatch *self,
                           const char *statuses,
                           const char *bucketing)
{
  g_auto (GStrv) words = g_strsplit (statuses, " ", -1);
  g_autofree char *members = bucketing != NULL ? g_strdup_printf ("\"bucketing_status\": \"%s\",", bucketing) : NULL;
  g_autoptr (GArray) runs = g_array_new (FALSE, TRUE, sizeof (TestingRun));
  g_autofree char *body = NULL;

  for (guint i = 0; words[i] != NULL; i++)
    {
      TestingRun run = { .test_id = i % 2 == 0 ? "t0" : "t1", .status = words[i], .at = 1782000100 + i, .said = "Good day." };

      g_array_append_val (runs, run);
    }
  body = testing_invocation_make ("a", members, (const TestingRun *) runs->data, runs->len);
  testing_feed_answer (&self->feed, "GET", TESTING_WATCH_PATH, 0, body);
}

typedef struct
{
  TestingWatch *self;
  ProctorWatcherState state;
  guint n;
} Wanted;

static gboolean
has_state (gpointer user_data)
{
  Wanted *wanted = user_data;

  return proctor_watcher_get_state (wanted->self->watcher) == wanted->state;
}

void
testing_watch_wait_state (TestingWatch *self,
                          ProctorWatcherState state)
{
  proctor_testing_wait_for ("the state", has_state, &(Wanted) { self, state, 0 });
}

static gboolean
has_ended (gpointer user_data)
{
  Wanted *wanted = user_data;

  return proctor_watcher_get_n_ended (wanted->self->watcher) == wanted->n;
}

void
testing_watch_wait_ended (TestingWatch *self,
                          guint n)
{
  proctor_testing_wait_for ("runs to end", has_ended, &(Wanted) { self, PROCTOR_WATCHER_LOADING, n });
}

static gboolean
has_error (gpointer user_data)
{
  return proctor_watcher_get_error (((TestingWatch *) user_data)->watcher) != NULL;
}

void
testing_watch_wait_error (TestingWatch *self)
{
  proctor_testing_wait_for ("an error", has_error, self);
}

guint
testing_watch_count_bodies (TestingWatch *self)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->feed.server);
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += strcmp (((ProctorTestingRequest *) requests->pdata[i])->path, TESTING_WATCH_PATH) == 0 ? 1 : 0;

  return n;
}

guint
testing_watch_get_count (TestingWatch *self,
                         ProctorOutcome outcome)
{
  return proctor_matrix_get_sums (proctor_watcher_get_matrix (self->watcher))->counts[outcome];
}
