/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "proctor-file-name.h"
#include "proctor-import-row.h"
#include "proctor-import-scan.h"
#include "proctor-test.h"
#include "proctor-testing.h"

/* Files as people and programs leave them, and as nobody should. */

#define TURNS "\"chat_history\": [{\"role\": \"user\", \"message\": \"Hi\"}], \"success_condition\": \"x\""
#define TEST(name) "{\"name\": \"" name "\", \"type\": \"llm\", " TURNS "}"

typedef struct
{
  char *folder;
  GListStore *files;
  GAsyncResult *result;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->folder = proctor_testing_make_folder ();
  fixture->files = g_list_store_new (G_TYPE_FILE);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_clear_object (&fixture->files);
  proctor_testing_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static char *
make_path (Fixture *fixture,
           const char *path)
{
  char *full = g_build_filename (fixture->folder, path, NULL);
  g_autofree char *parent = g_path_get_dirname (full);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);

  return full;
}

static void
write_bytes (Fixture *fixture,
             const char *path,
             const char *bytes,
             gsize length)
{
  g_autofree char *full = make_path (fixture, path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (full, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

static void
write_text (Fixture *fixture,
            const char *path,
            const char *text)
{
  write_bytes (fixture, path, text, strlen (text));
}

static void
link_to (Fixture *fixture,
         const char *path,
         const char *target)
{
  g_autofree char *full = make_path (fixture, path);

  g_assert_cmpint (symlink (target, full), ==, 0);
}

static void
choose (Fixture *fixture,
        const char *path)
{
  g_autofree char *full = g_build_filename (fixture->folder, path, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (full);

  g_list_store_append (fixture->files, file);
}

static void
keep_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  ((Fixture *) user_data)->result = g_object_ref (result);
}

static gboolean
has_result (gpointer user_data)
{
  return ((Fixture *) user_data)->result != NULL;
}

/* A line a row: file, name, folder, reason. */
static char *
scan (Fixture *fixture)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  GString *text = g_string_new (NULL);

  g_clear_object (&fixture->result);
  proctor_import_scan_files_async (G_LIST_MODEL (fixture->files), NULL, keep_cb, fixture);
  proctor_testing_wait_for ("the files", has_result, fixture);
  rows = proctor_import_scan_files_finish (fixture->result, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      ProctorImportRow *row = rows->pdata[i];
      const char *folder = proctor_import_row_get_folder (row);
      const char *name = proctor_import_row_get_name (row);
      const char *reason = proctor_import_row_get_reason (row);

      g_assert_true ((proctor_import_row_get_test (row) == NULL) == (proctor_import_row_get_verdict (row) == PROCTOR_IMPORT_UNREADABLE));
      g_string_append_printf (text, "%s|%s|%s|%s\n", proctor_import_row_get_file (row), name != NULL ? name : "", folder != NULL ? folder : "", reason != NULL ? reason : "");
    }

  return g_string_free (text, FALSE);
}

static void
expect (Fixture *fixture,
        const char *path,
        const char *expected)
{
  g_autofree char *found = NULL;

  g_list_store_remove_all (fixture->files);
  choose (fixture, path);
  found = scan (fixture);
  g_assert_cmpstr (found, ==, expected);
}

/* What may be in one file. A file that was chosen by itself always has a row. */
static void
test_files (Fixture *fixture,
            gconstpointer data)
{
  static const struct
  {
    const char *text;
    const char *expected;
  } cases[] = {
    { TEST ("A"), "f.json|A||\n" },
    { "\xef\xbb\xbf" TEST ("A"), "f.json|A||\n" },
    { "[" TEST ("A") ", {\"name\": \"B\", \"type\": \"llm\", \"x\": 18446744073709551616}, 3]",
      "f.json|A||\nf.json|B||Number 2: It can't be imported as it is, because a number is too large to be kept exactly (x).\nf.json|||Number 3: This is no test.\n" },
    { "{\"tests\": [" TEST ("A") "]}", "f.json|A||\n" },
    { "[" TEST ("A") "," TEST ("A") "]", "f.json|A||\nf.json|A||The same test is in f.json too, and that one is taken.\n" },
    { "[]", "f.json|||There are no tests in it.\n" },
    { "", "f.json|||The file is empty.\n" },
    { "\xef\xbb\xbf", "f.json|||It is no valid JSON. Line 1, column 1: empty.\n" },
    { "{\n  \"näme\": }", "f.json|||It is no valid JSON. Line 2, column 11: unexpected character, expected a valid JSON value.\n" },
    { "\xff\xff", "f.json|||It is no valid JSON. Line 1, column 1: unexpected character, expected a valid root value.\n" },
    { "null", "f.json|||This is no test.\n" },
    { "{\"conversation_config\": {}, \"name\": \"A\"}", "f.json|||This is an agent, not a test.\n" },
    { "{\"agents\": []}", "f.json|||This is a list of agents, not of tests.\n" },
    { "{\"tool_config\": {}}", "f.json|||This is a tool, not a test.\n" },
    { "{\"name\": \"app\", \"version\": \"1\"}", "f.json|||This is no test.\n" },
    { "{\"tests\": [{\"id\": \"t\", \"name\": \"A\", \"type\": \"llm\", \"created_at_unix_secs\": 1}]}", "f.json|||This is only the name of a test, not what is in it.\n" },
    { "{\"type\": \"llm\", \"name\": \" \"," TURNS "}", "f.json| ||The test has no name.\n" },
    { "{\"type\": \"voice\", \"name\": \"A\"," TURNS "}", "f.json|A||It is a kind of test that is not known here: “voice”.\n" },
    { "{\"name\": \"A\"," TURNS "}", "f.json|A||It doesn't say what kind of test it is.\n" },
    { "{\"type\": \"llm\", \"name\": 7," TURNS "}", "f.json|||It is not as a test should be. name: expected a string, found a number\n" },
    { "{\"type\": \"llm\", \"name\": \"A\", \"name\": \"B\"," TURNS "}", "f.json|A||It can't be imported as it is, because a member is there twice ($).\n" },
    { "{\"type\": \"llm\", \"name\": \"A\\u0000B\"," TURNS "}", "f.json|A||It can't be imported as it is, because a text has a character in it that can't be kept (U+0000) (name).\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      write_text (fixture, "f.json", cases[i].text);
      expect (fixture, "f.json", cases[i].expected);
    }
}

static void
test_encodings (Fixture *fixture,
                gconstpointer data)
{
  g_autofree char *little = NULL;
  g_autofree char *marked = NULL;
  gsize length;

  little = g_convert ("\xef\xbb\xbf" TEST ("Ä"), -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);
  write_bytes (fixture, "f.json", little, length);
  expect (fixture, "f.json", "f.json|Ä||\n");
  write_bytes (fixture, "f.json", little, length - 1);
  expect (fixture, "f.json", "f.json|||It is no text.\n");
  marked = g_convert ("\xef\xbb\xbf" TEST ("Ä"), -1, "UTF-16BE", "UTF-8", NULL, &length, NULL);
  write_bytes (fixture, "f.json", marked, length);
  expect (fixture, "f.json", "f.json|Ä||\n");
  write_bytes (fixture, "f.json", "{\"name\": \"A\0\"}", 14);
  expect (fixture, "f.json", "f.json|||It is no valid JSON. Line 1, column 12: unexpected control character in string.\n");
}

static void
test_large (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *full = make_path (fixture, "f.json");
  g_autoptr (GString) deep = g_string_new ("{\"type\": \"llm\", \"name\": \"A\", \"chat_history\": ");

  write_text (fixture, "f.json", "{");
  g_assert_cmpint (truncate (full, 50 * 1024 * 1024), ==, 0);
  expect (fixture, "f.json", "f.json|||The file is larger than 16 MB.\n");

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, ']');
  g_string_append_c (deep, '}');
  write_text (fixture, "f.json", deep->str);
  g_list_store_remove_all (fixture->files);
  choose (fixture, "f.json");
  {
    g_autofree char *found = scan (fixture);

    g_assert_true (g_str_has_prefix (found, "f.json|A||It can't be imported as it is, because it is nested too deeply (chat_history[0][0]"));
  }
}

/* A project as the official command line leaves it, and what is in it beside tests. */
static void
test_project (Fixture *fixture,
              gconstpointer data)
{
  write_text (fixture, "p/tests.json", "{\"tests\": ["
                                       "{\"config\": \"test_configs/Late/Night/a.json\", \"type\": \"llm\", \"id\": \"t_1\"},"
                                       "{\"config\": \"test_configs/kindless.json\", \"type\": \"llm\"},"
                                       "{\"config\": \"test_configs/Late-arrivals/b.json\", \"folder_path\": [\"Late arrivals\"]},"
                                       "{\"config\": \"test_configs/Moved/c.json\", \"folder_path\": [\"Late arrivals\"]},"
                                       "{\"config\": \"test_configs/missing.json\", \"type\": \"llm\"},"
                                       "{\"config\": \"../out.json\"}, {\"config\": \"/etc/passwd\"}, {\"config\": \"C:\\\\x.json\"}, {\"config\": \"test_configs/out.json\"}, {\"id\": \"t\"}, 7]}");
  write_text (fixture, "p/test_configs/Late/Night/a.json", TEST ("A"));
  write_text (fixture, "p/test_configs/Late/stray.json", TEST ("Stray"));
  write_text (fixture, "p/test_configs/Late/copy.json", "{\"id\": \"t_1\", \"name\": \"A\", \"type\": \"llm\"," TURNS "}");
  write_text (fixture, "p/test_configs/kindless.json", "{\"name\": \"K\"," TURNS "}");
  write_text (fixture, "p/test_configs/Late-arrivals/b.json", TEST ("B"));
  write_text (fixture, "p/test_configs/Moved/c.json", TEST ("C"));
  write_text (fixture, "p/agents.json", "{\"agents\": []}");
  write_text (fixture, "p/agent_configs/x.json", "{\"conversation_config\": {}}");
  write_text (fixture, "p/README.md", "# Tests");
  write_text (fixture, "p/.git/x.json", TEST ("Hidden"));
  write_text (fixture, "out.json", TEST ("Out"));
  link_to (fixture, "p/test_configs/out.json", "../../out.json");

  expect (fixture, "p",
          "test_configs/Late/Night/a.json|A|Late/Night|\n"
          "test_configs/kindless.json|K||\n"
          "test_configs/Late-arrivals/b.json|B|Late arrivals|\n"
          "test_configs/Moved/c.json|C|Moved|\n"
          "test_configs/missing.json|||The project says that there is a test, but there is no such file.\n"
          "../out.json|||The project names a file outside of itself. It isn't read.\n"
          "/etc/passwd|||The project names a file outside of itself. It isn't read.\n"
          "C:\\x.json|||The project names a file outside of itself. It isn't read.\n"
          "test_configs/out.json|||The project names a file outside of itself. It isn't read.\n"
          "tests.json|||The project names a test without saying which file it is in.\n"
          "tests.json|||The project names a test without saying which file it is in.\n"
          "test_configs/Late/copy.json|A||The same test is in test_configs/Late/Night/a.json too, and that one is taken.\n"
          "test_configs/Late/stray.json|Stray|Late|\n"
          "test_configs/out.json|||This is a link to something outside of what was chosen. It isn't followed.\n"
          "agent_configs/x.json and 1 other file|||These files have no tests in them.\n");
}

/* Its list alone, chosen by itself, leads to the same; and not round and round. */
static void
test_registry (Fixture *fixture,
               gconstpointer data)
{
  write_text (fixture, "tests.json", "{\"tests\": [{\"config\": \"test_configs/a.json\", \"type\": \"llm\", \"id\": \"t_1\"}, {\"config\": \"tests.json\"}]}");
  write_text (fixture, "test_configs/a.json", TEST ("A"));
  expect (fixture, "tests.json", "test_configs/a.json|A||\n");
  expect (fixture, "test_configs", "a.json|A||\n");
}

/* Loops, pipes, what can't be read, and how deep it goes. */
static void
test_traps (Fixture *fixture,
            gconstpointer data)
{
  g_autofree char *pipe = make_path (fixture, "f/pipe.json");
  g_autofree char *secret = make_path (fixture, "f/secret.json");
  g_autoptr (GString) deep = g_string_new ("f");
  g_autofree char *found = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  link_to (fixture, "f/loop", ".");
  link_to (fixture, "f/up", "..");
  link_to (fixture, "f/nowhere.json", "none");
  write_text (fixture, "f/a.json", TEST ("A"));
  expect (fixture, "f", "a.json|A||\nup|||This is a link to something outside of what was chosen. It isn't followed.\n");
  expect (fixture, "f/pipe.json", "pipe.json|||It is no file that can be read.\n");

  /* Both the folder and a file in it were chosen: once is enough. */
  g_list_store_remove_all (fixture->files);
  choose (fixture, "f");
  choose (fixture, "f/a.json");
  found = scan (fixture);
  g_assert_cmpstr (found, ==, "a.json|A||\nup|||This is a link to something outside of what was chosen. It isn't followed.\n");

  for (guint i = 0; i < 40; i++)
    g_string_append (deep, "/d");
  g_string_append (deep, "/x.json");
  write_text (fixture, deep->str, TEST ("Deep"));
  g_free (g_steal_pointer (&found));
  found = scan (fixture);
  g_assert_nonnull (strstr (found, "|||The folder is nested too deeply.\n"));
  g_assert_null (strstr (found, "Deep"));

  write_text (fixture, "f/secret.json", TEST ("Secret"));
  g_assert_cmpint (chmod (secret, 0), ==, 0);
  g_free (g_steal_pointer (&found));
  found = scan (fixture);
  /* Nothing is secret to root. */
  if (geteuid () != 0)
    g_assert_nonnull (strstr (found, "secret.json|||"));
}

static void
test_cancelled (Fixture *fixture,
                gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  write_text (fixture, "a.json", TEST ("A"));
  choose (fixture, ".");
  proctor_import_scan_files_async (G_LIST_MODEL (fixture->files), cancellable, keep_cb, fixture);
  g_cancellable_cancel (cancellable);
  proctor_testing_wait_for ("the files", has_result, fixture);
  g_assert_null (proctor_import_scan_files_finish (fixture->result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Names that every file system takes. */
static void
test_names (void)
{
  static const struct
  {
    const char *name;
    guint number;
    const char *expected;
  } cases[] = {
    { "Refund / policy: Ünïcode test", 1, "Refund-policy-Ünïcode-test.json" },
    { "My first test", 2, "My-first-test-2.json" },
    { "..", 1, "test.json" },
    { "../../etc/passwd", 1, "etc-passwd.json" },
    { " . hidden . ", 1, "hidden.json" },
    { "", 1, "test.json" },
    { "con", 1, "con_.json" },
    { "COM1.backup", 1, "COM1_.backup.json" },
    { "console", 1, "console.json" },
    { "a\nb\tc\"d", 1, "a-b-c-d.json" },
    { "right\u202eleft", 1, "right-left.json" },
    { "👩‍🚀", 1, "👩‍🚀.json" },
    { "e\xcc\x81", 1, "é.json" },
  };
  g_autofree char *long_name = g_strnfill (500, 'x');
  g_autoptr (GString) wide = g_string_new (NULL);
  g_autofree char *made = proctor_file_name_make (long_name, 12, ".json", "test");
  g_autofree char *made_wide = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *name = proctor_file_name_make (cases[i].name, cases[i].number, ".json", "test");

      g_assert_cmpstr (name, ==, cases[i].expected);
    }
  g_assert_cmpuint (strlen (made), <=, 200);
  g_assert_true (g_str_has_suffix (made, "x-12.json"));
  for (guint i = 0; i < 100; i++)
    g_string_append (wide, "漢");
  made_wide = proctor_file_name_make (wide->str, 1, ".json", "test");
  g_assert_cmpuint (strlen (made_wide), <=, 200);
  g_assert_true (g_utf8_validate (made_wide, -1, NULL));
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

#define ADD(name, test) g_test_add ("/import-scan/" name, Fixture, NULL, set_up, test, tear_down)
  ADD ("files", test_files);
  ADD ("encodings", test_encodings);
  ADD ("large", test_large);
  ADD ("project", test_project);
  ADD ("registry", test_registry);
  ADD ("traps", test_traps);
  ADD ("cancelled", test_cancelled);
  g_test_add_func ("/import-scan/names", test_names);

  return g_test_run ();
}
