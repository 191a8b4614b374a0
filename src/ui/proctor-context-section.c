/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-context-section.h"

#include <glib/gi18n.h>

#include "proctor-agent-facts.h"
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
  GtkWidget *missing_label;
  AdwWrapBox *missing_box;
  ProctorPickerRow *checked_row;
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
  GSignalGroup *agents_signals;
  GSignalGroup *nodes_signals;

  /* Borrowed */
  ProctorVariable *added; /* the one that is being added */

  gboolean agent_chosen; /* somebody has said for which agent the test is */
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

static void show_missing (ProctorContextSection *self);

static void
variables_cb (ProctorContextSection *self)
{
  mark_names (self);
  if (self->editing != NULL)
    show_missing (self);
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
  char *name = g_strdup_printf (_ ("Variable %u"), position + 1);

  proctor_variable_edit_set_name (PROCTOR_VARIABLE_EDIT (content), name);

  return name;
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
add_missing_cb (GtkWidget *button,
                ProctorContextSection *self)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "name"));

  proctor_context_section_add_variable (self, name);
}

static void
show_missing (ProctorContextSection *self)
{
  g_autoptr (ProctorChoiceList) nodes = g_signal_group_dup_target (self->nodes_signals);
  ProctorAgent *agent = nodes != NULL ? proctor_choice_list_get_agent (nodes) : NULL;
  g_auto (GStrv) names = NULL;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->missing_box))) != NULL)
    adw_wrap_box_remove (self->missing_box, child);
  if (agent != NULL && proctor_editing_is_editable (self->editing))
    names = proctor_agent_facts_dup_missing (agent, proctor_editing_get_test (self->editing));
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), g_object_new (ADW_TYPE_BUTTON_CONTENT, "icon-name", "list-add-symbolic", "label", names[i], NULL));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, names[i], -1);
      g_object_set_data_full (G_OBJECT (button), "name", g_strdup (names[i]), g_free);
      g_signal_connect_object (button, "clicked", G_CALLBACK (add_missing_cb), self, G_CONNECT_DEFAULT);
      adw_wrap_box_append (self->missing_box, button);
    }
  gtk_widget_set_visible (self->missing_label, names != NULL && names[0] != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->missing_box), names != NULL && names[0] != NULL);
}

/* The tools of the agent are those that one chooses from. */
static void
agent_known_cb (ProctorContextSection *self)
{
  g_autoptr (ProctorChoiceList) nodes = g_signal_group_dup_target (self->nodes_signals);
  ProctorAgent *agent = nodes != NULL ? proctor_choice_list_get_agent (nodes) : NULL;
  g_auto (GStrv) tools = agent != NULL ? proctor_agent_facts_dup_tools (agent) : NULL;
  ProctorSurroundings *choices = proctor_editing_get_choices (self->editing);

  for (guint i = tools != NULL ? g_strv_length (tools) : 0; i > 0; i--)
    proctor_choice_list_prefer (proctor_surroundings_get_tools (choices), tools[i - 1]);
  show_missing (self);
}

static void
set_agent (ProctorContextSection *self,
           const char *agent_id)
{
  ProctorSurroundings *choices = proctor_editing_get_choices (self->editing);
  ProctorChoiceList *nodes = choices != NULL && agent_id != NULL ? proctor_surroundings_get_nodes (choices, agent_id) : NULL;

  proctor_picker_row_set_chosen (self->checked_row, agent_id);
  proctor_editing_set_agent_id (self->editing, agent_id);
  g_signal_group_set_target (self->nodes_signals, nodes);
  if (nodes != NULL)
    proctor_choice_list_want (nodes);
  agent_known_cb (self);
}

static void
guess_agent (ProctorContextSection *self)
{
  ProctorSurroundings *choices = self->editing != NULL ? proctor_editing_get_choices (self->editing) : NULL;
  g_autofree char *agent_id = NULL;

  if (choices == NULL || self->agent_chosen)
    return;

  agent_id = proctor_surroundings_guess_agent (choices, proctor_editing_get_test (self->editing));
  if (g_strcmp0 (agent_id, proctor_editing_get_agent_id (self->editing)) != 0 || g_strcmp0 (agent_id, proctor_picker_row_get_chosen (self->checked_row)) != 0)
    set_agent (self, agent_id);
}

static void
agent_chosen_cb (ProctorContextSection *self,
                 const char *agent_id)
{
  self->agent_chosen = TRUE;
  if (proctor_editing_get_choices (self->editing) != NULL)
    proctor_surroundings_choose_agent (proctor_editing_get_choices (self->editing), agent_id);
  set_agent (self, agent_id);
}

static void
choices_cb (ProctorContextSection *self)
{
  ProctorSurroundings *choices = self->editing != NULL ? proctor_editing_get_choices (self->editing) : NULL;
  ProctorChoiceList *agents = choices != NULL ? proctor_surroundings_get_agents (choices) : NULL;

  g_signal_group_set_target (self->agents_signals, agents);
  proctor_picker_row_set_choices (self->checked_row, agents != NULL ? G_LIST_MODEL (agents) : NULL);
  if (agents != NULL)
    proctor_choice_list_want (agents);
  guess_agent (self);
  proctor_picker_row_set_choices (self->environment_row, choices != NULL ? G_LIST_MODEL (proctor_surroundings_get_environments (choices)) : NULL);
}

static void
proctor_context_section_dispose (GObject *object)
{
  ProctorContextSection *self = PROCTOR_CONTEXT_SECTION (object);

  g_clear_object (&self->test_signals);
  g_clear_object (&self->agents_signals);
  g_clear_object (&self->nodes_signals);
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
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, missing_label);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, missing_box);
  gtk_widget_class_bind_template_child (widget_class, ProctorContextSection, checked_row);
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
  gtk_widget_class_bind_template_callback (widget_class, agent_chosen_cb);
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
  g_signal_connect_object (self->variables_list, "changed", G_CALLBACK (variables_cb), self, G_CONNECT_SWAPPED);
  proctor_picker_row_set_none_label (self->checked_row, _ ("None"));
  proctor_picker_row_set_choices (self->channel_row, channels);
  proctor_picker_row_set_none_label (self->channel_row, _ ("Default"));
  proctor_picker_row_set_none_label (self->environment_row, _ ("Default (production)"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show_button), "s", "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->show_button), "win.show-conversation");
  self->test_signals = g_signal_group_new (PROCTOR_TYPE_TEST);
  g_signal_group_connect_swapped (self->test_signals, "notify::from-conversation-metadata", G_CALLBACK (show_source), self);
  self->agents_signals = g_signal_group_new (PROCTOR_TYPE_CHOICE_LIST);
  g_signal_group_connect_swapped (self->agents_signals, "notify::state", G_CALLBACK (guess_agent), self);
  self->nodes_signals = g_signal_group_new (PROCTOR_TYPE_CHOICE_LIST);
  g_signal_group_connect_swapped (self->nodes_signals, "notify::state", G_CALLBACK (agent_known_cb), self);
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
  g_signal_group_set_target (self->nodes_signals, NULL);
  g_signal_group_set_target (self->test_signals, test);
  self->agent_chosen = FALSE;
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
