/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ProctorValueKind:
 * @PROCTOR_VALUE_TEXT: a text
 * @PROCTOR_VALUE_NUMBER: a number
 * @PROCTOR_VALUE_YES_NO: yes or no
 * @PROCTOR_VALUE_JSON: anything else, which a person writes as JSON
 *
 * What the value of a variable is, to a person.
 */
typedef enum
{
  PROCTOR_VALUE_TEXT,
  PROCTOR_VALUE_NUMBER,
  PROCTOR_VALUE_YES_NO,
  PROCTOR_VALUE_JSON,
} ProctorValueKind;

ProctorValueKind proctor_value_text_get_kind (const char *json);
char *proctor_value_text_dup_plain (const char *json);
char *proctor_value_text_make (ProctorValueKind kind,
                               const char *plain,
                               GError **error);
char *proctor_value_text_convert (const char *json,
                                  ProctorValueKind kind);

G_END_DECLS
