/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-update.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-record-storage.h"
#include "proctor-test-summary.h"
#include "proctor-tests.h"
#include "proctor-unreadable.h"

typedef struct
{
  /* Owned */
  char *test_id;
  ProctorTest *test;

  gint64 last_updated_at;
} Update;

static void
update_free (Update *update)
{
  g_free (update->test_id);
  g_clear_object (&update->test);
  g_free (update);
}

static void
replaced_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorTest *test = proctor_tests_replace_finish (PROCTOR_CLIENT (object), result, &error);

  if (test != NULL)
    g_task_return_pointer (task, test, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* What the server says of the test, if it knows it; that may be unreadable. */
static ProctorRecord *
dup_row (ProctorPage *page,
         const char *test_id)
{
  GListModel *rows = proctor_page_get_items (page);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (rows, i);
      const char *id = PROCTOR_IS_UNREADABLE (row) ? proctor_unreadable_get_key (PROCTOR_UNREADABLE (row)) : proctor_record_get_identity (row);

      if (g_strcmp0 (id, test_id) == 0)
        return g_steal_pointer (&row);
    }

  return NULL;
}

/* What keeps us from knowing when the test was changed or where it is, if anything does. */
static const char *
get_problem (ProctorRecord *row)
{
  if (PROCTOR_IS_UNREADABLE (row))
    return proctor_unreadable_get_problem (PROCTOR_UNREADABLE (row));
  if (proctor_record_get_kept (row, PROCTOR_TEST_SUMMARY_FIELD_FOLDER_PARENT_ID) != NULL)
    return proctor_record_get_problem (row);

  return NULL;
}

/* Returns whether the test is there and is still as it was. */
static gboolean
check_row (ProctorRecord *row,
           gint64 last_updated_at,
           GError **error)
{
  const char *problem = row != NULL ? get_problem (row) : NULL;

  if (row == NULL)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND, _ ("The test isn't on the server any more."));
      return FALSE;
    }
  if (problem != NULL)
    {
      g_set_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The answer is not what it should be. %s"), problem);
      return FALSE;
    }
  if (last_updated_at != 0 && proctor_test_summary_get_last_updated_at (PROCTOR_TEST_SUMMARY (row)) != last_updated_at)
    {
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_CONFLICT, _ ("The test was changed on the server meanwhile."));
      return FALSE;
    }

  return TRUE;
}

static void
summarized_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorClient *client = PROCTOR_CLIENT (object);
  Update *update = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (ProctorPage) page = proctor_tests_summarize_finish (client, result, &error);
  g_autoptr (ProctorRecord) row = page != NULL ? dup_row (page, update->test_id) : NULL;
  const char *folder_id;

  if (page == NULL || !check_row (row, update->last_updated_at, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  folder_id = proctor_test_summary_get_folder_parent_id (PROCTOR_TEST_SUMMARY (row));
  proctor_tests_replace_async (client, update->test_id, update->test, folder_id, cancellable, replaced_cb, g_steal_pointer (&task));
}

/**
 * proctor_test_update_async:
 * @client: a client
 * @test_id: which test
 * @test: what it is to be
 * @last_updated_at: when it had last been changed as far as the caller knows, 0 for whenever
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Replaces a test where it is. A test that is not told its folder may leave it, so that is asked
 * for first; and if somebody has changed the test since @last_updated_at, it stays as it is and
 * the error is %PROCTOR_API_ERROR_CONFLICT.
 */
void
proctor_test_update_async (ProctorClient *client,
                           const char *test_id,
                           ProctorTest *test,
                           gint64 last_updated_at,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (client, cancellable, callback, user_data);
  Update *update = g_new0 (Update, 1);

  update->test_id = g_strdup (test_id);
  update->test = g_object_ref (test);
  update->last_updated_at = last_updated_at;
  g_task_set_source_tag (task, proctor_test_update_async);
  g_task_set_task_data (task, update, (GDestroyNotify) update_free);

  proctor_tests_summarize_async (client, (const char *const[]) { test_id, NULL }, cancellable, summarized_cb, task);
}

/**
 * proctor_test_update_finish:
 * @client: a client
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: (transfer full) (nullable): the test as the server has it now
 */
ProctorTest *
proctor_test_update_finish (ProctorClient *client,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, client), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
