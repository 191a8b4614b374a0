/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "proctor-api-error.h"
#include "proctor-export-job.h"
#include "proctor-import-job.h"
#include "proctor-import.h"
#include "testing-job.h"

/* Exports that meet with difficulties, and imports whose answers get lost. */

#define BODY "\"chat_history\": [{\"role\": \"user\", \"message\": \"Hi\", \"time_in_call_secs\": 0}], \"success_condition\": \"x\""
#define ROW(id, name) "{\"id\": \"" id "\", \"name\": \"" name "\", \"type\": \"llm\", \"created_at_unix_secs\": 1, \"last_updated_at_unix_secs\": 1, \"folder_path\": [{\"id\": \"f\", \"name\": \"..\"}]}"
#define DOCUMENT(id, name) "{\"id\": \"" id "\", \"name\": \"" name "\", \"type\": \"llm\", \"n\": 1.50e3, " BODY "}"

static const char *const ids[] = { "t_1", "t_2", NULL };

/* Two tests in a folder whose name leads out of every folder. */
static void
add_tests (TestingJob *self)
{
  testing_job_answer (self, "POST", TESTS "/summaries", 200, "{\"tests\": {\"t_1\": " ROW ("t_1", "One") ", \"t_2\": " ROW ("t_2", "Two") "}}");
  testing_job_answer (self, "GET", TESTS "/t_1", 200, DOCUMENT ("t_1", "One"));
  testing_job_answer (self, "GET", TESTS "/t_2", 200, DOCUMENT ("t_2", "Two"));
}

static ProctorJob *
make_job (TestingJob *self)
{
  g_autofree char *path = g_build_filename (self->folder, "out", NULL);
  g_autoptr (GFile) folder = g_file_new_for_path (path);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);

  return proctor_export_job_new (self->session, ids, folder);
}

static char *
read_file (TestingJob *self,
           const char *path)
{
  g_autofree char *full = g_build_filename (self->folder, "out", path, NULL);
  char *text = NULL;

  g_file_get_contents (full, &text, NULL, NULL);

  return text;
}

static void
write_file (TestingJob *self,
            const char *path,
            const char *text)
{
  g_autofree char *full = g_build_filename (self->folder, "out", path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (full, text, -1, &error);
  g_assert_no_error (error);
}

static void
test_numbers (TestingJob *self,
              gconstpointer data)
{
  g_autoptr (ProctorJob) job = make_job (self);
  g_autofree char *text = NULL;

  add_tests (self);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 0);
  text = read_file (self, "test_configs/folder/One.proctor.json");
  g_assert_cmpstr (text, ==,
                   "{\n    \"chat_history\": [\n        {\n            \"message\": \"Hi\",\n            \"role\": \"user\",\n            \"time_in_call_secs\": 0\n        }\n    ],\n"
                   "    \"id\": \"t_1\",\n    \"n\": 1.50e3,\n    \"name\": \"One\",\n    \"success_condition\": \"x\",\n    \"type\": \"llm\"\n}\n");
}

/* A test that has gone fails; the others are there and named. */
static void
test_gone (TestingJob *self,
           gconstpointer data)
{
  g_autoptr (ProctorJob) job = make_job (self);
  g_autofree char *failures = NULL;
  g_autofree char *list = NULL;

  testing_job_answer (self, "POST", TESTS "/summaries", 200, "{\"tests\": {\"t_1\": " ROW ("t_1", "One") "}}");
  testing_job_answer (self, "GET", TESTS "/t_1", 200, DOCUMENT ("t_1", "One"));
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_done (job), ==, 1);
  failures = testing_job_dup_failures (job);
  g_assert_nonnull (strstr (failures, "t_2"));
  list = read_file (self, "tests.json");
  g_assert_nonnull (strstr (list, "\"config\": \"test_configs/folder/One.proctor.json\""));
  g_assert_null (strstr (list, "t_2"));
}

/* Whatever tests.json is, it is somebody's. */
static void
test_foreign_list (TestingJob *self,
                   gconstpointer data)
{
  g_autoptr (ProctorJob) job = make_job (self);
  g_autofree char *list = NULL;
  g_autofree char *file = NULL;

  write_file (self, "tests.json", "{\"tests\": 7}");
  add_tests (self);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 2);
  list = read_file (self, "tests.json");
  g_assert_cmpstr (list, ==, "{\"tests\": 7}");
  g_assert_null (read_file (self, "test_configs/folder/One.proctor.json"));

  /* Mended, it is tried again. */
  write_file (self, "tests.json", "{\"tests\": []}");
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 0);
  file = read_file (self, "test_configs/folder/One.proctor.json");
  g_assert_nonnull (file);
}

/* A list that names files outside of the folder, or itself, gets nothing written over. */
static void
test_hostile_list (TestingJob *self,
                   gconstpointer data)
{
  g_autoptr (ProctorJob) job = make_job (self);
  g_autofree char *outside = g_build_filename (self->folder, "victim.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *file = NULL;

  g_assert_true (g_file_set_contents (outside, "mine", -1, NULL));
  write_file (self, "tests.json", "{\"tests\": [{\"id\": \"t_1\", \"config\": \"../victim.json\"}, {\"id\": \"t_2\", \"config\": \"tests.json\"}]}");
  add_tests (self);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 0);
  g_assert_true (g_file_get_contents (outside, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  file = read_file (self, "test_configs/folder/Two.proctor.json");
  g_assert_nonnull (file);
}

static void
test_link (TestingJob *self,
           gconstpointer data)
{
  g_autoptr (ProctorJob) job = make_job (self);
  g_autofree char *path = g_build_filename (self->folder, "out", "test_configs", NULL);
  g_autofree char *stray = g_build_filename (self->folder, "folder", NULL);
  g_autoptr (ProctorJobFailure) failure = NULL;

  g_assert_cmpint (symlink ("..", path), ==, 0);
  add_tests (self);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 2);
  failure = g_list_model_get_item (proctor_job_get_failures (job), 0);
  g_assert_nonnull (strstr (proctor_job_failure_get_error (failure)->message, "“test_configs” is in the way: it is no folder."));
  g_assert_false (g_file_test (stray, G_FILE_TEST_EXISTS));
}

/* No room for a file: it is not there by half, and is there when there is room. */
static void
test_full (TestingJob *self,
           gconstpointer data)
{
  g_autoptr (ProctorJob) job = make_job (self);
  struct rlimit before;
  struct rlimit small;
  g_autofree char *file = NULL;
  g_autofree char *list = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 100;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  add_tests (self);
  testing_job_run (self, job);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 2);
  g_assert_null (read_file (self, "test_configs/folder/One.proctor.json"));
  g_assert_null (read_file (self, "tests.json"));

  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 0);
  file = read_file (self, "test_configs/folder/One.proctor.json");
  list = read_file (self, "tests.json");
  g_assert_nonnull (file);
  g_assert_nonnull (list);
}

/* An import of a file with one test, which the workspace doesn't have. */
static ProctorJob *
make_import_job (TestingJob *self)
{
  g_autofree char *path = g_build_filename (self->folder, "in.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (ProctorImport) import = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "{\"id\": \"from_elsewhere\", \"name\": \"One\", \"type\": \"llm\", " BODY "}", -1, NULL));
  g_list_store_append (files, file);
  import = proctor_import_new (self->session, G_LIST_MODEL (files), NULL);
  proctor_import_scan_async (import, NULL, testing_job_cb, self);
  result = testing_job_wait (self);
  g_assert_true (proctor_import_scan_finish (import, result, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (proctor_import_count (import, PROCTOR_IMPORT_NEW), ==, 1);

  return proctor_import_make_job (import);
}

/* The answer got lost, but the test is there: it is found and not made again. Its old id goes nowhere. */
static void
test_lost (TestingJob *self,
           gconstpointer data)
{
  g_autofree char *listed = g_strdup_printf ("{\"tests\": [{\"id\": \"t_9\", \"name\": \"One\", \"type\": \"llm\", \"created_at_unix_secs\": %" G_GINT64_FORMAT ", \"last_updated_at_unix_secs\": 1}], \"has_more\": false}", g_get_real_time () / G_USEC_PER_SEC + 2);
  g_autoptr (ProctorJob) job = NULL;
  g_autoptr (GPtrArray) requests = NULL;

  testing_job_answer (self, "GET", TESTS, 200, "{\"tests\": [], \"has_more\": false}");
  testing_job_answer (self, "GET", TESTS, 200, listed);
  testing_job_answer_fault (self, "POST", TESTS "/create", PROCTOR_TESTING_FAULT_CUT);
  job = make_import_job (self);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 1);
  testing_job_run (self, job);
  g_assert_cmpuint (proctor_job_get_n_failed (job), ==, 0);
  g_assert_cmpuint (testing_job_count (self, "POST", TESTS "/create"), ==, 1);

  requests = proctor_testing_server_dup_requests (self->server);
  for (guint i = 0; i < requests->len; i++)
    {
      const ProctorTestingRequest *request = requests->pdata[i];
      g_autofree char *body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));

      g_assert_null (strstr (request->path, "from_elsewhere"));
      g_assert_null (strstr (body, "from_elsewhere"));
    }
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_job_add ("/export-job/numbers", test_numbers);
  testing_job_add ("/export-job/gone", test_gone);
  testing_job_add ("/export-job/foreign-list", test_foreign_list);
  testing_job_add ("/export-job/hostile-list", test_hostile_list);
  testing_job_add ("/export-job/link", test_link);
  testing_job_add ("/export-job/full", test_full);
  testing_job_add ("/import-job/lost", test_lost);

  return g_test_run ();
}
