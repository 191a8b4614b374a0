/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EngineChild:
 * @folder: a folder of its own
 * @data: its data folder, in @folder
 * @socket: where it serves
 * @process: (nullable): the engine, while it runs
 *
 * An engine as a program of its own, which can be killed.
 */
typedef struct
{
  char *folder;
  char *data;
  char *socket;
  GSubprocess *process;
} EngineChild;

EngineChild *engine_child_new (void);
void engine_child_free (EngineChild *child);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EngineChild, engine_child_free)

void engine_child_launch (EngineChild *child,
                          const char *model_url,
                          guint most_at_once);
void engine_child_wait (EngineChild *child);
void engine_child_kill (EngineChild *child);
void engine_child_stop (EngineChild *child);
double engine_child_get_cpu_msecs (EngineChild *child);
double engine_child_get_mebibytes (EngineChild *child,
                                   const char *field);

/**
 * EngineLine:
 *
 * A connection to an engine, for one thread. It waits for each answer, and does no more for it than
 * has to be done.
 */
typedef struct _EngineLine EngineLine;

EngineLine *engine_line_new (const char *socket);
void engine_line_free (EngineLine *line);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EngineLine, engine_line_free)

gboolean engine_line_ask (EngineLine *line,
                          const char *method,
                          const char *path,
                          const char *body,
                          guint *status,
                          GString *answer);
char *engine_line_make (EngineLine *line,
                        const char *path,
                        const char *body,
                        const char *member);

G_END_DECLS
