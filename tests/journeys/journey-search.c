/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-scripted.h"
#include "proctor-testing.h"

/* Among a thousand transcripts, the turn in which something was said is three keys away. */

#define WIDTH 1700
#define HEIGHT 900

#define N_RUNS 1000u
#define N_TURNS 40u
#define WANTED "A heron stands in the lobby"
#define WANTED_RUN 777u
#define WANTED_TURN 31u

static void
see (ProctorTestingApp *app,
     AtspiRole role,
     const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

/* All of it, and not only the edge: rows that are far away are not there at all. */
static gboolean
is_all_seen (gpointer user_data)
{
  g_autoptr (AtspiAccessible) turn = proctor_testing_app_find (user_data, ATSPI_ROLE_LABEL, WANTED);
  g_autofree AtspiRect *extents = proctor_testing_tree_get_extents (turn);

  return extents->height > 0 && extents->y >= 0 && extents->y + extents->height <= HEIGHT;
}

static void
append_turns (GString *json,
              guint run)
{
  for (guint i = 0; i < N_TURNS; i++)
    g_string_append_printf (json, "%s{\"role\": \"%s\", \"time_in_call_secs\": %u, \"message\": \"%s\"}", i > 0 ? ", " : "", i % 2 == 0 ? "user" : "agent", i,
                            run == WANTED_RUN && i == WANTED_TURN ? WANTED : "We are open until nine and have rooms for two on every floor");
}

static void
answer_runs (ProctorTestingServer *server)
{
  g_autoptr (GString) json = g_string_new ("{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"branch_id\": \"b_1\", \"created_at\": 1760000000, \"repeat_count\": 1, \"test_runs\": [");

  for (guint i = 0; i < N_RUNS; i++)
    {
      g_string_append_printf (json, "%s{\"test_run_id\": \"run_%u\", \"test_invocation_id\": \"suite_1\", \"agent_id\": \"agent_1\", \"test_id\": \"t%u\", \"test_name\": \"Question %u\","
                                    " \"status\": \"passed\", \"last_updated_at_unix\": %u, \"condition_result\": {\"result\": \"success\"}, \"agent_responses\": [",
                              i > 0 ? ", " : "", i, i, i, 1760000000 + i);
      append_turns (json, i);
      g_string_append (json, "]}");
    }
  g_string_append (json, "]}");
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS "/suite_1", json->str);
  journey_scripted_answer (server, JOURNEY_SCRIPTED_RUNS,
                           "{\"results\": [{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"title\": \"Nightly\", \"created_at_unix_secs\": 1760000000, \"test_run_count\": 1000,"
                           " \"passed_count\": 1000, \"failed_count\": 0, \"pending_count\": 0}], \"has_more\": false, \"next_cursor\": null}");
}

static void
test_search (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  answer_runs (server);
  journey_scripted_connect (app, server);
  proctor_testing_app_resize (app, WIDTH, HEIGHT);
  proctor_testing_app_press (app, "<Control>2");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Nightly*");
  see (app, ATSPI_ROLE_LABEL, "1000 passed");
  /* Which the list doesn't know; whoever has counted all runs has given them to the history. */
  see (app, ATSPI_ROLE_LABEL, "100 % passed (*");

  proctor_testing_app_press (app, "<Control><Shift>f");
  see (app, ATSPI_ROLE_LABEL, "Search All Transcripts");
  proctor_testing_app_type (app, "heron lobb");
  see (app, ATSPI_ROLE_LIST_ITEM, "Question 777, passed:*" WANTED "*");
  proctor_testing_app_save_picture (app, "search");
  proctor_testing_app_press (app, "Return");

  /* Of its forty turns the one that was looked for is there, and marked as the one that was found. */
  see (app, ATSPI_ROLE_LABEL, "1 of 1");
  proctor_testing_wait_for ("the turn to be in view", is_all_seen, app);
  proctor_testing_app_save_picture (app, "search-opened");
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/search", test_search);

  return g_test_run ();
}
