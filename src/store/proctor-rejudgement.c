/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-rejudgement.h"

static void
vote_free (gpointer data)
{
  ProctorRejudgeVote *vote = data;

  g_free (vote->text);
  g_free (vote);
}

/**
 * proctor_rejudgement_new:
 * @invocation_id: where a run is
 * @run_id: the run
 *
 * Returns: (transfer full): a judgement without votes
 */
ProctorRejudgement *
proctor_rejudgement_new (const char *invocation_id,
                         const char *run_id)
{
  ProctorRejudgement *rejudgement = g_new0 (ProctorRejudgement, 1);

  rejudgement->invocation_id = g_strdup (invocation_id);
  rejudgement->run_id = g_strdup (run_id);
  rejudgement->votes = g_ptr_array_new_with_free_func (vote_free);

  return rejudgement;
}

ProctorRejudgement *
proctor_rejudgement_copy (const ProctorRejudgement *rejudgement)
{
  ProctorRejudgement *copy = proctor_rejudgement_new (rejudgement->invocation_id, rejudgement->run_id);

  copy->number = rejudgement->number;
  copy->outcome = rejudgement->outcome;
  copy->run_at = rejudgement->run_at;
  copy->n_wanted = rejudgement->n_wanted;
  copy->judge = g_strdup (rejudgement->judge);
  copy->model = g_strdup (rejudgement->model);
  copy->at = rejudgement->at;
  for (guint i = 0; i < rejudgement->votes->len; i++)
    {
      const ProctorRejudgeVote *vote = rejudgement->votes->pdata[i];

      proctor_rejudgement_add_vote (copy, vote->outcome, vote->text);
    }

  return copy;
}

void
proctor_rejudgement_free (ProctorRejudgement *rejudgement)
{
  g_free (rejudgement->invocation_id);
  g_free (rejudgement->run_id);
  g_free (rejudgement->judge);
  g_free (rejudgement->model);
  g_ptr_array_unref (rejudgement->votes);
  g_free (rejudgement);
}

void
proctor_rejudgement_add_vote (ProctorRejudgement *rejudgement,
                              ProctorOutcome outcome,
                              const char *text)
{
  ProctorRejudgeVote *vote = g_new0 (ProctorRejudgeVote, 1);

  vote->outcome = outcome;
  vote->text = g_strdup (text != NULL ? text : "");
  g_ptr_array_add (rejudgement->votes, vote);
}

/**
 * proctor_rejudgement_count:
 * @rejudgement: a judgement
 * @outcome: an outcome
 *
 * Returns: how many votes say that
 */
guint
proctor_rejudgement_count (const ProctorRejudgement *rejudgement,
                           ProctorOutcome outcome)
{
  guint n = 0;

  for (guint i = 0; i < rejudgement->votes->len; i++)
    n += ((const ProctorRejudgeVote *) rejudgement->votes->pdata[i])->outcome == outcome ? 1 : 0;

  return n;
}

/**
 * proctor_rejudgement_get_outcome:
 * @rejudgement: a judgement
 *
 * Returns: what more votes say than anything else; where there is no such thing it is inconclusive, and pending where
 *   nobody has voted
 */
ProctorOutcome
proctor_rejudgement_get_outcome (const ProctorRejudgement *rejudgement)
{
  const ProctorOutcome outcomes[] = { PROCTOR_OUTCOME_PASSED, PROCTOR_OUTCOME_FAILED, PROCTOR_OUTCOME_INCONCLUSIVE };
  ProctorOutcome most = PROCTOR_OUTCOME_INCONCLUSIVE;
  guint n_most = 0;

  if (rejudgement->votes->len == 0)
    return PROCTOR_OUTCOME_PENDING;

  for (gsize i = 0; i < G_N_ELEMENTS (outcomes); i++)
    {
      guint n = proctor_rejudgement_count (rejudgement, outcomes[i]);

      if (n >= n_most)
        most = n > n_most ? outcomes[i] : PROCTOR_OUTCOME_INCONCLUSIVE;
      n_most = MAX (n_most, n);
    }

  return most;
}

/**
 * proctor_rejudgement_is_comparable:
 * @rejudgement: a judgement
 *
 * Returns: whether the server has judged as well; a run that it could not carry out has no verdict to agree with
 */
gboolean
proctor_rejudgement_is_comparable (const ProctorRejudgement *rejudgement)
{
  return rejudgement->outcome == PROCTOR_OUTCOME_PASSED || rejudgement->outcome == PROCTOR_OUTCOME_FAILED || rejudgement->outcome == PROCTOR_OUTCOME_INCONCLUSIVE;
}

/**
 * proctor_rejudgement_is_builtin:
 * @rejudgement: a judgement
 *
 * Returns: whether it is the built-in judge's, which only compares words
 */
gboolean
proctor_rejudgement_is_builtin (const ProctorRejudgement *rejudgement)
{
  return g_strcmp0 (rejudgement->judge, "builtin") == 0;
}
