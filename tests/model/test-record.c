/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test.h"
#include "proctor-testing.h"
#include "proctor-tool-result.h"
#include "proctor-turn.h"

static void
count_cb (GObject *object,
          GParamSpec *pspec,
          guint *count)
{
  (*count)++;
}

/* What is set can be got, and is told of once. */
static void
test_properties (void)
{
  ProctorToolResult *result = proctor_tool_result_new ();
  guint count = 0;
  g_autofree char *name = NULL;
  gboolean is_error = FALSE;
  double latency = 0;

  g_signal_connect (result, "notify", G_CALLBACK (count_cb), &count);

  g_assert_null (proctor_tool_result_get_tool_name (result));
  proctor_tool_result_set_tool_name (result, "book");
  proctor_tool_result_set_tool_name (result, "book");
  g_assert_cmpuint (count, ==, 1);
  g_object_set (result, "is-error", TRUE, "tool-latency-secs", 0.25, NULL);
  proctor_tool_result_set_is_error (result, 5);
  proctor_tool_result_set_tool_latency_secs (result, 0.25);
  g_assert_cmpuint (count, ==, 3);

  g_object_get (result, "tool-name", &name, "is-error", &is_error, "tool-latency-secs", &latency, NULL);
  g_assert_cmpstr (name, ==, "book");
  g_assert_true (is_error);
  g_assert_cmpfloat (latency, ==, 0.25);

  proctor_tool_result_set_tool_name (result, NULL);
  proctor_tool_result_set_tool_name (result, NULL);
  g_assert_cmpuint (count, ==, 4);

  proctor_testing_assert_finalized (result);
}

/* Absent, null and empty are three things. */
static void
test_presence (void)
{
  g_autoptr (ProctorTest) test = proctor_test_new ();
  ProctorRecord *record = PROCTOR_RECORD (test);

  g_assert_cmpint (proctor_record_get_presence (record, PROCTOR_TEST_FIELD_NAME), ==, PROCTOR_PRESENCE_ABSENT);
  proctor_test_set_name (test, NULL);
  g_assert_cmpint (proctor_record_get_presence (record, PROCTOR_TEST_FIELD_NAME), ==, PROCTOR_PRESENCE_ABSENT);
  proctor_test_set_name (test, "");
  g_assert_cmpint (proctor_record_get_presence (record, PROCTOR_TEST_FIELD_NAME), ==, PROCTOR_PRESENCE_VALUE);
  proctor_test_set_name (test, NULL);
  g_assert_cmpint (proctor_record_get_presence (record, PROCTOR_TEST_FIELD_NAME), ==, PROCTOR_PRESENCE_NULL);

  /* Nought is a value too. */
  proctor_test_set_simulation_max_turns (test, 0);
  g_assert_cmpint (proctor_record_get_presence (record, PROCTOR_TEST_FIELD_SIMULATION_MAX_TURNS), ==, PROCTOR_PRESENCE_VALUE);
}

static void
test_lists (void)
{
  ProctorTest *test = proctor_test_new ();
  GListModel *turns = proctor_test_get_chat_history (test);
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();
  guint count = 0;
  const char *const conditions[] = { "a", "b", NULL };
  g_auto (GStrv) got = NULL;

  g_signal_connect (test, "notify", G_CALLBACK (count_cb), &count);
  g_assert_true (turns == proctor_test_get_chat_history (test));
  g_assert_cmpint (proctor_record_get_presence (PROCTOR_RECORD (test), PROCTOR_TEST_FIELD_CHAT_HISTORY), ==, PROCTOR_PRESENCE_ABSENT);

  g_list_store_append (G_LIST_STORE (turns), turn);
  g_assert_cmpuint (count, ==, 1);
  g_assert_cmpint (proctor_record_get_presence (PROCTOR_RECORD (test), PROCTOR_TEST_FIELD_CHAT_HISTORY), ==, PROCTOR_PRESENCE_VALUE);

  proctor_test_set_success_conditions (test, conditions);
  proctor_test_set_success_conditions (test, conditions);
  g_assert_cmpuint (count, ==, 2);
  g_object_get (test, "success-conditions", &got, NULL);
  g_assert_true (g_strv_equal (conditions, (const char *const *) got));

  /* The list may outlive its record. */
  g_object_ref (turns);
  proctor_testing_assert_finalized (test);
  g_list_store_remove_all (G_LIST_STORE (turns));
  proctor_testing_assert_finalized (turns);
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add_func ("/record/properties", test_properties);
  g_test_add_func ("/record/presence", test_presence);
  g_test_add_func ("/record/lists", test_lists);

  return g_test_run ();
}
