/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * ProctorVerdictResult:
 * @PROCTOR_VERDICT_SUCCESS: it is so
 * @PROCTOR_VERDICT_FAILURE: it is not so
 * @PROCTOR_VERDICT_UNKNOWN: nobody can tell
 *
 * What a judge says.
 */
typedef enum
{
  PROCTOR_VERDICT_SUCCESS,
  PROCTOR_VERDICT_FAILURE,
  PROCTOR_VERDICT_UNKNOWN,
} ProctorVerdictResult;

/**
 * ProctorVerdict:
 * @result: what the judge says
 * @text: why, with the quotes it goes by
 * @is_missing: whether the judge never said so: what it answered is no verdict, which is why nobody can tell
 *
 * What a judge says of one condition.
 */
typedef struct
{
  ProctorVerdictResult result;
  char *text;
  gboolean is_missing;
} ProctorVerdict;

ProctorVerdict *proctor_verdict_new (ProctorVerdictResult result,
                                     const char *text);
void proctor_verdict_free (ProctorVerdict *verdict);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorVerdict, proctor_verdict_free)

ProctorVerdict *proctor_verdict_parse (const char *text,
                                       char **problem);
JsonObject *proctor_verdict_to_condition_result (GPtrArray *verdicts,
                                                 gboolean numbered,
                                                 const char *note,
                                                 ProctorVerdictResult *merged);

G_END_DECLS
