/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-report.h"

#include <string.h>

/**
 * testing_report_dup_invocation:
 *
 * Returns: (transfer full): an invocation of two tests, run three times each and once, in which there is a run of each outcome
 */
char *
testing_report_dup_invocation (void)
{
  return g_strdup ("{\"id\":\"inv_1\",\"agent_id\":\"agent_1\",\"created_at\":1782000000,\"repeat_count\":3,\"test_runs\":["
                   "{\"test_run_id\":\"run_1\",\"test_id\":\"test_1\",\"test_name\":\"Greets\",\"root_folder_id\":\"f\",\"root_folder_name\":\"Manners\",\"status\":\"passed\",\"last_updated_at_unix\":1782000010,"
                   "\"condition_result\":{\"result\":\"success\",\"rationale\":{\"summary\":\"Fine.\",\"messages\":[\"Polite.\"]}},"
                   "\"agent_responses\":[{\"role\":\"user\",\"time_in_call_secs\":0,\"message\":\"Hello?\"},{\"role\":\"agent\",\"time_in_call_secs\":4,\"message\":\"" TESTING_NASTY_JSON "\","
                   "\"tool_calls\":[{\"request_id\":\"r\",\"tool_name\":\"look_up\",\"params_as_json\":\"{\\\"a\\\":\\\"<b>\\\"}\",\"tool_has_been_called\":true}],"
                   "\"tool_results\":[{\"request_id\":\"r\",\"tool_name\":\"look_up\",\"result_value\":\"]]>\",\"is_error\":true,\"tool_has_been_called\":true}]}]},"
                   "{\"test_run_id\":\"run_2\",\"test_id\":\"test_1\",\"test_name\":\"Greets\",\"root_folder_id\":\"f\",\"root_folder_name\":\"Manners\",\"status\":\"failed\",\"last_updated_at_unix\":1782000020,"
                   "\"condition_result\":{\"result\":\"failure\",\"rationale\":{\"summary\":\"" TESTING_NASTY_JSON "\",\"messages\":[\"Rude.\"]}}},"
                   "{\"test_run_id\":\"run_3\",\"test_id\":\"test_1\",\"test_name\":\"Greets\",\"root_folder_id\":\"f\",\"root_folder_name\":\"Manners\",\"status\":\"cancelled\",\"last_updated_at_unix\":1782000030},"
                   "{\"test_run_id\":\"run_4\",\"test_id\":\"test_2\",\"test_name\":\"" TESTING_NASTY_JSON "\",\"status\":\"failed\",\"last_updated_at_unix\":1782000040},"
                   "{\"test_run_id\":\"run_5\",\"test_id\":\"test_2\",\"test_name\":\"" TESTING_NASTY_JSON "\",\"status\":\"failed\",\"condition_result\":{\"result\":\"unknown\"},\"last_updated_at_unix\":1782000050},"
                   "{\"test_run_id\":\"run_6\",\"test_id\":\"test_2\",\"test_name\":\"" TESTING_NASTY_JSON "\",\"status\":\"pending\"}]}");
}

/**
 * testing_report_dup_large:
 * @n_runs: how many runs
 *
 * Returns: (transfer full): an invocation of so many runs, each with something said in it
 */
char *
testing_report_dup_large (guint n_runs)
{
  GString *text = g_string_new ("{\"id\":\"inv_2\",\"agent_id\":\"agent_1\",\"created_at\":1782000000,\"test_runs\":[");
  g_autofree char *words = g_strnfill (500, 'x');

  for (guint i = 0; i < n_runs; i++)
    g_string_append_printf (text,
                            "%s{\"test_run_id\":\"run_%u\",\"test_id\":\"test_%u\",\"test_name\":\"Test %u\",\"status\":\"failed\",\"last_updated_at_unix\":1782000010,"
                            "\"condition_result\":{\"result\":\"failure\",\"rationale\":{\"summary\":\"No.\"}},\"agent_responses\":[{\"role\":\"agent\",\"time_in_call_secs\":0,\"message\":\"%s\"}]}",
                            i > 0 ? "," : "", i, i / 10, i / 10, words);
  g_string_append (text, "]}");

  return g_string_free (text, FALSE);
}

/**
 * testing_report_write:
 * @invocation: an invocation
 * @format: as what it is written
 * @case_per_test: whether JUnit gets a case a test
 *
 * Returns: (transfer full): what was written, which is always UTF-8
 */
char *
testing_report_write (const char *invocation,
                      ProctorReportFormat format,
                      gboolean case_per_test)
{
  g_autoptr (GBytes) body = g_bytes_new (invocation, strlen (invocation));
  g_autoptr (ProctorReport) report = proctor_report_new (body);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (GPtrArray) reviews = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  ProctorReview decided[] = {
    { .run_id = (char *) "run_2", .outcome = PROCTOR_OUTCOME_FAILED, .run_at = 1782000020, .opinion = PROCTOR_OPINION_DISAGREE, .cause = (char *) "=Judge", .note = (char *) "<i>Not</i> & \"so\"", .at = 1782000100 },
    /* What another workspace has of the same run is older. */
    { .run_id = (char *) "run_2", .outcome = PROCTOR_OUTCOME_FAILED, .run_at = 1782000020, .opinion = PROCTOR_OPINION_AGREE, .at = 1782000090 },
    /* Of an earlier result of its run. */
    { .run_id = (char *) "run_1", .outcome = PROCTOR_OUTCOME_FAILED, .run_at = 1782000009, .opinion = PROCTOR_OPINION_AGREE, .at = 1782000100 },
  };
  char *text;

  for (gsize i = 0; i < G_N_ELEMENTS (decided); i++)
    g_ptr_array_add (reviews, &decided[i]);
  proctor_report_set_title (report, "Nightly <1>");
  proctor_report_set_agent_name (report, "Clerk & Co");
  proctor_report_set_case_per_test (report, case_per_test);
  proctor_report_set_folder (report, "test_2", "Desk/Evil \"folder\"");
  proctor_report_add_reviews (report, reviews);
  proctor_report_write (report, format, stream, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_close (stream, NULL, &error);
  g_assert_no_error (error);
  text = g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpuint (strlen (text), ==, g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));

  return text;
}

static char *
call_xmllint (const char *document,
              const char *const *options)
{
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *errors = NULL;
  g_autofree char *output = NULL;

  g_strv_builder_add (argv, g_getenv ("PROCTOR_TEST_XMLLINT") != NULL ? g_getenv ("PROCTOR_TEST_XMLLINT") : "xmllint");
  g_strv_builder_addv (argv, (const char **) options);
  g_strv_builder_add (argv, "-");
  words = g_strv_builder_end (argv);
  process = g_subprocess_newv ((const char *const *) words, G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, document, NULL, &output, &errors, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_exit_status (process) != 0)
    g_error ("xmllint: %s\n%s", errors, document);

  g_strchomp (output);

  return g_steal_pointer (&output);
}

/**
 * testing_report_query:
 * @document: XML
 * @xpath: what is wanted of it
 *
 * Returns: (transfer full): what libxml2 finds
 */
char *
testing_report_query (const char *document,
                      const char *xpath)
{
  const char *const options[] = { "--nonet", "--huge", "--xpath", xpath, NULL };

  return call_xmllint (document, options);
}

void
testing_report_check_schema (const char *document)
{
  g_autofree char *schema = g_test_build_filename (G_TEST_DIST, "report", "junit.xsd", NULL);
  const char *const options[] = { "--nonet", "--noout", "--huge", "--schema", schema, NULL };
  g_autofree char *output = call_xmllint (document, options);

  g_assert_nonnull (output);
}

/* A reader of what RFC 4180 says, and of nothing else. */
static char *
read_cell (const char **p)
{
  GString *cell = g_string_new (NULL);

  if (**p != '"')
    {
      while (**p != ',' && **p != '\r')
        {
          g_assert_cmpint (**p, !=, '\0');
          g_assert_cmpint (**p, !=, '"');
          g_assert_cmpint (**p, !=, '\n');
          g_string_append_c (cell, *(*p)++);
        }
      return g_string_free (cell, FALSE);
    }

  for (++*p; **p != '"' || (*p)[1] == '"'; ++*p)
    {
      g_assert_cmpint (**p, !=, '\0');
      *p += **p == '"';
      g_string_append_c (cell, **p);
    }
  ++*p;

  return g_string_free (cell, FALSE);
}

/**
 * testing_report_parse_csv:
 * @text: CSV
 *
 * Returns: (transfer full) (element-type GStrv): its lines
 */
GPtrArray *
testing_report_parse_csv (const char *text)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (const char *p = text; *p != '\0';)
    {
      g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();

      g_strv_builder_take (cells, read_cell (&p));
      for (; *p == ','; g_strv_builder_take (cells, read_cell (&p)))
        p++;
      g_assert_true (g_str_has_prefix (p, "\r\n"));
      p += 2;
      g_ptr_array_add (lines, g_strv_builder_end (cells));
    }

  return lines;
}
