/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-wire-names.h"

#include "proctor-agent-summary.h"
#include "proctor-conversation-summary.h"
#include "proctor-invocation-summary.h"
#include "proctor-run.h"
#include "proctor-test-summary.h"

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

/**
 * proctor_wire_dup_member_name:
 * @type: a type of record
 * @field: one of its properties
 *
 * The API has several words for one thing, and some that C has taken.
 *
 * Returns: (transfer full): the member that holds the property
 */
char *
proctor_wire_dup_member_name (GType type,
                              const ProctorField *field)
{
  const struct
  {
    GType type;
    const char *property;
    const char *member;
  } exceptions[] = {
    { PROCTOR_TYPE_TEST_SUMMARY, "created-at", "created_at_unix_secs" },
    { PROCTOR_TYPE_TEST_SUMMARY, "last-updated-at", "last_updated_at_unix_secs" },
    { PROCTOR_TYPE_INVOCATION_SUMMARY, "created-at", "created_at_unix_secs" },
    { PROCTOR_TYPE_RUN, "last-updated-at", "last_updated_at_unix" },
    { PROCTOR_TYPE_AGENT_SUMMARY, "created-at", "created_at_unix_secs" },
    { PROCTOR_TYPE_AGENT_SUMMARY, "last-call-time", "last_call_time_unix_secs" },
    { PROCTOR_TYPE_CONVERSATION_SUMMARY, "start-time", "start_time_unix_secs" },
  };
  char *name;

  for (gsize i = 0; i < G_N_ELEMENTS (exceptions); i++)
    {
      if (exceptions[i].type == type && g_str_equal (exceptions[i].property, field->name))
        return g_strdup (exceptions[i].member);
    }

  /* Every GObject has a get_type() already. */
  if (g_str_equal (field->name, "kind"))
    return g_strdup ("type");

  name = g_strdup (field->name);
  for (char *p = name; *p != '\0'; p++)
    {
      if (*p == '-')
        *p = '_';
    }

  return name;
}
