/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-move-job.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-folder-actions.h"
#include "proctor-job-names.h"
#include "proctor-test-folders.h"
#include "proctor-tests.h"

/* So many go in one request. */
#define CHUNK 100

/**
 * ProctorMoveJob:
 *
 * Moves tests and folders. Many go in one request, which the server does whole or not at all; one
 * that it refuses is halved until only those that it does not want are left over.
 */
struct _ProctorMoveJob
{
  ProctorJob parent_instance;

  /* Owned */
  ProctorSession *session;
  char **ids;
  char *folder_id;
  /* Steps that were begun and wait to be sent, and chunks of such, each a #GArray of positions. */
  GArray *gathered;
  GQueue chunks;
  GArray *current;
  GCancellable *cancellable;
  GError *target_error;

  guint idle_id;
  gboolean target_checked;
  gboolean has_folders;
};

G_DEFINE_FINAL_TYPE (ProctorMoveJob, proctor_move_job, PROCTOR_TYPE_JOB)

static void send_next (ProctorMoveJob *self);
static gboolean gathered_cb (gpointer user_data);

/* As many steps as may be begun at once are begun before this comes about. */
static void
gather (ProctorMoveJob *self)
{
  if (self->idle_id == 0 && self->gathered->len > 0)
    self->idle_id = g_idle_add_full (G_PRIORITY_DEFAULT, gathered_cb, self, NULL);
}

/* Ends the steps of a chunk. The last of them may be the end of the run. Takes @chunk. */
static void
end_chunk (ProctorMoveJob *self,
           GArray *chunk,
           const GError *error)
{
  g_autoptr (GArray) positions = chunk;
  ProctorLibrary *library = proctor_session_get_library (self->session);

  for (guint i = 0; i < positions->len; i++)
    {
      guint position = g_array_index (positions, guint, i);
      g_autofree char *name = error != NULL ? proctor_job_dup_name (library, self->ids[position]) : NULL;

      proctor_job_step_done (PROCTOR_JOB (self), position, self->ids[position], name, error);
    }
}

static char **
dup_ids (ProctorMoveJob *self,
         GArray *chunk)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < chunk->len; i++)
    g_strv_builder_add (builder, self->ids[g_array_index (chunk, guint, i)]);

  return g_strv_builder_end (builder);
}

/* Whether the server may have refused all because of one. A key that may not do this at all may not
 * do it with half of them either. */
static gboolean
may_be_one (const GError *error)
{
  if (error->domain != PROCTOR_API_ERROR)
    return FALSE;
  if (error->code == PROCTOR_API_ERROR_PERMISSION)
    return proctor_api_error_get_details (error)->scope == NULL;

  return error->code == PROCTOR_API_ERROR_NOT_FOUND || error->code == PROCTOR_API_ERROR_INVALID || error->code == PROCTOR_API_ERROR_CONFLICT;
}

/* Takes @chunk. */
static void
halve (ProctorMoveJob *self,
       GArray *chunk)
{
  g_autoptr (GArray) first = chunk;
  guint half = first->len / 2;
  GArray *second = g_array_sized_new (FALSE, FALSE, sizeof (guint), first->len - half);

  g_array_append_vals (second, &g_array_index (first, guint, half), first->len - half);
  g_array_set_size (first, half);
  g_queue_push_head (&self->chunks, second);
  g_queue_push_head (&self->chunks, g_steal_pointer (&first));
}

static void
checked_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (ProctorMoveJob) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorFolder) folder = proctor_test_folders_get_finish (PROCTOR_CLIENT (object), result, &error);
  GArray *chunk = g_steal_pointer (&self->current);

  proctor_health_report (proctor_session_get_health (self->session), error);
  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    g_set_error_literal (&self->target_error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND, _ ("The folder that it was to be moved to isn't there any more."));

  self->target_checked = TRUE;
  if (self->target_error != NULL)
    end_chunk (self, chunk, self->target_error);
  else
    g_queue_push_head (&self->chunks, chunk);
  send_next (self);
}

/* One of them is not there; or all of them fail because it is the folder that isn't. */
static gboolean
check_target (ProctorMoveJob *self,
              const GError *error)
{
  if (self->folder_id == NULL || self->target_checked || !g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    return FALSE;

  proctor_test_folders_get_async (proctor_session_get_client (self->session), self->folder_id, self->cancellable, checked_cb, g_object_ref (self));

  return TRUE;
}

static void
moved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ProctorMoveJob) self = user_data;
  g_autoptr (GError) error = NULL;

  proctor_tests_move_finish (PROCTOR_CLIENT (object), result, &error);
  proctor_health_report (proctor_session_get_health (self->session), error);

  if (error == NULL)
    {
      g_auto (GStrv) ids = dup_ids (self, self->current);

      proctor_library_place (proctor_session_get_library (self->session), (const char *const *) ids, self->folder_id);
      end_chunk (self, g_steal_pointer (&self->current), NULL);
    }
  else if (check_target (self, error))
    {
      return;
    }
  else if (self->current->len > 1 && may_be_one (error))
    {
      halve (self, g_steal_pointer (&self->current));
    }
  else
    {
      end_chunk (self, g_steal_pointer (&self->current), error);
    }

  send_next (self);
}

/* One request after the other: what belongs together stays together, and nobody is crowded out. */
static void
send_next (ProctorMoveJob *self)
{
  GArray *chunk;

  while (self->current == NULL && (chunk = g_queue_pop_head (&self->chunks)) != NULL)
    {
      g_autoptr (GError) cancelled = NULL;

      if (self->target_error != NULL || g_cancellable_set_error_if_cancelled (self->cancellable, &cancelled))
        {
          end_chunk (self, chunk, self->target_error != NULL ? self->target_error : cancelled);
        }
      else
        {
          g_auto (GStrv) ids = dup_ids (self, chunk);

          self->current = chunk;
          proctor_tests_move_async (proctor_session_get_client (self->session), (const char *const *) ids, self->folder_id,
                                    self->cancellable, moved_cb, g_object_ref (self));
        }
    }

  if (self->current == NULL)
    gather (self);
}

/* A folder that can't go there is refused before anything of it is sent. */
static gboolean
refuse (ProctorMoveJob *self,
        guint position)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);
  g_autofree char *problem = proctor_folder_check_move (library, (const char *const[]) { self->ids[position], NULL }, self->folder_id);
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;

  if (problem == NULL)
    return FALSE;

  name = proctor_job_dup_name (library, self->ids[position]);
  error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_INVALID, problem);
  proctor_job_step_done (PROCTOR_JOB (self), position, self->ids[position], name, error);

  return TRUE;
}

static gboolean
gathered_cb (gpointer user_data)
{
  g_autoptr (ProctorMoveJob) self = g_object_ref (user_data);
  g_autoptr (GArray) gathered = NULL;
  GArray *chunk;

  self->idle_id = 0;
  /* What is left over of a chunk goes first; until then more come together. */
  if (self->current != NULL || !g_queue_is_empty (&self->chunks))
    return G_SOURCE_REMOVE;

  gathered = g_steal_pointer (&self->gathered);
  chunk = g_array_new (FALSE, FALSE, sizeof (guint));
  self->gathered = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < gathered->len; i++)
    {
      guint position = g_array_index (gathered, guint, i);

      if (!refuse (self, position))
        g_array_append_val (chunk, position);
    }

  if (chunk->len > 0)
    g_queue_push_tail (&self->chunks, chunk);
  else
    g_array_unref (chunk);
  send_next (self);

  return G_SOURCE_REMOVE;
}

static void
proctor_move_job_start_step (ProctorJob *job,
                             guint position,
                             GCancellable *cancellable)
{
  ProctorMoveJob *self = PROCTOR_MOVE_JOB (job);

  g_set_object (&self->cancellable, cancellable);
  g_array_append_val (self->gathered, position);
  gather (self);
}

static void
proctor_move_job_finished (ProctorJob *job)
{
  ProctorMoveJob *self = PROCTOR_MOVE_JOB (job);

  g_clear_error (&self->target_error);
  g_clear_object (&self->cancellable);
  self->target_checked = FALSE;
}

static char *
proctor_move_job_describe_failures (ProctorJob *job,
                                    guint n_failed,
                                    guint total)
{
  if (PROCTOR_MOVE_JOB (job)->has_folders)
    /* Translators: the first is how many failed, the second how many there are; tests and folders. */
    return g_strdup_printf (ngettext ("%u of %u item could not be moved", "%u of %u items could not be moved", total), n_failed, total);

  /* Translators: the first is how many failed, the second how many there are. */
  return g_strdup_printf (ngettext ("%u of %u test could not be moved", "%u of %u tests could not be moved", total), n_failed, total);
}

static void
proctor_move_job_finalize (GObject *object)
{
  ProctorMoveJob *self = PROCTOR_MOVE_JOB (object);

  /* Begun steps keep the run, and that keeps the job. */
  g_assert (self->idle_id == 0 && self->current == NULL && g_queue_is_empty (&self->chunks));

  g_clear_object (&self->session);
  g_strfreev (self->ids);
  g_free (self->folder_id);
  g_array_unref (self->gathered);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->target_error);

  G_OBJECT_CLASS (proctor_move_job_parent_class)->finalize (object);
}

static void
proctor_move_job_class_init (ProctorMoveJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ProctorJobClass *job_class = PROCTOR_JOB_CLASS (klass);

  object_class->finalize = proctor_move_job_finalize;
  job_class->start_step = proctor_move_job_start_step;
  job_class->finished = proctor_move_job_finished;
  job_class->describe_failures = proctor_move_job_describe_failures;
}

static void
proctor_move_job_init (ProctorMoveJob *self)
{
  self->gathered = g_array_new (FALSE, FALSE, sizeof (guint));
  g_queue_init (&self->chunks);
}

static gboolean
has_folders (ProctorMoveJob *self)
{
  ProctorLibrary *library = proctor_session_get_library (self->session);

  for (gsize i = 0; self->ids[i] != NULL; i++)
    {
      if (proctor_library_find_folder (library, self->ids[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/**
 * proctor_move_job_new:
 * @session: where
 * @ids: (array zero-terminated=1): tests and folders
 * @folder_id: (nullable): where they go; %NULL takes them out of all folders
 *
 * Returns: (transfer full): what moves them, when it is run
 */
ProctorJob *
proctor_move_job_new (ProctorSession *session,
                      const char *const *ids,
                      const char *folder_id)
{
  ProctorMoveJob *self;
  g_autofree char *title = NULL;
  guint n_ids;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_MOVE_JOB, NULL);
  self->session = g_object_ref (session);
  self->ids = g_strdupv ((char **) ids);
  self->folder_id = g_strdup (folder_id);
  n_ids = g_strv_length (self->ids);
  self->has_folders = has_folders (self);
  if (self->has_folders)
    title = g_strdup_printf (ngettext ("Moving %u item", "Moving %u items", n_ids), n_ids);
  else
    title = g_strdup_printf (ngettext ("Moving %u test", "Moving %u tests", n_ids), n_ids);
  proctor_job_set_title (PROCTOR_JOB (self), title);
  proctor_job_set_steps (PROCTOR_JOB (self), n_ids, CHUNK);

  return PROCTOR_JOB (self);
}
