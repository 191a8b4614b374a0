/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-test.h"
#include "proctor-testing.h"
#include "proctor-turn.h"
#include "proctor-undo.h"

typedef struct
{
  ProctorUndo *undo;
  ProctorTest *test;
} Fixture;

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  fixture->undo = proctor_undo_new ();
  fixture->test = proctor_test_new ();
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_assert_finalize_object (fixture->undo);
  g_assert_finalize_object (fixture->test);
}

static void
add_turn (Fixture *fixture,
          const char *message,
          guint position)
{
  g_autoptr (ProctorTurn) turn = proctor_turn_new ();

  proctor_turn_set_message (turn, message);
  proctor_undo_begin (fixture->undo, "Add Turn");
  proctor_undo_insert (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_CHAT_HISTORY, position, turn);
  proctor_undo_end (fixture->undo);
}

static char *
dup_messages (Fixture *fixture)
{
  GListModel *turns = proctor_test_get_chat_history (fixture->test);
  GString *messages = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (turns); i++)
    {
      g_autoptr (ProctorTurn) turn = g_list_model_get_item (turns, i);

      g_string_append (messages, proctor_turn_get_message (turn));
    }

  return g_string_free_and_steal (messages);
}

static void
assert_messages (Fixture *fixture,
                 const char *expected)
{
  g_autofree char *messages = dup_messages (fixture);

  g_assert_cmpstr (messages, ==, expected);
}

/* A value that was absent is absent again, which a comparison would notice. */
static void
test_values (Fixture *fixture,
             gconstpointer data)
{
  proctor_undo_begin (fixture->undo, "Rename");
  proctor_undo_set_string (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_NAME, "One");
  proctor_undo_set_int (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_SIMULATION_MAX_TURNS, 7);
  proctor_undo_set_bool (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_CHECK_ANY_TOOL_MATCHES, TRUE);
  proctor_undo_set_strings (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_SUCCESS_CONDITIONS, (const char *const[]) { "a", "b", NULL });
  proctor_undo_end (fixture->undo);

  g_assert_cmpstr (proctor_undo_get_undo_label (fixture->undo), ==, "Rename");
  g_assert_null (proctor_undo_get_redo_label (fixture->undo));
  g_assert_true (proctor_undo_undo (fixture->undo));
  g_assert_cmpint (proctor_record_get_presence (PROCTOR_RECORD (fixture->test), PROCTOR_TEST_FIELD_NAME), ==, PROCTOR_PRESENCE_ABSENT);
  g_assert_cmpint (proctor_record_get_presence (PROCTOR_RECORD (fixture->test), PROCTOR_TEST_FIELD_SUCCESS_CONDITIONS), ==, PROCTOR_PRESENCE_ABSENT);
  g_assert_null (proctor_test_get_name (fixture->test));
  g_assert_false (proctor_undo_undo (fixture->undo));
  g_assert_cmpstr (proctor_undo_get_redo_label (fixture->undo), ==, "Rename");

  g_assert_true (proctor_undo_redo (fixture->undo));
  g_assert_cmpstr (proctor_test_get_name (fixture->test), ==, "One");
  g_assert_cmpint (proctor_test_get_simulation_max_turns (fixture->test), ==, 7);
  g_assert_true (proctor_test_get_check_any_tool_matches (fixture->test));
  g_assert_cmpstr (proctor_test_get_success_conditions (fixture->test)[1], ==, "b");
  g_assert_false (proctor_undo_redo (fixture->undo));
}

/* Without a pause it is one step, as a person sees it; after one, or elsewhere, another. */
static void
test_typing (Fixture *fixture,
             gconstpointer data)
{
  const char *texts[] = { "H", "He", "Hel", "Help", "Helpé!", "Help!" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    proctor_undo_type (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_NAME, texts[i], "Typing in Name");
  proctor_undo_pause (fixture->undo);
  proctor_undo_type (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_NAME, "Help! Me", "Typing in Name");
  proctor_undo_type (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_SIMULATION_SCENARIO, "x", "Typing in Scenario");
  proctor_undo_type (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_SIMULATION_SCENARIO, "xy", "Typing in Scenario");

  proctor_undo_undo (fixture->undo);
  g_assert_null (proctor_test_get_simulation_scenario (fixture->test));
  g_assert_cmpstr (proctor_test_get_name (fixture->test), ==, "Help! Me");
  proctor_undo_undo (fixture->undo);
  g_assert_cmpstr (proctor_test_get_name (fixture->test), ==, "Help!");
  proctor_undo_undo (fixture->undo);
  g_assert_null (proctor_test_get_name (fixture->test));
  g_assert_null (proctor_undo_get_undo_label (fixture->undo));
  proctor_undo_redo (fixture->undo);
  g_assert_cmpstr (proctor_test_get_name (fixture->test), ==, "Help!");
  proctor_undo_redo (fixture->undo);
  proctor_undo_redo (fixture->undo);
  g_assert_cmpstr (proctor_test_get_simulation_scenario (fixture->test), ==, "xy");
}

/* Who edits in the middle of a long text keeps little. */
static void
test_patches (Fixture *fixture,
              gconstpointer data)
{
  const char *texts[] = { "the cat sat", "the cat sat down", "the big cat sat down", "a big cat sat down", "", "the cat sat" };

  proctor_test_set_name (fixture->test, "the cat");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      proctor_undo_pause (fixture->undo);
      proctor_undo_type (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_NAME, texts[i], "Typing");
    }
  for (guint i = G_N_ELEMENTS (texts); i > 0; i--)
    {
      g_assert_cmpstr (proctor_test_get_name (fixture->test), ==, texts[i - 1]);
      g_assert_true (proctor_undo_undo (fixture->undo));
    }
  g_assert_cmpstr (proctor_test_get_name (fixture->test), ==, "the cat");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (proctor_undo_redo (fixture->undo));
      g_assert_cmpstr (proctor_test_get_name (fixture->test), ==, texts[i]);
    }
}

/* A row that comes back is the object it was, and what was changed of it before can be undone. */
static void
test_rows (Fixture *fixture,
           gconstpointer data)
{
  GListModel *turns = proctor_test_get_chat_history (fixture->test);
  g_autoptr (ProctorTurn) turn = NULL;
  g_autoptr (ProctorTurn) again = NULL;

  add_turn (fixture, "a", 0);
  add_turn (fixture, "c", 1);
  add_turn (fixture, "b", 1);
  assert_messages (fixture, "abc");

  turn = g_list_model_get_item (turns, 1);
  proctor_undo_type (fixture->undo, turn, PROCTOR_TURN_FIELD_MESSAGE, "B", "Typing");
  proctor_undo_begin (fixture->undo, "Move Turn");
  proctor_undo_move (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_CHAT_HISTORY, 1, 2);
  proctor_undo_end (fixture->undo);
  assert_messages (fixture, "acB");
  proctor_undo_begin (fixture->undo, "Delete Turn");
  proctor_undo_remove (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_CHAT_HISTORY, 2);
  proctor_undo_end (fixture->undo);
  assert_messages (fixture, "ac");

  g_assert_cmpstr (proctor_undo_get_undo_label (fixture->undo), ==, "Delete Turn");
  proctor_undo_undo (fixture->undo);
  assert_messages (fixture, "acB");
  proctor_undo_undo (fixture->undo);
  assert_messages (fixture, "aBc");
  again = g_list_model_get_item (turns, 1);
  g_assert_true (turn == again);
  proctor_undo_undo (fixture->undo);
  assert_messages (fixture, "abc");
  while (proctor_undo_undo (fixture->undo))
    continue;
  assert_messages (fixture, "");
  g_assert_cmpint (proctor_record_get_presence (PROCTOR_RECORD (fixture->test), PROCTOR_TEST_FIELD_CHAT_HISTORY), ==, PROCTOR_PRESENCE_ABSENT);
  while (proctor_undo_redo (fixture->undo))
    continue;
  assert_messages (fixture, "ac");
}

/* Whether there is something to save is told by a number. */
static void
test_states (Fixture *fixture,
             gconstpointer data)
{
  guint64 first = proctor_undo_get_state (fixture->undo);
  guint64 second;

  add_turn (fixture, "a", 0);
  second = proctor_undo_get_state (fixture->undo);
  g_assert_cmpuint (first, !=, second);
  proctor_undo_undo (fixture->undo);
  g_assert_cmpuint (proctor_undo_get_state (fixture->undo), ==, first);
  proctor_undo_redo (fixture->undo);
  g_assert_cmpuint (proctor_undo_get_state (fixture->undo), ==, second);
  proctor_undo_undo (fixture->undo);
  add_turn (fixture, "b", 0);
  g_assert_cmpuint (proctor_undo_get_state (fixture->undo), !=, second);
  g_assert_null (proctor_undo_get_redo_label (fixture->undo));

  proctor_undo_begin (fixture->undo, "Nothing");
  proctor_undo_set_string (fixture->undo, fixture->test, PROCTOR_TEST_FIELD_NAME, NULL);
  proctor_undo_end (fixture->undo);
  g_assert_cmpstr (proctor_undo_get_undo_label (fixture->undo), ==, "Add Turn");
}

int
main (int argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/undo/values", Fixture, NULL, set_up, test_values, tear_down);
  g_test_add ("/undo/typing", Fixture, NULL, set_up, test_typing, tear_down);
  g_test_add ("/undo/patches", Fixture, NULL, set_up, test_patches, tear_down);
  g_test_add ("/undo/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/undo/states", Fixture, NULL, set_up, test_states, tear_down);

  return g_test_run ();
}
