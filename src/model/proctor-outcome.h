/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * ProctorOutcome:
 * @PROCTOR_OUTCOME_PENDING: it has not ended
 * @PROCTOR_OUTCOME_PASSED: the agent did what the test asks for
 * @PROCTOR_OUTCOME_FAILED: the agent did not
 * @PROCTOR_OUTCOME_ERROR: the service could not carry the run out; it says nothing of the agent
 * @PROCTOR_OUTCOME_INCONCLUSIVE: the judge could not tell
 * @PROCTOR_OUTCOME_CANCELLED: somebody ended it before there was a verdict
 *
 * How a run ended, as a person counts it: an error is not a failure.
 */
typedef enum
{
  PROCTOR_OUTCOME_PENDING,
  PROCTOR_OUTCOME_PASSED,
  PROCTOR_OUTCOME_FAILED,
  PROCTOR_OUTCOME_ERROR,
  PROCTOR_OUTCOME_INCONCLUSIVE,
  PROCTOR_OUTCOME_CANCELLED,
} ProctorOutcome;

G_END_DECLS
