/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-rejudge.h"

#include <glib/gi18n.h>

#include "proctor-history-rejudgements.h"
#include "proctor-local-judge.h"
#include "proctor-model-setup-private.h"
#include "proctor-turn.h"

/* What the engine calls it when a model answered, and what it answered is no verdict. Another time it may be one; from a
 * model that has never given one so often there is nothing to hope for. */
#define UNUSABLE "unusable"
#define MOST_IN_VAIN 2

/**
 * ProctorRejudge:
 *
 * What was said in a run is judged again, by the models of this computer and of any workspace: the engine is started if
 * need be and asked for one vote after the other, so that one sees how it goes. No agent runs for it. Each vote is kept in
 * the history before the next is asked for, so that none is lost however it ends; what the server said stays as it is.
 */
struct _ProctorRejudge
{
  GObject parent_instance;

  /* Owned */
  ProctorModelSetup *models;
  ProctorHistory *history;
  char *workspace_id;
  ProctorJudgeRequest *request;
  ProctorRejudgement *judgement;
  GCancellable *cancellable;
  GError *error;
  GError *missing; /* what a model answered instead of a vote */

  guint n_asked;
  ProctorRejudgeState state;
  gulong engine_changed;
  gboolean content_with_builtin;
  gboolean lacks_model;
};

G_DEFINE_FINAL_TYPE (ProctorRejudge, proctor_rejudge, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void ask (ProctorRejudge *self);

static void
set_state (ProctorRejudge *self,
           ProctorRejudgeState state)
{
  self->state = state;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Takes the error. That somebody wanted it to end is none; that votes are missing is one. */
static void
end (ProctorRejudge *self,
     GError *error)
{
  g_clear_signal_handler (&self->engine_changed, self->models->engine);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_clear_error (&error);
  g_clear_error (&self->error);
  self->error = error != NULL ? error : g_steal_pointer (&self->missing);
  set_state (self, PROCTOR_REJUDGE_ENDED);
}

static void
take_vote (ProctorRejudge *self,
           ProctorConditionResult *vote)
{
  const char *result = proctor_condition_result_get_result (vote);
  ProctorRationale *rationale = proctor_condition_result_get_rationale (vote);
  const char *const *messages = rationale != NULL ? proctor_rationale_get_messages (rationale) : NULL;
  g_autofree char *text = messages != NULL ? g_strjoinv ("\n", (char **) messages) : NULL;
  ProctorOutcome outcome = PROCTOR_OUTCOME_INCONCLUSIVE;

  if (g_strcmp0 (result, "success") == 0)
    outcome = PROCTOR_OUTCOME_PASSED;
  else if (g_strcmp0 (result, "failure") == 0)
    outcome = PROCTOR_OUTCOME_FAILED;
  proctor_rejudgement_add_vote (self->judgement, outcome, text);
}

/* Returns why it can't go on. One vote that is missing is no reason for that. */
static GError *
take_answer (ProctorRejudge *self,
             ProctorJudgeAnswer *answer)
{
  ProctorModelProblem *problem = proctor_judge_answer_get_problem (answer);
  GListModel *votes = proctor_judge_answer_get_votes (answer);
  const char *message = problem != NULL ? proctor_model_problem_get_message (problem) : NULL;
  g_autoptr (GObject) vote = g_list_model_get_item (votes, 0);
  g_autoptr (GError) error = NULL;

  self->n_asked++;
  g_set_str (&self->judgement->judge, proctor_judge_answer_get_judge (answer));
  g_set_str (&self->judgement->model, proctor_judge_answer_get_model (answer));
  if (PROCTOR_IS_CONDITION_RESULT (vote))
    {
      take_vote (self, PROCTOR_CONDITION_RESULT (vote));
      return NULL;
    }

  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, message != NULL ? message : _ ("The judge gave no verdict."));
  if (problem == NULL || g_strcmp0 (proctor_model_problem_get_code (problem), UNUSABLE) != 0 || (self->judgement->votes->len == 0 && self->n_asked == MOST_IN_VAIN))
    return g_steal_pointer (&error);

  g_clear_error (&self->missing);
  self->missing = g_steal_pointer (&error);

  return NULL;
}

/* Takes the error. */
static void
go_on (ProctorRejudge *self,
       GError *error)
{
  if (error == NULL && self->n_asked < self->judgement->n_wanted && !g_cancellable_is_cancelled (self->cancellable))
    ask (self);
  else
    end (self, error);
}

static void
kept_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (ProctorRejudge) self = user_data;
  GError *error = NULL;

  self->judgement->number = proctor_history_keep_rejudgement_finish (PROCTOR_HISTORY (object), result, &error);
  go_on (self, error);
}

static void
voted_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ProctorRejudge) self = user_data;
  GError *error = NULL;
  g_autoptr (ProctorJudgeAnswer) answer = proctor_local_judge_finish (PROCTOR_CLIENT (object), result, &error);
  guint n_votes = self->judgement->votes->len;

  if (answer != NULL)
    error = take_answer (self, answer);
  if (self->judgement->votes->len == n_votes || self->history == NULL)
    {
      go_on (self, error);
      return;
    }

  self->judgement->at = g_get_real_time () / G_USEC_PER_SEC;
  proctor_history_keep_rejudgement_async (self->history, self->workspace_id, self->judgement, NULL, kept_cb, g_object_ref (self));
}

/* For the next vote. */
static void
ask (ProctorRejudge *self)
{
  GError *error = NULL;
  ProctorClient *client = proctor_model_setup_get_client (self->models, &error);

  if (client == NULL)
    {
      end (self, error);
      return;
    }

  proctor_judge_request_set_first_vote (self->request, self->n_asked);
  set_state (self, PROCTOR_REJUDGE_JUDGING);
  proctor_local_judge_async (client, self->request, self->cancellable, voted_cb, g_object_ref (self));
}

static void
handed_over_cb (GObject *object,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (ProctorRejudge) self = user_data;
  GError *error = NULL;
  g_autoptr (ProctorModelSource) source = proctor_model_setup_hand_over_finish (PROCTOR_MODEL_SETUP (object), result, &error);
  const char *base_url = source != NULL ? proctor_model_source_get_base_url (source) : NULL;

  self->lacks_model = source != NULL && (base_url == NULL || *base_url == '\0');
  if (self->lacks_model && !self->content_with_builtin)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_INITIALIZED, _ ("No model is set up that could judge it. The built-in judge only compares words."));
  if (error != NULL)
    end (self, error);
  else
    ask (self);
}

static void
engine_changed_cb (ProctorRejudge *self)
{
  const char *message;

  switch (proctor_engine_service_get_state (self->models->engine))
    {
    case PROCTOR_ENGINE_READY:
      g_clear_signal_handler (&self->engine_changed, self->models->engine);
      proctor_model_setup_hand_over_async (self->models, self->cancellable, handed_over_cb, g_object_ref (self));
      break;
    case PROCTOR_ENGINE_FAILED:
      message = proctor_engine_service_get_message (self->models->engine);
      end (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, message != NULL ? message : _ ("The engine on this computer can’t be started.")));
      break;
    case PROCTOR_ENGINE_STOPPED:
    case PROCTOR_ENGINE_STARTING:
    case PROCTOR_ENGINE_WAITING:
      break;
    }
}

static void
proctor_rejudge_dispose (GObject *object)
{
  ProctorRejudge *self = PROCTOR_REJUDGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->models != NULL)
    g_clear_signal_handler (&self->engine_changed, self->models->engine);
  g_clear_object (&self->models);
  g_clear_object (&self->history);
  g_clear_object (&self->request);

  G_OBJECT_CLASS (proctor_rejudge_parent_class)->dispose (object);
}

static void
proctor_rejudge_finalize (GObject *object)
{
  ProctorRejudge *self = PROCTOR_REJUDGE (object);

  g_free (self->workspace_id);
  g_clear_pointer (&self->judgement, proctor_rejudgement_free);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_error (&self->missing);

  G_OBJECT_CLASS (proctor_rejudge_parent_class)->finalize (object);
}

static void
proctor_rejudge_class_init (ProctorRejudgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_rejudge_dispose;
  object_class->finalize = proctor_rejudge_finalize;

  /**
   * ProctorRejudge::changed:
   * @self: a judgement that is under way
   *
   * There is another vote, or it has come to its end.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_rejudge_init (ProctorRejudge *self)
{
  self->cancellable = g_cancellable_new ();
}

static gboolean
has_condition (ProctorTest *test)
{
  const char *const *many = proctor_test_get_success_conditions (test);
  const char *one = proctor_test_get_success_condition (test);
  g_autofree char *stripped = one != NULL ? g_strstrip (g_strdup (one)) : NULL;

  return (many != NULL && many[0] != NULL) || (stripped != NULL && *stripped != '\0');
}

static gboolean
fail (GError **error,
      const char *message)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, message);

  return FALSE;
}

/* An agent that only calls a tool says nothing. */
static gboolean
has_reply (ProctorRun *run)
{
  GListModel *turns = proctor_run_get_agent_responses (run);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (turns, i);
      ProctorTurn *turn = PROCTOR_IS_TURN (item) ? PROCTOR_TURN (item) : NULL;
      const char *message = turn != NULL ? proctor_turn_get_message (turn) : NULL;

      if (turn != NULL && g_strcmp0 (proctor_turn_get_role (turn), "agent") == 0 && ((message != NULL && *message != '\0') || proctor_turn_get_multivoice_message (turn) != NULL))
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_rejudge_check:
 * @run: a run
 * @error: return location for why not
 *
 * Returns: whether there is anything in it that a model can judge
 */
gboolean
proctor_rejudge_check (ProctorRun *run,
                       GError **error)
{
  ProctorTest *test;

  g_return_val_if_fail (PROCTOR_IS_RUN (run), FALSE);

  test = proctor_run_get_test_info (run);
  if (test == NULL)
    return fail (error, _ ("What was tested is not known, so nobody else can judge it."));
  if (g_strcmp0 (proctor_test_get_kind (test), "tool") == 0)
    return fail (error, _ ("A tool test is not judged by a model: what was called is compared with what was expected."));
  if (!has_condition (test))
    return fail (error, _ ("The test has no condition to judge by."));
  if (g_list_model_get_n_items (proctor_run_get_agent_responses (run)) == 0 || (g_strcmp0 (proctor_test_get_kind (test), "llm") == 0 && !has_reply (run)))
    return fail (error, _ ("Nothing was said in this run that could be judged."));

  return TRUE;
}

static void
copy_turns (GListModel *from,
            GListModel *to)
{
  for (guint i = 0; i < g_list_model_get_n_items (from); i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (from, i);

      g_list_store_append (G_LIST_STORE (to), turn);
    }
}

/**
 * proctor_rejudge_new:
 * @models: where the models are
 * @history: (nullable): where it is kept
 * @workspace_id: the run's workspace
 * @run: a run for which proctor_rejudge_check() has no objections
 * @outcome: how it ended, by its server
 * @n_votes: how often the judge is asked, 1 to %PROCTOR_REJUDGE_MOST_VOTES
 *
 * Returns: (transfer full): what waits to be started
 */
ProctorRejudge *
proctor_rejudge_new (ProctorModelSetup *models,
                     ProctorHistory *history,
                     const char *workspace_id,
                     ProctorRun *run,
                     ProctorOutcome outcome,
                     guint n_votes)
{
  ProctorRejudge *self;

  g_return_val_if_fail (PROCTOR_IS_MODEL_SETUP (models), NULL);
  g_return_val_if_fail (PROCTOR_IS_RUN (run), NULL);
  g_return_val_if_fail (n_votes >= 1 && n_votes <= PROCTOR_REJUDGE_MOST_VOTES, NULL);

  self = g_object_new (PROCTOR_TYPE_REJUDGE, NULL);
  self->models = g_object_ref (models);
  g_set_object (&self->history, history);
  self->workspace_id = g_strdup (workspace_id);
  self->judgement = proctor_rejudgement_new (proctor_run_get_test_invocation_id (run), proctor_run_get_test_run_id (run));
  self->judgement->outcome = outcome;
  self->judgement->run_at = proctor_run_get_last_updated_at (run);
  self->judgement->n_wanted = n_votes;
  self->request = proctor_judge_request_new ();
  proctor_judge_request_set_test_info (self->request, proctor_run_get_test_info (run));
  copy_turns (proctor_run_get_agent_responses (run), proctor_judge_request_get_agent_responses (self->request));
  proctor_judge_request_set_votes (self->request, 1);

  return self;
}

/**
 * proctor_rejudge_set_content_with_builtin:
 * @self: what waits to be started
 *
 * Where there is no model, the built-in judge will do.
 */
void
proctor_rejudge_set_content_with_builtin (ProctorRejudge *self)
{
  g_return_if_fail (PROCTOR_IS_REJUDGE (self));

  self->content_with_builtin = TRUE;
}

/**
 * proctor_rejudge_start:
 * @self: what waits to be started
 */
void
proctor_rejudge_start (ProctorRejudge *self)
{
  ProctorEngineService *engine;

  g_return_if_fail (PROCTOR_IS_REJUDGE (self));
  g_return_if_fail (self->engine_changed == 0 && self->state == PROCTOR_REJUDGE_STARTING);

  engine = self->models->engine;
  self->engine_changed = g_signal_connect_object (engine, "notify::state", G_CALLBACK (engine_changed_cb), self, G_CONNECT_SWAPPED);
  if (proctor_engine_service_get_state (engine) != PROCTOR_ENGINE_READY)
    proctor_engine_service_start (engine);
  if (self->engine_changed != 0)
    engine_changed_cb (self);
}

/**
 * proctor_rejudge_cancel:
 * @self: a judgement that is under way
 *
 * Ends it. The votes that were given are kept.
 */
void
proctor_rejudge_cancel (ProctorRejudge *self)
{
  g_return_if_fail (PROCTOR_IS_REJUDGE (self));

  if (self->state == PROCTOR_REJUDGE_ENDED)
    return;

  g_cancellable_cancel (self->cancellable);
  /* Nobody was asked yet who could say so. */
  if (self->engine_changed != 0)
    end (self, NULL);
}

ProctorRejudgeState
proctor_rejudge_get_state (ProctorRejudge *self)
{
  g_return_val_if_fail (PROCTOR_IS_REJUDGE (self), PROCTOR_REJUDGE_ENDED);

  return self->state;
}

/**
 * proctor_rejudge_get_judgement:
 * @self: a judgement
 *
 * Returns: (transfer none): what was said so far
 */
const ProctorRejudgement *
proctor_rejudge_get_judgement (ProctorRejudge *self)
{
  g_return_val_if_fail (PROCTOR_IS_REJUDGE (self), NULL);

  return self->judgement;
}

/**
 * proctor_rejudge_get_error:
 * @self: a judgement
 *
 * Returns: (nullable): why there are fewer votes than were wanted, unless somebody ended it
 */
const GError *
proctor_rejudge_get_error (ProctorRejudge *self)
{
  g_return_val_if_fail (PROCTOR_IS_REJUDGE (self), NULL);

  return self->error;
}

/**
 * proctor_rejudge_lacks_model:
 * @self: a judgement
 *
 * Returns: whether no model is set up
 */
gboolean
proctor_rejudge_lacks_model (ProctorRejudge *self)
{
  g_return_val_if_fail (PROCTOR_IS_REJUDGE (self), FALSE);

  return self->lacks_model;
}
