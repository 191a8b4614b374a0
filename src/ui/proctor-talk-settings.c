/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-talk-settings.h"

#include "proctor-picker-row.h"
#include "proctor-surroundings.h"
#include "proctor-value-text.h"

#include <glib/gi18n.h>

/**
 * ProctorTalkSettings:
 *
 * What is different of an agent while somebody talks to it: which branch, which prompt, what its variables stand
 * for, and who answers for its tools. Nothing of it is saved.
 */
struct _ProctorTalkSettings
{
  AdwNavigationPage parent_instance;

  /* Template children */
  GtkWidget *branch_group;
  ProctorPickerRow *branch_row;
  AdwComboRow *tools_row;
  GtkTextView *prompt_view;
  GtkWidget *revert_button;
  AdwPreferencesGroup *variables_group;

  /* Owned */
  ProctorTalk *talk;
  GPtrArray *variable_rows;
  ProctorChoiceList *branches;

  gboolean showing;
};

G_DEFINE_FINAL_TYPE (ProctorTalkSettings, proctor_talk_settings, ADW_TYPE_NAVIGATION_PAGE)

static const char *
get_prompt (ProctorTalkSettings *self)
{
  const char *prompt = proctor_talk_get_prompt (self->talk);

  return prompt != NULL ? prompt : proctor_talk_get_agent_prompt (self->talk);
}

static char *
dup_text (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);

  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
prompt_changed_cb (ProctorTalkSettings *self)
{
  g_autofree char *text = dup_text (gtk_text_view_get_buffer (self->prompt_view));

  if (!self->showing && proctor_talk_get_agent (self->talk) != NULL)
    proctor_talk_set_prompt (self->talk, text);
}

static void
revert_cb (ProctorTalkSettings *self)
{
  proctor_talk_set_prompt (self->talk, NULL);
}

static void
tools_cb (ProctorTalkSettings *self)
{
  if (!self->showing && self->talk != NULL)
    proctor_talk_set_tools (self->talk, (ProctorTalkTools) adw_combo_row_get_selected (self->tools_row));
}

static void
branch_cb (ProctorTalkSettings *self,
           const char *branch_id)
{
  proctor_talk_set_branch_id (self->talk, branch_id);
}

static void
variable_cb (AdwEntryRow *row,
             ProctorTalkSettings *self)
{
  proctor_talk_set_variable (self->talk, g_object_get_data (G_OBJECT (row), "variable"), gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
show_variables (ProctorTalkSettings *self)
{
  GListModel *variables = proctor_talk_get_variables (self->talk);

  for (guint i = 0; i < self->variable_rows->len; i++)
    adw_preferences_group_remove (self->variables_group, g_ptr_array_index (self->variable_rows, i));
  g_ptr_array_set_size (self->variable_rows, 0);
  for (guint i = 0; i < g_list_model_get_n_items (variables); i++)
    {
      g_autoptr (ProctorVariable) variable = g_list_model_get_item (variables, i);
      g_autofree char *plain = proctor_value_text_dup_plain (proctor_variable_get_value (variable));
      GtkWidget *row = adw_entry_row_new ();

      adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), proctor_variable_get_key (variable));
      gtk_editable_set_text (GTK_EDITABLE (row), plain);
      g_object_set_data_full (G_OBJECT (row), "variable", g_object_ref (variable), g_object_unref);
      g_signal_connect_object (row, "changed", G_CALLBACK (variable_cb), self, G_CONNECT_DEFAULT);
      adw_preferences_group_add (self->variables_group, row);
      g_ptr_array_add (self->variable_rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->variables_group), self->variable_rows->len > 0);
}

/* Where nothing is chosen, it is the branch that the agent was read from. Without the list it is the one that the
 * agent's page showed. */
static void
show_branch (ProctorTalkSettings *self)
{
  ProctorAgent *agent = proctor_talk_get_agent (self->talk);
  const char *id = proctor_talk_get_branch_id (self->talk);

  if (id == NULL && agent != NULL)
    id = proctor_agent_get_branch_id (agent);
  proctor_picker_row_set_chosen (self->branch_row, id);
  gtk_widget_set_visible (self->branch_group, g_list_model_get_n_items (G_LIST_MODEL (self->branches)) > 1);
}

static void
update (ProctorTalkSettings *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->prompt_view);
  g_autofree char *text = dup_text (buffer);

  self->showing = TRUE;
  if (g_strcmp0 (text, get_prompt (self)) != 0)
    gtk_text_buffer_set_text (buffer, get_prompt (self), -1);
  adw_combo_row_set_selected (self->tools_row, proctor_talk_get_tools (self->talk));
  show_branch (self);
  self->showing = FALSE;
  gtk_text_view_set_editable (self->prompt_view, proctor_talk_get_agent (self->talk) != NULL);
  gtk_widget_set_visible (self->revert_button, proctor_talk_get_prompt (self->talk) != NULL);
}

static void
proctor_talk_settings_dispose (GObject *object)
{
  ProctorTalkSettings *self = PROCTOR_TALK_SETTINGS (object);

  g_clear_object (&self->branches);
  g_clear_object (&self->talk);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_TALK_SETTINGS);

  G_OBJECT_CLASS (proctor_talk_settings_parent_class)->dispose (object);
}

static void
proctor_talk_settings_finalize (GObject *object)
{
  g_ptr_array_unref (PROCTOR_TALK_SETTINGS (object)->variable_rows);

  G_OBJECT_CLASS (proctor_talk_settings_parent_class)->finalize (object);
}

static void
proctor_talk_settings_class_init (ProctorTalkSettingsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = proctor_talk_settings_dispose;
  object_class->finalize = proctor_talk_settings_finalize;

  g_type_ensure (PROCTOR_TYPE_PICKER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-talk-settings.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkSettings, branch_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkSettings, branch_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkSettings, tools_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkSettings, prompt_view);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkSettings, revert_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorTalkSettings, variables_group);
  gtk_widget_class_bind_template_callback (widget_class, branch_cb);
  gtk_widget_class_bind_template_callback (widget_class, revert_cb);
  gtk_widget_class_bind_template_callback (widget_class, tools_cb);
}

static void
proctor_talk_settings_init (ProctorTalkSettings *self)
{
  self->variable_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (self->prompt_view), "changed", G_CALLBACK (prompt_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * proctor_talk_settings_set_talk:
 * @self: a page that has no talk yet
 * @talk: a talk
 */
void
proctor_talk_settings_set_talk (ProctorTalkSettings *self,
                                ProctorTalk *talk)
{
  g_return_if_fail (PROCTOR_IS_TALK_SETTINGS (self));
  g_return_if_fail (PROCTOR_IS_TALK (talk));
  g_return_if_fail (self->talk == NULL);

  self->talk = g_object_ref (talk);
  self->branches = g_object_ref (proctor_surroundings_get_branches (proctor_surroundings_of (proctor_talk_get_session (talk)), proctor_talk_get_agent_id (talk)));
  proctor_picker_row_set_choices (self->branch_row, G_LIST_MODEL (self->branches));
  g_signal_connect_object (self->branches, "items-changed", G_CALLBACK (show_branch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (talk, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proctor_talk_get_variables (talk), "items-changed", G_CALLBACK (show_variables), self, G_CONNECT_SWAPPED);
  show_variables (self);
  update (self);
  /* There may be others since it was asked for. */
  proctor_choice_list_reload (self->branches);
}
