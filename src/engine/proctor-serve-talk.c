/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-talk.h"

#include "proctor-document.h"
#include "proctor-execution-talk.h"
#include "proctor-mock-rules.h"
#include "proctor-model-request.h"
#include "proctor-provider-words.h"
#include "proctor-run-basis.h"
#include "proctor-turn-rules.h"
#include "proctor-validation.h"

/* Somebody talks to an agent. Nothing of it is kept. */

#define MOST_TURNS 1000
/* Whoever sits in front of it waits no longer, however patient runs are. */
#define MOST_SECS 200

static const ProctorRule rules[] = {
  { "agent_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 1, 500, NULL },
  { "branch_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 1, 500, NULL },
  { "talk_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 1, 500, NULL },
  { "chat_history", PROCTOR_RULE_ARRAY, PROCTOR_RULE_OPTIONAL, 0, MOST_TURNS, NULL },
  { "conversation_config", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "dynamic_variables", PROCTOR_RULE_OBJECT, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "environment", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "tool_mock_config", PROCTOR_RULE_OBJECT, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
  { "tool_mock_overrides", PROCTOR_RULE_OBJECT, PROCTOR_RULE_OPTIONAL, 0, 0, NULL },
};

static void
check (ProctorCall *call,
       JsonObject *body)
{
  JsonArray *turns = proctor_validate_get_array (body, "chat_history");
  JsonObject *config = proctor_validate_get_object (body, "tool_mock_config");
  JsonObject *overrides = proctor_validate_get_object (body, "tool_mock_overrides");
  JsonObjectIter iter;
  const char *tool_id;
  JsonNode *mocks;

  proctor_validate (call, body, "body", rules, G_N_ELEMENTS (rules));
  proctor_turn_rules_check (call, body, "chat_history", "body");
  if (config != NULL)
    proctor_mock_rules_check_config (call, config, "body.tool_mock_config");
  if (overrides != NULL)
    {
      json_object_iter_init_ordered (&iter, overrides);
      while (json_object_iter_next_ordered (&iter, &tool_id, &mocks))
        {
          g_autofree char *path = g_strconcat ("body.tool_mock_overrides.", tool_id, NULL);

          proctor_mock_rules_check_list (call, mocks, path);
        }
    }
  /* This one relies on all of them. */
  if (!proctor_call_has_problems (call) && turns != NULL && !proctor_execution_talk_is_agents_turn (turns))
    proctor_call_add_problem (call, "value_error", "Value error, it is for the user to go on", "body.chat_history");
}

static void
copy_member (JsonObject *from,
             JsonObject *to,
             const char *member)
{
  JsonNode *node = json_object_get_member (from, member);

  if (node != NULL && !JSON_NODE_HOLDS_NULL (node))
    json_object_set_member (to, member, json_node_copy (node));
}

/* Unless it is wanted, nothing happens in the world because somebody tries an agent. */
static JsonObject *
make_mocking (void)
{
  JsonObject *mocking = json_object_new ();

  json_object_set_string_member (mocking, "mocking_strategy", "all");
  json_object_set_string_member (mocking, "fallback_strategy", "raise_error");

  return mocking;
}

/* What would be a run, and in it what would be a test. */
static JsonObject *
make_run (JsonObject *body,
          const ProctorRunBasis *basis)
{
  JsonObject *run = json_object_new ();
  JsonObject *test = json_object_new ();

  json_object_set_string_member (test, "type", "simulation");
  json_object_set_object_member (test, "tool_mock_config", make_mocking ());
  copy_member (body, test, "chat_history");
  copy_member (body, test, "dynamic_variables");
  copy_member (body, test, "environment");
  copy_member (body, test, "tool_mock_config");
  copy_member (body, test, "tool_mock_overrides");
  proctor_run_basis_describe (basis, run);
  json_object_set_object_member (run, "test_info", test);

  return run;
}

static gpointer
load_plan (ProctorCall *call,
           JsonObject *body)
{
  g_auto (ProctorRunBasis) basis = { 0 };
  g_autofree char *chance = g_uuid_string_random ();
  const char *talk_id = proctor_validate_get_string (body, "talk_id");

  if (!proctor_run_basis_find (call, proctor_validate_get_string (body, "agent_id"), body, &basis))
    return NULL;

  return proctor_run_plan_load_talk (call->database, talk_id != NULL ? talk_id : chance, make_run (body, &basis), proctor_validate_get_object (body, "conversation_config"));
}

/* That the agent can't go on is an answer too. */
static void
answer_problem (ProctorCall *call,
                const GError *error)
{
  JsonObject *answer = json_object_new ();
  JsonObject *problem = proctor_provider_words_describe (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    json_object_set_string_member (problem, "code", "variables");
  json_object_set_null_member (answer, "turn");
  json_object_set_object_member (answer, "problem", problem);
  proctor_call_answer_object (call, answer);
}

static void
stepped_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  ProctorModelRequest *step = user_data;
  ProctorCall *call = proctor_model_request_get_call (step);
  g_autoptr (GError) error = NULL;
  JsonObject *answer = proctor_execution_talk_finish (result, &error);

  if (answer != NULL)
    proctor_call_answer_object (call, answer);
  else
    answer_problem (call, error);
  proctor_model_request_end (step);
}

static void
take_step (ProctorModelRequest *step,
           gpointer what)
{
  ProctorModels *models = proctor_model_request_get_models (step);
  g_autoptr (ProctorRunPlan) plan = what;
  const ProctorExecutionLimits limits = {
    .turn_msecs = MIN (proctor_models_get_answer_secs (models), MOST_SECS) * 1000,
    .run_msecs = proctor_models_get_run_secs (models) * 1000,
  };

  if (plan->problem != NULL)
    {
      proctor_call_refuse (proctor_model_request_get_call (step), 422, "agent_unusable", plan->problem);
      proctor_model_request_end (step);
      return;
    }

  proctor_execution_talk_async (g_steal_pointer (&plan), proctor_models_get_provider (models), &limits, proctor_model_request_get_cancellable (step), stepped_cb, step);
}

static const ProctorModelRequestKind kind = { "/v1/proctor/talk", check, load_plan, (GDestroyNotify) proctor_run_plan_free, take_step };

/**
 * proctor_serve_talk_attach:
 * @server: a server
 * @worker: who has the database
 * @models: who answers for agents
 *
 * Lets agents be talked to.
 */
void
proctor_serve_talk_attach (ProctorServer *server,
                           ProctorWorker *worker,
                           ProctorModels *models)
{
  proctor_model_request_attach (server, worker, models, &kind);
}
