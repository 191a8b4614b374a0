/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-start.h"

#include <glib/gi18n.h>

#include "proctor-agent-summary.h"
#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-branches.h"
#include "proctor-invocation-skim.h"
#include "proctor-invocations.h"

/* What one has to choose before tests are run, and their start. */

/* Nobody chooses from more, and a server that never ends is one, too. */
#define MOST_AGENTS 2000
#define MOST_BRANCHES 100

typedef struct
{
  /* Owned */
  ProctorPager *pager;
  GListStore *found;
  char *main_branch_id;
  char *agent_id;
} Choice;

static void
choice_free (Choice *choice)
{
  g_clear_object (&choice->pager);
  g_clear_object (&choice->found);
  g_free (choice->main_branch_id);
  g_free (choice->agent_id);
  g_free (choice);
}

static void
return_error (GTask *task,
              GError *error)
{
  ProctorSession *session = g_task_get_source_object (task);

  proctor_health_report (proctor_session_get_health (session), error);
  g_task_return_error (task, error);
}

static void agents_cb (GObject *object,
                       GAsyncResult *result,
                       gpointer user_data);

/* Takes the task. */
static void
ask_for_agents (GTask *task)
{
  Choice *choice = g_task_get_task_data (task);

  proctor_pager_next_async (choice->pager, g_task_get_cancellable (task), agents_cb, task);
}

static void
agents_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Choice *choice = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (PROCTOR_PAGER (object), result, &error);
  GListModel *items;

  if (page == NULL)
    {
      return_error (task, error);
      return;
    }

  items = proctor_page_get_items (page);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (items, i);

      if (PROCTOR_IS_AGENT_SUMMARY (row))
        g_list_store_append (choice->found, row);
    }

  if (proctor_pager_has_more (choice->pager) && g_list_model_get_n_items (G_LIST_MODEL (choice->found)) < MOST_AGENTS)
    ask_for_agents (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&choice->found), g_object_unref);
}

/**
 * proctor_run_start_list_agents_async:
 * @session: a session
 * @cancellable: (nullable): to give up
 * @callback: called when they are known
 * @user_data: passed to @callback
 *
 * Lists the agents that tests can be run on, by name.
 */
void
proctor_run_start_list_agents_async (ProctorSession *session,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  const ProctorAgentsQuery query = { .sort_by = "name", .ascending = TRUE, .page_size = 100 };
  Choice *choice = g_new0 (Choice, 1);

  g_task_set_source_tag (task, proctor_run_start_list_agents_async);
  choice->pager = proctor_agents_list_all (proctor_session_get_client (session), &query);
  choice->found = g_list_store_new (PROCTOR_TYPE_AGENT_SUMMARY);
  g_task_set_task_data (task, choice, (GDestroyNotify) choice_free);
  ask_for_agents (g_steal_pointer (&task));
}

/**
 * proctor_run_start_list_agents_finish:
 * @session: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a list of #ProctorAgentSummary
 */
GListModel *
proctor_run_start_list_agents_finish (ProctorSession *session,
                                      GAsyncResult *result,
                                      GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
branches_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Choice *choice = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorPage) page = proctor_branches_list_finish (PROCTOR_CLIENT (object), result, &error);
  GListModel *items;

  if (page == NULL)
    {
      return_error (task, error);
      return;
    }

  items = proctor_page_get_items (page);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (items, i);

      if (!PROCTOR_IS_BRANCH (row))
        continue;
      if (g_strcmp0 (proctor_record_get_identity (row), choice->main_branch_id) == 0)
        g_list_store_insert (choice->found, 0, row);
      else
        g_list_store_append (choice->found, row);
    }
  g_task_return_pointer (task, g_steal_pointer (&choice->found), g_object_unref);
}

static void
agent_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Choice *choice = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorAgent) agent = proctor_agents_get_finish (PROCTOR_CLIENT (object), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (agent == NULL)
    {
      return_error (task, error);
      return;
    }

  choice->main_branch_id = g_strdup (proctor_agent_get_main_branch_id (agent));
  proctor_branches_list_async (PROCTOR_CLIENT (object), choice->agent_id, FALSE, MOST_BRANCHES, cancellable, branches_cb, g_steal_pointer (&task));
}

/**
 * proctor_run_start_list_branches_async:
 * @session: a session
 * @agent_id: an agent
 * @cancellable: (nullable): to give up
 * @callback: called when they are known
 * @user_data: passed to @callback
 *
 * Lists the branches of an agent, the main one first.
 */
void
proctor_run_start_list_branches_async (ProctorSession *session,
                                       const char *agent_id,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Choice *choice = g_new0 (Choice, 1);

  g_task_set_source_tag (task, proctor_run_start_list_branches_async);
  choice->agent_id = g_strdup (agent_id);
  choice->found = g_list_store_new (PROCTOR_TYPE_BRANCH);
  g_task_set_task_data (task, choice, (GDestroyNotify) choice_free);
  proctor_agents_get_async (proctor_session_get_client (session), agent_id, NULL, NULL, cancellable, agent_cb, g_steal_pointer (&task));
}

/**
 * proctor_run_start_list_branches_finish:
 * @session: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): a list of #ProctorBranch
 */
GListModel *
proctor_run_start_list_branches_finish (ProctorSession *session,
                                        GAsyncResult *result,
                                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
return_id (GTask *task,
           const char *id)
{
  ProctorSession *session = g_task_get_source_object (task);

  proctor_health_report (proctor_session_get_health (session), NULL);
  g_task_return_pointer (task, g_strdup (id), g_free);
}

/* Nobody can tell from here whether anything was begun. */
static void
return_lost (GTask *task,
             GError *error)
{
  if (!g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST))
    {
      g_autofree char *reason = g_strdup (error->message);

      g_clear_error (&error);
      error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_ANSWER_LOST, reason);
    }
  return_error (task, error);
}

static void
skimmed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ProctorInvocationSkim) skim = proctor_invocation_skim_new_finish (result, &error);
  const char *id = skim != NULL ? proctor_invocation_get_id (proctor_invocation_skim_get_head (skim)) : NULL;

  if (id != NULL)
    {
      return_id (task, id);
      proctor_invocation_skim_release (g_steal_pointer (&skim));
      return;
    }
  if (error == NULL)
    error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The server's answer has no id in it."));
  /* An answer that makes no sense says as little of what was begun as none. */
  return_lost (task, error);
}

static void
started_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) body = proctor_invocations_run_finish (PROCTOR_CLIENT (object), result, &error);
  GCancellable *cancellable = g_task_get_cancellable (task);

  if (body != NULL)
    proctor_invocation_skim_new_async (g_steal_pointer (&body), NULL, cancellable, skimmed_cb, g_steal_pointer (&task));
  else
    return_error (task, error);
}

/**
 * proctor_run_start_async:
 * @session: a session
 * @agent_id: the agent
 * @run: which tests are to be run, and how
 * @cancellable: (nullable): to give up
 * @callback: called when they have been started
 * @user_data: passed to @callback
 *
 * Starts tests, once. Where the answer gets lost it ends with %PROCTOR_API_ERROR_ANSWER_LOST: it is never sent
 * again by itself.
 */
void
proctor_run_start_async (ProctorSession *session,
                         const char *agent_id,
                         ProctorRunRequest *run,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, proctor_run_start_async);
  proctor_invocations_run_async (proctor_session_get_client (session), agent_id, run, cancellable, started_cb, g_steal_pointer (&task));
}

/**
 * proctor_run_start_finish:
 * @session: a session
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the invocation's id
 */
char *
proctor_run_start_finish (ProctorSession *session,
                          GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
