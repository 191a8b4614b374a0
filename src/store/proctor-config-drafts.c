/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-config-drafts.h"

#include "proctor-config-draft-private.h"
#include "proctor-wire-text.h"
#include "proctor-wire-writer.h"

/**
 * ProctorConfigDrafts:
 *
 * The agents and tools of a workspace that are being edited, and what was not saved of them. A
 * branch of an agent has one draft, whoever looks at it, and so has a tool.
 */
struct _ProctorConfigDrafts
{
  GObject parent_instance;

  /* Owned */
  GWeakRef session;
  ProctorDraftFile *file;
  GHashTable *known;  /* id of what is on the disk to the agent's or tool's */
  GHashTable *open;   /* id to ProctorConfigDraft, which isn't owned */
  GHashTable *memory; /* ProctorConfigDraft that there is no disk for */
  GCancellable *cancellable;
  char *workspace_id;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorConfigDrafts, proctor_config_drafts, G_TYPE_OBJECT)

/* What is to be opened. */
typedef struct
{
  ProctorConfigKind kind;
  char *thing_id;
  char *branch_id;
  char *id; /* NULL until the branch is known */

  /* Owned */
  ProctorRecord *fetched;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_free (wanted->thing_id);
  g_free (wanted->branch_id);
  g_free (wanted->id);
  g_clear_object (&wanted->fetched);
  g_free (wanted);
}

static char *
make_id (ProctorConfigKind kind,
         const char *thing_id,
         const char *branch_id)
{
  if (kind == PROCTOR_CONFIG_TOOL)
    return g_strdup (thing_id);

  return branch_id != NULL ? g_strconcat (thing_id, "/", branch_id, NULL) : NULL;
}

static const char *
get_thing (ProctorConfigKind kind)
{
  return kind == PROCTOR_CONFIG_AGENT ? PROCTOR_DRAFT_OF_AGENT : PROCTOR_DRAFT_OF_TOOL;
}

ProctorSession *
proctor_config_drafts_dup_session (ProctorConfigDrafts *self)
{
  return g_weak_ref_get (&self->session);
}

static void
know (ProctorConfigDrafts *self,
      const char *id,
      const char *thing_id)
{
  if (g_hash_table_contains (self->known, id))
    return;

  g_hash_table_insert (self->known, g_strdup (id), g_strdup (thing_id));
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, thing_id);
}

static char *
write_record (ProctorRecord *record)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = proctor_wire_write (record, &error);

  if (node == NULL)
    g_warning ("A draft can't be written: %s", error->message);

  return node != NULL ? proctor_wire_node_to_text (node) : NULL;
}

static void
put_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (ProctorConfigDraft) draft = user_data;
  g_autoptr (GError) error = NULL;

  proctor_draft_file_put_finish (PROCTOR_DRAFT_FILE (object), result, &error);
  proctor_config_draft_set_disk_error (draft, error);
}

/* Keeps what a draft says. */
void
proctor_config_drafts_put (ProctorConfigDrafts *self,
                           ProctorConfigDraft *draft)
{
  ProctorDraftRow *row;

  know (self, draft->id, draft->thing_id);
  if (self->file == NULL)
    {
      g_hash_table_replace (self->memory, g_strdup (draft->id), g_object_ref (draft));
      return;
    }

  row = g_new0 (ProctorDraftRow, 1);
  row->id = g_strdup (draft->id);
  row->test_id = g_strdup (draft->thing_id);
  row->folder_id = g_strdup (draft->branch_id);
  row->thing = g_strdup (get_thing (draft->kind));
  row->changed_at = g_get_real_time () / G_USEC_PER_SEC;
  row->text = write_record (draft->record);
  row->base_text = write_record (draft->base);
  if (row->text != NULL && row->base_text != NULL)
    proctor_draft_file_put_async (self->file, self->workspace_id, row, put_cb, g_object_ref (draft));
  else
    proctor_draft_row_free (row);
}

static void
removed_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!proctor_draft_file_remove_finish (PROCTOR_DRAFT_FILE (object), result, &error))
    g_warning ("A draft can't be taken away: %s", error->message);
}

/* Forgets a draft that is saved or was thrown away. */
void
proctor_config_drafts_remove (ProctorConfigDrafts *self,
                              const char *id)
{
  g_autofree char *own_id = g_strdup (id);
  g_autofree char *known_id = NULL;
  g_autofree char *thing_id = NULL;

  if (self->file != NULL)
    proctor_draft_file_remove_async (self->file, self->workspace_id, own_id, removed_cb, NULL);
  g_hash_table_remove (self->memory, own_id);
  if (g_hash_table_steal_extended (self->known, own_id, (gpointer *) &known_id, (gpointer *) &thing_id))
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, thing_id);
}

void
proctor_config_drafts_closed (ProctorConfigDrafts *self,
                              ProctorConfigDraft *draft)
{
  if (g_hash_table_lookup (self->open, draft->id) == draft)
    g_hash_table_remove (self->open, draft->id);
}

void
proctor_config_drafts_saved (ProctorConfigDrafts *self,
                             ProctorConfigDraft *draft)
{
  g_signal_emit (self, signals[SIGNAL_SAVED], 0, draft->thing_id);
}

static void
listed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = proctor_draft_file_list_finish (PROCTOR_DRAFT_FILE (object), result, &error);
  ProctorConfigDrafts *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_CONFIG_DRAFTS (user_data);
  if (rows == NULL)
    {
      g_warning ("The drafts can't be read: %s", error->message);
      return;
    }

  for (guint i = 0; i < rows->len; i++)
    {
      const ProctorDraftRow *row = g_ptr_array_index (rows, i);

      if (!g_str_equal (row->thing, PROCTOR_DRAFT_OF_TEST) && row->test_id != NULL)
        know (self, row->id, row->test_id);
    }
}

static void
proctor_config_drafts_dispose (GObject *object)
{
  ProctorConfigDrafts *self = PROCTOR_CONFIG_DRAFTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (proctor_config_drafts_parent_class)->dispose (object);
}

static void
proctor_config_drafts_finalize (GObject *object)
{
  ProctorConfigDrafts *self = PROCTOR_CONFIG_DRAFTS (object);

  g_weak_ref_clear (&self->session);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->open);
  g_hash_table_unref (self->memory);
  g_clear_object (&self->cancellable);
  g_free (self->workspace_id);

  G_OBJECT_CLASS (proctor_config_drafts_parent_class)->finalize (object);
}

static void
proctor_config_drafts_class_init (ProctorConfigDraftsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_config_drafts_dispose;
  object_class->finalize = proctor_config_drafts_finalize;

  /**
   * ProctorConfigDrafts::changed:
   * @self: the drafts
   * @thing_id: an agent or a tool
   *
   * There is a draft of it now, or there may be none any more.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * ProctorConfigDrafts::saved:
   * @self: the drafts
   * @thing_id: an agent or a tool
   *
   * The server has it as it was changed.
   */
  signals[SIGNAL_SAVED] = g_signal_new ("saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
proctor_config_drafts_init (ProctorConfigDrafts *self)
{
  g_weak_ref_init (&self->session, NULL);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_config_drafts_new:
 * @session: whose drafts
 *
 * Returns: (transfer full): what is being configured in a workspace; it lives as long as the program
 *   until proctor_config_drafts_use_file() is called
 */
ProctorConfigDrafts *
proctor_config_drafts_new (ProctorSession *session)
{
  ProctorConfigDrafts *self = g_object_new (PROCTOR_TYPE_CONFIG_DRAFTS, NULL);

  g_weak_ref_set (&self->session, session);
  self->workspace_id = g_strdup (proctor_workspace_get_id (proctor_session_get_workspace (session)));

  return self;
}

/**
 * proctor_config_drafts_use_file:
 * @self: the drafts, of which there is none yet
 * @file: where they are to be kept
 */
void
proctor_config_drafts_use_file (ProctorConfigDrafts *self,
                                ProctorDraftFile *file)
{
  g_return_if_fail (PROCTOR_IS_CONFIG_DRAFTS (self));

  g_set_object (&self->file, file);
}

/**
 * proctor_config_drafts_load:
 * @self: the drafts
 *
 * Looks for what was not saved before the program ended.
 */
void
proctor_config_drafts_load (ProctorConfigDrafts *self)
{
  g_return_if_fail (PROCTOR_IS_CONFIG_DRAFTS (self));

  if (self->file != NULL)
    proctor_draft_file_list_async (self->file, self->workspace_id, self->cancellable, listed_cb, self);
}

/**
 * proctor_config_drafts_stop:
 * @self: the drafts of a workspace that is closed
 *
 * Hands over to the disk what is still to be written.
 */
void
proctor_config_drafts_stop (ProctorConfigDrafts *self)
{
  g_autoptr (GPtrArray) drafts = NULL;

  g_return_if_fail (PROCTOR_IS_CONFIG_DRAFTS (self));

  drafts = g_hash_table_get_values_as_ptr_array (self->open);
  g_ptr_array_foreach (drafts, (GFunc) (void *) g_object_ref, NULL);
  g_ptr_array_set_free_func (drafts, g_object_unref);
  for (guint i = 0; i < drafts->len; i++)
    proctor_config_draft_flush (g_ptr_array_index (drafts, i));
  g_cancellable_cancel (self->cancellable);
  g_hash_table_remove_all (self->memory);
}

/**
 * proctor_config_drafts_has:
 * @self: the drafts
 * @thing_id: an agent or a tool
 *
 * Returns: whether something of it isn't saved
 */
gboolean
proctor_config_drafts_has (ProctorConfigDrafts *self,
                           const char *thing_id)
{
  GHashTableIter iter;
  gpointer value;

  g_return_val_if_fail (PROCTOR_IS_CONFIG_DRAFTS (self), FALSE);

  g_hash_table_iter_init (&iter, self->known);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (g_str_equal (value, thing_id))
        return TRUE;
    }

  return FALSE;
}

static ProctorConfigDraft *
open_draft (ProctorConfigDrafts *self,
            Wanted *wanted,
            ProctorRecord *record,
            ProctorRecord *base)
{
  ProctorConfigDraft *draft = proctor_config_draft_new (self, wanted->kind, wanted->id, wanted->thing_id, wanted->branch_id, record, base);

  g_hash_table_replace (self->open, g_strdup (wanted->id), draft);

  return draft;
}

/* Takes the task. */
static void
return_fetched (GTask *task)
{
  g_autoptr (GTask) owned = task;
  ProctorConfigDrafts *self = g_task_get_source_object (task);
  Wanted *wanted = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorRecord) base = proctor_config_draft_clone (wanted->fetched, &error);

  if (base == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, open_draft (self, wanted, wanted->fetched, base), g_object_unref);
}

static void open_wanted (GTask *task);

static void
fetched_cb (GObject *object,
            GAsyncResult *result,
            gpointer user_data)
{
  GTask *task = user_data;
  Wanted *wanted = g_task_get_task_data (task);
  GError *error = NULL;

  wanted->fetched = proctor_config_draft_fetch_finish (PROCTOR_SESSION (object), result, &error);
  if (wanted->fetched == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  /* Which branch is the main one is said only now; there may be a draft of it. */
  if (wanted->kind == PROCTOR_CONFIG_AGENT && wanted->branch_id == NULL)
    wanted->branch_id = g_strdup (proctor_agent_get_branch_id (PROCTOR_AGENT (wanted->fetched)));
  if (wanted->id == NULL)
    wanted->id = wanted->branch_id != NULL ? make_id (wanted->kind, wanted->thing_id, wanted->branch_id) : g_strdup (wanted->thing_id);
  open_wanted (task);
}

/* Takes the task. */
static void
fetch (GTask *task)
{
  ProctorConfigDrafts *self = g_task_get_source_object (task);
  Wanted *wanted = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autoptr (ProctorSession) session = proctor_config_drafts_dup_session (self);

  if (session != NULL)
    proctor_config_draft_fetch_async (session, wanted->kind, wanted->thing_id, wanted->branch_id, cancellable, fetched_cb, task);
  else
    {
      g_task_return_new_error_literal (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The workspace was closed.");
      g_object_unref (task);
    }
}

static void
loaded_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  GTask *task = user_data;
  ProctorConfigDrafts *self = g_task_get_source_object (task);
  Wanted *wanted = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (ProctorDraftRow) row = proctor_draft_file_load_finish (PROCTOR_DRAFT_FILE (object), result, &error);
  ProctorConfigDraft *draft = g_hash_table_lookup (self->open, wanted->id);

  if (error != NULL && draft == NULL)
    {
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }

  g_clear_error (&error);
  if (draft != NULL)
    g_object_ref (draft);
  else if (row != NULL && row->base != NULL)
    {
      draft = open_draft (self, wanted, row->record, row->base);
      proctor_config_draft_set_restored (draft);
      proctor_config_draft_refresh (draft);
    }
  else
    {
      g_hash_table_remove (self->known, wanted->id);
      open_wanted (task);
      return;
    }
  g_task_return_pointer (task, draft, g_object_unref);
  g_object_unref (task);
}

/* Takes the task. */
static void
open_wanted (GTask *task)
{
  ProctorConfigDrafts *self = g_task_get_source_object (task);
  Wanted *wanted = g_task_get_task_data (task);
  GCancellable *cancellable = g_task_get_cancellable (task);
  ProctorConfigDraft *draft = wanted->id != NULL ? g_hash_table_lookup (self->open, wanted->id) : NULL;

  if (draft != NULL)
    {
      g_task_return_pointer (task, g_object_ref (draft), g_object_unref);
      g_object_unref (task);
    }
  else if (wanted->id != NULL && self->file != NULL && g_hash_table_contains (self->known, wanted->id))
    proctor_draft_file_load_async (self->file, self->workspace_id, wanted->id, cancellable, loaded_cb, task);
  else if (wanted->fetched != NULL)
    return_fetched (task);
  else
    fetch (task);
}

/**
 * proctor_config_drafts_open_async:
 * @self: the drafts
 * @kind: what it is
 * @thing_id: an agent or a tool
 * @branch_id: (nullable): a branch of the agent, %NULL for its main branch
 * @cancellable: (nullable): to give up
 * @callback: called when it is here
 * @user_data: passed to @callback
 *
 * Opens what was not saved of an agent or a tool, or what the server has.
 */
void
proctor_config_drafts_open_async (ProctorConfigDrafts *self,
                                  ProctorConfigKind kind,
                                  const char *thing_id,
                                  const char *branch_id,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Wanted *wanted;
  GTask *task;

  g_return_if_fail (PROCTOR_IS_CONFIG_DRAFTS (self));
  g_return_if_fail (thing_id != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, proctor_config_drafts_open_async);
  wanted = g_new0 (Wanted, 1);
  wanted->kind = kind;
  wanted->thing_id = g_strdup (thing_id);
  wanted->branch_id = g_strdup (kind == PROCTOR_CONFIG_AGENT ? branch_id : NULL);
  wanted->id = make_id (kind, thing_id, branch_id);
  g_task_set_task_data (task, wanted, (GDestroyNotify) wanted_free);
  open_wanted (task);
}

/**
 * proctor_config_drafts_open_finish:
 * @self: the drafts
 * @result: what the callback was given
 * @error: return location for why it can't be opened
 *
 * Returns: (transfer full) (nullable): the draft
 */
ProctorConfigDraft *
proctor_config_drafts_open_finish (ProctorConfigDrafts *self,
                                   GAsyncResult *result,
                                   GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
