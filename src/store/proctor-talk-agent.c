/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-talk-private.h"

#include <json-glib/json-glib.h>

#include "proctor-agent-behaviour.h"
#include "proctor-agent-config.h"
#include "proctor-agent-facts.h"
#include "proctor-agent-prompt.h"
#include "proctor-agent-variables.h"
#include "proctor-mock-behaviour.h"
#include "proctor-value-text.h"
#include "proctor-wire-text.h"

/* What is known of the agent that somebody talks to, and what is changed of it for the talk. */

static ProctorAgentPrompt *
get_agent_prompt (ProctorTalk *self)
{
  ProctorAgentConfig *config = self->agent != NULL ? proctor_agent_get_conversation_config (self->agent) : NULL;
  ProctorAgentBehaviour *behaviour = config != NULL ? proctor_agent_config_get_agent (config) : NULL;

  return behaviour != NULL ? proctor_agent_behaviour_get_prompt (behaviour) : NULL;
}

static GListModel *
get_agent_variables (ProctorTalk *self)
{
  ProctorAgentConfig *config = proctor_agent_get_conversation_config (self->agent);
  ProctorAgentBehaviour *behaviour = config != NULL ? proctor_agent_config_get_agent (config) : NULL;
  ProctorAgentVariables *variables = behaviour != NULL ? proctor_agent_behaviour_get_dynamic_variables (behaviour) : NULL;

  return variables != NULL ? proctor_agent_variables_get_dynamic_variable_placeholders (variables) : NULL;
}

static gboolean
knows_variable (ProctorTalk *self,
                const char *name)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->variables)); i++)
    {
      g_autoptr (ProctorVariable) variable = g_list_model_get_item (G_LIST_MODEL (self->variables), i);

      if (g_strcmp0 (proctor_variable_get_key (variable), name) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
add_variable (ProctorTalk *self,
              const char *name,
              const char *value)
{
  g_autoptr (ProctorVariable) variable = NULL;

  if (name == NULL || knows_variable (self, name))
    return;

  variable = proctor_variable_new ();
  proctor_variable_set_key (variable, name);
  proctor_variable_set_value (variable, value);
  g_list_store_append (self->variables, variable);
}

/* What somebody has said of a variable counts for more than what the agent says of it. */
void
proctor_talk_collect_variables (ProctorTalk *self)
{
  g_auto (GStrv) names = proctor_agent_facts_dup_placeholders (self->agent);
  GListModel *values = get_agent_variables (self);

  for (guint i = 0; values != NULL && i < g_list_model_get_n_items (values); i++)
    {
      g_autoptr (GObject) value = g_list_model_get_item (values, i);

      if (PROCTOR_IS_VARIABLE (value))
        add_variable (self, proctor_variable_get_key (PROCTOR_VARIABLE (value)), proctor_variable_get_value (PROCTOR_VARIABLE (value)));
    }
  for (guint i = 0; names[i] != NULL; i++)
    {
      if (!g_str_has_prefix (names[i], "system_"))
        add_variable (self, names[i], NULL);
    }
}

static char *
make_change (const char *prompt)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "agent");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "prompt");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "prompt");
  json_builder_add_string_value (builder, prompt);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);

  return proctor_wire_node_to_text (node);
}

/* A variable that nobody has a value for is not spoken of, so that the engine says so. */
void
proctor_talk_copy_variables (ProctorTalk *self,
                             GListModel *to)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->variables)); i++)
    {
      g_autoptr (ProctorVariable) variable = g_list_model_get_item (G_LIST_MODEL (self->variables), i);

      if (proctor_variable_get_value (variable) != NULL)
        g_list_store_append (G_LIST_STORE (to), variable);
    }
}

static ProctorMockBehaviour *
make_mocking (ProctorTalk *self)
{
  ProctorMockBehaviour *mocking = proctor_mock_behaviour_new ();

  proctor_mock_behaviour_set_mocking_strategy (mocking, self->tools == PROCTOR_TALK_TOOLS_REAL ? "none" : "all");
  proctor_mock_behaviour_set_fallback_strategy (mocking, self->tools == PROCTOR_TALK_TOOLS_MOCKED ? "raise_error" : "call_real_tool");

  return mocking;
}

/**
 * proctor_talk_prepare_test:
 * @self: a talk
 * @test: a test that was made of what was said
 *
 * No server knows of the conversation, so that the test can't say that it comes from it. In a simulation the
 * agent's tools are answered as they were here.
 */
void
proctor_talk_prepare_test (ProctorTalk *self,
                           ProctorTest *test)
{
  g_autoptr (ProctorMockBehaviour) mocking = NULL;

  g_return_if_fail (PROCTOR_IS_TALK (self));
  g_return_if_fail (PROCTOR_IS_TEST (test));

  proctor_test_set_from_conversation_metadata (test, NULL);
  if (self->tools == PROCTOR_TALK_TOOLS_REAL || g_strcmp0 (proctor_test_get_kind (test), "simulation") != 0)
    return;

  mocking = make_mocking (self);
  proctor_test_set_tool_mock_config (test, mocking);
}

ProctorTalkRequest *
proctor_talk_make_request (ProctorTalk *self)
{
  ProctorTalkRequest *request = proctor_talk_request_new ();
  g_autoptr (ProctorMockBehaviour) mocking = make_mocking (self);
  g_autofree char *change = self->prompt != NULL ? make_change (self->prompt) : NULL;

  proctor_talk_request_set_agent_id (request, self->agent_id);
  proctor_talk_request_set_branch_id (request, self->branch_id);
  proctor_talk_request_set_talk_id (request, self->talk_id);
  proctor_talk_request_set_tool_mock_config (request, mocking);
  proctor_talk_request_set_conversation_config (request, change);
  proctor_talk_copy_turns (self, proctor_talk_request_get_chat_history (request));
  proctor_talk_copy_variables (self, proctor_talk_request_get_dynamic_variables (request));

  return request;
}

/**
 * proctor_talk_get_agent_prompt:
 * @self: a talk
 *
 * Returns: what the agent is told to be on its branch
 */
const char *
proctor_talk_get_agent_prompt (ProctorTalk *self)
{
  ProctorAgentPrompt *prompt;

  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);

  prompt = get_agent_prompt (self);

  return prompt != NULL && proctor_agent_prompt_get_prompt (prompt) != NULL ? proctor_agent_prompt_get_prompt (prompt) : "";
}

/**
 * proctor_talk_get_prompt:
 * @self: a talk
 *
 * Returns: (nullable): what the agent is told to be in this talk, %NULL if that is the same
 */
const char *
proctor_talk_get_prompt (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);

  return self->prompt;
}

/**
 * proctor_talk_set_prompt:
 * @self: a talk
 * @prompt: (nullable): what the agent is told to be from now on, %NULL for what it is told anyway
 */
void
proctor_talk_set_prompt (ProctorTalk *self,
                         const char *prompt)
{
  g_return_if_fail (PROCTOR_IS_TALK (self));

  if (g_strcmp0 (prompt, proctor_talk_get_agent_prompt (self)) == 0)
    prompt = NULL;
  if (g_set_str (&self->prompt, prompt))
    proctor_talk_set_state (self, self->state);
}

ProctorTalkTools
proctor_talk_get_tools (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), PROCTOR_TALK_TOOLS_MOCKED);

  return self->tools;
}

/**
 * proctor_talk_set_tools:
 * @self: a talk
 * @tools: who answers for the agent's tools from now on
 */
void
proctor_talk_set_tools (ProctorTalk *self,
                        ProctorTalkTools tools)
{
  g_return_if_fail (PROCTOR_IS_TALK (self));

  self->tools = tools;
}

/**
 * proctor_talk_get_variables:
 * @self: a talk
 *
 * Returns: (transfer none): the dynamic variables that the agent has places for, of #ProctorVariable
 */
GListModel *
proctor_talk_get_variables (ProctorTalk *self)
{
  g_return_val_if_fail (PROCTOR_IS_TALK (self), NULL);

  return G_LIST_MODEL (self->variables);
}

/**
 * proctor_talk_set_variable:
 * @self: a talk
 * @variable: one of its variables
 * @plain: its value from now on, as a person writes it
 *
 * What looks like the kind of value that it had stays of that kind; anything else is a text.
 */
void
proctor_talk_set_variable (ProctorTalk *self,
                           ProctorVariable *variable,
                           const char *plain)
{
  ProctorValueKind kind;
  g_autofree char *value = NULL;

  g_return_if_fail (PROCTOR_IS_TALK (self));
  g_return_if_fail (PROCTOR_IS_VARIABLE (variable));
  g_return_if_fail (plain != NULL);

  kind = proctor_variable_get_value (variable) != NULL ? proctor_value_text_get_kind (proctor_variable_get_value (variable)) : PROCTOR_VALUE_TEXT;
  value = proctor_value_text_make (kind, plain, NULL);
  if (value == NULL)
    value = proctor_value_text_make (PROCTOR_VALUE_TEXT, plain, NULL);
  proctor_variable_set_value (variable, value);
}
