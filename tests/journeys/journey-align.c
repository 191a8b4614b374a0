/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-scripted.h"
#include "proctor-testing.h"

/* A test failed once and passed once: one goes from where its runs part to where they part next, and nobody needs a
 * mouse. */

#define SAID(role, text) "{\"role\": \"" role "\", \"time_in_call_secs\": 1, \"message\": \"" text "\"}"
#define REFUNDED SAID ("agent", "Which order is it?") ", " SAID ("user", "The blue one.") ", " SAID ("agent", "We refund it.") ", " SAID ("user", "Thanks.") ", " SAID ("agent", "Goodbye.")
#define REFUSED SAID ("agent", "Which order is it?") ", " SAID ("user", "The blue one.") ", " SAID ("agent", "We never refund.") ", " SAID ("user", "Thanks.") ", " SAID ("agent", "Goodbye, and good luck.")
#define RUN(number, status, result, said)                                                                                                                                           \
  "{\"test_run_id\": \"run_" number "\", \"test_invocation_id\": \"suite_1\", \"agent_id\": \"agent_1\", \"test_id\": \"t1\", \"test_name\": \"" JOURNEY_SCRIPTED_TEST "\","        \
  " \"status\": \"" status "\", \"last_updated_at_unix\": 176000010" number ", \"condition_result\": {\"result\": \"" result "\", \"rationale\": {\"messages\": [\"That is so.\"]," \
  " \"summary\": \"\"}}, \"test_info\": " JOURNEY_SCRIPTED_BODY ("") ", \"agent_responses\": [" said "]}"

#define FIRST "First difference; *"
#define SECOND "Difference 2; *"

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
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS "/suite_1",
                           "{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"created_at\": 1760000000, \"repeat_count\": 2, \"test_runs\": [" RUN ("1", "passed", "success", REFUNDED) ", " RUN ("2", "failed", "failure", REFUSED) "]}");
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS,
                           "{\"results\": [{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"title\": \"Nightly\", \"created_at_unix_secs\": 1760000000,"
                           " \"test_run_count\": 2, \"passed_count\": 1, \"failed_count\": 1, \"pending_count\": 0}], \"has_more\": false, \"next_cursor\": null}");
}

/* The row is where the keyboard is. */
static void
see_difference (ProctorTestingApp *app,
                const char *row,
                const char *count)
{
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_LIST_ITEM, row, ATSPI_STATE_FOCUSED, TRUE);
  see (app, ATSPI_ROLE_LABEL, count);
}

static void
test_align (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  answer_runs (server);
  journey_scripted_connect (app, server);
  proctor_testing_app_resize (app, 1700, 900);
  proctor_testing_app_press (app, "<Control>2");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Nightly*");
  proctor_testing_app_point (app, ATSPI_ROLE_TABLE_CELL, JOURNEY_SCRIPTED_TEST ", repeat 2, failed");
  see (app, ATSPI_ROLE_LABEL, "We never refund.");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Compare With Another Run (C)");

  see_difference (app, FIRST, "Difference 1 of 2");
  see (app, ATSPI_ROLE_LABEL, "First difference");
  see (app, ATSPI_ROLE_LABEL, "We refund it.");
  proctor_testing_app_save_picture (app, "align");
  proctor_testing_app_press (app, "n");
  see_difference (app, SECOND, "Difference 2 of 2");
  /* There is no third. */
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, "Next Difference (N)", ATSPI_STATE_SENSITIVE, FALSE);
  proctor_testing_app_press (app, "p");
  see_difference (app, FIRST, "Difference 1 of 2");
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "Difference 1 of 2");
  /* The run is there as before, and the same key leads back. */
  see (app, ATSPI_ROLE_LABEL, "We never refund.");
  proctor_testing_app_press (app, "c");
  see_difference (app, FIRST, "Difference 1 of 2");
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "Difference 1 of 2");
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/align", test_align);

  return g_test_run ();
}
