/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-branch-deeds.h"

#include "proctor-agents.h"
#include "proctor-branches.h"
#include "proctor-config-compare.h"

/* What can be done with an agent's branches. */

typedef struct
{
  char *agent_id;
  char *other_id; /* the branch that it is compared with */
  char *name;

  /* Owned */
  ProctorAgent *agent;
  ProctorAgent *other;
} Deed;

static void
deed_free (Deed *deed)
{
  g_free (deed->agent_id);
  g_free (deed->other_id);
  g_free (deed->name);
  g_clear_object (&deed->agent);
  g_clear_object (&deed->other);
  g_free (deed);
}

static GTask *
begin (ProctorSession *session,
       const char *agent_id,
       GCancellable *cancellable,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  GTask *task = g_task_new (session, cancellable, callback, user_data);
  Deed *deed = g_new0 (Deed, 1);

  g_task_set_source_tag (task, begin);
  deed->agent_id = g_strdup (agent_id);
  g_task_set_task_data (task, deed, (GDestroyNotify) deed_free);

  return task;
}

/* Takes the task, the id and the error. */
static void
finish (GTask *task,
        char *id,
        GError *error)
{
  g_autoptr (GTask) owned = task;

  proctor_health_report (proctor_session_get_health (g_task_get_source_object (task)), error);
  if (id != NULL)
    g_task_return_pointer (task, id, g_free);
  else
    g_task_return_error (task, error);
}

static void
created_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GError *error = NULL;
  char *id = proctor_branches_create_finish (PROCTOR_CLIENT (object), result, &error);

  finish (user_data, id, error);
}

static void
got_parent_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  GTask *task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Deed *deed = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorAgent) agent = proctor_agents_get_finish (PROCTOR_CLIENT (object), result, &error);
  g_autoptr (ProctorBranchRequest) request = proctor_branch_request_new ();

  if (agent == NULL)
    {
      finish (task, NULL, error);
      return;
    }

  proctor_branch_request_set_parent_version_id (request, proctor_agent_get_version_id (agent));
  proctor_branch_request_set_name (request, deed->name);
  proctor_branch_request_set_description (request, "");
  proctor_branches_create_async (PROCTOR_CLIENT (object), deed->agent_id, request, cancellable, created_cb, task);
}

/**
 * proctor_branch_deeds_create_async:
 * @session: where
 * @agent_id: an agent
 * @from_branch_id: the branch whose newest version it begins with
 * @name: what it is called
 * @cancellable: (nullable): to give up
 * @callback: called when it is there
 * @user_data: passed to @callback
 *
 * Makes a branch.
 */
void
proctor_branch_deeds_create_async (ProctorSession *session,
                                   const char *agent_id,
                                   const char *from_branch_id,
                                   const char *name,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = begin (session, agent_id, cancellable, callback, user_data);
  Deed *deed = g_task_get_task_data (task);

  deed->name = g_strdup (name);
  proctor_agents_get_async (proctor_session_get_client (session), agent_id, from_branch_id, NULL, cancellable, got_parent_cb, task);
}

static void
renamed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (ProctorBranch) branch = proctor_branches_rename_finish (PROCTOR_CLIENT (object), result, &error);

  finish (user_data, branch != NULL ? g_strdup (proctor_branch_get_id (branch)) : NULL, error);
}

void
proctor_branch_deeds_rename_async (ProctorSession *session,
                                   const char *agent_id,
                                   const char *branch_id,
                                   const char *name,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data)
{
  GTask *task = begin (session, agent_id, cancellable, callback, user_data);

  proctor_branches_rename_async (proctor_session_get_client (session), agent_id, branch_id, name, cancellable, renamed_cb, task);
}

static void
archived_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  GError *error = NULL;
  g_autoptr (ProctorBranch) branch = proctor_branches_archive_finish (PROCTOR_CLIENT (object), result, &error);

  finish (user_data, branch != NULL ? g_strdup (proctor_branch_get_id (branch)) : NULL, error);
}

/**
 * proctor_branch_deeds_archive_async:
 * @session: where
 * @agent_id: an agent
 * @branch_id: a branch of it
 * @archived: whether it is put away, or brought back
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: passed to @callback
 */
void
proctor_branch_deeds_archive_async (ProctorSession *session,
                                    const char *agent_id,
                                    const char *branch_id,
                                    gboolean archived,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = begin (session, agent_id, cancellable, callback, user_data);

  proctor_branches_archive_async (proctor_session_get_client (session), agent_id, branch_id, archived, cancellable, archived_cb, task);
}

/**
 * proctor_branch_deeds_finish:
 * @session: where
 * @result: what the callback was given
 * @error: return location for why it wasn't done
 *
 * Returns: (transfer full) (nullable): the branch's id
 */
char *
proctor_branch_deeds_finish (ProctorSession *session,
                             GAsyncResult *result,
                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
compare_in_thread (GTask *task,
                   gpointer source,
                   gpointer data,
                   GCancellable *cancellable)
{
  Deed *deed = data;
  GError *error = NULL;
  GPtrArray *differences = proctor_config_compare (PROCTOR_RECORD (deed->agent), PROCTOR_RECORD (deed->other), &error);

  if (differences != NULL)
    g_task_return_pointer (task, differences, (GDestroyNotify) g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
got_other_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  GTask *task = user_data;
  Deed *deed = g_task_get_task_data (task);
  GError *error = NULL;

  deed->other = proctor_agents_get_finish (PROCTOR_CLIENT (object), result, &error);
  if (deed->other == NULL)
    {
      finish (task, NULL, error);
      return;
    }

  /* A configuration may be long. */
  g_task_run_in_thread (task, compare_in_thread);
  g_object_unref (task);
}

static void
got_one_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GTask *task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Deed *deed = g_task_get_task_data (task);
  GError *error = NULL;

  deed->agent = proctor_agents_get_finish (PROCTOR_CLIENT (object), result, &error);
  if (deed->agent == NULL)
    finish (task, NULL, error);
  else
    proctor_agents_get_async (PROCTOR_CLIENT (object), deed->agent_id, deed->other_id, NULL, cancellable, got_other_cb, task);
}

/**
 * proctor_branch_deeds_compare_async:
 * @session: where
 * @agent_id: an agent
 * @branch_id: (nullable): a branch of it, %NULL for its main branch
 * @other_branch_id: (nullable): another, %NULL for its main branch
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: passed to @callback
 *
 * Finds out in which parts of its configuration an agent differs between two branches.
 */
void
proctor_branch_deeds_compare_async (ProctorSession *session,
                                    const char *agent_id,
                                    const char *branch_id,
                                    const char *other_branch_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data)
{
  GTask *task = begin (session, agent_id, cancellable, callback, user_data);
  Deed *deed = g_task_get_task_data (task);

  deed->other_id = g_strdup (other_branch_id);
  proctor_agents_get_async (proctor_session_get_client (session), agent_id, branch_id, NULL, cancellable, got_one_cb, task);
}

/**
 * proctor_branch_deeds_compare_finish:
 * @session: where
 * @result: what the callback was given
 * @error: return location for why it isn't known
 *
 * Returns: (transfer full) (nullable) (element-type ProctorDifference): the parts in which they differ;
 *   "mine" is what the one has, "theirs" what the other has
 */
GPtrArray *
proctor_branch_deeds_compare_finish (ProctorSession *session,
                                     GAsyncResult *result,
                                     GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
