/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-check-rules.h"
#include "proctor-tool-call.h"
#include "proctor-tool-result.h"

#include <glib/gi18n.h>

/* The tool calls of the conversation, and what came of them. */

typedef void (*CallFunc) (ProctorCheckRun *run,
                          ProctorToolCall *call,
                          guint turn,
                          gpointer data);
typedef void (*ResultFunc) (ProctorCheckRun *run,
                            ProctorToolResult *result,
                            guint turn,
                            gpointer data);

static void
each_call (ProctorCheckRun *run,
           CallFunc func,
           gpointer data)
{
  GListModel *turns = proctor_test_get_chat_history (run->test);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorTurn) turn = proctor_check_dup_item (turns, i, PROCTOR_TYPE_TURN);
      GListModel *calls = turn != NULL ? proctor_turn_get_tool_calls (turn) : NULL;

      for (guint j = 0; calls != NULL && j < g_list_model_get_n_items (calls); j++)
        {
          g_autoptr (ProctorToolCall) call = proctor_check_dup_item (calls, j, PROCTOR_TYPE_TOOL_CALL);

          if (call != NULL)
            func (run, call, i, data);
        }
    }
}

static void
each_result (ProctorCheckRun *run,
             ResultFunc func,
             gpointer data)
{
  GListModel *turns = proctor_test_get_chat_history (run->test);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorTurn) turn = proctor_check_dup_item (turns, i, PROCTOR_TYPE_TURN);
      GListModel *results = turn != NULL ? proctor_turn_get_tool_results (turn) : NULL;

      for (guint j = 0; results != NULL && j < g_list_model_get_n_items (results); j++)
        {
          g_autoptr (ProctorToolResult) result = proctor_check_dup_item (results, j, PROCTOR_TYPE_TOOL_RESULT);

          if (result != NULL)
            func (run, result, i, data);
        }
    }
}

static char *
dup_call (guint turn,
          const char *tool_name)
{
  if (proctor_check_is_blank (tool_name))
    return g_strdup_printf (_ ("Turn %u, tool call"), turn + 1);

  return g_strdup_printf (_ ("Turn %u, call of %s"), turn + 1, tool_name);
}

static char *
dup_result (guint turn,
            const char *tool_name)
{
  if (proctor_check_is_blank (tool_name))
    return g_strdup_printf (_ ("Turn %u, tool result"), turn + 1);

  return g_strdup_printf (_ ("Turn %u, result of %s"), turn + 1, tool_name);
}

static void
check_name (ProctorCheckRun *run,
            ProctorToolCall *call,
            guint turn,
            gpointer data)
{
  if (proctor_check_is_blank (proctor_tool_call_get_tool_name (call)))
    proctor_check_run_add (run, call, PROCTOR_TOOL_CALL_FIELD_TOOL_NAME, dup_call (turn, NULL),
                           g_strdup (_ ("The call doesn’t say which tool is called.")));
}

void
proctor_check_call_name (ProctorCheckRun *run)
{
  each_call (run, check_name, NULL);
}

/* No parameters at all is what many a system tool is called with. */
static void
check_parameters (ProctorCheckRun *run,
                  ProctorToolCall *call,
                  guint turn,
                  gpointer data)
{
  const char *text = proctor_tool_call_get_params_as_json (call);
  const char *name = proctor_tool_call_get_tool_name (call);
  g_autofree char *problem = NULL;
  ProctorCheckJson json;
  char *message;

  if (proctor_check_is_blank (text))
    return;
  json = proctor_check_context_check_json (run->context, text, &problem);
  if (json == PROCTOR_CHECK_JSON_OBJECT)
    return;

  if (json == PROCTOR_CHECK_JSON_INVALID && problem != NULL)
    message = g_strdup_printf (_ ("The call’s parameters are not valid JSON: %s"), problem);
  else
    message = g_strdup (_ ("The call’s parameters have to be a JSON object, as in {\"name\": \"value\"}."));
  proctor_check_run_add (run, call, PROCTOR_TOOL_CALL_FIELD_PARAMS_AS_JSON, dup_call (turn, name), message);
}

void
proctor_check_call_parameters (ProctorCheckRun *run)
{
  if (proctor_check_context_knows_json (run->context))
    each_call (run, check_parameters, NULL);
}

static void
note_request (ProctorCheckRun *run,
              ProctorToolCall *call,
              guint turn,
              gpointer data)
{
  if (proctor_tool_call_get_request_id (call) != NULL)
    g_hash_table_add (data, (gpointer) proctor_tool_call_get_request_id (call));
}

static void
note_answer (ProctorCheckRun *run,
             ProctorToolResult *result,
             guint turn,
             gpointer data)
{
  if (proctor_tool_result_get_request_id (result) != NULL)
    g_hash_table_add (data, (gpointer) proctor_tool_result_get_request_id (result));
}

/* The last turn's calls may well be waiting for their results. */
static void
check_answered (ProctorCheckRun *run,
                ProctorToolCall *call,
                guint turn,
                gpointer data)
{
  guint n_turns = g_list_model_get_n_items (proctor_test_get_chat_history (run->test));
  const char *request = proctor_tool_call_get_request_id (call);

  if (turn + 1 >= n_turns || (request != NULL && g_hash_table_contains (data, request)))
    return;

  proctor_check_run_add (run, call, PROCTOR_TOOL_CALL_FIELD_REQUEST_ID, dup_call (turn, proctor_tool_call_get_tool_name (call)),
                         g_strdup (_ ("The conversation goes on, but the call has no result.")));
}

void
proctor_check_call_without_result (ProctorCheckRun *run)
{
  g_autoptr (GHashTable) answered = g_hash_table_new (g_str_hash, g_str_equal);

  each_result (run, note_answer, answered);
  each_call (run, check_answered, answered);
}

static void
check_requested (ProctorCheckRun *run,
                 ProctorToolResult *result,
                 guint turn,
                 gpointer data)
{
  const char *request = proctor_tool_result_get_request_id (result);

  if (request != NULL && g_hash_table_contains (data, request))
    return;

  proctor_check_run_add (run, result, PROCTOR_TOOL_RESULT_FIELD_REQUEST_ID, dup_result (turn, proctor_tool_result_get_tool_name (result)),
                         g_strdup (_ ("There is no tool call that this is the result of.")));
}

void
proctor_check_result_without_call (ProctorCheckRun *run)
{
  g_autoptr (GHashTable) requested = g_hash_table_new (g_str_hash, g_str_equal);

  each_call (run, note_request, requested);
  each_result (run, check_requested, requested);
}

static void
check_result (ProctorCheckRun *run,
              ProctorToolResult *result,
              guint turn,
              gpointer data)
{
  const char *text = proctor_tool_result_get_result_value (result);
  g_autofree char *problem = NULL;

  if (!proctor_check_looks_like_json (text) || proctor_check_context_check_json (run->context, text, &problem) != PROCTOR_CHECK_JSON_INVALID)
    return;

  proctor_check_run_add (run, result, PROCTOR_TOOL_RESULT_FIELD_RESULT_VALUE, dup_result (turn, proctor_tool_result_get_tool_name (result)),
                         g_strdup_printf (_ ("The result looks like JSON but isn’t: %s"), problem != NULL ? problem : ""));
}

void
proctor_check_result_json (ProctorCheckRun *run)
{
  if (proctor_check_context_knows_json (run->context))
    each_result (run, check_result, NULL);
}
