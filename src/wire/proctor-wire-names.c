/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-wire-names.h"

/**
 * proctor_wire_test_kind_from_name:
 * @name: (nullable): a test's `type`, or a run's `test_type`
 *
 * The API has two names for one kind: a test says `tool`, its run `tool_call`.
 *
 * Returns: the kind, unknown for a name that the API has gained since
 */
ProctorTestKind
proctor_wire_test_kind_from_name (const char *name)
{
  if (g_strcmp0 (name, "llm") == 0)
    return PROCTOR_TEST_KIND_NEXT_REPLY;

  if (g_strcmp0 (name, "tool") == 0 || g_strcmp0 (name, "tool_call") == 0)
    return PROCTOR_TEST_KIND_TOOL;

  if (g_strcmp0 (name, "simulation") == 0)
    return PROCTOR_TEST_KIND_SIMULATION;

  return PROCTOR_TEST_KIND_UNKNOWN;
}

/**
 * proctor_wire_test_kind_get_name:
 * @kind: a kind of test
 *
 * Returns: (nullable): what a request's `type` says for @kind; %NULL for the unknown kind, whose
 *   name is kept by whoever read it
 */
const char *
proctor_wire_test_kind_get_name (ProctorTestKind kind)
{
  switch (kind)
    {
    case PROCTOR_TEST_KIND_NEXT_REPLY:
      return "llm";
    case PROCTOR_TEST_KIND_TOOL:
      return "tool";
    case PROCTOR_TEST_KIND_SIMULATION:
      return "simulation";
    case PROCTOR_TEST_KIND_UNKNOWN:
      return NULL;
    }

  return NULL;
}
