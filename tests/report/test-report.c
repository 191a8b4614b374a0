/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-report.h"

#include "proctor-testing.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

/* The reports, as those read them for whom they are written. */

#define NASTY "=<script>alert(1)</script>]]>&amp;|\"'\001\u202e@team #12\n\n# Title```"

static void
assert_query (const char *document,
              const char *xpath,
              const char *expected)
{
  g_autofree char *found = testing_report_query (document, xpath);

  g_assert_cmpstr (found, ==, expected);
}

static void
test_junit (void)
{
  g_autofree char *invocation = testing_report_dup_invocation ();
  g_autofree char *text = testing_report_write (invocation, PROCTOR_REPORT_JUNIT, FALSE);
  g_autofree char *name = NULL;

  testing_report_check_schema (text);
  assert_query (text, "concat(/testsuites/@tests,' ',/testsuites/@failures,' ',/testsuites/@errors,' ',/testsuites/@skipped,' ',/testsuites/@time)", "6 1 2 2 50");
  assert_query (text, "count(//testcase)", "6");
  assert_query (text, "string(//testsuite[1]/@name)", "Manners");
  assert_query (text, "string(//testsuite[2]/@name)", "Desk/Evil \"folder\"");
  assert_query (text, "concat(//testsuite[2]/@tests,' ',//testsuite[2]/@errors,' ',//testsuite[2]/@skipped)", "3 2 1");
  assert_query (text, "string(//testcase[1]/@name)", "Greets [1/3]");
  assert_query (text, "string(//testcase[1]/@time)", "4");
  assert_query (text, "count(//testsuite[1]/testcase[1]/*[not(self::system-out)])", "0");
  assert_query (text, "string(//testsuite[2]/testcase[1]/error/@message)", "no verdict");
  assert_query (text, "string(//testsuite[2]/testcase[2]/error/@type)", "inconclusive");
  assert_query (text, "string(//testsuite[2]/testcase[3]/skipped/@message)", "pending");
  assert_query (text, "string(//property[@name='agent-name'][1]/@value)", "Clerk & Co");

  /* What was said comes back as it was, but for what XML can't hold. */
  name = testing_report_query (text, "string(//failure/@message)");
  g_assert_cmpstr (name, ==, "=<script>alert(1)</script>]]>&amp;|\"'\uFFFD\u202e@team #12\n\n# Title```");
  assert_query (text, "count(//script)", "0");
  assert_query (text, "contains(//testcase[1]/system-out, '  ← look_up ! ]]>')", "true");
}

static void
test_junit_per_test (void)
{
  g_autofree char *invocation = testing_report_dup_invocation ();
  g_autofree char *text = testing_report_write (invocation, PROCTOR_REPORT_JUNIT, TRUE);

  testing_report_check_schema (text);
  assert_query (text, "concat(/testsuites/@tests,' ',/testsuites/@failures,' ',/testsuites/@errors,' ',/testsuites/@skipped)", "2 1 1 0");
  assert_query (text, "string(//testsuite[1]/testcase/failure/@message)", "1/3 passed");
  assert_query (text, "string(//testsuite[1]/testcase/@name)", "Greets");
  assert_query (text, "contains(//testsuite[1]/testcase/system-out, '[3/3] cancelled')", "true");
}

/* What a server makes of a group may be no more than the outcome and the reason once more. */
static void
test_html_groups (void)
{
  static const char invocation[] = "{\"id\":\"inv_1\",\"agent_id\":\"agent_1\",\"test_runs\":["
                                   "{\"test_run_id\":\"run_1\",\"test_id\":\"test_1\",\"test_name\":\"Greets\",\"status\":\"passed\",\"condition_result\":{\"result\":\"success\"}},"
                                   "{\"test_run_id\":\"run_2\",\"test_id\":\"test_1\",\"test_name\":\"Greets\",\"status\":\"failed\",\"condition_result\":{\"result\":\"failure\"}},"
                                   "{\"test_run_id\":\"run_3\",\"test_id\":\"test_1\",\"test_name\":\"Greets\",\"status\":\"failed\",\"condition_result\":{\"result\":\"failure\"}}],"
                                   "\"result_groups\":[{\"test_id\":\"test_1\",\"test_name\":\"Greets\",\"buckets\":["
                                   "{\"title\":\"Passed: It gre…\",\"reason\":\"It greeted.\",\"test_run_ids\":[\"run_1\"]},"
                                   "{\"title\":\"Failed: Rude\",\"reason\":\"It swore.\",\"test_run_ids\":[\"run_2\"]},"
                                   "{\"title\":\"Silent\",\"test_run_ids\":[\"run_3\"]}]}]}";
  g_autofree char *text = testing_report_write (invocation, PROCTOR_REPORT_HTML, FALSE);

  assert_query (text, "string(//h2[.='Groups']/following::li[1])", "✗ failed Greets — Failed: Rude: It swore. 2");
  assert_query (text, "string(//h2[.='Groups']/following::li[2])", "✗ failed Greets — Silent 3");
  assert_query (text, "string(//h2[.='Groups']/following::li[3])", "✓ passed Greets — It greeted. 1");
}

static void
test_html (void)
{
  g_autofree char *invocation = testing_report_dup_invocation ();
  g_autofree char *text = testing_report_write (invocation, PROCTOR_REPORT_HTML, FALSE);
  g_autofree char *said = NULL;

  assert_query (text, "string(/html/head/title)", "Nightly <1>");
  assert_query (text, "string(//section[@id='run-1']/p[@class='review'])", "Disagreed with the judge – =Judge – <i>Not</i> & \"so\"");
  assert_query (text, "count(//p[@class='review'])", "1");
  assert_query (text, "count(//script | //link | //img | //iframe | //object | //@src | //@onclick | //@style)", "0");
  assert_query (text, "count(//a[not(starts-with(@href, '#'))])", "0");
  /* Each link leads somewhere, and nothing is there twice. */
  assert_query (text, "count(//a[not(substring(@href, 2) = //@id)])", "0");
  assert_query (text, "count(//section[@class='run'])", "6");
  assert_query (text, "count(//section[@class='run'][@id = preceding::section/@id])", "0");
  assert_query (text, "count(//tbody/tr)", "2");
  assert_query (text, "count(//tbody/tr[1]/td[4]/a)", "3");
  assert_query (text, "string(//tbody/tr[1]/td[2])", "1/2");
  assert_query (text, "count(//details[.//div[@class='turn agent']])", "2");
  assert_query (text, "string(//meta[@http-equiv='Content-Security-Policy']/@content)", "default-src 'none'; style-src 'unsafe-inline'");
  said = testing_report_query (text, "string(//div[@class='turn agent']/p)");
  g_assert_cmpstr (said, ==, "=<script>alert(1)</script>]]>&amp;|\"'\uFFFD\u202e@team #12\n\n# Title```");
  /* Text that turns around stays within its own element. */
  assert_query (text, "string(//div[@class='turn agent']/p/@dir)", "auto");
  g_assert_nonnull (strstr (text, "prefers-color-scheme: dark"));
  g_assert_nonnull (strstr (text, "@media print"));
  g_assert_null (strstr (text, "<script"));
  g_assert_null (strstr (text, "http://"));
  g_assert_null (strstr (text, "https://"));
}

static const char *
get_cell (GPtrArray *lines,
          guint line,
          const char *title)
{
  char **titles = g_ptr_array_index (lines, 0);

  for (gsize i = 0; titles[i] != NULL; i++)
    {
      if (g_str_equal (titles[i], title))
        return ((char **) g_ptr_array_index (lines, line))[i];
    }

  g_error ("There is no column %s.", title);
}

/* Where nobody can know what was decided there is nothing to be said of it, and not that it is nothing. */
static void
test_csv_without_reviews (void)
{
  g_autofree char *invocation = testing_report_dup_invocation ();
  g_autoptr (GBytes) body = g_bytes_new (invocation, strlen (invocation));
  g_autoptr (ProctorReport) report = proctor_report_new (body);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;
      g_autoptr (GPtrArray) lines = NULL;

      if (i == 1)
        proctor_report_add_reviews (report, none);
      proctor_report_write (report, PROCTOR_REPORT_CSV, stream, NULL, &error);
      g_assert_no_error (error);
      g_output_stream_close (stream, NULL, &error);
      g_assert_no_error (error);
      text = g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)), g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
      lines = testing_report_parse_csv (text);
      g_assert_cmpint (g_strv_contains (g_ptr_array_index (lines, 0), "reviewed_at"), ==, i == 1);
      for (guint line = 0; line < lines->len; line++)
        g_assert_cmpuint (g_strv_length (g_ptr_array_index (lines, line)), ==, i == 1 ? 21 : 17);
    }
}

static void
test_csv (void)
{
  g_autofree char *invocation = testing_report_dup_invocation ();
  g_autofree char *text = testing_report_write (invocation, PROCTOR_REPORT_CSV, FALSE);
  g_autoptr (GPtrArray) lines = testing_report_parse_csv (text);

  g_assert_cmpuint (lines->len, ==, 7);
  for (guint i = 0; i < lines->len; i++)
    g_assert_cmpuint (g_strv_length (g_ptr_array_index (lines, i)), ==, g_strv_length (g_ptr_array_index (lines, 0)));
  g_assert_cmpstr (get_cell (lines, 1, "test"), ==, "Greets");
  g_assert_cmpstr (get_cell (lines, 1, "outcome"), ==, "passed");
  g_assert_cmpstr (get_cell (lines, 2, "repeat"), ==, "2");
  g_assert_cmpstr (get_cell (lines, 2, "ended_at"), ==, "2026-06-21T00:00:20Z");
  g_assert_cmpstr (get_cell (lines, 2, "reasons"), ==, "'" NASTY "\nRude.");
  g_assert_cmpstr (get_cell (lines, 1, "review"), ==, "");
  g_assert_cmpstr (get_cell (lines, 2, "review"), ==, "disagree");
  g_assert_cmpstr (get_cell (lines, 2, "review_cause"), ==, "'=Judge");
  g_assert_cmpstr (get_cell (lines, 2, "review_note"), ==, "<i>Not</i> & \"so\"");
  g_assert_cmpstr (get_cell (lines, 2, "reviewed_at"), ==, "2026-06-21T00:01:40Z");
  g_assert_cmpstr (get_cell (lines, 4, "test"), ==, "'" NASTY);
  g_assert_cmpstr (get_cell (lines, 4, "folder"), ==, "Desk/Evil \"folder\"");
  g_assert_cmpstr (get_cell (lines, 4, "price_usd"), ==, "");
  g_assert_cmpstr (get_cell (lines, 6, "outcome"), ==, "pending");

  /* Nothing that a spreadsheet would calculate. */
  for (guint i = 0; i < lines->len; i++)
    {
      for (char **cell = g_ptr_array_index (lines, i); *cell != NULL; cell++)
        g_assert_true (**cell == '\0' || strchr ("=+-@\t\r", **cell) == NULL);
    }
}

static void
test_json (void)
{
  g_autofree char *invocation = testing_report_dup_invocation ();
  g_autofree char *text = testing_report_write (invocation, PROCTOR_REPORT_JSON, FALSE);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = json_from_string (text, &error);
  JsonObject *root;
  JsonObject *test;
  JsonObject *run;
  JsonObject *turn;

  g_assert_no_error (error);
  root = json_node_get_object (node);
  g_assert_cmpint (json_object_get_int_member (root, "proctor_report"), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (root, "invocation"), "id"), ==, "inv_1");
  g_assert_cmpint (json_object_get_int_member (json_object_get_object_member (root, "counts"), "error"), ==, 1);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "groups")), ==, 5);
  g_assert_true (json_object_get_null_member (root, "price_usd"));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (root, "tests")), ==, 2);
  test = json_array_get_object_element (json_object_get_array_member (root, "tests"), 0);
  g_assert_cmpint (json_object_get_int_member (test, "n_passed"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (test, "n_decided"), ==, 2);
  g_assert_true (json_object_get_boolean_member (test, "flaky"));
  run = json_array_get_object_element (json_object_get_array_member (test, "runs"), 0);
  turn = json_array_get_object_element (json_object_get_array_member (run, "transcript"), 1);
  g_assert_cmpstr (json_object_get_string_member (turn, "message"), ==, NASTY);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (json_object_get_array_member (turn, "tool_calls"), 0), "parameters"), ==, "{\"a\":\"<b>\"}");
  g_assert_true (json_object_get_null_member (run, "review"));
  run = json_array_get_object_element (json_object_get_array_member (test, "runs"), 1);
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (run, "review"), "opinion"), ==, "disagree");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (run, "review"), "cause"), ==, "=Judge");
  g_assert_cmpstr (json_object_get_string_member (json_object_get_object_member (run, "review"), "at"), ==, "2026-06-21T00:01:40Z");
  test = json_array_get_object_element (json_object_get_array_member (root, "tests"), 1);
  g_assert_cmpstr (json_object_get_string_member (test, "name"), ==, NASTY);
  g_assert_cmpint (json_object_get_int_member (test, "n_decided"), ==, 0);
  g_assert_true (json_object_get_null_member (test, "rate_low"));
}

static guint
count_pipes (const char *line)
{
  guint n = 0;

  for (const char *p = line; *p != '\0'; p++)
    {
      if (*p == '\\')
        p++;
      else if (*p == '|')
        n++;
    }

  return n;
}

static void
test_markdown (void)
{
  g_autofree char *invocation = testing_report_dup_invocation ();
  g_autofree char *text = testing_report_write (invocation, PROCTOR_REPORT_MARKDOWN, FALSE);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_rows = 0;

  g_assert_cmpstr (lines[0], ==, "## Nightly &lt;1&gt;");
  g_assert_true (g_str_has_prefix (lines[2], "**1 passed, 1 failed, 1 error, 1 inconclusive, 1 cancelled, 1 pending**"));
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      /* A row is a line, with as many cells as there are titles; nothing that came from outside begins one. */
      if (lines[i][0] == '|')
        g_assert_cmpuint (count_pipes (lines[i]), ==, 6);
      n_rows += lines[i][0] == '|';
      g_assert_true (i == 0 || lines[i][0] != '#');
    }
  g_assert_cmpuint (n_rows, ==, 4);
  g_assert_null (strstr (text, "<script"));
  g_assert_null (strstr (text, "@team"));
  g_assert_null (strstr (text, "\u202e"));
  g_assert_nonnull (strstr (text, "<details><summary>Greets [2/3]: failed</summary>"));
  g_assert_null (strstr (text, "Greets [1/3]"));
}

/* A comment of a pull request can't be of any length. */
static void
test_markdown_long (void)
{
  g_autofree char *invocation = testing_report_dup_large (5000);
  g_autofree char *text = testing_report_write (invocation, PROCTOR_REPORT_MARKDOWN, FALSE);

  g_assert_cmpuint (strlen (text), <, 65536);
  g_assert_nonnull (strstr (text, "more are left out here."));
}

static void
test_large (void)
{
  g_autofree char *invocation = testing_report_dup_large (5000);
  g_autofree char *junit = testing_report_write (invocation, PROCTOR_REPORT_JUNIT, FALSE);
  g_autofree char *html = testing_report_write (invocation, PROCTOR_REPORT_HTML, FALSE);
  g_autofree char *csv = testing_report_write (invocation, PROCTOR_REPORT_CSV, FALSE);
  g_autofree char *json = testing_report_write (invocation, PROCTOR_REPORT_JSON, FALSE);
  g_autoptr (GPtrArray) lines = testing_report_parse_csv (csv);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  testing_report_check_schema (junit);
  assert_query (junit, "count(//failure)", "5000");
  assert_query (html, "count(//section)", "5000");
  g_assert_cmpuint (lines->len, ==, 5001);
  g_assert_nonnull (node);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (json_node_get_object (node), "tests")), ==, 500);
}

static void
test_empty (void)
{
  const char *invocation = "{\"id\":\"inv_1\",\"test_runs\":[]}";

  for (guint format = 0; format < PROCTOR_N_REPORT_FORMATS; format++)
    {
      g_autofree char *text = testing_report_write (invocation, (ProctorReportFormat) format, FALSE);
      g_autoptr (JsonNode) node = format == PROCTOR_REPORT_JSON ? json_from_string (text, NULL) : NULL;

      if (format == PROCTOR_REPORT_JUNIT)
        testing_report_check_schema (text);
      if (format == PROCTOR_REPORT_HTML)
        assert_query (text, "count(//section)", "0");
      g_assert_true (format != PROCTOR_REPORT_JSON || node != NULL);
    }
}

static void
saved_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static gboolean
save (const char *invocation,
      const char *path,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (GBytes) body = g_bytes_new (invocation, strlen (invocation));
  g_autoptr (ProctorReport) report = proctor_report_new (body);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;

  proctor_report_save_async (report, PROCTOR_REPORT_CSV, file, cancellable, saved_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return proctor_report_save_finish (report, result, error);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
test_save (void)
{
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autofree char *path = g_build_filename (folder, "report.csv", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "missing", "report.csv", NULL);
  g_autofree char *invocation = testing_report_dup_invocation ();
  g_autofree char *expected = testing_report_write (invocation, PROCTOR_REPORT_CSV, FALSE);
  g_autofree char *contents = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (save (invocation, path, NULL, &error));
  g_assert_no_error (error);
  g_file_set_contents (path, "before", -1, NULL);

  /* Whatever goes wrong, what was there stays, and nothing else is left. */
  g_assert_false (save ("{\"test_runs\":[", path, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_cancellable_cancel (cancelled);
  g_assert_false (save (invocation, path, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (save (invocation, nowhere, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_true (g_str_has_prefix (error->message, "The report can't be written: "));
  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_cmpstr (contents, ==, "before");
  g_assert_cmpuint (count_files (folder), ==, 1);

  g_clear_pointer (&contents, g_free);
  g_clear_error (&error);
  g_assert_true (save (invocation, path, NULL, &error));
  g_file_get_contents (path, &contents, NULL, NULL);
  g_assert_cmpuint (strlen (contents), >, 500);
  g_assert_true (g_str_has_prefix (expected, "test_id,") && g_str_has_prefix (contents, "test_id,"));
  g_assert_cmpuint (count_files (folder), ==, 1);

  /* Nor half a report where nothing was. */
  g_unlink (path);
  g_assert_false (save ("{\"test_runs\":[", path, NULL, NULL));
  g_assert_cmpuint (count_files (folder), ==, 0);
  proctor_testing_remove_folder (folder);
}

static void
test_format (void)
{
  ProctorReportFormat format;

  for (guint i = 0; i < PROCTOR_N_REPORT_FORMATS; i++)
    {
      g_assert_true (proctor_report_format_find (proctor_report_format_get_word ((ProctorReportFormat) i), &format));
      g_assert_cmpuint (format, ==, i);
    }
  g_assert_true (proctor_report_format_find ("MD", &format));
  g_assert_cmpint (format, ==, PROCTOR_REPORT_MARKDOWN);
  g_assert_true (proctor_report_format_find ("xml", &format));
  g_assert_cmpint (format, ==, PROCTOR_REPORT_JUNIT);
  g_assert_false (proctor_report_format_find ("", &format));
  g_assert_false (proctor_report_format_find ("pdf", &format));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/report/junit", test_junit);
  g_test_add_func ("/report/junit/per-test", test_junit_per_test);
  g_test_add_func ("/report/html", test_html);
  g_test_add_func ("/report/html/groups", test_html_groups);
  g_test_add_func ("/report/csv", test_csv);
  g_test_add_func ("/report/csv-without-reviews", test_csv_without_reviews);
  g_test_add_func ("/report/json", test_json);
  g_test_add_func ("/report/markdown", test_markdown);
  g_test_add_func ("/report/markdown/long", test_markdown_long);
  g_test_add_func ("/report/large", test_large);
  g_test_add_func ("/report/empty", test_empty);
  g_test_add_func ("/report/save", test_save);
  g_test_add_func ("/report/format", test_format);

  return g_test_run ();
}
