/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-history-reviews.h"
#include "proctor-history.h"
#include "proctor-testing.h"

#include <string.h>

/* proctorctl: what was decided in the window on this computer is in the reports that are written on it. */

#define RUNS "/v1/convai/test-invocations"
#define INVOCATION                                                                                                  \
  "{\"id\":\"inv_1\",\"agent_id\":\"agent_1\",\"created_at\":1760000000,\"test_runs\":["                            \
  "{\"test_run_id\":\"run_1\",\"test_id\":\"test_1\",\"test_name\":\"Refund\",\"last_updated_at_unix\":1760000012," \
  "\"status\":\"failed\",\"condition_result\":{\"result\":\"failure\"}},"                                           \
  "{\"test_run_id\":\"run_2\",\"test_id\":\"test_1\",\"test_name\":\"Refund\",\"last_updated_at_unix\":1760000013," \
  "\"status\":\"passed\",\"condition_result\":{\"result\":\"success\"}}]}"

typedef struct
{
  TestingCtl ctl;
  char *home;
  char *folder; /* where the window keeps its data */
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer data)
{
  testing_ctl_set_up (&self->ctl, data);
  self->home = proctor_testing_make_folder ();
  self->folder = g_build_filename (self->home, "proctor", NULL);
  testing_ctl_set (&self->ctl, "XDG_DATA_HOME", self->home);
  testing_ctl_answer (&self->ctl, "GET", RUNS "/inv_1", 0, INVOCATION);
}

static void
tear_down (Fixture *self,
           gconstpointer data)
{
  testing_ctl_tear_down (&self->ctl, data);
  proctor_testing_remove_folder (self->home);
  g_free (self->home);
  g_free (self->folder);
}

static void
keep_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static gboolean
is_kept (gpointer user_data)
{
  return *(GAsyncResult **) user_data != NULL;
}

static void
decide (ProctorHistory *history,
        const char *workspace_id,
        ProctorOpinion opinion,
        gint64 at)
{
  const ProctorReview review = {
    .invocation_id = (char *) "inv_1",
    .run_id = (char *) "run_1",
    .outcome = PROCTOR_OUTCOME_FAILED,
    .run_at = 1760000012,
    .opinion = opinion,
    .cause = (char *) "The judge",
    .note = (char *) "It was polite",
    .at = at,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  proctor_history_review_async (history, workspace_id, &review, NULL, keep_cb, &result);
  proctor_testing_wait_for ("the decision to be kept", is_kept, &result);
  proctor_history_review_finish (history, result, &error);
  g_assert_no_error (error);
}

static void
close_history (ProctorHistory *history)
{
  g_autoptr (GAsyncResult) result = NULL;

  proctor_history_close_async (history, keep_cb, &result);
  proctor_testing_wait_for ("the history to close", is_kept, &result);
  proctor_history_close_finish (history, result);
}

/* Returns the report, and what was said. */
static char *
export_csv (Fixture *self,
            const char *errors)
{
  g_autofree char *path = g_build_filename (self->home, "report.csv", NULL);
  g_autofree char *command = g_strdup_printf ("runs export inv_1 --report csv=%s", path);
  g_auto (TestingCtlResult) result = testing_ctl_run (&self->ctl, command);
  g_autoptr (GError) error = NULL;
  char *csv;

  g_assert_cmpint (result.status, ==, 0);
  testing_ctl_assert_contains (result.errors, errors);
  g_file_get_contents (path, &csv, NULL, &error);
  g_assert_no_error (error);

  return csv;
}

static void
assert_no_columns (const char *csv)
{
  testing_ctl_assert_contains (csv, ",calls_without_mock\r\n");
  g_assert_null (strstr (csv, "review"));
}

/* On a CI server nobody has ever opened the window, and nothing is left behind there. */
static void
test_nowhere (Fixture *self,
              gconstpointer data)
{
  g_autofree char *csv = export_csv (self, "");

  assert_no_columns (csv);
  g_assert_false (g_file_test (self->folder, G_FILE_TEST_EXISTS));
}

/* While the window has its history open, and of whichever workspace it calls the server. */
static void
test_decided (Fixture *self,
              gconstpointer data)
{
  g_autoptr (ProctorHistory) history = proctor_history_new (self->folder);
  g_auto (TestingCtlResult) json = { 0 };
  g_autofree char *csv = NULL;
  g_autofree char *closed = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *test;
  JsonObject *review;

  decide (history, "workspace-1", PROCTOR_OPINION_DISAGREE, 1760000200);
  decide (history, "workspace-2", PROCTOR_OPINION_AGREE, 1760000100);
  csv = export_csv (self, "");
  testing_ctl_assert_contains (csv, ",review,review_cause,review_note,reviewed_at\r\n");
  testing_ctl_assert_contains (csv, ",disagree,\"The judge\",\"It was polite\",2025-10-09T08:56:40Z\r\n");
  testing_ctl_assert_contains (csv, ",,,,\r\n");

  json = testing_ctl_run (&self->ctl, "runs export inv_1 --report json=-");
  node = testing_ctl_parse (&json);
  test = json_array_get_object_element (json_object_get_array_member (json_node_get_object (node), "tests"), 0);
  review = json_object_get_object_member (json_array_get_object_element (json_object_get_array_member (test, "runs"), 0), "review");
  g_assert_cmpstr (json_object_get_string_member (review, "opinion"), ==, "disagree");

  close_history (history);
  closed = export_csv (self, "");
  g_assert_cmpstr (closed, ==, csv);
}

/* A history that nobody can read is the window's to mend; the report is of use without it. */
static void
test_damaged (Fixture *self,
              gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "history.db", NULL);
  g_autofree char *garbage = g_strnfill (5000, 'x');
  g_autofree char *left = NULL;
  g_autofree char *csv = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (self->folder, 0700), ==, 0);
  g_file_set_contents (path, garbage, -1, &error);
  g_assert_no_error (error);
  csv = export_csv (self, "What was decided of verdicts is not in the report. ");
  assert_no_columns (csv);
  g_file_get_contents (path, &left, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (left, ==, garbage);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/proctorctl-reviews/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("nowhere", test_nowhere);
  ADD ("decided", test_decided);
  ADD ("damaged", test_damaged);
#undef ADD

  return g_test_run ();
}
