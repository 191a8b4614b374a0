/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-basis.h"

#include "proctor-document.h"
#include "proctor-validation.h"

static const ProctorRule basis_rules[] = {
  { "branch_id", PROCTOR_RULE_STRING, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
  { "agent_config_override", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

static const ProctorRule override_rules[] = {
  { "conversation_config", PROCTOR_RULE_OBJECT, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "platform_settings", PROCTOR_RULE_OBJECT, PROCTOR_RULE_REQUIRED, 0, 0, NULL },
  { "workflow", PROCTOR_RULE_OBJECT, PROCTOR_RULE_NULLABLE, 0, 0, NULL },
};

void
proctor_run_basis_clear (ProctorRunBasis *basis)
{
  g_clear_pointer (&basis->agent_id, g_free);
  g_clear_pointer (&basis->branch_id, g_free);
  g_clear_pointer (&basis->version_id, g_free);
  g_clear_pointer (&basis->override, g_free);
}

/**
 * proctor_run_basis_check:
 * @call: a call
 * @body: its body
 *
 * Notes what is wrong with the branch and the configuration it names.
 */
void
proctor_run_basis_check (ProctorCall *call,
                         JsonObject *body)
{
  JsonObject *override = proctor_validate_get_object (body, "agent_config_override");

  proctor_validate (call, body, "body", basis_rules, G_N_ELEMENTS (basis_rules));
  if (override != NULL)
    proctor_validate (call, override, "body.agent_config_override", override_rules, G_N_ELEMENTS (override_rules));
}

/**
 * proctor_run_basis_find:
 * @call: a call
 * @agent_id: an agent's id
 * @body: the call's body, with nothing wrong
 * @basis: (out caller-allocates): what it is about
 *
 * Returns: whether there are that agent and that branch, which is the main one if none is named;
 *   if there are not, the call is answered with that
 */
gboolean
proctor_run_basis_find (ProctorCall *call,
                        const char *agent_id,
                        JsonObject *body,
                        ProctorRunBasis *basis)
{
  JsonObject *override = proctor_validate_get_object (body, "agent_config_override");
  const char *branch_id = proctor_validate_get_string (body, "branch_id");
  g_autofree char *main_branch_id = proctor_database_dup_text (call->database, "SELECT main_branch_id FROM agents WHERE id = ?", "s", agent_id);

  if (main_branch_id == NULL)
    {
      proctor_call_refuse_unknown (call, "agent", agent_id);
      return FALSE;
    }

  basis->agent_id = g_strdup (agent_id);
  basis->branch_id = g_strdup (branch_id != NULL ? branch_id : main_branch_id);
  basis->version_id = proctor_database_dup_text (call->database, "SELECT version_id FROM branches WHERE id = ? AND agent_id = ?",
                                                 "ss", basis->branch_id, agent_id);
  if (basis->version_id == NULL)
    {
      proctor_call_refuse_unknown (call, "branch", basis->branch_id);
      return FALSE;
    }
  basis->override = override != NULL ? proctor_document_to_text (override) : NULL;

  return TRUE;
}

/**
 * proctor_run_basis_describe:
 * @basis: what something runs against
 * @object: an invocation or a run, which is told so
 */
void
proctor_run_basis_describe (const ProctorRunBasis *basis,
                            JsonObject *object)
{
  json_object_set_string_member (object, "agent_id", basis->agent_id);
  json_object_set_string_member (object, "branch_id", basis->branch_id);
  json_object_set_string_member (object, "version_id", basis->version_id);
  json_object_set_boolean_member (object, "ran_against_draft", basis->override != NULL);
}

/**
 * proctor_run_basis_store_override:
 * @basis: what runs run against
 * @database: the database
 * @invocation_id: the invocation they belong to
 *
 * Returns: the configuration's id, 0 if there is none
 */
gint64
proctor_run_basis_store_override (const ProctorRunBasis *basis,
                                  ProctorDatabase *database,
                                  const char *invocation_id)
{
  if (basis->override == NULL)
    return 0;

  return proctor_database_get_int (database, "INSERT INTO overrides (invocation_id, document) VALUES (?, ?) RETURNING id", "ss", invocation_id, basis->override);
}
