/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-private.h"

/* Waits for the answers to what is being saved, so that what the server has doesn't stay a draft. */

typedef struct
{
  GPtrArray *drafts; /* owned: those that are being saved */
} Settling;

static void
settling_free (gpointer data)
{
  Settling *settling = data;

  g_ptr_array_unref (settling->drafts);
  g_free (settling);
}

static void
saving_cb (ProctorDraft *draft,
           GParamSpec *pspec,
           gpointer user_data)
{
  GTask *task = user_data;
  Settling *settling = g_task_get_task_data (task);

  if (proctor_draft_is_saving (draft))
    return;

  g_signal_handlers_disconnect_by_func (draft, saving_cb, task);
  g_ptr_array_remove (settling->drafts, draft);
  if (settling->drafts->len > 0)
    return;

  g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * proctor_drafts_settle_async:
 * @self: the drafts
 * @callback: called when nothing is being saved any more
 * @user_data: passed to @callback
 */
void
proctor_drafts_settle_async (ProctorDrafts *self,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Settling *settling = g_new (Settling, 1);
  GHashTableIter iter;
  gpointer draft;

  /* Nobody knows how long the answers take. */
  proctor_drafts_flush (self);
  g_task_set_source_tag (task, proctor_drafts_settle_async);
  settling->drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, settling, settling_free);
  g_hash_table_iter_init (&iter, self->open);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    if (proctor_draft_is_saving (draft))
      {
        g_ptr_array_add (settling->drafts, g_object_ref (draft));
        g_signal_connect (draft, "notify::saving", G_CALLBACK (saving_cb), task);
      }

  if (settling->drafts->len == 0)
    g_task_return_boolean (task, TRUE);
  else
    g_steal_pointer (&task);
}

void
proctor_drafts_settle_finish (ProctorDrafts *self,
                              GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
