/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-rules.h"

#include <glib/gi18n.h>

/* What the model that is built in can't judge, for it compares words and understands none. */

#define BUILT_IN "builtin"
/* A condition that quotes says which words to look for. */
#define QUOTATION "\"[^\"]*\\w[^\"]*\"|“[^”]*\\w[^”]*”|„[^“”]*\\w[^“”]*[“”]|«[^»]*\\w[^»]*»"

/* Where there is another model, it may be the one that judges. */
static gboolean
is_judged_by_words (ProctorCheckRun *run)
{
  const char *const *models = proctor_check_context_get_models (run->context);

  return models != NULL && models[0] != NULL && models[1] == NULL && g_str_equal (models[0], BUILT_IN);
}

/* A blank one has a rule of its own. */
static gboolean
lacks_words (const char *condition)
{
  return !proctor_check_is_blank (condition) && !g_regex_match_simple (QUOTATION, condition, 0, 0);
}

void
proctor_check_reply_words (ProctorCheckRun *run)
{
  if (!is_judged_by_words (run) || !lacks_words (proctor_test_get_success_condition (run->test)))
    return;
  if (g_list_model_get_n_items (proctor_test_get_success_examples (run->test)) > 0 || g_list_model_get_n_items (proctor_test_get_failure_examples (run->test)) > 0)
    return;

  proctor_check_run_add_to_test (run, PROCTOR_TEST_FIELD_SUCCESS_CONDITION,
                                 _ ("The built-in model only compares words. Quote in the condition what the reply has to say, or add an example."));
}

void
proctor_check_conditions_words (ProctorCheckRun *run)
{
  const char *const *conditions = proctor_test_get_success_conditions (run->test);

  for (guint i = 0; is_judged_by_words (run) && conditions != NULL && conditions[i] != NULL; i++)
    {
      if (lacks_words (conditions[i]))
        proctor_check_run_add_about (run, run->test, PROCTOR_TEST_FIELD_SUCCESS_CONDITIONS, i, NULL,
                                     g_strdup_printf (_ ("Success condition %u"), i + 1),
                                     g_strdup (_ ("The built-in model only compares words. Quote in the condition what the agent has to say.")));
    }
}
