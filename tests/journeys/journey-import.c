/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "journey-editor.h"
#include "journey-workspace.h"
#include "proctor-testing.h"

#include <glib/gstdio.h>
#include <string.h>

/* Tests that come from elsewhere: out of files, as copies, and by hand. */

#define HOURS "Says when the reception is open"
#define REFUND "Promises no refund"

enum
{
  N_MANY = 130,
};

static void
expect (ProctorTestingApp *app,
        AtspiRole role,
        const char *name)
{
  g_object_unref (proctor_testing_app_find (app, role, name));
}

static void
write_file (const char *folder,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (parent, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* A test of the workspace as it would be exported. */
static JsonNode *
fetch (ProctorTestingApp *app,
       const char *name)
{
  g_autofree char *id = journey_workspace_find (app, name);
  g_autofree char *path = g_strconcat ("/v1/convai/agent-testing/", id, NULL);

  g_assert_nonnull (id);

  return journey_workspace_ask (app, "GET", path, NULL, NULL);
}

/* What somebody may have who has edited a project by hand for a year. */
static void
write_broken_project (ProctorTestingApp *app,
                      const char *folder)
{
  g_autoptr (JsonNode) hours = fetch (app, HOURS);
  g_autoptr (JsonNode) refund = fetch (app, REFUND);
  g_autofree char *same = json_to_string (hours, TRUE);
  g_autofree char *changed = NULL;

  json_object_set_string_member (json_node_get_object (refund), "success_condition", "It never promises money.");
  changed = json_to_string (refund, TRUE);
  write_file (folder, "same.json", same);
  write_file (folder, "changed.json", changed);
  write_file (folder, "new/greets.json",
              "{\"name\": \"Greets by name\", \"type\": \"llm\", \"chat_history\": [{\"role\": \"user\", \"message\": \"Hi\", \"time_in_call_secs\": 0}],"
              " \"success_condition\": \"It greets.\", \"success_examples\": [], \"failure_examples\": []}");
  write_file (folder, "cut.json", "{\"name\": \"Cut off\", \"type\": \"llm\", \"chat_hist");
  write_file (folder, "foreign.json", "{\"name\": \"Not a test\", \"dependencies\": {}}");
  write_file (folder, "notes.txt", "Not looked at.");
}

/* As a file manager or a shell would do it. */
static void
open_with_program (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) again = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("PROCTOR_TEST_PROGRAM"), path, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (again, NULL, &error);
  g_assert_no_error (error);
}

static void
test_broken_folder (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autoptr (JsonNode) refund = NULL;

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  write_broken_project (app, folder);
  open_with_program (folder);

  expect (app, ATSPI_ROLE_DIALOG, "Import Tests");
  expect (app, ATSPI_ROLE_LABEL, "1 new test");
  expect (app, ATSPI_ROLE_LABEL, "1 changed test");
  expect (app, ATSPI_ROLE_LABEL, "1 test is there already");
  expect (app, ATSPI_ROLE_LABEL, "2 can't be imported");
  expect (app, ATSPI_ROLE_LIST_ITEM, "Greets by name");
  expect (app, ATSPI_ROLE_LIST_ITEM, REFUND);
  expect (app, ATSPI_ROLE_LIST_ITEM, "*cut.json");
  proctor_testing_app_save_picture (app, "preview");

  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Import 2 Tests");
  expect (app, ATSPI_ROLE_LABEL, "Tests Imported");
  expect (app, ATSPI_ROLE_LABEL, "1 new test, 1 test changed");
  proctor_testing_app_save_picture (app, "summary");
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Import Tests");
  expect (app, ATSPI_ROLE_LIST_ITEM, "Greets by name");
  refund = fetch (app, REFUND);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (refund), "success_condition"), ==, "It never promises money.");

  /* The second time there is only one thing that can be done: nothing. */
  open_with_program (folder);
  expect (app, ATSPI_ROLE_LABEL, "3 tests are there already");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_BUTTON, "Nothing to Import", ATSPI_STATE_SENSITIVE, FALSE);
  proctor_testing_app_press (app, "Escape");
  proctor_testing_app_quit (app);
  proctor_testing_remove_folder (folder);
}

/* A list of very many in one file, and all of them at once. */
static void
test_many (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autofree char *path = g_build_filename (folder, "many.json", NULL);
  g_autoptr (GString) text = g_string_new ("[");

  for (guint i = 0; i < N_MANY; i++)
    g_string_append_printf (text, "%s{\"name\": \"Number %u\", \"type\": \"llm\", \"chat_history\": [{\"role\": \"user\", \"message\": \"Hi\", \"time_in_call_secs\": 0}],"
                                  " \"success_condition\": \"It greets.\", \"success_examples\": [], \"failure_examples\": []}",
                            i > 0 ? "," : "", i);
  g_string_append_c (text, ']');
  write_file (folder, "many.json", text->str);

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  proctor_testing_app_quit (app);

  /* The program may also be started with it. */
  proctor_testing_app_start (app, path);
  expect (app, ATSPI_ROLE_LABEL, "130 new tests");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Import 130 Tests");
  expect (app, ATSPI_ROLE_LABEL, "Tests Imported");
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Close");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "Import Tests");
  proctor_testing_app_quit (app);

  /* All is more than what has been read so far. */
  proctor_testing_app_start (app, NULL);
  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, "Number 129");
  proctor_testing_app_press (app, "<Control>a");
  expect (app, ATSPI_ROLE_LABEL, "142 selected");
  proctor_testing_app_quit (app);
  proctor_testing_remove_folder (folder);
}

/* It is a draft, of which the engine knows nothing. */
static void
begin_test (ProctorTestingApp *app,
            const char *name,
            const char *kind)
{
  proctor_testing_app_press (app, "<Control>n");
  expect (app, ATSPI_ROLE_DIALOG, "New Test");
  proctor_testing_app_type (app, name);
  proctor_testing_app_point (app, ATSPI_ROLE_LABEL, kind);
  proctor_testing_app_click (app, ATSPI_ROLE_BUTTON, "Create");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_DIALOG, "New Test");
  journey_editor_wait_for_text (app, ATSPI_ROLE_TEXT, JOURNEY_EDITOR_NAME, name);
  expect (app, ATSPI_ROLE_LABEL, kind);
  expect (app, ATSPI_ROLE_LIST_ITEM, name);
  g_assert_cmpuint (journey_workspace_count (app, name), ==, 0);
}

/* What it lacks is asked for, where it is to be written. */
static void
ask_to_save (ProctorTestingApp *app)
{
  proctor_testing_app_press (app, "<Control>s");
  expect (app, ATSPI_ROLE_LABEL, "1 problem keeps the test from being saved.");
}

/* When that is there it is a test as any other. */
static JsonNode *
save_test (ProctorTestingApp *app,
           const char *name,
           const char *wanted)
{
  JsonNode *test;

  proctor_testing_app_press (app, "<Control>s");
  journey_workspace_wait_for_place (app, name, "");
  proctor_testing_app_wait_for_state (app, ATSPI_ROLE_LIST_ITEM, name, ATSPI_STATE_SELECTED, TRUE);
  test = fetch (app, name);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (test), "type"), ==, wanted);

  return test;
}

static void
save_reply (ProctorTestingApp *app)
{
  g_autoptr (JsonNode) test = NULL;

  ask_to_save (app);
  proctor_testing_app_type (app, "It greets.");
  test = save_test (app, "A reply", "llm");
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (test), "success_condition"), ==, "It greets.");
}

static void
save_simulation (ProctorTestingApp *app)
{
  g_autoptr (JsonNode) test = NULL;

  ask_to_save (app);
  proctor_testing_app_type (app, "It greets.");
  test = save_test (app, "A guest", "simulation");
  g_assert_cmpstr (json_array_get_string_element (json_object_get_array_member (json_node_get_object (test), "success_conditions"), 0), ==, "It greets.");
}

/* A tool is chosen from those that there are. */
static void
save_tool_call (ProctorTestingApp *app)
{
  g_autoptr (JsonNode) test = NULL;
  JsonObject *parameters;

  ask_to_save (app);
  proctor_testing_app_press (app, "Return");
  expect (app, ATSPI_ROLE_LIST_ITEM, "book_room*");
  proctor_testing_app_type (app, "book");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, "find_room*");
  /* What is found first is what Return takes. */
  proctor_testing_app_press (app, "Return");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LIST_ITEM, "book_room*");
  proctor_testing_app_wait_until_gone (app, ATSPI_ROLE_LABEL, "1 problem keeps the test from being saved.");
  test = save_test (app, "A call", "tool");
  parameters = json_object_get_object_member (json_node_get_object (test), "tool_call_parameters");
  g_assert_true (g_str_has_prefix (json_object_get_string_member (json_object_get_object_member (parameters, "referenced_tool"), "id"), "tool_"));
}

static void
test_new (void)
{
  g_autoptr (ProctorTestingApp) app = proctor_testing_app_new ();

  proctor_testing_app_start (app, NULL);
  journey_workspace_open_sample (app);
  begin_test (app, "A call", "Tool Call");
  save_tool_call (app);
  begin_test (app, "A guest", "Simulation");
  save_simulation (app);
  begin_test (app, "A reply", "Next Reply");
  save_reply (app);

  proctor_testing_app_point (app, ATSPI_ROLE_LIST_ITEM, HOURS);
  proctor_testing_app_press (app, "<Control>d");
  expect (app, ATSPI_ROLE_LIST_ITEM, HOURS " (copy)");
  g_assert_cmpuint (journey_workspace_count (app, HOURS " (copy)"), ==, 1);
  proctor_testing_app_quit (app);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init_display (&argc, &argv);

  g_test_add_func ("/journey/import/broken-folder", test_broken_folder);
  g_test_add_func ("/journey/import/many", test_many);
  g_test_add_func ("/journey/import/new", test_new);

  return g_test_run ();
}
