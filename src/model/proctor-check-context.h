/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "proctor-check-tool.h"

G_BEGIN_DECLS

/**
 * ProctorCheckJson:
 * @PROCTOR_CHECK_JSON_INVALID: it is no JSON
 * @PROCTOR_CHECK_JSON_OBJECT: it is an object
 * @PROCTOR_CHECK_JSON_OTHER: it is JSON of another type
 *
 * What a text is.
 */
typedef enum
{
  PROCTOR_CHECK_JSON_INVALID,
  PROCTOR_CHECK_JSON_OBJECT,
  PROCTOR_CHECK_JSON_OTHER,
} ProctorCheckJson;

/**
 * ProctorCheckJsonFunc:
 * @text: a text
 * @problem: (out) (optional) (transfer full) (nullable): what is wrong with it and where, a sentence
 *
 * Finds out whether a text is JSON. It is called in the thread that checks.
 *
 * Returns: what it is
 */
typedef ProctorCheckJson (*ProctorCheckJsonFunc) (const char *text,
                                                  char **problem);

#define PROCTOR_TYPE_CHECK_CONTEXT (proctor_check_context_get_type ())

G_DECLARE_FINAL_TYPE (ProctorCheckContext, proctor_check_context, PROCTOR, CHECK_CONTEXT, GObject)

ProctorCheckContext *proctor_check_context_new (ProctorCheckJsonFunc check_json);

void proctor_check_context_set_tools (ProctorCheckContext *self,
                                      GListModel *tools);
gboolean proctor_check_context_knows_tools (ProctorCheckContext *self);
ProctorCheckTool *proctor_check_context_find_tool (ProctorCheckContext *self,
                                                   const char *id);
ProctorCheckTool *proctor_check_context_find_tool_by_name (ProctorCheckContext *self,
                                                           const char *name);

void proctor_check_context_set_agent_tools (ProctorCheckContext *self,
                                            const char *const *tool_ids);
const char *const *proctor_check_context_get_agent_tools (ProctorCheckContext *self);
void proctor_check_context_set_agent_variables (ProctorCheckContext *self,
                                                const char *const *names);
const char *const *proctor_check_context_get_agent_variables (ProctorCheckContext *self);
void proctor_check_context_set_agent_placeholders (ProctorCheckContext *self,
                                                   const char *const *names);
const char *const *proctor_check_context_get_agent_placeholders (ProctorCheckContext *self);

void proctor_check_context_set_environments (ProctorCheckContext *self,
                                             const char *const *names);
const char *const *proctor_check_context_get_environments (ProctorCheckContext *self);
void proctor_check_context_set_environment_labels (ProctorCheckContext *self,
                                                   const char *const *labels);
const char *const *proctor_check_context_get_environment_labels (ProctorCheckContext *self);
void proctor_check_context_set_models (ProctorCheckContext *self,
                                       const char *const *model_ids);
const char *const *proctor_check_context_get_models (ProctorCheckContext *self);

ProctorCheckJson proctor_check_context_check_json (ProctorCheckContext *self,
                                                   const char *text,
                                                   char **problem);
gboolean proctor_check_context_knows_json (ProctorCheckContext *self);

G_END_DECLS
