/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-invocation.h"

#include <string.h>

static void
append_string (GString *json,
               const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *p < 0x20)
        g_string_append_printf (json, "\\u%04x", (guint) *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

static void
append_run (GString *json,
            const char *invocation_id,
            guint position,
            const TestingRun *run)
{
  const char *test_id = run->test_id != NULL ? run->test_id : "test_1";

  g_string_append_printf (json,
                          "{\"test_run_id\": \"%s_run_%u\", \"test_invocation_id\": \"%s\", \"agent_id\": \"agent_1\", \"test_id\": \"%s\","
                          " \"test_name\": \"Name of %s\", \"status\": \"%s\", \"last_updated_at_unix\": %" G_GINT64_FORMAT,
                          invocation_id, position, invocation_id, test_id, test_id, run->status != NULL ? run->status : "passed", run->at);
  if (run->result != NULL)
    g_string_append_printf (json, ", \"condition_result\": {\"result\": \"%s\", \"rationale\": {\"messages\": [\"Because of %s.\"], \"summary\": \"Summary\"}}", run->result, run->result);
  if (run->said != NULL)
    {
      g_string_append (json, ", \"agent_responses\": [{\"role\": \"user\", \"time_in_call_secs\": 0, \"message\": \"Hello?\"},"
                             " {\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": ");
      append_string (json, run->said);
      if (run->tool != NULL)
        g_string_append_printf (json, ", \"tool_calls\": [{\"tool_name\": \"%s\"}, {\"tool_name\": \"%s\"}, {\"tool_name\": 5}, null]", run->tool, run->tool);
      g_string_append (json, "}]");
    }
  g_string_append_c (json, '}');
}

/**
 * testing_invocation_make:
 * @id: its id
 * @members: (nullable): further members, each ending in a comma
 * @runs: (array length=n_runs): its runs
 * @n_runs: how many there are
 *
 * Returns: (transfer full): an invocation as a server answers it
 */
char *
testing_invocation_make (const char *id,
                         const char *members,
                         const TestingRun *runs,
                         guint n_runs)
{
  GString *json = g_string_new (NULL);

  g_string_append_printf (json, "{\"id\": \"%s\", %s \"agent_id\": \"agent_1\", \"created_at\": 1782000000, \"repeat_count\": 1, \"test_runs\": [", id, members != NULL ? members : "");
  for (guint i = 0; i < n_runs; i++)
    {
      g_string_append (json, i > 0 ? ", " : "");
      append_run (json, id, i, &runs[i]);
    }
  g_string_append (json, "]}");

  return g_string_free (json, FALSE);
}

GBytes *
testing_invocation_make_bytes (const char *id,
                               const char *members,
                               const TestingRun *runs,
                               guint n_runs)
{
  char *json = testing_invocation_make (id, members, runs, n_runs);

  return g_bytes_new_take (json, strlen (json));
}
