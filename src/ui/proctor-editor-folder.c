/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-folder.h"

#include "proctor-folder-picker.h"

/* The folder that a new test goes into. One that is saved is moved, as in the list. */

static void
chosen_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ProctorDraft) draft = user_data;
  g_autofree char *folder_id = proctor_folder_picker_choose_finish (result, NULL);

  if (folder_id != NULL)
    proctor_draft_set_folder_id (draft, folder_id[0] != '\0' ? folder_id : NULL);
}

/**
 * proctor_editor_folder_choose:
 * @widget: where it is asked for
 * @session: the workspace
 * @draft: a test
 *
 * Asks where a test is to be, and brings it there.
 */
void
proctor_editor_folder_choose (GtkWidget *widget,
                              ProctorSession *session,
                              ProctorDraft *draft)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PROCTOR_IS_SESSION (session));
  g_return_if_fail (PROCTOR_IS_DRAFT (draft));

  if (proctor_draft_get_test_id (draft) != NULL)
    gtk_widget_activate_action (widget, "win.act-on-test", "s", "tests.move");
  else
    proctor_folder_picker_choose_place_async (widget, session, proctor_draft_get_folder_id (draft), NULL, chosen_cb, g_object_ref (draft));
}
