/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-checks.h"

#include "proctor-check-job.h"
#include "proctor-check-knowledge.h"

/**
 * ProctorRunChecks:
 *
 * Checks tests that are about to be run on an agent as it is on a branch: which tools and variables it has there makes
 * a difference. They begin anew when the agent is another.
 */
struct _ProctorRunChecks
{
  GObject parent_instance;

  /* Owned */
  ProctorSession *session;
  ProctorAgent *agent;
  char **test_ids;
  ProctorJob *job;
  GCancellable *cancellable;

  gboolean is_skipped;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorRunChecks, proctor_run_checks, G_TYPE_OBJECT)

static void
tell (ProctorRunChecks *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
give_up (ProctorRunChecks *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
}

static void
known_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  ProctorRunChecks *self = user_data;
  g_autoptr (ProctorCheckContext) known = proctor_check_knowledge_load_finish (PROCTOR_SESSION (object), result, NULL);
  g_autoptr (ProctorCheckContext) context = NULL;

  /* It was given up, or begins anew. */
  if (known == NULL)
    return;

  context = proctor_check_knowledge_new_context_for (proctor_surroundings_of (self->session), self->agent);
  self->job = proctor_check_job_new (self->session, (const char *const *) self->test_ids, context);
  g_signal_connect_object (self->job, "notify", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
  proctor_job_run_async (self->job, self->cancellable, NULL, NULL);
  tell (self);
}

static void
proctor_run_checks_dispose (GObject *object)
{
  ProctorRunChecks *self = PROCTOR_RUN_CHECKS (object);

  give_up (self);
  g_clear_object (&self->agent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (proctor_run_checks_parent_class)->dispose (object);
}

static void
proctor_run_checks_finalize (GObject *object)
{
  ProctorRunChecks *self = PROCTOR_RUN_CHECKS (object);

  g_strfreev (self->test_ids);

  G_OBJECT_CLASS (proctor_run_checks_parent_class)->finalize (object);
}

static void
proctor_run_checks_class_init (ProctorRunChecksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_run_checks_dispose;
  object_class->finalize = proctor_run_checks_finalize;

  /**
   * ProctorRunChecks::changed:
   *
   * More is known, or less.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_run_checks_init (ProctorRunChecks *self)
{
}

/**
 * proctor_run_checks_new:
 * @session: where
 *
 * Returns: (transfer full): checks that have not begun
 */
ProctorRunChecks *
proctor_run_checks_new (ProctorSession *session)
{
  ProctorRunChecks *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_CHECKS, NULL);
  self->session = g_object_ref (session);

  return self;
}

/**
 * proctor_run_checks_begin:
 * @self: checks
 * @test_ids: (array zero-terminated=1): which tests
 * @agent: (nullable): the agent as it is on the branch, if it can be had
 *
 * Begins, or begins anew.
 */
void
proctor_run_checks_begin (ProctorRunChecks *self,
                          const char *const *test_ids,
                          ProctorAgent *agent)
{
  g_return_if_fail (PROCTOR_IS_RUN_CHECKS (self));
  g_return_if_fail (test_ids != NULL);

  give_up (self);
  g_set_object (&self->agent, agent);
  g_strfreev (self->test_ids);
  self->test_ids = g_strdupv ((char **) test_ids);
  self->is_skipped = FALSE;
  self->cancellable = g_cancellable_new ();
  proctor_check_knowledge_load_async (self->session, self->cancellable, known_cb, self);
  tell (self);
}

/**
 * proctor_run_checks_skip:
 * @self: checks
 *
 * Somebody doesn't want to wait for them, whether they have begun or not. What was found until now stays.
 */
void
proctor_run_checks_skip (ProctorRunChecks *self)
{
  g_return_if_fail (PROCTOR_IS_RUN_CHECKS (self));

  self->is_skipped = TRUE;
  g_cancellable_cancel (self->cancellable);
  tell (self);
}

gboolean
proctor_run_checks_is_running (ProctorRunChecks *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_CHECKS (self), FALSE);

  if (self->is_skipped || self->cancellable == NULL)
    return FALSE;

  return self->job == NULL || proctor_job_is_running (self->job);
}

gboolean
proctor_run_checks_is_skipped (ProctorRunChecks *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_CHECKS (self), FALSE);

  return self->is_skipped;
}

/**
 * proctor_run_checks_get_job:
 * @self: checks
 *
 * Returns: (transfer none) (nullable): the #ProctorCheckJob with what was found, once that is looked for
 */
ProctorJob *
proctor_run_checks_get_job (ProctorRunChecks *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_CHECKS (self), NULL);

  return self->job;
}

/**
 * proctor_run_checks_dup_faulty:
 * @self: checks
 *
 * Returns: (transfer full): a set of the ids of those tests that have something wrong with them that makes running
 *   them pointless
 */
GHashTable *
proctor_run_checks_dup_faulty (ProctorRunChecks *self)
{
  GHashTable *faulty = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *results;

  g_return_val_if_fail (PROCTOR_IS_RUN_CHECKS (self), faulty);

  if (self->job == NULL)
    return faulty;

  results = proctor_check_job_get_results (PROCTOR_CHECK_JOB (self->job));
  for (guint i = 0; i < g_list_model_get_n_items (results); i++)
    {
      g_autoptr (ProctorCheckResult) result = g_list_model_get_item (results, i);

      if (proctor_finding_get_severity (proctor_check_result_get_finding (result)) == PROCTOR_SEVERITY_ERROR)
        g_hash_table_add (faulty, g_strdup (proctor_check_result_get_test_id (result)));
    }

  return faulty;
}
