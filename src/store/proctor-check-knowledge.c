/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-knowledge.h"

#include "proctor-client.h"
#include "proctor-json-problem.h"
#include "proctor-pager.h"
#include "proctor-tool.h"
#include "proctor-tools.h"

/* What the checks of many tests can know of a workspace, whatever agent the tests are for: its tools. */

/* The tools that have come so far. */
typedef struct
{
  /* Owned */
  ProctorPager *pager;
  GListStore *tools;
} Loading;

static void
loading_free (Loading *loading)
{
  g_clear_object (&loading->pager);
  g_clear_object (&loading->tools);
  g_free (loading);
}

static void
add_tool (GListStore *tools,
          ProctorTool *tool)
{
  ProctorToolConfig *config = proctor_tool_get_tool_config (tool);
  const char *name = config != NULL ? proctor_tool_config_get_name (config) : NULL;
  const char *kind = config != NULL ? proctor_tool_config_get_kind (config) : NULL;
  gboolean has_mocks = g_list_model_get_n_items (proctor_tool_get_response_mocks (tool)) > 0;
  g_autoptr (ProctorCheckTool) known = NULL;

  if (proctor_tool_get_id (tool) == NULL)
    return;

  known = proctor_check_tool_new (proctor_tool_get_id (tool), name, kind, NULL, has_mocks);
  g_list_store_append (tools, known);
}

static void
page_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (PROCTOR_PAGER (object), result, &error);
  g_autoptr (ProctorCheckContext) context = NULL;
  GListModel *items;

  if (page == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  items = proctor_page_get_items (page);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (items, i);

      if (PROCTOR_IS_TOOL (item))
        add_tool (loading->tools, PROCTOR_TOOL (item));
    }
  if (proctor_pager_has_more (loading->pager))
    {
      proctor_pager_next_async (loading->pager, cancellable, page_cb, g_steal_pointer (&task));
      return;
    }

  context = proctor_check_knowledge_new_context ();
  proctor_check_context_set_tools (context, G_LIST_MODEL (loading->tools));
  g_task_return_pointer (task, g_steal_pointer (&context), g_object_unref);
}

/**
 * proctor_check_knowledge_new_context:
 *
 * Returns: (transfer full): a context in which nothing is known yet but what JSON is
 */
ProctorCheckContext *
proctor_check_knowledge_new_context (void)
{
  return proctor_check_context_new (proctor_json_problem_check);
}

/**
 * proctor_check_knowledge_load_async:
 * @session: a session
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Asks the server what the checks should know of the workspace.
 */
void
proctor_check_knowledge_load_async (ProctorSession *session,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  const ProctorToolsQuery query = { .page_size = 100 };
  GTask *task;
  Loading *loading;

  g_return_if_fail (PROCTOR_IS_SESSION (session));

  loading = g_new0 (Loading, 1);
  loading->tools = g_list_store_new (PROCTOR_TYPE_CHECK_TOOL);
  loading->pager = proctor_tools_list_all (proctor_session_get_client (session), &query);
  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_check_knowledge_load_async);
  g_task_set_task_data (task, loading, (GDestroyNotify) loading_free);
  proctor_pager_next_async (loading->pager, cancellable, page_cb, task);
}

/**
 * proctor_check_knowledge_load_finish:
 * @session: a session
 * @result: what the callback was given
 * @error: return location for why it can't be known
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
