/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent.h"
#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-conversation-test.h"
#include "proctor-tool-call.h"
#include "proctor-tools.h"
#include "proctor-turn.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-writer.h"

/* What takes a while: which tool a call was of, and what is to be masked. */

/* A test that is being made. */
typedef struct
{
  /* Owned */
  ProctorTest *test;
  ProctorMasking *masking;
  char *agent_id;
  char *tool_name;
  char **tool_ids;
} Making;

/* What is looked through in another thread, which has it for itself. */
typedef struct
{
  /* Owned */
  ProctorConversation *conversation;
  ProctorTest *test;
} Looking;

static void
making_free (Making *making)
{
  g_clear_object (&making->test);
  g_clear_object (&making->masking);
  g_free (making->agent_id);
  g_free (making->tool_name);
  g_strfreev (making->tool_ids);
  g_free (making);
}

static void
looking_free (Looking *looking)
{
  g_clear_object (&looking->conversation);
  g_clear_object (&looking->test);
  g_free (looking);
}

static void
mask_thread (GTask *task,
             gpointer source,
             gpointer data,
             GCancellable *cancellable)
{
  Making *making = data;

  proctor_masking_mask_record (making->masking, PROCTOR_RECORD (making->test));
  g_task_return_pointer (task, g_steal_pointer (&making->test), g_object_unref);
}

/* Takes the task. */
static void
mask (GTask *task)
{
  Making *making = g_task_get_task_data (task);

  if (making->masking != NULL)
    g_task_run_in_thread (task, mask_thread);
  else
    g_task_return_pointer (task, g_steal_pointer (&making->test), g_object_unref);
  g_object_unref (task);
}

/* A name may belong to several tools. The agent's own is meant, or the only one there is. */
static ProctorTool *
find_tool (Making *making,
           GListModel *tools)
{
  g_autoptr (ProctorTool) found = NULL;
  guint n_found = 0;

  for (guint i = 0; i < g_list_model_get_n_items (tools); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (tools, i);
      ProctorToolConfig *config = PROCTOR_IS_TOOL (item) ? proctor_tool_get_tool_config (PROCTOR_TOOL (item)) : NULL;

      if (config == NULL || g_strcmp0 (proctor_tool_config_get_name (config), making->tool_name) != 0)
        continue;
      if (making->tool_ids != NULL && proctor_tool_get_id (PROCTOR_TOOL (item)) != NULL && g_strv_contains ((const char *const *) making->tool_ids, proctor_tool_get_id (PROCTOR_TOOL (item))))
        return PROCTOR_TOOL (g_steal_pointer (&item));
      g_set_object (&found, PROCTOR_TOOL (item));
      n_found++;
    }

  return n_found == 1 ? g_steal_pointer (&found) : NULL;
}

/* Who may not see tools may make tests: then it is left open which one it is. */
static void
tools_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Making *making = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_tools_list_finish (PROCTOR_CLIENT (object), result, &error);
  g_autoptr (ProctorTool) tool = page != NULL ? find_tool (making, proctor_page_get_items (page)) : NULL;

  proctor_health_report (proctor_session_get_health (g_task_get_source_object (task)), error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (tool != NULL)
    {
      g_autoptr (ProctorToolReference) reference = proctor_tool_reference_new ();
      const char *kind = proctor_tool_config_get_kind (proctor_tool_get_tool_config (tool));

      proctor_tool_reference_set_id (reference, proctor_tool_get_id (tool));
      proctor_tool_reference_set_kind (reference, kind != NULL ? kind : "webhook");
      proctor_tool_expectation_set_referenced_tool (proctor_test_get_tool_call_parameters (making->test), reference);
    }
  mask (g_steal_pointer (&task));
}

static void
agent_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Making *making = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = proctor_agents_get_finish (PROCTOR_CLIENT (object), result, &error);
  ProctorAgentConfig *config = agent != NULL ? proctor_agent_get_conversation_config (agent) : NULL;
  ProctorAgentBehaviour *behaviour = config != NULL ? proctor_agent_config_get_agent (config) : NULL;
  ProctorAgentPrompt *prompt = behaviour != NULL ? proctor_agent_behaviour_get_prompt (behaviour) : NULL;
  const ProctorToolsQuery query = { .search = making->tool_name, .page_size = 100 };

  proctor_health_report (proctor_session_get_health (g_task_get_source_object (task)), error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  if (prompt != NULL)
    making->tool_ids = g_strdupv ((char **) proctor_agent_prompt_get_tool_ids (prompt));
  proctor_tools_list_async (PROCTOR_CLIENT (object), &query, cancellable, tools_cb, g_steal_pointer (&task));
}

/* The name of the tool that a test expects and of which the id is not known. */
static char *
dup_tool_name (ProctorTest *test)
{
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (test);
  ProctorToolReference *reference = expectation != NULL ? proctor_tool_expectation_get_referenced_tool (expectation) : NULL;
  GListModel *reply = proctor_test_source_get_original_agent_reply (proctor_test_get_from_conversation_metadata (test));

  if (reference != NULL && g_strcmp0 (proctor_tool_reference_get_id (reference), "") != 0)
    return NULL;

  for (guint i = 0; i < g_list_model_get_n_items (reply); i++)
    {
      g_autoptr (ProctorTurn) turn = g_list_model_get_item (reply, i);
      g_autoptr (GObject) call = g_list_model_get_item (proctor_turn_get_tool_calls (turn), 0);

      if (PROCTOR_IS_TOOL_CALL (call))
        return g_strdup (proctor_tool_call_get_tool_name (PROCTOR_TOOL_CALL (call)));
    }

  return NULL;
}

/**
 * proctor_conversation_test_make_async:
 * @session: where
 * @conversation: a conversation
 * @kind: which kind of test
 * @cut: how many turns come before the reply that is judged
 * @masking: (nullable): what is to be masked; nobody else may use it meanwhile
 * @cancellable: (nullable): to give up
 * @callback: called when it is made
 * @user_data: passed to @callback
 *
 * Does what proctor_conversation_test_make() does, finds out which tool was called, and masks what is
 * to be masked. It makes nothing on the server.
 */
void
proctor_conversation_test_make_async (ProctorSession *session,
                                      ProctorConversation *conversation,
                                      ProctorTestKind kind,
                                      guint cut,
                                      ProctorMasking *masking,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data)
{
  GTask *task;
  Making *making;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (PROCTOR_IS_CONVERSATION (conversation));
  g_return_if_fail (kind != PROCTOR_TEST_KIND_UNKNOWN);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_conversation_test_make_async);
  making = g_new0 (Making, 1);
  making->test = proctor_conversation_test_make (conversation, kind, cut);
  making->masking = masking != NULL ? g_object_ref (masking) : NULL;
  making->agent_id = g_strdup (proctor_conversation_get_agent_id (conversation));
  making->tool_name = kind == PROCTOR_TEST_KIND_TOOL ? dup_tool_name (making->test) : NULL;
  g_task_set_task_data (task, making, (GDestroyNotify) making_free);

  if (making->tool_name == NULL || making->agent_id == NULL)
    mask (task);
  else
    proctor_agents_get_async (proctor_session_get_client (session), making->agent_id, NULL, NULL, cancellable, agent_cb, task);
}

/**
 * proctor_conversation_test_make_finish:
 * @session: where
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: (transfer full) (nullable): the test
 */
ProctorTest *
proctor_conversation_test_make_finish (ProctorSession *session,
                                       GAsyncResult *result,
                                       GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
find_thread (GTask *task,
             gpointer source,
             gpointer data,
             GCancellable *cancellable)
{
  Looking *looking = data;
  g_autoptr (ProctorMasking) masking = proctor_masking_new ();

  if (looking->conversation != NULL)
    proctor_masking_find_in_record (masking, PROCTOR_RECORD (looking->conversation));
  proctor_masking_count_in_record (masking, PROCTOR_RECORD (looking->test));
  g_task_return_pointer (task, g_steal_pointer (&masking), g_object_unref);
}

/**
 * proctor_conversation_test_find_masks_async:
 * @conversation: a conversation
 * @cut: how many turns come before the reply that is judged
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Finds out, on this computer alone, what could be masked. All of @conversation is looked through,
 * since somebody may be named only at its end; it is counted what a test would say.
 */
void
proctor_conversation_test_find_masks_async (ProctorConversation *conversation,
                                            guint cut,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (JsonNode) node = NULL;
  Looking *looking;

  g_return_if_fail (PROCTOR_IS_CONVERSATION (conversation));

  task = g_task_new (conversation, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_conversation_test_find_masks_async);
  node = proctor_wire_write (PROCTOR_RECORD (conversation), NULL);
  looking = g_new0 (Looking, 1);
  looking->conversation = node != NULL ? proctor_wire_read (PROCTOR_TYPE_CONVERSATION, node, NULL) : NULL;
  looking->test = proctor_conversation_test_make (conversation, PROCTOR_TEST_KIND_NEXT_REPLY, cut);
  g_task_set_task_data (task, looking, (GDestroyNotify) looking_free);
  g_task_run_in_thread (task, find_thread);
}

/**
 * proctor_conversation_test_find_masks_finish:
 * @conversation: a conversation
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: (transfer full) (nullable): what was found
 */
ProctorMasking *
proctor_conversation_test_find_masks_finish (ProctorConversation *conversation,
                                             GAsyncResult *result,
                                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, conversation), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
