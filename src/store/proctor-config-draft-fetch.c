/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agents.h"
#include "proctor-builtin-rule.h"
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

void
proctor_config_draft_complete (ProctorRecord *record)
{
  gpointer config, behaviour, prompt;

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
  if (prompt != NULL)
    complete_rules (proctor_agent_prompt_get_builtin_rules (prompt));
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
