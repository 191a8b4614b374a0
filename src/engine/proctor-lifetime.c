/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-lifetime.h"

/**
 * ProctorLifetime:
 *
 * How long the engine is needed: while somebody holds a lease or a run is pending, and a little
 * longer, in case somebody comes back.
 */
struct _ProctorLifetime
{
  GObject parent_instance;

  /* Owned */
  ProctorServer *server;
  ProctorWorker *worker;
  guint timeout;

  guint linger;
};

enum
{
  SIGNAL_ENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorLifetime, proctor_lifetime, G_TYPE_OBJECT)

static void timeout_cb (gpointer user_data);

/* Begins to wait anew, unless there is somebody. */
static void
wait_for (ProctorLifetime *self,
          guint seconds)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  if (proctor_server_count_leases (self->server) == 0)
    self->timeout = g_timeout_add_seconds_once (seconds, timeout_cb, self);
}

static void
restart (ProctorLifetime *self)
{
  wait_for (self, self->linger);
}

/* In the database's thread. */
static gpointer
count_pending (ProctorDatabase *database,
               gpointer data,
               GError **error)
{
  gint64 pending = proctor_database_get_int (database, "SELECT EXISTS (SELECT 1 FROM runs WHERE status = 'pending')"
                                                       " OR EXISTS (SELECT 1 FROM invocations WHERE bucketing_status = 'pending')",
                                             "");

  return GINT_TO_POINTER (pending > 0);
}

static void
counted_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ProctorLifetime) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean pending = GPOINTER_TO_INT (proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error));

  if (error != NULL)
    g_warning ("The pending runs can't be counted: %s", error->message);
  /* Meanwhile somebody may have come. */
  if (self->timeout != 0 || proctor_server_count_leases (self->server) > 0)
    return;
  if (pending)
    wait_for (self, MAX (self->linger, 1));
  else
    g_signal_emit (self, signals[SIGNAL_ENDED], 0);
}

static void
timeout_cb (gpointer user_data)
{
  ProctorLifetime *self = user_data;

  self->timeout = 0;
  proctor_worker_read_async (self->worker, count_pending, NULL, NULL, NULL, counted_cb, g_object_ref (self));
}

static void
proctor_lifetime_finalize (GObject *object)
{
  ProctorLifetime *self = PROCTOR_LIFETIME (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->server);
  g_clear_object (&self->worker);

  G_OBJECT_CLASS (proctor_lifetime_parent_class)->finalize (object);
}

static void
proctor_lifetime_class_init (ProctorLifetimeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_lifetime_finalize;

  /**
   * ProctorLifetime::ended:
   *
   * Nobody needs the engine any more.
   */
  signals[SIGNAL_ENDED] = g_signal_new ("ended", PROCTOR_TYPE_LIFETIME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_lifetime_init (ProctorLifetime *self)
{
}

/**
 * proctor_lifetime_new:
 * @server: where leases are held
 * @worker: who knows of the runs
 * @linger: for how many seconds nobody has to need the engine
 *
 * Returns: (transfer full): the lifetime, which begins now
 */
ProctorLifetime *
proctor_lifetime_new (ProctorServer *server,
                      ProctorWorker *worker,
                      guint linger)
{
  ProctorLifetime *self = g_object_new (PROCTOR_TYPE_LIFETIME, NULL);

  self->server = g_object_ref (server);
  self->worker = g_object_ref (worker);
  self->linger = linger;
  g_signal_connect_object (server, "leases-changed", G_CALLBACK (restart), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (server, "changed", G_CALLBACK (restart), self, G_CONNECT_SWAPPED);
  restart (self);

  return self;
}
