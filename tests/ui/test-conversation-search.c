/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-filters.h"
#include "proctor-conversation-row.h"
#include "proctor-day-button.h"
#include "proctor-ui.h"
#include "testing-picker.h"
#include "testing-picture.h"

#include <string.h>

#define AGENTS "/v1/convai/agents"

static gpointer
get_filters (TestingListing *self)
{
  return gtk_menu_button_get_popover (testing_picker_get_part (testing_picker_get_part (self->pane, "search"), "filter_button"));
}

typedef struct
{
  TestingListing *self;
  const char *path;
  const char *text;
  gboolean is_wanted;
} Sent;

static gboolean
was_sent (gpointer user_data)
{
  Sent *sent = user_data;
  g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (sent->self->server);

  for (guint i = requests->len; i-- > 0;)
    {
      const ProctorTestingRequest *request = g_ptr_array_index (requests, i);

      if (g_str_equal (request->path, sent->path))
        return (request->query != NULL && strstr (request->query, sent->text) != NULL) == sent->is_wanted;
    }

  return FALSE;
}

static void
wait_sent (TestingListing *self,
           const char *text,
           gboolean is_wanted)
{
  proctor_testing_wait_for (text, was_sent, &(Sent) { self, TESTING_PICKER_CONVERSATIONS, text, is_wanted });
}

static gboolean
has_agents (gpointer user_data)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (testing_picker_get_part (user_data, "agents"))) == 2;
}

static gboolean
has_branches (gpointer user_data)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (testing_picker_get_part (user_data, "branches"))) == 3;
}

/* Each of them is asked of the server, and none when they are cleared. */
static void
test_filters (TestingListing *self,
              gconstpointer data)
{
  g_autoptr (GDateTime) first = g_date_time_new_local (2026, 3, 2, 15, 0, 0);
  g_autoptr (GDateTime) last = g_date_time_new_local (2026, 3, 4, 8, 0, 0);
  g_autoptr (GDateTime) after = g_date_time_new_local (2026, 3, 2, 0, 0, 0);
  g_autoptr (GDateTime) before = g_date_time_new_local (2026, 3, 5, 0, 0, 0);
  g_autofree char *after_text = g_strdup_printf ("call_start_after_unix=%" G_GINT64_FORMAT, g_date_time_to_unix (after));
  g_autofree char *before_text = g_strdup_printf ("call_start_before_unix=%" G_GINT64_FORMAT, g_date_time_to_unix (before) - 1);
  g_autofree char *words = NULL;
  gpointer filters;

  testing_picker_answer_agents (self);
  testing_picker_answer_rows (self, TESTING_PICKER_ROW ("conv_1", "A room", "", "failure"));
  testing_picker_open (self, 800);
  testing_listing_wait_rows (self, 1);
  wait_sent (self, "summary_mode=include", TRUE);
  filters = get_filters (self);
  proctor_testing_wait_for ("the agents", has_agents, filters);
  g_assert_false (proctor_conversation_filters_is_filtered (filters));

  gtk_drop_down_set_selected (testing_picker_get_part (filters, "agents"), 1);
  wait_sent (self, "agent_id=agent_1", TRUE);
  proctor_testing_wait_for ("the branches", has_branches, filters);
  gtk_drop_down_set_selected (testing_picker_get_part (filters, "branches"), 2);
  wait_sent (self, "branch_id=branch_2", TRUE);
  gtk_drop_down_set_selected (testing_picker_get_part (filters, "outcomes"), 2);
  wait_sent (self, "call_successful=failure", TRUE);
  gtk_drop_down_set_selected (testing_picker_get_part (filters, "times"), 2);
  wait_sent (self, "call_start_after_unix=", TRUE);

  /* Whichever comes first. */
  gtk_drop_down_set_selected (testing_picker_get_part (filters, "times"), 4);
  g_object_set (testing_picker_get_part (filters, "first_day"), "day", last, NULL);
  g_object_set (testing_picker_get_part (filters, "last_day"), "day", first, NULL);
  wait_sent (self, after_text, TRUE);
  wait_sent (self, before_text, TRUE);

  gtk_editable_set_text (testing_picker_get_part (testing_picker_get_part (self->pane, "search"), "entry"), "sea view");
  wait_sent (self, "search=sea%20view", TRUE);
  wait_sent (self, "branch_id=branch_2", TRUE);
  words = proctor_conversation_filters_dup_words (filters);
  g_assert_cmpstr (words, ==, "Hotel · Trial · Unsuccessful · 2 Mar 2026 – 4 Mar 2026");
  g_assert_true (testing_listing_shows (self, words));
  testing_picture_save (self->window, "conversations-filtered");

  proctor_conversation_filters_clear (filters);
  wait_sent (self, "agent_id=", FALSE);
  wait_sent (self, "branch_id=", FALSE);
  wait_sent (self, "call_start_", FALSE);
  wait_sent (self, "search=", TRUE);
}

/* An agent without branches, and a key that may not see agents. */
static void
test_no_agents (TestingListing *self,
                gconstpointer data)
{
  testing_picker_answer (self, AGENTS, 403, "{\"detail\":\"No\"}");
  testing_picker_answer_rows (self, TESTING_PICKER_ROW ("conv_1", "A room", "", "failure"));
  testing_picker_open (self, 800);
  testing_listing_wait_rows (self, 1);
  g_assert_true (testing_listing_shows (self, "A room"));
  gtk_drop_down_set_selected (testing_picker_get_part (get_filters (self), "outcomes"), 1);
  wait_sent (self, "call_successful=success", TRUE);
}

static void
test_rows (TestingListing *self,
           gconstpointer data)
{
  g_autofree char *label = NULL;
  g_autofree char *description = NULL;

  testing_picker_answer_agents (self);
  testing_picker_answer_rows (self, TESTING_PICKER_ROW ("conv_1", "A room", "A guest books a room.", "failure") "," TESTING_PICKER_ROW ("conv_2", "", "", "success") ",[]");
  testing_picker_open (self, 800);
  testing_listing_wait_rows (self, 3);
  testing_listing_wait_shown (self, "A room");
  g_assert_true (testing_listing_shows (self, "A guest books a room."));
  g_assert_true (testing_listing_shows (self, "Hotel · 5 messages · Unsuccessful"));
  g_assert_true (testing_listing_shows (self, "Hotel"));
  g_assert_true (testing_listing_shows (self, "5 messages · Successful"));
  g_assert_true (testing_listing_shows (self, "A conversation that can't be read"));
  g_object_get (testing_listing_find (self, PROCTOR_TYPE_CONVERSATION_ROW, 0), "label", &label, "description", &description, NULL);
  g_assert_cmpstr (label, ==, "A room");
  g_assert_nonnull (strstr (description, "Unsuccessful"));
  testing_picture_save (self->window, "conversations");
}

static gboolean
is_at_cut (gpointer user_data)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (testing_picker_get_part (user_data, "view"));

  return g_strcmp0 (adw_navigation_page_get_tag (page), "cut") == 0;
}

/* Whoever types and presses Return gets the first that is found, and not one that was there before. */
static void
test_return (TestingListing *self,
             gconstpointer data)
{
  gpointer entry;

  testing_picker_answer_agents (self);
  testing_picker_answer_rows (self, TESTING_PICKER_ROW ("conv_2", "Breakfast", "", "success") "," TESTING_PICKER_ROW ("conv_1", "A room", "", "failure"));
  testing_picker_answer (self, TESTING_PICKER_ONE, 200, TESTING_PICKER_CONVERSATION);
  testing_picker_open (self, 800);
  testing_listing_wait_rows (self, 2);
  entry = testing_picker_get_part (testing_picker_get_part (self->pane, "search"), "entry");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (is_at_cut (self->pane));

  testing_picker_answer_rows (self, TESTING_PICKER_ROW ("conv_1", "A room", "", "failure"));
  gtk_editable_set_text (entry, "roo");
  g_signal_emit_by_name (entry, "activate");
  gtk_editable_set_text (entry, "room");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (is_at_cut (self->pane));
  proctor_testing_wait_for ("the conversation", is_at_cut, self->pane);
  testing_picker_wait_turns (self);
  wait_sent (self, "search=room", TRUE);
}

static void
test_empty (TestingListing *self,
            gconstpointer data)
{
  testing_picker_answer_agents (self);
  testing_picker_answer_rows (self, "");
  testing_picker_open (self, 800);
  testing_listing_wait_title (self, "No Conversations");
  testing_picture_save (self->window, "conversations-empty");

  gtk_editable_set_text (testing_picker_get_part (testing_picker_get_part (self->pane, "search"), "entry"), "sea");
  testing_listing_wait_title (self, "No Conversations Match");
}

/* What the server refuses is told of in plain words, and what fails can be tried again. */
static void
test_refused (TestingListing *self,
              gconstpointer data)
{
  const struct
  {
    guint status;
    const char *body;
    ProctorTestingFault fault;
    const char *title;
  } answers[] = {
    { 401, "{\"detail\":\"No\"}", PROCTOR_TESTING_FAULT_NONE, "Conversations Can't Be Shown" },
    { 403, "{\"detail\":\"No\"}", PROCTOR_TESTING_FAULT_NONE, "No Conversations to Choose From" },
    { 404, "{\"detail\":\"Not Found\"}", PROCTOR_TESTING_FAULT_NONE, "No Conversations to Choose From" },
    { 405, "", PROCTOR_TESTING_FAULT_NONE, "No Conversations to Choose From" },
    { 200, "{\"conversations\":[", PROCTOR_TESTING_FAULT_NONE, "Conversations Can't Be Shown" },
    { 200, "{\"conversations\":[]}", PROCTOR_TESTING_FAULT_CUT, "Conversations Can't Be Shown" },
  };

  testing_picker_answer_agents (self);
  testing_picker_answer (self, TESTING_PICKER_CONVERSATIONS, 422, "{\"detail\":[]}");
  testing_picker_open (self, 800);
  testing_listing_wait_title (self, "Conversations Can't Be Shown");
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *search = g_strdup_printf ("%lu", (gulong) i);

      proctor_testing_server_reset (self->server);
      proctor_testing_server_answer (self->server, "GET", TESTING_PICKER_CONVERSATIONS, &(ProctorTestingAnswer) { .status = answers[i].status, .body = answers[i].body, .fault = answers[i].fault });
      gtk_editable_set_text (testing_picker_get_part (testing_picker_get_part (self->pane, "search"), "entry"), search);
      testing_listing_wait_title (self, "Loading Conversations");
      testing_listing_wait_title (self, answers[i].title);
      if (answers[i].status == 404)
        testing_picture_save (self->window, "conversations-refused");
    }

  proctor_testing_server_reset (self->server);
  testing_picker_answer_rows (self, TESTING_PICKER_ROW ("conv_1", "A room", "", "success"));
  g_assert_true (gtk_widget_activate_action (testing_listing_find (self, ADW_TYPE_STATUS_PAGE, 0), "paged-view.retry", NULL));
  testing_listing_wait_rows (self, 1);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, function) g_test_add ("/conversation-search/" name, TestingListing, NULL, testing_listing_set_up, function, testing_listing_tear_down)
  ADD ("rows", test_rows);
  ADD ("filters", test_filters);
  ADD ("no-agents", test_no_agents);
  ADD ("return", test_return);
  ADD ("empty", test_empty);
  ADD ("refused", test_refused);
#undef ADD

  return g_test_run ();
}
