/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-agent.h"
#include "proctor-choice.h"
#include "proctor-health.h"

G_BEGIN_DECLS

/* Views see this header and not the layer below. */
typedef struct _ProctorClient ProctorClient;
typedef struct _ProctorHistory ProctorHistory;

/**
 * ProctorChoiceKind:
 * @PROCTOR_CHOICE_TOOLS: the workspace's tools and those that every agent can be given
 * @PROCTOR_CHOICE_AGENTS: its agents
 * @PROCTOR_CHOICE_MODELS: the models that the server offers
 * @PROCTOR_CHOICE_ENVIRONMENTS: the environments that its variables have values for
 * @PROCTOR_CHOICE_NODES: the nodes of an agent's workflow
 * @PROCTOR_CHOICE_BRANCHES: an agent's branches, the main one first
 *
 * What is chosen from.
 */
typedef enum
{
  PROCTOR_CHOICE_TOOLS,
  PROCTOR_CHOICE_AGENTS,
  PROCTOR_CHOICE_MODELS,
  PROCTOR_CHOICE_ENVIRONMENTS,
  PROCTOR_CHOICE_NODES,
  PROCTOR_CHOICE_BRANCHES,
} ProctorChoiceKind;

/**
 * ProctorChoiceState:
 * @PROCTOR_CHOICE_UNKNOWN: nobody has asked yet
 * @PROCTOR_CHOICE_LOADING: it is being asked for
 * @PROCTOR_CHOICE_ERROR: it could not be had
 * @PROCTOR_CHOICE_READY: it is known, and may be empty
 *
 * How much of a list is known.
 */
typedef enum
{
  PROCTOR_CHOICE_UNKNOWN,
  PROCTOR_CHOICE_LOADING,
  PROCTOR_CHOICE_ERROR,
  PROCTOR_CHOICE_READY,
} ProctorChoiceState;

#define PROCTOR_TYPE_CHOICE_LIST (proctor_choice_list_get_type ())

G_DECLARE_FINAL_TYPE (ProctorChoiceList, proctor_choice_list, PROCTOR, CHOICE_LIST, GObject)

ProctorChoiceList *proctor_choice_list_new (ProctorClient *client,
                                            ProctorHealth *health,
                                            ProctorChoiceKind kind,
                                            const char *agent_id);
ProctorChoiceList *proctor_choice_list_new_on_branch (ProctorClient *client,
                                                      ProctorHealth *health,
                                                      const char *agent_id,
                                                      const char *branch_id);
void proctor_choice_list_use_history (ProctorChoiceList *self,
                                      ProctorHistory *history,
                                      const char *workspace_id);

ProctorChoiceState proctor_choice_list_get_state (ProctorChoiceList *self);
const GError *proctor_choice_list_get_error (ProctorChoiceList *self);
void proctor_choice_list_want (ProctorChoiceList *self);
void proctor_choice_list_reload (ProctorChoiceList *self);
void proctor_choice_list_prefer (ProctorChoiceList *self,
                                 const char *id);
gboolean proctor_choice_list_has_more (ProctorChoiceList *self);
ProctorAgent *proctor_choice_list_get_agent (ProctorChoiceList *self);
ProctorChoice *proctor_choice_list_find (ProctorChoiceList *self,
                                         const char *id);

G_END_DECLS
