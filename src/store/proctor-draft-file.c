/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-draft-file.h"

#include "proctor-agent.h"
#include "proctor-database-thread.h"
#include "proctor-folders.h"
#include "proctor-test.h"
#include "proctor-tool.h"
#include "proctor-wire-reader.h"
#include "proctor-wire-text.h"

#define FILE_NAME "drafts.db"

static const char *const migrations[] = {
  "CREATE TABLE drafts ("
  "  workspace TEXT NOT NULL, id TEXT NOT NULL, test_id TEXT, folder_id TEXT, name TEXT, kind TEXT, changed_at INTEGER NOT NULL, base TEXT,"
  "  text TEXT NOT NULL, PRIMARY KEY (workspace, id)) WITHOUT ROWID;",

  /* What it is that was edited: "test", "agent" or "tool". */
  "ALTER TABLE drafts ADD COLUMN thing TEXT NOT NULL DEFAULT 'test';",

  /* JSON that was written for it and can't be read yet. */
  "ALTER TABLE drafts ADD COLUMN unfinished TEXT;",
};

/* What a row says, in the order in which it is read. */
#define COLUMNS "id, test_id, folder_id, name, kind, changed_at, thing"

/**
 * ProctorDraftFile:
 *
 * What was typed and isn't on a server yet, of all workspaces. It is written all the time, so that
 * neither a crash nor a power cut takes more than the last moment; nobody else has it, so what is
 * damaged is set aside and never thrown away.
 */
struct _ProctorDraftFile
{
  GObject parent_instance;

  /* Owned */
  ProctorDatabaseThread *thread;
};

typedef enum
{
  PROP_NOTICE = 1,
} ProctorDraftFileProperty;

static GParamSpec *properties[PROP_NOTICE + 1];

/* What is asked of the file. */
typedef struct
{
  char *workspace_id;
  char *id;
  ProctorDraftRow *row;
} Data;

G_DEFINE_FINAL_TYPE (ProctorDraftFile, proctor_draft_file, G_TYPE_OBJECT)

void
proctor_draft_row_free (ProctorDraftRow *row)
{
  g_free (row->id);
  g_free (row->test_id);
  g_free (row->folder_id);
  g_free (row->name);
  g_free (row->kind);
  g_free (row->base_text);
  g_free (row->text);
  g_free (row->thing);
  g_free (row->unfinished);
  g_clear_object (&row->base);
  g_clear_object (&row->record);
  g_clear_pointer (&row->base_node, json_node_unref);
  g_clear_pointer (&row->node, json_node_unref);
  g_free (row);
}

static void
data_free (gpointer data)
{
  Data *self = data;

  g_free (self->workspace_id);
  g_free (self->id);
  g_clear_pointer (&self->row, proctor_draft_row_free);
  g_free (self);
}

static void
row_free (gpointer row)
{
  proctor_draft_row_free (row);
}

/* A long test is written as JSON here and not where somebody types. */
static void
write_texts (ProctorDraftRow *row)
{
  if (row->node != NULL)
    row->text = proctor_wire_node_to_text (row->node);
  if (row->base_node != NULL)
    row->base_text = proctor_wire_node_to_text (row->base_node);
  g_clear_pointer (&row->node, json_node_unref);
  g_clear_pointer (&row->base_node, json_node_unref);
}

static void
put_beside_base (ProctorDatabase *database,
                 Data *self)
{
  ProctorDraftRow *row = self->row;

  proctor_database_run (database,
                        "INSERT OR REPLACE INTO drafts (workspace, id, test_id, folder_id, name, kind, changed_at, base, text, thing, unfinished)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?, (SELECT base FROM drafts WHERE workspace = ?1 AND id = ?2), ?, ?, ?)",
                        "ssssssisss", self->workspace_id, row->id, row->test_id, row->folder_id, row->name, row->kind, row->changed_at, row->text, row->thing != NULL ? row->thing : PROCTOR_DRAFT_OF_TEST,
                        row->unfinished);
}

static gpointer
put (ProctorDatabase *database,
     gpointer data,
     GCancellable *cancellable,
     GError **error)
{
  Data *self = data;
  ProctorDraftRow *row = self->row;

  write_texts (row);
  if (row->keeps_base)
    {
      put_beside_base (database, self);
      return NULL;
    }

  proctor_database_run (database, "INSERT OR REPLACE INTO drafts (workspace, id, test_id, folder_id, name, kind, changed_at, base, text, thing, unfinished) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", "ssssssissss",
                        self->workspace_id, row->id, row->test_id, row->folder_id, row->name, row->kind, row->changed_at, row->base_text, row->text, row->thing != NULL ? row->thing : PROCTOR_DRAFT_OF_TEST,
                        row->unfinished);

  return NULL;
}

static gpointer
remove_one (ProctorDatabase *database,
            gpointer data,
            GCancellable *cancellable,
            GError **error)
{
  Data *self = data;

  proctor_database_run (database, "DELETE FROM drafts WHERE workspace = ? AND id = ?", "ss", self->workspace_id, self->id);

  return NULL;
}

static gpointer
forget (ProctorDatabase *database,
        gpointer data,
        GCancellable *cancellable,
        GError **error)
{
  proctor_database_run (database, "DELETE FROM drafts WHERE workspace = ?", "s", ((Data *) data)->workspace_id);

  return NULL;
}

static ProctorDraftRow *
read_row (ProctorStatement *statement)
{
  ProctorDraftRow *row = g_new0 (ProctorDraftRow, 1);

  row->id = g_strdup (proctor_statement_get_text (statement, 0));
  row->test_id = g_strdup (proctor_statement_get_text (statement, 1));
  row->folder_id = g_strdup (proctor_statement_get_text (statement, 2));
  row->name = g_strdup (proctor_statement_get_text (statement, 3));
  row->kind = g_strdup (proctor_statement_get_text (statement, 4));
  row->changed_at = proctor_statement_get_int (statement, 5);
  row->thing = g_strdup (proctor_statement_get_text (statement, 6));

  return row;
}

static gpointer
list (ProctorDatabase *database,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  Data *self = data;
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT " COLUMNS " FROM drafts WHERE workspace = ? ORDER BY changed_at DESC", "s", self->workspace_id);
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  while (proctor_statement_next (statement))
    g_ptr_array_add (rows, read_row (statement));

  return rows;
}

static GType
get_type (ProctorDraftRow *row)
{
  if (g_strcmp0 (row->thing, PROCTOR_DRAFT_OF_AGENT) == 0)
    return PROCTOR_TYPE_AGENT;
  if (g_strcmp0 (row->thing, PROCTOR_DRAFT_OF_TOOL) == 0)
    return PROCTOR_TYPE_TOOL;

  return PROCTOR_TYPE_TEST;
}

static gpointer
read_record (ProctorDraftRow *row,
             const char *text,
             GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return proctor_wire_read_bytes (get_type (row), bytes, error);
}

/* What is on the disk becomes a record here already, where nobody waits for it. */
static gpointer
load (ProctorDatabase *database,
      gpointer data,
      GCancellable *cancellable,
      GError **error)
{
  Data *self = data;
  ProctorStatement *statement = proctor_database_prepare (database, "SELECT " COLUMNS ", base, text, unfinished FROM drafts WHERE workspace = ? AND id = ?", "ss", self->workspace_id, self->id);
  g_autoptr (ProctorDraftRow) row = NULL;

  while (proctor_statement_next (statement))
    {
      g_clear_pointer (&row, proctor_draft_row_free);
      row = read_row (statement);
      row->base_text = g_strdup (proctor_statement_get_text (statement, 7));
      row->text = g_strdup (proctor_statement_get_text (statement, 8));
      row->unfinished = g_strdup (proctor_statement_get_text (statement, 9));
    }
  if (row == NULL)
    return NULL;

  row->record = read_record (row, row->text, error);
  if (row->record == NULL)
    return NULL;
  if (row->base_text != NULL)
    {
      row->base = read_record (row, row->base_text, error);
      if (row->base == NULL)
        return NULL;
    }

  return g_steal_pointer (&row);
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

static Data *
data_new (const char *workspace_id,
          const char *id)
{
  Data *data = g_new0 (Data, 1);

  data->workspace_id = g_strdup (workspace_id);
  data->id = g_strdup (id);

  return data;
}

/* Takes the data and the task. */
static void
run (ProctorDraftFile *self,
     ProctorDatabaseFunc func,
     Data *data,
     GDestroyNotify result_free,
     GTask *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  g_task_set_task_data (task, (gpointer) result_free, NULL);
  proctor_database_thread_run_async (self->thread, func, data, data_free, result_free, cancellable, ran_cb, task);
}

static gboolean
finish_nothing (ProctorDraftFile *self,
                GAsyncResult *result,
                GError **error)
{
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&local_error));

  return FALSE;
}

static void
notice_changed_cb (ProctorDraftFile *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

static void
proctor_draft_file_dispose (GObject *object)
{
  ProctorDraftFile *self = PROCTOR_DRAFT_FILE (object);

  g_clear_object (&self->thread);

  G_OBJECT_CLASS (proctor_draft_file_parent_class)->dispose (object);
}

static void
proctor_draft_file_get_property (GObject *object,
                                 guint property_id,
                                 GValue *value,
                                 GParamSpec *pspec)
{
  ProctorDraftFile *self = PROCTOR_DRAFT_FILE (object);

  switch ((ProctorDraftFileProperty) property_id)
    {
    case PROP_NOTICE:
      g_value_set_string (value, proctor_draft_file_get_notice (self));
      break;
    }
}

static void
proctor_draft_file_class_init (ProctorDraftFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_draft_file_dispose;
  object_class->get_property = proctor_draft_file_get_property;

  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
proctor_draft_file_init (ProctorDraftFile *self)
{
}

/**
 * proctor_draft_file_new:
 * @folder: where it is to be kept; it is made when something is first asked
 *
 * Returns: (transfer full): the drafts of all workspaces
 */
ProctorDraftFile *
proctor_draft_file_new (const char *folder)
{
  ProctorDraftFile *self = g_object_new (PROCTOR_TYPE_DRAFT_FILE, NULL);
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);

  self->thread = proctor_database_thread_new (path, migrations, G_N_ELEMENTS (migrations), PROCTOR_DAMAGE_SET_ASIDE, proctor_folders_ensure);
  g_signal_connect_object (self->thread, "notify::notice", G_CALLBACK (notice_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * proctor_draft_file_get_notice:
 * @self: the drafts
 *
 * Returns: (nullable): what a person has to know of the file, such as that it was damaged
 */
const char *
proctor_draft_file_get_notice (ProctorDraftFile *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFT_FILE (self), NULL);

  return proctor_database_thread_get_notice (self->thread);
}

/**
 * proctor_draft_file_put_async:
 * @self: the drafts
 * @workspace_id: a workspace
 * @row: (transfer full): a draft in it, with its text
 * @callback: called when it is on the disk
 * @user_data: passed to @callback
 *
 * Keeps a draft, in place of what was kept of it before.
 */
void
proctor_draft_file_put_async (ProctorDraftFile *self,
                              const char *workspace_id,
                              ProctorDraftRow *row,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;
  Data *data;

  g_return_if_fail (PROCTOR_IS_DRAFT_FILE (self));
  g_return_if_fail (row->id != NULL && (row->text != NULL || row->node != NULL));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, proctor_draft_file_put_async);
  data = data_new (workspace_id, NULL);
  data->row = row;
  run (self, put, data, NULL, task);
}

gboolean
proctor_draft_file_put_finish (ProctorDraftFile *self,
                               GAsyncResult *result,
                               GError **error)
{
  return finish_nothing (self, result, error);
}

/**
 * proctor_draft_file_remove_async:
 * @self: the drafts
 * @workspace_id: a workspace
 * @id: a draft in it
 * @callback: called when it is gone
 * @user_data: passed to @callback
 */
void
proctor_draft_file_remove_async (ProctorDraftFile *self,
                                 const char *workspace_id,
                                 const char *id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DRAFT_FILE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, proctor_draft_file_remove_async);
  run (self, remove_one, data_new (workspace_id, id), NULL, task);
}

gboolean
proctor_draft_file_remove_finish (ProctorDraftFile *self,
                                  GAsyncResult *result,
                                  GError **error)
{
  return finish_nothing (self, result, error);
}

/**
 * proctor_draft_file_load_async:
 * @self: the drafts
 * @workspace_id: a workspace
 * @id: a draft in it
 * @cancellable: (nullable): to give up
 * @callback: called when it was read
 * @user_data: passed to @callback
 */
void
proctor_draft_file_load_async (ProctorDraftFile *self,
                               const char *workspace_id,
                               const char *id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DRAFT_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_draft_file_load_async);
  run (self, load, data_new (workspace_id, id), row_free, task);
}

/**
 * proctor_draft_file_load_finish:
 * @self: the drafts
 * @result: what the callback was given
 * @error: return location for why it can't be read
 *
 * Returns: (transfer full) (nullable): the draft, with what it says; %NULL without an error if there is none
 */
ProctorDraftRow *
proctor_draft_file_load_finish (ProctorDraftFile *self,
                                GAsyncResult *result,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
array_free (gpointer array)
{
  g_ptr_array_unref (array);
}

/**
 * proctor_draft_file_list_async:
 * @self: the drafts
 * @workspace_id: a workspace
 * @cancellable: (nullable): to give up
 * @callback: called when they are known
 * @user_data: passed to @callback
 *
 * Asks which drafts there are in a workspace, without what they say.
 */
void
proctor_draft_file_list_async (ProctorDraftFile *self,
                               const char *workspace_id,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DRAFT_FILE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_draft_file_list_async);
  run (self, list, data_new (workspace_id, NULL), array_free, task);
}

/**
 * proctor_draft_file_list_finish:
 * @self: the drafts
 * @result: what the callback was given
 * @error: return location for why they can't be read
 *
 * Returns: (transfer full) (nullable) (element-type ProctorDraftRow): the drafts, newest first
 */
GPtrArray *
proctor_draft_file_list_finish (ProctorDraftFile *self,
                                GAsyncResult *result,
                                GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * proctor_draft_file_forget_async:
 * @self: the drafts
 * @workspace_id: a workspace that was removed
 * @callback: called when nothing is left of it
 * @user_data: passed to @callback
 */
void
proctor_draft_file_forget_async (ProctorDraftFile *self,
                                 const char *workspace_id,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DRAFT_FILE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, proctor_draft_file_forget_async);
  run (self, forget, data_new (workspace_id, NULL), NULL, task);
}

gboolean
proctor_draft_file_forget_finish (ProctorDraftFile *self,
                                  GAsyncResult *result,
                                  GError **error)
{
  return finish_nothing (self, result, error);
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

/**
 * proctor_draft_file_close_async:
 * @self: the drafts
 * @callback: called when all that was put is on the disk
 * @user_data: passed to @callback
 */
void
proctor_draft_file_close_async (ProctorDraftFile *self,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  GTask *task;

  g_return_if_fail (PROCTOR_IS_DRAFT_FILE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, proctor_draft_file_close_async);
  proctor_database_thread_close_async (self->thread, closed_cb, task);
}

void
proctor_draft_file_close_finish (ProctorDraftFile *self,
                                 GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
