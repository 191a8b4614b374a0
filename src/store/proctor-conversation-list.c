/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-list.h"

#include "proctor-conversations.h"
#include "proctor-paged-list-private.h"

/* One sees only a few at a time, and filters instead of reading on. */
#define PAGE_SIZE 50

/* What is wanted, kept for as long as the list is there. */
typedef struct
{
  char *agent_id;
  char *branch_id;
  char *outcome;
  char *search;
  gint64 after;
  gint64 before;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->agent_id);
  g_free (wanted->branch_id);
  g_free (wanted->outcome);
  g_free (wanted->search);
  g_free (wanted);
}

/* A conversation that goes on has no transcript yet. */
static ProctorPager *
make_pager (ProctorClient *client,
            gpointer data)
{
  static const char *const unfinished[] = { "initiated", "in-progress", "processing", NULL };
  const Wanted *wanted = data;
  const ProctorConversationsQuery query = {
    .agent_id = wanted->agent_id,
    .branch_id = wanted->branch_id,
    .call_successful = wanted->outcome,
    .search = wanted->search,
    .after = wanted->after,
    .before = wanted->before,
    .exclude_statuses = unfinished,
    .with_summary = TRUE,
    .page_size = PAGE_SIZE,
  };

  return proctor_conversations_list_all (client, &query);
}

/**
 * proctor_conversation_list_new:
 * @session: a workspace
 * @filter: which are wanted
 *
 * Nothing is read before proctor_paged_list_refresh().
 *
 * Returns: (transfer full): conversations that have ended, newest first; of
 *   #ProctorConversationSummary, and of #ProctorUnreadable where a row could not be read
 */
ProctorPagedList *
proctor_conversation_list_new (ProctorSession *session,
                               const ProctorConversationFilter *filter)
{
  Wanted *wanted;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (filter != NULL, NULL);

  wanted = g_new0 (Wanted, 1);
  wanted->agent_id = g_strdup (filter->agent_id);
  wanted->branch_id = g_strdup (filter->branch_id);
  wanted->outcome = g_strdup (filter->outcome);
  wanted->search = g_strdup (filter->search);
  wanted->after = filter->after;
  wanted->before = filter->before;

  return proctor_paged_list_new (session, make_pager, wanted, (GDestroyNotify) wanted_free);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorConversation *conversation = proctor_conversations_get_finish (PROCTOR_CLIENT (object), result, &error);

  proctor_health_report (proctor_session_get_health (g_task_get_source_object (task)), error);
  if (conversation != NULL)
    g_task_return_pointer (task, conversation, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_conversation_load_async:
 * @session: a workspace
 * @conversation_id: which conversation
 * @cancellable: (nullable): to give up
 * @callback: called when it is here
 * @user_data: passed to @callback
 *
 * Reads all of a conversation, to show it.
 */
void
proctor_conversation_load_async (ProctorSession *session,
                                 const char *conversation_id,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (conversation_id != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_conversation_load_async);
  proctor_conversations_get_async (proctor_session_get_client (session), conversation_id, cancellable, loaded_cb, task);
}

/**
 * proctor_conversation_load_finish:
 * @session: a workspace
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: (transfer full) (nullable): the conversation
 */
ProctorConversation *
proctor_conversation_load_finish (ProctorSession *session,
                                  GAsyncResult *result,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
