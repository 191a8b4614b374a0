/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-invocation.h"
#include "proctor-run-row.h"
#include "proctor-run.h"
#include "proctor-testing.h"

typedef struct
{
  guint n_signals;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
changed_cb (GListModel *list,
            guint position,
            guint removed,
            guint added,
            Changes *changes)
{
  changes->n_signals++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

static void
count_cb (GObject *object,
          GParamSpec *pspec,
          guint *count)
{
  (*count)++;
}

/* Rows as a text such as "a:pending b:passed". */
static GListStore *
make_rows (const char *text)
{
  GListStore *rows = g_list_store_new (PROCTOR_TYPE_RECORD);
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (gsize i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], ":", 2);
      g_autoptr (ProctorRunRow) row = proctor_run_row_new ();

      proctor_run_row_set_test_run_id (row, parts[0]);
      proctor_run_row_set_status (row, parts[1]);
      g_list_store_append (rows, row);
    }

  return rows;
}

static char *
describe (GListStore *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (rows)); i++)
    {
      g_autoptr (ProctorRunRow) row = g_list_model_get_item (G_LIST_MODEL (rows), i);

      g_string_append_printf (text, "%s%s:%s", i > 0 ? " " : "", proctor_run_row_get_test_run_id (row), proctor_run_row_get_status (row));
    }

  return g_string_free (text, FALSE);
}

/* The list changes where rows came or went, and nowhere else. */
static void
test_rows (void)
{
  const struct
  {
    const char *before;
    const char *after;
    Changes changes;
  } cases[] = {
    { "a:1 b:1 c:1", "a:1 b:1 c:1", { 0, 0, 0, 0 } },
    { "a:1 b:1 c:1", "a:2 b:1 c:3", { 0, 0, 0, 0 } },
    { "a:1 b:1", "a:1 b:1 c:1", { 1, 2, 0, 1 } },
    { "a:1 b:1", "c:1 a:1 b:2", { 1, 0, 0, 1 } },
    { "a:1 b:1 c:1", "a:1 c:2", { 1, 1, 1, 0 } },
    { "a:1 b:1 c:1 d:1", "a:1 c:2 b:2 d:1", { 1, 1, 2, 2 } },
    { "a:1", "b:1", { 1, 0, 1, 1 } },
    { "", "a:1", { 1, 0, 0, 1 } },
    { "a:1 b:1", "", { 1, 0, 2, 0 } },
    { "", "", { 0, 0, 0, 0 } },
    { "a:1 a:2", "a:2 a:1 a:3", { 1, 2, 0, 1 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GListStore) rows = make_rows (cases[i].before);
      g_autoptr (GListStore) after = make_rows (cases[i].after);
      g_autofree char *text = NULL;
      Changes changes = { 0 };

      g_test_message ("%s becomes %s", cases[i].before, cases[i].after);
      g_signal_connect (rows, "items-changed", G_CALLBACK (changed_cb), &changes);
      proctor_record_list_assign (rows, G_LIST_MODEL (after));

      text = describe (rows);
      g_assert_cmpstr (text, ==, cases[i].after);
      g_assert_cmpuint (changes.n_signals, ==, cases[i].changes.n_signals);
      g_assert_cmpuint (changes.position, ==, cases[i].changes.position);
      g_assert_cmpuint (changes.removed, ==, cases[i].changes.removed);
      g_assert_cmpuint (changes.added, ==, cases[i].changes.added);
    }
}

/* A row that is in both stays the object it is, wherever it goes. */
static void
test_identity (void)
{
  g_autoptr (GListStore) rows = make_rows ("a:1 b:1 c:1 d:1");
  g_autoptr (GListStore) after = make_rows ("a:1 d:2 x:1 b:1");
  g_autoptr (ProctorRunRow) b = g_list_model_get_item (G_LIST_MODEL (rows), 1);
  g_autoptr (ProctorRunRow) d = g_list_model_get_item (G_LIST_MODEL (rows), 3);
  g_autoptr (ProctorRunRow) second = NULL;
  g_autoptr (ProctorRunRow) fourth = NULL;
  guint b_count = 0;
  guint d_count = 0;

  g_signal_connect (b, "notify", G_CALLBACK (count_cb), &b_count);
  g_signal_connect (d, "notify", G_CALLBACK (count_cb), &d_count);
  proctor_record_list_assign (rows, G_LIST_MODEL (after));
  second = g_list_model_get_item (G_LIST_MODEL (rows), 1);
  fourth = g_list_model_get_item (G_LIST_MODEL (rows), 3);

  g_assert_true (second == d);
  g_assert_true (fourth == b);
  g_assert_cmpuint (b_count, ==, 0);
  g_assert_cmpuint (d_count, ==, 1);
}

static ProctorInvocation *
make_invocation (const char *status,
                 const char *result)
{
  ProctorInvocation *invocation = proctor_invocation_new ();
  g_autoptr (ProctorRun) run = proctor_run_new ();
  g_autoptr (ProctorConditionResult) verdict = result != NULL ? proctor_condition_result_new () : NULL;

  proctor_run_set_test_run_id (run, "run_1");
  proctor_run_set_status (run, status);
  if (verdict != NULL)
    {
      proctor_condition_result_set_result (verdict, result);
      proctor_run_set_condition_result (run, verdict);
    }
  g_list_store_append (G_LIST_STORE (proctor_invocation_get_test_runs (invocation)), run);

  return invocation;
}

/* All the way down: what is shown stays, and what differs is told of where it is. */
static void
test_nested (void)
{
  g_autoptr (ProctorInvocation) shown = make_invocation ("pending", NULL);
  g_autoptr (ProctorInvocation) first = make_invocation ("failed", "failure");
  g_autoptr (ProctorInvocation) second = make_invocation ("failed", "unknown");
  g_autoptr (ProctorInvocation) third = make_invocation ("pending", NULL);
  g_autoptr (ProctorRun) run = g_list_model_get_item (proctor_invocation_get_test_runs (shown), 0);
  ProctorConditionResult *verdict;
  guint list_count = 0;
  guint run_count = 0;
  guint verdict_count = 0;

  g_signal_connect (shown, "notify", G_CALLBACK (count_cb), &list_count);
  g_signal_connect (run, "notify", G_CALLBACK (count_cb), &run_count);

  proctor_record_assign (PROCTOR_RECORD (shown), PROCTOR_RECORD (first));
  verdict = proctor_run_get_condition_result (run);
  g_assert_nonnull (verdict);
  g_assert_cmpuint (run_count, ==, 2);

  g_signal_connect (verdict, "notify", G_CALLBACK (count_cb), &verdict_count);
  proctor_record_assign (PROCTOR_RECORD (shown), PROCTOR_RECORD (second));
  g_assert_true (verdict == proctor_run_get_condition_result (run));
  g_assert_cmpuint (run_count, ==, 2);
  g_assert_cmpuint (verdict_count, ==, 1);

  proctor_record_assign (PROCTOR_RECORD (shown), PROCTOR_RECORD (third));
  g_assert_null (proctor_run_get_condition_result (run));
  g_assert_cmpuint (run_count, ==, 4);
  g_assert_cmpuint (list_count, ==, 0);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/record-assign/rows", test_rows);
  g_test_add_func ("/record-assign/identity", test_identity);
  g_test_add_func ("/record-assign/nested", test_nested);

  return g_test_run ();
}
