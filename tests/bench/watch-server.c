/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "watch-server.h"

#include <libsoup/soup.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench-runs.h"

/* A server that plays an invocation whose runs end one after the other, in no order, over some minutes;
 * these may go by faster. It knows no If-None-Match, as the real one doesn't. */

#define GROUPING_SECS 5

typedef struct
{
  guint n_runs;
  double secs;
  double speed;
  gboolean small;
  gint64 begun_usecs;
  GPtrArray *pending;
  GPtrArray *ended;
  WatchServer *self;
} Play;

static void
append_small_run (GString *text,
                  guint i,
                  guint test,
                  const char *status)
{
  g_string_append_printf (text, "{\"test_run_id\":\"run_%06u\",\"test_invocation_id\":\"suite_1\",\"agent_id\":\"agent_1\",\"test_id\":\"test_%05u\",\"status\":\"%s\",\"test_name\":\"Books a room for %u nights\","
                                "\"condition_result\":{\"result\":\"%s\",\"rationale\":{\"messages\":[\"Criterion 1 %s.\"],\"summary\":\"\"}},\"last_updated_at_unix\":1762000000,"
                                "\"agent_responses\":[{\"role\":\"user\",\"message\":\"Is there a room with a view of the sea?\",\"time_in_call_secs\":0},"
                                "{\"role\":\"agent\",\"message\":\"There is, from Friday on.\",\"time_in_call_secs\":1}]}",
                          i, test, status, test, strcmp (status, "passed") == 0 ? "success" : "failure", status);
}

/* Which runs have ended is another matter than in which order they are listed. */
static gboolean
has_ended (guint i,
           guint n_runs,
           guint n_ended)
{
  return (guint64) i * 7919 % n_runs < n_ended;
}

static void
play_fill (Play *play)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (play->n_runs);

  play->pending = g_ptr_array_new_with_free_func (g_free);
  play->ended = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < play->n_runs; i++)
    {
      const char *status = i % 9 == 4 ? "failed" : "passed";
      GString *ended = g_string_new (NULL);
      GString *pending = g_string_new (NULL);

      if (play->small)
        append_small_run (ended, i, i / 20, status);
      else
        {
          bench_runs_append (ended, rand, i, status);
          bench_runs_append (pending, rand, i, "pending");
        }
      g_ptr_array_add (play->ended, g_string_free (ended, FALSE));
      g_ptr_array_add (play->pending, g_string_free (pending, FALSE));
    }
}

static GBytes *
play_make_body (Play *play,
                guint n_ended,
                const char *bucketing)
{
  GString *text = g_string_new (BENCH_RUNS_HEAD);

  if (bucketing != NULL)
    {
      char *found = strstr (text->str, "\"bucketing_status\":null");
      gssize at = found - text->str;

      g_string_erase (text, at, (gssize) strlen ("\"bucketing_status\":null"));
      g_string_insert (text, at, bucketing);
    }
  for (guint i = 0; i < play->n_runs; i++)
    {
      g_string_append (text, i > 0 ? "," : "");
      g_string_append (text, g_ptr_array_index (has_ended (i, play->n_runs, n_ended) ? play->ended : play->pending, i));
    }
  g_string_append (text, "]}");

  return g_string_free_to_bytes (text);
}

static Play *
get_own_play (guint n_runs)
{
  static Play *play;

  if (play == NULL)
    {
      play = g_new0 (Play, 1);
      play->n_runs = n_runs;
      play_fill (play);
    }

  return play;
}

/* What the server's answer is when so many have ended. */
GBytes *
watch_server_make_body (guint n_runs,
                        guint n_ended)
{
  return play_make_body (get_own_play (n_runs), n_ended, NULL);
}

gsize
watch_server_measure_body (guint n_runs,
                           guint n_ended)
{
  Play *play = get_own_play (n_runs);
  gsize size = strlen (BENCH_RUNS_HEAD) + 2;

  for (guint i = 0; i < n_runs; i++)
    size += strlen (g_ptr_array_index (has_ended (i, n_runs, n_ended) ? play->ended : play->pending, i)) + 1;

  return size;
}

/* An invocation that has ended, in which as good as nothing is said. */
GBytes *
watch_server_make_small_body (guint n_tests,
                              guint n_repeats)
{
  GString *text = g_string_new (BENCH_RUNS_HEAD);

  for (guint i = 0; i < n_tests * n_repeats; i++)
    {
      g_string_append (text, i > 0 ? "," : "");
      append_small_run (text, i, i / n_repeats, i % 9 == 4 ? "failed" : "passed");
    }
  g_string_append (text, "]}");

  return g_string_free_to_bytes (text);
}

static void
answer_cb (SoupServer *server,
           SoupServerMessage *message,
           const char *path,
           GHashTable *query,
           gpointer user_data)
{
  Play *play = user_data;
  g_autoptr (GBytes) body = NULL;
  double secs;
  guint n_ended;

  if (play->begun_usecs == 0)
    play->begun_usecs = g_get_monotonic_time ();
  secs = (double) (g_get_monotonic_time () - play->begun_usecs) / G_USEC_PER_SEC * play->speed;
  n_ended = play->secs > 0 ? (guint) MIN (play->n_runs, secs / play->secs * play->n_runs) : play->n_runs;
  if (g_str_has_suffix (path, "/suite_1"))
    body = play_make_body (play, n_ended, n_ended == play->n_runs && (play->secs == 0 || secs > play->secs + GROUPING_SECS) ? "\"bucketing_status\":\"completed\"" : "\"bucketing_status\":\"pending\"");
  else
    {
      g_autofree char *row = g_strdup_printf ("{\"results\":[{\"id\":\"suite_1\",\"agent_id\":\"agent_1\",\"title\":\"Nightly\",\"created_at_unix_secs\":1762000000,\"test_run_count\":%u,\"passed_count\":%u,"
                                              "\"failed_count\":%u,\"pending_count\":%u}],\"has_more\":false,\"next_cursor\":null}",
                                              play->n_runs, n_ended - n_ended / 9, n_ended / 9, play->n_runs - n_ended);

      body = g_bytes_new (row, strlen (row));
    }
  play->self->shared->n_requests++;
  play->self->shared->n_bytes += g_bytes_get_size (body);
  soup_server_message_set_status (message, 200, NULL);
  soup_message_headers_set_content_type (soup_server_message_get_response_headers (message), "application/json", NULL);
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), body);
}

static void
serve (Play *play)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GError) error = NULL;
  GSList *uris;

  /* It doesn't outlive who started it. */
  prctl (PR_SET_PDEATHSIG, SIGKILL);
  play_fill (play);
  soup_server_add_handler (server, NULL, answer_cb, play, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  __atomic_store_n (&play->self->shared->port, (guint) g_uri_get_port (uris->data), __ATOMIC_RELEASE);
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  g_main_loop_run (loop);
}

/**
 * watch_server_new:
 * @n_runs: how many runs the invocation has
 * @secs: within how many seconds they end; 0 if they have
 * @speed: how many of these go by in one
 * @small: whether its runs say next to nothing
 *
 * The time begins with the first request.
 *
 * Returns: (transfer full): a server that has been started
 */
WatchServer *
watch_server_new (guint n_runs,
                  guint secs,
                  double speed,
                  gboolean small)
{
  WatchServer *self = g_new0 (WatchServer, 1);

  /* Memory that is no file's has no number. */
  // cppcheck-suppress invalidFunctionArg
  self->shared = mmap (NULL, sizeof *self->shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  self->process = fork ();
  if (self->process == 0)
    {
      Play play = { .n_runs = n_runs, .secs = secs, .speed = speed, .small = small, .self = self };

      serve (&play);
      _exit (0);
    }
  while (__atomic_load_n (&self->shared->port, __ATOMIC_ACQUIRE) == 0)
    g_usleep (1000);
  self->url = g_strdup_printf ("http://127.0.0.1:%u", self->shared->port);

  return self;
}

void
watch_server_free (WatchServer *self)
{
  kill (self->process, SIGKILL);
  waitpid (self->process, NULL, 0);
  munmap (self->shared, sizeof *self->shared);
  g_free (self->url);
  g_free (self);
}
