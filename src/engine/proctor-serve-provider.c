/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-provider.h"

#include <string.h>

#include "proctor-openai-address.h"
#include "proctor-openai-provider.h"
#include "proctor-provider-words.h"
#include "proctor-trial.h"
#include "proctor-validation.h"

/* Where the models are. The testing API has no word for it. */

/* How long somebody who tries models waits for one answer: a model may have to be loaded first. */
#define TRIAL_SECS 90
/* How long it may take to say which models there are. */
#define LIST_SECS 20

/* A request that is being answered. */
typedef struct
{
  ProctorInquiry *inquiry;
  ProctorModels *models;
} Serving;

static Serving *
serving_new (ProctorInquiry *inquiry,
             ProctorModels *models)
{
  Serving *serving = g_new0 (Serving, 1);

  serving->inquiry = inquiry;
  serving->models = g_object_ref (models);

  return serving;
}

/* The end of it. */
static void
serving_answer (Serving *serving,
                JsonObject *answer)
{
  if (answer != NULL)
    proctor_call_answer_object (proctor_inquiry_get_call (serving->inquiry), answer);
  proctor_inquiry_answer (serving->inquiry);
  g_object_unref (serving->models);
  g_free (serving);
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

/* What is in force, and what of it no setting changes. */
static JsonObject *
describe (ProctorModels *models)
{
  const ProctorModelSettings *settings = proctor_models_get_settings (models);
  JsonObject *answer = json_object_new ();
  JsonArray *fixed = json_array_new ();

  json_object_set_string_member (answer, "kind", settings->address != NULL ? "openai" : "builtin");
  set_text (answer, "base_url", settings->address);
  set_text (answer, "model", settings->model);
  set_text (answer, "judge_model", settings->judge_model);
  set_text (answer, "simulated_user_model", settings->user_model);
  json_object_set_int_member (answer, "runs_at_a_time", proctor_models_get_runs_at_a_time (models));
  json_object_set_int_member (answer, "answer_secs", proctor_models_get_answer_secs (models));
  json_object_set_int_member (answer, "run_secs", proctor_models_get_run_secs (models));
  json_object_set_boolean_member (answer, "has_key", proctor_models_get_key (models, settings->address) != NULL);
  if (proctor_models_is_address_fixed (models))
    {
      json_array_add_string_element (fixed, "kind");
      json_array_add_string_element (fixed, "base_url");
      json_array_add_string_element (fixed, "model");
    }
  if (proctor_models_is_number_fixed (models))
    json_array_add_string_element (fixed, "runs_at_a_time");
  json_object_set_array_member (answer, "fixed", fixed);

  return answer;
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  Serving *serving = user_data;

  proctor_models_load_finish (PROCTOR_MODELS (object), result);
  serving_answer (serving, describe (serving->models));
}

static void
get_cb (ProctorInquiry *inquiry,
        gpointer user_data)
{
  proctor_models_load_async (user_data, loaded_cb, serving_new (inquiry, user_data));
}

static void
read_text (JsonObject *body,
           const char *member,
           char **text)
{
  if (json_object_has_member (body, member))
    g_set_str (text, proctor_validate_get_string (body, member));
}

static void
read_number (JsonObject *body,
             const char *member,
             guint *number)
{
  if (!json_object_has_member (body, member))
    return;

  *number = json_object_get_null_member (body, member) ? 0 : (guint) json_object_get_int_member (body, member);
}

static gboolean
check (ProctorCall *call,
       JsonObject *body)
{
  static const char *const kinds[] = { "builtin", "openai", NULL };
  const ProctorRule rules[] = {
    { "kind", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, kinds },
    { "base_url", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 1, 2000, NULL },
    { "model", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 1, 500, NULL },
    { "judge_model", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 1, 500, NULL },
    { "simulated_user_model", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 1, 500, NULL },
    { "runs_at_a_time", PROCTOR_RULE_INT, PROCTOR_RULE_NULLABLE, 1, PROCTOR_MODEL_MOST_RUNS, NULL },
    { "answer_secs", PROCTOR_RULE_INT, PROCTOR_RULE_NULLABLE, PROCTOR_MODEL_LEAST_ANSWER_SECS, PROCTOR_MODEL_MOST_ANSWER_SECS, NULL },
    { "run_secs", PROCTOR_RULE_INT, PROCTOR_RULE_NULLABLE, PROCTOR_MODEL_LEAST_RUN_SECS, PROCTOR_MODEL_MOST_RUN_SECS, NULL },
    { "key", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  };

  if (body == NULL)
    return FALSE;
  proctor_validate (call, body, "body", rules, G_N_ELEMENTS (rules));
  if (g_strcmp0 (proctor_validate_get_string (body, "kind"), "openai") == 0 && proctor_validate_get_string (body, "base_url") == NULL)
    proctor_call_add_problem (call, "missing", "Field required", "body.base_url");

  return !proctor_call_has_problems (call);
}

/* What was asked for, with what is in force where nothing was said. */
static ProctorModelSettings *
read_settings (JsonObject *body,
               const ProctorModelSettings *before)
{
  ProctorModelSettings *settings = proctor_model_settings_copy (before);
  gboolean is_builtin = g_str_equal (json_object_get_string_member (body, "kind"), "builtin");

  g_set_str (&settings->address, is_builtin ? NULL : proctor_validate_get_string (body, "base_url"));
  g_set_str (&settings->model, is_builtin ? NULL : proctor_validate_get_string (body, "model"));
  read_text (body, "judge_model", &settings->judge_model);
  read_text (body, "simulated_user_model", &settings->user_model);
  read_number (body, "runs_at_a_time", &settings->runs_at_a_time);
  read_number (body, "answer_secs", &settings->answer_secs);
  read_number (body, "run_secs", &settings->run_secs);

  return settings;
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  Serving *serving = user_data;
  g_autoptr (GError) error = NULL;

  if (proctor_models_save_finish (PROCTOR_MODELS (object), result, &error))
    {
      serving_answer (serving, describe (serving->models));
      return;
    }

  g_warning ("Where the models are could not be kept: %s", error->message);
  proctor_call_refuse (proctor_inquiry_get_call (serving->inquiry), 500, "internal_server_error", "Internal Server Error");
  serving_answer (serving, NULL);
}

static void
set_cb (ProctorInquiry *inquiry,
        gpointer user_data)
{
  ProctorModels *models = user_data;
  ProctorCall *call = proctor_inquiry_get_call (inquiry);
  JsonObject *body = proctor_call_get_object (call);
  g_autoptr (ProctorModelSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *address = NULL;

  if (check (call, body))
    {
      settings = read_settings (body, proctor_models_get_settings (models));
      if (settings->address != NULL)
        address = proctor_openai_address_parse (settings->address, FALSE, &error);
      if (error != NULL)
        proctor_call_add_problem (call, "value_error", error->message, "body.base_url");
    }

  if (proctor_call_has_problems (call))
    proctor_inquiry_answer (inquiry);
  else
    proctor_models_save_async (models, settings, saved_cb, serving_new (inquiry, models));
}

/* A key never goes near the database. */
static void
set_key_cb (ProctorInquiry *inquiry,
            gpointer user_data)
{
  const ProctorRule rules[] = {
    { "key", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED | PROCTOR_RULE_NULLABLE, 0, 0, NULL },
    { "base_url", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 1, 2000, NULL },
  };
  ProctorCall *call = proctor_inquiry_get_call (inquiry);
  JsonObject *body = proctor_call_get_object (call);

  if (body != NULL)
    proctor_validate (call, body, "body", rules, G_N_ELEMENTS (rules));
  if (!proctor_call_has_problems (call))
    {
      proctor_models_set_key (user_data, proctor_validate_get_string (body, "key"), proctor_validate_get_string (body, "base_url"));
      proctor_call_answer_nothing (call, 204);
    }
  proctor_inquiry_answer (inquiry);
}

/* Whom it is about is not kept anywhere. A key that isn't given is the one that is in force, and
 * goes only where that may go. */
static ProctorOpenaiProvider *
make_provider (ProctorModels *models,
               JsonObject *body,
               const ProctorModelSettings *settings,
               GError **error)
{
  const char *key = proctor_validate_get_string (body, "key");
  ProctorOpenaiProvider *provider;

  if (!json_object_has_member (body, "key"))
    key = proctor_models_get_key (models, settings->address);
  provider = proctor_openai_provider_new (settings->address, key, settings->model, 1, error);
  if (provider == NULL)
    return NULL;

  proctor_openai_provider_set_roles (provider, settings->judge_model, settings->user_model);
  proctor_openai_provider_set_hasty (provider, TRUE);

  return provider;
}

static JsonObject *
describe_names (char **names,
                const GError *error)
{
  JsonObject *answer = json_object_new ();
  JsonArray *array = json_array_new ();

  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    json_array_add_string_element (array, names[i]);
  json_object_set_array_member (answer, "models", array);
  if (error != NULL)
    json_object_set_object_member (answer, "problem", proctor_provider_words_describe (error));
  else
    json_object_set_null_member (answer, "problem");

  return answer;
}

static void
listed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = proctor_openai_provider_list_models_finish (PROCTOR_OPENAI_PROVIDER (object), result, &error);

  serving_answer (user_data, describe_names (names, error));
}

static void
list_cb (ProctorInquiry *inquiry,
         gpointer user_data)
{
  ProctorCall *call = proctor_inquiry_get_call (inquiry);
  JsonObject *body = proctor_call_get_object (call);
  g_autoptr (ProctorModelSettings) settings = check (call, body) ? read_settings (body, proctor_models_get_settings (user_data)) : NULL;
  const char *const builtin[] = { "builtin", NULL };
  g_autoptr (ProctorOpenaiProvider) provider = NULL;
  g_autoptr (GError) error = NULL;

  if (settings == NULL)
    {
      proctor_inquiry_answer (inquiry);
      return;
    }
  if (settings->address == NULL)
    {
      serving_answer (serving_new (inquiry, user_data), describe_names ((char **) builtin, NULL));
      return;
    }

  provider = make_provider (user_data, body, settings, &error);
  if (provider == NULL)
    {
      serving_answer (serving_new (inquiry, user_data), describe_names (NULL, error));
      return;
    }
  proctor_openai_provider_set_timeout (provider, LIST_SECS);
  proctor_openai_provider_list_models_async (provider, proctor_inquiry_get_cancellable (inquiry), listed_cb, serving_new (inquiry, user_data));
}

static void
tried_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  serving_answer (user_data, proctor_trial_run_finish (result));
}

static void
test_cb (ProctorInquiry *inquiry,
         gpointer user_data)
{
  ProctorCall *call = proctor_inquiry_get_call (inquiry);
  JsonObject *body = proctor_call_get_object (call);
  g_autoptr (ProctorModelSettings) settings = check (call, body) ? read_settings (body, proctor_models_get_settings (user_data)) : NULL;
  g_autoptr (ProctorOpenaiProvider) provider = NULL;
  g_autoptr (GError) error = NULL;

  if (settings == NULL)
    {
      proctor_inquiry_answer (inquiry);
      return;
    }
  if (settings->address == NULL)
    {
      serving_answer (serving_new (inquiry, user_data), proctor_trial_describe_builtin ());
      return;
    }

  provider = make_provider (user_data, body, settings, &error);
  if (provider == NULL)
    {
      serving_answer (serving_new (inquiry, user_data), proctor_trial_describe_impossible (error));
      return;
    }
  proctor_openai_provider_set_timeout (provider, TRIAL_SECS);
  proctor_trial_run_async (provider, settings, proctor_inquiry_get_cancellable (inquiry), tried_cb, serving_new (inquiry, user_data));
}

/**
 * proctor_serve_provider_attach:
 * @server: a server
 * @models: the models, which have to last as long
 *
 * Has the server answer what is asked of where the models are.
 */
void
proctor_serve_provider_attach (ProctorServer *server,
                               ProctorModels *models)
{
  proctor_server_add_handler (server, "GET", "/v1/proctor/provider", get_cb, models);
  proctor_server_add_handler (server, "PUT", "/v1/proctor/provider", set_cb, models);
  proctor_server_add_handler (server, "PUT", "/v1/proctor/provider/key", set_key_cb, models);
  proctor_server_add_handler (server, "POST", "/v1/proctor/provider/models", list_cb, models);
  proctor_server_add_handler (server, "POST", "/v1/proctor/provider/test", test_cb, models);
}
