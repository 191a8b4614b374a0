/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorTurns:
 *
 * Tasks of one object that take turns: the next one begins when the one before has its result. A
 * task that is cancelled gets its result at once, whether or not what it waits for can be stopped.
 *
 * The object that holds it is the tasks' source object, so that it lasts as long as they do.
 */
typedef struct
{
  /* Owned */
  GQueue waiting;

  /* Borrowed: what it waits for holds it. */
  GTask *running;
} ProctorTurns;

void proctor_turns_init (ProctorTurns *self);

void proctor_turns_add (ProctorTurns *self,
                        GTask *task,
                        void (*run) (GTask *task));
void proctor_turns_next (ProctorTurns *self);

gboolean proctor_turns_is_over (GTask *task);
void proctor_turns_end (GTask *task);

G_END_DECLS
