/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-models.h"
#include "proctor-server.h"

G_BEGIN_DECLS

#define PROCTOR_TYPE_ENGINE (proctor_engine_get_type ())

G_DECLARE_FINAL_TYPE (ProctorEngine, proctor_engine, PROCTOR, ENGINE, GObject)

ProctorEngine *proctor_engine_new (ProctorWorker *worker,
                                   ProctorServer *server,
                                   guint most_at_once);

ProctorModels *proctor_engine_get_models (ProctorEngine *self);
void proctor_engine_start (ProctorEngine *self);
void proctor_engine_stop (ProctorEngine *self);

G_END_DECLS
