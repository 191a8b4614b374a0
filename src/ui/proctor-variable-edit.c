/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-variable-edit.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "proctor-bound-row.h"
#include "proctor-control-name.h"
#include "proctor-text-field.h"
#include "proctor-value-text.h"

#include <string.h>

/**
 * ProctorVariableEdit:
 *
 * A dynamic variable: its name and its value, which a person writes without knowing that it is JSON. What is
 * no value of its kind is marked and not taken over.
 */
struct _ProctorVariableEdit
{
  GtkWidget parent_instance;

  /* Template children */
  GtkWidget *key_box;
  GtkEditable *key_entry;
  GtkDropDown *kind_drop_down;
  GtkLabel *key_problem;
  ProctorTextField *value_field;
  AdwToggleGroup *yes_no_toggles;

  /* Owned */
  ProctorEditing *editing;
  ProctorVariable *variable;

  ProctorValueKind kind;
  gboolean is_new;
  gboolean is_taken;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (ProctorVariableEdit, proctor_variable_edit, GTK_TYPE_WIDGET)

static void
show_key_problem (ProctorVariableEdit *self)
{
  const char *key = gtk_editable_get_text (self->key_entry);
  const char *problem = NULL;

  if (key[strspn (key, " \t")] == '\0' && !self->is_new)
    problem = _ ("The variable needs a name.");
  else if (self->is_taken && key[0] != '\0')
    problem = _ ("There is another variable of that name.");

  gtk_label_set_label (self->key_problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->key_problem), problem != NULL);
  if (problem != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->key_entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->key_entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->key_entry), GTK_ACCESSIBLE_STATE_INVALID, problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
key_changed_cb (ProctorVariableEdit *self)
{
  if (gtk_editable_get_text (self->key_entry)[0] != '\0')
    self->is_new = FALSE;
  show_key_problem (self);
}

static void
key_leave_cb (ProctorVariableEdit *self)
{
  self->is_new = FALSE;
  show_key_problem (self);
}

static void
show_kind (ProctorVariableEdit *self)
{
  gboolean is_yes_no = self->kind == PROCTOR_VALUE_YES_NO;

  gtk_drop_down_set_selected (self->kind_drop_down, (guint) self->kind);
  gtk_widget_set_visible (GTK_WIDGET (self->yes_no_toggles), is_yes_no);
  gtk_widget_set_visible (GTK_WIDGET (self->value_field), !is_yes_no);
  if (self->kind == PROCTOR_VALUE_JSON)
    gtk_widget_add_css_class (GTK_WIDGET (self->value_field), "monospace");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value_field), "monospace");
  proctor_editing_register (self->editing, self->variable, PROCTOR_VARIABLE_FIELD_VALUE, is_yes_no ? GTK_WIDGET (self->yes_no_toggles) : GTK_WIDGET (self->value_field));
}

/* From the record to what is seen. */
static void
show_value (ProctorVariableEdit *self)
{
  const char *json = proctor_variable_get_value (self->variable);
  g_autofree char *plain = proctor_value_text_dup_plain (json);

  self->updating = TRUE;
  self->kind = proctor_value_text_get_kind (json);
  show_kind (self);
  if (self->kind == PROCTOR_VALUE_YES_NO)
    adw_toggle_group_set_active_name (self->yes_no_toggles, plain);
  else
    proctor_text_field_set_text (self->value_field, plain);
  proctor_text_field_set_problem (self->value_field, NULL);
  self->updating = FALSE;
}

static void
value_cb (ProctorVariableEdit *self)
{
  if (!self->updating)
    show_value (self);
}

static void
typed_cb (ProctorVariableEdit *self)
{
  g_autofree char *plain = proctor_text_field_dup_text (self->value_field);
  g_autoptr (GError) error = NULL;
  g_autofree char *json = NULL;

  if (self->updating)
    return;

  json = proctor_value_text_make (self->kind, plain, &error);
  proctor_text_field_set_problem (self->value_field, json == NULL ? error->message : NULL);
  if (json == NULL)
    return;

  self->updating = TRUE;
  proctor_undo_type (proctor_editing_get_undo (self->editing), self->variable, PROCTOR_VARIABLE_FIELD_VALUE, json, _ ("Edit Variable"));
  self->updating = FALSE;
}

static void
set_value (ProctorVariableEdit *self,
           const char *json)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);

  self->updating = TRUE;
  proctor_undo_begin (undo, _ ("Edit Variable"));
  proctor_undo_set_string (undo, self->variable, PROCTOR_VARIABLE_FIELD_VALUE, json);
  proctor_undo_end (undo);
  self->updating = FALSE;
}

static void
yes_no_cb (ProctorVariableEdit *self)
{
  const char *name = adw_toggle_group_get_active_name (self->yes_no_toggles);

  if (!self->updating && self->kind == PROCTOR_VALUE_YES_NO && name != NULL)
    set_value (self, name);
}

/* The value becomes the nearest there is of the new kind. As JSON it is what it was, for more to be made of
 * it. */
static void
kind_cb (ProctorVariableEdit *self)
{
  ProctorValueKind kind = (ProctorValueKind) gtk_drop_down_get_selected (self->kind_drop_down);
  g_autofree char *json = NULL;

  if (self->updating || kind == self->kind)
    return;

  json = proctor_value_text_convert (proctor_variable_get_value (self->variable), kind);
  set_value (self, json);
  show_value (self);
  if (kind != PROCTOR_VALUE_JSON || self->kind == kind)
    return;

  self->updating = TRUE;
  self->kind = kind;
  show_kind (self);
  proctor_text_field_set_text (self->value_field, json);
  self->updating = FALSE;
}

static gboolean
proctor_variable_edit_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PROCTOR_VARIABLE_EDIT (widget)->key_entry));
}

static void
proctor_variable_edit_dispose (GObject *object)
{
  ProctorVariableEdit *self = PROCTOR_VARIABLE_EDIT (object);

  if (self->key_entry != NULL)
    proctor_bound_row_unbind (self->key_entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_VARIABLE_EDIT);
  g_clear_object (&self->variable);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_variable_edit_parent_class)->dispose (object);
}

static void
proctor_variable_edit_class_init (ProctorVariableEditClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_variable_edit_dispose;
  widget_class->grab_focus = proctor_variable_edit_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-variable-edit.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorVariableEdit, key_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorVariableEdit, key_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorVariableEdit, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, ProctorVariableEdit, key_problem);
  gtk_widget_class_bind_template_child (widget_class, ProctorVariableEdit, value_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorVariableEdit, yes_no_toggles);
  gtk_widget_class_bind_template_callback (widget_class, key_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, yes_no_cb);
}

static void
proctor_variable_edit_init (ProctorVariableEdit *self)
{
  self->updating = TRUE;
  g_type_ensure (PROCTOR_TYPE_TEXT_FIELD);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->value_field, "typed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_variable_edit_new:
 * @editing: the test that is edited
 * @variable: a variable of it
 * @is_new: whether somebody is going to name it right now
 *
 * Returns: (transfer floating): what shows and changes it
 */
GtkWidget *
proctor_variable_edit_new (ProctorEditing *editing,
                           ProctorVariable *variable,
                           gboolean is_new)
{
  gboolean is_editable = proctor_editing_is_editable (editing);
  ProctorVariableEdit *self;

  g_return_val_if_fail (PROCTOR_IS_VARIABLE (variable), NULL);

  self = g_object_new (PROCTOR_TYPE_VARIABLE_EDIT, NULL);
  self->editing = g_object_ref (editing);
  self->variable = g_object_ref (variable);
  self->is_new = is_new;
  gtk_widget_set_sensitive (GTK_WIDGET (self->kind_drop_down), is_editable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->yes_no_toggles), is_editable);
  proctor_text_field_set_editable (self->value_field, is_editable);
  proctor_bound_row_bind_text (self->key_entry, editing, variable, PROCTOR_VARIABLE_FIELD_KEY, _ ("Rename Variable"));
  g_signal_connect_object (variable, "notify::value", G_CALLBACK (value_cb), self, G_CONNECT_SWAPPED);
  show_value (self);
  show_key_problem (self);

  return GTK_WIDGET (self);
}

/**
 * proctor_variable_edit_set_taken:
 * @self: a variable
 * @taken: whether there is another one of that name
 */
void
proctor_variable_edit_set_taken (ProctorVariableEdit *self,
                                 gboolean taken)
{
  g_return_if_fail (PROCTOR_IS_VARIABLE_EDIT (self));

  self->is_taken = taken;
  show_key_problem (self);
}

/**
 * proctor_variable_edit_set_name:
 * @self: a variable
 * @name: what a person calls it, as in "Variable 2"
 *
 * Tells those who don't see it of which of several its controls are.
 */
void
proctor_variable_edit_set_name (ProctorVariableEdit *self,
                                const char *name)
{
  g_return_if_fail (PROCTOR_IS_VARIABLE_EDIT (self));

  proctor_control_name_set (self->key_entry, name, _ ("Name"));
  proctor_control_name_set (self->kind_drop_down, name, _ ("Kind of value"));
  proctor_control_name_set (self->value_field, name, _ ("Value"));
  proctor_control_name_set (self->yes_no_toggles, name, _ ("Value"));
}
