/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-editor.h"

#include <glib/gi18n.h>

#include "proctor-agent-behaviour.h"
#include "proctor-agent-config.h"
#include "proctor-agent-prompt.h"
#include "proctor-agent-system-tools.h"
#include "proctor-agent-variables.h"
#include "proctor-bound-row.h"
#include "proctor-builtin-condition.h"
#include "proctor-config-drafts.h"
#include "proctor-config-new-dialog.h"
#include "proctor-edit-list.h"
#include "proctor-error-text.h"
#include "proctor-line-field.h"
#include "proctor-picker-row.h"
#include "proctor-rule-edit.h"
#include "proctor-surroundings.h"
#include "proctor-tool-dialog.h"
#include "proctor-tool-ids.h"
#include "proctor-variable-edit.h"

/**
 * ProctorAgentEditor:
 *
 * What an agent is on one of its branches, as a form: what it says first and is told to be, its
 * model, its tools, its variables, and the rules that it follows where there is no model. It edits a
 * #ProctorConfigDraft, so nothing is lost whatever happens to it; the frame around it saves.
 */
struct _ProctorAgentEditor
{
  AdwBin parent_instance;

  /* Template children */
  GtkStack *pages;
  GtkLabel *error_label;
  GtkEditable *name_row;
  ProctorPickerRow *model_row;
  AdwSpinRow *temperature_row;
  ProctorTextField *first_message_field;
  ProctorTextField *prompt_field;
  ProctorToolIds *tool_ids;
  GtkWidget *new_tool_button;
  AdwPreferencesGroup *system_group;
  ProctorEditList *variables_list;
  ProctorEditList *rules_list;
  ProctorTextField *fallback_field;

  /* Owned */
  ProctorSession *session;
  char *agent_id;
  char *branch_id;
  ProctorConfigDraft *draft;
  ProctorEditing *editing;
  GCancellable *cancellable;

  /* Borrowed */
  ProctorVariable *added;    /* a variable that is about to be named */
  ProctorConfigFrame *frame; /* around this */
};

G_DEFINE_FINAL_TYPE (ProctorAgentEditor, proctor_agent_editor, ADW_TYPE_BIN)

static ProctorAgentBehaviour *
get_behaviour (ProctorAgentEditor *self)
{
  ProctorAgentConfig *config = proctor_agent_get_conversation_config (proctor_config_draft_get_agent (self->draft));

  return config != NULL ? proctor_agent_config_get_agent (config) : NULL;
}

static ProctorAgentPrompt *
get_prompt (ProctorAgentEditor *self)
{
  return proctor_agent_behaviour_get_prompt (get_behaviour (self));
}

static GtkWidget *
make_variable (gpointer item,
               gpointer user_data)
{
  ProctorAgentEditor *self = user_data;

  return proctor_variable_edit_new (self->editing, item, item == (gpointer) self->added);
}

static char *
name_variable (GtkWidget *content,
               guint position,
               gpointer user_data)
{
  return g_strdup_printf (_ ("Variable %u"), position + 1);
}

static void
add_variable_cb (ProctorAgentEditor *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  guint position = proctor_edit_list_get_n_rows (self->variables_list);
  g_autoptr (ProctorVariable) variable = proctor_variable_new ();

  proctor_variable_set_key (variable, "");
  proctor_variable_set_value (variable, "\"\"");
  self->added = variable;
  proctor_undo_begin (undo, _ ("Add Variable"));
  proctor_undo_insert (undo, proctor_agent_behaviour_get_dynamic_variables (get_behaviour (self)), PROCTOR_AGENT_VARIABLES_FIELD_DYNAMIC_VARIABLE_PLACEHOLDERS, position, variable);
  proctor_undo_end (undo);
  self->added = NULL;
  proctor_edit_list_focus (self->variables_list, position);
}

static GtkWidget *
make_rule (gpointer item,
           gpointer user_data)
{
  return proctor_rule_edit_new (PROCTOR_AGENT_EDITOR (user_data)->editing, item);
}

static char *
name_rule (GtkWidget *content,
           guint position,
           gpointer user_data)
{
  return g_strdup_printf (_ ("Rule %u"), position + 1);
}

static void
add_rule_cb (ProctorAgentEditor *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);
  guint position = proctor_edit_list_get_n_rows (self->rules_list);
  g_autoptr (ProctorBuiltinRule) rule = proctor_builtin_rule_new ();
  g_autoptr (ProctorBuiltinCondition) when = proctor_builtin_condition_new ();

  proctor_builtin_rule_set_when (rule, when);
  proctor_undo_begin (undo, _ ("Add Rule"));
  proctor_undo_insert (undo, get_prompt (self), PROCTOR_AGENT_PROMPT_FIELD_BUILTIN_RULES, position, rule);
  proctor_undo_end (undo);
  proctor_edit_list_focus (self->rules_list, position);
}

static void
open_tool_cb (ProctorAgentEditor *self,
              const char *tool_id)
{
  adw_dialog_present (proctor_tool_dialog_new (self->session, tool_id), GTK_WIDGET (self));
}

static void
made_tool_cb (ProctorAgentEditor *self,
              const char *tool_id)
{
  if (self->editing == NULL)
    return;

  proctor_surroundings_reload (proctor_editing_get_choices (self->editing));
  proctor_tool_ids_add (self->tool_ids, tool_id);
  open_tool_cb (self, tool_id);
}

static void
new_tool_cb (ProctorAgentEditor *self)
{
  AdwDialog *dialog = proctor_config_new_dialog_new (self->session, PROCTOR_CONFIG_TOOL);

  g_signal_connect_object (dialog, "made", G_CALLBACK (made_tool_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
bind_texts (ProctorAgentEditor *self)
{
  ProctorAgent *agent = proctor_config_draft_get_agent (self->draft);
  ProctorAgentPrompt *prompt = get_prompt (self);

  proctor_bound_row_bind_text (self->name_row, self->editing, agent, PROCTOR_AGENT_FIELD_NAME, _ ("Rename"));
  proctor_picker_row_bind (self->model_row, self->editing, prompt, PROCTOR_AGENT_PROMPT_FIELD_LLM, _ ("Choose Model"));
  proctor_bound_row_bind_spin (self->temperature_row, self->editing, prompt, PROCTOR_AGENT_PROMPT_FIELD_TEMPERATURE, _ ("Change Temperature"), 0);
  proctor_text_field_bind (self->first_message_field, self->editing, get_behaviour (self), PROCTOR_AGENT_BEHAVIOUR_FIELD_FIRST_MESSAGE);
  proctor_text_field_bind (self->prompt_field, self->editing, prompt, PROCTOR_AGENT_PROMPT_FIELD_PROMPT);
  proctor_line_field_bind (self->fallback_field, self->editing, prompt, PROCTOR_AGENT_PROMPT_FIELD_BUILTIN_FALLBACK, _ ("Edit Rule"));
}

static void
bind_lists (ProctorAgentEditor *self)
{
  ProctorSurroundings *choices = proctor_surroundings_of (self->session);
  ProctorAgentVariables *variables = proctor_agent_behaviour_get_dynamic_variables (get_behaviour (self));

  proctor_editing_set_choices (self->editing, choices);
  proctor_picker_row_set_choices (self->model_row, G_LIST_MODEL (proctor_surroundings_get_models (choices)));
  proctor_choice_list_want (proctor_surroundings_get_tools (choices));
  proctor_tool_ids_set_drafts (self->tool_ids, proctor_session_get_config_drafts (self->session));
  proctor_tool_ids_set_tools (self->tool_ids, proctor_surroundings_get_tools (choices));
  proctor_tool_ids_bind (self->tool_ids, self->editing, get_prompt (self), PROCTOR_AGENT_PROMPT_FIELD_TOOL_IDS);
  if (variables != NULL)
    proctor_edit_list_bind (self->variables_list, self->editing, variables, PROCTOR_AGENT_VARIABLES_FIELD_DYNAMIC_VARIABLE_PLACEHOLDERS);
  proctor_edit_list_bind (self->rules_list, self->editing, get_prompt (self), PROCTOR_AGENT_PROMPT_FIELD_BUILTIN_RULES);
  proctor_agent_system_tools_bind (self->system_group, self->editing, get_prompt (self));
}

static void
drop_draft (ProctorAgentEditor *self)
{
  if (self->frame != NULL)
    proctor_config_frame_set_draft (self->frame, NULL, NULL);
  if (self->editing != NULL && self->name_row != NULL)
    {
      proctor_bound_row_unbind (self->name_row);
      proctor_bound_row_unbind (self->temperature_row);
      proctor_picker_row_bind (self->model_row, NULL, NULL, 0, NULL);
      proctor_text_field_bind (self->first_message_field, NULL, NULL, 0);
      proctor_text_field_bind (self->prompt_field, NULL, NULL, 0);
      proctor_line_field_unbind (self->fallback_field);
      proctor_tool_ids_bind (self->tool_ids, NULL, NULL, 0);
      proctor_edit_list_bind (self->variables_list, NULL, NULL, 0);
      proctor_edit_list_bind (self->rules_list, NULL, NULL, 0);
      proctor_agent_system_tools_unbind (self->system_group);
    }
  g_clear_object (&self->editing);
  g_clear_object (&self->draft);
}

static void
show_error (ProctorAgentEditor *self,
            const char *text)
{
  gtk_label_set_label (self->error_label, text);
  gtk_stack_set_visible_child_name (self->pages, "error");
}

static void
opened_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorConfigDraft) draft = proctor_config_drafts_open_finish (PROCTOR_CONFIG_DRAFTS (object), result, &error);
  ProctorAgentEditor *self;
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_AGENT_EDITOR (user_data);
  if (draft == NULL)
    {
      text = proctor_error_text_dup (error);
      show_error (self, text);
      return;
    }

  self->draft = g_steal_pointer (&draft);
  if (get_behaviour (self) == NULL || get_prompt (self) == NULL)
    {
      g_clear_object (&self->draft);
      show_error (self, _ ("This agent is written in a way that Proctor doesn’t know, so it can’t be edited here."));
      return;
    }

  self->editing = proctor_editing_new (proctor_config_draft_get_record (self->draft), proctor_config_draft_get_undo (self->draft), proctor_config_draft_get_read_only (self->draft) == NULL);
  gtk_widget_set_visible (self->new_tool_button, proctor_editing_is_editable (self->editing));
  bind_texts (self);
  bind_lists (self);
  if (self->frame != NULL)
    proctor_config_frame_set_draft (self->frame, self->draft, self->editing);
  gtk_stack_set_visible_child_name (self->pages, "form");
}

static void
stop_loading (ProctorAgentEditor *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
load (ProctorAgentEditor *self)
{
  stop_loading (self);
  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->pages, "loading");
  proctor_config_drafts_open_async (proctor_session_get_config_drafts (self->session), PROCTOR_CONFIG_AGENT, self->agent_id, self->branch_id, self->cancellable, opened_cb, self);
}

static void
retry_cb (ProctorAgentEditor *self)
{
  if (self->session != NULL)
    load (self);
}

static void
proctor_agent_editor_dispose (GObject *object)
{
  ProctorAgentEditor *self = PROCTOR_AGENT_EDITOR (object);

  stop_loading (self);
  g_clear_weak_pointer (&self->frame);
  drop_draft (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->agent_id, g_free);
  g_clear_pointer (&self->branch_id, g_free);
  /* The bin would look for a child that the template has taken away. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_AGENT_EDITOR);

  G_OBJECT_CLASS (proctor_agent_editor_parent_class)->dispose (object);
}

static void
proctor_agent_editor_class_init (ProctorAgentEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_agent_editor_dispose;

  g_type_ensure (PROCTOR_TYPE_EDIT_LIST);
  g_type_ensure (PROCTOR_TYPE_PICKER_ROW);
  g_type_ensure (PROCTOR_TYPE_TEXT_FIELD);
  g_type_ensure (PROCTOR_TYPE_TOOL_IDS);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-agent-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, pages);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, error_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, model_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, temperature_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, first_message_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, prompt_field);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, tool_ids);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, new_tool_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, system_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, variables_list);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, rules_list);
  gtk_widget_class_bind_template_child (widget_class, ProctorAgentEditor, fallback_field);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_tool_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_tool_cb);
}

static void
proctor_agent_editor_init (ProctorAgentEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_picker_row_set_none_label (self->model_row, _ ("Default"));
  proctor_tool_ids_set_opens (self->tool_ids, TRUE);
  proctor_edit_list_set_functions (self->variables_list, make_variable, name_variable, self);
  proctor_edit_list_set_add_label (self->variables_list, _ ("Add Variable"));
  g_signal_connect_object (self->variables_list, "add", G_CALLBACK (add_variable_cb), self, G_CONNECT_SWAPPED);
  proctor_edit_list_set_functions (self->rules_list, make_rule, name_rule, self);
  proctor_edit_list_set_add_label (self->rules_list, _ ("Add Rule"));
  proctor_edit_list_set_stacked (self->rules_list, TRUE);
  g_signal_connect_object (self->rules_list, "add", G_CALLBACK (add_rule_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_agent_editor_new:
 *
 * Returns: (transfer floating): a form with no agent in it
 */
GtkWidget *
proctor_agent_editor_new (void)
{
  return g_object_new (PROCTOR_TYPE_AGENT_EDITOR, NULL);
}

/**
 * proctor_agent_editor_set_frame:
 * @self: a form
 * @frame: what stands around it and saves
 */
void
proctor_agent_editor_set_frame (ProctorAgentEditor *self,
                                ProctorConfigFrame *frame)
{
  g_return_if_fail (PROCTOR_IS_AGENT_EDITOR (self));

  g_set_weak_pointer (&self->frame, frame);
}

/**
 * proctor_agent_editor_set_agent:
 * @self: a form
 * @session: (nullable): a workspace; %NULL lets go of what is shown
 * @agent_id: (nullable): an agent in it
 * @branch_id: (nullable): a branch of it, %NULL for its main branch
 *
 * Shows an agent. What was shown before is kept as it is.
 */
void
proctor_agent_editor_set_agent (ProctorAgentEditor *self,
                                ProctorSession *session,
                                const char *agent_id,
                                const char *branch_id)
{
  g_return_if_fail (PROCTOR_IS_AGENT_EDITOR (self));

  if (self->session == session && g_strcmp0 (self->agent_id, agent_id) == 0 && g_strcmp0 (self->branch_id, branch_id) == 0)
    return;

  stop_loading (self);
  drop_draft (self);
  g_set_object (&self->session, session);
  g_set_str (&self->agent_id, agent_id);
  g_set_str (&self->branch_id, branch_id);
  if (session != NULL && agent_id != NULL)
    load (self);
}

/**
 * proctor_agent_editor_get_draft:
 * @self: a form
 *
 * Returns: (nullable): what is edited
 */
ProctorConfigDraft *
proctor_agent_editor_get_draft (ProctorAgentEditor *self)
{
  g_return_val_if_fail (PROCTOR_IS_AGENT_EDITOR (self), NULL);

  return self->draft;
}
