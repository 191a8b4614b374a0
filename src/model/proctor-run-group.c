/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-run-group.h"

#include "proctor-result-bucket.h"
#include "proctor-result-group.h"

/**
 * ProctorRunGroup:
 *
 * Runs of one test that ended alike, and why: as the server has put them together or, where it has not,
 * by how they ended and what was given as the reason.
 */
struct _ProctorRunGroup
{
  GObject parent_instance;

  /* Owned */
  char *test_name;
  char *title;
  char *reason;
  GPtrArray *run_ids;

  ProctorOutcome outcome;
};

G_DEFINE_FINAL_TYPE (ProctorRunGroup, proctor_run_group, G_TYPE_OBJECT)

static void
proctor_run_group_finalize (GObject *object)
{
  ProctorRunGroup *self = PROCTOR_RUN_GROUP (object);

  g_free (self->test_name);
  g_free (self->title);
  g_free (self->reason);
  g_clear_pointer (&self->run_ids, g_ptr_array_unref);

  G_OBJECT_CLASS (proctor_run_group_parent_class)->finalize (object);
}

static void
proctor_run_group_class_init (ProctorRunGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = proctor_run_group_finalize;
}

static void
proctor_run_group_init (ProctorRunGroup *self)
{
  self->run_ids = g_ptr_array_new_null_terminated (0, g_free, TRUE);
}

const char *
proctor_run_group_get_test_name (ProctorRunGroup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_GROUP (self), NULL);

  return self->test_name;
}

/**
 * proctor_run_group_get_title:
 * @self: a group
 *
 * Returns: (nullable): what the server calls it; %NULL if it has not put it together
 */
const char *
proctor_run_group_get_title (ProctorRunGroup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_GROUP (self), NULL);

  return self->title;
}

const char *
proctor_run_group_get_reason (ProctorRunGroup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_GROUP (self), NULL);

  return self->reason;
}

ProctorOutcome
proctor_run_group_get_outcome (ProctorRunGroup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_GROUP (self), PROCTOR_OUTCOME_ERROR);

  return self->outcome;
}

const char *const *
proctor_run_group_get_run_ids (ProctorRunGroup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_GROUP (self), NULL);

  return (const char *const *) self->run_ids->pdata;
}

guint
proctor_run_group_get_n_runs (ProctorRunGroup *self)
{
  g_return_val_if_fail (PROCTOR_IS_RUN_GROUP (self), 0);

  return self->run_ids->len;
}

static ProctorOutcome
find_outcome (ProctorMatrix *matrix,
              const char *run_id)
{
  ProctorMatrixRow *row;
  guint column;

  /* A bucket may speak of a run that there is no more of. */
  return proctor_matrix_find (matrix, run_id, &row, &column) ? proctor_matrix_row_get_outcome (row, column) : PROCTOR_OUTCOME_ERROR;
}

static void
add_bucket (GListStore *groups,
            ProctorResultGroup *group,
            ProctorResultBucket *bucket,
            ProctorMatrix *matrix)
{
  g_autoptr (ProctorRunGroup) self = g_object_new (PROCTOR_TYPE_RUN_GROUP, NULL);
  const char *const *ids = proctor_result_bucket_get_test_run_ids (bucket);

  self->test_name = g_strdup (proctor_result_group_get_test_name (group));
  self->title = g_strdup (proctor_result_bucket_get_title (bucket));
  self->reason = g_strdup (proctor_result_bucket_get_reason (bucket));
  for (gsize i = 0; ids != NULL && ids[i] != NULL; i++)
    g_ptr_array_add (self->run_ids, g_strdup (ids[i]));
  self->outcome = self->run_ids->len > 0 ? find_outcome (matrix, g_ptr_array_index (self->run_ids, 0)) : PROCTOR_OUTCOME_ERROR;
  g_list_store_append (groups, self);
}

static void
add_server_groups (GListStore *groups,
                   ProctorInvocation *head,
                   ProctorMatrix *matrix)
{
  GListModel *model = proctor_invocation_get_result_groups (head);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (ProctorRecord) group = g_list_model_get_item (model, i);
      GListModel *buckets = PROCTOR_IS_RESULT_GROUP (group) ? proctor_result_group_get_buckets (PROCTOR_RESULT_GROUP (group)) : NULL;

      for (guint j = 0; buckets != NULL && j < g_list_model_get_n_items (buckets); j++)
        {
          g_autoptr (ProctorRecord) bucket = g_list_model_get_item (buckets, j);

          if (PROCTOR_IS_RESULT_BUCKET (bucket))
            add_bucket (groups, PROCTOR_RESULT_GROUP (group), PROCTOR_RESULT_BUCKET (bucket), matrix);
        }
    }
}

static ProctorRunGroup *
find_alike (GPtrArray *groups,
            ProctorOutcome outcome,
            const char *reason)
{
  for (guint i = 0; i < groups->len; i++)
    {
      ProctorRunGroup *group = g_ptr_array_index (groups, i);

      /* What passed did so for the same reason, however that is worded. */
      if (group->outcome == outcome && (outcome == PROCTOR_OUTCOME_PASSED || g_strcmp0 (group->reason, reason) == 0))
        return group;
    }

  return NULL;
}

static void
add_own_groups (GListStore *groups,
                ProctorMatrixRow *row)
{
  g_autoptr (GPtrArray) of_row = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < proctor_matrix_row_get_n_cells (row); i++)
    {
      ProctorRunRow *run = proctor_matrix_row_get_cell (row, i)->run;
      ProctorOutcome outcome = proctor_matrix_row_get_outcome (row, i);
      ProctorRunGroup *group;

      if (outcome == PROCTOR_OUTCOME_PENDING)
        continue;
      group = find_alike (of_row, outcome, proctor_run_row_get_summary (run));
      if (group == NULL)
        {
          group = g_object_new (PROCTOR_TYPE_RUN_GROUP, NULL);
          group->test_name = g_strdup (proctor_matrix_row_get_name (row));
          group->reason = g_strdup (proctor_run_row_get_summary (run));
          group->outcome = outcome;
          g_ptr_array_add (of_row, group);
        }
      if (proctor_run_row_get_test_run_id (run) != NULL)
        g_ptr_array_add (group->run_ids, g_strdup (proctor_run_row_get_test_run_id (run)));
    }
  g_list_store_splice (groups, g_list_model_get_n_items (G_LIST_MODEL (groups)), 0, of_row->pdata, of_row->len);
}

/**
 * proctor_run_groups_make:
 * @head: (nullable): an invocation without its runs
 * @matrix: its runs
 * @is_own: (out): whether the server has not put them together
 *
 * Returns: (transfer full): the runs that ended alike, of #ProctorRunGroup
 */
GListModel *
proctor_run_groups_make (ProctorInvocation *head,
                         ProctorMatrix *matrix,
                         gboolean *is_own)
{
  g_autoptr (GListStore) groups = g_list_store_new (PROCTOR_TYPE_RUN_GROUP);

  g_return_val_if_fail (PROCTOR_IS_MATRIX (matrix), NULL);

  if (head != NULL)
    add_server_groups (groups, head, matrix);
  *is_own = g_list_model_get_n_items (G_LIST_MODEL (groups)) == 0;
  for (guint i = 0; *is_own && i < g_list_model_get_n_items (G_LIST_MODEL (matrix)); i++)
    {
      g_autoptr (ProctorMatrixRow) row = g_list_model_get_item (G_LIST_MODEL (matrix), i);

      add_own_groups (groups, row);
    }

  return G_LIST_MODEL (g_steal_pointer (&groups));
}
