/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-folder-deletion.h"

#include "proctor-deletion-toast.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* A folder that somebody wants to be rid of. Nothing is sent while it can be undone. */
typedef struct
{
  ProctorSession *session;
  char *folder_id;
  char *name;
  GWeakRef widget;
  GWeakRef dialog;
} Deletion;

static void
deletion_free (Deletion *deletion)
{
  g_object_unref (deletion->session);
  g_free (deletion->folder_id);
  g_free (deletion->name);
  g_weak_ref_clear (&deletion->widget);
  g_weak_ref_clear (&deletion->dialog);
  g_free (deletion);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deletion, deletion_free)

/* Takes @deletion. */
static void
put_into_trash (Deletion *data)
{
  g_autoptr (Deletion) deletion = data;
  g_autoptr (GtkWidget) widget = g_weak_ref_get (&deletion->widget);
  ProctorTrash *trash = proctor_session_get_trash (deletion->session);
  const char *ids[] = { deletion->folder_id, NULL };
  g_autofree char *title = NULL;

  if (widget == NULL)
    return;

  title = g_strdup_printf (_ ("Deleted “%s”"), deletion->name);
  proctor_deletion_toast_show (widget, trash, proctor_trash_put (trash, ids), title);
}

static guint
count_folders (ProctorFolderItem *folder)
{
  GListModel *children = proctor_folder_item_get_children (folder);
  guint n_folders = 0;

  for (guint i = 0; i < g_list_model_get_n_items (children); i++)
    {
      g_autoptr (ProctorFolderItem) child = g_list_model_get_item (children, i);

      n_folders += 1 + count_folders (child);
    }

  return n_folders;
}

/* While not every page has been read there may be more in it than is known. */
static char *
describe_contents (ProctorLibrary *library,
                   ProctorFolderItem *folder)
{
  guint n_tests = proctor_folder_item_get_n_tests (folder);
  guint n_folders = count_folders (folder);
  g_autofree char *tests = g_strdup_printf (ngettext ("%u test", "%u tests", n_tests), n_tests);
  g_autofree char *folders = g_strdup_printf (ngettext ("%u folder", "%u folders", n_folders), n_folders);
  g_autofree char *contents = NULL;

  if (n_folders == 0 && n_tests == 0)
    return NULL;

  if (n_folders == 0)
    contents = g_steal_pointer (&tests);
  else if (n_tests == 0)
    contents = g_steal_pointer (&folders);
  else
    /* Translators: as in "12 tests and 2 folders". */
    contents = g_strdup_printf (_ ("%s and %s"), tests, folders);

  if (!proctor_library_is_complete (library))
    /* Translators: as in "at least 12 tests and 2 folders". */
    return g_strdup_printf (_ ("at least %s"), contents);

  return g_steal_pointer (&contents);
}

static void
describe (Deletion *deletion,
          AdwAlertDialog *dialog)
{
  ProctorLibrary *library = proctor_session_get_library (deletion->session);
  ProctorFolderItem *folder = proctor_library_find_folder (library, deletion->folder_id);
  g_autofree char *contents = NULL;
  g_autofree char *path = NULL;

  if (folder == NULL)
    return;

  path = proctor_folder_item_dup_path (folder);
  contents = describe_contents (library, folder);
  if (contents != NULL)
    /* Translators: the first %s is a folder's path, the second as in "12 tests and 2 folders". */
    adw_alert_dialog_format_body (dialog, _ ("%s\n\nWhat is in it is deleted, too: %s."), path, contents);
  else
    adw_alert_dialog_set_body (dialog, path);
}

static void
library_changed_cb (Deletion *deletion)
{
  g_autoptr (AdwAlertDialog) dialog = g_weak_ref_get (&deletion->dialog);

  if (dialog != NULL)
    describe (deletion, dialog);
}

static void
answered_cb (GObject *source,
             GAsyncResult *result,
             gpointer user_data)
{
  g_autoptr (Deletion) deletion = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  g_signal_handlers_disconnect_by_data (proctor_session_get_library (deletion->session), deletion);
  if (g_strcmp0 (response, "delete") == 0)
    put_into_trash (g_steal_pointer (&deletion));
}

/* Takes @deletion. */
static void
ask (Deletion *deletion,
     GtkWidget *widget)
{
  /* Its name, which may be long, stands below. */
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Delete Folder?"), NULL);
  ProctorLibrary *library = proctor_session_get_library (deletion->session);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "delete", _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_weak_ref_set (&deletion->dialog, dialog);
  describe (deletion, ADW_ALERT_DIALOG (dialog));

  /* The number is right when every page has been read. */
  g_signal_connect_swapped (library, "changed", G_CALLBACK (library_changed_cb), deletion);
  g_signal_connect_swapped (library, "notify::complete", G_CALLBACK (library_changed_cb), deletion);
  proctor_library_want_all (library);
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), widget, NULL, answered_cb, deletion);
}

/**
 * proctor_folder_deletion_start:
 * @widget: where it is done; the toast and the dialog are shown there
 * @session: a session
 * @folder_id: one of its folders
 *
 * Deletes a folder. Where there is something in it, it asks first, and says how much goes with it;
 * a toast undoes it as long as it is there.
 */
void
proctor_folder_deletion_start (GtkWidget *widget,
                               ProctorSession *session,
                               const char *folder_id)
{
  ProctorLibrary *library;
  ProctorFolderItem *folder;
  Deletion *deletion;
  gboolean is_empty;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (PROCTOR_IS_SESSION (session));

  library = proctor_session_get_library (session);
  folder = proctor_library_find_folder (library, folder_id);
  if (folder == NULL)
    return;

  deletion = g_new0 (Deletion, 1);
  deletion->session = g_object_ref (session);
  deletion->folder_id = g_strdup (folder_id);
  deletion->name = g_strdup (proctor_folder_item_get_name (folder));
  g_weak_ref_init (&deletion->widget, widget);
  g_weak_ref_init (&deletion->dialog, NULL);

  /* One that is not known to be empty may not be. */
  is_empty = proctor_folder_item_get_n_tests (folder) == 0 && g_list_model_get_n_items (proctor_folder_item_get_children (folder)) == 0;
  if (is_empty && proctor_library_is_complete (library))
    put_into_trash (deletion);
  else
    ask (deletion, widget);
}
