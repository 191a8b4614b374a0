/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-talk.h"

#include "proctor-document.h"
#include "proctor-execution-talk.h"
#include "proctor-mock-rules.h"
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

/* Whom talks are held with. */
typedef struct
{
  ProctorWorker *worker;
  ProctorModels *models;
} Talks;

/* A step that is being taken. */
typedef struct
{
  ProctorInquiry *inquiry;
  ProctorModels *models;
} Step;

static void
talks_free (gpointer data)
{
  Talks *talks = data;

  g_object_unref (talks->worker);
  g_object_unref (talks->models);
  g_free (talks);
}

/* The end of it. */
static void
step_answer (Step *step)
{
  proctor_inquiry_answer (step->inquiry);
  g_object_unref (step->models);
  g_free (step);
}

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

/* In the database's thread. Returns %NULL if the call is answered with what is wrong. */
static gpointer
load_plan (ProctorDatabase *database,
           gpointer data,
           GError **error)
{
  ProctorCall *call = data;
  JsonObject *body = proctor_call_get_object (call);
  g_auto (ProctorRunBasis) basis = { 0 };
  g_autofree char *chance = g_uuid_string_random ();
  ProctorRunPlan *plan = NULL;

  call->database = database;
  if (body != NULL)
    check (call, body);
  if (body != NULL && !proctor_call_has_problems (call) && proctor_run_basis_find (call, proctor_validate_get_string (body, "agent_id"), body, &basis))
    {
      const char *talk_id = proctor_validate_get_string (body, "talk_id");

      plan = proctor_run_plan_load_talk (database, talk_id != NULL ? talk_id : chance, make_run (body, &basis), proctor_validate_get_object (body, "conversation_config"));
    }
  call->database = NULL;

  return plan;
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
  Step *step = user_data;
  ProctorCall *call = proctor_inquiry_get_call (step->inquiry);
  g_autoptr (GError) error = NULL;
  JsonObject *answer = proctor_execution_talk_finish (result, &error);

  if (answer != NULL)
    proctor_call_answer_object (call, answer);
  else
    answer_problem (call, error);
  step_answer (step);
}

static void
take_step (Step *step,
           ProctorRunPlan *plan)
{
  const ProctorExecutionLimits limits = {
    .turn_msecs = MIN (proctor_models_get_answer_secs (step->models), MOST_SECS) * 1000,
    .run_msecs = proctor_models_get_run_secs (step->models) * 1000,
  };

  proctor_execution_talk_async (plan, proctor_models_get_provider (step->models), &limits, proctor_inquiry_get_cancellable (step->inquiry), stepped_cb, step);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  Step *step = user_data;
  ProctorCall *call = proctor_inquiry_get_call (step->inquiry);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRunPlan) plan = proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error);

  if (plan != NULL && plan->problem == NULL)
    {
      take_step (step, g_steal_pointer (&plan));
      return;
    }
  if (plan != NULL)
    proctor_call_refuse (call, 422, "agent_unusable", plan->problem);
  else if (error != NULL)
    proctor_call_refuse (call, 500, "internal_server_error", "Internal Server Error");
  step_answer (step);
}

static void
talk_cb (ProctorInquiry *inquiry,
         gpointer user_data)
{
  Talks *talks = user_data;
  Step *step = g_new0 (Step, 1);

  step->inquiry = inquiry;
  step->models = g_object_ref (talks->models);
  proctor_worker_read_async (talks->worker, load_plan, proctor_inquiry_get_call (inquiry), NULL, (GDestroyNotify) proctor_run_plan_free, loaded_cb, step);
}

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
  Talks *talks = g_new0 (Talks, 1);

  talks->worker = g_object_ref (worker);
  talks->models = g_object_ref (models);
  g_object_set_data_full (G_OBJECT (server), "proctor-talks", talks, talks_free);
  proctor_server_add_handler (server, "POST", "/v1/proctor/talk", talk_cb, talks);
}
