/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-summaries.h"

#include "proctor-record.h"
#include "proctor-tests.h"

/* How many the API likes to be asked for at a time. */
#define CHUNK 1000

typedef struct
{
  /* Owned */
  char **ids;
  GListStore *found;

  gsize n_ids;
  gsize next;
} Load;

static void
load_free (Load *load)
{
  g_strfreev (load->ids);
  g_clear_object (&load->found);
  g_free (load);
}

static void ask (GTask *task);

static void
summarized_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorPage) page = proctor_tests_summarize_finish (PROCTOR_CLIENT (object), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (proctor_page_get_items (page)); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (proctor_page_get_items (page), i);

      g_list_store_append (load->found, row);
    }

  if (load->next < load->n_ids)
    ask (g_steal_pointer (&task));
  else
    g_task_return_pointer (task, g_steal_pointer (&load->found), g_object_unref);
}

/* Takes the task. */
static void
ask (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autofree const char **chunk = g_new0 (const char *, CHUNK + 1);

  for (gsize i = 0; i < CHUNK && load->next < load->n_ids; i++)
    chunk[i] = load->ids[load->next++];
  proctor_tests_summarize_async (g_task_get_source_object (task), chunk, g_task_get_cancellable (task), summarized_cb, task);
}

/**
 * proctor_summaries_load_async:
 * @client: a client
 * @test_ids: (array zero-terminated=1): which tests
 * @cancellable: (nullable): to give up
 * @callback: called when there is an answer
 * @user_data: passed to @callback
 *
 * Asks what lists say of any number of tests.
 */
void
proctor_summaries_load_async (ProctorClient *client,
                              const char *const *test_ids,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Load *load = g_new0 (Load, 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (gsize i = 0; test_ids[i] != NULL; i++)
    {
      if (g_hash_table_add (seen, (gpointer) test_ids[i]))
        g_strv_builder_add (ids, test_ids[i]);
    }
  load->ids = g_strv_builder_end (ids);
  load->n_ids = g_strv_length (load->ids);
  load->found = g_list_store_new (PROCTOR_TYPE_RECORD);
  g_task_set_source_tag (task, proctor_summaries_load_async);
  g_task_set_task_data (task, load, (GDestroyNotify) load_free);

  if (load->n_ids > 0)
    {
      ask (task);
      return;
    }
  g_task_return_pointer (task, g_steal_pointer (&load->found), g_object_unref);
  g_object_unref (task);
}

/**
 * proctor_summaries_load_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why there is no answer
 *
 * Returns: (transfer full) (nullable): #ProctorTestSummary of the tests that there are
 */
GListModel *
proctor_summaries_load_finish (ProctorClient *client,
                               GAsyncResult *result,
                               GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
