/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-drafts.h"
#include "proctor-history.h"
#include "proctor-invocation-page.h"
#include "proctor-reader-row.h"
#include "proctor-reader.h"
#include "proctor-run-view.h"
#include "proctor-ui.h"
#include "proctor-verdict-calls.h"
#include "proctor-verdict-criteria.h"
#include "proctor-verdict-panel.h"
#include "testing-listing.h"
#include "testing-picture.h"

#include <string.h>

#define RUNS "/v1/convai/test-invocations"
#define TESTS "/v1/convai/agent-testing"
#define TOOLS "/v1/convai/tools"

#define HISTORY "\"chat_history\":[{\"role\":\"user\",\"time_in_call_secs\":0,\"message\":\"May I send back the boots?\"}]"

#define REPLY_TEST "\"type\":\"llm\"," HISTORY ",\"success_condition\":\"The agent names the time limit and the label.\"," \
                   "\"success_examples\":[{\"response\":\"Within 30 days, with the label.\",\"type\":\"success\"}],"       \
                   "\"failure_examples\":[{\"response\":\"I don't know.\",\"type\":\"failure\"}]"
#define SAID "{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":\"You can send it back within 30 days – just tell us.\"}"

typedef struct
{
  TestingListing listing;
  ProctorHistory *history;
  char *folder;
  guint jump_position;
  char *jump_text;
  guint n_kept;
  char *place; /* where in a test one was led */
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer data)
{
  testing_listing_set_up (&self->listing, data);
  g_clear_object (&self->listing.session);
  self->folder = proctor_testing_make_folder ();
  self->history = proctor_history_new (self->folder);
  self->listing.session = proctor_testing_session_new (self->listing.server, NULL, self->history);
  self->jump_position = G_MAXUINT;
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
  gboolean closed = FALSE;

  testing_listing_tear_down (&self->listing, data);
  proctor_history_close_async (self->history, closed_cb, &closed);
  proctor_testing_wait_for ("the history to close", is_true, &closed);
  g_clear_object (&self->history);
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->jump_text);
  g_free (self->place);
}

static gpointer
find (Fixture *self,
      GType type,
      guint nth)
{
  return testing_listing_find (&self->listing, type, nth);
}

static void
wait_shown (Fixture *self,
            const char *text)
{
  testing_listing_wait_shown (&self->listing, text);
}

static void
assert_shown (Fixture *self,
              const char *text)
{
  if (!testing_listing_shows (&self->listing, text))
    g_error ("not shown: %s", text);
}

static void
assert_hidden (Fixture *self,
               const char *text)
{
  if (testing_listing_shows (&self->listing, text))
    g_error ("shown: %s", text);
}

static void
jump_cb (Fixture *self,
         guint position,
         const char *text)
{
  self->jump_position = position;
  g_set_str (&self->jump_text, text);
}

static gboolean
has_panel (gpointer user_data)
{
  GtkWidget *view = find (user_data, PROCTOR_TYPE_RUN_VIEW, 0);

  /* Where it is narrow, it is folded away. */
  if (view != NULL)
    proctor_run_view_show_verdict (PROCTOR_RUN_VIEW (view));

  return find (user_data, PROCTOR_TYPE_VERDICT_PANEL, 0) != NULL;
}

/* What the window would do. */
static void
lead_cb (GSimpleAction *action,
         GVariant *parameter,
         gpointer user_data)
{
  Fixture *self = user_data;
  const char *place;

  if (g_variant_is_of_type (parameter, G_VARIANT_TYPE_STRING))
    place = g_variant_get_string (parameter, NULL);
  else
    g_variant_get (parameter, "(&s&s)", NULL, &place);
  g_set_str (&self->place, place);
}

static void
add_window_actions (Fixture *self)
{
  const GActionEntry entries[] = { { .name = "show-test", .activate = lead_cb, .parameter_type = "(ss)" }, { .name = "show-draft", .activate = lead_cb, .parameter_type = "s" } };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (self->listing.window, "win", G_ACTION_GROUP (group));
}

/* The server has one run, of a test that it has as @now. */
static void
open_run (Fixture *self,
          int width,
          const char *status,
          const char *result,
          const char *rationale,
          const char *test,
          const char *said,
          const char *now)
{
  g_autofree char *verdict = result != NULL ? g_strdup_printf ("\"condition_result\":{\"result\":\"%s\",\"rationale\":%s},", result, rationale) : g_strdup ("");
  g_autofree char *body = g_strdup_printf ("{\"id\":\"r1\",\"agent_id\":\"agent_1\",\"created_at\":1760000000,\"repeat_count\":1,\"test_runs\":[{\"test_run_id\":\"run_1\",\"test_invocation_id\":\"r1\","
                                           "\"agent_id\":\"agent_1\",\"test_id\":\"t1\",\"test_name\":\"Returns\",\"status\":\"%s\",\"last_updated_at_unix\":1760000100,%s\"test_info\":{%s},\"agent_responses\":[%s]}]}",
                                           status, verdict, test, said);
  g_autofree char *stored = now != NULL ? g_strdup_printf ("{\"id\":\"t1\",\"name\":\"Returns\",%s}", now) : NULL;

  testing_listing_answer (&self->listing, RUNS, "results", "{\"id\":\"r1\",\"title\":\"Returns\",\"created_at_unix_secs\":1760000000,\"test_run_count\":1,\"passed_count\":0,\"failed_count\":1,\"pending_count\":0}", NULL);
  proctor_testing_server_answer (self->listing.server, "GET", RUNS "/r1", &(ProctorTestingAnswer) { .body = body });
  if (stored != NULL)
    proctor_testing_server_answer (self->listing.server, "GET", TESTS "/t1", &(ProctorTestingAnswer) { .body = stored });
  else
    proctor_testing_server_answer (self->listing.server, "GET", TESTS "/t1", &(ProctorTestingAnswer) { .status = 404, .body = "{\"detail\":\"No\"}" });
  testing_listing_open (&self->listing, proctor_invocation_page_new (), width);
  add_window_actions (self);
  proctor_invocation_page_show (PROCTOR_INVOCATION_PAGE (self->listing.pane), "r1");
  testing_listing_wait_rows (&self->listing, 1);
  g_signal_emit_by_name (find (self, GTK_TYPE_LIST_VIEW, 0), "activate", 0);
  proctor_testing_wait_for ("the verdict", has_panel, self);
  g_signal_connect_swapped (find (self, PROCTOR_TYPE_VERDICT_PANEL, 0), "jump", G_CALLBACK (jump_cb), self);
}

/* What is judged, why, what is quoted, and what has become of the test. */
static void
test_reply (Fixture *self,
            gconstpointer data)
{
  open_run (self, 1000, "failed", "failure", "{\"messages\":[\"It says “Within 30 days…tell us”, but no “label”.\"],\"summary\":\"The label is missing.\"}", REPLY_TEST, SAID,
            "\"type\":\"llm\"," HISTORY ",\"success_condition\":\"The agent names the label.\"");
  assert_shown (self, "Failed");
  assert_shown (self, "The label is missing.");
  assert_shown (self, "What Was Judged");
  assert_shown (self, "Condition failed");
  assert_shown (self, "The agent names the time limit and the label.");
  assert_hidden (self, "Built-in judge");
  wait_shown (self, "It says “Within 30 days…tell us”¹, but no “label”.");
  wait_shown (self, "Changed since this run: Success condition, success examples, failure examples");
  assert_shown (self, "Open Test");

  g_assert_true (proctor_verdict_panel_jump (find (self, PROCTOR_TYPE_VERDICT_PANEL, 0), 0));
  g_assert_cmpuint (self->jump_position, ==, 1);
  g_assert_cmpstr (self->jump_text, ==, "Within 30 days…tell us");
  g_assert_false (proctor_verdict_panel_jump (find (self, PROCTOR_TYPE_VERDICT_PANEL, 0), 1));

  gtk_expander_set_expanded (find (self, GTK_TYPE_EXPANDER, 0), TRUE);
  wait_shown (self, "Within 30 days, with the label.");
  assert_shown (self, "I don't know.");
  testing_picture_save (self->listing.window, "verdict-reply");
}

/* It may be folded away once more while the window gets its width. */
static gboolean
has_alarm (gpointer user_data)
{
  Fixture *self = user_data;

  return has_panel (self) && testing_listing_shows (&self->listing, "Passed");
}

/* A test that is as it was says nothing of it. */
static void
test_unchanged (Fixture *self,
                gconstpointer data)
{
  open_run (self, 360, "passed", "success", "{\"messages\":[\"The condition is clearly not met.\"],\"summary\":\"\"}", REPLY_TEST, SAID, REPLY_TEST);
  proctor_testing_wait_for ("the verdict", has_alarm, self);
  assert_shown (self, "The judge says the opposite of its verdict: “The condition is clearly not met”");
  assert_hidden (self, "The judge says the opposite of its verdict");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_test_widget_wait_for_draw (self->listing.window);
  proctor_testing_wait_for ("the verdict", has_alarm, self);
  testing_picture_save (self->listing.window, "verdict-alarm-narrow-dark");
  /* Where the panel is folded away, one is warned all the same. */
  gtk_widget_activate (find (self, GTK_TYPE_TOGGLE_BUTTON, 0));
  wait_shown (self, "The judge says the opposite of its verdict");
  testing_picture_save (self->listing.window, "verdict-alarm-folded-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_deleted (Fixture *self,
              gconstpointer data)
{
  open_run (self, 1000, "failed", "unknown", "{\"messages\":[\"This is the built-in judge's verdict, which only compares words. <b>&\"],\"summary\":\"\"}", REPLY_TEST, SAID, NULL);
  wait_shown (self, "The test has been deleted since this run.");
  assert_shown (self, "Inconclusive (status “failed”, result “unknown”)");
  assert_shown (self, "Built-in judge");
  assert_shown (self, "This is the built-in judge's verdict, which only compares words. <b>&");
  assert_hidden (self, "Open Test");
  /* What isn't there is neither edited nor run, but what was said can become a test again. */
  assert_hidden (self, "Edit the Test");
  assert_hidden (self, "Reply as Failing Example");
  assert_hidden (self, "Run Again");
  assert_shown (self, "New Test of the Last Reply");
}

/* Each criterion has its chip and its row; those that nobody judged, too. */
static void
test_criteria (Fixture *self,
               gconstpointer data)
{
  open_run (self, 1000, "failed", "failure",
            "{\"messages\":[\"Criterion 2 failed: It never said \\\"sorry\\\".\",\"Criterion 1 passed: It said \\\"30 days\\\".\",\"The simulated user ended the conversation.\"],\"summary\":\"\"}",
            "\"type\":\"simulation\",\"success_conditions\":[\"It names the limit.\",\"It apologizes.\",\"It says goodbye.\"],\"simulation_scenario\":\"You bought boots.\","
            "\"tool_mock_config\":{\"mocking_strategy\":\"all\"}",
            SAID ",{\"role\":\"agent\",\"time_in_call_secs\":2,\"message\":null,\"tool_calls\":[{\"request_id\":\"a\",\"tool_name\":\"find\",\"type\":\"client\",\"params_as_json\":\"{}\",\"tool_has_been_called\":true}],"
                 "\"tool_results\":[{\"request_id\":\"a\",\"tool_name\":\"find\",\"type\":\"client\",\"result_value\":\"{}\",\"is_error\":false,\"tool_has_been_called\":true}]}",
            NULL);
  assert_shown (self, "Criteria");
  assert_shown (self, "1: passed");
  assert_shown (self, "2: failed");
  assert_shown (self, "3: not judged");
  assert_shown (self, "Criterion 2 failed");
  assert_shown (self, "It apologizes.");
  assert_shown (self, "It never said \"sorry\".");
  assert_shown (self, "The simulated user ended the conversation.");
  assert_shown (self, "1 call answered by a mock");
  wait_shown (self, "It said \"30 days\"¹.");
  testing_picture_save (self->listing.window, "verdict-criteria");
}

#define CALL(name, arguments) "{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":null,\"tool_calls\":[{\"request_id\":\"a\",\"tool_name\":\"" name "\",\"type\":\"client\",\"params_as_json\":\"" arguments "\",\"tool_has_been_called\":false}],\"tool_results\":[]}"
#define TOOL_TEST(more) "\"type\":\"tool\"," HISTORY ",\"tool_call_parameters\":{\"referenced_tool\":{\"id\":\"tool_1\",\"type\":\"client\"},\"parameters\":[" \
                        "{\"path\":\"date\",\"eval\":{\"type\":\"exact\",\"expected_value\":\"2026-11-22\"}},"                                                 \
                        "{\"path\":\"nights\",\"eval\":{\"type\":\"regex\",\"pattern\":\"^[12]$\"}},"                                                          \
                        "{\"path\":\"guest\",\"eval\":{\"type\":\"llm\",\"description\":\"The name that was told\"}},"                                         \
                        "{\"path\":\"room\",\"eval\":{\"type\":\"anything\"}}]" more "}"

static void
answer_tools (Fixture *self)
{
  testing_listing_answer (&self->listing, TOOLS, "tools", "{\"id\":\"tool_1\",\"tool_config\":{\"type\":\"client\",\"name\":\"book_room\",\"description\":\"\"}}", NULL);
}

/* Parameter by parameter: the same, another, missing, too many. */
static void
test_call (Fixture *self,
           gconstpointer data)
{
  answer_tools (self);
  open_run (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"Not as expected.\"}", TOOL_TEST (""),
            CALL ("book_room", "{\\\"date\\\":\\\"2026-11-23\\\",\\\"nights\\\":2,\\\"guest\\\":\\\"Anna\\\",\\\"breakfast\\\":true}"), TOOL_TEST (""));
  wait_shown (self, "Expected: book_room is called");
  assert_shown (self, "Called book_room");
  assert_shown (self, "date");
  assert_shown (self, "2026-11-22");
  assert_shown (self, "2026-11-23");
  assert_shown (self, "matches ^[12]$");
  assert_shown (self, "The name that was told");
  assert_shown (self, "Anna");
  assert_shown (self, "anything");
  assert_shown (self, "missing");
  assert_shown (self, "breakfast");
  assert_shown (self, "not checked");
  testing_picture_save (self->listing.window, "verdict-call");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  testing_picture_save (self->listing.window, "verdict-call-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
  g_signal_emit_by_name (find (self, PROCTOR_TYPE_VERDICT_CALLS, 0), "jump", 0);
  g_assert_cmpuint (self->jump_position, ==, 1);
}

static void
test_other_call (Fixture *self,
                 gconstpointer data)
{
  answer_tools (self);
  open_run (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"Another.\"}", TOOL_TEST (""), CALL ("hang_up", "no JSON"), NULL);
  wait_shown (self, "Called hang_up instead of book_room");
}

static void
test_no_call (Fixture *self,
              gconstpointer data)
{
  answer_tools (self);
  open_run (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"None.\"}", TOOL_TEST (""), SAID, NULL);
  wait_shown (self, "Expected: book_room is called");
  assert_shown (self, "No tool was called");
}

static void
test_forbidden_call (Fixture *self,
                     gconstpointer data)
{
  answer_tools (self);
  open_run (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"Called.\"}", TOOL_TEST (",\"verify_absence\":true"), CALL ("book_room", "{}"), NULL);
  wait_shown (self, "Expected: book_room isn’t called");
  assert_shown (self, "Called book_room, which must not be called");
}

static gboolean
has_place (gpointer user_data)
{
  return ((Fixture *) user_data)->place != NULL;
}

static gboolean
is_ready (gpointer user_data)
{
  GtkWidget *review = find (user_data, PROCTOR_TYPE_VERDICT_REVIEW, 0);

  return review != NULL && gtk_widget_get_sensitive (review);
}

static void
write_note (Fixture *self,
            const char *text)
{
  GtkWidget *view = find (self, GTK_TYPE_TEXT_VIEW, 0);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

typedef struct
{
  Fixture *fixture;
  const char *words;
} Said;

/* When it was said depends on the clock. */
static gboolean
is_said (gpointer user_data)
{
  const Said *said = user_data;
  GtkWidget *label;

  for (guint i = 0; (label = find (said->fixture, GTK_TYPE_LABEL, i)) != NULL; i++)
    {
      const char *words = strstr (gtk_label_get_text (GTK_LABEL (label)), ": you ");

      if (words != NULL && g_str_equal (words + strlen (": "), said->words))
        return TRUE;
    }

  return FALSE;
}

static void
wait_said (Fixture *self,
           const char *words)
{
  proctor_testing_wait_for (words, is_said, &(Said) { self, words });
}

/* What is decided is kept at once, with what was decided before; whoever comes again finds it. */
static void
test_review (Fixture *self,
             gconstpointer data)
{
  ProctorVerdictReview *review;
  GtkDropDown *causes;

  open_run (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", REPLY_TEST, SAID, REPLY_TEST);
  proctor_testing_wait_for ("what was decided", is_ready, self);
  review = find (self, PROCTOR_TYPE_VERDICT_REVIEW, 0);
  g_assert_cmpint (proctor_verdict_review_get_opinion (review), ==, PROCTOR_OPINION_NONE);
  adw_toggle_group_set_active_name (find (self, ADW_TYPE_TOGGLE_GROUP, 0), "agree");
  wait_said (self, "you agreed");
  causes = find (self, GTK_TYPE_DROP_DOWN, 0);
  gtk_drop_down_set_selected (causes, 2);
  wait_said (self, "you agreed – The condition is too strict");
  write_note (self, "Ask Anna & Bob <soon>");
  proctor_verdict_review_decide (review, PROCTOR_OPINION_DISAGREE);
  wait_said (self, "you disagreed – The condition is too strict – Ask Anna & Bob <soon>");
  testing_picture_save (self->listing.window, "verdict-review");

  /* Another look at it. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (review), "navigation.pop", NULL));
  testing_listing_wait_rows (&self->listing, 1);
  g_signal_emit_by_name (find (self, GTK_TYPE_LIST_VIEW, 0), "activate", 0);
  wait_said (self, "you disagreed – The condition is too strict – Ask Anna & Bob <soon>");
  review = find (self, PROCTOR_TYPE_VERDICT_REVIEW, 0);
  g_assert_cmpint (proctor_verdict_review_get_opinion (review), ==, PROCTOR_OPINION_DISAGREE);
  g_assert_cmpstr (adw_toggle_group_get_active_name (find (self, ADW_TYPE_TOGGLE_GROUP, 0)), ==, "disagree");
  g_assert_cmpuint (gtk_drop_down_get_selected (find (self, GTK_TYPE_DROP_DOWN, 0)), ==, 2);
  wait_said (self, "you agreed");

  proctor_verdict_review_decide (review, PROCTOR_OPINION_NONE);
  wait_said (self, "you had no opinion – The condition is too strict – Ask Anna & Bob <soon>");
  g_assert_cmpuint (adw_toggle_group_get_active (find (self, ADW_TYPE_TOGGLE_GROUP, 0)), ==, GTK_INVALID_LIST_POSITION);
}

static void
kept_cb (Fixture *self)
{
  self->n_kept++;
}

static gboolean
is_kept (gpointer user_data)
{
  return ((Fixture *) user_data)->n_kept > 0;
}

static void
wait_kept (Fixture *self,
           const char *note)
{
  self->n_kept = 0;
  write_note (self, note);
  proctor_testing_wait_for (note, is_kept, self);
}

/* Who writes a note and never comes to its end, because of a power cut, say, has lost next to nothing; all of it is one note. */
static void
test_growing_note (Fixture *self,
                   gconstpointer data)
{
  open_run (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", REPLY_TEST, SAID, REPLY_TEST);
  proctor_testing_wait_for ("what was decided", is_ready, self);
  g_signal_connect_swapped (self->history, "reviewed", G_CALLBACK (kept_cb), self);
  wait_kept (self, "Ask");
  wait_kept (self, "Ask Anna");
  g_assert_false (is_said (&(Said) { self, "you had no opinion – Ask" }));

  proctor_verdict_review_decide (find (self, PROCTOR_TYPE_VERDICT_REVIEW, 0), PROCTOR_OPINION_AGREE);
  wait_said (self, "you agreed – Ask Anna");
  g_assert_true (is_said (&(Said) { self, "you had no opinion – Ask Anna" }));
  g_assert_false (is_said (&(Said) { self, "you had no opinion – Ask" }));
  g_signal_handlers_disconnect_by_data (self->history, self);
}

static AdwDialog *
get_dialog (Fixture *self)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (self->listing.window));
}

static gboolean
has_dialog (gpointer user_data)
{
  return get_dialog (user_data) != NULL;
}

static gboolean
has_draft (gpointer user_data)
{
  return proctor_drafts_has (proctor_session_get_drafts (((Fixture *) user_data)->listing.session), "t1");
}

/* What a run teaches is offered as its kind of test has a place for it, and leads into the draft. */
static void
test_mend (Fixture *self,
           gconstpointer data)
{
  open_run (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", REPLY_TEST, SAID, REPLY_TEST);
  assert_shown (self, "Edit the Test");
  assert_shown (self, "Reply as Failing Example");
  assert_shown (self, "Reply as Passing Example");
  assert_shown (self, "New Test of the Last Reply");
  assert_shown (self, "15×");
  assert_hidden (self, "Tool Results as Mocks");
  testing_picture_save (self->listing.window, "verdict-mend");

  proctor_verdict_mend_add_example (find (self, PROCTOR_TYPE_VERDICT_MEND, 0), G_MAXUINT, FALSE);
  proctor_testing_wait_for ("the place in the test", has_place, self);
  g_assert_cmpstr (self->place, ==, "failure_examples/1/response");
  proctor_testing_wait_for ("the draft", has_draft, self);
  g_clear_pointer (&self->place, g_free);

  proctor_verdict_mend_copy_turn (find (self, PROCTOR_TYPE_VERDICT_MEND, 0), G_MAXUINT);
  g_assert_true (g_str_has_prefix (self->place, PROCTOR_DRAFT_NEW_PREFIX));
}

static void
choose (Fixture *self,
        const char *action)
{
  g_clear_pointer (&self->place, g_free);
  g_assert_true (gtk_widget_activate_action (find (self, PROCTOR_TYPE_READER, 0), action, NULL));
}

static ProctorReaderItem *
get_turn (Fixture *self,
          ProctorReaderSection section,
          guint number)
{
  GListModel *items = proctor_reader_get_items (find (self, PROCTOR_TYPE_READER, 0));

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      /* The list keeps it. */
      g_autoptr (ProctorReaderItem) item = g_list_model_get_item (items, i);

      if (proctor_reader_item_get_section (item) == section && proctor_reader_item_get_number (item) == number)
        return item;
    }

  g_assert_not_reached ();
}

/* Opens the menu of a turn, as its button does. */
static void
open_turn_menu (Fixture *self,
                ProctorReaderSection section,
                guint number)
{
  GtkWidget *row;

  for (guint i = 0; (row = find (self, PROCTOR_TYPE_READER_ROW, i)) != NULL; i++)
    if (proctor_reader_row_get_item (PROCTOR_READER_ROW (row)) == get_turn (self, section, number))
      break;
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "menu", row);
}

static gboolean
has_led (gpointer user_data)
{
  return ((Fixture *) user_data)->place != NULL;
}

/* What can be done with a turn is in its menu: nothing that the test has no place for. */
static void
test_turn_menu (Fixture *self,
                gconstpointer data)
{
  open_run (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", REPLY_TEST, SAID ",{\"role\":\"agent\",\"time_in_call_secs\":3,\"message\":\"Bye\"}", REPLY_TEST);
  wait_shown (self, "Bye");
  open_turn_menu (self, PROCTOR_READER_REPLAYED, 1);
  wait_shown (self, "Copy Message");
  assert_hidden (self, "Add as Failure Example");
  assert_hidden (self, "Copy Turn Into a New Test");
  open_turn_menu (self, PROCTOR_READER_PRODUCED, 1);
  wait_shown (self, "Add as Failure Example");
  assert_shown (self, "Add as Success Example");
  assert_shown (self, "Copy Turn Into a New Test");
  assert_hidden (self, "Add Tool Results as Mocks");
  testing_picture_save (self->listing.window, "turn-menu");
  choose (self, "run-view.add-failure");
  proctor_testing_wait_for ("the place in the test", has_led, self);
  g_assert_cmpstr (self->place, ==, "failure_examples/1/response");
  choose (self, "run-view.add-success");
  proctor_testing_wait_for ("the place in the test", has_led, self);
  g_assert_cmpstr (self->place, ==, "success_examples/1/response");
  choose (self, "run-view.copy-to-test");
  g_assert_true (g_str_has_prefix (self->place, PROCTOR_DRAFT_NEW_PREFIX));
}

#define ANSWERED(id, name)                                                                                                                                                                     \
  "{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":\"Looking\",\"tool_calls\":[{\"request_id\":\"" id "\",\"tool_name\":\"" name "\",\"type\":\"client\",\"params_as_json\":\"{}\"}]," \
  "\"tool_results\":[{\"request_id\":\"" id "\",\"tool_name\":\"" name "\",\"type\":\"client\",\"result_value\":\"{}\",\"is_error\":false}]}"
#define SIMULATION "\"type\":\"simulation\",\"success_conditions\":[\"It books.\"],\"simulation_scenario\":\"You travel.\""

/* Mocks are made of what tools answered in this turn, and not in others. */
static void
test_turn_mocks (Fixture *self,
                 gconstpointer data)
{
  testing_listing_answer (&self->listing, TOOLS, "tools",
                          "{\"id\":\"tool_1\",\"tool_config\":{\"name\":\"find\",\"type\":\"client\",\"description\":\"\"}},{\"id\":\"tool_2\",\"tool_config\":{\"name\":\"book\",\"type\":\"client\",\"description\":\"\"}}", NULL);
  open_run (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", SIMULATION, ANSWERED ("a", "find") "," ANSWERED ("b", "book"), SIMULATION);
  wait_shown (self, "book");
  open_turn_menu (self, PROCTOR_READER_PRODUCED, 2);
  wait_shown (self, "Add Tool Results as Mocks");
  assert_hidden (self, "Add as Failure Example");
  choose (self, "run-view.add-mocks");
  proctor_testing_wait_for ("the place in the test", has_led, self);
  g_assert_cmpstr (self->place, ==, "tool_mock_overrides/tool_2");
}

/* The list is short and one's own; a cause that was chosen stays, also when it isn't in it any more. */
static void
test_causes (Fixture *self,
             gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  GtkDropDown *causes;
  GListModel *list;
  GtkTextBuffer *buffer;

  open_run (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", REPLY_TEST, SAID, REPLY_TEST);
  proctor_testing_wait_for ("what was decided", is_ready, self);
  causes = find (self, GTK_TYPE_DROP_DOWN, 0);
  gtk_drop_down_set_selected (causes, 1);
  wait_said (self, "you had no opinion – The agent is wrong");
  gtk_drop_down_set_selected (causes, g_list_model_get_n_items (gtk_drop_down_get_model (causes)) - 1);
  proctor_testing_wait_for ("the dialog", has_dialog, self);
  g_assert_cmpuint (gtk_drop_down_get_selected (causes), ==, 1);
  buffer = g_object_get_data (G_OBJECT (get_dialog (self)), "buffer");
  gtk_text_buffer_set_text (buffer, "Weather\n\n  Moon \nWeather", -1);
  g_signal_emit_by_name (get_dialog (self), "response", "save");
  adw_dialog_force_close (get_dialog (self));
  list = gtk_drop_down_get_model (causes);
  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 5);
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (list), 1), ==, "Weather");
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (list), 2), ==, "Moon");
  g_assert_cmpstr (gtk_string_list_get_string (GTK_STRING_LIST (list), 3), ==, "The agent is wrong");
  g_assert_cmpuint (gtk_drop_down_get_selected (causes), ==, 3);
  g_settings_reset (settings, "review-causes");
}

/* A run that has nothing: no verdict, no test. */
static void
test_bare (Fixture *self,
           gconstpointer data)
{
  open_run (self, 1000, "failed", NULL, NULL, "", "", NULL);
  wait_shown (self, "No reason was given.");
  assert_shown (self, "Error (status “failed”)");
  g_assert_null (find (self, PROCTOR_TYPE_VERDICT_CRITERIA, 0));
  g_assert_null (find (self, PROCTOR_TYPE_VERDICT_CALLS, 0));
}

static void
add (const char *path,
     void (*test) (Fixture *self,
                   gconstpointer data))
{
  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

  add ("/verdict-panel/reply", test_reply);
  add ("/verdict-panel/unchanged", test_unchanged);
  add ("/verdict-panel/deleted", test_deleted);
  add ("/verdict-panel/criteria", test_criteria);
  add ("/verdict-panel/call", test_call);
  add ("/verdict-panel/other-call", test_other_call);
  add ("/verdict-panel/no-call", test_no_call);
  add ("/verdict-panel/forbidden-call", test_forbidden_call);
  add ("/verdict-panel/growing-note", test_growing_note);
  add ("/verdict-panel/review", test_review);
  add ("/verdict-panel/causes", test_causes);
  add ("/verdict-panel/mend", test_mend);
  add ("/verdict-panel/turn-menu", test_turn_menu);
  add ("/verdict-panel/turn-mocks", test_turn_mocks);
  add ("/verdict-panel/bare", test_bare);

  return g_test_run ();
}
