/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-agent-behaviour.h"
#include "proctor-agent-config.h"
#include "proctor-agent-editor.h"
#include "proctor-agent-prompt.h"
#include "proctor-agent-variables.h"
#include "proctor-agents.h"
#include "proctor-builtin-rule.h"
#include "proctor-call-transfer.h"
#include "proctor-edit-list.h"
#include "proctor-record-storage.h"
#include "proctor-rule-edit.h"
#include "proctor-system-tool-row.h"
#include "proctor-text-field.h"
#include "proctor-ui.h"
#include "testing-view.h"

#include <string.h>

/* An agent that is edited, with the engine at the other end. */

#define SYSTEM "{'end_call': {'type': 'system', 'name': 'end_call', 'description': 'Ends it.', 'novelty': 1, 'params': {'system_tool_type': 'end_call', 'oddity': 2}}, " \
               "'transfer_to_number': {'type': 'system', 'name': 'transfer_to_number', 'description': '', 'params': {'system_tool_type': 'transfer_to_number', "         \
               "'transfers': [{'transfer_destination': {'type': 'phone', 'phone_number': '+49 1', 'rings': 3}, 'transfer_type': 'blind', 'condition': 'Asks.', 'uui': {'data': 'x'}}]}}}"
#define AGENT "{'name': 'Hotel', 'platform_settings': {'oddity': [1, 2.50]}, 'conversation_config': {'tts': {'voice_id': 'v', 'novelty': 7}, "                           \
              "'agent': {'first_message': 'Welcome.', 'strangeness': {'a': 1}, 'dynamic_variables': {'dynamic_variable_placeholders': {'guest': 'Alex', 'nights': 2}}, " \
              "'prompt': {'prompt': 'Be kind.', 'invention': true, 'built_in_tools': " SYSTEM ", 'builtin_rules': [{'when': {'user_matches': 'hello', 'later': 1}, 'say': ['Good day.', 'Hello!']}]}}}}"

typedef struct
{
  ClientEngine *engine;
  ProctorSession *session;
  GtkWidget *window;
  ProctorConfigFrame *frame;
  ProctorAgentEditor *editor;
  char *agent_id;
} View;

static char *
make_agent (ClientEngine *engine)
{
  g_autoptr (ProctorAgent) agent = client_engine_record (PROCTOR_TYPE_AGENT, AGENT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char *id;

  proctor_agents_create_async (engine->client, agent, NULL, client_engine_cb, engine);
  result = client_engine_wait (engine);
  id = proctor_agents_create_finish (engine->client, result, &error);
  g_assert_no_error (error);

  return id;
}

static ProctorAgent *
get_agent (View *view)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  ProctorAgent *agent;

  proctor_agents_get_async (view->engine->client, view->agent_id, NULL, NULL, NULL, client_engine_cb, view->engine);
  result = client_engine_wait (view->engine);
  agent = proctor_agents_get_finish (view->engine->client, result, &error);
  g_assert_no_error (error);

  return agent;
}

static ProctorAgentPrompt *
find_prompt (ProctorAgent *agent)
{
  return proctor_agent_behaviour_get_prompt (proctor_agent_config_get_agent (proctor_agent_get_conversation_config (agent)));
}

static gboolean
is_open (gpointer user_data)
{
  return proctor_agent_editor_get_draft (((View *) user_data)->editor) != NULL;
}

static void
open_view (View *view,
           ClientEngine *engine,
           int width)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  view->engine = engine;
  view->agent_id = make_agent (engine);
  view->session = testing_view_make_session (engine);
  view->frame = PROCTOR_CONFIG_FRAME (g_object_ref_sink (proctor_config_frame_new ()));
  view->editor = PROCTOR_AGENT_EDITOR (g_object_ref_sink (proctor_agent_editor_new ()));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (view->editor));
  g_object_set (view->frame, "content", scroller, NULL);
  view->window = testing_view_open (GTK_WIDGET (view->frame), width, 900);
  proctor_agent_editor_set_frame (view->editor, view->frame);
  proctor_agent_editor_set_agent (view->editor, view->session, view->agent_id, NULL);
  proctor_testing_wait_for ("the form", is_open, view);
}

static void
close_view (View *view)
{
  proctor_agent_editor_set_agent (view->editor, NULL, NULL, NULL);
  testing_view_close (view->window);
  proctor_testing_assert_finalized (g_steal_pointer (&view->frame));
  proctor_testing_assert_finalized (g_steal_pointer (&view->editor));
  proctor_testing_assert_finalized (g_steal_pointer (&view->session));
  g_free (view->agent_id);
}

static gboolean
is_saved (gpointer user_data)
{
  ProctorConfigDraft *draft = proctor_agent_editor_get_draft (((View *) user_data)->editor);

  g_assert_no_error (proctor_config_draft_get_error (draft));

  return !proctor_config_draft_is_modified (draft) && !proctor_config_draft_is_saving (draft);
}

static void
save (View *view)
{
  g_assert_true (proctor_config_frame_save (view->frame));
  proctor_testing_wait_for ("the agent to be saved", is_saved, view);
}

static ProctorTextField *
find_field (View *view,
            const char *title)
{
  ProctorTextField *field;

  for (guint i = 0; (field = testing_view_find (GTK_WIDGET (view->editor), PROCTOR_TYPE_TEXT_FIELD, i)) != NULL; i++)
    {
      if (g_strcmp0 (proctor_text_field_get_title (field), title) == 0)
        return field;
    }
  g_assert_not_reached ();
}

static void
type (ProctorTextField *field,
      const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (proctor_text_field_get_view (field)), text, -1);
}

/* What is changed is saved, and what nobody here knows of stays at every depth. */
static void
test_save (ClientEngine *engine,
           gconstpointer data)
{
  View view = { 0 };
  g_autoptr (ProctorAgent) agent = NULL;
  ProctorAgentConfig *config;

  open_view (&view, engine, 700);
  type (find_field (&view, "System Prompt"), "Be short.");
  type (find_field (&view, "First Message"), "Good evening.");
  save (&view);

  agent = get_agent (&view);
  config = proctor_agent_get_conversation_config (agent);
  g_assert_cmpstr (proctor_agent_prompt_get_prompt (find_prompt (agent)), ==, "Be short.");
  g_assert_cmpstr (proctor_agent_behaviour_get_first_message (proctor_agent_config_get_agent (config)), ==, "Good evening.");
  g_assert_cmpstr (proctor_agent_get_name (agent), ==, "Hotel");
  g_assert_nonnull (strstr (proctor_record_get_extras (PROCTOR_RECORD (config)), "\"novelty\":7"));
  g_assert_nonnull (strstr (proctor_record_get_extras (PROCTOR_RECORD (proctor_agent_config_get_agent (config))), "strangeness"));
  g_assert_nonnull (strstr (proctor_record_get_extras (PROCTOR_RECORD (find_prompt (agent))), "invention"));
  g_assert_nonnull (strstr (proctor_record_get_extras (PROCTOR_RECORD (proctor_agent_get_platform_settings (agent))), "oddity"));
  testing_view_save (view.window, "agent-editor");
  close_view (&view);
}

/* A variable that is taken away is gone, and a rule that is added is there beside the others. */
static void
test_lists (ClientEngine *engine,
            gconstpointer data)
{
  View view = { 0 };
  g_autoptr (ProctorAgent) agent = NULL;
  g_autoptr (ProctorBuiltinRule) rule = NULL;
  ProctorAgentVariables *variables;
  ProctorEditList *list;

  open_view (&view, engine, 700);
  list = testing_view_find (GTK_WIDGET (view.editor), PROCTOR_TYPE_EDIT_LIST, 1);
  g_assert_cmpuint (proctor_edit_list_get_n_rows (list), ==, 2);
  g_signal_emit_by_name (list, "remove", 0);
  list = testing_view_find (GTK_WIDGET (view.editor), PROCTOR_TYPE_EDIT_LIST, 2);
  proctor_edit_list_add (list);
  g_assert_cmpuint (proctor_edit_list_get_n_rows (list), ==, 2);
  save (&view);

  agent = get_agent (&view);
  variables = proctor_agent_behaviour_get_dynamic_variables (proctor_agent_config_get_agent (proctor_agent_get_conversation_config (agent)));
  g_assert_cmpuint (g_list_model_get_n_items (proctor_agent_variables_get_dynamic_variable_placeholders (variables)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (proctor_agent_prompt_get_builtin_rules (find_prompt (agent))), ==, 2);
  rule = g_list_model_get_item (proctor_agent_prompt_get_builtin_rules (find_prompt (agent)), 0);
  g_assert_cmpstr (proctor_builtin_rule_get_say (rule), ==, "[\"Good day.\",\"Hello!\"]");
  g_assert_nonnull (strstr (proctor_record_get_extras (PROCTOR_RECORD (proctor_builtin_rule_get_when (rule))), "later"));
  close_view (&view);
}

/* A rule unfolds, says what it says a line for each, and can call a tool. */
static void
test_rule (ClientEngine *engine,
           gconstpointer data)
{
  View view = { 0 };
  g_autoptr (ProctorAgent) agent = NULL;
  g_autoptr (ProctorBuiltinRule) rule = NULL;
  ProctorRuleEdit *edit;
  AdwSwitchRow *call_row;

  open_view (&view, engine, 360);
  edit = testing_view_find (GTK_WIDGET (view.editor), PROCTOR_TYPE_RULE_EDIT, 0);
  g_assert_true (testing_view_shows (GTK_WIDGET (edit), "When the user says “hello”"));
  gtk_widget_grab_focus (GTK_WIDGET (edit));
  type (find_field (&view, "Then it says one of these, a line for each"), "One\nTwo\n");
  call_row = testing_view_find (GTK_WIDGET (edit), ADW_TYPE_SWITCH_ROW, 0);
  adw_switch_row_set_active (call_row, TRUE);
  save (&view);

  agent = get_agent (&view);
  rule = g_list_model_get_item (proctor_agent_prompt_get_builtin_rules (find_prompt (agent)), 0);
  g_assert_cmpstr (proctor_builtin_rule_get_say (rule), ==, "[\"One\",\"Two\"]");
  g_assert_nonnull (proctor_builtin_rule_get_call (rule));
  g_assert_true (proctor_undo_undo (proctor_config_draft_get_undo (proctor_agent_editor_get_draft (view.editor))));
  g_assert_false (adw_switch_row_get_active (call_row));
  testing_view_save (view.window, "agent-editor-rule");
  close_view (&view);
}

static ProctorSystemToolRow *
find_tool (View *view,
           const char *name)
{
  ProctorSystemToolRow *row;

  for (guint i = 0; (row = testing_view_find (GTK_WIDGET (view->editor), PROCTOR_TYPE_SYSTEM_TOOL_ROW, i)) != NULL; i++)
    {
      if (g_strcmp0 (adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (row)), name) == 0)
        return row;
    }
  g_assert_not_reached ();
}

static void
enter (gpointer row,
       guint nth,
       const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (testing_view_find (row, ADW_TYPE_ENTRY_ROW, nth)), text);
}

/* What the service itself can do is switched on and off and told how, and what nobody here knows of it stays. */
static void
test_system_tools (ClientEngine *engine,
                   gconstpointer data)
{
  View view = { 0 };
  g_autoptr (ProctorAgent) agent = NULL;
  g_autoptr (ProctorCallTransfer) transfer = NULL;
  ProctorBuiltInTools *tools;
  ProctorSystemToolRow *row;

  open_view (&view, engine, GPOINTER_TO_INT (data));
  row = find_tool (&view, "end_call");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  enter (row, 0, "Says goodbye first.");
  row = find_tool (&view, "transfer_to_number");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_assert_true (adw_switch_row_get_active (testing_view_find (GTK_WIDGET (row), ADW_TYPE_SWITCH_ROW, 0)));
  enter (row, 1, "+49 2");
  row = find_tool (&view, "voicemail_detection");
  g_assert_false (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (row)));
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), TRUE);
  enter (row, 1, "We call again.");
  testing_view_save (view.window, "agent-system-tools");
  save (&view);

  agent = get_agent (&view);
  tools = proctor_agent_prompt_get_built_in_tools (find_prompt (agent));
  g_assert_cmpstr (proctor_system_tool_get_description (proctor_built_in_tools_get_end_call (tools)), ==, "Says goodbye first.");
  g_assert_nonnull (strstr (proctor_record_get_extras (PROCTOR_RECORD (proctor_built_in_tools_get_end_call (tools))), "\"novelty\":1"));
  g_assert_nonnull (strstr (proctor_record_get_extras (PROCTOR_RECORD (proctor_system_tool_get_params (proctor_built_in_tools_get_end_call (tools)))), "oddity"));
  g_assert_cmpstr (proctor_system_tool_params_get_voicemail_message (proctor_system_tool_get_params (proctor_built_in_tools_get_voicemail_detection (tools))), ==, "We call again.");
  transfer = g_list_model_get_item (proctor_system_tool_params_get_transfers (proctor_system_tool_get_params (proctor_built_in_tools_get_transfer_to_number (tools))), 0);
  g_assert_cmpstr (proctor_transfer_destination_get_phone_number (proctor_call_transfer_get_transfer_destination (transfer)), ==, "+49 2");
  g_assert_cmpstr (proctor_call_transfer_get_transfer_type (transfer), ==, "blind");
  g_assert_nonnull (strstr (proctor_record_get_extras (PROCTOR_RECORD (proctor_call_transfer_get_transfer_destination (transfer))), "rings"));
  g_assert_nonnull (strstr (proctor_record_get_extras (PROCTOR_RECORD (transfer)), "uui"));

  /* And away again, as a step that can be undone. */
  row = find_tool (&view, "end_call");
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), FALSE);
  g_assert_true (proctor_undo_undo (proctor_config_draft_get_undo (proctor_agent_editor_get_draft (view.editor))));
  g_assert_true (adw_expander_row_get_enable_expansion (ADW_EXPANDER_ROW (row)));
  adw_expander_row_set_enable_expansion (ADW_EXPANDER_ROW (row), FALSE);
  save (&view);
  g_clear_object (&agent);
  agent = get_agent (&view);
  tools = proctor_agent_prompt_get_built_in_tools (find_prompt (agent));
  g_assert_null (proctor_built_in_tools_get_end_call (tools));
  g_assert_nonnull (proctor_built_in_tools_get_transfer_to_number (tools));
  close_view (&view);
}

static void
test_system_tools_narrow (ClientEngine *engine,
                          gconstpointer data)
{
  test_system_tools (engine, GINT_TO_POINTER (360));
}

static void
test_system_tools_wide (ClientEngine *engine,
                        gconstpointer data)
{
  test_system_tools (engine, GINT_TO_POINTER (700));
}

static gboolean
has_error (gpointer user_data)
{
  return proctor_config_draft_get_error (proctor_agent_editor_get_draft (((View *) user_data)->editor)) != NULL;
}

/* What the server refuses is said above the form, and nothing is lost. */
static void
test_gone (ClientEngine *engine,
           gconstpointer data)
{
  View view = { 0 };

  open_view (&view, engine, 700);
  client_engine_run_sql (engine, "DELETE FROM agents");
  type (find_field (&view, "System Prompt"), "Be short.");
  g_assert_true (proctor_config_frame_save (view.frame));
  proctor_testing_wait_for ("the refusal", has_error, &view);
  testing_view_wait_shows (view.window, "This was deleted meanwhile.");
  g_assert_true (proctor_config_draft_is_modified (proctor_agent_editor_get_draft (view.editor)));
  close_view (&view);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  client_engine_add_resting ("/agent-editor/save", test_save);
  client_engine_add_resting ("/agent-editor/lists", test_lists);
  client_engine_add_resting ("/agent-editor/rule", test_rule);
  client_engine_add_resting ("/agent-editor/system-tools/narrow", test_system_tools_narrow);
  client_engine_add_resting ("/agent-editor/system-tools/wide", test_system_tools_wide);
  client_engine_add_resting ("/agent-editor/gone", test_gone);

  return g_test_run ();
}
