/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-state.h"

#include "proctor-document.h"
#include "proctor-listing.h"
#include "proctor-validation.h"

/**
 * proctor_agent_state_load:
 * @database: the engine's database
 * @version_id: (nullable): a version
 *
 * Returns: (transfer full) (nullable): what the agent is in it, %NULL if there is no such version
 */
ProctorAgentState *
proctor_agent_state_load (ProctorDatabase *database,
                          const char *version_id)
{
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT agent_id, branch_id, document FROM versions WHERE id = ?", "s", version_id);
  ProctorAgentState *version = NULL;

  /* There is one or none; asking to the end is what lets go of it. */
  while (proctor_statement_next (statement))
    {
      version = g_new0 (ProctorAgentState, 1);
      version->agent_id = g_strdup (proctor_statement_get_text (statement, 0));
      version->branch_id = g_strdup (proctor_statement_get_text (statement, 1));
      version->version_id = g_strdup (version_id);
      version->document = proctor_document_parse (proctor_statement_get_text (statement, 2));
    }

  return version;
}

void
proctor_agent_state_free (ProctorAgentState *version)
{
  g_free (version->agent_id);
  g_free (version->branch_id);
  g_free (version->version_id);
  json_object_unref (version->document);
  g_free (version);
}

/**
 * proctor_agent_state_find:
 * @database: the engine's database
 * @agent_id: an agent
 * @branch_id: (nullable): a branch of it, %NULL for its main branch
 *
 * Returns: (transfer full) (nullable): the branch's newest version, %NULL if there is no such branch
 */
char *
proctor_agent_state_find (ProctorDatabase *database,
                          const char *agent_id,
                          const char *branch_id)
{
  return proctor_database_dup_text (database,
                                    "SELECT b.version_id FROM agents a JOIN branches b ON b.agent_id = a.id"
                                    " WHERE a.id = ?1 AND b.id = coalesce (?2, a.main_branch_id)",
                                    "ss", agent_id, branch_id);
}

/* Lists look for what is archived, so the agent's row has it too. */
static gboolean
is_archived (JsonObject *document)
{
  JsonObject *settings = proctor_validate_get_object (document, "platform_settings");

  return settings != NULL && json_object_get_boolean_member_with_default (settings, "archived", FALSE);
}

/**
 * proctor_agent_state_commit:
 * @database: the engine's database
 * @agent_id: an agent
 * @branch_id: a branch of it
 * @parent_id: (nullable): what the new version was made of
 * @description: what is said of it
 * @document: what the agent is from now on, on that branch
 * @now: what time it is
 *
 * Returns: (transfer full): the new version
 */
char *
proctor_agent_state_commit (ProctorDatabase *database,
                            const char *agent_id,
                            const char *branch_id,
                            const char *parent_id,
                            const char *description,
                            JsonObject *document,
                            gint64 now)
{
  g_autofree char *id = proctor_listing_make_id ("agtvrsn_");
  g_autofree char *text = proctor_document_to_text (document);

  proctor_database_run (database,
                        "INSERT INTO versions (id, agent_id, branch_id, number, description, committed_at, parent_id, document)"
                        " VALUES (?1, ?2, ?3, 1 + (SELECT coalesce (max (number), 0) FROM versions WHERE branch_id = ?3), ?4, ?5, ?6, ?7)",
                        "ssssiss", id, agent_id, branch_id, description, now, parent_id, text);
  proctor_database_run (database, "UPDATE branches SET version_id = ?, committed_at = ? WHERE id = ?", "sis", id, now, branch_id);
  proctor_database_run (database,
                        "UPDATE agents SET updated_at = ?1, archived = CASE main_branch_id WHEN ?2 THEN ?3 ELSE archived END WHERE id = ?4",
                        "isbs", now, branch_id, is_archived (document), agent_id);

  return g_steal_pointer (&id);
}

/**
 * proctor_agent_state_begin_branch:
 * @database: the engine's database
 * @parent: what the branch begins with
 * @name: its name
 * @description: what is said of it
 * @document: what the agent is on it
 * @now: what time it is
 *
 * Returns: (transfer full): the branch's id
 */
char *
proctor_agent_state_begin_branch (ProctorDatabase *database,
                                  const ProctorAgentState *parent,
                                  const char *name,
                                  const char *description,
                                  JsonObject *document,
                                  gint64 now)
{
  g_autofree char *id = proctor_listing_make_id ("agtbrch_");
  g_autofree char *version_id = NULL;

  proctor_database_run (database,
                        "INSERT INTO branches (id, agent_id, name, description, created_at, committed_at, parent_branch_id, version_id)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, '')",
                        "ssssis", id, parent->agent_id, name, description, now, parent->branch_id);
  version_id = proctor_agent_state_commit (database, parent->agent_id, id, parent->version_id, "", document, now);

  return g_steal_pointer (&id);
}
