/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-run.h"

G_BEGIN_DECLS

/**
 * ProctorParameterState:
 * @PROCTOR_PARAMETER_STATE_SAME: the value is what was expected
 * @PROCTOR_PARAMETER_STATE_DIFFERENT: it is not
 * @PROCTOR_PARAMETER_STATE_MISSING: there is none
 * @PROCTOR_PARAMETER_STATE_JUDGED: a model has to tell, and has
 * @PROCTOR_PARAMETER_STATE_EXTRA: nobody asked for it, and it doesn't matter
 * @PROCTOR_PARAMETER_STATE_UNKNOWN: nobody can tell
 *
 * How what a tool was called with compares with what was expected.
 */
typedef enum
{
  PROCTOR_PARAMETER_STATE_SAME,
  PROCTOR_PARAMETER_STATE_DIFFERENT,
  PROCTOR_PARAMETER_STATE_MISSING,
  PROCTOR_PARAMETER_STATE_JUDGED,
  PROCTOR_PARAMETER_STATE_EXTRA,
  PROCTOR_PARAMETER_STATE_UNKNOWN,
} ProctorParameterState;

/**
 * ProctorComparedParameter:
 * @path: which parameter
 * @kind: (nullable): how it is judged, as the API calls it
 * @expected: (nullable): what was expected
 * @called: (nullable): what it was
 * @state: how they compare
 *
 * A parameter of a call.
 */
typedef struct
{
  char *path;
  char *kind;
  char *expected;
  char *called;
  ProctorParameterState state;
} ProctorComparedParameter;

/**
 * ProctorCallState:
 * @PROCTOR_CALL_STATE_WANTED: it is the tool that was expected
 * @PROCTOR_CALL_STATE_OTHER: it is another one
 * @PROCTOR_CALL_STATE_FORBIDDEN: it must not be called
 * @PROCTOR_CALL_STATE_UNKNOWN: what the expected tool is called isn't known
 *
 * What a call is to the test.
 */
typedef enum
{
  PROCTOR_CALL_STATE_WANTED,
  PROCTOR_CALL_STATE_OTHER,
  PROCTOR_CALL_STATE_FORBIDDEN,
  PROCTOR_CALL_STATE_UNKNOWN,
} ProctorCallState;

/**
 * ProctorComparedCall:
 * @tool_name: which tool
 * @state: what the call is to the test
 * @position: in which of the turns that the run produced
 * @parameters: (element-type ProctorComparedParameter): what it was called with, and should have been
 *
 * A call that the agent made.
 */
typedef struct
{
  char *tool_name;
  ProctorCallState state;
  guint position;
  GPtrArray *parameters;
} ProctorComparedCall;

GPtrArray *proctor_call_comparison_make (ProctorRun *run,
                                         const char *wanted_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
