/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-tool.h"

#include "proctor-api-error.h"
#include "proctor-store-enums.h"
#include "proctor-tool-config.h"
#include "proctor-tool-mock.h"
#include "proctor-tools.h"

/**
 * ProctorAgentTool:
 *
 * A tool that an agent uses. Of most the agent has only the id; what they are called, and which answers of
 * their own they have for simulations, is asked for.
 */
struct _ProctorAgentTool
{
  GObject parent_instance;

  /* Owned */
  char *id;
  char *name;
  char *kind;
  char *description;
  GListStore *mocks;
  GError *error;

  ProctorAgentToolState state;
};

typedef enum
{
  PROP_STATE = 1,
} ProctorAgentToolProperty;

static GParamSpec *properties[PROP_STATE + 1];

G_DEFINE_FINAL_TYPE (ProctorAgentTool, proctor_agent_tool, G_TYPE_OBJECT)

static void
set_state (ProctorAgentTool *self,
           ProctorAgentToolState state,
           const GError *error)
{
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
take_tool (ProctorAgentTool *self,
           ProctorTool *tool)
{
  ProctorToolConfig *config = proctor_tool_get_tool_config (tool);
  GListModel *mocks = proctor_tool_get_response_mocks (tool);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (config != NULL)
    {
      g_set_str (&self->name, proctor_tool_config_get_name (config));
      g_set_str (&self->kind, proctor_tool_config_get_kind (config));
      g_set_str (&self->description, proctor_tool_config_get_description (config));
    }
  for (guint i = 0; i < g_list_model_get_n_items (mocks); i++)
    {
      g_autoptr (GObject) mock = g_list_model_get_item (mocks, i);

      if (PROCTOR_IS_TOOL_MOCK (mock))
        g_ptr_array_add (rows, g_steal_pointer (&mock));
    }
  g_list_store_splice (self->mocks, 0, g_list_model_get_n_items (G_LIST_MODEL (self->mocks)), rows->pdata, rows->len);
  set_state (self, PROCTOR_AGENT_TOOL_KNOWN, NULL);
}

/* Takes the reference that the request holds. What was known stays when it can't be asked for again. */
static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (ProctorAgentTool) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTool) tool = proctor_tools_get_finish (PROCTOR_CLIENT (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (tool != NULL)
    take_tool (self, tool);
  else if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    set_state (self, PROCTOR_AGENT_TOOL_MISSING, error);
  else if (self->state != PROCTOR_AGENT_TOOL_KNOWN)
    set_state (self, PROCTOR_AGENT_TOOL_ERROR, error);
}

static void
proctor_agent_tool_finalize (GObject *object)
{
  ProctorAgentTool *self = PROCTOR_AGENT_TOOL (object);

  g_free (self->id);
  g_free (self->name);
  g_free (self->kind);
  g_free (self->description);
  g_clear_object (&self->mocks);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (proctor_agent_tool_parent_class)->finalize (object);
}

static void
proctor_agent_tool_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  switch ((ProctorAgentToolProperty) property_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, PROCTOR_AGENT_TOOL (object)->state);
      break;
    }
}

static void
proctor_agent_tool_class_init (ProctorAgentToolClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_agent_tool_finalize;
  object_class->get_property = proctor_agent_tool_get_property;

  /**
   * ProctorAgentTool:state:
   *
   * What is known of it. It is told of after all else has changed.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, PROCTOR_TYPE_AGENT_TOOL_STATE, PROCTOR_AGENT_TOOL_LOADING, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_agent_tool_init (ProctorAgentTool *self)
{
  self->mocks = g_list_store_new (PROCTOR_TYPE_TOOL_MOCK);
}

/**
 * proctor_agent_tool_new:
 * @id: its id
 *
 * Returns: (transfer full): a tool of which nothing else is known yet
 */
ProctorAgentTool *
proctor_agent_tool_new (const char *id)
{
  return proctor_agent_tool_new_known (id, NULL, NULL, NULL);
}

/**
 * proctor_agent_tool_new_known:
 * @id: its id, or its name if it has none
 * @name: (nullable): its name; %NULL if nothing is known of it yet
 * @kind: (nullable): its kind, as the API has it
 * @description: (nullable): what it is for
 *
 * Returns: (transfer full): a tool of which the agent says all there is to know
 */
ProctorAgentTool *
proctor_agent_tool_new_known (const char *id,
                              const char *name,
                              const char *kind,
                              const char *description)
{
  ProctorAgentTool *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_AGENT_TOOL, NULL);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->kind = g_strdup (kind);
  self->description = g_strdup (description);
  self->state = name != NULL ? PROCTOR_AGENT_TOOL_KNOWN : PROCTOR_AGENT_TOOL_LOADING;

  return self;
}

const char *
proctor_agent_tool_get_id (ProctorAgentTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_TOOL (self), NULL);

  return self->id;
}

/**
 * proctor_agent_tool_get_name:
 * @self: a tool
 *
 * Returns: (nullable): what it is called, as far as that is known
 */
const char *
proctor_agent_tool_get_name (ProctorAgentTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_TOOL (self), NULL);

  return self->name;
}

const char *
proctor_agent_tool_get_kind (ProctorAgentTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_TOOL (self), NULL);

  return self->kind;
}

const char *
proctor_agent_tool_get_description (ProctorAgentTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_TOOL (self), NULL);

  return self->description;
}

ProctorAgentToolState
proctor_agent_tool_get_state (ProctorAgentTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_TOOL (self), PROCTOR_AGENT_TOOL_ERROR);

  return self->state;
}

const GError *
proctor_agent_tool_get_error (ProctorAgentTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_TOOL (self), NULL);

  return self->error;
}

/**
 * proctor_agent_tool_get_mocks:
 * @self: a tool
 *
 * Returns: (transfer none): of #ProctorToolMock, its answers in simulations that all tests share
 */
GListModel *
proctor_agent_tool_get_mocks (ProctorAgentTool *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_TOOL (self), NULL);

  return G_LIST_MODEL (self->mocks);
}

/**
 * proctor_agent_tool_load:
 * @self: a tool of which the agent has only the id
 * @session: the workspace
 * @cancellable: (nullable): to give up
 *
 * Asks what there is to know of it.
 */
void
proctor_agent_tool_load (ProctorAgentTool *self,
                         ProctorSession *session,
                         GCancellable *cancellable)
{
  g_return_if_fail (PROCTOR_IS_AGENT_TOOL (self));
  g_return_if_fail (PROCTOR_IS_SESSION (session));

  proctor_tools_get_async (proctor_session_get_client (session), self->id, cancellable, loaded_cb, g_object_ref (self));
}
