/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * ProctorEngineState:
 * @PROCTOR_ENGINE_STOPPED: nobody has asked for it
 * @PROCTOR_ENGINE_STARTING: it is on its way
 * @PROCTOR_ENGINE_READY: it serves
 * @PROCTOR_ENGINE_WAITING: it has crashed, and is started again in a moment
 * @PROCTOR_ENGINE_FAILED: it can't be had, and somebody has to do something
 *
 * How the engine on this computer is doing.
 */
typedef enum
{
  PROCTOR_ENGINE_STOPPED,
  PROCTOR_ENGINE_STARTING,
  PROCTOR_ENGINE_READY,
  PROCTOR_ENGINE_WAITING,
  PROCTOR_ENGINE_FAILED,
} ProctorEngineState;

#define PROCTOR_TYPE_ENGINE_SERVICE (proctor_engine_service_get_type ())

G_DECLARE_FINAL_TYPE (ProctorEngineService, proctor_engine_service, PROCTOR, ENGINE_SERVICE, GObject)

ProctorEngineService *proctor_engine_service_new (const char *data_folder);

void proctor_engine_service_prepare_async (ProctorEngineService *self,
                                           GCancellable *cancellable,
                                           GAsyncReadyCallback callback,
                                           gpointer user_data);
gboolean proctor_engine_service_prepare_finish (ProctorEngineService *self,
                                                GAsyncResult *result,
                                                GError **error);

ProctorEngineState proctor_engine_service_get_state (ProctorEngineService *self);
const char *proctor_engine_service_get_socket_path (ProctorEngineService *self);
const char *proctor_engine_service_get_title (ProctorEngineService *self);
const char *proctor_engine_service_get_message (ProctorEngineService *self);
const char *proctor_engine_service_get_advice (ProctorEngineService *self);
const char *proctor_engine_service_get_notice (ProctorEngineService *self);
guint proctor_engine_service_get_n_crashes (ProctorEngineService *self);

void proctor_engine_service_start (ProctorEngineService *self);
void proctor_engine_service_stop (ProctorEngineService *self);

G_END_DECLS
