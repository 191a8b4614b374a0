/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-answer-edit.h"
#include "proctor-edit-list.h"
#include "proctor-evaluation.h"
#include "proctor-expected-parameter.h"
#include "proctor-mock-behaviour.h"
#include "proctor-mock-override.h"
#include "proctor-mocks-edit.h"
#include "proctor-override-edit.h"
#include "proctor-parameter-check.h"
#include "proctor-picker-row.h"
#include "proctor-simulation-section.h"
#include "proctor-text-field.h"
#include "proctor-text-list.h"
#include "proctor-tool-ids.h"
#include "proctor-tool-mock.h"
#include "testing-choices.h"
#include "testing-picture.h"

/* What a simulation is about, in the widgets in which it is edited. */

#define CHILD(section, name) ((gpointer) gtk_widget_get_template_child (GTK_WIDGET (section), PROCTOR_TYPE_SIMULATION_SECTION, name))
#define MOCKS_CHILD(section, name) ((gpointer) gtk_widget_get_template_child (CHILD (section, "mocks_edit"), PROCTOR_TYPE_MOCKS_EDIT, name))

static GtkWidget *
open_section (TestingChoices *self,
              int width)
{
  GtkWidget *section = proctor_simulation_section_new ();
  ProctorSurroundings *choices = proctor_editing_get_choices (self->form.editing);

  testing_form_open (&self->form, section, width);
  proctor_simulation_section_set_editing (PROCTOR_SIMULATION_SECTION (section), self->form.editing);
  if (choices != NULL)
    testing_choices_wait (proctor_surroundings_get_tools (choices));
  testing_form_settle (&self->form);

  return section;
}

static void
set_conditions (TestingChoices *self,
                const char *words)
{
  g_auto (GStrv) conditions = g_strsplit (words, ",", -1);

  proctor_test_set_success_conditions (self->form.test, (const char *const *) conditions);
}

static void
assert_conditions (TestingChoices *self,
                   const char *words)
{
  const char *const *conditions = proctor_test_get_success_conditions (self->form.test);
  g_autofree char *joined = g_strjoinv (",", (char **) conditions);

  g_assert_cmpstr (joined, ==, words);
}

static ProctorEditList *
get_conditions (GtkWidget *section)
{
  return testing_form_find (CHILD (section, "conditions_list"), PROCTOR_TYPE_EDIT_LIST, 0);
}

static ProctorTextField *
get_condition (GtkWidget *section,
               guint position)
{
  return PROCTOR_TEXT_FIELD (proctor_edit_list_get_content (get_conditions (section), position));
}

static void
assert_shown (GtkWidget *section,
              const char *words)
{
  g_auto (GStrv) texts = g_strsplit (words, ",", -1);

  g_assert_cmpuint (proctor_edit_list_get_n_rows (get_conditions (section)), ==, g_strv_length (texts));
  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *text = proctor_text_field_dup_text (get_condition (section, i));

      g_assert_cmpstr (text, ==, texts[i]);
    }
}

static void
test_scenario (TestingChoices *self,
               gconstpointer data)
{
  GtkWidget *section = open_section (self, 600);
  g_autofree char *before = testing_form_dup_state (&self->form);

  testing_form_type (proctor_text_field_get_view (CHILD (section, "scenario_field")), "You are Sam.");
  g_assert_cmpstr (proctor_test_get_simulation_scenario (self->form.test), ==, "You are Sam.");
  testing_form_assert_step (&self->form, "Typing in Scenario", before);
}

/* A text has no name of its own, but its field stays the same wherever it goes. */
static void
test_conditions (TestingChoices *self,
                 gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *typed = NULL;
  ProctorTextField *field;
  GtkWidget *section;

  set_conditions (self, "one,two,three");
  section = open_section (self, 600);
  assert_shown (section, "one,two,three");

  before = testing_form_dup_state (&self->form);
  field = get_condition (section, 1);
  testing_form_type (proctor_text_field_get_view (field), "22");
  assert_conditions (self, "one,two22,three");
  testing_form_assert_step (&self->form, "Edit Condition", before);

  /* Another one is another step. */
  g_clear_pointer (&before, g_free);
  before = testing_form_dup_state (&self->form);
  testing_form_type (proctor_text_field_get_view (get_condition (section, 2)), "3");
  testing_form_assert_step (&self->form, "Edit Condition", before);

  g_signal_emit_by_name (get_conditions (section), "move", 1, 0);
  assert_conditions (self, "two22,one,three3");
  g_assert_true (get_condition (section, 0) == field);
  g_signal_emit_by_name (get_conditions (section), "remove", 1);
  assert_conditions (self, "two22,three3");
  assert_shown (section, "two22,three3");

  for (guint i = 0; i < 4; i++)
    g_assert_true (proctor_undo_undo (self->form.undo));
  assert_conditions (self, "one,two,three");
  assert_shown (section, "one,two,three");
  g_assert_true (get_condition (section, 1) == field);
}

static void
test_add_condition (TestingChoices *self,
                    gconstpointer data)
{
  GtkWidget *section = open_section (self, 600);
  g_autofree char *before = testing_form_dup_state (&self->form);
  g_autofree char *problem = NULL;
  GtkWidget *view;

  proctor_edit_list_add (get_conditions (section));
  testing_form_settle (&self->form);
  view = GTK_WIDGET (proctor_text_field_get_view (get_condition (section, 0)));
  g_assert_true (gtk_widget_has_focus (view));
  g_object_get (get_condition (section, 0), "problem", &problem, NULL);
  g_assert_null (problem);
  testing_form_assert_step (&self->form, "Add Condition", before);

  /* It is no mistake before somebody has left it blank. */
  gtk_widget_grab_focus (GTK_WIDGET (proctor_text_field_get_view (get_condition (section, 0))));
  testing_form_settle (&self->form);
  gtk_widget_grab_focus (GTK_WIDGET (proctor_text_field_get_view (CHILD (section, "scenario_field"))));
  testing_form_settle (&self->form);
  g_object_get (get_condition (section, 0), "problem", &problem, NULL);
  g_assert_cmpstr (problem, ==, "This condition is blank. Write it, or remove it.");
}

/* There can be no more than the server takes. */
static void
test_limit (TestingChoices *self,
            gconstpointer data)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) conditions = NULL;
  GtkWidget *section;

  for (guint i = 0; i < 30; i++)
    g_strv_builder_add (builder, "It greets.");
  conditions = g_strv_builder_end (builder);
  proctor_test_set_success_conditions (self->form.test, (const char *const *) conditions);
  proctor_test_set_success_condition (self->form.test, "One more");
  section = open_section (self, 600);
  proctor_edit_list_add (get_conditions (section));
  g_assert_cmpuint (proctor_edit_list_get_n_rows (get_conditions (section)), ==, 30);
  g_assert_false (gtk_widget_get_sensitive (CHILD (section, "old_button")));
}

static void
test_single_condition (TestingChoices *self,
                       gconstpointer data)
{
  g_autofree char *before = NULL;
  GtkWidget *section;

  section = open_section (self, 600);
  g_assert_false (gtk_widget_get_visible (CHILD (section, "old_box")));
  testing_form_close (&self->form);

  proctor_test_set_success_condition (self->form.test, "It is polite.");
  set_conditions (self, "It greets.");
  section = open_section (self, 600);
  g_assert_true (gtk_widget_get_visible (CHILD (section, "old_box")));
  before = testing_form_dup_state (&self->form);
  g_signal_emit_by_name (CHILD (section, "old_button"), "clicked");
  assert_conditions (self, "It is polite.,It greets.");
  g_assert_cmpint (proctor_record_get_presence (PROCTOR_RECORD (self->form.test), PROCTOR_TEST_FIELD_SUCCESS_CONDITION), ==, PROCTOR_PRESENCE_NULL);
  g_assert_false (gtk_widget_get_visible (CHILD (section, "old_box")));
  testing_form_assert_step (&self->form, "Move Condition to the List", before);
}

static void
test_rows (TestingChoices *self,
           gconstpointer data)
{
  GtkWidget *section = open_section (self, 600);
  g_autofree char *before = testing_form_dup_state (&self->form);
  ProctorPickerRow *user = CHILD (section, "user_row");

  g_assert_cmpfloat (adw_spin_row_get_value (CHILD (section, "turns_row")), ==, 5);
  g_assert_cmpint (proctor_record_get_presence (PROCTOR_RECORD (self->form.test), PROCTOR_TEST_FIELD_SIMULATION_MAX_TURNS), ==, PROCTOR_PRESENCE_ABSENT);
  adw_spin_row_set_value (CHILD (section, "turns_row"), 12);
  g_assert_cmpint (proctor_test_get_simulation_max_turns (self->form.test), ==, 12);
  testing_form_assert_step (&self->form, "Change Number of Turns", before);

  proctor_picker_row_choose (user, "gpt-3");
  g_assert_cmpstr (proctor_test_get_simulated_user_model (self->form.test), ==, "gpt-3");
  proctor_picker_row_choose (CHILD (section, "judge_row"), "a-model-of-tomorrow");
  g_assert_cmpstr (proctor_test_get_evaluation_model (self->form.test), ==, "a-model-of-tomorrow");
  proctor_picker_row_choose (CHILD (section, "environment_row"), "staging");
  g_assert_cmpstr (proctor_test_get_simulation_environment (self->form.test), ==, "staging");
  proctor_picker_row_choose (user, NULL);
  g_assert_cmpint (proctor_record_get_presence (PROCTOR_RECORD (self->form.test), PROCTOR_TEST_FIELD_SIMULATED_USER_MODEL), ==, PROCTOR_PRESENCE_NULL);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (user)), ==, "The server’s default");
}

/* Nothing is said of mocks until somebody does, and what is not known stays. */
static void
test_strategy (TestingChoices *self,
               gconstpointer data)
{
  GtkWidget *section = open_section (self, 600);
  g_autofree char *before = testing_form_dup_state (&self->form);
  AdwToggleGroup *strategy = MOCKS_CHILD (section, "strategy_toggles");
  AdwToggleGroup *fallback = MOCKS_CHILD (section, "fallback_toggles");
  ProctorMockBehaviour *behaviour;

  g_assert_null (proctor_test_get_tool_mock_config (self->form.test));
  g_assert_cmpstr (adw_toggle_group_get_active_name (strategy), ==, "none");
  g_assert_false (gtk_widget_get_visible (MOCKS_CHILD (section, "tool_ids")));
  g_assert_false (gtk_widget_get_visible (MOCKS_CHILD (section, "overrides_box")));

  adw_toggle_group_set_active_name (strategy, "selected");
  behaviour = proctor_test_get_tool_mock_config (self->form.test);
  g_assert_cmpstr (proctor_mock_behaviour_get_mocking_strategy (behaviour), ==, "selected");
  g_assert_null (proctor_mock_behaviour_get_fallback_strategy (behaviour));
  g_assert_true (gtk_widget_get_visible (MOCKS_CHILD (section, "tool_ids")));
  testing_form_assert_step (&self->form, "Change Which Tools Are Mocked", before);

  g_clear_pointer (&before, g_free);
  before = testing_form_dup_state (&self->form);
  adw_toggle_group_set_active_name (fallback, "call_real_tool");
  g_assert_cmpstr (proctor_mock_behaviour_get_fallback_strategy (proctor_test_get_tool_mock_config (self->form.test)), ==, "call_real_tool");
  testing_form_assert_step (&self->form, "Change What Happens Without an Answer", before);

  proctor_mock_behaviour_set_mocking_strategy (proctor_test_get_tool_mock_config (self->form.test), "some_day");
  g_assert_cmpstr (adw_toggle_group_get_active_name (strategy), ==, "some_day");
}

static void
assert_ids (TestingChoices *self,
            const char *words)
{
  g_autofree char *joined = g_strjoinv (",", (char **) proctor_mock_behaviour_get_mocked_tool_ids (proctor_test_get_tool_mock_config (self->form.test)));

  g_assert_cmpstr (joined, ==, words);
}

static void
test_selected (TestingChoices *self,
               gconstpointer data)
{
  GtkWidget *section = open_section (self, 600);
  GtkWidget *ids = MOCKS_CHILD (section, "tool_ids");
  g_autofree char *before = NULL;
  GtkWidget *add;

  adw_toggle_group_set_active_name (MOCKS_CHILD (section, "strategy_toggles"), "selected");
  add = (gpointer) gtk_widget_get_template_child (ids, PROCTOR_TYPE_TOOL_IDS, "add_row");
  proctor_picker_row_choose (PROCTOR_PICKER_ROW (add), "tool_1");
  proctor_picker_row_choose (PROCTOR_PICKER_ROW (add), "tool_nobody_knows");
  proctor_picker_row_choose (PROCTOR_PICKER_ROW (add), "tool_1");
  assert_ids (self, "tool_1,tool_nobody_knows");
  g_assert_nonnull (testing_form_find_labelled (ids, ADW_TYPE_ACTION_ROW, "book_room"));
  g_assert_null (proctor_picker_row_get_chosen (PROCTOR_PICKER_ROW (add)));

  before = testing_form_dup_state (&self->form);
  g_signal_emit_by_name (testing_form_find (testing_form_find_labelled (ids, ADW_TYPE_ACTION_ROW, "book_room"), GTK_TYPE_BUTTON, 0), "clicked");
  assert_ids (self, "tool_nobody_knows");
  testing_form_assert_step (&self->form, "Remove Tool", before);
}

static ProctorOverrideEdit *
get_override (GtkWidget *section,
              guint position)
{
  return PROCTOR_OVERRIDE_EDIT (proctor_edit_list_get_content (MOCKS_CHILD (section, "overrides_list"), position));
}

static ProctorEditList *
get_answers (GtkWidget *section,
             guint position)
{
  return (gpointer) gtk_widget_get_template_child (GTK_WIDGET (get_override (section, position)), PROCTOR_TYPE_OVERRIDE_EDIT, "answers_list");
}

static gpointer
get_answer_child (GtkWidget *section,
                  guint position,
                  const char *name)
{
  return (gpointer) gtk_widget_get_template_child (proctor_edit_list_get_content (get_answers (section, 0), position), PROCTOR_TYPE_ANSWER_EDIT, name);
}

static void
assert_key (TestingChoices *self,
            guint position,
            const char *key)
{
  g_autoptr (ProctorMockOverride) override = g_list_model_get_item (proctor_test_get_tool_mock_overrides (self->form.test), position);

  g_assert_cmpstr (proctor_mock_override_get_key (override), ==, key);
}

/* Answers are asked for of the tools that are mocked, one after the other, and then of any. */
static void
test_next_override (TestingChoices *self,
                    gconstpointer data)
{
  const char *const ids[] = { "tool_2", "tool_1", NULL };
  g_autoptr (ProctorMockBehaviour) behaviour = proctor_mock_behaviour_new ();
  GtkWidget *section;

  proctor_mock_behaviour_set_mocking_strategy (behaviour, "selected");
  proctor_mock_behaviour_set_mocked_tool_ids (behaviour, ids);
  proctor_test_set_tool_mock_config (self->form.test, behaviour);
  section = open_section (self, 600);
  for (guint i = 0; i < 3; i++)
    {
      proctor_edit_list_add (MOCKS_CHILD (section, "overrides_list"));
      testing_form_settle (&self->form);
      assert_key (self, i, i < 2 ? ids[i] : "");
    }
  g_assert_nonnull (gtk_widget_get_focus_child (GTK_WIDGET (get_override (section, 2))));
}

static void
test_overrides (TestingChoices *self,
                gconstpointer data)
{
  GtkWidget *section = open_section (self, 600);
  g_autofree char *before = NULL;
  g_autofree char *title = NULL;
  g_autoptr (ProctorMockOverride) override = NULL;
  g_autoptr (ProctorToolMock) mock = NULL;
  g_autoptr (ProctorExpectedParameter) condition = NULL;

  adw_toggle_group_set_active_name (MOCKS_CHILD (section, "strategy_toggles"), "all");
  before = testing_form_dup_state (&self->form);
  proctor_edit_list_add (MOCKS_CHILD (section, "overrides_list"));
  testing_form_settle (&self->form);
  testing_form_assert_step (&self->form, "Add Tool", before);

  proctor_picker_row_choose ((gpointer) gtk_widget_get_template_child (GTK_WIDGET (get_override (section, 0)), PROCTOR_TYPE_OVERRIDE_EDIT, "tool_row"), "tool_1");
  override = g_list_model_get_item (proctor_test_get_tool_mock_overrides (self->form.test), 0);
  g_assert_cmpstr (proctor_mock_override_get_key (override), ==, "tool_1");
  title = proctor_override_edit_dup_title (get_override (section, 0));
  g_assert_cmpstr (title, ==, "book_room");

  testing_form_type (proctor_text_field_get_view (get_answer_child (section, 0, "result_field")), "{\"ok\": true}");
  gtk_check_button_set_active (get_answer_child (section, 0, "error_check"), TRUE);
  proctor_edit_list_add (get_answer_child (section, 0, "conditions_list"));
  testing_form_settle (&self->form);
  mock = g_list_model_get_item (proctor_mock_override_get_value (override), 0);
  g_assert_cmpstr (proctor_tool_mock_get_mock_result (mock), ==, "{\"ok\": true}");
  g_assert_true (proctor_tool_mock_get_is_error (mock));
  condition = g_list_model_get_item (proctor_tool_mock_get_parameter_conditions (mock), 0);
  g_assert_cmpstr (proctor_evaluation_get_kind (proctor_expected_parameter_get_eval (condition)), ==, "exact");

  g_clear_pointer (&before, g_free);
  before = testing_form_dup_state (&self->form);
  proctor_edit_list_add (get_answers (section, 0));
  testing_form_settle (&self->form);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_mock_override_get_value (override)), ==, 2);
  testing_form_assert_step (&self->form, "Add Answer", before);
}

static void
fill (TestingChoices *self)
{
  g_autoptr (ProctorMockBehaviour) behaviour = proctor_mock_behaviour_new ();
  g_autoptr (ProctorMockOverride) override = proctor_mock_override_new ();
  g_autoptr (ProctorToolMock) mock = proctor_tool_mock_new ();
  g_autoptr (ProctorToolMock) other = proctor_tool_mock_new ();
  g_autoptr (ProctorExpectedParameter) parameter = proctor_expected_parameter_new ();
  g_autoptr (ProctorEvaluation) eval = proctor_evaluation_new ();
  const char *const ids[] = { "tool_1", "tool_2", NULL };

  proctor_test_set_simulation_scenario (self->form.test, "You are Sam and want a double room by the sea for two nights in March. You ask what it costs before you book.");
  set_conditions (self, "The agent says what it costs before it books.,The agent gives the confirmation number.");
  proctor_mock_behaviour_set_mocking_strategy (behaviour, "selected");
  proctor_mock_behaviour_set_mocked_tool_ids (behaviour, ids);
  proctor_test_set_tool_mock_config (self->form.test, behaviour);
  proctor_evaluation_set_kind (eval, "exact");
  proctor_evaluation_set_expected_value (eval, "2026-03-14");
  proctor_expected_parameter_set_path (parameter, "body.date");
  proctor_expected_parameter_set_eval (parameter, eval);
  g_list_store_append (G_LIST_STORE (proctor_tool_mock_get_parameter_conditions (mock)), parameter);
  proctor_tool_mock_set_mock_result (mock, "{\"available\": true, \"price\": 180}");
  proctor_tool_mock_set_mock_result (other, "{\"available\": false}");
  proctor_mock_override_set_key (override, "tool_1");
  g_list_store_append (G_LIST_STORE (proctor_mock_override_get_value (override)), mock);
  g_list_store_append (G_LIST_STORE (proctor_mock_override_get_value (override)), other);
  g_list_store_append (G_LIST_STORE (proctor_test_get_tool_mock_overrides (self->form.test)), override);
}

/* It says everything and lets nothing be changed. */
static void
test_read_only (TestingChoices *self,
                gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkWidget *section;

  fill (self);
  g_object_unref (self->form.editing);
  self->form.editing = proctor_editing_new (self->form.test, self->form.undo, FALSE);
  proctor_editing_set_choices (self->form.editing, proctor_surroundings_of (self->session));
  section = open_section (self, 600);
  before = testing_form_dup_state (&self->form);
  g_assert_false (gtk_text_view_get_editable (proctor_text_field_get_view (get_condition (section, 0))));
  g_assert_false (gtk_widget_get_sensitive (MOCKS_CHILD (section, "strategy_toggles")));
  g_assert_false (gtk_widget_get_sensitive (CHILD (section, "turns_row")));
  for (guint i = 0; testing_form_find (section, GTK_TYPE_BUTTON, i) != NULL; i++)
    {
      GtkWidget *button = testing_form_find (section, GTK_TYPE_BUTTON, i);

      if (gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button))
        g_signal_emit_by_name (button, "clicked");
    }
  after = testing_form_dup_state (&self->form);
  g_assert_cmpstr (after, ==, before);
  testing_picture_save (self->form.window, "simulation-section-read-only");
}

/* A check that has something to say finds the place. */
static void
test_marks (TestingChoices *self,
            gconstpointer data)
{
  g_autofree char *problem = NULL;
  GtkWidget *section;

  fill (self);
  section = open_section (self, 600);
  proctor_editing_mark (self->form.editing, self->form.test, PROCTOR_TEST_FIELD_SUCCESS_CONDITIONS, "There are too many.");
  g_object_get (CHILD (section, "conditions_list"), "problem", &problem, NULL);
  g_assert_cmpstr (problem, ==, "There are too many.");
  g_assert_nonnull (testing_form_find_labelled (section, GTK_TYPE_LABEL, "There are too many."));
  proctor_editing_mark (self->form.editing, self->form.test, PROCTOR_TEST_FIELD_EVALUATION_MODEL, "There is no such model.");
  g_assert_cmpstr (adw_action_row_get_subtitle (CHILD (section, "judge_row")), ==, "The server’s default\nThere is no such model.");
  g_assert_true (proctor_editing_focus (self->form.editing, proctor_test_get_tool_mock_config (self->form.test), PROCTOR_MOCK_BEHAVIOUR_FIELD_MOCKED_TOOL_IDS));
  testing_picture_save (self->form.window, "simulation-section-marks");

  proctor_editing_clear_marks (self->form.editing);
  g_assert_null (testing_form_find_labelled (section, GTK_TYPE_LABEL, "There are too many."));
  g_assert_cmpstr (adw_action_row_get_subtitle (CHILD (section, "judge_row")), ==, "The server’s default");
}

static void
test_pictures (TestingChoices *self,
               gconstpointer data)
{
  GtkWidget *section = open_section (self, 360);

  testing_picture_save (self->form.window, "simulation-section-empty-360");
  testing_form_close (&self->form);

  fill (self);
  section = open_section (self, 360);
  testing_picture_save (self->form.window, "simulation-section-360");
  gtk_widget_grab_focus (CHILD (section, "mocks_edit"));
  g_assert_true (proctor_editing_focus (self->form.editing, proctor_test_get_tool_mock_config (self->form.test), PROCTOR_MOCK_BEHAVIOUR_FIELD_FALLBACK_STRATEGY));
  testing_form_settle (&self->form);
  testing_picture_save (self->form.window, "simulation-section-mocks-360");
  testing_form_close (&self->form);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  section = open_section (self, 1100);
  g_assert_true (gtk_widget_grab_focus (get_answer_child (section, 1, "result_field")));
  testing_form_settle (&self->form);
  testing_picture_save (self->form.window, "simulation-section-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

#define ADD(name, func) g_test_add ("/simulation-section/" name, TestingChoices, NULL, testing_choices_set_up, func, testing_choices_tear_down)

int
main (int argc,
      char **argv)
{
  testing_form_init (&argc, &argv);

  ADD ("scenario", test_scenario);
  ADD ("conditions", test_conditions);
  ADD ("add-condition", test_add_condition);
  ADD ("limit", test_limit);
  ADD ("single-condition", test_single_condition);
  ADD ("rows", test_rows);
  ADD ("strategy", test_strategy);
  ADD ("selected", test_selected);
  ADD ("overrides", test_overrides);
  ADD ("next-override", test_next_override);
  ADD ("read-only", test_read_only);
  ADD ("marks", test_marks);
  ADD ("pictures", test_pictures);

  return g_test_run ();
}
