/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-tool-call.h"
#include "proctor-tool-result.h"
#include "proctor-workflow-step.h"

G_BEGIN_DECLS

const char *proctor_tool_words_get_name (ProctorToolCall *call,
                                         ProctorToolResult *result);
char *proctor_tool_words_dup_summary (ProctorToolCall *call,
                                      ProctorToolResult *result) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_tool_words_dup_system (ProctorToolResult *result) G_GNUC_WARN_UNUSED_RESULT;
gboolean proctor_tool_words_is_error (ProctorToolResult *result);
GPtrArray *proctor_tool_words_dup_chips (ProctorToolCall *call,
                                         ProctorToolResult *result,
                                         gboolean is_mocked) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *proctor_tool_words_dup_call_facts (ProctorToolCall *call) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *proctor_tool_words_dup_result_facts (ProctorToolResult *result) G_GNUC_WARN_UNUSED_RESULT;
char *proctor_tool_words_dup_step (ProctorWorkflowStep *step,
                                   guint number) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
