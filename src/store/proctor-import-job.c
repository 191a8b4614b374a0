/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-import-job.h"

#include <glib/gi18n.h>

#include "proctor-client.h"
#include "proctor-creation.h"
#include "proctor-import-index.h"
#include "proctor-import-row.h"
#include "proctor-summaries.h"
#include "proctor-test-update.h"

#define MOST_AT_ONCE 4

/**
 * ProctorImportJob:
 *
 * Makes the tests of an import that are new and changes those that are not. Folders that are missing are made once, when the
 * first test needs them. Nothing is made twice: what got lost is looked for before it is made again. A test that somebody has
 * changed since it was compared stays as it is.
 */
struct _ProctorImportJob
{
  ProctorJob parent_instance;

  /* Owned */
  ProctorSession *session;
  ProctorImportIndex *index;
  GPtrArray *rows;
  char *folder_id;
  /* Steps that wait for a folder that is being made, whichever it is. */
  GPtrArray *waiting;
  /* Of which nobody knows whether it was made: folders by parent and name, tests by the position of their step. */
  GHashTable *lost_folders;
  GHashTable *lost_tests;
  GStrvBuilder *changed_ids;

  guint n_made;
  guint n_changed;
  gboolean making_folder;
};

/* A row on its way. */
typedef struct
{
  /* Owned */
  ProctorImportJob *job;
  GCancellable *cancellable;

  /* Borrowed */
  ProctorImportRow *row;

  guint position;
} Step;

/* A folder on its way, and who asked for it first. */
typedef struct
{
  /* Owned */
  Step *step;
  char *parent_id;
  char *name;
} Making;

G_DEFINE_FINAL_TYPE (ProctorImportJob, proctor_import_job, PROCTOR_TYPE_JOB)

static void
step_free (Step *step)
{
  g_clear_object (&step->job);
  g_clear_object (&step->cancellable);
  g_free (step);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Step, step_free)

static void
making_free (Making *making)
{
  g_clear_pointer (&making->step, step_free);
  g_free (making->parent_id);
  g_free (making->name);
  g_free (making);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Making, making_free)

/* Takes the step. */
static void
end_step (Step *step,
          const GError *error)
{
  g_autoptr (Step) ended = step;
  const char *id = proctor_import_row_get_target_id (step->row);

  proctor_job_step_done (PROCTOR_JOB (step->job), step->position, id != NULL ? id : proctor_import_row_get_file (step->row), proctor_import_row_get_name (step->row), error);
}

static char *
make_folder_key (const char *parent_id,
                 const char *name)
{
  return g_strdup_printf ("%s\n%s", parent_id != NULL ? parent_id : "", name);
}

static void
keep_if_lost (GHashTable *lost,
              gpointer key,
              GDestroyNotify free_key,
              ProctorCreation *creation)
{
  if (proctor_creation_is_lost (creation))
    {
      g_hash_table_insert (lost, key, g_object_ref (creation));
      return;
    }

  g_hash_table_remove (lost, key);
  if (free_key != NULL)
    free_key (key);
}

static void
created_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  ProctorCreation *creation = PROCTOR_CREATION (object);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = proctor_creation_run_finish (creation, result, &error);

  keep_if_lost (step->job->lost_tests, GUINT_TO_POINTER (step->position), NULL, creation);
  if (id != NULL)
    step->job->n_made++;
  end_step (g_steal_pointer (&step), error);
}

static void
updated_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (Step) step = user_data;
  ProctorImportJob *self = step->job;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorTest) test = proctor_test_update_finish (PROCTOR_CLIENT (object), result, &error);

  proctor_health_report (proctor_session_get_health (self->session), error);
  if (test != NULL)
    {
      self->n_changed++;
      g_strv_builder_add (self->changed_ids, proctor_import_row_get_target_id (step->row));
    }
  end_step (g_steal_pointer (&step), error);
}

static void go_on (Step *step);

/* Those that have waited look again what there is now. */
static void
wake (ProctorImportJob *self)
{
  g_autoptr (GPtrArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_ptr_array_new ();
  for (guint i = 0; i < waiting->len; i++)
    go_on (waiting->pdata[i]);
}

static void
made_folder_cb (GObject *object,
                GAsyncResult *result,
                gpointer user_data)
{
  g_autoptr (Making) making = user_data;
  g_autoptr (ProctorImportJob) self = g_object_ref (making->step->job);
  ProctorCreation *creation = PROCTOR_CREATION (object);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = proctor_creation_run_finish (creation, result, &error);

  self->making_folder = FALSE;
  keep_if_lost (self->lost_folders, make_folder_key (making->parent_id, making->name), g_free, creation);
  if (id != NULL)
    {
      proctor_import_index_add_folder (self->index, making->parent_id, making->name, id);
      go_on (g_steal_pointer (&making->step));
    }
  else
    end_step (g_steal_pointer (&making->step), error);
  wake (self);
}

/* Takes the step. */
static void
make_folder (Step *step,
             const char *parent_id,
             const char *name)
{
  ProctorImportJob *self = step->job;
  Making *making;
  g_autofree char *key = NULL;
  g_autoptr (ProctorCreation) creation = NULL;

  /* One at a time: two that need the same must not both make it. */
  if (self->making_folder)
    {
      g_ptr_array_add (self->waiting, step);
      return;
    }

  self->making_folder = TRUE;
  key = make_folder_key (parent_id, name);
  creation = g_hash_table_lookup (self->lost_folders, key);
  if (creation != NULL)
    g_object_ref (creation);
  else
    creation = proctor_creation_new_for_folder (self->session, name, parent_id);

  making = g_new0 (Making, 1);
  making->step = step;
  making->parent_id = g_strdup (parent_id);
  making->name = g_strdup (name);
  proctor_creation_run_async (creation, step->cancellable, made_folder_cb, making);
}

/* Takes the step. */
static void
create (Step *step,
        const char *folder_id)
{
  ProctorImportJob *self = step->job;
  g_autoptr (ProctorCreation) creation = g_hash_table_lookup (self->lost_tests, GUINT_TO_POINTER (step->position));

  if (creation != NULL)
    g_object_ref (creation);
  else
    creation = proctor_creation_new_for_test (self->session, proctor_import_row_get_test (step->row), folder_id);
  proctor_creation_run_async (creation, step->cancellable, created_cb, step);
}

/* Makes the next folder that the step's test needs, or the test. Takes the step. */
static void
go_on (Step *step)
{
  ProctorImportJob *self = step->job;
  const char *const *names = proctor_import_row_get_folders (step->row);
  const char *folder_id = self->folder_id;
  g_autoptr (GError) error = NULL;

  if (g_cancellable_set_error_if_cancelled (step->cancellable, &error))
    {
      end_step (step, error);
      return;
    }

  for (gsize i = 0; names[i] != NULL; i++)
    {
      const char *found = proctor_import_index_find_folder (self->index, folder_id, names[i]);

      if (found == NULL)
        {
          make_folder (step, folder_id, names[i]);
          return;
        }
      folder_id = found;
    }
  create (step, folder_id);
}

static void
proctor_import_job_start_step (ProctorJob *job,
                               guint position,
                               GCancellable *cancellable)
{
  ProctorImportJob *self = PROCTOR_IMPORT_JOB (job);
  ProctorImportRow *row = g_ptr_array_index (self->rows, position);
  const char *target_id = proctor_import_row_get_target_id (row);
  Step *step = g_new0 (Step, 1);

  step->job = g_object_ref (self);
  step->cancellable = g_object_ref (cancellable);
  step->row = row;
  step->position = position;

  if (target_id != NULL)
    proctor_test_update_async (proctor_session_get_client (self->session), target_id, proctor_import_row_get_test (row), proctor_import_row_get_target_updated_at (row), cancellable, updated_cb, step);
  else
    go_on (step);
}

static void
summarized_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (ProctorLibrary) library = user_data;
  g_autoptr (GListModel) rows = proctor_summaries_load_finish (PROCTOR_CLIENT (object), result, NULL);

  /* Without an answer they are shown as they were until the library is refreshed. */
  for (guint i = 0; rows != NULL && i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr (GObject) row = g_list_model_get_item (rows, i);

      if (PROCTOR_IS_TEST_SUMMARY (row))
        proctor_library_add (library, PROCTOR_TEST_SUMMARY (row));
    }
}

/* What was made is in the library already; of what was changed the name may be another, and the time is. */
static void
proctor_import_job_finished (ProctorJob *job)
{
  ProctorImportJob *self = PROCTOR_IMPORT_JOB (job);
  g_auto (GStrv) ids = g_strv_builder_end (self->changed_ids);

  if (ids[0] != NULL)
    proctor_summaries_load_async (proctor_session_get_client (self->session), (const char *const *) ids, NULL, summarized_cb, g_object_ref (proctor_session_get_library (self->session)));
}

static char *
proctor_import_job_describe_failures (ProctorJob *job,
                                      guint n_failed,
                                      guint total)
{
  /* Translators: the first is how many failed, the second how many there are. */
  return g_strdup_printf (ngettext ("%u of %u test could not be imported", "%u of %u tests could not be imported", total), n_failed, total);
}

static void
proctor_import_job_finalize (GObject *object)
{
  ProctorImportJob *self = PROCTOR_IMPORT_JOB (object);

  g_clear_object (&self->session);
  g_clear_object (&self->index);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->folder_id);
  g_ptr_array_unref (self->waiting);
  g_hash_table_unref (self->lost_folders);
  g_hash_table_unref (self->lost_tests);
  g_strv_builder_unref (self->changed_ids);

  G_OBJECT_CLASS (proctor_import_job_parent_class)->finalize (object);
}

static void
proctor_import_job_class_init (ProctorImportJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ProctorJobClass *job_class = PROCTOR_JOB_CLASS (klass);

  object_class->finalize = proctor_import_job_finalize;

  job_class->start_step = proctor_import_job_start_step;
  job_class->finished = proctor_import_job_finished;
  job_class->describe_failures = proctor_import_job_describe_failures;
}

static void
proctor_import_job_init (ProctorImportJob *self)
{
  self->waiting = g_ptr_array_new ();
  self->lost_folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->lost_tests = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->changed_ids = g_strv_builder_new ();
}

/**
 * proctor_import_job_new:
 * @session: a workspace that is open
 * @index: what it has
 * @rows: (element-type ProctorImportRow): what is new or changed
 * @folder_id: (nullable): where tests of no folder go
 *
 * Returns: (transfer full): what imports them, when it is run
 */
ProctorJob *
proctor_import_job_new (ProctorSession *session,
                        ProctorImportIndex *index,
                        GPtrArray *rows,
                        const char *folder_id)
{
  ProctorImportJob *self = g_object_new (PROCTOR_TYPE_IMPORT_JOB, NULL);
  g_autofree char *title = g_strdup_printf (ngettext ("Importing %u test", "Importing %u tests", rows->len), rows->len);

  self->session = g_object_ref (session);
  self->index = g_object_ref (index);
  self->rows = g_ptr_array_ref (rows);
  self->folder_id = g_strdup (folder_id);
  proctor_job_set_title (PROCTOR_JOB (self), title);
  proctor_job_set_steps (PROCTOR_JOB (self), rows->len, MOST_AT_ONCE);

  return PROCTOR_JOB (self);
}

/**
 * proctor_import_job_count:
 * @self: a job
 * @made: whether those are meant that are new, not those that were changed
 *
 * Returns: how many tests it has imported
 */
guint
proctor_import_job_count (ProctorImportJob *self,
                          gboolean made)
{
  g_return_val_if_fail (PROCTOR_IS_IMPORT_JOB (self), 0);

  return made ? self->n_made : self->n_changed;
}
