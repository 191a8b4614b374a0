/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <glib/gstdio.h>

#include "proctor-history-search.h"
#include "proctor-history.h"
#include "proctor-testing.h"

/* All that was said in 100,000 runs, searched as somebody types: a word that is in every run, one that is in few, the beginning
 * of one, and what is wanted besides words. Each is asked several times; the median counts. */

#define N_INVOCATIONS 100
#define N_RUNS 1000
#define N_TURNS 6
#define N_WORDS 12
#define N_ROUNDS 7
#define MOST 501

/* As people use them: the first are everywhere, the last are rare. */
#define VOCABULARY 20000

typedef struct
{
  ProctorHistory *history;
  GMainLoop *loop;
  guint n_hits;
} Bench;

static void
added_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;

  proctor_history_add_finish (PROCTOR_HISTORY (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (bench->loop);
}

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  Bench *bench = user_data;

  proctor_history_close_finish (PROCTOR_HISTORY (source), result);
  g_main_loop_quit (bench->loop);
}

static void
searched_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  Bench *bench = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = proctor_history_search_finish (PROCTOR_HISTORY (source), result, &error);

  g_assert_no_error (error);
  bench->n_hits = hits->len;
  g_main_loop_quit (bench->loop);
}

static void
append_words (GString *json,
              GRand *rand)
{
  for (guint i = 0; i < N_WORDS; i++)
    {
      double place = g_rand_double (rand);

      g_string_append_printf (json, "%sw%ux", i > 0 ? " " : "", (guint) (place * place * place * VOCABULARY));
    }
}

static GBytes *
make_invocation (GRand *rand,
                 guint number)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\"id\":\"suite_%u\",\"agent_id\":\"agent_%u\",\"created_at\":%u,\"test_runs\":[", number, number % 7, 1760000000 + number * 1000);
  for (guint i = 0; i < N_RUNS; i++)
    {
      g_string_append_printf (json, "%s{\"test_run_id\":\"run_%u_%u\",\"test_id\":\"test_%u\",\"test_name\":\"Test %u\",\"status\":\"%s\",\"last_updated_at_unix\":%u,\"condition_result\":{\"result\":\"%s\"},\"agent_responses\":[",
                              i > 0 ? "," : "", number, i, i, i, i % 5 == 0 ? "failed" : "passed", 1760000000 + number * 1000 + i, i % 5 == 0 ? "failure" : "success");
      for (guint j = 0; j < N_TURNS; j++)
        {
          g_string_append_printf (json, "%s{\"role\":\"agent\",\"message\":\"everywhere ", j > 0 ? "," : "");
          append_words (json, rand);
          g_string_append (json, "\"}");
        }
      g_string_append (json, "]}");
    }
  g_string_append (json, "]}");

  return g_string_free_to_bytes (json);
}

static double
read_rss (void)
{
  g_autofree char *text = NULL;
  const char *line;

  malloc_trim (0);
  g_assert_true (g_file_get_contents ("/proc/self/status", &text, NULL, NULL));
  line = strstr (text, "VmRSS:");
  g_assert_nonnull (line);

  return (double) g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10) / 1024;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return first < second ? -1 : first > second;
}

/* What the whole process has used: nothing but the database's thread has anything to do. */
static double
get_cpu_msecs (void)
{
  return (double) clock () * 1000 / CLOCKS_PER_SEC;
}

static void
measure (Bench *bench,
         const char *what,
         const ProctorSearchTerms *terms)
{
  double times[N_ROUNDS];

  for (guint i = 0; i < N_ROUNDS; i++)
    {
      double begun = get_cpu_msecs ();

      proctor_history_search_async (bench->history, "w", terms, MOST, NULL, searched_cb, bench);
      g_main_loop_run (bench->loop);
      times[i] = get_cpu_msecs () - begun;
    }
  qsort (times, N_ROUNDS, sizeof (double), compare);
  g_print ("  %-38s %7.1f ms CPU, %u runs\n", what, times[N_ROUNDS / 2], bench->n_hits);
}

static void
fill (Bench *bench)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < N_INVOCATIONS; i++)
    {
      g_autoptr (GBytes) body = make_invocation (rand, i);

      proctor_history_add_async (bench->history, "w", body, NULL, added_cb, bench);
      g_main_loop_run (bench->loop);
    }
}

int
main (int argc,
      char **argv)
{
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autofree char *path = g_build_filename (folder, "history.db", NULL);
  Bench bench = { .history = proctor_history_new (folder), .loop = g_main_loop_new (NULL, FALSE) };
  GStatBuf status;

  fill (&bench);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_print ("A search in %u runs (%.0f MiB on the disk)\n", (guint) (N_INVOCATIONS * N_RUNS), (double) status.st_size / 1048576);
#define TERMS(...) \
  &(const ProctorSearchTerms) { .outcome = PROCTOR_SEARCH_ANY_OUTCOME, .opinion = PROCTOR_SEARCH_ANY_OPINION, __VA_ARGS__ }
  measure (&bench, "a word that is in each", TERMS (.text = (char *) "everywhere"));
  measure (&bench, "the first letter of every word", TERMS (.text = (char *) "w"));
  measure (&bench, "a word that is in few", TERMS (.text = (char *) "w19999x"));
  measure (&bench, "two words, the second begun", TERMS (.text = (char *) "everywhere w199"));
  measure (&bench, "a word, among failures", &(const ProctorSearchTerms) { .text = (char *) "w19999x", .outcome = PROCTOR_OUTCOME_FAILED, .opinion = PROCTOR_SEARCH_ANY_OPINION });
  measure (&bench, "failures, without a word", &(const ProctorSearchTerms) { .outcome = PROCTOR_OUTCOME_FAILED, .opinion = PROCTOR_SEARCH_ANY_OPINION });
  measure (&bench, "what nobody has decided on", &(const ProctorSearchTerms) { .outcome = PROCTOR_SEARCH_ANY_OUTCOME, .opinion = PROCTOR_OPINION_NONE });
#undef TERMS
  g_print ("  %-38s %7.1f MiB RSS\n\n", "memory", read_rss ());

  proctor_history_close_async (bench.history, closed_cb, &bench);
  g_main_loop_run (bench.loop);
  g_object_unref (bench.history);
  g_main_loop_unref (bench.loop);
  proctor_testing_remove_folder (folder);

  return EXIT_SUCCESS;
}
