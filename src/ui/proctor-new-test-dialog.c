/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-new-test-dialog.h"

#include "proctor-dialog-focus.h"
#include "proctor-drafts.h"
#include "proctor-folder-actions.h"
#include "proctor-folder-picker.h"
#include "proctor-test-template.h"

#include <glib/gi18n.h>

/**
 * ProctorNewTestDialog:
 *
 * Begins a test: what it is called, where it goes, and what it judges, with a line for each kind on
 * when to take it. What it makes is a draft, which the server hears of when it is saved.
 */
struct _ProctorNewTestDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwPreferencesPage *page;
  AdwEntryRow *name_entry;
  AdwActionRow *folder_row;
  GtkCheckButton *next_reply_check;
  GtkCheckButton *tool_check;
  GtkCheckButton *simulation_check;
  GtkLabel *message;
  GtkWidget *create_button;

  /* Owned */
  ProctorSession *session;
  GCancellable *cancellable;
  char *folder_id;
};

G_DEFINE_FINAL_TYPE (ProctorNewTestDialog, proctor_new_test_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_CREATED,
  SIGNAL_CONVERSATION_WANTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_name (ProctorNewTestDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_entry))));
}

static ProctorTestKind
get_kind (ProctorNewTestDialog *self)
{
  if (gtk_check_button_get_active (self->tool_check))
    return PROCTOR_TEST_KIND_TOOL;
  if (gtk_check_button_get_active (self->simulation_check))
    return PROCTOR_TEST_KIND_SIMULATION;

  return PROCTOR_TEST_KIND_NEXT_REPLY;
}

static void
show_message (ProctorNewTestDialog *self,
              const char *text)
{
  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
  if (text != NULL)
    adw_preferences_page_scroll_to_top (self->page);
}

static void
name_changed_cb (ProctorNewTestDialog *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *problem = name[0] != '\0' ? proctor_folder_check_name (name) : NULL;

  gtk_widget_set_sensitive (self->create_button, problem == NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->name_entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_entry), "error");
  show_message (self, problem);
}

static void
show_folder (ProctorNewTestDialog *self)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);
  ProctorFolderItem *folder = self->folder_id != NULL ? proctor_library_find_folder (library, self->folder_id) : NULL;
  g_autofree char *path = folder != NULL ? proctor_folder_item_dup_path (folder) : NULL;

  adw_action_row_set_subtitle (self->folder_row, path != NULL ? path : _ ("No folder"));
}

static void
folder_chosen_cb (GObject *source,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (ProctorNewTestDialog) self = user_data;
  g_autofree char *folder_id = proctor_folder_picker_choose_finish (result, NULL);

  if (folder_id == NULL || self->session == NULL)
    return;

  g_set_str (&self->folder_id, folder_id[0] != '\0' ? folder_id : NULL);
  show_folder (self);
}

static void
choose_folder_cb (ProctorNewTestDialog *self)
{
  proctor_folder_picker_choose_place_async (GTK_WIDGET (self), self->session, self->folder_id, self->cancellable, folder_chosen_cb, g_object_ref (self));
}

/* It can do without a name until it is saved. */
static void
create_cb (ProctorNewTestDialog *self)
{
  g_autofree char *name = dup_name (self);
  g_autoptr (ProctorTest) test = proctor_test_template_new (get_kind (self), name);
  g_autoptr (ProctorDraft) draft = proctor_drafts_create (proctor_session_get_drafts (self->session), test, self->folder_id);

  g_signal_emit (self, signals[SIGNAL_CREATED], 0, proctor_draft_get_id (draft));
  adw_dialog_force_close (ADW_DIALOG (self));
}

/* Another dialog comes in place of this one. */
static void
conversation_cb (ProctorNewTestDialog *self)
{
  g_autoptr (ProctorNewTestDialog) held = g_object_ref (self);

  adw_dialog_force_close (ADW_DIALOG (self));
  g_signal_emit (self, signals[SIGNAL_CONVERSATION_WANTED], 0, self->folder_id);
}

static void
proctor_new_test_dialog_dispose (GObject *object)
{
  ProctorNewTestDialog *self = PROCTOR_NEW_TEST_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_NEW_TEST_DIALOG);

  G_OBJECT_CLASS (proctor_new_test_dialog_parent_class)->dispose (object);
}

static void
proctor_new_test_dialog_finalize (GObject *object)
{
  ProctorNewTestDialog *self = PROCTOR_NEW_TEST_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->folder_id, g_free);

  G_OBJECT_CLASS (proctor_new_test_dialog_parent_class)->finalize (object);
}

static void
proctor_new_test_dialog_class_init (ProctorNewTestDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_new_test_dialog_dispose;
  object_class->finalize = proctor_new_test_dialog_finalize;

  /**
   * ProctorNewTestDialog::created:
   * @draft_id: the draft of the new test
   *
   * There is a draft of it. The dialog closes.
   */
  signals[SIGNAL_CREATED] = g_signal_new ("created", PROCTOR_TYPE_NEW_TEST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * ProctorNewTestDialog::conversation-wanted:
   * @folder_id: (nullable): where the test is to go
   *
   * The test is to begin with a conversation that took place. The dialog is closed.
   */
  signals[SIGNAL_CONVERSATION_WANTED] = g_signal_new ("conversation-wanted", PROCTOR_TYPE_NEW_TEST_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-new-test-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorNewTestDialog, page);
  gtk_widget_class_bind_template_child (widget_class, ProctorNewTestDialog, name_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorNewTestDialog, folder_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorNewTestDialog, next_reply_check);
  gtk_widget_class_bind_template_child (widget_class, ProctorNewTestDialog, tool_check);
  gtk_widget_class_bind_template_child (widget_class, ProctorNewTestDialog, simulation_check);
  gtk_widget_class_bind_template_child (widget_class, ProctorNewTestDialog, message);
  gtk_widget_class_bind_template_child (widget_class, ProctorNewTestDialog, create_button);
  gtk_widget_class_bind_template_callback (widget_class, choose_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, conversation_cb);
  gtk_widget_class_bind_template_callback (widget_class, create_cb);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
}

static void
proctor_new_test_dialog_init (ProctorNewTestDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_dialog_focus (GTK_WIDGET (self->name_entry));
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_new_test_dialog_new:
 * @session: a session
 * @folder_id: (nullable): the folder that is proposed
 *
 * Returns: (transfer floating): a dialog that begins a test
 */
AdwDialog *
proctor_new_test_dialog_new (ProctorSession *session,
                             const char *folder_id)
{
  ProctorNewTestDialog *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_NEW_TEST_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->folder_id = g_strdup (folder_id);
  show_folder (self);

  return ADW_DIALOG (self);
}
