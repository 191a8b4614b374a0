/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-page-private.h"

#include "proctor-agent-tools.h"
#include "proctor-agent-version.h"
#include "proctor-agents.h"
#include "proctor-branches.h"
#include "proctor-record-equal.h"
#include "proctor-store-enums.h"

#include <string.h>

#define MOST_BRANCHES 100

/**
 * ProctorAgentPage:
 *
 * What there is to know of an agent: the agent as it is on one of its branches, its branches, the versions on
 * that branch, its tools, the tests that are attached to it there, and how it has been doing. The agent and its
 * branches are asked for together, the rest once the agent is here.
 */

typedef enum
{
  PROP_STATE = 1,
  PROP_AGENT,
} ProctorAgentPageProperty;

static GParamSpec *properties[PROP_AGENT + 1];

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorAgentPage, proctor_agent_page, G_TYPE_OBJECT)

static void
tell (ProctorAgentPage *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
replace_error (GError **own,
               const GError *error)
{
  g_clear_error (own);
  *own = error != NULL ? g_error_copy (error) : NULL;
}

static void
update_state (ProctorAgentPage *self)
{
  ProctorAgentPageState state = self->error != NULL ? PROCTOR_AGENT_PAGE_ERROR : PROCTOR_AGENT_PAGE_LOADING;

  if (self->agent != NULL)
    state = PROCTOR_AGENT_PAGE_CONTENT;
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
    }
  tell (self);
}

static GCancellable *
renew (GCancellable **cancellable)
{
  g_cancellable_cancel (*cancellable);
  g_clear_object (cancellable);
  *cancellable = g_cancellable_new ();

  return *cancellable;
}

static void
versions_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  ProctorAgentPage *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorBranch) branch = proctor_branches_get_finish (PROCTOR_CLIENT (object), result, &error);
  GListModel *rows;
  g_autoptr (GPtrArray) versions = g_ptr_array_new_with_free_func (g_object_unref);

  if (branch == NULL)
    return;

  self = PROCTOR_AGENT_PAGE (user_data);
  rows = proctor_branch_get_most_recent_versions (branch);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      if (PROCTOR_IS_AGENT_VERSION (row))
        g_ptr_array_add (versions, g_steal_pointer (&row));
    }
  g_list_store_splice (self->versions, 0, g_list_model_get_n_items (G_LIST_MODEL (self->versions)), versions->pdata, versions->len);
  tell (self);
}

static void
load_versions (ProctorAgentPage *self)
{
  const char *branch_id = proctor_agent_get_branch_id (self->agent);
  GCancellable *cancellable = renew (&self->versions_cancellable);

  if (branch_id != NULL)
    proctor_branches_get_async (proctor_session_get_client (self->session), self->agent_id, branch_id, cancellable, versions_cb, self);
}

/* What is shown stays what it is where nothing has changed: who looks at it keeps their place. */
static void
show_agent (ProctorAgentPage *self,
            ProctorAgent *agent)
{
  gboolean other_branch = self->agent == NULL || g_strcmp0 (proctor_agent_get_branch_id (self->agent), proctor_agent_get_branch_id (agent)) != 0;

  replace_error (&self->error, NULL);
  if (self->agent == NULL || !proctor_record_equal (self->agent, agent))
    {
      if (other_branch)
        g_list_store_remove_all (self->versions);
      g_set_object (&self->agent, agent);
      proctor_agent_page_assign_branches (self, G_LIST_MODEL (self->branches));
      proctor_agent_tools_assign (self->tools, agent, self->session, renew (&self->tools_cancellable));
      proctor_attachments_set_agent (self->attachments, agent);
      load_versions (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AGENT]);
    }
  update_state (self);
}

static void
agent_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  ProctorAgentPage *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorAgent) agent = proctor_agents_get_finish (PROCTOR_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_AGENT_PAGE (user_data);
  g_clear_object (&self->agent_cancellable);
  proctor_health_report (proctor_session_get_health (self->session), error);
  if (agent != NULL)
    {
      show_agent (self, agent);
      return;
    }

  /* What is shown is of the branch that it says, not of the one that can't be had. */
  replace_error (&self->error, error);
  update_state (self);
}

static void
branches_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  ProctorAgentPage *self;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_branches_list_finish (PROCTOR_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_AGENT_PAGE (user_data);
  g_clear_object (&self->branches_cancellable);
  replace_error (&self->branches_error, error);
  if (page != NULL)
    proctor_agent_page_assign_branches (self, proctor_page_get_items (page));
  tell (self);
}

static void
load_agent (ProctorAgentPage *self)
{
  proctor_agents_get_async (proctor_session_get_client (self->session), self->agent_id, self->wanted_branch_id, NULL, renew (&self->agent_cancellable), agent_cb, self);
}

static void
proctor_agent_page_dispose (GObject *object)
{
  ProctorAgentPage *self = PROCTOR_AGENT_PAGE (object);

  g_cancellable_cancel (self->agent_cancellable);
  g_cancellable_cancel (self->branches_cancellable);
  g_cancellable_cancel (self->versions_cancellable);
  g_cancellable_cancel (self->tools_cancellable);
  g_clear_object (&self->agent_cancellable);
  g_clear_object (&self->branches_cancellable);
  g_clear_object (&self->versions_cancellable);
  g_clear_object (&self->tools_cancellable);
  g_clear_object (&self->attachments);
  g_clear_object (&self->results);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_agent_page_parent_class)->dispose (object);
}

static void
proctor_agent_page_finalize (GObject *object)
{
  ProctorAgentPage *self = PROCTOR_AGENT_PAGE (object);

  g_free (self->agent_id);
  g_free (self->wanted_branch_id);
  g_clear_object (&self->agent);
  g_clear_object (&self->branches);
  g_clear_object (&self->versions);
  g_clear_object (&self->tools);
  g_clear_error (&self->error);
  g_clear_error (&self->branches_error);

  G_OBJECT_CLASS (proctor_agent_page_parent_class)->finalize (object);
}

static void
proctor_agent_page_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorAgentPage *self = PROCTOR_AGENT_PAGE (object);

  switch ((ProctorAgentPageProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_AGENT:
      g_value_set_object (value, self->agent);
      break;
    }
}

static void
proctor_agent_page_class_init (ProctorAgentPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = proctor_agent_page_dispose;
  object_class->finalize = proctor_agent_page_finalize;
  object_class->get_property = proctor_agent_page_get_property;

  /**
   * ProctorAgentPage:state:
   *
   * What there is to show.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PROCTOR_TYPE_AGENT_PAGE_STATE, PROCTOR_AGENT_PAGE_LOADING, flags);

  /**
   * ProctorAgentPage:agent:
   *
   * The agent as it is on the branch that is shown. It is another object when anything of it has changed.
   */
  properties[PROP_AGENT] = g_param_spec_object ("agent", NULL, NULL, PROCTOR_TYPE_AGENT, flags);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorAgentPage::changed:
   * @self: a page
   *
   * Something else has changed: the branches, the versions, an error, or which branch is on its way.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", PROCTOR_TYPE_AGENT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_agent_page_init (ProctorAgentPage *self)
{
  self->branches = g_list_store_new (PROCTOR_TYPE_BRANCH);
  self->versions = g_list_store_new (PROCTOR_TYPE_AGENT_VERSION);
  self->tools = g_list_store_new (PROCTOR_TYPE_AGENT_TOOL);
}

/**
 * proctor_agent_page_new:
 * @session: a workspace
 * @agent_id: an agent of it
 *
 * Nothing is asked for before proctor_agent_page_refresh().
 *
 * Returns: (transfer full): what there is to know of the agent
 */
ProctorAgentPage *
proctor_agent_page_new (ProctorSession *session,
                        const char *agent_id)
{
  ProctorAgentPage *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (agent_id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_AGENT_PAGE, NULL);
  self->session = g_object_ref (session);
  self->agent_id = g_strdup (agent_id);
  self->attachments = proctor_attachments_new (session);
  self->results = proctor_agent_results_new (session, agent_id);

  return self;
}

ProctorSession *
proctor_agent_page_get_session (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  return self->session;
}

const char *
proctor_agent_page_get_agent_id (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  return self->agent_id;
}

ProctorAgentPageState
proctor_agent_page_get_state (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), PROCTOR_AGENT_PAGE_LOADING);

  return self->state;
}

/**
 * proctor_agent_page_get_error:
 * @self: a page
 *
 * Returns: (nullable): why the agent could not be had when it was last asked for
 */
const GError *
proctor_agent_page_get_error (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  return self->error;
}

/**
 * proctor_agent_page_says:
 * @self: a page
 * @error: what went wrong with a part of it
 *
 * Returns: whether the same is wrong with the agent itself, so that it need not be said again
 */
gboolean
proctor_agent_page_says (ProctorAgentPage *self,
                         const GError *error)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), FALSE);
  g_return_val_if_fail (error != NULL, FALSE);

  return self->error != NULL && g_str_equal (self->error->message, error->message);
}

/**
 * proctor_agent_page_is_switching:
 * @self: a page
 *
 * Returns: whether another branch was chosen than the one that is shown, and is on its way
 */
gboolean
proctor_agent_page_is_switching (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), FALSE);

  return self->agent != NULL && self->agent_cancellable != NULL && self->wanted_branch_id != NULL && g_strcmp0 (self->wanted_branch_id, proctor_agent_get_branch_id (self->agent)) != 0;
}

/**
 * proctor_agent_page_get_agent:
 * @self: a page
 *
 * Returns: (nullable): the agent as it is on the branch that is shown
 */
ProctorAgent *
proctor_agent_page_get_agent (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  return self->agent;
}

/**
 * proctor_agent_page_get_branches:
 * @self: a page
 *
 * Returns: (transfer none): of #ProctorBranch, the main one first, what was put away last
 */
GListModel *
proctor_agent_page_get_branches (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  return G_LIST_MODEL (self->branches);
}

/**
 * proctor_agent_page_get_branches_error:
 * @self: a page
 *
 * Returns: (nullable): why the branches could not be had
 */
const GError *
proctor_agent_page_get_branches_error (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  return self->branches_error;
}

/**
 * proctor_agent_page_get_versions:
 * @self: a page
 *
 * Returns: (transfer none): of #ProctorAgentVersion, the latest on the branch that is shown
 */
GListModel *
proctor_agent_page_get_versions (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  return G_LIST_MODEL (self->versions);
}

/**
 * proctor_agent_page_get_tools:
 * @self: a page
 *
 * Returns: (transfer none): of #ProctorAgentTool
 */
GListModel *
proctor_agent_page_get_tools (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  return G_LIST_MODEL (self->tools);
}

ProctorAttachments *
proctor_agent_page_get_attachments (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  return self->attachments;
}

ProctorAgentResults *
proctor_agent_page_get_results (ProctorAgentPage *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_PAGE (self), NULL);

  return self->results;
}

/**
 * proctor_agent_page_refresh:
 * @self: a page
 *
 * Asks for everything, again if need be. What is shown stays until there is an answer.
 */
void
proctor_agent_page_refresh (ProctorAgentPage *self)
{
  g_return_if_fail (PROCTOR_IS_AGENT_PAGE (self));

  if (self->agent_cancellable == NULL)
    load_agent (self);
  if (self->branches_cancellable == NULL)
    proctor_branches_list_async (proctor_session_get_client (self->session), self->agent_id, TRUE, MOST_BRANCHES, renew (&self->branches_cancellable), branches_cb, self);
  proctor_agent_results_refresh (self->results);
}

/**
 * proctor_agent_page_retry:
 * @self: a page
 *
 * Somebody says to try again.
 */
void
proctor_agent_page_retry (ProctorAgentPage *self)
{
  g_return_if_fail (PROCTOR_IS_AGENT_PAGE (self));

  if (self->agent == NULL)
    replace_error (&self->error, NULL);
  update_state (self);
  proctor_session_retry (self->session);
  proctor_agent_page_refresh (self);
}

/**
 * proctor_agent_page_choose_branch:
 * @self: a page
 * @branch_id: a branch of the agent
 *
 * Shows the agent as it is on that branch. Until there is an answer it is shown as it was.
 */
void
proctor_agent_page_choose_branch (ProctorAgentPage *self,
                                  const char *branch_id)
{
  g_return_if_fail (PROCTOR_IS_AGENT_PAGE (self));
  g_return_if_fail (branch_id != NULL);

  if (g_set_str (&self->wanted_branch_id, branch_id) || self->error != NULL)
    {
      load_agent (self);
      tell (self);
    }
}

/**
 * proctor_agent_page_take_agent:
 * @self: a page
 * @agent: the agent, as the server has answered after it was changed
 *
 * Shows what has become of it, unless another branch is shown by now.
 */
void
proctor_agent_page_take_agent (ProctorAgentPage *self,
                               ProctorAgent *agent)
{
  g_return_if_fail (PROCTOR_IS_AGENT_PAGE (self));
  g_return_if_fail (PROCTOR_IS_AGENT (agent));

  if (self->agent != NULL && g_strcmp0 (proctor_agent_get_branch_id (agent), proctor_agent_get_branch_id (self->agent)) == 0)
    {
      /* What is on its way may be from before. */
      g_cancellable_cancel (self->agent_cancellable);
      g_clear_object (&self->agent_cancellable);
      show_agent (self, agent);
    }
  else
    proctor_agent_page_refresh (self);
}
