/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "bench-runs.h"

#include <string.h>

/* Invocations as large as real ones. */

static const char *const words[] = {
  "the", "guest", "would", "like", "room", "with", "breakfast", "until", "Sunday", "please", "Frühstück", "booking",
  "number", "is", "confirmed", "and", "card", "was", "charged", "two", "nights", "sea", "view", "cancel", "refund"
};

static void
append_text (GString *text,
             GRand *rand,
             gint32 n_words)
{
  for (gint32 i = 0; i < n_words; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "", words[g_rand_int_range (rand, 0, G_N_ELEMENTS (words))]);
}

static void
append_turn (GString *text,
             GRand *rand,
             guint i)
{
  gboolean agent = i % 2 == 1;

  g_string_append_printf (text, "{\"role\":\"%s\",\"agent_metadata\":null,\"message\":\"", agent ? "agent" : "user");
  append_text (text, rand, g_rand_int_range (rand, 8, 50));
  g_string_append (text, "\",\"multivoice_message\":null,\"tool_calls\":[");
  if (agent && i % 4 == 1)
    {
      g_string_append (text, "{\"type\":\"webhook\",\"request_id\":\"call_9f8e7d\",\"tool_name\":\"find_room\",\"params_as_json\":\"{\\\"nights\\\": 2, \\\"note\\\": \\\"");
      append_text (text, rand, 10);
      g_string_append (text, "\\\"}\",\"tool_has_been_called\":true,\"tool_details\":{\"type\":\"webhook\",\"method\":\"POST\",\"url\":\"https://api.example.com/rooms\","
                             "\"headers\":{\"content-type\":\"application/json\"},\"path_params\":{},\"query_params\":{},\"body\":\"{}\"}}");
    }
  g_string_append (text, "],\"tool_results\":[");
  if (agent && i % 4 == 1)
    {
      g_string_append (text, "{\"type\":\"webhook\",\"request_id\":\"call_9f8e7d\",\"tool_name\":\"find_room\",\"result_value\":\"{\\\"rooms\\\": [\\\"");
      append_text (text, rand, 60);
      g_string_append (text, "\\\"]}\",\"is_error\":false,\"tool_has_been_called\":true,\"tool_latency_secs\":0.412,\"error_type\":\"\",\"raw_error_message\":\"\",\"dynamic_variable_updates\":[]}");
    }
  g_string_append_printf (text, "],\"feedback\":null,\"llm_override\":null,\"time_in_call_secs\":%u,\"conversation_turn_metrics\":{\"metrics\":{\"convai_llm_service_ttfb\":{\"elapsed_time\":0.31},"
                                "\"convai_llm_service_ttf_sentence\":{\"elapsed_time\":0.52}}},\"rag_retrieval_info\":null,\"llm_usage\":{\"model_usage\":{\"model-a\":{\"input\":{\"tokens\":1830,\"price\":0.0011},"
                                "\"input_cache_read\":{\"tokens\":0,\"price\":0.0},\"input_cache_write\":{\"tokens\":0,\"price\":0.0},\"output_total\":{\"tokens\":61,\"price\":0.0002}}}},"
                                "\"interrupted\":false,\"original_message\":null,\"source_medium\":null,\"used_static_kb_document_ids\":[],\"reasoning\":[]}",
                          i * 7);
}

/**
 * bench_runs_append:
 * @text: where to write it
 * @rand: says what is in it
 * @i: which run it is; five in a row are of one test
 * @status: its status; what is pending has said nothing yet
 *
 * Writes a run as a server answers it, of ten turns, some 19 KB.
 */
void
bench_runs_append (GString *text,
                   GRand *rand,
                   guint i,
                   const char *status)
{
  g_string_append_printf (text, "{\"test_run_id\":\"run_%06u\",\"test_invocation_id\":\"suite_1\",\"agent_id\":\"agent_1\",\"branch_id\":null,\"test_id\":\"test_%04u\",\"status\":\"%s\",\"test_name\":\"Test %u\",", i, i / 5, status, i / 5);
  g_string_append (text, "\"test_info\":{\"type\":\"simulation\",\"success_conditions\":[\"");
  append_text (text, rand, 40);
  g_string_append (text, "\"],\"simulation_scenario\":\"");
  append_text (text, rand, 120);
  g_string_append (text, "\",\"simulation_max_turns\":10,\"dynamic_variables\":{\"guest\":\"Ada\",\"nights\":2},\"chat_history\":[");
  for (guint j = 0; j < 2; j++)
    {
      g_string_append (text, j > 0 ? "," : "");
      append_turn (text, rand, j);
    }
  if (strcmp (status, "pending") == 0)
    {
      g_string_append (text, "]},\"agent_responses\":null,\"condition_result\":null,\"last_updated_at_unix\":1762000000,\"metadata\":{\"workspace_id\":\"w\",\"test_name\":\"Test\","
                             "\"ran_by_user_email\":\"ada@example.com\",\"test_type\":\"simulation\"},\"credits_used\":null,\"charging\":null}");
      return;
    }
  g_string_append (text, "]},\"agent_responses\":[");
  for (guint j = 0; j < 10; j++)
    {
      g_string_append (text, j > 0 ? "," : "");
      append_turn (text, rand, j);
    }
  g_string_append (text, "],\"condition_result\":{\"result\":\"success\",\"rationale\":{\"messages\":[\"Criterion 1 passed: ");
  append_text (text, rand, 40);
  g_string_append (text, "\",\"The simulated user ended the conversation.\"],\"summary\":\"\"}},\"last_updated_at_unix\":1762000000,\"metadata\":{\"workspace_id\":\"w\",\"test_name\":\"Test\","
                         "\"ran_by_user_email\":\"ada@example.com\",\"test_type\":\"simulation\"},\"credits_used\":12.5,\"charging\":{\"llm_price\":0.0031,\"llm_charge\":9,\"platform_price\":null,\"tier\":\"pro\",\"is_burst\":false}}");
}

/**
 * bench_runs_make_invocation:
 * @n_runs: how many runs it has
 * @n_changed: how many of them have another status, as between two polls
 *
 * Returns: (transfer full): an invocation as a server answers it
 */
GBytes *
bench_runs_make_invocation (guint n_runs,
                            guint n_changed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_runs);
  GString *text = g_string_new (BENCH_RUNS_HEAD);

  for (guint i = 0; i < n_runs; i++)
    {
      g_string_append (text, i > 0 ? "," : "");
      bench_runs_append (text, rand, i, i < n_changed ? "failed" : "passed");
    }
  g_string_append (text, "]}");

  return g_string_free_to_bytes (text);
}
