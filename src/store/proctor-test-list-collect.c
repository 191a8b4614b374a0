/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-list-private.h"

/* Everything that matches, also what nobody has scrolled to. */

/* Somebody who waits for that. */
typedef struct
{
  /* Owned */
  GSource *cancelled;

  gulong handler;
} Collection;

static void
collection_free (Collection *collection)
{
  g_clear_pointer (&collection->cancelled, g_source_unref);
  g_free (collection);
}

static void
stop_watching (GTask *task)
{
  ProctorTestList *self = g_task_get_source_object (task);
  Collection *collection = g_task_get_task_data (task);

  g_clear_signal_handler (&collection->handler, self->library);
  if (collection->cancelled != NULL)
    g_source_destroy (collection->cancelled);
}

/* While a worker sorts, what is shown may not be all. */
static void
give (GTask *task)
{
  ProctorTestList *self = g_task_get_source_object (task);
  GPtrArray *from = self->sorting != NULL ? self->all : self->shown;
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < from->len; i++)
    {
      if (proctor_test_match_test (self->match, from->pdata[i]))
        g_ptr_array_add (items, g_object_ref (from->pdata[i]));
    }
  g_task_return_pointer (task, items, (GDestroyNotify) g_ptr_array_unref);
}

/* The list follows the library before anybody else is told that it is complete. */
static void
look (GTask *task)
{
  ProctorTestList *self = g_task_get_source_object (task);
  const GError *error = proctor_library_get_error (self->library);
  g_autoptr (GTask) alive = NULL;

  if (!proctor_library_is_complete (self->library) && (error == NULL || proctor_library_is_loading (self->library)))
    return;

  alive = task;
  stop_watching (task);
  if (proctor_library_is_complete (self->library))
    give (task);
  else
    g_task_return_error (task, g_error_copy (error));
}

static void
notify_cb (GTask *task)
{
  look (task);
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  stop_watching (task);
  g_task_return_error_if_cancelled (task);

  return G_SOURCE_REMOVE;
}

/**
 * proctor_test_list_collect_async:
 * @self: a list
 * @cancellable: (nullable): to give up
 * @callback: called when everything is there
 * @user_data: passed to @callback
 *
 * Reads everything that has not been read, and finds out what of it belongs to the list.
 */
void
proctor_test_list_collect_async (ProctorTestList *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;
  Collection *collection;

  g_return_if_fail (PROCTOR_IS_TEST_LIST (self));

  task = g_task_new (self, cancellable, callback, user_data);
  collection = g_new0 (Collection, 1);
  g_task_set_source_tag (task, proctor_test_list_collect_async);
  g_task_set_task_data (task, collection, (GDestroyNotify) collection_free);
  if (g_task_return_error_if_cancelled (task))
    {
      g_object_unref (task);
      return;
    }

  if (!proctor_library_is_complete (self->library))
    proctor_library_want_all (self->library);
  collection->handler = g_signal_connect_swapped (self->library, "notify", G_CALLBACK (notify_cb), task);
  if (cancellable != NULL)
    {
      collection->cancelled = g_cancellable_source_new (cancellable);
      g_source_set_callback (collection->cancelled, G_SOURCE_FUNC (cancelled_cb), task, NULL);
      g_source_attach (collection->cancelled, g_main_context_get_thread_default ());
    }
  look (task);
}

/**
 * proctor_test_list_collect_finish:
 * @self: a list
 * @result: what the callback was given
 * @error: return location for why not everything could be read
 *
 * Returns: (transfer full) (nullable) (element-type ProctorTestItem): all that belongs to the list,
 *   as long as it is as it is
 */
GPtrArray *
proctor_test_list_collect_finish (ProctorTestList *self,
                                  GAsyncResult *result,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
