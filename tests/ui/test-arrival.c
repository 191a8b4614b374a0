/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-arrival.h"
#include "proctor-history.h"
#include "proctor-invocation-page.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-tests-pane.h"
#include "testing-desk.h"
#include "testing-picture.h"

#define TESTS "/v1/convai/agent-testing"
#define RUNS "/v1/convai/test-invocations"

typedef struct
{
  TestingDesk base;
  ProctorTestingServer *server;
  ProctorSession *session;
  ProctorHistory *history;
  ProctorWindow *window;
} Fixture;

static void
answer (Fixture *self,
        const char *path,
        const char *body)
{
  proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .body = body });
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  testing_desk_set_up (&self->base, data);
  g_settings_reset (self->base.settings, "place");
  self->server = proctor_testing_server_new ();
  answer (self, TESTS, "{\"tests\":[{\"id\":\"test_1\",\"name\":\"A refund\",\"type\":\"llm\",\"created_at_unix_secs\":1,\"last_updated_at_unix_secs\":1}],\"has_more\":false}");
  self->history = proctor_history_new (self->base.folder);
  self->session = proctor_testing_session_new (self->server, NULL, self->history);
  self->window = g_object_ref (proctor_window_new (GTK_APPLICATION (self->base.application), self->base.settings, NULL));
  gtk_window_present (GTK_WINDOW (self->window));
  proctor_testing_wait_for ("the window", testing_desk_is_mapped, self->window);
}

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  proctor_history_close_finish (PROCTOR_HISTORY (source), result);
  *(gboolean *) user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  AdwDialog *dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window));
  gboolean closed = FALSE;

  if (dialog != NULL)
    adw_dialog_force_close (dialog);
  gtk_window_destroy (GTK_WINDOW (self->window));
  proctor_testing_assert_finalized (g_steal_pointer (&self->window));
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  proctor_history_close_async (self->history, closed_cb, &closed);
  proctor_testing_wait_for ("the history to close", is_true, &closed);
  g_clear_object (&self->history);
  testing_desk_tear_down (&self->base, data);
  g_clear_object (&self->server);
}

static void
open_workspace (Fixture *self)
{
  proctor_window_set_session (self->window, self->session);
  proctor_session_start (self->session);
}

typedef struct
{
  Fixture *fixture;
  const char *text;
} Shown;

static gboolean
is_shown (gpointer user_data)
{
  const Shown *shown = user_data;
  GtkWidget *label;

  for (guint i = 0; (label = testing_desk_find (GTK_WIDGET (shown->fixture->window), GTK_TYPE_LABEL, i)) != NULL; i++)
    if (gtk_widget_get_mapped (label) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (label)), shown->text) == 0)
      return TRUE;

  return FALSE;
}

static void
wait_for_text (Fixture *self,
               const char *text)
{
  Shown shown = { self, text };

  proctor_testing_wait_for (text, is_shown, &shown);
}

/* Nothing that a link says changes anything: all that was sent were questions. */
static void
assert_only_asked (Fixture *self)
{
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);

  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      if (g_strcmp0 (request->method, "GET") != 0)
        g_assert_true (g_str_has_suffix (request->path, "/summaries"));
    }
}

static gboolean
shows_test (gpointer user_data)
{
  Fixture *self = user_data;
  ProctorTestsPane *pane = testing_desk_find (GTK_WIDGET (self->window), PROCTOR_TYPE_TESTS_PANE, 0) != NULL ? PROCTOR_TESTS_PANE (testing_desk_find (GTK_WIDGET (self->window), PROCTOR_TYPE_TESTS_PANE, 0)) : NULL;
  ProctorTestItem *item = pane != NULL ? proctor_tests_pane_get_item (pane) : NULL;

  return item != NULL && g_strcmp0 (proctor_test_item_get_id (item), "test_1") == 0;
}

/* Also when it is not known yet. */
static void
test_test (Fixture *self,
           gconstpointer data)
{
  open_workspace (self);
  proctor_window_show_place (self->window, PROCTOR_PLACE_RUNS);
  proctor_arrival_follow_link (self->window, "proctor://test/test_1");
  proctor_testing_wait_for ("the test", shows_test, self);
  assert_only_asked (self);
}

static void
test_unknown_test (Fixture *self,
                   gconstpointer data)
{
  open_workspace (self);
  proctor_arrival_follow_link (self->window, "proctor://test/test_2");
  wait_for_text (self, "There is no such test in this workspace");
  assert_only_asked (self);
}

static void
test_run (Fixture *self,
          gconstpointer data)
{
  GtkWidget *page;

  answer (self, RUNS "/r1", "{\"id\":\"r1\",\"agent_id\":\"agent_1\",\"created_at\":1760000000,\"test_runs\":[]}");
  open_workspace (self);
  proctor_arrival_follow_link (self->window, "proctor://run/r1/run_1");
  page = testing_desk_find (GTK_WIDGET (self->window), PROCTOR_TYPE_INVOCATION_PAGE, 0);
  g_assert_cmpstr (proctor_watcher_get_id (proctor_invocation_page_get_watcher (PROCTOR_INVOCATION_PAGE (page))), ==, "r1");
  proctor_testing_server_wait_requests (self->server, 1);
  assert_only_asked (self);
}

static void
test_no_workspace (Fixture *self,
                   gconstpointer data)
{
  proctor_arrival_follow_link (self->window, "proctor://test/test_1");
  wait_for_text (self, "Choose a workspace first");
  assert_only_asked (self);
}

static void
test_bad (Fixture *self,
          gconstpointer data)
{
  open_workspace (self);
  proctor_arrival_follow_link (self->window, "proctor://run/r1?base_url=https://example.org");
  wait_for_text (self, "The link doesn’t lead to a test or a run");
  assert_only_asked (self);
}

/* A link can't bring a workspace along. */
static void
test_elsewhere (Fixture *self,
                gconstpointer data)
{
  open_workspace (self);
  proctor_arrival_follow_link (self->window, "proctor://test/test_1?workspace=elsewhere");
  wait_for_text (self, "The link leads to a workspace that isn’t here");
  assert_only_asked (self);
}

static gboolean
has_dialog (gpointer user_data)
{
  return adw_application_window_get_visible_dialog (user_data) != NULL;
}

/* The desktop's menu asks what kind, as the button does. */
static void
test_begin (Fixture *self,
            gconstpointer data)
{
  open_workspace (self);
  proctor_window_show_place (self->window, PROCTOR_PLACE_AGENTS);
  proctor_arrival_begin_test (self->window);
  proctor_testing_wait_for ("the dialog", has_dialog, self->window);
  assert_only_asked (self);
}

static void
test_rerun_nothing (Fixture *self,
                    gconstpointer data)
{
  answer (self, RUNS, "{\"results\":[],\"has_more\":false}");
  open_workspace (self);
  proctor_arrival_rerun_last (self->window);
  wait_for_text (self, "Nothing has been run in this workspace yet");
  assert_only_asked (self);
}

static void
answer_last (Fixture *self,
             const char *status)
{
  g_autofree char *body = g_strdup_printf ("{\"id\":\"r1\",\"agent_id\":\"agent_1\",\"created_at\":1760000000,\"test_runs\":[{\"test_run_id\":\"run_1\",\"test_invocation_id\":\"r1\",\"agent_id\":\"agent_1\","
                                           "\"test_id\":\"test_1\",\"test_name\":\"A refund\",\"status\":\"%s\",\"last_updated_at_unix\":1760000100}]}",
                                           status);

  answer (self, RUNS, "{\"results\":[{\"id\":\"r1\",\"title\":\"Bookings\",\"created_at_unix_secs\":1760000000,\"test_run_count\":1,\"passed_count\":0,\"failed_count\":0,\"pending_count\":1}],\"has_more\":false}");
  answer (self, RUNS "/r1", body);
}

/* It is asked first: that costs, and takes the place of what is there. */
static void
test_rerun (Fixture *self,
            gconstpointer data)
{
  answer_last (self, "passed");
  open_workspace (self);
  proctor_arrival_rerun_last (self->window);
  wait_for_text (self, "Run 1 Run Again?");
  testing_picture_save (GTK_WIDGET (self->window), "rerun-last");
  assert_only_asked (self);
}

static void
test_rerun_running (Fixture *self,
                    gconstpointer data)
{
  answer_last (self, "pending");
  open_workspace (self);
  proctor_arrival_rerun_last (self->window);
  wait_for_text (self, "The last run is still going on");
  g_assert_false (has_dialog (self->window));
  assert_only_asked (self);
}

static void
test_rerun_refused (Fixture *self,
                    gconstpointer data)
{
  proctor_testing_server_answer (self->server, "GET", RUNS, &(ProctorTestingAnswer) { .status = 422, .body = "{\"detail\":[]}" });
  open_workspace (self);
  proctor_arrival_rerun_last (self->window);
  proctor_testing_server_wait_requests (self->server, 1);
  g_assert_false (has_dialog (self->window));
  assert_only_asked (self);
}

static void
add_tests (void)
{
  const struct
  {
    const char *path;
    void (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/arrival/test", test_test },
    { "/arrival/unknown-test", test_unknown_test },
    { "/arrival/run", test_run },
    { "/arrival/no-workspace", test_no_workspace },
    { "/arrival/bad", test_bad },
    { "/arrival/elsewhere", test_elsewhere },
    { "/arrival/begin", test_begin },
    { "/arrival/rerun-nothing", test_rerun_nothing },
    { "/arrival/rerun", test_rerun },
    { "/arrival/rerun-running", test_rerun_running },
    { "/arrival/rerun-refused", test_rerun_refused },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
}

int
main (int argc,
      char **argv)
{
  return testing_desk_run (&argc, &argv, add_tests);
}
