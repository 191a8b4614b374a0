/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What the files that carry out a run share. Each step takes the task, does one thing, and hands
 * the task on or ends it.
 */

#pragma once

#include "proctor-execution.h"
#include "proctor-verdict.h"

G_BEGIN_DECLS

typedef struct
{
  /* Owned */
  ProctorRunPlan *plan;
  ProctorProvider *provider;
  /* All that was said, the test's history first. */
  JsonArray *turns;
  GPtrArray *conditions;
  GPtrArray *verdicts;
  char *note;
  GCancellable *turn_cancellable;
  GSource *turn_timer;
  /* Somebody talks to the agent: who has answered each call, %NULL in a run. */
  JsonArray *answered_by;

  ProctorExecutionLimits limits;
  gint64 began_usecs;
  guint n_history;
  guint n_replies;
  guint n_rounds;
  gulong cancelled_id;
  gboolean timed_out;
  gboolean ended;
} ProctorExecution;

ProctorExecution *proctor_execution_new (ProctorRunPlan *plan,
                                         ProctorProvider *provider,
                                         const ProctorExecutionLimits *limits);
void proctor_execution_free (ProctorExecution *execution);
ProctorExecution *proctor_execution_get (GTask *task);
gint64 proctor_execution_get_seconds (ProctorExecution *execution);
GCancellable *proctor_execution_begin_wait (GTask *task,
                                            guint msecs);
void proctor_execution_end_wait (GTask *task);

void proctor_execution_ask_agent (GTask *task);
void proctor_execution_agent_answered (GTask *task,
                                       ProctorChatAnswer *answer);
void proctor_execution_answer_tools (GTask *task,
                                     JsonObject *turn,
                                     GPtrArray *calls);
void proctor_execution_tools_answered (GTask *task);
void proctor_execution_note_answer (ProctorExecution *execution,
                                    const char *who);
void proctor_execution_talk_answered (GTask *task,
                                      JsonObject *turn,
                                      GPtrArray *calls);
void proctor_execution_talk_tools_answered (GTask *task);
void proctor_execution_talk_failed (GTask *task,
                                    GError *error);
void proctor_execution_next_speaker (GTask *task);
void proctor_execution_judge_tool_call (GTask *task,
                                        JsonObject *turn,
                                        GPtrArray *calls);
void proctor_execution_judge (GTask *task);
void proctor_execution_finish (GTask *task);
void proctor_execution_fail (GTask *task,
                             const char *line);
void proctor_execution_fail_with (GTask *task,
                                  GError *error);

G_END_DECLS
