/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-found-run-row.h"
#include "proctor-search-dialog.h"
#include "proctor-ui.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <string.h>

/* All transcripts are searched in the history, which needs no server. */

#define RUN(id, name, agent, outcome, said, tool)                                                                                        \
  "{\"id\":\"inv-" id "\",\"agent_id\":\"" agent "\",\"created_at\":1760000000,\"status\":\"completed\",\"test_runs\":["                 \
  "{\"test_run_id\":\"" id "\",\"test_id\":\"t-" id "\",\"test_name\":\"" name "\"," outcome ",\"last_updated_at_unix\":17600000" id "," \
  "\"agent_responses\":[{\"role\":\"agent\",\"message\":\"" said "\",\"tool_calls\":[{\"tool_name\":\"" tool "\"}]}]}]}"
#define FAILED "\"status\":\"failed\",\"condition_result\":{\"result\":\"failure\"}"
#define PASSED "\"status\":\"passed\",\"condition_result\":{\"result\":\"success\"}"

typedef struct
{
  TestingListing listing;
  ProctorHistory *history;
  char *folder;
  char *shown; /* what was opened */
} Fixture;

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

static void
add (Fixture *self,
     const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  GAsyncResult *kept = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_add_async (self->history, "workspace-1", bytes, NULL, kept_cb, &kept);
  proctor_testing_wait_for ("the history", has_kept, &kept);
  result = kept;
  g_assert_true (proctor_history_add_finish (self->history, result, &error));
  g_assert_no_error (error);
}

static void
show_run_cb (GSimpleAction *action,
             GVariant *parameter,
             gpointer user_data)
{
  Fixture *self = user_data;
  const char *invocation_id, *run_id, *words;

  g_variant_get (parameter, "(&s&s&s)", &invocation_id, &run_id, &words);
  g_free (self->shown);
  self->shown = g_strdup_printf ("%s %s %s", invocation_id, run_id, words);
}

static void
set_up (Fixture *self,
        gconstpointer data)
{
  testing_listing_set_up (&self->listing, data);
  self->folder = g_dir_make_tmp ("proctor-search-XXXXXX", NULL);
  self->history = proctor_history_new (self->folder);
  proctor_testing_assert_finalized (g_steal_pointer (&self->listing.session));
  self->listing.session = proctor_testing_session_new (self->listing.server, NULL, self->history);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  GAsyncResult *kept = NULL;

  testing_listing_tear_down (&self->listing, data);
  proctor_history_close_async (self->history, kept_cb, &kept);
  proctor_testing_wait_for ("the history", has_kept, &kept);
  proctor_history_close_finish (self->history, kept);
  g_object_unref (kept);
  g_object_unref (self->history);
  g_free (self->folder);
  g_free (self->shown);
}

static gboolean
is_shown (gpointer user_data)
{
  return gtk_widget_get_mapped (user_data);
}

static gboolean
has_entry (gpointer user_data)
{
  return testing_listing_find (user_data, GTK_TYPE_SEARCH_ENTRY, 0) != NULL;
}

/* A window with the dialog over it, which is what is looked at. */
static void
open_dialog (Fixture *self,
             int width)
{
  static const GActionEntry entries[] = { { "show-run", show_run_cb, "(sss)" } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  AdwDialog *dialog;

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  self->listing.window = adw_window_new ();
  gtk_widget_insert_action_group (self->listing.window, "win", G_ACTION_GROUP (actions));
  adw_window_set_content (ADW_WINDOW (self->listing.window), adw_bin_new ());
  gtk_window_set_default_size (GTK_WINDOW (self->listing.window), width, 760);
  gtk_window_present (GTK_WINDOW (self->listing.window));
  proctor_testing_wait_for ("the window", is_shown, self->listing.window);
  dialog = proctor_search_dialog_new (self->listing.session);
  self->listing.pane = g_object_ref_sink (GTK_WIDGET (dialog));
  adw_dialog_present (dialog, self->listing.window);
  proctor_testing_wait_for ("the dialog", has_entry, &self->listing);
}

static void
look_for (Fixture *self,
          const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (testing_listing_find (&self->listing, GTK_TYPE_SEARCH_ENTRY, 0)), text);
}

/* The drop-down that is called so. */
static GtkDropDown *
find_choice (Fixture *self,
             const char *first)
{
  GtkWidget *widget;

  for (guint i = 0; (widget = testing_listing_find (&self->listing, GTK_TYPE_DROP_DOWN, i)) != NULL; i++)
    {
      g_autoptr (GtkStringObject) item = g_list_model_get_item (gtk_drop_down_get_model (GTK_DROP_DOWN (widget)), 0);

      if (g_strcmp0 (gtk_string_object_get_string (item), first) == 0)
        return GTK_DROP_DOWN (widget);
    }

  return NULL;
}

static gboolean
has_tools (gpointer user_data)
{
  return find_choice (user_data, "Any Tool") != NULL;
}

static void
add_hotel (Fixture *self)
{
  add (self, RUN ("11", "Refund policy", "agent-a", FAILED, "You get your money back <b>within</b> thirty days & not later.", "look_up_order"));
  add (self, RUN ("12", "Opening hours", "agent-a", PASSED, "We open at nine. No money is taken on Sundays.", "opening_hours"));
  add (self, RUN ("13", "Late check-out", "agent-b", FAILED, "Money does not help here; the room is booked, and a very long explanation follows, which tells of all that was tried to have it otherwise, so that two lines don’t hold it.", "look_up_order"));
}

static void
test_words (Fixture *self,
            gconstpointer data)
{
  g_autoptr (GListModel) rows = NULL;
  g_autoptr (ProctorFoundRun) run = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *label = NULL;

  add_hotel (self);
  open_dialog (self, GPOINTER_TO_INT (data));
  testing_listing_wait_title (&self->listing, "Search All Transcripts");
  testing_picture_save (self->listing.window, GPOINTER_TO_INT (data) > 400 ? "search-idle" : "search-idle-narrow");
  look_for (self, "money");
  testing_listing_wait_rows (&self->listing, 3);
  testing_listing_wait_shown (&self->listing, "3 runs");
  testing_picture_save (self->listing.window, GPOINTER_TO_INT (data) > 400 ? "search-found" : "search-found-narrow");
  look_for (self, "money thirty");
  testing_listing_wait_rows (&self->listing, 1);

  /* What stands in a transcript is text, whatever it looks like. */
  rows = g_object_ref (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (testing_listing_find (&self->listing, GTK_TYPE_LIST_VIEW, 0)))));
  run = g_list_model_get_item (rows, 0);
  markup = proctor_found_run_dup_markup (run);
  g_assert_nonnull (strstr (markup, "<b>money</b> back &lt;b&gt;within&lt;/b&gt; <b>thirty</b> days &amp; not later."));
  label = proctor_found_run_row_dup_label (run);
  g_assert_cmpstr (label, ==, "Refund policy, failed: You get your money back <b>within</b> thirty days & not later.");

  look_for (self, "unicorn");
  testing_listing_wait_title (&self->listing, "Nothing Found");
  g_assert_false (testing_listing_shows (&self->listing, "Clear Filters"));
  testing_picture_save (self->listing.window, GPOINTER_TO_INT (data) > 400 ? "search-nothing" : "search-nothing-narrow");
  look_for (self, "");
  testing_listing_wait_title (&self->listing, "Search All Transcripts");
}

static void
test_filters (Fixture *self,
              gconstpointer data)
{
  add_hotel (self);
  open_dialog (self, 700);
  proctor_testing_wait_for ("the tools", has_tools, self);
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (find_choice (self, "Any Agent"))), ==, 3);
  /* No agent is chosen, and these have no branches. */
  g_assert_null (find_choice (self, "Any Branch"));

  look_for (self, "money");
  testing_listing_wait_rows (&self->listing, 3);
  gtk_drop_down_set_selected (find_choice (self, "Any Outcome"), 2);
  testing_listing_wait_rows (&self->listing, 2);
  gtk_drop_down_set_selected (find_choice (self, "Any Agent"), 1);
  testing_listing_wait_rows (&self->listing, 1);
  gtk_drop_down_set_selected (find_choice (self, "Any Tool"), 2);
  testing_listing_wait_title (&self->listing, "Nothing Found");
  testing_picture_save (self->listing.window, "search-filters-nothing");
  g_assert_true (testing_listing_shows (&self->listing, "Clear Filters"));
  gtk_widget_activate (testing_listing_find (&self->listing, GTK_TYPE_BUTTON, 0));

  /* Without a word, all that is as wanted. */
  look_for (self, "");
  gtk_drop_down_set_selected (find_choice (self, "Any Agent"), 0);
  gtk_drop_down_set_selected (find_choice (self, "Any Outcome"), 0);
  testing_listing_wait_rows (&self->listing, 1);
  gtk_drop_down_set_selected (find_choice (self, "Any Tool"), 0);
  testing_listing_wait_title (&self->listing, "Search All Transcripts");
  gtk_drop_down_set_selected (find_choice (self, "Any Time"), 1);
  testing_listing_wait_title (&self->listing, "Nothing Found");
}

static gboolean
has_shown (gpointer user_data)
{
  return ((Fixture *) user_data)->shown != NULL;
}

static void
test_open (Fixture *self,
           gconstpointer data)
{
  add_hotel (self);
  open_dialog (self, 700);
  look_for (self, "money");
  testing_listing_wait_rows (&self->listing, 3);
  g_signal_emit_by_name (testing_listing_find (&self->listing, GTK_TYPE_LIST_VIEW, 0), "activate", 2);
  proctor_testing_wait_for ("the run", has_shown, self);
  g_assert_cmpstr (self->shown, ==, "inv-11 11 money");

  /* Enter in the entry is the newest of them. */
  g_clear_pointer (&self->shown, g_free);
  gtk_window_destroy (GTK_WINDOW (g_steal_pointer (&self->listing.window)));
  proctor_testing_assert_finalized (g_steal_pointer (&self->listing.pane));
  open_dialog (self, 700);
  look_for (self, "very is LONG");
  testing_listing_wait_rows (&self->listing, 1);
  g_signal_emit_by_name (testing_listing_find (&self->listing, GTK_TYPE_SEARCH_ENTRY, 0), "activate");
  proctor_testing_wait_for ("the run", has_shown, self);
  g_assert_cmpstr (self->shown, ==, "inv-13 13 is");
}

/* Who presses Enter before anything is found gets what was typed, when it is; nothing that was found for less. */
static void
test_at_once (Fixture *self,
              gconstpointer data)
{
  GtkWidget *entry;

  add_hotel (self);
  open_dialog (self, 700);
  look_for (self, "money");
  testing_listing_wait_rows (&self->listing, 3);
  entry = testing_listing_find (&self->listing, GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "very is LONG");
  g_signal_emit_by_name (entry, "activate");
  g_assert_null (self->shown);
  proctor_testing_wait_for ("the run", has_shown, self);
  g_assert_cmpstr (self->shown, ==, "inv-13 13 is");
}

/* Who goes on typing doesn't want it any more. */
static void
test_on_second_thoughts (Fixture *self,
                         gconstpointer data)
{
  GtkWidget *entry;

  add_hotel (self);
  open_dialog (self, 700);
  entry = testing_listing_find (&self->listing, GTK_TYPE_SEARCH_ENTRY, 0);
  gtk_editable_set_text (GTK_EDITABLE (entry), "very is LONG");
  g_signal_emit_by_name (entry, "activate");
  look_for (self, "money");
  testing_listing_wait_rows (&self->listing, 3);
  g_assert_null (self->shown);
}

/* A workspace that has no history. */
static void
test_without (Fixture *self,
              gconstpointer data)
{
  proctor_testing_assert_finalized (g_steal_pointer (&self->listing.session));
  self->listing.session = proctor_testing_session_new (self->listing.server, NULL, NULL);
  open_dialog (self, 700);
  testing_listing_wait_title (&self->listing, "Transcripts Can’t Be Searched");
  look_for (self, "money");
  testing_listing_wait_title (&self->listing, "Transcripts Can’t Be Searched");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(path, data, test) g_test_add ("/search-dialog/" path, Fixture, data, set_up, test, tear_down)
  ADD ("words", GINT_TO_POINTER (700), test_words);
  ADD ("words-narrow", GINT_TO_POINTER (360), test_words);
  ADD ("filters", NULL, test_filters);
  ADD ("open", NULL, test_open);
  ADD ("at-once", NULL, test_at_once);
  ADD ("second-thoughts", NULL, test_on_second_thoughts);
  ADD ("without", NULL, test_without);
#undef ADD

  return g_test_run ();
}
