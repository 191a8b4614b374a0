/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-duplicate-job.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-creation.h"
#include "proctor-drafts.h"
#include "proctor-job-names.h"
#include "proctor-test-summary.h"
#include "proctor-tests.h"

#define MOST_AT_ONCE 4

/**
 * ProctorDuplicateJob:
 *
 * Makes a copy of tests, each in the folder of what it is a copy of. A copy has all that the test has,
 * whether Proctor knows what it is or not, as a person sees it: what was written and not saved is in it,
 * too. Nothing is made twice: when an answer got lost that is a failure, and when that is tried again, the
 * copy is looked for first.
 */
struct _ProctorDuplicateJob
{
  ProctorJob parent_instance;

  /* Owned */
  ProctorSession *session;
  char **test_ids;
  char *last_id;
  /* Names that are taken, as "folder\nname". */
  GHashTable *taken;
  /* What nobody knows whether it was made, by the position of its step. */
  GHashTable *lost;
};

/* A copy on its way. */
typedef struct
{
  /* Owned */
  ProctorDuplicateJob *job;
  GCancellable *cancellable;
  ProctorTest *test;

  guint position;
} Copy;

G_DEFINE_FINAL_TYPE (ProctorDuplicateJob, proctor_duplicate_job, PROCTOR_TYPE_JOB)

static void
copy_free (Copy *copy)
{
  g_clear_object (&copy->job);
  g_clear_object (&copy->cancellable);
  g_clear_object (&copy->test);
  g_free (copy);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_free)

static void
end_copy (Copy *copy,
          const GError *error)
{
  ProctorDuplicateJob *self = copy->job;
  const char *id = self->test_ids[copy->position];
  g_autofree char *name = error != NULL ? proctor_job_dup_name (proctor_session_get_library (self->session), id) : NULL;

  proctor_job_step_done (PROCTOR_JOB (self), copy->position, id, name, error);
}

static char *
make_key (const char *folder_id,
          const char *name)
{
  return g_strdup_printf ("%s\n%s", folder_id != NULL ? folder_id : "", name);
}

/* The names that there are, as far as the library knows. */
static void
note_names (ProctorDuplicateJob *self)
{
  GPtrArray *items;

  if (self->taken != NULL)
    return;

  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  items = proctor_library_get_items (proctor_session_get_library (self->session));
  for (guint i = 0; i < items->len; i++)
    {
      ProctorTestItem *item = g_ptr_array_index (items, i);

      g_hash_table_add (self->taken, make_key (proctor_test_item_get_folder_id (item), proctor_test_item_get_name (item)));
    }
}

/* Takes the name, so that nobody else in this job gets it. */
static char *
find_name (ProctorDuplicateJob *self,
           const char *name,
           const char *folder_id)
{
  note_names (self);

  for (guint i = 1;; i++)
    {
      g_autofree char *candidate = NULL;
      char *key;

      if (i == 1)
        /* Translators: the name of a test's copy; %s is the test's name. */
        candidate = g_strdup_printf (_ ("%s (copy)"), name);
      else
        /* Translators: the name of a test's further copies; %s is the test's name, %u is 2, 3, 4… */
        candidate = g_strdup_printf (_ ("%s (copy %u)"), name, i);

      key = make_key (folder_id, candidate);
      if (g_hash_table_add (self->taken, key))
        return g_steal_pointer (&candidate);
    }
}

static void
created_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (Copy) copy = user_data;
  ProctorDuplicateJob *self = copy->job;
  ProctorCreation *creation = PROCTOR_CREATION (object);
  gpointer position = GUINT_TO_POINTER (copy->position);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = proctor_creation_run_finish (creation, result, &error);

  if (id != NULL)
    g_set_str (&self->last_id, id);
  if (proctor_creation_is_lost (creation))
    g_hash_table_insert (self->lost, position, g_object_ref (creation));
  else
    g_hash_table_remove (self->lost, position);

  end_copy (copy, error);
}

/* Takes the copy. */
static void
create (Copy *copy,
        const char *folder_id)
{
  ProctorDuplicateJob *self = copy->job;
  g_autofree char *name = find_name (self, proctor_test_get_name (copy->test), folder_id);
  g_autoptr (ProctorCreation) creation = NULL;

  proctor_test_set_name (copy->test, name);
  creation = proctor_creation_new_for_test (self->session, copy->test, folder_id);
  proctor_creation_run_async (creation, copy->cancellable, created_cb, copy);
}

static void
summarized_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  g_autoptr (Copy) copy = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorPage) page = proctor_tests_summarize_finish (PROCTOR_CLIENT (object), result, &error);
  g_autoptr (GObject) row = page != NULL ? g_list_model_get_item (proctor_page_get_items (page), 0) : NULL;

  proctor_health_report (proctor_session_get_health (copy->job->session), error);
  if (page != NULL && !PROCTOR_IS_TEST_SUMMARY (row))
    g_set_error_literal (&error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND, _ ("The test isn't on the server any more."));

  if (error != NULL)
    end_copy (copy, error);
  else
    create (g_steal_pointer (&copy), proctor_test_summary_get_folder_parent_id (PROCTOR_TEST_SUMMARY (row)));
}

/* The test itself doesn't say where it is. */
static void
place (Copy *copy)
{
  ProctorSession *session = copy->job->session;
  const char *id = copy->job->test_ids[copy->position];
  ProctorTestItem *item = proctor_library_find (proctor_session_get_library (session), id);
  GCancellable *cancellable = copy->cancellable;

  if (item != NULL)
    create (copy, proctor_test_item_get_folder_id (item));
  else
    proctor_tests_summarize_async (proctor_session_get_client (session), (const char *const[]) { id, NULL }, cancellable, summarized_cb, copy);
}

static void
got_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (Copy) copy = user_data;
  g_autoptr (GError) error = NULL;

  copy->test = proctor_tests_get_finish (PROCTOR_CLIENT (object), result, &error);
  proctor_health_report (proctor_session_get_health (copy->job->session), error);

  if (error != NULL)
    end_copy (copy, error);
  else
    place (g_steal_pointer (&copy));
}

static void
copied_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (Copy) copy = user_data;
  ProctorClient *client = proctor_session_get_client (copy->job->session);
  const char *id = copy->job->test_ids[copy->position];
  GCancellable *cancellable = copy->cancellable;
  g_autoptr (GError) error = NULL;

  copy->test = proctor_drafts_copy_finish (PROCTOR_DRAFTS (object), result, &error);
  if (error != NULL)
    end_copy (copy, error);
  else if (copy->test != NULL)
    place (g_steal_pointer (&copy));
  else
    proctor_tests_get_async (client, id, cancellable, got_cb, g_steal_pointer (&copy));
}

static void
proctor_duplicate_job_start_step (ProctorJob *job,
                                  guint position,
                                  GCancellable *cancellable)
{
  ProctorDuplicateJob *self = PROCTOR_DUPLICATE_JOB (job);
  ProctorCreation *lost = g_hash_table_lookup (self->lost, GUINT_TO_POINTER (position));
  Copy *copy = g_new0 (Copy, 1);

  copy->job = g_object_ref (self);
  copy->cancellable = g_object_ref (cancellable);
  copy->position = position;

  if (lost != NULL)
    proctor_creation_run_async (lost, cancellable, created_cb, copy);
  else
    proctor_drafts_copy_async (proctor_session_get_drafts (self->session), self->test_ids[position], cancellable, copied_cb, copy);
}

static void
proctor_duplicate_job_finished (ProctorJob *job)
{
  ProctorDuplicateJob *self = PROCTOR_DUPLICATE_JOB (job);

  /* By the next run others may have taken names, or given them back. */
  g_clear_pointer (&self->taken, g_hash_table_unref);
}

static char *
proctor_duplicate_job_describe_failures (ProctorJob *job,
                                         guint n_failed,
                                         guint total)
{
  /* Translators: the first is how many failed, the second how many there are. */
  return g_strdup_printf (ngettext ("%u of %u test could not be duplicated", "%u of %u tests could not be duplicated", total), n_failed, total);
}

static void
proctor_duplicate_job_finalize (GObject *object)
{
  ProctorDuplicateJob *self = PROCTOR_DUPLICATE_JOB (object);

  g_clear_object (&self->session);
  g_strfreev (self->test_ids);
  g_free (self->last_id);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_hash_table_unref (self->lost);

  G_OBJECT_CLASS (proctor_duplicate_job_parent_class)->finalize (object);
}

static void
proctor_duplicate_job_class_init (ProctorDuplicateJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ProctorJobClass *job_class = PROCTOR_JOB_CLASS (klass);

  object_class->finalize = proctor_duplicate_job_finalize;
  job_class->start_step = proctor_duplicate_job_start_step;
  job_class->finished = proctor_duplicate_job_finished;
  job_class->describe_failures = proctor_duplicate_job_describe_failures;
}

static void
proctor_duplicate_job_init (ProctorDuplicateJob *self)
{
  self->lost = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
}

/**
 * proctor_duplicate_job_new:
 * @session: where
 * @test_ids: (array zero-terminated=1): which tests
 *
 * Returns: (transfer full): what makes copies of them, when it is run
 */
ProctorJob *
proctor_duplicate_job_new (ProctorSession *session,
                           const char *const *test_ids)
{
  ProctorDuplicateJob *self;
  g_autofree char *title = NULL;
  guint n_tests;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (test_ids != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_DUPLICATE_JOB, NULL);
  self->session = g_object_ref (session);
  self->test_ids = g_strdupv ((char **) test_ids);
  n_tests = g_strv_length (self->test_ids);
  title = g_strdup_printf (ngettext ("Duplicating %u test", "Duplicating %u tests", n_tests), n_tests);
  proctor_job_set_title (PROCTOR_JOB (self), title);
  proctor_job_set_steps (PROCTOR_JOB (self), n_tests, MOST_AT_ONCE);

  return PROCTOR_JOB (self);
}

/**
 * proctor_duplicate_job_get_last_id:
 * @self: a job
 *
 * Returns: (transfer none) (nullable): the id of the copy that was made last, for whoever wants to
 *   show it
 */
const char *
proctor_duplicate_job_get_last_id (ProctorDuplicateJob *self)
{
  g_return_val_if_fail (PROCTOR_IS_DUPLICATE_JOB (self), NULL);

  return self->last_id;
}
