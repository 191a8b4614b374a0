/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-database.h"
#include "proctor-test.h"
#include "proctor-tool.h"

G_BEGIN_DECLS

/**
 * ProctorPlanTool:
 * @id: (nullable): its id; a system tool has none
 * @tool: the tool as the API has it
 * @name: what the agent calls it
 * @kind: "webhook", "client", "system" and so on
 * @description: what it is for
 * @parameters: the JSON schema of its arguments
 * @config: its settings
 *
 * A tool that an agent has.
 */
typedef struct
{
  char *id;
  ProctorTool *tool;
  char *name;
  char *kind;
  char *description;
  JsonNode *parameters;
  JsonObject *config;
} ProctorPlanTool;

/**
 * ProctorRunPlan:
 * @run_id: the run
 * @attempt: which time it is run
 * @invocation_id: the invocation it is one of
 * @run: the run, as it is answered
 * @test: the test, as it was when the run was asked for
 * @agent: the agent's conversation_config, with what overrides it
 * @workflow: (nullable): its workflow
 * @tools: (element-type ProctorPlanTool): its tools
 * @variables: what stands for what in its texts
 * @problem: (nullable): why the run can't be carried out
 *
 * All that a run needs, so that nothing that is changed meanwhile changes it.
 */
typedef struct
{
  char *run_id;
  gint64 attempt;
  char *invocation_id;
  JsonObject *run;
  ProctorTest *test;
  JsonObject *agent;
  JsonObject *workflow;
  GPtrArray *tools;
  JsonObject *variables;
  char *problem;
} ProctorRunPlan;

ProctorRunPlan *proctor_run_plan_load (ProctorDatabase *database,
                                       const char *run_id);
ProctorRunPlan *proctor_run_plan_load_talk (ProctorDatabase *database,
                                            const char *talk_id,
                                            JsonObject *run,
                                            JsonObject *patch);
void proctor_run_plan_free (ProctorRunPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorRunPlan, proctor_run_plan_free)

const ProctorPlanTool *proctor_run_plan_find_tool (const ProctorRunPlan *plan,
                                                   const char *name);
const ProctorPlanTool *proctor_run_plan_find_tool_by_id (const ProctorRunPlan *plan,
                                                         const char *id);
const char *proctor_run_plan_get_prompt (const ProctorRunPlan *plan);
const char *proctor_run_plan_get_model (const ProctorRunPlan *plan);
const char *proctor_run_plan_get_first_message (const ProctorRunPlan *plan);
guint64 proctor_run_plan_get_seed (const ProctorRunPlan *plan);
JsonArray *proctor_run_plan_make_functions (const ProctorRunPlan *plan);

G_END_DECLS
