/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-drafts.h"
#include "proctor-test-editor.h"
#include "proctor-testing-draft.h"
#include "proctor-ui.h"
#include "testing-field.h"
#include "testing-view.h"

#include <json-glib/json-glib.h>
#include <string.h>

/* Every field of every kind: what is set in the editor is what the engine has afterwards, and nothing else has
 * changed, also of what this version of Proctor doesn't know. */

#define COMMON "'novelty': {'a': 2.50, 'list': [1, null]}, 'environment': 'production', 'conversation_initiation_source': 'widget',"           \
               " 'dynamic_variables': {'guest_name': 'Sam', 'nights': 2, 'vip': true, 'stay': {'from': '14 March'}},"                          \
               " 'from_conversation_metadata': {'conversation_id': 'conv_1', 'agent_id': 'agent_1', 'original_agent_reply': [], 'future': 1}," \
               " 'chat_history': [{'role': 'agent', 'message': 'Hello', 'time_in_call_secs': 0, 'novelty': 1}, {'role': 'user', 'message': 'A room, please.', 'time_in_call_secs': 3}]"

#define REPLY "{'type': 'llm', 'name': 'First', 'success_condition': 'It is polite.'," \
              " 'success_examples': [{'response': 'Gladly.', 'type': 'success', 'novelty': 1}], 'failure_examples': [{'response': 'No.', 'type': 'failure', 'novelty': 2}], " COMMON "}"

#define TOOL "{'type': 'tool', 'name': 'First', 'check_any_tool_matches': false, 'tool_call_parameters': {'novelty': 3, 'verify_absence': false,"                                              \
             " 'referenced_tool': {'id': 'transfer_to_number', 'type': 'system', 'novelty': 4}, 'parameters': ["                                                                               \
             "{'path': 'number', 'novelty': 5, 'eval': {'type': 'exact', 'expected_value': '1', 'novelty': 6}}, {'path': 'reason', 'eval': {'type': 'regex', 'pattern': '^a', 'novelty': 7}}," \
             "{'path': 'mood', 'eval': {'type': 'llm', 'description': 'It is angry.'}}, {'path': 'other', 'eval': {'type': 'anything'}}]}, " COMMON "}"

#define NODE "{'type': 'tool', 'name': 'First', 'tool_call_parameters': {'novelty': 3, 'verify_absence': false, 'parameters': []," \
             " 'workflow_node_transition': {'type': 'node_id', 'agent_id': 'agent_1', 'target_node_id': 'node_1', 'novelty': 8}}, " COMMON "}"

#define ABSENCE "{'type': 'tool', 'name': 'First', 'tool_call_parameters': {'novelty': 3, 'verify_absence': false, 'parameters': []," \
                " 'referenced_tool': {'id': 'transfer_to_number', 'type': 'system', 'novelty': 4}}, " COMMON "}"

#define SELECTED "{'type': 'simulation', 'name': 'First', 'simulation_scenario': 'You are Sam.', 'simulation_max_turns': 8, 'success_conditions': ['It greets.']," \
                 " 'tool_mock_config': {'mocking_strategy': 'all', 'fallback_strategy': 'raise_error', 'mocked_tool_ids': [], 'novelty': 9}, " COMMON "}"

#define SIMULATION "{'type': 'simulation', 'name': 'First', 'simulation_scenario': 'You are Sam.', 'simulation_max_turns': 8, 'success_conditions': ['It greets.'], 'success_condition': 'It is polite.'," \
                   " 'simulation_environment': 'production', 'evaluation_model': 'claude-sonnet-4-6', 'simulated_user_model': 'claude-sonnet-4-6',"                                                        \
                   " 'tool_mock_config': {'mocking_strategy': 'all', 'fallback_strategy': 'raise_error', 'mocked_tool_ids': [], 'novelty': 9},"                                                            \
                   " 'tool_mock_overrides': {'tool_1': [{'mock_result': '{}', 'is_error': false, 'novelty': 10, 'parameter_conditions': [{'path': 'number', 'eval': {'type': 'exact', 'expected_value': '1', 'novelty': 11}}]}]}, " COMMON "}"

/**
 * Field:
 * @name: which it is
 * @document: what the test is before
 * @place: which field is gone to
 * @value: what is set there, as somebody would
 * @member: (nullable): what has changed then, the place where it is %NULL
 * @json: (nullable): what it has become, the value as a text where it is %NULL
 */
typedef struct
{
  const char *name;
  const char *document;
  const char *place;
  const char *value;
  const char *member;
  const char *json;
} Field;

static const Field fields[] = {
  { "reply/name", REPLY, "name", "Second", NULL, NULL },
  { "reply/condition", REPLY, "success_condition", "It is “brief” 😀.", NULL, NULL },
  { "reply/success-example", REPLY, "success_examples/0/response", "With pleasure.\nAnd you?", NULL, NULL },
  { "reply/failure-example", REPLY, "failure_examples/0/response", "Never.", NULL, NULL },
  { "reply/environment", REPLY, "environment", "staging", NULL, NULL },
  { "reply/channel", REPLY, "conversation_initiation_source", "whatsapp", NULL, NULL },
  { "reply/variable", REPLY, "dynamic_variables/guest_name", "Robin", NULL, NULL },
  { "reply/number", REPLY, "dynamic_variables/nights", "3.50", NULL, "3.50" },
  { "reply/yes-no", REPLY, "dynamic_variables/vip", "false", NULL, "false" },
  { "reply/json", REPLY, "dynamic_variables/stay", "[1, 2]", NULL, "[1, 2]" },
  { "tool/tool", TOOL, "tool_call_parameters/referenced_tool/id", "end_call", NULL, NULL },
  { "tool/absence", ABSENCE, "tool_call_parameters/verify_absence", "absence", NULL, "true" },
  { "tool/any-match", TOOL, "check_any_tool_matches", "true", NULL, "true" },
  { "tool/path", TOOL, "tool_call_parameters/parameters/0/path", "digits", NULL, NULL },
  { "tool/exact", TOOL, "tool_call_parameters/parameters/0/eval/expected_value", "2", NULL, NULL },
  { "tool/pattern", TOOL, "tool_call_parameters/parameters/1/eval/pattern", "^b+$", NULL, NULL },
  { "tool/description", TOOL, "tool_call_parameters/parameters/2/eval/description", "It is glad.", NULL, NULL },
  { "tool/node-agent", NODE, "tool_call_parameters/workflow_node_transition/agent_id", "agent_2", NULL, NULL },
  { "tool/node", NODE, "tool_call_parameters/workflow_node_transition/target_node_id", "node_2", NULL, NULL },
  { "simulation/scenario", SIMULATION, "simulation_scenario", "You are Robin.", NULL, NULL },
  { "simulation/conditions", SIMULATION, "success_conditions", "It says goodbye.", NULL, "[\"It says goodbye.\"]" },
  { "simulation/condition", SIMULATION, "success_condition", "It is brief.", NULL, NULL },
  { "simulation/turns", SIMULATION, "simulation_max_turns", "12", NULL, "12" },
  { "simulation/environment", SIMULATION, "simulation_environment", "staging", NULL, NULL },
  { "simulation/judge", SIMULATION, "evaluation_model", "a-model-of-tomorrow", NULL, NULL },
  { "simulation/user", SIMULATION, "simulated_user_model", "a-model-of-tomorrow", NULL, NULL },
  { "simulation/strategy", SIMULATION, "tool_mock_config/mocking_strategy", "none", NULL, NULL },
  { "simulation/fallback", SIMULATION, "tool_mock_config/fallback_strategy", "call_real_tool", NULL, NULL },
  { "simulation/selected", SELECTED, "tool_mock_config/mocking_strategy", "none", NULL, NULL },
  { "simulation/answer", SIMULATION, "tool_mock_overrides/tool_1/0/mock_result", "{\"a\": 1}", NULL, NULL },
  { "simulation/error", SIMULATION, "tool_mock_overrides/tool_1/0/is_error", "true", NULL, "true" },
  { "simulation/argument", SIMULATION, "tool_mock_overrides/tool_1/0/parameter_conditions/0/path", "digits", NULL, NULL },
  { "simulation/expected", SIMULATION, "tool_mock_overrides/tool_1/0/parameter_conditions/0/eval/expected_value", "2", NULL, NULL },
};

static void
opened_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(ProctorDraft **) user_data = proctor_drafts_open_finish (PROCTOR_DRAFTS (source), result, &error);
  g_assert_no_error (error);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *) user_data != NULL;
}

static ProctorDraft *
open_draft (ProctorSession *session,
            const char *test_id)
{
  ProctorDraft *draft = NULL;

  proctor_drafts_open_async (proctor_session_get_drafts (session), test_id, NULL, opened_cb, &draft);
  proctor_testing_wait_for ("the test", is_set, &draft);

  return draft;
}

static void
set_member (JsonNode *root,
            const char *place,
            JsonNode *value)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", -1);
  guint n_steps = g_strv_length (steps);
  JsonNode *node = root;

  for (guint i = 0; i + 1 < n_steps; i++)
    {
      node = JSON_NODE_HOLDS_ARRAY (node) ? json_array_get_element (json_node_get_array (node), (guint) g_ascii_strtoull (steps[i], NULL, 10)) : json_object_get_member (json_node_get_object (node), steps[i]);
      g_assert_nonnull (node);
    }
  g_assert_true (json_object_has_member (json_node_get_object (node), steps[n_steps - 1]));
  json_object_set_member (json_node_get_object (node), steps[n_steps - 1], value);
}

/* What the test is to be: what it was, but for the one member. */
static JsonNode *
make_expected (const char *before,
               const Field *field)
{
  g_autoptr (JsonNode) expected = json_from_string (before, NULL);
  JsonNode *value;

  if (field->json != NULL)
    value = json_from_string (field->json, NULL);
  else
    value = json_node_init_string (json_node_alloc (), field->value);
  g_assert_nonnull (value);
  set_member (expected, field->member != NULL ? field->member : field->place, value);

  return g_steal_pointer (&expected);
}

static guint
count_novelties (const char *text)
{
  guint n = 0;

  while ((text = strstr (text, "novelty")) != NULL)
    {
      text++;
      n++;
    }

  return n;
}

static gboolean
is_saved (gpointer user_data)
{
  return !proctor_draft_is_saving (user_data);
}

static void
assert_saved (ClientEngine *engine,
              const char *id,
              JsonNode *expected)
{
  g_autoptr (ProctorSession) session = testing_view_make_session (engine);
  g_autoptr (ProctorDraft) draft = open_draft (session, id);
  g_autofree char *text = proctor_testing_draft_dup_text (draft);
  g_autoptr (JsonNode) saved = json_from_string (text, NULL);

  if (!json_node_equal (saved, expected))
    {
      g_autofree char *wanted = json_to_string (expected, TRUE);

      g_test_message ("%s\nis not\n%s", text, wanted);
      g_test_fail ();
    }
}

static void
try_field (ClientEngine *engine,
           const Field *field)
{
  g_autofree char *id = client_engine_make_test (engine, field->document, NULL);
  ProctorSession *session = testing_view_make_session (engine);
  ProctorDraft *draft = open_draft (session, id);
  g_autofree char *before = proctor_testing_draft_dup_text (draft);
  g_autoptr (JsonNode) expected = make_expected (before, field);
  GtkWidget *editor = g_object_ref_sink (proctor_test_editor_new ());
  GtkWidget *window = testing_view_open (editor, 640, 760);

  /* What nobody knows has come as far as here. */
  g_assert_cmpuint (count_novelties (before), ==, count_novelties (field->document));
  proctor_test_editor_set_session (PROCTOR_TEST_EDITOR (editor), session);
  proctor_test_editor_set_draft (PROCTOR_TEST_EDITOR (editor), draft);
  gtk_test_widget_wait_for_draw (window);
  g_assert_true (proctor_test_editor_focus_place (PROCTOR_TEST_EDITOR (editor), field->place));
  testing_field_set (gtk_window_get_focus (GTK_WINDOW (window)), field->value);
  g_assert_true (proctor_draft_is_modified (draft));
  g_assert_true (proctor_test_editor_save (PROCTOR_TEST_EDITOR (editor)));
  proctor_testing_wait_for ("the save", is_saved, draft);
  g_assert_no_error (proctor_draft_get_error (draft));
  g_assert_false (proctor_draft_is_modified (draft));
  assert_saved (engine, id, expected);

  testing_view_close (window);
  g_object_unref (editor);
  g_object_unref (draft);
  proctor_testing_assert_finalized (session);
}

static void
try_kind (ClientEngine *engine,
          const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (!g_str_has_prefix (fields[i].name, kind))
        continue;
      g_test_message ("%s", fields[i].name);
      try_field (engine, &fields[i]);
    }
}

static void
test_reply (ClientEngine *engine,
            gconstpointer data)
{
  try_kind (engine, "reply/");
}

static void
test_tool (ClientEngine *engine,
           gconstpointer data)
{
  try_kind (engine, "tool/");
}

static void
test_simulation (ClientEngine *engine,
                 gconstpointer data)
{
  try_kind (engine, "simulation/");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);
  proctor_ui_init ();
  adw_init ();

  client_engine_add_resting ("/editor-fields/reply", test_reply);
  client_engine_add_resting ("/editor-fields/tool", test_tool);
  client_engine_add_resting ("/editor-fields/simulation", test_simulation);

  return g_test_run ();
}
