/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-criterion.h"
#include "proctor-outcome.h"
#include "proctor-run-row.h"
#include "proctor-run.h"

G_BEGIN_DECLS

/**
 * ProctorCause:
 * @PROCTOR_CAUSE_NONE: nothing got in the way
 * @PROCTOR_CAUSE_TIMEOUT: the agent was too slow for the service
 * @PROCTOR_CAUSE_NO_MOCK: a tool was to be mocked and there was no answer for it
 * @PROCTOR_CAUSE_ERROR: something broke, and the service says what
 *
 * What kept the service from carrying a run out.
 */
typedef enum
{
  PROCTOR_CAUSE_NONE,
  PROCTOR_CAUSE_TIMEOUT,
  PROCTOR_CAUSE_NO_MOCK,
  PROCTOR_CAUSE_ERROR,
} ProctorCause;

/**
 * ProctorAnswer:
 * @PROCTOR_ANSWER_UNKNOWN: nobody can tell
 * @PROCTOR_ANSWER_MOCK: a mock
 * @PROCTOR_ANSWER_REAL: not a mock
 * @PROCTOR_ANSWER_UNMATCHED: nothing, because there was no mock for it
 *
 * What answered a call of a tool in a simulation.
 */
typedef enum
{
  PROCTOR_ANSWER_UNKNOWN,
  PROCTOR_ANSWER_MOCK,
  PROCTOR_ANSWER_REAL,
  PROCTOR_ANSWER_UNMATCHED,
} ProctorAnswer;

ProctorOutcome proctor_wire_decide_outcome (const char *status,
                                            const char *result,
                                            ProctorCause cause);
gboolean proctor_wire_is_settled (const char *status);

ProctorCause proctor_wire_find_cause_in_line (const char *line);
ProctorCause proctor_wire_find_cause_in_result (const char *result);

ProctorAnswer proctor_wire_decide_answer (const char *strategy,
                                          const char *fallback,
                                          const char *kind,
                                          const char *result);

ProctorCriterion *proctor_wire_parse_criterion (const char *line);
gboolean proctor_wire_is_criterion (const char *line);
char *proctor_wire_make_summary (ProctorOutcome outcome,
                                 ProctorCause cause,
                                 const char *words,
                                 const char *summary,
                                 const char *const *messages);

ProctorRunRow *proctor_wire_make_run_row (ProctorRun *run);

G_END_DECLS
