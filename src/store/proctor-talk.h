/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-agent.h"
#include "proctor-conversation.h"
#include "proctor-session.h"
#include "proctor-test.h"
#include "proctor-turn.h"
#include "proctor-variable.h"

G_BEGIN_DECLS

/**
 * ProctorTalkState:
 * @PROCTOR_TALK_LOADING: it is found out what the agent is like
 * @PROCTOR_TALK_YOUR_TURN: somebody may say something
 * @PROCTOR_TALK_THINKING: the agent is asked
 * @PROCTOR_TALK_CALLING: the agent's tools are asked
 * @PROCTOR_TALK_STOPPED: the agent was interrupted; one may say something or let it go on
 * @PROCTOR_TALK_FAILED: the agent could not go on; one may say something or try again
 * @PROCTOR_TALK_ENDED: the agent has ended the conversation
 *
 * How far a talk is.
 */
typedef enum
{
  PROCTOR_TALK_LOADING,
  PROCTOR_TALK_YOUR_TURN,
  PROCTOR_TALK_THINKING,
  PROCTOR_TALK_CALLING,
  PROCTOR_TALK_STOPPED,
  PROCTOR_TALK_FAILED,
  PROCTOR_TALK_ENDED,
} ProctorTalkState;

/**
 * ProctorTalkTools:
 * @PROCTOR_TALK_TOOLS_MOCKED: by their mocks; where there is none, the agent is told of an error
 * @PROCTOR_TALK_TOOLS_MIXED: by their mocks; where there is none, the tool is really called
 * @PROCTOR_TALK_TOOLS_REAL: the tools are really called
 *
 * Who answers for the agent's tools.
 */
typedef enum
{
  PROCTOR_TALK_TOOLS_MOCKED,
  PROCTOR_TALK_TOOLS_MIXED,
  PROCTOR_TALK_TOOLS_REAL,
} ProctorTalkTools;

#define PROCTOR_TYPE_TALK (proctor_talk_get_type ())

G_DECLARE_FINAL_TYPE (ProctorTalk, proctor_talk, PROCTOR, TALK, GObject)

gboolean proctor_talk_is_possible (ProctorSession *session);

ProctorTalk *proctor_talk_new (ProctorSession *session,
                               const char *agent_id,
                               const char *branch_id);
ProctorTalk *proctor_talk_of (ProctorSession *session,
                              const char *agent_id,
                              const char *branch_id);

ProctorSession *proctor_talk_get_session (ProctorTalk *self);
const char *proctor_talk_get_agent_id (ProctorTalk *self);
const char *proctor_talk_get_branch_id (ProctorTalk *self);
void proctor_talk_set_branch_id (ProctorTalk *self,
                                 const char *branch_id);
ProctorAgent *proctor_talk_get_agent (ProctorTalk *self);
ProctorTalkTools proctor_talk_get_tools (ProctorTalk *self);
void proctor_talk_set_tools (ProctorTalk *self,
                             ProctorTalkTools tools);
const char *proctor_talk_get_agent_prompt (ProctorTalk *self);
const char *proctor_talk_get_prompt (ProctorTalk *self);
void proctor_talk_set_prompt (ProctorTalk *self,
                              const char *prompt);
GListModel *proctor_talk_get_variables (ProctorTalk *self);
void proctor_talk_set_variable (ProctorTalk *self,
                                ProctorVariable *variable,
                                const char *plain);

GListModel *proctor_talk_get_turns (ProctorTalk *self);
ProctorTalkState proctor_talk_get_state (ProctorTalk *self);
const GError *proctor_talk_get_error (ProctorTalk *self);
const char *const *proctor_talk_get_answered_by (ProctorTalk *self,
                                                 ProctorTurn *turn);

void proctor_talk_start (ProctorTalk *self);
gboolean proctor_talk_can_say (ProctorTalk *self);
void proctor_talk_say (ProctorTalk *self,
                       const char *message);
gboolean proctor_talk_is_busy (ProctorTalk *self);
void proctor_talk_stop (ProctorTalk *self);
void proctor_talk_retry (ProctorTalk *self);
void proctor_talk_restart (ProctorTalk *self);
char *proctor_talk_take_back (ProctorTalk *self,
                              ProctorTurn *turn);

gboolean proctor_talk_find_cut (ProctorTalk *self,
                                ProctorTurn *turn,
                                guint *cut);
ProctorConversation *proctor_talk_dup_conversation (ProctorTalk *self);
void proctor_talk_prepare_test (ProctorTalk *self,
                                ProctorTest *test);

G_END_DECLS
