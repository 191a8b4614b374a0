/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-test.h"

G_BEGIN_DECLS

/**
 * ProctorChatRole:
 * @PROCTOR_CHAT_SYSTEM: what the model is told to be
 * @PROCTOR_CHAT_USER: what was said to it
 * @PROCTOR_CHAT_ASSISTANT: what it said
 * @PROCTOR_CHAT_TOOL: what a tool answered it
 *
 * Who speaks.
 */
typedef enum
{
  PROCTOR_CHAT_SYSTEM,
  PROCTOR_CHAT_USER,
  PROCTOR_CHAT_ASSISTANT,
  PROCTOR_CHAT_TOOL,
} ProctorChatRole;

/**
 * ProctorChatPurpose:
 * @PROCTOR_CHAT_AGENT: the agent under test answers
 * @PROCTOR_CHAT_SIMULATED_USER: somebody plays the user
 * @PROCTOR_CHAT_JUDGE: somebody judges a condition
 * @PROCTOR_CHAT_PARAMETER: somebody judges a tool call's parameter
 * @PROCTOR_CHAT_TITLE: somebody finds a title for runs that ended alike
 *
 * What an answer is for.
 */
typedef enum
{
  PROCTOR_CHAT_AGENT,
  PROCTOR_CHAT_SIMULATED_USER,
  PROCTOR_CHAT_JUDGE,
  PROCTOR_CHAT_PARAMETER,
  PROCTOR_CHAT_TITLE,
} ProctorChatPurpose;

/**
 * ProctorChatCall:
 * @id: how its result refers to it
 * @name: the tool
 * @arguments: JSON, as the model wrote it, which may be none
 *
 * A tool that a model wants.
 */
typedef struct
{
  char *id;
  char *name;
  char *arguments;
} ProctorChatCall;

ProctorChatCall *proctor_chat_call_new (const char *id,
                                        const char *name,
                                        const char *arguments);
void proctor_chat_call_free (ProctorChatCall *call);

/**
 * ProctorChatMessage:
 * @role: who speaks
 * @text: what is said
 * @calls: (element-type ProctorChatCall): the tools that the assistant wants
 * @call_id: (nullable): which call a tool answers
 * @call_name: (nullable): that tool's name
 *
 * One message of a conversation with a model.
 */
typedef struct
{
  ProctorChatRole role;
  char *text;
  GPtrArray *calls;
  char *call_id;
  char *call_name;
} ProctorChatMessage;

/**
 * ProctorChat:
 * @purpose: what the answer is for
 * @model: (nullable): which model is wanted, %NULL for the provider's own choice
 * @temperature: how much chance there is in it, below 0 for the model's own
 * @max_tokens: how long it may be, 0 for as long as the provider likes
 * @messages: (element-type ProctorChatMessage): what was said
 * @tools: (nullable): what tools there are: an array of `{name, description, parameters}`
 * @schema_name: (nullable): a name for @schema
 * @schema: (nullable): what JSON the answer has to be
 * @seed: what chance depends on: the same for the same run, another for another
 * @agent: (nullable): the agent's conversation_config, which holds the built-in agent's rules
 * @test: (nullable): the test that is run, for the built-in user and judge
 * @condition: (nullable): what is judged
 * @turns: (nullable): what was said, as the API has it, for the built-in judge
 * @value: (nullable): the parameter's value, for the built-in judge
 *
 * A question to a model, and what the built-in one needs beside the words of it.
 */
typedef struct
{
  ProctorChatPurpose purpose;
  char *model;
  double temperature;
  guint max_tokens;
  GPtrArray *messages;
  JsonArray *tools;
  char *schema_name;
  JsonNode *schema;
  guint64 seed;
  JsonObject *agent;
  ProctorTest *test;
  char *condition;
  JsonArray *turns;
  char *value;
} ProctorChat;

ProctorChat *proctor_chat_new (ProctorChatPurpose purpose);
void proctor_chat_free (ProctorChat *chat);
ProctorChatMessage *proctor_chat_add (ProctorChat *chat,
                                      ProctorChatRole role,
                                      const char *text);

/**
 * ProctorChatAnswer:
 * @text: what was said, never %NULL
 * @calls: (element-type ProctorChatCall): the tools that are wanted
 * @cut_off: whether it was too long and ends in the middle
 * @model: (nullable): the model that says so
 * @prompt_tokens: how long the question was
 * @cached_tokens: how much of it was known already
 * @answer_tokens: how long the answer was
 * @seconds: how long it took
 * @ends_call: whether a simulated user has nothing more to say and hangs up
 *
 * What a model answers.
 */
typedef struct
{
  char *text;
  GPtrArray *calls;
  gboolean cut_off;
  char *model;
  gint64 prompt_tokens;
  gint64 cached_tokens;
  gint64 answer_tokens;
  double seconds;
  gboolean ends_call;
} ProctorChatAnswer;

ProctorChatAnswer *proctor_chat_answer_new (const char *text);
void proctor_chat_answer_free (ProctorChatAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorChat, proctor_chat_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorChatAnswer, proctor_chat_answer_free)

G_END_DECLS
