/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-branch-actions.h"

#include <glib/gi18n.h>

#include "proctor-branch-deeds.h"
#include "proctor-compare-dialog.h"
#include "proctor-toasts.h"

/* What is done with the branch that an agent's page shows. */

typedef struct
{
  /* Owned */
  GtkWidget *widget;
  ProctorAgentPage *page;
  GtkEditable *entry;

  gboolean is_new;
} Asked;

static Asked *
asked_new (GtkWidget *widget,
           ProctorAgentPage *page)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->widget = g_object_ref (widget);
  asked->page = g_object_ref (page);

  return asked;
}

static void
asked_free (Asked *asked)
{
  g_clear_object (&asked->entry);
  g_object_unref (asked->widget);
  g_object_unref (asked->page);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
done_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = proctor_branch_deeds_finish (PROCTOR_SESSION (object), result, &error);

  if (id == NULL)
    {
      proctor_toasts_say_error (asked->widget, error);
      return;
    }

  proctor_agent_page_refresh (asked->page);
  if (asked->is_new)
    proctor_agent_page_choose_branch (asked->page, id);
}

static void
named_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);
  const char *name = gtk_editable_get_text (asked->entry);
  ProctorSession *session = proctor_agent_page_get_session (asked->page);
  const char *agent_id = proctor_agent_page_get_agent_id (asked->page);
  const char *branch_id = proctor_agent_page_get_branch_id (asked->page);

  if (!g_str_equal (response, "ok") || name[0] == '\0')
    return;

  if (asked->is_new)
    proctor_branch_deeds_create_async (session, agent_id, branch_id, name, NULL, done_cb, g_steal_pointer (&asked));
  else
    proctor_branch_deeds_rename_async (session, agent_id, branch_id, name, NULL, done_cb, g_steal_pointer (&asked));
}

static void
name_changed_cb (GtkEditable *entry,
                 AdwAlertDialog *dialog)
{
  adw_alert_dialog_set_response_enabled (dialog, "ok", gtk_editable_get_text (entry)[0] != '\0');
}

static void
ask_name (Asked *asked,
          const char *heading,
          const char *body,
          const char *button,
          const char *name)
{
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));
  GtkWidget *entry = gtk_entry_new ();

  asked->entry = GTK_EDITABLE (g_object_ref_sink (entry));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the Branch"), -1);
  adw_alert_dialog_set_extra_child (dialog, entry);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "ok", button, NULL);
  adw_alert_dialog_set_response_appearance (dialog, "ok", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "ok");
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_changed_cb), dialog, G_CONNECT_DEFAULT);
  gtk_editable_set_text (GTK_EDITABLE (entry), name);
  name_changed_cb (GTK_EDITABLE (entry), dialog);
  adw_dialog_set_focus (ADW_DIALOG (dialog), entry);
  adw_alert_dialog_choose (dialog, asked->widget, NULL, named_cb, asked);
}

/**
 * proctor_branch_actions_create:
 * @widget: where it is asked for
 * @page: an agent
 *
 * Asks for a name and makes a branch of the one that is shown.
 */
void
proctor_branch_actions_create (GtkWidget *widget,
                               ProctorAgentPage *page)
{
  Asked *asked = asked_new (widget, page);
  g_autofree char *name = proctor_agent_page_dup_branch_name (page);
  /* Translators: %s is a branch's name. */
  g_autofree char *body = g_strdup_printf (_ ("It begins as “%s” is now. What is not saved stays there."), name);

  asked->is_new = TRUE;
  ask_name (asked, _ ("New Branch"), body, _ ("_Create"), "");
}

void
proctor_branch_actions_rename (GtkWidget *widget,
                               ProctorAgentPage *page)
{
  g_autofree char *name = proctor_agent_page_dup_branch_name (page);

  ask_name (asked_new (widget, page), _ ("Rename Branch"), NULL, _ ("_Rename"), name);
}

/**
 * proctor_branch_actions_archive:
 * @widget: where it is asked for
 * @page: an agent
 *
 * Puts the branch that is shown away, or brings it back.
 */
void
proctor_branch_actions_archive (GtkWidget *widget,
                                ProctorAgentPage *page)
{
  ProctorBranch *branch = proctor_agent_page_find_branch (page);

  if (branch != NULL)
    proctor_branch_deeds_archive_async (proctor_agent_page_get_session (page), proctor_agent_page_get_agent_id (page), proctor_branch_get_id (branch), !proctor_branch_get_is_archived (branch), NULL, done_cb, asked_new (widget, page));
}

/**
 * proctor_branch_actions_compare:
 * @widget: where it is asked for
 * @page: an agent
 *
 * Shows in what two branches differ.
 */
void
proctor_branch_actions_compare (GtkWidget *widget,
                                ProctorAgentPage *page)
{
  adw_dialog_present (proctor_compare_dialog_new (page), widget);
}
