/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-rows.h"

#include <glib/gi18n.h>

#include "proctor-test-compare.h"
#include "proctor-test.h"

/**
 * ProctorImportRows:
 *
 * The rows of an import while they are being found. It notices what is there twice, and makes one row of the many files in a
 * project that are no tests.
 */
struct _ProctorImportRows
{
  /* Owned */
  GPtrArray *rows;
  GHashTable *by_key;
  char *first_other;
  char *first_what;

  guint n_tests;
  guint n_others;
};

/**
 * proctor_import_rows_new:
 *
 * Returns: (transfer full): no rows
 */
ProctorImportRows *
proctor_import_rows_new (void)
{
  ProctorImportRows *self = g_new0 (ProctorImportRows, 1);

  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  return self;
}

static void
add_others (ProctorImportRows *self)
{
  g_autofree char *file = NULL;
  g_autofree char *what = NULL;

  if (self->n_others == 0)
    return;
  if (self->n_others == 1)
    {
      proctor_import_rows_add_problem (self, self->first_other, NULL, self->first_what);
      return;
    }

  /* Translators: the first of some files, and how many others there are. */
  file = g_strdup_printf (ngettext ("%s and %u other file", "%s and %u other files", self->n_others - 1), self->first_other, self->n_others - 1);
  what = g_strdup (_ ("These files have no tests in them."));
  proctor_import_rows_add_problem (self, file, NULL, what);
}

/**
 * proctor_import_rows_free:
 * @self: (transfer full): rows
 *
 * Returns: (transfer full) (element-type ProctorImportRow): the rows, when nothing more is found
 */
GPtrArray *
proctor_import_rows_free (ProctorImportRows *self)
{
  GPtrArray *rows;

  add_others (self);
  rows = self->rows;
  g_hash_table_unref (self->by_key);
  g_free (self->first_other);
  g_free (self->first_what);
  g_free (self);

  return rows;
}

/**
 * proctor_import_rows_get_n_tests:
 * @self: rows
 *
 * Returns: how many of them are tests
 */
guint
proctor_import_rows_get_n_tests (ProctorImportRows *self)
{
  return self->n_tests;
}

/* Tests with the same key may be the same: those with an id certainly are. */
static char *
make_key (ProctorTest *test,
          const char *const *folders)
{
  g_autofree char *folder = NULL;

  if (proctor_test_get_id (test) != NULL)
    return g_strconcat ("id\n", proctor_test_get_id (test), NULL);

  folder = g_strjoinv ("\n", (char **) folders);

  return g_strconcat ("name\n", proctor_test_get_kind (test), "\n", proctor_test_get_name (test), "\n", folder, NULL);
}

/* Two tests of one name that say different things are two tests. */
static char *
describe_twin (GPtrArray *known,
               ProctorTest *test)
{
  for (guint i = 0; known != NULL && i < known->len; i++)
    {
      ProctorImportRow *row = g_ptr_array_index (known, i);
      g_autofree char *changes = NULL;
      g_autoptr (ProctorTest) same = proctor_test_compare (proctor_import_row_get_test (row), test, &changes, NULL);

      if (same != NULL && changes == NULL)
        return g_strdup_printf (_ ("The same test is in %s too, and that one is taken."), proctor_import_row_get_file (row));
      if (proctor_test_get_id (test) != NULL)
        return g_strdup_printf (_ ("Another version of this test is in %s, and that one is taken."), proctor_import_row_get_file (row));
    }

  return NULL;
}

/**
 * proctor_import_rows_add_test:
 * @self: rows
 * @file: where it was found
 * @test: what was found
 * @folders: (array zero-terminated=1): the folders it is in
 */
void
proctor_import_rows_add_test (ProctorImportRows *self,
                              const char *file,
                              ProctorTest *test,
                              const char *const *folders)
{
  g_autofree char *key = make_key (test, folders);
  GPtrArray *known = g_hash_table_lookup (self->by_key, key);
  g_autofree char *twin = describe_twin (known, test);
  ProctorImportRow *row;

  self->n_tests++;
  if (twin != NULL)
    {
      proctor_import_rows_add_problem (self, file, proctor_test_get_name (test), twin);
      return;
    }

  if (known == NULL)
    {
      known = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (self->by_key, g_steal_pointer (&key), known);
    }
  row = proctor_import_row_new (file, test, folders);
  g_ptr_array_add (known, g_object_ref (row));
  g_ptr_array_add (self->rows, row);
}

/**
 * proctor_import_rows_add_problem:
 * @self: rows
 * @file: where something is that can't be imported
 * @name: (nullable): what it is called
 * @reason: why it can't be
 */
void
proctor_import_rows_add_problem (ProctorImportRows *self,
                                 const char *file,
                                 const char *name,
                                 const char *reason)
{
  g_ptr_array_add (self->rows, proctor_import_row_new_unreadable (file, name, reason));
}

/**
 * proctor_import_rows_add_other:
 * @self: rows
 * @file: where something is that is no test, and that nobody has chosen by itself
 * @what: what it is
 */
void
proctor_import_rows_add_other (ProctorImportRows *self,
                               const char *file,
                               const char *what)
{
  if (self->n_others++ > 0)
    return;

  self->first_other = g_strdup (file);
  self->first_what = g_strdup (what);
}
