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
#include "testing-picture.h"
#include "testing-verdict.h"

#include <string.h>

#define RUNS "/v1/convai/test-invocations"
#define TESTS "/v1/convai/agent-testing"
#define TOOLS "/v1/convai/tools"

static void
assert_shown (TestingVerdict *self,
              const char *text)
{
  if (!testing_listing_shows (&self->listing, text))
    g_error ("not shown: %s", text);
}

static void
assert_hidden (TestingVerdict *self,
               const char *text)
{
  if (testing_listing_shows (&self->listing, text))
    g_error ("shown: %s", text);
}

/* What is judged, why, what is quoted, and what has become of the test. */
static void
test_reply (TestingVerdict *self,
            gconstpointer data)
{
  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[\"It says “Within 30 days…tell us”, but no “label”.\"],\"summary\":\"The label is missing.\"}", TESTING_VERDICT_TEST, TESTING_VERDICT_SAID,
                        "\"type\":\"llm\"," TESTING_VERDICT_HISTORY ",\"success_condition\":\"The agent names the label.\"");
  assert_shown (self, "Failed");
  assert_shown (self, "The label is missing.");
  assert_shown (self, "What Was Judged");
  assert_shown (self, "Condition failed");
  assert_shown (self, "The agent names the time limit and the label.");
  assert_hidden (self, "Built-in judge");
  testing_verdict_wait_shown (self, "It says “Within 30 days…tell us”¹, but no “label”.");
  testing_verdict_wait_shown (self, "Changed since this run: Success condition, success examples, failure examples");
  assert_shown (self, "Open Test");

  g_assert_true (proctor_verdict_panel_jump (testing_verdict_find (self, PROCTOR_TYPE_VERDICT_PANEL, 0), 0));
  g_assert_cmpuint (self->jump_position, ==, 1);
  g_assert_cmpstr (self->jump_text, ==, "Within 30 days…tell us");
  g_assert_false (proctor_verdict_panel_jump (testing_verdict_find (self, PROCTOR_TYPE_VERDICT_PANEL, 0), 1));

  gtk_expander_set_expanded (testing_verdict_find (self, GTK_TYPE_EXPANDER, 0), TRUE);
  testing_verdict_wait_shown (self, "Within 30 days, with the label.");
  assert_shown (self, "I don't know.");
  testing_picture_save (self->listing.window, "verdict-reply");
}

/* It may be folded away once more while the window gets its width. */
static gboolean
has_alarm (gpointer user_data)
{
  TestingVerdict *self = user_data;

  return testing_verdict_has_panel (self) && testing_listing_shows (&self->listing, "Passed");
}

/* A test that is as it was says nothing of it. */
static void
test_unchanged (TestingVerdict *self,
                gconstpointer data)
{
  testing_verdict_open (self, 360, "passed", "success", "{\"messages\":[\"The condition is clearly not met.\"],\"summary\":\"\"}", TESTING_VERDICT_TEST, TESTING_VERDICT_SAID, TESTING_VERDICT_TEST);
  proctor_testing_wait_for ("the verdict", has_alarm, self);
  assert_shown (self, "The judge says the opposite of its verdict: “The condition is clearly not met”");
  assert_hidden (self, "The judge says the opposite of its verdict");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  gtk_test_widget_wait_for_draw (self->listing.window);
  proctor_testing_wait_for ("the verdict", has_alarm, self);
  testing_picture_save (self->listing.window, "verdict-alarm-narrow-dark");
  /* Where the panel is folded away, one is warned all the same. */
  gtk_widget_activate (testing_verdict_find (self, GTK_TYPE_TOGGLE_BUTTON, 0));
  testing_verdict_wait_shown (self, "The judge says the opposite of its verdict");
  testing_picture_save (self->listing.window, "verdict-alarm-folded-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

static void
test_deleted (TestingVerdict *self,
              gconstpointer data)
{
  testing_verdict_open (self, 1000, "failed", "unknown", "{\"messages\":[\"This is the built-in judge's verdict, which only compares words. <b>&\"],\"summary\":\"\"}", TESTING_VERDICT_TEST, TESTING_VERDICT_SAID, NULL);
  testing_verdict_wait_shown (self, "The test has been deleted since this run.");
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
test_criteria (TestingVerdict *self,
               gconstpointer data)
{
  testing_verdict_open (self, 1000, "failed", "failure",
                        "{\"messages\":[\"Criterion 2 failed: It never said \\\"sorry\\\".\",\"Criterion 1 passed: It said \\\"30 days\\\".\",\"The simulated user ended the conversation.\"],\"summary\":\"\"}",
                        "\"type\":\"simulation\",\"success_conditions\":[\"It names the limit.\",\"It apologizes.\",\"It says goodbye.\"],\"simulation_scenario\":\"You bought boots.\","
                        "\"tool_mock_config\":{\"mocking_strategy\":\"all\"}",
                        TESTING_VERDICT_SAID ",{\"role\":\"agent\",\"time_in_call_secs\":2,\"message\":null,\"tool_calls\":[{\"request_id\":\"a\",\"tool_name\":\"find\",\"type\":\"client\",\"params_as_json\":\"{}\",\"tool_has_been_called\":true}],"
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
  testing_verdict_wait_shown (self, "It said \"30 days\"¹.");
  testing_picture_save (self->listing.window, "verdict-criteria");
}

#define CALL(name, arguments) "{\"role\":\"agent\",\"time_in_call_secs\":1,\"message\":null,\"tool_calls\":[{\"request_id\":\"a\",\"tool_name\":\"" name "\",\"type\":\"client\",\"params_as_json\":\"" arguments "\",\"tool_has_been_called\":false}],\"tool_results\":[]}"
#define TOOL_TEST(more) "\"type\":\"tool\"," TESTING_VERDICT_HISTORY ",\"tool_call_parameters\":{\"referenced_tool\":{\"id\":\"tool_1\",\"type\":\"client\"},\"parameters\":[" \
                        "{\"path\":\"date\",\"eval\":{\"type\":\"exact\",\"expected_value\":\"2026-11-22\"}},"                                                                 \
                        "{\"path\":\"nights\",\"eval\":{\"type\":\"regex\",\"pattern\":\"^[12]$\"}},"                                                                          \
                        "{\"path\":\"guest\",\"eval\":{\"type\":\"llm\",\"description\":\"The name that was told\"}},"                                                         \
                        "{\"path\":\"room\",\"eval\":{\"type\":\"anything\"}}]" more "}"

static void
answer_tools (TestingVerdict *self)
{
  testing_listing_answer (&self->listing, TOOLS, "tools", "{\"id\":\"tool_1\",\"tool_config\":{\"type\":\"client\",\"name\":\"book_room\",\"description\":\"\"}}", NULL);
}

/* Parameter by parameter: the same, another, missing, too many. */
static void
test_call (TestingVerdict *self,
           gconstpointer data)
{
  answer_tools (self);
  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"Not as expected.\"}", TOOL_TEST (""),
                        CALL ("book_room", "{\\\"date\\\":\\\"2026-11-23\\\",\\\"nights\\\":2,\\\"guest\\\":\\\"Anna\\\",\\\"breakfast\\\":true}"), TOOL_TEST (""));
  testing_verdict_wait_shown (self, "Expected: book_room is called");
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
  g_signal_emit_by_name (testing_verdict_find (self, PROCTOR_TYPE_VERDICT_CALLS, 0), "jump", 0);
  g_assert_cmpuint (self->jump_position, ==, 1);
}

static void
test_other_call (TestingVerdict *self,
                 gconstpointer data)
{
  answer_tools (self);
  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"Another.\"}", TOOL_TEST (""), CALL ("hang_up", "no JSON"), NULL);
  testing_verdict_wait_shown (self, "Called hang_up instead of book_room");
}

static void
test_no_call (TestingVerdict *self,
              gconstpointer data)
{
  answer_tools (self);
  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"None.\"}", TOOL_TEST (""), TESTING_VERDICT_SAID, NULL);
  testing_verdict_wait_shown (self, "Expected: book_room is called");
  assert_shown (self, "No tool was called");
}

static void
test_forbidden_call (TestingVerdict *self,
                     gconstpointer data)
{
  answer_tools (self);
  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"Called.\"}", TOOL_TEST (",\"verify_absence\":true"), CALL ("book_room", "{}"), NULL);
  testing_verdict_wait_shown (self, "Expected: book_room isn’t called");
  assert_shown (self, "Called book_room, which must not be called");
}

static gboolean
has_place (gpointer user_data)
{
  return ((TestingVerdict *) user_data)->place != NULL;
}

static gboolean
has_draft (gpointer user_data)
{
  return proctor_drafts_has (proctor_session_get_drafts (((TestingVerdict *) user_data)->listing.session), "t1");
}

/* What a run teaches is offered as its kind of test has a place for it, and leads into the draft. */
static void
test_mend (TestingVerdict *self,
           gconstpointer data)
{
  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", TESTING_VERDICT_TEST, TESTING_VERDICT_SAID, TESTING_VERDICT_TEST);
  assert_shown (self, "Edit the Test");
  assert_shown (self, "Reply as Failing Example");
  assert_shown (self, "Reply as Passing Example");
  assert_shown (self, "New Test of the Last Reply");
  assert_shown (self, "15×");
  assert_hidden (self, "Tool Results as Mocks");
  testing_picture_save (self->listing.window, "verdict-mend");

  proctor_verdict_mend_add_example (testing_verdict_find (self, PROCTOR_TYPE_VERDICT_MEND, 0), G_MAXUINT, FALSE);
  proctor_testing_wait_for ("the place in the test", has_place, self);
  g_assert_cmpstr (self->place, ==, "failure_examples/1/response");
  proctor_testing_wait_for ("the draft", has_draft, self);
  g_clear_pointer (&self->place, g_free);

  proctor_verdict_mend_copy_turn (testing_verdict_find (self, PROCTOR_TYPE_VERDICT_MEND, 0), G_MAXUINT);
  g_assert_true (g_str_has_prefix (self->place, PROCTOR_DRAFT_NEW_PREFIX));
}

static void
choose (TestingVerdict *self,
        const char *action)
{
  g_clear_pointer (&self->place, g_free);
  g_assert_true (gtk_widget_activate_action (testing_verdict_find (self, PROCTOR_TYPE_READER, 0), action, NULL));
}

static ProctorReaderItem *
get_turn (TestingVerdict *self,
          ProctorReaderSection section,
          guint number)
{
  GListModel *items = proctor_reader_get_items (testing_verdict_find (self, PROCTOR_TYPE_READER, 0));

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
open_turn_menu (TestingVerdict *self,
                ProctorReaderSection section,
                guint number)
{
  GtkWidget *row;

  for (guint i = 0; (row = testing_verdict_find (self, PROCTOR_TYPE_READER_ROW, i)) != NULL; i++)
    if (proctor_reader_row_get_item (PROCTOR_READER_ROW (row)) == get_turn (self, section, number))
      break;
  g_assert_nonnull (row);
  g_signal_emit_by_name (row, "menu", row);
}

static gboolean
has_led (gpointer user_data)
{
  return ((TestingVerdict *) user_data)->place != NULL;
}

/* What can be done with a turn is in its menu: nothing that the test has no place for. */
static void
test_turn_menu (TestingVerdict *self,
                gconstpointer data)
{
  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", TESTING_VERDICT_TEST, TESTING_VERDICT_SAID ",{\"role\":\"agent\",\"time_in_call_secs\":3,\"message\":\"Bye\"}", TESTING_VERDICT_TEST);
  testing_verdict_wait_shown (self, "Bye");
  open_turn_menu (self, PROCTOR_READER_REPLAYED, 1);
  testing_verdict_wait_shown (self, "Copy Message");
  assert_hidden (self, "Add as Failure Example");
  assert_hidden (self, "Copy Turn Into a New Test");
  open_turn_menu (self, PROCTOR_READER_PRODUCED, 1);
  testing_verdict_wait_shown (self, "Add as Failure Example");
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
test_turn_mocks (TestingVerdict *self,
                 gconstpointer data)
{
  testing_listing_answer (&self->listing, TOOLS, "tools",
                          "{\"id\":\"tool_1\",\"tool_config\":{\"name\":\"find\",\"type\":\"client\",\"description\":\"\"}},{\"id\":\"tool_2\",\"tool_config\":{\"name\":\"book\",\"type\":\"client\",\"description\":\"\"}}", NULL);
  testing_verdict_open (self, 1000, "failed", "failure", "{\"messages\":[],\"summary\":\"No.\"}", SIMULATION, ANSWERED ("a", "find") "," ANSWERED ("b", "book"), SIMULATION);
  testing_verdict_wait_shown (self, "book");
  open_turn_menu (self, PROCTOR_READER_PRODUCED, 2);
  testing_verdict_wait_shown (self, "Add Tool Results as Mocks");
  assert_hidden (self, "Add as Failure Example");
  choose (self, "run-view.add-mocks");
  proctor_testing_wait_for ("the place in the test", has_led, self);
  g_assert_cmpstr (self->place, ==, "tool_mock_overrides/tool_2");
}

/* The list is short and one's own; a cause that was chosen stays, also when it isn't in it any more. */
static void
test_bare (TestingVerdict *self,
           gconstpointer data)
{
  testing_verdict_open (self, 1000, "failed", NULL, NULL, "", "", NULL);
  testing_verdict_wait_shown (self, "No reason was given.");
  assert_shown (self, "Error (status “failed”)");
  g_assert_null (testing_verdict_find (self, PROCTOR_TYPE_VERDICT_CRITERIA, 0));
  g_assert_null (testing_verdict_find (self, PROCTOR_TYPE_VERDICT_CALLS, 0));
}

int
main (int argc,
      char *argv[])
{
  proctor_testing_init_display (&argc, &argv);
  adw_init ();
  proctor_ui_init ();

  testing_verdict_add ("/verdict-panel/reply", test_reply);
  testing_verdict_add ("/verdict-panel/unchanged", test_unchanged);
  testing_verdict_add ("/verdict-panel/deleted", test_deleted);
  testing_verdict_add ("/verdict-panel/criteria", test_criteria);
  testing_verdict_add ("/verdict-panel/call", test_call);
  testing_verdict_add ("/verdict-panel/other-call", test_other_call);
  testing_verdict_add ("/verdict-panel/no-call", test_no_call);
  testing_verdict_add ("/verdict-panel/forbidden-call", test_forbidden_call);
  testing_verdict_add ("/verdict-panel/mend", test_mend);
  testing_verdict_add ("/verdict-panel/turn-menu", test_turn_menu);
  testing_verdict_add ("/verdict-panel/turn-mocks", test_turn_mocks);
  testing_verdict_add ("/verdict-panel/bare", test_bare);

  return g_test_run ();
}
