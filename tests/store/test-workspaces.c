/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-workspaces.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "proctor-testing.h"
#include "testing-place.h"
#include "testing-result.h"

/* The list of workspaces and its file. */

#define REGION "https://api.eu.residency.elevenlabs.io"
#define OTHER "https://tests.example.com"

static char *
in_data (TestingPlace *place)
{
  return g_build_filename (place->data, "workspaces.ini", NULL);
}

static void
write_file (TestingPlace *place,
            const char *text)
{
  g_autofree char *path = in_data (place);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (place->data, 0700);
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static char *
read_file (TestingPlace *place)
{
  g_autofree char *path = in_data (place);
  g_autoptr (GError) error = NULL;
  char *text;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return text;
}

static gboolean
load (ProctorWorkspaces *workspaces,
      GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;

  proctor_workspaces_load_async (workspaces, NULL, testing_result_cb, &kept);
  result = testing_result_wait (&kept);

  return proctor_workspaces_load_finish (workspaces, result, error);
}

static ProctorWorkspaces *
open_list (TestingPlace *place)
{
  ProctorWorkspaces *workspaces = proctor_workspaces_new (place->data);
  g_autoptr (GError) error = NULL;

  load (workspaces, &error);
  g_assert_no_error (error);

  return workspaces;
}

static gboolean
flush (ProctorWorkspaces *workspaces,
       GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;

  proctor_workspaces_flush_async (workspaces, testing_result_cb, &kept);
  result = testing_result_wait (&kept);

  return proctor_workspaces_flush_finish (workspaces, result, error);
}

static void
flush_well (ProctorWorkspaces *workspaces)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (flush (workspaces, &error));
  g_assert_no_error (error);
}

static void
assert_workspace (ProctorWorkspaces *workspaces,
                  guint position,
                  const char *id,
                  const char *name,
                  const char *base_url,
                  const char *where)
{
  g_autoptr (ProctorWorkspace) workspace = g_list_model_get_item (G_LIST_MODEL (workspaces), position);

  g_assert_cmpstr (proctor_workspace_get_id (workspace), ==, id);
  g_assert_cmpstr (proctor_workspace_get_name (workspace), ==, name);
  g_assert_cmpstr (proctor_workspace_get_base_url (workspace), ==, base_url);
  g_assert_cmpstr (proctor_workspace_get_where (workspace), ==, where);
  g_assert_cmpint (proctor_workspace_is_local (workspace), ==, base_url == NULL);
}

static void
add (ProctorWorkspaces *workspaces,
     const char *id,
     const char *name,
     const char *base_url)
{
  g_autoptr (ProctorWorkspace) workspace = proctor_workspace_new (id, name, base_url);

  proctor_workspaces_add (workspaces, workspace);
  g_assert_true (proctor_workspaces_find (workspaces, id) == workspace);
}

static void
test_none (TestingPlace *place,
           gconstpointer data)
{
  g_autoptr (ProctorWorkspaces) workspaces = open_list (place);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (workspaces)), ==, 0);
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (workspaces)) == PROCTOR_TYPE_WORKSPACE);
  g_assert_null (proctor_workspaces_get_last (workspaces));
  g_assert_null (proctor_workspaces_get_notice (workspaces));
  g_assert_null (proctor_workspaces_find (workspaces, "local"));
  /* Nothing is written that nobody has said. */
  flush_well (workspaces);
  g_assert_false (g_file_test (place->data, G_FILE_TEST_EXISTS));
}

static void
test_kept (TestingPlace *place,
           gconstpointer data)
{
  g_autoptr (ProctorWorkspaces) workspaces = open_list (place);
  g_autoptr (ProctorWorkspaces) again = NULL;
  g_autofree char *path = in_data (place);
  GStatBuf status;

  add (workspaces, "local", "Sample", NULL);
  add (workspaces, "id-1", "Wörk = [1]\n ;#", REGION);
  add (workspaces, "id-2", " Other ", OTHER);
  proctor_workspaces_set_last (workspaces, proctor_workspaces_find (workspaces, "id-2"));
  flush_well (workspaces);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  again = open_list (place);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 3);
  assert_workspace (again, 0, "local", "Sample", NULL, "On this computer");
  assert_workspace (again, 1, "id-1", "Wörk = [1]\n ;#", REGION, "ElevenLabs, EU");
  assert_workspace (again, 2, "id-2", " Other ", OTHER, OTHER);
  g_assert_cmpstr (proctor_workspace_get_id (proctor_workspaces_get_last (again)), ==, "id-2");
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_changed (TestingPlace *place,
              gconstpointer data)
{
  g_autoptr (ProctorWorkspaces) workspaces = open_list (place);
  g_autoptr (ProctorWorkspaces) again = NULL;
  ProctorWorkspace *second;
  guint n_named = 0;
  guint n_current = 0;

  add (workspaces, "id-1", "One", REGION);
  add (workspaces, "id-2", "Two", OTHER);
  second = proctor_workspaces_find (workspaces, "id-2");
  g_signal_connect_swapped (second, "notify::name", G_CALLBACK (count_cb), &n_named);
  g_signal_connect_swapped (workspaces, "notify::current", G_CALLBACK (count_cb), &n_current);
  proctor_workspaces_rename (workspaces, second, "Zwei");
  proctor_workspaces_rename (workspaces, second, "Zwei");
  g_assert_cmpuint (n_named, ==, 1);
  proctor_workspaces_set_last (workspaces, proctor_workspaces_find (workspaces, "id-1"));
  proctor_workspaces_set_last (workspaces, proctor_workspaces_find (workspaces, "id-1"));
  g_assert_cmpuint (n_current, ==, 1);
  proctor_workspaces_remove (workspaces, proctor_workspaces_find (workspaces, "id-1"));
  g_assert_cmpuint (n_current, ==, 2);
  g_assert_null (proctor_workspaces_get_last (workspaces));
  flush_well (workspaces);

  again = open_list (place);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (again)), ==, 1);
  assert_workspace (again, 0, "id-2", "Zwei", OTHER, OTHER);
  g_assert_null (proctor_workspaces_get_last (again));
}

/* A newer version's, or another program's. */
static void
test_unknown (TestingPlace *place,
              gconstpointer data)
{
  g_autoptr (ProctorWorkspaces) workspaces = NULL;
  g_autofree char *text = NULL;
  const char *const kept[] = { "# A remark", "[Novelty]", "Key=value", "Colour=blue", "Last=id-1", "[Workspace id-3]", "BaseUrl=ftp://example.com", "[Workspace ]" };

  write_file (place, "# A remark\n[Workspaces]\nLast=id-1\n[Novelty]\nKey=value\n"
                     "[Workspace id-1]\nName=One\nBaseUrl=" OTHER "\nColour=blue\n"
                     "[Workspace id-3]\nName=Three\nBaseUrl=ftp://example.com\n"
                     "[Workspace id-4]\nName=Four\n"
                     "[Workspace local]\nBaseUrl=" OTHER "\n"
                     "[Workspace ]\nName=x\n"
                     "[Workspace id-5]\nBaseUrl=" REGION "/\n");
  workspaces = open_list (place);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (workspaces)), ==, 2);
  assert_workspace (workspaces, 0, "id-1", "One", OTHER, OTHER);
  assert_workspace (workspaces, 1, "id-5", REGION, REGION, "ElevenLabs, EU");

  proctor_workspaces_rename (workspaces, proctor_workspaces_find (workspaces, "id-1"), "Uno");
  flush_well (workspaces);
  text = read_file (place);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      if (strstr (text, kept[i]) == NULL)
        g_error ("“%s” is lost: %s", kept[i], text);
    }
  g_assert_nonnull (strstr (text, "Name=Uno"));
}

static char *
find_damaged (TestingPlace *place)
{
  g_autoptr (GDir) folder = g_dir_open (place->data, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      if (g_str_has_prefix (name, "workspaces.ini.damaged-"))
        return g_build_filename (place->data, name, NULL);
    }

  return NULL;
}

static void
test_damaged (TestingPlace *place,
              gconstpointer data)
{
  const char *const texts[] = { "no group\n=\n", "[Workspaces]\nLast=\xff\xfe\n", "\x89PNG" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ProctorWorkspaces) workspaces = NULL;
      g_autofree char *damaged = NULL;
      g_autofree char *text = NULL;

      write_file (place, texts[i]);
      workspaces = open_list (place);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (workspaces)), ==, 0);
      damaged = find_damaged (place);
      g_assert_nonnull (damaged);
      g_assert_nonnull (strstr (proctor_workspaces_get_notice (workspaces), damaged));
      g_assert_true (g_file_get_contents (damaged, &text, NULL, NULL));
      g_assert_cmpstr (text, ==, texts[i]);
      add (workspaces, "id-1", "One", REGION);
      flush_well (workspaces);
      g_assert_cmpint (g_unlink (damaged), ==, 0);
    }
}

/* An empty file is what a full disk leaves, and no damage. */
static void
test_empty (TestingPlace *place,
            gconstpointer data)
{
  g_autoptr (ProctorWorkspaces) workspaces = NULL;

  write_file (place, "");
  workspaces = open_list (place);
  g_assert_null (proctor_workspaces_get_notice (workspaces));
}

static void
test_unreadable (TestingPlace *place,
                 gconstpointer data)
{
  g_autoptr (ProctorWorkspaces) workspaces = proctor_workspaces_new (place->data);
  g_autofree char *path = in_data (place);
  g_autoptr (GError) error = NULL;

  /* A folder in its place can't be read by anybody. */
  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_false (load (workspaces, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (proctor_workspaces_get_notice (workspaces), ==, error->message);
  g_clear_error (&error);

  g_test_expect_message ("proctor-store", G_LOG_LEVEL_WARNING, "*can't be read*");
  add (workspaces, "id-1", "One", REGION);
  g_assert_false (flush (workspaces, &error));
  g_test_assert_expected_messages ();
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_DIR));

  /* Once it is out of the way, what was said is kept. */
  g_assert_cmpint (g_rmdir (path), ==, 0);
  proctor_workspaces_rename (workspaces, proctor_workspaces_find (workspaces, "id-1"), "Uno");
  flush_well (workspaces);
}

/* Another window's program may have added one meanwhile. */
static void
test_shared (TestingPlace *place,
             gconstpointer data)
{
  g_autoptr (ProctorWorkspaces) one = open_list (place);
  g_autoptr (ProctorWorkspaces) other = open_list (place);
  g_autoptr (ProctorWorkspaces) again = NULL;

  add (one, "id-1", "One", REGION);
  flush_well (one);
  add (other, "id-2", "Two", OTHER);
  flush_well (other);
  again = open_list (place);
  g_assert_nonnull (proctor_workspaces_find (again, "id-1"));
  g_assert_nonnull (proctor_workspaces_find (again, "id-2"));
}

static void
test_cancelled (TestingPlace *place,
                gconstpointer data)
{
  g_autoptr (ProctorWorkspaces) workspaces = proctor_workspaces_new (place->data);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  proctor_workspaces_load_async (workspaces, cancellable, testing_result_cb, &kept);
  result = testing_result_wait (&kept);
  g_assert_false (proctor_workspaces_load_finish (workspaces, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (proctor_workspaces_get_notice (workspaces));
  g_clear_object (&result);
  proctor_testing_assert_finalized (g_steal_pointer (&workspaces));
}

#define ADD(name, function) g_test_add (name, TestingPlace, NULL, testing_place_set_up, function, testing_place_tear_down)

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  ADD ("/workspaces/none", test_none);
  ADD ("/workspaces/kept", test_kept);
  ADD ("/workspaces/changed", test_changed);
  ADD ("/workspaces/unknown", test_unknown);
  ADD ("/workspaces/damaged", test_damaged);
  ADD ("/workspaces/empty", test_empty);
  ADD ("/workspaces/unreadable", test_unreadable);
  ADD ("/workspaces/shared", test_shared);
  ADD ("/workspaces/cancelled", test_cancelled);

  return g_test_run ();
}
