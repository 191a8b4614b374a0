/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-tools.h"

#include "proctor-agent-behaviour.h"
#include "proctor-agent-config.h"
#include "proctor-agent-prompt.h"
#include "proctor-tool-config.h"
#include "proctor-wire-names.h"

/* An agent says in several places which tools it uses: those of the workspace by their ids, the service's own by
 * their names and with all there is to know of them, and servers that have tools. */

/* Each is a request; what is beyond is listed by its id. */
#define MOST_ASKED_FOR 60

typedef struct
{
  /* Borrowed */
  GListStore *before;
  GPtrArray *tools;
  GHashTable *ids; /* of what is among the tools */
  ProctorSession *session;
  GCancellable *cancellable;

  guint n_asked_for;
} Collection;

/* Those that are there already stay the objects that they are. */
static ProctorAgentTool *
dup_known (GListStore *before,
           const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (before)); i++)
    {
      g_autoptr (ProctorAgentTool) tool = g_list_model_get_item (G_LIST_MODEL (before), i);

      if (g_str_equal (proctor_agent_tool_get_id (tool), id))
        return g_steal_pointer (&tool);
    }

  return NULL;
}

static void
take (Collection *collection,
      ProctorAgentTool *tool)
{
  g_hash_table_add (collection->ids, (gpointer) proctor_agent_tool_get_id (tool));
  g_ptr_array_add (collection->tools, tool);
}

static void
add_id (Collection *collection,
        const char *id)
{
  ProctorAgentTool *tool;

  if (id == NULL || *id == '\0' || g_hash_table_contains (collection->ids, id))
    return;

  tool = dup_known (collection->before, id);
  if (tool == NULL)
    tool = proctor_agent_tool_new (id);
  take (collection, tool);
  if (collection->n_asked_for++ < MOST_ASKED_FOR)
    proctor_agent_tool_load (tool, collection->session, collection->cancellable);
}

static void
add_known (Collection *collection,
           const char *name,
           const char *kind,
           const char *description)
{
  if (name != NULL && *name != '\0' && !g_hash_table_contains (collection->ids, name))
    take (collection, proctor_agent_tool_new_known (name, name, kind, description));
}

/* Of what is newer than this nothing is said. */
static void
add_built_in (Collection *collection,
              ProctorBuiltInTools *built_in)
{
  ProctorRecordClass *klass = built_in != NULL ? PROCTOR_RECORD_GET_CLASS (built_in) : NULL;

  for (guint i = 0; klass != NULL && i < klass->n_fields; i++)
    {
      ProctorSystemTool *tool = proctor_record_get_record (PROCTOR_RECORD (built_in), i);
      g_autofree char *name = proctor_wire_dup_member_name (G_OBJECT_TYPE (built_in), &klass->fields[i]);

      if (tool != NULL)
        add_known (collection, name, "system", proctor_system_tool_get_description (tool));
    }
}

/* A server repeats here what the ids stand for; only what has no id is new. */
static void
add_inline (Collection *collection,
            GListModel *configs,
            gboolean has_ids)
{
  for (guint i = 0; i < g_list_model_get_n_items (configs); i++)
    {
      g_autoptr (GObject) config = g_list_model_get_item (configs, i);
      const char *kind = PROCTOR_IS_TOOL_CONFIG (config) ? proctor_tool_config_get_kind (PROCTOR_TOOL_CONFIG (config)) : NULL;

      if (kind != NULL && (!has_ids || g_str_equal (kind, "system")))
        add_known (collection, proctor_tool_config_get_name (PROCTOR_TOOL_CONFIG (config)), kind, proctor_tool_config_get_description (PROCTOR_TOOL_CONFIG (config)));
    }
}

static void
collect (Collection *collection,
         ProctorAgentPrompt *prompt)
{
  const char *const *ids = proctor_agent_prompt_get_tool_ids (prompt);
  const char *const *servers = proctor_agent_prompt_get_mcp_server_ids (prompt);

  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    add_id (collection, ids[i]);
  add_built_in (collection, proctor_agent_prompt_get_built_in_tools (prompt));
  add_inline (collection, proctor_agent_prompt_get_tools (prompt), ids != NULL && ids[0] != NULL);
  for (gsize i = 0; servers != NULL && servers[i] != NULL; i++)
    add_known (collection, servers[i], "mcp", NULL);
}

/**
 * proctor_agent_tools_assign:
 * @tools: of #ProctorAgentTool
 * @agent: an agent
 * @session: its workspace
 * @cancellable: (nullable): to give up asking what the tools are
 *
 * Makes the list that of the tools that @agent uses, and asks what there is to know of them.
 */
void
proctor_agent_tools_assign (GListStore *tools,
                            ProctorAgent *agent,
                            ProctorSession *session,
                            GCancellable *cancellable)
{
  ProctorAgentConfig *config = proctor_agent_get_conversation_config (agent);
  ProctorAgentBehaviour *behaviour = config != NULL ? proctor_agent_config_get_agent (config) : NULL;
  ProctorAgentPrompt *prompt = behaviour != NULL ? proctor_agent_behaviour_get_prompt (behaviour) : NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  Collection collection = { tools, rows, ids, session, cancellable, 0 };

  if (prompt != NULL)
    collect (&collection, prompt);
  g_list_store_splice (tools, 0, g_list_model_get_n_items (G_LIST_MODEL (tools)), rows->pdata, rows->len);
}
