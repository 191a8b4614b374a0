/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-jury.h"

#include <glib/gi18n.h>

#include "proctor-judge.h"
#include "proctor-provider-error.h"
#include "proctor-validation.h"

/* The judge is asked several times, one vote after the other, because a small server has room for one. The first
 * vote is what a run would get; with the others there is some chance in it, or all of them would say the same. */
#define TEMPERATURE 0.7

static const char *const results[] = { "success", "failure", "unknown" };

typedef struct
{
  /* Owned */
  ProctorJuryCase *jury_case;
  JsonArray *votes;
  GPtrArray *verdicts; /* of the vote that is being given */
  GError *error;
} Hearing;

static void
hearing_free (Hearing *hearing)
{
  proctor_jury_case_free (hearing->jury_case);
  json_array_unref (hearing->votes);
  g_ptr_array_unref (hearing->verdicts);
  g_clear_error (&hearing->error);
  g_free (hearing);
}

static void ask (GTask *task);

static void
end_vote (Hearing *hearing)
{
  gboolean numbered = g_strcmp0 (proctor_test_get_kind (hearing->jury_case->test), "simulation") == 0;
  ProctorVerdictResult merged;

  json_array_add_object_element (hearing->votes, proctor_verdict_to_condition_result (hearing->verdicts, numbered, NULL, &merged));
  g_ptr_array_set_size (hearing->verdicts, 0);
}

static void
judged_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  GTask *task = user_data;
  Hearing *hearing = g_task_get_task_data (task);
  g_autoptr (ProctorVerdict) verdict = proctor_judge_finish (PROCTOR_PROVIDER (object), result, &hearing->error);

  /* A run has to end somehow; here nothing is counted that nobody has said. */
  if (verdict != NULL && verdict->is_missing)
    g_set_error_literal (&hearing->error, PROCTOR_PROVIDER_ERROR, PROCTOR_PROVIDER_ERROR_UNUSABLE, _ ("The model was asked for a verdict, and what it answered is none."));
  if (hearing->error != NULL)
    {
      /* The votes that were given are worth something. */
      g_task_return_pointer (task, json_array_ref (hearing->votes), (GDestroyNotify) json_array_unref);
      g_object_unref (task);
      return;
    }

  g_ptr_array_add (hearing->verdicts, g_steal_pointer (&verdict));
  if (hearing->verdicts->len == hearing->jury_case->conditions->len)
    end_vote (hearing);
  ask (task);
}

/* Takes the task. */
static void
ask (GTask *task)
{
  Hearing *hearing = g_task_get_task_data (task);
  const ProctorJuryCase *jury_case = hearing->jury_case;
  guint n_given = json_array_get_length (hearing->votes);
  guint number = jury_case->first + n_given;
  ProctorJudgement judgement = {
    .purpose = PROCTOR_CHAT_JUDGE,
    .turns = jury_case->turns,
    .test = jury_case->test,
    .seed = jury_case->seed + number,
    .temperature = number == 0 ? 0 : TEMPERATURE,
  };

  if (n_given == jury_case->n_votes)
    {
      g_task_return_pointer (task, json_array_ref (hearing->votes), (GDestroyNotify) json_array_unref);
      g_object_unref (task);
      return;
    }

  judgement.condition = g_ptr_array_index (jury_case->conditions, hearing->verdicts->len);
  proctor_judge_async (g_task_get_source_object (task), &judgement, g_task_get_cancellable (task), judged_cb, task);
}

/**
 * proctor_jury_case_new:
 * @test: a test
 *
 * Returns: (transfer full): a case with its conditions, in which nothing was said yet
 */
ProctorJuryCase *
proctor_jury_case_new (ProctorTest *test)
{
  ProctorJuryCase *jury_case = g_new0 (ProctorJuryCase, 1);
  const char *const *many = proctor_test_get_success_conditions (test);
  const char *one = proctor_test_get_success_condition (test);

  jury_case->test = g_object_ref (test);
  jury_case->turns = json_array_new ();
  jury_case->conditions = g_ptr_array_new_with_free_func (g_free);
  jury_case->n_votes = 1;
  for (gsize i = 0; many != NULL && many[i] != NULL; i++)
    g_ptr_array_add (jury_case->conditions, g_strdup (many[i]));
  if (jury_case->conditions->len == 0 && !proctor_validate_is_blank (one))
    g_ptr_array_add (jury_case->conditions, g_strdup (one));

  return jury_case;
}

void
proctor_jury_case_free (ProctorJuryCase *jury_case)
{
  g_object_unref (jury_case->test);
  json_array_unref (jury_case->turns);
  g_ptr_array_unref (jury_case->conditions);
  g_free (jury_case);
}

/**
 * proctor_jury_async:
 * @provider: who judges
 * @jury_case: (transfer full): what is to be judged, with one condition at least
 * @cancellable: (nullable): to give up
 * @callback: called when all have voted
 * @user_data: passed to @callback
 *
 * Has a conversation judged several times.
 */
void
proctor_jury_async (ProctorProvider *provider,
                    ProctorJuryCase *jury_case,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (provider, cancellable, callback, user_data);
  Hearing *hearing = g_new0 (Hearing, 1);

  g_assert (jury_case->conditions->len > 0);

  hearing->jury_case = jury_case;
  hearing->votes = json_array_new ();
  hearing->verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_verdict_free);
  g_task_set_source_tag (task, proctor_jury_async);
  g_task_set_task_data (task, hearing, (GDestroyNotify) hearing_free);
  /* Whoever hangs up wants to hear nothing more; it is told what there is all the same. */
  g_task_set_check_cancellable (task, FALSE);
  ask (task);
}

/**
 * proctor_jury_finish:
 * @provider: who judged
 * @result: what the callback was given
 * @error: return location for why there are fewer votes than were wanted
 *
 * Returns: (transfer full): the votes, each as a run's condition_result, also where there is an error
 */
JsonArray *
proctor_jury_finish (ProctorProvider *provider,
                     GAsyncResult *result,
                     GError **error)
{
  Hearing *hearing;

  g_return_val_if_fail (g_task_is_valid (result, provider), NULL);

  hearing = g_task_get_task_data (G_TASK (result));
  if (hearing->error != NULL)
    g_propagate_error (error, g_steal_pointer (&hearing->error));

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * proctor_jury_count:
 * @votes: the votes
 * @n_agree: (out): how many say the result
 *
 * Returns: what more votes say than anything else, and `unknown` where there is no such thing
 */
const char *
proctor_jury_count (JsonArray *votes,
                    guint *n_agree)
{
  guint counts[G_N_ELEMENTS (results)] = { 0 };
  const char *most = "unknown";

  *n_agree = 0;
  for (guint i = 0; i < json_array_get_length (votes); i++)
    {
      const char *said = proctor_validate_get_string (json_array_get_object_element (votes, i), "result");

      for (gsize j = 0; j < G_N_ELEMENTS (results); j++)
        counts[j] += g_strcmp0 (said, results[j]) == 0 ? 1 : 0;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    {
      if (counts[i] > *n_agree)
        most = results[i];
      else if (counts[i] == *n_agree)
        most = "unknown";
      *n_agree = MAX (*n_agree, counts[i]);
    }
  if (g_str_equal (most, "unknown"))
    *n_agree = counts[G_N_ELEMENTS (results) - 1];

  return most;
}
