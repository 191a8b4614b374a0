/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-workspace-removal.h"

#include "proctor-error-text.h"

#include <glib/gi18n.h>

typedef struct
{
  ProctorDesk *desk;
  ProctorWorkspace *workspace;
  GWeakRef window;
} Removal;

static Removal *
removal_new (ProctorDesk *desk,
             ProctorWorkspace *workspace)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->desk = g_object_ref (desk);
  removal->workspace = g_object_ref (workspace);
  g_weak_ref_init (&removal->window, NULL);

  return removal;
}

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->desk);
  g_object_unref (removal->workspace);
  g_weak_ref_clear (&removal->window);
  g_free (removal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

static void
removed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (Removal) removal = user_data;
  g_autoptr (GtkWidget) window = g_weak_ref_get (&removal->window);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  AdwDialog *dialog;

  if (proctor_desk_remove_finish (PROCTOR_DESK (object), result, &error) || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || window == NULL)
    return;

  text = proctor_error_text_dup (error);
  dialog = adw_alert_dialog_new (_ ("Not Everything Could Be Removed"), text);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("_Close"));
  adw_dialog_present (dialog, window);
}

/* What was asked for goes on when the dialog, or the window, is gone. */
static void
remove_cb (AdwAlertDialog *dialog,
           const char *response,
           gpointer user_data)
{
  const Removal *asked = user_data;
  Removal *removal = removal_new (asked->desk, asked->workspace);

  g_weak_ref_set (&removal->window, gtk_widget_get_root (GTK_WIDGET (dialog)));
  proctor_desk_remove_async (removal->desk, removal->workspace, NULL, removed_cb, removal);
}

static void
free_with_closure (gpointer data,
                   GClosure *closure)
{
  removal_free (data);
}

/**
 * proctor_workspace_removal_new:
 * @desk: what the program has open
 * @workspace: one of its workspaces
 *
 * Returns: (transfer floating): a dialog that says what goes with @workspace and what stays, and
 *   removes it if that is wanted
 */
AdwDialog *
proctor_workspace_removal_new (ProctorDesk *desk,
                               ProctorWorkspace *workspace)
{
  AdwDialog *dialog;

  g_return_val_if_fail (PROCTOR_IS_DESK (desk), NULL);
  g_return_val_if_fail (PROCTOR_IS_WORKSPACE (workspace), NULL);

  dialog = adw_alert_dialog_new (_ ("Remove Workspace?"), NULL);
  /* Its name, which may be long, stands above what becomes of it. */
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), "%s\n\n%s", proctor_workspace_get_name (workspace),
                                proctor_workspace_is_local (workspace)
                                    ? _ ("Its history of runs, its unsaved drafts and the list that is kept for a quick start are deleted. "
                                         "The data folder stays: its agents and tests are here again when you add the workspace again.")
                                    : _ ("Its API key, its history of runs, its unsaved drafts and the list that is kept for a quick start are deleted from this computer. "
                                         "On the server nothing is deleted."));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove", _ ("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response::remove", G_CALLBACK (remove_cb), removal_new (desk, workspace), free_with_closure, 0);

  return dialog;
}
