/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-engine.h"

#include "proctor-runner.h"
#include "proctor-serve-judge.h"
#include "proctor-serve-provider.h"
#include "proctor-serve-talk.h"

/* How long the models' key is waited for; the window hands it over at once. */
#define KEY_SECS 10

/**
 * ProctorEngine:
 *
 * Puts the parts together: what is asked of the server changes the database, and whatever changes
 * there may be work for the runner or other models to do it with.
 */
struct _ProctorEngine
{
  GObject parent_instance;

  /* Owned */
  ProctorServer *server;
  ProctorModels *models;
  ProctorRunner *runner;

  /* While somebody is expected to hand over the models' key. */
  guint patience;
  gboolean began;
  gboolean stopped;
};

G_DEFINE_FINAL_TYPE (ProctorEngine, proctor_engine, G_TYPE_OBJECT)

static void
begin (ProctorEngine *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  self->began = TRUE;
  proctor_runner_wake (self->runner);
}

static void
patience_cb (gpointer user_data)
{
  ProctorEngine *self = user_data;

  self->patience = 0;
  begin (self);
}

/* What is asked for before the engine has begun is looked for when it has. */
static void
changed_cb (ProctorEngine *self)
{
  if (self->began)
    proctor_runner_wake (self->runner);
}

static void
models_loaded_cb (GObject *object,
                  GAsyncResult *result,
                  gpointer user_data)
{
  g_autoptr (ProctorEngine) self = user_data;

  proctor_models_load_finish (PROCTOR_MODELS (object), result);
  if (self->began || self->stopped)
    return;

  /* What had not ended the last time would end in errors without the key. */
  if (proctor_models_waits_for_key (self->models))
    self->patience = g_timeout_add_seconds_once (KEY_SECS, patience_cb, self);
  else
    begin (self);
}

static void
models_changed_cb (ProctorEngine *self)
{
  const ProctorExecutionLimits limits = {
    .turn_msecs = proctor_models_get_answer_secs (self->models) * 1000,
    .run_msecs = proctor_models_get_run_secs (self->models) * 1000,
  };

  proctor_runner_set_provider (self->runner, proctor_models_get_provider (self->models));
  proctor_runner_set_limits (self->runner, &limits);
  proctor_runner_set_most_at_once (self->runner, proctor_models_get_runs_at_a_time (self->models));
  /* Before the engine has begun, it is not known whether these are the models. */
  if (self->patience != 0 && !proctor_models_waits_for_key (self->models))
    begin (self);
  else if (self->began)
    proctor_runner_wake (self->runner);
}

static void
proctor_engine_finalize (GObject *object)
{
  ProctorEngine *self = PROCTOR_ENGINE (object);

  g_clear_handle_id (&self->patience, g_source_remove);
  g_clear_object (&self->server);
  g_clear_object (&self->models);
  g_clear_object (&self->runner);

  G_OBJECT_CLASS (proctor_engine_parent_class)->finalize (object);
}

static void
proctor_engine_class_init (ProctorEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_engine_finalize;
}

static void
proctor_engine_init (ProctorEngine *self)
{
}

/**
 * proctor_engine_new:
 * @worker: who has the database
 * @server: who is asked
 * @most_at_once: how many runs there may be at a time, 0 for as many as the settings say
 *
 * Returns: (transfer full): an engine that waits to be started
 */
ProctorEngine *
proctor_engine_new (ProctorWorker *worker,
                    ProctorServer *server,
                    guint most_at_once)
{
  ProctorEngine *self = g_object_new (PROCTOR_TYPE_ENGINE, NULL);

  self->server = g_object_ref (server);
  /* A run asks one question at a time. */
  self->models = proctor_models_new (worker, most_at_once);
  self->runner = proctor_runner_new (worker, proctor_models_get_provider (self->models), proctor_models_get_runs_at_a_time (self->models));
  proctor_serve_provider_attach (server, self->models);
  proctor_serve_talk_attach (server, worker, self->models);
  proctor_serve_judge_attach (server, worker, self->models);
  g_signal_connect_object (server, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->models, "changed", G_CALLBACK (models_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

ProctorModels *
proctor_engine_get_models (ProctorEngine *self)
{
  return self->models;
}

/**
 * proctor_engine_start:
 * @self: an engine
 *
 * Goes on with what had not ended the last time.
 */
void
proctor_engine_start (ProctorEngine *self)
{
  /* Nothing is run before it is known with which models. */
  proctor_models_load_async (self->models, models_loaded_cb, g_object_ref (self));
}

/**
 * proctor_engine_stop:
 * @self: an engine
 *
 * Lets go of what has begun; the next start goes on with it.
 */
void
proctor_engine_stop (ProctorEngine *self)
{
  self->stopped = TRUE;
  g_clear_handle_id (&self->patience, g_source_remove);
  proctor_models_stop (self->models);
  proctor_runner_stop (self->runner);
  while (!proctor_runner_is_idle (self->runner))
    g_main_context_iteration (NULL, TRUE);
}
