/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-override-edit.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "proctor-answer-edit.h"
#include "proctor-edit-list.h"
#include "proctor-picker-row.h"

/**
 * ProctorOverrideEdit:
 *
 * A tool whose answers the test has, and the answers, of which the first that fits is given.
 */
struct _ProctorOverrideEdit
{
  GtkWidget parent_instance;

  /* Template children */
  GtkWidget *tool_group;
  ProctorPickerRow *tool_row;
  ProctorEditList *answers_list;

  /* Owned */
  ProctorEditing *editing;
  ProctorMockOverride *override;
  ProctorChoiceList *tools;
  gulong tools_handler;
};

G_DEFINE_FINAL_TYPE (ProctorOverrideEdit, proctor_override_edit, GTK_TYPE_WIDGET)

static ProctorChoice *
find_tool (ProctorOverrideEdit *self)
{
  return self->tools != NULL ? proctor_choice_list_find (self->tools, proctor_mock_override_get_key (self->override)) : NULL;
}

static void
tell_answers (ProctorOverrideEdit *self)
{
  ProctorChoice *tool = find_tool (self);

  for (guint i = 0; i < proctor_edit_list_get_n_rows (self->answers_list); i++)
    {
      GtkWidget *content = proctor_edit_list_get_content (self->answers_list, i);

      if (PROCTOR_IS_ANSWER_EDIT (content))
        proctor_answer_edit_set_tool (PROCTOR_ANSWER_EDIT (content), tool);
    }
}

static GtkWidget *
make_answer (gpointer item,
             gpointer user_data)
{
  ProctorOverrideEdit *self = user_data;
  GtkWidget *edit = proctor_answer_edit_new (self->editing, item);

  proctor_answer_edit_set_tool (PROCTOR_ANSWER_EDIT (edit), find_tool (self));

  return edit;
}

static char *
name_answer (GtkWidget *content,
             guint position,
             gpointer user_data)
{
  char *name = g_strdup_printf (_ ("Answer %u"), position + 1);

  proctor_answer_edit_set_name (PROCTOR_ANSWER_EDIT (content), name);

  return name;
}

static void
add_cb (ProctorOverrideEdit *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  g_autoptr (ProctorToolMock) mock = proctor_tool_mock_new ();
  guint position = proctor_edit_list_get_n_rows (self->answers_list);

  proctor_tool_mock_set_mock_result (mock, "");
  proctor_undo_begin (undo, _ ("Add Answer"));
  proctor_undo_insert (undo, self->override, PROCTOR_MOCK_OVERRIDE_FIELD_VALUE, position, mock);
  proctor_undo_end (undo);
  proctor_edit_list_focus (self->answers_list, position);
}

static gboolean
proctor_override_edit_grab_focus (GtkWidget *widget)
{
  ProctorOverrideEdit *self = PROCTOR_OVERRIDE_EDIT (widget);
  const char *key = self->override != NULL ? proctor_mock_override_get_key (self->override) : NULL;
  GtkWidget *answer = key != NULL && key[0] != '\0' ? proctor_edit_list_get_content (self->answers_list, 0) : NULL;

  /* Where the tool is known, its answers are what one comes for. */
  return gtk_widget_grab_focus (answer != NULL ? answer : GTK_WIDGET (self->tool_row));
}

static void
proctor_override_edit_dispose (GObject *object)
{
  ProctorOverrideEdit *self = PROCTOR_OVERRIDE_EDIT (object);

  g_clear_signal_handler (&self->tools_handler, self->tools);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_OVERRIDE_EDIT);
  g_clear_object (&self->tools);
  g_clear_object (&self->override);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_override_edit_parent_class)->dispose (object);
}

static void
proctor_override_edit_class_init (ProctorOverrideEditClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_override_edit_dispose;
  widget_class->grab_focus = proctor_override_edit_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-override-edit.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorOverrideEdit, tool_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorOverrideEdit, tool_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorOverrideEdit, answers_list);
}

static void
proctor_override_edit_init (ProctorOverrideEdit *self)
{
  g_type_ensure (PROCTOR_TYPE_PICKER_ROW);
  g_type_ensure (PROCTOR_TYPE_EDIT_LIST);
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_edit_list_set_functions (self->answers_list, make_answer, name_answer, self);
  proctor_edit_list_set_add_label (self->answers_list, _ ("Add Answer"));
  proctor_edit_list_set_stacked (self->answers_list, TRUE);
  g_signal_connect_object (self->answers_list, "add", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_override_edit_new:
 * @editing: the test that is edited
 * @override: the answers that it has for a tool
 *
 * Returns: (transfer floating): what shows and changes them
 */
GtkWidget *
proctor_override_edit_new (ProctorEditing *editing,
                           ProctorMockOverride *override)
{
  ProctorOverrideEdit *self;

  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), NULL);
  g_return_val_if_fail (PROCTOR_IS_MOCK_OVERRIDE (override), NULL);

  self = g_object_new (PROCTOR_TYPE_OVERRIDE_EDIT, NULL);
  self->editing = g_object_ref (editing);
  self->override = g_object_ref (override);
  proctor_picker_row_bind (self->tool_row, editing, override, PROCTOR_MOCK_OVERRIDE_FIELD_KEY, _ ("Choose Tool"));
  proctor_edit_list_bind (self->answers_list, editing, override, PROCTOR_MOCK_OVERRIDE_FIELD_VALUE);
  g_signal_connect_object (override, "notify::key", G_CALLBACK (tell_answers), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * proctor_override_edit_set_tools:
 * @self: the answers for a tool
 * @tools: (nullable): the tools that there are
 */
void
proctor_override_edit_set_tools (ProctorOverrideEdit *self,
                                 ProctorChoiceList *tools)
{
  g_return_if_fail (PROCTOR_IS_OVERRIDE_EDIT (self));

  g_clear_signal_handler (&self->tools_handler, self->tools);
  g_set_object (&self->tools, tools);
  if (tools != NULL)
    self->tools_handler = g_signal_connect_swapped (tools, "notify::state", G_CALLBACK (tell_answers), self);
  proctor_picker_row_set_choices (self->tool_row, tools != NULL ? G_LIST_MODEL (tools) : NULL);
  tell_answers (self);
}

/**
 * proctor_override_edit_dup_title:
 * @self: the answers for a tool
 *
 * Returns: (transfer full) (nullable): what the tool is called, as far as is known
 */
char *
proctor_override_edit_dup_title (ProctorOverrideEdit *self)
{
  ProctorChoice *tool;

  g_return_val_if_fail (PROCTOR_IS_OVERRIDE_EDIT (self), NULL);

  tool = find_tool (self);

  return g_strdup (tool != NULL ? proctor_choice_get_title (tool) : proctor_mock_override_get_key (self->override));
}
