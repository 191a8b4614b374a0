/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ProctorJsonFault:
 * @PROCTOR_JSON_FAULT_NONE: it is JSON
 * @PROCTOR_JSON_FAULT_EMPTY: there is nothing
 * @PROCTOR_JSON_FAULT_UNFINISHED: it ends too early
 * @PROCTOR_JSON_FAULT_TRAILING: something follows after its end
 * @PROCTOR_JSON_FAULT_CHARACTER: a character can't stand where it stands
 * @PROCTOR_JSON_FAULT_COMMA: nothing follows after a comma
 * @PROCTOR_JSON_FAULT_COMMENT: a comment
 * @PROCTOR_JSON_FAULT_NUMBER: a number can't be written so
 * @PROCTOR_JSON_FAULT_STRING: a text can't be written so
 * @PROCTOR_JSON_FAULT_LOSS: it is JSON, but would not come out as it went in
 *
 * Why a text is no JSON.
 */
typedef enum
{
  PROCTOR_JSON_FAULT_NONE,
  PROCTOR_JSON_FAULT_EMPTY,
  PROCTOR_JSON_FAULT_UNFINISHED,
  PROCTOR_JSON_FAULT_TRAILING,
  PROCTOR_JSON_FAULT_CHARACTER,
  PROCTOR_JSON_FAULT_COMMA,
  PROCTOR_JSON_FAULT_COMMENT,
  PROCTOR_JSON_FAULT_NUMBER,
  PROCTOR_JSON_FAULT_STRING,
  PROCTOR_JSON_FAULT_LOSS,
} ProctorJsonFault;

ProctorJsonFault proctor_json_lint (const char *text,
                                    gsize length,
                                    gsize *offset);
char *proctor_json_lint_format (const char *text,
                                gsize length);

G_END_DECLS
