/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-editor-discard.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "proctor-toasts.h"

/* More than that is asked about before it is thrown away. */
#define A_WORD 1

/* A test that was never saved was taken away as a whole; of another one the changes were. */
static void
bring_back_cb (ProctorDraft *draft)
{
  if (proctor_draft_get_base (draft) == NULL || proctor_draft_is_gone (draft))
    proctor_draft_bring_back (draft);
  else if (!proctor_draft_is_modified (draft))
    proctor_undo_undo (proctor_draft_get_undo (draft));
}

static void
discard (GtkWidget *widget,
         ProctorDraft *draft)
{
  AdwToast *toast = adw_toast_new (_ ("Changes discarded"));

  proctor_draft_discard (draft);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (bring_back_cb), g_object_ref (draft), (GClosureNotify) (void *) g_object_unref, G_CONNECT_SWAPPED);
  proctor_toasts_add (widget, toast);
}

static void
chosen_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ProctorDraft) draft = user_data;
  g_autoptr (GtkWidget) widget = g_object_steal_data (object, "widget");

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result), "discard"))
    discard (widget, draft);
}

/**
 * proctor_editor_discard:
 * @widget: where it is asked for
 * @draft: (nullable): what is edited
 *
 * Throws the changes of a draft away. It asks where that is more than a word, and it can be undone.
 */
void
proctor_editor_discard (GtkWidget *widget,
                        ProctorDraft *draft)
{
  AdwAlertDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (draft == NULL || PROCTOR_IS_DRAFT (draft));

  if (draft == NULL)
    return;
  if (proctor_draft_count_changes (draft) <= A_WORD)
    {
      discard (widget, draft);
      return;
    }

  dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Discard Changes?"), proctor_draft_get_base (draft) != NULL ? _ ("The test goes back to what it is on the server.") : _ ("The test was never saved, so nothing of it is left.")));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "widget", g_object_ref (widget), g_object_unref);
  adw_alert_dialog_choose (dialog, widget, NULL, chosen_cb, g_object_ref (draft));
}
