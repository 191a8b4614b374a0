/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-surroundings.h"

#include "proctor-client.h"
#include "proctor-node-transition.h"
#include "proctor-test-source.h"
#include "proctor-tool-expectation.h"

/**
 * ProctorSurroundings:
 *
 * What there is in a workspace that a test may speak of: tools, agents, models, environments. Each is asked for
 * once and kept.
 */
struct _ProctorSurroundings
{
  GObject parent_instance;

  /* Owned */
  ProctorClient *client;
  ProctorHealth *health;
  ProctorChoiceList *tools;
  ProctorChoiceList *agents;
  ProctorChoiceList *models;
  ProctorChoiceList *environments;
  char *agent_id;       /* the one that somebody has chosen last */
  GHashTable *nodes;    /* an agent's id to a ProctorChoiceList */
  GHashTable *branches; /* an agent's id to a ProctorChoiceList */
  ProctorHistory *history;
  char *workspace_id;
};

G_DEFINE_FINAL_TYPE (ProctorSurroundings, proctor_surroundings, G_TYPE_OBJECT)

static void
proctor_surroundings_finalize (GObject *object)
{
  ProctorSurroundings *self = PROCTOR_SURROUNDINGS (object);

  g_clear_object (&self->tools);
  g_clear_object (&self->agents);
  g_clear_object (&self->models);
  g_clear_object (&self->environments);
  g_hash_table_unref (self->nodes);
  g_hash_table_unref (self->branches);
  g_clear_object (&self->history);
  g_free (self->workspace_id);
  g_free (self->agent_id);
  g_clear_object (&self->client);
  g_clear_object (&self->health);

  G_OBJECT_CLASS (proctor_surroundings_parent_class)->finalize (object);
}

static void
proctor_surroundings_class_init (ProctorSurroundingsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_surroundings_finalize;
}

static void
proctor_surroundings_init (ProctorSurroundings *self)
{
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->branches = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/* What was chosen in a session is remembered where its results are. */
static void
use_history (ProctorSurroundings *self,
             ProctorHistory *history,
             const char *workspace_id)
{
  ProctorChoiceList *lists[] = { self->tools, self->agents, self->models, self->environments };

  g_set_object (&self->history, history);
  g_set_str (&self->workspace_id, workspace_id);
  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    proctor_choice_list_use_history (lists[i], history, workspace_id);
}

/**
 * proctor_surroundings_new:
 * @client: the way to the server
 * @health: hears how asking went
 *
 * Returns: (transfer full): what there is, of which nothing is known yet
 */
ProctorSurroundings *
proctor_surroundings_new (ProctorClient *client,
                          ProctorHealth *health)
{
  ProctorSurroundings *self;

  g_return_val_if_fail (PROCTOR_IS_CLIENT (client), NULL);
  g_return_val_if_fail (PROCTOR_IS_HEALTH (health), NULL);

  self = g_object_new (PROCTOR_TYPE_SURROUNDINGS, NULL);
  self->client = g_object_ref (client);
  self->health = g_object_ref (health);
  self->tools = proctor_choice_list_new (client, health, PROCTOR_CHOICE_TOOLS, NULL);
  self->agents = proctor_choice_list_new (client, health, PROCTOR_CHOICE_AGENTS, NULL);
  self->models = proctor_choice_list_new (client, health, PROCTOR_CHOICE_MODELS, NULL);
  self->environments = proctor_choice_list_new (client, health, PROCTOR_CHOICE_ENVIRONMENTS, NULL);

  return self;
}

/**
 * proctor_surroundings_of:
 * @session: a session
 *
 * Returns: (transfer none): what there is in its workspace
 */
ProctorSurroundings *
proctor_surroundings_of (ProctorSession *session)
{
  static GQuark quark = 0;
  ProctorSurroundings *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  if (quark == 0)
    quark = g_quark_from_static_string ("proctor-surroundings");
  self = g_object_get_qdata (G_OBJECT (session), quark);
  if (self == NULL)
    {
      self = proctor_surroundings_new (proctor_session_get_client (session), proctor_session_get_health (session));
      use_history (self, proctor_session_get_history (session), proctor_workspace_get_id (proctor_session_get_workspace (session)));
      g_object_set_qdata_full (G_OBJECT (session), quark, self, g_object_unref);
    }

  return self;
}

ProctorChoiceList *
proctor_surroundings_get_tools (ProctorSurroundings *self)
{
  g_return_val_if_fail (PROCTOR_IS_SURROUNDINGS (self), NULL);

  return self->tools;
}

ProctorChoiceList *
proctor_surroundings_get_agents (ProctorSurroundings *self)
{
  g_return_val_if_fail (PROCTOR_IS_SURROUNDINGS (self), NULL);

  return self->agents;
}

ProctorChoiceList *
proctor_surroundings_get_models (ProctorSurroundings *self)
{
  g_return_val_if_fail (PROCTOR_IS_SURROUNDINGS (self), NULL);

  return self->models;
}

ProctorChoiceList *
proctor_surroundings_get_environments (ProctorSurroundings *self)
{
  g_return_val_if_fail (PROCTOR_IS_SURROUNDINGS (self), NULL);

  return self->environments;
}

/**
 * proctor_surroundings_get_nodes:
 * @self: what there is
 * @agent_id: an agent
 *
 * Returns: (transfer none): the nodes of its workflow
 */
ProctorChoiceList *
proctor_surroundings_get_nodes (ProctorSurroundings *self,
                                const char *agent_id)
{
  ProctorChoiceList *nodes;

  g_return_val_if_fail (PROCTOR_IS_SURROUNDINGS (self), NULL);
  g_return_val_if_fail (agent_id != NULL, NULL);

  nodes = g_hash_table_lookup (self->nodes, agent_id);
  if (nodes == NULL)
    {
      nodes = proctor_choice_list_new (self->client, self->health, PROCTOR_CHOICE_NODES, agent_id);
      proctor_choice_list_use_history (nodes, self->history, self->workspace_id);
      g_hash_table_insert (self->nodes, g_strdup (agent_id), nodes);
    }

  return nodes;
}

/**
 * proctor_surroundings_get_branches:
 * @self: what there is
 * @agent_id: an agent
 *
 * Returns: (transfer none): its branches, the main one first
 */
ProctorChoiceList *
proctor_surroundings_get_branches (ProctorSurroundings *self,
                                   const char *agent_id)
{
  ProctorChoiceList *branches;

  g_return_val_if_fail (PROCTOR_IS_SURROUNDINGS (self), NULL);
  g_return_val_if_fail (agent_id != NULL, NULL);

  branches = g_hash_table_lookup (self->branches, agent_id);
  if (branches == NULL)
    {
      branches = proctor_choice_list_new (self->client, self->health, PROCTOR_CHOICE_BRANCHES, agent_id);
      g_hash_table_insert (self->branches, g_strdup (agent_id), branches);
    }

  return branches;
}

/**
 * proctor_surroundings_choose_agent:
 * @self: what there is
 * @agent_id: (nullable): an agent
 *
 * Remembers for which agent somebody writes tests.
 */
void
proctor_surroundings_choose_agent (ProctorSurroundings *self,
                                   const char *agent_id)
{
  g_return_if_fail (PROCTOR_IS_SURROUNDINGS (self));

  g_set_str (&self->agent_id, agent_id);
}

/**
 * proctor_surroundings_guess_agent:
 * @self: what there is
 * @test: a test
 *
 * A test doesn't say which agent it is for. Sometimes it can be told: it speaks of one, somebody has chosen one
 * for the test before, or there is no other.
 *
 * Returns: (transfer full) (nullable): an agent's id
 */
char *
proctor_surroundings_guess_agent (ProctorSurroundings *self,
                                  ProctorTest *test)
{
  ProctorTestSource *source = proctor_test_get_from_conversation_metadata (test);
  ProctorToolExpectation *expectation = proctor_test_get_tool_call_parameters (test);
  ProctorNodeTransition *transition = expectation != NULL ? proctor_tool_expectation_get_workflow_node_transition (expectation) : NULL;
  const char *agent_id = transition != NULL ? proctor_node_transition_get_agent_id (transition) : NULL;
  g_autoptr (ProctorChoice) only = NULL;

  g_return_val_if_fail (PROCTOR_IS_SURROUNDINGS (self), NULL);

  if ((agent_id == NULL || agent_id[0] == '\0') && source != NULL)
    agent_id = proctor_test_source_get_agent_id (source);
  if (agent_id == NULL || agent_id[0] == '\0')
    agent_id = self->agent_id;
  if (agent_id == NULL && g_list_model_get_n_items (G_LIST_MODEL (self->agents)) == 1)
    {
      only = g_list_model_get_item (G_LIST_MODEL (self->agents), 0);
      agent_id = proctor_choice_get_id (only);
    }

  return g_strdup (agent_id);
}

/**
 * proctor_surroundings_want:
 * @self: what there is
 *
 * Asks for what every test may speak of, unless that was done already.
 */
void
proctor_surroundings_want (ProctorSurroundings *self)
{
  g_return_if_fail (PROCTOR_IS_SURROUNDINGS (self));

  proctor_choice_list_want (self->tools);
  proctor_choice_list_want (self->models);
  proctor_choice_list_want (self->environments);
}

/**
 * proctor_surroundings_reload:
 * @self: what there is
 *
 * Asks again for what is known or could not be had.
 */
void
proctor_surroundings_reload (ProctorSurroundings *self)
{
  ProctorChoiceList *lists[] = { self->tools, self->agents, self->models, self->environments };

  g_return_if_fail (PROCTOR_IS_SURROUNDINGS (self));

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      if (proctor_choice_list_get_state (lists[i]) != PROCTOR_CHOICE_UNKNOWN)
        proctor_choice_list_reload (lists[i]);
    }
}
