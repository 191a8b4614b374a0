/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-make.h"

#include "proctor-agent-behaviour.h"
#include "proctor-agent-config.h"
#include "proctor-agent-prompt.h"
#include "proctor-agent-summary.h"
#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-tools.h"

/* An agent or a tool that is made with its name alone; what else it is, it is told in its editor. */

/* By so much the server's clock and what it writes down may differ. */
#define SLACK_SECS 5

#define NO_PARAMETERS "{\"type\":\"object\",\"properties\":{},\"required\":[]}"
#define NO_REQUEST "{\"url\":\"https://\",\"method\":\"GET\"}"

/* What was asked for. */
typedef struct
{
  char *name;
  gint64 began_at;
  GError *error;
} Made;

static void
made_free (Made *made)
{
  g_free (made->name);
  g_clear_error (&made->error);
  g_free (made);
}

static GTask *
begin (ProctorSession *session,
       const char *name,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  const gint64 *offset = proctor_client_get_clock_offset (proctor_session_get_client (session));
  Made *made = g_new0 (Made, 1);

  g_task_set_source_tag (task, begin);
  made->name = g_strdup (name);
  made->began_at = g_get_real_time () / G_USEC_PER_SEC + (offset != NULL ? *offset : 0);
  g_task_set_task_data (task, made, (GDestroyNotify) made_free);

  return task;
}

static const char *
find_made (ProctorPage *page,
           const Made *made)
{
  GListModel *rows = proctor_page_get_items (page);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);
      ProctorAgentSummary *agent = PROCTOR_IS_AGENT_SUMMARY (row) ? PROCTOR_AGENT_SUMMARY (row) : NULL;

      if (agent != NULL && g_strcmp0 (proctor_agent_summary_get_name (agent), made->name) == 0 && proctor_agent_summary_get_created_at (agent) >= made->began_at - SLACK_SECS)
        return proctor_agent_summary_get_agent_id (agent);
    }

  return NULL;
}

static void
looked_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Made *made = g_task_get_task_data (task);
  g_autoptr (ProctorPage) page = proctor_agents_list_finish (PROCTOR_CLIENT (object), result, NULL);
  const char *id = page != NULL ? find_made (page, made) : NULL;

  if (id != NULL)
    g_task_return_pointer (task, g_strdup (id), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&made->error));
}

/* When the answer got lost, the agent may be there all the same, and must not be made twice. */
static void
made_agent_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorSession *session = g_task_get_source_object (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  Made *made = g_task_get_task_data (task);
  GError *error = NULL;
  char *id = proctor_agents_create_finish (PROCTOR_CLIENT (object), result, &error);
  ProctorAgentsQuery query = { .search = made->name, .page_size = 30 };

  proctor_health_report (proctor_session_get_health (session), error);
  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST))
    {
      made->error = error;
      proctor_agents_list_async (PROCTOR_CLIENT (object), &query, cancellable, looked_cb, g_steal_pointer (&task));
    }
  else
    g_task_return_error (task, error);
}

/**
 * proctor_config_make_agent_async:
 * @session: where
 * @name: what it is called
 * @cancellable: (nullable): to give up
 * @callback: called when it is there
 * @user_data: passed to @callback
 *
 * Makes an agent that has nothing but a name.
 */
void
proctor_config_make_agent_async (ProctorSession *session,
                                 const char *name,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (ProctorAgent) agent = proctor_agent_new ();
  g_autoptr (ProctorAgentConfig) config = proctor_agent_config_new ();
  g_autoptr (ProctorAgentBehaviour) behaviour = proctor_agent_behaviour_new ();
  g_autoptr (ProctorAgentPrompt) prompt = proctor_agent_prompt_new ();
  GTask *task;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (name != NULL);

  task = begin (session, name, cancellable, callback, user_data);
  proctor_agent_prompt_set_prompt (prompt, "");
  proctor_agent_behaviour_set_first_message (behaviour, "");
  proctor_agent_behaviour_set_prompt (behaviour, prompt);
  proctor_agent_config_set_agent (config, behaviour);
  proctor_agent_set_conversation_config (agent, config);
  proctor_agent_set_name (agent, name);
  proctor_agents_create_async (proctor_session_get_client (session), agent, cancellable, made_agent_cb, task);
}

static void
made_tool_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorSession *session = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ProctorTool) tool = proctor_tools_create_finish (PROCTOR_CLIENT (object), result, &error);

  proctor_health_report (proctor_session_get_health (session), error);
  if (tool != NULL)
    g_task_return_pointer (task, g_strdup (proctor_tool_get_id (tool)), g_free);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_config_make_tool_async:
 * @session: where
 * @name: what agents call it
 * @kind: "webhook" or "client"
 * @cancellable: (nullable): to give up
 * @callback: called when it is there
 * @user_data: passed to @callback
 *
 * Makes a tool that does nothing yet.
 */
void
proctor_config_make_tool_async (ProctorSession *session,
                                const char *name,
                                const char *kind,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (ProctorTool) tool = proctor_tool_new ();
  g_autoptr (ProctorToolConfig) config = proctor_tool_config_new ();
  GTask *task;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (name != NULL && kind != NULL);

  task = begin (session, name, cancellable, callback, user_data);
  proctor_tool_config_set_kind (config, kind);
  proctor_tool_config_set_name (config, name);
  proctor_tool_config_set_description (config, "");
  if (g_str_equal (kind, "webhook"))
    proctor_tool_config_set_api_schema (config, NO_REQUEST);
  else
    proctor_tool_config_set_parameters (config, NO_PARAMETERS);
  proctor_tool_set_tool_config (tool, config);
  proctor_tools_create_async (proctor_session_get_client (session), tool, cancellable, made_tool_cb, task);
}

/**
 * proctor_config_make_finish:
 * @session: where
 * @result: what the callback was given
 * @error: return location for why it isn't there
 *
 * Returns: (transfer full) (nullable): the id of what was made
 */
char *
proctor_config_make_finish (ProctorSession *session,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
