/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-api-error.h"
#include "proctor-mock-override.h"
#include "proctor-test-summary.h"
#include "proctor-test.h"
#include "proctor-testing.h"
#include "proctor-tool-mock.h"
#include "proctor-turn.h"
#include "proctor-unreadable.h"
#include "proctor-variable.h"
#include "proctor-wire-page.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

static gpointer
read_text (GType type,
           const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  gpointer record = proctor_wire_read_bytes (type, bytes, &error);

  g_assert_no_error (error);

  return record;
}

static ProctorPage *
read_page (const char *text,
           GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return proctor_wire_read_page (PROCTOR_TYPE_TEST_SUMMARY, "tests", bytes, error);
}

/* What is of a wrong type is told of by its path, and nothing is lost. */
static void
test_wrong_types (void)
{
  const char *text = "{\"name\": 7, \"chat_history\": [{\"role\": \"user\", \"time_in_call_secs\": 0, \"message\": [1]}], "
                     "\"tool_mock_config\": \"all\", \"success_conditions\": [\"a\", 2], \"simulation_max_turns\": 2.5, "
                     "\"tool_call_parameters\": {\"verify_absence\": \"no\"}}";
  g_autoptr (ProctorTest) test = read_text (PROCTOR_TYPE_TEST, text);
  g_autoptr (ProctorTurn) turn = g_list_model_get_item (proctor_test_get_chat_history (test), 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) expected = json_from_string (text, NULL);
  g_autoptr (JsonNode) written = NULL;

  g_assert_cmpstr (proctor_record_get_problem (PROCTOR_RECORD (test)), ==,
                   "name: expected a string, found a number\n"
                   "tool_mock_config: expected an object, found a string\n"
                   "success_conditions: expected a list of strings, found a list\n"
                   "simulation_max_turns: expected a whole number, found a number with a fraction or too large\n"
                   "tool_call_parameters.verify_absence: expected true or false, found a string");
  g_assert_cmpstr (proctor_record_get_problem (PROCTOR_RECORD (turn)), ==, "chat_history[0].message: expected a string, found a list");
  g_assert_null (proctor_test_get_name (test));

  written = proctor_wire_write (PROCTOR_RECORD (test), &error);
  g_assert_no_error (error);
  g_assert_true (proctor_wire_equal (expected, written));

  /* Once it is set, what was there is gone. */
  proctor_test_set_name (test, "seven");
  g_clear_pointer (&written, json_node_unref);
  written = proctor_wire_write (PROCTOR_RECORD (test), &error);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (written), "name"), ==, "seven");
}

/* A row that can't be read takes none of the others with it. */
static void
test_bad_rows (void)
{
  g_autoptr (GError) error = NULL;
  const char *text = "{\"has_more\": true, \"next_cursor\": \"c\", \"tests\": ["
                     "{\"id\": \"a\", \"name\": \"A\", \"type\": \"llm\", \"created_at_unix_secs\": 5, \"last_updated_at_unix_secs\": 6},"
                     "{\"id\": \"b\", \"name\": \"B\", \"type\": \"llm\", \"created_at_unix_secs\": \"5\", \"last_updated_at_unix_secs\": 6},"
                     "7, null,"
                     "{\"name\": \"E\", \"type\": \"llm\"},"
                     "{\"id\": null, \"name\": \"F\"},"
                     "{\"id\": \"g\", \"name\": \"G\", \"type\": \"new kind\", \"children_count\": \"many\", \"x\": [1]}]}";
  const char *problems[] = {
    NULL,
    "tests[1].created_at_unix_secs: expected a whole number, found a string",
    "tests[2]: expected an object, found a number",
    "tests[3]: expected an object, found null",
    "tests[4].id: expected a string, found nothing",
    "tests[5].id: expected a string, found null",
    NULL,
  };
  g_autoptr (ProctorPage) page = read_page (text, &error);
  GListModel *rows;

  g_assert_no_error (error);
  rows = proctor_page_get_items (page);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, G_N_ELEMENTS (problems));
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_autoptr (ProctorRecord) row = g_list_model_get_item (rows, i);

      g_assert_cmpint (PROCTOR_IS_UNREADABLE (row), ==, problems[i] != NULL);
      if (problems[i] != NULL)
        g_assert_cmpstr (proctor_unreadable_get_problem (PROCTOR_UNREADABLE (row)), ==, problems[i]);
    }
  g_assert_true (proctor_page_get_has_more (page));
  g_assert_cmpstr (proctor_page_get_next_cursor (page), ==, "c");
}

static void
test_bad_pages (void)
{
  const struct
  {
    const char *text;
    const char *message;
  } cases[] = {
    { "[]", "$: expected an object, found a list" },
    { "{}", "tests: expected a list, found nothing" },
    { "{\"tests\": null}", "tests: expected a list, found null" },
    { "{\"tests\": \"none\"}", "tests: expected a list, found a string" },
    { "{\"tests\": [", "no valid JSON" },
    { "", "empty" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ProctorPage) page = read_page (cases[i].text, &error);

      g_assert_null (page);
      g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL);
      if (strstr (error->message, cases[i].message) == NULL)
        g_error ("%s: %s", cases[i].text, error->message);
    }
}

/* Objects whose members are rows: by their names, and written back as such. */
static void
test_maps (void)
{
  g_autoptr (ProctorTest) test = read_text (PROCTOR_TYPE_TEST, "{\"dynamic_variables\": {\"guest\": \"Ada\", \"nights\": 3, \"none\": null, \"deep\": {\"a\": [1.0]}}, "
                                                               "\"tool_mock_overrides\": {\"tool_1\": [{\"mock_result\": \"{}\"}], \"tool_2\": []}}");
  g_autoptr (ProctorVariable) none = g_list_model_get_item (proctor_test_get_dynamic_variables (test), 2);
  g_autoptr (ProctorVariable) deep = g_list_model_get_item (proctor_test_get_dynamic_variables (test), 3);
  g_autoptr (ProctorMockOverride) override = g_list_model_get_item (proctor_test_get_tool_mock_overrides (test), 0);
  g_autoptr (ProctorToolMock) mock = g_list_model_get_item (proctor_mock_override_get_value (override), 0);
  g_autoptr (ProctorVariable) again = proctor_variable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) written = NULL;

  g_assert_cmpstr (proctor_variable_get_key (deep), ==, "deep");
  g_assert_cmpstr (proctor_variable_get_value (deep), ==, "{\"a\":[1.0]}");
  g_assert_cmpstr (proctor_variable_get_value (none), ==, "null");
  g_assert_cmpstr (proctor_mock_override_get_key (override), ==, "tool_1");
  g_assert_cmpstr (proctor_tool_mock_get_mock_result (mock), ==, "{}");

  /* A name that is there twice, or none, or a value that is none, is no document. */
  proctor_variable_set_key (again, "guest");
  proctor_variable_set_value (again, "1");
  g_list_store_append (G_LIST_STORE (proctor_test_get_dynamic_variables (test)), again);
  written = proctor_wire_write (PROCTOR_RECORD (test), &error);
  g_assert_null (written);
  g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_DOCUMENT);
  g_assert_nonnull (strstr (error->message, "dynamic_variables.guest: this name is there twice."));
  g_clear_error (&error);

  proctor_variable_set_key (again, "other");
  proctor_variable_set_value (again, "{1");
  written = proctor_wire_write (PROCTOR_RECORD (test), &error);
  g_assert_null (written);
  g_assert_nonnull (strstr (error->message, "this is not valid JSON."));
  g_clear_error (&error);

  proctor_variable_set_value (again, "[1]");
  written = proctor_wire_write (PROCTOR_RECORD (test), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (json_object_get_size (json_object_get_object_member (json_node_get_object (written), "dynamic_variables")), ==, 5);
}

/* Whatever is no object at all is an error, not a record. */
static void
test_no_record (void)
{
  const char *cases[] = { "[]", "7", "null", "\"a\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i], strlen (cases[i]));

      g_assert_null (proctor_wire_read_bytes (PROCTOR_TYPE_TEST, bytes, &error));
      g_assert_error (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL);
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/wire-reader/wrong-types", test_wrong_types);
  g_test_add_func ("/wire-reader/bad-rows", test_bad_rows);
  g_test_add_func ("/wire-reader/bad-pages", test_bad_pages);
  g_test_add_func ("/wire-reader/maps", test_maps);
  g_test_add_func ("/wire-reader/no-record", test_no_record);

  return g_test_run ();
}
