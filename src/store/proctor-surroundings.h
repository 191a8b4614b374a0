/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-choice-list.h"
#include "proctor-session.h"
#include "proctor-test.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_SURROUNDINGS (proctor_surroundings_get_type ())

G_DECLARE_FINAL_TYPE (ProctorSurroundings, proctor_surroundings, PROCTOR, SURROUNDINGS, GObject)

ProctorSurroundings *proctor_surroundings_new (ProctorClient *client,
                                               ProctorHealth *health);
ProctorSurroundings *proctor_surroundings_of (ProctorSession *session);

ProctorChoiceList *proctor_surroundings_get_tools (ProctorSurroundings *self);
ProctorChoiceList *proctor_surroundings_get_agents (ProctorSurroundings *self);
ProctorChoiceList *proctor_surroundings_get_models (ProctorSurroundings *self);
ProctorChoiceList *proctor_surroundings_get_environments (ProctorSurroundings *self);
ProctorChoiceList *proctor_surroundings_get_nodes (ProctorSurroundings *self,
                                                   const char *agent_id);
ProctorChoiceList *proctor_surroundings_get_branches (ProctorSurroundings *self,
                                                      const char *agent_id);
void proctor_surroundings_choose_agent (ProctorSurroundings *self,
                                        const char *agent_id);
char *proctor_surroundings_guess_agent (ProctorSurroundings *self,
                                        ProctorTest *test);
void proctor_surroundings_want (ProctorSurroundings *self);
void proctor_surroundings_reload (ProctorSurroundings *self);

G_END_DECLS
