/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-history.h"

#include "proctor-database-thread.h"
#include "proctor-folders.h"
#include "proctor-history-intake.h"
#include "proctor-history-private.h"
#include "proctor-history-query.h"
#include "proctor-history-schema.h"

#define FILE_NAME "history.db"
/* Many invocations may come in a row; who shows something of them reads it again once. */
#define ADDED_DELAY_MSECS 200

/**
 * ProctorHistory:
 *
 * Every invocation that was ever seen, for each workspace: how its runs ended, what was said, and
 * all of it as it came. A server may forget; this doesn't. What is damaged is therefore set aside,
 * and what a newer version has written is left alone.
 */
struct _ProctorHistory
{
  GObject parent_instance;

  /* Owned */
  ProctorDatabaseThread *thread;
  GHashTable *added; /* workspaces of which there is something new */

  guint added_source;
  gboolean full_text;
};

typedef enum
{
  PROP_NOTICE = 1,
} ProctorHistoryProperty;

static GParamSpec *properties[PROP_NOTICE + 1];

enum
{
  SIGNAL_ADDED,
  SIGNAL_REVIEWED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorHistory, proctor_history, G_TYPE_OBJECT)

static void
added_cb (gpointer user_data)
{
  ProctorHistory *self = PROCTOR_HISTORY (user_data);
  g_autoptr (GHashTable) added = g_steal_pointer (&self->added);
  GHashTableIter iter;
  gpointer workspace_id;

  self->added_source = 0;
  self->added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_object_ref (self);
  g_hash_table_iter_init (&iter, added);
  while (g_hash_table_iter_next (&iter, &workspace_id, NULL))
    g_signal_emit (self, signals[SIGNAL_ADDED], 0, workspace_id);
  g_object_unref (self);
}

static void
note_added (ProctorHistory *self,
            const char *workspace_id)
{
  g_hash_table_add (self->added, g_strdup (workspace_id));
  if (self->added_source == 0)
    self->added_source = g_timeout_add_once (ADDED_DELAY_MSECS, added_cb, self);
}

/* Tells who shows what was decided that there is something else. */
void
proctor_history_tell_reviewed (ProctorHistory *self,
                               const char *workspace_id)
{
  g_signal_emit (self, signals[SIGNAL_REVIEWED], 0, workspace_id);
}

static void
ran_cb (GObject *source,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GDestroyNotify result_free = g_task_get_task_data (task);
  GError *error = NULL;
  gpointer value = proctor_database_thread_run_finish (PROCTOR_DATABASE_THREAD (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, value, result_free);
}

/**
 * proctor_history_ask:
 * @self: a history
 * @func: what to ask it
 * @query: (transfer full): what that needs
 * @result_free: (nullable): how to free what comes of it, should nobody want it
 * @source_tag: who asks
 * @cancellable: (nullable): to give up
 * @callback: (nullable): called with what comes of it, for proctor_history_finish()
 * @user_data: passed to @callback
 */
void
proctor_history_ask (ProctorHistory *self,
                     ProctorDatabaseFunc func,
                     ProctorHistoryQuery *query,
                     GDestroyNotify result_free,
                     gpointer source_tag,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  query->full_text = self->full_text;
  g_task_set_source_tag (task, source_tag);
  g_task_set_task_data (task, (gpointer) result_free, NULL);
  proctor_database_thread_run_async (self->thread, func, query, (GDestroyNotify) proctor_history_query_free, result_free, cancellable, ran_cb, task);
}

/**
 * proctor_history_finish:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for what went wrong
 *
 * Returns: what came of it
 */
gpointer
proctor_history_finish (ProctorHistory *self,
                        GAsyncResult *result,
                        GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_history_finish_nothing:
 * @self: a history
 * @result: what the callback was given
 * @error: return location for what went wrong
 *
 * Returns: whether it was done
 */
gboolean
proctor_history_finish_nothing (ProctorHistory *self,
                                GAsyncResult *result,
                                GError **error)
{
  g_autoptr (GError) local_error = NULL;

  proctor_history_finish (self, result, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
took_cb (GObject *source,
         GAsyncResult *result,
         gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ProctorHistory *self = PROCTOR_HISTORY (g_task_get_source_object (task));
  GError *error = NULL;
  gpointer settled = proctor_database_thread_run_finish (PROCTOR_DATABASE_THREAD (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  note_added (self, g_task_get_task_data (task));
  g_task_return_pointer (task, settled, NULL);
}

static void
closed_cb (GObject *source,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  proctor_database_thread_close_finish (PROCTOR_DATABASE_THREAD (source), result);
  g_task_return_boolean (task, TRUE);
}

static void
notify_notice_cb (ProctorHistory *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

static void
proctor_history_get_property (GObject *object,
                              guint prop_id,
                              GValue *value,
                              GParamSpec *pspec)
{
  ProctorHistory *self = PROCTOR_HISTORY (object);

  switch ((ProctorHistoryProperty) prop_id)
    {
    case PROP_NOTICE:
      g_value_set_string (value, proctor_history_get_notice (self));
      break;
    }
}

static void
proctor_history_dispose (GObject *object)
{
  ProctorHistory *self = PROCTOR_HISTORY (object);

  g_clear_handle_id (&self->added_source, g_source_remove);
  g_clear_object (&self->thread);

  G_OBJECT_CLASS (proctor_history_parent_class)->dispose (object);
}

static void
proctor_history_finalize (GObject *object)
{
  ProctorHistory *self = PROCTOR_HISTORY (object);

  g_clear_pointer (&self->added, g_hash_table_unref);

  G_OBJECT_CLASS (proctor_history_parent_class)->finalize (object);
}

static void
proctor_history_class_init (ProctorHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = proctor_history_get_property;
  object_class->dispose = proctor_history_dispose;
  object_class->finalize = proctor_history_finalize;

  /**
   * ProctorHistory:notice:
   *
   * What happened to a damaged file, in a sentence, or %NULL.
   */
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * ProctorHistory::added:
   * @self: a history
   * @workspace_id: a workspace
   *
   * There are new results of a workspace. Those that come in quick succession are told of once.
   */
  signals[SIGNAL_ADDED] = g_signal_new ("added", PROCTOR_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * ProctorHistory::reviewed:
   * @self: a history
   * @workspace_id: a workspace
   *
   * Something was decided of a run of a workspace, and is kept.
   */
  signals[SIGNAL_REVIEWED] = g_signal_new ("reviewed", PROCTOR_TYPE_HISTORY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
proctor_history_init (ProctorHistory *self)
{
  self->added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->full_text = TRUE;
}

static ProctorHistory *
open_history (const char *folder,
              ProctorDamage damage)
{
  ProctorHistory *self = g_object_new (PROCTOR_TYPE_HISTORY, NULL);
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  guint n_migrations;
  const char *const *migrations = proctor_history_schema_get_migrations (&n_migrations);

  self->thread = proctor_database_thread_new (path, migrations, n_migrations, damage, proctor_folders_ensure);
  g_signal_connect_object (self->thread, "notify::notice", G_CALLBACK (notify_notice_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * proctor_history_new:
 * @folder: where it is to be kept; it is made when something is first asked
 *
 * Returns: (transfer full): a history
 */
ProctorHistory *
proctor_history_new (const char *folder)
{
  return open_history (folder, PROCTOR_DAMAGE_SET_ASIDE);
}

/**
 * proctor_history_find:
 * @folder: where the window keeps its history
 *
 * Looks whether there is a history, for a program that only reads in it. It does I/O: call it where nobody waits.
 *
 * Returns: (transfer full) (nullable): a history in which nothing can be written
 */
ProctorHistory *
proctor_history_find (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS) ? open_history (folder, PROCTOR_DAMAGE_LEAVE) : NULL;
}

/**
 * proctor_history_new_without_index:
 * @folder: where it is to be kept
 *
 * Returns: (transfer full): a history that searches as where SQLite can index no words
 */
ProctorHistory *
proctor_history_new_without_index (const char *folder)
{
  ProctorHistory *self = proctor_history_new (folder);

  self->full_text = FALSE;

  return self;
}

/**
 * proctor_history_get_notice:
 * @self: a history
 *
 * Returns: (nullable): what happened to a damaged file, for people to read
 */
const char *
proctor_history_get_notice (ProctorHistory *self)
{
  g_return_val_if_fail (PROCTOR_IS_HISTORY (self), NULL);

  return self->thread != NULL ? proctor_database_thread_get_notice (self->thread) : NULL;
}

static void
take_in (ProctorHistory *self,
         ProctorHistoryIntake *intake,
         GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  intake->full_text = self->full_text;
  g_task_set_task_data (task, g_strdup (intake->workspace_id), g_free);
  proctor_database_thread_run_async (self->thread, proctor_history_intake_take, intake, (GDestroyNotify) proctor_history_intake_free, NULL, cancellable, took_cb, task);
}

/**
 * proctor_history_add_listed_async:
 * @self: a history
 * @workspace_id: the workspace
 * @title: (nullable): what the server's list calls the invocation
 * @listing: (nullable): what else it says of it
 * @skim: the invocation, looked over
 * @cancellable: (nullable): to give up
 * @callback: called when it is on the disk
 * @user_data: passed to @callback
 *
 * Takes an invocation in. If it is there already, what came now takes its place.
 */
void
proctor_history_add_listed_async (ProctorHistory *self,
                                  const char *workspace_id,
                                  const char *title,
                                  const char *listing,
                                  ProctorInvocationSkim *skim,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  ProctorHistoryIntake *intake;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (workspace_id != NULL && skim != NULL);

  intake = g_new0 (ProctorHistoryIntake, 1);
  intake->workspace_id = g_strdup (workspace_id);
  intake->title = g_strdup (title);
  intake->listing = g_strdup (listing);
  intake->skim = g_object_ref (skim);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_history_add_listed_async);
  take_in (self, intake, task);
}

/**
 * proctor_history_add_listed_finish:
 * @self: a history
 * @result: what the callback was given
 * @settled: (out): whether it will stay as it is
 * @error: return location for why it was not taken
 *
 * Returns: whether it is there now
 */
gboolean
proctor_history_add_listed_finish (ProctorHistory *self,
                                   GAsyncResult *result,
                                   gboolean *settled,
                                   GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *settled = proctor_history_finish (self, result, &local_error) != NULL;
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

/**
 * proctor_history_add_async:
 * @self: a history
 * @workspace_id: the workspace
 * @body: the invocation, as the server answered when it was asked for it
 * @cancellable: (nullable): to give up
 * @callback: called when it is on the disk
 * @user_data: passed to @callback
 *
 * Takes an invocation in. If it is there already, what came now takes its place.
 */
void
proctor_history_add_async (ProctorHistory *self,
                           const char *workspace_id,
                           GBytes *body,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ProctorHistoryIntake *intake;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));
  g_return_if_fail (workspace_id != NULL && body != NULL);

  intake = g_new0 (ProctorHistoryIntake, 1);
  intake->workspace_id = g_strdup (workspace_id);
  intake->body = g_bytes_ref (body);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_history_add_async);
  take_in (self, intake, task);
}

gboolean
proctor_history_add_finish (ProctorHistory *self,
                            GAsyncResult *result,
                            GError **error)
{
  return proctor_history_finish_nothing (self, result, error);
}

/**
 * proctor_history_close_async:
 * @self: a history
 * @callback: (nullable): called when the file is closed
 * @user_data: passed to @callback
 *
 * Does what was asked before and closes the file.
 */
void
proctor_history_close_async (ProctorHistory *self,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_HISTORY (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, proctor_history_close_async);
  proctor_database_thread_close_async (self->thread, closed_cb, task);
}

void
proctor_history_close_finish (ProctorHistory *self,
                              GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
