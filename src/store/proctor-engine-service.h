/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  PROCTOR_ENGINE_STOPPED,
  PROCTOR_ENGINE_STARTING,
  PROCTOR_ENGINE_READY,
  PROCTOR_ENGINE_WAITING, /* it crashed, and is started again in a moment */
  PROCTOR_ENGINE_FAILED,
} ProctorEngineState;

#define PROCTOR_TYPE_ENGINE_SERVICE (proctor_engine_service_get_type ())

/* Starts proctor-engine, waits until it answers, holds a lease, starts it again (back-off 0.5 s … 30 s) when it has crashed.
 * Properties (notify): "state", "title", "message", "advice" (of WAITING and FAILED), "n-crashes".
 * Signal "restarted" (message): it is back after a crash; said once per series of crashes. */
G_DECLARE_FINAL_TYPE (ProctorEngineService, proctor_engine_service, PROCTOR, ENGINE_SERVICE, GObject)

ProctorEngineService *proctor_engine_service_new (const char *data_folder);
ProctorEngineState proctor_engine_service_get_state (ProctorEngineService *self);
const char *proctor_engine_service_get_socket_path (ProctorEngineService *self);
const char *proctor_engine_service_get_title (ProctorEngineService *self);
const char *proctor_engine_service_get_message (ProctorEngineService *self);
const char *proctor_engine_service_get_advice (ProctorEngineService *self);

void proctor_engine_service_start (ProctorEngineService *self); /* nothing if it is already on its way; again after FAILED */
void proctor_engine_service_stop (ProctorEngineService *self);  /* gives the lease back */

G_END_DECLS
