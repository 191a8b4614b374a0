/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-actions.h"

#include <glib/gi18n.h>

#include "proctor-editor-discard.h"
#include "proctor-editor-folder.h"
#include "proctor-test-editor.h"
#include "proctor-test-history-dialog.h"
#include "proctor-toasts.h"

/* What can be done with the test that is shown, by a button, the menu or a key. */

static void
save_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  proctor_test_editor_save (PROCTOR_TEST_EDITOR (widget));
}

static void
run_action (GtkWidget *widget,
            const char *action_name,
            GVariant *parameter)
{
  proctor_test_editor_run (PROCTOR_TEST_EDITOR (widget));
}

static void
discard_action (GtkWidget *widget,
                const char *action_name,
                GVariant *parameter)
{
  proctor_editor_discard (widget, proctor_test_editor_get_draft (PROCTOR_TEST_EDITOR (widget)));
}

static void
choose_folder_action (GtkWidget *widget,
                      const char *action_name,
                      GVariant *parameter)
{
  ProctorDraft *draft = proctor_test_editor_get_draft (PROCTOR_TEST_EDITOR (widget));
  ProctorSession *session = proctor_test_editor_get_session (PROCTOR_TEST_EDITOR (widget));

  if (draft != NULL && session != NULL)
    proctor_editor_folder_choose (widget, session, draft);
}

static void
undo_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorDraft *draft = proctor_test_editor_get_draft (PROCTOR_TEST_EDITOR (widget));

  if (draft != NULL)
    proctor_undo_undo (proctor_draft_get_undo (draft));
}

static void
redo_action (GtkWidget *widget,
             const char *action_name,
             GVariant *parameter)
{
  ProctorDraft *draft = proctor_test_editor_get_draft (PROCTOR_TEST_EDITOR (widget));

  if (draft != NULL)
    proctor_undo_redo (proctor_draft_get_undo (draft));
}

static void
history_action (GtkWidget *widget,
                const char *action_name,
                GVariant *parameter)
{
  ProctorDraft *draft = proctor_test_editor_get_draft (PROCTOR_TEST_EDITOR (widget));
  ProctorSession *session = proctor_test_editor_get_session (PROCTOR_TEST_EDITOR (widget));

  if (draft != NULL && proctor_draft_get_test_id (draft) != NULL)
    adw_dialog_present (proctor_test_history_dialog_new (session, proctor_draft_get_test_id (draft), proctor_test_get_name (proctor_draft_get_test (draft))), widget);
}

static void
copy_id_action (GtkWidget *widget,
                const char *action_name,
                GVariant *parameter)
{
  ProctorDraft *draft = proctor_test_editor_get_draft (PROCTOR_TEST_EDITOR (widget));

  if (draft == NULL || proctor_draft_get_test_id (draft) == NULL)
    return;

  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), proctor_draft_get_test_id (draft));
  proctor_toasts_add (widget, adw_toast_new (_ ("ID copied")));
}

/**
 * proctor_editor_actions_install:
 * @widget_class: a #ProctorTestEditorClass
 *
 * Lets an editor do all that needs no part of its form.
 */
void
proctor_editor_actions_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "editor.run", NULL, run_action);
  gtk_widget_class_install_action (widget_class, "editor.discard", NULL, discard_action);
  gtk_widget_class_install_action (widget_class, "editor.choose-folder", NULL, choose_folder_action);
  gtk_widget_class_install_action (widget_class, "editor.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "editor.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "editor.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "editor.copy-id", NULL, copy_id_action);
}
