/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-attach.h"

#include <glib/gi18n.h>

#include "proctor-agent-settings.h"
#include "proctor-agent-testing.h"
#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-attached-test.h"
#include "proctor-record-storage.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-writer.h"

/* Which tests belong to an agent is a list in its settings, which a server takes only as a whole and with no
 * way to say what it was before. So it is read just before it is written: what somebody else has attached
 * meanwhile stays attached. */

/* What the API takes. */
#define MOST_ATTACHED 5000

typedef struct
{
  /* Owned */
  char *agent_id;
  char *branch_id;
  char **add;
  char *remove_id;
  char *remove_node_id;
  char *description;
} Change;

static void
change_free (Change *change)
{
  g_free (change->agent_id);
  g_free (change->branch_id);
  g_strfreev (change->add);
  g_free (change->remove_id);
  g_free (change->remove_node_id);
  g_free (change->description);
  g_free (change);
}

static void
return_error (GTask *task,
              GError *error)
{
  ProctorSession *session = g_task_get_source_object (task);

  proctor_health_report (proctor_session_get_health (session), error);
  g_task_return_error (task, error);
}

/* A list that can't be read would be overwritten by one that is. */
static gboolean
check_list (ProctorAgentTesting *testing,
            GError **error)
{
  if (proctor_record_get_kept (PROCTOR_RECORD (testing), PROCTOR_AGENT_TESTING_FIELD_ATTACHED_TESTS) == NULL)
    return TRUE;

  g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_READ_ONLY, _ ("The list of the agent's tests is not what Proctor knows, and is left alone."));

  return FALSE;
}

/* Returns the list of an agent's tests, which it gets if it has none. */
static GListStore *
get_list (ProctorAgent *agent,
          GError **error)
{
  ProctorAgentSettings *settings = proctor_agent_get_platform_settings (agent);
  ProctorAgentTesting *testing;

  if (settings == NULL)
    {
      g_autoptr (ProctorAgentSettings) fresh = proctor_agent_settings_new ();

      proctor_agent_set_platform_settings (agent, fresh);
      settings = proctor_agent_get_platform_settings (agent);
    }
  if (proctor_agent_settings_get_testing (settings) == NULL)
    {
      g_autoptr (ProctorAgentTesting) fresh = proctor_agent_testing_new ();

      proctor_agent_settings_set_testing (settings, fresh);
    }
  testing = proctor_agent_settings_get_testing (settings);

  return check_list (testing, error) ? G_LIST_STORE (proctor_agent_testing_get_attached_tests (testing)) : NULL;
}

static gboolean
is_entry (GObject *row,
          const char *test_id)
{
  return PROCTOR_IS_ATTACHED_TEST (row) && g_strcmp0 (proctor_attached_test_get_test_id (PROCTOR_ATTACHED_TEST (row)), test_id) == 0;
}

static gboolean
has_test (GListModel *list,
          const char *test_id)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (list, i);

      if (is_entry (row, test_id))
        return TRUE;
    }

  return FALSE;
}

static gboolean
remove_test (GListStore *list,
             const char *test_id,
             const char *node_id)
{
  gboolean removed = FALSE;

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (list)); i > 0; i--)
    {
      g_autoptr (GObject) row = g_list_model_get_item (G_LIST_MODEL (list), i - 1);

      if (!is_entry (row, test_id) || g_strcmp0 (proctor_attached_test_get_workflow_node_id (PROCTOR_ATTACHED_TEST (row)), node_id) != 0)
        continue;
      g_list_store_remove (list, i - 1);
      removed = TRUE;
    }

  return removed;
}

/* Returns whether anything is another now. What is attached already, or not any more, is what was wanted. */
static gboolean
edit (GListStore *list,
      Change *change)
{
  gboolean changed = change->remove_id != NULL && remove_test (list, change->remove_id, change->remove_node_id);

  for (gsize i = 0; change->add != NULL && change->add[i] != NULL; i++)
    {
      g_autoptr (ProctorAttachedTest) entry = NULL;

      if (has_test (G_LIST_MODEL (list), change->add[i]))
        continue;
      entry = proctor_attached_test_new ();
      proctor_attached_test_set_test_id (entry, change->add[i]);
      g_list_store_append (list, entry);
      changed = TRUE;
    }

  return changed;
}

static void
written_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorSession *session = g_task_get_source_object (task);
  GError *error = NULL;
  ProctorAgent *agent = proctor_agents_update_finish (PROCTOR_CLIENT (object), result, &error);

  if (agent == NULL)
    {
      return_error (task, error);
      return;
    }

  proctor_health_report (proctor_session_get_health (session), NULL);
  g_task_return_pointer (task, agent, g_object_unref);
}

static ProctorAgent *
copy_agent (ProctorAgent *agent,
            GError **error)
{
  g_autoptr (JsonNode) node = proctor_wire_write (PROCTOR_RECORD (agent), error);

  return node != NULL ? proctor_wire_read (PROCTOR_TYPE_AGENT, node, error) : NULL;
}

/* Takes the task. */
static void
write_list (GTask *task,
            ProctorAgent *before)
{
  Change *change = g_task_get_task_data (task);
  ProctorSession *session = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (ProctorAgent) after = copy_agent (before, &error);
  GListStore *list = after != NULL ? get_list (after, &error) : NULL;

  if (list == NULL)
    {
      return_error (task, error);
      g_object_unref (task);
      return;
    }
  if (!edit (list, change))
    {
      g_task_return_pointer (task, g_object_ref (before), g_object_unref);
      g_object_unref (task);
      return;
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (list)) > MOST_ATTACHED)
    {
      g_task_return_new_error (task, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID, ngettext ("An agent can have %d test at most.", "An agent can have %d tests at most.", MOST_ATTACHED), MOST_ATTACHED);
      g_object_unref (task);
      return;
    }

  /* A server may repeat what the last version was called. */
  proctor_agent_set_version_description (before, NULL);
  proctor_agent_set_version_description (after, change->description);
  /* Once it is sent it is not cancelled: it would be done all the same, and nobody told. */
  proctor_agents_update_async (proctor_session_get_client (session), change->agent_id, change->branch_id, before, after, NULL, written_cb, task);
}

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ProctorAgent) agent = proctor_agents_get_finish (PROCTOR_CLIENT (object), result, &error);

  if (agent != NULL)
    write_list (g_steal_pointer (&task), agent);
  else
    return_error (task, error);
}

/**
 * proctor_attach_async:
 * @session: a session
 * @change: what is to be another
 * @cancellable: (nullable): to give up, as long as nothing has been sent
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Attaches tests to an agent or detaches one. The list is read, edited and written back whole, and nothing else
 * of the agent is. Where nothing is to be changed, nothing is written.
 */
void
proctor_attach_async (ProctorSession *session,
                      const ProctorAttachChange *change,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Change *copy;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (change != NULL && change->agent_id != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_attach_async);
  copy = g_new0 (Change, 1);
  copy->agent_id = g_strdup (change->agent_id);
  copy->branch_id = g_strdup (change->branch_id);
  copy->add = g_strdupv ((char **) change->add);
  copy->remove_id = g_strdup (change->remove_id);
  copy->remove_node_id = g_strdup (change->remove_node_id);
  copy->description = g_strdup (change->description);
  g_task_set_task_data (task, copy, (GDestroyNotify) change_free);
  proctor_agents_get_async (proctor_session_get_client (session), copy->agent_id, copy->branch_id, NULL, cancellable, read_cb, g_steal_pointer (&task));
}

/**
 * proctor_attach_finish:
 * @session: a session
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: (transfer full) (nullable): the agent as it is now
 */
ProctorAgent *
proctor_attach_finish (ProctorSession *session,
                       GAsyncResult *result,
                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
