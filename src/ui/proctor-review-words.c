/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-review-words.h"

#include "proctor-format.h"

#include <glib/gi18n.h>

/* What people have decided of verdicts, in words that fit a list. */

/**
 * proctor_review_words_dup:
 * @review: what was decided of a run
 *
 * Returns: (transfer full): the same in short, as in “Disagreed: Agent’s prompt”
 */
char *
proctor_review_words_dup (const ProctorReview *review)
{
  const char *word = NULL;

  switch (review->opinion)
    {
    case PROCTOR_OPINION_AGREE:
      /* Translators: what a person thinks of the judge’s verdict. */
      word = C_ ("review", "Agreed");
      break;
    case PROCTOR_OPINION_DISAGREE:
      word = C_ ("review", "Disagreed");
      break;
    case PROCTOR_OPINION_NONE:
      word = review->cause != NULL ? C_ ("review", "No opinion") : C_ ("review", "Note");
      break;
    }

  /* Translators: what a person thinks of a verdict, and what it was due to, as in “Disagreed: Agent’s prompt”. */
  return review->cause != NULL ? g_strdup_printf (C_ ("review", "%s: %s"), word, review->cause) : g_strdup (word);
}

/**
 * proctor_review_words_dup_several:
 * @reviews: (array length=n_reviews): what was decided of some runs
 * @n_reviews: how many decisions there are
 * @n_runs: of how many runs, decided or not
 *
 * Returns: (transfer full) (nullable): the same in short, as in “2 × Agreed, 1 × Disagreed: Agent’s prompt”; %NULL
 *   where nothing was decided
 */
char *
proctor_review_words_dup_several (const ProctorReview *const *reviews,
                                  guint n_reviews,
                                  guint n_runs)
{
  g_autoptr (GPtrArray) said = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) counts = g_array_new (FALSE, FALSE, sizeof (guint));
  GString *words;

  for (guint i = 0; i < n_reviews; i++)
    {
      char *text = proctor_review_words_dup (reviews[i]);
      guint at;

      if (g_ptr_array_find_with_equal_func (said, text, g_str_equal, &at))
        {
          g_array_index (counts, guint, at)++;
          g_free (text);
        }
      else
        {
          g_ptr_array_add (said, text);
          g_array_append_val (counts, (guint) { 1 });
        }
    }
  if (said->len == 0)
    return NULL;
  if (n_runs == 1)
    return g_strdup (said->pdata[0]);

  words = g_string_new (NULL);
  for (guint i = 0; i < said->len; i++)
    {
      if (i > 0)
        g_string_append (words, C_ ("list", ", "));
      /* Translators: of how many runs a person thinks so, as in “2 × Disagreed: Agent’s prompt”. */
      g_string_append_printf (words, C_ ("review", "%u × %s"), g_array_index (counts, guint, i), (const char *) said->pdata[i]);
    }

  return g_string_free (words, FALSE);
}

/**
 * proctor_review_words_dup_past:
 * @review: what was decided of a run
 * @run_at: when the run last changed
 *
 * Returns: (transfer full): a whole sentence of it, with the time and the note
 */
char *
proctor_review_words_dup_past (const ProctorReview *review,
                               gint64 run_at)
{
  g_autofree char *when = proctor_format_when (review->at, g_get_real_time () / G_USEC_PER_SEC);
  g_autoptr (GString) text = g_string_new (NULL);

  switch (review->opinion)
    {
    case PROCTOR_OPINION_AGREE:
      /* Translators: %s is when, as in “20 Nov”, “Yesterday” or “14:05”. */
      g_string_append_printf (text, _ ("%s: you agreed"), when);
      break;
    case PROCTOR_OPINION_DISAGREE:
      g_string_append_printf (text, _ ("%s: you disagreed"), when);
      break;
    case PROCTOR_OPINION_NONE:
      g_string_append_printf (text, _ ("%s: you had no opinion"), when);
      break;
    }
  if (review->cause != NULL)
    g_string_append_printf (text, C_ ("review", " – %s"), review->cause);
  if (review->note != NULL)
    g_string_append_printf (text, C_ ("review", " – %s"), review->note);

  if (review->run_at == run_at)
    return g_string_free_and_steal (g_steal_pointer (&text));

  /* Translators: %s is what somebody has decided. */
  return g_strdup_printf (_ ("%s (of an earlier result)"), text->str);
}

/**
 * proctor_review_words_get_verdict:
 * @outcome: how a run ended
 *
 * Returns: what the judge said, to stand by itself
 */
const char *
proctor_review_words_get_verdict (ProctorOutcome outcome)
{
  switch (outcome)
    {
    case PROCTOR_OUTCOME_PENDING:
      return _ ("Pending");
    case PROCTOR_OUTCOME_PASSED:
      return _ ("Passed");
    case PROCTOR_OUTCOME_FAILED:
      return _ ("Failed");
    case PROCTOR_OUTCOME_ERROR:
      return _ ("Error");
    case PROCTOR_OUTCOME_INCONCLUSIVE:
      return _ ("Inconclusive");
    case PROCTOR_OUTCOME_CANCELLED:
      return _ ("Cancelled");
    }

  return "";
}

/**
 * proctor_review_words_dup_share:
 * @n_agreed: with how many verdicts somebody agrees
 * @n: on how many they have decided, at least one
 *
 * Returns: (transfer full): the share, as in “80 %”
 */
char *
proctor_review_words_dup_share (guint n_agreed,
                                guint n)
{
  return g_strdup_printf (_ ("%u %%"), (guint) (n_agreed * 100.0 / n + 0.5));
}
