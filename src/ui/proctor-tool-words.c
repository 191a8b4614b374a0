/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tool-words.h"

#include "proctor-facts.h"
#include "proctor-json-text.h"
#include "proctor-markdown.h"
#include "proctor-turn-words.h"
#include "proctor-variable-update.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a person is told of a tool that was called, and of what it answered. */

/* So much of the parameters stands beside the name. */
#define MOST_SUMMARY 140

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

const char *
proctor_tool_words_get_name (ProctorToolCall *call,
                             ProctorToolResult *result)
{
  const char *name = call != NULL ? proctor_tool_call_get_tool_name (call) : NULL;

  if (!is_said (name) && result != NULL)
    name = proctor_tool_result_get_tool_name (result);

  return is_said (name) ? name : _ ("Tool");
}

static gboolean
is_in_test_mode (ProctorToolResult *result)
{
  ProctorToolResultDetails *details = proctor_tool_result_get_result (result);
  const char *kind = details != NULL ? proctor_tool_result_details_get_result_type (details) : NULL;
  const char *value = proctor_tool_result_get_result_value (result);

  return g_strcmp0 (kind, "testing_tool_result") == 0 || (value != NULL && strlen (value) < 1024 && strstr (value, "\"testing_tool_result\"") != NULL);
}

gboolean
proctor_tool_words_is_error (ProctorToolResult *result)
{
  ProctorToolResultDetails *details = result != NULL ? proctor_tool_result_get_result (result) : NULL;
  const char *kind = details != NULL ? proctor_tool_result_details_get_result_type (details) : NULL;

  return result != NULL && (proctor_tool_result_get_is_error (result) || (kind != NULL && g_str_has_suffix (kind, "_error")));
}

typedef struct
{
  const char *result_type;
  const char *sentence;
} System;

static const System systems[] = {
  { "dummy", N_ ("Did nothing") },
  { "end_call_success", N_ ("Ended the call") },
  { "end_procedure_error", N_ ("Could not end a procedure") },
  { "end_procedure_success", N_ ("Ended a procedure") },
  { "knowledge_base_rag_success", N_ ("Looked something up in the knowledge base") },
  { "knowledge_base_success", N_ ("Looked something up in the knowledge base") },
  { "language_detection_success", N_ ("Changed the language") },
  { "play_dtmf_error", N_ ("Could not play dial tones") },
  { "play_dtmf_success", N_ ("Played dial tones") },
  { "skip_turn_success", N_ ("Said nothing and waited for the user") },
  { "start_procedure_error", N_ ("Could not start a procedure") },
  { "start_procedure_success", N_ ("Started a procedure") },
  { "testing_tool_result", N_ ("Was not executed: only whether it is called was tested") },
  { "transfer_to_agent_error", N_ ("Could not hand over to another agent") },
  { "transfer_to_agent_success", N_ ("Handed over to another agent") },
  { "transfer_to_number_error", N_ ("Could not hand over to a telephone number") },
  { "transfer_to_number_exotel_success", N_ ("Handed over to a telephone number") },
  { "transfer_to_number_sip_success", N_ ("Handed over to a telephone number") },
  { "transfer_to_number_twilio_success", N_ ("Handed over to a telephone number") },
  { "voicemail_detection_success", N_ ("Found that a voicemail answers") },
};

/* What the sentence is about: a number, an agent, a language. */
static const char *
get_object (ProctorToolResultDetails *details)
{
  const char *const words[] = {
    proctor_tool_result_details_get_transfer_number (details),
    proctor_tool_result_details_get_to_agent (details),
    proctor_tool_result_details_get_to_node (details),
    proctor_tool_result_details_get_language (details),
    proctor_tool_result_details_get_dtmf_tones (details),
    proctor_tool_result_details_get_procedure_name (details),
    proctor_tool_result_details_get_procedure_id (details),
    proctor_tool_result_details_get_voicemail_message (details),
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_said (words[i]))
      return words[i];

  return NULL;
}

static const char *
get_reason (ProctorToolResultDetails *details)
{
  const char *const words[] = {
    proctor_tool_result_details_get_reason (details),
    proctor_tool_result_details_get_error (details),
    proctor_tool_result_details_get_condition (details),
    proctor_tool_result_details_get_message (details),
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (is_said (words[i]))
      return words[i];

  return NULL;
}

/**
 * proctor_tool_words_dup_system:
 * @result: what a tool answered
 *
 * Returns: (transfer full) (nullable): what a tool of the service itself did, as a person would say it; %NULL if it is
 *   no such tool
 */
char *
proctor_tool_words_dup_system (ProctorToolResult *result)
{
  ProctorToolResultDetails *details = result != NULL ? proctor_tool_result_get_result (result) : NULL;
  const char *kind = details != NULL ? proctor_tool_result_details_get_result_type (details) : NULL;
  const char *object, *reason;
  GString *text;

  if (!is_said (kind))
    return NULL;

  text = g_string_new (NULL);
  for (guint i = 0; i < G_N_ELEMENTS (systems) && text->len == 0; i++)
    if (g_str_equal (systems[i].result_type, kind))
      g_string_append (text, _ (systems[i].sentence));
  if (text->len == 0)
    g_string_append (text, kind);
  object = get_object (details);
  reason = get_reason (details);
  if (object != NULL)
    /* Translators: whom or what the sentence before it is about. */
    g_string_append_printf (text, _ (" (%s)"), object);
  if (reason != NULL && strcmp (kind, "testing_tool_result") != 0)
    /* Translators: why something was done, after what was done. */
    g_string_append_printf (text, _ (": %s"), reason);

  return g_string_free_and_steal (text);
}

/* One line of JSON, without the outer brackets. */
static char *
dup_line (const char *json)
{
  g_autoptr (GString) line = g_string_new (NULL);
  const char *p = json;
  gboolean is_object;
  gboolean is_cut;

  while (g_ascii_isspace (*p))
    p++;
  is_object = *p == '{';
  p += is_object ? 1 : 0;
  for (; *p != '\0' && line->len < MOST_SUMMARY; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || proctor_markdown_is_odd (c))
        {
          if (line->len > 0 && line->str[line->len - 1] != ' ')
            g_string_append_c (line, ' ');
        }
      else
        g_string_append_unichar (line, c);
    }
  is_cut = *p != '\0';
  g_strchomp (line->str);
  line->len = strlen (line->str);
  if (!is_cut && is_object && line->len > 0 && line->str[line->len - 1] == '}')
    g_string_truncate (line, line->len - 1);
  if (is_cut)
    g_string_append (line, "…");

  return g_string_free_and_steal (g_steal_pointer (&line));
}

/**
 * proctor_tool_words_dup_summary:
 * @call: (nullable): a call
 * @result: (nullable): what was answered
 *
 * Returns: (transfer full): a line that tells one call from another
 */
char *
proctor_tool_words_dup_summary (ProctorToolCall *call,
                                ProctorToolResult *result)
{
  char *system = proctor_tool_words_dup_system (result);
  const char *parameters = call != NULL ? proctor_tool_call_get_params_as_json (call) : NULL;

  if (system != NULL)
    return system;
  if (is_said (parameters))
    return dup_line (parameters);
  if (result != NULL && is_said (proctor_tool_result_get_result_value (result)))
    return dup_line (proctor_tool_result_get_result_value (result));

  return g_strdup ("");
}

static void
add_state_chips (GPtrArray *chips,
                 ProctorToolCall *call,
                 ProctorToolResult *result,
                 gboolean is_mocked)
{
  const char *value = result != NULL ? proctor_tool_result_get_result_value (result) : NULL;
  const char *error_type = result != NULL ? proctor_tool_result_get_error_type (result) : NULL;
  gboolean was_called = call == NULL ? proctor_tool_result_get_tool_has_been_called (result) : proctor_tool_call_get_tool_has_been_called (call);

  if (result != NULL && proctor_tool_result_get_is_blocked (result))
    proctor_turn_words_add_chip (chips, g_strdup (_ ("Blocked")), "error");
  if (value != NULL && strstr (value, "no mock matched") != NULL)
    proctor_turn_words_add_chip (chips, g_strdup (_ ("No Mock Matched")), "error");
  if (proctor_tool_words_is_error (result))
    proctor_turn_words_add_chip (chips, is_said (error_type) ? g_strdup_printf (_ ("Error: %s"), error_type) : g_strdup (_ ("Error")), "error");
  if (result != NULL && is_in_test_mode (result))
    proctor_turn_words_add_chip (chips, g_strdup (_ ("Not Executed")), NULL);
  else if (is_mocked)
    proctor_turn_words_add_chip (chips, g_strdup (_ ("Mocked")), NULL);
  else if (!was_called)
    proctor_turn_words_add_chip (chips, g_strdup (_ ("Not Executed")), NULL);
  if (result == NULL)
    proctor_turn_words_add_chip (chips, g_strdup (_ ("No Answer")), "warning");
}

/**
 * proctor_tool_words_dup_chips:
 * @call: (nullable): a call
 * @result: (nullable): what was answered
 * @is_mocked: whether the test answered in the tool's place
 *
 * Returns: (transfer full) (element-type ProctorTurnChip): what became of the call
 */
GPtrArray *
proctor_tool_words_dup_chips (ProctorToolCall *call,
                              ProctorToolResult *result,
                              gboolean is_mocked)
{
  GPtrArray *chips = proctor_turn_words_new_chips ();
  const char *kind = call != NULL ? proctor_tool_call_get_kind (call) : proctor_tool_result_get_kind (result);
  guint n_updates = result != NULL ? g_list_model_get_n_items (proctor_tool_result_get_dynamic_variable_updates (result)) : 0;

  add_state_chips (chips, call, result, is_mocked);
  if (n_updates > 0)
    proctor_turn_words_add_chip (chips, g_strdup_printf (ngettext ("%u variable set", "%u variables set", n_updates), n_updates), NULL);
  if (is_said (kind))
    proctor_turn_words_add_chip (chips, g_strdup (kind), NULL);
  if (result != NULL && proctor_tool_result_get_tool_latency_secs (result) > 0)
    proctor_turn_words_add_chip (chips, proctor_turn_words_dup_seconds (proctor_tool_result_get_tool_latency_secs (result)), NULL);

  return chips;
}

/**
 * proctor_tool_words_dup_call_facts:
 * @call: a call
 *
 * Returns: (transfer full) (element-type ProctorFact): how it was called, beside its parameters
 */
GPtrArray *
proctor_tool_words_dup_call_facts (ProctorToolCall *call)
{
  GPtrArray *facts = proctor_facts_new ();

  proctor_facts_add_record (facts, 0, call,
                            PROCTOR_FACTS_BIT (PROCTOR_TOOL_CALL_FIELD_TOOL_NAME) | PROCTOR_FACTS_BIT (PROCTOR_TOOL_CALL_FIELD_PARAMS_AS_JSON) | PROCTOR_FACTS_BIT (PROCTOR_TOOL_CALL_FIELD_TOOL_HAS_BEEN_CALLED));

  return facts;
}

/* What is said of the whole result isn't said again of each. */
static guint64
get_said (ProctorVariableUpdate *update,
          ProctorToolResult *result)
{
  guint64 said = PROCTOR_FACTS_BIT (PROCTOR_VARIABLE_UPDATE_FIELD_VARIABLE_NAME) | PROCTOR_FACTS_BIT (PROCTOR_VARIABLE_UPDATE_FIELD_OLD_VALUE) | PROCTOR_FACTS_BIT (PROCTOR_VARIABLE_UPDATE_FIELD_NEW_VALUE) | PROCTOR_FACTS_BIT (PROCTOR_VARIABLE_UPDATE_FIELD_UPDATED_AT);

  if (g_strcmp0 (proctor_variable_update_get_tool_name (update), proctor_tool_result_get_tool_name (result)) == 0)
    said |= PROCTOR_FACTS_BIT (PROCTOR_VARIABLE_UPDATE_FIELD_TOOL_NAME);
  if (g_strcmp0 (proctor_variable_update_get_tool_request_id (update), proctor_tool_result_get_request_id (result)) == 0)
    said |= PROCTOR_FACTS_BIT (PROCTOR_VARIABLE_UPDATE_FIELD_TOOL_REQUEST_ID);

  return said;
}

static void
add_updates (GPtrArray *facts,
             ProctorToolResult *result)
{
  GListModel *updates = proctor_tool_result_get_dynamic_variable_updates (result);

  for (guint i = 0; i < g_list_model_get_n_items (updates); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (updates, i);
      ProctorVariableUpdate *update;
      const char *before, *after;
      g_autofree char *text = NULL;

      if (!PROCTOR_IS_VARIABLE_UPDATE (item))
        {
          proctor_facts_add_record (facts, 0, item, 0);
          continue;
        }
      update = PROCTOR_VARIABLE_UPDATE (item);
      before = proctor_variable_update_get_old_value (update);
      after = proctor_variable_update_get_new_value (update);
      if (before != NULL)
        /* Translators: what a variable was, and what it is. */
        text = g_strdup_printf (_ ("“%s” became “%s”"), before, after != NULL ? after : "");
      else
        text = g_strdup_printf (_ ("is now “%s”"), after != NULL ? after : "");
      proctor_facts_add (facts, 0, is_said (proctor_variable_update_get_variable_name (update)) ? proctor_variable_update_get_variable_name (update) : _ ("Variable"), text);
      proctor_facts_add_record (facts, 1, update, get_said (update, result));
    }
}

/**
 * proctor_tool_words_dup_result_facts:
 * @result: what a tool answered
 *
 * Returns: (transfer full) (element-type ProctorFact): how it answered, beside what and the steps of a workflow
 */
GPtrArray *
proctor_tool_words_dup_result_facts (ProctorToolResult *result)
{
  GPtrArray *facts = proctor_facts_new ();
  ProctorToolResultDetails *details = proctor_tool_result_get_result (result);
  const char *value = proctor_tool_result_get_result_value (result);
  const char *raw = proctor_tool_result_get_raw_error_message (result);
  guint64 left_out = PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_FIELD_TOOL_NAME) | PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_FIELD_RESULT_VALUE) | PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_FIELD_REQUEST_ID) | PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_FIELD_KIND) | PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_FIELD_IS_ERROR) | PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_FIELD_IS_BLOCKED) | PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_FIELD_TOOL_HAS_BEEN_CALLED) | PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_FIELD_TOOL_LATENCY_SECS) | PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_FIELD_DYNAMIC_VARIABLE_UPDATES) | PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_FIELD_RESULT);

  /* It is often said twice. */
  if (g_strcmp0 (raw, value) == 0)
    left_out |= PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_FIELD_RAW_ERROR_MESSAGE);
  add_updates (facts, result);
  proctor_facts_add_record (facts, 0, result, left_out);
  if (details != NULL)
    proctor_facts_add_record (facts, 0, details, PROCTOR_FACTS_BIT (PROCTOR_TOOL_RESULT_DETAILS_FIELD_STEPS));

  return facts;
}

/**
 * proctor_tool_words_dup_step:
 * @step: a step of a workflow
 * @number: the how-manieth it was, from 1
 *
 * Returns: (transfer full): what happened in it
 */
char *
proctor_tool_words_dup_step (ProctorWorkflowStep *step,
                             guint number)
{
  const char *kind = proctor_workflow_step_get_kind (step);
  const char *node = proctor_workflow_step_get_node_id (step);
  const char *target = proctor_workflow_step_get_target_node_id (step);
  GString *text = g_string_new (NULL);

  /* Translators: the how-manieth step of a workflow; what happened in it follows. */
  g_string_append_printf (text, _ ("Step %u: "), number);
  if (g_strcmp0 (kind, "edge") == 0)
    g_string_append_printf (text, _ ("went on to %s"), is_said (target) ? target : "?");
  else if (g_strcmp0 (kind, "nested_tools") == 0)
    g_string_append_printf (text, proctor_workflow_step_get_is_successful (step) ? _ ("called tools in %s") : _ ("called tools in %s, without success"), is_said (node) ? node : "?");
  else if (g_strcmp0 (kind, "max_iterations_exceeded") == 0)
    g_string_append_printf (text, _ ("gave up after %u iterations"), (guint) MAX (proctor_workflow_step_get_max_iterations (step), 0));
  else
    g_string_append (text, is_said (kind) ? kind : "?");
  if (proctor_workflow_step_get_step_latency_secs (step) > 0)
    {
      g_autofree char *seconds = proctor_turn_words_dup_seconds (proctor_workflow_step_get_step_latency_secs (step));

      g_string_append_printf (text, " · %s", seconds);
    }

  return g_string_free_and_steal (text);
}
