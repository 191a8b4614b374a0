/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-call.h"

G_BEGIN_DECLS

/**
 * ProctorRuleKind:
 *
 * What a member has to be.
 */
typedef enum
{
  PROCTOR_RULE_ANY,
  PROCTOR_RULE_STRING,
  PROCTOR_RULE_INT,
  PROCTOR_RULE_NUMBER,
  PROCTOR_RULE_BOOL,
  PROCTOR_RULE_ARRAY,
  PROCTOR_RULE_OBJECT,
  PROCTOR_RULE_STRINGS,
} ProctorRuleKind;

typedef enum
{
  PROCTOR_RULE_OPTIONAL = 0,
  PROCTOR_RULE_REQUIRED = 1 << 0,
  PROCTOR_RULE_NULLABLE = 1 << 1,
} ProctorRuleFlags;

/**
 * ProctorRule:
 * @member: a member of an object
 * @kind: what it has to be
 * @flags: whether it has to be there, and whether it may be null
 * @least: the least a number may be, or the fewest a list or text may have; see @most
 * @most: the most; if this is 0, any number and any amount will do
 * @values: (nullable): what a text may say, %NULL for anything
 *
 * What a request has to look like.
 */
typedef struct
{
  const char *member;
  ProctorRuleKind kind;
  ProctorRuleFlags flags;
  gint64 least;
  gint64 most;
  const char *const *values;
} ProctorRule;

void proctor_validate (ProctorCall *call,
                       JsonObject *object,
                       const char *path,
                       const ProctorRule *rules,
                       guint n_rules);
void proctor_validate_list (ProctorCall *call,
                            JsonArray *list,
                            const char *path,
                            const ProctorRule *rules,
                            guint n_rules);
gboolean proctor_validate_is_blank (const char *text);
void proctor_validate_unique (ProctorCall *call,
                              JsonArray *strings,
                              const char *path);

const char *proctor_validate_get_string (JsonObject *object,
                                         const char *member);
JsonArray *proctor_validate_get_array (JsonObject *object,
                                       const char *member);
JsonObject *proctor_validate_get_object (JsonObject *object,
                                         const char *member);

G_END_DECLS
