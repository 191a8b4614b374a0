/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-record-equal.h"
#include "proctor-test.h"
#include "proctor-testing-documents.h"
#include "proctor-testing.h"
#include "proctor-undo.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

#define N_DOCUMENTS 500

static ProctorTest *
read_document (JsonNode *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = proctor_wire_node_to_bytes (document);
  ProctorTest *test = proctor_wire_read_bytes (PROCTOR_TYPE_TEST, bytes, &error);

  g_assert_no_error (error);

  return test;
}

static void
assert_says (ProctorTest *test,
             JsonNode *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) written = proctor_wire_write (PROCTOR_RECORD (test), &error);
  g_autofree char *one = NULL;
  g_autofree char *other = NULL;

  g_assert_no_error (error);
  if (proctor_wire_equal (expected, written))
    return;

  one = proctor_wire_node_to_text (expected);
  other = proctor_wire_node_to_text (written);
  g_error ("The test is not what it should be.\nexpected: %s\nfound:    %s", one, other);
}

/* One test becomes another, whatever strange things there are in both, and becomes itself again. */
static void
test_assign (gconstpointer data)
{
  ProctorTestingWildness wildness = (ProctorTestingWildness) GPOINTER_TO_INT (data);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());

  for (guint i = 0; i < N_DOCUMENTS; i++)
    {
      g_autoptr (ProctorUndo) undo = proctor_undo_new ();
      g_autoptr (JsonNode) document = proctor_testing_random_document (rand, PROCTOR_TYPE_TEST, wildness);
      g_autoptr (JsonNode) another = proctor_testing_random_document (rand, PROCTOR_TYPE_TEST, wildness);
      g_autoptr (ProctorTest) test = read_document (document);
      g_autoptr (ProctorTest) same = read_document (document);
      g_autoptr (ProctorTest) other = read_document (another);

      g_assert_true (proctor_record_equal (test, same));
      g_assert_cmpint (proctor_record_equal (test, other), ==, proctor_wire_equal (document, another));

      proctor_undo_begin (undo, "Edit JSON");
      proctor_undo_assign (undo, test, same);
      proctor_undo_end (undo);
      g_assert_null (proctor_undo_get_undo_label (undo));

      proctor_undo_begin (undo, "Edit JSON");
      proctor_undo_assign (undo, test, other);
      proctor_undo_end (undo);
      assert_says (test, another);
      proctor_undo_undo (undo);
      assert_says (test, document);
      g_assert_true (proctor_record_equal (test, same));
      proctor_undo_redo (undo);
      assert_says (test, another);
    }
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/undo/documents/tame", GINT_TO_POINTER (PROCTOR_TESTING_TAME), test_assign);
  g_test_add_data_func ("/undo/documents/wild", GINT_TO_POINTER (PROCTOR_TESTING_WILD), test_assign);

  return g_test_run ();
}
