/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocation-row.h"
#include "proctor-outcome-mark.h"
#include "proctor-run-bar.h"
#include "proctor-runs-pane.h"
#include "proctor-ui.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <string.h>

#define RUNS "/v1/convai/test-invocations"

#define FINISHED                                                                                                                                                 \
  "{\"id\":\"r1\",\"title\":\"Bookings with a title that is too long for a list as narrow as this one\",\"created_at_unix_secs\":1760000000,\"repeat_count\":3," \
  "\"test_run_count\":12,\"passed_count\":8,\"failed_count\":2,\"pending_count\":0,\"cancelled_count\":1}"
#define PENDING "{\"id\":\"r2\",\"title\":\"Refund after 30 days\",\"created_at_unix_secs\":1759000000,\"test_run_count\":4,\"passed_count\":1,\"failed_count\":0,\"pending_count\":3}"
#define ALL_PASSED "{\"id\":\"r3\",\"title\":\"Opening hours\",\"created_at_unix_secs\":1758000000,\"test_run_count\":5,\"passed_count\":5,\"failed_count\":0,\"pending_count\":0}"

static void
answer (TestingListing *self,
        const char *rows)
{
  testing_listing_answer (self, RUNS, "results", rows, NULL);
}

static void
kept_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
has_kept (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static gboolean
has_entry (gpointer user_data)
{
  return testing_listing_find (user_data, GTK_TYPE_SEARCH_ENTRY, 0) != NULL;
}

static void
open_pane (TestingListing *self,
           int width)
{
  testing_listing_open (self, proctor_runs_pane_new (), width);
}

static void
assert_row (TestingListing *self,
            guint nth,
            const char *label,
            const char *description)
{
  GtkWidget *row = testing_listing_find (self, PROCTOR_TYPE_INVOCATION_ROW, nth);
  g_autofree char *said = NULL;
  g_autofree char *described = NULL;

  g_assert_nonnull (row);
  g_object_get (row, "label", &said, "description", &described, NULL);
  g_assert_cmpstr (said, ==, label);
  g_assert_true (g_str_has_suffix (described, description));
}

static void
test_loading (TestingListing *self,
              gconstpointer data)
{
  proctor_testing_server_answer (self->server, "GET", RUNS, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  open_pane (self, 360);
  testing_listing_wait_title (self, "Loading Runs");
  g_assert_false (testing_listing_shows (self, "Try Again"));
}

static void
test_empty (TestingListing *self,
            gconstpointer data)
{
  answer (self, "");
  open_pane (self, 360);
  testing_listing_wait_title (self, "No Runs");
  g_assert_true (testing_listing_shows (self, "Choose tests and run them: how they went is listed here."));
  testing_picture_save (self->window, "runs-empty");
}

static void
test_refused (TestingListing *self,
              gconstpointer data)
{
  proctor_testing_server_answer (self->server, "GET", RUNS, &(ProctorTestingAnswer) { .status = 401, .body = "{\"detail\":{\"status\":\"invalid_api_key\",\"message\":\"<b>\"}}" });
  open_pane (self, 360);
  testing_listing_wait_title (self, "Runs Can’t Be Shown");
  testing_picture_save (self->window, "runs-error");

  proctor_testing_server_reset (self->server);
  answer (self, ALL_PASSED);
  g_assert_true (gtk_widget_activate_action (testing_listing_find (self, ADW_TYPE_STATUS_PAGE, 0), "paged-view.retry", NULL));
  testing_listing_wait_rows (self, 1);
}

static void
test_rows (TestingListing *self,
           gconstpointer data)
{
  answer (self, FINISHED "," PENDING "," ALL_PASSED ",7");
  open_pane (self, 360);
  testing_listing_wait_rows (self, 4);
  testing_listing_wait_shown (self, "8 passed");

  g_assert_true (testing_listing_shows (self, "×3"));
  g_assert_true (testing_listing_shows (self, "2 failed"));
  g_assert_true (testing_listing_shows (self, "1 inconclusive"));
  g_assert_true (testing_listing_shows (self, "1 cancelled"));
  g_assert_true (testing_listing_shows (self, "3 pending"));
  g_assert_true (testing_listing_shows (self, "A run that can’t be read"));
  assert_row (self, 0, "Bookings with a title that is too long for a list as narrow as this one", ", Each test 3 times, 8 passed, 2 failed, 1 inconclusive, 1 cancelled");
  assert_row (self, 1, "Refund after 30 days", ", 1 passed, 3 pending");
  assert_row (self, 2, "Opening hours", ", 5 passed");

  /* Each count has its mark, and what can be read its bar. */
  g_assert_nonnull (testing_listing_find (self, PROCTOR_TYPE_OUTCOME_MARK, 6));
  g_assert_null (testing_listing_find (self, PROCTOR_TYPE_OUTCOME_MARK, 7));
  g_assert_nonnull (testing_listing_find (self, PROCTOR_TYPE_RUN_BAR, 2));
  g_assert_null (testing_listing_find (self, PROCTOR_TYPE_RUN_BAR, 3));
  testing_picture_save (self->window, "runs");
}

/* Where it was run is said by name, and what it cost. */
static void
test_place (TestingListing *self,
            gconstpointer data)
{
  testing_listing_answer (self, "/v1/convai/agents", "agents", "{\"agent_id\": \"agent_1\", \"name\": \"Harbour Hotel\", \"created_at_unix_secs\": 1}", NULL);
  testing_listing_answer (self, "/v1/convai/agents/agent_1/branches", "results", "{\"id\": \"b_1\", \"name\": \"Main\"}", NULL);
  answer (self, "{\"id\":\"r1\",\"title\":\"Bookings\",\"agent_id\":\"agent_1\",\"branch_id\":\"b_1\",\"created_at_unix_secs\":1760000000,\"test_run_count\":2,\"passed_count\":2,"
                "\"failed_count\":0,\"pending_count\":0,\"total_price\":1.5,\"ran_against_draft\":true,\"runs_diverged_from_version\":true}," ALL_PASSED);
  open_pane (self, 360);
  testing_listing_wait_shown (self, "Harbour Hotel · Main · Ran against a draft · Versions diverged · $1.50");
  assert_row (self, 0, "Bookings", ", Harbour Hotel · Main · Ran against a draft · Versions diverged · $1.50, 2 passed");
  testing_picture_save (self->window, "runs-place");
}

/* What is in view changes where it is; nothing jumps. */
static void
test_refresh (TestingListing *self,
              gconstpointer data)
{
  GtkWidget *row;

  answer (self, PENDING "," ALL_PASSED);
  open_pane (self, 360);
  testing_listing_wait_shown (self, "3 pending");
  row = testing_listing_find (self, PROCTOR_TYPE_INVOCATION_ROW, 0);

  proctor_testing_server_reset (self->server);
  answer (self, "{\"id\":\"r2\",\"title\":\"Refund after 30 days\",\"created_at_unix_secs\":1759000000,\"test_run_count\":4,\"passed_count\":3,\"failed_count\":1,\"pending_count\":0}," ALL_PASSED);
  proctor_session_refresh (self->session, TRUE);
  testing_listing_wait_shown (self, "3 passed");
  g_assert_true (testing_listing_shows (self, "1 failed"));
  g_assert_false (testing_listing_shows (self, "3 pending"));
  g_assert_true (testing_listing_find (self, PROCTOR_TYPE_INVOCATION_ROW, 0) == row);
}

/* What nobody sees is not asked for before somebody does. */
static void
test_hidden (TestingListing *self,
             gconstpointer data)
{
  answer (self, ALL_PASSED);
  open_pane (self, 360);
  testing_listing_wait_rows (self, 1);
  gtk_widget_set_visible (self->pane, FALSE);

  proctor_testing_server_reset (self->server);
  answer (self, PENDING "," ALL_PASSED);
  proctor_session_refresh (self->session, FALSE);
  proctor_testing_server_wait_requests (self->server, 1);
  for (guint i = 0; i < proctor_testing_server_count_requests (self->server); i++)
    {
      g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);

      g_assert_cmpstr (((ProctorTestingRequest *) requests->pdata[i])->path, !=, RUNS);
    }
  gtk_widget_set_visible (self->pane, TRUE);
  testing_listing_wait_rows (self, 2);
}

/* Some are there, and the rest can't be had. */
static void
test_second_page_fails (TestingListing *self,
                        gconstpointer data)
{
  testing_listing_answer (self, RUNS, "results", ALL_PASSED, "two");
  proctor_testing_server_answer (self->server, "GET", RUNS "?cursor=two", &(ProctorTestingAnswer) { .status = 403, .body = "{\"detail\":\"No\"}" });
  open_pane (self, 360);
  testing_listing_wait_shown (self, "Try Again");
  testing_listing_wait_rows (self, 1);
  g_assert_null (testing_listing_find (self, ADW_TYPE_STATUS_PAGE, 0));
  testing_picture_save (self->window, "runs-trouble");

  proctor_testing_server_reset (self->server);
  testing_listing_answer (self, RUNS, "results", ALL_PASSED, "two");
  testing_listing_answer (self, RUNS "?cursor=two", "results", PENDING, NULL);
  g_assert_true (gtk_widget_activate_action (testing_listing_find (self, GTK_TYPE_LIST_VIEW, 0), "paged-view.retry", NULL));
  testing_listing_wait_rows (self, 2);
}

static void
set_dark (gboolean dark)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_rtl_and_dark (TestingListing *self,
                   gconstpointer data)
{
  int minimum;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  set_dark (TRUE);
  answer (self, FINISHED "," PENDING "," ALL_PASSED);
  open_pane (self, 360);
  testing_listing_wait_shown (self, "8 passed");
  gtk_widget_measure (self->pane, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  /* In a window of its own the pane has the buttons of that, too. */
  g_assert_cmpint (minimum, <=, 300);
  testing_picture_save (self->window, "runs-rtl-dark");
  set_dark (FALSE);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

/* Another workspace has other runs. */
static void
test_switch (TestingListing *self,
             gconstpointer data)
{
  answer (self, ALL_PASSED);
  open_pane (self, 360);
  testing_listing_wait_rows (self, 1);
  proctor_runs_pane_set_session (PROCTOR_RUNS_PANE (self->pane), NULL);
  testing_listing_wait_title (self, "Loading Runs");
  proctor_runs_pane_set_session (PROCTOR_RUNS_PANE (self->pane), self->session);
  testing_listing_wait_rows (self, 1);
}

/* A history with what was run, for a session that nobody has shown yet. */
static ProctorHistory *
fill_history (TestingListing *self,
              char **folder)
{
  static const char *const bodies[] = {
    "{\"id\":\"r1\",\"created_at\":1760000000,\"status\":\"completed\",\"test_runs\":["
    "{\"test_run_id\":\"a\",\"test_id\":\"t1\",\"test_name\":\"Refund policy\",\"status\":\"passed\",\"condition_result\":{\"result\":\"success\"}},"
    "{\"test_run_id\":\"b\",\"test_id\":\"t1\",\"test_name\":\"Refund policy\",\"status\":\"failed\",\"condition_result\":{\"result\":\"failure\"}},"
    "{\"test_run_id\":\"c\",\"test_id\":\"t1\",\"test_name\":\"Refund policy\",\"status\":\"failed\"}]}",
    "{\"id\":\"r3\",\"created_at\":1758000000,\"status\":\"completed\",\"test_runs\":["
    "{\"test_run_id\":\"d\",\"test_id\":\"t2\",\"test_name\":\"Opening hours\",\"status\":\"passed\",\"condition_result\":{\"result\":\"success\"}}]}",
  };
  ProctorHistory *history;

  *folder = g_dir_make_tmp ("proctor-runs-XXXXXX", NULL);
  history = proctor_history_new (*folder);
  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (GBytes) body = g_bytes_new_static (bodies[i], strlen (bodies[i]));
      GAsyncResult *kept = NULL;
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      proctor_history_add_async (history, "workspace-1", body, NULL, kept_cb, &kept);
      proctor_testing_wait_for ("the history", has_kept, &kept);
      result = kept;
      g_assert_true (proctor_history_add_finish (history, result, &error));
      g_assert_no_error (error);
    }
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));
  self->session = proctor_testing_session_new (self->server, NULL, history);

  return history;
}

static void
close_history (TestingListing *self,
               ProctorHistory *history,
               char *folder)
{
  GAsyncResult *kept = NULL;

  proctor_runs_pane_set_session (PROCTOR_RUNS_PANE (self->pane), NULL);
  proctor_history_close_async (history, kept_cb, &kept);
  proctor_testing_wait_for ("the history", has_kept, &kept);
  proctor_history_close_finish (history, kept);
  g_object_unref (kept);
  g_object_unref (history);
  g_free (folder);
}

/* The server counts what it could not carry out among what failed. */
static void
test_errors (TestingListing *self,
             gconstpointer data)
{
  char *folder;
  ProctorHistory *history = fill_history (self, &folder);

  answer (self, "{\"id\":\"r1\",\"title\":\"Refunds\",\"created_at_unix_secs\":1760000000,\"test_run_count\":3,\"passed_count\":1,\"failed_count\":2,\"pending_count\":0}");
  open_pane (self, 360);
  testing_listing_wait_shown (self, "1 error");
  g_assert_true (testing_listing_shows (self, "1 failed"));
  g_assert_true (testing_listing_shows (self, "1 passed"));
  g_assert_false (testing_listing_shows (self, "2 failed"));
  testing_picture_save (self->window, "runs-errors");
  close_history (self, history, folder);
}

/* What has just ended is not shown as it was before. */
static void
test_ended (TestingListing *self,
            gconstpointer data)
{
  char *folder;
  ProctorHistory *history = fill_history (self, &folder);

  answer (self, PENDING);
  open_pane (self, 360);
  testing_listing_wait_shown (self, "3 pending");
  proctor_testing_server_reset (self->server);
  answer (self, "{\"id\":\"r2\",\"title\":\"Refund after 30 days\",\"created_at_unix_secs\":1759000000,\"test_run_count\":4,\"passed_count\":4,\"failed_count\":0,\"pending_count\":0}");
  g_signal_emit_by_name (proctor_session_get_history_feed (self->session), "ended", "r2", "Refund after 30 days", 4u, 4u);
  testing_listing_wait_shown (self, "4 passed");
  close_history (self, history, folder);
}

static void
search (TestingListing *self,
        const char *text)
{
  GtkWidget *bar = testing_listing_find (self, GTK_TYPE_SEARCH_BAR, 0);

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (bar), TRUE);
  proctor_testing_wait_for ("the entry", has_entry, self);
  gtk_editable_set_text (GTK_EDITABLE (testing_listing_find (self, GTK_TYPE_SEARCH_ENTRY, 0)), text);
}

static void
test_search (TestingListing *self,
             gconstpointer data)
{
  char *folder;
  ProctorHistory *history = fill_history (self, &folder);

  answer (self, FINISHED "," PENDING "," ALL_PASSED);
  open_pane (self, 360);
  testing_listing_wait_rows (self, 3);
  search (self, "opening");
  testing_listing_wait_rows (self, 1);
  g_assert_true (testing_listing_shows (self, "From this computer’s history"));
  testing_listing_wait_shown (self, "r3");
  testing_picture_save (self->window, "runs-search");

  search (self, "unicorn");
  testing_listing_wait_title (self, "No Runs Found");
  testing_picture_save (self->window, "runs-search-nothing");
  search (self, "");
  testing_listing_wait_rows (self, 3);

  g_assert_true (gtk_widget_activate_action (self->pane, "runs.filter", "s", "errors"));
  testing_listing_wait_rows (self, 1);
  testing_listing_wait_shown (self, "r1");
  testing_picture_save (self->window, "runs-filter");
  testing_listing_wait_shown (self, "1 error");
  g_assert_true (gtk_widget_activate_action (self->pane, "runs.filter", "s", "running"));
  testing_listing_wait_title (self, "No Runs Found");
  g_assert_true (gtk_widget_activate_action (self->pane, "runs.filter", "s", "all"));
  testing_listing_wait_rows (self, 3);
  close_history (self, history, folder);
}

/* What is removed is removed from here; the server is not told. */
static void
test_away (TestingListing *self,
           gconstpointer data)
{
  char *folder;
  ProctorHistory *history = fill_history (self, &folder);
  GtkWidget *row;

  proctor_testing_server_answer (self->server, "GET", RUNS, &(ProctorTestingAnswer) { .status = 403, .body = "{\"detail\":\"No\"}" });
  open_pane (self, 360);
  testing_listing_wait_rows (self, 2);
  g_assert_true (testing_listing_shows (self, "From this computer’s history"));
  testing_picture_save (self->window, "runs-away");

  row = testing_listing_find (self, PROCTOR_TYPE_INVOCATION_ROW, 0);
  gtk_widget_grab_focus (gtk_widget_get_parent (row));
  g_assert_true (gtk_widget_activate_action (self->pane, "runs.menu", NULL));
  g_assert_true (gtk_widget_activate_action (self->pane, "runs.remove", NULL));
  testing_listing_wait_rows (self, 1);
  for (guint i = 0; i < proctor_testing_server_count_requests (self->server); i++)
    {
      g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->server);

      g_assert_cmpstr (((ProctorTestingRequest *) requests->pdata[i])->method, ==, "GET");
    }

  /* It is back, and says itself what there is. */
  proctor_testing_server_reset (self->server);
  answer (self, PENDING "," ALL_PASSED);
  proctor_session_refresh (self->session, TRUE);
  testing_listing_wait_shown (self, "Refund after 30 days");
  g_assert_false (testing_listing_shows (self, "From this computer’s history"));
  close_history (self, history, folder);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, function) g_test_add ("/runs-pane/" name, TestingListing, NULL, testing_listing_set_up, function, testing_listing_tear_down)
  ADD ("loading", test_loading);
  ADD ("empty", test_empty);
  ADD ("refused", test_refused);
  ADD ("rows", test_rows);
  ADD ("place", test_place);
  ADD ("refresh", test_refresh);
  ADD ("hidden", test_hidden);
  ADD ("second-page-fails", test_second_page_fails);
  ADD ("rtl-and-dark", test_rtl_and_dark);
  ADD ("switch", test_switch);
  ADD ("errors", test_errors);
  ADD ("ended", test_ended);
  ADD ("search", test_search);
  ADD ("away", test_away);
#undef ADD

  return g_test_run ();
}
