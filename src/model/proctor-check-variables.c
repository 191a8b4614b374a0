/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-rules.h"
#include "proctor-multivoice-message.h"
#include "proctor-variable.h"
#include "proctor-voice-part.h"

#include <glib/gi18n.h>
#include <string.h>

/* Dynamic variables, and the placeholders in texts that stand for them. */

/* What the service knows by itself. */
#define SYSTEM "system__"
#define SYSTEM_ENVIRONMENT "system_env__"
#define ENVIRONMENT_OF_SYSTEM "system__env_"

/* A placeholder in a text of the test: it is called for every one. */
typedef void (*PlaceholderFunc) (ProctorCheckRun *run,
                                 const char *name,
                                 gpointer record,
                                 guint field,
                                 guint index,
                                 const char *where,
                                 gpointer data);

typedef struct
{
  ProctorCheckRun *run;
  PlaceholderFunc func;
  gpointer data;
} Reader;

static gboolean
begins_name (char c)
{
  return g_ascii_isalpha (c) || c == '_';
}

static gboolean
goes_on_name (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '.' || c == '-';
}

static const char *
skip_blank (const char *p)
{
  while (g_ascii_isspace (*p))
    p++;

  return p;
}

/* Placeholders look like {{name}} or {{ name }}. Other things in braces are left alone. */
static char *
find_placeholder (const char **text)
{
  const char *p = *text;

  while ((p = strstr (p, "{{")) != NULL)
    {
      const char *begin = skip_blank (p + 2);
      const char *end = begin;

      while (goes_on_name (*end))
        end++;
      p++;
      if (!begins_name (*begin) || !g_str_has_prefix (skip_blank (end), "}}"))
        continue;

      *text = skip_blank (end) + 2;
      return g_strndup (begin, (gsize) (end - begin));
    }

  *text = "";

  return NULL;
}

static void
read_text (const Reader *reader,
           const char *text,
           gpointer record,
           guint field,
           guint index,
           const char *where)
{
  while (text != NULL && *text != '\0')
    {
      g_autofree char *name = find_placeholder (&text);

      if (name != NULL)
        reader->func (reader->run, name, record, field, index, where, reader->data);
    }
}

static void
read_turn (const Reader *reader,
           ProctorTurn *turn,
           guint position)
{
  ProctorMultivoiceMessage *voices = proctor_turn_get_multivoice_message (turn);
  GListModel *parts = voices != NULL ? proctor_multivoice_message_get_parts (voices) : NULL;
  g_autofree char *where = proctor_check_dup_turn (position);

  read_text (reader, proctor_turn_get_message (turn), turn, PROCTOR_TURN_FIELD_MESSAGE, PROCTOR_FINDING_WHOLE, where);
  for (guint i = 0; parts != NULL && i < g_list_model_get_n_items (parts); i++)
    {
      g_autoptr (ProctorVoicePart) part = proctor_check_dup_item (parts, i, PROCTOR_TYPE_VOICE_PART);

      if (part != NULL)
        read_text (reader, proctor_voice_part_get_text (part), part, PROCTOR_VOICE_PART_FIELD_TEXT, PROCTOR_FINDING_WHOLE, where);
    }
}

static void
read_conditions (const Reader *reader)
{
  ProctorTest *test = reader->run->test;
  const char *const *conditions = proctor_test_get_success_conditions (test);

  read_text (reader, proctor_test_get_success_condition (test), test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION, PROCTOR_FINDING_WHOLE, _ ("Success condition"));
  for (guint i = 0; conditions != NULL && conditions[i] != NULL; i++)
    {
      g_autofree char *where = g_strdup_printf (_ ("Success condition %u"), i + 1);

      read_text (reader, conditions[i], test, PROCTOR_TEST_FIELD_SUCCESS_CONDITIONS, i, where);
    }
}

/* All texts of the test in which a placeholder may stand. */
static void
each_placeholder (ProctorCheckRun *run,
                  PlaceholderFunc func,
                  gpointer data)
{
  const Reader reader = { run, func, data };
  GListModel *turns = proctor_test_get_chat_history (run->test);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorTurn) turn = proctor_check_dup_item (turns, i, PROCTOR_TYPE_TURN);

      if (turn != NULL)
        read_turn (&reader, turn, i);
    }
  read_text (&reader, proctor_test_get_simulation_scenario (run->test), run->test, PROCTOR_TEST_FIELD_SIMULATION_SCENARIO, PROCTOR_FINDING_WHOLE, _ ("Scenario"));
  read_conditions (&reader);
}

static gboolean
has_variable (ProctorCheckRun *run,
              const char *name)
{
  GListModel *variables = proctor_test_get_dynamic_variables (run->test);

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (ProctorVariable) variable = proctor_check_dup_item (variables, i, PROCTOR_TYPE_VARIABLE);

      if (variable != NULL && g_strcmp0 (proctor_variable_get_key (variable), name) == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_system (const char *name)
{
  return g_str_has_prefix (name, SYSTEM) || g_str_has_prefix (name, SYSTEM_ENVIRONMENT);
}

/* A name is told of once, where it is first met. */
static gboolean
is_first (GHashTable *met,
          const char *name)
{
  return g_hash_table_add (met, g_strdup (name));
}

static void
check_unknown (ProctorCheckRun *run,
               const char *name,
               gpointer record,
               guint field,
               guint index,
               const char *where,
               gpointer met)
{
  const char *const *agent = proctor_check_context_get_agent_variables (run->context);

  if (is_system (name) || has_variable (run, name) || g_strv_contains (agent, name) || !is_first (met, name))
    return;

  proctor_check_run_add_about (run, record, field, index, name, g_strdup (where),
                               g_strdup_printf (_ ("There is no value for {{%s}}, neither in the test nor in the agent."), name));
}

void
proctor_check_placeholder_unknown (ProctorCheckRun *run)
{
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (proctor_check_context_get_agent_variables (run->context) != NULL)
    each_placeholder (run, check_unknown, met);
}

static void
check_of_agent (ProctorCheckRun *run,
                const char *name,
                gpointer record,
                guint field,
                guint index,
                const char *where,
                gpointer met)
{
  if (is_system (name) || has_variable (run, name) || !is_first (met, name))
    return;

  proctor_check_run_add_about (run, record, field, index, name, g_strdup (where),
                               g_strdup_printf (_ ("The test has no value for {{%s}}, so the agent has to have one."), name));
}

void
proctor_check_placeholder_of_agent (ProctorCheckRun *run)
{
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (proctor_check_context_get_agent_variables (run->context) == NULL)
    each_placeholder (run, check_of_agent, met);
}

static void
check_environment (ProctorCheckRun *run,
                   const char *name,
                   gpointer record,
                   guint field,
                   guint index,
                   const char *where,
                   gpointer met)
{
  const char *const *labels = proctor_check_context_get_environment_labels (run->context);
  const char *label = NULL;

  if (g_str_has_prefix (name, SYSTEM_ENVIRONMENT))
    label = name + strlen (SYSTEM_ENVIRONMENT);
  else if (g_str_has_prefix (name, ENVIRONMENT_OF_SYSTEM))
    label = name + strlen (ENVIRONMENT_OF_SYSTEM);
  if (label == NULL || g_strv_contains (labels, label) || !is_first (met, name))
    return;

  proctor_check_run_add_about (run, record, field, index, name, g_strdup (where),
                               g_strdup_printf (_ ("The workspace has no environment variable “%s”."), label));
}

void
proctor_check_placeholder_environment (ProctorCheckRun *run)
{
  g_autoptr (GHashTable) met = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (proctor_check_context_get_environment_labels (run->context) != NULL)
    each_placeholder (run, check_environment, met);
}

static gboolean
is_name (const char *name)
{
  if (!begins_name (*name))
    return FALSE;

  while (goes_on_name (*name))
    name++;

  return *name == '\0';
}

static char *
dup_variable (const char *name)
{
  return g_strdup_printf (_ ("Variable %s"), name);
}

void
proctor_check_variable_name (ProctorCheckRun *run)
{
  GListModel *variables = proctor_test_get_dynamic_variables (run->test);

  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (ProctorVariable) variable = proctor_check_dup_item (variables, i, PROCTOR_TYPE_VARIABLE);
      const char *name = variable != NULL ? proctor_variable_get_key (variable) : NULL;

      if (variable == NULL || (name != NULL && is_name (name)))
        continue;

      if (proctor_check_is_blank (name))
        proctor_check_run_add (run, variable, PROCTOR_VARIABLE_FIELD_KEY, g_strdup_printf (_ ("Variable %u"), i + 1), g_strdup (_ ("The variable has no name.")));
      else
        proctor_check_run_add (run, variable, PROCTOR_VARIABLE_FIELD_KEY, dup_variable (name),
                               g_strdup_printf (_ ("No placeholder can stand for “%s”: a name has only letters, digits, “_”, “.” and “-”."), name));
    }
}

static void
note_used (ProctorCheckRun *run,
           const char *name,
           gpointer record,
           guint field,
           guint index,
           const char *where,
           gpointer used)
{
  g_hash_table_add (used, g_strdup (name));
}

/* The agent's own texts use most of them, so these have to be known. */
void
proctor_check_variable_unused (ProctorCheckRun *run)
{
  GListModel *variables = proctor_test_get_dynamic_variables (run->test);
  const char *const *agent = proctor_check_context_get_agent_variables (run->context);
  const char *const *placeholders = proctor_check_context_get_agent_placeholders (run->context);
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (agent == NULL || placeholders == NULL || g_list_model_get_n_items (variables) == 0)
    return;

  each_placeholder (run, note_used, used);
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (ProctorVariable) variable = proctor_check_dup_item (variables, i, PROCTOR_TYPE_VARIABLE);
      const char *name = variable != NULL ? proctor_variable_get_key (variable) : NULL;

      if (name == NULL || is_system (name) || g_hash_table_contains (used, name) || g_strv_contains (agent, name) || g_strv_contains (placeholders, name))
        continue;

      proctor_check_run_add (run, variable, PROCTOR_VARIABLE_FIELD_KEY, dup_variable (name),
                             g_strdup_printf (_ ("Neither the test nor the agent uses the variable “%s”."), name));
    }
}

void
proctor_check_variable_missing (ProctorCheckRun *run)
{
  const char *const *agent = proctor_check_context_get_agent_variables (run->context);
  const char *const *placeholders = proctor_check_context_get_agent_placeholders (run->context);

  for (guint i = 0; agent != NULL && placeholders != NULL && placeholders[i] != NULL; i++)
    {
      const char *name = placeholders[i];

      if (is_system (name) || has_variable (run, name) || g_strv_contains (agent, name))
        continue;

      proctor_check_run_add_about (run, run->test, PROCTOR_TEST_FIELD_DYNAMIC_VARIABLES, PROCTOR_FINDING_WHOLE, name, NULL,
                                   g_strdup_printf (_ ("The agent needs a value for {{%s}}, and neither the test nor the agent has one."), name));
    }
}

static void
check_environment_name (ProctorCheckRun *run,
                        guint field)
{
  const char *const *environments = proctor_check_context_get_environments (run->context);
  const char *name = proctor_record_get_string (PROCTOR_RECORD (run->test), field);

  if (environments == NULL || proctor_check_is_blank (name) || g_strv_contains (environments, name))
    return;

  proctor_check_run_add (run, run->test, field, NULL, g_strdup_printf (_ ("The workspace has no environment “%s”."), name));
}

void
proctor_check_environment_unknown (ProctorCheckRun *run)
{
  check_environment_name (run, PROCTOR_TEST_FIELD_ENVIRONMENT);
  if (run->kind == PROCTOR_TEST_KIND_SIMULATION)
    check_environment_name (run, PROCTOR_TEST_FIELD_SIMULATION_ENVIRONMENT);
}
