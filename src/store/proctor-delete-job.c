/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-delete-job.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-job-names.h"
#include "proctor-test-folders.h"
#include "proctor-tests.h"

#define MOST_AT_ONCE 4
/* What was answered is told to the history and the library in lots. */
#define LOT_MSECS 100

/**
 * ProctorDeleteJob:
 *
 * Deletes tests, and folders with all that is in them. Before anything is sent the history notes what
 * will be, and as answers come it forgets that again, so that what nobody ever heard of is known at
 * the next start.
 */
struct _ProctorDeleteJob
{
  ProctorJob parent_instance;

  /* Owned */
  ProctorSession *session;
  GPtrArray *things;
  GCancellable *cancellable;
  /* Steps that wait until it is noted what will be sent. */
  GArray *waiting;
  /* What the history may forget, and what the library may. */
  GStrvBuilder *answered;
  GStrvBuilder *gone;

  guint tell_id;
  gboolean noting;
  gboolean noted;
};

/* A request on its way. */
typedef struct
{
  /* Owned */
  ProctorDeleteJob *job;

  guint position;
} Deletion;

G_DEFINE_FINAL_TYPE (ProctorDeleteJob, proctor_delete_job, PROCTOR_TYPE_JOB)

static void
deletion_free (Deletion *deletion)
{
  g_clear_object (&deletion->job);
  g_free (deletion);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deletion, deletion_free)

static ProctorUnanswered *
copy_thing (const ProctorUnanswered *thing)
{
  ProctorUnanswered *copy = g_new0 (ProctorUnanswered, 1);

  copy->id = g_strdup (thing->id);
  copy->name = g_strdup (thing->name);
  copy->folder = thing->folder;
  copy->at = thing->at;

  return copy;
}

static const char *
get_workspace_id (ProctorDeleteJob *self)
{
  return proctor_workspace_get_id (proctor_session_get_workspace (self->session));
}

/* Tells the history and the library what has become of it so far. */
static void
tell (ProctorDeleteJob *self)
{
  g_auto (GStrv) answered = g_strv_builder_end (self->answered);
  g_auto (GStrv) gone = g_strv_builder_end (self->gone);

  g_clear_handle_id (&self->tell_id, g_source_remove);
  if (*gone != NULL)
    proctor_library_forget (proctor_session_get_library (self->session), (const char *const *) gone);
  if (*answered != NULL && proctor_session_get_history (self->session) != NULL)
    proctor_history_clear_unanswered_async (proctor_session_get_history (self->session), get_workspace_id (self), (const char *const *) answered, NULL, NULL);
}

static gboolean
tell_cb (gpointer user_data)
{
  ProctorDeleteJob *self = user_data;

  self->tell_id = 0;
  tell (self);

  return G_SOURCE_REMOVE;
}

/* Whether the server has said something, be it no; otherwise it may have done it all the same. */
static gboolean
is_answer (const GError *error)
{
  if (error == NULL)
    return TRUE;
  if (error->domain != PROCTOR_API_ERROR)
    return FALSE;

  switch ((ProctorApiErrorCode) error->code)
    {
    case PROCTOR_API_ERROR_NETWORK:
    case PROCTOR_API_ERROR_TIMEOUT:
    case PROCTOR_API_ERROR_SERVER:
    case PROCTOR_API_ERROR_TOO_LARGE:
    case PROCTOR_API_ERROR_PROTOCOL:
    case PROCTOR_API_ERROR_ANSWER_LOST:
      return FALSE;
    case PROCTOR_API_ERROR_TLS:
    case PROCTOR_API_ERROR_KEY:
    case PROCTOR_API_ERROR_PERMISSION:
    case PROCTOR_API_ERROR_QUOTA:
    case PROCTOR_API_ERROR_NOT_FOUND:
    case PROCTOR_API_ERROR_UNSUPPORTED:
    case PROCTOR_API_ERROR_CONFLICT:
    case PROCTOR_API_ERROR_INVALID:
    case PROCTOR_API_ERROR_RATE_LIMITED:
    case PROCTOR_API_ERROR_CONCURRENCY_LIMITED:
    case PROCTOR_API_ERROR_REDIRECT:
    case PROCTOR_API_ERROR_READ_ONLY:
    case PROCTOR_API_ERROR_DOCUMENT:
      return TRUE;
    }

  return FALSE;
}

static void
end_deletion (Deletion *deletion,
              const GError *error)
{
  ProctorDeleteJob *self = deletion->job;
  const ProctorUnanswered *thing = g_ptr_array_index (self->things, deletion->position);

  proctor_health_report (proctor_session_get_health (self->session), error);
  /* It is gone, and whoever wants that doesn't mind who has done it. */
  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    error = NULL;

  if (error == NULL)
    g_strv_builder_add (self->gone, thing->id);
  if (is_answer (error))
    g_strv_builder_add (self->answered, thing->id);
  if (is_answer (error) && self->tell_id == 0)
    self->tell_id = g_timeout_add (LOT_MSECS, tell_cb, self);

  proctor_job_step_done (PROCTOR_JOB (self), deletion->position, thing->id, thing->name, error);
}

static void
deleted_test_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer user_data)
{
  g_autoptr (Deletion) deletion = user_data;
  g_autoptr (GError) error = NULL;

  proctor_tests_delete_finish (PROCTOR_CLIENT (object), result, &error);
  end_deletion (deletion, error);
}

static void
deleted_folder_cb (GObject *object,
                   GAsyncResult *result,
                   gpointer user_data)
{
  g_autoptr (Deletion) deletion = user_data;
  g_autoptr (GError) error = NULL;

  proctor_test_folders_delete_finish (PROCTOR_CLIENT (object), result, &error);
  end_deletion (deletion, error);
}

static void
send (ProctorDeleteJob *self,
      guint position)
{
  const ProctorUnanswered *thing = g_ptr_array_index (self->things, position);
  ProctorClient *client = proctor_session_get_client (self->session);
  Deletion *deletion = g_new0 (Deletion, 1);

  deletion->job = g_object_ref (self);
  deletion->position = position;
  if (thing->folder)
    proctor_test_folders_delete_async (client, thing->id, TRUE, self->cancellable, deleted_folder_cb, deletion);
  else
    proctor_tests_delete_async (client, thing->id, self->cancellable, deleted_test_cb, deletion);
}

static void
noted_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  g_autoptr (ProctorDeleteJob) self = user_data;
  g_autoptr (GArray) waiting = g_steal_pointer (&self->waiting);
  g_autoptr (GError) error = NULL;

  self->noting = FALSE;
  self->noted = TRUE;
  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  /* Somebody wants it deleted, and that it can't be noted is no reason not to. */
  if (!proctor_history_note_unanswered_finish (PROCTOR_HISTORY (object), result, &error))
    g_debug ("What will be deleted could not be noted: %s", error->message);

  for (guint i = 0; i < waiting->len; i++)
    send (self, g_array_index (waiting, guint, i));
}

/* All that this run may send, so that nothing of it is forgotten. */
static void
note (ProctorDeleteJob *self)
{
  g_autoptr (GPtrArray) things = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_unanswered_free);

  for (guint i = 0; i < self->things->len; i++)
    {
      ProctorUnanswered *thing;

      if (proctor_job_is_step_done (PROCTOR_JOB (self), i))
        continue;
      thing = copy_thing (g_ptr_array_index (self->things, i));
      thing->at = g_get_real_time () / G_USEC_PER_SEC;
      g_ptr_array_add (things, thing);
    }

  self->noting = TRUE;
  proctor_history_note_unanswered_async (proctor_session_get_history (self->session), get_workspace_id (self), g_steal_pointer (&things), noted_cb, g_object_ref (self));
}

static void
proctor_delete_job_start_step (ProctorJob *job,
                               guint position,
                               GCancellable *cancellable)
{
  ProctorDeleteJob *self = PROCTOR_DELETE_JOB (job);

  g_set_object (&self->cancellable, cancellable);
  if (self->noted || proctor_session_get_history (self->session) == NULL)
    {
      send (self, position);
      return;
    }

  g_array_append_val (self->waiting, position);
  if (!self->noting)
    note (self);
}

static void
proctor_delete_job_finished (ProctorJob *job)
{
  ProctorDeleteJob *self = PROCTOR_DELETE_JOB (job);

  g_clear_object (&self->cancellable);
  self->noted = FALSE;
  tell (self);
}

static char *
proctor_delete_job_describe_failures (ProctorJob *job,
                                      guint n_failed,
                                      guint total)
{
  /* Translators: the first is how many failed, the second how many there are; tests and folders. */
  return g_strdup_printf (ngettext ("%u of %u item could not be deleted", "%u of %u items could not be deleted", total), n_failed, total);
}

static void
proctor_delete_job_dispose (GObject *object)
{
  ProctorDeleteJob *self = PROCTOR_DELETE_JOB (object);

  g_clear_handle_id (&self->tell_id, g_source_remove);

  G_OBJECT_CLASS (proctor_delete_job_parent_class)->dispose (object);
}

static void
proctor_delete_job_finalize (GObject *object)
{
  ProctorDeleteJob *self = PROCTOR_DELETE_JOB (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->things, g_ptr_array_unref);
  g_array_unref (self->waiting);
  g_strv_builder_unref (self->answered);
  g_strv_builder_unref (self->gone);

  G_OBJECT_CLASS (proctor_delete_job_parent_class)->finalize (object);
}

static void
proctor_delete_job_class_init (ProctorDeleteJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  ProctorJobClass *job_class = PROCTOR_JOB_CLASS (klass);

  object_class->dispose = proctor_delete_job_dispose;
  object_class->finalize = proctor_delete_job_finalize;
  job_class->start_step = proctor_delete_job_start_step;
  job_class->finished = proctor_delete_job_finished;
  job_class->describe_failures = proctor_delete_job_describe_failures;
}

static void
proctor_delete_job_init (ProctorDeleteJob *self)
{
  self->waiting = g_array_new (FALSE, FALSE, sizeof (guint));
  self->answered = g_strv_builder_new ();
  self->gone = g_strv_builder_new ();
}

/**
 * proctor_delete_job_make_things:
 * @library: a library that knows them
 * @ids: (array zero-terminated=1): tests and folders
 *
 * Returns: (transfer full): what there is to know for deleting them, #ProctorUnanswered
 */
GPtrArray *
proctor_delete_job_make_things (ProctorLibrary *library,
                                const char *const *ids)
{
  GPtrArray *things = g_ptr_array_new_with_free_func ((GDestroyNotify) proctor_unanswered_free);

  for (gsize i = 0; ids[i] != NULL; i++)
    {
      ProctorUnanswered *thing = g_new0 (ProctorUnanswered, 1);

      thing->id = g_strdup (ids[i]);
      thing->name = proctor_job_dup_name (library, ids[i]);
      thing->folder = proctor_library_find_folder (library, ids[i]) != NULL;
      g_ptr_array_add (things, thing);
    }

  return things;
}

/**
 * proctor_delete_job_new_for_things:
 * @session: where
 * @things: (element-type ProctorUnanswered): what is to be deleted
 *
 * Returns: (transfer full): what deletes them, when it is run
 */
ProctorJob *
proctor_delete_job_new_for_things (ProctorSession *session,
                                   GPtrArray *things)
{
  ProctorDeleteJob *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (things != NULL, NULL);

  self = g_object_new (PROCTOR_TYPE_DELETE_JOB, NULL);
  self->session = g_object_ref (session);
  self->things = g_ptr_array_ref (things);
  title = g_strdup_printf (ngettext ("Deleting %u item", "Deleting %u items", things->len), things->len);
  proctor_job_set_title (PROCTOR_JOB (self), title);
  proctor_job_set_steps (PROCTOR_JOB (self), things->len, MOST_AT_ONCE);

  return PROCTOR_JOB (self);
}

/**
 * proctor_delete_job_new:
 * @session: where
 * @ids: (array zero-terminated=1): tests, and folders with all that is in them
 *
 * The trash uses it; who wants an undo puts things there.
 *
 * Returns: (transfer full): what deletes them, when it is run
 */
ProctorJob *
proctor_delete_job_new (ProctorSession *session,
                        const char *const *ids)
{
  g_autoptr (GPtrArray) things = NULL;

  g_return_val_if_fail (PROCTOR_IS_SESSION (session), NULL);
  g_return_val_if_fail (ids != NULL, NULL);

  things = proctor_delete_job_make_things (proctor_session_get_library (session), ids);

  return proctor_delete_job_new_for_things (session, things);
}
