/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-expected-parameter.h"
#include "proctor-test.h"
#include "proctor-tool.h"

G_BEGIN_DECLS

/**
 * ProctorToolMockResult:
 * @PROCTOR_TOOL_MOCK_REAL: the tool itself is to answer
 * @PROCTOR_TOOL_MOCK_ANSWER: a mock answers
 * @PROCTOR_TOOL_MOCK_MISSING: no mock matches, and the tool itself must not answer
 * @PROCTOR_TOOL_MOCK_NEEDS_MODEL: a model has to judge an argument first
 *
 * Who answers a tool call in a simulation.
 */
typedef enum
{
  PROCTOR_TOOL_MOCK_REAL,
  PROCTOR_TOOL_MOCK_ANSWER,
  PROCTOR_TOOL_MOCK_MISSING,
  PROCTOR_TOOL_MOCK_NEEDS_MODEL,
} ProctorToolMockResult;

/**
 * ProctorToolMockAnswer:
 * @result: who answers
 * @text: (nullable): what a mock says, or that there is none
 * @is_error: whether that is an error
 * @condition: (nullable) (transfer full): what a model has to judge
 * @value: (nullable): the argument that it has to judge, as text
 *
 * How a tool call is answered.
 */
typedef struct
{
  ProctorToolMockResult result;
  char *text;
  gboolean is_error;
  ProctorExpectedParameter *condition;
  char *value;
} ProctorToolMockAnswer;

void proctor_tool_mock_answer_free (ProctorToolMockAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorToolMockAnswer, proctor_tool_mock_answer_free)

ProctorToolMockAnswer *proctor_tool_mocks_answer (ProctorTest *test,
                                                  ProctorTool *tool,
                                                  JsonNode *arguments,
                                                  GHashTable *judged);

G_END_DECLS
