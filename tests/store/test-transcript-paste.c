/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-transcript-paste.h"

#include <string.h>

#include "proctor-api-error.h"
#include "proctor-record-storage.h"
#include "proctor-testing.h"
#include "proctor-tool-call.h"
#include "proctor-tool-result.h"

static char *
describe (ProctorWrittenTranscript *transcript)
{
  GString *text = g_string_new (NULL);
  GListModel *turns = proctor_written_transcript_get_turns (transcript);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorTurn) turn = g_list_model_get_item (turns, i);
      GListModel *calls = proctor_turn_get_tool_calls (turn);
      GListModel *results = proctor_turn_get_tool_results (turn);
      const char *message = proctor_turn_get_message (turn);

      g_string_append_printf (text, "%s%c%d:%s", i > 0 ? "|" : "", proctor_turn_get_role (turn)[0], (int) proctor_turn_get_time_in_call_secs (turn), message != NULL ? message : "-");
      for (guint j = 0; j < g_list_model_get_n_items (calls); j++)
        {
          g_autoptr (ProctorToolCall) call = g_list_model_get_item (calls, j);

          g_string_append_printf (text, " >%s%s", proctor_tool_call_get_tool_name (call), proctor_tool_call_get_params_as_json (call));
        }
      for (guint j = 0; j < g_list_model_get_n_items (results); j++)
        {
          g_autoptr (ProctorToolResult) result = g_list_model_get_item (results, j);

          g_string_append_printf (text, " <%s %s", proctor_tool_result_get_tool_name (result), proctor_tool_result_get_result_value (result));
        }
    }

  return g_string_free (text, FALSE);
}

static void
test_read (void)
{
  const struct
  {
    const char *text;
    const char *turns;
  } cases[] = {
    { "User: Hello\nAgent: Hi", "u0:Hello|a3:Hi" },
    { "[00:01] User: Hello\n[00:02] Agent: Hi", "u1:Hello|a2:Hi" },
    { "[{\"role\":\"user\",\"message\":\"Hello\"},{\"role\":\"assistant\",\"content\":\"Hi\"}]", "u0:Hello|a3:Hi" },
    { " {\"messages\":[{\"role\":\"system\",\"content\":\"x\"},{\"speaker\":\"Customer\",\"text\":\"Hello\"},{\"from\":\"Bot\",\"text\":\"Hi\"}]}", "u0:Hello|a3:Hi" },
    { "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"text\",\"text\":\"b\"}]}]", "u0:a\nb" },
    { "{\"chat_history\":[{\"role\":\"agent\",\"message\":\"Hi\",\"time_in_call_secs\":7,\"tool_calls\":[{\"request_id\":\"r\",\"tool_name\":\"t\",\"params_as_json\":\"{}\"}]}]}", "a7:Hi >t{}" },
    { "[{\"role\":\"user\",\"content\":\"A room\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"find\",\"arguments\":\"{\\\"a\\\":1}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"none\"}]",
      "u0:A room|a3:- >find{\"a\":1} <find none" },
    { "[{\"role\":\"user\",\"message\":\"Hello\"},5,null,{\"x\":1},{\"role\":7,\"message\":\"no\"},{\"role\":\"agent\",\"message\":[]},{\"role\":\"agent\",\"tool_calls\":[1,{}]}]", "u0:Hello|a3:- >{}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorWrittenTranscript) transcript = proctor_transcript_paste_read (cases[i].text, &error);
      g_autofree char *turns = NULL;

      g_assert_no_error (error);
      turns = describe (transcript);
      g_assert_cmpstr (turns, ==, cases[i].turns);
    }
}

static void
test_errors (void)
{
  const char *const texts[] = { "", "Just a text.", "{", "[", "[]", "{}", "[1]", "{\"messages\":5}", "[{\"role\":\"user\"}]", "[{\"role\":\"tool\",\"content\":\"x\"}]" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorWrittenTranscript) transcript = proctor_transcript_paste_read (texts[i], &error);

      g_assert_null (transcript);
      g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID);
    }
}

static void
test_looks_like (void)
{
  g_assert_true (proctor_transcript_paste_looks_like ("User: Hello\nAgent: Hi"));
  g_assert_true (proctor_transcript_paste_looks_like ("[{\"role\": \"user\"}]"));
  g_assert_false (proctor_transcript_paste_looks_like ("{\"a\": 1}"));
  g_assert_false (proctor_transcript_paste_looks_like ("Hello"));
}

/* What only a conversation's turn has is left out; what nobody knows stays. */
static void
test_members (void)
{
  g_autoptr (ProctorWrittenTranscript) transcript = proctor_transcript_paste_read ("{\"transcript\":[{\"role\":\"user\",\"time_in_call_secs\":0,\"message\":\"x\",\"reasoned\":\"y\",\"file_input\":{},\"newer\":1}]}", NULL);
  g_autoptr (ProctorTurn) turn = g_list_model_get_item (proctor_written_transcript_get_turns (transcript), 0);
  const char *extras = proctor_record_get_extras (PROCTOR_RECORD (turn));

  g_assert_nonnull (extras);
  g_assert_nonnull (strstr (extras, "newer"));
  g_assert_null (strstr (extras, "reasoned"));
  g_assert_null (strstr (extras, "file_input"));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/transcript-paste/read", test_read);
  g_test_add_func ("/transcript-paste/errors", test_errors);
  g_test_add_func ("/transcript-paste/looks-like", test_looks_like);
  g_test_add_func ("/transcript-paste/members", test_members);

  return g_test_run ();
}
