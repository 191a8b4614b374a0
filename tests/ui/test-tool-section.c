/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-edit-list.h"
#include "proctor-evaluation.h"
#include "proctor-expected-parameter.h"
#include "proctor-node-transition.h"
#include "proctor-parameter-check.h"
#include "proctor-path-entry.h"
#include "proctor-picker-popover.h"
#include "proctor-picker-row.h"
#include "proctor-text-field.h"
#include "proctor-tool-call.h"
#include "proctor-tool-edit.h"
#include "proctor-tool-expectation.h"
#include "proctor-tool-name-row.h"
#include "proctor-tool-reference.h"
#include "proctor-tool-result.h"
#include "proctor-tool-section.h"
#include "testing-choices.h"
#include "testing-picture.h"

#define CHILD(section, name) ((gpointer) gtk_widget_get_template_child (GTK_WIDGET (section), PROCTOR_TYPE_TOOL_SECTION, name))
#define CHECK_CHILD(check, name) ((gpointer) gtk_widget_get_template_child (GTK_WIDGET (check), PROCTOR_TYPE_PARAMETER_CHECK, name))

static GtkWidget *
open_section (TestingChoices *self,
              int width)
{
  GtkWidget *section = proctor_tool_section_new ();
  ProctorSurroundings *choices = proctor_editing_get_choices (self->form.editing);

  testing_form_open (&self->form, section, width);
  proctor_tool_section_set_editing (PROCTOR_TOOL_SECTION (section), self->form.editing);
  if (choices != NULL)
    testing_choices_wait (proctor_surroundings_get_tools (choices));
  testing_form_settle (&self->form);

  return section;
}

static ProctorToolExpectation *
ensure_expectation (TestingChoices *self)
{
  g_autoptr (ProctorToolExpectation) expectation = proctor_tool_expectation_new ();

  if (proctor_test_get_tool_call_parameters (self->form.test) == NULL)
    proctor_test_set_tool_call_parameters (self->form.test, expectation);

  return proctor_test_get_tool_call_parameters (self->form.test);
}

static void
set_reference (TestingChoices *self,
               const char *id,
               const char *kind)
{
  g_autoptr (ProctorToolReference) reference = proctor_tool_reference_new ();

  proctor_tool_reference_set_id (reference, id);
  proctor_tool_reference_set_kind (reference, kind);
  proctor_tool_expectation_set_referenced_tool (ensure_expectation (self), reference);
}

static ProctorEvaluation *
add_parameter (TestingChoices *self,
               const char *path,
               const char *kind)
{
  g_autoptr (ProctorExpectedParameter) parameter = proctor_expected_parameter_new ();
  g_autoptr (ProctorEvaluation) eval = proctor_evaluation_new ();

  proctor_evaluation_set_kind (eval, kind);
  proctor_expected_parameter_set_path (parameter, path);
  proctor_expected_parameter_set_eval (parameter, eval);
  g_list_store_append (G_LIST_STORE (proctor_tool_expectation_get_parameters (ensure_expectation (self))), parameter);

  return proctor_expected_parameter_get_eval (parameter);
}

static GtkWidget *
get_check (GtkWidget *section,
           guint position)
{
  return proctor_edit_list_get_content (CHILD (section, "parameters_list"), position);
}

static gpointer
get_path_child (GtkWidget *check,
                const char *name)
{
  return (gpointer) gtk_widget_get_template_child (CHECK_CHILD (check, "path_entry"), PROCTOR_TYPE_PATH_ENTRY, name);
}

static GtkWidget *
get_popover (gpointer row)
{
  return (gpointer) gtk_widget_get_template_child (GTK_WIDGET (row), PROCTOR_TYPE_PICKER_ROW, "popover");
}

static void
choose_demand (GtkWidget *section,
               const char *name)
{
  adw_toggle_group_set_active_name (CHILD (section, "demand_toggles"), name);
}

/* What is stored is the id and the kind that the list says it has. */
static void
test_tool (TestingChoices *self,
           gconstpointer data)
{
  GtkWidget *section = open_section (self, 600);
  ProctorPickerRow *row = CHILD (section, "tool_row");
  g_autofree char *before = testing_form_dup_state (&self->form);
  ProctorToolReference *reference;

  proctor_picker_row_choose (row, "tool_2");
  reference = proctor_tool_expectation_get_referenced_tool (proctor_test_get_tool_call_parameters (self->form.test));
  g_assert_cmpstr (proctor_tool_reference_get_id (reference), ==, "tool_2");
  g_assert_cmpstr (proctor_tool_reference_get_kind (reference), ==, "client");
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==, "show_map · Client tool · tool_2");
  g_assert_false (gtk_widget_get_visible (CHILD (section, "kind_row")));
  testing_form_assert_step (&self->form, "Choose Tool", before);

  proctor_undo_undo (self->form.undo);
  g_assert_null (proctor_picker_row_get_chosen (row));
}

/* What was wrong where nothing was chosen is not wrong with what is chosen. */
static void
test_mended (TestingChoices *self,
             gconstpointer data)
{
  ProctorToolExpectation *expectation = ensure_expectation (self);
  GtkWidget *row = CHILD (open_section (self, 600), "tool_row");

  proctor_editing_mark (self->form.editing, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_REFERENCED_TOOL, "There is no tool.");
  g_assert_true (gtk_widget_has_css_class (row, "invalid"));
  proctor_picker_row_choose (PROCTOR_PICKER_ROW (row), "tool_2");
  g_assert_false (gtk_widget_has_css_class (row, "invalid"));
}

/* Of a tool that nobody knows a person says what kind it is; a kind that nobody knows is kept. */
static void
test_typed_id (TestingChoices *self,
               gconstpointer data)
{
  GtkWidget *section;
  ProctorToolReference *reference;

  set_reference (self, "tool_9", "telepathy");
  reference = proctor_tool_expectation_get_referenced_tool (ensure_expectation (self));
  section = open_section (self, 600);
  g_assert_true (gtk_widget_get_visible (CHILD (section, "kind_row")));
  g_assert_cmpstr (proctor_picker_row_get_chosen (CHILD (section, "kind_row")), ==, "telepathy");
  g_assert_cmpstr (adw_action_row_get_subtitle (CHILD (section, "tool_row")), ==, "tool_9 (not known here)");

  proctor_picker_row_choose (CHILD (section, "tool_row"), "tool_8");
  g_assert_cmpstr (proctor_tool_reference_get_id (reference), ==, "tool_8");
  g_assert_cmpstr (proctor_tool_reference_get_kind (reference), ==, "telepathy");
  proctor_picker_row_choose (CHILD (section, "kind_row"), "mcp");
  g_assert_cmpstr (proctor_tool_reference_get_kind (reference), ==, "mcp");
}

static void
test_absence (TestingChoices *self,
              gconstpointer data)
{
  ProctorToolExpectation *expectation = ensure_expectation (self);
  GtkWidget *section;
  g_autofree char *before = NULL;

  add_parameter (self, "body.date", "anything");
  section = open_section (self, 600);
  g_assert_false (gtk_widget_get_visible (CHILD (section, "clear_button")));
  before = testing_form_dup_state (&self->form);
  choose_demand (section, "absence");
  g_assert_true (proctor_tool_expectation_get_verify_absence (expectation));
  testing_form_assert_step (&self->form, "Change What Is Expected", before);
  g_assert_true (gtk_widget_get_visible (CHILD (section, "clear_button")));
  g_assert_false (gtk_widget_get_visible (CHILD (section, "matches_group")));

  g_signal_emit_by_name (CHILD (section, "clear_button"), "clicked");
  g_assert_cmpuint (g_list_model_get_n_items (proctor_tool_expectation_get_parameters (expectation)), ==, 0);
  g_assert_false (gtk_widget_get_visible (CHILD (section, "parameters_box")));
  proctor_undo_undo (self->form.undo);
  proctor_undo_undo (self->form.undo);
  g_assert_cmpstr (adw_toggle_group_get_active_name (CHILD (section, "demand_toggles")), ==, "call");
  g_assert_nonnull (get_check (section, 0));
}

/* Somebody who looks at the node and comes back has their tool again. */
static void
test_node (TestingChoices *self,
           gconstpointer data)
{
  ProctorToolExpectation *expectation = ensure_expectation (self);
  ProctorSurroundings *choices = proctor_editing_get_choices (self->form.editing);
  ProctorNodeTransition *transition;
  GtkWidget *section;
  g_autofree char *before = NULL;

  set_reference (self, "tool_1", "webhook");
  section = open_section (self, 600);
  before = testing_form_dup_state (&self->form);
  choose_demand (section, "node");
  testing_form_assert_step (&self->form, "Change What Is Expected", before);
  transition = proctor_tool_expectation_get_workflow_node_transition (expectation);
  g_assert_cmpstr (proctor_node_transition_get_kind (transition), ==, "node_id");
  g_assert_null (proctor_tool_expectation_get_referenced_tool (expectation));
  g_assert_false (gtk_widget_get_visible (CHILD (section, "tool_group")));

  testing_choices_wait (proctor_surroundings_get_agents (choices));
  proctor_picker_row_choose (CHILD (section, "agent_row"), "agent_1");
  g_assert_cmpstr (proctor_node_transition_get_agent_id (transition), ==, "agent_1");
  testing_choices_wait (proctor_surroundings_get_nodes (choices, "agent_1"));
  proctor_picker_row_choose (CHILD (section, "node_row"), "node_1");
  g_assert_cmpstr (proctor_node_transition_get_target_node_id (transition), ==, "node_1");
  g_assert_cmpstr (adw_action_row_get_subtitle (CHILD (section, "node_row")), ==, "Bookings · Subagent · node_1");
  testing_form_settle (&self->form);
  testing_picture_save (self->form.window, "tool-section-node");

  choose_demand (section, "call");
  g_assert_null (proctor_tool_expectation_get_workflow_node_transition (expectation));
  g_assert_cmpstr (proctor_tool_reference_get_id (proctor_tool_expectation_get_referenced_tool (expectation)), ==, "tool_1");
  choose_demand (section, "node");
  g_assert_true (proctor_tool_expectation_get_workflow_node_transition (expectation) == transition);
}

static void
test_matches (TestingChoices *self,
              gconstpointer data)
{
  GtkWidget *section = open_section (self, 600);
  g_autofree char *before = testing_form_dup_state (&self->form);

  adw_switch_row_set_active (CHILD (section, "matches_row"), TRUE);
  g_assert_true (proctor_test_get_check_any_tool_matches (self->form.test));
  testing_form_assert_step (&self->form, "Change How Calls Are Counted", before);
}

/* What is missing is offered, from what the tool has, else from what most have. */
static void
test_path (TestingChoices *self,
           gconstpointer data)
{
  GtkWidget *section;
  GtkWidget *check;
  g_autofree char *before = NULL;

  set_reference (self, "tool_1", "webhook");
  section = open_section (self, 600);
  before = testing_form_dup_state (&self->form);
  proctor_edit_list_add (CHILD (section, "parameters_list"));
  testing_form_assert_step (&self->form, "Add Check", before);
  check = get_check (section, 0);

  gtk_editable_set_text (get_path_child (check, "entry"), "lang");
  g_assert_true (gtk_widget_get_visible (get_path_child (check, "fix_button")));
  g_assert_cmpstr (gtk_label_get_label (get_path_child (check, "fix_label")), ==, "Use query_params.lang");
  g_signal_emit_by_name (get_path_child (check, "fix_button"), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (get_path_child (check, "entry")), ==, "query_params.lang");
  g_assert_false (gtk_widget_get_visible (get_path_child (check, "advice_label")));

  gtk_editable_set_text (get_path_child (check, "entry"), "date");
  g_assert_cmpstr (gtk_label_get_label (get_path_child (check, "fix_label")), ==, "Use body.date");
  gtk_editable_set_text (get_path_child (check, "entry"), "body.guests.3.name");
  g_assert_false (gtk_widget_get_visible (get_path_child (check, "advice_label")));
  gtk_editable_set_text (get_path_child (check, "entry"), "body.nights");
  g_assert_true (gtk_widget_get_visible (get_path_child (check, "advice_label")));
  g_assert_false (gtk_widget_get_visible (get_path_child (check, "fix_button")));

  /* Another tool's have no sections. */
  proctor_picker_row_choose (CHILD (section, "tool_row"), "tool_2");
  gtk_editable_set_text (get_path_child (check, "entry"), "zoom");
  g_assert_false (gtk_widget_get_visible (get_path_child (check, "advice_label")));
}

static void
test_evaluations (TestingChoices *self,
                  gconstpointer data)
{
  ProctorEvaluation *eval = add_parameter (self, "zoom", "exact");
  AdwToggleGroup *toggles;
  GtkWidget *section, *check;
  g_autofree char *before = NULL;

  proctor_evaluation_set_expected_value (eval, "1");
  section = open_section (self, 600);
  check = get_check (section, 0);
  toggles = CHECK_CHILD (check, "toggles");
  testing_form_type (proctor_text_field_get_view (CHECK_CHILD (check, "exact_field")), "2");
  g_assert_cmpstr (proctor_evaluation_get_expected_value (eval), ==, "12");

  before = testing_form_dup_state (&self->form);
  adw_toggle_group_set_active_name (toggles, "regex");
  g_assert_cmpstr (proctor_evaluation_get_kind (eval), ==, "regex");
  g_assert_cmpstr (proctor_evaluation_get_pattern (eval), ==, "12");
  g_assert_null (proctor_evaluation_get_expected_value (eval));
  testing_form_assert_step (&self->form, "Change Check", before);

  adw_toggle_group_set_active_name (toggles, "anything");
  g_assert_cmpint (proctor_record_get_presence (PROCTOR_RECORD (eval), PROCTOR_EVALUATION_FIELD_PATTERN), ==, PROCTOR_PRESENCE_ABSENT);
  adw_toggle_group_set_active_name (toggles, "llm");
  g_assert_cmpstr (proctor_evaluation_get_description (eval), ==, "12");
  proctor_undo_undo (self->form.undo);
  g_assert_cmpstr (adw_toggle_group_get_active_name (toggles), ==, "anything");
}

static void
test_pattern (TestingChoices *self,
              gconstpointer data)
{
  GtkWidget *section, *check;
  ProctorEvaluation *eval = add_parameter (self, "zoom", "regex");

  section = open_section (self, 600);
  check = get_check (section, 0);
  gtk_test_accessible_assert_property (get_path_child (check, "entry"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Parameter 1: Where it is");
  gtk_test_accessible_assert_property (CHECK_CHILD (check, "pattern_entry"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Parameter 1: Regular expression");
  gtk_editable_set_text (CHECK_CHILD (check, "pattern_entry"), "^[0-9");
  g_assert_cmpstr (proctor_evaluation_get_pattern (eval), ==, "^[0-9");
  g_assert_true (gtk_widget_get_visible (CHECK_CHILD (check, "pattern_problem")));
  gtk_editable_set_text (CHECK_CHILD (check, "pattern_entry"), "^[0-9]+$");
  g_assert_false (gtk_widget_get_visible (CHECK_CHILD (check, "pattern_problem")));
  g_assert_false (gtk_widget_get_visible (CHECK_CHILD (check, "trial_label")));
  gtk_editable_set_text (CHECK_CHILD (check, "sample_entry"), "12");
  g_assert_true (gtk_widget_has_css_class (CHECK_CHILD (check, "trial_label"), "success"));
  gtk_editable_set_text (CHECK_CHILD (check, "sample_entry"), "twelve");
  g_assert_true (gtk_widget_has_css_class (CHECK_CHILD (check, "trial_label"), "warning"));
}

/* Those that would never end end, however much there is to try them with. */
static void
test_slow_pattern (TestingChoices *self,
                   gconstpointer data)
{
  const char *const patterns[] = { "^(a+)+$", "(a+)+$", "(a|aa)+$", "(.*)*x", "(a*)*(a*)*b" };
  g_autofree char *much = g_strnfill (60000, 'a');
  g_autofree char *more = g_strconcat (much, "!", NULL);
  const char *const samples[] = { more, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" };
  GtkWidget *section, *check;

  add_parameter (self, "zoom", "regex");
  section = open_section (self, 600);
  check = get_check (section, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      for (gsize j = 0; j < G_N_ELEMENTS (samples); j++)
        {
          gtk_editable_set_text (CHECK_CHILD (check, "sample_entry"), "");
          gtk_editable_set_text (CHECK_CHILD (check, "pattern_entry"), patterns[i]);
          gtk_editable_set_text (CHECK_CHILD (check, "sample_entry"), samples[j]);
          g_assert_true (gtk_widget_has_css_class (CHECK_CHILD (check, "trial_label"), "warning"));
          g_assert_false (gtk_widget_get_visible (CHECK_CHILD (check, "pattern_problem")));
        }
      if (i < 2)
        g_assert_cmpstr (gtk_label_get_label (CHECK_CHILD (check, "trial_label")), ==, "The pattern takes too long to try.");
    }

  /* And the next one is tried as ever. */
  gtk_editable_set_text (CHECK_CHILD (check, "pattern_entry"), "!$");
  g_assert_true (gtk_widget_has_css_class (CHECK_CHILD (check, "trial_label"), "success"));
}

#define NAME_CHILD(row, name) ((gpointer) gtk_widget_get_template_child (GTK_WIDGET (row), PROCTOR_TYPE_TOOL_NAME_ROW, name))

static gpointer
open_edit (TestingChoices *self,
           gpointer record)
{
  GtkWidget *edit = proctor_tool_edit_new (self->form.editing, record);

  testing_form_open (&self->form, edit, 600);
  proctor_tool_edit_reveal (PROCTOR_TOOL_EDIT (edit));
  testing_form_settle (&self->form);

  return testing_form_find (edit, PROCTOR_TYPE_TOOL_NAME_ROW, 0);
}

/* The tools can be chosen by name, and any other name can be written. */
static void
test_call_name (TestingChoices *self,
                gconstpointer data)
{
  g_autoptr (ProctorToolCall) call = proctor_tool_call_new ();
  gpointer row = open_edit (self, call);

  g_assert_true (gtk_widget_get_visible (NAME_CHILD (row, "choose_button")));
  gtk_widget_grab_focus (row);
  g_assert_true (testing_form_press (row, "Down"));
  g_assert_true (gtk_widget_get_visible (NAME_CHILD (row, "popover")));
  testing_choices_wait (proctor_surroundings_get_tools (proctor_editing_get_choices (self->form.editing)));
  testing_form_settle (&self->form);
  testing_picture_save (self->form.window, "tool-call-choose");
  g_signal_emit_by_name (NAME_CHILD (row, "popover"), "chosen", "tool_2");
  g_assert_cmpstr (proctor_tool_call_get_tool_name (call), ==, "show_map");
  g_assert_cmpstr (proctor_tool_call_get_kind (call), ==, "client");
  g_assert_cmpstr (gtk_editable_get_text (row), ==, "show_map");
  g_assert_cmpstr (proctor_undo_get_undo_label (self->form.undo), ==, "Choose Tool");
  proctor_undo_undo (self->form.undo);
  g_assert_cmpstr (gtk_editable_get_text (row), ==, "");
  g_assert_null (proctor_tool_call_get_kind (call));

  gtk_editable_set_text (row, "an_old_tool");
  g_assert_cmpstr (proctor_tool_call_get_tool_name (call), ==, "an_old_tool");
  g_signal_emit_by_name (NAME_CHILD (row, "popover"), "chosen", "typed_tool");
  g_assert_cmpstr (proctor_tool_call_get_tool_name (call), ==, "typed_tool");
  g_assert_null (proctor_tool_call_get_kind (call));
}

/* What a tool answered has its name as well; where nobody knows of tools there is nothing to choose. */
static void
test_result_name (TestingChoices *self,
                  gconstpointer data)
{
  g_autoptr (ProctorToolResult) result = proctor_tool_result_new ();
  gpointer row = open_edit (self, result);

  testing_choices_wait (proctor_surroundings_get_tools (proctor_editing_get_choices (self->form.editing)));
  g_signal_emit_by_name (NAME_CHILD (row, "popover"), "chosen", "tool_1");
  g_assert_cmpstr (proctor_tool_result_get_tool_name (result), ==, "book_room");
  g_assert_cmpstr (proctor_tool_result_get_kind (result), ==, "webhook");
  proctor_editing_set_choices (self->form.editing, NULL);
  g_assert_false (gtk_widget_get_visible (NAME_CHILD (row, "choose_button")));
}

/* A way of checking from a newer server has a name, and stays. */
static void
test_unknown (TestingChoices *self,
              gconstpointer data)
{
  ProctorEvaluation *eval = add_parameter (self, "zoom", "vibes");
  GtkWidget *section = open_section (self, 600);
  GtkWidget *check = get_check (section, 0);
  g_autofree char *before = testing_form_dup_state (&self->form);
  g_autofree char *after = NULL;

  g_assert_cmpstr (adw_toggle_group_get_active_name (CHECK_CHILD (check, "toggles")), ==, "vibes");
  g_assert_true (gtk_widget_get_visible (CHECK_CHILD (check, "unknown_label")));
  after = testing_form_dup_state (&self->form);
  g_assert_cmpstr (after, ==, before);
  adw_toggle_group_set_active_name (CHECK_CHILD (check, "toggles"), "anything");
  g_assert_cmpstr (proctor_evaluation_get_kind (eval), ==, "anything");
  proctor_undo_undo (self->form.undo);
  g_assert_cmpstr (adw_toggle_group_get_active_name (CHECK_CHILD (check, "toggles")), ==, "vibes");
}

/* Without a server everything can still be entered. */
static void
test_error (TestingChoices *self,
            gconstpointer data)
{
  GtkWidget *section;
  ProctorPickerRow *row;
  ProctorChoiceList *tools = proctor_surroundings_get_tools (proctor_editing_get_choices (self->form.editing));

  proctor_testing_server_reset (self->server);
  proctor_testing_server_answer (self->server, "GET", "/v1/convai/tools", &(ProctorTestingAnswer) { .status = 401, .body = "{\"detail\": {\"status\": \"missing_permissions\", \"message\": \"No\"}}" });
  section = open_section (self, 600);
  row = CHILD (section, "tool_row");
  g_assert_cmpint (proctor_choice_list_get_state (tools), ==, PROCTOR_CHOICE_ERROR);
  gtk_widget_activate (GTK_WIDGET (row));
  testing_form_settle (&self->form);
  g_assert_true (gtk_widget_get_visible ((gpointer) gtk_widget_get_template_child (get_popover (row), PROCTOR_TYPE_PICKER_POPOVER, "error_box")));
  testing_picture_save (self->form.window, "tool-section-error");
  proctor_picker_row_choose (row, "tool_1");
  g_assert_true (gtk_widget_get_visible (CHILD (section, "kind_row")));
}

static void
test_picker (TestingChoices *self,
             gconstpointer data)
{
  GtkWidget *section = open_section (self, 600);
  GtkWidget *row = CHILD (section, "tool_row");
  GtkEditable *search = (gpointer) gtk_widget_get_template_child (get_popover (row), PROCTOR_TYPE_PICKER_POPOVER, "search_entry");
  GListModel *shown = (gpointer) gtk_widget_get_template_child (get_popover (row), PROCTOR_TYPE_PICKER_POPOVER, "selection");

  gtk_widget_activate (row);
  testing_form_settle (&self->form);
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 9);
  gtk_editable_set_text (search, "MAP");
  testing_form_settle (&self->form);
  /* The one that fits, and what was entered as it is. */
  g_assert_cmpuint (g_list_model_get_n_items (shown), ==, 2);
  g_signal_emit_by_name (search, "activate");
  g_assert_cmpstr (proctor_picker_row_get_chosen (PROCTOR_PICKER_ROW (row)), ==, "tool_2");

  /* What was chosen comes first the next time. */
  gtk_widget_activate (row);
  testing_form_settle (&self->form);
  {
    g_autoptr (ProctorChoice) first = g_list_model_get_item (shown, 0);

    g_assert_cmpstr (proctor_choice_get_id (first), ==, "tool_2");
  }
}

static void
test_read_only (TestingChoices *self,
                gconstpointer data)
{
  GtkWidget *section;

  g_object_unref (self->form.editing);
  self->form.editing = proctor_editing_new (self->form.test, self->form.undo, FALSE);
  proctor_editing_set_choices (self->form.editing, proctor_surroundings_of (self->session));
  set_reference (self, "tool_1", "webhook");
  proctor_evaluation_set_expected_value (add_parameter (self, "date", "exact"), "14 March");
  section = open_section (self, 600);
  g_assert_false (gtk_widget_get_visible (get_path_child (get_check (section, 0), "fix_button")));
  g_assert_false (gtk_widget_is_sensitive (CHILD (section, "demand_toggles")));
  proctor_picker_row_choose (CHILD (section, "tool_row"), "tool_2");
  g_assert_cmpstr (proctor_picker_row_get_chosen (CHILD (section, "tool_row")), ==, "tool_1");
  testing_picture_save (self->form.window, "tool-section-read-only");
}

static void
test_pictures (TestingChoices *self,
               gconstpointer data)
{
  GtkWidget *section = open_section (self, 360);

  testing_picture_save (self->form.window, "tool-section-empty-360");
  testing_form_close (&self->form);

  set_reference (self, "tool_1", "webhook");
  proctor_evaluation_set_expected_value (add_parameter (self, "date", "exact"), "14 March");
  proctor_evaluation_set_pattern (add_parameter (self, "body.guests.0.name", "regex"), "^[A-Z");
  proctor_evaluation_set_description (add_parameter (self, "query_params.lang", "llm"), "A language");
  section = open_section (self, 360);
  testing_picture_save (self->form.window, "tool-section-360");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_FORCE_DARK);
  testing_form_close (&self->form);
  section = open_section (self, 1100);
  gtk_editable_set_text (CHECK_CHILD (get_check (section, 1), "pattern_entry"), "^[A-Z]");
  gtk_editable_set_text (CHECK_CHILD (get_check (section, 1), "sample_entry"), "Alex");
  testing_form_settle (&self->form);
  testing_picture_save (self->form.window, "tool-section-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), ADW_COLOR_SCHEME_DEFAULT);
}

#define ADD(name, func) g_test_add ("/tool-section/" name, TestingChoices, NULL, testing_choices_set_up, func, testing_choices_tear_down)

int
main (int argc,
      char **argv)
{
  testing_form_init (&argc, &argv);

  ADD ("tool", test_tool);
  ADD ("mended", test_mended);
  ADD ("typed-id", test_typed_id);
  ADD ("absence", test_absence);
  ADD ("node", test_node);
  ADD ("matches", test_matches);
  ADD ("path", test_path);
  ADD ("evaluations", test_evaluations);
  ADD ("pattern", test_pattern);
  ADD ("slow-pattern", test_slow_pattern);
  ADD ("call-name", test_call_name);
  ADD ("result-name", test_result_name);
  ADD ("unknown", test_unknown);
  ADD ("error", test_error);
  ADD ("picker", test_picker);
  ADD ("read-only", test_read_only);
  ADD ("pictures", test_pictures);

  return g_test_run ();
}
