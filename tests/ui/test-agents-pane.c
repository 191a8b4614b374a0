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
#undef ADD

  return g_test_run ();
}
