/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "testing-library.h"

/* The folders, put together from what a server says of them. */

static void
add_folder (GString *rows,
            const char *id,
            const char *name,
            const char *parent_id)
{
  g_autofree char *row = testing_folder_row (id, name, parent_id);

  if (rows->len > 0)
    g_string_append_c (rows, ',');
  g_string_append (rows, row);
}

static void
print (GString *text,
       GListModel *folders)
{
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr (ProctorFolderItem) folder = g_list_model_get_item (folders, i);

      g_string_append_printf (text, "(%s %u", proctor_folder_item_get_id (folder), proctor_folder_item_get_n_tests (folder));
      print (text, proctor_folder_item_get_children (folder));
      g_string_append_c (text, ')');
    }
}

static void
assert_tree (TestingLibrary *self,
             const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  testing_library_settle (self);
  print (text, proctor_library_get_folders (self->library));
  g_assert_cmpstr (text->str, ==, expected);
}

static void
load (TestingLibrary *self,
      GString *folders,
      const char *tests)
{
  testing_library_answer (self, TESTING_FOLDERS, folders->str, NULL);
  testing_library_answer (self, TESTING_PAGE, tests, NULL);
  testing_library_load (self);
}

static void
test_deep (TestingLibrary *self,
           gconstpointer data)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autofree char *deep = testing_row ("deep", "Deep", "\"folder_parent_id\":\"f11\"");
  g_autofree char *path = NULL;
  ProctorFolderItem *top, *bottom;

  /* The deepest comes first. */
  for (int i = 11; i >= 0; i--)
    {
      g_autofree char *id = g_strdup_printf ("f%d", i);
      g_autofree char *parent = g_strdup_printf ("f%d", i - 1);

      add_folder (rows, id, id, i > 0 ? parent : NULL);
    }
  load (self, rows, deep);
  top = proctor_library_find_folder (self->library, "f0");
  bottom = proctor_library_find_folder (self->library, "f11");
  g_assert_cmpuint (proctor_folder_item_get_depth (bottom), ==, 11);
  g_assert_cmpuint (proctor_folder_item_get_n_tests (top), ==, 1);
  g_assert_true (proctor_folder_item_contains (top, bottom));
  g_assert_true (proctor_folder_item_contains (top, top));
  g_assert_false (proctor_folder_item_contains (bottom, top));
  path = proctor_folder_item_dup_path (proctor_library_find_folder (self->library, "f2"));
  g_assert_cmpstr (path, ==, "f0 / f1 / f2");
  g_object_set (self->list, "folder-id", "f5", NULL);
  testing_library_assert_list (self, "deep");
}

/* Nothing is lost, and nothing goes round and round. */
static void
test_wrong (TestingLibrary *self,
            gconstpointer data)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  add_folder (rows, "a", "a", "b");
  add_folder (rows, "b", "b", "c");
  add_folder (rows, "c", "c", "a");
  add_folder (rows, "d", "d", "a");
  add_folder (rows, "s", "s", "s");
  add_folder (rows, "u", "u", "unknown");
  load (self, rows, "");
  assert_tree (self, "(a 0(d 0))(b 0)(c 0)(s 0)(u 0)");
  proctor_library_place (self->library, (const char *const[]) { "c", NULL }, NULL);
  assert_tree (self, "(c 0(b 0(a 0(d 0))))(s 0)(u 0)");
  proctor_library_place (self->library, (const char *const[]) { "c", NULL }, "d");
  assert_tree (self, "(a 0)(b 0)(c 0)(d 0)(s 0)(u 0)");
}

static void
test_changes (TestingLibrary *self,
              gconstpointer data)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autofree char *one = testing_row ("one", "One", "\"folder_parent_id\":\"in\"");
  g_autofree char *two = testing_row ("two", "Two", "\"folder_parent_id\":\"x2\"");
  g_autofree char *lost = testing_row ("lost", "Lost", "\"folder_parent_id\":\"unknown\"");
  g_autofree char *tests = g_strjoin (",", one, two, lost, NULL);
  g_autoptr (ProctorTestSummary) renamed = testing_summary ("x2", "A first one", "folder", NULL);
  g_autoptr (ProctorTestSummary) made = testing_summary ("new", "Folder 3", "folder", NULL);
  ProctorFolderItem *folder;

  add_folder (rows, "x10", "Folder 10", NULL);
  add_folder (rows, "x2", "folder 2", NULL);
  add_folder (rows, "in", "In", "x10");
  load (self, rows, tests);
  assert_tree (self, "(x2 1)(x10 1(in 1))");
  g_assert_cmpuint (proctor_library_get_n_tests (self->library), ==, 3);

  folder = proctor_library_find_folder (self->library, "in");
  proctor_library_place (self->library, (const char *const[]) { "in", "lost", NULL }, "x2");
  assert_tree (self, "(x2 3(in 1))(x10 0)");
  g_assert_true (proctor_library_find_folder (self->library, "in") == folder);
  proctor_library_hide (self->library, (const char *const[]) { "in", NULL });
  assert_tree (self, "(x2 2)(x10 0)");
  proctor_library_unhide (self->library, (const char *const[]) { "in", NULL });
  assert_tree (self, "(x2 3(in 1))(x10 0)");
  proctor_library_add (self->library, made);
  assert_tree (self, "(x2 3(in 1))(new 0)(x10 0)");
  proctor_library_add (self->library, renamed);
  assert_tree (self, "(x2 3(in 1))(new 0)(x10 0)");
  g_assert_cmpstr (proctor_folder_item_get_name (proctor_library_find_folder (self->library, "x2")), ==, "A first one");
  proctor_library_forget (self->library, (const char *const[]) { "x2", NULL });
  assert_tree (self, "(new 0)(x10 0)");
  g_assert_cmpuint (proctor_library_get_n_tests (self->library), ==, 0);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  testing_library_add ("/folder-tree/deep", test_deep);
  testing_library_add ("/folder-tree/wrong", test_wrong);
  testing_library_add ("/folder-tree/changes", test_changes);

  return g_test_run ();
}
