/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-rules.h"
#include "proctor-mock-behaviour.h"
#include "proctor-mock-override.h"
#include "proctor-tool-mock.h"

#include <glib/gi18n.h>

/* The tools that a simulation answers itself. */

typedef void (*ToolFunc) (ProctorCheckRun *run,
                          gpointer record,
                          guint field,
                          guint index,
                          const char *tool_id);
typedef void (*OverrideFunc) (ProctorCheckRun *run,
                              ProctorMockOverride *override);

/* What the service itself does is never mocked. These have no ids but these words. */
static const char *const system_tools[] = {
  "end_call",
  "language_detection",
  "play_keypad_touch_tone",
  "skip_turn",
  "transfer_to_agent",
  "transfer_to_number",
  "voicemail_detection",
  NULL,
};

static const char *
get_strategy (ProctorCheckRun *run)
{
  ProctorMockBehaviour *behaviour = proctor_test_get_tool_mock_config (run->test);
  const char *strategy = behaviour != NULL ? proctor_mock_behaviour_get_mocking_strategy (behaviour) : NULL;

  return strategy != NULL ? strategy : "none";
}

static const char *const *
get_selected (ProctorCheckRun *run)
{
  ProctorMockBehaviour *behaviour = proctor_test_get_tool_mock_config (run->test);

  return behaviour != NULL && g_str_equal (get_strategy (run), "selected") ? proctor_mock_behaviour_get_mocked_tool_ids (behaviour) : NULL;
}

static char *
dup_override (ProctorCheckRun *run,
              const char *tool_id)
{
  g_autofree char *tool = proctor_check_dup_tool_name (run, tool_id);

  return g_strdup_printf (_ ("Mock of %s"), tool);
}

static char *
dup_answer (ProctorCheckRun *run,
            const char *tool_id,
            guint position)
{
  g_autofree char *tool = proctor_check_dup_tool_name (run, tool_id);

  return g_strdup_printf (_ ("Mock of %s, answer %u"), tool, position + 1);
}

static void
each_override (ProctorCheckRun *run,
               OverrideFunc func)
{
  GListModel *overrides = proctor_test_get_tool_mock_overrides (run->test);

  for (guint i = 0; i < g_list_model_get_n_items (overrides); i++)
    {
      g_autoptr (ProctorMockOverride) override = proctor_check_dup_item (overrides, i, PROCTOR_TYPE_MOCK_OVERRIDE);

      if (override != NULL)
        func (run, override);
    }
}

/* Every place where a test names a tool that is to be mocked. */
static void
each_tool (ProctorCheckRun *run,
           ToolFunc func)
{
  ProctorMockBehaviour *behaviour = proctor_test_get_tool_mock_config (run->test);
  const char *const *ids = get_selected (run);
  GListModel *overrides = proctor_test_get_tool_mock_overrides (run->test);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    func (run, behaviour, PROCTOR_MOCK_BEHAVIOUR_FIELD_MOCKED_TOOL_IDS, i, ids[i]);
  for (guint i = 0; i < g_list_model_get_n_items (overrides); i++)
    {
      g_autoptr (ProctorMockOverride) override = proctor_check_dup_item (overrides, i, PROCTOR_TYPE_MOCK_OVERRIDE);
      const char *id = override != NULL ? proctor_mock_override_get_key (override) : NULL;

      if (id != NULL)
        func (run, override, PROCTOR_MOCK_OVERRIDE_FIELD_KEY, PROCTOR_FINDING_WHOLE, id);
    }
}

static gboolean
is_system (ProctorCheckRun *run,
           const char *tool_id)
{
  ProctorCheckTool *tool = proctor_check_context_find_tool (run->context, tool_id);
  const char *kind = tool != NULL ? proctor_check_tool_get_kind (tool) : NULL;

  return g_strcmp0 (kind, "system") == 0 || g_strcmp0 (kind, "workflow") == 0 || (tool == NULL && g_strv_contains (system_tools, tool_id));
}

void
proctor_check_mocks_none_selected (ProctorCheckRun *run)
{
  const char *const *ids = get_selected (run);

  if (!g_str_equal (get_strategy (run), "selected") || (ids != NULL && ids[0] != NULL))
    return;

  proctor_check_run_add (run, proctor_test_get_tool_mock_config (run->test), PROCTOR_MOCK_BEHAVIOUR_FIELD_MOCKED_TOOL_IDS, NULL,
                         g_strdup (_ ("Only selected tools are mocked, but none is selected.")));
}

static void
check_mocked (ProctorCheckRun *run,
              ProctorMockOverride *override)
{
  const char *strategy = get_strategy (run);
  const char *const *ids = get_selected (run);
  const char *id = proctor_mock_override_get_key (override);
  g_autofree char *tool = NULL;

  if (id == NULL || (!g_str_equal (strategy, "none") && !g_str_equal (strategy, "selected")) || (ids != NULL && g_strv_contains (ids, id)))
    return;

  tool = proctor_check_dup_tool_name (run, id);
  proctor_check_run_add (run, override, PROCTOR_MOCK_OVERRIDE_FIELD_KEY, dup_override (run, id),
                         g_strdup_printf (_ ("There are answers for “%s”, but it is not mocked, so they are never given."), tool));
}

void
proctor_check_mock_not_mocked (ProctorCheckRun *run)
{
  each_override (run, check_mocked);
}

static gboolean
is_name (ProctorCheckRun *run,
         const char *tool_id)
{
  return proctor_check_context_find_tool (run->context, tool_id) == NULL && proctor_check_context_find_tool_by_name (run->context, tool_id) != NULL;
}

static void
check_name (ProctorCheckRun *run,
            gpointer record,
            guint field,
            guint index,
            const char *tool_id)
{
  ProctorCheckTool *named = proctor_check_context_find_tool_by_name (run->context, tool_id);

  if (is_name (run, tool_id))
    proctor_check_run_add_about (run, record, field, index, tool_id, dup_override (run, tool_id),
                                 g_strdup_printf (_ ("“%s” is the name of a tool. A mock is found only by its ID, which is “%s”."), tool_id, proctor_check_tool_get_id (named)));
}

void
proctor_check_mock_name (ProctorCheckRun *run)
{
  each_tool (run, check_name);
}

static void
check_unknown (ProctorCheckRun *run,
               gpointer record,
               guint field,
               guint index,
               const char *tool_id)
{
  if (proctor_check_context_find_tool (run->context, tool_id) != NULL || is_name (run, tool_id) || is_system (run, tool_id))
    return;

  proctor_check_run_add_about (run, record, field, index, tool_id, dup_override (run, tool_id),
                               g_strdup_printf (_ ("There is no tool with the ID “%s”, so it is never mocked."), tool_id));
}

void
proctor_check_mock_unknown (ProctorCheckRun *run)
{
  if (proctor_check_context_knows_tools (run->context))
    each_tool (run, check_unknown);
}

/* Where all tools are known, one that nobody knows is told of by another rule. */
static void
check_foreign (ProctorCheckRun *run,
               gpointer record,
               guint field,
               guint index,
               const char *tool_id)
{
  const char *const *own = proctor_check_context_get_agent_tools (run->context);
  g_autofree char *tool = NULL;

  if (g_strv_contains (own, tool_id) || is_system (run, tool_id))
    return;
  if (proctor_check_context_knows_tools (run->context) && proctor_check_context_find_tool (run->context, tool_id) == NULL)
    return;

  tool = proctor_check_dup_tool_name (run, tool_id);
  proctor_check_run_add_about (run, record, field, index, tool_id, dup_override (run, tool_id),
                               g_strdup_printf (_ ("The agent doesn’t have the tool “%s”, so it is never mocked."), tool));
}

void
proctor_check_mock_foreign (ProctorCheckRun *run)
{
  if (proctor_check_context_get_agent_tools (run->context) != NULL)
    each_tool (run, check_foreign);
}

static void
check_system (ProctorCheckRun *run,
              gpointer record,
              guint field,
              guint index,
              const char *tool_id)
{
  g_autofree char *tool = NULL;

  if (!is_system (run, tool_id))
    return;

  tool = proctor_check_dup_tool_name (run, tool_id);
  proctor_check_run_add_about (run, record, field, index, tool_id, dup_override (run, tool_id),
                               g_strdup_printf (_ ("“%s” is a tool of the service itself. Such tools are never mocked."), tool));
}

void
proctor_check_mock_system (ProctorCheckRun *run)
{
  each_tool (run, check_system);
}

static void
check_empty (ProctorCheckRun *run,
             ProctorMockOverride *override)
{
  if (g_list_model_get_n_items (proctor_mock_override_get_value (override)) == 0)
    proctor_check_run_add (run, override, PROCTOR_MOCK_OVERRIDE_FIELD_VALUE, dup_override (run, proctor_mock_override_get_key (override)),
                           g_strdup (_ ("The test has no answer for this tool.")));
}

void
proctor_check_mock_empty (ProctorCheckRun *run)
{
  each_override (run, check_empty);
}

static void
check_results (ProctorCheckRun *run,
               ProctorMockOverride *override)
{
  GListModel *mocks = proctor_mock_override_get_value (override);

  for (guint i = 0; i < g_list_model_get_n_items (mocks); i++)
    {
      g_autoptr (ProctorToolMock) mock = proctor_check_dup_item (mocks, i, PROCTOR_TYPE_TOOL_MOCK);
      const char *text = mock != NULL ? proctor_tool_mock_get_mock_result (mock) : NULL;
      g_autofree char *problem = NULL;

      if (!proctor_check_looks_like_json (text) || proctor_check_context_check_json (run->context, text, &problem) != PROCTOR_CHECK_JSON_INVALID)
        continue;

      proctor_check_run_add (run, mock, PROCTOR_TOOL_MOCK_FIELD_MOCK_RESULT, dup_answer (run, proctor_mock_override_get_key (override), i),
                             g_strdup_printf (_ ("The answer looks like JSON but isn’t: %s"), problem != NULL ? problem : ""));
    }
}

void
proctor_check_mock_result (ProctorCheckRun *run)
{
  if (proctor_check_context_knows_json (run->context))
    each_override (run, check_results);
}

static void
check_reached (ProctorCheckRun *run,
               ProctorMockOverride *override)
{
  GListModel *mocks = proctor_mock_override_get_value (override);
  gboolean answered = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (mocks); i++)
    {
      g_autoptr (ProctorToolMock) mock = proctor_check_dup_item (mocks, i, PROCTOR_TYPE_TOOL_MOCK);

      if (mock == NULL)
        continue;
      if (answered)
        proctor_check_run_add (run, mock, PROCTOR_FINDING_WHOLE, dup_answer (run, proctor_mock_override_get_key (override), i),
                               g_strdup (_ ("This answer is never given, because one before it has no condition. Move it up.")));
      answered = answered || g_list_model_get_n_items (proctor_tool_mock_get_parameter_conditions (mock)) == 0;
    }
}

void
proctor_check_mock_unreachable (ProctorCheckRun *run)
{
  each_override (run, check_reached);
}

static gboolean
has_answers (ProctorCheckRun *run)
{
  GListModel *overrides = proctor_test_get_tool_mock_overrides (run->test);

  for (guint i = 0; i < g_list_model_get_n_items (overrides); i++)
    {
      g_autoptr (ProctorMockOverride) override = proctor_check_dup_item (overrides, i, PROCTOR_TYPE_MOCK_OVERRIDE);

      if (override != NULL && g_list_model_get_n_items (proctor_mock_override_get_value (override)) > 0)
        return TRUE;
    }

  return FALSE;
}

/* A tool may have answers of its own, so the agent's have to be known. */
void
proctor_check_mock_nothing (ProctorCheckRun *run)
{
  ProctorMockBehaviour *behaviour = proctor_test_get_tool_mock_config (run->test);
  const char *fallback = behaviour != NULL ? proctor_mock_behaviour_get_fallback_strategy (behaviour) : NULL;
  const char *const *own = proctor_check_context_get_agent_tools (run->context);
  guint n_tools = 0;

  if (!g_str_equal (get_strategy (run), "all") || (fallback != NULL && !g_str_equal (fallback, "raise_error")))
    return;
  if (own == NULL || !proctor_check_context_knows_tools (run->context) || has_answers (run))
    return;

  for (guint i = 0; own[i] != NULL; i++)
    {
      ProctorCheckTool *tool = proctor_check_context_find_tool (run->context, own[i]);

      if (tool == NULL || proctor_check_tool_get_has_mocks (tool))
        return;
      n_tools += is_system (run, own[i]) ? 0 : 1;
    }
  if (n_tools > 0)
    proctor_check_run_add (run, behaviour, PROCTOR_MOCK_BEHAVIOUR_FIELD_FALLBACK_STRATEGY, NULL,
                           g_strdup (_ ("All tools are mocked, and there is no answer for any of them: every call will end in an error.")));
}
