/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "proctor-text-find.h"

/* What was found of a text, in brackets. */
static char *
mark (const char *text,
      const char *words)
{
  g_autoptr (GArray) needle = proctor_text_find_prepare (words);
  g_autoptr (GString) marked = g_string_new (NULL);
  ProctorTextRange found;
  gsize at = 0;

  while (proctor_text_find_next (text, at, needle, &found))
    {
      g_string_append_len (marked, text + at, (gssize) (found.start - at));
      g_string_append_printf (marked, "[%.*s]", (int) (found.end - found.start), text + found.start);
      at = found.end;
    }
  g_string_append (marked, text + at);

  return g_string_free_and_steal (g_steal_pointer (&marked));
}

static void
test_find (void)
{
  const char *const cases[][3] = {
    { "", "x", "" },
    { "The room", "", "The room" },
    { "The room, the ROOM", "room", "The [room], the [ROOM]" },
    { "The room, the ROOM", "RooM", "The [room], the [ROOM]" },
    { "aaaa", "aa", "[aa][aa]" },
    { "aab", "ab", "a[ab]" },
    { "Größe und GRÖSSE", "größe", "[Größe] und GRÖSSE" },
    { "ÄRGER ärger", "Ärger", "[ÄRGER] [ärger]" },
    { "300 \xe2\x84\xaa and 3 k", "k", "300 [\xe2\x84\xaa] and 3 [k]" },
    { "😀 smile 😀", "😀", "[😀] smile [😀]" },
    { "cut", "cutter", "cut" },
    { "a\nb", "A\nB", "[a\nb]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *marked = mark (cases[i][0], cases[i][1]);

      g_assert_cmpstr (marked, ==, cases[i][2]);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/text-find/words", test_find);

  return g_test_run ();
}
