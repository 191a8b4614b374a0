/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files of a talk share.
 */

#pragma once

#include "proctor-talk-request.h"
#include "proctor-talk-step.h"
#include "proctor-talk.h"

G_BEGIN_DECLS

struct _ProctorTalk
{
  GObject parent_instance;

  /* Borrowed; a session keeps its talks, so these must not keep it */
  ProctorSession *session;

  /* Owned */
  char *agent_id;
  char *branch_id;
  char *talk_id;
  char *prompt;
  ProctorAgent *agent;
  GListStore *variables;
  GListStore *turns;
  GError *error;
  GCancellable *cancellable;

  ProctorTalkState state;
  ProctorTalkTools tools;
  gint64 began_usecs;
  gboolean wants_greeting;
};

void proctor_talk_set_state (ProctorTalk *self,
                             ProctorTalkState state);
void proctor_talk_set_error (ProctorTalk *self,
                             GError *error);
void proctor_talk_interrupt (ProctorTalk *self);

void proctor_talk_collect_variables (ProctorTalk *self);
void proctor_talk_copy_variables (ProctorTalk *self,
                                  GListModel *to);
ProctorTalkRequest *proctor_talk_make_request (ProctorTalk *self);

gboolean proctor_talk_is_agents (ProctorTurn *turn);
gboolean proctor_talk_is_waiting (ProctorTurn *turn);
void proctor_talk_copy_turns (ProctorTalk *self,
                              GListModel *to);
void proctor_talk_put_turn (ProctorTalk *self,
                            ProctorTalkStep *step);

G_END_DECLS
