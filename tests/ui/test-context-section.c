/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-context-section.h"
#include "proctor-edit-list.h"
#include "proctor-node-transition.h"
#include "proctor-picker-row.h"
#include "proctor-test-source.h"
#include "proctor-text-field.h"
#include "proctor-tool-expectation.h"
#include "proctor-variable-edit.h"
#include "proctor-variable.h"
#include "testing-choices.h"
#include "testing-picture.h"

/* What surrounds a conversation, in the widgets in which it is edited. */

#define CHILD(section, name) ((gpointer) gtk_widget_get_template_child (GTK_WIDGET (section), PROCTOR_TYPE_CONTEXT_SECTION, name))
#define VARIABLE_CHILD(edit, name) ((gpointer) gtk_widget_get_template_child (GTK_WIDGET (edit), PROCTOR_TYPE_VARIABLE_EDIT, name))

static GtkWidget *
open_section (TestingChoices *self,
              int width)
{
  GtkWidget *section = proctor_context_section_new ();
  ProctorSurroundings *choices = proctor_editing_get_choices (self->form.editing);

  testing_form_open (&self->form, section, width);
  proctor_context_section_set_editing (PROCTOR_CONTEXT_SECTION (section), self->form.editing);
  testing_choices_wait (proctor_surroundings_get_agents (choices));
  testing_choices_wait (proctor_surroundings_get_tools (choices));
  testing_choices_wait (proctor_surroundings_get_nodes (choices, "agent_1"));
  testing_form_settle (&self->form);

  return section;
}

static void
add_variable (TestingChoices *self,
              const char *key,
              const char *value)
{
  g_autoptr (ProctorVariable) variable = proctor_variable_new ();

  proctor_variable_set_key (variable, key);
  proctor_variable_set_value (variable, value);
  g_list_store_append (G_LIST_STORE (proctor_test_get_dynamic_variables (self->form.test)), variable);
}

static GtkWidget *
get_variable (GtkWidget *section,
              guint position)
{
  return proctor_edit_list_get_content (CHILD (section, "variables_list"), position);
}

static void
assert_variable (TestingChoices *self,
                 guint position,
                 const char *key,
                 const char *value)
{
  g_autoptr (ProctorVariable) variable = g_list_model_get_item (proctor_test_get_dynamic_variables (self->form.test), position);

  g_assert_cmpstr (proctor_variable_get_key (variable), ==, key);
  g_assert_cmpstr (proctor_variable_get_value (variable), ==, value);
}

/* What a value is stays what it is: a number is no text that looks like one. */
static void
test_variables (TestingChoices *self,
                gconstpointer data)
{
  g_autofree char *before = NULL;
  GtkWidget *section, *edit;

  add_variable (self, "guest_name", "\"Sam\"");
  add_variable (self, "nights", "2");
  add_variable (self, "vip", "true");
  add_variable (self, "stay", "{\"from\":\"14 March\"}");
  section = open_section (self, 600);
  gtk_test_accessible_assert_property (VARIABLE_CHILD (get_variable (section, 0), "key_entry"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Variable 1: Name");
  gtk_test_accessible_assert_property (VARIABLE_CHILD (get_variable (section, 1), "kind_drop_down"), GTK_ACCESSIBLE_PROPERTY_LABEL, "Variable 2: Kind of value");
  gtk_test_accessible_assert_property (proctor_text_field_get_view (VARIABLE_CHILD (get_variable (section, 1), "value_field")), GTK_ACCESSIBLE_PROPERTY_LABEL, "Variable 2: Value");
  testing_form_type (proctor_text_field_get_view (VARIABLE_CHILD (get_variable (section, 0), "value_field")), "uel");
  assert_variable (self, 0, "guest_name", "\"Samuel\"");
  testing_form_type (proctor_text_field_get_view (VARIABLE_CHILD (get_variable (section, 1), "value_field")), "1");
  assert_variable (self, 1, "nights", "21");
  adw_toggle_group_set_active_name (VARIABLE_CHILD (get_variable (section, 2), "yes_no_toggles"), "false");
  assert_variable (self, 2, "vip", "false");

  before = testing_form_dup_state (&self->form);
  edit = get_variable (section, 1);
  gtk_drop_down_set_selected (VARIABLE_CHILD (edit, "kind_drop_down"), 0);
  assert_variable (self, 1, "nights", "\"21\"");
  proctor_undo_undo (self->form.undo);
  assert_variable (self, 1, "nights", "21");
  testing_picture_save (self->form.window, "context-section-variables");
}

static void
test_same_name (TestingChoices *self,
                gconstpointer data)
{
  GtkWidget *section;

  add_variable (self, "room", "\"12\"");
  add_variable (self, "room", "\"13\"");
  section = open_section (self, 600);
  g_assert_true (gtk_widget_get_visible (VARIABLE_CHILD (get_variable (section, 0), "key_problem")));
  gtk_editable_set_text (VARIABLE_CHILD (get_variable (section, 1), "key_entry"), "other");
  g_assert_false (gtk_widget_get_visible (VARIABLE_CHILD (get_variable (section, 0), "key_problem")));
}

static void
test_rows (TestingChoices *self,
           gconstpointer data)
{
  GtkWidget *section = open_section (self, 600);
  g_autofree char *before = testing_form_dup_state (&self->form);

  proctor_picker_row_choose (CHILD (section, "channel_row"), "whatsapp");
  g_assert_cmpstr (proctor_test_get_conversation_initiation_source (self->form.test), ==, "whatsapp");
  testing_form_assert_step (&self->form, "Choose Channel", before);
  proctor_picker_row_choose (CHILD (section, "environment_row"), "staging");
  g_assert_cmpstr (proctor_test_get_environment (self->form.test), ==, "staging");
}

/* The only agent that there is is the one, and nothing of the test changes by it. */
static void
test_only_agent (TestingChoices *self,
                 gconstpointer data)
{
  g_autofree char *before = testing_form_dup_state (&self->form);
  g_autofree char *after = NULL;
  GtkWidget *section = open_section (self, 600);
  g_autoptr (ProctorChoice) first = g_list_model_get_item (G_LIST_MODEL (proctor_surroundings_get_tools (proctor_editing_get_choices (self->form.editing))), 0);

  g_assert_cmpstr (proctor_editing_get_agent_id (self->form.editing), ==, "agent_1");
  g_assert_cmpstr (proctor_picker_row_get_chosen (CHILD (section, "checked_row")), ==, "agent_1");
  after = testing_form_dup_state (&self->form);
  g_assert_cmpstr (after, ==, before);
  g_assert_null (proctor_undo_get_undo_label (self->form.undo));

  proctor_picker_row_choose (CHILD (section, "checked_row"), NULL);
  g_assert_null (proctor_editing_get_agent_id (self->form.editing));
  g_assert_cmpstr (proctor_choice_get_title (first), ==, "show_map");
}

/* A test that speaks of an agent is for that one. */
static void
test_own_agent (TestingChoices *self,
                gconstpointer data)
{
  g_autoptr (ProctorToolExpectation) expectation = proctor_tool_expectation_new ();
  g_autoptr (ProctorNodeTransition) transition = proctor_node_transition_new ();

  proctor_node_transition_set_agent_id (transition, "agent_7");
  proctor_tool_expectation_set_workflow_node_transition (expectation, transition);
  proctor_test_set_tool_call_parameters (self->form.test, expectation);
  open_section (self, 600);
  g_assert_cmpstr (proctor_editing_get_agent_id (self->form.editing), ==, "agent_7");
}

static GtkWidget *
find_missing (GtkWidget *section,
              const char *name)
{
  for (GtkWidget *button = gtk_widget_get_first_child (CHILD (section, "missing_box")); button != NULL; button = gtk_widget_get_next_sibling (button))
    {
      if (g_strcmp0 (g_object_get_data (G_OBJECT (button), "name"), name) == 0)
        return button;
    }

  return NULL;
}

/* What the agent needs is proposed until it is there; what it has a value for isn't. */
static void
test_missing (TestingChoices *self,
              gconstpointer data)
{
  GtkWidget *section;

  add_variable (self, "room", "\"12\"");
  section = open_section (self, 600);
  g_assert_true (gtk_widget_get_visible (CHILD (section, "missing_label")));
  g_assert_null (find_missing (section, "room"));
  g_assert_null (find_missing (section, "hotel"));
  g_assert_null (find_missing (section, "system__time"));
  g_assert_nonnull (find_missing (section, "guest_name"));
  testing_picture_save (self->form.window, "context-section-missing");
  g_signal_emit_by_name (find_missing (section, "guest_name"), "clicked");
  assert_variable (self, 1, "guest_name", "\"\"");
  g_assert_false (gtk_widget_get_visible (CHILD (section, "missing_label")));
  proctor_undo_undo (self->form.undo);
  g_assert_nonnull (find_missing (section, "guest_name"));
}

static void
show_cb (char **shown,
         GVariant *parameter)
{
  g_set_str (shown, g_variant_get_string (parameter, NULL));
}

/* Where conversations can be shown there is a button for it, and nowhere else. */
static void
test_show_conversation (TestingChoices *self,
                        gconstpointer data)
{
  g_autoptr (ProctorTestSource) source = proctor_test_source_new ();
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) show = g_simple_action_new ("show-conversation", G_VARIANT_TYPE_STRING);
  g_autofree char *shown = NULL;
  GtkWidget *section;

  proctor_test_source_set_conversation_id (source, "conv_1");
  proctor_test_set_from_conversation_metadata (self->form.test, source);
  section = open_section (self, 360);
  g_assert_false (gtk_widget_get_visible (CHILD (section, "show_button")));
  g_signal_connect_swapped (show, "activate", G_CALLBACK (show_cb), &shown);
  g_action_map_add_action (G_ACTION_MAP (actions), G_ACTION (show));
  gtk_widget_insert_action_group (self->form.window, "win", G_ACTION_GROUP (actions));
  testing_form_settle (&self->form);
  g_assert_true (gtk_widget_get_visible (CHILD (section, "show_button")));
  testing_picture_save (self->form.window, "context-section-show-360");
  g_signal_emit_by_name (CHILD (section, "show_button"), "clicked");
  g_assert_cmpstr (shown, ==, "conv_1");
  gtk_widget_insert_action_group (self->form.window, "win", NULL);
}

static void
test_source (TestingChoices *self,
             gconstpointer data)
{
  g_autoptr (ProctorTestSource) source = proctor_test_source_new ();
  g_autofree char *before = NULL;
  GtkWidget *section;

  section = open_section (self, 600);
  g_assert_false (gtk_widget_get_visible (CHILD (section, "source_group")));
  testing_form_close (&self->form);

  proctor_test_source_set_conversation_id (source, "conv_1");
  proctor_test_source_set_agent_id (source, "agent_1");
  proctor_test_set_from_conversation_metadata (self->form.test, source);
  section = open_section (self, 360);
  g_assert_true (gtk_widget_get_visible (CHILD (section, "source_group")));
  g_assert_cmpstr (adw_action_row_get_subtitle (CHILD (section, "conversation_row")), ==, "conv_1");
  testing_picture_save (self->form.window, "context-section-source-360");
  before = testing_form_dup_state (&self->form);
  g_signal_emit_by_name (CHILD (section, "forget_button"), "clicked");
  g_assert_null (proctor_test_get_from_conversation_metadata (self->form.test));
  g_assert_false (gtk_widget_get_visible (CHILD (section, "source_group")));
  testing_form_assert_step (&self->form, "Forget Where It Came From", before);
}

static void
test_read_only (TestingChoices *self,
                gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  GtkWidget *section;

  add_variable (self, "nights", "2");
  g_object_unref (self->form.editing);
  self->form.editing = proctor_editing_new (self->form.test, self->form.undo, FALSE);
  proctor_editing_set_choices (self->form.editing, proctor_surroundings_of (self->session));
  section = open_section (self, 600);
  before = testing_form_dup_state (&self->form);
  g_assert_false (gtk_widget_get_visible (CHILD (section, "missing_box")));
  proctor_picker_row_choose (CHILD (section, "channel_row"), "whatsapp");
  gtk_editable_set_text (VARIABLE_CHILD (get_variable (section, 0), "key_entry"), "nights");
  after = testing_form_dup_state (&self->form);
  g_assert_cmpstr (after, ==, before);
}

#define ADD(name, func) g_test_add ("/context-section/" name, TestingChoices, NULL, testing_choices_set_up, func, testing_choices_tear_down)

int
main (int argc,
      char **argv)
{
  testing_form_init (&argc, &argv);

  ADD ("variables", test_variables);
  ADD ("same-name", test_same_name);
  ADD ("rows", test_rows);
  ADD ("only-agent", test_only_agent);
  ADD ("own-agent", test_own_agent);
  ADD ("missing", test_missing);
  ADD ("source", test_source);
  ADD ("show-conversation", test_show_conversation);
  ADD ("read-only", test_read_only);

  return g_test_run ();
}
