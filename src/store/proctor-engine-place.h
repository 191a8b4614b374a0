/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorEnginePlace:
 * @program: (nullable): the engine's program, %NULL if there is none
 * @socket_path: where the engine is met
 * @own_socket: whether the engine has to be told so, because it wouldn't look there by itself
 * @damaged: names of files in the data folder that were set aside
 *
 * What has to be looked up on the disk before the engine is started.
 */
typedef struct
{
  char *program;
  char *socket_path;
  gboolean own_socket;
  GHashTable *damaged;
} ProctorEnginePlace;

ProctorEnginePlace *proctor_engine_place_find (const char *data_folder,
                                               const char *socket_path);
void proctor_engine_place_free (ProctorEnginePlace *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorEnginePlace, proctor_engine_place_free)

char *proctor_engine_place_find_newly_damaged (const ProctorEnginePlace *place,
                                               const char *data_folder);

G_END_DECLS
