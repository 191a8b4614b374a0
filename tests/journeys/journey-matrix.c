/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing-app.h"
#include "proctor-testing-server.h"
#include "proctor-testing.h"

/* The runs of an invocation, as a screen reader finds them. */

#define RUNS "/v1/convai/test-invocations"
#define EMPTY(name) "{\"" name "\": [], \"next_cursor\": null, \"has_more\": false}"
#define N_TESTS 40
#define N_REPEATS 3

static const char *
get_outcome (guint test,
             guint repeat)
{
  return repeat == 2 ? "error" : test % 2 == 0 ? "passed"
                                               : "failed";
}

static void
answer (ProctorTestingServer *server,
        const char *path,
        const char *body)
{
  proctor_testing_server_answer (server, "GET", path, &(ProctorTestingAnswer) { .body = body });
}

/* More tests than fit the window. */
static void
answer_invocation (ProctorTestingServer *server)
{
  g_autoptr (GString) json = g_string_new ("{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"created_at\": 1760000000, \"test_runs\": [");

  for (guint i = 0; i < N_TESTS; i++)
    {
      for (guint j = 0; j < N_REPEATS; j++)
        {
          const char *outcome = get_outcome (i, j);
          const char *result = g_str_equal (outcome, "passed") ? "\"condition_result\": {\"result\": \"success\"}," : g_str_equal (outcome, "failed") ? "\"condition_result\": {\"result\": \"failure\"},"
                                                                                                                                                      : "";

          g_string_append_printf (json, "%s{\"test_run_id\": \"run_%u_%u\", \"test_invocation_id\": \"suite_1\", \"agent_id\": \"agent_1\", \"test_id\": \"t%u\", \"test_name\": \"Test %u\", %s"
                                        " \"status\": \"%s\", \"last_updated_at_unix\": 1760000100}",
                                  i + j > 0 ? ", " : "", i, j, i, i + 1, result, g_str_equal (outcome, "passed") ? "passed" : "failed");
        }
    }
  g_string_append (json, "]}");
  answer (server, RUNS "/suite_1", json->str);
}

static void
open_runs (ProctorTestingApp *app,
           ProctorTestingServer *server)
{
  answer (server, "/v1/convai/agent-testing?types=folder", EMPTY ("tests"));
  answer (server, "/v1/convai/agent-testing", EMPTY ("tests"));
  answer (server, "/v1/convai/agents", EMPTY ("agents"));
  answer (server, RUNS, "{\"results\": [{\"id\": \"suite_1\", \"agent_id\": \"agent_1\", \"title\": \"Nightly\", \"created_at_unix_secs\": 1760000000, \"test_run_count\": 120, \"passed_count\": 40,"
                        " \"failed_count\": 80, \"pending_count\": 0}], \"has_more\": false, \"next_cursor\": null}");
  answer_invocation (server);
  proctor_testing_app_start (app, NULL);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Connect ElevenLabs");
  proctor_testing_app_point (app, ATSPI_ROLE_COMBO_BOX, "Server");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "Other…"));
  proctor_testing_app_press (app, "End Return");
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "Address", proctor_testing_server_get_url (server));
  proctor_testing_app_enter (app, ATSPI_ROLE_TEXT, "API Key", "sk_good");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Connect");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_BUTTON, "Connect");
  proctor_testing_app_press (app, "<Control>2");
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Nightly*");
}

static guint
count_children (AtspiAccessible *accessible,
                AtspiRole role)
{
  guint n = 0;

  for (int i = 0; i < atspi_accessible_get_child_count (accessible, NULL); i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (accessible, i, NULL);

      n += child != NULL && atspi_accessible_get_role (child, NULL) == role ? 1 : 0;
    }

  return n;
}

static void
assert_parent (AtspiAccessible *accessible,
               AtspiAccessible *expected,
               int index)
{
  g_autoptr (AtspiAccessible) parent = atspi_accessible_get_parent (accessible, NULL);

  g_assert_true (parent == expected);
  g_assert_cmpint (atspi_accessible_get_index_in_parent (accessible, NULL), ==, index);
}

/* What the screen reader is told of, one after the other. */
static void
focus_cb (AtspiEvent *event,
          gpointer user_data)
{
  GString *said = user_data;

  if (event->detail1 != 0 && atspi_accessible_get_role (event->source, NULL) == ATSPI_ROLE_TABLE_CELL)
    {
      g_autofree char *name = atspi_accessible_get_name (event->source, NULL);

      g_string_append_printf (said, "%s\n", name);
    }
  g_boxed_free (ATSPI_TYPE_EVENT, event);
}

static gboolean
is_said (gpointer user_data)
{
  gpointer *waiting = user_data;

  return g_str_has_suffix (((GString *) waiting[0])->str, waiting[1]);
}

static void
wait_until_said (GString *said,
                 const char *words)
{
  g_autofree char *line = g_strconcat (words, "\n", NULL);

  proctor_testing_wait_for (words, is_said, (gpointer[]) { said, line });
}

/* A grid of rows of cells, each with its name and in its place. */
static void
test_found (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (AtspiAccessible) grid = NULL;
  g_autoptr (AtspiAccessible) row = NULL;
  g_autoptr (AtspiAccessible) cell = NULL;
  g_autoptr (AtspiAccessible) last = NULL;
  g_autofree AtspiRect *at = NULL;
  g_autofree AtspiRect *last_at = NULL;

  open_runs (app, server);
  grid = proctor_testing_app_find (app, ATSPI_ROLE_TABLE, "Tests and Their Repeats");
  row = proctor_testing_app_find (app, ATSPI_ROLE_TABLE_ROW, "Test 2");
  g_assert_cmpuint (count_children (row, ATSPI_ROLE_TABLE_CELL), ==, N_REPEATS);
  assert_parent (row, grid, 1);
  cell = proctor_testing_app_find (app, ATSPI_ROLE_TABLE_CELL, "Test 2, repeat 1, failed");
  last = proctor_testing_app_find (app, ATSPI_ROLE_TABLE_CELL, "Test 2, repeat 3, error");
  assert_parent (cell, row, 0);
  assert_parent (last, row, 2);
  at = proctor_testing_tree_get_extents (cell);
  last_at = proctor_testing_tree_get_extents (last);
  g_assert_cmpint (last_at->x, ==, at->x + 2 * at->width);
  g_assert_cmpint (last_at->y, ==, at->y);

  /* It is where it says it is. */
  proctor_testing_app_point (app, ATSPI_ROLE_TABLE_CELL, "Test 2, repeat 1, failed");
  g_object_unref (proctor_testing_app_find (app, ATSPI_ROLE_LABEL, "Repeat 1"));
  proctor_testing_app_quit (app);
}

/* Who walks through them is told where that is. */
static void
test_walked (void)
{
  g_autoptr (ProctorTestingServer) server = proctor_testing_server_new ();
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (AtspiEventListener) listener = atspi_event_listener_new (focus_cb, said, NULL);

  g_assert_true (atspi_event_listener_register (listener, "object:state-changed:focused", NULL));
  open_runs (app, server);
  proctor_testing_app_point (app, ATSPI_ROLE_TABLE_ROW, "Test 1");
  wait_until_said (said, "Test 1, repeat 1, passed");
  proctor_testing_app_press (app, "Down");
  wait_until_said (said, "Test 2, repeat 1, failed");
  proctor_testing_app_press (app, "Right");
  wait_until_said (said, "Test 2, repeat 2, failed");
  proctor_testing_app_press (app, "End");
  wait_until_said (said, "Test 2, repeat 3, error");
  proctor_testing_app_press (app, "Up");
  wait_until_said (said, "Test 1, repeat 3, error");
  proctor_testing_app_press (app, "Home space");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_TABLE_CELL, "Test 1, repeat 1, passed", ATSPI_STATE_SELECTED, TRUE);
  g_assert_cmpstr (said->str, ==,
                   "Test 1, repeat 1, passed\nTest 2, repeat 1, failed\nTest 2, repeat 2, failed\nTest 2, repeat 3, error\nTest 1, repeat 3, error\nTest 1, repeat 1, passed\n");

  /* Also where rows come into view that weren't. */
  proctor_testing_app_press (app, "<Control>End");
  wait_until_said (said, "Test 40, repeat 1, failed");
  g_assert_true (atspi_event_listener_deregister (listener, "object:state-changed:focused", NULL));
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/matrix/found", test_found);
  g_test_add_func ("/journey/matrix/walked", test_walked);

  return g_test_run ();
}
