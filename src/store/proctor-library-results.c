/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-library-private.h"

/* How tests ended last is the history's business; a row shows it. Results of tests that have not
 * been read yet wait for them. */

/**
 * proctor_library_apply_results:
 * @self: a library
 * @item: a test of it
 *
 * Tells the test how it ended, if that is known.
 */
void
proctor_library_apply_results (ProctorLibrary *self,
                               ProctorTestItem *item)
{
  ProctorTestResults *results = self->results != NULL ? g_hash_table_lookup (self->results, item->id) : NULL;
  ProctorTestChange changes;

  if (results == NULL)
    return;

  changes = proctor_test_item_set_results (item, results->results, results->n_results, results->last_at);
  if (changes != 0)
    proctor_library_note (self, item, changes);
}

static void
results_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  ProctorLibrary *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = proctor_history_list_results_finish (PROCTOR_HISTORY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self->is_reading_results = FALSE;
  if (list == NULL)
    g_info ("The last results can't be read: %s", error->message);
  else
    {
      g_ptr_array_set_free_func (list, NULL);
      for (guint i = 0; i < list->len; i++)
        {
          ProctorTestResults *results = list->pdata[i];
          ProctorTestItem *item = g_hash_table_lookup (self->tests, results->test_id);

          g_hash_table_replace (self->results, results->test_id, results);
          if (item != NULL)
            proctor_library_apply_results (self, item);
        }
    }
  if (self->wants_results)
    proctor_library_load_results (self);
}

/**
 * proctor_library_load_results:
 * @self: a library
 *
 * Asks the history how the tests ended last.
 */
void
proctor_library_load_results (ProctorLibrary *self)
{
  g_return_if_fail (PROCTOR_IS_LIBRARY (self));

  if (self->history == NULL)
    return;

  /* What is added while it answers may be missing from the answer. */
  self->wants_results = self->is_reading_results;
  if (self->is_reading_results)
    return;

  if (self->results == NULL)
    self->results = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) proctor_test_results_free);
  self->is_reading_results = TRUE;
  proctor_history_list_results_async (self->history, self->workspace_id, self->cancellable, results_cb, self);
}

static void
added_cb (ProctorLibrary *self,
          const char *workspace_id)
{
  if (g_strcmp0 (workspace_id, self->workspace_id) == 0)
    proctor_library_load_results (self);
}

/* Looks again whenever something has been added to it. */
void
proctor_library_watch_history (ProctorLibrary *self)
{
  g_signal_connect_object (self->history, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
}
