/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-setup-private.h"

#include "proctor-drafts.h"
#include "proctor-run-override.h"

G_DEFINE_FINAL_TYPE (ProctorRunSetup, proctor_run_setup, G_TYPE_OBJECT)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

void
proctor_run_setup_tell (ProctorRunSetup *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

void
proctor_run_setup_set_state (ProctorRunSetup *self,
                             ProctorRunSetupState state)
{
  self->state = state;
  proctor_run_setup_tell (self);
}

void
proctor_run_setup_set_error (ProctorRunSetup *self,
                             const GError *error)
{
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
}

static ProctorHistory *
get_history (ProctorRunSetup *self)
{
  return proctor_session_get_history (self->session);
}

static const char *
get_workspace_id (ProctorRunSetup *self)
{
  return proctor_workspace_get_id (proctor_session_get_workspace (self->session));
}

gboolean
proctor_run_setup_can_change (ProctorRunSetup *self)
{
  return self->state == PROCTOR_RUN_SETUP_CHOOSING || self->state == PROCTOR_RUN_SETUP_WAITING;
}

/* Each once: a test may be run from several nodes. */
GStrv
proctor_run_setup_dup_ids (ProctorRunSetup *self,
                           gboolean each_once)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tests)); i++)
    {
      g_autoptr (ProctorRunTest) test = g_list_model_get_item (G_LIST_MODEL (self->tests), i);

      if (g_hash_table_add (seen, (gpointer) proctor_run_test_get_id (test)) || !each_once)
        g_strv_builder_add (builder, proctor_run_test_get_id (test));
    }

  return g_strv_builder_end (builder);
}

static void
estimated_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  ProctorRunSetup *self = user_data;
  g_autoptr (GError) error = NULL;
  ProctorHistoryEstimate *estimate = proctor_history_estimate_finish (PROCTOR_HISTORY (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  g_free (self->estimate);
  self->estimate = estimate;
  proctor_run_setup_tell (self);
}

void
proctor_run_setup_update_estimate (ProctorRunSetup *self)
{
  g_auto (GStrv) ids = NULL;

  g_cancellable_cancel (self->estimate_cancellable);
  g_clear_object (&self->estimate_cancellable);
  g_clear_pointer (&self->estimate, g_free);
  if (get_history (self) == NULL || self->agent_id == NULL)
    return;

  ids = proctor_run_setup_dup_ids (self, FALSE);
  self->estimate_cancellable = g_cancellable_new ();
  proctor_history_estimate_async (get_history (self), get_workspace_id (self), self->agent_id, (const char *const *) ids, self->repeat_count, self->estimate_cancellable, estimated_cb, self);
}

static void
checks_cb (ProctorRunSetup *self)
{
  proctor_run_setup_go_on (self);
}

static void
proctor_run_setup_dispose (GObject *object)
{
  ProctorRunSetup *self = PROCTOR_RUN_SETUP (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->estimate_cancellable);
  g_cancellable_cancel (self->override_cancellable);
  proctor_run_setup_let_go_of_nodes (self);
  proctor_run_setup_let_go_of_branches (self);
  g_clear_object (&self->checks);

  G_OBJECT_CLASS (proctor_run_setup_parent_class)->dispose (object);
}

static void
proctor_run_setup_finalize (GObject *object)
{
  ProctorRunSetup *self = PROCTOR_RUN_SETUP (object);

  g_clear_object (&self->session);
  g_clear_object (&self->tests);
  g_clear_object (&self->candidates);
  g_clear_object (&self->lost);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->estimate_cancellable);
  g_clear_object (&self->override_cancellable);
  g_clear_pointer (&self->remembered, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->estimate);
  g_free (self->folder_id);
  g_free (self->folder_name);
  g_free (self->given_agent_id);
  g_free (self->given_branch_id);
  g_free (self->agent_id);
  g_free (self->branch_id);
  g_free (self->override);
  g_free (self->override_problem);
  g_free (self->invocation_id);
  g_free (self->obstacle);

  G_OBJECT_CLASS (proctor_run_setup_parent_class)->finalize (object);
}

static void
proctor_run_setup_class_init (ProctorRunSetupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_run_setup_dispose;
  object_class->finalize = proctor_run_setup_finalize;

  /**
   * ProctorRunSetup::changed:
   *
   * Something of it is another.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
proctor_run_setup_init (ProctorRunSetup *self)
{
  self->tests = g_list_store_new (PROCTOR_TYPE_RUN_TEST);
  self->candidates = g_list_store_new (G_TYPE_OBJECT);
  self->cancellable = g_cancellable_new ();
  self->repeat_count = 1;
}

/**
 * proctor_run_setup_new:
 * @session: where
 *
 * Returns: (transfer full): a setup to run tests, of which there are none yet
 */
ProctorRunSetup *
proctor_run_setup_new (ProctorSession *session)
{
  ProctorRunSetup *self;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);

  self = g_object_new (PROCTOR_TYPE_RUN_SETUP, NULL);
  self->session = g_object_ref (session);
  self->checks = proctor_run_checks_new (session);
  g_signal_connect_object (self->checks, "changed", G_CALLBACK (checks_cb), self, G_CONNECT_SWAPPED);
  if (proctor_session_get_drafts (session) != NULL)
    g_signal_connect_object (proctor_session_get_drafts (session), "changed", G_CALLBACK (proctor_run_setup_tell), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * proctor_run_setup_add_test:
 * @self: a setup that is not loaded yet
 * @test_id: a test
 * @name: (nullable): what it is called, %NULL if the library knows
 * @node_id: (nullable): the node of the given agent's workflow that it begins at
 */
void
proctor_run_setup_add_test (ProctorRunSetup *self,
                            const char *test_id,
                            const char *name,
                            const char *node_id)
{
  g_autoptr (ProctorRunTest) test = NULL;

  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));
  g_return_if_fail (test_id != NULL);

  if (name == NULL)
    {
      ProctorTestItem *item = proctor_library_find (proctor_session_get_library (self->session), test_id);

      name = item != NULL ? proctor_test_item_get_name (item) : NULL;
    }
  test = proctor_run_test_new (test_id, name, node_id);
  g_list_store_append (self->tests, test);
}

static void
add_attachment (ProctorRunSetup *self,
                GHashTable *seen,
                ProctorAttachment *attachment,
                const char *node_id)
{
  char *key = g_strdup_printf ("%s\n%s", proctor_attachment_get_id (attachment), node_id != NULL ? node_id : "");

  if (g_hash_table_add (seen, key))
    proctor_run_setup_add_test (self, proctor_attachment_get_id (attachment), proctor_attachment_get_name (attachment), node_id);
}

/**
 * proctor_run_setup_add_attached:
 * @self: a setup that is not loaded yet
 * @attachments: what is attached to an agent
 *
 * Adds all tests among them, those in folders, too, each with the node that it is attached at, and from each node once.
 */
void
proctor_run_setup_add_attached (ProctorRunSetup *self,
                                ProctorAttachments *attachments)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GListModel *list;

  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  list = proctor_attachments_get_list (attachments);
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (ProctorAttachment) attachment = g_list_model_get_item (list, i);
      GListModel *children = proctor_attachment_get_children (attachment);
      const char *node_id = proctor_attachment_get_node_id (attachment);

      if (proctor_attachment_get_state (attachment) == PROCTOR_ATTACHMENT_TEST)
        add_attachment (self, seen, attachment, node_id);
      for (guint j = 0; j < g_list_model_get_n_items (children); j++)
        {
          g_autoptr (ProctorAttachment) child = g_list_model_get_item (children, j);

          add_attachment (self, seen, child, node_id);
        }
    }
}

/**
 * proctor_run_setup_set_folder:
 * @self: a setup that is not loaded yet
 * @folder_id: the folder whose tests they are
 * @name: (nullable): what it is called
 *
 * What is run is called by that name.
 */
void
proctor_run_setup_set_folder (ProctorRunSetup *self,
                              const char *folder_id,
                              const char *name)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  g_set_str (&self->folder_id, folder_id);
  g_set_str (&self->folder_name, name);
}

/**
 * proctor_run_setup_prefer:
 * @self: a setup that is not loaded yet
 * @agent_id: an agent
 * @branch_id: (nullable): one of its branches
 *
 * Chooses where the tests are run, until somebody chooses something else.
 */
void
proctor_run_setup_prefer (ProctorRunSetup *self,
                          const char *agent_id,
                          const char *branch_id)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));
  g_return_if_fail (agent_id != NULL);

  g_set_str (&self->given_agent_id, agent_id);
  g_set_str (&self->given_branch_id, branch_id);
}

ProctorSession *
proctor_run_setup_get_session (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return self->session;
}

/**
 * proctor_run_setup_get_tests:
 * @self: a setup
 *
 * Returns: (transfer none): the #ProctorRunTest that are going to be run
 */
GListModel *
proctor_run_setup_get_tests (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return G_LIST_MODEL (self->tests);
}

guint
proctor_run_setup_get_n_runs (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->tests)) * self->repeat_count;
}

/**
 * proctor_run_setup_remove:
 * @self: a setup
 * @test: one of its tests
 *
 * Doesn't run it.
 */
void
proctor_run_setup_remove (ProctorRunSetup *self,
                          ProctorRunTest *test)
{
  guint position;

  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  if (!proctor_run_setup_can_change (self) || !g_list_store_find (self->tests, test, &position))
    return;

  g_list_store_remove (self->tests, position);
  g_clear_pointer (&self->obstacle, g_free);
  proctor_run_setup_update_estimate (self);
  proctor_run_setup_go_on (self);
}

/**
 * proctor_run_setup_count_faulty:
 * @self: a setup
 *
 * Returns: how many of the tests have something wrong with them that makes running them pointless, as far as is known
 */
guint
proctor_run_setup_count_faulty (ProctorRunSetup *self)
{
  g_autoptr (GHashTable) faulty = NULL;
  g_auto (GStrv) ids = NULL;
  guint n_faulty = 0;

  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), 0);

  faulty = proctor_run_checks_dup_faulty (self->checks);
  ids = proctor_run_setup_dup_ids (self, TRUE);
  for (gsize i = 0; ids[i] != NULL; i++)
    n_faulty += g_hash_table_contains (faulty, ids[i]) ? 1 : 0;

  return n_faulty;
}

/**
 * proctor_run_setup_remove_faulty:
 * @self: a setup
 *
 * Runs the others only.
 */
void
proctor_run_setup_remove_faulty (ProctorRunSetup *self)
{
  g_autoptr (GHashTable) faulty = NULL;

  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  if (!proctor_run_setup_can_change (self))
    return;

  faulty = proctor_run_checks_dup_faulty (self->checks);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->tests)); i > 0; i--)
    {
      g_autoptr (ProctorRunTest) test = g_list_model_get_item (G_LIST_MODEL (self->tests), i - 1);

      if (g_hash_table_contains (faulty, proctor_run_test_get_id (test)))
        g_list_store_remove (self->tests, i - 1);
    }
  g_clear_pointer (&self->obstacle, g_free);
  proctor_run_setup_update_estimate (self);
  proctor_run_setup_go_on (self);
}

guint
proctor_run_setup_get_repeat_count (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), 1);

  return self->repeat_count;
}

void
proctor_run_setup_set_repeat_count (ProctorRunSetup *self,
                                    guint repeat_count)
{
  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));
  g_return_if_fail (repeat_count >= 1 && repeat_count <= PROCTOR_RUN_SETUP_MOST_REPEATS);

  if (!proctor_run_setup_can_change (self) || self->repeat_count == repeat_count)
    return;

  self->has_chosen_repeat = TRUE;
  self->repeat_count = repeat_count;
  proctor_run_setup_update_estimate (self);
  proctor_run_setup_tell (self);
}

/**
 * proctor_run_setup_get_override:
 * @self: a setup
 *
 * Returns: (nullable): the configuration that takes the place of the agent's, as JSON
 */
const char *
proctor_run_setup_get_override (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return self->override;
}

static void
override_checked_cb (GObject *object,
                     GAsyncResult *result,
                     gpointer user_data)
{
  ProctorRunSetup *self = user_data;
  g_autofree char *problem = NULL;

  if (!proctor_run_override_check_finish (result, &problem, NULL))
    return;

  g_clear_object (&self->override_cancellable);
  g_set_str (&self->override_problem, problem);
  proctor_run_setup_go_on (self);
}

/**
 * proctor_run_setup_set_override:
 * @self: a setup
 * @text: (nullable): a whole configuration as JSON, %NULL for the agent's own
 */
void
proctor_run_setup_set_override (ProctorRunSetup *self,
                                const char *text)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (PROCTOR_IS_RUN_SETUP (self));

  stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  if (!proctor_run_setup_can_change (self) || !g_set_str (&self->override, stripped != NULL && stripped[0] != '\0' ? stripped : NULL))
    return;

  g_cancellable_cancel (self->override_cancellable);
  g_clear_object (&self->override_cancellable);
  g_clear_pointer (&self->override_problem, g_free);
  g_clear_pointer (&self->obstacle, g_free);
  if (self->override != NULL)
    {
      self->override_cancellable = g_cancellable_new ();
      proctor_run_override_check_async (self->override, self->override_cancellable, override_checked_cb, self);
    }
  proctor_run_setup_go_on (self);
}

/**
 * proctor_run_setup_get_override_problem:
 * @self: a setup
 *
 * Returns: (nullable): why what was written is no configuration, as far as is known
 */
const char *
proctor_run_setup_get_override_problem (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return self->override_problem;
}

ProctorRunChecks *
proctor_run_setup_get_checks (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return self->checks;
}

/**
 * proctor_run_setup_get_estimate:
 * @self: a setup
 *
 * Returns: (nullable): what past runs tell of how long it may take and what it may cost, once that is known
 */
const ProctorHistoryEstimate *
proctor_run_setup_get_estimate (ProctorRunSetup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_SETUP (self), NULL);

  return self->estimate;
}
