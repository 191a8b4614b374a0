/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "proctor-evaluation.h"

G_BEGIN_DECLS

/**
 * ProctorParameterMatch:
 * @PROCTOR_PARAMETER_MATCHES: the value is what was expected
 * @PROCTOR_PARAMETER_DIFFERS: it is not
 * @PROCTOR_PARAMETER_NEEDS_MODEL: a model has to judge that
 * @PROCTOR_PARAMETER_UNKNOWN: nobody can tell, because what was expected makes no sense
 *
 * How a value compares with what was expected of it.
 */
typedef enum
{
  PROCTOR_PARAMETER_MATCHES,
  PROCTOR_PARAMETER_DIFFERS,
  PROCTOR_PARAMETER_NEEDS_MODEL,
  PROCTOR_PARAMETER_UNKNOWN,
} ProctorParameterMatch;

ProctorParameterMatch proctor_parameter_match (ProctorEvaluation *evaluation,
                                               JsonNode *value,
                                               char **reason);

G_END_DECLS
