/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-turns.h"

/* What is known of a task. */
typedef struct
{
  /* Owned */
  GSource *cancelled;

  /* Borrowed: it is part of the task's source object. */
  ProctorTurns *turns;

  void (*run) (GTask *task);
  gboolean ended;
} Turn;

static G_DEFINE_QUARK (proctor - turn, turn)

    static void turn_free (Turn *turn)
{
  g_clear_pointer (&turn->cancelled, g_source_unref);
  g_free (turn);
}

static Turn *
get_turn (GTask *task)
{
  return g_object_get_qdata (G_OBJECT (task), turn_quark ());
}

static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer user_data)
{
  proctor_turns_is_over (user_data);

  return G_SOURCE_REMOVE;
}

/**
 * proctor_turns_init:
 * @self: where nobody has a turn
 *
 * There is nothing to clear: as long as a task is there, so is the object that holds @self.
 */
void
proctor_turns_init (ProctorTurns *self)
{
  g_queue_init (&self->waiting);
  self->running = NULL;
}

/**
 * proctor_turns_add:
 * @self: whose turn it is
 * @task: a task that has no result yet
 * @run: begins it, and keeps a reference to it for as long as it takes
 *
 * Lets @task have its turn. When it gets on, it asks proctor_turns_is_over(). Before it is given a
 * result it calls proctor_turns_end(), and after that proctor_turns_next().
 */
void
proctor_turns_add (ProctorTurns *self,
                   GTask *task,
                   void (*run) (GTask *task))
{
  GCancellable *cancellable = g_task_get_cancellable (task);
  Turn *turn = g_new0 (Turn, 1);

  turn->turns = self;
  turn->run = run;
  g_object_set_qdata_full (G_OBJECT (task), turn_quark (), turn, (GDestroyNotify) turn_free);

  if (cancellable != NULL)
    {
      turn->cancelled = g_cancellable_source_new (cancellable);
      g_task_attach_source (task, turn->cancelled, G_SOURCE_FUNC (cancelled_cb));
    }

  g_queue_push_tail (&self->waiting, g_object_ref (task));
  proctor_turns_next (self);
}

/**
 * proctor_turns_next:
 * @self: whose turn it is
 *
 * Begins the next task, unless one is running.
 */
void
proctor_turns_next (ProctorTurns *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->running != NULL || g_queue_is_empty (&self->waiting))
    return;

  task = g_queue_pop_head (&self->waiting);
  self->running = task;
  if (!proctor_turns_is_over (task))
    get_turn (task)->run (task);
}

/**
 * proctor_turns_is_over:
 * @task: a task
 *
 * If @task was cancelled it gets its result now, if it has not yet.
 *
 * Returns: whether @task has a result, so that nothing is left to do
 */
gboolean
proctor_turns_is_over (GTask *task)
{
  Turn *turn = get_turn (task);

  if (!turn->ended && g_cancellable_is_cancelled (g_task_get_cancellable (task)))
    {
      g_autoptr (GTask) kept = g_object_ref (task);

      proctor_turns_end (task);
      g_task_return_error_if_cancelled (task);
      proctor_turns_next (turn->turns);
    }

  return turn->ended;
}

/**
 * proctor_turns_end:
 * @task: a task that gets its result now
 *
 * Ends the turn of @task.
 */
void
proctor_turns_end (GTask *task)
{
  Turn *turn = get_turn (task);

  turn->ended = TRUE;
  if (turn->cancelled != NULL)
    g_source_destroy (turn->cancelled);

  if (turn->turns->running == task)
    turn->turns->running = NULL;
  else if (g_queue_remove (&turn->turns->waiting, task))
    g_object_unref (task);
}
