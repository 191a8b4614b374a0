/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-invocation-skim.h"
#include "proctor-testing-documents.h"
#include "proctor-testing.h"
#include "proctor-unreadable.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"
#include "proctor-wire-verdict.h"
#include "proctor-wire-writer.h"

#include <string.h>

static GRand *
make_chance (void)
{
  guint32 seed = (guint32) g_test_rand_int ();

  g_test_message ("the documents are made of seed %u", seed);

  return g_rand_new_with_seed (seed);
}

static void
assert_same_row (ProctorRunRow *skimmed,
                 ProctorRunRow *parsed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) one = NULL;
  g_autoptr (JsonNode) other = NULL;
  g_autofree char *one_text = NULL;
  g_autofree char *other_text = NULL;

  one = proctor_wire_write (PROCTOR_RECORD (skimmed), &error);
  g_assert_no_error (error);
  other = proctor_wire_write (PROCTOR_RECORD (parsed), &error);
  g_assert_no_error (error);

  /* Two that read a run differ only in what was not there, which is as good as empty. */
  for (GList *members = json_object_get_members (json_node_get_object (other)), *l = members; l != NULL || (g_list_free (members), FALSE); l = l->next)
    {
      if (!json_object_has_member (json_node_get_object (one), l->data))
        json_object_set_member (json_node_get_object (one), l->data, json_node_copy (json_object_get_member (json_node_get_object (other), l->data)));
    }
  one_text = proctor_wire_node_to_text (one);
  other_text = proctor_wire_node_to_text (other);
  g_assert_cmpstr (one_text, ==, other_text);
}

/* What the skim says of an invocation is what the codec says of it. */
static void
compare (GBytes *body,
         ProctorInvocationSkim *skim)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorInvocation) invocation = proctor_wire_read_bytes (PROCTOR_TYPE_INVOCATION, body, &error);
  g_autoptr (GHashTable) repetitions = g_hash_table_new (g_str_hash, g_str_equal);
  GListModel *runs;

  g_assert_no_error (error);
  runs = proctor_invocation_get_test_runs (invocation);
  g_assert_cmpuint (g_list_model_get_n_items (runs), ==, proctor_invocation_skim_get_n_runs (skim));
  g_assert_cmpstr (proctor_invocation_get_id (invocation), ==, proctor_invocation_get_id (proctor_invocation_skim_get_head (skim)));

  for (guint i = 0; i < g_list_model_get_n_items (runs); i++)
    {
      g_autoptr (ProctorRecord) run = g_list_model_get_item (runs, i);
      ProctorRunRow *row = proctor_invocation_skim_get_row (skim, i);
      g_autoptr (ProctorRunRow) parsed = NULL;
      g_autoptr (ProctorRun) full = NULL;
      g_autoptr (JsonNode) one = NULL;
      g_autoptr (JsonNode) other = NULL;

      g_assert_cmpint (PROCTOR_IS_UNREADABLE (run), ==, proctor_run_row_get_problem (row) != NULL);
      if (PROCTOR_IS_UNREADABLE (run))
        continue;

      parsed = proctor_wire_make_run_row (PROCTOR_RUN (run));
      proctor_run_row_set_repetition (parsed, proctor_run_row_get_repetition (row));
      assert_same_row (row, parsed);

      full = proctor_invocation_skim_dup_run (skim, i, &error);
      g_assert_no_error (error);
      one = proctor_wire_write (PROCTOR_RECORD (full), &error);
      other = proctor_wire_write (run, &error);
      g_assert_true (proctor_wire_equal (one, other));
    }
}

static void
test_same_as_codec (gconstpointer user_data)
{
  ProctorTestingWildness wildness = (ProctorTestingWildness) GPOINTER_TO_INT (user_data);
  g_autoptr (GRand) rand = make_chance ();

  for (guint i = 0; i < 300; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) document = proctor_testing_random_invocation (rand, (guint) g_rand_int_range (rand, 0, 8), wildness);
      g_autoptr (GBytes) body = proctor_wire_node_to_bytes (document);
      g_autoptr (ProctorInvocationSkim) skim = proctor_invocation_skim_new (body, NULL, &error);

      g_assert_no_error (error);
      compare (body, skim);
    }
}

/* A tool that was to be mocked and had no answer: the judge, who saw an agent without one, is not who tells why. */
static void
test_no_mock (void)
{
#define RUN(status, result, messages, said)                                                                                                 \
  "{\"test_run_id\":\"r\",\"test_invocation_id\":\"i\",\"agent_id\":\"a\",\"status\":\"" status "\","                                       \
  "\"condition_result\":{\"result\":\"" result "\",\"rationale\":{\"summary\":\"The agent made a time up.\",\"messages\":[" messages "]}}," \
  "\"agent_responses\":[{\"role\":\"agent\",\"time_in_call_secs\":1,\"tool_results\":[{\"result_value\":\"" said "\"}]}]}"
  static const char document[] = "{\"id\":\"i\",\"agent_id\":\"a\",\"test_runs\":[" RUN ("failed", "failure", "\"Criterion 1 failed: a\"", "Error: no mock matched for tool 'book'") "," RUN ("failed", "failure", "\"Criterion 1 failed: a\",\"Error: the model is overloaded\"", "fine") "," RUN ("passed", "success", "\"Criterion 1 passed: a\"", "Error: no mock matched for tool 'book'") "," RUN ("failed", "failure", "\"Criterion 1 failed: a\"", "fine") "]}";
#undef RUN
  static const char *const summaries[] = {
    "Error: no mock matched for tool 'book'",
    "Error: the model is overloaded",
    "The agent made a time up.",
    "The agent made a time up.",
  };
  g_autoptr (GBytes) body = g_bytes_new_static (document, strlen (document));
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorInvocationSkim) skim = proctor_invocation_skim_new (body, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (proctor_invocation_skim_get_n_runs (skim), ==, G_N_ELEMENTS (summaries));
  for (guint i = 0; i < G_N_ELEMENTS (summaries); i++)
    g_assert_cmpstr (proctor_run_row_get_summary (proctor_invocation_skim_get_row (skim, i)), ==, summaries[i]);
  compare (body, skim);
}

static void
test_absurd_price (void)
{
  static const char document[] = "{\"id\":\"i\",\"agent_id\":\"a\",\"test_runs\":[{\"test_run_id\":\"r\",\"test_invocation_id\":\"i\",\"agent_id\":\"a\",\"status\":\"passed\","
                                 "\"charging\":{\"llm_price\":1.7e308,\"platform_price\":1.7e308}}]}";
  g_autoptr (GBytes) body = g_bytes_new_static (document, strlen (document));
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorInvocationSkim) skim = proctor_invocation_skim_new (body, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (proctor_record_get_presence (PROCTOR_RECORD (proctor_invocation_skim_get_row (skim, 0)), PROCTOR_RUN_ROW_FIELD_PRICE), !=, PROCTOR_PRESENCE_VALUE);
  compare (body, skim);
}

/* A document that broke on its way is one to both or to neither. */
static void
test_damaged (void)
{
  g_autoptr (GRand) rand = make_chance ();
  guint n_readable = 0;

  for (guint i = 0; i < 3000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) skim_error = NULL;
      g_autoptr (JsonNode) document = proctor_testing_random_invocation (rand, 2, PROCTOR_TESTING_TAME);
      g_autofree char *text = json_to_string (document, g_rand_boolean (rand));
      gsize length = strlen (text);
      g_autoptr (GBytes) body = NULL;
      g_autoptr (ProctorInvocation) invocation = NULL;
      g_autoptr (ProctorInvocationSkim) skim = NULL;

      if (g_rand_boolean (rand))
        length = (gsize) g_rand_int_range (rand, 0, (gint32) length);
      else
        text[g_rand_int_range (rand, 0, (gint32) length)] = "{}[]\",:0x \\\n"[g_rand_int_range (rand, 0, 12)];
      body = g_bytes_new (text, length);

      invocation = proctor_wire_read_bytes (PROCTOR_TYPE_INVOCATION, body, &error);
      skim = proctor_invocation_skim_new (body, NULL, &skim_error);
      if ((invocation == NULL) != (skim == NULL))
        g_error ("the codec says: %s\nthe skim says: %s\n%.*s", error != NULL ? error->message : "fine", skim_error != NULL ? skim_error->message : "fine", (int) length, text);
      if (skim == NULL)
        {
          g_assert_error (skim_error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL);
          continue;
        }
      n_readable++;
      /* One whose members are there twice is read-only, and the two may take different ones. */
      if (proctor_record_get_read_only (PROCTOR_RECORD (invocation)) == NULL)
        compare (body, skim);
    }
  g_assert_cmpuint (n_readable, >, 100);
}

static GBytes *
make_body (const char *const *statuses)
{
  GString *text = g_string_new ("{\"id\": \"suite_1\", \"repeat_count\": 2, \"test_runs\": [");

  for (guint i = 0; statuses[i] != NULL; i++)
    g_string_append_printf (text, "%s{\"test_run_id\": \"run_%u\", \"test_id\": \"test_%u\", \"status\": \"%s\", \"test_name\": \"A [test] {of} \\\"brackets\\\\\"}",
                            i > 0 ? ", " : "", i, i / 2, statuses[i]);
  g_string_append (text, "]}");

  return g_string_free_to_bytes (text);
}

/* Only what changed is told of, and what did not is the row it was. */
static void
test_changes (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) first = make_body ((const char *const[]) { "pending", "passed", "pending", NULL });
  g_autoptr (GBytes) second = make_body ((const char *const[]) { "pending", "passed", "failed", NULL });
  g_autoptr (GBytes) third = make_body ((const char *const[]) { "pending", "passed", NULL });
  g_autoptr (ProctorInvocationSkim) one = proctor_invocation_skim_new (first, NULL, &error);
  g_autoptr (ProctorInvocationSkim) same = proctor_invocation_skim_new (first, one, &error);
  g_autoptr (ProctorInvocationSkim) two = proctor_invocation_skim_new (second, one, &error);
  g_autoptr (ProctorInvocationSkim) three = proctor_invocation_skim_new (third, two, &error);

  g_assert_no_error (error);
  g_assert_true (proctor_invocation_skim_is_changed (one));
  g_assert_cmpuint (proctor_invocation_skim_get_changes (one)->len, ==, 3);
  g_assert_cmpint (proctor_run_row_get_repetition (proctor_invocation_skim_get_row (one, 1)), ==, 2);
  g_assert_cmpint (proctor_run_row_get_repetition (proctor_invocation_skim_get_row (one, 2)), ==, 1);
  g_assert_cmpstr (proctor_run_row_get_test_name (proctor_invocation_skim_get_row (one, 1)), ==, "A [test] {of} \"brackets\\");

  g_assert_false (proctor_invocation_skim_is_changed (same));
  g_assert_true (proctor_invocation_skim_get_head (same) == proctor_invocation_skim_get_head (one));

  g_assert_true (proctor_invocation_skim_is_changed (two));
  g_assert_false (proctor_invocation_skim_is_head_changed (two));
  g_assert_cmpuint (proctor_invocation_skim_get_changes (two)->len, ==, 1);
  g_assert_cmpuint (g_array_index (proctor_invocation_skim_get_changes (two), guint, 0), ==, 2);
  g_assert_true (proctor_invocation_skim_get_row (two, 0) == proctor_invocation_skim_get_row (one, 0));
  g_assert_false (proctor_invocation_skim_get_row (two, 2) == proctor_invocation_skim_get_row (one, 2));
  g_assert_false (proctor_invocation_skim_is_settled (two));

  g_assert_true (proctor_invocation_skim_is_changed (three));
  g_assert_cmpuint (proctor_invocation_skim_get_changes (three)->len, ==, 0);
}

static void
test_settled (void)
{
  const struct
  {
    const char *text;
    gboolean settled;
  } cases[] = {
    { "{\"id\": \"a\", \"test_runs\": []}", TRUE },
    { "{\"id\": \"a\", \"test_runs\": [{\"test_run_id\": \"1\", \"status\": \"passed\"}]}", TRUE },
    { "{\"id\": \"a\", \"test_runs\": [{\"test_run_id\": \"1\", \"status\": \"pending\"}]}", FALSE },
    { "{\"id\": \"a\", \"test_runs\": [{\"test_run_id\": \"1\", \"status\": \"dreaming\"}]}", FALSE },
    { "{\"id\": \"a\", \"bucketing_status\": \"pending\", \"test_runs\": [{\"test_run_id\": \"1\", \"status\": \"passed\"}]}", FALSE },
    { "{\"id\": \"a\", \"bucketing_status\": \"failed\", \"test_runs\": [{\"test_run_id\": \"1\", \"status\": \"cancelled\"}]}", TRUE },
    { "{\"id\": \"a\", \"test\\u005fruns\": [{\"test_run_id\": \"1\", \"status\": \"pending\"}]}", FALSE },
    { "{\"id\": \"a\", \"test_runs\": [7]}", TRUE },
    { "{\"id\": \"a\", \"test_runs\": null}", TRUE },
    { " {} ", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) body = g_bytes_new_static (cases[i].text, strlen (cases[i].text));
      g_autoptr (ProctorInvocationSkim) skim = proctor_invocation_skim_new (body, NULL, &error);

      g_assert_no_error (error);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (proctor_invocation_skim_is_settled (skim), ==, cases[i].settled);
    }
}

static void
skimmed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GAsyncResult **got = user_data;

  *got = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  GAsyncResult **got = user_data;

  return *got != NULL;
}

/* The same in a thread, and what is left of it goes in one too. */
static void
test_async (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body = make_body ((const char *const[]) { "pending", "passed", NULL });
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) run_result = NULL;
  g_autoptr (GAsyncResult) cancelled_result = NULL;
  g_autoptr (ProctorRun) run = NULL;
  ProctorInvocationSkim *skim;

  proctor_invocation_skim_new_async (g_bytes_ref (body), NULL, NULL, skimmed_cb, &result);
  proctor_testing_wait_for ("the skim", has_result, &result);
  skim = proctor_invocation_skim_new_finish (result, &error);
  g_assert_no_error (error);

  proctor_invocation_skim_dup_run_async (skim, 1, NULL, skimmed_cb, &run_result);
  proctor_testing_wait_for ("the run", has_result, &run_result);
  run = proctor_invocation_skim_dup_run_finish (skim, run_result, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (proctor_run_get_status (run), ==, "passed");

  proctor_invocation_skim_new_async (g_bytes_ref (body), skim, cancellable, skimmed_cb, &cancelled_result);
  g_cancellable_cancel (cancellable);
  proctor_testing_wait_for ("the end", has_result, &cancelled_result);
  g_assert_null (proctor_invocation_skim_new_finish (cancelled_result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  proctor_invocation_skim_release (skim);
  proctor_invocation_skim_release (NULL);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_data_func ("/invocation-skim/tame", GINT_TO_POINTER (PROCTOR_TESTING_TAME), test_same_as_codec);
  g_test_add_data_func ("/invocation-skim/wild", GINT_TO_POINTER (PROCTOR_TESTING_WILD), test_same_as_codec);
  g_test_add_func ("/invocation-skim/no-mock", test_no_mock);
  g_test_add_func ("/invocation-skim/absurd-price", test_absurd_price);
  g_test_add_func ("/invocation-skim/damaged", test_damaged);
  g_test_add_func ("/invocation-skim/changes", test_changes);
  g_test_add_func ("/invocation-skim/settled", test_settled);
  g_test_add_func ("/invocation-skim/async", test_async);

  return g_test_run ();
}
