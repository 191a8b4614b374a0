/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agents.h"
#include "proctor-builtin-rule.h"
#include "proctor-call-transfer.h"
#include "proctor-config-draft-private.h"
#include "proctor-tools.h"

/* What there is to edit has places for all that can be said of it, so that whoever shows it needn't
 * ask. A part that says nothing isn't sent. */

static gpointer
ensure (gpointer record,
        guint field)
{
  const ProctorField *fields = PROCTOR_RECORD_GET_CLASS (record)->fields;
  g_autoptr (ProctorRecord) part = NULL;

  /* What is of another type than we think stays as it came. */
  if (proctor_record_get_presence (record, field) == PROCTOR_PRESENCE_VALUE)
    return proctor_record_get_record (record, field);

  part = g_object_new (fields[field].get_type (), NULL);
  proctor_record_set_record (record, field, part);

  return proctor_record_get_record (record, field);
}

/* A rule that says nothing of when fits always. */
static void
complete_rules (GListModel *rules)
{
  for (guint i = 0; i < g_list_model_get_n_items (rules); i++)
    {
      g_autoptr (GObject) rule = g_list_model_get_item (rules, i);

      if (PROCTOR_IS_BUILTIN_RULE (rule))
        ensure (rule, PROCTOR_BUILTIN_RULE_FIELD_WHEN);
    }
}

/* What a switch shows has to be what a server does where nobody has said. */
static void
ensure_true (gpointer record,
             guint field)
{
  if (proctor_record_get_presence (record, field) == PROCTOR_PRESENCE_ABSENT)
    proctor_record_set_bool (record, field, TRUE);
}

static void
complete_transfers (GListModel *transfers)
{
  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (GObject) transfer = g_list_model_get_item (transfers, i);

      if (PROCTOR_IS_CALL_TRANSFER (transfer))
        ensure (transfer, PROCTOR_CALL_TRANSFER_FIELD_TRANSFER_DESTINATION);
    }
}

static void
complete_system_tools (ProctorBuiltInTools *tools)
{
  ProctorSystemTool *tool;
  gpointer params;

  for (guint i = 0; i < PROCTOR_RECORD_GET_CLASS (tools)->n_fields; i++)
    {
      tool = proctor_record_get_record (PROCTOR_RECORD (tools), i);
      params = tool != NULL ? ensure (tool, PROCTOR_SYSTEM_TOOL_FIELD_PARAMS) : NULL;
      if (params == NULL)
        continue;

      if (i == PROCTOR_BUILT_IN_TOOLS_FIELD_TRANSFER_TO_NUMBER)
        {
          ensure_true (params, PROCTOR_SYSTEM_TOOL_PARAMS_FIELD_ENABLE_CLIENT_MESSAGE);
          complete_transfers (proctor_system_tool_params_get_transfers (params));
        }
      else if (i == PROCTOR_BUILT_IN_TOOLS_FIELD_PLAY_KEYPAD_TOUCH_TONE)
        ensure_true (params, PROCTOR_SYSTEM_TOOL_PARAMS_FIELD_USE_OUT_OF_BAND_DTMF);
    }
}

void
proctor_config_draft_complete (ProctorRecord *record)
{
  gpointer config, behaviour, prompt, tools;

  if (PROCTOR_IS_TOOL (record))
    {
      ensure (record, PROCTOR_TOOL_FIELD_TOOL_CONFIG);
      return;
    }

  config = ensure (record, PROCTOR_AGENT_FIELD_CONVERSATION_CONFIG);
  behaviour = config != NULL ? ensure (config, PROCTOR_AGENT_CONFIG_FIELD_AGENT) : NULL;
  if (behaviour == NULL)
    return;

  ensure (behaviour, PROCTOR_AGENT_BEHAVIOUR_FIELD_DYNAMIC_VARIABLES);
  prompt = ensure (behaviour, PROCTOR_AGENT_BEHAVIOUR_FIELD_PROMPT);
  if (prompt == NULL)
    return;

  complete_rules (proctor_agent_prompt_get_builtin_rules (prompt));
  tools = ensure (prompt, PROCTOR_AGENT_PROMPT_FIELD_BUILT_IN_TOOLS);
  if (tools != NULL)
    complete_system_tools (tools);
}

/* Takes the task. */
static void
return_record (GTask *task,
               gpointer record,
               GError *error)
{
  g_autoptr (GTask) owned = task;

  proctor_health_report (proctor_session_get_health (g_task_get_source_object (task)), error);
  if (record == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  proctor_config_draft_complete (record);
  g_task_return_pointer (task, record, g_object_unref);
}

static void
got_agent_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  GError *error = NULL;
  ProctorAgent *agent = proctor_agents_get_finish (PROCTOR_CLIENT (object), result, &error);

  return_record (user_data, agent, error);
}

static void
got_tool_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  GError *error = NULL;
  ProctorTool *tool = proctor_tools_get_finish (PROCTOR_CLIENT (object), result, &error);

  return_record (user_data, tool, error);
}

/**
 * proctor_config_draft_fetch_async:
 * @session: where
 * @kind: what it is
 * @thing_id: which one
 * @branch_id: (nullable): the branch of an agent, %NULL for its main branch
 * @cancellable: (nullable): to give up
 * @callback: called when it is here
 * @user_data: passed to @callback
 */
void
proctor_config_draft_fetch_async (ProctorSession *session,
                                  ProctorConfigKind kind,
                                  const char *thing_id,
                                  const char *branch_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  ProctorClient *client = proctor_session_get_client (session);

  g_task_set_source_tag (task, proctor_config_draft_fetch_async);
  if (kind == PROCTOR_CONFIG_AGENT)
    proctor_agents_get_async (client, thing_id, branch_id, NULL, cancellable, got_agent_cb, task);
  else
    proctor_tools_get_async (client, thing_id, cancellable, got_tool_cb, task);
}

/**
 * proctor_config_draft_fetch_finish:
 * @session: where
 * @result: what the callback was given
 * @error: return location for why it can't be had
 *
 * Returns: (transfer full) (nullable): the agent or the tool
 */
gpointer
proctor_config_draft_fetch_finish (ProctorSession *session,
                                   GAsyncResult *result,
                                   GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
