/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * TestingPlace:
 * @folder: all of it
 * @data: the data folder, which there isn't yet
 * @cache: the cache folder, which there isn't yet
 *
 * Folders that are thrown away, with a place for the engine and its clients to meet. The engine that
 * is started in it is the one that was built.
 */
typedef struct
{
  char *folder;
  char *data;
  char *cache;
} TestingPlace;

void testing_place_set_up (TestingPlace *place,
                           gconstpointer data);
void testing_place_tear_down (TestingPlace *place,
                              gconstpointer data);

int testing_place_get_engine (TestingPlace *place);
void testing_place_kill_engine (TestingPlace *place);
void testing_place_end_engine (TestingPlace *place,
                               int signal);
void testing_place_use_script (TestingPlace *place,
                               const char *text);

G_END_DECLS
