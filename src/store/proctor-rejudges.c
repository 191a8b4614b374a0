/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-rejudges.h"

/**
 * ProctorRejudges:
 *
 * The runs of a workspace that are being judged again. One that is goes on while somebody looks at another run.
 */
struct _ProctorRejudges
{
  GObject parent_instance;

  /* Owned */
  ProctorModelSetup *models;
  ProctorHistory *history;
  char *workspace_id;
  GHashTable *running; /* run's id => ProctorRejudge */
};

G_DEFINE_FINAL_TYPE (ProctorRejudges, proctor_rejudges, G_TYPE_OBJECT)

static void
changed_cb (ProctorRejudges *self,
            ProctorRejudge *rejudge)
{
  if (proctor_rejudge_get_state (rejudge) == PROCTOR_REJUDGE_ENDED)
    g_hash_table_remove (self->running, proctor_rejudge_get_judgement (rejudge)->run_id);
}

static void
proctor_rejudges_dispose (GObject *object)
{
  ProctorRejudges *self = PROCTOR_REJUDGES (object);
  g_autoptr (GPtrArray) running = self->running != NULL ? g_hash_table_get_values_as_ptr_array (self->running) : NULL;

  for (guint i = 0; running != NULL && i < running->len; i++)
    {
      g_autoptr (ProctorRejudge) rejudge = g_object_ref (running->pdata[i]);

      g_signal_handlers_disconnect_by_data (rejudge, self);
      proctor_rejudge_cancel (rejudge);
    }
  g_clear_pointer (&self->running, g_hash_table_unref);
  g_clear_object (&self->models);
  g_clear_object (&self->history);

  G_OBJECT_CLASS (proctor_rejudges_parent_class)->dispose (object);
}

static void
proctor_rejudges_finalize (GObject *object)
{
  g_free (PROCTOR_REJUDGES (object)->workspace_id);

  G_OBJECT_CLASS (proctor_rejudges_parent_class)->finalize (object);
}

static void
proctor_rejudges_class_init (ProctorRejudgesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_rejudges_dispose;
  object_class->finalize = proctor_rejudges_finalize;
}

static void
proctor_rejudges_init (ProctorRejudges *self)
{
  self->running = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

/**
 * proctor_rejudges_new:
 * @models: where the models are
 * @history: (nullable): where votes are kept
 * @workspace_id: whose runs it is about
 *
 * Returns: (transfer full): none yet
 */
ProctorRejudges *
proctor_rejudges_new (ProctorModelSetup *models,
                      ProctorHistory *history,
                      const char *workspace_id)
{
  ProctorRejudges *self;

  g_return_val_if_fail (PROCTOR_IS_MODEL_SETUP (models), NULL);

  self = g_object_new (PROCTOR_TYPE_REJUDGES, NULL);
  self->models = g_object_ref (models);
  g_set_object (&self->history, history);
  self->workspace_id = g_strdup (workspace_id);

  return self;
}

ProctorModelSetup *
proctor_rejudges_get_models (ProctorRejudges *self)
{
  g_return_val_if_fail (PROCTOR_IS_REJUDGES (self), NULL);

  return self->models;
}

/**
 * proctor_rejudges_find:
 * @self: what is being judged again
 * @run_id: a run
 *
 * Returns: (transfer none) (nullable): its judgement, while it is under way
 */
ProctorRejudge *
proctor_rejudges_find (ProctorRejudges *self,
                       const char *run_id)
{
  g_return_val_if_fail (PROCTOR_IS_REJUDGES (self), NULL);

  return g_hash_table_lookup (self->running, run_id);
}

/**
 * proctor_rejudges_start:
 * @self: what is being judged again
 * @run: a run for which proctor_rejudge_check() has no objections
 * @outcome: how it ended, by its server
 * @n_votes: how often the judge is asked
 *
 * Has a run judged again, unless it just is.
 *
 * Returns: (transfer full): its judgement, which may have ended already
 */
ProctorRejudge *
proctor_rejudges_start (ProctorRejudges *self,
                        ProctorRun *run,
                        ProctorOutcome outcome,
                        guint n_votes)
{
  ProctorRejudge *rejudge;
  const char *run_id;

  g_return_val_if_fail (PROCTOR_IS_REJUDGES (self), NULL);
  g_return_val_if_fail (PROCTOR_IS_RUN (run), NULL);

  run_id = proctor_run_get_test_run_id (run);
  rejudge = g_hash_table_lookup (self->running, run_id);
  if (rejudge != NULL)
    return g_object_ref (rejudge);

  rejudge = proctor_rejudge_new (self->models, self->history, self->workspace_id, run, outcome, n_votes);
  g_hash_table_insert (self->running, g_strdup (run_id), g_object_ref (rejudge));
  g_signal_connect_object (rejudge, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  proctor_rejudge_start (rejudge);

  return rejudge;
}
