/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-parameter-match.h"
#include "proctor-pattern.h"
#include "proctor-testing.h"
#include "proctor-tool-mocks.h"
#include "proctor-tool-path.h"
#include "proctor-wire-reader.h"

static void
test_paths (void)
{
  const char *const nested = "{\"body\": {\"item_id\": \"i1\", \"lines\": [{\"sku\": \"a\"}, {\"sku\": \"b\"}], \"none\": null}, \"query_params\": {\"q\": 1}, \"path_params\": {\"id\": \"p\"}}";
  const char *const flat = "{\"city\": \"Kiel\", \"nights\": 3, \"list\": [10, 20], \"body\": \"my own\"}";
  const struct
  {
    const char *arguments;
    const char *kind;
    const char *path;
    const char *value;
  } cases[] = {
    { nested, "webhook", "body.item_id", "i1" },
    { nested, "webhook", "body.lines.1.sku", "b" },
    { nested, "webhook", "body.lines.2.sku", NULL },
    { nested, "webhook", "body.lines.-1.sku", NULL },
    { nested, "webhook", "body.lines[0].sku", NULL },
    { nested, "webhook", "body.none", "null" },
    { nested, "webhook", "query_params.q", "1" },
    { nested, "api_integration_webhook", "path_params.id", "p" },
    { nested, "webhook", "item_id", NULL },
    { nested, "webhook", "body", "{\"item_id\":\"i1\",\"lines\":[{\"sku\":\"a\"},{\"sku\":\"b\"}],\"none\":null}" },
    /* What was not sorted into sections is still named with one. */
    { flat, "webhook", "body.city", "Kiel" },
    { flat, "webhook", "query_params.nights", "3" },
    { flat, "webhook", "city", NULL },
    { flat, "client", "city", "Kiel" },
    { flat, "client", "nights", "3" },
    { flat, "client", "list.1", "20" },
    { flat, "client", "list.x", NULL },
    { flat, "client", "body.city", NULL },
    { flat, "client", "body", "my own" },
    { flat, NULL, "city", "Kiel" },
    { flat, "client", "", NULL },
    { flat, "client", "city.", NULL },
    { "[1]", "client", "0", "1" },
    { "3", "client", "a", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) arguments = json_from_string (cases[i].arguments, NULL);
      g_autoptr (GError) error = NULL;
      JsonNode *node = proctor_tool_path_find (arguments, cases[i].kind, cases[i].path, &error);
      g_autofree char *text = node != NULL ? proctor_tool_path_to_text (node) : NULL;

      g_test_message ("%s %s", cases[i].kind, cases[i].path);
      g_assert_cmpstr (text, ==, cases[i].value);
      if (node == NULL)
        {
          g_autofree char *sentence = g_strdup_printf ("Parameter path '%s' not found in tool call parameters", cases[i].path);

          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
          g_assert_cmpstr (error->message, ==, sentence);
        }
    }
}

static void
test_matches (void)
{
  const char *const many = "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"";
  const struct
  {
    const char *evaluation;
    const char *value;
    ProctorParameterMatch match;
  } cases[] = {
    { "{\"type\": \"exact\", \"expected_value\": \"Kiel\"}", "\"Kiel\"", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"exact\", \"expected_value\": \"Kiel\"}", "\"kiel\"", PROCTOR_PARAMETER_DIFFERS },
    { "{\"type\": \"exact\", \"expected_value\": \"3\"}", "3", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"exact\", \"expected_value\": \"3\"}", "\"3\"", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"exact\", \"expected_value\": \"3.0\"}", "3", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"exact\", \"expected_value\": \"3\"}", "3.0", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"exact\", \"expected_value\": \"3\"}", "4", PROCTOR_PARAMETER_DIFFERS },
    { "{\"type\": \"exact\", \"expected_value\": \"9007199254740993\"}", "9007199254740992", PROCTOR_PARAMETER_DIFFERS },
    { "{\"type\": \"exact\", \"expected_value\": \"true\"}", "true", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"exact\", \"expected_value\": \"True\"}", "true", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"exact\", \"expected_value\": \"false\"}", "true", PROCTOR_PARAMETER_DIFFERS },
    { "{\"type\": \"exact\", \"expected_value\": \"null\"}", "null", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"exact\", \"expected_value\": \"\"}", "null", PROCTOR_PARAMETER_DIFFERS },
    { "{\"type\": \"exact\", \"expected_value\": \"{ \\\"b\\\": 1, \\\"a\\\": [2]}\"}", "{\"a\": [2], \"b\": 1}", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"exact\", \"expected_value\": \"[2, 1]\"}", "[1, 2]", PROCTOR_PARAMETER_DIFFERS },
    { "{\"type\": \"regex\", \"pattern\": \"^K.+l$\"}", "\"Kiel\"", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"regex\", \"pattern\": \"ie\"}", "\"Kiel\"", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"regex\", \"pattern\": \"^ie$\"}", "\"Kiel\"", PROCTOR_PARAMETER_DIFFERS },
    { "{\"type\": \"regex\", \"pattern\": \"(?i)^KIEL$\"}", "\"Kiel\"", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"regex\", \"pattern\": \"(?P<year>\\\\d{4})\"}", "2026", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"regex\", \"pattern\": \"Straße\"}", "\"Lange Straße\"", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"regex\", \"pattern\": \"(\"}", "\"Kiel\"", PROCTOR_PARAMETER_UNKNOWN },
    /* These would take longer than anybody lives. */
    { "{\"type\": \"regex\", \"pattern\": \"^(a+)+$\"}", many, PROCTOR_PARAMETER_UNKNOWN },
    { "{\"type\": \"regex\", \"pattern\": \"(*LIMIT_MATCH=4000000000)^(a|aa)+$\"}", many, PROCTOR_PARAMETER_UNKNOWN },
    { "{\"type\": \"anything\"}", "null", PROCTOR_PARAMETER_MATCHES },
    { "{\"type\": \"llm\", \"description\": \"a town\"}", "\"Kiel\"", PROCTOR_PARAMETER_NEEDS_MODEL },
    { "{\"type\": \"fuzzy\"}", "\"Kiel\"", PROCTOR_PARAMETER_UNKNOWN },
    { "{}", "\"Kiel\"", PROCTOR_PARAMETER_UNKNOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (cases[i].evaluation, NULL);
      g_autoptr (ProctorEvaluation) evaluation = proctor_wire_read (PROCTOR_TYPE_EVALUATION, node, NULL);
      g_autoptr (JsonNode) value = json_from_string (cases[i].value, NULL);
      g_autofree char *reason = NULL;
      ProctorParameterMatch match = proctor_parameter_match (evaluation, value, &reason);

      g_test_message ("%s %s: %s", cases[i].evaluation, cases[i].value, reason);
      g_assert_cmpint (match, ==, cases[i].match);
      g_assert_true ((reason == NULL) == (match == PROCTOR_PARAMETER_NEEDS_MODEL));
    }
}

/* A long text must not give a bad pattern more time than a short one. */
static void
test_long_text (void)
{
  g_autofree char *text = g_strnfill (200000, 'a');
  g_autoptr (GError) error = NULL;
  gboolean matches;

  g_assert_false (proctor_pattern_matches ("(a+)+$|(a+)+b", 0, text, &matches, NULL, &error) && matches && FALSE);
  g_clear_error (&error);
  g_assert_true (proctor_pattern_matches ("^a", 0, text, &matches, NULL, &error));
  g_assert_true (matches);
  g_assert_true (proctor_pattern_matches ("b", 0, text, &matches, NULL, &error));
  g_assert_false (matches);
  g_assert_no_error (error);
}

#define OVERRIDES "\"tool_mock_overrides\": {\"tool_1\": ["                                                                                                                                 \
                  "{\"parameter_conditions\": [{\"path\": \"body.room\", \"eval\": {\"type\": \"exact\", \"expected_value\": \"suite\"}}], \"mock_result\": \"full\", \"is_error\": true}," \
                  "{\"parameter_conditions\": [{\"path\": \"body.guest\", \"eval\": {\"type\": \"llm\", \"description\": \"a king\"}}], \"mock_result\": \"welcome\"},"                     \
                  "{\"parameter_conditions\": [{\"path\": \"body.room\", \"eval\": {\"type\": \"regex\", \"pattern\": \"^d\"}}], \"mock_result\": \"free\"}]}"

static void
test_mocks (void)
{
  const struct
  {
    const char *test;
    const char *kind;
    const char *arguments;
    ProctorToolMockResult result;
    const char *text;
    gboolean is_error;
  } cases[] = {
    /* Nothing is mocked unless the test says so. */
    { "{" OVERRIDES "}", "webhook", "{\"body\": {\"room\": \"suite\"}}", PROCTOR_TOOL_MOCK_REAL },
    { "{\"tool_mock_config\": {\"mocking_strategy\": \"none\"}, " OVERRIDES "}", "webhook", "{\"body\": {\"room\": \"suite\"}}", PROCTOR_TOOL_MOCK_REAL },
    { "{\"tool_mock_config\": {\"mocking_strategy\": \"selected\", \"mocked_tool_ids\": [\"tool_2\"]}, " OVERRIDES "}", "webhook", "{\"body\": {\"room\": \"suite\"}}", PROCTOR_TOOL_MOCK_REAL },
    { "{\"tool_mock_config\": {\"mocking_strategy\": \"all\"}, " OVERRIDES "}", "system", "{\"body\": {\"room\": \"suite\"}}", PROCTOR_TOOL_MOCK_REAL },
    /* The test's own come first, the first that matches. */
    { "{\"tool_mock_config\": {\"mocking_strategy\": \"all\"}, " OVERRIDES "}", "webhook", "{\"body\": {\"room\": \"suite\"}}", PROCTOR_TOOL_MOCK_ANSWER, "full", TRUE },
    { "{\"tool_mock_config\": {\"mocking_strategy\": \"selected\", \"mocked_tool_ids\": [\"tool_1\"]}, " OVERRIDES "}", "webhook", "{\"room\": \"double\"}", PROCTOR_TOOL_MOCK_ANSWER, "free" },
    { "{\"tool_mock_config\": {\"mocking_strategy\": \"all\"}, " OVERRIDES "}", "webhook", "{\"body\": {\"room\": \"double\", \"guest\": \"Arthur\"}}", PROCTOR_TOOL_MOCK_NEEDS_MODEL },
    /* Then the tool's. */
    { "{\"tool_mock_config\": {\"mocking_strategy\": \"all\"}, " OVERRIDES "}", "webhook", "{\"body\": {\"room\": \"shared\"}}", PROCTOR_TOOL_MOCK_ANSWER, "{\"beds\": 6}" },
    { "{\"tool_mock_config\": {\"mocking_strategy\": \"all\"}, \"tool_mock_overrides\": {\"tool_9\": [{\"mock_result\": \"x\"}]}}", "webhook", "{\"room\": \"shared\"}", PROCTOR_TOOL_MOCK_ANSWER, "{\"beds\": 6}" },
    /* Then what the test says is to happen. */
    { "{\"tool_mock_config\": {\"mocking_strategy\": \"all\"}, " OVERRIDES "}", "webhook", "{\"body\": {\"room\": \"tent\"}}", PROCTOR_TOOL_MOCK_MISSING, "Error: no mock matched for tool 'book'", TRUE },
    { "{\"tool_mock_config\": {\"mocking_strategy\": \"all\", \"fallback_strategy\": \"raise_error\"}}", "webhook", "{}", PROCTOR_TOOL_MOCK_MISSING, "Error: no mock matched for tool 'book'", TRUE },
    { "{\"tool_mock_config\": {\"mocking_strategy\": \"all\", \"fallback_strategy\": \"call_real_tool\"}}", "webhook", "{}", PROCTOR_TOOL_MOCK_REAL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *tool_text = g_strdup_printf ("{\"id\": \"tool_1\", \"tool_config\": {\"type\": \"%s\", \"name\": \"book\"}, \"response_mocks\":"
                                                    " [{\"parameter_conditions\": [{\"path\": \"body.room\", \"eval\": {\"type\": \"exact\", \"expected_value\": \"shared\"}}], \"mock_result\": \"{\\\"beds\\\": 6}\"}]}",
                                                    cases[i].kind);
      g_autoptr (JsonNode) tool_node = json_from_string (tool_text, NULL);
      g_autoptr (JsonNode) test_node = json_from_string (cases[i].test, NULL);
      g_autoptr (JsonNode) arguments = json_from_string (cases[i].arguments, NULL);
      g_autoptr (ProctorTool) tool = proctor_wire_read (PROCTOR_TYPE_TOOL, tool_node, NULL);
      g_autoptr (ProctorTest) test = proctor_wire_read (PROCTOR_TYPE_TEST, test_node, NULL);
      g_autoptr (ProctorToolMockAnswer) answer = proctor_tool_mocks_answer (test, tool, arguments, NULL);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (answer->result, ==, cases[i].result);
      g_assert_cmpstr (answer->text, ==, cases[i].text);
      g_assert_cmpint (answer->is_error, ==, cases[i].is_error);
    }
}

/* What a model has said of a condition decides whether that mock answers, or the next. */
static void
test_judged_mocks (void)
{
  g_autoptr (JsonNode) tool_node = json_from_string ("{\"id\": \"tool_1\", \"tool_config\": {\"type\": \"webhook\", \"name\": \"book\"}}", NULL);
  g_autoptr (JsonNode) test_node = json_from_string ("{\"tool_mock_config\": {\"mocking_strategy\": \"all\"}, " OVERRIDES "}", NULL);
  g_autoptr (JsonNode) arguments = json_from_string ("{\"body\": {\"room\": \"double\", \"guest\": \"Arthur\"}}", NULL);
  g_autoptr (ProctorTool) tool = proctor_wire_read (PROCTOR_TYPE_TOOL, tool_node, NULL);
  g_autoptr (ProctorTest) test = proctor_wire_read (PROCTOR_TYPE_TEST, test_node, NULL);
  g_autoptr (GHashTable) judged = g_hash_table_new (NULL, NULL);
  g_autoptr (ProctorToolMockAnswer) question = proctor_tool_mocks_answer (test, tool, arguments, judged);

  g_assert_cmpint (question->result, ==, PROCTOR_TOOL_MOCK_NEEDS_MODEL);
  g_assert_cmpstr (question->value, ==, "Arthur");
  for (int verdict = 0; verdict < 2; verdict++)
    {
      g_autoptr (ProctorToolMockAnswer) answer = NULL;

      g_hash_table_replace (judged, question->condition, GINT_TO_POINTER (verdict));
      answer = proctor_tool_mocks_answer (test, tool, arguments, judged);
      g_assert_cmpint (answer->result, ==, PROCTOR_TOOL_MOCK_ANSWER);
      g_assert_cmpstr (answer->text, ==, verdict ? "welcome" : "free");
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/tool-helpers/paths", test_paths);
  g_test_add_func ("/tool-helpers/matches", test_matches);
  g_test_add_func ("/tool-helpers/long-text", test_long_text);
  g_test_add_func ("/tool-helpers/mocks", test_mocks);
  g_test_add_func ("/tool-helpers/judged-mocks", test_judged_mocks);

  return g_test_run ();
}
