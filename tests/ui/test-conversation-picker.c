/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-conversation-cut-page.h"
#include "proctor-conversation-cut.h"
#include "proctor-conversation-filters.h"
#include "proctor-conversation-kind-page.h"
#include "proctor-conversation-picker.h"
#include "proctor-conversation-row.h"
#include "proctor-conversation-search.h"
#include "proctor-day-button.h"
#include "proctor-drafts.h"
#include "proctor-example.h"
#include "proctor-masking-group.h"
#include "proctor-test-source.h"
#include "proctor-turn-bubble.h"
#include "proctor-turn.h"
#include "proctor-ui.h"
#include "proctor-variable.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <string.h>

#define AGENTS "/v1/convai/agents"
#define BRANCHES AGENTS "/agent_1/branches"
#define CONVERSATIONS "/v1/convai/conversations"
#define ONE CONVERSATIONS "/conv_1"

#define ROW(id, title, summary, outcome)                                                                                   \
  "{\"conversation_id\":\"" id "\",\"agent_id\":\"agent_1\",\"agent_name\":\"Hotel\",\"start_time_unix_secs\":1790000000," \
  "\"status\":\"done\",\"message_count\":5,\"call_successful\":\"" outcome "\",\"call_summary_title\":\"" title "\",\"transcript_summary\":\"" summary "\"}"

#define CONVERSATION                                                                                                                                        \
  "{\"conversation_id\":\"conv_1\",\"agent_id\":\"agent_1\",\"branch_id\":\"branch_1\",\"status\":\"done\",\"environment\":\"production\",\"transcript\":[" \
  "{\"role\":\"agent\",\"message\":\"Harbour Hotel, good evening. How can I help you?\",\"time_in_call_secs\":0},"                                          \
  "{\"role\":\"user\",\"message\":\"I'm Anna Schmidt, a@b.de, and I'd like a room for two.\",\"time_in_call_secs\":4},"                                     \
  "{\"role\":\"agent\",\"message\":\"Certainly, Anna. For how many nights?\",\"time_in_call_secs\":7},"                                                     \
  "{\"role\":\"user\",\"message\":\"Two. My card is 4111 1111 1111 1111.\",\"time_in_call_secs\":9},"                                                       \
  "{\"role\":\"agent\",\"message\":\"Thank you, it is booked.\",\"time_in_call_secs\":12}],"                                                                \
  "\"metadata\":{\"start_time_unix_secs\":1,\"call_duration_secs\":12},\"analysis\":{\"call_successful\":\"failure\",\"call_summary_title\":\"A room\"},"   \
  "\"conversation_initiation_client_data\":{\"dynamic_variables\":{\"user_name\":\"Anna Schmidt\",\"system__time\":\"now\"}}}"

static void
answer (TestingListing *self,
        const char *path,
        guint status,
        const char *body)
{
  proctor_testing_server_answer (self->server, "GET", path, &(ProctorTestingAnswer) { .status = status, .body = body });
}

static void
answer_rows (TestingListing *self,
             const char *rows)
{
  testing_listing_answer (self, CONVERSATIONS, "conversations", rows, NULL);
}

static void
answer_agents (TestingListing *self)
{
  testing_listing_answer (self, AGENTS, "agents", "{\"agent_id\":\"agent_1\",\"name\":\"Hotel\",\"created_at_unix_secs\":1760000000}", NULL);
  answer (self, AGENTS "/agent_1", 200, "{\"agent_id\":\"agent_1\",\"name\":\"Hotel\",\"conversation_config\":{},\"main_branch_id\":\"branch_1\"}");
  answer (self, BRANCHES, 200, "{\"results\":[{\"id\":\"branch_1\",\"name\":\"Main\"},{\"id\":\"branch_2\",\"name\":\"Trial\"}]}");
}

static void
open_picker (TestingListing *self,
             int width)
{
  self->window = adw_window_new ();
  self->pane = g_object_ref_sink (GTK_WIDGET (proctor_conversation_picker_new (self->session, "folder_1")));
  adw_window_set_content (ADW_WINDOW (self->window), gtk_label_new (NULL));
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 760);
  gtk_window_present (GTK_WINDOW (self->window));
  adw_dialog_present (ADW_DIALOG (self->pane), self->window);
}

static gpointer
get_part (gpointer widget,
          const char *name)
{
  gpointer part = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (part);

  return part;
}

static gpointer
get_filters (TestingListing *self)
{
  return gtk_menu_button_get_popover (get_part (get_part (self->pane, "search"), "filter_button"));
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
  proctor_testing_wait_for (text, was_sent, &(Sent) { self, CONVERSATIONS, text, is_wanted });
}

static gboolean
has_agents (gpointer user_data)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (get_part (user_data, "agents"))) == 2;
}

static gboolean
has_branches (gpointer user_data)
{
  return g_list_model_get_n_items (gtk_drop_down_get_model (get_part (user_data, "branches"))) == 3;
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

  answer_agents (self);
  answer_rows (self, ROW ("conv_1", "A room", "", "failure"));
  open_picker (self, 800);
  testing_listing_wait_rows (self, 1);
  wait_sent (self, "summary_mode=include", TRUE);
  filters = get_filters (self);
  proctor_testing_wait_for ("the agents", has_agents, filters);
  g_assert_false (proctor_conversation_filters_is_filtered (filters));

  gtk_drop_down_set_selected (get_part (filters, "agents"), 1);
  wait_sent (self, "agent_id=agent_1", TRUE);
  proctor_testing_wait_for ("the branches", has_branches, filters);
  gtk_drop_down_set_selected (get_part (filters, "branches"), 2);
  wait_sent (self, "branch_id=branch_2", TRUE);
  gtk_drop_down_set_selected (get_part (filters, "outcomes"), 2);
  wait_sent (self, "call_successful=failure", TRUE);
  gtk_drop_down_set_selected (get_part (filters, "times"), 2);
  wait_sent (self, "call_start_after_unix=", TRUE);

  /* Whichever comes first. */
  gtk_drop_down_set_selected (get_part (filters, "times"), 4);
  g_object_set (get_part (filters, "first_day"), "day", last, NULL);
  g_object_set (get_part (filters, "last_day"), "day", first, NULL);
  wait_sent (self, after_text, TRUE);
  wait_sent (self, before_text, TRUE);

  gtk_editable_set_text (get_part (get_part (self->pane, "search"), "entry"), "sea view");
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
  answer (self, AGENTS, 403, "{\"detail\":\"No\"}");
  answer_rows (self, ROW ("conv_1", "A room", "", "failure"));
  open_picker (self, 800);
  testing_listing_wait_rows (self, 1);
  g_assert_true (testing_listing_shows (self, "A room"));
  gtk_drop_down_set_selected (get_part (get_filters (self), "outcomes"), 1);
  wait_sent (self, "call_successful=success", TRUE);
}

static gboolean
shows_turns (gpointer user_data)
{
  TestingListing *self = user_data;
  GtkWidget *turn = testing_listing_find (self, PROCTOR_TYPE_TURN_BUBBLE, 4);

  return turn != NULL && gtk_widget_get_height (turn) > 0;
}

static gboolean
is_at_cut (gpointer user_data)
{
  AdwNavigationPage *page = adw_navigation_view_get_visible_page (get_part (user_data, "view"));

  return g_strcmp0 (adw_navigation_page_get_tag (page), "cut") == 0;
}

/* Whoever types and presses Return gets the first that is found, and not one that was there before. */
static void
test_return (TestingListing *self,
             gconstpointer data)
{
  gpointer entry;

  answer_agents (self);
  answer_rows (self, ROW ("conv_2", "Breakfast", "", "success") "," ROW ("conv_1", "A room", "", "failure"));
  answer (self, ONE, 200, CONVERSATION);
  open_picker (self, 800);
  testing_listing_wait_rows (self, 2);
  entry = get_part (get_part (self->pane, "search"), "entry");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (is_at_cut (self->pane));

  answer_rows (self, ROW ("conv_1", "A room", "", "failure"));
  gtk_editable_set_text (entry, "roo");
  g_signal_emit_by_name (entry, "activate");
  gtk_editable_set_text (entry, "room");
  g_signal_emit_by_name (entry, "activate");
  g_assert_false (is_at_cut (self->pane));
  proctor_testing_wait_for ("the conversation", is_at_cut, self->pane);
  proctor_testing_wait_for ("the turns", shows_turns, self);
  wait_sent (self, "search=room", TRUE);
}

static void
test_empty (TestingListing *self,
            gconstpointer data)
{
  answer_agents (self);
  answer_rows (self, "");
  open_picker (self, 800);
  testing_listing_wait_title (self, "No Conversations");
  testing_picture_save (self->window, "conversations-empty");

  gtk_editable_set_text (get_part (get_part (self->pane, "search"), "entry"), "sea");
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

  answer_agents (self);
  answer (self, CONVERSATIONS, 422, "{\"detail\":[]}");
  open_picker (self, 800);
  testing_listing_wait_title (self, "Conversations Can't Be Shown");
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autofree char *search = g_strdup_printf ("%lu", (gulong) i);

      proctor_testing_server_reset (self->server);
      proctor_testing_server_answer (self->server, "GET", CONVERSATIONS, &(ProctorTestingAnswer) { .status = answers[i].status, .body = answers[i].body, .fault = answers[i].fault });
      gtk_editable_set_text (get_part (get_part (self->pane, "search"), "entry"), search);
      testing_listing_wait_title (self, "Loading Conversations");
      testing_listing_wait_title (self, answers[i].title);
      if (answers[i].status == 404)
        testing_picture_save (self->window, "conversations-refused");
    }

  proctor_testing_server_reset (self->server);
  answer_rows (self, ROW ("conv_1", "A room", "", "success"));
  g_assert_true (gtk_widget_activate_action (testing_listing_find (self, ADW_TYPE_STATUS_PAGE, 0), "paged-view.retry", NULL));
  testing_listing_wait_rows (self, 1);
}

static void
choose (TestingListing *self)
{
  GtkListView *list;

  testing_listing_wait_shown (self, "A room");
  list = GTK_LIST_VIEW (testing_listing_find (self, GTK_TYPE_LIST_VIEW, 0));
  g_signal_emit_by_name (list, "activate", 0);
}

static void
choose_and_read (TestingListing *self,
                 int width)
{
  answer_agents (self);
  answer_rows (self, ROW ("conv_1", "A room", "A guest books a room for two nights and gives the card's number.", "failure") "," ROW ("conv_2", "Breakfast", "", "success") ",[]");
  answer (self, ONE, 200, CONVERSATION);
  open_picker (self, width);
  choose (self);
  proctor_testing_wait_for ("the turns", shows_turns, self);
}

static void
test_rows (TestingListing *self,
           gconstpointer data)
{
  g_autofree char *label = NULL;
  g_autofree char *description = NULL;

  answer_agents (self);
  answer_rows (self, ROW ("conv_1", "A room", "A guest books a room.", "failure") "," ROW ("conv_2", "", "", "success") ",[]");
  open_picker (self, 800);
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

static guint
get_cut (TestingListing *self)
{
  return proctor_conversation_cut_page_get_cut (get_part (self->pane, "cut_page"));
}

static gboolean
has_focus (gpointer user_data)
{
  return gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (user_data))) == user_data;
}

/* One can cut wherever the user has spoken, and comes back to what one has chosen. */
static void
test_cut (TestingListing *self,
          gconstpointer data)
{
  choose_and_read (self, 800);
  g_assert_cmpuint (get_cut (self), ==, 4);
  g_assert_true (testing_listing_shows (self, "The test begins with 4 turns and is about the agent's reply to them."));
  g_assert_true (testing_listing_shows (self, "Cut Here"));
  testing_picture_save (self->window, "conversation-cut");

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0)), TRUE);
  g_assert_cmpuint (get_cut (self), ==, 2);
  g_assert_true (testing_listing_shows (self, "The test begins with 2 turns and is about the agent's reply to them."));

  /* The bar that is there can't be taken away. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0)), FALSE);
  g_assert_cmpuint (get_cut (self), ==, 2);
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0))));

  adw_navigation_view_pop (get_part (self->pane, "view"));
  choose (self);
  g_assert_cmpuint (get_cut (self), ==, 2);
  proctor_testing_wait_for ("the focus", has_focus, testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0));
}

static GtkGesture *
find_drag (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE_DRAG (controller))
        return GTK_GESTURE (controller);
    }

  g_assert_not_reached ();
}

static double
get_middle (TestingListing *self,
            guint nth)
{
  GtkWidget *bar = testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, nth);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (bar, gtk_widget_get_parent (bar), &bounds));

  return bounds.origin.y + bounds.size.height / 2;
}

/* The bar is dragged by itself and not by what is beside it, and comes back when that is given up. */
static void
test_drag (TestingListing *self,
           gconstpointer data)
{
  GtkGesture *drag;
  double first, last, x;

  choose_and_read (self, 800);
  drag = find_drag (gtk_widget_get_parent (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0)));
  first = get_middle (self, 0);
  last = get_middle (self, 1);
  x = gtk_widget_get_width (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0)) / 2.0;
  g_assert_cmpfloat (first, <, last);

  /* Where no bar is, and a bar that isn't the one. */
  g_signal_emit_by_name (drag, "drag-begin", x, (first + last) / 2);
  g_signal_emit_by_name (drag, "drag-update", 0.0, first - last);
  g_signal_emit_by_name (drag, "drag-begin", x, first);
  g_signal_emit_by_name (drag, "drag-update", 0.0, last - first);
  g_assert_cmpuint (get_cut (self), ==, 4);

  g_signal_emit_by_name (drag, "drag-begin", x, last);
  g_signal_emit_by_name (drag, "drag-update", 0.0, 2.0);
  g_assert_cmpuint (get_cut (self), ==, 4);
  g_signal_emit_by_name (drag, "drag-update", 0.0, first - last);
  g_assert_cmpuint (get_cut (self), ==, 2);
  g_signal_emit_by_name (drag, "cancel", NULL);
  g_assert_cmpuint (get_cut (self), ==, 4);
  g_signal_emit_by_name (drag, "drag-update", 0.0, first - last);
  g_assert_cmpuint (get_cut (self), ==, 4);

  g_signal_emit_by_name (drag, "drag-begin", x, get_middle (self, 1));
  g_signal_emit_by_name (drag, "drag-update", 0.0, first - last - 1000);
  g_signal_emit_by_name (drag, "drag-end", 0.0, first - last - 1000);
  g_assert_cmpuint (get_cut (self), ==, 2);
  g_assert_true (testing_listing_shows (self, "The test begins with 2 turns and is about the agent's reply to them."));
  g_assert_true (gtk_widget_has_focus (testing_listing_find (self, GTK_TYPE_TOGGLE_BUTTON, 0)));
}

static void
test_unreadable (TestingListing *self,
                 gconstpointer data)
{
  answer_agents (self);
  answer_rows (self, ROW ("conv_1", "A room", "", "failure"));
  answer (self, ONE, 404, "{\"detail\":{\"code\":\"conversation_not_found\",\"message\":\"No\"}}");
  answer (self, ONE, 200, "{\"conversation_id\":\"conv_1\",\"transcript\":[{\"role\":\"agent\",\"message\":\"Hello?\",\"time_in_call_secs\":0}]}");
  open_picker (self, 800);
  choose (self);
  testing_listing_wait_title (self, "The Conversation Can't Be Shown");
  g_assert_false (gtk_widget_get_sensitive (get_part (get_part (self->pane, "cut_page"), "next_button")));

  gtk_widget_activate (get_part (get_part (self->pane, "cut_page"), "again_button"));
  testing_listing_wait_title (self, "Nothing to Reply To");
  g_assert_false (gtk_widget_get_sensitive (get_part (get_part (self->pane, "cut_page"), "next_button")));
}

static gboolean
can_create (gpointer user_data)
{
  return gtk_widget_get_sensitive (get_part (get_part (user_data, "kind_page"), "create_button"));
}

static void
go_on (TestingListing *self)
{
  g_signal_emit_by_name (get_part (get_part (self->pane, "cut_page"), "next_button"), "clicked");
  proctor_testing_wait_for ("what is masked", can_create, self->pane);
}

static void
drafted_cb (AdwDialog *dialog,
            const char *draft_id,
            char **id)
{
  g_set_str (id, draft_id);
}

static void
keep_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static ProctorDraft *
create (TestingListing *self)
{
  ProctorDrafts *drafts = proctor_session_get_drafts (self->session);
  g_autofree char *id = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorDraft *draft;

  g_signal_connect (self->pane, "drafted", G_CALLBACK (drafted_cb), &id);
  g_signal_emit_by_name (get_part (get_part (self->pane, "kind_page"), "create_button"), "clicked");
  proctor_testing_wait_for ("the draft", is_set, &id);
  proctor_drafts_open_async (drafts, id, NULL, keep_cb, &result);
  proctor_testing_wait_for ("the draft again", is_set, &result);
  draft = proctor_drafts_open_finish (drafts, result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_draft_get_folder_id (draft), ==, "folder_1");

  return draft;
}

static GtkWidget *
find_titled (TestingListing *self,
             const char *title)
{
  GtkWidget *row;

  for (guint i = 0; (row = testing_listing_find (self, ADW_TYPE_PREFERENCES_ROW, i)) != NULL; i++)
    {
      if (g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), title) == 0)
        return row;
    }

  g_assert_not_reached ();
}

static GtkWidget *
find_check (GtkWidget *widget)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *check = GTK_IS_CHECK_BUTTON (child) ? child : find_check (child);

      if (check != NULL)
        return check;
    }

  return NULL;
}

static void
test_next_reply (TestingListing *self,
                 gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;
  g_autoptr (ProctorTurn) turn = NULL;
  g_autoptr (ProctorTurn) card = NULL;
  g_autoptr (ProctorExample) example = NULL;
  g_autoptr (ProctorVariable) variable = NULL;
  ProctorTest *test;

  choose_and_read (self, 800);
  go_on (self);
  testing_picture_save (self->window, "conversation-kind");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled (self, "Anna Schmidt, 3 times"))), ==, "Alex Example");
  draft = create (self);
  test = proctor_draft_get_test (draft);

  g_assert_cmpint (proctor_draft_get_kind (draft), ==, PROCTOR_TEST_KIND_NEXT_REPLY);
  g_assert_cmpstr (proctor_test_get_name (test), ==, "A room");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_chat_history (test)), ==, 4);
  turn = g_list_model_get_item (proctor_test_get_chat_history (test), 1);
  g_assert_cmpstr (proctor_turn_get_message (turn), ==, "I'm Alex Example, person1@example.com, and I'd like a room for two.");
  card = g_list_model_get_item (proctor_test_get_chat_history (test), 3);
  g_assert_null (strstr (proctor_turn_get_message (card), "4111"));
  example = g_list_model_get_item (proctor_test_get_failure_examples (test), 0);
  g_assert_cmpstr (proctor_example_get_response (example), ==, "Thank you, it is booked.");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_dynamic_variables (test)), ==, 1);
  variable = g_list_model_get_item (proctor_test_get_dynamic_variables (test), 0);
  g_assert_cmpstr (proctor_variable_get_value (variable), ==, "\"Alex Example\"");
  g_assert_cmpstr (proctor_test_source_get_conversation_id (proctor_test_get_from_conversation_metadata (test)), ==, "conv_1");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_source_get_original_agent_reply (proctor_test_get_from_conversation_metadata (test))), ==, 1);
}

/* One thing, and all of a kind, are left as they are. */
static void
test_masks (TestingListing *self,
            gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;
  g_autoptr (ProctorTurn) turn = NULL;
  g_autoptr (ProctorTurn) card = NULL;
  GtkWidget *name, *mail, *check;

  choose_and_read (self, 360);
  go_on (self);
  testing_picture_save (self->window, "conversation-kind-narrow");
  name = find_titled (self, "Anna Schmidt, 3 times");
  check = find_check (name);
  g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (name)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (name)));
  mail = find_titled (self, "Email Addresses");
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (mail), FALSE);
  adw_combo_row_set_selected (get_part (get_part (self->pane, "kind_page"), "reply_row"), 1);
  draft = create (self);

  card = g_list_model_get_item (proctor_test_get_chat_history (proctor_draft_get_test (draft)), 3);
  g_assert_null (strstr (proctor_turn_get_message (card), "4111"));
  turn = g_list_model_get_item (proctor_test_get_chat_history (proctor_draft_get_test (draft)), 1);
  g_assert_cmpstr (proctor_turn_get_message (turn), ==, "I'm Anna Schmidt, a@b.de, and I'd like a room for two.");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_failure_examples (proctor_draft_get_test (draft))), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_success_examples (proctor_draft_get_test (draft))), ==, 1);
}

/* What is put there can be somebody's own words, also in the reply that becomes an example. */
static void
test_wording (TestingListing *self,
              gconstpointer data)
{
  g_autofree char *conversation = g_strdup (CONVERSATION);
  g_autoptr (ProctorDraft) draft = NULL;
  g_autoptr (ProctorTurn) turn = NULL;
  g_autoptr (ProctorExample) example = NULL;
  char *reply = strstr (conversation, "it is booked");
  GtkWidget *name;

  memcpy (reply, "Anna Schmidt", strlen ("Anna Schmidt"));
  answer_agents (self);
  answer_rows (self, ROW ("conv_1", "A room", "", "failure"));
  answer (self, ONE, 200, conversation);
  open_picker (self, 360);
  choose (self);
  proctor_testing_wait_for ("the turns", shows_turns, self);
  go_on (self);
  name = find_titled (self, "Anna Schmidt, 5 times");
  gtk_editable_set_text (GTK_EDITABLE (name), "Ursula \"Uschi\" Meier");
  gtk_widget_grab_focus (find_titled (self, "a@b.de"));
  gtk_editable_set_text (GTK_EDITABLE (find_titled (self, "a@b.de")), "");
  gtk_widget_grab_focus (name);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_titled (self, "a@b.de"))), ==, "person1@example.com");
  testing_picture_save (self->window, "conversation-kind-worded");
  draft = create (self);

  turn = g_list_model_get_item (proctor_test_get_chat_history (proctor_draft_get_test (draft)), 1);
  g_assert_cmpstr (proctor_turn_get_message (turn), ==, "I'm Ursula \"Uschi\" Meier, person1@example.com, and I'd like a room for two.");
  example = g_list_model_get_item (proctor_test_get_failure_examples (proctor_draft_get_test (draft)), 0);
  g_assert_cmpstr (proctor_example_get_response (example), ==, "Thank you, Ursula \"Uschi\" Meier.");
}

static void
test_simulation (TestingListing *self,
                 gconstpointer data)
{
  g_autoptr (ProctorDraft) draft = NULL;
  gpointer page;

  choose_and_read (self, 360);
  testing_picture_save (self->window, "conversation-cut-narrow");
  go_on (self);
  page = get_part (self->pane, "kind_page");
  gtk_check_button_set_active (get_part (page, "simulation_check"), TRUE);
  g_assert_false (gtk_widget_get_visible (get_part (page, "reply_group")));
  draft = create (self);

  g_assert_cmpint (proctor_draft_get_kind (draft), ==, PROCTOR_TEST_KIND_SIMULATION);
  g_assert_null (strstr (proctor_test_get_simulation_scenario (proctor_draft_get_test (draft)), "Anna"));
}

/* Of a long conversation the front goes, and that is said before. */
static void
test_long (TestingListing *self,
           gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("{\"conversation_id\":\"conv_1\",\"agent_id\":\"agent_1\",\"transcript\":[");
  g_autoptr (ProctorDraft) draft = NULL;
  g_autoptr (ProctorTurn) first = NULL;

  for (guint i = 0; i < 221; i++)
    g_string_append_printf (text, "%s{\"role\":\"%s\",\"message\":\"Said %u\",\"time_in_call_secs\":%u}", i > 0 ? "," : "", i % 2 == 0 ? "agent" : "user", i, i);
  g_string_append (text, "]}");
  answer_agents (self);
  answer_rows (self, ROW ("conv_1", "A room", "", "failure"));
  answer (self, ONE, 200, text->str);
  open_picker (self, 800);
  choose (self);
  testing_listing_wait_shown (self, "A test holds 200 turns: the first 20 turns are left out.");
  g_assert_cmpuint (get_cut (self), ==, 220);
  go_on (self);
  g_assert_true (testing_listing_shows (self, "Nothing was found"));
  draft = create (self);

  g_assert_cmpuint (g_list_model_get_n_items (proctor_test_get_chat_history (proctor_draft_get_test (draft))), ==, 200);
  first = g_list_model_get_item (proctor_test_get_chat_history (proctor_draft_get_test (draft)), 0);
  g_assert_cmpstr (proctor_turn_get_message (first), ==, "Said 20");
}

/* What is closed while it waits is gone. */
static void
test_closed (TestingListing *self,
             gconstpointer data)
{
  answer_agents (self);
  answer_rows (self, ROW ("conv_1", "A room", "", "failure"));
  proctor_testing_server_answer (self->server, "GET", ONE, &(ProctorTestingAnswer) { .fault = PROCTOR_TESTING_FAULT_STALL });
  open_picker (self, 800);
  choose (self);
  testing_listing_wait_title (self, "Loading the Conversation");
  adw_dialog_force_close (ADW_DIALOG (self->pane));
  proctor_testing_assert_finalized (g_steal_pointer (&self->pane));
  proctor_testing_assert_finalized (g_steal_pointer (&self->session));

  /* Something is expected to be there. */
  self->session = proctor_testing_session_new (self->server, NULL, NULL);
  self->pane = g_object_ref_sink (gtk_label_new (NULL));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

#define ADD(name, function) g_test_add ("/conversation-picker/" name, TestingListing, NULL, testing_listing_set_up, function, testing_listing_tear_down)
  ADD ("rows", test_rows);
  ADD ("filters", test_filters);
  ADD ("no-agents", test_no_agents);
  ADD ("return", test_return);
  ADD ("empty", test_empty);
  ADD ("refused", test_refused);
  ADD ("cut", test_cut);
  ADD ("drag", test_drag);
  ADD ("unreadable", test_unreadable);
  ADD ("next-reply", test_next_reply);
  ADD ("masks", test_masks);
  ADD ("wording", test_wording);
  ADD ("simulation", test_simulation);
  ADD ("long", test_long);
  ADD ("closed", test_closed);
#undef ADD

  return g_test_run ();
}
