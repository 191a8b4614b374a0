/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-draft-private.h"

#include <glib/gi18n.h>

#include "proctor-agents.h"
#include "proctor-api-error.h"
#include "proctor-config-merge.h"
#include "proctor-tools.h"

/* How a configuration gets to the server: what was changed here is put on top of what the server has
 * now. Where somebody else has changed the same, nothing is sent. */

typedef struct
{
  /* Owned */
  ProctorSession *session;
  ProctorRecord *sent;
} Save;

static void
save_free (Save *save)
{
  g_clear_object (&save->session);
  g_clear_object (&save->sent);
  g_free (save);
}

/* Takes the task and the error. */
static void
fail (GTask *task,
      GError *error)
{
  g_autoptr (GTask) owned = task;
  ProctorConfigDraft *self = g_task_get_source_object (task);

  proctor_config_draft_set_saving (self, FALSE);
  if (g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    proctor_config_draft_set_gone (self, TRUE);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    proctor_config_draft_set_error (self, error);
  g_task_return_error (task, error);
}

/* The draft becomes what the server says, with what was changed of it since @sent. */
static void
follow (ProctorConfigDraft *self,
        ProctorRecord *sent,
        ProctorRecord *answer)
{
  g_autoptr (JsonNode) typed = proctor_config_merge_diff (sent, self->record, NULL);
  g_autoptr (ProctorRecord) wanted = typed != NULL ? proctor_config_merge_apply (answer, typed, NULL) : NULL;
  g_autoptr (JsonNode) news = NULL;
  g_autoptr (JsonNode) left = NULL;

  if (wanted == NULL)
    return;

  proctor_config_draft_complete (wanted);
  news = proctor_config_merge_diff (self->record, wanted, NULL);
  left = proctor_config_merge_diff (answer, wanted, NULL);
  if (news != NULL && !proctor_config_merge_is_empty (news))
    /* Translators: a step that can be undone, as in "Undo Merge Changes". */
    proctor_config_draft_assign (self, wanted, _ ("Merge Changes"));

  g_set_object (&self->base, answer);
  proctor_config_draft_set_theirs (self, NULL);
  proctor_config_draft_set_gone (self, FALSE);
  if (left == NULL || !proctor_config_merge_is_empty (left))
    {
      self->saved_state = G_MAXUINT64;
      proctor_config_draft_set_modified (self, TRUE);
      proctor_config_draft_touch (self);
      return;
    }

  self->saved_state = proctor_undo_get_state (self->undo);
  self->restored = FALSE;
  proctor_config_draft_forget_changes (self);
  if (self->on_disk)
    proctor_config_drafts_remove (self->drafts, self->id);
  self->on_disk = FALSE;
  proctor_config_draft_set_modified (self, FALSE);
}

/* Takes the task. */
static void
succeed (GTask *task,
         ProctorRecord *answer)
{
  g_autoptr (GTask) owned = task;
  ProctorConfigDraft *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);

  proctor_config_draft_set_error (self, NULL);
  follow (self, save->sent, answer);
  proctor_config_draft_set_saving (self, FALSE);
  proctor_config_drafts_saved (self->drafts, self);
  g_task_return_boolean (task, TRUE);
}

/* Takes the task, the record and the error. */
static void
finish (GTask *task,
        gpointer record,
        GError *error)
{
  g_autoptr (ProctorRecord) answer = record;
  Save *save = g_task_get_task_data (task);

  proctor_health_report (proctor_session_get_health (save->session), error);
  if (answer == NULL)
    {
      fail (task, error);
      return;
    }

  proctor_config_draft_complete (answer);
  succeed (task, answer);
}

static void
updated_agent_cb (GObject *object,
                  GAsyncResult *result,
                  gpointer user_data)
{
  GError *error = NULL;
  gpointer agent = proctor_agents_update_finish (PROCTOR_CLIENT (object), result, &error);

  finish (user_data, agent, error);
}

static void
updated_tool_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer user_data)
{
  GError *error = NULL;
  gpointer tool = proctor_tools_update_finish (PROCTOR_CLIENT (object), result, &error);

  finish (user_data, tool, error);
}

/* Takes the task. */
static void
send (GTask *task,
      ProctorRecord *theirs,
      ProctorRecord *merged)
{
  ProctorConfigDraft *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  ProctorClient *client = proctor_session_get_client (save->session);

  if (self->kind == PROCTOR_CONFIG_AGENT)
    proctor_agents_update_async (client, self->thing_id, self->branch_id, PROCTOR_AGENT (theirs), PROCTOR_AGENT (merged), cancellable, updated_agent_cb, task);
  else
    proctor_tools_update_async (client, self->thing_id, PROCTOR_TOOL (merged), cancellable, updated_tool_cb, task);
}

/* Returns: (transfer full) (nullable): what the server is to have, %NULL where the same was changed twice */
static gpointer
merge (ProctorConfigDraft *self,
       ProctorRecord *sent,
       ProctorRecord *theirs,
       GError **error)
{
  g_autoptr (JsonNode) mine = proctor_config_merge_diff (self->base, sent, error);
  g_autoptr (JsonNode) news = mine != NULL ? proctor_config_merge_diff (self->base, theirs, error) : NULL;
  g_autoptr (GPtrArray) overlaps = g_ptr_array_new_with_free_func (g_free);

  if (news == NULL)
    return NULL;

  proctor_config_merge_list_overlaps (mine, news, overlaps);
  if (overlaps->len > 0)
    {
      proctor_config_draft_set_theirs (self, theirs);
      g_set_error_literal (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_CONFLICT,
                           self->kind == PROCTOR_CONFIG_AGENT ? _ ("The agent was changed on the server meanwhile.") : _ ("The tool was changed on the server meanwhile."));
      return NULL;
    }

  return proctor_config_merge_apply (theirs, mine, error);
}

static void
fetched_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GTask *task = user_data;
  ProctorConfigDraft *self = g_task_get_source_object (task);
  Save *save = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorRecord) theirs = proctor_config_draft_fetch_finish (PROCTOR_SESSION (object), result, &error);
  g_autoptr (ProctorRecord) merged = theirs != NULL ? merge (self, save->sent, theirs, &error) : NULL;
  g_autoptr (JsonNode) changes = NULL;

  if (merged != NULL)
    {
      proctor_config_draft_complete (merged);
      changes = proctor_config_merge_diff (theirs, merged, &error);
    }
  if (changes == NULL)
    fail (task, error);
  /* As when the answer to the same request was lost before. */
  else if (proctor_config_merge_is_empty (changes))
    succeed (task, theirs);
  else
    send (task, theirs, merged);
}

/**
 * proctor_config_draft_save_async:
 * @self: a draft
 * @cancellable: (nullable): to give up
 * @callback: called when it is saved
 * @user_data: passed to @callback
 *
 * Sends what was changed to the server. What somebody else has changed meanwhile stays as it is; if
 * that is the same, the error is %PROCTOR_API_ERROR_CONFLICT, and proctor_config_draft_resolve() is
 * the way on.
 */
void
proctor_config_draft_save_async (ProctorConfigDraft *self,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;
  Save *save;
  GError *error = NULL;

  g_return_if_fail (PROCTOR_IS_CONFIG_DRAFT (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_config_draft_save_async);
  g_task_set_check_cancellable (task, FALSE);
  save = g_new0 (Save, 1);
  g_task_set_task_data (task, save, (GDestroyNotify) save_free);
  if (self->saving)
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_PENDING, _ ("It is being saved already."));
      g_object_unref (task);
      return;
    }

  proctor_config_draft_flush (self);
  proctor_undo_pause (self->undo);
  proctor_config_draft_set_saving (self, TRUE);
  proctor_config_draft_set_error (self, NULL);
  save->session = proctor_config_drafts_dup_session (self->drafts);
  save->sent = proctor_config_draft_clone (self->record, &error);
  if (save->session == NULL && error == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("The workspace was closed."));
  if (error != NULL)
    fail (task, error);
  else
    proctor_config_draft_fetch_async (save->session, self->kind, self->thing_id, self->branch_id, cancellable, fetched_cb, task);
}

/**
 * proctor_config_draft_save_finish:
 * @self: a draft
 * @result: what the callback was given
 * @error: return location for why it wasn't saved; the draft keeps it, too
 *
 * Returns: whether the server has it
 */
gboolean
proctor_config_draft_save_finish (ProctorConfigDraft *self,
                                  GAsyncResult *result,
                                  GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* What others have changed comes in, unless it is what is being changed here. */
static void
take_theirs (ProctorConfigDraft *self,
             ProctorRecord *theirs)
{
  g_autoptr (JsonNode) mine = proctor_config_merge_diff (self->base, self->record, NULL);
  g_autoptr (JsonNode) news = proctor_config_merge_diff (self->base, theirs, NULL);
  g_autoptr (GPtrArray) overlaps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (ProctorRecord) base = NULL;

  if (mine == NULL || news == NULL || proctor_config_merge_is_empty (news))
    return;

  proctor_config_merge_list_overlaps (mine, news, overlaps);
  if (overlaps->len > 0)
    {
      proctor_config_draft_set_theirs (self, theirs);
      return;
    }

  base = g_object_ref (self->base);
  follow (self, base, theirs);
}

static void
refreshed_cb (GObject *object,
              GAsyncResult *result,
              gpointer user_data)
{
  g_autoptr (ProctorConfigDraft) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ProctorRecord) theirs = proctor_config_draft_fetch_finish (PROCTOR_SESSION (object), result, &error);

  if (theirs == NULL && g_error_matches (error, PROCTOR_API_ERROR, PROCTOR_API_ERROR_NOT_FOUND))
    proctor_config_draft_set_gone (self, TRUE);
  if (theirs == NULL || self->saving)
    return;

  proctor_config_draft_set_gone (self, FALSE);
  take_theirs (self, theirs);
}

/**
 * proctor_config_draft_refresh:
 * @self: a draft
 *
 * Looks at what the server says now. What others have changed comes in; if it is what was changed
 * here, too, proctor_config_draft_has_conflict() tells.
 */
void
proctor_config_draft_refresh (ProctorConfigDraft *self)
{
  g_autoptr (ProctorSession) session = NULL;

  g_return_if_fail (PROCTOR_IS_CONFIG_DRAFT (self));

  session = proctor_config_drafts_dup_session (self->drafts);
  if (session != NULL && !self->saving)
    proctor_config_draft_fetch_async (session, self->kind, self->thing_id, self->branch_id, self->cancellable, refreshed_cb, g_object_ref (self));
}
