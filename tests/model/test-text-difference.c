/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "proctor-text-difference.h"

#include <string.h>

/* What of a text is only in it, in brackets. */
static char *
mark (const char *text,
      GArray *ranges)
{
  g_autoptr (GString) marked = g_string_new (NULL);
  gsize at = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const ProctorTextRange *range = &g_array_index (ranges, ProctorTextRange, i);

      g_assert_cmpuint (range->start, <, range->end);
      g_assert_cmpuint (range->start, >=, at);
      g_string_append_len (marked, text + at, (gssize) (range->start - at));
      g_string_append_printf (marked, "[%.*s]", (int) (range->end - range->start), text + range->start);
      at = range->end;
    }
  g_string_append (marked, text + at);

  return g_string_free_and_steal (g_steal_pointer (&marked));
}

static void
test_words (void)
{
  const char *const cases[][4] = {
    { "", "", "", "" },
    { "the same", "the same", "the same", "the same" },
    { "", "new", "", "[new]" },
    { "old", "", "[old]", "" },
    { "It tells the hours.", "It names the hours.", "It [tells] the hours.", "It [names] the hours." },
    { "one two three four", "one three four five", "one [two ]three four", "one three four[ five]" },
    { "a b c d e", "a x c y e", "a [b] c [d] e", "a [x] c [y] e" },
    { "Grüße 😀!", "Grüße 😅!", "Grüße [😀]!", "Grüße [😅]!" },
    { "aa aa", "aa aa aa", "aa aa", "aa aa[ aa]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) one = NULL;
      g_autoptr (GArray) other = NULL;
      g_autofree char *marked = NULL;
      g_autofree char *other_marked = NULL;

      proctor_text_difference (cases[i][0], cases[i][1], &one, &other);
      marked = mark (cases[i][0], one);
      other_marked = mark (cases[i][1], other);
      g_assert_cmpstr (marked, ==, cases[i][2]);
      g_assert_cmpstr (other_marked, ==, cases[i][3]);
    }
}

/* Two texts that are too long to be compared in every way still have a beginning and an end. */
static void
test_long (void)
{
  g_autoptr (GString) text = g_string_new ("begin ");
  g_autoptr (GString) other_text = g_string_new ("begin ");
  g_autoptr (GArray) one = NULL;
  g_autoptr (GArray) other = NULL;

  for (guint i = 0; i < 5000; i++)
    {
      g_string_append_printf (text, "a%u ", i);
      g_string_append_printf (other_text, "b%u ", i);
    }
  g_string_append (text, "end");
  g_string_append (other_text, "end");

  proctor_text_difference (text->str, other_text->str, &one, &other);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpuint (g_array_index (one, ProctorTextRange, 0).start, ==, strlen ("begin "));
  g_assert_cmpuint (g_array_index (other, ProctorTextRange, 0).end, ==, other_text->len - strlen (" end"));
}

/* Who has looked at enough is told only where it begins and ends. */
static void
test_budget (void)
{
  guint64 budget = 20;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GArray) ours = NULL;
      g_autoptr (GArray) theirs = NULL;
      g_autofree char *marked = NULL;

      proctor_text_difference_within (&budget, "a red car goes", "a big car stays", &ours, &theirs);
      marked = mark ("a red car goes", ours);
      /* Five words and gaps of each are looked at: 25 pairs. */
      g_assert_cmpstr (marked, ==, i == 1 ? "a [red] car [goes]" : "a [red car goes]");
      g_assert_cmpuint (budget, ==, i == 0 ? 20 : 25 * (1 - MIN (i, 1)));
      if (i == 0)
        budget = 25;
    }
}

int
main (int argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/text-difference/words", test_words);
  g_test_add_func ("/text-difference/long", test_long);
  g_test_add_func ("/text-difference/budget", test_budget);

  return g_test_run ();
}
