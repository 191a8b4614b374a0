/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-private.h"

#include <glib/gi18n.h>

#include "proctor-api-error.h"
#include "proctor-client.h"
#include "proctor-test-summary.h"
#include "proctor-tests.h"

/* How a draft gets to the server. What is sent is what the draft said when it was asked to be
 * saved; what is typed afterwards belongs to the next time. */

typedef struct
{
  /* Owned */
  ProctorSession *session;
  ProctorTest *sent;
  ProctorTestSummary *summary;
  GError *error; /* why it isn't known whether it was saved */

  guint64 state;
} Save;

static void
save_free (Save *save)
{
  g_clear_object (&save->session);
  g_clear_object (&save->sent);
  g_clear_object (&save->summary);
  g_clear_error (&save->error);
  g_free (save);
}

/* Takes the task and the error. */
static void
fail (GTask *task,
      GError *error)
{
  g_autoptr (GTask) owned = task;
  ProctorDraft *self = g_task_get_source_object (task);

  proctor_draft_set_saving (self, FALSE);
  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    proctor_draft_set_gone (self, TRUE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    proctor_draft_set_error (self, error);
  g_task_return_error (task, error);
}

/* Takes the task. */
static void
succeed (GTask *task,
         ProctorTest *base)
{
  g_autoptr (GTask) owned = task;
  ProctorDraft *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);

  g_set_object (&self->base, base);
  g_clear_object (&self->maybe);
  self->saved_state = save->state;
  self->restored = FALSE;
  proctor_draft_set_theirs (self, NULL);
  proctor_draft_set_error (self, NULL);
  proctor_draft_set_gone (self, FALSE);
  if (proctor_undo_get_state (self->undo) == save->state)
    {
      proctor_draft_forget_changes (self);
      if (self->unfinished != NULL)
        proctor_draft_touch (self);
      else if (self->on_disk)
        proctor_drafts_remove (self->drafts, self->id);
      self->on_disk = FALSE;
      proctor_draft_set_modified (self, FALSE);
    }
  else
    {
      proctor_draft_set_modified (self, TRUE);
      proctor_draft_touch (self);
    }
  proctor_draft_set_saving (self, FALSE);
  g_task_return_boolean (task, TRUE);
}

/* The list knows at once, and not only when it asks the server. */
static void
tell_library (Save *save,
              const char *id,
              const char *folder_id)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (save->summary == NULL)
    {
      save->summary = proctor_test_summary_new ();
      proctor_test_summary_set_id (save->summary, id);
      proctor_test_summary_set_kind (save->summary, proctor_test_get_kind (save->sent));
      proctor_test_summary_set_created_at (save->summary, now);
      proctor_test_summary_set_folder_parent_id (save->summary, folder_id);
    }
  proctor_test_summary_set_name (save->summary, proctor_test_get_name (save->sent));
  proctor_test_summary_set_last_updated_at (save->summary, MAX (now, proctor_test_summary_get_last_updated_at (save->summary)));
  proctor_library_add (proctor_session_get_library (save->session), save->summary);
}

/* A server that refuses says so. All else may have come after it was done. */
static gboolean
is_doubtful (const GError *error)
{
  return g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NETWORK) || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_TIMEOUT)
         || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_SERVER) || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_TOO_LARGE)
         || g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL);
}

static void
read_back_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  GTask *task = user_data;
  ProctorDraft *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  g_autoptr (ProctorTest) theirs = NULL;
  g_autoptr (ProctorTest) spare = NULL;
  g_autoptr (GError) error = NULL;
  gboolean read = proctor_draft_fetch_finish (save->session, result, &theirs, &spare, &error);

  if (read && proctor_draft_is_like (theirs, save->sent))
    {
      tell_library (save, self->test_id, NULL);
      succeed (task, theirs);
      return;
    }

  /* It still is what it was, or what it is now is not of our making. */
  if (read)
    g_clear_object (&self->maybe);
  if (read && self->base != NULL && !proctor_draft_is_like (self->base, theirs))
    proctor_draft_set_theirs (self, theirs);
  fail (task, g_steal_pointer (&save->error));
}

/* What the server has says whether it was saved. Takes the task and the error. */
static void
read_back (GTask *task,
           GError *error)
{
  ProctorDraft *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);

  save->error = error;
  g_set_object (&self->maybe, save->sent);
  proctor_draft_fetch_async (save->session, self->test_id, g_task_get_cancellable (task), read_back_cb, task);
}

static void
replaced_cb (GObject *object,
             GAsyncResult *result,
             gpointer user_data)
{
  GTask *task = user_data;
  ProctorDraft *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorTest) test = proctor_tests_replace_finish (PROCTOR_CLIENT (object), result, &error);

  proctor_health_report (proctor_session_get_health (save->session), error);
  /* An answer that isn't as it should be says nothing of what was done. */
  if (test != NULL && (proctor_record_get_problem (PROCTOR_RECORD (test)) != NULL || proctor_test_get_name (test) == NULL))
    error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The server's answer is not one that Proctor understands."));
  if (error != NULL)
    {
      if (is_doubtful (error))
        read_back (task, error);
      else
        fail (task, error);
      return;
    }

  tell_library (save, self->test_id, NULL);
  succeed (task, test);
}

static void
fetched_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GTask *task = user_data;
  GCancellable *cancellable = g_task_get_cancellable (task);
  ProctorDraft *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  g_autoptr (ProctorTest) theirs = NULL;
  g_autoptr (ProctorTest) spare = NULL;
  GError *error = NULL;

  if (!proctor_draft_fetch_finish (save->session, result, &theirs, &spare, &error))
    {
      fail (task, error);
      return;
    }

  /* As when the answer to the same request was lost before. */
  if (proctor_draft_is_like (theirs, save->sent))
    {
      succeed (task, theirs);
      return;
    }
  if (!proctor_draft_take_maybe (self, theirs) && self->base != NULL && !proctor_draft_is_like (self->base, theirs))
    {
      proctor_draft_set_theirs (self, theirs);
      fail (task, g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_CONFLICT, _ ("The test was changed on the server meanwhile.")));
      return;
    }

  proctor_tests_replace_async (proctor_session_get_client (save->session), self->test_id, save->sent, proctor_test_summary_get_folder_parent_id (save->summary), cancellable, replaced_cb, task);
}

static void
summarized_cb (GObject *object,
               GAsyncResult *result,
               gpointer user_data)
{
  GTask *task = user_data;
  ProctorDraft *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorPage) page = proctor_tests_summarize_finish (PROCTOR_CLIENT (object), result, &error);
  g_autoptr (GObject) row = page != NULL ? g_list_model_get_item (proctor_page_get_items (page), 0) : NULL;

  proctor_health_report (proctor_session_get_health (save->session), error);
  if (page != NULL && row == NULL)
    error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND, _ ("The test isn't on the server any more."));
  else if (page != NULL && !PROCTOR_IS_TEST_SUMMARY (row))
    error = g_error_new_literal (PROCTOR_API_ERROR, PROCTOR_API_ERROR_PROTOCOL, _ ("The server's answer is not one that Proctor understands."));
  if (error != NULL)
    {
      fail (task, error);
      return;
    }

  save->summary = PROCTOR_TEST_SUMMARY (g_steal_pointer (&row));
  proctor_draft_fetch_async (save->session, self->test_id, g_task_get_cancellable (task), fetched_cb, task);
}

static void
created_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GTask *task = user_data;
  ProctorDraft *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autofree char *id = proctor_creation_ask_finish (PROCTOR_CREATION (object), result, &error);

  if (id == NULL)
    {
      if (!proctor_creation_is_lost (self->creation))
        g_clear_object (&self->creation);
      fail (task, error);
      return;
    }

  g_clear_object (&self->creation);
  if (self->on_disk)
    proctor_drafts_remove (self->drafts, self->id);
  self->on_disk = FALSE;
  proctor_draft_set_id (self, id, id);
  tell_library (save, id, self->folder_id);
  succeed (task, save->sent);
}

/* One that may have come to something is looked for before another is made. */
static void
create (GTask *task)
{
  ProctorDraft *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);

  if (self->creation == NULL)
    self->creation = proctor_creation_new_for_test (save->session, save->sent, self->folder_id);
  proctor_creation_ask_async (self->creation, g_task_get_cancellable (task), created_cb, task);
}

/**
 * proctor_draft_save_async:
 * @self: a draft
 * @cancellable: (nullable): to give up
 * @callback: called when it is saved
 * @user_data: passed to @callback
 *
 * Sends the draft to the server, in place of what is there, and where it is. A test that somebody
 * else has changed meanwhile stays as it is: the error is %PROCTOR_API_ERROR_CONFLICT, and
 * proctor_draft_get_theirs() says what it has become.
 */
void
proctor_draft_save_async (ProctorDraft *self,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  GTask *task;
  Save *save;
  GError *error = NULL;

  g_return_if_fail (PROCTOR_IS_DRAFT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_draft_save_async);
  g_task_set_check_cancellable (task, FALSE);
  save = g_new0 (Save, 1);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  if (self->saving)
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_PENDING, _ ("The test is being saved already."));
      g_object_unref (task);
      return;
    }

  proctor_draft_flush (self);
  proctor_undo_pause (self->undo);
  proctor_draft_set_saving (self, TRUE);
  proctor_draft_set_error (self, NULL);
  save->session = proctor_drafts_dup_session (self->drafts);
  save->state = proctor_undo_get_state (self->undo);
  save->sent = proctor_draft_clone (self->test, &error);
  if (save->session == NULL && error == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The workspace was closed."));
  if (error != NULL)
    fail (task, error);
  else if (self->test_id == NULL)
    create (task);
  else
    proctor_tests_summarize_async (proctor_session_get_client (save->session), (const char *const[]) { self->test_id, NULL }, cancellable, summarized_cb, task);
}

/**
 * proctor_draft_save_finish:
 * @self: a draft
 * @result: what the callback was given
 * @error: return location for why it wasn't saved; the draft keeps it, too
 *
 * Returns: whether the server has it
 */
gboolean
proctor_draft_save_finish (ProctorDraft *self,
                           GAsyncResult *result,
                           GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What was sent before has arrived, and is what later changes were made to. */
gboolean
proctor_draft_take_maybe (ProctorDraft *self,
                          ProctorTest *theirs)
{
  g_autoptr (ProctorTest) maybe = g_steal_pointer (&self->maybe);

  if (maybe == NULL || !proctor_draft_is_like (maybe, theirs))
    return FALSE;

  g_set_object (&self->base, theirs);

  return TRUE;
}

/**
 * proctor_draft_is_unsure:
 * @self: a draft
 *
 * Returns: whether it was sent and nobody knows if the server has it, because the answer got lost and it could not be
 *   asked since
 */
gboolean
proctor_draft_is_unsure (ProctorDraft *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT (self), FALSE);

  return self->maybe != NULL || self->creation != NULL;
}

/* Now it is known whether what was sent arrived. */
static void
settle_doubt (ProctorDraft *self,
              ProctorTest *theirs)
{
  gboolean saved = proctor_draft_take_maybe (self, theirs);

  proctor_draft_set_error (self, NULL);
  if (!saved || !proctor_draft_is_like (self->test, theirs))
    return;

  self->saved_state = proctor_undo_get_state (self->undo);
  proctor_draft_forget_changes (self);
  if (self->on_disk && self->unfinished == NULL)
    proctor_drafts_remove (self->drafts, self->id);
  self->on_disk = self->on_disk && self->unfinished != NULL;
  proctor_draft_set_modified (self, FALSE);
}

/* What nobody has touched becomes what the server says; else there are two now. */
static void
take_theirs (ProctorDraft *self,
             ProctorTest *test,
             ProctorTest *theirs)
{
  if (self->maybe != NULL)
    settle_doubt (self, theirs);
  if (self->base != NULL && proctor_draft_is_like (self->base, theirs))
    return;

  if (self->modified && !proctor_draft_is_like (self->test, theirs))
    {
      proctor_draft_set_theirs (self, theirs);
      return;
    }

  g_set_object (&self->base, theirs);
  proctor_undo_begin (self->undo, "");
  proctor_undo_assign (self->undo, self->test, test);
  proctor_undo_end (self->undo);
  proctor_undo_clear (self->undo);
  self->saved_state = proctor_undo_get_state (self->undo);
  proctor_draft_set_modified (self, FALSE);
  proctor_draft_touch (self);
}

typedef struct
{
  ProctorDraft *draft; /* owned */
  char *test_id;       /* owned: what the draft was of when it was asked for */
} Refresh;

static void
refresh_free (Refresh *refresh)
{
  g_object_unref (refresh->draft);
  g_free (refresh->test_id);
  g_free (refresh);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Refresh, refresh_free)

static void
refreshed_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (Refresh) refresh = user_data;
  ProctorDraft *self = refresh->draft;
  g_autoptr (ProctorTest) test = NULL;
  g_autoptr (ProctorTest) theirs = NULL;
  g_autoptr (GError) error = NULL;
  gboolean fetched = proctor_draft_fetch_finish (PROCTOR_SESSION (object), result, &test, &theirs, &error);

  /* Who saves it finds out for himself, and it may be another test by now. */
  if (self->saving || self->discarded || g_strcmp0 (self->test_id, refresh->test_id) != 0)
    return;

  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    proctor_draft_set_gone (self, TRUE);
  if (!fetched)
    return;

  proctor_draft_set_gone (self, FALSE);
  take_theirs (self, test, theirs);
}

/**
 * proctor_draft_refresh:
 * @self: a draft
 *
 * Looks at what the server says now. A draft that is as it was follows; in another,
 * proctor_draft_get_theirs() becomes what somebody else has made of the test.
 */
void
proctor_draft_refresh (ProctorDraft *self)
{
  g_autoptr (ProctorSession) session = NULL;
  Refresh *refresh;

  g_return_if_fail (PROCTOR_IS_DRAFT (self));

  session = proctor_drafts_dup_session (self->drafts);
  if (session == NULL || self->test_id == NULL || self->saving)
    return;

  refresh = g_new (Refresh, 1);
  refresh->draft = g_object_ref (self);
  refresh->test_id = g_strdup (self->test_id);
  proctor_draft_fetch_async (session, self->test_id, self->cancellable, refreshed_cb, refresh);
}
