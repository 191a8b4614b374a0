/* SPDX-FileCopyrightText: 2026 The Proctor contributors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "proctor-drafts.h"

#include "proctor-draft-private.h"
#include "proctor-wire-writer.h"

/**
 * ProctorDrafts:
 *
 * What is being edited in a workspace, and what was not saved. A test has one draft, whoever looks
 * at it.
 */

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ProctorDrafts, proctor_drafts, G_TYPE_OBJECT)

static void
row_free (gpointer row)
{
  proctor_draft_row_free (row);
}

ProctorSession *
proctor_drafts_dup_session (ProctorDrafts *self)
{
  return g_weak_ref_get (&self->session);
}

static gboolean
find_unplaced (ProctorDrafts *self,
               const char *id,
               guint *position)
{
  GListModel *items = G_LIST_MODEL (self->unplaced);

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ProctorDraftItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (proctor_draft_item_get_id (item), id))
        {
          *position = i;
          return TRUE;
        }
    }

  return FALSE;
}

/* Whether a list of the server's tests has no place for the draft. While it is being read it isn't
 * known, and stays as it was. */
static gboolean
is_unplaced (ProctorDrafts *self,
             ProctorDraftRow *row,
             gboolean before)
{
  g_autoptr (ProctorSession) session = proctor_drafts_dup_session (self);
  ProctorLibrary *library = session != NULL ? proctor_session_get_library (session) : NULL;

  if (row->test_id == NULL)
    return TRUE;
  /* What is being deleted from here isn't lost yet. */
  if (library == NULL || proctor_library_find (library, row->test_id) != NULL || proctor_library_hides (library, row->test_id))
    return FALSE;

  return before || (proctor_library_is_complete (library) && !proctor_library_is_loading (library));
}

static void
update_unplaced (ProctorDrafts *self,
                 const char *id)
{
  ProctorDraftRow *row = g_hash_table_lookup (self->known, id);
  guint position;
  gboolean found = find_unplaced (self, id, &position);
  gboolean wanted = row != NULL && is_unplaced (self, row, found);

  if (found && !wanted)
    g_list_store_remove (self->unplaced, position);
  else if (wanted)
    {
      g_autoptr (ProctorDraftItem) item = found ? g_list_model_get_item (G_LIST_MODEL (self->unplaced), position) : proctor_draft_item_new (id, row->test_id != NULL);

      proctor_draft_item_update (item, row->name, row->kind, row->changed_at);
      if (!found)
        g_list_store_insert (self->unplaced, 0, item);
    }
}

static void
library_changed_cb (ProctorDrafts *self)
{
  g_autoptr (GPtrArray) ids = g_hash_table_get_keys_as_ptr_array (self->known);

  for (guint i = 0; i < ids->len; i++)
    update_unplaced (self, g_ptr_array_index (ids, i));
}

/* Takes the row. */
static void
know (ProctorDrafts *self,
      ProctorDraftRow *row)
{
  g_autofree char *id = g_strdup (row->id);
  gboolean is_new = !g_hash_table_contains (self->known, id);

  g_hash_table_replace (self->known, row->id, row);
  update_unplaced (self, id);
  if (is_new)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, id);
}

static ProctorDraftRow *
make_row (ProctorDraft *draft)
{
  ProctorDraftRow *row = g_new0 (ProctorDraftRow, 1);

  row->id = g_strdup (draft->id);
  row->test_id = g_strdup (draft->test_id);
  row->folder_id = g_strdup (draft->folder_id);
  row->name = g_strdup (proctor_test_get_name (draft->test));
  row->kind = g_strdup (proctor_test_get_kind (draft->test));
  row->changed_at = g_get_real_time () / G_USEC_PER_SEC;

  return row;
}

static JsonNode *
write_test (ProctorTest *test)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = proctor_wire_write (PROCTOR_RECORD (test), &error);

  if (node == NULL)
    g_warning ("A draft can't be written: %s", error->message);

  return node;
}

static void
put_cb (GObject *object,
        GAsyncResult *result,
        gpointer user_data)
{
  g_autoptr (ProctorDraft) draft = user_data;
  g_autoptr (GError) error = NULL;

  proctor_draft_file_put_finish (PROCTOR_DRAFT_FILE (object), result, &error);
  if (error != NULL)
    g_clear_object (&draft->kept_base);
  proctor_draft_set_disk_error (draft, error);
}

/* Keeps what a draft says. */
void
proctor_drafts_put (ProctorDrafts *self,
                    ProctorDraft *draft)
{
  ProctorDraftRow *row;

  know (self, make_row (draft));
  if (self->file == NULL)
    {
      g_hash_table_replace (self->memory, g_strdup (draft->id), g_object_ref (draft));
      return;
    }

  row = make_row (draft);
  row->node = write_test (draft->test);
  row->unfinished = g_strdup (draft->unfinished);
  /* What it was on the server stays the same while somebody types. */
  row->keeps_base = draft->base != NULL && draft->kept_base == draft->base;
  if (draft->base != NULL && !row->keeps_base)
    row->base_node = write_test (draft->base);
  if (row->node == NULL)
    {
      proctor_draft_row_free (row);
      return;
    }

  g_set_object (&draft->kept_base, draft->base);
  proctor_draft_file_put_async (self->file, self->workspace_id, row, put_cb, g_object_ref (draft));
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
proctor_drafts_remove (ProctorDrafts *self,
                       const char *id)
{
  g_autofree char *own_id = g_strdup (id);
  ProctorDraft *draft = g_hash_table_lookup (self->open, own_id);

  if (draft != NULL)
    g_clear_object (&draft->kept_base);
  if (self->file != NULL)
    proctor_draft_file_remove_async (self->file, self->workspace_id, own_id, removed_cb, NULL);
  g_hash_table_remove (self->memory, own_id);
  if (!g_hash_table_remove (self->known, own_id))
    return;

  update_unplaced (self, own_id);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, own_id);
}

/* Who deletes a test doesn't want what was written of it either, and had time to think better of it. */
static void
deleted_cb (ProctorDrafts *self,
            const char *id)
{
  ProctorDraft *draft = g_hash_table_lookup (self->open, id);

  if (draft != NULL && draft->test_id != NULL)
    proctor_draft_throw_away (draft);
  else if (g_hash_table_contains (self->known, id))
    proctor_drafts_remove (self, id);
}

void
proctor_drafts_closed (ProctorDrafts *self,
                       ProctorDraft *draft)
{
  if (g_hash_table_lookup (self->open, draft->id) == draft)
    g_hash_table_remove (self->open, draft->id);
}

void
proctor_drafts_renamed (ProctorDrafts *self,
                        ProctorDraft *draft,
                        const char *before)
{
  if (g_hash_table_lookup (self->open, before) == draft)
    g_hash_table_remove (self->open, before);
  g_hash_table_replace (self->open, g_strdup (draft->id), draft);
  g_hash_table_add (self->seen, g_strdup (draft->id));
}

ProctorDraft *
proctor_drafts_take_up (ProctorDrafts *self,
                        const char *id,
                        const char *test_id,
                        const char *folder_id,
                        ProctorTest *test,
                        ProctorTest *base)
{
  ProctorDraft *draft = proctor_draft_new (self, id, test_id, folder_id, test, base);

  g_hash_table_replace (self->open, g_strdup (id), draft);
  g_hash_table_add (self->seen, g_strdup (id));

  return draft;
}

static void
listed_cb (GObject *object,
           GAsyncResult *result,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = proctor_draft_file_list_finish (PROCTOR_DRAFT_FILE (object), result, &error);
  ProctorDrafts *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  self = PROCTOR_DRAFTS (user_data);
  if (rows == NULL)
    {
      g_warning ("The drafts can't be read: %s", error->message);
      return;
    }

  /* The newest comes first, and each goes to the front. */
  for (guint i = rows->len; i > 0; i--)
    {
      ProctorDraftRow *row = g_ptr_array_steal_index (rows, i - 1);

      if (!g_str_equal (row->thing, PROCTOR_DRAFT_OF_TEST) || g_hash_table_contains (self->known, row->id))
        proctor_draft_row_free (row);
      else
        know (self, row);
    }
}

static void
proctor_drafts_dispose (GObject *object)
{
  ProctorDrafts *self = PROCTOR_DRAFTS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (proctor_drafts_parent_class)->dispose (object);
}

static void
proctor_drafts_finalize (GObject *object)
{
  ProctorDrafts *self = PROCTOR_DRAFTS (object);

  g_weak_ref_clear (&self->session);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->open);
  g_hash_table_unref (self->memory);
  g_hash_table_unref (self->seen);
  g_clear_object (&self->unplaced);
  g_clear_object (&self->cancellable);
  g_free (self->workspace_id);
  g_free (self->crashed_id);

  G_OBJECT_CLASS (proctor_drafts_parent_class)->finalize (object);
}

static void
proctor_drafts_class_init (ProctorDraftsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = proctor_drafts_dispose;
  object_class->finalize = proctor_drafts_finalize;

  /**
   * ProctorDrafts::changed:
   * @self: the drafts
   * @id: a test's id, or a draft's own
   *
   * There is a draft of it now, or none any more.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
proctor_drafts_init (ProctorDrafts *self)
{
  g_weak_ref_init (&self->session, NULL);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, row_free);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->unplaced = g_list_store_new (PROCTOR_TYPE_DRAFT_ITEM);
  self->cancellable = g_cancellable_new ();
}

/**
 * proctor_drafts_new:
 * @session: whose drafts
 *
 * Returns: (transfer full): what is being edited in a workspace; it lives as long as the program
 *   until proctor_drafts_use_file() is called
 */
ProctorDrafts *
proctor_drafts_new (ProctorSession *session)
{
  ProctorDrafts *self = g_object_new (PROCTOR_TYPE_DRAFTS, NULL);

  g_weak_ref_set (&self->session, session);
  self->workspace_id = g_strdup (proctor_workspace_get_id (proctor_session_get_workspace (session)));
  g_signal_connect_object (proctor_session_get_library (session), "changed", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (proctor_session_get_library (session), "deleted", G_CALLBACK (deleted_cb), self, G_CONNECT_SWAPPED);
  /* What is gone for good shows when all has been read. */
  g_signal_connect_object (proctor_session_get_library (session), "notify::loading", G_CALLBACK (library_changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * proctor_drafts_use_file:
 * @self: the drafts, of which there is none yet
 * @file: where they are to be kept
 */
void
proctor_drafts_use_file (ProctorDrafts *self,
                         ProctorDraftFile *file)
{
  g_return_if_fail (PROCTOR_IS_DRAFTS (self));

  g_set_object (&self->file, file);
}

/**
 * proctor_drafts_load:
 * @self: the drafts
 *
 * Looks for what was not saved before the program ended.
 */
void
proctor_drafts_load (ProctorDrafts *self)
{
  g_return_if_fail (PROCTOR_IS_DRAFTS (self));

  if (self->file != NULL)
    proctor_draft_file_list_async (self->file, self->workspace_id, self->cancellable, listed_cb, self);
}

/**
 * proctor_drafts_flush:
 * @self: the drafts
 *
 * Hands over to the disk what is still to be written.
 */
void
proctor_drafts_flush (ProctorDrafts *self)
{
  g_autoptr (GPtrArray) drafts = NULL;

  g_return_if_fail (PROCTOR_IS_DRAFTS (self));

  drafts = g_hash_table_get_values_as_ptr_array (self->open);
  g_ptr_array_foreach (drafts, (GFunc) (void *) g_object_ref, NULL);
  g_ptr_array_set_free_func (drafts, g_object_unref);
  for (guint i = 0; i < drafts->len; i++)
    proctor_draft_flush (g_ptr_array_index (drafts, i));
}

/**
 * proctor_drafts_stop:
 * @self: the drafts of a workspace that is closed
 */
void
proctor_drafts_stop (ProctorDrafts *self)
{
  g_return_if_fail (PROCTOR_IS_DRAFTS (self));

  proctor_drafts_flush (self);
  g_cancellable_cancel (self->cancellable);
  g_hash_table_remove_all (self->memory);
}

/**
 * proctor_drafts_has:
 * @self: the drafts
 * @test_id: a test
 *
 * Returns: whether something of it isn't saved
 */
gboolean
proctor_drafts_has (ProctorDrafts *self,
                    const char *test_id)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFTS (self), FALSE);

  return g_hash_table_contains (self->known, test_id);
}

/**
 * proctor_drafts_get_unplaced:
 * @self: the drafts
 *
 * Returns: (transfer none): the drafts of tests that the server doesn't have, as #ProctorDraftItem:
 *   new ones, and those that somebody has deleted there
 */
GListModel *
proctor_drafts_get_unplaced (ProctorDrafts *self)
{
  g_return_val_if_fail (PROCTOR_IS_DRAFTS (self), NULL);

  return G_LIST_MODEL (self->unplaced);
}
