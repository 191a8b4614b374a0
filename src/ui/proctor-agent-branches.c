/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-branches.h"

#include "proctor-branch-actions.h"
#include "proctor-branch-row.h"
#include "proctor-error-text.h"

#include <glib/gi18n.h>

/**
 * ProctorAgentBranches:
 *
 * The branches of an agent, of which one is shown.
 */
struct _ProctorAgentBranches
{
  AdwBin parent_instance;

  /* Template children */
  GtkWidget *menu_button;
  GtkLabel *problem_label;
  GtkListBox *list;
  GtkWidget *archived_expander;
  GtkListBox *archived_list;

  /* Owned */
  ProctorAgentPage *page;
  GSignalGroup *page_signals;
  GListModel *others;
  GListModel *archived;
};

G_DEFINE_FINAL_TYPE (ProctorAgentBranches, proctor_agent_branches, ADW_TYPE_BIN)

static GtkWidget *
create_row (gpointer branch,
            gpointer user_data)
{
  return proctor_branch_row_new (PROCTOR_AGENT_BRANCHES (user_data)->page, branch);
}

static void
row_activated_cb (ProctorAgentBranches *self,
                  ProctorBranchRow *row)
{
  const char *id = proctor_branch_get_id (proctor_branch_row_get_branch (row));

  if (id != NULL)
    proctor_agent_page_choose_branch (self->page, id);
}

static gboolean
is_archived (gpointer branch,
             gpointer user_data)
{
  return proctor_branch_get_is_archived (branch);
}

static gboolean
is_not_archived (gpointer branch,
                 gpointer user_data)
{
  return !proctor_branch_get_is_archived (branch);
}

static GListModel *
filter (GListModel *branches,
        GtkCustomFilterFunc func)
{
  return G_LIST_MODEL (gtk_filter_list_model_new (g_object_ref (branches), GTK_FILTER (gtk_custom_filter_new (func, NULL, NULL))));
}

static void
refilter (GListModel *model)
{
  if (model != NULL)
    gtk_filter_changed (gtk_filter_list_model_get_filter (GTK_FILTER_LIST_MODEL (model)), GTK_FILTER_CHANGE_DIFFERENT);
}

/* Elsewhere than on this computer, branches are made and changed in the dashboard, and here only compared. */
static void
update_actions (ProctorAgentBranches *self)
{
  gboolean is_local = proctor_workspace_is_local (proctor_session_get_workspace (proctor_agent_page_get_session (self->page)));
  const char *id = proctor_agent_page_get_branch_id (self->page);
  gboolean is_main = id == NULL || proctor_agent_page_is_main (self->page, id);

  ProctorBranch *branch = proctor_agent_page_find_branch (self->page);
  gboolean is_archived = branch != NULL && proctor_branch_get_is_archived (branch);
  gboolean has_others = g_list_model_get_n_items (proctor_agent_page_get_branches (self->page)) > 1;

  gtk_widget_set_visible (self->menu_button, id != NULL && (is_local || has_others));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "branch.create", is_local);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "branch.rename", is_local);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "branch.compare", has_others);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "branch.archive", is_local && !is_main && !is_archived);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "branch.bring-back", is_local && !is_main && is_archived);
}

static void
branch_action (GtkWidget *widget,
               const char *action_name,
               GVariant *parameter)
{
  ProctorAgentPage *page = PROCTOR_AGENT_BRANCHES (widget)->page;

  if (page == NULL)
    return;

  if (g_str_equal (action_name, "branch.create"))
    proctor_branch_actions_create (widget, page);
  else if (g_str_equal (action_name, "branch.rename"))
    proctor_branch_actions_rename (widget, page);
  else if (g_str_equal (action_name, "branch.archive") || g_str_equal (action_name, "branch.bring-back"))
    proctor_branch_actions_archive (widget, page);
  else
    proctor_branch_actions_compare (widget, page);
}

static void
update (ProctorAgentBranches *self)
{
  GListModel *branches = proctor_agent_page_get_branches (self->page);
  const GError *error = proctor_agent_page_get_branches_error (self->page);
  gboolean is_said = error != NULL && proctor_agent_page_says (self->page, error);

  if (error != NULL)
    {
      g_autofree char *text = proctor_error_text_dup (error);

      gtk_label_set_label (self->problem_label, text);
    }
  update_actions (self);
  refilter (self->others);
  refilter (self->archived);
  gtk_widget_set_visible (GTK_WIDGET (self->problem_label), error != NULL && !is_said);
  gtk_widget_set_visible (GTK_WIDGET (self->list), g_list_model_get_n_items (branches) > 0);
  gtk_widget_set_visible (self->archived_expander, g_list_model_get_n_items (self->archived) > 0);
}

static void
let_go (ProctorAgentBranches *self)
{
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_list_box_bind_model (self->archived_list, NULL, NULL, NULL, NULL);
  g_clear_object (&self->others);
  g_clear_object (&self->archived);
}

static void
proctor_agent_branches_dispose (GObject *object)
{
  ProctorAgentBranches *self = PROCTOR_AGENT_BRANCHES (object);

  if (self->list != NULL)
    let_go (self);
  g_clear_object (&self->page_signals);
  g_clear_object (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENT_BRANCHES);

  G_OBJECT_CLASS (proctor_agent_branches_parent_class)->dispose (object);
}

static void
proctor_agent_branches_class_init (ProctorAgentBranchesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_agent_branches_dispose;

  gtk_widget_class_install_action (widget_class, "branch.create", NULL, branch_action);
  gtk_widget_class_install_action (widget_class, "branch.rename", NULL, branch_action);
  gtk_widget_class_install_action (widget_class, "branch.archive", NULL, branch_action);
  gtk_widget_class_install_action (widget_class, "branch.bring-back", NULL, branch_action);
  gtk_widget_class_install_action (widget_class, "branch.compare", NULL, branch_action);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agent-branches.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentBranches, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentBranches, problem_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentBranches, list);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentBranches, archived_expander);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentBranches, archived_list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
proctor_agent_branches_init (ProctorAgentBranches *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->page_signals = g_signal_group_new (PROCTOR_TYPE_AGENT_PAGE);
  g_signal_group_connect_swapped (self->page_signals, "changed", G_CALLBACK (update), self);
}

/**
 * proctor_agent_branches_set_page:
 * @self: a section
 * @page: (nullable): the agent to show
 */
void
proctor_agent_branches_set_page (ProctorAgentBranches *self,
                                 ProctorAgentPage *page)
{
  g_return_if_fail (PROCTOR_IS_AGENT_BRANCHES (self));

  let_go (self);
  g_set_object (&self->page, page);
  g_signal_group_set_target (self->page_signals, page);
  if (page == NULL)
    return;

  self->others = filter (proctor_agent_page_get_branches (page), is_not_archived);
  self->archived = filter (proctor_agent_page_get_branches (page), is_archived);
  gtk_list_box_bind_model (self->list, self->others, create_row, self, NULL);
  gtk_list_box_bind_model (self->archived_list, self->archived, create_row, self, NULL);
  update (self);
}
