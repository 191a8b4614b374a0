/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-rules.h"
#include "proctor-example.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the agent's next reply is judged by. */

#define MOST_EXAMPLES 5
/* A condition that says so is about what the agent does, and not about what it says. */
#define SPEAKS_OF_TOOLS "\\b(?:call(?:s|ed|ing)?|invok(?:e|es|ed|ing)|trigger(?:s|ed|ing)?|us(?:e|es|ed|ing))\\b[^.!?\\n]{0,60}\\b(?:tool|function|webhook)s?\\b|\\btool calls?\\b"

typedef void (*ExampleFunc) (ProctorCheckRun *run,
                             ProctorExample *example,
                             char *where);

static void
each_example (ProctorCheckRun *run,
              ExampleFunc func)
{
  GListModel *successes = proctor_test_get_success_examples (run->test);
  GListModel *failures = proctor_test_get_failure_examples (run->test);

  for (guint i = 0; i < g_list_model_get_n_items (successes); i++)
    {
      g_autoptr (ProctorExample) example = proctor_check_dup_item (successes, i, PROCTOR_TYPE_EXAMPLE);

      if (example != NULL)
        func (run, example, g_strdup_printf (_ ("Success example %u"), i + 1));
    }
  for (guint i = 0; i < g_list_model_get_n_items (failures); i++)
    {
      g_autoptr (ProctorExample) example = proctor_check_dup_item (failures, i, PROCTOR_TYPE_EXAMPLE);

      if (example != NULL)
        func (run, example, g_strdup_printf (_ ("Failure example %u"), i + 1));
    }
}

void
proctor_check_condition_blank (ProctorCheckRun *run)
{
  if (proctor_check_is_blank (proctor_test_get_success_condition (run->test)))
    proctor_check_run_add_to_test (run, PROCTOR_TEST_FIELD_SUCCESS_CONDITION, _ ("There is no success condition, so nobody could say whether the reply is good."));
}

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* A tool's name counts only as a word of its own, and only if it could be no ordinary word. */
static gboolean
names_tool (ProctorCheckRun *run,
            const char *condition)
{
  const char *p = condition;

  while (*p != '\0')
    {
      g_autofree char *word = NULL;
      const char *end = p;

      while (is_word (*end))
        end++;
      if (end == p)
        {
          p++;
          continue;
        }

      word = g_strndup (p, (gsize) (end - p));
      if (strchr (word, '_') != NULL && proctor_check_context_find_tool_by_name (run->context, word) != NULL)
        return TRUE;
      p = end;
    }

  return FALSE;
}

void
proctor_check_condition_of_tool (ProctorCheckRun *run)
{
  const char *condition = proctor_test_get_success_condition (run->test);

  if (condition == NULL || (!names_tool (run, condition) && !g_regex_match_simple (SPEAKS_OF_TOOLS, condition, G_REGEX_CASELESS, 0)))
    return;

  proctor_check_run_add_to_test (run, PROCTOR_TEST_FIELD_SUCCESS_CONDITION,
                                 _ ("The condition speaks of a tool. A next reply test sees only what the agent says; a tool test checks what it calls."));
}

void
proctor_check_examples_too_many (ProctorCheckRun *run)
{
  guint n_successes = g_list_model_get_n_items (proctor_test_get_success_examples (run->test));
  guint n_failures = g_list_model_get_n_items (proctor_test_get_failure_examples (run->test));

  if (n_successes > MOST_EXAMPLES)
    proctor_check_run_add (run, run->test, PROCTOR_TEST_FIELD_SUCCESS_EXAMPLES, NULL,
                           g_strdup_printf (_ ("There are %u success examples. A test can have %u at most."), n_successes, MOST_EXAMPLES));
  if (n_failures > MOST_EXAMPLES)
    proctor_check_run_add (run, run->test, PROCTOR_TEST_FIELD_FAILURE_EXAMPLES, NULL,
                           g_strdup_printf (_ ("There are %u failure examples. A test can have %u at most."), n_failures, MOST_EXAMPLES));
}

static void
check_blank (ProctorCheckRun *run,
             ProctorExample *example,
             char *where)
{
  g_autofree char *own_where = where;

  if (proctor_check_is_blank (proctor_example_get_response (example)))
    proctor_check_run_add (run, example, PROCTOR_EXAMPLE_FIELD_RESPONSE, g_steal_pointer (&own_where), g_strdup (_ ("The example is blank.")));
}

void
proctor_check_example_blank (ProctorCheckRun *run)
{
  each_example (run, check_blank);
}

static char *
fold (ProctorExample *example)
{
  const char *response = proctor_example_get_response (example);

  return g_strstrip (g_strdup (response != NULL ? response : ""));
}

void
proctor_check_example_twice (ProctorCheckRun *run)
{
  GListModel *successes = proctor_test_get_success_examples (run->test);
  GListModel *failures = proctor_test_get_failure_examples (run->test);
  g_autoptr (GHashTable) good = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (successes); i++)
    {
      g_autoptr (ProctorExample) example = proctor_check_dup_item (successes, i, PROCTOR_TYPE_EXAMPLE);

      if (example != NULL)
        g_hash_table_add (good, fold (example));
    }
  for (guint i = 0; i < g_list_model_get_n_items (failures); i++)
    {
      g_autoptr (ProctorExample) example = proctor_check_dup_item (failures, i, PROCTOR_TYPE_EXAMPLE);
      g_autofree char *text = example != NULL ? fold (example) : NULL;

      if (text != NULL && *text != '\0' && g_hash_table_contains (good, text))
        proctor_check_run_add (run, example, PROCTOR_EXAMPLE_FIELD_RESPONSE, g_strdup_printf (_ ("Failure example %u"), i + 1),
                               g_strdup (_ ("The same reply is a success example too.")));
    }
}
