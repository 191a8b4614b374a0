/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-ctl.h"

#include "proctor-testing.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Tests in a folder beside those of a workspace: pull, push and diff. */

#define TESTS "/v1/convai/agent-testing"
#define TOOLS "/v1/convai/tools"

#define LLM(id, name, more) "{\"id\":\"" id "\",\"name\":\"" name "\",\"type\":\"llm\",\"success_condition\":\"Yes\",\"chat_history\":[{\"role\":\"user\",\"message\":\"Hi\",\"time_in_call_secs\":0}]" more "}"
#define SOURCE(name) "{\"name\":\"" name "\",\"type\":\"llm\",\"success_condition\":\"Yes\",\"chat_history\":[{\"role\":\"user\",\"message\":\"Hi\"}]}"
#define ROW_IN(id, name, folder) "{\"id\":\"" id "\",\"name\":\"" name "\",\"type\":\"llm\",\"created_at_unix_secs\":1760000000,\"last_updated_at_unix_secs\":1760000000," \
                                 "\"folder_parent_id\":\"" folder "\",\"folder_path\":[{\"id\":\"" folder "\",\"name\":\"A / B\"}]}"
#define PAGE(rows) "{\"tests\":[" rows "],\"has_more\":false}"
#define NO_TOOLS "{\"tools\":[],\"has_more\":false}"

typedef struct
{
  TestingCtl ctl;
  char *folder;
  char *project;
} Fixture;

static void
set_up (Fixture *self,
        gconstpointer user_data)
{
  g_autoptr (GError) error = NULL;

  testing_ctl_set_up (&self->ctl, user_data);
  self->folder = g_dir_make_tmp ("y-XXXXXX", &error);
  g_assert_no_error (error);
  self->project = g_build_filename (self->folder, "project", NULL);
  g_assert_cmpint (g_mkdir (self->project, 0700), ==, 0);
  testing_ctl_set (&self->ctl, "HOME", self->folder);
}

/* With the real engine, which begins with nothing but the sample. */
static void
set_up_engine (Fixture *self,
               gconstpointer user_data)
{
  g_auto (TestingCtlResult) sample = { 0 };
  g_autofree char *data = NULL;
  g_autofree char *runtime = NULL;

  set_up (self, user_data);
  data = g_build_filename (self->folder, "data", NULL);
  runtime = g_build_filename (self->folder, "run", NULL);
  g_assert_cmpint (g_mkdir (runtime, 0700), ==, 0);
  testing_ctl_set (&self->ctl, "XDG_DATA_HOME", data);
  testing_ctl_set (&self->ctl, "XDG_CACHE_HOME", self->folder);
  testing_ctl_set (&self->ctl, "XDG_RUNTIME_DIR", runtime);
  testing_ctl_set (&self->ctl, "PROCTOR_ENGINE", g_getenv ("PROCTOR_TEST_ENGINE"));
  testing_ctl_set (&self->ctl, "PROCTOR_BASE_URL", NULL);
  testing_ctl_set (&self->ctl, "PROCTOR_API_KEY", NULL);
  sample = testing_ctl_run (&self->ctl, "run --sample --match 'Says when*' --quiet");
  g_assert_cmpint (sample.status, ==, 0);
}

static void
tear_down (Fixture *self,
           gconstpointer user_data)
{
  proctor_testing_remove_folder (self->folder);
  g_free (self->folder);
  g_free (self->project);
  testing_ctl_tear_down (&self->ctl, user_data);
}

static void
tear_down_engine (Fixture *self,
                  gconstpointer user_data)
{
  g_auto (TestingCtlResult) stopped = testing_ctl_run (&self->ctl, "engine stop");

  g_assert_cmpint (stopped.status, ==, 0);
  tear_down (self, user_data);
}

static char *
get_path (Fixture *self,
          const char *path)
{
  return g_build_filename (self->project, path, NULL);
}

static char *
read_file (Fixture *self,
           const char *path)
{
  g_autofree char *full = get_path (self, path);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (full, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static void
write_file (Fixture *self,
            const char *path,
            const char *text)
{
  g_autofree char *full = get_path (self, path);
  g_autofree char *parent = g_path_get_dirname (full);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_file_set_contents (full, text, -1, &error);
  g_assert_no_error (error);
}

static gboolean
exists (Fixture *self,
        const char *path)
{
  g_autofree char *full = get_path (self, path);

  return g_file_test (full, G_FILE_TEST_IS_REGULAR);
}

/* Changes a file, as a person with an editor does. */
static void
edit (Fixture *self,
      const char *path,
      const char *before,
      const char *after)
{
  g_autofree char *text = read_file (self, path);
  g_auto (GStrv) parts = g_strsplit (text, before, -1);
  g_autofree char *edited = g_strjoinv (after, parts);

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  write_file (self, path, edited);
}

static void
rename_file (Fixture *self,
             const char *from,
             const char *to)
{
  g_autofree char *old = get_path (self, from);
  g_autofree char *new = get_path (self, to);
  g_autofree char *parent = g_path_get_dirname (new);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_cmpint (g_rename (old, new), ==, 0);
}

static void
remove_file (Fixture *self,
             const char *path)
{
  g_autofree char *full = get_path (self, path);

  g_assert_cmpint (g_unlink (full), ==, 0);
}

static TestingCtlResult
sync_tests (Fixture *self,
            const char *command)
{
  g_autofree char *line = g_strdup_printf ("tests %s '%s'", command, self->project);

  return testing_ctl_run (&self->ctl, line);
}

/* What a command writes and says, and how it ends. */
static void
expect (Fixture *self,
        const char *command,
        int status,
        const char *output,
        const char *errors)
{
  g_auto (TestingCtlResult) result = sync_tests (self, command);

  g_assert_cmpstr (result.errors, ==, errors);
  g_assert_cmpstr (result.output, ==, output);
  g_assert_cmpint (result.status, ==, status);
}

static void
expect_part (Fixture *self,
             const char *command,
             int status,
             const char *part)
{
  g_auto (TestingCtlResult) result = sync_tests (self, command);
  g_autofree char *both = g_strconcat (result.output, result.errors, NULL);

  testing_ctl_assert_contains (both, part);
  g_assert_cmpint (result.status, ==, status);
}

/* Somebody else, who has the same tests in another folder. */
static void
switch_project (Fixture *self,
                const char *name)
{
  g_free (self->project);
  self->project = g_build_filename (self->folder, name, NULL);
  g_assert_cmpint (g_mkdir_with_parents (self->project, 0700), ==, 0);
}

#define SUITE "test_configs/Bookings/Books-a-suite-(has-no-mock-yet).json"

static void
test_round (Fixture *self,
            gconstpointer user_data)
{
  g_autofree char *list = NULL;
  g_autofree char *again = NULL;
  g_autofree char *suite = NULL;

  expect_part (self, "pull --local", 0, "Pulled: 12. Same: 0. Left alone: 0. Refused: 0. Failed: 0.\n");
  list = read_file (self, "tests.json");
  suite = read_file (self, SUITE);
  testing_ctl_assert_contains (list, "            \"config\": \"" SUITE "\",\n            \"type\": \"simulation\",\n            \"id\": \"test_");
  testing_ctl_assert_contains (list, "\"folder_path\": [\n                \"Complaints and questions\"\n");
  testing_ctl_assert_contains (suite, "    \"name\": \"Books a suite (has no mock yet)\",\n");
  expect (self, "pull --local", 0, "", "Pulled: 0. Same: 12. Left alone: 0. Refused: 0. Failed: 0.\n");
  expect (self, "push --local", 0, "", "Pushed: 0. Same: 12. Left alone: 0. Refused: 0. Failed: 0.\n");
  again = read_file (self, "tests.json");
  g_assert_cmpstr (again, ==, list);

  edit (self, SUITE, "\"name\": \"Books a suite", "\"name\": \"Books two suites");
  expect (self, "diff --local", 1, "changed here  Books two suites (has no mock yet)  " SUITE "  name\n", "Same: 11. Different: 1. Failed: 0.\n");
  expect (self, "push --local --dry-run", 0, "pushed  Books two suites (has no mock yet)  " SUITE "  name\n",
          "Pushed: 1. Same: 11. Left alone: 0. Refused: 0. Failed: 0.\nThat is what would be done. Nothing was.\n");
  expect (self, "push --local --match 'other*'", 0, "", "Pushed: 0. Same: 0. Left alone: 0. Refused: 0. Failed: 0.\n");
  expect (self, "push --local --folder Bookings", 0, "pushed  Books two suites (has no mock yet)  " SUITE "  name\n", "Pushed: 1. Same: 5. Left alone: 0. Refused: 0. Failed: 0.\n");
  expect (self, "diff --local", 0, "", "Same: 12. Different: 0. Failed: 0.\n");
}

/* Two people change the same tests. */
static void
test_conflict (Fixture *self,
               gconstpointer user_data)
{
  g_autofree char *merged = NULL;
  g_autofree char *forced = NULL;

  expect_part (self, "pull --local --quiet", 0, "Pulled: 12.");
  switch_project (self, "theirs");
  expect_part (self, "pull --local", 0, "Pulled: 12.");
  edit (self, SUITE, "\"name\": \"Books a suite", "\"name\": \"Theirs");
  edit (self, SUITE, "\"environment\": null", "\"environment\": \"staging\"");
  expect_part (self, "push --local", 0, "Pushed: 1.");

  switch_project (self, "project");
  expect_part (self, "diff --local", 1, "changed there  Books a suite (has no mock yet)  " SUITE "  environment, name\n");
  edit (self, SUITE, "\"name\": \"Books a suite", "\"name\": \"Ours");
  expect (self, "push --local", 1, "conflict  Ours (has no mock yet)  " SUITE "  here: name; there: environment, name\n",
          "Pushed: 0. Same: 11. Left alone: 0. Refused: 1. Failed: 0.\n"
          "What was changed there since the last pull is as it was. A pull brings it here; with --force the files are taken.\n");
  expect_part (self, "pull --local", 1, "Refused: 1.");
  forced = read_file (self, SUITE);
  testing_ctl_assert_contains (forced, "\"name\": \"Ours");
  expect_part (self, "push --local --force", 0, "pushed  Ours");

  /* In different members, both are taken. */
  switch_project (self, "theirs");
  edit (self, SUITE, "\"environment\": \"staging\"", "\"environment\": \"other\"");
  expect_part (self, "push --local", 1, "conflict");
  expect_part (self, "pull --local --force", 0, "pulled");
  edit (self, SUITE, "\"environment\": null", "\"environment\": \"other\"");
  expect_part (self, "push --local", 0, "pushed");
  switch_project (self, "project");
  edit (self, SUITE, "\"name\": \"Ours", "\"name\": \"Ours again");
  expect_part (self, "push --local", 1, "changed on both sides");
  expect_part (self, "pull --local", 0, "merged");
  merged = read_file (self, SUITE);
  testing_ctl_assert_contains (merged, "\"name\": \"Ours again");
  testing_ctl_assert_contains (merged, "\"environment\": \"other\"");
  expect_part (self, "push --local", 0, "Ours again (has no mock yet)  " SUITE "  name\n");
}

/* Made, moved and deleted, here and there. */
static void
test_life (Fixture *self,
           gconstpointer user_data)
{
  g_autofree char *list = NULL;

  expect_part (self, "pull --local", 0, "Pulled: 12.");
  write_file (self, "test_configs/New folder/deep/one.json", SOURCE ("One"));
  expect (self, "pull --local", 0, "only here  One  test_configs/New folder/deep/one.json  -\n", "Pulled: 0. Same: 12. Left alone: 1. Refused: 0. Failed: 0.\n");
  expect (self, "push --local", 0, "created  One  test_configs/New folder/deep/one.json  -\n", "Pushed: 1. Same: 12. Left alone: 0. Refused: 0. Failed: 0.\n");
  expect_part (self, "push --local", 0, "Pushed: 0. Same: 13.");

  /* The list was not written: nothing is made twice. */
  remove_file (self, "tests.json");
  expect_part (self, "push --local", 0, "Pushed: 0. Same: 13.");
  list = read_file (self, "tests.json");
  testing_ctl_assert_contains (list, "deep/one.json");

  rename_file (self, "test_configs/New folder/deep/one.json", "test_configs/one.json");
  expect (self, "push --local", 0, "pushed  One  test_configs/one.json  folder_path\n", "Pushed: 1. Same: 12. Left alone: 0. Refused: 0. Failed: 0.\n");
  switch_project (self, "theirs");
  expect_part (self, "pull --local", 0, "Pulled: 13.");
  rename_file (self, "test_configs/One.json", "test_configs/Moved/One.json");
  expect_part (self, "push --local", 0, "pushed  One  test_configs/Moved/One.json  folder_path\n");
  switch_project (self, "project");
  expect_part (self, "pull --local", 0, "pulled  One  test_configs/Moved/one.json  folder_path\n");
  g_assert_false (exists (self, "test_configs/one.json"));

  remove_file (self, "test_configs/Moved/one.json");
  expect (self, "push --local", 0, "deleted here  One  test_configs/Moved/one.json  -\n", "Pushed: 0. Same: 12. Left alone: 1. Refused: 0. Failed: 0.\n");
  expect_part (self, "push --local --prune", 0, "deleted  One");
  expect_part (self, "diff --local", 0, "Same: 12. Different: 0.");
  switch_project (self, "theirs");
  expect_part (self, "push --local", 1, "deleted there  One");
  expect_part (self, "pull --local", 0, "deleted there  One");
  edit (self, "test_configs/Moved/One.json", "\"One\"", "\"Two\"");
  expect_part (self, "pull --local --prune", 1, "deleted there  Two");
  expect_part (self, "push --local --force", 0, "created  Two");
  expect_part (self, "diff --local", 0, "Same: 13. Different: 0.");
}

/* To another workspace: its ids are others, its tools are found by their names. */
static void
test_map (Fixture *self,
          gconstpointer user_data)
{
  g_autofree char *list = NULL;
  g_autofree char *again = NULL;

  expect_part (self, "pull --local", 0, "Pulled: 12.");
  list = read_file (self, "tests.json");
  expect_part (self, "diff --local --map staging", 0, "Same: 12. Different: 0. Failed: 0.\n");

  testing_ctl_set (&self->ctl, "PROCTOR_BASE_URL", proctor_testing_server_get_url (self->ctl.server));
  testing_ctl_set (&self->ctl, "PROCTOR_API_KEY", TESTING_CTL_KEY);
  testing_ctl_answer (&self->ctl, "GET", TESTS, 0, PAGE (""));
  testing_ctl_answer (&self->ctl, "GET", TOOLS, 0, "{\"tools\":[{\"id\":\"tool_elsewhere\",\"tool_config\":{\"type\":\"webhook\",\"name\":\"book_room\",\"description\":\"\"}}],\"has_more\":false}");
  testing_ctl_answer (&self->ctl, "POST", TESTS "/create", 0, "{\"id\":\"test_elsewhere\"}");
  expect_part (self, "push --map other --match 'Looks for what*'", 4, "There is not exactly one tool called “find_room” in that workspace.");
  g_assert_cmpuint (testing_ctl_count (&self->ctl, "POST", TESTS "/create"), ==, 0);
  /* The folder has to be made there, too. */
  testing_ctl_answer (&self->ctl, "POST", TESTS "/folders", 0, "{\"id\":\"folder_1\",\"name\":\"Bookings\"}");
  expect_part (self, "push --map other --match 'Asks for the date*'", 0, "created  Asks for the date before it books");
  {
    g_autoptr (GPtrArray) requests = proctor_testing_server_dup_requests (self->ctl.server);
    const ProctorTestingRequest *request = testing_ctl_get_request (requests, requests->len - 1);
    g_autofree char *body = g_strndup (g_bytes_get_data (request->body, NULL), g_bytes_get_size (request->body));

    testing_ctl_assert_contains (body, "\"id\":\"tool_elsewhere\"");
    testing_ctl_assert_contains (body, "\"parent_folder_id\":\"folder_1\"");
  }
  g_assert_true (exists (self, ".proctor/elsewhere/other/test_elsewhere.json"));
  again = read_file (self, "tests.json");
  g_assert_cmpstr (again, ==, list);
  expect_part (self, "diff --map ../x", 2, "--map takes a name");
}

static void
answer_lists (Fixture *self,
              const char *page)
{
  testing_ctl_answer (&self->ctl, "GET", TESTS, 0, page);
  testing_ctl_answer (&self->ctl, "GET", TOOLS, 0, NO_TOOLS);
}

/* Names can be anything, files can't; in whichever order they come, they get the same. */
static void
test_names (Fixture *self,
            gconstpointer user_data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *text = NULL;

  testing_ctl_answer (&self->ctl, "GET", TESTS "/t1", 0, LLM ("t1", "../../Up", ",\"unknown\":{\"b\":1.50,\"a\":123456789012345678901234567890}"));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t2", 0, LLM ("t2", "same", ""));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t3", 0, LLM ("t3", "SAME", ""));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t4", 0, LLM ("t4", "\\u001b[2Ja\\/b", ""));
  answer_lists (self, PAGE (ROW_IN ("t1", "../../Up", "f1") "," TESTING_CTL_ROW ("t2", "llm", "same") "," TESTING_CTL_ROW ("t3", "llm", "SAME") "," TESTING_CTL_ROW ("t4", "llm", "\\u001b[2Ja\\/b")));
  expect_part (self, "pull", 0, "Pulled: 4.");
  first = read_file (self, "tests.json");
  testing_ctl_assert_contains (first, "\"test_configs/A-B/Up.json\"");
  testing_ctl_assert_contains (first, "\"A / B\"");
  g_assert_true (exists (self, "test_configs/SAME.json"));
  g_assert_true (exists (self, "test_configs/same-2.json"));
  g_assert_true (exists (self, "test_configs/[2Ja-b.json"));
  text = read_file (self, "test_configs/A-B/Up.json");
  testing_ctl_assert_contains (text, "123456789012345678901234567890");
  testing_ctl_assert_contains (text, "1.50");

  switch_project (self, "other");
  proctor_testing_server_reset (self->ctl.server);
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t1", 0, LLM ("t1", "../../Up", ",\"unknown\":{\"b\":1.50,\"a\":123456789012345678901234567890}"));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t2", 0, LLM ("t2", "same", ""));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t3", 0, LLM ("t3", "SAME", ""));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t4", 0, LLM ("t4", "\\u001b[2Ja\\/b", ""));
  answer_lists (self, PAGE (TESTING_CTL_ROW ("t4", "llm", "\\u001b[2Ja\\/b") "," TESTING_CTL_ROW ("t3", "llm", "SAME") "," TESTING_CTL_ROW ("t2", "llm", "same") "," ROW_IN ("t1", "../../Up", "f1")));
  expect_part (self, "pull", 0, "Pulled: 4.");
  second = read_file (self, "tests.json");
  g_assert_cmpstr (second, ==, first);
}

/* What is sent says what the file does, to the last digit, and is sent to the folder where the test is now. */
static void
test_digits (Fixture *self,
             gconstpointer user_data)
{
  g_autoptr (GPtrArray) requests = NULL;
  g_autofree char *body = NULL;

  testing_ctl_answer (&self->ctl, "GET", TESTS "/t1", 0, LLM ("t1", "One", ",\"dynamic_variables\":{\"n\":12345678901234567890123},\"new_member\":[1.50]"));
  answer_lists (self, PAGE (ROW_IN ("t1", "One", "f1")));
  expect_part (self, "pull", 0, "Pulled: 1.");
  edit (self, "test_configs/A-B/One.json", "\"Yes\"", "\"No\"");
  testing_ctl_answer (&self->ctl, "POST", TESTS "/summaries", 0, "{\"tests\":{\"t1\":" ROW_IN ("t1", "One", "f2") "}}");
  testing_ctl_answer (&self->ctl, "PUT", TESTS "/t1", 0, "{}");
  expect_part (self, "push", 0, "pushed  One  test_configs/A-B/One.json  success_condition\n");
  requests = proctor_testing_server_dup_requests (self->ctl.server);
  body = g_strndup (g_bytes_get_data (testing_ctl_get_request (requests, requests->len - 1)->body, NULL), g_bytes_get_size (testing_ctl_get_request (requests, requests->len - 1)->body));
  testing_ctl_assert_contains (body, "\"n\":12345678901234567890123");
  testing_ctl_assert_contains (body, "\"new_member\":[1.50]");
  testing_ctl_assert_contains (body, "\"parent_folder_id\":\"f2\"");
  g_assert_null (strstr (body, "\"id\":\"t1\""));
}

static void
test_troubles (Fixture *self,
               gconstpointer user_data)
{
  g_autofree char *json = NULL;
  g_auto (TestingCtlResult) result = { 0 };
  g_autoptr (JsonNode) node = NULL;
  JsonObject *row;

  testing_ctl_answer (&self->ctl, "GET", TESTS, 401, "{\"detail\":{\"status\":\"invalid_api_key\",\"message\":\"No\"}}");
  expect_part (self, "pull", 4, "The server doesn't accept the API key.");
  g_assert_false (exists (self, "tests.json"));
  proctor_testing_server_reset (self->ctl.server);

  /* One that can't be had takes none of the others with it, and one that is gone is no trouble. */
  answer_lists (self, PAGE (TESTING_CTL_ROW ("t1", "llm", "One") "," TESTING_CTL_ROW ("t2", "llm", "Two") "," TESTING_CTL_ROW ("t3", "llm", "Three") "," TESTING_CTL_ROW ("t4", "llm", "Four")));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t1", 0, LLM ("t1", "One", ""));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t2", 403, "{\"detail\":{\"message\":\"Not for you.\"}}");
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t3", 404, "{\"detail\":{\"message\":\"Gone.\"}}");
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t4", 0, "<html>");
  result = sync_tests (self, "pull --json");
  g_assert_cmpint (result.status, ==, 4);
  node = testing_ctl_parse (&result);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), ==, 3);
  row = json_array_get_object_element (json_node_get_array (node), 0);
  g_assert_cmpstr (json_object_get_string_member (row, "state"), ==, "failed");
  testing_ctl_assert_contains (json_object_get_string_member (row, "problem"), "answers with a web page");
  testing_ctl_assert_contains (result.output, "\"state\":\"only_there\",\"done\":\"written\",\"test_id\":\"t1\",\"test\":\"One\",\"file\":\"test_configs/One.json\"");
  testing_ctl_assert_contains (result.errors, "Failed: 2.");
  json = read_file (self, "tests.json");
  testing_ctl_assert_contains (json, "One.json");
  g_assert_null (strstr (json, "Two.json"));

  /* A refusal is told with the test, and what is there stays. */
  proctor_testing_server_reset (self->ctl.server);
  answer_lists (self, PAGE (TESTING_CTL_ROW ("t1", "llm", "One")));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t1", 0, LLM ("t1", "One", ""));
  testing_ctl_answer (&self->ctl, "POST", TESTS "/summaries", 0, "{\"tests\":{\"t1\":" TESTING_CTL_ROW ("t1", "llm", "One") "}}");
  testing_ctl_answer (&self->ctl, "PUT", TESTS "/t1", 422, "{\"detail\":[{\"loc\":[\"body\",\"name\"],\"msg\":\"too silly\",\"type\":\"value_error\"}]}");
  edit (self, "test_configs/One.json", "\"One\"", "\"Silly\"");
  expect_part (self, "push", 4, "too silly");
  expect_part (self, "diff", 1, "changed here  Silly");
}

/* The answer got lost: the test is found, and not made again. */
static void
test_lost (Fixture *self,
           gconstpointer user_data)
{
  answer_lists (self, PAGE (""));
  testing_ctl_answer (&self->ctl, "POST", TESTS "/create", 0, NULL);
  write_file (self, "test_configs/one.json", SOURCE ("One"));
  expect_part (self, "push", 4, "Failed: 1.");
  g_assert_cmpuint (testing_ctl_count (&self->ctl, "POST", TESTS "/create"), ==, 1);

  proctor_testing_server_reset (self->ctl.server);
  answer_lists (self, PAGE (TESTING_CTL_ROW ("t1", "llm", "One")));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t1", 0, LLM ("t1", "One", ""));
  expect_part (self, "push", 0, "Pushed: 0. Same: 1.");
  expect_part (self, "diff", 0, "Same: 1. Different: 0.");

  /* One of the same name that says something else is another test. */
  write_file (self, "test_configs/two.json", SOURCE ("Two"));
  proctor_testing_server_reset (self->ctl.server);
  answer_lists (self, PAGE (TESTING_CTL_ROW ("t1", "llm", "One") "," TESTING_CTL_ROW ("t2", "llm", "Two")));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t2", 0, LLM ("t2", "Two", ",\"environment\":\"x\""));
  testing_ctl_answer (&self->ctl, "POST", TESTS "/create", 0, "{\"id\":\"t3\"}");
  expect_part (self, "push", 0, "created  Two");
}

/* What people have in their folders. */
static void
test_files (Fixture *self,
            gconstpointer user_data)
{
  g_autofree char *secret = g_build_filename (self->folder, "secret.json", NULL);
  g_autofree char *link = NULL;
  g_auto (TestingCtlResult) result = { 0 };
  g_autofree char *untouched = NULL;

  g_assert_true (g_file_set_contents (secret, SOURCE ("Secret"), -1, NULL));
  answer_lists (self, PAGE (""));
  write_file (self, "test_configs/garbage.json", "{\"name\":");
  write_file (self, "test_configs/agent.json", "{\"name\":\"Agent\",\"conversation_config\":{}}");
  write_file (self, "test_configs/list.json", "[" SOURCE ("A") "," SOURCE ("B") "]");
  write_file (self, "test_configs/a.json", LLM ("t9", "A", ""));
  write_file (self, "test_configs/b.json", LLM ("t9", "A", ""));
  write_file (self, "tests.json", "{\"other\":1.50,\"tests\":[{\"config\":\"../secret.json\",\"id\":\"t1\"},{\"config\":\"test_configs/link.json\",\"id\":\"t2\"},{\"config\":\"test_configs/a.json\",\"id\":\"t9\"}]}");
  link = get_path (self, "test_configs/link.json");
  g_assert_cmpint (symlink (secret, link), ==, 0);
  result = sync_tests (self, "push --dry-run");
  g_assert_cmpint (result.status, ==, 4);
  testing_ctl_assert_contains (result.output, "../secret.json leads to another folder.");
  testing_ctl_assert_contains (result.output, "test_configs/link.json leads to another folder.");
  testing_ctl_assert_contains (result.output, "It is no valid JSON.");
  testing_ctl_assert_contains (result.output, "This is an agent, not a test.");
  testing_ctl_assert_contains (result.output, "This is no test.");
  testing_ctl_assert_contains (result.output, "It has the same id as test_configs/a.json. Without its id it is a test of its own.");
  g_assert_null (strstr (result.output, "Secret"));
  testing_ctl_assert_contains (result.errors, "Pushed: 0. Same: 0. Left alone: 0. Refused: 1. Failed: 6.");
  untouched = read_file (self, "tests.json");
  testing_ctl_assert_contains (untouched, "1.50");

  write_file (self, "tests.json", "<<<<<<< HEAD");
  expect_part (self, "pull", 4, "The file tests.json that is there is no list of tests.");
  expect_part (self, "pull --folder ''", 2, "“--folder” is empty");
  expect_part (self, "diff --prune", 2, "“diff” only looks.");
  switch_project (self, "blocked");
  write_file (self, "test_configs", "in the way");
  proctor_testing_server_reset (self->ctl.server);
  answer_lists (self, PAGE (TESTING_CTL_ROW ("t1", "llm", "One")));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t1", 0, LLM ("t1", "One", ""));
  expect_part (self, "pull", 4, "“test_configs” is in the way: it is no folder.");
}

/* What was done before somebody had enough is done, and the next time goes on from there. */
static void
test_interrupted (Fixture *self,
                  gconstpointer user_data)
{
  const ProctorTestingAnswer never = { .fault = PROCTOR_TESTING_FAULT_STALL };
  g_autofree char *line = g_strdup_printf ("tests pull '%s'", self->project);
  g_autoptr (GSubprocess) process = NULL;
  g_auto (TestingCtlResult) result = { 0 };
  g_autofree char *list = NULL;

  answer_lists (self, PAGE (TESTING_CTL_ROW ("t1", "llm", "One") "," TESTING_CTL_ROW ("t2", "llm", "Two")));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t1", 0, LLM ("t1", "One", ""));
  proctor_testing_server_answer (self->ctl.server, "GET", TESTS "/t2", &never);
  process = testing_ctl_spawn (&self->ctl, line);
  proctor_testing_server_wait_requests (self->ctl.server, 4);
  while (!exists (self, ".proctor/base/t1.json"))
    g_usleep (1000);
  g_subprocess_send_signal (process, SIGINT);
  result = testing_ctl_finish (g_steal_pointer (&process));
  g_assert_cmpint (result.status, ==, 130);
  testing_ctl_assert_contains (result.output, "pulled  One");
  testing_ctl_assert_contains (result.errors, "What was done is kept. The same command goes on from there.\n");
  list = read_file (self, "tests.json");
  testing_ctl_assert_contains (list, "One.json");
  g_assert_null (strstr (list, "Two.json"));

  proctor_testing_server_reset (self->ctl.server);
  answer_lists (self, PAGE (TESTING_CTL_ROW ("t1", "llm", "One") "," TESTING_CTL_ROW ("t2", "llm", "Two")));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t1", 0, LLM ("t1", "One", ""));
  testing_ctl_answer (&self->ctl, "GET", TESTS "/t2", 0, LLM ("t2", "Two", ""));
  expect (self, "pull", 0, "pulled  Two  test_configs/Two.json  -\n", "Pulled: 1. Same: 1. Left alone: 0. Refused: 0. Failed: 0.\n");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

#define ADD(name, function) g_test_add ("/proctorctl-sync/" name, Fixture, NULL, set_up, function, tear_down)
#define ADD_ENGINE(name, function) g_test_add ("/proctorctl-sync/" name, Fixture, NULL, set_up_engine, function, tear_down_engine)
  ADD_ENGINE ("round", test_round);
  ADD_ENGINE ("conflict", test_conflict);
  ADD_ENGINE ("life", test_life);
  ADD_ENGINE ("map", test_map);
  ADD ("names", test_names);
  ADD ("digits", test_digits);
  ADD ("troubles", test_troubles);
  ADD ("lost", test_lost);
  ADD ("files", test_files);
  ADD ("interrupted", test_interrupted);
#undef ADD
#undef ADD_ENGINE

  return g_test_run ();
}
