/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-page-private.h"

#include <string.h>

#include "proctor-record-equal.h"

/* The branches of an agent, in their order, and which of them is shown. */

static const char *
get_main_id (ProctorAgentPage *self)
{
  return self->agent != NULL ? proctor_agent_get_main_branch_id (self->agent) : NULL;
}

/* The main one, then those that get calls, then the others, the latest first; what was put away comes last. */
static int
compare_branches (gconstpointer one,
                  gconstpointer other,
                  gpointer user_data)
{
  ProctorBranch *a = *(ProctorBranch *const *) one;
  ProctorBranch *b = *(ProctorBranch *const *) other;
  const char *main_id = get_main_id (user_data);
  int order = (g_strcmp0 (proctor_branch_get_id (b), main_id) == 0) - (g_strcmp0 (proctor_branch_get_id (a), main_id) == 0);

  if (order == 0)
    order = proctor_branch_get_is_archived (a) - proctor_branch_get_is_archived (b);
  if (order == 0)
    order = (proctor_branch_get_current_live_percentage (a) < proctor_branch_get_current_live_percentage (b)) - (proctor_branch_get_current_live_percentage (a) > proctor_branch_get_current_live_percentage (b));
  if (order == 0)
    order = (proctor_branch_get_last_committed_at (a) < proctor_branch_get_last_committed_at (b)) - (proctor_branch_get_last_committed_at (a) > proctor_branch_get_last_committed_at (b));

  return order != 0 ? order : g_strcmp0 (proctor_branch_get_id (a), proctor_branch_get_id (b));
}

/* Rows that stay are the objects that they are. */
void
proctor_agent_page_assign_branches (ProctorAgentPage *self,
                                    GListModel *rows)
{
  g_autoptr (GPtrArray) branches = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GListStore) sorted = g_list_store_new (PROCTOR_TYPE_BRANCH);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      if (PROCTOR_IS_BRANCH (row))
        g_ptr_array_add (branches, g_steal_pointer (&row));
    }
  g_ptr_array_sort_with_data (branches, compare_branches, self);
  g_list_store_splice (sorted, 0, 0, branches->pdata, branches->len);
  proctor_record_list_assign (self->branches, G_LIST_MODEL (sorted));
}

/**
 * proctor_agent_page_get_branch_id:
 * @self: a page
 *
 * Returns: (nullable): the branch that is shown, as far as the server says
 */
const char *
proctor_agent_page_get_branch_id (ProctorAgentPage *self)
{
  const char *branch_id;

  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  branch_id = self->agent != NULL ? proctor_agent_get_branch_id (self->agent) : NULL;

  return branch_id != NULL ? branch_id : self->wanted_branch_id;
}

/**
 * proctor_agent_page_get_wanted_branch_id:
 * @self: a page
 *
 * Returns: (nullable): the branch that was chosen last
 */
const char *
proctor_agent_page_get_wanted_branch_id (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  return self->wanted_branch_id;
}

/**
 * proctor_agent_page_find_branch:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): the branch that is shown, if it is known
 */
ProctorBranch *
proctor_agent_page_find_branch (ProctorAgentPage *self)
{
  const char *branch_id = proctor_agent_page_get_branch_id (self);

  for (guint i = 0; branch_id != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->branches)); i++)
    {
      g_autoptr (ProctorBranch) branch = g_list_model_get_item (G_LIST_MODEL (self->branches), i);

      if (g_strcmp0 (proctor_branch_get_id (branch), branch_id) == 0)
        return branch;
    }

  return NULL;
}

/**
 * proctor_agent_page_is_main:
 * @self: a page
 * @branch_id: (nullable): a branch of the agent
 *
 * Returns: whether it is the main one
 */
gboolean
proctor_agent_page_is_main (ProctorAgentPage *self,
                            const char *branch_id)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), FALSE);

  return branch_id == NULL || g_strcmp0 (branch_id, get_main_id (self)) == 0;
}

/**
 * proctor_agent_page_dup_branch_name:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): what the branch that is shown is called, its id if that is not known
 */
char *
proctor_agent_page_dup_branch_name (ProctorAgentPage *self)
{
  ProctorBranch *branch;
  const char *name;

  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  branch = proctor_agent_page_find_branch (self);
  name = branch != NULL ? proctor_branch_get_name (branch) : NULL;

  return g_strdup (name != NULL && *name != '\0' ? name : proctor_agent_page_get_branch_id (self));
}

/**
 * proctor_agent_page_dup_dashboard_uri:
 * @self: a page
 *
 * Returns: (transfer full) (nullable): where the agent is shown on the web, if it is anywhere
 */
char *
proctor_agent_page_dup_dashboard_uri (ProctorAgentPage *self)
{
  ProctorWorkspace *workspace;
  g_autofree char *host = NULL;
  g_autofree char *id = NULL;

  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  workspace = proctor_session_get_workspace (self->session);
  if (proctor_workspace_is_local (workspace) || !g_uri_split_network (proctor_workspace_get_base_url (workspace), G_URI_FLAGS_NONE, NULL, &host, NULL, NULL) || host == NULL)
    return NULL;

  id = g_uri_escape_string (self->agent_id, NULL, FALSE);
  /* A region where data stays has a website of its own. */
  if (g_str_has_prefix (host, "api.") && g_str_has_suffix (host, ".residency.elevenlabs.io"))
    return g_strdup_printf ("https://%s/app/agents/%s", host + strlen ("api."), id);

  return g_str_has_suffix (host, ".elevenlabs.io") ? g_strdup_printf ("https://elevenlabs.io/app/agents/%s", id) : NULL;
}
