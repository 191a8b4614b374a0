/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-row.h"
#include "proctor-agents-pane.h"
#include "proctor-ui.h"
#include "testing-listing.h"
#include "testing-picture.h"

#define AGENTS "/v1/convai/agents"

#define HOTEL "{\"agent_id\":\"a1\",\"name\":\"Hotel front desk\",\"created_at_unix_secs\":1760000000}"
#define ARCHIVED "{\"agent_id\":\"a2\",\"name\":\"Put away\",\"created_at_unix_secs\":1759000000,\"archived\":true}"
#define NAMELESS "{\"agent_id\":\"a3\",\"name\":\"\",\"created_at_unix_secs\":0}"

static void
answer (TestingListing *self,
        const char *rows)
{
  testing_listing_answer (self, AGENTS, "agents", rows, NULL);
}

static void
open_pane (TestingListing *self)
{
  testing_listing_open (self, proctor_agents_pane_new (), 360);
}

static void
test_loading (TestingListing *self,
              gconstpointer data)
{
  proctor_testing_server_answer (self->server, "GET", AGENTS, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  open_pane (self);
  testing_listing_wait_title (self, "Loading Agents");
}

static void
test_empty (TestingListing *self,
            gconstpointer data)
{
  answer (self, ARCHIVED);
  open_pane (self);
  testing_listing_wait_title (self, "No Agents");
  testing_picture_save (self->window, "agents-empty");
}

static void
test_refused (TestingListing *self,
              gconstpointer data)
{
  proctor_testing_server_answer (self->server, "GET", AGENTS, &(ProctorTestingAnswer) { .status = 401, .body = "{\"detail\":\"No\"}" });
  open_pane (self);
  testing_listing_wait_title (self, "Agents Can't Be Shown");

  proctor_testing_server_reset (self->server);
  answer (self, HOTEL);
  g_assert_true (gtk_widget_activate_action (testing_listing_find (self, ADW_TYPE_STATUS_PAGE, 0), "paged-view.retry", NULL));
  testing_listing_wait_rows (self, 1);
}

static void
test_rows (TestingListing *self,
           gconstpointer data)
{
  g_autofree char *label = NULL;
  g_autofree char *description = NULL;

  answer (self, HOTEL "," ARCHIVED "," NAMELESS ",[]");
  open_pane (self);
  testing_listing_wait_rows (self, 3);
  testing_listing_wait_shown (self, "Hotel front desk");
  g_assert_true (testing_listing_shows (self, "a3"));
  g_assert_true (testing_listing_shows (self, "An agent that can't be read"));
  g_assert_false (testing_listing_shows (self, "Put away"));

  g_object_get (testing_listing_find (self, PROCTOR_TYPE_AGENT_ROW, 0), "label", &label, "description", &description, NULL);
  g_assert_cmpstr (label, ==, "Hotel front desk");
  g_assert_true (g_str_has_prefix (description, "Made on "));
  testing_picture_save (self->window, "agents");
}

static void
test_refresh (TestingListing *self,
              gconstpointer data)
{
  GtkWidget *row;

  answer (self, HOTEL);
  open_pane (self);
  testing_listing_wait_shown (self, "Hotel front desk");
  row = testing_listing_find (self, PROCTOR_TYPE_AGENT_ROW, 0);

  proctor_testing_server_reset (self->server);
  answer (self, "{\"agent_id\":\"a1\",\"name\":\"Renamed\",\"created_at_unix_secs\":1760000000}");
  proctor_session_refresh (self->session, FALSE);
  testing_listing_wait_shown (self, "Renamed");
  g_assert_true (testing_listing_find (self, PROCTOR_TYPE_AGENT_ROW, 0) == row);
}

static const char *
get_last_query (TestingListing *self,
                GPtrArray *requests)
{
  const ProctorTestingRequest *request = requests->len > 0 ? requests->pdata[requests->len - 1] : NULL;

  return request != NULL ? request->query : NULL;
}

typedef struct
{
  TestingListing *self;
  const char *query;
} Asked;

static gboolean
was_asked (gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (asked->self->server);

  return g_strcmp0 (get_last_query (asked->self, requests), asked->query) == 0;
}

static void
wait_asked (TestingListing *self,
            const char *query)
{
  proctor_testing_wait_for (query, was_asked, &(Asked) { self, query });
}

/* The server searches and sorts; what was put away is a list of its own. */
static void
test_wishes (TestingListing *self,
             gconstpointer data)
{
  answer (self, HOTEL "," ARCHIVED);
  open_pane (self);
  wait_asked (self, "page_size=100&sort_by=created_at");
  testing_listing_wait_shown (self, "Hotel front desk");

  g_assert_true (gtk_widget_activate_action (self->pane, "agents.order", "s", "name"));
  wait_asked (self, "page_size=100&sort_by=name&sort_direction=asc");
  g_assert_true (gtk_widget_activate_action (self->pane, "agents.archived", NULL));
  wait_asked (self, "page_size=100&archived=true&sort_by=name&sort_direction=asc");
  testing_listing_wait_shown (self, "Put away");
  g_assert_false (testing_listing_shows (self, "Hotel front desk"));

  proctor_testing_server_reset (self->server);
  answer (self, "");
  proctor_agents_pane_search (PROCTOR_AGENTS_PANE (self->pane));
  gtk_editable_set_text (GTK_EDITABLE (testing_listing_find (self, GTK_TYPE_SEARCH_ENTRY, 0)), "spa");
  testing_listing_wait_title (self, "No Agents Found");
  wait_asked (self, "page_size=100&search=spa&archived=true&sort_by=name&sort_direction=asc");
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* What is chosen stays chosen when the list is another, and nobody is told of it again. */
static void
test_choose (TestingListing *self,
             gconstpointer data)
{
  GtkListView *view;
  GtkSingleSelection *selection;
  ProctorAgentSummary *agent;
  guint n_told = 0;

  answer (self, HOTEL "," NAMELESS);
  open_pane (self);
  testing_listing_wait_rows (self, 2);
  g_assert_null (proctor_agents_pane_get_agent (PROCTOR_AGENTS_PANE (self->pane)));
  view = GTK_LIST_VIEW (testing_listing_find (self, GTK_TYPE_LIST_VIEW, 0));
  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_list_view_get_model (view)), 1);
  agent = proctor_agents_pane_get_agent (PROCTOR_AGENTS_PANE (self->pane));
  g_assert_cmpstr (proctor_agent_summary_get_agent_id (agent), ==, "a3");

  g_signal_connect_swapped (self->pane, "notify::agent", G_CALLBACK (count_cb), &n_told);
  proctor_testing_server_reset (self->server);
  answer (self, NAMELESS "," HOTEL);
  g_assert_true (gtk_widget_activate_action (self->pane, "agents.order", "s", "name"));
  testing_listing_wait_rows (self, 2);
  selection = GTK_SINGLE_SELECTION (gtk_list_view_get_model (view));
  g_assert_cmpuint (gtk_single_selection_get_selected (selection), ==, 0);
  g_assert_cmpuint (n_told, ==, 0);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, function) g_test_add ("/agents-pane/" name, TestingListing, NULL, testing_listing_set_up, function, testing_listing_tear_down)
  ADD ("loading", test_loading);
  ADD ("empty", test_empty);
  ADD ("refused", test_refused);
  ADD ("rows", test_rows);
  ADD ("refresh", test_refresh);
  ADD ("wishes", test_wishes);
  ADD ("choose", test_choose);
#undef ADD

  return g_test_run ();
}
