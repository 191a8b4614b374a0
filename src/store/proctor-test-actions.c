/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test-actions.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-folder-actions.h"
#include "proctor-test-summary.h"
#include "proctor-test-update.h"
#include "proctor-tests.h"

/* A test that is to be called something else. */
typedef struct
{
  /* Owned */
  char *test_id;
  char *name;
  ProctorTestSummary *summary;
} Renaming;

static void
renaming_free (Renaming *renaming)
{
  g_free (renaming->test_id);
  g_free (renaming->name);
  g_clear_object (&renaming->summary);
  g_free (renaming);
}

/* A test is called by the same rules as a folder. */
static char *
dup_name (const char *name,
          GError **error)
{
  g_autofree char *problem = proctor_folder_check_name (name);

  if (problem == NULL)
    return g_strstrip (g_strdup (name));

  g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID, problem);

  return NULL;
}

static void
report (GTask *task,
        const GError *error)
{
  proctor_health_report (proctor_session_get_health (g_task_get_source_object (task)), error);
}

static void
updated_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorSession *session = g_task_get_source_object (task);
  Renaming *renaming = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorTest) test = proctor_test_update_finish (PROCTOR_CLIENT (object), result, &error);

  report (task, error);
  if (test == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  proctor_test_summary_set_name (renaming->summary, renaming->name);
  proctor_test_summary_set_last_updated_at (renaming->summary, MAX (g_get_real_time () / G_USEC_PER_SEC, proctor_test_summary_get_last_updated_at (renaming->summary) + 1));
  proctor_library_add (proctor_session_get_library (session), renaming->summary);
  g_task_return_boolean (task, TRUE);
}

static void
got_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Renaming *renaming = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorTest) test = proctor_tests_get_finish (PROCTOR_CLIENT (object), result, &error);

  report (task, error);
  if (test == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  proctor_test_set_name (test, renaming->name);
  proctor_test_update_async (PROCTOR_CLIENT (object), renaming->test_id, test, proctor_test_summary_get_last_updated_at (renaming->summary),
                             cancellable, updated_cb, g_steal_pointer (&task));
}

static void
summarized_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  Renaming *renaming = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorPage) page = proctor_tests_summarize_finish (PROCTOR_CLIENT (object), result, &error);
  g_autoptr (GObject) row = page != NULL ? g_list_model_get_item (proctor_page_get_items (page), 0) : NULL;

  report (task, error);
  if (page != NULL && row == NULL)
    error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND, _ ("The test isn't on the server any more."));
  else if (page != NULL && !PROCTOR_IS_TEST_SUMMARY (row))
    error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The server's answer is not one that Proctor understands."));
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  g_set_object (&renaming->summary, PROCTOR_TEST_SUMMARY (row));
  proctor_tests_get_async (PROCTOR_CLIENT (object), renaming->test_id, cancellable, got_cb, g_steal_pointer (&task));
}

/**
 * proctor_test_rename_async:
 * @session: where
 * @test_id: which test
 * @name: what it is to be called; blanks around it are left out
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: passed to @callback
 *
 * Gives a test another name, and nothing else: it is read with all that the server has of it, and
 * put back where it is. If somebody changes it in between, it stays as it is and the error is
 * %PROCTOR_API_ERROR_CONFLICT.
 */
void
proctor_test_rename_async (ProctorSession *session,
                           const char *test_id,
                           const char *name,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autofree char *trimmed = NULL;
  GError *error = NULL;
  Renaming *renaming;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (test_id != NULL);
  g_return_if_fail (name != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_test_rename_async);
  g_task_set_check_cancellable (task, FALSE);
  trimmed = dup_name (name, &error);
  if (trimmed == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  renaming = g_new0 (Renaming, 1);
  renaming->test_id = g_strdup (test_id);
  renaming->name = g_steal_pointer (&trimmed);
  g_task_set_task_data (task, renaming, (GDestroyNotify) renaming_free);
  proctor_tests_summarize_async (proctor_session_get_client (session), (const char *const[]) { test_id, NULL }, cancellable, summarized_cb, g_steal_pointer (&task));
}

/**
 * proctor_test_rename_finish:
 * @session: where
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: whether it was done
 */
gboolean
proctor_test_rename_finish (ProctorSession *session,
                            GAsyncResult *result,
                            GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  ProctorTest *test = proctor_tests_get_finish (PROCTOR_CLIENT (object), result, &error);

  report (task, error);
  if (test != NULL)
    g_task_return_pointer (task, test, g_object_unref);
  else
    g_task_return_error (task, error);
}

/**
 * proctor_test_load_async:
 * @session: where
 * @test_id: which test
 * @cancellable: (nullable): to give up
 * @callback: called when it is here
 * @user_data: passed to @callback
 *
 * Reads all of a test, to show it.
 */
void
proctor_test_load_async (ProctorSession *session,
                         const char *test_id,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (test_id != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_test_load_async);
  proctor_tests_get_async (proctor_session_get_client (session), test_id, cancellable, loaded_cb, task);
}

/**
 * proctor_test_load_finish:
 * @session: where
 * @result: what the callback was given
 * @error: return location for why it was not done
 *
 * Returns: (transfer full) (nullable): the test
 */
ProctorTest *
proctor_test_load_finish (ProctorSession *session,
                          GAsyncResult *result,
                          GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, session), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
