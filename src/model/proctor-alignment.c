/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-alignment.h"

#include <string.h>

/* Puts the turns of two conversations side by side: those that are the same, then those that are most alike, and none
 * twice. Every way to do so has a score, and the best is found from the end to the beginning. For long conversations only
 * ways near the diagonal are looked at, so that neither time nor memory grows with the square of their length. */

/* So many pairs are looked at. */
#define MOST_PAIRS 4000000
#define LEAST_WIDTH 16
/* So many of the words of a turn are compared with those of another. */
#define N_WORDS 32
/* Nothing that was said is looked through further. */
#define MOST_BYTES 65536

/* What it is worth that two turns stand side by side; it is worth nothing that one stands alone. */
#define WORTH_OF_PAIR 100
#define WORTH_OF_LIKENESS 600
#define WORTH_OF_SAME 400
#define WORTH_OF_WORD 50
#define MOST_WORDS_WORTH 16

#define IMPOSSIBLE (G_MININT / 2)

typedef enum
{
  STEP_PAIR,
  STEP_ONE,
  STEP_OTHER,
} Step;

/* A turn, made ready to be compared with many. */
typedef struct
{
  const ProctorAlignable *turn;
  guint who;
  guint hash;
  guint n_words;
  guint words[N_WORDS]; /* the smallest of their hashes, which are as good as any, sorted and each once */
} Sketch;

typedef struct
{
  const Sketch *one;
  const Sketch *other;
  guint n;
  guint m;
  guint width;
  guint8 *steps; /* a row of width for each of one */
} Table;

/**
 * proctor_alignable_new:
 * @who: whose turn it is
 * @said: (nullable): what was said
 * @done: (nullable): what was done besides
 *
 * Returns: (transfer full): a turn
 */
ProctorAlignable *
proctor_alignable_new (const char *who,
                       const char *said,
                       const char *done)
{
  ProctorAlignable *self = g_new0 (ProctorAlignable, 1);

  self->who = g_strdup (who);
  self->said = g_strdup (said);
  self->done = g_strdup (done);

  return self;
}

void
proctor_alignable_free (ProctorAlignable *self)
{
  g_free (self->who);
  g_free (self->said);
  g_free (self->done);
  g_free (self);
}

static gboolean
is_same (const ProctorAlignable *one,
         const ProctorAlignable *other)
{
  return g_strcmp0 (one->who, other->who) == 0 && g_strcmp0 (one->said, other->said) == 0 && g_strcmp0 (one->done, other->done) == 0;
}

static void
keep_word (Sketch *sketch,
           guint hash)
{
  guint i = 0;

  while (i < sketch->n_words && sketch->words[i] < hash)
    i++;
  if (i == N_WORDS || (i < sketch->n_words && sketch->words[i] == hash))
    return;

  if (sketch->n_words < N_WORDS)
    sketch->n_words++;
  memmove (sketch->words + i + 1, sketch->words + i, (sketch->n_words - i - 1) * sizeof (guint));
  sketch->words[i] = hash;
}

/* Letters and digits are words, whatever is written large. */
static void
keep_words (Sketch *sketch,
            const char *text)
{
  const char *p = text != NULL ? text : "";
  const char *end = p + strnlen (p, MOST_BYTES);
  guint hash = 0;

  while (p < end)
    {
      gunichar c = g_utf8_get_char_validated (p, -1);
      gboolean is_valid = c != (gunichar) -1 && c != (gunichar) -2;

      if (is_valid && g_unichar_isalnum (c))
        {
          hash = (hash != 0 ? hash : 2166136261u) * 16777619u ^ g_unichar_tolower (c);
        }
      else if (hash != 0)
        {
          keep_word (sketch, hash * 2654435761u);
          hash = 0;
        }
      p = is_valid ? g_utf8_next_char (p) : p + 1;
    }
  if (hash != 0)
    keep_word (sketch, hash * 2654435761u);
}

static Sketch *
make_sketches (GPtrArray *turns,
               guint from,
               guint n)
{
  Sketch *sketches = g_new0 (Sketch, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const ProctorAlignable *turn = turns->pdata[from + i];

      sketches[i].turn = turn;
      sketches[i].who = g_str_hash (turn->who);
      sketches[i].hash = g_str_hash (turn->said != NULL ? turn->said : "") * 31 + g_str_hash (turn->done != NULL ? turn->done : "");
      keep_words (&sketches[i], turn->said);
      keep_words (&sketches[i], turn->done);
    }

  return sketches;
}

/* How many of their words both have. */
static guint
count_common (const Sketch *one,
              const Sketch *other)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < one->n_words && j < other->n_words;)
    {
      if (one->words[i] == other->words[j])
        {
          n++;
          i++;
          j++;
        }
      else if (one->words[i] < other->words[j])
        {
          i++;
        }
      else
        {
          j++;
        }
    }

  return n;
}

static int
get_worth (const Sketch *one,
           const Sketch *other)
{
  guint n_common, n_all;

  if (one->who != other->who || strcmp (one->turn->who, other->turn->who) != 0)
    return IMPOSSIBLE;
  /* What says nothing is like anything that says nothing, and worth as little. */
  if (one->hash == other->hash && is_same (one->turn, other->turn))
    return WORTH_OF_SAME + WORTH_OF_WORD * (int) MIN (one->n_words, (guint) MOST_WORDS_WORTH);

  n_common = count_common (one, other);
  n_all = one->n_words + other->n_words - n_common;

  return WORTH_OF_PAIR + (n_all > 0 ? (int) (WORTH_OF_LIKENESS * n_common / n_all) : 0);
}

/* Where the part of a row that is looked at begins; that of the last row has the end in it. */
static guint
get_begin (const Table *table,
           guint i)
{
  guint middle = table->n > 0 ? (guint) ((guint64) i * table->m / table->n) : table->m;

  return middle > table->width / 2 ? middle - table->width / 2 : 0;
}

static int
get_score (const int *scores,
           guint begin,
           guint width,
           guint m,
           guint j)
{
  return j >= begin && j < begin + width && j <= m ? scores[j - begin] : IMPOSSIBLE;
}

static void
fill_row (const Table *table,
          guint i,
          int *scores,
          const int *below)
{
  guint begin = get_begin (table, i);
  guint begin_below = get_begin (table, i + 1);
  guint end = MIN (begin + table->width - 1, table->m);
  guint8 *steps = table->steps + (gsize) i * table->width;

  for (guint j = end + 1; j-- > begin;)
    {
      int best = get_score (below, begin_below, table->width, table->m, j);
      int with_other = j < end ? scores[j + 1 - begin] : IMPOSSIBLE;
      int worth = j < table->m ? get_worth (&table->one[i], &table->other[j]) : IMPOSSIBLE;
      int with_both = j < table->m ? get_score (below, begin_below, table->width, table->m, j + 1) : IMPOSSIBLE;
      Step step = STEP_ONE;

      if (with_other > best)
        {
          best = with_other;
          step = STEP_OTHER;
        }
      if (worth > 0 && with_both > IMPOSSIBLE && with_both + worth >= best)
        {
          best = with_both + worth;
          step = STEP_PAIR;
        }
      scores[j - begin] = best;
      steps[j - begin] = (guint8) step;
    }
}

static gboolean
fill_table (Table *table,
            GCancellable *cancellable)
{
  g_autofree int *scores = NULL;
  g_autofree int *below = NULL;
  guint wide = (guint) MIN (MOST_PAIRS / MAX (table->n, 1u), (guint64) table->m + 1);

  table->width = MIN (MAX (wide, 2 * (table->m / MAX (table->n, 1u)) + LEAST_WIDTH), table->m + 1);
  table->steps = g_new0 (guint8, (gsize) table->n * table->width + 1);
  scores = g_new0 (int, table->width);
  below = g_new0 (int, table->width);
  for (guint i = table->n; i-- > 0;)
    {
      int *row = scores;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      fill_row (table, i, scores, below);
      scores = g_steal_pointer (&below);
      below = row;
    }

  return TRUE;
}

static void
add (GArray *pairs,
     guint one,
     guint other,
     gboolean same)
{
  ProctorAlignedPair pair = { one, other, same };

  g_array_append_val (pairs, pair);
}

/* What is between the beginning and the end that both have. */
static void
align_middle (GArray *pairs,
              GPtrArray *one,
              GPtrArray *other,
              guint from,
              guint n,
              guint m,
              GCancellable *cancellable)
{
  g_autofree Sketch *ours = make_sketches (one, from, n);
  g_autofree Sketch *theirs = make_sketches (other, from, m);
  Table table = { ours, theirs, n, m, 0, NULL };
  guint i = 0, j = 0;

  if (fill_table (&table, cancellable))
    {
      while (i < n && j < m)
        {
          switch ((Step) table.steps[(gsize) i * table.width + (j - get_begin (&table, i))])
            {
            case STEP_PAIR:
              add (pairs, from + i, from + j, is_same (ours[i].turn, theirs[j].turn));
              i++;
              j++;
              break;
            case STEP_ONE:
              add (pairs, from + i++, PROCTOR_ALIGNMENT_NONE, FALSE);
              break;
            case STEP_OTHER:
              add (pairs, PROCTOR_ALIGNMENT_NONE, from + j++, FALSE);
              break;
            }
        }
      while (i < n)
        add (pairs, from + i++, PROCTOR_ALIGNMENT_NONE, FALSE);
      while (j < m)
        add (pairs, PROCTOR_ALIGNMENT_NONE, from + j++, FALSE);
    }
  g_free (table.steps);
}

/**
 * proctor_alignment_make:
 * @one: (element-type ProctorAlignable): the turns of a conversation
 * @other: (element-type ProctorAlignable): the turns of another
 * @cancellable: (nullable): to give up
 *
 * Puts the turns of two conversations side by side. It may take a while where they are long, so it is for a thread.
 *
 * Returns: (transfer full) (element-type ProctorAlignedPair): all turns of both, in their order
 */
GArray *
proctor_alignment_make (GPtrArray *one,
                        GPtrArray *other,
                        GCancellable *cancellable)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (ProctorAlignedPair));
  guint n, m, from = 0, n_after = 0;

  g_return_val_if_fail (one != NULL && other != NULL, pairs);

  n = one->len;
  m = other->len;
  for (; from < n && from < m && is_same (one->pdata[from], other->pdata[from]); from++)
    add (pairs, from, from, TRUE);
  while (n > from && m > from && is_same (one->pdata[n - 1], other->pdata[m - 1]))
    {
      n--;
      m--;
      n_after++;
    }

  align_middle (pairs, one, other, from, n - from, m - from, cancellable);
  for (guint i = 0; i < n_after; i++)
    add (pairs, n + i, m + i, TRUE);

  return pairs;
}
