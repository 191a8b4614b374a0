/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-answer-edit.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "proctor-bound-row.h"
#include "proctor-control-name.h"
#include "proctor-edit-list.h"
#include "proctor-evaluation.h"
#include "proctor-expected-parameter.h"
#include "proctor-parameter-check.h"
#include "proctor-text-field.h"

/**
 * ProctorAnswerEdit:
 *
 * What a mocked tool answers, and with which arguments it does.
 */
struct _ProctorAnswerEdit
{
  GtkWidget parent_instance;

  /* Template children */
  ProctorTextField *result_field;
  GtkCheckButton *error_check;
  GtkLabel *conditions_label;
  ProctorEditList *conditions_list;

  /* Owned */
  ProctorEditing *editing;
  ProctorToolMock *mock;
  ProctorChoice *tool;
};

G_DEFINE_FINAL_TYPE (ProctorAnswerEdit, proctor_answer_edit, GTK_TYPE_WIDGET)

static void
show_conditions (ProctorAnswerEdit *self)
{
  gboolean has_conditions = proctor_edit_list_get_n_rows (self->conditions_list) > 0;

  gtk_label_set_label (self->conditions_label, has_conditions ? _ ("Given if all of these fit the call:") : _ ("Given whatever the tool is called with."));
  gtk_widget_set_visible (GTK_WIDGET (self->conditions_list), has_conditions || proctor_editing_is_editable (self->editing));
}

static GtkWidget *
make_condition (gpointer item,
                gpointer user_data)
{
  ProctorAnswerEdit *self = user_data;
  GtkWidget *check = proctor_parameter_check_new (self->editing, item);

  proctor_parameter_check_set_tool (PROCTOR_PARAMETER_CHECK (check), self->tool);

  return check;
}

static char *
name_condition (GtkWidget *content,
                guint position,
                gpointer user_data)
{
  char *name = g_strdup_printf (_ ("Condition %u"), position + 1);

  proctor_parameter_check_set_name (PROCTOR_PARAMETER_CHECK (content), name);

  return name;
}

static void
add_cb (ProctorAnswerEdit *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  g_autoptr (ProctorExpectedParameter) parameter = proctor_expected_parameter_new ();
  g_autoptr (ProctorEvaluation) eval = proctor_evaluation_new ();
  guint position = proctor_edit_list_get_n_rows (self->conditions_list);

  proctor_evaluation_set_kind (eval, "exact");
  proctor_evaluation_set_expected_value (eval, "");
  proctor_expected_parameter_set_path (parameter, "");
  proctor_expected_parameter_set_eval (parameter, eval);
  proctor_undo_begin (undo, _ ("Add Condition"));
  proctor_undo_insert (undo, self->mock, PROCTOR_TOOL_MOCK_FIELD_PARAMETER_CONDITIONS, position, parameter);
  proctor_undo_end (undo);
  proctor_edit_list_focus (self->conditions_list, position);
}

static gboolean
proctor_answer_edit_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PROCTOR_ANSWER_EDIT (widget)->result_field));
}

static void
proctor_answer_edit_dispose (GObject *object)
{
  ProctorAnswerEdit *self = PROCTOR_ANSWER_EDIT (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_ANSWER_EDIT);
  g_clear_object (&self->tool);
  g_clear_object (&self->mock);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_answer_edit_parent_class)->dispose (object);
}

static void
proctor_answer_edit_class_init (ProctorAnswerEditClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_answer_edit_dispose;
  widget_class->grab_focus = proctor_answer_edit_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-answer-edit.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAnswerEdit, result_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorAnswerEdit, error_check);
  gtk_widget_class_bind_template_child (widget_class, ProctorAnswerEdit, conditions_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAnswerEdit, conditions_list);
}

static void
proctor_answer_edit_init (ProctorAnswerEdit *self)
{
  g_type_ensure (PROCTOR_TYPE_TEXT_FIELD);
  g_type_ensure (PROCTOR_TYPE_EDIT_LIST);
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_edit_list_set_functions (self->conditions_list, make_condition, name_condition, self);
  proctor_edit_list_set_add_label (self->conditions_list, _ ("Add Condition"));
  proctor_edit_list_set_stacked (self->conditions_list, TRUE);
  g_signal_connect_object (self->conditions_list, "add", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_answer_edit_new:
 * @editing: the test that is edited
 * @mock: an answer of it
 *
 * Returns: (transfer floating): what shows and changes it
 */
GtkWidget *
proctor_answer_edit_new (ProctorEditing *editing,
                         ProctorToolMock *mock)
{
  ProctorAnswerEdit *self;

  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), NULL);
  g_return_val_if_fail (PROCTOR_IS_TOOL_MOCK (mock), NULL);

  self = g_object_new (PROCTOR_TYPE_ANSWER_EDIT, NULL);
  self->editing = g_object_ref (editing);
  self->mock = g_object_ref (mock);
  proctor_text_field_bind (self->result_field, editing, mock, PROCTOR_TOOL_MOCK_FIELD_MOCK_RESULT);
  proctor_bound_row_bind_check (self->error_check, editing, mock, PROCTOR_TOOL_MOCK_FIELD_IS_ERROR, _ ("Change Whether the Tool Fails"));
  proctor_edit_list_bind (self->conditions_list, editing, mock, PROCTOR_TOOL_MOCK_FIELD_PARAMETER_CONDITIONS);
  g_signal_connect_object (self->conditions_list, "changed", G_CALLBACK (show_conditions), self, G_CONNECT_SWAPPED);
  show_conditions (self);

  return GTK_WIDGET (self);
}

/**
 * proctor_answer_edit_set_tool:
 * @self: an answer
 * @tool: (nullable): the tool that gives it, if that is known
 */
void
proctor_answer_edit_set_tool (ProctorAnswerEdit *self,
                              ProctorChoice *tool)
{
  g_return_if_fail (PROCTOR_IS_ANSWER_EDIT (self));

  g_set_object (&self->tool, tool);
  for (guint i = 0; i < proctor_edit_list_get_n_rows (self->conditions_list); i++)
    {
      GtkWidget *content = proctor_edit_list_get_content (self->conditions_list, i);

      if (PROCTOR_IS_PARAMETER_CHECK (content))
        proctor_parameter_check_set_tool (PROCTOR_PARAMETER_CHECK (content), tool);
    }
}

/**
 * proctor_answer_edit_set_name:
 * @self: an answer
 * @name: what a person calls it, as in "Answer 2"
 *
 * Tells those who don't see it of which of several its controls are.
 */
void
proctor_answer_edit_set_name (ProctorAnswerEdit *self,
                              const char *name)
{
  g_return_if_fail (PROCTOR_IS_ANSWER_EDIT (self));

  proctor_control_name_set (self->result_field, name, _ ("What the tool answers"));
  proctor_control_name_set (self->error_check, name, _ ("The tool fails with this answer"));
}
