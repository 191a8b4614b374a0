/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-parameter-check.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "proctor-bound-row.h"
#include "proctor-control-name.h"
#include "proctor-evaluation.h"
#include "proctor-open-toggles.h"
#include "proctor-path-entry.h"
#include "proctor-pattern.h"
#include "proctor-record-storage.h"
#include "proctor-text-field.h"

/**
 * ProctorParameterCheck:
 *
 * What a parameter of a tool's call has to be: where it is, how its value is checked, and against what. A
 * pattern is tried as it is typed.
 */
struct _ProctorParameterCheck
{
  GtkWidget parent_instance;

  /* Template children */
  ProctorPathEntry *path_entry;
  AdwToggleGroup *toggles;
  ProctorTextField *exact_field;
  ProctorTextField *description_field;
  GtkWidget *pattern_box;
  GtkEditable *pattern_entry;
  GtkLabel *pattern_problem;
  GtkEditable *sample_entry;
  GtkLabel *trial_label;
  GtkWidget *unknown_label;

  /* Owned */
  ProctorEditing *editing;
  ProctorExpectedParameter *parameter;
  ProctorEvaluation *eval;
  char *last_text; /* what was expected, for when somebody changes their mind */

  gboolean updating;
};

G_DEFINE_FINAL_TYPE (ProctorParameterCheck, proctor_parameter_check, GTK_TYPE_WIDGET)

static const struct
{
  const char *kind;
  guint field;
} kinds[] = {
  { "exact", PROCTOR_EVALUATION_FIELD_EXPECTED_VALUE },
  { "regex", PROCTOR_EVALUATION_FIELD_PATTERN },
  { "llm", PROCTOR_EVALUATION_FIELD_DESCRIPTION },
};

static gboolean
find_field (const char *kind,
            guint *field)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (kinds[i].kind, kind) == 0)
        {
          *field = kinds[i].field;
          return TRUE;
        }
    }

  return FALSE;
}

static const char *
get_kind (ProctorParameterCheck *self)
{
  const char *kind = self->eval != NULL ? proctor_evaluation_get_kind (self->eval) : NULL;

  return kind != NULL ? kind : "anything";
}

static void
show_kind (ProctorParameterCheck *self)
{
  self->updating = TRUE;
  proctor_open_toggles_show (self->toggles, get_kind (self));
  self->updating = FALSE;
}

static void
try_cb (ProctorParameterCheck *self)
{
  const char *pattern = gtk_editable_get_text (self->pattern_entry);
  const char *sample = gtk_editable_get_text (self->sample_entry);
  g_autofree char *sentence = NULL;
  ProctorPatternTrial trial = proctor_pattern_try (pattern, sample, &sentence);
  gboolean is_valid = trial != PROCTOR_PATTERN_INVALID;

  gtk_widget_set_visible (GTK_WIDGET (self->pattern_problem), !is_valid);
  gtk_label_set_label (self->pattern_problem, is_valid ? "" : sentence);
  if (is_valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self->pattern_entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->pattern_entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->pattern_entry), GTK_ACCESSIBLE_STATE_INVALID, is_valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);

  gtk_widget_set_visible (GTK_WIDGET (self->trial_label), is_valid && sample[0] != '\0');
  gtk_label_set_label (self->trial_label, sentence);
  gtk_widget_remove_css_class (GTK_WIDGET (self->trial_label), "success");
  gtk_widget_remove_css_class (GTK_WIDGET (self->trial_label), "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->trial_label), trial == PROCTOR_PATTERN_MATCHES ? "success" : "warning");
}

static void
bind_value (ProctorParameterCheck *self)
{
  const char *kind = get_kind (self);
  gboolean is_exact = g_str_equal (kind, "exact");
  gboolean is_pattern = g_str_equal (kind, "regex");
  gboolean is_model = g_str_equal (kind, "llm");

  gtk_widget_set_visible (GTK_WIDGET (self->exact_field), is_exact);
  gtk_widget_set_visible (GTK_WIDGET (self->description_field), is_model);
  gtk_widget_set_visible (self->pattern_box, is_pattern);
  gtk_widget_set_visible (self->unknown_label, !is_exact && !is_pattern && !is_model && !g_str_equal (kind, "anything"));

  proctor_text_field_bind (self->exact_field, is_exact ? self->editing : NULL, self->eval, PROCTOR_EVALUATION_FIELD_EXPECTED_VALUE);
  proctor_text_field_bind (self->description_field, is_model ? self->editing : NULL, self->eval, PROCTOR_EVALUATION_FIELD_DESCRIPTION);
  proctor_bound_row_bind_text (self->pattern_entry, is_pattern ? self->editing : NULL, self->eval, PROCTOR_EVALUATION_FIELD_PATTERN, _ ("Edit Pattern"));
  if (is_pattern)
    try_cb (self);
}

static void
kind_cb (ProctorParameterCheck *self)
{
  show_kind (self);
  bind_value (self);
}

static void
eval_cb (ProctorParameterCheck *self)
{
  ProctorEvaluation *eval = proctor_expected_parameter_get_eval (self->parameter);

  if (self->eval != NULL)
    g_signal_handlers_disconnect_by_func (self->eval, kind_cb, self);
  g_set_object (&self->eval, eval);
  if (eval != NULL)
    {
      g_signal_connect_object (eval, "notify::kind", G_CALLBACK (kind_cb), self, G_CONNECT_SWAPPED);
      proctor_editing_register (self->editing, eval, PROCTOR_EVALUATION_FIELD_KIND, GTK_WIDGET (self->toggles));
    }
  kind_cb (self);
}

/* What was expected goes along: a text can be made a pattern. What belongs to another way of checking is not
 * said at all, not even that it is nothing. */
static ProctorEvaluation *
make_eval (ProctorParameterCheck *self,
           const char *kind)
{
  ProctorEvaluation *eval = proctor_evaluation_new ();
  guint field;

  if (self->eval != NULL && find_field (get_kind (self), &field))
    g_set_str (&self->last_text, proctor_record_get_string (PROCTOR_RECORD (self->eval), field));
  if (self->eval != NULL && proctor_record_get_extras (PROCTOR_RECORD (self->eval)) != NULL)
    proctor_record_keep_extras (PROCTOR_RECORD (eval), g_strdup (proctor_record_get_extras (PROCTOR_RECORD (self->eval))));
  proctor_evaluation_set_kind (eval, kind);
  if (find_field (kind, &field))
    proctor_record_set_string (PROCTOR_RECORD (eval), field, self->last_text != NULL ? self->last_text : "");

  return eval;
}

static void
change_kind (ProctorParameterCheck *self,
             const char *kind)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  g_autoptr (ProctorEvaluation) eval = make_eval (self, kind);

  proctor_undo_begin (undo, _ ("Change Check"));
  if (self->eval == NULL)
    proctor_undo_set_record (undo, self->parameter, PROCTOR_EXPECTED_PARAMETER_FIELD_EVAL, eval);
  else
    proctor_undo_assign (undo, self->eval, eval);
  proctor_undo_end (undo);
}

static void
active_cb (ProctorParameterCheck *self)
{
  const char *kind = adw_toggle_group_get_active_name (self->toggles);

  if (self->updating || self->editing == NULL || kind == NULL || g_str_equal (kind, get_kind (self)))
    return;

  change_kind (self, kind);
}

static gboolean
proctor_parameter_check_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PROCTOR_PARAMETER_CHECK (widget)->path_entry));
}

static void
proctor_parameter_check_dispose (GObject *object)
{
  ProctorParameterCheck *self = PROCTOR_PARAMETER_CHECK (object);

  if (self->pattern_entry != NULL)
    proctor_bound_row_unbind (self->pattern_entry);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_PARAMETER_CHECK);
  g_clear_object (&self->eval);
  g_clear_object (&self->parameter);
  g_clear_object (&self->editing);
  g_clear_pointer (&self->last_text, g_free);

  G_OBJECT_CLASS (proctor_parameter_check_parent_class)->dispose (object);
}

static void
proctor_parameter_check_class_init (ProctorParameterCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_parameter_check_dispose;
  widget_class->grab_focus = proctor_parameter_check_grab_focus;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-parameter-check.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorParameterCheck, path_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorParameterCheck, toggles);
  gtk_widget_class_bind_template_child (widget_class, ProctorParameterCheck, exact_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorParameterCheck, description_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorParameterCheck, pattern_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorParameterCheck, pattern_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorParameterCheck, pattern_problem);
  gtk_widget_class_bind_template_child (widget_class, ProctorParameterCheck, sample_entry);
  gtk_widget_class_bind_template_child (widget_class, ProctorParameterCheck, trial_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorParameterCheck, unknown_label);
  gtk_widget_class_bind_template_callback (widget_class, active_cb);
  gtk_widget_class_bind_template_callback (widget_class, try_cb);
}

static void
proctor_parameter_check_init (ProctorParameterCheck *self)
{
  g_type_ensure (PROCTOR_TYPE_PATH_ENTRY);
  g_type_ensure (PROCTOR_TYPE_TEXT_FIELD);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * proctor_parameter_check_new:
 * @editing: the test that is edited
 * @parameter: a part of it
 *
 * Returns: (transfer floating): what shows and changes it
 */
GtkWidget *
proctor_parameter_check_new (ProctorEditing *editing,
                             ProctorExpectedParameter *parameter)
{
  ProctorParameterCheck *self;

  g_return_val_if_fail (PROCTOR_IS_EDITING (editing), NULL);
  g_return_val_if_fail (PROCTOR_IS_EXPECTED_PARAMETER (parameter), NULL);

  self = g_object_new (PROCTOR_TYPE_PARAMETER_CHECK, NULL);
  self->editing = g_object_ref (editing);
  self->parameter = g_object_ref (parameter);
  gtk_widget_set_sensitive (GTK_WIDGET (self->toggles), proctor_editing_is_editable (editing));
  proctor_path_entry_bind (self->path_entry, editing, parameter, PROCTOR_EXPECTED_PARAMETER_FIELD_PATH);
  g_signal_connect_object (parameter, "notify::eval", G_CALLBACK (eval_cb), self, G_CONNECT_SWAPPED);
  eval_cb (self);

  return GTK_WIDGET (self);
}

/**
 * proctor_parameter_check_set_tool:
 * @self: a check
 * @tool: (nullable): the tool whose parameter it is, if that is known
 */
void
proctor_parameter_check_set_tool (ProctorParameterCheck *self,
                                  ProctorChoice *tool)
{
  g_return_if_fail (PROCTOR_IS_PARAMETER_CHECK (self));

  proctor_path_entry_set_tool (self->path_entry, tool);
}

/**
 * proctor_parameter_check_set_name:
 * @self: a check
 * @name: what a person calls it, as in "Parameter 2"
 *
 * Tells those who don't see it of which of several its controls are.
 */
void
proctor_parameter_check_set_name (ProctorParameterCheck *self,
                                  const char *name)
{
  g_return_if_fail (PROCTOR_IS_PARAMETER_CHECK (self));

  proctor_path_entry_set_name (self->path_entry, name);
  proctor_control_name_set (self->toggles, name, _ ("How the value is checked"));
  proctor_control_name_set (self->exact_field, name, _ ("Expected Value"));
  proctor_control_name_set (self->description_field, name, _ ("Description"));
  proctor_control_name_set (self->pattern_entry, name, _ ("Regular expression"));
  proctor_control_name_set (self->sample_entry, name, _ ("A value to try the pattern with"));
}
