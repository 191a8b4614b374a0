/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-rule-edit.h"

#include <glib/gi18n.h>
#include <string.h>

#include "proctor-bound-row.h"
#include "proctor-builtin-call.h"
#include "proctor-builtin-condition.h"
#include "proctor-config-text.h"
#include "proctor-json-field.h"
#include "proctor-line-field.h"

/**
 * ProctorRuleEdit:
 *
 * A rule of the agent that needs no model: when it fits, and what is said and called then. It is
 * folded away behind what it comes to; what is in the fold is made when somebody opens it.
 */
struct _ProctorRuleEdit
{
  AdwBin parent_instance;

  /* Owned */
  ProctorEditing *editing;
  ProctorBuiltinRule *rule;

  /* Borrowed: children */
  GtkExpander *expander;
  GtkLabel *when_label;
  GtkLabel *then_label;
  GtkListBox *rows;
  AdwSwitchRow *call_row;
  GtkWidget *call_box;

  gboolean updating;
};

G_DEFINE_FINAL_TYPE (ProctorRuleEdit, proctor_rule_edit, ADW_TYPE_BIN)

static gboolean
says_anything (const char *text)
{
  return text != NULL && text[0] != '\0';
}

static char *
dup_when (ProctorBuiltinCondition *when)
{
  const char *said = when != NULL ? proctor_builtin_condition_get_user_matches (when) : NULL;
  const char *tool = when != NULL ? proctor_builtin_condition_get_tool_result_of (when) : NULL;
  const char *result = when != NULL ? proctor_builtin_condition_get_tool_result_matches (when) : NULL;

  if (says_anything (tool))
    /* Translators: when a rule fits; %s is a tool's name. */
    return g_strdup_printf (_ ("When %s has answered"), tool);
  if (says_anything (result))
    /* Translators: when a rule fits; %s is a pattern. */
    return g_strdup_printf (_ ("When a tool answers “%s”"), result);
  if (says_anything (said))
    /* Translators: when a rule fits; %s is a pattern. */
    return g_strdup_printf (_ ("When the user says “%s”"), said);

  return g_strdup (_ ("Whenever the user has spoken"));
}

static char *
dup_then (ProctorBuiltinRule *rule)
{
  ProctorBuiltinCall *call = proctor_builtin_rule_get_call (rule);
  const char *tool = call != NULL ? proctor_builtin_call_get_tool (call) : NULL;
  g_autofree char *lines = proctor_config_text_dup_lines (proctor_builtin_rule_get_say (rule));
  g_autofree char *first = lines != NULL ? g_strndup (lines, strcspn (lines, "\n")) : NULL;

  if (says_anything (first))
    return g_steal_pointer (&first);
  if (says_anything (tool))
    /* Translators: a tool that an agent called; %s is its name */
    return g_strdup_printf (_ ("Calls %s"), tool);

  return g_strdup (_ ("Says nothing yet"));
}

static void
show (ProctorRuleEdit *self)
{
  g_autofree char *when = dup_when (proctor_builtin_rule_get_when (self->rule));
  g_autofree char *then = dup_then (self->rule);

  gtk_label_set_label (self->when_label, when);
  gtk_label_set_label (self->then_label, then);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL, when, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, then, -1);
}

/* A pattern that can't be read would end a run, so it is told of while it is typed. */
static void
check_pattern (ProctorRuleEdit *self,
               guint field)
{
  ProctorBuiltinCondition *when = proctor_builtin_rule_get_when (self->rule);
  const char *pattern = proctor_record_get_string (PROCTOR_RECORD (when), field);
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = pattern != NULL ? g_regex_new (pattern, G_REGEX_CASELESS, 0, &error) : NULL;

  if (proctor_editing_find (self->editing, when, field) == NULL)
    return;

  proctor_editing_mark (self->editing, when, field, pattern != NULL && regex == NULL ? error->message : NULL);
}

static void
when_cb (ProctorRuleEdit *self)
{
  check_pattern (self, PROCTOR_BUILTIN_CONDITION_FIELD_USER_MATCHES);
  check_pattern (self, PROCTOR_BUILTIN_CONDITION_FIELD_TOOL_RESULT_MATCHES);
  show (self);
}

static void
add_text_row (ProctorRuleEdit *self,
              const char *title,
              const char *tooltip,
              gpointer record,
              guint field)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "use-markup", FALSE, "tooltip-text", tooltip, NULL);

  proctor_bound_row_bind_optional (GTK_EDITABLE (row), self->editing, record, field, _ ("Edit Rule"));
  gtk_list_box_append (self->rows, row);
}

static void
fill_call (ProctorRuleEdit *self)
{
  ProctorBuiltinCall *call = proctor_builtin_rule_get_call (self->rule);
  GtkWidget *rows, *row, *arguments, *child;

  while ((child = gtk_widget_get_first_child (self->call_box)) != NULL)
    gtk_box_remove (GTK_BOX (self->call_box), child);
  self->updating = TRUE;
  adw_switch_row_set_active (self->call_row, call != NULL);
  self->updating = FALSE;
  gtk_widget_set_visible (self->call_box, call != NULL);
  if (call == NULL)
    return;

  rows = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "css-classes", (const char *const[]) { "boxed-list", NULL }, NULL);
  row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Tool"), "use-markup", FALSE, NULL);
  proctor_bound_row_bind_text (GTK_EDITABLE (row), self->editing, call, PROCTOR_BUILTIN_CALL_FIELD_TOOL, _ ("Edit Rule"));
  gtk_list_box_append (GTK_LIST_BOX (rows), row);
  arguments = proctor_json_field_new (_ ("Arguments, as in {\"nights\": \"{{nights}}\"}"));
  proctor_json_field_bind (PROCTOR_JSON_FIELD (arguments), self->editing, call, PROCTOR_BUILTIN_CALL_FIELD_ARGUMENTS);
  gtk_box_append (GTK_BOX (self->call_box), rows);
  gtk_box_append (GTK_BOX (self->call_box), arguments);
}

static void
call_cb (ProctorRuleEdit *self)
{
  if (self->call_box != NULL)
    fill_call (self);
  show (self);
}

static void
toggled_cb (ProctorRuleEdit *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  g_autoptr (ProctorBuiltinCall) call = proctor_builtin_call_new ();

  if (self->updating)
    return;

  proctor_undo_begin (undo, _ ("Edit Rule"));
  if (adw_switch_row_get_active (self->call_row))
    proctor_undo_set_record (undo, self->rule, PROCTOR_BUILTIN_RULE_FIELD_CALL, call);
  else
    proctor_undo_unset (undo, self->rule, PROCTOR_BUILTIN_RULE_FIELD_CALL);
  proctor_undo_end (undo);
}

static void
add_when_rows (ProctorRuleEdit *self)
{
  ProctorBuiltinCondition *when = proctor_builtin_rule_get_when (self->rule);

  if (when == NULL)
    return;

  add_text_row (self, _ ("The user says (a pattern)"), _ ("A Perl pattern that is found in what the user said last, whatever the case. (?<name>…) takes a part of it for {{name}}."), when, PROCTOR_BUILTIN_CONDITION_FIELD_USER_MATCHES);
  add_text_row (self, _ ("This tool has answered"), _ ("The name of a tool that has answered since the agent spoke last"), when, PROCTOR_BUILTIN_CONDITION_FIELD_TOOL_RESULT_OF);
  add_text_row (self, _ ("Its answer has (a pattern)"), _ ("A Perl pattern that is found in the tool’s answer"), when, PROCTOR_BUILTIN_CONDITION_FIELD_TOOL_RESULT_MATCHES);
  g_signal_connect_object (when, "notify", G_CALLBACK (when_cb), self, G_CONNECT_SWAPPED);
  when_cb (self);
}

static void
add_weight_row (ProctorRuleEdit *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_SPIN_ROW, "title", _ ("How often it is followed"), "subtitle", _ ("1 is always; less makes the agent unreliable on purpose"), "digits", 1, NULL);

  adw_spin_row_set_adjustment (ADW_SPIN_ROW (row), gtk_adjustment_new (1, 0, 1, 0.1, 0.1, 0));
  proctor_bound_row_bind_spin (ADW_SPIN_ROW (row), self->editing, self->rule, PROCTOR_BUILTIN_RULE_FIELD_WEIGHT, _ ("Edit Rule"), 1);
  gtk_list_box_append (self->rows, row);
}

/* Only what somebody unfolds is laid out. */
static void
fill (ProctorRuleEdit *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *say = proctor_text_field_new (_ ("Then it says one of these, a line for each"));

  gtk_widget_set_margin_top (box, 6);
  self->rows = g_object_new (GTK_TYPE_LIST_BOX, "selection-mode", GTK_SELECTION_NONE, "css-classes", (const char *const[]) { "boxed-list", NULL }, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_box_append (GTK_BOX (box), say);
  add_when_rows (self);
  add_weight_row (self);
  self->call_row = ADW_SWITCH_ROW (g_object_new (ADW_TYPE_SWITCH_ROW, "title", _ ("It calls a tool"), NULL));
  gtk_widget_set_sensitive (GTK_WIDGET (self->call_row), proctor_editing_is_editable (self->editing));
  g_signal_connect_object (self->call_row, "notify::active", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->rows, GTK_WIDGET (self->call_row));
  proctor_line_field_bind (PROCTOR_TEXT_FIELD (say), self->editing, self->rule, PROCTOR_BUILTIN_RULE_FIELD_SAY, _ ("Edit Rule"));
  self->call_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (box), self->call_box);
  fill_call (self);
  proctor_editing_set_fold (box, self->expander);
}

/* Where the focus was in the fold, it would be looked for there again, and so unfold it. */
static void
expanded_cb (ProctorRuleEdit *self)
{
  if (!gtk_expander_get_expanded (self->expander))
    gtk_widget_grab_focus (GTK_WIDGET (self->expander));
  if (gtk_expander_get_expanded (self->expander) && gtk_expander_get_child (self->expander) == NULL)
    fill (self);
}

/* Who is led into a rule finds its fields. */
static void
wanted_cb (ProctorRuleEdit *self,
           ProctorRecord *record,
           guint field)
{
  if (record == PROCTOR_RECORD (self->rule) || (gpointer) record == (gpointer) proctor_builtin_rule_get_when (self->rule) || (gpointer) record == (gpointer) proctor_builtin_rule_get_call (self->rule))
    gtk_expander_set_expanded (self->expander, TRUE);
}

static gboolean
proctor_rule_edit_grab_focus (GtkWidget *widget)
{
  ProctorRuleEdit *self = PROCTOR_RULE_EDIT (widget);

  gtk_expander_set_expanded (self->expander, TRUE);

  return gtk_widget_child_focus (GTK_WIDGET (self->rows), GTK_DIR_TAB_FORWARD);
}

static void
proctor_rule_edit_dispose (GObject *object)
{
  ProctorRuleEdit *self = PROCTOR_RULE_EDIT (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  self->call_box = NULL;
  g_clear_object (&self->rule);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_rule_edit_parent_class)->dispose (object);
}

static void
proctor_rule_edit_class_init (ProctorRuleEditClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = proctor_rule_edit_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = proctor_rule_edit_grab_focus;
}

static void
proctor_rule_edit_init (ProctorRuleEdit *self)
{
  GtkWidget *labels = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  self->when_label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  self->then_label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, "css-classes", (const char *const[]) { "caption", "dimmed", NULL }, NULL);
  gtk_box_append (GTK_BOX (labels), GTK_WIDGET (self->when_label));
  gtk_box_append (GTK_BOX (labels), GTK_WIDGET (self->then_label));
  self->expander = g_object_new (GTK_TYPE_EXPANDER, "label-widget", labels, NULL);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->expander));
  g_signal_connect_object (self->expander, "notify::expanded", G_CALLBACK (expanded_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_rule_edit_new:
 * @editing: the agent that is edited
 * @rule: a rule of it
 *
 * Returns: (transfer floating): what shows and changes it
 */
GtkWidget *
proctor_rule_edit_new (ProctorEditing *editing,
                       ProctorBuiltinRule *rule)
{
  ProctorRuleEdit *self;

  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), NULL);
  g_return_val_if_fail (PROCTOR_IS_BUILTIN_RULE (rule), NULL);

  self = g_object_new (PROCTOR_TYPE_RULE_EDIT, NULL);
  self->editing = g_object_ref (editing);
  self->rule = g_object_ref (rule);
  g_signal_connect_object (rule, "notify::call", G_CALLBACK (call_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (rule, "notify::say", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editing, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  show (self);

  return GTK_WIDGET (self);
}
