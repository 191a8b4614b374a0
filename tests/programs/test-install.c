/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"

#include <string.h>
#include <sys/stat.h>

/* What is installed, file by file, in a folder that stands for the root of a machine. */

#define SAMPLE "share/proctor/sample/"

/* "@" stands for the application id; what begins with "*" is a program. */
static const char *const installed[] = {
  "*bin/proctor",
  "*bin/proctor-engine",
  "*bin/proctorctl",
  "share/applications/@.desktop",
  "share/bash-completion/completions/proctorctl",
  "share/dbus-1/services/@.service",
  "share/fish/vendor_completions.d/proctorctl.fish",
  "share/glib-2.0/schemas/@.gschema.xml",
  "share/icons/hicolor/scalable/apps/@.svg",
  "share/icons/hicolor/symbolic/apps/@-symbolic.svg",
  "share/locale/de/LC_MESSAGES/proctor.mo",
  "share/man/man1/proctor-engine.1",
  "share/man/man1/proctor.1",
  "share/man/man1/proctorctl.1",
  "share/metainfo/@.metainfo.xml",
  "share/mime/packages/@.xml",
  "share/zsh/site-functions/_proctorctl",
};

static char *stage; /* with the prefix */

static char *
run (const char *const *arguments,
     const char *data_dirs)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  char *output = NULL;

  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  if (data_dirs != NULL)
    g_subprocess_launcher_setenv (launcher, "XDG_DATA_DIRS", data_dirs, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, arguments, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_if_exited (process) || g_subprocess_get_exit_status (process) != 0)
    g_error ("%s failed: %s", arguments[0], output);

  return output;
}

static void
install (const char *folder)
{
  const char *arguments[] = { "meson", "install", "-C", g_getenv ("PROCTOR_TEST_BUILD"), "--no-rebuild", "--quiet", "--destdir", folder, NULL };
  g_autofree char *output = run (arguments, NULL);

  stage = g_build_filename (folder, g_getenv ("PROCTOR_TEST_PREFIX"), NULL);
}

static void
collect (const char *path,
         GHashTable *files)
{
  g_autofree char *full = g_build_filename (stage, path, NULL);
  g_autoptr (GDir) dir = g_dir_open (full, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      g_hash_table_add (files, g_strdup (path));
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = *path != '\0' ? g_build_filename (path, name, NULL) : g_strdup (name);

      collect (child, files);
    }
}

/* The sample is installed as it is. */
static void
expect_sample (const char *source,
               const char *path,
               GHashTable *wanted)
{
  g_autofree char *full = g_build_filename (source, path, NULL);
  g_autoptr (GDir) dir = g_dir_open (full, 0, NULL);
  const char *name;

  if (dir == NULL)
    {
      g_hash_table_add (wanted, g_strconcat (SAMPLE, path, NULL));
      return;
    }

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = *path != '\0' ? g_build_filename (path, name, NULL) : g_strdup (name);

      expect_sample (source, child, wanted);
    }
}

static void
assert_mode (const char *path,
             guint mode)
{
  g_autofree char *full = g_build_filename (stage, path, NULL);
  struct stat status;

  g_assert_cmpint (stat (full, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, mode);
  g_assert_cmpint (status.st_size, >, 0);
}

static void
test_files (void)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *path;

  for (gsize i = 0; i < G_N_ELEMENTS (installed); i++)
    {
      gboolean is_program = *installed[i] == '*';
      g_autoptr (GString) name = g_string_new (installed[i] + (is_program ? 1 : 0));

      g_string_replace (name, "@", APPLICATION_ID, 0);
      assert_mode (name->str, is_program ? 0755 : 0644);
      g_hash_table_add (wanted, g_strdup (name->str));
    }
  expect_sample (g_getenv ("PROCTOR_SAMPLE_DIR"), "", wanted);

  collect ("", found);
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, NULL))
    if (!g_hash_table_remove (wanted, path))
      g_error ("%s is installed, and nobody knows why", path);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, (gpointer *) &path, NULL))
    g_error ("%s is not installed", path);
}

static void
test_version (void)
{
  const char *const names[] = { "proctor", "proctorctl", "proctor-engine" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *program = g_build_filename (stage, "bin", names[i], NULL);
      g_autofree char *expected = g_strdup_printf ("%s %s\n", names[i], PROCTOR_VERSION);
      g_autofree char *output = run ((const char *[]) { program, "--version", NULL }, NULL);

      g_assert_cmpstr (output, ==, expected);
    }
}

static void
assert_type (const char *folder,
             const char *name,
             const char *data_dirs,
             const char *type)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *output = NULL;
  g_autofree char *line = g_strdup_printf ("standard::content-type: %s\n", type);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "{\"name\": \"A refund\", \"type\": \"llm\"}\n", -1, &error);
  g_assert_no_error (error);
  output = run ((const char *[]) { "gio", "info", "-a", "standard::content-type", path, NULL }, data_dirs);
  if (strstr (output, line) == NULL)
    g_error ("%s is not %s: %s", name, type, output);
}

/* An exported test is told from other JSON, which stays what it was. */
static void
test_type (void)
{
  g_autofree char *folder = proctor_testing_make_folder ();
  g_autofree char *mime = g_build_filename (stage, "share", "mime", NULL);
  g_autofree char *data_dirs = g_strdup_printf ("%s/share:/usr/local/share:/usr/share", stage);
  g_autofree char *output = run ((const char *[]) { "update-mime-database", mime, NULL }, NULL);

  assert_type (folder, "A refund.proctor.json", data_dirs, "application/vnd.proctor.test+json");
  assert_type (folder, "A refund.json", data_dirs, "application/json");
  proctor_testing_remove_folder (folder);
}

/* What the desktop starts is what is installed, and it hands over links and tests. */
static void
test_desktop (void)
{
  g_autofree char *path = g_build_filename (stage, "share", "applications", APPLICATION_ID ".desktop", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) types = NULL;
  g_auto (GStrv) actions = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error);
  g_assert_no_error (error);
  types = g_key_file_get_string_list (file, "Desktop Entry", "MimeType", NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_strv_contains ((const char *const *) types, "x-scheme-handler/proctor"));
  g_assert_true (g_strv_contains ((const char *const *) types, "application/vnd.proctor.test+json"));
  g_assert_true (g_key_file_get_boolean (file, "Desktop Entry", "DBusActivatable", NULL));

  actions = g_key_file_get_string_list (file, "Desktop Entry", "Actions", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (actions), ==, 3);
  for (char **action = actions; *action != NULL; action++)
    {
      g_autofree char *group = g_strconcat ("Desktop Action ", *action, NULL);
      g_autofree char *line = g_strconcat ("proctor --", *action, NULL);
      g_autofree char *exec = g_key_file_get_string (file, group, "Exec", NULL);

      /* The application's action has the same name as the program's option. */
      g_assert_cmpstr (exec, ==, line);
    }
}

int
main (int argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  int status;

  proctor_testing_init (&argc, &argv);
  folder = proctor_testing_make_folder ();
  install (folder);

  g_test_add_func ("/install/files", test_files);
  g_test_add_func ("/install/version", test_version);
  g_test_add_func ("/install/type", test_type);
  g_test_add_func ("/install/desktop", test_desktop);
  status = g_test_run ();

  proctor_testing_remove_folder (folder);
  g_free (stage);

  return status;
}
