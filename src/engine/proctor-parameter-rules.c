/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-parameter-rules.h"

#include "proctor-pattern.h"
#include "proctor-validation.h"

static const char *const kinds[] = { "llm", "regex", "exact", "anything", NULL };

static const ProctorRule parameter_rules[] = {
  { "path", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "eval", PROCTOR_RULE_OBJECT, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
};

static const ProctorRule kind_rules[] = {
  { "type", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, kinds },
};

/* What each kind of evaluation needs. */
static const struct
{
  const char *kind;
  ProctorRule rule;
} evaluations[] = {
  { "llm", { "description", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL } },
  { "regex", { "pattern", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL } },
  { "exact", { "expected_value", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL } },
};

static void
check_pattern (ProctorCall *call,
               const char *pattern,
               const char *path)
{
  g_autofree char *place = NULL;

  if (proctor_pattern_check (pattern, NULL))
    return;

  place = g_strconcat (path, ".pattern", NULL);
  proctor_call_add_problem (call, "value_error", "Value error, invalid regex pattern", place);
}

static void
check_evaluation (ProctorCall *call,
                  JsonObject *evaluation,
                  const char *path)
{
  const char *kind = proctor_validate_get_string (evaluation, "type");
  const char *pattern = proctor_validate_get_string (evaluation, "pattern");

  proctor_validate (call, evaluation, path, kind_rules, G_N_ELEMENTS (kind_rules));
  for (gsize i = 0; i < G_N_ELEMENTS (evaluations); i++)
    {
      if (g_strcmp0 (kind, evaluations[i].kind) == 0)
        proctor_validate (call, evaluation, path, &evaluations[i].rule, 1);
    }
  if (g_strcmp0 (kind, "regex") == 0 && pattern != NULL)
    check_pattern (call, pattern, path);
}

/**
 * proctor_parameter_rules_check:
 * @call: a call
 * @parameters: parameters of a tool and how they are judged
 * @path: where they are
 *
 * Notes what is wrong with them.
 */
void
proctor_parameter_rules_check (ProctorCall *call,
                               JsonArray *parameters,
                               const char *path)
{
  proctor_validate_list (call, parameters, path, parameter_rules, G_N_ELEMENTS (parameter_rules));
  for (guint i = 0; i < json_array_get_length (parameters); i++)
    {
      g_autofree char *place = g_strdup_printf ("%s.%u.eval", path, i);
      JsonNode *parameter = json_array_get_element (parameters, i);
      JsonObject *evaluation = JSON_NODE_HOLDS_OBJECT (parameter) ? proctor_validate_get_object (json_node_get_object (parameter), "eval") : NULL;

      if (evaluation != NULL)
        check_evaluation (call, evaluation, place);
    }
}
