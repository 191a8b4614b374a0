/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-lost-run-search.h"

#include "proctor-invocations.h"

/* No order of the list is promised, and a server may take no notice of the time it is asked for.
 * What was begun minutes ago is not behind this many others. */
#define MOST_PAGES 10

typedef struct
{
  /* Owned */
  ProctorLostRun *lost;
  ProctorPager *pager;
  GQueue candidates;
  GListStore *found;

  guint n_pages;
} Search;

static void
search_free (Search *search)
{
  g_clear_object (&search->lost);
  g_clear_object (&search->pager);
  g_queue_clear_full (&search->candidates, g_object_unref);
  g_clear_object (&search->found);
  g_free (search);
}

static void go_on (GTask *task);

/* A skim of an invocation with thousands of runs takes a moment. */
static void
compare_in_thread (GTask *task,
                   gpointer source,
                   gpointer task_data,
                   GCancellable *cancellable)
{
  GError *error = NULL;
  g_autoptr (ProctorInvocationSkim) skim = proctor_invocation_skim_new (task_data, NULL, &error);

  if (skim == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, proctor_lost_run_is (PROCTOR_LOST_RUN (source), skim));
}

static void
compared_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gboolean same = g_task_propagate_boolean (G_TASK (result), &error);
  g_autoptr (ProctorRecord) candidate = g_queue_pop_head (&search->candidates);

  if (error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (same)
    g_list_store_append (search->found, candidate);
  go_on (g_steal_pointer (&task));
}

static void
got_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  GBytes *body = proctor_invocations_get_finish (PROCTOR_CLIENT (object), result, &error);
  g_autoptr (GTask) work = NULL;

  if (body == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  work = g_task_new (search->lost, cancellable, compared_cb, g_steal_pointer (&task));
  g_task_set_source_tag (work, got_cb);
  g_task_set_task_data (work, body, (GDestroyNotify) g_bytes_unref);
  g_task_run_in_thread (work, compare_in_thread);
}

static void
page_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorClient *client = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorPage) page = proctor_pager_next_finish (PROCTOR_PAGER (object), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (proctor_page_get_items (page)); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (proctor_page_get_items (page), i);

      if (PROCTOR_IS_INVOCATION_SUMMARY (row) && proctor_lost_run_may_be (search->lost, PROCTOR_INVOCATION_SUMMARY (row), proctor_client_get_clock_offset (client)))
        g_queue_push_tail (&search->candidates, g_steal_pointer (&row));
    }
  search->n_pages++;
  go_on (g_steal_pointer (&task));
}

/* Takes the task. First the list, then whatever in it may be what is looked for. */
static void
go_on (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  ProctorRecord *candidate = g_queue_peek_head (&search->candidates);

  if (proctor_pager_has_more (search->pager) && search->n_pages < MOST_PAGES)
    proctor_pager_next_async (search->pager, g_task_get_cancellable (task), page_cb, task);
  else if (candidate != NULL)
    proctor_invocations_get_async (g_task_get_source_object (task), proctor_record_get_identity (candidate), g_task_get_cancellable (task), got_cb, task);
  else
    {
      g_task_return_pointer (task, g_steal_pointer (&search->found), g_object_unref);
      g_object_unref (task);
    }
}

/**
 * proctor_lost_run_search_async:
 * @client: a client
 * @lost: what is known of the run whose answer got lost
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Looks for tests that may have been begun, so that nobody begins them twice.
 */
void
proctor_lost_run_search_async (ProctorClient *client,
                               ProctorLostRun *lost,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Search *search = g_new0 (Search, 1);
  const gint64 *offset = proctor_client_get_clock_offset (client);
  /* While it isn't known what time it is at the server, nothing is left out; its answer will tell. */
  ProctorInvocationsQuery query = {
    .agent_id = proctor_lost_run_get_agent_id (lost),
    .start_time = offset != NULL ? proctor_lost_run_get_began_at (lost, offset) : 0,
    .page_size = 100,
  };

  search->lost = g_object_ref (lost);
  search->pager = proctor_invocations_list_all (client, &query);
  search->found = g_list_store_new (PROCTOR_TYPE_RECORD);
  g_queue_init (&search->candidates);
  g_task_set_source_tag (task, proctor_lost_run_search_async);
  g_task_set_task_data (task, search, (GDestroyNotify) search_free);

  go_on (task);
}

/**
 * proctor_lost_run_search_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): #ProctorInvocationSummary of all that run the same tests as
 *   often on the same agent since then. If there is one, that is it; if there is none, nothing was
 *   begun as far as the server shows; of several, only a person can choose
 */
GListModel *
proctor_lost_run_search_finish (ProctorClient *client,
                                GAsyncResult *result,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
