/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EnginePlace:
 * @folder: a folder that is thrown away, and below it
 * @data: the data folder, which the engine makes
 * @runtime: the user's runtime folder
 * @output: what the engine prints
 * @errors: what it says
 *
 * Where an engine is started as a program.
 */
typedef struct
{
  char *folder;
  char *data;
  char *runtime;
  char *output;
  char *errors;
} EnginePlace;

void engine_place_set_up (EnginePlace *place,
                          gconstpointer user_data);
void engine_place_tear_down (EnginePlace *place,
                             gconstpointer user_data);
GSubprocess *engine_place_launch (EnginePlace *place,
                                  const char *variable,
                                  const char *value,
                                  const char *arguments);
char *engine_place_read (const char *path);
gboolean engine_place_serves (gpointer user_data);
GSubprocess *engine_place_start (EnginePlace *place,
                                 const char *arguments);
void engine_place_expect_end (EnginePlace *place,
                              GSubprocess *process,
                              int status);
void engine_place_stop (EnginePlace *place,
                        GSubprocess *process);
void engine_place_expect_failure (EnginePlace *place,
                                  const char *arguments,
                                  int status,
                                  const char *said);
char *engine_place_find_socket (EnginePlace *place);
guint engine_place_find_port (EnginePlace *place);
guint engine_place_ask (const char *path,
                        guint port,
                        const char *key,
                        const char *method,
                        const char *what,
                        const char *body);

G_END_DECLS
