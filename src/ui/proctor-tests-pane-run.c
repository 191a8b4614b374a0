/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-run-tests.h"
#include "proctor-toasts.h"

/* Running tests. What comes of it arrives in the history, and from there in the rows. */

/**
 * proctor_tests_pane_run_selected:
 * @self: a pane
 *
 * Asks on what the selected tests are to be run, and starts them.
 */
void
proctor_tests_pane_run_selected (ProctorTestsPane *self)
{
  g_auto (GStrv) ids = proctor_tests_pane_dup_selected_ids (self, FALSE);

  if (ids[0] != NULL)
    proctor_run_tests_ask_for (GTK_WIDGET (self), self->session, (const char *const *) ids, NULL);
}

static void
collected_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (ProctorTestsPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = proctor_test_list_collect_finish (PROCTOR_TEST_LIST (source), result, &error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  const char *folder_id, *search;
  ProctorFolderItem *folder = NULL;

  if (error != NULL)
    {
      proctor_toasts_say_error (GTK_WIDGET (self), error);
      return;
    }
  /* The workspace may have gone from the pane in the meantime. */
  if (PROCTOR_TEST_LIST (source) != self->list)
    return;

  for (guint i = 0; i < items->len; i++)
    g_strv_builder_add (builder, proctor_test_item_get_id (g_ptr_array_index (items, i)));
  ids = g_strv_builder_end (builder);
  if (ids[0] == NULL)
    return;

  /* Some of a folder's tests are not the folder. */
  folder_id = proctor_test_list_get_folder_id (self->list);
  search = proctor_test_list_get_search (self->list);
  if (folder_id != NULL && !proctor_test_list_is_filtered (self->list) && (search == NULL || search[0] == '\0'))
    folder = proctor_library_find_folder (proctor_session_get_library (self->session), folder_id);
  proctor_run_tests_ask_for (GTK_WIDGET (self), self->session, (const char *const *) ids, folder);
}

/**
 * proctor_tests_pane_run_all:
 * @self: a pane
 *
 * The same for every test that the list is about, also those that have not been read: a folder's, or what the
 * search and the filters leave.
 */
void
proctor_tests_pane_run_all (ProctorTestsPane *self)
{
  proctor_test_list_collect_async (self->list, self->cancellable, collected_cb, g_object_ref (self));
}

/**
 * proctor_tests_pane_run_test:
 * @self: a pane
 * @test_id: a test
 *
 * The same for one that is shown beside the list.
 */
void
proctor_tests_pane_run_test (ProctorTestsPane *self,
                             const char *test_id)
{
  g_return_if_fail (PROCTOR_IS_TESTS_PANE (self));
  g_return_if_fail (test_id != NULL);

  proctor_run_tests_ask_for (GTK_WIDGET (self), self->session, (const char *const[]) { test_id, NULL }, NULL);
}
