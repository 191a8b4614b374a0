/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-unanswered-dialog.h"

#include <glib/gi18n.h>

/* So many are listed; the rest is a number. */
#define MOST_ROWS 50

static void
response_cb (ProctorTrash *trash,
             const char *response)
{
  if (g_str_equal (response, "delete"))
    proctor_trash_resolve_unanswered (trash, TRUE);
  else if (g_str_equal (response, "keep"))
    proctor_trash_resolve_unanswered (trash, FALSE);
}

static void
add_row (GtkListBox *list,
         const char *title,
         const char *icon_name)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (icon_name != NULL)
    adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (icon_name));
  gtk_list_box_append (list, row);
}

static GtkWidget *
make_list (GPtrArray *things)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  for (guint i = 0; i < things->len && i < MOST_ROWS; i++)
    {
      const ProctorUnanswered *thing = g_ptr_array_index (things, i);

      add_row (GTK_LIST_BOX (list), thing->name != NULL ? thing->name : thing->id, thing->folder ? "folder-symbolic" : "proctor-tests-symbolic");
    }
  if (things->len > MOST_ROWS)
    {
      guint n_more = things->len - MOST_ROWS;
      g_autofree char *text = g_strdup_printf (ngettext ("and %u more", "and %u more", n_more), n_more);

      add_row (GTK_LIST_BOX (list), text, NULL);
    }

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 260);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);

  return scrolled;
}

/**
 * proctor_unanswered_dialog_new:
 * @trash: a trash with something that was never answered
 *
 * Asks what becomes of it. Who closes the dialog is asked again later.
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
proctor_unanswered_dialog_new (ProctorTrash *trash)
{
  GPtrArray *things;
  AdwDialog *dialog;
  AdwAlertDialog *alert;
  g_autofree char *heading = NULL;
  const char *body;

  g_return_val_if_fail (PROCTOR_IS_TRASH (trash), NULL);

  things = proctor_trash_get_unanswered (trash);
  heading = g_strdup_printf (ngettext ("Delete %u Item?", "Delete %u Items?", things->len), things->len);
  body = ngettext ("You deleted this the last time, but the server's answer never came, and it is still there.",
                   "You deleted these the last time, but the server's answer never came, and they are still there.", things->len);
  dialog = adw_alert_dialog_new (heading, body);
  alert = ADW_ALERT_DIALOG (dialog);
  adw_alert_dialog_add_responses (alert, "keep", _ ("_Keep"), "delete", _ ("_Delete"), NULL);
  adw_alert_dialog_set_response_appearance (alert, "delete", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (alert, "keep");
  adw_alert_dialog_set_close_response (alert, "later");
  adw_alert_dialog_set_extra_child (alert, make_list (things));
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), trash, G_CONNECT_SWAPPED);

  return dialog;
}
