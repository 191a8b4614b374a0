/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-context-section.h"

#include <glib/gi18n.h>

#include "proctor-choice-words.h"
#include "proctor-edit-list.h"
#include "proctor-picker-row.h"
#include "proctor-test-source.h"
#include "proctor-turn.h"
#include "proctor-variable-edit.h"

/**
 * ProctorContextSection:
 *
 * What surrounds the conversation of a test: variables, the channel that is simulated, the environment, and where
 * the test came from.
 */
struct _ProctorContextSection
{
  AdwBin parent_instance;

  /* Template children */
  ProctorEditList *variables_list;
  ProctorPickerRow *channel_row;
  ProctorPickerRow *environment_row;
  GtkWidget *source_group;
  GtkWidget *forget_button;
  AdwActionRow *conversation_row;
  GtkWidget *show_button;
  AdwActionRow *agent_row;
  AdwActionRow *branch_row;
  AdwActionRow *node_row;
  AdwActionRow *reply_row;

  /* Owned */
  ProctorEditing *editing;
  GSignalGroup *test_signals;

  /* Borrowed */
  ProctorVariable *added; /* the one that is being added */
};

G_DEFINE_FINAL_TYPE (ProctorContextSection, proctor_context_section, ADW_TYPE_BIN)

static void
show_fact (AdwActionRow *row,
           const char *text)
{
  adw_action_row_set_subtitle (row, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL && text[0] != '\0');
}

static char *
dup_reply (ProctorTestSource *source)
{
  GListModel *turns = proctor_test_source_get_original_agent_reply (source);
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (GObject) turn = g_list_model_get_item (turns, i);
      const char *message = PROCTOR_IS_TURN (turn) ? proctor_turn_get_message (PROCTOR_TURN (turn)) : NULL;

      if (message != NULL)
        g_string_append_printf (words, "%s%s", words->len > 0 ? "\n\n" : "", message);
    }

  return g_string_free_and_steal (words);
}

static void
show_source (ProctorContextSection *self)
{
  ProctorTestSource *source = self->editing != NULL ? proctor_test_get_from_conversation_metadata (proctor_editing_get_test (self->editing)) : NULL;
  g_autofree char *reply = source != NULL ? dup_reply (source) : NULL;
  const char *id = source != NULL ? proctor_test_source_get_conversation_id (source) : NULL;

  gtk_widget_set_visible (self->source_group, source != NULL);
  if (source == NULL)
    return;

  show_fact (self->conversation_row, id);
  show_fact (self->agent_row, proctor_test_source_get_agent_id (source));
  show_fact (self->branch_row, proctor_test_source_get_branch_id (source));
  show_fact (self->node_row, proctor_test_source_get_workflow_node_id (source));
  show_fact (self->reply_row, reply);
  gtk_widget_set_visible (self->forget_button, proctor_editing_is_editable (self->editing));
  /* Where there is no such action, there is no button. */
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show_button), "s", id != NULL ? id : "");
}

static void
forget_cb (ProctorContextSection *self)
{
  ProctorUndo *undo = proctor_editing_get_undo (self->editing);

  proctor_undo_begin (undo, _ ("Forget Where It Came From"));
  proctor_undo_unset (undo, proctor_editing_get_test (self->editing), PROCTOR_TEST_FIELD_FROM_CONVERSATION_METADATA);
  proctor_undo_end (undo);
}

/* Of several that have the same name, all are marked: nobody knows which is wrong. */
static void
mark_names (ProctorContextSection *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new (g_str_hash, g_str_equal);
  GListModel *variables = self->editing != NULL ? proctor_test_get_dynamic_variables (proctor_editing_get_test (self->editing)) : NULL;
  guint n_rows = MIN (proctor_edit_list_get_n_rows (self->variables_list), variables != NULL ? g_list_model_get_n_items (variables) : 0);

  for (guint pass = 0; pass < 2; pass++)
    {
      for (guint i = 0; i < n_rows; i++)
        {
          g_autoptr (GObject) variable = g_list_model_get_item (variables, i);
          const char *key = PROCTOR_IS_VARIABLE (variable) ? proctor_variable_get_key (PROCTOR_VARIABLE (variable)) : NULL;
          GtkWidget *content = proctor_edit_list_get_content (self->variables_list, i);

          if (key == NULL)
            continue;
          if (pass == 0)
            g_hash_table_insert (counts, (gpointer) key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
          else if (PROCTOR_IS_VARIABLE_EDIT (content))
            proctor_variable_edit_set_taken (PROCTOR_VARIABLE_EDIT (content), GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) > 1);
        }
    }
}

static GtkWidget *
make_variable (gpointer item,
               gpointer user_data)
{
  ProctorContextSection *self = user_data;
  GtkWidget *edit = proctor_variable_edit_new (self->editing, item, item == (gpointer) self->added);

  g_signal_handlers_disconnect_by_func (item, mark_names, self);
  g_signal_connect_object (item, "notify::key", G_CALLBACK (mark_names), self, G_CONNECT_SWAPPED);

  return edit;
}

static char *
name_variable (GtkWidget *content,
               guint position,
               gpointer user_data)
{
  return g_strdup_printf (_ ("Variable %u"), position + 1);
}

/**
 * proctor_context_section_add_variable:
 * @self: a section
 * @name: (nullable): what it is called, %NULL to let a person say
 *
 * Adds a dynamic variable and puts the focus there.
 */
void
proctor_context_section_add_variable (ProctorContextSection *self,
                                      const char *name)
{
  guint position = proctor_edit_list_get_n_rows (self->variables_list);
  g_autoptr (ProctorVariable) variable = NULL;
  ProctorUndo *undo;

  g_return_if_fail (PROCTOR_IS_CONTEXT_SECTION (self));
  g_return_if_fail (self->editing != NULL);

  undo = proctor_editing_get_undo (self->editing);
  variable = proctor_variable_new ();
  proctor_variable_set_key (variable, name != NULL ? name : "");
  proctor_variable_set_value (variable, "\"\"");
  self->added = variable;
  proctor_undo_begin (undo, _ ("Add Variable"));
  proctor_undo_insert (undo, proctor_editing_get_test (self->editing), PROCTOR_TEST_FIELD_DYNAMIC_VARIABLES, position, variable);
  proctor_undo_end (undo);
  self->added = NULL;
  proctor_edit_list_focus (self->variables_list, position);
}

static void
add_variable_cb (ProctorContextSection *self)
{
  proctor_context_section_add_variable (self, NULL);
}

static void
choices_cb (ProctorContextSection *self)
{
  ProctorSurroundings *choices = self->editing != NULL ? proctor_editing_get_choices (self->editing) : NULL;

  proctor_picker_row_set_choices (self->environment_row, choices != NULL ? G_LIST_MODEL (proctor_surroundings_get_environments (choices)) : NULL);
}

static void
proctor_context_section_dispose (GObject *object)
{
  ProctorContextSection *self = PROCTOR_CONTEXT_SECTION (object);

  g_clear_object (&self->test_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), PROCTOR_TYPE_CONTEXT_SECTION);
  g_clear_object (&self->editing);

  G_OBJECT_CLASS (proctor_context_section_parent_class)->dispose (object);
}

static void
proctor_context_section_class_init (ProctorContextSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = proctor_context_section_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/proctor_app/Proctor/ui/proctor-context-section.ui");
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, variables_list);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, channel_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, environment_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, source_group);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, forget_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, conversation_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, show_button);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, agent_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, branch_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, node_row);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, reply_row);
  gtk_widget_class_bind_template_callback (widget_class, forget_cb);
}

static void
proctor_context_section_init (ProctorContextSection *self)
{
  g_autoptr (GListModel) channels = proctor_choice_words_list_channels ();

  g_type_ensure (PROCTOR_TYPE_EDIT_LIST);
  g_type_ensure (PROCTOR_TYPE_PICKER_ROW);
  gtk_widget_init_template (GTK_WIDGET (self));
  proctor_edit_list_set_functions (self->variables_list, make_variable, name_variable, self);
  proctor_edit_list_set_add_label (self->variables_list, _ ("Add Variable"));
  g_signal_connect_object (self->variables_list, "add", G_CALLBACK (add_variable_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->variables_list, "changed", G_CALLBACK (mark_names), self, G_CONNECT_SWAPPED);
  proctor_picker_row_set_choices (self->channel_row, channels);
  proctor_picker_row_set_none_label (self->channel_row, _ ("Default"));
  proctor_picker_row_set_none_label (self->environment_row, _ ("Default (production)"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show_button), "win.show-conversation");
  self->test_signals = g_signal_group_new (PROCTOR_TYPE_TEST);
  g_signal_group_connect_swapped (self->test_signals, "notify::from-conversation-metadata", G_CALLBACK (show_source), self);
}

/**
 * proctor_context_section_new:
 *
 * Returns: (transfer floating): a section that shows no test yet
 */
GtkWidget *
proctor_context_section_new (void)
{
  return g_object_new (PROCTOR_TYPE_CONTEXT_SECTION, NULL);
}

/**
 * proctor_context_section_set_editing:
 * @self: a section
 * @editing: (nullable): the test that is edited; %NULL lets go of it
 *
 * Shows what surrounds a test's conversation and lets it be changed.
 */
void
proctor_context_section_set_editing (ProctorContextSection *self,
                                     ProctorEditing *editing)
{
  ProctorTest *test = editing != NULL ? proctor_editing_get_test (editing) : NULL;

  g_return_if_fail (PROCTOR_IS_CONTEXT_SECTION (self));

  if (self->editing == editing)
    return;

  if (self->editing != NULL)
    g_signal_handlers_disconnect_by_func (self->editing, choices_cb, self);
  proctor_edit_list_bind (self->variables_list, NULL, NULL, 0);
  g_signal_group_set_target (self->test_signals, test);
  g_set_object (&self->editing, editing);
  if (editing != NULL)
    {
      g_signal_connect_object (editing, "notify::choices", G_CALLBACK (choices_cb), self, G_CONNECT_SWAPPED);
      proctor_edit_list_bind (self->variables_list, editing, test, PROCTOR_TEST_FIELD_DYNAMIC_VARIABLES);
      proctor_editing_register (editing, test, PROCTOR_TEST_FIELD_FROM_CONVERSATION_METADATA, GTK_WIDGET (self->conversation_row));
    }
  proctor_picker_row_bind (self->channel_row, editing, test, PROCTOR_TEST_FIELD_CONVERSATION_INITIATION_SOURCE, _ ("Choose Channel"));
  proctor_picker_row_bind (self->environment_row, editing, test, PROCTOR_TEST_FIELD_ENVIRONMENT, _ ("Choose Environment"));
  choices_cb (self);
  show_source (self);
}
