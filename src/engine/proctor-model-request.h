/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "proctor-models.h"
#include "proctor-server.h"
#include "proctor-worker.h"

G_BEGIN_DECLS

/**
 * ProctorModelRequest:
 *
 * A request that a model answers, once it has been read in the database's thread. Whoever has it ends it with
 * proctor_model_request_end(), also when nobody waits for it any longer.
 */
typedef struct _ProctorModelRequest ProctorModelRequest;

/**
 * ProctorModelRequestKind:
 * @path: what is posted to
 * @check: notes what is wrong with the request's body
 * @read: makes of a body with which nothing is wrong what is to be answered, or %NULL where the call is answered with
 *   what is wrong; called in the database's thread, with the call's database
 * @free_what: frees what @read made
 * @answer: begins to answer what @read made, which it takes
 *
 * Requests that are read and answered alike.
 */
typedef struct
{
  const char *path;
  void (*check) (ProctorCall *call,
                 JsonObject *body);
  gpointer (*read) (ProctorCall *call,
                    JsonObject *body);
  GDestroyNotify free_what;
  void (*answer) (ProctorModelRequest *request,
                  gpointer what);
} ProctorModelRequestKind;

void proctor_model_request_attach (ProctorServer *server,
                                   ProctorWorker *worker,
                                   ProctorModels *models,
                                   const ProctorModelRequestKind *kind);

ProctorCall *proctor_model_request_get_call (ProctorModelRequest *self);
ProctorModels *proctor_model_request_get_models (ProctorModelRequest *self);
GCancellable *proctor_model_request_get_cancellable (ProctorModelRequest *self);
void proctor_model_request_end (ProctorModelRequest *self);

G_END_DECLS
