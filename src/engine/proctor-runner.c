/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-runner.h"

#include "proctor-bucket-titles.h"
#include "proctor-buckets.h"
#include "proctor-model-settings.h"
#include "proctor-run-claim.h"
#include "proctor-run-result.h"

/* When it is tried again to write what could not be written. */
#define AGAIN_SECS 1

/**
 * ProctorRunner:
 *
 * Carries out the runs that are pending, so many at a time. The queue is the database: a run is
 * pending until its result is written, so whatever happens in between, the next start goes on with
 * what had not ended and repeats nothing that had.
 */
struct _ProctorRunner
{
  GObject parent_instance;

  /* Owned */
  ProctorWorker *worker;
  ProctorProvider *provider;
  /* The runs that are being carried out, by what proctor_run_claim_make_key() makes of them. */
  GHashTable *active;
  /* Those of them that have ended and are not on the disk yet; borrowed from @active. */
  GPtrArray *ended;
  guint again;
  /* The invocations whose groups are being given titles, and what gives that up. */
  GHashTable *naming;

  ProctorExecutionLimits limits;
  guint most_at_once;
  /* Something may have changed since the database was asked last; it was not a run that ended. */
  gboolean stale;
  gboolean woken;
  gboolean claiming;
  gboolean stopped;
  /* Whether a model may be asked for titles. What was left over when the engine last ended gets
   * ours, so that nothing is asked for again and again. */
  gboolean with_titles;
  gboolean began;
};

/* A run on its way. */
typedef struct
{
  /* Owned */
  ProctorRunner *runner;
  GCancellable *cancellable;
  char *key;
  char *run_id;
  char *invocation_id;
  /* What became of it, until that is on the disk. */
  ProctorRunResult *result;

  gint64 attempt;
} Errand;

enum
{
  SIGNAL_IDLE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorRunner, proctor_runner, G_TYPE_OBJECT)

static void claim (ProctorRunner *self);

static void
errand_free (gpointer data)
{
  Errand *errand = data;

  g_clear_object (&errand->runner);
  g_clear_object (&errand->cancellable);
  g_clear_pointer (&errand->result, proctor_run_result_free);
  g_free (errand->key);
  g_free (errand->run_id);
  g_free (errand->invocation_id);
  g_free (errand);
}

static void
executed_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (ProctorRunner) self = g_object_ref (errand->runner);
  g_autoptr (GError) error = NULL;
  JsonObject *run = proctor_execution_run_finish (result, &error);

  if (run != NULL)
    {
      errand->result = proctor_run_result_new (errand->run_id, errand->attempt, errand->invocation_id, run);
      g_ptr_array_add (self->ended, errand);
    }
  else
    g_hash_table_remove (self->active, errand->key);
  claim (self);
}

static void
execute (ProctorRunner *self,
         ProctorRunPlan *plan)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->runner = g_object_ref (self);
  errand->cancellable = g_cancellable_new ();
  errand->run_id = g_strdup (plan->run_id);
  errand->invocation_id = g_strdup (plan->invocation_id);
  errand->attempt = plan->attempt;
  errand->key = proctor_run_claim_make_key (plan->invocation_id, plan->run_id, plan->attempt);
  g_hash_table_insert (self->active, errand->key, errand);
  proctor_execution_run_async (plan, self->provider, &self->limits, errand->cancellable, executed_cb, errand);
}

/* Groups on their way to titles and to the disk. */
typedef struct
{
  ProctorRunner *runner;
  char *invocation_id;
  JsonArray *made;
  JsonArray *named;
} Naming;

static void
naming_free (Naming *naming)
{
  g_clear_object (&naming->runner);
  g_free (naming->invocation_id);
  json_array_unref (naming->made);
  g_clear_pointer (&naming->named, json_array_unref);
  g_free (naming);
}

static void
naming_ended (Naming *naming)
{
  g_autoptr (ProctorRunner) self = g_object_ref (naming->runner);

  g_hash_table_remove (self->naming, naming->invocation_id);
  naming_free (naming);
  /* Where the titles were not kept, because of the disk or because runs were run again meanwhile,
   * the groups are yet to be made. */
  self->woken = TRUE;
  claim (self);
}

/* In the database's thread. */
static gpointer
write_named (ProctorDatabase *database,
             gpointer data,
             GError **error)
{
  const Naming *naming = data;

  proctor_buckets_write (database, naming->invocation_id, naming->made, naming->named);

  return NULL;
}

static void
named_written_cb (GObject *object,
                  GAsyncResult *result,
                  gpointer user_data)
{
  Naming *naming = user_data;
  g_autoptr (GError) error = NULL;

  proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error);
  /* Titles are not worth asking for when they can't be kept. */
  if (error != NULL)
    {
      g_warning ("Titles could not be written: %s", error->message);
      naming->runner->with_titles = FALSE;
    }
  naming_ended (naming);
}

static void
named_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  Naming *naming = user_data;

  naming->named = proctor_bucket_titles_ask_finish (PROCTOR_PROVIDER (object), result, NULL);
  if (naming->named == NULL)
    naming_ended (naming);
  else
    proctor_worker_run_async (naming->runner->worker, write_named, naming, NULL, NULL, named_written_cb, naming);
}

static void
find_names (ProctorRunner *self,
            const char *invocation_id,
            JsonArray *groups)
{
  Naming *naming = g_new0 (Naming, 1);
  GCancellable *cancellable = g_cancellable_new ();

  naming->runner = g_object_ref (self);
  naming->invocation_id = g_strdup (invocation_id);
  naming->made = json_array_ref (groups);
  g_hash_table_insert (self->naming, g_strdup (invocation_id), cancellable);
  proctor_bucket_titles_ask_async (self->provider, groups, self->limits.turn_msecs, cancellable, named_cb, naming);
}

/* What was cancelled or asked for again meanwhile is not carried on with. */
static void
cancel_outdated (ProctorRunner *self,
                 GPtrArray *outdated)
{
  for (guint i = 0; i < outdated->len; i++)
    {
      Errand *errand = g_hash_table_lookup (self->active, g_ptr_array_index (outdated, i));

      if (errand != NULL)
        g_cancellable_cancel (errand->cancellable);
    }
}

/* A visit to the database on its way. */
typedef struct
{
  /* Owned */
  ProctorRunner *runner;
  /* Borrowed errands */
  GPtrArray *ended;
} Visit;

static void
visit_free (Visit *visit)
{
  g_object_unref (visit->runner);
  g_ptr_array_unref (visit->ended);
  g_free (visit);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Visit, visit_free)

static gboolean
again_cb (gpointer user_data)
{
  ProctorRunner *self = user_data;

  self->again = 0;
  claim (self);

  return G_SOURCE_REMOVE;
}

/* Models may have been paid for what can't be written now, so it is kept until it can. */
static void
visit_failed (ProctorRunner *self,
              GPtrArray *ended,
              const GError *error)
{
  g_warning ("The runs can't be written or read: %s", error->message);
  if (self->stopped)
    {
      /* They stay pending, for the next start. */
      for (guint i = 0; i < ended->len; i++)
        g_hash_table_remove (self->active, ((Errand *) g_ptr_array_index (ended, i))->key);
      claim (self);
      return;
    }
  g_ptr_array_extend (self->ended, ended, NULL, NULL);
  self->woken = TRUE;
  if (self->again == 0)
    self->again = g_timeout_add_seconds (AGAIN_SECS, again_cb, self);
}

static void
visited_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (Visit) visit = user_data;
  ProctorRunner *self = visit->runner;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRunClaim) found = proctor_worker_run_finish (PROCTOR_WORKER (object), result, &error);
  GHashTableIter iter;
  gpointer invocation_id, groups;

  self->claiming = FALSE;
  if (found == NULL)
    {
      visit_failed (self, visit->ended, error);
      return;
    }
  self->with_titles = self->with_titles || !self->began;
  self->began = TRUE;
  for (guint i = 0; i < visit->ended->len; i++)
    g_hash_table_remove (self->active, ((Errand *) g_ptr_array_index (visit->ended, i))->key);

  if (!self->stopped)
    {
      cancel_outdated (self, found->outdated);
      for (guint i = 0; i < found->plans->len; i++)
        execute (self, g_steal_pointer (&g_ptr_array_index (found->plans, i)));
      g_hash_table_iter_init (&iter, found->nameless);
      while (g_hash_table_iter_next (&iter, &invocation_id, &groups))
        find_names (self, invocation_id, groups);
    }

  if (self->stale || self->ended->len > 0)
    claim (self);
  else if (!self->stopped && proctor_runner_is_idle (self))
    g_signal_emit (self, signals[SIGNAL_IDLE], 0);
}

static ProctorRunClaim *
make_claim (ProctorRunner *self)
{
  GHashTable *named = self->with_titles && !proctor_provider_is_builtin (self->provider) ? self->naming : NULL;
  ProctorRunClaim *wanted = proctor_run_claim_new (named, self->stopped ? 0 : self->most_at_once, self->woken);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->active);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Errand *errand = value;

      if (errand->result != NULL)
        proctor_run_claim_add_result (wanted, errand->result);
      else
        proctor_run_claim_add_active (wanted, errand->key, errand->invocation_id, errand->run_id, errand->attempt);
    }

  return wanted;
}

/* Goes to the database once for all there is to do there: writes what has ended and asks for as many
 * runs as there is room for then. What ends meanwhile goes with the next visit, so that when much
 * ends at a time, much is put on the disk at a time. */
static void
claim (ProctorRunner *self)
{
  Visit *visit;

  self->stale = TRUE;
  if (self->claiming || self->again != 0 || (self->stopped && self->ended->len == 0))
    return;

  visit = g_new0 (Visit, 1);
  visit->runner = g_object_ref (self);
  visit->ended = g_steal_pointer (&self->ended);
  self->ended = g_ptr_array_new ();
  self->claiming = TRUE;
  self->stale = FALSE;
  proctor_worker_run_async (self->worker,
                            proctor_run_claim_find,
                            make_claim (self),
                            (GDestroyNotify) proctor_run_claim_free,
                            (GDestroyNotify) proctor_run_claim_free,
                            visited_cb,
                            visit);
  self->woken = FALSE;
}

static void
proctor_runner_finalize (GObject *object)
{
  ProctorRunner *self = PROCTOR_RUNNER (object);

  g_clear_object (&self->worker);
  g_clear_object (&self->provider);
  g_clear_handle_id (&self->again, g_source_remove);
  g_clear_pointer (&self->active, g_hash_table_unref);
  g_clear_pointer (&self->ended, g_ptr_array_unref);
  g_clear_pointer (&self->naming, g_hash_table_unref);

  G_OBJECT_CLASS (proctor_runner_parent_class)->finalize (object);
}

static void
proctor_runner_class_init (ProctorRunnerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = proctor_runner_finalize;

  /**
   * ProctorRunner::idle:
   *
   * Nothing is pending any more.
   */
  signals[SIGNAL_IDLE] = g_signal_new ("idle", PROCTOR_TYPE_RUNNER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_runner_init (ProctorRunner *self)
{
  self->active = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, errand_free);
  self->ended = g_ptr_array_new ();
  self->naming = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->limits.turn_msecs = PROCTOR_MODEL_ANSWER_SECS * 1000;
  self->limits.run_msecs = PROCTOR_MODEL_RUN_SECS * 1000;
}

/**
 * proctor_runner_new:
 * @worker: who has the database
 * @provider: who has the models
 * @most_at_once: how many runs there may be at a time
 *
 * Returns: (transfer full): a runner, which waits to be woken
 */
ProctorRunner *
proctor_runner_new (ProctorWorker *worker,
                    ProctorProvider *provider,
                    guint most_at_once)
{
  ProctorRunner *self = g_object_new (PROCTOR_TYPE_RUNNER, NULL);

  self->worker = g_object_ref (worker);
  self->provider = g_object_ref (provider);
  self->most_at_once = most_at_once;

  return self;
}

/**
 * proctor_runner_set_limits:
 * @self: a runner
 * @limits: how patient runs are from now on; what has begun goes on with what was said before
 */
void
proctor_runner_set_limits (ProctorRunner *self,
                           const ProctorExecutionLimits *limits)
{
  self->limits = *limits;
}

/**
 * proctor_runner_set_most_at_once:
 * @self: a runner
 * @most_at_once: how many runs there may be at a time; of those that have begun none is ended for it
 */
void
proctor_runner_set_most_at_once (ProctorRunner *self,
                                 guint most_at_once)
{
  self->most_at_once = most_at_once;
}

/**
 * proctor_runner_set_provider:
 * @self: a runner
 * @provider: who has the models from now on; what has begun goes on with the one before
 */
void
proctor_runner_set_provider (ProctorRunner *self,
                             ProctorProvider *provider)
{
  g_set_object (&self->provider, provider);
}

/**
 * proctor_runner_wake:
 * @self: a runner
 *
 * Tells it that there may be something to do, or something not to be done any more.
 */
void
proctor_runner_wake (ProctorRunner *self)
{
  g_return_if_fail (PROCTOR_IS_RUNNER (self));

  self->woken = TRUE;
  claim (self);
}

gboolean
proctor_runner_is_idle (ProctorRunner *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUNNER (self), TRUE);

  return !self->claiming && g_hash_table_size (self->active) == 0 && g_hash_table_size (self->naming) == 0;
}

/**
 * proctor_runner_stop:
 * @self: a runner
 *
 * Lets go of what has begun, which stays pending.
 */
void
proctor_runner_stop (ProctorRunner *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (PROCTOR_IS_RUNNER (self));

  self->stopped = TRUE;
  g_hash_table_iter_init (&iter, self->active);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_cancellable_cancel (((Errand *) value)->cancellable);
  g_hash_table_iter_init (&iter, self->naming);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_cancellable_cancel (value);
  /* One more try for what could not be written; it is not waited for any longer. */
  if (self->again != 0)
    {
      g_clear_handle_id (&self->again, g_source_remove);
      claim (self);
    }
}
