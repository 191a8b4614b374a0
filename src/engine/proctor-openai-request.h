/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-chat.h"

G_BEGIN_DECLS

/**
 * ProctorOpenaiShape:
 * @PROCTOR_OPENAI_SHAPE_SCHEMA: the server makes the answer follow a schema
 * @PROCTOR_OPENAI_SHAPE_OBJECT: the server makes the answer JSON, and the words say which
 * @PROCTOR_OPENAI_SHAPE_WORDS: the words say so
 *
 * How a server is asked for JSON, the best way first.
 */
typedef enum
{
  PROCTOR_OPENAI_SHAPE_SCHEMA,
  PROCTOR_OPENAI_SHAPE_OBJECT,
  PROCTOR_OPENAI_SHAPE_WORDS,
} ProctorOpenaiShape;

/**
 * ProctorOpenaiLimit:
 * @PROCTOR_OPENAI_LIMIT_TOKENS: with `max_tokens`
 * @PROCTOR_OPENAI_LIMIT_COMPLETION: with `max_completion_tokens`
 * @PROCTOR_OPENAI_LIMIT_NONE: not at all
 *
 * How a server is told how long an answer may be.
 */
typedef enum
{
  PROCTOR_OPENAI_LIMIT_TOKENS,
  PROCTOR_OPENAI_LIMIT_COMPLETION,
  PROCTOR_OPENAI_LIMIT_NONE,
} ProctorOpenaiLimit;

/**
 * ProctorOpenaiDialect:
 * @shape: how JSON is asked for
 * @limit: how an answer's length is limited
 * @no_temperature: whether the server wants to choose the temperature itself
 * @no_seed: whether it knows no seed
 *
 * What a model understands. All zero is what is tried first.
 */
typedef struct
{
  ProctorOpenaiShape shape;
  ProctorOpenaiLimit limit;
  gboolean no_temperature;
  gboolean no_seed;
} ProctorOpenaiDialect;

/**
 * ProctorOpenaiRequest:
 * @model: (nullable): which model is wanted
 * @purpose: what the answer is for
 * @temperature: how much chance there is in it, below 0 for the model's own
 * @max_tokens: how long it may be, 0 for as long as it has to
 * @seed: what chance depends on, 0 for anything
 * @messages: what was said, as the server wants it
 * @tools: (nullable): what tools there are, as the server wants it
 * @schema_name: a name for @schema
 * @schema: (nullable): what JSON the answer has to be
 *
 * A question that outlives the #ProctorChat that it was made of, and can be put in several ways.
 */
typedef struct
{
  char *model;
  ProctorChatPurpose purpose;
  double temperature;
  guint max_tokens;
  guint64 seed;
  JsonArray *messages;
  JsonArray *tools;
  char *schema_name;
  JsonNode *schema;
} ProctorOpenaiRequest;

ProctorOpenaiRequest *proctor_openai_request_new (const ProctorChat *chat,
                                                  const char *model);
void proctor_openai_request_free (ProctorOpenaiRequest *request);
GBytes *proctor_openai_request_write (const ProctorOpenaiRequest *request,
                                      const ProctorOpenaiDialect *dialect);
gboolean proctor_openai_request_has_tool (const ProctorOpenaiRequest *request,
                                          const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorOpenaiRequest, proctor_openai_request_free)

G_END_DECLS
