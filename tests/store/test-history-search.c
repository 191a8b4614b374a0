/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-database.h"
#include "proctor-history-private.h"
#include "proctor-history-reviews.h"
#include "proctor-history.h"
#include "proctor-testing.h"
#include "testing-history.h"
#include "testing-result.h"

#include <string.h>

/* Finding what was said, with an index and without. */

static void
test_search (TestingHistory *self,
             gconstpointer data)
{
  static const TestingRun runs[] = {
    { .test_id = "a", .at = 10, .said = "You may return the shoes within thirty days." },
    { .test_id = "b", .at = 30, .said = "A refund takes five days; shoes are not exempt." },
    { .test_id = "c", .at = 20, .result = "success", .said = "Wir erstatten Ihnen Größe 42, Señor José." },
  };
  g_autoptr (GPtrArray) hits = NULL;
  const ProctorHistoryHit *hit;

  testing_history_assert_finds (self, "w", "shoes", "");
  testing_history_add_runs (self, "w", "one", runs, G_N_ELEMENTS (runs));

  /* Newest first, all words wherever they are, the last as far as it has been typed. */
  testing_history_assert_finds (self, "w", "shoes", "one_run_1 one_run_0");
  testing_history_assert_finds (self, "w", "SHOES", "one_run_1 one_run_0");
  testing_history_assert_finds (self, "w", "days shoes", "one_run_1 one_run_0");
  testing_history_assert_finds (self, "w", "shoes refund", "one_run_1");
  testing_history_assert_finds (self, "w", "refund thirty", "");
  testing_history_assert_finds (self, "w", "sho", "one_run_1 one_run_0");
  /* A single letter is no beginning of all that begins with it, where words are looked for. */
  testing_history_assert_finds (self, "w", "42", "one_run_2");
  testing_history_assert_finds (self, "w", "4", data == TESTING_HISTORY_PLAIN ? "one_run_2" : "");
  testing_history_assert_finds (self, "w", "erstatten größe", "one_run_2");
  testing_history_assert_finds (self, "w", "ERSTATTEN GRÖSS", data != TESTING_HISTORY_PLAIN ? "" : "one_run_2");
  testing_history_assert_finds (self, "w", "hello", "one_run_1 one_run_2 one_run_0");
  /* Why it got its verdict can be found as well. */
  testing_history_assert_finds (self, "w", "because success", "one_run_2");
  testing_history_assert_finds (self, "w", "zebra", "");

  hits = testing_history_search (self, "w", "thirty", 100);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = g_ptr_array_index (hits, 0);
  g_assert_cmpstr (hit->invocation_id, ==, "one");
  g_assert_cmpstr (hit->run_id, ==, "one_run_0");
  g_assert_cmpstr (hit->test_id, ==, "a");
  g_assert_cmpstr (hit->test_name, ==, "Name of a");
  g_assert_cmpint (hit->outcome, ==, PROCTOR_OUTCOME_PASSED);
  g_assert_cmpint (hit->at, ==, 10);
  g_assert_nonnull (strstr (hit->snippet, "\002thirty\003"));

  g_ptr_array_unref (hits);
  hits = testing_history_search (self, "w", "shoes", 1);
  g_assert_cmpuint (hits->len, ==, 1);
  g_ptr_array_unref (hits);
  hits = testing_history_search (self, "w", "shoes", 0);
  g_assert_cmpuint (hits->len, ==, 0);
}

/* A person's words are words, whatever they look like. */
static void
test_hostile_search (TestingHistory *self,
                     gconstpointer data)
{
  static const TestingRun runs[] = {
    { .at = 10, .said = "He said \"AND\" or NOT, near the 100% mark_up: it's C++ (text:*) ^top -minus {brace} \\back" },
  };
  static const char *const found[] = {
    "\"AND\"",
    "\"AND",
    "AND\"\"",
    "AND OR NOT",
    "NOT",
    "NEAR",
    "100%",
    "mark_up",
    "it's",
    "C++",
    "(text:*)",
    "text:*",
    "^top",
    "-minus",
    "{brace}",
    "\\back",
    "he*",
    "  said  ",
    "said\t\nthe",
  };
  static const char *const not_found[] = {
    "",
    " ",
    "\"",
    "\"\"",
    "*",
    "'",
    "';",
    "%",
    "_",
    "\\",
    "()",
    "^",
    "+ - *",
    "NEAR(zebra said)",
    "text : zebra",
    "' OR 2=2 --",
    "said zebra*",
    "\xff\xfe",
    "\001",
    "😀",
    "\002",
    "{zebra brace}",
    "%zebra%",
    "hel_xo",
  };
  g_autofree char *many = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  testing_history_add_runs (self, "w", "one", runs, G_N_ELEMENTS (runs));
  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    {
      g_test_message ("%s", found[i]);
      testing_history_assert_finds (self, "w", found[i], "one_run_0");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (not_found); i++)
    {
      g_test_message ("not %s", not_found[i]);
      testing_history_assert_finds (self, "w", not_found[i], "");
    }

  for (guint i = 0; i < 5000; i++)
    g_string_append (words, "said ");
  testing_history_assert_finds (self, "w", words->str, "one_run_0");
  many = g_strnfill (100000, 'x');
  testing_history_assert_finds (self, "w", many, "");
  testing_history_assert_results (self, "w", "test_1:P@10");
}

/* A file that was written where there is no index is of use where there is, and the other way. */
static void
test_index_comes_and_goes (TestingHistory *self,
                           gconstpointer data)
{
  testing_history_add_run (self, "w", "one", (TestingRun) { .at = 10, .said = "The unicorn sleeps" });
  testing_history_reopen (self, FALSE);
  testing_history_add_run (self, "w", "two", (TestingRun) { .at = 20, .said = "The unicorn wakes" });
  testing_history_add_run (self, "w", "one", (TestingRun) { .at = 10, .said = "The unicorn snores" });
  testing_history_assert_finds (self, "w", "unicorn", "two_run_0 one_run_0");

  testing_history_reopen (self, TRUE);
  testing_history_assert_finds (self, "w", "unicorn", "two_run_0 one_run_0");
  testing_history_assert_finds (self, "w", "sleeps", "");
  testing_history_assert_finds (self, "w", "snores", "one_run_0");
  testing_history_add_run (self, "w", "two", (TestingRun) { .at = 20, .said = "The unicorn dreams" });
  testing_history_assert_finds (self, "w", "unicorn dreams", "two_run_0");
}

static void
assert_found (TestingHistory *self,
              ProctorSearchTerms terms,
              const char *expected)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GString) ids = g_string_new (NULL);

  proctor_history_search_async (self->history, "w", &terms, 100, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  hits = proctor_history_search_finish (self->history, result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", ((ProctorHistoryHit *) g_ptr_array_index (hits, i))->run_id);
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
decide (TestingHistory *self,
        const char *run_id,
        gint64 run_at,
        ProctorOpinion opinion)
{
  ProctorReview review = { .invocation_id = (char *) "one", .run_id = (char *) run_id, .outcome = PROCTOR_OUTCOME_FAILED, .run_at = run_at, .opinion = opinion };
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_review_async (self->history, "w", &review, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_true (proctor_history_review_finish (self->history, result, &error));
  g_assert_no_error (error);
}

/* Said by another agent, on another branch. */
static void
add_other (TestingHistory *self)
{
  static const TestingRun runs[] = {
    { .test_id = "d", .at = 40, .status = "failed", .result = "failure", .said = "No shoes here.", .tool = "end_call" },
  };
  g_autofree char *json = testing_invocation_make ("two", "\"branch_id\": \"branch_2\",", runs, G_N_ELEMENTS (runs));
  g_autoptr (GString) other = g_string_new (json);
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) error = NULL;

  g_string_replace (other, "agent_1", "agent_2", 0);
  body = g_bytes_new (other->str, other->len);
  g_assert_true (testing_history_try_add (self, "w", body, &error));
  g_assert_no_error (error);
}

static void
assert_choices (TestingHistory *self,
                const char *agent_id,
                const char *expected)
{
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorSearchChoices) choices = NULL;
  g_autofree char *agents = NULL;
  g_autofree char *branches = NULL;
  g_autofree char *tools = NULL;
  g_autofree char *found = NULL;

  proctor_history_list_search_choices_async (self->history, "w", agent_id, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  choices = proctor_history_list_search_choices_finish (self->history, result, &error);
  g_assert_no_error (error);
  agents = g_strjoinv (",", choices->agent_ids);
  branches = g_strjoinv (",", choices->branch_ids);
  tools = g_strjoinv (",", choices->tools);
  found = g_strjoin (" ", agents, branches, tools, NULL);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_filters (TestingHistory *self,
              gconstpointer data)
{
  static const TestingRun runs[] = {
    { .test_id = "a", .at = 10, .said = "You may return the shoes.", .tool = "look_up" },
    { .test_id = "b", .at = 30, .status = "failed", .result = "failure", .said = "The shoes are lost.", .tool = "O'Reilly %_" },
    { .test_id = "c", .at = 20, .status = "failed", .result = NULL, .said = "Shoes?" },
    { .test_id = "e", .at = 50 },
  };

  assert_choices (self, "agent_1", "  ");
  testing_history_add_runs (self, "w", "one", runs, G_N_ELEMENTS (runs));
  add_other (self);
  assert_choices (self, "agent_2", "agent_2,agent_1 branch_2 end_call,look_up,O'Reilly %_");

#define WANT(...) \
  (ProctorSearchTerms) { .outcome = PROCTOR_SEARCH_ANY_OUTCOME, .opinion = PROCTOR_SEARCH_ANY_OPINION, __VA_ARGS__ }
  assert_found (self, WANT (.text = (char *) "shoes"), "two_run_0 one_run_1 one_run_2 one_run_0");
  assert_found (self, WANT (.text = (char *) "shoes", .agent_id = (char *) "agent_2"), "two_run_0");
  assert_found (self, WANT (.text = (char *) "shoes", .branch_id = (char *) "branch_2"), "two_run_0");
  assert_found (self, WANT (.text = (char *) "shoes", .agent_id = (char *) "agent_1", .branch_id = (char *) "branch_2"), "");
  assert_found (self, WANT (.text = (char *) "shoes", .tool = (char *) "look_up"), "one_run_0");
  assert_found (self, WANT (.text = (char *) "shoes", .tool = (char *) "O'Reilly %_"), "one_run_1");
  assert_found (self, WANT (.text = (char *) "shoes", .tool = (char *) "look"), "");
  assert_found (self, (ProctorSearchTerms) { .text = (char *) "shoes", .outcome = PROCTOR_OUTCOME_FAILED, .opinion = PROCTOR_SEARCH_ANY_OPINION }, "two_run_0 one_run_1");
  assert_found (self, (ProctorSearchTerms) { .text = (char *) "shoes", .outcome = PROCTOR_OUTCOME_ERROR, .opinion = PROCTOR_SEARCH_ANY_OPINION }, "one_run_2");
  assert_found (self, WANT (.text = (char *) "shoes", .since = 20, .until = 40), "one_run_1 one_run_2");

  /* What a person thinks of a verdict counts as long as it is about this result. */
  decide (self, "one_run_1", 30, PROCTOR_OPINION_DISAGREE);
  decide (self, "one_run_2", 20, PROCTOR_OPINION_AGREE);
  decide (self, "one_run_0", 9, PROCTOR_OPINION_AGREE);
  assert_found (self, (ProctorSearchTerms) { .text = (char *) "shoes", .outcome = PROCTOR_SEARCH_ANY_OUTCOME, .opinion = PROCTOR_OPINION_DISAGREE }, "one_run_1");
  assert_found (self, (ProctorSearchTerms) { .outcome = PROCTOR_SEARCH_ANY_OUTCOME, .opinion = PROCTOR_OPINION_AGREE }, "one_run_2");
  assert_found (self, (ProctorSearchTerms) { .text = (char *) "shoes", .outcome = PROCTOR_SEARCH_ANY_OUTCOME, .opinion = PROCTOR_OPINION_NONE }, "two_run_0 one_run_0");
  assert_found (self, WANT (.text = (char *) "shoes"), "two_run_0 one_run_1 one_run_2 one_run_0");

  /* Without a word, all that is as wanted; without anything, nothing. */
  assert_found (self, WANT (.agent_id = (char *) "agent_1"), "one_run_3 one_run_1 one_run_2 one_run_0");
  assert_found (self, WANT (.text = (char *) "  ", .since = 25), "one_run_3 two_run_0 one_run_1");
  assert_found (self, WANT (.text = (char *) "…", .since = 25), "");
  assert_found (self, WANT (.text = NULL), "");
#undef WANT

  /* What is gone is gone from here, too. */
  testing_history_add_run (self, "w", "one", (TestingRun) { .test_id = "a", .at = 60, .said = "Nothing." });
  assert_choices (self, "agent_1", "agent_2,agent_1  end_call");
  testing_history_forget (self, "w");
  assert_choices (self, "agent_1", "  ");
  testing_history_assert_file (self, "SELECT count(*) FROM calls", "0");
}

/* What has been typed on from is given up, also in the middle of it. */
static void
test_cancelled (TestingHistory *self,
                gconstpointer data)
{
  const ProctorSearchTerms terms = { .text = (char *) "shoes", .outcome = PROCTOR_SEARCH_ANY_OUTCOME, .opinion = PROCTOR_SEARCH_ANY_OPINION };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  testing_history_add_run (self, "w", "one", (TestingRun) { .at = 10, .said = "Shoes" });
  proctor_history_search_async (self->history, "w", &terms, 100, cancellable, testing_result_cb, &kept);
  g_cancellable_cancel (cancellable);
  result = testing_result_wait (&kept);
  g_assert_null (proctor_history_search_finish (self->history, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  testing_history_assert_finds (self, "w", "shoes", "one_run_0");
}

/* How SQLite goes about a question, a step a line. */
static char *
explain (TestingHistory *self,
         const char *sql)
{
  g_autofree char *path = testing_history_dup_path (self);
  g_autofree char *question = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorDatabase) database = proctor_database_open (path, &error);
  GString *plan = g_string_new (NULL);
  ProctorStatement *statement;

  g_assert_no_error (error);
  statement = proctor_database_prepare (database, question, "");
  while (proctor_statement_next (statement))
    g_string_append_printf (plan, "%s\n", proctor_statement_get_text (statement, 3));
  proctor_database_take_error (database, &error);
  g_assert_no_error (error);
  g_test_message ("%s", plan->str);

  return g_string_free (plan, FALSE);
}

static guint
count (const char *text,
       const char *part)
{
  guint n = 0;

  for (const char *at = strstr (text, part); at != NULL; at = strstr (at + 1, part))
    n++;

  return n;
}

/* Among a hundred thousand runs it matters how they are gone through: from the newest on, and words are looked for once and not once
 * for each run. */
static void
test_plans (TestingHistory *self,
            gconstpointer data)
{
  const char *const questions[] = { proctor_history_search_words, proctor_history_search_runs, proctor_history_search_texts };
  g_autofree char *plan = NULL;

  testing_history_add_run (self, "w", "one", (TestingRun) { .at = 10, .said = "Shoes" });
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_free (plan);
      plan = explain (self, questions[i]);
      g_assert_cmpuint (count (plan, "SEARCH found USING INDEX runs_age (workspace=? AND at>? AND at<?)"), ==, 1);
      g_assert_cmpuint (count (plan, "SCAN found"), ==, 0);
      /* Only the few that were found are put in order. */
      g_assert_cmpuint (count (plan, "USE TEMP B-TREE"), ==, i == 0 ? 1 : 0);
      /* With "=", each run would be looked for in the index of words. */
      g_assert_cmpuint (count (plan, "SCAN words VIRTUAL TABLE INDEX 0:M"), ==, i == 0 ? 2 : 0);
      g_assert_cmpuint (count (plan, "SCAN "), ==, i == 0 ? 2 : 0);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_history_add ("search", TESTING_HISTORY_INDEXED, test_search);
  testing_history_add ("search", TESTING_HISTORY_PLAIN, test_search);
  testing_history_add ("hostile-search", TESTING_HISTORY_INDEXED, test_hostile_search);
  testing_history_add ("hostile-search", TESTING_HISTORY_PLAIN, test_hostile_search);
  testing_history_add ("index-comes-and-goes", TESTING_HISTORY_INDEXED, test_index_comes_and_goes);
  testing_history_add ("filters", TESTING_HISTORY_INDEXED, test_filters);
  testing_history_add ("filters", TESTING_HISTORY_PLAIN, test_filters);
  testing_history_add ("cancelled", TESTING_HISTORY_INDEXED, test_cancelled);
  testing_history_add ("plans", TESTING_HISTORY_INDEXED, test_plans);

  return g_test_run ();
}
