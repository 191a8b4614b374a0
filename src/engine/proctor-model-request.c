/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-model-request.h"

/* What answers one kind of requests. */
typedef struct
{
  /* Owned */
  ProctorWorker *worker;
  ProctorModels *models;

  const ProctorModelRequestKind *kind;
} Desk;

struct _ProctorModelRequest
{
  /* Owned */
  ProctorInquiry *inquiry;
  ProctorModels *models;

  const ProctorModelRequestKind *kind;
};

static void
desk_free (gpointer data)
{
  Desk *desk = data;

  g_object_unref (desk->worker);
  g_object_unref (desk->models);
  g_free (desk);
}

/* In the database's thread, also for the sake of what only needs a thread: what was said may be long. */
static gpointer
read_what (ProctorDatabase *database,
           gpointer data,
           GError **error)
{
  ProctorModelRequest *self = data;
  ProctorCall *call = proctor_inquiry_get_call (self->inquiry);
  JsonObject *body = proctor_call_get_object (call);
  gpointer what;

  if (body == NULL)
    return NULL;

  call->database = database;
  self->kind->check (call, body);
  what = !proctor_call_has_problems (call) ? self->kind->read (call, body) : NULL;
  call->database = NULL;

  return what;
}

static void
read_cb (GObject *object,
         GAsyncResult *result,
         gpointer user_data)
{
  ProctorModelRequest *self = user_data;
  g_autoptr (GError) error = NULL;
  gpointer what = proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error);

  if (error != NULL)
    proctor_call_refuse (proctor_inquiry_get_call (self->inquiry), 500, "internal_server_error", "Internal Server Error");
  if (what != NULL)
    self->kind->answer (self, what);
  else
    proctor_model_request_end (self);
}

static void
request_cb (ProctorInquiry *inquiry,
            gpointer user_data)
{
  Desk *desk = user_data;
  ProctorModelRequest *self = g_new0 (ProctorModelRequest, 1);

  self->inquiry = inquiry;
  self->models = g_object_ref (desk->models);
  self->kind = desk->kind;
  proctor_worker_read_async (desk->worker, read_what, self, NULL, self->kind->free_what, read_cb, self);
}

/**
 * proctor_model_request_attach:
 * @server: a server
 * @worker: who reads requests
 * @models: who answers them
 * @kind: which requests
 *
 * Lets the server take such requests.
 */
void
proctor_model_request_attach (ProctorServer *server,
                              ProctorWorker *worker,
                              ProctorModels *models,
                              const ProctorModelRequestKind *kind)
{
  Desk *desk = g_new0 (Desk, 1);

  desk->worker = g_object_ref (worker);
  desk->models = g_object_ref (models);
  desk->kind = kind;
  g_object_set_data_full (G_OBJECT (server), kind->path, desk, desk_free);
  proctor_server_add_handler (server, "POST", kind->path, request_cb, desk);
}

ProctorCall *
proctor_model_request_get_call (ProctorModelRequest *self)
{
  return proctor_inquiry_get_call (self->inquiry);
}

ProctorModels *
proctor_model_request_get_models (ProctorModelRequest *self)
{
  return self->models;
}

/**
 * proctor_model_request_get_cancellable:
 * @self: a request
 *
 * Returns: (transfer none): what is cancelled when nobody waits for the answer any longer
 */
GCancellable *
proctor_model_request_get_cancellable (ProctorModelRequest *self)
{
  return proctor_inquiry_get_cancellable (self->inquiry);
}

/**
 * proctor_model_request_end:
 * @self: (transfer full): a request whose call has its answer
 */
void
proctor_model_request_end (ProctorModelRequest *self)
{
  proctor_inquiry_answer (self->inquiry);
  g_object_unref (self->models);
  g_free (self);
}
