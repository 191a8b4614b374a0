/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-alignment.h"
#include "proctor-testing.h"

#include <string.h>

/* A turn a word: who speaks, then what is said, and what is done after a “|”; NULL is the last. */
static GPtrArray *
make_turns (const char *const *words)
{
  GPtrArray *turns = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_alignable_free);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i] + 2, "|", 2);
      g_autofree char *who = g_strndup (words[i], 1);

      g_ptr_array_add (turns, proctor_alignable_new (who, parts[0], parts[0] != NULL ? parts[1] : NULL));
    }

  return turns;
}

/* Each turn of both is there once and in its order. */
static void
assert_complete (GArray *pairs,
                 GPtrArray *one,
                 GPtrArray *other)
{
  guint i = 0, j = 0;

  for (guint k = 0; k < pairs->len; k++)
    {
      const ProctorAlignedPair *pair = &g_array_index (pairs, ProctorAlignedPair, k);

      g_assert_false (pair->one == PROCTOR_ALIGNMENT_NONE && pair->other == PROCTOR_ALIGNMENT_NONE);
      if (pair->one != PROCTOR_ALIGNMENT_NONE)
        {
          g_assert_cmpuint (pair->one, ==, i);
          i++;
        }
      if (pair->other != PROCTOR_ALIGNMENT_NONE)
        {
          g_assert_cmpuint (pair->other, ==, j);
          j++;
        }
      if (pair->one == PROCTOR_ALIGNMENT_NONE || pair->other == PROCTOR_ALIGNMENT_NONE)
        g_assert_false (pair->is_same);
      else
        g_assert_cmpstr (((ProctorAlignable *) one->pdata[pair->one])->who, ==, ((ProctorAlignable *) other->pdata[pair->other])->who);
    }
  g_assert_cmpuint (i, ==, one->len);
  g_assert_cmpuint (j, ==, other->len);
}

/* As in “0=0 1~1 2- -2”. */
static char *
align (GPtrArray *one,
       GPtrArray *other)
{
  g_autoptr (GArray) pairs = proctor_alignment_make (one, other, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  assert_complete (pairs, one, other);
  for (guint i = 0; i < pairs->len; i++)
    {
      const ProctorAlignedPair *pair = &g_array_index (pairs, ProctorAlignedPair, i);

      if (i > 0)
        g_string_append_c (text, ' ');
      if (pair->one != PROCTOR_ALIGNMENT_NONE)
        g_string_append_printf (text, "%u", pair->one);
      g_string_append_c (text, pair->is_same ? '=' : pair->one == PROCTOR_ALIGNMENT_NONE || pair->other == PROCTOR_ALIGNMENT_NONE ? '-'
                                                                                                                                  : '~');
      if (pair->other != PROCTOR_ALIGNMENT_NONE)
        g_string_append_printf (text, "%u", pair->other);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_aligned (const char *const *one,
                const char *const *other,
                const char *expected)
{
  g_autoptr (GPtrArray) ours = make_turns (one);
  g_autoptr (GPtrArray) theirs = make_turns (other);
  g_autofree char *aligned = align (ours, theirs);

  g_assert_cmpstr (aligned, ==, expected);
}

#define TURNS(...) ((const char *const[]) { __VA_ARGS__ __VA_OPT__ (, ) NULL })

static void
test_short (void)
{
  assert_aligned (TURNS (), TURNS (), "");
  assert_aligned (TURNS ("u:Hi", "a:Hello"), TURNS (), "0- 1-");
  assert_aligned (TURNS (), TURNS ("u:Hi", "a:Hello"), "-0 -1");
  assert_aligned (TURNS ("u:Hi", "a:Hello"), TURNS ("u:Hi", "a:Hello"), "0=0 1=1");
  assert_aligned (TURNS ("u:Hi"), TURNS ("a:Hi"), "0- -0");
  /* What nobody has in common is put side by side all the same, if the same speak. */
  assert_aligned (TURNS ("u:Hi", "a:Welcome!"), TURNS ("u:Hi", "a:No rooms."), "0=0 1~1");
}

static void
test_inserted (void)
{
  assert_aligned (TURNS ("u:Hi", "a:Which date?", "u:Monday", "a:Booked for Monday."), TURNS ("u:Hi", "a:One moment.", "a:Which date?", "u:Monday", "a:Booked for Monday."), "0=0 -1 1=2 2=3 3=4");
  /* The turn that is most alike is the one, also where others have come before it. */
  assert_aligned (TURNS ("u:Hi", "a:Your room is booked for Monday the third."), TURNS ("u:Hi", "a:One moment.", "a:Your room is booked for Tuesday the third."), "0=0 -1 1~2");
  assert_aligned (TURNS ("u:Hi", "a:Which date do you like?", "u:Monday", "a:For how many nights?", "u:Two", "a:Booked, see you on Monday."), TURNS ("u:Hi", "a:Which date would you like?", "u:Monday", "a:Booked, see you on Monday."),
                  "0=0 1~1 2=2 3- 4- 5=3");
  /* One conversation ended earlier. */
  assert_aligned (TURNS ("u:Hi", "a:Hello", "u:Bye"), TURNS ("u:Hi", "a:Hello"), "0=0 1=1 2-");
}

static void
test_tools (void)
{
  assert_aligned (TURNS ("a:Looking|find date=1", "a:Done"), TURNS ("a:Looking|find date=2", "a:Done"), "0~0 1=1");
  assert_aligned (TURNS ("a:|find date=1", "a:|book room=5"), TURNS ("a:|book room=5"), "0- 1=0");
  assert_aligned (TURNS ("a:|find date=1"), TURNS ("a:|find date=1"), "0=0");
  /* To say and to do are not the same. */
  assert_aligned (TURNS ("a:find|"), TURNS ("a:|find"), "0~0");
}

static GPtrArray *
make_many (guint n,
           guint left_out,
           const char *ending)
{
  GPtrArray *turns = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_alignable_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *said = g_strdup_printf ("This is what is said in turn %u%s", i, i % 3 == 0 ? ending : "");

      if (i != left_out)
        g_ptr_array_add (turns, proctor_alignable_new (i % 2 == 0 ? "user" : "agent", said, NULL));
    }

  return turns;
}

/* 5,000 turns on each side, of which no two of one side are alike, and one is missing. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) one = make_many (5000, G_MAXUINT, " in the one");
  g_autoptr (GPtrArray) other = make_many (5000, 2500, " in the other");
  g_autoptr (GArray) pairs = proctor_alignment_make (one, other, NULL);
  guint n_same = 0;

  assert_complete (pairs, one, other);
  for (guint i = 0; i < pairs->len; i++)
    n_same += g_array_index (pairs, ProctorAlignedPair, i).is_same;
  g_assert_cmpuint (n_same, ==, 5000 - 1667 - 1);
}

/* A conversation of many turns beside one of few, and beside nothing. */
static void
test_unequal (void)
{
  const guint lengths[] = { 0, 1, 2, 3, 40 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr (GPtrArray) few = make_many (lengths[i], G_MAXUINT, " few");
      g_autoptr (GPtrArray) many = make_many (20000, G_MAXUINT, " many");
      g_autoptr (GArray) pairs = proctor_alignment_make (few, many, NULL);
      g_autoptr (GArray) mirrored = proctor_alignment_make (many, few, NULL);

      assert_complete (pairs, few, many);
      assert_complete (mirrored, many, few);
    }
}

/* What was said may be long, of one line, in any script, and no text at all. */
static void
test_odd (void)
{
  g_autofree char *line = g_strnfill (1024 * 1024, 'x');
  g_autofree char *other_line = g_strdup (line);
  const char *const odd[] = { "", " ", "\xff\xfe", "abc\xe2\x80", "\xe2\x80\xae"
                                                                  "evil",
                              "شكرا جزيلا", "\x01\x02", "👩‍👩‍👧", NULL };

  for (gsize i = 0; odd[i] != NULL; i++)
    {
      for (gsize j = 0; odd[j] != NULL; j++)
        {
          g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_alignable_free);
          g_autoptr (GPtrArray) other = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_alignable_free);
          g_autofree char *aligned = NULL;

          g_ptr_array_add (one, proctor_alignable_new ("agent", odd[i], NULL));
          g_ptr_array_add (other, proctor_alignable_new ("agent", odd[j], NULL));
          aligned = align (one, other);
          g_assert_cmpstr (aligned, ==, i == j ? "0=0" : "0~0");
        }
    }

  memcpy (other_line + 500000, " y ", 3);
  {
    g_autoptr (GPtrArray) one = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_alignable_free);
    g_autoptr (GPtrArray) other = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_alignable_free);
    g_autofree char *aligned = NULL;

    g_ptr_array_add (one, proctor_alignable_new ("agent", line, line));
    g_ptr_array_add (other, proctor_alignable_new ("agent", other_line, line));
    g_ptr_array_add (other, proctor_alignable_new ("agent", line, line));
    aligned = align (one, other);
    g_assert_cmpstr (aligned, ==, "-0 0=1");
  }
}

/* Whoever has gone away gets what there is, which ends soon. */
static void
test_cancelled (void)
{
  g_autoptr (GPtrArray) one = make_many (5000, G_MAXUINT, " one");
  g_autoptr (GPtrArray) other = make_many (5000, G_MAXUINT, " other");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GArray) pairs = NULL;

  g_cancellable_cancel (cancellable);
  pairs = proctor_alignment_make (one, other, cancellable);
  g_assert_cmpuint (pairs->len, <, 5000);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/alignment/short", test_short);
  g_test_add_func ("/alignment/inserted", test_inserted);
  g_test_add_func ("/alignment/tools", test_tools);
  g_test_add_func ("/alignment/many", test_many);
  g_test_add_func ("/alignment/unequal", test_unequal);
  g_test_add_func ("/alignment/odd", test_odd);
  g_test_add_func ("/alignment/cancelled", test_cancelled);

  return g_test_run ();
}
