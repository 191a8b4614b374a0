/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-engine-crashes.h"
#include "proctor-engine-place.h"
#include "proctor-engine-process.h"
#include "proctor-engine-service.h"
#include "proctor-lease.h"

G_BEGIN_DECLS

/* For the files that are named for the engine. */
struct _ProctorEngineService
{
  GObject parent_instance;

  /* Owned */
  char *data_folder;
  ProctorEnginePlace *place;
  ProctorConnection *connection;
  ProctorEngineProcess *process;
  ProctorLease *lease;
  GCancellable *attempt;
  char *title;
  char *message;
  char *advice;
  char *notice;
  guint poll_timeout;
  guint slow_timeout;
  guint restart_timeout;
  guint stable_timeout;

  ProctorEngineState state;
  ProctorEngineCrashes crashes;
  guint poll_msecs;
  guint n_taken;
};

void proctor_engine_service_set_state (ProctorEngineService *self,
                                       ProctorEngineState state,
                                       const char *title,
                                       const char *message,
                                       const char *advice);
void proctor_engine_service_let_go (ProctorEngineService *self);
void proctor_engine_service_begin (ProctorEngineService *self);

G_END_DECLS
