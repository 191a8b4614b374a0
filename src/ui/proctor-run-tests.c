/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-tests.h"

#include <glib/gi18n.h>

#include "proctor-history-feed.h"
#include "proctor-run-dialog.h"
#include "proctor-test-list.h"
#include "proctor-toasts.h"

/* Running tests, from wherever they are shown. */

/* What is collected before one is asked. */
typedef struct
{
  /* Owned */
  GtkWidget *widget;
  ProctorSession *session;
  ProctorFolderItem *folder;
} Wish;

static void
wish_free (Wish *wish)
{
  g_clear_object (&wish->widget);
  g_clear_object (&wish->session);
  g_clear_object (&wish->folder);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

/* Whoever wants to watch goes there; whoever works on tests stays where they are. */
static void
started_cb (GtkWidget *widget,
            const char *invocation_id,
            AdwDialog *dialog)
{
  ProctorSession *session = proctor_run_dialog_get_session (PROCTOR_RUN_DIALOG (dialog));
  ProctorHistoryFeed *feed = proctor_session_get_history_feed (session);

  if (feed != NULL)
    proctor_history_feed_expect (feed, invocation_id);
  proctor_toasts_say_started (widget, _ ("The tests are running."), invocation_id);
}

/**
 * proctor_run_tests_ask:
 * @widget: where the tests are shown
 * @setup: what is to be run
 *
 * Asks on what they are to be run, and starts them. What comes of it arrives in the history, and from there in the
 * rows of tests.
 *
 * Returns: (transfer none): what asks, for whoever wants to hear that they were started
 */
AdwDialog *
proctor_run_tests_ask (GtkWidget *widget,
                       ProctorRunSetup *setup)
{
  AdwDialog *dialog;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (setup), NULL);

  dialog = proctor_run_dialog_new (setup);
  g_signal_connect_object (dialog, "started", G_CALLBACK (started_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);

  return dialog;
}

/**
 * proctor_run_tests_ask_for:
 * @widget: where the tests are shown
 * @session: where they are
 * @test_ids: (array zero-terminated=1): which
 * @folder: (nullable): the folder whose tests they are, if what is run is to be called by its name
 */
void
proctor_run_tests_ask_for (GtkWidget *widget,
                           ProctorSession *session,
                           const char *const *test_ids,
                           ProctorFolderItem *folder)
{
  g_autoptr (ProctorRunSetup) setup = NULL;

  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (test_ids != NULL && test_ids[0] != NULL);

  setup = proctor_run_setup_new (session);
  for (gsize i = 0; test_ids[i] != NULL; i++)
    proctor_run_setup_add_test (setup, test_ids[i], NULL, NULL);
  if (folder != NULL)
    proctor_run_setup_set_folder (setup, proctor_folder_item_get_id (folder), proctor_folder_item_get_name (folder));
  proctor_run_tests_ask (widget, setup);
}

static void
collected_cb (GObject *source,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = proctor_test_list_collect_finish (PROCTOR_TEST_LIST (source), result, &error);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  if (items == NULL)
    {
      proctor_toasts_say_error (wish->widget, error);
      return;
    }

  for (guint i = 0; i < items->len; i++)
    g_strv_builder_add (builder, proctor_test_item_get_id (g_ptr_array_index (items, i)));
  ids = g_strv_builder_end (builder);
  if (ids[0] == NULL)
    proctor_toasts_say (wish->widget, _ ("There are no tests to run"));
  else if (gtk_widget_get_mapped (wish->widget))
    proctor_run_tests_ask_for (wish->widget, wish->session, (const char *const *) ids, wish->folder);
}

/**
 * proctor_run_tests_ask_for_folder:
 * @widget: where the folder is shown
 * @session: where it is
 * @folder: (nullable): a folder, %NULL for all tests
 * @cancellable: (nullable): to give up
 *
 * The same for all tests in a folder and in those below it, also for those that have not been read.
 */
void
proctor_run_tests_ask_for_folder (GtkWidget *widget,
                                  ProctorSession *session,
                                  ProctorFolderItem *folder,
                                  GCancellable *cancellable)
{
  g_autoptr (ProctorTestList) tests = NULL;
  Wish *wish;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PROCTOR_IS_SESSION (session));

  wish = g_new0 (Wish, 1);
  wish->widget = g_object_ref (widget);
  wish->session = g_object_ref (session);
  g_set_object (&wish->folder, folder);
  tests = proctor_test_list_new (proctor_session_get_library (session));
  g_object_set (tests, "folder-id", folder != NULL ? proctor_folder_item_get_id (folder) : NULL, NULL);
  proctor_test_list_collect_async (tests, cancellable, collected_cb, wish);
}
