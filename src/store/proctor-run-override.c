/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-override.h"

#include <glib/gi18n.h>

#include "proctor-agents.h"
#include "proctor-json-check.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/* The configuration that tests can be run with instead of an agent's own. It takes the place of the whole: what is
 * not in it, the agent does not have. */

static const char *const needed[] = { "conversation_config", "platform_settings" };
static const char *const members[] = { "conversation_config", "platform_settings", "workflow" };

static JsonObject *
get_object (JsonObject *object,
            const char *name)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, name) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonObject *
get_prompt (JsonObject *override)
{
  return get_object (get_object (get_object (override, "conversation_config"), "agent"), "prompt");
}

static char *
find_unknown (JsonObject *override)
{
  g_autoptr (GList) names = json_object_get_members (override);

  for (GList *name = names; name != NULL; name = name->next)
    {
      gboolean known = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
        known = known || g_str_equal (name->data, members[i]);
      if (!known)
        /* Translators: the name of a member of a JSON object. */
        return g_strdup_printf (_ ("“%s” is no part of it. There are “conversation_config”, “platform_settings” and “workflow”."), (const char *) name->data);
    }

  return NULL;
}

/* What the server would refuse, in words. */
static char *
find_problem (JsonObject *override)
{
  JsonNode *workflow = json_object_get_member (override, "workflow");
  JsonObject *prompt = get_prompt (override);

  for (gsize i = 0; i < G_N_ELEMENTS (needed); i++)
    {
      if (!json_object_has_member (override, needed[i]))
        return g_strdup_printf (_ ("“%s” is missing. This is the whole configuration, not only what is to be different."), needed[i]);
      if (get_object (override, needed[i]) == NULL)
        return g_strdup_printf (_ ("“%s” has to be an object."), needed[i]);
    }
  if (workflow != NULL && !JSON_NODE_HOLDS_OBJECT (workflow) && !JSON_NODE_HOLDS_NULL (workflow))
    return g_strdup_printf (_ ("“%s” has to be an object."), "workflow");
  if (prompt != NULL && json_object_has_member (prompt, "tools") && json_object_has_member (prompt, "tool_ids"))
    return g_strdup (_ ("“conversation_config.agent.prompt.tools” only repeats what “tool_ids” says, and the server refuses it here. Remove it."));

  return find_unknown (override);
}

/**
 * proctor_run_override_dup_problem:
 * @text: what somebody has written
 *
 * Returns: (transfer full) (nullable): why it is no configuration, %NULL if it is one
 */
char *
proctor_run_override_dup_problem (const char *text)
{
  g_autoptr (ProctorJsonProblem) problem = proctor_json_check (text);
  g_autoptr (JsonNode) node = NULL;

  if (problem != NULL)
    /* Translators: in which line of a text, then what is wrong there. */
    return g_strdup_printf (_ ("Line %u: %s"), problem->line, problem->message);

  node = proctor_wire_parse_text (text, -1, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return g_strdup (_ ("A configuration is a JSON object."));

  return find_problem (json_node_get_object (node));
}

static void
check_thread (GTask *task,
              gpointer source,
              gpointer text,
              GCancellable *cancellable)
{
  char *problem = proctor_run_override_dup_problem (text);

  if (g_task_return_error_if_cancelled (task))
    g_free (problem);
  else
    g_task_return_pointer (task, problem, g_free);
}

/**
 * proctor_run_override_check_async:
 * @text: what somebody has written
 * @cancellable: (nullable): to give up
 * @callback: called when it was looked over
 * @user_data: passed to @callback
 *
 * Finds out whether @text is a configuration, in a thread.
 */
void
proctor_run_override_check_async (const char *text,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, proctor_run_override_check_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  g_task_run_in_thread (task, check_thread);
}

/**
 * proctor_run_override_check_finish:
 * @result: what the callback was given
 * @problem: (out) (transfer full) (nullable): why it is none
 * @error: return location for an error, which is that it was given up
 *
 * Returns: whether it was looked over
 */
gboolean
proctor_run_override_check_finish (GAsyncResult *result,
                                   char **problem,
                                   GError **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  *problem = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * proctor_run_override_make:
 * @agent: an agent
 * @error: return location for why it can't be made
 *
 * What only the server can say, or says twice, is left out.
 *
 * Returns: (transfer full) (nullable): its configuration as JSON, as one to begin with
 */
char *
proctor_run_override_make (ProctorAgent *agent,
                           GError **error)
{
  g_autoptr (JsonNode) node = proctor_wire_write (PROCTOR_RECORD (agent), error);
  g_autoptr (JsonNode) override = NULL;
  JsonObject *object, *prompt;

  if (node == NULL)
    return NULL;

  object = json_object_new ();
  override = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonNode *member = json_object_get_member (json_node_get_object (node), members[i]);

      if (member != NULL && JSON_NODE_HOLDS_OBJECT (member))
        json_object_set_member (object, members[i], json_node_copy (member));
      else if (i < G_N_ELEMENTS (needed))
        json_object_set_object_member (object, members[i], json_object_new ());
    }
  prompt = get_prompt (object);
  if (prompt != NULL)
    json_object_remove_member (prompt, "tools");

  return proctor_wire_node_to_text (override);
}

static void
formatted_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *text = proctor_json_format_finish (result, &error);

  if (text != NULL)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

static void
got_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ProctorAgent) agent = proctor_agents_get_finish (PROCTOR_CLIENT (object), result, &error);
  g_autofree char *text = agent != NULL ? proctor_run_override_make (agent, &error) : NULL;
  GCancellable *cancellable = g_task_get_cancellable (task);

  proctor_health_report (proctor_session_get_health (g_task_get_source_object (task)), error);
  if (text != NULL)
    proctor_json_format_async (text, cancellable, formatted_cb, g_steal_pointer (&task));
  else
    g_task_return_error (task, error);
}

/**
 * proctor_run_override_fetch_async:
 * @session: a session
 * @agent_id: an agent
 * @branch_id: (nullable): one of its branches
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks for the configuration that the agent has there, as one to begin with.
 */
void
proctor_run_override_fetch_async (ProctorSession *session,
                                  const char *agent_id,
                                  const char *branch_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, proctor_run_override_fetch_async);
  proctor_agents_get_async (proctor_session_get_client (session), agent_id, branch_id, NULL, cancellable, got_cb, g_steal_pointer (&task));
}

/**
 * proctor_run_override_fetch_finish:
 * @session: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the configuration as JSON, a line for each member
 */
char *
proctor_run_override_fetch_finish (ProctorSession *session,
                                   GAsyncResult *result,
                                   GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
