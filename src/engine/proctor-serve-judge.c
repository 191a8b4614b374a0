/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-judge.h"

#include "proctor-jury.h"
#include "proctor-model-request.h"
#include "proctor-provider-words.h"
#include "proctor-validation.h"
#include "proctor-wire-reader.h"

/* A conversation that took place, here or elsewhere, is judged once more. Nothing of it is kept. */

#define MOST_VOTES 15

static const ProctorRule rules[] = {
  { "test_info", PROCTOR_RULE_OBJECT, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "agent_responses", PROCTOR_RULE_ARRAY, PROCTOR_RULE_REQUIRED, 1, G_MAXINT, NULL },
  { "votes", PROCTOR_RULE_INT, PROCTOR_RULE_REQUIRED, 1, MOST_VOTES, NULL },
  { "first_vote", PROCTOR_RULE_INT, PROCTOR_RULE_OPTIONAL, 0, MOST_VOTES - 1, NULL },
};

static const char *const kinds[] = { "llm", "tool", "simulation", NULL };

static const ProctorRule test_rules[] = {
  { "type", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, kinds },
  { "chat_history", PROCTOR_RULE_ARRAY, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "success_condition", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "success_conditions", PROCTOR_RULE_STRINGS, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

/* Of what was said no more is asked than what is read of it: it may be of a server that says more than this one knows. */
static const ProctorRule turn_rules[] = {
  { "role", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "message", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "tool_calls", PROCTOR_RULE_ARRAY, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "tool_results", PROCTOR_RULE_ARRAY, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule tool_rules[] = {
  { "tool_name", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

/* A request that is being answered. */
typedef struct
{
  ProctorModelRequest *request;
  char *judge;
  char *model;
} Trial;

/* The end of it. */
static void
trial_answer (Trial *trial)
{
  proctor_model_request_end (trial->request);
  g_free (trial->judge);
  g_free (trial->model);
  g_free (trial);
}

static void
check_tools (ProctorCall *call,
             JsonObject *turn,
             const char *member,
             const char *path)
{
  JsonArray *tools = proctor_validate_get_array (turn, member);
  g_autofree char *place = g_strconcat (path, ".", member, NULL);

  if (tools != NULL)
    proctor_validate_list (call, tools, place, tool_rules, G_N_ELEMENTS (tool_rules));
}

static void
check_turns (ProctorCall *call,
             JsonObject *owner,
             const char *member,
             const char *path)
{
  JsonArray *turns = proctor_validate_get_array (owner, member);
  g_autofree char *place = g_strconcat (path, ".", member, NULL);

  if (turns == NULL)
    return;

  proctor_validate_list (call, turns, place, turn_rules, G_N_ELEMENTS (turn_rules));
  for (guint i = 0; i < json_array_get_length (turns); i++)
    {
      JsonNode *node = json_array_get_element (turns, i);
      g_autofree char *turn_path = g_strdup_printf ("%s.%u", place, i);

      if (!JSON_NODE_HOLDS_OBJECT (node))
        continue;
      check_tools (call, json_node_get_object (node), "tool_calls", turn_path);
      check_tools (call, json_node_get_object (node), "tool_results", turn_path);
    }
}

static void
check (ProctorCall *call,
       JsonObject *body)
{
  JsonObject *test = proctor_validate_get_object (body, "test_info");

  proctor_validate (call, body, "body", rules, G_N_ELEMENTS (rules));
  check_turns (call, body, "agent_responses", "body");
  if (test == NULL)
    return;

  proctor_validate (call, test, "body.test_info", test_rules, G_N_ELEMENTS (test_rules));
  check_turns (call, test, "chat_history", "body.test_info");
  if (g_strcmp0 (proctor_validate_get_string (test, "type"), "tool") == 0)
    proctor_call_add_problem (call, "value_error", "Value error, a tool test is not judged by a model: what was called is compared with what was expected", "body.test_info.type");
}

static void
append_turns (JsonArray *turns,
              JsonArray *more)
{
  for (guint i = 0; more != NULL && i < json_array_get_length (more); i++)
    json_array_add_element (turns, json_node_ref (json_array_get_element (more, i)));
}

static gpointer
make_case (ProctorCall *call,
           JsonObject *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) test = proctor_wire_read (PROCTOR_TYPE_TEST, json_object_get_member (body, "test_info"), &error);
  g_autoptr (ProctorJuryCase) jury_case = NULL;

  if (test == NULL)
    {
      proctor_call_add_problem (call, "value_error", error->message, "body.test_info");
      return NULL;
    }

  jury_case = proctor_jury_case_new (test);
  if (jury_case->conditions->len == 0)
    {
      proctor_call_add_problem (call, "value_error", "Value error, there is no condition to judge by", "body.test_info.success_condition");
      return NULL;
    }
  append_turns (jury_case->turns, proctor_validate_get_array (json_object_get_object_member (body, "test_info"), "chat_history"));
  append_turns (jury_case->turns, proctor_validate_get_array (body, "agent_responses"));
  jury_case->n_votes = (guint) json_object_get_int_member (body, "votes");
  jury_case->first = (guint) json_object_get_int_member_with_default (body, "first_vote", 0);
  /* Judged another time it may come out otherwise; that is what one wants to know. */
  jury_case->seed = g_random_int_range (1, G_MAXINT32 - MOST_VOTES);

  return g_steal_pointer (&jury_case);
}

static void
set_text (JsonObject *object,
          const char *member,
          const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
  else
    json_object_set_null_member (object, member);
}

static void
voted_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  Trial *trial = user_data;
  g_autoptr (GError) error = NULL;
  JsonArray *votes = proctor_jury_finish (PROCTOR_PROVIDER (object), result, &error);
  JsonObject *answer = json_object_new ();
  guint n_agree;

  set_text (answer, "result", json_array_get_length (votes) > 0 ? proctor_jury_count (votes, &n_agree) : NULL);
  json_object_set_int_member (answer, "agreeing", json_array_get_length (votes) > 0 ? n_agree : 0);
  json_object_set_array_member (answer, "votes", votes);
  set_text (answer, "judge", trial->judge);
  set_text (answer, "model", trial->model);
  if (error != NULL)
    json_object_set_object_member (answer, "problem", proctor_provider_words_describe (error));
  else
    json_object_set_null_member (answer, "problem");
  proctor_call_answer_object (proctor_model_request_get_call (trial->request), answer);
  trial_answer (trial);
}

static void
judge (ProctorModelRequest *request,
       gpointer what)
{
  ProctorModels *models = proctor_model_request_get_models (request);
  const ProctorModelSettings *settings = proctor_models_get_settings (models);
  Trial *trial = g_new0 (Trial, 1);

  trial->request = request;
  trial->judge = g_strdup (settings->address != NULL ? "openai" : "builtin");
  if (settings->address != NULL)
    trial->model = g_strdup (settings->judge_model != NULL ? settings->judge_model : settings->model);
  proctor_jury_async (proctor_models_get_provider (models), what, proctor_model_request_get_cancellable (request), voted_cb, trial);
}

static const ProctorModelRequestKind kind = { "/v1/proctor/judge", check, make_case, (GDestroyNotify) proctor_jury_case_free, judge };

/**
 * proctor_serve_judge_attach:
 * @server: a server
 * @worker: who reads what is to be judged
 * @models: who judges it
 *
 * Lets conversations be judged once more.
 */
void
proctor_serve_judge_attach (ProctorServer *server,
                            ProctorWorker *worker,
                            ProctorModels *models)
{
  proctor_model_request_attach (server, worker, models, &kind);
}
