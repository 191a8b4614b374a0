/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-simulation-section.h"

#include <glib/gi18n.h>

#include "proctor-bound-row.h"
#include "proctor-checks.h"
#include "proctor-mocks-edit.h"
#include "proctor-picker-row.h"
#include "proctor-text-field.h"
#include "proctor-text-list.h"

#define MOST_CONDITIONS 30
#define USUAL_TURNS 5

/**
 * ProctorSimulationSection:
 *
 * What a simulation is about: the scenario, what has to be true of the conversation, how long it may be, who
 * plays and who judges, and what the agent's tools answer.
 */
struct _ProctorSimulationSection
{
  AdwBin parent_instance;

  /* Template children */
  ProctorTextField *scenario_field;
  ProctorTextList *conditions_list;
  GtkWidget *old_box;
  ProctorTextField *old_field;
  GtkWidget *old_button;
  AdwSpinRow *turns_row;
  ProctorPickerRow *user_row;
  ProctorPickerRow *judge_row;
  ProctorPickerRow *environment_row;
  ProctorMocksEdit *mocks_edit;

  /* Owned */
  ProctorEditing *editing;
  GSignalGroup *test_signals;
};

G_DEFINE_FINAL_TYPE (ProctorSimulationSection, proctor_simulation_section, ADW_TYPE_BIN)

/* It stays while somebody empties it, and nobody begins one. */
static void
show_old (ProctorSimulationSection *self)
{
  ProctorTest *test = self->editing != NULL ? proctor_editing_get_test (self->editing) : NULL;
  const char *condition = test != NULL ? proctor_test_get_success_condition (test) : NULL;
  const char *const *conditions = test != NULL ? proctor_test_get_success_conditions (test) : NULL;
  gboolean is_full = conditions != NULL && g_strv_length ((char **) conditions) >= MOST_CONDITIONS;

  gtk_widget_set_visible (self->old_box, condition != NULL && (condition[0] != '\0' || gtk_widget_get_visible (self->old_box)));
  gtk_widget_set_sensitive (self->old_button, condition != NULL && condition[0] != '\0' && !is_full);
}

static void
move_old_cb (ProctorSimulationSection *self)
{
  ProctorTest *test = proctor_editing_get_test (self->editing);
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *conditions = proctor_test_get_success_conditions (test);
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (builder, proctor_test_get_success_condition (test));
  if (conditions != NULL)
    g_strv_builder_addv (builder, (const char **) conditions);
  all = g_strv_builder_end (builder);
  proctor_undo_begin (undo, _ ("Move Condition to the List"));
  proctor_undo_unset (undo, test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION);
  proctor_undo_set_strings (undo, test, PROCTOR_TEST_FIELD_SUCCESS_CONDITIONS, (const char *const *) all);
  proctor_undo_end (undo);
  gtk_widget_grab_focus (GTK_WIDGET (self->conditions_list));
}

static void
choices_cb (ProctorSimulationSection *self)
{
  ProctorSurroundings *choices = self->editing != NULL ? proctor_editing_get_choices (self->editing) : NULL;
  GListModel *models = choices != NULL ? G_LIST_MODEL (proctor_surroundings_get_models (choices)) : NULL;

  proctor_picker_row_set_choices (self->user_row, models);
  proctor_picker_row_set_choices (self->judge_row, models);
  proctor_picker_row_set_choices (self->environment_row, choices != NULL ? G_LIST_MODEL (proctor_surroundings_get_environments (choices)) : NULL);
}

static void
proctor_simulation_section_dispose (GObject *object)
{
  ProctorSimulationSection *self = PROCTOR_SIMULATION_SECTION (object);

  g_clear_object (&self->test_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_SIMULATION_SECTION);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_simulation_section_parent_class)->dispose (object);
}

static void
proctor_simulation_section_class_init (ProctorSimulationSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_simulation_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-simulation-section.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorSimulationSection, scenario_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorSimulationSection, conditions_list);
  gtk_widget_class_bind_template_child (widget_class, ProctorSimulationSection, old_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorSimulationSection, old_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorSimulationSection, old_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorSimulationSection, turns_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorSimulationSection, user_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorSimulationSection, judge_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorSimulationSection, environment_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorSimulationSection, mocks_edit);
  gtk_widget_class_bind_template_callback (widget_class, move_old_cb);
}

static void
proctor_simulation_section_init (ProctorSimulationSection *self)
{
  const ProctorTextListWords words = {
    .name = _ ("Condition %u"),
    .edit = _ ("Edit Condition"),
    .add = _ ("Add Condition"),
    .placeholder = _ ("The agent says what it costs before it books."),
    .blank = _ ("This condition is blank. Write it, or remove it."),
  };

  g_type_ensure (PROCTOR_TYPE_TEXT_FIELD);
  g_type_ensure (PROCTOR_TYPE_TEXT_LIST);
  g_type_ensure (PROCTOR_TYPE_PICKER_ROW);
  g_type_ensure (PROCTOR_TYPE_MOCKS_EDIT);
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_text_list_set_words (self->conditions_list, &words);
  proctor_text_list_set_limit (self->conditions_list, MOST_CONDITIONS);
  proctor_picker_row_set_none_label (self->user_row, _ ("The server’s default"));
  proctor_picker_row_set_none_label (self->judge_row, _ ("The server’s default"));
  proctor_picker_row_set_own_id (self->user_row, PROCTOR_TEST_MODEL_OF_SERVER);
  proctor_picker_row_set_own_id (self->judge_row, PROCTOR_TEST_MODEL_OF_SERVER);
  proctor_picker_row_set_none_label (self->environment_row, _ ("The one under Context"));
  self->test_signals = g_signal_group_new (PROCTOR_TYPE_TEST);
  g_signal_group_connect_swapped (self->test_signals, "notify::success-condition", G_CALLBACK (show_old), self);
  g_signal_group_connect_swapped (self->test_signals, "notify::success-conditions", G_CALLBACK (show_old), self);
}

/**
 * proctor_simulation_section_new:
 *
 * Returns: (transfer floating): a section that shows no test yet
 */
GtkWidget *
proctor_simulation_section_new (void)
{
  return g_object_new (PROCTOR_TYPE_SIMULATION_SECTION, NULL);
}

/**
 * proctor_simulation_section_set_editing:
 * @self: a section
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 *
 * Shows what a simulation is about and lets it be changed.
 */
void
proctor_simulation_section_set_editing (ProctorSimulationSection *self,
                                        ProctorEditing *editing)
{
  ProctorTest *test = editing != NULL ? proctor_editing_get_test (editing) : NULL;

  g_return_if_fail (PROCTOR_IS_SIMULATION_SECTION (self));

  if (self->editing == editing)
    return;

  if (self->editing != NULL)
    g_signal_handlers_disconnect_by_func (self->editing, choices_cb, self);
  g_signal_group_set_target (self->test_signals, test);
  g_set_object (&self->editing, editing);
  if (editing != NULL)
    g_signal_connect_object (editing, "notify::choices", G_CALLBACK (choices_cb), self, G_CONNECT_SWAPPED);
  proctor_text_field_bind (self->scenario_field, editing, test, PROCTOR_TEST_FIELD_SIMULATION_SCENARIO);
  proctor_text_list_bind (self->conditions_list, editing, test, PROCTOR_TEST_FIELD_SUCCESS_CONDITIONS);
  proctor_text_field_bind (self->old_field, editing, test, PROCTOR_TEST_FIELD_SUCCESS_CONDITION);
  proctor_bound_row_bind_spin (self->turns_row, editing, test, PROCTOR_TEST_FIELD_SIMULATION_MAX_TURNS, _ ("Change Number of Turns"), USUAL_TURNS);
  proctor_picker_row_bind (self->user_row, editing, test, PROCTOR_TEST_FIELD_SIMULATED_USER_MODEL, _ ("Choose Model"));
  proctor_picker_row_bind (self->judge_row, editing, test, PROCTOR_TEST_FIELD_EVALUATION_MODEL, _ ("Choose Model"));
  proctor_picker_row_bind (self->environment_row, editing, test, PROCTOR_TEST_FIELD_SIMULATION_ENVIRONMENT, _ ("Choose Environment"));
  proctor_mocks_edit_set_editing (self->mocks_edit, editing);
  gtk_widget_set_visible (self->old_button, editing != NULL && proctor_editing_is_editable (editing));
  gtk_widget_set_visible (self->old_box, FALSE);
  show_old (self);
  choices_cb (self);
}
