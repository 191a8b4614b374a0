/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-matrix-words.h"

#include "proctor-format.h"
#include "proctor-statistics.h"

#include <glib/gi18n.h>

/* What is drawn of tests and their repeats, in words. */

/**
 * proctor_matrix_words_dup_count:
 * @outcome: how runs ended
 * @n: how many
 *
 * Returns: (transfer full): how many ended so
 */
char *
proctor_matrix_words_dup_count (ProctorOutcome outcome,
                                guint n)
{
  switch (outcome)
    {
    case PROCTOR_OUTCOME_PENDING:
      return g_strdup_printf (ngettext ("%u pending", "%u pending", n), n);
    case PROCTOR_OUTCOME_PASSED:
      return g_strdup_printf (ngettext ("%u passed", "%u passed", n), n);
    case PROCTOR_OUTCOME_FAILED:
      return g_strdup_printf (ngettext ("%u failed", "%u failed", n), n);
    case PROCTOR_OUTCOME_ERROR:
      return g_strdup_printf (ngettext ("%u error", "%u errors", n), n);
    case PROCTOR_OUTCOME_INCONCLUSIVE:
      return g_strdup_printf (ngettext ("%u inconclusive", "%u inconclusive", n), n);
    case PROCTOR_OUTCOME_CANCELLED:
      return g_strdup_printf (ngettext ("%u cancelled", "%u cancelled", n), n);
    }

  return g_strdup ("");
}

const char *
proctor_matrix_words_get_name (ProctorMatrixRow *row)
{
  const char *name = proctor_matrix_row_get_name (row);

  if (name != NULL && *name != '\0')
    return name;

  return proctor_matrix_row_get_test_id (row) != NULL ? proctor_matrix_row_get_test_id (row) : _ ("Runs that can’t be read");
}

/**
 * proctor_matrix_words_dup_cell:
 * @row: a test
 * @column: one of its repeats, from 0
 *
 * Returns: (transfer full): what it is called, as in “Refund policy, repeat 3, failed”
 */
char *
proctor_matrix_words_dup_cell (ProctorMatrixRow *row,
                               guint column)
{
  const ProctorMatrixCell *cell = proctor_matrix_row_get_cell (row, column);
  gboolean unmatched = proctor_run_row_get_n_unmatched (cell->run) > 0;
  /* Translators: a test, the how-manieth repeat of it, and how that ended, as in “Refund policy, repeat 3, failed”. */
  g_autofree char *words = g_strdup_printf (_ ("%s, repeat %u, %s"), proctor_matrix_words_get_name (row), column + 1, proctor_format_outcome (proctor_matrix_row_get_outcome (row, column)));

  return unmatched ? g_strconcat (words, C_ ("list", ", "), _ ("a call had no mock"), NULL) : g_steal_pointer (&words);
}

/**
 * proctor_matrix_words_dup_interval:
 * @n_passed: how many runs passed
 * @n: how many there were
 *
 * Returns: (transfer full): between what the true rate lies
 */
char *
proctor_matrix_words_dup_interval (guint n_passed,
                                   guint n)
{
  double low, high;

  proctor_statistics_wilson (n_passed, n, &low, &high);

  /* Translators: an interval, as in “23–88 %”. */
  return g_strdup_printf (_ ("%u–%u %%"), (guint) (low * 100 + 0.5), (guint) (high * 100 + 0.5));
}

/**
 * proctor_matrix_words_dup_rate:
 * @row: a test
 *
 * Returns: (transfer full): how many of its repeats passed, as in “3/5”; empty where none says
 *   anything of the agent
 */
char *
proctor_matrix_words_dup_rate (ProctorMatrixRow *row)
{
  guint n = proctor_matrix_row_get_n_decided (row);

  return n > 0 ? g_strdup_printf ("%u/%u", proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED), n) : g_strdup ("");
}

/**
 * proctor_matrix_words_dup_row:
 * @row: a test
 *
 * Returns: (transfer full): how its repeats ended, for who doesn't see it
 */
char *
proctor_matrix_words_dup_row (ProctorMatrixRow *row)
{
  const ProctorOutcome order[] = { PROCTOR_OUTCOME_PASSED, PROCTOR_OUTCOME_FAILED, PROCTOR_OUTCOME_ERROR, PROCTOR_OUTCOME_INCONCLUSIVE, PROCTOR_OUTCOME_CANCELLED, PROCTOR_OUTCOME_PENDING };
  guint n = proctor_matrix_row_get_n_decided (row);
  GString *words = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      guint count = proctor_matrix_row_get_count (row, order[i]);
      g_autofree char *text = proctor_matrix_words_dup_count (order[i], count);

      if (count > 0)
        g_string_append_printf (words, "%s%s", words->len > 0 ? C_ ("list", ", ") : "", text);
    }
  if (n > 1)
    {
      guint n_passed = proctor_matrix_row_get_count (row, PROCTOR_OUTCOME_PASSED);
      g_autofree char *interval = proctor_matrix_words_dup_interval (n_passed, n);

      g_string_append (words, C_ ("list", ", "));
      /* Translators: %s is an interval, as in “23–88 %”. */
      g_string_append_printf (words, _ ("likely %s pass"), interval);
      g_string_append (words, C_ ("list", ", "));
      /* Translators: how likely all repeats pass together. */
      g_string_append_printf (words, _ ("pass^%u %u %%"), n, (guint) (proctor_statistics_pass_power (n_passed, n, n) * 100 + 0.5));
    }
  if (proctor_matrix_row_is_flaky (row))
    g_string_append_printf (words, "%s%s", C_ ("list", ", "), _ ("flaky"));

  return g_string_free (words, FALSE);
}

/**
 * proctor_matrix_words_dup_duration:
 * @secs: so many seconds
 *
 * Returns: (transfer full): how long that is, in words that fit a line
 */
char *
proctor_matrix_words_dup_duration (gint64 secs)
{
  guint rest = (guint) CLAMP (secs, 0, G_MAXINT32);

  if (rest < 60)
    return g_strdup_printf (_ ("%u s"), rest);
  if (rest < 600)
    return g_strdup_printf (_ ("%u min %u s"), rest / 60, rest % 60);
  if (rest < 3600)
    return g_strdup_printf (_ ("%u min"), (rest + 30) / 60);
  if (rest >= 48 * 3600)
    return g_strdup_printf (ngettext ("%u day", "%u days", rest / 86400), rest / 86400);

  return g_strdup_printf (_ ("%u h %u min"), rest / 3600, rest % 3600 / 60);
}

/**
 * proctor_matrix_words_dup_price:
 * @price: what runs cost, in US dollars
 *
 * Returns: (transfer full): the price, as exactly as it matters
 */
char *
proctor_matrix_words_dup_price (double price)
{
  /* Translators: a price in dollars. */
  return g_strdup_printf (price >= 1 ? _ ("$%.2f") : _ ("$%.4f"), price);
}
