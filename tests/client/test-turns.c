/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-testing.h"
#include "proctor-turns.h"

/* Tasks that note when they begin and how they end; only the test ends them. */

#define TASKS 3

typedef struct
{
  ProctorTurns turns;
  GObject *source;
  GString *begun;
  GString *ended;
  GTask *tasks[TASKS];
  GCancellable *cancellables[TASKS];
} Fixture;

static gsize
get_number (GTask *task)
{
  return GPOINTER_TO_SIZE (g_task_get_task_data (task));
}

static void
ended_cb (GObject *source,
          GAsyncResult *result,
          gpointer user_data)
{
  Fixture *fixture = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (!done)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_string_append_printf (fixture->ended, done ? "%" G_GSIZE_FORMAT " " : "(%" G_GSIZE_FORMAT ") ", get_number (G_TASK (result)));
}

static void
run (GTask *task)
{
  GString *begun = g_object_get_data (g_task_get_source_object (task), "begun");

  g_string_append_printf (begun, "%" G_GSIZE_FORMAT " ", get_number (task));
}

static void
add (Fixture *fixture,
     gsize number)
{
  fixture->cancellables[number] = g_cancellable_new ();
  fixture->tasks[number] = g_task_new (fixture->source, fixture->cancellables[number], ended_cb, fixture);
  g_task_set_task_data (fixture->tasks[number], GSIZE_TO_POINTER (number), NULL);
  proctor_turns_add (&fixture->turns, fixture->tasks[number], run);
}

/* As a callback does that knows nothing of the caller. */
static void
finish (Fixture *fixture,
        gsize number)
{
  if (proctor_turns_is_over (fixture->tasks[number]))
    return;

  proctor_turns_end (fixture->tasks[number]);
  g_task_return_boolean (fixture->tasks[number], TRUE);
  proctor_turns_next (&fixture->turns);
}

/* Lets happen what is due. Which began and which ended, those that were cancelled in brackets. */
static void
assert_log (Fixture *fixture,
            const char *begun,
            const char *ended)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (fixture->begun->str, ==, begun);
  g_assert_cmpstr (fixture->ended->str, ==, ended);
}

static void
set_up (Fixture *fixture,
        gconstpointer data)
{
  proctor_turns_init (&fixture->turns);
  fixture->source = g_object_new (G_TYPE_OBJECT, NULL);
  fixture->begun = g_string_new (NULL);
  fixture->ended = g_string_new (NULL);
  g_object_set_data (fixture->source, "begun", fixture->begun);
  for (gsize i = 0; i < TASKS; i++)
    add (fixture, i);
}

static void
tear_down (Fixture *fixture,
           gconstpointer data)
{
  g_assert_null (fixture->turns.running);
  g_assert_true (g_queue_is_empty (&fixture->turns.waiting));
  for (gsize i = 0; i < TASKS; i++)
    {
      g_clear_object (&fixture->tasks[i]);
      g_clear_object (&fixture->cancellables[i]);
    }
  proctor_testing_assert_finalized (fixture->source);
  g_string_free (fixture->begun, TRUE);
  g_string_free (fixture->ended, TRUE);
}

static void
test_order (Fixture *fixture,
            gconstpointer data)
{
  assert_log (fixture, "0 ", "");
  finish (fixture, 0);
  assert_log (fixture, "0 1 ", "0 ");
  finish (fixture, 1);
  finish (fixture, 2);
  assert_log (fixture, "0 1 2 ", "0 1 2 ");
}

/* What is cancelled while it waits never begins. */
static void
test_cancel_waiting (Fixture *fixture,
                     gconstpointer data)
{
  g_cancellable_cancel (fixture->cancellables[1]);
  assert_log (fixture, "0 ", "(1) ");
  finish (fixture, 0);
  finish (fixture, 2);
  assert_log (fixture, "0 2 ", "(1) 0 2 ");
}

/* What is cancelled while it runs keeps nobody waiting, and has no second result. */
static void
test_cancel_running (Fixture *fixture,
                     gconstpointer data)
{
  g_cancellable_cancel (fixture->cancellables[0]);
  assert_log (fixture, "0 1 ", "(0) ");
  finish (fixture, 0);
  g_cancellable_cancel (fixture->cancellables[1]);
  finish (fixture, 1);
  finish (fixture, 2);
  assert_log (fixture, "0 1 2 ", "(0) (1) 2 ");
}

static void
test_cancel_all (Fixture *fixture,
                 gconstpointer data)
{
  for (gsize i = 0; i < TASKS; i++)
    g_cancellable_cancel (fixture->cancellables[i]);
  assert_log (fixture, "0 ", "(0) (1) (2) ");
}

int
main (int argc,
      char **argv)
{
  proctor_testing_init (&argc, &argv);

  g_test_add ("/turns/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/turns/cancel-waiting", Fixture, NULL, set_up, test_cancel_waiting, tear_down);
  g_test_add ("/turns/cancel-running", Fixture, NULL, set_up, test_cancel_running, tear_down);
  g_test_add ("/turns/cancel-all", Fixture, NULL, set_up, test_cancel_all, tear_down);

  return g_test_run ();
}
