/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history.h"
#include "proctor-run-news.h"
#include "proctor-run-test.h"
#include "proctor-testing-desktop.h"
#include "proctor-testing-session.h"
#include "proctor-testing.h"
#include "proctor-ui.h"

#include <adwaita.h>

/* What the desktop is told, by a desktop that only listens. */

#define RUNS "/v1/convai/test-invocations"

typedef struct
{
  ProctorTestingServer *server;
  ProctorHistory *history;
  ProctorSession *session;
  ProctorRunNews *news;
  GtkApplication *application;
  GtkWindow *window;
  ProctorTestingDesktop *desktop;
  char *folder;
  char *clicked;
} Fixture;

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *) user_data;
}

static void
show_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  Fixture *self = user_data;
  const char *workspace_id, *invocation_id;

  g_variant_get (parameter, "(&s&s)", &workspace_id, &invocation_id);
  g_assert_cmpstr (workspace_id, ==, proctor_workspace_get_id (proctor_session_get_workspace (self->session)));
  g_set_str (&self->clicked, invocation_id);
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  const GActionEntry entries[] = { { .name = "show-invocation", .activate = show_cb, .parameter_type = "(ss)" } };
  static guint n_applications;
  g_autofree char *id = g_strdup_printf ("io.github.proctor_app.Proctor.Test%u", n_applications++);
  g_autoptr (GError) error = NULL;

  self->desktop = proctor_testing_desktop_new ();
  self->server = proctor_testing_server_new ();
  self->folder = proctor_testing_make_folder ();
  self->history = proctor_history_new (self->folder);
  self->session = proctor_testing_session_new (self->server, NULL, self->history);
  self->application = gtk_application_new (id, G_APPLICATION_NON_UNIQUE);
  g_action_map_add_action_entries (G_ACTION_MAP (self->application), entries, G_N_ELEMENTS (entries), self);
  g_application_register (G_APPLICATION (self->application), NULL, &error);
  g_assert_no_error (error);
  self->window = GTK_WINDOW (gtk_application_window_new (self->application));
  self->news = proctor_run_news_new (self->window);
  proctor_run_news_set_session (self->news, self->session);
}

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  proctor_history_close_finish (PROCTOR_HISTORY (source), result);
  *(gboolean *) user_data = TRUE;
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  gboolean closed = FALSE;

  proctor_testing_assert_finalized (g_steal_pointer (&self->news));
  gtk_window_destroy (self->window);
  g_clear_object (&self->application);
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  proctor_history_close_async (self->history, closed_cb, &closed);
  proctor_testing_wait_for ("the history to close", is_true, &closed);
  g_clear_object (&self->history);
  g_clear_object (&self->server);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->clicked);
  g_clear_object (&self->desktop);
}

static void
end (Fixture *self,
     const char *id,
     const char *title,
     guint n_passed,
     guint n_runs)
{
  g_signal_emit_by_name (proctor_session_get_history_feed (self->session), "ended", id, title, n_passed, n_runs);
}

static gboolean
is_clicked (gpointer user_data)
{
  return ((Fixture *) user_data)->clicked != NULL;
}

/* How it went is told with numbers, and who clicks on it sees it. */
static void
test_told (Fixture *self,
           gconstpointer data)
{
  end (self, "suite_1", "Bookings", 9, 12);
  proctor_testing_desktop_wait_until_told (self->desktop, 1);
  g_assert_cmpstr (proctor_testing_desktop_get_told (self->desktop, 0), ==, "Bookings: 9 of 12 runs passed");
  proctor_testing_desktop_click (self->desktop, 0);
  proctor_testing_wait_for ("the click", is_clicked, self);
  g_assert_cmpstr (self->clicked, ==, "suite_1");

  end (self, "suite_2", "", 0, 1);
  proctor_testing_desktop_wait_until_told (self->desktop, 2);
  g_assert_cmpstr (proctor_testing_desktop_get_told (self->desktop, 1), ==, "The tests have been run: 0 of 1 run passed");
}

static gboolean
is_active (gpointer user_data)
{
  return gtk_window_is_active (((Fixture *) user_data)->window);
}

/* Who looks at the window sees it there. */
static void
test_in_front (Fixture *self,
               gconstpointer data)
{
  gtk_window_present (self->window);
  proctor_testing_wait_for ("the window to be in front", is_active, self);
  end (self, "suite_1", "Bookings", 9, 12);
  gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
  end (self, "suite_2", "Other", 1, 1);
  proctor_testing_desktop_wait_until_told (self->desktop, 1);
  g_assert_cmpstr (proctor_testing_desktop_get_told (self->desktop, 0), ==, "Other: 1 of 1 run passed");
}

/* Another workspace's runs are no news of this window. */
static void
test_other (Fixture *self,
            gconstpointer data)
{
  proctor_run_news_set_session (self->news, NULL);
  end (self, "suite_1", "Bookings", 9, 12);
  proctor_run_news_set_session (self->news, self->session);
  end (self, "suite_2", "Other", 1, 1);
  proctor_testing_desktop_wait_until_told (self->desktop, 1);
  g_assert_cmpstr (proctor_testing_desktop_get_told (self->desktop, 0), ==, "Other: 1 of 1 run passed");
}

/* Of tests that are run until one fails it is told once. */
static void
test_until_failure (Fixture *self,
                    gconstpointer data)
{
  g_autoptr (GListStore) tests = g_list_store_new (PROCTOR_TYPE_RUN_TEST);
  g_autoptr (ProctorRunTest) test = proctor_run_test_new ("t1", "Test", NULL);

  proctor_testing_server_answer (self->server, "GET", RUNS, &(ProctorTestingAnswer) { .body = "{\"results\": [], \"has_more\": false}" });
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *started = g_strdup_printf ("{\"id\": \"suite_%u\", \"agent_id\": \"agent_1\", \"test_runs\": [{\"test_run_id\": \"r_%u\", \"test_id\": \"t1\", \"status\": \"pending\"}]}", i, i);
      g_autofree char *ended = g_strdup_printf ("{\"id\": \"suite_%u\", \"agent_id\": \"agent_1\", \"created_at\": 1, \"test_runs\": [{\"test_run_id\": \"r_%u\", \"test_id\": \"t1\", \"status\": \"%s\","
                                                " \"condition_result\": {\"result\": \"%s\"}}]}",
                                                i, i, i == 1 ? "passed" : "failed", i == 1 ? "success" : "failure");
      g_autofree char *path = g_strdup_printf (RUNS "/suite_%u", i);

      proctor_testing_server_answer (self->server, "POST", "/v1/convai/agents/agent_1/run-tests", &(ProctorTestingAnswer) { .body = started });
      proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .body = ended });
    }
  g_list_store_append (tests, test);
  proctor_until_failure_start (proctor_session_get_until_failure (self->session), "agent_1", NULL, G_LIST_MODEL (tests), 5);
  proctor_testing_desktop_wait_until_told (self->desktop, 1);
  g_assert_cmpstr (proctor_testing_desktop_get_told (self->desktop, 0), ==, "Run until a test fails: A test failed in attempt 2 of 5");
  end (self, "suite_9", "Other", 1, 1);
  proctor_testing_desktop_wait_until_told (self->desktop, 2);
  g_assert_cmpstr (proctor_testing_desktop_get_told (self->desktop, 1), ==, "Other: 1 of 1 run passed");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

#define ADD(name, function) g_test_add ("/run-news/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("told", test_told);
  ADD ("in-front", test_in_front);
  ADD ("other", test_other);
  ADD ("until-failure", test_until_failure);
#undef ADD

  return g_test_run ();
}
