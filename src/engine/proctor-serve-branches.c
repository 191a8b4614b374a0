/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-serve-branches.h"

#include "proctor-agent-state.h"
#include "proctor-document.h"
#include "proctor-validation.h"

#define N_RECENT_VERSIONS 20
#define WEEK_SECS (7 * 24 * 60 * 60)

static const char *const protections[] = { "writer_perms_required", "admin_perms_required", NULL };

/* What is said of a branch, wherever it is said. */
#define BRANCH "b.id, b.name, b.agent_id, b.description, b.created_at, b.committed_at, b.archived, b.id = a.main_branch_id, b.document, b.parent_branch_id"
#define BRANCH_TABLES "branches b JOIN agents a ON a.id = b.agent_id"
#define N_BRANCH_COLUMNS 10

#define VERSION "v.id, v.agent_id, v.branch_id, v.description, v.number, v.committed_at, v.parent_id, p.branch_id"
#define VERSION_TABLES "versions v LEFT JOIN versions p ON p.id = v.parent_id"

static gboolean
is_agent_known (ProctorCall *call)
{
  const char *agent_id = proctor_call_get_id (call, 0);

  if (proctor_database_get_int (call->database, "SELECT count (*) FROM agents WHERE id = ?", "s", agent_id) > 0)
    return TRUE;

  proctor_call_refuse_unknown (call, "agent", agent_id);

  return FALSE;
}

static JsonObject *
make_branch (ProctorStatement *statement)
{
  g_autoptr (JsonObject) own = proctor_document_parse (proctor_statement_get_text (statement, 8));
  JsonObject *branch = json_object_new ();
  const char *protection = proctor_validate_get_string (own, "protection_status");

  json_object_set_string_member (branch, "id", proctor_statement_get_text (statement, 0));
  json_object_set_string_member (branch, "name", proctor_statement_get_text (statement, 1));
  json_object_set_string_member (branch, "agent_id", proctor_statement_get_text (statement, 2));
  json_object_set_string_member (branch, "description", proctor_statement_get_text (statement, 3));
  json_object_set_int_member (branch, "created_at", proctor_statement_get_int (statement, 4));
  json_object_set_int_member (branch, "last_committed_at", proctor_statement_get_int (statement, 5));
  json_object_set_boolean_member (branch, "is_archived", proctor_statement_get_int (statement, 6) != 0);
  json_object_set_string_member (branch, "protection_status", protection != NULL ? protection : protections[0]);
  json_object_set_object_member (branch, "access_info", proctor_document_make_access_info ());
  /* Nothing is deployed here, so that calls go to the main branch. */
  json_object_set_double_member (branch, "current_live_percentage", proctor_statement_get_int (statement, 7) != 0 ? 100 : 0);
  if (proctor_document_lacks (own, "auto_rebase"))
    json_object_set_null_member (branch, "auto_rebase");
  else
    json_object_set_boolean_member (branch, "auto_rebase", json_object_get_boolean_member (own, "auto_rebase"));

  return branch;
}

static JsonObject *
make_version (ProctorStatement *statement)
{
  JsonObject *version = json_object_new ();
  JsonObject *parents = json_object_new ();
  const char *parent_id = proctor_statement_get_text (statement, 6);
  gboolean is_in_branch = g_strcmp0 (proctor_statement_get_text (statement, 2), proctor_statement_get_text (statement, 7)) == 0;

  proctor_document_set_text (parents, "in_branch_parent_id", is_in_branch ? parent_id : NULL);
  proctor_document_set_text (parents, "out_of_branch_parent_id", is_in_branch ? NULL : parent_id);
  json_object_set_string_member (version, "id", proctor_statement_get_text (statement, 0));
  json_object_set_string_member (version, "agent_id", proctor_statement_get_text (statement, 1));
  json_object_set_string_member (version, "branch_id", proctor_statement_get_text (statement, 2));
  json_object_set_string_member (version, "version_description", proctor_statement_get_text (statement, 3));
  json_object_set_int_member (version, "seq_no_in_branch", proctor_statement_get_int (statement, 4));
  json_object_set_int_member (version, "time_committed_secs", proctor_statement_get_int (statement, 5));
  json_object_set_object_member (version, "parents", parents);
  json_object_set_object_member (version, "access_info", proctor_document_make_access_info ());

  return version;
}

/* How far a branch is from the main one: what was committed on the way to it since it went off, and
 * on the main one. */
static void
add_commit_status (ProctorCall *call,
                   JsonObject *branch)
{
  const char *agent_id = json_object_get_string_member (branch, "agent_id");
  const char *main_sql = "SELECT main_branch_id FROM agents WHERE id = ?";
  g_autofree char *main_id = proctor_database_dup_text (call->database, main_sql, "s", agent_id);
  g_autofree char *at = g_strdup (json_object_get_string_member (branch, "id"));
  gint64 number = proctor_database_get_int (call->database, "SELECT max (number) FROM versions WHERE branch_id = ?", "s", at);
  gint64 newest = proctor_database_get_int (call->database, "SELECT max (number) FROM versions WHERE branch_id = ?", "s", main_id);
  gint64 ahead = 0;

  while (at != NULL && g_strcmp0 (at, main_id) != 0)
    {
      g_autofree char *fork = proctor_database_dup_text (call->database, "SELECT parent_id FROM versions WHERE branch_id = ? AND number = 1", "s", at);

      ahead += number;
      number = proctor_database_get_int (call->database, "SELECT number FROM versions WHERE id = ?", "s", fork);
      g_free (at);
      at = proctor_database_dup_text (call->database, "SELECT branch_id FROM versions WHERE id = ?", "s", fork);
    }
  json_object_set_int_member (branch, "commits_ahead", ahead);
  json_object_set_int_member (branch, "commits_behind", newest - number);
}

static JsonObject *
make_summary (ProctorStatement *statement)
{
  JsonObject *branch = make_branch (statement);

  proctor_document_set_text (branch, "parent_branch_id", proctor_statement_get_text (statement, 9));
  json_object_set_boolean_member (branch, "draft_exists", FALSE);
  json_object_set_null_member (branch, "draft_created_at");
  json_object_set_boolean_member (branch, "draft_is_behind_tip", FALSE);
  json_object_set_int_member (branch, "calls_7d", proctor_statement_get_int (statement, N_BRANCH_COLUMNS));
  json_object_set_null_member (branch, "commits_ahead");
  json_object_set_null_member (branch, "commits_behind");
  json_object_set_null_member (branch, "merged_into_branch_id");

  return branch;
}

void
proctor_serve_branches_list (ProctorCall *call)
{
  gboolean archived = proctor_call_get_query_bool (call, "include_archived", FALSE);
  gboolean status = proctor_call_get_query_bool (call, "include_commit_status", FALSE);
  gint64 limit = proctor_call_get_query_int (call, "limit", 100, 2, 100);
  const char *agent_id = proctor_call_get_id (call, 0);
  ProctorStatement *statement;
  JsonObject *answer, *meta;
  JsonArray *results;

  if (proctor_call_has_problems (call) || !is_agent_known (call))
    return;

  results = json_array_new ();
  statement = proctor_database_prepare (call->database,
                                        "SELECT " BRANCH ", (SELECT count (*) FROM conversations c WHERE c.branch_id = b.id AND c.started_at >= ?4) FROM " BRANCH_TABLES
                                        " WHERE b.agent_id = ?1 AND (b.archived = 0 OR ?2) ORDER BY b.sequence LIMIT ?3",
                                        "sbii", agent_id, archived, limit, call->now - WEEK_SECS);
  while (proctor_statement_next (statement))
    json_array_add_object_element (results, make_summary (statement));
  for (guint i = 0; status && i < json_array_get_length (results); i++)
    add_commit_status (call, json_array_get_object_element (results, i));

  meta = json_object_new ();
  json_object_set_int_member (meta, "total",
                              proctor_database_get_int (call->database, "SELECT count (*) FROM branches WHERE agent_id = ? AND (archived = 0 OR ?)", "sb", agent_id, archived));
  json_object_set_int_member (meta, "page", 1);
  json_object_set_int_member (meta, "page_size", limit);
  answer = json_object_new ();
  json_object_set_object_member (answer, "meta", meta);
  json_object_set_array_member (answer, "results", results);
  proctor_call_answer_object (call, answer);
}

static JsonArray *
make_recent_versions (ProctorCall *call,
                      const char *branch_id)
{
  ProctorStatement *statement = proctor_database_prepare (call->database,
                                                          "SELECT " VERSION " FROM " VERSION_TABLES " WHERE v.branch_id = ? ORDER BY v.number DESC LIMIT ?",
                                                          "si", branch_id, (gint64) N_RECENT_VERSIONS);
  JsonArray *versions = json_array_new ();

  while (proctor_statement_next (statement))
    json_array_add_object_element (versions, make_version (statement));

  return versions;
}

static void
add_parent (ProctorCall *call,
            JsonObject *branch,
            const char *parent_id)
{
  g_autofree char *name = proctor_database_dup_text (call->database, "SELECT name FROM branches WHERE id = ?", "s", parent_id);
  JsonObject *parent;

  if (name == NULL)
    {
      json_object_set_null_member (branch, "parent_branch");
      return;
    }
  parent = json_object_new ();
  json_object_set_string_member (parent, "id", parent_id);
  json_object_set_string_member (parent, "name", name);
  json_object_set_object_member (branch, "parent_branch", parent);
}

static void
answer_branch (ProctorCall *call,
               const char *agent_id,
               const char *branch_id)
{
  ProctorStatement *statement = proctor_database_prepare (call->database, "SELECT " BRANCH " FROM " BRANCH_TABLES " WHERE b.agent_id = ? AND b.id = ?", "ss",
                                                          agent_id, branch_id);
  JsonObject *branch = NULL;
  g_autofree char *parent_id = NULL;

  while (proctor_statement_next (statement))
    {
      branch = make_branch (statement);
      g_set_str (&parent_id, proctor_statement_get_text (statement, 9));
    }
  if (branch == NULL)
    {
      proctor_call_refuse_unknown (call, "branch", branch_id);
      return;
    }

  add_parent (call, branch, parent_id);
  json_object_set_array_member (branch, "most_recent_versions", make_recent_versions (call, branch_id));
  proctor_call_answer_object (call, branch);
}

static gboolean
is_name_free (ProctorCall *call,
              const char *name,
              const char *branch_id)
{
  if (proctor_database_get_int (call->database, "SELECT count (*) FROM branches WHERE agent_id = ? AND name = ? AND id IS NOT ?", "sss",
                                proctor_call_get_id (call, 0), name, branch_id)
      == 0)
    return TRUE;

  proctor_call_refuse (call, 409, "branch_name_taken", "The agent has a branch of this name already.");

  return FALSE;
}

/* Returns what the agent is on a new branch. */
static JsonObject *
make_document (JsonObject *body,
               JsonObject *parent)
{
  const char *const members[] = { "conversation_config", "platform_settings", "workflow" };
  g_autoptr (JsonObject) patch = json_object_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (proctor_validate_get_object (body, members[i]) != NULL)
      json_object_set_member (patch, members[i], json_node_copy (json_object_get_member (body, members[i])));

  return proctor_document_merge (parent, patch);
}

static JsonObject *
get_valid_branch (ProctorCall *call)
{
  const ProctorRule rules[] = {
    { "parent_version_id", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
    { "name", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 1, 140, NULL },
    { "description", PROCTOR_RULE_STRING, PROCTOR_RULE_REQUIRED, 0, 4096, NULL },
    { "conversation_config", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
    { "platform_settings", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
    { "workflow", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  };
  JsonObject *body = proctor_call_get_object (call);

  if (body != NULL)
    proctor_validate (call, body, "body", rules, G_N_ELEMENTS (rules));

  return proctor_call_has_problems (call) ? NULL : body;
}

void
proctor_serve_branches_create (ProctorCall *call)
{
  JsonObject *body = get_valid_branch (call);
  g_autoptr (ProctorAgentState) parent = NULL;
  g_autoptr (JsonObject) document = NULL;
  g_autofree char *branch_id = NULL;
  g_autofree char *version_id = NULL;
  const char *parent_id, *name;
  JsonObject *answer;

  if (body == NULL || !is_agent_known (call))
    return;

  parent_id = proctor_validate_get_string (body, "parent_version_id");
  parent = proctor_agent_state_load (call->database, parent_id);
  if (parent == NULL || !g_str_equal (parent->agent_id, proctor_call_get_id (call, 0)))
    {
      proctor_call_refuse_unknown (call, "version", parent_id);
      return;
    }
  name = proctor_validate_get_string (body, "name");
  if (!is_name_free (call, name, NULL))
    return;

  document = make_document (body, parent->document);
  branch_id = proctor_agent_state_begin_branch (call->database, parent, name, proctor_validate_get_string (body, "description"), document, call->now);
  version_id = proctor_agent_state_find (call->database, parent->agent_id, branch_id);
  answer = json_object_new ();
  json_object_set_string_member (answer, "created_branch_id", branch_id);
  proctor_document_set_text (answer, "created_version_id", version_id);
  proctor_call_answer_object (call, answer);
}

void
proctor_serve_branches_get (ProctorCall *call)
{
  if (is_agent_known (call))
    answer_branch (call, proctor_call_get_id (call, 0), proctor_call_get_id (call, 1));
}

static JsonObject *
get_valid_patch (ProctorCall *call)
{
  const ProctorRule rules[] = {
    { "name", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 1, 140, NULL },
    { "is_archived", PROCTOR_RULE_BOOL, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
    { "protection_status", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, protections },
    { "auto_rebase", PROCTOR_RULE_BOOL, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  };
  JsonObject *body = proctor_call_get_object (call);

  if (body != NULL)
    proctor_validate (call, body, "body", rules, G_N_ELEMENTS (rules));

  return proctor_call_has_problems (call) ? NULL : body;
}

/* Returns whether it may be; otherwise it has been answered. */
static gboolean
set_archived (ProctorCall *call,
              const char *branch_id,
              gboolean archived)
{
  if (archived && proctor_database_get_int (call->database, "SELECT count (*) FROM agents WHERE main_branch_id = ?", "s", branch_id) > 0)
    {
      proctor_call_refuse (call, 400, "main_branch_cannot_be_archived", "The main branch can't be archived.");
      return FALSE;
    }
  proctor_database_run (call->database, "UPDATE branches SET archived = ? WHERE id = ?", "bs", archived, branch_id);

  return TRUE;
}

static void
update_document (ProctorCall *call,
                 const char *branch_id,
                 JsonObject *body)
{
  const char *const members[] = { "protection_status", "auto_rebase" };
  g_autofree char *text = proctor_database_dup_text (call->database, "SELECT document FROM branches WHERE id = ?", "s", branch_id);
  g_autoptr (JsonObject) document = proctor_document_parse (text);
  g_autofree char *changed = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    if (!proctor_document_lacks (body, members[i]))
      json_object_set_member (document, members[i], json_node_copy (json_object_get_member (body, members[i])));
  changed = proctor_document_to_text (document);
  proctor_database_run (call->database, "UPDATE branches SET document = ? WHERE id = ?", "ss", changed, branch_id);
}

void
proctor_serve_branches_patch (ProctorCall *call)
{
  const char *agent_id = proctor_call_get_id (call, 0);
  const char *branch_id = proctor_call_get_id (call, 1);
  JsonObject *body = get_valid_patch (call);
  g_autofree char *version_id = NULL;
  const char *name;

  if (body == NULL || !is_agent_known (call))
    return;
  version_id = proctor_agent_state_find (call->database, agent_id, branch_id);
  if (version_id == NULL)
    {
      proctor_call_refuse_unknown (call, "branch", branch_id);
      return;
    }

  name = proctor_validate_get_string (body, "name");
  if (name != NULL && !is_name_free (call, name, branch_id))
    return;
  if (!proctor_document_lacks (body, "is_archived") && !set_archived (call, branch_id, json_object_get_boolean_member (body, "is_archived")))
    return;
  if (name != NULL)
    proctor_database_run (call->database, "UPDATE branches SET name = ? WHERE id = ?", "ss", name, branch_id);
  update_document (call, branch_id, body);
  answer_branch (call, agent_id, branch_id);
}

void
proctor_serve_branches_get_version (ProctorCall *call)
{
  const char *version_id = proctor_call_get_id (call, 1);
  ProctorStatement *statement = proctor_database_prepare (call->database, "SELECT " VERSION " FROM " VERSION_TABLES " WHERE v.agent_id = ? AND v.id = ?", "ss",
                                                          proctor_call_get_id (call, 0), version_id);
  JsonObject *version = NULL;

  while (proctor_statement_next (statement))
    version = make_version (statement);
  if (version != NULL)
    proctor_call_answer_object (call, version);
  else
    proctor_call_refuse_unknown (call, "version", version_id);
}
