/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-scripted.h"
#include "proctor-testing.h"

/* Ten failures are decided on, and nobody needs a mouse. */

#define N_FAILURES 10u

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

static void
answer_runs (ProctorTestingServer *server)
{
  g_autoptr (GString) json = g_string_new ("{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"created_at\": 1760000000, \"repeat_count\": 1, \"test_runs\": [");

  for (guint i = 0; i < N_FAILURES; i++)
    g_string_append_printf (json, "%s{\"test_run_id\": \"run_%u\", \"test_invocation_id\": \"suite_1\", \"agent_id\": \"agent_1\", \"test_id\": \"t1\", \"test_name\": \"Question %u\","
                                  " \"workflow_node_id\": \"node_%u\", \"status\": \"failed\", \"last_updated_at_unix\": 1760000100,"
                                  " \"condition_result\": {\"result\": \"failure\", \"rationale\": {\"messages\": [\"It said “answer %u”.\"], \"summary\": \"\"}},"
                                  " \"test_info\": {\"type\": \"llm\", \"success_condition\": \"It refunds.\", \"chat_history\": [{\"role\": \"user\", \"message\": \"Hello\", \"time_in_call_secs\": 0}]},"
                                  " \"agent_responses\": [{\"role\": \"agent\", \"time_in_call_secs\": 1, \"message\": \"Answer %u\"}]}",
                            i > 0 ? ", " : "", i, i + 1, i, i + 1, i + 1);
  g_string_append (json, "]}");
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS "/suite_1", json->str);
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS,
                           "{\"results\": [{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"title\": \"Nightly\", \"created_at_unix_secs\": 1760000000, \"test_run_count\": 10,"
                           " \"passed_count\": 0, \"failed_count\": 10, \"pending_count\": 0}], \"has_more\": false, \"next_cursor\": null}");
}

static void
see_failure (ProctorTestingApp *app,
             guint number)
{
  g_autofree char *progress = g_strdup_printf ("%u of %u", number, N_FAILURES);
  g_autofree char *reason = g_strdup_printf ("It said “answer %u”*", number);

  see (app, ATSPI_ROLE_LABEL, progress);
  see (app, ATSPI_ROLE_LABEL, reason);
}

static void
test_triage (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  answer_runs (server);
  journey_scripted_connect (app, server);
  proctor_testing_app_resize (app, 1700, 900);
  proctor_testing_app_press (app, "<Control>2");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Nightly*");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Review Failures");
  for (guint i = 1; i <= N_FAILURES; i++)
    {
      see_failure (app, i);
      proctor_testing_app_wait_for_state (app, ATSPI_ROLE_TEXT, "Note", ATSPI_STATE_SENSITIVE, TRUE);
      /* What is quoted, and back to the matter. */
      proctor_testing_app_press (app, "1");
      if (i == 3)
        {
          proctor_testing_app_press (app, "m");
          proctor_testing_app_type (app, "add a day");
          proctor_testing_app_press (app, "Escape");
        }
      proctor_testing_app_press (app, i % 2 == 0 ? "a" : "d");
      see (app, ATSPI_ROLE_BUTTON, "Take Back");
      if (i == 3)
        {
          see (app, ATSPI_ROLE_LABEL, "*you disagreed – add a day");
          proctor_testing_app_save_picture (app, "triage");
        }
      proctor_testing_app_press (app, "<Control>Return");
    }
  see (app, ATSPI_ROLE_LABEL, "All Failures Reviewed");
  proctor_testing_app_press (app, "Return");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Review Failures");
  see (app, ATSPI_ROLE_LABEL, "No Failures to Review");
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/triage", test_triage);

  return g_test_run ();
}
