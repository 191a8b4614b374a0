/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-provider.h"

#include "proctor-model-settings.h"
#include "proctor-validation.h"

/* Where the models are. The testing API has no word for it. */

static void
answer_settings (ProctorCall *call,
                 const ProctorModelSettings *settings)
{
  JsonObject *answer = json_object_new ();

  json_object_set_string_member (answer, "kind", settings->address != NULL ? "openai" : "builtin");
  if (settings->address != NULL)
    json_object_set_string_member (answer, "base_url", settings->address);
  else
    json_object_set_null_member (answer, "base_url");
  if (settings->model != NULL)
    json_object_set_string_member (answer, "model", settings->model);
  else
    json_object_set_null_member (answer, "model");
  proctor_call_answer_object (call, answer);
}

void
proctor_serve_provider_get (ProctorCall *call)
{
  ProctorModelSettings *settings = proctor_model_settings_read (call->database, NULL, NULL);

  answer_settings (call, settings);
  proctor_model_settings_free (settings);
}

void
proctor_serve_provider_set (ProctorCall *call)
{
  static const char *const kinds[] = { "builtin", "openai", NULL };
  const ProctorRule rules[] = {
    { "kind", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, kinds },
    { "base_url", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 1, 2000, NULL },
    { "model", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 1, 500, NULL },
  };
  JsonObject *body = proctor_call_get_object (call);
  gboolean is_builtin = g_strcmp0 (proctor_validate_get_string (body, "kind"), "builtin") == 0;
  const char *address = proctor_validate_get_string (body, "base_url");
  ProctorModelSettings *settings;

  if (body == NULL)
    return;
  proctor_validate (call, body, "body", rules, G_N_ELEMENTS (rules));
  if (!is_builtin && address == NULL)
    proctor_call_add_problem (call, "missing", "Field required", "body.base_url");
  if (proctor_call_has_problems (call))
    return;

  settings = proctor_model_settings_new (is_builtin ? NULL : address, is_builtin ? NULL : proctor_validate_get_string (body, "model"));
  proctor_model_settings_write (call->database, settings);
  answer_settings (call, settings);
  proctor_model_settings_free (settings);
}
