/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-branch-row.h"

#include "proctor-format.h"

#include <glib/gi18n.h>

/**
 * ProctorBranchRow:
 *
 * A branch of an agent among the others: whether it is the one that is shown, and what there is to know of it.
 */
struct _ProctorBranchRow
{
  AdwActionRow parent_instance;

  /* Owned */
  ProctorAgentPage *page;
  ProctorBranch *branch;

  /* Borrowed: children */
  GtkWidget *check;
  GtkWidget *spinner;
};

G_DEFINE_FINAL_TYPE (ProctorBranchRow, proctor_branch_row, ADW_TYPE_ACTION_ROW)

static void
add (GString *text,
     const char *words)
{
  if (text->len > 0)
    g_string_append (text, C_ ("list", ", "));
  g_string_append (text, words);
}

static char *
describe (ProctorBranchRow *self)
{
  double live = proctor_branch_get_current_live_percentage (self->branch);
  gint64 at = proctor_branch_get_last_committed_at (self->branch);
  g_autoptr (GString) text = g_string_new (NULL);

  if (proctor_agent_page_get_agent (self->page) != NULL && proctor_agent_page_is_main (self->page, proctor_branch_get_id (self->branch)))
    add (text, _ ("Main branch"));
  if (live > 0)
    {
      g_autofree char *number = g_strdup_printf ("%.3g", live);
      /* Translators: how many of the calls go to a branch, as in “80 % live”. */
      g_autofree char *words = g_strdup_printf (_ ("%s %% live"), number);

      add (text, words);
    }
  if (proctor_branch_get_draft_exists (self->branch))
    add (text, _ ("has a draft"));
  if (proctor_branch_get_is_archived (self->branch))
    add (text, _ ("archived"));
  if (at > 0)
    {
      g_autofree char *when = proctor_format_when (at, g_get_real_time () / G_USEC_PER_SEC);
      /* Translators: %s is a time or a day, as in “14:05” or “3 March”. */
      g_autofree char *words = g_strdup_printf (_ ("last changed %s"), when);

      add (text, words);
    }

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
update (ProctorBranchRow *self)
{
  const char *id = proctor_branch_get_id (self->branch);
  const char *name = proctor_branch_get_name (self->branch);
  gboolean is_shown = g_strcmp0 (id, proctor_agent_page_get_branch_id (self->page)) == 0;
  gboolean is_wanted = g_strcmp0 (id, proctor_agent_page_get_wanted_branch_id (self->page)) == 0;
  g_autofree char *description = describe (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), name != NULL && *name != '\0' ? name : id);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), description);
  gtk_widget_set_opacity (self->check, is_shown ? 1 : 0);
  gtk_widget_set_visible (self->spinner, is_wanted && !is_shown && proctor_agent_page_is_switching (self->page));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_CHECKED, is_shown ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
}

static void
proctor_branch_row_dispose (GObject *object)
{
  ProctorBranchRow *self = PROCTOR_BRANCH_ROW (object);

  g_clear_object (&self->page);
  g_clear_object (&self->branch);

  G_OBJECT_CLASS (proctor_branch_row_parent_class)->dispose (object);
}

static void
proctor_branch_row_class_init (ProctorBranchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_branch_row_dispose;

  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_RADIO);
}

static void
proctor_branch_row_init (ProctorBranchRow *self)
{
  self->check = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->check), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  self->spinner = adw_spinner_new ();
  adw_action_row_add_prefix (ADW_ACTION_ROW (self), self->check);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->spinner);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), TRUE);
}

/**
 * proctor_branch_row_new:
 * @page: the agent
 * @branch: one of its branches
 *
 * Returns: (transfer floating): a row that follows both
 */
GtkWidget *
proctor_branch_row_new (ProctorAgentPage *page,
                        ProctorBranch *branch)
{
  ProctorBranchRow *self;

  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (page), NULL);
  g_return_val_if_fail (PROCTOR_IS_BRANCH (branch), NULL);

  self = g_object_new (PROCTOR_TYPE_BRANCH_ROW, NULL);
  self->page = g_object_ref (page);
  self->branch = g_object_ref (branch);
  g_signal_connect_object (page, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "notify::agent", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (branch, "notify", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);

  return GTK_WIDGET (self);
}

ProctorBranch *
proctor_branch_row_get_branch (ProctorBranchRow *self)
{
  g_return_val_if_fail (PROCTOR_IS_BRANCH_ROW (self), NULL);

  return self->branch;
}
