/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tests-pane-private.h"

#include "proctor-history-feed.h"
#include "proctor-run-dialog.h"
#include "proctor-toasts.h"

#include <glib/gi18n.h>

/* Running tests. What comes of it arrives in the history, and from there in the rows. */

static void
started_cb (ProctorTestsPane *self,
            const char *invocation_id,
            AdwDialog *dialog)
{
  ProctorSession *session = proctor_run_dialog_get_session (PROCTOR_RUN_DIALOG (dialog));
  ProctorHistoryFeed *feed = proctor_session_get_history_feed (session);

  if (feed != NULL)
    proctor_history_feed_expect (feed, invocation_id);
  proctor_toasts_say_started (GTK_WIDGET (self), _ ("The tests are running."), invocation_id);
}

/* Where they are all a folder's, what is run is called by its name. */
static void
ask (ProctorTestsPane *self,
     const char *const *ids,
     ProctorFolderItem *folder)
{
  g_autoptr (ProctorRunSetup) plan = proctor_run_setup_new (self->session);
  AdwDialog *dialog;

  for (gsize i = 0; ids[i] != NULL; i++)
    proctor_run_setup_add_test (plan, ids[i], NULL, NULL);
  if (folder != NULL)
    proctor_run_setup_set_folder (plan, proctor_folder_item_get_id (folder), proctor_folder_item_get_name (folder));
  dialog = proctor_run_dialog_new (plan);
  g_signal_connect_object (dialog, "started", G_CALLBACK (started_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

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
    ask (self, (const char *const *) ids, NULL);
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

  ask (self, (const char *const[]) { test_id, NULL }, NULL);
}
