/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-folder-dialog.h"

#include "proctor-dialog-focus.h"
#include "proctor-error-text.h"
#include "proctor-folder-actions.h"
#include "proctor-test-actions.h"

#include <glib/gi18n.h>

/**
 * ProctorFolderDialog:
 *
 * Asks for a name: that of a new folder, or the new one of a folder or a test. What will not do is
 * said while it is typed, and what the server objects to is said here too, with what was typed
 * still there.
 */
struct _ProctorFolderDialog
{
  AdwDialog parent_instance;

  /* Template children */
  AdwEntryRow *entry;
  GtkLabel *message;
  GtkLabel *place;
  GtkWidget *save_button;
  GtkWidget *spinner;

  /* Owned */
  ProctorSession *session;
  GCancellable *cancellable;
  char *id;
  char *parent_id;
  char *old_name;

  gboolean is_test;
};

G_DEFINE_FINAL_TYPE (ProctorFolderDialog, proctor_folder_dialog, ADW_TYPE_DIALOG)

enum
{
  SIGNAL_DONE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_name (ProctorFolderDialog *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
show_message (ProctorFolderDialog *self,
              const char *text,
              const char *css_class)
{
  const char *classes[] = { css_class, NULL };

  gtk_label_set_label (self->message, text != NULL ? text : "");
  gtk_widget_set_css_classes (GTK_WIDGET (self->message), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->message), text != NULL);
}

static GListModel *
get_siblings (ProctorFolderDialog *self)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);
  ProctorFolderItem *parent = self->parent_id != NULL ? proctor_library_find_folder (library, self->parent_id) : NULL;

  return parent != NULL ? proctor_folder_item_get_children (parent) : proctor_library_get_folders (library);
}

/* The server allows two folders of one name. Whoever makes the second should know. */
static gboolean
has_namesake (ProctorFolderDialog *self,
              const char *name)
{
  g_autofree char *key = g_utf8_casefold (name, -1);
  GListModel *siblings;

  if (self->is_test)
    return FALSE;

  siblings = get_siblings (self);
  for (guint i = 0; i < g_list_model_get_n_items (siblings); i++)
    {
      g_autoptr (ProctorFolderItem) sibling = g_list_model_get_item (siblings, i);
      g_autofree char *other = g_utf8_casefold (proctor_folder_item_get_name (sibling), -1);

      if (g_str_equal (key, other) && g_strcmp0 (self->id, proctor_folder_item_get_id (sibling)) != 0)
        return TRUE;
    }

  return FALSE;
}

static void
changed_cb (ProctorFolderDialog *self)
{
  g_autofree char *name = dup_name (self);
  g_autofree char *problem = NULL;

  /* An entry that nobody has typed into yet is no mistake. */
  if (name[0] == '\0')
    {
      gtk_widget_set_sensitive (self->save_button, FALSE);
      gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
      show_message (self, NULL, "error");
      return;
    }

  problem = proctor_folder_check_name (name);
  gtk_widget_set_sensitive (self->save_button, problem == NULL && g_strcmp0 (name, self->old_name) != 0);
  if (problem != NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      show_message (self, problem, "error");
      return;
    }

  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  if (has_namesake (self, name))
    show_message (self, _ ("There is a folder of this name here already."), "warning");
  else
    show_message (self, NULL, "error");
}

static void
set_busy (ProctorFolderDialog *self,
          gboolean busy)
{
  gtk_widget_set_visible (self->spinner, busy);
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), !busy);
  gtk_widget_set_sensitive (self->save_button, !busy);
}

static void
end (ProctorFolderDialog *self,
     const char *id,
     const GError *error)
{
  if (error == NULL)
    {
      g_signal_emit (self, signals[SIGNAL_DONE], 0, id);
      adw_dialog_force_close (ADW_DIALOG (self));
    }
  else
    {
      g_autofree char *text = proctor_error_text_dup (error);

      set_busy (self, FALSE);
      show_message (self, text, "error");
      gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
    }
}

static void
created_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = proctor_folder_create_finish (PROCTOR_SESSION (source), result, &error);

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end (PROCTOR_FOLDER_DIALOG (user_data), id, error);
}

static void
renamed_cb (GObject *source,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  (void) proctor_folder_rename_finish (PROCTOR_SESSION (source), result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end (PROCTOR_FOLDER_DIALOG (user_data), PROCTOR_FOLDER_DIALOG (user_data)->id, error);
}

static void
renamed_test_cb (GObject *source,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  (void) proctor_test_rename_finish (PROCTOR_SESSION (source), result, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    end (PROCTOR_FOLDER_DIALOG (user_data), PROCTOR_FOLDER_DIALOG (user_data)->id, error);
}

static void
save_cb (ProctorFolderDialog *self)
{
  g_autofree char *name = dup_name (self);

  show_message (self, NULL, "error");
  set_busy (self, TRUE);

  if (self->is_test)
    proctor_test_rename_async (self->session, self->id, name, self->cancellable, renamed_test_cb, self);
  else if (self->id != NULL)
    proctor_folder_rename_async (self->session, self->id, name, self->cancellable, renamed_cb, self);
  else
    proctor_folder_create_async (self->session, name, self->parent_id, self->cancellable, created_cb, self);
}

static void
proctor_folder_dialog_dispose (GObject *object)
{
  ProctorFolderDialog *self = PROCTOR_FOLDER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_FOLDER_DIALOG);

  G_OBJECT_CLASS (proctor_folder_dialog_parent_class)->dispose (object);
}

static void
proctor_folder_dialog_finalize (GObject *object)
{
  ProctorFolderDialog *self = PROCTOR_FOLDER_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->parent_id, g_free);
  g_clear_pointer (&self->old_name, g_free);

  G_OBJECT_CLASS (proctor_folder_dialog_parent_class)->finalize (object);
}

static void
proctor_folder_dialog_class_init (ProctorFolderDialogClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_folder_dialog_dispose;
  object_class->finalize = proctor_folder_dialog_finalize;

  /**
   * ProctorFolderDialog::done:
   * @id: of what was made or renamed
   *
   * The server has done it. The dialog closes.
   */
  signals[SIGNAL_DONE] = g_signal_new ("done", PROCTOR_TYPE_FOLDER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-folder-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderDialog, message);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderDialog, place);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorFolderDialog, spinner);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
proctor_folder_dialog_init (ProctorFolderDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_dialog_focus (GTK_WIDGET (self->entry));
  self->cancellable = g_cancellable_new ();
}

/* What is wrong with the name is the entry's own affair for whoever can't see the label below it. */
static ProctorFolderDialog *
create (ProctorSession *session,
        const char *title,
        const char *verb)
{
  ProctorFolderDialog *self = g_object_new (PROCTOR_TYPE_FOLDER_DIALOG, "title", title, NULL);

  self->session = g_object_ref (session);
  gtk_button_set_label (GTK_BUTTON (self->save_button), verb);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->message, NULL, -1);

  return self;
}

static void
take_old_name (ProctorFolderDialog *self,
               const char *name)
{
  g_set_str (&self->old_name, name);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  changed_cb (self);
}

/**
 * proctor_folder_dialog_new:
 * @session: a session
 * @parent_id: (nullable): the folder that the new one will be in
 *
 * Returns: (transfer floating): a dialog that makes a folder
 */
AdwDialog *
proctor_folder_dialog_new (ProctorSession *session,
                           const char *parent_id)
{
  ProctorFolderDialog *self;
  ProctorFolderItem *parent;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = create (session, _ ("New Folder"), _ ("Cr_eate"));
  self->parent_id = g_strdup (parent_id);

  parent = parent_id != NULL ? proctor_library_find_folder (proctor_session_get_library (session), parent_id) : NULL;
  if (parent != NULL)
    {
      g_autofree char *path = proctor_folder_item_dup_path (parent);
      g_autofree char *text = g_strdup_printf (_ ("In “%s”"), path);

      gtk_label_set_label (self->place, text);
      gtk_widget_set_visible (GTK_WIDGET (self->place), TRUE);
    }
  changed_cb (self);

  return ADW_DIALOG (self);
}

/**
 * proctor_folder_dialog_new_rename:
 * @session: a session
 * @folder_id: one of its folders
 *
 * Returns: (transfer floating): a dialog that renames the folder
 */
AdwDialog *
proctor_folder_dialog_new_rename (ProctorSession *session,
                                  const char *folder_id)
{
  ProctorFolderDialog *self;
  ProctorFolderItem *folder, *parent;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (folder_id != NULL, NULL);

  self = create (session, _ ("Rename Folder"), _ ("_Rename"));
  self->id = g_strdup (folder_id);

  folder = proctor_library_find_folder (proctor_session_get_library (session), folder_id);
  parent = folder != NULL ? proctor_folder_item_get_parent (folder) : NULL;
  if (parent != NULL)
    self->parent_id = g_strdup (proctor_folder_item_get_id (parent));
  take_old_name (self, folder != NULL ? proctor_folder_item_get_name (folder) : "");

  return ADW_DIALOG (self);
}

/**
 * proctor_folder_dialog_new_rename_test:
 * @session: a session
 * @test_id: one of its tests
 *
 * Returns: (transfer floating): a dialog that renames the test
 */
AdwDialog *
proctor_folder_dialog_new_rename_test (ProctorSession *session,
                                       const char *test_id)
{
  ProctorFolderDialog *self;
  ProctorTestItem *item;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (test_id != NULL, NULL);

  self = create (session, _ ("Rename Test"), _ ("_Rename"));
  self->id = g_strdup (test_id);
  self->is_test = TRUE;

  item = proctor_library_find (proctor_session_get_library (session), test_id);
  take_old_name (self, item != NULL ? proctor_test_item_get_name (item) : "");

  return ADW_DIALOG (self);
}
