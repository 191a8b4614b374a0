/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history.h"
#include "proctor-testing.h"
#include "testing-history.h"

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

  return g_test_run ();
}
