/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-tool-section.h"

#include <glib/gi18n.h>

#include "proctor-bound-row.h"
#include "proctor-choice-words.h"
#include "proctor-edit-list.h"
#include "proctor-evaluation.h"
#include "proctor-expected-parameter.h"
#include "proctor-node-transition.h"
#include "proctor-parameter-check.h"
#include "proctor-picker-row.h"
#include "proctor-tool-expectation.h"
#include "proctor-tool-reference.h"

/**
 * ProctorToolSection:
 *
 * What a tool test expects: that a tool is called, with what, or that it isn't, or that the agent's workflow moves
 * to a node.
 */
struct _ProctorToolSection
{
  AdwBin parent_instance;

  /* Template children */
  AdwToggleGroup *demand_toggles;
  GtkWidget *tool_group;
  ProctorPickerRow *tool_row;
  ProctorPickerRow *kind_row;
  GtkWidget *node_group;
  ProctorPickerRow *agent_row;
  ProctorPickerRow *node_row;
  GtkWidget *parameters_box;
  GtkLabel *parameters_label;
  ProctorEditList *parameters_list;
  GtkWidget *clear_button;
  GtkWidget *matches_group;
  AdwSwitchRow *matches_row;

  /* Owned */
  ProctorEditing *editing;
  GSignalGroup *test_signals;
  GSignalGroup *expectation_signals;
  GSignalGroup *reference_signals;
  GSignalGroup *transition_signals;
  GSignalGroup *tools_signals;
  ProctorToolReference *last_reference; /* for when somebody changes their mind */
  ProctorNodeTransition *last_transition;

  gboolean updating;
};

G_DEFINE_FINAL_TYPE (ProctorToolSection, proctor_tool_section, ADW_TYPE_BIN)

static ProctorToolExpectation *
get_expectation (ProctorToolSection *self)
{
  return self->editing != NULL ? proctor_test_get_tool_call_parameters (proctor_editing_get_test (self->editing)) : NULL;
}

static ProctorToolReference *
get_reference (ProctorToolSection *self)
{
  ProctorToolExpectation *expectation = get_expectation (self);

  return expectation != NULL ? proctor_tool_expectation_get_referenced_tool (expectation) : NULL;
}

static ProctorNodeTransition *
get_transition (ProctorToolSection *self)
{
  ProctorToolExpectation *expectation = get_expectation (self);

  return expectation != NULL ? proctor_tool_expectation_get_workflow_node_transition (expectation) : NULL;
}

static const char *
get_demand (ProctorToolSection *self)
{
  ProctorToolExpectation *expectation = get_expectation (self);

  if (get_transition (self) != NULL)
    return "node";

  return expectation != NULL && proctor_tool_expectation_get_verify_absence (expectation) ? "absence" : "call";
}

static ProctorChoiceList *
get_tools (ProctorToolSection *self)
{
  ProctorSurroundings *choices = self->editing != NULL ? proctor_editing_get_choices (self->editing) : NULL;

  return choices != NULL ? proctor_surroundings_get_tools (choices) : NULL;
}

static ProctorChoice *
find_tool (ProctorToolSection *self)
{
  ProctorToolReference *reference = get_reference (self);
  ProctorChoiceList *tools = get_tools (self);

  return reference != NULL && tools != NULL ? proctor_choice_list_find (tools, proctor_tool_reference_get_id (reference)) : NULL;
}

/* Within a step. */
static ProctorToolExpectation *
ensure_expectation (ProctorToolSection *self,
                    ProctorUndo *undo)
{
  if (get_expectation (self) == NULL)
    {
      g_autoptr (ProctorToolExpectation) expectation = proctor_tool_expectation_new ();

      proctor_tool_expectation_set_verify_absence (expectation, FALSE);
      proctor_undo_set_record (undo, proctor_editing_get_test (self->editing), PROCTOR_TEST_FIELD_TOOL_CALL_PARAMETERS, expectation);
    }

  return get_expectation (self);
}

static void
tell_checks (ProctorToolSection *self)
{
  ProctorChoice *tool = find_tool (self);

  for (guint i = 0; i < proctor_edit_list_get_n_rows (self->parameters_list); i++)
    {
      GtkWidget *content = proctor_edit_list_get_content (self->parameters_list, i);

      if (PROCTOR_IS_PARAMETER_CHECK (content))
        proctor_parameter_check_set_tool (PROCTOR_PARAMETER_CHECK (content), tool);
    }
}

static void
show_parameters (ProctorToolSection *self)
{
  const char *demand = get_demand (self);
  gboolean is_call = g_str_equal (demand, "call");
  gboolean has_checks = proctor_edit_list_get_n_rows (self->parameters_list) > 0;
  gboolean is_editable = self->editing != NULL && proctor_editing_is_editable (self->editing);
  const char *words;

  if (!is_call)
    words = _ ("These checks are not looked at: there is no call whose parameters they could be about.");
  else if (has_checks)
    words = _ ("Each of these has to be in the call and to fit.");
  else
    words = _ ("The call may have any parameters. Add a check for each that matters.");

  gtk_label_set_label (self->parameters_label, words);
  gtk_widget_set_visible (self->parameters_box, is_call || has_checks);
  gtk_widget_set_visible (self->clear_button, !is_call && has_checks && is_editable);
  proctor_edit_list_set_editable (self->parameters_list, is_editable && is_call);
  gtk_widget_set_visible (self->matches_group, is_call);
  tell_checks (self);
}

static void
show_reference (ProctorToolSection *self)
{
  ProctorToolReference *reference = get_reference (self);
  ProctorChoiceList *tools = get_tools (self);
  const char *kind = reference != NULL ? proctor_tool_reference_get_kind (reference) : NULL;
  ProctorChoice *tool = find_tool (self);
  gboolean is_settled = reference == NULL || (tool != NULL && g_strcmp0 (proctor_choice_get_kind (tool), kind) == 0) || (tools != NULL && proctor_choice_list_get_state (tools) < PROCTOR_CHOICE_ERROR);

  proctor_picker_row_set_chosen (self->tool_row, reference != NULL ? proctor_tool_reference_get_id (reference) : NULL);
  proctor_picker_row_set_chosen (self->kind_row, kind);
  gtk_widget_set_visible (GTK_WIDGET (self->kind_row), !is_settled);
  if (reference != NULL)
    {
      proctor_editing_register (self->editing, reference, PROCTOR_TOOL_REFERENCE_FIELD_ID, GTK_WIDGET (self->tool_row));
      proctor_editing_register (self->editing, reference, PROCTOR_TOOL_REFERENCE_FIELD_KIND, GTK_WIDGET (self->kind_row));
    }
  else if (get_expectation (self) != NULL)
    proctor_editing_register (self->editing, get_expectation (self), PROCTOR_TOOL_EXPECTATION_FIELD_REFERENCED_TOOL, GTK_WIDGET (self->tool_row));
  show_parameters (self);
}

static void
show_transition (ProctorToolSection *self)
{
  ProctorNodeTransition *transition = get_transition (self);
  ProctorSurroundings *choices = self->editing != NULL ? proctor_editing_get_choices (self->editing) : NULL;
  const char *agent_id = transition != NULL ? proctor_node_transition_get_agent_id (transition) : NULL;
  ProctorChoiceList *nodes = NULL;

  if (choices != NULL && agent_id != NULL && agent_id[0] != '\0')
    nodes = proctor_surroundings_get_nodes (choices, agent_id);
  if (nodes != NULL)
    proctor_choice_list_want (nodes);
  proctor_picker_row_set_choices (self->node_row, nodes != NULL ? G_LIST_MODEL (nodes) : NULL);
}

static void
bind_transition (ProctorToolSection *self)
{
  ProctorNodeTransition *transition = get_transition (self);

  g_signal_group_set_target (self->transition_signals, transition);
  proctor_picker_row_bind (self->agent_row, transition != NULL ? self->editing : NULL, transition, PROCTOR_NODE_TRANSITION_FIELD_AGENT_ID, _ ("Choose Agent"));
  proctor_picker_row_bind (self->node_row, transition != NULL ? self->editing : NULL, transition, PROCTOR_NODE_TRANSITION_FIELD_TARGET_NODE_ID, _ ("Choose Node"));
  show_transition (self);
}

static void
show_demand (ProctorToolSection *self)
{
  const char *demand = get_demand (self);
  gboolean is_node = g_str_equal (demand, "node");

  self->updating = TRUE;
  adw_toggle_group_set_active_name (self->demand_toggles, demand);
  self->updating = FALSE;
  gtk_widget_set_visible (self->tool_group, !is_node);
  gtk_widget_set_visible (self->node_group, is_node);
  show_parameters (self);
}

static void
parts_cb (ProctorToolSection *self)
{
  ProctorToolExpectation *expectation = get_expectation (self);

  g_signal_group_set_target (self->reference_signals, get_reference (self));
  if (expectation != NULL)
    {
      proctor_editing_register (self->editing, expectation, G_MAXUINT, GTK_WIDGET (self));
      proctor_editing_register (self->editing, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_VERIFY_ABSENCE, GTK_WIDGET (self->demand_toggles));
    }
  bind_transition (self);
  show_reference (self);
  show_demand (self);
}

static void
expectation_cb (ProctorToolSection *self)
{
  ProctorToolExpectation *expectation = get_expectation (self);

  g_signal_group_set_target (self->expectation_signals, expectation);
  proctor_edit_list_bind (self->parameters_list, expectation != NULL ? self->editing : NULL, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_PARAMETERS);
  parts_cb (self);
}

static void
choices_cb (ProctorToolSection *self)
{
  ProctorSurroundings *choices = self->editing != NULL ? proctor_editing_get_choices (self->editing) : NULL;
  ProctorChoiceList *tools = get_tools (self);

  g_signal_group_set_target (self->tools_signals, tools);
  proctor_picker_row_set_choices (self->tool_row, tools != NULL ? G_LIST_MODEL (tools) : NULL);
  proctor_picker_row_set_choices (self->agent_row, choices != NULL ? G_LIST_MODEL (proctor_surroundings_get_agents (choices)) : NULL);
  if (tools != NULL)
    proctor_choice_list_want (tools);
  if (choices != NULL && get_transition (self) != NULL)
    proctor_choice_list_want (proctor_surroundings_get_agents (choices));
  show_reference (self);
  show_transition (self);
}

static void
keep_reference (ProctorToolSection *self,
                ProctorUndo *undo,
                ProctorToolExpectation *expectation)
{
  if (get_reference (self) == NULL)
    return;

  g_set_object (&self->last_reference, get_reference (self));
  proctor_undo_unset (undo, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_REFERENCED_TOOL);
}

static void
demand_node (ProctorToolSection *self,
             ProctorUndo *undo,
             ProctorToolExpectation *expectation)
{
  g_autoptr (ProctorNodeTransition) transition = self->last_transition != NULL ? g_object_ref (self->last_transition) : proctor_node_transition_new ();

  if (self->last_transition == NULL)
    {
      proctor_node_transition_set_kind (transition, "node_id");
      proctor_node_transition_set_agent_id (transition, "");
      proctor_node_transition_set_target_node_id (transition, "");
    }
  keep_reference (self, undo, expectation);
  proctor_undo_set_bool (undo, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_VERIFY_ABSENCE, FALSE);
  proctor_undo_set_record (undo, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_WORKFLOW_NODE_TRANSITION, transition);
}

static void
demand_tool (ProctorToolSection *self,
             ProctorUndo *undo,
             ProctorToolExpectation *expectation,
             gboolean absence)
{
  if (get_transition (self) != NULL)
    {
      g_set_object (&self->last_transition, get_transition (self));
      proctor_undo_unset (undo, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_WORKFLOW_NODE_TRANSITION);
      if (self->last_reference != NULL && get_reference (self) == NULL)
        proctor_undo_set_record (undo, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_REFERENCED_TOOL, self->last_reference);
    }
  proctor_undo_set_bool (undo, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_VERIFY_ABSENCE, absence);
}

static void
demand_cb (ProctorToolSection *self)
{
  const char *demand = adw_toggle_group_get_active_name (self->demand_toggles);
  ProctorToolExpectation *expectation;
  ProctorUndo *undo;

  if (self->updating || self->editing == NULL || demand == NULL || g_str_equal (demand, get_demand (self)))
    return;

  undo = proctor_editing_get_undo (self->editing);
  proctor_undo_begin (undo, _ ("Change What Is Expected"));
  expectation = ensure_expectation (self, undo);
  if (g_str_equal (demand, "node"))
    demand_node (self, undo, expectation);
  else
    demand_tool (self, undo, expectation, g_str_equal (demand, "absence"));
  proctor_undo_end (undo);

  if (g_str_equal (demand, "node") && proctor_editing_get_choices (self->editing) != NULL)
    proctor_choice_list_want (proctor_surroundings_get_agents (proctor_editing_get_choices (self->editing)));
}

/* A tool that is in the list has its kind; of one whose id was entered a person has to say it. */
static void
tool_chosen_cb (ProctorToolSection *self,
                const char *id)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  ProctorChoiceList *tools = get_tools (self);
  ProctorChoice *tool = tools != NULL ? proctor_choice_list_find (tools, id) : NULL;
  const char *kind = tool != NULL ? proctor_choice_get_kind (tool) : NULL;
  ProctorToolExpectation *expectation;

  proctor_undo_begin (undo, _ ("Choose Tool"));
  expectation = ensure_expectation (self, undo);
  if (get_reference (self) == NULL)
    {
      g_autoptr (ProctorToolReference) reference = proctor_tool_reference_new ();

      proctor_tool_reference_set_id (reference, id);
      proctor_tool_reference_set_kind (reference, kind != NULL ? kind : "webhook");
      proctor_undo_set_record (undo, expectation, PROCTOR_TOOL_EXPECTATION_FIELD_REFERENCED_TOOL, reference);
    }
  else
    {
      proctor_undo_set_string (undo, get_reference (self), PROCTOR_TOOL_REFERENCE_FIELD_ID, id);
      if (kind != NULL)
        proctor_undo_set_string (undo, get_reference (self), PROCTOR_TOOL_REFERENCE_FIELD_KIND, kind);
    }
  proctor_undo_end (undo);
}

static void
kind_chosen_cb (ProctorToolSection *self,
                const char *kind)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);

  if (get_reference (self) == NULL || kind == NULL)
    return;

  proctor_undo_begin (undo, _ ("Choose Kind of Tool"));
  proctor_undo_set_string (undo, get_reference (self), PROCTOR_TOOL_REFERENCE_FIELD_KIND, kind);
  proctor_undo_end (undo);
}

static void
agent_chosen_cb (ProctorToolSection *self)
{
  show_transition (self);
}

static GtkWidget *
make_check (gpointer item,
            gpointer user_data)
{
  ProctorToolSection *self = user_data;
  GtkWidget *check = proctor_parameter_check_new (self->editing, item);

  proctor_parameter_check_set_tool (PROCTOR_PARAMETER_CHECK (check), find_tool (self));

  return check;
}

static char *
name_check (GtkWidget *content,
            guint position,
            gpointer user_data)
{
  char *name = g_strdup_printf (_ ("Parameter %u"), position + 1);

  proctor_parameter_check_set_name (PROCTOR_PARAMETER_CHECK (content), name);

  return name;
}

static void
add_check_cb (ProctorToolSection *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  g_autoptr (ProctorExpectedParameter) parameter = proctor_expected_parameter_new ();
  g_autoptr (ProctorEvaluation) eval = proctor_evaluation_new ();
  guint position = proctor_edit_list_get_n_rows (self->parameters_list);

  proctor_evaluation_set_kind (eval, "anything");
  proctor_expected_parameter_set_path (parameter, "");
  proctor_expected_parameter_set_eval (parameter, eval);
  proctor_undo_begin (undo, _ ("Add Check"));
  proctor_undo_insert (undo, ensure_expectation (self, undo), PROCTOR_TOOL_EXPECTATION_FIELD_PARAMETERS, position, parameter);
  proctor_undo_end (undo);
  proctor_edit_list_focus (self->parameters_list, position);
}

static void
clear_cb (ProctorToolSection *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  proctor_undo_begin (undo, _ ("Remove All Checks"));
  proctor_undo_splice (undo, get_expectation (self), PROCTOR_TOOL_EXPECTATION_FIELD_PARAMETERS, 0, proctor_edit_list_get_n_rows (self->parameters_list), none);
  proctor_undo_end (undo);
}

static void
proctor_tool_section_dispose (GObject *object)
{
  ProctorToolSection *self = PROCTOR_TOOL_SECTION (object);

  g_clear_object (&self->test_signals);
  g_clear_object (&self->expectation_signals);
  g_clear_object (&self->reference_signals);
  g_clear_object (&self->transition_signals);
  g_clear_object (&self->tools_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TOOL_SECTION);
  g_clear_object (&self->last_reference);
  g_clear_object (&self->last_transition);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_tool_section_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-tool-section.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, demand_toggles);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, tool_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, tool_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, kind_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, node_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, agent_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, node_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, parameters_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, parameters_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, parameters_list);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, clear_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, matches_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorToolSection, matches_row);
  gtk_widget_class_bind_template_callback (widget_class, demand_cb);
  gtk_widget_class_bind_template_callback (widget_class, tool_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, agent_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_cb);
}

static void
proctor_tool_section_class_init (ProctorToolSectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_tool_section_dispose;
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
make_signals (ProctorToolSection *self)
{
  self->test_signals = g_signal_group_new (PROCTOR_TYPE_TEST);
  g_signal_group_connect_swapped (self->test_signals, "notify::tool-call-parameters", G_CALLBACK (expectation_cb), self);
  self->expectation_signals = g_signal_group_new (PROCTOR_TYPE_TOOL_EXPECTATION);
  g_signal_group_connect_swapped (self->expectation_signals, "notify::referenced-tool", G_CALLBACK (parts_cb), self);
  g_signal_group_connect_swapped (self->expectation_signals, "notify::workflow-node-transition", G_CALLBACK (parts_cb), self);
  g_signal_group_connect_swapped (self->expectation_signals, "notify::verify-absence", G_CALLBACK (show_demand), self);
  self->reference_signals = g_signal_group_new (PROCTOR_TYPE_TOOL_REFERENCE);
  g_signal_group_connect_swapped (self->reference_signals, "notify", G_CALLBACK (show_reference), self);
  self->transition_signals = g_signal_group_new (PROCTOR_TYPE_NODE_TRANSITION);
  g_signal_group_connect_swapped (self->transition_signals, "notify::agent-id", G_CALLBACK (show_transition), self);
  self->tools_signals = g_signal_group_new (PROCTOR_TYPE_CHOICE_LIST);
  g_signal_group_connect_swapped (self->tools_signals, "notify::state", G_CALLBACK (show_reference), self);
}

static void
proctor_tool_section_init (ProctorToolSection *self)
{
  g_autoptr (GListModel) kinds = proctor_choice_words_list_tool_kinds ();

  g_type_ensure (PROCTOR_TYPE_EDIT_LIST);
  g_type_ensure (PROCTOR_TYPE_PICKER_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  make_signals (self);
  proctor_picker_row_set_choices (self->kind_row, kinds);
  proctor_picker_row_set_hint (self->node_row, _ ("Choose the agent first, or enter the ID of a node above."));
  proctor_edit_list_set_functions (self->parameters_list, make_check, name_check, self);
  proctor_edit_list_set_add_label (self->parameters_list, _ ("Add Check"));
  proctor_edit_list_set_stacked (self->parameters_list, TRUE);
  g_signal_connect_object (self->parameters_list, "add", G_CALLBACK (add_check_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->parameters_list, "changed", G_CALLBACK (show_parameters), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_tool_section_new:
 *
 * Returns: (transfer floating): a section that shows no test yet
 */
GtkWidget *
proctor_tool_section_new (void)
{
  return g_object_new (PROCTOR_TYPE_TOOL_SECTION, NULL);
}

/**
 * proctor_tool_section_set_editing:
 * @self: a section
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 *
 * Shows what a test expects and lets it be changed.
 */
void
proctor_tool_section_set_editing (ProctorToolSection *self,
                                  ProctorEditing *editing)
{
  ProctorTest *test = editing != NULL ? proctor_editing_get_test (editing) : NULL;
  gboolean is_editable = editing != NULL && proctor_editing_is_editable (editing);

  g_return_if_fail (PROCTOR_IS_TOOL_SECTION (self));

  if (self->editing == editing)
    return;

  if (self->editing != NULL)
    g_signal_handlers_disconnect_by_func (self->editing, choices_cb, self);
  g_clear_object (&self->last_reference);
  g_clear_object (&self->last_transition);
  g_signal_group_set_target (self->test_signals, test);
  g_set_object (&self->editing, editing);
  proctor_bound_row_bind_switch (self->matches_row, editing, test, PROCTOR_TEST_FIELD_CHECK_ANY_TOOL_MATCHES, _ ("Change How Calls Are Counted"));
  proctor_picker_row_set_editable (self->tool_row, is_editable);
  proctor_picker_row_set_editable (self->kind_row, is_editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->demand_toggles), is_editable);
  if (editing != NULL)
    {
      g_signal_connect_object (editing, "notify::choices", G_CALLBACK (choices_cb), self, G_CONNECT_SWAPPED);
      proctor_editing_register (editing, test, PROCTOR_TEST_FIELD_TOOL_CALL_PARAMETERS, GTK_WIDGET (self));
    }
  expectation_cb (self);
  choices_cb (self);
}
