/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-desk-private.h"

#include "proctor-drafts.h"
#include "proctor-trash.h"

/* How the program ends: what is still to be kept is kept, and what is open is closed. */

/* How long it takes at most, with what waits for what was deleted. A disk that hangs must not keep the program. */
#define MOST_SECS 13

/* An end that has begun. It holds the task until nothing is left to wait for, or time is up. */
typedef struct
{
  /* Owned */
  ProctorDesk *self;
  GTask *task;
  guint timeout;

  guint n_left;
} Ending;

static void
end (Ending *ending)
{
  g_autoptr (GTask) task = g_steal_pointer (&ending->task);

  g_clear_handle_id (&ending->timeout, g_source_remove);
  if (task != NULL)
    g_task_return_boolean (task, TRUE);
}

static void
time_is_up_cb (gpointer user_data)
{
  Ending *ending = user_data;

  ending->timeout = 0;
  g_warning ("Something takes too long to close, and is left as it is.");
  end (ending);
}

/* One of those that are waited for has come to its end. */
static void
step_done (Ending *ending)
{
  if (--ending->n_left > 0)
    return;

  end (ending);
  g_object_unref (ending->self);
  g_free (ending);
}

static void
flushed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!proctor_workspaces_flush_finish (PROCTOR_WORKSPACES (object), result, &error))
    g_warning ("%s", error->message);
  step_done (user_data);
}

static void
cache_closed_cb (GObject *object,
                 GAsyncResult *result,
                 gpointer user_data)
{
  proctor_cache_close_finish (PROCTOR_CACHE (object), result);
  step_done (user_data);
}

static void
history_closed_cb (GObject *object,
                   GAsyncResult *result,
                   gpointer user_data)
{
  proctor_history_close_finish (PROCTOR_HISTORY (object), result);
  step_done (user_data);
}

static void
drafts_closed_cb (GObject *object,
                  GAsyncResult *result,
                  gpointer user_data)
{
  proctor_draft_file_close_finish (PROCTOR_DRAFT_FILE (object), result);
  step_done (user_data);
}

static void
close_sessions (ProctorDesk *self)
{
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    proctor_session_close (session);
  g_hash_table_remove_all (self->sessions);
}

static void
close_all (ProctorDesk *self,
           Ending *ending)
{
  close_sessions (self);
  proctor_engine_service_stop (self->engine);
  ending->n_left = 4;
  proctor_workspaces_flush_async (self->workspaces, flushed_cb, ending);
  proctor_cache_close_async (self->cache, cache_closed_cb, ending);
  proctor_history_close_async (self->history, history_closed_cb, ending);
  proctor_draft_file_close_async (self->draft_file, drafts_closed_cb, ending);
}

static void
sent (Ending *ending)
{
  if (--ending->n_left == 0)
    close_all (ending->self, ending);
}

static void
drafts_settled_cb (GObject *object,
                   GAsyncResult *result,
                   gpointer user_data)
{
  proctor_drafts_settle_finish (PROCTOR_DRAFTS (object), result);
  sent (user_data);
}

static void
trash_emptied_cb (GObject *object,
                  GAsyncResult *result,
                  gpointer user_data)
{
  proctor_trash_shut_down_finish (PROCTOR_TRASH (object), result);
  sent (user_data);
}

static void
end_session (ProctorSession *session,
             Ending *ending)
{
  ending->n_left += 2;
  proctor_trash_shut_down_async (proctor_session_get_trash (session), PROCTOR_DESK_MOST_TRASH_SECS, trash_emptied_cb, ending);
  proctor_drafts_settle_async (proctor_session_get_drafts (session), drafts_settled_cb, ending);
}

/* The engine is needed for as long as something is sent to it. */
static void
end_sessions (ProctorDesk *self,
              Ending *ending)
{
  GHashTableIter iter;
  gpointer session;

  g_hash_table_iter_init (&iter, self->sessions);
  while (g_hash_table_iter_next (&iter, NULL, &session))
    end_session (session, ending);
  for (guint i = 0; i < self->leaving->len; i++)
    end_session (self->leaving->pdata[i], ending);
  if (ending->n_left == 0)
    close_all (self, ending);
}

/**
 * proctor_desk_shut_down_async:
 * @self: the desk
 * @callback: called when the program can end
 * @user_data: passed to @callback
 *
 * Ends what is under way, and closes everything. Nothing is opened afterwards.
 */
void
proctor_desk_shut_down_async (ProctorDesk *self,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  Ending *ending;

  g_return_if_fail (PROCTOR_IS_DESK (self));

  ending = g_new0 (Ending, 1);
  ending->self = g_object_ref (self);
  ending->task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (ending->task, proctor_desk_shut_down_async);
  ending->timeout = g_timeout_add_seconds_once (MOST_SECS, time_is_up_cb, ending);
  end_sessions (self, ending);
}

void
proctor_desk_shut_down_finish (ProctorDesk *self,
                               GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));
  g_return_if_fail (g_async_result_is_tagged (result, proctor_desk_shut_down_async));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
