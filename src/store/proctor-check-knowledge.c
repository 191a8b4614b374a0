/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-knowledge.h"

#include "proctor-agent-facts.h"
#include "proctor-json-check.h"

/* What checks can know of a workspace, whatever agent a test is for: what there is to choose from there. */

#define N_LISTS 3

/* Somebody who waits until it is known. */
typedef struct
{
  /* Owned */
  ProctorSurroundings *surroundings;
  gulong handlers[N_LISTS];
  GSource *cancelled;
} Loading;

static void
loading_free (Loading *loading)
{
  g_clear_object (&loading->surroundings);
  g_free (loading);
}

static ProctorChoiceList *
get_list (ProctorSurroundings *surroundings,
          guint position)
{
  ProctorChoiceList *const lists[N_LISTS] = {
    proctor_surroundings_get_tools (surroundings),
    proctor_surroundings_get_models (surroundings),
    proctor_surroundings_get_environments (surroundings),
  };

  return lists[position];
}

static void
tell_tools (ProctorCheckContext *context,
            GListModel *choices)
{
  g_autoptr (GListStore) tools = g_list_store_new (PROCTOR_TYPE_CHECK_TOOL);

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (ProctorChoice) choice = g_list_model_get_item (choices, i);
      const char *const *paths = proctor_choice_get_names (choice);
      g_autoptr (ProctorCheckTool) tool = proctor_check_tool_new (proctor_choice_get_id (choice),
                                                                  proctor_choice_get_title (choice),
                                                                  proctor_choice_get_kind (choice),
                                                                  /* A tool of which nothing is said may take anything. */
                                                                  paths != NULL && paths[0] != NULL ? paths : NULL,
                                                                  proctor_choice_get_has_answers (choice));

      g_list_store_append (tools, tool);
    }
  proctor_check_context_set_tools (context, G_LIST_MODEL (tools));
}

static GStrv
dup_ids (GListModel *choices)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (ProctorChoice) choice = g_list_model_get_item (choices, i);

      g_strv_builder_add (builder, proctor_choice_get_id (choice));
    }

  return g_strv_builder_end (builder);
}

static void
tell_environments (ProctorCheckContext *context,
                   GListModel *choices)
{
  g_auto (GStrv) environments = dup_ids (choices);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) labels = NULL;

  /* A label that two environments have a value for comes twice, which does no harm. */
  for (guint i = 0; i < g_list_model_get_n_items (choices); i++)
    {
      g_autoptr (ProctorChoice) choice = g_list_model_get_item (choices, i);

      if (proctor_choice_get_names (choice) != NULL)
        g_strv_builder_addv (builder, (const char **) proctor_choice_get_names (choice));
    }
  labels = g_strv_builder_end (builder);
  proctor_check_context_set_environments (context, (const char *const *) environments);
  proctor_check_context_set_environment_labels (context, (const char *const *) labels);
}

static GListModel *
get_known (ProctorChoiceList *list)
{
  return proctor_choice_list_get_state (list) == PROCTOR_CHOICE_READY ? G_LIST_MODEL (list) : NULL;
}

static void
tell_agent (ProctorCheckContext *context,
            ProctorAgent *agent)
{
  g_auto (GStrv) tools = proctor_agent_facts_dup_tools (agent);
  g_auto (GStrv) variables = proctor_agent_facts_dup_variables (agent);
  g_auto (GStrv) placeholders = proctor_agent_facts_dup_placeholders (agent);

  proctor_check_context_set_agent_tools (context, (const char *const *) tools);
  proctor_check_context_set_agent_variables (context, (const char *const *) variables);
  proctor_check_context_set_agent_placeholders (context, (const char *const *) placeholders);
}

/**
 * proctor_check_knowledge_new_context:
 * @surroundings: (nullable): what there is in the workspace
 * @agent_id: (nullable): the agent that tests are for, if that is known
 *
 * Returns: (transfer full): what checks can know now: what JSON is, and as much of @surroundings as has come
 */
ProctorCheckContext *
proctor_check_knowledge_new_context (ProctorSurroundings *surroundings,
                                     const char *agent_id)
{
  g_return_val_if_fail (surroundings == NULL || PROCTOR_IS_SURROUNDINGS (surroundings), NULL);

  return proctor_check_knowledge_new_context_for (surroundings, surroundings != NULL && agent_id != NULL ? proctor_choice_list_get_agent (proctor_surroundings_get_nodes (surroundings, agent_id)) : NULL);
}

/**
 * proctor_check_knowledge_new_context_for:
 * @surroundings: (nullable): what there is in the workspace
 * @agent: (nullable): the agent that tests are for, as it is on the branch they are for
 *
 * Returns: (transfer full): the same for an agent that somebody has asked for
 */
ProctorCheckContext *
proctor_check_knowledge_new_context_for (ProctorSurroundings *surroundings,
                                         ProctorAgent *agent)
{
  ProctorCheckContext *context = proctor_check_context_new (proctor_json_check_type);
  GListModel *tools, *models, *environments;

  g_return_val_if_fail (surroundings == NULL || PROCTOR_IS_SURROUNDINGS (surroundings), context);

  if (surroundings == NULL)
    return context;

  tools = get_known (proctor_surroundings_get_tools (surroundings));
  if (tools != NULL)
    tell_tools (context, tools);
  models = get_known (proctor_surroundings_get_models (surroundings));
  if (models != NULL)
    {
      g_auto (GStrv) ids = dup_ids (models);

      proctor_check_context_set_models (context, (const char *const *) ids);
    }
  environments = get_known (proctor_surroundings_get_environments (surroundings));
  if (environments != NULL)
    tell_environments (context, environments);
  if (agent != NULL)
    tell_agent (context, agent);

  return context;
}

static gboolean
is_settled (ProctorSurroundings *surroundings)
{
  for (guint i = 0; i < N_LISTS; i++)
    {
      ProctorChoiceState state = proctor_choice_list_get_state (get_list (surroundings, i));

      if (state != PROCTOR_CHOICE_READY && state != PROCTOR_CHOICE_ERROR)
        return FALSE;
    }

  return TRUE;
}

/* Nobody is waited for any more. What waits is kept by what it waits for. */
static void
let_go (Loading *loading)
{
  for (guint i = 0; i < N_LISTS; i++)
    g_clear_signal_handler (&loading->handlers[i], get_list (loading->surroundings, i));
  if (loading->cancelled != NULL)
    g_source_destroy (loading->cancelled);
  g_clear_pointer (&loading->cancelled, g_source_unref);
}

static void
settle (GTask *waiting)
{
  g_autoptr (GTask) task = g_object_ref (waiting);
  Loading *loading = g_task_get_task_data (task);

  if (!is_settled (loading->surroundings))
    return;

  let_go (loading);
  g_task_return_pointer (task, proctor_check_knowledge_new_context (loading->surroundings, NULL), g_object_unref);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);

  let_go (g_task_get_task_data (task));
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

static void
wait_for_lists (GTask *task,
                GCancellable *cancellable)
{
  Loading *loading = g_task_get_task_data (task);

  for (guint i = 0; i < N_LISTS; i++)
    loading->handlers[i] = g_signal_connect_data (get_list (loading->surroundings, i), "notify::state", G_CALLBACK (settle), g_object_ref (task), (GClosureNotify) (void *) g_object_unref, G_CONNECT_SWAPPED);
  if (cancellable == NULL)
    return;

  loading->cancelled = g_cancellable_source_new (cancellable);
  g_source_set_callback (loading->cancelled, G_SOURCE_FUNC (cancelled_cb), g_object_ref (task), g_object_unref);
  g_source_attach (loading->cancelled, g_main_context_get_thread_default ());
}

/**
 * proctor_check_knowledge_load_async:
 * @session: a session
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Waits until what the checks should know of the workspace is known, as far as it can be had. What could not be
 * had before is asked for again.
 */
void
proctor_check_knowledge_load_async (ProctorSession *session,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Loading *loading;

  g_return_if_fail (PROCTOR_IS_SESSION (session));

  loading = g_new0 (Loading, 1);
  loading->surroundings = g_object_ref (proctor_surroundings_of (session));
  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_check_knowledge_load_async);
  g_task_set_task_data (task, loading, (GDestroyNotify) loading_free);

  for (guint i = 0; i < N_LISTS; i++)
    {
      ProctorChoiceList *list = get_list (loading->surroundings, i);

      if (proctor_choice_list_get_state (list) == PROCTOR_CHOICE_ERROR)
        proctor_choice_list_reload (list);
      else
        proctor_choice_list_want (list);
    }
  if (is_settled (loading->surroundings))
    settle (task);
  else
    wait_for_lists (task, cancellable);
}

/**
 * proctor_check_knowledge_load_finish:
 * @session: a session
 * @result: what the callback was given
 * @error: return location for an error, which is that it was cancelled
 *
 * Returns: (transfer full) (nullable): what is known
 */
ProctorCheckContext *
proctor_check_knowledge_load_finish (ProctorSession *session,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
