/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorEnginePlace:
 * @data_folder: what the engine serves
 * @program: (nullable): the engine's program, %NULL if there is none
 * @socket_path: where the engine is met
 * @own_socket: whether the engine has to be told so, because it wouldn't look there by itself
 * @damaged: names of files in the data folder that were set aside
 *
 * What has to be looked up on the disk before the engine is started.
 */
typedef struct
{
  char *data_folder;
  char *program;
  char *socket_path;
  gboolean own_socket;
  GHashTable *damaged;
} ProctorEnginePlace;

void proctor_engine_place_find_async (const char *data_folder,
                                      const char *socket_path,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
ProctorEnginePlace *proctor_engine_place_find_finish (GAsyncResult *result,
                                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void proctor_engine_place_free (ProctorEnginePlace *place);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ProctorEnginePlace, proctor_engine_place_free)

void proctor_engine_place_look_for_damage_async (ProctorEnginePlace *place,
                                                 GAsyncReadyCallback callback,
                                                 gpointer user_data);
char *proctor_engine_place_look_for_damage_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
