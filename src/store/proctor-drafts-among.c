/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-private.h"

#include <glib/gi18n.h>

#include "proctor-check-knowledge.h"
#include "proctor-checks.h"

/* Tests that somebody has chosen, some of which have changes that no server has seen. */

typedef struct
{
  /* Owned */
  GPtrArray *ids;
  ProctorDraft *draft; /* the one that is being saved */

  guint position;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_ptr_array_unref (saving->ids);
  g_clear_object (&saving->draft);
  g_free (saving);
}

static void save_next (GTask *task);

/* What was typed a moment ago isn't on the disk yet. */
static gboolean
is_edited (ProctorDrafts *self,
           const char *test_id)
{
  ProctorDraft *draft = g_hash_table_lookup (self->open, test_id);

  if (draft != NULL)
    return proctor_draft_is_modified (draft) && proctor_draft_get_read_only (draft) == NULL;

  return g_hash_table_contains (self->known, test_id);
}

/**
 * proctor_drafts_count_among:
 * @self: the drafts
 * @test_ids: (array zero-terminated=1): tests of the server's
 *
 * Returns: how many of these say something else here than on the server, because they were edited
 *   and not saved
 */
guint
proctor_drafts_count_among (ProctorDrafts *self,
                            const char *const *test_ids)
{
  guint n_edited = 0;

  g_return_val_if_fail (PROCTOR_IS_DRAFTS (self), 0);
  g_return_val_if_fail (test_ids != NULL, 0);

  for (guint i = 0; test_ids[i] != NULL; i++)
    n_edited += is_edited (self, test_ids[i]) ? 1 : 0;

  return n_edited;
}

/* Takes the task and the error. Of several tests it isn't clear which one is meant. */
static void
fail (GTask *task,
      GError *error)
{
  Saving *saving = g_task_get_task_data (task);
  const char *name = saving->draft != NULL ? proctor_test_get_name (proctor_draft_get_test (saving->draft)) : NULL;

  if (name != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_autofree char *reason = g_steal_pointer (&error->message);

      /* Translators: the name of a test, and a whole sentence that says why. */
      error->message = g_strdup_printf (_ ("“%s” was not saved. %s"), name, reason);
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Returns: (transfer full) (nullable): what keeps a test from being saved */
static GError *
find_problem (ProctorDraft *draft)
{
  g_autoptr (ProctorCheckContext) context = proctor_check_knowledge_new_context (NULL, NULL);
  g_autoptr (GListModel) findings = proctor_checks_run (proctor_draft_get_test (draft), context);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++)
    {
      g_autoptr (ProctorFinding) finding = g_list_model_get_item (findings, i);

      if (proctor_finding_get_severity (finding) == PROCTOR_SEVERITY_ERROR)
        return g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, proctor_finding_get_message (finding));
    }

  return NULL;
}

static void
saved_cb (GObject *object,
          GAsyncResult *result,
          gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (proctor_draft_save_finish (PROCTOR_DRAFT (object), result, &error))
    save_next (task);
  else
    fail (task, error);
}

/* What was typed while it was on its way to the server goes there now. */
static void
save (GTask *task)
{
  Saving *saving = g_task_get_task_data (task);
  GError *error = find_problem (saving->draft);

  if (error != NULL)
    fail (task, error);
  else if (proctor_draft_is_modified (saving->draft))
    proctor_draft_save_async (saving->draft, g_task_get_cancellable (task), saved_cb, task);
  else
    save_next (task);
}

static void
idle_cb (ProctorDraft *draft,
         GParamSpec *pspec,
         gpointer user_data)
{
  GTask *task = user_data;

  if (proctor_draft_is_saving (draft))
    return;

  g_signal_handlers_disconnect_by_func (draft, idle_cb, task);
  save (task);
}

static void
opened_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  GTask *task = user_data;
  Saving *saving = g_task_get_task_data (task);
  GError *error = NULL;

  saving->draft = proctor_drafts_open_finish (PROCTOR_DRAFTS (object), result, &error);
  if (saving->draft == NULL)
    fail (task, error);
  else if (proctor_draft_is_saving (saving->draft))
    g_signal_connect (saving->draft, "notify::saving", G_CALLBACK (idle_cb), task);
  else
    save (task);
}

/* Takes the task. */
static void
save_next (GTask *task)
{
  ProctorDrafts *self = g_task_get_source_object (task);
  Saving *saving = g_task_get_task_data (task);

  g_clear_object (&saving->draft);
  if (g_task_return_error_if_cancelled (task))
    g_object_unref (task);
  else if (saving->position < saving->ids->len)
    proctor_drafts_open_async (self, g_ptr_array_index (saving->ids, saving->position++), g_task_get_cancellable (task), opened_cb, task);
  else
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

/**
 * proctor_drafts_save_among_async:
 * @self: the drafts
 * @test_ids: (array zero-terminated=1): tests of the server's
 * @cancellable: (nullable): to give up; what was sent is saved all the same
 * @callback: called when all of them are saved, or one can't be
 * @user_data: passed to @callback
 *
 * Saves what is edited and not saved of these tests, one after the other, as if each were saved by
 * itself: what can't be right isn't sent, and what somebody else has changed isn't overwritten.
 */
void
proctor_drafts_save_among_async (ProctorDrafts *self,
                                 const char *const *test_ids,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;
  Saving *saving;

  g_return_if_fail (PROCTOR_IS_DRAFTS (self));
  g_return_if_fail (test_ids != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_drafts_save_among_async);
  g_task_set_check_cancellable (task, FALSE);
  saving = g_new0 (Saving, 1);
  saving->ids = g_ptr_array_new_with_free_func (g_free);
  g_task_set_task_data (task, saving, saving_free);
  for (guint i = 0; test_ids[i] != NULL; i++)
    {
      if (is_edited (self, test_ids[i]))
        g_ptr_array_add (saving->ids, g_strdup (test_ids[i]));
    }
  save_next (task);
}

/**
 * proctor_drafts_save_among_finish:
 * @self: the drafts
 * @result: what the callback was given
 * @error: return location for which test was not saved, and why; its draft keeps that, too
 *
 * Returns: whether the server has all of them as they are here
 */
gboolean
proctor_drafts_save_among_finish (ProctorDrafts *self,
                                  GAsyncResult *result,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
